//! Patterns observed elsewhere: those that come along read and run, the page says what became of them, and what is
//! wrong with a file is told where it stands.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_study::observed::{self, Pattern, keys};
use glasshouse_study::source::Document;
use glasshouse_study::{Failure, Pool};
use glasshouse_text::{Code, TableSpec};
use glasshouse_wire::observed::{ObservedVerdict, PatternDoc, PatternVerdict};
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    fs::read_to_string(root().join("docs/patterns.md")).unwrap()
}

fn all() -> Vec<Pattern> {
    observed::built_in().map(|document| observed::read(&document).unwrap_or_else(|e| panic!("{e:?}"))).collect()
}

fn run(patterns: &[Pattern], replicates: u32, threads: usize) -> Vec<PatternDoc> {
    let pool = Pool::new(threads).unwrap();
    observed::judge(patterns, Some(replicates), &pool, &mut |_| ControlFlow::Continue(())).unwrap().patterns
}

fn example() -> Document {
    let page = page();
    let body = page.split("\n```toml observed\n").nth(1).unwrap().split("\n```").next().unwrap();
    let name = root().join("patterns/example.toml").display().to_string();
    Document { name, bytes: format!("{body}\n").into_bytes(), built_in: false }
}

#[test]
fn every_file_of_the_folder_comes_along_and_is_read_without_a_word() {
    for pattern in all() {
        assert!(pattern.warnings.is_empty(), "{}: {:?}", pattern.id, pattern.warnings);
        assert!(!pattern.sources.is_empty() && !pattern.numbers.is_empty(), "{}", pattern.id);
    }
    let known: Vec<String> = observed::built_in().map(|d| format!("{}.toml", d.name)).collect();
    for entry in fs::read_dir(root().join("patterns")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let others = ["literature.toml", "licence.rulebook.toml"];
        assert!(known.contains(&name) || others.contains(&name.as_str()), "{name}");
    }
}

/// A file on disk finds the documents beside it, and gives what the built-in one gives.
#[test]
fn a_file_on_disk_is_the_built_in_one() {
    let path = root().join("patterns/bunching.toml").display().to_string();
    let found = observed::find(&["bunching".to_owned(), path]).unwrap();
    let both: Vec<Pattern> = found.iter().map(|d| observed::read(d).unwrap()).collect();
    let [own, file] = &run(&both, 2, 2)[..] else { panic!("two patterns") };
    assert_eq!(own, file);
    assert!(matches!(observed::find(&["buncing".to_owned()]), Err(Failure::Usage(_))));
}

/// What the page says of the defaults is what a run with fewer replicates says, on any number of threads.
#[test]
fn the_verdicts_of_the_page_hold() {
    let patterns = all();
    let docs = run(&patterns, 3, 2);
    let of = |id: &str| docs.iter().find(|d| d.id == id).unwrap();
    for (id, verdict) in VERDICTS {
        assert_eq!(of(id).verdict, *verdict, "{id}: {:#?}", of(id).numbers);
    }
    assert_eq!(docs.len(), VERDICTS.len());
    let numbers = || docs.iter().flat_map(|d| &d.numbers);
    assert!(numbers().all(|n| (n.verdict == ObservedVerdict::NotInModel) == n.missing.is_some()));
    assert!(numbers().all(|n| n.got.is_some() == n.missing.is_none()));
    let cheap: Vec<Pattern> = all().into_iter().filter(|p| p.id == "near-the-limit").collect();
    assert_eq!(run(&cheap, 3, 1)[0], *of("near-the-limit"));
}

const VERDICTS: &[(&str, PatternVerdict)] = &[
    ("points-fade", PatternVerdict::NotMet),
    ("near-the-limit", PatternVerdict::Partly),
    ("bunching", PatternVerdict::Met),
    ("employment", PatternVerdict::NotInModel),
    ("reputation-premium", PatternVerdict::NotInModel),
    ("claims", PatternVerdict::Partly),
    ("uniqueness", PatternVerdict::Met),
];

