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

/// The gamma distribution of a shape and mean 1.
pub struct Gamma {
    shape: f64,
    /// ln Γ(shape).
    ln_gamma: f64,
}

impl Gamma {
    /// The distribution.
    pub fn new(shape: f64) -> Gamma {
        Gamma { shape, ln_gamma: math::ln_gamma(shape) }
    }

    /// The means within `parts` equally likely parts of what lies above a quantile: what stands for each keeps the
    /// mean of all.
    pub fn means(&self, above: f64, parts: usize) -> Vec<f64> {
        let share = (1.0 - above) / parts as f64;
        // Everything is reckoned from the upper end, where the parts are smallest beside their distance.
        let (mut x, mut beyond) = (0.0, 1.0);
        if above > 0.0 {
            (x, beyond) = self.quantile(1.0 - above, self.shape.max(1.0));
        }
        let mean = |part: usize| {
            let left = (parts - part) as f64 * share;
            let mut next = 0.0;
            if part < parts {
                (x, next) = self.quantile(left, x);
            }
            let mean = (beyond - next) / share;
            beyond = next;
            mean
        };
        (1..=parts).map(mean).collect()
    }

    /// The point that is exceeded with chance `q`, in units of which the mean is `shape`, sought from `near` on; and the
    /// share of the mean that lies beyond it.
    fn quantile(&self, q: f64, near: f64) -> (f64, f64) {
        let a = self.shape;
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let mut x = near;
        if near <= 0.0 {
            // Near 0 the distribution function is xᵃ / Γ(a + 1).
            x = math::exp((math::ln((1.0 - q).max(1e-300)) + self.ln_gamma + math::ln(a)) / a);
        }
        for _ in 0..80 {
            let (upper, front) = self.upper(x);
            let miss = upper - q;
            if miss > 0.0 {
                low = x
            } else {
                high = x
            }
            // The density is front ÷ x. A step beyond what is known to hold the root is halved instead.
            let mut next = x + miss * x / front;
            if !(next > low && next < high) {
                next = if high.is_finite() { 0.5 * (low + high) } else { x * 2.0 };
            }
            if (next - x).abs() <= 1e-9 * x {
                // What one more degree of shape adds to the chance of exceeding is front ÷ a.
                return (x, upper + front / a);
            }
            x = next;
        }
        let (upper, front) = self.upper(x);
        (x, upper + front / a)
    }

    /// The chance of exceeding `x` > 0: by its series below, by the continued fraction of Legendre above. And xᵃ e⁻ˣ / Γ(a).
    fn upper(&self, x: f64) -> (f64, f64) {
        let a = self.shape;
        let front = math::exp(a * math::ln(x) - x - self.ln_gamma);
        if x < a + 1.0 {
            let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
            for _ in 0..400 {
                n += 1.0;
                term *= x / n;
                sum += term;
                if term < sum * 1e-16 {
                    break;
                }
            }
            return (1.0 - front * sum, front);
        }
        let (mut b, mut c) = (x + 1.0 - a, 1e300);
        let mut d = 1.0 / b;
        let mut fraction = d;
        for i in 1..400 {
            let n = f64::from(i);
            let an = -n * (n - a);
            b += 2.0;
            d = 1.0 / (an * d + b);
            c = b + an / c;
            let change = c * d;
            fraction *= change;
            if (change - 1.0).abs() < 1e-15 {
                break;
            }
        }
        (front * fraction, front)
    }
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

    /// Known answers: a gamma of shape ½ is half a squared normal, one of shape 1 is exponential.
    #[test]
    fn gamma_has_known_answers() {
        for x in [0.01, 0.3, 1.0, 2.5, 9.0] {
            let z = math::sqrt(2.0 * x);
            let want = 2.0 * (1.0 - math::normal_cdf(z));
            assert!((Gamma::new(0.5).upper(x).0 / want - 1.0).abs() < 1e-9, "{x}");
            assert!((Gamma::new(1.0).upper(x).0 / math::exp(-x) - 1.0).abs() < 1e-12, "{x}");
        }
        for shape in [0.1, 0.5, 1.0, 7.5] {
            let means = Gamma::new(shape).means(0.0, 512);
            assert!(
                (means.iter().sum::<f64>() / 512.0 - 1.0).abs() < 1e-12,
                "{shape}: they add up whatever is between"
            );
            // The lowest of a small shape are nothing but what was rounded off the sum above them.
            assert!(means.windows(2).all(|pair| pair[0] < pair[1] + 1e-12), "{shape}: they rise");
            let tail = Gamma::new(shape).means(511.0 / 512.0, 64);
            // A quantile is known to 10⁻⁹ of itself, which is some ten times as much of what lies beyond it.
            let off = tail.iter().sum::<f64>() / 64.0 / means[511] - 1.0;
            assert!(off.abs() < 1e-7, "{shape}: {off}");
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
