//! What crossed between blocks, as a table, so that one block can be simulated again without the others.

use crate::bundle::Stored;
use crate::failure::Failure;
use crate::read::Columns;
use crate::table::{Cell, TableWriter};
use crate::tables;
use glasshouse_engine::Exchange;
use glasshouse_engine::exchange::Mail;
use glasshouse_model::trace::StoryId;
use glasshouse_model::{ActKind, Day, PersonId};
use glasshouse_regime::review::{Decision, Objection, Verdict};
use std::path::Path;

/// Writes the exchanges of replicates; returns the number of rows.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses.
pub fn write<'e>(folder: &Path, exchanges: impl Iterator<Item = (u32, &'e Exchange)>) -> Result<u64, Failure> {
    let mut out = TableWriter::begin(folder, &tables::EXCHANGE, &[])?;
    for (replicate, exchange) in exchanges {
        for (step, mail) in exchange.mail.iter().enumerate() {
            mail.iter().try_for_each(|m| write_mail(&mut out, replicate, step, m))?;
        }
        for (step, decisions) in exchange.decisions.iter().enumerate() {
            decisions.iter().try_for_each(|d| write_decision(&mut out, replicate, step, d))?;
        }
        for (step, total) in exchange.totals.iter().enumerate() {
            write_total(&mut out, replicate, step, *total)?;
        }
    }
    out.finish()
}

fn write_total(out: &mut TableWriter, replicate: u32, step: usize, total: i64) -> Result<(), Failure> {
    let mut row = [Cell::Absent; 16];
    let known = [Cell::Int(i64::from(replicate)), Cell::Int(step as i64), Cell::Text("total"), Cell::Int(total)];
    row.iter_mut().zip(known).for_each(|(cell, known)| *cell = known);
    out.push(&row)
}

fn write_mail(out: &mut TableWriter, replicate: u32, step: usize, mail: &Mail) -> Result<(), Failure> {
    out.push(&[
        Cell::Int(i64::from(replicate)),
        Cell::Int(step as i64),
        Cell::Text("mail"),
        Cell::Int(i64::from(mail.to.0)),
        Cell::Word(mail.story.0),
        Cell::Int(i64::from(mail.by.0)),
        Cell::Int(i64::from(mail.act_day)),
        Cell::Int(i64::from(mail.day)),
        Cell::Text(ActKind(mail.kind).name()),
        Cell::Int(i64::from(mail.channel)),
        Cell::Absent,
        Cell::Absent,
        Cell::Absent,
        Cell::Absent,
        Cell::Absent,
        Cell::Absent,
    ])
}

fn write_decision(out: &mut TableWriter, replicate: u32, step: usize, decision: &Decision) -> Result<(), Failure> {
    let objection = &decision.objection;
    out.push(&[
        Cell::Int(i64::from(replicate)),
        Cell::Int(step as i64),
        Cell::Text("decision"),
        Cell::Int(i64::from(objection.person.0)),
        Cell::Word(objection.story.0),
        Cell::Absent,
        Cell::Absent,
        Cell::Absent,
        Cell::Absent,
        Cell::Absent,
        Cell::Day(decision.day),
        Cell::Day(objection.filed),
        Cell::Int(i64::from(objection.record)),
        Cell::Int(i64::from(objection.alarm_key)),
        Cell::Flag(objection.wrong),
        // Absent where nothing was decided, because whoever objected gave up.
        match decision.verdict {
            Verdict::Withdrawn => Cell::Absent,
            Verdict::Stands => Cell::Flag(false),
            Verdict::Upheld => Cell::Flag(true),
        },
    ])
}

/// Whether a bundle has the table.
pub fn stored_in(stored: &Stored) -> bool {
    stored.file.run.tables.iter().any(|t| t.file == tables::EXCHANGE.file)
}

/// Reads the exchange of one replicate back; `steps` is how many coupling steps the run has.
///
/// # Errors
/// [`Failure::Input`] where the table is missing or damaged.
pub fn read(stored: &Stored, replicate: u32, steps: usize) -> Result<Exchange, Failure> {
    stored.checked_digest(tables::EXCHANGE.file)?;
    read_from(&stored.path.join(tables::EXCHANGE.file), replicate, steps)
}

/// Reads the exchange of one replicate from a table.
///
/// # Errors
/// [`Failure::Input`] where the table is damaged.
pub fn read_from(path: &Path, replicate: u32, steps: usize) -> Result<Exchange, Failure> {
    let mut exchange = Exchange::nothing(steps);
    let names: Vec<&str> = tables::EXCHANGE.columns.iter().map(|c| c.name).collect();
    let damaged = || Failure::damaged(path, "a row does not fit the run", "有一行与运行不符");
    for batch in Columns::stretch(path, &names, 0, usize::MAX)? {
        let batch = batch?;
        for row in (0..batch.rows()).filter(|r| batch.int(0, *r) == Some(i64::from(replicate))) {
            let step = batch.int(1, row).and_then(|s| usize::try_from(s).ok()).ok_or_else(damaged)?;
            let fits = match batch.text(2, row) {
                Some("mail") => exchange.mail.get_mut(step).zip(mail(&batch, row)).map(|(list, m)| list.push(m)),
                Some("decision") => {
                    exchange.decisions.get_mut(step).zip(decision(&batch, row)).map(|(list, d)| list.push(d))
                }
                // Sums come in the order of their steps.
                Some("total") if step == exchange.totals.len() => {
                    batch.int(3, row).map(|total| exchange.totals.push(total))
                }
                _ => None,
            };
            fits.ok_or_else(damaged)?;
        }
    }
    Ok(exchange)
}

fn mail(batch: &Columns, row: usize) -> Option<Mail> {
    Some(Mail {
        to: PersonId(u32::try_from(batch.int(3, row)?).ok()?),
        day: u16::try_from(batch.int(7, row)?).ok()?,
        story: StoryId(batch.word(4, row)?),
        by: PersonId(u32::try_from(batch.int(5, row)?).ok()?),
        act_day: u16::try_from(batch.int(6, row)?).ok()?,
        kind: ActKind::parse(batch.text(8, row)?)?.0,
        channel: u8::try_from(batch.int(9, row)?).ok()?,
    })
}

fn decision(batch: &Columns, row: usize) -> Option<Decision> {
    Some(Decision {
        day: Day(batch.day(10, row)?),
        objection: Objection {
            filed: Day(batch.day(11, row)?),
            person: PersonId(u32::try_from(batch.int(3, row)?).ok()?),
            record: u32::try_from(batch.int(12, row)?).ok()?,
            story: StoryId(batch.word(4, row)?),
            alarm_key: u16::try_from(batch.int(13, row)?).ok()?,
            wrong: batch.flag(14, row)?,
            // It has been decided: what came first no longer matters.
            urgent: false,
        },
        verdict: batch.flag(15, row).map_or(Verdict::Withdrawn, Verdict::of),
    })
}
