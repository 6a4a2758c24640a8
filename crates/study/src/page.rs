//! The documents of the workbench, put together from stored runs: what the page shows is what the terminal and the
//! report show, from the same functions.

use crate::bundle::Stored;
use crate::compare::{Arm, Cell, members};
use crate::dossier::Past;
use crate::executor::Pool;
use crate::failure::Failure;
use crate::person::text;
use crate::report::{self, Parts};
use crate::spec::{Prepared, count_figures};
use crate::table::wire_text;
use crate::what_if::outcome;
use crate::{ends, source, sourcing};
use glasshouse_engine::ever;
use glasshouse_model::text::Label;
use glasshouse_model::{Lang, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Card, Channel, ChannelKind, Identity, ListPolarity, Polarity};
use glasshouse_text::Basis;
use glasshouse_views::letter::{Facts, letter};
use glasshouse_views::report::{ReportInput, RulePart, RuleRow, SourceRow, answers, charts};
use glasshouse_views::{Mark, number};
use glasshouse_wire::page::{CardDoc, CrowdDoc, LuckDoc, LuckRow, PersonPage, RuleDoc, RunPage, SourceDoc};
use glasshouse_wire::person::PersonFile;
use glasshouse_wire::run::Text;

/// The question of a rulebook without a card.
const QUESTION: Label =
    Label { en: "Whom does it reach, and how often is it wrong?", zh: "它触及谁？错得有多频繁？" };
/// The question of the empty regime.
const NO_REGIME: Label =
    Label { en: "What do people do when nobody keeps score?", zh: "没有人打分时，人们如何行事？" };
/// The question of a reform.
const REFORM: Label =
    Label { en: "What would this change, and for whom?", zh: "这会改变什么、改变谁的处境？" };

/// Persons that the crowd shows at most.
pub const CROWD: usize = 10_000;

/// The input of reports and charts.
pub fn input<'a>(stored: &'a Stored, parts: &'a Parts, lang: Lang) -> ReportInput<'a> {
    ReportInput {
        doc: &stored.file.run,
        headlines: &parts.headlines,
        series: &parts.series,
        dictionary: &parts.dictionary,
        figures: parts.figures.clone(),
        rules: parts.rules.clone(),
        sources: parts.sources.clone(),
        lang,
    }
}

/// A run. `name` is what addresses call it, `argument` what commands call it.
pub fn run(stored: &Stored, parts: &Parts, name: &str, argument: &str, lang: Lang) -> RunPage {
    let input = input(stored, parts, lang);
    let mark = Mark::of(&stored.file.run);
    RunPage {
        name: name.into(),
        argument: argument.into(),
        run: stored.file.run.clone(),
        sentences: answers(&input).into_iter().collect(),
        mark: mark.word().into(),
        mark_text: mark.text(lang),
        charts: charts(&input).iter().map(|c| c.doc()).collect(),
    }
}

/// How a replicate ended for a sample of its people, in the order of score; the sample is every n-th person.
///
/// # Errors
/// [`Failure::Input`] where a table of the bundle is damaged.
pub fn crowd(past: &Past<'_>, pool: &Pool) -> Result<CrowdDoc, Failure> {
    let all = past.ends(pool)?;
    let people = all.score.len();
    let step = people.div_ceil(CROWD).max(1);
    let mut shown: Vec<usize> = (0..people).step_by(step).collect();
    shown.sort_by_key(|i| (all.grade.get(*i).copied(), std::cmp::Reverse(all.score.get(*i).copied()), *i));
    let bits = |ever_bits: u8| {
        [(ever::PENALISED, 1), (ever::WRONGLY_PENALISED, 2), (ever::FOR_UNDONE, 4), (ever::MISSED, 8)]
            .iter()
            .filter(|(bit, _)| ever_bits & bit != 0)
            .map(|(_, shown)| shown)
            .sum()
    };
    let each = |column: &[u8]| shown.iter().filter_map(|i| column.get(*i).copied()).collect::<Vec<u8>>();
    Ok(CrowdDoc {
        people: people as u32,
        person: shown.iter().map(|i| *i as u32).collect(),
        score: shown.iter().filter_map(|i| all.score.get(*i).copied()).collect(),
        grade: each(&all.grade),
        ever: each(&all.ever).into_iter().map(bits).collect(),
        grades: past.prepared.plan.grading.iter().flat_map(|g| &g.grades).map(|g| g.id.clone()).collect(),
    })
}

