//! `show REGIME`: score and schedule, rules, grades, lists, measures, channels, review, each with what it rests on.

use crate::answer::Answer;
use crate::commands::list::columns;
use crate::session::Session;
use glasshouse_model::text::Label;
use glasshouse_model::{Lang, Text};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::diff::condition;
use glasshouse_rulebook::plan::{Cadence, ChannelKind, Dated, Deadline, Identity, ListPolarity, Polarity, Repeat};
use glasshouse_study::run::status_name;
use glasshouse_text::Basis;
use glasshouse_views::terminal::wrap;
use serde_json::{Value, json as object};

/// One line about a regime.
struct Row {
    part: &'static str,
    id: String,
    label: Text,
    /// Points, floor, term, force: the number that matters most.
    value: String,
    detail: String,
    /// Path of the figure that the value is.
    figure: String,
    line: Option<u32>,
}

/// `show REGIME`
pub fn show(session: &Session, plan: &Plan) -> Answer {
    let lang = session.lang;
    let rows = rows(plan, lang);
    let records: Vec<Value> = rows.iter().map(|r| record(plan, r)).collect();
    let mut human = String::new();
    if session.terminal {
        human.push_str(&format!("{} ({}, {})\n", plan.title.get(lang), plan.id, status_name(plan.status)));
        for (label, text) in card(plan) {
            human.push_str(&format!("\n{}\n", label.get(lang)));
            wrap(text.get(lang), session.width.min(100)).iter().for_each(|l| human.push_str(&format!("  {l}\n")));
        }
        for (part, heading) in PARTS {
            let of_part: Vec<[String; 5]> =
                rows.iter().filter(|r| r.part == part).map(|r| cells(plan, r, lang)).collect();
            if !of_part.is_empty() {
                human.push_str(&format!("\n{}\n", heading.get(lang)));
                columns(session, &of_part).lines().for_each(|l| human.push_str(&format!("  {l}\n")));
            }
        }
        human.push_str(&format!("\n{}\n", legend(plan, lang)));
    } else {
        let line = |r: &Row| [&[r.part.to_owned()][..], &cells(plan, r, lang)].concat().join("\t");
        rows.iter().for_each(|r| human.push_str(&format!("{}\n", line(r))));
    }
    let data = object!({
        "regime": plan.id, "title": {"en": plan.title.en, "zh": plan.title.zh}, "status": status_name(plan.status),
        "card": plan.card.as_ref().map(|c| object!({
            "question": both(&c.question), "designers": both(&c.designers), "documented": both(&c.documented),
            "critics": both(&c.critics), "modelled": both(&c.modelled), "gaps": both(&c.gaps),
            "systems": c.systems, "command": c.command,
        })),
        "society": plan.society, "rules": records,
    });
    let mut answer = Answer::new("regime/1", data, human);
    answer.rows = Some(records);
    let command = plan.card.as_ref().map_or_else(|| format!("glasshouse run {}", plan.id), |c| c.command.clone());
    answer.next = vec![command, format!("glasshouse cite {}", plan.id)];
    answer
}

fn both(text: &Text) -> Value {
    object!({"en": text.en, "zh": text.zh})
}

/// The paragraphs of the card, with headings.
fn card(plan: &Plan) -> Vec<(Label, &Text)> {
    let Some(card) = &plan.card else { return Vec::new() };
    vec![
        (Label { en: "The question", zh: "问题" }, &card.question),
        (Label { en: "What it was said to be for", zh: "所称的目的" }, &card.designers),
        (Label { en: "What is documented", zh: "有据可查" }, &card.documented),
        (Label { en: "What is said against it", zh: "质疑" }, &card.critics),
        (Label { en: "What is modelled", zh: "模型包含" }, &card.modelled),
        (Label { en: "Known gaps", zh: "已知缺漏" }, &card.gaps),
    ]
}

