//! From counts to the few numbers a reader sees first. Pure functions of one replicate's series.

use crate::catalogue::Metric;
use crate::tally::Series;
use glasshouse_model::act::{ACTS, ActClass};
use glasshouse_model::group::{Attribute, Group};

/// Why a number has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Nothing of the kind happened, so a share of it has no value.
    NoCases,
    /// It happened to fewer than [`CASES_LEAST`], so a share of it says little.
    TooFew,
    /// The regime has no such thing (no grades, no review).
    NotInRegime,
}

impl Undefined {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Undefined::NoCases => "no_cases",
            Undefined::TooFew => "too_few",
            Undefined::NotInRegime => "not_in_regime",
        }
    }
}

/// Cases of a replicate below which a share of them is not given: one more or fewer would move it by 5 points.
pub const CASES_LEAST: f64 = 20.0;

/// A number or the reason why there is none.
pub type Value = Result<f64, Undefined>;

/// The headline numbers of one replicate. Units as in the field docs.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// Month (from 0) whose end the grade shares describe: the last with grades in force.
    pub grades_month: Option<usize>,
    /// Percent of persons in each grade, by record and by truth.
    pub grades: Vec<(Value, Value)>,
    /// Ever penalised, per 1,000 persons.
    pub penalised: Value,
    /// Ever wrongly penalised, per 1,000 persons.
    pub wrongly_penalised: Value,
    /// Ever penalised for what they did not do, per 1,000 persons.
    pub penalised_for_undone: Value,
    /// Ever missed, per 1,000 persons.
    pub missed: Value,
    /// Ever with a wrong deduction, per 1,000 persons.
    pub wrong_deduction: Value,
    /// Of those, percent for whom at least one was corrected.
    pub corrected_percent: Value,
    /// Mean days from wrong record to correction.
    pub correction_days: Value,
    /// Misconduct per 1,000 person-months minus baseline.
    pub misconduct_change: Value,
    /// The same in percent of the baseline.
    pub misconduct_change_percent: Value,
    /// Lawful expression, percent change.
    pub expression_change_percent: Value,
    /// Merit acts, percent change.
    pub merit_change_percent: Value,
    /// Ever-penalised rate of the lowest income fifth over that of the highest.
    pub poorest_to_richest: Value,
    /// The same as a difference per 1,000.
    pub poorest_minus_richest: Value,
    /// Percent of entrants to the worst grade who left it within 24 months.
    pub exit_percent: Value,
    /// Refusals per 1,000 persons over the run.
    pub refusals: Value,
    /// Percent of refusals that were wrong.
    pub wrong_refusals_percent: Value,
}

