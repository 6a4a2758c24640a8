//! Ties cut and formed (E8), at the end of a month: those with listed people go more often, and form more rarely. In the
//! baseline nobody is listed; a pair's mark is the same there, so that lost ties are counted pair by pair. Nothing of it
//! is kept or drawn where the society leaves ties as they are.

use crate::block::{Block, Book};
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{ActKind, BLOCK};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{ListPolarity, Reach};
use glasshouse_society::keeping::{Pair, Weight};
use glasshouse_society::ties::LAYERS;

/// How pairs are told apart in what is counted.
pub const TIE_PAIRS: [&str; 2] = ["clear", "listed"];

/// What all blocks read of it: adverse lists, and those of them with which it is punished to keep company, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stigma {
    adverse: u32,
    punished: u32,
}

impl Stigma {
    /// Prepares it for a regime. Association is punished where a rule on meeting listed people holds it against
    /// somebody, and on a list after which another takes their ties.
    pub fn new(plan: &Plan) -> Stigma {
        let meeting = ActKind::parse("association.meeting_listed");
        let all = (0u8..).zip(&plan.indicators).any(|(number, rule)| {
            meeting.is_some_and(|kind| rule.on.contains(&kind)) && rule.admissible && plan.is_adverse(number)
        });
        let follows_ties = |list: usize| {
            let mut rolls = plan.lists.iter().filter_map(|l| l.roll.as_ref()).filter_map(|r| r.follows);
            rolls.any(|f| usize::from(f.list) == list && f.reach == Reach::Ties)
        };
        let mut stigma = Stigma::default();
        for (number, _) in plan.lists.iter().enumerate().filter(|(_, l)| l.polarity != ListPolarity::Red) {
            stigma.adverse |= 1 << number;
            stigma.punished |= u32::from(all || follows_ties(number)) << number;
        }
        stigma
    }

    /// How some lists weigh on whoever is on them.
    fn weight(self, lists: u32) -> Weight {
        if lists & self.punished != 0 {
            Weight::Punished
        } else if lists & self.adverse != 0 {
            Weight::Stigma
        } else {
            Weight::None
        }
    }
}

/// Two words for what is done with one slot's ties: here and in the baseline.
type Held = [u16; 2];

impl Block {
    /// The ties of the first morning.
    pub(crate) fn begin_keeping(&mut self, cx: &Context<'_>) {
        let Some(keeping) = &cx.society.keeping else { return };
        let weights = vec![Weight::None; self.people.len()];
        let mut held = vec![Held::default(); BLOCK];
        for layer in 0..LAYERS {
            let marks = cx.society.first_marks(self.number, layer as u16);
            self.each_pair(cx, layer, &weights, |slots, pair| {
                if keeping.begins(pair, mark_of(&marks, slots[0])) {
                    for slot in slots {
                        held[usize::from(slot)].iter_mut().for_each(|layers| *layers |= 1 << layer);
                    }
                }
            });
        }
        self.ties.hold(held);
        for slot in 0..self.people.len() as u16 {
            let n = self.ties.count(slot) as i32;
            self.count(cx, slot, cx.layout.at(Metric::Ties), n);
            self.count(cx, slot, cx.layout.at(Metric::BaselineTies), n);
        }
    }

    /// A month's cutting and forming.
    pub(crate) fn keep_company(&mut self, cx: &Context<'_>, month: u16) {
        let Some(keeping) = &cx.society.keeping else { return };
        let n = self.people.len();
        let weights: Vec<Weight> =
            (0..n as u16).map(|slot| cx.stigma.weight(self.lists(cx, Book::Record, slot))).collect();
        let old = self.ties.held().to_vec();
        let mut new = vec![Held::default(); BLOCK];
        // By slot: pairs of each sort, and those of them that are tied.
        let mut pairs = vec![[[0i32; 2]; 2]; n];
        let mut marks = vec![[0; 4]; BLOCK / 4];
        for layer in 0..LAYERS {
            let place =
                Place { stream: Stream::Keeping, sub: layer as u16, unit: self.number, tick: u32::from(month) + 1 };
            cx.keys.fill(place, 0, &mut marks);
            self.each_pair(cx, layer, &weights, |slots, pair| {
                let mark = mark_of(&marks, slots[0]);
                let was = old[usize::from(slots[0])].map(|layers| layers >> layer & 1 == 1);
                let free = Pair { weight: Weight::None, ..pair };
                let is = [keeping.stays(pair, was[0], mark), keeping.stays(free, was[1], mark)];
                let sort = usize::from(pair.weight != Weight::None);
                for slot in slots.map(usize::from) {
                    for (layers, is) in new[slot].iter_mut().zip(is) {
                        *layers |= u16::from(is) << layer;
                    }
                    pairs[slot][0][sort] += 1;
                    pairs[slot][1][sort] += i32::from(is[0]);
                }
            });
        }
        for (slot, pairs) in (0u16..).zip(&pairs) {
            self.count_keeping(cx, slot, (old[usize::from(slot)], new[usize::from(slot)]), pairs);
        }
        self.ties.hold(new);
        // People conform with those who are their ties by now.
        if !cx.conforms_to_all {
            self.tell_ties();
        }
    }

    fn count_keeping(&mut self, cx: &Context<'_>, slot: u16, (old, new): (Held, Held), pairs: &[[i32; 2]; 2]) {
        let n = |layers: u16| layers.count_ones() as i32;
        let lost = |[here, baseline]: Held| n(baseline & !here);
        for (metric, change) in [
            (Metric::Ties, n(new[0]) - n(old[0])),
            (Metric::BaselineTies, n(new[1]) - n(old[1])),
            (Metric::TiesLost, lost(new) - lost(old)),
            (Metric::TiesCut, n(old[0] & !new[0])),
            (Metric::TiesFormed, n(new[0] & !old[0])),
        ] {
            if change != 0 {
                self.count(cx, slot, cx.layout.at(metric), change);
            }
        }
        for (metric, counts) in [Metric::TiePairs, Metric::TiedPairs].into_iter().zip(pairs) {
            for (sort, n) in (0u8..).zip(counts).filter(|(_, n)| **n != 0) {
                self.count(cx, slot, cx.layout.of(metric, sort), *n);
            }
        }
    }

    /// Every pair of a layer once, the lower slot first.
    fn each_pair(&self, cx: &Context<'_>, layer: usize, weights: &[Weight], mut with: impl FnMut([u16; 2], Pair)) {
        for (slot, partner) in (0..self.people.len() as u16).zip(self.ties.in_layer(layer)) {
            if slot < *partner {
                let [a, b] = [slot, *partner].map(usize::from);
                let [first, second] = [a, b].map(|s| cx.society.cells[usize::from(self.people.cell[s])].levels);
                let pair = Pair {
                    weight: weights[a].max(weights[b]),
                    is_kin: self.people.household[a] == self.people.household[b],
                    alike: first.iter().zip(&second).filter(|(one, other)| one == other).count() as u8,
                };
                with([slot, *partner], pair);
            }
        }
    }
}

/// The mark of a pair, by its lower slot.
fn mark_of(marks: &[[u32; 4]], slot: u16) -> u32 {
    marks[usize::from(slot) / 4][usize::from(slot) % 4]
}
