//! Values of groups as dots with intervals.

use super::Dots;
use super::svg::{self, Scale, n};
use maud::{Markup, html};

/// Room for the names of rows: at least, and for long paths at most.
const LEFT: (f64, f64) = (190.0, 330.0);
const RIGHT: f64 = svg::WIDTH - 20.0;

/// Height and drawing.
pub fn draw(d: &Dots) -> (f64, Markup) {
    let names = d.blocks.iter().flat_map(|b| &b.rows).map(|(name, _)| svg::text_width(name));
    let left = (names.fold(0.0, f64::max) + 16.0).clamp(LEFT.0, LEFT.1);
    let points = || d.blocks.iter().flat_map(|b| &b.rows).flat_map(|(_, values)| values.iter().flatten());
    let high = points().map(|p| p.high).fold(0.0, f64::max);
    let low = points().map(|p| p.low).fold(0.0, f64::min);
    let ticks = svg::ticks(low, if high > low { high } else { low + 1.0 }, 6);
    let x = Scale {
        from: (ticks.first().copied().unwrap_or(0.0), left),
        to: (ticks.last().copied().unwrap_or(1.0), RIGHT),
    };
    let (legend_height, legend) = svg::legend(&d.series, left, 14.0, false);
    let top = legend_height + 12.0;
    let pitch: f64 = if d.series.len() > 1 { 24.0 } else { 20.0 };
    let mut y = top;
    let mut rows = Vec::new();
    for block in &d.blocks {
        rows.push((y + 14.0, Some(block.title.as_str()), None));
        y += 24.0;
        for row in &block.rows {
            let lines = svg::wrap(&row.0, left - 16.0);
            let height = pitch.max(lines.len() as f64 * 14.0 + 6.0);
            rows.push((y + height / 2.0, None, Some((row, lines))));
            y += height;
        }
        y += 8.0;
    }
    let bottom = y;
    let body = html! {
        (legend)
        @for t in &ticks {
            path class=(if *t == 0.0 { "axis" } else { "grid" }) d=(format!("M{} {}V{}", n(x.at(*t)), n(top), n(bottom))) {}
            text.soft x=(n(x.at(*t))) y=(n(bottom + 16.0)) text-anchor="middle" { (svg::tick_text(*t, &ticks)) }
        }
        text.soft x=(n((left + RIGHT) / 2.0)) y=(n(bottom + 34.0)) text-anchor="middle" { (d.unit) }
        @for (y, title, row) in rows {
            @if let Some(title) = title { text.panel x="0" y=(n(y)) { (title) } }
            @if let Some(((_, values), lines)) = row {
                @for (i, line) in lines.iter().enumerate() {
                    text x=(n(left - 12.0)) y=(n(y + 4.5 + 14.0 * (i as f64 - (lines.len() as f64 - 1.0) / 2.0))) text-anchor="end" { (line) }
                }
                path.grid d=(format!("M{} {}H{}", n(left), n(y), n(RIGHT))) {}
                @for (i, (value, (_, ink))) in values.iter().zip(&d.series).enumerate() {
                    @if let Some(p) = value {
                        @let at = y + if values.len() > 1 { (i as f64 - (values.len() as f64 - 1.0) / 2.0) * 8.0 } else { 0.0 };
                        @if p.spread() > 0.0 {
                            path class=(format!("whisker {}", ink.class()))
                                d=(format!("M{0} {2}H{1}M{0} {3}v6M{1} {3}v6", n(x.at(p.low)), n(x.at(p.high)), n(at), n(at - 3.0))) {}
                        }
                        (svg::marker(*ink, x.at(p.value), at))
                    }
                }
            }
        }
    };
    (bottom + 42.0, body)
}
