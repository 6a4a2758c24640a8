//! Lists that are kept: grounds are counted, people are warned and spared, stays are extended, and there are
//! several ways out. Lists without such rules take the short way through `imposing.rs`.
//!
//! A person has at most one spell at a time on such a list in each book. Everything here is rare, so spells live
//! in one ordered table by list, book and slot.

use crate::block::{Block, Book, UNGRADED};
use crate::calendar::{At, What};
use crate::context::Context;
use crate::scenario::Step;
use crate::stages::Standing;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Point, Points, Stream, below};
use glasshouse_model::trace::{Link, ListStep, Sink, StoryId};
use glasshouse_model::{BLOCK, Day, math};
use glasshouse_rulebook::plan::{Follows, List, ListPolarity, Reach, Roll};
use std::collections::BTreeMap;

/// Days of a year, on average.
const YEAR: f64 = 365.25;

/// What speaks for entry to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Since when.
    pub day: u16,
    /// What it is.
    pub source: Source,
    /// The story that it goes back to; zero for gradings.
    pub story: StoryId,
}

/// Where a ground comes from: what must go for the ground to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A record, by its number among those that may be objected to.
    Record(u32),
    /// The person's grade.
    Grade,
    /// An order from outside.
    Order,
    /// The listing of somebody close.
    Person(u16),
}

/// Grounds towards a stay, or a stay.
#[derive(Clone, Debug, Default)]
pub struct Spell {
    grounds: Vec<Ground>,
    /// The day of entry, once it is decided.
    due: Option<u16>,
    /// On the list since.
    since: Option<u16>,
    /// When the term ends; `u16::MAX` if not within the run.
    ends: u16,
    /// Where it stands, where the list has stages.
    stage: Option<Standing>,
}

/// All spells of a block by list, book and slot.
pub type Spells = BTreeMap<(u8, u8, u16), Spell>;

/// What may be due on a kept list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollStep {
    /// An order comes in.
    Order {
        /// It should not have been made.
        wrong: bool,
    },
    /// The day of entry has come.
    Begin,
    /// The term is over.
    End,
    /// The name is removed on performance.
    Perform,
    /// A lot is drawn for the next stage.
    Stage,
    /// The person registers anew.
    Return,
}

/// A stay that rests on a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resting {
    /// How likely it is to come, 1 once it stands.
    pub likely: f64,
    /// When it ends by itself; `None` if never.
    pub ends: Option<Day>,
}

/// How a stay ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The term was served.
    Served,
    /// On performance.
    Performed,
    /// A record behind it was removed after review.
    Corrected,
    /// The grade, or the other's listing, is no longer there.
    Lapsed,
    /// It came to a stage that is off the list.
    Staged,
    /// The person came back under another account.
    Returned,
}

/// A list with its number and its rules.
#[derive(Clone, Copy)]
struct Kept<'p> {
    number: u8,
    list: &'p List,
    roll: &'p Roll,
}

