//! How a run ended for everyone, as a table with one row per person and replicate, in the order of persons: what
//! persons are picked by without simulating anyone again.

use crate::bundle::Stored;
use crate::failure::Failure;
use crate::read::Columns;
use crate::table::{ColumnSpec, Holds, TableSpec, TableWriter};
use crate::tables::{GRADE, PERSON, REPLICATE, SCORE};
use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, BooleanArray, Int64Array, StringArray, UInt8Array};
use glasshouse_engine::{Ends, ever};
use glasshouse_metrics::{Layout, Metric};
use glasshouse_model::PersonId;
use glasshouse_model::text::Label;
use glasshouse_rulebook::Plan;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

const fn flag(name: &'static str, label: Label, definition: Label) -> ColumnSpec {
    ColumnSpec { name, holds: Holds::Flag, unit: "", label, definition }
}

/// How it ended for one person.
pub const ENDS: TableSpec = TableSpec {
    file: "ends.parquet",
    row: Label {
        en: "How the run ended for one synthetic person, and what ever happened to them.",
        zh: "一名合成人物在运行结束时的状态，以及曾经历之事。",
    },
    columns: &[
        REPLICATE,
        PERSON,
        SCORE,
        GRADE,
        flag(
            "penalised",
            Label { en: "penalised", zh: "受过惩戒" },
            Label { en: "Under an adverse measure at least once.", zh: "至少受过一次不利措施。" },
        ),
        flag(
            "wrongly_penalised",
            Label { en: "wrongly penalised", zh: "受过错误惩戒" },
            Label {
                en: "Under an adverse measure, at the end of some day, that the true dossier would not have led to then.",
                zh: "某日终了时所受不利措施，按真实档案届时不应有。",
            },
        ),
        flag(
            "penalised_for_undone",
            Label { en: "penalised for what they did not do", zh: "因未做之事受惩戒" },
            Label {
                en: "Under an adverse measure that neither the true dossier nor the record without its wrong entries would have led to.",
                zh: "所受不利措施，按真实档案、按剔除错误的记录均不应有。",
            },
        ),
        flag(
            "missed",
            Label { en: "missed", zh: "漏罚" },
            Label {
                en: "Escaped, at the end of some day, an adverse measure that the true dossier would have led to.",
                zh: "某日终了时逃过了按真实档案应有的不利措施。",
            },
        ),
        flag(
            "deducted",
            Label { en: "lost points", zh: "被扣过分" },
            Label { en: "Had points deducted at least once.", zh: "至少被扣过一次分。" },
        ),
        flag(
            "wrong_deduction",
            Label { en: "lost points wrongly", zh: "被错误扣分" },
            Label { en: "Had points deducted for something they did not do.", zh: "因没有做过的事被扣分。" },
        ),
        flag(
            "corrected",
            Label { en: "corrected", zh: "得到更正" },
            Label { en: "Had a wrong deduction removed after review.", zh: "有错误扣分经复核撤销。" },
        ),
        flag(
            "in_worst",
            Label { en: "in the worst grade", zh: "曾在最低等级" },
            Label { en: "In the worst grade at least once.", zh: "至少一次处于最低等级。" },
        ),
    ],
};

/// The same in a society that follows wealth.
pub const ENDS_AND_WEALTH: TableSpec = TableSpec { columns: &AND_WEALTH, ..ENDS };

const AND_WEALTH: [ColumnSpec; ENDS.columns.len() + 2] = {
    let mut all = [WEALTH; ENDS.columns.len() + 2];
    let mut i = 0;
    while i < ENDS.columns.len() {
        all[i] = ENDS.columns[i];
        i += 1;
    }
    all[i + 1] = PENALISED_MONTHS;
    all
};

const WEALTH: ColumnSpec = ColumnSpec {
    name: "wealth",
    holds: Holds::Int,
    unit: "1/1024 month",
    label: Label { en: "wealth", zh: "财富" },
    definition: Label {
        en: "Wealth on the last day, in 1/1024 of what a person needs for a month.",
        zh: "最后一日的财富，以一人一月所需的1/1024计。",
    },
};

