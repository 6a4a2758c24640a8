//! Points that were run, by content: what a run is a function of names the file that its numbers lie in.
//!
//! A file is written beside its place and renamed, so it is there whole or not at all; a file whose last line does
//! not fit the others counts as absent. The program's own bytes are part of the name: another build never takes the
//! numbers of this one. The folder may be removed at any time.

use crate::compare::EVERY;
use crate::failure::Failure;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder of the cache inside that of the runs.
pub const FOLDER: &str = ".points";

/// The numbers of one run, in the order of [`EVERY`]; where lawful expression may have several levels, then also where
/// it comes to from nobody and from everybody.
pub type Numbers = Vec<Option<f64>>;

/// What the numbers of the two sides are called.
const SIDES: [&str; 2] = ["level_from_nobody", "level_from_everybody"];

fn names() -> impl Iterator<Item = &'static str> {
    EVERY.iter().map(|metric| metric.name).chain(SIDES)
}

/// Where numbers of runs are kept.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    build: blake3::Hash,
}

/// What names the numbers of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 32]);

impl Key {
    /// The key with these bytes.
    pub fn of(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    /// Its bytes.
    pub fn bytes(self) -> [u8; 32] {
        self.0
    }
}

impl Cache {
    /// The cache in a folder, for this build of the program.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the program cannot read itself.
    pub fn open(folder: &Path) -> Result<Cache, Failure> {
        let program = std::env::current_exe().map_err(|e| Failure::reading(Path::new("glasshouse"), &e))?;
        let mut hasher = blake3::Hasher::new();
        let mut file = fs::File::open(&program).map_err(|e| Failure::reading(&program, &e))?;
        std::io::copy(&mut file, &mut hasher).map_err(|e| Failure::reading(&program, &e))?;
        Ok(Cache { folder: folder.to_path_buf(), build: hasher.finalize() })
    }

    /// The name of a run's numbers: `specification` is all that they are a function of but the program.
    pub fn key(&self, specification: &str, replicate: u32) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.build.as_bytes());
        hasher.update(specification.as_bytes());
        hasher.update(format!("\nreplicate {replicate}").as_bytes());
        Key(*hasher.finalize().as_bytes())
    }

    fn place(&self, key: Key) -> PathBuf {
        let hex = blake3::Hash::from_bytes(key.0).to_hex();
        let (shelf, name) = hex.as_str().split_at(2);
        self.folder.join(shelf).join(name)
    }

    /// The numbers of a run, if it was run.
    pub fn load(&self, key: Key) -> Option<Numbers> {
        let text = fs::read_to_string(self.place(key)).ok()?;
        let (body, end) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        if end.strip_prefix("end ")? != blake3::hash(body.as_bytes()).to_hex().as_str() {
            return None;
        }
        let number = |(line, name): (&str, &str)| -> Option<Option<f64>> {
            match line.strip_prefix(name)?.strip_prefix(' ')? {
                "-" => Some(None),
                bits => Some(Some(f64::from_bits(u64::from_str_radix(bits, 16).ok()?))),
            }
        };
        let numbers: Numbers = body.lines().zip(names()).map(number).collect::<Option<_>>()?;
        [EVERY.len(), EVERY.len() + SIDES.len()].contains(&numbers.len()).then_some(numbers)
    }

    /// Keeps the numbers of a run.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn store(&self, key: Key, numbers: &[Option<f64>]) -> Result<(), Failure> {
        let mut body = String::new();
        for (name, number) in names().zip(numbers) {
            let _ = match number {
                Some(number) => writeln!(body, "{name} {:016x}", number.to_bits()),
                None => writeln!(body, "{name} -"),
            };
        }
        let body = body.trim_end();
        let place = self.place(key);
        let shelf = place.parent().unwrap_or(&self.folder);
        let failed = |e: std::io::Error| Failure::writing(&place, &e);
        fs::create_dir_all(shelf).map_err(failed)?;
        let mut file = tempfile::NamedTempFile::new_in(shelf).map_err(failed)?;
        file.write_all(format!("{body}\nend {}\n", blake3::hash(body.as_bytes()).to_hex()).as_bytes())
            .map_err(failed)?;
        file.persist(&place).map(|_| ()).map_err(|e| failed(e.error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_exactly_and_damage_counts_as_absent() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let key = cache.key("a run", 3);
        assert_eq!(cache.load(key), None);
        let numbers: Numbers = (0..EVERY.len()).map(|i| (i % 4 > 0).then(|| 1.0 / i as f64)).collect();
        cache.store(key, &numbers).unwrap();
        assert_eq!(cache.load(key), Some(numbers.clone()));
        assert_ne!(key, cache.key("a run", 4));
        let place = cache.place(key);
        let text = fs::read_to_string(&place).unwrap();
        for damaged in [&text[..text.len() / 2], &text[1..], "", &text.replacen('3', "4", 1)] {
            fs::write(&place, damaged).unwrap();
            assert_eq!(cache.load(key), None);
        }
    }
}