/// A person's file with its account, its rules and its letter.
pub fn person(past: &Past<'_>, file: PersonFile, argument: &str, lang: Lang) -> PersonPage {
    let prepared = past.prepared;
    let used: Vec<&str> = file.events.iter().filter(|e| e.phase == "award").map(|e| e.what.as_str()).collect();
    let rows = report::rules(&prepared.plan);
    let source_text = String::from_utf8_lossy(&prepared.spec.regime.bytes);
    let full = |row: &RuleRow| RuleDoc {
        text: block(&source_text, row),
        evidence: evidence(&prepared.plan, &row.id),
        ..rule(&prepared.plan, &source_text, row)
    };
    let rules: Vec<RuleDoc> = rows.iter().filter(|r| used.contains(&r.id.as_str())).map(full).collect();
    let cited = |id: &str| rules.iter().any(|r| r.source.split(['#', ',', ' ']).any(|s| s == id));
    let sources = report::sources(&prepared.plan.sources, &[]);
    let (sums, sum) = sum(&file);
    let term = |id: &str| {
        let rule = prepared.plan.indicators.iter().find(|i| i.id == id);
        rule.map(|r| r.lapses.to_string())
    };
    let (has_procedure, has_score) = (prepared.plan.review.is_some(), prepared.plan.score.is_some());
    let facts = Facts { has_procedure, has_score, term: &term };
    PersonPage {
        months: prepared.spec.months,
        sums,
        sum,
        outcome: outcome(prepared, &file),
        adverse: adverse(&prepared.plan),
        sources: sources.iter().filter(|s| cited(&s.id)).map(|s| source_doc(&prepared.plan, s)).collect(),
        rules,
        letter: letter(&file, &facts, lang),
        command: crate::what_if::command(&file, argument, &[]),
        illustration: past.stored.file.run.illustration,
        file,
    }
}

/// Names of the sanctions and adverse lists of a regime.
pub fn adverse(plan: &Plan) -> Vec<String> {
    let sanctions = plan.measures.iter().filter(|m| m.polarity == Polarity::Sanction).map(|m| m.id.clone());
    sanctions.chain(plan.lists.iter().filter(|l| l.polarity != ListPolarity::Red).map(|l| l.id.clone())).collect()
}

/// Start plus every line that moves the score by the record, where no bound cuts it; and that sum in words.
fn sum(file: &PersonFile) -> (bool, String) {
    let shown = |n: i32| number::fixed(f64::from(n), 0);
    let (mut total, mut ok) = (file.start, true);
    let mut text = shown(file.start);
    for line in file.events.iter().filter(|e| e.side == "record" && e.score.is_some() && e.phase != "grade") {
        total += line.points;
        ok &= line.score == Some(total);
        if line.points != 0 {
            text.push_str(&format!(" {} {}", if line.points < 0 { "−" } else { "+" }, line.points.unsigned_abs()));
        }
    }
    text.push_str(&format!(" = {}", shown(total)));
    (ok && total == file.score, text)
}

/// How every replicate of a run ended for a person.
///
/// # Errors
/// [`Failure::Input`] where a table of the bundle is damaged.
pub fn luck(stored: &Stored, prepared: &Prepared, pool: &Pool, who: PersonId, lang: Lang) -> Result<LuckDoc, Failure> {
    let grades: Vec<&str> = prepared.plan.grading.iter().flat_map(|g| &g.grades).map(|g| g.id.as_str()).collect();
    let mut seeds = Vec::new();
    for replicate in &stored.file.run.replicates {
        let past = Past::of(stored, prepared, *replicate);
        let all = past.ends(pool)?;
        let i = who.0 as usize;
        let bits = all.ever.get(i).copied().unwrap_or(0);
        seeds.push(LuckRow {
            replicate: *replicate,
            score: all.score.get(i).copied().unwrap_or(0),
            grade: all.grade.get(i).and_then(|g| grades.get(usize::from(*g))).map(|g| (*g).to_owned()),
            penalised: bits & ever::PENALISED != 0,
            wrongly: bits & ever::WRONGLY_PENALISED != 0,
        });
    }
    let n = seeds.len();
    let hit = seeds.iter().filter(|s| s.penalised).count();
    let sentence = match lang {
        Lang::En => format!("In {hit} of {n} seeds this person is under a sanction at some time."),
        Lang::Zh => format!("在{n}个种子中，此人有{hit}个曾受惩戒。"),
    };
    Ok(LuckDoc { person: who.to_string(), seeds, sentence })
}

