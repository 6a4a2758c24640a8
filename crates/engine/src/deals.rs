//! Deals that need trust (E10): somebody asks another person of the block, who asks raters about the one who asks, and
//! deals or not. What comes of it is an act like any other, which channels may report. Nothing here is drawn or kept
//! where no rulebook has a rating or the society has no deals.

use crate::acts::Stakes;
use crate::block::{Block, Book, UNGRADED, size};
use crate::calendar::{At, What};
use crate::change::Otherwise;
use crate::context::Context;
use crate::incentives::Incentives;
use crate::scenario::Step;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Points, Poisson, Stream, below};
use glasshouse_model::trace::{Link, Sink, StoryId};
use glasshouse_model::{ActKind, BLOCK, Chance};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::Rater;
use glasshouse_society::deals::{Deals, Experience, ONE};
use glasshouse_society::{Society, spread_base};

/// What of [`Stream::Deal`] is drawn.
const TIMES: u16 = 0;
const MEETING: u16 = 1;
const CHOICE: u16 = 2;
const TOLD: u16 = 3;

/// Months between two comparisons of ratings with the truth.
const COMPARED_EVERY: u16 = 3;

/// In what parts of a unit payoffs are remembered of raters, so that forgetting rounds little away.
const FINE: i64 = 256;

/// The most raters: as many as a stack has scores.
const RATERS_MAX: usize = 4;

/// How people deal, and whom they may ask.
#[derive(Debug)]
pub struct Market<'a> {
    rules: &'a Deals,
    raters: &'a [Rater],
    process: Poisson,
    /// Where the grades of each rater begin among the classes of which people have experience. Having no grade is a
    /// class of its own.
    first_class: Vec<usize>,
    n_classes: usize,
}

/// What a block keeps of deals. Columns by slot.
#[derive(Clone, Debug, Default)]
pub struct Dealings {
    /// Who lets each rater rate them, one bit each; empty where everyone lets all.
    opted: Vec<u8>,
    /// Whom people ask first.
    asks: Vec<u8>,
    /// What the block has seen of people in each class.
    seen: Vec<Experience>,
    /// What those who ask each rater first have got, and in how many meetings.
    paid: [[i64; 2]; RATERS_MAX],
}

/// What is told about somebody: by which raters, and in which class of which each has put them.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    n: usize,
    by: [(u8, usize); RATERS_MAX],
}

impl Told {
    fn each(&self) -> impl Iterator<Item = (u8, usize)> {
        self.by.into_iter().take(self.n)
    }
}

impl<'a> Market<'a> {
    /// The market of a regime over a society, if there is one.
    pub fn new(plan: &'a Plan, society: &'a Society) -> Option<Market<'a>> {
        let rules = society.deals.as_ref()?;
        let raters = plan.raters.get(..plan.raters.len().min(RATERS_MAX)).filter(|raters| !raters.is_empty())?;
        let mut n_classes = 0;
        let mut first_class = Vec::with_capacity(raters.len());
        for rater in raters {
            first_class.push(n_classes);
            n_classes += usize::from(rater.grades) + 1;
        }
        Some(Market { rules, raters, process: Poisson::new(rules.rate), first_class, n_classes })
    }

    /// The names of the raters.
    pub fn names(&self) -> Vec<String> {
        self.raters.iter().map(|rater| rater.name.clone()).collect()
    }

    /// The raters that somebody asks who asks one of them first, in order: the others begin at one drawn by chance.
    fn asked(&self, own: u8, mark: u32) -> impl Iterator<Item = u8> {
        let n = self.raters.len() as u8;
        let others = n.saturating_sub(1);
        let first = if others > 0 { below(mark, u32::from(others)) as u8 } else { 0 };
        let rest = (0..others).map(move |i| (own + 1 + (first + i) % others) % n);
        std::iter::once(own).chain(rest).take(usize::from(self.rules.asks))
    }
}

