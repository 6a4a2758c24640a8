//! What the outputs say of each input, metric by metric.

use super::design::Design;
use super::input::Coordinate;
use super::work::{LEVELLED, Outputs, mean};
use super::{PreparedSweep, Subject};
use crate::estimate::{from_replicates, reason};
use glasshouse_model::math;
use glasshouse_sensitivity::{Limits, morris, noise, rank, sobol};
use glasshouse_wire::sweep::{CurvePoint, InputResult, Limited, NoiseDoc, PairResult, SweepRow};

/// One row per metric, those asked for first.
pub fn rows(prepared: &PreparedSweep, outputs: &Outputs) -> Vec<SweepRow> {
    prepared.metrics().into_iter().map(|(place, name, unit)| row(prepared, outputs, place, (name, unit))).collect()
}

fn row(prepared: &PreparedSweep, outputs: &Outputs, metric: usize, named: (&str, &str)) -> SweepRow {
    let points = prepared.space.points.len();
    let means: Vec<Option<f64>> = (0..points).map(|point| outputs.mean(point, 0, metric)).collect();
    let known: Vec<f64> = means.iter().flatten().copied().collect();
    let average = mean(&means);
    let variance = average
        .filter(|_| known.len() > 1)
        .map(|m| known.iter().map(|y| (y - m) * (y - m)).sum::<f64>() / (known.len() as f64 - 1.0));
    let declared = prepared.space.points.iter().position(|p| p.iter().all(|at| *at == Coordinate::Declared));
    let estimate = |point| from_replicates(&outputs.replicates(point, 0, metric), why(outputs, point, named.0));
    let mut pairs = Vec::new();
    let (importance, inputs) = match prepared.spec.design {
        Design::Oat | Design::Grid => ("span", curves(prepared, outputs, (metric, named.0))),
        Design::Lhs => ("rank_correlation", correlations(prepared, &means)),
        Design::Morris => ("mu_star", effects(prepared, &means)),
        Design::Sobol => {
            let (inputs, second) = indices(prepared, &means);
            pairs = second;
            ("total", inputs)
        }
    };
    SweepRow {
        metric: named.0.into(),
        unit: named.1.into(),
        mean: average,
        variance,
        points: known.len() as u64,
        base: declared.map(estimate),
        noise: luck(prepared, outputs, metric),
        importance: importance.into(),
        ranking: ranking(&inputs),
        inputs,
        pairs,
    }
}

/// Why a metric has no value at a point, where it has none.
fn why(outputs: &Outputs, point: usize, metric: &str) -> &'static str {
    if LEVELLED.contains(&metric) && outputs.levels(point, 0).is_some() {
        reason::SEVERAL_LEVELS
    } else {
        reason::NO_CASES
    }
}

/// Places of the inputs by importance; equal ones in their order.
fn ranking(inputs: &[InputResult]) -> Vec<u32> {
    let mut order: Vec<(f64, u32)> =
        inputs.iter().enumerate().filter_map(|(place, i)| Some((i.importance?, place as u32))).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, place)| place).collect()
}

fn limited(limits: Limits) -> Limited {
    Limited { value: limits.value, low: limits.low, high: limits.high }
}

