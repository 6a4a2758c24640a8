//! Habits: what people do without weighing it, once a day at most, each person with a chance of their own.
//!
//! The chance of a day is the person's share of the mean, drawn from a gamma distribution. A habit comes out as a
//! Poisson process at −ln(1 − chance) a day of which all but one point of a person and day are dropped, which is a
//! lot on every day at exactly that chance: so the cost follows the acts, and not the days.

use crate::Society;
use crate::quantiles::Gamma;
use crate::spec::HabitSpec;
use glasshouse_model::draw::{Ground, Place, SLOT, Stream, name_key};
use glasshouse_model::{ActKind, math};

/// How many habits a society may have.
pub const HABITS_MOST: usize = 8;

/// The largest chance of a day: beyond it somebody would do it without end.
const CHANCE_MOST: f64 = 0.999_999;

/// Days of a year.
const YEAR: f64 = 365.0;

/// A habit.
#[derive(Clone, Debug)]
pub struct Habit {
    /// Name.
    pub id: String,
    /// The key that it draws by.
    pub key: u16,
    /// Acts per person and year.
    pub rate: f64,
    /// Points of the process per day and unit of length of somebody's stretch.
    pub daily: f64,
    /// The mean score of all people that stands for the whole chance, where the habit follows it.
    pub follows: Option<u32>,
    /// Lengths of stretches by mark: the propensity of everyone. Empty where all are alike.
    lengths: Vec<u32>,
    /// Kinds of act by mark: up to which, and the kind.
    kinds: Vec<(u64, ActKind)>,
}

/// Marks of the table of lengths, and how many further ones the last of them is split into: there the longest lie.
const MARKS: usize = 1 << 16;
const TAIL_BITS: u32 = 12;

impl Habit {
    pub(crate) fn of(spec: &HabitSpec) -> Habit {
        let mean = spec.rate / YEAR;
        let intensity = |chance: f64| -math::ln(1.0 - chance.min(CHANCE_MOST));
        let length = |share: f64| (intensity(mean * share) / mean * f64::from(SLOT) + 0.5) as u32;
        let lengths = match spec.shape {
            None => Vec::new(),
            Some(shape) => {
                let gamma = Gamma::new(shape);
                let body = gamma.means(0.0, MARKS);
                let tail = gamma.means((MARKS - 1) as f64 / MARKS as f64, 1 << TAIL_BITS);
                body.into_iter().take(MARKS - 1).chain(tail).map(length).collect()
            }
        };
        // Where all are alike, everyone's stretch has length 1, and the process the whole intensity.
        let daily = if lengths.is_empty() { intensity(mean) } else { mean };
        let mut up_to = 0.0;
        let bound = |(kind, share): &(ActKind, f64)| {
            up_to += share;
            ((up_to * 4_294_967_296.0) as u64, *kind)
        };
        let mut kinds: Vec<(u64, ActKind)> = spec.kinds.iter().map(bound).collect();
        if let Some((last, _)) = kinds.last_mut() {
            *last = 1 << 32;
        }
        let follows = spec.follows.map(|score| score as u32);
        Habit { id: spec.id.clone(), key: name_key(&spec.id), rate: spec.rate, daily, follows, lengths, kinds }
    }

    /// The act that it comes out in.
    #[inline]
    pub fn kind(&self, mark: u32) -> ActKind {
        let found = self.kinds.iter().find(|(up_to, _)| u64::from(mark) < *up_to);
        found.map_or(ActKind(0), |(_, kind)| *kind)
    }

    /// The acts that it may come out in.
    pub fn acts(&self) -> impl Iterator<Item = ActKind> {
        self.kinds.iter().map(|(_, kind)| *kind)
    }

    fn length(&self, mark: u32) -> u32 {
        let high = (mark >> 16) as usize;
        let place = if high == MARKS - 1 { high + ((mark & 0xffff) >> (16 - TAIL_BITS)) as usize } else { high };
        self.lengths.get(place).copied().unwrap_or(SLOT)
    }
}

impl Society {
    /// Whether any habit follows what all people do, so that every evening is known to every block.
    pub fn follows_all(&self) -> bool {
        self.habits.iter().any(|habit| habit.follows.is_some())
    }

    /// Where a habit comes out among the people of a block.
    ///
    /// ```
    /// use glasshouse_model::draw::Ground;
    /// # let society = glasshouse_society::builtin("suining-county").unwrap();
    /// assert!(society.habits.is_empty(), "the county weighs everything");
    /// ```
    pub fn stretches(&self, habit: &Habit, block: u32) -> Stretches {
        let n = self.people_in(block);
        if habit.lengths.is_empty() {
            return Stretches::alike(n as u32);
        }
        let mut words = vec![[0u32; 4]; n.div_ceil(4)];
        self.keys.fill(Place { stream: Stream::Habit, sub: habit.key, unit: block, tick: u32::MAX }, 0, &mut words);
        let marks = words.iter().flatten().take(n);
        Stretches::new(marks.map(|mark| habit.length(*mark)))
    }
}

