//! Conditions such as `wrongly_penalised > 5` or `penalised@suining-2010 >= 100`, judged by the shown estimates.

use super::metric::METRICS;
use super::sign::{Sign, unknown};
use crate::failure::{Failure, Note};
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::{CompareCell, CompareRow, Judged, Shown};

/// A condition on one metric, in one arm or in every arm but the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    text: String,
    metric: &'static str,
    arm: Option<String>,
    how: Sign,
    limit: f64,
}

impl Condition {
    /// Reads `METRIC[@ARM] < <= > >= NUMBER`. `arms` are the names of all arms but the baseline.
    ///
    /// # Errors
    /// [`Failure::Usage`] where it is not of that form, or metric or arm is not known.
    pub fn parse(text: &str, arms: &[&str]) -> Result<Condition, Failure> {
        // The arm's name may hold signs of its own (`+path=value`), so the last sign is the comparison.
        let split = Sign::ALL.iter().filter_map(|(sign, how)| text.rfind(sign).map(|at| (at, sign.len(), *how)));
        let found = split.max_by_key(|(at, length, _)| (at + length, *length));
        let (at, length, how) = found.ok_or_else(|| unreadable(text))?;
        let (left, right) = (text.get(..at).unwrap_or(""), text.get(at + length..).unwrap_or(""));
        let limit = right.trim().parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(|| unreadable(text))?;
        let (metric, arm) = match left.trim().split_once('@') {
            Some((metric, arm)) => (metric.trim(), Some(arm.trim())),
            None => (left.trim(), None),
        };
        let known = || METRICS.iter().map(|m| m.name);
        let metric = known()
            .find(|m| *m == metric)
            .ok_or_else(|| unknown("metric", "指标", metric, &known().collect::<Vec<_>>()))?;
        if let Some(arm) = arm.filter(|a| !arms.contains(a)) {
            return Err(unknown("arm", "方案", arm, arms));
        }
        Ok(Condition { text: text.to_owned(), metric, arm: arm.map(str::to_owned), how, limit })
    }

    /// What became of it in each arm that it is about.
    pub fn judge(&self, rows: &[CompareRow]) -> Vec<Judged> {
        let row = rows.iter().find(|r| r.metric == self.metric);
        let cells = row.iter().flat_map(|row| row.cells.iter().skip(1).map(|cell| (row.shown, cell)));
        let wanted = cells.filter(|(_, cell)| self.arm.as_ref().is_none_or(|arm| *arm == cell.arm));
        wanted
            .map(|(shown, cell)| {
                let estimate = estimate(shown, cell);
                let holds = estimate.value().map(|value| self.how.holds(value, self.limit));
                Judged { condition: self.text.clone(), arm: cell.arm.clone(), estimate, holds }
            })
            .collect()
    }
}

/// The estimate that the table shows.
pub fn estimate(shown: Shown, cell: &CompareCell) -> Estimate {
    let of = match shown {
        Shown::Difference => cell.difference.as_ref(),
        Shown::Percent => cell.percent.as_ref(),
        Shown::Value => Some(&cell.value),
    };
    of.unwrap_or(&cell.value).clone()
}

fn unreadable(text: &str) -> Failure {
    Failure::Usage(
        Note::new("GH0900", format!("`{text}` is no condition"), format!("“{text}”不是条件"))
            .help("write for example 'wrongly_penalised > 5'", "例如写作 'wrongly_penalised > 5'"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_and_judge_what_is_shown() {
        let cell = |arm: &str, difference: Option<f64>| CompareCell {
            arm: arm.into(),
            value: Estimate::Single { value: 100.0 },
            difference: difference.map(|value| Estimate::Single { value }),
            percent: None,
            same: false,
            distinguishable: None,
            unpaired: None,
            width_ratio: None,
        };
        let cells = vec![cell("none", None), cell("a+x=1", Some(5.0)), cell("b", Some(7.0))];
        let row = |cells| CompareRow {
            metric: "wrongly_penalised".into(),
            unit: String::new(),
            shown: Shown::Difference,
            differs: true,
            cells,
        };
        let rows = [row(cells)];
        let holds = |text: &str| -> Vec<Option<bool>> {
            let condition = Condition::parse(text, &["a+x=1", "b"]).unwrap();
            condition.judge(&rows).iter().map(|j| j.holds).collect()
        };
        assert_eq!(holds("wrongly_penalised > 5"), [Some(false), Some(true)]);
        assert_eq!(holds("wrongly_penalised>=5"), [Some(true), Some(true)]);
        assert_eq!(holds("wrongly_penalised@a+x=1 <= 4.9"), [Some(false)]);
        assert_eq!(holds("wrongly_penalised@b < 8"), [Some(true)]);
        let mut undefined = rows.clone();
        undefined[0].cells[1].difference = Some(Estimate::Undefined { reason: "no_cases".into() });
        let condition = Condition::parse("wrongly_penalised > 5", &["a+x=1", "b"]).unwrap();
        assert_eq!(condition.judge(&undefined)[0].holds, None);
        for wrong in
            ["", "wrongly_penalised", "wrongly_penalised > many", "wrongly_penalized > 5", "missed@c > 5", "> 5"]
        {
            assert!(matches!(Condition::parse(wrong, &["a", "b"]), Err(Failure::Usage(_))), "{wrong}");
        }
    }
}
