//! The table at which the traders of a [`Giving`] market sit: their state, and one meeting after another.

use super::trial::Trial;
use super::{Acts, Giving, Held, Matching, patience};
use crate::outcome::{Metric, Outcome, Series, share};
use glasshouse_model::Keyring;
use glasshouse_model::draw::{Place, Stream, below};

/// Which draws: the order of a round, a meeting, who sees it, and what they make of it.
const ORDER: u16 = 0x100;
const MEETING: u16 = 0x101;
const SEEN: u16 = 0x102;

/// The traders' state. Columns are by trader.
pub(super) struct Table<'m> {
    market: &'m Giving,
    keys: &'m Keyring,
    strategy: Vec<u16>,
    /// Public standing: 1 good and 0 bad, or the score.
    standing: Vec<i16>,
    /// Where opinions are private: whether the row's owner thinks well of the column's.
    opinion: Vec<bool>,
    /// First round in which the register lets them deal.
    free_from: Vec<u32>,
    /// Payoff since the last selection.
    payoff: Vec<f64>,
    /// Whether those of a strategy help in this round, for patient ones.
    patient: Vec<bool>,
    /// What refusing would have brought to each alone, where that is asked.
    trial: Option<Trial>,
    sums: Sums,
    course: Vec<f64>,
}

/// What has been counted.
#[derive(Default)]
struct Sums {
    acts: u64,
    helps: u64,
    /// Rounds counted, and by strategy trader-rounds, those of them in good standing, and payoffs.
    rounds: u64,
    present: Vec<u64>,
    good: Vec<u64>,
    payoff: Vec<f64>,
    excluded: u64,
    opinions: u64,
    good_opinions: u64,
    agreement: f64,
    /// Acts and helps of the round under way.
    now: [u64; 2],
}

