//! Published outcomes: what was reported of a regime, what the laboratory gives, and how the two stand to each other.
//!
//! A table names, for each statement that a rulebook keeps as an outcome, the counts of a run that it is about and the
//! band in which the published number lies. The laboratory's number is computed with every figure as declared, and
//! over points of a Latin hypercube in all declared ranges. What cannot be compared says why.

mod table;

pub use table::{Calibration, Outcome, Part, Room, read};

use crate::estimate::{mean_and_half_width, student_t_975};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::source::{self, Document};
use crate::spec::{Coupling, Prepared, RunSpec, quote};
use crate::sweep::{Design, Subject, SweepSpec};
use glasshouse_metrics::Series;
use glasshouse_model::group::Group;
use glasshouse_rulebook::plan::Published;
use std::ops::ControlFlow;

/// The table that comes with the program.
pub const PUBLISHED: &str = include_str!("../../../outcomes/published.toml");

/// The built-in table as a document.
pub fn built_in() -> Document {
    Document { name: "outcomes/published.toml".into(), bytes: PUBLISHED.as_bytes().to_vec(), built_in: true }
}

/// How large a comparison is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Persons at most; a smaller society keeps its own number.
    pub people: u32,
    /// Points in the declared ranges.
    pub points: u32,
    /// Seed of events and design.
    pub seed: u64,
    /// Replicates with every figure as declared, at least 1. Points in the ranges have one each.
    pub replicates: u32,
}

/// What the laboratory gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Mean over the replicates with every figure as declared; `None` where nothing of the kind happened.
    pub declared: Option<f64>,
    /// Half the width of the 95 % interval of that mean; `None` for one replicate.
    pub half_width: Option<f64>,
    /// At each point of the ranges that had a value, from the lowest up.
    pub ranged: Vec<f64>,
    /// The command that runs it as declared.
    pub command: String,
}

/// How a published number and the laboratory's stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The laboratory's number as declared lies in the band.
    Inside,
    /// It does not, but some point of the declared ranges does.
    InsideRanges,
    /// No point that was tried lies in it.
    Outside,
    /// Nothing of the kind happened in the run.
    NoValue,
    /// It cannot be compared.
    NotComparable,
}

impl Verdict {
    /// The word in documents.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Inside => "inside",
            Verdict::InsideRanges => "inside_ranges",
            Verdict::Outside => "outside",
            Verdict::NoValue => "no_value",
            Verdict::NotComparable => "not_comparable",
        }
    }
}

/// Judges what was given against a band.
pub fn judge(outcome: &Outcome, given: &Given) -> Verdict {
    let Room::Band { low, high, .. } = outcome.room else { return Verdict::NotComparable };
    let inside = |value: f64| (low..=high).contains(&value);
    match given.declared {
        Some(value) if inside(value) => Verdict::Inside,
        _ if given.ranged.iter().any(|value| inside(*value)) => Verdict::InsideRanges,
        None if given.ranged.is_empty() => Verdict::NoValue,
        _ => Verdict::Outside,
    }
}

/// The statement that an outcome is about.
pub fn statement(outcome: &Outcome) -> Option<Published> {
    source::built_in_plan(&outcome.regime)?.published.into_iter().find(|p| p.id == outcome.statement)
}

/// Runs what an outcome asks for. `watch` is called before every run and may stop.
///
/// # Errors
/// As [`RunSpec::prepare`]; [`Failure::Interrupted`] where `watch` stopped it.
pub fn perform(
    outcome: &Outcome,
    size: Size,
    pool: &Pool,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<Given, Failure> {
    let regime = source::find_regime(&outcome.regime)?;
    let society = source::society_for(None, &[&regime])?;
    let months = outcome.months.clamp(1, 1_200);
    let spec = RunSpec {
        regime,
        reforms: Vec::new(),
        set: Vec::new(),
        society,
        people: None,
        society_seed: None,
        seed: size.seed,
        months,
        replicates: 1,
        coupling: Coupling::Week,
        keep: Vec::new(),
    };
    let own = spec.clone().prepare()?.society.people;
    let people = own.min(size.people);
    let spec = RunSpec { people: Some(people), ..spec };
    let mut run = |spec: RunSpec, replicate: u32| -> Result<Option<f64>, Failure> {
        if watch().is_break() {
            return Err(Failure::Interrupted { done: 0, of: 0, resume: String::new() });
        }
        Ok(number(outcome, &spec.prepare()?, replicate, pool))
    };
    let mut replicates = Vec::new();
    for replicate in 0..size.replicates.max(1) {
        replicates.extend(run(spec.clone(), replicate)?);
    }
    let (declared, half_width) = match replicates.as_slice() {
        [] => (None, None),
        [one] => (Some(*one), None),
        several => {
            let (mean, half_width) = mean_and_half_width(several, student_t_975);
            (Some(mean), Some(half_width))
        }
    };
    let mut ranged = Vec::new();
    if size.points > 0 {
        let sweep = SweepSpec {
            subject: Subject::Regime(Box::new(spec.clone())),
            vary: Vec::new(),
            all_assumptions: true,
            design: Design::Lhs,
            points: Some(size.points),
            second_order: false,
            metrics: Vec::new(),
            claims: Vec::new(),
        }
        .prepare()?;
        for point in 0..sweep.space.points.len() {
            let path = |place: usize| sweep.inputs.get(place).map_or("", |input| input.path.as_str());
            let set = sweep.overrides(point).into_iter().map(|(place, value)| format!("{}={value}", path(place)));
            match run(RunSpec { set: set.collect(), ..spec.clone() }, 0) {
                Ok(value) => ranged.extend(value),
                // Ranges are declared one by one; a corner where they contradict each other is no world.
                Err(Failure::Document(_)) => {}
                Err(other) => return Err(other),
            }
        }
    }
    ranged.sort_by(f64::total_cmp);
    let (regime, seed, replicates) = (quote(&outcome.regime), size.seed, size.replicates.max(1));
    let command = format!("glasshouse run {regime} -n {people} --months {months} -s {seed} -r {replicates}");
    Ok(Given { declared, half_width, ranged, command })
}

/// The number that an outcome is about, from one run.
fn number(outcome: &Outcome, prepared: &Prepared, replicate: u32, pool: &Pool) -> Option<f64> {
    let run = glasshouse_engine::run(&prepared.scenario(replicate), pool, &mut |_| ControlFlow::Continue(())).ok()?;
    let sum = |parts: &[Part]| parts.iter().map(|part| counted(part, &run.series)).sum::<f64>();
    let factor = |part: &Part| match part {
        Part::People => f64::from(prepared.society.people),
        Part::Months => f64::from(prepared.spec.months),
        Part::Count { .. } => 1.0,
    };
    let counts: Vec<Part> = outcome.of.iter().filter(|p| matches!(p, Part::Count { .. })).cloned().collect();
    let per = outcome.of.iter().map(factor).product::<f64>() * if counts.is_empty() { 1.0 } else { sum(&counts) };
    (per > 0.0).then(|| outcome.scale * sum(&outcome.part) / per)
}

fn counted(part: &Part, series: &Series) -> f64 {
    let Part::Count { metric, item } = part else { return 0.0 };
    let named = |column: &usize| item.is_empty() || series.layout.columns.get(*column).is_some_and(|c| c.item == *item);
    series.layout.columns_of(*metric).filter(named).map(|column| series.total(column, Group::ALL.0) as f64).sum()
}

#[cfg(test)]
mod tests;
