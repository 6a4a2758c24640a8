//! A document in both languages: headed sections of paragraphs and tables, as one offline page or as Markdown.

use crate::chart::ink;
use glasshouse_model::Text;
use glasshouse_model::text::Label;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::fmt::Write;

const STYLE: &str = include_str!("report/report.css");
const OWN: &str = include_str!("paper.css");

/// A document.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Title.
    pub title: Text,
    /// What it is, in a line.
    pub lede: Text,
    /// Version of the program.
    pub version: &'static str,
    /// Its sections, in order; those without blocks are left out.
    pub sections: Vec<Section>,
}

/// A headed part.
#[derive(Clone, Debug)]
pub struct Section {
    /// Heading.
    pub heading: Label,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub enum Block {
    /// A smaller heading.
    Heading(Text),
    /// A paragraph.
    Words(Text),
    /// Rows under a head. Every row has as many cells as the head.
    Table {
        /// The head.
        head: Vec<Label>,
        /// The rows.
        rows: Vec<Vec<Cell>>,
    },
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The same in every language.
    Plain(String),
    /// An id, a path, a value as files write it.
    Code(String),
    /// Words in both languages.
    Words(Text),
    /// An address.
    Link(String),
}

/// One offline page.
pub fn page(paper: &Paper) -> String {
    let sections = || paper.sections.iter().filter(|s| !s.blocks.is_empty()).enumerate();
    let both = |t: &Text| html! { (t.en) @if t.en != t.zh { " " span.zh lang="zh-Hans" { (t.zh) } } };
    let head = |l: Label| html! { (l.en) " " span.zh lang="zh-Hans" { (l.zh) } };
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(format!("glasshouse {}", paper.version));
                title { (paper.title.en) " · " (paper.title.zh) }
                style { (PreEscaped(ink::css(&[]))) (PreEscaped(STYLE)) (PreEscaped(OWN)) }
            }
            body {
                header {
                    h1 { (paper.title.en) }
                    p.original lang="zh-Hans" { (paper.title.zh) }
                    p.lede { (both(&paper.lede)) }
                    nav { ol { @for (i, s) in sections() { li { a href=(format!("#s{i}")) { (head(s.heading)) } } } } }
                }
                main {
                    @for (i, section) in sections() {
                        section {
                            h2 id=(format!("s{i}")) { (head(section.heading)) }
                            @for block in &section.blocks { (shown(block)) }
                        }
                    }
                }
                footer { p { "glasshouse " (paper.version) } }
            }
        }
    };
    document.into_string()
}

fn shown(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h3 { (text.en) " " span.zh lang="zh-Hans" { (text.zh) } } },
        Block::Words(text) => html! {
            p { (text.en) }
            @if text.en != text.zh { p.zh lang="zh-Hans" { (text.zh) } }
        },
        Block::Table { head, rows } => html! {
            div.rows tabindex="0" {
                table {
                    thead { tr { @for l in head { th scope="col" { (l.en) br; span.zh lang="zh-Hans" { (l.zh) } } } } }
                    tbody { @for row in rows { tr { @for cell in row { td { (inside(cell)) } } } } }
                }
            }
        },
    }
}

fn inside(cell: &Cell) -> Markup {
    match cell {
        Cell::Plain(text) => html! { (text) },
        Cell::Code(text) => html! { code { (text) } },
        Cell::Words(text) if text.en == text.zh => html! { (text.en) },
        Cell::Words(text) => html! { (text.en) br; span.zh lang="zh-Hans" { (text.zh) } },
        Cell::Link(text) if text.starts_with("https://") || text.starts_with("http://") => {
            html! { a href=(text) rel="noreferrer" { (text) } }
        }
        Cell::Link(text) => html! { (text) },
    }
}

/// The same as Markdown.
pub fn markdown(paper: &Paper) -> String {
    let mut out = format!("# {} · {}\n\n{}\n\n{}\n", paper.title.en, paper.title.zh, paper.lede.en, paper.lede.zh);
    for section in paper.sections.iter().filter(|s| !s.blocks.is_empty()) {
        let _ = write!(out, "\n## {} · {}\n", section.heading.en, section.heading.zh);
        for block in &section.blocks {
            match block {
                Block::Heading(text) => {
                    let _ = write!(out, "\n### {} · {}\n", text.en, text.zh);
                }
                Block::Words(text) if text.en == text.zh => {
                    let _ = write!(out, "\n{}\n", text.en);
                }
                Block::Words(text) => {
                    let _ = write!(out, "\n{}\n\n{}\n", text.en, text.zh);
                }
                Block::Table { head, rows } => {
                    let heads: Vec<String> = head.iter().map(|l| format!("{} {}", l.en, l.zh)).collect();
                    let _ = write!(out, "\n| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(head.len()));
                    for row in rows {
                        let cells: Vec<String> = row.iter().map(in_markdown).collect();
                        let _ = writeln!(out, "| {} |", cells.join(" | "));
                    }
                }
            }
        }
    }
    out
}

fn in_markdown(cell: &Cell) -> String {
    let text = match cell {
        Cell::Plain(text) => text.clone(),
        Cell::Code(text) if text.is_empty() => String::new(),
        Cell::Code(text) => format!("`{text}`"),
        Cell::Words(text) if text.en == text.zh => text.en.clone(),
        Cell::Words(text) => format!("{} {}", text.en, text.zh),
        Cell::Link(text) if text.is_empty() => String::new(),
        Cell::Link(text) => format!("<{text}>"),
    };
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(en: &str, zh: &str) -> Text {
        Text { en: en.into(), zh: zh.into() }
    }

    fn paper() -> Paper {
        let table = Block::Table {
            head: vec![Label { en: "id", zh: "名" }, Label { en: "what", zh: "内容" }],
            rows: vec![vec![Cell::Code("a|b".into()), Cell::Words(text("<red> light", "红灯"))]],
        };
        let full = Section { heading: Label { en: "Rules", zh: "规则" }, blocks: vec![table] };
        let empty = Section { heading: Label { en: "Lists", zh: "名单" }, blocks: Vec::new() };
        Paper {
            title: text("A town", "某镇"),
            lede: text("Stylised.", "虚构。"),
            version: "0",
            sections: vec![full, empty],
        }
    }

    #[test]
    fn what_is_written_is_escaped_and_empty_sections_are_left_out() {
        let page = page(&paper());
        assert!(page.contains("&lt;red&gt; light") && page.contains("红灯") && !page.contains("Lists"), "{page}");
        let plain = markdown(&paper());
        assert!(plain.contains("| `a\\|b` | <red> light 红灯 |") && !plain.contains("Lists"), "{plain}");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        let link = |to: &str| inside(&Cell::Link(to.into())).into_string();
        assert!(link("https://example.org/").contains("href"));
        assert!(!link("javascript:alert(1)").contains("href"));
    }
}
