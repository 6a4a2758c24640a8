//! Collective petitions: people sign once enough of those near by have.
//!
//! Everyone has a threshold for life: how many others must have signed before they do. Signing goes on until nobody else
//! would, so who signs is the smallest set in which everyone's threshold is met (Granovetter 1978). Two crowds that differ
//! in one threshold can end far apart: with thresholds 0, 1, 2, …, n − 1 all sign, and with 0, 2, 2, …, n − 1 only one.

use crate::spec::{Near, PetitionSpec, ThresholdShape};
use glasshouse_model::ActKind;
use glasshouse_model::draw::name_key;
use glasshouse_model::math;

/// How many petitions may go round in a society.
pub const PETITIONS_MOST: usize = 8;

/// A petition that goes round.
#[derive(Clone, Debug)]
pub struct Petition {
    /// Name.
    pub id: String,
    /// The key that it draws by.
    pub key: u16,
    /// Whose signatures people see: everyone's of the block, or their ties'.
    pub among: Near,
    /// Months between two rounds.
    pub every_months: u16,
    /// The lawful act that signing is, and how much fear of it raises a threshold: a share of those near by for each unit
    /// of utility. `None` where nobody fears it.
    pub feared: Option<(ActKind, f64)>,
    thresholds: Thresholds,
}

#[derive(Clone, Debug)]
enum Thresholds {
    /// Persons, dealt in turn.
    Dealt(Vec<f64>),
    /// Shares of those near by, even from nothing to this.
    Even(f64),
    /// Shares of those near by: mean and standard deviation.
    Normal(f64, f64),
}

impl Petition {
    pub(crate) fn of(spec: &PetitionSpec) -> Petition {
        Petition {
            id: spec.id.clone(),
            key: name_key(&spec.id),
            among: spec.among,
            every_months: spec.every_months,
            feared: spec.act.zip(Some(spec.fear)).filter(|(_, fear)| *fear > 0.0),
            thresholds: match spec.shape {
                ThresholdShape::Values => Thresholds::Dealt(spec.values.clone()),
                ThresholdShape::Uniform => Thresholds::Even(2.0 * spec.mean),
                ThresholdShape::Normal => Thresholds::Normal(spec.mean, spec.spread),
            },
        }
    }

    /// The threshold of a person, in persons, of the place in the block, how many are near by, the person's word, and what
    /// fear adds as a share of those near by. Shares are rounded down to whole persons; who has nobody near by signs
    /// unasked or not at all.
    pub fn threshold(&self, slot: u16, near: usize, word: u32, fear: f64) -> f64 {
        let lot = (f64::from(word) + 0.5) / 4_294_967_296.0;
        let share = match &self.thresholds {
            Thresholds::Dealt(values) => {
                let own = values.get(usize::from(slot) % values.len().max(1)).copied().unwrap_or(0.0);
                return own + fear * near as f64;
            }
            Thresholds::Even(most) => lot * most + fear,
            Thresholds::Normal(mean, spread) => mean + spread * math::normal_quantile(lot) + fear,
        };
        if near == 0 { share } else { (share * near as f64).floor() }
    }
}

/// Thresholds are met up to rounding.
const NEARLY: f64 = 1e-9;

/// Who signs where everyone sees all signatures.
pub fn among_all(thresholds: &[f64]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..thresholds.len()).collect();
    let of = |place: usize| thresholds.get(place).copied().unwrap_or(f64::INFINITY);
    order.sort_unstable_by(|a, b| of(*a).total_cmp(&of(*b)).then(a.cmp(b)));
    let mut signed = vec![false; thresholds.len()];
    // Whoever comes next in the order of thresholds has the lowest of those who have not signed.
    let next = order.iter().enumerate().take_while(|(others, place)| of(**place) <= *others as f64 + NEARLY);
    for (_, place) in next {
        if let Some(slot) = signed.get_mut(*place) {
            *slot = true;
        }
    }
    signed
}

