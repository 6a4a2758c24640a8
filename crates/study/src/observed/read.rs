//! Reads a pattern file and everything that it names.

use super::keys;
use crate::failure::{Failure, Faults};
use crate::source::Document;
use crate::validate::Quantity;
use crate::validate::scenario::{self, Part, Written, at_least};
use glasshouse_model::Text;
use glasshouse_text::{Basis, Document as Parsed, Label, Problem, Reader, Table};

/// Replicates where a file does not say.
const REPLICATES: u32 = 10;
/// The fewest replicates that have an interval.
const REPLICATES_MIN: u32 = 2;

/// A pattern, read and ready to run.
#[derive(Debug)]
pub struct Pattern {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What was seen.
    pub seen: Text,
    /// Replicates.
    pub replicates: u32,
    /// Seed of the replicates.
    pub seed: u64,
    /// Titles of its sources, with their addresses.
    pub sources: Vec<(String, String)>,
    /// Scenarios.
    pub parts: Vec<Part>,
    /// What was observed.
    pub numbers: Vec<Observed>,
    /// Warnings about the documents.
    pub warnings: Vec<Faults>,
}

/// A number and the band in which it was observed.
#[derive(Clone, Debug)]
pub struct Observed {
    /// Name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// Where it was seen: a source, with the place after `#`.
    pub seen_in: String,
    /// How it is obtained, or why it cannot be.
    pub how: Result<Asked, Text>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// An end is assumed.
    pub assumed: bool,
}

/// What is taken from which scenario.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Scenario by place.
    pub of: usize,
    /// The scenario whose quantity it is divided by, by place.
    pub over: Option<usize>,
    /// The quantity as written.
    pub text: String,
    /// The quantity.
    pub quantity: Quantity,
}

/// Reads a pattern. Built-in patterns find their documents among those that come with the program, others beside
/// themselves.
///
/// # Errors
/// [`Failure::Document`] with everything wrong in it, or in what it names.
pub fn read(document: &Document) -> Result<Pattern, Failure> {
    let parsed = Parsed::parse(&document.name, &document.bytes);
    let mut reader = Reader::new(&parsed, &[]);
    let root = reader.root(&keys::OBSERVED);
    reader.read_sources(&root);
    if let Some(format) = reader.words(&root, "format")
        && format.value != keys::FORMAT
    {
        reader.report(Problem::UnknownFormat { written: format.value, known: keys::FORMAT }.at(format.span));
    }
    let (id, title, seen) = (reader.id(&root), reader.text(&root, "title"), reader.text(&root, "seen"));
    let wanted = Label { en: "2 or more", zh: "2或更多" };
    let replicates = at_least(&mut reader, &root, "replicates", REPLICATES_MIN, wanted).unwrap_or(REPLICATES);
    let wanted = Label { en: "0 or more", zh: "0或更大" };
    let seed = at_least(&mut reader, &root, "seed", 0, wanted).unwrap_or(1);
    let written = scenario::all(&mut reader, &root);
    let tables = reader.tables(&root, "number");
    let mut numbers: Vec<Observed> = tables.iter().filter_map(|t| number(&mut reader, t, &written)).collect();
    let mut parts = Vec::new();
    if !reader.has_errors() {
        parts = scenario::parts(document, &written, seed)?;
        for (number, table) in numbers.iter().zip(&tables) {
            let Ok(asked) = &number.how else { continue };
            let of = [Some(asked.of), asked.over].into_iter().flatten().filter_map(|place| parts.get(place));
            scenario::lacking(&mut reader, of, (&asked.text, &asked.quantity), &table.value_span("value"));
        }
    }
    let reading = reader.finish();
    for number in &mut numbers {
        let own = [format!("number.{}.low", number.id), format!("number.{}.high", number.id)];
        let is_assumed = |basis: &Basis| matches!(basis, Basis::Assumed { .. });
        number.assumed = reading.figures.iter().any(|f| own.contains(&f.path) && is_assumed(&f.basis));
    }
    let sources = reading.sources.iter().map(|s| (s.title.en.clone(), s.url.clone())).collect();
    let faults = Faults { text: parsed.text().clone(), base: None, diagnostics: reading.diagnostics };
    let (Some(id), Some(title), Some(seen), false) = (id, title, seen, faults.has_errors()) else {
        return Err(Failure::Document(vec![faults]));
    };
    let warnings = if faults.diagnostics.is_empty() { Vec::new() } else { vec![faults] };
    let (id, seed) = (id.value, u64::from(seed));
    Ok(Pattern { id, title, seen, replicates, seed, sources, parts, numbers, warnings })
}

fn number<'d>(reader: &mut Reader<'d>, table: &Table<'d>, scenarios: &[Written]) -> Option<Observed> {
    let label = reader.text(table, "label");
    let (low, high) = (reader.ratio(table, "low"), reader.ratio(table, "high"));
    let (seen_in, missing) = (reader.citation(table, "seen_in"), reader.text(table, "missing"));
    if let (Some(low), Some(high)) = (&low, &high)
        && low.value > high.value
    {
        reader.report(Problem::BadRange.at(low.span.clone()));
    }
    if !table.has("low") && !table.has("high") && missing.is_none() {
        lacks(reader, table, "low", Label { en: "At least one end of the band.", zh: "范围至少有一端。" });
    }
    let how = match missing {
        Some(why) => {
            // A number is asked of a scenario, or it is missing.
            if let Some(key) = ["of", "over", "value"].into_iter().find(|key| table.has(key)) {
                let kind = Label { en: "key of a number that is missing", zh: "所缺数值的键" };
                reader.report(Problem::UnknownName { kind, name: key.into(), near: None }.at(table.value_span(key)));
            }
            Err(why)
        }
        None => Ok(asked(reader, table, scenarios)?),
    };
    let end = |end: Option<glasshouse_text::Spanned<glasshouse_model::Ratio>>| end.map(|e| e.value.to_f64());
    let (low, high) = (end(low), end(high));
    let id = table.id.value.clone();
    Some(Observed { id, label: label?, seen_in: seen_in?, how, low, high, assumed: false })
}

fn asked<'d>(reader: &mut Reader<'d>, table: &Table<'d>, scenarios: &[Written]) -> Option<Asked> {
    for (key, doc) in [
        ("of", Label { en: "The scenario.", zh: "情景。" }),
        ("value", Label { en: "The quantity.", zh: "所求的量。" }),
    ] {
        if !table.has(key) {
            lacks(reader, table, key, doc);
        }
    }
    let of = scenario::place(reader, table, "of", scenarios);
    let over = if table.has("over") { Some(scenario::place(reader, table, "over", scenarios)?) } else { None };
    let (text, quantity) = scenario::quantity(reader, table)?;
    Some(Asked { of: of?, over, text, quantity })
}

fn lacks(reader: &mut Reader<'_>, table: &Table<'_>, key: &'static str, doc: Label) {
    reader.report(Problem::MissingKey { key, table: "number", doc }.at(table.span()));
}
