//! Statements of sources that set nothing.

use glasshouse_model::Text;

/// What a source states of a regime; it changes no run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Name, unique in the rulebook.
    pub id: String,
    /// What it is about.
    pub about: Text,
    /// The value as stated.
    pub value: String,
    /// What sort of statement.
    pub kind: PublishedKind,
    /// Source, `id` or `id#where`.
    pub source: String,
    /// The passage itself, where the text was read.
    pub quote: Option<Text>,
}

/// What sort of statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedKind {
    /// What a text prescribes and the rules do not use.
    Rule,
    /// Size, cost, dates, surroundings.
    Context,
    /// What came of it, kept to check against.
    Outcome,
}

impl PublishedKind {
    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            PublishedKind::Rule => "rule",
            PublishedKind::Context => "context",
            PublishedKind::Outcome => "outcome",
        }
    }
}
