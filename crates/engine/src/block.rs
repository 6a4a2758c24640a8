//! The state of one block: columns by slot, a calendar, a tally of the open month.

use crate::calendar::{At, Calendar, Event, What};
use crate::context::Context;
use crate::copies::Copies;
use crate::deals::Dealings;
use crate::desks::{Desk, desks};
use crate::evasion::Evaders;
use crate::exchange::Mail;
use crate::habits::Meant;
use crate::lives::{Around, Purses};
use crate::looks::Done;
use crate::objecting::Objectors;
use crate::rolls::Spells;
use crate::slots::Slots;
use glasshouse_metrics::{Groups, Metric, Tally};
use glasshouse_model::trace::{Entry, Link, Side, Sink, StoryId};
use glasshouse_model::{Attribute, PersonId};
use glasshouse_regime::Counter;
use glasshouse_regime::measures::Measures;
use glasshouse_regime::review::Objection;
use glasshouse_rulebook::plan::Facts;
use glasshouse_society::{ByCell, Name, NameMarks, People, Plots, Stretches, TieTable};
use std::collections::BTreeMap;

/// How many sensitive lawful kinds can have conformity: one bit or one byte each.
pub const EXPRESSIONS: usize = 8;

/// No grade.
pub const UNGRADED: u8 = u8::MAX;

/// What has happened to a person at least once, one bit each.
pub mod ever {
    /// Under an adverse measure.
    pub const PENALISED: u8 = 1;
    /// Under an adverse measure that the true dossier would not have led to then.
    pub const WRONGLY_PENALISED: u8 = 2;
    /// Not under an adverse measure that the true dossier would have led to.
    pub const MISSED: u8 = 4;
    /// Had points deducted.
    pub const DEDUCTED: u8 = 8;
    /// Had points deducted for something they did not do.
    pub const WRONG_DEDUCTION: u8 = 16;
    /// Had a wrong record corrected.
    pub const CORRECTED: u8 = 32;
    /// In the worst grade.
    pub const IN_WORST: u8 = 64;
    /// Under an adverse measure for something they did not do.
    pub const FOR_UNDONE: u8 = 128;
}

/// What happened to a person in the open month, one bit each.
pub mod month {
    pub const ACTED: u8 = 1;
    pub const CAUGHT: u8 = 2;
    pub const NEWS: u8 = 4;
}

/// Three books are kept of everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// What the system holds.
    Record,
    /// What a perfect register would hold.
    Truth,
    /// What the system would hold without its wrong records: it tells those who are penalised for what they
    /// did not do from those whom a true record reaches late. Follows `Record` and is never traced.
    Own,
}

impl Book {
    /// The side that a trace shows it on.
    pub fn side(self) -> Option<Side> {
        match self {
            Book::Record => Some(Side::Record),
            Book::Truth => Some(Side::Truth),
            Book::Own => None,
        }
    }
}

/// Some of the three books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookSet(u8);

impl BookSet {
    /// All three.
    pub const ALL: BookSet = BookSet(0b111);

    /// One alone.
    pub fn of(book: Book) -> BookSet {
        BookSet(1 << book as u8)
    }

    /// The books, in order.
    pub fn iter(self) -> impl Iterator<Item = Book> {
        [Book::Record, Book::Truth, Book::Own].into_iter().filter(move |book| self.0 >> *book as u8 & 1 == 1)
    }
}

/// The books of one kind. All columns by slot.
#[derive(Clone, Debug)]
pub struct Books {
    /// Sums of live awards: slot × sum.
    pub sums: Vec<i32>,
    /// Counters of capped rules: slot × counter.
    pub counters: Vec<Counter>,
    /// Grade, [`UNGRADED`] if none.
    pub grade: Vec<u8>,
    /// Live stays: slot × list.
    pub stays: Vec<u8>,
    /// Measures that standing and discretion call for.
    pub target: Vec<u32>,
    /// Measures in force with the agencies (target, once their copies have followed).
    pub active: Vec<u32>,
    /// Sums of live awards in the further scores of a stack: slot × sum.
    pub scale_sums: Vec<i32>,
    /// Grades in them: slot × score.
    pub scale_grade: Vec<u8>,
    /// Live records that hold the grade down: slot × rule. Empty where no rule does.
    pub holds: Vec<u8>,
    /// Day of the last adverse record, `u16::MAX` if none. Empty where no list asks.
    pub last_adverse: Vec<u16>,
}

