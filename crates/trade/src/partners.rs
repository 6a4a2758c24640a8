//! Dealing on trust: an official grade beside one's own experience.
//!
//! Everybody has neighbours whom they meet again and again. Whether one deals depends on what one believes of the
//! partner: a Beta distribution that begins at what the visible grade promises, and learns from deals with that very
//! partner, of which older ones fade: Jøsang & Ismail 2002, The Beta reputation system. From a round on, some grades
//! may be exchanged. Whoever leans on grades then stops learning whom to trust.

use crate::outcome::{Metric, Outcome, Series, share};
use glasshouse_model::draw::{Place, Stream, below};
use glasshouse_model::{Chance, Keyring};

/// A market of partners.
#[derive(Clone, Debug, PartialEq)]
pub struct Partners {
    /// How many deal.
    pub traders: u32,
    /// With how many neighbours each.
    pub neighbours: u32,
    /// Rounds; in each everybody meets one neighbour.
    pub rounds: u32,
    /// Share of the faithful.
    pub faithful: f64,
    /// Chance that a faithful partner keeps faith.
    pub faith_high: Chance,
    /// Chance that another does.
    pub faith_low: Chance,
    /// Gain from a deal that is kept.
    pub gain: f64,
    /// Loss from one that is not.
    pub loss: f64,
    /// What not dealing is worth.
    pub outside: f64,
    /// Chance that a grade is right.
    pub grade_right: Chance,
    /// How many deals' worth the grade counts.
    pub grade_weight: f64,
    /// Chance of keeping faith that a good grade is believed to promise.
    pub believed_good: f64,
    /// That a bad grade is believed to promise.
    pub believed_bad: f64,
    /// What an experience still counts after each meeting with that partner.
    pub forgetting: f64,
    /// First round after the register is corrupted.
    pub corrupted_from: u32,
    /// Share of grades that are then exchanged.
    pub corrupted: Chance,
}

const TRADER: u16 = 0x400;
const PARTNER: u16 = 0x401;

/// What happened in a stretch of rounds.
#[derive(Default)]
struct Sums {
    meetings: u64,
    deals: u64,
    kept: u64,
    payoff: f64,
}

impl Sums {
    fn note(&mut self, outcome: &mut Outcome, phase: &str) {
        outcome.put_item(Metric::Traded, phase, share(self.deals, self.meetings));
        outcome.put_item(Metric::Kept, phase, share(self.kept, self.deals));
        let each = (self.meetings > 0).then(|| self.payoff / self.meetings as f64);
        outcome.put_item(Metric::Surplus, phase, each);
    }
}

impl Partners {
    /// Lets everybody meet neighbours, round after round.
    pub fn play(&self, keys: &Keyring) -> Outcome {
        let (n, k) = (self.traders, self.neighbours.min(self.traders - 1));
        let mut traders: Vec<(bool, bool)> = Vec::new();
        for i in 0..n {
            let marks = keys.draw(Place { stream: Stream::Trade, sub: TRADER, unit: i, tick: 0 }, 0);
            let faithful = Chance::from_f64(self.faithful).hit(marks[0]);
            traders.push((faithful, faithful == self.grade_right.hit(marks[1])));
        }
        // Good and bad experience of each with each neighbour.
        let mut experience = vec![[0.0f64; 2]; (n * k) as usize];
        let (mut before, mut after) = (Sums::default(), Sums::default());
        let mut course = Vec::new();
        for round in 1..=self.rounds {
            if round == self.corrupted_from {
                self.corrupt(keys, &mut traders);
            }
            let sums = if round < self.corrupted_from { &mut before } else { &mut after };
            let start = sums.payoff;
            for i in 0..n {
                let marks = keys.draw(Place { stream: Stream::Trade, sub: PARTNER, unit: i, tick: round }, 0);
                let nth = below(marks[0], k);
                let partner = (i + 1 + nth) % n;
                let (Some(known), Some((faithful, good_grade))) =
                    (experience.get_mut((i * k + nth) as usize), traders.get(partner as usize).copied())
                else {
                    continue;
                };
                sums.meetings += 1;
                if !self.deals(*known, good_grade) {
                    sums.payoff += self.outside;
                    continue;
                }
                let kept = if faithful { self.faith_high } else { self.faith_low }.hit(marks[1]);
                sums.deals += 1;
                sums.kept += u64::from(kept);
                sums.payoff += if kept { self.gain } else { -self.loss };
                let [good, bad] = *known;
                *known = [
                    self.forgetting * good + f64::from(u8::from(kept)),
                    self.forgetting * bad + f64::from(u8::from(!kept)),
                ];
            }
            course.push((sums.payoff - start) / f64::from(n));
        }
        let mut outcome = Outcome::default();
        before.note(&mut outcome, "before");
        after.note(&mut outcome, "after");
        outcome.series.push(Series { metric: Metric::Surplus, item: String::new(), points: course });
        outcome
    }

    /// Whether one deals with a partner of whom one has some experience and sees the grade.
    fn deals(&self, [good, bad]: [f64; 2], good_grade: bool) -> bool {
        let promised = if good_grade { self.believed_good } else { self.believed_bad };
        let weight = self.grade_weight + good + bad;
        let believed = if weight > 0.0 { (self.grade_weight * promised + good) / weight } else { 0.5 };
        believed * self.gain - (1.0 - believed) * self.loss >= self.outside
    }

    /// Turns some grades over.
    fn corrupt(&self, keys: &Keyring, traders: &mut [(bool, bool)]) {
        for (i, (_, grade)) in traders.iter_mut().enumerate() {
            let marks = keys.draw(Place { stream: Stream::Trade, sub: TRADER, unit: i as u32, tick: 1 }, 0);
            *grade ^= self.corrupted.hit(marks[0]);
        }
    }
}
