//! Running the points: what is in the cache is taken, the rest goes to the threads.
//!
//! A small run uses one block after the other, so runs, not blocks, are spread over threads; with fewer runs than
//! threads each run is spread instead. Which thread does what shows nowhere: every number has its place.

use super::analytic::Analytic;
use super::cache::{Cache, Key, Numbers};
use super::input::Owner;
use super::{PreparedSweep, Share, Subject};
use crate::compare::{EVERY, values};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::spec::{Prepared, patches};
use crate::{forecast, levels, source};
use glasshouse_engine::{Executor, Scenario, Sequential};
use glasshouse_model::text::Text;
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use glasshouse_wire::sweep::SweepPlan;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

/// How far a sweep is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Months simulated or taken.
    pub done: u64,
    /// Months of all runs.
    pub of: u64,
    /// Runs that were taken from the cache.
    pub taken: u64,
    /// Whether counter-examples are being made smaller; then `of` is not known.
    pub shrinking: bool,
}

/// How much there is to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Different points.
    pub points: u64,
    /// Runs: different points × arms × replicates.
    pub runs: u64,
    /// Runs of these in the cache.
    pub taken: u64,
}

/// The outputs at every point.
#[derive(Clone, Debug)]
pub struct Outputs {
    /// The place in `runs` of each point: equal points share one.
    pub same: Vec<usize>,
    /// By different point, arm and replicate.
    runs: Vec<Vec<Vec<Numbers>>>,
    /// Why a point has no outputs.
    failed: Vec<Option<Text>>,
}

impl Outputs {
    /// One metric of one arm at a point, replicate by replicate.
    pub fn replicates(&self, point: usize, arm: usize, metric: usize) -> Vec<Option<f64>> {
        let place = self.same.get(point).copied().unwrap_or(usize::MAX);
        let list = self.runs.get(place).and_then(|arms| arms.get(arm)).map_or(&[][..], Vec::as_slice);
        list.iter().map(|numbers| numbers.get(metric).copied().flatten()).collect()
    }

    /// The mean of one metric of one arm at a point over the replicates that have a value.
    pub fn mean(&self, point: usize, arm: usize, metric: usize) -> Option<f64> {
        mean(&self.replicates(point, arm, metric))
    }

    /// Where the replicates of one arm at a point end from either side, where some end apart.
    pub fn levels(&self, point: usize, arm: usize) -> Option<Vec<[f64; 2]>> {
        let place = self.same.get(point).copied()?;
        let ends = ends(self.runs.get(place)?.get(arm)?);
        ends.iter().any(|ends| levels::are_apart(*ends)).then_some(ends)
    }

    /// Why a point has no outputs.
    pub fn failure(&self, point: usize) -> Option<&Text> {
        self.same.get(point).and_then(|place| self.failed.get(*place))?.as_ref()
    }

    /// Different points.
    pub fn n_different(&self) -> usize {
        self.runs.len()
    }
}

/// The mean of the values that there are.
pub fn mean(values: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// One arm at one point: overrides by input, and what its numbers are a function of.
#[derive(Clone)]
pub(crate) struct World<'p> {
    declared: &'p Prepared,
    regime: Vec<String>,
    society: Vec<String>,
    specification: String,
}

