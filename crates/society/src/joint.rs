//! The joint distribution of the six attributes, and the tables from which persons are drawn.
//!
//! Age × sex × place × education are fitted to their published margins from a seed that carries the
//! declared associations; income fifths are tied to place by the ratio of mean incomes; occupations are
//! fitted last, inside the fitted table of the other five.

use crate::ipf::{self, Fit, Margin, Table};
use crate::people::Cell;
use crate::spec::{Spec, product};
use glasshouse_model::{Attribute, math};
use std::collections::BTreeMap;

/// Bins of a drawing table: one per 16-bit mark.
pub const BINS: usize = 1 << 16;

/// The joint distribution of a society.
#[derive(Clone, Debug)]
pub struct Joint {
    /// Combinations that occur.
    pub cells: Vec<Cell>,
    /// Exact share of each cell among the persons of its place, in bins of [`BINS`].
    pub bins: Vec<u32>,
    /// Cell by 16-bit mark, rural then urban.
    pub draw: [Vec<u16>; 2],
    /// The fitted table of the first five attributes, before anything is rounded.
    pub fitted: Table,
    /// How the fitting of the five attributes and of the occupations went.
    pub fits: [FitReport; 2],
}

/// How a fitting went.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FitReport {
    /// Rounds over all margins.
    pub rounds: u32,
    /// Largest relative error of any margin.
    pub largest_error: f64,
    /// Whether it converged.
    pub converged: bool,
}

impl From<&Fit> for FitReport {
    fn from(fit: &Fit) -> FitReport {
        FitReport { rounds: fit.rounds, largest_error: fit.largest_error, converged: fit.converged }
    }
}

const TOLERANCE: f64 = 1e-9;
const ROUNDS_MAX: u32 = 2000;
/// Sex, age, place, income, education, occupation.
const DIMS: [usize; 6] = [2, 6, 2, 5, 5, 10];

impl Joint {
    /// Fits the joint distribution that a document describes.
    ///
    /// # Errors
    /// A margin that cannot be met at all, as [`ipf::FitError`].
    pub fn of(spec: &Spec) -> Result<Joint, ipf::FitError> {
        let five = fit_five(spec)?;
        let six = fit_occupations(spec, &five.table)?;
        let fits = [FitReport::from(&five), FitReport::from(&six)];
        let (cells, bins) = (Vec::new(), Vec::new());
        let mut joint = Joint { cells, bins, draw: [Vec::new(), Vec::new()], fitted: five.table, fits };
        for place in 0..2u8 {
            let (mut shares, mut cells) = (Vec::new(), Vec::new());
            for (index, value) in six.table.values.iter().enumerate() {
                let levels = levels_of(index);
                if levels[Attribute::Place as usize] == place && *value > 0.0 {
                    shares.push(*value);
                    cells.push(Cell { levels });
                }
            }
            let mut draw = Vec::with_capacity(BINS);
            let mut bins = apportion(&shares, BINS as u32);
            if !spec.start_tables.is_empty() {
                balance(&cells, &shares, &mut bins);
            }
            for (cell, bins) in cells.into_iter().zip(bins) {
                if bins > 0 {
                    draw.resize(draw.len() + bins as usize, joint.cells.len() as u16);
                    joint.cells.push(cell);
                    joint.bins.push(bins);
                }
            }
            if let Some(table) = joint.draw.get_mut(usize::from(place)) {
                *table = draw;
            }
        }
        Ok(joint)
    }

    /// Expected share of each cell in the whole society.
    pub fn shares(&self, urban: f64) -> Vec<f64> {
        let of = |(cell, bins): (&Cell, &u32)| {
            let place = if cell.levels[Attribute::Place as usize] == 1 { urban } else { 1.0 - urban };
            place * f64::from(*bins) / BINS as f64
        };
        self.cells.iter().zip(&self.bins).map(of).collect()
    }
}

fn levels_of(index: usize) -> [u8; 6] {
    let mut rest = index;
    let mut levels = [0; 6];
    for (level, dim) in levels.iter_mut().zip(DIMS).rev() {
        *level = (rest % dim) as u8;
        rest /= dim;
    }
    levels
}

