//! The list of runs without opening each of them: what a bundle says of itself is kept beside the bundles and read
//! again only where its file has changed. What the folder holds stays the catalogue: the kept rows are a cache that can
//! be deleted at any time.

use crate::VERSION;
use crate::catalogue::{self, Entry, Kind};
use crate::failure::Failure;
use glasshouse_wire::answers::{FoundRuns, RunIndex, RunIndexRow, RunRow};
use glasshouse_wire::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The file of the cache, in the folder of runs.
pub const FILE: &str = ".index.json";
const SCHEMA: &str = "run-index/1";
/// A file that was written this recently may be written again within one tick of the clock: it is not kept. The clock
/// of a file system that tells fractions of a second ticks every few milliseconds; others may tick every other second.
const SETTLED: [Duration; 2] = [Duration::from_millis(50), Duration::from_secs(2)];
/// Fewer runs than this are read at once every time: they leave no file behind.
const WORTH: usize = 100;

/// While nothing came to the folder or left it, its files are looked at again only after this time. Bundles are written
/// whole and put in place by a new name, which the folder tells of; this finds what people change by hand.
const TRUSTED: Duration = Duration::from_secs(10);

/// A run in the list, or the reason why it cannot be opened.
pub type Row = Result<RunRow, Failure>;

/// A row, as it was when its file had this age and size.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Name of the folder.
    pub name: String,
    /// What its bundle says of itself.
    pub row: Row,
    written: u64,
    bytes: u64,
    /// It was read when its file could not be written again within the same tick of the clock.
    is_kept: bool,
}

/// The rows that are known, newest first.
#[derive(Debug, Default)]
pub struct Listing {
    rows: Vec<Listed>,
    /// When the files were looked at, and when the folder was last changed by then; none where that was too recent to
    /// tell a further change by.
    looked: Option<(SystemTime, SystemTime)>,
    is_changed: bool,
}

impl Listing {
    /// The rows that are kept in a folder of runs; none where they are damaged or of another version.
    pub fn load(runs: &Path) -> Listing {
        let read = std::fs::read(runs.join(FILE)).ok();
        let index: Option<RunIndex> = read.and_then(|bytes| json::read(&bytes).ok());
        let fits = index.filter(|i| i.schema == SCHEMA && i.glasshouse == VERSION);
        // The folder of runs may have been moved since.
        let kept = |RunIndexRow { written, bytes, row }: RunIndexRow| {
            let path = runs.join(&row.name).display().to_string();
            Listed { name: row.name.clone(), row: Ok(RunRow { path, ..row }), written, bytes, is_kept: true }
        };
        Listing { rows: fits.into_iter().flat_map(|i| i.rows).map(kept).collect(), looked: None, is_changed: false }
    }

    /// The runs of a folder, newest first, each as a row or the reason why it cannot be opened.
    ///
    /// # Errors
    /// As [`catalogue::list`].
    pub fn rows(&mut self, runs: &Path) -> Result<&[Listed], Failure> {
        let now = SystemTime::now();
        let changed = modified(runs);
        let is_trusted = |at: SystemTime| now.duration_since(at).is_ok_and(|age| age < TRUSTED);
        if !self.looked.is_some_and(|(at, then)| Some(then) == changed && is_trusted(at)) {
            self.look(runs, now)?;
            let settled = changed.filter(|_| self.rows.iter().all(|r| r.is_kept));
            self.looked = settled.filter(|then| is_settled(since_epoch(*then), now)).map(|then| (now, then));
        }
        Ok(&self.rows)
    }

