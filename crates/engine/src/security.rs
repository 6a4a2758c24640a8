//! The register under attack. Who is altered, inspected or let out depends on lots and on the rulebook alone, never on
//! what people do, so the whole course is known before the first day; blocks carry it out, and count it.
//!
//! Dossiers are drawn without replacement over the whole jurisdiction by a keyed permutation: the first k places of it
//! are altered, and a dossier is in a sample of n if its place is below n. So no block has to know another.

use crate::block::{Block, Book};
use crate::calendar::{At, Event, What};
use crate::context::Context;
use crate::scenario::{Clock, Step};
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Keyring, Place, Stream, below};
use glasshouse_model::trace::{AlterationStep, Link, Origin, Sink, StoryId};
use glasshouse_model::{BLOCK, Chance, Day, PersonId, Span};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Alteration, Breach, Inspection};

/// What stands for the channel of a forged record, less the number of the alteration: above every channel.
const FORGED: u8 = u8::MAX;

/// One dossier altered once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Altered {
    person: PersonId,
    day: u16,
    /// Which alteration.
    by: u8,
    /// When it is undone; `u16::MAX` if not within the run.
    until: u16,
    /// An inspection found it then.
    found: bool,
}

/// One inspection held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    day: u16,
    by: u8,
    dossiers: u32,
    found: u32,
}

/// One holder's copy got out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Out {
    day: u16,
    breach: u8,
    holder: u32,
    /// For the first time.
    first: bool,
}

/// The course of a run.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// By block and day.
    altered: Vec<Altered>,
    inspections: Vec<Held>,
    out: Vec<Out>,
}

impl Schedule {
    /// Works out the course for a register of so many dossiers.
    pub fn new(plan: &Plan, keys: &Keyring, clock: &Clock, people: u32) -> Schedule {
        let mut schedule = Schedule::default();
        if plan.security.is_empty() {
            return schedule;
        }
        schedule.attack(plan, keys, clock, people);
        for (number, breach) in plan.security.breaches.iter().enumerate() {
            schedule.breach(plan, keys, clock, (number as u8, breach));
        }
        schedule.altered.sort_by_key(|a| (a.person.block(), a.day));
        schedule.out.sort_by_key(|o| (o.day, o.breach, o.holder));
        schedule
    }

    /// Alterations and inspections, day by day.
    fn attack(&mut self, plan: &Plan, keys: &Keyring, clock: &Clock, people: u32) {
        let mut rounds: Vec<(u16, bool, u8)> = Vec::new();
        for (number, alteration) in plan.security.alterations.iter().enumerate() {
            let days = match alteration.on {
                Some(day) => Vec::from_iter(clock.number(day).filter(|_| day >= clock.origin)),
                None => paces(plan, clock, alteration.every, alteration.days),
            };
            rounds.extend(days.into_iter().map(|day| (day, false, number as u8)));
        }
        for (number, inspection) in plan.security.inspections.iter().enumerate() {
            let days = paces(plan, clock, inspection.every, inspection.days);
            rounds.extend(days.into_iter().map(|day| (day, true, number as u8)));
        }
        rounds.sort_unstable();
        let mut live: Vec<usize> = Vec::new();
        for (day, inspects, number) in rounds {
            live.retain(|i| self.altered[*i].until > day);
            if inspects {
                if let Some(inspection) = plan.security.inspections.get(usize::from(number)) {
                    self.inspect(plan, keys, (day, number, inspection), people, &mut live);
                }
            } else if let Some(alteration) = plan.security.alterations.get(usize::from(number)) {
                let until = alteration.lasts.end_from(clock.day(day)).and_then(|d| clock.number(d)).unwrap_or(u16::MAX);
                for person in chosen(keys, round_of(alteration.key, day), alteration.dossiers, people) {
                    live.push(self.altered.len());
                    self.altered.push(Altered { person, day, by: number, until, found: false });
                }
            }
        }
    }

    fn inspect(
        &mut self,
        plan: &Plan,
        keys: &Keyring,
        (day, number, inspection): (u16, u8, &Inspection),
        people: u32,
        live: &mut Vec<usize>,
    ) {
        let dossiers = inspection.dossiers.min(people);
        let round = round_of(inspection.key, day);
        let mut found = 0;
        live.retain(|i| {
            let altered = &mut self.altered[*i];
            let Some(by) = plan.security.alterations.get(usize::from(altered.by)) else { return true };
            if by.member != inspection.member {
                return true;
            }
            let in_sample = || place_in(keys, round, people, altered.person.0) < dossiers;
            let is_found = by.chained || in_sample() && recognised(keys, inspection, altered.person, day);
            if !is_found {
                return true;
            }
            (altered.until, altered.found) = (day, true);
            found += 1;
            false
        });
        self.inspections.push(Held { day, by: number, dossiers, found });
    }

