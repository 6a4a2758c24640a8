//! Copies of a listing in linked rulebooks: what becomes of them when the listing is corrected.

use crate::block::Block;
use crate::calendar::{At, What};
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Sink, StoryId};
use std::collections::BTreeMap;

/// A copy: a record in a linked rulebook.
#[derive(Clone, Copy, Debug)]
pub struct Copied {
    /// The channel of the link that brought it.
    channel: u8,
    /// Its number among the records that are held.
    record: u32,
    story: StoryId,
}

/// The copies of everyone's listings, by list and slot.
pub type Copies = BTreeMap<(u8, u16), Vec<Copied>>;

impl Block {
    /// A report of a listing has become a record. Copies in a stranger's dossier are beyond anyone's reach.
    pub fn copied(&mut self, cx: &Context<'_>, at: At, channel: u8, record: u32) {
        let Some(link) = cx.plan.links.iter().find(|l| l.channel == channel) else { return };
        self.copies.entry((link.list, at.slot)).or_default().push(Copied { channel, record, story: at.story });
        // What arrives after the correction is stale at once.
        let is_listed = *self.stays(cx, crate::block::Book::Record, at.slot, link.list) > 0;
        if !is_listed && self.corrected.contains_key(&(link.list, at.slot)) {
            self.send_corrections(cx, at, link.list);
        }
    }

    /// A listing was corrected: linked rulebooks are told, or keep what they have.
    pub fn retract(&mut self, cx: &Context<'_>, at: At, list: u8) {
        // A rulebook by itself shares nothing.
        if cx.plan.members.is_empty() {
            return;
        }
        self.corrected.insert((list, at.slot), false);
        self.send_corrections(cx, at, list);
    }

    fn send_corrections(&mut self, cx: &Context<'_>, at: At, list: u8) {
        let copies = self.copies.get(&(list, at.slot)).cloned().unwrap_or_default();
        for copy in copies {
            let Some(held) = self.held.get_mut(copy.record as usize).filter(|h| !h.gone && !h.left) else { continue };
            let link = cx.plan.links.iter().find(|l| l.channel == copy.channel);
            if link.is_some_and(|l| l.propagates) {
                let delay = cx.plan.channels.get(usize::from(copy.channel)).map_or(0, |c| c.delay_min).max(1);
                let later = At { story: copy.story, slot: at.slot, day: at.day.saturating_add(delay as u16) };
                self.note(cx, later, What::Retract { record: copy.record, list });
            } else {
                held.left = true;
                self.count(cx, at.slot, cx.layout.of(Metric::CopiesLeft, copy.channel), 1);
            }
        }
        self.reckon(cx, at.slot, list);
    }

    /// Counts a corrected listing as removed everywhere while no copy remains. One that was on its way takes that
    /// back when it arrives.
    fn reckon(&mut self, cx: &Context<'_>, slot: u16, list: u8) {
        let live = |c: &Copied| self.held.get(c.record as usize).is_some_and(|h| !h.gone);
        let is_clear = self.copies.get(&(list, slot)).is_none_or(|copies| !copies.iter().any(live));
        let Some(counted) = self.corrected.get_mut(&(list, slot)) else { return };
        let change = i32::from(is_clear) - i32::from(*counted);
        *counted = is_clear;
        if change != 0 {
            self.count(cx, slot, cx.layout.of(Metric::RemovedEverywhere, list), change);
        }
    }

    /// The correction reaches a copy.
    pub fn drop_copy<S: Sink>(&mut self, cx: &Context<'_>, at: At, (record, list): (u32, u8), sink: &mut S) {
        if self.held.get(record as usize).is_none_or(|h| h.gone) {
            return;
        }
        self.remove(cx, at, record, sink);
        self.reckon(cx, at.slot, list);
    }

    /// A copy that was left over has lapsed.
    pub fn copy_lapsed(&mut self, cx: &Context<'_>, slot: u16, record: u32) {
        let of = |c: &&Copied| c.record == record;
        let mine = self.copies.iter().filter(|((_, s), _)| *s == slot);
        let found = mine.flat_map(|((list, _), copies)| copies.iter().find(of).map(|c| (*list, c.channel))).next();
        if let Some((list, channel)) = found {
            self.count(cx, slot, cx.layout.of(Metric::CopiesLeft, channel), -1);
            self.reckon(cx, slot, list);
        }
    }
}