/// Responses at the levels of each input. One at a time the other inputs are as declared; on a grid a response is
/// the mean over all their levels, replicate by replicate.
fn curves(prepared: &PreparedSweep, outputs: &Outputs, (metric, name): (usize, &str)) -> Vec<InputResult> {
    let replicates = prepared.replicates() as usize;
    let result = |(place, input): (usize, &super::Input)| {
        let mut curve = Vec::new();
        for level in 0..input.n_levels(prepared.space.levels) {
            let at = |point: &&Vec<Coordinate>| point.get(place) == Some(&Coordinate::Level(level));
            let points = prepared.space.points.iter().enumerate();
            let here: Vec<usize> = points.filter(|(_, p)| at(p)).map(|(number, _)| number).collect();
            let all: Vec<Vec<Option<f64>>> = here.iter().map(|point| outputs.replicates(*point, 0, metric)).collect();
            let apart = here.iter().map(|point| why(outputs, *point, name)).find(|why| *why != reason::NO_CASES);
            let over = |r: usize| mean(&all.iter().map(|v| v.get(r).copied().flatten()).collect::<Vec<_>>());
            let values: Vec<Option<f64>> = (0..replicates).map(over).collect();
            let value = input.written(Coordinate::Level(level), prepared.space.levels);
            let x = input.number(&value);
            curve.push(CurvePoint { value, x, estimate: from_replicates(&values, apart.unwrap_or(reason::NO_CASES)) });
        }
        let ys: Vec<f64> = curve.iter().filter_map(|c| c.estimate.value()).collect();
        let (low, high) =
            (ys.iter().copied().fold(f64::INFINITY, f64::min), ys.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        let known = !ys.is_empty();
        InputResult {
            importance: known.then_some(high - low),
            low: known.then_some(low),
            high: known.then_some(high),
            curve,
            ..InputResult::default()
        }
    };
    prepared.inputs.iter().enumerate().map(result).collect()
}

/// Spearman's rank correlation between each input and the output.
fn correlations(prepared: &PreparedSweep, means: &[Option<f64>]) -> Vec<InputResult> {
    let known: Vec<usize> = means.iter().enumerate().filter_map(|(point, m)| m.map(|_| point)).collect();
    let ys: Vec<f64> = means.iter().flatten().copied().collect();
    let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(known.len()); prepared.inputs.len()];
    for point in known {
        for (column, number) in columns.iter_mut().zip(prepared.numbers(point)) {
            column.push(number);
        }
    }
    let result = |xs: &Vec<f64>| {
        let found = rank::correlation(xs, &ys);
        let correlation = found.map(|f| f.value);
        let (low, high) = (found.map(|f| f.low), found.map(|f| f.high));
        InputResult { importance: correlation.map(f64::abs), low, high, correlation, ..InputResult::default() }
    };
    columns.iter().map(result).collect()
}

fn effects(prepared: &PreparedSweep, means: &[Option<f64>]) -> Vec<InputResult> {
    let found = morris::effects(&prepared.space.unit, means, prepared.inputs.len(), prepared.seed());
    let result = |effect: Option<morris::Effect>| {
        let Some(effect) = effect else { return InputResult::default() };
        InputResult {
            importance: Some(effect.mu_star.value),
            // One trajectory tells nothing of how much effects differ.
            low: (effect.trajectories > 1).then_some(effect.mu_star.low),
            high: (effect.trajectories > 1).then_some(effect.mu_star.high),
            mu: Some(effect.mu),
            sigma: Some(effect.sigma),
            ..InputResult::default()
        }
    };
    found.into_iter().map(result).collect()
}

fn indices(prepared: &PreparedSweep, means: &[Option<f64>]) -> (Vec<InputResult>, Vec<PairResult>) {
    let n = prepared.inputs.len();
    let Some(found) = sobol::indices(means, n, prepared.spec.second_order, prepared.seed()) else {
        return (vec![InputResult::default(); n], Vec::new());
    };
    let result = |(first, total): (&Option<Limits>, &Option<Limits>)| InputResult {
        importance: total.map(|t| t.value),
        low: total.map(|t| t.low),
        high: total.map(|t| t.high),
        first: first.map(limited),
        total: total.map(limited),
        ..InputResult::default()
    };
    let pair = |(a, b, share): &(usize, usize, Option<Limits>)| PairResult {
        first: *a as u32,
        second: *b as u32,
        share: share.map(limited),
    };
    (found.first.iter().zip(&found.total).map(result).collect(), found.second.iter().map(pair).collect())
}

/// How much of the variance is luck, with two replicates or more.
fn luck(prepared: &PreparedSweep, outputs: &Outputs, metric: usize) -> Option<NoiseDoc> {
    if matches!(prepared.spec.subject, Subject::Model(..)) {
        return None;
    }
    let points = prepared.space.points.len();
    let values: Vec<Vec<f64>> =
        (0..points).map(|point| outputs.replicates(point, 0, metric).into_iter().flatten().collect()).collect();
    let noise = noise::split(&values)?;
    Some(NoiseDoc {
        within: noise.within,
        between: noise.between,
        share: noise.share,
        replicates_needed: noise::replicates_for(noise.within, 0.1 * math::sqrt(noise.between)),
    })
}
