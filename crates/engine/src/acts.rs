//! Act and Observe: the opportunities of a month, who takes them here and in the baseline, and which are
//! reported.
//!
//! An opportunity with mark u is taken iff u < weight × P(cost). Marks and times never depend on the
//! regime, so "deterred", "chilled" and "gamed" are counted opportunity by opportunity. Costs are fixed at
//! the start of the month.

use crate::block::{Block, Book, month as bits};
use crate::calendar::{At, EVERY, Event, OriginTag, What};
use crate::change::Otherwise;
use crate::context::Context;
use crate::exchange::Mail;
use crate::incentives::{Incentives, Rule};
use crate::scenario::Step;
use glasshouse_metrics::{Census, Metric};
use glasshouse_model::draw::{Place, Point, Points, Stream, below};
use glasshouse_model::trace::{Link, Origin, Sink, StoryId};
use glasshouse_model::{ActKind, BLOCK, PersonId};
use glasshouse_regime::sensing::{About, Observation, Scene, alarms, delay_days};
use glasshouse_society::behaviour::UNIT;
use glasshouse_society::{ActModel, Kernel, Name, Plot, spread_base, takes};

/// An opportunity that someone may take.
#[derive(Clone, Copy, Default)]
struct Offer {
    n: u32,
    /// Whether it is taken in the baseline.
    is_free: bool,
    mark: u32,
    day_mark: u32,
    plot: Plot,
    /// Its cost in the baseline, or its utility without fear.
    base: i32,
}

impl Offer {
    /// Whether it is taken where an opportunity is taken with this chance.
    #[inline]
    fn takes(&self, threshold: u32) -> bool {
        takes(self.mark, self.plot, threshold)
    }

    /// Whose it is.
    #[inline]
    fn slot(&self) -> u16 {
        self.plot.slot()
    }
}

/// What somebody does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doing {
    pub(crate) kind: ActKind,
    /// It is an application.
    pub(crate) applies: bool,
    /// A measure made it impossible.
    pub(crate) prevented: bool,
}

/// An opportunity that someone takes, here or in the baseline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    pub(crate) n: u32,
    pub(crate) slot: u16,
    pub(crate) day_mark: u32,
    pub(crate) here: bool,
    pub(crate) in_baseline: bool,
}

impl Block {
    /// Draws and decides all opportunities of a month, and the false alarms of every channel.
    pub fn act<S: Sink>(&mut self, cx: &Context<'_>, incentives: &Incentives, step: &Step, sink: &mut S) {
        let days = cx.clock.month_starts[usize::from(step.month) + 1] - step.first;
        if !cx.plan.security.is_empty() {
            self.attacked(cx, step);
        }
        if cx.looks {
            self.look_at_all(cx, step, sink);
        }
        let (mut points, mut offers, mut taken) = (Points::default(), Vec::new(), Vec::new());
        for ((model, process), plots) in cx.society.acts.iter().zip(&cx.opportunities).zip(&cx.plots_of) {
            let tick = u32::from(step.month);
            let place = Place { stream: Stream::Opportunity, sub: model.kind.key(), unit: self.number, tick };
            // A part of a plot goes beyond its owner's rate: there nobody takes anything at any cost.
            let could = |point: &Point| takes(point.marks[0], Plot::from(point.at), u32::MAX);
            let points = process.draw(&cx.keys, place, &self.plots[*plots], &mut points, could);
            taken.clear();
            Stakes::new(self, cx, incentives, step.month, model).decide(points, &mut offers, &mut taken);
            if cx.conforms_to_all
                && let Some(number) = cx.expression_of[usize::from(model.kind.0)]
            {
                self.note_occasions(cx, number, points, &taken);
            }
            let doing = Doing { kind: model.kind, applies: model.kernel == Kernel::Need, prevented: false };
            let day_of = |taken: &Taken| step.first + below(taken.day_mark, u32::from(days)) as u16;
            if cx.prevails(model.kind) {
                self.count_acts(cx, model.kind, &taken);
                taken.iter().for_each(|t| self.followed(cx, doing, (step.month, day_of(t)), t, sink));
            } else {
                taken.iter().for_each(|t| self.take(cx, step, day_of(t), (doing, *t), sink));
            }
        }
        if !cx.society.habits.is_empty() {
            self.follow_habits(cx, step, &mut points, sink);
        }
        if cx.conforms_to_all {
            self.around.turn();
        } else if cx.society.keeping.is_none() {
            self.tell_ties();
        }
        for channel in 0..cx.plan.channels.len() {
            self.false_alarms(cx, step, days, channel as u8, &mut points, sink);
        }
        if cx.takes_orders {
            self.orders(cx, step, days);
        }
        if let Some(market) = &cx.market {
            self.ask_for_deals(cx, market, incentives, step, &mut points);
        }
    }

