//! The way out of a wrong entry, step by step: how many wrong entries there have been so far, how many their subjects
//! noticed, objected to, had decided, had removed, and had removed in every copy as well.

use crate::bundle::Stored;
use crate::estimate::{from_replicates, reason, within};
use crate::failure::Failure;
use crate::numbers::Row;
use crate::read;
use crate::verify::respecify;
use glasshouse_metrics::{Kind, Metric, Split};
use glasshouse_model::Group;
use glasshouse_model::group::N_GROUPS;
use glasshouse_model::text::Label;
use glasshouse_rulebook::Plan;
use glasshouse_wire::SeriesRow;

/// Its name among the metrics that `show` takes.
pub const NAME: &str = "way_out";

/// Its name for people.
pub const LABEL: Label = Label { en: "the way out of a wrong entry", zh: "错误条目的纠正之路" };

/// What it means.
pub const DEFINITION: Label = Label {
    en: "Wrong entries so far, copies included, and those of them that were noticed, objected to, decided, and removed; in stacks also listings corrected at their source of which no copy remains.",
    zh: "迄今的错误条目（含副本），其中被察觉、被提出异议、已决定、已移除者；叠加的规则书另计已在源头更正且无副本留存的列入。",
};

/// The steps in order.
pub const STEPS: [Metric; 6] = [
    Metric::WrongEntries,
    Metric::Noticed,
    Metric::WrongObjected,
    Metric::WrongDecided,
    Metric::Corrected,
    Metric::RemovedEverywhere,
];

/// The steps as counts up to the end of each month, by group. The last is that of the lists that are shared, or of all
/// lists where none is; a rulebook by itself does not have it.
///
/// # Errors
/// [`Failure::Input`] where the table is missing or damaged.
pub fn series(stored: &Stored) -> Result<Vec<SeriesRow>, Failure> {
    let replicates = read::metrics(stored)?;
    let months = stored.file.run.months as usize;
    let plan = respecify(stored)?.prepare()?.plan;
    let shared = shared(&plan);
    let known = |step: &Metric| is_known(&plan, *step);
    let mut rows = Vec::new();
    for group in 0..N_GROUPS as u8 {
        let (attribute, level) = Group(group).names();
        for step in STEPS.into_iter().filter(known) {
            let counts: Vec<Vec<i64>> =
                replicates.iter().map(|rows| so_far(rows, step, &shared, (group, months))).collect();
            let at = |month: usize| {
                let values: Vec<Option<f64>> = counts.iter().map(|c| c.get(month).map(|value| *value as f64)).collect();
                within(from_replicates(&values, reason::NO_CASES), 0.0, f64::INFINITY)
            };
            rows.push(SeriesRow {
                metric: NAME.into(),
                item: step.spec().name.into(),
                attribute: attribute.into(),
                level: level.into(),
                months: (0..months).map(at).collect(),
            });
        }
    }
    Ok(rows)
}

/// The lists whose listings count as removed everywhere: those that are shared, or all where none is.
fn shared(plan: &Plan) -> Vec<&str> {
    let counts = |number: u8| plan.links.is_empty() || plan.links.iter().any(|link| link.list == number);
    (0u8..).zip(&plan.lists).filter(|(number, _)| counts(*number)).map(|(_, list)| list.id.as_str()).collect()
}

/// Whether a rulebook has a step: one by itself has no copies.
fn is_known(plan: &Plan, step: Metric) -> bool {
    step != Metric::RemovedEverywhere || !plan.members.is_empty()
}

/// How many came so far over a whole stored run, everyone together, replicate by replicate; by step, and `None` for a
/// step that the rulebook does not have.
///
/// # Errors
/// [`Failure::Input`] where the table is missing or damaged.
pub fn at_the_end(stored: &Stored, plan: &Plan) -> Result<[Option<Vec<i64>>; STEPS.len()], Failure> {
    let replicates = read::metrics(stored)?;
    let (months, shared) = (stored.file.run.months as usize, shared(plan));
    let last = |rows: &Vec<Row>, step: Metric| so_far(rows, step, &shared, (0, months)).last().copied().unwrap_or(0);
    Ok(STEPS.map(|step| is_known(plan, step).then(|| replicates.iter().map(|rows| last(rows, step)).collect())))
}

/// A count of one replicate up to the end of each month, over all items; by list, over those that are shared.
fn so_far(rows: &[Row], step: Metric, shared: &[&str], (group, months): (u8, usize)) -> Vec<i64> {
    let mut sums = vec![0; months];
    let counts = |row: &&Row| step.spec().split != Split::List || shared.contains(&row.item.as_str());
    let own = rows.iter().filter(|row| row.metric == step.spec().name && row.group.0 == group);
    for row in own.filter(counts) {
        sums.iter_mut().zip(&row.months).for_each(|(sum, value)| *sum += value);
    }
    if step.spec().kind == Kind::Flow {
        for month in 1..sums.len() {
            sums[month] += sums[month - 1];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flows_add_up_over_items_and_months() {
        let row = |metric: &str, item: &str, months: &[i64]| Row {
            metric: metric.into(),
            item: item.into(),
            group: Group(0),
            months: months.to_vec(),
        };
        let everywhere = "removed_everywhere";
        let rows =
            [row("corrected", "", &[1, 0, 2]), row(everywhere, "a", &[0, 1, 0]), row(everywhere, "b", &[9, 9, 9])];
        assert_eq!(so_far(&rows, Metric::Corrected, &[], (0, 3)), [1, 1, 3]);
        assert_eq!(so_far(&rows, Metric::RemovedEverywhere, &["a"], (0, 3)), [0, 1, 1]);
        assert_eq!(so_far(&rows, Metric::Noticed, &[], (0, 3)), [0, 0, 0]);
    }
}
