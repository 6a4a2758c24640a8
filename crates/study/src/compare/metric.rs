//! What arms are compared by: one number per replicate and metric.

use glasshouse_metrics::deals::{Dealing, dealing};
use glasshouse_metrics::headline::{Headline, headline};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::act::{ACTS, ActClass};
use glasshouse_model::group::Group;
use glasshouse_wire::compare::Shown;

/// A metric of comparisons.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    /// Name in tables and conditions.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// What the table shows.
    pub shown: Shown,
    /// The least and the most that it can be.
    pub bounds: [f64; 2],
    value: fn(&Numbers<'_>) -> Option<f64>,
}

/// One replicate of one arm.
struct Numbers<'s> {
    series: &'s Series,
    headline: Headline,
    dealing: Option<Dealing>,
}

const PER_1000: &str = "per 1,000 people";
const PER_MONTH: &str = "per 1,000 person-months";

/// Persons in a thousand, and the difference of two such.
const PERSONS: [f64; 2] = [0.0, 1000.0];
const PERSONS_MORE: [f64; 2] = [-1000.0, 1000.0];
/// Hundredths of a whole.
const SHARE: [f64; 2] = [0.0, 100.0];
/// How much more or less, in hundredths of what there was.
const CHANGE: [f64; 2] = [-100.0, f64::INFINITY];
/// What can be counted.
const COUNT: [f64; 2] = [0.0, f64::INFINITY];

