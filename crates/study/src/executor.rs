//! The pool of threads that blocks are simulated on.

use crate::failure::Failure;
use glasshouse_engine::Executor;
use rayon::prelude::*;

/// A pool of threads. Which thread does what never shows in a result: every item is worked on alone
/// and keeps its place.
#[derive(Debug)]
pub struct Pool {
    pool: rayon::ThreadPool,
}

impl Pool {
    /// A pool of so many threads; 0 means one per processor.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the system gives no threads.
    pub fn new(threads: usize) -> Result<Pool, Failure> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map(|pool| Pool { pool })
            .map_err(|e| Failure::threads(&e.to_string()))
    }

    /// How many threads it has.
    pub fn threads(&self) -> usize {
        self.pool.current_num_threads()
    }

    /// Does two things, beside one another where it has threads for it.
    pub fn join<A: Send, B: Send>(&self, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
        self.pool.join(a, b)
    }

    /// Calls `work` once for each number below `n`, one item to a thread at a time: for few items that take long.
    pub fn spread(&self, n: usize, work: impl Fn(usize) + Sync) {
        self.pool.install(|| (0..n).into_par_iter().with_max_len(1).for_each(&work));
    }
}

impl Executor for Pool {
    fn each<T: Send, F: Fn(usize, &mut T) + Sync>(&self, items: &mut [T], work: F) {
        self.pool.install(|| items.par_iter_mut().enumerate().with_max_len(1).for_each(|(i, item)| work(i, item)));
    }

    fn width(&self) -> usize {
        self.threads()
    }
}
