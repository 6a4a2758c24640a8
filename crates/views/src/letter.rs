//! The letter: what the regime tells a person, and what other laws would want to be told.
//!
//! A regime of the laboratory sends a letter where its rulebook has a procedure with notice; the letter names the
//! record, its points and how to object, and nothing more. Beside it stands what laws elsewhere want such a letter to
//! say. The elements are a reading aid, not legal advice.

use crate::messages::letter as say;
use crate::number;
use crate::summary::pick;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use glasshouse_wire::page::{LetterDoc, LetterElement};
use glasshouse_wire::person::{PersonEvent, PersonFile};

/// More reasons than four hardly help the reader (official interpretation of 12 CFR 1002.9(b)(2)).
const REASONS: usize = 4;

/// What the letter needs besides the file.
pub struct Facts<'f> {
    /// The regime has a procedure with notice.
    pub has_procedure: bool,
    /// The regime keeps a score.
    pub has_score: bool,
    /// How long records under a rule count.
    pub term: &'f dyn Fn(&str) -> Option<String>,
}

/// Elements: what, law, and whether a letter with notice of a record and of the procedure has it.
const ELEMENTS: [(Label, &str, bool); 8] = [
    (say::DECISION, "12 CFR 1002.9(a)(2)", true),
    (say::REASONS, "12 CFR 1002.9(b)(2)", true),
    (say::ORIGIN, "GDPR 15(1)(b), (g)", false),
    (say::LOGIC, "GDPR 15(1)(h); PIPL 24", false),
    (say::TERM, "GDPR 15(1)(d); PIPL 17", false),
    (say::RECEIVERS, "GDPR 15(1)(c); PIPL 23", false),
    (say::HUMAN, "GDPR 22(3); PIPL 24", true),
    (say::RIGHTS, "GDPR 15, 16; PIPL 45, 46", false),
];

/// The letter of a person.
pub fn letter(file: &PersonFile, facts: &Facts<'_>, lang: Lang) -> LetterDoc {
    let deductions = file.counted();
    let noticed = |e: &&&PersonEvent| file.events.iter().any(|n| n.phase == "notice" && n.cause == e.cause);
    let told: Vec<&&PersonEvent> = deductions.iter().filter(noticed).collect();
    let sent = !told.is_empty();
    let text = if deductions.is_empty() {
        vec![say::NO_RECORD.get(lang).to_owned()]
    } else if sent {
        let record =
            |e: &&&PersonEvent| say::record(lang, &number::day(lang, &e.day), pick(&e.label, lang), &points(e.points));
        told.iter().map(record).chain([say::OBJECTION.get(lang).to_owned()]).collect()
    } else if facts.has_procedure {
        vec![say::NOT_YET.get(lang).to_owned()]
    } else {
        vec![say::NEVER.get(lang).to_owned()]
    };
    let element = |(what, law, in_notice): &(Label, &str, bool)| LetterElement {
        what: what.get(lang).into(),
        law: (*law).into(),
        present: sent && *in_notice,
    };
    let elements = if deductions.is_empty() { Vec::new() } else { ELEMENTS.iter().map(element).collect() };
    let full = if deductions.is_empty() { Vec::new() } else { full(file, facts, &deductions, lang) };
    LetterDoc { sent, text, full, elements }
}

/// The letter with every element.
fn full(file: &PersonFile, facts: &Facts<'_>, deductions: &[&PersonEvent], lang: Lang) -> Vec<String> {
    let score = number::fixed(f64::from(file.score), 0);
    let mut out = vec![say::DEAR.get(lang).to_owned()];
    if facts.has_score {
        out.push(say::decided(lang, &score, file.grade.as_deref().unwrap_or("")));
    }
    let entered = |e: &&PersonEvent| e.phase == "listing" && e.side == "record" && e.detail == "entered";
    for listing in file.events.iter().filter(entered).take(REASONS) {
        out.push(say::listed(lang, &number::day(lang, &listing.day), pick(&listing.label, lang)));
    }
    let mut largest = deductions.to_vec();
    largest.truncate(REASONS);
    let mut rules: Vec<&str> = Vec::new();
    for e in &largest {
        let reporter = e.reporter.as_ref().map_or("", |r| pick(r, lang));
        let day = number::day(lang, &e.day);
        out.push(say::reason(lang, &day, pick(&e.label, lang), &points(e.points), reporter));
    }
    out.push(if facts.has_score { say::HOW } else { say::HOW_LISTED }.get(lang).to_owned());
    for e in &largest {
        if !rules.contains(&e.what.as_str()) {
            rules.push(&e.what);
            out.extend((facts.term)(&e.what).map(|term| say::stays(lang, pick(&e.label, lang), &term)));
        }
    }
    let mut offices: Vec<&str> = Vec::new();
    for measure in file.events.iter().filter(|e| e.phase == "measure" && e.side == "record") {
        let office = measure.reporter.as_ref().map_or("", |r| pick(r, lang));
        if !office.is_empty() && !offices.contains(&office) {
            offices.push(office);
        }
    }
    if !offices.is_empty() {
        out.push(say::receivers(lang, &offices.join(if lang == Lang::En { ", " } else { "、" })));
    }
    out.push(if facts.has_procedure { say::OBJECTION } else { say::NO_OBJECTION }.get(lang).to_owned());
    out.push(say::ACCESS.get(lang).to_owned());
    out
}

/// Points with their sign; nothing for a record without points.
fn points(points: i32) -> String {
    if points == 0 { String::new() } else { number::signed(f64::from(points), 0) }
}
