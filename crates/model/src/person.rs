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

/// What identifies people besides a number. The district is always known: a register is kept there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Full name.
    Name,
    /// Sex.
    Sex,
    /// Day, month and year of birth.
    BirthDate,
    /// Month and year of birth.
    BirthMonth,
    /// Year of birth.
    BirthYear,
    /// Day of the year of birth, without the year.
    Birthday,
}

impl Detail {
    /// All, in order.
    pub const ALL: [Detail; 6] =
        [Detail::Name, Detail::Sex, Detail::BirthDate, Detail::BirthMonth, Detail::BirthYear, Detail::Birthday];

    /// Its name in rulebooks.
    pub fn name(self) -> &'static str {
        match self {
            Detail::Name => "name",
            Detail::Sex => "sex",
            Detail::BirthDate => "birth_date",
            Detail::BirthMonth => "birth_month",
            Detail::BirthYear => "birth_year",
            Detail::Birthday => "birthday",
        }
    }

    /// The detail with a name.
    pub fn parse(name: &str) -> Option<Detail> {
        Detail::ALL.into_iter().find(|a| a.name() == name)
    }
}
