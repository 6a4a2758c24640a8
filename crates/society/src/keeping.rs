//! Ties cut and formed (E8): whom people keep company with, month by month.
//!
//! The pairs that may know one another are those of [`crate::ties`]. In a month a tie is cut with chance
//! k·e^(χ·ν·[one is listed] − h·[one household]), and a missing one forms with chance f·(1 − ξ·[one is listed])·s, s being
//! how alike the two are. Where the chances stand still, the share f / (f + k) of such pairs is tied; so it is on the
//! first morning, when nobody is listed.

use crate::Society;
use crate::spec::KeepingSpec;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{BLOCK, Chance, math};

/// Attributes by which two people may be alike.
const LIKENESSES: usize = 6;

/// How ties are cut and formed. Chances by how a listing weighs on a pair ([`Weight`]).
#[derive(Clone, Debug)]
pub struct Keeping {
    /// By weight, and whether they share a household.
    cut: [[Chance; 2]; 3],
    /// By whether one is listed, and by how many attributes the two have in common.
    form: [[Chance; LIKENESSES + 1]; 2],
    /// Share of pairs tied at the start, by household and likeness.
    at_start: [[Chance; LIKENESSES + 1]; 2],
}

/// How a listing weighs on a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Neither is listed.
    #[default]
    None,
    /// One is, and the regime does not punish association (ν₀).
    Stigma,
    /// One is, and it does (ν = 1).
    Punished,
}

/// Two people who may know one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// How a listing weighs on them.
    pub weight: Weight,
    /// They share a household.
    pub is_kin: bool,
    /// How many of the six attributes they have in common.
    pub alike: u8,
}

impl Keeping {
    pub(crate) fn of(spec: &KeepingSpec) -> Keeping {
        let weights = [0.0, spec.stigma * spec.unpunished, spec.stigma];
        let kin = [0.0, spec.kin];
        let cut = weights.map(|weight| kin.map(|kin| spec.cut * math::exp(weight - kin)));
        let likeness = |alike: usize| 1.0 - spec.unlike * (LIKENESSES - alike) as f64 / LIKENESSES as f64;
        let form = [0.0, spec.shun].map(|shun| std::array::from_fn(|a| spec.form * (1.0 - shun) * likeness(a)));
        let stationary = |form: f64, cut: f64| if form > 0.0 { form / (form + cut.min(1.0)) } else { 0.0 };
        let free: [f64; LIKENESSES + 1] = form[0];
        Keeping {
            cut: cut.map(|row| row.map(Chance::from_f64)),
            form: form.map(|row| row.map(Chance::from_f64)),
            at_start: cut[0].map(|cut| free.map(|form| Chance::from_f64(stationary(form, cut)))),
        }
    }

    /// Whether a pair is tied after a month, by the mark of the pair and month. Low marks cut and high ones form, so that
    /// a pair tied in one arm alone never changes sides with the other.
    #[inline]
    pub fn stays(&self, pair: Pair, was_tied: bool, mark: u32) -> bool {
        let alike = usize::from(pair.alike).min(LIKENESSES);
        if was_tied {
            !self.cut[pair.weight as usize][usize::from(pair.is_kin)].hit(mark)
        } else {
            self.form[usize::from(pair.weight != Weight::None)][alike].hit(!mark)
        }
    }

    /// Whether a pair is tied on the first morning.
    #[inline]
    pub fn begins(&self, pair: Pair, mark: u32) -> bool {
        self.at_start[usize::from(pair.is_kin)][usize::from(pair.alike).min(LIKENESSES)].hit(mark)
    }
}

impl Society {
    /// One mark for every slot of a layer of a block, by which its ties begin: a matter of the persons, not of the run.
    pub fn first_marks(&self, block: u32, layer: u16) -> Vec<[u32; 4]> {
        let mut words = vec![[0; 4]; BLOCK / 4];
        self.keys.fill(Place { stream: Stream::Keeping, sub: layer, unit: block, tick: 0 }, 0, &mut words);
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: KeepingSpec =
        KeepingSpec { cut: 0.01, stigma: 1.2, kin: 0.0, form: 1e-6, shun: 0.5, unpunished: 0.4, unlike: 0.0 };

    /// In the sparse limit the degree of listed people against others is 0.15 where association is punished, and 0.31
    /// where it is not.
    #[test]
    fn defaults_imply_the_known_degrees() {
        let keeping = Keeping::of(&USUAL);
        let ratio = |weight: Weight| {
            let cut = keeping.cut[weight as usize][0].to_f64() / keeping.cut[0][0].to_f64();
            keeping.form[1][6].to_f64() / keeping.form[0][6].to_f64() / cut
        };
        assert!((ratio(Weight::Punished) - 0.15).abs() < 0.005, "{}", ratio(Weight::Punished));
        assert!((ratio(Weight::Stigma) - 0.31).abs() < 0.005, "{}", ratio(Weight::Stigma));
    }

    #[test]
    fn the_chances_are_those_of_the_equation() {
        let keeping = Keeping::of(&KeepingSpec { form: 0.04, kin: 1.0, unlike: 0.6, ..USUAL });
        let near = |got: Chance, want: f64| assert!((got.to_f64() - want).abs() < 1e-9, "{} {want}", got.to_f64());
        near(keeping.cut[0][0], 0.01);
        near(keeping.cut[2][1], 0.01 * math::exp(0.2));
        near(keeping.form[0][6], 0.04);
        near(keeping.form[1][3], 0.04 * 0.5 * 0.7);
        near(keeping.at_start[0][6], 0.8);
        near(keeping.at_start[1][0], 0.016 / (0.016 + 0.01 * math::exp(-1.0)));
    }
}
