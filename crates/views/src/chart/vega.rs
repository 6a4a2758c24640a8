//! A chart as a Vega-Lite specification (version 5), for notebooks.

use super::{Chart, Drawing, Scatter, ScatterPoint, icons};
use crate::chart::ink::{self, Ink};
use crate::estimate::Point;
use serde_json::{Value, json};

/// One datum.
fn datum(panel: &str, series: &str, at: Value, point: Point) -> Value {
    json!({ "panel": panel, "series": series, "at": at, "value": point.value, "low": point.low, "high": point.high })
}

/// The pairs of a scatter, with the limits of both.
fn pairs(d: &Scatter) -> Vec<Value> {
    let pair = |p: &ScatterPoint| {
        json!({ "series": p.name, "x": p.x.value, "x_low": p.x.low, "x_high": p.x.high,
                "y": p.y.value, "y_low": p.y.low, "y_high": p.y.high })
    };
    d.points.iter().map(pair).collect()
}

impl Chart {
    /// The specification, with its data inside. The mark is part of the title.
    pub fn vega_lite(&self) -> Value {
        let (values, drawing) = match &self.drawing {
            Drawing::Stacked(_) => (self.months(), self.stacked()),
            Drawing::Lines(d) => (self.months(), self.lines(&d.unit)),
            Drawing::Dots(d) => (self.dots(), self.dotted(&d.unit)),
            Drawing::Icons(_) => (self.people(), self.bars("", false)),
            Drawing::Bars(d) => (self.amounts(), self.bars(&d.unit, true)),
            Drawing::Scatter(d) => (pairs(d), self.scattered(d)),
        };
        let mut spec = json!({
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "title": { "text": self.question, "subtitle": [self.mark.text(self.lang), self.sentence], "anchor": "start" },
            "description": format!("{} {}", self.sentence, self.mark.text(self.lang)),
            "usermeta": { "command": self.command, "digest": self.digest, "status": self.mark.word() },
            "data": { "values": values },
        });
        if let (Some(spec), Some(drawing)) = (spec.as_object_mut(), drawing.as_object()) {
            spec.extend(drawing.clone());
        }
        spec
    }

    fn months(&self) -> Vec<Value> {
        let each: Vec<(&str, &str, &[Option<Point>])> = match &self.drawing {
            Drawing::Stacked(d) => d
                .panels
                .iter()
                .flat_map(|p| {
                    p.shares.iter().zip(&d.layers).map(move |(s, l)| (p.title.as_str(), l.as_str(), s.as_slice()))
                })
                .collect(),
            Drawing::Lines(d) => d
                .panels
                .iter()
                .flat_map(|p| p.lines.iter().map(move |l| (p.title.as_str(), l.name.as_str(), l.points.as_slice())))
                .collect(),
            Drawing::Dots(_) | Drawing::Icons(_) | Drawing::Bars(_) | Drawing::Scatter(_) => Vec::new(),
        };
        each.into_iter()
            .flat_map(|(panel, series, points)| {
                let known = points.iter().enumerate().filter_map(|(m, p)| p.map(|p| (m, p)));
                known.map(move |(m, p)| datum(panel, series, json!(m + 1), p))
            })
            .collect()
    }

    fn dots(&self) -> Vec<Value> {
        let Drawing::Dots(d) = &self.drawing else { return Vec::new() };
        let mut out = Vec::new();
        for block in &d.blocks {
            for (name, values) in &block.rows {
                for ((series, _), value) in d.series.iter().zip(values) {
                    out.extend(value.map(|p| datum(&block.title, series, json!(name), p)));
                }
            }
        }
        out
    }

    fn people(&self) -> Vec<Value> {
        let Drawing::Icons(d) = &self.drawing else { return Vec::new() };
        let rest = Point::exact(icons::counts(d).1 as f64);
        let kinds = d.kinds.iter().map(|(name, _, p)| (name, *p)).chain([(&d.rest, rest)]);
        kinds.map(|(name, p)| datum("", name, json!(name), p)).collect()
    }

    fn amounts(&self) -> Vec<Value> {
        let Drawing::Bars(d) = &self.drawing else { return Vec::new() };
        let mut out = Vec::new();
        for row in &d.rows {
            for (i, (name, point)) in d.parts.iter().zip(&row.parts).enumerate() {
                let is_left = i == 1 && d.layout == super::BarLayout::Opposed;
                let point =
                    if is_left { Point { value: -point.value, low: -point.high, high: -point.low } } else { *point };
                out.push(datum("", name, json!(row.name), point));
            }
        }
        out
    }

