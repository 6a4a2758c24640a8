//! Kept lists, counted again from the trace: every stay has its grounds, and ends for a reason.
//!
//! What the keeper draws (who is selected or spared, who performs, whose orders come in, who follows whom) is
//! taken from the trace. Where entry is certain once the grounds are there, a missing entry is a finding too.

use crate::recount::Finding;
use glasshouse_model::trace::{AlterationStep, Entry, Link, ListStep, Side};
use glasshouse_model::{Chance, Day};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{List, Roll};

/// What a ground is, so that it can go again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Record { indicator: u8, cause: u64 },
    Grade,
    Other,
}

/// One list, as the trace tells it for one person and side.
struct Book<'p> {
    plan: &'p Plan,
    list: &'p List,
    roll: &'p Roll,
    grounds: Vec<(Day, Source)>,
    due: Option<Day>,
    since: Option<Day>,
    last_adverse: Option<Day>,
    /// The day of the last performance, removal of a ground, or other's leaving that would end a stay.
    excused: Option<Day>,
}

/// Checks one kept list over a person's entries up to the end of the run.
pub(crate) fn check(
    plan: &Plan,
    entries: &[Entry],
    (number, list, roll): (u8, &List, &Roll),
    side: Side,
    end: Day,
    findings: &mut Vec<Finding>,
) {
    let mut book =
        Book { plan, list, roll, grounds: Vec::new(), due: None, since: None, last_adverse: None, excused: None };
    let mut report = |day: Day| findings.push(Finding::Listing { day, side, list: number });
    // Acts and reports of a month stand before its days in the trace; nothing here reads them.
    let dated = |e: &&Entry| e.day < end && !matches!(e.link, Link::Act { .. } | Link::Observation { .. });
    for entry in entries.iter().filter(dated) {
        if let Some(day) = book.overdue(entry.day) {
            report(day);
        }
        match entry.link {
            Link::Listing { side: s, list: l, entered } if s == side && l == number => {
                let right = if entered { book.enters(entry.day) } else { book.leaves(entry.day) };
                if !right {
                    report(entry.day);
                }
            }
            _ => book.take(entry, number, side),
        }
    }
    if let Some(day) = book.overdue(end) {
        report(day);
    }
}

