//! What was observed of systems elsewhere, and whether the defaults give it: patterns to hold a model against before
//! anybody believes what else it says.
//!
//! A pattern is a file: scenarios as those of a known result, and numbers, each with the band in which it was observed.
//! A number is met where its 95 % interval over replicates lies in the band, and not met where it lies outside. A number
//! that the model does not have says why. Nothing here is fitted: a pattern that is not met is a finding.

pub mod keys;
mod read;
mod report;

pub use read::{Observed, Pattern, read};
pub use report::{judge, listed};

use crate::failure::{Failure, Note};
use crate::source::Document;
use glasshouse_text::suggest::nearest;

macro_rules! patterns {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../patterns/", $name, ".toml")))),*]
    };
}

/// The patterns that come with the program, in the order in which they are reported.
const PATTERNS: &[(&str, &str)] =
    patterns!["points-fade", "near-the-limit", "bunching", "employment", "reputation-premium", "claims", "uniqueness",];

/// The patterns that come with the program, as documents.
pub fn built_in() -> impl Iterator<Item = Document> {
    let made = |(name, text): &(&str, &str)| Document {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        built_in: true,
    };
    PATTERNS.iter().map(made)
}

/// The patterns that words ask for: ids of those that come with the program, or files; all where there are none.
///
/// # Errors
/// [`Failure::Usage`] for a word that is neither; as for documents.
pub fn find(words: &[String]) -> Result<Vec<Document>, Failure> {
    if words.is_empty() {
        return Ok(built_in().collect());
    }
    words.iter().map(|word| one(word)).collect()
}

fn one(word: &str) -> Result<Document, Failure> {
    if let Some(found) = built_in().find(|d| d.name == word) {
        return Ok(found);
    }
    if word.ends_with(".toml") || std::path::Path::new(word).exists() {
        return crate::source::find_file(word);
    }
    let mut note = Note::new("GH0900", format!("there is no pattern `{word}`"), format!("没有名为“{word}”的规律"));
    if let Some(near) = nearest(word, PATTERNS.iter().map(|(name, _)| *name)) {
        note = note.help(format!("did you mean `{near}`?"), format!("是否想写“{near}”？"));
    }
    Err(Failure::Usage(note.help("see glasshouse patterns --list", "见 glasshouse patterns --list")))
}
