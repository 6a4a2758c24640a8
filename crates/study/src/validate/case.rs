//! Reads a case file.

use super::keys;
use super::quantity::Quantity;
use super::scenario::{self, Part, Written, at_least};
use crate::failure::{Failure, Faults};
use crate::source::Document;
use glasshouse_model::Text;
use glasshouse_text::{Document as Parsed, Label, Problem, Reader, Table};

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
    let written = scenario::all(&mut reader, &root);
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
        parts = scenario::parts(document, &written, seed)?;
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
        let asked = [Some(number.of), number.over, Some(number.ablation)];
        let of = asked.into_iter().flatten().filter_map(|place| parts.get(place));
        scenario::lacking(reader, of, (&number.text, &number.quantity), span);
    }
}

fn number<'d>(reader: &mut Reader<'d>, table: &Table<'d>, scenarios: &[Written]) -> Option<Number> {
    let label = reader.text(table, "label");
    let mut place = |key: &str| scenario::place(reader, table, key, scenarios);
    let (of, ablation) = (place("of"), place("ablation"));
    let over = if table.has("over") { Some(place("over")?) } else { None };
    let read = scenario::quantity(reader, table);
    let (expect, tolerance) = (reader.ratio(table, "expect"), reader.ratio(table, "tolerance"));
    let known_to = reader.ratio(table, "known_to").map_or(0.0, |k| k.value.to_f64());
    let scales = reader.flag(table, "scales").unwrap_or(false);
    let (text, quantity) = read?;
    Some(Number {
        id: table.id.value.clone(),
        label: label?,
        of: of?,
        over,
        text,
        quantity,
        expect: expect?.value.to_f64(),
        tolerance: tolerance?.value.to_f64(),
        known_to,
        ablation: ablation?,
        scales,
    })
}
