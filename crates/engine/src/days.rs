//! The days of a step, in order: what is due is handled phase by phase, and on grading days everyone is
//! graded once the day's records are in.

use crate::block::{Block, Book, UNGRADED, ever};
use crate::calendar::{At, Event, OriginTag, What};
use crate::context::Context;
use crate::exchange::{Inbox, Mail};
use crate::imposing::Stay;
use crate::incentives::Incentives;
use crate::records::Lapsed;
use crate::scenario::Step;
use crate::slots::Slots;
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Link, Origin, Sink, StoryId};
use glasshouse_model::{ActKind, PersonId};
use glasshouse_regime::measures::Measures;
use glasshouse_rulebook::plan::Grading;

/// Months for which entrants to the worst grade are followed.
const FOLLOWED_MONTHS: i32 = 24;

impl Block {
    /// Takes in what the last step brought from elsewhere.
    pub fn receive<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, inbox: Inbox<'_>, sink: &mut S) {
        let n = self.people.len();
        for mail in inbox.mail.iter().filter(|mail| usize::from(mail.to.slot()) < n) {
            self.arrive(cx, &Mail { day: mail.day.max(step.first), ..*mail }, step.first, sink);
        }
        let number = self.number;
        for decision in inbox.decisions.iter().filter(|d| d.objection.person.block() == number) {
            let day = cx.clock.number(decision.day).unwrap_or(step.first).max(step.first);
            let what = What::Decided { record: decision.objection.record, verdict: decision.verdict };
            let at = At { story: decision.objection.story, slot: decision.objection.person.slot(), day };
            self.note(cx, at, what);
        }
    }

    /// Lets the days of a step pass.
    pub fn pass<S: Sink>(&mut self, cx: &Context<'_>, incentives: &Incentives, step: &Step, sink: &mut S) {
        for day in step.first..=step.last {
            let mut graded = !cx.graded_on[usize::from(day)];
            if cx.habits.waits {
                self.come_to_act(cx, step, day, sink);
            }
            if !self.desks.is_empty() {
                self.work_desks(cx, day, sink);
            }
            if cx.calls_change(day) {
                self.recall(cx, day, sink);
            }
            loop {
                let events = self.calendar.take_day(&cx.clock, day);
                let registered = events.partition_point(|e| !e.what.follows_grading());
                for event in &events[..registered] {
                    self.handle(cx, (incentives, step.month), event, sink);
                }
                if !graded {
                    graded = true;
                    self.grade(cx, day, sink);
                }
                for event in &events[registered..] {
                    self.handle(cx, (incentives, step.month), event, sink);
                }
                if !self.calendar.put_back(&cx.clock, day, events) {
                    break;
                }
            }
            self.settle(cx, day, sink);
        }
    }

    fn handle<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        (incentives, month): (&Incentives, u16),
        event: &Event,
        sink: &mut S,
    ) {
        let at = event.at;
        match event.what {
            What::Expire { book, indicator, points, wrong, record } => {
                let lapsed = Lapsed { book, indicator, points: i32::from(points), wrong, record };
                self.expire(cx, at, lapsed, sink);
            }
            What::AdmitTrue { kind, member } => self.admit_true(cx, event, (ActKind(kind), member), sink),
            What::Admit { channel, .. } => {
                if self.desks.is_empty() || !self.queue_up(cx, channel, event) {
                    self.take_report(cx, event, sink);
                }
            }
            What::Decided { record, verdict } => self.decided(cx, at, record, verdict, sink),
            What::Notice { indicator, wrong, record } => {
                self.learn_of(cx, incentives, (at, month), (record, indicator, wrong), sink);
            }
            What::Object { record } => self.object(cx, at, record, sink),
            What::Enter { list, book, wrong, record } => self.enter(cx, at, Stay { list, book, wrong, record }, sink),
            What::Leave { list, book, wrong, record } => self.leave(cx, at, Stay { list, book, wrong, record }, sink),
            What::Roll { list, book, step, serial } => self.roll(cx, at, (list, book, step, serial), sink),
            What::Retract { record, list } => self.drop_copy(cx, at, (record, list), sink),
            What::PassOn { list } => self.report_listing(cx, at, list, sink),
            What::Switch { books, measures, on } => self.switch(cx, at, books, (measures, on), sink),
            What::SwitchTogether { measures, on } => self.switch_together(cx, (measures, on)),
            What::WorstAfterTwoYears { entered } => self.watch_worst(cx, at.slot, entered),
            What::Alter { number } => self.alter(cx, at, number, sink),
            What::Restore { number } => self.restore(cx, at, number, sink),
            What::Release { breach, holder } => self.release(cx, at.day, (breach, holder), sink),
            What::Apply { kind } => self.apply(cx, at, ActKind(kind), sink),
            What::Deal { breaks } => self.deal(cx, at, breaks, sink),
        }
    }

    /// A report reaches the register.
    pub fn take_report<S: Sink>(&mut self, cx: &Context<'_>, event: &Event, sink: &mut S) {
        let What::Admit { kind, channel, origin, by } = event.what else { return };
        let origin = match origin {
            OriginTag::Own => Origin::Own,
            OriginTag::Misattributed => Origin::Misattributed { by: PersonId(by) },
            OriginTag::FalseAlarm => Origin::FalseAlarm,
        };
        self.admit(cx, event, ActKind(kind), channel, origin, sink);
    }

    /// Gives the grades of a day in every book: in the first score to those whose score has moved since grades were last
    /// given, and to everyone where other scores have other grades than then.
    fn grade<S: Sink>(&mut self, cx: &Context<'_>, day: u16, sink: &mut S) {
        for scale in cx.scales.iter().filter(|s| s.is_graded_on(day)) {
            self.grade_further(cx, day, scale, sink);
        }
        if !cx.first_graded_on[usize::from(day)] {
            return;
        }
        // Where standing is grade and lists alone, most people stand alike in all books, before and after.
        let is_alone = cx.holds.is_empty() && cx.scales.is_empty() && !cx.standing.needs_facts();
        let moved = std::mem::replace(&mut self.moved, Slots::none(self.people.len()));
        if self.discretion.is_empty() {
            self.grade_first(cx, day, is_alone, sink);
        } else if cx.graded_anew_on[usize::from(day)] {
            (0..self.people.len() as u16).for_each(|slot| self.grade_one(cx, (slot, day), is_alone, sink));
        } else {
            moved.iter().for_each(|slot| self.grade_one(cx, (slot, day), is_alone, sink));
        }
    }

    /// The first grading of all.
    fn grade_first<S: Sink>(&mut self, cx: &Context<'_>, day: u16, is_alone: bool, sink: &mut S) {
        let grade =
            |grading: &Grading| grading.grade(cx.scoring.score(&vec![0; cx.scoring.n_sums()]), cx.clock.day(day));
        let in_force = cx.plan.in_force(cx.clock.day(day));
        let first = cx.plan.grading.as_ref().and_then(grade).filter(|_| in_force).unwrap_or(UNGRADED);
        // A first grade that leads to no list is as plain as any.
        let left = if is_alone && !cx.is_ground(first) {
            self.grade_together(cx, day, first, sink)
        } else {
            self.know_discretion(cx, Measures::MAX);
            (0..self.people.len() as u16).collect()
        };
        left.into_iter().for_each(|slot| self.grade_one(cx, (slot, day), is_alone, sink));
    }

    /// Grades one person in every book. `is_alone` where standing is grade and lists alone.
    fn grade_one<S: Sink>(&mut self, cx: &Context<'_>, (slot, day): (u16, u16), is_alone: bool, sink: &mut S) {
        let Some(grading) = &cx.plan.grading else { return };
        let today = cx.clock.day(day);
        let in_force = cx.plan.in_force(today);
        let at = At { story: StoryId(0), slot, day };
        let new = |book: Book| {
            let score = self.score(cx, book, slot);
            let new = grading.grade(score, today).filter(|_| in_force).unwrap_or(UNGRADED);
            let held = if new == UNGRADED || cx.holds.is_empty() { None } else { self.held_down_to(cx, book, slot, 0) };
            new.max(held.unwrap_or(0))
        };
        let grades = if cx.holds.is_empty() && self.sums_agree(cx, slot) {
            [new(Book::Record); 3]
        } else {
            [Book::Record, Book::Truth, Book::Own].map(new)
        };
        let old = |book: Book| self.books[book as usize].grade[usize::from(slot)];
        if self.kept_books().iter().all(|book| old(book) == grades[book as usize]) {
            return;
        }
        let leads_to_lists = cx.lists_grades && (cx.is_ground(old(Book::Record)) || cx.is_ground(grades[0]));
        let is_plain = is_alone && !leads_to_lists && grades.iter().all(|g| *g == grades[0]);
        if is_plain && self.stands_alike_in_all(cx, slot) {
            self.grade_alike(cx, at, grades[0], sink);
            return;
        }
        for book in self.kept_books().iter() {
            self.give_grade(cx, at, book, grades[book as usize], sink);
        }
    }

    /// Whether a person's sums of live awards are the same in all books.
    fn sums_agree(&self, cx: &Context<'_>, slot: u16) -> bool {
        let n = cx.scoring.n_sums();
        let own = usize::from(slot) * n..(usize::from(slot) + 1) * n;
        let [record, truth, others] = [0, 1, 2].map(|book: usize| &self.books[book].sums[own.clone()]);
        record == truth && record == others
    }

    /// Whether a person has the same grade and lists in all books that are kept, and they call for the same.
    fn stands_alike_in_all(&self, cx: &Context<'_>, slot: u16) -> bool {
        let s = usize::from(slot);
        let of = |book: Book| {
            let books = &self.books[book as usize];
            (books.grade[s], books.target[s], self.lists(cx, book, slot))
        };
        let first = of(Book::Record);
        self.kept_books().iter().all(|book| of(book) == first)
    }

    /// Gives a person who stands alike in all books the same grade in all of them.
    fn grade_alike<S: Sink>(&mut self, cx: &Context<'_>, at: At, new: u8, sink: &mut S) {
        let mut has_changed = false;
        for book in self.kept_books().iter() {
            has_changed |= self.write_grade(cx, at, book, new, sink).is_some();
        }
        if has_changed {
            self.restand_alike(cx, at, sink);
        }
    }

    /// Gives a person a grade in one book.
    fn give_grade<S: Sink>(&mut self, cx: &Context<'_>, at: At, book: Book, new: u8, sink: &mut S) {
        let Some(old) = self.write_grade(cx, at, book, new, sink) else { return };
        self.restand(cx, at, book, sink);
        if cx.lists_grades {
            self.grade_grounds(cx, at, book, (0, old, new), sink);
        }
    }

    /// Writes and counts a grade; returns the old one if it was another.
    fn write_grade<S: Sink>(&mut self, cx: &Context<'_>, at: At, book: Book, new: u8, sink: &mut S) -> Option<u8> {
        let old = std::mem::replace(&mut self.books[book as usize].grade[usize::from(at.slot)], new);
        if new == old {
            return None;
        }
        self.graded(cx, at, book, old, new);
        if let Some(side) = book.side() {
            let known = |g: u8| (g != UNGRADED).then_some(g);
            let score = self.score(cx, book, at.slot);
            self.trace(cx, sink, at, Link::Grade { side, from: known(old), to: known(new), score });
        }
        Some(old)
    }

    /// The worst grade to which live records hold a person down in a book.
    pub fn held_down_to(&self, cx: &Context<'_>, book: Book, slot: u16, scale: u8) -> Option<u8> {
        let at = usize::from(slot) * cx.holds.len();
        let live = &self.books[book as usize].holds[at..at + cx.holds.len()];
        let of_scale = |rule: u8| cx.plan.indicators.get(usize::from(rule)).is_some_and(|i| i.scale == scale);
        let held = live.iter().zip(&cx.holds).filter(|(n, (rule, _))| **n > 0 && of_scale(*rule));
        held.map(|(_, (_, grade))| *grade).max()
    }

    /// One more or one fewer live record under a rule that holds the grade down. One more takes effect at once, one
    /// fewer at the next grading.
    pub fn hold_grade<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        book: Book,
        (rule, more): (u8, bool),
        sink: &mut S,
    ) {
        let Some(number) = cx.holds.iter().position(|(indicator, _)| *indicator == rule) else { return };
        let place = usize::from(at.slot) * cx.holds.len() + number;
        let Some(live) = self.books[book as usize].holds.get_mut(place) else { return };
        *live = if more { live.saturating_add(1) } else { live.saturating_sub(1) };
        self.moved.insert(at.slot);
        let worst = cx.holds[number].1;
        let scale = cx.plan.indicators.get(usize::from(rule)).map_or(0, |i| i.scale);
        let grade = match scale {
            0 => self.books[book as usize].grade[usize::from(at.slot)],
            further => self.further_grade(cx, book, at.slot, further),
        };
        if !more || grade == UNGRADED || grade >= worst {
            return;
        }
        match scale {
            0 => self.give_grade(cx, at, book, worst, sink),
            further => self.give_further(cx, at, book, (further, worst), sink),
        }
    }

    /// Other measures may be called for from today on: everyone is looked at again.
    fn recall<S: Sink>(&mut self, cx: &Context<'_>, day: u16, sink: &mut S) {
        for slot in 0..self.people.len() as u16 {
            for book in self.kept_books().iter() {
                self.stand_anew(cx, At { story: StoryId(0), slot, day }, book, sink);
            }
        }
    }

    /// Counts a change of grade.
    fn graded(&mut self, cx: &Context<'_>, at: At, book: Book, old: u8, new: u8) {
        let metric = match book {
            Book::Record => Metric::InGrade,
            Book::Truth => Metric::InTrueGrade,
            Book::Own => return,
        };
        for (grade, amount) in [(old, -1), (new, 1)] {
            if grade != UNGRADED {
                self.count(cx, at.slot, cx.layout.of(metric, grade), amount);
            }
        }
        if book != Book::Record {
            return;
        }
        if old != UNGRADED && new != UNGRADED {
            let metric = if new < old { Metric::Rises } else { Metric::Falls };
            self.count(cx, at.slot, cx.layout.at(metric), 1);
        }
        let worst = cx.plan.grading.as_ref().map_or(UNGRADED, |g| g.grades.len() as u8 - 1);
        if new == worst {
            self.worst_since[usize::from(at.slot)] = at.day;
            self.mark_ever(cx, at.slot, ever::IN_WORST, Metric::EverInWorst);
            let after = cx.clock.day(at.day).date().add_months(FOLLOWED_MONTHS).to_day();
            if let Some(day) = cx.clock.number(after) {
                self.note(cx, At { day, ..at }, What::WorstAfterTwoYears { entered: at.day });
            }
        } else {
            self.worst_since[usize::from(at.slot)] = u16::MAX;
        }
    }

    /// Two years after entry to the worst grade: was it left? Where grades have ended meanwhile, nobody can say.
    fn watch_worst(&mut self, cx: &Context<'_>, slot: u16, entered: u16) {
        if self.books[Book::Record as usize].grade[usize::from(slot)] == UNGRADED {
            return;
        }
        self.count(cx, slot, cx.layout.at(Metric::WorstWatched), 1);
        if self.worst_since[usize::from(slot)] != entered {
            self.count(cx, slot, cx.layout.at(Metric::WorstLeft), 1);
        }
    }
}
