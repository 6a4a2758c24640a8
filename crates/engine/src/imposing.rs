//! List, Impose, Live: entries and exits, what a standing calls for, and what applications meet.

use crate::block::{Block, ever, month as bits};
use crate::calendar::What;
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::ActKind;
use glasshouse_model::draw::Stream;
use glasshouse_model::trace::{Link, Side, Sink, StoryId};
use glasshouse_rulebook::plan::{ListPolarity, Polarity};

impl What {
    /// Whether it is handled after the day's grading.
    pub fn follows_grading(&self) -> bool {
        matches!(
            self,
            What::Leave { .. }
                | What::Enter { .. }
                | What::Switch { .. }
                | What::WorstAfterTwoYears { .. }
                | What::Apply { .. }
        )
    }
}

impl Block {
    /// A stay on a list begins.
    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    pub fn enter<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        slot: u16,
        day: u16,
        story: StoryId,
        list: u8,
        side: Side,
        sink: &mut S,
    ) {
        let rule = &cx.plan.lists[usize::from(list)];
        let at = usize::from(slot) * cx.plan.lists.len() + usize::from(list);
        let stays = &mut self.books[side as usize].stays[at];
        if *stays == u8::MAX {
            return;
        }
        *stays += 1;
        let is_first = *stays == 1;
        if side == Side::Record {
            self.count(cx, slot, cx.layout.of(Metric::ListEntries, list), 1);
            if is_first {
                self.count(cx, slot, cx.layout.of(Metric::OnList, list), 1);
            }
            if rule.published && rule.polarity != ListPolarity::Red {
                self.spread_news(slot);
            }
        }
        if let Some(end) = rule.term.end_from(cx.clock.day(day)).and_then(|d| cx.clock.number(d)) {
            self.note(cx, story, slot, end, What::Leave { list, side });
        }
        self.trace(cx, sink, slot, day, story, Link::Listing { side, list, entered: true });
        if is_first {
            self.restand(cx, slot, day, side, sink);
        }
    }

    /// A stay on a list ends; the person leaves it with the last stay.
    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    pub fn leave<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        slot: u16,
        day: u16,
        story: StoryId,
        list: u8,
        side: Side,
        sink: &mut S,
    ) {
        let at = usize::from(slot) * cx.plan.lists.len() + usize::from(list);
        let stays = &mut self.books[side as usize].stays[at];
        *stays = stays.saturating_sub(1);
        if *stays > 0 {
            return;
        }
        if side == Side::Record {
            self.count(cx, slot, cx.layout.of(Metric::OnList, list), -1);
        }
        self.trace(cx, sink, slot, day, story, Link::Listing { side, list, entered: false });
        self.restand(cx, slot, day, side, sink);
    }

    /// The ties of a newly listed person hear of it.
    fn spread_news(&mut self, slot: u16) {
        for n in 0..self.ties(slot).len() {
            let tie = self.ties(slot)[n];
            self.mark_month(tie, bits::NEWS);
            let news = &mut self.news[usize::from(tie)];
            *news = news.saturating_add(1);
        }
    }

    /// Looks again after a change of score, where a condition asks for the score.
    pub fn after_score<S: Sink>(&mut self, cx: &Context<'_>, slot: u16, day: u16, side: Side, sink: &mut S) {
        if cx.standing.needs_facts() {
            self.restand(cx, slot, day, side, sink);
        }
    }

    /// Finds what the standing of a person now calls for, and sets the agencies in motion.
    pub fn restand<S: Sink>(&mut self, cx: &Context<'_>, slot: u16, day: u16, side: Side, sink: &mut S) {
        let facts = self.facts(cx, side, slot, day);
        let wanted = cx.standing.wanted(cx.plan, &facts);
        let target = cx.standing.enforced(cx.plan, &cx.keys, self.person(slot), wanted);
        let old = std::mem::replace(&mut self.books[side as usize].target[usize::from(slot)], target);
        let mut changed = old ^ target;
        while changed != 0 {
            let measure = changed.trailing_zeros() as u8;
            changed &= changed - 1;
            let on = target >> measure & 1 == 1;
            let delay = cx.plan.measures[usize::from(measure)].delay_days;
            if delay == 0 {
                self.switch(cx, slot, day, side, measure, on, sink);
            } else {
                let due = day.saturating_add(delay.min(60_000) as u16);
                self.note(cx, StoryId(0), slot, due, What::Switch { measure, side, on });
            }
        }
    }

    /// An agency's copy follows: a measure begins or ends.
    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    pub fn switch<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        slot: u16,
        day: u16,
        side: Side,
        measure: u8,
        on: bool,
        sink: &mut S,
    ) {
        let s = usize::from(slot);
        let before = [self.books[0].active[s], self.books[1].active[s]];
        let bit = 1u32 << measure;
        let active = &mut self.books[side as usize].active[s];
        *active = if on { *active | bit } else { *active & !bit };
        let after = [self.books[0].active[s], self.books[1].active[s]];
        if before == after {
            return;
        }
        if side == Side::Record {
            self.count(cx, slot, cx.layout.of(Metric::UnderMeasure, measure), if on { 1 } else { -1 });
        }
        self.stirred.push((slot, before));
        self.trace(cx, sink, slot, day, StoryId(0), Link::Measure { side, measure, active: on });
    }

    /// At the end of a day, counts what its changes of measures come to. Both sides may change on one day, one
    /// after the other; only where the day ends counts as right or wrong.
    pub fn settle(&mut self, cx: &Context<'_>, day: u16) {
        if self.stirred.is_empty() {
            return;
        }
        let mut stirred = std::mem::take(&mut self.stirred);
        // Stable, so that the first entry of a slot holds what was in force in the morning.
        stirred.sort_by_key(|(slot, _)| *slot);
        stirred.dedup_by_key(|(slot, _)| *slot);
        for (slot, before) in &stirred {
            let s = usize::from(*slot);
            let after = [self.books[0].active[s], self.books[1].active[s]];
            if *before != after {
                self.count_standing(cx, *slot, day, *before, after);
            }
        }
        stirred.clear();
        self.stirred = stirred;
    }

    /// Counts what a change of measures makes of a person: penalised, rewarded, wrongly penalised, missed.
    fn count_standing(&mut self, cx: &Context<'_>, slot: u16, day: u16, before: [u32; 2], after: [u32; 2]) {
        let adverse = cx.standing.adverse;
        let views: [(Metric, Option<(u8, Metric)>, fn([u32; 2], u32) -> u32); 4] = [
            (Metric::Penalised, Some((ever::PENALISED, Metric::EverPenalised)), |[r, _], a| r & a),
            (Metric::Rewarded, None, |[r, _], a| r & !a),
            (Metric::WronglyPenalised, Some((ever::WRONGLY_PENALISED, Metric::EverWronglyPenalised)), |[r, t], a| {
                r & !t & a
            }),
            (Metric::Missed, Some((ever::MISSED, Metric::EverMissed)), |[r, t], a| t & !r & a),
        ];
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
        let gravity = |[r, _]: [u32; 2]| cx.standing.gravity(r);
        let wrong = |[r, t]: [u32; 2]| cx.standing.gravity(r & !t);
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
    pub fn apply<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        slot: u16,
        day: u16,
        story: StoryId,
        kind: ActKind,
        sink: &mut S,
    ) {
        self.count(cx, slot, cx.layout.of(Metric::Applications, kind.0), 1);
        let s = usize::from(slot);
        let deciding = cx.standing.deciding(kind);
        let held = self.books[Side::Record as usize].active[s] & deciding;
        let mut verdict: Option<(u8, bool)> = None;
        for wanted in [Polarity::Sanction, Polarity::Reward] {
            for (i, measure) in cx.plan.measures.iter().enumerate().filter(|(i, _)| held >> i & 1 == 1) {
                if verdict.is_some() || measure.polarity != wanted {
                    continue;
                }
                let (place, n) = story.place(Stream::Application, measure.key, 0);
                if measure.bite.hit(cx.keys.draw(place, n)[0]) {
                    verdict = Some((i as u8, wanted == Polarity::Sanction));
                }
            }
        }
        let wrongly = verdict.is_some_and(|(measure, refused)| {
            refused && self.books[Side::Truth as usize].active[s] >> measure & 1 == 0
        });
        match verdict {
            Some((_, true)) => self.count(cx, slot, cx.layout.of(Metric::Refused, kind.0), 1),
            Some((_, false)) => self.count(cx, slot, cx.layout.of(Metric::Preferred, kind.0), 1),
            None => {}
        }
        if wrongly {
            self.count(cx, slot, cx.layout.of(Metric::WronglyRefused, kind.0), 1);
        }
        let link = Link::Application {
            kind,
            measure: verdict.map(|(m, _)| m),
            refused: verdict.is_some_and(|(_, refused)| refused),
            wrongly,
        };
        self.trace(cx, sink, slot, day, story, link);
    }
}
