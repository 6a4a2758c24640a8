//! Acts that go on: a judgment not performed, a debt not paid.

use glasshouse_model::math;

/// The longest that an act goes on, in days.
pub const DAYS_MOST: f64 = 36_500.0;

/// How long acts of a kind go on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lasting {
    /// Mean days from the act to its end.
    pub days: f64,
    /// How they are spread about it.
    pub drawn: Drawn,
}

/// How days are spread about their mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drawn {
    /// All alike.
    Fixed,
    /// Exponential: whoever has gone on for long is no nearer to the end.
    Exponential,
    /// Lognormal.
    Lognormal {
        /// Standard deviation over mean.
        cv: f64,
    },
}

impl Lasting {
    /// Whole days at a mark.
    pub fn days_at(&self, mark: u32) -> i32 {
        let u = (f64::from(mark) + 0.5) / 4_294_967_296.0;
        let days = match self.drawn {
            Drawn::Fixed => self.days,
            Drawn::Exponential => -self.days * math::ln(u),
            Drawn::Lognormal { cv } => {
                let variance = math::ln(1.0 + cv * cv);
                self.days * math::exp(math::sqrt(variance) * math::normal_quantile(u) - variance / 2.0)
            }
        };
        days.round().clamp(0.0, DAYS_MOST) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Over evenly spaced marks, days have the mean that was asked for.
    #[test]
    fn days_have_their_mean() {
        for drawn in [Drawn::Fixed, Drawn::Exponential, Drawn::Lognormal { cv: 0.5 }] {
            let lasting = Lasting { days: 200.0, drawn };
            let sum: i64 = (0..1u32 << 16).map(|i| i64::from(lasting.days_at((i << 16) + (1 << 15)))).sum();
            let mean = sum as f64 / 65_536.0;
            assert!((mean - 200.0).abs() < 0.5, "{drawn:?}: {mean}");
        }
        assert_eq!(Lasting { days: 30.4, drawn: Drawn::Fixed }.days_at(7), 30);
        assert_eq!(Lasting { days: DAYS_MOST, drawn: Drawn::Exponential }.days_at(0), DAYS_MOST as i32);
    }
}
