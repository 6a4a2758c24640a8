//! Comparing regimes over the same people and the same luck.
//!
//! Every arm runs on one society with one seed and the same replicate numbers, so arms are paired to the event:
//! whom a difference in the rules cannot reach has the same life in both. Differences are taken replicate by
//! replicate ([`paired`]), persons are compared one by one ([`swap`]), rulebooks rule by rule ([`rules`]). Each
//! arm is an ordinary stored run inside the bundle, so any of its people can be explained.

mod arm;
mod condition;
pub mod gap;
mod levels;
mod metric;
pub mod paired;
pub mod sign;
mod store;
mod swap;
mod way;

pub use arm::{Arm, MOST, arms};
pub use condition::Condition;
pub use metric::{Compared, DEALS_FROM, EVERY, METRICS, values};
pub use store::{COMPARE, COMPARE_FILE, SCHEMA, read, records};
pub use swap::{Cell, members};

use crate::bundle::Stored;
use crate::executor::Pool;
use crate::failure::{Failure, Faults};
use crate::numbers::Row;
use crate::person::text;
use crate::run::Progress;
use crate::spec::{Prepared, RunSpec, quote};
use crate::sweep::Cache;
use crate::{ends, read as tables};
use glasshouse_engine::{Scenario, layout};
use glasshouse_metrics::Series;
use glasshouse_model::group::N_GROUPS;
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::diff::{Change, Difference, differences};
use glasshouse_wire::compare::{ArmRef, CompareDoc, GapDoc, RuleDifference, RulePair, Swap};
use paired::Values;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A comparison as it is asked for. What the arms share is in `shared`, whose regime, reforms and overrides are not
/// used; its overrides are applied to every arm (those of the rulebook not to `none`).
#[derive(Clone, Debug)]
pub struct CompareSpec {
    /// Arms, the baseline first.
    pub arms: Vec<Arm>,
    /// Society, seeds, months, replicates, coupling.
    pub shared: RunSpec,
    /// Also run independent replicates of every arm but the baseline, to show what pairing buys.
    pub unpaired: bool,
    /// Also split the gap between poorest and richest of every arm with rules into mechanisms, keeping the runs this
    /// takes in a cache in this folder.
    pub gaps: Option<PathBuf>,
}

/// A comparison that can start.
#[derive(Debug)]
pub struct PreparedCompare {
    /// Names and runs of the arms, the baseline first.
    pub arms: Vec<(String, Prepared)>,
    /// As asked for.
    pub unpaired: bool,
    /// As asked for.
    pub gaps: Option<PathBuf>,
}

/// How far a comparison is: which arm of how many, and how far its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Arm, from 0; those of independent replicates follow the others.
    pub arm: usize,
    /// How far it is.
    pub progress: Progress,
}

impl CompareSpec {
    /// Checks and compiles every arm.
    ///
    /// # Errors
    /// As [`RunSpec::prepare`]; the first arm with a fault is told.
    pub fn prepare(self) -> Result<PreparedCompare, Failure> {
        let mut arms = Vec::new();
        for arm in self.arms {
            let keep = |set: &&String| !arm.is_none() || set.trim_start().starts_with("society.");
            let spec = RunSpec {
                set: self.shared.set.iter().filter(keep).chain(&arm.set).cloned().collect(),
                reforms: arm.reform.into_iter().collect(),
                regime: arm.regime,
                keep: Vec::new(),
                ..self.shared.clone()
            };
            arms.push((arm.name, spec.prepare()?));
        }
        Ok(PreparedCompare { arms, unpaired: self.unpaired, gaps: self.gaps })
    }
}

impl PreparedCompare {
    /// The name a bundle gets without `-o` and `--name`, the same for the same comparison.
    pub fn id(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (name, arm) in &self.arms {
            hasher.update(format!("{name}\n{}\nreplicates {}\n", arm.specification(), arm.spec.replicates).as_bytes());
        }
        let digits: String = hasher.finalize().to_hex().chars().take(6).collect();
        let lead = self.arms.get(1).map_or("", |(_, arm)| arm.plan.id.as_str());
        let seed = self.arms.first().map_or(0, |(_, arm)| arm.spec.seed);
        format!("compare-{}-{seed}-{digits}", safe(lead))
    }

