//! Single stories that go otherwise: the one thing that is changed to see what would have been.
//!
//! A change names a story, so everything that it does not reach keeps its luck and stays the same, person by
//! person. Nothing but the named story is decided anew.

use glasshouse_model::trace::StoryId;

/// One story, and how it goes otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub story: StoryId,
    /// How.
    pub otherwise: Otherwise,
}

/// How a story goes otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The person leaves the opportunity.
    Undone,
    /// The register gets it right: what somebody did reaches that person's dossier, what nobody did is not
    /// reported.
    Right,
    /// The subject of the record learns of it, objects on that day, and the office finds for the subject. Without
    /// an office nothing changes.
    Appealed,
}

/// Whether a story goes otherwise in this way.
pub fn is_changed(changes: &[Change], story: StoryId, otherwise: Otherwise) -> bool {
    changes.iter().any(|c| c.story == story && c.otherwise == otherwise)
}