impl<'p> World<'p> {
    /// An arm under the values of some inputs. Values that the arm's rulebook does not have do not reach it.
    pub fn new(prepared: &'p PreparedSweep, arm: usize, given: &[(usize, String)]) -> Option<World<'p>> {
        let arm = prepared.arms.get(arm)?;
        let (mut regime, mut society) = (Vec::new(), Vec::new());
        for (place, value) in given {
            let input = prepared.inputs.get(*place)?;
            let set = format!("{}={value}", input.path);
            match input.owner {
                Owner::Society => society.push(set),
                Owner::Regime if arm.paths.binary_search(&input.path).is_ok() => regime.push(set),
                Owner::Regime | Owner::Model => {}
            }
        }
        Some(World::of(&arm.prepared, regime, society))
    }

    fn of(declared: &'p Prepared, regime: Vec<String>, society: Vec<String>) -> World<'p> {
        let specification = format!("{}\n{}\n{}", declared.specification(), regime.join("\n"), society.join("\n"));
        World { declared, regime, society, specification }
    }

    /// Documents as declared where nothing of them differs.
    fn compile(&self) -> Result<(Cow<'p, Plan>, Cow<'p, Society>), Result<Text, Failure>> {
        let (prepared, spec) = (self.declared, &self.declared.spec);
        let is_of_society = |set: &&String| set.trim_start().starts_with("society.");
        let plan = if self.regime.is_empty() {
            Cow::Borrowed(&prepared.plan)
        } else {
            let all: Vec<String> = spec.set.iter().filter(|s| !is_of_society(s)).chain(&self.regime).cloned().collect();
            let all = patches(&all).map_err(Err)?;
            let (faults, plan) = if spec.reforms.is_empty() {
                source::rulebook_parsed(&prepared.parsed.regime, &all)
            } else {
                source::regime(&spec.regime, &spec.reforms, &all).map_err(Err)?
            };
            Cow::Owned(plan.ok_or_else(|| Ok(first(&faults, &self.regime)))?)
        };
        let society = if self.society.is_empty() {
            Cow::Borrowed(&prepared.society)
        } else {
            let all: Vec<String> = spec.set.iter().filter(is_of_society).chain(&self.society).cloned().collect();
            let (people, seed) = (Some(prepared.society.people), Some(prepared.society.seed));
            let (faults, society) =
                source::society_parsed(&prepared.parsed.society, &patches(&all).map_err(Err)?, people, seed);
            Cow::Owned(society.ok_or_else(|| Ok(first(&faults, &self.society)))?)
        };
        Ok((plan, society))
    }
}

/// The first error, with the override that it speaks of where its value tells.
fn first(faults: &crate::failure::Faults, set: &[String]) -> Text {
    let error = faults.diagnostics.iter().find(|d| d.severity == glasshouse_text::Severity::Error);
    let lang = |lang| {
        let message = error.map_or("", |d| d.message(lang));
        let of =
            |s: &&String| s.split_once('=').is_some_and(|(path, v)| message.contains(v) && !message.contains(path));
        match set.iter().filter(of).max_by_key(|s| s.split_once('=').map_or(0, |(_, v)| v.len())) {
            Some(set) => format!("{set}: {message}"),
            None => message.to_owned(),
        }
    };
    Text { en: lang(glasshouse_model::Lang::En), zh: lang(glasshouse_model::Lang::Zh) }
}

/// Replicates of one arm at one point that have to be run.
#[derive(Clone)]
struct Job<'p> {
    world: World<'p>,
    place: usize,
    arm: usize,
    replicates: Vec<(u32, Key)>,
}

/// What a job gave: the numbers of its replicates, or why there are none.
type Done = Result<Vec<(u32, Numbers)>, Text>;

/// Everything to do and everything that was done before.
struct Ledger<'p> {
    same: Vec<usize>,
    runs: Vec<Vec<Vec<Numbers>>>,
    jobs: Vec<Job<'p>>,
    /// Every run, with points, arms and replicates counted together.
    keys: Vec<(usize, Key)>,
    taken: u64,
}

fn ledger<'p>(prepared: &'p PreparedSweep, cache: &Cache) -> Ledger<'p> {
    let (n_arms, replicates) = (prepared.arms.len(), prepared.replicates());
    let mut places: BTreeMap<[u8; 32], usize> = BTreeMap::new();
    let mut ledger = Ledger { same: Vec::new(), runs: Vec::new(), jobs: Vec::new(), keys: Vec::new(), taken: 0 };
    for point in 0..prepared.space.points.len() {
        let given = prepared.overrides(point);
        let text: String = given.iter().map(|(input, value)| format!("{input} {value}\n")).collect();
        let next = places.len();
        let place = *places.entry(*blake3::hash(text.as_bytes()).as_bytes()).or_insert(next);
        ledger.same.push(place);
        if place < next {
            continue;
        }
        let mut arms = Vec::new();
        for arm in 0..n_arms {
            let mut numbers = vec![Numbers::new(); replicates as usize];
            let Some(world) = World::new(prepared, arm, &given) else { continue };
            let mut missing = Vec::new();
            for (replicate, slot) in numbers.iter_mut().enumerate() {
                let key = cache.key(&world.specification, replicate as u32);
                ledger.keys.push((place + arm + replicate, key));
                match cache.load(key) {
                    Some(found) => {
                        *slot = found;
                        ledger.taken += 1;
                    }
                    None => missing.push((replicate as u32, key)),
                }
            }
            if !missing.is_empty() {
                ledger.jobs.push(Job { world, place, arm, replicates: missing });
            }
            arms.push(numbers);
        }
        ledger.runs.push(arms);
    }
    ledger
}

