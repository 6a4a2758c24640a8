//! R1 and R1g in ixa. `daily` and `r1g`: a plan a day that goes through all entities. `events`: plans for each person's
//! next act and for points that return.

use ixa::ExecutionPhase;
use ixa::prelude::*;
use rand::RngExt;
use workload::*;

define_entity!(Person);
define_property!(struct DailyChance(u64), Person, default_const = DailyChance(0));
define_property!(struct Score(i16), Person, default_const = Score(START));
define_property!(struct IsLow(bool), Person, default_const = IsLow(false));
define_property!(struct WatchedUntil(u16), Person, default_const = WatchedUntil(0));
define_rng!(Luck);

struct Books {
    counts: Counts,
    /// Points to return, by day.
    returning: Vec<Vec<(PersonId, i16)>>,
    good: f64,
}

define_data_plugin!(
    Register,
    Books,
    Books { counts: Counts::default(), returning: vec![Vec::new(); DAYS as usize], good: GOOD }
);

fn hits(context: &Context, chance: f64) -> bool {
    context.sample(Luck, |rng| rng.random::<f64>()) < chance
}

fn points(context: &Context, of: &[i16; 20]) -> i16 {
    of[context.sample(Luck, |rng| rng.random_range(0..20usize))]
}

fn chance_of(context: &Context, person: PersonId) -> f64 {
    let DailyChance(bits) = context.get_property(person);
    f64::from_bits(bits)
}

fn move_score(context: &mut Context, person: PersonId, by: i16) {
    let Score(score) = context.get_property(person);
    context.set_property(person, Score((score + by).clamp(0, HIGHEST)));
}

fn is_watched(context: &Context, person: PersonId, day: u16) -> bool {
    let WatchedUntil(until) = context.get_property(person);
    day < until
}

/// The evening of a day on which somebody's score may have moved.
fn close_day(context: &mut Context, person: PersonId, day: u16) {
    let Score(score) = context.get_property(person);
    let IsLow(was_low) = context.get_property(person);
    let is_low = score < WATCH_BELOW;
    if is_low == was_low {
        return;
    }
    context.set_property(person, IsLow(is_low));
    if is_low {
        let WatchedUntil(before) = context.get_property(person);
        let until = day + 1 + WATCHED_FOR;
        let days = until.min(DAYS).saturating_sub(before.max(day + 1));
        context.get_data_mut(Register).counts.watched += u64::from(days);
        context.set_property(person, WatchedUntil(until));
    }
}

fn penalise(context: &mut Context, person: PersonId) -> i16 {
    let lost = points(context, &PENALTIES);
    move_score(context, person, -lost);
    context.get_data_mut(Register).counts.penalties += 1;
    lost
}

fn reward(context: &mut Context, person: PersonId) {
    let won = points(context, &BONUSES);
    move_score(context, person, won);
    context.get_data_mut(Register).counts.bonuses += 1;
}

/// Plans the next day on which somebody does anything.
fn plan_next(context: &mut Context, person: PersonId, after: i64) {
    let bad = chance_of(context, person);
    let any = 1.0 - (1.0 - bad) * (1.0 - GOOD);
    let days = context.sample(Luck, |rng| ((1.0 - rng.random::<f64>()).ln() / (1.0 - any).ln()) as i64);
    let day = after + 1 + days;
    if day >= i64::from(DAYS) {
        return;
    }
    context.add_plan(day as f64, move |context| {
        let lot = context.sample(Luck, |rng| rng.random::<f64>()) * any;
        let (does_bad, does_good) = (lot < bad, lot >= bad || lot < bad * GOOD);
        let today = day as u16;
        let held_back = does_bad && is_watched(context, person, today) && !hits(context, WHILE_WATCHED);
        if does_bad && !held_back && hits(context, RECORDED) {
            let lost = penalise(context, person);
            let back = today + RETURN_AFTER;
            if back < DAYS {
                let give_back = move |context: &mut Context| {
                    move_score(context, person, lost);
                    let evening = move |context: &mut Context| close_day(context, person, back);
                    context.add_plan_with_phase(f64::from(back), evening, ExecutionPhase::Last);
                };
                context.add_plan_with_phase(f64::from(back), give_back, ExecutionPhase::First);
            }
        }
        if does_good && hits(context, RECORDED) {
            reward(context, person);
        }
        close_day(context, person, today);
        plan_next(context, person, day);
    });
}

/// One day for everyone.
fn live_a_day(context: &mut Context, people: &[PersonId], day: u16, coupled: bool) {
    for (person, lost) in std::mem::take(&mut context.get_data_mut(Register).returning[usize::from(day)]) {
        move_score(context, person, lost);
    }
    let good = context.get_data(Register).good;
    let mut sum = 0i64;
    for person in people.iter().copied() {
        let watched = is_watched(context, person, day);
        let chance = chance_of(context, person) * if watched { WHILE_WATCHED } else { 1.0 };
        if hits(context, chance) && hits(context, RECORDED) {
            let lost = penalise(context, person);
            if let Some(due) = context.get_data_mut(Register).returning.get_mut(usize::from(day + RETURN_AFTER)) {
                due.push((person, lost));
            }
        }
        if hits(context, good) && hits(context, RECORDED) {
            reward(context, person);
        }
        close_day(context, person, day);
        if coupled {
            let Score(score) = context.get_property(person);
            sum += i64::from(score);
        }
    }
    if coupled {
        context.get_data_mut(Register).good = GOOD * sum as f64 / people.len() as f64 / 1000.0;
    }
}

fn main() {
    let (n, way) = arguments();
    let mut context = Context::new();
    context.init_random(1);
    let mut people: Vec<PersonId> = Vec::with_capacity(n);
    for _ in 0..n {
        let own = context.sample(Luck, |rng| chance(1.0 - rng.random::<f64>(), rng.random::<f64>()));
        let person = context.add_entity(with!(Person, DailyChance(own.to_bits())));
        people.push(person.expect("a person can be added"));
    }
    if way == "events" {
        people.iter().for_each(|person| plan_next(&mut context, *person, -1));
    } else {
        let coupled = way == "r1g";
        let everyone = std::rc::Rc::new(people.clone());
        for day in 0..DAYS {
            let everyone = everyone.clone();
            context.add_plan(f64::from(day), move |context| live_a_day(context, &everyone, day, coupled));
        }
    }
    context.execute();
    let scores = people.iter().map(|person| {
        let Score(score) = context.get_property(*person);
        score
    });
    tell(scores, &context.get_data(Register).counts);
}
