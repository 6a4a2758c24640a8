//! The numbers of a run as rows and as a digest.
//!
//! Rows come in one order: metric and item as in the catalogue, then group, then month. Series of
//! zeros are left out of the table, so the digest takes the numbers that are not zero: it is the same
//! whether it is computed from a fresh run or from the stored table.

use glasshouse_metrics::Series;
use glasshouse_model::Group;
use glasshouse_model::group::N_GROUPS;

/// One metric of one group over the months of one replicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Metric name.
    pub metric: String,
    /// Item, or empty.
    pub item: String,
    /// Group.
    pub group: Group,
    /// Values, month 1 first.
    pub months: Vec<i64>,
}

/// The rows of a series that are not all zero.
pub fn rows(series: &Series) -> impl Iterator<Item = Row> + '_ {
    let n_months = series.n_months();
    series.layout.columns.iter().enumerate().flat_map(move |(number, column)| {
        (0..N_GROUPS as u8).filter_map(move |group| {
            let months: Vec<i64> = (0..n_months).map(|m| series.value(m, number, group)).collect();
            months.iter().any(|v| *v != 0).then(|| Row {
                metric: column.metric.spec().name.to_string(),
                item: column.item.clone(),
                group: Group(group),
                months,
            })
        })
    })
}

/// BLAKE3 of the rows of one replicate.
pub fn digest<'r>(rows: impl Iterator<Item = &'r Row>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    // A row at a time: hundreds of thousands of small pieces would cost more than what is in them.
    let mut bytes = Vec::new();
    for row in rows {
        bytes.clear();
        for (month, value) in row.months.iter().enumerate().filter(|(_, v)| **v != 0) {
            bytes.extend_from_slice(row.metric.as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(row.item.as_bytes());
            bytes.extend_from_slice(&[0, row.group.0]);
            bytes.extend_from_slice(&(month as u32).to_le_bytes());
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        hasher.update(&bytes);
    }
    hasher.finalize()
}

/// The digest of a run: its specification and the digests of its replicates.
pub fn run_digest(specification: &str, replicates: &[String]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(specification.as_bytes());
    for replicate in replicates {
        hasher.update(b"\nreplicate ");
        hasher.update(replicate.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_do_not_count_and_everything_else_does() {
        let row = |item: &str, months: &[i64]| Row {
            metric: "people".into(),
            item: item.into(),
            group: Group(0),
            months: months.to_vec(),
        };
        let base = digest([row("a", &[1, 0, 2])].iter());
        assert_eq!(base, digest([row("a", &[1, 0, 2]), row("b", &[0, 0, 0])].iter()));
        for other in [row("a", &[1, 2, 0]), row("b", &[1, 0, 2]), row("a", &[1, 0, 3])] {
            assert_ne!(base, digest([other].iter()));
        }
    }
}
