//! Differences between arms: paired replicate by replicate, and, to show what that buys, unpaired.

use crate::estimate::{from_replicates, reason, student_t_975, within};
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::{CompareCell, CompareRow};

use super::metric::{DEALS_FROM, EVERY, METRICS};

/// Values of one arm: replicate × metric.
pub type Values = Vec<Vec<Option<f64>>>;

/// Why there is no difference.
const NO_BASELINE: &str = "no_baseline";

/// One row per metric. `arms` are names and values, the baseline first; `independent` are the values of further,
/// independent replicates of every arm but the baseline, if there are any.
pub fn rows(arms: &[(String, Values)], independent: &[Values]) -> Vec<CompareRow> {
    let Some((_, base)) = arms.first() else { return Vec::new() };
    let row = |(number, metric): (usize, &super::metric::Compared)| {
        let base = column(base, number);
        let cell = |(place, (name, values)): (usize, &(String, Values))| {
            let here = column(values, number);
            let [least, most] = metric.bounds;
            let value = within(from_replicates(&here, reason::NO_CASES), least, most);
            if place == 0 {
                return baseline(name, value);
            }
            let unpaired = independent.get(place - 1).map(|v| welch(&base, &column(v, number)));
            compared(name, value, &base, &here, unpaired)
        };
        let cells: Vec<CompareCell> = arms.iter().enumerate().map(cell).collect();
        CompareRow {
            metric: metric.name.into(),
            unit: metric.unit.into(),
            shown: metric.shown,
            differs: cells.iter().any(|c| !c.same),
            cells,
        }
    };
    let is_known = |number: usize| arms.iter().any(|(_, values)| column(values, number).iter().any(Option::is_some));
    let of_deals = EVERY.iter().enumerate().skip(DEALS_FROM).filter(|(number, _)| is_known(*number));
    METRICS.iter().enumerate().chain(of_deals).map(row).collect()
}

fn column(values: &Values, metric: usize) -> Vec<Option<f64>> {
    values.iter().map(|replicate| replicate.get(metric).copied().flatten()).collect()
}

fn baseline(name: &str, value: Estimate) -> CompareCell {
    CompareCell {
        arm: name.into(),
        value,
        difference: None,
        percent: None,
        same: true,
        distinguishable: None,
        unpaired: None,
        width_ratio: None,
    }
}

fn compared(
    name: &str,
    value: Estimate,
    base: &[Option<f64>],
    here: &[Option<f64>],
    unpaired: Option<Estimate>,
) -> CompareCell {
    let pairs = || base.iter().zip(here);
    let differences: Vec<Option<f64>> = pairs().map(|(b, h)| b.zip(*h).map(|(b, h)| h - b)).collect();
    let percents: Vec<Option<f64>> =
        pairs().map(|(b, h)| b.zip(*h).filter(|(b, _)| *b > 0.0).map(|(b, h)| 100.0 * (h - b) / b)).collect();
    let why = if base.iter().all(Option::is_none) { NO_BASELINE } else { reason::NO_CASES };
    let difference = from_replicates(&differences, why);
    // Equal inputs give equal bits, so a difference that is there at all is not 0.
    let same = pairs().all(|(b, h)| b.map(f64::to_bits) == h.map(f64::to_bits));
    let width_ratio = unpaired.as_ref().and_then(|u| Some(width(u)? / width(&difference).filter(|w| *w > 0.0)?));
    CompareCell {
        arm: name.into(),
        value,
        percent: Some(from_replicates(&percents, why)),
        same,
        distinguishable: match &difference {
            Estimate::Interval { low, high, .. } => Some(*low > 0.0 || *high < 0.0),
            Estimate::Single { .. } | Estimate::Undefined { .. } => None,
        },
        difference: Some(difference),
        unpaired,
        width_ratio,
    }
}

/// Width of an interval.
pub fn width(estimate: &Estimate) -> Option<f64> {
    match estimate {
        Estimate::Interval { low, high, .. } => Some(high - low),
        Estimate::Single { .. } | Estimate::Undefined { .. } => None,
    }
}

/// The difference of two independent means with Welch's interval; degrees of freedom are rounded down.
fn welch(base: &[Option<f64>], here: &[Option<f64>]) -> Estimate {
    let (Some((m1, v1, n1)), Some((m2, v2, n2))) = (moments(base), moments(here)) else {
        return Estimate::Undefined { reason: reason::NO_CASES.into() };
    };
    let (s1, s2) = (v1 / n1, v2 / n2);
    let mean = m2 - m1;
    let df = if s1 + s2 > 0.0 {
        (s1 + s2) * (s1 + s2) / (s1 * s1 / (n1 - 1.0) + s2 * s2 / (n2 - 1.0))
    } else {
        n1 + n2 - 2.0
    };
    let half = student_t_975((df as u32).max(1)) * libm::sqrt(s1 + s2);
    Estimate::Interval { mean, low: mean - half, high: mean + half, n: (n1 + n2) as u32 }
}

