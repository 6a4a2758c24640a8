//! Shares over months, as steps: a grade holds for the whole month.

use super::svg::{self, Scale, n};
use super::{Stacked, StackedPanel};
use crate::messages::figure as say;
use glasshouse_model::Lang;
use maud::{Markup, html};

const LEFT: f64 = 40.0;
const TOP: f64 = 44.0;
const PLOT: f64 = 230.0;

/// Height and drawing.
pub fn draw(d: &Stacked, lang: Lang) -> (f64, Markup) {
    let longest = d.layers.iter().map(|l| svg::text_width(l)).fold(0.0, f64::max);
    let gutter = (longest + 34.0).clamp(60.0, 190.0);
    let gap = 34.0;
    let panels = d.panels.len().max(1) as f64;
    let width = (svg::WIDTH - LEFT - gutter - gap * (panels - 1.0)) / panels;
    let months = d.panels.iter().flat_map(|p| p.shares.iter().map(Vec::len)).max().unwrap_or(0);
    let y = Scale { from: (0.0, TOP + PLOT), to: (100.0, TOP) };
    let body = html! {
        text.soft x="0" y="14" { (say::SHARE.get(lang)) }
        @for (i, panel) in d.panels.iter().enumerate() {
            @let left = LEFT + i as f64 * (width + gap);
            @let x = Scale { from: (0.0, left), to: (months.max(1) as f64, left + width) };
            text.panel x=(n(left)) y=(n(TOP - 10.0)) { (panel.title) }
            (axis(y, left, left + width, i == 0))
            @for (k, path) in layers(panel, x, y).iter().enumerate() {
                path class=(format!("edge g{k}")) d=(path) {}
            }
            (svg::month_axis(x, months, TOP + PLOT, &d.month_axis))
            (svg::now(x, months, TOP, TOP + PLOT))
        }
        (labels(d, y, svg::WIDTH - gutter))
    };
    (TOP + PLOT + 42.0, body)
}

fn axis(y: Scale, left: f64, right: f64, is_first: bool) -> Markup {
    html! {
        @for t in [0.0, 25.0, 50.0, 75.0, 100.0] {
            path.grid d=(format!("M{} {}H{}", n(left), n(y.at(t)), n(right))) {}
            @if is_first {
                text.soft x=(n(left - 6.0)) y=(n(y.at(t) + 4.0)) text-anchor="end" { (n(t)) }
            }
        }
    }
}

/// The bottom of each layer in a month, best first, and the top of the best.
fn bounds(panel: &StackedPanel, month: usize) -> Option<Vec<f64>> {
    let shares: Option<Vec<f64>> =
        panel.shares.iter().map(|l| l.get(month).copied().flatten().map(|p| p.value)).collect();
    let shares = shares?;
    let mut out = Vec::with_capacity(shares.len() + 1);
    let mut top: f64 = shares.iter().sum();
    out.push(top);
    for share in shares {
        top -= share;
        out.push(top.max(0.0));
    }
    Some(out)
}

/// The paths of the layers, best first.
fn layers(panel: &StackedPanel, x: Scale, y: Scale) -> Vec<String> {
    let months = panel.shares.iter().map(Vec::len).max().unwrap_or(0);
    let all: Vec<Option<Vec<f64>>> = (0..months).map(|m| bounds(panel, m)).collect();
    (0..panel.shares.len())
        .map(|k| {
            let mut path = String::new();
            let mut start = 0;
            while start < months {
                let Some(end) = (start..months).find(|m| all[*m].is_none()).or(Some(months)).filter(|e| *e > start)
                else {
                    start += 1;
                    continue;
                };
                let edge = |m: usize, side: usize| {
                    let value = all[m].as_ref().and_then(|b| b.get(side)).copied().unwrap_or(0.0);
                    format!("{} {}L{} {}", n(x.at(m as f64)), n(y.at(value)), n(x.at(m as f64 + 1.0)), n(y.at(value)))
                };
                let back = |m: usize| {
                    let value = all[m].as_ref().and_then(|b| b.get(k + 1)).copied().unwrap_or(0.0);
                    format!("{} {}L{} {}", n(x.at(m as f64 + 1.0)), n(y.at(value)), n(x.at(m as f64)), n(y.at(value)))
                };
                let forth: Vec<String> = (start..end).map(|m| edge(m, k)).collect();
                let back: Vec<String> = (start..end).rev().map(back).collect();
                path.push_str(&format!("M{}L{}Z", forth.join("L"), back.join("L")));
                start = end;
            }
            path
        })
        .collect()
}

/// Names at the right of the last panel, at the height of its layers in the last month.
fn labels(d: &Stacked, y: Scale, left: f64) -> Markup {
    let last = d.panels.last().and_then(|p| {
        let months = p.shares.iter().map(Vec::len).max().unwrap_or(0);
        (0..months).rev().find_map(|m| bounds(p, m))
    });
    let wanted: Vec<f64> = (0..d.layers.len())
        .map(|k| match &last {
            Some(b) => y.at((b.get(k).copied().unwrap_or(0.0) + b.get(k + 1).copied().unwrap_or(0.0)) / 2.0),
            None => TOP + 16.0 * k as f64,
        })
        .collect();
    let places = svg::spread(&wanted, 17.0, TOP + 6.0, TOP + PLOT - 4.0);
    html! {
        @for (k, name) in d.layers.iter().enumerate() {
            path.leader d=(format!("M{} {}L{} {}", n(left + 1.0), n(wanted[k]), n(left + 11.0), n(places[k]))) {}
            rect class=(format!("g{k}")) x=(n(left + 13.0)) y=(n(places[k] - 5.5)) width="11" height="11" {}
            text x=(n(left + 29.0)) y=(n(places[k] + 4.5)) { (name) }
        }
    }
}
