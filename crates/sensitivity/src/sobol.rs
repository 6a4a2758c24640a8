//! Variance-based indices: which share of an output's variance an input explains, alone and with the others.
//!
//! First order by Saltelli et al. 2010 (<https://doi.org/10.1016/j.cpc.2009.09.018>, table 2 b), total by Jansen
//! 1999, second order as in Saltelli 2002. Points are an Owen-scrambled Sobol' sequence with the directions of Joe
//! and Kuo. Negative estimates are kept: they show how exact the others are.

use crate::design::random;
use crate::{Limits, Points, resample};

/// Most base points of a design: the sequence is stored so far.
pub const POINTS_MAX: u32 = 1 << 16;
/// Most inputs of a design: the sequence has twice as many dimensions.
pub const INPUTS_MAX: usize = sobol_burley::NUM_DIMENSIONS as usize / 2;

/// How the two independent sets of base points are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sequence {
    /// The scrambled sequence.
    Sobol,
    /// Independent points.
    Random,
}

/// Points of the scrambled sequence.
pub fn sequence(n: u32, inputs: usize, seed: u64) -> Points {
    // The library takes a seed of 32 bits; both halves of ours go into it.
    let seed = (seed ^ (seed >> 32)) as u32;
    let row = |i| (0..inputs as u32).map(|input| f64::from(sobol_burley::sample(i, input, seed))).collect();
    (0..n.min(POINTS_MAX)).map(row).collect()
}

/// How many points a design has.
pub fn size(n: u32, inputs: usize, second_order: bool) -> u64 {
    u64::from(n) * (inputs as u64 * if second_order { 2 } else { 1 } + 2)
}

/// For each base point: A, then A with each input from B, then (for second order) B with each input from A, then B.
/// At most [`POINTS_MAX`] base points and [`INPUTS_MAX`] inputs of the sequence; more are left out.
pub fn design(n: u32, inputs: usize, second_order: bool, how: Sequence, seed: u64) -> Points {
    let both = match how {
        Sequence::Sobol => sequence(n, 2 * inputs.min(INPUTS_MAX), seed),
        Sequence::Random => random(n, 2 * inputs, seed),
    };
    let mut points = Points::new();
    for row in both {
        let (a, b) = row.split_at(row.len() / 2);
        let with = |base: &[f64], other: &[f64], input: usize| {
            let mut point = base.to_vec();
            if let (Some(slot), Some(value)) = (point.get_mut(input), other.get(input)) {
                *slot = *value;
            }
            point
        };
        points.push(a.to_vec());
        points.extend((0..a.len()).map(|input| with(a, b, input)));
        if second_order {
            points.extend((0..a.len()).map(|input| with(b, a, input)));
        }
        points.push(b.to_vec());
    }
    points
}

/// Indices of one output.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// Share of the variance that each input explains alone.
    pub first: Vec<Option<Limits>>,
    /// Share that it explains alone and together with others.
    pub total: Vec<Option<Limits>>,
    /// Shares that two inputs explain only together: the inputs and the share, where the design has them.
    pub second: Vec<(usize, usize, Option<Limits>)>,
    /// Mean of the output.
    pub mean: f64,
    /// Variance of the output.
    pub variance: f64,
    /// Base points with a value everywhere.
    pub rows: usize,
}

/// What the outputs at the points of [`design`] say; `None` where no base point has a value everywhere. The indices
/// of an output that never changes have no value.
pub fn indices(outputs: &[Option<f64>], inputs: usize, second_order: bool, seed: u64) -> Option<Indices> {
    let width = inputs * if second_order { 2 } else { 1 } + 2;
    let complete = |row: &[Option<f64>]| row.iter().copied().collect::<Option<Vec<f64>>>();
    let mut rows: Vec<Vec<f64>> = outputs.chunks_exact(width).filter_map(complete).collect();
    let ends = |row: &Vec<f64>| [row.first().copied().unwrap_or(0.0), row.last().copied().unwrap_or(0.0)];
    let count = 2.0 * rows.len() as f64;
    if rows.is_empty() {
        return None;
    }
    let mean = rows.iter().flat_map(ends).sum::<f64>() / count;
    let variance = rows.iter().flat_map(ends).map(|y| (y - mean) * (y - mean)).sum::<f64>() / count;
    // The estimators are products: with the mean taken out, far less is lost in them.
    rows.iter_mut().flatten().for_each(|y| *y -= mean);
    let columns: Vec<Vec<f64>> =
        (0..width).map(|c| rows.iter().filter_map(|row| row.get(c).copied()).collect()).collect();
    let table = Table { columns, inputs };
    let everything: Vec<usize> = (0..rows.len()).collect();
    let of = |statistic: &dyn Fn(&[usize]) -> [Option<f64>; 2], number: usize| {
        let sub = seed.wrapping_add(number as u64 + 1);
        resample::limits(rows.len(), sub, statistic(&everything), statistic)
    };
    let (first, total) = (0..inputs)
        .map(|input| of(&|sample| [table.first(input, sample), table.total(input, sample)], input))
        .map(|[first, total]| (first, total))
        .unzip();
    let pairs = (0..inputs).flat_map(|a| (a + 1..inputs).map(move |b| (a, b))).filter(|_| second_order);
    let second = pairs
        .enumerate()
        .map(|(number, (a, b))| {
            let [share, _] = of(&|sample| [table.second(a, b, sample), None], inputs + number);
            (a, b, share)
        })
        .collect();
    Some(Indices { first, total, second, mean, variance, rows: rows.len() })
}

/// Outputs by column of the design, their mean taken out.
struct Table {
    columns: Vec<Vec<f64>>,
    inputs: usize,
}

