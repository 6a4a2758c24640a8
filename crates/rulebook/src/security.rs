//! Security: silent alterations, inspections of a sample, breaches.

use crate::fault::Fault;
use crate::plan::{Alteration, Breach, Inspection, Plan, Security};
use crate::read::{INDICATOR, check_keys, days, find, first_and_last, limited, share};
use crate::stages::period;
use glasshouse_model::draw::name_key;
use glasshouse_model::{Chance, Day, Detail, Span};
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Label, Problem, Reader, Table};

/// Most inspections or breaches of a rulebook.
const MOST: usize = 16;

/// The most dossiers of one round, and places that hold the data: what a schedule keeps in memory.
const MANY: u32 = 100_000;

/// Reads `[security]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &Plan) -> Security {
    let Some(table) = reader.table(root, "security") else { return Security::default() };
    let chained = reader.flag(&table, "chained").unwrap_or(false);
    let mut security = Security::default();
    let tables = limited(reader, &table, "alteration", Security::ALTERATIONS_MAX);
    check_keys(reader, &tables);
    for part in &tables {
        security.alterations.extend(alteration(reader, part, plan, chained));
    }
    let tables = limited(reader, &table, "inspection", MOST);
    check_keys(reader, &tables);
    for part in &tables {
        security.inspections.push(Inspection {
            id: part.id.value.clone(),
            key: name_key(&part.id.value),
            label: reader.text(part, "label").unwrap_or_default(),
            dossiers: many(reader, part, "dossiers"),
            every: period(reader, part, "every"),
            days: first_and_last(reader, part),
            finds: if part.has("finds") { share(reader, part, "finds") } else { Chance::ALWAYS },
            member: 0,
        });
    }
    let tables = limited(reader, &table, "breach", MOST);
    check_keys(reader, &tables);
    for part in &tables {
        security.breaches.push(breach(reader, part));
    }
    security
}

fn alteration<'d>(reader: &mut Reader<'d>, table: &Table<'d>, plan: &Plan, chained: bool) -> Option<Alteration> {
    let label = reader.text(table, "label").unwrap_or_default();
    let dossiers = many(reader, table, "dossiers");
    let on: Option<Day> = reader.day(table, "on").map(|d| d.value);
    let every = if table.has("every") { period(reader, table, "every") } else { Span::Indefinite };
    if table.has("on") == table.has("every") {
        let span = if table.has("on") { table.value_span("on") } else { table.span() };
        reader.report(Fault::AltersNever.at(span));
    }
    let days = first_and_last(reader, table);
    let points = reader.points(table, "points");
    if let Some(points) = points.as_ref().filter(|_| plan.score.is_none()) {
        reader.report(Fault::NoScore.at(points.span.clone()));
    }
    let lasts = reader.span(table, "lasts").map_or(Span::Indefinite, |s| s.value);
    let ids: Vec<String> = plan.indicators.iter().map(|i| i.id.clone()).collect();
    let name = reader.name(table, "indicator")?;
    let indicator = find(reader, &ids, &name, INDICATOR)?;
    Some(Alteration {
        id: table.id.value.clone(),
        key: name_key(&table.id.value),
        label,
        dossiers,
        on,
        every,
        days,
        indicator,
        points: points.map(|p| p.value),
        lasts,
        chained,
        member: 0,
    })
}

fn breach<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Breach {
    let label = reader.text(table, "label").unwrap_or_default();
    let yearly = share(reader, table, "yearly");
    let spending = reader.ratio(table, "spending").map(|s| s.value);
    let halves = reader.ratio(table, "halved_by").map(|s| s.value);
    if table.has("spending") != table.has("halved_by") {
        let doc = Label { en: "Spending that halves the chance.", zh: "使概率减半的支出。" };
        reader.missing(table, if table.has("spending") { "halved_by" } else { "spending" }, doc);
    }
    let after =
        spending.zip(halves).map_or(yearly, |(spending, halves)| Breach::after_spending(yearly, spending, halves));
    let holders = if table.has("holders") { many(reader, table, "holders") } else { 1 };
    let held = if table.has("held") { share(reader, table, "held") } else { Chance::ALWAYS };
    let k = if table.has("k") { days(reader, table, "k") } else { 2 };
    let reveals = details(reader, table, "reveals");
    Breach {
        id: table.id.value.clone(),
        key: name_key(&table.id.value),
        label,
        yearly: after,
        holders,
        held,
        reveals,
        k: k.max(1),
        member: 0,
    }
}

/// Names of what identifies people.
pub(crate) fn details<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Vec<Detail> {
    let mut details = Vec::new();
    for name in reader.names(table, key) {
        match Detail::parse(&name.value) {
            Some(detail) => details.push(detail),
            None => {
                let allowed: Vec<&'static str> = Detail::ALL.iter().map(|d| d.name()).collect();
                let near = nearest(&name.value, allowed.iter().copied());
                reader.report(Problem::NotAChoice { written: name.value, near, allowed }.at(name.span));
            }
        }
    }
    details.sort_unstable();
    details.dedup();
    details
}

/// A number that is no more than a schedule can hold.
fn many<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> u32 {
    match reader.count(table, key) {
        None => 0,
        Some(n) if n.value <= MANY => n.value,
        Some(n) => {
            let wanted = Label { en: "a number up to 100,000", zh: "不超过100,000的数" };
            reader.report(Problem::OutOfBounds { value: n.value.to_string(), wanted }.at(n.span));
            0
        }
    }
}
