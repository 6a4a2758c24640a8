//! An office whose decisions take unequal time: officers take up objections in the order in which they were filed,
//! one at a time each, around the clock of open days; urgent ones come first where there are any.
//!
//! Where all are alike, whoever files later never changes when someone earlier is served, so all that happens to an
//! objection is known once those before it are: when an officer takes it up, or that its subject gives up, or that
//! its term passes. Where some are urgent, those who wait are kept until one of these happens.

use crate::review::{Counts, Decision, Objection, Verdict, decide, term};
use glasshouse_model::draw::{Keyring, Stream};
use glasshouse_model::{Chance, Day, math};
use glasshouse_rulebook::plan::{Deadline, Desk, Review, Takes};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Office time is counted in so many parts of an open day.
pub const PARTS: i64 = 1 << 20;

/// The officers and what is in their hands.
#[derive(Clone, Debug, Default)]
pub struct Bench {
    /// When each officer who has worked is free again.
    free: BinaryHeap<Reverse<i64>>,
    /// When each who waits, or has waited, stops waiting.
    waiting: BinaryHeap<Reverse<i64>>,
    /// Those who wait where some are urgent: by class, arrival and number.
    line: BTreeMap<Turn, Arrival>,
    /// When each of these stops waiting unless an officer takes it up.
    stops: BTreeSet<(i64, Turn)>,
    /// The number of the next arrival.
    next: u64,
    /// Decisions by the time at which they are ready.
    ready: BTreeSet<(i64, Decision)>,
}

/// Class (0 is urgent), arrival and number.
type Turn = (u8, i64, u64);

/// An objection that has come in.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    time: i64,
    objection: Objection,
    marks: [u32; 4],
    /// When its subject gives up.
    patience: i64,
    /// When its statutory term passes, where that ends it.
    term: i64,
}

/// The rules of an office, and its draws.
#[derive(Clone, Copy)]
struct Rules<'r> {
    review: &'r Review,
    desk: &'r Desk,
    keys: &'r Keyring,
}

impl Bench {
    /// How many wait.
    pub fn n_waiting(&self) -> usize {
        self.waiting.len() + self.line.len()
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
        let rules = Rules { review, desk, keys };
        let mut arrivals: Vec<(i64, &Objection, [u32; 4])> = filed
            .iter()
            .map(|objection| {
                let (place, n) = objection.story.place(Stream::Review, 2, objection.alarm_key);
                let marks = keys.draw(place, n);
                (rules.arrival(objection.filed, marks[0]), objection, marks)
            })
            .collect();
        arrivals.sort_unstable();
        let end = rules.opens(last.plus(1));
        for (time, objection, marks) in arrivals {
            let arrival = rules.arrived(time, *objection, marks);
            if review.urgent.is_some() {
                self.serve(rules, time, counts);
                self.queue(arrival);
            } else {
                self.take(rules, arrival, counts);
            }
        }
        self.serve(rules, end, counts);
        while self.waiting.peek().is_some_and(|Reverse(time)| *time < end) {
            self.waiting.pop();
        }
        let later = self.ready.split_off(&(end, EARLIEST));
        std::mem::replace(&mut self.ready, later).into_iter().map(|(_, decision)| decision).collect()
    }

    /// Puts an arrival in line.
    fn queue(&mut self, arrival: Arrival) {
        let turn = (u8::from(!arrival.objection.urgent), arrival.time, self.next);
        self.next += 1;
        self.stops.insert((arrival.patience.min(arrival.term), turn));
        self.line.insert(turn, arrival);
    }

    /// Lets officers take up those in line, and those in line stop waiting, in order of time up to a moment.
    fn serve(&mut self, rules: Rules<'_>, until: i64, counts: &mut Counts) {
        while let Some(first) = self.line.values().map(|a| a.time).next() {
            let other = self.line.range((1, i64::MIN, 0)..).next().map_or(first, |(turn, _)| turn.1);
            let start = self.free_at(rules).map_or(i64::MAX, |free| free.max(first.min(other)));
            let stop = self.stops.first().map_or(i64::MAX, |(stop, _)| *stop);
            if start.min(stop) >= until {
                return;
            }
            let is_due = |turn: &Turn| turn.1 <= start;
            let ordinary = || self.line.range((1, i64::MIN, 0)..).map(|(turn, _)| *turn).next();
            let next = self.line.keys().next().copied().filter(is_due).or_else(ordinary);
            let stopped = self.stops.first().filter(|(stop, _)| *stop <= start).map(|(_, turn)| *turn);
            let Some(turn) = stopped.or(next) else { return };
            let Some(arrival) = self.line.remove(&turn) else { return };
            self.stops.remove(&(arrival.patience.min(arrival.term), turn));
            self.end(rules, arrival, start, counts);
        }
    }