impl Books {
    fn bytes(&self) -> usize {
        let Books { sums, counters, grade, stays, target, active, holds, last_adverse, scale_sums, scale_grade } = self;
        let standing = size(grade) + size(stays) + size(target) + size(active);
        let further = size(scale_sums) + size(scale_grade);
        size(sums) + size(counters) + standing + size(holds) + size(last_adverse) + further
    }
}

/// Bytes that a column takes up.
pub fn size<T>(column: &Vec<T>) -> usize {
    column.capacity() * size_of::<T>()
}

/// Bytes that an ordered table takes up, about: its nodes are rarely full.
fn tree<K, V>(table: &BTreeMap<K, V>) -> usize {
    table.len() * (size_of::<K>() + size_of::<V>() + 2 * size_of::<usize>())
}

/// A record that may be objected to.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub day: u16,
    pub points: i16,
    pub indicator: u8,
    pub wrong: bool,
    /// Lapsed or removed.
    pub gone: bool,
    /// Removed after review.
    pub removed: bool,
    /// Left over in a linked rulebook after the listing behind it was corrected.
    pub left: bool,
    /// Lists on which it keeps its subject, one bit each.
    pub lists: u8,
}

/// One block in one arm.
pub struct Block {
    pub number: u32,
    /// See [`Block::scout`].
    pub is_scout: bool,
    pub people: People,
    /// Of the measures in `discretion_of`, those that agencies would apply to each person: of what the first grading
    /// calls for, worked out for everyone at once. Others are drawn when somebody's standing calls for them.
    pub discretion: Vec<Measures>,
    pub discretion_of: Measures,
    /// Who was graded together at the first grading.
    pub together: Vec<u16>,
    /// Where opportunities fall: by [`Context::plot_owners`].
    pub plots: Vec<Plots>,
    /// Where habits come out.
    pub stretches: Vec<Stretches>,
    /// What is meant to be done, by day of the open month.
    pub meant: Vec<Vec<Meant>>,
    /// Sum of everyone's scores by the record, and of those of all people on the evening before the step; kept where
    /// somebody goes by them.
    pub total: i64,
    pub total_before: i64,
    /// Whose grade may be another since grades were last given.
    pub moved: Slots,
    /// Who is close to whom.
    pub ties: TieTable,
    /// Indexed by [`Book`].
    pub books: [Books; 3],
    /// Perceived risk as a belief at the start of `belief_month`.
    pub belief: Vec<u16>,
    pub belief_month: Vec<u16>,
    pub ever: Vec<u8>,
    pub month: Vec<u8>,
    /// Ties newly listed this month.
    pub news: Vec<u8>,
    /// Persons with a bit in `month`.
    pub touched: Vec<u16>,
    /// Live wrong deductions.
    pub wrong_live: Vec<u8>,
    /// Day of entry to the worst grade; `u16::MAX` outside it.
    pub worst_since: Vec<u16>,
    /// Who did which sensitive lawful act this month (bit per kind), here and in the baseline.
    pub expressed: Vec<[u8; 2]>,
    /// How many ties did it last month (byte per kind), here and in the baseline.
    pub peers: Vec<[u64; 2]>,
    /// What the whole block did of them, where people go by that.
    pub around: Around,
    /// What people have.
    pub wealth: Purses,
    /// Who keeps out of sight.
    pub evaders: Evaders,
    /// What people make of objecting.
    pub objectors: Objectors,
    /// Whom what spreads has reached, one bit each; empty where nothing spreads.
    pub informed: Vec<u8>,
    /// Records that may be objected to; empty where there is no review.
    pub held: Vec<Held>,
    /// How many of each person's records are under objection; empty where they are not marked.
    pub marks: Vec<u8>,
    /// Copies of listings in linked rulebooks.
    pub copies: Copies,
    /// Listings that were corrected, by list and slot, and whether they count as removed everywhere.
    pub corrected: BTreeMap<(u8, u16), bool>,
    /// Desks of channels with a limit.
    pub desks: Vec<Desk>,
    /// When everyone last did what each screen looks for: slot × screen.
    pub done: Vec<Done>,
    /// Spells on kept lists.
    pub spells: Spells,
    /// Records that stand for alterations in place, by number of the alteration; `u32::MAX` for shifted points.
    pub forged: BTreeMap<u32, u32>,
    /// How many others share what identifies each person, by the channel that asks.
    pub sharing: BTreeMap<u8, Vec<u32>>,
    /// Whose data have got out, one bit for each breach; empty before the first.
    pub released: Vec<u16>,
    /// By how much a scorecard's decisions have moved everyone's score; empty where they do not.
    pub card_shift: Vec<i64>,
    /// Who lets whom rate them, whom people ask, and what they have seen; empty where nobody is asked.
    pub dealings: Dealings,
    /// What a scorecard decided about everyone; empty before it does, and where nothing follows from it.
    pub declined: Vec<bool>,
    pub calendar: Calendar,
    pub tally: Tally,
    /// Mail sent in this step.
    pub outbox: Vec<Mail>,
    /// What names come from, since the first record came that goes by name.
    names: Option<NameMarks>,
    /// Persons whose measures changed today, with what was in force before each change.
    pub stirred: Vec<(u16, [u32; 3])>,
    /// Objections filed in this step.
    pub objections: Vec<Objection>,
    /// Stories of awards of traced persons, so that an expiry can name its cause.
    pub traced: Vec<(u16, Side, u8, u16, StoryId)>,
}

