//! Iterative proportional fitting of an n-way table to margins of any order (Deming & Stephan 1940).
//!
//! Margins are met in turn, over and over, until the largest relative error of any margin is below the
//! tolerance. Zero cells stay zero (they are impossible combinations), and the associations of the
//! seed that no margin speaks of (its cross-product ratios) are kept exactly.
//!
//! ```
//! use glasshouse_society::ipf::{fit, Margin, Table};
//! let seed = Table::new(vec![2, 2], vec![1.0, 2.0, 3.0, 4.0]).unwrap();
//! let margins = [Margin::new(vec![0], vec![30.0, 70.0]), Margin::new(vec![1], vec![50.0, 50.0])];
//! let fitted = fit(&seed, &margins, 1e-12, 1000).unwrap();
//! assert!(fitted.converged);
//! assert!((fitted.table.values[0] + fitted.table.values[1] - 30.0).abs() < 1e-9);
//! ```

/// A table with one axis per attribute, row-major (the last axis varies fastest).
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Levels of each axis.
    pub dims: Vec<usize>,
    /// Values, as many as the product of `dims`.
    pub values: Vec<f64>,
}

impl Table {
    /// A table; `None` if the number of values does not fit the axes.
    pub fn new(dims: Vec<usize>, values: Vec<f64>) -> Option<Table> {
        (dims.iter().product::<usize>() == values.len()).then_some(Table { dims, values })
    }

    /// A table filled from a function of the levels.
    pub fn from_fn(dims: Vec<usize>, mut value: impl FnMut(&[usize]) -> f64) -> Table {
        let n = dims.iter().product();
        let mut levels = vec![0; dims.len()];
        let mut values = Vec::with_capacity(n);
        for _ in 0..n {
            values.push(value(&levels));
            advance(&mut levels, &dims);
        }
        Table { dims, values }
    }

    /// Sums over all axes but these: the margin, row-major over `axes`.
    pub fn margin(&self, axes: &[usize]) -> Vec<f64> {
        let (map, size) = margin_map(&self.dims, axes);
        let mut sums = vec![0.0; size];
        add_up(&map, &self.values, &mut sums);
        sums
    }
}

/// A margin to be met.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    /// The axes it speaks of.
    pub axes: Vec<usize>,
    /// Its values, row-major over `axes`.
    pub targets: Vec<f64>,
}

impl Margin {
    /// A margin over some axes.
    pub fn new(axes: Vec<usize>, targets: Vec<f64>) -> Margin {
        Margin { axes, targets }
    }
}

/// A fitted table and how the fitting went.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The table.
    pub table: Table,
    /// Rounds over all margins.
    pub rounds: u32,
    /// Largest relative error of any margin value after the last round.
    pub largest_error: f64,
    /// Whether that is within the tolerance. If not, the margins contradict one another given the zero cells.
    pub converged: bool,
}

/// Why no fitting was possible at all.
#[derive(Clone, Debug, PartialEq)]
pub enum FitError {
    /// A margin names an axis that does not exist or has the wrong number of values.
    Shape {
        /// Index of the margin.
        margin: usize,
    },
    /// A seed or target value is negative or not finite.
    Value,
    /// A margin's total differs from the first margin's.
    Totals {
        /// Index of the margin.
        margin: usize,
        /// Its total.
        total: f64,
        /// The first margin's total.
        expected: f64,
    },
    /// A positive target lies where the seed has only zeros.
    Unreachable {
        /// Index of the margin.
        margin: usize,
        /// Index of the value in it.
        value: usize,
    },
}

