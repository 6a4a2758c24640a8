//! Runs the scenarios of cases and judges what comes out.

use super::bench::{Bench, Key, Step, Values, Work, people};
use super::case::{Case, Number};
use crate::estimate::{mean_and_half_width, student_t_9995};
use crate::executor::Pool;
use crate::failure::Failure;
use glasshouse_wire::validation::{
    Ablation, CaseDoc, CaseVerdict, Interval, Larger, NumberDoc, NumberVerdict, SourceDoc, ValidationDoc,
};
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;

/// How the cases are to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Replicates instead of those that the cases say: a reduced run.
    pub replicates: Option<u32>,
    /// Also run each number with its mechanism switched off; it must move.
    pub ablate: bool,
}

/// Runs cases and judges them.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it; as for documents.
pub fn validate(
    cases: &[Case],
    asked: Asked,
    pool: &Pool,
    watch: &mut (dyn FnMut(Step) -> ControlFlow<()> + Send),
) -> Result<ValidationDoc, Failure> {
    let mut bench = Bench { pool, watch: Mutex::new(watch), done: AtomicU64::new(0), of: 0 };
    for case in cases {
        let replicates = asked.replicates.unwrap_or(case.replicates);
        let all = Vec::from_iter(0..case.numbers.len());
        let keys = wanted(case, &all, case.seed);
        bench.of += keys.len() as u64 * u64::from(replicates);
        if asked.ablate {
            let off = switched_off(case, &all, &keys, case.seed).len() as u64;
            bench.of += off * u64::from(FEW.min(replicates));
        }
    }
    let mut docs = Vec::new();
    for case in cases {
        docs.push(bench.judge(case, asked)?);
    }
    let count = |verdict| docs.iter().filter(|d: &&CaseDoc| d.verdict == verdict).count() as u32;
    Ok(ValidationDoc {
        schema: "validation/1".into(),
        glasshouse: crate::VERSION.into(),
        reduced: asked.replicates.is_some_and(|r| cases.iter().any(|c| r < c.replicates)),
        ablated: asked.ablate,
        passed: count(CaseVerdict::Passed),
        failed: count(CaseVerdict::Failed),
        missing: count(CaseVerdict::Missing),
        cases: docs,
    })
}

/// The cases without running them.
pub fn listed(cases: &[Case]) -> Vec<CaseDoc> {
    let verdict = |case: &Case| if case.missing.is_some() { CaseVerdict::Missing } else { CaseVerdict::NotRun };
    cases.iter().map(|case| described(case, verdict(case), Vec::new())).collect()
}

fn described(case: &Case, verdict: CaseVerdict, numbers: Vec<NumberDoc>) -> CaseDoc {
    let source = |(title, url): &(String, String)| SourceDoc { title: title.clone(), url: url.clone() };
    CaseDoc {
        id: case.id.clone(),
        title: crate::person::text(&case.title),
        mechanism: crate::person::text(&case.mechanism),
        verdict,
        missing: case.missing.as_ref().map(crate::person::text),
        sources: case.sources.iter().map(source).collect(),
        numbers,
    }
}

/// Replicates of a scenario in which a mechanism is off: it fails grossly or not at all. Where so few do not tell, as many
/// run as of the others.
const FEW: u32 = 5;

