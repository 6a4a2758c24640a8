//! The way out of a wrong entry, arm beside arm.

use super::{Extent, words as say};
use crate::number::{self, Form};
use crate::terminal;
use glasshouse_model::Lang;
use glasshouse_wire::compare::{CompareDoc, WayOutCell};
use maud::{Markup, html};

/// A step in an arm: how many, and what share of the wrong entries.
fn shown(lang: Lang, cell: &WayOutCell) -> String {
    let count = number::estimate_or_reason(lang, &cell.count, Form::Plain);
    match cell.percent.value() {
        Some(percent) => say::of_entries(lang, &count, &number::fixed(percent, 0)),
        None => count,
    }
}

/// The arms that have the way out, by place.
fn arms(doc: &CompareDoc) -> Vec<usize> {
    let has = |place: &usize| {
        doc.way_out.iter().any(|step| step.cells.get(*place).is_some_and(|c| c.count.value().is_some_and(|n| n > 0.0)))
    };
    (0..doc.arms.len()).filter(has).collect()
}

/// Adds the table to a terminal's page; arms stand one below the other where they do not fit.
pub fn text(doc: &CompareDoc, lang: Lang, extent: Extent<'_>, out: &mut String) {
    let places = arms(doc);
    if places.is_empty() {
        return;
    }
    out.push_str(&format!("\n{}\n", say::WAY_OUT.get(lang)));
    let wide = table(doc, lang, &places);
    if wide.iter().all(|line| terminal::width(line) <= extent.width.max(60)) {
        wide.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        return;
    }
    for place in places {
        table(doc, lang, &[place]).iter().for_each(|line| out.push_str(&format!("{line}\n")));
    }
}

fn table(doc: &CompareDoc, lang: Lang, places: &[usize]) -> Vec<String> {
    let names = places.iter().filter_map(|p| doc.arms.get(*p)).map(|arm| arm.name.clone());
    let mut lines: Vec<Vec<String>> = vec![[String::new()].into_iter().chain(names).collect()];
    for step in &doc.way_out {
        let cells = places.iter().filter_map(|p| step.cells.get(*p)).map(|cell| shown(lang, cell));
        lines.push([format!("  {}", say::step(lang, &step.step))].into_iter().chain(cells).collect());
    }
    let mut widths = vec![0; places.len() + 1];
    for line in &lines {
        widths.iter_mut().zip(line).for_each(|(w, cell)| *w = (*w).max(terminal::width(cell)));
    }
    let line = |cells: &Vec<String>| {
        let padded: Vec<String> = cells.iter().zip(&widths).map(|(cell, w)| terminal::pad_right(cell, *w)).collect();
        padded.join("   ").trim_end().to_owned()
    };
    lines.iter().map(line).collect()
}

/// The table as a section of a page.
pub fn section(doc: &CompareDoc, lang: Lang) -> Markup {
    let places = arms(doc);
    html! {
        @if !places.is_empty() {
            section aria-labelledby="h-way-out" {
                h2 id="h-way-out" { (say::WAY_OUT.get(lang)) }
                table {
                    thead { tr {
                        td {}
                        @for place in &places { th scope="col" { (doc.arms.get(*place).map_or("", |a| a.name.as_str())) } }
                    } }
                    tbody { @for step in &doc.way_out { tr {
                        th scope="row" { (say::step(lang, &step.step)) }
                        @for cell in places.iter().filter_map(|p| step.cells.get(*p)) { td { (shown(lang, cell)) } }
                    } } }
                }
            }
        }
    }
}