/// Mean, variance and number of the values; `None` for fewer than two.
fn moments(values: &[Option<f64>]) -> Option<(f64, f64, f64)> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let n = known.len() as f64;
    if known.len() < 2 {
        return None;
    }
    let mean = known.iter().sum::<f64>() / n;
    Some((mean, known.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0), n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arm(name: &str, first: &[f64]) -> (String, Values) {
        let fill = |v: &f64| METRICS.iter().enumerate().map(|(i, _)| (i == 0).then_some(*v)).collect();
        (name.into(), first.iter().map(fill).collect())
    }

    /// By hand: differences 1, 2, 3 have mean 2 and standard error 1/√3, t(2) is 4.303.
    #[test]
    fn pairing_takes_out_what_arms_share() {
        let arms = [arm("none", &[10.0, 20.0, 30.0]), arm("a", &[11.0, 22.0, 33.0])];
        let rows = rows(&arms, &[arm("", &[12.0, 19.0, 35.0]).1]);
        let cell = &rows[0].cells[1];
        let Some(Estimate::Interval { mean, low, high, n: 3 }) = cell.difference else { panic!("{cell:?}") };
        assert!((mean - 2.0).abs() < 1e-12 && (high - low - 2.0 * 4.3027 / 3f64.sqrt()).abs() < 1e-3);
        assert_eq!((cell.distinguishable, cell.same), (Some(false), false));
        let Some(Estimate::Interval { mean, .. }) = cell.unpaired else { panic!("{cell:?}") };
        assert!((mean - 2.0).abs() < 1e-12);
        assert!(cell.width_ratio.is_some_and(|r| r > 5.0), "{cell:?}");
        assert!(rows[0].differs && !rows[1].differs);
        assert_eq!(rows[1].cells[1].difference, Some(Estimate::Undefined { reason: NO_BASELINE.into() }));
    }

    /// A share ends at nobody and at everybody; a difference of shares may fall below 0, and its mean stays within.
    #[test]
    fn what_is_bounded_stays_within() {
        let values = |shares: &[f64]| {
            let known = |x: f64| EVERY.iter().map(|m| (m.name != "refusals").then_some(x)).collect();
            ("a".to_owned(), shares.iter().map(|x| known(*x)).collect::<Values>())
        };
        let of = |shares: &[f64], name: &str| {
            let row = rows(&[values(shares)], &[]).into_iter().find(|row| row.metric == name);
            match row.map(|row| row.cells[0].value.clone()) {
                Some(Estimate::Interval { mean, low, high, .. }) => (mean, low, high),
                other => panic!("{name}: {other:?}"),
            }
        };
        let (_, low, high) = of(&[0.0, 1.0, 2.0], "penalised");
        assert!(low.abs() < 1e-12 && high > 3.0, "{low} {high}");
        assert!((of(&[999.0, 1000.0, 998.0], "trapped").2 - 1000.0).abs() < 1e-9);
        let (mean, low, high) = of(&[-3.0, -2.0, -1.0], "trapped_by_regime");
        assert!(low < mean && mean < high && high < 1.0, "{low} {mean} {high}");
    }

    /// Two samples of three with variances 1 and 4: standard error √(5/3), df = (5/3)² / ((1/9 + 16/9)/2) = 2.94 → 2.
    #[test]
    fn welch_agrees_with_hand_calculation() {
        let some = |v: [f64; 3]| v.map(Some);
        let Estimate::Interval { mean, low, high, n } = welch(&some([1.0, 2.0, 3.0]), &some([8.0, 10.0, 12.0])) else {
            panic!("no interval")
        };
        assert!((mean - 8.0).abs() < 1e-12 && n == 6);
        assert!((high - low - 2.0 * 4.3027 * (5.0f64 / 3.0).sqrt()).abs() < 1e-3);
    }

    #[test]
    fn one_replicate_has_no_interval_and_equal_arms_are_the_same() {
        let rows = rows(&[arm("none", &[10.0]), arm("a", &[10.0]), arm("b", &[12.5])], &[]);
        assert_eq!(rows[0].cells[1].difference, Some(Estimate::Single { value: 0.0 }));
        assert!(rows[0].cells[1].same && !rows[0].cells[2].same);
        assert_eq!(rows[0].cells[2].percent, Some(Estimate::Single { value: 25.0 }));
        assert_eq!(rows[0].cells[2].distinguishable, None);
    }
}
