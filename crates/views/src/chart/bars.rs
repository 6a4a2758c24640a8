//! Amounts of items as bars; a second part is hatched, so that it reads without colour.

use super::svg::{self, Scale, n};
use super::{BarLayout, Bars};
use crate::chart::ink::Ink;
use crate::estimate::Point;
use maud::{Markup, html};

const LEFT: f64 = 200.0;
const BAR: f64 = 15.0;

/// Height and drawing. `id` makes the name of the hatching unique in a page.
pub fn draw(d: &Bars, id: &str) -> (f64, Markup) {
    let notes = d.rows.iter().map(|r| svg::text_width(&r.note)).fold(0.0, f64::max);
    let right = svg::WIDTH - (notes + 14.0).clamp(24.0, 190.0);
    let sum = |parts: &[Point]| parts.iter().map(|p| p.value).sum::<f64>();
    let amount = |parts: &[Point], i: usize| parts.get(i).map_or(0.0, |p| p.value);
    let (low, high) = match d.layout {
        BarLayout::Stacked => (0.0, d.rows.iter().map(|r| sum(&r.parts)).fold(0.0, f64::max)),
        BarLayout::Opposed => (
            -d.rows.iter().map(|r| amount(&r.parts, 1)).fold(0.0, f64::max),
            d.rows.iter().map(|r| amount(&r.parts, 0)).fold(0.0, f64::max),
        ),
    };
    let ticks = svg::ticks(low, if high > low { high } else { low + 1.0 }, 5);
    let x = Scale {
        from: (ticks.first().copied().unwrap_or(0.0), LEFT),
        to: (ticks.last().copied().unwrap_or(1.0), right),
    };
    let hatch = format!("{id}-hatch");
    let top = if d.parts.len() > 1 { 34.0 } else { 8.0 };
    let labels: Vec<Vec<String>> = d.rows.iter().map(|r| svg::wrap(&r.name, LEFT - 20.0)).collect();
    let mut y = top;
    let mut places = Vec::new();
    for lines in &labels {
        let height = (lines.len() as f64 * 15.0).max(BAR) + 11.0;
        places.push(y + height / 2.0);
        y += height;
    }
    let bottom = y + 2.0;
    let body = html! {
        defs {
            pattern id=(hatch) patternUnits="userSpaceOnUse" width="5" height="5" patternTransform="rotate(45)" {
                path.hatch.s1 d="M0 0V5" stroke-width="3.4" {}
            }
        }
        @if d.parts.len() > 1 { (legend(d, &hatch)) }
        @for t in &ticks {
            path class=(if *t == 0.0 { "axis" } else { "grid" }) d=(format!("M{} {}V{}", n(x.at(*t)), n(top), n(bottom))) {}
            text.soft x=(n(x.at(*t))) y=(n(bottom + 16.0)) text-anchor="middle" { (svg::tick_text(t.abs(), &ticks)) }
        }
        text.soft x=(n((LEFT + right) / 2.0)) y=(n(bottom + 34.0)) text-anchor="middle" { (d.unit) }
        @for ((row, lines), y) in d.rows.iter().zip(&labels).zip(&places) {
            @for (i, line) in lines.iter().enumerate() {
                text x=(n(LEFT - 10.0)) y=(n(y + 4.5 + 15.0 * (i as f64 - (lines.len() as f64 - 1.0) / 2.0))) text-anchor="end" { (line) }
            }
            (bar(d.layout, &row.parts, x, *y, &hatch))
            @let end = match d.layout {
                BarLayout::Stacked => x.at(sum(&row.parts)),
                BarLayout::Opposed => x.at(amount(&row.parts, 0)),
            };
            text.soft x=(n(end + 8.0)) y=(n(y + 4.5)) { (row.note) }
        }
    };
    (bottom + 42.0, body)
}

fn legend(d: &Bars, hatch: &str) -> Markup {
    let second = LEFT + 20.0 + svg::text_width(d.parts.first().map_or("", String::as_str)) + 26.0;
    html! {
        @for (i, (name, left)) in d.parts.iter().zip([LEFT, second]).enumerate() {
            (part(i, left, 8.0, 13.0, 11.0, hatch))
            text x=(n(left + 19.0)) y="18" { (name) }
        }
    }
}

/// One part of a bar: solid, or hatched with an outline.
fn part(i: usize, x: f64, y: f64, width: f64, height: f64, hatch: &str) -> Markup {
    let ink = Ink::Series(i).class();
    html! {
        @if i == 0 {
            rect class=(format!("solid {ink}")) x=(n(x)) y=(n(y)) width=(n(width.max(0.0))) height=(n(height)) {}
        } @else {
            rect class=(format!("hatched {ink}")) x=(n(x)) y=(n(y)) width=(n(width.max(0.0))) height=(n(height))
                fill=(format!("url(#{hatch})")) {}
        }
    }
}

fn bar(layout: BarLayout, parts: &[Point], x: Scale, y: f64, hatch: &str) -> Markup {
    let mut start = 0.0;
    let mut pieces = Vec::new();
    for (i, p) in parts.iter().enumerate().filter(|(_, p)| p.value > 0.0) {
        let (from, to) = match (layout, i) {
            (BarLayout::Stacked, _) | (BarLayout::Opposed, 0) => (start, start + p.value),
            (BarLayout::Opposed, _) => (-p.value, 0.0),
        };
        if layout == BarLayout::Stacked {
            start = to;
        }
        pieces.push((i, x.at(from), x.at(to) - x.at(from)));
    }
    html! {
        @for (i, left, width) in pieces { (part(i, left, y - BAR / 2.0, width, BAR, hatch)) }
    }
}
