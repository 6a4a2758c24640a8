//! Looks at everyone, averaged earnings, and officers who take their time: each changes its number when it is taken
//! away, is the same by steps and by passes, and is told where it is written wrongly.
#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, Run, Sequential, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use glasshouse_testing::{Threads, county, plan, run, scenario, total};
use glasshouse_text::Code;
use std::ops::ControlFlow;

const LISTS: &str = include_str!("rulebooks/lists.toml");
/// Lines after which further keys go: of the courts' channel, and of the review.
const COURT: &str = "delay_days_mean = 20\n";
const REVIEW: &str = "at_deadline = \"waits\"\n";

const SCREEN: &str = "screen = { every_months = 6, within_days = 180, false_look = 0.01 }\n";
const AVERAGES: &str =
    "averages = { every_months = 12, averaged = true, benefit = 530, free_area = 100, taper = 0.5, least = 0 }\n";
const DESK: &str = "desk = { takes = \"exponential\", open = \"weekdays\", patience_days = 30 }\n";

fn with(line: &str, added: &str) -> Plan {
    plan(LISTS, &[(line, format!("{line}{added}").as_str())])
}

fn of(series: &Series, metric: Metric) -> i64 {
    series.total(series.layout.of(metric, 0), 0)
}

fn earners(people: u32) -> Society {
    let text = glasshouse_society::builtin_text("benefit-claimants").unwrap();
    Society::compile("benefit-claimants", text.as_bytes(), &[], Some(people), None).society.unwrap()
}

#[test]
fn a_look_reports_those_who_did_it_and_a_share_of_those_who_did_not() {
    let society = county(20_000);
    let watched = run(&scenario(&society, &with(COURT, ""), 24), &Threads(2));
    let looked = run(&scenario(&society, &with(COURT, SCREEN), 24), &Threads(2));
    let alarms = |run: &Run| of(&run.series, Metric::FalseAlarms) as f64;
    // Three looks, 0.9 of everyone in view. Those who did it are no false alarms; a few could not have.
    let expected = alarms(&watched) + 3.0 * 20_000.0 * 0.9 * 0.01;
    assert!((alarms(&looked) / expected - 1.0).abs() < 0.15, "{} of {expected}", alarms(&looked));
    let seen = of(&looked.series, Metric::Observations) - of(&looked.series, Metric::FalseAlarms);
    assert!(seen > 0, "some did it");
    let blind = with(COURT, &SCREEN.replace("within_days = 180", "within_days = 0"));
    let blind = run(&scenario(&society, &blind, 24), &Threads(2));
    assert_eq!(of(&blind.series, Metric::Observations), of(&blind.series, Metric::FalseAlarms));
}

#[test]
fn averaging_makes_debts_that_nobody_owes() {
    let society = earners(5_000);
    let text = glasshouse_rulebook::builtin("robodebt-2015").unwrap();
    let averaged = run(&scenario(&society, &plan(text, &[]), 14), &Threads(2));
    let earned = run(&scenario(&society, &plan(text, &[("averaged = true", "averaged = false")]), 14), &Threads(2));
    assert!(of(&averaged.series, Metric::FalseAlarms) > 500, "a fifth of all are alleged a debt");
    assert!(of(&averaged.series, Metric::Alleged) > 1_000_000);
    assert_eq!([Metric::FalseAlarms, Metric::Alleged].map(|m| of(&earned.series, m)), [0, 0]);
}

#[test]
fn officers_who_take_their_time_make_people_wait_and_give_up() {
    let society = county(20_000);
    let metrics = [Metric::ReviewBegun, Metric::ReviewWaited, Metric::ReviewWait, Metric::ReviewGivenUp];
    let count = |added: &str| {
        let slow = plan(LISTS, &[(REVIEW, format!("{REVIEW}{added}").as_str()), ("officers = 3", "officers = 1")]);
        let run = run(&scenario(&society, &slow, 24), &Threads(2));
        (metrics.map(|m| total(&run.series, m)), total(&run.series, Metric::Decisions))
    };
    let (even, decided) = count("");
    assert_eq!(even, [0; 4]);
    assert!(decided > 0);
    let slow = DESK.replace("desk = {", "desk = { ");
    let ([begun, waited, wait, given_up], _) = count(&slow);
    assert!(begun > 0 && waited > 0 && wait > 0, "{begun} {waited} {wait} {given_up}");
    let patient = DESK.replace(", patience_days = 30", "");
    assert_eq!(count(&patient).0[3], 0, "nobody gives up without a limit to patience");
}

/// What is drawn by person and look, and what the office does, must not depend on how blocks are gone through.
#[test]
fn steps_and_passes_give_the_same_bits() {
    let society = county(9_000);
    let both = plan(
        LISTS,
        &[(COURT, format!("{COURT}{SCREEN}{AVERAGES}").as_str()), (REVIEW, format!("{REVIEW}{DESK}").as_str())],
    );
    let scenario = scenario(&society, &both, 14);
    let steps = run(&scenario, &Threads(2));
    let passes = run_by_passes(&scenario, &Sequential, &Alone, true, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(steps.series, passes.series);
    assert_eq!(steps.ends, passes.ends);
    assert!(of(&steps.series, Metric::FalseAlarms) > 0 && total(&steps.series, Metric::ReviewBegun) > 0);
}

#[test]
fn what_is_written_wrongly_is_told_where_it_stands() {
    for (line, added, code, at) in [
        (COURT, SCREEN.replace("every_months = 6", "every_months = 0"), Code::OutOfBounds, "0"),
        (COURT, SCREEN.replace("false_look = 0.01", "false_look = 1.5"), Code::OutOfBounds, "1.5"),
        (COURT, SCREEN.replace(", false_look = 0.01", ""), Code::MissingKey, "{ every_months = 6, within_days = 180 }"),
        (COURT, AVERAGES.replace("taper = 0.5", "tapper = 0.5"), Code::UnknownKey, "tapper"),
        (REVIEW, DESK.replace("exponential", "exponental"), Code::NotAChoice, "\"exponental\""),
        (REVIEW, DESK.replace("patience_days = 30", "patience_days = 0"), Code::OutOfBounds, "0"),
        (REVIEW, DESK.replace("patience_days = 30", "cv = 2"), Code::OutOfBounds, "2"),
    ] {
        let text = LISTS.replacen(line, &format!("{line}{added}"), 1);
        let checked = glasshouse_rulebook::check("test.toml", text.as_bytes(), &[]);
        let found: Vec<(Code, &str)> = checked
            .diagnostics
            .iter()
            .map(|d| (d.code, d.span.clone().and_then(|s| text.get(s)).unwrap_or_default()))
            .collect();
        assert!(checked.plan.is_none() && found.contains(&(code, at)), "{added}: {found:?}");
    }
    let text = glasshouse_society::builtin_text("benefit-claimants").unwrap();
    let more = text.replacen(
        "share = { value = 0.1, assumed = { range = [0.02, 0.3]",
        "share = { value = 0.9, assumed = { range = [0.02, 0.95]",
        1,
    );
    let checked = Society::compile("more", more.as_bytes(), &[], None, None);
    assert!(checked.society.is_none() && checked.diagnostics.iter().any(|d| d.code == Code::OutOfBounds));
}
