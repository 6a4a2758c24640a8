//! What would have been for one person, had one thing gone differently.
//!
//! Five kinds of change are always looked at together, so that "she should have behaved differently" never stands
//! alone: the person's own act, the record, the rule, an appeal, the regime. A changed world is simulated again from
//! its first day with the same luck, so what differs is what the change did. The person's block alone is simulated
//! again where blocks need nobody else. Where something crosses between them, everyone is in a society of up to
//! [`EVERYONE`] people; beyond that the block alone, against what crossed into it in the run, and the row says so.

mod offer;

pub use offer::offers;

use crate::compare::Arm;
use crate::dossier::{Past, of_person};
use crate::executor::Pool;
use crate::failure::{Failure, Note};
use crate::page::adverse;
use crate::person::{About, file};
use crate::run;
use crate::spec::{Prepared, RunSpec, quote};
use glasshouse_engine::change::{Change as Single, Otherwise};
use glasshouse_engine::{Exchange, Scenario, replay};
use glasshouse_model::trace::{StoryId, Trace};
use glasshouse_model::{Date, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::Polarity;
use glasshouse_wire::person::{PersonEvent, PersonFile};
use glasshouse_wire::run::Text;
use glasshouse_wire::what_if::{PersonOutcome, WhatIfDoc, WhatIfRow};
use std::fmt;

/// Up to this many people everyone is simulated again where something crosses between blocks.
pub const EVERYONE: u32 = 60_000;

/// One thing that goes otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An act of the person is left undone.
    Act(StoryId),
    /// The register gets a story right.
    Record(StoryId),
    /// The person objects to a record at once, and the office finds for the person.
    Appeal(StoryId),
    /// A rule says otherwise: `path=value`.
    Rule(String),
    /// Another regime, as a comparison names its arms.
    Regime(String),
}

impl Change {
    /// Reads `act:STORY`, `record:STORY`, `appeal:STORY`, `rule:PATH=VALUE` or `regime:ARM`. A story is named by the
    /// hexadecimal number that a person's file gives as `cause`.
    ///
    /// ```
    /// use glasshouse_study::what_if::Change;
    /// let text = "rule:indicator.red-light.points=-10";
    /// assert_eq!(Change::parse(text).unwrap().to_string(), text);
    /// ```
    ///
    /// # Errors
    /// [`Failure::Usage`] for anything else.
    pub fn parse(text: &str) -> Result<Change, Failure> {
        let story = |hex: &str| {
            let number = (!hex.is_empty() && hex.len() <= 16).then(|| u64::from_str_radix(hex, 16).ok());
            number.flatten().map(StoryId)
        };
        let change = match text.split_once(':') {
            Some(("act", hex)) => story(hex).map(Change::Act),
            Some(("record", hex)) => story(hex).map(Change::Record),
            Some(("appeal", hex)) => story(hex).map(Change::Appeal),
            Some(("rule", set)) if set.contains('=') => Some(Change::Rule(set.to_owned())),
            Some(("regime", arm)) if !arm.is_empty() => Some(Change::Regime(arm.to_owned())),
            _ => None,
        };
        change.ok_or_else(|| not_a_change(text))
    }

    /// The kind, as rows name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Change::Act(_) => "act",
            Change::Record(_) => "record",
            Change::Appeal(_) => "appeal",
            Change::Rule(_) => "rule",
            Change::Regime(_) => "regime",
        }
    }

    fn single(&self) -> Option<Single> {
        let (story, otherwise) = match self {
            Change::Act(story) => (*story, Otherwise::Undone),
            Change::Record(story) => (*story, Otherwise::Right),
            Change::Appeal(story) => (*story, Otherwise::Appealed),
            Change::Rule(_) | Change::Regime(_) => return None,
        };
        Some(Single { story, otherwise })
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Change::Act(story) | Change::Record(story) | Change::Appeal(story) => write!(f, "{kind}:{:016x}", story.0),
            Change::Rule(text) | Change::Regime(text) => write!(f, "{kind}:{text}"),
        }
    }
}

fn not_a_change(text: &str) -> Failure {
    Failure::Usage(
        Note::new("GH0900", format!("`{text}` names no change"), format!("“{text}”不是一项改变"))
            .help(
                "write act:STORY, record:STORY, appeal:STORY, rule:PATH=VALUE or regime:NAME",
                "写法为 act:事件、record:事件、appeal:事件、rule:路径=值 或 regime:名称",
            )
            .help(
                "`--what-if all` lists those that fit a person, each with its command",
                "`--what-if all` 列出适用于此人的各项改变及其命令",
            ),
    )
}

