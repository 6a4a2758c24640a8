//! What is due when, in one block: the days of the open month, and a bucket per later month.

use crate::block::{Book, BookSet, size};
use crate::rolls::RollStep;
use crate::scenario::Clock;
use glasshouse_model::trace::StoryId;
use glasshouse_regime::measures::Measures;
use glasshouse_regime::review::Verdict;

/// Whom, when, and in which story.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The story that caused it; zero for the clock.
    pub story: StoryId,
    /// Who.
    pub slot: u16,
    /// When.
    pub day: u16,
}

/// Something due on a day.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Whom and when.
    pub at: At,
    /// What.
    pub what: What,
    /// The day of the act that it goes back to.
    pub act_day: u16,
}

/// Every rulebook of a stack.
pub const EVERY: u8 = u8::MAX;

/// What may be due. Within a day events are handled in the order of [`What::phase`].
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// A record lapses.
    Expire { book: Book, indicator: u8, points: i16, wrong: bool, record: u32 },
    /// A perfect register would enter a record: of one rulebook of a stack, or [`EVERY`].
    AdmitTrue { kind: u8, member: u8 },
    /// The register enters a record. `by` is who did it, where `origin` says someone else did.
    Admit { kind: u8, channel: u8, origin: OriginTag, by: u32 },
    /// The office's decision is served.
    Decided { record: u32, verdict: Verdict },
    /// The subject learns of a record.
    Notice { indicator: u8, wrong: bool, record: u32 },
    /// The subject objects.
    Object { record: u32 },
    /// The list keeper enters a name.
    Enter { list: u8, book: Book, wrong: bool, record: u32 },
    /// A stay on a list ends.
    Leave { list: u8, book: Book, wrong: bool, record: u32 },
    /// Entry to a list is reported to linked rulebooks, once all books have settled.
    PassOn { list: u8 },
    /// A correction reaches a copy of a listing.
    Retract { record: u32, list: u8 },
    /// Something is due on a kept list.
    Roll { list: u8, book: Book, step: RollStep, serial: u16 },
    /// The agencies' copies of some measures follow in some books; those in `on` begin, the others end.
    Switch { books: BookSet, measures: Measures, on: Measures },
    /// The same for those who were graded together at the first grading.
    SwitchTogether { measures: Measures, on: Measures },
    /// Two years after entry to the worst grade.
    WorstAfterTwoYears { entered: u16 },
    /// Somebody with access alters the dossier.
    Alter { number: u32 },
    /// An alteration is undone.
    Restore { number: u32 },
    /// A holder's copy of everyone's data gets out.
    Release { breach: u8, holder: u32 },
    /// The person applies for something.
    Apply { kind: u8 },
    /// The person asks another for a deal, and would break it: here, and in the baseline.
    Deal { breaks: [bool; 2] },
}

/// How a record came to name its subject, without the doer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginTag {
    /// The subject did it.
    Own,
    /// Someone else did.
    Misattributed,
    /// Nobody did.
    FalseAlarm,
}

impl What {
    /// The order of phases within a day.
    fn phase(&self) -> u8 {
        match self {
            What::Expire { .. } => 0,
            What::AdmitTrue { .. } => 1,
            What::Admit { .. } | What::Alter { .. } => 2,
            What::Decided { .. } | What::Retract { .. } | What::Restore { .. } | What::Release { .. } => 3,
            What::Notice { .. } => 4,
            What::Object { .. } => 5,
            What::Roll { step: RollStep::Order { .. }, .. } => 2,
            What::Leave { .. }
            | What::Roll { step: RollStep::End | RollStep::Perform | RollStep::Stage | RollStep::Return, .. } => 6,
            What::Enter { .. } | What::Roll { step: RollStep::Begin, .. } => 7,
            What::Switch { .. } | What::SwitchTogether { .. } => 8,
            What::PassOn { .. } => 9,
            What::WorstAfterTwoYears { .. } => 10,
            What::Apply { .. } => 11,
            What::Deal { .. } => 12,
        }
    }
}

