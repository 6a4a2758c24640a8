//! Runs as a library caller makes them: stored, stopped, resumed, read back.

#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_metrics::{METRICS, Series};
use glasshouse_model::Group;
use glasshouse_study::bundle::Stored;
use glasshouse_study::run::{Outcome, Progress, run};
use glasshouse_study::spec::{Coupling, Prepared, RunSpec};
use glasshouse_study::{Failure, Pool, headlines, numbers, read, report, source, verify};
use std::ops::ControlFlow;
use std::path::Path;

fn prepared(people: u32, months: u32, replicates: u32) -> Prepared {
    let spec = RunSpec {
        regime: source::find_regime("suining-2010").unwrap(),
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
    };
    spec.prepare().unwrap()
}

fn go(prepared: &Prepared, threads: usize, target: &Path) -> Outcome {
    run(prepared, &Pool::new(threads).unwrap(), target, false, &mut |_| ControlFlow::Continue(())).unwrap()
}

#[test]
fn what_is_stored_is_what_was_computed() {
    let scratch = tempfile::tempdir().unwrap();
    let prepared = prepared(5000, 5, 2);
    let outcome = go(&prepared, 2, &scratch.path().join("a"));
    let stored = Stored::open(&outcome.stored.path).unwrap();
    stored.check_files().unwrap();
    assert_eq!(stored.file, outcome.stored.file);
    assert_eq!(stored.headlines().unwrap(), outcome.headlines);
    let rows = read::metrics(&stored).unwrap();
    for (replicate, rows) in rows.iter().enumerate() {
        let scenario = prepared.scenario(replicate as u32);
        let fresh =
            glasshouse_engine::run(&scenario, &glasshouse_engine::Sequential, &mut |_| ControlFlow::Continue(()));
        let fresh: Series = fresh.unwrap().series;
        assert_eq!(*rows, numbers::rows(&fresh).collect::<Vec<_>>());
        let digest = numbers::digest(rows.iter()).to_hex().to_string();
        assert_eq!(stored.file.replicate_digests[replicate], digest);
    }
    let series = report::series(&stored).unwrap();
    let people = series.iter().find(|r| r.metric == "people" && r.attribute == "all").unwrap();
    assert!(people.months.iter().all(|m| m.value() == Some(5000.0)));
    assert!(series.iter().all(|r| METRICS.iter().any(|m| m.name == r.metric)));
}

#[test]
fn every_group_has_a_name_that_reads_back() {
    for group in Group::each() {
        let (attribute, level) = group.names();
        assert_eq!(read::group(attribute, level), Some(group));
    }
    assert_eq!(read::group("sex", "unknown"), None);
}

#[test]
fn a_stopped_run_resumes_to_the_same_bundle_and_only_to_its_own() {
    let scratch = tempfile::tempdir().unwrap();
    let pool = Pool::new(2).unwrap();
    let prepared = prepared(3000, 4, 3);
    let target = scratch.path().join("stopped");
    let mut stop = |step: Progress| match step {
        Progress::Months { replicate: 1, done: 2, .. } => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let Err(Failure::Interrupted { done, of, .. }) = run(&prepared, &pool, &target, false, &mut stop) else {
        panic!("it did not stop")
    };
    assert_eq!((done, of), (1, 3));
    assert!(!target.exists());
    let mut taken = Vec::new();
    let mut watch = |step: Progress| {
        if let Progress::Taken { replicate } = step {
            taken.push(replicate);
        }
        ControlFlow::Continue(())
    };
    let resumed = run(&prepared, &pool, &target, true, &mut watch).unwrap();
    assert_eq!(taken, [0]);
    let whole = go(&prepared, 1, &scratch.path().join("whole"));
    assert_eq!(resumed.stored.file, whole.stored.file);
    assert_eq!(resumed.headlines, whole.headlines);
    let again = run(&prepared, &pool, &target, true, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(again, Err(Failure::Usage(_))));
}

#[test]
fn a_bundle_runs_again_from_what_lies_in_it() {
    let scratch = tempfile::tempdir().unwrap();
    let outcome = go(&prepared(2500, 3, 2), 2, &scratch.path().join("a"));
    let again = verify::respecify(&outcome.stored).unwrap().prepare().unwrap();
    let copy = go(&again, 1, &scratch.path().join("b"));
    assert_eq!(copy.stored.file, outcome.stored.file);
    let verified = verify::verify(&copy.stored, &Pool::new(1).unwrap(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    assert!(verified.identical && verified.differing.is_empty());
}

#[test]
fn no_review_means_no_share_of_corrections() {
    let (plan, society) = (glasshouse_testing::suining(&[]), glasshouse_testing::county(1500));
    let scenario = glasshouse_testing::scenario(&society, &plan, 3);
    let run = glasshouse_testing::run(&scenario, &glasshouse_engine::Sequential);
    let found = headlines::of(&plan, scenario.first_day(), &[run.series]);
    assert_eq!(found.corrected_percent.value(), None);
    assert_eq!(found.grades.len(), plan.grading.map_or(0, |g| g.grades.len()));
    assert_eq!(found.grades_on.as_deref(), Some("2010-03-31"));
}

/// Where people go by everyone around and conformity is strong, the run tells the two levels apart and gives no mean
/// over them; where it is weak, nothing is said of levels.
#[test]
fn several_levels_are_told_apart_and_not_averaged() {
    let scratch = tempfile::tempdir().unwrap();
    let with = |strength: &str| {
        let set = [
            "society.behaviour.conform_to=neighbourhood",
            "society.act.petition-lawful.rate=2",
            "society.act.petition-lawful.accepted=0.02",
            strength,
        ];
        let spec = RunSpec { set: set.map(String::from).to_vec(), ..prepared(3000, 10, 2).spec };
        spec.prepare().unwrap()
    };
    let strong = with("society.behaviour.conformity=2");
    let codes: Vec<String> = strong.warnings.iter().flat_map(|f| &f.diagnostics).map(|d| d.code.to_string()).collect();
    assert_eq!(codes, ["GH0303"]);
    let found = go(&strong, 2, &scratch.path().join("strong")).headlines;
    let levels = found.levels.unwrap();
    let [low, high] = [&levels.from_nobody, &levels.from_everybody].map(|l| l.per_1000.value().unwrap());
    assert_eq!((levels.replicates, levels.apart, levels.own_at_upper), (2, 2, 0));
    assert!(high > 5.0 * low, "{low} {high}");
    assert_eq!(found.expression_change_percent.value(), None);
    let weak = go(&with("society.behaviour.conformity=0.4"), 2, &scratch.path().join("weak")).headlines;
    assert!(weak.levels.is_none() && weak.expression_change_percent.value().is_some());
}
