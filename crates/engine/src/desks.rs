//! Channels that can only work through so many reports a day: the rest wait, and what waits longer than logs are
//! kept is lost. Each block has its share of a channel's capacity.

use crate::block::Block;
use crate::calendar::{At, Event};
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::trace::Sink;
use std::collections::VecDeque;

/// The desk of one channel in one block.
#[derive(Clone, Debug)]
pub struct Desk {
    channel: u8,
    /// Reports a day, as a fraction.
    rate: (i64, i64),
    /// Work credit in units of 1 / denominator reports.
    credit: i64,
    waiting: VecDeque<Event>,
}

/// The desks of the channels that have a limit, for a block of so many people.
pub fn desks(cx: &Context<'_>, people: usize) -> Vec<Desk> {
    let limited = |(i, channel): (usize, &glasshouse_rulebook::plan::Channel)| {
        let (num, den) = channel.per_day?.parts();
        let rate = (num.saturating_mul(people as i64), den.saturating_mul(1000));
        Some(Desk { channel: i as u8, rate, credit: 0, waiting: VecDeque::new() })
    };
    cx.plan.channels.iter().enumerate().filter_map(limited).collect()
}

impl Block {
    /// A report comes in at a desk with a limit; false if its channel has none.
    pub fn queue_up(&mut self, cx: &Context<'_>, channel: u8, event: &Event) -> bool {
        let Some(desk) = self.desks.iter_mut().find(|d| d.channel == channel) else { return false };
        desk.waiting.push_back(*event);
        self.count(cx, event.at.slot, cx.layout.of(Metric::ReportsWaiting, channel), 1);
        true
    }

    /// A day's work at all desks. An idle day cannot be saved up.
    pub fn work_desks<S: Sink>(&mut self, cx: &Context<'_>, day: u16, sink: &mut S) {
        let mut desks = std::mem::take(&mut self.desks);
        for desk in &mut desks {
            let (daily, unit) = desk.rate;
            desk.credit = desk.credit.saturating_add(daily);
            let kept = cx.plan.channels.get(usize::from(desk.channel)).and_then(|c| c.log_days);
            while let Some(event) = desk.waiting.front().copied() {
                let is_lost = kept.is_some_and(|kept| u32::from(day - event.act_day.min(day)) > kept);
                if !is_lost && desk.credit < unit {
                    break;
                }
                desk.waiting.pop_front();
                self.count(cx, event.at.slot, cx.layout.of(Metric::ReportsWaiting, desk.channel), -1);
                if is_lost {
                    self.count(cx, event.at.slot, cx.layout.of(Metric::ReportsLost, desk.channel), 1);
                } else {
                    desk.credit -= unit;
                    self.take_report(cx, &Event { at: At { day, ..event.at }, ..event }, sink);
                }
            }
            if desk.waiting.is_empty() {
                desk.credit = desk.credit.min(unit - 1).max(0);
            }
        }
        self.desks = desks;
    }
}
