//! A thousand people as dots: natural frequencies one can count.

use super::svg::{self, disc, n};
use super::{IconShape, Icons};
use crate::messages::figure as say;
use crate::number;
use glasshouse_model::Lang;
use maud::{Markup, html};

const COLUMNS: usize = 50;
const PITCH: f64 = 14.2;
const LEFT: f64 = 6.0;

/// How many dots each kind gets, in order, and how many are left. More than 1,000 are cut.
pub fn counts(d: &Icons) -> (Vec<usize>, usize) {
    let mut free = 1000;
    let counts: Vec<usize> = d
        .kinds
        .iter()
        .map(|(_, _, p)| {
            let wanted = if p.value > 0.0 { p.value.round() as usize } else { 0 };
            let taken = wanted.min(free);
            free -= taken;
            taken
        })
        .collect();
    (counts, free)
}

/// Height and drawing.
pub fn draw(d: &Icons, lang: Lang) -> (f64, Markup) {
    let (counts, rest) = counts(d);
    let mut next = 0;
    let mut paths = Vec::new();
    for ((_, shape, _), count) in d.kinds.iter().zip(&counts) {
        let path: String = (next..next + count).map(|i| icon(*shape, place(i))).collect();
        next += count;
        paths.push((class(*shape), path));
    }
    let others: String = (next..1000).map(|i| disc(place(i).0, place(i).1, 1.9)).collect();
    let grid = 20.0 * PITCH + 8.0;
    let each = d.kinds.iter().zip(&counts).map(|((name, shape, _), count)| {
        (class(*shape), icon(*shape, (LEFT + 6.0, 0.0)), say::legend_count(lang, &number::count(*count as u64), name))
    });
    let last = ("rest", disc(LEFT + 6.0, 0.0, 1.9), say::legend_count(lang, &number::count(rest as u64), &d.rest));
    let legend: Vec<_> = each.chain([last]).enumerate().collect();
    let height = grid + 22.0 * legend.len() as f64 + 6.0;
    let body = html! {
        @for (class, path) in paths {
            @if !path.is_empty() { path class=(class) d=(path) {} }
        }
        path.rest d=(others) {}
        @for (i, (class, path, text)) in legend {
            @let y = grid + 18.0 + 22.0 * i as f64;
            path class=(class) d=(path) transform=(format!("translate(0 {})", n(y - 4.0))) {}
            text x=(n(LEFT + 22.0)) y=(n(y)) { (text) }
        }
    };
    (height, body)
}

fn place(i: usize) -> (f64, f64) {
    (LEFT + PITCH / 2.0 + (i % COLUMNS) as f64 * PITCH, PITCH / 2.0 + (i / COLUMNS) as f64 * PITCH)
}

fn class(shape: IconShape) -> &'static str {
    match shape {
        IconShape::Disc => "solid s0",
        IconShape::Diamond => "solid s1",
        IconShape::Ring => "ring s2",
    }
}

fn icon(shape: IconShape, (x, y): (f64, f64)) -> String {
    match shape {
        IconShape::Disc => disc(x, y, 4.6),
        IconShape::Diamond => format!("M{} {}l6.2 6.2l-6.2 6.2l-6.2 -6.2z", n(x), n(y - 6.2)),
        IconShape::Ring => svg::disc(x, y, 4.2),
    }
}
