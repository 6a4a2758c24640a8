//! Parquet tables whose columns say what they mean.
//!
//! A table is described by a [`TableSpec`]; label, unit and definition of every column go into the
//! field metadata, the description of the whole table into the file's key-value metadata, and both into
//! `dictionary.json`. Rows are pushed one by one and written in groups, compressed with zstd.

use crate::failure::Failure;
use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder, UInt64Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use glasshouse_model::Day;
use glasshouse_model::text::Label;
use glasshouse_wire::bundle::TableEntry;
use glasshouse_wire::run::{DictionaryEntry, Text};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows per record batch handed to the writer.
const BATCH: usize = 65_536;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// Signed whole numbers.
    Int,
    /// Unsigned whole numbers that may need all 64 bits (seeds, stories).
    Word,
    /// Calendar days.
    Day,
    /// True or false.
    Flag,
    /// Rates and means.
    Real,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpec {
    /// Name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Unit; empty for names.
    pub unit: &'static str,
    /// Label.
    pub label: Label,
    /// Definition.
    pub definition: Label,
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// File name.
    pub file: &'static str,
    /// What one row is.
    pub row: Label,
    /// Columns.
    pub columns: &'static [ColumnSpec],
}

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// An unsigned number.
    Word(u64),
    /// A day.
    Day(Day),
    /// True or false.
    Flag(bool),
    /// A rate or mean.
    Real(f64),
    /// Nothing is known or nothing applies.
    Absent,
}

impl TableSpec {
    /// The table's part of the dictionary.
    pub fn entry(&self) -> TableEntry {
        let columns = self.columns.iter().map(|c| DictionaryEntry {
            name: c.name.into(),
            label: wire_text(c.label),
            unit: c.unit.into(),
            definition: wire_text(c.definition),
            source: "glasshouse".into(),
        });
        TableEntry { file: self.file.into(), row: wire_text(self.row), columns: columns.collect() }
    }

    fn schema(&self) -> Schema {
        let fields: Vec<Field> = self
            .columns
            .iter()
            .map(|c| {
                let kind = match c.holds {
                    Holds::Text => DataType::Utf8,
                    Holds::Int => DataType::Int64,
                    Holds::Word => DataType::UInt64,
                    Holds::Day => DataType::Date32,
                    Holds::Flag => DataType::Boolean,
                    Holds::Real => DataType::Float64,
                };
                let notes: BTreeMap<String, String> = column_notes(c).into_iter().collect();
                Field::new(c.name, kind, true).with_metadata(notes)
            })
            .collect();
        Schema::new(fields)
    }
}

/// Label, unit and definition of a column as metadata pairs.
fn column_notes(column: &ColumnSpec) -> [(String, String); 5] {
    [
        ("definition".into(), column.definition.en.into()),
        ("definition_zh".into(), column.definition.zh.into()),
        ("label".into(), column.label.en.into()),
        ("label_zh".into(), column.label.zh.into()),
        ("unit".into(), column.unit.into()),
    ]
}

/// A built-in label as a wire text.
pub fn wire_text(label: Label) -> Text {
    Text { en: label.en.into(), zh: label.zh.into() }
}

enum Builder {
    Text(StringBuilder),
    Int(Int64Builder),
    Word(UInt64Builder),
    Day(Date32Builder),
    Flag(BooleanBuilder),
    Real(Float64Builder),
}

impl Builder {
    fn new(holds: Holds) -> Builder {
        match holds {
            Holds::Text => Builder::Text(StringBuilder::new()),
            Holds::Int => Builder::Int(Int64Builder::new()),
            Holds::Word => Builder::Word(UInt64Builder::new()),
            Holds::Day => Builder::Day(Date32Builder::new()),
            Holds::Flag => Builder::Flag(BooleanBuilder::new()),
            Holds::Real => Builder::Real(Float64Builder::new()),
        }
    }

    /// Appends a value; one of another type than the column's counts as absent.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Builder::Text(b), Cell::Text(v)) => b.append_value(v),
            (Builder::Int(b), Cell::Int(v)) => b.append_value(v),
            (Builder::Word(b), Cell::Word(v)) => b.append_value(v),
            (Builder::Day(b), Cell::Day(v)) => b.append_value(v.0),
            (Builder::Flag(b), Cell::Flag(v)) => b.append_value(v),
            (Builder::Real(b), Cell::Real(v)) => b.append_value(v),
            (Builder::Text(b), _) => b.append_null(),
            (Builder::Int(b), _) => b.append_null(),
            (Builder::Word(b), _) => b.append_null(),
            (Builder::Day(b), _) => b.append_null(),
            (Builder::Flag(b), _) => b.append_null(),
            (Builder::Real(b), _) => b.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(b) => Arc::new(b.finish()),
            Builder::Int(b) => Arc::new(b.finish()),
            Builder::Word(b) => Arc::new(b.finish()),
            Builder::Day(b) => Arc::new(b.finish()),
            Builder::Flag(b) => Arc::new(b.finish()),
            Builder::Real(b) => Arc::new(b.finish()),
        }
    }
}