impl<'p> Kept<'p> {
    fn of(cx: &Context<'p>, number: u8) -> Option<Kept<'p>> {
        let list = cx.plan.lists.get(usize::from(number))?;
        Some(Kept { number, list, roll: list.roll.as_ref()? })
    }

    /// The last day of a stay that began on a day, after its further grounds; `u16::MAX` if not within the run.
    fn end(self, cx: &Context<'_>, since: u16, grounds: &[Ground]) -> u16 {
        self.last_day(cx, since, grounds).and_then(|end| cx.clock.number(end)).unwrap_or(u16::MAX)
    }

    /// The same, wherever it lies; `None` if it never ends.
    fn last_day(self, cx: &Context<'_>, since: u16, grounds: &[Ground]) -> Option<Day> {
        let begin = cx.clock.day(since);
        let mut end = self.list.term.end_from(begin);
        for ground in grounds.iter().filter(|g| g.day > since) {
            end = end.and_then(|end| match self.roll.extension {
                Some(more) => more.end_from(end),
                None => self.list.term.end_from(cx.clock.day(ground.day)).map(|anew| anew.max(end)),
            });
        }
        let longest = self.roll.term_max.and_then(|max| max.end_from(begin));
        end.map(|end| longest.map_or(end, |longest| end.min(longest)))
    }

    /// Marks for being spared and for performing. They belong to the story, or to the person where no story or
    /// somebody else's stands behind the entry.
    fn marks(self, cx: &Context<'_>, person: u32, ground: &Ground) -> [u32; 4] {
        match ground.source {
            Source::Record(_) | Source::Order => {
                let alarm_key = cx.alarm_key(ground.story);
                let (place, n) = ground.story.place(Stream::Roll, self.list.key, alarm_key);
                cx.keys.draw(place, n)
            }
            Source::Grade | Source::Person(_) => {
                let tick = if ground.story.0 == 0 { u32::from(ground.day) } else { ground.story.0 as u32 };
                cx.keys.draw(Place { stream: Stream::Roll, sub: self.list.key, unit: person, tick }, 0)
            }
        }
    }
}

impl Block {
    /// Draws the orders of a month that reach people from outside the register.
    pub fn orders(&mut self, cx: &Context<'_>, step: &Step, days: u16) {
        for number in 0..cx.plan.lists.len() as u8 {
            let Some(kept) = Kept::of(cx, number) else { continue };
            let Some(orders) = kept.roll.orders else { continue };
            let tick = u32::from(step.month);
            let place = Place { stream: Stream::Order, sub: kept.list.key, unit: self.number, tick };
            let Some(process) = cx.orders.get(usize::from(number)) else { continue };
            let n_people = self.people.len() as u32;
            let mut points = Points::default();
            let here = |point: &Point| point.at < n_people;
            let slots = BLOCK as u32;
            for &Point { n, at: slot, marks: [mark, day_mark] } in
                process.draw(&cx.keys, place, &slots, &mut points, here)
            {
                let story = StoryId::order(self.number, tick, number, n);
                let day = step.first + below(day_mark, u32::from(days)) as u16;
                let at = At { story, slot: slot as u16, day };
                let step = RollStep::Order { wrong: orders.wrong.hit(mark) };
                self.note(cx, at, What::Roll { list: number, book: Book::Record, step, serial: 0 });
            }
        }
    }

    /// Something is due on a kept list. `serial` is the day of the decision or entry that it belongs to: what has
    /// been overtaken meanwhile no longer fits it.
    pub fn roll<S: Sink>(&mut self, cx: &Context<'_>, at: At, due: (u8, Book, RollStep, u16), sink: &mut S) {
        let (list, book, step, serial) = due;
        let Some(kept) = Kept::of(cx, list) else { return };
        match step {
            RollStep::Order { wrong } => self.ordered(cx, at, list, wrong, sink),
            RollStep::Begin => self.begin_spell(cx, at, kept, book, sink),
            RollStep::End => self.end_of_term(cx, at, kept, book, serial, sink),
            RollStep::Stage => self.next_stage(cx, at, kept, book, serial, sink),
            RollStep::Return => self.come_back(cx, at, kept, book, serial, sink),
            RollStep::Perform => {
                let since = self.spells.get(&(list, book as u8, at.slot)).and_then(|s| s.since);
                if since == Some(serial) {
                    self.list_step(cx, at, book, list, ListStep::Performed, sink);
                    self.end_spell(cx, at, kept, book, Route::Performed, sink);
                }
            }
        }
    }

    fn ordered<S: Sink>(&mut self, cx: &Context<'_>, at: At, list: u8, wrong: bool, sink: &mut S) {
        let Some(kept) = Kept::of(cx, list) else { return };
        let record = self.hold_order(cx, at, kept.list, wrong);
        let books: &[Book] = if wrong { &[Book::Record] } else { &[Book::Own, Book::Record, Book::Truth] };
        for book in books {
            let source = match (book, record) {
                (Book::Truth, _) | (_, u32::MAX) => Source::Order,
                (Book::Record | Book::Own, record) => Source::Record(record),
            };
            self.list_step(cx, at, *book, list, ListStep::Ordered { wrong }, sink);
            self.raise(cx, at, list, *book, Ground { day: at.day, source, story: at.story }, sink);
        }
    }

