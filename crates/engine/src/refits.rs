//! Scorecards that are fitted anew on what people showed under them.
//!
//! What somebody shows and how it is decided about them depends on their attributes, on the card and on nothing else of
//! the run. So the files that a refit looks at, of people by lot, are worked out again from their keys before anything
//! is simulated: nothing crosses between blocks, and the card of every month is known to all of them, in whatever order
//! and wherever they are simulated.

use crate::cards::{Card, Form};
use crate::context::Context;
use crate::scenario::{Clock, Scenario};
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{Keyring, PersonId};
use glasshouse_regime::scorecard::refit::{Case, Terms, refit, shown};
use glasshouse_regime::scorecard::{Fitted, POINT, PartPoints};
use glasshouse_society::Society;

/// The card with its points in every month of a scenario.
pub fn refitted(mut card: Card, scenario: &Scenario<'_>, clock: &Clock) -> Card {
    let Some(terms) = card.fitted.refit else { return card };
    let keys = Keyring::new(scenario.seed, scenario.replicate);
    let months = clock.month_starts.len().saturating_sub(1);
    for month in (1..months).filter(|month| month.is_multiple_of(usize::from(terms.every_months).max(1))) {
        let files = files(&keys, &terms, scenario.society.people, month as u32);
        let Some(old) = card.forms.last() else { break };
        let cases: Vec<Case> =
            files.into_iter().filter_map(|person| case(&card, old, scenario.society, person)).collect();
        if let Some(fitted) = refit(&card.fitted, &old.fitted, &cases) {
            card.forms.push(Form::new(month as u16, fitted, scenario.society));
        }
    }
    card
}

/// Whose files a refit looks at. With no more people than files, everyone's.
fn files(keys: &Keyring, terms: &Terms, people: u32, month: u32) -> Vec<PersonId> {
    if people <= terms.sample {
        return (0..people).map(PersonId).collect();
    }
    let lot = |file: u32| {
        let place = Place { stream: Stream::Refit, sub: 0, unit: file, tick: month };
        let [lot, ..] = keys.draw(place, 0);
        PersonId(((u64::from(lot) * u64::from(people)) >> 32) as u32)
    };
    (0..terms.sample).map(lot).collect()
}

/// The file of somebody who was accepted by a card: what they showed, and what came of it. None of those declined.
fn case(card: &Card, form: &Form, society: &Society, person: PersonId) -> Option<Case> {
    let mut levels = Vec::new();
    society.levels_of(person, card.tables(), &mut levels);
    let value = |attribute: usize| society.value_of(attribute, &levels, person);
    let score = form.fitted.score(&levels, value);
    // A refitted card has cut-offs as written, which no lot decides.
    let cut = form.fitted.cuts.get(form.fitted.group(&levels))?.low;
    let level = |attribute: usize| levels.get(attribute).copied().unwrap_or(0);
    let own = card.fitted.parts.iter().map(|part| shown(&part.points, level(part.attribute), value(part.attribute)));
    let mut shown: Vec<f64> = own.collect();
    if score < cut {
        let (_, lift) = form.reach(score, cut).filter(|(cost, _)| card.is_worth(*cost))?;
        *shown.get_mut(lift.part)? += (cut - score) as f64 / POINT as f64 / lift.per_unit;
    }
    Some(Case { shown, is_adverse: levels.get(card.fitted.truth) == Some(&card.fitted.adverse) })
}

/// What a card gives points for, in the order of its columns, with the points in thousandths.
pub fn points_of(fitted: &Fitted, society: &Society) -> Vec<(String, i64)> {
    let thousandths = |points: i64| (points as f64 / (POINT / 1000) as f64).round() as i64;
    let mut all = vec![("base".to_owned(), thousandths(fitted.base))];
    for part in &fitted.parts {
        let Some(declared) = society.attributes.declared.get(part.attribute) else { continue };
        match &part.points {
            PartPoints::PerUnit(points) => {
                all.push((declared.id.clone(), (points.to_f64() * 1000.0).round() as i64));
            }
            PartPoints::Levels(points) => {
                let named = declared.levels.iter().zip(points);
                all.extend(named.map(|(level, points)| (format!("{}/{level}", declared.id), thousandths(*points))));
            }
        }
    }
    all
}

/// How the points of the card in a month differ from those of the month before, with the columns that they belong to.
pub fn card_points(cx: &Context<'_>, month: u16) -> impl Iterator<Item = (usize, i64)> {
    let of = |form: Option<&Form>| form.map_or(Vec::new(), |form| points_of(&form.fitted, cx.society));
    let form = |month: u16| cx.card.as_ref().and_then(|card| card.form(month));
    let now = form(month);
    let before = month.checked_sub(1).and_then(form);
    let is_same = now.map(|f| f.from) == before.map(|f| f.from);
    let (now, before) = if is_same { (Vec::new(), Vec::new()) } else { (of(now), of(before)) };
    let changes = now
        .into_iter()
        .enumerate()
        .map(move |(place, (_, points))| (place, points - before.get(place).map_or(0, |(_, points)| *points)));
    let first = cx.layout.of_many(Metric::CardPoints, 0);
    changes.map(move |(place, change)| (first + place, change))
}
