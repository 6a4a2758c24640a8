//! The page about a comparison: figures, every metric, who is treated differently, how the rules differ. No script,
//! no request.

use super::way;
use super::{ends, form, gap_rows, level_rows, mark, others, shown, words as say};
use crate::chart::{About, Chart, DotBlock, Dots, Drawing, Ink};
use crate::estimate::Point;
use crate::messages::{figure, report};
use crate::number::{self, Form};
use crate::offline;
use crate::summary::pick;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use glasshouse_wire::compare::{CompareCell, CompareDoc, CompareRow, RulePair, Shown, Swap};
use maud::{DOCTYPE, Markup, html};

/// One figure for each unit in which arms differ: dots with intervals, zero being the baseline.
pub fn charts(doc: &CompareDoc, lang: Lang) -> Vec<Chart> {
    let mut units: Vec<(String, Vec<&CompareRow>)> = Vec::new();
    for row in doc.rows.iter().filter(|row| row.shown != Shown::Value && row.differs) {
        let unit = if row.shown == Shown::Percent { "percent".to_owned() } else { row.unit.clone() };
        match units.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, rows)) => rows.push(row),
            None => units.push((unit, vec![row])),
        }
    }
    units.iter().enumerate().map(|(number, (unit, rows))| chart(doc, unit, rows, number, lang)).collect()
}

fn chart(doc: &CompareDoc, unit: &str, rows: &[&CompareRow], number: usize, lang: Lang) -> Chart {
    let unit = figure::unit(lang, unit);
    let value = |row: &CompareRow, cell: &CompareCell| {
        let estimate = match row.shown {
            Shown::Percent => cell.percent.as_ref(),
            Shown::Difference | Shown::Value => cell.difference.as_ref(),
        };
        estimate.and_then(Point::of)
    };
    let line = |row: &&CompareRow| {
        let values = others(doc).map(|(place, _)| row.cells.get(place).and_then(|cell| value(row, cell)));
        (say::noun(lang, &row.metric), values.collect())
    };
    let largest = rows.iter().flat_map(|row| row.cells.iter().skip(1).map(move |cell| (row, cell)));
    let largest = largest.filter_map(|(row, cell)| Some((value(row, cell)?, row, cell)));
    let largest = largest.max_by(|a, b| a.0.value.abs().total_cmp(&b.0.value.abs()));
    let sentence = largest.map_or(String::new(), |(_, row, cell)| {
        say::largest(lang, &cell.arm, &doc.baseline, &say::noun(lang, &row.metric), &shown(lang, row.shown, cell))
    });
    Chart {
        id: format!("compare-{}", number + 1),
        question: say::question(lang, &doc.baseline, &unit),
        sentence,
        mark: mark(doc),
        lang,
        drawing: Drawing::Dots(Dots {
            unit: unit.clone(),
            series: others(doc).enumerate().map(|(i, (_, name))| (name.to_owned(), Ink::Series(i))).collect(),
            blocks: vec![DotBlock { title: say::against(lang, &doc.baseline), rows: rows.iter().map(line).collect() }],
        }),
        about: vec![About {
            label: say::against(lang, &doc.baseline),
            unit,
            definition: say::PAIRED.get(lang).to_owned(),
            source: "glasshouse".into(),
        }],
        command: doc.command.clone(),
        digest: doc.digest.clone(),
    }
}

