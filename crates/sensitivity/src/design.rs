//! Designs that need no index of their own: one at a time, grids, Latin hypercubes.

use crate::Points;
use glasshouse_model::draw::{Keyring, Place, Stream, below};

/// Levels of a grid or of one input at a time: for each input the number of its level, or `None` where it stays at
/// its base value.
pub type Levels = Vec<Vec<Option<usize>>>;

/// The base point, then every level of every input while the others stay at their base values. `levels` says how
/// many levels each input has.
///
/// ```
/// use glasshouse_sensitivity::design::one_at_a_time;
/// assert_eq!(one_at_a_time(&[2, 1]), [[None, None], [Some(0), None], [Some(1), None], [None, Some(0)]]);
/// ```
pub fn one_at_a_time(levels: &[usize]) -> Levels {
    let mut points = vec![vec![None; levels.len()]];
    for (input, count) in levels.iter().enumerate() {
        for level in 0..*count {
            let mut point = vec![None; levels.len()];
            if let Some(slot) = point.get_mut(input) {
                *slot = Some(level);
            }
            points.push(point);
        }
    }
    points
}

/// How many points [`grid`] has; `None` where that does not fit 64 bits.
pub fn grid_size(levels: &[usize]) -> Option<u64> {
    levels.iter().try_fold(1u64, |product, count| product.checked_mul(*count as u64))
}

/// Every combination of levels; the last input changes fastest.
pub fn grid(levels: &[usize]) -> Levels {
    let mut points: Levels = vec![Vec::new()];
    for count in levels {
        points = points
            .iter()
            .flat_map(|point| (0..*count).map(move |level| point.iter().copied().chain([Some(level)]).collect()))
            .collect();
    }
    points
}

/// A Latin hypercube (McKay, Beckman & Conover 1979): each input has exactly one point in each of `n` equal strata,
/// at a random place inside it.
pub fn latin_hypercube(n: u32, inputs: usize, seed: u64) -> Points {
    let keys = Keyring::new(seed, 0);
    let columns: Vec<Vec<f64>> = (0..inputs as u32)
        .map(|input| {
            let strata = permutation(&keys, input, n);
            let place = Place { sub: 1, ..Place::of(Stream::Design, input) };
            let at = |(i, stratum): (usize, u32)| (f64::from(stratum) + uniform(&keys, place, i as u32)) / f64::from(n);
            strata.into_iter().enumerate().map(at).collect()
        })
        .collect();
    (0..n as usize).map(|i| columns.iter().filter_map(|c| c.get(i).copied()).collect()).collect()
}

/// Independent uniform points: the design that the others are measured by.
pub fn random(n: u32, inputs: usize, seed: u64) -> Points {
    let keys = Keyring::new(seed, 0);
    let place = |input: u32| Place { sub: 2, ..Place::of(Stream::Design, input) };
    (0..n).map(|i| (0..inputs as u32).map(|input| uniform(&keys, place(input), i)).collect()).collect()
}

/// A random order of `0..n` (Fisher–Yates), by the key of `unit`.
pub(crate) fn permutation(keys: &Keyring, unit: u32, n: u32) -> Vec<u32> {
    let place = Place::of(Stream::Design, unit);
    let mut order: Vec<u32> = (0..n).collect();
    for i in (1..order.len()).rev() {
        let [word, ..] = keys.draw(place, i as u32);
        order.swap(i, below(word, i as u32 + 1) as usize);
    }
    order
}

/// A number from 0 to below 1 in 53 bits.
pub(crate) fn uniform(keys: &Keyring, place: Place, n: u32) -> f64 {
    let [a, b, ..] = keys.draw(place, n);
    let word = u64::from(a) << 32 | u64::from(b);
    (word >> 11) as f64 / 9_007_199_254_740_992.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stratum_of_each_margin_has_one_point() {
        for (n, d) in [(1, 1), (50, 4), (97, 3)] {
            let points = latin_hypercube(n, d, 7);
            for input in 0..d {
                let mut strata: Vec<u32> = points.iter().map(|p| (p[input] * f64::from(n)) as u32).collect();
                strata.sort_unstable();
                assert_eq!(strata, (0..n).collect::<Vec<_>>());
            }
        }
    }

    /// The standard deviation of the mean of a sum of d inputs is √(d/12N³); independent points give √(d/12N).
    #[test]
    fn hypercubes_are_as_exact_as_theory_says() {
        let sd = |design: fn(u32, usize, u64) -> Points| {
            let mean = |seed| design(50, 4, seed).iter().flatten().sum::<f64>() / 50.0 - 2.0;
            let values: Vec<f64> = (0..3000).map(mean).collect();
            glasshouse_model::math::sqrt(values.iter().map(|v| v * v).sum::<f64>() / values.len() as f64)
        };
        assert!((sd(latin_hypercube) / 0.001633 - 1.0).abs() < 0.05, "{}", sd(latin_hypercube));
        assert!((sd(random) / 0.08165 - 1.0).abs() < 0.05, "{}", sd(random));
    }

    #[test]
    fn grids_have_every_combination_once() {
        let points = grid(&[2, 3]);
        assert_eq!(points.len() as u64, grid_size(&[2, 3]).unwrap());
        assert_eq!(points[1], [Some(0), Some(1)]);
        assert_eq!(points[5], [Some(1), Some(2)]);
        assert_eq!(grid_size(&[usize::MAX, 3]), None);
    }

    #[test]
    fn a_permutation_has_everything_once() {
        let keys = Keyring::new(3, 0);
        let mut order = permutation(&keys, 0, 100);
        assert_ne!(order, (0..100).collect::<Vec<_>>());
        assert_ne!(order, permutation(&keys, 1, 100));
        order.sort_unstable();
        assert_eq!(order, (0..100).collect::<Vec<_>>());
    }
}