/// The parts in their order, with headings.
const PARTS: [(&str, Label); 7] = [
    ("score", Label { en: "Score and schedule", zh: "得分与评级日程" }),
    ("indicator", Label { en: "Points", zh: "计分" }),
    ("grade", Label { en: "Grades", zh: "等级" }),
    ("list", Label { en: "Lists", zh: "名单" }),
    ("measure", Label { en: "Measures", zh: "措施" }),
    ("channel", Label { en: "Who reports", zh: "报送渠道" }),
    ("review", Label { en: "Objections", zh: "异议" }),
];

fn record(plan: &Plan, row: &Row) -> Value {
    let (basis, source, range) = match basis(plan, &row.figure) {
        None => ("", String::new(), String::new()),
        Some(Basis::Cited { source }) => ("cited", source.clone(), String::new()),
        Some(Basis::Assumed { low, high, .. }) => ("assumed", String::new(), format!("{low} – {high}")),
        Some(Basis::Rival { values }) => {
            ("rival", values.iter().map(|(v, s)| format!("{v} ({s})")).collect::<Vec<_>>().join("; "), String::new())
        }
        Some(Basis::Set { by }) => ("set", by.clone(), String::new()),
    };
    object!({
        "part": row.part, "id": row.id, "points": row.value, "detail": row.detail,
        "label": {"en": row.label.en, "zh": row.label.zh},
        "basis": basis, "source": source, "range": range, "line": row.line,
    })
}

fn cells(plan: &Plan, row: &Row, lang: Lang) -> [String; 5] {
    let basis = match (basis(plan, &row.figure), lang) {
        (None, _) => String::new(),
        (Some(Basis::Cited { source }), _) => source.clone(),
        (Some(Basis::Assumed { low, high, .. }), Lang::En) => format!("assumed {low} – {high}"),
        (Some(Basis::Assumed { low, high, .. }), Lang::Zh) => format!("假设 {low} – {high}"),
        (Some(Basis::Rival { .. }), Lang::En) => "sources differ".into(),
        (Some(Basis::Rival { .. }), Lang::Zh) => "来源不一".into(),
        (Some(Basis::Set { by }), Lang::En) => format!("set by {by}"),
        (Some(Basis::Set { by }), Lang::Zh) => format!("由 {by} 设定"),
    };
    [row.id.clone(), row.value.clone(), row.label.get(lang).to_owned(), row.detail.clone(), basis]
}

fn basis<'p>(plan: &'p Plan, path: &str) -> Option<&'p Basis> {
    plan.figures.iter().find(|f| f.path == path).map(|f| &f.basis)
}

fn legend(plan: &Plan, lang: Lang) -> String {
    let assumed = plan.figures.iter().filter(|f| matches!(f.basis, Basis::Assumed { .. })).count();
    let all = plan.figures.len();
    match lang {
        Lang::En => format!(
            "{all} figures, {assumed} of them assumed with a range; the last column is the source, or the range, of the number shown."
        ),
        Lang::Zh => format!("共{all}项数据，其中{assumed}项为附范围的假设；末列为所示数字的来源或范围。"),
    }
}

