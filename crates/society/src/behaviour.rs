//! How people choose and learn: the parameters and response functions of the behaviour model.

use crate::people::Cell;
use crate::spec::{BehaviourSpec, Near, product};
use glasshouse_model::math;

/// Fixed-point units to one unit of utility.
pub const UNIT: i32 = 1024;

/// Beliefs are probabilities in 16 bits: 65535 is 1.
pub type Belief = u16;

/// Parameters and tables of behaviour (equations E1–E5).
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// P(cost): chance that an opportunity is taken at a cost, as 32-bit thresholds. Index 0 is cost
    /// [`Behaviour::LOWEST`], one entry per fixed-point unit, constant beyond both ends.
    pub response_table: Vec<u32>,
    /// Logistic response of lawful acts, same layout, in utility.
    pub logistic_table: Vec<u32>,
    /// η: speed of learning.
    pub eta: f64,
    /// ψ_own: weight of own experience against ties' news.
    pub psi_own: f64,
    /// ζ: monthly pull of the announced risk.
    pub zeta: f64,
    /// Mean of perceived risk at the start, and of the announced risk.
    pub announced_risk: f64,
    /// Spread of perceived risk at the start (concentration of the Beta distribution).
    pub risk_concentration: f64,
    /// φ: believed chance, relative to perceived risk, that a lawful act is recorded as an offence.
    pub phi: f64,
    /// J: conformity.
    pub conformity: f64,
    /// With whom people conform.
    pub conform_to: Near,
    /// Share believed to do it in the first month.
    pub conform_from: f64,
    /// τ_z: noise in choosing lawful expression.
    pub expression_noise: f64,
    /// δ: monthly patience.
    pub patience: f64,
    /// Sanction cost per month and unit of gravity.
    pub cost_per_gravity: f64,
    /// Width (points) of the uncertainty people have about the score at the next grading.
    pub score_width: f64,
    /// ω: how much a measure in a domain matters to a cell: domain prefix and one weight per cell. The
    /// longest prefix that fits a measure's domain counts; without any, 1.
    pub exposure: Vec<(String, Vec<f32>)>,
}

impl Behaviour {
    /// The cost of the first table entry.
    pub const LOWEST: i32 = -8 * UNIT;
    /// The cost after the last table entry.
    pub const HIGHEST: i32 = 24 * UNIT;

    /// P(cost) as a 32-bit threshold.
    #[inline]
    pub fn response(&self, cost: i32) -> u32 {
        look(&self.response_table, cost)
    }

    /// Λ(utility / τ) as a 32-bit threshold.
    #[inline]
    pub fn logistic(&self, utility: i32) -> u32 {
        look(&self.logistic_table, utility)
    }

    /// Whether conformity is so strong beside the noise (J/τ_z > 2) that more than one level of lawful expression can
    /// hold itself up.
    pub fn may_tip(&self) -> bool {
        self.conformity > 2.0 * self.expression_noise
    }

    /// ω by cell for measures in a domain: of the longest declared prefix that fits it at a dot; where none does,
    /// it is 1 for everyone.
    pub fn exposures(&self, domain: &str) -> Option<&[f32]> {
        let fits =
            |prefix: &str| domain.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let longest = self.exposure.iter().filter(|(prefix, _)| fits(prefix)).max_by_key(|(prefix, _)| prefix.len());
        longest.map(|(_, weights)| weights.as_slice())
    }

    pub(crate) fn of(spec: &BehaviourSpec, cells: &[Cell]) -> Behaviour {
        let exposure = spec.exposure.iter().map(|(domain, factors)| {
            (domain.clone(), cells.iter().map(|c| product(factors, &c.levels) as f32).collect())
        });
        Behaviour {
            response_table: response_table(spec.noise),
            logistic_table: costs().map(|u| threshold(chosen(u, spec.expression_noise))).collect(),
            eta: spec.eta,
            psi_own: spec.psi_own,
            zeta: spec.zeta,
            announced_risk: spec.announced_risk,
            risk_concentration: spec.risk_concentration,
            phi: spec.phi,
            conformity: spec.conformity,
            conform_to: spec.conform_to,
            conform_from: spec.conform_from,
            expression_noise: spec.expression_noise,
            patience: spec.patience,
            cost_per_gravity: spec.cost_per_gravity,
            score_width: spec.score_width,
            exposure: exposure.collect(),
        }
    }
}

