//! What a comparison of regimes is (`compare.json`), and how two rulebooks differ.

use crate::run::{Estimate, Levels, SocietyRef, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `compare.json`: two to six arms over the same people, seeds and replicates, compared person by person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompareDoc {
    /// `compare/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// Name of the arm that the others are compared with.
    pub baseline: String,
    /// The arms, in the order asked for.
    pub arms: Vec<ArmRef>,
    /// The society, the same in every arm.
    pub society: SocietyRef,
    /// Seed, the same in every arm.
    pub seed: u64,
    /// Replicate numbers, the same in every arm.
    pub replicates: Vec<u32>,
    /// Months simulated.
    pub months: u32,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// One replicate: its numbers illustrate, they are not findings.
    pub illustration: bool,
    /// The command that makes this comparison again.
    pub command: String,
    /// BLAKE3 of the digests of all arms, as 64 hex digits.
    pub digest: String,
    /// One row per metric.
    pub rows: Vec<CompareRow>,
    /// Who is treated differently by two arms.
    pub swaps: Vec<Swap>,
    /// How the rulebooks of the same pairs differ.
    pub rules: Vec<RulePair>,
    /// Conditions that were asked about, and what became of them.
    pub conditions: Vec<Judged>,
    /// Where lawful expression comes to in each arm from either side, where there may be several levels. Where an arm's
    /// sides end apart, its rows of lawful expression have no value, and no difference from or to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<ArmLevels>,
    /// The way out of a wrong entry, step by step; empty where no arm has a wrong entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub way_out: Vec<WayOutStep>,
    /// The gaps between poorest and richest, split into mechanisms, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<GapDoc>,
}

/// Levels of lawful expression in one arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArmLevels {
    /// The arm.
    pub arm: String,
    /// Its levels.
    pub levels: Levels,
    /// Paired difference of the acts per 1,000 person-months from those of the baseline, both begun where nobody acts;
    /// absent in the baseline itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference_from_nobody: Option<Estimate>,
    /// The same, both begun where everybody acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference_from_everybody: Option<Estimate>,
}

/// One step of the way out of a wrong entry, in every arm: `wrong_entries`, `noticed`, `wrong_objected`, `wrong_decided`,
/// `corrected` and, where an arm has several registers, `removed_everywhere`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WayOutStep {
    /// The step.
    pub step: String,
    /// One cell per arm, in the order of the arms.
    pub cells: Vec<WayOutCell>,
}

/// One step in one arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WayOutCell {
    /// Name of the arm.
    pub arm: String,
    /// Entries that came so far, over the whole run; undefined where the arm has no such step.
    pub count: Estimate,
    /// The same in percent of the wrong entries of the arm.
    pub percent: Estimate,
}

/// The gap between poorest and richest in one arm: `gap` = `rest` + the sum of the parts, in every replicate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapDoc {
    /// The arm.
    pub arm: String,
    /// The metric that is split.
    pub metric: String,
    /// The gap.
    pub gap: Estimate,
    /// What is left of it with every mechanism off.
    pub rest: Estimate,
    /// What each mechanism adds.
    pub parts: Vec<GapPart>,
}

/// What one mechanism adds to a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapPart {
    /// `exposure`, `detection`, `identity`, `rule`, `review`.
    pub mechanism: String,
    /// Mean of what switching it on adds, over all orders.
    pub part: Estimate,
    /// Least that switching it on adds, whatever else is on: how far the part depends on the order.
    pub least: f64,
    /// Most that it adds.
    pub most: f64,
    /// Figures that switching it off changes; 0 where the regime has nothing of it.
    pub changes: u32,
}

/// One arm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArmRef {
    /// Its name in this comparison: the argument it was asked for with.
    pub name: String,
    /// Id of the regime.
    pub regime: String,
    /// Title of the regime.
    pub title: Text,
    /// Its run, as a folder inside the bundle.
    pub run: String,
    /// Digest of that run.
    pub digest: String,
}

/// One metric in all arms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompareRow {
    /// Name, as `--fail-if` takes it.
    pub metric: String,
    /// Unit of `value` and `difference`.
    pub unit: String,
    /// What the table shows and conditions are judged by.
    pub shown: Shown,
    /// Some arm differs from the baseline in some replicate.
    pub differs: bool,
    /// One cell per arm, in the order of the arms.
    pub cells: Vec<CompareCell>,
}