    /// The command that makes the comparison again, with what was left to defaults written out. `regimes` and
    /// `baseline` are those that it was asked for with.
    pub fn command(&self, regimes: &[String], baseline: Option<&str>) -> String {
        let mut text = String::from("glasshouse compare");
        regimes.iter().for_each(|regime| text.push_str(&format!(" {}", quote(regime))));
        let mut add = |flag: &str, value: &str| text.push_str(&format!(" {flag} {}", quote(value)));
        baseline.iter().for_each(|b| add("--baseline", b));
        if let Some((_, base)) = self.arms.first() {
            add("-n", &base.society.people.to_string());
            add("--society-seed", &base.society.seed.to_string());
            add("--months", &base.spec.months.to_string());
            add("-s", &base.spec.seed.to_string());
            add("-r", &base.spec.replicates.to_string());
            add("--society", &base.spec.society.name);
            add("--coupling", base.spec.coupling.name());
        }
        text
    }

    /// Warnings about the documents, those that arms share told once.
    pub fn warnings(&self) -> Vec<Faults> {
        let mut all: Vec<Faults> = Vec::new();
        for fault in self.arms.iter().flat_map(|(_, arm)| &arm.warnings) {
            if !all.iter().any(|f| f.text.name == fault.text.name && f.diagnostics == fault.diagnostics) {
                all.push(fault.clone());
            }
        }
        all
    }

    /// Months of replicates to simulate, all arms together.
    pub fn months(&self) -> u64 {
        let one = self.arms.first().map_or(0, |(_, a)| u64::from(a.spec.months) * u64::from(a.spec.replicates));
        one * self.n_runs() as u64
    }

    /// Runs: the arms, and again each but the baseline where independent replicates are asked for.
    pub fn n_runs(&self) -> usize {
        self.arms.len() + if self.unpaired { self.arms.len().saturating_sub(1) } else { 0 }
    }

    /// The pairs whose people and rules are compared: the first arm beside the baseline against every other such
    /// arm, or the baseline against it where there is no other.
    fn pairs(&self) -> Vec<(usize, usize)> {
        match self.arms.len() {
            0 | 1 => Vec::new(),
            2 => vec![(0, 1)],
            n => (2..n).map(|other| (1, other)).collect(),
        }
    }
}

fn safe(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || "-_".contains(c) { c } else { '-' }).collect()
}

