//! Bundles: the folder that a run is stored in, written whole or not at all, and read back with checks.

use crate::catalogue::Kind;
use crate::drafts;
use crate::failure::{Failure, Note};
use glasshouse_wire::bundle::{FileRef, Head};
use glasshouse_wire::run::{Headlines, TableRef};
use glasshouse_wire::{RunFile, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file that makes a folder a bundle.
pub const RUN_FILE: &str = "run.json";
/// The headline numbers.
pub const HEADLINES_FILE: &str = "headlines.json";
/// The metrics.
pub const METRICS_FILE: &str = "metrics.parquet";
/// Version of the bundle's format.
pub const SCHEMA: &str = "run/1";

/// A bundle that is being written, in a temporary folder beside its target.
pub struct Draft {
    folder: drafts::Draft,
    target: PathBuf,
    files: Vec<FileRef>,
    tables: Vec<TableRef>,
}

impl Draft {
    /// Begins a bundle that will be at `target`. Folders above it are made.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the place cannot be written to, [`Failure::Usage`] where something that
    /// is not a bundle is in the way.
    pub fn begin(target: &Path) -> Result<Draft, Failure> {
        Draft::begin_as(target, RUN_FILE)
    }

    /// The same for a bundle that another file than `run.json` makes one; only a bundle of that kind is replaced.
    ///
    /// # Errors
    /// As [`Draft::begin`].
    pub fn begin_as(target: &Path, marker: &str) -> Result<Draft, Failure> {
        refuse_foreign(target, marker)?;
        let parent = match target.parent() {
            Some(p) if !p.as_os_str().is_empty() => p,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|e| Failure::writing(parent, &e))?;
        drafts::clear(parent);
        let folder = drafts::Draft::new(parent).map_err(|e| Failure::writing(parent, &e))?;
        Ok(Draft { folder, target: target.to_path_buf(), files: Vec::new(), tables: Vec::new() })
    }

    /// Where the files are for now.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file; `name` may contain folders.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<FileRef, Failure> {
        let reference = FileRef { file: name.into(), digest: blake3::hash(bytes).to_hex().to_string() };
        self.plain(name, bytes)?;
        self.files.push(reference.clone());
        Ok(reference)
    }

    /// Writes a file that `run.json` holds no digest of.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn unlisted(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.plain(name, bytes)
    }

    /// Notes a finished table of the folder.
    ///
    /// # Errors
    /// [`Failure::Machine`] where it cannot be read back.
    pub fn table(&mut self, file: &str, rows: u64) -> Result<(), Failure> {
        let digest = file_digest(&self.folder().join(file))?;
        self.tables.push(TableRef { file: file.into(), rows, digest });
        Ok(())
    }

    /// What has been written so far: files, then tables.
    pub fn contents(&self) -> (Vec<FileRef>, Vec<TableRef>) {
        (self.files.clone(), self.tables.clone())
    }

    /// Writes `run.json` and puts the bundle in its place. An older bundle there is replaced.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses; then nothing is left behind.
    pub fn finish(self, run: &RunFile) -> Result<PathBuf, Failure> {
        self.conclude(RUN_FILE, &json::pretty(run).map_err(Failure::unserialisable)?)
    }

    /// The same with the file that makes the folder a bundle of its kind.
    ///
    /// # Errors
    /// As [`Draft::finish`].
    pub fn conclude(self, marker: &str, content: &[u8]) -> Result<PathBuf, Failure> {
        self.plain(marker, content)?;
        let Draft { folder, target, .. } = self;
        let folder = folder.release().map_err(|e| Failure::writing(&target, &e))?;
        open_to_readers(folder.path())?;
        replace(folder.path(), &target)?;
        let _ = folder.keep();
        Ok(target)
    }

    fn plain(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        write_synced(&self.folder().join(name), bytes).map_err(|e| Failure::writing(&self.target.join(name), &e))
    }
}

/// Puts a finished folder in its place. An older one there is replaced; it goes back if that fails.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses.
pub fn replace(folder: &Path, target: &Path) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::writing(target, &e);
    if !target.exists() {
        return fs::rename(folder, target).map_err(failed);
    }
    let old = folder.with_extension("old");
    fs::rename(target, &old).map_err(failed)?;
    if let Err(e) = fs::rename(folder, target) {
        // If even going back fails, it is still there under its other name.
        let _ = fs::rename(&old, target);
        return Err(failed(e));
    }
    fs::remove_dir_all(&old).map_err(failed)
}

