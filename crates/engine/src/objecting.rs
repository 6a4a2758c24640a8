//! Objecting (E12): on the day on which somebody learns of an adverse record they weigh whether to object to it. Where
//! nobody weighs it, the rulebook's chance decides when the record comes in, less for the poor where the society says so.
//! The mark that decides is that of the story either way. Nothing is kept where nobody weighs anything.

use crate::block::{Block, Book, Held, size};
use crate::calendar::{At, What};
use crate::context::Context;
use crate::incentives::Incentives;
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Link, Sink};
use glasshouse_model::{Chance, Day};
use glasshouse_regime::listing;
use glasshouse_regime::review::{Response, Verdict, declared};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{List, Review};
use glasshouse_society::objecting::{AtStake, Parts, Weighs};
use glasshouse_society::{Objecting, Society};
use std::collections::{BTreeMap, BTreeSet};

/// How those who weigh objecting are told apart in what is counted.
pub const OBJECTORS: [&str; 2] = ["others", "poor"];

/// Days of a month, on average.
const MONTH: f64 = 30.4375;

/// π̂ = 1.
const SURE: f64 = 255.0;

/// The declared chances of objections to a right and to a wrong record, for others and for the poor.
#[derive(Clone, Copy, Debug, Default)]
pub struct Declared([[Option<Chance>; 2]; 2]);

impl Declared {
    /// Prepares them for a regime over a society.
    pub fn new(plan: &Plan, society: &Society) -> Declared {
        let Some(review) = &plan.review else { return Declared::default() };
        let chances = [false, true].map(|wrong| declared(review, wrong));
        let poor = |chance| society.objecting.as_ref().map_or(chance, |o| o.of_the_poor(chance));
        Declared([chances.map(Some), chances.map(|chance| Some(poor(chance)))])
    }

    fn of(self, is_poor: bool, wrong: bool) -> Chance {
        self.0[usize::from(is_poor)][usize::from(wrong)].unwrap_or(Chance::NEVER)
    }
}

/// What the people of a block make of objecting. Empty where nobody weighs it.
#[derive(Clone, Debug, Default)]
pub struct Objectors {
    /// Believed success in 255ths, by slot; empty where nobody learns.
    hopes: Vec<u8>,
    /// Has objected, by slot; empty where nobody heeds ties.
    objected: Vec<bool>,
    /// When records end of which their subjects have yet to learn, by record; `None` if never.
    unnoticed: BTreeMap<u32, Option<Day>>,
    /// Decisions of the open month by slot, where people learn: upheld, and all.
    decided: BTreeMap<u16, [u8; 2]>,
}

impl Objectors {
    /// On the first morning.
    pub fn new(cx: &Context<'_>, people: usize) -> Objectors {
        let Some(weighs) = weighs(cx).filter(|_| cx.plan.review.is_some()) else { return Objectors::default() };
        let column = |is_kept: bool| if is_kept { people } else { 0 };
        Objectors {
            hopes: vec![(weighs.success * SURE).round() as u8; column(weighs.learns)],
            objected: vec![false; column(weighs.heeds_peers())],
            ..Objectors::default()
        }
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        let each = size_of::<u32>() + size_of::<Option<Day>>() + 2 * size_of::<usize>();
        size(&self.hopes) + size(&self.objected) + self.unnoticed.len() * each + self.decided.len() * each
    }
}

/// What people weigh, where they do.
pub fn weighs<'c>(cx: &'c Context<'_>) -> Option<&'c Weighs> {
    cx.society.objecting.as_ref()?.weighs.as_ref()
}

impl Block {
    /// Notes what the subject of an adverse record makes of it, who learns of it on a day. `ends` is when the record does.
    pub(crate) fn respond(
        &mut self,
        cx: &Context<'_>,
        at: At,
        response: Response,
        learns: Day,
        held: (u32, Option<Day>),
    ) {
        let (record, ends) = held;
        let Some(Held { indicator, wrong, .. }) = self.held.get(record as usize).copied() else { return };
        if let Some(day) = cx.clock.number(learns) {
            self.note(cx, At { day, ..at }, What::Notice { indicator, wrong, record });
            if weighs(cx).is_some() {
                self.objectors.unnoticed.insert(record, ends);
                return;
            }
        }
        if weighs(cx).is_none() && self.knows_how_to_object(cx, at.slot) {
            let chances = [false, true].map(|is_poor| cx.declared.of(is_poor, wrong));
            if self.objects(cx, at.slot, response, chances) {
                self.file(cx, at, record, response.files(learns));
            }
        }
    }

