//! `diff`: how two rulebooks differ in meaning.

use crate::answer::{Answer, Status};
use crate::args::compare::Diff;
use crate::commands::list::columns;
use crate::session::Session;
use crate::words::compare::SAME;
use glasshouse_study::compare::{self, Arm};
use glasshouse_study::failure::Failure;
use glasshouse_views::summary::pick;
use glasshouse_wire::compare::{DiffDoc, RuleDifference};
use glasshouse_wire::json;

/// `diff FIRST SECOND`
pub fn diff(session: &Session, flags: &Diff) -> Result<Answer, Failure> {
    let (first, second) = (Arm::parse(&flags.first)?, Arm::parse(&flags.second)?);
    let differences = compare::rules(&compare::plan_of(&first)?, &compare::plan_of(&second)?);
    let doc = DiffDoc { first: first.name, second: second.name, same: differences.is_empty(), differences };
    let human = if session.terminal && doc.same {
        format!("{}\n", session.say(SAME))
    } else if session.terminal {
        doc.differences.iter().map(|d| format!("{}\n", pick(&d.text, session.lang))).collect()
    } else {
        columns(session, &doc.differences.iter().map(record).collect::<Vec<_>>())
    };
    let rows = doc.differences.iter().map(json::value).collect::<Result<Vec<_>, _>>();
    let mut answer = Answer::new("diff/1", json::value(&doc).map_err(Failure::unserialisable)?, human);
    answer.rows = Some(rows.map_err(Failure::unserialisable)?);
    answer.status = if doc.same { Status::Ok } else { Status::Findings };
    Ok(answer)
}

/// Path, what happened, before, after.
fn record(difference: &RuleDifference) -> [String; 4] {
    let value = |value: &Option<String>| value.clone().unwrap_or_default();
    [difference.path.clone(), difference.change.clone(), value(&difference.before), value(&difference.after)]
}
