//! What a run is (`run.json`) and what it found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// English.
    pub en: String,
    /// 简体中文.
    pub zh: String,
}

/// `run.json`: what was run, with which versions, and the digest of what came out. Nothing in it depends
/// on the machine, the clock or the number of threads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunDoc {
    /// `run/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// The regime.
    pub regime: DocumentRef,
    /// The society.
    pub society: SocietyRef,
    /// Seed.
    pub seed: u64,
    /// Replicate numbers that were run, in order (0, 1, …).
    pub replicates: Vec<u32>,
    /// Months simulated.
    pub months: u32,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Days between exchanges among blocks: `month`, `week` or `day`.
    pub coupling: String,
    /// Overrides, as `path=value`, in order.
    pub set: Vec<String>,
    /// The command that makes this bundle again.
    pub command: String,
    /// BLAKE3 of the specification and every number of the metrics, as 64 hex digits.
    pub digest: String,
    /// One replicate: its numbers illustrate, they are not findings.
    pub illustration: bool,
    /// How many figures of regime and society are cited, assumed, rival, set.
    pub figures: FigureCount,
    /// Tables of the bundle.
    pub tables: Vec<TableRef>,
}

/// A document that took part, by content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRef {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// `documented`, `reconstructed` or `stylised`.
    pub status: String,
    /// File inside the bundle.
    pub file: String,
    /// BLAKE3 of the text.
    pub digest: String,
    /// Rules, grades, lists, measures, channels.
    pub counts: RuleCount,
}

/// How many of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleCount {
    /// Indicators.
    pub indicators: u32,
    /// Grades.
    pub grades: u32,
    /// Lists.
    pub lists: u32,
    /// Measures.
    pub measures: u32,
    /// Channels.
    pub channels: u32,
}

/// The society of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SocietyRef {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// File inside the bundle.
    pub file: String,
    /// BLAKE3 of the text.
    pub digest: String,
    /// Seed of its persons.
    pub seed: u64,
    /// Persons.
    pub people: u32,
    /// Households.
    pub households: u32,
}

/// How many figures rest on what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FigureCount {
    /// A source.
    pub cited: u32,
    /// An assumption with a range.
    pub assumed: u32,
    /// Sources that disagree.
    pub rival: u32,
    /// An override.
    pub set: u32,
}

/// A table of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableRef {
    /// File name.
    pub file: String,
    /// Rows.
    pub rows: u64,
    /// BLAKE3 of the file.
    pub digest: String,
}

/// A number with its uncertainty over replicates, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Estimate {
    /// One replicate: an illustration.
    Single {
        /// Value.
        value: f64,
    },
    /// Mean over `n` ≥ 2 replicates with a 95 % Student t interval.
    Interval {
        /// Mean.
        mean: f64,
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
        /// Replicates.
        n: u32,
    },
    /// No value.
    Undefined {
        /// Why, a stable code: `no_cases`, `no_baseline`, `not_in_regime`, `too_few`, `several_levels`.
        reason: String,
    },
}

impl Estimate {
    /// The central value, if there is one.
    pub fn value(&self) -> Option<f64> {
        match self {
            Estimate::Single { value } => Some(*value),
            Estimate::Interval { mean, .. } => Some(*mean),
            Estimate::Undefined { .. } => None,
        }
    }
}

/// The few numbers a reader sees first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Headlines {
    /// The day that the grade shares hold on, `YYYY-MM-DD`; the last day grades were in force.
    pub grades_on: Option<String>,
    /// Share of persons in each grade, best first.
    pub grades: Vec<GradeShare>,
    /// Persons per 1,000 under an adverse measure at least once.
    pub penalised: Estimate,
    /// Persons per 1,000 under an adverse measure at least once that the true dossier would not have led to.
    pub wrongly_penalised: Estimate,
    /// Persons per 1,000 penalised at least once for something they did not do: neither the true dossier nor the
    /// record without its wrong entries would have led to it.
    pub penalised_for_undone: Estimate,
    /// Persons per 1,000 whom the true dossier would have put under a measure that they escaped.
    pub missed: Estimate,
    /// Persons per 1,000 who at least once had points deducted for something they did not do.
    pub wrong_deduction: Estimate,
    /// Of 100 persons with a wrong deduction, those for whom at least one was corrected.
    pub corrected_percent: Estimate,
    /// Mean days from wrong record to correction.
    pub correction_days: Estimate,
    /// Misconduct per 1,000 person-months in this arm minus baseline.
    pub misconduct_change: Estimate,
    /// The same as a percentage of the baseline.
    pub misconduct_change_percent: Estimate,
    /// Lawful expression, percent change against baseline (negative: chilled).
    pub expression_change_percent: Estimate,
    /// Merit acts, percent change against baseline (positive: gamed).
    pub merit_change_percent: Estimate,
    /// Ever-penalised rate of the lowest income fifth over that of the highest.
    pub poorest_to_richest: Estimate,
    /// The same as a difference per 1,000.
    pub poorest_minus_richest: Estimate,
    /// Of those who entered the worst grade, percent who left it within 24 months.
    pub exit_percent: Estimate,
    /// Applications refused because of a measure, per 1,000 persons over the run.
    pub refusals: Estimate,
    /// Of 100 refusals, those that the true dossier would not have led to.
    pub wrong_refusals_percent: Estimate,
    /// What the scorecard decided, by group; empty where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scorecard: Vec<CardGroup>,
    /// How unequally wealth and burden are spread at the end, where the society follows wealth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inequality: Option<Inequality>,
    /// What became of deals that need trust, where anybody is asked about the other side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deals: Option<Deals>,
    /// Levels of lawful expression, where conformity is strong enough for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Levels>,
}

