//! Stages of a listing: where those entered begin, and with which chances they pass on.

use crate::fault::Fault;
use crate::plan::{STAGES_MAX, Stage};
use crate::read::{find, limited, share};
use glasshouse_model::{Chance, Span};
use glasshouse_text::{Label, Problem, Reader, Table};

const STAGE: Label = Label { en: "stage", zh: "阶段" };

/// The most by which shares in decimals may miss 1: one part in a million.
const SLACK: f64 = 1e-6;

/// Reads `[[list.stage]]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, list: &Table<'d>) -> Vec<Stage> {
    let tables = limited(reader, list, "stage", STAGES_MAX);
    let ids: Vec<String> = tables.iter().map(|t| t.id.value.clone()).collect();
    let mut starts = 0.0;
    let mut stages: Vec<Stage> = Vec::new();
    for table in &tables {
        let label = reader.text(table, "label").unwrap_or_default();
        let start = if table.has("start") { share(reader, table, "start") } else { Chance::NEVER };
        starts += start.to_f64();
        let leaves = reader.flag(table, "leaves").unwrap_or(false);
        let next = next(reader, table, &ids);
        if leaves && (table.has("next") || start != Chance::NEVER) {
            reader.report(Fault::StageGoesOn { stage: table.id.value.clone() }.at(table.value_span("leaves")));
        }
        let every = every(reader, table);
        let (id, start) = (table.id.value.clone(), Chance::from_f64(starts));
        stages.push(Stage { id, label, start, every, next, leaves });
    }
    let is_given = tables.iter().any(|t| t.has("start"));
    match (tables.first(), stages.last_mut()) {
        (Some(first), Some(last)) if is_given => {
            if (starts - 1.0).abs() > SLACK && !reader.has_errors() {
                reader.report(Fault::StageStarts.at(first.span()));
            }
            last.start = Chance::ALWAYS;
        }
        _ => stages.iter_mut().for_each(|stage| stage.start = Chance::ALWAYS),
    }
    stages
}

fn next<'d>(reader: &mut Reader<'d>, table: &Table<'d>, ids: &[String]) -> Vec<(u8, Chance)> {
    let mut next = Vec::new();
    let mut sum = 0.0;
    for way in reader.tables(table, "next") {
        sum += share(reader, &way, "chance").to_f64();
        if let Some(stage) = find(reader, ids, &way.id, STAGE) {
            next.push((stage, Chance::from_f64(sum)));
        }
    }
    if sum > 1.0 + SLACK {
        reader.report(Fault::StageChances { stage: table.id.value.clone() }.at(table.value_span("next")));
    }
    next
}

fn every<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Span {
    if !table.has("every") {
        if table.has("next") {
            let doc = Label { en: "Time between two lots.", zh: "两次抽签相隔的时间。" };
            reader.missing(table, "every", doc);
        }
        return Span::Indefinite;
    }
    period(reader, table, "every")
}

/// A length of at least a day.
pub(crate) fn period<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Span {
    let Some(every) = reader.span(table, key) else { return Span::Indefinite };
    // Measured from a day in the middle of a month, so that no span of months is nothing.
    let some_day = glasshouse_model::Day(0);
    if every.value.end_from(some_day).is_some_and(|end| end <= some_day) {
        let wanted = Label { en: "at least a day", zh: "至少一天" };
        reader.report(Problem::OutOfBounds { value: every.value.to_string(), wanted }.at(every.span));
        return Span::Indefinite;
    }
    every.value
}