const fn row(
    name: &'static str,
    unit: &'static str,
    shown: Shown,
    bounds: [f64; 2],
    value: fn(&Numbers<'_>) -> Option<f64>,
) -> Compared {
    Compared { name, unit, shown, bounds, value }
}

/// The metrics of comparisons, in the order of the table: reach, error, burden, behaviour, equality, exit.
pub const METRICS: &[Compared] = EVERY.split_at(15).0;

/// Where the metrics of deals begin among [`EVERY`], and after them those of wealth; a comparison shows them where they have
/// a value.
pub const DEALS_FROM: usize = 18;

/// Every metric that sweeps, claims and patterns know: those of comparisons, and the changes against nobody being
/// scored that a single run knows by itself.
pub const EVERY: &[Compared] = &[
    row("penalised", PER_1000, Shown::Difference, PERSONS, |n| n.headline.penalised.ok()),
    row("wrongly_penalised", PER_1000, Shown::Difference, PERSONS, |n| n.headline.wrongly_penalised.ok()),
    row("penalised_for_undone", PER_1000, Shown::Difference, PERSONS, |n| n.headline.penalised_for_undone.ok()),
    row("missed", PER_1000, Shown::Difference, PERSONS, |n| n.headline.missed.ok()),
    row("wrong_deduction", PER_1000, Shown::Difference, PERSONS, |n| n.headline.wrong_deduction.ok()),
    row("never_corrected", PER_1000, Shown::Difference, PERSONS, |n| n.never_corrected()),
    row("refusals", PER_1000, Shown::Difference, COUNT, |n| n.headline.refusals.ok()),
    row("wrong_refusals", PER_1000, Shown::Difference, COUNT, |n| {
        n.per(1000.0, n.sum(Metric::WronglyRefused, |_| true))
    }),
    row("burden", "gravity × days per person", Shown::Difference, COUNT, |n| {
        n.per(1.0, n.sum(Metric::Burden, |_| true))
    }),
    row("misconduct", PER_MONTH, Shown::Difference, COUNT, |n| n.acts(ActClass::is_misconduct)),
    row("expression", PER_MONTH, Shown::Percent, COUNT, |n| n.acts(|c| c == ActClass::Expression)),
    row("merit", PER_MONTH, Shown::Percent, COUNT, |n| n.acts(|c| c == ActClass::Merit)),
    row("poorest_to_richest", "ratio", Shown::Value, COUNT, |n| n.headline.poorest_to_richest.ok()),
    row("poorest_minus_richest", PER_1000, Shown::Difference, PERSONS_MORE, |n| n.headline.poorest_minus_richest.ok()),
    row("exit_percent", "percent", Shown::Value, SHARE, |n| n.headline.exit_percent.ok()),
    row("misconduct_change_percent", "percent", Shown::Value, CHANGE, |n| n.headline.misconduct_change_percent.ok()),
    row("expression_change_percent", "percent", Shown::Value, CHANGE, |n| n.headline.expression_change_percent.ok()),
    row("merit_change_percent", "percent", Shown::Value, CHANGE, |n| n.headline.merit_change_percent.ok()),
    row("deal_payoff", "utility per 1,000 deals asked for", Shown::Value, [f64::NEG_INFINITY, f64::INFINITY], |n| {
        n.dealing.as_ref()?.payoff.ok()
    }),
    row("deals_made_percent", "percent", Shown::Value, SHARE, |n| n.dealing.as_ref()?.made_percent.ok()),
    row("deals_broken_percent", "percent", Shown::Value, SHARE, |n| n.dealing.as_ref()?.broken_percent.ok()),
    row("refused_faithful_percent", "percent", Shown::Value, SHARE, |n| {
        n.dealing.as_ref()?.refused_faithful_percent.ok()
    }),
    row("rating_accuracy", "rank correlation", Shown::Value, [-1.0, 1.0], |n| n.dealing.as_ref()?.accuracy.ok()),
    row("rater_concentration", "Herfindahl index", Shown::Value, [0.0, 1.0], |n| {
        n.dealing.as_ref()?.concentration.ok()
    }),
    row("largest_rater_percent", "percent", Shown::Value, SHARE, |n| n.dealing.as_ref()?.largest_percent.ok()),
    row("trapped", PER_1000, Shown::Value, PERSONS, |n| n.at_end(Metric::Trapped)),
    row("trapped_by_regime", PER_1000, Shown::Value, PERSONS_MORE, |n| {
        Some(n.at_end(Metric::Trapped)? - n.at_end(Metric::BaselineTrapped)?)
    }),
];

/// Every metric of one replicate, in the order of [`EVERY`], which begins with [`METRICS`].
pub fn values(series: &Series) -> Vec<Option<f64>> {
    let numbers = Numbers { series, headline: headline(series, true), dealing: dealing(series) };
    EVERY.iter().map(|m| (m.value)(&numbers)).collect()
}

impl Numbers<'_> {
    fn sum(&self, metric: Metric, included: fn(ActClass) -> bool) -> f64 {
        let columns = self.series.layout.columns_of(metric);
        let by_act = columns.len() == ACTS.len();
        let counted = columns.enumerate().filter(|(i, _)| !by_act || included(ACTS[*i].class));
        counted.map(|(_, column)| self.series.total(column, Group::ALL.0) as f64).sum()
    }

    fn per(&self, factor: f64, amount: f64) -> Option<f64> {
        let people = self.sum(Metric::People, |_| true);
        (people > 0.0).then(|| factor * amount / people)
    }

    /// Persons per 1,000 at the end; `None` where the society does not follow that.
    fn at_end(&self, metric: Metric) -> Option<f64> {
        let column = self.series.layout.columns_of(metric).next()?;
        let last = self.series.n_months().checked_sub(1)?;
        self.per(1000.0, self.series.value(last, column, Group::ALL.0) as f64)
    }

    fn acts(&self, included: fn(ActClass) -> bool) -> Option<f64> {
        let months = self.series.n_months() as f64;
        self.per(1000.0, self.sum(Metric::Acts, included)).filter(|_| months > 0.0).map(|rate| rate / months)
    }

    fn never_corrected(&self) -> Option<f64> {
        let wrong = self.sum(Metric::EverWrongDeduction, |_| true);
        self.per(1000.0, wrong - self.sum(Metric::EverCorrected, |_| true))
    }
}
