//! The headline numbers of a run, from those of its replicates.

use crate::estimate::{from_replicates, reason, within};
use crate::person::text;
use glasshouse_metrics::Series;
use glasshouse_metrics::deals::{Dealing, Rating, dealing};
use glasshouse_metrics::fairness::{CardCounts, Confusion};
use glasshouse_metrics::headline::{Headline, Undefined, Value, headline};
use glasshouse_metrics::inequality::{Index, index};
use glasshouse_model::Day;
use glasshouse_model::group::Group;
use glasshouse_rulebook::Plan;
use glasshouse_wire::run::{CardGroup, Deals, Estimate, GradeShare, Headlines, Inequality, Levels, Rater};

/// The headlines of all replicates together. `origin` is the first day of the run.
pub fn of(plan: &Plan, origin: Day, replicates: &[Series]) -> Headlines {
    let has_review = plan.review.is_some();
    let all: Vec<Headline> = replicates.iter().map(|s| headline(s, has_review)).collect();
    let of = |field: fn(&Headline) -> Value| combine(all.iter().map(field));
    let rate = |field| within(of(field), 0.0, f64::INFINITY);
    let percent = |field| within(of(field), 0.0, 100.0);
    let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
    let share = |i: usize, side: fn(&(Value, Value)) -> Value| {
        let of_grade = |h: &Headline| h.grades.get(i).map_or(Err(Undefined::NotInRegime), side);
        within(combine(all.iter().map(of_grade)), 0.0, 100.0)
    };
    Headlines {
        grades_on: all.iter().filter_map(|h| h.grades_month).max().map(|month| month_end(origin, month).to_string()),
        grades: grades
            .iter()
            .enumerate()
            .map(|(i, grade)| GradeShare {
                id: grade.id.clone(),
                label: text(&grade.label),
                percent: share(i, |g| g.0),
                true_percent: share(i, |g| g.1),
            })
            .collect(),
        penalised: rate(|h| h.penalised),
        wrongly_penalised: rate(|h| h.wrongly_penalised),
        penalised_for_undone: rate(|h| h.penalised_for_undone),
        missed: rate(|h| h.missed),
        wrong_deduction: rate(|h| h.wrong_deduction),
        corrected_percent: percent(|h| h.corrected_percent),
        correction_days: rate(|h| h.correction_days),
        misconduct_change: of(|h| h.misconduct_change),
        misconduct_change_percent: of(|h| h.misconduct_change_percent),
        expression_change_percent: of(|h| h.expression_change_percent),
        merit_change_percent: of(|h| h.merit_change_percent),
        poorest_to_richest: rate(|h| h.poorest_to_richest),
        poorest_minus_richest: of(|h| h.poorest_minus_richest),
        exit_percent: percent(|h| h.exit_percent),
        refusals: rate(|h| h.refusals),
        wrong_refusals_percent: percent(|h| h.wrong_refusals_percent),
        scorecard: card_groups(replicates),
        inequality: None,
        deals: deals(replicates),
        levels: None,
    }
}

/// What the scorecard decided about each group.
fn card_groups(replicates: &[Series]) -> Vec<CardGroup> {
    let all: Vec<CardCounts> = replicates.iter().filter_map(|s| CardCounts::of(s, Group::ALL.0)).collect();
    let Some(first) = all.first() else { return Vec::new() };
    let percent = |group: &str, of: fn(&Confusion) -> Option<f64>| {
        let one = |counts: &CardCounts| counts.confusion(group).as_ref().and_then(of).map(|share| 100.0 * share);
        within(from_replicates(&all.iter().map(one).collect::<Vec<_>>(), reason::NO_CASES), 0.0, 100.0)
    };
    let group = |name: &String| CardGroup {
        group: name.clone(),
        accepted: percent(name, Confusion::acceptance),
        false_positives: percent(name, Confusion::fpr),
        false_negatives: percent(name, Confusion::fnr),
    };
    first.groups.iter().map(|(name, _)| group(name)).collect()
}