/// Which of its estimates a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The difference from the baseline.
    Difference,
    /// The difference in percent of the baseline.
    Percent,
    /// The value itself (a ratio, or a share that the baseline need not have).
    Value,
}

/// One metric in one arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompareCell {
    /// Name of the arm.
    pub arm: String,
    /// The metric.
    pub value: Estimate,
    /// Paired difference from the baseline; absent in the baseline itself.
    pub difference: Option<Estimate>,
    /// The same in percent of the baseline, replicate by replicate.
    pub percent: Option<Estimate>,
    /// The difference is exactly 0 in every replicate.
    pub same: bool,
    /// Whether the interval of the difference leaves 0 out; absent without an interval.
    pub distinguishable: Option<bool>,
    /// The difference from independent replicates, where it was asked for.
    pub unpaired: Option<Estimate>,
    /// Width of the unpaired interval over that of the paired one; absent where that is 0.
    pub width_ratio: Option<f64>,
}

/// Who is penalised under which of two arms. The four counts add up to the population in every replicate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Swap {
    /// Name of the first arm.
    pub first: String,
    /// Name of the second arm.
    pub second: String,
    /// Counts of persons, one entry per replicate.
    pub counts: Vec<SwapCount>,
    /// Persons per 1,000 penalised at least once under both.
    pub both: Estimate,
    /// Under the first only.
    pub only_first: Estimate,
    /// Under the second only.
    pub only_second: Estimate,
    /// Under neither.
    pub neither: Estimate,
    /// Persons per 1,000 whose end differs in anything.
    pub end_differs: Estimate,
    /// What of the end was compared: `ever`, and `score` and `grade` where both arms have them.
    pub compared: Vec<String>,
    /// Every number of every metric is the same in both arms.
    pub same_numbers: bool,
    /// The largest individual differences of the first replicate, largest first.
    pub largest: Vec<PersonDifference>,
}

/// Persons of one replicate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SwapCount {
    /// Replicate.
    pub replicate: u32,
    /// Penalised at least once under both.
    pub both: u32,
    /// Under the first only.
    pub only_first: u32,
    /// Under the second only.
    pub only_second: u32,
    /// Under neither.
    pub neither: u32,
    /// The end differs in anything.
    pub end_differs: u32,
}

/// One synthetic person under two arms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonDifference {
    /// The person.
    pub person: String,
    /// Replicate.
    pub replicate: u32,
    /// How it ended under the first arm.
    pub first: PersonEnd,
    /// How it ended under the second arm.
    pub second: PersonEnd,
}

/// How it ended for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonEnd {
    /// What happened at least once: `penalised`, `wrongly_penalised`, `penalised_for_undone`, `missed`,
    /// `deducted`, `wrong_deduction`, `corrected`, `in_worst`.
    pub ever: Vec<String>,
    /// Score on the last day; absent where nobody is scored.
    pub score: Option<i32>,
    /// Grade on the last day; absent for none.
    pub grade: Option<String>,
}

/// How the rulebooks of two arms differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RulePair {
    /// Name of the first arm.
    pub first: String,
    /// Name of the second arm.
    pub second: String,
    /// From the first to the second.
    pub differences: Vec<RuleDifference>,
}

/// One difference between two rulebooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleDifference {
    /// Where, as `--set` takes it, e.g. `indicator.cult.points`.
    pub path: String,
    /// `added`, `removed` or `changed`.
    pub change: String,
    /// Value in the first rulebook, as rulebooks write it.
    pub before: Option<String>,
    /// Value in the second rulebook.
    pub after: Option<String>,
    /// The difference in words.
    pub text: Text,
}

/// A condition on the shown estimate of a metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Judged {
    /// The condition as it was given.
    pub condition: String,
    /// Arm it was judged for.
    pub arm: String,
    /// The estimate that the table shows.
    pub estimate: Estimate,
    /// Whether it holds; absent where the estimate has no value.
    pub holds: Option<bool>,
}

/// `compare-summary/1`: the answer of `compare`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompareSummary {
    /// Name of the bundle.
    pub id: String,
    /// Path of the bundle.
    pub path: String,
    /// The comparison.
    pub compare: CompareDoc,
}

/// `diff/1`: the answer of `diff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DiffDoc {
    /// The first rulebook, as it was named.
    pub first: String,
    /// The second rulebook.
    pub second: String,
    /// They say the same.
    pub same: bool,
    /// From the first to the second.
    pub differences: Vec<RuleDifference>,
}