    /// A ground for entry arises in a book: it counts towards entry, or extends a running stay.
    pub fn raise<S: Sink>(&mut self, cx: &Context<'_>, at: At, list: u8, book: Book, ground: Ground, sink: &mut S) {
        let Some(kept) = Kept::of(cx, list) else { return };
        if !self.may_enter(cx, at, kept.list, book) {
            return;
        }
        let today = cx.clock.day(at.day);
        let spell = self.spells.entry((list, book as u8, at.slot)).or_default();
        spell.grounds.push(ground);
        if let Some(since) = spell.since {
            let ends = kept.end(cx, since, &spell.grounds);
            if ends != spell.ends {
                spell.ends = ends;
                self.list_step(cx, at, book, list, ListStep::Extended, sink);
                self.note_roll(cx, At { day: ends, ..at }, (list, book, RollStep::End, since));
            }
            return;
        }
        if spell.due.is_some() {
            return;
        }
        spell.grounds.retain(|g| kept.roll.within.end_from(cx.clock.day(g.day)).is_none_or(|end| end > today));
        if spell.grounds.len() < kept.roll.count as usize {
            return;
        }
        let day = at.day.saturating_add(kept.list.notice_days.min(60_000) as u16);
        spell.due = Some(day);
        if day == at.day {
            self.begin_spell(cx, at, kept, book, sink);
        } else {
            self.list_step(cx, at, book, list, ListStep::Warned, sink);
            self.note_roll(cx, At { day, ..at }, (list, book, RollStep::Begin, day));
        }
    }

    /// Whether a list may take a person in a book today.
    pub fn may_enter(&self, cx: &Context<'_>, at: At, list: &List, book: Book) -> bool {
        let concerned = |who| {
            glasshouse_rulebook::plan::Condition::holds(who, &self.facts(cx, book, at.slot, at.day)) == Some(true)
        };
        list.takes(cx.clock.day(at.day)) && list.who.as_ref().is_none_or(concerned)
    }

    fn begin_spell<S: Sink>(&mut self, cx: &Context<'_>, at: At, kept: Kept<'_>, book: Book, sink: &mut S) {
        let key = (kept.number, book as u8, at.slot);
        let Some(spell) = self.spells.get_mut(&key).filter(|s| s.due == Some(at.day)) else { return };
        spell.due = None;
        let enough = spell.grounds.len() >= kept.roll.count as usize;
        let Some(last) = spell.grounds.last().copied().filter(|_| enough) else { return };
        let marks = kept.marks(cx, self.person(at.slot).0, &last);
        if kept.roll.spared.hit(marks[0]) {
            self.spells.remove(&key);
            self.list_step(cx, at, book, kept.number, ListStep::Spared, sink);
            return;
        }
        let Some(spell) = self.spells.get_mut(&key) else { return };
        spell.since = Some(at.day);
        spell.ends = kept.end(cx, at.day, &spell.grounds);
        let ends = spell.ends;
        self.note_roll(cx, At { day: ends, ..at }, (kept.number, book, RollStep::End, at.day));
        if let Some(day) = performance(cx, kept, at.day, marks[1]) {
            self.note_roll(cx, At { day, ..at }, (kept.number, book, RollStep::Perform, at.day));
        }
        // In truth it is still the same person.
        if book != Book::Truth
            && let Some(day) = coming_back(cx, kept, at.day, marks[2])
        {
            self.note_roll(cx, At { day, story: last.story, ..at }, (kept.number, book, RollStep::Return, at.day));
        }
        *self.stays(cx, book, at.slot, kept.number) = 1;
        if book == Book::Record {
            self.count(cx, at.slot, cx.layout.of(Metric::ListEntries, kept.number), 1);
            self.count(cx, at.slot, cx.layout.of(Metric::OnList, kept.number), 1);
            if kept.list.published && kept.list.polarity != ListPolarity::Red {
                self.spread_news(at.slot);
            }
        }
        if let Some(side) = book.side() {
            self.trace(cx, sink, at, Link::Listing { side, list: kept.number, entered: true });
        }
        if !kept.roll.stages.is_empty() {
            let stage = self.first_stage(cx, At { story: last.story, ..at }, kept.number, book, sink);
            if let Some(spell) = self.spells.get_mut(&key) {
                spell.stage = stage;
            }
        }
        self.restand(cx, at, book, sink);
        self.lead(cx, at, kept.number, book, true, sink);
        self.pass_on(cx, at, kept.number, book);
    }

