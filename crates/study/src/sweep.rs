//! Sweeps: one regime under many values of its assumptions, and what the outputs say about them.
//!
//! Documents are read once and people are made once; a point brings only the values that differ. Runs of different
//! points go side by side, one to a thread. Numbers of a run are kept by content ([`cache`]), so a sweep that was
//! stopped, at whatever moment, goes on where it was and ends in the same bundle.

pub mod cache;
pub mod claim;
mod design;
pub mod input;
pub mod request;
mod results;
pub mod share;
mod store;
mod work;
mod worlds;

pub use cache::Cache;
pub use claim::Claim;
pub use design::{Design, Space};
pub use glasshouse_sensitivity::analytic;
pub use share::Share;
pub use store::{SCHEMA, SWEEP_FILE, read, records};
pub use work::{Step, Workload, Worlds, estimate};

use crate::compare::{Arm, DEALS_FROM, EVERY};
use crate::executor::Pool;
use crate::failure::{Failure, Faults, Note};
use crate::source::Document;
use crate::spec::{self, Prepared, RunSpec, quote};
use analytic::Analytic;
use glasshouse_model::text::Text;
use glasshouse_wire::sweep::{SweepDoc, SweepRow};
pub use input::Input;
use input::{Candidate, Owner};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// A sweep as it is asked for.
#[derive(Clone, Debug)]
pub struct SweepSpec {
    /// What is swept.
    pub subject: Subject,
    /// What to vary: see [`input::asked`].
    pub vary: Vec<String>,
    /// Vary every assumption that declares a range.
    pub all_assumptions: bool,
    /// How points are chosen.
    pub design: Design,
    /// Levels, points, base points or trajectories; `None` is the design's own number.
    pub points: Option<u32>,
    /// Also look at pairs of inputs; for [`Design::Sobol`].
    pub second_order: bool,
    /// Metrics to show, the most wanted first; none is [`DEFAULT_METRICS`].
    pub metrics: Vec<String>,
    /// Claims to judge at every point.
    pub claims: Vec<String>,
}

/// What is swept.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A regime; its replicates are those of every point.
    Regime(Box<RunSpec>),
    /// A model with known answers, and the seed of the design.
    Model(Analytic, u64),
}

/// The metrics that a sweep shows where none is asked for: error, reach, behaviour, chilling.
pub const DEFAULT_METRICS: [&str; 4] = ["wrongly_penalised", "penalised", "misconduct", "expression"];

/// A sweep that can start.
#[derive(Debug)]
pub struct PreparedSweep {
    /// As asked for.
    pub spec: SweepSpec,
    /// The regime as declared and the regimes of claims; none for a model with known answers.
    pub arms: Vec<PreparedArm>,
    /// What is varied.
    pub inputs: Vec<Input>,
    /// Assumptions that cannot be varied, with the reason.
    pub left_out: Vec<(String, Text)>,
    /// Every point.
    pub space: Space,
    /// Claims, read.
    pub claims: Vec<Claim>,
    /// Metrics to show, by place.
    asked: Vec<usize>,
}

/// A regime that runs at every point.
#[derive(Debug)]
pub struct PreparedArm {
    /// Its name.
    pub name: String,
    /// As declared.
    pub prepared: Prepared,
    /// Paths of its rulebook's figures, sorted: values of others do not reach it.
    paths: Vec<String>,
}

impl SweepSpec {
    /// Checks and compiles what is swept, finds the inputs, lays out the points.
    ///
    /// # Errors
    /// As [`RunSpec::prepare`]; [`Failure::Usage`] where nothing is to be varied, or the design does not fit.
    pub fn prepare(self) -> Result<PreparedSweep, Failure> {
        match self.subject.clone() {
            Subject::Model(model, seed) => self.prepare_model(&model, seed),
            Subject::Regime(spec) => self.prepare_regime(*spec),
        }
    }

    fn prepare_model(self, model: &Analytic, seed: u64) -> Result<PreparedSweep, Failure> {
        if !self.claims.is_empty() || !self.vary.is_empty() {
            return Err(Failure::Usage(Note::new(
                "GH0900",
                "a model with known answers takes neither --vary nor --claim",
                "已知答案的模型不接受 --vary 与 --claim",
            )));
        }
        let inputs = Input::of_model(model);
        let space = Space::lay_out(self.design, self.points, self.second_order, &inputs, seed)?;
        let (arms, left_out, claims, asked) = (Vec::new(), Vec::new(), Vec::new(), vec![0]);
        Ok(PreparedSweep { spec: self, arms, inputs, left_out, space, claims, asked })
    }

