//! One offline HTML file about a run: no script, no request, one language, light and dark, A4 in print.
//!
//! [`charts`] builds the figures that the data allow; [`html`] sets them in a page with headlines, the
//! register of assumptions, the rules, the sources, a method note, a glossary and a citation.

mod page;
mod questions;
mod register;

use crate::chart::Chart;
use glasshouse_model::Lang;
use glasshouse_wire::run::{DictionaryEntry, Text};
use glasshouse_wire::{Headlines, RunDoc, SeriesRow};

/// All a report is made of.
#[derive(Clone, Debug)]
pub struct ReportInput<'a> {
    /// What was run.
    pub doc: &'a RunDoc,
    /// What it found, in brief.
    pub headlines: &'a Headlines,
    /// Metrics by month and group. Any may be missing: a figure without data is left out. People, records and
    /// applications are per 1,000 people, acts per 1,000 person-months; grade shares may also be percent.
    pub series: &'a [SeriesRow],
    /// Definitions of the metrics.
    pub dictionary: &'a [DictionaryEntry],
    /// Every figure of rulebook and society.
    pub figures: Vec<FigureRow>,
    /// The rules, for labels and for the table of rules.
    pub rules: Vec<RuleRow>,
    /// The sources.
    pub sources: Vec<SourceRow>,
    /// Language.
    pub lang: Lang,
}

/// A figure of the register of assumptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// Where it stands, e.g. `channels.court.hit_rate`.
    pub path: String,
    /// Its value with its unit.
    pub value: String,
    /// What it rests on.
    pub basis: Basis,
    /// Plausible range; empty if none is given.
    pub range: String,
    /// Why this value; both may be empty.
    pub why: Text,
    /// Source as cited; empty for an assumption.
    pub source: String,
}

/// What a figure rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A source.
    Cited,
    /// An assumption with a range.
    Assumed,
    /// Sources that disagree.
    Rival,
    /// An override.
    Set,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// Name, as in the items of the series.
    pub id: String,
    /// Which part of the rulebook it is.
    pub part: RulePart,
    /// Label.
    pub label: Text,
    /// Points (`−50`) or the condition in short.
    pub points: String,
    /// Source as cited; empty if assumed.
    pub source: String,
    /// Line in the rulebook, if known.
    pub line: Option<u32>,
}

/// A part of a rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulePart {
    /// A line of the point schedule.
    Indicator,
    /// A grade.
    Grade,
    /// A list.
    List,
    /// A measure.
    Measure,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Short name, as cited.
    pub id: String,
    /// Full reference.
    pub reference: String,
    /// Address, if it has one; shown as a link and never requested.
    pub url: Option<String>,
}

/// The report.
pub fn html(input: &ReportInput<'_>) -> String {
    let charts = charts(input);
    page::document(input, &charts).into_string()
}

/// What the run found: who is reached, what goes wrong, who gets out, what it changes. Heading and sentences.
pub fn answers(input: &ReportInput<'_>) -> [(String, String); 4] {
    page::Page::of(input).answers()
}

/// How to read it, what is modelled and what is not, the assumptions, the rules, the sources, the glossary: the
/// sections of the report after its figures, as HTML.
pub fn methods(input: &ReportInput<'_>) -> String {
    page::Page::of(input).background().into_string()
}

/// The figures that the data allow, in the order of the report.
pub fn charts(input: &ReportInput<'_>) -> Vec<Chart> {
    questions::all(input)
}
