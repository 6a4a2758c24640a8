//! One public score, or many private raters.
//!
//! Subjects differ in trustworthiness and, apart from it, in conformity. Raters look at them, with the same number of
//! looks in all however many raters there are; each has errors of its own about each subject that no further look
//! mends, and may count conformity for trustworthiness. Consumers meet subjects, ask a rater or a few, deal or not,
//! and now and then change to a rater with a better record. From a round on some raters are captured: they rate
//! conformity. The claims that this is to test are those of Devereaux & Peng 2020, Journal of Institutional Economics
//! 16:369–387.

use crate::outcome::{Metric, Outcome, Series, share};
use glasshouse_model::draw::{Place, Stream, below};
use glasshouse_model::{Chance, Keyring, math};

/// A market of ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Raters {
    /// Those who are rated.
    pub subjects: u32,
    /// Those who deal with them.
    pub consumers: u32,
    /// Raters.
    pub raters: u32,
    /// Looks at each subject, all raters together.
    pub looks: f64,
    /// Standard deviation of a look, where trustworthiness has 1.
    pub noise: f64,
    /// Standard deviation of a rater's own error about a subject.
    pub own_error: f64,
    /// How far raters differ in that error: from 1 − spread to 1 + spread times it.
    pub spread: f64,
    /// What a rater adds for conformity.
    pub conformity: f64,
    /// How many raters a consumer asks.
    pub asks: u32,
    /// Chance per round that a consumer compares its rater with another.
    pub switching: Chance,
    /// Share of raters, the best for them, whom subjects allow to rate them.
    pub opted: f64,
    /// Rounds.
    pub rounds: u32,
    /// First round of capture.
    pub captured_from: u32,
    /// Raters captured, those with most consumers.
    pub captured: u32,
    /// What a captured rater adds for conformity.
    pub captured_conformity: f64,
    /// Rounds after which the regulator switches a captured rater off; `None` for never.
    pub off_after: Option<u32>,
}

const SUBJECT: u16 = 0x500;
const RATING: u16 = 0x501;
const CONSUMER: u16 = 0x502;
const ASKED: u16 = 0x503;
const SAMPLE: u16 = 0x504;

/// What a round leaves of a rater's record.
const RECORD_KEPT: f64 = 0.9;

/// The state of a market of ratings.
struct State<'m> {
    market: &'m Raters,
    keys: &'m Keyring,
    /// Trustworthiness and conformity by subject.
    truth: Vec<[f64; 2]>,
    /// Rating by rater and subject; `None` where the subject does not allow it.
    ratings: Vec<Vec<Option<f64>>>,
    captured: Vec<bool>,
    off: Vec<bool>,
    /// Rater of each consumer.
    choice: Vec<u32>,
    /// Surplus and meetings by rater, older rounds fading.
    record: Vec<[f64; 2]>,
}

impl Raters {
    /// Lets consumers meet subjects, round after round.
    pub fn play(&self, keys: &Keyring) -> Outcome {
        let mut state = State::new(self, keys);
        let mut outcome = Outcome::default();
        let (mut surplus, mut deals, mut rounds) = (0.0, 0u64, 0u32);
        let mut course = Vec::new();
        for round in 1..=self.rounds {
            if round == self.captured_from {
                state.sum_up(&mut outcome, "before", (surplus, deals, rounds));
                (surplus, deals, rounds) = (0.0, 0, 0);
                state.capture();
            }
            if self.off_after.is_some_and(|after| round == self.captured_from.saturating_add(after)) {
                state.switch_off(round);
            }
            let (now, dealt) = state.round(round);
            surplus += now;
            deals += dealt;
            rounds += 1;
            course.push(now / f64::from(self.consumers));
        }
        state.sum_up(&mut outcome, "after", (surplus, deals, rounds));
        let captured = state.choice.iter().filter(|r| state.captured.get(**r as usize) == Some(&true)).count();
        outcome.put(Metric::CapturedShare, share(captured as u64, u64::from(self.consumers)));
        outcome.series.push(Series { metric: Metric::Surplus, item: String::new(), points: course });
        outcome
    }
}

