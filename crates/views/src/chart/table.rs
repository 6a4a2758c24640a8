//! The data of a chart as a table: the accessible equal of the drawing, and its CSV.

use super::{BarLayout, Chart, Drawing, icons};
use crate::estimate::Point;
use crate::mark::Mark;
use crate::messages::figure as say;
use crate::number;
use maud::{Markup, html};

/// The numbers of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Names of the columns; the first columns name the rows.
    pub columns: Vec<String>,
    /// Rows, one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A name.
    Name(String),
    /// A number, or none.
    Number(Option<Point>),
}

impl Cell {
    /// For people: with its limits behind it, if they differ.
    pub fn text(&self) -> String {
        match self {
            Cell::Name(name) => name.clone(),
            Cell::Number(None) => "–".into(),
            Cell::Number(Some(p)) => {
                let d = number::decimals(p.value, p.spread());
                if p.spread() > 0.0 {
                    format!("{} [{}, {}]", number::fixed(p.value, d), number::fixed(p.low, d), number::fixed(p.high, d))
                } else {
                    number::fixed(p.value, d)
                }
            }
        }
    }
}

impl Chart {
    /// Its numbers.
    pub fn table(&self) -> Table {
        let lang = self.lang;
        match &self.drawing {
            Drawing::Stacked(d) => {
                let each = d.panels.iter().flat_map(|p| p.shares.iter().zip(&d.layers).map(move |(s, l)| (p, s, l)));
                let columns: Vec<(String, &[Option<Point>])> =
                    each.map(|(p, s, l)| (say::column(lang, &p.title, l), s.as_slice())).collect();
                by_month(say::MONTH.get(lang), &columns)
            }
            Drawing::Lines(d) => {
                let each = d.panels.iter().flat_map(|p| p.lines.iter().map(move |l| (p, l)));
                let columns: Vec<(String, &[Option<Point>])> =
                    each.map(|(p, l)| (say::column(lang, &p.title, &l.name), l.points.as_slice())).collect();
                by_month(say::MONTH.get(lang), &columns)
            }
            Drawing::Dots(d) => {
                let mut columns = vec![say::GROUP.get(lang).to_owned(), say::ITEM.get(lang).to_owned()];
                columns.extend(d.series.iter().map(|(name, _)| name.clone()));
                let each = d.blocks.iter().flat_map(|b| b.rows.iter().map(move |r| (b, r)));
                let rows = each.map(|(b, (name, values))| {
                    let head = [Cell::Name(b.title.clone()), Cell::Name(name.clone())];
                    head.into_iter().chain(values.iter().map(|v| Cell::Number(*v))).collect()
                });
                Table { columns, rows: rows.collect() }
            }
            Drawing::Icons(d) => {
                let rest = icons::counts(d).1 as f64;
                let kinds = d.kinds.iter().map(|(name, _, p)| vec![Cell::Name(name.clone()), Cell::Number(Some(*p))]);
                let last = vec![Cell::Name(d.rest.clone()), Cell::Number(Some(Point::exact(rest)))];
                let columns = vec![say::ITEM.get(lang).into(), say::PEOPLE_OF_1000.get(lang).into()];
                Table { columns, rows: kinds.chain([last]).collect() }
            }
            Drawing::Scatter(d) => {
                let columns = vec![say::ITEM.get(lang).to_owned(), d.x_axis.clone(), d.y_axis.clone()];
                let row = |p: &super::ScatterPoint| {
                    vec![Cell::Name(p.name.clone()), Cell::Number(Some(p.x)), Cell::Number(Some(p.y))]
                };
                Table { columns, rows: d.points.iter().map(row).collect() }
            }
            Drawing::Bars(d) => {
                let mut columns = vec![say::ITEM.get(lang).to_owned()];
                columns.extend(d.parts.iter().cloned());
                let has_notes =
                    d.parts.len() > 1 && d.layout == BarLayout::Stacked && d.rows.iter().any(|r| !r.note.is_empty());
                if has_notes {
                    columns.push(say::NOTE.get(lang).into());
                }
                let rows = d.rows.iter().map(|r| {
                    let mut row = vec![Cell::Name(r.name.clone())];
                    row.extend(r.parts.iter().map(|p| Cell::Number(Some(*p))));
                    if has_notes {
                        row.push(Cell::Name(r.note.clone()));
                    }
                    row
                });
                Table { columns, rows: rows.collect() }
            }
        }
    }

    /// The table as CSV: the same columns with limits beside each value in a finding, and the mark at the
    /// end of each row.
    pub fn csv(&self) -> String {
        let table = self.table();
        let has_limits = matches!(self.mark, Mark::Finding { .. });
        let numeric: Vec<bool> = (0..table.columns.len())
            .map(|i| table.rows.iter().any(|r| matches!(r.get(i), Some(Cell::Number(_)))))
            .collect();
        let mut head = Vec::new();
        for (name, is_number) in table.columns.iter().zip(&numeric) {
            head.push(quoted(name));
            if *is_number && has_limits {
                head.push(quoted(&format!("{name} ({})", say::LOW.get(self.lang))));
                head.push(quoted(&format!("{name} ({})", say::HIGH.get(self.lang))));
            }
        }
        head.push(say::STATUS.get(self.lang).into());
        let mut out = format!("{}\r\n", head.join(","));
        for row in &table.rows {
            let mut fields = Vec::new();
            for cell in row {
                match cell {
                    Cell::Name(name) => fields.push(quoted(name)),
                    Cell::Number(p) => {
                        let each = [p.map(|p| p.value), p.map(|p| p.low), p.map(|p| p.high)];
                        let wanted = if has_limits { 3 } else { 1 };
                        fields.extend(each.into_iter().take(wanted).map(|v| v.map_or(String::new(), number::machine)));
                    }
                }
            }
            fields.push(self.mark.word().into());
            out.push_str(&fields.join(","));
            out.push_str("\r\n");
        }
        out
    }

    /// The table in HTML, with caption and scopes.
    pub(crate) fn table_markup(&self) -> Markup {
        let table = self.table();
        let names =
            table.rows.first().map_or(1, |r| r.iter().take_while(|c| matches!(c, Cell::Name(_))).count().max(1));
        html! {
            table {
                caption { (say::table_caption(self.lang, &self.question, &self.mark.text(self.lang))) }
                thead { tr { @for (i, name) in table.columns.iter().enumerate() { th scope="col" class=[(i >= names).then_some("number")] { (name) } } } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (i, cell) in row.iter().enumerate() {
                                @match cell {
                                    Cell::Name(text) if i < names => { th scope="row" { (text) } }
                                    Cell::Name(text) => { td { (text) } }
                                    Cell::Number(_) => { td.number { (cell.text()) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn by_month(month: &str, columns: &[(String, &[Option<Point>])]) -> Table {
    let months = columns.iter().map(|(_, points)| points.len()).max().unwrap_or(0);
    let rows = (0..months).map(|m| {
        let values = columns.iter().map(|(_, points)| Cell::Number(points.get(m).copied().flatten()));
        [Cell::Name((m + 1).to_string())].into_iter().chain(values).collect()
    });
    let names = [month.to_owned()].into_iter().chain(columns.iter().map(|(name, _)| name.clone()));
    Table { columns: names.collect(), rows: rows.collect() }
}

/// A CSV field (RFC 4180). A field that a spreadsheet would take for a formula gets an apostrophe.
fn quoted(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '@']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}
