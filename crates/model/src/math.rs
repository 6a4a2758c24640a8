//! The only transcendental functions of the program, through `libm`, so that every platform computes
//! the same bits.

/// eˣ.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Square root.
pub fn sqrt(x: f64) -> f64 {
    libm::sqrt(x)
}

/// sin x.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// xʸ.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Logarithm of the gamma function, for x > 0.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The logistic function 1 / (1 + e⁻ˣ).
pub fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + exp(-x))
    } else {
        let e = exp(x);
        e / (1.0 + e)
    }
}

/// The standard normal distribution function.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// The standard normal quantile, by bisection on `erfc` (used for tables only).
pub fn normal_quantile(p: f64) -> f64 {
    let (mut lo, mut hi) = (-9.0f64, 9.0f64);
    for _ in 0..80 {
        let mid = 0.5 * (lo + hi);
        if 0.5 * libm::erfc(-mid / std::f64::consts::SQRT_2) < p { lo = mid } else { hi = mid }
    }
    0.5 * (lo + hi)
}

/// −ln(u) for u in (0, 1], in single precision without library calls: log₂ by exponent split and an
/// atanh-type polynomial (relative error below 2·10⁻⁶). The same bits on every IEEE platform, because
/// it uses only + − × ÷ and Rust never contracts them.
#[inline(always)]
pub fn neg_ln_f32(u: f32) -> f32 {
    let bits = u.to_bits() as i32;
    let exponent = (bits - 0x3f35_04f3) >> 23;
    let mantissa = f32::from_bits((bits - (exponent << 23)) as u32);
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let poly = t * (2.0 + t2 * (0.666_666_7 + t2 * (0.4 + t2 * (0.285_714_3 + t2 * 0.222_222_22))));
    -(exponent as f32 * std::f32::consts::LN_2 + poly)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fast_logarithm_is_accurate() {
        for i in 1..=1_000_000u32 {
            let u = i as f32 / 1_000_000.0;
            let (got, want) = (f64::from(neg_ln_f32(u)), -ln(f64::from(u)));
            assert!((got - want).abs() <= 2e-6 * want.max(0.05), "{u}: {got} {want}");
        }
    }

    #[test]
    fn normal_quantile_inverts() {
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-9);
        assert!(normal_quantile(0.5).abs() < 1e-12);
    }
}
