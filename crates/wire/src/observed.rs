//! What was observed elsewhere, beside what the defaults give (`glasshouse patterns`).

use crate::run::Text;
use crate::validation::SourceDoc;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Patterns observed elsewhere and what became of them here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PatternsDoc {
    /// `patterns/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// Some pattern had fewer replicates than it asks for.
    pub reduced: bool,
    /// Patterns of which every number is met.
    pub met: u32,
    /// Patterns of which every number that the model has is met, and some are not in it.
    pub partly: u32,
    /// Patterns of which some number is not met.
    pub not_met: u32,
    /// Patterns of which some number is neither met nor missed.
    pub undecided: u32,
    /// Patterns that the model does not show at all.
    pub not_in_model: u32,
    /// The patterns.
    pub patterns: Vec<PatternDoc>,
}

/// One pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PatternDoc {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What was seen, and where.
    pub seen: Text,
    /// What became of it.
    pub verdict: PatternVerdict,
    /// Where it was seen.
    pub sources: Vec<SourceDoc>,
    /// Its numbers.
    pub numbers: Vec<ObservedDoc>,
}

/// What became of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PatternVerdict {
    /// Every number is met.
    Met,
    /// Every number that the model has is met; others it does not have.
    Partly,
    /// Some number is not met.
    NotMet,
    /// No number is missed, but some interval holds an end of its band, or some number has no value.
    Undecided,
    /// The model has none of the numbers.
    NotInModel,
    /// It was only listed.
    NotRun,
}

/// One number of a pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedDoc {
    /// Short name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// Lower end of the band; absent where it has none.
    pub low: Option<f64>,
    /// Upper end of the band; absent where it has none.
    pub high: Option<f64>,
    /// An end of the band is assumed and not published.
    pub assumed: bool,
    /// Where it was seen: a source of the file, with the place after `#`.
    pub seen_in: String,
    /// The scenario that was run; empty where the model has no such number.
    pub scenario: String,
    /// The scenario whose value it is divided by.
    pub over: Option<String>,
    /// The quantity; empty where the model has no such number.
    pub quantity: String,
    /// People in each replicate; 0 in a market.
    pub people: u32,
    /// What came out; absent where some replicate has no value, or it was not run.
    pub got: Option<Given>,
    /// Why the model has no such number.
    pub missing: Option<Text>,
    /// What became of it.
    pub verdict: ObservedVerdict,
}

/// A mean over replicates with its 95 % Student t interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Given {
    /// Mean.
    pub mean: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Replicates.
    pub replicates: u32,
}

/// What became of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObservedVerdict {
    /// The interval lies in the band.
    Met,
    /// The interval lies outside the band.
    NotMet,
    /// The interval holds an end of the band.
    Undecided,
    /// Some replicate has no value.
    Undefined,
    /// The model has no such number.
    NotInModel,
    /// It was only listed.
    NotRun,
}
