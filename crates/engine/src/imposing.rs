//! List, Impose, Live: entries and exits, what a standing calls for, and what applications meet.

use crate::block::{Block, Book, BookSet, ever, month as bits};
use crate::calendar::{At, What};
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::Stream;
use glasshouse_model::trace::{Link, Sink, StoryId};
use glasshouse_model::{ActKind, Chance};
use glasshouse_regime::measures::{Measures, combined};
use glasshouse_rulebook::plan::{ListPolarity, Polarity};

/// One stay on a list.
#[derive(Clone, Copy)]
pub struct Stay {
    pub list: u8,
    pub book: Book,
    /// The record behind it is wrong.
    pub wrong: bool,
    /// The record behind it, where records may be objected to.
    pub record: u32,
}

impl Block {
    /// A stay on a list begins, unless the record behind it has been removed meanwhile.
    pub fn enter<S: Sink>(&mut self, cx: &Context<'_>, at: At, stay: Stay, sink: &mut S) {
        let Stay { list, book, wrong, record } = stay;
        let rule = &cx.plan.lists[usize::from(list)];
        if book == Book::Record
            && let Some(held) = self.held.get_mut(record as usize)
        {
            if held.removed {
                return;
            }
            held.lists |= 1 << list;
        }
        if book == Book::Record && !wrong {
            self.enter(cx, at, Stay { book: Book::Own, ..stay }, sink);
        }
        let stays = self.stays(cx, book, at.slot, list);
        *stays = stays.saturating_add(1);
        let is_first = *stays == 1;
        if book == Book::Record {
            self.count(cx, at.slot, cx.layout.of(Metric::ListEntries, list), 1);
            if is_first {
                self.count(cx, at.slot, cx.layout.of(Metric::OnList, list), 1);
            }
            if rule.published && rule.polarity != ListPolarity::Red {
                self.spread_news(at.slot);
            }
        }
        if let Some(side) = book.side() {
            if let Some(day) = rule.term.end_from(cx.clock.day(at.day)).and_then(|d| cx.clock.number(d)) {
                self.note(cx, At { day, ..at }, What::Leave { list, book, wrong, record });
            }
            self.trace(cx, sink, at, Link::Listing { side, list, entered: true });
        }
        if is_first {
            self.restand(cx, at, book, sink);
            self.lead(cx, at, list, book, true, sink);
            self.pass_on(cx, at, list, book);
        }
    }

    /// The term of a stay is over, unless it ended with the removal of its record.
    pub fn leave<S: Sink>(&mut self, cx: &Context<'_>, at: At, stay: Stay, sink: &mut S) {
        if stay.book == Book::Record
            && let Some(held) = self.held.get_mut(stay.record as usize)
        {
            if held.removed {
                return;
            }
            held.lists &= !(1 << stay.list);
        }
        self.step_off(cx, at, stay, sink);
    }

    /// A stay ends; the person leaves the list with the last stay.
    pub fn step_off<S: Sink>(&mut self, cx: &Context<'_>, at: At, stay: Stay, sink: &mut S) {
        let Stay { list, book, wrong, .. } = stay;
        if book == Book::Record && !wrong {
            self.step_off(cx, at, Stay { book: Book::Own, ..stay }, sink);
        }
        let stays = self.stays(cx, book, at.slot, list);
        *stays = stays.saturating_sub(1);
        if *stays > 0 {
            return;
        }
        if book == Book::Record {
            self.count(cx, at.slot, cx.layout.of(Metric::OnList, list), -1);
        }
        if let Some(side) = book.side() {
            self.trace(cx, sink, at, Link::Listing { side, list, entered: false });
        }
        self.restand(cx, at, book, sink);
        self.lead(cx, at, list, book, false, sink);
    }

    /// The live stays of a person on a list.
    pub fn stays(&mut self, cx: &Context<'_>, book: Book, slot: u16, list: u8) -> &mut u8 {
        &mut self.books[book as usize].stays[usize::from(slot) * cx.plan.lists.len() + usize::from(list)]
    }

