//! From counts to rates: the series a reader can compare between groups and societies of any size.
//!
//! Persons, records and applications become per 1,000 persons of the group, acts per 1,000 person-months by
//! class, grades shares in percent, sums of scores means. A rate of an empty group has no value.

use crate::bundle::Stored;
use crate::estimate::{from_replicates, reason, within};
use crate::failure::Failure;
use crate::numbers::Row;
use crate::read;
use glasshouse_metrics::{Kind, METRICS, Metric};
use glasshouse_model::{ActKind, Group};
use glasshouse_wire::SeriesRow;
use std::collections::{BTreeMap, BTreeSet};

/// Name, item and group of a rate.
type Key = (&'static str, String, u8);

/// One replicate's rates by month; `None` where the group is empty.
type Rates = BTreeMap<Key, Vec<Option<f64>>>;

/// The rates of a stored run as estimates over replicates, by name, item and group.
///
/// # Errors
/// [`Failure::Input`] where the table is missing or damaged.
pub fn series(stored: &Stored) -> Result<Vec<SeriesRow>, Failure> {
    let months = stored.file.run.months as usize;
    let replicates: Vec<Rates> = read::metrics(stored)?.iter().map(|rows| rates(rows, months)).collect();
    let keys: BTreeSet<&Key> = replicates.iter().flat_map(BTreeMap::keys).collect();
    let row = |key: &Key| {
        let (attribute, level) = Group(key.2).names();
        // A series that a replicate lacks was zero there.
        let at = |month: usize| {
            let value = |rates: &Rates| rates.get(key).map_or(Some(0.0), |v| v.get(month).copied().flatten());
            let estimate = from_replicates(&replicates.iter().map(value).collect::<Vec<_>>(), reason::NO_CASES);
            let least = if key.0.ends_with("score_mean") { f64::NEG_INFINITY } else { 0.0 };
            within(estimate, least, f64::INFINITY)
        };
        SeriesRow {
            metric: key.0.into(),
            item: key.1.clone(),
            attribute: attribute.into(),
            level: level.into(),
            months: (0..months).map(at).collect(),
        }
    };
    Ok(keys.into_iter().map(row).collect())
}

/// Name, unit and metric of every rate, in the order of the catalogue.
pub fn catalogue() -> Vec<(&'static str, &'static str, Metric)> {
    let rate = |metric: Metric| {
        let (name, _, scale) = rate_of(metric, "")?;
        let unit = match (scale, metric.spec().kind) {
            (Scale::PerThousand, Kind::Flow) => "per 1,000 person-months",
            (Scale::PerThousand, Kind::Stock | Kind::Ever) => "per 1,000 people",
            (Scale::Mean, _) => "points per person",
            (Scale::Belief, _) => "mean belief, 0 to 1",
            (Scale::Graded, _) => "percent of graded people",
            (Scale::Count, _) => metric.spec().unit,
        };
        Some((name, unit, metric))
    };
    METRICS.iter().filter_map(|m| Metric::parse(m.name)).filter_map(rate).collect()
}

/// The rates of one replicate.
fn rates(rows: &[Row], months: usize) -> Rates {
    let mut sums: BTreeMap<Key, (Scale, Vec<i64>)> = BTreeMap::new();
    let mut people: BTreeMap<u8, &[i64]> = BTreeMap::new();
    for row in rows {
        let Some(metric) = Metric::parse(&row.metric) else { continue };
        if metric == Metric::People {
            people.insert(row.group.0, &row.months);
        }
        let Some((name, item, scale)) = rate_of(metric, &row.item) else { continue };
        let (_, sum) = sums.entry((name, item, row.group.0)).or_insert_with(|| (scale, vec![0; months]));
        for (total, value) in sum.iter_mut().zip(&row.months) {
            *total += value;
        }
    }
    let graded = graded(&sums, months);
    let divided = |(key, (scale, values)): (Key, (Scale, Vec<i64>))| {
        let of = |month: usize| -> i64 {
            match scale {
                Scale::Count => 1,
                Scale::Graded => graded.get(&(key.0, key.2)).and_then(|g| g.get(month)).copied().unwrap_or(0),
                _ => people.get(&key.2).and_then(|p| p.get(month)).copied().unwrap_or(0),
            }
        };
        let rate = |(month, value): (usize, &i64)| {
            let whole = of(month);
            (whole > 0).then(|| scale.factor() * *value as f64 / whole as f64)
        };
        let series = values.iter().enumerate().map(rate).collect();
        (key, series)
    };
    sums.into_iter().map(divided).collect()
}

/// How many have a grade, by rate name and group: what grade shares are shares of.
fn graded(sums: &BTreeMap<Key, (Scale, Vec<i64>)>, months: usize) -> BTreeMap<(&'static str, u8), Vec<i64>> {
    let mut graded: BTreeMap<(&'static str, u8), Vec<i64>> = BTreeMap::new();
    for ((name, _, group), (scale, values)) in sums {
        if *scale == Scale::Graded {
            let totals = graded.entry((name, *group)).or_insert_with(|| vec![0; months]);
            totals.iter_mut().zip(values).for_each(|(total, value)| *total += value);
        }
    }
    graded
}

/// What a count is divided by, and times what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    /// Per 1,000 persons of the group (a flow of one month: per 1,000 person-months).
    PerThousand,
    /// Mean over the persons of the group.
    Mean,
    /// Mean over the persons of the group, from 1/65535.
    Belief,
    /// Percent of the persons with a grade.
    Graded,
    /// As counted.
    Count,
}

impl Scale {
    fn factor(self) -> f64 {
        match self {
            Scale::PerThousand => 1000.0,
            Scale::Mean | Scale::Count => 1.0,
            Scale::Belief => 1.0 / 65_535.0,
            Scale::Graded => 100.0,
        }
    }
}

/// The rate that a metric and item go into: name, item, scale.
fn rate_of(metric: Metric, item: &str) -> Option<(&'static str, String, Scale)> {
    let class = || ActKind::parse(item).map_or(String::new(), |kind| kind.class().name().to_owned());
    Some(match metric {
        Metric::People | Metric::Queue => (metric.spec().name, item.to_owned(), Scale::Count),
        Metric::ScoreSum => ("score_mean", String::new(), Scale::Mean),
        Metric::TrueScoreSum => ("true_score_mean", String::new(), Scale::Mean),
        Metric::BeliefSum => ("belief_mean", String::new(), Scale::Belief),
        Metric::InGrade => ("grade_share", item.to_owned(), Scale::Graded),
        Metric::InTrueGrade => ("true_grade_share", item.to_owned(), Scale::Graded),
        Metric::Acts | Metric::BaselineActs | Metric::Withheld | Metric::Added => {
            (metric.spec().name, class(), Scale::PerThousand)
        }
        _ => (metric.spec().name, item.to_owned(), Scale::PerThousand),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(metric: &str, item: &str, group: u8, months: &[i64]) -> Row {
        Row { metric: metric.into(), item: item.into(), group: Group(group), months: months.to_vec() }
    }

    #[test]
    fn counts_become_rates_of_their_group() {
        let rows = [
            row("people", "", 0, &[2000, 2000]),
            row("people", "", 1, &[500, 500]),
            row("penalised", "", 0, &[4, 10]),
            row("penalised", "", 1, &[1, 1]),
            row("acts", "traffic.minor", 0, &[3, 3]),
            row("acts", "traffic.red_light", 0, &[1, 0]),
            row("in_grade", "A", 0, &[1500, 0]),
            row("in_grade", "B", 0, &[500, 0]),
            row("score_sum", "", 1, &[500_000, 499_000]),
        ];
        let rates = rates(&rows, 2);
        let of = |name, item: &str, group| rates[&(name, item.to_owned(), group)].clone();
        assert_eq!(of("penalised", "", 0), [Some(2.0), Some(5.0)]);
        assert_eq!(of("penalised", "", 1), [Some(2.0), Some(2.0)]);
        assert_eq!(of("acts", "violation", 0), [Some(2.0), Some(1.5)]);
        assert_eq!(of("grade_share", "A", 0), [Some(75.0), None]);
        assert_eq!(of("score_mean", "", 1), [Some(1000.0), Some(998.0)]);
    }
}
