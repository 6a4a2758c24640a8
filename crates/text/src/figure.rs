//! Figures: numbers that know what they rest on.

use crate::keys::Quantity;
use glasshouse_model::Text;

/// A cited source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Name used in citations.
    pub id: String,
    /// Kind: regulation, notice, press, scholarship, interview, statistics.
    pub kind: String,
    /// Title.
    pub title: Text,
    /// Date as given, may be a year.
    pub date: String,
    /// Address, if any.
    pub url: String,
    /// We hold the text (true) or know it through another source.
    pub held: bool,
}

/// One figure of the text with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Dotted path of ids, e.g. `indicator.red-light.points`.
    pub path: String,
    /// Value as written (or as set by a patch).
    pub value: String,
    /// What it counts.
    pub quantity: Quantity,
    /// What it rests on.
    pub basis: Basis,
    /// Line in the file.
    pub line: u32,
}

/// What a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A source, by id and locator.
    Cited {
        /// Source id, with locator after `#`.
        source: String,
    },
    /// An assumption.
    Assumed {
        /// Lowest plausible value.
        low: String,
        /// Highest plausible value.
        high: String,
        /// Reason.
        why: String,
    },
    /// Sources that disagree; the first value is used.
    Rival {
        /// Value and source of each.
        values: Vec<(String, String)>,
    },
    /// Set from outside the file (`--set`, a reform).
    Set {
        /// By what.
        by: String,
    },
}