    /// Looks at the file of every run, and into those that are new or have changed.
    fn look(&mut self, runs: &Path, now: SystemTime) -> Result<(), Failure> {
        let entries = catalogue::of_kind(runs, Kind::Run)?;
        let kept = std::mem::take(&mut self.rows).into_iter().filter(|r| r.is_kept);
        let mut known: BTreeMap<String, Listed> = kept.map(|r| (r.name.clone(), r)).collect();
        let before = known.len();
        let mut new = Vec::new();
        for entry in entries {
            match known.remove(&entry.name) {
                Some(r) if r.written == since_epoch(entry.written) && r.bytes == entry.bytes => self.rows.push(r),
                _ => new.push(entry),
            }
        }
        self.is_changed |= self.rows.len() != before;
        for listed in read(new, now) {
            self.is_changed |= listed.is_kept;
            self.rows.push(listed);
        }
        self.rows.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.name.cmp(&b.name)));
        Ok(())
    }

    /// Keeps the rows for the next time, where there are many. A folder that cannot be written to is no failure: they
    /// are read again then.
    pub fn save(&mut self, runs: &Path) {
        self.save_from(runs, WORTH);
    }

    fn save_from(&mut self, runs: &Path, least: usize) {
        if !self.is_changed || self.rows.len() < least {
            return;
        }
        let settled = self.rows.iter().filter(|r| r.is_kept);
        let row = |l: &Listed| {
            l.row.as_ref().ok().map(|row| RunIndexRow { written: l.written, bytes: l.bytes, row: row.clone() })
        };
        let index =
            RunIndex { schema: SCHEMA.into(), glasshouse: VERSION.into(), rows: settled.filter_map(row).collect() };
        // The new file changes the folder that it lies in, and nothing in the list.
        let is_same = self.looked.is_some_and(|(_, then)| modified(runs) == Some(then));
        self.is_changed = json::text(&index).map_or(true, |text| put(runs, text.as_bytes()).is_err());
        if is_same && let (Some((_, then)), Some(changed)) = (self.looked.as_mut(), modified(runs)) {
            *then = changed;
        }
    }
}

/// The part of a list that was asked for.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Words, all of which occur in a row; upper and lower case are one.
    pub words: String,
    /// Findings only, or illustrations only.
    pub illustration: Option<bool>,
    /// Rows of those found that are left out first.
    pub skip: usize,
    /// Rows that are wanted at most.
    pub most: usize,
}

/// The rows that are sought, and how many there are.
pub fn find(listed: &[Listed], sought: &Sought) -> FoundRuns {
    let words: Vec<String> = sought.words.split_whitespace().map(str::to_lowercase).collect();
    let rows = listed.iter().filter_map(|l| l.row.as_ref().ok());
    let total = rows.clone().count() as u32;
    let is_of_kind = |row: &RunRow| sought.illustration.is_none_or(|is| is == row.illustration);
    let found: Vec<&RunRow> = rows.filter(|row| is_of_kind(row) && has_all(row, &words)).collect();
    let differs = |of: Differs| found.first().is_some_and(|a| found.iter().any(|b| of(a, b)));
    let differing = COLUMNS.iter().filter(|(_, of)| differs(*of)).map(|(name, _)| (*name).to_owned()).collect();
    let rows = found.iter().skip(sought.skip).take(sought.most).map(|row| (*row).clone()).collect();
    FoundRuns { total, found: found.len() as u32, differing, rows }
}

/// Whether two runs differ in something.
type Differs = fn(&RunRow, &RunRow) -> bool;

/// What runs may differ in.
const COLUMNS: [(&str, Differs); 6] = [
    ("regime", |a, b| a.regime != b.regime),
    ("society", |a, b| a.society != b.society),
    ("people", |a, b| a.people != b.people),
    ("months", |a, b| a.months != b.months),
    ("seed", |a, b| a.seed != b.seed),
    ("replicates", |a, b| a.replicates != b.replicates),
];

fn has_all(row: &RunRow, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let text = format!("{} {} {} {} {}", row.name, row.regime, row.seed, row.people, row.digest).to_lowercase();
    words.iter().all(|word| text.contains(word))
}

/// Puts the file in place as a whole, so that nobody reads half of it.
fn put(runs: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(runs)?;
    file.write_all(bytes)?;
    file.persist(runs.join(FILE)).map(|_| ()).map_err(|e| e.error)
}

/// Opens bundles; many of them on all processors, as there may be thousands when a folder is seen for the first time.
fn read(entries: Vec<Entry>, now: SystemTime) -> Vec<Listed> {
    let one = |entry: &Entry| {
        let (written, bytes) = (since_epoch(entry.written), entry.bytes);
        let row = catalogue::row(entry);
        Listed { name: entry.name.clone(), row, written, bytes, is_kept: is_settled(written, now) }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if threads == 1 || entries.len() < WORTH {
        return entries.iter().map(one).collect();
    }
    let parts = entries.chunks(entries.len().div_ceil(threads));
    std::thread::scope(|scope| {
        let readers: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<Listed>>())).collect();
        readers.into_iter().filter_map(|reader| reader.join().ok()).flatten().collect()
    })
}

