//! The bundle of a comparison: `compare.json`, `compare.parquet`, and the run of every arm in `arms/`.

use super::condition::estimate;
use super::paired::Values;
use crate::bundle::{self, RUN_FILE, replace};
use crate::failure::{Failure, Note};
use crate::table::{Cell, ColumnSpec, Holds, TableSpec, TableWriter};
use crate::tables::REPLICATE;
use glasshouse_model::text::Label;
use glasshouse_wire::compare::CompareDoc;
use glasshouse_wire::json;
use std::fs;
use std::path::{Path, PathBuf};

/// The file that makes a folder the bundle of a comparison.
pub const COMPARE_FILE: &str = "compare.json";
/// Version of its format.
pub const SCHEMA: &str = "compare/1";

const fn column(name: &'static str, holds: Holds, unit: &'static str, label: Label, definition: Label) -> ColumnSpec {
    ColumnSpec { name, holds, unit, label, definition }
}

/// One number of one arm and replicate.
pub const COMPARE: TableSpec = TableSpec {
    file: "compare.parquet",
    row: Label {
        en: "One metric of one arm in one replicate.", zh: "一个方案在一次重复中的一个指标。"
    },
    columns: &[
        column(
            "arm",
            Holds::Text,
            "",
            Label { en: "arm", zh: "方案" },
            Label { en: "Name of the arm.", zh: "方案名称。" },
        ),
        column(
            "baseline",
            Holds::Flag,
            "",
            Label { en: "baseline", zh: "对照" },
            Label { en: "The arm that the others are compared with.", zh: "其他方案与之比较的方案。" },
        ),
        REPLICATE,
        column(
            "metric",
            Holds::Text,
            "",
            Label { en: "metric", zh: "指标" },
            Label { en: "Name of the metric, as in compare.json.", zh: "指标名称，同 compare.json。" },
        ),
        column(
            "value",
            Holds::Real,
            "as in `unit`",
            Label { en: "value", zh: "数值" },
            Label {
                en: "Value in this replicate; absent where it has none.", zh: "本次重复的数值；无值则缺。"
            },
        ),
        column(
            "difference",
            Holds::Real,
            "as in `unit`",
            Label { en: "difference", zh: "差值" },
            Label {
                en: "Value minus that of the baseline in the same replicate.", zh: "与同一次重复中对照方案之差。"
            },
        ),
        column(
            "unit",
            Holds::Text,
            "",
            Label { en: "unit", zh: "单位" },
            Label { en: "Unit of the value.", zh: "数值的单位。" },
        ),
    ],
};

/// The folder that an unfinished comparison works in.
pub fn workshop(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(".partial");
    target.with_file_name(name)
}

/// Refuses a place where something lies that is no comparison, and tries whether it can be written to.
///
/// # Errors
/// [`Failure::Usage`] where something is in the way, [`Failure::Machine`] where the disk refuses.
pub fn clear_way(target: &Path) -> Result<(), Failure> {
    let empty = || fs::read_dir(target).is_ok_and(|mut d| d.next().is_none());
    if target.exists() && !target.join(COMPARE_FILE).is_file() && !empty() {
        let shown = target.display();
        return Err(Failure::Usage(
            Note::new(
                "GH0904",
                format!("{shown} exists and is not a comparison"),
                format!("{shown} 已存在，且不是一次比较"),
            )
            .help("choose another place with `-o DIR`, or another `--name`", "请用 `-o 目录` 或 `--name` 另选位置"),
        ));
    }
    let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|e| Failure::writing(parent, &e))
}

