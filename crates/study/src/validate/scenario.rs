//! Scenarios of cases and patterns: what is run, with everything that it names.

use super::builtin;
use super::model;
use super::quantity::Quantity;
use crate::failure::Failure;
use crate::source::{self, Document};
use crate::spec::{Coupling, Prepared, RunSpec};
use crate::trade;
use glasshouse_text::{Label, Problem, Reader, Spanned, Table};
use glasshouse_trade::Market;
use std::ops::Range;
use std::path::Path;

/// A scenario.
#[derive(Debug)]
pub struct Part {
    /// Name.
    pub id: String,
    /// What runs.
    pub subject: Subject,
    /// People are drawn anew for every replicate.
    pub redraw: bool,
}

/// What a scenario runs.
#[derive(Debug)]
pub enum Subject {
    /// People under a regime.
    Regime(Box<Prepared>),
    /// A model with known answers, sampled.
    Model {
        /// Name of the model.
        model: String,
        /// How it is sampled.
        design: String,
        /// Points of the design.
        points: u32,
    },
    /// Traders who deal with one another.
    Market(Box<Market>),
}

/// A scenario as written, with what it takes over.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    pub(crate) id: String,
    regime: Option<String>,
    society: Option<String>,
    model: Option<String>,
    market: Option<String>,
    design: Option<String>,
    points: Option<u32>,
    people: Option<u32>,
    months: Option<u32>,
    coupling: Option<Coupling>,
    redraw: bool,
    set: Vec<String>,
    at: std::ops::Range<usize>,
}

/// The scenarios of a file, as written.
pub(crate) fn all<'d>(reader: &mut Reader<'d>, root: &Table<'d>) -> Vec<Written> {
    let mut written: Vec<Written> = Vec::new();
    for table in reader.tables(root, "scenario") {
        let one = scenario(reader, &table, &written);
        written.push(one);
    }
    written
}

/// What the scenarios of a file run.
///
/// # Errors
/// As for the documents that they name.
pub(crate) fn parts(file: &Document, written: &[Written], seed: u32) -> Result<Vec<Part>, Failure> {
    let part = |one: &Written| Ok(Part { id: one.id.clone(), subject: subject(file, one, seed)?, redraw: one.redraw });
    written.iter().map(part).collect()
}

/// The place of the scenario that a key of a table names.
pub(crate) fn place<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str, scenarios: &[Written]) -> Option<usize> {
    let name = reader.name(table, key)?;
    let found = scenarios.iter().position(|w| w.id == name.value);
    if found.is_none() {
        unknown(reader, &name, scenarios);
    }
    found
}

/// The quantity that a table asks for, as written and as read.
pub(crate) fn quantity<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<(String, Quantity)> {
    let words = reader.words(table, "value")?;
    match Quantity::parse(&words.value) {
        Ok(quantity) => Some((words.value, quantity)),
        Err(wrong) => {
            // The words begin after the quotation mark.
            let start = words.span.start + 1;
            let span = start + wrong.at.start..start + wrong.at.end.max(wrong.at.start + 1);
            let kind = Label { en: "metric", zh: "指标" };
            let problem = if wrong.name.is_empty() {
                let wanted =
                    Label { en: "a quantity such as on_list[red] / people", zh: "如 on_list[red] / people 的量" };
                Problem::OutOfBounds { value: words.value.clone(), wanted }
            } else {
                Problem::UnknownName { kind, name: wrong.name, near: wrong.near }
            };
            reader.report(problem.at(span));
            None
        }
    }
}

/// Reports a quantity that speaks of what one of its scenarios does not have.
pub(crate) fn lacking<'p>(
    reader: &mut Reader<'_>,
    parts: impl Iterator<Item = &'p Part>,
    (text, quantity): (&str, &Quantity),
    span: &Range<usize>,
) {
    for part in parts {
        let lacking = match &part.subject {
            Subject::Regime(prepared) => {
                quantity.lacking(&glasshouse_engine::layout(&prepared.plan, &prepared.society))
            }
            Subject::Model { .. } if !quantity.names_outputs() => Some(text.to_owned()),
            Subject::Market(_) => quantity.no_market_metric(),
            Subject::Model { .. } => None,
        };
        if let Some(name) = lacking {
            let kind = Label { en: "metric of the scenario", zh: "该情景的指标" };
            reader.report(Problem::UnknownName { kind, name, near: None }.at(span.clone()));
            return;
        }
    }
}

/// A whole number not below a limit.
pub(crate) fn at_least<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    key: &str,
    least: u32,
    wanted: Label,
) -> Option<u32> {
    let read = reader.whole(table, key)?;
    let value = u32::try_from(read.value).ok().filter(|v| *v >= least);
    if value.is_none() {
        reader.report(Problem::OutOfBounds { value: read.value.to_string(), wanted }.at(read.span));
    }
    value
}

