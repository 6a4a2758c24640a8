//! Reports that come without a number: the register is searched for their subject, by what identifies people or by
//! weights of agreement, within the district.

use crate::block::Block;
use crate::calendar::At;
use crate::change::Otherwise;
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::PersonId;
use glasshouse_model::draw::{Place, Stream, below};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Channel, Identity, Linkage};

/// The channels whose reports are linked by weight, in order.
pub fn names(plan: &Plan) -> Vec<String> {
    plan.channels.iter().filter(|c| c.linkage.is_some()).map(|c| c.id.clone()).collect()
}

/// The number of a channel among them.
fn number_of(plan: &Plan, channel: u8) -> u8 {
    plan.channels.iter().take(usize::from(channel)).filter(|c| c.linkage.is_some()).count() as u8
}

/// Whom the register of a channel holds is drawn at no story's tick.
const REGISTER: u32 = u32::MAX;

/// Fields whose marks come with one index; the marks of further fields stand at indices above every person's.
const AT_ONCE: usize = 4;
const FURTHER: u32 = 1 << 31;

impl Block {
    /// Whom the register gives as the subject of a report about somebody of this block; `None` if nobody.
    pub fn search(&mut self, cx: &Context<'_>, at: At, number: u8) -> Option<PersonId> {
        let own = self.person(at.slot);
        if cx.is_changed(at.story, Otherwise::Right) {
            return Some(own);
        }
        let channel = cx.plan.channels.get(usize::from(number))?;
        match (channel.identity, &channel.linkage) {
            (Identity::Linkage { .. }, Some(linkage)) => self.link(cx, at, (number, channel), linkage),
            (Identity::Details { .. }, _) => Some(self.alike(cx, at, (number, channel))),
            (Identity::Linkage { .. } | Identity::NationalId { .. } | Identity::Name { .. }, _) => Some(own),
        }
    }

    /// Any of those in the district who share what the report says of its subject, each as likely.
    fn alike(&mut self, cx: &Context<'_>, at: At, (number, channel): (u8, &Channel)) -> PersonId {
        let own = self.person(at.slot);
        let block = self.number;
        let sharing = self.sharing.entry(number).or_insert_with(|| cx.society.sharing(block, &channel.details));
        let others = sharing.get(usize::from(at.slot)).copied().unwrap_or(0);
        if others == 0 {
            return own;
        }
        let (place, n) = at.story.place(Stream::Identity, channel.key, channel.key);
        let which = below(cx.keys.draw(place, n)[0], others + 1).checked_sub(1);
        let other = |which: u32| cx.society.alike(own, &channel.details).get(which as usize).copied();
        which.and_then(other).unwrap_or(own)
    }

    /// Compares a report with everyone whom the register holds in the district. Of several pairs at or above the
    /// threshold the one of the highest weight is taken.
    fn link(
        &mut self,
        cx: &Context<'_>,
        at: At,
        (number, channel): (u8, &Channel),
        linkage: &Linkage,
    ) -> Option<PersonId> {
        let own = self.person(at.slot);
        let district = cx.society.district(own);
        let story = at.story.0;
        let place = Place { stream: Stream::Linkage, sub: channel.key, unit: (story >> 32) as u32, tick: story as u32 };
        let mut marks = [vec![[0u32; 4]; district.len()], Vec::new()];
        cx.keys.fill(place, district.start, &mut marks[0]);
        if linkage.fields.len() > AT_ONCE {
            marks[1].resize(district.len(), [0; 4]);
            cx.keys.fill(place, district.start | FURTHER, &mut marks[1]);
        }
        let registered = held_by(cx, (channel, linkage), district.start, district.len());
        let fields: Vec<_> = linkage.fields.iter().map(|f| (f, f.weights())).collect();
        let [mut linked, mut missed, mut is_true] = [0i32; 3];
        let mut best: Option<(f64, PersonId)> = None;
        for (i, candidate) in district.enumerate().filter(|(i, _)| registered[*i]) {
            let is_own = candidate == own.0;
            let mut weight = 0.0;
            for (n, (field, [agrees, differs])) in fields.iter().enumerate() {
                let chance = if is_own { field.same } else { field.other };
                weight += if chance.hit(marks[n / AT_ONCE][i][n % AT_ONCE]) { agrees } else { differs };
            }
            if weight < linkage.threshold {
                missed += i32::from(is_own);
                continue;
            }
            linked += 1;
            is_true += i32::from(is_own);
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, PersonId(candidate)));
            }
        }
        for (metric, amount) in [
            (Metric::ReportsCompared, 1),
            (Metric::LinkedTrue, is_true),
            (Metric::LinkedFalse, linked - is_true),
            (Metric::LinkMissed, missed),
            (Metric::Unlinked, i32::from(best.is_none())),
        ] {
            self.count(cx, at.slot, cx.layout.of(metric, number_of(cx.plan, number)), amount);
        }
        best.map(|(_, person)| person)
    }

    /// Counts whom the registers hold.
    pub fn count_registered(&mut self, cx: &Context<'_>) {
        let linked = cx.plan.channels.iter().filter_map(|c| Some((c, c.linkage.as_ref()?)));
        for (number, channel) in linked.enumerate() {
            let held = held_by(cx, channel, self.person(0).0, self.people.len());
            for slot in (0..held.len() as u16).filter(|slot| held[usize::from(*slot)]) {
                self.count(cx, slot, cx.layout.of(Metric::Registered, number as u8), 1);
            }
        }
    }
}

/// Which of so many people from one on the register of a channel holds.
fn held_by(cx: &Context<'_>, (channel, linkage): (&Channel, &Linkage), first: u32, count: usize) -> Vec<bool> {
    let mut marks = vec![0; count];
    let place = Place { stream: Stream::Linkage, sub: channel.key, unit: first, tick: REGISTER };
    cx.keys.fill_units(place, &mut marks);
    marks.into_iter().map(|mark| linkage.registered.hit(mark)).collect()
}