    /// The ties of a newly listed person hear of it.
    pub fn spread_news(&mut self, slot: u16) {
        let ties: Vec<u16> = self.ties.of(slot).collect();
        for tie in ties {
            self.mark_month(tie, bits::NEWS);
            let news = &mut self.news[usize::from(tie)];
            *news = news.saturating_add(1);
        }
    }

    /// Looks again after a change of score, where a condition asks for the score.
    pub fn after_score<S: Sink>(&mut self, cx: &Context<'_>, at: At, book: Book, sink: &mut S) {
        if cx.standing.needs_facts() {
            self.restand(cx, at, book, sink);
            if book == Book::Record {
                self.restand(cx, at, Book::Own, sink);
            }
        }
    }

    /// Finds what the standing of a person now calls for, and sets the agencies in motion.
    pub fn restand<S: Sink>(&mut self, cx: &Context<'_>, at: At, book: Book, sink: &mut S) {
        match self.same_standing(cx, at.slot, book) {
            Some(target) => self.aim(cx, at, BookSet::of(book), target, sink),
            None => self.stand_anew(cx, at, book, sink),
        }
    }

    /// The same, worked out from the person's own standing.
    pub fn stand_anew<S: Sink>(&mut self, cx: &Context<'_>, at: At, book: Book, sink: &mut S) {
        let target = self.called_for(cx, at, book);
        self.aim(cx, at, BookSet::of(book), target, sink);
    }

    /// The same in all books that are kept, where all have called for the same and the standing is the same again.
    pub fn restand_alike<S: Sink>(&mut self, cx: &Context<'_>, at: At, sink: &mut S) {
        let target = self.called_for(cx, at, Book::Record);
        self.aim(cx, at, self.kept_books(), target, sink);
    }

    /// The measures that the standing of a person in a book calls for.
    fn called_for(&self, cx: &Context<'_>, at: At, book: Book) -> Measures {
        let facts = self.facts(cx, book, at.slot, at.day);
        let wanted = cx.standing.wanted(cx.plan, &facts) & cx.callable_on(at.day);
        self.applied(cx, at.slot, wanted)
    }

    /// Sets the agencies in motion towards what is called for, in books that have called for the same until now.
    fn aim<S: Sink>(&mut self, cx: &Context<'_>, at: At, books: BookSet, target: Measures, sink: &mut S) {
        let mut old = target;
        for book in books.iter() {
            old = std::mem::replace(&mut self.books[book as usize].target[usize::from(at.slot)], target);
        }
        let mut changed = old ^ target;
        while changed != 0 {
            let (delay, together) = cx.standing.delay(changed.trailing_zeros());
            let measures = changed & together;
            changed &= !together;
            if delay == 0 {
                self.switch(cx, at, books, (measures, target), sink);
            } else {
                let later = At { story: StoryId(0), slot: at.slot, day: at.day.saturating_add(delay) };
                self.note(cx, later, What::Switch { books, measures, on: target });
            }
        }
    }

    /// What another book with the same grade and lists calls for. Discretion belongs to person and measure, so
    /// equal standing means equal measures, and most people stand alike in all books.
    fn same_standing(&self, cx: &Context<'_>, slot: u16, book: Book) -> Option<u32> {
        if cx.standing.needs_facts() || self.is_scout {
            return None;
        }
        let s = usize::from(slot);
        let grade = self.books[book as usize].grade[s];
        let lists = self.lists(cx, book, slot);
        let like = |other: &Book| {
            *other != book
                && self.books[*other as usize].grade[s] == grade
                && self.lists(cx, *other, slot) == lists
                && (cx.scales.is_empty() || self.stands_alike(cx, slot, book, *other))
        };
        let found = [Book::Record, Book::Truth, Book::Own].into_iter().find(like);
        found.map(|other| self.books[other as usize].target[s])
    }