/// Fits `seed` to `margins` to a relative `tolerance`, in at most `rounds_max` rounds.
///
/// # Errors
/// [`FitError`] if the margins do not fit the table's shape or one another.
pub fn fit(seed: &Table, margins: &[Margin], tolerance: f64, rounds_max: u32) -> Result<Fit, FitError> {
    let maps = check(seed, margins)?;
    let mut values = seed.values.clone();
    let (mut rounds, mut largest_error) = (0, f64::INFINITY);
    let mut sums: Vec<Vec<f64>> = margins.iter().map(|m| vec![0.0; m.targets.len()]).collect();
    while rounds < rounds_max && largest_error > tolerance {
        rounds += 1;
        largest_error = 0.0;
        for ((margin, map), sums) in margins.iter().zip(&maps).zip(&mut sums) {
            add_up(map, &values, sums);
            for (sum, target) in sums.iter_mut().zip(&margin.targets) {
                // From here on the sum is the factor that repairs it.
                if *target > 0.0 {
                    largest_error = f64::max(largest_error, (*sum / target - 1.0).abs());
                }
                *sum = if *sum > 0.0 { target / *sum } else { 0.0 };
            }
            for (value, at) in values.iter_mut().zip(map) {
                *value *= sums.get(*at as usize).copied().unwrap_or(0.0);
            }
        }
    }
    let table = Table { dims: seed.dims.clone(), values };
    Ok(Fit { table, rounds, largest_error, converged: largest_error <= tolerance })
}

/// Checks shapes and totals; returns the margin value of every cell, per margin.
fn check(seed: &Table, margins: &[Margin]) -> Result<Vec<Vec<u32>>, FitError> {
    let fine = |v: &f64| v.is_finite() && *v >= 0.0;
    if !seed.values.iter().all(fine) || !margins.iter().flat_map(|m| &m.targets).all(fine) {
        return Err(FitError::Value);
    }
    let expected: f64 = margins.first().map_or(0.0, |m| m.targets.iter().sum());
    let mut maps = Vec::with_capacity(margins.len());
    for (number, margin) in margins.iter().enumerate() {
        if margin.axes.iter().any(|a| *a >= seed.dims.len()) {
            return Err(FitError::Shape { margin: number });
        }
        let (map, size) = margin_map(&seed.dims, &margin.axes);
        if size != margin.targets.len() {
            return Err(FitError::Shape { margin: number });
        }
        let total: f64 = margin.targets.iter().sum();
        if (total - expected).abs() > 1e-9 * expected.abs().max(1e-300) {
            return Err(FitError::Totals { margin: number, total, expected });
        }
        let mut sums = vec![0.0; size];
        add_up(&map, &seed.values, &mut sums);
        if let Some(value) = sums.iter().zip(&margin.targets).position(|(s, t)| *s <= 0.0 && *t > 0.0) {
            return Err(FitError::Unreachable { margin: number, value });
        }
        maps.push(map);
    }
    Ok(maps)
}

/// For every cell of a table the index of its margin value, and how many margin values there are.
fn margin_map(dims: &[usize], axes: &[usize]) -> (Vec<u32>, usize) {
    let mut strides = vec![0; dims.len()];
    let mut size = 1;
    for axis in axes.iter().rev() {
        if let (Some(stride), Some(dim)) = (strides.get_mut(*axis), dims.get(*axis)) {
            *stride = size;
            size *= dim;
        }
    }
    let mut levels = vec![0; dims.len()];
    let map = (0..dims.iter().product::<usize>())
        .map(|_| {
            let at: usize = levels.iter().zip(&strides).map(|(l, s)| l * s).sum();
            advance(&mut levels, dims);
            at as u32
        })
        .collect();
    (map, size)
}

fn add_up(map: &[u32], values: &[f64], sums: &mut [f64]) {
    sums.fill(0.0);
    for (value, at) in values.iter().zip(map) {
        if let Some(sum) = sums.get_mut(*at as usize) {
            *sum += value;
        }
    }
}

