//! Register, Award, Grade, List: the days of a step, in order.

use crate::block::{Block, Held, UNGRADED, ever, month as bits};
use crate::calendar::{Event, OriginTag, What};
use crate::context::Context;
use crate::exchange::Inbox;
use crate::scenario::Step;
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Link, Origin, Side, Sink, StoryId};
use glasshouse_model::{ActKind, PersonId};
use glasshouse_regime::listing;
use glasshouse_regime::review::{Objection, respond};
use glasshouse_rulebook::plan::Indicator;

/// Months for which entrants to the worst grade are followed.
const FOLLOWED_MONTHS: i32 = 24;

impl Block {
    /// Takes in what the last step brought from elsewhere.
    pub fn receive<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, inbox: Inbox<'_>, sink: &mut S) {
        for mail in inbox.mail {
            let Some(slot) = self.subject_of(cx, mail.near, mail.by, ActKind(mail.kind), mail.name) else { continue };
            let what =
                What::Admit { kind: mail.kind, channel: mail.channel, origin: OriginTag::Misattributed, by: mail.by.0 };
            let day = mail.day.max(step.first);
            let origin = Origin::Misattributed { by: mail.by };
            let link = Link::Observation { channel: mail.channel, kind: ActKind(mail.kind), origin };
            self.trace(cx, sink, slot, step.first, mail.story, link);
            self.calendar.note(&cx.clock, Event { story: mail.story, what, slot, day, act_day: mail.act_day });
        }
        let number = self.number;
        for decision in inbox.decisions.iter().filter(|d| d.objection.person.block() == number) {
            let day = cx.clock.number(decision.day).unwrap_or(step.first).max(step.first);
            let what = What::Decided { record: decision.objection.record, upheld: decision.upheld };
            self.note(cx, decision.objection.story, decision.objection.person.slot(), day, what);
        }
    }

    /// Whom a wrongly identified record reaches: the first person from a drawn place on who bears the name
    /// (if it goes by name), could have done it, and did not; failing that without the name.
    fn subject_of(
        &mut self,
        cx: &Context<'_>,
        near: PersonId,
        by: PersonId,
        kind: ActKind,
        name: Option<u32>,
    ) -> Option<u16> {
        let n = self.people.len();
        let from = usize::from(near.slot());
        let around = move || (0..n).map(move |i| ((from + i) % n) as u16);
        let bearers: Vec<u16> = match name {
            None => Vec::new(),
            Some(name) => {
                let names = self.names(cx);
                around().filter(|s| names[usize::from(*s)] == name).collect()
            }
        };
        let fits = |slot: &u16| self.person(*slot) != by && self.is_plausible(cx, *slot, kind);
        bearers.into_iter().find(&fits).or_else(|| around().find(&fits))
    }

    /// Lets the days of a step pass.
    pub fn pass<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, sink: &mut S) {
        for day in step.first..=step.last {
            let mut graded = !cx.graded_on[usize::from(day)];
            loop {
                let events = self.calendar.take_day(&cx.clock, day);
                let registered = events.partition_point(|e| !e.what.follows_grading());
                for event in &events[..registered] {
                    self.handle(cx, event, sink);
                }
                if !graded {
                    graded = true;
                    self.grade(cx, day, sink);
                }
                for event in &events[registered..] {
                    self.handle(cx, event, sink);
                }
                if !self.calendar.put_back(&cx.clock, day, events) {
                    break;
                }
            }
            self.settle(cx, day);
        }
    }

    fn handle<S: Sink>(&mut self, cx: &Context<'_>, event: &Event, sink: &mut S) {
        let Event { story, slot, day, .. } = *event;
        match event.what {
            What::Expire { side, indicator, points, wrong, record } => {
                self.expire(cx, slot, day, side, indicator, i32::from(points), wrong, record, sink);
            }
            What::AdmitTrue { kind } => self.admit_true(cx, event, ActKind(kind), sink),
            What::Admit { kind, channel, origin, by } => {
                self.admit(cx, event, ActKind(kind), channel, origin, PersonId(by), sink);
            }
            What::Decided { record, upheld } => self.decided(cx, slot, day, story, record, upheld, sink),
            What::Notice { indicator, wrong } => {
                if wrong {
                    self.count(cx, slot, cx.layout.at(Metric::Noticed), 1);
                }
                self.trace(cx, sink, slot, day, story, Link::Notice { indicator });
            }
            What::Object { record } => self.object(cx, slot, day, story, record, sink),
            What::Enter { list, side } => self.enter(cx, slot, day, story, list, side, sink),
            What::Leave { list, side } => self.leave(cx, slot, day, story, list, side, sink),
            What::Switch { measure, side, on } => self.switch(cx, slot, day, side, measure, on, sink),
            What::WorstAfterTwoYears { entered } => self.watch_worst(cx, slot, entered),
            What::Apply { kind } => self.apply(cx, slot, day, story, ActKind(kind), sink),
        }
    }

    /// The rule on a kind, if it concerns this person on this side and has points on this day.
    fn rule_for<'p>(
        &self,
        cx: &Context<'p>,
        side: Side,
        slot: u16,
        day: u16,
        kind: ActKind,
    ) -> Option<(u8, &'p Indicator)> {
        let number = cx.indicator_of[usize::from(kind.0)]?;
        let rule = cx.plan.indicators.get(usize::from(number))?;
        rule.points.at(cx.clock.day(day))?;
        let concerns =
            |who| glasshouse_rulebook::plan::Condition::holds(who, &self.facts(cx, side, slot, day)) == Some(true);
        rule.who.as_ref().is_none_or(concerns).then_some((number, rule))
    }

    /// Gives points on one side and notes when they return. Returns the points.
    fn award(
        &mut self,
        cx: &Context<'_>,
        side: Side,
        event: &Event,
        number: u8,
        rule: &Indicator,
    ) -> Option<(i32, Option<u16>)> {
        let until = cx.lapse(number, event.act_day, event.day);
        if until.is_some_and(|u| u <= event.day) {
            return None; // The retention clock ran out before the record arrived.
        }
        let s = usize::from(event.slot);
        let (c, k) = (cx.scoring.n_components(), cx.scoring.n_counters());
        let before = self.score(cx, side, event.slot);
        let books = &mut self.books[side as usize];
        let counters = &mut books.counters[s * k..(s + 1) * k];
        let points = cx.scoring.award(cx.plan, number, cx.clock.day(event.day), counters);
        if let Some(sum) = books.sums.get_mut(s * c + usize::from(rule.component)) {
            *sum += points;
        }
        self.count_score(cx, side, event.slot, before);
        Some((points, until))
    }

    /// Counts a change of score, and looks again at what the standing calls for where conditions ask the score.
    fn count_score(&mut self, cx: &Context<'_>, side: Side, slot: u16, before: i32) {
        let metric = match side {
            Side::Record => Metric::ScoreSum,
            Side::Truth => Metric::TrueScoreSum,
        };
        let change = self.score(cx, side, slot) - before;
        if change != 0 {
            self.count(cx, slot, cx.layout.at(metric), change);
        }
    }

    fn admit_true<S: Sink>(&mut self, cx: &Context<'_>, event: &Event, kind: ActKind, sink: &mut S) {
        let Event { story, slot, day, .. } = *event;
        let Some((number, rule)) = self.rule_for(cx, Side::Truth, slot, day, kind) else { return };
        if !rule.admissible {
            return;
        }
        let Some((points, until)) = self.award(cx, Side::Truth, event, number, rule) else { return };
        self.count(cx, slot, cx.layout.of(Metric::TrueRecords, number), 1);
        if let Some(until) = until {
            let what = What::Expire {
                side: Side::Truth,
                indicator: number,
                points: points as i16,
                wrong: false,
                record: u32::MAX,
            };
            self.note(cx, story, slot, until, what);
        }
        self.trace_award(cx, sink, event, Side::Truth, number, None, Origin::Own, points, until);
        self.after_score(cx, slot, day, Side::Truth, sink);
        self.select(cx, event, Side::Truth, number, sink);
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    fn admit<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        event: &Event,
        kind: ActKind,
        channel: u8,
        tag: OriginTag,
        by: PersonId,
        sink: &mut S,
    ) {
        let Event { story, slot, day, .. } = *event;
        let Some((number, rule)) = self.rule_for(cx, Side::Record, slot, day, kind) else { return };
        if !rule.admissible {
            self.count(cx, slot, cx.layout.of(Metric::RefusedRecords, number), 1);
            return;
        }
        let Some((points, until)) = self.award(cx, Side::Record, event, number, rule) else { return };
        let origin = match tag {
            OriginTag::Own => Origin::Own,
            OriginTag::Misattributed => Origin::Misattributed { by },
            OriginTag::FalseAlarm => Origin::FalseAlarm,
        };
        let wrong = origin.is_wrong();
        self.count_record(cx, slot, number, points, wrong);
        if tag == OriginTag::Own && kind.class().is_misconduct() {
            self.mark_month(slot, bits::CAUGHT);
        }
        let record = self.hold(cx, event, number, points, wrong);
        if let Some(until) = until {
            let what = What::Expire { side: Side::Record, indicator: number, points: points as i16, wrong, record };
            self.note(cx, story, slot, until, what);
        }
        self.trace_award(cx, sink, event, Side::Record, number, Some(channel), origin, points, until);
        self.after_score(cx, slot, day, Side::Record, sink);
        self.select(cx, event, Side::Record, number, sink);
    }

    /// Counts a record and its points.
    fn count_record(&mut self, cx: &Context<'_>, slot: u16, number: u8, points: i32, wrong: bool) {
        self.count(cx, slot, cx.layout.of(Metric::Records, number), 1);
        if points > 0 {
            self.count(cx, slot, cx.layout.at(Metric::PointsAwarded), points);
        } else if points < 0 {
            self.count(cx, slot, cx.layout.at(Metric::PointsDeducted), -points);
            self.mark_ever(cx, slot, ever::DEDUCTED, Metric::EverDeducted);
        }
        if wrong {
            self.count(cx, slot, cx.layout.of(Metric::WrongRecords, number), 1);
            if points < 0 {
                self.count(cx, slot, cx.layout.at(Metric::WrongEntries), 1);
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
    fn hold(&mut self, cx: &Context<'_>, event: &Event, indicator: u8, points: i32, wrong: bool) -> u32 {
        let Some(review) = cx.plan.review.as_ref().filter(|_| points < 0) else { return u32::MAX };
        let Event { story, slot, day, .. } = *event;
        let record = self.held.len() as u32;
        self.held.push(Held { day, points: points as i16, indicator, wrong, gone: false });
        if let Some(response) = respond(review, &cx.keys, story, cx.alarm_key(story), cx.clock.day(day), wrong) {
            if let Some(noticed) = cx.clock.number(response.noticed) {
                self.note(cx, story, slot, noticed, What::Notice { indicator, wrong });
            }
            if let Some(objects) = response.objects.and_then(|d| cx.clock.number(d)) {
                self.note(cx, story, slot, objects, What::Object { record });
            }
        }
        record
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    fn expire<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        slot: u16,
        day: u16,
        side: Side,
        indicator: u8,
        points: i32,
        wrong: bool,
        record: u32,
        sink: &mut S,
    ) {
        if let Some(held) = self.held.get_mut(record as usize).filter(|_| side == Side::Record) {
            if held.gone {
                return;
            }
            held.gone = true;
        }
        let score = self.give_back(cx, slot, day, side, indicator, points, sink);
        if side == Side::Record {
            self.count_returned(cx, slot, points, wrong);
        }
        if sink.wants(self.person(slot)) {
            let key = (slot, side, indicator, day);
            let found = self.traced.iter().position(|t| (t.0, t.1, t.2, t.3) == key);
            let cause = found.map_or(StoryId(0), |i| self.traced.swap_remove(i).4);
            self.trace(cx, sink, slot, day, cause, Link::Expiry { side, indicator, points: -points, score });
        }
    }

    /// Takes an award out of the sums. Returns the score afterwards.
    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    fn give_back<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        slot: u16,
        day: u16,
        side: Side,
        indicator: u8,
        points: i32,
        sink: &mut S,
    ) -> i32 {
        let component = cx.plan.indicators.get(usize::from(indicator)).map_or(0, |i| usize::from(i.component));
        let before = self.score(cx, side, slot);
        let at = usize::from(slot) * cx.scoring.n_components() + component;
        if let Some(sum) = self.books[side as usize].sums.get_mut(at) {
            *sum -= points;
        }
        self.count_score(cx, side, slot, before);
        self.after_score(cx, slot, day, side, sink);
        self.score(cx, side, slot)
    }

    fn count_returned(&mut self, cx: &Context<'_>, slot: u16, points: i32, wrong: bool) {
        if points < 0 {
            self.count(cx, slot, cx.layout.at(Metric::PointsReturned), -points);
            if wrong {
                self.count_wrong_live(cx, slot, false);
            }
        }
    }

    fn object<S: Sink>(&mut self, cx: &Context<'_>, slot: u16, day: u16, story: StoryId, record: u32, sink: &mut S) {
        let Some(held) = self.held.get(record as usize).copied().filter(|h| !h.gone) else { return };
        let objection = Objection {
            filed: cx.clock.day(day),
            person: self.person(slot),
            record,
            story,
            alarm_key: cx.alarm_key(story),
            wrong: held.wrong,
        };
        self.objections.push(objection);
        self.count(cx, slot, cx.layout.at(Metric::Objections), 1);
        if held.wrong {
            self.count(cx, slot, cx.layout.at(Metric::WrongObjected), 1);
        }
        self.trace(cx, sink, slot, day, story, Link::Objection { indicator: held.indicator });
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    fn decided<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        slot: u16,
        day: u16,
        story: StoryId,
        record: u32,
        upheld: bool,
        sink: &mut S,
    ) {
        let Some(held) = self.held.get(record as usize).copied() else { return };
        self.count(cx, slot, cx.layout.at(Metric::Decisions), 1);
        if held.wrong {
            self.count(cx, slot, cx.layout.at(Metric::WrongDecided), 1);
        }
        if upheld {
            self.count(cx, slot, cx.layout.at(Metric::Upheld), 1);
        }
        self.trace(cx, sink, slot, day, story, Link::Decision { indicator: held.indicator, upheld });
        if !upheld || held.gone {
            return;
        }
        self.held[record as usize].gone = true;
        let points = i32::from(held.points);
        let score = self.give_back(cx, slot, day, Side::Record, held.indicator, points, sink);
        self.count_returned(cx, slot, points, held.wrong);
        if held.wrong {
            self.count(cx, slot, cx.layout.at(Metric::Corrected), 1);
            self.count(cx, slot, cx.layout.at(Metric::CorrectionDays), i32::from(day - held.day));
            self.mark_ever(cx, slot, ever::CORRECTED, Metric::EverCorrected);
        }
        self.trace(cx, sink, slot, day, story, Link::Correction { indicator: held.indicator, points: -points, score });
    }

    /// Entry to lists that a record leads to.
    fn select<S: Sink>(&mut self, cx: &Context<'_>, event: &Event, side: Side, indicator: u8, sink: &mut S) {
        let Event { story, slot, day, .. } = *event;
        for (i, list) in cx.plan.lists.iter().enumerate() {
            if listing::selects(list, indicator, &cx.keys, story, cx.alarm_key(story)) {
                if list.notice_days == 0 {
                    self.enter(cx, slot, day, story, i as u8, side, sink);
                } else {
                    let entry = day.saturating_add(list.notice_days.min(60_000) as u16);
                    self.note(cx, story, slot, entry, What::Enter { list: i as u8, side });
                }
            }
        }
    }

    /// Grades everyone on both sides.
    fn grade<S: Sink>(&mut self, cx: &Context<'_>, day: u16, sink: &mut S) {
        let Some(grading) = &cx.plan.grading else { return };
        let today = cx.clock.day(day);
        for slot in 0..self.people.len() as u16 {
            for side in [Side::Record, Side::Truth] {
                let score = self.score(cx, side, slot);
                let new = grading.grade(score, today).unwrap_or(UNGRADED);
                let old = std::mem::replace(&mut self.books[side as usize].grade[usize::from(slot)], new);
                if new != old {
                    self.graded(cx, slot, day, side, old, new);
                    let known = |g: u8| (g != UNGRADED).then_some(g);
                    let link = Link::Grade { side, from: known(old), to: known(new), score };
                    self.trace(cx, sink, slot, day, StoryId(0), link);
                    self.restand(cx, slot, day, side, sink);
                }
            }
        }
    }

    /// Counts a change of grade.
    fn graded(&mut self, cx: &Context<'_>, slot: u16, day: u16, side: Side, old: u8, new: u8) {
        let metric = match side {
            Side::Record => Metric::InGrade,
            Side::Truth => Metric::InTrueGrade,
        };
        for (grade, amount) in [(old, -1), (new, 1)] {
            if grade != UNGRADED {
                self.count(cx, slot, cx.layout.of(metric, grade), amount);
            }
        }
        if side == Side::Truth {
            return;
        }
        if old != UNGRADED && new != UNGRADED {
            let metric = if new < old { Metric::Rises } else { Metric::Falls };
            self.count(cx, slot, cx.layout.at(metric), 1);
        }
        let worst = cx.plan.grading.as_ref().map_or(UNGRADED, |g| g.grades.len() as u8 - 1);
        if new == worst {
            self.worst_since[usize::from(slot)] = day;
            self.mark_ever(cx, slot, ever::IN_WORST, Metric::EverInWorst);
            let after = cx.clock.day(day).date().add_months(FOLLOWED_MONTHS).to_day();
            if let Some(after) = cx.clock.number(after) {
                self.note(cx, StoryId(0), slot, after, What::WorstAfterTwoYears { entered: day });
            }
        } else {
            self.worst_since[usize::from(slot)] = u16::MAX;
        }
    }

    /// Two years after entry to the worst grade: was it left? Where grades have ended meanwhile, nobody can say.
    fn watch_worst(&mut self, cx: &Context<'_>, slot: u16, entered: u16) {
        if self.books[Side::Record as usize].grade[usize::from(slot)] == UNGRADED {
            return;
        }
        self.count(cx, slot, cx.layout.at(Metric::WorstWatched), 1);
        if self.worst_since[usize::from(slot)] != entered {
            self.count(cx, slot, cx.layout.at(Metric::WorstLeft), 1);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one entry")]
    fn trace_award<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        sink: &mut S,
        event: &Event,
        side: Side,
        indicator: u8,
        channel: Option<u8>,
        origin: Origin,
        points: i32,
        until: Option<u16>,
    ) {
        if !sink.wants(self.person(event.slot)) {
            return;
        }
        if let Some(until) = until {
            self.traced.push((event.slot, side, indicator, until, event.story));
        }
        let score = self.score(cx, side, event.slot);
        let until = until.map(|u| cx.clock.day(u));
        let act_day = cx.clock.day(event.act_day);
        let link = Link::Award { side, indicator, channel, origin, act_day, points, until, score };
        self.trace(cx, sink, event.slot, event.day, event.story, link);
    }
}
