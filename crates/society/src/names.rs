//! How often people share a name. Names are opaque numbers: they exist only to study the errors of
//! matching by name.
//!
//! Surnames: the published shares of the commonest, then a geometric run down to the hundredth that
//! meets the published cumulative share, then a power law over all others. Given names: the k-th
//! commonest has the share F(k) − F(k − 1) with F(x) ∝ (x + q)ᵇ − qᵇ, the same inside every surname. The
//! exponent is assumed; q and the number of given names follow from two published counts: the
//! bearers of the commonest full name, and how many full names exceed a number of bearers.

use crate::Society;
use crate::spec::NameSpec;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{PersonId, math};

/// A full name: surname class × 2¹⁹ + given-name class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub u32);

const GIVEN_BITS: u32 = 19;

const TWO_32: f64 = 4_294_967_296.0;

impl Name {
    /// Surname class, 0 for the commonest.
    pub fn surname(self) -> u32 {
        self.0 >> GIVEN_BITS
    }

    /// Given-name class, 0 for the commonest.
    pub fn given(self) -> u32 {
        self.0 & ((1 << GIVEN_BITS) - 1)
    }
}

/// Frequencies of names.
#[derive(Clone, Debug)]
pub struct Names {
    /// Cumulative share of surnames, up to and with each.
    surnames: Vec<f64>,
    given: Given,
}

#[derive(Clone, Copy, Debug)]
struct Given {
    q: f64,
    b: f64,
    n: f64,
    at_zero: f64,
    span: f64,
}

impl Given {
    /// The distribution whose commonest name has the share `top`.
    fn of(q: f64, b: f64, top: f64) -> Given {
        let at_zero = math::pow(q, b);
        let span = (math::pow(1.0 + q, b) - at_zero) / top;
        let n = (math::pow(at_zero + span, 1.0 / b) - q).max(1.0);
        Given { q, b, n, at_zero, span }
    }

    /// With a whole number of names that fits a [`Name`].
    fn whole(self) -> Given {
        let n = self.n.min(f64::from(1u32 << GIVEN_BITS)).ceil();
        Given { n, span: math::pow(n + self.q, self.b) - self.at_zero, ..self }
    }

    /// Cumulative share of the x commonest.
    fn up_to(&self, x: f64) -> f64 {
        ((math::pow(x + self.q, self.b) - self.at_zero) / self.span).min(1.0)
    }

    fn share(&self, given: u32) -> f64 {
        self.up_to(f64::from(given) + 1.0) - self.up_to(f64::from(given))
    }

    fn pick(&self, u: f64) -> u32 {
        let x = math::pow(u * self.span + self.at_zero, 1.0 / self.b) - self.q;
        x.clamp(0.0, self.n - 1.0) as u32
    }
}

impl Names {
    pub(crate) fn of(spec: &NameSpec) -> Names {
        let shares = surname_shares(spec);
        let mut sum = 0.0;
        let surnames: Vec<f64> = shares
            .iter()
            .map(|s| {
                sum += s;
                sum
            })
            .collect();
        let b = (1.0 - spec.exponent).clamp(0.01, 1.0);
        let top = spec.commonest_bearers / spec.surname_bearers;
        let bearers = spec.surname_bearers / shares.get(spec.commonest_surname).copied().unwrap_or(1.0);
        let common = |q: f64| -> f64 {
            let given = Given::of(q, b, top);
            let exceeding = |surname: &f64| {
                (0..2000).take_while(|k| surname * given.share(*k) * bearers > spec.duplicate_bearers).count() as f64
            };
            shares.iter().take(40).map(exceeding).sum()
        };
        // More names are common the flatter the top of the distribution, that is the larger q.
        let (mut low, mut high) = (1e-3, 1e3);
        for _ in 0..30 {
            let middle = math::sqrt(low * high);
            if common(middle) < spec.duplicate_names { low = middle } else { high = middle }
        }
        Names { surnames, given: Given::of(high, b, top).whole() }
    }

    /// How many given names are in use in a surname.
    pub fn n_given(&self) -> u32 {
        self.given.n as u32
    }

    /// Share of a surname class.
    pub fn surname_share(&self, surname: u32) -> f64 {
        let at = |i: u32| self.surnames.get(i as usize).copied().unwrap_or(1.0);
        if surname == 0 { at(0) } else { at(surname) - at(surname - 1) }
    }

    /// Share of persons who bear a full name.
    pub fn share(&self, name: Name) -> f64 {
        self.surname_share(name.surname()) * self.given.share(name.given())
    }

