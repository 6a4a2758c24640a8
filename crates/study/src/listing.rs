//! The list of runs without opening each of them: what a bundle says of itself is kept beside the bundles and read
//! again only where its file has changed. What the folder holds stays the catalogue: the kept rows are a cache that can
//! be deleted at any time.

use crate::VERSION;
use crate::catalogue::{self, Entry, Kind};
use crate::failure::Failure;
use glasshouse_wire::answers::{RunIndex, RunIndexRow, RunRow};
use glasshouse_wire::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The file of the cache, in the folder of runs.
pub const FILE: &str = ".index.json";
const SCHEMA: &str = "run-index/1";
/// A file that was written this recently may be written again within one tick of the clock: it is not kept.
const SETTLED: Duration = Duration::from_secs(2);
/// Fewer runs than this are read at once every time: they leave no file behind.
const WORTH: usize = 100;

/// A run in the list, or the reason why it cannot be opened.
pub type Row = Result<RunRow, Failure>;

/// The rows that are known.
#[derive(Debug, Default)]
pub struct Listing {
    known: BTreeMap<String, Kept>,
    is_changed: bool,
}

/// A row, as it was when its file had this age and size.
#[derive(Clone, Debug)]
struct Kept {
    written: u64,
    bytes: u64,
    row: Row,
}

impl Listing {
    /// The rows that are kept in a folder of runs; none where they are damaged or of another version.
    pub fn load(runs: &Path) -> Listing {
        let read = std::fs::read(runs.join(FILE)).ok();
        let index: Option<RunIndex> = read.and_then(|bytes| json::read(&bytes).ok());
        let fits = index.filter(|i| i.schema == SCHEMA && i.glasshouse == VERSION);
        let kept = |row: RunIndexRow| {
            (row.row.name.clone(), Kept { written: row.written, bytes: row.bytes, row: Ok(row.row) })
        };
        Listing { known: fits.into_iter().flat_map(|i| i.rows).map(kept).collect(), is_changed: false }
    }

    /// The runs of a folder, newest first, each as a row or the reason why it cannot be opened.
    ///
    /// # Errors
    /// As [`catalogue::list`].
    pub fn rows(&mut self, runs: &Path) -> Result<Vec<(String, Row)>, Failure> {
        let entries = catalogue::of_kind(runs, Kind::Run)?;
        let now = SystemTime::now();
        let mut fresh = BTreeMap::new();
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            let (written, bytes) = (since_epoch(entry.written), entry.bytes);
            let known = self.known.remove(&entry.name).filter(|k| k.written == written && k.bytes == bytes);
            let is_known = known.is_some();
            let row = known.map_or_else(|| catalogue::row(&entry), |kept| here(kept.row, &entry));
            if is_known || now.duration_since(entry.written).is_ok_and(|age| age > SETTLED) {
                self.is_changed |= !is_known;
                fresh.insert(entry.name.clone(), Kept { written, bytes, row: row.clone() });
            }
            rows.push((entry.name, row));
        }
        self.is_changed |= !self.known.is_empty();
        self.known = fresh;
        Ok(rows)
    }

    /// Keeps the rows for the next time, where there are many. A folder that cannot be written to is no failure: they
    /// are read again then.
    pub fn save(&mut self, runs: &Path) {
        self.save_from(runs, WORTH);
    }

    fn save_from(&mut self, runs: &Path, least: usize) {
        if !self.is_changed || self.known.len() < least {
            return;
        }
        let row = |kept: &Kept| {
            kept.row.as_ref().ok().map(|row| RunIndexRow { written: kept.written, bytes: kept.bytes, row: row.clone() })
        };
        let rows = self.known.values().filter_map(row).collect();
        let index = RunIndex { schema: SCHEMA.into(), glasshouse: VERSION.into(), rows };
        self.is_changed = json::text(&index).map_or(true, |text| put(runs, text.as_bytes()).is_err());
    }
}

/// Puts the file in place as a whole, so that nobody reads half of it.
fn put(runs: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(runs)?;
    file.write_all(bytes)?;
    file.persist(runs.join(FILE)).map(|_| ()).map_err(|e| e.error)
}

/// A row under the name and path that its folder has now.
fn here(row: Row, entry: &Entry) -> Row {
    row.map(|row| RunRow { name: entry.name.clone(), path: entry.path.display().to_string(), ..row })
}

/// Nanoseconds since 1970.
fn since_epoch(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::RUN_FILE;
    use crate::executor::Pool;
    use crate::spec::{Coupling, RunSpec};
    use crate::{run, source};
    use std::ops::ControlFlow;

    fn store(runs: &Path, name: &str, seed: u64) {
        let spec = RunSpec {
            regime: source::find_regime("none").unwrap(),
            reforms: Vec::new(),
            set: Vec::new(),
            society: source::find_society("suining-county").unwrap(),
            people: Some(50),
            society_seed: None,
            seed,
            months: 1,
            replicates: 1,
            coupling: Coupling::Week,
            keep: Vec::new(),
        };
        let prepared = spec.prepare().unwrap();
        let pool = Pool::new(1).unwrap();
        run::run(&prepared, &pool, &runs.join(name), false, &mut |_| ControlFlow::Continue(())).unwrap();
        let file = std::fs::File::open(runs.join(name).join(RUN_FILE)).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1000 + seed)).unwrap();
    }

    fn names(listing: &mut Listing, runs: &Path) -> Vec<(String, u64)> {
        let rows = listing.rows(runs).unwrap();
        rows.into_iter().map(|(name, row)| (name, row.map_or(0, |r| r.seed))).collect()
    }

    #[test]
    fn kept_rows_follow_what_is_added_changed_deleted_and_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let runs = folder.path().join("runs");
        store(&runs, "one", 1);
        store(&runs, "two", 2);
        let is = |list: &[(&str, u64)]| list.iter().map(|(n, s)| ((*n).to_owned(), *s)).collect::<Vec<_>>();
        let mut listing = Listing::load(&runs);
        assert_eq!(names(&mut listing, &runs), is(&[("two", 2), ("one", 1)]));
        listing.save(&runs);
        assert!(!runs.join(FILE).exists(), "two runs are read at once");
        listing.save_from(&runs, 1);
        assert!(runs.join(FILE).exists());
        let mut again = Listing::load(&runs);
        assert_eq!(again.known.len(), 2);
        store(&runs, "three", 3);
        std::fs::remove_dir_all(runs.join("one")).unwrap();
        std::fs::write(runs.join("two").join(RUN_FILE), "{").unwrap();
        assert_eq!(names(&mut again, &runs), is(&[("two", 0), ("three", 3)]));
        assert!(!again.known.contains_key("two"), "just written");
        again.save_from(&runs, 1);
        // Another process sees the same, and a damaged cache is none.
        assert_eq!(names(&mut Listing::load(&runs), &runs), is(&[("two", 0), ("three", 3)]));
        std::fs::write(runs.join(FILE), "damaged").unwrap();
        assert!(Listing::load(&runs).known.is_empty());
        assert_eq!(names(&mut Listing::load(&runs), &runs), is(&[("two", 0), ("three", 3)]));
    }
}
