//! One synthetic person as one offline file: the statement, the letter, what would have been. No script, no request.

use crate::mark::Mark;
use crate::messages::{letter as words, statement as labels, what_if};
use crate::offline;
use crate::statement;
use glasshouse_model::Lang;
use glasshouse_wire::page::PersonPage;
use glasshouse_wire::run::RunDoc;
use glasshouse_wire::what_if::WhatIfDoc;
use maud::{DOCTYPE, html};

/// Columns of the statement.
const COLUMNS: usize = 100;

/// The file.
pub fn html(run: &RunDoc, page: &PersonPage, worlds: &WhatIfDoc, lang: Lang) -> String {
    let mark = Mark::of(run);
    let title = format!("{} · {}", page.file.person, page.file.regime);
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            (offline::head(&title, &run.glasshouse, mark, lang, &[], ""))
            body {
                (offline::bar(mark, lang))
                header { h1 { (labels::SYNTHETIC.get(lang)) " " (page.file.person) } }
                main {
                    section { div.scroll { pre { (statement::text(&page.file, lang, COLUMNS)) } } }
                    section {
                        h2 { (words::TITLE.get(lang)) }
                        h3 { (words::AS_SENT.get(lang)) }
                        @for paragraph in &page.letter.text { p { (paragraph) } }
                        h3 { (words::AS_REQUIRED.get(lang)) }
                        @for paragraph in &page.letter.full { p { (paragraph) } }
                        ul { @for element in &page.letter.elements {
                            li { (if element.present { "✓ " } else { "✕ " }) (element.what) " (" (element.law) ")" }
                        } }
                        p.soft { (words::NO_ADVICE.get(lang)) }
                    }
                    section {
                        h2 { (what_if::TITLE.get(lang)) }
                        div.scroll { pre { (crate::what_if::text(worlds, lang, COLUMNS)) } }
                    }
                    section { p { code { (page.command) } } p { code { (run.command) } } p { code { (run.digest) } } }
                }
            }
        }
    }
    .into_string()
}
