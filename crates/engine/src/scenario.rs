//! What is to be run, and the clock it runs on.

use crate::change::Change;
use glasshouse_model::{Date, Day};
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use std::ops::Range;

/// One arm and replicate.
#[derive(Clone, Copy, Debug)]
pub struct Scenario<'a> {
    /// Who lives there.
    pub society: &'a Society,
    /// Under which rules.
    pub plan: &'a Plan,
    /// Seed of the events.
    pub seed: u64,
    /// Replicate number: other luck for the same people.
    pub replicate: u32,
    /// Months to simulate, 1 to [`Scenario::MONTHS_MAX`].
    pub months: u32,
    /// How often mail and the review office's decisions reach the blocks.
    pub coupling: Coupling,
    /// Stories that go otherwise; none in an ordinary run.
    pub changes: &'a [Change],
}

/// Days between exchanges among blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coupling {
    /// Calendar months.
    Month,
    /// Seven days, restarting with every month.
    Week,
    /// Every day.
    Day,
}

impl Coupling {
    /// The name in files and flags.
    pub fn name(self) -> &'static str {
        match self {
            Coupling::Month => "month",
            Coupling::Week => "week",
            Coupling::Day => "day",
        }
    }

    /// The coupling with a name.
    pub fn parse(name: &str) -> Option<Coupling> {
        [Coupling::Month, Coupling::Week, Coupling::Day].into_iter().find(|c| c.name() == name)
    }
}

impl Scenario<'_> {
    /// The longest run, in months: days of a run are counted in 16 bits, months in 11.
    pub const MONTHS_MAX: u32 = 1200;

    /// Whether what happens in one block may bear on another: by the rules, or because people go by what all do.
    pub fn crosses(&self) -> bool {
        self.plan.crosses() || self.society.follows_all()
    }

    /// The first day: the first of the month in which the rulebook comes into force, or 2010-01-01 where
    /// there is none.
    pub fn first_day(&self) -> Day {
        let date = self.plan.from.map_or(Date { year: 2010, month: 1, day: 1 }, Day::date);
        Date { day: 1, ..date }.to_day()
    }
}

/// A stretch of days between two exchanges. Days are counted from the first day of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// First day.
    pub first: u16,
    /// Last day, inclusive.
    pub last: u16,
    /// Month number from 0.
    pub month: u16,
    /// Begins its month.
    pub opens: bool,
    /// Ends its month.
    pub closes: bool,
}

/// Months that a block goes through in one visit where nothing crosses.
pub const VISIT: usize = 6;

/// The calendar of a run.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The first day.
    pub origin: Day,
    /// First day of each month, and the day after the last month.
    pub month_starts: Vec<u16>,
    /// Steps in order.
    pub steps: Vec<Step>,
    month_of: Vec<u16>,
}

impl Clock {
    /// The calendar for a scenario.
    pub fn new(scenario: &Scenario<'_>) -> Clock {
        let origin = scenario.first_day();
        let months = scenario.months.clamp(1, Scenario::MONTHS_MAX);
        let start = |m: u32| (origin.date().add_months(m as i32).to_day().0 - origin.0) as u16;
        let month_starts: Vec<u16> = (0..=months).map(start).collect();
        let mut steps = Vec::new();
        let mut month_of = Vec::new();
        // Where nothing crosses, a month is one step; where people go by the evening before, a day is.
        let coupling = match scenario.crosses() {
            _ if scenario.society.follows_all() => Coupling::Day,
            true => scenario.coupling,
            false => Coupling::Month,
        };
        for (month, pair) in month_starts.windows(2).enumerate() {
            let (first, end) = (pair[0], pair[1]);
            month_of.resize(usize::from(end), month as u16);
            let size = match coupling {
                Coupling::Month => end - first,
                Coupling::Week => 7,
                Coupling::Day => 1,
            };
            let mut at = first;
            while at < end {
                // The few days after the fourth week belong to it: a step of one day would only cost time.
                let next = if end - at < size + size / 2 { end } else { at + size };
                steps.push(Step {
                    first: at,
                    last: next - 1,
                    month: month as u16,
                    opens: at == first,
                    closes: next == end,
                });
                at = next;
            }
        }
        Clock { origin, month_starts, steps, month_of }
    }

    /// Runs of steps that blocks go through without exchanging, as ranges of step numbers. Where nothing crosses, they
    /// are some months long, so that what a block remembers is fetched once for all of them.
    pub fn visits(&self, crosses: bool) -> Vec<Range<usize>> {
        let size = if crosses { 1 } else { VISIT };
        (0..self.steps.len()).step_by(size).map(|first| first..(first + size).min(self.steps.len())).collect()
    }

    /// The number of days.
    pub fn n_days(&self) -> u16 {
        self.month_of.len() as u16
    }

    /// The month of a day; `None` after the end.
    #[inline]
    pub fn month_of(&self, day: u16) -> Option<u16> {
        self.month_of.get(usize::from(day)).copied()
    }

    /// The calendar day.
    #[inline]
    pub fn day(&self, day: u16) -> Day {
        self.origin.plus(i32::from(day))
    }

    /// The day number of a calendar day; `None` after the end, 0 before the beginning.
    #[inline]
    pub fn number(&self, day: Day) -> Option<u16> {
        let n = i64::from(day.0) - i64::from(self.origin.0);
        if n >= i64::from(self.n_days()) { None } else { Some(n.max(0) as u16) }
    }
}
