//! A scorecard fitted anew to what it was shown: points change what is shown, and what is shown changes the points.

#![expect(clippy::panic, clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, Run, Sequential, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_society::Society;
use glasshouse_testing::{Backwards, Threads, plan, run, scenario, together};
use std::ops::ControlFlow;

/// The lender of the study, and its borrowers.
const LENDER: &str = include_str!("../../../studies/refit/lender.toml");
const BORROWERS: &str = include_str!("../../../studies/refit/borrowers.toml");

const PEOPLE: u32 = 12_000;
const MONTHS: u32 = 48;

/// The borrowers, of whom those below the cut-off pay so much to be accepted.
fn borrowers(worth: &str) -> Society {
    let text = BORROWERS.replace("worth = 0.8", &format!("worth = {worth}"));
    let checked = Society::compile("borrowers.toml", text.as_bytes(), &[], Some(PEOPLE), None);
    checked.society.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

fn lived(worth: &str, changes: &[(&str, &str)]) -> Run {
    run(&scenario(&borrowers(worth), &plan(LENDER, changes), MONTHS), &Threads(2))
}

/// The number of a column in a month.
fn of(series: &Series, metric: Metric, item: &str, month: usize) -> i64 {
    let column = series.layout.columns_of(metric).find(|c| series.layout.columns[*c].item == item);
    series.value(month, column.expect("a column"), 0)
}

/// A column in every month.
fn by_month(series: &Series, metric: Metric, item: &str) -> Vec<i64> {
    (0..MONTHS as usize).map(|month| of(series, metric, item, month)).collect()
}

/// A card that takes nothing of a fit over.
const STILL: (&str, &str) = ("damping = { value = 0.5", "damping = { value = 0");

/// The rulebook without its refit.
fn never() -> Run {
    let (text, _) = LENDER.split_once("[scorecard.refit]").expect("the table is the last");
    run(&scenario(&borrowers("0.8"), &plan(text, &[]), MONTHS), &Threads(2))
}

#[test]
fn a_refit_that_takes_nothing_over_is_none() {
    let (still, never) = (lived("0.8", &[STILL]), never());
    assert_eq!((&still.series, &still.ends), (&never.series, &never.ends));
    assert_eq!(by_month(&still.series, Metric::CardPoints, "account"), [29_000; MONTHS as usize]);
}

/// Points change what is shown and what is shown changes the points; until the first refit they are those written.
#[test]
fn points_follow_what_is_shown_and_what_is_shown_the_points() {
    let (with, without) = (lived("0.8", &[]).series, lived("0.8", &[STILL]).series);
    let points = by_month(&with, Metric::CardPoints, "account");
    assert_eq!(points[..6], [29_000; 6]);
    assert!(points[6] > 29_000 && points[47] != points[6], "{points:?}");
    assert!(points.chunks(6).all(|half| half.iter().all(|p| *p == half[0] && p % 1000 == 0)), "{points:?}");
    let gamed = |series: &Series| by_month(series, Metric::Lifted, "all");
    assert_eq!(gamed(&with)[..6], gamed(&without)[..6]);
    assert_ne!(gamed(&with)[6], gamed(&without)[6]);
    let told = |series: &Series| by_month(series, Metric::CardAuc, "all");
    // Scores of a refitted card are counted in bands about the cut-off, so they are set beside one another only.
    assert!(told(&with)[0].abs_diff(told(&without)[0]) < 2_000, "{:?}", told(&with));
    assert_eq!(told(&with)[5], told(&with)[0]);
    assert_ne!(told(&with)[6], told(&with)[5]);
}

/// Where nobody games, those accepted show the odds as they are, although nobody else is seen: the written points, which
/// are worth those odds, stay about where they are. What gaming adds is seen beside it.
#[test]
fn without_gaming_points_stay_at_the_odds() {
    // All of each fit is taken over, so that every half-year tells of its own cases.
    let whole = ("damping = { value = 0.5", "damping = { value = 1");
    let (honest, gamed) = (lived("0", &[whole]).series, lived("0.8", &[whole]).series);
    let mean = |series: &Series, item: &str| {
        by_month(series, Metric::CardPoints, item)[6..].iter().sum::<i64>() as f64 / 1000.0 / f64::from(MONTHS - 6)
    };
    let [account, history] = ["account", "history"].map(|item| mean(&honest, item));
    // The seven samples are of the same few thousand who were accepted, whose own slopes differ by a point or so.
    assert!((account - 28.85).abs() < 2.0 && (history - 18.47).abs() < 2.0, "{account} {history}");
    let gamed = mean(&gamed, "account");
    assert!(gamed > account + 3.0, "those who lift themselves to the cut-off make it look steeper: {gamed} {account}");
    assert!(by_month(&honest, Metric::Lifted, "all").iter().all(|n| *n == 0));
}

/// With too few files to tell anything, the points stay.
#[test]
fn too_few_cases_change_nothing() {
    let few = ("sample = { value = 5000", "sample = { value = 40");
    let series = lived("0.8", &[few, ("range = [1000, 20000]", "range = [10, 20000]")]).series;
    assert_eq!(by_month(&series, Metric::CardPoints, "history"), [18_000; MONTHS as usize]);
}

/// No scheduling, no way of going through the blocks and no number of processes changes a bit.
#[test]
fn the_same_bits_however_it_is_run() {
    let (society, plan) = (borrowers("0.8"), plan(LENDER, &[]));
    let scenario = scenario(&society, &plan, 24);
    let one = run(&scenario, &Sequential);
    for other in [run(&scenario, &Threads(3)), run(&scenario, &Backwards)] {
        assert_eq!((&one.series, &one.ends), (&other.series, &other.ends));
    }
    let go = &mut |_| ControlFlow::Continue(());
    let passes = run_by_passes(&scenario, &Threads(2), &Alone, true, go).map_err(|_| "nobody stopped it").unwrap();
    assert_eq!((&one.series, &one.ends), (&passes.series, &passes.ends));
    for run in
        together(2, |ranks| run_by_passes(&scenario, &Sequential, ranks, true, &mut |_| ControlFlow::Continue(())))
    {
        assert_eq!(one.series, run.map_err(|_| "nobody stopped it").unwrap().series);
    }
}
