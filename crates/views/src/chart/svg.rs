//! Scales, axes, markers and labels that all drawings share. Units are pixels of a page 720 wide.

use crate::chart::ink::Ink;
use crate::estimate::Point;
use crate::number;
use crate::terminal;
use maud::{Markup, html};

/// Width of every drawing.
pub const WIDTH: f64 = 720.0;

/// A coordinate as text, to a tenth of a pixel.
pub fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// Estimated width of a text at the drawings' size.
pub fn text_width(text: &str) -> f64 {
    terminal::width(text) as f64 * 7.2
}

/// Breaks a text to a width in pixels.
pub fn wrap(text: &str, width: f64) -> Vec<String> {
    terminal::wrap(text, (width / 7.2).max(4.0) as usize)
}

/// A straight scale from values to pixels.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Value and pixel of one end.
    pub from: (f64, f64),
    /// Value and pixel of the other end.
    pub to: (f64, f64),
}

impl Scale {
    /// The pixel of a value.
    pub fn at(self, value: f64) -> f64 {
        let span = self.to.0 - self.from.0;
        let share = if span == 0.0 { 0.0 } else { (value - self.from.0) / span };
        self.from.1 + share * (self.to.1 - self.from.1)
    }
}

/// Round tick values that cover `low` to `high`, about `wanted` of them.
pub fn ticks(low: f64, high: f64, wanted: usize) -> Vec<f64> {
    let span = if high > low { high - low } else { 1.0 };
    let raw = span / wanted.max(1) as f64;
    let mut magnitude = 1.0;
    while magnitude * 10.0 <= raw {
        magnitude *= 10.0;
    }
    while magnitude > raw {
        magnitude /= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * magnitude).find(|s| *s >= raw).unwrap_or(magnitude);
    let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    let last = last.max(first + 1).min(first + 50);
    (first..=last).map(|i| i as f64 * step).collect()
}

/// A tick as text: as many decimals as the step needs.
pub fn tick_text(value: f64, ticks: &[f64]) -> String {
    let step = match ticks {
        [a, b, ..] => b - a,
        _ => 1.0,
    };
    let decimals = [(1.0, 0), (0.1, 1), (0.01, 2)].into_iter().find(|(s, _)| step >= s - 1e-12).map_or(3, |(_, d)| d);
    number::fixed(value, decimals)
}

/// Grid lines and numbers of a vertical value axis whose plot spans `left` to `right`.
pub fn value_axis(scale: Scale, ticks: &[f64], left: f64, right: f64) -> Markup {
    html! {
        @for t in ticks {
            path class=(if *t == 0.0 { "axis" } else { "grid" })
                d=(format!("M{} {}H{}", n(left), n(scale.at(*t)), n(right))) {}
            text.soft x=(n(left - 6.0)) y=(n(scale.at(*t) + 4.0)) text-anchor="end" { (tick_text(*t, ticks)) }
        }
    }
}

/// Ticks of the months: each year's end, or a coarser or finer step for long and short runs.
pub fn month_axis(scale: Scale, months: usize, y: f64, title: &str) -> Markup {
    let step = [1, 3, 6, 12, 24, 60, 120, 240].into_iter().find(|s| months / s <= 8).unwrap_or(600);
    let (left, right) = (scale.from.1, scale.to.1);
    html! {
        path.axis d=(format!("M{} {}H{}", n(left), n(y), n(right))) {}
        @for m in (0..=months).step_by(step) {
            path.axis d=(format!("M{} {}v4", n(scale.at(m as f64)), n(y))) {}
            text.soft x=(n(scale.at(m as f64))) y=(n(y + 17.0)) text-anchor="middle" { (m) }
        }
        text.soft x=(n((left + right) / 2.0)) y=(n(y + 34.0)) text-anchor="middle" { (title) }
    }
}

/// The marker of a series at a place: disc, square, triangle, diamond, triangle on its tip. The baseline has
/// none: grey and dashes tell it apart.
pub fn marker(ink: Ink, x: f64, y: f64) -> Markup {
    let r = 4.4;
    let d = match ink {
        Ink::Baseline => return html! {},
        Ink::Series(i) => match i % 5 {
            0 => disc(x, y, r),
            1 => format!("M{} {}h7.8v7.8h-7.8z", n(x - 3.9), n(y - 3.9)),
            2 => format!("M{} {}l5 9h-10z", n(x), n(y - 5.5)),
            3 => format!("M{} {}l5.4 5.4l-5.4 5.4l-5.4 -5.4z", n(x), n(y - 5.4)),
            _ => format!("M{} {}l5 -9h-10z", n(x), n(y + 5.5)),
        },
    };
    html! { path class=(format!("mark {}", ink.class())) d=(d) {} }
}