    /// Somebody on the list registers anew: recognised, the listing follows; if not, it stays with the old account.
    fn come_back<S: Sink>(&mut self, cx: &Context<'_>, at: At, kept: Kept<'_>, book: Book, since: u16, sink: &mut S) {
        let running = self.spells.get(&(kept.number, book as u8, at.slot)).filter(|s| s.since == Some(since));
        let Some(returns) = kept.roll.returns.filter(|_| running.is_some()) else { return };
        let key = kept.list.key ^ RETURN;
        let place = Place { stream: Stream::Roll, sub: key, unit: self.person(at.slot).0, tick: u32::from(since) };
        if returns.recognised.hit(cx.keys.draw(place, 1)[0]) {
            self.list_step(cx, at, book, kept.number, ListStep::Recognised, sink);
            return;
        }
        self.list_step(cx, at, book, kept.number, ListStep::Returned, sink);
        self.end_spell(cx, at, kept, book, Route::Returned, sink);
    }

    /// A lot is drawn for the stage of a stay, unless it has ended.
    fn next_stage<S: Sink>(&mut self, cx: &Context<'_>, at: At, kept: Kept<'_>, book: Book, since: u16, sink: &mut S) {
        let key = (kept.number, book as u8, at.slot);
        let running = self.spells.get(&key).filter(|s| s.since == Some(since));
        let Some(before) = running.and_then(|s| s.stage) else { return };
        let (after, leaves) = self.pass_on_stage(cx, at, (kept.number, book), (before, since), sink);
        if let Some(spell) = self.spells.get_mut(&key) {
            // Whoever has left is in no stage any more.
            spell.stage = Some(after).filter(|_| !leaves);
        }
        if leaves {
            self.end_spell(cx, at, kept, book, Route::Staged, sink);
        }
    }

    /// The term of a stay is over, unless it was extended or the person's record is not clean yet.
    fn end_of_term<S: Sink>(&mut self, cx: &Context<'_>, at: At, kept: Kept<'_>, book: Book, since: u16, sink: &mut S) {
        let key = (kept.number, book as u8, at.slot);
        let Some(spell) = self.spells.get_mut(&key).filter(|s| s.since == Some(since) && s.ends == at.day) else {
            return;
        };
        let last = self.books[book as usize].last_adverse.get(usize::from(at.slot)).copied().filter(|d| *d != u16::MAX);
        let clean_from = kept.roll.clean.zip(last).and_then(|(clean, day)| clean.end_from(cx.clock.day(day)));
        if let Some(day) = clean_from.filter(|day| *day > cx.clock.day(at.day)) {
            spell.ends = cx.clock.number(day).unwrap_or(u16::MAX);
            let ends = spell.ends;
            self.list_step(cx, at, book, kept.number, ListStep::Extended, sink);
            self.note_roll(cx, At { day: ends, ..at }, (kept.number, book, RollStep::End, since));
            return;
        }
        self.end_spell(cx, at, kept, book, Route::Served, sink);
    }

    fn end_spell<S: Sink>(&mut self, cx: &Context<'_>, at: At, kept: Kept<'_>, book: Book, route: Route, sink: &mut S) {
        let Some(spell) = self.spells.remove(&(kept.number, book as u8, at.slot)) else { return };
        *self.stays(cx, book, at.slot, kept.number) = 0;
        if let Some(stage) = spell.stage {
            self.leave_stage(cx, at.slot, (kept.number, book), stage);
        }
        if book == Book::Record {
            let metric = match route {
                Route::Served => Some(Metric::ListServed),
                Route::Performed => Some(Metric::ListPerformed),
                Route::Corrected => Some(Metric::ListCorrected),
                Route::Lapsed => Some(Metric::ListLapsed),
                // The entry to the stage is counted, and the return.
                Route::Staged | Route::Returned => None,
            };
            let days = i32::from(at.day - spell.since.unwrap_or(at.day));
            for (metric, amount) in
                metric.map(|m| (m, 1)).into_iter().chain([(Metric::ListDays, days), (Metric::OnList, -1)])
            {
                self.count(cx, at.slot, cx.layout.of(metric, kept.number), amount);
            }
        }
        if let Some(side) = book.side() {
            self.trace(cx, sink, at, Link::Listing { side, list: kept.number, entered: false });
        }
        self.restand(cx, at, book, sink);
        self.lead(cx, at, kept.number, book, false, sink);
        if route == Route::Corrected && book == Book::Record {
            self.retract(cx, at, kept.number);
        }
    }