impl Dealings {
    /// On the first morning.
    pub fn new(cx: &Context<'_>, number: u32, people: usize) -> Dealings {
        let mut dealings = Dealings { opted: opted(cx, number, people), ..Dealings::default() };
        let Some(market) = &cx.market else { return dealings };
        dealings.seen = vec![Experience::default(); market.n_classes];
        let mut words = vec![[0; 4]; people];
        let place = Place { stream: Stream::Deal, sub: CHOICE, unit: number, tick: u32::MAX };
        cx.keys.fill(place, 0, &mut words);
        let open = in_force(cx, market, 0);
        dealings.asks = words.iter().map(|[mark, ..]| pick(&open, *mark)).collect();
        dealings
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        size(&self.opted) + size(&self.asks) + size(&self.seen)
    }
}

/// Who lets each rater rate them.
fn opted(cx: &Context<'_>, number: u32, people: usize) -> Vec<u8> {
    if cx.plan.raters.iter().all(|rater| rater.opt_in == Chance::ALWAYS) {
        return Vec::new();
    }
    let mut opted = vec![0; people];
    let mut words = vec![[0; 4]; people];
    for (bit, rater) in cx.plan.raters.iter().enumerate() {
        cx.keys.fill(Place { stream: Stream::OptIn, sub: rater.key, unit: number, tick: 0 }, 0, &mut words);
        for (set, [mark, ..]) in opted.iter_mut().zip(&words) {
            *set |= u8::from(rater.opt_in.hit(*mark)) << bit;
        }
    }
    opted
}

/// The raters that may be asked on a day of the run.
fn in_force(cx: &Context<'_>, market: &Market<'_>, day: u16) -> Vec<u8> {
    let day = cx.clock.day(day);
    (0u8..).zip(market.raters).filter(|(_, rater)| rater.in_force(day)).map(|(number, _)| number).collect()
}

/// One of them by chance; the first of all where there is none.
fn pick(open: &[u8], mark: u32) -> u8 {
    open.get(below(mark, open.len() as u32) as usize).copied().unwrap_or(0)
}

impl Block {
    /// Whether the rulebook of a member may hold records of a person.
    #[inline]
    pub(crate) fn lets_rate(&self, cx: &Context<'_>, slot: u16, member: u8) -> bool {
        let Some(set) = self.dealings.opted.get(usize::from(slot)) else { return true };
        cx.plan.raters.iter().position(|rater| rater.member == member).is_none_or(|bit| set >> bit & 1 == 1)
    }

    /// Counts whom people ask and who is rated on the first morning.
    pub(crate) fn begin_dealing(&mut self, cx: &Context<'_>) {
        let Some(market) = &cx.market else { return };
        for slot in 0..self.people.len() as u16 {
            let own = self.dealings.asks[usize::from(slot)];
            self.count(cx, slot, cx.layout.of(Metric::Asking, own), 1);
            for (number, rater) in (0u8..).zip(market.raters) {
                let is_rated = self.lets_rate(cx, slot, rater.member);
                self.count(cx, slot, cx.layout.of(Metric::Rated, number), i32::from(is_rated));
            }
        }
    }

    /// Draws who asks for deals in a month, and who would break them. Meetings and marks never depend on the regime.
    pub(crate) fn ask_for_deals(
        &mut self,
        cx: &Context<'_>,
        market: &Market<'_>,
        incentives: &Incentives,
        step: &Step,
        points: &mut Points,
    ) {
        let month = u32::from(step.month);
        let days = cx.clock.month_starts[usize::from(step.month) + 1] - step.first;
        let place = Place { stream: Stream::Deal, sub: TIMES, unit: self.number, tick: month };
        let n = self.people.len() as u32;
        let mut asked = Vec::new();
        let broken = Stakes::new(self, cx, incentives, step.month, &market.rules.broken);
        let kept = Stakes::new(self, cx, incentives, step.month, &market.rules.kept);
        let (cost, spread) = market.rules.moral();
        for point in market.process.draw(&cx.keys, place, &(BLOCK as u32), points, |_| true) {
            if point.at >= n {
                continue;
            }
            let (slot, [mark, day_mark]) = (point.at as u16, point.marks);
            let [needs, needed] = self.need(cx, slot);
            let base = cost + spread_base(self.people.base[usize::from(slot)], spread) - needed;
            // Whoever breaks a deal loses what keeping it would have brought as well.
            let stake = broken.units(slot) - kept.claim(slot) + needed - needs;
            let breaks = [base.saturating_add(stake), base].map(|cost| mark < cx.society.behaviour.response(cost));
            let day = step.first + below(day_mark, u32::from(days)) as u16;
            asked.push((At { story: StoryId::meeting(self.number, month, point.n), slot, day }, breaks));
        }
        for (at, breaks) in asked {
            self.note(cx, at, What::Deal { breaks });
        }
    }

