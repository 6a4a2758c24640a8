//! Evasion (E7): at the beginning of a month people weigh whether to keep out of sight of the register. Nothing of it is
//! kept, drawn or counted where the society declares none, or no channel can be evaded.

use crate::block::{Block, Book, size};
use crate::context::Context;
use crate::incentives::Incentives;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{ActKind, Chance};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::ChannelKind;
use glasshouse_society::evasion::Sight;
use glasshouse_society::{Evasion, Society};
use std::collections::BTreeMap;

/// How the numbers of live records are told apart in what is counted.
pub const LIVE_RECORDS: [&str; 5] = ["0", "1", "2", "3", "4+"];

/// What all blocks read of evasion under a regime; empty where nobody evades.
#[derive(Clone, Debug, Default)]
pub struct Evadable {
    /// What evading leaves of each channel's hit rate, by channel.
    left: Vec<Chance>,
    /// What the evaded channels watch.
    kinds: Vec<ActKind>,
}

impl Evadable {
    /// Prepares it for a regime over a society.
    pub fn new(plan: &Plan, society: &Society) -> Evadable {
        let Some(evasion) = &society.evasion else { return Evadable::default() };
        let left: Vec<Option<Chance>> = plan.channels.iter().map(|c| evaded(evasion, c.kind)).collect();
        if left.iter().all(Option::is_none) {
            return Evadable::default();
        }
        let watched = plan.channels.iter().zip(&left).filter(|(_, left)| left.is_some());
        let mut kinds: Vec<ActKind> = watched.flat_map(|(channel, _)| channel.on.iter().copied()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Evadable { left: left.into_iter().map(|left| left.unwrap_or(Chance::ALWAYS)).collect(), kinds }
    }

    /// Whether there is anything to evade.
    pub fn is_any(&self) -> bool {
        !self.left.is_empty()
    }
}

fn evaded(evasion: &Evasion, kind: ChannelKind) -> Option<Chance> {
    let sight = match kind {
        ChannelKind::Register => Sight::Register,
        ChannelKind::Patrol => Sight::Patrol,
        ChannelKind::Complaint => Sight::Complaint,
        // Whoever files a claim wants to be seen.
        ChannelKind::Claim => return None,
    };
    evasion.left[sight as usize]
}

/// Who evades. Columns by slot, empty where nobody can.
#[derive(Clone, Debug, Default)]
pub struct Evaders {
    evades: Vec<bool>,
    /// Live adverse records.
    records: Vec<u8>,
}

impl Evaders {
    /// On the first morning: nobody evades.
    pub fn new(cx: &Context<'_>, people: usize) -> Evaders {
        let n = if cx.evadable.is_any() { people } else { 0 };
        Evaders { evades: vec![false; n], records: vec![0; n] }
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        size(&self.evades) + size(&self.records)
    }

    fn is_evading(&self, slot: u16) -> bool {
        self.evades.get(usize::from(slot)).copied().unwrap_or(false)
    }
}

impl Block {
    /// Who evades this month: those who did go on unless they think again, and everyone else chooses.
    pub(crate) fn weigh_evasion(&mut self, cx: &Context<'_>, incentives: &Incentives, month: u16) {
        let Some(evasion) = cx.society.evasion.as_ref().filter(|_| cx.evadable.is_any()) else { return };
        let mut words = vec![[0; 4]; self.people.len()];
        let place = Place { stream: Stream::Evasion, sub: 0, unit: self.number, tick: u32::from(month) };
        cx.keys.fill(place, 0, &mut words);
        let mut known = BTreeMap::new();
        for (slot, [think_again, choose, ..]) in (0u16..).zip(words) {
            let s = usize::from(slot);
            let was = self.evaders.evades[s];
            if was && !evasion.exit.hit(think_again) {
                continue;
            }
            let records = self.evaders.records[s];
            let loss = self.most_at_stake(cx, incentives, slot, &mut known);
            let risk = f64::from(self.belief_at(cx, slot, month)) / 65_535.0;
            let is = evasion.chance(risk * f64::from(loss), records).hit(choose);
            let bucket = records.min(LIVE_RECORDS.len() as u8 - 1);
            self.count(cx, slot, cx.layout.of(Metric::EvasionWeighed, bucket), 1);
            if is {
                self.count(cx, slot, cx.layout.of(Metric::EvasionChosen, bucket), 1);
            }
            if is != was {
                self.evaders.evades[s] = is;
                self.count(cx, slot, cx.layout.at(Metric::Evading), if is { 1 } else { -1 });
            }
        }
    }

    /// The most that one record of an evaded channel would cost a person. People of one cell with one score stand to
    /// lose the same, so it is worked out once for them.
    fn most_at_stake(
        &self,
        cx: &Context<'_>,
        incentives: &Incentives,
        slot: u16,
        known: &mut BTreeMap<(u16, i32), f32>,
    ) -> f32 {
        if incentives.is_idle() {
            return 0.0;
        }
        let cell = self.people.cell[usize::from(slot)];
        let score = |scale: u8| self.score_in(cx, Book::Record, slot, scale);
        let own_score = score(incentives.scale_number());
        let is_shared = cx.plan.n_members() == 1;
        if let Some(most) = known.get(&(cell, own_score)).filter(|_| is_shared) {
            return *most;
        }
        let mut most = 0.0f32;
        for kind in &cx.evadable.kinds {
            let own = incentives.rule(*kind).map_or(0.0, |rule| incentives.loss(cell, own_score, rule));
            let others = incentives.elsewhere(*kind).map(|(of, scale, rule)| of.loss(cell, score(scale), rule));
            most = most.max(own + others.sum::<f32>());
        }
        if is_shared {
            known.insert((cell, own_score), most);
        }
        most
    }

    /// What is left of each channel's hit rate for a person; empty for those who do not evade.
    pub(crate) fn left_in_sight<'c>(&self, cx: &'c Context<'_>, slot: u16) -> &'c [Chance] {
        if self.evaders.is_evading(slot) { &cx.evadable.left } else { &[] }
    }

    /// Whether a person goes without a service to stay out of sight.
    pub(crate) fn forgoes(&self, cx: &Context<'_>, slot: u16, kind: ActKind) -> bool {
        self.evaders.is_evading(slot) && cx.society.evasion.as_ref().is_some_and(|e| e.services.contains(&kind))
    }

    /// One more or one fewer live record about a person.
    pub(crate) fn count_live(&mut self, cx: &Context<'_>, slot: u16, indicator: u8, more: bool) {
        let is_adverse = cx.is_adverse.get(usize::from(indicator)).copied().unwrap_or(false);
        if let Some(live) = self.evaders.records.get_mut(usize::from(slot)).filter(|_| is_adverse) {
            *live = if more { live.saturating_add(1) } else { live.saturating_sub(1) };
        }
    }
}
