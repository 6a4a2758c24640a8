//! Sweeps that are not finished: the words of their command, so that `--resume` needs no other.

use crate::failure::{Failure, Note};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The file with the words, in a folder beside the place of the bundle.
const FILE: &str = "sweep-command.json";
const SUFFIX: &str = ".partial";

fn folder(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(SUFFIX);
    target.with_file_name(name)
}

/// Notes that a sweep to `target` has begun.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses.
pub fn store(target: &Path, words: &[String]) -> Result<(), Failure> {
    let folder = folder(target);
    let path = folder.join(FILE);
    let failed = |e: std::io::Error| Failure::writing(&path, &e);
    fs::create_dir_all(&folder).map_err(failed)?;
    let bytes = serde_json::to_vec(words).map_err(Failure::unserialisable)?;
    let mut file = tempfile::NamedTempFile::new_in(&folder).map_err(failed)?;
    std::io::Write::write_all(&mut file, &bytes).map_err(failed)?;
    file.persist(&path).map(|_| ()).map_err(|e| failed(e.error))
}

/// Notes that it is finished.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses.
pub fn clear(target: &Path) -> Result<(), Failure> {
    let folder = folder(target);
    fs::remove_dir_all(&folder).map_err(|e| Failure::writing(&folder, &e))
}

/// The words of an unfinished sweep: `@last`, a name inside `runs`, or the place of its bundle.
///
/// # Errors
/// [`Failure::Usage`] where there is none.
pub fn find(runs: &Path, name: &str) -> Result<Vec<String>, Failure> {
    let places = [runs.join(name), PathBuf::from(name)];
    let found = match name {
        "@last" => last(runs),
        _ => places.into_iter().map(|place| folder(&place).join(FILE)).find(|file| file.is_file()),
    };
    let words = found.and_then(|file| fs::read(file).ok()).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    words.ok_or_else(|| {
        Failure::Usage(Note::new("GH0931", "there is nothing to resume", "没有可继续的运行").help(
            "no unfinished sweep has this name; its whole command does the same, for finished points are taken",
            "没有这个名称的未完成扫描；重新给出完整命令即可，已完成的点会直接取用",
        ))
    })
}

/// The unfinished sweep that was begun last.
fn last(runs: &Path) -> Option<PathBuf> {
    let began = |file: &PathBuf| fs::metadata(file).and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let files = fs::read_dir(runs).ok()?.filter_map(Result::ok).map(|item| item.path().join(FILE));
    files.filter(|file| file.is_file()).max_by_key(|file| (began(file), file.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_sweep_is_found_until_it_is_finished() {
        let runs = tempfile::tempdir().unwrap();
        let target = runs.path().join("a");
        let words = ["sweep".to_owned(), "suining-2010".to_owned()];
        assert!(matches!(find(runs.path(), "@last"), Err(Failure::Usage(_))));
        store(&target, &words).unwrap();
        for name in ["@last", "a", target.to_str().unwrap()] {
            assert_eq!(find(runs.path(), name).unwrap(), words);
        }
        clear(&target).unwrap();
        assert!(matches!(find(runs.path(), "a"), Err(Failure::Usage(_))));
    }
}
