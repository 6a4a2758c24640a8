//! Questions in SQL about any number of bundles, answered by DuckDB where it is installed.
//!
//! A database is not built in: bundles are plain Parquet, and DuckDB reads that. Every table of the bundles becomes a
//! view with two columns more, and the question runs in a database in memory that is gone afterwards, so nothing that
//! is stored can change.

use crate::catalogue::Kind;
use crate::failure::{Failure, Note};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What an answer holds: names of columns, and one object per row with the columns in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// Names of columns, in order.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Value>,
}

/// A table over several bundles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name: that of the files without `.parquet`.
    pub name: String,
    /// The files with the bundle and the folder inside it that each comes from.
    pub files: Vec<Part>,
}

/// One file of a view.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Name of the bundle: column `run`.
    pub run: String,
    /// Folder inside the bundle, such as `arms/none`; empty for the bundle itself: column `part`.
    pub part: String,
    /// The file.
    pub path: PathBuf,
}

/// A DuckDB of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Its own program.
    Program(&'static str),
    /// A Python that has it.
    Python(&'static str),
}

/// Runs what it reads; an error is one message.
const DRIVER: &str = "import sys
sys.path = [p for p in sys.path if p]
import duckdb
try:
    duckdb.connect().execute(sys.stdin.buffer.read().decode())
except duckdb.Error as error:
    sys.stderr.buffer.write(str(error).encode())
    sys.exit(1)
";

impl Engine {
    /// The first DuckDB that starts: the program `duckdb`, else a Python with the package.
    ///
    /// # Errors
    /// [`Failure::Machine`] where there is none.
    pub fn find() -> Result<Engine, Failure> {
        let starts = |name: &str, arguments: &[&str]| {
            let mut command = Command::new(name);
            command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        if starts("duckdb", &["--version"]) {
            return Ok(Engine::Program("duckdb"));
        }
        let python = ["python3", "python"].into_iter().find(|name| starts(name, &["-c", "import duckdb"]));
        python.map(Engine::Python).ok_or_else(|| {
            Failure::Machine(
                Note::new(
                    "GH0914",
                    "there is no DuckDB here: neither the program `duckdb` nor a Python with the package `duckdb`",
                    "本机没有DuckDB：既无 duckdb 程序，也无装有 duckdb 包的Python",
                )
                .help("python3 -m pip install duckdb", "python3 -m pip install duckdb")
                .help(
                    "or put the program `duckdb` of https://duckdb.org on the path",
                    "或将 https://duckdb.org 的 duckdb 程序放入路径",
                )
                .help(
                    "without it, `glasshouse show RUN --format csv` gives the headline numbers",
                    "没有它时，可用 `glasshouse show 运行 --format csv` 取得主要数字",
                ),
            )
        })
    }

    fn command(&self) -> Command {
        match self {
            Engine::Program(name) => {
                let mut command = Command::new(name);
                // Without the user's own start-up file; the first error ends it.
                command.args(["-batch", "-bail", "-init", if cfg!(windows) { "NUL" } else { "/dev/null" }]);
                command
            }
            Engine::Python(name) => {
                let mut command = Command::new(name);
                command.args(["-c", DRIVER]);
                command
            }
        }
    }

    /// Runs statements; what the engine says where it refuses.
    fn execute(&self, script: &str) -> Result<Result<(), String>, Failure> {
        let broken = |e: std::io::Error| Failure::reading(Path::new("duckdb"), &e);
        let mut command = self.command();
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(broken)?;
        if let Some(mut stdin) = child.stdin.take() {
            // One that stopped reading has said why.
            let _ = stdin.write_all(script.as_bytes());
        }
        let output = child.wait_with_output().map_err(broken)?;
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Ok(if output.status.success() { Ok(()) } else { Err(said) })
    }
}

/// Answers a question about bundles.
///
/// # Errors
/// [`Failure::Usage`] where the question is refused; [`Failure::Input`] for a folder that is no bundle; what the disk
/// says.
pub fn ask(engine: &Engine, question: &str, bundles: &[PathBuf]) -> Result<Rows, Failure> {
    let views = views(bundles)?;
    let folder = tempfile::tempdir().map_err(|e| Failure::writing(Path::new("."), &e))?;
    let (columns, rows) = (folder.path().join("columns.json"), folder.path().join("rows.json"));
    let mut script: String = views.iter().map(view).collect();
    // The table function takes one statement that reads, and nothing else.
    let asked = format!("query({})", literal(question.trim().trim_end_matches(';')));
    let columns_of = format!("select column_name from (describe from {asked})");
    script += &format!("copy (from {asked}) to {} (format json);\n", literal(&rows.display().to_string()));
    script += &format!("copy ({columns_of}) to {} (format json);\n", literal(&columns.display().to_string()));
    engine.execute(&script)?.map_err(|said| refused(&said, &views))?;
    let columns = lines(&columns)?;
    let name = |row: &Value| row.get("column_name").and_then(Value::as_str).map(str::to_owned);
    Ok(Rows { columns: columns.iter().filter_map(name).collect(), rows: lines(&rows)? })
}

/// The tables of bundles, by name.
///
/// # Errors
/// [`Failure::Input`] where one is no bundle.
pub fn views(bundles: &[PathBuf]) -> Result<Vec<View>, Failure> {
    let mut views: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    let short = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    for bundle in bundles {
        let alone = bundles.iter().filter(|other| short(other) == short(bundle)).count() == 1;
        let run = if alone { short(bundle) } else { bundle.display().to_string() };
        if Kind::of(bundle).is_none() {
            let shown = bundle.display();
            let note = Note::new("GH0907", format!("{shown} is no bundle"), format!("{shown} 不是结果文件夹"));
            return Err(Failure::Input(note));
        }
        for path in tables(bundle)? {
            let inside = path.strip_prefix(bundle).unwrap_or(&path);
            let part = inside.parent().map(|p| p.to_string_lossy().replace('\\', "/")).unwrap_or_default();
            let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            views.entry(name).or_default().push(Part { run: run.clone(), part, path });
        }
    }
    Ok(views.into_iter().map(|(name, files)| View { name, files }).collect())
}

/// The Parquet files in a folder and below, sorted.
fn tables(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).map_err(|e| Failure::reading(&at, &e))? {
            let path = entry.map_err(|e| Failure::reading(&at, &e))?.path();
            let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if path.is_dir() && !hidden {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "parquet") && !hidden {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn view(view: &View) -> String {
    let part = |part: &Part| {
        let (run, folder, file) = (literal(&part.run), literal(&part.part), literal(&part.path.display().to_string()));
        format!("select {run} as run, {folder} as part, * from read_parquet({file})")
    };
    let parts: Vec<String> = view.files.iter().map(part).collect();
    format!("create view \"{}\" as {};\n", view.name.replace('"', "\"\""), parts.join("\nunion all by name "))
}

/// A text as SQL takes it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn lines(path: &Path) -> Result<Vec<Value>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::reading(path, &e))?;
    let read = |line: &str| serde_json::from_str(line);
    text.lines().map(read).collect::<Result<_, _>>().map_err(|e| {
        Failure::broken(format!("DuckDB's answer cannot be read: {e}"), format!("无法读取DuckDB的回答：{e}"))
    })
}

/// What the engine says, without its picture of a line that the question was put into.
fn refused(said: &str, views: &[View]) -> Failure {
    let reason = said.split("\nLINE ").next().unwrap_or(said).trim();
    let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
    Failure::Usage(
        Note::new("GH0915", format!("the question is refused: {reason}"), format!("查询被拒绝：{reason}"))
            .help(
                format!("tables here: {}; every one has the columns run and part", names.join(", ")),
                format!("现有的表：{}；每张表都有 run 与 part 两列", names.join("、")),
            )
            .help(
                "columns of a table: glasshouse sql 'describe metrics'",
                "某张表的列：glasshouse sql 'describe metrics'",
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_bundles_become_views() {
        let folder = tempfile::tempdir().unwrap();
        let bundles: Vec<PathBuf> = ["a", "it's"].iter().map(|name| folder.path().join(name)).collect();
        for bundle in &bundles {
            std::fs::create_dir_all(bundle.join("arms/none")).unwrap();
            std::fs::write(bundle.join(crate::compare::COMPARE_FILE), "{}").unwrap();
            std::fs::write(bundle.join("arms/none/metrics.parquet"), "").unwrap();
        }
        std::fs::write(bundles[0].join("differences.parquet"), "").unwrap();
        let found = views(&bundles).unwrap();
        let names: Vec<(&str, usize)> = found.iter().map(|v| (v.name.as_str(), v.files.len())).collect();
        assert_eq!(names, [("differences", 1), ("metrics", 2)]);
        assert_eq!((found[1].files[1].run.as_str(), found[1].files[1].part.as_str()), ("it's", "arms/none"));
        assert!(view(&found[1]).contains("'it''s' as run, 'arms/none' as part"), "{}", view(&found[1]));
        assert!(matches!(views(&[folder.path().to_path_buf()]), Err(Failure::Input(_))));
    }

    #[test]
    fn a_refusal_names_the_tables() {
        let views = [View { name: "metrics".into(), files: Vec::new() }];
        let Failure::Usage(note) = refused("Catalog Error: no table\n\nLINE 1: copy (…", &views) else { panic!() };
        assert_eq!(note.message.en, "the question is refused: Catalog Error: no table");
        assert!(note.help[0].en.contains("metrics"));
    }
}
