//! Reads `[rating]`.

use crate::fault::Fault;
use crate::plan::{Plan, Rater};
use crate::read::share;
use glasshouse_model::draw::name_key;
use glasshouse_text::{Reader, Table};

/// Reads `[rating]` of a rulebook whose score, grades and dates have been read.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &Plan) -> Vec<Rater> {
    let Some(table) = reader.table(root, "rating") else { return Vec::new() };
    let opt_in = share(reader, &table, "opt_in");
    let Some(grading) = plan.grading.as_ref().filter(|_| plan.score.is_some()) else {
        if !reader.has_errors() {
            reader.report(Fault::RatingWithoutGrades.at(table.span()));
        }
        return Vec::new();
    };
    vec![Rater {
        name: plan.id.clone(),
        member: 0,
        scale: 0,
        grades: grading.grades.len() as u8,
        opt_in,
        key: name_key(&plan.id),
        days: (plan.from, plan.to),
        span: table.span(),
    }]
}