impl<'m> State<'m> {
    fn new(market: &'m Raters, keys: &'m Keyring) -> State<'m> {
        let truth = (0..market.subjects)
            .map(|j| {
                let marks = keys.draw(Place { stream: Stream::Trade, sub: SUBJECT, unit: j, tick: 0 }, 0);
                [normal(marks[0], marks[1]), normal(marks[2], marks[3])]
            })
            .collect();
        let n = market.raters as usize;
        let choice = (0..market.consumers)
            .map(|c| {
                let marks = keys.draw(Place { stream: Stream::Trade, sub: CONSUMER, unit: c, tick: 0 }, 0);
                below(marks[0], market.raters)
            })
            .collect();
        let mut state = State {
            market,
            keys,
            truth,
            ratings: Vec::new(),
            captured: vec![false; n],
            off: vec![false; n],
            choice,
            record: vec![[0.0; 2]; n],
        };
        state.rate();
        state
    }

    /// Every rater rates every subject anew, with the same looks and errors.
    fn rate(&mut self) {
        let m = self.market;
        let noise = m.noise / math::sqrt((m.looks / f64::from(m.raters)).max(1e-9));
        let rating = |rater: u32, (j, [trust, conforms]): (usize, &[f64; 2])| {
            let place = Place { stream: Stream::Trade, sub: RATING, unit: j as u32, tick: rater };
            let marks = self.keys.draw(place, 0);
            let at = (2.0 * f64::from(rater) + 1.0) / f64::from(m.raters) - 1.0;
            let own = m.own_error * (1.0 + m.spread * at);
            let captured = self.captured.get(rater as usize) == Some(&true);
            let counted = if captured { m.captured_conformity } else { m.conformity };
            trust + counted * conforms + own * normal(marks[0], marks[1]) + noise * normal(marks[2], marks[3])
        };
        let all: Vec<Vec<f64>> =
            (0..m.raters).map(|r| self.truth.iter().enumerate().map(|subject| rating(r, subject)).collect()).collect();
        let allowed = at_least_whole(m.opted * f64::from(m.raters));
        let allows = |rater: usize, j: usize| {
            let own = all[rater][j];
            all.iter().filter(|row| row[j] > own).count() < allowed
        };
        self.ratings = (0..all.len())
            .map(|r| (0..self.truth.len()).map(|j| allows(r, j).then_some(all[r][j])).collect())
            .collect();
    }

    /// The raters with most consumers are captured.
    fn capture(&mut self) {
        let mut by_consumers: Vec<(usize, usize)> =
            self.consumers_by_rater().into_iter().enumerate().map(|(rater, n)| (n, rater)).collect();
        by_consumers.sort_by_key(|(n, rater)| (std::cmp::Reverse(*n), *rater));
        for (_, rater) in by_consumers.into_iter().take(self.market.captured as usize) {
            self.captured[rater] = true;
        }
        self.rate();
    }

    /// The regulator switches every captured rater off; their consumers choose another by chance.
    fn switch_off(&mut self, round: u32) {
        self.off.clone_from(&self.captured);
        let left: Vec<u32> = (0..self.market.raters).filter(|r| !self.is_off(*r)).collect();
        for c in 0..self.choice.len() {
            if self.is_off(self.choice[c]) && !left.is_empty() {
                let place = Place { stream: Stream::Trade, sub: CONSUMER, unit: c as u32, tick: round };
                let mark = self.keys.draw(place, 1)[0];
                self.choice[c] = left[below(mark, left.len() as u32) as usize];
            }
        }
    }

    fn is_off(&self, rater: u32) -> bool {
        self.off.get(rater as usize) == Some(&true)
    }

    fn consumers_by_rater(&self) -> Vec<usize> {
        let mut counts = vec![0; self.market.raters as usize];
        self.choice.iter().for_each(|r| counts[*r as usize] += 1);
        counts
    }

    /// What a consumer is told of a subject: the mean of those asked who rate it.
    fn told(&self, consumer: u32, subject: usize, tick: u32) -> Option<f64> {
        let own = self.choice.get(consumer as usize).copied().unwrap_or(0);
        let raters = self.market.raters;
        let place = Place { stream: Stream::Trade, sub: ASKED, unit: consumer, tick };
        let first = if raters > 1 { below(self.keys.draw(place, 0)[0], raters - 1) } else { 0 };
        let others = (0..raters.saturating_sub(1)).map(|i| (own + 1 + (first + i) % (raters - 1)) % raters);
        let asked = std::iter::once(own).chain(others).take(self.market.asks as usize);
        let (mut sum, mut n) = (0.0, 0u32);
        for rater in asked.filter(|r| !self.is_off(*r)) {
            if let Some(rating) = self.ratings[rater as usize][subject] {
                sum += rating;
                n += 1;
            }
        }
        (n > 0).then(|| sum / f64::from(n))
    }

    /// One meeting for every consumer; then some change their rater. Gives surplus and deals.
    fn round(&mut self, round: u32) -> (f64, u64) {
        self.record.iter_mut().flatten().for_each(|part| *part *= RECORD_KEPT);
        let (mut total, mut deals) = (0.0, 0);
        for c in 0..self.market.consumers {
            let marks = self.keys.draw(Place { stream: Stream::Trade, sub: CONSUMER, unit: c, tick: round }, 0);
            let subject = below(marks[0], self.market.subjects) as usize;
            let dealt = self.told(c, subject, round).is_some_and(|rating| rating >= 0.0);
            let surplus = if dealt { self.truth[subject][0] } else { 0.0 };
            total += surplus;
            deals += u64::from(dealt);
            let own = self.choice[c as usize] as usize;
            self.record[own][0] += surplus;
            self.record[own][1] += 1.0;
            if self.market.switching.hit(marks[1]) {
                let other = below(marks[2], self.market.raters);
                let mean = |r: usize| self.record[r][0] / self.record[r][1].max(1e-9);
                if !self.is_off(other) && mean(other as usize) > mean(own) {
                    self.choice[c as usize] = other;
                }
            }
        }
        (total, deals)
    }

    /// Notes how a stretch of rounds went, and how good ratings are at its end.
    fn sum_up(&self, outcome: &mut Outcome, phase: &str, (surplus, deals, rounds): (f64, u64, u32)) {
        let mut told = Vec::new();
        for (j, truth) in self.truth.iter().enumerate() {
            // What one consumer, drawn by chance, hears of the subject.
            let place = Place { stream: Stream::Trade, sub: SAMPLE, unit: j as u32, tick: 0 };
            let consumer = below(self.keys.draw(place, 0)[0], self.market.consumers);
            if let Some(rating) = self.told(consumer, j, u32::MAX - j as u32) {
                told.push([rating, truth[0], truth[1]]);
            }
        }
        let column = |k: usize| told.iter().map(|row| row[k]).collect::<Vec<f64>>();
        outcome.put_item(Metric::Accuracy, phase, rank_correlation(&column(0), &column(1)));
        outcome.put_item(Metric::Conformity, phase, rank_correlation(&column(0), &column(2)));
        let meetings = f64::from(rounds) * f64::from(self.market.consumers);
        outcome.put_item(Metric::Surplus, phase, (rounds > 0).then(|| surplus / meetings));
        outcome.put_item(Metric::Traded, phase, (rounds > 0).then(|| deals as f64 / meetings));
        let of = f64::from(self.market.consumers);
        let shares = self.consumers_by_rater().into_iter().map(|n| n as f64 / of);
        outcome.put_item(Metric::Concentration, phase, shares.map(|s| s * s).sum::<f64>());
    }
}

