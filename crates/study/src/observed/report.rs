//! Runs the scenarios of patterns and sets what comes out beside the bands.

use super::read::{Asked, Observed, Pattern};
use crate::estimate::{mean_and_half_width, student_t_975};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::person::text;
use crate::validate::Step;
use crate::validate::bench::{Bench, Key, Values, Work, people};
use glasshouse_wire::observed::{Given, ObservedDoc, ObservedVerdict, PatternDoc, PatternVerdict, PatternsDoc};
use glasshouse_wire::validation::SourceDoc;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;

/// Runs patterns, with other numbers of replicates than they ask for if wanted, and judges their numbers.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it; as for documents.
pub fn judge(
    patterns: &[Pattern],
    replicates: Option<u32>,
    pool: &Pool,
    watch: &mut (dyn FnMut(Step) -> ControlFlow<()> + Send),
) -> Result<PatternsDoc, Failure> {
    let own = |pattern: &Pattern| replicates.unwrap_or(pattern.replicates);
    let of = patterns.iter().map(|p| wanted(p).len() as u64 * u64::from(own(p))).sum();
    let mut bench = Bench { pool, watch: Mutex::new(watch), done: AtomicU64::new(0), of };
    let mut docs = Vec::new();
    for pattern in patterns {
        let quantities = asked(pattern).map(|asked| &asked.quantity).collect();
        let work = Work { parts: &pattern.parts, quantities };
        docs.push(described(pattern, Some(&bench.run(&work, &wanted(pattern), own(pattern))?)));
    }
    let count = |verdict| docs.iter().filter(|d: &&PatternDoc| d.verdict == verdict).count() as u32;
    Ok(PatternsDoc {
        schema: "patterns/1".into(),
        glasshouse: crate::VERSION.into(),
        reduced: patterns.iter().any(|p| own(p) < p.replicates),
        met: count(PatternVerdict::Met),
        partly: count(PatternVerdict::Partly),
        not_met: count(PatternVerdict::NotMet),
        undecided: count(PatternVerdict::Undecided),
        not_in_model: count(PatternVerdict::NotInModel),
        patterns: docs,
    })
}

/// The patterns without running them.
pub fn listed(patterns: &[Pattern]) -> Vec<PatternDoc> {
    patterns.iter().map(|pattern| described(pattern, None)).collect()
}

/// What is asked of the scenarios of a pattern.
fn asked(pattern: &Pattern) -> impl Iterator<Item = &Asked> {
    pattern.numbers.iter().filter_map(|number| number.how.as_ref().ok())
}

