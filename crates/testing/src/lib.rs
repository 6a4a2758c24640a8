//! Fixtures for tests that cross crates: the gallery's rulebooks and societies, runs of them, and
//! executors that schedule badly on purpose. For tests only.
#![expect(clippy::panic, reason = "a fixture that does not load must stop the test with its diagnostics")]

use glasshouse_engine::{Coupling, Executor, Ranks, Run, Scenario};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::group::Group;
use glasshouse_model::{Lang, PersonId};
use glasshouse_rulebook::{Patch, Plan};
use glasshouse_society::Society;
use std::ops::ControlFlow;
use std::sync::{Barrier, Mutex, PoisonError};

/// Suining's rulebook under some changes, written `path=value`.
pub fn suining(changes: &[&str]) -> Plan {
    let text = glasshouse_rulebook::builtin("suining-2010").unwrap_or_default();
    let patches: Vec<Patch> = changes.iter().filter_map(|c| Patch::parse(c)).collect();
    let checked = glasshouse_rulebook::check("suining-2010.toml", text.as_bytes(), &patches);
    let said: Vec<String> = checked.diagnostics.iter().map(|d| d.message(Lang::En).to_owned()).collect();
    checked.plan.unwrap_or_else(|| panic!("suining-2010 with {changes:?}: {said:#?}"))
}

/// Suining's rulebook with perfect channels: everything is seen at once, by the right dossier, and nothing
/// else is.
pub fn perfect_suining() -> Plan {
    let mut plan = suining(&[]);
    for channel in &mut plan.channels {
        channel.coverage = [glasshouse_model::Chance::ALWAYS; 2];
        channel.hit_rate = glasshouse_model::Chance::ALWAYS;
        channel.false_alarms = glasshouse_model::Ratio::ZERO;
        channel.delay_min = 0;
        channel.delay_mean = 0;
        channel.identity = glasshouse_rulebook::plan::Identity::NationalId { error: glasshouse_model::Chance::NEVER };
    }
    plan
}

/// The county at a size.
pub fn county(people: u32) -> Society {
    let mut society =
        glasshouse_society::builtin("suining-county").unwrap_or_else(|| panic!("the society does not load"));
    society.people = people;
    society
}

/// The county at a size, with more tables, under some changes written `path=value`.
pub fn county_with(more: &str, changes: &[&str], people: u32) -> Society {
    let patches: Vec<Patch> = changes.iter().filter_map(|c| Patch::parse(c)).collect();
    let text = format!("{}\n{more}", glasshouse_society::builtin_text("suining-county").unwrap_or_default());
    let checked = Society::compile("county", text.as_bytes(), &patches, Some(people), None);
    checked.society.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

/// A scenario with seed 7, replicate 0, exchanging weekly.
pub fn scenario<'a>(society: &'a Society, plan: &'a Plan, months: u32) -> Scenario<'a> {
    Scenario { society, plan, seed: 7, replicate: 0, months, coupling: Coupling::Week, changes: &[] }
}

/// Runs to the end.
pub fn run(scenario: &Scenario<'_>, executor: &impl Executor) -> Run {
    match glasshouse_engine::run(scenario, executor, &mut |_| ControlFlow::Continue(())) {
        Ok(run) => run,
        Err(_) => panic!("nobody stopped the run"),
    }
}

/// What is counted over so many months, on two threads.
pub fn series(plan: &Plan, society: &Society, months: u32) -> Series {
    run(&scenario(society, plan, months), &Threads(2)).series
}

/// The sum over the items of a metric, for everyone, over the run (flows) or at its end (stocks).
pub fn total(series: &Series, metric: Metric) -> i64 {
    series.layout.columns_of(metric).map(|column| series.total(column, Group::ALL.0)).sum()
}

/// Works through the items backwards.
pub struct Backwards;

impl Executor for Backwards {
    fn each<T: Send, F: Fn(usize, &mut T) + Sync>(&self, items: &mut [T], work: F) {
        items.iter_mut().enumerate().rev().for_each(|(i, item)| work(i, item));
    }

    fn width(&self) -> usize {
        1
    }
}

/// As many threads as asked for, each with every n-th item.
pub struct Threads(pub usize);

impl Executor for Threads {
    fn each<T: Send, F: Fn(usize, &mut T) + Sync>(&self, items: &mut [T], work: F) {
        let mut shares: Vec<Vec<(usize, &mut T)>> = (0..self.0).map(|_| Vec::new()).collect();
        for (i, item) in items.iter_mut().enumerate() {
            shares[i % self.0].push((i, item));
        }
        let work = &work;
        std::thread::scope(|scope| {
            for share in shares {
                scope.spawn(move || share.into_iter().for_each(|(i, item)| work(i, item)));
            }
        });
    }

    fn width(&self) -> usize {
        self.0
    }
}

/// `n` persons spread over the society by a fixed stride.
pub fn spread(society: &Society, n: u32) -> Vec<PersonId> {
    let stride = (society.people / n).max(1);
    (0..n.min(society.people)).map(|i| PersonId(i * stride)).collect()
}

/// A rulebook from a text with some passages replaced, each of which must be there.
pub fn plan(text: &str, changes: &[(&str, &str)]) -> Plan {
    let mut text = text.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "the text has no {old:?}");
        text = text.replacen(old, new, 1);
    }
    let checked = glasshouse_rulebook::check("test.toml", text.as_bytes(), &[]);
    let said: Vec<String> = checked.diagnostics.iter().map(|d| d.message(Lang::En).to_owned()).collect();
    checked.plan.unwrap_or_else(|| panic!("{changes:?}: {said:#?}"))
}

/// Does work on so many ranks, each a thread that shares nothing with the others but what it sends them.
pub fn together<T: Send>(size: usize, work: impl Fn(&dyn Ranks) -> T + Sync) -> Vec<T> {
    let table = Table { meet: Barrier::new(size), given: Mutex::new(vec![Vec::new(); size]) };
    let (table, work) = (&table, &work);
    std::thread::scope(|scope| {
        let ranks: Vec<_> = (0..size).map(|rank| scope.spawn(move || work(&Seat { rank, size, table }))).collect();
        let joined =
            |rank: std::thread::ScopedJoinHandle<'_, T>| rank.join().unwrap_or_else(|_| panic!("a rank ended"));
        ranks.into_iter().map(joined).collect()
    })
}

/// Where the ranks of [`together`] meet, and what each one gives.
#[derive(Debug)]
struct Table {
    meet: Barrier,
    given: Mutex<Vec<Vec<u8>>>,
}

#[derive(Debug)]
struct Seat<'t> {
    rank: usize,
    size: usize,
    table: &'t Table,
}

impl Ranks for Seat<'_> {
    fn rank(&self) -> usize {
        self.rank
    }

    fn size(&self) -> usize {
        self.size
    }

    fn sum(&self, numbers: &mut [i64]) {
        let own: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let all = self.gather(&own);
        for (place, sum) in numbers.iter_mut().enumerate() {
            let of = |bytes: &Vec<u8>| bytes.as_chunks::<8>().0.get(place).map_or(0, |n| i64::from_le_bytes(*n));
            *sum = all.iter().map(of).sum();
        }
    }

    fn gather(&self, own: &[u8]) -> Vec<Vec<u8>> {
        let given = || self.table.given.lock().unwrap_or_else(PoisonError::into_inner);
        given()[self.rank] = own.to_vec();
        self.table.meet.wait();
        let all = given().clone();
        self.table.meet.wait();
        all
    }
}
