//! Comparisons as a library caller makes them: paired, exact, stored, resumed.

#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_study::compare::{Arm, CompareSpec, PreparedCompare, Step, arms, compare, gap, read};
use glasshouse_study::run::Progress;
use glasshouse_study::source::{self, Document};
use glasshouse_study::spec::{Coupling, RunSpec};
use glasshouse_study::sweep::Cache;
use glasshouse_study::{Failure, Pool};
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::{CompareDoc, SwapCount};
use std::ops::ControlFlow;
use std::path::Path;

fn shared(people: u32, months: u32, replicates: u32) -> RunSpec {
    RunSpec {
        regime: source::find_regime("none").unwrap(),
        reforms: Vec::new(),
        set: Vec::new(),
        society: source::find_society("suining-county").unwrap(),
        people: Some(people),
        society_seed: None,
        seed: 11,
        months,
        replicates,
        coupling: Coupling::Month,
        keep: Vec::new(),
    }
}

fn prepared(arms: Vec<Arm>, shared: RunSpec, unpaired: bool) -> PreparedCompare {
    CompareSpec { arms, shared, unpaired, gaps: None }.prepare().unwrap()
}

fn named(regimes: &[&str], baseline: &str) -> Vec<Arm> {
    arms(&regimes.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>(), Some(baseline)).unwrap()
}

