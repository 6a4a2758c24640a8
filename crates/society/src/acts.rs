//! How often opportunities for an act come up, derived from how often the act is done.
//!
//! The document states acts per eligible person and year. What comes to someone of the largest relative rate is
//! the stated rate × the eligible share, divided by the mean relative rate and by the chance that an opportunity
//! is taken in the baseline, which are summed exactly over cells and over the tables of moral base.

use crate::behaviour::{Behaviour, UNIT};
use crate::people::{Cell, PersonTables};
use crate::spec::{ActSpec, Spec, Taken, product};
use crate::{ActModel, Kernel, plots, spread_base};
use glasshouse_model::math;

/// Probabilities of each moral base, from the lowest on.
pub(crate) struct BaseDistribution {
    lowest: i32,
    chance: Vec<f64>,
}

impl BaseDistribution {
    /// The exact distribution of `moral + trust part` over independent marks.
    pub(crate) fn of(tables: &PersonTables) -> BaseDistribution {
        let (lowest, moral) = histogram(tables.moral.iter().map(|m| i32::from(*m)));
        let (lowest_trust, trust) =
            histogram(tables.trust.iter().map(|t| i32::from(tables.trust_part[usize::from(*t)])));
        let mut chance = vec![0.0; moral.len() + trust.len()];
        for (shift, weight) in trust.iter().enumerate().filter(|(_, w)| **w > 0.0) {
            for (sum, m) in chance.iter_mut().skip(shift).zip(&moral) {
                *sum += weight * m;
            }
        }
        BaseDistribution { lowest: lowest + lowest_trust, chance }
    }

    /// The mean of P(cost + spread base).
    fn mean_response(&self, behaviour: &Behaviour, cost: i32, spread: i32) -> f64 {
        let base = |i: usize| spread_base((self.lowest + i as i32) as i16, spread);
        let at = |(i, chance): (usize, &f64)| chance * f64::from(behaviour.response(cost + base(i)));
        self.chance.iter().enumerate().map(at).sum::<f64>() / 4_294_967_296.0
    }
}

fn histogram(values: impl Iterator<Item = i32> + Clone) -> (i32, Vec<f64>) {
    let (mut lowest, mut highest, mut n) = (i32::MAX, i32::MIN, 0.0);
    for v in values.clone() {
        lowest = lowest.min(v);
        highest = highest.max(v);
        n += 1.0;
    }
    let mut bins = vec![0.0; (i64::from(highest) - i64::from(lowest) + 1).max(0) as usize];
    for v in values {
        if let Some(bin) = bins.get_mut((v - lowest) as usize) {
            *bin += 1.0 / n;
        }
    }
    (lowest, bins)
}

/// The act models of a document; acts that nobody is eligible for are left out.
pub(crate) fn models(
    spec: &Spec,
    cells: &[Cell],
    shares: &[f64],
    behaviour: &Behaviour,
    bases: &BaseDistribution,
) -> Vec<ActModel> {
    spec.acts.iter().filter_map(|act| model(act, spec, cells, shares, behaviour, bases)).collect()
}

fn model(
    act: &ActSpec,
    spec: &Spec,
    cells: &[Cell],
    shares: &[f64],
    behaviour: &Behaviour,
    bases: &BaseDistribution,
) -> Option<ActModel> {
    let relative: Vec<f64> = cells.iter().map(|c| product(&act.factors, &c.levels)).collect();
    let largest = relative.iter().copied().fold(0.0, f64::max);
    if !(largest > 0.0 && act.rate > 0.0) {
        return None;
    }
    // Rounded up from 0, so that whoever is eligible stays so.
    let scaled = |r: &f64| if *r > 0.0 { (r / largest * 65535.0).max(1.0) as u16 } else { 0 };
    let weight: Vec<u16> = relative.iter().map(scaled).collect();
    let (kernel, taken) = kernel(act.taken, spec, behaviour, bases);
    let mean_weight: f64 = shares.iter().zip(&weight).map(|(s, w)| s * f64::from(*w) / 65536.0).sum();
    let eligible: f64 = shares.iter().zip(&weight).filter(|(_, w)| **w > 0).map(|(s, _)| s).sum();
    let rate = act.rate / 12.0 * eligible / (mean_weight * taken);
    (rate.is_finite() && rate > 0.0).then(|| ActModel {
        kind: act.kind,
        rate,
        halvings: weight.iter().map(|w| plots::halvings(*w)).collect(),
        weight,
        kernel,
        resembles: act.resembles.clone(),
        lasts: act.lasts,
    })
}

/// The kernel and the chance that it says yes in the baseline.
fn kernel(taken: Taken, spec: &Spec, behaviour: &Behaviour, bases: &BaseDistribution) -> (Kernel, f64) {
    let fixed = |x: f64| (x * f64::from(UNIT) + if x < 0.0 { -0.5 } else { 0.5 }) as i32;
    match taken {
        Taken::Offend { cost, spread } => {
            let (cost, spread) = (fixed(cost), (spread * 256.0 + 0.5) as i32);
            (Kernel::Offend { cost, spread }, bases.mean_response(behaviour, cost, spread))
        }
        Taken::Merit { cost } => {
            let cost = fixed(cost);
            (Kernel::Merit { cost }, f64::from(behaviour.response(cost)) / 4_294_967_296.0)
        }
        Taken::Express { share } => {
            // At z̄ = 0 the utility is v − J.
            let odds = math::ln(share / (1.0 - share));
            let value = fixed(spec.behaviour.expression_noise * odds + spec.behaviour.conformity);
            let alone = value - fixed(spec.behaviour.conformity);
            (Kernel::Express { value }, f64::from(behaviour.logistic(alone)) / 4_294_967_296.0)
        }
        Taken::Need => (Kernel::Need, 1.0),
    }
}
