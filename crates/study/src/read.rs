//! Reading tables of a bundle back, column by column.

use crate::bundle::{METRICS_FILE, Stored};
use crate::failure::Failure;
use crate::numbers::Row;
use crate::table::TableSpec;
use crate::tables;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use glasshouse_model::{Attribute, Group};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A batch of rows, with columns in the order of the table's specification.
#[derive(Clone, Debug)]
pub struct Columns {
    columns: Vec<ArrayRef>,
    rows: usize,
}

impl Columns {
    /// The batches of a table, once the file's digest is right.
    ///
    /// # Errors
    /// [`Failure::Input`] where the file is missing, damaged or has other columns.
    pub fn of(stored: &Stored, spec: &TableSpec) -> Result<impl Iterator<Item = Result<Columns, Failure>>, Failure> {
        let path = stored.path.join(spec.file);
        stored.checked_digest(spec.file)?;
        let file = File::open(&path).map_err(|e| Failure::reading(&path, &e))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .and_then(|builder| builder.build())
            .map_err(|e| unreadable(&path, &e.to_string()))?;
        let names: Vec<&'static str> = spec.columns.iter().map(|c| c.name).collect();
        Ok(reader.map(move |batch| {
            let batch = batch.map_err(|e| unreadable(&path, &e.to_string()))?;
            Columns::pick(&batch, &names).ok_or_else(|| unreadable(&path, "a column is missing"))
        }))
    }

    /// `n` rows from row `first` of a table, with the columns named.
    ///
    /// # Errors
    /// [`Failure::Input`] where the file is missing, damaged or has other columns.
    pub fn stretch(
        path: &Path,
        names: &[&str],
        first: usize,
        n: usize,
    ) -> Result<impl Iterator<Item = Result<Columns, Failure>> + use<>, Failure> {
        let file = File::open(path).map_err(|e| Failure::reading(path, &e))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| unreadable(path, &e.to_string()))?;
        let mask = ProjectionMask::columns(builder.parquet_schema(), names.iter().copied());
        let reader = builder
            .with_projection(mask)
            .with_offset(first)
            .with_limit(n)
            .with_batch_size(65_536)
            .build()
            .map_err(|e| unreadable(path, &e.to_string()))?;
        let (path, names): (PathBuf, Vec<String>) =
            (path.to_path_buf(), names.iter().map(ToString::to_string).collect());
        Ok(reader.map(move |batch| {
            let batch = batch.map_err(|e| unreadable(&path, &e.to_string()))?;
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            Columns::pick(&batch, &names).ok_or_else(|| unreadable(&path, "a column is missing"))
        }))
    }

    fn pick(batch: &RecordBatch, names: &[&str]) -> Option<Columns> {
        let columns = names.iter().map(|n| batch.column_by_name(n).cloned()).collect::<Option<_>>()?;
        Some(Columns { columns, rows: batch.num_rows() })
    }

    /// How many rows the batch has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    fn at(&self, column: usize, row: usize) -> Option<&ArrayRef> {
        self.columns.get(column).filter(|c| row < c.len() && c.is_valid(row))
    }

    /// A text; `None` if absent or of another type.
    pub fn text(&self, column: usize, row: usize) -> Option<&str> {
        self.at(column, row)?.as_string_opt::<i32>().map(|a| a.value(row))
    }

    /// A whole number; `None` if absent or of another type.
    pub fn int(&self, column: usize, row: usize) -> Option<i64> {
        self.at(column, row)?.as_primitive_opt::<Int64Type>().map(|a| a.value(row))
    }

    /// An unsigned number; `None` if absent or of another type.
    pub fn word(&self, column: usize, row: usize) -> Option<u64> {
        self.at(column, row)?.as_primitive_opt::<UInt64Type>().map(|a| a.value(row))
    }

    /// A day number; `None` if absent or of another type.
    pub fn day(&self, column: usize, row: usize) -> Option<i32> {
        self.at(column, row)?.as_primitive_opt::<Date32Type>().map(|a| a.value(row))
    }

    /// True or false; `None` if absent or of another type.
    pub fn flag(&self, column: usize, row: usize) -> Option<bool> {
        self.at(column, row)?.as_boolean_opt().map(|a| a.value(row))
    }
}

fn unreadable(path: &std::path::Path, reason: &str) -> Failure {
    Failure::damaged(path, reason, reason)
}

/// The stored numbers of a run: per replicate, the rows that are not all zero.
///
/// # Errors
/// [`Failure::Input`] where the table is missing or damaged.
pub fn metrics(stored: &Stored) -> Result<Vec<Vec<Row>>, Failure> {
    let path: PathBuf = stored.path.join(METRICS_FILE);
    let damaged = || unreadable(&path, "a row does not fit the run");
    let run = &stored.file.run;
    let mut replicates: Vec<Vec<Row>> = vec![Vec::new(); run.replicates.len()];
    for batch in Columns::of(stored, &tables::METRICS)? {
        let batch = batch?;
        for row in 0..batch.rows() {
            let number = batch.int(2, row).ok_or_else(damaged)?;
            let place = run.replicates.iter().position(|r| i64::from(*r) == number).ok_or_else(damaged)?;
            let month = batch.int(3, row).filter(|m| (1..=i64::from(run.months)).contains(m)).ok_or_else(damaged)?;
            let (metric, item) = batch.text(4, row).zip(batch.text(5, row)).ok_or_else(damaged)?;
            let group =
                batch.text(6, row).zip(batch.text(7, row)).and_then(|(a, l)| group(a, l)).ok_or_else(damaged)?;
            let value = batch.int(8, row).ok_or_else(damaged)?;
            let rows = replicates.get_mut(place).ok_or_else(damaged)?;
            let same = rows.last().is_some_and(|r| r.metric == metric && r.item == item && r.group == group);
            if !same {
                let months = vec![0; run.months as usize];
                rows.push(Row { metric: metric.into(), item: item.into(), group, months });
            }
            if let Some(slot) = rows.last_mut().and_then(|r| r.months.get_mut(month as usize - 1)) {
                *slot = value;
            }
        }
    }
    Ok(replicates)
}

/// The group with these names in tables.
pub fn group(attribute: &str, level: &str) -> Option<Group> {
    if (attribute, level) == ("all", "all") {
        return Some(Group::ALL);
    }
    let attribute = Attribute::parse(attribute)?;
    let level = attribute.levels().iter().position(|(name, _)| *name == level)?;
    Some(Group::of(attribute, level as u8))
}
