//! Exact quantities: ratios as they are written, and chances as integer thresholds.

use std::fmt;

/// A rational number as a source writes it: `0.05`, `2/37`, `-50`. Always reduced, denominator > 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    num: i64,
    den: i64,
}

impl Ratio {
    /// Zero.
    pub const ZERO: Ratio = Ratio { num: 0, den: 1 };
    /// One.
    pub const ONE: Ratio = Ratio { num: 1, den: 1 };

    /// `num / den`, reduced; `None` if `den` is zero.
    pub fn new(num: i64, den: i64) -> Option<Ratio> {
        if den == 0 || num == i64::MIN || den == i64::MIN {
            return None;
        }
        let divisor = gcd(num.unsigned_abs(), den.unsigned_abs()).max(1) as i64;
        let sign = den.signum();
        Some(Ratio { num: sign * num / divisor, den: sign * den / divisor })
    }

    /// A whole number.
    pub const fn whole(n: i32) -> Ratio {
        Ratio { num: n as i64, den: 1 }
    }

    /// Reads `12`, `-0.05`, `2/37`, `5%`, `1.2e-3` exactly.
    ///
    /// ```
    /// use glasshouse_model::Ratio;
    /// assert_eq!(Ratio::parse("5%"), Ratio::new(1, 20));
    /// assert_eq!(Ratio::parse("1.2e-3"), Ratio::new(3, 2500));
    /// assert_eq!(Ratio::parse("about 5"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Ratio> {
        let text = text.trim();
        if let Some((num, den)) = text.split_once('/') {
            return Ratio::new(num.trim().parse().ok()?, den.trim().parse().ok()?);
        }
        if let Some(percent) = text.strip_suffix('%') {
            let r = Ratio::parse(percent.trim_end())?;
            return Ratio::new(r.num, r.den.checked_mul(100)?);
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((m, e)) => (m, e.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (digits, negative) = match mantissa.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (mantissa.strip_prefix('+').unwrap_or(mantissa), false),
        };
        let (int, frac) = digits.split_once('.').unwrap_or((digits, ""));
        if int.is_empty() && frac.is_empty() {
            return None;
        }
        let mut num: i64 = 0;
        for c in int.chars().chain(frac.chars()).filter(|c| *c != '_') {
            num = num.checked_mul(10)?.checked_add(i64::from(c.to_digit(10)?))?;
        }
        let scale = exponent - frac.chars().filter(|c| *c != '_').count() as i32;
        let power = 10i64.checked_pow(scale.unsigned_abs())?;
        let num = if negative { -num } else { num };
        if scale >= 0 { Ratio::new(num.checked_mul(power)?, 1) } else { Ratio::new(num, power) }
    }

    /// The nearest double; for behaviour kernels, metrics and printing only.
    pub fn to_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }

    /// The whole number this is, if it is one that fits.
    pub fn to_i32(self) -> Option<i32> {
        (self.den == 1).then(|| i32::try_from(self.num).ok()).flatten()
    }

    /// Numerator and denominator.
    pub fn parts(self) -> (i64, i64) {
        (self.num, self.den)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> std::cmp::Ordering {
        let left = i128::from(self.num) * i128::from(other.den);
        let right = i128::from(other.num) * i128::from(self.den);
        left.cmp(&right)
    }
}

impl fmt::Display for Ratio {
    /// Decimal where that is exact, otherwise `a/b`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut places) = (self.den, 0u32);
        let (mut twos, mut fives) = (0u32, 0u32);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        if rest == 1 {
            places = places.max(twos).max(fives);
        }
        match 10i128.checked_pow(places) {
            Some(power) if rest == 1 && places <= 12 => {
                let scaled = i128::from(self.num) * power / i128::from(self.den);
                let sign = if scaled < 0 { "-" } else { "" };
                let scaled = scaled.unsigned_abs();
                let power = power.unsigned_abs();
                if places == 0 {
                    write!(f, "{sign}{scaled}")
                } else {
                    let width = places as usize;
                    write!(f, "{sign}{}.{:0width$}", scaled / power, scaled % power)
                }
            }
            _ => write!(f, "{}/{}", self.num, self.den),
        }
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A probability as a threshold on a 32-bit mark: exact at 0 and at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance(u64);

impl Chance {
    /// Never.
    pub const NEVER: Chance = Chance(0);
    /// Always.
    pub const ALWAYS: Chance = Chance(1 << 32);

    /// The chance nearest below an exact ratio, clamped to [0, 1].
    pub fn from_ratio(ratio: Ratio) -> Chance {
        if ratio.num <= 0 {
            return Chance::NEVER;
        }
        if ratio.num >= ratio.den {
            return Chance::ALWAYS;
        }
        Chance(((i128::from(ratio.num) << 32) / i128::from(ratio.den)) as u64)
    }

    /// The chance nearest to a number computed by a behaviour kernel, clamped to [0, 1].
    pub fn from_f64(p: f64) -> Chance {
        if p >= 1.0 {
            Chance::ALWAYS
        } else if p > 0.0 {
            Chance((p * 4_294_967_296.0) as u64)
        } else {
            Chance::NEVER
        }
    }

    /// Both of two independent chances.
    pub fn and(self, other: Chance) -> Chance {
        Chance(((u128::from(self.0) * u128::from(other.0)) >> 32) as u64)
    }

    /// Whether a uniform 32-bit mark falls inside.
    #[inline]
    pub fn hit(self, mark: u32) -> bool {
        u64::from(mark) < self.0
    }

    /// The threshold, 0 to 2³².
    pub fn threshold(self) -> u64 {
        self.0
    }

    /// As a double, for printing and metrics.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 4_294_967_296.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_read_and_print_exactly() {
        for (text, shown) in [
            ("0.05", "0.05"),
            ("2/37", "2/37"),
            ("-50", "-50"),
            ("5%", "0.05"),
            ("1e3", "1000"),
            ("4/2", "2"),
            ("-0.5", "-0.5"),
        ] {
            assert_eq!(Ratio::parse(text).map(|r| r.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", ".", "−20", "1,5", "0x10", "1/0", "99999999999999999999", "1e400"] {
            assert_eq!(Ratio::parse(text), None, "{text}");
        }
    }

    #[test]
    fn chances_are_exact_at_the_ends() {
        assert!(Chance::ALWAYS.hit(u32::MAX));
        assert!(!Chance::NEVER.hit(0));
        assert_eq!(Chance::ALWAYS.and(Chance::ALWAYS), Chance::ALWAYS);
    }
}