    /// A ground is gone. Where too few remain, the stay ends; otherwise its term is reckoned anew.
    pub fn fall<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        (list, book): (u8, Book),
        source: Source,
        route: Route,
        sink: &mut S,
    ) {
        let Some(kept) = Kept::of(cx, list) else { return };
        let key = (list, book as u8, at.slot);
        let Some(spell) = self.spells.get_mut(&key) else { return };
        let before = spell.grounds.len();
        spell.grounds.retain(|g| g.source != source);
        if spell.grounds.len() == before {
            return;
        }
        let Some(since) = spell.since else {
            if spell.grounds.is_empty() {
                self.spells.remove(&key);
            }
            return;
        };
        if spell.grounds.len() < kept.roll.count as usize {
            self.end_spell(cx, at, kept, book, route, sink);
            return;
        }
        let ends = kept.end(cx, since, &spell.grounds).max(at.day);
        if ends < spell.ends {
            spell.ends = ends;
            self.note_roll(cx, At { day: ends, ..at }, (list, book, RollStep::End, since));
        }
    }

    /// A record was removed after review: it is no longer a ground anywhere.
    pub fn unground<S: Sink>(&mut self, cx: &Context<'_>, at: At, record: u32, sink: &mut S) {
        for list in 0..cx.plan.lists.len() as u8 {
            for book in [Book::Record, Book::Own] {
                self.fall(cx, at, (list, book), Source::Record(record), Route::Corrected, sink);
            }
        }
    }