fn rows(plan: &Plan, lang: Lang) -> Vec<Row> {
    let mut rows = score(plan, lang);
    rows.extend(plan.indicators.iter().map(|rule| {
        let repeat = match (rule.repeat, lang) {
            (Repeat::Each, Lang::En) => "each time",
            (Repeat::Each, Lang::Zh) => "每次",
            (Repeat::Once, Lang::En) => "once",
            (Repeat::Once, Lang::Zh) => "仅一次",
            (Repeat::FirstInYear, Lang::En) => "first in a year",
            (Repeat::FirstInYear, Lang::Zh) => "每年首次",
        };
        let detail = match lang {
            Lang::En => format!("{repeat}, for {}", rule.lapses),
            Lang::Zh => format!("{repeat}，有效期{}", rule.lapses),
        };
        Row {
            part: "indicator",
            id: rule.id.clone(),
            label: rule.label.clone(),
            value: versions(&rule.points, |p| signed(*p)),
            detail,
            figure: format!("indicator.{}.points", rule.id),
            line: Some(rule.line),
        }
    }));
    rows.extend(grades(plan));
    rows.extend(plan.lists.iter().map(|list| {
        let kind = match (list.polarity, lang) {
            (ListPolarity::Black, Lang::En) => "blacklist",
            (ListPolarity::Black, Lang::Zh) => "黑名单",
            (ListPolarity::Red, Lang::En) => "red list",
            (ListPolarity::Red, Lang::Zh) => "红名单",
            (ListPolarity::Watch, Lang::En) => "watch list",
            (ListPolarity::Watch, Lang::Zh) => "关注名单",
        };
        let published = match (list.published, lang) {
            (true, Lang::En) => ", published",
            (true, Lang::Zh) => "，公布",
            (false, _) => "",
        };
        Row {
            part: "list",
            id: list.id.clone(),
            label: list.label.clone(),
            value: list.term.to_string(),
            detail: format!("{kind}{published}"),
            figure: format!("list.{}.term", list.id),
            line: Some(list.line),
        }
    }));
    rows.extend(plan.measures.iter().map(|m| {
        let sign = if m.polarity == Polarity::Sanction { "−" } else { "+" };
        Row {
            part: "measure",
            id: m.id.clone(),
            label: m.label.clone(),
            value: format!("{sign}{} {}", m.gravity, m.domain),
            detail: match lang {
                Lang::En => format!("{}; {}", condition(plan, &m.when), m.agency.get(lang)),
                Lang::Zh => format!("{}；{}", condition(plan, &m.when), m.agency.get(lang)),
            },
            figure: format!("measure.{}.gravity", m.id),
            line: Some(m.line),
        }
    }));
    rows.extend(plan.channels.iter().map(|c| channel(plan, c, lang)));
    rows.extend(review(plan, lang));
    rows
}

fn score(plan: &Plan, lang: Lang) -> Vec<Row> {
    let row = |id: &str, label: Text, value: String, detail: String, figure: &str| Row {
        part: "score",
        id: id.into(),
        label,
        value,
        detail,
        figure: figure.into(),
        line: None,
    };
    let mut rows: Vec<Row> = plan
        .components
        .iter()
        .map(|c| {
            let limit = |l: Option<i32>| l.map_or("…".to_owned(), |l| l.to_string());
            let range = if c.min.is_none() && c.max.is_none() {
                String::new()
            } else {
                format!("{} – {}", limit(c.min), limit(c.max))
            };
            row(&c.id, c.label.clone(), c.base.to_string(), range, &format!("component.{}.base", c.id))
        })
        .collect();
    if let Some(s) = &plan.score {
        rows.insert(0, row("start", s.label.clone(), s.start.to_string(), String::new(), "score.start"));
    }
    if let Some(grading) = &plan.grading {
        let value = match (grading.cadence, lang) {
            (Cadence::Monthly, Lang::En) => "every month".into(),
            (Cadence::Monthly, Lang::Zh) => "每月".into(),
            (Cadence::Daily, Lang::En) => "every evening".into(),
            (Cadence::Daily, Lang::Zh) => "每日日终".into(),
            (Cadence::Yearly { month, day }, Lang::En) => format!("every year, {month:02}-{day:02}"),
            (Cadence::Yearly { month, day }, Lang::Zh) => format!("每年{month}月{day}日"),
        };
        let label = Text { en: "Grading".into(), zh: "评级".into() };
        rows.push(row("grading", label, value, String::new(), "grading.day"));
    }
    rows
}

fn grades(plan: &Plan) -> Vec<Row> {
    let Some(grading) = &plan.grading else { return Vec::new() };
    let row = |(i, grade): (usize, &glasshouse_rulebook::plan::Grade)| Row {
        part: "grade",
        id: grade.id.clone(),
        label: grade.label.clone(),
        value: versions(&grading.floors, |floors| match floors.get(i).copied().flatten() {
            Some(floor) => format!("≥ {floor}"),
            None => "—".into(),
        }),
        detail: String::new(),
        figure: format!("grade.{}.min", grade.id),
        line: None,
    };
    grading.grades.iter().enumerate().map(row).collect()
}