/// How much there is to run.
pub fn workload(prepared: &PreparedSweep, cache: &Cache) -> Workload {
    let ledger = ledger(prepared, cache);
    let model = matches!(prepared.spec.subject, Subject::Model(..));
    let runs = if model { ledger.runs.len() } else { ledger.keys.len() } as u64;
    Workload { points: ledger.runs.len() as u64, runs, taken: ledger.taken }
}

/// What a workload would cost: time by the pace of one block, which is measured.
pub fn estimate(prepared: &PreparedSweep, work: Workload, pool: &Pool) -> SweepPlan {
    let (inputs, runs) = (prepared.inputs.len() as u64, work.runs);
    let threads = pool.threads() as u32;
    let arm = prepared.arms.first().map(|arm| &arm.prepared);
    let seconds = arm
        .map_or(runs as f64 * 1e-5, |own| (runs - work.taken) as f64 * forecast::pace(own) / f64::from(threads.max(1)));
    // A row of a table takes a few bytes once compressed; a file of the cache takes a block of the disk.
    let bytes = work.points * inputs * 4 + runs * EVERY.len() as u64 * 3;
    SweepPlan {
        inputs: inputs as u32,
        points: work.points,
        runs,
        taken: work.taken,
        people: arm.map_or(0, |own| own.society.people),
        months: arm.map_or(0, |own| own.spec.months),
        threads,
        seconds,
        bytes: bytes + if arm.is_some() { runs * 4096 } else { 0 },
    }
}

/// The output of a model with known answers at every point.
pub fn of_model(prepared: &PreparedSweep, model: &Analytic) -> Outputs {
    let same: Vec<usize> = (0..prepared.space.points.len()).collect();
    let runs = same.iter().map(|point| vec![vec![vec![model.of(&prepared.numbers(*point))]]]).collect();
    Outputs { runs, failed: vec![None; same.len()], same }
}