    /// Tells the ties of everyone who did a sensitive lawful act, for next month's conformity.
    pub(crate) fn tell_ties(&mut self) {
        let mut peers = std::mem::take(&mut self.peers);
        peers.fill([0; 2]);
        let parted = !self.ties.held().is_empty();
        for (slot, did) in self.expressed.iter().enumerate().filter(|(_, did)| **did != [0; 2]) {
            let did = did.map(one_by_byte);
            if parted {
                self.ties.of(slot as u16).for_each(|tie| peers[usize::from(tie)][0] += did[0]);
                self.ties.in_baseline(slot as u16).for_each(|tie| peers[usize::from(tie)][1] += did[1]);
                continue;
            }
            for tie in self.ties.of(slot as u16) {
                let heard = &mut peers[usize::from(tie)];
                *heard = [heard[0] + did[0], heard[1] + did[1]];
            }
        }
        self.peers = peers;
        self.expressed.fill([0; 2]);
    }

    /// Counts an opportunity, and follows it to the registers if it was taken here.
    pub(crate) fn done<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        doing: Doing,
        (month, day): (u16, u16),
        taken: &Taken,
        sink: &mut S,
    ) {
        let Taken { n, slot, here, in_baseline, .. } = *taken;
        let Doing { kind, prevented, .. } = doing;
        let story = StoryId::opportunity(self.number, u32::from(month), kind, n);
        let forgoes = here && self.forgoes(cx, slot, kind);
        let here = here && !forgoes && !cx.is_changed(story, Otherwise::Undone);
        let groups = self.groups(cx, slot);
        let mut add = |metric, counted: bool| {
            if counted {
                self.tally.add(cx.layout.of(metric, kind.0), &groups, 1);
            }
        };
        add(Metric::Acts, here);
        add(Metric::BaselineActs, in_baseline);
        add(Metric::Withheld, in_baseline && !here && !prevented);
        add(Metric::Added, here && !in_baseline);
        if forgoes {
            self.tally.add(cx.layout.at(Metric::Forgone), &groups, 1);
        }
        self.followed(cx, doing, (month, day), &Taken { here, ..*taken }, sink);
    }

    /// Counts opportunities of a kind that are taken as they are meant to be: what [`Block::done`] counts one by one.
    fn count_acts(&mut self, cx: &Context<'_>, kind: ActKind, taken: &[Taken]) {
        // Taken here alone, in the baseline alone, and in both.
        let mut sums = [Census::default(); 3];
        for t in taken {
            let groups = self.groups(cx, t.slot);
            sums[usize::from(t.here) + 2 * usize::from(t.in_baseline) - 1].add(&groups, 1);
        }
        let [here, in_baseline, both] = &sums;
        for (metric, census) in [
            (Metric::Acts, here),
            (Metric::Acts, both),
            (Metric::BaselineActs, in_baseline),
            (Metric::BaselineActs, both),
            (Metric::Withheld, in_baseline),
            (Metric::Added, here),
        ] {
            self.tally.add_census(cx.layout.of(metric, kind.0), census);
        }
    }

    /// Tells of an opportunity that was counted, and follows it to the registers if it was taken here.
    fn followed<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        doing: Doing,
        (month, day): (u16, u16),
        taken: &Taken,
        sink: &mut S,
    ) {
        let Taken { n, slot, here, in_baseline, .. } = *taken;
        let Doing { kind, applies, .. } = doing;
        let story = StoryId::opportunity(self.number, u32::from(month), kind, n);
        if let Some(bit) = cx.expression_of[usize::from(kind.0)] {
            for (arm, did) in [here, in_baseline].into_iter().enumerate() {
                self.expressed[usize::from(slot)][arm] |= u8::from(did) << bit;
            }
        }
        let at = At { story, slot, day };
        self.trace(cx, sink, at, Link::Act { kind, taken: here, taken_in_baseline: in_baseline });
        if !here {
            return;
        }
        if applies {
            self.note(cx, at, What::Apply { kind: kind.0 });
        }
        if !cx.screens.is_empty() {
            self.remember(cx, at, kind);
        }
        self.come_to_registers(cx, at, kind, sink);
    }

    /// An act that was done here is followed to the registers, the perfect one and those that channels report to.
    pub(crate) fn come_to_registers<S: Sink>(&mut self, cx: &Context<'_>, at: At, kind: ActKind, sink: &mut S) {
        if kind.class().is_misconduct() {
            self.mark_month(at.slot, bits::ACTED);
        }
        if cx.indicator_of[usize::from(kind.0)].is_some() {
            if !self.is_scout {
                self.note(cx, at, What::AdmitTrue { kind: kind.0, member: EVERY });
            }
            self.observe(cx, at, kind, sink);
        }
    }

    /// Whether a channel of each rulebook reports the act.
    fn observe<S: Sink>(&mut self, cx: &Context<'_>, at: At, kind: ActKind, sink: &mut S) {
        let At { story, slot, day } = at;
        let person = self.person(slot);
        for member in 0..cx.plan.n_members() {
            let scene = Scene {
                urban: self.is_urban(cx, slot),
                day: cx.clock.day(day),
                namesakes: || cx.society.namesakes(cx.society.name(person)),
                facts: || self.facts(cx, Book::Record, slot, day),
                left: self.left_in_sight(cx, slot),
            };
            if let Some(seen) = cx.sensing.observe(cx.plan, &cx.keys, story, (member, kind), &scene) {
                self.follow(cx, at, kind, seen, sink);
            }
        }
    }

    /// Where a report goes.
    pub fn follow<S: Sink>(&mut self, cx: &Context<'_>, at: At, kind: ActKind, seen: Observation, sink: &mut S) {
        let At { story, slot, day } = at;
        let seen = match seen.about {
            About::Searched => match self.search(cx, at, seen.channel) {
                // Nobody in the register fits: the report is lost.
                None => return,
                Some(found) if found == self.person(slot) => Observation { about: About::Doer, ..seen },
                Some(found) => return self.send(cx, at, kind, seen, found),
            },
            About::Doer | About::Stranger | About::Namesake => seen,
        };
        let person = self.person(slot);
        let due = day.saturating_add(seen.delay_days as u16);
        if seen.about == About::Doer || cx.is_changed(story, Otherwise::Right) {
            self.count(cx, slot, cx.layout.of(Metric::Observations, seen.channel), 1);
            let link = Link::Observation { channel: seen.channel, kind, origin: Origin::Own };
            self.trace(cx, sink, at, link);
            let what = What::Admit { kind: kind.0, channel: seen.channel, origin: OriginTag::Own, by: person.0 };
            self.calendar.note(&cx.clock, Event { at: At { day: due, ..at }, what, act_day: day });
            return;
        }
        self.misfile(cx, at, kind, seen, sink);
    }

    /// A report about a true act, or a true listing, that reaches another person's dossier: of somebody of the same
    /// block, so that no block waits for another.
    pub fn misfile<S: Sink>(&mut self, cx: &Context<'_>, at: At, kind: ActKind, seen: Observation, sink: &mut S) {
        let key = cx.plan.channels.get(usize::from(seen.channel)).map_or(0, |c| c.key);
        let (place, n) = at.story.place(Stream::Identity, key, key);
        let from = below(cx.keys.draw(place, n)[0], self.people.len() as u32) as u16;
        let name = (seen.about == About::Namesake).then(|| cx.society.name(self.person(at.slot)));
        let subject = self.subject_of(cx, (from, at.slot), kind, name).map(|slot| self.person(slot));
        if let Some(mail) = self.astray(cx, at, kind, seen, subject) {
            self.arrive(cx, &mail, at.day, sink);
        }
    }

    /// A report that reaches somebody whom the register gave, who may live in another block.
    fn send(&mut self, cx: &Context<'_>, at: At, kind: ActKind, seen: Observation, to: PersonId) {
        let mail = self.astray(cx, at, kind, seen, Some(to));
        self.outbox.extend(mail);
    }

    /// Counts a report that does not name the doer; it goes to whom it names, if there is anybody.
    fn astray(
        &mut self,
        cx: &Context<'_>,
        at: At,
        kind: ActKind,
        seen: Observation,
        to: Option<PersonId>,
    ) -> Option<Mail> {
        let At { story, slot, day } = at;
        self.count(cx, slot, cx.layout.of(Metric::Observations, seen.channel), 1);
        self.count(cx, slot, cx.layout.of(Metric::Misattributed, seen.channel), 1);
        let (due, by) = (day.saturating_add(seen.delay_days as u16), self.person(slot));
        Some(Mail { to: to?, day: due, story, by, act_day: day, kind: kind.0, channel: seen.channel })
    }

    /// A report about somebody else's act is on its way to a person of this block; a trace has it from a day on.
    pub fn arrive<S: Sink>(&mut self, cx: &Context<'_>, mail: &Mail, seen_on: u16, sink: &mut S) {
        let Mail { to, day, story, by, act_day, kind, channel } = *mail;
        let at = At { story, slot: to.slot(), day };
        let link = Link::Observation { channel, kind: ActKind(kind), origin: Origin::Misattributed { by } };
        self.trace(cx, sink, At { day: seen_on, ..at }, link);
        let what = What::Admit { kind, channel, origin: OriginTag::Misattributed, by: by.0 };
        self.calendar.note(&cx.clock, Event { at, what, act_day });
    }

    /// Whom a wrongly identified record reaches: the first person from a drawn slot on who bears the name (if it goes
    /// by name), could have done it, and did not; failing that without the name.
    fn subject_of(
        &mut self,
        cx: &Context<'_>,
        (from, by): (u16, u16),
        kind: ActKind,
        name: Option<Name>,
    ) -> Option<u16> {
        let n = self.people.len() as u16;
        let around = move || (from..n).chain(0..from);
        let bearers: Vec<u16> = match name {
            None => Vec::new(),
            Some(name) => self.bearers(cx, name, from),
        };
        let fits = |slot: &u16| *slot != by && self.is_plausible(cx, *slot, kind);
        bearers.into_iter().find(&fits).or_else(|| around().find(&fits))
    }

    /// Reports about people who did nothing. The points of the process do not depend on the regime beyond the
    /// channel's own rate, and a higher rate keeps every report of a lower one.
    fn false_alarms<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        step: &Step,
        days: u16,
        number: u8,
        points: &mut Points,
        sink: &mut S,
    ) {
        let channel = &cx.plan.channels[usize::from(number)];
        let Some(process) = cx.false_alarms.get(usize::from(number)).filter(|_| !channel.on.is_empty()) else { return };
        let place =
            Place { stream: Stream::FalseAlarm, sub: channel.key, unit: self.number, tick: u32::from(step.month) };
        for &Point { n, at: slot, marks: [kind_mark, day_mark] } in
            process.draw(&cx.keys, place, &(BLOCK as u32), points, |_| true)
        {
            let kind = channel.on[below(kind_mark, channel.on.len() as u32) as usize];
            if slot as usize >= self.people.len() || !self.is_plausible(cx, slot as u16, kind) {
                continue;
            }
            let slot = slot as u16;
            let story = StoryId::false_alarm(self.number, u32::from(step.month), number, n);
            if cx.is_changed(story, Otherwise::Right) {
                continue;
            }
            let day = step.first + below(day_mark, u32::from(days)) as u16;
            let (delay_place, delay_n) = story.place(Stream::Sensing, channel.key, channel.key);
            let marks = cx.keys.draw(delay_place, delay_n);
            let facts = || self.facts(cx, Book::Record, slot, day);
            if !alarms(channel, cx.clock.day(day), facts, marks[0]) {
                continue;
            }
            let delay = delay_days(channel, marks[2]);
            if channel.log_days.is_some_and(|kept| delay > kept) {
                continue;
            }
            self.report_falsely(cx, At { story, slot, day }, (number, kind, delay), sink);
        }
    }

    /// A channel reports someone who did nothing; the report arrives some days later.
    pub fn report_falsely<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        (channel, kind, delay): (u8, ActKind, u32),
        sink: &mut S,
    ) {
        self.count(cx, at.slot, cx.layout.of(Metric::Observations, channel), 1);
        self.count(cx, at.slot, cx.layout.of(Metric::FalseAlarms, channel), 1);
        self.trace(cx, sink, at, Link::Observation { channel, kind, origin: Origin::FalseAlarm });
        let by = self.person(at.slot).0;
        let what = What::Admit { kind: kind.0, channel, origin: OriginTag::FalseAlarm, by };
        let due = at.day.saturating_add(delay as u16);
        self.calendar.note(&cx.clock, Event { at: At { day: due, ..at }, what, act_day: at.day });
    }

    /// Whether a record of a kind could be about this person at all: people of the kind have opportunities
    /// for it (nobody but an official is reported for misconduct in office).
    pub fn is_plausible(&self, cx: &Context<'_>, slot: u16, kind: ActKind) -> bool {
        let model = cx.model_of[usize::from(kind.0)].and_then(|m| cx.society.acts.get(usize::from(m)));
        let cell = usize::from(self.people.cell[usize::from(slot)]);
        model.is_none_or(|m| m.weight.get(cell).is_some_and(|w| *w > 0))
    }
}