/// What a scorecard decided about a group of people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardGroup {
    /// Level of the attribute by which groups are told apart; `all` where there is none.
    pub group: String,
    /// Percent accepted.
    pub accepted: Estimate,
    /// Percent declined, of those with nothing against them.
    pub false_positives: Estimate,
    /// Percent accepted, of those with something against them.
    pub false_negatives: Estimate,
}

/// Deals that need trust, and what ratings were worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deals {
    /// What those who were asked for trust got per 1,000 deals asked for, in units of utility.
    pub payoff: Estimate,
    /// The same where nobody is rated.
    pub baseline_payoff: Estimate,
    /// Percent of the deals asked for that were made.
    pub made_percent: Estimate,
    /// Percent of the deals made that were broken.
    pub broken_percent: Estimate,
    /// Percent of those who would have kept a deal that were refused it.
    pub refused_faithful_percent: Estimate,
    /// Spearman's correlation of what people are told with true trustworthiness, over the last year.
    pub accuracy: Estimate,
    /// Herfindahl index of the raters by people who ask them, at the end: 1 for a single one.
    pub concentration: Estimate,
    /// Percent who ask the largest rater, at the end.
    pub largest_percent: Estimate,
    /// The raters.
    pub raters: Vec<Rater>,
}

/// A rulebook whose score people ask about one another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rater {
    /// Its name in the stack, or its id.
    pub id: String,
    /// Spearman's correlation of its scores with true trustworthiness among those it rates, over the last year.
    pub accuracy: Estimate,
    /// Percent who ask it first, at the end.
    pub asked_percent: Estimate,
    /// Percent of its advice that was right.
    pub right_percent: Estimate,
}

/// How unequally something is spread over persons at the end of a run: 0 where all have the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Inequality {
    /// Gini index of wealth, in the form for the persons counted.
    pub wealth_gini: Estimate,
    /// Theil's T of wealth.
    pub wealth_theil: Estimate,
    /// Share of all wealth that would have to change hands to make all equal.
    pub wealth_hoover: Estimate,
    /// Gini index of the months under an adverse measure.
    pub penalised_months_gini: Estimate,
}

/// Where lawful expression comes to from either side, with the same people and the same luck. Nothing is averaged over
/// the sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Levels {
    /// Conformity over the noise of lawful expression; above 2 there may be several levels.
    pub conformity_to_noise: f64,
    /// Replicates taken from either side.
    pub replicates: u32,
    /// Of these, those whose sides end apart: there more than one level holds itself up.
    pub apart: u32,
    /// Of those, the ones that end nearer the upper level from the start that the society declares.
    pub own_at_upper: u32,
    /// From where nobody is believed to act.
    pub from_nobody: Level,
    /// From where everybody is.
    pub from_everybody: Level,
}

/// Lawful expression from one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Level {
    /// Acts per 1,000 person-months in the last quarter of the run.
    pub per_1000: Estimate,
    /// Percent change against the baseline from the same side, over the whole run.
    pub change_percent: Estimate,
    /// The acts of each replicate, so that arms can be compared from the same side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_replicate: Vec<f64>,
}

/// Share of one grade.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GradeShare {
    /// Name.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Percent of persons, by the record.
    pub percent: Estimate,
    /// Percent of persons, had the register been perfect.
    pub true_percent: Estimate,
}

/// One metric of one group over the months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesRow {
    /// Metric name, as in the dictionary.
    pub metric: String,
    /// What it is split by (a grade, an act kind, a measure …); empty if nothing.
    pub item: String,
    /// Attribute of the group, `all` for everyone.
    pub attribute: String,
    /// Level of the attribute, `all` for everyone.
    pub level: String,
    /// One value per month, month 1 first.
    pub months: Vec<Estimate>,
}

/// What the dictionary says of a metric or column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DictionaryEntry {
    /// Name.
    pub name: String,
    /// Label.
    pub label: Text,
    /// Unit.
    pub unit: String,
    /// Definition.
    pub definition: Text,
    /// Where the definition comes from.
    pub source: String,
}