/// The outputs at every point.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it, or what the disk says.
pub fn run(
    prepared: &PreparedSweep,
    pool: &Pool,
    cache: &Cache,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Outputs, Failure> {
    let Ledger { same, mut runs, jobs, keys, taken } = ledger(prepared, cache);
    let all = keys.len() as u64;
    if let Subject::Model(model, _) = &prepared.spec.subject {
        let mut outputs = Outputs { runs: vec![Vec::new(); runs.len()], failed: vec![None; runs.len()], same };
        for (point, place) in outputs.same.iter().enumerate() {
            if let Some(slot) = outputs.runs.get_mut(*place) {
                *slot = vec![vec![vec![model.of(&prepared.numbers(point))]]];
            }
        }
        return Ok(outputs);
    }
    let mut failed = vec![None; runs.len()];
    let months = prepared.arms.first().map_or(0, |arm| u64::from(arm.prepared.spec.months));
    let mut finished = taken;
    let places: Vec<(usize, usize)> = jobs.iter().map(|job| (job.place, job.arm)).collect();
    let jobs = split(jobs, pool.threads());
    let mut progress =
        |done: u64| watch(Step { done: taken * months + done, of: all * months, taken, shrinking: false });
    let mut store = |place: usize, arm: usize, done: Done| match done {
        Ok(list) => {
            finished += list.len() as u64;
            for (replicate, numbers) in list {
                let slot = runs.get_mut(place).and_then(|r| r.get_mut(arm)).and_then(|r| r.get_mut(replicate as usize));
                slot.into_iter().for_each(|slot| slot.clone_from(&numbers));
            }
        }
        Err(reason) => failed.get_mut(place).into_iter().for_each(|slot| *slot = Some(reason.clone())),
    };
    debug_assert!(places.len() <= jobs.len());
    let stopped = simulate(&jobs, pool, cache, &mut progress, &mut store)?;
    if stopped.is_break() {
        let (done, of) = (finished.min(u64::from(u32::MAX)) as u32, all.min(u64::from(u32::MAX)) as u32);
        return Err(Failure::Interrupted { done, of, resume: String::new() });
    }
    // A point that cannot be run in one arm has outputs in none.
    for (runs, failed) in runs.iter_mut().zip(&failed) {
        if failed.is_some() {
            runs.clear();
        }
        runs.iter_mut().for_each(|replicates| withhold(replicates));
    }
    Ok(Outputs { same, runs, failed })
}

/// Runs what is in a share and not in the cache: how much the share is, and the keys of its runs.
///
/// # Errors
/// As [`run`].
pub(super) fn run_share(
    prepared: &PreparedSweep,
    pool: &Pool,
    cache: &Cache,
    share: Share,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<(Workload, Vec<Key>), Failure> {
    let Ledger { runs, jobs, keys, .. } = ledger(prepared, cache);
    let keys: Vec<Key> = keys.into_iter().filter(|(place, _)| share.has(*place)).map(|(_, key)| key).collect();
    let all = keys.len() as u64;
    let jobs: Vec<Job<'_>> = jobs.into_iter().filter_map(|job| job.within(share)).collect();
    let taken = all - jobs.iter().map(|job| job.replicates.len() as u64).sum::<u64>();
    let months = prepared.arms.first().map_or(0, |arm| u64::from(arm.prepared.spec.months));
    let mut finished = taken;
    let jobs = split(jobs, pool.threads());
    let mut progress =
        |done: u64| watch(Step { done: taken * months + done, of: all * months, taken, shrinking: false });
    let mut store = |_: usize, _: usize, done: Done| finished += done.map_or(0, |list| list.len() as u64);
    if simulate(&jobs, pool, cache, &mut progress, &mut store)?.is_break() {
        let (done, of) = (finished.min(u64::from(u32::MAX)) as u32, all.min(u64::from(u32::MAX)) as u32);
        return Err(Failure::Interrupted { done, of, resume: String::new() });
    }
    Ok((Workload { points: runs.len() as u64, runs: all, taken }, keys))
}

/// Cuts jobs of many replicates until there are a few for every thread: compiling twice costs less than waiting.
fn split<'a>(jobs: Vec<Job<'a>>, threads: usize) -> Vec<Job<'a>> {
    let enough = 4 * threads;
    if jobs.len() >= enough || jobs.is_empty() {
        return jobs;
    }
    let parts = enough.div_ceil(jobs.len());
    let cut = |job: Job<'a>| -> Vec<Job<'a>> {
        let size = job.replicates.len().div_ceil(parts).max(1);
        let part = |replicates: &[(u32, Key)]| Job { replicates: replicates.to_vec(), ..job.clone() };
        job.replicates.chunks(size).map(part).collect()
    };
    jobs.into_iter().flat_map(cut).collect()
}