impl Block {
    /// A block of which only what it sends to others is asked: it counts nothing and keeps no truth. Where that
    /// shortcut changes what is sent, the next pass finds out.
    pub fn scout(cx: &Context<'_>, number: u32) -> Block {
        Block { is_scout: true, tally: Tally::default(), ..Block::new(cx, number) }
    }

    /// A block on the morning of the first day.
    pub fn new(cx: &Context<'_>, number: u32) -> Block {
        let people = cx.society.block(number);
        let n = people.len();
        let books = || Books {
            sums: vec![0; n * cx.scoring.n_sums()],
            counters: vec![Counter::default(); n * cx.scoring.n_counters()],
            grade: vec![UNGRADED; n],
            stays: vec![0; n * cx.plan.lists.len()],
            target: vec![0; n],
            active: vec![0; n],
            scale_sums: vec![0; n * cx.n_scale_sums],
            scale_grade: vec![UNGRADED; n * cx.scales.len()],
            holds: vec![0; n * cx.holds.len()],
            last_adverse: if cx.asks_clean { vec![u16::MAX; n] } else { Vec::new() },
        };
        let ties = cx.society.ties(number, n).all();
        let by_cell = ByCell::new(&people.cell, cx.society.cells.len());
        let mut block = Block {
            number,
            is_scout: false,
            ties,
            books: [books(), books(), books()],
            belief: cx.society.initial_beliefs(number),
            plots: cx.plot_owners.iter().map(|owner| Plots::new(&by_cell, &cx.society.acts[*owner])).collect(),
            stretches: Block::stretches(cx, number),
            meant: vec![Vec::new(); if cx.habits.waits { 31 } else { 0 }],
            total: cx.starting_total(n),
            total_before: cx.starting_total(cx.society.people as usize),
            moved: Slots::none(n),
            discretion: Vec::new(),
            discretion_of: 0,
            together: Vec::new(),
            belief_month: vec![0; n],
            ever: vec![0; n],
            month: vec![0; n],
            news: vec![0; n],
            touched: Vec::new(),
            wrong_live: vec![0; n],
            worst_since: vec![u16::MAX; n],
            expressed: vec![[0; 2]; n],
            peers: vec![[0; 2]; n],
            around: Around::default(),
            wealth: Purses::new(cx, number),
            evaders: Evaders::new(cx, n),
            objectors: Objectors::new(cx, n),
            informed: Vec::new(),
            held: Vec::new(),
            marks: vec![0; if cx.marks { n } else { 0 }],
            copies: Copies::new(),
            corrected: BTreeMap::new(),
            desks: desks(cx, n),
            done: vec![None; n * cx.screens.len()],
            spells: Spells::new(),
            forged: BTreeMap::new(),
            sharing: BTreeMap::new(),
            released: Vec::new(),
            card_shift: Vec::new(),
            declined: Vec::new(),
            dealings: Dealings::new(cx, number, n),
            calendar: Calendar::new(&cx.clock),
            tally: Tally::new(&cx.layout),
            outbox: Vec::new(),
            stirred: Vec::new(),
            names: None,
            objections: Vec::new(),
            traced: Vec::new(),
            people,
        };
        block.count_people(cx);
        block.count_further(cx);
        block.count_registered(cx);
        block.begin_lives(cx);
        block.begin_keeping(cx);
        block.begin_dealing(cx);
        block
    }

