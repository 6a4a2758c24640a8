//! Calibration finds the assumptions that made the numbers it is shown.

#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_study::calibrate::{Pattern, Waves, calibrate, read_result};
use glasshouse_study::compare::EVERY;
use glasshouse_study::source::Document;
use glasshouse_study::spec::{Coupling, RunSpec};
use glasshouse_study::sweep::{Cache, Design, Subject, SweepSpec, sweep};
use glasshouse_study::{Failure, Pool, source};
use std::ops::ControlFlow;

fn spec(set: &[&str], points: u32, design: Design) -> SweepSpec {
    SweepSpec {
        subject: Subject::Regime(Box::new(RunSpec {
            regime: source::find_regime("suining-2010").unwrap(),
            reforms: Vec::new(),
            set: set.iter().map(|s| (*s).to_owned()).collect(),
            society: source::find_society("suining-county").unwrap(),
            people: Some(1500),
            society_seed: None,
            seed: 3,
            months: 6,
            replicates: 1,
            coupling: Coupling::Month,
            keep: Vec::new(),
        })),
        vary: vec!["society.behaviour.phi=0.02..1".into()],
        all_assumptions: false,
        design,
        points: Some(points),
        second_order: false,
        metrics: Vec::new(),
        claims: Vec::new(),
    }
}

/// The chilling that φ = 0.6 makes is shown as observed; after three waves little but 0.6 is left of 0.02 to 1.
#[test]
fn the_assumption_that_made_the_pattern_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let (pool, cache) = (Pool::new(2).unwrap(), Cache::open(&folder.path().join("points")).unwrap());
    let place = EVERY.iter().position(|m| m.name == "expression_change_percent").unwrap();
    // One level of the swept figure is the truth; the sweep gives what would be observed there.
    let truth = SweepSpec { vary: vec!["society.behaviour.phi=0.3,0.6".into()], ..spec(&[], 2, Design::Oat) };
    let mut go_on = |_: glasshouse_study::sweep::Step| ControlFlow::Continue(());
    let at = folder.path().join("truth");
    let found = sweep(&truth.prepare().unwrap(), &pool, &cache, &at, &mut go_on).unwrap();
    let row = found.rows.iter().find(|r| r.metric == "expression_change_percent").unwrap();
    let observed = row.inputs[0].curve[1].estimate.value().unwrap();
    assert!(observed < -1.0, "{observed}");
    let pattern = |validates: bool| Pattern {
        id: "chilling".into(),
        label: glasshouse_model::text::Text { en: "chilling".into(), zh: "寒蝉".into() },
        metric: place,
        validates,
        low: observed - 0.2,
        high: observed + 0.2,
        model_sd: 0.1,
    };
    let document = Document { name: "p".into(), bytes: Vec::new(), built_in: false };
    let waves = Waves { waves: 3, keep: 0.2 };
    let prepared = || spec(&[], 20, Design::Lhs).prepare().unwrap();
    let target = folder.path().join("found");
    let mut watch = |_: u32, _: glasshouse_study::sweep::Step| ControlFlow::Continue(());
    let doc = calibrate(prepared(), (&document, &[pattern(false)]), waves, &pool, &cache, &target, &mut watch).unwrap();
    assert_eq!((doc.waves.len(), doc.kept), (3, 4));
    assert!(doc.waves[2].volume < 0.5 && doc.waves[2].plausible > doc.waves[0].plausible, "{:?}", doc.waves);
    let phi = &doc.inputs[0];
    let number = |text: &str| text.parse::<f64>().unwrap();
    assert!((number(&phi.kept_middle) - 0.6).abs() < 0.1 && phi.narrowed_percent > 60.0, "{phi:?}");
    assert_eq!(read_result(&target).unwrap(), doc);
    let none = calibrate(prepared(), (&document, &[pattern(true)]), waves, &pool, &cache, &target, &mut watch);
    assert!(matches!(none, Err(Failure::Usage(_))));
}