/// The same number beside another band is judged otherwise.
#[test]
fn the_example_of_the_page_is_judged_by_its_band() {
    let judged = |text: String| {
        let pattern = observed::read(&Document { bytes: text.into_bytes(), ..example() }).unwrap();
        run(&[pattern], 2, 2).remove(0)
    };
    let text = String::from_utf8(example().bytes).unwrap();
    let doc = judged(text.clone());
    assert_eq!(doc.verdict, PatternVerdict::Partly, "{doc:#?}");
    assert_eq!((doc.numbers[0].seen_in.as_str(), doc.numbers[0].assumed), ("paper#table 1", false));
    let doc = judged(text.replace("high = { value = 0.5,", "low = { value = 0.9,"));
    assert_eq!(doc.verdict, PatternVerdict::NotMet, "{doc:#?}");
    let doc = judged(text.replace("corrected / wrong_entries", "corrected / (people - people)"));
    assert_eq!((doc.verdict, doc.numbers[0].verdict), (PatternVerdict::Undecided, ObservedVerdict::Undefined));
}

#[test]
fn what_is_wrong_with_a_pattern_is_told_where_it_stands() {
    let text = String::from_utf8(example().bytes).unwrap();
    for (from, to, code, at) in [
        ("format = \"observed/1\"", "format = \"observed/2\"", Code::UnknownFormat, "\"observed/2\""),
        ("corrected /", "corected /", Code::UnknownName, "corected"),
        ("of = \"file\"", "of = \"fiel\"", Code::UnknownName, "\"fiel\""),
        ("of = \"file\"\n", "", Code::MissingKey, "[[number]]"),
        ("seen_in = \"paper#table 1\"\n", "", Code::MissingKey, "[[number]]"),
        ("seen_in = \"paper#table 1\"", "seen_in = \"papper\"", Code::UnknownName, "\"papper\""),
        ("high = { value = 0.5, source = \"paper#table 1\" }\n", "", Code::MissingKey, "[[number]]"),
        ("high = {", "low = 2\nhigh = {", Code::FigureWithoutSource, "2"),
        ("missing = {", "of = \"file\"\nmissing = {", Code::UnknownName, "\"file\""),
        ("people = 2000", "people = 0", Code::OutOfBounds, "0"),
        ("title = {", "replicates = 1\ntitle = {", Code::OutOfBounds, "1"),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        let Err(Failure::Document(faults)) =
            observed::read(&Document { bytes: broken.clone().into_bytes(), ..example() })
        else {
            panic!("{to} was read")
        };
        let first = faults.iter().flat_map(|f| &f.diagnostics).next().unwrap();
        let shown = first.span.clone().map(|s| broken[s].to_owned());
        assert_eq!((first.code, shown.as_deref()), (code, Some(at)), "{to}: {first:?}");
    }
}

fn pattern_table() -> String {
    let mut out = "| pattern | what was seen | verdict |\n| --- | --- | --- |\n".to_owned();
    for pattern in all() {
        let verdict = match VERDICTS.iter().find(|(id, _)| *id == pattern.id).unwrap().1 {
            PatternVerdict::Met => "met",
            PatternVerdict::Partly => "met as far as the model has it",
            PatternVerdict::NotMet => "not met",
            PatternVerdict::NotInModel => "not in the model",
            PatternVerdict::Undecided | PatternVerdict::NotRun => "undecided",
        };
        let _ = writeln!(out, "| `{}` {} | {} | {verdict} |", pattern.id, pattern.title.en, pattern.seen.en);
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
fn the_page_lists_the_patterns_and_every_key() {
    let (page, mut now, mut skipping) = (page(), String::new(), false);
    for line in page.split_inclusive('\n') {
        let mark = line.trim().strip_prefix("<!-- ").and_then(|l| l.strip_suffix(" -->"));
        skipping &= mark != Some("end");
        if !skipping {
            now.push_str(line);
        }
        let block = match mark {
            Some("patterns") => pattern_table(),
            Some("pattern-keys: observed") => key_table(&keys::OBSERVED),
            Some("pattern-keys: number") => key_table(&keys::NUMBER),
            _ => continue,
        };
        now.push_str(&block);
        skipping = true;
    }
    if now != page {
        assert!(
            std::env::var_os("GLASSHOUSE_WRITE_DOCS").is_some(),
            "docs/patterns.md is behind the code: GLASSHOUSE_WRITE_DOCS=1 cargo test -p glasshouse-study --test observed"
        );
        fs::write(root().join("docs/patterns.md"), now).unwrap();
    }
}