    /// The books that it keeps.
    pub fn kept_books(&self) -> BookSet {
        if self.is_scout { BookSet::of(Book::Record) } else { BookSet::ALL }
    }

    /// Counts everyone once; later months count changes only.
    fn count_people(&mut self, cx: &Context<'_>) {
        let start = cx.scoring.score(&vec![0; cx.scoring.n_sums()]);
        let columns =
            [Metric::People, Metric::ScoreSum, Metric::TrueScoreSum, Metric::BeliefSum].map(|m| cx.layout.at(m));
        for slot in 0..self.people.len() {
            let groups = cx.groups[usize::from(self.people.cell[slot])];
            for (column, amount) in columns.into_iter().zip([1, start, start, i32::from(self.belief[slot])]) {
                self.tally.add(column, &groups, amount);
            }
        }
    }

    /// How many bytes it holds beside itself. Taken apart field by field, so that none is forgotten.
    pub fn bytes(&self) -> usize {
        let Block {
            number: _,
            is_scout: _,
            people: People { cell, age, household, base, trust },
            discretion,
            discretion_of: _,
            together,
            plots,
            stretches,
            meant,
            total: _,
            total_before: _,
            moved,
            ties,
            books,
            belief,
            belief_month,
            ever,
            month,
            news,
            touched,
            wrong_live,
            worst_since,
            expressed,
            peers,
            around: _,
            wealth,
            evaders,
            objectors,
            informed,
            held,
            marks,
            copies,
            corrected,
            desks,
            done,
            spells,
            forged,
            sharing,
            released,
            card_shift,
            declined,
            dealings,
            calendar,
            tally,
            outbox,
            names,
            stirred,
            objections,
            traced,
        } = self;
        let persons = size(cell)
            + size(age)
            + size(household)
            + size(base)
            + size(trust)
            + names.as_ref().map_or(0, NameMarks::bytes)
            + size(discretion)
            + size(together);
        let books: usize = books.iter().map(Books::bytes).sum();
        let plots: usize = size(plots) + plots.iter().map(Plots::bytes).sum::<usize>();
        let near = plots + ties.bytes() + size(expressed) + size(peers) + size(news);
        let near = near + wealth.bytes() + evaders.bytes() + objectors.bytes() + size(informed);
        let habits = size(meant) + meant.iter().map(size).sum::<usize>() + moved.bytes();
        let near = near + habits + stretches.iter().map(Stretches::bytes).sum::<usize>();
        let risk = size(belief) + size(belief_month) + size(ever) + size(month) + size(touched);
        let records = size(wrong_live)
            + size(worst_since)
            + size(held)
            + size(marks)
            + size(desks)
            + size(done)
            + size(stirred)
            + size(traced);
        let rare = tree(spells)
            + tree(sharing)
            + sharing.values().map(size).sum::<usize>()
            + tree(forged)
            + size(released)
            + size(card_shift)
            + size(declined)
            + dealings.bytes()
            + tree(corrected)
            + tree(copies)
            + copies.values().map(size).sum::<usize>();
        let sent = size(outbox) + size(objections);
        persons + books + near + risk + records + rare + sent + calendar.bytes() + tally.bytes()
    }

    /// Those of the block who bear a name, in order from a slot on and around.
    pub fn bearers(&mut self, cx: &Context<'_>, name: Name, from: u16) -> Vec<u16> {
        let marks = self.names.get_or_insert_with(|| cx.society.name_marks(self.number));
        let mut bearers = cx.society.bearers(marks, name);
        let first = bearers.partition_point(|slot| *slot < from);
        bearers.rotate_left(first);
        bearers
    }

    /// The person in a slot.
    #[inline]
    pub fn person(&self, slot: u16) -> PersonId {
        PersonId::of(self.number, slot)
    }

    /// The groups of the person in a slot.
    #[inline]
    pub fn groups(&self, cx: &Context<'_>, slot: u16) -> Groups {
        cx.groups[usize::from(self.people.cell[usize::from(slot)])]
    }

