//! Downloads from strangers, some of whom are malicious, under a trust that passes on.
//!
//! In every cycle each good peer asks for one file. Some peers chosen by chance offer it; one of them is taken in
//! proportion to trust, but now and then one whom nobody trusts yet gets a chance. What came is rated, and trust is
//! worked out anew: a small, fully declared form of the experiments of Kamvar, Schlosser & Garcia-Molina 2003.

use crate::outcome::{Metric, Outcome, Series, share};
use crate::trust::{passed_on, shares};
use glasshouse_model::draw::{Place, Stream, below};
use glasshouse_model::{Chance, Keyring};

/// A network of peers. The good come first, and of them those trusted from the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Sharing {
    /// Peers who mean well.
    pub good: u32,
    /// Of them, trusted from the start.
    pub pretrusted: u32,
    /// Peers who never give what they promise.
    pub malicious: u32,
    /// The malicious rate one another highly, in a ring.
    pub ring: bool,
    /// Chance that a good peer's file is wrong.
    pub honest_error: Chance,
    /// Peers who offer a file.
    pub offers: u32,
    /// Chance that somebody without trust is taken, where there is one.
    pub explore: Chance,
    /// Whether trust counts at all.
    pub by_trust: bool,
    /// Part of all trust that returns to those trusted from the start.
    pub damping: f64,
    /// Cycles.
    pub cycles: u32,
    /// The first that counts.
    pub counted_from: u32,
}

/// Which draws: offers, and the choice among them.
const OFFER: u16 = 0x200;
const CHOICE: u16 = 0x201;

impl Sharing {
    /// Runs every cycle.
    pub fn play(&self, keys: &Keyring) -> Outcome {
        let n = (self.good + self.malicious) as usize;
        let mut ratings = vec![vec![0.0; n]; n];
        if self.ring {
            for i in 0..self.malicious {
                let (from, to) = (self.good + i, self.good + (i + 1) % self.malicious);
                ratings[from as usize][to as usize] = f64::from(self.cycles);
            }
        }
        let even = 1.0 / f64::from(self.pretrusted.max(1));
        let start: Vec<f64> = (0..n).map(|i| if i < self.pretrusted as usize { even } else { 0.0 }).collect();
        let mut trust = start.clone();
        let (mut wrong, mut all, mut malicious_trust, mut counted) = (0u64, 0u64, 0.0, 0u32);
        let mut course = Vec::new();
        for cycle in 1..=self.cycles {
            let mut wrong_now = 0;
            for peer in 0..self.good {
                let from = self.choose(keys, &trust, cycle, peer);
                let mark = keys.draw(Place { stream: Stream::Trade, sub: CHOICE, unit: peer, tick: cycle }, 0)[3];
                let authentic = from < self.good && !self.honest_error.hit(mark);
                ratings[peer as usize][from as usize] += if authentic { 1.0 } else { -1.0 };
                wrong_now += u64::from(!authentic);
            }
            course.push(wrong_now as f64 / f64::from(self.good));
            let rows: Vec<Vec<f64>> = ratings.iter().map(|row| shares(row, &start)).collect();
            trust = passed_on(&rows, &start, self.damping);
            if cycle >= self.counted_from {
                wrong += wrong_now;
                all += u64::from(self.good);
                malicious_trust += trust.iter().skip(self.good as usize).sum::<f64>();
                counted += 1;
            }
        }
        let mut outcome = Outcome::default();
        outcome.put(Metric::Inauthentic, share(wrong, all));
        outcome.put(Metric::TrustMalicious, (counted > 0).then(|| malicious_trust / f64::from(counted)));
        outcome.series.push(Series { metric: Metric::Inauthentic, item: String::new(), points: course });
        outcome
    }

    /// From whom a peer downloads.
    fn choose(&self, keys: &Keyring, trust: &[f64], cycle: u32, peer: u32) -> u32 {
        let others = trust.len() as u32 - 1;
        let mut offers: Vec<u32> = Vec::new();
        let place = Place { stream: Stream::Trade, sub: OFFER, unit: peer, tick: cycle };
        for n in 0..u32::MAX {
            if offers.len() as u32 >= self.offers.min(others) {
                break;
            }
            let drawn = below(keys.draw(place, n)[0], others);
            let other = drawn + u32::from(drawn >= peer);
            if !offers.contains(&other) {
                offers.push(other);
            }
        }
        let held = |peer: &u32| trust.get(*peer as usize).copied().unwrap_or(0.0);
        let marks = keys.draw(Place { sub: CHOICE, ..place }, 0);
        let any = |among: &[u32], mark: u32| among.get(below(mark, among.len() as u32) as usize).copied();
        let unknown: Vec<u32> = offers.iter().copied().filter(|o| held(o) <= 0.0).collect();
        let total: f64 = offers.iter().map(&held).sum();
        let explores = !unknown.is_empty() && self.explore.hit(marks[0]);
        if !self.by_trust || total <= 0.0 {
            return any(&offers, marks[1]).unwrap_or(peer);
        }
        if explores {
            return any(&unknown, marks[1]).unwrap_or(peer);
        }
        let mut left = f64::from(marks[2]) / 4_294_967_296.0 * total;
        for offer in &offers {
            left -= held(offer);
            if left < 0.0 {
                return *offer;
            }
        }
        // Rounding may leave a rest: the last who is trusted at all.
        offers.iter().copied().rfind(|o| held(o) > 0.0).unwrap_or(peer)
    }
}