/// The least whole number that is not below.
fn at_least_whole(x: f64) -> usize {
    let whole = x as usize;
    whole + usize::from((whole as f64) < x - 1e-9)
}

/// A standard normal number from two marks (Box & Muller 1958).
fn normal(a: u32, b: u32) -> f64 {
    let u = (f64::from(a) + 0.5) / 4_294_967_296.0;
    let turn = f64::from(b) / 4_294_967_296.0;
    math::sqrt(-2.0 * math::ln(u)) * math::sin(2.0 * std::f64::consts::PI * turn)
}

/// Spearman's correlation; none where one side does not vary.
fn rank_correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() as f64 + 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
    let scale = math::sqrt(product(&a, &a) * product(&b, &b));
    (scale > 0.0).then(|| product(&a, &b) / scale)
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let same = order[from..].iter().take_while(|i| values[**i].total_cmp(&values[order[from]]).is_eq()).count();
        let rank = from as f64 + (same as f64 + 1.0) / 2.0;
        order[from..from + same].iter().for_each(|i| ranks[*i] = rank);
        from += same;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_share_and_correlate() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(rank_correlation(&[1.0, 2.0, 9.0], &[-3.0, 5.0, 6.0]), Some(1.0));
        assert_eq!(rank_correlation(&[1.0, 2.0, 9.0], &[6.0, 5.0, -3.0]), Some(-1.0));
        assert_eq!(rank_correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
        // By hand: ranks 1 2 3 4 against 2 1 4 3 give 1 − 6·4/60.
        assert!((rank_correlation(&[1.0, 2.0, 3.0, 4.0], &[2.0, 1.0, 4.0, 3.0]).unwrap() - 0.6).abs() < 1e-12);
    }

    #[test]
    fn normal_numbers_have_mean_0_and_variance_1() {
        let keys = Keyring::new(3, 0);
        let drawn: Vec<f64> = (0..100_000)
            .map(|i| {
                let marks = keys.draw(Place { stream: Stream::Trade, sub: SUBJECT, unit: i, tick: 9 }, 0);
                normal(marks[0], marks[1])
            })
            .collect();
        let mean = drawn.iter().sum::<f64>() / 1e5;
        let variance = drawn.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 1e5;
        assert!(mean.abs() < 0.015 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
    }
}
