//! Reads objection and correction: what people may do, and how the office works.

use crate::condition::Names;
use crate::fault::Fault;
use crate::plan::{Closed, Deadline, Desk, Plan, Reports, Review, StatutoryClock, Takes};
use crate::read::{Places, condition_of, days, first_and_last, share};
use glasshouse_model::{Chance, Ratio, Span};
use glasshouse_text::{Label, Problem, Reader, Table};

/// Most reports that a person may ask for in a year.
const REPORTS_MAX: u32 = 12;

/// Reads `[review]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, places: &mut Places, names: &Names) {
    let Some(table) = reader.table(root, "review") else { return };
    let enabled = reader.flag(&table, "enabled").unwrap_or(false);
    let officers = reader.count(&table, "officers").map_or(0, |o| o.value);
    let review = Review {
        notice: share(reader, &table, "notice"),
        notice_days: days(reader, &table, "notice_days"),
        objects_if_wrong: share(reader, &table, "objects_if_wrong"),
        objects_if_right: share(reader, &table, "objects_if_right"),
        window_days: days(reader, &table, "window_days"),
        officers,
        per_officer_day: reader.ratio(&table, "per_officer_day").map_or(Ratio::ZERO, |r| r.value),
        decide_within: reader.span(&table, "decide_in").map_or(Span::Indefinite, |s| s.value),
        at_deadline: match reader.choice(&table, "at_deadline").map(|c| c.value) {
            Some("removed") => Deadline::Removed,
            Some("stands") => Deadline::Stands,
            _ => Deadline::Waits,
        },
        desk: desk(reader, &table),
        upheld_if_wrong: share(reader, &table, "upheld_if_wrong"),
        upheld_if_right: share(reader, &table, "upheld_if_right"),
        urgent: condition_of(reader, &table, "urgent", names),
        clock: clock(reader, &table),
        reports: reports(reader, &table),
        marked: if table.has("marked") { share(reader, &table, "marked") } else { Chance::NEVER },
    };
    places.review_off = !enabled;
    plan.review = enabled.then_some(review);
}

/// The statutory clock. A share of complex objections and the term for them go together.
fn clock<'d>(reader: &mut Reader<'d>, review: &Table<'d>) -> Option<StatutoryClock> {
    let table = reader.table(review, "clock")?;
    let complex = reader.chance(&table, "complex");
    let complex_in = reader.span(&table, "complex_in").map(|s| s.value);
    if table.has("complex") != table.has("complex_in") {
        let key = if table.has("complex") { "complex" } else { "complex_in" };
        reader.report(Fault::ComplexHalf { key }.at(table.value_span(key)));
    }
    let mut closed = Vec::new();
    for part in reader.tables(&table, "closed") {
        if let (Some(from), Some(to)) = first_and_last(reader, &part) {
            closed.push(Closed { from, to });
        }
    }
    closed.sort_unstable();
    Some(StatutoryClock { complex: complex.zip(complex_in), closed })
}

fn reports<'d>(reader: &mut Reader<'d>, review: &Table<'d>) -> Option<Reports> {
    let table = reader.table(review, "reports")?;
    let asks = share(reader, &table, "asks");
    let per_year = reader.count(&table, "per_year")?;
    if !(1..=REPORTS_MAX).contains(&per_year.value) {
        let wanted = Label { en: "from 1 to 12 a year", zh: "每年1至12次" };
        reader.report(Problem::OutOfBounds { value: per_year.value.to_string(), wanted }.at(per_year.span));
        return None;
    }
    Some(Reports { per_year: per_year.value, asks })
}

/// How long a decision takes. A spread is needed for a log-normal time and means nothing for another.
fn desk<'d>(reader: &mut Reader<'d>, review: &Table<'d>) -> Option<Desk> {
    let table = reader.table(review, "desk")?;
    let cv = reader.ratio(&table, "cv").map(|r| r.value.to_f64());
    let takes = match (reader.choice(&table, "takes")?.value, cv) {
        ("fixed", None) => Takes::Fixed,
        ("exponential", None) => Takes::Exponential,
        ("lognormal", Some(cv)) if cv > 0.0 => Takes::LogNormal(cv),
        ("lognormal", None) => {
            let doc = Label { en: "Standard deviation over the mean.", zh: "标准差与均值之比。" };
            reader.missing(&table, "cv", doc);
            return None;
        }
        (_, _) => {
            let wanted = Label {
                en: "above 0, with `takes = \"lognormal\"` only",
                zh: "大于0，且仅用于`takes = \"lognormal\"`",
            };
            let value = cv.unwrap_or(0.0).to_string();
            reader.report(Problem::OutOfBounds { value, wanted }.at(table.value_span("cv")));
            return None;
        }
    };
    let patience = reader.ratio(&table, "patience_days");
    if let Some(zero) = patience.as_ref().filter(|p| p.value.to_f64() <= 0.0) {
        let wanted = Label { en: "more than 0", zh: "大于0" };
        reader.report(Problem::OutOfBounds { value: "0".into(), wanted }.at(zero.span.clone()));
    }
    let every_day = reader.choice(&table, "open").is_some_and(|c| c.value == "every_day");
    Some(Desk { takes, every_day, patience_days: patience.map(|p| p.value.to_f64()) })
}
