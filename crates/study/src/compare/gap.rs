//! The gap between the poorest and the richest fifth, split into mechanisms.
//!
//! A mechanism is switched off by giving everyone the same of it: the same opportunities, the same coverage, no
//! records on the wrong person, the same points for every misdeed, no office of review. The gap is worked out with
//! every combination of mechanisms on and off, over the same people and the same luck, and a mechanism's part is the
//! mean of what switching it on adds over all orders (Shapley 1953). So the parts and what is left with all of them off
//! add up to the gap exactly; how much a part depends on the order is told by its least and its most.

use super::METRICS;
use crate::estimate::{from_replicates, reason};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::spec::Prepared;
use crate::sweep::{Cache, Worlds};
use glasshouse_model::Ratio;
use glasshouse_text::Figure;
use glasshouse_wire::compare::{GapDoc, GapPart};
use std::ops::ControlFlow;

/// The metric that is split.
pub const METRIC: &str = "poorest_minus_richest";

/// A mechanism by which groups come to differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// Who has the opportunity for which act.
    Exposure,
    /// Where sources look, and whom they report for nothing.
    Detection,
    /// Records that reach the wrong person.
    Identity,
    /// What the rules take which misdeed for.
    Rule,
    /// Notice, objection and decision.
    Review,
}

impl Mechanism {
    /// Every mechanism, in the order of the chain.
    pub const ALL: [Mechanism; 5] =
        [Mechanism::Exposure, Mechanism::Detection, Mechanism::Identity, Mechanism::Rule, Mechanism::Review];

    /// The name in documents.
    pub fn name(self) -> &'static str {
        match self {
            Mechanism::Exposure => "exposure",
            Mechanism::Detection => "detection",
            Mechanism::Identity => "identity",
            Mechanism::Rule => "rule",
            Mechanism::Review => "review",
        }
    }

    /// The overrides that switch it off; none where the regime has nothing of it.
    fn off(self, arm: &Prepared) -> Vec<String> {
        let (rules, people) = (&arm.plan.figures, &arm.society.figures);
        match self {
            Mechanism::Exposure => {
                let profile = people.iter().filter(|f| f.path.starts_with("profile."));
                profile.filter_map(|f| to(f, &format!("society.{}", f.path), Ratio::ONE)).collect()
            }
            Mechanism::Detection => {
                let mut set: Vec<String> =
                    ending(rules, ".false_alarms").filter_map(|f| to(f, &f.path, Ratio::ZERO)).collect();
                for rural in ending(rules, ".coverage_rural") {
                    let urban = rural.path.replace(".coverage_rural", ".coverage_urban");
                    let Some(urban) = rules.iter().find(|f| f.path == urban) else { continue };
                    let values = Ratio::parse(&rural.value).zip(Ratio::parse(&urban.value));
                    let Some(middle) = values.and_then(|(a, b)| mean(&[a, b])) else { continue };
                    set.extend(to(rural, &rural.path, middle));
                    set.extend(to(urban, &urban.path, middle));
                }
                set
            }
            Mechanism::Identity => {
                ending(rules, ".identity_error").filter_map(|f| to(f, &f.path, Ratio::ZERO)).collect()
            }
            Mechanism::Rule => {
                let points = rules.iter().filter(|f| f.path.starts_with("indicator.") && f.path.ends_with(".points"));
                let deductions: Vec<(&Figure, Ratio)> =
                    points.filter_map(|f| Some((f, Ratio::parse(&f.value).filter(|v| *v < Ratio::ZERO)?))).collect();
                let values: Vec<Ratio> = deductions.iter().map(|(_, v)| *v).collect();
                let Some(whole) = mean(&values).and_then(|m| Ratio::new(m.to_f64().round() as i64, 1)) else {
                    return Vec::new();
                };
                deductions.iter().filter_map(|(f, _)| to(f, &f.path, whole)).collect()
            }
            Mechanism::Review => arm.plan.review.iter().map(|_| "review.enabled=false".to_owned()).collect(),
        }
    }
}

fn ending<'f>(figures: &'f [Figure], end: &'static str) -> impl Iterator<Item = &'f Figure> {
    figures.iter().filter(move |f| f.path.starts_with("channel.") && f.path.ends_with(end))
}

/// The override to a value, unless the figure has it.
fn to(figure: &Figure, path: &str, value: Ratio) -> Option<String> {
    (Ratio::parse(&figure.value)? != value).then(|| format!("{path}={value}"))
}

