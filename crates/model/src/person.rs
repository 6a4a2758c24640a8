//! Synthetic persons: an opaque number, nothing else.

use std::fmt;

/// Slots of a block: a neighbourhood of so many persons with their households and ties. A constant of
/// the program, never a parameter of a run, because every keyed draw names its block.
pub const BLOCK: usize = 4096;

/// A synthetic person: block × [`BLOCK`] + slot. Shown as `p-000018233`, so that nobody mistakes it for
/// an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

impl PersonId {
    /// The person in a slot of a block.
    pub fn of(block: u32, slot: u16) -> PersonId {
        PersonId(block * BLOCK as u32 + u32::from(slot))
    }

    /// The block the person lives in.
    pub fn block(self) -> u32 {
        self.0 / BLOCK as u32
    }

    /// The place within the block.
    pub fn slot(self) -> u16 {
        (self.0 % BLOCK as u32) as u16
    }

    /// Reads `p-18233`, `p-000018233` or `18233`.
    pub fn parse(text: &str) -> Option<PersonId> {
        text.strip_prefix("p-").unwrap_or(text).parse().ok().map(PersonId)
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p-{:09}", self.0)
    }
}
