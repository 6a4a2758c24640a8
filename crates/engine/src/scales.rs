//! What a stack of rulebooks adds: further scores with their grades, and listings that are reported from one
//! rulebook to another. A rulebook by itself has none of it.

use crate::block::{Block, Book, UNGRADED};
use crate::calendar::{At, Event, OriginTag, What};
use crate::context::Context;
use glasshouse_metrics::Metric;
use glasshouse_model::ActKind;
use glasshouse_model::draw::Stream;
use glasshouse_model::trace::{Link, Origin, Sink, StoryId};
use glasshouse_regime::{Scoring, grading, sensing};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Facts, Grading, ListLink};

/// A further score, prepared.
pub struct Scale {
    /// Its number, from 1.
    pub number: u8,
    /// Its rules.
    pub scoring: Scoring,
    /// Its first sum among those of all further scores.
    first: usize,
    /// Its first grade among those of all scores.
    first_grade: usize,
    /// The days of the run on which people are graded in it, ascending.
    graded_on: Vec<u16>,
}

/// The further scores of a plan over the days of a run.
pub fn scales(plan: &Plan, clock: &crate::scenario::Clock) -> Vec<Scale> {
    let grades = |g: Option<&Grading>| g.map_or(0, |g| g.grades.len());
    let (mut first, mut first_grade) = (0, grades(plan.grading.as_ref()));
    let mut found = Vec::new();
    let last = clock.day(clock.n_days().saturating_sub(1));
    for number in 1..=plan.scales.len() as u8 {
        let Some(scoring) = Scoring::of_scale(plan, number) else { continue };
        let graded = plan.scale(number).and_then(|(.., g)| g);
        let days = graded.map_or(Vec::new(), |g| grading::days_of(plan, g, clock.origin, last));
        let graded_on = days.into_iter().filter_map(|day| clock.number(day)).collect();
        let n_sums = scoring.n_sums();
        found.push(Scale { number, scoring, first, first_grade, graded_on });
        first += n_sums;
        first_grade += grades(graded);
    }
    found
}

/// How many sums all further scores have.
pub fn n_sums(scales: &[Scale]) -> usize {
    scales.last().map_or(0, |s| s.first + s.scoring.n_sums())
}

impl Scale {
    /// Whether people are graded in it on a day.
    pub fn is_graded_on(&self, day: u16) -> bool {
        self.graded_on.binary_search(&day).is_ok()
    }

    /// All its grading days.
    pub fn days(&self) -> &[u16] {
        &self.graded_on
    }
}

impl Block {
    /// The score of a person in a book: 0 is the first score, others are further ones.
    pub fn score_in(&self, cx: &Context<'_>, book: Book, slot: u16, scale: u8) -> i32 {
        match scale.checked_sub(1).and_then(|i| cx.scales.get(usize::from(i))) {
            None => self.score(cx, book, slot),
            Some(scale) => self.further_score(cx, book, slot, scale),
        }
    }

    fn further_score(&self, cx: &Context<'_>, book: Book, slot: u16, scale: &Scale) -> i32 {
        let at = usize::from(slot) * cx.n_scale_sums + scale.first;
        scale.scoring.score(&self.books[book as usize].scale_sums[at..at + scale.scoring.n_sums()])
    }

    /// The grade of a person in a further score.
    pub fn further_grade(&self, cx: &Context<'_>, book: Book, slot: u16, scale: u8) -> u8 {
        let place = usize::from(slot) * cx.scales.len() + usize::from(scale - 1);
        self.books[book as usize].scale_grade.get(place).copied().unwrap_or(UNGRADED)
    }

    /// Whether a person stands alike in all further scores in two books.
    pub fn stands_alike(&self, cx: &Context<'_>, slot: u16, one: Book, other: Book) -> bool {
        let n = cx.scales.len();
        let of =
            |book: Book| &self.books[book as usize].scale_grade[usize::from(slot) * n..(usize::from(slot) + 1) * n];
        of(one) == of(other)
    }

