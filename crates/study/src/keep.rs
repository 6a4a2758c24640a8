//! Tables about persons (`--keep`), written from traces.

use crate::failure::Failure;
use crate::person::{household, origin_name, side_name};
use crate::table::{Cell, TableSpec, TableWriter};
use crate::tables;
use glasshouse_model::trace::{Entry, Link, Origin, Side};
use glasshouse_model::{Attribute, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use std::path::Path;

/// A table that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Synthetic persons.
    People,
    /// Opportunities and acts.
    Acts,
    /// Records.
    Records,
    /// What moved scores, and grades.
    Ledger,
    /// Entries to and exits from lists.
    Listings,
    /// Beginnings and ends of measures.
    Measures,
    /// Applications.
    Applications,
    /// Steps of reviews.
    Reviews,
}

impl Kept {
    /// All of them.
    pub const ALL: [Kept; 8] = [
        Kept::People,
        Kept::Acts,
        Kept::Records,
        Kept::Ledger,
        Kept::Listings,
        Kept::Measures,
        Kept::Applications,
        Kept::Reviews,
    ];

    /// The name in flags and files.
    pub fn name(self) -> &'static str {
        match self {
            Kept::People => "people",
            Kept::Acts => "acts",
            Kept::Records => "records",
            Kept::Ledger => "ledger",
            Kept::Listings => "listings",
            Kept::Measures => "measures",
            Kept::Applications => "applications",
            Kept::Reviews => "reviews",
        }
    }

    /// The table with a name.
    pub fn parse(name: &str) -> Option<Kept> {
        Kept::ALL.into_iter().find(|k| k.name() == name)
    }

    /// Its columns.
    pub fn table(self) -> TableSpec {
        match self {
            Kept::People => tables::PEOPLE,
            Kept::Acts => tables::ACTS,
            Kept::Records => tables::RECORDS,
            Kept::Ledger => tables::LEDGER,
            Kept::Listings => tables::LISTINGS,
            Kept::Measures => tables::MEASURES,
            Kept::Applications => tables::APPLICATIONS,
            Kept::Reviews => tables::REVIEWS,
        }
    }

    /// Whether its rows come from traces of persons.
    pub fn is_traced(self) -> bool {
        self != Kept::People
    }
}

/// The tables of traces that are being written.
pub struct Keeping<'a> {
    plan: &'a Plan,
    tables: Vec<(Kept, TableWriter)>,
}

impl<'a> Keeping<'a> {
    /// Begins the traced tables among `wanted`.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn begin(folder: &Path, plan: &'a Plan, wanted: &[Kept]) -> Result<Keeping<'a>, Failure> {
        let traced = wanted.iter().copied().filter(|k| k.is_traced());
        let open = |kept: Kept| Ok((kept, TableWriter::begin(folder, &kept.table(), &[])?));
        Ok(Keeping { plan, tables: traced.map(open).collect::<Result<_, Failure>>()? })
    }

    /// Whether no table wants traces.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Adds the entries of one block, ordered by person.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn push(&mut self, replicate: u32, entries: &[Entry]) -> Result<(), Failure> {
        for life in entries.chunk_by(|a, b| a.person == b.person) {
            for (number, entry) in life.iter().enumerate() {
                for (kept, writer) in &mut self.tables {
                    row(self.plan, *kept, replicate, number as i64 + 1, entry, writer)?;
                }
            }
        }
        Ok(())
    }

    /// Ends the tables: file name and rows of each.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn finish(self) -> Result<Vec<(&'static str, u64)>, Failure> {
        self.tables.into_iter().map(|(kept, writer)| Ok((kept.table().file, writer.finish()?))).collect()
    }
}

