//! The one JSON envelope of every command.

use crate::diagnostic::Diagnostic;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Success and failure alike; always complete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Envelope {
    /// Version of the program.
    pub glasshouse: String,
    /// Name and version of what `data` holds, e.g. `run-summary/1`.
    pub schema: String,
    /// `ok`, `findings`, `partial` or `error`.
    pub status: String,
    /// The process's exit code.
    pub exit_code: i32,
    /// The answer; `null` on failure.
    pub data: serde_json::Value,
    /// Everything there is to say about the input or the failure.
    pub diagnostics: Vec<Diagnostic>,
    /// The command line.
    pub command: String,
    /// Digest of the run the answer is about, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}