    /// Somebody asks for a deal: the other side asks about them, and deals or not.
    pub(crate) fn deal<S: Sink>(&mut self, cx: &Context<'_>, at: At, breaks: [bool; 2], sink: &mut S) {
        let (Some(market), n) = (&cx.market, self.people.len() as u32) else { return };
        if n < 2 {
            return;
        }
        let (place, index) = at.story.place(Stream::Deal, MEETING, 0);
        let marks = cx.keys.draw(place, index);
        let other = ((u32::from(at.slot) + 1 + below(marks[0], n - 1)) % n) as u16;
        let told = self.ask_about(cx, market, other, at, marks[1]);
        let rules = market.rules;
        let explores = rules.explore.hit(marks[2]);
        let is_left = cx.is_changed(at.story, Otherwise::Undone);
        let deals =
            [(rules.pays(self.believed(market, &told)) || explores) && !is_left, rules.pays(rules.prior()) || explores];
        self.count_deal(cx, rules, at, other, (deals, breaks));
        self.learn_from(cx, market, other, &told, (deals[0], breaks[0]));
        for (arm_kind, is_broken) in [(rules.broken.kind, true), (rules.kept.kind, false)] {
            let did = [0, 1].map(|arm| deals[arm] && breaks[arm] == is_broken);
            self.dealt(cx, at, arm_kind, did, sink);
        }
    }

    /// What somebody is told about another person.
    fn ask_about(&self, cx: &Context<'_>, market: &Market<'_>, asker: u16, about: At, mark: u32) -> Told {
        let today = cx.clock.day(about.day);
        let mut told = Told::default();
        let own = self.dealings.asks[usize::from(asker)];
        for number in market.asked(own, mark) {
            let Some(rater) = market.raters.get(usize::from(number)) else { continue };
            if !rater.in_force(today) || !self.lets_rate(cx, about.slot, rater.member) {
                continue;
            }
            let grade = match rater.scale {
                0 => self.books[Book::Record as usize].grade[usize::from(about.slot)],
                further => self.further_grade(cx, Book::Record, about.slot, further),
            };
            let class = if grade == UNGRADED { rater.grades } else { grade.min(rater.grades) };
            if let Some(place) = told.by.get_mut(told.n) {
                *place = (number, market.first_class[usize::from(number)] + usize::from(class));
                told.n += 1;
            }
        }
        told
    }

    /// The mean of what is believed of those classes; what is believed of a stranger where nobody tells anything.
    fn believed(&self, market: &Market<'_>, told: &Told) -> u64 {
        let beliefs = told.each().map(|(_, class)| market.rules.belief(self.dealings.seen[class]));
        beliefs.sum::<u64>().checked_div(told.n as u64).unwrap_or(market.rules.prior())
    }

    fn count_deal(
        &mut self,
        cx: &Context<'_>,
        rules: &Deals,
        at: At,
        other: u16,
        (deals, breaks): ([bool; 2], [bool; 2]),
    ) {
        self.count(cx, at.slot, cx.layout.at(Metric::DealsAsked), 1);
        let here = match (deals[0], breaks[0]) {
            (true, false) => Metric::DealsKept,
            (true, true) => Metric::DealsBroken,
            (false, false) => Metric::RefusedFaithful,
            (false, true) => Metric::RefusedFaithless,
        };
        self.count(cx, at.slot, cx.layout.at(here), 1);
        if deals[1] {
            let metric = if breaks[1] { Metric::BaselineDealsBroken } else { Metric::BaselineDealsKept };
            self.count(cx, at.slot, cx.layout.at(metric), 1);
        }
        for (arm, metric) in [Metric::DealPayoff, Metric::BaselineDealPayoff].into_iter().enumerate() {
            self.count(cx, other, cx.layout.at(metric), payoff(rules, deals[arm], breaks[arm]));
        }
    }

