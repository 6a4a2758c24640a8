//! Folders that bundles are written in, and what a killed program leaves of them.
//!
//! A program that ends in its own time removes its draft. One that is killed cannot; so a draft holds a file that its
//! writer keeps locked, and the system opens that lock whenever the writer is gone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// What names of drafts begin with. The dot keeps them out of every list.
const PREFIX: &str = ".glasshouse-";
/// The file that the writer keeps locked.
const HELD: &str = ".draft";
/// A writer has locked its file by then.
const YOUNG: Duration = Duration::from_secs(60);

/// A folder that is being written.
pub struct Draft {
    folder: TempDir,
    held: File,
}

impl Draft {
    /// A new folder inside `parent`.
    ///
    /// # Errors
    /// What the system says.
    pub fn new(parent: &Path) -> io::Result<Draft> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let mut held = File::create(folder.path().join(HELD))?;
        held.write_all(machine().as_bytes())?;
        // Where a file system knows no locks, nobody takes the draft for a dead one either.
        let _ = held.try_lock();
        Ok(Draft { folder, held })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes the mark of a draft off, so that the folder can be put in its place.
    ///
    /// # Errors
    /// What the system says.
    pub fn release(self) -> io::Result<TempDir> {
        drop(self.held);
        fs::remove_file(self.folder.path().join(HELD))?;
        Ok(self.folder)
    }
}

/// Removes drafts whose writers are gone. What cannot be told or removed stays: it is in nobody's way.
pub fn clear(parent: &Path) {
    let Ok(items) = fs::read_dir(parent) else { return };
    let is_draft = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(PREFIX);
    for folder in items.filter_map(Result::ok).filter(|item| is_draft(&item.file_name())).map(|item| item.path()) {
        if is_dead(&folder).unwrap_or(false) {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

/// Whether nobody writes to a draft any more: its file is not locked, on this machine, which knows its own locks; or
/// there is no such file, and nothing else either.
fn is_dead(folder: &Path) -> io::Result<bool> {
    let mut held = match OpenOptions::new().read(true).write(true).open(folder.join(HELD)) {
        Ok(held) => held,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Ok(is_old(folder)? && fs::read_dir(folder)?.next().is_none());
        }
        Err(e) => return Err(e),
    };
    let mut whose = String::new();
    held.read_to_string(&mut whose)?;
    Ok(whose == machine() && is_old(&folder.join(HELD))? && held.try_lock().is_ok())
}

fn is_old(path: &Path) -> io::Result<bool> {
    let modified = fs::metadata(path)?.modified()?;
    Ok(SystemTime::now().duration_since(modified).is_ok_and(|age| age > YOUNG))
}

/// The name of this machine, where many share a disk; elsewhere nothing.
fn machine() -> String {
    fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn age(path: &Path) {
        let file = File::open(path).unwrap();
        file.set_modified(SystemTime::now() - 2 * YOUNG).unwrap();
    }

    #[test]
    fn drafts_of_the_dead_are_cleared_and_those_of_the_living_stay() {
        let parent = tempfile::tempdir().unwrap();
        let living = Draft::new(parent.path()).unwrap();
        age(&living.path().join(HELD));
        // A killed writer: its folder stays, its lock does not.
        let dead = Draft::new(parent.path()).unwrap();
        let Draft { folder, held } = dead;
        drop(held);
        let dead = folder.keep();
        fs::write(dead.join("metrics.parquet"), "half").unwrap();
        let just_now = Draft::new(parent.path()).unwrap();
        let Draft { folder, held } = just_now;
        drop(held);
        let just_now = folder.keep();
        let elsewhere = parent.path().join(".glasshouse-elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join(HELD), "another machine").unwrap();
        let bundle = parent.path().join("a-run");
        fs::create_dir(&bundle).unwrap();
        let empty = parent.path().join(".glasshouse-empty");
        fs::create_dir(&empty).unwrap();
        for path in [&dead.join(HELD), &elsewhere.join(HELD), &empty, &bundle] {
            age(path);
        }
        clear(parent.path());
        assert!(!dead.exists() && !empty.exists());
        assert!(living.path().exists() && just_now.exists() && elsewhere.exists() && bundle.exists());
        let released = living.release().unwrap();
        assert_eq!(fs::read_dir(released.path()).unwrap().count(), 0);
    }
}
