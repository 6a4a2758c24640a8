//! Diagnostics as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One diagnostic: what, where, why, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable code, e.g. `GH0107`.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// What is wrong, in the reader's language.
    pub message: String,
    /// File as given by the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// First line, first column, last line, column after the last, all from 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<[u32; 4]>,
    /// Why: the text at the underlined place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What to do.
    pub help: Vec<String>,
}
