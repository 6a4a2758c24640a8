//! The command as its users meet it: exit code, standard output and standard error of every path.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_glasshouse");

/// A folder of its own, and the program inside it.
struct Desk {
    folder: tempfile::TempDir,
}

struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(args)
            .current_dir(self.path())
            .env_remove("LANG")
            .env_remove("LC_ALL")
            .env("GLASSHOUSE_LANG", "en");
        command
    }

    fn say(&self, args: &[&str]) -> Said {
        said(self.command(args).stdin(Stdio::null()).output().unwrap())
    }

    /// Runs with `--json`, whose answer must be one envelope that agrees with the process.
    fn json(&self, args: &[&str]) -> (i32, Value) {
        let said = self.say(&[args, &["--json"]].concat());
        let envelope: Value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{args:?}: {e}: {}", said.out));
        assert_eq!(envelope["exit_code"], said.code, "{args:?}");
        for key in ["glasshouse", "schema", "status", "data", "diagnostics", "command"] {
            assert!(envelope.get(key).is_some(), "{args:?}: {key}");
        }
        (said.code, envelope)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), bytes).unwrap();
    }

    /// A small stored run.
    fn small_run(&self, name: &str) -> String {
        let (code, answer) = self.json(&["run", "suining-2010", "-n", "3000", "--months", "4", "--name", name]);
        assert_eq!(code, 0, "{answer}");
        answer["digest"].as_str().unwrap().to_owned()
    }
}

