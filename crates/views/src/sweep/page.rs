//! The page about a sweep: figures, claims, what was varied, method. No script, no request.

use super::{level, mark, sides, words as say};
use crate::chart::Chart;
use crate::messages::{figure, report};
use crate::number;
use crate::offline;
use crate::summary::pick;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use glasshouse_wire::sweep::{ClaimDoc, SweepDoc};
use maud::{DOCTYPE, Markup, html};

/// The whole document.
pub fn document(doc: &SweepDoc, lang: Lang, charts: &[Chart]) -> Markup {
    let t = |label: Label| label.get(lang);
    let mark = mark(doc);
    let title = say::title(lang, doc);
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            (offline::head(&title, &doc.glasshouse, mark, lang, &[], ""))
            body {
                a.skip href="#sweep" { (t(say::TO_TOP)) }
                (offline::bar(mark, lang))
                header {
                    h1 { (pick(&doc.title, lang)) }
                    p.lede { (title) }
                    (facts(doc, lang))
                }
                main id="sweep" {
                    @if !doc.claims.is_empty() {
                        section aria-labelledby="h-claims" {
                            h2 id="h-claims" { (t(say::CLAIMS)) }
                            @for claim in &doc.claims { (claimed(claim, lang)) }
                        }
                    }
                    section aria-labelledby="h-figures" {
                        h2 id="h-figures" { (t(say::FIGURES)) }
                        @for (i, chart) in charts.iter().enumerate() {
                            p.number-of { (report::figure_number(lang, i + 1)) }
                            (chart.figure())
                        }
                    }
                    section aria-labelledby="h-method" {
                        h2 id="h-method" { (t(say::METHOD)) }
                        p { (say::method(lang, doc)) }
                    }
                    (lists(doc, lang))
                }
                footer { p { (t(report::SYNTHETIC_ONLY)) " · " (mark.text(lang)) } }
            }
        }
    }
}

fn facts(doc: &SweepDoc, lang: Lang) -> Markup {
    html! {
        dl.facts {
            dt { (say::DESIGN.get(lang)) } dd { (say::design(lang, &doc.design.name)) " (" (doc.design.points) ")" }
            dt { (say::RUNS.get(lang)) } dd { (number::count(doc.runs)) }
            @if let Some(society) = &doc.society {
                dt { (report::SOCIETY.get(lang)) }
                dd { (pick(&society.title, lang)) " · " (number::count(u64::from(society.people))) }
            }
            dt { (figure::COMMAND.get(lang)) } dd { code { (doc.command) } }
            dt { (figure::DIGEST.get(lang)) } dd { code { (doc.digest) } }
        }
    }
}

fn claimed(claim: &ClaimDoc, lang: Lang) -> Markup {
    html! {
        p { (say::claim(lang, claim)) }
        @if let Some(failures) = &claim.failures {
            p { (say::failures(lang, failures, &sides(&failures.sides, lang))) }
        }
        @if let Some(example) = &claim.counter_example {
            p { (say::counter_example(lang, example.set.len(), &number::machine(example.left), &number::machine(example.right))) }
            p { code { (example.command) } }
        }
    }
}

/// What was varied, what was not, what could not be run.
fn lists(doc: &SweepDoc, lang: Lang) -> Markup {
    let t = |label: Label| label.get(lang);
    html! {
        section aria-labelledby="h-inputs" {
            h2 id="h-inputs" { (t(say::INPUTS)) }
            div.scroll tabindex="0" role="region" aria-label=(t(say::INPUTS)) {
                table {
                    thead { tr { th scope="col" { (t(say::PATH)) } th scope="col" { (t(say::DECLARED)) } th scope="col" { (t(say::RANGE)) } th scope="col" { (t(say::WHY)) } } }
                    tbody {
                        @for input in &doc.inputs {
                            tr {
                                th scope="row" { code { (input.path) } }
                                td { (input.value) }
                                td { (input.low) " – " (input.high) }
                                td { @if input.asked { em { (t(say::GUESS)) } " " } (input.why) }
                            }
                        }
                    }
                }
            }
        }
        @if !doc.left_out.is_empty() {
            section aria-labelledby="h-left" {
                h2 id="h-left" { (t(say::LEFT_OUT)) }
                ul { @for left in &doc.left_out { li { code { (left.path) } ": " (pick(&left.reason, lang)) } } }
            }
        }
        @if !doc.levels.is_empty() {
            section {
                p { (say::levels(lang, doc.levels.len())) }
                ul { @for point in &doc.levels { li { (level(point, lang)) } } }
            }
        }
        @if !doc.failed.is_empty() {
            section aria-labelledby="h-failed" {
                h2 id="h-failed" { (t(say::FAILED)) }
                ul { @for failed in &doc.failed { li { (say::failed_point(lang, failed)) } } }
            }
        }
    }
}
