//! How people choose and learn: the parameters and response functions of the behaviour model.

/// Fixed-point units to one unit of utility.
pub const UNIT: i32 = 1024;

/// Beliefs are probabilities in 16 bits: 65535 is 1.
pub type Belief = u16;

/// Parameters and tables of behaviour (equations E1–E5).
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// P(cost): chance that an opportunity is taken at a cost, as 32-bit thresholds. Index 0 is cost
    /// [`Behaviour::LOWEST`], one entry per fixed-point unit, constant beyond both ends.
    pub response_table: Vec<u32>,
    /// Logistic response of lawful acts, same layout, in utility.
    pub logistic_table: Vec<u32>,
    /// η: speed of learning.
    pub eta: f64,
    /// ψ_own: weight of own experience against ties' news.
    pub psi_own: f64,
    /// ζ: monthly pull of the announced risk.
    pub zeta: f64,
    /// Mean of perceived risk at the start, and of the announced risk.
    pub announced_risk: f64,
    /// Spread of perceived risk at the start (concentration of the Beta distribution).
    pub risk_concentration: f64,
    /// φ: believed chance, relative to perceived risk, that a lawful act is recorded as an offence.
    pub phi: f64,
    /// J: conformity.
    pub conformity: f64,
    /// δ: monthly patience.
    pub patience: f64,
    /// Sanction cost per month and unit of gravity.
    pub cost_per_gravity: f64,
    /// Width (points) of the uncertainty people have about the score at the next grading.
    pub score_width: f64,
    /// ω: how much a measure in a domain matters to a cell: domain prefix and one weight per cell. The
    /// longest prefix that fits a measure's domain counts; without any, 1.
    pub exposure: Vec<(String, Vec<f32>)>,
}

impl Behaviour {
    /// The cost of the first table entry.
    pub const LOWEST: i32 = -8 * UNIT;
    /// The cost after the last table entry.
    pub const HIGHEST: i32 = 24 * UNIT;

    /// P(cost) as a 32-bit threshold.
    #[inline]
    pub fn response(&self, cost: i32) -> u32 {
        look(&self.response_table, cost)
    }

    /// Λ(utility / τ) as a 32-bit threshold.
    #[inline]
    pub fn logistic(&self, utility: i32) -> u32 {
        look(&self.logistic_table, utility)
    }
}

#[inline]
fn look(table: &[u32], at: i32) -> u32 {
    let index = (at.clamp(Behaviour::LOWEST, Behaviour::HIGHEST - 1) - Behaviour::LOWEST) as usize;
    table.get(index).copied().unwrap_or(0)
}
