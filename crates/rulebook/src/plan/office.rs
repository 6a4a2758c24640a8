//! Objection, decision, correction: what the text gives people, and how the office works.

use super::Condition;
use glasshouse_model::{Chance, Day, Ratio, Span, SpanUnit};

/// Objection, decision, correction.
#[derive(Clone, Debug)]
pub struct Review {
    /// Chance that the subject learns of an adverse record.
    pub notice: Chance,
    /// Days from record to notice.
    pub notice_days: u32,
    /// Chance that a person objects to a record that is wrong.
    pub objects_if_wrong: Chance,
    /// Chance that a person objects to a record that is right.
    pub objects_if_right: Chance,
    /// Days from notice within which an objection may be filed (drawn uniformly over the window).
    pub window_days: u32,
    /// Officers of the one office.
    pub officers: u32,
    /// Objections one officer decides per working day.
    pub per_officer_day: Ratio,
    /// Statutory term for a decision.
    pub decide_within: Span,
    /// What happens when the term passes without a decision.
    pub at_deadline: Deadline,
    /// How long one decision takes; an even pace if absent.
    pub desk: Option<Desk>,
    /// Chance that an objection against a wrong record succeeds.
    pub upheld_if_wrong: Chance,
    /// Chance that an objection against a right record succeeds.
    pub upheld_if_right: Chance,
    /// Objections of those who fit it on the day of filing come before all others.
    pub urgent: Option<Condition>,
    /// The statutory clock, where it is kept to the day and counted.
    pub clock: Option<StatutoryClock>,
    /// Reports of their own record that people may ask for.
    pub reports: Option<Reports>,
    /// Chance that an agency which sees that the record is under objection does not hold it against an applicant.
    pub marked: Chance,
}

/// What happens when the statutory term passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// The objection waits on.
    Waits,
    /// The record is removed.
    Removed,
    /// The record stands and the case is closed.
    Stands,
}

/// Decisions that take unequal time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Desk {
    /// How the time of a decision is spread around its mean.
    pub takes: Takes,
    /// Officers work every day, not on weekdays only.
    pub every_day: bool,
    /// Mean open days after which who still waits gives up.
    pub patience_days: Option<f64>,
}

/// How the time of a decision is spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// Always the mean.
    Fixed,
    /// Exponential.
    Exponential,
    /// Log-normal with this standard deviation over the mean.
    LogNormal(f64),
}

/// A statutory clock that is kept to the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatutoryClock {
    /// Share of objections that are complex, and the term for them.
    pub complex: Option<(Chance, Span)>,
    /// Days on which the office is closed besides weekends, in order.
    pub closed: Vec<Closed>,
}

/// Days on which the office is closed, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closed {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// Reports of their own record that people may ask for without a fee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reports {
    /// How many a year.
    pub per_year: u32,
    /// Chance that a person asks for one of them.
    pub asks: Chance,
}

impl Review {
    /// Whether the office works on a day, where it keeps weekends.
    pub fn is_open(&self, day: Day) -> bool {
        // 1970-01-01 was a Thursday: 0 = Monday.
        (day.0 + 3).rem_euclid(7) < 5 && !self.is_closed(day)
    }

    /// Whether a day is declared closed.
    pub fn is_closed(&self, day: Day) -> bool {
        self.clock.as_ref().is_some_and(|clock| clock.closed.iter().any(|c| c.from <= day && day <= c.to))
    }

    /// The last day of a statutory term that begins on a day: working days leave out what is declared closed.
    pub fn term_from(&self, term: Span, start: Day) -> Option<Day> {
        let Span::Of(n, SpanUnit::WorkingDay) = term else { return term.end_from(start) };
        let mut day = start;
        let mut left = n;
        while left > 0 {
            day = day.plus(1);
            left -= u32::from(self.is_open(day));
        }
        Some(day)
    }
}
