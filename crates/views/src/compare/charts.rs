//! A comparison as the workbench shows it.

use super::{charts, mark, words as say};
use crate::chart::{Chart, Drawing, Ink, Scatter, ScatterPoint};
use crate::estimate::Point;
use crate::messages::figure;
use glasshouse_model::Lang;
use glasshouse_wire::compare::{CompareCell, CompareDoc};
use glasshouse_wire::page::ComparePage;

/// The comparison with its charts. `runs` are the names of the arms' runs.
pub fn document(doc: CompareDoc, name: &str, runs: Vec<String>, lang: Lang) -> ComparePage {
    let found = mark(&doc);
    ComparePage {
        name: name.into(),
        mark: found.word().into(),
        mark_text: found.text(lang),
        runs,
        metrics: doc
            .rows
            .iter()
            .map(|r| (r.metric.clone(), say::noun(lang, &r.metric), figure::unit(lang, &r.unit)))
            .collect(),
        charts: all(&doc, lang).iter().map(Chart::doc).collect(),
        compare: doc,
    }
}

/// The charts of a comparison: what each regime changes, then what it costs against what it buys.
pub fn all(doc: &CompareDoc, lang: Lang) -> Vec<Chart> {
    charts(doc, lang).into_iter().chain(trade_off(doc, lang)).collect()
}

/// Wrongly penalised against the change of misconduct, one mark per regime.
fn trade_off(doc: &CompareDoc, lang: Lang) -> Option<Chart> {
    let cells = |metric: &str| doc.rows.iter().find(|r| r.metric == metric).map(|r| &r.cells);
    let (effect, error) = (cells("misconduct")?, cells("wrongly_penalised")?);
    let of = |cells: &[CompareCell], arm: &str, pick: fn(&CompareCell) -> Option<Point>| {
        cells.iter().find(|c| c.arm == arm).and_then(pick)
    };
    let point = |(place, arm): (usize, &glasshouse_wire::compare::ArmRef)| {
        let is_baseline = arm.name == doc.baseline;
        let x = of(effect, &arm.name, |c| c.difference.as_ref().and_then(Point::of));
        Some(ScatterPoint {
            name: arm.name.clone(),
            ink: if is_baseline { Ink::Baseline } else { Ink::Series(place.checked_sub(1)?) },
            x: if is_baseline { Point::exact(0.0) } else { x? },
            y: of(error, &arm.name, |c| Point::of(&c.value))?,
        })
    };
    let points: Vec<ScatterPoint> = doc.arms.iter().enumerate().filter_map(point).collect();
    if points.len() < 2 {
        return None;
    }
    // Outdone: another regime is clearly better in one and not worse in the other. Points of one seed rank nothing.
    let better = |a: Point, b: Point| a.high < b.low;
    let outdone = |p: &&ScatterPoint| {
        points
            .iter()
            .any(|q| (better(q.x, p.x) && q.y.value <= p.y.value) || (better(q.y, p.y) && q.x.value <= p.x.value))
    };
    let names: Vec<&str> = points.iter().filter(outdone).map(|p| p.name.as_str()).collect();
    let sentence = if doc.illustration { say::NO_RANKING.get(lang).to_owned() } else { say::outdone(lang, &names) };
    Some(Chart {
        id: "trade-off".into(),
        question: say::TRADE_OFF.get(lang).into(),
        sentence,
        mark: mark(doc),
        lang,
        drawing: Drawing::Scatter(Scatter {
            x_axis: say::EFFECT_AXIS.get(lang).into(),
            y_axis: say::ERROR_AXIS.get(lang).into(),
            points,
        }),
        about: Vec::new(),
        command: doc.command.clone(),
        digest: doc.digest.clone(),
    })
}