fn mean(values: &[Ratio]) -> Option<Ratio> {
    let sum = values.iter().try_fold(Ratio::ZERO, |sum, v| {
        let ((a, b), (c, d)) = (sum.parts(), v.parts());
        Ratio::new(a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?, b.checked_mul(d)?)
    })?;
    let (a, b) = sum.parts();
    Ratio::new(a, b.checked_mul(i64::try_from(values.len()).ok()?)?)
}

/// Splits the gap of one arm; `None` where a gap has no value somewhere, or a combination does not check.
///
/// # Errors
/// As [`crate::sweep::sweep`].
pub fn split(
    name: &str,
    arm: &Prepared,
    pool: &Pool,
    cache: &Cache,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Option<GapDoc>, Failure> {
    let off: Vec<(Mechanism, Vec<String>)> = Mechanism::ALL.map(|m| (m, m.off(arm))).to_vec();
    let active: Vec<&(Mechanism, Vec<String>)> = off.iter().filter(|(_, set)| !set.is_empty()).collect();
    let n = active.len();
    // The bits of a combination are the mechanisms that are on.
    let set = |combination: usize| -> Vec<String> {
        let switched = active.iter().enumerate().filter(|(bit, _)| combination & (1 << bit) == 0);
        switched.flat_map(|(_, (_, set))| set.clone()).collect()
    };
    let combinations: Vec<Vec<String>> = (0..1 << n).map(set).collect();
    let found = Worlds { arm, pool, cache }.run(&combinations, watch)?;
    let place = METRICS.iter().position(|m| m.name == METRIC).unwrap_or(0);
    let mut gaps: Vec<Vec<f64>> = Vec::new();
    for world in found {
        let Some(replicates) = world else { return Ok(None) };
        let values: Option<Vec<f64>> = replicates.iter().map(|numbers| numbers.get(place).copied().flatten()).collect();
        let Some(values) = values else { return Ok(None) };
        gaps.push(values);
    }
    let estimate = |of: &dyn Fn(usize) -> f64| {
        let values: Vec<Option<f64>> = (0..arm.spec.replicates as usize).map(|r| Some(of(r))).collect();
        from_replicates(&values, reason::NO_CASES)
    };
    let at = |combination: usize, replicate: usize| {
        gaps.get(combination).and_then(|g| g.get(replicate)).copied().unwrap_or(0.0)
    };
    let all = (1usize << n) - 1;
    let part = |(mechanism, set): &(Mechanism, Vec<String>)| {
        let Some(bit) = active.iter().position(|(m, _)| m == mechanism) else {
            return GapPart {
                mechanism: mechanism.name().into(),
                part: estimate(&|_| 0.0),
                least: 0.0,
                most: 0.0,
                changes: 0,
            };
        };
        let added = |replicate: usize| -> f64 {
            let without = (0..=all).filter(|c| c & (1 << bit) == 0);
            without.map(|c| weight(c.count_ones(), n) * (at(c | 1 << bit, replicate) - at(c, replicate))).sum()
        };
        let replicates = arm.spec.replicates.max(1);
        let mean = |c: usize| (0..replicates as usize).map(|r| at(c, r)).sum::<f64>() / f64::from(replicates);
        let steps = (0..=all).filter(|c| c & (1 << bit) == 0).map(|c| mean(c | 1 << bit) - mean(c));
        let (least, most) = steps.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, m), s| (l.min(s), m.max(s)));
        GapPart { mechanism: mechanism.name().into(), part: estimate(&added), least, most, changes: set.len() as u32 }
    };
    Ok(Some(GapDoc {
        arm: name.into(),
        metric: METRIC.into(),
        gap: estimate(&|r| at(all, r)),
        rest: estimate(&|r| at(0, r)),
        parts: off.iter().map(part).collect(),
    }))
}

/// The share of all orders of `n` mechanisms in which exactly a given set of `before` comes before a given one.
fn weight(before: u32, n: usize) -> f64 {
    let factorial = |k: u32| (1..=k).map(f64::from).product::<f64>();
    let n = n as u32;
    factorial(before) * factorial(n - before - 1) / factorial(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_all_sets_before_one_add_up_to_one() {
        for n in 1..=5usize {
            let sum: f64 = (0..1usize << (n - 1)).map(|c| weight(c.count_ones(), n)).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{n}: {sum}");
        }
    }

    #[test]
    fn means_are_exact() {
        let third = Ratio::new(1, 3).unwrap();
        assert_eq!(mean(&[third, Ratio::ONE]), Ratio::new(2, 3));
        assert_eq!(mean(&[]), None);
    }
}
