//! Objecting (E12): whether somebody who has learned of an adverse record objects to it.
//!
//! Somebody who weighs it objects with chance Λ(U / τ), U = π̂·D_rem − κ_a·(1 + β_w·[poor]) − φ_r·p̂·D·(1 − T) + J_a·z:
//! what success is hoped to save, less the effort, less the fear to draw attention, and what listed ties did. Where nobody
//! weighs anything, the rulebook says what share objects, and only the burden of the poor is taken off its log odds. So
//! the two agree on what the burden does: κ_a·β_w / τ.

use crate::spec::ObjectingSpec;
use glasshouse_model::{Chance, math};

/// How people object.
#[derive(Clone, Debug)]
pub struct Objecting {
    /// What people weigh; `None` where the rulebook says what share objects.
    pub weighs: Option<Weighs>,
    /// κ_a.
    cost: f64,
    /// κ_a·β_w.
    burden: f64,
    /// τ.
    noise: f64,
}

/// What people weigh.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighs {
    /// π̂: believed chance that an objection succeeds, at the start.
    pub success: f64,
    /// φ_r.
    fear: f64,
    /// J_a.
    peers: f64,
    /// Whether people learn from decisions.
    pub learns: bool,
}

/// What is at stake for somebody who weighs objecting.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AtStake {
    /// π̂ by now.
    pub success: f64,
    /// D_rem: what the record still costs, in units of utility.
    pub remaining: f64,
    /// p̂·D·(1 − T): what drawing attention is expected to cost.
    pub attention: f64,
    /// Share of listed ties who have objected; 0 without any.
    pub peers: f64,
    /// Below the line.
    pub is_poor: bool,
}

/// The parts of U, in units of utility: gain and peers speak for objecting, effort and fear against.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// π̂·D_rem.
    pub gain: f64,
    /// κ_a·(1 + β_w·[poor]).
    pub effort: f64,
    /// φ_r·p̂·D·(1 − T).
    pub fear: f64,
    /// J_a·z.
    pub peers: f64,
}

impl Objecting {
    pub(crate) fn of(spec: &ObjectingSpec) -> Objecting {
        let weighs =
            spec.weighed.map(|w| Weighs { success: w.success, fear: w.fear, peers: w.peers, learns: w.learns });
        Objecting { weighs, cost: spec.cost, burden: spec.cost * spec.burden, noise: spec.noise }
    }

    /// The parts of somebody's U.
    pub fn parts(&self, weighs: &Weighs, at_stake: AtStake) -> Parts {
        Parts {
            gain: at_stake.success * at_stake.remaining,
            effort: self.cost + if at_stake.is_poor { self.burden } else { 0.0 },
            fear: weighs.fear * at_stake.attention,
            peers: weighs.peers * at_stake.peers,
        }
    }

    /// The chance to object.
    pub fn chance(&self, parts: Parts) -> Chance {
        let utility = parts.gain - parts.effort - parts.fear + parts.peers;
        if self.noise > 0.0 {
            return Chance::from_f64(math::logistic(utility / self.noise));
        }
        if utility > 0.0 { Chance::ALWAYS } else { Chance::NEVER }
    }

    /// The chance of the poor, where the rulebook says with which chance others object.
    pub fn of_the_poor(&self, others: Chance) -> Chance {
        if self.burden == 0.0 {
            return others;
        }
        let (p, odds) = (others.to_f64(), math::exp(-self.burden / self.noise));
        Chance::from_f64(p * odds / (1.0 - p + p * odds))
    }

    /// Effort of the poor beyond that of others, in units of utility.
    pub fn burden(&self) -> f64 {
        self.burden
    }
}

impl Weighs {
    /// Whether it matters what ties did.
    pub fn heeds_peers(&self) -> bool {
        self.peers > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::WeighedSpec;

    fn spec() -> ObjectingSpec {
        let weighed = WeighedSpec { success: 0.3, fear: 0.3, peers: 0.3, learns: false };
        ObjectingSpec { weighed: Some(weighed), cost: 1.0, burden: 1.0, noise: 0.5 }
    }

    fn chance(spec: &ObjectingSpec, at_stake: AtStake) -> f64 {
        let objecting = Objecting::of(spec);
        let parts = objecting.parts(&objecting.weighs.unwrap(), at_stake);
        objecting.chance(parts).to_f64()
    }

    /// A stay of 24 months at 0.15 a month and a patience of 0.95, a perceived risk of 0.15, half trust.
    fn usual() -> AtStake {
        let loss = 0.15 * (1.0 - math::pow(0.95, 24.0)) / 0.05;
        AtStake { success: 0.3, remaining: loss, attention: 0.15 * loss * 0.5, peers: 0.0, is_poor: false }
    }

    /// What the default parameters imply after notice of six in ten: 18 % of others and 3.4 % of the poor.
    #[test]
    fn defaults_imply_the_known_shares() {
        for (is_poor, want) in [(false, 0.183), (true, 0.0337)] {
            let got = 0.6 * chance(&spec(), AtStake { is_poor, ..usual() });
            assert!((got - want).abs() < 0.0005, "{got}");
        }
    }

    #[test]
    fn limits_are_met() {
        let free =
            ObjectingSpec { cost: 0.0, weighed: spec().weighed.map(|w| WeighedSpec { fear: 0.0, ..w }), ..spec() };
        assert!(chance(&free, AtStake { remaining: 100.0, ..usual() }) > 0.999_999);
        let nothing = AtStake { remaining: 0.0, attention: 0.0, ..usual() };
        assert!((chance(&spec(), nothing) - math::logistic(-2.0)).abs() < 1e-9);
        let alike = ObjectingSpec { burden: 0.0, ..spec() };
        assert_eq!(chance(&alike, AtStake { is_poor: true, ..usual() }).to_bits(), chance(&alike, usual()).to_bits());
        assert!(chance(&spec(), AtStake { peers: 1.0, ..usual() }) > chance(&spec(), usual()));
        let strict = ObjectingSpec { noise: 0.0, ..spec() };
        let sure = AtStake { remaining: 10.0, ..usual() };
        assert_eq!([usual(), sure].map(|at_stake| chance(&strict, at_stake).to_bits()), [0f64, 1.0].map(f64::to_bits));
    }

    /// The odds fall by e⁻²: of three in ten who would object, 5.5 % do below the line; who is sure to object still is.
    #[test]
    fn the_poor_object_less() {
        let declared = ObjectingSpec { weighed: None, cost: 1.0, burden: 2.0, noise: 1.0 };
        let p = Objecting::of(&declared).of_the_poor(Chance::from_f64(0.3)).to_f64();
        assert!((p / (1.0 - p) - 0.3 / 0.7 * math::exp(-2.0)).abs() < 1e-6, "{p}");
        assert_eq!(Objecting::of(&declared).of_the_poor(Chance::ALWAYS), Chance::ALWAYS);
        let free = Objecting::of(&ObjectingSpec { burden: 0.0, ..declared });
        assert_eq!(free.of_the_poor(Chance::from_f64(0.3)), Chance::from_f64(0.3));
    }
}
