//! Grades: floors over time, and that every score falls in exactly one of them.

use crate::fault::Fault;
use crate::plan::{Cadence, Dated, Grade, Grading, Plan};
use crate::read::limited;
use glasshouse_model::{Day, Text};
use glasshouse_text::{Label, Problem, Reader, Table};
use std::ops::Range;

/// A floor with its first and last day.
type Version = (Option<Day>, Option<Day>, i32);

/// A grade as written.
struct Written {
    id: String,
    label: Text,
    floors: Option<Vec<Version>>,
    max: Option<i32>,
    min_span: Range<usize>,
    max_span: Range<usize>,
}

/// Reads `[grading]` and `[[grade]]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan) {
    let mut grades = Vec::new();
    for table in limited(reader, root, "grade", 16) {
        let label = reader.text(&table, "label").unwrap_or_default();
        let floors = reader.dated_points(&table, "min");
        let max = reader.points(&table, "max").map(|m| m.value);
        grades.push(Written {
            id: table.id.value.clone(),
            label,
            floors,
            max,
            min_span: if table.has("min") { table.value_span("min") } else { table.span() },
            max_span: table.value_span("max"),
        });
    }
    let grading = reader.table(root, "grading");
    if root.has("grading") != root.has("grade") {
        let key = if root.has("grading") { "grading" } else { "grade" };
        reader.report(Fault::GradingIncomplete.at(root.key_span(key)));
    }
    let (mut when, mut from, mut to) = (None, None, None);
    if let Some(table) = grading {
        when = cadence(reader, &table);
        from = reader.day(&table, "from").map(|d| d.value);
        to = reader.day(&table, "to").map(|d| d.value);
        if let (Some(f), Some(t)) = (from, to)
            && t < f
        {
            let problem = Problem::DatesReversed { from: f.to_string(), to: t.to_string() };
            reader.report(problem.at(table.value_span("to")));
        }
    }
    if grades.is_empty() {
        return;
    }
    check_last(reader, &grades, plan);
    let floors = floors(&grades, from, to);
    for (_, _, row) in &floors.versions {
        check_row(reader, &grades, row);
    }
    let grades = grades.into_iter().map(|g| Grade { id: g.id, label: g.label }).collect();
    // Without a cadence there is an error already; the grades' names are still needed to judge conditions.
    plan.grading = Some(Grading { grades, floors, cadence: when.unwrap_or(Cadence::Monthly) });
}

fn cadence<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Cadence> {
    let cadence = reader.choice(table, "cadence")?;
    let mut part = |key: &'static str, most: u32| {
        let value = reader.count(table, key)?;
        if (1..=most).contains(&value.value) {
            return Some(value.value as u8);
        }
        let wanted =
            if most == 12 { Label { en: "1 to 12", zh: "1至12" } } else { Label { en: "1 to 28", zh: "1至28" } };
        reader.report(Problem::OutOfBounds { value: value.value.to_string(), wanted }.at(value.span));
        None
    };
    let (month, day) = (part("month", 12), part("day", 28));
    if cadence.value == "monthly" {
        return Some(Cadence::Monthly);
    }
    if cadence.value == "daily" {
        return Some(Cadence::Daily);
    }
    for key in ["month", "day"].into_iter().filter(|k| !table.has(k)) {
        let doc = Label { en: "A yearly grading needs month and day.", zh: "年度评定须写月和日。" };
        reader.missing(table, key, doc);
    }
    Some(Cadence::Yearly { month: month?, day: day? })
}

/// The last grade takes everyone below; all others have a floor.
fn check_last(reader: &mut Reader<'_>, grades: &[Written], plan: &Plan) {
    let Some((last, others)) = grades.split_last() else { return };
    for grade in others.iter().filter(|g| g.floors.is_none()) {
        if !reader.has_errors() {
            reader.report(Fault::GradeGap { low: None, high: None }.at(grade.min_span.clone()));
        }
    }
    let lowest = plan.score.as_ref().and_then(|s| s.min);
    if let Some(floor) = last.floors.as_ref().and_then(|f| f.first()).map(|f| f.2)
        && lowest.is_none_or(|l| l < floor)
    {
        let fault = Fault::GradeGap { low: lowest, high: Some(floor.saturating_sub(1)) };
        reader.report(fault.at(last.min_span.clone()));
    }
    let highest = plan.score.as_ref().and_then(|s| s.max);
    if let Some((first, max)) = grades.first().and_then(|g| Some((g, g.max?)))
        && highest.is_none_or(|h| h > max)
    {
        let fault = Fault::GradeGap { low: Some(max.saturating_add(1)), high: highest };
        reader.report(fault.at(first.max_span.clone()));
    }
}

/// Cuts time at every change of a floor and gives the floors of each stretch.
fn floors(grades: &[Written], from: Option<Day>, to: Option<Day>) -> Dated<Vec<Option<i32>>> {
    let mut cuts: Vec<Option<Day>> = vec![from];
    for (first, last, _) in grades.iter().filter_map(|g| g.floors.as_ref()).flatten() {
        for cut in [*first, last.map(|l| l.plus(1))].into_iter().flatten() {
            if from.is_none_or(|f| cut > f) && to.is_none_or(|t| cut <= t) {
                cuts.push(Some(cut));
            }
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut versions = Vec::new();
    for (i, begin) in cuts.iter().enumerate() {
        let end = cuts.get(i + 1).map_or(to, |next| next.map(|n| n.plus(-1)));
        let at = begin.unwrap_or(Day(i32::MIN / 2));
        let holds = |f: &Option<Day>, t: &Option<Day>| f.is_none_or(|f| f <= at) && t.is_none_or(|t| at <= t);
        let floor = |g: &Written| g.floors.as_ref()?.iter().find(|(f, t, _)| holds(f, t)).map(|(_, _, v)| *v);
        let last = grades.len() - 1;
        let row: Vec<Option<i32>> =
            grades.iter().enumerate().map(|(i, g)| if i == last { None } else { floor(g) }).collect();
        // Where a better grade has no floor on these days, there are no grades then.
        if row.iter().take(last).all(Option::is_some) {
            versions.push((*begin, end, row));
        }
    }
    Dated { versions }
}

/// Every score in exactly one grade.
fn check_row(reader: &mut Reader<'_>, grades: &[Written], row: &[Option<i32>]) {
    for (i, pair) in grades.windows(2).enumerate() {
        let [better, worse] = pair else { continue };
        let Some(above) = row.get(i).copied().flatten() else { continue };
        let below = row.get(i + 1).copied().flatten();
        if let Some(floor) = below.filter(|f| *f >= above) {
            let fault = Fault::GradeUnreachable {
                grade: worse.id.clone(),
                floor,
                better: better.id.clone(),
                better_floor: above,
            };
            let start =
                glasshouse_text::both(format!("{} starts at {above}", better.id), format!("{}始于{above}", better.id));
            reader.report(fault.at(worse.min_span.clone()).also(better.min_span.clone(), start));
            continue;
        }
        let Some(max) = worse.max else { continue };
        let start =
            glasshouse_text::both(format!("{} starts at {above}", better.id), format!("{}始于{above}", better.id));
        let fault = if max >= above {
            Fault::GradeOverlap { low: above, high: max }
        } else if max < above - 1 {
            Fault::GradeGap { low: Some(max + 1), high: Some(above - 1) }
        } else {
            continue;
        };
        reader.report(fault.at(worse.max_span.clone()).also(better.min_span.clone(), start));
    }
}