/// A changed world: its documents, and the stories that go otherwise in it.
struct World {
    prepared: Option<Prepared>,
    singles: Vec<Single>,
}

impl World {
    fn of(before: &Prepared, changes: &[Change]) -> Result<World, Failure> {
        let singles = changes.iter().filter_map(Change::single).collect();
        let mut spec: Option<RunSpec> = None;
        for change in changes {
            match change {
                Change::Rule(set) => spec.get_or_insert_with(|| before.spec.clone()).set.push(set.clone()),
                Change::Regime(arm) => {
                    let arm = Arm::parse(arm)?;
                    let spec = spec.get_or_insert_with(|| before.spec.clone());
                    spec.set.retain(|set| set.trim_start().starts_with("society."));
                    spec.set.extend(arm.set);
                    (spec.regime, spec.reforms) = (arm.regime, arm.reform.into_iter().collect());
                }
                Change::Act(_) | Change::Record(_) | Change::Appeal(_) => {}
            }
        }
        Ok(World { prepared: spec.map(RunSpec::prepare).transpose()?, singles })
    }
}

/// The file of a person in a changed world, and how it came out.
///
/// # Errors
/// As [`of_person`]; [`Failure::Document`] where a changed rule does not check.
pub fn simulate(
    past: &Past<'_>,
    pool: &Pool,
    person: PersonId,
    changes: &[Change],
) -> Result<(PersonFile, PersonOutcome), Failure> {
    simulate_with(past, pool, person, changes).map(|(file, outcome, _)| (file, outcome))
}

/// The same, and the sanctions and adverse lists of the changed world.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_with(
    past: &Past<'_>,
    pool: &Pool,
    person: PersonId,
    changes: &[Change],
) -> Result<(PersonFile, PersonOutcome, Vec<String>), Failure> {
    if changes.is_empty() {
        let file = of_person(past, pool, person)?;
        let outcome = outcome(past.prepared, &file);
        return Ok((file, outcome, adverse(&past.prepared.plan)));
    }
    let world = World::of(past.prepared, changes)?;
    let prepared = world.prepared.as_ref().unwrap_or(past.prepared);
    let scenario = Scenario { changes: &world.singles, ..prepared.scenario(past.replicate) };
    let mut trace = Trace::of(person);
    if !prepared.crosses() {
        replay(&scenario, &Exchange::default(), person.block(), &mut trace);
    } else if is_whole(prepared) {
        let stopped = |_| Failure::broken("a run stopped by itself", "运行自行停止");
        let run = glasshouse_engine::run(&scenario, pool, &mut |_| std::ops::ControlFlow::Continue(()));
        replay(&scenario, &run.map_err(stopped)?.exchange, person.block(), &mut trace);
    } else {
        let mut exchange = past.exchange(pool)?.into_owned();
        for change in world.singles.iter().filter(|c| c.otherwise != Otherwise::Appealed) {
            exchange.mail.iter_mut().for_each(|step| step.retain(|mail| mail.story != change.story));
        }
        exchange.mail.resize(run::steps(prepared), Vec::new());
        exchange.decisions.resize(run::steps(prepared), Vec::new());
        replay(&scenario, &exchange, person.block(), &mut trace);
    }
    let about = About {
        plan: &prepared.plan,
        society: &prepared.society,
        seed: prepared.spec.seed,
        replicate: past.replicate,
        origin: scenario.first_day(),
    };
    let file = file(&about, person, &trace.entries);
    let outcome = outcome(prepared, &file);
    Ok((file, outcome, adverse(&prepared.plan)))
}

/// Whether nothing that a change does to others is left out.
fn is_whole(prepared: &Prepared) -> bool {
    !prepared.crosses() || prepared.society.people <= EVERYONE
}

/// The worlds that are offered for a person, each simulated. `run` is how a command names the run.
///
/// # Errors
/// As [`simulate`].
pub fn table(past: &Past<'_>, pool: &Pool, person: PersonId, run: &str) -> Result<WhatIfDoc, Failure> {
    let (file, was) = simulate(past, pool, person, &[])?;
    let mut rows = Vec::new();
    for offer in offers(past.prepared, &file) {
        rows.push(row(past, pool, &file, &was, run, offer)?);
    }
    Ok(document(&file, was, rows))
}

