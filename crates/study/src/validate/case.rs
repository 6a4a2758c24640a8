//! Reads a case file and everything that it names.

use super::builtin;
use super::keys;
use super::model;
use super::quantity::Quantity;
use crate::failure::{Failure, Faults};
use crate::source::{self, Document};
use crate::spec::{Coupling, Prepared, RunSpec};
use crate::trade;
use glasshouse_model::Text;
use glasshouse_text::{Document as Parsed, Label, Problem, Reader, Spanned, Table};
use glasshouse_trade::Market;
use std::path::Path;

/// The fewest replicates that a case is judged by.
pub const REPLICATES_MIN: u32 = 20;

/// A case, read and ready to run.
#[derive(Debug)]
pub struct Case {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What is tested.
    pub mechanism: Text,
    /// Why it cannot be expressed yet.
    pub missing: Option<Text>,
    /// Replicates.
    pub replicates: u32,
    /// Seed of the first replicates.
    pub seed: u64,
    /// Titles of its sources, with their addresses.
    pub sources: Vec<(String, String)>,
    /// Scenarios.
    pub parts: Vec<Part>,
    /// What must come out.
    pub numbers: Vec<Number>,
    /// Warnings about the documents.
    pub warnings: Vec<Faults>,
}

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

/// What must come out.
#[derive(Clone, Debug)]
pub struct Number {
    /// Name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// Scenario by place.
    pub of: usize,
    /// The scenario whose quantity it is divided by, by place.
    pub over: Option<usize>,
    /// The quantity as written.
    pub text: String,
    /// The quantity.
    pub quantity: Quantity,
    /// What it must be.
    pub expect: f64,
    /// Half the width that the interval may have.
    pub tolerance: f64,
    /// Half the width of the interval in which the expected number itself is known; 0 where it is exact.
    pub known_to: f64,
    /// The scenario with the mechanism switched off, by place.
    pub ablation: usize,
    /// It is also run with four times as many people.
    pub scales: bool,
}

