//! The frame that offline documents share: their head, and the bar that says what they are.

use crate::chart::ink;
use crate::mark::Mark;
use crate::messages::report as say;
use glasshouse_model::Lang;
use maud::{Markup, PreEscaped, html};

const STYLE: &str = include_str!("report/report.css");

/// The head of a document: `version` of the program that wrote its numbers, `ramps` of grades that its charts have.
pub(crate) fn head(title: &str, version: &str, mark: Mark, lang: Lang, ramps: &[usize], more: &str) -> Markup {
    let description = format!("{}. {}", mark.text(lang), say::SYNTHETIC_ONLY.get(lang));
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="generator" content=(format!("glasshouse {version}"));
            meta name="description" content=(description);
            title { (title) }
            style { (PreEscaped(ink::css(ramps))) (PreEscaped(STYLE)) (PreEscaped(more)) }
        }
    }
}

/// Synthetic people only, and whether it is a finding.
pub(crate) fn bar(mark: Mark, lang: Lang) -> Markup {
    html! {
        div.bar role="note" {
            strong { (say::SYNTHETIC_ONLY.get(lang)) }
            span class=(mark.class()) { (mark.text(lang)) }
        }
    }
}