/// The mark of the baseline where there is no line to tell it by: a grey ring.
pub fn ring(x: f64, y: f64) -> Markup {
    html! { path class="ring base" d=(disc(x, y, 4.4)) {} }
}

/// Where a page that has chosen a month may show it: a line from `top` to `bottom`, drawn by the page.
pub fn now(scale: Scale, months: usize, top: f64, bottom: f64) -> Markup {
    let step = (scale.at(1.0) - scale.at(0.0)).max(0.0);
    html! {
        path.now data-left=(n(scale.at(0.0))) data-step=(format!("{step:.4}")) data-months=(months)
            data-top=(n(top)) data-bottom=(n(bottom)) d="" {}
    }
}

/// The path of a disc.
pub fn disc(x: f64, y: f64, r: f64) -> String {
    format!("M{} {}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 -{} 0z", n(x - r), n(y), n(2.0 * r), n(2.0 * r))
}

/// A legend on one or more rows from (`left`, `y`): a line with its marker, then the name. Also its height.
pub fn legend(series: &[(String, Ink)], left: f64, y: f64, is_line: bool) -> (f64, Markup) {
    let (mut x, mut row) = (left, 0.0);
    let mut places = Vec::new();
    for (name, ink) in series {
        let width = 34.0 + text_width(name) + 22.0;
        if x > left && x + width > WIDTH {
            (x, row) = (left, row + 20.0);
        }
        places.push((x, y + row, name, *ink));
        x += width;
    }
    let markup = html! {
        @for (x, y, name, ink) in places {
            @if is_line {
                path class=(format!("line {}", ink.class())) stroke-dasharray=(ink.dash())
                    d=(format!("M{} {}h28", n(x), n(y - 4.0))) {}
            }
            @if !is_line && ink == Ink::Baseline { (ring(x + 14.0, y - 4.0)) }
            (marker(ink, x + 14.0, y - 4.0))
            text x=(n(x + 34.0)) y=(n(y)) { (name) }
        }
    };
    (row + 20.0, markup)
}

/// Moves label places apart, so that they are at least `gap` from one another and stay within `top` to
/// `bottom` where there is room. Returns the new places in the order of the input.
pub fn spread(wanted: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut out = wanted.to_vec();
    let mut free = top;
    for &i in &order {
        out[i] = out[i].max(free);
        free = out[i] + gap;
    }
    let mut limit = bottom;
    for &i in order.iter().rev() {
        out[i] = out[i].min(limit);
        limit = out[i] - gap;
    }
    out
}

/// Runs of months that have a value: first index and the points.
pub fn runs(points: &[Option<Point>]) -> Vec<(usize, Vec<Point>)> {
    let mut out: Vec<(usize, Vec<Point>)> = Vec::new();
    let mut open = false;
    for (i, point) in points.iter().enumerate() {
        match (point, out.last_mut()) {
            (Some(p), Some((_, run))) if open => run.push(*p),
            (Some(p), _) => {
                out.push((i, vec![*p]));
                open = true;
            }
            (None, _) => open = false,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_data() {
        for (low, high) in [(0.0, 112.3), (0.0, 0.037), (-8.0, 3.0), (0.0, 0.0), (900.0, 1010.0)] {
            let t = ticks(low, high, 5);
            assert!(t[0] <= low && *t.last().unwrap() >= high, "{low} {high} {t:?}");
            assert!(t.len() <= 9, "{t:?}");
        }
        assert_eq!(tick_text(0.02, &[0.0, 0.01]), "0.02");
    }

    #[test]
    fn labels_move_apart() {
        let out = spread(&[50.0, 51.0, 10.0], 14.0, 0.0, 60.0);
        assert_eq!(out, [46.0, 60.0, 10.0]);
    }

    #[test]
    fn runs_break_where_there_is_no_value() {
        let p = |v| Some(Point::exact(v));
        let out = runs(&[None, p(1.0), p(2.0), None, p(3.0)]);
        assert_eq!(out.iter().map(|(i, r)| (*i, r.len())).collect::<Vec<_>>(), [(1, 2), (4, 1)]);
    }
}
