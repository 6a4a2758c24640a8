//! The share of plausible worlds in which a claim holds.

use glasshouse_model::math;

/// A share with Wilson's 95 % limits (Wilson 1927; Brown, Cai & DasGupta 2001).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Cases that are in.
    pub hits: u64,
    /// All cases.
    pub of: u64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

impl Share {
    /// The share of `hits` among `of`; `None` among nothing.
    ///
    /// ```
    /// let share = glasshouse_sensitivity::share::Share::new(0, 10).unwrap();
    /// assert!(share.low.abs() < 1e-12 && (share.high - 0.2775).abs() < 1e-4);
    /// ```
    pub fn new(hits: u64, of: u64) -> Option<Share> {
        const Z: f64 = 1.959_963_984_540_054;
        let n = of as f64;
        let p = hits as f64 / n;
        let scale = 1.0 + Z * Z / n;
        let middle = (p + Z * Z / (2.0 * n)) / scale;
        let half = Z / scale * math::sqrt(p * (1.0 - p) / n + Z * Z / (4.0 * n * n));
        (of > 0).then(|| Share { hits, of, low: (middle - half).max(0.0), high: (middle + half).min(1.0) })
    }

    /// The share itself.
    pub fn value(&self) -> f64 {
        self.hits as f64 / self.of as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Brown, Cai & DasGupta 2001 give no such table; by hand for 15 of 20: centre 0.7097, half width 0.1785.
    #[test]
    fn limits_agree_with_hand_calculation() {
        let share = Share::new(15, 20).unwrap();
        assert!((share.low - 0.5313).abs() < 5e-4 && (share.high - 0.8881).abs() < 5e-4, "{share:?}");
        assert_eq!(Share::new(0, 0), None);
        assert!((Share::new(20, 20).unwrap().high - 1.0).abs() < 1e-12);
    }
}
