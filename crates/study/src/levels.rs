//! Levels of lawful expression. Where conformity is more than twice the noise (J/τ_z > 2), many hold themselves up
//! where many act, and few where few do: a mean over both would describe neither. So the run is taken from both sides,
//! with the same people and the same luck, and each side is reported by itself.

use crate::estimate::{from_replicates, reason};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::forecast::Way;
use crate::spec::Prepared;
use glasshouse_engine::{Alone, Scenario, Stopped, run, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::act::{ACTS, ActClass};
use glasshouse_model::group::Group;
use glasshouse_wire::run::{Level, Levels};
use std::ops::ControlFlow;

/// Ends that lie further apart than this share of the higher one are two.
const APART: f64 = 0.1;

/// What the two sides come to; `None` where conformity is too weak for more than one. `own` are the replicates from
/// the start that the society declares; `go_on` may stop the runs.
///
/// # Errors
/// [`Failure::Interrupted`] where `go_on` stopped them.
pub fn of(
    prepared: &Prepared,
    pool: &Pool,
    way: Way,
    own: &[Series],
    go_on: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<Option<Levels>, Failure> {
    let behaviour = &prepared.society.behaviour;
    if !behaviour.may_tip() {
        return Ok(None);
    }
    let mut sides = Vec::new();
    for start in [0.0, 1.0] {
        let mut society = prepared.society.clone();
        society.behaviour.conform_from = start;
        let mut side = Vec::new();
        for replicate in 0..own.len() as u32 {
            let scenario = Scenario { society: &society, ..prepared.scenario(replicate) };
            let done = series(&scenario, pool, way, &mut |months| go_on(replicate, months));
            let of = own.len() as u32;
            side.push(done.map_err(|_| Failure::Interrupted { done: of, of, resume: String::new() })?);
        }
        sides.push(side);
    }
    let [nobody, everybody] = &sides[..] else { return Ok(None) };
    let ends = |side: &[Series]| side.iter().map(level).collect::<Vec<f64>>();
    let (low, high, own) = (ends(nobody), ends(everybody), ends(own));
    let is_apart = |low: f64, high: f64| high - low > APART * high;
    let pairs = || low.iter().zip(&high).map(|(low, high)| (*low, *high));
    let is_upper = |(own, (low, high)): &(&f64, (f64, f64))| is_apart(*low, *high) && 2.0 * **own > low + high;
    Ok(Some(Levels {
        conformity_to_noise: behaviour.conformity / behaviour.expression_noise,
        replicates: own.len() as u32,
        apart: pairs().filter(|(low, high)| is_apart(*low, *high)).count() as u32,
        own_at_upper: own.iter().zip(pairs()).filter(is_upper).count() as u32,
        from_nobody: described(nobody),
        from_everybody: described(everybody),
    }))
}

fn series(
    scenario: &Scenario<'_>,
    pool: &Pool,
    way: Way,
    month: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<Series, Stopped> {
    match way {
        Way::Steps => run(scenario, pool, month).map(|run| run.series),
        Way::Passes { .. } => run_by_passes(scenario, pool, &Alone, false, month).map(|run| run.series),
    }
}

fn described(side: &[Series]) -> Level {
    let ends: Vec<Option<f64>> = side.iter().map(|s| Some(level(s))).collect();
    let changes: Vec<Option<f64>> = side.iter().map(change_percent).collect();
    Level {
        per_1000: from_replicates(&ends, reason::NO_CASES),
        change_percent: from_replicates(&changes, reason::NO_CASES),
    }
}

/// Lawful expression of everyone in some months.
fn expression(series: &Series, metric: Metric, months: std::ops::Range<usize>) -> f64 {
    let columns = series.layout.columns_of(metric).zip(ACTS).filter(|(_, act)| act.class == ActClass::Expression);
    let sum = |column: usize| months.clone().map(|m| series.value(m, column, Group::ALL.0)).sum::<i64>();
    columns.map(|(column, _)| sum(column)).sum::<i64>() as f64
}

/// Lawful expression per 1,000 person-months in the last quarter of the run.
fn level(series: &Series) -> f64 {
    let n = series.n_months();
    let last = n - n.div_ceil(4)..n;
    let people = series.total(series.layout.at(Metric::People), Group::ALL.0) as f64;
    let months = last.len() as f64;
    1000.0 * expression(series, Metric::Acts, last) / (people * months).max(1.0)
}

/// Change against the baseline from the same start, over the whole run.
fn change_percent(series: &Series) -> Option<f64> {
    let all = 0..series.n_months();
    let baseline = expression(series, Metric::BaselineActs, all.clone());
    let here = expression(series, Metric::Acts, all);
    (baseline > 0.0).then(|| 100.0 * (here - baseline) / baseline)
}
