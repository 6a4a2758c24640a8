//! What spreads from person to person: knowledge of a way to complain, a rumour, a recipe.
//!
//! In a month somebody who has not heard hears with chance 1 − e^−(p + q·s): p from outside, q from those near by, of
//! whom the share s has heard by the middle of the month. With everybody near by this is the diffusion of Bass (1969),
//! and without an outside that of a contagion.

use crate::Society;
use crate::spec::{Near, SpreadSpec};
use glasshouse_model::draw::{Place, Stream, name_key};
use glasshouse_model::math;

/// How many things may spread in a society.
pub const SPREADS_MOST: usize = 8;

/// Something that spreads.
#[derive(Clone, Debug)]
pub struct Spread {
    /// Name.
    pub id: String,
    /// The key that it draws by.
    pub key: u16,
    /// Who is near: everyone of the block, or one's ties.
    pub among: Near,
    /// Only those whom it has reached object to a record.
    pub opens_objection: bool,
    /// It is heard from those whose posts one sees in the month, not from those near by.
    pub by_feed: bool,
    outside: f64,
    contact: f64,
    start: f64,
}

impl Spread {
    pub(crate) fn of(spec: &SpreadSpec) -> Spread {
        Spread {
            id: spec.id.clone(),
            key: name_key(&spec.id),
            among: spec.among,
            opens_objection: spec.opens_objection,
            by_feed: spec.by_feed,
            outside: spec.outside,
            contact: spec.contact,
            start: spec.start,
        }
    }

    /// Chance to hear in a month at whose beginning a share of those near by has heard, in 2³²nds. By the middle of the
    /// month some of the others will have, at the rate of its beginning: so the error of the step is of second order.
    pub fn chance(&self, share: f64) -> u64 {
        let hears = |share: f64, months: f64| 1.0 - math::exp(-(self.outside + self.contact * share) * months);
        let by_then = share + (1.0 - share) * hears(share, 0.5);
        (hears(by_then, 1.0) * 4_294_967_296.0) as u64
    }
}

impl Society {
    /// Who has heard of something at the start, by slot: the declared share, exact to one person, spread evenly over
    /// the slots from a drawn one on.
    pub fn first_informed(&self, spread: &Spread, block: u32) -> impl Iterator<Item = bool> {
        let n = self.people_in(block) as u64;
        let share = (spread.start * 4_294_967_296.0) as u64;
        let word = self.keys.draw(Place { stream: Stream::Spread, sub: spread.key, unit: block, tick: 0 }, 0)[0];
        let passed = move |slot: u64| (slot * share + u64::from(word)) >> 32;
        (0..n).map(move |slot| passed(slot + 1) > passed(slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(outside: f64, contact: f64) -> Spread {
        let id = "rumour".into();
        let (among, start) = (Near::Ties, 0.01);
        Spread::of(&SpreadSpec { id, among, opens_objection: false, by_feed: false, outside, contact, start })
    }

    #[test]
    fn chances_follow_the_hazard() {
        let of = |spread: Spread, share: f64| spread.chance(share) as f64 / 4_294_967_296.0;
        assert_eq!(spread(0.0, 0.5).chance(0.0), 0);
        let by_then = 0.4 + 0.6 * (1.0 - math::exp(-0.15));
        assert!((of(spread(0.1, 0.5), 0.4) - (1.0 - math::exp(-(0.1 + 0.5 * by_then)))).abs() < 1e-9);
    }

    #[test]
    fn the_start_share_is_exact_to_one() {
        let society = crate::builtin("suining-county").unwrap();
        let spread = spread(0.0, 0.5);
        for block in 0..20 {
            let n = society.first_informed(&spread, block).filter(|informed| *informed).count();
            assert!((40..=41).contains(&n), "{n}");
        }
    }
}
