//! The explaining path: what the rules give for some recorded acts, line by line.

use crate::rolls::stands_on;
use glasshouse_model::{ActKind, Day};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Cap, CapPeriod, Case, Clock, Facts, Indicator, Repeat};

/// A record as the explaining path sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Day of the act.
    pub act_day: Day,
    /// The day on which it is over.
    pub act_end: Day,
    /// Day of the record.
    pub day: Day,
    /// Indicator, index into the plan.
    pub indicator: u8,
    /// Removed after review on this day.
    pub removed: Option<Day>,
}

/// Why a line gives what it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The rule applies in full.
    Applies,
    /// A cap left less than the full points.
    Capped,
    /// The rule counts once, or once a year, and had counted.
    Repeated,
    /// The record has lapsed by the day asked about.
    Lapsed,
    /// The record was removed after review.
    Removed,
    /// The rule has no points on the day of the record.
    NotInForce,
    /// No rule is about this act.
    NoRule,
    /// The rule does not concern this person, or asks for a fact that is not recorded.
    NotConcerned,
    /// The rulebook itself does not admit such records.
    Inadmissible,
}

/// One line of a derivation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Day of the record.
    pub day: Day,
    /// What was recorded, if it is about an act.
    pub kind: Option<ActKind>,
    /// The rule considered.
    pub indicator: Option<u8>,
    /// Points that count on the day asked about.
    pub points: i32,
    /// Why.
    pub ground: Ground,
}

/// What the rules give, and how they got there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// Score without records.
    pub start: i32,
    /// One line per act or record, in order.
    pub lines: Vec<Line>,
    /// Score on the day asked about.
    pub score: i32,
    /// Grade, as if everyone were graded that day.
    pub grade: Option<u8>,
    /// Lists (indices, ascending), selection aside.
    pub lists: Vec<u8>,
    /// Measures (indices, ascending), delay and discretion aside.
    pub measures: Vec<u8>,
}

/// Derives a case.
pub fn derive(plan: &Plan, case: &Case) -> Derivation {
    let mut filed = Vec::new();
    let mut lines = Vec::new();
    for (day, kind) in case.acts.iter().copied().filter(|(day, _)| *day <= case.as_of) {
        let found = plan.indicators.iter().position(|i| i.on.contains(&kind));
        let refusal = match found.and_then(|i| plan.indicators.get(i)) {
            None => Some(Ground::NoRule),
            Some(rule) if !rule.admissible => Some(Ground::Inadmissible),
            Some(rule) if !concerns(rule, &case.facts) => Some(Ground::NotConcerned),
            Some(_) => None,
        };
        match (refusal, found) {
            (None, Some(i)) => filed.push((filed_on(day, i as u8), kind)),
            (ground, i) => {
                let ground = ground.unwrap_or(Ground::NoRule);
                lines.push(Line { day, kind: Some(kind), indicator: i.map(|i| i as u8), points: 0, ground });
            }
        }
    }
    let records: Vec<Filed> = filed.iter().map(|(f, _)| *f).collect();
    let counted = counting(plan, &records, case.as_of);
    for ((record, kind), (points, ground)) in filed.iter().zip(&counted) {
        let indicator = Some(record.indicator);
        lines.push(Line { day: record.day, kind: Some(*kind), indicator, points: *points, ground: *ground });
    }
    lines.sort_by_key(|l| l.day);
    let score = total(plan, &records, case.as_of);
    let grade = grade_of(plan, score, case.as_of);
    let grade = grade.map(|g| g.max(held_down_to(plan, 0, &records, case.as_of).unwrap_or(0)));
    let lists = lists_of(plan, &records, &Facts { score, grade, ..case.facts }, case.as_of);
    let mask = lists.iter().map(|l| 1u32 << l).sum();
    let facts = Facts { score, grade, lists: mask, ..case.facts };
    let in_force = |m: &u8| plan.measures.get(usize::from(*m)).is_some_and(|m| m.in_force(case.as_of));
    let measures = measures_of(plan, &facts).into_iter().filter(in_force).collect();
    Derivation { start: total(plan, &[], case.as_of), lines, score, grade, lists, measures }
}

fn filed_on(day: Day, indicator: u8) -> Filed {
    Filed { act_day: day, act_end: day, day, indicator, removed: None }
}

fn concerns(rule: &Indicator, facts: &Facts) -> bool {
    match &rule.who {
        None => true,
        Some(condition) => condition.holds(facts) == Some(true),
    }
}

/// The points of each record that count on a day, with the ground. Records in order of entry.
pub fn counting(plan: &Plan, records: &[Filed], as_of: Day) -> Vec<(i32, Ground)> {
    let mut given: Vec<(i32, Ground)> = Vec::new();
    for (n, record) in records.iter().enumerate() {
        given.push(points_given(plan, &records[..n], &given, record));
    }
    let still = |(record, (points, ground)): (&Filed, (i32, Ground))| {
        if record.day > as_of {
            (0, Ground::NotInForce)
        } else if record.removed.is_some_and(|day| day <= as_of) {
            (0, Ground::Removed)
        } else if lapse_of(plan, record).is_some_and(|end| end <= as_of) {
            (0, Ground::Lapsed)
        } else {
            (points, ground)
        }
    };
    records.iter().zip(given).map(still).collect()
}

