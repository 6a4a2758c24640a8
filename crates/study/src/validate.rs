//! Known results: cases that others derived or published, run on the simulated route and judged.
//!
//! A case is a file: scenarios (a rulebook, a society, settings), a quantity over the counts of a run, the number
//! that it must give, a tolerance, a source, and a scenario in which the tested mechanism is switched off. The
//! judgement is Student's interval over replicates: it must hold the expected number *and* be narrower than the
//! tolerance, since the first alone rewards noise and the second alone rewards bias.

pub(crate) mod bench;
pub mod builtin;
mod case;
pub mod keys;
mod model;
mod quantity;
pub(crate) mod scenario;
mod work;

pub use bench::Step;
pub use case::{Case, Number, read};
pub use quantity::{Counts, Quantity};
pub use scenario::{Part, Subject};
pub use work::{Asked, listed, validate};

use crate::failure::{Failure, Note};
use crate::source::Document;
use glasshouse_text::suggest::nearest;

/// The cases that words ask for: ids of those that come with the program, or files; all where there are none.
///
/// # Errors
/// [`Failure::Usage`] for a word that is neither; as for documents.
pub fn find(words: &[String]) -> Result<Vec<Document>, Failure> {
    if words.is_empty() {
        return Ok(builtin::cases().collect());
    }
    words.iter().map(|word| one(word)).collect()
}

fn one(word: &str) -> Result<Document, Failure> {
    if let Some(found) = builtin::cases().find(|d| d.name.eq_ignore_ascii_case(word)) {
        return Ok(found);
    }
    if word.ends_with(".toml") || std::path::Path::new(word).exists() {
        return crate::source::find_file(word);
    }
    let names: Vec<String> = builtin::cases().map(|d| d.name).collect();
    let mut note = Note::new("GH0900", format!("there is no case `{word}`"), format!("没有名为“{word}”的案例"));
    if let Some(near) = nearest(word, names.iter().map(String::as_str)) {
        note = note.help(format!("did you mean `{near}`?"), format!("是否想写“{near}”？"));
    }
    Err(Failure::Usage(note.help("see glasshouse validate --list", "见 glasshouse validate --list")))
}
