//! Sweeps: the same bundle however often they stop, known answers through the whole path, claims with their
//! counter-examples.
#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_study::compare::values_of;
use glasshouse_study::spec::{Coupling, RunSpec};
use glasshouse_study::sweep::{
    Cache, Claim, Design, PreparedSweep, Share, Step, Subject, SweepSpec, analytic, share, sweep,
};
use glasshouse_study::{Failure, Pool, run, source};
use glasshouse_wire::sweep::SweepDoc;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

fn run_spec() -> RunSpec {
    RunSpec {
        regime: source::find_regime("suining-2010").unwrap(),
        reforms: Vec::new(),
        set: Vec::new(),
        society: source::find_society("suining-county").unwrap(),
        people: Some(1500),
        society_seed: None,
        seed: 3,
        months: 8,
        replicates: 1,
        coupling: Coupling::Week,
        keep: Vec::new(),
    }
}

fn spec(vary: &[&str], design: Design, points: u32) -> SweepSpec {
    SweepSpec {
        subject: Subject::Regime(Box::new(run_spec())),
        vary: vary.iter().map(|v| (*v).to_owned()).collect(),
        all_assumptions: false,
        design,
        points: Some(points),
        second_order: false,
        metrics: Vec::new(),
        claims: Vec::new(),
    }
}

fn go_on(_: Step) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Sweeps in a folder; also how many runs were taken from the cache.
fn done(prepared: &PreparedSweep, folder: &Path, threads: usize) -> (SweepDoc, u64) {
    let cache = Cache::open(&folder.join("cache")).unwrap();
    let mut taken = 0;
    let mut watch = |step: Step| {
        taken = taken.max(step.taken);
        go_on(step)
    };
    let doc = sweep(prepared, &Pool::new(threads).unwrap(), &cache, &folder.join("bundle"), &mut watch).unwrap();
    (doc, taken)
}

/// Runs one share in a folder: how many runs it is, and how many of them were taken.
fn shared(prepared: &PreparedSweep, folder: &Path, number: usize, of: usize) -> (u64, u64) {
    let cache = Cache::open(&folder.join("cache")).unwrap();
    let share = Share { number, of };
    let done = share::run_share(prepared, &Pool::new(2).unwrap(), &cache, share, &mut go_on).unwrap();
    (done.runs, done.taken)
}

/// Every file of a bundle with its content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn shares_end_in_the_same_bytes() {
    let (whole, parts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut spec = spec(&["channel.traffic-police.hit_rate", "society.behaviour.phi"], Design::Lhs, 7);
    spec.claims = vec!["penalised > penalised@none + 20".to_owned()];
    let prepared = spec.prepare().unwrap();
    let (doc, _) = done(&prepared, whole.path(), 2);
    let runs: Vec<(u64, u64)> = (0..3).map(|number| shared(&prepared, parts.path(), number, 3)).collect();
    assert_eq!(runs, [(5, 0), (5, 0), (4, 0)]);
    assert_eq!(shared(&prepared, parts.path(), 1, 3), (5, 5), "a share that was done is taken");
    let (again, taken) = done(&prepared, parts.path(), 1);
    assert_eq!((taken, again.digest == doc.digest), (14, true));
    assert_eq!(files(&parts.path().join("bundle")), files(&whole.path().join("bundle")));
}

