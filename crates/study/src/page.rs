//! The documents of the workbench, put together from stored runs: what the page shows is what the terminal and the
//! report show, from the same functions.

use crate::bundle::Stored;
use crate::cards::{CARDS, NO_REGIME, QUESTION, REFORM};
use crate::compare::{Arm, Cell, members};
use crate::dossier::Past;
use crate::executor::Pool;
use crate::failure::Failure;
use crate::person::text;
use crate::report::{self, Parts};
use crate::spec::Prepared;
use crate::table::wire_text;
use crate::what_if::outcome;
use crate::{ends, source};
use glasshouse_engine::ever;
use glasshouse_model::text::Label;
use glasshouse_model::{Lang, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{ListPolarity, Polarity};
use glasshouse_text::Basis;
use glasshouse_views::letter::{Facts, letter};
use glasshouse_views::report::{ReportInput, RulePart, RuleRow, SourceRow, answers, charts};
use glasshouse_views::{Mark, number};
use glasshouse_wire::page::{CardDoc, CrowdDoc, LuckDoc, LuckRow, PersonPage, RuleDoc, RunPage, SourceDoc, Voice};
use glasshouse_wire::person::PersonFile;
use glasshouse_wire::run::{FigureCount, RuleCount};

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
    let rules: Vec<RuleDoc> =
        rows.iter().filter(|r| used.contains(&r.id.as_str())).map(|r| rule(&prepared.plan, r)).collect();
    let cited = |id: &str| rules.iter().any(|r| r.source.split(['#', ',', ' ']).any(|s| s == id));
    let sources = report::sources(&prepared.plan.sources, &[]);
    let (sums, sum) = sum(&file);
    let term = |id: &str| {
        let rule = prepared.plan.indicators.iter().find(|i| i.id == id);
        rule.map(|r| r.lapses.to_string())
    };
    let facts = Facts { has_procedure: prepared.plan.review.is_some(), term: &term };
    PersonPage {
        months: prepared.spec.months,
        sums,
        sum,
        outcome: outcome(prepared, &file),
        adverse: adverse(&prepared.plan),
        sources: sources.iter().filter(|s| cited(&s.id)).map(source_doc).collect(),
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
    let regimes = source::regime_names().filter_map(|name| source::built_in_plan(name).map(|plan| card(name, &plan)));
    let reforms = source::reform_names().filter_map(|name| {
        let base = source::reform_base(name)?;
        let arm = format!("{base}@{name}");
        let plan = Arm::parse(&arm).and_then(|parsed| crate::compare::plan_of(&parsed)).ok()?;
        Some(CardDoc {
            status: "reform".into(),
            base: Some(base.into()),
            question: wire_text(REFORM),
            ..card(&arm, &plan)
        })
    });
    regimes.chain(reforms).collect()
}

fn card(name: &str, plan: &Plan) -> CardDoc {
    let known = CARDS.iter().find(|c| c.name == name);
    let voices = |of: Option<&[(Label, &str)]>| {
        let voice = |(text, source): &(Label, &str)| Voice { text: wire_text(*text), source: (*source).into() };
        of.unwrap_or(&[]).iter().map(voice).collect()
    };
    let count = |n: usize| n as u32;
    let mut figures = FigureCount::default();
    for figure in &plan.figures {
        match figure.basis {
            Basis::Cited { .. } => figures.cited += 1,
            Basis::Assumed { .. } => figures.assumed += 1,
            Basis::Rival { .. } => figures.rival += 1,
            Basis::Set { .. } => figures.set += 1,
        }
    }
    let none = name == source::NONE;
    CardDoc {
        name: name.into(),
        title: if none { wire_text(Label { en: "No regime", zh: "无制度" }) } else { text(&plan.title) },
        status: crate::run::status_name(plan.status).into(),
        base: None,
        question: wire_text(known.map_or(if none { NO_REGIME } else { QUESTION }, |c| c.question)),
        counts: RuleCount {
            indicators: count(plan.indicators.len()),
            grades: count(plan.grading.as_ref().map_or(0, |g| g.grades.len())),
            lists: count(plan.lists.len()),
            measures: count(plan.measures.len()),
            channels: count(plan.channels.len()),
        },
        designers: voices(known.map(|c| c.designers)),
        documented: voices(known.map(|c| c.documented)),
        critics: voices(known.map(|c| c.critics)),
        figures,
        rules: report::rules(plan).iter().map(|r| rule(plan, r)).collect(),
        sources: report::sources(&plan.sources, &[]).iter().map(source_doc).collect(),
    }
}

/// A rule with its status: documented where a regulation is cited, reconstructed where an account is, stylised where
/// nothing is.
fn rule(plan: &Plan, row: &RuleRow) -> RuleDoc {
    let kind = |source: &str| {
        let id = source.split(['#', ',', ' ']).next().unwrap_or(source);
        plan.sources.iter().find(|s| s.id == id).map(|s| s.kind.as_str())
    };
    let status = match (row.source.is_empty(), kind(&row.source)) {
        (true, _) => "stylised",
        (false, Some("regulation" | "law" | "statute")) => "documented",
        (false, _) => "reconstructed",
    };
    let part = match row.part {
        RulePart::Indicator => "indicator",
        RulePart::Grade => "grade",
        RulePart::List => "list",
        RulePart::Measure => "measure",
    };
    RuleDoc {
        id: row.id.clone(),
        part: part.into(),
        label: row.label.clone(),
        points: row.points.clone(),
        source: row.source.clone(),
        line: row.line,
        status: status.into(),
    }
}

fn source_doc(row: &SourceRow) -> SourceDoc {
    SourceDoc { id: row.id.clone(), reference: row.reference.clone(), url: row.url.clone() }
}
