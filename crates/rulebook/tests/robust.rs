//! Whatever the bytes: no panic, an error or a plan, and places inside the text.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use glasshouse_model::Lang;
use glasshouse_rulebook::{Checked, builtin, check};
use glasshouse_text::{Code, LARGEST};
use proptest::prelude::*;

/// What must hold of every answer.
fn sound(checked: &Checked) {
    let errors = checked.diagnostics.iter().any(|d| d.severity == glasshouse_text::Severity::Error);
    assert_eq!(checked.plan.is_none(), errors);
    for d in &checked.diagnostics {
        for span in d.span.iter().chain(d.labels.iter().map(|(s, _)| s)) {
            assert!(span.start <= span.end && checked.text.text.get(span.clone()).is_some(), "{d:?}");
        }
        for lang in [Lang::En, Lang::Zh] {
            assert!(!d.message(lang).is_empty());
            assert!(d.helps(lang).iter().all(|h| !h.is_empty()));
        }
    }
}

fn codes(bytes: &[u8]) -> Vec<Code> {
    let checked = check("x.toml", bytes, &[]);
    sound(&checked);
    checked.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn hopeless_files_get_one_clear_answer() {
    assert_eq!(codes(b""), [Code::EmptyFile]);
    assert_eq!(codes(b" \n\t\r\n"), [Code::EmptyFile]);
    assert_eq!(codes(b"\xef\xbb\xbf"), [Code::EmptyFile]);
    assert_eq!(codes(b"PK\x03\x04\xff\xfe\x00"), [Code::NotText]);
    assert_eq!(codes(&vec![b'a'; LARGEST + 1]), [Code::TooLarge]);
}

#[test]
fn byte_order_mark_and_line_ends_do_not_matter() {
    let text = builtin("suining-2010").expect("built in");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(codes(windows.as_bytes()), []);
}

#[test]
fn deep_nesting_is_refused() {
    for open in ["[", "{ a = ", "a.", "[["] {
        let text = format!("x = {}", open.repeat(50_000));
        assert!(!codes(text.as_bytes()).is_empty());
        let text = open.repeat(20_000);
        assert!(!codes(text.as_bytes()).is_empty());
    }
    let brackets = format!("when = \"{}score > 1{}\"", "(".repeat(900), ")".repeat(900));
    let base = include_str!("mistakes/base.toml");
    let at = base.find("when = ").expect("a condition");
    let end = at + base[at..].find('\n').expect("a line");
    let text = format!("{}{brackets}{}", &base[..at], &base[end..]);
    assert_eq!(codes(text.as_bytes()), [Code::ConditionUnreadable]);
}

#[test]
fn a_large_broken_file_is_answered_soon() {
    let text = "points ＝ −20 ，\nlable : [ \n".repeat(40_000);
    assert!(!codes(text.as_bytes()).is_empty());
}

/// Pieces that break rulebooks in the ways that people do.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    "＝",
    ",",
    "，",
    "\n",
    "\u{0}",
    "“",
    "−",
    "#",
    "'''",
    "0",
    "-",
    "nan",
    "1e999",
    "2010-02-30",
    "[[indicator]]\n",
    "[indicator]\n",
    "id = \"x\"\n",
    "from = 2011-01-01\n",
    "\\",
    "\u{feff}",
    "睢",
    "99999999999999999999",
    "value",
    ".",
    "min = 1000000\n",
    "\"indefinite\"",
    "grade == 'A'",
    "((",
    "true",
    "format = \"reform/1\"\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        sound(&check("x", &bytes, &[]));
    }

    #[test]
    fn arbitrary_text_does_not_panic(text in "\\PC{0,200}") {
        sound(&check("x", text.as_bytes(), &[]));
        let names = glasshouse_rulebook::condition::Names::default();
        let _ = glasshouse_rulebook::condition::parse(&text, &names, |s| s);
    }

    #[test]
    fn mutated_rulebooks_do_not_panic(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..40, prop::sample::select(PIECES)), 1..6),
        small in any::<bool>(),
    ) {
        let mut text = if small { include_str!("mistakes/base.toml") } else { builtin("suining-2010").unwrap_or("") }.to_owned();
        for (at, length, piece) in cuts {
            let mut start = at.index(text.len().max(1));
            while !text.is_char_boundary(start) { start -= 1; }
            let mut end = (start + length).min(text.len());
            while !text.is_char_boundary(end) { end += 1; }
            text.replace_range(start..end, piece);
        }
        sound(&check("x", text.as_bytes(), &[]));
    }

    #[test]
    fn conditions_of_likely_words_do_not_panic(
        words in proptest::collection::vec(prop::sample::select(&["and", "or", "not", "in", "between", "grade", "score", "age", "==", "<", "(", ")", "[", "]", ",", "'A'", "7", "-", "*", "/", "listed", "sex", "'female'", "true"][..]), 0..14),
    ) {
        let names = glasshouse_rulebook::condition::Names { grades: vec!["A".into()], lists: vec!["A".into()], scored: true, carded: true };
        let text = words.join(" ");
        if let Ok(condition) = glasshouse_rulebook::condition::parse(&text, &names, |s| s) {
            let _ = condition.holds(&Default::default());
        }
    }
}
