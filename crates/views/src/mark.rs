//! Whether numbers are a finding or an illustration.

use crate::messages as say;
use glasshouse_model::Lang;
use glasshouse_wire::RunDoc;

/// What the numbers of a run are. There is no way to show numbers without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Numbers of one seed.
    Illustration,
    /// Numbers with 95 % intervals over this many seeds.
    Finding {
        /// Replicates.
        seeds: u32,
    },
}

impl Mark {
    /// The mark of a run.
    pub fn of(doc: &RunDoc) -> Mark {
        if doc.illustration {
            Mark::Illustration
        } else {
            Mark::Finding { seeds: u32::try_from(doc.replicates.len()).unwrap_or(u32::MAX) }
        }
    }

    /// `ILLUSTRATION` or `FINDING`: a code, the same in every language.
    pub fn word(self) -> &'static str {
        match self {
            Mark::Illustration => "ILLUSTRATION",
            Mark::Finding { .. } => "FINDING",
        }
    }

    /// The mark with what it means, e.g. `FINDING (30 seeds, 95 % intervals)`.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Mark::Illustration => say::mark_illustration(lang),
            Mark::Finding { seeds } => say::mark_finding(lang, seeds),
        }
    }

    /// The class of its badge in HTML.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Illustration => "mark illustration",
            Mark::Finding { .. } => "mark finding",
        }
    }
}
