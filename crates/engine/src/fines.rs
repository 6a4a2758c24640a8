//! What a record takes from wealth (E9): fines. Nothing of it is kept or counted where the society follows no wealth.

use crate::block::Block;
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use glasshouse_society::wealth::{MONTH, MOST};

/// The fine for a record under each indicator, in units of wealth. Empty where no rule fines anybody.
pub fn fines(plan: &Plan, society: &Society) -> Vec<i32> {
    if society.wealth.is_none() {
        return Vec::new();
    }
    let units = |months: f64| (months * f64::from(MONTH)).round().min(f64::from(MOST)) as i32;
    let fines: Vec<i32> = plan.indicators.iter().map(|rule| units(rule.fine.to_f64())).collect();
    if fines.iter().all(|fine| *fine == 0) { Vec::new() } else { fines }
}

impl Block {
    /// A record takes its fine from the person, or its removal gives it back.
    pub(crate) fn fine(&mut self, cx: &Context<'_>, slot: u16, indicator: u8, sign: i32) {
        let fine = cx.fines.get(usize::from(indicator)).copied().unwrap_or(0);
        if fine == 0 {
            return;
        }
        if let Some(due) = self.wealth.due.get_mut(usize::from(slot)) {
            *due = due.saturating_add(sign * fine);
            self.count(cx, slot, cx.layout.at(Metric::Fines), sign * fine);
        }
    }
}