    /// When the next officer is free; `None` where there is none.
    fn free_at(&self, rules: Rules<'_>) -> Option<i64> {
        if self.free.len() < rules.review.officers as usize {
            return Some(i64::MIN);
        }
        self.free.peek().map(|Reverse(free)| *free)
    }

    /// What becomes of an arrival where all are alike.
    fn take(&mut self, rules: Rules<'_>, arrival: Arrival, counts: &mut Counts) {
        let start = self.free_at(rules).map_or(i64::MAX, |free| free.max(arrival.time));
        let stops = self.end(rules, arrival, start, counts);
        if stops > arrival.time {
            self.waiting.push(Reverse(stops));
        }
    }

    /// An arrival is taken up at its start, unless its subject gives up or its term passes before; returns when it stops
    /// waiting.
    fn end(&mut self, rules: Rules<'_>, arrival: Arrival, start: i64, counts: &mut Counts) -> i64 {
        let Arrival { time, objection, marks, patience, term } = arrival;
        let Rules { review, keys, .. } = rules;
        let stops = start.min(patience).min(term);
        if stops > time {
            counts.waited += 1;
            counts.wait = counts.wait.saturating_add(stops.saturating_sub(time));
        }
        if stops == start {
            counts.begun += 1;
            if self.free.len() >= review.officers as usize {
                self.free.pop();
            }
            let done = start.saturating_add(service(review, rules.desk, marks));
            self.free.push(Reverse(done));
            self.ready.insert((done, decide(review, keys, objection, rules.date(done))));
        } else if stops == term {
            counts.lapsed += i64::from(review.clock.is_some());
            let verdict = Verdict::of(review.at_deadline == Deadline::Removed);
            self.ready.insert((term, Decision { day: rules.date(term), objection, verdict }));
        } else {
            counts.given_up += 1;
            if review.marked != Chance::NEVER {
                let verdict = Verdict::Withdrawn;
                self.ready.insert((patience, Decision { day: rules.date(patience), objection, verdict }));
            }
        }
        stops
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

impl Rules<'_> {
    fn arrived(self, time: i64, objection: Objection, marks: [u32; 4]) -> Arrival {
        let patience =
            self.desk.patience_days.map_or(i64::MAX, |mean| time.saturating_add(parts(mean * exponential(marks[2]))));
        let term = match self.review.at_deadline {
            Deadline::Waits => None,
            Deadline::Removed | Deadline::Stands => term(self.review, self.keys, &objection),
        };
        let term = term.map_or(i64::MAX, |end| self.opens(end).max(time));
        Arrival { time, objection, marks, patience, term }
    }

    /// The office time at which a day begins, or the next open one.
    fn opens(self, day: Day) -> i64 {
        let number = i64::from(day.0);
        let closed = self.review.clock.iter().flat_map(|clock| &clock.closed);
        if self.desk.every_day {
            let off: i64 = closed.map(|c| (number.min(i64::from(c.to.0) + 1) - i64::from(c.from.0)).max(0)).sum();
            return (number - off) * PARTS;
        }
        let off: i64 =
            closed.map(|c| (weekdays(number.min(i64::from(c.to.0) + 1)) - weekdays(i64::from(c.from.0))).max(0)).sum();
        (weekdays(number) - off) * PARTS
    }

    /// When an objection of a day comes in: any time of an open day, else when the next one begins.
    fn arrival(self, day: Day, mark: u32) -> i64 {
        let (begins, next) = (self.opens(day), self.opens(day.plus(1)));
        if next == begins { begins } else { begins + (i64::from(mark) >> 12) }
    }

    /// The day of an office time.
    fn date(self, time: i64) -> Day {
        let open = time.div_euclid(PARTS);
        let number = if self.desk.every_day { open } else { open.div_euclid(5) * 7 + open.rem_euclid(5) - 3 };
        let mut day = Day(number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32);
        // Closed days put it off; beyond the last of them it moves no further.
        while self.opens(day.plus(1)) <= time && day.0 < i32::MAX - 1 {
            day = day.plus(1);
        }
        day
    }
}

/// Weekdays from a Monday long ago up to a day.
fn weekdays(number: i64) -> i64 {
    // 1970-01-01 was a Thursday: counted from the Monday before it.
    let (week, weekday) = ((number + 3).div_euclid(7), (number + 3).rem_euclid(7));
    week * 5 + weekday.min(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_model::trace::StoryId;
    use glasshouse_model::{Chance, Date, PersonId, Ratio, Span, SpanUnit};
    use glasshouse_rulebook::plan::{Closed, Condition, StatutoryClock};

    fn review(desk: Desk) -> Review {
        Review {
            notice: Chance::ALWAYS,
            notice_days: 0,
            objects_if_wrong: Chance::ALWAYS,
            objects_if_right: Chance::ALWAYS,
            window_days: 1,
            officers: 1,
            per_officer_day: Ratio::new(1, 1).unwrap_or(Ratio::ZERO),
            decide_within: Span::Of(5, SpanUnit::WorkingDay),
            at_deadline: Deadline::Waits,
            desk: Some(desk),
            upheld_if_wrong: Chance::ALWAYS,
            upheld_if_right: Chance::NEVER,
            urgent: None,
            clock: None,
            reports: None,
            marked: Chance::NEVER,
        }
    }

    const WEEKDAYS: Desk = Desk { takes: Takes::Fixed, every_day: false, patience_days: None };

    /// 2024-03-01 was a Friday.
    fn friday() -> Day {
        Date { year: 2024, month: 3, day: 1 }.to_day()
    }

    #[test]
    fn office_time_goes_from_monday_to_friday() {
        let (keys, ordinary) = (Keyring::new(1, 0), review(WEEKDAYS));
        let rules = Rules { review: &ordinary, desk: &WEEKDAYS, keys: &keys };
        let friday = friday();
        for (days, open) in [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (7, 5), (8, 6), (10, 6)] {
            assert_eq!(rules.opens(friday.plus(days)) - rules.opens(friday), open * PARTS, "{days}");
        }
        assert_eq!(rules.date(rules.opens(friday)), friday);
        assert_eq!(rules.date(rules.opens(friday.plus(1))), friday.plus(3));
        assert_eq!(rules.arrival(friday.plus(1), u32::MAX), rules.opens(friday.plus(3)));
        let always = Desk { every_day: true, ..WEEKDAYS };
        let rules = Rules { desk: &always, ..rules };
        assert_eq!(rules.date(rules.opens(friday.plus(1)) + PARTS - 1), friday.plus(1));
    }

    #[test]
    fn declared_holidays_are_no_office_time() {
        let keys = Keyring::new(1, 0);
        let friday = friday();
        // Closed from Friday to Tuesday: three weekdays.
        let closed = vec![Closed { from: friday, to: friday.plus(4) }];
        let review = Review { clock: Some(StatutoryClock { complex: None, closed }), ..review(WEEKDAYS) };
        let rules = Rules { review: &review, desk: &WEEKDAYS, keys: &keys };
        assert_eq!(rules.opens(friday), rules.opens(friday.plus(5)));
        assert_eq!(rules.opens(friday.plus(6)) - rules.opens(friday), PARTS);
        assert_eq!(rules.date(rules.opens(friday)), friday.plus(5));
        assert_eq!(rules.date(rules.opens(friday.plus(-1)) + PARTS / 2), friday.plus(-1));
        // Five working days from Thursday: Wednesday, Thursday, Friday, Monday, Tuesday.
        assert_eq!(review.term_from(review.decide_within, friday.plus(-1)), Some(friday.plus(11)));
    }

    #[test]
    fn urgent_objections_come_first_and_ordinary_ones_keep_their_order() {
        let keys = Keyring::new(1, 0);
        let always = Desk { every_day: true, ..WEEKDAYS };
        let review = Review { urgent: Some(Condition::Const(true)), ..review(always) };
        let objection = |person: u32, day: i32, urgent: bool| Objection {
            filed: Day(day),
            person: PersonId(person),
            record: person,
            story: StoryId(u64::from(person)),
            alarm_key: 0,
            wrong: true,
            urgent,
        };
        let filed: Vec<Objection> = (0..12).map(|n| objection(n, 0, n >= 8)).collect();
        let decided = |filed: &[Objection]| {
            let mut bench = Bench::default();
            let mut counts = Counts::default();
            let mut all = Vec::new();
            for last in 0..20 {
                let new: Vec<Objection> = filed.iter().copied().filter(|o| o.filed == Day(last)).collect();
                all.extend(bench.work((&review, &always), &keys, Day(last), &new, &mut counts));
            }
            assert_eq!(bench.n_waiting(), 0);
            (all, counts)
        };
        let (all, counts) = decided(&filed);
        assert_eq!((all.len(), counts.begun), (12, 12));
        // One is in hand when the first urgent one comes; all urgent ones are done before the next ordinary one.
        let last_urgent = all.iter().rposition(|d| d.objection.urgent);
        assert!(last_urgent.is_some_and(|place| place <= 4 + 1), "{last_urgent:?}");
        let plain: Vec<Objection> = filed.iter().map(|o| Objection { urgent: false, ..*o }).collect();
        let (alike, _) = decided(&plain);
        let order =
            |all: &[Decision]| -> Vec<u32> { all.iter().map(|d| d.objection.person.0).filter(|p| *p < 8).collect() };
        assert_eq!(order(&all), order(&alike));
        let fast = Review { urgent: None, ..review.clone() };
        let mut bench = Bench::default();
        let same = bench.work((&fast, &always), &keys, Day(19), &plain, &mut Counts::default());
        assert_eq!(alike, same, "one class in line is the plain office");
    }
}
