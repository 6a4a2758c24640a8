//! A feed that chooses what readers see.
//!
//! In a month everybody sees so many posts, each by an author of the block who is drawn with a weight: alike for all where
//! points count for nothing, and growing with the author's points where the feed follows them. How unequally authors are
//! seen, and how what spreads is carried, follow from it.

use crate::spec::FeedSpec;

/// How many posts one may see in a month.
pub const SHOWN_MOST: f64 = 50.0;

/// Parts of the weight of somebody without points.
const UNIT: f64 = 1024.0;
/// The largest weight: a thousand times the smallest, so that everybody keeps a chance to be seen.
const WEIGHT_MOST: f64 = 1_048_576.0;

/// How a feed chooses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feed {
    /// Posts that everybody sees in a month.
    pub shown: u16,
    pull: f64,
}

impl Feed {
    pub(crate) fn of(spec: &FeedSpec) -> Feed {
        Feed { shown: spec.shown, pull: spec.pull }
    }

    /// The weight of an author with so many points more than at the start.
    pub fn weight(&self, points: i32) -> u64 {
        (UNIT * (1.0 + self.pull * f64::from(points.max(0)))).min(WEIGHT_MOST) as u64
    }
}

/// The author that a word falls on, of the sums of weights up to and with each: none where there are no authors.
pub fn author(sums: &[u64], word: u32) -> Option<u16> {
    let total = u128::from(*sums.last()?);
    let at = ((u128::from(word) * total) >> 32) as u64;
    Some(sums.partition_point(|sum| *sum <= at) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_grow_with_points_and_end_somewhere() {
        let feed = Feed::of(&FeedSpec { shown: 10, pull: 0.5 });
        assert_eq!([-3, 0, 2, i32::MAX].map(|points| feed.weight(points)), [1024, 1024, 2048, 1_048_576]);
        assert_eq!(Feed { pull: 0.0, ..feed }.weight(100), 1024);
    }

    #[test]
    fn a_word_falls_on_an_author_by_weight() {
        let sums = [1024, 2048, 5120];
        let of = |share: f64| author(&sums, (share * 4_294_967_296.0) as u32);
        assert_eq!([0.0, 0.19, 0.21, 0.39, 0.41, 0.999_999].map(of), [0, 0, 1, 1, 2, 2].map(Some));
        assert_eq!((author(&sums, u32::MAX), author(&[], 5)), (Some(2), None));
    }
}
