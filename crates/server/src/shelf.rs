//! Stored runs, opened once: the documents compiled and the numbers read, kept while they are asked for.

use glasshouse_study::bundle::Stored;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::listing::{Listed, Listing};
use glasshouse_study::report::Parts;
use glasshouse_study::spec::Prepared;
use glasshouse_study::{catalogue, compare, report, verify};
use glasshouse_wire::compare::CompareDoc;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Runs that are kept open.
const KEPT: usize = 12;

/// A run that is open.
pub struct Opened {
    /// As it is stored.
    pub stored: Stored,
    /// Its documents, compiled.
    pub prepared: Prepared,
    /// What addresses call it.
    pub name: String,
    /// What commands call it.
    pub argument: String,
    parts: OnceLock<Parts>,
}

impl Opened {
    /// What charts and reports are made of.
    ///
    /// # Errors
    /// As [`report::parts`].
    pub fn parts(&self) -> Result<&Parts, Failure> {
        if let Some(parts) = self.parts.get() {
            return Ok(parts);
        }
        let parts = report::parts(&self.stored, &self.prepared)?;
        Ok(self.parts.get_or_init(|| parts))
    }
}

/// The runs that are open, the one asked for last at the end.
#[derive(Default)]
pub struct Shelf {
    open: Mutex<Vec<Arc<Opened>>>,
    /// Rows of the list of runs, once they were asked for.
    rows: Mutex<Option<Listing>>,
}

/// What stands between the name of a comparison and that of an arm in it.
pub const ARM: char = '~';

impl Shelf {
    /// The run with a name in a folder of runs. `COMPARISON~ARM` is the run of an arm of a comparison.
    ///
    /// # Errors
    /// [`Failure::Input`] where there is none or it cannot be read.
    pub fn run(&self, runs: &Path, name: &str) -> Result<Arc<Opened>, Failure> {
        let (path, argument) = place(runs, name)?;
        let stored = Stored::open(&path)?;
        let found = self.held().iter().position(|o| o.name == name);
        if let Some(place) = found {
            let kept = self.held().remove(place);
            // A run that was made anew has other content, or at least other files.
            if kept.stored.file == stored.file {
                self.held().push(kept.clone());
                return Ok(kept);
            }
        }
        let prepared = verify::respecify(&stored)?.prepare()?;
        let opened = Arc::new(Opened { stored, prepared, name: name.into(), argument, parts: OnceLock::new() });
        let mut held = self.held();
        held.push(opened.clone());
        let more = held.len().saturating_sub(KEPT);
        held.drain(..more);
        Ok(opened)
    }

    /// What is made of the runs of a folder, newest first. `keeps` leaves what was read for the next start.
    ///
    /// # Errors
    /// As [`Listing::rows`].
    pub fn of_rows<T>(&self, runs: &Path, keeps: bool, make: impl FnOnce(&[Listed]) -> T) -> Result<T, Failure> {
        let mut held = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let listing = held.get_or_insert_with(|| Listing::load(runs));
        let made = make(listing.rows(runs)?);
        if keeps {
            listing.save(runs);
        }
        Ok(made)
    }

    /// A lock that a panicking thread left is taken over: the list is whole at every moment.
    fn held(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Opened>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a run lies, and what commands call it. Only a name that is one part of a path is joined to the folder.
fn place(runs: &Path, name: &str) -> Result<(PathBuf, String), Failure> {
    match name.split_once(ARM) {
        None => {
            let entry = catalogue::named(runs, name).filter(|e| e.kind == catalogue::Kind::Run);
            entry.map(|e| (e.path, name.to_owned())).ok_or_else(|| unknown(name))
        }
        Some((of, arm)) => {
            let (path, doc) = comparison(runs, of)?;
            let found = doc.arms.iter().find(|a| arm_name(a) == arm).ok_or_else(|| unknown(name))?;
            let argument = format!("{}/{of}/{}", catalogue::FOLDER, found.run);
            Ok((compare::run_path(&path, found), argument))
        }
    }
}

/// What addresses call an arm: the name of its folder.
pub fn arm_name(arm: &glasshouse_wire::compare::ArmRef) -> &str {
    arm.run.rsplit('/').next().unwrap_or(&arm.run)
}

/// A comparison with a name in a folder of runs.
///
/// # Errors
/// As [`Shelf::run`].
pub fn comparison(runs: &Path, name: &str) -> Result<(PathBuf, CompareDoc), Failure> {
    let entry = catalogue::named(runs, name).filter(|e| e.kind == catalogue::Kind::Compare);
    let entry = entry.ok_or_else(|| unknown(name))?;
    let doc = compare::read(&entry.path)?;
    let plain = |run: &str| Path::new(run).components().all(|c| matches!(c, std::path::Component::Normal(_)));
    if doc.arms.iter().all(|a| plain(&a.run)) {
        Ok((entry.path, doc))
    } else {
        Err(Failure::damaged(&entry.path.join(compare::COMPARE_FILE), "it names a file outside", "它指向外部文件"))
    }
}

/// Nothing here has that name.
pub fn unknown(name: &str) -> Failure {
    let shown: String = name.chars().take(80).collect();
    Failure::Input(Note::new("GH0907", format!("nothing here is called `{shown}`"), format!("这里没有“{shown}”")))
}