/// Runs the jobs side by side, telling of months done and handing over what each gave.
fn simulate(
    jobs: &[Job<'_>],
    pool: &Pool,
    cache: &Cache,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    store: &mut dyn FnMut(usize, usize, Done),
) -> Result<ControlFlow<()>, Failure> {
    let runs: usize = jobs.iter().map(|job| job.replicates.len()).sum();
    let (stop, months) = (AtomicBool::new(false), AtomicU64::new(0));
    let broken: Mutex<Option<Failure>> = Mutex::new(None);
    let (sender, receiver) = mpsc::channel::<(usize, Done)>();
    let sender = Mutex::new(sender);
    let mut flow = progress(0);
    if flow.is_break() || jobs.is_empty() {
        return Ok(flow);
    }
    std::thread::scope(|scope| {
        let driver = scope.spawn(|| {
            let work = |number: usize, executor: &dyn Fn(&Scenario<'_>) -> Option<Numbers>| {
                let (Some(job), false) = (jobs.get(number), stop.load(Ordering::Relaxed)) else { return };
                match job.run(cache, &stop, executor) {
                    Ok(Some(done)) => {
                        // A receiver that is gone has been stopped; then nobody waits for this.
                        let _ = sender.lock().map(|s| s.send((number, done)));
                    }
                    Ok(None) => {}
                    Err(failure) => {
                        stop.store(true, Ordering::Relaxed);
                        let _ = broken.lock().map(|mut slot| slot.get_or_insert(failure).clone());
                    }
                }
            };
            let alone = |scenario: &Scenario<'_>| numbers(scenario, &Sequential, &stop, &months);
            let together = |scenario: &Scenario<'_>| numbers(scenario, pool, &stop, &months);
            if runs >= pool.threads() {
                pool.spread(jobs.len(), |number| work(number, &alone));
            } else {
                (0..jobs.len()).for_each(|number| work(number, &together));
            }
        });
        while !driver.is_finished() {
            if let Ok((number, done)) = receiver.recv_timeout(Duration::from_millis(50)) {
                jobs.get(number).into_iter().for_each(|job| store(job.place, job.arm, done.clone()));
            }
            if flow.is_continue() {
                flow = progress(months.load(Ordering::Relaxed));
            }
            if flow.is_break() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        while let Ok((number, done)) = receiver.try_recv() {
            jobs.get(number).into_iter().for_each(|job| store(job.place, job.arm, done.clone()));
        }
    });
    if flow.is_continue() {
        flow = progress(months.load(Ordering::Relaxed));
    }
    match broken.into_inner() {
        Ok(Some(failure)) => Err(failure),
        Ok(None) | Err(_) => Ok(flow),
    }
}

/// The numbers of one run, unless it was stopped.
fn numbers(
    scenario: &Scenario<'_>,
    executor: &impl Executor,
    stop: &AtomicBool,
    months: &AtomicU64,
) -> Option<Numbers> {
    let flow = || if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let mut watch = |_| {
        months.fetch_add(1, Ordering::Relaxed);
        flow()
    };
    let run = glasshouse_engine::run(scenario, executor, &mut watch).ok()?;
    let mut numbers = values(&run.series);
    debug_assert_eq!(numbers.len(), EVERY.len());
    if scenario.society.behaviour.may_tip() {
        let ends = levels::ends_of(scenario, |scenario| {
            glasshouse_engine::run(scenario, executor, &mut |_| flow()).ok().map(|run| run.series)
        });
        numbers.extend(ends?.map(Some));
    }
    Some(numbers)
}

/// Where the replicates of one arm at a point end from either side; empty where there is one level for sure.
fn ends(replicates: &[Numbers]) -> Vec<[f64; 2]> {
    let of = |numbers: &Numbers| Some([*numbers.get(EVERY.len())?, *numbers.get(EVERY.len() + 1)?]);
    replicates.iter().filter_map(of).filter_map(|[low, high]| Some([low?, high?])).collect()
}

/// Takes lawful expression out where the sides of some replicate end apart: a mean over the others would be one over
/// levels.
fn withhold(replicates: &mut [Numbers]) {
    if !ends(replicates).into_iter().any(levels::are_apart) {
        return;
    }
    for (place, _) in EVERY.iter().enumerate().filter(|(_, metric)| LEVELLED.contains(&metric.name)) {
        replicates.iter_mut().filter_map(|numbers| numbers.get_mut(place)).for_each(|number| *number = None);
    }
}

/// Metrics that have no mean over levels.
pub const LEVELLED: [&str; 2] = ["expression", "expression_change_percent"];

impl<'p> Job<'p> {
    /// Its replicates that are in a share, if there are any.
    fn within(mut self, share: Share) -> Option<Job<'p>> {
        let place = self.place + self.arm;
        self.replicates.retain(|(replicate, _)| share.has(place + *replicate as usize));
        (!self.replicates.is_empty()).then_some(self)
    }

    /// Compiles the world once, runs its replicates, keeps each in the cache; `None` where it was stopped.
    fn run(
        &self,
        cache: &Cache,
        stop: &AtomicBool,
        run: &dyn Fn(&Scenario<'_>) -> Option<Numbers>,
    ) -> Result<Option<Done>, Failure> {
        let (plan, society) = match self.world.compile() {
            Ok(compiled) => compiled,
            Err(Ok(reason)) => return Ok(Some(Err(reason))),
            Err(Err(failure)) => return Err(failure),
        };
        let mut done = Vec::new();
        for (replicate, key) in &self.replicates {
            let scenario = Scenario { plan: &plan, society: &society, ..self.world.declared.scenario(*replicate) };
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let Some(numbers) = run(&scenario) else { return Ok(None) };
            cache.store(*key, &numbers)?;
            done.push((*replicate, numbers));
        }
        Ok(Some(Ok(done)))
    }
}

/// The numbers of every arm under the values of some inputs, over all threads: by arm and replicate; `None` where the
/// documents do not check there.
///
/// # Errors
/// As [`run`].
pub fn at(
    prepared: &PreparedSweep,
    given: &[(usize, String)],
    pool: &Pool,
    cache: &Cache,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<Vec<Vec<Numbers>>>, Failure> {
    let mut found = vec![vec![Numbers::new(); prepared.replicates() as usize]; prepared.arms.len()];
    let mut jobs = Vec::new();
    for (arm, slots) in found.iter_mut().enumerate() {
        let Some(world) = World::new(prepared, arm, given) else { return Ok(None) };
        let mut missing = Vec::new();
        for (replicate, slot) in slots.iter_mut().enumerate() {
            let key = cache.key(&world.specification, replicate as u32);
            match cache.load(key) {
                Some(numbers) => *slot = numbers,
                None => missing.push((replicate as u32, key)),
            }
        }
        if !missing.is_empty() {
            jobs.push(Job { world, place: 0, arm, replicates: missing });
        }
    }
    let mut checks = true;
    let mut store = |_: usize, arm: usize, done: Done| match done {
        Ok(list) => {
            for (replicate, numbers) in list {
                let slot = found.get_mut(arm).and_then(|a| a.get_mut(replicate as usize));
                slot.into_iter().for_each(|slot| slot.clone_from(&numbers));
            }
        }
        Err(_) => checks = false,
    };
    let jobs = split(jobs, pool.threads());
    if simulate(&jobs, pool, cache, progress, &mut store)?.is_break() {
        return Err(Failure::Interrupted { done: 0, of: 0, resume: String::new() });
    }
    found.iter_mut().for_each(|replicates| withhold(replicates));
    Ok(checks.then_some(found))
}

/// One regime under several lists of overrides, each run with every replicate.
#[derive(Clone, Copy, Debug)]
pub struct Worlds<'w> {
    /// The regime as declared.
    pub arm: &'w Prepared,
    /// Threads.
    pub pool: &'w Pool,
    /// Where numbers of runs are kept.
    pub cache: &'w Cache,
}

impl Worlds<'_> {
    /// The numbers under each list of overrides, by replicate; `None` where the documents do not check there.
    ///
    /// # Errors
    /// As [`run`].
    pub fn run(
        &self,
        lists: &[Vec<String>],
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Vec<Option<Vec<Numbers>>>, Failure> {
        let replicates = self.arm.spec.replicates;
        let mut found: Vec<Option<Vec<Numbers>>> = vec![Some(vec![Numbers::new(); replicates as usize]); lists.len()];
        let mut jobs = Vec::new();
        for (place, (list, slots)) in lists.iter().zip(&mut found).enumerate() {
            let (society, regime) = list.iter().cloned().partition(|set| set.starts_with("society."));
            let world = World::of(self.arm, regime, society);
            let mut missing = Vec::new();
            for (replicate, slot) in slots.iter_mut().flatten().enumerate() {
                let key = self.cache.key(&world.specification, replicate as u32);
                match self.cache.load(key) {
                    Some(numbers) => *slot = numbers,
                    None => missing.push((replicate as u32, key)),
                }
            }
            if !missing.is_empty() {
                jobs.push(Job { world, place, arm: 0, replicates: missing });
            }
        }
        let mut store = |place: usize, _: usize, done: Done| {
            let Some(slots) = found.get_mut(place) else { return };
            match (done, slots.as_mut()) {
                (Ok(list), Some(slots)) => {
                    for (replicate, numbers) in list {
                        slots.get_mut(replicate as usize).into_iter().for_each(|slot| slot.clone_from(&numbers));
                    }
                }
                (Err(_), _) => *slots = None,
                (Ok(_), None) => {}
            }
        };
        let jobs = split(jobs, self.pool.threads());
        if simulate(&jobs, self.pool, self.cache, progress, &mut store)?.is_break() {
            return Err(Failure::Interrupted { done: 0, of: 0, resume: String::new() });
        }
        found.iter_mut().flatten().for_each(|replicates| withhold(replicates));
        Ok(found)
    }
}
