//! Observe: which acts are reported, when, and about whom. The last module that sees an act.

use glasshouse_model::act::ACTS;
use glasshouse_model::draw::{Keyring, Stream};
use glasshouse_model::math;
use glasshouse_model::trace::StoryId;
use glasshouse_model::{ActKind, Chance, Day};
use glasshouse_rulebook::plan::{Channel, Facts, Identity, Plan, Screen};

/// A report on its way to the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Channel, index into the plan.
    pub channel: u8,
    /// Days from act to record.
    pub delay_days: u32,
    /// Whom it will name.
    pub about: About,
}

/// Whom a report names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The person who acted.
    Doer,
    /// A stranger: a slip in an identity number.
    Stranger,
    /// Another person of the same name.
    Namesake,
    /// Whomever a search of the register finds.
    Searched,
}

/// The channels of a plan, by the act kind they watch.
#[derive(Clone, Debug)]
pub struct Sensing {
    /// By rulebook of a stack and act kind.
    watchers: Vec<Vec<u8>>,
}

/// No record waits longer than this between act and register (days).
pub const DELAY_MAX: u32 = 730;

impl Sensing {
    /// Sorts the channels by what they watch.
    pub fn new(plan: &Plan) -> Sensing {
        let of = |(member, kind): (u8, ActKind)| {
            let watches =
                move |(_, c): &(usize, &Channel)| c.member == member && c.on.contains(&kind) && c.screen.is_none();
            plan.channels.iter().enumerate().filter(watches).map(|(i, _)| i as u8).collect()
        };
        let pairs = (0..plan.n_members()).flat_map(|member| ActKind::all().map(move |kind| (member, kind)));
        Sensing { watchers: pairs.map(of).collect() }
    }

    /// The first channel of a rulebook (`member` of a stack, else 0) that reports an act, if any.
    pub fn observe(
        &self,
        plan: &Plan,
        keys: &Keyring,
        story: StoryId,
        (member, kind): (u8, ActKind),
        scene: &Scene<'_, impl Fn() -> f64, impl Fn() -> Facts>,
    ) -> Option<Observation> {
        let row = usize::from(member) * ACTS.len() + usize::from(kind.0);
        self.watchers.get(row)?.iter().find_map(|number| report(plan, keys, story, *number, scene))
    }
}

/// Whether one channel reports a story.
pub fn report(
    plan: &Plan,
    keys: &Keyring,
    story: StoryId,
    number: u8,
    scene: &Scene<'_, impl Fn() -> f64, impl Fn() -> Facts>,
) -> Option<Observation> {
    let channel = plan.channels.get(usize::from(number))?;
    let (place, n) = story.place(Stream::Sensing, channel.key, channel.key);
    let marks = keys.draw(place, n);
    let covered = channel.coverage[usize::from(scene.urban)];
    let (covered, hit_rate) = if channel.is_plain() && channel.confirm.is_none() {
        (covered, channel.hit_rate)
    } else {
        (covered.and(channel.reach(scene.day)), channel.rates(&scene.facts).0)
    };
    if !covered.hit(marks[0]) || !scene.left_of(number, hit_rate).hit(marks[1]) {
        return None;
    }
    let delay_days = delay_days(channel, marks[2]);
    // What was seen is gone before anyone reports it.
    if channel.log_days.is_some_and(|kept| delay_days > kept) {
        return None;
    }
    Some(Observation { channel: number, delay_days, about: identify(channel, marks[3], &scene.namesakes) })
}

/// Where and when something was done, and by whom as far as a channel may ask.
pub struct Scene<'a, N: Fn() -> f64, F: Fn() -> Facts> {
    /// The place is urban.
    pub urban: bool,
    /// The day.
    pub day: Day,
    /// How many others in the jurisdiction are expected to bear the doer's name; asked only when a report goes by
    /// name.
    pub namesakes: N,
    /// What the register knows of the doer; asked only where rates vary.
    pub facts: F,
    /// What is left of each channel's hit rate, where the doer keeps out of sight; empty where not.
    pub left: &'a [Chance],
}

impl<N: Fn() -> f64, F: Fn() -> Facts> Scene<'_, N, F> {
    fn left_of(&self, channel: u8, hit_rate: Chance) -> Chance {
        self.left.get(usize::from(channel)).map_or(hit_rate, |left| hit_rate.and(*left))
    }
}

/// Whether a channel reports something that someone did not do, of the most that it may: `mark` belongs to the alarm.
pub fn alarms(channel: &Channel, day: Day, facts: impl Fn() -> Facts, mark: u32) -> bool {
    if channel.is_plain() {
        return true;
    }
    let (_, rate) = channel.rates(facts);
    let share = Chance::from_f64(rate / channel.most_false_alarms().max(f64::MIN_POSITIVE));
    share.and(channel.reach(day)).hit(mark)
}

/// What a look at everyone makes of one person: whether the person is reported and, if so, as what. `marks` belong to
/// the person and the look; `days_since` is how long ago the person last did it.
pub fn look(
    (number, channel): (u8, &Channel),
    screen: Screen,
    marks: [u32; 4],
    days_since: Option<u32>,
    scene: &Scene<'_, impl Fn() -> f64, impl Fn() -> Facts>,
) -> Option<Look> {
    let covered = channel.coverage[usize::from(scene.urban)].and(channel.reach(scene.day));
    if !covered.hit(marks[0]) {
        return None;
    }
    let days = delay_days(channel, marks[2]);
    if days_since.is_some_and(|days| days <= screen.within) {
        let about = || identify(channel, marks[3], &scene.namesakes);
        let hit_rate = scene.left_of(number, channel.rates(&scene.facts).0);
        return hit_rate.hit(marks[1]).then(|| Look::Seen(about(), days));
    }
    screen.false_look.hit(marks[1]).then_some(Look::False(days))
}

/// A report that came of a look at everyone, with the days from the look to the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Of someone who did it; whom the report names.
    Seen(About, u32),
    /// Of someone who did nothing.
    False(u32),
}

/// Days from act to record: a fixed part and an exponential part.
pub fn delay_days(channel: &Channel, mark: u32) -> u32 {
    let extra = if channel.delay_mean == 0 {
        0.0
    } else {
        let unit = (f64::from(mark) + 1.0) / 4_294_967_296.0;
        -math::ln(unit) * f64::from(channel.delay_mean)
    };
    channel.delay_min.saturating_add(extra as u32).min(DELAY_MAX)
}

/// Whether the report finds the right dossier.
fn identify(channel: &Channel, mark: u32, namesakes: impl Fn() -> f64) -> About {
    match channel.identity {
        Identity::NationalId { error } if error.hit(mark) => About::Stranger,
        Identity::NationalId { .. } => About::Doer,
        Identity::Details { missing } | Identity::Linkage { missing } => {
            if missing.hit(mark) {
                About::Searched
            } else {
                About::Doer
            }
        }
        Identity::Name { ambiguous } => {
            if !ambiguous.hit(mark) {
                return About::Doer;
            }
            // Only the name decides: one of 1 + m bearers, each as likely. The chance of the wrong one
            // is taken inside the ambiguous share, so that one mark serves both questions.
            let others = namesakes();
            let wrong = ambiguous.and(Chance::from_f64(others / (1.0 + others)));
            if wrong.hit(mark) { About::Namesake } else { About::Doer }
        }
    }
}
