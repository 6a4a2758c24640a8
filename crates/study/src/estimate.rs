//! From replicates to estimates: means with 95 % Student t intervals.

use glasshouse_wire::Estimate;

/// Why a number has no value, as stable codes of [`Estimate::Undefined`].
pub mod reason {
    /// Nothing happened that the number is about.
    pub const NO_CASES: &str = "no_cases";
    /// Too few replicates have a value.
    pub const TOO_FEW: &str = "too_few";
    /// The regime has nothing of the kind.
    pub const NOT_IN_REGIME: &str = "not_in_regime";
    /// Lawful expression holds itself up at several levels.
    pub const SEVERAL_LEVELS: &str = "several_levels";
}

/// The estimate from one value per replicate. A replicate without a value (a ratio over nothing) does
/// not count; with several replicates at least two must have one.
///
/// ```
/// use glasshouse_study::estimate::from_replicates;
/// use glasshouse_wire::Estimate;
/// assert_eq!(from_replicates(&[Some(3.0)], "no_cases"), Estimate::Single { value: 3.0 });
/// ```
pub fn from_replicates(values: &[Option<f64>], undefined: &str) -> Estimate {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    match (values.len(), known.as_slice()) {
        (_, []) => Estimate::Undefined { reason: undefined.into() },
        (1, [value]) => Estimate::Single { value: *value },
        (_, [_]) => Estimate::Undefined { reason: reason::TOO_FEW.into() },
        (_, many) => interval(many),
    }
}

/// An estimate of something that lies between `least` and `most`: limits beyond are cut off, which an interval of
/// means does not know by itself where cases are few.
pub fn within(estimate: Estimate, least: f64, most: f64) -> Estimate {
    match estimate {
        Estimate::Interval { mean, low, high, n } => {
            Estimate::Interval { mean, low: low.clamp(least, most), high: high.clamp(least, most), n }
        }
        Estimate::Single { .. } | Estimate::Undefined { .. } => estimate,
    }
}

fn interval(values: &[f64]) -> Estimate {
    let (mean, half) = mean_and_half_width(values, student_t_975);
    Estimate::Interval { mean, low: mean - half, high: mean + half, n: values.len() as u32 }
}

/// The mean of two or more values, and half the width of its Student interval for a quantile by degrees of freedom.
pub fn mean_and_half_width(values: &[f64], quantile: impl Fn(u32) -> f64) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0);
    (mean, quantile(values.len() as u32 - 1) * libm::sqrt(variance / n))
}

/// The 97.5 % quantile of Student's t with `df` ≥ 1 degrees of freedom, by bisection on the closed form
/// of the central probability (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4).
pub fn student_t_975(df: u32) -> f64 {
    central_quantile(0.95, df)
}

/// The 99.95 % quantile, by the same.
pub fn student_t_9995(df: u32) -> f64 {
    central_quantile(0.999, df)
}

/// The t with a central probability.
fn central_quantile(probability: f64, df: u32) -> f64 {
    let (mut low, mut high) = (0.0f64, 1000.0f64);
    for _ in 0..70 {
        let middle = 0.5 * (low + high);
        if central_probability(middle, df) < probability { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// P(|T| ≤ t) with `df` degrees of freedom.
fn central_probability(t: f64, df: u32) -> f64 {
    let nu = f64::from(df);
    let cos2 = nu / (nu + t * t);
    let (sin, cos) = (t / libm::sqrt(nu + t * t), libm::sqrt(cos2));
    // The sums run over every second power of the cosine, up to df − 2.
    let (mut term, mut sum) = if df % 2 == 1 { (cos, 0.0) } else { (1.0, 0.0) };
    let mut power = df % 2;
    while power + 2 <= df {
        sum += term;
        let next = f64::from(power);
        term *= cos2 * (next + 1.0) / (next + 2.0);
        power += 2;
    }
    if df % 2 == 1 {
        let angle = libm::atan(t / libm::sqrt(nu));
        2.0 / std::f64::consts::PI * (angle + sin * sum)
    } else {
        sin * sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2.
    #[test]
    fn quantiles_agree_with_the_printed_table() {
        for (df, t) in [
            (1, 12.706),
            (2, 4.303),
            (3, 3.182),
            (4, 2.776),
            (5, 2.571),
            (9, 2.262),
            (10, 2.228),
            (29, 2.045),
            (30, 2.042),
            (100, 1.984),
        ] {
            assert!((student_t_975(df) - t).abs() < 0.0006, "{df}: {}", student_t_975(df));
        }
        // The same handbook has 99.9 % one-sided only; 99.95 % by Fisher & Yates 1963, table III.
        for (df, t) in [(1, 636.619), (4, 8.610), (19, 3.883), (40, 3.551), (120, 3.373)] {
            assert!((student_t_9995(df) - t).abs() < 0.0006, "{df}: {}", student_t_9995(df));
        }
    }

    #[test]
    fn limits_stay_within_what_is_possible() {
        let share = from_replicates(&[Some(0.0), Some(100.0)], "no_cases");
        let Estimate::Interval { mean, low, high, n } = within(share, 0.0, 100.0) else { panic!("no interval") };
        assert!((mean - 50.0).abs() < 1e-12 && low.abs() < 1e-12 && (high - 100.0).abs() < 1e-12 && n == 2);
        assert_eq!(within(Estimate::Single { value: 3.0 }, 0.0, 1.0), Estimate::Single { value: 3.0 });
    }

    #[test]
    fn one_value_illustrates_and_two_make_an_interval() {
        assert_eq!(from_replicates(&[None], "no_cases"), Estimate::Undefined { reason: "no_cases".into() });
        assert_eq!(from_replicates(&[Some(1.0), None], "no_cases"), Estimate::Undefined { reason: "too_few".into() });
        let Estimate::Interval { mean, low, high, n } = from_replicates(&[Some(1.0), Some(3.0), None], "no_cases")
        else {
            panic!("an interval was expected")
        };
        // sd = √2, so half the width is 12.706 · √2 / √2.
        assert!((mean - 2.0).abs() < 1e-12 && n == 2);
        assert!((high - mean - 12.7062).abs() < 1e-3 && (mean - low - 12.7062).abs() < 1e-3);
    }
}
