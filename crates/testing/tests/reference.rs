//! The reference workloads R1 and R1g: their reference values at a small size, and what they are made of: habits,
//! acts that a measure prevents, grades every evening, and a rate that follows everyone's mean score.

#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_audit::recount;
use glasshouse_engine::{Alone, Run, Scenario, Sequential, ever, replay, run_by_passes};
use glasshouse_metrics::Metric;
use glasshouse_model::group::Group;
use glasshouse_model::trace::Trace;
use glasshouse_model::{ActClass, ActKind, PersonId};
use glasshouse_rulebook::{Patch, Plan};
use glasshouse_society::Society;
use glasshouse_testing::{Threads, plan, run, scenario, together, total};
use std::ops::ControlFlow;

const RULES: &str = include_str!("../../../benches/reference/r1.toml");
const PEOPLE: &str = include_str!("../../../benches/reference/people.toml");

/// So many of the people of the reference workloads, under changes written `path=value`.
fn people(n: u32, changes: &[&str]) -> Society {
    let patches: Vec<Patch> = changes.iter().filter_map(|c| Patch::parse(c)).collect();
    let checked = Society::compile("people.toml", PEOPLE.as_bytes(), &patches, Some(n), None);
    checked.society.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

fn r1(changes: &[(&str, &str)]) -> Plan {
    plan(RULES, changes)
}

const R1G: &str = "habit.good-deed.follows_mean_score=true";

/// What a run gave for a metric and an item, over the run or at its end.
fn of(run: &Run, metric: Metric, items: impl Fn(&str) -> bool) -> f64 {
    let layout = &run.series.layout;
    let columns = layout.columns_of(metric).filter(|column| items(&layout.columns[*column].item));
    columns.map(|column| run.series.total(column, Group::ALL.0) as f64).sum()
}

/// The shares per person of what the definition of the workload asks for, with its reference values and how far a person
/// is from them by chance (standard deviation).
fn check(run: &Run, people: u32, wanted: [(&str, f64, f64); 8]) {
    let n = f64::from(people);
    let grade = |name: &'static str| of(run, Metric::InGrade, |item| item == name) / n;
    // Who enters on an evening is watched from the next morning on, so the evening of entry of those who are still
    // watched at the end counts one day too many.
    let watched = (of(run, Metric::Burden, |_| true) - of(run, Metric::Penalised, |_| true)) / n;
    let records = |letter: char| of(run, Metric::Records, |item| item.starts_with(letter)) / n;
    let mean = of(run, Metric::ScoreSum, |_| true) / n;
    let found = [grade("A"), grade("B"), grade("C"), grade("D"), watched, records('p'), records('b'), mean];
    for (found, (name, wanted, spread)) in found.into_iter().zip(wanted) {
        let error = spread / n.sqrt();
        assert!((found - wanted).abs() < 4.5 * error, "{name}: {found}, expected {wanted} ± {error}");
    }
}

/// The reference values come from 1.4 billion persons of a program written for this one workload.
#[test]
fn r1_has_its_reference_values() {
    let society = people(150_000, &[]);
    let run = run(&scenario(&society, &r1(&[]), 12), &Threads(2));
    let share = |p: f64| (p * (1.0 - p)).sqrt();
    check(
        &run,
        150_000,
        [
            ("A", 0.85405, share(0.85405)),
            ("B", 0.12828, share(0.12828)),
            ("C", 0.01748, share(0.01748)),
            ("D", 0.000_185, share(0.000_185)),
            ("days watched", 0.22297, 5.5),
            ("penalties", 1.0933, 1.87),
            ("good deeds", 0.54754, 0.74),
            ("mean score", 991.158, 31.0),
        ],
    );
    let untouched = run.ends.score.iter().filter(|score| **score == 1000).count() as f64 / 150_000.0;
    assert!((untouched - 0.44596).abs() < 4.5 * share(0.44596) / 150_000f64.sqrt(), "exactly 1000: {untouched}");
}

#[test]
fn r1g_has_its_reference_values() {
    let society = people(40_000, &[R1G]);
    let run = run(&scenario(&society, &r1(&[]), 12), &Threads(2));
    let share = |p: f64| (p * (1.0 - p)).sqrt();
    check(
        &run,
        40_000,
        [
            ("A", 0.85396, share(0.85396)),
            ("B", 0.12836, share(0.12836)),
            ("C", 0.01750, share(0.01750)),
            ("D", 0.000_185, share(0.000_185)),
            ("days watched", 0.22306, 5.5),
            ("penalties", 1.0933, 1.87),
            ("good deeds", 0.54196, 0.74),
            ("mean score", 991.074, 31.0),
        ],
    );
}

/// Going by what everyone did gives the same bits day by day, by passes, and on several ranks; and the coupling only
/// ever takes acts away from those that there would be without it.
#[test]
fn what_follows_everyone_is_the_same_however_it_is_reckoned() {
    let (society, free) = (people(9_000, &[R1G]), people(9_000, &[]));
    let plan = r1(&[]);
    let coupled = scenario(&society, &plan, 5);
    let steps = run(&coupled, &Threads(2));
    assert_eq!(steps.exchange.totals.len(), coupled_days(&coupled), "a sum for every day");
    let go_on = |_| ControlFlow::Continue(());
    let passes = run_by_passes(&coupled, &Threads(2), &Alone, true, &mut { go_on });
    let all = together(3, |ranks| run_by_passes(&coupled, &Sequential, ranks, true, &mut { go_on }));
    for run in all.into_iter().chain([passes]) {
        let run = run.unwrap_or_else(|_| panic!("nobody stopped it"));
        assert_eq!((&run.exchange, &run.series, &run.ends), (&steps.exchange, &steps.series, &steps.ends));
    }
    let free = run(&scenario(&free, &plan, 5), &Threads(2));
    assert_eq!(total(&steps.series, Metric::BaselineActs), total(&free.series, Metric::BaselineActs));
    let merit = |item: &str| ActKind::parse(item).is_some_and(|kind| kind.class() == ActClass::Merit);
    let [done, withheld] = [Metric::Acts, Metric::Withheld].map(|metric| of(&steps, metric, merit));
    assert!(withheld > 0.0);
    assert_eq!((done + withheld).to_bits(), of(&free, Metric::Acts, merit).to_bits());
}

fn coupled_days(scenario: &Scenario<'_>) -> usize {
    let first = scenario.first_day();
    (first.date().add_months(scenario.months as i32).to_day().0 - first.0) as usize
}

/// What a measure prevents is counted apart from what it deters, and prevents no more than its share; the lots of
/// everybody else stay what they are.
#[test]
fn prevention_is_no_deterrence() {
    let society = people(40_000, &["habit.misconduct.rate=4"]);
    let with = |prevented: &str| {
        let changed = format!("prevented = {prevented}");
        run(&scenario(&society, &r1(&[("prevented = 0.3", &changed)]), 12), &Threads(2))
    };
    let [none, some, all] = ["0", "0.3", "1"].map(with);
    let acts = |run: &Run| total(&run.series, Metric::Acts);
    let prevented = |run: &Run| total(&run.series, Metric::Prevented);
    for run in [&none, &some, &all] {
        assert_eq!(acts(run) + prevented(run), total(&run.series, Metric::BaselineActs));
        assert_eq!(total(&run.series, Metric::Withheld), 0);
        assert_eq!(total(&run.series, Metric::BaselineActs), acts(&none));
    }
    assert_eq!(prevented(&none), 0);
    assert!(prevented(&some) > 300 && prevented(&all) > 3 * prevented(&some) / 2);
    for (before, after) in none.ends.ever.iter().zip(&some.ends.ever) {
        assert_eq!(before & ever::PENALISED, after & ever::PENALISED, "a watch never begins because of itself");
    }
    for ((before, after), _) in none
        .ends
        .score
        .iter()
        .zip(&some.ends.score)
        .zip(&none.ends.ever)
        .filter(|(_, ever)| **ever & ever::PENALISED == 0)
    {
        assert_eq!(before, after, "who was never watched lives the same life");
    }
}

/// Every evening's grade, and every listing, is what the recount from the records alone makes of them.
#[test]
fn evenings_are_graded_right() {
    let society = people(8_000, &["habit.misconduct.rate=12"]);
    let plan = r1(&[]);
    let scenario = scenario(&society, &plan, 12);
    let run = run(&scenario, &Threads(2));
    let watched = run.ends.ever.iter().enumerate().filter(|(_, ever)| **ever & ever::PENALISED != 0);
    let persons: Vec<PersonId> = watched.map(|(i, _)| PersonId(i as u32)).chain((0..50).map(PersonId)).collect();
    assert!(persons.len() > 150);
    for person in persons.into_iter().step_by(16) {
        let mut trace = Trace::of(person);
        replay(&scenario, &run.exchange, person.block(), &mut trace);
        let recount = recount(&plan, &trace.entries, person, scenario.first_day(), 12);
        assert_eq!(recount.findings, vec![], "{person}");
    }
}
