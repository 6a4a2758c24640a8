//! A card fitted anew to what whoever decides by it has seen: the attributes that people showed, and what came of those
//! who were accepted. What is true of the others, and what people really have, is not known here.
//!
//! The fit is a logistic regression of what came of people on what they showed, one number for each characteristic, as
//! scorecards are built (Siddiqi 2006, *Credit Risk Scorecards*). Sums run over the cases in their order, so that a
//! fit is a function of its cases and has the same bits everywhere.

use super::{FARTHEST, Fitted, POINT, PartPoints, in_units};
use glasshouse_model::{Ratio, math};
use glasshouse_rulebook::plan::{Cut, Scorecard};

/// For each number that is fitted, so many cases of either outcome are needed (Peduzzi et al. 1996, *A simulation study
/// of the number of events per variable in logistic regression analysis*).
const CASES_PER_NUMBER: usize = 10;

/// Steps in which a fit has to settle.
const STEPS: usize = 50;

/// How far the last step may still go, in standard deviations of what was shown.
const SETTLED: f64 = 1e-9;

/// How a card is fitted anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// Months between two refits.
    pub every_months: u16,
    /// Files that a refit looks at.
    pub sample: u32,
    /// Share of the way from old points to fitted ones.
    damping: f64,
    /// Points of an e-fold change of odds.
    per_log_odds: f64,
    /// Log odds in favour at the cut-off.
    log_odds: f64,
    /// The score of the cut-off, in units of scores.
    pub(super) cut: i64,
    /// Points change by multiples of this, in units of scores.
    step: i64,
}

/// The terms of a card; none where it is not refitted, or nothing of a fit is taken over.
pub(super) fn terms(card: &Scorecard) -> Option<Terms> {
    let refit = card.refit.as_ref().filter(|refit| refit.damping > Ratio::ZERO)?;
    let Cut::At(cut, _) = &card.cut else { return None };
    Some(Terms {
        every_months: refit.every_months,
        sample: refit.sample,
        damping: refit.damping.to_f64(),
        per_log_odds: card.scaling.doubling.to_f64() / math::ln(2.0),
        log_odds: math::ln(refit.odds.to_f64()),
        cut: in_units(cut.to_f64()),
        step: in_units(refit.step.to_f64()).max(1),
    })
}

/// Someone who was accepted, as whoever decides sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What each characteristic showed: see [`shown`].
    pub shown: Vec<f64>,
    /// Whether it turned out adverse.
    pub is_adverse: bool,
}

/// What a characteristic of the written card shows of someone: the number that gives points, or the points of the level.
pub fn shown(points: &PartPoints, level: u16, value: i64) -> f64 {
    match points {
        PartPoints::PerUnit(_) => value as f64 / 1e6,
        PartPoints::Levels(points) => points.get(usize::from(level)).map_or(0.0, |p| *p as f64 / POINT as f64),
    }
}

/// The card that follows on `old`, from the cases that were seen under it; `written` is the card that was first.
/// None where there are too few cases of either outcome, or no fit exists.
pub fn refit(written: &Fitted, old: &Fitted, cases: &[Case]) -> Option<Fitted> {
    let terms = old.refit.as_ref()?;
    let adverse = cases.iter().filter(|case| case.is_adverse).count();
    if adverse.min(cases.len() - adverse) < CASES_PER_NUMBER * old.parts.len() {
        return None;
    }
    let scales: Vec<(f64, f64)> = (0..old.parts.len()).map(|part| scale(cases, part)).collect();
    let found = regress(cases, &scales)?;
    let (intercept, slopes) = found.split_first()?;
    let mut next = old.clone();
    let mut base = terms.cut as f64 + terms.points(intercept - terms.log_odds);
    for ((part, first), ((mean, spread), slope)) in
        next.parts.iter_mut().zip(&written.parts).zip(scales.iter().zip(slopes))
    {
        if *spread <= 0.0 {
            // All showed the same, so nothing is learnt about it: its points stay, and the base bears the rest.
            base -= points_of(&part.points, &first.points, *mean);
            continue;
        }
        let per_unit = terms.points(slope / spread);
        base -= per_unit * mean;
        part.points = match (&part.points, &first.points) {
            (PartPoints::PerUnit(points), _) => PartPoints::PerUnit(terms.ratio_towards(*points, per_unit)?),
            (PartPoints::Levels(own), PartPoints::Levels(first)) => {
                let towards =
                    |(own, first): (&i64, &i64)| terms.towards(*own, per_unit * (*first as f64 / POINT as f64));
                PartPoints::Levels(own.iter().zip(first).map(towards).collect())
            }
            (PartPoints::Levels(own), PartPoints::PerUnit(_)) => PartPoints::Levels(own.clone()),
        };
    }
    next.base = terms.towards(old.base, base);
    Some(next)
}

