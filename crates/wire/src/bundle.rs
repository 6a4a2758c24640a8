//! The files of a bundle besides [`RunDoc`]: what else was kept, and the digest of every file.

use crate::run::{DictionaryEntry, RunDoc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `run.json` as it is stored: the run, and what a reader needs to check the folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunFile {
    /// The run.
    #[serde(flatten)]
    pub run: RunDoc,
    /// Reform files that were applied, in order; they lie in the bundle.
    #[serde(default)]
    pub reforms: Vec<FileRef>,
    /// Tables asked for with `--keep`.
    #[serde(default)]
    pub keep: Vec<String>,
    /// BLAKE3 of the numbers of every replicate, in the order of `replicates`.
    pub replicate_digests: Vec<String>,
    /// Every other file of the bundle.
    pub files: Vec<FileRef>,
}

/// What every document of a bundle begins with: read first, to tell what can read the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Format and its version.
    #[serde(default)]
    pub schema: String,
    /// Version of the program that wrote it.
    #[serde(default)]
    pub glasshouse: String,
}

/// A file of the bundle, by content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileRef {
    /// Path inside the bundle.
    pub file: String,
    /// BLAKE3 of the file.
    pub digest: String,
}

/// `dictionary.json`: what every table, column and metric means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dictionary {
    /// `dictionary/1`.
    pub schema: String,
    /// Columns of the tables.
    pub tables: Vec<TableEntry>,
    /// Metrics.
    pub metrics: Vec<DictionaryEntry>,
}

/// A table and its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableEntry {
    /// File name.
    pub file: String,
    /// What one row is.
    pub row: crate::run::Text,
    /// Columns, in order.
    pub columns: Vec<DictionaryEntry>,
}

/// A finished replicate that waits for the others (`--resume`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartialFile {
    /// `partial/1`.
    pub schema: String,
    /// Version of the program; a partial run is resumed by the version that began it.
    pub glasshouse: String,
    /// BLAKE3 of the specification.
    pub specification: String,
}