/// Runs every arm and stores the comparison at `target`. `conditions` are judged; `command` is the one that makes
/// the comparison again; `watch` may stop it between months.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it: finished arms and replicates are kept beside the target and
/// are taken by a later call with `resume`. Otherwise what the disk says.
pub fn compare(
    prepared: &PreparedCompare,
    conditions: &[Condition],
    command: &str,
    pool: &Pool,
    target: &Path,
    resume: bool,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<CompareDoc, Failure> {
    store::clear_way(target)?;
    let folder = store::workshop(target);
    store::open(&folder, resume)?;
    let made = make(prepared, conditions, command, pool, &folder, resume, watch);
    let (doc, values) = made.inspect_err(|_| store::abandon(&folder))?;
    store::finish(&folder, target, &doc, &values)?;
    Ok(doc)
}

fn make(
    prepared: &PreparedCompare,
    conditions: &[Condition],
    command: &str,
    pool: &Pool,
    folder: &Path,
    resume: bool,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<(CompareDoc, Vec<Values>), Failure> {
    let mut stored = Vec::new();
    for (place, (name, arm)) in prepared.arms.iter().enumerate() {
        let at = folder.join(arm_folder(place, name));
        let mut watch = |progress: Progress| watch(Step { arm: place, progress });
        let run = run_arm(arm, pool, &at, resume, &mut watch);
        stored.push(run.map_err(|failure| stopped(prepared, place, failure))?);
    }
    let independent = independent(prepared, pool, watch)?;
    let mut values = Vec::new();
    for ((_, arm), stored) in prepared.arms.iter().zip(&stored) {
        values.push(values_of(arm, stored)?);
    }
    let named: Vec<(String, Values)> =
        prepared.arms.iter().map(|(name, _)| name.clone()).zip(values.iter().cloned()).collect();
    let mut rows = paired::rows(&named, &independent);
    let levels = levels::of(prepared, &stored)?;
    levels::withhold(&mut rows, &levels);
    let mut swaps = Vec::new();
    for (a, b) in prepared.pairs() {
        swaps.extend(swapped(prepared, &stored, a, b)?);
    }
    let mut doc = document(prepared, &stored, command, rows, swaps, conditions)?;
    doc.levels = levels;
    doc.gaps = gaps(prepared, pool, watch)?;
    let arms: Vec<(&str, &Plan, &Stored)> =
        prepared.arms.iter().zip(&stored).map(|((name, arm), stored)| (name.as_str(), &arm.plan, stored)).collect();
    doc.way_out = way::steps(&arms)?;
    Ok((doc, values))
}

/// The gaps of the arms that have rules, split into mechanisms.
fn gaps(
    prepared: &PreparedCompare,
    pool: &Pool,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Vec<GapDoc>, Failure> {
    let Some(folder) = &prepared.gaps else { return Ok(Vec::new()) };
    let (cache, mut all) = (Cache::open(folder)?, Vec::new());
    for (place, (name, arm)) in prepared.arms.iter().enumerate().filter(|(_, (_, arm))| !arm.plan.measures.is_empty()) {
        // The bar stands still here: how many runs there are depends on what lies in the cache.
        let progress = Progress::Keeping { done: 0, of: 0 };
        let mut watch = |_| watch(Step { arm: place, progress });
        all.extend(
            gap::split(name, arm, pool, &cache, &mut watch).map_err(|f| stopped(prepared, prepared.arms.len(), f))?,
        );
    }
    Ok(all)
}

/// The folder of an arm inside the bundle.
fn arm_folder(place: usize, name: &str) -> String {
    format!("arms/{}-{}", place + 1, safe(name))
}

/// Counts replicates over all arms instead of those of one.
fn stopped(prepared: &PreparedCompare, place: usize, failure: Failure) -> Failure {
    match failure {
        Failure::Interrupted { done, of, resume } => {
            let runs = prepared.n_runs() as u32;
            Failure::Interrupted { done: place as u32 * of + done, of: runs * of, resume }
        }
        other => other,
    }
}

/// Runs an arm, unless it lies finished in the folder from an earlier call.
fn run_arm(
    arm: &Prepared,
    pool: &Pool,
    at: &Path,
    resume: bool,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Stored, Failure> {
    if resume && store::has_run(at) {
        let stored = Stored::open(at)?;
        let digest = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
        let file = &stored.file;
        let reforms =
            arm.spec.reforms.iter().map(|r| digest(&r.bytes)).eq(file.reforms.iter().map(|r| r.digest.clone()));
        let same = file.run.command == arm.command()
            && file.run.glasshouse == crate::VERSION
            && file.run.regime.digest == digest(&arm.spec.regime.bytes)
            && file.run.society.digest == digest(&arm.spec.society.bytes)
            && reforms;
        if same {
            for replicate in 0..arm.spec.replicates {
                let _ = watch(Progress::Taken { replicate });
            }
            return Ok(stored);
        }
    }
    let begun = store::workshop(at).is_dir();
    crate::run::run(arm, pool, at, resume && begun, watch).map(|outcome| outcome.stored)
}

/// The values of a stored run, replicate by replicate, in the order of [`EVERY`].
///
/// # Errors
/// [`Failure::Input`] where its tables are damaged.
pub fn values_of(arm: &Prepared, stored: &Stored) -> Result<Values, Failure> {
    let layout = layout(&arm.plan, &arm.society);
    let columns: BTreeMap<(&str, &str), usize> =
        layout.columns.iter().enumerate().map(|(i, c)| ((c.metric.spec().name, c.item.as_str()), i)).collect();
    let width = layout.columns.len() * N_GROUPS;
    let series = |rows: Vec<Row>| -> Option<Series> {
        let mut numbers = vec![0; arm.spec.months as usize * width];
        for row in rows {
            let column = *columns.get(&(row.metric.as_str(), row.item.as_str()))?;
            for (month, value) in row.months.iter().enumerate() {
                *numbers.get_mut(month * width + column * N_GROUPS + usize::from(row.group.0))? = *value;
            }
        }
        Series::from_numbers(layout.clone(), &numbers)
    };
    let damaged = || Failure::damaged(&stored.path, "its numbers do not fit the regime", "数字与制度不符");
    let replicates = tables::metrics(stored)?.into_iter();
    replicates.map(|rows| series(rows).map(|s| metric::values(&s)).ok_or_else(damaged)).collect()
}

/// The values of independent replicates: numbers that no other arm has.
fn independent(
    prepared: &PreparedCompare,
    pool: &Pool,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Vec<Values>, Failure> {
    let mut all = Vec::new();
    if !prepared.unpaired {
        return Ok(all);
    }
    for (place, (_, arm)) in prepared.arms.iter().enumerate().skip(1) {
        let (n, mut values) = (arm.spec.replicates, Values::new());
        let number = prepared.arms.len() + place - 1;
        for replicate in 0..n {
            let scenario = Scenario { replicate: place as u32 * n + replicate, ..arm.scenario(0) };
            let mut month =
                |done: u32| watch(Step { arm: number, progress: Progress::Months { replicate, done, now: None } });
            let interrupted = Failure::Interrupted { done: replicate, of: n, resume: String::new() };
            let run = glasshouse_engine::run(&scenario, pool, &mut month);
            let run = run.map_err(|_| stopped(prepared, number, interrupted))?;
            values.push(metric::values(&run.series));
        }
        all.push(values);
    }
    Ok(all)
}

/// Two arms, person by person.
fn swapped(prepared: &PreparedCompare, stored: &[Stored], a: usize, b: usize) -> Result<Option<Swap>, Failure> {
    let at = |place: usize| prepared.arms.get(place).zip(stored.get(place));
    let (Some(((first, one), run)), Some(((second, other), run_b))) = (at(a), at(b)) else { return Ok(None) };
    let mut pair = swap::Pair::new(&one.plan, &other.plan);
    for replicate in 0..one.spec.replicates {
        pair.add(replicate, &ends::read(run, &one.plan, replicate)?, &ends::read(run_b, &other.plan, replicate)?);
    }
    let same = run.file.replicate_digests == run_b.file.replicate_digests;
    Ok(Some(pair.finish((first, second), same)))
}

fn document(
    prepared: &PreparedCompare,
    stored: &[Stored],
    command: &str,
    rows: Vec<glasshouse_wire::compare::CompareRow>,
    swaps: Vec<Swap>,
    conditions: &[Condition],
) -> Result<CompareDoc, Failure> {
    let base = stored.first().map(|s| &s.file.run);
    let base = base.ok_or_else(|| Failure::broken("a comparison without arms", "比较中没有方案"))?;
    let mut hasher = blake3::Hasher::new();
    let mut arms = Vec::new();
    for (place, ((name, arm), stored)) in prepared.arms.iter().zip(stored).enumerate() {
        let digest = stored.file.run.digest.clone();
        hasher.update(format!("arm {name} {digest}\n").as_bytes());
        arms.push(ArmRef {
            name: name.clone(),
            regime: arm.plan.id.clone(),
            title: text(&arm.plan.title),
            run: arm_folder(place, name),
            digest,
        });
    }
    let rule_pair = |(a, b): (usize, usize)| {
        let (first, second) = prepared.arms.get(a).zip(prepared.arms.get(b))?;
        let differences = rules(&first.1.plan, &second.1.plan);
        Some(RulePair { first: first.0.clone(), second: second.0.clone(), differences })
    };
    Ok(CompareDoc {
        schema: SCHEMA.into(),
        glasshouse: crate::VERSION.into(),
        baseline: arms.first().map(|a| a.name.clone()).unwrap_or_default(),
        society: base.society.clone(),
        seed: base.seed,
        replicates: base.replicates.clone(),
        months: base.months,
        from: base.from.clone(),
        illustration: base.illustration,
        command: command.into(),
        digest: hasher.finalize().to_hex().to_string(),
        conditions: conditions.iter().flat_map(|c| c.judge(&rows)).collect(),
        rules: prepared.pairs().into_iter().filter_map(rule_pair).collect(),
        arms,
        rows,
        swaps,
        levels: Vec::new(),
        way_out: Vec::new(),
        gaps: Vec::new(),
    })
}

/// How two rulebooks differ, as documents.
pub fn rules(first: &Plan, second: &Plan) -> Vec<RuleDifference> {
    let document = |difference: &Difference| {
        let code = |value: &Option<glasshouse_rulebook::diff::Value>| value.as_ref().map(|v| v.code().to_owned());
        let (change, before, after) = match &difference.change {
            Change::Added => ("added", None, None),
            Change::Removed => ("removed", None, None),
            Change::Changed { before, after, .. } => ("changed", code(before), code(after)),
        };
        RuleDifference {
            path: difference.path(),
            change: change.into(),
            before,
            after,
            text: glasshouse_wire::run::Text {
                en: difference.text(glasshouse_model::Lang::En),
                zh: difference.text(glasshouse_model::Lang::Zh),
            },
        }
    };
    differences(first, second).iter().map(document).collect()
}

/// The compiled rulebook of an arm, for comparing texts alone.
///
/// # Errors
/// As [`crate::source::regime`].
pub fn plan_of(arm: &Arm) -> Result<Plan, Failure> {
    let reforms: Vec<_> = arm.reform.iter().cloned().collect();
    let patches = crate::spec::patches(&arm.set)?;
    match crate::source::regime(&arm.regime, &reforms, &patches)? {
        (_, Some(plan)) => Ok(plan),
        (faults, None) => Err(Failure::Document(vec![faults])),
    }
}

/// The folder of an arm's run, given where the bundle is.
pub fn run_path(bundle: &Path, arm: &ArmRef) -> PathBuf {
    bundle.join(&arm.run)
}
