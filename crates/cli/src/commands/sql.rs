//! `sql`: a question about the tables of any number of bundles.

use super::list::columns;
use crate::answer::Answer;
use crate::args::Sql;
use crate::session::Session;
use glasshouse_study::failure::Failure;
use glasshouse_study::{catalogue, sql};
use serde_json::Value;
use std::path::Path;

/// `sql QUERY [BUNDLE…]`
pub fn sql(session: &Session, flags: &Sql) -> Result<Answer, Failure> {
    let runs = Path::new(catalogue::FOLDER);
    let bundles = flags.bundles.iter().map(|name| catalogue::find(runs, name)).collect::<Result<Vec<_>, _>>()?;
    let found = sql::ask(&sql::Engine::find()?, &flags.query, &bundles)?;
    let cell = |value: Option<&Value>| match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let mut lines = vec![found.columns.clone()];
    lines.extend(found.rows.iter().map(|row| found.columns.iter().map(|name| cell(row.get(name))).collect()));
    Ok(Answer::records("sql-answer/1", found.rows, columns(session, &lines)))
}