    /// A grade that is a ground was given or taken.
    pub fn grade_grounds<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        book: Book,
        (scale, old, new): (u8, u8, u8),
        sink: &mut S,
    ) {
        for list in 0..cx.plan.lists.len() as u8 {
            let Some(kept) = Kept::of(cx, list).filter(|k| k.roll.scale == scale) else { continue };
            let counts = |grade: u8| grade != UNGRADED && kept.roll.grades >> grade & 1 == 1;
            match (counts(old), counts(new)) {
                (false, true) => {
                    let ground = Ground { day: at.day, source: Source::Grade, story: StoryId(0) };
                    self.raise(cx, at, list, book, ground, sink);
                }
                (true, false) if !kept.roll.full_term => {
                    self.fall(cx, at, (list, book), Source::Grade, Route::Lapsed, sink)
                }
                (true, false) | (false, false) | (true, true) => {}
            }
        }
    }

    /// Those close to a person who enters or leaves a list follow, where another list says so.
    pub fn lead<S: Sink>(&mut self, cx: &Context<'_>, at: At, list: u8, book: Book, entered: bool, sink: &mut S) {
        for &follower in cx.followers.get(usize::from(list)).map_or(&[][..], Vec::as_slice) {
            let Some(follows) = Kept::of(cx, follower).and_then(|k| k.roll.follows) else { continue };
            for slot in self.close_to(at.slot, follows) {
                let near = At { slot, ..at };
                let source = Source::Person(at.slot);
                if !entered {
                    self.fall(cx, near, (follower, book), source, Route::Lapsed, sink);
                    continue;
                }
                let key = cx.plan.lists[usize::from(follower)].key;
                let pair = u32::from(at.slot) << 16 | u32::from(slot);
                let place = Place { stream: Stream::Follow, sub: key, unit: self.number, tick: pair };
                if follows.chance.hit(cx.keys.draw(place, 0)[0]) {
                    let with = self.person(at.slot);
                    self.list_step(cx, near, book, follower, ListStep::Followed { with }, sink);
                    if follows.reach == Reach::Representative && book == Book::Record {
                        self.count(cx, slot, cx.layout.of(Metric::RepresentativesNamed, follower), 1);
                    }
                    self.raise(cx, near, follower, book, Ground { day: at.day, source, story: at.story }, sink);
                }
            }
        }
    }

    fn close_to(&self, slot: u16, follows: Follows) -> Vec<u16> {
        match follows.reach {
            Reach::Ties => self.ties.of(slot).collect(),
            Reach::Representative => {
                let home = self.people.household[usize::from(slot)];
                let first = self.people.household.iter().position(|h| *h == home).map(|s| s as u16);
                first.into_iter().filter(|s| *s != slot).collect()
            }
            Reach::Household => {
                let home = self.people.household[usize::from(slot)];
                let members = self.people.household.iter().enumerate().filter(|(_, h)| **h == home);
                members.map(|(s, _)| s as u16).filter(|s| *s != slot).collect()
            }
        }
    }

    /// What a person's record does for a stay on a kept list: whether it stands, how likely it is to come, and when it
    /// ends, `None` if never. Nothing where the record is no ground, or enough grounds remain without it.
    pub(crate) fn resting_on(&self, cx: &Context<'_>, number: u8, at: At, record: u32) -> Option<Resting> {
        let kept = Kept::of(cx, number)?;
        let spell = self.spells.get(&(number, Book::Record as u8, at.slot))?;
        spell.grounds.iter().find(|ground| ground.source == Source::Record(record))?;
        let Some(since) = spell.since else {
            let awaited = if spell.due.is_some() { 1 } else { kept.roll.count.max(1) };
            let likely = (1.0 - kept.roll.spared.to_f64()) / f64::from(awaited);
            return Some(Resting { likely, ends: kept.list.term.end_from(cx.clock.day(at.day)) });
        };
        if spell.grounds.len() > kept.roll.count as usize {
            return None;
        }
        let extended = (spell.ends != u16::MAX).then(|| cx.clock.day(spell.ends));
        Some(Resting { likely: 1.0, ends: extended.or_else(|| kept.last_day(cx, since, &spell.grounds)) })
    }

    fn note_roll(&mut self, cx: &Context<'_>, at: At, (list, book, step, serial): (u8, Book, RollStep, u16)) {
        self.note(cx, at, What::Roll { list, book, step, serial });
    }

    /// Counts and traces what happens around a list besides entry and exit.
    fn list_step<S: Sink>(&mut self, cx: &Context<'_>, at: At, book: Book, list: u8, step: ListStep, sink: &mut S) {
        let Some(side) = book.side() else { return };
        let metric = match step {
            ListStep::Warned => Some(Metric::ListWarned),
            ListStep::Spared => Some(Metric::ListSpared),
            ListStep::Extended => Some(Metric::ListExtended),
            ListStep::Returned => Some(Metric::ListReturned),
            ListStep::Recognised => Some(Metric::ListRecognised),
            ListStep::Performed | ListStep::Ordered { .. } | ListStep::Followed { .. } | ListStep::Stage { .. } => None,
        };
        if let Some(metric) = metric.filter(|_| book == Book::Record) {
            self.count(cx, at.slot, cx.layout.of(metric, list), 1);
        }
        self.trace(cx, sink, at, Link::ListStep { side, list, step });
    }
}

/// Keeps the draws of coming back apart from those of performing.
const RETURN: u16 = 0x8000;

/// The day on which somebody listed registers anew, if within the run: exponential waiting from the day of entry.
fn coming_back(cx: &Context<'_>, kept: Kept<'_>, since: u16, mark: u32) -> Option<u16> {
    let returns = kept.roll.returns.filter(|r| r.rate.to_f64() > 0.0)?;
    let unit = (f64::from(mark) + 1.0) / 4_294_967_296.0;
    let waited = (-math::ln(unit) / returns.rate.to_f64() * YEAR).min(100_000.0) as i32;
    cx.clock.number(cx.clock.day(since).plus(waited.max(1)))
}

/// The day on which the name is removed on performance, if within the run: exponential waiting from the day of
/// entry, not before the shortest stay, and the keeper's time on top.
fn performance(cx: &Context<'_>, kept: Kept<'_>, since: u16, mark: u32) -> Option<u16> {
    let exit = kept.roll.exit.filter(|e| e.rate.to_f64() > 0.0)?;
    let unit = (f64::from(mark) + 1.0) / 4_294_967_296.0;
    let waited = (-math::ln(unit) / exit.rate.to_f64() * YEAR).min(100_000.0) as i32;
    let begin = cx.clock.day(since);
    let performed = begin.plus(waited).max(exit.after.end_from(begin)?);
    cx.clock.number(exit.within.end_from(performed)?)
}
