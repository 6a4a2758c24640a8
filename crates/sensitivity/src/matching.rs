//! Which points agree with what was observed: implausibility and nearest points.
//!
//! History matching (Craig et al. 1997; McCulloch et al. 2022, <https://www.jasss.org/25/2/1.html>) throws away what
//! is surely wrong; ABC rejection (Pritchard et al. 1999) keeps what is nearest.

use glasshouse_model::math;

/// Beyond so many standard deviations a point is implausible: Pukelsheim's 3σ rule for any distribution with one
/// peak.
pub const CUT: f64 = 3.0;

/// What was observed, with how uncertain it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pattern {
    /// Observed value.
    pub value: f64,
    /// Variance of the observation.
    pub observed: f64,
    /// Variance for what the model leaves out.
    pub model: f64,
}

/// How many standard deviations an output lies from a pattern. `luck` is the variance of the output's mean.
pub fn implausibility(pattern: Pattern, mean: f64, luck: f64) -> f64 {
    let variance = pattern.observed + pattern.model + luck;
    let distance = (mean - pattern.value).abs();
    if variance > 0.0 {
        distance / math::sqrt(variance)
    } else if distance > 0.0 {
        f64::INFINITY
    } else {
        0.0
    }
}

/// The smallest box of the unit cube that holds all `points`, each side wider by `margin` of its length; the whole
/// cube for no points.
pub fn enclosing(points: &[&[f64]], inputs: usize, margin: f64) -> Vec<(f64, f64)> {
    (0..inputs)
        .map(|input| {
            let values = || points.iter().filter_map(|p| p.get(input).copied());
            let (low, high) = (values().fold(1.0, f64::min), values().fold(0.0, f64::max));
            if low > high {
                return (0.0, 1.0);
            }
            let wider = margin * (high - low);
            ((low - wider).max(0.0), (high + wider).min(1.0))
        })
        .collect()
}

/// The numbers of the `keep` nearest points by their distances, nearest first; equal ones in their order. Points
/// without a distance are never kept.
pub fn nearest(distances: &[Option<f64>], keep: usize) -> Vec<usize> {
    let mut order: Vec<(f64, usize)> = distances.iter().enumerate().filter_map(|(i, d)| Some(((*d)?, i))).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order.into_iter().take(keep).map(|(_, i)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::latin_hypercube;

    #[test]
    fn implausibility_counts_standard_deviations() {
        let pattern = Pattern { value: 10.0, observed: 3.0, model: 5.0 };
        assert!((implausibility(pattern, 16.0, 1.0) - 2.0).abs() < 1e-12);
        let exact = Pattern { value: 1.0, observed: 0.0, model: 0.0 };
        assert!(implausibility(exact, 1.5, 0.0).is_infinite() && implausibility(exact, 1.0, 0.0).abs() < 1e-12);
    }

    /// ABC rejection on a normal mean with a flat prior: the posterior of θ given a mean of 20 draws with standard
    /// deviation 1 has mean 0.3 and standard deviation 1/√20 = 0.2236.
    #[test]
    fn the_nearest_points_are_a_posterior() {
        let n = 40_000;
        let points = latin_hypercube(n, 2, 11);
        let theta = |p: &Vec<f64>| -2.0 + 4.0 * p[0];
        let simulated =
            |p: &Vec<f64>| theta(p) + math::normal_quantile(p[1].clamp(1e-9, 1.0 - 1e-9)) / math::sqrt(20.0);
        let distances: Vec<Option<f64>> = points.iter().map(|p| Some((simulated(p) - 0.3).abs())).collect();
        let kept = nearest(&distances, 800);
        let values: Vec<f64> = kept.iter().map(|i| theta(&points[*i])).collect();
        let mean = values.iter().sum::<f64>() / 800.0;
        let sd = math::sqrt(values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / 799.0);
        assert!((mean - 0.3).abs() < 0.025 && (sd - 0.2236).abs() < 0.02, "{mean} {sd}");
    }

    #[test]
    fn boxes_hold_their_points() {
        let points = [vec![0.2, 0.5], vec![0.4, 0.9]];
        let rows: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let found = enclosing(&rows, 2, 0.5);
        assert!((found[0].0 - 0.1).abs() < 1e-12 && (found[0].1 - 0.5).abs() < 1e-12);
        assert!((found[1].0 - 0.3).abs() < 1e-12 && (found[1].1 - 1.0).abs() < 1e-12);
        assert_eq!(enclosing(&[], 1, 0.5), [(0.0, 1.0)]);
        assert_eq!(nearest(&[Some(2.0), None, Some(1.0), Some(2.0)], 3), [2, 0, 3]);
    }
}
