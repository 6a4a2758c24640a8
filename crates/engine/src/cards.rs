//! Decisions by scorecard: on the first day of some months everyone is scored by attributes, shows more than there is
//! where that pays, and is accepted or declined. What is true of people is read here only to count it, and by the
//! outcome that follows a decision.

use crate::block::Block;
use crate::calendar::At;
use crate::context::Context;
use crate::refits;
use crate::scenario::Step;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::trace::{Sink, StoryId};
use glasshouse_regime::scorecard::{Fitted, POINT, PartPoints, Sample, SampleTable, Trait, fit};
use glasshouse_rulebook::plan::Condition;
use glasshouse_rulebook::{Diagnostic, Plan};
use glasshouse_society::Society;
use glasshouse_society::attributes::{MILLION, Value};

/// The most that one person adds to a sum of hundredths or thousandths, so that the sums of a block stay countable.
const MOST: f64 = 500_000.0;

/// How many standard deviations from all means nearly everyone is.
const NEARLY_ALL: f64 = 4.5;

/// Whether a plan's scorecard fits a society.
///
/// # Errors
/// The first thing that does not, at its place in the rulebook.
pub fn card_fits(plan: &Plan, society: &Society) -> Result<(), Box<Diagnostic>> {
    let Some(card) = &plan.scorecard else { return Ok(()) };
    fit(card, &sample(society)).map(|_| ())
}

/// A scorecard in a society, with what people do about it.
#[derive(Clone, Debug)]
pub struct Card {
    /// The card as it is written.
    pub fitted: Fitted,
    /// The card from a month on, in order; more than the first where it is refitted.
    pub forms: Vec<Form>,
    /// Months between decisions; 0 for once.
    every: u16,
    /// What being accepted is worth to a person.
    worth: f64,
    /// The society's tables that are needed to decide and to count.
    tables: Vec<usize>,
    /// Whether measures follow from a decision.
    bears: bool,
}

/// A card with the points that it has for a time.
#[derive(Clone, Debug)]
pub struct Form {
    /// The first month.
    pub from: u16,
    /// The card.
    pub fitted: Fitted,
    /// The cheapest way to show one more point, where people can show more than there is.
    lift: Option<Lift>,
}

/// A way to show more than there is.
#[derive(Clone, Copy, Debug)]
pub struct Lift {
    /// The characteristic.
    pub part: usize,
    /// What one more point costs, in units of utility.
    pub per_point: f64,
    /// Points for each unit of its number.
    pub per_unit: f64,
}

impl Form {
    /// The card with its points from a month on.
    pub fn new(from: u16, fitted: Fitted, society: &Society) -> Form {
        let ways = fitted.parts.iter().enumerate().filter_map(|(place, part)| {
            let PartPoints::PerUnit(points) = part.points else { return None };
            let cost = society.attributes.declared.get(part.attribute)?.lift_cost?;
            let per_unit = points.to_f64();
            (per_unit > 0.0).then(|| Lift { part: place, per_point: cost / per_unit, per_unit })
        });
        let lift = ways.min_by(|a, b| a.per_point.total_cmp(&b.per_point));
        Form { from, fitted, lift }
    }

    /// What it costs someone to come from a score to the cut-off, and how; none where nothing is wanting or no way leads
    /// there.
    pub fn reach(&self, score: i64, cut: i64) -> Option<(f64, Lift)> {
        let lift = self.lift.filter(|_| score < cut)?;
        Some(((cut - score) as f64 / POINT as f64 * lift.per_point, lift))
    }
}

impl Card {
    /// The card in a month.
    pub fn form(&self, month: u16) -> Option<&Form> {
        self.forms.get(self.forms.partition_point(|form| form.from <= month).checked_sub(1)?)
    }

    /// Whether somebody pays so much to be accepted.
    pub fn is_worth(&self, cost: f64) -> bool {
        self.worth > 0.0 && cost <= self.worth
    }

    /// The society's tables that are needed to decide and to count.
    pub fn tables(&self) -> &[usize] {
        &self.tables
    }
}

