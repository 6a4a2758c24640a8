//! Stages of a listing: where it begins, and how it passes on from stage to stage, by lot, once in every period.

use crate::block::{Block, Book};
use crate::calendar::{At, What};
use crate::context::Context;
use crate::rolls::RollStep;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::trace::{Link, ListStep, Sink, StoryId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{List, Stage};

/// Where a stay stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The stage, by place.
    pub stage: u8,
    /// Lots drawn so far.
    lots: u16,
    /// The story that brought the person here.
    story: StoryId,
}

/// The names by which stages are counted, and the lists that have any.
pub fn names(plan: &Plan) -> (Vec<String>, Vec<String>) {
    let of = |list: &List| list.roll.iter().flat_map(|r| &r.stages).map(|s| format!("{}/{}", list.id, s.id)).collect();
    let staged = plan.lists.iter().filter(|l| !stages(l).is_empty()).map(|l| l.id.clone()).collect();
    (plan.lists.iter().flat_map(|l| -> Vec<String> { of(l) }).collect(), staged)
}

/// By list: the number of its first stage among all stages, and its own among the lists that have any.
pub fn places(plan: &Plan) -> Vec<(u8, u8)> {
    let mut next = (0, 0);
    let mut place = |list: &List| {
        let own = next;
        let n = stages(list).len() as u8;
        next = (own.0 + n, own.1 + u8::from(n > 0));
        own
    };
    plan.lists.iter().map(&mut place).collect()
}

fn stages(list: &List) -> &[Stage] {
    list.roll.as_ref().map_or(&[], |roll| &roll.stages)
}

impl Block {
    /// The stage in which a stay begins, where the list has stages. Lots belong to the person and the story, so the
    /// record and its true twin draw alike.
    pub fn first_stage<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        list: u8,
        book: Book,
        sink: &mut S,
    ) -> Option<Standing> {
        let rule = cx.plan.lists.get(usize::from(list))?;
        let all = stages(rule);
        if all.is_empty() {
            return None;
        }
        let mark = self.lot(cx, rule, at.slot, (at.story, at.day), u32::MAX);
        let stage = all.iter().position(|s| s.start.hit(mark)).unwrap_or(0) as u8;
        let standing = Standing { stage, lots: 0, story: at.story };
        self.come_to(cx, at, (list, book), standing, 1, sink);
        self.next_lot(cx, at, (list, book), (&all[usize::from(stage)], at.day));
        Some(standing)
    }

    /// A lot is drawn for a stay that began on the day `since`: where it stands now, and whether that is the end of
    /// the stay.
    pub fn pass_on_stage<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        (list, book): (u8, Book),
        (before, since): (Standing, u16),
        sink: &mut S,
    ) -> (Standing, bool) {
        let Some(rule) = cx.plan.lists.get(usize::from(list)) else { return (before, false) };
        let all = stages(rule);
        let Some(stage) = all.get(usize::from(before.stage)) else { return (before, false) };
        let mark = self.lot(cx, rule, at.slot, (before.story, since), u32::from(before.lots));
        let after = Standing { lots: before.lots.saturating_add(1), ..before };
        let Some((to, next)) = stage.passes_to(mark).and_then(|to| Some((to, all.get(usize::from(to))?))) else {
            self.next_lot(cx, at, (list, book), (stage, since));
            return (after, false);
        };
        let after = Standing { stage: to, ..after };
        self.leave_stage(cx, at.slot, (list, book), before);
        self.come_to(cx, at, (list, book), after, u16::from(!next.leaves), sink);
        if next.next.is_empty() {
            if book == Book::Record {
                let lots = i32::from(after.lots);
                let staged = cx.stages[usize::from(list)].1;
                self.count(cx, at.slot, cx.layout.of(Metric::StageSteps, staged), lots);
                self.count(cx, at.slot, cx.layout.of(Metric::StageStepsSquared, staged), lots.saturating_mul(lots));
            }
        } else {
            self.next_lot(cx, at, (list, book), (next, since));
        }
        (after, next.leaves)
    }

    /// A stay is no longer in its stage.
    pub fn leave_stage(&mut self, cx: &Context<'_>, slot: u16, (list, book): (u8, Book), standing: Standing) {
        if book == Book::Record {
            let number = cx.stages[usize::from(list)].0 + standing.stage;
            self.count(cx, slot, cx.layout.of(Metric::InStage, number), -1);
        }
    }

    fn come_to<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        (list, book): (u8, Book),
        standing: Standing,
        stays: u16,
        sink: &mut S,
    ) {
        if book == Book::Record {
            let number = cx.stages[usize::from(list)].0 + standing.stage;
            self.count(cx, at.slot, cx.layout.of(Metric::StageEntries, number), 1);
            self.count(cx, at.slot, cx.layout.of(Metric::InStage, number), i32::from(stays));
        }
        if let Some(side) = book.side() {
            let step = ListStep::Stage { stage: standing.stage };
            self.trace(cx, sink, at, Link::ListStep { side, list, step });
        }
    }

    fn next_lot(&mut self, cx: &Context<'_>, at: At, (list, book): (u8, Book), (stage, since): (&Stage, u16)) {
        if stage.next.is_empty() {
            return;
        }
        let Some(day) = stage.every.end_from(cx.clock.day(at.day)).and_then(|d| cx.clock.number(d)) else { return };
        self.note(cx, At { day, ..at }, What::Roll { list, book, step: RollStep::Stage, serial: since });
    }

    fn lot(&self, cx: &Context<'_>, list: &List, slot: u16, (story, day): (StoryId, u16), n: u32) -> u32 {
        let tick = if story.0 == 0 { u32::from(day) } else { story.0 as u32 ^ (story.0 >> 32) as u32 };
        let place = Place { stream: Stream::Stage, sub: list.key, unit: self.person(slot).0, tick };
        cx.keys.draw(place, n)[0]
    }
}
