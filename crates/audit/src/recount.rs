//! The recount: one person's trace, counted again from the records alone.

use crate::derivation::{Filed, grade_in, held_down_to, lapse_of, total, total_in};
use crate::rolls;
use glasshouse_model::trace::{Entry, Link, Side};
use glasshouse_model::{Date, Day, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::Cadence;

/// A disagreement between a run and its recount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A score in the trace is not what the records give.
    Score {
        /// When.
        day: Day,
        /// Books.
        side: Side,
        /// In the trace.
        traced: i32,
        /// By the recount.
        recounted: i32,
    },
    /// A grade in the trace is not what the score gives, or a grading is missing.
    Grade {
        /// When.
        day: Day,
        /// Books.
        side: Side,
        /// In the trace.
        traced: Option<u8>,
        /// By the recount.
        recounted: Option<u8>,
    },
    /// An entry to a list without a record that leads to it, or a missing entry where entry is certain.
    Listing {
        /// When.
        day: Day,
        /// Books.
        side: Side,
        /// Which list.
        list: u8,
    },
    /// A measure is in force that grade and lists do not call for.
    Measure {
        /// When.
        day: Day,
        /// Books.
        side: Side,
        /// Which measure.
        measure: u8,
    },
    /// A record lapsed on another day than the rules say.
    Lapse {
        /// When.
        day: Day,
        /// Books.
        side: Side,
        /// Indicator.
        indicator: u8,
    },
}

/// What a recount found about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    /// Score by the record at the end of each month, first month first.
    pub scores: Vec<i32>,
    /// Records counted on the record side.
    pub n_records: usize,
    /// Everything that disagrees.
    pub findings: Vec<Finding>,
}

/// Recounts one person's trace over a run of `months` from `first`. Uses of the trace only which records
/// were entered, removed and selected for lists, never its points, scores or grades.
pub fn recount(plan: &Plan, entries: &[Entry], person: PersonId, first: Day, months: u32) -> Recount {
    let own: Vec<Entry> = entries.iter().filter(|e| e.person == person).copied().collect();
    let mut findings = Vec::new();
    let end = first.date().add_months(months as i32).to_day();
    for side in [Side::Record, Side::Truth] {
        let records = filed(&own, side);
        for scale in 0..=plan.scales.len() as u8 {
            check_scores(plan, &own, &records, (side, scale), &mut findings);
            check_grades(plan, &own, &records, (side, scale), (first, end), &mut findings);
        }
        check_lists(plan, &own, &records, side, end, &mut findings);
        check_lapses(plan, &own, &records, side, end, &mut findings);
        check_measures(plan, &own, side, end, &mut findings);
    }
    let records = filed(&own, Side::Record);
    let month_end = |m: u32| first.date().add_months(m as i32 + 1).to_day().plus(-1);
    let scores = (0..months).map(|m| total(plan, &records, month_end(m))).collect();
    Recount { scores, n_records: records.len(), findings }
}

/// The records entered on a side, in order, with their removals.
fn filed(entries: &[Entry], side: Side) -> Vec<Filed> {
    let mut records: Vec<(Filed, u64)> = Vec::new();
    for entry in entries {
        match entry.link {
            Link::Award { side: s, indicator, act_day, act_end, .. } if s == side => {
                records.push((Filed { act_day, act_end, day: entry.day, indicator, removed: None }, entry.cause.0));
            }
            Link::Correction { indicator, .. } if side == Side::Record => {
                let same = |(r, cause): &&mut (Filed, u64)| {
                    r.indicator == indicator && *cause == entry.cause.0 && r.removed.is_none()
                };
                if let Some((record, _)) = records.iter_mut().find(same) {
                    record.removed = Some(entry.day);
                }
            }
            _ => {}
        }
    }
    records.into_iter().map(|(record, _)| record).collect()
}

/// Every day on which the trace states a score, after its last statement of that day.
fn check_scores(
    plan: &Plan,
    entries: &[Entry],
    records: &[Filed],
    (side, scale): (Side, u8),
    findings: &mut Vec<Finding>,
) {
    let moves = |indicator: u8| plan.indicators.get(usize::from(indicator)).is_some_and(|i| i.scale == scale);
    let stated = |link: &Link| match *link {
        Link::Award { side: s, indicator, score, .. } | Link::Expiry { side: s, indicator, score, .. }
            if s == side && moves(indicator) =>
        {
            Some(score)
        }
        Link::Correction { indicator, score, .. } if side == Side::Record && moves(indicator) => Some(score),
        _ => None,
    };
    let mut last: Option<(Day, i32)> = None;
    let statements = entries.iter().filter_map(|e| stated(&e.link).map(|score| (e.day, score)));
    let mut compare = |(day, traced): (Day, i32)| {
        let Some(recounted) = altered_total(plan, entries, records, (side, scale), day) else { return };
        if traced != recounted {
            findings.push(Finding::Score { day, side, traced, recounted });
        }
    };
    for (day, score) in statements {
        if let Some(closed) = last.filter(|(d, _)| *d != day) {
            compare(closed);
        }
        last = Some((day, score));
    }
    if let Some(closed) = last {
        compare(closed);
    }
}