const PENALISED_MONTHS: ColumnSpec = ColumnSpec {
    name: "penalised_months",
    holds: Holds::Int,
    unit: "months",
    label: Label { en: "months penalised", zh: "受惩戒月数" },
    definition: Label {
        en: "Months on whose first morning the person was under an adverse measure.",
        zh: "月初处于不利措施之下的月数。",
    },
};

/// The table of a run that counts by a layout.
pub fn table(layout: &Layout) -> &'static TableSpec {
    if layout.columns_of(Metric::WealthSum).is_empty() { &ENDS } else { &ENDS_AND_WEALTH }
}

/// The flags in the order of their columns.
const FLAGS: [u8; 8] = [
    ever::PENALISED,
    ever::WRONGLY_PENALISED,
    ever::FOR_UNDONE,
    ever::MISSED,
    ever::DEDUCTED,
    ever::WRONG_DEDUCTION,
    ever::CORRECTED,
    ever::IN_WORST,
];
/// Persons whose rows are made at a time.
const STRETCH: usize = 65_536;

/// Stretches of persons that may wait to be written.
const WAITING: usize = 2;

/// Writes the table, replicate after replicate, while the run goes on.
#[derive(Debug)]
pub struct EndsWriter {
    /// Persons of a replicate, in order; gone once all have been said.
    rows: Option<SyncSender<(u32, Arc<Ends>)>>,
    /// What becomes of them.
    written: Option<JoinHandle<Result<u64, Failure>>>,
}

impl EndsWriter {
    /// Begins the table in a folder.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses or the system gives no thread.
    pub fn begin(folder: &Path, plan: &Plan, layout: &Layout) -> Result<EndsWriter, Failure> {
        let out = TableWriter::begin_keyed(folder, table(layout), &[], PERSON.name)?;
        let mut rows = Rows { out, grades: grade_ids(plan), replicate: 0, next: 0, waiting: Ends::default() };
        let (sender, receiver) = mpsc::sync_channel::<(u32, Arc<Ends>)>(WAITING);
        let write = move || {
            receiver.iter().try_for_each(|(replicate, ends)| rows.push(replicate, &ends))?;
            rows.write(true)?;
            rows.out.finish()
        };
        let written = thread::Builder::new().spawn(write).map_err(|e| Failure::threads(&e.to_string()))?;
        Ok(EndsWriter { rows: Some(sender), written: Some(written) })
    }

    /// Adds the next persons of a replicate. Whether it still writes: where it does not, [`EndsWriter::finish`] says
    /// why.
    pub fn push(&self, replicate: u32, ends: &Arc<Ends>) -> bool {
        self.rows.as_ref().is_some_and(|rows| rows.send((replicate, ends.clone())).is_ok())
    }

    /// Ends the table; returns the number of rows.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses, or has refused before.
    pub fn finish(mut self) -> Result<u64, Failure> {
        self.close()
    }

    fn close(&mut self) -> Result<u64, Failure> {
        self.rows = None;
        let written = self.written.take().map_or(Ok(Ok(0)), JoinHandle::join);
        written.unwrap_or_else(|_| Err(Failure::broken("a table was not written", "表未写成")))
    }
}

impl Drop for EndsWriter {
    /// Nothing is written any more once it is gone.
    fn drop(&mut self) {
        // Whoever drops it has no use for the table, whatever became of it.
        let _ = self.close();
    }
}

/// Rows on their way into the table.
struct Rows {
    out: TableWriter,
    grades: Vec<String>,
    /// The replicate that is being written, and its next person.
    replicate: u32,
    next: usize,
    /// The persons from there on that are known.
    waiting: Ends,
}

impl Rows {
    fn push(&mut self, replicate: u32, ends: &Ends) -> Result<(), Failure> {
        if self.replicate != replicate {
            self.write(true)?;
            (self.replicate, self.next) = (replicate, 0);
        }
        self.waiting.append(ends);
        self.write(false)
    }

    /// Writes whole stretches, and the `rest` too: in what pieces persons come does not show in the file.
    fn write(&mut self, rest: bool) -> Result<(), Failure> {
        let known = self.waiting.ever.len();
        let n = if rest { known } else { known - known % STRETCH };
        for first in (0..n).step_by(STRETCH) {
            self.out.push_columns(self.columns(&self.waiting, first..n.min(first + STRETCH)))?;
        }
        self.waiting.drop_first(n);
        self.next += n;
        Ok(())
    }

