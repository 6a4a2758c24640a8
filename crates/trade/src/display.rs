//! A score that its owner may show: rentals without a deposit, profiles with a score.
//!
//! Whoever shows a score is taken at its worth and bears what showing costs; whoever hides it is taken for the mean
//! of those who hide. Grossman 1981, Journal of Law and Economics 24:461–483: silence is bad news, so where showing
//! is free nearly everyone shows.

use crate::outcome::{Metric, Outcome, Series, share};

/// Owners of scores. Scores are evenly spaced from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Display {
    /// Owners.
    pub subjects: u32,
    /// What showing costs, in units of score: effort, or privacy.
    pub cost: f64,
    /// What a viewer of a hidden score believes weighs so much beside what hidden scores are: 1 where viewers learn
    /// at once.
    pub learning: f64,
    /// Rounds.
    pub rounds: u32,
}

impl Display {
    /// Lets owners and viewers follow one another.
    pub fn play(&self) -> Outcome {
        let score = |i: u32| (f64::from(i) + 0.5) / f64::from(self.subjects);
        let mut believed = 0.5;
        let (mut shown, mut course, mut lowest) = (0, Vec::new(), None);
        for _ in 0..self.rounds {
            let shows = |i: &u32| score(*i) - self.cost >= believed;
            shown = (0..self.subjects).filter(shows).count() as u32;
            lowest = (0..self.subjects).find(shows).map(score);
            course.push(f64::from(shown) / f64::from(self.subjects));
            let hidden = self.subjects - shown;
            if hidden > 0 {
                let total: f64 = (0..self.subjects).filter(|i| !shows(i)).map(score).sum();
                believed += self.learning * (total / f64::from(hidden) - believed);
            }
        }
        let mut outcome = Outcome::default();
        outcome.put(Metric::Displayed, share(u64::from(shown), u64::from(self.subjects)));
        outcome.put(Metric::LowestShown, lowest);
        outcome.series.push(Series { metric: Metric::Displayed, item: String::new(), points: course });
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lowest who shows is indifferent: x − cost is the mean of what lies below, x / 2; so x is twice the cost.
    #[test]
    fn showing_unravels_down_to_twice_its_cost() {
        for (cost, lowest) in [(0.0, 0.0), (0.1, 0.2), (0.3, 0.6)] {
            let world = Display { subjects: 10_000, cost, learning: 1.0, rounds: 200 };
            let got = world.play().value("lowest_shown").unwrap();
            assert!((got - lowest).abs() < 1e-3, "{cost}: {got}");
        }
        let dear = Display { subjects: 100, cost: 0.6, learning: 1.0, rounds: 50 };
        assert_eq!((dear.play().value("displayed"), dear.play().value("lowest_shown")), (Some(0.0), None));
    }
}
