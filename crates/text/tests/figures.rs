//! Figures, their bases, versions and changes, read through a small document of our own.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use glasshouse_model::{Date, Lang};
use glasshouse_text::{
    Basis, Code, Diagnostic, Document, Key, Kind, Label, Patch, Quantity, Reader, Reading, TableSpec, keys, schema,
};

const fn key(name: &'static str, kind: Kind, required: bool) -> Key {
    Key { name, kind, required, doc: Label { en: "For tests.", zh: "测试用。" } }
}

static THING: TableSpec = TableSpec {
    name: "thing",
    doc: Label { en: "A thing.", zh: "事物。" },
    keys: &[
        keys::ID,
        keys::SOURCE,
        key("share", Kind::Figure(Quantity::Share), false),
        key("number", Kind::Figure(Quantity::Number), false),
        key("term", Kind::Figure(Quantity::Span), false),
        key("to", Kind::Figure(Quantity::Date), false),
        key("points", Kind::Dated(Quantity::Points), false),
        key("mix", Kind::Figures(Quantity::Share), false),
        key("on", Kind::Flag, false),
    ],
};

static ROOT: TableSpec = TableSpec {
    name: "file",
    doc: Label { en: "A file.", zh: "文件。" },
    keys: &[keys::DEFAULT_SOURCE, keys::SOURCES, keys::ALLOW, key("thing", Kind::Tables(&THING), false)],
};