/// One byte for each bit, 1 where it is set: counters side by side.
fn one_by_byte(bits: u8) -> u64 {
    let own = (u64::from(bits) * 0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
    ((own + 0x7f7f_7f7f_7f7f_7f7f) >> 7) & 0x0101_0101_0101_0101
}

/// What one kind of act puts at stake for the people of a block in one month.
pub(crate) struct Stakes<'b, 'c, 'p> {
    block: &'b Block,
    cx: &'c Context<'p>,
    incentives: &'c Incentives,
    month: u16,
    rule: Option<Rule>,
    model: &'c ActModel,
    /// Its number among the sensitive lawful kinds.
    expression: Option<usize>,
    /// What conformity is worth to everyone alike, here and in the baseline: in the first month, and where people go
    /// by the whole block.
    common: Option<[i32; 2]>,
    /// The other rulebooks of a stack have rules on it, or on what it resembles.
    elsewhere: bool,
}

impl<'b, 'c, 'p> Stakes<'b, 'c, 'p> {
    pub(crate) fn new(
        block: &'b Block,
        cx: &'c Context<'p>,
        incentives: &'c Incentives,
        month: u16,
        model: &'c ActModel,
    ) -> Stakes<'b, 'c, 'p> {
        let rule = incentives.rule(model.kind);
        let expression = cx.expression_of[usize::from(model.kind.0)];
        let mut kinds = model.resembles.iter().chain([&model.kind]);
        let elsewhere = kinds.any(|kind| incentives.elsewhere(*kind).next().is_some());
        let common = expression.and_then(|number| match month {
            0 => Some([cx.conformity_at_start; 2]),
            _ if cx.conforms_to_all => Some(block.around.conformity(cx, number)),
            _ => None,
        });
        Stakes { block, cx, incentives, month, rule, model, expression, common, elsewhere }
    }

    /// Which opportunities are taken, here and in the baseline.
    fn decide(&self, points: &[Point], offers: &mut Vec<Offer>, taken: &mut Vec<Taken>) {
        let behaviour = &self.cx.society.behaviour;
        let people = &self.block.people;
        let mut take = |offer: &Offer, here: bool| {
            let Offer { n, is_free: in_baseline, day_mark, plot, .. } = *offer;
            let slot = plot.slot();
            if here || in_baseline {
                taken.push(Taken { n, slot, day_mark, here, in_baseline });
            }
        };
        match self.model.kernel {
            Kernel::Need => {
                let offers = self.sift(points, offers, |_| (true, true, 0));
                offers.iter().for_each(|offer| take(offer, true));
            }
            Kernel::Offend { cost, spread } => {
                let may_encourage = self.may_encourage();
                let offers = self.sift(points, offers, |offer| {
                    let [needs, needed] = self.block.need(self.cx, offer.slot());
                    let cost = cost + spread_base(people.base[usize::from(offer.slot())], spread) - needed;
                    let is_free = offer.takes(behaviour.response(cost));
                    (is_free | may_encourage | (needs > needed), is_free, cost)
                });
                for offer in offers {
                    let [needs, needed] = self.block.need(self.cx, offer.slot());
                    take(offer, self.acts_at(offer, self.units(offer.slot()) + needed - needs));
                }
            }
            Kernel::Merit { cost } => {
                let response = behaviour.response(cost);
                let offers = self.sift(points, offers, |offer| (true, offer.takes(response), cost));
                for offer in offers {
                    take(offer, self.acts_at(offer, self.claim(offer.slot())));
                }
            }
            Kernel::Express { value } => {
                let offers = self.sift(points, offers, |offer| {
                    let [here, in_baseline] = self.conformity(offer.slot());
                    let is_free = offer.takes(behaviour.logistic(value + in_baseline));
                    // Fear only ever lowers the value, so it matters only to those who would act without it.
                    (is_free | offer.takes(behaviour.logistic(value + here)), is_free, value + here)
                });
                for offer in offers {
                    let is_fearless = offer.takes(behaviour.logistic(offer.base));
                    let fear = if is_fearless { self.fear(offer.slot()) } else { 0 };
                    take(offer, is_fearless && offer.takes(behaviour.logistic(offer.base - fear)));
                }
            }
        }
    }

    /// Keeps the points that may be taken, by `look`: whether it may, whether it is in the baseline, and at what
    /// cost. Without a branch, because most are not.
    #[inline]
    fn sift<'o>(
        &self,
        points: &[Point],
        offers: &'o mut Vec<Offer>,
        look: impl Fn(&Offer) -> (bool, bool, i32),
    ) -> &'o [Offer] {
        offers.resize(offers.len().max(points.len() + 1), Offer::default());
        let mut kept = 0;
        for point in points {
            let [mark, day_mark] = point.marks;
            let offer = Offer { n: point.n, is_free: false, mark, day_mark, plot: Plot::from(point.at), base: 0 };
            let (may, is_free, base) = look(&offer);
            offers[kept] = Offer { is_free, base, ..offer };
            kept += usize::from(may);
        }
        &offers[..kept]
    }

    /// Whether an offer is taken with something at stake beyond its cost.
    #[inline]
    fn acts_at(&self, offer: &Offer, stake: i32) -> bool {
        if stake == 0 {
            return offer.is_free;
        }
        offer.takes(self.cx.society.behaviour.response(offer.base.saturating_add(stake)))
    }

    /// Whether the rule could make anyone more likely to act (points for what the person would not do).
    fn may_encourage(&self) -> bool {
        self.rule.is_some_and(|r| r.points > 0)
            || self.elsewhere && self.incentives.elsewhere(self.model.kind).any(|(.., r)| r.points > 0)
    }

    /// D for a person, in utility: of the first rulebook's rule on a kind, and of the others'.
    fn loss(&self, slot: u16, kind: ActKind, rule: Option<Rule>) -> f32 {
        let cell = self.block.people.cell[usize::from(slot)];
        let own = rule.filter(|_| self.is_rated(slot, self.incentives)).map_or(0.0, |rule| {
            let score = self.block.score_in(self.cx, Book::Record, slot, self.incentives.scale_number());
            self.incentives.loss(cell, score, rule)
        });
        if !self.elsewhere {
            return own;
        }
        let others = self
            .incentives
            .elsewhere(kind)
            .filter(|(of, ..)| self.is_rated(slot, of))
            .map(|(of, scale, rule)| of.loss(cell, self.block.score_in(self.cx, Book::Record, slot, scale), rule));
        own + others.sum::<f32>()
    }

    /// Whether the rulebook of some incentives holds records of a person at all.
    #[inline]
    fn is_rated(&self, slot: u16, of: &Incentives) -> bool {
        self.block.lets_rate(self.cx, slot, of.member())
    }

    /// p̂·D in fixed-point units.
    pub(crate) fn units(&self, slot: u16) -> i32 {
        if self.rule.is_none() && !self.elsewhere || self.incentives.is_idle() {
            return 0;
        }
        let risk = self.block.belief_at(self.cx, slot, self.month) * (1.0 / 65_535.0);
        (risk * self.loss(slot, self.model.kind, self.rule) * UNIT as f32) as i32
    }

    /// What a merit act puts at stake, in fixed-point units: its expected gain, negative, if it is recorded.
    pub(crate) fn claim(&self, slot: u16) -> i32 {
        if self.rule.is_none() && !self.elsewhere || self.incentives.is_idle() {
            return 0;
        }
        let kind = self.model.kind;
        let urban = self.block.is_urban(self.cx, slot);
        if !self.elsewhere {
            return (self.incentives.recorded(kind, urban) * self.loss(slot, kind, self.rule) * UNIT as f32) as i32;
        }
        // Each rulebook's gain with the chance that its own channels record the act.
        let cell = self.block.people.cell[usize::from(slot)];
        let of = |from: &Incentives, scale: u8, rule: Rule| {
            from.recorded(kind, urban) * from.loss(cell, self.block.score_in(self.cx, Book::Record, slot, scale), rule)
        };
        let is_rated = |from: &Incentives| self.is_rated(slot, from);
        let own = self
            .rule
            .filter(|_| is_rated(self.incentives))
            .map_or(0.0, |rule| of(self.incentives, self.incentives.scale_number(), rule));
        let others = self.incentives.elsewhere(kind).filter(|(from, ..)| is_rated(from));
        let others: f32 = others.map(|(from, scale, rule)| of(from, scale, rule)).sum();
        ((own + others) * UNIT as f32) as i32
    }

    /// Fear of a lawful act in fixed-point units: p̂·(1 − T)·(D of being scored for it + φ·D of being taken
    /// for an offender).
    fn fear(&self, slot: u16) -> i32 {
        if self.incentives.is_idle() {
            return 0;
        }
        let own = self.loss(slot, self.model.kind, self.rule).max(0.0);
        let mut mistaken = 0.0f32;
        for kind in &self.model.resembles {
            let rule = self.incentives.rule(*kind);
            if rule.is_some() || self.elsewhere {
                mistaken = mistaken.max(self.loss(slot, *kind, rule));
            }
        }
        let loss = own + self.cx.society.behaviour.phi as f32 * mistaken;
        let distrust = 1.0 - f32::from(self.block.people.trust[usize::from(slot)]) * (1.0 / 255.0);
        let risk = self.block.belief_at(self.cx, slot, self.month) * (1.0 / 65_535.0);
        (risk * distrust * loss * UNIT as f32) as i32
    }

    /// J·(2·z̄ − 1): conformity with the share of those near by who did it last month, here and in the baseline.
    #[inline]
    fn conformity(&self, slot: u16) -> [i32; 2] {
        if let Some(common) = self.common {
            return common;
        }
        let Some(number) = self.expression else { return [0; 2] };
        let ties = [self.block.ties.count(slot), self.block.ties.count_in_baseline(slot)];
        let heard = self.block.peers[usize::from(slot)].map(|heard| usize::from((heard >> (8 * number)) as u8));
        [0, 1].map(|arm| self.cx.conformity[ties[arm]][heard[arm]])
    }
}

#[cfg(test)]
mod tests {
    use super::one_by_byte;

    #[test]
    fn bits_become_bytes() {
        for bits in 0..=u8::MAX {
            let want = (0..8).map(|bit| u64::from(bits >> bit & 1) << (8 * bit)).sum();
            assert_eq!(one_by_byte(bits), want);
        }
    }
}
