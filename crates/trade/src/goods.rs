//! Goods of hidden quality: buyers pay by what they may expect, and sellers of better goods go home.
//!
//! Akerlof 1970, Quarterly Journal of Economics 84:488–500, <https://doi.org/10.2307/1879431>. A seller keeps a good
//! for which less is offered than it is worth to them; buyers offer so many times the mean quality of what is for
//! sale in the same grade.

use crate::outcome::{Metric, Outcome, Series, share};
use glasshouse_model::draw::{Place, Stream, below};
use glasshouse_model::{Chance, Keyring};

/// A market for goods.
#[derive(Clone, Debug, PartialEq)]
pub struct Goods {
    /// Sellers, each with one good.
    pub sellers: u32,
    /// Lowest quality, which is what the good is worth to its seller.
    pub lowest: f64,
    /// Highest quality.
    pub highest: f64,
    /// Qualities are drawn; else they are evenly spaced.
    pub drawn: bool,
    /// A good's worth to a buyer over its worth to the seller.
    pub value: f64,
    /// Grades that goods are sorted into; 1 for none.
    pub grades: u32,
    /// Chance that a good is in the grade of its quality; else it is in any.
    pub graded: Chance,
    /// Rounds.
    pub rounds: u32,
}

/// A seller's good.
struct Good {
    quality: f64,
    grade: usize,
    offered: bool,
}

const QUALITY: u16 = 0x300;

impl Goods {
    /// Lets prices and sellers follow one another.
    pub fn play(&self, keys: &Keyring) -> Outcome {
        let mut goods: Vec<Good> = (0..self.sellers).map(|i| self.good(keys, i)).collect();
        let mut outcome = Outcome::default();
        let (mut prices, mut sellers) = (Vec::new(), Vec::new());
        for round in 1..=self.rounds {
            let offers = self.offers(&goods);
            let paid = mean_price(&goods, &offers);
            prices.push(paid.unwrap_or(0.0));
            outcome.put_item(Metric::Price, round.to_string(), paid);
            for good in &mut goods {
                good.offered = offers.get(good.grade).copied().flatten().is_some_and(|price| good.quality <= price);
            }
            sellers.push(goods.iter().filter(|g| g.offered).count() as f64);
        }
        let still = goods.iter().filter(|g| g.offered).count();
        let worth = |of: &dyn Fn(&&Good) -> bool| goods.iter().filter(of).map(|g| g.quality).sum::<f64>();
        let all = worth(&|_| true);
        outcome.put(Metric::PriceLast, mean_price(&goods, &self.offers(&goods)).unwrap_or(0.0));
        outcome.put(Metric::Sellers, still as f64);
        outcome.put(Metric::Traded, share(still as u64, goods.len() as u64));
        outcome.put(Metric::Surplus, (all > 0.0).then(|| worth(&|g| g.offered) / all));
        outcome.series.push(Series { metric: Metric::Price, item: String::new(), points: prices });
        outcome.series.push(Series { metric: Metric::Sellers, item: String::new(), points: sellers });
        outcome
    }

    fn good(&self, keys: &Keyring, seller: u32) -> Good {
        let marks = keys.draw(Place { stream: Stream::Trade, sub: QUALITY, unit: seller, tick: 0 }, 0);
        let at = if self.drawn {
            f64::from(marks[0]) / 4_294_967_296.0
        } else {
            f64::from(seller) / f64::from(self.sellers.max(2) - 1)
        };
        let right = ((at * f64::from(self.grades)) as u32).min(self.grades - 1);
        let grade = if self.graded.hit(marks[1]) { right } else { below(marks[2], self.grades) };
        Good { quality: self.lowest + at * (self.highest - self.lowest), grade: grade as usize, offered: true }
    }

    /// What buyers offer for a good of each grade, where there is one for sale.
    fn offers(&self, goods: &[Good]) -> Vec<Option<f64>> {
        let of = |grade: usize| {
            let offered = || goods.iter().filter(move |g| g.offered && g.grade == grade);
            let n = offered().count();
            (n > 0).then(|| self.value * (offered().map(|g| g.quality).sum::<f64>() / n as f64))
        };
        (0..self.grades as usize).map(of).collect()
    }
}

/// The mean offer over the goods for sale.
fn mean_price(goods: &[Good], offers: &[Option<f64>]) -> Option<f64> {
    let offered = || goods.iter().filter(|g| g.offered);
    let n = offered().count();
    if let [Some(price)] = offers {
        return Some(*price);
    }
    let total: f64 = offered().filter_map(|g| offers.get(g.grade).copied().flatten()).sum();
    (n > 0).then(|| total / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world() -> Goods {
        Goods {
            sellers: 2001,
            lowest: 0.0,
            highest: 2.0,
            drawn: false,
            value: 1.9,
            grades: 1,
            graded: Chance::ALWAYS,
            rounds: 400,
        }
    }

    /// Evenly spread from 0: without grades trade vanishes below twice the worth; a fine grade that is right keeps it.
    #[test]
    fn trade_unravels_unless_buyers_can_tell() {
        let of = |goods: Goods, name: &str| goods.play(&Keyring::new(1, 0)).value(name).unwrap();
        assert!(of(world(), "traded") < 0.01);
        assert!(of(Goods { value: 2.01, ..world() }, "traded") > 0.99);
        assert!(of(Goods { grades: 40, ..world() }, "traded") > 0.9);
        assert!(of(Goods { grades: 2, graded: Chance::NEVER, ..world() }, "traded") < 0.2);
    }
}
