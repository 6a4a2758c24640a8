//! Quantile tables: the value of a distribution at each 16-bit mark.

use glasshouse_model::math;
use std::sync::OnceLock;

/// Marks of a table.
pub const MARKS: usize = 1 << 16;

/// The standard normal quantile at (mark + ½) / 2¹⁶, for every mark. A constant that is worked out at its first use.
pub fn normal() -> &'static [f64] {
    static TABLE: OnceLock<Vec<f64>> = OnceLock::new();
    TABLE.get_or_init(normal_table)
}

fn normal_table() -> Vec<f64> {
    let half = MARKS / 2;
    let mut upper = Vec::with_capacity(half);
    let mut z = 0.0;
    for k in 0..half {
        let p = 0.5 + (k as f64 + 0.5) / MARKS as f64;
        // The distribution function is concave above 0, so Newton's steps rise to the root from the last one.
        for _ in 0..50 {
            let density = math::exp(-0.5 * z * z) * 0.398_942_280_401_432_7;
            let step = (p - math::normal_cdf(z)) / density;
            z += step;
            if step.abs() < 1e-10 {
                break;
            }
        }
        upper.push(z);
    }
    upper.iter().rev().map(|z| -z).chain(upper.iter().copied()).collect()
}

/// The quantile of Beta(mean · concentration, (1 − mean) · concentration) for every mark, in 16 bits
/// (65535 is 1).
pub fn beta(mean: f64, concentration: f64) -> Vec<u16> {
    if mean <= 0.0 {
        return vec![0; MARKS];
    }
    if mean > 0.5 {
        // Mirrored, so that the steeper end is always at 0.
        return beta(1.0 - mean, concentration).iter().rev().map(|q| u16::MAX - q).collect();
    }
    const STEPS: usize = 8192;
    let (a, b) = (mean * concentration, (1.0 - mean) * concentration);
    // With x = sᵏ and k · a ≥ 2 the density has no pole at 0; midpoints never touch the ends.
    let k = (2.0 / a).max(2.0);
    let density = |step: usize| {
        let ln_s = math::ln((step as f64 + 0.5) / STEPS as f64);
        math::exp((k * a - 1.0) * ln_s + (b - 1.0) * math::ln(1.0 - math::exp(k * ln_s)))
    };
    let mut sum = 0.0;
    let cumulative: Vec<f64> = (0..STEPS)
        .map(|step| {
            sum += density(step);
            sum
        })
        .collect();
    let at = |step: usize| cumulative.get(step).copied().unwrap_or(sum);
    let value = |s: f64| math::pow(s, k) * 65535.0;
    let mut step = 0;
    let (mut low, mut high) = (0.0, value(1.0 / STEPS as f64));
    (0..MARKS)
        .map(|mark| {
            let target = (mark as f64 + 0.5) / MARKS as f64 * sum;
            while step + 1 < STEPS && at(step) < target {
                step += 1;
                (low, high) = (high, value((step as f64 + 1.0) / STEPS as f64));
            }
            let below = if step == 0 { 0.0 } else { at(step - 1) };
            let part = ((target - below) / (at(step) - below)).clamp(0.0, 1.0);
            (low + part * (high - low) + 0.5) as u16
        })
        .collect()
}

/// Years of age at each of 1024 marks: uniform inside a band, geometric with a mean excess above 65.
pub fn ages(mean_years_past_65: f64) -> Vec<[u8; 1024]> {
    const BANDS: [(u8, u8); 5] = [(15, 10), (25, 10), (35, 10), (45, 15), (60, 5)];
    let mut tables: Vec<[u8; 1024]> = BANDS
        .iter()
        .map(|(first, width)| {
            let mut table = [0; 1024];
            for (mark, age) in table.iter_mut().enumerate() {
                *age = first + (mark * usize::from(*width) / 1024) as u8;
            }
            table
        })
        .collect();
    let mut old = [0; 1024];
    for (mark, age) in old.iter_mut().enumerate() {
        let excess = -mean_years_past_65 * math::ln(1.0 - (mark as f64 + 0.5) / 1024.0);
        *age = 65 + excess.min(40.0) as u8;
    }
    tables.push(old);
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_has_mean_0_and_variance_1() {
        let z = normal();
        let n = z.len() as f64;
        assert!(z.iter().sum::<f64>().abs() < 1e-6);
        assert!((z.iter().map(|x| x * x).sum::<f64>() / n - 1.0).abs() < 2e-4);
        assert!((z[63897] - math::normal_quantile(63897.5 / 65536.0)).abs() < 1e-8);
        assert!((z[65535] - math::normal_quantile(65535.5 / 65536.0)).abs() < 1e-6);
    }

    #[test]
    fn beta_has_its_moments() {
        for (mean, concentration) in [(0.5, 4.0), (0.15, 10.0), (0.05, 12.0), (0.02, 1.0), (0.9, 5.0)] {
            let x: Vec<f64> = beta(mean, concentration).iter().map(|q| f64::from(*q) / 65535.0).collect();
            let n = x.len() as f64;
            let got = x.iter().sum::<f64>() / n;
            let variance = x.iter().map(|v| (v - got) * (v - got)).sum::<f64>() / n;
            assert!((got - mean).abs() < 2e-4, "{got} {mean}");
            assert!((variance / (mean * (1.0 - mean) / (concentration + 1.0)) - 1.0).abs() < 3e-3);
        }
    }

    #[test]
    fn ages_stay_in_their_bands() {
        let tables = ages(9.0);
        for (table, (low, high)) in tables.iter().zip([(15, 24), (25, 34), (35, 44), (45, 59), (60, 64), (65, 105)]) {
            assert_eq!(table[0], low);
            assert!(table.iter().all(|a| (low..=high).contains(a)));
        }
    }
}
