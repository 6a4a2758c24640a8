//! The trace: what happened to one person, link by link, each with the link that caused it.

use crate::act::ActKind;
use crate::calendar::Day;
use crate::person::PersonId;

/// Names a story: the opportunity or false alarm that everything in it goes back to. Unique within a
/// run and the same in every arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct StoryId(pub u64);

/// How a record came to name its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The subject did it.
    Own,
    /// Somebody else did it; the record reached the wrong dossier.
    Misattributed {
        /// Who did it.
        by: PersonId,
    },
    /// Nobody did it.
    FalseAlarm,
}

impl Origin {
    /// Whether the record is wrong about its subject.
    pub fn is_wrong(self) -> bool {
        !matches!(self, Origin::Own)
    }
}

/// One side of the books: what institutions hold, or what a perfect register would hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What the system recorded.
    Record,
    /// What is true.
    Truth,
}

/// A link of the chain. Indices (`indicator`, `grade`, `list`, `measure`, `channel`, `component`) are
/// those of the compiled rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// An opportunity, and what the person made of it here and in the baseline arm.
    Act {
        /// Kind.
        kind: ActKind,
        /// Done in this arm.
        taken: bool,
        /// Done in the baseline arm.
        taken_in_baseline: bool,
    },
    /// A channel reported something.
    Observation {
        /// Which channel.
        channel: u8,
        /// What it reported.
        kind: ActKind,
        /// Truth about the report.
        origin: Origin,
    },
    /// A record entered the dossier, with its points.
    Award {
        /// Books.
        side: Side,
        /// Rule that applied.
        indicator: u8,
        /// Reporting channel; `None` on the truth side.
        channel: Option<u8>,
        /// How it came to name this person.
        origin: Origin,
        /// Points given, after caps and repeats.
        points: i32,
        /// When the points return; `None` if never.
        until: Option<Day>,
        /// Score afterwards.
        score: i32,
    },
    /// A record lapsed and its points returned.
    Expiry {
        /// Books.
        side: Side,
        /// Rule that had applied.
        indicator: u8,
        /// Points returned (the opposite of the award).
        points: i32,
        /// Score afterwards.
        score: i32,
    },
    /// A wrong record was removed after review.
    Correction {
        /// Rule that had applied.
        indicator: u8,
        /// Points returned.
        points: i32,
        /// Score afterwards.
        score: i32,
    },
    /// A new grade.
    Grade {
        /// Books.
        side: Side,
        /// Before; `None` is no grade.
        from: Option<u8>,
        /// After.
        to: Option<u8>,
        /// Score at grading.
        score: i32,
    },
    /// Entered or left a list.
    Listing {
        /// Books.
        side: Side,
        /// Which list.
        list: u8,
        /// Entered (true) or left.
        entered: bool,
    },
    /// A measure began or ended.
    Measure {
        /// Books.
        side: Side,
        /// Which measure.
        measure: u8,
        /// Began (true) or ended.
        active: bool,
    },
    /// An application met a measure.
    Application {
        /// What was applied for.
        kind: ActKind,
        /// The measure that decided it, if one did.
        measure: Option<u8>,
        /// Refused (true), preferred (false) by that measure.
        refused: bool,
        /// Refused although the true dossier would not have led to it.
        wrongly: bool,
    },
    /// The person learnt of a record.
    Notice {
        /// Rule that had applied.
        indicator: u8,
    },
    /// The person objected.
    Objection {
        /// Rule objected to.
        indicator: u8,
    },
    /// The office decided.
    Decision {
        /// Rule objected to.
        indicator: u8,
        /// The objection succeeded.
        upheld: bool,
    },
}

/// A link with its place in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub day: Day,
    /// About whom.
    pub person: PersonId,
    /// The opportunity or false alarm that caused it; zero for the clock (gradings).
    pub cause: StoryId,
    /// What.
    pub link: Link,
}

/// Where a run sends its entries. The engine is compiled once per sink, so a run without trace pays
/// nothing for it.
pub trait Sink {
    /// Whether entries about this person are wanted.
    fn wants(&self, person: PersonId) -> bool;
    /// Takes one entry. Entries of one person come in the order of events.
    fn push(&mut self, entry: Entry);
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTrace;

impl Sink for NoTrace {
    #[inline]
    fn wants(&self, _: PersonId) -> bool {
        false
    }
    #[inline]
    fn push(&mut self, _: Entry) {}
}

/// Keeps the entries about chosen persons.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// About whom; `None` is everyone.
    pub persons: Option<Vec<PersonId>>,
    /// What was kept.
    pub entries: Vec<Entry>,
}

impl Trace {
    /// A trace of one person.
    pub fn of(person: PersonId) -> Trace {
        Trace { persons: Some(vec![person]), entries: Vec::new() }
    }

    /// A trace of everyone.
    pub fn everyone() -> Trace {
        Trace { persons: None, entries: Vec::new() }
    }
}

impl Sink for Trace {
    fn wants(&self, person: PersonId) -> bool {
        self.persons.as_ref().is_none_or(|wanted| wanted.contains(&person))
    }
    fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }
}
