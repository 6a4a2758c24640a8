//! Arithmetic on estimates that never claims more certainty than it has.

use glasshouse_wire::{Estimate, SeriesRow};

/// A number with the limits of its interval; for an illustration all three are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Central value.
    pub value: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Point {
    /// A number without uncertainty.
    pub fn exact(value: f64) -> Point {
        Point { value, low: value, high: value }
    }

    /// The point of an estimate, if it has a finite value.
    pub fn of(estimate: &Estimate) -> Option<Point> {
        let point = match estimate {
            Estimate::Single { value } => Point::exact(*value),
            Estimate::Interval { mean, low, high, .. } => Point { value: *mean, low: *low, high: *high },
            Estimate::Undefined { .. } => return None,
        };
        [point.value, point.low, point.high].iter().all(|v| v.is_finite()).then_some(point)
    }

    /// Width of the interval.
    pub fn spread(self) -> f64 {
        self.high - self.low
    }

    /// The point as an estimate again.
    pub fn estimate(self, seeds: u32) -> Estimate {
        if seeds < 2 {
            Estimate::Single { value: self.value }
        } else {
            Estimate::Interval { mean: self.value, low: self.low, high: self.high, n: seeds }
        }
    }

    /// The sum, with limits added. The standard deviation of a sum is at most the sum of the standard
    /// deviations, so the interval is at least as wide as a 95 % interval.
    pub fn plus(self, other: Point) -> Point {
        Point { value: self.value + other.value, low: self.low + other.low, high: self.high + other.high }
    }

    /// The difference, with limits as wide as for a sum, for the same reason.
    pub fn minus(self, other: Point) -> Point {
        Point { value: self.value - other.value, low: self.low - other.high, high: self.high - other.low }
    }

    /// The point times a number ≥ 0.
    pub fn times(self, factor: f64) -> Point {
        Point { value: self.value * factor, low: self.low * factor, high: self.high * factor }
    }
}

/// One point per month; `None` where there is no value.
pub fn points(row: &SeriesRow) -> Vec<Option<Point>> {
    row.months.iter().map(Point::of).collect()
}

/// The last month that has a value.
pub fn last(row: &SeriesRow) -> Option<Point> {
    row.months.iter().rev().find_map(Point::of)
}

/// The sum over the months that have a value; `None` if none has.
pub fn total(row: &SeriesRow) -> Option<Point> {
    row.months.iter().filter_map(Point::of).reduce(Point::plus)
}

/// The mean over the months that have a value; `None` if none has.
pub fn mean(row: &SeriesRow) -> Option<Point> {
    let n = row.months.iter().filter_map(Point::of).count();
    total(row).map(|sum| sum.times(1.0 / n as f64))
}

/// The rows of a run's series, by what is asked.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a>(pub &'a [SeriesRow]);

impl<'a> Series<'a> {
    /// The row of everyone.
    pub fn all(self, metric: &str, item: &str) -> Option<&'a SeriesRow> {
        self.group(metric, item, "all", "all")
    }

    /// The row of a group.
    pub fn group(self, metric: &str, item: &str, attribute: &str, level: &str) -> Option<&'a SeriesRow> {
        self.0.iter().find(|r| r.metric == metric && r.item == item && r.attribute == attribute && r.level == level)
    }

    /// The rows of everyone for each item of a metric, in the order they are stored.
    pub fn items(self, metric: &str) -> Vec<&'a SeriesRow> {
        self.0.iter().filter(|r| r.metric == metric && r.attribute == "all" && !r.item.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_skip_months_without_a_value_and_widen_intervals() {
        let month = |mean: f64| Estimate::Interval { mean, low: mean - 1.0, high: mean + 1.0, n: 5 };
        let row = SeriesRow {
            metric: "penalised".into(),
            item: String::new(),
            attribute: "all".into(),
            level: "all".into(),
            months: vec![Estimate::Undefined { reason: "no_cases".into() }, month(10.0), month(20.0)],
        };
        assert_eq!(total(&row), Some(Point { value: 30.0, low: 28.0, high: 32.0 }));
        assert_eq!(mean(&row), Some(Point { value: 15.0, low: 14.0, high: 16.0 }));
        assert_eq!(last(&row).map(|p| p.value), Some(20.0));
        let a = Point { value: 3.0, low: 2.0, high: 4.0 };
        assert_eq!(a.minus(a), Point { value: 0.0, low: -2.0, high: 2.0 });
    }

    #[test]
    fn numbers_that_are_not_finite_are_no_points() {
        assert_eq!(Point::of(&Estimate::Single { value: f64::NAN }), None);
    }
}
