//! `sweep` as its users meet it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use serde_json::Value;
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_glasshouse");

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// Exit code, standard output, standard error.
    fn say(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(self.folder.path()).env("GLASSHOUSE_LANG", "en").env_remove("LC_ALL");
        let output = command.stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    fn json(&self, args: &[&str]) -> (i32, Value) {
        let (code, out, _) = self.say(&[args, &["--json"]].concat());
        let envelope: Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args:?}: {e}: {out}"));
        assert_eq!(envelope["exit_code"], code, "{args:?}");
        (code, envelope)
    }
}

const SMALL: [&str; 8] = ["-n", "1500", "--months", "6", "--vary", "society.behaviour.phi", "--points", "2"];

#[test]
fn ishigami_through_the_command() {
    let desk = Desk::new();
    let (code, answer) = desk.json(&["sweep", "ishigami", "--design", "sobol", "--points", "8192"]);
    assert_eq!((code, answer["schema"].as_str()), (0, Some("sweep-summary/1")));
    let inputs = &answer["data"]["sweep"]["rows"][0]["inputs"];
    for (place, first, total) in [(0, 0.31390519, 0.55758886), (1, 0.44241114, 0.44241114), (2, 0.0, 0.24368366)] {
        let of = |name: &str| inputs[place][name]["value"].as_f64().unwrap();
        assert!((of("first") - first).abs() < 0.01 && (of("total") - total).abs() < 0.01, "{}", inputs[place]);
    }
}

#[test]
fn a_plan_runs_nothing() {
    let desk = Desk::new();
    let (code, answer) = desk.json(&[&["sweep", "suining-2010", "--plan"][..], &SMALL].concat());
    assert_eq!((code, answer["schema"].as_str()), (0, Some("sweep-plan/1")));
    let plan = &answer["data"];
    assert_eq!((plan["points"].as_u64(), plan["runs"].as_u64(), plan["taken"].as_u64()), (Some(3), Some(3), Some(0)));
    assert!(!desk.folder.path().join("runs").exists());
}

#[test]
fn a_sweep_is_listed_shown_reported_and_not_run_twice() {
    let desk = Desk::new();
    let sweep = [&["sweep", "suining-2010"][..], &SMALL].concat();
    let (code, out, err) = desk.say(&sweep);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("wrongly_penalised\tsociety.behaviour.phi\t"), "{out}");
    assert!(out.lines().all(|l| l.ends_with("ILLUSTRATION")), "{out}");
    let (_, list) = desk.json(&["list", "runs"]);
    assert_eq!(list["data"][0]["kind"], "sweep");
    let (code, shown) = desk.json(&["show", "@last"]);
    assert_eq!((code, shown["schema"].as_str()), (0, Some("sweep/1")));
    assert_eq!(desk.say(&["report", "@last", "-o", "page.html"]).0, 0);
    let page = std::fs::read_to_string(desk.folder.path().join("page.html")).unwrap();
    assert!(page.contains("society.behaviour.phi") && page.contains("<svg"));
    let (_, plan) = desk.json(&[&sweep[..], &["--plan"]].concat());
    assert_eq!(plan["data"]["taken"], plan["data"]["runs"]);
    // A sweep has no people: a command that needs a run says so.
    let (code, _, err) = desk.say(&["explain", "@last"]);
    assert!(code == 3 && err.contains("GH0912"), "{code} {err}");
    let (code, _, err) = desk.say(&["sweep", "--resume"]);
    assert!(code == 2 && err.contains("GH0931"), "{code} {err}");
}

#[test]
fn a_claim_about_a_run_decides_its_exit_code() {
    let desk = Desk::new();
    let run = |claim: &str| {
        let args = ["run", "suining-2010", "-n", "1500", "--months", "6", "--claim", claim];
        let (code, out, _) = desk.say(&args);
        (code, out.lines().last().unwrap_or_default().to_owned())
    };
    let (code, line) = run("expression > 0");
    assert!(code == 0 && line.starts_with("claim\texpression > 0\t") && line.ends_with("holds"), "{code} {line}");
    let (code, line) = run("expression < 0");
    assert!(code == 1 && line.ends_with("fails"), "{code} {line}");
    assert_eq!(run("penalised > penalised@none").0, 2);
    assert_eq!(run("no claim").0, 2);
}

#[test]
fn what_does_not_fit_is_a_usage_error() {
    let desk = Desk::new();
    for args in [
        &["sweep"][..],
        &["sweep", "suining-2010"],
        &["sweep", "suining-2010", "--vary", "no.such.path"],
        &["sweep", "suining-2010", "--design", "oat", "--screen", "morris", "--all-assumptions"],
        &["sweep", "suining-2010", "--design", "sobol", "--all-assumptions"],
        &["sweep", "ishigami", "--vary", "x1"],
    ] {
        let (code, _, err) = desk.say(args);
        assert_eq!(code, 2, "{args:?}: {err}");
    }
}
