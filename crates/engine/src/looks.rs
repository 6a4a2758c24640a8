//! Looks at everyone at once: screens for those who did it, and matches of earnings against benefits. Both happen on
//! the first day of a month, before anyone acts in it.

use crate::block::{Block, Book};
use crate::calendar::At;
use crate::context::Context;
use crate::scenario::Step;
use glasshouse_metrics::Metric;
use glasshouse_model::ActKind;
use glasshouse_model::draw::{Place, Stream, below};
use glasshouse_model::trace::{Sink, StoryId};
use glasshouse_regime::sensing::{Look, Observation, Scene, delay_days, look};
use glasshouse_rulebook::plan::{Averages, Channel, Screen};

/// When someone last did what a screen looks for, and in which story.
pub type Done = Option<(u16, StoryId)>;

/// Above every number of a false alarm that comes by itself in a month.
const ALARM_OF_LOOK: u32 = 1 << 18;

/// The most that is alleged of one person, so that the sums of a block stay countable.
const ALLEGED_MAX: f64 = 500_000.0;

impl Block {
    /// Remembers an act for the screens that look for it.
    pub fn remember(&mut self, cx: &Context<'_>, at: At, kind: ActKind) {
        for (number, channel) in cx.screens.iter().enumerate() {
            if cx.plan.channels.get(usize::from(*channel)).is_some_and(|c| c.on.contains(&kind))
                && let Some(done) = self.done.get_mut(usize::from(at.slot) * cx.screens.len() + number)
            {
                // Acts of a month come kind by kind, not in the order of their days.
                *done = Some((at.day, at.story)).max(*done);
            }
        }
    }

    /// The looks that fall on the first day of a month.
    pub fn look_at_all<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, sink: &mut S) {
        for (number, channel) in cx.screens.iter().enumerate() {
            let Some(own) = cx.plan.channels.get(usize::from(*channel)) else { continue };
            if let Some(screen) = own.screen.filter(|s| step.month > 0 && step.month.is_multiple_of(s.every)) {
                self.screen(cx, step, (number, *channel, screen), sink);
            }
        }
        for (number, channel) in cx.plan.channels.iter().enumerate() {
            if let Some(match_) = channel.averages.filter(|a| step.month > 0 && step.month.is_multiple_of(a.every)) {
                self.match_earnings(cx, step, (number as u8, match_), sink);
            }
        }
    }

    fn screen<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        step: &Step,
        (number, channel, screen): (usize, u8, Screen),
        sink: &mut S,
    ) {
        let Some(own) = cx.plan.channels.get(usize::from(channel)) else { return };
        let place = Place { stream: Stream::Look, sub: own.key, unit: self.number, tick: u32::from(step.month) };
        for slot in 0..self.people.len() as u16 {
            let done = self.done.get(usize::from(slot) * cx.screens.len() + number).copied().flatten();
            let marks = cx.keys.draw(place, u32::from(slot));
            let person = self.person(slot);
            let scene = Scene {
                urban: self.is_urban(cx, slot),
                day: cx.clock.day(step.first),
                namesakes: || cx.society.namesakes(cx.society.name(person)),
                facts: || self.facts(cx, Book::Record, slot, step.first),
                left: self.left_in_sight(cx, slot),
            };
            let days_since = done.map(|(day, _)| u32::from(step.first.saturating_sub(day)));
            match (look((channel, own), screen, marks, days_since, &scene), done) {
                (Some(Look::Seen(about, days)), Some((day, story))) => {
                    // The report is about the act, and comes after the look.
                    let delay_days = days_since.unwrap_or(0) + days;
                    let seen = Observation { channel, delay_days, about };
                    self.follow(cx, At { story, slot, day }, ActKind(story.sub()), seen, sink);
                }
                (Some(Look::False(days)), _) => {
                    self.suspect(cx, step, (channel, own, slot, marks[3], days), sink);
                }
                (Some(Look::Seen(..)), None) | (None, _) => {}
            }
        }
    }

    /// Someone who did nothing is reported by a look; false where such a report could not be about the person.
    fn suspect<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        step: &Step,
        (number, channel, slot, mark, days): (u8, &Channel, u16, u32, u32),
        sink: &mut S,
    ) -> bool {
        let Some(kind) = channel.on.get(below(mark, channel.on.len() as u32) as usize).copied() else { return false };
        if !self.is_plausible(cx, slot, kind) {
            return false;
        }
        let story = StoryId::false_alarm(self.number, u32::from(step.month), number, ALARM_OF_LOOK | u32::from(slot));
        if cx.is_changed(story, crate::change::Otherwise::Right) {
            return false;
        }
        self.report_falsely(cx, At { story, slot, day: step.first }, (number, kind, days), sink);
        true
    }

    /// Everyone's earnings of the year before are matched against their benefits. Everyone has reported them rightly,
    /// so whatever is alleged is not owed.
    fn match_earnings<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        step: &Step,
        (number, averages): (u8, Averages),
        sink: &mut S,
    ) {
        let Some(channel) = cx.plan.channels.get(usize::from(number)) else { return };
        let reach = channel.reach(cx.clock.day(step.first));
        let place = Place { stream: Stream::Look, sub: channel.key, unit: self.number, tick: u32::from(step.month) };
        for slot in 0..self.people.len() as u16 {
            let Some(earning) = cx.society.earning(self.person(slot)) else { continue };
            let alleged = averages.alleged(earning.wage, earning.worked, earning.periods).min(ALLEGED_MAX);
            let marks = cx.keys.draw(place, u32::from(slot));
            let covered = channel.coverage[usize::from(self.is_urban(cx, slot))].and(reach);
            if alleged <= 0.0 || alleged < averages.least || !covered.hit(marks[0]) {
                continue;
            }
            let days = delay_days(channel, marks[2]);
            if self.suspect(cx, step, (number, channel, slot, marks[3], days), sink) {
                // Counts are whole: the fraction goes up by lot, so that sums are right on average.
                let whole = alleged as i32;
                let lot = f64::from(marks[1]) / 4_294_967_296.0;
                let amount = whole + i32::from(lot < alleged - f64::from(whole));
                self.count(cx, slot, cx.layout.of(Metric::Alleged, number), amount);
            }
        }
    }
}
