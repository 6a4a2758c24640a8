//! What a record takes from the poor beside its points (E9, E12): fines, and the way to an objection. Nothing of it is
//! kept, drawn or counted where the society follows no wealth.

use crate::block::Block;
use crate::calendar::At;
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::Chance;
use glasshouse_model::draw::Stream;
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use glasshouse_society::wealth::{MONTH, MOST};

/// What all blocks read of it.
#[derive(Clone, Debug, Default)]
pub struct Poverty {
    /// The fine for a record under each indicator, in units of wealth. Empty where no rule fines anybody.
    fines: Vec<i32>,
    /// Of those who would object to a right record, and to a wrong one, the share that still does below the line.
    still_object: Option<[Chance; 2]>,
}

impl Poverty {
    /// Prepares it for a regime over a society.
    pub fn new(plan: &Plan, society: &Society) -> Poverty {
        let Some(wealth) = &society.wealth else { return Poverty::default() };
        let units = |months: f64| (months * f64::from(MONTH)).round().min(f64::from(MOST)) as i32;
        let fines: Vec<i32> = plan.indicators.iter().map(|rule| units(rule.fine.to_f64())).collect();
        let chances = plan.review.as_ref().map(|review| [review.objects_if_right, review.objects_if_wrong]);
        Poverty {
            fines: if fines.iter().all(|fine| *fine == 0) { Vec::new() } else { fines },
            still_object: chances.map(|chances| chances.map(|chance| wealth.still_object(chance))),
        }
    }
}

impl Block {
    /// A record takes its fine from the person, or its removal gives it back.
    pub(crate) fn fine(&mut self, cx: &Context<'_>, slot: u16, indicator: u8, sign: i32) {
        let fine = cx.poverty.fines.get(usize::from(indicator)).copied().unwrap_or(0);
        if fine == 0 {
            return;
        }
        if let Some(due) = self.wealth.due.get_mut(usize::from(slot)) {
            *due = due.saturating_add(sign * fine);
            self.count(cx, slot, cx.layout.at(Metric::Fines), sign * fine);
        }
    }

    /// Whether somebody who would object is too poor to. The mark belongs to the story, so that whoever objects below the
    /// line would above it.
    pub(crate) fn is_too_poor_to_object(&mut self, cx: &Context<'_>, at: At, wrong: bool) -> bool {
        let (Some(wealth), Some(still)) = (&cx.society.wealth, cx.poverty.still_object) else { return false };
        let is_poor = self.wealth.has.get(usize::from(at.slot)).is_some_and(|[here, _]| *here < wealth.line);
        let still = still[usize::from(wrong)];
        if !is_poor || still == Chance::ALWAYS {
            return false;
        }
        let (place, n) = at.story.place(Stream::Review, 0, cx.alarm_key(at.story));
        let gives_up = !still.hit(cx.keys.draw(place, n)[3]);
        if gives_up {
            self.count(cx, at.slot, cx.layout.at(Metric::TooPoorToObject), 1);
        }
        gives_up
    }
}
