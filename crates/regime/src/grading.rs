//! Grade: on which days people are graded.

use glasshouse_model::Day;
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::Grading;

/// The days of a run on which everyone is graded: the first day in force, the days of the cadence, the
/// first day of each version of the scale and the day after its last. Ordered, without repeats.
pub fn grading_days(plan: &Plan, first: Day, last: Day) -> Vec<Day> {
    plan.grading.as_ref().map_or(Vec::new(), |grading| days_of(plan, grading, first, last))
}

/// Of these, the days on which the grade of somebody whose score has not moved may be another: those on which grades
/// begin, end, or get other floors.
pub fn anew(plan: &Plan, first: Day, last: Day) -> Vec<Day> {
    plan.grading.as_ref().map_or(Vec::new(), |grading| on(plan, grading, (first, last), false))
}

/// The same for the grades of one score.
pub fn days_of(plan: &Plan, grading: &Grading, first: Day, last: Day) -> Vec<Day> {
    on(plan, grading, (first, last), true)
}

fn on(plan: &Plan, grading: &Grading, (first, last): (Day, Day), by_cadence: bool) -> Vec<Day> {
    let mut days = Vec::new();
    for number in first.0..=last.0 {
        let day = Day(number);
        let begins = |from: Option<Day>| from.map_or(number == first.0, |f| f == day);
        let in_force = plan.in_force(day) && grading.floors.at(day).is_some();
        let turning =
            grading.floors.versions.iter().any(|(from, to, _)| begins(*from) || to.is_some_and(|t| t.plus(1) == day));
        let starts = in_force && (number == first.0 || !plan.in_force(day.plus(-1)));
        let ends = !plan.in_force(day) && plan.in_force(day.plus(-1));
        if turning || starts || ends || (by_cadence && in_force && grading.cadence.falls_on(day)) {
            days.push(day);
        }
    }
    days
}
