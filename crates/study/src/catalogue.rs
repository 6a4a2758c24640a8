//! The folder `runs/`: which runs, comparisons and sweeps there are, and which one is meant.
//!
//! Each is a folder with the file that makes it one ([`Kind::file`]). What the folder holds is the catalogue, so copying
//! or deleting a run needs no tool; [`crate::listing`] keeps rows of it, as a cache. The order of runs is the order in which they were written.

use crate::failure::{Failure, Note};
use crate::{bundle, calibrate, compare, studyfile, sweep};
use glasshouse_text::suggest::nearest;
use glasshouse_wire::answers::RunRow;
use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// The folder that runs are written to, inside the working folder.
pub const FOLDER: &str = "runs";

/// What a bundle holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One regime.
    Run,
    /// Several regimes over the same people.
    Compare,
    /// One regime under many values of its assumptions.
    Sweep,
    /// What a study file asked for.
    Study,
    /// Worlds that agree with observed patterns.
    Calibrate,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 5] = [Kind::Run, Kind::Compare, Kind::Sweep, Kind::Study, Kind::Calibrate];

    /// The name in lists.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Run => "run",
            Kind::Compare => "compare",
            Kind::Sweep => "sweep",
            Kind::Study => "study",
            Kind::Calibrate => "calibrate",
        }
    }

    /// The file that makes a folder one.
    pub fn file(self) -> &'static str {
        match self {
            Kind::Run => bundle::RUN_FILE,
            Kind::Compare => compare::COMPARE_FILE,
            Kind::Sweep => sweep::SWEEP_FILE,
            Kind::Study => studyfile::STUDY_FILE,
            Kind::Calibrate => calibrate::CALIBRATE_FILE,
        }
    }

    /// What lies in a folder.
    pub fn of(folder: &Path) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| folder.join(kind.file()).is_file())
    }
}

/// A bundle of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it holds.
    pub kind: Kind,
    /// Folder name.
    pub name: String,
    /// Path of the folder.
    pub path: PathBuf,
    /// When it was written.
    pub written: SystemTime,
    /// Bytes of the file that makes it one.
    pub bytes: u64,
}

/// The bundles of a folder, newest first. A folder that does not exist has none.
///
/// # Errors
/// [`Failure::Machine`] where the folder cannot be read.
pub fn list(runs: &Path) -> Result<Vec<Entry>, Failure> {
    let folder = match std::fs::read_dir(runs) {
        Ok(folder) => folder,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(Failure::reading(runs, &e)),
    };
    let mut entries: Vec<Entry> = folder
        .filter_map(Result::ok)
        .filter_map(|item| at(item.path(), item.file_name().into_string().ok()?))
        .collect();
    entries.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.name.cmp(&b.name)));
    Ok(entries)
}

/// The bundle in a folder, if it is one. Names with a dot in front are none.
fn at(path: PathBuf, name: String) -> Option<Entry> {
    if name.starts_with('.') {
        return None;
    }
    let file = |kind: Kind| std::fs::metadata(path.join(kind.file())).ok().filter(Metadata::is_file).map(|m| (kind, m));
    let (kind, meta) = Kind::ALL.into_iter().find_map(file)?;
    let (written, bytes) = (meta.modified().ok()?, meta.len());
    Some(Entry { kind, name, path, written, bytes })
}

/// The bundle with a name in a folder. A name that is more than one part of a path is nobody's.
pub fn named(runs: &Path, name: &str) -> Option<Entry> {
    let mut parts = Path::new(name).components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(part)), None) if part == name => at(runs.join(name), name.to_owned()),
        _ => None,
    }
}

/// The bundles of one kind in a folder, newest first.
///
/// # Errors
/// As [`list`].
pub fn of_kind(runs: &Path, kind: Kind) -> Result<Vec<Entry>, Failure> {
    Ok(list(runs)?.into_iter().filter(|e| e.kind == kind).collect())
}

/// A stored run as a row.
///
/// # Errors
/// As [`bundle::Stored::open`].
pub fn row(entry: &Entry) -> Result<RunRow, Failure> {
    let run = bundle::Stored::open(&entry.path)?.file.run;
    Ok(RunRow {
        name: entry.name.clone(),
        path: entry.path.display().to_string(),
        kind: entry.kind.name().into(),
        regime: run.regime.id,
        society: run.society.id,
        people: run.society.people,
        months: run.months,
        seed: run.seed,
        replicates: run.replicates.len() as u32,
        illustration: run.illustration,
        digest: run.digest,
    })
}

/// Deletes a run or comparison; returns how many bytes that frees. It is renamed first, so that nobody finds half of
/// it.
///
/// # Errors
/// [`Failure::Machine`] where the system refuses.
pub fn delete(entry: &Entry) -> Result<u64, Failure> {
    let bytes = size(&entry.path);
    let aside = entry.path.with_file_name(format!(".deleted-{}", entry.name));
    std::fs::rename(&entry.path, &aside).map_err(|e| Failure::writing(&entry.path, &e))?;
    std::fs::remove_dir_all(&aside).map_err(|e| Failure::writing(&aside, &e))?;
    Ok(bytes)
}

/// Bytes of the files in a folder.
pub fn size(folder: &Path) -> u64 {
    let Ok(items) = std::fs::read_dir(folder) else { return 0 };
    let each = items.filter_map(Result::ok).map(|item| match item.metadata() {
        Ok(meta) if meta.is_dir() => size(&item.path()),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    });
    each.sum()
}