fn row(
    plan: &Plan,
    kept: Kept,
    replicate: u32,
    line: i64,
    entry: &Entry,
    out: &mut TableWriter,
) -> Result<(), Failure> {
    let person = entry.person.to_string();
    let number = Cell::Int(i64::from(replicate));
    let head = [number, Cell::Text(&person), Cell::Int(line), Cell::Day(entry.day), Cell::Word(entry.cause.0)];
    let mut push = |rest: &[Cell<'_>]| out.push(&[&head[..], rest].concat());
    let rule = |i: u8| plan.indicators.get(usize::from(i)).map_or(Cell::Absent, |r| Cell::Text(&r.id));
    let points = |p: i32| Cell::Int(i64::from(p));
    match (kept, entry.link) {
        (Kept::Acts, Link::Act { kind, taken, taken_in_baseline }) if taken || taken_in_baseline => {
            let (act, class) = (Cell::Text(kind.name()), Cell::Text(kind.class().name()));
            push(&[act, class, Cell::Flag(taken), Cell::Flag(taken_in_baseline)])
        }
        (Kept::Records, Link::Award { side, indicator, channel, origin, act_day, points: p, until, .. }) => {
            let channel =
                channel.and_then(|c| plan.channels.get(usize::from(c))).map_or(Cell::Absent, |c| Cell::Text(&c.id));
            let by = match origin {
                Origin::Misattributed { by } => Some(by.to_string()),
                Origin::Own | Origin::FalseAlarm => None,
            };
            let by = by.as_deref().map_or(Cell::Absent, Cell::Text);
            let until = until.map_or(Cell::Absent, Cell::Day);
            push(&[
                Cell::Text(side_name(side)),
                rule(indicator),
                channel,
                Cell::Text(origin_name(origin)),
                by,
                Cell::Day(act_day),
                points(p),
                until,
            ])
        }
        (Kept::Ledger, link) => match ledger(plan, link) {
            Some((side, what, indicator, moved, score, grade)) => push(&[
                Cell::Text(side_name(side)),
                Cell::Text(what),
                indicator.map_or(Cell::Absent, rule),
                moved.map_or(Cell::Absent, points),
                points(score),
                grade,
            ]),
            None => Ok(()),
        },
        (Kept::Listings, Link::Listing { side, list, entered }) => {
            let list = plan.lists.get(usize::from(list)).map_or(Cell::Absent, |l| Cell::Text(&l.id));
            push(&[Cell::Text(side_name(side)), list, Cell::Flag(entered)])
        }
        (Kept::Measures, Link::Measure { side, measure, active }) => {
            let measure = plan.measures.get(usize::from(measure)).map_or(Cell::Absent, |m| Cell::Text(&m.id));
            push(&[Cell::Text(side_name(side)), measure, Cell::Flag(active)])
        }
        (Kept::Applications, Link::Application { kind, measure, refused, wrongly }) => {
            let id =
                measure.and_then(|m| plan.measures.get(usize::from(m))).map_or(Cell::Absent, |m| Cell::Text(&m.id));
            let preferred = measure.is_some() && !refused;
            push(&[Cell::Text(kind.name()), id, Cell::Flag(refused), Cell::Flag(preferred), Cell::Flag(wrongly)])
        }
        (Kept::Reviews, link) => match review(link) {
            Some((step, indicator, upheld)) => push(&[Cell::Text(step), rule(indicator), upheld]),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The parts of a review's line: step, rule, and whether the objection succeeded.
fn review(link: Link) -> Option<(&'static str, u8, Cell<'static>)> {
    match link {
        Link::Notice { indicator } => Some(("notice", indicator, Cell::Absent)),
        Link::Weighing { indicator, objects, .. } => Some(("weighing", indicator, Cell::Flag(objects))),
        Link::Objection { indicator } => Some(("objection", indicator, Cell::Absent)),
        Link::Withdrawal { indicator } => Some(("withdrawal", indicator, Cell::Absent)),
        Link::Decision { indicator, upheld } => Some(("decision", indicator, Cell::Flag(upheld))),
        _ => None,
    }
}

type LedgerLine<'p> = (Side, &'static str, Option<u8>, Option<i32>, i32, Cell<'p>);

/// The parts of a ledger line, for links that move a score or give a grade.
fn ledger(plan: &Plan, link: Link) -> Option<LedgerLine<'_>> {
    Some(match link {
        Link::Award { side, indicator, points, score, .. } => {
            (side, "award", Some(indicator), Some(points), score, Cell::Absent)
        }
        Link::Expiry { side, indicator, points, score } => {
            (side, "expiry", Some(indicator), Some(points), score, Cell::Absent)
        }
        Link::Correction { indicator, points, score } => {
            (Side::Record, "correction", Some(indicator), Some(points), score, Cell::Absent)
        }
        Link::Alteration { indicator, points, score, .. } => {
            (Side::Record, "alteration", Some(indicator), Some(points), score, Cell::Absent)
        }
        Link::Grade { side, to, score, .. } => {
            let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
            let grade = to.and_then(|g| grades.get(usize::from(g))).map_or(Cell::Absent, |g| Cell::Text(&g.id));
            (side, "grade", None, None, score, grade)
        }
        Link::Act { .. }
        | Link::Verdict { .. }
        | Link::Observation { .. }
        | Link::ScaleGrade { .. }
        | Link::Listing { .. }
        | Link::ListStep { .. }
        | Link::Release { .. }
        | Link::Measure { .. }
        | Link::Application { .. }
        | Link::Notice { .. }
        | Link::Weighing { .. }
        | Link::Objection { .. }
        | Link::Withdrawal { .. }
        | Link::Decision { .. } => return None,
    })
}

/// Writes the table of people; returns the number of rows.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses.
pub fn people(folder: &Path, society: &Society) -> Result<u64, Failure> {
    let mut out = TableWriter::begin(folder, &tables::PEOPLE, &[])?;
    for block in 0..society.blocks() {
        let people = society.block(block);
        for slot in 0..people.len() {
            let id = PersonId::of(block, slot as u16);
            let Some(cell) = people.cell.get(slot).and_then(|c| society.cells.get(usize::from(*c))) else { continue };
            let (name, home) = (id.to_string(), household(id, people.household.get(slot).copied().unwrap_or(0)));
            let mut row = vec![Cell::Text(&name)];
            row.extend(Attribute::ALL.iter().map(|a| {
                a.levels().get(usize::from(cell.level(*a))).map_or(Cell::Absent, |(level, _)| Cell::Text(level))
            }));
            row.push(Cell::Int(i64::from(people.age.get(slot).copied().unwrap_or(0))));
            row.push(Cell::Text(&home));
            out.push(&row)?;
        }
    }
    out.finish()
}
