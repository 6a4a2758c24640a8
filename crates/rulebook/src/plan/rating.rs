//! Scores that people ask about one another before they deal.

use glasshouse_model::{Chance, Day};
use std::ops::Range;

/// A rulebook whose score others ask about the other side of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rater {
    /// The rulebook's name in its stack; its id where it stands by itself.
    pub name: String,
    /// Its number in the stack.
    pub member: u8,
    /// Its score: 0 is the plan's own, others are further ones.
    pub scale: u8,
    /// How many grades the score has.
    pub grades: u8,
    /// Share of the people who let it rate them. It holds no record of anybody else.
    pub opt_in: Chance,
    /// Key of the draws of who does.
    pub key: u16,
    /// First and last day on which it may be asked.
    pub days: (Option<Day>, Option<Day>),
    /// Where it is written.
    pub span: Range<usize>,
}

impl Rater {
    /// Whether it may be asked on a day.
    pub fn in_force(&self, day: Day) -> bool {
        self.days.0.is_none_or(|from| from <= day) && self.days.1.is_none_or(|to| day <= to)
    }
}