/// The persons in a cell of the matrix of who swaps.
///
/// # Errors
/// [`Failure::Input`] where a table of a bundle is damaged.
pub fn swapped(
    first: (&Stored, &Prepared),
    second: (&Stored, &Prepared),
    replicate: u32,
    cell: Cell,
) -> Result<Vec<PersonId>, Failure> {
    let one = ends::read(first.0, &first.1.plan, replicate)?;
    let other = ends::read(second.0, &second.1.plan, replicate)?;
    Ok(members(&one, &other, cell))
}

/// The gallery: the regimes that come with the program, then the reforms.
pub fn gallery() -> Vec<CardDoc> {
    let regimes = source::regime_names()
        .filter_map(|name| Some(card(name, &source::built_in_plan(name)?, source::regime_text(name)?)));
    let reforms = source::reform_names().filter_map(|name| {
        let base = source::reform_base(name)?;
        let arm = format!("{base}@{name}");
        let plan = Arm::parse(&arm).and_then(|parsed| crate::compare::plan_of(&parsed)).ok()?;
        Some(CardDoc {
            status: "reform".into(),
            base: Some(base.into()),
            question: wire_text(REFORM),
            ..card(&arm, &plan, source::regime_text(base)?)
        })
    });
    regimes.chain(reforms).collect()
}

fn card(name: &str, plan: &Plan, rulebook: &str) -> CardDoc {
    let none = name == source::NONE;
    let voice = |pick: fn(&Card) -> &glasshouse_model::Text| plan.card.as_ref().map(|c| text(pick(c)));
    let otherwise = if none { NO_REGIME } else { QUESTION };
    CardDoc {
        name: name.into(),
        title: if none { wire_text(Label { en: "No regime", zh: "无制度" }) } else { text(&plan.title) },
        status: crate::run::status_name(plan.status).into(),
        base: None,
        question: voice(|c| &c.question).unwrap_or_else(|| wire_text(otherwise)),
        counts: sourcing::rules(plan),
        designers: voice(|c| &c.designers),
        documented: voice(|c| &c.documented),
        critics: voice(|c| &c.critics),
        modelled: voice(|c| &c.modelled),
        gaps: voice(|c| &c.gaps),
        society: plan.society.clone().unwrap_or_default(),
        command: plan.card.as_ref().map_or_else(|| format!("glasshouse run {name}"), |c| c.command.clone()),
        figures: count_figures(&plan.figures),
        rules: report::rules(plan).iter().map(|r| rule(plan, rulebook, r)).collect(),
        sources: report::sources(&plan.sources, &[]).iter().map(|s| source_doc(plan, s)).collect(),
    }
}

/// A rule with its status: documented where a regulation is cited whose text is held, reconstructed where an account is
/// cited, stylised where nothing is.
fn rule(plan: &Plan, rulebook: &str, row: &RuleRow) -> RuleDoc {
    let part = match row.part {
        RulePart::Indicator => "indicator",
        RulePart::Grade => "grade",
        RulePart::List => "list",
        RulePart::Measure => "measure",
    };
    // Points stand for an indicator: where they are assumed, so is the rule. Lists and measures cite for the whole block.
    let source = match part {
        "indicator" => row.source.clone(),
        _ => block(rulebook, row).and_then(|text| block_source(&text)).unwrap_or_else(|| cited(plan, part, &row.id)),
    };
    let id = source.split(['#', ',', ' ']).next().unwrap_or(&source);
    let is_text =
        |s: &&glasshouse_text::Source| s.id == id && s.held && matches!(s.kind.as_str(), "regulation" | "law");
    let status = match plan.sources.iter().find(is_text) {
        _ if source.is_empty() => "stylised",
        Some(_) => "documented",
        None => "reconstructed",
    };
    RuleDoc {
        id: row.id.clone(),
        part: part.into(),
        label: row.label.clone(),
        points: row.points.clone(),
        source,
        line: row.line,
        status: status.into(),
        text: None,
        evidence: Vec::new(),
    }
}

