//! Rank correlation: whether an output rises or falls with an input, however it bends.

use crate::Limits;
use glasshouse_model::math;

/// Spearman's rank correlation with 95 % limits by Fisher's transformation (standard error 1.03/√(n − 3), Fieller,
/// Hartley & Pearson 1957); `None` for fewer than four points, or where one side never changes.
///
/// ```
/// use glasshouse_sensitivity::rank::correlation;
/// let rising = correlation(&[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0, 8.0, 27.0, 64.0, 125.0]).unwrap();
/// assert!((rising.value - 1.0).abs() < 1e-12);
/// ```
pub fn correlation(xs: &[f64], ys: &[f64]) -> Option<Limits> {
    let n = xs.len();
    if n < 4 || ys.len() != n {
        return None;
    }
    let (a, b) = (ranks(xs), ranks(ys));
    let middle = (n as f64 + 1.0) / 2.0;
    let product = |p: &[f64], q: &[f64]| p.iter().zip(q).map(|(p, q)| (p - middle) * (q - middle)).sum::<f64>();
    let scale = math::sqrt(product(&a, &a) * product(&b, &b));
    if scale <= 0.0 {
        return None;
    }
    let value = (product(&a, &b) / scale).clamp(-1.0, 1.0);
    let half = 1.96 * 1.03 / math::sqrt(n as f64 - 3.0);
    let z = 0.5 * (math::ln(1.0 + value) - math::ln(1.0 - value));
    let back = |z: f64| if z.is_infinite() { z.signum() } else { 2.0 * math::logistic(2.0 * z) - 1.0 };
    Some(Limits { value, low: back(z - half), high: back(z + half) })
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    let at = |i: usize| values.get(i).copied().unwrap_or(0.0);
    order.sort_by(|a, b| at(*a).total_cmp(&at(*b)));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for group in order.chunk_by(|a, b| at(*a).total_cmp(&at(*b)).is_eq()) {
        let rank = first as f64 + (group.len() as f64 + 1.0) / 2.0;
        first += group.len();
        for i in group {
            if let Some(slot) = ranks.get_mut(*i) {
                *slot = rank;
            }
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook example of Wikipedia's page on Spearman's coefficient: IQ and hours of television, −29/165.
    #[test]
    fn the_textbook_example() {
        let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let found = correlation(&iq, &hours).unwrap();
        assert!((found.value + 29.0 / 165.0).abs() < 1e-12, "{found:?}");
        assert!(found.low < found.value && found.value < found.high);
    }

    #[test]
    fn ties_share_their_rank_and_constants_have_no_correlation() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(correlation(&[1.0; 6], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), None);
        assert_eq!(correlation(&[1.0, 2.0], &[1.0, 2.0]), None);
    }
}
