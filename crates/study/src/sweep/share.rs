//! A sweep over several processes: each runs its share of the points into the cache, and the last call finds all of
//! them there. So the bundle has the same bytes however many there were, and a process that died costs only the runs
//! it had not finished.

use super::cache::{Cache, Key, Numbers};
use super::work::{self, Step};
use super::{PreparedSweep, Workload};
use crate::compare::EVERY;
use crate::executor::Pool;
use crate::failure::Failure;
use crate::ranks::agreed;
use glasshouse_engine::Ranks;
use std::ops::ControlFlow;

/// One part of several that the runs of a sweep are dealt out to, in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which one, from 0.
    pub number: usize,
    /// Of how many, at least 1.
    pub of: usize,
}

impl Share {
    /// The share written `I/N`, from 1/N to N/N.
    pub fn parse(text: &str) -> Option<Share> {
        let (number, of) = text.split_once('/')?;
        let (number, of): (usize, usize) = (number.trim().parse().ok()?, of.trim().parse().ok()?);
        (1..=of).contains(&number).then(|| Share { number: number - 1, of })
    }

    /// Whether a run is in it. `place` counts points, arms and replicates together, so that neighbours in each of them
    /// fall to different shares.
    pub(super) fn has(self, place: usize) -> bool {
        place % self.of == self.number
    }
}

/// Runs what is in a share and not in the cache, and writes nothing else.
///
/// # Errors
/// As [`super::sweep`].
pub fn run_share(
    prepared: &PreparedSweep,
    pool: &Pool,
    cache: &Cache,
    share: Share,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Workload, Failure> {
    work::run_share(prepared, pool, cache, share, watch).map(|(workload, _)| workload)
}

/// Runs every point that was not run before, over all processes: afterwards the first has every number in its cache,
/// though the caches may lie on different machines.
///
/// # Errors
/// As [`super::sweep`]; [`Failure::Machine`] where another process failed.
pub fn run_together(
    prepared: &PreparedSweep,
    pool: &Pool,
    cache: &Cache,
    ranks: &dyn Ranks,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let share = Share { number: ranks.rank(), of: ranks.size() };
    let (_, keys) = agreed(ranks, work::run_share(prepared, pool, cache, share, watch))?;
    let own: Vec<u8> = keys.iter().filter_map(|key| Some(write(*key, &cache.load(*key)?))).flatten().collect();
    let all = ranks.gather(&own);
    let store = || -> Result<(), Failure> {
        if ranks.rank() > 0 {
            return Ok(());
        }
        let records = all.iter().flat_map(|bytes| bytes.chunks_exact(RECORD)).map(read);
        for (key, numbers) in records {
            if cache.load(key).is_none() {
                cache.store(key, &numbers)?;
            }
        }
        Ok(())
    };
    agreed(ranks, store())
}

/// Bytes of a run on its way: its key, and per metric whether it has a value and which.
const RECORD: usize = 32 + 9 * EVERY.len();

fn write(key: Key, numbers: &[Option<f64>]) -> Vec<u8> {
    let mut bytes = key.bytes().to_vec();
    for number in numbers {
        bytes.push(u8::from(number.is_some()));
        bytes.extend_from_slice(&number.unwrap_or(0.0).to_bits().to_le_bytes());
    }
    bytes
}

fn read(bytes: &[u8]) -> (Key, Numbers) {
    let (key, numbers) = bytes.split_at(32);
    let number = |bytes: &[u8]| {
        let (known, bits) = bytes.split_at(1);
        let bits = bits.try_into().map(u64::from_le_bytes).unwrap_or(0);
        (known == [1]).then(|| f64::from_bits(bits))
    };
    (Key::of(key.try_into().unwrap_or([0; 32])), numbers.chunks_exact(9).map(number).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_and_part_everything() {
        assert_eq!(Share::parse("2/8"), Some(Share { number: 1, of: 8 }));
        for wrong in ["0/8", "9/8", "8", "1/0", "a/b", "-1/2"] {
            assert_eq!(Share::parse(wrong), None, "{wrong}");
        }
        let shares: Vec<Share> = (0..3).map(|number| Share { number, of: 3 }).collect();
        assert!((0..50).all(|place| shares.iter().filter(|share| share.has(place)).count() == 1));
    }

    #[test]
    fn numbers_travel_exactly() {
        let numbers: Numbers = (0..EVERY.len()).map(|i| (i % 3 > 0).then(|| -0.1 / i as f64)).collect();
        let bytes = write(Key::of([7; 32]), &numbers);
        assert_eq!((bytes.len(), read(&bytes)), (RECORD, (Key::of([7; 32]), numbers)));
    }
}
