//! Reports that come without a number: who gets the record is who shares what the report says, or whose weight is
//! highest; each form changes its number when it is switched off.

#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, Sequential, replay, run_by_passes};
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Link, Origin, Side, Trace};
use glasshouse_model::{Detail, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use glasshouse_testing::{Backwards, Threads, plan, run, scenario, total};
use std::ops::ControlFlow;

/// A register to which every report comes without a number.
const LINKAGE: &str = include_str!("../../../validation/linkage.rulebook.toml");

fn by_details(details: &str) -> Plan {
    let from = LINKAGE.find("[channel.linkage]").unwrap_or(LINKAGE.len());
    let text =
        LINKAGE[..from].replace("identity = \"linkage\"", &format!("identity = \"details\"\ndetails = {details}"));
    plan(&text, &[])
}

fn plain(people: u32) -> Society {
    let text = include_bytes!("../../../validation/plain.society.toml");
    Society::compile("plain", text, &[], Some(people), None).society.unwrap()
}

#[test]
fn records_go_to_people_who_share_what_the_report_says() {
    let society = plain(9_000);
    let details = [Detail::Sex, Detail::BirthYear];
    let plan = by_details("[\"sex\", \"birth_year\"]");
    let scenario = scenario(&society, &plan, 6);
    let exchange = run(&scenario, &Sequential).exchange;
    let mut wrong = 0;
    for block in 0..society.blocks() {
        let mut trace = Trace::everyone();
        replay(&scenario, &exchange, block, &mut trace);
        for entry in &trace.entries {
            let Link::Award { side: Side::Record, origin: Origin::Misattributed { by }, .. } = entry.link else {
                continue;
            };
            wrong += 1;
            assert!(society.alike(by, &details).contains(&entry.person), "{by} {}", entry.person);
            assert_eq!(society.district(by), society.district(entry.person));
        }
    }
    // Five or six others share them in a district of 1,000: five reports in six go wrong.
    let (reports, wrong) = (total(&run(&scenario, &Sequential).series, Metric::Observations), f64::from(wrong));
    assert!(wrong > 0.8 * reports as f64 && wrong < 0.95 * reports as f64, "{wrong} of {reports}");
}

#[test]
fn the_more_is_said_the_fewer_records_go_wrong() {
    let society = plain(9_000);
    let wrong = |details: &str| {
        let plan = by_details(details);
        total(&run(&scenario(&society, &plan, 6), &Threads(2)).series, Metric::Misattributed)
    };
    let [sex, year, date] =
        ["[\"sex\"]", "[\"sex\", \"birth_year\"]", "[\"name\", \"sex\", \"birth_date\"]"].map(wrong);
    assert!(sex > year && year > 50 * date.max(1), "{sex} {year} {date}");
}

#[test]
fn the_highest_weight_gets_the_record_and_a_high_threshold_loses_reports() {
    let society = plain(9_000);
    let of = |changes: &[(&str, &str)], metric| {
        let plan = plan(LINKAGE, changes);
        total(&run(&scenario(&society, &plan, 6), &Threads(2)).series, metric)
    };
    let at = |threshold: &'static str| [("threshold = 0", threshold)];
    let (low, high) = (at("threshold = 6"), at("threshold = 14"));
    assert!(of(&low, Metric::Misattributed) > of(&high, Metric::Misattributed));
    assert!(of(&low, Metric::Unlinked) < of(&high, Metric::Unlinked));
    // Every report becomes a record of somebody, or is lost.
    let sum = of(&low, Metric::Records) + of(&low, Metric::Unlinked);
    assert_eq!(sum, of(&low, Metric::ReportsCompared), "reports of the last days have come in as well");
    assert_eq!(of(&[("identity_error = 1", "identity_error = 0")], Metric::Misattributed), 0);
    // Whom the register does not hold can only be linked to somebody else.
    let all = of(&[low[0], ("registered = 0.8", "registered = 1")], Metric::Misattributed);
    assert!(all < of(&low, Metric::Misattributed));
}

#[test]
fn no_order_of_work_changes_a_bit() {
    let society = plain(9_000);
    for plan in [plan(LINKAGE, &[("threshold = 0", "threshold = 8")]), by_details("[\"sex\", \"birth_month\"]")] {
        let scenario = scenario(&society, &plan, 4);
        let first: Vec<i64> = run(&scenario, &Sequential).series.numbers().collect();
        for series in [run(&scenario, &Backwards).series, run(&scenario, &Threads(3)).series] {
            assert!(series.numbers().eq(first.iter().copied()));
        }
        let passed = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(()));
        assert!(passed.unwrap().series.numbers().eq(first.iter().copied()));
        assert!(society.blocks() > 1 && society.district(PersonId(4_095)).end > 4_096, "a district crosses blocks");
    }
}
