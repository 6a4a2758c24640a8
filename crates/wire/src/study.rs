//! What was done for a study file (`study.json`).

use crate::ablation::AblationDoc;
use crate::run::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `study.json`: the parts of a study, each a bundle of its own inside this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StudyDoc {
    /// `study-run/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// BLAKE3 of the study as written, which lies beside this file.
    pub text: String,
    /// The society, as named.
    pub society: String,
    /// Seed of the events.
    pub seed: u64,
    /// Months simulated.
    pub months: u32,
    /// Replicates, where a part says no other number.
    pub replicates: u32,
    /// The command that does it again inside the bundle.
    pub command: String,
    /// BLAKE3 of the text and of the parts' digests.
    pub digest: String,
    /// What was done.
    pub parts: Vec<StudyPart>,
}

/// One part of a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StudyPart {
    /// Its name.
    pub id: String,
    /// `compare`, `sweep` or `ablation`.
    pub kind: String,
    /// Its bundle, inside this one.
    pub path: String,
    /// The command that makes the part alone.
    pub command: String,
    /// Digest of the part.
    pub digest: String,
    /// Conditions that hold, or claims that fail somewhere.
    pub findings: u32,
}

/// `study-summary/1`: the answer of `run` with a study file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudySummary {
    /// Name of the bundle.
    pub name: String,
    /// Path of the bundle.
    pub path: String,
    /// The study.
    pub study: StudyDoc,
    /// The tables of its ablations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ablations: Vec<AblationDoc>,
}
