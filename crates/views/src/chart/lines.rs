//! Values over months, in panels of one scale, with interval bands.

use super::svg::{self, Scale, n, runs};
use super::{Line, Lines, LinesPanel};
use crate::chart::ink::Ink;
use maud::{Markup, html};

const LEFT: f64 = 46.0;

/// Where a panel lies.
#[derive(Clone, Copy)]
struct Place {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// Height and drawing.
pub fn draw(d: &Lines) -> (f64, Markup) {
    let all = || d.panels.iter().flat_map(|p| &p.lines).flat_map(|l| l.points.iter().flatten());
    let high = all().map(|p| p.high).fold(f64::NEG_INFINITY, f64::max);
    // Amounts that are never negative keep an axis from 0, even where a symmetric interval reaches below it.
    let is_amount = d.from_zero && all().all(|p| p.value >= 0.0);
    let low = if is_amount { 0.0 } else { all().map(|p| p.low).fold(f64::INFINITY, f64::min) };
    let (low, high) = if low.is_finite() && high.is_finite() { (low, high) } else { (0.0, 1.0) };
    let ticks = svg::ticks(if d.from_zero { low.min(0.0) } else { low }, high, if d.panels.len() > 1 { 4 } else { 5 });
    let months = d.panels.iter().flat_map(|p| p.lines.iter().map(|l| l.points.len())).max().unwrap_or(0);
    if let [panel] = d.panels.as_slice() { single(d, panel, &ticks, months) } else { grid(d, &ticks, months) }
}

fn single(d: &Lines, panel: &LinesPanel, ticks: &[f64], months: usize) -> (f64, Markup) {
    let longest = panel.lines.iter().map(|l| svg::text_width(&l.name)).fold(0.0, f64::max);
    let gutter = (longest + 44.0).clamp(80.0, 230.0);
    let place = Place { left: LEFT, right: svg::WIDTH - gutter, top: 30.0, bottom: 260.0 };
    let (body, scale) = plot(d, panel, ticks, months, place);
    let wanted: Vec<f64> = panel
        .lines
        .iter()
        .map(|l| l.points.iter().rev().find_map(|p| *p).map_or(place.bottom, |p| scale.at(p.value)))
        .collect();
    let places = svg::spread(&wanted, 17.0, place.top, place.bottom);
    let body = html! {
        text.soft x="0" y="14" { (d.unit) }
        (body)
        @for (i, line) in panel.lines.iter().enumerate() {
            @let x = place.right + 4.0;
            path.leader d=(format!("M{} {}L{} {}", n(x), n(wanted[i]), n(x + 8.0), n(places[i]))) {}
            path class=(format!("line {}", line.ink.class())) stroke-dasharray=(line.ink.dash())
                d=(format!("M{} {}h22", n(x + 10.0), n(places[i]))) {}
            (svg::marker(line.ink, x + 21.0, places[i]))
            text x=(n(x + 37.0)) y=(n(places[i] + 4.5)) { (line.name) }
        }
    };
    (place.bottom + 42.0, body)
}

fn grid(d: &Lines, ticks: &[f64], months: usize) -> (f64, Markup) {
    let mut series: Vec<(String, Ink)> = Vec::new();
    for line in d.panels.iter().flat_map(|p| &p.lines) {
        if !series.iter().any(|(name, ink)| *name == line.name && *ink == line.ink) {
            series.push((line.name.clone(), line.ink));
        }
    }
    let (legend_height, legend) = svg::legend(&series, LEFT, 38.0, true);
    let (gap, plot_height, foot) = (52.0, 130.0, 42.0);
    let width = (svg::WIDTH - LEFT - gap - 12.0) / 2.0;
    let first = 62.0 + legend_height;
    let place = |i: usize| {
        let left = LEFT + (i % 2) as f64 * (width + gap);
        let top = first + (i / 2) as f64 * (plot_height + foot + 30.0);
        Place { left, right: left + width, top, bottom: top + plot_height }
    };
    let rows = d.panels.len().div_ceil(2);
    let body = html! {
        text.soft x="0" y="14" { (d.unit) }
        (legend)
        @for (i, panel) in d.panels.iter().enumerate() {
            text.panel x=(n(place(i).left)) y=(n(place(i).top - 10.0)) { (panel.title) }
            (plot(d, panel, ticks, months, place(i)).0)
        }
    };
    (first + rows as f64 * (plot_height + foot + 30.0) - 30.0, body)
}

fn plot(d: &Lines, panel: &LinesPanel, ticks: &[f64], months: usize, place: Place) -> (Markup, Scale) {
    let (low, high) = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
    let y = Scale { from: (low, place.bottom), to: (high, place.top) };
    let x = Scale { from: (0.0, place.left), to: (months.max(1) as f64, place.right) };
    let body = html! {
        (svg::value_axis(y, ticks, place.left, place.right))
        @for line in &panel.lines { (band(line, x, y)) }
        @for (i, line) in panel.lines.iter().enumerate() { (stroke(line, i, months, x, y)) }
        (svg::month_axis(x, months, place.bottom, &d.month_axis))
        (svg::now(x, months, place.top, place.bottom))
    };
    (body, y)
}

fn middle(x: Scale, month: usize) -> f64 {
    x.at(month as f64 + 0.5)
}

fn band(line: &Line, x: Scale, y: Scale) -> Markup {
    html! {
        @for (start, run) in runs(&line.points) {
            @if run.iter().any(|p| p.spread() > 0.0) {
                @let upper = run.iter().enumerate().map(|(i, p)| format!("{} {}", n(middle(x, start + i)), n(y.at(p.high))));
                @let lower = run.iter().enumerate().rev().map(|(i, p)| format!("{} {}", n(middle(x, start + i)), n(y.at(p.low.max(y.from.0)))));
                path class=(format!("band {}", line.ink.class()))
                    d=(format!("M{}Z", upper.chain(lower).collect::<Vec<_>>().join("L"))) {}
            }
        }
    }
}

/// The line and its markers; the lines of a panel carry theirs at different months, so that they do not
/// cover one another.
fn stroke(line: &Line, nth: usize, months: usize, x: Scale, y: Scale) -> Markup {
    let step = (months / 6).max(1);
    let shift = (nth * step / 4) % step;
    html! {
        @for (start, run) in runs(&line.points) {
            @let at: Vec<String> = run.iter().enumerate().map(|(i, p)| format!("{} {}", n(middle(x, start + i)), n(y.at(p.value)))).collect();
            path class=(format!("line {}", line.ink.class())) stroke-dasharray=(line.ink.dash()) d=(format!("M{}", at.join("L"))) {}
            @for (i, p) in run.iter().enumerate().filter(|(i, _)| (start + i) % step == shift || run.len() == 1) {
                (svg::marker(line.ink, middle(x, start + i), y.at(p.value)))
            }
        }
    }
}