    /// Whether somebody objects who would with one of two chances, as others and as the poor do.
    fn objects(&mut self, cx: &Context<'_>, slot: u16, response: Response, [others, poor]: [Chance; 2]) -> bool {
        let objects = response.objects(if self.is_poor(cx, slot) { poor } else { others });
        if !objects && response.objects(others) {
            self.count(cx, slot, cx.layout.at(Metric::TooPoorToObject), 1);
        }
        objects
    }

    pub(crate) fn file(&mut self, cx: &Context<'_>, at: At, record: u32, on: Day) {
        if let Some(day) = cx.clock.number(on) {
            self.note(cx, At { day, ..at }, What::Object { record });
        }
    }

    /// The subject learns of a record, and weighs whether to object where people do.
    pub(crate) fn learn_of<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        incentives: &Incentives,
        (at, month): (At, u16),
        (record, indicator, wrong): (u32, u8, bool),
        sink: &mut S,
    ) {
        if wrong {
            self.count(cx, at.slot, cx.layout.at(Metric::Noticed), 1);
        }
        self.trace(cx, sink, at, Link::Notice { indicator });
        let (Some(objecting), Some(review)) = (&cx.society.objecting, &cx.plan.review) else { return };
        let Some(weighs) = &objecting.weighs else { return };
        let Some(ends) = self.objectors.unnoticed.remove(&record) else { return };
        let Some(held) = self.held.get(record as usize).copied().filter(|held| !held.gone) else { return };
        if self.knows_how_to_object(cx, at.slot) {
            let of = incentives.of_member(cx.plan.review_member);
            let [remaining, another] = self.stakes(cx, of, at, (record, held, ends));
            let at_stake = self.at_stake(cx, weighs, (at.slot, month), [remaining, another]);
            self.weigh_objecting(cx, (objecting, review, weighs), at, (record, held), at_stake, sink);
        }
    }

    fn weigh_objecting<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        (objecting, review, weighs): (&Objecting, &Review, &Weighs),
        at: At,
        (record, held): (u32, Held),
        at_stake: AtStake,
        sink: &mut S,
    ) {
        let chances =
            [false, true].map(|is_poor| objecting.chance(objecting.parts(weighs, AtStake { is_poor, ..at_stake })));
        let response = Response::of(review, &cx.keys, at.story, cx.alarm_key(at.story));
        let objects = self.objects(cx, at.slot, response, chances);
        for (metric, counts) in [(Metric::ObjectingWeighed, true), (Metric::ObjectingChosen, objects)] {
            if counts {
                self.count(cx, at.slot, cx.layout.of(metric, u8::from(at_stake.is_poor)), 1);
            }
        }
        let Parts { gain, effort, fear, peers } = objecting.parts(weighs, at_stake);
        let chance = chances[usize::from(at_stake.is_poor)].to_f64();
        let thousandths = |part: f64| (1000.0 * part).round() as i32;
        let parts = [gain, effort, fear, peers].map(thousandths);
        let link = Link::Weighing { indicator: held.indicator, objects, parts, chance: thousandths(chance) };
        self.trace(cx, sink, at, link);
        if objects {
            self.file(cx, at, record, response.files(cx.clock.day(at.day)));
        }
    }

    /// Below the line.
    fn is_poor(&self, cx: &Context<'_>, slot: u16) -> bool {
        let Some(wealth) = &cx.society.wealth else { return false };
        self.wealth.has.get(usize::from(slot)).is_some_and(|[here, _]| *here < wealth.line)
    }

    /// What is at stake for somebody to whom a record still costs something, and another would.
    fn at_stake(
        &self,
        cx: &Context<'_>,
        weighs: &Weighs,
        (slot, month): (u16, u16),
        [remaining, another]: [f32; 2],
    ) -> AtStake {
        let s = usize::from(slot);
        let risk = f64::from(self.belief_at(cx, slot, month)) / 65_535.0;
        let distrust = 1.0 - f64::from(self.people.trust[s]) / 255.0;
        AtStake {
            success: self.objectors.hopes.get(s).map_or(weighs.success, |hope| f64::from(*hope) / SURE),
            remaining: f64::from(remaining),
            attention: risk * f64::from(another) * distrust,
            peers: self.share_of_ties_who_objected(cx, slot),
            is_poor: self.is_poor(cx, slot),
        }
    }

    fn share_of_ties_who_objected(&self, cx: &Context<'_>, slot: u16) -> f64 {
        if self.objectors.objected.is_empty() {
            return 0.0;
        }
        let listed = || self.ties.of(slot).filter(|tie| self.is_listed(cx, *tie));
        let objected = listed().filter(|tie| self.objectors.objected[usize::from(*tie)]).count();
        objected as f64 / listed().count().max(1) as f64
    }

    /// D_rem and D: what a record still costs its subject by its points and by the stays on lists that rest on it, and
    /// what another one would; by the incentives of the month, as for misconduct.
    fn stakes(
        &self,
        cx: &Context<'_>,
        of: &Incentives,
        at: At,
        (record, held, ends): (u32, Held, Option<Day>),
    ) -> [f32; 2] {
        let (cell, today) = (self.people.cell[usize::from(at.slot)], cx.clock.day(at.day));
        let (mut remaining, mut another) = (0.0, 0.0);
        let is_order = cx.plan.indicators.get(usize::from(held.indicator)).is_none();
        if !is_order {
            let score = self.score_of(cx, Book::Record, at.slot, held.indicator);
            let given = (held.indicator, i32::from(held.points));
            remaining += of.points_cost(cx, cell, score, given, months_to(ends, today));
            another += of.loss_under(cell, score, held.indicator);
        }
        for (number, list) in (0u8..).zip(&cx.plan.lists) {
            let stay = self.stay_left(cx, of, at, (number, list), (record, held));
            let cost = of.list_cost(cell, usize::from(number));
            remaining += cost * stay as f32;
            if is_order && stay > 0.0 {
                another += cost * of.stay(list, list.term.months()) as f32;
            }
        }
        [remaining, another]
    }

    /// Discounted months on a list that a record still brings.
    fn stay_left(
        &self,
        cx: &Context<'_>,
        of: &Incentives,
        at: At,
        (number, list): (u8, &List),
        (record, held): (u32, Held),
    ) -> f64 {
        let today = cx.clock.day(at.day);
        if list.roll.is_some() {
            let resting = self.resting_on(cx, number, at, record);
            return resting.map_or(0.0, |r| r.likely * of.stay(list, months_to(r.ends, today)));
        }
        if !listing::selects(list, held.indicator, &cx.keys, at.story, cx.alarm_key(at.story)) {
            return 0.0;
        }
        let entry = cx.clock.day(held.day).plus(list.notice_days as i32);
        if held.lists >> number & 1 == 1 {
            return of.stay(list, months_to(list.term.end_from(entry), today));
        }
        // Entry is on its way, or the stay is over.
        let is_coming = entry >= today && self.may_enter(cx, at, list, Book::Record);
        if is_coming { of.stay(list, list.term.months()) } else { 0.0 }
    }

    /// Somebody has objected: listed ties may go by it.
    pub(crate) fn note_objected(&mut self, slot: u16) {
        if let Some(objected) = self.objectors.objected.get_mut(usize::from(slot)) {
            *objected = true;
        }
    }

    /// A decision is news, for whom it concerns and for their ties.
    pub(crate) fn note_decision(&mut self, slot: u16, verdict: Verdict) {
        if self.objectors.hopes.is_empty() {
            return;
        }
        let [upheld, all] = self.objectors.decided.entry(slot).or_default();
        *upheld = upheld.saturating_add(u8::from(verdict == Verdict::Upheld));
        *all = all.saturating_add(1);
    }

    /// At the end of a month, those who had a decision, or heard of one about a tie, believe anew in success, as they do
    /// in risk (E3); but nobody announces success.
    pub(crate) fn learn_of_success(&mut self, cx: &Context<'_>) {
        let decided = std::mem::take(&mut self.objectors.decided);
        if decided.is_empty() {
            return;
        }
        let behaviour = &cx.society.behaviour;
        let share = |[upheld, all]: [u32; 2]| f64::from(upheld) / f64::from(all);
        let mut reached: BTreeSet<u16> = decided.keys().copied().collect();
        reached.extend(decided.keys().flat_map(|slot| self.ties.of(*slot)));
        for slot in reached {
            let own = decided.get(&slot).map(|counts| share(counts.map(u32::from)));
            let of_ties = self.ties.of(slot).filter_map(|tie| decided.get(&tie));
            let sum = of_ties.fold([0; 2], |[u, a], [upheld, all]| [u + u32::from(*upheld), a + u32::from(*all)]);
            let heard = (sum[1] > 0).then(|| share(sum));
            let seen = match (own, heard) {
                (Some(own), Some(heard)) => behaviour.psi_own * own + (1.0 - behaviour.psi_own) * heard,
                (Some(only), None) | (None, Some(only)) => only,
                (None, None) => continue,
            };
            let hope = &mut self.objectors.hopes[usize::from(slot)];
            *hope = ((1.0 - behaviour.eta) * f64::from(*hope) + behaviour.eta * seen * SURE).round() as u8;
        }
    }
}

/// Months from a day to another that is not before it; without end where there is none.
fn months_to(end: Option<Day>, today: Day) -> f64 {
    end.map_or(f64::INFINITY, |end| f64::from((end.0 - today.0).max(0)) / MONTH)
}
