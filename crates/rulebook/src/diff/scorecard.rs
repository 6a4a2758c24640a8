//! A scorecard as rules.

use super::facts::{Facts, Item, code};
use super::{Aspect, Part};
use crate::plan::{CardPoints, Cut, Equal, Moves, Named, Plan, Refit, Scorecard};
use glasshouse_model::{Ratio, Text};

/// Adds what a plan says about its scorecard.
pub(super) fn items(plan: &Plan, all: &mut Vec<Item>) {
    let Some(card) = &plan.scorecard else { return };
    all.push(Item { part: Part::Scorecard, id: String::new(), label: card.label.clone(), facts: facts(card) });
    for characteristic in &card.characteristics {
        let id = characteristic.attribute.name.clone();
        let points = match &characteristic.points {
            CardPoints::Given(levels) => list(levels),
            CardPoints::PerUnit(points) => format!("{points} per unit"),
            CardPoints::Evidence => "weight of evidence".into(),
        };
        let label = Text { en: id.clone(), zh: id.clone() };
        all.push(Item { part: Part::Characteristic, id, label, facts: vec![(Aspect::Points, code(points))] });
    }
}

fn list(levels: &[(Named, Ratio)]) -> String {
    levels.iter().map(|(level, number)| format!("{} {number}", level.name)).collect::<Vec<_>>().join(", ")
}

fn facts(card: &Scorecard) -> Facts {
    let scaling = card.scaling;
    let scaled = format!("{} at {} to 1, {} to double", scaling.base_score, scaling.base_odds, scaling.doubling);
    let mut facts = vec![
        (Aspect::Agency, super::Value::Words(card.agency.clone())),
        (Aspect::Truth, code(format!("{} == '{}'", card.truth.name, card.adverse.name))),
        (Aspect::Scaling, code(scaled)),
        (Aspect::Cut, code(cut(&card.cut))),
    ];
    facts.extend(card.every_months.map(|months| (Aspect::Every, code(format!("{months}m")))));
    facts.extend(card.by.as_ref().map(|by| (Aspect::By, code(&by.name))));
    facts.extend(card.moves.as_ref().map(|m| (Aspect::Moves, code(moves(m)))));
    facts.extend(card.refit.as_ref().map(|r| (Aspect::Refit, code(refit(r)))));
    facts
}

fn cut(cut: &Cut) -> String {
    match cut {
        Cut::At(score, groups) if groups.is_empty() => score.to_string(),
        Cut::At(score, groups) => format!("{score}, {}", list(groups)),
        Cut::Rate(rate) => format!("rate {rate}"),
        Cut::Utility { equal, gain, loss } => {
            let rule = match equal {
                Equal::Nothing => "utility",
                Equal::Rates => "equal_rates",
                Equal::TruePositives => "equal_true_positives",
            };
            format!("{rule}, gain {gain}, loss {loss}")
        }
    }
}

fn moves(moves: &Moves) -> String {
    let Moves { well, badly, least, most, expected } = moves;
    let follows = if *expected { "expectation" } else { "outcome" };
    format!("{well} or {badly} by {follows}, from {least} to {most}")
}

fn refit(refit: &Refit) -> String {
    let Refit { every_months, damping, sample, odds, step } = refit;
    format!("every {every_months}m, {damping} of the way, {sample} files, {odds} to 1 at the cut-off, steps of {step}")
}