/// Writes one table.
pub struct TableWriter {
    path: PathBuf,
    schema: Arc<Schema>,
    writer: ArrowWriter<File>,
    builders: Vec<Builder>,
    waiting: usize,
    rows: u64,
}

impl TableWriter {
    /// Begins a table in a folder. `notes` go into the file's key-value metadata.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the file cannot be made.
    pub fn begin(folder: &Path, spec: &TableSpec, notes: &[(&str, String)]) -> Result<TableWriter, Failure> {
        TableWriter::with(folder, spec, notes, WriterProperties::builder())
    }

    /// The same for a table whose text column `key` rises from row to row and never repeats: each value is stored
    /// as what it adds to the one before.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the file cannot be made.
    pub fn begin_keyed(
        folder: &Path,
        spec: &TableSpec,
        notes: &[(&str, String)],
        key: &str,
    ) -> Result<TableWriter, Failure> {
        let properties = WriterProperties::builder()
            .set_column_dictionary_enabled(key.into(), false)
            .set_column_encoding(key.into(), Encoding::DELTA_BYTE_ARRAY);
        TableWriter::with(folder, spec, notes, properties)
    }

    fn with(
        folder: &Path,
        spec: &TableSpec,
        notes: &[(&str, String)],
        properties: WriterPropertiesBuilder,
    ) -> Result<TableWriter, Failure> {
        let path = folder.join(spec.file);
        let schema = Arc::new(spec.schema());
        let pairs = notes.iter().map(|(key, value)| KeyValue::new((*key).to_string(), value.clone())).collect();
        // Least and most of what is true or false tell a reader nothing.
        let flags = spec.columns.iter().filter(|c| c.holds == Holds::Flag);
        let properties = flags.fold(properties, |properties, column| {
            properties.set_column_statistics_enabled(column.name.into(), EnabledStatistics::None)
        });
        let properties = properties
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(format!("glasshouse {}", crate::VERSION))
            .set_key_value_metadata(Some(pairs))
            .build();
        let file = File::create(&path).map_err(|e| Failure::writing(&path, &e))?;
        let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties)).map_err(|e| fault(&path, e))?;
        let builders = spec.columns.iter().map(|c| Builder::new(c.holds)).collect();
        Ok(TableWriter { path, schema, writer, builders, waiting: 0, rows: 0 })
    }

    /// Adds a row, one cell per column in order.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn push(&mut self, row: &[Cell<'_>]) -> Result<(), Failure> {
        debug_assert_eq!(row.len(), self.builders.len());
        for (builder, cell) in self.builders.iter_mut().zip(row) {
            builder.push(*cell);
        }
        self.rows += 1;
        self.waiting += 1;
        if self.waiting >= BATCH { self.flush() } else { Ok(()) }
    }

    /// Adds many rows at once, as whole columns in order.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn push_columns(&mut self, columns: Vec<ArrayRef>) -> Result<(), Failure> {
        if self.waiting > 0 {
            self.flush()?;
        }
        self.rows += columns.first().map_or(0, |column| column.len()) as u64;
        self.write(columns)
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.waiting = 0;
        let columns = self.builders.iter_mut().map(Builder::finish).collect();
        self.write(columns)
    }

    fn write(&mut self, columns: Vec<ArrayRef>) -> Result<(), Failure> {
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(|e| {
            Failure::broken(format!("a table does not fit its columns: {e}"), format!("表与列不符：{e}"))
        })?;
        self.writer.write(&batch).map_err(|e| fault(&self.path, e))
    }

    /// Ends the table; returns the number of rows.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn finish(mut self) -> Result<u64, Failure> {
        if self.waiting > 0 {
            self.flush()?;
        }
        let path = self.path;
        let file = self.writer.into_inner().map_err(|e| fault(&path, e))?;
        file.sync_all().map_err(|e| Failure::writing(&path, &e))?;
        Ok(self.rows)
    }
}

/// The system's reason inside a Parquet error, or a broken invariant.
fn fault(path: &Path, error: ParquetError) -> Failure {
    match error {
        ParquetError::External(inner) => match inner.downcast_ref::<io::Error>() {
            Some(io) => Failure::writing(path, io),
            None => Failure::writing(path, &io::Error::other(inner.to_string())),
        },
        other => Failure::writing(path, &io::Error::other(other.to_string())),
    }
}
