//! A feed shows authors by their points: with equal points how often they are seen is a matter of chance alone, a rumour
//! goes by what is shown, and both are the same however the work is dealt.
#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_rulebook::{Plan, none};
use glasshouse_society::Society;
use glasshouse_testing::{Backwards, Threads, run, scenario, series};
use std::ops::ControlFlow;

const FEED: &str = r#"
[feed]
shown = 2
pull = 0.5
source = "here"

[[spread]]
id = "tale"
outside = 0
contact = 0.5
start = 0.05
by_feed = true
source = "here"

[[spread]]
id = "talk"
outside = 0
contact = 0.5
start = 0.05
among = "neighbourhood"
source = "here"

[sources.here]
kind = "scholarship"
title = { en = "Set by the test", zh = "由测试设定" }
held = "text"
"#;

const PEOPLE: u32 = 12_000;

fn compiled(text: &str, changes: &[&str]) -> Result<Society, String> {
    let patches: Vec<_> = changes.iter().filter_map(|c| glasshouse_text::Patch::parse(c)).collect();
    let text = format!("{}\n{text}", glasshouse_society::builtin_text("online-users").unwrap_or_default());
    let checked = Society::compile("readers", text.as_bytes(), &patches, Some(PEOPLE), None);
    checked.society.ok_or_else(|| format!("{:?}", checked.diagnostics))
}

fn readers(changes: &[&str]) -> Society {
    compiled(FEED, changes).unwrap_or_else(|e| panic!("{e}"))
}

fn by_clicks() -> Plan {
    let text = glasshouse_rulebook::builtin("recommendation-feed").unwrap_or_default();
    let plan = glasshouse_rulebook::check("recommendation-feed", text.as_bytes(), &[]).plan;
    plan.unwrap_or_else(|| panic!("it does not load"))
}

fn total(series: &Series, metric: Metric) -> i64 {
    series.total(series.layout.at(metric), 0)
}

/// The index of Gini of being seen in a month.
fn gini(series: &Series, month: usize) -> f64 {
    let of = |metric| series.value(month, series.layout.at(metric), 0) as f64;
    of(Metric::ExposuresRanked) / of(Metric::ExposuresCrowd)
}

fn informed(series: &Series, number: u8, month: usize) -> f64 {
    series.value(month, series.layout.of(Metric::Informed, number), 0) as f64
}

/// Where all weigh the same the times that somebody is seen are Poisson's, of which the index of Gini is
/// e^−2λ (I₀(2λ) + I₁(2λ)): 0.52378 for λ = 1, 0.17729 for λ = 10.
#[test]
fn with_equal_points_being_seen_is_chance() {
    for (shown, known) in [("1", 0.523_78), ("10", 0.177_29)] {
        let series = series(&none(), &readers(&[&format!("feed.shown={shown}")]), 2);
        let posts = i64::from(PEOPLE) * shown.parse::<i64>().unwrap_or(0);
        assert_eq!(total(&series, Metric::Exposures), 2 * posts);
        (0..2).for_each(|month| {
            assert!((gini(&series, month) - known).abs() < 0.01, "{shown}: {}", gini(&series, month))
        });
    }
}

/// Where points count, those with points are seen more, and the more so the more a point counts.
#[test]
fn points_gather_reach_with_a_few() {
    let last = 11;
    let of = |pull: &str| gini(&series(&by_clicks(), &readers(&["feed.shown=10", pull]), 12), last);
    let [none, some, much] = ["feed.pull=0", "feed.pull=0.05", "feed.pull=1"].map(of);
    assert!((none - 0.177_29).abs() < 0.01, "{none}");
    assert!(none + 0.02 < some && some + 0.05 < much && much < 1.0, "{none} {some} {much}");
}

/// Many posts by authors who all weigh the same are a sample of everybody: the tale goes as far as talk in the
/// neighbourhood does. What nobody has heard nobody tells.
#[test]
fn a_rumour_goes_by_what_is_shown() {
    let run = series(&none(), &readers(&["feed.shown=50"]), 12);
    for month in [3, 6, 11] {
        let [tale, talk] = [0, 1].map(|number| informed(&run, number, month));
        assert!((tale / talk - 1.0).abs() < 0.05, "{month}: {tale} {talk}");
    }
    assert!(informed(&run, 0, 11) > 5.0 * informed(&run, 0, 0));
    let silent = series(&none(), &readers(&["spread.tale.start=0"]), 6);
    assert!(informed(&silent, 0, 5) < 0.5);
}

/// All months together, one block after the other, backwards and on threads: the same bits. What is shown changes nothing
/// else.
#[test]
fn feeds_are_the_same_however_they_run_and_change_nothing_else() {
    let (plan, society) = (by_clicks(), readers(&["feed.pull=1", "feed.shown=10"]));
    let scenario = scenario(&society, &plan, 4);
    let all = run(&scenario, &Threads(3));
    let passes = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(()));
    for other in [Ok(run(&scenario, &Backwards)), passes] {
        assert!(other.is_ok_and(|other| all.series == other.series));
    }
    let plain = compiled("", &[]).unwrap_or_else(|e| panic!("{e}"));
    let without = series(&plan, &plain, 4);
    for (column, what) in without.layout.columns.iter().enumerate() {
        let same = all.series.layout.columns.iter().position(|c| c == what);
        let value = |month| same.map(|same| all.series.value(month, same, 0));
        assert!((0..4).all(|month| value(month) == Some(without.value(month, column, 0))), "{what:?}");
    }
}

#[test]
fn what_is_wrong_with_a_feed_is_told() {
    let without = FEED.replacen("[feed]\nshown = 2\npull = 0.5\nsource = \"here\"\n", "", 1);
    for (text, code) in [
        (without, "MissingKey"),
        (FEED.replacen("shown = 2", "shown = 51", 1), "OutOfBounds"),
        (FEED.replacen("pull = 0.5\n", "", 1), "MissingKey"),
    ] {
        assert!(compiled(&text, &[]).is_err_and(|e| e.contains(code)), "{code}");
    }
}
