//! What crosses between blocks: the decisions of the office that works for everybody, and records that reach whom a
//! searched register gave; nothing else. Stored with a run, so that one block can be simulated again alone.

use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::PersonId;
use glasshouse_model::trace::StoryId;
use glasshouse_regime::review::{Counts, Decision};

/// A record on its way to the dossier of somebody who may live in another block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mail {
    /// Whom the register gave.
    pub to: PersonId,
    /// Day of the record.
    pub day: u16,
    /// Its story.
    pub story: StoryId,
    /// Who did it.
    pub by: PersonId,
    /// Day of the act.
    pub act_day: u16,
    /// Act kind reported.
    pub kind: u8,
    /// Reporting channel.
    pub channel: u8,
}

/// Everything that crossed, by coupling step in which it was sent or decided. Each step's mail is ordered by addressee;
/// decisions by the office's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Mail sent in each step.
    pub mail: Vec<Vec<Mail>>,
    /// Decisions taken in each step, of all blocks.
    pub decisions: Vec<Vec<Decision>>,
    /// Sum of the scores of all people at the end of each step; empty where nobody goes by it.
    pub totals: Vec<i64>,
}

impl Exchange {
    /// Nothing, in so many steps.
    pub fn nothing(steps: usize) -> Exchange {
        Exchange { mail: vec![Vec::new(); steps], decisions: vec![Vec::new(); steps], totals: Vec::new() }
    }

    /// What a block finds at the start of a step: mail and decisions of the step before.
    pub fn inbox(&self, step: usize, block: u32) -> Inbox<'_> {
        let Some(before) = step.checked_sub(1) else { return Inbox::default() };
        let mail = self.mail.get(before).map_or(&[][..], Vec::as_slice);
        let first = mail.partition_point(|m| m.to.block() < block);
        let end = mail.partition_point(|m| m.to.block() <= block);
        Inbox {
            mail: mail.get(first..end).unwrap_or(&[]),
            decisions: self.decisions.get(before).map_or(&[][..], Vec::as_slice),
            total: self.totals.get(before).copied(),
        }
    }
}

/// What a block finds at the start of a step. Decisions are those of all blocks; a block takes its own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inbox<'a> {
    /// Mail for this block.
    pub mail: &'a [Mail],
    /// Decisions of the office.
    pub decisions: &'a [Decision],
    /// Sum of the scores of all people on the evening before; `None` before the first.
    pub total: Option<i64>,
}

/// What an office counted, with the columns that it belongs to.
pub fn office_counts(cx: &Context<'_>, counts: Counts) -> [(usize, i64); 10] {
    let Counts { queue, begun, waited, wait, given_up, urgent, days: [urgent_days, other_days], overdue, lapsed } =
        counts;
    [
        (Metric::Queue, queue),
        (Metric::ReviewBegun, begun),
        (Metric::ReviewWaited, waited),
        (Metric::ReviewWait, wait),
        (Metric::ReviewGivenUp, given_up),
        (Metric::UrgentDecided, urgent),
        (Metric::UrgentDays, urgent_days),
        (Metric::OtherDays, other_days),
        (Metric::ReviewOverdue, overdue),
        (Metric::ReviewLapsed, lapsed),
    ]
    .map(|(metric, n)| (cx.layout.at(metric), n))
}