    /// The rows of a stretch of persons, as columns in the order of the table.
    fn columns(&self, ends: &Ends, persons: Range<usize>) -> Vec<ArrayRef> {
        let ever = &ends.ever[persons.clone()];
        let whole = |values: &mut dyn Iterator<Item = i64>| Arc::new(Int64Array::from_iter_values(values)) as ArrayRef;
        let mut columns = vec![
            Arc::new(Int64Array::from_value(i64::from(self.replicate), ever.len())),
            names(self.next + persons.start..self.next + persons.end),
            whole(&mut ends.score[persons.clone()].iter().map(|score| i64::from(*score))),
            self.grades(&ends.grade[persons.clone()]),
        ];
        let bits = UInt8Array::from(ever.to_vec());
        columns.extend(FLAGS.map(|bit| Arc::new(BooleanArray::from_unary(&bits, |ever| ever & bit != 0)) as ArrayRef));
        if let (Some(wealth), Some(months)) = (ends.wealth.get(persons.clone()), ends.penalised_months.get(persons)) {
            columns.push(whole(&mut wealth.iter().map(|wealth| i64::from(*wealth))));
            columns.push(whole(&mut months.iter().map(|months| i64::from(*months))));
        }
        columns
    }

    /// Grades by their ids; none before the first grading.
    fn grades(&self, grades: &[u8]) -> ArrayRef {
        Arc::new(StringArray::from_iter(grades.iter().map(|grade| self.grades.get(usize::from(*grade)))))
    }
}

/// The ids of a stretch of persons.
fn names(persons: Range<usize>) -> ArrayRef {
    let mut names = StringBuilder::with_capacity(persons.len(), persons.len() * 12);
    for i in persons {
        // Written where it stays; a builder takes whatever is written into it.
        let _ = write!(names, "{}", PersonId(i as u32));
        names.append_value("");
    }
    Arc::new(names.finish())
}

fn grade_ids(plan: &Plan) -> Vec<String> {
    plan.grading.iter().flat_map(|g| &g.grades).map(|g| g.id.clone()).collect()
}

/// Whether a bundle has the table.
pub fn stored_in(stored: &Stored) -> bool {
    stored.file.run.tables.iter().any(|t| t.file == ENDS.file)
}

/// How a stored replicate ended for everyone.
///
/// # Errors
/// [`Failure::Input`] where the table is missing or damaged.
pub fn read(stored: &Stored, plan: &Plan, replicate: u32) -> Result<Ends, Failure> {
    stored.checked_digest(ENDS.file)?;
    read_from(&stored.path.join(ENDS.file), plan, &ENDS, (replicate, stored.file.run.society.people))
}

/// How replicate number `place` of a table with the columns of `spec` ended for `people` persons.
///
/// # Errors
/// [`Failure::Input`] where the table is damaged.
pub fn read_from(path: &Path, plan: &Plan, spec: &TableSpec, (place, people): (u32, u32)) -> Result<Ends, Failure> {
    let mut all = Ends::default();
    for some in stretches(path, plan, spec, (place, people))? {
        all.append(&some?);
    }
    let is_whole = all.ever.len() == people as usize;
    if is_whole { Ok(all) } else { Err(unfit(path)) }
}

fn unfit(path: &Path) -> Failure {
    Failure::damaged(path, "a row does not fit the run", "有一行与运行不符")
}

/// The same, some persons at a time in their order.
///
/// # Errors
/// [`Failure::Input`] where the table is missing; each stretch where it is damaged.
pub fn stretches(
    path: &Path,
    plan: &Plan,
    spec: &TableSpec,
    (place, people): (u32, u32),
) -> Result<impl Iterator<Item = Result<Ends, Failure>> + use<>, Failure> {
    let names: Vec<&str> =
        spec.columns.iter().map(|c| c.name).filter(|n| ![REPLICATE.name, PERSON.name].contains(n)).collect();
    let (first, n) = (place as usize * people as usize, people as usize);
    let grades = grade_ids(plan);
    let has_wealth = spec.columns.len() > ENDS.columns.len();
    let path = path.to_path_buf();
    Ok(Columns::stretch(&path, &names, first, n)?
        .map(move |batch| stretch(&batch?, &grades, has_wealth).ok_or_else(|| unfit(&path))))
}

