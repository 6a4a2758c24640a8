//! The cases that come with the program, and the documents that they name.

use crate::source::Document;

/// A file of the folder.
type File = (&'static str, &'static str);

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../validation/", $name)))),*]
    };
}

/// Cases, in the order in which they run.
const CASES: &[File] = files![
    "O01.toml",
    "O02.toml",
    "O03.toml",
    "O04.toml",
    "O05.toml",
    "O06.toml",
    "O07.toml",
    "O08.toml",
    "O09.toml",
    "O10.toml",
    "O11.toml",
    "O12.toml",
    "O13.toml",
    "O15.toml",
    "O16.toml",
    "O17.toml",
    "O18.toml",
    "O19.toml",
    "O21.toml",
    "O22.toml",
    "O23.toml",
    "O24.toml",
    "O25.toml",
    "O26.toml",
    "implied.toml",
];

/// Rulebooks and societies of the cases.
const DOCUMENTS: &[File] = files![
    "plain.society.toml",
    "averaged.society.toml",
    "crowd.society.toml",
    "purse.society.toml",
    "raked.society.toml",
    "usual.society.toml",
    "distance.society.toml",
    "objecting.society.toml",
    "live-records.rulebook.toml",
    "two-in-a-window.rulebook.toml",
    "screen.rulebook.toml",
    "office.rulebook.toml",
    "impatient-office.rulebook.toml",
    "uneven-office.rulebook.toml",
    "averaging.rulebook.toml",
    "deterrence.rulebook.toml",
    "objecting.rulebook.toml",
    "stigma.rulebook.toml",
    "branded.rulebook.toml",
    "walk.rulebook.toml",
    "tampered.rulebook.toml",
    "leak.rulebook.toml",
    "linkage.rulebook.toml",
    "cells.society.toml",
    "account-card.rulebook.toml",
    "history-card.rulebook.toml",
    "odds-card.rulebook.toml",
    "risk-card.rulebook.toml",
    "flag-card.rulebook.toml",
    "test-card.rulebook.toml",
    "trial-card.rulebook.toml",
    "threshold-card.rulebook.toml",
    "borrowers.society.toml",
    "loans-by-utility.rulebook.toml",
    "loans-at-equal-rates.rulebook.toml",
    "loans-at-equal-opportunity.rulebook.toml",
    "loans-at-a-rate.rulebook.toml",
];

/// The cases, named by their files without the ending.
pub fn cases() -> impl Iterator<Item = Document> {
    CASES.iter().map(|(name, text)| made(name.trim_end_matches(".toml"), text))
}

/// What only patterns name.
const OF_PATTERNS: &[File] = &[("licence.rulebook.toml", include_str!("../../../../patterns/licence.rulebook.toml"))];

/// A document that a case or a pattern names, whatever the way to its folder.
pub fn document(name: &str) -> Option<Document> {
    let name = name.rsplit('/').next().unwrap_or(name);
    let (name, text) = DOCUMENTS.iter().chain(OF_PATTERNS).find(|(known, _)| *known == name)?;
    Some(made(name, text))
}

fn made(name: &str, text: &str) -> Document {
    Document { name: name.to_owned(), bytes: text.as_bytes().to_vec(), built_in: true }
}