    /// The block learns what people of these classes do, and what the rater that was asked first was worth.
    fn learn_from(
        &mut self,
        cx: &Context<'_>,
        market: &Market<'_>,
        asker: u16,
        told: &Told,
        (deals, breaks): (bool, bool),
    ) {
        let own = self.dealings.asks[usize::from(asker)];
        if let Some((_, class)) = told.each().find(|(number, _)| *number == own) {
            let is_right = market.rules.pays(market.rules.belief(self.dealings.seen[class])) != breaks;
            self.count(cx, asker, cx.layout.of(Metric::AdviceGiven, own), 1);
            self.count(cx, asker, cx.layout.of(Metric::AdviceRight, own), i32::from(is_right));
        }
        let paid = &mut self.dealings.paid[usize::from(own)];
        paid[0] += FINE * i64::from(payoff(market.rules, deals, breaks));
        paid[1] += FINE;
        if deals {
            for (_, class) in told.each() {
                let seen = &mut self.dealings.seen[class];
                *if breaks { &mut seen.broken } else { &mut seen.kept } += ONE;
            }
        }
    }

    /// What came of a deal, as an act that is followed to the registers. It is counted among the deals and not among the
    /// acts: without a rating nobody would have been asked, so an arm without any has no such acts to compare with.
    fn dealt<S: Sink>(&mut self, cx: &Context<'_>, at: At, kind: ActKind, did: [bool; 2], sink: &mut S) {
        let [here, in_baseline] = did;
        if !here && !in_baseline {
            return;
        }
        self.trace(cx, sink, at, Link::Act { kind, taken: here, taken_in_baseline: in_baseline });
        if here {
            self.come_to_registers(cx, at, kind, sink);
        }
    }

    /// The end of a month: experience fades, people change the rater that they ask, and ratings are compared with
    /// the truth now and then.
    pub(crate) fn end_dealing(&mut self, cx: &Context<'_>, step: &Step) {
        let Some(market) = &cx.market else { return };
        for seen in &mut self.dealings.seen {
            seen.kept = market.rules.after_a_month(seen.kept);
            seen.broken = market.rules.after_a_month(seen.broken);
        }
        let kept = market.rules.after_a_month(ONE) as i64;
        self.dealings.paid.iter_mut().flatten().for_each(|amount| *amount = *amount * kept / ONE as i64);
        if market.raters.len() > 1 {
            self.choose_raters(cx, market, step);
        }
        if !self.is_scout && (step.month + 1).is_multiple_of(COMPARED_EVERY) {
            self.compare_ratings(cx, market, step);
        }
    }

    /// Those whose rater may no longer be asked choose another by chance; some of the others compare theirs with
    /// another, and change if its users fared better or nobody has tried it.
    fn choose_raters(&mut self, cx: &Context<'_>, market: &Market<'_>, step: &Step) {
        let open = in_force(cx, market, step.last.saturating_add(1));
        if open.is_empty() {
            return;
        }
        let mut words = vec![[0; 4]; self.people.len()];
        let place = Place { stream: Stream::Deal, sub: CHOICE, unit: self.number, tick: u32::from(step.month) };
        cx.keys.fill(place, 0, &mut words);
        for (slot, [turn, which, ..]) in (0u16..).zip(words) {
            let own = self.dealings.asks[usize::from(slot)];
            let other = pick(&open, which);
            let is_off = !open.contains(&own);
            if is_off || market.rules.switching.hit(turn) && self.fared_better(other, own) {
                self.dealings.asks[usize::from(slot)] = other;
                self.count(cx, slot, cx.layout.of(Metric::Asking, own), -1);
                self.count(cx, slot, cx.layout.of(Metric::Asking, other), 1);
            }
        }
    }