/// One world, asked for by its changes.
///
/// # Errors
/// As [`simulate`].
pub fn asked(
    past: &Past<'_>,
    pool: &Pool,
    person: PersonId,
    run: &str,
    changes: &[Change],
) -> Result<WhatIfDoc, Failure> {
    let (file, was) = simulate(past, pool, person, &[])?;
    let label = offer::in_words(past.prepared, &file, changes);
    let offer =
        Offer { kind: changes.first().map_or("act", Change::kind), changes: changes.to_vec(), label, lawful: false };
    let rows = vec![row(past, pool, &file, &was, run, offer)?];
    Ok(document(&file, was, rows))
}

fn document(file: &PersonFile, was: PersonOutcome, rows: Vec<WhatIfRow>) -> WhatIfDoc {
    let (person, regime) = (file.person.clone(), file.regime.clone());
    WhatIfDoc { schema: "what-if/1".into(), person, regime, replicate: file.replicate, was, rows }
}

/// A change that is offered, or the reason why a kind has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Kind.
    pub kind: &'static str,
    /// What is changed; empty where there is nothing to change.
    pub changes: Vec<Change>,
    /// In words.
    pub label: Text,
    /// What is left undone is a lawful act.
    pub lawful: bool,
}

fn row(
    past: &Past<'_>,
    pool: &Pool,
    file: &PersonFile,
    was: &PersonOutcome,
    run: &str,
    offer: Offer,
) -> Result<WhatIfRow, Failure> {
    let world = World::of(past.prepared, &offer.changes)?;
    let outcome = match offer.changes.as_slice() {
        [] => None,
        changes => Some(simulate(past, pool, PersonId::parse(&file.person).unwrap_or(PersonId(0)), changes)?.1),
    };
    let command = if offer.changes.is_empty() { String::new() } else { command(file, run, &offer.changes) };
    Ok(WhatIfRow {
        kind: offer.kind.into(),
        changes: offer.changes.iter().map(Change::to_string).collect(),
        label: offer.label,
        lawful: offer.lawful,
        differs: outcome.as_ref().is_some_and(|o| o != was),
        outcome,
        scope: if is_whole(world.prepared.as_ref().unwrap_or(past.prepared)) { "everyone" } else { "block" }.into(),
        command,
    })
}

/// The command that simulates a changed world for a person.
pub fn command(file: &PersonFile, run: &str, changes: &[Change]) -> String {
    let mut text = format!("glasshouse explain {} --person {}", quote(run), file.person);
    if file.replicate > 0 {
        text.push_str(&format!(" --replicate {}", file.replicate));
    }
    for change in changes {
        text.push_str(&format!(" --what-if {}", quote(&change.to_string())));
    }
    text
}

/// How it came out for a person.
pub fn outcome(prepared: &Prepared, file: &PersonFile) -> PersonOutcome {
    let scenario = prepared.scenario(file.replicate);
    let end = scenario.first_day().date().add_months(prepared.spec.months as i32).to_day().0;
    let is_sanction = |id: &str| prepared.plan.measures.iter().any(|m| m.id == id && m.polarity == Polarity::Sanction);
    let events = |phase: &'static str| file.events.iter().filter(move |e| e.phase == phase);
    let under = events("measure").filter(|e| e.side == "record" && is_sanction(&e.what));
    let wrongly = events("verdict").map(|e| (e, i32::from(matches!(e.detail.as_str(), "for_undone" | "wrongly"))));
    PersonOutcome {
        score: prepared.plan.score.as_ref().map(|_| file.score),
        true_score: prepared.plan.score.as_ref().map(|_| file.true_score),
        grade: file.grade.clone(),
        true_grade: file.true_grade.clone(),
        deductions: events("award").filter(|e| e.side == "record" && e.points < 0).count() as u32,
        penalised_days: days(under.map(|e| (e, if e.detail == "began" { 1 } else { -1 })), end, Stock::Steps),
        wrongly_days: days(wrongly, end, Stock::States),
        refused: events("application").filter(|e| e.detail == "refused").count() as u32,
        lists: file.lists.clone(),
        sanctions: file.measures.iter().filter(|m| m.polarity == "sanction").map(|m| m.id.clone()).collect(),
    }
}

/// What the numbers beside the events are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stock {
    /// Changes of a stock.
    Steps,
    /// What it is from there on.
    States,
}

/// Days on which a stock that changes with events is above 0, until the run ends.
fn days<'e>(changes: impl Iterator<Item = (&'e PersonEvent, i32)>, end: i32, stock: Stock) -> u32 {
    let (mut now, mut since, mut total) = (0, 0, 0);
    for (event, change) in changes {
        let Some(day) = day_number(&event.day) else { continue };
        if now > 0 {
            total += day - since;
        }
        since = day;
        now = if stock == Stock::Steps { now + change } else { change };
    }
    if now > 0 {
        total += end - since;
    }
    total.max(0) as u32
}