/// The whole document.
pub fn document(doc: &CompareDoc, lang: Lang) -> Markup {
    let t = |label: Label| label.get(lang);
    let (mark, charts) = (mark(doc), charts(doc, lang));
    let names: Vec<&str> = doc.arms.iter().map(|a| a.name.as_str()).collect();
    let title = say::page_title(lang, &names);
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            (offline::head(&title, &doc.glasshouse, mark, lang, &[], ""))
            body {
                a.skip href="#compare" { (t(say::SKIP)) }
                (offline::bar(mark, lang))
                header {
                    h1 { (title) }
                    p.lede { (say::title(lang, &doc.baseline, doc.months)) }
                    dl.facts {
                        dt { (t(report::SOCIETY)) }
                        dd { (pick(&doc.society.title, lang)) " · " (number::count(u64::from(doc.society.people))) }
                        dt { (t(figure::COMMAND)) } dd { code { (doc.command) } }
                        dt { (t(figure::DIGEST)) } dd { code { (doc.digest) } }
                    }
                }
                main id="compare" {
                    section aria-labelledby="h-figures" {
                        h2 id="h-figures" { (t(say::OUTCOMES)) }
                        @if charts.is_empty() { p { (t(say::NOTHING)) } }
                        @for (i, chart) in charts.iter().enumerate() {
                            p.number-of { (report::figure_number(lang, i + 1)) }
                            (chart.figure())
                        }
                    }
                    (table(doc, lang))
                    @for swap in &doc.swaps { (swapped(swap, lang)) }
                    (way::section(doc, lang))
                    @if !doc.levels.is_empty() {
                        section {
                            h2 { (t(say::LEVELS)) }
                            @for [arm, said, nobody, everybody] in level_rows(doc, lang) {
                                p { (arm) ": " (said) }
                                ul { li { (nobody) } li { (everybody) } }
                            }
                        }
                    }
                    @for gap in &doc.gaps {
                        section {
                            h2 { (say::gap_title(lang, &gap.arm)) }
                            table { tbody { @for [name, part, order] in gap_rows(gap, lang) {
                                tr { th scope="row" { (name) } td { (part) } td { (order) } }
                            } } }
                        }
                    }
                    @for pair in &doc.rules { (ruled(pair, lang)) }
                    @if !doc.conditions.is_empty() { (judged(doc, lang)) }
                }
                footer { p { (t(report::SYNTHETIC_ONLY)) " · " (mark.text(lang)) } }
            }
        }
    }
}

/// Every metric: the value in each arm, and the difference from the baseline.
fn table(doc: &CompareDoc, lang: Lang) -> Markup {
    let value = |cell: &CompareCell| number::estimate_or_reason(lang, &cell.value, Form::Plain);
    html! {
        section aria-labelledby="h-metrics" {
            h2 id="h-metrics" { (say::EVERY_METRIC.get(lang)) }
            div.scroll tabindex="0" role="region" aria-label=(say::EVERY_METRIC.get(lang)) {
                table {
                    thead { tr {
                        td {}
                        @for arm in &doc.arms { th scope="col" { (arm.name) } }
                        @for (_, name) in others(doc) { th scope="col" { (say::less(lang, name, &doc.baseline)) } }
                    } }
                    tbody { @for row in &doc.rows { tr {
                        th scope="row" { (say::noun(lang, &row.metric)) @if !row.unit.is_empty() { " " span.soft { (figure::unit(lang, &row.unit)) } } }
                        @for cell in &row.cells { td { (value(cell)) } }
                        @for cell in row.cells.iter().skip(1) {
                            td { (match &cell.difference {
                                Some(_) if cell.same => say::SAME.get(lang).to_owned(),
                                Some(estimate) => number::estimate_or_reason(lang, estimate, form(Shown::Difference)),
                                None => String::new(),
                            }) }
                        }
                    } } }
                }
            }
        }
    }
}

fn swapped(swap: &Swap, lang: Lang) -> Markup {
    let cells = [
        (say::BOTH.get(lang).to_owned(), &swap.both),
        (say::only(lang, &swap.first), &swap.only_first),
        (say::only(lang, &swap.second), &swap.only_second),
        (say::NEITHER.get(lang).to_owned(), &swap.neither),
        (say::END_DIFFERS.get(lang).to_owned(), &swap.end_differs),
    ];
    html! {
        section {
            h2 { (say::swap_title(lang, &swap.first, &swap.second)) }
            table { tbody { @for (name, estimate) in cells {
                tr { th scope="row" { (name) } td { (number::estimate_or_reason(lang, estimate, Form::Plain)) } }
            } } }
            @if !swap.largest.is_empty() {
                p { (say::LARGEST.get(lang)) }
                ul { @for person in &swap.largest { li { code { (person.person) } ": " (ends(lang, person)) } } }
            }
        }
    }
}

fn ruled(pair: &RulePair, lang: Lang) -> Markup {
    html! {
        section {
            h2 { (say::rules_title(lang, &pair.first, &pair.second, pair.differences.len())) }
            ul { @for difference in &pair.differences { li { (pick(&difference.text, lang)) } } }
        }
    }
}

fn judged(doc: &CompareDoc, lang: Lang) -> Markup {
    html! {
        section aria-labelledby="h-conditions" {
            h2 id="h-conditions" { (say::CONDITIONS.get(lang)) }
            ul { @for judged in &doc.conditions {
                @let value = judged.estimate.value().map_or_else(String::new, number::machine);
                li { (say::judged(lang, &judged.condition, &judged.arm, &value, judged.holds)) }
            } }
        }
    }
}
