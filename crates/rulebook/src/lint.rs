//! Checks that look at a whole rulebook: rules that can never apply, lists that nobody leaves.

use crate::fault::Fault;
use crate::plan::{Condition, Facts, Number, Plan, Roll};
use crate::read::Places;
use glasshouse_model::{Chance, Span};
use glasshouse_text::Reader;

/// Reports what is impossible, unused or without an end.
pub(crate) fn check(reader: &mut Reader<'_>, plan: &Plan, places: &Places) {
    unreported(reader, plan, places);
    unused_components(reader, plan, places);
    lists(reader, plan, places);
    measures(reader, plan, places);
}

fn unreported(reader: &mut Reader<'_>, plan: &Plan, places: &Places) {
    for kind in places.indicators.iter().flatten() {
        let reporters = || plan.channels.iter().filter(|c| c.on.contains(&kind.value));
        if reporters().next().is_none() {
            reader.report(Fault::RuleNeverReported { act: kind.value.name() }.at(kind.span.clone()));
        } else if let Some(rule) = plan.indicator_of(kind.value).and_then(|i| plan.indicators.get(usize::from(i)))
            && !reporters().any(|c| rule.admits(c.evidence))
        {
            reader.report(Fault::EvidenceTooWeak { act: kind.value.name() }.at(kind.span.clone()));
        }
    }
    for kind in places.channels.iter().flatten() {
        if plan.indicator_of(kind.value).is_none() {
            reader.report(Fault::ReportsNothing { act: kind.value.name() }.at(kind.span.clone()));
        }
    }
}

fn unused_components(reader: &mut Reader<'_>, plan: &Plan, places: &Places) {
    for (i, (component, span)) in plan.components.iter().zip(&places.components).enumerate() {
        if !plan.indicators.iter().any(|x| usize::from(x.component) == i) {
            reader.report(Fault::UnusedComponent { id: component.id.clone() }.at(span.clone()));
        }
    }
}

fn lists(reader: &mut Reader<'_>, plan: &Plan, places: &Places) {
    for (list, span) in plan.lists.iter().zip(&places.lists) {
        let by_record = !list.criteria.is_empty() && list.selection != Chance::NEVER;
        let other_way_in = |r: &Roll| r.grades != 0 || r.orders.is_some() || r.follows.is_some();
        let other_way_out =
            |r: &Roll| r.exit.is_some() || r.stages.iter().any(|s| s.leaves) || !by_record && r.orders.is_none();
        if !by_record && !list.roll.as_ref().is_some_and(other_way_in) {
            reader.report(Fault::ListNeverEntered.at(span.clone()));
        } else if list.term == Span::Indefinite
            && plan.review.is_none()
            && !list.roll.as_ref().is_some_and(other_way_out)
        {
            reader.report(Fault::NobodyCanLeave { review_off: places.review_off }.at(span.clone()));
        }
    }
}

fn measures(reader: &mut Reader<'_>, plan: &Plan, places: &Places) {
    for (measure, span) in plan.measures.iter().zip(&places.measures) {
        if !can_hold(&measure.when, plan) {
            reader.report(Fault::MeasureNeverApplies.at(span.clone()));
        }
    }
}

/// Whether some grade, lists and score make a condition true, or leave it to what is not recorded here.
fn can_hold(condition: &Condition, plan: &Plan) -> bool {
    let n_grades = plan.grading.as_ref().map_or(0, |g| g.grades.len() as u8);
    let grades = (0..n_grades).map(Some).chain([None]);
    let n_lists = plan.lists.len().min(8) as u32;
    let mut scores = vec![i32::MIN, 0, i32::MAX];
    constants(condition, &mut scores);
    for grade in grades {
        for lists in 0..1u32 << n_lists {
            for score in &scores {
                let facts = Facts { score: *score, grade, lists, ..Facts::default() };
                if condition.holds(&facts) != Some(false) {
                    return true;
                }
            }
        }
    }
    false
}

/// The scores at which a comparison may change its answer.
fn constants(condition: &Condition, into: &mut Vec<i32>) {
    match condition {
        Condition::Const(_)
        | Condition::Declined
        | Condition::Listed(_)
        | Condition::GradeIn(_)
        | Condition::ScaleGradeIn(..)
        | Condition::LevelIn(..) => {}
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|p| constants(p, into)),
        Condition::Not(inner) => constants(inner, into),
        Condition::Compare(left, _, right) => {
            numbers(left, into);
            numbers(right, into);
        }
    }
}

fn numbers(number: &Number, into: &mut Vec<i32>) {
    match number {
        // More than a handful of constants means a condition that no table of scores decides.
        Number::Const(n) if into.len() < 60 => into.extend([n.saturating_sub(1), *n, n.saturating_add(1)]),
        Number::Const(_) | Number::Score | Number::ScaleScore(_) | Number::Age | Number::IncomeFifth => {}
        Number::Op(left, _, right) => {
            numbers(left, into);
            numbers(right, into);
        }
    }
}