/// The first source that a figure of a rule is cited from; empty where all of them are assumed.
fn cited(plan: &Plan, part: &str, id: &str) -> String {
    let of_rule = |path: &str| {
        path.strip_prefix(part)
            .and_then(|p| p.strip_prefix('.'))
            .and_then(|p| p.strip_prefix(id))
            .is_some_and(|rest| rest.starts_with('.'))
    };
    let source = plan.figures.iter().filter(|f| of_rule(&f.path)).find_map(|f| match &f.basis {
        Basis::Cited { source } => Some(source.clone()),
        _ => None,
    });
    source.unwrap_or_default()
}

/// The block of a rulebook that a rule is written in.
fn block(rulebook: &str, row: &RuleRow) -> Option<String> {
    let from = rulebook.lines().skip((row.line? as usize).checked_sub(1)?);
    let ends = |l: &str| l.trim().is_empty() || l.starts_with('[');
    let text: Vec<&str> = from.enumerate().take_while(|(i, l)| *i == 0 || !ends(l)).map(|(_, l)| l).collect();
    let named = format!("id = \"{}\"", row.id);
    text.iter().any(|l| l.trim() == named).then(|| text.join("\n"))
}

/// The source that a block cites for the whole of it.
fn block_source(block: &str) -> Option<String> {
    let line = block.lines().find_map(|l| l.strip_prefix("source = \""))?;
    line.strip_suffix('"').map(str::to_owned)
}

/// What a record under a rule needs, by channel.
fn evidence(plan: &Plan, rule: &str) -> Vec<Text> {
    let Some(rule) = plan.indicators.iter().find(|i| i.id == rule) else { return Vec::new() };
    let reports = |c: &&Channel| c.member == rule.member && c.on.iter().any(|kind| rule.on.contains(kind));
    plan.channels.iter().filter(reports).map(channel_words).collect()
}

/// A channel: who reports, what the report rests on, how it finds its dossier, whether it is confirmed.
fn channel_words(channel: &Channel) -> Text {
    let (rests_en, rests_zh) = match channel.kind {
        ChannelKind::Register => ("its own files", "本部门档案"),
        ChannelKind::Patrol => ("patrols, cameras or inspections", "巡查、摄像或检查"),
        ChannelKind::Complaint => ("what others report", "他人举报"),
        ChannelKind::Claim => ("a claim that the person files with evidence", "本人提交的申报与证明"),
    };
    let (finds_en, finds_zh) = match channel.identity {
        Identity::NationalId { .. } => ("identity number", "身份证号"),
        Identity::Name { .. } => ("name, birth date and district", "姓名、出生日期与地区"),
        Identity::Details { .. } => ("details within the district", "本地区内的个人信息"),
        Identity::Linkage { .. } => ("weights of agreement", "一致权重"),
    };
    let (confirm_en, confirm_zh) = match &channel.confirm {
        Some(confirm) => (
            format!("{} of {} looks must agree", confirm.needs, confirm.looks),
            format!("{}次查看中须有{}次一致", confirm.looks, confirm.needs),
        ),
        None => ("one report is enough".to_owned(), "一次报送即可".to_owned()),
    };
    Text {
        en: format!("{}: {rests_en}; found by {finds_en}; {confirm_en}", channel.agency.en),
        zh: format!("{}：{rests_zh}；按{finds_zh}查找；{confirm_zh}", channel.agency.zh),
    }
}

fn source_doc(plan: &Plan, row: &SourceRow) -> SourceDoc {
    let source = plan.sources.iter().find(|s| s.id == row.id);
    SourceDoc {
        id: row.id.clone(),
        kind: source.map_or_else(String::new, |s| s.kind.clone()),
        held: source.is_some_and(|s| s.held),
        reference: row.reference.clone(),
        url: row.url.clone(),
    }
}
