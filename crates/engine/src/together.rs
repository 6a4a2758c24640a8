//! The first grading, of everybody about whom nothing has been recorded so far: all get the same grade on the same
//! day, and the same measures but for the discretion of agencies. What would be thousands of equal steps is done at
//! once, and counted by what it comes to; the bits are those of going person by person.

use crate::block::{Block, Book, UNGRADED};
use crate::calendar::{At, What};
use crate::context::Context;
use crate::imposing::each;
use glasshouse_metrics::{Census, Metric};
use glasshouse_model::trace::{Sink, StoryId};
use glasshouse_regime::measures::Measures;
use glasshouse_rulebook::plan::Facts;

impl Block {
    /// Works out for everyone at once which of some measures agencies would apply to them.
    pub fn know_discretion(&mut self, cx: &Context<'_>, of: Measures) {
        self.discretion_of = of;
        self.discretion = cx.standing.discretion(cx.plan, &cx.keys, self.person(0), self.people.len(), of);
    }

    /// Gives a grade to all whose dossiers are empty in every book and who stand nowhere; returns the others, and who
    /// is traced, so that each step is written down.
    pub fn grade_together<S: Sink>(&mut self, cx: &Context<'_>, day: u16, new: u8, sink: &S) -> Vec<u16> {
        let facts = Facts { grade: (new != UNGRADED).then_some(new), ..Facts::default() };
        let called_for = cx.standing.wanted(cx.plan, &facts);
        self.know_discretion(cx, called_for);
        let all = 0..self.people.len() as u16;
        let worst = cx.plan.grading.as_ref().map_or(UNGRADED, |g| g.grades.len() as u8 - 1);
        if new == UNGRADED || new == worst || !self.together.is_empty() {
            return all.collect();
        }
        let mut is_blank = self.blank(cx);
        for (slot, is_blank) in all.clone().zip(&mut is_blank) {
            *is_blank &= !sink.wants(self.person(slot));
        }
        let (same, others): (Vec<u16>, Vec<u16>) = all.partition(|slot| is_blank[usize::from(*slot)]);
        let wanted = called_for & cx.callable_on(day);
        let mut census = Census::default();
        for slot in &same {
            let s = usize::from(*slot);
            census.add(&self.groups(cx, *slot), 1);
            let target = self.applied(cx, *slot, wanted);
            for book in self.kept_books().iter() {
                let books = &mut self.books[book as usize];
                (books.grade[s], books.target[s]) = (new, target);
            }
        }
        self.tally.add_census(cx.layout.of(Metric::InGrade, new), &census);
        self.tally.add_census(cx.layout.of(Metric::InTrueGrade, new), &census);
        self.together = same;
        let mut open = wanted;
        while open != 0 {
            let (delay, together) = cx.standing.delay(open.trailing_zeros());
            let measures = open & together;
            open &= !together;
            if delay == 0 {
                self.switch_together(cx, (measures, wanted));
            } else {
                let at = At { story: StoryId(0), slot: 0, day: day.saturating_add(delay) };
                self.note(cx, at, What::SwitchTogether { measures, on: wanted });
            }
        }
        others
    }

    /// By slot, whether nothing has been recorded about a person, and no measure was ever called for.
    fn blank(&self, cx: &Context<'_>) -> Vec<bool> {
        let mut blank = vec![true; self.people.len()];
        for book in self.kept_books().iter() {
            let books = &self.books[book as usize];
            blank.iter_mut().zip(&books.grade).for_each(|(blank, grade)| *blank &= *grade == UNGRADED);
            blank.iter_mut().zip(&books.target).for_each(|(blank, measures)| *blank &= *measures == 0);
            blank.iter_mut().zip(&books.active).for_each(|(blank, measures)| *blank &= *measures == 0);
            let sums = books.sums.chunks_exact(cx.scoring.n_sums().max(1));
            blank.iter_mut().zip(sums).for_each(|(blank, sums)| *blank &= sums.iter().all(|sum| *sum == 0));
            let stays = books.stays.chunks_exact(cx.plan.lists.len().max(1));
            blank.iter_mut().zip(stays).for_each(|(blank, stays)| *blank &= stays.iter().all(|stays| *stays == 0));
        }
        blank
    }

    /// The agencies' copies of some measures follow for those who were graded together: [`Block::switch`] for each.
    pub fn switch_together(&mut self, cx: &Context<'_>, (measures, on): (Measures, Measures)) {
        let same = std::mem::take(&mut self.together);
        let mut begun = [Census::default(); Measures::BITS as usize];
        for slot in &same {
            let s = usize::from(*slot);
            let on = self.applied(cx, *slot, on);
            let before = self.in_force(*slot);
            for book in self.kept_books().iter() {
                let active = &mut self.books[book as usize].active[s];
                *active = *active & !measures | on & measures;
            }
            if before != self.in_force(*slot) {
                self.stirred.push((*slot, before));
                let changed = before[Book::Record as usize] ^ self.books[Book::Record as usize].active[s];
                let groups = self.groups(cx, *slot);
                for measure in each(changed) {
                    begun[usize::from(measure)].add(&groups, if on >> measure & 1 == 1 { 1 } else { -1 });
                }
            }
        }
        for measure in each(measures) {
            self.tally.add_census(cx.layout.of(Metric::UnderMeasure, measure), &begun[usize::from(measure)]);
        }
        self.together = same;
    }

    /// Of some measures, those that agencies apply to a person at all. The ones that everybody is asked about are known
    /// beforehand.
    pub fn applied(&self, cx: &Context<'_>, slot: u16, wanted: Measures) -> Measures {
        let (known, of) = (self.discretion.get(usize::from(slot)).copied().unwrap_or(0), self.discretion_of);
        wanted & known & of | cx.standing.enforced(cx.plan, &cx.keys, self.person(slot), wanted & !of)
    }
}
