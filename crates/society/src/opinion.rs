//! Opinion: what people who are asked say of the regime, before and after they are told what it does.
//!
//! Nobody acts otherwise for having been asked or told. The answer is a lot that a person keeps for life, set against
//! odds that the society declares: those of anybody, times what attributes, trust and the person's own measures make
//! of them. Telling multiplies them once more.

use crate::people::Cell;
use crate::spec::{OpinionSpec, product};
use glasshouse_model::Chance;
use glasshouse_model::math;

/// How people answer when they are asked about the regime. Odds are of approval to anything else.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Share of all people who are asked each time.
    pub asked: Chance,
    /// Months between two surveys.
    pub every_months: u16,
    /// Odds by cell, for trust of one half and no measure in force.
    odds: Vec<f64>,
    spec: OpinionSpec,
}

/// What is known of a person and of the neighbours when the question comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// Kind of person.
    pub cell: u16,
    /// Trust in the authority, 0 to 255 for 0 to 1.
    pub trust: u8,
    /// A reward is in force.
    pub is_favoured: bool,
    /// An adverse measure is in force.
    pub is_burdened: bool,
    /// Share of the neighbours who have been under an adverse measure so far.
    pub penalised: f64,
    /// Share of them who have been wrongly.
    pub wrongly: f64,
}

impl Opinion {
    pub(crate) fn of(spec: &OpinionSpec, cells: &[Cell]) -> Opinion {
        Opinion {
            asked: Chance::from_f64(spec.asked),
            every_months: spec.every_months,
            odds: cells.iter().map(|c| spec.odds * product(&spec.factors, &c.levels)).collect(),
            spec: spec.clone(),
        }
    }

    /// The chance of approval before and after being told.
    pub fn chances(&self, asked: &Asked) -> [f64; 2] {
        let spec = &self.spec;
        let mut odds = self.odds.get(usize::from(asked.cell)).copied().unwrap_or(0.0);
        odds *= math::pow(spec.trust, 2.0 * f64::from(asked.trust) / 255.0 - 1.0);
        odds *= if asked.is_favoured { spec.favoured } else { 1.0 };
        odds *= if asked.is_burdened { spec.burdened } else { 1.0 };
        let told =
            spec.told * math::pow(spec.told_penalised, asked.penalised) * math::pow(spec.told_wrongly, asked.wrongly);
        [odds, odds * told].map(|odds| odds / (1.0 + odds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Factor;
    use glasshouse_model::Attribute;

    const COLLEGE: u8 = 4;

    fn opinion() -> Opinion {
        let mut levels = vec![1.0; 5];
        levels[usize::from(COLLEGE)] = 2.0;
        let spec = OpinionSpec {
            asked: 0.5,
            every_months: 6,
            odds: 1.0,
            trust: 4.0,
            favoured: 2.0,
            burdened: 0.5,
            told: 0.5,
            told_penalised: 0.25,
            told_wrongly: 0.125,
            factors: vec![Factor { attribute: Attribute::Education, levels }],
        };
        let mut college = Cell { levels: [0; 6] };
        college.levels[Attribute::Education as usize] = COLLEGE;
        Opinion::of(&spec, &[Cell { levels: [0; 6] }, college])
    }

    fn anybody() -> Asked {
        Asked { cell: 0, trust: 0, is_favoured: false, is_burdened: false, penalised: 0.0, wrongly: 0.0 }
    }

    /// Odds multiply, and each of them can be read off the chances.
    #[test]
    fn odds_are_those_declared() {
        let odds = |asked: Asked| opinion().chances(&asked).map(|p| p / (1.0 - p));
        let close = |got: [f64; 2], want: [f64; 2]| {
            assert!(got.iter().zip(want).all(|(g, w)| (g / w - 1.0).abs() < 1e-9), "{got:?} {want:?}");
        };
        close(odds(anybody()), [0.25, 0.125]);
        close(odds(Asked { trust: 255, ..anybody() }), [4.0, 2.0]);
        close(odds(Asked { cell: 1, ..anybody() }), [0.5, 0.25]);
        close(odds(Asked { is_favoured: true, ..anybody() }), [0.5, 0.25]);
        close(odds(Asked { is_burdened: true, ..anybody() }), [0.125, 0.0625]);
        close(odds(Asked { penalised: 0.5, wrongly: 1.0, ..anybody() }), [0.25, 0.25 * 0.5 * 0.5 * 0.125]);
    }
}