/// A scenario as written, with what it takes over.
#[derive(Clone, Debug, Default)]
struct Written {
    id: String,
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

/// Reads a case. Built-in cases find their documents among those that come with the program, others beside
/// themselves.
///
/// # Errors
/// [`Failure::Document`] with everything wrong in it, or in what it names.
pub fn read(document: &Document) -> Result<Case, Failure> {
    let parsed = Parsed::parse(&document.name, &document.bytes);
    let mut reader = Reader::new(&parsed, &[]);
    let root = reader.root(&keys::CASE);
    reader.read_sources(&root);
    if let Some(format) = reader.words(&root, "format")
        && format.value != keys::FORMAT
    {
        reader.report(Problem::UnknownFormat { written: format.value, known: keys::FORMAT }.at(format.span));
    }
    let (id, title) = (reader.id(&root), reader.text(&root, "title"));
    let (mechanism, missing) = (reader.text(&root, "mechanism"), reader.text(&root, "missing"));
    let wanted = Label { en: "20 or more", zh: "20或更多" };
    let replicates = at_least(&mut reader, &root, "replicates", REPLICATES_MIN, wanted).unwrap_or(REPLICATES_MIN);
    let wanted = Label { en: "0 or more", zh: "0或更大" };
    let seed = at_least(&mut reader, &root, "seed", 0, wanted).unwrap_or(1);
    let mut written: Vec<Written> = Vec::new();
    for table in reader.tables(&root, "scenario") {
        let one = scenario(&mut reader, &table, &written);
        written.push(one);
    }
    let tables = reader.tables(&root, "number");
    let mut numbers = Vec::new();
    let mut spans = Vec::new();
    for table in &tables {
        spans.push(table.value_span("value"));
        numbers.extend(number(&mut reader, table, &written));
    }
    if missing.is_none() && tables.is_empty() {
        let doc = Label { en: "What must come out.", zh: "应得的数值。" };
        reader.report(Problem::MissingKey { key: "number", table: "case", doc }.at(root.span()));
    }
    if missing.is_some() && !(tables.is_empty() && written.is_empty()) {
        let kind =
            Label { en: "scenario for a case that cannot be expressed", zh: "尚无法表达的案例中的情景" };
        let name = written.first().map_or_else(String::new, |w| w.id.clone());
        reader.report(Problem::UnknownName { kind, name, near: None }.at(root.value_span("missing")));
    }
    let mut parts = Vec::new();
    if !reader.has_errors() {
        for one in &written {
            parts.push(Part { id: one.id.clone(), subject: subject(document, one, seed)?, redraw: one.redraw });
        }
        lacking(&mut reader, &parts, &numbers, &spans);
    }
    let reading = reader.finish();
    let sources = reading.sources.iter().map(|s| (s.title.en.clone(), s.url.clone())).collect();
    let faults = Faults { text: parsed.text().clone(), base: None, diagnostics: reading.diagnostics };
    let (Some(id), Some(title), Some(mechanism), false) = (id, title, mechanism, faults.has_errors()) else {
        return Err(Failure::Document(vec![faults]));
    };
    let warnings = if faults.diagnostics.is_empty() { Vec::new() } else { vec![faults] };
    Ok(Case {
        id: id.value,
        title,
        mechanism,
        missing,
        replicates,
        seed: u64::from(seed),
        sources,
        parts,
        numbers,
        warnings,
    })
}

/// Reports quantities that speak of what a scenario does not have.
fn lacking(reader: &mut Reader<'_>, parts: &[Part], numbers: &[Number], spans: &[std::ops::Range<usize>]) {
    for (number, span) in numbers.iter().zip(spans) {
        for place in [Some(number.of), number.over, Some(number.ablation)].into_iter().flatten() {
            let lacking = match parts.get(place).map(|p| &p.subject) {
                Some(Subject::Regime(prepared)) => {
                    number.quantity.lacking(&glasshouse_engine::layout(&prepared.plan, &prepared.society))
                }
                Some(Subject::Model { .. }) if !number.quantity.names_outputs() => Some(number.text.clone()),
                Some(Subject::Market(_)) => number.quantity.no_market_metric(),
                Some(Subject::Model { .. }) | None => None,
            };
            if let Some(name) = lacking {
                let kind = Label { en: "metric of the scenario", zh: "该情景的指标" };
                reader.report(Problem::UnknownName { kind, name, near: None }.at(span.clone()));
                break;
            }
        }
    }
}

/// A whole number not below a limit.
fn at_least<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str, least: u32, wanted: Label) -> Option<u32> {
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

fn number<'d>(reader: &mut Reader<'d>, table: &Table<'d>, scenarios: &[Written]) -> Option<Number> {
    let label = reader.text(table, "label");
    let place = |reader: &mut Reader<'d>, key: &str| {
        let name = reader.name(table, key)?;
        let found = scenarios.iter().position(|w| w.id == name.value);
        if found.is_none() {
            unknown(reader, &name, scenarios);
        }
        found
    };
    let (of, ablation) = (place(reader, "of"), place(reader, "ablation"));
    let over = if table.has("over") { Some(place(reader, "over")?) } else { None };
    let value = reader.words(table, "value");
    let quantity = value.as_ref().and_then(|words| match Quantity::parse(&words.value) {
        Ok(quantity) => Some(quantity),
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
    });
    let (expect, tolerance) = (reader.ratio(table, "expect"), reader.ratio(table, "tolerance"));
    let known_to = reader.ratio(table, "known_to").map_or(0.0, |k| k.value.to_f64());
    let scales = reader.flag(table, "scales").unwrap_or(false);
    Some(Number {
        id: table.id.value.clone(),
        label: label?,
        of: of?,
        over,
        text: value?.value,
        quantity: quantity?,
        expect: expect?.value.to_f64(),
        tolerance: tolerance?.value.to_f64(),
        known_to,
        ablation: ablation?,
        scales,
    })
}

/// What a scenario runs, checked.
fn subject(case: &Document, written: &Written, seed: u32) -> Result<Subject, Failure> {
    if let Some(model) = &written.model {
        let design = written.design.clone().unwrap_or_else(|| "sobol".to_owned());
        model::check(model, &design)?;
        return Ok(Subject::Model { model: model.clone(), design, points: written.points.unwrap_or(1024) });
    }
    if let Some(market) = &written.market {
        let document = match glasshouse_trade::builtin_text(market) {
            Some(_) => trade::find(market)?,
            None => match builtin::document(market).filter(|_| case.built_in) {
                Some(document) => document,
                None => trade::find(&beside(case, market))?,
            },
        };
        return Ok(Subject::Market(Box::new(trade::market(&document, &written.set)?.0)));
    }
    let regime = find(case, written.regime.as_deref().unwrap_or(source::NONE), false)?;
    let society = match &written.society {
        Some(society) => find(case, society, true)?,
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

/// The path of a file beside a case.
fn beside(case: &Document, name: &str) -> String {
    Path::new(&case.name).parent().unwrap_or(Path::new("")).join(name).to_string_lossy().into_owned()
}

/// A document that a case names: built in, among those of the built-in cases, or beside the case.
fn find(case: &Document, name: &str, is_society: bool) -> Result<Document, Failure> {
    let known = if is_society { source::society_text(name).is_some() } else { source::regime_text(name).is_some() };
    if !known {
        if case.built_in
            && let Some(found) = builtin::document(name)
        {
            return Ok(found);
        }
        let beside = beside(case, name);
        return if is_society { source::find_society(&beside) } else { source::find_regime(&beside) };
    }
    if is_society { source::find_society(name) } else { source::find_regime(name) }
}
