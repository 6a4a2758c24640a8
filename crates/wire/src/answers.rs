//! What the commands answer, as data.

use crate::run::{Headlines, RunDoc, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `run-summary/1`: the answer of `run`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunSummary {
    /// Name of the bundle, usable wherever a run is asked for.
    pub id: String,
    /// Path of the bundle.
    pub path: String,
    /// The run.
    pub run: RunDoc,
    /// Its headline numbers.
    pub headlines: Headlines,
    /// Claims that were asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<RunClaim>,
}

/// `run-plan/1`: the answer of `run --plan`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunPlan {
    /// Persons.
    pub people: u32,
    /// Months.
    pub months: u32,
    /// Replicates.
    pub replicates: u32,
    /// `steps` (all blocks together, in memory) or `passes` (one after the other).
    pub way: String,
    /// Whether it will be kept how the run ended for everyone.
    pub keeps_ends: bool,
    /// Opportunities to act that will be drawn.
    pub opportunities: f64,
    /// Threads.
    pub threads: u32,
    /// Expected seconds.
    pub seconds: f64,
    /// Expected bytes of memory at the peak.
    pub memory: u64,
    /// Bytes of memory that are free; absent where the system does not say.
    pub free_memory: Option<u64>,
    /// Expected bytes of the bundle, without tables kept besides.
    pub disk: u64,
}

/// What became of a claim in one run: its sides are means over replicates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunClaim {
    /// The claim as asked.
    pub claim: String,
    /// Whether it holds; absent where a metric has no value.
    pub holds: Option<bool>,
    /// The left side.
    pub left: Option<f64>,
    /// The right side.
    pub right: Option<f64>,
}

/// `check-report/1`: the answer of `check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckReport {
    /// File as given.
    pub file: String,
    /// Short name of the rulebook, if it could be read.
    pub id: Option<String>,
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Cases written in the file.
    pub cases: u32,
    /// Cases that came out as written.
    pub cases_passed: u32,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListRow {
    /// Name, as a command takes it.
    pub name: String,
    /// Kind: status of a regime, class of an act, unit of a metric.
    pub kind: String,
    /// Label.
    pub label: Text,
}

/// One line of the list of runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunRow {
    /// Name of the bundle.
    pub name: String,
    /// Path of the bundle.
    pub path: String,
    /// `run`, `compare` or `sweep`.
    #[serde(default)]
    pub kind: String,
    /// Regime id; of a comparison the arms, the baseline first.
    pub regime: String,
    /// Society id.
    pub society: String,
    /// Persons.
    pub people: u32,
    /// Months.
    pub months: u32,
    /// Seed.
    pub seed: u64,
    /// Number of replicates.
    pub replicates: u32,
    /// One replicate only.
    pub illustration: bool,
    /// Digest of the run.
    pub digest: String,
}

/// `found-runs/1`: the part of the list of runs that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FoundRuns {
    /// Runs in the folder.
    pub total: u32,
    /// Runs that the words and the kind asked for leave.
    pub found: u32,
    /// Columns in which those found differ: `regime`, `society`, `people`, `months`, `seed`, `replicates`.
    pub differing: Vec<String>,
    /// The rows asked for, newest first.
    pub rows: Vec<RunRow>,
}

/// Rows of the list of runs, kept so that not every bundle is opened for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunIndex {
    /// `run-index/1`.
    pub schema: String,
    /// Version that wrote it; another one reads the bundles again.
    pub glasshouse: String,
    /// The rows.
    pub rows: Vec<RunIndexRow>,
}

/// A row, and the state of the file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunIndexRow {
    /// When the file was written, nanoseconds since 1970.
    pub written: u64,
    /// Its size.
    pub bytes: u64,
    /// The row.
    pub row: RunRow,
}

/// One finding of the self-test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DoctorRow {
    /// What was looked at.
    pub check: String,
    /// `ok`, `warn` or `fail`.
    pub status: String,
    /// What was found.
    pub found: String,
    /// What to do about it, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

/// `verification/1`: the answer of `verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// Name of the bundle.
    pub id: String,
    /// All digests agree.
    pub identical: bool,
    /// Version that wrote the bundle.
    pub written_by: String,
    /// Version that ran it again.
    pub checked_by: String,
    /// Digest in the bundle.
    pub digest: String,
    /// Digest of the new run.
    pub digest_now: String,
    /// Replicates whose numbers differ.
    pub differing: Vec<u32>,
    /// Replicates compared.
    pub replicates: u32,
}

/// `code-page/1`: the answer of `explain CODE`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodePage {
    /// The code.
    pub code: String,
    /// Short title.
    pub title: String,
    /// Explanation.
    pub text: String,
    /// Text that provokes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bad: Option<String>,
    /// Text that does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good: Option<String>,
}

/// `written/1`: the answer of commands whose product is a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Written {
    /// Path as given.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
}