impl Book<'_> {
    /// Whether nothing but the records decides about entry and the end of the term.
    fn is_certain(&self) -> bool {
        self.list.selection == Chance::ALWAYS && self.list.who.is_none()
    }

    /// Takes in what bears on the list.
    fn take(&mut self, entry: &Entry, number: u8, side: Side) {
        let day = entry.day;
        match entry.link {
            Link::Award { side: s, indicator, .. } if s == side => {
                if self.plan.is_adverse(indicator) {
                    self.last_adverse = Some(day);
                }
                if self.list.criteria.contains(&indicator) {
                    self.add(day, Source::Record { indicator, cause: entry.cause.0 });
                }
            }
            // The decision stands before what it brings about, the removal of the record after it.
            Link::Decision { upheld: true, .. } if side == Side::Record => self.excused = Some(day),
            Link::Alteration { step, .. } if side == Side::Record && step != AlterationStep::Made => {
                self.excused = Some(day);
            }
            Link::Correction { indicator, .. } if side == Side::Record => {
                let gone = Source::Record { indicator, cause: entry.cause.0 };
                self.grounds.retain(|(_, source)| *source != gone);
            }
            Link::Grade { side: s, from, to, .. } if (s, 0) == (side, self.roll.scale) => self.graded(day, from, to),
            Link::ScaleGrade { side: s, scale, from, to, .. } if (s, scale) == (side, self.roll.scale) => {
                self.graded(day, from, to);
            }
            Link::ListStep { side: s, list, step } if s == side && list == number => match step {
                ListStep::Ordered { .. } | ListStep::Followed { .. } => self.add(day, Source::Other),
                ListStep::Performed | ListStep::Returned => self.excused = Some(day),
                ListStep::Spared => (self.due, self.grounds) = (None, Vec::new()),
                ListStep::Stage { stage } => {
                    if self.roll.stages.get(usize::from(stage)).is_some_and(|s| s.leaves) {
                        self.excused = Some(day);
                    }
                }
                ListStep::Warned | ListStep::Extended | ListStep::Recognised => {}
            },
            _ => {}
        }
    }

    fn graded(&mut self, day: Day, from: Option<u8>, to: Option<u8>) {
        let counts = |grade: Option<u8>| grade.is_some_and(|g| self.roll.grades >> g & 1 == 1);
        match (counts(from), counts(to)) {
            (false, true) => self.add(day, Source::Grade),
            (true, false) if !self.roll.full_term => {
                self.grounds.retain(|(_, source)| *source != Source::Grade);
                self.excused = Some(day);
            }
            (true, false) | (false, false) | (true, true) => {}
        }
    }

    fn add(&mut self, day: Day, source: Source) {
        if !self.list.takes(day) {
            return;
        }
        self.grounds.push((day, source));
        if self.since.is_some() || self.due.is_some() {
            return;
        }
        let fresh = |(since, _): &(Day, Source)| self.roll.within.end_from(*since).is_none_or(|until| until > day);
        self.grounds.retain(fresh);
        if self.grounds.len() >= self.roll.count as usize {
            self.due = Some(day.plus(self.list.notice_days as i32));
        }
    }

    /// A day that has passed on which an entry or exit was due and did not come. Reported once.
    fn overdue(&mut self, today: Day) -> Option<Day> {
        if let Some(due) = self.due.filter(|due| *due < today && self.since.is_none()) {
            self.due = None;
            let enough = self.grounds.len() >= self.roll.count as usize;
            return Some(due).filter(|_| enough && self.is_certain());
        }
        let since = self.since?;
        let end = self.end(since)?;
        let clean = self.clean_from().map_or(end, |day| day.max(end));
        if clean < today && self.is_certain() && self.roll.follows.is_none() {
            self.since = None;
            return Some(clean);
        }
        None
    }

    fn enters(&mut self, day: Day) -> bool {
        let was_free = self.since.is_none();
        (self.since, self.due) = (Some(day), None);
        was_free && self.grounds.len() >= self.roll.count as usize
    }

    fn leaves(&mut self, day: Day) -> bool {
        let Some(since) = self.since.take() else { return false };
        let served = self.end(since).is_some_and(|end| end <= day) && self.clean_from().is_none_or(|c| c <= day);
        self.grounds.clear();
        served || self.excused == Some(day) || self.roll.follows.is_some() || !self.is_certain()
    }

    fn clean_from(&self) -> Option<Day> {
        self.roll.clean?.end_from(self.last_adverse?)
    }

    /// The end of the term of a stay, after its further grounds; `None` if it has none.
    fn end(&self, since: Day) -> Option<Day> {
        let mut end = self.list.term.end_from(since)?;
        for (day, _) in self.grounds.iter().filter(|(day, _)| *day > since) {
            end = match self.roll.extension {
                Some(longer) => longer.end_from(end)?,
                None => end.max(self.list.term.end_from(*day)?),
            };
        }
        match self.roll.term_max.and_then(|most| most.end_from(since)) {
            Some(last) => Some(end.min(last)),
            None => Some(end),
        }
    }
}

/// Whether the records of a case put a person on a kept list on a day: orders, followers, performance and being
/// spared aside. `grounds` are the days of the records that count, `adverse` those of all adverse records.
pub(crate) fn stands_on(list: &List, roll: &Roll, grounds: &[Day], adverse: &[Day], as_of: Day) -> bool {
    let mut stay: Option<(Day, Option<Day>)> = None;
    let mut open: Vec<Day> = Vec::new();
    for day in grounds.iter().copied().filter(|day| *day <= as_of && list.takes(*day)) {
        if let Some((since, end)) = stay {
            if day <= since {
                continue;
            }
            if end.is_none_or(|end| end >= day) {
                let later = end.and_then(|end| match roll.extension {
                    Some(longer) => longer.end_from(end),
                    None => list.term.end_from(day).map(|anew| anew.max(end)),
                });
                let last = roll.term_max.and_then(|most| most.end_from(since));
                stay = Some((since, later.map(|later| last.map_or(later, |last| later.min(last)))));
                continue;
            }
            (stay, open) = (None, Vec::new());
        }
        open.push(day);
        open.retain(|first| roll.within.end_from(*first).is_none_or(|until| until > day));
        if open.len() >= roll.count as usize {
            let since = day.plus(list.notice_days as i32);
            stay = Some((since, list.term.end_from(since)));
        }
    }
    let Some((since, end)) = stay.filter(|(since, _)| *since <= as_of) else { return false };
    let recent = adverse.iter().filter(|day| **day <= as_of && **day >= since).max();
    let unclean = roll.clean.zip(recent).is_some_and(|(clean, day)| clean.end_from(*day).is_none_or(|c| c > as_of));
    end.is_none_or(|end| end > as_of) || unclean
}
