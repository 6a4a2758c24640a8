//! Every assumption that a built-in document declares can be swept: worlds inside declared ranges check.
#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_study::spec::{Coupling, RunSpec};
use glasshouse_study::sweep::{Design, Subject, SweepSpec};
use glasshouse_study::{Failure, source};
use glasshouse_text::{Basis, Severity};
use std::collections::BTreeSet;

fn run_spec(regime: &str) -> RunSpec {
    run_in(regime, None)
}

/// A run in a society; in the regime's own if none is named.
fn run_in(regime: &str, society: Option<&str>) -> RunSpec {
    let regime = source::find_regime(regime).unwrap();
    RunSpec {
        society: source::society_for(society, &[&regime]).unwrap(),
        regime,
        reforms: Vec::new(),
        set: Vec::new(),
        people: Some(100),
        society_seed: None,
        seed: 1,
        months: 1,
        replicates: 1,
        coupling: Coupling::Week,
        keep: Vec::new(),
    }
}

/// The errors of a run under overrides.
fn errors(run: &RunSpec, set: Vec<String>) -> Vec<String> {
    match (RunSpec { set, ..run.clone() }).prepare() {
        Ok(_) => Vec::new(),
        Err(Failure::Document(faults)) => {
            let all = faults.iter().flat_map(|f| &f.diagnostics).filter(|d| d.severity == Severity::Error);
            all.map(|d| d.message(glasshouse_model::Lang::En).to_owned()).collect()
        }
        Err(other) => vec![format!("{other:?}")],
    }
}

/// Every assumption of a run's documents that a sweep varies: path as `--set` takes it, its value, its ends.
fn assumptions(run: &RunSpec) -> Vec<(String, String, [String; 2])> {
    let prepared = run.clone().prepare().unwrap();
    let own = prepared.plan.figures.iter().map(|f| ("", f));
    let society = prepared.society.figures.iter().map(|f| ("society.", f));
    let assumed = |(owner, figure): (&str, &glasshouse_text::Figure)| match &figure.basis {
        Basis::Assumed { low, high, .. } if !figure.path.contains('@') => {
            Some((format!("{owner}{}", figure.path), figure.value.clone(), [low.clone(), high.clone()]))
        }
        _ => None,
    };
    own.chain(society).filter_map(assumed).collect()
}

/// Worlds in which each figure lies at one of its ends: in world `w`, figure `i` at its higher end where bit `w` of a
/// mix of `i` is 1. Each end of each figure comes up, with both ends of any other.
fn corners(figures: &[(String, String, [String; 2])]) -> impl Iterator<Item = Vec<String>> {
    const WORLDS: u32 = 8;
    (0..WORLDS).map(|world| {
        let set = |(i, (path, value, ends)): (usize, &(String, String, [String; 2]))| {
            let mixed = (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
            let end = &ends[usize::from((mixed >> (world / 2) & 1 == 1) != (world % 2 == 1))];
            // An override that changes nothing is an error of its own.
            (end != value).then(|| format!("{path}={end}"))
        };
        figures.iter().enumerate().filter_map(set).collect()
    })
}

#[test]
fn every_assumption_checks_at_both_ends_of_its_range() {
    let mut societies = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    let regimes = source::regime_names().map(run_spec);
    // Not every society is some regime's own.
    let societies_alone = source::society_names().map(|name| run_in("none", Some(name)));
    for run in regimes.chain(societies_alone) {
        let name = format!("{} in {}", run.regime.name, run.society.name);
        let mut figures = assumptions(&run);
        // A society that several regimes share is tried once.
        if !societies.insert(run.society.name.clone()) {
            figures.retain(|(path, ..)| !path.starts_with("society."));
        }
        for set in corners(&figures) {
            wrong.extend(errors(&run, set).into_iter().map(|error| format!("{name}: {error}")));
        }
    }
    assert_eq!(societies.len(), source::society_names().count());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn worlds_over_all_assumptions_check() {
    let sweep = SweepSpec {
        subject: Subject::Regime(Box::new(run_spec("suining-2010"))),
        vary: Vec::new(),
        all_assumptions: true,
        design: Design::Lhs,
        points: Some(200),
        second_order: false,
        metrics: Vec::new(),
        claims: Vec::new(),
    };
    let sweep = sweep.prepare().unwrap();
    assert!(sweep.inputs.len() >= 800 && sweep.left_out.is_empty(), "{} {:?}", sweep.inputs.len(), sweep.left_out);
    for point in 0..sweep.space.points.len() {
        let set = |(place, value): (usize, String)| format!("{}={value}", sweep.inputs[place].path);
        let found = errors(&run_spec("suining-2010"), sweep.overrides(point).into_iter().map(set).collect());
        assert!(found.is_empty(), "world {point}: {found:?}");
    }
}