/// Whether a file that was written then cannot be written again within the same tick of the clock.
fn is_settled(written: u64, now: SystemTime) -> bool {
    let is_coarse = written.is_multiple_of(1_000_000_000);
    since_epoch(now).saturating_sub(written) > SETTLED[usize::from(is_coarse)].as_nanos() as u64
}

fn modified(folder: &Path) -> Option<SystemTime> {
    std::fs::metadata(folder).and_then(|m| m.modified()).ok()
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
        rows.iter().map(|l| (l.name.clone(), l.row.as_ref().map_or(0, |r| r.seed))).collect()
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
        assert_eq!(again.rows.len(), 2);
        store(&runs, "three", 3);
        std::fs::remove_dir_all(runs.join("one")).unwrap();
        std::fs::write(runs.join("two").join(RUN_FILE), "{").unwrap();
        let later = SystemTime::now() + Duration::from_secs(3600);
        std::fs::File::open(&runs).unwrap().set_modified(later).unwrap();
        assert_eq!(names(&mut again, &runs), is(&[("two", 0), ("three", 3)]));
        assert!(again.looked.is_none(), "the next time it is looked at again: something was just written");
        again.save_from(&runs, 1);
        // Another process sees the same, and a damaged cache is none.
        assert_eq!(names(&mut Listing::load(&runs), &runs), is(&[("two", 0), ("three", 3)]));
        std::fs::write(runs.join(FILE), "damaged").unwrap();
        assert!(Listing::load(&runs).rows.is_empty());
        assert_eq!(names(&mut Listing::load(&runs), &runs), is(&[("two", 0), ("three", 3)]));
    }

    #[test]
    fn a_settled_folder_is_not_looked_at_again_until_something_comes_or_goes() {
        let folder = tempfile::tempdir().unwrap();
        let runs = folder.path().join("runs");
        store(&runs, "one", 1);
        store(&runs, "two", 2);
        let settle =
            || std::fs::File::open(&runs).unwrap().set_modified(UNIX_EPOCH + Duration::from_secs(5000)).unwrap();
        settle();
        let mut listing = Listing::load(&runs);
        assert_eq!(names(&mut listing, &runs).len(), 2);
        assert!(listing.looked.is_some());
        listing.save_from(&runs, 1);
        assert!(listing.looked.is_some_and(|(_, then)| modified(&runs) == Some(then)), "its own file changes no run");
        std::fs::remove_dir_all(runs.join("one")).unwrap();
        assert_eq!(names(&mut listing, &runs).len(), 1);
        store(&runs, "three", 3);
        assert_eq!(names(&mut listing, &runs).len(), 2);
        // Changed by hand, without a trace in the folder: seen once the time of trust is over.
        settle();
        assert_eq!(names(&mut listing, &runs).len(), 2);
        std::fs::write(runs.join("three").join(RUN_FILE), "{").unwrap();
        assert_eq!(names(&mut listing, &runs)[0].1, 3);
        listing.looked = listing.looked.map(|(at, then)| (at - TRUSTED, then));
        assert_eq!(names(&mut listing, &runs)[0].1, 0);
    }

    #[test]
    fn a_part_of_the_list_says_how_many_there_are_and_what_differs() {
        let row = |seed: u64| {
            let (name, regime) = (format!("run-{seed:02}"), if seed < 3 { "none" } else { "Suining" }.to_owned());
            let row = RunRow {
                path: name.clone(),
                name: name.clone(),
                kind: "run".into(),
                regime,
                society: "county".into(),
                people: 50,
                months: 1,
                seed,
                replicates: 1,
                illustration: seed.is_multiple_of(2),
                digest: "abc".into(),
            };
            Listed { name, row: Ok(row), written: 0, bytes: 0, is_kept: true }
        };
        let rows: Vec<Listed> = (0..10).map(row).collect();
        let sought = |words: &str, illustration, skip, most| {
            let found = find(&rows, &Sought { words: words.into(), illustration, skip, most });
            let seeds: Vec<u64> = found.rows.iter().map(|r| r.seed).collect();
            (found.total, found.found, found.differing.join(" "), seeds)
        };
        assert_eq!(sought("", None, 2, 3), (10, 10, "regime seed".into(), vec![2, 3, 4]));
        assert_eq!(sought("suining abc", Some(true), 0, 9), (10, 3, "seed".into(), vec![4, 6, 8]));
        assert_eq!(sought("RUN-07", None, 0, 9), (10, 1, String::new(), vec![7]));
        assert_eq!(sought("suining none", None, 0, 9), (10, 0, String::new(), vec![]));
    }
}