#[test]
fn a_stopped_sweep_ends_in_the_same_bytes() {
    let (whole, parts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let vary = ["channel.traffic-police.hit_rate", "society.behaviour.phi", "indicator.red-light.lookback"];
    let prepared = spec(&vary, Design::Lhs, 12).prepare().unwrap();
    let (doc, taken) = done(&prepared, whole.path(), 2);
    assert_eq!((doc.points, doc.runs, taken, doc.failed.len()), (12, 12, 0, 0));
    let cache = Cache::open(&parts.path().join("cache")).unwrap();
    let mut stops = 0;
    for allowed in [1, 25, 60] {
        let mut stop = |step: Step| {
            if step.done >= allowed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let found = sweep(&prepared, &Pool::new(1).unwrap(), &cache, &parts.path().join("bundle"), &mut stop);
        assert!(matches!(found, Err(Failure::Interrupted { of: 12, .. })), "{found:?}");
        assert!(!parts.path().join("bundle").exists());
        stops += 1;
    }
    let (_, taken) = done(&prepared, parts.path(), 3);
    assert!(stops == 3 && taken > 2, "{taken}");
    assert_eq!(files(&whole.path().join("bundle")), files(&parts.path().join("bundle")));
    // A point that was run is not run again, and the bundle is replaced by the same one.
    let (_, taken) = done(&prepared, parts.path(), 1);
    assert_eq!(taken, 12);
    assert_eq!(files(&whole.path().join("bundle")), files(&parts.path().join("bundle")));
}

#[test]
fn indices_of_ishigami_are_known_through_the_whole_path() {
    let folder = tempfile::tempdir().unwrap();
    let model = analytic::find("ishigami").unwrap();
    let spec = SweepSpec { subject: Subject::Model(model, 1), ..spec(&[], Design::Sobol, 8192) };
    let (doc, _) = done(&spec.prepare().unwrap(), folder.path(), 1);
    let known = [(0.31390519, 0.55758886), (0.44241114, 0.44241114), (0.0, 0.24368366)];
    for (input, (first, total)) in doc.rows[0].inputs.iter().zip(known) {
        assert!((input.first.unwrap().value - first).abs() < 0.01, "{input:?}");
        assert!((input.total.unwrap().value - total).abs() < 0.01, "{input:?}");
    }
    assert_eq!((doc.points, doc.rows[0].ranking.as_slice()), (8192 * 5, &[0, 1, 2][..]));
    assert_eq!(glasshouse_study::sweep::read(&folder.path().join("bundle")).unwrap(), doc);
}

#[test]
fn effects_of_a_linear_model_are_its_coefficients() {
    let folder = tempfile::tempdir().unwrap();
    let model = analytic::find("linear").unwrap();
    let spec = SweepSpec { subject: Subject::Model(model, 1), ..spec(&[], Design::Morris, 10) };
    let (doc, _) = done(&spec.prepare().unwrap(), folder.path(), 1);
    for (input, coefficient) in doc.rows[0].inputs.iter().zip([3.0, -2.0, 0.5, 0.0f64]) {
        assert!((input.mu.unwrap() - coefficient).abs() < 1e-9 && input.sigma.unwrap() < 1e-9, "{input:?}");
        assert!((input.importance.unwrap() - coefficient.abs()).abs() < 1e-9, "{input:?}");
    }
    assert_eq!((doc.points, doc.rows[0].ranking.as_slice()), (50, &[0, 1, 2, 3][..]));
}

#[test]
fn responses_are_those_of_single_runs_and_bad_points_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let vary = ["channel.traffic-police.hit_rate=0.1,0.5", "society.person_that_is_not=1,2"];
    assert!(matches!(spec(&vary, Design::Oat, 2).prepare(), Err(Failure::Usage(_))));
    // A coverage of 2 is refused by the rulebook: that point fails and the others do not.
    let vary = ["channel.traffic-police.hit_rate=0.1,0.5", "channel.traffic-police.coverage_urban=0.2,2"];
    let (doc, _) = done(&spec(&vary, Design::Oat, 2).prepare().unwrap(), folder.path(), 2);
    assert_eq!((doc.points, doc.failed.len()), (5, 1), "{:?}", doc.failed);
    assert!(doc.failed[0].reason.en.contains('2'), "{:?}", doc.failed);
    let row = doc.rows.iter().find(|r| r.metric == "penalised").unwrap();
    for point in &row.inputs[0].curve {
        let alone = RunSpec { set: vec![format!("channel.traffic-police.hit_rate={}", point.value)], ..run_spec() };
        let prepared = alone.prepare().unwrap();
        let target = folder.path().join(&point.value);
        let stored = run::run(&prepared, &Pool::new(1).unwrap(), &target, false, &mut |_| ControlFlow::Continue(()));
        let values = values_of(&prepared, &stored.unwrap().stored).unwrap();
        assert_eq!(point.estimate.value(), values[0][0], "{}", point.value);
    }
}

#[test]
fn a_counter_example_run_alone_falsifies_its_claim() {
    let folder = tempfile::tempdir().unwrap();
    let vary = ["channel.traffic-police.hit_rate", "channel.utilities.hit_rate", "society.behaviour.phi"];
    let find = |claims: &[&str]| {
        let claims = claims.iter().map(|c| (*c).to_owned()).collect();
        let prepared = SweepSpec { claims, ..spec(&vary, Design::Lhs, 24) }.prepare().unwrap();
        done(&prepared, folder.path(), 2).0
    };
    // A limit in the middle of what the worlds give fails in some of them.
    let mut middle: Vec<f64> = Vec::new();
    let first = find(&["misconduct > misconduct@none - 1000"]);
    assert_eq!((first.claims[0].holds, first.claims[0].fails, first.arms.len()), (24, 0, 2));
    assert!(first.claims[0].counter_example.is_none() && first.claims[0].declared == Some(true));
    let row = first.rows.iter().find(|r| r.metric == "expression").unwrap();
    middle.push(row.mean.unwrap());
    let text = format!("expression > {}", middle[0]);
    let doc = find(&[&text]);
    let claim = &doc.claims[0];
    assert!(claim.holds > 0 && claim.fails > 0, "{claim:?}");
    let example = claim.counter_example.as_ref().unwrap();
    assert!(example.left <= example.right && example.command.contains("--claim"), "{example:?}");
    let alone = RunSpec { set: example.set.clone(), ..run_spec() }.prepare().unwrap();
    let target = folder.path().join("alone");
    let stored = run::run(&alone, &Pool::new(1).unwrap(), &target, false, &mut |_| ControlFlow::Continue(()));
    let values = values_of(&alone, &stored.unwrap().stored).unwrap();
    let judged =
        Claim::parse(&text, &mut vec!["suining-2010".to_owned()]).unwrap().judge(|_, metric| values[0][metric]);
    assert!(judged.is_some_and(|j| !j.holds && (j.left - example.left).abs() < 1e-12), "{judged:?} {example:?}");
    // Chilling depends on what people fear, so the box speaks of that.
    let sides = &claim.failures.as_ref().unwrap().sides;
    assert!(sides.iter().any(|s| s.path == "society.behaviour.phi"), "{sides:?}");
}

#[test]
fn what_does_not_fit_is_refused() {
    let refused = |spec: SweepSpec| matches!(spec.prepare(), Err(Failure::Usage(_)));
    assert!(refused(spec(&[], Design::Oat, 5)));
    assert!(refused(SweepSpec { all_assumptions: true, ..spec(&[], Design::Sobol, 256) }));
    assert!(refused(spec(&["society.behaviour.phi"], Design::Sobol, 100)));
    assert!(refused(SweepSpec { second_order: true, ..spec(&["society.behaviour.phi"], Design::Lhs, 10) }));
    assert!(refused(SweepSpec {
        metrics: vec!["no_such".into()],
        ..spec(&["society.behaviour.phi"], Design::Lhs, 10)
    }));
    assert!(refused(SweepSpec {
        claims: vec!["no claim".into()],
        ..spec(&["society.behaviour.phi"], Design::Lhs, 10)
    }));
}

/// Every assumption of rulebook and society is an input; none is left out.
#[test]
fn all_assumptions_are_inputs() {
    let prepared = SweepSpec { all_assumptions: true, ..spec(&[], Design::Morris, 1) }.prepare().unwrap();
    let own = &prepared.arms[0].prepared;
    let all = own.plan.figures.iter().chain(&own.society.figures);
    let assumed = all.filter(|f| matches!(f.basis, glasshouse_text::Basis::Assumed { .. })).count();
    assert_eq!(prepared.inputs.len() + prepared.left_out.len(), assumed);
    assert!(prepared.left_out.is_empty(), "{:?}", prepared.left_out);
    assert_eq!(prepared.space.points.len(), prepared.inputs.len() + 1);
}