/// What a characteristic gives to someone who shows `shown`, in units of scores.
fn points_of(points: &PartPoints, written: &PartPoints, shown: f64) -> f64 {
    match (points, written) {
        (PartPoints::PerUnit(points), _) => points.to_f64() * POINT as f64 * shown,
        (PartPoints::Levels(own), PartPoints::Levels(written)) => {
            let of = |level: &i64| (*level as f64 / POINT as f64).total_cmp(&shown).is_eq();
            written.iter().position(of).and_then(|level| own.get(level)).map_or(0.0, |points| *points as f64)
        }
        (PartPoints::Levels(_), PartPoints::PerUnit(_)) => 0.0,
    }
}

impl Terms {
    /// Log odds in units of scores.
    fn points(&self, log_odds: f64) -> f64 {
        log_odds * self.per_log_odds * POINT as f64
    }

    /// Some of the way from old to fitted points, in whole steps.
    fn towards(&self, old: i64, fitted: f64) -> i64 {
        let most = (FARTHEST * POINT) as f64;
        let change = self.damping * (fitted.clamp(-most, most) - old as f64);
        old + (change / self.step as f64).round() as i64 * self.step
    }

    fn ratio_towards(&self, old: Ratio, fitted: f64) -> Option<Ratio> {
        let own = in_units(old.to_f64());
        let new = self.towards(own, fitted);
        if new == own { Some(old) } else { Ratio::new(new, POINT) }
    }
}

/// Mean and standard deviation of what a characteristic showed; a deviation of 0 where all showed the same.
fn scale(cases: &[Case], part: usize) -> (f64, f64) {
    let shown = || cases.iter().filter_map(|case| case.shown.get(part).copied());
    let first = shown().next().unwrap_or(0.0);
    if shown().all(|x| x.total_cmp(&first).is_eq()) {
        return (first, 0.0);
    }
    let n = cases.len() as f64;
    let mean = shown().sum::<f64>() / n;
    (mean, math::sqrt(shown().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n))
}

/// Log odds in favour: at the mean of everything, and for each standard deviation. A prior of one deviation about 0
/// keeps the numbers finite where what was shown tells all cases apart. None where the steps do not settle.
fn regress(cases: &[Case], scales: &[(f64, f64)]) -> Option<Vec<f64>> {
    let n = scales.len() + 1;
    let mut found = vec![0.0; n];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = (0..n).map(|i| if i == 0 { 0.0 } else { -found[i] }).collect();
        let mut curve: Vec<Vec<f64>> =
            (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j && i > 0))).collect()).collect();
        let mut x = vec![1.0; n];
        for case in cases {
            for (place, (shown, (mean, spread))) in x.iter_mut().skip(1).zip(case.shown.iter().zip(scales)) {
                *place = if *spread > 0.0 { (shown - mean) / spread } else { 0.0 };
            }
            let expected = math::logistic(x.iter().zip(&found).map(|(x, f)| x * f).sum());
            let missed = f64::from(u8::from(!case.is_adverse)) - expected;
            for (i, row) in curve.iter_mut().enumerate() {
                slope[i] += missed * x[i];
                row.iter_mut().zip(&x).for_each(|(cell, other)| *cell += expected * (1.0 - expected) * x[i] * other);
            }
        }
        let change = solve(curve, slope)?;
        // A step is no longer than a few deviations, so that the first ones do not run away.
        found.iter_mut().zip(&change).for_each(|(f, c)| *f += c.clamp(-LONGEST, LONGEST));
        if change.iter().all(|c| c.abs() < SETTLED) {
            return Some(found);
        }
    }
    None
}

/// The longest step.
const LONGEST: f64 = 4.0;

