//! A study file is performed part by part, stopped and gone on with, and found again.

use glasshouse_study::catalogue::{self, Kind};
use glasshouse_study::source::Document;
use glasshouse_study::studyfile::{Step, perform, read, read_result};
use glasshouse_study::{Failure, Pool, ablation, compare, sweep};
use glasshouse_text::Code;
use std::ops::ControlFlow;
use std::path::Path;

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
    let go = |name: &str, resume: bool, watch: &mut (dyn FnMut(Step) -> ControlFlow<()> + Send)| {
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
        Step::Compare(_) | Step::Ablation(..) | Step::Taken => ControlFlow::Continue(()),
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

const ABLATION: &str = r#"
format = "study/1"
id = "off"
title = { en = "Off", zh = "关闭" }

[setting]
people = 600
months = 6
replicates = 3
coupling = "month"

[[ablation]]
id = "speech"
arm = "suining-2010"

[[ablation.output]]
id = "speech"
label = { en = "lawful speech", zh = "合法言论" }
value = "acts[speech.critical] / baseline_acts[speech.critical]"

[[ablation.output]]
id = "nothing"
label = { en = "over nothing", zh = "除以零" }
value = "1 / (people - people)"

[[ablation.output]]
id = "people"
label = { en = "people", zh = "人数" }
value = "people"

[[ablation.off]]
id = "fear"
label = { en = "fear", zh = "恐惧" }
set = ["society.behaviour.phi=0", "society.behaviour.conformity=0"]
"#;

fn study_of(text: &str) -> Document {
    Document { name: "study.toml".into(), bytes: text.as_bytes().to_vec(), built_in: false }
}

/// Without fear nothing of lawful speech is lost, and nobody appears or goes.
#[test]
fn a_mechanism_is_switched_off_over_the_same_people_and_the_same_luck() {
    let folder = tempfile::tempdir().unwrap();
    let document = study_of(ABLATION);
    let (study, warnings) = read(&document).unwrap();
    assert!(warnings.is_empty());
    let (pool, cache) = (Pool::new(2).unwrap(), folder.path().join("points"));
    let target = folder.path().join("off");
    let go = |watch: &mut (dyn FnMut(Step) -> ControlFlow<()> + Send), resume| {
        perform(&study, &document, &pool, &cache, &target, resume, watch)
    };
    assert!(matches!(go(&mut |_| ControlFlow::Break(()), false), Err(Failure::Interrupted { .. })));
    let doc = go(&mut |_| ControlFlow::Continue(()), true).unwrap();
    let part = &doc.parts[0];
    assert_eq!((part.kind.as_str(), part.path.as_str(), part.findings), ("ablation", "ablations/speech", 0));
    let table = ablation::read(&target.join(&part.path)).unwrap();
    assert_eq!((&table.digest, table.people, table.replicates), (&part.digest, 600, 3));
    let declared = table.outputs[0].value.value().unwrap();
    let [fear] = &table.rows[..] else { panic!("{table:?}") };
    assert!(declared < 0.95, "{declared}");
    assert_eq!(fear.cells[0].value.value(), Some(1.0));
    assert!((fear.cells[0].change.value().unwrap() - (1.0 - declared)).abs() < 1e-12);
    assert_eq!(fear.cells.iter().map(|c| c.same).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!((table.outputs[1].value.value(), fear.cells[1].change.value()), (None, None));
}

#[test]
fn what_is_wrong_with_an_ablation_is_told_where_it_stands() {
    for (from, to, code, at) in [
        ("acts[speech.critical] /", "akts[speech.critical] /", Code::UnknownName, "akts"),
        ("1 / (people - people)", "trapped", Code::UnknownName, "\"trapped\""),
        (
            "set = [\"society.behaviour.phi=0\", \"society.behaviour.conformity=0\"]\n",
            "",
            Code::MissingKey,
            "[[ablation.off]]",
        ),
        ("arm = \"suining-2010\"\n", "", Code::MissingKey, "[[ablation]]"),
    ] {
        let broken = ABLATION.replacen(from, to, 1);
        assert_ne!(broken, ABLATION, "{from}");
        let Err(Failure::Document(faults)) = read(&study_of(&broken)) else { panic!("{to} was read") };
        let first = faults.iter().flat_map(|f| &f.diagnostics).next().unwrap();
        let shown = first.span.clone().map(|s| broken[s].to_owned());
        assert_eq!((first.code, shown.as_deref()), (code, Some(at)), "{to}: {first:?}");
    }
    let broken = ABLATION.replacen("behaviour.phi=0", "behaviour.fhi=0", 1);
    assert!(read(&study_of(&broken)).is_err());
}

/// The study of the folder is read with its documents beside it, and every row moves something.
#[test]
fn the_ablation_of_the_folder_runs_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../studies/ablation.toml");
    let text = std::fs::read_to_string(&root).unwrap();
    let small = text.replace("people = 5000", "people = 2000").replace("replicates = 20", "replicates = 2");
    let small = small.replace("months = 48", "months = 24");
    let document = Document { name: root.display().to_string(), ..study_of(&small) };
    let (study, warnings) = read(&document).unwrap();
    assert!(warnings.is_empty() && small != text, "{warnings:?}");
    let folder = tempfile::tempdir().unwrap();
    let (pool, target) = (Pool::new(2).unwrap(), folder.path().join("off"));
    let doc = perform(&study, &document, &pool, folder.path(), &target, false, &mut |_| ControlFlow::Continue(()));
    let table = ablation::read(&target.join(&doc.unwrap().parts[0].path)).unwrap();
    let names: Vec<&str> = table.rows.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(names, ["chilling", "gaming", "evasion", "ties", "poverty", "trust", "appeals"]);
    assert_eq!(table.outputs.len(), 6);
    assert!(table.outputs.iter().all(|o| o.value.value().is_some()));
    for row in &table.rows {
        assert!(row.cells.iter().any(|cell| !cell.same), "{}", row.id);
    }
}