    /// The first words of the marks of a surname and of a given name: a little more than those that [`Names::pick`] makes
    /// them of, so that no rounding leaves one out.
    fn near(&self, name: Name) -> [std::ops::RangeInclusive<u32>; 2] {
        const SLACK: f64 = 4096.0;
        let words = |from: f64, to: f64| (from * TWO_32 - SLACK).max(0.0) as u32..=(to * TWO_32 + SLACK) as u32;
        let total = self.surnames.last().copied().unwrap_or(1.0);
        let up_to = |rank: Option<u32>| rank.and_then(|r| self.surnames.get(r as usize)).map_or(0.0, |s| s / total);
        let is_last = name.given() + 1 >= self.n_given();
        let below = |given: u32| {
            (math::pow(f64::from(given) + self.given.q, self.given.b) - self.given.at_zero) / self.given.span
        };
        [
            words(up_to(name.surname().checked_sub(1)), up_to(Some(name.surname()))),
            words(
                if name.given() == 0 { 0.0 } else { below(name.given()) },
                if is_last { 1.0 } else { below(name.given() + 1) },
            ),
        ]
    }

    fn pick(&self, word: [u32; 4]) -> Name {
        let unit = |hi: u32, lo: u32| ((u64::from(hi) << 20 | u64::from(lo) >> 12) as f64 + 0.5) / (1u64 << 52) as f64;
        let total = self.surnames.last().copied().unwrap_or(1.0);
        let target = unit(word[0], word[1]) * total;
        let surname = self.surnames.partition_point(|s| *s <= target).min(self.surnames.len().saturating_sub(1));
        Name((surname as u32) << GIVEN_BITS | self.given.pick(unit(word[2], word[3])))
    }
}

/// What the names of the people of a block come from, by slot.
#[derive(Clone, Debug, Default)]
pub struct NameMarks(Vec<[u32; 4]>);

impl NameMarks {
    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        self.0.capacity() * size_of::<[u32; 4]>()
    }
}

impl Society {
    /// The name of a person.
    pub fn name(&self, person: PersonId) -> Name {
        self.names.pick(self.keys.draw(Place::of(Stream::Name, person.0), 0))
    }

    /// What the names of everyone in a block come from.
    pub fn name_marks(&self, block: u32) -> NameMarks {
        let mut words = vec![[0; 4]; self.people_in(block)];
        self.keys.fill_by_unit(Place::of(Stream::Name, PersonId::of(block, 0).0), &mut words);
        NameMarks(words)
    }

    /// The slots of those of a block who bear a name, in order. Names are worked out for the few whose marks are near
    /// enough to those of the name only.
    pub fn bearers(&self, marks: &NameMarks, name: Name) -> Vec<u16> {
        let [surname, given] = self.names.near(name);
        let is_near = |word: &[u32; 4]| surname.contains(&word[0]) & given.contains(&word[2]);
        let near = (0u16..).zip(&marks.0).filter(|(_, word)| is_near(word));
        near.filter(|(_, word)| self.names.pick(**word) == name).map(|(slot, _)| slot).collect()
    }

    /// Expected number of other persons of the society who bear the same full name as a bearer of `name`.
    pub fn namesakes(&self, name: Name) -> f64 {
        f64::from(self.people.saturating_sub(1)) * self.names.share(name)
    }
}

/// Shares of all surnames: published, then geometric to the hundredth, then a power law; they add up to 1.
fn surname_shares(spec: &NameSpec) -> Vec<f64> {
    let mut shares = spec.surnames.clone();
    let published: f64 = shares.iter().sum();
    let last = shares.last().copied().unwrap_or(0.01);
    let steps = 100usize.saturating_sub(shares.len());
    let geometric = |r: f64| {
        (1..=steps)
            .scan(last, |s, _| {
                *s *= r;
                Some(*s)
            })
            .collect::<Vec<f64>>()
    };
    let ratio = bisect(0.5, 1.0, |r| geometric(r).iter().sum::<f64>() < spec.top_hundred - published);
    shares.extend(geometric(ratio));
    let hundredth = shares.last().copied().unwrap_or(0.001);
    let rest = (1.0 - shares.iter().sum::<f64>()).max(0.0);
    // The sum of (k / 100)⁻ᵃ over all further ranks, by the midpoint rule; it falls in the exponent, so
    // the search runs on its negative.
    let n = f64::from(spec.n_surnames);
    let below = |b: f64| (math::pow((n + 0.5) / 100.0, b) - math::pow(1.005, b)) / b * 100.0;
    let b = bisect(-8.0, 0.999, |b| hundredth * below(if b == 0.0 { 1e-9 } else { b }) < rest);
    let tail: Vec<f64> = (101..=spec.n_surnames).map(|k| math::pow(f64::from(k) / 100.0, b - 1.0)).collect();
    let scale = rest / tail.iter().sum::<f64>().max(1e-300);
    shares.extend(tail.iter().map(|t| t * scale));
    let total: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|s| *s /= total);
    shares
}

/// The point between `low` and `high` where `is_below` turns false.
fn bisect(mut low: f64, mut high: f64, is_below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if is_below(middle) { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}