    fn prepare_regime(self, spec: RunSpec) -> Result<PreparedSweep, Failure> {
        let (name, seed) = (spec.regime.name.clone(), spec.seed);
        let mut names = vec![name.clone()];
        let claims: Vec<Claim> =
            self.claims.iter().map(|text| Claim::parse(text, &mut names)).collect::<Result<_, _>>()?;
        let wanted =
            if self.metrics.is_empty() { DEFAULT_METRICS.map(str::to_owned).to_vec() } else { self.metrics.clone() };
        let asked: Vec<usize> = wanted.iter().map(|name| claim::metric(name)).collect::<Result<_, _>>()?;
        let mut arms = vec![PreparedArm::new(name, spec.clone())?];
        for name in names.iter().skip(1) {
            let arm = Arm::parse(name)?;
            let society = spec.set.iter().filter(|set| set.trim_start().starts_with("society."));
            let set = society.chain(&arm.set).cloned().collect();
            let reforms = arm.reform.into_iter().collect();
            arms.push(PreparedArm::new(name.clone(), RunSpec { regime: arm.regime, reforms, set, ..spec.clone() })?);
        }
        let Some(own) = arms.first() else {
            return Err(Failure::broken("a sweep of nothing", "没有可扫描的内容"));
        };
        let regime = own.prepared.plan.figures.iter().map(|figure| Candidate { owner: Owner::Regime, figure });
        let society = own.prepared.society.figures.iter().map(|figure| Candidate { owner: Owner::Society, figure });
        let candidates: Vec<Candidate<'_>> = regime.chain(society).collect();
        let (inputs, left_out) = self.inputs(&candidates)?;
        let space = Space::lay_out(self.design, self.points, self.second_order, &inputs, seed)?;
        Ok(PreparedSweep { spec: self, arms, inputs, left_out, space, claims, asked })
    }

    /// What is varied: everything asked for by name; with all assumptions, or for a claim without names, the others
    /// that declare a range as well.
    #[expect(clippy::type_complexity, reason = "two lists, told apart where they are taken")]
    fn inputs(&self, candidates: &[Candidate<'_>]) -> Result<(Vec<Input>, Vec<(String, Text)>), Failure> {
        let mut inputs: Vec<Input> = Vec::new();
        for text in &self.vary {
            for input in input::asked(text, candidates)? {
                match inputs.iter_mut().find(|i| i.path == input.path) {
                    Some(old) => *old = input,
                    None => inputs.push(input),
                }
            }
        }
        let mut left_out = Vec::new();
        if self.all_assumptions || inputs.is_empty() && !self.claims.is_empty() {
            let (all, not) = input::assumptions(candidates);
            left_out = not;
            inputs.extend(all.into_iter().filter(|new| self.vary.iter().all(|v| !v.starts_with(&new.path))));
        }
        if !inputs.is_empty() {
            return Ok((inputs, left_out));
        }
        Err(Failure::Usage(
            Note::new("GH0900", "nothing is to be varied", "没有指定要改变的内容")
                .help(
                    "name figures, e.g. --vary 'channel.*.hit_rate' or --vary review.officers=1..20",
                    "请指定数值，例如 --vary 'channel.*.hit_rate' 或 --vary review.officers=1..20",
                )
                .help("or take every assumption: --all-assumptions", "或改变全部假设：--all-assumptions"),
        ))
    }
}

/// What a model with known answers does under a design, without storing anything.
///
/// # Errors
/// [`Failure::Usage`] where the points do not fit the design.
pub fn of_model(model: Analytic, design: Design, points: u32, seed: u64) -> Result<SweepRow, Failure> {
    let spec = SweepSpec {
        subject: Subject::Model(model, seed),
        vary: Vec::new(),
        all_assumptions: false,
        design,
        points: Some(points),
        second_order: design == Design::Sobol,
        metrics: Vec::new(),
        claims: Vec::new(),
    };
    let prepared = spec.prepare()?;
    let outputs = work::of_model(&prepared, &model);
    let row = results::rows(&prepared, &outputs).into_iter().next();
    row.ok_or_else(|| Failure::broken("a model without output", "模型没有输出"))
}

impl PreparedArm {
    fn new(name: String, spec: RunSpec) -> Result<PreparedArm, Failure> {
        let prepared = spec.prepare()?;
        let mut paths: Vec<String> = prepared.plan.figures.iter().map(|f| f.path.clone()).collect();
        paths.sort_unstable();
        Ok(PreparedArm { name, prepared, paths })
    }
}

impl PreparedSweep {
    /// Warnings about the documents as declared, those that arms share told once.
    pub fn warnings(&self) -> Vec<Faults> {
        let mut all: Vec<Faults> = Vec::new();
        for fault in self.arms.iter().flat_map(|arm| &arm.prepared.warnings) {
            if !all.iter().any(|f| f.text.name == fault.text.name && f.diagnostics == fault.diagnostics) {
                all.push(fault.clone());
            }
        }
        all
    }

