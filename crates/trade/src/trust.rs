//! Trust that passes from rater to rated.
//!
//! Everybody's good ratings are made to add up to 1; trust then flows along them, and a part of it always returns to
//! those who are trusted from the start: Kamvar, Schlosser & Garcia-Molina 2003, WWW '03,
//! <https://doi.org/10.1145/775152.775242>.

use crate::outcome::{Metric, Outcome};

/// Declared ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    /// Names.
    pub traders: Vec<String>,
    /// Rating of each (row: who rates), good experiences less bad ones.
    pub ratings: Vec<Vec<f64>>,
    /// Trust from the start; adds up to 1.
    pub start: Vec<f64>,
    /// Part of all trust that returns to those trusted from the start.
    pub damping: f64,
}

/// Passes are repeated until trust moves by less.
const STILL: f64 = 1e-15;
/// At most so many passes.
const PASSES_MAX: u32 = 100_000;

impl Ratings {
    /// The trust that everybody ends up with.
    pub fn settle(&self) -> Outcome {
        let shares: Vec<Vec<f64>> = self.ratings.iter().map(|row| shares(row, &self.start)).collect();
        let trust = passed_on(&shares, &self.start, self.damping);
        let mut outcome = Outcome::default();
        for (name, trust) in self.traders.iter().zip(trust) {
            outcome.put_item(Metric::TrustIn, name.clone(), trust);
        }
        outcome
    }
}

/// Ratings above 0 made to add up to 1. Whoever rates nobody well trusts those who are trusted from the start.
pub(crate) fn shares(ratings: &[f64], start: &[f64]) -> Vec<f64> {
    let total: f64 = ratings.iter().map(|r| r.max(0.0)).sum();
    if total > 0.0 { ratings.iter().map(|r| r.max(0.0) / total).collect() } else { start.to_vec() }
}

/// Where trust comes to rest.
pub(crate) fn passed_on(shares: &[Vec<f64>], start: &[f64], damping: f64) -> Vec<f64> {
    let mut trust = start.to_vec();
    for _ in 0..PASSES_MAX {
        let mut next: Vec<f64> = start.iter().map(|s| damping * s).collect();
        for (row, held) in shares.iter().zip(&trust) {
            for (slot, share) in next.iter_mut().zip(row) {
                *slot += (1.0 - damping) * share * held;
            }
        }
        let moved = next.iter().zip(&trust).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        trust = next;
        if moved < STILL {
            break;
        }
    }
    trust
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two who rate one another hold all trust that reaches them and keep it; without damping the start would not
    /// matter.
    #[test]
    fn trust_adds_up_and_returns_to_the_start() {
        let ratings = vec![vec![0.0, 1.0, 0.0], vec![3.0, 0.0, -2.0], vec![0.0, 0.0, 0.0]];
        let world = |damping| Ratings {
            traders: ["a", "b", "c"].map(String::from).to_vec(),
            ratings: ratings.clone(),
            start: vec![0.0, 0.0, 1.0],
            damping,
        };
        let of = |damping, name: &str| world(damping).settle().value(&format!("trust.{name}")).unwrap();
        for damping in [0.1, 0.5, 0.9] {
            let sum: f64 = ["a", "b", "c"].iter().map(|n| of(damping, n)).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{damping}: {sum}");
            // Nobody rates the third well: it holds what it has from the start and from itself.
            assert!((of(damping, "c") - 1.0).abs() < 1e-12, "{damping}");
        }
    }
}