impl<'m> Table<'m> {
    pub fn new(market: &'m Giving, keys: &'m Keyring) -> Table<'m> {
        let n = market.traders as usize;
        let strategies = market.strategies.len();
        let private = market.reputation.kind == Held::Private;
        let sums = Sums {
            present: vec![0; strategies],
            good: vec![0; strategies],
            payoff: vec![0.0; strategies],
            ..Sums::default()
        };
        Table {
            market,
            keys,
            strategy: dealt(market),
            standing: vec![first_standing(market.reputation.kind); n],
            opinion: if private { vec![true; n * n] } else { Vec::new() },
            free_from: vec![0; n],
            payoff: vec![0.0; n],
            patient: vec![false; strategies],
            trial: None,
            sums,
            course: Vec::new(),
        }
    }

    /// Asks beside what refusing would have brought to each alone.
    pub fn tried(mut self) -> Table<'m> {
        self.trial = Trial::of(self.market);
        self
    }

    /// Plays every round.
    pub fn play(mut self) -> Outcome {
        let mut helped = 1.0;
        for round in 1..=self.market.rounds {
            for (slot, strategy) in self.patient.iter_mut().zip(&self.market.strategies) {
                if let Acts::Patient(own) = strategy.acts {
                    *slot = patience::helps(self.market, own, helped);
                }
            }
            self.round(round);
            let [acts, helps] = self.sums.now;
            helped = share(helps, acts).unwrap_or(0.0);
            self.course.push(helped);
            if round >= self.market.counted_from {
                self.count(round);
            }
            self.select(round);
        }
        self.outcome()
    }

    fn round(&mut self, round: u32) {
        self.sums.now = [0, 0];
        self.trial.iter_mut().for_each(Trial::open);
        match self.market.matching {
            Matching::EachOnce => {
                let mut order: Vec<u32> =
                    (0..self.market.traders).filter(|t| self.is_free(*t as usize, round)).collect();
                for last in (1..order.len()).rev() {
                    let place = Place { stream: Stream::Trade, sub: ORDER, unit: last as u32, tick: round };
                    let other = below(self.keys.draw(place, 0)[0], last as u32 + 1);
                    order.swap(last, other as usize);
                }
                if order.len() > 1 {
                    for (meeting, giver) in order.iter().enumerate() {
                        let receiver = order.get(meeting + 1).or(order.first()).copied().unwrap_or(*giver);
                        self.meet(round, meeting as u32, [*giver as usize, receiver as usize]);
                    }
                }
            }
            Matching::Random => {
                let n = self.market.traders;
                for meeting in 0..self.market.meetings.unwrap_or(n) {
                    let place = Place { stream: Stream::Trade, sub: ORDER, unit: meeting, tick: round };
                    let marks = self.keys.draw(place, 0);
                    let giver = below(marks[0], n);
                    let other = below(marks[1], n - 1);
                    let receiver = other + u32::from(other >= giver);
                    let pair = [giver as usize, receiver as usize];
                    if pair.iter().all(|t| self.is_free(*t, round)) {
                        self.meet(round, meeting, pair);
                    }
                }
            }
        }
    }

    fn is_free(&self, trader: usize, round: u32) -> bool {
        self.free_from.get(trader).is_none_or(|from| *from <= round)
    }

    fn meet(&mut self, round: u32, meeting: u32, pair: [usize; 2]) {
        let place = Place { stream: Stream::Trade, sub: MEETING, unit: meeting, tick: round };
        let [giver, receiver] = pair;
        let both = self.market.payoffs.both();
        let turns: &[[usize; 2]] = if both { &[[giver, receiver], [receiver, giver]] } else { &[[giver, receiver]] };
        // All act on what was known before; only then are they judged.
        let mut acts = [false; 2];
        for (turn, [from, to]) in turns.iter().enumerate() {
            let marks = self.keys.draw(place, turn as u32);
            let helped =
                self.wants_to_help(*from, *to, marks[0]) && !self.market.reputation.execution_error.hit(marks[1]);
            if let Some(slot) = acts.get_mut(turn) {
                *slot = helped;
            }
            self.sums.now[0] += 1;
            self.sums.now[1] += u64::from(helped);
        }
        let paid = self.market.payoffs.of(acts[0], acts[1]);
        let shift = self.market.selection.map_or(0.0, |s| s.shift);
        let counts = round >= self.market.counted_from;
        for (trader, paid) in pair.into_iter().zip(paid) {
            self.payoff[trader] += paid + shift;
            if counts {
                self.sums.payoff[usize::from(self.strategy[trader])] += paid;
            }
        }
        for (turn, [from, to]) in turns.iter().enumerate() {
            let marks = self.keys.draw(place, turn as u32);
            let helped = acts.get(turn).copied().unwrap_or(false);
            if let Some(trial) = &mut self.trial {
                trial.note(round, pair, paid, marks[3]);
            }
            self.judge(*from, *to, helped, marks[2], (round, meeting * 2 + turn as u32));
            if let Some(register) = self.market.register
                && register.noted(helped).hit(marks[3])
            {
                self.free_from[*from] = register.free_again(round);
            }
        }
    }

    fn wants_to_help(&self, from: usize, to: usize, mark: u32) -> bool {
        let known = self.market.reputation.known.hit(mark);
        let n = self.market.traders as usize;
        let good = |of: usize| match self.market.reputation.kind {
            Held::Private => self.opinion.get(from * n + of).copied().unwrap_or(true),
            Held::Public | Held::Score { .. } => self.standing[of] > 0,
        };
        match self.market.strategies.get(usize::from(self.strategy[from])).map(|s| s.acts) {
            Some(Acts::Table(acting)) => acting.helps(good(from), !known || good(to)),
            Some(Acts::AtLeast(least)) => (if known { self.standing[to] } else { 0 }) >= least,
            Some(Acts::Patient(_)) => self.patient.get(usize::from(self.strategy[from])).copied().unwrap_or(false),
            None => false,
        }
    }

    /// What is thought of a giver afterwards.
    fn judge(&mut self, from: usize, to: usize, helped: bool, mark: u32, (round, act): (u32, u32)) {
        let reputation = &self.market.reputation;
        match reputation.kind {
            Held::Public => {
                let good = reputation.judging.good(self.standing[from] > 0, self.standing[to] > 0, helped);
                self.standing[from] = i16::from(good != reputation.assessment_error.hit(mark));
            }
            Held::Score { lowest, highest } => {
                let up = helped != reputation.assessment_error.hit(mark);
                self.standing[from] = (self.standing[from] + if up { 1 } else { -1 }).clamp(lowest, highest);
            }
            Held::Private => {
                let n = self.market.traders as usize;
                for (who, row) in self.opinion.chunks_mut(n).enumerate() {
                    let place = Place { stream: Stream::Trade, sub: SEEN, unit: act, tick: round };
                    let marks = self.keys.draw(place, who as u32);
                    if reputation.seen.hit(marks[0]) {
                        let good = reputation.judging.good(row[from], row[to], helped);
                        row[from] = good != reputation.assessment_error.hit(marks[1]);
                    }
                }
            }
        }
    }

    /// Counts the state at the end of a round.
    fn count(&mut self, round: u32) {
        let [acts, helps] = self.sums.now;
        self.sums.acts += acts;
        self.sums.helps += helps;
        self.sums.rounds += 1;
        for (trader, strategy) in self.strategy.iter().enumerate() {
            let strategy = usize::from(*strategy);
            self.sums.present[strategy] += 1;
            self.sums.good[strategy] += u64::from(self.standing[trader] > 0);
            self.sums.excluded += u64::from(!self.is_free(trader, round + 1));
        }
        if self.market.reputation.kind == Held::Private {
            let n = self.market.traders as usize;
            let good: Vec<u64> =
                (0..n).map(|of| self.opinion.iter().skip(of).step_by(n).map(|good| u64::from(*good)).sum()).collect();
            self.sums.opinions += (n * n) as u64;
            self.sums.good_opinions += good.iter().sum::<u64>();
            let share = |g: u64| g as f64 / n as f64;
            let agree = |g: u64| share(g) * share(g) + (1.0 - share(g)) * (1.0 - share(g));
            self.sums.agreement += good.iter().map(|g| agree(*g)).sum::<f64>() / n as f64;
        }
    }

    fn select(&mut self, round: u32) {
        let Some(selection) = self.market.selection.filter(|s| round.is_multiple_of(s.every)) else { return };
        let n = self.market.strategies.len() as u16;
        self.strategy = selection.next(self.keys, round, &self.strategy, &self.payoff, n);
        self.payoff.fill(0.0);
        if selection.fresh {
            self.standing.fill(first_standing(self.market.reputation.kind));
            self.opinion.fill(true);
            self.free_from.fill(0);
        }
    }

    fn outcome(self) -> Outcome {
        let mut outcome = Outcome::default();
        let sums = self.sums;
        outcome.put(Metric::Cooperation, share(sums.helps, sums.acts));
        let last = self.course.last().copied().unwrap_or(0.0);
        outcome.put(Metric::Cooperative, f64::from(u8::from(last >= 0.5)));
        let present: u64 = sums.present.iter().sum();
        if self.market.reputation.kind == Held::Private {
            outcome.put(Metric::GoodShare, share(sums.good_opinions, sums.opinions));
            outcome.put(Metric::Agreement, (sums.rounds > 0).then(|| sums.agreement / sums.rounds as f64));
        } else {
            outcome.put(Metric::GoodShare, share(sums.good.iter().sum(), present));
        }
        for (at, strategy) in self.market.strategies.iter().enumerate() {
            let present = sums.present[at];
            if self.market.reputation.kind != Held::Private {
                outcome.put_item(Metric::GoodAmong, &*strategy.id, share(sums.good[at], present));
            }
            outcome.put_item(Metric::Payoff, &*strategy.id, (present > 0).then(|| sums.payoff[at] / present as f64));
            let own = self.strategy.iter().filter(|s| usize::from(**s) == at).count();
            outcome.put_item(Metric::Share, &*strategy.id, share(own as u64, self.strategy.len() as u64));
        }
        if self.market.register.is_some() {
            outcome.put(Metric::Excluded, share(sums.excluded, present));
        }
        self.trial.iter().for_each(|trial| trial.tell(&mut outcome));
        outcome.series.push(Series { metric: Metric::Cooperation, item: String::new(), points: self.course });
        outcome
    }
}

/// Everybody begins in good standing, or at a score of 0.
fn first_standing(kind: Held) -> i16 {
    match kind {
        Held::Public | Held::Private => 1,
        Held::Score { .. } => 0,
    }
}

/// Strategies dealt to the traders in proportion to their weights, one after the other.
fn dealt(market: &Giving) -> Vec<u16> {
    let total: f64 = market.strategies.iter().map(|s| s.weight).sum();
    let mut strategies = Vec::new();
    let mut upto = 0.0;
    for (at, strategy) in market.strategies.iter().enumerate() {
        upto += strategy.weight / total * f64::from(market.traders);
        strategies.resize((upto + 0.5) as usize, at as u16);
    }
    strategies.resize(market.traders as usize, market.strategies.len().saturating_sub(1) as u16);
    strategies
}
