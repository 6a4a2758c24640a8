//! What a channel sees, of whom and when.

use super::{Channel, Condition, Facts, within};
use glasshouse_model::{Chance, Day};

/// Several looks at the same scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// How many looks.
    pub looks: u32,
    /// How many must agree.
    pub needs: u32,
    /// Chance that a look at someone who did nothing agrees.
    pub false_look: Chance,
}

/// A look at everyone at once: those who did it within a time are reported with the hit rate, all others with a
/// chance of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Months between two looks; the first is on the first day of the month after the first.
    pub every: u16,
    /// Days before the look in which an act makes its doer a true case.
    pub within: u32,
    /// Chance that someone who did nothing is reported.
    pub false_look: Chance,
}

/// Income matched against benefits, with a year's earnings split evenly over its periods or taken period by period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Averages {
    /// Months between two matches; the first is on the first day of the month after so many.
    pub every: u16,
    /// Earnings are split evenly; otherwise each period has its own.
    pub is_averaged: bool,
    /// Benefit of a period without earnings.
    pub benefit: f64,
    /// Earnings of a period that leave the benefit whole.
    pub free: f64,
    /// Share of what is earned beyond by which the benefit falls.
    pub taper: f64,
    /// The least alleged debt that is raised.
    pub least: f64,
}

impl Averages {
    /// The benefit of a period with earnings.
    pub fn entitled(&self, earned: f64) -> f64 {
        let beyond = (earned - self.free).max(0.0);
        (self.benefit - self.taper * beyond).max(0.0)
    }

    /// The debt alleged of someone who earned `wage` in each of `worked` periods of a year of `periods`, drew no
    /// benefit in these and the whole benefit in the others, and owes nothing.
    pub fn alleged(&self, wage: f64, worked: u32, periods: u32) -> f64 {
        let idle = f64::from(periods.saturating_sub(worked));
        let taken_for = if self.is_averaged { wage * f64::from(worked) / f64::from(periods.max(1)) } else { 0.0 };
        idle * (self.benefit - self.entitled(taken_for))
    }
}

/// Other rates of a channel for some people.
#[derive(Clone, Debug, PartialEq)]
pub struct Varies {
    /// For whom, by the register.
    pub who: Condition,
    /// Chance that an act in view is reported.
    pub hit_rate: Chance,
    /// Reports per person and year about people who did nothing.
    pub false_alarms: f64,
}

impl Confirm {
    /// The chance that enough of the looks agree, where each does with a chance.
    pub fn agrees(&self, each: Chance) -> Chance {
        let (p, n) = (each.to_f64(), self.looks);
        let mut sum = 0.0;
        let mut ways = 1.0;
        for hits in 0..=n {
            if hits >= self.needs {
                let (hit, missed) = (power(p, hits), power(1.0 - p, n - hits));
                sum += ways * hit * missed;
            }
            ways = ways * f64::from(n - hits) / f64::from(hits + 1);
        }
        Chance::from_f64(sum)
    }
}

fn power(base: f64, times: u32) -> f64 {
    (0..times).fold(1.0, |product, _| product * base)
}

impl Channel {
    /// The share of the scene in view on a day, of what is in view in full.
    pub fn reach(&self, day: Day) -> Chance {
        if !within(self.days, day) {
            return Chance::NEVER;
        }
        match (self.days.0, self.full_from) {
            (Some(from), Some(full)) if day < full => {
                Chance::from_f64(f64::from(day.0 - from.0 + 1) / f64::from(full.0 - from.0 + 1))
            }
            _ => Chance::ALWAYS,
        }
    }

    /// Chance of a report of an act in view, and false alarms per person and year, for a person.
    pub fn rates(&self, facts: impl FnOnce() -> Facts) -> (Chance, f64) {
        let usual = (self.hit_rate, self.false_alarms.to_f64());
        let (hit, alarms) = if self.varies.is_empty() {
            usual
        } else {
            let facts = facts();
            let other = self.varies.iter().find(|v| v.who.holds(&facts) == Some(true));
            other.map_or(usual, |v| (v.hit_rate, v.false_alarms))
        };
        self.confirm.map_or((hit, alarms), |c| (c.agrees(hit), alarms * c.agrees(c.false_look).to_f64()))
    }

    /// The most false alarms per person and year that anyone can have.
    pub fn most_false_alarms(&self) -> f64 {
        let most = self.varies.iter().map(|v| v.false_alarms).fold(self.false_alarms.to_f64(), f64::max);
        self.confirm.map_or(most, |c| most * c.agrees(c.false_look).to_f64())
    }

    /// Whether its rates are the same for everyone on every day.
    pub fn is_plain(&self) -> bool {
        self.varies.is_empty() && self.days == (None, None) && self.full_from.is_none()
    }
}

/// What a report rests on, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Somebody says so.
    Allegation,
    /// An agency's own file.
    AgencyRecord,
    /// A decision that is no longer open to appeal.
    FinalDecision,
    /// A court's judgment.
    CourtJudgment,
}

impl Evidence {
    /// All, weakest first.
    pub const ALL: [Evidence; 4] =
        [Evidence::Allegation, Evidence::AgencyRecord, Evidence::FinalDecision, Evidence::CourtJudgment];

    /// As rulebooks write it.
    pub fn name(self) -> &'static str {
        match self {
            Evidence::Allegation => "allegation",
            Evidence::AgencyRecord => "agency_record",
            Evidence::FinalDecision => "final_decision",
            Evidence::CourtJudgment => "court_judgment",
        }
    }
}