    /// What conditions may ask about the further scores.
    pub fn further_facts(&self, cx: &Context<'_>, book: Book, slot: u16, facts: &mut Facts) {
        for (scale, fact) in cx.scales.iter().zip(&mut facts.scales) {
            let grade = self.further_grade(cx, book, slot, scale.number);
            *fact = (self.further_score(cx, book, slot, scale), (grade != UNGRADED).then_some(grade));
        }
    }

    /// Everyone's scores before any record.
    pub fn count_further(&mut self, cx: &Context<'_>) {
        for (i, scale) in cx.scales.iter().enumerate() {
            let start = scale.scoring.score(&vec![0; scale.scoring.n_sums()]);
            for slot in 0..self.people.len() as u16 {
                for metric in [Metric::ScaleSum, Metric::TrueScaleSum] {
                    self.count(cx, slot, cx.layout.of(metric, i as u8), start);
                }
            }
        }
    }

    /// Adds to the sums of a further score.
    pub fn add_further(&mut self, cx: &Context<'_>, book: Book, slot: u16, indicator: u8, points: i32) {
        let Some(rule) = cx.plan.indicators.get(usize::from(indicator)) else { return };
        let Some(scale) = rule.scale.checked_sub(1).and_then(|i| cx.scales.get(usize::from(i))) else { return };
        let before = self.further_score(cx, book, slot, scale);
        let place = usize::from(slot) * cx.n_scale_sums + scale.first + scale.scoring.sum_of(cx.plan, indicator);
        if let Some(sum) = self.books[book as usize].scale_sums.get_mut(place) {
            *sum += points;
        }
        let metric = match book {
            Book::Record => Metric::ScaleSum,
            Book::Truth => Metric::TrueScaleSum,
            Book::Own => return,
        };
        let change = self.further_score(cx, book, slot, scale) - before;
        self.count(cx, slot, cx.layout.of(metric, scale.number - 1), change);
    }

    /// Grades everyone in a further score.
    pub fn grade_further<S: Sink>(&mut self, cx: &Context<'_>, day: u16, scale: &Scale, sink: &mut S) {
        let Some(rules) = cx.plan.scale(scale.number).and_then(|(.., g)| g) else { return };
        let today = cx.clock.day(day);
        for slot in 0..self.people.len() as u16 {
            for book in [Book::Record, Book::Truth, Book::Own] {
                let score = self.further_score(cx, book, slot, scale);
                let mut new = rules.grade(score, today).unwrap_or(UNGRADED);
                if new != UNGRADED && !cx.holds.is_empty() {
                    new = new.max(self.held_down_to(cx, book, slot, scale.number).unwrap_or(0));
                }
                self.give_further(cx, At { story: StoryId(0), slot, day }, book, (scale.number, new), sink);
            }
        }
    }

