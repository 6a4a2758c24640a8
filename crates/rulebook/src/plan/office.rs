//! How the office works.

/// Decisions that take unequal time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Desk {
    /// How the time of a decision is spread around its mean.
    pub takes: Takes,
    /// Officers work every day, not on weekdays only.
    pub every_day: bool,
    /// Mean open days after which who still waits gives up.
    pub patience_days: Option<f64>,
}

/// How the time of a decision is spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// Always the mean.
    Fixed,
    /// Exponential.
    Exponential,
    /// Log-normal with this standard deviation over the mean.
    LogNormal(f64),
}