fn scenario<'d>(reader: &mut Reader<'d>, table: &Table<'d>, before: &[Written]) -> Written {
    let mut written = match reader.name(table, "like") {
        Some(name) => before.iter().find(|w| w.id == name.value).cloned().unwrap_or_else(|| {
            unknown(reader, &name, before);
            Written::default()
        }),
        None => Written::default(),
    };
    written.id.clone_from(&table.id.value);
    written.at = table.span();
    let words = |reader: &mut Reader<'d>, key: &str| reader.words(table, key).map(|w| w.value);
    for (key, slot) in [
        ("regime", &mut written.regime),
        ("society", &mut written.society),
        ("model", &mut written.model),
        ("market", &mut written.market),
        ("design", &mut written.design),
    ] {
        if let Some(found) = words(reader, key) {
            *slot = Some(found);
        }
    }
    let wanted = Label { en: "1 or more", zh: "1或更多" };
    for (key, slot) in
        [("points", &mut written.points), ("people", &mut written.people), ("months", &mut written.months)]
    {
        if let Some(found) = at_least(reader, table, key, 1, wanted) {
            *slot = Some(found);
        }
    }
    if let Some(coupling) = reader.choice(table, "coupling").and_then(|c| Coupling::parse(c.value)) {
        written.coupling = Some(coupling);
    }
    written.redraw = reader.flag(table, "redraw").unwrap_or(written.redraw);
    written.set.extend(reader.names(table, "set").into_iter().map(|s| s.value));
    if written.regime.is_none() && written.model.is_none() && written.market.is_none() && !table.has("like") {
        let doc =
            Label { en: "A built-in regime or a file beside the case.", zh: "内置制度或案例旁的文件。" };
        reader.report(Problem::MissingKey { key: "regime", table: "scenario", doc }.at(table.span()));
    }
    written
}

fn unknown(reader: &mut Reader<'_>, name: &Spanned<String>, scenarios: &[Written]) {
    let kind = Label { en: "scenario", zh: "情景" };
    let near = glasshouse_text::suggest::nearest(&name.value, scenarios.iter().map(|w| w.id.as_str()));
    let near = near.map(str::to_owned);
    reader.report(Problem::UnknownName { kind, name: name.value.clone(), near }.at(name.span.clone()));
}

/// What a scenario runs, checked.
fn subject(file: &Document, written: &Written, seed: u32) -> Result<Subject, Failure> {
    if let Some(model) = &written.model {
        let design = written.design.clone().unwrap_or_else(|| "sobol".to_owned());
        model::check(model, &design)?;
        return Ok(Subject::Model { model: model.clone(), design, points: written.points.unwrap_or(1024) });
    }
    if let Some(market) = &written.market {
        let document = match glasshouse_trade::builtin_text(market) {
            Some(_) => trade::find(market)?,
            None => match builtin::document(market).filter(|_| file.built_in) {
                Some(document) => document,
                None => trade::find(&beside(file, market))?,
            },
        };
        return Ok(Subject::Market(Box::new(trade::market(&document, &written.set)?.0)));
    }
    let regime = find(file, written.regime.as_deref().unwrap_or(source::NONE), false)?;
    let society = match &written.society {
        Some(society) => find(file, society, true)?,
        None => source::society_for(None, &[&regime])?,
    };
    let spec = RunSpec {
        regime,
        reforms: Vec::new(),
        set: written.set.clone(),
        society,
        people: written.people,
        society_seed: None,
        seed: u64::from(seed),
        months: written.months.unwrap_or(12),
        replicates: 1,
        coupling: written.coupling.unwrap_or(Coupling::Week),
        keep: Vec::new(),
    };
    Ok(Subject::Regime(Box::new(spec.prepare()?)))
}

/// The path of a file beside another.
fn beside(file: &Document, name: &str) -> String {
    Path::new(&file.name).parent().unwrap_or(Path::new("")).join(name).to_string_lossy().into_owned()
}

/// A document that a file names: built in, among those of the built-in files, or beside the file.
fn find(file: &Document, name: &str, is_society: bool) -> Result<Document, Failure> {
    let known = if is_society { source::society_text(name).is_some() } else { source::regime_text(name).is_some() };
    if !known {
        if file.built_in
            && let Some(found) = builtin::document(name)
        {
            return Ok(found);
        }
        let beside = beside(file, name);
        return if is_society { source::find_society(&beside) } else { source::find_regime(&beside) };
    }
    if is_society { source::find_society(name) } else { source::find_regime(name) }
}
