//! Learning (E3): at the end of a month, people who acted, were caught or heard of a tie's listing revise
//! the risk they perceive. Everyone else drifts towards the announced risk, which needs no visit.

use crate::block::{Block, month as bits};
use crate::context::Context;
use glasshouse_metrics::Metric;

impl Block {
    /// Revises beliefs at the end of a month and clears the month's marks.
    pub fn learn(&mut self, cx: &Context<'_>, month: u16) {
        let behaviour = &cx.society.behaviour;
        let (eta, zeta, psi) = (behaviour.eta as f32, behaviour.zeta as f32, behaviour.psi_own as f32);
        let touched = std::mem::take(&mut self.touched);
        // Sequential in slot order of touching; reads marks of ties, which are cleared only afterwards.
        for &slot in &touched {
            let s = usize::from(slot);
            let marks = self.month[s];
            let own =
                (marks & (bits::ACTED | bits::CAUGHT) != 0).then(|| f32::from(u8::from(marks & bits::CAUGHT != 0)));
            let heard = (marks & bits::NEWS != 0).then(|| self.share_listed(slot));
            let seen = match (own, heard) {
                (Some(own), Some(heard)) => psi * own + (1.0 - psi) * heard,
                (Some(only), None) | (None, Some(only)) => only,
                (None, None) => continue,
            };
            let old = self.belief_at(cx, slot, month);
            let new = (1.0 - eta) * old + eta * seen * 65_535.0 + zeta * (cx.announced - old);
            let new = new.clamp(0.0, 65_535.0) as u16;
            self.count(cx, slot, cx.layout.at(Metric::BeliefSum), i32::from(new) - i32::from(self.belief[s]));
            self.belief[s] = new;
            self.belief_month[s] = month + 1;
        }
        for &slot in &touched {
            self.month[usize::from(slot)] = 0;
            self.news[usize::from(slot)] = 0;
        }
        self.touched = touched;
        self.touched.clear();
    }

    /// Of the ties who acted this month, the share newly listed: what the public list tells of the risk.
    fn share_listed(&self, slot: u16) -> f32 {
        let acted = self.ties.of(slot).filter(|t| self.month[usize::from(*t)] & bits::ACTED != 0).count();
        let listed = f32::from(self.news[usize::from(slot)]);
        (listed / (acted as f32).max(listed)).min(1.0)
    }
}
