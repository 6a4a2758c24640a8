//! A register that excludes, and traders who look ahead.
//!
//! A patient trader plays two courses through in mind: help always, or refuse whenever not excluded. Both are
//! followed round by round through the register's own rules, until the rounds to come weigh nothing any more.

use super::{Acts, Giving, Payoffs, table::Table};
use crate::outcome::{Metric, Outcome};
use glasshouse_model::{Chance, Keyring};

/// A register of those who refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Register {
    /// Chance that a refusal is seen.
    pub detection: Chance,
    /// Chance that somebody who helped is taken for one who refused.
    pub false_detection: Chance,
    /// Rounds for which one is excluded; `None` for ever.
    pub rounds: Option<u32>,
}

impl Register {
    /// The first round in which one may deal again who was noted in a round.
    pub(super) fn free_again(self, noted: u32) -> u32 {
        self.rounds.map_or(u32::MAX, |rounds| noted.saturating_add(rounds).saturating_add(1))
    }

    /// The chance of being noted.
    pub(super) fn noted(self, helped: bool) -> Chance {
        if helped { self.false_detection } else { self.detection }
    }
}

/// Rounds to come that weigh less are left out of account.
const WEIGHT_MIN: f64 = 1e-15;
/// Nobody looks further ahead.
const HORIZON: usize = 100_000;

/// What a course is worth: the sum over rounds of payoff times weight, in expectation over being noted.
fn worth(market: &Giving, helps: bool, patience: f64, helped: f64) -> f64 {
    let Payoffs::Donation { benefit, cost } = market.payoffs else { return 0.0 };
    let each = helped * benefit - if helps { cost } else { 0.0 };
    let noted = market.register.map_or(0.0, |r| r.noted(helps).to_f64());
    // Who was noted k rounds ago stands at place (round − k) modulo the length of an exclusion.
    let mut excluded = vec![0.0; market.register.and_then(|r| r.rounds).unwrap_or(0) as usize];
    let (mut free, mut weight, mut sum) = (1.0, 1.0, 0.0);
    for round in 0..HORIZON {
        sum += weight * free * each;
        let caught = free * noted;
        free -= caught;
        let place = if excluded.is_empty() { 0 } else { round % excluded.len() };
        if let Some(slot) = excluded.get_mut(place) {
            free += std::mem::replace(slot, caught);
        }
        weight *= patience;
        if weight < WEIGHT_MIN {
            break;
        }
    }
    sum
}

/// Whether somebody of a patience helps, when so large a share of givers helped in the last round.
pub(super) fn helps(market: &Giving, patience: f64, helped: f64) -> bool {
    worth(market, true, patience, helped) >= worth(market, false, patience, helped)
}

/// Steps of the bisection.
const STEPS: u32 = 45;

/// The least patience with which the traders of a played market help.
pub(super) fn find(market: &Giving, keys: &Keyring, outcome: &mut Outcome) {
    let cooperates = |patience: f64| {
        let mut world = market.clone();
        for strategy in &mut world.strategies {
            if let Acts::Patient(own) = &mut strategy.acts {
                *own = patience;
            }
        }
        Table::new(&world, keys).play().value(Metric::Cooperative.spec().name).is_some_and(|yes| yes > 0.5)
    };
    let (mut low, mut high) = (0.0, PATIENCE_MAX);
    let found = if cooperates(high) {
        for _ in 0..STEPS {
            let middle = 0.5 * (low + high);
            if cooperates(middle) { high = middle } else { low = middle }
        }
        Some(high)
    } else {
        None
    };
    outcome.put(Metric::PatienceMin, found);
}

/// Nobody is more patient.
pub(crate) const PATIENCE_MAX: f64 = 0.999;
