//! What refusing would have brought to one trader, while everybody else goes on as in the played market.

use super::patience::PATIENCE_MAX;
use super::{Acts, Giving, Register};
use crate::outcome::{Metric, Outcome};

/// Beside the played market, every trader's own other course: the same meetings by the same luck, refusing until excluded.
pub(super) struct Trial {
    register: Register,
    /// Round in which the register last noted the trader who refuses; 0 for never.
    noted: Vec<u32>,
    /// By round, what all traders got, and what each would have got by refusing alone.
    course: Vec<[f64; 2]>,
}

impl Trial {
    /// A trial, where everyone goes by the register alone: elsewhere a refusal would change what others do.
    pub fn of(market: &Giving) -> Option<Trial> {
        let by_register = market.strategies.iter().all(|s| matches!(s.acts, Acts::Patient(_)));
        let register =
            market.register.filter(|_| by_register && !market.payoffs.both() && market.selection.is_none())?;
        Some(Trial { register, noted: vec![0; market.traders as usize], course: Vec::new() })
    }

    /// A round begins.
    pub fn open(&mut self) {
        self.course.push([0.0; 2]);
    }

    /// A meeting and what it paid: whoever refuses keeps what giving would have cost, gets what the other gives, and is
    /// noted by the giver's mark.
    pub fn note(&mut self, round: u32, [giver, receiver]: [usize; 2], [given, got]: [f64; 2], mark: u32) {
        let receives = self.is_free(receiver, round);
        if self.is_free(giver, round) && self.register.noted(false).hit(mark) {
            self.noted[giver] = round;
        }
        if let Some([played, refusing]) = self.course.last_mut() {
            *played += given + got;
            *refusing += if receives { got } else { 0.0 };
        }
    }

    /// Whoever is noted in a round is still served in it.
    fn is_free(&self, trader: usize, round: u32) -> bool {
        let noted = self.noted[trader];
        noted == 0 || noted == round || self.register.free_again(noted) <= round
    }

    /// The patience at which both courses are worth the same.
    pub fn tell(&self, outcome: &mut Outcome) {
        let better = |patience: f64| {
            self.course.iter().rev().fold(0.0, |later, [played, refusing]| played - refusing + patience * later)
        };
        let (mut low, mut high) = (0.0, PATIENCE_MAX);
        let turns = better(low) < 0.0 && better(high) >= 0.0;
        for _ in 0..if turns { STEPS } else { 0 } {
            let middle = 0.5 * (low + high);
            if better(middle) >= 0.0 { high = middle } else { low = middle }
        }
        outcome.put(Metric::PatienceEven, turns.then_some(high));
    }
}

/// Steps of the bisection.
const STEPS: u32 = 45;
