//! A regime as a document in both languages: card, timeline, rules, assumptions, cases, published statements, sources.

mod workings;

use crate::report::{self, rules as rule_rows};
use crate::run::status_name;
use crate::sourcing::Sourcing;
use crate::{VERSION, cases};
use glasshouse_model::text::Label;
use glasshouse_model::{Day, Text};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::diff::condition;
use glasshouse_rulebook::plan::Status;
use glasshouse_text::{Basis, both};
use glasshouse_views::paper::{Block, Cell, Paper, Section};
use glasshouse_views::report::RulePart;

const fn l(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

/// The document.
pub fn of(plan: &Plan) -> Paper {
    let sourcing = Sourcing::of(plan);
    let (figures, badge) = (sourcing.figures, sourcing.badge().label());
    let lede = both(
        format!(
            "Rulebook {}, {}. {} figures cited, {} on which sources differ, {} assumed with a range; {} further statements with their source: {}. All persons are synthetic.",
            plan.id,
            status_name(plan.status),
            figures.cited,
            figures.rival,
            figures.assumed,
            sourcing.published,
            badge.en
        ),
        format!(
            "规则书 {}，{}。引用{}项，来源不一{}项，附范围的假设{}项；另有附来源的陈述{}条：{}。所有人物均为合成。",
            plan.id,
            match plan.status {
                Status::Documented => "有据",
                Status::Reconstructed => "重建",
                Status::Stylised => "示意",
            },
            figures.cited,
            figures.rival,
            figures.assumed,
            sourcing.published,
            badge.zh
        ),
    );
    let sections = vec![
        Section { heading: l("The regime in short", "制度概览"), blocks: card(plan) },
        Section { heading: l("Timeline", "时间线"), blocks: timeline(plan) },
        Section { heading: l("Schedule and rules", "计分项目与规则"), blocks: rules(plan) },
        Section { heading: l("Who reports", "报送渠道"), blocks: channels(plan) },
        Section { heading: l("How it works in full", "完整运作"), blocks: workings::of(plan) },
        Section { heading: l("Cases and how they come out", "案例及推导"), blocks: worked(plan) },
        Section { heading: l("Published statements", "已公布的陈述"), blocks: published(plan) },
        Section { heading: l("Assumptions, with their ranges", "假设及其范围"), blocks: assumptions(plan) },
        Section { heading: l("Sources", "来源"), blocks: sources(plan) },
    ];
    Paper { title: plan.title.clone(), lede, version: VERSION, sections }
}

fn label(label: Label) -> Text {
    both(label.en, label.zh)
}

fn card(plan: &Plan) -> Vec<Block> {
    let Some(card) = &plan.card else { return Vec::new() };
    let parts = [
        (l("The question", "问题"), &card.question),
        (l("What it was said to be for", "所称的目的"), &card.designers),
        (l("What is documented", "有据可查"), &card.documented),
        (l("What is said against it", "质疑"), &card.critics),
        (l("What is modelled", "模型包含"), &card.modelled),
        (l("Known gaps", "已知缺漏"), &card.gaps),
    ];
    let mut blocks: Vec<Block> =
        parts.into_iter().flat_map(|(head, text)| [Block::Heading(label(head)), Block::Words(text.clone())]).collect();
    blocks.push(Block::Heading(both("To begin with", "从此开始")));
    blocks.push(Block::Words(both(card.command.clone(), card.command.clone())));
    blocks
}

/// Every day on which something begins or ends, in order.
fn timeline(plan: &Plan) -> Vec<Block> {
    let mut days: Vec<(Day, Text, String)> = Vec::new();
    let mut span = |(from, to): (Option<Day>, Option<Day>), of: Label, id: &str| {
        let begins = both(format!("{} begins", of.en), format!("{}开始", of.zh));
        let ends = both(format!("{} ends after this day", of.en), format!("{}当日后终止", of.zh));
        days.extend(from.map(|d| (d, begins, id.to_owned())));
        days.extend(to.map(|d| (d, ends, id.to_owned())));
    };
    span((plan.from, plan.to), l("the rulebook", "规则书"), &plan.id);
    for rule in &plan.indicators {
        rule.points.versions.iter().for_each(|(from, to, _)| span((*from, *to), l("the rule", "规则"), &rule.id));
    }
    plan.lists.iter().for_each(|x| span(x.days, l("the list", "名单"), &x.id));
    plan.measures.iter().for_each(|x| span(x.days, l("the measure", "措施"), &x.id));
    plan.channels.iter().for_each(|x| span(x.days, l("the channel", "渠道"), &x.id));
    let own = [plan.from, plan.to];
    days.retain(|(day, _, id)| *id == plan.id || !own.contains(&Some(*day)));
    days.sort_by_key(|(day, ..)| *day);
    if days.is_empty() {
        return Vec::new();
    }
    let row =
        |(day, what, id): (Day, Text, String)| vec![Cell::Plain(day.to_string()), Cell::Code(id), Cell::Words(what)];
    let head = vec![l("Day", "日期"), l("Of what", "对象"), l("What happens", "变化")];
    vec![Block::Table { head, rows: days.into_iter().map(row).collect() }]
}

/// What the figure at a path rests on, in a word and a source.
fn basis(plan: &Plan, path: &str) -> Cell {
    match plan.figures.iter().find(|f| f.path == path).map(|f| &f.basis) {
        None => Cell::Plain(String::new()),
        Some(Basis::Cited { source }) => Cell::Code(source.clone()),
        Some(Basis::Assumed { low, high, .. }) => {
            let [low, high] = [low, high].map(|bound| spelled(bound));
            Cell::Words(both(format!("assumed {} to {}", low.en, high.en), format!("假设{}至{}", low.zh, high.zh)))
        }
        Some(Basis::Rival { values }) => {
            let shown = values.iter().map(|(v, s)| format!("{v} ({s})")).collect::<Vec<_>>().join("; ");
            Cell::Words(both(format!("sources differ: {shown}"), format!("来源不一：{shown}")))
        }
        Some(Basis::Set { by }) => Cell::Code(by.clone()),
    }
}

/// A value as people write it: lengths of time in words, a minus sign before negative numbers.
fn spelled(value: &str) -> Text {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &value[digits.len()..] {
        "d" => ("day", "天"),
        "wd" => ("working day", "个工作日"),
        "m" => ("month", "个月"),
        "y" => ("year", "年"),
        _ if value == "indefinite" => return both("without end", "无期限"),
        _ => {
            let signed = value.strip_prefix('-').map_or_else(|| value.to_owned(), |number| format!("−{number}"));
            return both(signed.clone(), signed);
        }
    };
    let plural = if digits == "1" { "" } else { "s" };
    both(format!("{digits} {}{plural}", unit.0), format!("{digits}{}", unit.1))
}

fn rules(plan: &Plan) -> Vec<Block> {
    let of = |part: RulePart, (heading, what): (Label, Label), figure: &dyn Fn(&str) -> String| -> Vec<Block> {
        let rows: Vec<Vec<Cell>> = rule_rows(plan)
            .into_iter()
            .filter(|r| r.part == part)
            .map(|r| {
                let words = both(r.label.en.clone(), r.label.zh.clone());
                let path = figure(&r.id);
                // Without a score a rule gives no points: what counts is how long its records stand.
                let stands = plan.figures.iter().find(|f| f.path == path && path.ends_with(".lookback"));
                let value = held_down(plan, &r.id)
                    .unwrap_or_else(|| spelled(stands.map_or(r.points.as_str(), |figure| figure.value.as_str())));
                vec![Cell::Code(r.id), Cell::Words(words), Cell::Words(value), basis(plan, &path)]
            })
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let head = vec![l("Id", "代号"), l("Rule", "规则"), what, l("Rests on", "依据")];
        vec![Block::Heading(label(heading)), Block::Table { head, rows }]
    };
    let path = |table: &'static str, key: &'static str| move |id: &str| format!("{table}.{id}.{key}");
    let mut blocks = Vec::new();
    if let Some(score) = &plan.score {
        let start = score.start;
        blocks.push(Block::Words(both(
            format!("{}: start {start}", score.label.en),
            format!("{}：起始{start}", score.label.zh),
        )));
    }
    let (counts, stands) = match plan.score {
        Some(_) => ("points", l("Points", "分值")),
        None => ("lookback", l("A record stands", "记录存续")),
    };
    blocks.extend(of(RulePart::Indicator, (l("What counts", "计入的行为"), stands), &path("indicator", counts)));
    blocks.extend(of(RulePart::Grade, (l("Grades", "等级"), l("From", "起点")), &path("grade", "min")));
    blocks.extend(of(RulePart::List, (l("Lists", "名单"), l("Term", "期限")), &path("list", "term")));
    let weighs = l("Gravity (− sanction, + reward) and domain", "严重度（−惩戒、+奖励）与领域");
    blocks.extend(of(RulePart::Measure, (l("Measures", "措施"), weighs), &path("measure", "gravity")));
    let when: Vec<Vec<Cell>> = plan
        .measures
        .iter()
        .map(|m| {
            let agency = Cell::Words(m.agency.clone());
            vec![
                Cell::Code(m.id.clone()),
                agency,
                Cell::Code(condition(plan, &m.when)),
                basis(plan, &format!("measure.{}.delay_days", m.id)),
            ]
        })
        .collect();
    if !when.is_empty() {
        let head = vec![
            l("Measure", "措施"),
            l("Agency", "机关"),
            l("Applies when", "适用条件"),
            l("Delay rests on", "延迟的依据"),
        ];
        blocks.push(Block::Table { head, rows: when });
    }
    blocks
}

/// Where a rule holds the grade down instead of moving the score, or what it speaks of is not recorded at all.
fn held_down(plan: &Plan, id: &str) -> Option<Text> {
    let rule = plan.indicators.iter().find(|i| i.id == id)?;
    if !rule.admissible {
        return Some(both("refused", "不予归集"));
    }
    let grades = match rule.scale.checked_sub(1) {
        None => plan.grading.as_ref(),
        Some(scale) => plan.scales.get(usize::from(scale))?.grading.as_ref(),
    };
    let grade = &grades?.grades.get(usize::from(rule.grade?))?.id;
    Some(both(format!("down to {grade}"), format!("降至{grade}")))
}

fn channels(plan: &Plan) -> Vec<Block> {
    let value = |path: String| plan.figures.iter().find(|f| f.path == path).map_or(String::new(), |f| f.value.clone());
    let row = |c: &glasshouse_rulebook::plan::Channel| {
        vec![
            Cell::Code(c.id.clone()),
            Cell::Words(c.label.clone()),
            Cell::Plain(value(format!("channel.{}.hit_rate", c.id))),
            Cell::Plain(value(format!("channel.{}.false_alarms", c.id))),
            basis(plan, &format!("channel.{}.hit_rate", c.id)),
        ]
    };
    let rows: Vec<Vec<Cell>> = plan.channels.iter().map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = vec![
        l("Id", "代号"),
        l("Channel", "渠道"),
        l("Hit rate", "命中率"),
        l("False alarms a year", "每人年误报"),
        l("Rests on", "依据"),
    ];
    vec![Block::Table { head, rows }]
}

fn worked(plan: &Plan) -> Vec<Block> {
    let mut blocks = Vec::new();
    for case in &plan.cases {
        blocks.push(Block::Heading(both(case.name.clone(), case.name.clone())));
        let mut rows = vec![vec![Cell::Words(both(format!("asked on {}", case.as_of), format!("截至{}", case.as_of)))]];
        rows.extend(cases::told(plan, case).into_iter().map(|t| vec![Cell::Words(t)]));
        if let Some(source) = &case.source {
            rows.push(vec![Cell::Words(both(format!("reported in {source}"), format!("见{source}")))]);
        }
        blocks.push(Block::Table { head: vec![l("Derivation", "推导")], rows });
    }
    blocks
}

fn published(plan: &Plan) -> Vec<Block> {
    if plan.published.is_empty() {
        return Vec::new();
    }
    let kind = |name: &str| match name {
        "rule" => both("rule", "规定"),
        "outcome" => both("outcome, kept to check against", "结果，仅供核对"),
        _ => both("context", "背景"),
    };
    let row = |p: &glasshouse_rulebook::plan::Published| {
        let about = p.quote.as_ref().map_or_else(
            || p.about.clone(),
            |q| both(format!("{}: “{}”", p.about.en, q.en), format!("{}：“{}”", p.about.zh, q.zh)),
        );
        vec![
            Cell::Words(about),
            Cell::Plain(p.value.clone()),
            Cell::Words(kind(p.kind.name())),
            Cell::Code(p.source.clone()),
        ]
    };
    let head = vec![l("About", "所述"), l("Value", "数值"), l("Kind", "类别"), l("Source", "来源")];
    let note = both("These set nothing in the rules above.", "以下内容不设定上文任何规则。");
    vec![Block::Words(note), Block::Table { head, rows: plan.published.iter().map(row).collect() }]
}

fn assumptions(plan: &Plan) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = plan
        .figures
        .iter()
        .filter_map(|f| match &f.basis {
            Basis::Assumed { low, high, why } => Some(vec![
                Cell::Code(f.path.clone()),
                Cell::Plain(f.value.clone()),
                Cell::Plain(format!("{low} – {high}")),
                Cell::Plain(why.clone()),
            ]),
            Basis::Cited { .. } | Basis::Rival { .. } | Basis::Set { .. } => None,
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = vec![l("Figure", "数字"), l("Value", "数值"), l("Range", "范围"), l("Why", "理由")];
    vec![Block::Table { head, rows }]
}

fn sources(plan: &Plan) -> Vec<Block> {
    let row = |s: &glasshouse_text::Source| {
        let held = if s.held {
            both("the text was read", "读过原文")
        } else {
            both("known through another", "由他处转述得知")
        };
        vec![Cell::Code(s.id.clone()), Cell::Plain(report::reference(s)), Cell::Words(held), Cell::Link(s.url.clone())]
    };
    let rows: Vec<Vec<Cell>> = plan.sources.iter().map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = vec![l("Id", "代号"), l("Source", "来源"), l("Held", "所据"), l("Address", "网址")];
    vec![Block::Table { head, rows }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_views::paper::markdown;

    #[test]
    fn every_regime_is_a_document_with_its_cases_and_sources() {
        for name in glasshouse_rulebook::builtins() {
            let plan = crate::source::built_in_plan(name).unwrap();
            let text = markdown(&of(&plan));
            assert!(text.contains(&plan.title.en) && text.contains(&plan.title.zh), "{name}");
            for attack in
                plan.security.alterations.iter().map(|a| &a.id).chain(plan.security.breaches.iter().map(|b| &b.id))
            {
                assert!(text.contains(&format!("`{attack}`")), "{name}: {attack}");
            }
            for source in &plan.sources {
                assert!(text.contains(&format!("`{}`", source.id)), "{name}: {}", source.id);
            }
            for case in &plan.cases {
                assert!(text.contains(&case.name.replace('|', "\\|")), "{name}: {}", case.name);
            }
            for statement in &plan.published {
                assert!(text.contains(&statement.about.zh.replace('|', "\\|")), "{name}: {}", statement.id);
                let quoted = statement.quote.as_ref().is_none_or(|quote| text.contains(&quote.zh));
                assert!(quoted, "{name}: {}", statement.id);
            }
        }
    }

    #[test]
    fn identity_review_and_security_are_told() {
        let told = |name| markdown(&of(&crate::source::built_in_plan(name).unwrap()));
        let altered = told("register-breach");
        for words in ["| `forger` | dossiers each time 每次档案数 | 4 |", "| `copies` | what it reveals"] {
            assert!(altered.contains(words), "{words}\n{altered}");
        }
        let clock = told("zhejiang-2017");
        assert!(clock.contains("statutory clock 法定期限的计算 | 0.200000000 / 20 working days"), "{clock}");
    }

    #[test]
    fn values_are_spelled_out() {
        for (value, en, zh) in [
            ("5y", "5 years", "5年"),
            ("1wd", "1 working day", "1个工作日"),
            ("indefinite", "without end", "无期限"),
            ("-20", "−20", "−20"),
            ("2010-01-01", "2010-01-01", "2010-01-01"),
            ("≥ 970", "≥ 970", "≥ 970"),
        ] {
            assert_eq!(spelled(value), both(en, zh), "{value}");
        }
        let plan = crate::source::built_in_plan("rongcheng-2016").unwrap();
        assert_eq!(held_down(&plan, "drunk-driving"), Some(both("down to C", "降至C")));
    }

    #[test]
    fn the_timeline_has_the_amendments_of_the_defaulter_list() {
        let plan = crate::source::built_in_plan("judgment-defaulter-list").unwrap();
        let text = markdown(&of(&plan));
        for day in ["2013-10-01", "2017-05-01"] {
            assert!(text.contains(day), "{day}");
        }
    }
}