/// The persons of some rows; `None` where a row does not fit.
fn stretch(batch: &Columns, grades: &[String], has_wealth: bool) -> Option<Ends> {
    let mut ends = Ends::default();
    for row in 0..batch.rows() {
        ends.score.push(i32::try_from(batch.int(0, row)?).ok()?);
        ends.grade.push(match batch.text(1, row) {
            None => u8::MAX,
            Some(id) => grades.iter().position(|g| g == id)? as u8,
        });
        let mut bits = 0;
        for (i, bit) in FLAGS.iter().enumerate() {
            if batch.flag(2 + i, row)? {
                bits |= bit;
            }
        }
        ends.ever.push(bits);
        if has_wealth {
            ends.wealth.push(i32::try_from(batch.int(2 + FLAGS.len(), row)?).ok()?);
            ends.penalised_months.push(u16::try_from(batch.int(3 + FLAGS.len(), row)?).ok()?);
        }
    }
    Some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_metrics::Items;

    #[test]
    fn what_is_written_for_each_replicate_reads_back() {
        let plan = glasshouse_testing::suining(&[]);
        let wealth = vec![String::new()];
        for (items, spec) in [(Items::default(), &ENDS), (Items { wealth, ..Items::default() }, &ENDS_AND_WEALTH)] {
            let (layout, n) = (Layout::new(&items), items.wealth.len() as i32 * 300);
            let folder = tempfile::tempdir().unwrap();
            let ends = |shift: usize| Ends {
                ever: (0..300).map(|i| ((i + shift) * 7) as u8).collect(),
                score: (0..300).map(|i| 1000 - (i * shift) as i32).collect(),
                grade: (0..300).map(|i| if (i + shift) % 5 == 4 { u8::MAX } else { ((i + shift) % 5) as u8 }).collect(),
                wealth: (0..n).map(|i| i * 11 - 5).collect(),
                penalised_months: (0..n).map(|i| i as u16 * 3).collect(),
            };
            let writer = EndsWriter::begin(folder.path(), &plan, &layout).unwrap();
            assert!(writer.push(0, &Arc::new(ends(1))) && writer.push(1, &Arc::new(ends(3))));
            assert_eq!(writer.finish().unwrap(), 600);
            let path = folder.path().join(ENDS.file);
            assert_eq!(table(&layout).columns.len(), spec.columns.len());
            assert_eq!(read_from(&path, &plan, spec, (0, 300)).unwrap(), ends(1));
            assert_eq!(read_from(&path, &plan, spec, (1, 300)).unwrap(), ends(3));
            assert!(read_from(&path, &plan, spec, (2, 300)).is_err());
        }
    }
    /// Whether persons come all at once or block by block shows nowhere in the file.
    #[test]
    fn pieces_leave_no_trace() {
        let (plan, layout) = (glasshouse_testing::suining(&[]), Layout::new(&Items::default()));
        let of = |persons: Range<i32>| Ends {
            ever: persons.clone().map(|i| (i / 100) as u8).collect(),
            score: persons.clone().map(|i| i * 37 % 2000).collect(),
            grade: persons.map(|i| (i % 3) as u8).collect(),
            ..Ends::default()
        };
        let written = |pieces: &[Range<i32>]| {
            let folder = tempfile::tempdir().unwrap();
            let writer = EndsWriter::begin(folder.path(), &plan, &layout).unwrap();
            for replicate in 0..2 {
                assert!(pieces.iter().all(|piece| writer.push(replicate, &Arc::new(of(piece.clone())))));
            }
            assert_eq!(writer.finish().unwrap(), 200_000);
            std::fs::read(folder.path().join(ENDS.file)).unwrap()
        };
        let block = glasshouse_model::BLOCK as i32;
        let whole = written(std::slice::from_ref(&(0..100_000)));
        assert_eq!(whole, written(&[0..block, block..3 * block, 3 * block..24 * block, 24 * block..100_000]));
    }
}
