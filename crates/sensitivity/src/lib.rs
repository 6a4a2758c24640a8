//! Where to put the points of a study, and what the points then say.
//!
//! Inputs are numbered from 0 and run from 0 to 1 here; what they mean is the caller's business. An output that has
//! no value at a point is `None` and is left out where that is sound; each result says how many points it rests on.
//!
//! | question | design | answer |
//! | --- | --- | --- |
//! | what does each input do by itself? | [`design::one_at_a_time`] | the outputs themselves |
//! | which inputs matter at all? | [`morris::design`] | [`morris::effects`] |
//! | how much, and together? | [`sobol::design`] | [`sobol::indices`] |
//! | what is plausible? | [`design::latin_hypercube`] | [`share::Share`], [`prim::find`] |
//! | what agrees with what was observed? | [`design::latin_hypercube`] | [`matching::implausibility`] |
//! | how many replicates? | any | [`noise::Noise`] |
//!
//! Everything is a pure function of its arguments and a seed: the same bits on every machine.

pub mod analytic;
pub mod design;
pub mod matching;
pub mod morris;
pub mod noise;
pub mod prim;
pub mod rank;
pub mod share;
pub mod sobol;

mod resample;

/// Points in the unit cube: one row per point, one coordinate from 0 to 1 per input.
pub type Points = Vec<Vec<f64>>;

/// An estimate with its 95 % limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The estimate.
    pub value: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}
