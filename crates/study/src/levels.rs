//! Levels of lawful expression. Where conformity is more than twice the noise (J/τ_z > 2), many hold themselves up
//! where many act, and few where few do: a mean over both would describe neither. So the run is taken from both sides,
//! with the same people and the same luck, and each side is reported by itself.

use crate::estimate::{from_replicates, reason};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::forecast::Way;
use crate::spec::Prepared;
use glasshouse_engine::{Ranks, Scenario, Stopped, run, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::act::{ACTS, ActClass};
use glasshouse_model::group::Group;
use glasshouse_society::Society;
use glasshouse_wire::Estimate;
use glasshouse_wire::run::{Level, Levels};
use std::ops::ControlFlow;

/// Ends that lie further apart than this share of the higher one are two.
const APART: f64 = 0.1;

/// The shares believed to act at the start of the two sides.
const STARTS: [f64; 2] = [0.0, 1.0];

/// What the two sides come to; `None` where conformity is too weak for more than one. `own` are the replicates from
/// the start that the society declares; `go_on` may stop the runs. The other processes [`assist`].
///
/// # Errors
/// [`Failure::Interrupted`] where `go_on` stopped them.
pub fn of(
    prepared: &Prepared,
    (pool, ranks): (&Pool, &dyn Ranks),
    way: Way,
    own: &[Series],
    go_on: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<Option<Levels>, Failure> {
    let behaviour = &prepared.society.behaviour;
    if !behaviour.may_tip() {
        return Ok(None);
    }
    let of = own.len() as u32;
    let sides = sides(prepared, (pool, ranks), way, of, go_on);
    let [nobody, everybody] = sides.map_err(|_| Failure::Interrupted { done: of, of, resume: String::new() })?;
    let ends = |side: &[Series]| side.iter().map(level).collect::<Vec<f64>>();
    let (low, high, own) = (ends(&nobody), ends(&everybody), ends(own));
    let pairs = || low.iter().zip(&high).map(|(low, high)| [*low, *high]);
    let is_upper = |(own, ends): &(&f64, [f64; 2])| are_apart(*ends) && 2.0 * **own > ends[0] + ends[1];
    Ok(Some(Levels {
        conformity_to_noise: behaviour.conformity / behaviour.expression_noise,
        replicates: of,
        apart: pairs().filter(|ends| are_apart(*ends)).count() as u32,
        own_at_upper: own.iter().zip(pairs()).filter(is_upper).count() as u32,
        from_nobody: described(&nobody),
        from_everybody: described(&everybody),
    }))
}

/// Takes part in the sides of a run that the first of several processes leads.
pub fn assist(prepared: &Prepared, pool: &Pool, ranks: &dyn Ranks) {
    if prepared.society.behaviour.may_tip() {
        let way = Way::Passes { keep_ends: false };
        // Where the first stops, all do, and it tells.
        let _ = sides(prepared, (pool, ranks), way, prepared.spec.replicates, &mut |_, _| ControlFlow::Continue(()));
    }
}

/// The replicates from either side.
fn sides(
    prepared: &Prepared,
    (pool, ranks): (&Pool, &dyn Ranks),
    way: Way,
    replicates: u32,
    go_on: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<[Vec<Series>; 2], Stopped> {
    let mut sides = [Vec::new(), Vec::new()];
    for (start, side) in STARTS.into_iter().zip(&mut sides) {
        let society = begun(&prepared.society, start);
        for replicate in 0..replicates {
            let scenario = Scenario { society: &society, ..prepared.scenario(replicate) };
            let mut month = |months| go_on(replicate, months);
            side.push(match way {
                Way::Steps => run(&scenario, pool, &mut month)?.series,
                Way::Passes { .. } => run_by_passes(&scenario, pool, ranks, false, &mut month)?.series,
            });
        }
    }
    Ok(sides)
}

fn begun(society: &Society, start: f64) -> Society {
    let mut society = society.clone();
    society.behaviour.conform_from = start;
    society
}

/// Where one replicate ends from either side, by `run`; `None` where conformity is too weak for more than one level, or
/// `run` was stopped.
pub fn ends_of(scenario: &Scenario<'_>, mut run: impl FnMut(&Scenario<'_>) -> Option<Series>) -> Option<[f64; 2]> {
    if !scenario.society.behaviour.may_tip() {
        return None;
    }
    let mut end = |start| {
        let society = begun(scenario.society, start);
        run(&Scenario { society: &society, ..*scenario }).map(|series| level(&series))
    };
    Some([end(STARTS[0])?, end(STARTS[1])?])
}

/// Whether two ends are two levels.
pub fn are_apart([low, high]: [f64; 2]) -> bool {
    high - low > APART * high
}

/// One estimate from the ends of replicates on one side.
pub fn estimate(ends: &[f64]) -> Estimate {
    from_replicates(&ends.iter().map(|end| Some(*end)).collect::<Vec<_>>(), reason::NO_CASES)
}

fn described(side: &[Series]) -> Level {
    let by_replicate: Vec<f64> = side.iter().map(level).collect();
    let changes: Vec<Option<f64>> = side.iter().map(change_percent).collect();
    Level {
        per_1000: estimate(&by_replicate),
        change_percent: from_replicates(&changes, reason::NO_CASES),
        by_replicate,
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