fn go(prepared: &PreparedCompare, target: &Path) -> CompareDoc {
    let pool = Pool::new(2).unwrap();
    compare(prepared, &[], "glasshouse compare", &pool, target, false, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Suining's rulebook with a measure that nobody can meet: the lowest possible score lies far above it.
fn with_an_idle_rule() -> Arm {
    let rule = "[[measure]]\nid = \"never\"\nlabel = { en = \"Never\", zh = \"从不\" }\n\
        agency = { en = \"Nobody\", zh = \"无人\" }\ndomain = \"employment.public\"\npolarity = \"sanction\"\n\
        source = \"xinhua\"\ngravity = 3\nwhen = \"score < -900000\"\non = [\"apply.licence\"]\ndelay_days = 0\n\
        enforcement = 1\nbite = 1\n\n[review]\n";
    let text = source::regime_text("suining-2010").unwrap().replacen("[review]\n", rule, 1);
    let regime = Document { name: "idle.toml".into(), bytes: text.into_bytes(), built_in: false };
    Arm { name: "idle".into(), regime, reform: None, set: Vec::new() }
}

#[test]
fn a_rule_that_never_fires_changes_nothing_for_anyone() {
    let scratch = tempfile::tempdir().unwrap();
    let mut arms = named(&["suining-2010", "suining-2010"], "suining-2010");
    arms.push(with_an_idle_rule());
    let doc = go(&prepared(arms, shared(6000, 18, 2), false), &scratch.path().join("idle"));
    assert!(doc.rows.iter().all(|row| !row.differs && row.cells.iter().all(|c| c.same)));
    let swap = &doc.swaps[0];
    assert!(swap.same_numbers && swap.largest.is_empty());
    assert_eq!((doc.swaps.len(), swap.compared.len()), (1, 3));
    for count in &swap.counts {
        assert_eq!((count.end_differs, count.only_first, count.only_second), (0, 0, 0));
        // The comparison is of people to whom something happens.
        assert!(count.both > 0);
        assert_eq!(count.both + count.neither, 6000);
    }
    let paths: Vec<&str> = doc.rules[0].differences.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(paths, ["measure.never"]);
}

#[test]
fn everyone_is_in_one_cell_of_the_matrix_and_differences_are_paired() {
    let scratch = tempfile::tempdir().unwrap();
    let harsher = "suining-2010+indicator.loan-missed.points=-90";
    let arms = named(&["none", "suining-2010", harsher], "none");
    let target = scratch.path().join("matrix");
    let doc = go(&prepared(arms, shared(6000, 24, 4), true), &target);
    assert_eq!(read(&target).unwrap(), doc);
    let swap = &doc.swaps[0];
    for count in &swap.counts {
        assert_eq!(count.both + count.only_first + count.only_second + count.neither, 6000);
    }
    assert!(swap.counts.iter().any(|c| c.only_second > 0) && !swap.same_numbers && !swap.largest.is_empty());
    // What the arms' own runs say is what the comparison says.
    let penalised = doc.rows.iter().find(|r| r.metric == "penalised").unwrap();
    for place in [1, 2] {
        let only = |c: &SwapCount| if place == 1 { c.only_first } else { c.only_second };
        let counted = swap.counts.iter().map(|c| f64::from(c.both + only(c))).sum::<f64>() / 4.0 / 6.0;
        assert!((penalised.cells[place].value.value().unwrap() - counted).abs() < 1e-9);
        assert_eq!(penalised.cells[place].difference, Some(penalised.cells[place].value.clone()));
    }
    // Behaviour hangs on luck that all arms share: independent replicates give far wider intervals.
    let misconduct = doc.rows.iter().find(|r| r.metric == "misconduct").unwrap();
    for cell in &misconduct.cells[1..] {
        assert!(matches!(cell.difference, Some(Estimate::Interval { mean, n: 4, .. }) if mean < 0.0), "{cell:?}");
        assert!(cell.width_ratio.is_some_and(|r| r > 1.5), "{cell:?}");
    }
}

#[test]
fn a_stopped_comparison_goes_on_to_the_same_document() {
    let scratch = tempfile::tempdir().unwrap();
    let pool = Pool::new(2).unwrap();
    let prepared = || prepared(named(&["none", "suining-2010"], "none"), shared(2500, 4, 3), false);
    let target = scratch.path().join("stopped");
    let mut stop = |step: Step| match step {
        Step { arm: 1, progress: Progress::Months { replicate: 1, done: 2, .. } } => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let stopped = compare(&prepared(), &[], "c", &pool, &target, false, &mut stop);
    let Err(Failure::Interrupted { done, of, .. }) = stopped else { panic!("it did not stop") };
    assert_eq!((done, of, target.exists()), (4, 6, false));
    let mut taken = Vec::new();
    let mut watch = |step: Step| {
        if let Progress::Taken { replicate } = step.progress {
            taken.push((step.arm, replicate));
        }
        ControlFlow::Continue(())
    };
    let resumed = compare(&prepared(), &[], "c", &pool, &target, true, &mut watch).unwrap();
    assert_eq!(taken, [(0, 0), (0, 1), (0, 2), (1, 0)]);
    let whole =
        compare(&prepared(), &[], "c", &pool, &scratch.path().join("whole"), false, &mut |_| ControlFlow::Continue(()));
    assert_eq!(resumed, whole.unwrap());
    let again = compare(&prepared(), &[], "c", &pool, &target, true, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(again, Err(Failure::Usage(_))));
    let left: Vec<_> = std::fs::read_dir(scratch.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn what_is_in_the_way_is_not_overwritten() {
    let scratch = tempfile::tempdir().unwrap();
    let target = scratch.path().join("thesis");
    std::fs::create_dir(&target).unwrap();
    std::fs::write(target.join("chapter"), "years of work").unwrap();
    let prepared = prepared(named(&["none", "suining-2010"], "none"), shared(300, 1, 1), false);
    let pool = Pool::new(1).unwrap();
    let refused = compare(&prepared, &[], "c", &pool, &target, false, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(Failure::Usage(_))));
    assert_eq!(std::fs::read_to_string(target.join("chapter")).unwrap(), "years of work");
    assert!(!scratch.path().join("thesis.partial").exists());
}

/// The parts of a gap and what is left add up to it, whatever the regime has; identity errors are told apart from
/// what the regime lacks.
#[test]
fn the_parts_of_a_gap_add_up_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let spec = RunSpec { regime: source::find_regime("suining-2010").unwrap(), ..shared(700, 5, 2) };
    let review = RunSpec { set: vec!["review.enabled=true".into()], ..spec.clone() };
    let (pool, cache) = (Pool::new(2).unwrap(), Cache::open(folder.path()).unwrap());
    let mut all = Vec::new();
    for (spec, parts) in [(&spec, 4), (&review, 5)] {
        let arm = spec.clone().prepare().unwrap();
        let doc = gap::split("a", &arm, &pool, &cache, &mut |_| ControlFlow::Continue(())).unwrap().unwrap();
        let sum: f64 = doc.parts.iter().filter_map(|p| p.part.value()).sum::<f64>() + doc.rest.value().unwrap();
        assert!((sum - doc.gap.value().unwrap()).abs() < 1e-9, "{doc:?}");
        assert_eq!(doc.parts.iter().filter(|p| p.changes > 0).count(), parts, "{doc:?}");
        for part in doc.parts.iter().filter(|p| p.changes > 0) {
            let value = part.part.value().unwrap();
            assert!(part.least <= value + 1e-9 && value <= part.most + 1e-9, "{part:?}");
        }
        all.push(doc);
    }
    // The gap is the one that a run reports.
    let headline = all[0].gap.value().unwrap();
    let target = folder.path().join("run");
    let arm = spec.prepare().unwrap();
    let run = glasshouse_study::run::run(&arm, &pool, &target, false, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(run.headlines.poorest_minus_richest.value(), Some(headline));
}
