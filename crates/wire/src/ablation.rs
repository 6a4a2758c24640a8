//! What each mechanism carries: outputs with one after the other switched off (`ablation.json` in the bundle of a study).

use crate::run::{Estimate, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One regime as declared, and with one mechanism after the other switched off, over the same people and the same luck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AblationDoc {
    /// `ablation/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// Name inside the study.
    pub id: String,
    /// The regime, as named.
    pub arm: String,
    /// The society, as named.
    pub society: String,
    /// People in each replicate.
    pub people: u32,
    /// Months simulated.
    pub months: u32,
    /// Seed of the events.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
    /// What is looked at, as declared.
    pub outputs: Vec<AblationOutput>,
    /// What is switched off.
    pub rows: Vec<AblationRow>,
    /// BLAKE3 of everything above.
    pub digest: String,
}

/// Something that is looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AblationOutput {
    /// Short name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// The quantity, as written.
    pub quantity: String,
    /// Its value with everything as declared.
    pub value: Estimate,
}

/// A mechanism that is switched off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AblationRow {
    /// Short name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// What switches it off, `path=value`.
    pub set: Vec<String>,
    /// What becomes of each output, in their order.
    pub cells: Vec<AblationCell>,
}

/// What becomes of one output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AblationCell {
    /// Its value without the mechanism.
    pub value: Estimate,
    /// Less the value as declared, replicate by replicate.
    pub change: Estimate,
    /// Every replicate gives exactly the same.
    pub same: bool,
    /// Whether the interval of the change leaves out 0; absent where there is no interval.
    pub distinguishable: Option<bool>,
}