/// Computes the headline numbers. `has_review`: the regime has a procedure for correction.
pub fn headline(series: &Series, has_review: bool) -> Headline {
    let total = |metric, group: Group| series.total(series.layout.at(metric), group.0) as f64;
    let people = total(Metric::People, Group::ALL);
    let per_mille = |metric| ratio(1000.0 * total(metric, Group::ALL), people);
    let flow = |metric| sum_over(series, metric, |_| true);
    let change = |included: fn(ActClass) -> bool| {
        let here = sum_over(series, Metric::Acts, included);
        let baseline = sum_over(series, Metric::BaselineActs, included);
        (here - baseline, baseline)
    };
    let misconduct = change(ActClass::is_misconduct);
    let expression = change(|c| c == ActClass::Expression);
    let merit = change(|c| c == ActClass::Merit);
    let percent = |(difference, baseline): (f64, f64)| ratio(100.0 * difference, baseline);
    let fifth_rate = |level| {
        let group = Group::of(Attribute::Income, level);
        ratio(1000.0 * total(Metric::EverPenalised, group), total(Metric::People, group))
    };
    let graded = !series.layout.columns_of(Metric::InGrade).is_empty();
    let reviewed = |value: Value| if has_review { value } else { Err(Undefined::NotInRegime) };
    let (grades_month, grades) = grade_shares(series);
    Headline {
        grades_month,
        grades,
        penalised: per_mille(Metric::EverPenalised),
        wrongly_penalised: per_mille(Metric::EverWronglyPenalised),
        penalised_for_undone: per_mille(Metric::EverPenalisedForUndone),
        missed: per_mille(Metric::EverMissed),
        wrong_deduction: per_mille(Metric::EverWrongDeduction),
        corrected_percent: reviewed(percent_of_cases(
            total(Metric::EverCorrected, Group::ALL),
            total(Metric::EverWrongDeduction, Group::ALL),
        )),
        correction_days: reviewed(ratio(flow(Metric::CorrectionDays), flow(Metric::Corrected))),
        misconduct_change: ratio(1000.0 * misconduct.0, people * series.n_months() as f64),
        misconduct_change_percent: percent(misconduct),
        expression_change_percent: percent(expression),
        merit_change_percent: percent(merit),
        poorest_to_richest: fifth_rate(0).and_then(|low| fifth_rate(4).and_then(|high| ratio(low, high))),
        poorest_minus_richest: fifth_rate(0).and_then(|low| fifth_rate(4).map(|high| low - high)),
        exit_percent: if graded {
            percent_of_cases(flow(Metric::WorstLeft), flow(Metric::WorstWatched))
        } else {
            Err(Undefined::NotInRegime)
        },
        refusals: ratio(1000.0 * flow(Metric::Refused), people),
        wrong_refusals_percent: ratio(100.0 * flow(Metric::WronglyRefused), flow(Metric::Refused)),
    }
}

/// The grade shares at the end of the last month in which anyone had a grade.
fn grade_shares(series: &Series) -> (Option<usize>, Vec<(Value, Value)>) {
    // Grades of the further scores of a stack bear their rulebook's name; shares are those of the first score.
    let first = |metric| {
        let columns = series.layout.columns_of(metric);
        let own = columns.clone().take_while(|c| !series.layout.columns[*c].item.contains(':')).count();
        columns.start..columns.start + own
    };
    let (record, truth) = (first(Metric::InGrade), first(Metric::InTrueGrade));
    let count = |month, columns: std::ops::Range<usize>| -> i64 { columns.map(|c| series.value(month, c, 0)).sum() };
    let month = (0..series.n_months()).rev().find(|m| count(*m, record.clone()) > 0);
    let Some(month) = month else {
        return (None, record.map(|_| (Err(Undefined::NoCases), Err(Undefined::NoCases))).collect());
    };
    let share = |column, of: i64| ratio(100.0 * series.value(month, column, 0) as f64, of as f64);
    let (n, n_true) = (count(month, record.clone()), count(month, truth.clone()));
    (Some(month), record.zip(truth).map(|(r, t)| (share(r, n), share(t, n_true))).collect())
}

/// The total of a metric over the items whose act class is included (all items of other splits).
fn sum_over(series: &Series, metric: Metric, included: impl Fn(ActClass) -> bool) -> f64 {
    let columns = series.layout.columns_of(metric);
    let by_act = columns.len() == ACTS.len();
    let counted = columns.enumerate().filter(|(i, _)| !by_act || included(ACTS[*i].class));
    counted.map(|(_, column)| series.total(column, 0) as f64).sum()
}

/// Percent of cases; none where there are fewer than [`CASES_LEAST`].
fn percent_of_cases(part: f64, cases: f64) -> Value {
    match ratio(100.0 * part, cases) {
        Ok(_) if cases < CASES_LEAST => Err(Undefined::TooFew),
        other => other,
    }
}

/// `a / b`, or [`Undefined::NoCases`] if `b` is zero.
fn ratio(a: f64, b: f64) -> Value {
    if b > 0.0 { Ok(a / b) } else { Err(Undefined::NoCases) }
}
