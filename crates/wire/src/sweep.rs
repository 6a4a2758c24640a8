//! What a sweep over assumptions is (`sweep.json`), and what it found.

use crate::bundle::FileRef;
use crate::run::{Estimate, SocietyRef, TableRef, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `sweep.json`: many runs of one regime under different values of its assumptions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepDoc {
    /// `sweep/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// What was swept: the name of the regime, or of a model with known answers.
    pub subject: String,
    /// Title of the subject.
    pub title: Text,
    /// The regimes that ran at every point, the swept one first; none for a model with known answers.
    pub arms: Vec<SweepArm>,
    /// The society as declared; absent for a model with known answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub society: Option<SocietyRef>,
    /// Seed of the events and of the design.
    pub seed: u64,
    /// Replicates at every point.
    pub replicates: u32,
    /// Months simulated.
    pub months: u32,
    /// Overrides that hold at every point.
    pub set: Vec<String>,
    /// How points were chosen.
    pub design: SweepDesign,
    /// What was varied.
    pub inputs: Vec<SweepInput>,
    /// Assumptions that were asked for and cannot be varied.
    pub left_out: Vec<LeftOut>,
    /// Points of the design.
    pub points: u64,
    /// Runs: different points × arms × replicates.
    pub runs: u64,
    /// Points whose documents do not check, with the reason.
    pub failed: Vec<FailedPoint>,
    /// Points at which lawful expression holds itself up at several levels: there it has no mean, and its rows leave them
    /// out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<PointLevels>,
    /// One row per metric, those asked for first.
    pub rows: Vec<SweepRow>,
    /// How many of the rows were asked for.
    pub asked: u32,
    /// Claims and what became of them.
    pub claims: Vec<ClaimDoc>,
    /// One replicate at every point: luck and design cannot be told apart.
    pub illustration: bool,
    /// The command that makes this sweep again.
    pub command: String,
    /// BLAKE3 of the specification and of every number.
    pub digest: String,
    /// Tables of the bundle.
    pub tables: Vec<TableRef>,
    /// Other files of the bundle.
    pub files: Vec<FileRef>,
}

/// A regime that ran at every point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepArm {
    /// Its name: the argument it was asked for with.
    pub name: String,
    /// Id of the regime.
    pub regime: String,
    /// The rulebook, in the bundle.
    pub file: String,
    /// BLAKE3 of the rulebook.
    pub digest: String,
}

/// How points were chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepDesign {
    /// `oat`, `grid`, `lhs`, `sobol`, `morris`.
    pub name: String,
    /// Levels of each input, points, base points, or trajectories, as the design needs.
    pub points: u32,
    /// Pairs of inputs were looked at as well.
    pub second_order: bool,
}

/// Something that was varied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepInput {
    /// Path, as `--set` takes it.
    pub path: String,
    /// Value as declared.
    pub value: String,
    /// Lowest value of the design, as written.
    pub low: String,
    /// Highest value of the design, as written.
    pub high: String,
    /// `linear`, `log`, or `listed`.
    pub scale: String,
    /// The range was given on the command line, not declared in the document.
    pub asked: bool,
    /// Why the document assumes what it does; empty for a cited figure.
    pub why: String,
}

/// An assumption that cannot be varied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// Its path.
    pub path: String,
    /// Why.
    pub reason: Text,
}

/// A point that could not be run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FailedPoint {
    /// Number of the point.
    pub point: u64,
    /// What is wrong there.
    pub reason: Text,
}

/// Levels of lawful expression at one point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PointLevels {
    /// Number of the point.
    pub point: u64,
    /// Name of the regime.
    pub arm: String,
    /// What differs from the declared values, as `--set` takes it.
    pub set: Vec<String>,
    /// Replicates whose sides end apart.
    pub apart: u32,
    /// Lawful acts per 1,000 person-months in the last quarter of the run, begun where nobody acts.
    pub from_nobody: Estimate,
    /// The same, begun where everybody acts.
    pub from_everybody: Estimate,
}

