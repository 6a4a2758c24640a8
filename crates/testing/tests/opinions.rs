//! Opinions are asked for and change nothing; what people are told of their neighbours moves them as far as declared.
#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::Alone;
use glasshouse_metrics::{Metric, Series};
use glasshouse_rulebook::{Patch, Plan, builtin, check};
use glasshouse_society::{Society, builtin_text};
use glasshouse_testing::{Threads, run, scenario, total};
use std::ops::ControlFlow;

fn plan(changes: &[&str]) -> Plan {
    let patches: Vec<Patch> = changes.iter().filter_map(|c| Patch::parse(c)).collect();
    let text = builtin("opinion-survey").unwrap_or_default();
    check("opinion-survey", text.as_bytes(), &patches).plan.unwrap_or_else(|| panic!("{changes:?}"))
}

fn society(changes: &[&str]) -> Society {
    let patches: Vec<Patch> = changes.iter().filter_map(|c| Patch::parse(c)).collect();
    let text = builtin_text("online-users").unwrap_or_default();
    let society = Society::compile("online-users", text.as_bytes(), &patches, Some(12_000), None).society;
    society.unwrap_or_else(|| panic!("{changes:?}"))
}

fn series(plan: &Plan, society: &Society) -> Series {
    run(&scenario(society, plan, 12), &Threads(2)).series
}

fn shares(series: &Series) -> [f64; 2] {
    let asked = total(series, Metric::Asked) as f64;
    [Metric::Approving, Metric::ApprovingTold].map(|m| total(series, m) as f64 / asked)
}

/// Asking and telling leave everything else as it is, down to the last count.
#[test]
fn nobody_acts_otherwise_for_being_asked() {
    let plan = plan(&[]);
    let [silent, all] = ["opinion.asked=0", "opinion.asked=1"].map(|asked| series(&plan, &society(&[asked])));
    assert_eq!((total(&silent, Metric::Asked), total(&all, Metric::Asked)), (0, 2 * 12_000));
    let of_opinion = |m: Metric| matches!(m, Metric::Asked | Metric::Approving | Metric::ApprovingTold);
    for (column, what) in all.layout.columns.iter().enumerate().filter(|(_, c)| !of_opinion(c.metric)) {
        for month in 0..12 {
            assert_eq!(silent.value(month, column, 0), all.value(month, column, 0), "{what:?}");
        }
    }
}

/// With nothing but the odds of anybody, the share who approve is that of the odds, and telling takes its factor.
#[test]
fn shares_follow_from_the_odds() {
    let flat = [
        "opinion.asked=1",
        "opinion.trust=1",
        "opinion.favoured=1",
        "opinion.burdened=1",
        "opinion.told=0.25",
        "opinion.told_penalised=1",
        "opinion.told_wrongly=1",
        "opinion.age.*=1",
        "opinion.place.*=1",
        "opinion.income_fifth.*=1",
        "opinion.education.*=1",
    ];
    let [before, told] = shares(&series(&plan(&[]), &society(&flat)));
    assert!((before - 0.8).abs() < 0.01 && (told - 0.5).abs() < 0.01, "{before} {told}");
}

/// The more neighbours a regime has penalised, the more approval telling costs it.
#[test]
fn those_told_of_more_approve_less() {
    let society = society(&["opinion.asked=1", "opinion.told=1", "opinion.told_penalised=0.01"]);
    let lost = |changes: &[&str]| {
        let [before, told] = shares(&series(&plan(changes), &society));
        before - told
    };
    let (few, many) = (lost(&["channel.bodies.hit_rate=0.2"]), lost(&["channel.bodies.hit_rate=1"]));
    assert!(0.0 < few && few < many, "{few} {many}");
}

#[test]
fn threads_and_passes_give_the_same_answers() {
    let (plan, society) = (plan(&[]), society(&[]));
    let scenario = scenario(&society, &plan, 12);
    let one = run(&scenario, &Threads(1)).series;
    assert!(total(&one, Metric::Approving) > 0);
    assert_eq!(one, run(&scenario, &Threads(5)).series);
    let go_on = &mut |_| ControlFlow::Continue(());
    let passes = glasshouse_engine::run_by_passes(&scenario, &Threads(2), &Alone, false, go_on);
    assert_eq!(Some(one), passes.ok().map(|run| run.series));
}
