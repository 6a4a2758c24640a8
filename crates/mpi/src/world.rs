//! All processes that MPI started.

use glasshouse_engine::Ranks;
use mpi::Threading;
use mpi::collective::SystemOperation;
use mpi::datatype::PartitionMut;
use mpi::environment::Universe;
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, CommunicatorCollectives};

/// Most bytes that travel in one call, over all processes: MPI counts in 32 bits.
const CALL_MAX: usize = 1 << 30;

/// The world communicator, and what ends MPI when it is dropped.
pub struct World {
    world: SimpleCommunicator,
    _universe: Universe,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "rank {} of {}", self.rank(), self.size())
    }
}

impl World {
    /// Begins MPI; `None` where it has begun before. Only the thread that begins it may use it.
    pub fn begin() -> Option<World> {
        let (universe, _) = mpi::initialize_with_threading(Threading::Funneled)?;
        Some(World { world: universe.world(), _universe: universe })
    }
}

impl Ranks for World {
    fn rank(&self) -> usize {
        self.world.rank() as usize
    }

    fn size(&self) -> usize {
        self.world.size() as usize
    }

    fn sum(&self, numbers: &mut [i64]) {
        for part in numbers.chunks_mut(CALL_MAX / size_of::<i64>()) {
            let own = part.to_vec();
            self.world.all_reduce_into(&own[..], part, SystemOperation::sum());
        }
    }

    fn gather(&self, own: &[u8]) -> Vec<Vec<u8>> {
        let mut lengths = vec![0u64; self.size()];
        self.world.all_gather_into(&(own.len() as u64), &mut lengths[..]);
        let most = CALL_MAX / self.size();
        let rounds = lengths.iter().map(|n| (*n as usize).div_ceil(most)).max().unwrap_or(0);
        let mut all: Vec<Vec<u8>> = vec![Vec::new(); self.size()];
        for round in 0..rounds {
            let stretch = |length: usize| (round * most).min(length)..((round + 1) * most).min(length);
            let counts: Vec<i32> = lengths.iter().map(|n| stretch(*n as usize).len() as i32).collect();
            let starts: Vec<i32> = counts
                .iter()
                .scan(0, |at, n| {
                    *at += n;
                    Some(*at - n)
                })
                .collect();
            let mut bytes = vec![0u8; counts.iter().map(|n| *n as usize).sum()];
            let mut parts = PartitionMut::new(&mut bytes[..], &counts[..], &starts[..]);
            self.world.all_gather_varcount_into(&own[stretch(own.len())], &mut parts);
            for ((list, start), n) in all.iter_mut().zip(&starts).zip(&counts) {
                list.extend_from_slice(&bytes[*start as usize..(*start + *n) as usize]);
            }
        }
        all
    }
}
