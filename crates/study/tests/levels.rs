//! Where lawful expression holds itself up at several levels, nobody gives a mean over them: not a comparison, not a
//! sweep, and a run on several ranks tells them apart as a run on one does.
#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, Ranks};
use glasshouse_study::compare::{CompareSpec, Condition, arms, compare};
use glasshouse_study::spec::{Coupling, RunSpec};
use glasshouse_study::sweep::{Cache, Design, Subject, SweepSpec, sweep};
use glasshouse_study::{Pool, run, source};
use glasshouse_testing::together;
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::CompareDoc;
use glasshouse_wire::run::Levels;
use std::ops::ControlFlow;
use std::path::Path;

/// People who go by their neighbourhood, under conformity of some strength.
fn spec(conformity: &str, replicates: u32) -> RunSpec {
    let set = [
        "behaviour.conform_to=neighbourhood",
        "act.petition-lawful.rate=2",
        "act.petition-lawful.accepted=0.02",
        conformity,
    ];
    RunSpec {
        regime: source::find_regime("suining-2010").unwrap(),
        reforms: Vec::new(),
        set: set.iter().map(|s| format!("society.{s}")).collect(),
        society: source::find_society("suining-county").unwrap(),
        people: Some(4200),
        society_seed: None,
        seed: 5,
        months: 12,
        replicates,
        coupling: Coupling::Month,
        keep: Vec::new(),
    }
}

const STRONG: &str = "behaviour.conformity=2";
const WEAK: &str = "behaviour.conformity=0.3";

fn compared(conformity: &str, folder: &Path) -> CompareDoc {
    let names = ["none".to_owned(), "suining-2010".to_owned()];
    let arms = arms(&names, Some("none")).unwrap();
    let prepared = CompareSpec { arms, shared: spec(conformity, 2), unpaired: false, gaps: None }.prepare().unwrap();
    let conditions = [Condition::parse("expression<-5", &["suining-2010"]).unwrap()];
    let pool = Pool::new(2).unwrap();
    compare(&prepared, &conditions, "glasshouse compare", &pool, folder, false, &mut |_| ControlFlow::Continue(()))
        .unwrap()
}

fn several(estimate: &Estimate) -> bool {
    *estimate == Estimate::Undefined { reason: "several_levels".into() }
}

#[test]
fn a_comparison_gives_each_level_and_no_mean_over_them() {
    let scratch = tempfile::tempdir().unwrap();
    let doc = compared(STRONG, &scratch.path().join("strong"));
    let row = doc.rows.iter().find(|row| row.metric == "expression").unwrap();
    assert!(row.cells.iter().all(|cell| several(&cell.value)), "{row:#?}");
    let other = &row.cells[1];
    assert!(several(other.difference.as_ref().unwrap()) && several(other.percent.as_ref().unwrap()));
    assert_eq!((other.distinguishable, doc.conditions[0].holds), (None, None));
    assert_eq!(doc.levels.len(), 2);
    for arm in &doc.levels {
        let levels = &arm.levels;
        let [low, high] = [&levels.from_nobody, &levels.from_everybody].map(|side| side.per_1000.value().unwrap());
        assert!(levels.apart == 2 && high > 3.0 * low, "{low} {high}");
    }
    let [none, suining] = [&doc.levels[0], &doc.levels[1]];
    assert!(none.difference_from_nobody.is_none() && suining.difference_from_everybody.is_some());
    // Whatever people say, they do other things as before: those have means.
    assert!(doc.rows.iter().filter(|row| row.metric != "expression").all(|row| !several(&row.cells[0].value)));
    let doc = compared(WEAK, &scratch.path().join("weak"));
    let row = doc.rows.iter().find(|row| row.metric == "expression").unwrap();
    assert!(doc.levels.is_empty() && row.cells.iter().all(|cell| cell.value.value().is_some()));
}

#[test]
fn a_sweep_gives_each_level_and_no_mean_over_them() {
    let scratch = tempfile::tempdir().unwrap();
    let prepared = SweepSpec {
        subject: Subject::Regime(Box::new(spec(WEAK, 2))),
        vary: vec!["society.behaviour.conformity=0.3..2".into()],
        all_assumptions: false,
        design: Design::Oat,
        points: Some(3),
        second_order: false,
        metrics: vec!["expression".into(), "penalised".into()],
        claims: Vec::new(),
    };
    let prepared = prepared.prepare().unwrap();
    let cache = Cache::open(&scratch.path().join("cache")).unwrap();
    let pool = Pool::new(2).unwrap();
    let go = |name: &str| {
        sweep(&prepared, &pool, &cache, &scratch.path().join(name), &mut |_| ControlFlow::Continue(())).unwrap()
    };
    let doc = go("first");
    let [expression, penalised] = &doc.rows[..2] else { return };
    let curve = &expression.inputs[0].curve;
    assert!(curve[0].estimate.value().is_some(), "{curve:#?}");
    assert!(several(&curve.last().unwrap().estimate), "{curve:#?}");
    assert_eq!(expression.points + doc.levels.len() as u64, doc.points);
    assert!(penalised.inputs[0].curve.iter().all(|point| point.estimate.value().is_some()));
    let strongest = doc.levels.last().unwrap();
    assert_eq!(strongest.set, ["society.behaviour.conformity=2"]);
    let (low, high) = (strongest.from_nobody.value().unwrap(), strongest.from_everybody.value().unwrap());
    assert!(strongest.apart == 2 && high > 3.0 * low, "{low} {high}");
    // What was kept says the same as what was run.
    assert_eq!(go("second"), doc);
}

#[test]
fn ranks_tell_the_same_levels() {
    let scratch = tempfile::tempdir().unwrap();
    let prepared = spec(STRONG, 2).prepare().unwrap();
    let levels = |ranks: &dyn Ranks, name: &str| -> Option<Levels> {
        let pool = Pool::new(1).unwrap();
        if ranks.rank() > 0 {
            run::assist(&prepared, &pool, ranks);
            return None;
        }
        let target = scratch.path().join(name);
        run::run_with(&prepared, &pool, ranks, &target, false, &mut |_| ControlFlow::Continue(()))
            .unwrap()
            .headlines
            .levels
    };
    let alone = levels(&Alone, "alone");
    assert!(alone.as_ref().is_some_and(|l| l.apart == 2));
    assert_eq!(together(2, |ranks| levels(ranks, "together"))[0], alone);
}