    /// Gives a person a grade in a further score.
    pub fn give_further<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        book: Book,
        (scale, new): (u8, u8),
        sink: &mut S,
    ) {
        let Some(rules) = cx.scales.get(usize::from(scale - 1)) else { return };
        let place = usize::from(at.slot) * cx.scales.len() + usize::from(scale - 1);
        let old = std::mem::replace(&mut self.books[book as usize].scale_grade[place], new);
        if old == new {
            return;
        }
        if let Some(side) = book.side() {
            let metric = if book == Book::Record { Metric::InGrade } else { Metric::InTrueGrade };
            for (grade, amount) in [(old, -1), (new, 1)] {
                if grade != UNGRADED {
                    let column = cx.layout.of(metric, rules.first_grade as u8 + grade);
                    self.count(cx, at.slot, column, amount);
                }
            }
            let known = |g: u8| (g != UNGRADED).then_some(g);
            let score = self.further_score(cx, book, at.slot, rules);
            self.trace(cx, sink, at, Link::ScaleGrade { side, scale, from: known(old), to: known(new), score });
        }
        self.restand(cx, at, book, sink);
        if cx.lists_grades {
            self.grade_grounds(cx, at, book, (scale, old, new), sink);
        }
    }

    /// Entry to a list is reported to the rulebooks that are linked to it. A perfect register is told the next day.
    pub fn pass_on(&mut self, cx: &Context<'_>, at: At, list: u8, book: Book) {
        let Some(kind) = cx.elsewhere else { return };
        let month = cx.clock.month_of(at.day).map_or(0, u32::from);
        let story = if at.story.0 == 0 { StoryId::listing(self.number, month, list, at.slot) } else { at.story };
        let at = At { story, ..at };
        match book {
            Book::Own => {}
            Book::Record => self.note(cx, at, What::PassOn { list }),
            Book::Truth => {
                let tomorrow = At { day: at.day.saturating_add(1), ..at };
                for link in cx.plan.links.iter().filter(|l| l.list == list) {
                    let member = cx.plan.channels.get(usize::from(link.channel)).map_or(0, |c| c.member);
                    self.note(cx, tomorrow, What::AdmitTrue { kind: kind.0, member });
                }
            }
        }
    }

    /// The keeper of a list tells the linked rulebooks of an entry. A report about someone who would not be listed
    /// without the record's wrong entries is wrong itself.
    pub fn report_listing<S: Sink>(&mut self, cx: &Context<'_>, at: At, list: u8, sink: &mut S) {
        let Some(kind) = cx.elsewhere else { return };
        for link in cx.plan.links.iter().filter(|l| l.list == list) {
            let day = cx.clock.day(at.day);
            let scene = sensing::Scene { urban: false, day, namesakes: || 0.0, facts: Facts::default, left: &[] };
            let seen = sensing::report(cx.plan, &cx.keys, at.story, link.channel, &scene);
            if let Some(seen) = seen.filter(|_| self.may_go(cx, at, link)) {
                let is_own = *self.stays(cx, Book::Own, at.slot, list) > 0;
                self.told(cx, at, kind, seen, if is_own { OriginTag::Own } else { OriginTag::FalseAlarm }, sink);
            }
        }
    }

    /// Whether a report may go where its link leads: what would cross a border is counted, and what may not is refused.
    fn may_go(&mut self, cx: &Context<'_>, at: At, link: &ListLink) -> bool {
        let Some(allowed) = link.abroad else { return true };
        let key = cx.plan.channels.get(usize::from(link.channel)).map_or(0, |c| c.key);
        let (place, n) = at.story.place(Stream::Flow, key, cx.alarm_key(at.story));
        let goes = allowed.hit(cx.keys.draw(place, n)[0]);
        let metric = if goes { Metric::FlowsAbroad } else { Metric::FlowsRefused };
        self.count(cx, at.slot, cx.layout.at(metric), 1);
        goes
    }

    fn told<S: Sink>(
        &mut self,
        cx: &Context<'_>,
        at: At,
        kind: ActKind,
        seen: sensing::Observation,
        origin: OriginTag,
        sink: &mut S,
    ) {
        if seen.about != sensing::About::Doer {
            self.misfile(cx, at, kind, sensing::Observation { delay_days: seen.delay_days.max(1), ..seen }, sink);
            return;
        }
        self.count(cx, at.slot, cx.layout.of(Metric::Observations, seen.channel), 1);
        let shown = if origin == OriginTag::Own { Origin::Own } else { Origin::FalseAlarm };
        self.trace(cx, sink, at, Link::Observation { channel: seen.channel, kind, origin: shown });
        let due = at.day.saturating_add(seen.delay_days.max(1) as u16);
        let by = self.person(at.slot).0;
        let what = What::Admit { kind: kind.0, channel: seen.channel, origin, by };
        self.calendar.note(&cx.clock, Event { at: At { day: due, ..at }, what, act_day: at.day });
    }
}