/// One metric over the whole design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepRow {
    /// Name.
    pub metric: String,
    /// Unit.
    pub unit: String,
    /// Mean over all points that have a value.
    pub mean: Option<f64>,
    /// Variance of the points' means.
    pub variance: Option<f64>,
    /// Points that have a value.
    pub points: u64,
    /// Where every input has its declared value, for designs that go there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Estimate>,
    /// Luck and design, with two replicates or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noise: Option<NoiseDoc>,
    /// What importance is, by design: `span`, `rank_correlation`, `mu_star`, `total`.
    pub importance: String,
    /// One entry per input, in the order of `inputs`.
    pub inputs: Vec<InputResult>,
    /// Inputs by importance, most important first, as places in `inputs`; those without a value are left out.
    pub ranking: Vec<u32>,
    /// What pairs of inputs do only together, where the design asks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<PairResult>,
}

/// How much of a metric's variance is luck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NoiseDoc {
    /// Mean variance between replicates of a point.
    pub within: f64,
    /// Variance between points, luck taken out.
    pub between: f64,
    /// Share of luck in both.
    pub share: f64,
    /// Replicates at which the 95 % interval of a point's mean is a tenth of the spread between points to each side;
    /// absent where points do not differ.
    pub replicates_needed: Option<u32>,
}

/// What one input does to one metric. Which fields there are depends on the design.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InputResult {
    /// How much it matters; absent where that has no value.
    pub importance: Option<f64>,
    /// Its lower 95 % limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Its upper 95 % limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Response at each level, the others as declared (or, on a grid, over all of theirs).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curve: Vec<CurvePoint>,
    /// Mean elementary effect, with its sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mu: Option<f64>,
    /// Standard deviation of the elementary effects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sigma: Option<f64>,
    /// First-order share of the variance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Limited>,
    /// Total share of the variance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Limited>,
    /// Rank correlation, with its sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<f64>,
}

/// A number with 95 % limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Limited {
    /// Estimate.
    pub value: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// The response at one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CurvePoint {
    /// The value of the input, as written.
    pub value: String,
    /// The same as a number, for an axis.
    pub x: f64,
    /// The metric there.
    pub estimate: Estimate,
}

/// What two inputs do only together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PairResult {
    /// Place of the first input.
    pub first: u32,
    /// Place of the second input.
    pub second: u32,
    /// Their share of the variance.
    pub share: Option<Limited>,
}

/// A claim, and in how many plausible worlds it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimDoc {
    /// The claim as asked.
    pub claim: String,
    /// Worlds in which it holds.
    pub holds: u64,
    /// Worlds in which it does not.
    pub fails: u64,
    /// Worlds in which a metric has no value.
    pub undecided: u64,
    /// Share in percent, with Wilson's 95 % limits; absent where every world is undecided.
    pub percent: Option<Limited>,
    /// Whether it holds with the declared values; absent where undecided.
    pub declared: Option<bool>,
    /// The box that explains the failures, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failures: Option<BoxDoc>,
    /// A world in which it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter_example: Option<CounterExample>,
}

/// The box that explains failures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoxDoc {
    /// Its sides.
    pub sides: Vec<BoxSide>,
    /// Share of the failures inside.
    pub coverage: f64,
    /// Share of the worlds inside that are failures.
    pub density: f64,
    /// Worlds inside.
    pub worlds: u64,
}

/// One side of a box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoxSide {
    /// Path of the input.
    pub path: String,
    /// Lowest value inside, as written; absent where open.
    pub low: Option<String>,
    /// Highest value inside, as written; absent where open.
    pub high: Option<String>,
}

/// A world in which a claim fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CounterExample {
    /// Point of the design that it began from.
    pub point: u64,
    /// What has to differ from the declared values, no more than that.
    pub set: Vec<String>,
    /// The left side of the claim there.
    pub left: f64,
    /// The right side of the claim there.
    pub right: f64,
    /// A command that runs this world.
    pub command: String,
}

/// `sweep-summary/1`: the answer of `sweep`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepSummary {
    /// Name of the bundle.
    pub id: String,
    /// Path of the bundle.
    pub path: String,
    /// The sweep.
    pub sweep: SweepDoc,
}

/// `sweep-plan/1`: the answer of `sweep --plan`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepPlan {
    /// Inputs to vary.
    pub inputs: u32,
    /// Different points.
    pub points: u64,
    /// Runs: different points × arms × replicates.
    pub runs: u64,
    /// Runs of these that lie finished in the cache.
    pub taken: u64,
    /// Persons in each run.
    pub people: u32,
    /// Months of each run.
    pub months: u32,
    /// Threads.
    pub threads: u32,
    /// Expected seconds.
    pub seconds: f64,
    /// Expected bytes of bundle and cache.
    pub bytes: u64,
}