/// What became of deals, where there are any.
fn deals(replicates: &[Series]) -> Option<Deals> {
    let all: Option<Vec<Dealing>> = replicates.iter().map(dealing).collect();
    let all = all.filter(|all| !all.is_empty())?;
    let of = |field: fn(&Dealing) -> Value| combine(all.iter().map(field));
    let percent = |field| within(of(field), 0.0, 100.0);
    let rater = |(place, first): (usize, &Rating)| {
        let of = |field: fn(&Rating) -> Value| {
            combine(all.iter().map(|d| d.raters.get(place).map_or(Err(Undefined::NotInRegime), field)))
        };
        Rater {
            id: first.name.clone(),
            accuracy: within(of(|r| r.accuracy), -1.0, 1.0),
            asked_percent: within(of(|r| r.asked_percent), 0.0, 100.0),
            right_percent: within(of(|r| r.right_percent), 0.0, 100.0),
        }
    };
    Some(Deals {
        payoff: of(|d| d.payoff),
        baseline_payoff: of(|d| d.baseline_payoff),
        made_percent: percent(|d| d.made_percent),
        broken_percent: percent(|d| d.broken_percent),
        refused_faithful_percent: percent(|d| d.refused_faithful_percent),
        accuracy: within(of(|d| d.accuracy), -1.0, 1.0),
        concentration: within(of(|d| d.concentration), 0.0, 1.0),
        largest_percent: percent(|d| d.largest_percent),
        raters: all.first().map_or(&[][..], |d| &d.raters).iter().enumerate().map(rater).collect(),
    })
}

/// How unequally one replicate ended: Gini, Theil and Hoover of wealth, Gini of months under an adverse measure.
pub type Unequal = [Value; 4];

/// How unequally a replicate ended, by everyone's wealth and months under an adverse measure; `None` where the society
/// follows no wealth, or nothing is kept per person.
pub fn unequal(wealth: &[i32], months: &[u16]) -> Option<Unequal> {
    let mut wealth: Vec<i64> = wealth.iter().map(|w| i64::from(*w)).collect();
    let mut months: Vec<i64> = months.iter().map(|m| i64::from(*m)).collect();
    (!wealth.is_empty()).then(|| {
        let [gini, theil, hoover] = [Index::Gini, Index::TheilT, Index::Hoover].map(|i| index(i, &mut wealth));
        [gini, theil, hoover, index(Index::Gini, &mut months)]
    })
}

/// Adds to the headlines how unequally the replicates ended.
pub fn add_inequality(headlines: &mut Headlines, replicates: &[Unequal]) {
    if replicates.is_empty() {
        return;
    }
    let of = |place: usize| within(combine(replicates.iter().map(|r| r[place])), 0.0, f64::INFINITY);
    headlines.inequality = Some(Inequality {
        wealth_gini: of(0),
        wealth_theil: of(1),
        wealth_hoover: of(2),
        penalised_months_gini: of(3),
    });
}

/// Adds where lawful expression comes to from either side. Where the sides end apart, a mean over replicates would be
/// one over levels, so none is given.
pub fn add_levels(headlines: &mut Headlines, levels: Option<Levels>) {
    if levels.as_ref().is_some_and(|l| l.apart > 0) {
        headlines.expression_change_percent = Estimate::Undefined { reason: reason::SEVERAL_LEVELS.into() };
    }
    headlines.levels = levels;
}

fn combine(values: impl Iterator<Item = Value>) -> Estimate {
    let values: Vec<Value> = values.collect();
    let undefined = values.iter().find_map(|v| v.err()).map_or(reason::NO_CASES, Undefined::code);
    from_replicates(&values.iter().map(|v| v.ok()).collect::<Vec<_>>(), undefined)
}

/// The last day of a month of the run, counted from 0.
fn month_end(origin: Day, month: usize) -> Day {
    origin.date().add_months(month as i32 + 1).to_day().plus(-1)
}
