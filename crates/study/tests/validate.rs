//! Known results: the cases that come along read and pass, the page about them says what there is, and what is
//! wrong with a case is told where it stands.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_study::source::Document;
use glasshouse_study::validate::{self, Asked, Case, builtin, keys};
use glasshouse_study::{Failure, Pool};
use glasshouse_text::{Code, TableSpec};
use glasshouse_wire::validation::{CaseDoc, CaseVerdict, NumberVerdict};
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    fs::read_to_string(root().join("docs/validation.md")).unwrap()
}

fn all() -> Vec<Case> {
    builtin::cases().map(|document| validate::read(&document).unwrap_or_else(|e| panic!("{e:?}"))).collect()
}

fn run(cases: &[Case], asked: Asked) -> Vec<CaseDoc> {
    let pool = Pool::new(2).unwrap();
    validate::validate(cases, asked, &pool, &mut |_| ControlFlow::Continue(())).unwrap().cases
}

/// The example of the page, as a file that lies beside the documents of the other cases.
fn example() -> Document {
    let page = page();
    let body = page.split("\n```toml case\n").nth(1).unwrap().split("\n```").next().unwrap();
    let name = root().join("validation/missed-fifth.toml").display().to_string();
    Document { name, bytes: format!("{body}\n").into_bytes(), built_in: false }
}

#[test]
fn every_file_of_the_folder_comes_along_and_is_read_without_a_word() {
    let mut known: Vec<String> = builtin::cases().map(|d| format!("{}.toml", d.name)).collect();
    for case in all() {
        assert!(case.warnings.is_empty(), "{}: {:?}", case.id, case.warnings);
        assert_eq!(case.missing.is_some(), case.numbers.is_empty(), "{}", case.id);
        assert!(!case.sources.is_empty() || case.missing.is_some(), "{}", case.id);
    }
    for entry in fs::read_dir(root().join("validation")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        known.retain(|k| *k != name);
        assert!(
            builtin::cases().any(|d| format!("{}.toml", d.name) == name) || builtin::document(&name).is_some(),
            "{name}"
        );
    }
    assert!(known.is_empty(), "{known:?}");
}

/// Every case with few replicates: none of its numbers is off, and every mechanism that is switched off moves them.
#[test]
fn a_cheap_case_passes_in_full_and_fails_without_its_mechanism() {
    let cases: Vec<Case> = all().into_iter().filter(|case| case.id == "O23").collect();
    let [case] = &run(&cases, Asked { replicates: None, ablate: true })[..] else { panic!("one case") };
    assert_eq!(case.verdict, CaseVerdict::Passed, "{case:#?}");
    for number in &case.numbers {
        let (got, off) = (number.got.clone().unwrap(), number.ablation.clone().unwrap());
        assert!(off.moved && !number.second_look, "{number:#?}");
        assert!((got.mean - number.expected).abs() < number.tolerance && got.replicates >= 20);
    }
}

/// With few replicates intervals are wide; none may lie beside the expected number for that.
#[test]
fn other_cases_are_not_off_at_a_quick_look() {
    let quick = ["O11"];
    let cases: Vec<Case> = all().into_iter().filter(|case| quick.contains(&case.id.as_str())).collect();
    assert_eq!(cases.len(), quick.len());
    for case in run(&cases, Asked { replicates: Some(3), ablate: true }) {
        for number in &case.numbers {
            let fine = matches!(number.verdict, NumberVerdict::Passed | NumberVerdict::Wide);
            assert!(fine, "{}: {number:#?}", case.id);
            assert!(number.ablation.as_ref().is_some_and(|a| a.moved), "{}: {number:#?}", case.id);
        }
    }
}

#[test]
fn the_example_of_the_page_passes_and_needs_its_mechanism() {
    let case = validate::read(&example()).unwrap();
    assert!(!builtin::cases().any(|d| d.name == case.id), "made up for the page");
    let [case] = &run(&[case], Asked { replicates: None, ablate: true })[..] else { panic!("one case") };
    assert_eq!(case.verdict, CaseVerdict::Passed, "{case:#?}");
    // The same case with another expectation fails.
    let text = String::from_utf8(example().bytes).unwrap().replace("expect = 0.8", "expect = 0.9");
    let wrong = validate::read(&Document { bytes: text.into_bytes(), ..example() }).unwrap();
    let [case] = &run(&[wrong], Asked { replicates: None, ablate: false })[..] else { panic!("one case") };
    assert_eq!((case.verdict, case.numbers[0].verdict), (CaseVerdict::Failed, NumberVerdict::Outside));
    assert!(case.numbers[0].second_look);
}

