//! Review: notice, objection, and the one office whose officers decide.

use crate::desk::Bench;
use glasshouse_model::draw::{Keyring, Place, Stream, below};
use glasshouse_model::trace::StoryId;
use glasshouse_model::{Chance, Day, PersonId};
use glasshouse_rulebook::plan::{Deadline, Reports, Review};

/// What the subject of an adverse record is inclined to. The marks belong to the story, so every arm with a review
/// gives the same person the same chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    told: u32,
    mark: u32,
    after: u32,
}

impl Response {
    /// That to the record of a story.
    pub fn of(review: &Review, keys: &Keyring, story: StoryId, alarm_key: u16) -> Response {
        let (place, n) = story.place(Stream::Review, 0, alarm_key);
        let [told, mark, after, _] = keys.draw(place, n);
        Response { told, mark, after: below(after, review.window_days.max(1)) }
    }

    /// When the person learns of the record, if so.
    pub fn noticed(self, review: &Review, keys: &Keyring, (person, recorded): (PersonId, Day)) -> Option<Day> {
        let told = review.notice.hit(self.told).then(|| told_on(review, recorded));
        let read = review.reports.and_then(|reports| own_report(reports, keys, person, recorded));
        told.into_iter().chain(read).min()
    }

    /// Whether the person objects, where people do with a chance.
    pub fn objects(self, chance: Chance) -> bool {
        chance.hit(self.mark)
    }

    /// The day on which who learned of it on a day objects, if so.
    pub fn files(self, noticed: Day) -> Day {
        noticed.plus(self.after as i32)
    }
}

/// The chance of an objection, where nobody weighs it.
pub fn declared(review: &Review, wrong: bool) -> Chance {
    if wrong { review.objects_if_wrong } else { review.objects_if_right }
}

/// The day on which whoever is told of a record is.
pub fn told_on(review: &Review, recorded: Day) -> Day {
    recorded.plus(review.notice_days as i32)
}

/// The day on which a person next sees their own record in a free report, within ten years. The year is divided evenly
/// among its reports; in each part the person asks once, on any day, or not at all.
fn own_report(reports: Reports, keys: &Keyring, person: PersonId, from: Day) -> Option<Day> {
    let length = (365 / reports.per_year.max(1)).max(1);
    let parts = (from.0.div_euclid(length as i32)..).take(10 * reports.per_year as usize);
    parts
        .filter_map(|part| {
            let place = Place { stream: Stream::Review, sub: OWN_REPORT, unit: person.0, tick: part as u32 };
            let marks = keys.draw(place, 0);
            let day = Day(part * length as i32).plus(below(marks[1], length) as i32);
            (reports.asks.hit(marks[0]) && day >= from).then_some(day)
        })
        .next()
}

/// The draw key of reports that people ask for; those of stories end before.
const OWN_REPORT: u16 = 8;

/// The draw key of whether an objection is complex.
const COMPLEX: u16 = 4;

/// The last day of the statutory term of an objection; `None` where it never ends.
pub fn term(review: &Review, keys: &Keyring, objection: &Objection) -> Option<Day> {
    let complex = review.clock.as_ref().and_then(|clock| clock.complex);
    let longer = complex.filter(|(share, _)| {
        let (place, n) = objection.story.place(Stream::Review, COMPLEX, objection.alarm_key);
        share.hit(keys.draw(place, n)[0])
    });
    review.term_from(longer.map_or(review.decide_within, |(_, term)| term), objection.filed)
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
    /// It comes before those that are not. Counts only on the way to the office.
    pub urgent: bool,
}

/// A decision on its way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// When it was taken.
    pub day: Day,
    /// The objection.
    pub objection: Objection,
    /// What came of it.
    pub verdict: Verdict,
}

/// What comes of an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The record stands.
    Stands,
    /// The record is to be removed.
    Upheld,
    /// Whoever objected gave up; nothing was decided, and only where records are marked anyone is told.
    Withdrawn,
}

impl Verdict {
    /// That of a decision.
    pub fn of(upheld: bool) -> Verdict {
        if upheld { Verdict::Upheld } else { Verdict::Stands }
    }
}

