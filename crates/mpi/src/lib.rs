//! Several processes on one piece of work, by MPI.
//!
//! [`begin`] says who this process is. Built without the feature `mpi`, or started without `mpirun`, it is alone; so
//! callers know nothing of message passing but [`Ranks`].

use glasshouse_engine::Alone;
pub use glasshouse_engine::Ranks;

#[cfg(feature = "mpi")]
mod world;

/// Variables that launchers set for every process they start: Open MPI's, PMI's (MPICH, Slurm), PMIx's (Slurm).
#[cfg(feature = "mpi")]
const LAUNCHED: [&str; 3] = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK"];

/// The processes that were started together with this one. To be called once, by the thread that will use it, and to
/// be kept until the work is done.
pub fn begin() -> Box<dyn Ranks> {
    #[cfg(feature = "mpi")]
    if LAUNCHED.iter().any(|name| std::env::var_os(name).is_some())
        && let Some(world) = world::World::begin()
    {
        return Box::new(world);
    }
    Box::new(Alone)
}
