//! A chart in a page: question, mark, sentence, drawing, table, download, definitions, command.

use super::{Chart, Drawing};
use crate::mark::Mark;
use crate::messages::figure as say;
use maud::{Markup, html};

impl Chart {
    /// The figure. The page must bring [`super::ink::css`] for the chart's layers.
    pub fn figure(&self) -> Markup {
        let lang = self.lang;
        let band = matches!(self.drawing, Drawing::Lines(_) | Drawing::Dots(_) | Drawing::Scatter(_));
        let limits = if band { say::BAND } else { say::LIMITS_IN_TABLE };
        html! {
            div.block id=(self.id) {
                figure {
                    figcaption {
                        h3 { (self.question) }
                        p.sentence { (self.sentence) }
                        p.marks {
                            span class=(self.mark.class()) { (self.mark.text(lang)) }
                            @if matches!(self.mark, Mark::Finding { .. }) { " " span.soft { (limits.get(lang)) } }
                        }
                    }
                    div.plot { (self.inline_svg()) }
                }
                div.tools {
                    details {
                        summary { (say::TABLE.get(lang)) }
                        div.scroll tabindex="0" role="region" aria-label=(say::TABLE.get(lang)) { (self.table_markup()) }
                    }
                    details { summary { (say::ABOUT.get(lang)) } (self.about_markup()) }
                    a href=(self.csv_uri()) download=(format!("{}.csv", self.id)) { (say::DOWNLOAD.get(lang)) }
                }
            }
        }
    }

    fn about_markup(&self) -> Markup {
        let lang = self.lang;
        html! {
            dl {
                @if self.about.is_empty() { dt { (say::DEFINITION.get(lang)) } dd { (say::NO_DEFINITION.get(lang)) } }
                @for a in &self.about {
                    dt { (a.label) @if !a.unit.is_empty() { " (" (a.unit) ")" } }
                    dd { (a.definition) @if !a.source.is_empty() { " " span.soft { (say::SOURCE.get(lang)) ": " (a.source) } } }
                }
                dt { (say::COMMAND.get(lang)) } dd { code { (self.command) } }
                dt { (say::DIGEST.get(lang)) } dd { code { (self.digest) } }
            }
        }
    }

    /// The CSV as a link that needs no server.
    fn csv_uri(&self) -> String {
        let mut out = String::from("data:text/csv;charset=utf-8,");
        for byte in self.csv().bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => {
                    out.push(char::from(byte))
                }
                _ => out.push_str(&format!("%{byte:02X}")),
            }
        }
        out
    }
}
