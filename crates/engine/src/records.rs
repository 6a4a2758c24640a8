//! Register and Award: records enter dossiers, give points, lapse, are disputed and corrected.

use crate::block::{Block, Book, Held, ever, month as bits};
use crate::calendar::{At, EVERY, Event, What};
use crate::change::Otherwise;
use crate::context::Context;
use crate::imposing::Stay;
use crate::objecting::weighs;
use crate::rolls::{Ground, Source};
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Link, Origin, Side, Sink, StoryId};
use glasshouse_model::{ActKind, Day};
use glasshouse_regime::listing;
use glasshouse_regime::review::{Objection, Response, Verdict, told_on};
use glasshouse_rulebook::plan::{Condition, Indicator, List, ListPolarity};

/// Stands for the indicator of what is no record of the register.
const NO_INDICATOR: u8 = u8::MAX;

/// A record whose time is over.
#[derive(Clone, Copy)]
pub struct Lapsed {
    pub book: Book,
    pub indicator: u8,
    /// As awarded.
    pub points: i32,
    pub wrong: bool,
    /// Its number among those that may be objected to.
    pub record: u32,
}

/// An award as it was given.
#[derive(Clone, Copy)]
struct Given {
    number: u8,
    points: i32,
    until: Option<u16>,
    /// When it lapses, wherever that lies, where people weigh objecting; `None` if never.
    ends: Option<Day>,
    /// The day on which the act is over.
    act_end: Day,
}

impl Block {
    /// A perfect register enters a record.
    pub fn admit_true<S: Sink>(&mut self, cx: &Context<'_>, event: &Event, (kind, of): (ActKind, u8), sink: &mut S) {
        for member in (0..cx.plan.n_members()).filter(|member| of == EVERY || of == *member) {
            self.admit_true_in(cx, event, (kind, member), sink);
        }
    }

    fn admit_true_in<S: Sink>(&mut self, cx: &Context<'_>, event: &Event, what: (ActKind, u8), sink: &mut S) {
        let at = event.at;
        let Some((number, rule)) = self.rule_for(cx, Book::Truth, at, what) else { return };
        if !self.lets_rate(cx, at.slot, what.1) {
            return;
        }
        if !rule.admissible {
            return;
        }
        let Some(given) = self.award(cx, Book::Truth, event, what.0, (number, rule)) else { return };
        self.count(cx, at.slot, cx.layout.of(Metric::TrueRecords, number), 1);
        self.note_lapse(cx, at, Book::Truth, given, false, u32::MAX);
        self.trace_award(cx, sink, event, Side::Truth, None, Origin::Own, given);
        self.after_score(cx, at, Book::Truth, sink);
        self.weigh(cx, at, Book::Truth, number, sink);
        self.select(cx, at, number, Stay { list: 0, book: Book::Truth, wrong: false, record: u32::MAX }, sink);
    }