    /// In every year that begins within the run each holder's copy gets out with the yearly chance, on any day of it.
    fn breach(&mut self, plan: &Plan, keys: &Keyring, clock: &Clock, (number, breach): (u8, &Breach)) {
        let first = plan.from.map_or(clock.origin, |from| from.max(clock.origin));
        let mut was_out = vec![false; breach.holders as usize];
        let mut out = Vec::new();
        for year in 0.. {
            let begins = first.date().add_months(12 * year).to_day();
            let ends = first.date().add_months(12 * (year + 1)).to_day();
            if clock.number(begins).is_none() || plan.to.is_some_and(|to| to < begins) {
                break;
            }
            for holder in 0..breach.holders {
                let place = Place { stream: Stream::Breach, sub: breach.key, unit: holder, tick: year as u32 };
                let [mark, when, ..] = keys.draw(place, 0);
                if !breach.yearly.hit(mark) {
                    continue;
                }
                let day = begins.plus(below(when, (ends.0 - begins.0).max(1) as u32) as i32);
                out.extend(clock.number(day).map(|day| (day, holder)));
            }
        }
        out.sort_unstable();
        for (day, holder) in out {
            let first = was_out.get_mut(holder as usize).is_some_and(|was| !std::mem::replace(was, true));
            self.out.push(Out { day, breach: number, holder, first });
        }
    }
}

/// The days of rounds at a pace: the first on the first day, within the rulebook's own days and the run.
fn paces(plan: &Plan, clock: &Clock, every: Span, (from, to): (Option<Day>, Option<Day>)) -> Vec<u16> {
    let mut day = [from, plan.from].into_iter().flatten().fold(clock.origin, Day::max);
    let last = [to, plan.to].into_iter().flatten().min();
    let mut days = Vec::new();
    while last.is_none_or(|last| day <= last) {
        let Some(number) = clock.number(day) else { break };
        days.push(number);
        match every.end_from(day) {
            Some(next) if next > day => day = next,
            Some(_) | None => break,
        }
    }
    days
}

fn round_of(key: u16, day: u16) -> Place {
    Place { stream: Stream::Security, sub: key, unit: u32::from(day), tick: 0 }
}

fn recognised(keys: &Keyring, inspection: &Inspection, person: PersonId, day: u16) -> bool {
    let place = Place { stream: Stream::Security, sub: inspection.key, unit: person.0, tick: 1 + u32::from(day) };
    inspection.finds == Chance::ALWAYS || inspection.finds.hit(keys.draw(place, 0)[0])
}

/// So many different people, by lot.
fn chosen(keys: &Keyring, round: Place, count: u32, people: u32) -> impl Iterator<Item = PersonId> + '_ {
    (0..count.min(people)).map(move |i| PersonId(place_in(keys, round, people, i)))
}

/// A keyed permutation of the numbers below `n`: a Feistel network over the next power of four, walked on until it
/// comes to a number below `n` again. Luby & Rackoff 1988 for the network, Black & Rogaway 2002 for the walk.
fn place_in(keys: &Keyring, round: Place, n: u32, number: u32) -> u32 {
    /// Four make a pseudo-random permutation of large sets; small ones need more.
    const ROUNDS: u32 = 8;
    let half = (32 - n.saturating_sub(1).leading_zeros()).div_ceil(2).max(1);
    let mask = (1u32 << half) - 1;
    let mut at = number;
    // The cycle through `number`, which is below `n`, comes back below `n`.
    for _ in 0..1u32 << 24 {
        let (mut left, mut right) = (at >> half & mask, at & mask);
        for step in 0..ROUNDS {
            let mixed = keys.draw(round, step << 16 | right)[0] >> 8;
            (left, right) = (right, left ^ (mixed & mask));
        }
        at = left << half | right;
        if at < n {
            break;
        }
    }
    at
}