/// The points a record is given when it is entered, after those entered before it.
fn points_given(plan: &Plan, earlier: &[Filed], given: &[(i32, Ground)], record: &Filed) -> (i32, Ground) {
    let Some(rule) = plan.indicators.get(usize::from(record.indicator)) else { return (0, Ground::NoRule) };
    let over = plan.to.is_some_and(|to| to < record.day) || plan.from.is_some_and(|from| record.day < from);
    let Some(full) = rule.points.at(record.day).copied().filter(|_| !over) else { return (0, Ground::NotInForce) };
    let year = record.day.date().year;
    let same: Vec<(Day, i32)> = earlier
        .iter()
        .zip(given)
        .filter(|(e, _)| e.indicator == record.indicator)
        .map(|(e, (points, _))| (e.day, *points))
        .collect();
    let in_year = |day: &Day| day.date().year == year;
    let repeated = match rule.repeat {
        Repeat::Each => false,
        Repeat::Once => !same.is_empty(),
        Repeat::FirstInYear => same.iter().any(|(day, _)| in_year(day)),
    };
    if repeated {
        return (0, Ground::Repeated);
    }
    let Some(Cap { per, max }) = rule.cap else { return (full, Ground::Applies) };
    let within = |day: &Day| per == CapPeriod::Life || in_year(day);
    let used: i32 = same.iter().filter(|(day, _)| within(day)).map(|(_, points)| points.abs()).sum();
    let left = (max - used).max(0);
    if full.abs() <= left { (full, Ground::Applies) } else { (full.signum() * left, Ground::Capped) }
}

/// The day on which a record stops counting: not before the act is over.
pub fn lapse_of(plan: &Plan, record: &Filed) -> Option<Day> {
    let rule = plan.indicators.get(usize::from(record.indicator))?;
    let from = match rule.clock {
        Clock::Record => record.day,
        Clock::Act => record.act_day,
        Clock::End => record.act_end,
    };
    rule.lapses.end_from(from).map(|day| day.max(record.act_end))
}

/// The score on a day.
pub fn total(plan: &Plan, records: &[Filed], as_of: Day) -> i32 {
    total_in(plan, 0, records, as_of)
}

/// The score of a scale on a day; 0 is the first.
pub fn total_in(plan: &Plan, scale: u8, records: &[Filed], as_of: Day) -> i32 {
    let Some((rule, components, _)) = plan.scale(scale) else { return 0 };
    let counted = counting(plan, records, as_of);
    let mut score = 0;
    for (number, component) in components.iter().enumerate() {
        let belongs = |record: &Filed| {
            let rule = plan.indicators.get(usize::from(record.indicator));
            rule.is_some_and(|i| i.scale == scale && usize::from(i.component) == number)
        };
        let sum: i32 = records.iter().zip(&counted).filter(|(r, _)| belongs(r)).map(|(_, (points, _))| points).sum();
        let mut value = component.base + sum;
        if let Some(max) = component.max {
            value = value.min(max);
        }
        if let Some(min) = component.min {
            value = value.max(min);
        }
        score += value;
    }
    if let Some(min) = rule.min {
        score = score.max(min);
    }
    if let Some(max) = rule.max {
        score = score.min(max);
    }
    score
}

/// The grade of a score, if everyone were graded that day.
pub fn grade_of(plan: &Plan, score: i32, day: Day) -> Option<u8> {
    grade_in(plan, 0, score, day)
}

/// The grade of a score in a scale, if everyone were graded that day.
pub fn grade_in(plan: &Plan, scale: u8, score: i32, day: Day) -> Option<u8> {
    if plan.to.is_some_and(|to| to < day) || plan.from.is_some_and(|from| day < from) {
        return None;
    }
    let floors = plan.scale(scale)?.2?.floors.at(day)?;
    for (number, floor) in floors.iter().enumerate() {
        match floor {
            Some(floor) if score < *floor => {}
            _ => return Some(number as u8),
        }
    }
    None
}

/// The worst grade to which the records that still count hold a person down.
pub fn held_down_to(plan: &Plan, scale: u8, records: &[Filed], as_of: Day) -> Option<u8> {
    let counts = |record: &&Filed| {
        record.day <= as_of
            && record.removed.is_none_or(|day| day > as_of)
            && lapse_of(plan, record).is_none_or(|end| end > as_of)
    };
    let rule = |record: &Filed| plan.indicators.get(usize::from(record.indicator)).filter(|r| r.scale == scale);
    let hold = |record: &Filed| rule(record)?.grade;
    records.iter().filter(counts).filter_map(hold).max()
}

fn lists_of(plan: &Plan, records: &[Filed], facts: &Facts, as_of: Day) -> Vec<u8> {
    let mut on = Vec::new();
    for (number, list) in plan.lists.iter().enumerate() {
        if list.who.as_ref().is_some_and(|who| who.holds(facts) != Some(true)) {
            continue;
        }
        if let Some(roll) = &list.roll {
            let days = |wanted: &dyn Fn(u8) -> bool| -> Vec<Day> {
                records.iter().filter(|r| wanted(r.indicator)).map(|r| r.day).collect()
            };
            let grounds = days(&|indicator| list.criteria.contains(&indicator));
            let adverse = days(&|indicator| plan.is_adverse(indicator));
            let by_grade = facts.grade.is_some_and(|g| roll.grades >> g & 1 == 1) && list.takes(as_of);
            if by_grade || stands_on(list, roll, &grounds, &adverse, as_of) {
                on.push(number as u8);
            }
            continue;
        }
        let stays = records.iter().filter(|r| list.criteria.contains(&r.indicator)).any(|record| {
            let entry = record.day.plus(list.notice_days as i32);
            let open = list.term.end_from(entry).is_none_or(|end| end > as_of);
            list.takes(record.day) && entry <= as_of && open
        });
        if stays {
            on.push(number as u8);
        }
    }
    on
}

/// The measures that some facts call for.
pub fn measures_of(plan: &Plan, facts: &Facts) -> Vec<u8> {
    let holds = |n: &usize| plan.measures.get(*n).is_some_and(|m| m.when.holds(facts) == Some(true));
    (0..plan.measures.len()).filter(holds).map(|n| n as u8).collect()
}
