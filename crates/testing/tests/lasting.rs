//! Acts that go on, and clocks that wait for their end.

#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_audit::recount;
use glasshouse_engine::{Run, replay};
use glasshouse_metrics::Metric;
use glasshouse_model::Lang;
use glasshouse_model::trace::{Link, Trace};
use glasshouse_rulebook::Plan;
use glasshouse_society::{Society, builtin_text};
use glasshouse_testing::{Threads, plan, run, scenario, suining, total};

const PEOPLE: u32 = 16_000;

/// Half of what is not paid is paid within a year, and a fifth not for three.
const LASTS: &str = "lasts = { days = 500, drawn = \"exponential\" }";

/// The county, where missed payments go on as some text says.
fn county(lasts: &str) -> Society {
    let text = builtin_text("suining-county").map(str::to_owned).unwrap_or_default();
    let kind = "act = \"debt.loan_missed\"\n";
    assert!(text.contains(kind));
    let lasts = lasts.replace("lasts = {", "lasts = { source = \"cards2014\", ");
    let text = text.replacen(kind, &format!("{kind}{lasts}\n"), 1);
    let checked = Society::compile("county.toml", text.as_bytes(), &[], Some(PEOPLE), None);
    let said: Vec<&str> = checked.diagnostics.iter().map(|d| d.message(Lang::En)).collect();
    checked.society.unwrap_or_else(|| panic!("{said:#?}"))
}

/// Suining, whose retention of missed payments runs from a day.
fn clocked(clock: &str) -> Plan {
    let change = format!("indicator.loan-missed.clock={clock}");
    // The rulebook's own clock is the finding, and a change that changes nothing is refused.
    let changes: &[&str] = if clock == "determination" { &[] } else { &[&change] };
    suining(&[changes, &["review.enabled=true"]].concat())
}

fn lived(lasts: &str, clock: &str) -> Run {
    run(&scenario(&county(lasts), &clocked(clock), 84), &Threads(2))
}

fn returned(run: &Run) -> i64 {
    total(&run.series, Metric::PointsReturned)
}

/// The later the clock starts the fewer points return, and none of an act that goes on.
#[test]
fn a_clock_from_the_end_returns_points_later() {
    let [act, record, end] = ["event", "determination", "end"].map(|clock| returned(&lived(LASTS, clock)));
    assert!(act >= record && record > end && end > 0, "{act} {record} {end}");
    let never = returned(&lived("lasts = { days = 20000 }", "event"));
    assert!(never < act, "{never} {act}");
    // An act that takes a day has one clock for both.
    let (day, at_once) = (lived("", "end"), lived("", "event"));
    assert_eq!((&day.series, &day.ends), (&at_once.series, &at_once.ends));
    assert_eq!(lived("lasts = { days = 0 }", "end").series, day.series);
}

/// The register and the debtors of the study: each clock returns fewer points than the one before.
#[test]
fn the_study_tells_clocks_apart() {
    let (register, debtors) =
        (include_str!("../../../studies/lasting/register.toml"), include_str!("../../../studies/lasting/debtors.toml"));
    let checked = Society::compile("debtors.toml", debtors.as_bytes(), &[], Some(4000), None);
    let society = checked.society.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics));
    let by = |clock: &str| {
        let plan = plan(register, &[("clock = \"determination\"", &format!("clock = \"{clock}\""))]);
        returned(&run(&scenario(&society, &plan, 60), &Threads(2)))
    };
    let [act, record, end] = ["event", "determination", "end"].map(by);
    assert!(act > record && record > end && end > 0, "{act} {record} {end}");
}

/// Records wait for the end of the act in the file of the person, and the recount agrees on every day.
#[test]
fn the_recount_waits_for_the_end_too() {
    let (society, plan) = (county("lasts = { days = 900, drawn = \"lognormal\", cv = 0.5 }"), clocked("event"));
    let scenario = scenario(&society, &plan, 84);
    let run = run(&scenario, &Threads(2));
    let mut trace = Trace::everyone();
    replay(&scenario, &run.exchange, 0, &mut trace);
    let (mut waited, mut long) = (0, 0);
    for entry in &trace.entries {
        if let Link::Award { act_day, act_end, until: Some(until), .. } = entry.link {
            assert!(until >= act_end, "{entry:?}");
            long += i32::from(act_end > act_day);
            waited += i32::from(until == act_end);
        }
    }
    assert!(long > 50 && waited > 10, "{long} {waited}");
    let first = scenario.first_day();
    for slot in 0..1500 {
        let person = glasshouse_model::PersonId(slot);
        let found = recount(&plan, &trace.entries, person, first, 84).findings;
        assert!(found.is_empty(), "{person:?}: {found:?}");
    }
}
