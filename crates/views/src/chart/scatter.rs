//! Two measures against one another: one mark per series, with both intervals.

use super::Scatter;
use super::svg::{self, Scale, n};
use maud::{Markup, html};

const LEFT: f64 = 64.0;
const RIGHT: f64 = svg::WIDTH - 30.0;
const HEIGHT: f64 = 300.0;

/// Height and drawing.
pub fn draw(d: &Scatter) -> (f64, Markup) {
    let series: Vec<_> = d.points.iter().map(|p| (p.name.clone(), p.ink)).collect();
    let (legend_height, legend) = svg::legend(&series, LEFT, 14.0, false);
    let (top, bottom) = (legend_height + 30.0, legend_height + 30.0 + HEIGHT);
    let range = |of: fn(&super::ScatterPoint) -> crate::estimate::Point| {
        let low = d.points.iter().map(|p| of(p).low).fold(0.0, f64::min);
        let high = d.points.iter().map(|p| of(p).high).fold(0.0, f64::max);
        svg::ticks(low, if high > low { high } else { low + 1.0 }, 6)
    };
    let (across, up) = (range(|p| p.x), range(|p| p.y));
    let ends = |ticks: &[f64]| (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
    let x = Scale { from: (ends(&across).0, LEFT), to: (ends(&across).1, RIGHT) };
    let y = Scale { from: (ends(&up).0, bottom), to: (ends(&up).1, top) };
    let body = html! {
        (legend)
        text.soft x="0" y=(n(top - 12.0)) { (d.y_axis) }
        (svg::value_axis(y, &up, LEFT, RIGHT))
        @for t in &across {
            path class=(if *t == 0.0 { "axis" } else { "grid" }) d=(format!("M{} {}V{}", n(x.at(*t)), n(top), n(bottom))) {}
            text.soft x=(n(x.at(*t))) y=(n(bottom + 17.0)) text-anchor="middle" { (svg::tick_text(*t, &across)) }
        }
        text.soft x=(n((LEFT + RIGHT) / 2.0)) y=(n(bottom + 36.0)) text-anchor="middle" { (d.x_axis) }
        @for p in &d.points {
            @let (at, over) = (x.at(p.x.value), y.at(p.y.value));
            path class=(format!("whisker {}", p.ink.class()))
                d=(format!("M{} {}H{}M{} {}V{}", n(x.at(p.x.low)), n(over), n(x.at(p.x.high)), n(at), n(y.at(p.y.low)), n(y.at(p.y.high)))) {}
            @match p.ink {
                super::Ink::Baseline => { (svg::ring(at, over)) }
                super::Ink::Series(_) => { (svg::marker(p.ink, at, over)) }
            }
        }
    };
    (bottom + 44.0, body)
}