/// Temporary files and folders are private; a bundle has the permissions that a new folder would have.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let probe = folder.join(".new");
    let mode = fs::create_dir(&probe).and_then(|()| fs::metadata(&probe)).map(|m| m.permissions().mode());
    let mode = mode.map_err(|e| Failure::writing(folder, &e))?;
    fs::remove_dir(&probe).map_err(|e| Failure::writing(folder, &e))?;
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).map_err(|e| Failure::writing(folder, &e))
}

#[cfg(not(unix))]
fn open_to_readers(_: &Path) -> Result<(), Failure> {
    Ok(())
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Refuses to write where something lies that is not a bundle of this kind.
fn refuse_foreign(target: &Path, marker: &str) -> Result<(), Failure> {
    let empty = || fs::read_dir(target).is_ok_and(|mut d| d.next().is_none());
    if !target.exists() || target.join(marker).is_file() || empty() {
        return Ok(());
    }
    let shown = target.display();
    Err(Failure::Usage(
        Note::new(
            "GH0904",
            format!("{shown} exists and has no {marker}"),
            format!("{shown} 已存在，且其中没有 {marker}"),
        )
        .help("choose another place with `-o DIR`, or another `--name`", "请用 `-o 目录` 或 `--name` 另选位置"),
    ))
}

/// BLAKE3 of a file, as hex.
///
/// # Errors
/// [`Failure::Input`] where it is missing, [`Failure::Machine`] where it cannot be read.
pub fn file_digest(path: &Path) -> Result<String, Failure> {
    let mut hasher = blake3::Hasher::new();
    let mut file = fs::File::open(path).map_err(|e| Failure::reading(path, &e))?;
    std::io::copy(&mut file, &mut hasher).map_err(|e| Failure::reading(path, &e))?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// A stored run.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its folder.
    pub path: PathBuf,
    /// What it is.
    pub file: RunFile,
}

impl Stored {
    /// Opens a bundle: reads `run.json` and nothing else.
    ///
    /// # Errors
    /// [`Failure::Input`] where there is no bundle, where it is damaged, or where a newer version wrote it.
    pub fn open(path: &Path) -> Result<Stored, Failure> {
        if let Some(kind) = Kind::of(path).filter(|kind| *kind != Kind::Run) {
            return Err(not_a_run(path, kind));
        }
        Ok(Stored { path: path.to_path_buf(), file: document(&path.join(RUN_FILE), SCHEMA)? })
    }

    /// The name of the bundle: its folder's.
    pub fn name(&self) -> String {
        let full = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        full.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Compares every file with its digest.
    ///
    /// # Errors
    /// [`Failure::Input`] naming the first file that differs or is missing.
    pub fn check_files(&self) -> Result<(), Failure> {
        let names = self.file.files.iter().map(|f| &f.file).chain(self.file.run.tables.iter().map(|t| &t.file));
        names.into_iter().try_for_each(|name| self.checked_digest(name))
    }

    /// The headline numbers.
    ///
    /// # Errors
    /// [`Failure::Input`] where they are missing or damaged.
    pub fn headlines(&self) -> Result<Headlines, Failure> {
        let path = self.path.join(HEADLINES_FILE);
        serde_json::from_slice(&self.checked(HEADLINES_FILE)?)
            .map_err(|e| Failure::damaged(&path, &format!("{e}"), &format!("内容不完整（{e}）")))
    }

    /// The bytes of a file of the bundle, once its digest is right.
    ///
    /// # Errors
    /// [`Failure::Input`] where the file is missing or damaged.
    pub fn checked(&self, name: &str) -> Result<Vec<u8>, Failure> {
        self.checked_digest(name)?;
        read(&self.inside(name)?)
    }

    /// Compares one file with its digest.
    ///
    /// # Errors
    /// [`Failure::Input`] where the file is missing or damaged.
    pub fn checked_digest(&self, name: &str) -> Result<(), Failure> {
        let path = self.inside(name)?;
        let files = self.file.files.iter().map(|f| (&f.file, &f.digest));
        let tables = self.file.run.tables.iter().map(|t| (&t.file, &t.digest));
        match files.chain(tables).find(|(file, _)| *file == name) {
            Some((_, digest)) if *digest == file_digest(&path)? => Ok(()),
            Some(_) => {
                Err(Failure::damaged(&path, "its digest is not the one in run.json", "摘要与 run.json 中的不符"))
            }
            None => Err(Failure::damaged(&path, "run.json does not name it", "run.json 没有列出它")),
        }
    }

    /// A path inside the bundle; names that lead out of it are damage, not requests.
    fn inside(&self, name: &str) -> Result<PathBuf, Failure> {
        let plain = Path::new(name).components().all(|c| matches!(c, std::path::Component::Normal(_)));
        if plain {
            Ok(self.path.join(name))
        } else {
            Err(Failure::damaged(&self.path.join(RUN_FILE), "it names a file outside", "它指向外部文件"))
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|e| Failure::reading(path, &e))
}

/// What to say of a bundle that holds no single run.
fn not_a_run(path: &Path, kind: Kind) -> Failure {
    let shown = path.display();
    Failure::Input(match kind {
        Kind::Compare => {
            let arms = fs::read_dir(path.join("arms")).into_iter().flatten().filter_map(Result::ok);
            let mut arms: Vec<String> = arms.map(|a| format!("{shown}/arms/{}", a.file_name().display())).collect();
            arms.sort();
            Note::new("GH0912", format!("{shown} is a comparison, not a run"), format!("{shown} 是比较，不是运行"))
                .help(
                    format!("name one of its arms: {}", arms.join(", ")),
                    format!("请指明其中一个方案：{}", arms.join("、")),
                )
        }
        Kind::Study => {
            Note::new("GH0912", format!("{shown} is a study, not a run"), format!("{shown} 是研究，不是运行")).help(
                format!("name one of its parts, for example an arm in {shown}/compare/arms"),
                format!("请指明其中一部分，例如 {shown}/compare/arms 中的方案"),
            )
        }
        Kind::Run | Kind::Sweep | Kind::Calibrate => {
            Note::new("GH0912", format!("{shown} is a sweep, not a run"), format!("{shown} 是扫描，不是运行")).help(
                "a sweep keeps numbers and no people; its counter-examples are commands that run one of its worlds",
                "扫描只保留数字，不保留人物；其反例是可运行其中一个世界的命令",
            )
        }
    })
}

/// A stored document of one schema.
///
/// # Errors
/// [`Failure::Input`] where there is none, where it is damaged, or where a newer version wrote it.
pub(crate) fn document<T: json::Readable>(file: &Path, schema: &str) -> Result<T, Failure> {
    let bytes = read(file)?;
    let Head { schema: own, glasshouse: by } = json::read(&bytes)
        .map_err(|e| Failure::damaged(file, &format!("it is not JSON ({e})"), &format!("不是 JSON（{e}）")))?;
    if own != schema {
        return Err(other_schema(file, (&own, schema), if by.is_empty() { "?" } else { &by }));
    }
    json::read(&bytes).map_err(|e| Failure::damaged(file, &format!("{e}"), &format!("内容不完整（{e}）")))
}

fn other_schema(path: &Path, (schema, wanted): (&str, &str), by: &str) -> Failure {
    let kind = wanted.split('/').next().unwrap_or(wanted);
    let number = |s: &str| s.strip_prefix(kind)?.strip_prefix('/')?.parse::<u32>().ok();
    let (shown, ours) = (path.display(), crate::VERSION);
    match (number(schema), number(wanted)) {
        (Some(theirs), Some(known)) if theirs > known => Failure::Input(
            Note::new(
                "GH0909",
                format!("{shown} was written by a newer glasshouse ({by}, format {schema}); this is {ours}"),
                format!("{shown} 由更新的 glasshouse（{by}，格式 {schema}）写成；当前版本为 {ours}"),
            )
            .help("install that version to read it", "请安装该版本后再读取"),
        ),
        _ => Failure::damaged(
            path,
            &format!("its schema is `{schema}`, not `{wanted}`"),
            &format!("格式是“{schema}”，应为“{wanted}”"),
        ),
    }
}
