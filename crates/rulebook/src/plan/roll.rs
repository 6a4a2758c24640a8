//! How a list is kept.

use glasshouse_model::{Chance, Ratio, Span, Text};

/// How a list is kept: what is a ground, how many grounds lead to entry, and what ends a stay. A person has at
/// most one stay at a time on such a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// How many grounds within [`Roll::within`] lead to entry.
    pub count: u32,
    /// The window in which grounds are counted.
    pub within: Span,
    /// Being graded so is a ground, for as long as the grade is held (bit per grade).
    pub grades: u32,
    /// A grade that is no longer held ends no stay before its term.
    pub full_term: bool,
    /// The score whose grades are meant.
    pub scale: u8,
    /// Orders from outside the register.
    pub orders: Option<Orders>,
    /// Being close to somebody on another list is a ground, for as long as that person stays there.
    pub follows: Option<Follows>,
    /// Chance that someone warned does what is asked before the day of entry, and is spared.
    pub spared: Chance,
    /// What a further ground adds to a running stay; without it the term runs anew from the further ground.
    pub extension: Option<Span>,
    /// Longest stay, where extensions have a limit.
    pub term_max: Option<Span>,
    /// Leaving on performance.
    pub exit: Option<Exit>,
    /// Nobody leaves at the end of the term before so long without an adverse record.
    pub clean: Option<Span>,
    /// Coming back under another name.
    pub returns: Option<Returns>,
    /// What those listed pass through; empty where all stand alike.
    pub stages: Vec<Stage>,
}

/// Most stages of a list.
pub const STAGES_MAX: usize = 16;

/// A stage of a listing. Whoever is in it passes on by lot, once in every period, or stays in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Name.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Share of those entered who begin in this stage or one before it.
    pub start: Chance,
    /// The period.
    pub every: Span,
    /// Stages that may follow, each with the chance of passing to it or one before it in a period. Empty where
    /// nobody leaves the stage.
    pub next: Vec<(u8, Chance)>,
    /// Whoever comes here is off the list.
    pub leaves: bool,
}

impl Stage {
    /// The stage that a mark passes on to; `None` stays.
    pub fn passes_to(&self, mark: u32) -> Option<u8> {
        self.next.iter().find(|(_, up_to)| up_to.hit(mark)).map(|(stage, _)| *stage)
    }
}

/// Orders from outside the register, such as a court's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orders {
    /// Orders per person and year.
    pub rate: Ratio,
    /// Share of them that should not have been made, or name the wrong person.
    pub wrong: Chance,
}

/// Being listed for somebody else's listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follows {
    /// The list that is followed.
    pub list: u8,
    /// Who follows a person on it.
    pub reach: Reach,
    /// Chance that one of them does.
    pub chance: Chance,
}

/// Who stands close enough to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Members of the same household.
    Household,
    /// Ties: kin, neighbours, colleagues, friends.
    Ties,
    /// The one who answers for a household, or for a firm where households are firms: its first member.
    Representative,
}

/// Leaving a list by doing what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// How often those listed perform, per person and year.
    pub rate: Ratio,
    /// Nobody leaves this way before so long on the list.
    pub after: Span,
    /// How long the keeper takes to remove the name.
    pub within: Span,
}

/// Coming back under another account, so that the listing does not follow unless the keeper recognises the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returns {
    /// How often those listed register anew, per person and year.
    pub rate: Ratio,
    /// Chance that the keeper recognises them: 1 where real names are checked.
    pub recognised: Chance,
}
