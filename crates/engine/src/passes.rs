//! The run by passes: one block after the other through the whole horizon, so that memory does not grow with
//! people.
//!
//! Where nothing crosses between blocks, one pass is enough. Otherwise the first pass only scouts: it simulates every
//! block as if nothing came, to learn what is sent. The second simulates every block with that, and counts. What was
//! sent may then differ here and there, because what came changed how people behaved; the blocks that something else
//! should have come to are taken out of the count and simulated again, and so on. What is sent in a step depends on what
//! came in earlier steps only, so every pass settles at least one more step, and the passes end, with the same bits as
//! going step by step.
//!
//! Several processes share the blocks: each simulates its own, and after every pass all know what all have sent.
//! Counts are sums of integers, so that their number changes no bit.

use crate::block::Block;
use crate::context::Context;
use crate::exchange::{Exchange, Mail, office_counts};
use crate::incentives::Incentives;
use crate::parcel::{pack, unpack};
use crate::ranks::Ranks;
use crate::refits::card_points;
use crate::run::{Ends, Executor, Run, Stopped, n_households};
use crate::scenario::Scenario;
use glasshouse_metrics::{Changes, Series};
use glasshouse_model::trace::NoTrace;
use glasshouse_regime::review::{Counts, Decision, Objection, Office};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Blocks for each thread, at most, between two reports of progress.
const SHARE: usize = 64;

