//! `sweep` as its users meet it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

mod desk;

use desk::Desk;

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
    assert!(!desk.folder().join("runs").exists());
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
    let page = std::fs::read_to_string(desk.folder().join("page.html")).unwrap();
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
fn shares_are_run_one_by_one_and_put_together() {
    let desk = Desk::new();
    let sweep = [&["sweep", "suining-2010"][..], &SMALL].concat();
    let mut runs = 0;
    for share in ["1/2", "2/2"] {
        let (code, answer) = desk.json(&[&sweep[..], &["--shard", share]].concat());
        assert_eq!(
            (code, answer["schema"].as_str(), answer["data"]["taken"].as_u64()),
            (0, Some("sweep-share/1"), Some(0))
        );
        runs += answer["data"]["runs"].as_u64().unwrap();
    }
    assert_eq!((runs, desk.json(&["list", "runs"]).1["data"].as_array().map(Vec::len)), (3, Some(0)));
    let (_, plan) = desk.json(&[&sweep[..], &["--plan"]].concat());
    assert_eq!((plan["data"]["taken"].as_u64(), plan["data"]["runs"].as_u64()), (Some(3), Some(3)));
    assert_eq!(desk.say(&sweep).0, 0);
    assert_eq!(desk.say(&[&sweep[..], &["--shard", "3/2"]].concat()).0, 2);
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

#[test]
fn a_question_without_duckdb_says_what_to_install() {
    let desk = Desk::new();
    assert_eq!(desk.say(&[&["sweep", "suining-2010"][..], &SMALL].concat()).0, 0);
    let output = desk.command(&["sql", "show tables"]).env("PATH", desk.folder()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(6) && said.contains("GH0914"), "{said}");
    assert!(said.contains("python3 -m pip install duckdb"), "{said}");
}