impl Block {
    /// What befalls this block's dossiers in a month, and, in the first block, what befalls the register.
    pub fn attacked(&mut self, cx: &Context<'_>, step: &Step) {
        let schedule = &cx.schedule;
        let next = cx.clock.month_starts[usize::from(step.month) + 1];
        let month = step.first..next;
        let from = schedule.altered.partition_point(|a| (a.person.block(), a.day) < (self.number, month.start));
        for (number, altered) in schedule.altered.iter().enumerate().skip(from) {
            if altered.person.block() != self.number || altered.day >= month.end {
                break;
            }
            let number = number as u32;
            let at = At { story: StoryId(0), slot: altered.person.slot(), day: altered.day };
            self.note(cx, at, What::Alter { number });
            if altered.until != u16::MAX {
                self.note(cx, At { day: altered.until, ..at }, What::Restore { number });
            }
        }
        if self.number == 0 {
            self.count_register(cx, month.clone());
        }
        for out in schedule.out.iter().filter(|o| month.contains(&o.day)) {
            let at = At { story: StoryId(0), slot: 0, day: out.day };
            self.note(cx, at, What::Release { breach: out.breach, holder: out.holder });
        }
    }

    fn count_register(&mut self, cx: &Context<'_>, month: std::ops::Range<u16>) {
        let schedule = &cx.schedule;
        for held in schedule.inspections.iter().filter(|h| month.contains(&h.day)) {
            let of = |metric| cx.layout.of(metric, held.by);
            self.tally.add_for_all(of(Metric::Inspections), 1);
            self.tally.add_for_all(of(Metric::Inspected), held.dossiers as i32);
            self.tally.add_for_all(of(Metric::InspectionsFinding), i32::from(held.found > 0));
        }
        for out in schedule.out.iter().filter(|o| month.contains(&o.day)) {
            self.tally.add_for_all(cx.layout.of(Metric::Breaches, out.breach), 1);
            self.tally.add_for_all(cx.layout.of(Metric::HoldersBreached, out.breach), i32::from(out.first));
        }
    }

    /// A dossier is altered. Neither the truth nor the record without its wrong entries knows of it.
    pub fn alter<S: Sink>(&mut self, cx: &Context<'_>, at: At, number: u32, sink: &mut S) {
        let Some((altered, rule)) = self.alteration(cx, number) else { return };
        let step = AlterationStep::Made;
        if let Some(points) = rule.points {
            if cx.plan.in_force(cx.clock.day(at.day)) {
                self.forged.insert(number, u32::MAX);
                self.shift(cx, at, (altered.by, rule.indicator), points, step, sink);
            }
        } else {
            let Some(kind) = cx.plan.indicators.get(usize::from(rule.indicator)).and_then(|i| i.on.first()) else {
                return;
            };
            // Numbered within the month, so that each is a story of its own.
            let month = cx.clock.month_of(at.day).map_or(0, u32::from);
            let story = StoryId::false_alarm(self.number, month, FORGED - altered.by, number & 0x7_ffff);
            let at = At { story, ..at };
            let event = Event { at, what: What::Alter { number }, act_day: at.day };
            self.tell_altered(cx, at, (altered.by, rule.indicator), 0, step, sink);
            let Some(record) = self.admit(cx, &event, *kind, FORGED - altered.by, Origin::FalseAlarm, sink) else {
                return;
            };
            self.forged.insert(number, record);
        }
        self.count(cx, at.slot, cx.layout.of(Metric::Altered, altered.by), 1);
        self.count(cx, at.slot, cx.layout.of(Metric::AlteredLive, altered.by), 1);
    }

    /// An alteration is undone: found by an inspection, or taken back by whoever made it.
    pub fn restore<S: Sink>(&mut self, cx: &Context<'_>, at: At, number: u32, sink: &mut S) {
        let Some((altered, rule)) = self.alteration(cx, number) else { return };
        let Some(record) = self.forged.remove(&number) else { return };
        let step = if altered.found { AlterationStep::Found } else { AlterationStep::Withdrawn };
        match rule.points {
            Some(points) => self.shift(cx, at, (altered.by, rule.indicator), -points, step, sink),
            None => {
                let month = cx.clock.month_of(altered.day).map_or(0, u32::from);
                let story = StoryId::false_alarm(self.number, month, FORGED - altered.by, number & 0x7_ffff);
                let at = At { story, ..at };
                self.tell_altered(cx, at, (altered.by, rule.indicator), 0, step, sink);
                self.remove(cx, at, record, sink);
            }
        }
        self.count(cx, at.slot, cx.layout.of(Metric::AlteredLive, altered.by), -1);
        if altered.found {
            let days = i32::from(at.day - altered.day);
            self.count(cx, at.slot, cx.layout.of(Metric::AlterationsFound, altered.by), 1);
            self.count(cx, at.slot, cx.layout.of(Metric::AlterationDays, altered.by), days);
        }
    }