fn advance(levels: &mut [usize], dims: &[usize]) {
    for (level, dim) in levels.iter_mut().zip(dims).rev() {
        *level += 1;
        if *level < *dim {
            return;
        }
        *level = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of the usual introduction to the method (a 4 × 4 table).
    #[test]
    fn known_answer_of_four_by_four() {
        let seed = [[40., 30., 20., 10.], [35., 50., 100., 75.], [30., 80., 70., 120.], [20., 30., 40., 50.]];
        let seed = Table::new(vec![4, 4], seed.concat()).unwrap();
        let margins =
            [Margin::new(vec![0], vec![150., 300., 400., 150.]), Margin::new(vec![1], vec![200., 300., 400., 100.])];
        let fit = fit(&seed, &margins, 1e-12, 1000).unwrap();
        let expected = [
            [64.55851, 46.23246, 35.384298, 3.8247323],
            [49.967919, 68.159354, 156.49855, 25.37418],
            [56.721944, 144.42823, 145.08248, 53.767349],
            [28.751627, 41.179961, 63.034674, 17.033738],
        ];
        assert!(fit.converged);
        for (got, want) in fit.table.values.iter().zip(expected.concat()) {
            assert!((got / want - 1.0).abs() < 1e-7, "{got} {want}");
        }
        let odds = |t: &[f64]| t[0] * t[5] / (t[1] * t[4]);
        assert!((odds(&fit.table.values) / odds(&seed.values) - 1.0).abs() < 1e-9);
    }

    /// A table without three-way interaction is recovered from its two-way margins; zero cells stay.
    #[test]
    fn three_way_table_from_two_way_margins() {
        let truth = Table::from_fn(vec![2, 3, 4], |l| {
            if l == [1, 2, 3] { 0.0 } else { (1.0 + l[0] as f64) * (2.0 + l[1] as f64) * (1.0 + (l[2] * l[1]) as f64) }
        });
        let seed = Table::from_fn(vec![2, 3, 4], |l| if l == [1, 2, 3] { 0.0 } else { 1.0 });
        let margins: Vec<Margin> =
            [[0, 1], [1, 2], [0, 2]].iter().map(|a| Margin::new(a.to_vec(), truth.margin(a))).collect();
        let fitted = fit(&seed, &margins, 1e-12, 10_000).unwrap();
        assert!(fitted.converged, "{} after {}", fitted.largest_error, fitted.rounds);
        for (got, want) in fitted.table.values.iter().zip(&truth.values) {
            assert!((got - want).abs() < 1e-8, "{got} {want}");
        }
        // A three-way margin that names every cell is met at once, in any order of axes.
        let whole = Margin::new(vec![2, 0, 1], truth.margin(&[2, 0, 1]));
        let fitted = fit(&seed, &[whole], 1e-12, 10).unwrap();
        assert!(fitted.table.values.iter().zip(&truth.values).all(|(a, b)| (a - b).abs() < 1e-9));
    }

    #[test]
    fn contradictions_are_reported() {
        let seed = Table::new(vec![2, 2], vec![1.0, 0.0, 0.0, 1.0]).unwrap();
        let rows = Margin::new(vec![0], vec![30.0, 70.0]);
        let stuck = fit(&seed, &[rows.clone(), Margin::new(vec![1], vec![50.0, 50.0])], 1e-9, 100).unwrap();
        assert!(!stuck.converged && stuck.rounds == 100 && stuck.largest_error > 0.1);
        assert_eq!(fit(&seed, &[Margin::new(vec![2], vec![1.0])], 1e-9, 9), Err(FitError::Shape { margin: 0 }));
        assert_eq!(fit(&seed, &[Margin::new(vec![0], vec![1.0])], 1e-9, 9), Err(FitError::Shape { margin: 0 }));
        assert_eq!(
            fit(&seed, &[rows, Margin::new(vec![1], vec![50.0, 60.0])], 1e-9, 9),
            Err(FitError::Totals { margin: 1, total: 110.0, expected: 100.0 })
        );
        let empty = Table::new(vec![2], vec![1.0, 0.0]).unwrap();
        assert_eq!(
            fit(&empty, &[Margin::new(vec![0], vec![1.0, 1.0])], 1e-9, 9),
            Err(FitError::Unreachable { margin: 0, value: 1 })
        );
    }
}