/// Solves a symmetric system of positive numbers on its diagonal, by elimination.
fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    for pivot in 0..n {
        let own = rows[pivot].clone();
        if own[pivot].is_nan() || own[pivot] <= 0.0 {
            return None;
        }
        for below in pivot + 1..n {
            let times = rows[below][pivot] / own[pivot];
            rows[below].iter_mut().zip(&own).for_each(|(cell, p)| *cell -= times * p);
            right[below] -= times * right[pivot];
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| rows[i][j] * right[j]).sum();
        right[i] = (right[i] - known) / rows[i][i];
    }
    right.iter().all(|x| x.is_finite()).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::super::{GroupCut, Part};
    use super::*;

    const TERMS: Terms = Terms {
        every_months: 12,
        sample: 1000,
        damping: 1.0,
        per_log_odds: 20.0,
        log_odds: 0.0,
        cut: 600 * POINT,
        step: POINT,
    };

    fn card(damping: f64) -> Fitted {
        let per_unit = Part { attribute: 0, points: PartPoints::PerUnit(Ratio::whole(8)) };
        let level = Part { attribute: 1, points: PartPoints::Levels(vec![0, 10 * POINT]) };
        Fitted {
            truth: 2,
            adverse: 1,
            by: None,
            groups: vec!["all".into()],
            parts: vec![per_unit, level],
            base: 590 * POINT,
            bands: vec![0],
            cuts: vec![GroupCut::at(600 * POINT)],
            moves: None,
            refit: Some(Terms { damping, ..TERMS }),
        }
    }

    /// Cases whose log odds in favour are x at the first level and x + 1 at the second, as exactly as counts can be.
    fn cases(level: Option<f64>) -> Vec<Case> {
        let mut cases = Vec::new();
        for x in [-2.0, -1.0, 0.0, 1.0, 2.0] {
            for (points, more) in [(0.0, 0.0), (10.0, 1.0)] {
                let good = (4000.0 * math::logistic(x + more)).round() as usize;
                let shown = vec![x, level.unwrap_or(points)];
                let case = |i: usize| Case { shown: shown.clone(), is_adverse: i >= good };
                cases.extend((0..4000).map(case));
            }
        }
        cases
    }

    fn points(card: &Fitted) -> (i64, f64, i64) {
        let PartPoints::PerUnit(per_unit) = card.parts[0].points else { return (0, 0.0, 0) };
        let PartPoints::Levels(levels) = &card.parts[1].points else { return (0, 0.0, 0) };
        (card.base / POINT, per_unit.to_f64(), levels[1] / POINT)
    }

    /// Odds that follow from what is shown are found, and worth the points that the scale says.
    #[test]
    fn the_odds_of_the_cases_are_found() {
        let next = refit(&card(1.0), &card(1.0), &cases(None)).unwrap();
        assert_eq!(points(&next), (600, 20.0, 20));
        let half = refit(&card(0.5), &card(0.5), &cases(None)).unwrap();
        assert_eq!(points(&half), (595, 14.0, 15));
        let none = refit(&card(0.0), &card(0.0), &cases(None)).unwrap();
        assert_eq!(points(&none), points(&card(0.0)));
    }

    /// What all show alike teaches nothing: its points stay, and the scores of all are what the odds say.
    #[test]
    fn what_all_show_alike_keeps_its_points() {
        let next = refit(&card(1.0), &card(1.0), &cases(Some(10.0))).unwrap();
        let (base, per_unit, level) = points(&next);
        assert_eq!(level, 10);
        // Half of the cases have odds e times higher: at 0 they are between 1 and e, and so is the score.
        assert!((600..=620).contains(&(base + level)), "{base}");
        assert!((per_unit - 20.0).abs() <= 1.0, "{per_unit}");
    }

    /// Without enough cases of both outcomes nothing is fitted; where all are told apart, a fit is still finite.
    #[test]
    fn few_cases_fit_nothing() {
        let mut some = cases(None);
        some.retain(|case| !case.is_adverse);
        assert_eq!(refit(&card(1.0), &card(1.0), &some).map(|c| c.base), None);
        assert_eq!(refit(&card(1.0), &card(1.0), &[]).map(|c| c.base), None);
        let apart: Vec<Case> = (0..100).map(|i| Case { shown: vec![f64::from(i), 0.0], is_adverse: i < 50 }).collect();
        let (_, per_unit, _) = points(&refit(&card(1.0), &card(1.0), &apart).unwrap());
        assert!(per_unit > 1.0 && per_unit < 100.0, "{per_unit}");
    }
}