impl What {
    /// Whether it is handled after the day's grading.
    pub fn follows_grading(&self) -> bool {
        self.phase() >= FIRST_AFTER_GRADING
    }
}

/// The first phase after grading.
const FIRST_AFTER_GRADING: u8 = 6;

/// A record's expiry, packed: most of what a block remembers from month to month.
#[derive(Clone, Copy, Debug)]
struct Expiry {
    record: u32,
    slot: u16,
    day: u16,
    points: i16,
    indicator: u8,
    truth: bool,
    wrong: bool,
}

/// The calendar of one block.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    later: Vec<Vec<Event>>,
    expiries: Vec<Vec<Expiry>>,
    /// Events by day of the open month.
    days: Vec<Vec<Event>>,
    open: Option<u16>,
}

impl Calendar {
    /// An empty calendar.
    pub fn new(clock: &Clock) -> Calendar {
        let months = clock.month_starts.len() - 1;
        Calendar {
            later: vec![Vec::new(); months],
            expiries: vec![Vec::new(); months],
            days: vec![Vec::new(); 31],
            open: None,
        }
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        let events = |buckets: &Vec<Vec<Event>>| size(buckets) + buckets.iter().map(size).sum::<usize>();
        let expiries = size(&self.expiries) + self.expiries.iter().map(size).sum::<usize>();
        events(&self.later) + events(&self.days) + expiries
    }

    /// Opens a month: spreads what is due in it over its days.
    pub fn open_month(&mut self, clock: &Clock, month: u16) {
        self.open = Some(month);
        let first = clock.month_starts[usize::from(month)];
        for expiry in self.expiries.get_mut(usize::from(month)).map(std::mem::take).unwrap_or_default() {
            let book = if expiry.truth { Book::Truth } else { Book::Record };
            let Expiry { indicator, points, wrong, record, .. } = expiry;
            let what = What::Expire { book, indicator, points, wrong, record };
            let at = At { story: StoryId(0), slot: expiry.slot, day: expiry.day };
            let event = Event { at, what, act_day: expiry.day };
            self.days[usize::from(expiry.day - first)].push(event);
        }
        for event in self.later.get_mut(usize::from(month)).map(std::mem::take).unwrap_or_default() {
            self.days[usize::from(event.at.day - first)].push(event);
        }
    }

    /// Notes an event. Events after the end of the run are dropped.
    pub fn note(&mut self, clock: &Clock, event: Event) {
        let Some(month) = clock.month_of(event.at.day) else { return };
        if self.open == Some(month) {
            let first = clock.month_starts[usize::from(month)];
            self.days[usize::from(event.at.day - first)].push(event);
        } else if let What::Expire { book, indicator, points, wrong, record } = event.what {
            let truth = book == Book::Truth;
            let expiry = Expiry { record, slot: event.at.slot, day: event.at.day, points, indicator, truth, wrong };
            self.expiries[usize::from(month)].push(expiry);
        } else {
            self.later[usize::from(month)].push(event);
        }
    }

    /// Takes the events of a day of the open month, in the order of phases. Give the emptied vector back
    /// with [`Calendar::put_back`].
    pub fn take_day(&mut self, clock: &Clock, day: u16) -> Vec<Event> {
        let first = self.open.map_or(0, |m| clock.month_starts[usize::from(m)]);
        let mut events = std::mem::take(&mut self.days[usize::from(day - first)]);
        events.sort_by_key(|e| e.what.phase());
        events
    }

    /// Events of a day that were added while it was being handled, if any; the emptied vector is kept.
    pub fn put_back(&mut self, clock: &Clock, day: u16, mut events: Vec<Event>) -> bool {
        let first = self.open.map_or(0, |m| clock.month_starts[usize::from(m)]);
        let slot = &mut self.days[usize::from(day - first)];
        if slot.is_empty() {
            events.clear();
            *slot = events;
            return false;
        }
        true
    }
}
