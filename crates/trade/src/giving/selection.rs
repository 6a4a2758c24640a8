//! How strategies that earn more spread.

use glasshouse_model::draw::{Place, Stream, below};
use glasshouse_model::{Chance, Keyring, math};

/// When and how traders take over strategies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Selection {
    /// How.
    pub rule: Rule,
    /// Rounds between.
    pub every: u32,
    /// Added to the payoff of both for every meeting, so that none is negative.
    pub shift: f64,
    /// How strongly a difference of payoffs counts, for imitation.
    pub strength: f64,
    /// Chance that somebody takes any strategy instead.
    pub mutation: Chance,
    /// Reputations begin anew.
    pub fresh: bool,
}

/// How traders take over strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// All are replaced by children of traders drawn in proportion to payoff.
    Proportional,
    /// One drawn by chance is replaced by the child of one drawn in proportion to payoff (Moran).
    Moran,
    /// Each looks at another and takes over its strategy with a chance that is logistic in the difference of payoffs.
    Imitation,
}

const CHILD: u16 = 0x110;

impl Selection {
    /// The strategies after a selection.
    pub(super) fn next(&self, keys: &Keyring, round: u32, own: &[u16], payoff: &[f64], n: u16) -> Vec<u16> {
        let marks =
            |trader: usize| keys.draw(Place { stream: Stream::Trade, sub: CHILD, unit: trader as u32, tick: round }, 0);
        let traders = own.len() as u32;
        let sums: Vec<f64> = payoff
            .iter()
            .scan(0.0, |sum, p| {
                *sum += p.max(0.0);
                Some(*sum)
            })
            .collect();
        let total = sums.last().copied().unwrap_or(0.0);
        let by_payoff = |mark: u32| {
            let at = f64::from(mark) / 4_294_967_296.0 * total;
            if total > 0.0 { sums.partition_point(|s| *s <= at) } else { below(mark, traders) as usize }
        };
        let of = |trader: usize| own.get(trader).copied().unwrap_or(0);
        let mutated = |marks: [u32; 4], strategy: u16| {
            if self.mutation.hit(marks[2]) { below(marks[3], u32::from(n)) as u16 } else { strategy }
        };
        match self.rule {
            Rule::Proportional => {
                (0..own.len()).map(|t| (marks(t), t)).map(|(m, _)| mutated(m, of(by_payoff(m[0])))).collect()
            }
            Rule::Moran => {
                let mut next = own.to_vec();
                let marks = marks(0);
                if let Some(slot) = next.get_mut(below(marks[1], traders) as usize) {
                    *slot = mutated(marks, of(by_payoff(marks[0])));
                }
                next
            }
            Rule::Imitation => {
                let one = |trader: usize| {
                    let marks = marks(trader);
                    let other = below(marks[0], traders) as usize;
                    let [mine, theirs] = [trader, other].map(|t| payoff.get(t).copied().unwrap_or(0.0));
                    let copies = Chance::from_f64(math::logistic(self.strength * (theirs - mine))).hit(marks[1]);
                    mutated(marks, of(if copies { other } else { trader }))
                };
                (0..own.len()).map(one).collect()
            }
        }
    }
}
