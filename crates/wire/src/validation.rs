//! What known results became (`glasshouse validate`).

use crate::run::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Known results: what was expected and what came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ValidationDoc {
    /// `validation/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// Some case had fewer replicates than it asks for.
    pub reduced: bool,
    /// Every number was also run with its mechanism switched off.
    pub ablated: bool,
    /// Cases that passed.
    pub passed: u32,
    /// Cases that failed.
    pub failed: u32,
    /// Cases that cannot be expressed yet.
    pub missing: u32,
    /// The cases.
    pub cases: Vec<CaseDoc>,
}

/// One known result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CaseDoc {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// The mechanism that is tested.
    pub mechanism: Text,
    /// What became of it.
    pub verdict: CaseVerdict,
    /// Why it cannot be expressed yet.
    pub missing: Option<Text>,
    /// Where the expected numbers come from.
    pub sources: Vec<SourceDoc>,
    /// Its numbers.
    pub numbers: Vec<NumberDoc>,
}

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseVerdict {
    /// Every number passed.
    Passed,
    /// Some number did not.
    Failed,
    /// It cannot be expressed yet.
    Missing,
    /// It was only listed.
    NotRun,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceDoc {
    /// Title.
    pub title: String,
    /// Address; may be empty.
    pub url: String,
}

/// One number of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NumberDoc {
    /// Short name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// The scenario that was run.
    pub scenario: String,
    /// The quantity.
    pub quantity: String,
    /// People in each replicate; 0 for a model with known answers.
    pub people: u32,
    /// What it must be.
    pub expected: f64,
    /// Half the width that the interval may have.
    pub tolerance: f64,
    /// Half the width of the interval in which the expected number itself is known; 0 where it is exact.
    #[serde(default)]
    pub known_to: f64,
    /// What came out; absent where some replicate has no value.
    pub got: Option<Interval>,
    /// The same with four times as many people, where the result holds for infinitely many.
    pub larger: Option<Larger>,
    /// The same with the mechanism switched off, where that was asked for.
    pub ablation: Option<Ablation>,
    /// It did not pass at first; this is the second look, with other seeds and twice the replicates.
    pub second_look: bool,
    /// What became of it.
    pub verdict: NumberVerdict,
}

/// A mean over replicates with its 99.9 % Student t interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// Mean.
    pub mean: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
    /// Half the width.
    pub half_width: f64,
    /// Replicates.
    pub replicates: u32,
}

/// The number with more people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Larger {
    /// People in each replicate.
    pub people: u32,
    /// What came out.
    pub got: Option<Interval>,
}

/// The number without the mechanism.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ablation {
    /// The scenario that was run.
    pub scenario: String,
    /// What came out; absent where there is no such number without the mechanism.
    pub got: Option<Interval>,
    /// The interval does not hold the expected number.
    pub moved: bool,
}

/// What became of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberVerdict {
    /// The interval holds the expected number and is narrow enough.
    Passed,
    /// The interval does not hold the expected number.
    Outside,
    /// The interval is wider than the tolerance allows.
    Wide,
    /// The gap to the expected number grows with the people.
    Grows,
    /// Switching the mechanism off does not move it.
    Vacuous,
    /// Some replicate has no value.
    Undefined,
}
