//! How people keep away: evasion takes records and services as declared and nothing else, ties are cut and formed as
//! declared, and both are the same however the work is dealt.
#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::ActKind;
use glasshouse_rulebook::{Plan, none};
use glasshouse_society::Society;
use glasshouse_testing::{Backwards, Threads, county_with, run, scenario, series, suining, total};
use std::ops::ControlFlow;

/// The county with evasion and moving ties, at the parameters that the model usually has.
const MORE: &str = r#"
[evasion]
services = ["apply.loan", "apply.licence"]
per_record = 0.3
cost = 1
service_value = 1
exit = 0.2
noise = 0.5
source = "here"
[evasion.hidden]
register = 0.6
patrol = 0.6
complaint = 0.6
source = "here"

[keeping]
cut = 0.02
stigma = 1.2
kin = 1
form = 0.08
shun = 0.5
unpunished = 0.4
unlike = 0.5
source = "here"

[sources.here]
kind = "scholarship"
title = { en = "Set by the test", zh = "由测试设定" }
held = "text"
"#;

/// Nobody evades.
const IN_SIGHT: [&str; 2] = ["evasion.cost=10", "evasion.noise=0"];

/// All who may know one another do, for good.
const SETTLED: [&str; 3] = ["keeping.cut=0", "keeping.form=1", "keeping.unlike=0"];

fn society(more: &str, changes: &[&str]) -> Society {
    county_with(more, changes, 9000)
}

fn of(series: &Series, metric: Metric, month: usize) -> i64 {
    series.value(month, series.layout.at(metric), 0)
}

fn judgments() -> Plan {
    let text = glasshouse_rulebook::builtin("judgment-defaulters").unwrap_or_default();
    let checked = glasshouse_rulebook::check("judgment-defaulters", text.as_bytes(), &[]);
    checked.plan.unwrap_or_else(|| panic!("judgment-defaulters does not load"))
}

/// Every column of `less` is the same in `more`.
fn assert_same_but_for_new_columns(less: &Series, more: &Series) {
    for (column, what) in less.layout.columns.iter().enumerate() {
        let same = more.layout.columns.iter().position(|c| c == what).unwrap_or_else(|| panic!("{what:?} is missing"));
        for month in 0..less.n_months() {
            assert_eq!(more.value(month, same, 0), less.value(month, column, 0), "{what:?}");
        }
    }
}

/// Where nobody evades and no tie is ever cut, all is as it is without the tables.
#[test]
fn what_nobody_does_changes_nothing() {
    let plan = suining(&[]);
    let idle: Vec<&str> = IN_SIGHT.into_iter().chain(SETTLED).collect();
    let (with, without) = (series(&plan, &society(MORE, &idle), 8), series(&plan, &society("", &[]), 8));
    assert_same_but_for_new_columns(&without, &with);
    assert_eq!(of(&with, Metric::Evading, 7), 0);
    assert!(of(&with, Metric::Ties, 7) > 9000 * 8);
    assert_eq!([Metric::TiesCut, Metric::TiesFormed, Metric::TiesLost].map(|m| total(&with, m)), [0; 3]);
}

/// All months together, one block after the other, backwards and on threads: the same bits.
#[test]
fn it_is_the_same_however_it_runs() {
    let plan = suining(&[]);
    let society = society(MORE, &["behaviour.conformity=0.4"]);
    let scenario = scenario(&society, &plan, 7);
    let all = run(&scenario, &Threads(3));
    let passes = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(())).unwrap();
    for other in [run(&scenario, &Backwards), passes] {
        assert_eq!(all.series, other.series);
        assert_eq!(all.ends, other.ends);
    }
    assert!(of(&all.series, Metric::Evading, 6) > 0 && of(&all.series, Metric::TiesCut, 6) > 0);
}

/// Evading that hides nothing and costs no service leaves every record; the more it hides, the fewer there are; and what
/// is forgone is what is withheld of the services, and of nothing else that people need.
#[test]
fn evading_takes_records_and_services() {
    let plan = suining(&[]);
    let hiding = |share: &str| {
        let set = ["register", "patrol", "complaint"].map(|sort| format!("evasion.hidden.{sort}={share}"));
        let mut changes: Vec<&str> = set.iter().map(String::as_str).chain(SETTLED).collect();
        changes.extend(["evasion.cost=0", "evasion.service_value=0", "evasion.exit=0"]);
        series(&plan, &society(MORE, &changes), 12)
    };
    let all = series(&plan, &society("", &[]), 12);
    let [nothing, some, everything] = ["0", "0.5", "1"].map(hiding);
    let people = of(&all, Metric::People, 11);
    assert!(2 * of(&nothing, Metric::Evading, 11) > people);
    let records = |series: &Series| total(series, Metric::Observations) - total(series, Metric::FalseAlarms);
    assert_eq!(records(&nothing), records(&all));
    assert!(records(&some) < records(&all) && records(&everything) * 2 < records(&some));
    let withheld = |service: &str| {
        let kind = ActKind::parse(service).map_or(0, |kind| kind.0);
        nothing.total(nothing.layout.of(Metric::Withheld, kind), 0)
    };
    let forgone = total(&nothing, Metric::Forgone);
    assert!(forgone > 0);
    assert_eq!(withheld("apply.loan") + withheld("apply.licence"), forgone);
    assert_eq!(withheld("apply.school"), 0);
}

/// Where no channel watches, nobody evades.
#[test]
fn nobody_evades_nothing() {
    let free = series(&none(), &society(MORE, &["evasion.cost=0", "evasion.service_value=0"]), 6);
    assert_eq!((of(&free, Metric::Evading, 5), total(&free, Metric::EvasionWeighed)), (0, 0));
}

/// Without a regime no tie is lost. Under one, ties that are here are in the baseline too, so that those lost are the
/// difference; only pairs with listed people lose; and where stigma and shunning are 0, none do.
#[test]
fn only_listings_cost_ties() {
    let at_end = |plan: &Plan, changes: &[&str]| {
        let changes: Vec<&str> = IN_SIGHT.iter().chain(changes).copied().collect();
        let series = series(plan, &society(MORE, &changes), 24);
        [Metric::Ties, Metric::BaselineTies, Metric::TiesLost].map(|metric| of(&series, metric, 23))
    };
    let [here, baseline, lost] = at_end(&judgments(), &[]);
    assert!(lost > 20 && baseline - here == lost, "{here} {baseline} {lost}");
    let [.., lost] = at_end(&judgments(), &["keeping.stigma=0", "keeping.shun=0"]);
    assert_eq!(lost, 0);
    let [here, baseline, lost] = at_end(&none(), &[]);
    assert_eq!((here, lost), (baseline, 0));
}

/// Where nothing weighs on pairs, as many ties form as are cut: they begin as they would come to be.
#[test]
fn ties_begin_where_they_settle() {
    let series = series(&none(), &society(MORE, &["keeping.kin=0", "keeping.unlike=0"]), 24);
    let pairs = series.layout.columns_of(Metric::TiePairs).start;
    let tied = series.layout.columns_of(Metric::TiedPairs).start;
    for month in [0, 23] {
        let share = series.value(month, tied, 0) as f64 / series.value(month, pairs, 0) as f64;
        assert!((share - 0.8).abs() < 0.01, "{share}");
    }
    let moved = [Metric::TiesCut, Metric::TiesFormed].map(|metric| total(&series, metric));
    assert!(moved[0] > 20_000 && (moved[0] - moved[1]).abs() * 20 < moved[0], "{moved:?}");
}