/// The score on a day with the points that alterations have shifted by then. Nobody can say what it should be where
/// they are held within bounds.
fn altered_total(
    plan: &Plan,
    entries: &[Entry],
    records: &[Filed],
    (side, scale): (Side, u8),
    day: Day,
) -> Option<i32> {
    let own = total_in(plan, scale, records, day);
    let moves = |indicator: u8| plan.indicators.get(usize::from(indicator)).is_some_and(|i| i.scale == scale);
    let shifts = entries.iter().filter(|e| side == Side::Record && e.day <= day).filter_map(|e| match e.link {
        Link::Alteration { indicator, points, .. } if moves(indicator) => Some(points),
        _ => None,
    });
    let shifts: Vec<i32> = shifts.filter(|points| *points != 0).collect();
    let bounded = plan.scale(scale).is_some_and(|(rule, parts, _)| {
        let ends = parts.iter().flat_map(|c| [c.min, c.max]).chain([rule.min, rule.max]);
        ends.flatten().next().is_some()
    });
    (shifts.is_empty() || !bounded).then(|| own + shifts.iter().sum::<i32>())
}

/// Whether everyone is graded on a day, worked out from the text's dates.
fn is_graded(plan: &Plan, scale: u8, day: Day, first: Day) -> bool {
    let Some(grading) = plan.scale(scale).and_then(|(.., grading)| grading) else { return false };
    let scale = |day: Day| {
        let over = plan.to.is_some_and(|to| to < day) || plan.from.is_some_and(|from| day < from);
        grading.floors.at(day).filter(|_| !over)
    };
    let today = scale(day);
    let yesterday = if day == first { None } else { scale(day.plus(-1)) };
    if today.is_some() != yesterday.is_some() || (today.is_some() && today != yesterday) {
        return true;
    }
    let Date { month, day: of_month, .. } = day.date();
    today.is_some()
        && match grading.cadence {
            Cadence::Yearly { month: m, day: d } => (m, d) == (month, of_month),
            Cadence::Monthly => of_month == 1,
            Cadence::Daily => true,
        }
}

fn check_grades(
    plan: &Plan,
    entries: &[Entry],
    records: &[Filed],
    (side, scale): (Side, u8),
    (first, end): (Day, Day),
    findings: &mut Vec<Finding>,
) {
    let mut held: Option<u8> = None;
    for number in first.0..end.0 {
        let day = Day(number);
        if !is_graded(plan, scale, day, first) {
            held = check_drop(plan, entries, records, (side, scale), (day, held), findings);
            continue;
        }
        let Some(score) = altered_total(plan, entries, records, (side, scale), day) else {
            held = last_grade(entries, (side, scale), day).unwrap_or(held);
            continue;
        };
        let recounted = grade_in(plan, scale, score, day);
        let recounted = recounted.map(|grade| grade.max(held_down_to(plan, scale, records, day).unwrap_or(0)));
        let change = last_grade(entries, (side, scale), day);
        let traced = change.unwrap_or(held);
        if traced != recounted {
            findings.push(Finding::Grade { day, side, traced, recounted });
        }
        held = traced;
    }
}

/// The grade that a person was last given on a day in a scale, if any.
fn last_grade(entries: &[Entry], (side, scale): (Side, u8), day: Day) -> Option<Option<u8>> {
    entries.iter().rev().filter(|e| e.day == day).find_map(|e| match e.link {
        Link::Grade { side: s, to, .. } if (s, 0) == (side, scale) => Some(to),
        Link::ScaleGrade { side: s, scale: n, to, .. } if (s, n) == (side, scale) => Some(to),
        _ => None,
    })
}

/// Between gradings a grade changes only where a record that holds it down is entered.
fn check_drop(
    plan: &Plan,
    entries: &[Entry],
    records: &[Filed],
    (side, scale): (Side, u8),
    (day, held): (Day, Option<u8>),
    findings: &mut Vec<Finding>,
) -> Option<u8> {
    let entered = records.iter().filter(|r| r.day == day && r.removed.is_none_or(|gone| gone > day));
    let rules = entered.filter_map(|r| plan.indicators.get(usize::from(r.indicator)));
    let holds = rules.filter(|r| r.scale == scale).filter_map(|r| r.grade);
    let recounted = held.map(|grade| holds.fold(grade, u8::max));
    let change = last_grade(entries, (side, scale), day);
    let traced = change.unwrap_or(held);
    if traced != recounted {
        findings.push(Finding::Grade { day, side, traced, recounted });
    }
    traced
}