    /// Replicates at every point.
    pub fn replicates(&self) -> u32 {
        self.arms.first().map_or(1, |arm| arm.prepared.spec.replicates)
    }

    /// Whether anybody asks a rater in one of the arms.
    fn deals(&self) -> bool {
        let deals = |p: &Prepared| !p.plan.raters.is_empty() && p.society.deals.is_some();
        self.arms.iter().any(|arm| deals(&arm.prepared))
    }

    /// The seed of events and design.
    pub fn seed(&self) -> u64 {
        match &self.spec.subject {
            Subject::Regime(spec) => spec.seed,
            Subject::Model(_, seed) => *seed,
        }
    }

    /// What the metrics are called, with their units: those asked for first, then the others.
    pub(crate) fn metrics(&self) -> Vec<(usize, &'static str, &'static str)> {
        if matches!(self.spec.subject, Subject::Model(..)) {
            return vec![(0, "y", "")];
        }
        // What comes of deals is a number only where somebody deals.
        let known = if self.deals() { EVERY.len() } else { DEALS_FROM };
        let rest = (0..known).filter(|place| !self.asked.contains(place));
        let named = |place: usize| EVERY.get(place).map(|m| (place, m.name, m.unit));
        self.asked.iter().copied().chain(rest).filter_map(named).collect()
    }

    /// How many metrics were asked for.
    pub(crate) fn n_asked(&self) -> usize {
        self.asked.len()
    }

    /// The values of a point that differ from the declared ones: place of the input and value as written.
    pub fn overrides(&self, point: usize) -> Vec<(usize, String)> {
        let row = self.space.points.get(point).map_or(&[][..], Vec::as_slice);
        let given = row.iter().zip(&self.inputs).enumerate();
        given
            .filter(|(_, (at, _))| **at != input::Coordinate::Declared)
            .map(|(place, (at, input))| (place, input.written(*at, self.space.levels)))
            .filter(|(place, value)| self.inputs.get(*place).is_some_and(|input| !input.is_declared(value)))
            .collect()
    }

    /// The values of a point as numbers, one per input.
    pub fn numbers(&self, point: usize) -> Vec<f64> {
        let mut row: Vec<f64> = self.inputs.iter().map(|input| input.number(&input.declared)).collect();
        for (place, written) in self.overrides(point) {
            if let (Some(slot), Some(input)) = (row.get_mut(place), self.inputs.get(place)) {
                *slot = input.number(&written);
            }
        }
        row
    }

    /// The name a bundle gets without `-o` and `--name`, the same for the same sweep.
    pub fn id(&self) -> String {
        let digits: String = blake3::hash(self.specification().as_bytes()).to_hex().chars().take(6).collect();
        let subject = match &self.spec.subject {
            Subject::Model(model, _) => model.name,
            Subject::Regime(_) => self.arms.first().map_or("", |arm| arm.prepared.plan.id.as_str()),
        };
        let safe: String =
            subject.chars().map(|c| if c.is_alphanumeric() || "-_".contains(c) { c } else { '-' }).collect();
        format!("sweep-{safe}-{}-{digits}", self.seed())
    }

