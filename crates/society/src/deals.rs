//! Deals that need the other side's trust (E10): what they bring, who breaks them, and what people believe of a grade.
//!
//! Somebody asks for a deal; the other side asks raters about the one who asks, and deals where the believed gain is
//! worth it: θ·gain − (1 − θ)·loss ≥ outside. θ of a grade begins at what everyone believes of a stranger, with the
//! weight of so many deals, and follows the deals that the neighbourhood has had with people of that grade. Whoever
//! has dealt keeps faith or not as with any misconduct (E4). All sums are whole numbers.

use crate::spec::DealsSpec;
use crate::{ActModel, Kernel, behaviour::UNIT};
use glasshouse_model::{ActKind, Chance};

/// 1 in the fixed point of beliefs, and one deal in that of experience.
pub const ONE: u64 = 1 << 16;

/// How the people of a society deal with one another.
#[derive(Clone, Debug)]
pub struct Deals {
    /// Occasions per person and month on which the person asks for a deal.
    pub rate: f64,
    /// What keeping faith is reported as.
    pub kept: ActModel,
    /// What breaking a deal is reported as, and who does it.
    pub broken: ActModel,
    /// What a deal that is kept brings to the one who trusted, in units of utility.
    pub gain: i32,
    /// What one that is broken takes.
    pub loss: i32,
    /// What not dealing brings.
    pub outside: i32,
    /// How many raters are asked about the other side.
    pub asks: u8,
    /// Chance that somebody deals whatever raters say.
    pub explore: Chance,
    /// Chance per month that a person compares the rater that it asks with another.
    pub switching: Chance,
    prior: u64,
    weight: u64,
    forgetting: u64,
}

/// Deals with people of one grade, in 2¹⁶ths of a deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Experience {
    /// Kept.
    pub kept: u64,
    /// Broken.
    pub broken: u64,
}

impl Deals {
    pub(crate) fn of(spec: &DealsSpec) -> Deals {
        let units = |x: f64| (x * f64::from(UNIT) + if x < 0.0 { -0.5 } else { 0.5 }) as i32;
        let fixed = |x: f64| (x * ONE as f64 + 0.5) as u64;
        Deals {
            rate: spec.rate / 12.0,
            kept: of_deals(spec.kept, Kernel::Need),
            broken: of_deals(
                spec.broken,
                Kernel::Offend { cost: units(spec.cost), spread: (spec.spread * 256.0 + 0.5) as i32 },
            ),
            gain: units(spec.gain),
            loss: units(spec.loss),
            outside: units(spec.outside),
            asks: spec.asks,
            explore: Chance::from_f64(spec.explore),
            switching: Chance::from_f64(spec.switching),
            prior: fixed(spec.prior),
            weight: fixed(spec.weight),
            forgetting: fixed(spec.forgetting),
        }
    }

    /// The believed chance that a stranger keeps faith, in 2¹⁶ths.
    pub fn prior(&self) -> u64 {
        self.prior
    }

    /// The same of somebody of a grade with which there is experience.
    pub fn belief(&self, seen: Experience) -> u64 {
        let deals = self.weight + seen.kept + seen.broken;
        (self.prior * self.weight + ONE * seen.kept).checked_div(deals).unwrap_or(self.prior)
    }

    /// Whether a deal is worth it at a belief.
    pub fn pays(&self, belief: u64) -> bool {
        let (believed, one) = (belief.min(ONE) as i64, ONE as i64);
        believed * i64::from(self.gain) - (one - believed) * i64::from(self.loss) >= one * i64::from(self.outside)
    }

    /// What is left of an amount of experience after a month.
    pub fn after_a_month(&self, amount: u64) -> u64 {
        amount * self.forgetting / ONE
    }

    /// The moral cost and spread of breaking a deal.
    pub fn moral(&self) -> (i32, i32) {
        match self.broken.kernel {
            Kernel::Offend { cost, spread } => (cost, spread),
            Kernel::Merit { .. } | Kernel::Express { .. } | Kernel::Need => (0, 0),
        }
    }
}

/// An act that comes of deals only: it has no opportunities of its own.
fn of_deals(kind: ActKind, kernel: Kernel) -> ActModel {
    ActModel { kind, rate: 0.0, weight: Vec::new(), halvings: Vec::new(), kernel, resembles: Vec::new(), lasts: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deals(prior: f64, weight: f64) -> Deals {
        let kind = |name| ActKind::parse(name).unwrap();
        Deals::of(&DealsSpec {
            rate: 6.0,
            kept: kind("merit.transaction_kept"),
            broken: kind("trade.counterfeit"),
            gain: 1.0,
            loss: 3.0,
            outside: 0.0,
            cost: 1.5,
            spread: 1.0,
            asks: 1,
            explore: 0.0,
            switching: 0.0,
            prior,
            weight,
            forgetting: 0.5,
        })
    }

    /// With the prior of one half and the weight of two deals it is the Beta reputation (r + 1) / (r + s + 2).
    #[test]
    fn beliefs_are_beta_reputations() {
        let beta = deals(0.5, 2.0);
        for (kept, broken) in [(0, 0), (3, 0), (3, 1), (0, 7)] {
            let seen = Experience { kept: kept * ONE, broken: broken * ONE };
            assert_eq!(beta.belief(seen), ONE * (kept + 1) / (kept + broken + 2));
        }
        assert_eq!(deals(0.7, 0.0).belief(Experience::default()), deals(0.7, 0.0).prior());
        assert_eq!(beta.after_a_month(8), 4);
    }

    /// A deal that takes three times what it brings is worth it from three quarters on.
    #[test]
    fn a_deal_pays_where_the_believed_gain_does() {
        let any = deals(0.5, 2.0);
        assert!(any.pays(3 * ONE / 4) && !any.pays(3 * ONE / 4 - 1) && any.pays(ONE) && !any.pays(0));
    }
}
