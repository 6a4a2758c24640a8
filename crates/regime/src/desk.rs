//! An office whose decisions take unequal time: officers take up objections in the order in which they were filed,
//! one at a time each, around the clock of open days.
//!
//! Whoever files later never changes when someone earlier is served, so all that happens to an objection is known
//! once those before it are: when an officer takes it up, or that its subject gives up, or that its term passes.

use crate::review::{Counts, Decision, Objection, decide};
use glasshouse_model::draw::{Keyring, Stream};
use glasshouse_model::{Day, math};
use glasshouse_rulebook::plan::{Deadline, Desk, Review, Takes};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// Office time is counted in so many parts of an open day.
pub const PARTS: i64 = 1 << 20;

/// The officers and what is in their hands.
#[derive(Clone, Debug, Default)]
pub struct Bench {
    /// When each officer who has worked is free again.
    free: BinaryHeap<Reverse<i64>>,
    /// When each who waits, or has waited, stops waiting.
    waiting: BinaryHeap<Reverse<i64>>,
    /// Decisions by the time at which they are ready.
    ready: BTreeSet<(i64, Decision)>,
}

impl Bench {
    /// How many wait.
    pub fn n_waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Takes in what was filed up to the last of some days and gives the decisions of these days in order.
    pub fn work(
        &mut self,
        (review, desk): (&Review, &Desk),
        keys: &Keyring,
        last: Day,
        filed: &[Objection],
        counts: &mut Counts,
    ) -> Vec<Decision> {
        let mut arrivals: Vec<(i64, &Objection, [u32; 4])> = filed
            .iter()
            .map(|objection| {
                let (place, n) = objection.story.place(Stream::Review, 2, objection.alarm_key);
                let marks = keys.draw(place, n);
                (arrival(desk, objection.filed, marks[0]), objection, marks)
            })
            .collect();
        arrivals.sort_unstable();
        for (time, objection, marks) in arrivals {
            self.take(review, desk, keys, (time, objection, marks), counts);
        }
        let end = opens(desk, last.plus(1));
        while self.waiting.peek().is_some_and(|Reverse(time)| *time < end) {
            self.waiting.pop();
        }
        let later = self.ready.split_off(&(end, EARLIEST));
        std::mem::replace(&mut self.ready, later).into_iter().map(|(_, decision)| decision).collect()
    }

    fn take(
        &mut self,
        review: &Review,
        desk: &Desk,
        keys: &Keyring,
        (time, objection, marks): (i64, &Objection, [u32; 4]),
        counts: &mut Counts,
    ) {
        let officers = review.officers as usize;
        let free = if self.free.len() < officers { Some(time) } else { self.free.peek().map(|Reverse(free)| *free) };
        let start = free.map_or(i64::MAX, |free| free.max(time));
        let patience =
            desk.patience_days.map_or(i64::MAX, |mean| time.saturating_add(parts(mean * exponential(marks[2]))));
        let term = match review.at_deadline {
            Deadline::Waits => None,
            Deadline::Removed | Deadline::Stands => review.decide_within.end_from(objection.filed),
        };
        let term = term.map_or(i64::MAX, |end| opens(desk, end).max(time));
        let stops = start.min(patience).min(term);
        if stops > time {
            counts.waited += 1;
            counts.wait = counts.wait.saturating_add(stops.saturating_sub(time));
            self.waiting.push(Reverse(stops));
        }
        if stops == start {
            counts.begun += 1;
            if self.free.len() >= officers {
                self.free.pop();
            }
            let done = start.saturating_add(service(review, desk, marks));
            self.free.push(Reverse(done));
            self.ready.insert((done, decide(review, keys, *objection, date(desk, done))));
        } else if stops == term {
            let upheld = review.at_deadline == Deadline::Removed;
            self.ready.insert((term, Decision { day: date(desk, term), objection: *objection, upheld }));
        } else {
            counts.given_up += 1;
        }
    }
}

/// Before every decision of its time.
const EARLIEST: Decision = Decision::EARLIEST;

fn parts(days: f64) -> i64 {
    // Beyond the horizon of any run nothing happens, and the number stays far from overflow.
    (days.clamp(0.0, 1e9) * PARTS as f64) as i64
}

fn exponential(mark: u32) -> f64 {
    -math::ln((f64::from(mark) + 0.5) / 4_294_967_296.0)
}

fn service(review: &Review, desk: &Desk, marks: [u32; 4]) -> i64 {
    let mean = 1.0 / review.per_officer_day.to_f64().max(1e-9);
    let time = match desk.takes {
        Takes::Fixed => mean,
        Takes::Exponential => mean * exponential(marks[1]),
        Takes::LogNormal(cv) => {
            // Mean m and deviation cv·m: σ² = ln(1 + cv²), µ = ln m − σ²/2.
            let variance = math::ln(1.0 + cv * cv);
            let z = math::normal_quantile((f64::from(marks[1]) + 0.5) / 4_294_967_296.0);
            mean * math::exp(math::sqrt(variance) * z - 0.5 * variance)
        }
    };
    parts(time)
}

/// The office time at which a day begins, or the next open one.
fn opens(desk: &Desk, day: Day) -> i64 {
    let number = i64::from(day.0);
    if desk.every_day {
        return number * PARTS;
    }
    // 1970-01-01 was a Thursday: counted from the Monday before it.
    let (week, weekday) = ((number + 3).div_euclid(7), (number + 3).rem_euclid(7));
    (week * 5 + weekday.min(5)) * PARTS
}

/// When an objection of a day comes in: any time of an open day, else when the next one begins.
fn arrival(desk: &Desk, day: Day, mark: u32) -> i64 {
    let (begins, next) = (opens(desk, day), opens(desk, day.plus(1)));
    if next == begins { begins } else { begins + (i64::from(mark) >> 12) }
}

/// The day of an office time.
fn date(desk: &Desk, time: i64) -> Day {
    let open = time.div_euclid(PARTS);
    let number = if desk.every_day { open } else { open.div_euclid(5) * 7 + open.rem_euclid(5) - 3 };
    Day(number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_time_goes_from_monday_to_friday() {
        let weekdays = Desk { takes: Takes::Fixed, every_day: false, patience_days: None };
        // 2024-03-01 was a Friday.
        let friday = glasshouse_model::Date { year: 2024, month: 3, day: 1 }.to_day();
        for (days, open) in [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (7, 5), (8, 6), (10, 6)] {
            assert_eq!(opens(&weekdays, friday.plus(days)) - opens(&weekdays, friday), open * PARTS, "{days}");
        }
        assert_eq!(date(&weekdays, opens(&weekdays, friday)), friday);
        assert_eq!(date(&weekdays, opens(&weekdays, friday.plus(1))), friday.plus(3));
        assert_eq!(arrival(&weekdays, friday.plus(1), u32::MAX), opens(&weekdays, friday.plus(3)));
        let always = Desk { every_day: true, ..weekdays };
        assert_eq!(date(&always, opens(&always, friday.plus(1)) + PARTS - 1), friday.plus(1));
    }
}