fn channel(plan: &Plan, c: &glasshouse_rulebook::plan::Channel, lang: Lang) -> Row {
    let kind = match (c.kind, lang) {
        (ChannelKind::Register, Lang::En) => "register",
        (ChannelKind::Register, Lang::Zh) => "登记",
        (ChannelKind::Patrol, Lang::En) => "patrol",
        (ChannelKind::Patrol, Lang::Zh) => "巡查",
        (ChannelKind::Complaint, Lang::En) => "complaints",
        (ChannelKind::Complaint, Lang::Zh) => "投诉",
        (ChannelKind::Claim, Lang::En) => "claims",
        (ChannelKind::Claim, Lang::Zh) => "申报",
    };
    let figure = format!("channel.{}.hit_rate", c.id);
    let seen = plan.figures.iter().find(|f| f.path == figure).map_or("1", |f| f.value.as_str());
    let by = match (c.identity, lang) {
        (Identity::NationalId { .. }, Lang::En) => "by identity number",
        (Identity::NationalId { .. }, Lang::Zh) => "按证件号",
        (Identity::Name { .. }, Lang::En) => "by name",
        (Identity::Name { .. }, Lang::Zh) => "按姓名",
        (Identity::Details { .. }, Lang::En) => "by details",
        (Identity::Details { .. }, Lang::Zh) => "按个人信息",
        (Identity::Linkage { .. }, Lang::En) => "by weights",
        (Identity::Linkage { .. }, Lang::Zh) => "按权重",
    };
    let detail = match lang {
        Lang::En => format!("{kind} {by}, {} false alarms per person-year", c.false_alarms),
        Lang::Zh => format!("{kind}，{by}，每人年误报{}次", c.false_alarms),
    };
    let value = match lang {
        Lang::En => format!("sees {seen}"),
        Lang::Zh => format!("发现率{seen}"),
    };
    Row { part: "channel", id: c.id.clone(), label: c.label.clone(), value, detail, figure, line: None }
}

fn review(plan: &Plan, lang: Lang) -> Option<Row> {
    let r = plan.review.as_ref()?;
    let late = match (r.at_deadline, lang) {
        (Deadline::Waits, Lang::En) => "waits on",
        (Deadline::Waits, Lang::Zh) => "继续等待",
        (Deadline::Removed, Lang::En) => "record removed",
        (Deadline::Removed, Lang::Zh) => "撤销记录",
        (Deadline::Stands, Lang::En) => "record stands",
        (Deadline::Stands, Lang::Zh) => "维持记录",
    };
    let (value, detail) = match lang {
        Lang::En => (
            format!("{} days to object", r.window_days),
            format!(
                "{} officers, {} cases a day each; decided within {}, else {late}",
                r.officers, r.per_officer_day, r.decide_within
            ),
        ),
        Lang::Zh => (
            format!("{}天内可提出", r.window_days),
            format!("{}名工作人员，每人每日{}件；{}内决定，逾期{late}", r.officers, r.per_officer_day, r.decide_within),
        ),
    };
    let label = Text { en: "Review".into(), zh: "复核".into() };
    let figure = "review.window_days".into();
    Some(Row { part: "review", id: "review".into(), label, value, detail, figure, line: None })
}

/// The versions of a dated value, each once, in order.
fn versions<T>(dated: &Dated<T>, show: impl Fn(&T) -> String) -> String {
    let mut shown: Vec<String> = dated.versions.iter().map(|v| show(&v.2)).collect();
    shown.dedup();
    shown.join("; ")
}

fn signed(points: i32) -> String {
    if points < 0 { format!("−{}", points.unsigned_abs()) } else { format!("+{points}") }
}
