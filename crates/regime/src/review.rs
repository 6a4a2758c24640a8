//! Review: notice, objection, and the one office whose officers decide.

use crate::desk::Bench;
use glasshouse_model::draw::{Keyring, Stream, below};
use glasshouse_model::trace::StoryId;
use glasshouse_model::{Day, PersonId};
use glasshouse_rulebook::plan::{Deadline, Review};

/// What a person makes of an adverse record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// When the person learns of it.
    pub noticed: Day,
    /// When the person objects, if so.
    pub objects: Option<Day>,
}

/// Whether and when the subject of an adverse record learns of it and objects. The marks belong to the
/// story, so every arm with a review gives the same person the same chance.
pub fn respond(
    review: &Review,
    keys: &Keyring,
    story: StoryId,
    alarm_key: u16,
    recorded: Day,
    wrong: bool,
) -> Option<Response> {
    let (place, n) = story.place(Stream::Review, 0, alarm_key);
    let marks = keys.draw(place, n);
    if !review.notice.hit(marks[0]) {
        return None;
    }
    let noticed = recorded.plus(review.notice_days as i32);
    let chance = if wrong { review.objects_if_wrong } else { review.objects_if_right };
    let after = below(marks[2], review.window_days.max(1)) as i32;
    Some(Response { noticed, objects: chance.hit(marks[1]).then(|| noticed.plus(after)) })
}

/// The response of someone who learns of a record and objects on the same day.
pub fn at_once(review: &Review, recorded: Day) -> Response {
    let noticed = recorded.plus(review.notice_days as i32);
    Response { noticed, objects: Some(noticed) }
}

/// An objection on its way to the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Objection {
    /// When it was filed.
    pub filed: Day,
    /// Who objects.
    pub person: PersonId,
    /// The record, as its block numbers it.
    pub record: u32,
    /// The story of the record.
    pub story: StoryId,
    /// The draw key of the channel of a false alarm.
    pub alarm_key: u16,
    /// Whether the record is wrong (the office does not know; its error rates depend on it).
    pub wrong: bool,
}

/// A decision on its way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// When it was taken.
    pub day: Day,
    /// The objection.
    pub objection: Objection,
    /// The record is to be removed.
    pub upheld: bool,
}

/// The office: a queue in order of filing, and the exact capacity of its officers.
#[derive(Clone, Debug, Default)]
pub struct Office {
    waiting: std::collections::VecDeque<Objection>,
    /// Work credit in units of 1 / denominator decisions.
    credit: i64,
    /// Officers whose decisions take unequal time.
    bench: Bench,
}

/// What an office counts, in what was filed in some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By how many more wait after the days than before.
    pub queue: i64,
    /// Taken up by an officer. This and the rest only where decisions take unequal time.
    pub begun: i64,
    /// Had to wait.
    pub waited: i64,
    /// Time waited, in [`crate::desk::PARTS`] of an open day.
    pub wait: i64,
    /// Given up while waiting.
    pub given_up: i64,
}

impl Decision {
    /// Before every other.
    pub const EARLIEST: Decision = Decision {
        day: Day(i32::MIN),
        objection: Objection {
            filed: Day(i32::MIN),
            person: PersonId(0),
            record: 0,
            story: StoryId(0),
            alarm_key: 0,
            wrong: false,
        },
        upheld: false,
    };
}

impl Office {
    /// How many objections wait.
    pub fn n_waiting(&self) -> usize {
        self.waiting.len() + self.bench.n_waiting()
    }

    /// Works through the days from `first` to `last`, by desks or at an even pace, and counts.
    pub fn step(
        &mut self,
        review: &Review,
        keys: &Keyring,
        (first, last): (Day, Day),
        filed: &[Objection],
    ) -> (Vec<Decision>, Counts) {
        let mut counts = Counts { queue: -(self.n_waiting() as i64), ..Counts::default() };
        let decisions = match &review.desk {
            Some(desk) => self.bench.work((review, desk), keys, last, filed, &mut counts),
            None => self.work(review, keys, first, last, filed),
        };
        counts.queue += self.n_waiting() as i64;
        (decisions, counts)
    }

    /// Works through the days from `first` to `last`. `filed` are the objections of these days in order of
    /// (day, person, record). Decisions come in order.
    pub fn work(
        &mut self,
        review: &Review,
        keys: &Keyring,
        first: Day,
        last: Day,
        filed: &[Objection],
    ) -> Vec<Decision> {
        let mut decisions = Vec::new();
        let mut arrivals = filed.iter().peekable();
        let (rate, unit) = review.per_officer_day.parts();
        let daily = rate.saturating_mul(i64::from(review.officers));
        for number in first.0..=last.0 {
            let day = Day(number);
            while let Some(objection) = arrivals.next_if(|o| o.filed <= day) {
                self.waiting.push_back(*objection);
            }
            self.close_overdue(review, day, &mut decisions);
            // 1970-01-01 was a Thursday: 0 = Monday.
            if (number + 3).rem_euclid(7) >= 5 {
                continue;
            }
            self.credit = self.credit.saturating_add(daily);
            while self.credit >= unit {
                let Some(objection) = self.waiting.pop_front() else {
                    // An idle day cannot be saved up.
                    self.credit = self.credit.min(unit - 1).max(0);
                    break;
                };
                self.credit -= unit;
                decisions.push(decide(review, keys, objection, day));
            }
        }
        decisions
    }

    /// Closes the objections whose statutory term has passed.
    fn close_overdue(&mut self, review: &Review, day: Day, decisions: &mut Vec<Decision>) {
        let upheld = match review.at_deadline {
            Deadline::Waits => return,
            Deadline::Removed => true,
            Deadline::Stands => false,
        };
        while let Some(first) = self.waiting.front() {
            if review.decide_within.end_from(first.filed).is_none_or(|end| end >= day) {
                return;
            }
            if let Some(objection) = self.waiting.pop_front() {
                decisions.push(Decision { day, objection, upheld });
            }
        }
    }
}

/// An officer's decision, with its error rates.
pub(crate) fn decide(review: &Review, keys: &Keyring, objection: Objection, day: Day) -> Decision {
    let (place, n) = objection.story.place(Stream::Review, 1, objection.alarm_key);
    let chance = if objection.wrong { review.upheld_if_wrong } else { review.upheld_if_right };
    Decision { day, objection, upheld: chance.hit(keys.draw(place, n)[0]) }
}
