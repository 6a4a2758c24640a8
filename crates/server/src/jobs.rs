//! What runs: one thread per job, some at a time, each with its progress and a way to stop it.
//!
//! A job that is stopped keeps what is finished: the replicates that are done become the bundle.

use crate::answer::diagnostics;
use crate::{Bench, shelf};
use glasshouse_model::Lang;
use glasshouse_study::compare::{PreparedCompare, Step};
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::run::Progress;
use glasshouse_study::spec::{Prepared, Told};
use glasshouse_study::{compare, run};
use glasshouse_wire::page::JobDoc;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

/// Jobs that run at a time; more wait. Each uses all threads.
const AT_A_TIME: usize = 2;
/// Jobs that may wait.
const WAITING_MAX: usize = 32;
/// Finished jobs that are remembered.
const REMEMBERED: usize = 200;

/// A job.
pub struct Job {
    /// How it stands; watched by pages.
    pub state: watch::Sender<JobDoc>,
    stop: AtomicBool,
}

/// All jobs since the start.
pub struct Jobs {
    all: Mutex<Vec<Arc<Job>>>,
    next: AtomicU64,
    places: Arc<Semaphore>,
}

impl Default for Jobs {
    fn default() -> Jobs {
        Jobs { all: Mutex::new(Vec::new()), next: AtomicU64::new(1), places: Arc::new(Semaphore::new(AT_A_TIME)) }
    }
}

/// What is to be done.
pub enum Work {
    /// A run.
    Run(Box<Prepared>),
    /// A comparison, with the command that makes it.
    Compare(Box<PreparedCompare>, String),
}

impl Work {
    /// The name of the bundle.
    pub fn name(&self) -> String {
        match self {
            Work::Run(prepared) => prepared.id(),
            Work::Compare(prepared, _) => prepared.id(),
        }
    }

    /// The command.
    pub fn command(&self) -> String {
        match self {
            Work::Run(prepared) => prepared.command(),
            Work::Compare(_, command) => command.clone(),
        }
    }

    /// Months of replicates to simulate.
    pub fn months(&self) -> u64 {
        match self {
            Work::Run(prepared) => u64::from(prepared.spec.months) * u64::from(prepared.spec.replicates),
            Work::Compare(prepared, _) => prepared.months(),
        }
    }

    /// People and months of a replicate.
    fn spec(&self) -> Option<(u32, u32)> {
        let prepared = match self {
            Work::Run(prepared) => Some(prepared.as_ref()),
            Work::Compare(prepared, _) => prepared.arms.first().map(|(_, arm)| arm),
        };
        prepared.map(|p| (p.society.people, p.spec.months))
    }

    /// Whether its bundle is there already, made by this version.
    pub fn is_stored(&self, runs: &Path) -> bool {
        let path = runs.join(self.name());
        match self {
            Work::Run(prepared) => glasshouse_study::bundle::Stored::open(&path).is_ok_and(|s| {
                s.file.run.glasshouse == glasshouse_study::VERSION && s.file.run.command == prepared.command()
            }),
            Work::Compare(_, command) => {
                compare::read(&path).is_ok_and(|d| d.glasshouse == glasshouse_study::VERSION && d.command == *command)
            }
        }
    }
}

impl Jobs {
    /// All jobs, the newest first.
    pub fn list(&self) -> Vec<JobDoc> {
        self.held().iter().rev().map(|j| j.state.borrow().clone()).collect()
    }

    /// The job with a number.
    pub fn find(&self, id: &str) -> Result<Arc<Job>, Failure> {
        let number = id.parse::<u64>().ok();
        let found = self.held().iter().find(|j| Some(j.state.borrow().id) == number).cloned();
        found.ok_or_else(|| shelf::unknown(id))
    }

    /// Asks a job to stop and keep what is finished.
    pub fn stop(&self, id: &str) -> Result<JobDoc, Failure> {
        let job = self.find(id)?;
        job.stop.store(true, Ordering::Relaxed);
        let doc = job.state.borrow().clone();
        Ok(doc)
    }