const SOURCES: &str = "
[sources.a]
kind = \"press\"
title = { en = \"A\", zh = \"甲\" }
held = \"text\"
[sources.b]
kind = \"press\"
title = { en = \"B\", zh = \"乙\" }
held = \"text\"
confidence = \"unconfirmed\"
";

/// Reads one thing with these keys; also what was read of it, as words.
fn read(keys: &str, patches: &[&str]) -> (Reading, Vec<String>) {
    let text = format!("[[thing]]\nid = \"t\"\n{keys}\n{SOURCES}");
    let document = Document::parse("t.toml", text.as_bytes());
    let patches: Vec<Patch> = patches.iter().map(|p| Patch::parse(p).expect("path=value")).collect();
    let mut reader = Reader::new(&document, &patches);
    let root = reader.root(&ROOT);
    reader.read_sources(&root);
    let mut seen = Vec::new();
    for thing in reader.tables(&root, "thing") {
        seen.extend(reader.ratio(&thing, "share").map(|r| format!("share {}", r.value)));
        seen.extend(reader.ratio(&thing, "number").map(|r| format!("number {}", r.value)));
        seen.extend(reader.span(&thing, "term").map(|r| format!("term {}", r.value)));
        seen.extend(reader.day(&thing, "to").map(|r| format!("to {}", r.value)));
        for (from, to, v) in reader.dated_points(&thing, "points").unwrap_or_default() {
            let show = |d: Option<glasshouse_model::Day>| d.map_or("…".into(), |d| d.to_string());
            seen.push(format!("points {}–{} {v}", show(from), show(to)));
        }
        seen.extend(reader.figures(&thing, "mix").into_iter().map(|(n, r)| format!("mix {} {}", n.value, r.value)));
        seen.extend(reader.flag(&thing, "on").map(|f| format!("on {f}")));
    }
    (reader.finish(), seen)
}

fn errors(reading: &Reading) -> Vec<Code> {
    reading.diagnostics.iter().filter(|d| d.code != Code::UnusedSource).map(|d| d.code).collect()
}

#[test]
fn numbers_are_read_exactly() {
    for (written, shown) in
        [("0.05", "0.05"), ("\"2/37\"", "2/37"), ("\"5%\"", "0.05"), ("1", "1"), ("1e-3", "0.001"), ("0.1_5", "0.15")]
    {
        let (reading, seen) = read(&format!("share = {{ value = {written}, source = \"a#p. 3\" }}"), &[]);
        assert_eq!(errors(&reading), []);
        assert_eq!(seen, [format!("share {shown}")]);
        assert_eq!(reading.figures[0].basis, Basis::Cited { source: "a#p. 3".into() });
        assert_eq!((reading.figures[0].path.as_str(), reading.figures[0].line), ("thing.t.share", 3));
    }
    for (written, code) in [
        ("1.5", Code::OutOfBounds),
        ("-0.1", Code::OutOfBounds),
        ("\"half\"", Code::WrongType),
        ("\"1/0\"", Code::OutOfBounds),
        ("true", Code::WrongType),
        ("0x10", Code::WrongType),
        ("nan", Code::OutOfBounds),
        ("inf", Code::OutOfBounds),
        ("2010-01-01", Code::WrongType),
    ] {
        let (reading, seen) = read(&format!("share = {{ value = {written}, source = \"a\" }}"), &[]);
        assert_eq!((errors(&reading), seen.len()), (vec![code], 0), "{written}");
    }
}

#[test]
fn a_bare_figure_takes_its_tables_source() {
    let (reading, _) = read("source = \"a#2\"\nnumber = -7", &[]);
    assert_eq!(reading.figures[0].basis, Basis::Cited { source: "a#2".into() });
    assert_eq!(errors(&read("number = 7", &[]).0), [Code::FigureWithoutSource]);
    assert_eq!(errors(&read("source = \"b\"\nnumber = 7", &[]).0), [Code::UnconfirmedSource]);
    assert_eq!(errors(&read("source = \"c\"\nnumber = 7", &[]).0)[0], Code::UnknownName);
}

#[test]
fn rivals_are_kept_side_by_side() {
    let (reading, seen) = read("number = { value = 7, source = \"a\", rival = [{ value = 9, source = \"b\" }] }", &[]);
    assert_eq!((errors(&reading), seen), (vec![], vec!["number 7".to_owned()]));
    let values = vec![("7".to_owned(), "a".to_owned()), ("9".to_owned(), "b".to_owned())];
    assert_eq!(reading.figures[0].basis, Basis::Rival { values });
}

#[test]
fn dates_may_be_known_to_the_year_only() {
    let (reading, seen) = read("to = { value = \"2010-06\", source = \"a\" }", &[]);
    assert_eq!((errors(&reading), seen), (vec![], vec!["to 2010-06-30".to_owned()]));
    let (bare, _) = read("source = \"a\"\nto = \"2010\"", &[]);
    assert!(
        matches!(&bare.figures[0].basis, Basis::Assumed { low, high, .. } if low == "2010-01-01" && high == "2010-12-31")
    );
    assert_eq!(errors(&read("source = \"a\"\nto = \"soon\"", &[]).0), [Code::ImpossibleDate]);
}

#[test]
fn versions_cover_time_or_say_that_they_do_not() {
    let gap = "points = [{ value = 1, to = 2010-12-31, source = \"a\" }, { absent = true, from = 2011-01-01, to = 2011-12-31 }, { value = 2, from = 2012-01-01, source = \"a\" }]";
    let (reading, seen) = read(gap, &[]);
    assert_eq!(errors(&reading), []);
    assert_eq!(seen, ["points …–2010-12-31 1", "points 2012-01-01–… 2"]);
    let paths: Vec<&str> = reading.figures.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(paths, ["thing.t.points@start", "thing.t.points@2012-01-01"]);
    let (all, seen) = read(gap, &["thing.t.points=5"]);
    assert_eq!(
        (errors(&all), seen),
        (vec![], vec!["points …–2010-12-31 5".to_owned(), "points 2012-01-01–… 5".to_owned()])
    );
}

#[test]
fn tables_of_figures_have_paths_by_name() {
    let (reading, seen) = read("source = \"a\"\nmix = { rural = 0.6, urban = \"2/5\" }", &["thing.t.mix.rural=0.5"]);
    assert_eq!((errors(&reading), seen), (vec![], vec!["mix rural 0.5".to_owned(), "mix urban 0.4".to_owned()]));
}

#[test]
fn changes_reach_figures_spans_and_switches() {
    let keys = "source = \"a\"\nterm = \"2y\"\non = false\nnumber = 1";
    let (reading, seen) = read(keys, &["thing.*.term=30d", "thing.t.on=true", "*.*.number=2", "thing.t.share=0.5"]);
    assert_eq!(errors(&reading), []);
    assert_eq!(seen, ["share 0.5", "number 2", "term 30d", "on true"]);
    assert!(reading.figures.iter().all(|f| matches!(f.basis, Basis::Set { .. })));
    for (patch, code) in [
        ("thing.t.term=2y", Code::PatchChangesNothing),
        ("thing.t.term=long", Code::PatchBadValue),
        ("thing.t.trem=30d", Code::PatchUnknownPath),
        ("thing.term=30d", Code::PatchUnknownPath),
    ] {
        assert_eq!(errors(&read(keys, &[patch]).0), [code], "{patch}");
    }
    // One match that changes is enough; a wildcard may also hit what already is so.
    let two = "source = \"a\"\nnumber = 1\n[[thing]]\nid = \"u\"\nsource = \"a\"\nnumber = 2";
    assert_eq!(errors(&read(two, &["thing.*.number=2"]).0), []);
    assert_eq!(errors(&read(two, &["thing.u.number=2"]).0), [Code::PatchChangesNothing]);
}

#[test]
fn repeats_are_folded_with_their_lines() {
    let (reading, _) = read("number = 1\nshare = 0.5\nterm = \"2y\"", &[]);
    let [only] = reading.diagnostics.as_slice() else { panic!("{:?}", reading.diagnostics) };
    assert_eq!(only.more_lines, [4, 5]);
    assert_eq!(only.helps(Lang::En).last().map(String::as_str), Some("and 2 more of the same, on lines 4, 5"));
    assert_eq!(only.helps(Lang::Zh).last().map(String::as_str), Some("另有2处相同问题，见第4、5行"));
}

#[test]
fn accepted_warnings_are_silent() {
    let warn = |allow: &str| {
        let text = format!("{allow}\n{SOURCES}");
        let document = Document::parse("t.toml", text.as_bytes());
        let mut reader = Reader::new(&document, &[]);
        let root = reader.root(&ROOT);
        reader.read_sources(&root);
        let codes: Vec<Code> = reader.finish().diagnostics.iter().map(|d: &Diagnostic| d.code).collect();
        codes
    };
    assert_eq!(warn(""), [Code::UnusedSource, Code::UnusedSource]);
    assert_eq!(warn("allow = [{ code = \"GH0160\", reason = \"kept for later\" }]"), []);
    assert_eq!(warn("allow = [{ code = \"GH0999\", reason = \"x\" }]"), [Code::AllowWithoutReason]);
}

#[test]
fn the_schema_names_every_table_once() {
    let text = schema::json(&ROOT, "urn:x");
    assert_eq!(text.matches("\"thing\":{\"type\":\"object\"").count(), 1);
    assert_eq!(text.matches('{').count(), text.matches('}').count());
    assert!(Date::new(2010, 1, 1).is_some());
}