/// The scenarios in which the mechanisms of some numbers are off, unless a number needs them anyway.
fn switched_off(case: &Case, numbers: &[usize], wanted: &[Key], seed: u64) -> Vec<Key> {
    let of = numbers.iter().filter_map(|n| case.numbers.get(*n)).map(|number| (number.ablation, 1, seed));
    let mut keys: Vec<Key> = of.filter(|key| !wanted.contains(key)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The scenarios that some numbers need.
fn wanted(case: &Case, numbers: &[usize], seed: u64) -> Vec<Key> {
    let mut keys = Vec::new();
    for number in numbers.iter().filter_map(|n| case.numbers.get(*n)) {
        for place in [Some(number.of), number.over].into_iter().flatten() {
            keys.push((place, 1, seed));
            if number.scales {
                keys.push((place, 4, seed));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a case asks of its scenarios.
fn work(case: &Case) -> Work<'_> {
    Work { parts: &case.parts, quantities: case.numbers.iter().map(|n| &n.quantity).collect() }
}

impl Bench<'_> {
    fn judge(&mut self, case: &Case, asked: Asked) -> Result<CaseDoc, Failure> {
        let replicates = asked.replicates.unwrap_or(case.replicates);
        let all = Vec::from_iter(0..case.numbers.len());
        let mut numbers = self.look(case, &all, case.seed, replicates, asked)?;
        // Among many numbers one fails by chance now and then: a second look with other luck and twice the replicates.
        let again: Vec<usize> = all.iter().copied().filter(|n| numbers[*n].verdict != NumberVerdict::Passed).collect();
        let reduced = asked.replicates.is_some_and(|r| r < case.replicates);
        if !again.is_empty() && !reduced {
            let seed = case.seed.wrapping_add(SECOND_LOOK);
            self.of += wanted(case, &again, seed).len() as u64 * u64::from(2 * replicates);
            let looked = self.look(case, &again, seed, 2 * replicates, asked)?;
            for (n, found) in again.into_iter().zip(looked) {
                numbers[n] = NumberDoc { second_look: true, ..found };
            }
        }
        let verdict = match &case.missing {
            Some(_) => CaseVerdict::Missing,
            None if numbers.iter().all(|n| n.verdict == NumberVerdict::Passed) => CaseVerdict::Passed,
            None => CaseVerdict::Failed,
        };
        Ok(described(case, verdict, numbers))
    }

    /// One look at some numbers.
    fn look(
        &mut self,
        case: &Case,
        numbers: &[usize],
        seed: u64,
        replicates: u32,
        asked: Asked,
    ) -> Result<Vec<NumberDoc>, Failure> {
        let keys = wanted(case, numbers, seed);
        let mut values = self.run(&work(case), &keys, replicates)?;
        let judged = |values: &Values| -> Vec<NumberDoc> {
            numbers.iter().map(|n| number(case, *n, values, seed, asked)).collect()
        };
        if !asked.ablate {
            return Ok(judged(&values));
        }
        values.extend(self.run(&work(case), &switched_off(case, numbers, &keys, seed), FEW.min(replicates))?);
        let docs = judged(&values);
        let is_still = |(_, doc): &(&usize, &NumberDoc)| doc.ablation.as_ref().is_some_and(|a| !a.moved);
        let still: Vec<usize> = numbers.iter().zip(&docs).filter(is_still).map(|(n, _)| *n).collect();
        let off = switched_off(case, &still, &keys, seed);
        if off.is_empty() || replicates <= FEW {
            return Ok(docs);
        }
        off.iter().for_each(|key| drop(values.remove(key)));
        self.of += off.len() as u64 * u64::from(replicates);
        values.extend(self.run(&work(case), &off, replicates)?);
        Ok(judged(&values))
    }
}

/// What is added to a case's seed for the second look.
const SECOND_LOOK: u64 = 1_000_003;

/// What became of one number.
fn number(case: &Case, place: usize, values: &Values, seed: u64, asked: Asked) -> NumberDoc {
    let number = &case.numbers[place];
    let of = |part: usize, factor: u32| {
        let column = |part: usize| -> Vec<Option<f64>> {
            let rows = values.get(&(part, factor, seed)).map_or(&[][..], Vec::as_slice);
            rows.iter().map(|row| row.get(place).copied().flatten()).collect()
        };
        let own = column(part);
        let Some(over) = number.over else { return interval(&own) };
        let ratio = |(own, other): (Option<f64>, Option<f64>)| Some(own? / other.filter(|x| *x != 0.0)?);
        interval(&own.into_iter().zip(column(over)).map(ratio).collect::<Vec<_>>())
    };
    let got = of(number.of, 1);
    let larger = number.scales.then(|| Larger { people: people(&case.parts, number.of, 4), got: of(number.of, 4) });
    let ablation = asked.ablate.then(|| {
        let got = of(number.ablation, 1);
        let moved = got.as_ref().is_none_or(|g| !meets(g, number.expect, number.known_to));
        Ablation { scenario: name(case, number.ablation), got, moved }
    });
    let verdict = verdict(number, got.as_ref(), larger.as_ref(), ablation.as_ref());
    NumberDoc {
        id: number.id.clone(),
        label: crate::person::text(&number.label),
        scenario: name(case, number.of),
        quantity: number.text.clone(),
        people: people(&case.parts, number.of, 1),
        expected: number.expect,
        tolerance: number.tolerance,
        known_to: number.known_to,
        got,
        larger,
        ablation,
        second_look: false,
        verdict,
    }
}

fn name(case: &Case, part: usize) -> String {
    case.parts.get(part).map_or_else(String::new, |p| p.id.clone())
}

/// Whether an interval meets what is expected, give or take so much.
fn meets(got: &Interval, expect: f64, give: f64) -> bool {
    got.low <= expect + give && got.high >= expect - give
}

fn verdict(
    number: &Number,
    got: Option<&Interval>,
    larger: Option<&Larger>,
    ablation: Option<&Ablation>,
) -> NumberVerdict {
    let Some(got) = got else { return NumberVerdict::Undefined };
    // Numbers are read from decimals and computed in binary: where nothing varies, the last bits are not a difference.
    let rounding = 1e-9 * number.expect.abs().max(1.0);
    // A number that luck does not touch has no interval: it lies within the tolerance or it does not.
    let off = if got.half_width <= rounding { number.tolerance.max(number.known_to) } else { number.known_to };
    if !meets(got, number.expect, off + rounding) {
        return NumberVerdict::Outside;
    }
    if got.half_width > number.tolerance {
        return NumberVerdict::Wide;
    }
    if let Some(larger) = larger {
        let gap = |interval: &Interval| (interval.mean - number.expect).abs();
        // The gap may be luck; beyond that it must not grow with the people.
        if larger.got.as_ref().is_none_or(|more| gap(more) > gap(got) + more.half_width) {
            return NumberVerdict::Grows;
        }
    }
    if ablation.is_some_and(|a| !a.moved) {
        return NumberVerdict::Vacuous;
    }
    NumberVerdict::Passed
}

/// Student's 99.9 % interval over replicates; none where a replicate has no value.
fn interval(values: &[Option<f64>]) -> Option<Interval> {
    let known: Vec<f64> = values.iter().copied().collect::<Option<_>>()?;
    if known.len() < 2 {
        return None;
    }
    let (mean, half_width) = mean_and_half_width(&known, student_t_9995);
    Some(Interval { mean, low: mean - half_width, high: mean + half_width, half_width, replicates: known.len() as u32 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::Quantity;
    use glasshouse_model::Text;

    fn number_of(expect: f64, tolerance: f64) -> Number {
        Number {
            id: "x".into(),
            label: Text { en: "x".into(), zh: "x".into() },
            of: 0,
            over: None,
            text: "people".into(),
            quantity: Quantity::parse("people").unwrap(),
            expect,
            tolerance,
            known_to: 0.0,
            ablation: 0,
            scales: false,
        }
    }

    #[test]
    fn an_interval_must_hold_the_number_and_be_narrow() {
        let values: Vec<Option<f64>> = [9.0, 10.0, 11.0, 10.0].map(Some).to_vec();
        let got = interval(&values).unwrap();
        // s = √(2/3), so half the width is 12.924 · √(1/6).
        assert!((got.mean - 10.0).abs() < 1e-12 && (got.half_width - 12.924 * (1.0f64 / 6.0).sqrt()).abs() < 1e-3);
        let judged = |expect, tolerance| verdict(&number_of(expect, tolerance), Some(&got), None, None);
        assert_eq!(judged(10.2, 6.0), NumberVerdict::Passed);
        assert_eq!(judged(10.2, 5.0), NumberVerdict::Wide);
        assert_eq!(judged(16.0, 6.0), NumberVerdict::Outside);
        // A reference that is itself known only to so much must be met by its own interval.
        let known_to = |known_to| verdict(&Number { known_to, ..number_of(16.0, 6.0) }, Some(&got), None, None);
        assert_eq!((known_to(0.5), known_to(1.0)), (NumberVerdict::Outside, NumberVerdict::Passed));
        assert_eq!(verdict(&number_of(1.0, 1.0), None, None, None), NumberVerdict::Undefined);
        assert_eq!(interval(&[Some(1.0), None]), None);
    }

    #[test]
    fn a_gap_that_grows_and_an_ablation_that_moves_nothing_fail() {
        let at = |mean: f64| Interval { mean, low: mean - 0.1, high: mean + 0.1, half_width: 0.1, replicates: 20 };
        let larger = |mean| Larger { people: 4, got: Some(at(mean)) };
        let number = number_of(1.0, 0.2);
        assert_eq!(verdict(&number, Some(&at(1.05)), Some(&larger(1.1)), None), NumberVerdict::Passed);
        assert_eq!(verdict(&number, Some(&at(1.05)), Some(&larger(1.3)), None), NumberVerdict::Grows);
        let still = Ablation { scenario: String::new(), got: Some(at(1.0)), moved: false };
        assert_eq!(verdict(&number, Some(&at(1.0)), None, Some(&still)), NumberVerdict::Vacuous);
    }
}