/// Runs a scenario by passes, on as many processes as there are `ranks`; all get the same run. `progress` is called
/// with the months done, as a share of the passes over everyone, and may stop the run of all. Without `keep_ends`,
/// [`Run::ends`] stays empty: nothing is kept per person.
///
/// # Errors
/// [`Stopped`] if `progress` asked for it.
pub fn run_by_passes(
    scenario: &Scenario<'_>,
    executor: &impl Executor,
    ranks: &dyn Ranks,
    keep_ends: bool,
    progress: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<Run, Stopped> {
    let mut ends = Ends::default();
    let mut keep = |own: Ends| ends.append(&own);
    let hand_on: Option<&mut dyn FnMut(Ends)> = if keep_ends { Some(&mut keep) } else { None };
    let run = run_handing_on(scenario, executor, ranks, hand_on, progress)?;
    Ok(Run { ends, ..run })
}

/// [`run_by_passes`], handing on how it ends for each person instead of keeping it: some blocks at a time, in the order
/// of persons. Where nothing crosses between blocks that is as soon as they are simulated, so that memory does not grow
/// with people; otherwise at the end, since what is sent may still change it. [`Run::ends`] stays empty.
///
/// # Errors
/// As [`run_by_passes`].
pub fn run_handing_on(
    scenario: &Scenario<'_>,
    executor: &impl Executor,
    ranks: &dyn Ranks,
    mut hand_on: Option<&mut dyn FnMut(Ends)>,
    progress: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<Run, Stopped> {
    let keep_ends = hand_on.is_some();
    let cx = Context::new(scenario);
    let incentives = Incentives::by_month(&cx);
    let n_steps = cx.clock.steps.len();
    let n_months = cx.clock.month_starts.len() - 1;
    let all: Vec<u32> = (0..cx.society.blocks()).collect();
    let mut workers: Vec<Worker> =
        (0..executor.width().max(1)).map(|_| Worker::new(&cx, n_months, keep_ends)).collect();
    // Every process has to stop at the same places.
    let mut width = [workers.len() as i64];
    ranks.sum(&mut width);
    let share = SHARE * width[0].max(1) as usize;
    let crosses = cx.crosses;
    let mut ends = Ends::empty(&cx, if keep_ends && crosses { cx.society.people as usize } else { 0 });
    let nothing = Exchange::nothing(if crosses { n_steps } else { 0 });
    let mut sent = Sent {
        mail: vec![Vec::new(); n_steps],
        filed: vec![Vec::new(); n_steps],
        totals: vec![0; if cx.follows_all { n_steps } else { 0 }],
    };
    // What the blocks were last simulated with, and what should have come.
    let (mut used, mut due) = (nothing.clone(), nothing);
    let mut queues = vec![Counts::default(); n_steps];
    let mut stale = all.clone();
    let mut passes = if crosses { vec![Pass::Count, Pass::Scout] } else { vec![Pass::Count] };
    let whole_passes = passes.len();
    let mut whole_done = 0;
    while !stale.is_empty() {
        let pass = passes.pop().unwrap_or(Pass::Recount);
        let mut done = 0;
        for share in evenly(&stale, share) {
            let own: Vec<u32> = share.iter().copied().filter(|b| *b as usize % ranks.size() == ranks.rank()).collect();
            simulate(&cx, executor, &incentives, &mut workers, &own, pass, (&used, &due));
            if let (Some(hand_on), true) = (&mut hand_on, pass != Pass::Scout) {
                let ended = ended(&mut workers, ranks);
                if crosses {
                    ended.iter().for_each(|(block, own)| ends.put(*block, own));
                } else {
                    ended.iter().for_each(|(_, own)| ends.append(own));
                    hand_on(std::mem::take(&mut ends));
                }
            }
            done += share.len();
            let share_done = (whole_done * stale.len() + done) as f64 / (whole_passes * stale.len()) as f64;
            // Where one stops, all do.
            let mut stops = [i64::from(progress((n_months as f64 * share_done.min(1.0)) as u32).is_break())];
            ranks.sum(&mut stops);
            if stops != [0] {
                return Err(Stopped);
            }
        }
        whole_done += 1;
        let again: BTreeSet<u32> = stale.iter().copied().collect();
        sent.replace(&again, &mut workers, pass, ranks);
        used = due;
        (due, queues) = sent.exchange(&cx);
        // What everyone goes by is followed in the lighter form until it repeats.
        if pass == Pass::Scout && used.totals != due.totals {
            passes.push(Pass::Scout);
        }
        let differs = |block: &u32| pass == Pass::Scout || differs(&used, &due, *block);
        stale = all.iter().copied().filter(differs).collect();
    }
    if let (Some(hand_on), true) = (hand_on, crosses) {
        hand_on(ends);
    }
    let (series, households) = add_up(&cx, &mut workers, &queues, ranks);
    Ok(Run { series, exchange: due, households, ends: Ends::default() })
}

/// What all workers of all processes counted, with what the office did; and the number of households.
fn add_up(cx: &Context<'_>, workers: &mut [Worker], queues: &[Counts], ranks: &dyn Ranks) -> (Series, u32) {
    let n_months = cx.clock.month_starts.len() - 1;
    let mut changes = Changes::new(&cx.layout, n_months);
    let mut households = [0];
    for worker in workers {
        changes.absorb(&mut worker.changes);
        households[0] += worker.households;
    }
    if ranks.size() > 1 {
        ranks.sum(&mut households);
        changes.tables().for_each(|table| ranks.sum(table));
    }
    for (step, counts) in cx.clock.steps.iter().zip(queues) {
        for (column, n) in office_counts(cx, *counts) {
            changes.add_for_all(usize::from(step.month), column, n);
        }
    }
    for month in 0..n_months as u16 {
        card_points(cx, month).for_each(|(column, n)| changes.add_for_all(usize::from(month), column, n));
    }
    let days: Vec<u32> = cx.clock.month_starts.windows(2).map(|pair| u32::from(pair[1] - pair[0])).collect();
    (changes.into_series(cx.layout.clone(), &days), households[0].max(0) as u32)
}

/// Some blocks, so many at a time at most, in pieces of nearly the same size: the last one keeps everybody busy too.
fn evenly(blocks: &[u32], most: usize) -> impl Iterator<Item = &[u32]> {
    let pieces = blocks.len().div_ceil(most).max(1);
    blocks.chunks(blocks.len().div_ceil(pieces).max(1))
}

/// How it ended in the blocks that were just simulated, in whichever process, in their order.
fn ended(workers: &mut [Worker], ranks: &dyn Ranks) -> Vec<(u32, Ends)> {
    let mut ended: Vec<(u32, Ends)> = workers.iter_mut().flat_map(|w| w.ends.drain(..)).collect();
    if ranks.size() > 1 {
        ended = ranks.gather(&pack(ended)).iter().flat_map(|bytes| unpack(bytes)).collect();
    }
    ended.sort_unstable_by_key(|(block, _)| *block);
    ended
}

/// What a block is simulated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    /// To learn what it sends.
    Scout,
    /// To count it.
    Count,
    /// To take the last simulation out of the count, and count it with what is due now.
    Recount,
}

/// What one worker has gathered.
struct Worker {
    changes: Changes,
    /// Sent by the blocks of this pass: step and mail, step and objection.
    mail: Vec<(usize, Mail)>,
    filed: Vec<(usize, Objection)>,
    /// How it ended in the blocks of this pass, where that is kept.
    ends: Vec<(u32, Ends)>,
    keep_ends: bool,
    households: i64,
    /// Sums of scores at the end of each step; those that are taken out of the count are taken off.
    totals: Vec<i64>,
}

impl Worker {
    fn new(cx: &Context<'_>, n_months: usize, keep_ends: bool) -> Worker {
        Worker {
            changes: Changes::new(&cx.layout, n_months),
            mail: Vec::new(),
            filed: Vec::new(),
            ends: Vec::new(),
            keep_ends,
            households: 0,
            totals: vec![0; if cx.follows_all { cx.clock.steps.len() } else { 0 }],
        }
    }

    /// Takes one block through the horizon. What it sends is kept, unless it is taken out of the count.
    fn simulate(
        &mut self,
        cx: &Context<'_>,
        incentives: &[Incentives],
        mut block: Block,
        exchange: &Exchange,
        sign: i64,
    ) {
        self.households += sign * i64::from(n_households(&block));
        let Worker { changes, mail, filed, totals, .. } = self;
        block.live(cx, incentives, exchange, &mut NoTrace, |block, number, step| {
            if sign < 0 {
                block.forget_sent();
            }
            if let Some(total) = totals.get_mut(number) {
                *total += if sign < 0 { -block.total } else { block.total };
            }
            mail.extend(block.outbox.drain(..).map(|m| (number, m)));
            filed.extend(block.objections.drain(..).map(|o| (number, o)));
            if step.closes && sign != 0 {
                changes.take(usize::from(step.month), &mut block.tally, sign);
            }
        });
        if self.keep_ends && sign > 0 {
            let mut ends = Ends::default();
            ends.take(cx, &block);
            self.ends.push((block.number, ends));
        }
    }
}

/// Simulates some blocks with what is due; where they are counted already, with what they were counted with too.
fn simulate(
    cx: &Context<'_>,
    executor: &impl Executor,
    incentives: &[Incentives],
    workers: &mut [Worker],
    blocks: &[u32],
    pass: Pass,
    (used, due): (&Exchange, &Exchange),
) {
    // Whoever is free takes the next block: which worker that is shows nowhere, and few tables of counts stay at hand.
    let taken = AtomicUsize::new(0);
    executor.each(workers, |_, worker| {
        while let Some(number) = blocks.get(taken.fetch_add(1, Ordering::Relaxed)).copied() {
            match pass {
                Pass::Scout => worker.simulate(cx, incentives, Block::scout(cx, number), due, 0),
                Pass::Count => worker.simulate(cx, incentives, Block::new(cx, number), due, 1),
                Pass::Recount => {
                    worker.simulate(cx, incentives, Block::new(cx, number), used, -1);
                    worker.simulate(cx, incentives, Block::new(cx, number), due, 1);
                }
            }
        }
    });
}

/// What all blocks sent when they were last simulated, by step.
struct Sent {
    mail: Vec<Vec<Mail>>,
    filed: Vec<Vec<Objection>>,
    totals: Vec<i64>,
}

impl Sent {
    /// Replaces what some blocks sent, in whichever process.
    fn replace(&mut self, blocks: &BTreeSet<u32>, workers: &mut [Worker], pass: Pass, ranks: &dyn Ranks) {
        if pass != Pass::Recount {
            self.totals.fill(0);
        }
        let mut more = vec![0; self.totals.len()];
        for worker in workers.iter_mut() {
            more.iter_mut().zip(&mut worker.totals).for_each(|(sum, own)| *sum += std::mem::take(own));
        }
        ranks.sum(&mut more);
        self.totals.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        for step in &mut self.mail {
            step.retain(|m| !blocks.contains(&m.by.block()));
        }
        for step in &mut self.filed {
            step.retain(|o| !blocks.contains(&o.person.block()));
        }
        let mut mail: Vec<(usize, Mail)> = workers.iter_mut().flat_map(|w| w.mail.drain(..)).collect();
        let mut filed: Vec<(usize, Objection)> = workers.iter_mut().flat_map(|w| w.filed.drain(..)).collect();
        if ranks.size() > 1 {
            mail = ranks.gather(&pack(mail)).iter().flat_map(|bytes| unpack(bytes)).collect();
            filed = ranks.gather(&pack(filed)).iter().flat_map(|bytes| unpack(bytes)).collect();
        }
        mail.into_iter().for_each(|(n, m)| self.mail[n].push(m));
        filed.into_iter().for_each(|(n, o)| self.filed[n].push(o));
        self.mail.iter_mut().for_each(|step| step.sort_unstable());
        self.filed.iter_mut().for_each(|step| step.sort_unstable());
    }

    /// What comes of it: the mail as it is, and the office's decisions; and what the office counted in each step.
    fn exchange(&self, cx: &Context<'_>) -> (Exchange, Vec<Counts>) {
        if !cx.crosses {
            return (Exchange::default(), vec![Counts::default(); self.filed.len()]);
        }
        let mut office = Office::default();
        let mut decisions: Vec<Vec<Decision>> = Vec::new();
        let mut queues = Vec::new();
        for (step, filed) in cx.clock.steps.iter().zip(&self.filed) {
            let days = (cx.clock.day(step.first), cx.clock.day(step.last));
            let (decided, counts) = match &cx.plan.review {
                Some(review) => office.step(review, &cx.keys, days, filed),
                None => Default::default(),
            };
            decisions.push(decided);
            queues.push(counts);
        }
        (Exchange { mail: self.mail.clone(), decisions, totals: self.totals.clone() }, queues)
    }
}

/// Whether something else comes to a block.
fn differs(used: &Exchange, due: &Exchange, block: u32) -> bool {
    if used.totals != due.totals {
        return true;
    }
    let own = |d: &&Decision| d.objection.person.block() == block;
    (1..=due.mail.len()).any(|step| {
        let (a, b) = (used.inbox(step, block), due.inbox(step, block));
        a.mail != b.mail || !a.decisions.iter().filter(own).eq(b.decisions.iter().filter(own))
    })
}

#[cfg(test)]
mod tests {
    use super::evenly;

    #[test]
    fn pieces_are_alike_and_leave_nothing_out() {
        for (n, most) in [(0, 4), (1, 4), (4, 4), (5, 4), (279, 256), (1000, 256)] {
            let all: Vec<u32> = (0..n).collect();
            let pieces: Vec<&[u32]> = evenly(&all, most).collect();
            assert_eq!(pieces.concat(), all);
            let of = |size: Option<usize>| size.unwrap_or(0);
            let (least, largest) = (of(pieces.iter().map(|p| p.len()).min()), of(pieces.iter().map(|p| p.len()).max()));
            assert!(largest <= most && largest - least <= pieces.len(), "{n}: {least} to {largest}");
        }
    }
}
