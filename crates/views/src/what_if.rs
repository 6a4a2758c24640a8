//! What would have been for one person, as text.

use crate::messages::what_if as say;
use crate::number;
use crate::summary::pick;
use crate::terminal::{pad_right, width, wrap};
use glasshouse_model::Lang;
use glasshouse_wire::what_if::{PersonOutcome, WhatIfDoc};

/// The name of a kind of change.
pub fn kind(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "act" => say::ACT,
        "record" => say::RECORD,
        "rule" => say::RULE,
        "appeal" => say::APPEAL,
        _ => say::REGIME,
    }
    .get(lang)
}

/// How it came out, in one line.
pub fn outcome(outcome: &PersonOutcome, lang: Lang) -> String {
    let grade = outcome.grade.as_ref().map_or_else(|| say::NO_GRADE.get(lang).to_owned(), |g| say::grade(lang, g));
    let score = outcome.score.map_or_else(
        || say::NOT_SCORED.get(lang).to_owned(),
        |score| say::score(lang, &number::fixed(f64::from(score), 0)),
    );
    say::outcome(lang, &score, &grade, outcome.penalised_days, outcome.wrongly_days)
}

/// The worlds and how each came out, each with its command; lines end with a line feed.
pub fn text(doc: &WhatIfDoc, lang: Lang, columns: usize) -> String {
    let columns = columns.clamp(60, 120);
    let mut out = format!("{} · {} · {}\n", say::TITLE.get(lang), doc.person, doc.regime);
    out.push_str(&format!("{}\n", say::HOW.get(lang)));
    if doc.rows.iter().any(|r| r.scope == "block" && r.outcome.is_some()) {
        out.push_str(&format!("{}\n", say::BLOCK.get(lang)));
    }
    let names: Vec<&str> = doc.rows.iter().map(|r| kind(lang, &r.kind)).collect();
    let lead = names.iter().chain([&say::WAS.get(lang)]).map(|n| width(n)).max().unwrap_or(0) + 2;
    let mut line = |head: &str, text: &str| {
        for (i, part) in wrap(text, columns - lead).iter().enumerate() {
            let head = if i == 0 { head } else { "" };
            out.push_str(&format!("{}{part}\n", pad_right(head, lead)));
        }
    };
    line(say::WAS.get(lang), &outcome(&doc.was, lang));
    for (row, name) in doc.rows.iter().zip(names) {
        let mut label = pick(&row.label, lang).to_owned();
        if row.lawful {
            label.push_str(&format!(" [{}]", say::LAWFUL.get(lang)));
        }
        line(name, &label);
        if let Some(came) = &row.outcome {
            let told = if row.differs { outcome(came, lang) } else { say::SAME.get(lang).to_owned() };
            line("", &format!("→ {told}"));
        }
    }
    for row in doc.rows.iter().filter(|r| !r.command.is_empty() && doc.rows.len() > 1) {
        out.push_str(&format!("  {}\n", row.command));
    }
    out
}