    /// The register enters a record; its number if it can be removed, `None` where it is refused.
    pub fn admit<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        event: &Event,
        kind: ActKind,
        channel: u8,
        origin: Origin,
        sink: &mut S,
    ) -> Option<u32> {
        let at = event.at;
        let reporter = cx.plan.channels.get(usize::from(channel));
        // What is forged is kept, so that it can be taken out again.
        let is_forged = reporter.is_none();
        let forger = || cx.plan.security.alterations.get(usize::from(u8::MAX - channel)).map_or(0, |a| a.member);
        let member = reporter.map_or_else(forger, |c| c.member);
        let (number, rule) = self.rule_for(cx, Book::Record, at, (kind, member))?;
        if !self.lets_rate(cx, at.slot, member) {
            return None;
        }
        if !rule.admissible {
            self.count(cx, at.slot, cx.layout.of(Metric::RefusedRecords, number), 1);
            if rule.is_prohibited {
                self.count(cx, at.slot, cx.layout.at(Metric::RefusedProhibited), 1);
            }
            return None;
        }
        // What is forged pretends to rest on whatever is asked.
        if !reporter.is_none_or(|channel| rule.admits(channel.evidence)) {
            self.count(cx, at.slot, cx.layout.at(Metric::RefusedEvidence), 1);
            return None;
        }
        let given = self.award(cx, Book::Record, event, kind, (number, rule))?;
        self.count_live(cx, at.slot, number, true);
        self.fine(cx, at.slot, number, 1);
        let wrong = origin.is_wrong();
        if !wrong {
            self.add_to_sum(cx, Book::Own, at.slot, number, given.points);
        }
        self.count_record(cx, at.slot, given, wrong);
        if origin == Origin::Own && kind.class().is_misconduct() {
            self.mark_month(at.slot, bits::CAUGHT);
        }
        let mut record = self.hold(cx, at, given, wrong);
        let is_copy = cx.elsewhere == Some(kind) && !matches!(origin, Origin::Misattributed { .. });
        if (is_copy || is_forged) && record == u32::MAX {
            record = self.keep(at, (number, given.points as i16), wrong);
        }
        self.note_lapse(cx, at, Book::Record, given, wrong, record);
        self.trace_award(cx, sink, event, Side::Record, Some(channel), origin, given);
        self.after_score(cx, at, Book::Record, sink);
        self.weigh(cx, at, Book::Record, number, sink);
        if !wrong {
            self.weigh(cx, at, Book::Own, number, sink);
        }
        self.select(cx, at, number, Stay { list: 0, book: Book::Record, wrong, record }, sink);
        if is_copy {
            self.copied(cx, at, channel, record);
        }
        Some(record)
    }

    /// What a record does besides its points: it holds the grade down, and breaks a clean time.
    fn weigh<S: Sink>(&mut self, cx: &Context<'_>, at: At, book: Book, indicator: u8, sink: &mut S) {
        if cx.asks_clean && cx.is_adverse[usize::from(indicator)] {
            self.books[book as usize].last_adverse[usize::from(at.slot)] = at.day;
        }
        if !cx.holds.is_empty() {
            self.hold_grade(cx, at, book, (indicator, true), sink);
        }
    }

    /// The rule on a kind, if it concerns this person in this book and has points on this day.
    fn rule_for<'p>(
        &self,
        cx: &Context<'p>,
        book: Book,
        at: At,
        (kind, member): (ActKind, u8),
    ) -> Option<(u8, &'p Indicator)> {
        let number = cx.indicators_in[usize::from(member)][usize::from(kind.0)]?;
        let rule = cx.plan.indicators.get(usize::from(number))?;
        let today = cx.clock.day(at.day);
        rule.points.at(today).filter(|_| cx.plan.in_force(today))?;
        match &rule.who {
            Some(who) if who.holds(&self.facts(cx, book, at.slot, at.day)) != Some(true) => None,
            _ => Some((number, rule)),
        }
    }

    /// Gives points in one book. `None` where the retention clock ran out before the record arrived.
    fn award(
        &mut self,
        cx: &Context<'_>,
        book: Book,
        event: &Event,
        kind: ActKind,
        (number, rule): (u8, &Indicator),
    ) -> Option<Given> {
        let At { story, slot, day } = event.at;
        let act_end = cx.act_end(story, kind, event.act_day);
        let until = cx.lapse(number, rule, (event.act_day, act_end), day);
        let ends = weighs(cx).and_then(|_| cx.ends(rule, (event.act_day, act_end), day));
        if until.is_some_and(|u| u <= day) {
            return None;
        }
        let (s, k) = (usize::from(slot), cx.scoring.n_counters());
        let counters = &mut self.books[book as usize].counters[s * k..(s + 1) * k];
        let points = cx.scoring.award(cx.plan, number, cx.clock.day(day), counters);
        self.add_to_sum(cx, book, slot, number, points);
        Some(Given { number, points, until, ends, act_end })
    }

    /// Adds to the sum of live awards, and counts what it does to the score.
    pub fn add_to_sum(&mut self, cx: &Context<'_>, book: Book, slot: u16, indicator: u8, points: i32) {
        if !cx.scales.is_empty() && cx.plan.indicators.get(usize::from(indicator)).is_some_and(|i| i.scale > 0) {
            self.add_further(cx, book, slot, indicator, points);
            return;
        }
        let n = cx.scoring.n_sums();
        let sums = &mut self.books[book as usize].sums[usize::from(slot) * n..][..n];
        let before = if book == Book::Own { 0 } else { cx.scoring.score(sums) };
        let Some(sum) = sums.get_mut(cx.scoring.sum_of(cx.plan, indicator)) else { return };
        *sum += points;
        if cx.plan.grading.is_some() {
            self.moved.insert(slot);
        }
        let metric = match book {
            Book::Record => Metric::ScoreSum,
            Book::Truth => Metric::TrueScoreSum,
            Book::Own => return,
        };
        let change = cx.scoring.score(sums) - before;
        if book == Book::Record {
            self.total += i64::from(change);
        }
        if change != 0 {
            self.count(cx, slot, cx.layout.at(metric), change);
        }
    }

    /// The score that an indicator moves.
    pub fn score_of(&self, cx: &Context<'_>, book: Book, slot: u16, indicator: u8) -> i32 {
        let scale = cx.plan.indicators.get(usize::from(indicator)).map_or(0, |i| i.scale);
        self.score_in(cx, book, slot, scale)
    }

    /// Notes when an award lapses.
    fn note_lapse(&mut self, cx: &Context<'_>, at: At, book: Book, given: Given, wrong: bool, record: u32) {
        if let Some(day) = given.until {
            let (indicator, points) = (given.number, given.points as i16);
            self.note(cx, At { day, ..at }, What::Expire { book, indicator, points, wrong, record });
        }
    }

    /// Counts a record and its points.
    fn count_record(&mut self, cx: &Context<'_>, slot: u16, given: Given, wrong: bool) {
        let Given { number, points, .. } = given;
        self.count(cx, slot, cx.layout.of(Metric::Records, number), 1);
        if points > 0 {
            self.count(cx, slot, cx.layout.at(Metric::PointsAwarded), points);
        } else if points < 0 {
            self.count(cx, slot, cx.layout.at(Metric::PointsDeducted), -points);
            self.mark_ever(cx, slot, ever::DEDUCTED, Metric::EverDeducted);
        }
        if wrong {
            self.count(cx, slot, cx.layout.of(Metric::WrongRecords, number), 1);
            if points < 0 || cx.is_listing[usize::from(number)] {
                self.count(cx, slot, cx.layout.at(Metric::WrongEntries), 1);
            }
            if points < 0 {
                self.mark_ever(cx, slot, ever::WRONG_DEDUCTION, Metric::EverWrongDeduction);
                self.count_wrong_live(cx, slot, true);
            }
        }
    }

    /// One more or one fewer live wrong deduction.
    fn count_wrong_live(&mut self, cx: &Context<'_>, slot: u16, more: bool) {
        let live = &mut self.wrong_live[usize::from(slot)];
        let before = *live;
        *live = if more { before.saturating_add(1) } else { before.saturating_sub(1) };
        let change = i32::from(*live > 0) - i32::from(before > 0);
        if change != 0 {
            self.count(cx, slot, cx.layout.at(Metric::WrongDeduction), change);
        }
    }

    /// Keeps an adverse record for review, and notes what its subject will make of it.
    fn hold(&mut self, cx: &Context<'_>, at: At, given: Given, wrong: bool) -> u32 {
        let adverse = given.points < 0 || cx.is_listing[usize::from(given.number)];
        let rule = cx.plan.indicators.get(usize::from(given.number));
        let open = adverse && rule.is_some_and(|r| r.member == cx.plan.review_member);
        if open { self.hold_for(cx, at, (given.number, given.points as i16), (wrong, given.ends)) } else { u32::MAX }
    }

    /// Keeps an order for review as a record is kept. It stands under no indicator and has no points.
    pub fn hold_order(&mut self, cx: &Context<'_>, at: At, list: &List, wrong: bool) -> u32 {
        if list.polarity == ListPolarity::Red || list.member != cx.plan.review_member {
            return u32::MAX;
        }
        if wrong {
            self.count(cx, at.slot, cx.layout.at(Metric::WrongEntries), 1);
        }
        self.hold_for(cx, at, (NO_INDICATOR, 0), (wrong, None))
    }

    /// Keeps a record so that it can be removed.
    fn keep(&mut self, at: At, (indicator, points): (u8, i16), wrong: bool) -> u32 {
        let held = Held { day: at.day, points, indicator, wrong, gone: false, removed: false, left: false, lists: 0 };
        self.held.push(held);
        self.held.len() as u32 - 1
    }

    fn hold_for(&mut self, cx: &Context<'_>, at: At, given: (u8, i16), (wrong, ends): (bool, Option<Day>)) -> u32 {
        let Some(review) = cx.plan.review.as_ref() else { return u32::MAX };
        let record = self.keep(at, given, wrong);
        let today = cx.clock.day(at.day);
        if cx.is_changed(at.story, Otherwise::Appealed) {
            let told = told_on(review, today);
            if let Some(day) = cx.clock.number(told) {
                self.note(cx, At { day, ..at }, What::Notice { indicator: given.0, wrong, record });
            }
            self.file(cx, at, record, told);
            return record;
        }
        let response = Response::of(review, &cx.keys, at.story, cx.alarm_key(at.story));
        if let Some(learns) = response.noticed(review, &cx.keys, (self.person(at.slot), today)) {
            self.respond(cx, at, response, learns, (record, ends));
        }
        record
    }

    /// A record lapses; one that was removed before does so without effect.
    pub fn expire<S: Sink>(&mut self, cx: &Context<'_>, at: At, lapsed: Lapsed, sink: &mut S) {
        let Lapsed { book, indicator, points, record, .. } = lapsed;
        if let Some(held) = self.held.get_mut(record as usize).filter(|_| book == Book::Record) {
            if held.gone {
                return;
            }
            held.gone = true;
            if held.left {
                self.copy_lapsed(cx, at.slot, record);
            }
        }
        self.give_back(cx, at, lapsed, sink);
        let Some(side) = book.side().filter(|_| sink.wants(self.person(at.slot))) else { return };
        let key = (at.slot, side, indicator, at.day);
        let found = self.traced.iter().position(|t| (t.0, t.1, t.2, t.3) == key);
        let story = found.map_or(StoryId(0), |i| self.traced.swap_remove(i).4);
        let score = self.score_of(cx, book, at.slot, indicator);
        self.trace(cx, sink, At { story, ..at }, Link::Expiry { side, indicator, points: -points, score });
    }

    /// Takes an award out of the sums.
    fn give_back<S: Sink>(&mut self, cx: &Context<'_>, at: At, lapsed: Lapsed, sink: &mut S) {
        let Lapsed { book, indicator, points, wrong, .. } = lapsed;
        self.add_to_sum(cx, book, at.slot, indicator, -points);
        if !cx.holds.is_empty() {
            self.hold_grade(cx, at, book, (indicator, false), sink);
            if book == Book::Record && !wrong {
                self.hold_grade(cx, at, Book::Own, (indicator, false), sink);
            }
        }
        if book == Book::Record {
            self.count_live(cx, at.slot, indicator, false);
            if !wrong {
                self.add_to_sum(cx, Book::Own, at.slot, indicator, -points);
            }
            if points < 0 {
                self.count(cx, at.slot, cx.layout.at(Metric::PointsReturned), -points);
                if wrong {
                    self.count_wrong_live(cx, at.slot, false);
                }
            }
        }
        self.after_score(cx, at, book, sink);
    }

    /// The subject objects, unless the record is gone by now.
    pub fn object<S: Sink>(&mut self, cx: &Context<'_>, at: At, record: u32, sink: &mut S) {
        let Some(held) = self.held.get(record as usize).copied().filter(|h| !h.gone) else { return };
        let review = cx.plan.review.as_ref();
        let fits = |who: &Condition| who.holds(&self.facts(cx, Book::Record, at.slot, at.day)) == Some(true);
        let urgent = review.and_then(|r| r.urgent.as_ref()).is_some_and(fits);
        self.objections.push(Objection {
            filed: cx.clock.day(at.day),
            person: self.person(at.slot),
            record,
            story: at.story,
            alarm_key: cx.alarm_key(at.story),
            wrong: held.wrong,
            urgent,
        });
        if urgent {
            self.count(cx, at.slot, cx.layout.at(Metric::UrgentFiled), 1);
        }
        self.mark(cx, at.slot, 1);
        self.note_objected(at.slot);
        self.count(cx, at.slot, cx.layout.at(Metric::Objections), 1);
        if held.wrong {
            self.count(cx, at.slot, cx.layout.at(Metric::WrongObjected), 1);
        }
        self.trace(cx, sink, at, Link::Objection { indicator: held.indicator });
    }

    /// A person has one more or one fewer record under objection, and is marked while there is any.
    fn mark(&mut self, cx: &Context<'_>, slot: u16, more: i8) {
        let Some(open) = self.marks.get_mut(usize::from(slot)) else { return };
        let before = *open;
        *open = before.saturating_add_signed(more);
        let change = i32::from(*open > 0) - i32::from(before > 0);
        if change != 0 {
            self.count(cx, slot, cx.layout.at(Metric::Marked), change);
        }
    }

    /// The office's decision is served; an upheld objection removes the record. Who withdrew is no longer marked, and
    /// that is all.
    pub fn decided<S: Sink>(&mut self, cx: &Context<'_>, at: At, record: u32, verdict: Verdict, sink: &mut S) {
        let Some(held) = self.held.get(record as usize).copied() else { return };
        if verdict == Verdict::Withdrawn {
            self.mark(cx, at.slot, -1);
            self.trace(cx, sink, at, Link::Withdrawal { indicator: held.indicator });
            return;
        }
        let upheld = verdict == Verdict::Upheld || cx.is_changed(at.story, Otherwise::Appealed);
        self.note_decision(at.slot, Verdict::of(upheld));
        for (metric, counts) in
            [(Metric::Decisions, true), (Metric::WrongDecided, held.wrong), (Metric::Upheld, upheld)]
        {
            if counts {
                self.count(cx, at.slot, cx.layout.at(metric), 1);
            }
        }
        self.mark(cx, at.slot, -1);
        self.trace(cx, sink, at, Link::Decision { indicator: held.indicator, upheld });
        if !upheld || held.gone {
            return;
        }
        self.remove(cx, at, record, sink);
        if held.wrong {
            self.count(cx, at.slot, cx.layout.at(Metric::Corrected), 1);
            self.count(cx, at.slot, cx.layout.at(Metric::CorrectionDays), i32::from(at.day - held.day));
            // "Of those wrongly deducted": a person who only got off a list is none of them.
            if held.points < 0 {
                self.mark_ever(cx, at.slot, ever::CORRECTED, Metric::EverCorrected);
            }
        }
    }

    /// Removes a record, with the stays on lists that rest on it and its points.
    pub fn remove<S: Sink>(&mut self, cx: &Context<'_>, at: At, record: u32, sink: &mut S) {
        let Some(held) = self.held.get_mut(record as usize).filter(|h| !h.gone) else { return };
        let Held { indicator, wrong, lists, points, .. } = *held;
        (held.gone, held.removed, held.lists) = (true, true, 0);
        for list in (0..8).filter(|l| lists >> l & 1 == 1) {
            self.step_off(cx, at, Stay { list, book: Book::Record, wrong, record }, sink);
            if *self.stays(cx, Book::Record, at.slot, list) == 0 {
                self.retract(cx, at, list);
            }
        }
        if cx.keeps_rolls {
            self.unground(cx, at, record, sink);
        }
        let points = i32::from(points);
        self.give_back(cx, at, Lapsed { book: Book::Record, indicator, points, wrong, record }, sink);
        self.fine(cx, at.slot, indicator, -1);
        let score = self.score_of(cx, Book::Record, at.slot, indicator);
        self.trace(cx, sink, at, Link::Correction { indicator, points: -points, score });
    }

    /// Entry to lists that a record leads to; `stay` says in which book and for which record.
    fn select<S: Sink>(&mut self, cx: &Context<'_>, at: At, indicator: u8, stay: Stay, sink: &mut S) {
        for (i, list) in cx.plan.lists.iter().enumerate() {
            if listing::selects(list, indicator, &cx.keys, at.story, cx.alarm_key(at.story)) {
                let Stay { book, wrong, record, .. } = stay;
                let number = i as u8;
                if list.roll.is_some() {
                    let ground = Ground { day: at.day, source: Source::Record(record), story: at.story };
                    if book == Book::Record && !wrong {
                        self.raise(cx, at, number, Book::Own, ground, sink);
                    }
                    self.raise(cx, at, number, book, ground, sink);
                    continue;
                }
                if !self.may_enter(cx, at, list, book) {
                    continue;
                }
                if list.notice_days == 0 {
                    self.enter(cx, at, Stay { list: number, ..stay }, sink);
                } else {
                    let day = at.day.saturating_add(list.notice_days.min(60_000) as u16);
                    self.note(cx, At { day, ..at }, What::Enter { list: number, book, wrong, record });
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one entry")]
    fn trace_award<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        sink: &mut S,
        event: &Event,
        side: Side,
        channel: Option<u8>,
        origin: Origin,
        given: Given,
    ) {
        let At { story, slot, .. } = event.at;
        if !sink.wants(self.person(slot)) {
            return;
        }
        let Given { number: indicator, points, until, act_end, .. } = given;
        if let Some(until) = until {
            self.traced.push((slot, side, indicator, until, story));
        }
        let book = if side == Side::Record { Book::Record } else { Book::Truth };
        let score = self.score_of(cx, book, slot, indicator);
        let act_day = cx.clock.day(event.act_day);
        let until = until.map(|u| cx.clock.day(u));
        let link = Link::Award { side, indicator, channel, origin, act_day, act_end, points, until, score };
        self.trace(cx, sink, event.at, link);
    }
}
