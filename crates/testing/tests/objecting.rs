//! Objecting as a choice: where nobody weighs it all is as the rulebook says, and where people do its limits hold, the
//! trace says why, and the work may be dealt in any way.
#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::math;
use glasshouse_model::trace::{Link, StoryId, Trace};
use glasshouse_rulebook::{Patch, Plan};
use glasshouse_society::Society;
use glasshouse_testing::{Backwards, Threads, county_with, run, scenario, series, suining, total};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// The county with people who weigh objecting, half of whom are poor.
const MORE: &str = r#"
[objecting]
success = 0.5
cost = 1
burden = 1
fear = 0.3
peers = 0.3
noise = 0.5
source = "here"

[wealth]
mean = 4
log_spread = 1
income = 1
consumption = 0.95
growth = 0.01
line = 3
shock_rate = 0.1
shock_mean = 1
income_loss = 0
trapped_after = 6
need = 0
source = "here"

[sources.here]
kind = "scholarship"
title = { en = "Set by the test", zh = "由测试设定" }
held = "text"
"#;

fn county(changes: &[&str]) -> Society {
    county_with(MORE, changes, 9000)
}

/// Suining with an office, and everyone told of their records.
fn office(changes: &[&str]) -> Plan {
    let all: Vec<&str> = ["review.enabled=true", "review.notice=1"].iter().chain(changes).copied().collect();
    suining(&all)
}

