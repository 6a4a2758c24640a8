//! The trace: what happened to one person, link by link, each with the link that caused it.

use crate::act::ActKind;
use crate::calendar::Day;
use crate::draw::{Place, Stream};
use crate::person::PersonId;

/// Names a story: the opportunity or false alarm that everything in it goes back to. Unique within a
/// run, the same in every arm. Packs block (20 bits), month (11), false alarm or not (1), act kind or
/// channel (8) and index (24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct StoryId(pub u64);

impl StoryId {
    /// An opportunity of a kind: `n` is its index from [`crate::draw::Poisson`].
    pub fn opportunity(block: u32, month: u32, kind: ActKind, n: u32) -> StoryId {
        StoryId::pack(block, month, false, kind.0, n)
    }

    /// A false alarm of a channel.
    pub fn false_alarm(block: u32, month: u32, channel: u8, n: u32) -> StoryId {
        StoryId::pack(block, month, true, channel, n)
    }

    /// An order from outside the register that concerns a list. Lists are numbered down from the top, where no
    /// act kind can be.
    pub fn order(block: u32, month: u32, list: u8, n: u32) -> StoryId {
        StoryId::pack(block, month, false, u8::MAX - list, n)
    }

    /// The entry of the person in a slot to a list where nothing else stands behind it.
    pub fn listing(block: u32, month: u32, list: u8, slot: u16) -> StoryId {
        StoryId::pack(block, month, false, u8::MAX - 16 - list, u32::from(slot))
    }

    /// Somebody asks another person for a deal. Neither an act kind nor a list has this number.
    pub fn meeting(block: u32, month: u32, n: u32) -> StoryId {
        StoryId::pack(block, month, false, u8::MAX - 32, n)
    }

    fn pack(block: u32, month: u32, alarm: bool, sub: u8, n: u32) -> StoryId {
        // An index is a level (8 bits) above a count (24 bits, far below 2¹⁹ in a block and month).
        let n = (n >> 24) << 19 | (n & 0x7_ffff);
        StoryId(
            u64::from(block) << 44
                | u64::from(month & 0x7ff) << 33
                | u64::from(alarm) << 32
                | u64::from(sub) << 24
                | u64::from(n & 0xff_ffff),
        )
    }

    /// The block in which the story began.
    pub fn block(self) -> u32 {
        (self.0 >> 44) as u32
    }

    /// Whether nobody did anything.
    pub fn is_false_alarm(self) -> bool {
        self.0 >> 32 & 1 == 1
    }

    /// The act kind, or the channel of a false alarm.
    pub fn sub(self) -> u8 {
        (self.0 >> 24) as u8
    }

    /// The place and index at which later chances of this story are drawn. `key` is the draw key of the
    /// channel, list or measure that draws; `alarm_key` that of the channel of a false alarm.
    pub fn place(self, stream: Stream, key: u16, alarm_key: u16) -> (Place, u32) {
        let month = (self.0 >> 33) as u32 & 0x7ff;
        let teller = if self.is_false_alarm() { u32::from(alarm_key) } else { u32::from(self.sub()) };
        let tick = month | u32::from(self.is_false_alarm()) << 11 | teller << 12;
        (Place { stream, sub: key, unit: self.block(), tick }, self.0 as u32 & 0xff_ffff)
    }
}

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
        /// The day of the act that it reports.
        act_day: Day,
        /// The day on which the act is over; that of the act, where it takes a day.
        act_end: Day,
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
    /// A new grade in a further score of a stack.
    ScaleGrade {
        /// Books.
        side: Side,
        /// Which score, from 1.
        scale: u8,
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
    /// Something around a list besides entry and exit.
    ListStep {
        /// Books.
        side: Side,
        /// Which list.
        list: u8,
        /// What happened.
        step: ListStep,
    },
    /// Somebody with access altered the dossier silently, or that was undone.
    Alteration {
        /// Which alteration.
        alteration: u8,
        /// The rule in whose name it was done.
        indicator: u8,
        /// Points by which the score moves now; 0 where a record was forged.
        points: i32,
        /// Score afterwards.
        score: i32,
        /// What happens.
        step: AlterationStep,
    },
    /// The person's data got out.
    Release {
        /// Which breach.
        breach: u8,
        /// How many others in the district share what was revealed.
        sharing: u32,
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
    /// How the adverse measures in force compare with the truth from this day on.
    Verdict {
        /// One is in force that the true dossier would not have led to.
        wrongly: bool,
        /// One is in force that not even the record without its wrong entries would have led to: the person is
        /// penalised for something they did not do.
        for_undone: bool,
        /// One is not in force that the true dossier would have led to.
        missed: bool,
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
    /// The person weighed whether to object.
    Weighing {
        /// Rule that had applied.
        indicator: u8,
        /// Objects.
        objects: bool,
        /// What was weighed, in thousandths of utility: what success is hoped to save, the effort, the fear to draw
        /// attention, and what ties add.
        parts: [i32; 4],
        /// The chance to object, in thousandths.
        chance: i32,
    },
    /// The person objected.
    Objection {
        /// Rule objected to.
        indicator: u8,
    },
    /// The person gave up before the office decided.
    Withdrawal {
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

/// What happens around an alteration of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlterationStep {
    /// It is made.
    Made,
    /// Whoever made it takes it back, unnoticed.
    Withdrawn,
    /// An inspection found it, and it is undone.
    Found,
}

/// What may happen around a list besides entry and exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStep {
    /// The person is told that entry will follow.
    Warned,
    /// The person did what was asked in time, and was not entered.
    Spared,
    /// A running stay will last longer.
    Extended,
    /// The person did what was asked, and the name is removed.
    Performed,
    /// The person registered anew and was not recognised: the listing stays behind.
    Returned,
    /// The person registered anew and was recognised: the listing follows.
    Recognised,
    /// An order from outside the register came in.
    Ordered {
        /// It should not have been made.
        wrong: bool,
    },
    /// The listing has come to a stage.
    Stage {
        /// Which, by place.
        stage: u8,
    },
    /// Somebody close was listed, and that is a ground.
    Followed {
        /// Who.
        with: PersonId,
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
