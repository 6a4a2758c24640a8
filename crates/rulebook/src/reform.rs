//! Reforms: a file of changes to a rulebook, each with a date and a reason.

use crate::fault::Fault;
use crate::keys::{REFORM, REFORM_FORMAT};
use crate::read::check_format;
use glasshouse_model::{Ratio, Text};
use glasshouse_text::node::Value;
use glasshouse_text::{Change, Diagnostic, Document, Label, Patch, Problem, Reader, Table};

/// The `base` of a reform that applies to any rulebook.
pub(crate) const ANY: &str = "*";

/// A reform as read.
pub(crate) struct Reform {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) patches: Vec<Patch>,
    /// The rulebook that it is for; [`ANY`] where what a rulebook does not have is passed over.
    pub(crate) base: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads a reform of a rulebook, or of a stack: the first of `bases` is its own id, the others are what it is made of.
pub(crate) fn read(document: &Document, bases: &[&str]) -> Reform {
    let mut reader = Reader::new(document, &[]);
    let root = reader.root(&REFORM);
    check_format(&mut reader, &root, REFORM_FORMAT);
    let id = reader.id(&root).map_or("reform".to_owned(), |id| id.value);
    let title = reader.text(&root, "title").unwrap_or_default();
    reader.words(&root, "note");
    let named = reader.words(&root, "base");
    let base = named.as_ref().map_or(String::new(), |n| n.value.clone());
    if let Some(named) = named.filter(|n| n.value != ANY && !bases.contains(&n.value.as_str())) {
        let given = bases.first().copied().unwrap_or_default().to_owned();
        reader.report(Fault::ReformBase { named: named.value, given }.at(named.span));
    }
    let mut patches = Vec::new();
    for table in reader.tables(&root, "change") {
        patches.extend(change(&mut reader, &table, &id));
    }
    let diagnostics = reader.finish().diagnostics;
    Reform { id, title, patches, base, diagnostics }
}

fn change<'d>(reader: &mut Reader<'d>, table: &Table<'d>, by: &str) -> Option<Patch> {
    let from = reader.date(table, "from");
    let to = reader.date(table, "to").map(|t| t.value);
    if let Some(why) = reader.words(table, "why").filter(|w| w.value.trim().is_empty()) {
        reader.report(Problem::NoReason.at(why.span));
    }
    let days = from.map(|f| (f.value, to));
    if let Some((from, Some(to))) = days
        && to < from
    {
        let problem = Problem::DatesReversed { from: from.to_string(), to: to.to_string() };
        reader.report(problem.at(table.value_span("to")));
    }
    let at = reader.words(table, "at");
    let remove = reader.words(table, "remove");
    let operations = ["set", "scale", "remove"].into_iter().filter(|k| table.has(k)).count();
    if operations != 1 || table.has("at") == table.has("remove") {
        reader.report(Fault::ReformOperation.at(table.span()));
        return None;
    }
    let (path, change) = match (at, remove) {
        (None, Some(path)) => (path, Change::Remove),
        (Some(path), None) if table.has("set") => (path, Change::Set(scalar(reader, table)?)),
        (Some(path), None) => (path, Change::Scale(factor(reader, table)?)),
        _ => return None,
    };
    Some(Patch { path: path.value, change, days, by: by.to_owned(), span: Some(path.span), book: None })
}

fn scalar<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<String> {
    let node = table.node("set")?;
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(raw) => Some(raw.clone()),
        Value::Flag(flag) => Some(flag.to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::List(_) | Value::Table(_) | Value::Odd | Value::Broken => {
            reader.wrong(node, Label { en: "one value", zh: "单个值" }, None);
            None
        }
    }
}

fn factor<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Ratio> {
    let node = table.node("scale")?;
    let factor = match &node.value {
        Value::Number(text) | Value::String(text) => Ratio::parse(text),
        Value::Flag(_) | Value::Date(_) | Value::List(_) | Value::Table(_) | Value::Odd | Value::Broken => None,
    };
    if factor.is_none() {
        reader.wrong(node, Label { en: "a number", zh: "数字" }, None);
    }
    factor
}