    /// The agencies' copies of some measures follow in some books: those in `on` begin, the others end.
    pub fn switch<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        books: BookSet,
        (measures, on): (Measures, Measures),
        sink: &mut S,
    ) {
        let before = self.in_force(at.slot);
        for book in books.iter() {
            let active = &mut self.books[book as usize].active[usize::from(at.slot)];
            *active = *active & !measures | on & measures;
        }
        let after = self.in_force(at.slot);
        if after == before {
            return;
        }
        self.stirred.push((at.slot, before));
        for measure in each(before[Book::Record as usize] ^ after[Book::Record as usize]) {
            let amount = if on >> measure & 1 == 1 { 1 } else { -1 };
            self.count(cx, at.slot, cx.layout.of(Metric::UnderMeasure, measure), amount);
        }
        if !sink.wants(self.person(at.slot)) {
            return;
        }
        let cause = At { story: StoryId(0), ..at };
        for book in books.iter() {
            let Some(side) = book.side() else { continue };
            for measure in each(before[book as usize] ^ after[book as usize]) {
                self.trace(cx, sink, cause, Link::Measure { side, measure, active: on >> measure & 1 == 1 });
            }
        }
    }

    /// At the end of a day, counts what its changes of measures come to. Several books may change on one day,
    /// one after the other; only where the day ends counts as right or wrong.
    pub fn settle<S: Sink>(&mut self, cx: &Context<'_>, day: u16, sink: &mut S) {
        if self.stirred.is_empty() {
            return;
        }
        let mut stirred = std::mem::take(&mut self.stirred);
        // Stable, so that the first entry of a slot holds what was in force in the morning.
        stirred.sort_by_key(|(slot, _)| *slot);
        stirred.dedup_by_key(|(slot, _)| *slot);
        for (slot, before) in &stirred {
            let after = self.in_force(*slot);
            if *before != after {
                self.count_standing(cx, *slot, day, *before, after);
                let (was, is) = (verdict(cx, *before), verdict(cx, after));
                if was != is {
                    self.trace(cx, sink, At { story: StoryId(0), slot: *slot, day }, is);
                }
            }
        }
        stirred.clear();
        self.stirred = stirred;
    }

    /// Counts what a change of measures makes of a person: penalised, rewarded, wrongly penalised, penalised for
    /// what the person did not do, missed.
    fn count_standing(&mut self, cx: &Context<'_>, slot: u16, day: u16, before: [u32; 3], after: [u32; 3]) {
        /// Of the measures in force by book, those that make a person count.
        type View = fn([u32; 3], u32) -> u32;
        /// A stock, and what is counted the first time.
        type Counted = (Metric, Option<(u8, Metric)>, View);
        let views: [Counted; 5] = [
            (Metric::Penalised, Some((ever::PENALISED, Metric::EverPenalised)), |[r, ..], a| r & a),
            (Metric::Rewarded, None, |[r, ..], a| r & !a),
            (
                Metric::WronglyPenalised,
                Some((ever::WRONGLY_PENALISED, Metric::EverWronglyPenalised)),
                |[r, t, _], a| r & !t & a,
            ),
            (Metric::PenalisedForUndone, Some((ever::FOR_UNDONE, Metric::EverPenalisedForUndone)), |[r, t, o], a| {
                r & !t & !o & a
            }),
            (Metric::Missed, Some((ever::MISSED, Metric::EverMissed)), |[r, t, _], a| t & !r & a),
        ];
        let adverse = cx.standing.adverse;
        if before.iter().chain(&after).all(|held| held & adverse == 0) {
            let change = i32::from(after[0] != 0) - i32::from(before[0] != 0);
            if change != 0 {
                self.count(cx, slot, cx.layout.at(Metric::Rewarded), change);
            }
            return;
        }
        for (metric, once, view) in views {
            let change = i32::from(view(after, adverse) != 0) - i32::from(view(before, adverse) != 0);
            if change != 0 {
                self.count(cx, slot, cx.layout.at(metric), change);
            }
            if let Some((bit, metric)) = once.filter(|_| change > 0) {
                self.mark_ever(cx, slot, bit, metric);
            }
        }
        let month = cx.clock.month_of(day).map_or(0, usize::from);
        let days_left = i32::from(cx.clock.month_starts[month + 1] - day);
        let gravity = |[r, ..]: [u32; 3]| cx.standing.gravity(r);
        let wrong = |[r, t, _]: [u32; 3]| cx.standing.gravity(r & !t);
        for (stock, flow, change) in [
            (Metric::GravityStock, Metric::Burden, gravity(after) - gravity(before)),
            (Metric::WrongGravityStock, Metric::WrongBurden, wrong(after) - wrong(before)),
        ] {
            if change != 0 {
                self.count(cx, slot, cx.layout.at(stock), change);
                self.count(cx, slot, cx.layout.at(flow), change * days_left);
            }
        }
    }

    /// An application meets the measures in force: refused, preferred, or neither. A sanction goes before a
    /// reward; the chance that it bites belongs to the application.
    pub fn apply<S: Sink>(&mut self, cx: &Context<'_>, at: At, kind: ActKind, sink: &mut S) {
        self.count(cx, at.slot, cx.layout.of(Metric::Applications, kind.0), 1);
        let [record, truth, _] = self.in_force(at.slot);
        let mut held = record & cx.standing.deciding(kind);
        if cx.combines {
            let (place, n) = at.story.place(Stream::Application, 0, 0);
            held = combined(cx.plan, cx.standing.deciding(kind), record, cx.keys.draw(place, n)[0]);
        }
        let verdict = [Polarity::Sanction, Polarity::Reward].into_iter().find_map(|polarity| {
            let bites = |(i, measure): &(usize, &glasshouse_rulebook::plan::Measure)| {
                let (place, n) = at.story.place(Stream::Application, measure.key, 0);
                held >> i & 1 == 1 && measure.polarity == polarity && measure.bite.hit(cx.keys.draw(place, n)[0])
            };
            cx.plan.measures.iter().enumerate().find(bites).map(|(i, _)| (i as u8, polarity))
        });
        let verdict = verdict.filter(|(measure, polarity)| {
            *polarity != Polarity::Sanction || !self.is_withheld(cx, at, cx.plan.measures[usize::from(*measure)].key)
        });
        let refused = matches!(verdict, Some((_, Polarity::Sanction)));
        let wrongly = refused && verdict.is_some_and(|(measure, _)| truth >> measure & 1 == 0);
        let preferred = matches!(verdict, Some((_, Polarity::Reward)));
        for (metric, counts) in
            [(Metric::Refused, refused), (Metric::WronglyRefused, wrongly), (Metric::Preferred, preferred)]
        {
            if counts {
                self.count(cx, at.slot, cx.layout.of(metric, kind.0), 1);
            }
        }
        let measure = verdict.map(|(m, _)| m);
        self.trace(cx, sink, at, Link::Application { kind, measure, refused, wrongly });
    }
}