#[inline]
fn look(table: &[u32], at: i32) -> u32 {
    let index = (at.clamp(Behaviour::LOWEST, Behaviour::HIGHEST - 1) - Behaviour::LOWEST) as usize;
    table.get(index).copied().unwrap_or(0)
}

fn costs() -> impl Iterator<Item = f64> {
    (Behaviour::LOWEST..Behaviour::HIGHEST).map(|c| f64::from(c) / f64::from(UNIT))
}

fn threshold(p: f64) -> u32 {
    (p * 4_294_967_296.0) as u32
}

/// Λ(u / τ), a step at 0 for τ = 0.
fn chosen(u: f64, tau: f64) -> f64 {
    if tau > 0.0 { math::logistic(u / tau) } else { f64::from(u8::from(u > 0.0)) }
}

/// P(c) = E[Λ((b − c) / τ)] over the gain b ~ Exp(1).
///
/// For τ = 0 that is e⁻ᶜ for c > 0 and 1 otherwise. For τ > 0, integration by parts gives
/// P′(c) = Λ(−c / τ) − P(c), which is followed exactly but for Simpson's rule inside a step of one
/// fixed-point unit, from far below, where P = 1.
fn response_table(tau: f64) -> Vec<u32> {
    if tau <= 0.0 {
        return costs().map(|c| threshold(math::exp(-c.max(0.0)))).collect();
    }
    let step = 1.0 / f64::from(UNIT);
    let (whole, half) = (math::exp(-step), math::exp(-0.5 * step));
    let first = Behaviour::LOWEST - 16 * UNIT;
    let mut p = 1.0;
    let mut at_start = chosen(-f64::from(first) * step, tau);
    let mut table = Vec::with_capacity((Behaviour::HIGHEST - Behaviour::LOWEST) as usize);
    for unit in first..Behaviour::HIGHEST {
        if unit >= Behaviour::LOWEST {
            table.push(threshold(p));
        }
        let c = f64::from(unit) * step;
        let (middle, end) = (chosen(-(c + 0.5 * step), tau), chosen(-(c + step), tau));
        p = whole * p + step / 6.0 * (whole * at_start + 4.0 * half * middle + end);
        at_start = end;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(table: &[u32], cost: f64) -> f64 {
        f64::from(table[((cost + 8.0) * 1024.0) as usize]) / 4_294_967_296.0
    }

    /// A strict threshold answers e⁻ᶜ; a noisy one agrees with the integral, summed on a fine grid.
    #[test]
    fn responses_agree_with_their_definition() {
        let strict = response_table(0.0);
        assert_eq!(strict.len(), 32 * 1024);
        for (cost, want) in [(-3.0, 1.0), (0.0, 1.0), (1.0, math::exp(-1.0)), (3.0, math::exp(-3.0))] {
            assert!((at(&strict, cost) - want).abs() < 1e-9, "{cost}");
        }
        for tau in [0.1, 0.3, 1.0] {
            let table = response_table(tau);
            assert_eq!(table.len(), strict.len());
            for cost in [-4.0, -1.0, 0.0, 0.5, 2.0, 5.0, 12.0] {
                let n = 400_000;
                let h = 40.0 / f64::from(n);
                let integrand = |b: f64| math::exp(-b) * math::logistic((b - cost) / tau);
                let want: f64 = (0..n).map(|i| integrand((f64::from(i) + 0.5) * h) * h).sum();
                assert!((at(&table, cost) - want).abs() < 1e-7, "τ {tau}, cost {cost}: {} {want}", at(&table, cost));
            }
        }
    }
}
