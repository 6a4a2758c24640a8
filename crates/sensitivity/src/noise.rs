//! How much of an output's variance is luck, and how many replicates make a mean exact enough.

/// Luck and design, from several replicates at each point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// Mean variance between replicates of one point: E\[Var(y | x)\].
    pub within: f64,
    /// Variance of the points' true means: Var(E\[y | x\]), the luck of the means taken out; not below 0.
    pub between: f64,
    /// Share of the whole variance that is luck; 0 where nothing varies.
    pub share: f64,
}

/// Splits the variance of `values`, point by point; `None` with fewer than two points of two replicates.
pub fn split(values: &[Vec<f64>]) -> Option<Noise> {
    let known: Vec<&Vec<f64>> = values.iter().filter(|v| v.len() > 1).collect();
    if known.len() < 2 {
        return None;
    }
    let n = known.len() as f64;
    let moments = |list: &[f64]| {
        let count = list.len() as f64;
        let mean = list.iter().sum::<f64>() / count;
        (mean, list.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (count - 1.0))
    };
    let points: Vec<(f64, f64, f64)> = known
        .iter()
        .map(|list| {
            let (mean, variance) = moments(list);
            (mean, variance, variance / list.len() as f64)
        })
        .collect();
    let within = points.iter().map(|p| p.1).sum::<f64>() / n;
    let means: Vec<f64> = points.iter().map(|p| p.0).collect();
    let between = (moments(&means).1 - points.iter().map(|p| p.2).sum::<f64>() / n).max(0.0);
    let whole = within + between;
    Some(Noise { within, between, share: if whole > 0.0 { within / whole } else { 0.0 } })
}

/// Replicates at which the 95 % interval of a mean is `half` to each side, by the normal quantile; at least 2.
pub fn replicates_for(variance: f64, half: f64) -> Option<u32> {
    let needed = 1.96 * 1.96 * variance / (half * half);
    (half > 0.0 && needed.is_finite()).then(|| needed.ceil().clamp(2.0, f64::from(u32::MAX)) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: variances 2 and 2 within; means 2 and 12, variance 50 less 1 of luck.
    #[test]
    fn luck_and_design_are_told_apart() {
        let noise = split(&[vec![1.0, 3.0], vec![11.0, 13.0], vec![5.0]]).unwrap();
        assert!((noise.within - 2.0).abs() < 1e-12 && (noise.between - 49.0).abs() < 1e-12);
        assert!((noise.share - 2.0 / 51.0).abs() < 1e-12);
        assert_eq!(split(&[vec![1.0, 2.0]]), None);
        assert!(split(&[vec![1.0, 1.0], vec![1.0, 1.0]]).unwrap().share.abs() < 1e-12);
    }

    #[test]
    fn replicates_follow_the_variance() {
        assert_eq!(replicates_for(100.0, 1.96), Some(100));
        assert_eq!(replicates_for(0.0, 1.0), Some(2));
        assert_eq!(replicates_for(1.0, 0.0), None);
    }
}