/// The numbers of the measures of a set.
pub fn each(mut set: Measures) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let number = (set != 0).then(|| set.trailing_zeros() as u8)?;
        set &= set - 1;
        Some(number)
    })
}

impl Block {
    /// Whether a refusal is withheld because the applicant's record is marked as under objection.
    fn is_withheld(&mut self, cx: &Context<'_>, at: At, measure: u16) -> bool {
        if self.marks.get(usize::from(at.slot)).is_none_or(|open| *open == 0) {
            return false;
        }
        let (place, n) = at.story.place(Stream::Application, measure, 0);
        let marked = cx.plan.review.as_ref().map_or(Chance::NEVER, |review| review.marked);
        let is_withheld = marked.hit(cx.keys.draw(place, n)[1]);
        if is_withheld {
            self.count(cx, at.slot, cx.layout.at(Metric::RefusalsWithheld), 1);
        }
        is_withheld
    }
}

/// How adverse measures in force, by book, compare with the truth.
fn verdict(cx: &Context<'_>, [record, truth, own]: [u32; 3]) -> Link {
    let any = |measures: u32| measures & cx.standing.adverse != 0;
    Link::Verdict {
        wrongly: any(record & !truth),
        for_undone: any(record & !truth & !own),
        missed: any(truth & !record),
    }
}
