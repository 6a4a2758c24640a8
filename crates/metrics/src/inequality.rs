//! How unequally an amount is spread over persons: Gini, Theil, Atkinson and Hoover.
//!
//! All indices are those of the persons counted (population form, nothing is divided by n − 1), as in Cowell,
//! *Measuring Inequality*, 3rd edition. Amounts are whole numbers of any unit, not negative; sums run in the order of
//! size, so that the order of persons changes no bit.
//!
//! ```
//! use glasshouse_metrics::inequality::{Index, index};
//! assert_eq!(index(Index::Gini, &mut [10, 1, 4, 2, 3]), Ok(0.4));
//! assert_eq!(index(Index::Hoover, &mut [5, 5]), Ok(0.0));
//! ```

use crate::headline::{Undefined, Value};
use glasshouse_model::math;

/// An index of inequality; 0 where all have the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Index {
    /// Mean difference of two persons over twice the mean.
    Gini,
    /// Theil's T: mean of (x/μ)·ln(x/μ).
    TheilT,
    /// Theil's L, the mean log deviation: −mean of ln(x/μ).
    TheilL,
    /// Atkinson's index at an aversion ε > 0.
    Atkinson(f64),
    /// Share of the sum that would have to change hands to make all equal.
    Hoover,
}

/// An index over persons. Sorts the amounts.
///
/// # Errors
/// [`Undefined::NoCases`] where there is nobody, nothing, or a negative amount; and where the index takes the
/// logarithm of an amount, or a negative power, and somebody has nothing.
pub fn index(which: Index, amounts: &mut [i64]) -> Value {
    amounts.sort_unstable();
    let n = amounts.len() as f64;
    let sum: i128 = amounts.iter().map(|x| i128::from(*x)).sum();
    if amounts.first().is_none_or(|least| *least < 0) || sum == 0 {
        return Err(Undefined::NoCases);
    }
    let total = sum as f64;
    let mean = total / n;
    let relative = amounts.iter().map(|x| *x as f64 / mean);
    let all_have_some = amounts.first().is_some_and(|least| *least > 0);
    match which {
        Index::Gini => Ok(gini(amounts, total)),
        Index::TheilT => Ok(relative.map(|x| if x > 0.0 { x * math::ln(x) } else { 0.0 }).sum::<f64>() / n),
        Index::TheilL if all_have_some => Ok(-relative.map(math::ln).sum::<f64>() / n),
        Index::Atkinson(aversion) if all_have_some || aversion < 1.0 => Ok(atkinson(aversion, relative, n)),
        Index::TheilL | Index::Atkinson(_) => Err(Undefined::NoCases),
        Index::Hoover => Ok(relative.map(|x| (x - 1.0).abs()).sum::<f64>() / (2.0 * n)),
    }
}

/// Σ(2i − n − 1)·x₍ᵢ₎ / (n·Σx) over amounts in order, exact in whole numbers up to the division.
fn gini(sorted: &[i64], total: f64) -> f64 {
    let n = sorted.len() as i128;
    let ranked: i128 = (1..).zip(sorted).map(|(i, x): (i128, &i64)| (2 * i - n - 1) * i128::from(*x)).sum();
    ranked as f64 / (n as f64 * total)
}

/// 1 − (mean of (x/μ)^(1−ε))^(1/(1−ε)), and 1 − geometric mean / mean at ε = 1.
fn atkinson(aversion: f64, relative: impl Iterator<Item = f64>, n: f64) -> f64 {
    let power = 1.0 - aversion;
    if power.abs() < 1e-12 {
        return 1.0 - math::exp(relative.map(math::ln).sum::<f64>() / n);
    }
    1.0 - math::pow(relative.map(|x| math::pow(x, power)).sum::<f64>() / n, 1.0 / power)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Index; 6] =
        [Index::Gini, Index::TheilT, Index::TheilL, Index::Atkinson(0.5), Index::Atkinson(1.0), Index::Hoover];

    fn of(which: Index, amounts: &[i64]) -> f64 {
        index(which, &mut amounts.to_vec()).unwrap()
    }

    /// Published for five incomes; computed by independent software.
    #[test]
    fn five_incomes() {
        let sample = [1, 2, 3, 4, 10];
        for (which, want) in [
            (Index::Gini, 0.4),
            (Index::TheilT, 0.276_363_619),
            (Index::TheilL, 0.290_166_576),
            (Index::Atkinson(0.5), 0.133_510_453),
            (Index::Atkinson(1.0), 0.251_861_065),
            (Index::Atkinson(2.0), 0.427_480_916),
            (Index::Hoover, 0.3),
        ] {
            assert!((of(which, &sample) - want).abs() < 1e-9, "{which:?}");
        }
    }

    /// Indices do not ask for the unit, nor for how many copies of the people there are, and giving to the poorest
    /// from the richest lowers every one of them.
    #[test]
    fn what_every_index_keeps() {
        let people = [3, 8, 1, 40, 17, 9];
        let twice: Vec<i64> = people.iter().chain(&people).copied().collect();
        let scaled = people.map(|x| x * 1000);
        let fairer = [3, 8, 6, 35, 17, 9];
        for which in ALL {
            assert!((of(which, &people) - of(which, &twice)).abs() < 1e-12, "{which:?}");
            assert!((of(which, &people) - of(which, &scaled)).abs() < 1e-12, "{which:?}");
            assert!(of(which, &people) > of(which, &fairer), "{which:?}");
            assert!(of(which, &[7, 7, 7]).abs() < 1e-12, "{which:?}");
        }
    }

    #[test]
    fn without_an_amount_there_is_no_index() {
        for which in ALL {
            assert_eq!(index(which, &mut []), Err(Undefined::NoCases));
            assert_eq!(index(which, &mut [0, 0]), Err(Undefined::NoCases));
            assert_eq!(index(which, &mut [-1, 2]), Err(Undefined::NoCases));
        }
        assert!(index(Index::TheilL, &mut [0, 2]).is_err() && index(Index::Atkinson(1.0), &mut [0, 2]).is_err());
        assert!(index(Index::Gini, &mut [0, 2]).is_ok() && index(Index::Atkinson(0.5), &mut [0, 2]).is_ok());
    }
}
