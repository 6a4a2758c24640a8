//! What all blocks read and none changes.

use crate::block::EXPRESSIONS;
use crate::cards::{self, Card};
use crate::change::{Change, Otherwise, is_changed};
use crate::deals::Market;
use crate::evasion::{Evadable, LIVE_RECORDS};
use crate::fines::fines;
use crate::habits::{self, Habits};
use crate::keeping::{Stigma, TIE_PAIRS};
use crate::linking;
use crate::lives::Lives;
use crate::objecting::{Declared, OBJECTORS};
use crate::refits;
use crate::scales::{self, Scale};
use crate::scenario::{Clock, Scenario};
use crate::security::Schedule;
use crate::stages;
use glasshouse_metrics::{Groups, Items, Layout};
use glasshouse_model::draw::{Poisson, Stream};
use glasshouse_model::group::Group;
use glasshouse_model::trace::StoryId;
use glasshouse_model::{ActKind, Attribute, Chance, Day, Keyring};
use glasshouse_regime::sensing::Sensing;
use glasshouse_regime::{Scoring, Standing, grading};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Clock as RetentionClock, Combine, Indicator, List, Roll};
use glasshouse_society::behaviour::UNIT;
use glasshouse_society::spec::Near;
use glasshouse_society::ties::LAYERS;
use glasshouse_society::{Behaviour, Cell, Kernel, Society};
use std::collections::BTreeSet;

/// Rules, society and clock, prepared for the blocks.
pub struct Context<'a> {
    pub society: &'a Society,
    pub plan: &'a Plan,
    pub keys: Keyring,
    pub clock: Clock,
    pub scoring: Scoring,
    pub standing: Standing,
    pub sensing: Sensing,
    pub layout: Layout,
    /// The opportunities of each act model, per month and unit of length of a plot.
    pub opportunities: Vec<Poisson>,
    /// The act models that have plots of their own, and by act model where those that it uses stand among them.
    pub plot_owners: Vec<usize>,
    pub plots_of: Vec<usize>,
    /// The false alarms of each channel, per slot of a block and month.
    pub false_alarms: Vec<Poisson>,
    /// The orders from outside to enter each list, per slot of a block and month.
    pub orders: Vec<Poisson>,
    /// The day on which what counts from a day on lapses, within the run, by indicator and day.
    pub lapses: Vec<Vec<Option<u16>>>,
    /// Group numbers by cell.
    pub groups: Vec<Groups>,
    /// The first indicator on an act kind.
    pub indicator_of: Vec<Option<u8>>,
    /// The same by rulebook of a stack.
    pub indicators_in: Vec<Vec<Option<u8>>>,
    /// The further scores of a stack.
    pub scales: Vec<Scale>,
    /// How many sums they have.
    pub n_scale_sums: usize,
    /// Habits, and what measures make impossible.
    pub habits: Habits,
    /// Whether what happens in one block may bear on another.
    pub crosses: bool,
    /// Whether somebody goes by the mean score of all people.
    pub follows_all: bool,
    /// Whether grades are given in the first score on a day of the run: to those whose score has moved.
    pub first_graded_on: Vec<bool>,
    /// Whether they are given to everyone.
    pub graded_anew_on: Vec<bool>,
    /// Whether measures of several rulebooks combine otherwise than one refusal being enough.
    pub combines: bool,
    /// The scorecard, if there is one that fits the society.
    pub card: Option<Card>,
    /// The first day on which it may decide.
    pub card_from: Day,
    /// What a listing elsewhere is reported as, where listings are reported.
    pub elsewhere: Option<ActKind>,
    /// The act models' positions by act kind.
    pub model_of: Vec<Option<u8>>,
    /// The number of a sensitive lawful kind among those of the society, of which the first [`EXPRESSIONS`] have
    /// conformity; by act kind.
    pub expression_of: Vec<Option<usize>>,
    /// The rules that hold the grade down: indicator and grade.
    pub holds: Vec<(u8, u8)>,
    /// Whether records under an indicator are held against their subject.
    pub is_adverse: Vec<bool>,
    /// Whether they are so without costing points.
    pub is_listing: Vec<bool>,
    /// The lists that follow a list, by list.
    pub followers: Vec<Vec<u8>>,
    /// Whether some list is kept with more than one record, one stay.
    pub keeps_rolls: bool,
    /// Whether some list takes orders from outside.
    pub takes_orders: bool,
    /// Whether some grade is a ground for a list.
    pub lists_grades: bool,
    /// Whether records under objection are marked.
    pub marks: bool,
    /// Whether some list asks for a clean time.
    pub asks_clean: bool,
    /// From which day on which measures may be called for, one bit each; empty where all always may.
    pub callable: Vec<(u16, u32)>,
    /// By list: where its stages begin among all stages, and its number among the lists that have any.
    pub stages: Vec<(u8, u8)>,
    /// Alterations, inspections and breaches of the register.
    pub schedule: Schedule,
    /// Channels that look at everyone at once for those who did it.
    pub screens: Vec<u8>,
    /// Whether any channel looks at everyone at once.
    pub looks: bool,
    /// Whether grades are given in any score on a day of the run.
    pub graded_on: Vec<bool>,
    /// J·(2·z̄ − 1) in fixed-point units, by the number of ties and how many of them did it.
    pub conformity: Vec<Vec<i32>>,
    /// J·(2·z̄ − 1) in the first month, and whether everyone of the block is who people conform with.
    pub conformity_at_start: i32,
    pub conforms_to_all: bool,
    /// What people carry from month to month beside the register.
    pub lives: Lives,
    /// The fine for a record under each indicator, in units of wealth. Empty where no rule fines anybody.
    pub fines: Vec<i32>,
    /// The declared chances of objections.
    pub declared: Declared,
    /// What people can evade.
    pub evadable: Evadable,
    /// Which lists weigh on ties.
    pub stigma: Stigma,
    /// (1 − ζ)ⁿ by months.
    pub drift: Vec<f32>,
    /// Deals that need trust, where there are any and somebody is asked about the other side.
    pub market: Option<Market<'a>>,
    /// Stories that go otherwise.
    pub changes: &'a [Change],
    /// The announced risk as a belief.
    pub announced: f32,
}

