//! What a run will need, found out before it starts: one block is simulated alone and weighed.

use crate::executor::Pool;
use crate::failure::{Failure, Note};
use crate::spec::{Prepared, Told};
use glasshouse_engine::{layout, pilot};
use glasshouse_model::BLOCK;
use glasshouse_model::group::N_GROUPS;
use std::time::Instant;

/// How all blocks are taken through the months. The numbers are the same bits either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// All together, month by month; all stay in memory.
    Steps,
    /// One after the other through the whole horizon, and again with what crossed between them, if anything.
    Passes {
        /// Whether it is kept how the run ended for everyone.
        keep_ends: bool,
    },
}

/// What a run will need on this machine.
#[derive(Clone, Copy, Debug)]
pub struct Forecast {
    /// How it goes.
    pub way: Way,
    /// Wall time of all replicates.
    pub seconds: f64,
    /// Bytes of memory at the peak.
    pub memory: u64,
    /// Bytes of memory that are free, where the system says.
    pub free_memory: Option<u64>,
    /// Bytes of the bundle, without tables asked for besides.
    pub disk: u64,
    /// Opportunities to act that are drawn, over all replicates.
    pub opportunities: f64,
}

/// What the program needs whatever the run: code, documents, tables being written.
const PROGRAM: u64 = 64 << 20;
/// Bytes per person of how the run ended for everyone.
const END: u64 = 6;
/// The same of wealth, and what it takes to put all of it in order.
const END_OF_WEALTH: u64 = 22;
/// Of how a run ends, what may wait to be written: bytes.
const WAITING: u64 = 32 << 20;
/// Of the free memory, what a run may take.
const SHARE: f64 = 0.8;
/// More than any regime has been seen to keep per person: below that nothing needs to be weighed.
const PLENTY: u64 = 4096;

/// Blocks from which on going one after the other is faster where nothing crosses: what a block remembers stays in
/// the cache for the whole horizon. Below, the tables of counts of all months cost more than that.
const MANY: u32 = 128;

/// The ways a run may go, the one it goes where all fit into memory first.
fn ways(prepared: &Prepared) -> &'static [Way] {
    const ALL: [Way; 3] = [Way::Steps, Way::Passes { keep_ends: true }, Way::Passes { keep_ends: false }];
    let is_told = prepared.told == Told::Months;
    let goes_together = is_told || prepared.crosses() || prepared.society.blocks() < MANY;
    if goes_together { &ALL } else { &ALL[1..] }
}

/// The way that fits into memory, without weighing where there is plenty.
///
/// # Errors
/// [`Failure::Machine`] where no way fits.
pub fn way(prepared: &Prepared, pool: &Pool) -> Result<Way, Failure> {
    match free_memory() {
        Some(free) if u64::from(prepared.society.people) * PLENTY > free => Ok(forecast(prepared, pool)?.way),
        _ => Ok(ways(prepared)[0]),
    }
}

/// Simulates one block alone to see what the whole run will need.
///
/// # Errors
/// [`Failure::Machine`] where it does not fit into memory in any way.
pub fn forecast(prepared: &Prepared, pool: &Pool) -> Result<Forecast, Failure> {
    let Weighed { bytes: block, seconds: alone, full } = Weighed::of(prepared);
    let people = u64::from(prepared.society.people);
    let blocks = people.div_ceil(BLOCK as u64);
    let table = (layout(&prepared.plan, &prepared.society).columns.len() * N_GROUPS * size_of::<i64>()) as u64;
    let months = u64::from(prepared.spec.months);
    let series = PROGRAM + table * months * u64::from(prepared.spec.replicates);
    let free = free_memory();
    let fits = |need: u64| free.is_none_or(|free| need as f64 <= SHARE * free as f64);
    let wealth = if prepared.society.wealth.is_some() { people * END_OF_WEALTH } else { 0 };
    let together = series + blocks * block + people * END + wealth;
    // Where nothing crosses, how it ends is written block by block.
    let ends = wealth + if prepared.crosses() { people * END } else { WAITING };
    // Each thread has a block in hand, and a table for every month.
    let alone_each = series + (block + table * months) * pool.threads() as u64;
    let need = |way: &Way| match way {
        Way::Steps => together,
        Way::Passes { keep_ends: true } => alone_each + ends,
        Way::Passes { keep_ends: false } => alone_each,
    };
    let mut fitting = ways(prepared).iter().map(|way| (*way, need(way))).filter(|(_, need)| fits(*need));
    let (way, memory) = fitting.next().ok_or_else(|| too_large(alone_each, free.unwrap_or(0)))?;
    let per_block = match way {
        // Until what everyone goes by repeats, and once to count.
        Way::Passes { .. } if prepared.society.follows_all() => 5.0,
        // Once to learn what crosses, in a lighter form, and once to count.
        Way::Passes { .. } if prepared.crosses() => 1.7,
        Way::Steps | Way::Passes { .. } => 1.0,
    };
    let replicates = f64::from(prepared.spec.replicates);
    let keeps_ends = way != Way::Passes { keep_ends: false };
    Ok(Forecast {
        way,
        seconds: replicates * full * alone * per_block / pool.threads().min(full.ceil() as usize).max(1) as f64,
        memory,
        free_memory: free,
        disk: (replicates * (months * table / 16 + if keeps_ends { people } else { 0 }) as f64) as u64 + (1 << 20),
        opportunities: replicates * prepared.society.opportunities() * people as f64 * months as f64 / 12.0,
    })
}

/// Seconds that one replicate takes on one thread.
pub fn pace(prepared: &Prepared) -> f64 {
    let weighed = Weighed::of(prepared);
    weighed.full * weighed.seconds
}

/// One block, simulated alone through all months.
struct Weighed {
    bytes: u64,
    seconds: f64,
    /// How many such blocks the society is.
    full: f64,
}

impl Weighed {
    fn of(prepared: &Prepared) -> Weighed {
        let begun = Instant::now();
        let bytes = pilot(&prepared.scenario(0)) as u64;
        let full = f64::from(prepared.society.people) / f64::from(prepared.society.people_in(0).max(1) as u32);
        Weighed { bytes, seconds: begun.elapsed().as_secs_f64(), full }
    }
}

fn too_large(need: u64, free: u64) -> Failure {
    let mib = |bytes: u64| bytes >> 20;
    Failure::Machine(
        Note::new(
            "GH0913",
            format!("the run needs about {} MiB of memory; {} MiB are free", mib(need), mib(free)),
            format!("运行约需{} MiB内存；可用{} MiB", mib(need), mib(free)),
        )
        .help("ask for fewer months or replicates, or close other programs", "减少月数或重复次数，或关闭其他程序"),
    )
}

/// Memory that may be taken: what the system says is available, or what its control group leaves.
fn free_memory() -> Option<u64> {
    let system = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| available(&text))?;
    let number = |file: &str| std::fs::read_to_string(file).ok()?.trim().parse::<u64>().ok();
    let group = number("/sys/fs/cgroup/memory.max")
        .map(|max| max.saturating_sub(number("/sys/fs/cgroup/memory.current").unwrap_or(0)));
    Some(group.map_or(system, |group| group.min(system)))
}

/// The line `MemAvailable:` of the kernel's account, in bytes.
fn available(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::available;

    #[test]
    fn free_memory_is_read_from_the_kernels_account() {
        let text = "MemTotal:       24689012 kB\nMemFree:         100 kB\nMemAvailable:   22689012 kB\n";
        assert_eq!(available(text), Some(22_689_012 * 1024));
        assert_eq!(available("MemTotal: 1 kB\n"), None);
    }
}