    fn alteration<'p>(&self, cx: &Context<'p>, number: u32) -> Option<(Altered, &'p Alteration)> {
        let altered = cx.schedule.altered.get(number as usize).copied()?;
        Some((altered, cx.plan.security.alterations.get(usize::from(altered.by))?))
    }

    fn shift<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        (alteration, indicator): (u8, u8),
        points: i32,
        step: AlterationStep,
        sink: &mut S,
    ) {
        self.add_to_sum(cx, Book::Record, at.slot, indicator, points);
        self.tell_altered(cx, at, (alteration, indicator), points, step, sink);
        self.after_score(cx, at, Book::Record, sink);
    }

    fn tell_altered<S: Sink>(
        &self,
        cx: &Context<'_>,
        at: At,
        (alteration, indicator): (u8, u8),
        points: i32,
        step: AlterationStep,
        sink: &mut S,
    ) {
        let score = self.score_of(cx, Book::Record, at.slot, indicator);
        self.trace(cx, sink, at, Link::Alteration { alteration, indicator, points, score, step });
    }

    /// A holder's copy gets out: who is in it, and how many share what it tells with each of them.
    pub fn release<S: Sink>(&mut self, cx: &Context<'_>, day: u16, (number, holder): (u8, u32), sink: &mut S) {
        let Some(breach) = cx.plan.security.breaches.get(usize::from(number)) else { return };
        let n = self.people.len();
        self.released.resize(n, 0);
        let bit = 1u16 << number;
        if breach.held == Chance::ALWAYS && self.released.iter().all(|out| out & bit != 0) {
            return;
        }
        let sharing = cx.society.sharing(self.number, &breach.reveals);
        for slot in 0..n as u16 {
            let person = self.person(slot);
            let place = Place { stream: Stream::Breach, sub: breach.key, unit: holder, tick: person.0 };
            let is_held = breach.held == Chance::ALWAYS || breach.held.hit(cx.keys.draw(place, 1)[0]);
            if !is_held || self.released[usize::from(slot)] & bit != 0 {
                continue;
            }
            self.released[usize::from(slot)] |= bit;
            let others = sharing.get(usize::from(slot)).copied().unwrap_or(0);
            let of = |metric| cx.layout.of(metric, number);
            self.count(cx, slot, of(Metric::Released), 1);
            self.count(cx, slot, of(Metric::ReleasedUnique), i32::from(others == 0));
            self.count(cx, slot, of(Metric::ReleasedHidden), i32::from(others + 1 >= breach.k));
            self.count(cx, slot, of(Metric::ReleasedMatches), others as i32);
            let at = At { story: StoryId(0), slot, day };
            self.trace(cx, sink, at, Link::Release { breach: number, sharing: others });
        }
        if breach.held == Chance::ALWAYS {
            self.count_districts(cx, (number, breach));
        }
    }

    /// Districts are counted where their first person lives.
    fn count_districts(&mut self, cx: &Context<'_>, (number, breach): (u8, &Breach)) {
        let first = self.number * BLOCK as u32;
        let mut next = first;
        while next < first + self.people.len() as u32 {
            let district = cx.society.district(PersonId(next));
            if district.start >= first {
                let mut known = cx.society.identities(district.clone(), &breach.reveals);
                known.sort_unstable();
                let alike = known.windows(2).any(|pair| pair[0] == pair[1]);
                self.tally.add_for_all(cx.layout.of(Metric::DistrictsReleased, number), 1);
                self.tally.add_for_all(cx.layout.of(Metric::DistrictsAlike, number), i32::from(alike));
            }
            next = district.end.max(next + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permutation_takes_everyone_once() {
        let keys = Keyring::new(7, 0);
        for (n, key) in [(1, 1), (2, 2), (3, 3), (23, 4), (1000, 5), (4097, 6)] {
            let mut all: Vec<u32> = (0..n).map(|i| place_in(&keys, round_of(key, 9), n, i)).collect();
            all.sort_unstable();
            assert_eq!(all, Vec::from_iter(0..n));
        }
    }

    #[test]
    fn every_place_is_as_likely() {
        let keys = Keyring::new(8, 0);
        let mut counts = [[0u32; 5]; 5];
        for day in 0..20_000 {
            for (number, row) in counts.iter_mut().enumerate() {
                row[place_in(&keys, round_of(1, day), 5, number as u32) as usize] += 1;
            }
        }
        // 4,000 expected with a deviation of 57.
        assert!(counts.iter().flatten().all(|n| n.abs_diff(4_000) < 250), "{counts:?}");
    }
}
