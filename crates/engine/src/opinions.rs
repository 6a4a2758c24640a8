//! Opinions: at the end of some months a share of the people is asked what they think of the regime, and asked again
//! once they have been told what it does. Nothing else of the run depends on it.

use crate::block::{Block, Book, ever};
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_society::opinion::{Asked, Opinion};

impl Block {
    /// Asks those whose lot it is at the end of a month. They are told of the people of their own block.
    pub(crate) fn ask(&mut self, cx: &Context<'_>, month: u16) {
        let Some(opinion) = &cx.society.opinion else { return };
        if self.is_scout || !(month + 1).is_multiple_of(opinion.every_months) {
            return;
        }
        let n = self.people.len().max(1) as f64;
        let share = |bit: u8| self.ever.iter().filter(|flags| **flags & bit != 0).count() as f64 / n;
        let (penalised, wrongly) = (share(ever::PENALISED), share(ever::WRONGLY_PENALISED));
        for slot in 0..self.people.len() as u16 {
            let unit = self.person(slot).0;
            let lot = cx.keys.draw(Place { stream: Stream::Opinion, sub: 1, unit, tick: u32::from(month) }, 0)[0];
            if opinion.asked.hit(lot) {
                self.count_answers(cx, opinion, slot, [penalised, wrongly]);
            }
        }
    }

    fn count_answers(&mut self, cx: &Context<'_>, opinion: &Opinion, slot: u16, told: [f64; 2]) {
        let s = usize::from(slot);
        let in_force = self.books[Book::Record as usize].active[s];
        let [penalised, wrongly] = told;
        let asked = Asked {
            cell: self.people.cell[s],
            trust: self.people.trust[s],
            is_favoured: in_force & !cx.standing.adverse != 0,
            is_burdened: in_force & cx.standing.adverse != 0,
            penalised,
            wrongly,
        };
        let mark = cx.keys.draw(Place::of(Stream::Opinion, self.person(slot).0), 0)[0];
        let approves = |chance: f64| f64::from(mark) < chance * 4_294_967_296.0;
        let [before, after] = opinion.chances(&asked).map(approves);
        let answers = [(Metric::Asked, true), (Metric::Approving, before), (Metric::ApprovingTold, after)];
        for (metric, _) in answers.into_iter().filter(|(_, yes)| *yes) {
            self.count(cx, slot, cx.layout.at(metric), 1);
        }
    }
}
