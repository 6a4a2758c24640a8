//! In how many plausible worlds a claim holds, what its failures have in common, and one of them.

use super::claim::{Claim, Judgement};
use super::work::{self, Outputs, Step, mean};
use super::{Cache, PreparedSweep};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::spec::quote;
use glasshouse_sensitivity::{prim, share::Share};
use glasshouse_wire::sweep::{BoxDoc, BoxSide, ClaimDoc, CounterExample, Limited};
use std::ops::ControlFlow;

/// Runs that making one counter-example smaller may take.
const SHRINKING_MAX: u32 = 80;

/// Judges every claim at every point.
///
/// # Errors
/// As [`work::run`].
pub fn judge(
    prepared: &PreparedSweep,
    pool: &Pool,
    cache: &Cache,
    outputs: &Outputs,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Vec<ClaimDoc>, Failure> {
    let mut judge = Judge { prepared, pool, cache, watch };
    prepared.claims.iter().map(|claim| judge.judge(claim, outputs)).collect()
}

struct Judge<'w> {
    prepared: &'w PreparedSweep,
    pool: &'w Pool,
    cache: &'w Cache,
    watch: &'w mut dyn FnMut(Step) -> ControlFlow<()>,
}

impl Judge<'_> {
    fn judge(&mut self, claim: &Claim, outputs: &Outputs) -> Result<ClaimDoc, Failure> {
        let n = self.prepared.space.points.len();
        let judged: Vec<Option<Judgement>> =
            (0..n).map(|point| claim.judge(|arm, metric| outputs.mean(point, arm, metric))).collect();
        let count = |wanted: Option<bool>| judged.iter().filter(|j| j.map(|j| j.holds) == wanted).count() as u64;
        let (holds, fails) = (count(Some(true)), count(Some(false)));
        let percent = Share::new(holds, holds + fails).map(|s| Limited {
            value: 100.0 * s.value(),
            low: 100.0 * s.low,
            high: 100.0 * s.high,
        });
        let declared = self.at(claim, &[])?;
        Ok(ClaimDoc {
            claim: claim.text.clone(),
            holds,
            fails,
            undecided: count(None),
            percent,
            declared: declared.map(|j| j.holds),
            failures: self.failures(&judged),
            counter_example: self.counter_example(claim, &judged)?,
        })
    }

    /// The judgement where some inputs have other values than declared.
    fn at(&mut self, claim: &Claim, given: &[(usize, String)]) -> Result<Option<Judgement>, Failure> {
        let watch = &mut self.watch;
        let mut progress = |_| watch(Step { done: 0, of: 0, taken: 0, shrinking: true });
        let found = work::at(self.prepared, given, self.pool, self.cache, &mut progress)?;
        let value = |arm: usize, metric: usize| {
            let replicates = found.as_ref()?.get(arm)?;
            mean(&replicates.iter().map(|numbers| numbers.get(metric).copied().flatten()).collect::<Vec<_>>())
        };
        Ok(claim.judge(value))
    }

    fn failures(&self, judged: &[Option<Judgement>]) -> Option<BoxDoc> {
        let decided = || judged.iter().enumerate().filter_map(|(point, j)| Some((point, (*j)?)));
        let points: Vec<Vec<f64>> = decided().map(|(point, _)| self.prepared.numbers(point)).collect();
        let cases: Vec<bool> = decided().map(|(_, j)| !j.holds).collect();
        let found = prim::find(&points, &cases)?;
        let side = |side: &prim::Side| {
            let input = self.prepared.inputs.get(side.input)?;
            // The value as some point has it, so that it can be pasted.
            let written = |wanted: Option<f64>| {
                let wanted = wanted?;
                let of = |(point, _): (usize, Judgement)| {
                    let given = self.prepared.overrides(point);
                    let own = given.into_iter().find(|(place, _)| *place == side.input);
                    let text = own.map_or_else(|| input.declared.clone(), |(_, text)| text);
                    (input.number(&text).to_bits() == wanted.to_bits()).then_some(text)
                };
                decided().find_map(of)
            };
            Some(BoxSide { path: input.path.clone(), low: written(side.low), high: written(side.high) })
        };
        Some(BoxDoc {
            sides: found.sides.iter().filter_map(side).collect(),
            coverage: found.coverage(),
            density: found.density(),
            worlds: found.points_inside as u64,
        })
    }

    /// The failing world nearest to the declared values, with as few values changed as it takes to fail.
    fn counter_example(
        &mut self,
        claim: &Claim,
        judged: &[Option<Judgement>],
    ) -> Result<Option<CounterExample>, Failure> {
        let distance = |point: usize| -> f64 {
            let far = |(place, written): (usize, String)| {
                let Some(input) = self.prepared.inputs.get(place) else { return 0.0 };
                let d = input.place(&written) - input.place(&input.declared);
                d * d
            };
            self.prepared.overrides(point).into_iter().map(far).sum()
        };
        let failing = judged.iter().enumerate().filter(|(_, j)| j.is_some_and(|j| !j.holds));
        let nearest = failing.map(|(point, _)| (distance(point), point)).min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, point)) = nearest else { return Ok(None) };
        let given = self.shrink(claim, self.prepared.overrides(point))?;
        let Some(there) = self.at(claim, &given)? else { return Ok(None) };
        let set = |(place, value): &(usize, String)| {
            self.prepared.inputs.get(*place).map(|input| format!("{}={value}", input.path))
        };
        let set: Vec<String> = given.iter().filter_map(set).collect();
        let Some(own) = self.prepared.arms.first() else { return Ok(None) };
        let command = if claim.is_of_one_arm() {
            format!("{} --claim {}", own.command("run", &set), quote(&claim.text))
        } else {
            own.command("run", &set)
        };
        Ok(Some(CounterExample { point: point as u64, set, left: there.left, right: there.right, command }))
    }

    /// Takes back changes as long as the claim still fails: halves first, then smaller parts (delta debugging, Zeller
    /// & Hildebrandt 2002).
    fn shrink(&mut self, claim: &Claim, mut given: Vec<(usize, String)>) -> Result<Vec<(usize, String)>, Failure> {
        let (mut parts, mut runs) = (2, 0);
        while given.len() > 1 && runs < SHRINKING_MAX {
            let size = given.len().div_ceil(parts);
            let mut smaller = None;
            for start in (0..given.len()).step_by(size) {
                let end = (start + size).min(given.len());
                let rest: Vec<(usize, String)> =
                    given.iter().enumerate().filter(|(i, _)| *i < start || *i >= end).map(|(_, g)| g.clone()).collect();
                runs += 1;
                if self.at(claim, &rest)?.is_some_and(|j| !j.holds) {
                    smaller = Some(rest);
                    break;
                }
                if runs >= SHRINKING_MAX {
                    break;
                }
            }
            match smaller {
                Some(rest) => {
                    given = rest;
                    parts = (parts - 1).max(2);
                }
                None if size == 1 => break,
                None => parts = (2 * parts).min(given.len()),
            }
        }
        Ok(given)
    }
}