fn fit_five(spec: &Spec) -> Result<Fit, ipf::FitError> {
    let seed = Table::from_fn(DIMS[..5].to_vec(), |levels| {
        let score = |a: Attribute| {
            let axis = a as usize;
            levels.get(axis).copied().unwrap_or(0) as f64 - 0.5 * (DIMS[axis] as f64 - 1.0)
        };
        let associated =
            math::exp(spec.associations.iter().map(|(a, b, strength)| strength * score(*a) * score(*b)).sum());
        let declared = spec.start_tables.iter().map(|t| t.values.get(t.place(levels)).copied().unwrap_or(1.0));
        declared.fold(associated, |start, value| start * value)
    });
    let margins = [
        Margin::new(vec![Attribute::Sex as usize], spec.shares.sex.clone()),
        Margin::new(vec![Attribute::Age as usize], spec.shares.age.clone()),
        Margin::new(vec![Attribute::Education as usize], spec.shares.education.clone()),
        Margin::new(vec![Attribute::Place as usize, Attribute::Income as usize], place_by_income(spec)?),
    ];
    ipf::fit(&seed, &margins, TOLERANCE, ROUNDS_MAX)
}

/// Place × income fifth such that fifths are fifths and urban mean income is `income_ratio` times rural
/// mean income: the strength of a linear-by-linear association is found by bisection.
fn place_by_income(spec: &Spec) -> Result<Vec<f64>, ipf::FitError> {
    let urban = spec.shares.urban;
    let margins = [Margin::new(vec![0], vec![1.0 - urban, urban]), Margin::new(vec![1], vec![0.2; 5])];
    let at = |strength: f64| {
        let seed = Table::from_fn(vec![2, 5], |l| match l {
            [place, fifth] => math::exp(strength * (*place as f64 - 0.5) * (*fifth as f64 - 2.0)),
            _ => 0.0,
        });
        ipf::fit(&seed, &margins, 1e-11, 200).map(|f| f.table.values)
    };
    let ratio = |values: &[f64]| {
        let (rural, town) = values.split_at(5);
        let mean = |v: &[f64]| v.iter().zip(&spec.income).map(|(a, b)| a * b).sum::<f64>() / v.iter().sum::<f64>();
        mean(town) / mean(rural)
    };
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if ratio(&at(middle)?) < spec.income_ratio { low = middle } else { high = middle }
    }
    let mut values = at(0.5 * (low + high))?;
    // The total is made exact so that margins agree to the last digits.
    let total: f64 = values.iter().sum();
    values.iter_mut().for_each(|v| *v /= total);
    Ok(values)
}

fn fit_occupations(spec: &Spec, five: &Table) -> Result<Fit, ipf::FitError> {
    let n = spec.shares.occupation.len();
    let mut values = Vec::with_capacity(five.values.len() * n);
    for (index, value) in five.values.iter().enumerate() {
        let mut levels = levels_of(index * n);
        for occupation in 0..n {
            levels[Attribute::Occupation as usize] = occupation as u8;
            let factors = spec.occupation_factors.iter().filter(|(o, _)| *o == occupation);
            let weight: f64 = factors.map(|(_, f)| product(std::slice::from_ref(f), &levels)).product();
            values.push(value * spec.shares.occupation.get(occupation).copied().unwrap_or(0.0) * weight);
        }
    }
    let seed = Table { dims: DIMS.to_vec(), values };
    let total: f64 = five.values.iter().sum();
    let occupation: Vec<f64> = spec.shares.occupation.iter().map(|s| s * total).collect();
    let margins = [Margin::new((0..5).collect(), five.values.clone()), Margin::new(vec![5], occupation)];
    ipf::fit(&seed, &margins, TOLERANCE, ROUNDS_MAX)
}