/// The scenarios that its numbers need.
fn wanted(pattern: &Pattern) -> Vec<Key> {
    let places = asked(pattern).flat_map(|asked| [Some(asked.of), asked.over]).flatten();
    let mut keys: Vec<Key> = places.map(|place| (place, 1, pattern.seed)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn described(pattern: &Pattern, values: Option<&Values>) -> PatternDoc {
    let mut place = 0;
    let mut numbers = Vec::new();
    for number in &pattern.numbers {
        numbers.push(observed(pattern, number, values.map(|values| (values, place))));
        place += usize::from(number.how.is_ok());
    }
    let source = |(title, url): &(String, String)| SourceDoc { title: title.clone(), url: url.clone() };
    PatternDoc {
        id: pattern.id.clone(),
        title: text(&pattern.title),
        seen: text(&pattern.seen),
        verdict: together(&numbers.iter().map(|n| n.verdict).collect::<Vec<_>>()),
        sources: pattern.sources.iter().map(source).collect(),
        numbers,
    }
}

/// What a number became, of values and its place among those that were asked for.
fn observed(pattern: &Pattern, number: &Observed, values: Option<(&Values, usize)>) -> ObservedDoc {
    let name = |part: usize| pattern.parts.get(part).map_or_else(String::new, |p| p.id.clone());
    let mut doc = ObservedDoc {
        id: number.id.clone(),
        label: text(&number.label),
        low: number.low,
        high: number.high,
        assumed: number.assumed,
        seen_in: number.seen_in.clone(),
        scenario: String::new(),
        over: None,
        quantity: String::new(),
        people: 0,
        got: None,
        missing: None,
        verdict: ObservedVerdict::NotInModel,
    };
    let asked = match &number.how {
        Ok(asked) => asked,
        Err(why) => return ObservedDoc { missing: Some(text(why)), ..doc },
    };
    doc.scenario = name(asked.of);
    doc.over = asked.over.map(name);
    doc.quantity.clone_from(&asked.text);
    doc.people = people(&pattern.parts, asked.of, 1);
    doc.verdict = ObservedVerdict::NotRun;
    if let Some((values, place)) = values {
        let column = |part: usize| -> Vec<Option<f64>> {
            let rows = values.get(&(part, 1, pattern.seed)).map_or(&[][..], Vec::as_slice);
            rows.iter().map(|row| row.get(place).copied().flatten()).collect()
        };
        let ratio = |(own, other): (Option<f64>, Option<f64>)| Some(own? / other.filter(|x| *x != 0.0)?);
        doc.got = given(&match asked.over {
            None => column(asked.of),
            Some(over) => column(asked.of).into_iter().zip(column(over)).map(ratio).collect(),
        });
        doc.verdict = doc.got.as_ref().map_or(ObservedVerdict::Undefined, |got| verdict(got, number));
    }
    doc
}

/// The mean over replicates with its 95 % interval; none where a replicate has no value.
fn given(values: &[Option<f64>]) -> Option<Given> {
    let known: Vec<f64> = values.iter().copied().collect::<Option<_>>()?;
    if known.len() < 2 {
        return None;
    }
    let (mean, half) = mean_and_half_width(&known, student_t_975);
    Some(Given { mean, low: mean - half, high: mean + half, replicates: known.len() as u32 })
}

fn verdict(got: &Given, number: &Observed) -> ObservedVerdict {
    let low = number.low.unwrap_or(f64::NEG_INFINITY);
    let high = number.high.unwrap_or(f64::INFINITY);
    if got.low >= low && got.high <= high {
        ObservedVerdict::Met
    } else if got.high < low || got.low > high {
        ObservedVerdict::NotMet
    } else {
        ObservedVerdict::Undecided
    }
}

/// What a pattern became, of what its numbers became.
fn together(numbers: &[ObservedVerdict]) -> PatternVerdict {
    let any = |verdict| numbers.contains(&verdict);
    if any(ObservedVerdict::NotMet) {
        PatternVerdict::NotMet
    } else if any(ObservedVerdict::Undecided) || any(ObservedVerdict::Undefined) {
        PatternVerdict::Undecided
    } else if any(ObservedVerdict::NotRun) {
        PatternVerdict::NotRun
    } else if !any(ObservedVerdict::Met) {
        PatternVerdict::NotInModel
    } else if any(ObservedVerdict::NotInModel) {
        PatternVerdict::Partly
    } else {
        PatternVerdict::Met
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_model::Text;

    #[test]
    fn an_interval_is_inside_the_band_outside_of_it_or_neither() {
        let number = |low, high| Observed {
            id: String::new(),
            label: Text { en: String::new(), zh: String::new() },
            seen_in: String::new(),
            how: Err(Text { en: String::new(), zh: String::new() }),
            low,
            high,
            assumed: false,
        };
        // s = 1 and n = 3, so half the width is 4.303 / √3 = 2.484.
        let got = given(&[Some(1.0), Some(2.0), Some(3.0)]).unwrap();
        assert!((got.high - 4.484).abs() < 1e-3 && (got.low + 0.484).abs() < 1e-3);
        let of = |low, high| verdict(&got, &number(low, high));
        assert_eq!(of(Some(-1.0), Some(5.0)), ObservedVerdict::Met);
        assert_eq!(of(None, Some(5.0)), ObservedVerdict::Met);
        assert_eq!(of(Some(0.0), None), ObservedVerdict::Undecided);
        assert_eq!(of(Some(5.0), Some(6.0)), ObservedVerdict::NotMet);
        assert_eq!(given(&[Some(1.0), None]), None);
    }

    #[test]
    fn one_missed_number_is_enough_and_absence_is_no_agreement() {
        use ObservedVerdict::{Met, NotInModel, NotMet, Undecided, Undefined};
        for (numbers, want) in [
            (&[Met, Met][..], PatternVerdict::Met),
            (&[Met, NotInModel], PatternVerdict::Partly),
            (&[NotInModel], PatternVerdict::NotInModel),
            (&[Met, Undecided, NotMet], PatternVerdict::NotMet),
            (&[Met, Undecided], PatternVerdict::Undecided),
            (&[Met, Undefined], PatternVerdict::Undecided),
        ] {
            assert_eq!(together(numbers), want, "{numbers:?}");
        }
    }
}
