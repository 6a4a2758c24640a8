//! The run: all blocks through all steps, exchanging mail and decisions in between where there are any.

use crate::block::{Block, Book};
use crate::context::Context;
use crate::exchange::{Exchange, Inbox, office_counts};
use crate::incentives::Incentives;
use crate::refits::card_points;
use crate::scenario::{Scenario, Step, VISIT};
use glasshouse_metrics::{Changes, Series, Tally};
use glasshouse_model::BLOCK;
use glasshouse_model::trace::{NoTrace, Sink, Trace};
use glasshouse_regime::review::Office;
use std::ops::{ControlFlow, Range};

pub use crate::block::ever;
pub use crate::context::layout;

/// Does independent pieces of work, in any order, on any number of threads.
pub trait Executor: Sync {
    /// Calls `work(index, item)` once for every item.
    fn each<T: Send, F: Fn(usize, &mut T) + Sync>(&self, items: &mut [T], work: F);

    /// How many items are worked on at a time, at least 1.
    fn width(&self) -> usize;
}

/// One after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sequential;

impl Executor for Sequential {
    fn each<T: Send, F: Fn(usize, &mut T) + Sync>(&self, items: &mut [T], work: F) {
        items.iter_mut().enumerate().for_each(|(i, item)| work(i, item));
    }

    fn width(&self) -> usize {
        1
    }
}

/// What a run gives.
#[derive(Clone, Debug)]
pub struct Run {
    /// All metrics by month and group.
    pub series: Series,
    /// What crossed between blocks.
    pub exchange: Exchange,
    /// Households of the society.
    pub households: u32,
    /// How it ended for everyone.
    pub ends: Ends,
}

/// How a run ended for each person, in the order of [`glasshouse_model::PersonId`]: what two arms are
/// compared by, person by person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// What happened at least once, one bit each: see [`ever`].
    pub ever: Vec<u8>,
    /// Score by the record on the last day.
    pub score: Vec<i32>,
    /// Grade by the record on the last day; 255 for none.
    pub grade: Vec<u8>,
    /// Wealth in 1/1024 month. Empty where the society follows no wealth, and so is the next.
    pub wealth: Vec<i32>,
    /// Months on whose first morning the person was under an adverse measure.
    pub penalised_months: Vec<u16>,
}