    /// Everything that the numbers are a function of, one fact a line.
    pub(crate) fn specification(&self) -> String {
        let mut text = String::from("glasshouse sweep/1\n");
        match &self.spec.subject {
            Subject::Model(model, seed) => {
                let _ = writeln!(text, "model {}\nseed {seed}", model.name);
            }
            Subject::Regime(_) => {
                for arm in &self.arms {
                    let _ = writeln!(text, "arm {}\n{}", arm.name, arm.prepared.specification());
                }
            }
        }
        let second = self.spec.second_order;
        let _ = writeln!(
            text,
            "replicates {}\ndesign {} {} {second}",
            self.replicates(),
            self.spec.design.name(),
            self.space.size
        );
        for input in &self.inputs {
            let _ = writeln!(
                text,
                "input {} {} {} {} {}",
                input.path,
                input.low,
                input.high,
                input.scale.name(),
                input.n_levels(self.space.levels)
            );
        }
        self.claims.iter().for_each(|claim| text.push_str(&format!("claim {}\n", claim.text)));
        text
    }

    /// The command that makes the sweep again, with what was left to defaults written out. Built-in documents go by
    /// name, others by their file in the bundle.
    pub fn command(&self) -> String {
        let mut text = match &self.spec.subject {
            Subject::Model(model, seed) => format!("glasshouse sweep {} -s {seed}", model.name),
            Subject::Regime(_) => self.arms.first().map_or(String::new(), |arm| arm.command("sweep", &[])),
        };
        let mut add = |flag: &str, value: &str| text.push_str(&format!(" {flag} {}", quote(value)));
        self.spec.vary.iter().for_each(|v| add("--vary", v));
        add(if self.spec.design == Design::Morris { "--screen" } else { "--design" }, self.spec.design.name());
        add("--points", &self.space.size.to_string());
        self.spec.metrics.iter().for_each(|m| add("--metric", m));
        self.spec.claims.iter().for_each(|c| add("--claim", c));
        for (flag, given) in
            [("--all-assumptions", self.spec.all_assumptions), ("--second-order", self.spec.second_order)]
        {
            if given {
                text.push_str(&format!(" {flag}"));
            }
        }
        text
    }
}

impl PreparedArm {
    /// A command about this arm under further overrides.
    pub(crate) fn command(&self, verb: &str, set: &[String]) -> String {
        let (spec, society) = (&self.prepared.spec, &self.prepared.society);
        let mut text = format!("glasshouse {verb} {}", quote(&spec.regime.argument(&self.prepared.regime_file())));
        let mut add = |flag: &str, value: &str| text.push_str(&format!(" {flag} {}", quote(value)));
        add("-n", &society.people.to_string());
        add("--months", &spec.months.to_string());
        add("-s", &spec.seed.to_string());
        add("-r", &spec.replicates.to_string());
        add("--society", &spec.society.argument(spec::SOCIETY_FILE));
        add("--society-seed", &society.seed.to_string());
        for (i, reform) in spec.reforms.iter().enumerate() {
            add("--with", &reform.argument(&spec::reform_file(i)));
        }
        spec.set.iter().chain(set).for_each(|s| add("--set", s));
        add("--coupling", spec.coupling.name());
        text
    }

    /// The documents that lie in the bundle for this arm: name and content.
    pub(crate) fn documents(&self) -> Vec<(String, &Document)> {
        let spec = &self.prepared.spec;
        let reforms = spec.reforms.iter().enumerate().map(|(i, reform)| (spec::reform_file(i), reform));
        [(self.prepared.regime_file(), &spec.regime)].into_iter().chain(reforms).collect()
    }
}

/// Runs every point that was not run before and stores the sweep at `target`. `watch` may stop it between months.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it: finished runs are kept in the cache. Otherwise what the disk
/// says.
pub fn sweep(
    prepared: &PreparedSweep,
    pool: &Pool,
    cache: &Cache,
    target: &Path,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<SweepDoc, Failure> {
    // The place is tried before the work is done.
    let draft = store::begin(target)?;
    let outputs = work::run(prepared, pool, cache, watch)?;
    let rows = results::rows(prepared, &outputs);
    let claims = worlds::judge(prepared, pool, cache, &outputs, watch)?;
    store::finish(prepared, draft, &outputs, rows, claims)
}

/// Runs every point that was not run before, and nothing else.
///
/// # Errors
/// As [`sweep`].
pub(crate) fn run_points(
    prepared: &PreparedSweep,
    pool: &Pool,
    cache: &Cache,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<work::Outputs, Failure> {
    work::run(prepared, pool, cache, watch)
}

/// How much there is to run, and of it how much lies in the cache.
pub fn workload(prepared: &PreparedSweep, cache: &Cache) -> Workload {
    work::workload(prepared, cache)
}
