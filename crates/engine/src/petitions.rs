//! Petitions that go round: at the beginning of some months people sign once enough of those near by have. Nothing of it is
//! drawn or counted where the society declares none, and nothing else of the run depends on it.

use crate::block::{Block, Book};
use crate::context::Context;
use crate::incentives::Incentives;
use glasshouse_metrics::Metric;
use glasshouse_model::ActKind;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_society::Petition;
use glasshouse_society::petition::{among_all, among_ties};
use glasshouse_society::spec::Near;

impl Block {
    /// Lets the petitions of a month go round, here and in the baseline, where nobody fears anything.
    pub(crate) fn circulate(&mut self, cx: &Context<'_>, incentives: &Incentives, month: u16) {
        if self.is_scout {
            return;
        }
        for (number, petition) in (0u8..).zip(&cx.society.petitions) {
            if month.is_multiple_of(petition.every_months) {
                self.sign(cx, incentives, (number, petition), month);
            }
        }
    }

    fn sign(&mut self, cx: &Context<'_>, incentives: &Incentives, (number, petition): (u8, &Petition), month: u16) {
        let n = self.people.len();
        let (mut here, mut baseline) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for slot in 0..n as u16 {
            let place = Place { stream: Stream::Petition, sub: petition.key, unit: self.person(slot).0, tick: 0 };
            let word = cx.keys.draw(place, 0)[0];
            let near = match petition.among {
                Near::Neighbourhood => [n; 2],
                Near::Ties => [self.ties.count(slot), self.ties.count_in_baseline(slot)],
            };
            let fear = petition.feared;
            let fear = fear.map_or(0.0, |(act, weight)| weight * self.fear_of(cx, incentives, slot, act, month));
            here.push(petition.threshold(slot, near[0], word, fear));
            baseline.push(petition.threshold(slot, near[1], word, 0.0));
        }
        let signed = match petition.among {
            Near::Neighbourhood => [among_all(&here), among_all(&baseline)],
            Near::Ties => [
                among_ties(&here, |slot| self.ties.of(slot)),
                among_ties(&baseline, |slot| self.ties.in_baseline(slot)),
            ],
        };
        for (metric, signed) in [Metric::Signed, Metric::BaselineSigned].into_iter().zip(signed) {
            let column = cx.layout.of(metric, number);
            for slot in (0u16..).zip(signed).filter(|(_, signed)| *signed).map(|(slot, _)| slot) {
                self.count(cx, slot, column, 1);
            }
        }
    }

    /// p̂·(1 − T)·D of a lawful act, in units of utility; 0 where it brings nothing adverse.
    fn fear_of(&self, cx: &Context<'_>, incentives: &Incentives, slot: u16, act: ActKind, month: u16) -> f64 {
        if incentives.is_idle() {
            return 0.0;
        }
        let cell = self.people.cell[usize::from(slot)];
        let is_rated = |of: &Incentives| self.lets_rate(cx, slot, of.member());
        let score = |scale: u8| self.score_in(cx, Book::Record, slot, scale);
        let own = incentives.rule(act).filter(|_| is_rated(incentives));
        let own = own.map_or(0.0, |rule| incentives.loss(cell, score(incentives.scale_number()), rule));
        let others = incentives.elsewhere(act).filter(|(of, ..)| is_rated(of));
        let others: f32 = others.map(|(of, scale, rule)| of.loss(cell, score(scale), rule)).sum();
        let distrust = 1.0 - f64::from(self.people.trust[usize::from(slot)]) / 255.0;
        let risk = f64::from(self.belief_at(cx, slot, month)) / 65_535.0;
        risk * distrust * f64::from((own + others).max(0.0))
    }
}