    /// Counts something about a person.
    #[inline]
    pub fn count(&mut self, cx: &Context<'_>, slot: u16, column: usize, amount: i32) {
        let groups = self.groups(cx, slot);
        self.tally.add(column, &groups, amount);
    }

    /// Sets an "ever" bit; counts the person the first time.
    pub fn mark_ever(&mut self, cx: &Context<'_>, slot: u16, bit: u8, metric: Metric) {
        let flags = &mut self.ever[usize::from(slot)];
        if *flags & bit == 0 {
            *flags |= bit;
            self.count(cx, slot, cx.layout.at(metric), 1);
        }
    }

    /// Sets a bit of the open month.
    #[inline]
    pub fn mark_month(&mut self, slot: u16, bit: u8) {
        let flags = &mut self.month[usize::from(slot)];
        if *flags == 0 {
            self.touched.push(slot);
        }
        *flags |= bit;
    }

    /// The score in a book.
    #[inline]
    pub fn score(&self, cx: &Context<'_>, book: Book, slot: u16) -> i32 {
        let c = cx.scoring.n_sums();
        let at = usize::from(slot) * c;
        cx.scoring.score(&self.books[book as usize].sums[at..at + c])
    }

    /// What conditions may ask about a person in a book.
    pub fn facts(&self, cx: &Context<'_>, book: Book, slot: u16, day: u16) -> Facts {
        let s = usize::from(slot);
        let levels = cx.society.cells[usize::from(self.people.cell[s])].levels;
        let books = &self.books[book as usize];
        let years = usize::from(day) / 365;
        let mut facts = Facts {
            score: self.score(cx, book, slot),
            grade: (books.grade[s] != UNGRADED).then_some(books.grade[s]),
            lists: self.lists(cx, book, slot),
            age: Some(self.people.age[s].saturating_add(years as u8)),
            levels: [levels[0], levels[2], levels[3], levels[4], levels[5]].map(Some),
            declined: self.declined.get(s).copied(),
            ..Facts::default()
        };
        self.further_facts(cx, book, slot, &mut facts);
        facts
    }

    /// The lists a person is on, one bit each.
    pub fn lists(&self, cx: &Context<'_>, book: Book, slot: u16) -> u32 {
        let n = cx.plan.lists.len();
        let at = usize::from(slot) * n;
        let stays = &self.books[book as usize].stays[at..at + n];
        stays.iter().enumerate().filter(|(_, count)| **count > 0).map(|(i, _)| 1u32 << i).sum()
    }

    /// Whether the person lives in an urban place.
    #[inline]
    pub fn is_urban(&self, cx: &Context<'_>, slot: u16) -> bool {
        const PLACE: usize = 2;
        const _: () = assert!(Attribute::ALL[PLACE].first_group() == Attribute::Place.first_group());
        cx.society.cells[usize::from(self.people.cell[usize::from(slot)])].levels[PLACE] == 1
    }

    /// Perceived risk at the start of a month, as a belief (0 to 65535): what was last learnt, drifting
    /// towards the announced risk.
    #[inline]
    pub fn belief_at(&self, cx: &Context<'_>, slot: u16, month: u16) -> f32 {
        let s = usize::from(slot);
        let passed = usize::from(month.saturating_sub(self.belief_month[s]));
        cx.announced + (f32::from(self.belief[s]) - cx.announced) * cx.drift[passed.min(cx.drift.len() - 1)]
    }

    /// Notes an event.
    #[inline]
    pub fn note(&mut self, cx: &Context<'_>, at: At, what: What) {
        self.calendar.note(&cx.clock, Event { at, what, act_day: at.day });
    }

    /// Everything in force with the agencies, by book.
    #[inline]
    pub fn in_force(&self, slot: u16) -> [u32; 3] {
        [0, 1, 2].map(|book: usize| self.books[book].active[usize::from(slot)])
    }

    /// Writes a link to the trace, if the person is traced.
    #[inline]
    pub fn trace<S: Sink>(&self, cx: &Context<'_>, sink: &mut S, at: At, link: Link) {
        let person = self.person(at.slot);
        if sink.wants(person) {
            sink.push(Entry { day: cx.clock.day(at.day), person, cause: at.story, link });
        }
    }
}
