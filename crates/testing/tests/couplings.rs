//! The step between exchanges changes when decisions are served, and nothing else.

use glasshouse_engine::{Alone, Coupling, Scenario, Sequential, run_by_passes};
use glasshouse_metrics::Metric;
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::Identity;
use glasshouse_testing::{Threads, county, run, scenario, suining, together, total};
use std::ops::ControlFlow;

const CONTINUE: ControlFlow<()> = ControlFlow::Continue(());

#[test]
fn without_review_the_step_does_not_matter() {
    let society = county(20_000);
    let plan = astray(suining(&[]), 0.05);
    let base = scenario(&society, &plan, 24);
    let series = |coupling| run(&Scenario { coupling, ..base }, &Threads(2)).series;
    let week = series(Coupling::Week);
    assert!(total(&week, Metric::Misattributed) > 50);
    assert_eq!(week, series(Coupling::Month));
    assert_eq!(week, series(Coupling::Day));
}

/// A plan in which so many reports reach the wrong dossier.
fn astray(mut plan: Plan, error: f64) -> Plan {
    for channel in &mut plan.channels {
        channel.identity = Identity::NationalId { error: glasshouse_model::Chance::from_f64(error) };
    }
    plan
}

/// Step by step and by passes give the same bits, with the office and without.
#[test]
fn passes_give_the_same_bits_as_steps() {
    let society = county(30_000);
    let plan = astray(suining(&["review.enabled=true"]), 0.5);
    let alone = astray(suining(&[]), 0.2);
    let steps = run(&scenario(&society, &alone, 18), &Threads(2));
    let passes = run_by_passes(&scenario(&society, &alone, 18), &Threads(2), &Alone, true, &mut |_| CONTINUE);
    let passes = passes.map_err(|_| "nobody stopped it").unwrap();
    assert_eq!((&steps.exchange, &steps.series, &steps.ends), (&passes.exchange, &passes.series, &passes.ends));
    for coupling in [Coupling::Month, Coupling::Week] {
        let scenario = Scenario { coupling, ..scenario(&society, &plan, 36) };
        let steps = run(&scenario, &Threads(2));
        let mut reports = Vec::new();
        let passes = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |months| {
            reports.push(months);
            std::ops::ControlFlow::Continue(())
        });
        let passes = passes.map_err(|_| "nobody stopped it").unwrap();
        assert!(total(&steps.series, Metric::Misattributed) > 100);
        assert!(total(&steps.series, Metric::Corrected) > 0);
        assert_eq!(steps.exchange, passes.exchange);
        assert_eq!(steps.series, passes.series);
        assert_eq!(steps.ends, passes.ends);
        assert_eq!(steps.households, passes.households);
        assert!(reports.len() > 2, "decisions must have made blocks run again: {reports:?}");
        for run in
            together(3, |ranks| run_by_passes(&scenario, &Sequential, ranks, true, &mut |_| ControlFlow::Continue(())))
        {
            let run = run.map_err(|_| "nobody stopped it").unwrap();
            assert_eq!((&run.exchange, &run.series, &run.ends), (&steps.exchange, &steps.series, &steps.ends));
            assert_eq!(run.households, steps.households);
        }
    }
}

/// Where one process is stopped, none goes on.
#[test]
fn all_stop_together() {
    let society = county(30_000);
    let plan = suining(&[]);
    let scenario = scenario(&society, &plan, 3);
    let stopped = together(3, |ranks| {
        let stops = ranks.rank() == 1;
        let progress = &mut |_| if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        run_by_passes(&scenario, &Sequential, ranks, false, progress).is_err()
    });
    assert_eq!(stopped, [true; 3]);
}