#[test]
fn what_is_wrong_with_a_case_is_told_where_it_stands() {
    let text = String::from_utf8(example().bytes).unwrap();
    for (from, to, code, at) in [
        ("format = \"case/1\"", "format = \"case/2\"", Code::UnknownFormat, "\"case/2\""),
        ("records[happening] /", "recrods[happening] /", Code::UnknownName, "recrods"),
        ("acts[health.contact]", "acts[health.contakt]", Code::UnknownName, "health.contakt"),
        (
            "records[happening] /",
            "records[nothing] /",
            Code::UnknownName,
            "\"records[nothing] / acts[health.contact]\"",
        ),
        ("/ acts[health.contact]", "/", Code::OutOfBounds, "\""),
        ("ablation = \"sees-all\"", "ablation = \"sees-nothing\"", Code::UnknownName, "\"sees-nothing\""),
        ("like = \"misses\"", "like = \"mises\"", Code::UnknownName, "\"mises\""),
        ("tolerance = 0.01\n", "", Code::MissingKey, "[[number]]"),
        ("default_source = \"paper\"", "", Code::FigureWithoutSource, "0.8"),
        ("people = 4000", "people = 0", Code::OutOfBounds, "0"),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        let Err(Failure::Document(faults)) =
            validate::read(&Document { bytes: broken.clone().into_bytes(), ..example() })
        else {
            panic!("{to} was read")
        };
        let first = faults.iter().flat_map(|f| &f.diagnostics).next().unwrap();
        let shown = first.span.clone().map(|s| broken[s].to_owned());
        assert_eq!((first.code, shown.as_deref()), (code, Some(at)), "{to}: {first:?}");
    }
    let missing = text.replace("live-records.rulebook.toml", "no-such.rulebook.toml");
    let read = validate::read(&Document { bytes: missing.into_bytes(), ..example() });
    assert!(matches!(read, Err(Failure::Document(_))), "{read:?}");
}

fn case_table() -> String {
    let mut out = "| case | mechanism | numbers | state |\n| --- | --- | --- | --- |\n".to_owned();
    for case in all() {
        let state = case.missing.as_ref().map_or("runs".to_owned(), |m| format!("not yet expressible: {}", m.en));
        let _ = writeln!(
            out,
            "| {} {} | {} | {} | {state} |",
            case.id,
            case.title.en,
            case.mechanism.en,
            case.numbers.len()
        );
    }
    out
}

fn key_table(spec: &TableSpec) -> String {
    let mut out = "| key | meaning |\n| --- | --- |\n".to_owned();
    for key in spec.keys {
        let star = if key.required { " *" } else { "" };
        let _ = writeln!(out, "| `{}`{star} | {} |", key.name, key.doc.en);
    }
    out
}

/// Blocks of the page are written from the code, as those of the other pages are.
#[test]
fn the_page_lists_the_cases_and_every_key() {
    let (page, mut now, mut skipping) = (page(), String::new(), false);
    for line in page.split_inclusive('\n') {
        let mark = line.trim().strip_prefix("<!-- ").and_then(|l| l.strip_suffix(" -->"));
        skipping &= mark != Some("end");
        if !skipping {
            now.push_str(line);
        }
        let block = match mark {
            Some("cases") => case_table(),
            Some("case-keys: case") => key_table(&keys::CASE),
            Some("case-keys: scenario") => key_table(&keys::SCENARIO),
            Some("case-keys: number") => key_table(&keys::NUMBER),
            _ => continue,
        };
        now.push_str(&block);
        skipping = true;
    }
    if now != page {
        assert!(
            std::env::var_os("GLASSHOUSE_WRITE_DOCS").is_some(),
            "docs/validation.md is behind the code: GLASSHOUSE_WRITE_DOCS=1 cargo test -p glasshouse-study --test validate"
        );
        fs::write(root().join("docs/validation.md"), now).unwrap();
    }
}
