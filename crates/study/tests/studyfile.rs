//! A study file is performed part by part, stopped and gone on with, and found again.

use glasshouse_study::catalogue::{self, Kind};
use glasshouse_study::source::Document;
use glasshouse_study::studyfile::{Step, perform, read, read_result};
use glasshouse_study::{Failure, Pool, compare, sweep};
use std::ops::ControlFlow;

const TEXT: &str = r#"
format = "study/1"
id = "small"
title = { en = "Small", zh = "小" }

[setting]
people = 1500
months = 6
seed = 5
replicates = 2
coupling = "month"

[compare]
arms = ["none", "suining-2010"]
fail_if = ["penalised > 0"]

[[sweep]]
id = "fear"
arm = "suining-2010"
design = "oat"
points = 2
vary = ["society.behaviour.phi"]
replicates = 1
claims = ["expression > 1000"]
"#;

#[test]
fn a_study_is_performed_stopped_and_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let document = Document { name: "study.toml".into(), bytes: TEXT.as_bytes().to_vec(), built_in: false };
    let (study, _) = read(&document).unwrap();
    let (pool, cache) = (Pool::new(2).unwrap(), folder.path().join("points"));
    let go_on = |_: Step| ControlFlow::Continue(());
    let go = |name: &str, resume: bool, watch: &mut dyn FnMut(Step) -> ControlFlow<()>| {
        perform(&study, &document, &pool, &cache, &folder.path().join("runs").join(name), resume, watch)
    };
    let whole = go("whole", false, &mut { go_on }).unwrap();
    assert_eq!(
        whole.parts.iter().map(|p| (p.path.as_str(), p.findings)).collect::<Vec<_>>(),
        [("compare", 1), ("sweeps/fear", 1)]
    );
    // Stopped at the first sign of the sweep, the comparison is there and is taken.
    let mut stop = |step: Step| match step {
        Step::Sweep(..) => ControlFlow::Break(()),
        Step::Compare(_) | Step::Taken => ControlFlow::Continue(()),
    };
    assert!(matches!(go("parts", false, &mut stop), Err(Failure::Interrupted { .. })));
    assert!(!folder.path().join("runs/parts").exists());
    let mut taken = 0;
    let mut watch = |step: Step| {
        taken += u32::from(step == Step::Taken);
        ControlFlow::Continue(())
    };
    let parts = go("parts", true, &mut watch).unwrap();
    assert_eq!((taken, &parts), (1, &whole));
    assert!(matches!(go("other", true, &mut { go_on }), Err(Failure::Usage(_))));
    // What it made can be read like any other bundle.
    let runs = folder.path().join("runs");
    assert_eq!(catalogue::list(&runs).unwrap().iter().map(|e| e.kind).collect::<Vec<_>>(), [Kind::Study, Kind::Study]);
    assert_eq!(read_result(&runs.join("parts")).unwrap(), whole);
    assert_eq!(compare::read(&runs.join("parts/compare")).unwrap().digest, whole.parts[0].digest);
    assert_eq!(sweep::read(&runs.join("whole/sweeps/fear")).unwrap().digest, whole.parts[1].digest);
}