/// A list of two years for every offence, on which six in ten may object on the day of entry.
fn listing(changes: &[&str]) -> Plan {
    let text = include_str!("../../../validation/objecting.rulebook.toml");
    let patches: Vec<Patch> = changes.iter().filter_map(|c| Patch::parse(c)).collect();
    let checked = glasshouse_rulebook::check("objecting", text.as_bytes(), &patches);
    checked.plan.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

/// People of the default behaviour.
fn usual(changes: &[&str]) -> Society {
    let text = include_str!("../../../validation/objecting.society.toml");
    let patches: Vec<Patch> = changes.iter().filter_map(|c| Patch::parse(c)).collect();
    let checked = Society::compile("objecting", text.as_bytes(), &patches, Some(8000), None);
    checked.society.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

/// Of those who weighed it, the share that objects.
fn share(series: &Series) -> f64 {
    total(series, Metric::ObjectingChosen) as f64 / total(series, Metric::ObjectingWeighed) as f64
}

/// A table in which nobody weighs anything and the poor bear no more changes nothing; a burden takes objections from the
/// poor alone, and the poorest of all cases leaves next to none.
#[test]
fn the_poor_object_less_where_nobody_weighs() {
    let plan = suining(&["review.enabled=true"]);
    let start = MORE.find("[wealth]").unwrap_or_default();
    let counts = |burden: &str, line: &str| {
        let table =
            format!("[objecting]\ncost = 1\nburden = {burden}\nnoise = 1\nsource = \"here\"\n\n{}", &MORE[start..]);
        let series = series(&plan, &county_with(&table, &[line], 9000), 12);
        [total(&series, Metric::Objections), total(&series, Metric::TooPoorToObject)]
    };
    let plain = series(&plan, &county_with(&MORE[start..], &["wealth.line=2.9"], 9000), 12);
    let free = counts("0", "wealth.line=2.9");
    let some = counts("2", "wealth.line=2.9");
    let rich = counts("2", "wealth.line=0");
    let poor = counts("10", "wealth.line=100");
    assert_eq!(free, [total(&plain, Metric::Objections), 0]);
    assert_eq!(rich, free);
    assert!(some[1] > 0 && some[0] < free[0], "{some:?} {free:?}");
    assert!(poor[0] * 20 < free[0], "{poor:?} {free:?}");
}

/// All months together, one block after the other, backwards and on threads: the same bits.
#[test]
fn it_is_the_same_however_it_runs() {
    let plan = office(&[]);
    let society = county(&["objecting.learns=true"]);
    let scenario = scenario(&society, &plan, 9);
    let all = run(&scenario, &Threads(3));
    let passes = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(())).unwrap();
    for other in [run(&scenario, &Backwards), passes] {
        assert_eq!(all.series, other.series);
        assert_eq!(all.ends, other.ends);
    }
    assert!(total(&all.series, Metric::ObjectingChosen) > 20);
}

/// At no effort and no fear, and with much to save, everyone objects; with nothing to save Λ(−κ/τ) do; and where nobody
/// believes in success and the effort is great, nobody does.
#[test]
fn limits_hold() {
    let of = |changes: &[&str]| series(&office(&[]), &county(changes), 12);
    let all = of(&["objecting.cost=0", "objecting.fear=0", "objecting.success=1", "behaviour.cost_per_gravity=500"]);
    assert!(share(&all) > 0.99, "{}", share(&all));
    let plain = listing(&[]);
    let nothing = series(&plain, &usual(&["behaviour.cost_per_gravity=0", "objecting.burden=0"]), 12);
    let (n, want) = (total(&nothing, Metric::ObjectingWeighed) as f64, math::logistic(-2.0));
    assert!(n > 1000.0 && (share(&nothing) - want).abs() < 4.0 * math::sqrt(want / n), "{} of {n}", share(&nothing));
    let none = of(&["objecting.success=0", "objecting.cost=10"]);
    assert_eq!(total(&none, Metric::Objections), 0);
}

/// A stay that has ended is nothing to save; one that has half its time left is less than one that has just begun.
#[test]
fn what_remains_is_what_counts() {
    let after = |days: &str| {
        let plan = listing(&[days, "indicator.offence.lookback=36m"]);
        share(&series(&plan, &usual(&["objecting.burden=0", "objecting.fear=0", "behaviour.cost_per_gravity=0.2"]), 40))
    };
    let [at_once, later, over] = ["1", "365", "800"].map(|days| after(&format!("review.notice_days={days}")));
    assert!(at_once > later + 0.1 && later > over + 0.1, "{at_once} {later} {over}");
    assert!((over - math::logistic(-2.0)).abs() < 0.02, "{over}");
}

/// Where the poor bear no more, being poor makes no difference; where they do, fewer object. Ties who objected make more
/// object.
#[test]
fn burden_and_peers_have_their_signs() {
    let plan = listing(&[]);
    let of = |changes: &[&str]| {
        let series = series(&plan, &usual(changes), 24);
        (total(&series, Metric::Objections), total(&series, Metric::TooPoorToObject))
    };
    let (free, [alike, poor]) = (of(&["wealth.line=0"]), [of(&["objecting.burden=0"]), of(&[])]);
    assert_eq!((free, alike.1), (alike, 0));
    assert!(poor.1 > 0 && poor.0 + poor.1 == free.0, "the office upholds nothing here: {poor:?} {free:?}");
    let alone = of(&["wealth.line=0", "behaviour.cost_per_gravity=0.15"]);
    let together = of(&["wealth.line=0", "behaviour.cost_per_gravity=0.15", "objecting.peers=3"]);
    assert!(together.0 > alone.0 + alone.0 / 20, "{together:?} {alone:?}");
}

/// Those who learn object more often where the office finds for them than where it finds against them; whoever does not
/// learn makes nothing of it.
#[test]
fn people_learn_from_decisions() {
    let at = |upheld: &str, changes: &[&str]| {
        let of = ["wealth.line=0", "behaviour.eta=0.5", "behaviour.cost_per_gravity=0.2"];
        let changes: Vec<&str> = of.iter().chain(changes).copied().collect();
        let plan = listing(&["review.officers=50", &format!("review.upheld_if_right={upheld}")]);
        let more = series(&plan, &usual(&changes), 24);
        share(&more)
    };
    let learns = ["objecting.learns=true"];
    let [lost, won] = ["0.01", "1"].map(|upheld| at(upheld, &learns));
    let [lost_unlearnt, won_unlearnt] = ["0.01", "1"].map(|upheld| at(upheld, &[]));
    assert!(won > lost + 0.05, "{won} {lost}");
    assert!((won_unlearnt - lost_unlearnt).abs() < 0.03, "{won_unlearnt} {lost_unlearnt}");
}

/// Every choice is in the trace with its reasons, which add up to its chance; whoever chose to object does.
#[test]
fn the_trace_says_why() {
    let (plan, society) = (listing(&["review.window_days=20"]), usual(&["objecting.peers=0.3"]));
    let scenario = scenario(&society, &plan, 12);
    let whole = run(&scenario, &Threads(2));
    let (mut weighed, mut chosen) = (0, 0);
    for block in 0..society.blocks() {
        let mut trace = Trace::everyone();
        glasshouse_engine::replay(&scenario, &whole.exchange, block, &mut trace);
        let filed: BTreeSet<StoryId> =
            trace.entries.iter().filter(|e| matches!(e.link, Link::Objection { .. })).map(|e| e.cause).collect();
        for entry in &trace.entries {
            let Link::Weighing { objects, parts: [gain, effort, fear, peers], chance, .. } = entry.link else {
                continue;
            };
            let want = 1000.0 * math::logistic(f64::from(gain - effort - fear + peers) / 500.0);
            assert!((f64::from(chance) - want).abs() < 1.5, "{entry:?}");
            assert_eq!(effort, 2000, "all are poor");
            assert!(objects || !filed.contains(&entry.cause), "{entry:?}");
            weighed += 1;
            chosen += i64::from(objects);
        }
        assert!(trace.entries.iter().any(|e| matches!(e.link, Link::Weighing { parts: [.., peers], .. } if peers > 0)));
    }
    let counted = [Metric::ObjectingWeighed, Metric::ObjectingChosen].map(|metric| total(&whole.series, metric));
    assert_eq!([weighed, chosen], counted);
    assert!(chosen > 10 && total(&whole.series, Metric::Objections) <= chosen);
}
