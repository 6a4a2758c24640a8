//! The engine's rules applied to one case: the fast path that the explaining path is checked against.

use crate::listing;
use crate::measures::Standing;
use crate::scoring::{Counter, Scoring};
use glasshouse_model::{ActKind, Day};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Case, Clock, Facts, List};

/// What the rules give for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Score on the day asked about.
    pub score: i32,
    /// Grade on that day, as if everyone were graded that day.
    pub grade: Option<u8>,
    /// Lists, one bit each, selection aside.
    pub lists: u32,
    /// Measures, one bit each, delay and discretion aside.
    pub measures: u32,
}

/// Applies the rules to the acts of a case, each recorded on its day.
pub fn outcome(plan: &Plan, case: &Case) -> Outcome {
    let scoring = Scoring::new(plan);
    let mut sums = vec![0i32; scoring.n_sums()];
    let mut counters = vec![Counter::default(); scoring.n_counters()];
    let mut lists = 0u32;
    let mut worst = 0u8;
    let mut recorded: Vec<(Day, u8)> = Vec::new();
    for (day, kind) in case.acts.iter().filter(|(day, _)| *day <= case.as_of && plan.in_force(*day)) {
        let Some(indicator) = applicable(plan, *kind, &case.facts) else { continue };
        let Some(rule) = plan.indicators.get(usize::from(indicator)) else { continue };
        let points = scoring.award(plan, indicator, *day, &mut counters);
        let (Clock::Record | Clock::Act | Clock::End) = rule.clock;
        let live = rule.lapses.end_from(*day).is_none_or(|end| end > case.as_of);
        if let Some(sum) = sums.get_mut(scoring.sum_of(plan, indicator)).filter(|_| live) {
            *sum += points;
        }
        worst = worst.max(rule.grade.filter(|_| live).unwrap_or(0));
        recorded.push((*day, indicator));
        lists |= lists_entered(plan, indicator, *day, case.as_of);
    }
    let score = scoring.score(&sums);
    let grade = plan.grading.as_ref().filter(|_| plan.in_force(case.as_of)).and_then(|g| g.grade(score, case.as_of));
    let grade = grade.map(|g| g.max(worst));
    let judged = Facts { score, grade, ..case.facts };
    for (i, list) in plan.lists.iter().enumerate() {
        let bit = 1u32 << i;
        if let Some(roll) = &list.roll {
            let graded = grade.is_some_and(|g| roll.grades >> g & 1 == 1) && list.takes(case.as_of);
            if graded || listing::stays(list, roll, &recorded, plan, case.as_of) {
                lists |= bit;
            }
        }
        if list.who.as_ref().is_some_and(|who| who.holds(&judged) != Some(true)) {
            lists &= !bit;
        }
    }
    let facts = Facts { score, grade, lists, ..case.facts };
    let open = plan.measures.iter().enumerate().filter(|(_, m)| m.in_force(case.as_of)).map(|(i, _)| 1u32 << i);
    let measures = Standing::new(plan).wanted(plan, &facts) & open.sum::<u32>();
    Outcome { score, grade, lists, measures }
}

/// The indicator a report falls under, if its rule is admissible and concerns the person.
pub fn applicable(plan: &Plan, kind: ActKind, facts: &Facts) -> Option<u8> {
    let indicator = plan.indicator_of(kind)?;
    let rule = plan.indicators.get(usize::from(indicator))?;
    let concerned = rule.who.as_ref().is_none_or(|who| who.holds(facts) == Some(true));
    (rule.admissible && concerned).then_some(indicator)
}

fn lists_entered(plan: &Plan, indicator: u8, recorded: Day, as_of: Day) -> u32 {
    let mut lists = 0;
    let simple = |l: &List| l.roll.is_none() && l.criteria.contains(&indicator) && l.takes(recorded);
    for (i, list) in plan.lists.iter().enumerate().filter(|(_, l)| simple(l)) {
        let entry = recorded.plus(list.notice_days as i32);
        if entry <= as_of && list.term.end_from(entry).is_none_or(|end| end > as_of) {
            lists |= 1 << i;
        }
    }
    lists
}
