//! Processes that work together: each takes its share of the work, and what they found is put together.
//!
//! The door behind which message passing is. What a process does must follow from its number and from what
//! everybody knows, and what is put together must not depend on how many there are: sums of integers, or pieces that
//! say themselves where they belong.

use std::fmt::Debug;

/// The processes of one piece of work. Every method but [`Ranks::rank`] and [`Ranks::size`] has to be called by all of
/// them, in the same order.
pub trait Ranks: Debug {
    /// The number of this process, from 0.
    fn rank(&self) -> usize;

    /// How many there are, at least 1.
    fn size(&self) -> usize;

    /// Adds up, place by place, what all have; all have the sums afterwards. Lengths are the same everywhere.
    fn sum(&self, numbers: &mut [i64]);

    /// What each one gives, in order of their numbers; all get everything. Lengths may differ.
    fn gather(&self, own: &[u8]) -> Vec<Vec<u8>>;
}

/// One process, alone.
#[derive(Clone, Copy, Debug)]
pub struct Alone;

impl Ranks for Alone {
    fn rank(&self) -> usize {
        0
    }

    fn size(&self) -> usize {
        1
    }

    fn sum(&self, _: &mut [i64]) {}

    fn gather(&self, own: &[u8]) -> Vec<Vec<u8>> {
        vec![own.to_vec()]
    }
}
