//! Runs scenarios side by side, and takes quantities from every replicate.

use super::model;
use super::quantity::{Counts, Quantity};
use super::scenario::{Part, Subject};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::source;
use crate::spec::Prepared;
use glasshouse_engine::{Scenario, Sequential};
use glasshouse_society::Society;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far it is, in replicates of scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Done.
    pub done: u64,
    /// Known so far to be done; second looks come on top.
    pub of: u64,
}

/// A scenario at a size, as a key: its place, factor on the people, seed.
pub(crate) type Key = (usize, u32, u64);

/// One value per replicate and quantity (by place), for each scenario that ran.
pub(crate) type Values = BTreeMap<Key, Vec<Vec<Option<f64>>>>;

/// Scenarios, and what is taken from each of their replicates.
#[derive(Debug)]
pub(crate) struct Work<'c> {
    /// The scenarios.
    pub parts: &'c [Part],
    /// The quantities.
    pub quantities: Vec<&'c Quantity>,
}

/// Something to run.
struct Job<'c> {
    key: Key,
    work: &'c Work<'c>,
    /// The society with more people, where it is another than declared.
    society: Option<Society>,
}

/// Where scenarios run.
pub(crate) struct Bench<'p> {
    pub pool: &'p Pool,
    pub watch: Mutex<&'p mut (dyn FnMut(Step) -> ControlFlow<()> + Send)>,
    pub done: AtomicU64,
    pub of: u64,
}

impl Bench<'_> {
    /// Every replicate of every scenario wanted, one to a thread.
    pub fn run(&mut self, work: &Work<'_>, keys: &[Key], replicates: u32) -> Result<Values, Failure> {
        let mut jobs = Vec::new();
        for key in keys {
            jobs.push(Job { key: *key, work, society: larger(work, *key)? });
        }
        let each: Vec<(usize, u32)> =
            (0..jobs.len()).flat_map(|job| (0..replicates).map(move |replicate| (job, replicate))).collect();
        let found: Vec<Mutex<Vec<Option<f64>>>> = each.iter().map(|_| Mutex::new(Vec::new())).collect();
        let stopped = AtomicBool::new(false);
        self.pool.spread(each.len(), |i| {
            let (Some((job, replicate)), false) = (each.get(i), stopped.load(Ordering::Relaxed)) else { return };
            if let (Some(job), Some(slot)) = (jobs.get(*job), found.get(i))
                && let Ok(mut slot) = slot.lock()
            {
                *slot = one(job, *replicate);
            }
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            if let Ok(mut watch) = self.watch.lock()
                && watch(Step { done, of: self.of }).is_break()
            {
                stopped.store(true, Ordering::Relaxed);
            }
        });
        if stopped.into_inner() {
            let (done, of) = (self.done.load(Ordering::Relaxed) as u32, self.of as u32);
            return Err(Failure::Interrupted { done, of, resume: String::new() });
        }
        let mut values = Values::new();
        for ((job, _), slot) in each.iter().zip(found) {
            if let (Some(job), Ok(slot)) = (jobs.get(*job), slot.into_inner()) {
                values.entry(job.key).or_default().push(slot);
            }
        }
        Ok(values)
    }
}

/// Between the people of two looks lie so many seeds.
const REDRAWN: u64 = 1 << 20;

/// The society of a scenario with more people, where that is asked for.
fn larger(work: &Work<'_>, (part, factor, _): Key) -> Result<Option<Society>, Failure> {
    let Some(part) = work.parts.get(part).filter(|_| factor != 1) else { return Ok(None) };
    remade(part, factor, None)
}

/// The society of a scenario with so many times the people, or with other people.
fn remade(part: &Part, factor: u32, seed: Option<u64>) -> Result<Option<Society>, Failure> {
    let Subject::Regime(prepared) = &part.subject else { return Ok(None) };
    let people = prepared.society.people.saturating_mul(factor);
    let set: Vec<String> =
        prepared.spec.set.iter().filter(|s| s.trim_start().starts_with("society.")).cloned().collect();
    let (faults, society) =
        source::society_parsed(&prepared.parsed.society, &crate::spec::patches(&set)?, Some(people), seed);
    society.map(Some).ok_or(Failure::Document(vec![faults]))
}

/// The values of one replicate, by quantity.
fn one(job: &Job<'_>, replicate: u32) -> Vec<Option<f64>> {
    let (part, factor, seed) = job.key;
    let part = job.work.parts.get(part);
    match part.map(|p| &p.subject) {
        Some(Subject::Regime(prepared)) => {
            let others = part.filter(|p| p.redraw).and_then(|p| {
                let own = seed.wrapping_mul(REDRAWN).wrapping_add(u64::from(replicate));
                remade(p, factor, Some(prepared.society.seed.wrapping_add(own))).ok().flatten()
            });
            let scenario = scenario(prepared, others.as_ref().or(job.society.as_ref()), seed, replicate);
            let run = glasshouse_engine::run(&scenario, &Sequential, &mut |_| ControlFlow::Continue(()));
            let Ok(run) = run else { return Vec::new() };
            let counts = Counts { series: &run.series, ends: &run.ends, society: scenario.society };
            job.work.quantities.iter().map(|q| q.of(&counts)).collect()
        }
        Some(Subject::Model { model, design, points }) => {
            let outputs = model::outputs(model, design, *points, seed.wrapping_add(u64::from(replicate)));
            let of = |name: &str| outputs.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
            job.work.quantities.iter().map(|q| q.of_outputs(&of)).collect()
        }
        Some(Subject::Market(market)) => {
            let outcome =
                if factor == 1 { market.play(seed, replicate) } else { market.larger(factor).play(seed, replicate) };
            job.work.quantities.iter().map(|q| q.of_outputs(&|name| outcome.value(name))).collect()
        }
        None => Vec::new(),
    }
}

fn scenario<'p>(prepared: &'p Prepared, society: Option<&'p Society>, seed: u64, replicate: u32) -> Scenario<'p> {
    let own = prepared.scenario(replicate);
    Scenario { society: society.unwrap_or(own.society), seed, ..own }
}

/// People in each replicate of a scenario with so many times its people; 0 where it has none.
pub(crate) fn people(parts: &[Part], part: usize, factor: u32) -> u32 {
    match parts.get(part).map(|p| &p.subject) {
        Some(Subject::Regime(prepared)) => prepared.society.people.saturating_mul(factor),
        Some(Subject::Market(market)) => market.larger(factor).traders(),
        Some(Subject::Model { .. }) | None => 0,
    }
}
