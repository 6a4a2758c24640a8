//! Every mistake of `mistakes/mistakes.md` gives exactly the diagnostics that it says.
//!
//! `UPDATE_EXPECT=1 cargo test -p glasshouse-rulebook --test mistakes` rewrites the expectations; read
//! the difference before committing it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use glasshouse_model::Lang;
use glasshouse_rulebook::{Checked, check};

const BASE: &str = include_str!("mistakes/base.toml");
const MISTAKES: &str = include_str!("mistakes/mistakes.md");

struct Case {
    title: String,
    replace: String,
    with: String,
    expect: String,
}

/// Reads the blocks of the Markdown file.
fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<(&str, Vec<&str>)> = None;
    for line in MISTAKES.lines() {
        match (&mut block, line) {
            (Some((name, lines)), "```") => {
                let case = cases.last_mut().expect("a block comes after a heading");
                // A trailing line end is written ⏎.
                let text = lines.join("\n").replace('⏎', "\n");
                match *name {
                    "replace" => case.replace = text,
                    "with" => case.with = text,
                    "expect" => case.expect = text,
                    other => panic!("no block is called {other}"),
                }
                block = None;
            }
            (Some((_, lines)), line) => lines.push(line),
            (None, line) if line.starts_with("```") => block = Some((&line[3..], Vec::new())),
            (None, line) => {
                if let Some(title) = line.strip_prefix("## ") {
                    let [replace, with, expect] = [(); 3].map(|()| String::new());
                    cases.push(Case { title: title.to_owned(), replace, with, expect });
                }
            }
        }
    }
    cases
}

fn shown(checked: &Checked) -> String {
    let mut lines = Vec::new();
    for d in &checked.diagnostics {
        let place = d.span.as_ref().map_or("-".to_owned(), |span| {
            let at = checked.text.position(span.start);
            let under = checked.text.slice(span).lines().next().unwrap_or("").to_owned();
            format!("{}:{} `{under}`", at.line, at.column)
        });
        lines.push(format!("{} {place} {}", d.code, d.message(Lang::En)));
    }
    lines.join("\n")
}

#[test]
fn the_base_has_no_diagnostics() {
    let checked = check("base.toml", BASE.as_bytes(), &[]);
    assert_eq!(shown(&checked), "");
    assert!(checked.plan.is_some());
}

#[test]
fn every_mistake_is_told_where_it_is() {
    let cases = cases();
    assert!(cases.len() >= 40);
    let mut actual = MISTAKES.to_owned();
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(BASE.contains(&case.replace), "{}: the base has no {:?}", case.title, case.replace);
        let text = BASE.replace(&case.replace, &case.with);
        let checked = check("base.toml", text.as_bytes(), &[]);
        let got = shown(&checked);
        assert!(!got.is_empty(), "{}: nothing was said", case.title);
        for d in &checked.diagnostics {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!d.message(lang).is_empty());
            }
            assert!(d.message(Lang::Zh).chars().any(|c| c > '\u{2e80}'), "{}: {}", case.title, d.message(Lang::Zh));
        }
        if got != case.expect {
            let heading = format!("## {}\n", case.title);
            let start = actual.find(&heading).expect("heading");
            let block = start + actual[start..].find("```expect\n").expect("block") + "```expect\n".len();
            let end = block + actual[block..].find("```\n").expect("end");
            actual.replace_range(block..end, &format!("{got}\n"));
            wrong.push(format!("{}\n--- expected\n{}\n--- got\n{got}\n", case.title, case.expect));
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mistakes/mistakes.md"), actual).expect("written");
        return;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
