//! What became of deals that need trust, and what ratings were worth. Pure functions of one replicate's series.

use crate::catalogue::Metric;
use crate::headline::{Undefined, Value};
use crate::tally::Series;
use glasshouse_model::group::Group;
use glasshouse_model::math;

/// Months at the end of a run over which ratings are compared with the truth.
const LATELY: usize = 12;

/// Units of a payoff to one of utility.
const UNIT: f64 = 1024.0;

/// Deals and ratings of one replicate.
#[derive(Clone, Debug, PartialEq)]
pub struct Dealing {
    /// What those who were asked got per 1,000 deals asked for, in units of utility.
    pub payoff: Value,
    /// The same where nobody is rated.
    pub baseline_payoff: Value,
    /// Percent of the deals asked for that were made.
    pub made_percent: Value,
    /// Percent of the deals made that were broken.
    pub broken_percent: Value,
    /// Percent of those who would have kept a deal that were refused it.
    pub refused_faithful_percent: Value,
    /// Spearman's correlation of what people are told with true trustworthiness, over the last year.
    pub accuracy: Value,
    /// Sum of the squared shares of people by the rater that they ask, at the end.
    pub concentration: Value,
    /// Percent who ask the largest rater, at the end.
    pub largest_percent: Value,
    /// The raters.
    pub raters: Vec<Rating>,
}

/// One rater.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// Its name.
    pub name: String,
    /// Spearman's correlation of its scores with true trustworthiness among those it rates, over the last year.
    pub accuracy: Value,
    /// Percent who ask it first, at the end.
    pub asked_percent: Value,
    /// Percent of its advice that was right.
    pub right_percent: Value,
}

/// What became of deals; `None` where there are none.
pub fn dealing(series: &Series) -> Option<Dealing> {
    let raters = series.layout.columns_of(Metric::Asking);
    if raters.is_empty() {
        return None;
    }
    let total = |metric, item: usize| series.total(series.layout.of_many(metric, item), Group::ALL.0) as f64;
    let all = |metric| total(metric, 0);
    let asked = all(Metric::DealsAsked);
    let (kept, broken) = (all(Metric::DealsKept), all(Metric::DealsBroken));
    let asking: Vec<f64> = (0..raters.len()).map(|item| total(Metric::Asking, item)).collect();
    let people: f64 = asking.iter().sum();
    let shares: Vec<f64> = asking.iter().map(|n| n / people.max(1.0)).collect();
    let concentration = shares.iter().map(|share| share * share).sum::<f64>();
    let largest = shares.iter().copied().fold(0.0, f64::max);
    let rating = |(item, column): (usize, usize)| Rating {
        name: series.layout.columns.get(column).map_or(String::new(), |c| c.item.clone()),
        accuracy: accuracy(series, item + 1),
        asked_percent: ratio(100.0 * asking.get(item).copied().unwrap_or(0.0), people),
        right_percent: ratio(100.0 * total(Metric::AdviceRight, item), total(Metric::AdviceGiven, item)),
    };
    Some(Dealing {
        payoff: ratio(1000.0 * all(Metric::DealPayoff) / UNIT, asked),
        baseline_payoff: ratio(1000.0 * all(Metric::BaselineDealPayoff) / UNIT, asked),
        made_percent: ratio(100.0 * (kept + broken), asked),
        broken_percent: ratio(100.0 * broken, kept + broken),
        refused_faithful_percent: ratio(100.0 * all(Metric::RefusedFaithful), kept + all(Metric::RefusedFaithful)),
        accuracy: accuracy(series, 0),
        concentration: ratio(concentration * people, people),
        largest_percent: ratio(100.0 * largest * people, people),
        raters: raters.clone().enumerate().map(rating).collect(),
    })
}

/// Spearman's correlation of an item over the last months; none where all are rated alike.
fn accuracy(series: &Series, item: usize) -> Value {
    let lately = series.n_months().saturating_sub(LATELY)..series.n_months();
    let sum = |metric| {
        let column = series.layout.of_many(metric, item);
        lately.clone().map(|month| series.value(month, column, Group::ALL.0)).sum::<i64>() as f64
    };
    let scale = math::sqrt(sum(Metric::RankOfRating) * sum(Metric::RankOfTrust));
    ratio(sum(Metric::RankProduct), scale)
}

fn ratio(a: f64, b: f64) -> Value {
    if b > 0.0 { Ok(a / b) } else { Err(Undefined::NoCases) }
}