/// Moves bins between cells that differ in one attribute only, until every level of every attribute has its share of
/// all bins to less than one: rounding cell by cell adds up to more. A move between two levels of one attribute leaves
/// the levels of all others as they are.
fn balance(cells: &[Cell], shares: &[f64], bins: &mut [u32]) {
    let (sum, total) = (shares.iter().sum::<f64>(), bins.iter().sum::<u32>());
    let wanted: Vec<f64> = shares.iter().map(|s| s / sum * f64::from(total)).collect();
    let place: BTreeMap<[u8; 6], usize> = cells.iter().enumerate().map(|(i, cell)| (cell.levels, i)).collect();
    for attribute in Attribute::ALL {
        let axis = attribute as usize;
        // By how much each level has too many.
        let mut over = vec![0.0; attribute.levels().len()];
        for ((cell, wanted), bins) in cells.iter().zip(&wanted).zip(bins.iter()) {
            over[usize::from(cell.levels[axis])] += f64::from(*bins) - wanted;
        }
        let least = |over: &[f64]| (0..over.len()).min_by(|a, b| over[*a].total_cmp(&over[*b])).unwrap_or(0);
        let most = |over: &[f64]| (0..over.len()).max_by(|a, b| over[*a].total_cmp(&over[*b])).unwrap_or(0);
        for _ in 0..total {
            let (from, to) = (most(&over), least(&over));
            if over[from] - over[to] <= 1.0 {
                break;
            }
            // Of all pairs the one whose own rounding suffers least.
            let pairs = (0..cells.len()).filter(|i| usize::from(cells[*i].levels[axis]) == from && bins[*i] > 0);
            let pair = pairs.filter_map(|i| {
                let mut levels = cells[i].levels;
                levels[axis] = to as u8;
                let j = *place.get(&levels)?;
                Some((i, j, (f64::from(bins[i]) - wanted[i]) - (f64::from(bins[j]) - wanted[j])))
            });
            let Some((i, j, _)) = pair.max_by(|a, b| a.2.total_cmp(&b.2)) else { break };
            (bins[i], bins[j]) = (bins[i] - 1, bins[j] + 1);
            (over[from], over[to]) = (over[from] - 1.0, over[to] + 1.0);
        }
    }
}

/// Whole numbers in proportion to `shares` that add up to `total`: largest remainders, ties to the first.
pub fn apportion(shares: &[f64], total: u32) -> Vec<u32> {
    let sum: f64 = shares.iter().sum();
    if sum.is_nan() || sum <= 0.0 {
        return vec![0; shares.len()];
    }
    let quotas: Vec<f64> = shares.iter().map(|s| s / sum * f64::from(total)).collect();
    let mut seats: Vec<u32> = quotas.iter().map(|q| *q as u32).collect();
    let left = total.saturating_sub(seats.iter().sum());
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let rest = |i: usize| quotas.get(i).map_or(0.0, |q| q - q.trunc());
    order.sort_by(|a, b| rest(*b).total_cmp(&rest(*a)).then(a.cmp(b)));
    for i in order.into_iter().take(left as usize) {
        if let Some(seat) = seats.get_mut(i) {
            *seat += 1;
        }
    }
    seats
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells of a share below one bin round away together; balanced, every level is exact to one.
    #[test]
    fn balanced_bins_keep_every_margin_to_one() {
        let (mut cells, mut shares) = (Vec::new(), Vec::new());
        for index in 0..DIMS.iter().product::<usize>() {
            let levels = levels_of(index);
            let uneven =
                levels.iter().zip([3, 7, 11, 13, 17, 19]).map(|(l, prime)| usize::from(*l) * prime).sum::<usize>();
            cells.push(Cell { levels });
            shares.push(1.0 + (uneven % 23) as f64 + if index % 5 == 0 { 0.3 } else { 0.0 });
        }
        let mut bins = apportion(&shares, BINS as u32);
        let (sum, total) = (shares.iter().sum::<f64>(), BINS as f64);
        let worst = |bins: &[u32]| {
            let mut worst = 0.0;
            for attribute in Attribute::ALL {
                for level in 0..attribute.levels().len() as u8 {
                    let of = |i: &usize| cells[*i].level(attribute) == level;
                    let have: u32 = (0..cells.len()).filter(of).map(|i| bins[i]).sum();
                    let want: f64 = (0..cells.len()).filter(of).map(|i| shares[i] / sum * total).sum();
                    worst = f64::max(worst, (f64::from(have) - want).abs());
                }
            }
            worst
        };
        assert!(worst(&bins) > 1.0, "the test has nothing to show: {}", worst(&bins));
        balance(&cells, &shares, &mut bins);
        assert!(worst(&bins) <= 1.0, "{}", worst(&bins));
        assert_eq!(bins.iter().sum::<u32>(), BINS as u32);
    }

    #[test]
    fn apportionment_is_exact() {
        assert_eq!(apportion(&[1.0, 1.0, 1.0], 100), [34, 33, 33]);
        assert_eq!(apportion(&[0.5, 0.25, 0.25], 8), [4, 2, 2]);
        assert_eq!(apportion(&[0.0, 0.0], 8), [0, 0]);
    }
}
