//! A run is a function of scenario and seed: threads, order of blocks and neighbours change nothing.

use glasshouse_engine::{Coupling, Scenario, Sequential, replay};
use glasshouse_metrics::Metric;
use glasshouse_model::draw::name_key;
use glasshouse_model::trace::{Entry, Link, Side, Trace};
use glasshouse_model::{Chance, Ratio};
use glasshouse_rulebook::plan::Channel;
use glasshouse_testing::{Backwards, Threads, county, run, scenario, suining, total};

#[test]
fn threads_and_order_change_nothing() {
    let society = county(30_000);
    let plan = suining(&["review.enabled=true"]);
    for coupling in [Coupling::Month, Coupling::Week, Coupling::Day] {
        let scenario = Scenario { coupling, ..scenario(&society, &plan, 18) };
        let one = run(&scenario, &Sequential);
        for other in [run(&scenario, &Backwards), run(&scenario, &Threads(2)), run(&scenario, &Threads(16))] {
            assert_eq!(one.series, other.series);
            assert_eq!(one.exchange, other.exchange);
            assert_eq!(one.ends, other.ends);
        }
    }
}

#[test]
fn seeds_and_replicates_differ() {
    let (society, plan) = (county(10_000), suining(&[]));
    let base = scenario(&society, &plan, 12);
    let series = |seed, replicate| run(&Scenario { seed, replicate, ..base }, &Sequential).series;
    let first = series(7, 0);
    assert_ne!(first, series(7, 1));
    assert_ne!(first, series(8, 0));
    assert_eq!(first, series(7, 0));
}

/// Everyone's file, by replaying every block, adds up to what the run counted.
#[test]
fn replayed_files_add_up_to_the_run() {
    let (society, plan) = (county(20_000), suining(&["review.enabled=true"]));
    let scenario = scenario(&society, &plan, 36);
    let done = run(&scenario, &Threads(2));
    let mut trace = Trace::everyone();
    for block in 0..society.blocks() {
        replay(&scenario, &done.exchange, block, &mut trace);
    }
    let count = |wanted: fn(&Entry) -> i64| trace.entries.iter().map(wanted).sum::<i64>();
    let deducted = count(|e| match e.link {
        Link::Award { side: Side::Record, points, .. } => i64::from((-points).max(0)),
        _ => 0,
    });
    let acts = count(|e| i64::from(matches!(e.link, Link::Act { taken: true, .. })));
    let withheld = count(|e| i64::from(matches!(e.link, Link::Act { taken: false, taken_in_baseline: true, .. })));
    let corrected = count(|e| i64::from(matches!(e.link, Link::Correction { .. })));
    let upheld = total(&done.series, Metric::Upheld);
    assert_eq!(deducted, total(&done.series, Metric::PointsDeducted));
    assert_eq!(acts, total(&done.series, Metric::Acts));
    assert_eq!(withheld, total(&done.series, Metric::Withheld));
    assert!(corrected > 0 && corrected <= upheld);
    let refused = count(|e| i64::from(matches!(e.link, Link::Application { refused: true, .. })));
    assert_eq!(refused, total(&done.series, Metric::Refused));
}

/// A channel that watches nothing changes no draw of another.
#[test]
fn an_idle_channel_changes_nothing() {
    let society = county(20_000);
    let plan = suining(&[]);
    let before = run(&scenario(&society, &plan, 24), &Sequential);
    let mut with_idle = plan.clone();
    with_idle.channels.push(Channel {
        id: "idle".into(),
        key: name_key("idle"),
        hit_rate: Chance::NEVER,
        false_alarms: Ratio::ZERO,
        ..plan.channels[0].clone()
    });
    let after = run(&scenario(&society, &with_idle, 24), &Sequential);
    for spec in glasshouse_metrics::METRICS {
        assert_eq!(total(&before.series, spec.metric), total(&after.series, spec.metric), "{}", spec.name);
    }
    assert_eq!(before.exchange, after.exchange);
}

/// A rule that never fires leaves every person's life untouched.
#[test]
fn a_rule_that_never_fires_changes_nobody() {
    let society = county(10_000);
    let plan = suining(&[]);
    let mut with_rule = plan.clone();
    let mut rule = plan.indicators[0].clone();
    rule.id = "never".into();
    // Nobody in the county smuggles goods: the kind has no opportunities there.
    let unused = glasshouse_model::ActKind::all()
        .find(|k| society.acts.iter().all(|m| m.kind != *k) && plan.indicator_of(*k).is_none());
    rule.on = unused.into_iter().collect();
    assert_eq!(rule.on.len(), 1);
    with_rule.indicators.push(rule);
    let file = |plan| {
        let scenario = scenario(&society, plan, 24);
        let exchange = run(&scenario, &Sequential).exchange;
        let mut trace = Trace::everyone();
        (0..society.blocks()).for_each(|b| replay(&scenario, &exchange, b, &mut trace));
        trace.entries
    };
    assert_eq!(file(&plan), file(&with_rule));
}

/// One more person in the society changes nobody else's record, unless a record went astray to or from the
/// newcomer: strangers are drawn from the whole jurisdiction.
#[test]
fn acts_do_not_depend_on_the_size_of_the_society() {
    let plan = glasshouse_rulebook::none();
    let acts = |people: u32| {
        let society = county(people);
        let scenario = scenario(&society, &plan, 6);
        let mut trace = Trace::everyone();
        replay(&scenario, &glasshouse_engine::Exchange::default(), 0, &mut trace);
        trace.entries
    };
    assert_eq!(acts(9_000), acts(50_000));
}
