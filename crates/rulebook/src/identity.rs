//! How a channel's records find their dossiers.

use crate::fault::Fault;
use crate::plan::{Field, Identity, Linkage};
use crate::read::{limited, share};
use crate::security::details;
use glasshouse_model::{Chance, Detail};
use glasshouse_text::{Label, Problem, Reader, Table};

/// Reads `identity` of a channel and what belongs to it.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> (Identity, Vec<Detail>, Option<Linkage>) {
    let written = reader.choice(table, "identity").map(|c| c.value);
    let error = share(reader, table, "identity_error");
    let (identity, wanted) = match written {
        Some("name") => (Identity::Name { ambiguous: error }, None),
        Some("details") => (Identity::Details { missing: error }, Some("details")),
        Some("linkage") => (Identity::Linkage { missing: error }, Some("linkage")),
        _ => (Identity::NationalId { error }, None),
    };
    let known = details(reader, table, "details");
    let linkage = linkage(reader, table);
    for key in ["details", "linkage"] {
        match (wanted == Some(key), table.has(key)) {
            (true, false) => {
                let doc = Label {
                    en: "What is compared where the number is missing.", zh: "缺少号码时比对的内容。"
                };
                reader.missing(table, key, doc);
            }
            (false, true) => reader.report(Fault::ComparesForNothing { key }.at(table.key_span(key))),
            (true, true) | (false, false) => {}
        }
    }
    (identity, known, linkage)
}

fn linkage<'d>(reader: &mut Reader<'d>, channel: &Table<'d>) -> Option<Linkage> {
    let table = reader.table(channel, "linkage")?;
    let threshold = reader.ratio(&table, "threshold").map(|t| t.value.to_f64());
    let registered = if table.has("registered") { share(reader, &table, "registered") } else { Chance::ALWAYS };
    let mut fields = Vec::new();
    for part in limited(reader, &table, "field", Linkage::FIELDS_MAX) {
        fields.push(Field { same: between(reader, &part, "m"), other: between(reader, &part, "u") });
    }
    Some(Linkage { fields, threshold: threshold?, registered })
}

/// A share that is neither 0 nor 1: a field that always or never agrees has no weight.
fn between<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Chance {
    let chance = reader.chance(table, key);
    if let Some(end) = chance.filter(|c| *c == Chance::NEVER || *c == Chance::ALWAYS) {
        let wanted = Label { en: "a share above 0 and below 1", zh: "大于0且小于1的比例" };
        let problem = Problem::OutOfBounds { value: end.to_f64().to_string(), wanted };
        reader.report(problem.at(table.value_span(key)));
    }
    chance.unwrap_or(Chance::NEVER)
}