    /// Colours and dashes by series.
    fn inks(&self) -> (Value, Value) {
        let mut seen: Vec<(String, Ink)> = Vec::new();
        let lines: Vec<(String, Ink)> = match &self.drawing {
            Drawing::Lines(d) => d.panels.iter().flat_map(|p| &p.lines).map(|l| (l.name.clone(), l.ink)).collect(),
            Drawing::Dots(d) => d.series.clone(),
            Drawing::Bars(d) => d.parts.iter().enumerate().map(|(i, p)| (p.clone(), Ink::Series(i))).collect(),
            Drawing::Scatter(d) => d.points.iter().map(|p| (p.name.clone(), p.ink)).collect(),
            Drawing::Stacked(_) | Drawing::Icons(_) => Vec::new(),
        };
        for line in lines {
            if !seen.iter().any(|(name, _)| *name == line.0) {
                seen.push(line);
            }
        }
        let names: Vec<&String> = seen.iter().map(|(name, _)| name).collect();
        let colours: Vec<&str> = seen.iter().map(|(_, ink)| ink.light()).collect();
        let dashes: Vec<Vec<f64>> =
            seen.iter().map(|(_, ink)| ink.dash().split(' ').filter_map(|v| v.parse().ok()).collect()).collect();
        let colour = json!({ "field": "series", "type": "nominal", "title": null, "scale": { "domain": names, "range": colours } });
        let dash = json!({ "field": "series", "type": "nominal", "title": null, "scale": { "domain": names, "range": dashes } });
        (colour, dash)
    }

    fn stacked(&self) -> Value {
        let Drawing::Stacked(d) = &self.drawing else { return Value::Null };
        json!({
            "mark": { "type": "area", "interpolate": "step" },
            "encoding": {
                "x": { "field": "at", "type": "quantitative", "title": d.month_axis },
                "y": { "field": "value", "type": "quantitative", "stack": true, "title": null },
                "color": { "field": "series", "type": "ordinal", "title": null,
                    "scale": { "domain": d.layers, "range": ink::ramp(d.layers.len(), false) } },
                "column": { "field": "panel", "type": "nominal", "title": null },
            },
        })
    }

    fn lines(&self, unit: &str) -> Value {
        let (colour, dash) = self.inks();
        let x = json!({ "field": "at", "type": "quantitative", "title": null });
        json!({
            "facet": { "field": "panel", "type": "nominal", "title": null },
            "columns": 2,
            "spec": { "layer": [
                { "mark": { "type": "area", "opacity": 0.16 }, "encoding": { "x": x,
                    "y": { "field": "low", "type": "quantitative", "title": unit }, "y2": { "field": "high" }, "color": colour } },
                { "mark": "line", "encoding": { "x": x,
                    "y": { "field": "value", "type": "quantitative", "title": unit }, "color": colour, "strokeDash": dash } },
            ] },
        })
    }

    fn dotted(&self, unit: &str) -> Value {
        let (colour, _) = self.inks();
        let y = json!({ "field": "at", "type": "nominal", "title": null, "sort": null });
        json!({
            "facet": { "field": "panel", "type": "nominal", "title": null },
            "columns": 1,
            "spec": { "layer": [
                { "mark": "rule", "encoding": { "y": y, "x": { "field": "low", "type": "quantitative", "title": unit },
                    "x2": { "field": "high" }, "color": colour } },
                { "mark": { "type": "point", "filled": true }, "encoding": { "y": y,
                    "x": { "field": "value", "type": "quantitative", "title": unit }, "color": colour,
                    "shape": { "field": "series", "type": "nominal", "title": null } } },
            ] },
            "resolve": { "scale": { "y": "independent" } },
        })
    }

    fn scattered(&self, d: &Scatter) -> Value {
        let (colour, _) = self.inks();
        let x = json!({ "field": "x", "type": "quantitative", "title": d.x_axis });
        let y = json!({ "field": "y", "type": "quantitative", "title": d.y_axis });
        json!({ "layer": [
            { "mark": "rule", "encoding": { "x": { "field": "x_low", "type": "quantitative", "title": d.x_axis },
                "x2": { "field": "x_high" }, "y": y, "color": colour } },
            { "mark": "rule", "encoding": { "x": x, "y": { "field": "y_low", "type": "quantitative", "title": d.y_axis },
                "y2": { "field": "y_high" }, "color": colour } },
            { "mark": { "type": "point", "filled": true }, "encoding": { "x": x, "y": y, "color": colour,
                "shape": { "field": "series", "type": "nominal", "title": null } } },
        ] })
    }

    fn bars(&self, unit: &str, by_part: bool) -> Value {
        let (colour, _) = self.inks();
        let colour = if by_part { colour } else { json!({ "value": ink::LIGHT[0] }) };
        json!({
            "mark": "bar",
            "encoding": {
                "y": { "field": "at", "type": "nominal", "title": null, "sort": null },
                "x": { "field": "value", "type": "quantitative", "title": unit },
                "color": colour,
            },
        })
    }
}