/// The office: a queue in order of filing, and the exact capacity of its officers.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// Urgent objections, and all others.
    waiting: [std::collections::VecDeque<Objection>; 2],
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
    /// Urgent objections decided. This and the rest only where the statutory clock is kept, or some are urgent.
    pub urgent: i64,
    /// Days from filing to decision of urgent objections, and of all others.
    pub days: [i64; 2],
    /// Decided by an officer after the statutory term.
    pub overdue: i64,
    /// Closed because the term had passed.
    pub lapsed: i64,
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
            urgent: false,
        },
        verdict: Verdict::Stands,
    };
}

impl Office {
    /// How many objections wait.
    pub fn n_waiting(&self) -> usize {
        self.waiting.iter().map(std::collections::VecDeque::len).sum::<usize>() + self.bench.n_waiting()
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
            None => self.work(review, keys, first, last, filed, &mut counts),
        };
        if review.clock.is_some() || review.urgent.is_some() {
            let decided = decisions.iter().filter(|decision| decision.verdict != Verdict::Withdrawn);
            decided.for_each(|decision| counts.time(review, keys, decision));
        }
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
        counts: &mut Counts,
    ) -> Vec<Decision> {
        let mut decisions = Vec::new();
        let mut arrivals = filed.iter().peekable();
        let (rate, unit) = review.per_officer_day.parts();
        let daily = rate.saturating_mul(i64::from(review.officers));
        for number in first.0..=last.0 {
            let day = Day(number);
            while let Some(objection) = arrivals.next_if(|o| o.filed <= day) {
                let class = usize::from(!objection.urgent);
                self.waiting[class].push_back(*objection);
            }
            self.close_overdue(review, keys, day, &mut decisions, counts);
            if !review.is_open(day) {
                continue;
            }
            self.credit = self.credit.saturating_add(daily);
            while self.credit >= unit {
                let [urgent, others] = &mut self.waiting;
                let Some(objection) = urgent.pop_front().or_else(|| others.pop_front()) else {
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
    fn close_overdue(
        &mut self,
        review: &Review,
        keys: &Keyring,
        day: Day,
        decisions: &mut Vec<Decision>,
        counts: &mut Counts,
    ) {
        let verdict = match review.at_deadline {
            Deadline::Waits => return,
            Deadline::Removed => Verdict::Upheld,
            Deadline::Stands => Verdict::Stands,
        };
        let is_over = |o: &Objection| term(review, keys, o).is_some_and(|end| end < day);
        let are_alike = review.clock.as_ref().is_none_or(|clock| clock.complex.is_none());
        for queue in &mut self.waiting {
            let before = decisions.len();
            if are_alike {
                // Who filed first has the first term.
                let n = queue.iter().take_while(|o| is_over(o)).count();
                decisions.extend(queue.drain(..n).map(|objection| Decision { day, objection, verdict }));
            } else {
                let over: Vec<Objection> = queue.iter().copied().filter(is_over).collect();
                queue.retain(|o| !is_over(o));
                decisions.extend(over.into_iter().map(|objection| Decision { day, objection, verdict }));
            }
            if review.clock.is_some() {
                counts.lapsed += (decisions.len() - before) as i64;
            }
        }
    }
}

impl Counts {
    /// Counts how long a decision took.
    fn time(&mut self, review: &Review, keys: &Keyring, decision: &Decision) {
        let objection = &decision.objection;
        self.urgent += i64::from(objection.urgent);
        self.days[usize::from(!objection.urgent)] += i64::from(decision.day.0 - objection.filed.0);
        let is_late = review.clock.is_some() && term(review, keys, objection).is_some_and(|end| end < decision.day);
        // What the term itself closed is counted as such; an officer who has begun goes on.
        let by_officer = review.at_deadline == Deadline::Waits || review.desk.is_some();
        self.overdue += i64::from(is_late && by_officer);
    }
}

/// An officer's decision, with its error rates.
pub(crate) fn decide(review: &Review, keys: &Keyring, objection: Objection, day: Day) -> Decision {
    let (place, n) = objection.story.place(Stream::Review, 1, objection.alarm_key);
    let chance = if objection.wrong { review.upheld_if_wrong } else { review.upheld_if_right };
    Decision { day, objection, verdict: Verdict::of(chance.hit(keys.draw(place, n)[0])) }
}