/// The run that a text means: a path, `@last`, `@-2` (the one before the last), a name, or the beginning
/// of exactly one name.
///
/// # Errors
/// [`Failure::Input`] where no run or more than one is meant.
pub fn find(runs: &Path, text: &str) -> Result<PathBuf, Failure> {
    if let Some(back) = text.strip_prefix('@') {
        let entries = list(runs)?;
        let steps = match back {
            "last" => Some(0),
            _ => back.strip_prefix('-').and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1)),
        };
        return match steps.and_then(|n| entries.get(n)) {
            Some(entry) => Ok(entry.path.clone()),
            None => Err(none(text, &entries)),
        };
    }
    let path = Path::new(text);
    if Kind::of(path).is_some() {
        return Ok(path.to_path_buf());
    }
    if path.is_file() && Kind::ALL.iter().any(|kind| path.file_name().is_some_and(|n| n == kind.file())) {
        return Ok(path.parent().map(Path::to_path_buf).unwrap_or_default());
    }
    let entries = list(runs)?;
    if let Some(entry) = entries.iter().find(|e| e.name == text) {
        return Ok(entry.path.clone());
    }
    let fits: Vec<&Entry> = entries.iter().filter(|e| !text.is_empty() && e.name.starts_with(text)).collect();
    match fits.as_slice() {
        [one] => Ok(one.path.clone()),
        [] => Err(none(text, &entries)),
        many => {
            let names: Vec<&str> = many.iter().take(5).map(|e| e.name.as_str()).collect();
            let n = many.len();
            Err(Failure::Input(
                Note::new(
                    "GH0908",
                    format!("`{text}` begins the names of {n} runs"),
                    format!("有{n}个运行以“{text}”开头"),
                )
                .help(format!("one of: {}", names.join(", ")), format!("可选：{}", names.join("、"))),
            ))
        }
    }
}

fn none(text: &str, entries: &[Entry]) -> Failure {
    let mut note = Note::new("GH0907", format!("no run matches `{text}`"), format!("没有与“{text}”相符的运行"));
    if let Some(near) = nearest(text, entries.iter().map(|e| e.name.as_str())) {
        note = note.help(format!("did you mean `{near}`?"), format!("是否想写“{near}”？"));
    }
    let names: Vec<&str> = entries.iter().take(5).map(|e| e.name.as_str()).collect();
    Failure::Input(if names.is_empty() {
        note.help(
            "there are no runs here yet: glasshouse run suining-2010",
            "这里还没有运行：glasshouse run suining-2010",
        )
    } else {
        note.help(
            format!("runs here, newest first: {}", names.join(", ")),
            format!("现有运行（从新到旧）：{}", names.join("、")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(folder: &Path, name: &str) {
        std::fs::create_dir_all(folder.join(name)).unwrap();
        std::fs::write(folder.join(name).join(bundle::RUN_FILE), "{}").unwrap();
    }

    #[test]
    fn runs_are_found_by_order_name_prefix_and_path() {
        let folder = tempfile::tempdir().unwrap();
        let runs = folder.path().join("runs");
        assert!(matches!(find(&runs, "@last"), Err(Failure::Input(_))));
        for (age, name) in ["none-7-aa", "suining-7-bb", "suining-8-cc"].into_iter().enumerate() {
            bundle(&runs, name);
            let file = std::fs::File::open(runs.join(name).join(bundle::RUN_FILE)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(age as u64)).unwrap();
        }
        std::fs::create_dir_all(runs.join("no-bundle")).unwrap();
        std::fs::create_dir_all(runs.join("a-sweep.partial")).unwrap();
        for (text, name) in [
            ("@last", "suining-8-cc"),
            ("@-1", "suining-8-cc"),
            ("@-2", "suining-7-bb"),
            ("none", "none-7-aa"),
            ("suining-7", "suining-7-bb"),
        ] {
            assert_eq!(find(&runs, text).unwrap(), runs.join(name), "{text}");
        }
        assert_eq!(find(&runs, &runs.join("none-7-aa").to_string_lossy()).unwrap(), runs.join("none-7-aa"));
        for text in ["@-4", "@-0", "@x", "suining", "no-bundle", "", "zzz"] {
            assert!(matches!(find(&runs, text), Err(Failure::Input(_))), "{text}");
        }
        std::fs::create_dir_all(runs.join("a-sweep")).unwrap();
        std::fs::write(runs.join("a-sweep").join(sweep::SWEEP_FILE), "{}").unwrap();
        assert_eq!(find(&runs, "@last").unwrap(), runs.join("a-sweep"));
        assert_eq!(list(&runs).unwrap().first().map(|e| e.kind), Some(Kind::Sweep));
        assert_eq!(named(&runs, "suining-7-bb").map(|e| e.kind), Some(Kind::Run));
        for text in ["", ".", "..", "/", "suining-7-bb/", "../runs/suining-7-bb", "x/../suining-7-bb", "no-bundle"] {
            assert_eq!(named(&runs, text), None, "{text}");
        }
        let Err(Failure::Input(note)) = find(&runs, "suining-7-bc") else { panic!("found") };
        assert!(note.help[0].en.contains("suining-7-bb"), "{note:?}");
    }
}