impl Table {
    fn a(&self) -> &[f64] {
        self.columns.first().map_or(&[], Vec::as_slice)
    }

    fn b(&self) -> &[f64] {
        self.columns.last().map_or(&[], Vec::as_slice)
    }

    fn a_with(&self, input: usize) -> &[f64] {
        self.columns.get(1 + input).map_or(&[], Vec::as_slice)
    }

    fn b_with(&self, input: usize) -> &[f64] {
        self.columns.get(1 + self.inputs + input).map_or(&[], Vec::as_slice)
    }

    /// The mean of a term over the rows of a sample, in shares of their variance.
    fn share(&self, sample: &[usize], term: impl Fn(usize) -> f64) -> Option<f64> {
        let n = sample.len() as f64;
        let (a, b) = (self.a(), self.b());
        let (mut sum, mut squares, mut terms) = (0.0, 0.0, 0.0);
        for &row in sample {
            let (x, y) = (at(a, row), at(b, row));
            sum += x + y;
            squares += x * x + y * y;
            terms += term(row);
        }
        let mean = sum / (2.0 * n);
        let variance = squares / (2.0 * n) - mean * mean;
        (variance > 0.0).then(|| terms / n / variance)
    }

    fn first(&self, input: usize, sample: &[usize]) -> Option<f64> {
        let (a, b, mixed) = (self.a(), self.b(), self.a_with(input));
        self.share(sample, |row| at(b, row) * (at(mixed, row) - at(a, row)))
    }

    fn total(&self, input: usize, sample: &[usize]) -> Option<f64> {
        let (a, mixed) = (self.a(), self.a_with(input));
        let half_square = |d: f64| 0.5 * d * d;
        self.share(sample, |row| half_square(at(a, row) - at(mixed, row)))
    }

    fn second(&self, one: usize, other: usize, sample: &[usize]) -> Option<f64> {
        let (a, b) = (self.a(), self.b());
        let (mixed, swapped) = (self.a_with(other), self.b_with(one));
        let both = self.share(sample, |row| at(swapped, row) * at(mixed, row) - at(a, row) * at(b, row))?;
        Some(both - self.first(one, sample)? - self.first(other, sample)?)
    }
}

fn at(column: &[f64], row: usize) -> f64 {
    column.get(row).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analytic;

    fn ishigami(n: u32, second: bool, how: Sequence, seed: u64) -> Indices {
        let model = analytic::find("ishigami").unwrap();
        let points = design(n, 3, second, how, seed);
        let outputs: Vec<Option<f64>> = points.iter().map(|p| model.at(p)).collect();
        indices(&outputs, 3, second, seed).unwrap()
    }

    const FIRST: [f64; 3] = [0.31390519, 0.44241114, 0.0];
    const TOTAL: [f64; 3] = [0.55758886, 0.44241114, 0.24368366];

    /// Ishigami & Homma 1990; the closed form is in the tests of [`analytic`].
    #[test]
    fn indices_of_ishigami_are_known() {
        for seed in [1, 2, 3] {
            let found = ishigami(8192, true, Sequence::Sobol, seed);
            for (input, (first, total)) in FIRST.into_iter().zip(TOTAL).enumerate() {
                assert!((found.first[input].unwrap().value - first).abs() < 0.01, "{seed} {found:?}");
                assert!((found.total[input].unwrap().value - total).abs() < 0.01, "{seed} {found:?}");
            }
            let together: Vec<f64> = found.second.iter().map(|(.., s)| s.unwrap().value).collect();
            for (found, known) in together.iter().zip([0.0, 0.24368366, 0.0]) {
                assert!((found - known).abs() < 0.02, "{seed} {together:?}");
            }
            assert!((found.mean - 3.5).abs() < 0.02 && (found.variance - 13.84458794).abs() < 0.1);
        }
    }

    /// With independent points the 95 % limits cover the truth in at least 90 of 100 repetitions.
    #[test]
    fn limits_cover_the_truth() {
        let mut covered = [[0; 2]; 3];
        for seed in 0..100 {
            let found = ishigami(500, false, Sequence::Random, 1000 + seed);
            for input in 0..3 {
                for (which, (of, truth)) in [(&found.first, FIRST), (&found.total, TOTAL)].into_iter().enumerate() {
                    let limits = of[input].unwrap();
                    covered[input][which] += u32::from(limits.low <= truth[input] && truth[input] <= limits.high);
                }
            }
        }
        assert!(covered.iter().flatten().all(|n| *n >= 90), "{covered:?}");
    }

    #[test]
    fn what_never_changes_has_no_indices_and_gaps_are_left_out() {
        let still = indices(&[Some(2.0); 40], 2, false, 1).unwrap();
        assert_eq!((still.first.as_slice(), still.rows), (&[None, None][..], 10));
        let mut outputs: Vec<Option<f64>> = (0..40).map(|i| Some(f64::from(i * i % 17))).collect();
        outputs[5] = None;
        assert_eq!(indices(&outputs, 2, false, 1).unwrap().rows, 9);
        assert_eq!(indices(&[None; 4], 2, false, 1), None);
    }

    /// The first points of two dimensions fill every elementary interval: a property of the sequence that no
    /// independent points have.
    #[test]
    fn the_sequence_is_a_net() {
        let points = sequence(64, 2, 9);
        for (wide, high) in [(1, 64), (2, 32), (4, 16), (8, 8), (16, 4), (64, 1)] {
            let mut cells = vec![0; 64];
            for p in &points {
                cells[(p[0] * f64::from(wide)) as usize * high + (p[1] * high as f64) as usize] += 1;
            }
            assert!(cells.iter().all(|n| *n == 1), "{wide} × {high}");
        }
    }
}