/// Everyone's stretch of a line on which the points of a habit fall: as long as the person's propensity.
#[derive(Clone, Debug)]
pub struct Stretches {
    /// Where each stretch ends.
    ends: Vec<u32>,
    /// By position over 2^`shift`, the first slot whose stretch ends beyond it.
    guide: Vec<u16>,
    shift: u32,
    length: u32,
    /// So many stretches of length 1, without a table.
    alike: bool,
}

impl Stretches {
    fn alike(people: u32) -> Stretches {
        Stretches { ends: Vec::new(), guide: Vec::new(), shift: 0, length: people * SLOT, alike: true }
    }

    fn new(lengths: impl Iterator<Item = u32>) -> Stretches {
        let mut length = 0u32;
        let add = |own: u32| {
            length = length.saturating_add(own);
            length
        };
        let ends: Vec<u32> = lengths.map(add).collect();
        let shift = (u32::BITS - length.leading_zeros()).saturating_sub(GUIDE_BITS);
        let mut guide = vec![0; (length >> shift) as usize + 1];
        let mut next = 0usize;
        for (slot, end) in ends.iter().enumerate() {
            // Positions below the end of a stretch, and not below the one before, are its own.
            let last = (end.saturating_sub(1) >> shift) as usize;
            while next <= last && *end > 0 {
                guide[next] = slot as u16;
                next += 1;
            }
        }
        Stretches { ends, guide, shift, length, alike: false }
    }

    /// How many bytes they hold beside themselves.
    pub fn bytes(&self) -> usize {
        self.ends.capacity() * size_of::<u32>() + self.guide.capacity() * size_of::<u16>()
    }
}

/// Bits of the number of entries of a guide.
const GUIDE_BITS: u32 = 12;

impl Ground for Stretches {
    fn length(&self) -> u32 {
        self.length
    }

    #[inline]
    fn at(&self, position: u32) -> u32 {
        if self.alike {
            return position / SLOT;
        }
        let position = position.min(self.length);
        let mut slot = usize::from(self.guide.get((position >> self.shift) as usize).copied().unwrap_or(0));
        while self.ends.get(slot).is_some_and(|end| *end <= position) {
            slot += 1;
        }
        slot as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_is_found() {
        let lengths = [0, 70_000, 3, 0, 0, 900_000, 1, 12_345, 0];
        let stretches = Stretches::new(lengths.into_iter());
        let mut at = 0u32;
        for (slot, length) in lengths.into_iter().enumerate() {
            for position in [0, 1, length / 2, u32::saturating_sub(length, 1)] {
                if position < length {
                    assert_eq!(stretches.at(at + position), slot as u32);
                }
            }
            at += length;
        }
        assert_eq!(stretches.length(), at);
        assert_eq!(Stretches::alike(5).at(4 * SLOT + 7), 4);
    }

    /// The mean and the variance of the propensities are those of the gamma distribution, and acts fall in kinds by
    /// their shares.
    #[test]
    fn a_habit_has_its_moments() {
        let acts: Vec<ActKind> = ActKind::all().take(2).collect();
        let kinds = vec![(acts[0], 0.25), (acts[1], 0.75)];
        let spec = HabitSpec { id: "h".into(), rate: 3.65e-6, shape: Some(0.5), follows: None, kinds };
        let habit = Habit::of(&spec);
        let share = |mark: usize| match mark {
            last if last == MARKS - 1 => {
                let tail = &habit.lengths[MARKS - 1..];
                let values = tail.iter().map(|l| f64::from(*l) / f64::from(SLOT));
                let (sum, squares) = values.fold((0.0, 0.0), |(sum, squares), v| (sum + v, squares + v * v));
                (sum / tail.len() as f64, squares / tail.len() as f64)
            }
            mark => {
                let v = f64::from(habit.lengths[mark]) / f64::from(SLOT);
                (v, v * v)
            }
        };
        let (sum, squares) = (0..MARKS).map(share).fold((0.0, 0.0), |(sum, squares), (v, w)| (sum + v, squares + w));
        let (mean, second) = (sum / MARKS as f64, squares / MARKS as f64);
        assert!((mean - 1.0).abs() < 1e-5, "{mean}");
        assert!((second - 3.0).abs() < 3e-4, "the second moment of a gamma of shape ½ and mean 1 is 3: {second}");
        assert_eq!((habit.kind(0), habit.kind((1 << 30) - 1)), (acts[0], acts[0]));
        assert_eq!((habit.kind(1 << 30), habit.kind(u32::MAX)), (acts[1], acts[1]));
    }
}
