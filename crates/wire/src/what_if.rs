//! What would have been for one synthetic person: worlds that differ in one thing, simulated again with the same
//! luck.

use crate::run::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `what-if/1`: worlds that differ in one thing, and how each came out for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WhatIfDoc {
    /// `what-if/1`.
    pub schema: String,
    /// The person.
    pub person: String,
    /// Regime id.
    pub regime: String,
    /// Replicate.
    pub replicate: u32,
    /// How it came out as it was.
    pub was: PersonOutcome,
    /// The worlds; each of the five kinds has at least one row.
    pub rows: Vec<WhatIfRow>,
}

/// One world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WhatIfRow {
    /// `act`, `record`, `rule`, `appeal` or `regime`.
    pub kind: String,
    /// The changes, each as `--what-if` takes it; empty where there is nothing to change.
    pub changes: Vec<String>,
    /// The change in words, or why there is none.
    pub label: Text,
    /// What the person would have had to leave is a lawful act.
    pub lawful: bool,
    /// How it came out; absent where there is nothing to change.
    pub outcome: Option<PersonOutcome>,
    /// The outcome differs from the one that was.
    pub differs: bool,
    /// What was simulated again: `everyone`, or `block` (the person's neighbourhood alone, an approximation).
    pub scope: String,
    /// The command that gives the same outcome.
    pub command: String,
}

/// How a run came out for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonOutcome {
    /// Score at the end, by the record; absent where nobody is scored.
    pub score: Option<i32>,
    /// Score at the end, had the register been perfect.
    pub true_score: Option<i32>,
    /// Grade at the end, by the record.
    pub grade: Option<String>,
    /// Grade at the end, had the register been perfect.
    pub true_grade: Option<String>,
    /// Records that took points.
    pub deductions: u32,
    /// Days under at least one sanction.
    pub penalised_days: u32,
    /// Of these, days that a perfect register would not have led to.
    pub wrongly_days: u32,
    /// Applications refused.
    pub refused: u32,
    /// Lists at the end.
    pub lists: Vec<String>,
    /// Sanctions in force at the end.
    pub sanctions: Vec<String>,
}
