//! Habits, and acts that a measure makes impossible: what depends on how things stand on the day is decided on that
//! day, and everything else when the month opens.

use crate::acts::{Doing, Taken};
use crate::block::{Block, Book};
use crate::context::Context;
use crate::scenario::Step;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Points, Poisson, Stream, below};
use glasshouse_model::trace::{Sink, StoryId};
use glasshouse_model::{ActKind, Chance};
use glasshouse_rulebook::Plan;
use glasshouse_society::{Habit, Society, Stretches};

/// An act that somebody means to do on a day.
#[derive(Clone, Copy, Debug)]
pub struct Meant {
    doing: Doing,
    taken: Taken,
    /// The mean score of all that stands for the whole chance, where the act follows it.
    follows: Option<u32>,
}

/// Habits and preventions, prepared.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// The process of each habit by days of the month, from [`SHORTEST`] on.
    processes: Vec<[Poisson; 4]>,
    /// Kinds that some measure makes impossible, in the order of the catalogue.
    prevented: Vec<ActKind>,
    /// By kind, the measures that make it impossible, one bit each.
    preventing: Vec<u32>,
    /// Whether anything is decided on its day.
    pub waits: bool,
}

/// Days of the shortest month.
const SHORTEST: usize = 28;

impl Habits {
    /// Prepares the habits of a society under a plan.
    pub fn new(plan: &Plan, society: &Society) -> Habits {
        let process = |habit: &Habit| std::array::from_fn(|more| Poisson::new(habit.daily * (SHORTEST + more) as f64));
        let preventing = |kind: ActKind| -> u32 {
            let of = plan.measures.iter().enumerate().filter(|(_, m)| m.prevents.contains(&kind));
            of.map(|(i, _)| 1u32 << i).sum()
        };
        let prevented = prevented(plan);
        Habits {
            processes: society.habits.iter().map(process).collect(),
            waits: society.follows_all() || !prevented.is_empty(),
            prevented,
            preventing: ActKind::all().map(preventing).collect(),
        }
    }

    /// The measures that make a kind impossible, one bit each.
    #[inline]
    pub fn preventing(&self, kind: ActKind) -> u32 {
        self.preventing.get(usize::from(kind.0)).copied().unwrap_or(0)
    }
}

/// The kinds that some measure makes impossible, in the order of the catalogue.
pub fn prevented(plan: &Plan) -> Vec<ActKind> {
    ActKind::all().filter(|kind| plan.measures.iter().any(|m| m.prevents.contains(kind))).collect()
}

impl Block {
    /// Where the habits of a society come out among the people of a block.
    pub fn stretches(cx: &Context<'_>, number: u32) -> Vec<Stretches> {
        cx.society.habits.iter().map(|habit| cx.society.stretches(habit, number)).collect()
    }

    /// Draws what comes out of habits in a month. Of several points on one person and day the first counts.
    pub fn follow_habits<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, points: &mut Points, sink: &mut S) {
        let n_days = cx.clock.month_starts[usize::from(step.month) + 1] - step.first;
        let habits = cx.society.habits.iter().zip(&cx.habits.processes);
        for (number, (habit, processes)) in habits.enumerate() {
            let Some(process) = usize::from(n_days).checked_sub(SHORTEST).and_then(|more| processes.get(more)) else {
                continue;
            };
            let tick = u32::from(step.month);
            let place = Place { stream: Stream::Habit, sub: habit.key, unit: self.number, tick };
            let points = process.draw(&cx.keys, place, &self.stretches[number], points, |_| true);
            let mut days_done = vec![0u32; self.people.len()];
            for point in points {
                let (slot, [mark, day_mark]) = (point.at as u16, point.marks);
                let day = below(day_mark, u32::from(n_days)) as u16;
                let Some(done) = days_done.get_mut(usize::from(slot)).filter(|done| **done >> day & 1 == 0) else {
                    continue;
                };
                *done |= 1 << day;
                let doing = Doing { kind: habit.kind(mark), applies: false, prevented: false };
                let taken = Taken { n: point.n, slot, day_mark, here: true, in_baseline: true };
                let meant = Meant { doing, taken, follows: habit.follows };
                self.mean_to(cx, step, step.first + day, meant, sink);
            }
        }
    }

    /// Somebody means to do something on a day of the month that opens: where nothing can come between, that is that.
    pub fn mean_to<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, day: u16, meant: Meant, sink: &mut S) {
        if meant.follows.is_none() && cx.habits.preventing(meant.doing.kind) == 0 {
            self.done(cx, meant.doing, (step.month, day), &meant.taken, sink);
        } else if let Some(on_day) = self.meant.get_mut(usize::from(day - step.first)) {
            on_day.push(meant);
        }
    }

    /// An opportunity that somebody takes, here or without any regime.
    pub fn take<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        step: &Step,
        day: u16,
        (doing, taken): (Doing, Taken),
        sink: &mut S,
    ) {
        self.mean_to(cx, step, day, Meant { doing, taken, follows: None }, sink);
    }

    /// On the morning of a day, what was meant to be done on it is done or not.
    pub fn come_to_act<S: Sink>(&mut self, cx: &Context<'_>, step: &Step, day: u16, sink: &mut S) {
        let number = usize::from(day - cx.clock.month_starts[usize::from(step.month)]);
        let Some(mut today) = self.meant.get_mut(number).map(std::mem::take) else { return };
        for meant in &today {
            let Meant { doing, mut taken, follows } = *meant;
            let story = StoryId::opportunity(self.number, u32::from(step.month), doing.kind, taken.n);
            if let Some(whole) = follows.filter(|_| taken.here) {
                let (place, n) = story.place(Stream::Following, 0, 0);
                taken.here = self.is_followed(cx, whole, cx.keys.draw(place, n)[0]);
            }
            if taken.here && self.is_prevented(cx, taken.slot, doing.kind, story) {
                let item = cx.habits.prevented.partition_point(|kind| *kind < doing.kind);
                self.count(cx, taken.slot, cx.layout.of(Metric::Prevented, item as u8), 1);
                taken.here = false;
                self.done(cx, Doing { prevented: true, ..doing }, (step.month, day), &taken, sink);
                continue;
            }
            self.done(cx, doing, (step.month, day), &taken, sink);
        }
        today.clear();
        self.meant[number] = today;
    }

    /// Whether an act is done at the mean score of all people on the evening before, where this much stands for the
    /// whole chance.
    fn is_followed(&self, cx: &Context<'_>, whole: u32, mark: u32) -> bool {
        let whole = i128::from(whole) * i128::from(cx.society.people);
        i128::from(mark) * whole < i128::from(self.total_before) << 32
    }

    /// Whether a measure in force makes an act impossible.
    fn is_prevented(&self, cx: &Context<'_>, slot: u16, kind: ActKind, story: StoryId) -> bool {
        let mut held = self.books[Book::Record as usize].active[usize::from(slot)] & cx.habits.preventing(kind);
        while held != 0 {
            let Some(measure) = cx.plan.measures.get(held.trailing_zeros() as usize) else { return false };
            held &= held - 1;
            let (place, n) = story.place(Stream::Prevention, measure.key, measure.key);
            if measure.prevented == Chance::ALWAYS || measure.prevented.hit(cx.keys.draw(place, n)[0]) {
                return true;
            }
        }
        false
    }
}