    fn fared_better(&self, other: u8, own: u8) -> bool {
        let [[got, meetings], [own_got, own_meetings]] =
            [other, own].map(|r| self.dealings.paid[usize::from(r)].map(i128::from));
        meetings == 0 || got * own_meetings > own_got * meetings
    }

    /// Ranks people by what each rater says, and by what somebody drawn by chance is told, against who they are.
    fn compare_ratings(&mut self, cx: &Context<'_>, market: &Market<'_>, step: &Step) {
        let n = self.people.len() as u16;
        if n < 2 {
            return;
        }
        let mut words = vec![[0; 4]; usize::from(n)];
        let place = Place { stream: Stream::Deal, sub: TOLD, unit: self.number, tick: u32::from(step.month) };
        cx.keys.fill(place, 0, &mut words);
        let mut heard = Vec::with_capacity(usize::from(n));
        for (slot, [whom, which, ..]) in (0..n).zip(words) {
            let asker = ((u32::from(slot) + 1 + below(whom, u32::from(n) - 1)) % u32::from(n)) as u16;
            let told = self.ask_about(cx, market, asker, At { story: StoryId(0), slot, day: step.last }, which);
            heard.push((slot, self.believed(market, &told) as i64));
        }
        self.correlate(cx, 0, &heard);
        for (number, rater) in (0u8..).zip(market.raters) {
            if !rater.in_force(cx.clock.day(step.last)) {
                continue;
            }
            let rated = (0..n).filter(|slot| self.lets_rate(cx, *slot, rater.member));
            let scored = |slot| (slot, i64::from(self.score_in(cx, Book::Record, slot, rater.scale)));
            let scores: Vec<(u16, i64)> = rated.map(scored).collect();
            self.correlate(cx, number + 1, &scores);
        }
    }

    fn correlate(&mut self, cx: &Context<'_>, item: u8, ratings: &[(u16, i64)]) {
        let n = ratings.len() as i64;
        let by_rating = doubled_ranks(&ratings.iter().map(|(_, rating)| *rating).collect::<Vec<_>>());
        let trust = |(slot, _): &(u16, i64)| i64::from(self.people.base[usize::from(*slot)]);
        let by_trust = doubled_ranks(&ratings.iter().map(trust).collect::<Vec<_>>());
        for ((slot, _), (rating, trust)) in ratings.iter().zip(by_rating.into_iter().zip(by_trust)) {
            for (metric, product) in [
                (Metric::RankProduct, rating * trust),
                (Metric::RankOfRating, rating * rating),
                (Metric::RankOfTrust, trust * trust),
            ] {
                self.count(cx, *slot, cx.layout.of(metric, item), (product / n) as i32);
            }
        }
    }
}

/// What a meeting brings to the one who is asked.
fn payoff(rules: &Deals, deals: bool, breaks: bool) -> i32 {
    match (deals, breaks) {
        (true, false) => rules.gain,
        (true, true) => -rules.loss,
        (false, _) => rules.outside,
    }
}

/// Twice the rank of each value less twice the mean rank; equal values share theirs.
fn doubled_ranks(values: &[i64]) -> Vec<i64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|i| values[*i]);
    let mut ranks = vec![0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let same = order[from..].iter().take_while(|i| values[**i] == values[order[from]]).count();
        // Ranks from + 1 to from + same have the mean from + (same + 1) / 2.
        let rank = (2 * from + same + 1) as i64 - (values.len() as i64 + 1);
        order[from..from + same].iter().for_each(|i| ranks[*i] = rank);
        from += same;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::doubled_ranks;

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(doubled_ranks(&[30, 10, 30, 20]), [2, -3, 2, -1]);
        assert_eq!(doubled_ranks(&[5, 5, 5]), [0, 0, 0]);
        assert_eq!(doubled_ranks(&[]), Vec::<i64>::new());
    }
}
