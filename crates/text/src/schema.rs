//! The JSON Schema of a document, written from the same tables that its reader uses.

use crate::keys::{KeySpec, Kind, Quantity, TableSpec};
use crate::reader_figures::{ASSUMED, FIGURE, RIVAL, VERSION, wanted};
use std::fmt::Write;

/// The schema (draft 2020-12) of documents whose file table is `root`, as JSON text. Every table is
/// closed: a key that the reader refuses, the schema refuses too. Descriptions are in English with the
/// Chinese text after them.
pub fn json(root: &'static TableSpec, id: &str) -> String {
    let mut tables: Vec<&'static TableSpec> = vec![root];
    let mut next = 0;
    while let Some(table) = tables.get(next).copied() {
        for key in table.keys {
            if let Kind::Table(t) | Kind::Tables(t) | Kind::Map(t) = key.kind
                && !tables.iter().any(|known| std::ptr::eq(*known, t))
            {
                tables.push(t);
            }
        }
        next += 1;
    }
    let mut out = String::new();
    let _ = write!(out, "{{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":{},", quoted(id));
    let _ = write!(out, "\"title\":{},\"$ref\":\"#/$defs/{}\",\"$defs\":{{", quoted(root.name), root.name);
    for table in tables {
        let _ = write!(out, "{}:{},", quoted(table.name), object(table));
    }
    for quantity in QUANTITIES {
        let name = name_of(quantity);
        let _ = write!(out, "\"{name}\":{},", scalar(quantity));
        let _ = write!(out, "\"{name}-figure\":{},", figure(quantity, &FIGURE, "figure"));
        let _ = write!(out, "\"{name}-version\":{},", figure(quantity, &VERSION, "version"));
    }
    let text = r#"{"type":"object","additionalProperties":false,"required":["en","zh"],"properties":{"en":{"type":"string","minLength":1},"zh":{"type":"string","minLength":1}}}"#;
    let _ = write!(out, "\"text\":{text},");
    let _ = write!(out, r#""day":{{"type":"string","pattern":"{DATE}"}}"#);
    out.push_str("}}");
    out
}

const DATE: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

const QUANTITIES: [Quantity; 7] = [
    Quantity::Points,
    Quantity::Count,
    Quantity::Share,
    Quantity::Rate,
    Quantity::Number,
    Quantity::Span,
    Quantity::Date,
];

fn name_of(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Points => "points",
        Quantity::Count => "count",
        Quantity::Share => "share",
        Quantity::Rate => "rate",
        Quantity::Number => "number",
        Quantity::Span => "length",
        Quantity::Date => "date",
    }
}

fn object(table: &TableSpec) -> String {
    let properties: Vec<String> = table.keys.iter().map(|k| format!("{}:{}", quoted(k.name), property(k))).collect();
    closed(table, &properties)
}

fn closed(table: &TableSpec, properties: &[String]) -> String {
    let required: Vec<String> = table.keys.iter().filter(|k| k.required).map(|k| quoted(k.name)).collect();
    format!(
        "{{\"type\":\"object\",\"description\":{},\"additionalProperties\":false,\"required\":[{}],\"properties\":{{{}}}}}",
        quoted(&format!("{} {}", table.doc.en, table.doc.zh)),
        required.join(","),
        properties.join(",")
    )
}

/// A key's schema with its description.
fn property(key: &KeySpec) -> String {
    let doc = quoted(&format!("{} {}", key.doc.en, key.doc.zh));
    format!("{{\"description\":{doc},\"allOf\":[{}]}}", shape(key.kind))
}

fn shape(kind: Kind) -> String {
    let reference = |name: &str| format!("{{\"$ref\":\"#/$defs/{name}\"}}");
    match kind {
        Kind::Text => reference("text"),
        Kind::Words | Kind::Name | Kind::Condition => r#"{"type":"string"}"#.into(),
        Kind::Id => r#"{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$"}"#.into(),
        Kind::Names => r#"{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}"#.into(),
        Kind::Flag => r#"{"type":"boolean"}"#.into(),
        Kind::Choice(choices) => {
            let one = |c: &crate::keys::Choice| {
                let doc = quoted(&format!("{} {}", c.doc.en, c.doc.zh));
                format!("{{\"const\":{},\"description\":{doc}}}", quoted(c.name))
            };
            format!("{{\"oneOf\":[{}]}}", choices.iter().map(one).collect::<Vec<_>>().join(","))
        }
        Kind::Date => reference("day"),
        Kind::Whole => r#"{"type":"integer"}"#.into(),
        Kind::Figure(q) => reference(&format!("{}-figure", name_of(q))),
        Kind::Dated(q) => format!(
            "{{\"anyOf\":[{},{{\"type\":\"array\",\"items\":{}}}]}}",
            reference(&format!("{}-figure", name_of(q))),
            reference(&format!("{}-version", name_of(q)))
        ),
        Kind::Figures(q) => {
            format!("{{\"type\":\"object\",\"additionalProperties\":{}}}", reference(&format!("{}-figure", name_of(q))))
        }
        Kind::Table(t) => reference(t.name),
        Kind::Tables(t) => format!("{{\"type\":\"array\",\"items\":{}}}", reference(t.name)),
        Kind::Map(t) => format!("{{\"type\":\"object\",\"additionalProperties\":{}}}", reference(t.name)),
        Kind::Any => "{}".into(),
    }
}

fn scalar(quantity: Quantity) -> String {
    let doc = wanted(quantity);
    let doc = quoted(&format!("{} {}", doc.en, doc.zh));
    let fraction = r#"{"type":"string","pattern":"^-?[0-9.]+ *(/ *[0-9]+|%)$"}"#;
    let shape = match quantity {
        Quantity::Points => r#""type":"integer""#.to_owned(),
        Quantity::Count => r#""type":"integer","minimum":0"#.to_owned(),
        Quantity::Share => format!(r#""anyOf":[{{"type":"number","minimum":0,"maximum":1}},{fraction}]"#),
        Quantity::Rate => format!(r#""anyOf":[{{"type":"number","minimum":0}},{fraction}]"#),
        Quantity::Number => format!(r#""anyOf":[{{"type":"number"}},{fraction}]"#),
        Quantity::Span => r#""type":"string","pattern":"^([0-9]+(h|d|wd|m|y)|indefinite)$""#.to_owned(),
        Quantity::Date => format!(r#""type":"string","pattern":"{DATE}""#),
    };
    format!("{{\"description\":{doc},{shape}}}")
}

/// A figure or a version of one, in which `value`, `range` and `rival` are of the quantity.
fn figure(quantity: Quantity, table: &TableSpec, form: &str) -> String {
    let name = name_of(quantity);
    let value = format!("{{\"$ref\":\"#/$defs/{name}\"}}");
    let range = format!("{{\"type\":\"array\",\"minItems\":2,\"maxItems\":2,\"items\":{value}}}");
    let why = r#""why":{"type":"string","minLength":1}"#;
    let assumed = closed(&ASSUMED, &[format!("\"range\":{range}"), why.to_owned()]);
    let rival = closed(&RIVAL, &[format!("\"value\":{value}"), r#""source":{"type":"string"}"#.to_owned()]);
    let properties: Vec<String> = table
        .keys
        .iter()
        .map(|key| match key.name {
            "value" => format!("\"value\":{value}"),
            "assumed" => format!("\"assumed\":{assumed}"),
            "rival" => format!("\"rival\":{{\"type\":\"array\",\"items\":{rival}}}"),
            other => format!("{}:{}", quoted(other), property(key)),
        })
        .collect();
    let long = closed(table, &properties);
    if form == "version" { long } else { format!("{{\"anyOf\":[{value},{long}]}}") }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
