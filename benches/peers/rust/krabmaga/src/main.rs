//! R1 and R1g in krABMaga: a repeating agent for every person in the schedule.

use krabmaga::engine::{agent::Agent, schedule::Schedule, state::State};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::any::Any;
use std::collections::VecDeque;
use workload::*;

struct Register {
    people: usize,
    coupled: bool,
    day: u16,
    luck: Xoshiro256PlusPlus,
    counts: Counts,
    good: f64,
    sum: i64,
    /// The scores at the end of the last day.
    scores: Vec<i16>,
}

impl Register {
    fn hits(&mut self, chance: f64) -> bool {
        self.luck.random::<f64>() < chance
    }
}

impl State for Register {
    fn init(&mut self, schedule: &mut Schedule) {
        for _ in 0..self.people {
            let own = chance(1.0 - self.luck.random::<f64>(), self.luck.random::<f64>());
            let person = Person { chance: own, score: START, is_low: false, watched_until: 0, returning: VecDeque::new() };
            schedule.schedule_repeating(Box::new(person), 0.0, 0);
        }
    }

    fn before_step(&mut self, _: &mut Schedule) {
        self.sum = 0;
    }

    fn after_step(&mut self, _: &mut Schedule) {
        self.day += 1;
        if self.coupled {
            self.good = GOOD * self.sum as f64 / self.people as f64 / 1000.0;
        }
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }

    fn as_state(&self) -> &dyn State {
        self
    }

    fn reset(&mut self) {}

    fn update(&mut self, _: u64) {}
}

#[derive(Clone)]
struct Person {
    chance: f64,
    score: i16,
    is_low: bool,
    watched_until: u16,
    returning: VecDeque<(u16, i16)>,
}

impl Agent for Person {
    fn step(&mut self, state: &mut dyn State) {
        let register = state.as_any_mut().downcast_mut::<Register>().expect("the register");
        let day = register.day;
        while let Some((_, lost)) = self.returning.pop_front_if(|(due, _)| *due <= day) {
            self.score = (self.score + lost).min(HIGHEST);
        }
        let mut chance = self.chance;
        if day < self.watched_until {
            register.counts.watched += 1;
            chance *= WHILE_WATCHED;
        }
        if register.hits(chance) && register.hits(RECORDED) {
            let lost = PENALTIES[register.luck.random_range(0..20usize)];
            self.score = (self.score - lost).max(0);
            self.returning.push_back((day + RETURN_AFTER, lost));
            register.counts.penalties += 1;
        }
        let good = register.good;
        if register.hits(good) && register.hits(RECORDED) {
            self.score = (self.score + BONUSES[register.luck.random_range(0..20usize)]).min(HIGHEST);
            register.counts.bonuses += 1;
        }
        let is_low = self.score < WATCH_BELOW;
        if is_low && !self.is_low {
            self.watched_until = day + 1 + WATCHED_FOR;
        }
        self.is_low = is_low;
        register.sum += i64::from(self.score);
        if day + 1 == DAYS {
            register.scores.push(self.score);
        }
    }
}

fn main() {
    let (people, way) = arguments();
    let mut register = Register {
        people,
        coupled: way == "r1g",
        day: 0,
        luck: Xoshiro256PlusPlus::seed_from_u64(1),
        counts: Counts::default(),
        good: GOOD,
        sum: 0,
        scores: Vec::with_capacity(people),
    };
    let mut schedule = Schedule::new();
    register.init(&mut schedule);
    for _ in 0..DAYS {
        schedule.step(&mut register);
    }
    tell(register.scores.iter().copied(), &register.counts);
}
