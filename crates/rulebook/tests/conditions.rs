//! The condition language: what is true of whom, and what is refused where.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use glasshouse_model::Lang;
use glasshouse_rulebook::condition::{Names, parse};
use glasshouse_rulebook::plan::Facts;

fn names() -> Names {
    Names {
        grades: ["A", "B", "C", "D"].map(str::to_owned).to_vec(),
        lists: vec!["black".into(), "red".into()],
        scored: true,
        carded: true,
    }
}

/// A person of 40 with score 580, grade D, on the black list, rural, lowest fifth, occupation not known.
fn person() -> Facts {
    Facts {
        score: 580,
        grade: Some(3),
        lists: 1,
        age: Some(40),
        levels: [Some(0), Some(0), Some(0), Some(2), None],
        ..Facts::default()
    }
}

#[test]
fn conditions_hold_as_written() {
    let rows: &[(&str, Option<bool>)] = &[
        ("true", Some(true)),
        ("grade == 'D'", Some(true)),
        ("'D' == grade", Some(true)),
        ("grade != 'D'", Some(false)),
        ("grade in ['C', 'D']", Some(true)),
        ("grade not in ['C', 'D']", Some(false)),
        ("grade == 'none'", Some(false)),
        ("grade == 'D' and age >= 18 and not listed('red')", Some(true)),
        ("listed('black') and not listed('red')", Some(true)),
        ("not not listed('black')", Some(true)),
        ("score between 500 and 600", Some(true)),
        ("score between 500 and 579 or age > 39", Some(true)),
        ("score + 20 == 600", Some(true)),
        ("score - 2 * 40 == 500", Some(true)),
        ("(score - 2) * 40 > 23119", Some(true)),
        ("-score < 0", Some(true)),
        ("score / 0 == 1", None),
        ("income_fifth <= 2", Some(true)),
        ("sex == 'female' and place == 'rural'", Some(true)),
        ("education in ['none', 'primary']", Some(false)),
        ("occupation == 'farmer'", None),
        ("occupation == 'farmer' or grade == 'D'", Some(true)),
        ("occupation == 'farmer' and grade == 'A'", Some(false)),
        ("not occupation == 'farmer'", None),
        ("age < 18 or age >= 60", Some(false)),
    ];
    for (text, expected) in rows {
        let condition = parse(text, &names(), |s| s).unwrap_or_else(|d| panic!("{text}: {}", d.message(Lang::En)));
        assert_eq!(condition.holds(&person()), *expected, "{text}");
    }
}

#[test]
fn what_is_refused_is_refused_at_its_place() {
    let rows: &[(&str, &str, &str)] = &[
        ("grade = 'D'", "GH0221", "="),
        ("grade == 'D' && age > 3", "GH0221", "&&"),
        ("grade == 'D' || age > 3", "GH0221", "||"),
        ("!listed('red')", "GH0221", "!"),
        ("grade <> 'D'", "GH0221", "<>"),
        ("grade == 'D' AND age > 3", "GH0221", "AND"),
        ("grade == ‘D’", "GH0221", "‘"),
        ("score ≥ 600", "GH0221", "≥"),
        ("grade == 'E'", "GH0222", "'E'"),
        ("grad == 'A'", "GH0222", "grad"),
        ("listed('blak')", "GH0222", "'blak'"),
        ("sex == 'woman'", "GH0222", "'woman'"),
        ("grade > 'B'", "GH0223", "grade > 'B'"),
        ("grade == 3", "GH0223", "grade == 3"),
        ("score == 'A'", "GH0223", "score == 'A'"),
        ("sex == place", "GH0223", "sex == place"),
        ("score", "GH0223", "score"),
        ("score and age > 3", "GH0223", "score"),
        ("grade + 1 > 3", "GH0223", "grade"),
        ("score > 1.5", "GH0223", "1.5"),
        ("score > 99999999999", "GH0223", "99999999999"),
        ("", "GH0220", ""),
        ("score >", "GH0220", ""),
        ("(score > 1", "GH0220", ""),
        ("score > 1)", "GH0220", ")"),
        ("grade in 'A'", "GH0220", "'A'"),
        ("score between 1, 2", "GH0220", ","),
        ("listed(black)", "GH0220", "black"),
        ("age > 3 age < 9", "GH0220", "age"),
        ("grade == 'D", "GH0220", "'"),
    ];
    for (text, code, under) in rows {
        let diagnostic = parse(text, &names(), |s| s).err().unwrap_or_else(|| panic!("{text} is accepted"));
        let span = diagnostic.span.clone().expect("a place");
        assert_eq!((diagnostic.code.to_string().as_str(), &text[span]), (*code, *under), "{text}");
    }
}
