//! Evasion (E7): keeping out of sight of the register, at the price of the services where one would be seen.
//!
//! In a month somebody who does not evade begins to with chance Λ(U / τ), U = p̂·D + α·n − F − A: what a record is
//! expected to cost, what each of n live records adds, less the cost of evading and the worth of the services. Whoever
//! evades thinks again with a hazard. So where U stands still, the share that evades comes to P / (x + P − x·P).

use crate::spec::EvasionSpec;
use glasshouse_model::{ActKind, Chance, math};

/// How people evade.
#[derive(Clone, Debug)]
pub struct Evasion {
    /// 1 − ρ by sort of channel: what evading leaves of the hit rate; `None` where channels of the sort are not evaded.
    pub left: [Option<Chance>; 3],
    /// The services forgone while evading.
    pub services: Vec<ActKind>,
    /// α.
    per_record: f64,
    /// F + A.
    hurdle: f64,
    /// x: chance in a month that somebody who evades thinks again.
    pub exit: Chance,
    /// τ.
    noise: f64,
}

/// Sorts of channels that people can evade, in the order of [`Evasion::left`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// An agency's own files.
    Register,
    /// Patrols, cameras, inspections.
    Patrol,
    /// Reports by others.
    Complaint,
}

impl Evasion {
    pub(crate) fn of(spec: &EvasionSpec) -> Evasion {
        Evasion {
            left: spec.hidden.map(|hidden| hidden.map(|share| Chance::from_f64(1.0 - share))),
            services: spec.services.clone(),
            per_record: spec.per_record,
            hurdle: spec.cost + spec.service_value,
            exit: Chance::from_f64(spec.exit),
            noise: spec.noise,
        }
    }

    /// The chance to begin, of somebody with something at stake (p̂·D) and so many live records.
    pub fn chance(&self, at_stake: f64, records: u8) -> Chance {
        let utility = at_stake + self.per_record * f64::from(records) - self.hurdle;
        if self.noise > 0.0 {
            return Chance::from_f64(math::logistic(utility / self.noise));
        }
        if utility > 0.0 { Chance::ALWAYS } else { Chance::NEVER }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the default parameters imply: 3.3 %, 5.9 % and 17 % with no, one and three live records.
    #[test]
    fn defaults_imply_the_known_shares() {
        let spec = EvasionSpec {
            hidden: [Some(0.6), None, None],
            services: Vec::new(),
            per_record: 0.3,
            cost: 1.0,
            service_value: 1.0,
            exit: 1.0,
            noise: 0.5,
        };
        let evasion = Evasion::of(&spec);
        let at_stake = 0.15 * 0.15 * (1.0 - math::pow(0.95, 24.0)) / 0.05;
        for (records, want) in [(0, 0.033), (1, 0.059), (3, 0.17)] {
            let got = evasion.chance(at_stake, records).to_f64();
            assert!((got - want).abs() < 0.005, "{records}: {got}");
        }
        let strict = Evasion::of(&EvasionSpec { noise: 0.0, ..spec });
        assert_eq!((strict.chance(2.0, 0), strict.chance(2.0, 1)), (Chance::NEVER, Chance::ALWAYS));
    }
}
