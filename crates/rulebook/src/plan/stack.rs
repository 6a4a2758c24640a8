//! What a stack of rulebooks adds to a plan.

use super::{Component, Grading, ScoreRule};
use glasshouse_model::{Chance, Text};

/// Most scores of a stack besides the first.
pub const SCALES_MAX: usize = 3;

/// Whose regime a rulebook is, highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Level {
    /// A state.
    National,
    /// A province, city or county.
    #[default]
    Local,
    /// A firm's platform.
    Platform,
    /// An employer or school.
    Employer,
}

/// One rulebook of a stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name in the stack; ids of its rules begin with it and a colon.
    pub name: String,
    /// The rulebook's own id.
    pub book: String,
    /// Title.
    pub title: Text,
    /// Whose regime it is.
    pub level: Level,
}

/// A further score of a stack, with its own components and grades.
#[derive(Clone, Debug)]
pub struct Scale {
    /// The rulebook that it belongs to, index into [`Plan::members`].
    pub member: u8,
    /// The score.
    pub score: ScoreRule,
    /// Parts of the score. [`Indicator::component`] is an index into these.
    pub components: Vec<Component>,
    /// Its grades.
    pub grading: Option<Grading>,
}

/// Entry to a list is reported to another rulebook, by a channel of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListLink {
    /// The list.
    pub list: u8,
    /// The channel that carries the report, index into [`Plan::channels`].
    pub channel: u8,
    /// A correction of the listing reaches the copy.
    pub propagates: bool,
    /// Where it leads to another country: chance that a report may go there.
    pub abroad: Option<Chance>,
}

/// How measures of several rulebooks on one good combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Combine {
    /// Each measure decides for itself; one refusal is enough.
    #[default]
    AnyRefusal,
    /// Only the gravest sanction in force decides.
    Strictest,
    /// Only the measures of the highest level that has one in force decide.
    HighestLevel,
    /// Each application meets the measures of one of the rulebooks, each as likely.
    Independent,
}