/// The number of a day written `YYYY-MM-DD`.
fn day_number(text: &str) -> Option<i32> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Date { year, month, day }.to_day().0)
}

/// The rule of a plan that gave a line of a file.
fn rule_label(plan: &Plan, id: &str) -> Text {
    let rule = plan.indicators.iter().find(|i| i.id == id);
    rule.map_or_else(|| Text { en: id.into(), zh: id.into() }, |i| crate::person::text(&i.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Stored;
    use crate::dossier::pick;
    use crate::pick::Criterion;
    use crate::{source, spec::Coupling};
    use std::ops::ControlFlow;

    fn stored(folder: &std::path::Path, pool: &Pool) -> (Stored, Prepared) {
        let spec = || RunSpec {
            regime: source::find_regime("suining-2010").unwrap(),
            reforms: Vec::new(),
            set: Vec::new(),
            society: source::find_society("suining-county").unwrap(),
            people: Some(6000),
            society_seed: None,
            seed: 3,
            months: 30,
            replicates: 1,
            coupling: Coupling::Week,
            keep: Vec::new(),
        };
        let prepared = spec().prepare().unwrap();
        let run = run::run(&prepared, pool, &folder.join("run"), false, &mut |_| ControlFlow::Continue(())).unwrap();
        (run.stored, spec().prepare().unwrap())
    }

    #[test]
    fn every_kind_is_told_and_each_command_gives_the_outcome_of_its_row() {
        let (folder, pool) = (tempfile::tempdir().unwrap(), Pool::new(2).unwrap());
        let (stored, prepared) = stored(folder.path(), &pool);
        let past = Past::of(&stored, &prepared, 0);
        let person = pick(&past, &pool, Criterion::WronglyPenalised, 1).unwrap().person;
        let doc = table(&past, &pool, person, "@last").unwrap();
        for kind in ["act", "record", "rule", "appeal", "regime"] {
            assert!(doc.rows.iter().any(|r| r.kind == kind), "{kind}");
        }
        // A right register takes the wrong measure away; without a regime there is none.
        let of = |kind: &str| doc.rows.iter().find(|r| r.kind == kind).and_then(|r| r.outcome.as_ref()).unwrap();
        assert!(doc.was.wrongly_days > 0 && of("record").wrongly_days == 0);
        assert_eq!((of("regime").penalised_days, of("regime").score), (0, None));
        for row in doc.rows.iter().filter(|r| r.outcome.is_some()) {
            let changes: Vec<Change> = row.changes.iter().map(|c| Change::parse(c).unwrap()).collect();
            assert_eq!(simulate(&past, &pool, person, &changes).unwrap().1, *row.outcome.as_ref().unwrap());
            row.changes.iter().for_each(|c| assert!(row.command.contains(c.as_str()), "{}", row.command));
        }
    }

    #[test]
    fn an_act_that_is_left_undone_leaves_no_record_and_everything_before_it_as_it_was() {
        let (folder, pool) = (tempfile::tempdir().unwrap(), Pool::new(2).unwrap());
        let (stored, prepared) = stored(folder.path(), &pool);
        let past = Past::of(&stored, &prepared, 0);
        let own = |e: &&PersonEvent| e.phase == "award" && e.side == "record" && e.points < 0 && !e.wrong;
        let (file, event) = (1..40)
            .find_map(|nth| {
                let person = pick(&past, &pool, Criterion::Penalised, nth).ok()?.person;
                let file = of_person(&past, &pool, person).unwrap();
                let event = file.events.iter().find(own)?.clone();
                Some((file, event))
            })
            .unwrap();
        let person = PersonId::parse(&file.person).unwrap();
        let change = Change::parse(&format!("act:{}", event.cause)).unwrap();
        let (changed, _) = simulate(&past, &pool, person, &[change]).unwrap();
        assert!(changed.events.iter().all(|e| e.cause != event.cause || e.phase == "act"));
        let act = file.events.iter().position(|e| e.cause == event.cause).unwrap();
        assert_eq!(file.events[..act], changed.events[..act]);
    }

    #[test]
    fn what_is_no_change_is_refused() {
        for text in ["", "act:", "act:xyz", "rule:points", "regime:", "luck:3", "record:11112222333344445"] {
            assert!(matches!(Change::parse(text), Err(Failure::Usage(_))), "{text}");
        }
        assert_eq!(Change::parse("act:00000000000000ff").unwrap(), Change::Act(StoryId(255)));
    }
}