/// The scorecard of a plan, fitted; none where it has none or it does not fit.
pub fn card(plan: &Plan, society: &Society) -> Option<Card> {
    let rules = plan.scorecard.as_ref()?;
    let fitted = fit(rules, &sample(society)).ok()?;
    let forms = vec![Form::new(0, fitted.clone(), society)];
    let read: Vec<usize> = fitted.parts.iter().map(|p| p.attribute).chain([fitted.truth]).chain(fitted.by).collect();
    let tables = society.attributes.tables_for(&read);
    let (every, worth) = (rules.every_months.unwrap_or(0), society.attributes.worth);
    let bears = plan.measures.iter().any(|m| asks_decision(&m.when));
    Some(Card { fitted, forms, every, worth, tables, bears })
}

/// Whether a condition asks what the scorecard decided.
fn asks_decision(condition: &Condition) -> bool {
    match condition {
        Condition::Declined => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(asks_decision),
        Condition::Not(inner) => asks_decision(inner),
        Condition::Const(_)
        | Condition::Listed(_)
        | Condition::GradeIn(_)
        | Condition::ScaleGradeIn(..)
        | Condition::Compare(..)
        | Condition::LevelIn(..) => false,
    }
}

/// What a builder of cards knows of a society.
fn sample(society: &Society) -> Sample {
    let attributes = &society.attributes;
    let traits = attributes.declared.iter().map(|declared| {
        let (values, range) = match &declared.value {
            Value::None => (Vec::new(), None),
            Value::ByLevel(values) => (values.clone(), None),
            Value::Normal { means, spread, .. } => {
                let bound = |end: f64, pick: fn(f64, f64) -> f64| {
                    let mean = means.iter().copied().reduce(pick).unwrap_or(0.0);
                    ((mean + end * NEARLY_ALL * spread) * MILLION) as i64
                };
                (Vec::new(), Some((bound(-1.0, f64::min), bound(1.0, f64::max))))
            }
        };
        Trait { id: declared.id.clone(), levels: declared.levels.clone(), values, range }
    });
    let table = |table: &glasshouse_society::attributes::Cells| SampleTable {
        of: table.of.clone(),
        cells: table.cells.iter().map(|c| (c.levels.clone(), c.share)).collect(),
    };
    Sample { traits: traits.collect(), tables: attributes.tables.iter().map(table).collect() }
}

/// The names by which decisions, scores, groups and points are counted.
pub fn names(card: Option<&Card>, society: &Society) -> [Vec<String>; 4] {
    let Some(card) = card else { return [const { Vec::new() }; 4] };
    let Fitted { groups, bands, .. } = &card.fitted;
    let mut decisions = Vec::new();
    let mut scores = Vec::new();
    for group in groups {
        for truth in TRUTHS {
            decisions.extend(["accepted", "declined"].map(|decision| format!("{group}/{truth}/{decision}")));
        }
        for band in bands {
            scores.extend(TRUTHS.map(|truth| format!("{group}/{}/{truth}", decimal(*band))));
        }
    }
    [
        decisions,
        scores,
        groups.clone(),
        refits::points_of(&card.fitted, society).into_iter().map(|(name, _)| name).collect(),
    ]
}

/// What is true of people, as items name it.
const TRUTHS: [&str; 2] = ["other", "adverse"];