/// The run was stopped by its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// Runs a scenario. `progress` is called after every month with the number of months done and may stop
/// the run.
///
/// # Errors
/// [`Stopped`] if `progress` asked for it.
pub fn run(
    scenario: &Scenario<'_>,
    executor: &impl Executor,
    progress: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<Run, Stopped> {
    run_watched(scenario, executor, &mut |months, _| progress(months))
}

/// [`run`], showing the months that are closed as well.
///
/// # Errors
/// As [`run`].
pub fn run_watched(
    scenario: &Scenario<'_>,
    executor: &impl Executor,
    progress: &mut dyn FnMut(u32, &Series) -> ControlFlow<()>,
) -> Result<Run, Stopped> {
    let cx = Context::new(scenario);
    let incentives = Incentives::by_month(&cx);
    let visits = cx.clock.visits(cx.crosses);
    let n_shares = cx.society.blocks().clamp(1, SHARES);
    let mut shares: Vec<Share> = (0..n_shares).map(|_| Share::new(&cx)).collect();
    executor
        .each(&mut shares, |i, share| share.settle_in(&cx, (i as u32..cx.society.blocks()).step_by(n_shares as usize)));
    let mut series = Series::new(cx.layout.clone());
    let mut exchange = Exchange::default();
    let mut office = Office::default();
    for visit in visits {
        executor.each(&mut shares, |_, share| share.visit(&cx, &incentives, visit.clone(), &exchange));
        let mut groups: Vec<&mut [Share]> = shares.chunks_mut(GROUP).collect();
        executor.each(&mut groups, |_, group| gather(group));
        for step in &cx.clock.steps[visit] {
            if step.closes {
                for share in shares.iter_mut().step_by(GROUP) {
                    series.absorb(&mut share.changes, usize::from(step.month) % VISIT);
                }
                card_points(&cx, step.month).for_each(|(column, n)| series.add_for_all(column, n));
            }
            cross(&cx, step, &mut shares, &mut office, &mut exchange, &mut series);
            if step.closes {
                let days = step.last + 1 - cx.clock.month_starts[usize::from(step.month)];
                series.close_month(u32::from(days));
                if progress(u32::from(step.month) + 1, &series).is_break() {
                    return Err(Stopped);
                }
            }
        }
    }
    let mut blocks: Vec<Block> = shares.into_iter().flat_map(|share| share.blocks).collect();
    blocks.sort_unstable_by_key(|block| block.number);
    let mut ends = Ends::default();
    blocks.iter().for_each(|block| ends.take(&cx, block));
    Ok(Run { series, exchange, households: blocks.iter().map(n_households).sum(), ends })
}

/// Into how many shares the blocks are dealt: more than there are threads, so that all have work to the end.
const SHARES: u32 = 64;

/// Shares whose counts are added up beside those of others.
const GROUP: usize = 8;

/// Adds what several shares counted to the first of them.
fn gather(shares: &mut [Share]) {
    if let Some((first, others)) = shares.split_first_mut() {
        others.iter_mut().for_each(|other| first.changes.absorb(&mut other.changes));
    }
}

/// Blocks that one worker takes one after the other, and what they count together.
struct Share {
    blocks: Vec<Block>,
    /// The tally of the block that is being simulated.
    tally: Tally,
    /// Changes of the months of a visit, by turns.
    changes: Changes,
}

impl Share {
    fn new(cx: &Context<'_>) -> Share {
        Share { blocks: Vec::new(), tally: Tally::new(&cx.layout), changes: Changes::new(&cx.layout, VISIT) }
    }

    /// Makes the blocks.
    fn settle_in(&mut self, cx: &Context<'_>, numbers: impl Iterator<Item = u32>) {
        for number in numbers {
            let mut block = Block::new(cx, number);
            self.changes.take(0, &mut block.tally, 1);
            block.tally = Tally::default();
            self.blocks.push(block);
        }
    }

    /// Takes each block through the steps between two exchanges, so that what it remembers is fetched once.
    fn visit(&mut self, cx: &Context<'_>, incentives: &[Incentives], steps: Range<usize>, exchange: &Exchange) {
        for block in &mut self.blocks {
            std::mem::swap(&mut self.tally, &mut block.tally);
            for number in steps.clone() {
                let step = &cx.clock.steps[number];
                block.step(cx, incentives, step, exchange.inbox(number, block.number), &mut NoTrace);
                if step.closes || number + 1 == steps.end {
                    self.changes.take(usize::from(step.month) % VISIT, &mut block.tally, 1);
                }
            }
            std::mem::swap(&mut self.tally, &mut block.tally);
        }
    }
}

impl Ends {
    /// Ends of so many persons, to be put in place block by block.
    pub(crate) fn empty(cx: &Context<'_>, people: usize) -> Ends {
        let n_followed = if cx.society.wealth.is_some() { people } else { 0 };
        let (wealth, penalised_months) = (vec![0; n_followed], vec![0; n_followed]);
        Ends { ever: vec![0; people], score: vec![0; people], grade: vec![0; people], wealth, penalised_months }
    }

    /// Adds how it ended for the persons that follow.
    pub fn append(&mut self, others: &Ends) {
        let Ends { ever, score, grade, wealth, penalised_months } = others;
        self.ever.extend_from_slice(ever);
        self.score.extend_from_slice(score);
        self.grade.extend_from_slice(grade);
        self.wealth.extend_from_slice(wealth);
        self.penalised_months.extend_from_slice(penalised_months);
    }

    /// Forgets the first `n` persons.
    pub fn drop_first(&mut self, n: usize) {
        fn drop_first<T>(from: &mut Vec<T>, n: usize) {
            from.drain(..n.min(from.len()));
        }
        drop_first(&mut self.ever, n);
        drop_first(&mut self.score, n);
        drop_first(&mut self.grade, n);
        drop_first(&mut self.wealth, n);
        drop_first(&mut self.penalised_months, n);
    }

    /// Puts the ends of a block in place.
    pub(crate) fn put(&mut self, block: u32, own: &Ends) {
        fn copy<T: Copy>(to: &mut [T], first: usize, from: &[T]) {
            to.iter_mut().skip(first).zip(from).for_each(|(to, from)| *to = *from);
        }
        let first = block as usize * BLOCK;
        copy(&mut self.ever, first, &own.ever);
        copy(&mut self.score, first, &own.score);
        copy(&mut self.grade, first, &own.grade);
        copy(&mut self.wealth, first, &own.wealth);
        copy(&mut self.penalised_months, first, &own.penalised_months);
    }

    pub(crate) fn take(&mut self, cx: &Context<'_>, block: &Block) {
        self.ever.extend_from_slice(&block.ever);
        self.wealth.extend(block.wealth.has.iter().map(|[here, _]| *here));
        self.penalised_months.extend_from_slice(&block.wealth.penalised_months);
        self.grade.extend_from_slice(&block.books[Book::Record as usize].grade);
        self.score.extend((0..block.people.len()).map(|slot| block.score(cx, Book::Record, slot as u16)));
    }
}

/// Simulates the first block alone, with nothing crossing; returns the most bytes that it held.
pub fn pilot(scenario: &Scenario<'_>) -> usize {
    let cx = Context::new(scenario);
    let mut most = 0;
    let after = |block: &mut Block, _: usize, _: &Step| {
        block.forget_sent();
        most = most.max(block.bytes());
    };
    Block::new(&cx, 0).live(&cx, &Incentives::by_month(&cx), &Exchange::default(), &mut NoTrace, after);
    most
}

/// Simulates one block again against what crossed into it, tracing the persons that `trace` wants.
pub fn replay(scenario: &Scenario<'_>, exchange: &Exchange, number: u32, trace: &mut Trace) {
    if number >= scenario.society.blocks() {
        return;
    }
    let cx = Context::new(scenario);
    let after = |block: &mut Block, _: usize, step: &Step| {
        block.forget_sent();
        if step.closes {
            block.tally.clear();
        }
    };
    Block::new(&cx, number).live(&cx, &Incentives::by_month(&cx), exchange, trace, after);
}

impl Block {
    /// Takes the block alone through the whole horizon against what crosses into it, and calls `after` with the
    /// number of each step when it is done.
    pub(crate) fn live<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        incentives: &[Incentives],
        exchange: &Exchange,
        sink: &mut S,
        mut after: impl FnMut(&mut Block, usize, &Step),
    ) {
        for (number, step) in cx.clock.steps.iter().enumerate() {
            self.step(cx, incentives, step, exchange.inbox(number, self.number), sink);
            after(self, number, step);
        }
    }

    /// Drops what it sent: it has been sent before, or nobody is there to get it.
    pub(crate) fn forget_sent(&mut self) {
        self.outbox.clear();
        self.objections.clear();
    }

    /// One step of one block.
    pub(crate) fn step<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        incentives: &[Incentives],
        step: &Step,
        inbox: Inbox<'_>,
        sink: &mut S,
    ) {
        if let Some(total) = inbox.total {
            self.total_before = total;
        }
        if step.opens {
            self.calendar.open_month(&cx.clock, step.month);
            self.live_on(cx, step.month);
            self.decide_by_card(cx, step, sink);
            self.weigh_evasion(cx, &incentives[usize::from(step.month)], step.month);
            self.circulate(cx, &incentives[usize::from(step.month)], step.month);
            self.act(cx, &incentives[usize::from(step.month)], step, sink);
        }
        self.receive(cx, step, inbox, sink);
        self.pass(cx, &incentives[usize::from(step.month)], step, sink);
        if step.closes {
            self.learn(cx, step.month);
            self.learn_of_success(cx);
            self.keep_company(cx, step.month);
            self.ask(cx, step.month);
            self.end_dealing(cx, step);
        }
    }
}

