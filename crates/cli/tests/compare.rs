//! `compare` and `diff` as their users meet them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

mod desk;

use desk::Desk;
use serde_json::Value;

const SMALL: [&str; 6] = ["-n", "3000", "--months", "12", "--coupling", "month"];

fn compare<'a>(regimes: &[&'a str], flags: &[&'a str]) -> Vec<&'a str> {
    [&["compare"], regimes, &SMALL, flags].concat()
}

#[test]
fn rulebooks_that_say_the_same_exit_with_0_and_others_with_1() {
    let desk = Desk::new();
    let (code, out, err) = desk.say(&["diff", "suining-2010", "suining-2010"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    let changed = "suining-2010+indicator.cult.points=0";
    let (code, out, _) = desk.say(&["diff", "suining-2010", changed]);
    assert_eq!((code, out.as_str()), (1, "indicator.cult.points\tchanged\t-50\t0\n"));
    assert_eq!(desk.say(&["diff", "suining-2010", changed, "--exit-zero"]).0, 0);
    let (code, answer) = desk.json(&["diff", "suining-2010", changed]);
    assert_eq!((code, answer["status"].as_str(), answer["data"]["same"].as_bool()), (1, Some("findings"), Some(false)));
    assert_eq!(answer["data"]["differences"][0]["text"]["en"], "indicator cult points: −50 → 0");
    let (_, out, _) = desk.say(&["diff", "suining-2010", changed, "--format", "csv"]);
    assert!(out.starts_with("path,change,before,after,text\nindicator.cult.points,changed,-50,0,"), "{out}");
    let (code, out, _) = desk.say(&["diff", "suining-2010", "suining-2010@suining-appeal"]);
    assert_eq!((code, out.as_str()), (1, "review\tadded\t\t\n"));
    for (args, code) in [
        (["diff", "suining-2010", "nowhere.toml"], 3),
        (["diff", "suining-2010", "suining-2010+nonsense=1"], 3),
        (["diff", "suining-2010", "suining-2010+indicator"], 2),
        (["diff", "suining-2010", "none+a=1"], 2),
    ] {
        assert_eq!(desk.json(&args).0, code, "{args:?}");
    }
}

#[test]
fn a_comparison_is_stored_and_its_people_can_be_explained() {
    let desk = Desk::new();
    let (code, answer) = desk.json(&compare(&["suining-2010", "suining-2010@suining-appeal"], &["-r", "2"]));
    assert_eq!(code, 0, "{answer}");
    let (data, doc) = (&answer["data"], &answer["data"]["compare"]);
    assert_eq!((doc["baseline"].as_str(), doc["illustration"].as_bool()), (Some("none"), Some(false)));
    for count in doc["swaps"][0]["counts"].as_array().unwrap() {
        let sum: u64 =
            ["both", "only_first", "only_second", "neither"].iter().map(|k| count[k].as_u64().unwrap()).sum();
        assert_eq!(sum, 3000);
    }
    let (path, run) = (data["path"].as_str().unwrap(), doc["arms"][1]["run"].as_str().unwrap());
    let person = doc["swaps"][0]["largest"][0]["person"].as_str();
    let explained = desk.json(&["explain", &format!("{path}/{run}"), "--person", person.unwrap_or("p-0")]);
    assert_eq!((explained.0, explained.1["data"]["synthetic"].as_bool()), (0, Some(true)));
    let stored = std::fs::read(desk.folder().join(path).join("compare.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&stored).unwrap(), *doc);
    // The command that is stored makes the same comparison, whatever the number of threads.
    let command = doc["command"].as_str().unwrap();
    let mut words: Vec<&str> = command.split(' ').skip(1).collect();
    words.extend(["--threads", "1", "--name", "again"]);
    assert_eq!(desk.json(&words).1["digest"], answer["digest"]);
}

#[test]
fn one_replicate_is_an_illustration_in_every_form() {
    let desk = Desk::new();
    for form in [&[][..], &["--format", "csv"], &["--format", "ndjson"], &["--json"], &["-q"], &["--lang", "zh"]] {
        let (code, out, _) = desk.say(&[compare(&["suining-2010"], &["--all"]).as_slice(), form].concat());
        assert!(code == 0 && out.to_lowercase().contains("illustration"), "{form:?}: {out}");
        assert!(!out.contains('\u{1b}'));
    }
    let (_, out, err) = desk.say(&[compare(&["suining-2010"], &[]).as_slice(), &["--format", "ndjson"]].concat());
    assert!(err.is_empty() && out.lines().count() > 10);
    for line in out.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        assert!(record["low"].is_null() && record["distinguishable"].is_null(), "{line}");
    }
}

#[test]
fn conditions_decide_the_exit_code() {
    let desk = Desk::new();
    for (condition, code, status) in [
        ("penalised > 0", 1, "findings"),
        ("penalised@suining-2010 > 1000", 0, "ok"),
        ("exit_percent > 5", 5, "partial"),
    ] {
        let (found, answer) = desk.json(&compare(&["suining-2010"], &["--fail-if", condition]));
        assert_eq!((found, answer["status"].as_str()), (code, Some(status)), "{condition}: {answer}");
        assert_eq!(answer["data"]["compare"]["conditions"][0]["condition"], condition);
    }
    assert_eq!(desk.say(&compare(&["suining-2010"], &["--fail-if", "penalised > 0", "--exit-zero"])).0, 0);
}

#[test]
fn command_lines_that_make_no_sense_run_nothing() {
    let desk = Desk::new();
    let s = "suining-2010";
    for (args, code, near) in [
        (compare(&["none"], &[]), 2, "suining-2010"),
        (compare(&[s, s, s, s, s, s], &[]), 2, "five"),
        (compare(&[s], &["--fail-if", "penalized > 5"]), 2, "penalised"),
        (compare(&[s], &["--fail-if", "penalised@nobody > 5"]), 2, s),
        (compare(&[s], &["--unpaired"]), 2, "-r 30"),
        (compare(&[s], &["--resume"]), 2, "resume"),
        (compare(&[s], &["--name", "a/b"]), 2, "-o"),
        (compare(&["suining-2011"], &[]), 3, s),
        (compare(&["suining-2010+indicator.cult.pints=0"], &[]), 3, "points"),
        (vec!["compare"], 2, "REGIME"),
    ] {
        let (found, out, err) = desk.say(&args);
        assert!(found == code && out.is_empty() && err.contains(near), "{args:?}: {found} {err}");
        assert_eq!(desk.json(&args).0, code, "{args:?}");
    }
    assert!(
        !desk.folder().join("runs").exists() || std::fs::read_dir(desk.folder().join("runs")).unwrap().next().is_none()
    );
}

#[test]
fn pairing_pays_and_says_how_much() {
    let desk = Desk::new();
    let regimes = ["suining-2010", "suining-2010+indicator.loan-missed.points=-60"];
    let (code, answer) = desk.json(&compare(&regimes, &["--baseline", "suining-2010", "-r", "4", "--unpaired"]));
    assert_eq!(code, 0);
    let rows = answer["data"]["compare"]["rows"].as_array().unwrap();
    let row = rows.iter().find(|r| r["metric"] == "misconduct").unwrap();
    let cell = &row["cells"][1];
    let width = |e: &Value| e["high"].as_f64().unwrap() - e["low"].as_f64().unwrap();
    let ratio = width(&cell["unpaired"]) / width(&cell["difference"]);
    assert!(ratio > 1.5 && (cell["width_ratio"].as_f64().unwrap() - ratio).abs() < 1e-9, "{cell}");
    let (_, out, _) = desk.say(&compare(&regimes, &["--baseline", "suining-2010", "-r", "4", "--unpaired"]));
    assert!(out.lines().any(|l| l.starts_with("misconduct\t") && l.contains("width_ratio")), "{out}");
}

#[test]
fn help_is_in_the_readers_language() {
    let desk = Desk::new();
    for command in ["compare", "diff"] {
        let (code, out, _) = desk.say(&[command, "--help", "--lang", "zh"]);
        assert_eq!(code, 0);
        for english in ["Usage", "Options", "OPTIONS", "Arguments", "Print help", "default", "one of", "regime"] {
            assert!(!out.contains(english), "{command}: {english}\n{out}");
        }
    }
}