/// Who signs where people see the signatures of their ties.
pub fn among_ties<I: Iterator<Item = u16>>(thresholds: &[f64], ties: impl Fn(u16) -> I) -> Vec<bool> {
    let mut seen = vec![0u32; thresholds.len()];
    let mut signed: Vec<bool> = thresholds.iter().map(|t| *t <= NEARLY).collect();
    let mut telling: Vec<u16> = (0u16..).zip(&signed).filter(|(_, signed)| **signed).map(|(slot, _)| slot).collect();
    while let Some(slot) = telling.pop() {
        for tie in ties(slot) {
            let t = usize::from(tie);
            let (Some(seen), Some(signed), Some(threshold)) = (seen.get_mut(t), signed.get_mut(t), thresholds.get(t))
            else {
                continue;
            };
            *seen += 1;
            if !*signed && *threshold <= f64::from(*seen) + NEARLY {
                *signed = true;
                telling.push(tie);
            }
        }
    }
    signed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(signed: &[bool]) -> usize {
        signed.iter().filter(|s| **s).count()
    }

    #[test]
    fn one_threshold_more_ends_a_riot() {
        let ladder: Vec<f64> = (0..100).rev().map(f64::from).collect();
        assert_eq!(n(&among_all(&ladder)), 100);
        let broken: Vec<f64> = (0..100).rev().map(|t| f64::from(if t == 1 { 2 } else { t })).collect();
        assert_eq!(n(&among_all(&broken)), 1);
        assert!(among_all(&[]).is_empty() && n(&among_all(&[1.0, 1.0])) == 0);
    }

    /// On a line of people everyone takes one who has signed; where one takes two, it stops.
    #[test]
    fn signatures_go_from_tie_to_tie() {
        let line = |slot: u16| [slot.checked_sub(1), (slot < 5).then_some(slot + 1)].into_iter().flatten();
        assert_eq!(n(&among_ties(&[0.0, 1.0, 1.0, 1.0, 1.0, 1.0], line)), 6);
        assert_eq!(n(&among_ties(&[0.0, 1.0, 2.0, 1.0, 1.0, 1.0], line)), 2);
        assert_eq!(n(&among_ties(&[0.0, 1.0, 2.0, 1.0, 1.0, 0.0], line)), 6);
        // Everyone tied with everyone is everyone seeing all but themselves.
        let all = |slot: u16| (0..6u16).filter(move |other| *other != slot);
        assert_eq!(n(&among_ties(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0], all)), 6);
        assert_eq!(n(&among_ties(&[0.0, 2.0, 2.0, 3.0, 4.0, 5.0], all)), 1);
    }

    #[test]
    fn thresholds_are_shares_of_those_near_by_or_dealt() {
        let of = |shape, mean, spread, values: &[f64]| {
            Petition::of(&PetitionSpec {
                id: "a".into(),
                among: Near::Neighbourhood,
                every_months: 1,
                shape,
                mean,
                spread,
                values: values.to_vec(),
                act: None,
                fear: 1.0,
            })
        };
        let dealt = of(ThresholdShape::Values, 0.0, 0.0, &[3.0, 7.0]);
        assert_eq!([0, 1, 2].map(|slot| dealt.threshold(slot, 50, 9, 0.0) as i32), [3, 7, 3]);
        assert!(dealt.feared.is_none());
        let even = of(ThresholdShape::Uniform, 0.5, 0.0, &[]);
        assert_eq!([200, 3, 0].map(|near| even.threshold(0, near, 1 << 31, 0.0) as i32), [100, 1, 0]);
        assert!(even.threshold(0, 0, 1 << 31, 0.0) > 0.4 && even.threshold(0, 200, 1 << 31, 0.25) > 149.0);
        let normal = of(ThresholdShape::Normal, 0.25, 0.1, &[]);
        // A sixth of all lie more than one standard deviation below the mean.
        let word = (0.158_655 * 4_294_967_296.0) as u32;
        assert!((normal.threshold(0, 1000, word, 0.0) - 150.0).abs() < 1.1);
    }
}