    /// Starts work, unless the same is under way or its bundle is there: then that is told.
    pub fn start(bench: &Arc<Bench>, work: Work) -> Result<JobDoc, Failure> {
        let jobs = &bench.jobs;
        let name = work.name();
        let mut held = jobs.held();
        let is_active = |j: &Arc<Job>| matches!(j.state.borrow().state.as_str(), "waiting" | "running");
        if let Some(same) = held.iter().find(|j| is_active(j) && j.state.borrow().name == name) {
            return Ok(same.state.borrow().clone());
        }
        if held.iter().filter(|j| is_active(j)).count() >= WAITING_MAX {
            return Err(Failure::Usage(
                Note::new(
                    "GH0944",
                    format!("{WAITING_MAX} runs are waiting"),
                    format!("已有{WAITING_MAX}个运行在等待"),
                )
                .help("stop some on the page Runs, or wait", "请在“运行”页停止一些，或稍候"),
            ));
        }
        let stored = work.is_stored(&bench.options.runs);
        let doc = JobDoc {
            id: jobs.next.fetch_add(1, Ordering::Relaxed),
            kind: match work {
                Work::Run(_) => "run",
                Work::Compare(..) => "compare",
            }
            .into(),
            name,
            state: if stored { "done" } else { "waiting" }.into(),
            done: if stored { work.months() } else { 0 },
            of: work.months(),
            note: String::new(),
            replicate: 0,
            people: work.spec().map_or(0, |s| s.0),
            months: work.spec().map_or(0, |s| s.1),
            so_far: Vec::new(),
            command: work.command(),
            stored,
            diagnostics: Vec::new(),
            diagnostics_zh: Vec::new(),
        };
        let job = Arc::new(Job { state: watch::Sender::new(doc.clone()), stop: AtomicBool::new(false) });
        held.push(job.clone());
        let more = held.len().saturating_sub(REMEMBERED);
        held.drain(..more);
        drop(held);
        if !stored {
            let (bench, places) = (bench.clone(), jobs.places.clone());
            tokio::spawn(async move {
                let Ok(_place) = places.acquire_owned().await else { return };
                let _ = tokio::task::spawn_blocking(move || job.work(&bench, work)).await;
            });
        }
        Ok(doc)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Job>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    fn set(&self, change: impl FnOnce(&mut JobDoc)) {
        self.state.send_modify(change);
    }

    fn flow(&self) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn work(&self, bench: &Bench, mut work: Work) {
        if self.flow().is_break() {
            return self.set(|doc| doc.state = "stopped".into());
        }
        self.set(|doc| doc.state = "running".into());
        let target = bench.options.runs.join(work.name());
        // The page draws how people stand after each month.
        let result = match &mut work {
            Work::Run(prepared) => {
                prepared.told = Told::Months;
                self.run(bench, prepared, &target)
            }
            Work::Compare(prepared, command) => {
                prepared.arms.iter_mut().for_each(|(_, arm)| arm.told = Told::Months);
                self.compare(bench, prepared, command, &target)
            }
        };
        self.set(|doc| match &result {
            Ok(()) => {
                (doc.state, doc.stored) = (if self.flow().is_break() { "stopped" } else { "done" }.into(), true);
            }
            Err(Failure::Interrupted { .. }) => doc.state = "stopped".into(),
            Err(failure) => {
                doc.state = "failed".into();
                doc.diagnostics = diagnostics(failure, Lang::En);
                doc.diagnostics_zh = diagnostics(failure, Lang::Zh);
            }
        });
    }

    fn run(&self, bench: &Bench, prepared: &Prepared, target: &Path) -> Result<(), Failure> {
        let months = u64::from(prepared.spec.months);
        let mut watch = |step: Progress| {
            self.at(step, 0, months, "");
            self.flow()
        };
        let resume = has_begun(target);
        match run::run(prepared, &bench.pool, target, resume, &mut watch) {
            Err(Failure::Interrupted { done, .. }) if done > 0 && done < prepared.spec.replicates => {
                // The same run with fewer replicates takes those that are finished.
                let fewer = glasshouse_study::spec::RunSpec { replicates: done, ..prepared.spec.clone() }.prepare()?;
                run::run(&fewer, &bench.pool, target, true, &mut |_| ControlFlow::Continue(())).map(|_| ())
            }
            Err(Failure::Interrupted { done, of, resume }) => {
                let _ = std::fs::remove_dir_all(partial(target));
                Err(Failure::Interrupted { done, of, resume })
            }
            other => other.map(|_| ()),
        }
    }

    fn compare(&self, bench: &Bench, prepared: &PreparedCompare, command: &str, target: &Path) -> Result<(), Failure> {
        let spec = prepared.arms.first().map(|(_, arm)| &arm.spec);
        let (months, reps) = spec.map_or((0, 0), |s| (u64::from(s.months), u64::from(s.replicates)));
        let mut watch = |step: Step| {
            let name = prepared.arms.get(step.arm).map_or("", |(name, _)| name.as_str());
            self.at(step.progress, step.arm as u64 * months * reps, months, name);
            self.flow()
        };
        compare::compare(prepared, &[], command, &bench.pool, target, has_begun(target), &mut watch).map(|_| ())
    }

    fn at(&self, step: Progress, before: u64, months: u64, name: &str) {
        let (replicate, done, now) = match step {
            Progress::Months { replicate, done, now } => (replicate, u64::from(done), now),
            Progress::Taken { replicate } => (replicate, months, None),
            Progress::Keeping { .. } => return,
        };
        self.set(|doc| {
            doc.done = before + u64::from(replicate) * months + done;
            if doc.replicate != replicate || doc.note != name {
                doc.so_far.clear();
            }
            doc.replicate = replicate;
            name.clone_into(&mut doc.note);
            doc.so_far.extend(now.map(|n| (n.penalised, n.wrongly, n.missed)));
        });
    }
}

/// The folder in which finished replicates wait.
fn partial(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(".partial");
    target.with_file_name(name)
}

fn has_begun(target: &Path) -> bool {
    partial(target).is_dir()
}