fn check_lists(plan: &Plan, entries: &[Entry], records: &[Filed], side: Side, end: Day, findings: &mut Vec<Finding>) {
    for (number, list) in plan.lists.iter().enumerate() {
        if let Some(roll) = &list.roll {
            rolls::check(plan, entries, (number as u8, list, roll), side, end, findings);
            continue;
        }
        let entered: Vec<Day> = entries
            .iter()
            .filter(|e| matches!(e.link, Link::Listing { side: s, list: l, entered: true } if s == side && usize::from(l) == number))
            .map(|e| e.day)
            .collect();
        let mut leading: Vec<Day> = records
            .iter()
            .filter(|r| list.criteria.contains(&r.indicator) && list.takes(r.day))
            .map(|r| (r.day.plus(list.notice_days as i32), r.removed))
            .filter(|(day, removed)| *day < end && removed.is_none_or(|gone| gone > *day))
            .map(|(day, _)| day)
            .collect();
        for day in &entered {
            match leading.iter().position(|l| l == day) {
                Some(i) => {
                    leading.swap_remove(i);
                }
                None => findings.push(Finding::Listing { day: *day, side, list: number as u8 }),
            }
        }
        if list.selection == glasshouse_model::Chance::ALWAYS && list.who.is_none() {
            findings.extend(leading.iter().map(|day| Finding::Listing { day: *day, side, list: number as u8 }));
        }
    }
}

fn check_lapses(plan: &Plan, entries: &[Entry], records: &[Filed], side: Side, end: Day, findings: &mut Vec<Finding>) {
    let live = |r: &&Filed| r.removed.is_none();
    let mut due: Vec<(Day, u8)> = records
        .iter()
        .filter(live)
        .filter_map(|r| lapse_of(plan, r).map(|day| (day, r.indicator)))
        .filter(|(day, _)| *day < end)
        .collect();
    for entry in entries {
        let Link::Expiry { side: s, indicator, .. } = entry.link else { continue };
        if s != side {
            continue;
        }
        match due.iter().position(|d| *d == (entry.day, indicator)) {
            Some(i) => {
                due.swap_remove(i);
            }
            None => findings.push(Finding::Lapse { day: entry.day, side, indicator }),
        }
    }
    findings.extend(due.into_iter().map(|(day, indicator)| Finding::Lapse { day, side, indicator }));
}

/// Every measure must begin while (delay earlier) its condition held by grade and lists, wherever the
/// condition asks for nothing else.
fn check_measures(plan: &Plan, entries: &[Entry], side: Side, end: Day, findings: &mut Vec<Finding>) {
    for (n, entry) in entries.iter().enumerate().filter(|(_, e)| e.day < end) {
        let Link::Measure { side: s, measure, active } = entry.link else { continue };
        // A measure without delay may begin and end within a day; the standing is that of the evening.
        let again = |e: &&Entry| matches!(e.link, Link::Measure { side, measure: m, .. } if (side, m) == (s, measure));
        if entries[n + 1..].iter().take_while(|e| e.day <= entry.day).any(|e| e.day == entry.day && again(&e)) {
            continue;
        }
        let Some(rule) = plan.measures.get(usize::from(measure)).filter(|m| s == side && m.when.needs_only_standing())
        else {
            continue;
        };
        let cause = entry.day.plus(-(rule.delay_days as i32));
        let facts = standing_after(plan, entries, side, cause);
        let called_for = rule.when.holds(&facts) == Some(true) && rule.in_force(cause);
        if active != called_for {
            findings.push(Finding::Measure { day: entry.day, side, measure });
        }
    }
}

/// Grade and lists at the end of a day, from the trace's changes.
fn standing_after(plan: &Plan, entries: &[Entry], side: Side, day: Day) -> glasshouse_rulebook::plan::Facts {
    let mut facts = glasshouse_rulebook::plan::Facts::default();
    for entry in entries.iter().filter(|e| e.day <= day) {
        match entry.link {
            Link::Grade { side: s, to, .. } if s == side => facts.grade = to,
            Link::ScaleGrade { side: s, scale, to, .. } if s == side => {
                if let Some(fact) = facts.scales.get_mut(usize::from(scale) - 1) {
                    fact.1 = to;
                }
            }
            Link::Listing { side: s, list, entered } if s == side && usize::from(list) < plan.lists.len() => {
                if entered {
                    facts.lists |= 1 << list;
                } else {
                    facts.lists &= !(1 << list);
                }
            }
            _ => {}
        }
    }
    facts
}