/// A score in points, exactly.
fn decimal(score: i64) -> String {
    let (sign, size) = (if score < 0 { "-" } else { "" }, score.unsigned_abs());
    let (whole, rest) = (size / POINT as u64, size % POINT as u64);
    let text = format!("{sign}{whole}.{rest:09}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Someone who is decided about.
struct Judged {
    slot: u16,
    group: usize,
    is_adverse: bool,
    /// The score without anything shown that is not there.
    score: i64,
}

impl Block {
    /// The decisions that fall on the first day of a month.
    pub fn decide_by_card<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, sink: &mut S) {
        let Some(card) = &cx.card else { return };
        let is_due = if card.every == 0 { step.month == 0 } else { step.month.is_multiple_of(card.every) };
        // Where measures follow, what is sent may depend on them, so that a scout decides as well.
        if !is_due || (self.is_scout && !card.bears) || !cx.plan.in_force(cx.clock.day(step.first).max(cx.card_from)) {
            return;
        }
        if self.card_shift.is_empty() && card.fitted.moves.is_some() {
            self.card_shift = vec![0; self.people.len()];
        }
        let before = std::mem::take(&mut self.declined);
        let mut declined = vec![false; if card.bears { self.people.len() } else { 0 }];
        let mut levels = Vec::new();
        let Some(form) = card.form(step.month) else { return };
        for slot in 0..self.people.len() as u16 {
            let person = self.person(slot);
            cx.society.levels_of(person, &card.tables, &mut levels);
            let own = form.fitted.score(&levels, |attribute| cx.society.value_of(attribute, &levels, person));
            let shift = self.card_shift.get(usize::from(slot)).copied().unwrap_or(0);
            let is_adverse = levels.get(card.fitted.truth) == Some(&card.fitted.adverse);
            let group = card.fitted.group(&levels);
            let is_declined =
                self.decide(cx, (card, form), step.month, Judged { slot, group, is_adverse, score: own + shift });
            if let Some(flag) = declined.get_mut(usize::from(slot)) {
                *flag = is_declined;
            }
        }
        self.declined = declined;
        self.bear(cx, step, &before, sink);
    }

    /// Measures follow for those about whom it was decided otherwise before. A perfect register knows no better: all
    /// books follow alike.
    fn bear<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, before: &[bool], sink: &mut S) {
        for slot in 0..self.declined.len() as u16 {
            let s = usize::from(slot);
            if before.get(s) != self.declined.get(s) {
                for book in self.kept_books().iter() {
                    self.stand_anew(cx, At { story: StoryId(0), slot, day: step.first }, book, sink);
                }
            }
        }
    }

    /// Decides about one person; whether the person is declined.
    fn decide(&mut self, cx: &Context<'_>, (card, form): (&Card, &Form), month: u16, judged: Judged) -> bool {
        let Judged { slot, group, is_adverse, score } = judged;
        let place = Place { stream: Stream::Card, sub: 0, unit: self.person(slot).0, tick: u32::from(month) };
        let lots = cx.keys.draw(place, 0);
        let Some(cut) = card.fitted.cuts.get(group).map(|cut| cut.faced(lots[0])) else { return false };
        let mut shown = score;
        if let Some((cost, _)) = form.reach(score, cut) {
            if card.is_worth(cost) {
                shown = cut;
                self.count(cx, slot, cx.layout.of_many(Metric::Lifted, group), 1);
            }
            if !is_adverse {
                let cost = whole(cost * 1000.0);
                self.count(cx, slot, cx.layout.of_many(Metric::ReachCost, group), cost);
            }
        }
        let is_declined = shown < cut;
        let truth = usize::from(is_adverse);
        self.count(cx, slot, cx.layout.of_many(Metric::Decided, group * 4 + truth * 2 + usize::from(is_declined)), 1);
        let band = group * card.fitted.bands.len() + card.fitted.band(shown);
        self.count(cx, slot, cx.layout.of_many(Metric::Scored, band * 2 + truth), 1);
        // Everyone may face the same cut-off: its fraction goes up by lot, so that the sum is right on average.
        let cut = whole((cut as f64 * 100.0 / POINT as f64 + f64::from(lots[1]) / 4_294_967_296.0).floor());
        self.count(cx, slot, cx.layout.of_many(Metric::CutSum, group), cut);
        if let (Some(moves), false) = (&card.fitted.moves, is_declined) {
            let change = moves.change(score, group, is_adverse);
            if let Some(shift) = self.card_shift.get_mut(usize::from(slot)) {
                *shift += change;
            }
            let change = whole(change as f64 * 100.0 / POINT as f64);
            self.count(cx, slot, cx.layout.of_many(Metric::CardMoved, group), change);
        }
        is_declined
    }
}

/// The nearest whole number, within what the sums of a block can hold.
fn whole(number: f64) -> i32 {
    number.round().clamp(-MOST, MOST) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_written_exactly() {
        let written = [0, 5 * POINT, 600 * POINT + 1, -POINT / 2, 487_603_624_327].map(decimal);
        assert_eq!(written, ["0", "5", "600.000000001", "-0.5", "487.603624327"]);
    }
}