fn said(output: Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn without_a_command_it_shows_the_groups() {
    let said = Desk::new().say(&[]);
    assert_eq!(said.code, 0);
    for text in ["Start here", "Understand", "Share", "Housekeeping", "glasshouse run suining-2010"] {
        assert!(said.out.contains(text), "{text}");
    }
    assert!(said.err.is_empty());
    let chinese = Desk::new().say(&["--help", "--lang", "zh"]);
    assert!(chinese.out.contains("从这里开始") && !chinese.out.contains("Start here"), "{}", chinese.out);
}

#[test]
fn help_of_commands_is_in_the_readers_language() {
    let desk = Desk::new();
    for command in ["run", "check", "explain", "report", "show", "list", "new", "schema", "verify", "doctor"] {
        let said = desk.say(&[command, "--help", "--lang", "zh"]);
        assert_eq!(said.code, 0, "{command}");
        for english in ["Usage", "Options", "OPTIONS", "Arguments", "Print help", "default", "possible", "one of"] {
            assert!(!said.out.contains(english), "{command}: {english}\n{}", said.out);
        }
    }
}

#[test]
fn wrong_command_lines_exit_with_2_and_say_what_is_near() {
    let desk = Desk::new();
    for (args, near) in [
        (&["rum"][..], "run"),
        (&["run", "suining-2010", "--peple", "4"], "--people"),
        (&["list", "regime"], "regimes"),
        (&["show", "@last", "--metric"], "metric"),
        (&["run"], "REGIME"),
        (&["run", "suining-2010", "-n", "many"], "50000"),
        (&["run", "suining-2010", "--months", "0"], "--months"),
        (&["run", "suining-2010", "--set", "nonsense", "-n", "100", "--months", "1"], "path=value"),
        (&["run", "none", "--set", "a=1", "-n", "100", "--months", "1"], "none"),
        (&["run", "none", "-n", "100", "--months", "1", "--name", "a/b"], "-o"),
        (&["run", "none", "-n", "100", "--months", "1", "--resume"], "resume"),
        (&["schema", "rulebok"], "rulebook"),
        (&["explain", "GH9999"], "list codes"),
        (&["-C", "nowhere", "list"], "nowhere"),
    ] {
        let said = desk.say(args);
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
        assert!(said.out.is_empty() && said.err.contains(near), "{args:?}: {}", said.err);
        let (code, envelope) = desk.json(args);
        assert_eq!((code, envelope["status"].as_str()), (2, Some("error")), "{args:?}");
        assert!(envelope["diagnostics"][0]["code"].as_str().is_some_and(|c| c.starts_with("GH09")), "{args:?}");
    }
}

/// What authors hand in by mistake: exit 1 for `check`, 3 for `run`, always with a code and the file.
#[test]
fn files_that_are_no_rulebooks_are_told_kindly() {
    let desk = Desk::new();
    desk.write("empty.toml", "");
    let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    desk.write("noise.toml", &noise);
    desk.write("zeros.toml", [0u8; 64]);
    desk.write("page.toml", "<html><body>rules</body></html>\n");
    fs::create_dir(desk.path().join("folder.toml")).unwrap();
    let large = fs::File::create(desk.path().join("large.toml")).unwrap();
    large.set_len(100 << 20).unwrap();
    for (file, code) in [
        ("missing.toml", "GH0101"),
        ("folder.toml", "GH0102"),
        ("large.toml", "GH0103"),
        ("noise.toml", "GH0104"),
        ("empty.toml", "GH0105"),
        ("zeros.toml", ""),
        ("page.toml", ""),
    ] {
        let (exit, envelope) = desk.json(&["check", file]);
        assert_eq!((exit, envelope["status"].as_str()), (1, Some("findings")), "{file}");
        let first = &envelope["diagnostics"][0];
        assert!(first["code"].as_str().unwrap().starts_with(code), "{file}: {first}");
        assert_eq!(first["file"], file);
        let said = desk.say(&["check", file]);
        assert!(said.code == 1 && said.out.contains(file) && said.out.contains("error"), "{file}: {}", said.out);
        let said = desk.say(&["run", file, "-n", "100", "--months", "1"]);
        assert!(said.code == 3 && said.out.is_empty() && said.err.contains(file), "{file}: {}", said.err);
        assert!(!desk.path().join("runs").exists(), "{file}");
    }
}

#[test]
fn a_misspelt_name_is_underlined_in_both_languages_with_one_code() {
    let desk = Desk::new();
    assert_eq!(desk.say(&["new", "rulebook", "my-county", "--from", "suining-2010"]).code, 0);
    let path = desk.path().join("my-county.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("id = \"my-county\""));
    fs::write(&path, text.replacen("\"traffic.red_light\"", "\"traffic.redlight\"", 1)).unwrap();
    let said = desk.say(&["check", "my-county.toml"]);
    assert_eq!(said.code, 1);
    for part in ["GH0107", "my-county.toml:", "^^^^", "traffic.red_light"] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    let chinese = desk.say(&["check", "my-county.toml", "--lang", "zh"]);
    assert!(
        chinese.out.contains("GH0107") && chinese.out.contains("错误") && !chinese.out.contains("error["),
        "{}",
        chinese.out
    );
    let ran = desk.say(&["run", "my-county.toml", "-n", "100", "--months", "1"]);
    assert!(ran.code == 3 && ran.err.contains("GH0107") && ran.out.is_empty());
    assert_eq!(desk.say(&["check", "my-county.toml", "--exit-zero"]).code, 0);
    let (_, envelope) = desk.json(&["check", "my-county.toml"]);
    assert_eq!(envelope["diagnostics"][0]["span"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_rulebook_is_read_from_standard_input() {
    let desk = Desk::new();
    let mut child = desk.command(&["check", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"points: -20\n").unwrap();
    let said = said(child.wait_with_output().unwrap());
    assert!(said.code == 1 && said.out.contains("<stdin>:1:"), "{}", said.out);
}

#[test]
fn a_run_is_stored_listed_shown_explained_reported_and_verified() {
    let desk = Desk::new();
    let digest = desk.small_run("first");
    let listed = desk.say(&["list", "runs"]);
    assert!(
        listed.code == 0 && listed.out.starts_with("first\t") && listed.out.contains("ILLUSTRATION"),
        "{}",
        listed.out
    );
    for args in [&["show", "@last"][..], &["show", "fir"], &["show", "runs/first"], &["show", "@-1"]] {
        let (code, answer) = desk.json(args);
        assert_eq!((code, answer["digest"].as_str()), (0, Some(digest.as_str())), "{args:?}");
    }
    for (months, n) in [("all", 4), ("last", 1), ("2", 1)] {
        let args = ["show", "--metric", "people", "--by", "sex", "--months", months, "--format", "csv"];
        let metric = desk.say(&args);
        assert_eq!(metric.out.lines().count(), 1 + 2 * n, "{}", metric.out);
        assert!(metric.out.contains("illustration"));
    }
    let value = |args: &[&str]| desk.json(&[&["show", "@last", "--format", "json"], args].concat()).1["data"].clone();
    let rate = value(&["--metric", "people", "--rate"]);
    assert_eq!(rate["series"][0]["months"][3]["value"], 3000.0);
    let shares = value(&["--metric", "grade_share"]);
    let of = |s: &Value| s["months"][3]["value"].as_f64().unwrap();
    let sum: f64 = shares["series"].as_array().unwrap().iter().map(of).sum();
    assert!((sum - 100.0).abs() < 1e-9, "{sum}");
    let (code, regime) = desk.json(&["show", "suining-2010"]);
    assert_eq!((code, regime["data"]["regime"].as_str()), (0, Some("suining-2010")));
    assert_eq!(desk.json(&["show", "--metric", "people", "--months", "9"]).0, 2);
    let (code, person) = desk.json(&["explain", "first"]);
    assert_eq!((code, person["data"]["synthetic"].as_bool()), (0, Some(true)));
    let (code, person) = desk.json(&["explain", "first", "--person", "p-17"]);
    assert_eq!((code, person["data"]["person"].as_str()), (0, Some("p-000000017")));
    assert_eq!(desk.json(&["explain", "first", "--person", "p-3000"]).0, 3);
    assert_eq!(desk.json(&["explain", "first", "--person", "somebody"]).0, 2);
    assert_eq!(desk.json(&["explain", "first", "--replicate", "1"]).0, 2);
    let report = desk.say(&["report", "first", "-o", "brief.html"]);
    let html = fs::read_to_string(desk.path().join("brief.html")).unwrap();
    assert!(report.code == 0 && report.out == "brief.html\n" && html.contains("ILLUSTRATION"));
    assert_eq!(desk.say(&["report", "first", "-o", "brief.html"]).code, 2);
    assert_eq!(desk.say(&["report", "first", "-o", "brief.html", "--force"]).code, 0);
    let (code, verified) = desk.json(&["verify", "first"]);
    assert_eq!((code, verified["data"]["identical"].as_bool()), (0, Some(true)));
    assert_eq!(desk.json(&["verify", "second"]).0, 3);
    let left: Vec<_> = fs::read_dir(desk.path().join("runs")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["first"], "nothing but the bundle is left");
}

#[test]
fn every_table_of_numbers_says_what_it_is_whatever_the_flags() {
    let desk = Desk::new();
    for flags in
        [&["-q"][..], &["--format", "csv"], &["--format", "ndjson", "-q"], &["--json", "-q"], &["--color", "never"]]
    {
        let run = ["run", "none", "-n", "500", "--months", "2"];
        let said = desk.say(&[&run[..], flags].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.to_lowercase().contains("illustration"), "{flags:?}: {}", said.out);
        let shown = desk.say(&[&["show", "@last", "--metric", "people"][..], flags].concat());
        assert!(shown.out.to_lowercase().contains("illustration"), "{flags:?}: {}", shown.out);
    }
}

#[test]
fn streams_are_clean() {
    let desk = Desk::new();
    let said = desk.say(&["run", "suining-2010", "-n", "500", "--months", "2", "--format", "ndjson"]);
    assert!(said.code == 0 && said.err.is_empty(), "{}", said.err);
    for line in said.out.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
    assert!(!said.out.contains('\u{1b}'));
    let said = desk.say(&["run", "suining-2010", "-n", "500", "--months", "3", "--progress", "json", "-q"]);
    let events: Vec<Value> = said.err.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(events.iter().any(|e| e["t"] == "progress" && e["done"] == 3 && e["of"] == 3), "{}", said.err);
    let said = desk.say(&["check", "suining-2010", "--format", "ndjson"]);
    said.out.lines().for_each(|l| assert!(serde_json::from_str::<Value>(l).is_ok(), "{l}"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::new();
    let mut child = desk.command(&["list", "metrics"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let said = said(child.wait_with_output().unwrap());
    assert!(said.code == 0 && said.err.is_empty(), "{}: {}", said.code, said.err);
}

#[test]
fn equal_commands_give_equal_digests_and_seeds_differ() {
    let desk = Desk::new();
    let run = |extra: &[&str]| {
        let args = [&["run", "suining-2010", "-n", "9000", "--months", "3"][..], extra].concat();
        desk.json(&args).1["digest"].as_str().unwrap().to_owned()
    };
    let base = run(&[]);
    assert_eq!(base, run(&["--threads", "1"]));
    assert_eq!(base, run(&["--threads", "5", "--keep", "people,acts"]));
    for other in [&["-s", "2"][..], &["-r", "2"], &["--society-seed", "5"], &["--coupling", "month"]] {
        assert_ne!(base, run(other), "{other:?}");
    }
    let (_, answer) = desk.json(&["run", "suining-2010", "-n", "3000", "--months", "2", "-r", "3", "--name", "three"]);
    let file: Value = serde_json::from_slice(&fs::read(desk.path().join("runs/three/run.json")).unwrap()).unwrap();
    let digests: Vec<&str> = file["replicate_digests"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(digests.len() == 3 && digests[0] != digests[1] && digests[1] != digests[2] && digests[0] != digests[2]);
    assert_eq!(answer["data"]["run"]["illustration"], false);
}

/// What is stored with a run and the run made again (for a bundle that lacks it) lead to the same file, and the
/// ledger adds up.
#[test]
fn a_person_is_the_same_from_what_is_stored_and_from_the_run_made_again() {
    let desk = Desk::new();
    let run = ["run", "suining-2010", "--with", "suining-appeal", "-n", "9000", "--months", "14"];
    let keep = ["--keep", "people,acts,records,ledger,listings,measures,applications,reviews", "--name", "kept"];
    assert_eq!(desk.json(&[&run[..], &keep].concat()).0, 0);
    assert_eq!(desk.json(&[&run[..], &["--name", "bare"]].concat()).0, 0);
    let bare = desk.path().join("runs/bare");
    let mut run: Value = serde_json::from_slice(&fs::read(bare.join("run.json")).unwrap()).unwrap();
    let tables = run["tables"].as_array_mut().unwrap();
    tables.retain(|t| t["file"] == "metrics.parquet");
    assert_eq!(tables.len(), 1);
    fs::write(bare.join("run.json"), run.to_string()).unwrap();
    for file in ["exchange.parquet", "ends.parquet"] {
        fs::remove_file(bare.join(file)).unwrap();
    }
    for pick in ["wrongly-penalised", "never-corrected", "chilled", "deterred", "listed", "median"] {
        let file = |name: &str| desk.json(&["explain", name, "--pick", pick]);
        let ((code, kept), (_, bare)) = (file("kept"), file("bare"));
        assert_eq!(code, 0, "{pick}: {kept}");
        assert_eq!(kept["data"], bare["data"], "{pick}");
        let data = &kept["data"];
        let points = data["events"].as_array().unwrap().iter().filter(|e| e["side"] == "record");
        let sum: i64 = points.filter_map(|e| e["points"].as_i64()).sum();
        assert_eq!(data["start"].as_i64().unwrap() + sum, data["score"].as_i64().unwrap(), "{pick}");
    }
    assert_eq!(desk.json(&["verify", "kept"]).0, 0);
}

#[test]
fn damage_is_found_and_named() {
    let desk = Desk::new();
    desk.small_run("hurt");
    let bundle = desk.path().join("runs/hurt");
    for file in ["metrics.parquet", "ends.parquet", "society.toml", "headlines.json", "rulebooks/suining-2010.toml"] {
        let path = bundle.join(file);
        let good = fs::read(&path).unwrap();
        let mut bad = good.clone();
        let middle = bad.len() / 2;
        bad[middle] ^= 1;
        fs::write(&path, bad).unwrap();
        let said = desk.say(&["verify", "hurt"]);
        assert!(said.code == 3 && said.err.contains(file), "{file}: {}", said.err);
        fs::write(&path, good).unwrap();
    }
    let run = bundle.join("run.json");
    let good = fs::read_to_string(&run).unwrap();
    fs::write(&run, good.replacen("\"run/1\"", "\"run/9\"", 1).replacen("\"0.1.0\"", "\"7.0.0\"", 1)).unwrap();
    let (code, answer) = desk.json(&["show", "hurt"]);
    assert_eq!((code, answer["diagnostics"][0]["code"].as_str()), (3, Some("GH0909")));
    let (code, answer) = desk.json(&["list", "runs"]);
    assert_eq!((code, answer["status"].as_str()), (5, Some("partial")));
    fs::write(&run, &good[..good.len() / 2]).unwrap();
    assert_eq!(desk.json(&["show", "hurt"]).0, 3);
    // A digest that the numbers do not have is a finding, not damage.
    let digest = serde_json::from_str::<Value>(&good).unwrap()["digest"].as_str().unwrap().to_owned();
    fs::write(&run, good.replace(&digest, &digest.chars().rev().collect::<String>())).unwrap();
    assert_eq!(desk.json(&["verify", "hurt"]).0, 1);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on_to_the_same_digest() {
    let desk = Desk::new();
    let args = ["run", "suining-2010", "-n", "30000", "--months", "24", "-r", "6", "--progress", "json"];
    let mut child =
        desk.command(&args).args(["--name", "long"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // After the first replicate: its events count past 24 months.
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
    let past =
        |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|e| e["done"].as_u64().is_some_and(|d| d > 30));
    assert!(lines.by_ref().map_while(Result::ok).any(|l| past(&l)), "the run ended before it could be stopped");
    let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let told = rest.join("\n");
    assert!(told.contains("--resume") && told.contains("GH0930"), "{told}");
    assert!(!desk.path().join("runs/long").exists());
    let resumed = desk.json(&[&args[..6], &["-r", "6", "--name", "long", "--resume"]].concat());
    let whole = desk.json(&[&args[..6], &["-r", "6", "--name", "whole"]].concat());
    assert_eq!((resumed.0, whole.0), (0, 0));
    assert_eq!(resumed.1["digest"], whole.1["digest"]);
    assert!(!desk.path().join("runs/long.partial").exists());
}

#[test]
fn what_is_in_the_way_is_not_overwritten() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path().join("thesis")).unwrap();
    desk.write("thesis/chapter.txt", "years of work");
    let said = desk.say(&["run", "none", "-n", "100", "--months", "1", "-o", "thesis"]);
    assert!(said.code == 2 && said.err.contains("GH0904"), "{}", said.err);
    assert_eq!(fs::read_to_string(desk.path().join("thesis/chapter.txt")).unwrap(), "years of work");
    desk.write("plain", "a file");
    let said = desk.say(&["run", "none", "-n", "100", "--months", "1", "-o", "plain/run"]);
    assert_eq!(said.code, 6, "{}", said.err);
}

#[test]
fn the_other_commands_answer() {
    let desk = Desk::new();
    for args in [
        &["list", "regimes"][..],
        &["list", "societies"],
        &["list", "acts"],
        &["list", "metrics"],
        &["list", "codes"],
        &["list", "runs"],
        &["schema"],
        &["schema", "rulebook"],
        &["schema", "reform"],
        &["schema", "society"],
        &["schema", "run-summary"],
        &["schema", "run-plan"],
        &["run", "suining-2010", "--plan", "-n", "5k", "--months", "3"],
        &["explain", "GH0420"],
        &["--explain", "GH0907"],
        &["cite", "suining-2010"],
        &["cite"],
        &["render", "polycentric"],
        &["outcomes", "fsv-removed"],
        &["outcomes", "syri-flagged", "-n", "2000", "--points", "1"],
        &["show", "suining-2010"],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["man"],
        &["man", "run"],
        &["help"],
        &["help", "run"],
        &["doctor"],
        &["--version"],
        &["--help"],
    ] {
        let (code, envelope) = desk.json(args);
        assert_eq!((code, envelope["status"].as_str()), (0, Some("ok")), "{args:?}: {envelope}");
        let plain = desk.say(args);
        assert!(plain.code == 0 && (!plain.out.is_empty() || args == ["list", "runs"]), "{args:?}");
    }
    let empty = desk.say(&["show", "@last"]);
    assert!(empty.code == 3 && empty.err.contains("glasshouse run suining-2010"), "{}", empty.err);
}

#[test]
fn a_regime_and_the_outcomes_become_documents() {
    let desk = Desk::new();
    let page = |args: &[&str], file: &str| {
        let said = desk.say(args);
        assert_eq!(said.code, 0, "{}", said.err);
        std::fs::read_to_string(desk.path().join(file)).unwrap()
    };
    let html = page(&["render", "zhejiang-2017"], "zhejiang-2017.html");
    for part in ["<!DOCTYPE html>", "Timeline", "时间线", "5 working days", "浙江", "the rulebook begins", "art. 16"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("<script") && !html.contains("src=\"http"), "the page stands alone");
    let plain = page(&["render", "zhejiang-2017", "-o", "z.md"], "z.md");
    assert!(plain.starts_with("# ") && plain.contains("## Sources · 来源"));
    let again = desk.say(&["render", "zhejiang-2017", "-o", "z.md"]);
    assert!(again.code == 2 && again.err.contains("--force"), "{} {}", again.code, again.err);
    let plain = page(&["outcomes", "fsv-removed", "-o", "o.md"], "o.md");
    assert!(plain.contains("not comparable, because"), "{plain}");
    let unknown = desk.say(&["outcomes", "fsv-remove"]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
}