/// Makes the workshop ready: kept with `resume`, emptied without.
///
/// # Errors
/// [`Failure::Usage`] where there is nothing to resume, [`Failure::Machine`] where the disk refuses.
pub fn open(folder: &Path, resume: bool) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::writing(folder, &e);
    if resume && !folder.is_dir() {
        let shown = folder.display();
        return Err(Failure::Usage(Note::new("GH0931", "there is nothing to resume", "没有可继续的运行").help(
            format!("no unfinished comparison lies in {shown}; leave out `--resume` to begin"),
            format!("{shown} 中没有未完成的比较；去掉 `--resume` 即可重新开始"),
        )));
    }
    if !resume && folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder.join("arms")).map_err(failed)
}

/// Removes a workshop in which no arm was begun.
pub fn abandon(folder: &Path) {
    let begun = fs::read_dir(folder.join("arms")).is_ok_and(|mut arms| arms.next().is_some());
    if !begun {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Writes document and table into the workshop and puts it in its place.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses.
pub fn finish(folder: &Path, target: &Path, doc: &CompareDoc, values: &[Values]) -> Result<(), Failure> {
    table(folder, doc, values)?;
    let path = folder.join(COMPARE_FILE);
    fs::write(&path, json::pretty(doc).map_err(Failure::unserialisable)?).map_err(|e| Failure::writing(&path, &e))?;
    replace(folder, target)
}

fn table(folder: &Path, doc: &CompareDoc, values: &[Values]) -> Result<(), Failure> {
    let mut out = TableWriter::begin(folder, &COMPARE, &[("glasshouse.schema", SCHEMA.to_owned())])?;
    let real = |value: Option<f64>| value.map_or(Cell::Absent, Cell::Real);
    for (place, arm) in doc.arms.iter().enumerate() {
        for (i, replicate) in doc.replicates.iter().enumerate() {
            for (number, row) in doc.rows.iter().enumerate() {
                let at = |place: usize| values.get(place)?.get(i)?.get(number).copied().flatten();
                let (value, base) = (at(place), at(0));
                out.push(&[
                    Cell::Text(&arm.name),
                    Cell::Flag(place == 0),
                    Cell::Int(i64::from(*replicate)),
                    Cell::Text(&row.metric),
                    real(value),
                    if place == 0 { Cell::Absent } else { real(value.zip(base).map(|(v, b)| v - b)) },
                    Cell::Text(&row.unit),
                ])?;
            }
        }
    }
    out.finish().map(|_| ())
}

/// A stored comparison.
///
/// # Errors
/// [`Failure::Input`] where there is none, or it is damaged.
pub fn read(path: &Path) -> Result<CompareDoc, Failure> {
    bundle::document(&path.join(COMPARE_FILE), SCHEMA)
}

/// Whether a finished run lies in a folder.
pub fn has_run(folder: &Path) -> bool {
    folder.join(RUN_FILE).is_file()
}

/// The records of a comparison, one per metric and arm, with what the table shows.
pub fn records(doc: &CompareDoc) -> Vec<serde_json::Value> {
    let is = if doc.illustration { "illustration" } else { "finding" };
    let mut records = Vec::new();
    for row in &doc.rows {
        for cell in row.cells.iter().filter(|c| c.difference.is_some()) {
            let flat = |estimate: &glasshouse_wire::Estimate| {
                use glasshouse_wire::Estimate::{Interval, Single, Undefined};
                match estimate {
                    Single { value } => [Some(*value), None, None],
                    Interval { mean, low, high, .. } => [Some(*mean), Some(*low), Some(*high)],
                    Undefined { .. } => [None; 3],
                }
            };
            let [value, low, high] = flat(&estimate(row.shown, cell));
            let [difference, difference_low, difference_high] = cell.difference.as_ref().map_or([None; 3], flat);
            records.push(serde_json::json!({
                "metric": row.metric, "arm": cell.arm, "baseline": doc.baseline, "shown": row.shown,
                "value": value, "low": low, "high": high, "unit": row.unit,
                "difference": difference, "difference_low": difference_low, "difference_high": difference_high,
                "same": cell.same, "distinguishable": cell.distinguishable, "width_ratio": cell.width_ratio, "is": is,
            }));
        }
    }
    records
}