/// Collects what the blocks sent in a step, in an order that no scheduling can change, and lets the office work through
/// the step's days.
fn cross(
    cx: &Context<'_>,
    step: &Step,
    shares: &mut [Share],
    office: &mut Office,
    exchange: &mut Exchange,
    series: &mut Series,
) {
    if !cx.crosses {
        return;
    }
    if cx.follows_all {
        exchange.totals.push(shares.iter().flat_map(|share| &share.blocks).map(|block| block.total).sum());
    }
    let (mut mail, mut filed) = (Vec::new(), Vec::new());
    for block in shares.iter_mut().flat_map(|share| &mut share.blocks) {
        mail.append(&mut block.outbox);
        filed.append(&mut block.objections);
    }
    mail.sort_unstable();
    exchange.mail.push(mail);
    let mut decisions = Vec::new();
    if let Some(review) = &cx.plan.review {
        filed.sort_unstable();
        let days = (cx.clock.day(step.first), cx.clock.day(step.last));
        let (decided, counts) = office.step(review, &cx.keys, days, &filed);
        decisions = decided;
        office_counts(cx, counts).into_iter().for_each(|(column, n)| series.add_for_all(column, n));
    }
    exchange.decisions.push(decisions);
}

pub(crate) fn n_households(block: &Block) -> u32 {
    block.people.household.iter().max().map_or(0, |last| u32::from(*last) + 1)
}