impl<'a> Context<'a> {
    /// Prepares a scenario.
    pub fn new(scenario: &Scenario<'a>) -> Context<'a> {
        let (society, plan) = (scenario.society, scenario.plan);
        let clock = Clock::new(scenario);
        let last = clock.day(clock.n_days().saturating_sub(1));
        let on_days = |days: Vec<Day>| {
            let mut on = vec![false; usize::from(clock.n_days())];
            for number in days.into_iter().filter_map(|day| clock.number(day)) {
                on[usize::from(number)] = true;
            }
            on
        };
        let mut graded_on = on_days(grading::grading_days(plan, clock.origin, last));
        let graded_anew_on = on_days(grading::anew(plan, clock.origin, last));
        let first_graded_on = graded_on.clone();
        let scales = scales::scales(plan, &clock);
        for day in scales.iter().flat_map(Scale::days) {
            graded_on[usize::from(*day)] = true;
        }
        let plots = society.plot_owners();
        let plot_owners: Vec<usize> = plots.iter().copied().collect::<BTreeSet<usize>>().into_iter().collect();
        let behaviour: &Behaviour = &society.behaviour;
        let mut drift = vec![1.0f32; clock.month_starts.len() + 1];
        for i in 1..drift.len() {
            drift[i] = drift[i - 1] * (1.0 - behaviour.zeta as f32);
        }
        Context {
            society,
            plan,
            keys: Keyring::new(scenario.seed, scenario.replicate),
            habits: Habits::new(plan, society),
            crosses: scenario.crosses(),
            follows_all: society.follows_all(),
            scoring: Scoring::new(plan),
            standing: Standing::new(plan),
            sensing: Sensing::new(plan),
            layout: layout(plan, society),
            card: cards::card(plan, society).map(|card| refits::refitted(card, scenario, &clock)),
            card_from: plan.from.unwrap_or(clock.origin),
            opportunities: society.acts.iter().map(|model| Poisson::new(model.rate)).collect(),
            orders: plan.lists.iter().map(orders).collect(),
            plots_of: plots.iter().map(|owner| plot_owners.partition_point(|o| o < owner)).collect(),
            plot_owners,
            false_alarms: plan.channels.iter().map(|c| Poisson::new(c.most_false_alarms() / 12.0)).collect(),
            lapses: plan.indicators.iter().map(|rule| lapses(rule, &clock)).collect(),
            groups: society.cells.iter().map(groups_of).collect(),
            indicator_of: ActKind::all().map(|k| plan.indicator_of(k)).collect(),
            model_of: ActKind::all().map(|k| society.acts.iter().position(|m| m.kind == k).map(|i| i as u8)).collect(),
            expression_of: ActKind::all().map(|k| expression_number(society, k)).collect(),
            holds: plan.indicators.iter().enumerate().filter_map(|(i, r)| Some((i as u8, r.grade?))).collect(),
            is_adverse: (0..plan.indicators.len()).map(|i| plan.is_adverse(i as u8)).collect(),
            is_listing: (0..plan.indicators.len())
                .map(|i| plan.is_adverse(i as u8) && costs_nothing(plan, i))
                .collect(),
            followers: followers(plan),
            keeps_rolls: plan.lists.iter().any(|l| l.roll.is_some()),
            takes_orders: rolls(plan).any(|r| r.orders.is_some()),
            lists_grades: rolls(plan).any(|r| r.grades != 0),
            marks: plan.review.as_ref().is_some_and(|review| review.marked != Chance::NEVER),
            asks_clean: rolls(plan).any(|r| r.clean.is_some()),
            callable: callable(plan, &clock),
            indicators_in: (0..plan.n_members())
                .map(|member| ActKind::all().map(|k| plan.indicator_in(member, k)).collect())
                .collect(),
            stages: stages::places(plan),
            schedule: Schedule::new(plan, &Keyring::new(scenario.seed, scenario.replicate), &clock, society.people),
            n_scale_sums: scales::n_sums(&scales),
            scales,
            first_graded_on,
            graded_anew_on,
            combines: plan.measures.iter().any(|m| m.combine != Combine::AnyRefusal),
            elsewhere: ActKind::parse("listing.elsewhere").filter(|_| !plan.links.is_empty()),
            screens: (0u8..).zip(&plan.channels).filter(|(_, c)| c.screen.is_some()).map(|(i, _)| i).collect(),
            looks: plan.channels.iter().any(|c| c.screen.is_some() || c.averages.is_some()),
            graded_on,
            conformity_at_start: conformity_at(behaviour, behaviour.conform_from as f32),
            conforms_to_all: behaviour.conform_to == Near::Neighbourhood,
            lives: Lives::new(plan, society),
            fines: fines(plan, society),
            declared: Declared::new(plan, society),
            evadable: Evadable::new(plan, society),
            stigma: Stigma::new(plan),
            conformity: (0..=LAYERS).map(|ties| conformity(behaviour, ties)).collect(),
            drift,
            market: Market::new(plan, society),
            changes: scenario.changes,
            announced: (behaviour.announced_risk * 65_535.0) as f32,
            clock,
        }
    }

    /// Whether acts of a kind are always done as they are meant to be: no story goes otherwise, no measure comes between,
    /// and nobody forgoes anything.
    pub fn prevails(&self, kind: ActKind) -> bool {
        self.changes.is_empty() && self.society.evasion.is_none() && self.habits.preventing(kind) == 0
    }

    /// Whether a story goes otherwise in this way.
    pub fn is_changed(&self, story: StoryId, otherwise: Otherwise) -> bool {
        is_changed(self.changes, story, otherwise)
    }

    /// Whether a first grade is a ground for some list.
    pub fn is_ground(&self, grade: u8) -> bool {
        let rolls = self.plan.lists.iter().filter_map(|list| list.roll.as_ref());
        rolls.filter(|roll| roll.scale == 0).any(|roll| roll.grades.checked_shr(u32::from(grade)).unwrap_or(0) & 1 == 1)
    }

    /// Sum of the scores of so many people before anything is recorded.
    pub fn starting_total(&self, people: usize) -> i64 {
        people as i64 * i64::from(self.scoring.score(&vec![0; self.scoring.n_sums()]))
    }

    /// The measures that may be called for on a day, one bit each.
    #[inline]
    pub fn callable_on(&self, day: u16) -> u32 {
        if self.callable.is_empty() {
            return u32::MAX;
        }
        let passed = self.callable.partition_point(|(from, _)| *from <= day);
        passed.checked_sub(1).and_then(|i| self.callable.get(i)).map_or(0, |(_, measures)| *measures)
    }

    /// Whether other measures may be called for from this day on than the day before.
    #[inline]
    pub fn calls_change(&self, day: u16) -> bool {
        !self.callable.is_empty() && day > 0 && self.callable.iter().any(|(from, _)| *from == day)
    }

    /// The draw key of a false alarm's channel; 0 for opportunities.
    pub fn alarm_key(&self, story: StoryId) -> u16 {
        if !story.is_false_alarm() {
            return 0;
        }
        self.plan.channels.get(usize::from(story.sub())).map_or(0, |c| c.key)
    }

    /// The day on which an act is over. What a false alarm alleges goes on as a true act of its kind.
    pub fn act_end(&self, story: StoryId, kind: ActKind, act_day: u16) -> Day {
        let day = self.clock.day(act_day);
        let model = self.model_of.get(usize::from(kind.0)).copied().flatten();
        let Some(lasts) = model.and_then(|m| self.society.acts.get(usize::from(m))).and_then(|m| m.lasts) else {
            return day;
        };
        let (place, n) = story.place(Stream::Lasting, 0, self.alarm_key(story));
        let [mark, ..] = self.keys.draw(place, n);
        day.plus(lasts.days_at(mark))
    }

    /// The day on which a record's points return, from the days of act and record and the end of the act; `None` if not
    /// within the run. A record of an act that goes on stays.
    pub fn lapse(&self, number: u8, rule: &Indicator, (act_day, act_end): (u16, Day), day: u16) -> Option<u16> {
        // Most acts are over on the day on which they begin.
        if act_end == self.clock.day(act_day) {
            let start = if rule.clock == RetentionClock::Record { day } else { act_day };
            return self.lapses.get(usize::from(number))?.get(usize::from(start)).copied().flatten();
        }
        self.clock.number(self.ends(rule, (act_day, act_end), day)?)
    }

    /// The same, wherever it lies; `None` if never.
    pub fn ends(&self, rule: &Indicator, (act_day, act_end): (u16, Day), day: u16) -> Option<Day> {
        let start = match rule.clock {
            RetentionClock::Record => self.clock.day(day),
            RetentionClock::Act => self.clock.day(act_day),
            RetentionClock::End => act_end,
        };
        Some(rule.lapses.end_from(start)?.max(act_end))
    }
}

fn lapses(rule: &Indicator, clock: &Clock) -> Vec<Option<u16>> {
    (0..clock.n_days()).map(|day| clock.number(rule.lapses.end_from(clock.day(day))?)).collect()
}

/// The metric columns of a regime over a society.
pub fn layout(plan: &Plan, society: &Society) -> Layout {
    let ids = |items: Vec<&String>| items.into_iter().cloned().collect();
    let (stages, staged) = stages::names(plan);
    let [decisions, bands, card_groups, card_points] = cards::names(cards::card(plan, society).as_ref(), society);
    Layout::new(&Items {
        grades: grades(plan),
        scores: plan.scales.iter().map(|s| member_name(plan, s.member)).collect(),
        lists: ids(plan.lists.iter().map(|l| &l.id).collect()),
        measures: ids(plan.measures.iter().map(|m| &m.id).collect()),
        indicators: ids(plan.indicators.iter().map(|i| &i.id).collect()),
        channels: ids(plan.channels.iter().map(|c| &c.id).collect()),
        // A society has one survey at most, so its columns need no name.
        surveys: society.opinion.iter().map(|_| String::new()).collect(),
        stages,
        staged,
        alterations: ids(plan.security.alterations.iter().map(|a| &a.id).collect()),
        inspections: ids(plan.security.inspections.iter().map(|i| &i.id).collect()),
        breaches: ids(plan.security.breaches.iter().map(|b| &b.id).collect()),
        linkages: linking::names(plan),
        occasions: expressions(society).map(|kind| kind.name().to_owned()).collect(),
        wealth: society.wealth.iter().map(|_| String::new()).collect(),
        spreads: society.spreads.iter().map(|s| s.id.clone()).collect(),
        petitions: society.petitions.iter().map(|p| p.id.clone()).collect(),
        feed: society.feed.iter().map(|_| String::new()).collect(),
        decisions,
        bands,
        card_groups,
        evasion: society.evasion.iter().map(|_| String::new()).collect(),
        live_records: each(society.evasion.is_some(), &LIVE_RECORDS),
        keeping: society.keeping.iter().map(|_| String::new()).collect(),
        tie_pairs: each(society.keeping.is_some(), &TIE_PAIRS),
        objectors: each(society.objecting.as_ref().is_some_and(|o| o.weighs.is_some()), &OBJECTORS),
        card_points,
        raters: Market::new(plan, society).map_or(Vec::new(), |market| market.names()),
        prevented: habits::prevented(plan).into_iter().map(|kind| kind.name().to_owned()).collect(),
    })
}

/// Names of columns that exist only where something is declared.
fn each(declared: bool, names: &[&str]) -> Vec<String> {
    names.iter().filter(|_| declared).map(|name| (*name).to_owned()).collect()
}

fn rolls(plan: &Plan) -> impl Iterator<Item = &Roll> {
    plan.lists.iter().filter_map(|l| l.roll.as_ref())
}

fn costs_nothing(plan: &Plan, indicator: usize) -> bool {
    plan.indicators.get(indicator).is_some_and(|rule| rule.points.versions.iter().all(|(.., points)| *points >= 0))
}

fn followers(plan: &Plan) -> Vec<Vec<u8>> {
    let follows =
        |list: &List, of: usize| list.roll.as_ref().and_then(|r| r.follows).is_some_and(|f| usize::from(f.list) == of);
    let of = |list: usize| plan.lists.iter().enumerate().filter(move |(_, l)| follows(l, list));
    (0..plan.lists.len()).map(|list| of(list).map(|(i, _)| i as u8).collect()).collect()
}

/// The measures that may be called for, from day 0 on and from each day on which that changes.
fn callable(plan: &Plan, clock: &Clock) -> Vec<(u16, u32)> {
    if plan.measures.iter().all(|m| m.days == (None, None)) {
        return Vec::new();
    }
    let turns = plan.measures.iter().flat_map(|m| [m.days.0, m.days.1.map(|to| to.plus(1))]).flatten();
    let mut days: Vec<u16> = turns.filter_map(|day| clock.number(day)).chain([0]).collect();
    days.sort_unstable();
    days.dedup();
    let on = |day: u16| {
        let open = plan.measures.iter().enumerate().filter(|(_, m)| m.in_force(clock.day(day)));
        open.map(|(i, _)| 1u32 << i).sum()
    };
    days.into_iter().map(|day| (day, on(day))).collect()
}

fn orders(list: &List) -> Poisson {
    let yearly = list.roll.as_ref().and_then(|roll| roll.orders).map_or(0.0, |orders| orders.rate.to_f64());
    Poisson::new(yearly / 12.0)
}

/// The grades of all scores. Where there are several, those of the further ones bear their rulebook's name.
fn grades(plan: &Plan) -> Vec<String> {
    let first = plan.grading.iter().flat_map(|g| &g.grades).map(|g| g.id.clone());
    let further = plan.scales.iter().flat_map(|scale| {
        let named = move |g: &glasshouse_rulebook::plan::Grade| format!("{}:{}", member_name(plan, scale.member), g.id);
        scale.grading.iter().flat_map(|g| &g.grades).map(named)
    });
    first.chain(further).collect()
}

fn member_name(plan: &Plan, member: u8) -> String {
    plan.members.get(usize::from(member)).map_or(String::new(), |m| m.name.clone())
}

fn conformity(behaviour: &Behaviour, ties: usize) -> Vec<i32> {
    let of = |did: usize| conformity_at(behaviour, if ties == 0 { 0.0 } else { did as f32 / ties as f32 });
    (0..=ties).map(of).collect()
}

/// J·(2·z̄ − 1) in fixed-point units, where a share of those near by did it.
pub fn conformity_at(behaviour: &Behaviour, share: f32) -> i32 {
    (behaviour.conformity as f32 * (2.0 * share - 1.0) * UNIT as f32) as i32
}

fn groups_of(cell: &Cell) -> Groups {
    let mut groups = [0; 7];
    for (slot, (attribute, level)) in groups[1..].iter_mut().zip(Attribute::ALL.into_iter().zip(cell.levels)) {
        *slot = Group::of(attribute, level).0;
    }
    groups
}

/// The sensitive lawful kinds that have conformity.
fn sensitive(society: &Society) -> impl Iterator<Item = ActKind> {
    let kinds = society.acts.iter().filter(|m| matches!(m.kernel, Kernel::Express { .. })).map(|m| m.kind);
    kinds.take(EXPRESSIONS)
}

/// Those of them of which every occasion is counted.
fn expressions(society: &Society) -> impl Iterator<Item = ActKind> {
    sensitive(society).filter(|_| society.behaviour.conform_to == Near::Neighbourhood)
}

fn expression_number(society: &Society, kind: ActKind) -> Option<usize> {
    sensitive(society).position(|k| k == kind)
}
