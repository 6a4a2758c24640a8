//! Wealth (E9): what people have, in months of what one person needs, and what a month does to it.
//!
//! Wealth is kept in whole units of 1/1024 of a month, so that sums are exact. What a month brings by chance (shocks,
//! steps) belongs to the person and the month and is the same in every arm; what a listing takes is not.

use crate::Society;
use crate::people::Cell;
use crate::spec::{StartShape, WealthSpec, product};
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{BLOCK, Chance, Keyring, math};

/// Units of wealth to what one person needs for a month.
pub const MONTH: i32 = 1024;

/// The most that anybody has: with it the sum over a block still fits 32 bits.
pub const MOST: i32 = 511 * MONTH;

/// More shocks in one month are not told apart.
const SHOCKS_MOST: usize = 12;

/// How wealth begins and moves.
#[derive(Clone, Debug)]
pub struct Wealth {
    start: Start,
    /// Income less consumption, and income alone, by cell and month.
    saved: Vec<i32>,
    income: Vec<i32>,
    /// r in 2²⁰ths.
    growth: i64,
    /// w*: the line, above which wealth grows and below which people are poor.
    pub line: i32,
    /// Chances of no shock, at most one, at most two …, in 2³²nds.
    shocks: [u64; SHOCKS_MOST],
    /// Mean size of a shock.
    shock_mean: f64,
    /// Chance that a month adds a step; otherwise it takes one. No steps where absent.
    steps: Option<Chance>,
    /// ℓ in 2¹⁶ths.
    income_loss: i64,
    /// Months running below the line after which a person is trapped.
    pub trapped_after: u8,
    floor: i32,
    ceiling: i32,
    /// b₁ in units of utility: how much more an offence brings to those below the line.
    pub need: i32,
}

#[derive(Clone, Debug)]
enum Start {
    /// Given amounts, dealt to persons in turn.
    Dealt(Vec<i32>),
    Lognormal {
        log_mean: f64,
        log_spread: f64,
    },
    Exponential {
        mean: f64,
    },
    /// Between nothing and twice the mean.
    Uniform {
        mean: f64,
    },
}

/// What a regime does to somebody's wealth in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hold {
    /// On an adverse list: ℓ of the income is lost.
    pub listed: bool,
    /// Refused credit: wealth does not grow.
    pub no_credit: bool,
    /// Fines of the month, less those given back.
    pub fines: i32,
}

/// Where wealth has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// At the floor, for good.
    Ruined,
    /// At the ceiling, for good.
    Escaped,
}

impl Wealth {
    pub(crate) fn of(spec: &WealthSpec, cells: &[Cell]) -> Wealth {
        let units = |months: f64| (months * f64::from(MONTH)).round().clamp(-f64::from(MOST), f64::from(MOST)) as i32;
        let by_cell = |monthly: f64| cells.iter().map(move |c| units(monthly * product(&spec.factors, &c.levels)));
        let start = match spec.shape {
            StartShape::Values => Start::Dealt(spec.values.iter().map(|v| units(*v)).collect()),
            StartShape::Lognormal => Start::Lognormal {
                log_mean: math::ln(spec.mean) - 0.5 * spec.log_spread * spec.log_spread,
                log_spread: spec.log_spread,
            },
            StartShape::Exponential => Start::Exponential { mean: spec.mean },
            StartShape::Uniform => Start::Uniform { mean: spec.mean },
        };
        Wealth {
            start,
            saved: by_cell(spec.income - spec.consumption).collect(),
            income: by_cell(spec.income).collect(),
            growth: (spec.growth * f64::from(1 << 20)).round() as i64,
            line: units(spec.line),
            shocks: shock_chances(spec.shock_rate),
            shock_mean: spec.shock_mean,
            steps: spec.steps.map(Chance::from_f64),
            income_loss: (spec.income_loss * 65_536.0).round() as i64,
            trapped_after: spec.trapped_after,
            floor: spec.floor.map_or(-MOST - 1, units),
            ceiling: spec.ceiling.map_or(MOST + 1, units),
            need: (spec.need * f64::from(crate::behaviour::UNIT)).round() as i32,
        }
    }

    /// Whether wealth has come to the floor or the ceiling.
    #[inline]
    pub fn settled(&self, wealth: i32) -> Option<Settled> {
        if wealth <= self.floor {
            Some(Settled::Ruined)
        } else if wealth >= self.ceiling {
            Some(Settled::Escaped)
        } else {
            None
        }
    }

    /// What chance brings in a month, in units of wealth: shocks less steps up. Drawn once for all arms.
    pub fn luck(&self, keys: &Keyring, place: Place, slot: u16, words: [u32; 4]) -> i32 {
        let step = match self.steps {
            None => 0,
            Some(up) if up.hit(words[3]) => MONTH,
            Some(_) => -MONTH,
        };
        if self.shocks[0] > u64::from(words[0]) {
            return step;
        }
        let n = self.shocks.iter().position(|below| *below > u64::from(words[0])).unwrap_or(SHOCKS_MOST);
        let mut lost = 0.0;
        for shock in 0..n as u32 {
            // The first word of the person's own draw tells how many; each further draw is the size of one.
            let mark = keys.draw(place, u32::from(slot) + BLOCK as u32 * (shock + 1))[0];
            lost -= self.shock_mean * math::ln(share(mark));
        }
        step - (lost * f64::from(MONTH)) as i32
    }

    /// Wealth after a month. Whoever has come to the floor or the ceiling stays there.
    #[inline]
    pub fn after(&self, wealth: i32, cell: u16, luck: i32, hold: Hold) -> i32 {
        if self.settled(wealth).is_some() {
            return wealth;
        }
        let cell = usize::from(cell);
        let mut next = i64::from(wealth) + i64::from(luck) + i64::from(self.saved.get(cell).copied().unwrap_or(0));
        if hold.listed {
            next -= (i64::from(self.income.get(cell).copied().unwrap_or(0)) * self.income_loss) >> 16;
        }
        next -= i64::from(hold.fines);
        if !hold.no_credit && wealth > self.line {
            next += ((i64::from(wealth) - i64::from(self.line)) * self.growth) >> 20;
        }
        let least = if self.floor < -MOST { 0 } else { self.floor };
        next.clamp(i64::from(least), i64::from(self.ceiling.min(MOST))) as i32
    }

    fn first(&self, person: usize, words: [u32; 4]) -> i32 {
        let some = |months: f64| ((months * f64::from(MONTH)).round() as i64).clamp(1, i64::from(MOST)) as i32;
        match &self.start {
            Start::Dealt(values) => values.get(person % values.len().max(1)).copied().unwrap_or(0),
            Start::Lognormal { log_mean, log_spread } => some(math::exp(log_mean + log_spread * normal(words))),
            Start::Exponential { mean } => some(-mean * math::ln(share(words[0]))),
            Start::Uniform { mean } => some(2.0 * mean * share(words[0])),
        }
    }
}

impl Society {
    /// Wealth of everyone in a block at the start, if the society has any: a matter of the persons, not of the run.
    pub fn first_wealth(&self, block: u32) -> Vec<i32> {
        let Some(wealth) = &self.wealth else { return Vec::new() };
        let mut words = vec![[0; 4]; self.people_in(block)];
        self.keys.fill(Place { stream: Stream::Wealth, sub: 1, unit: block, tick: 0 }, 0, &mut words);
        let first = block as usize * BLOCK;
        words.into_iter().enumerate().map(|(slot, words)| wealth.first(first + slot, words)).collect()
    }
}

/// A uniform number strictly between 0 and 1.
fn share(mark: u32) -> f64 {
    (f64::from(mark) + 0.5) / 4_294_967_296.0
}

/// A standard normal number (Box & Muller 1958).
fn normal(words: [u32; 4]) -> f64 {
    math::sqrt(-2.0 * math::ln(share(words[0]))) * math::sin(std::f64::consts::TAU * share(words[1]))
}

/// P(no more than k shocks) for a Poisson number of them, in 2³²nds.
fn shock_chances(rate: f64) -> [u64; SHOCKS_MOST] {
    let (mut term, mut sum) = (math::exp(-rate), 0.0);
    let mut chances = [0; SHOCKS_MOST];
    for (k, chance) in chances.iter_mut().enumerate() {
        sum += term;
        *chance = if rate == 0.0 { 1 << 32 } else { (sum * 4_294_967_296.0) as u64 };
        term *= rate / (k as f64 + 1.0);
    }
    chances
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec() -> WealthSpec {
        WealthSpec {
            shape: StartShape::Uniform,
            mean: 6.0,
            log_spread: 1.0,
            values: Vec::new(),
            income: 1.0,
            consumption: 0.75,
            growth: 0.25,
            line: 3.0,
            shock_rate: 0.0,
            shock_mean: 1.0,
            steps: None,
            income_loss: 0.5,
            trapped_after: 3,
            floor: None,
            ceiling: None,
            need: 0.5,
            factors: Vec::new(),
        }
    }

    fn wealth(spec: &WealthSpec) -> Wealth {
        Wealth::of(spec, &[Cell { levels: [0; 6] }])
    }

    /// E9 term by term.
    #[test]
    fn a_month_adds_what_the_equation_says() {
        let wealth = wealth(&spec());
        let free = Hold::default();
        assert_eq!(wealth.after(2 * MONTH, 0, 0, free), 2 * MONTH + MONTH / 4);
        assert_eq!(wealth.after(7 * MONTH, 0, 0, free), 8 * MONTH + MONTH / 4);
        assert_eq!(wealth.after(7 * MONTH, 0, 0, Hold { no_credit: true, ..free }), 7 * MONTH + MONTH / 4);
        assert_eq!(wealth.after(2 * MONTH, 0, 0, Hold { listed: true, ..free }), 2 * MONTH - MONTH / 4);
        assert_eq!(wealth.after(MONTH, 0, -5 * MONTH, free), 0);
        assert_eq!(wealth.after(2 * MONTH, 0, 0, Hold { fines: MONTH, ..free }), MONTH + MONTH / 4);
        assert_eq!(wealth.after(2 * MONTH, 0, 0, Hold { fines: -MONTH, ..free }), 3 * MONTH + MONTH / 4);
        assert_eq!(wealth.after(MOST, 0, 0, free), MOST);
    }

    #[test]
    fn floor_and_ceiling_hold_for_good() {
        let wealth = wealth(&WealthSpec { floor: Some(0.0), ceiling: Some(20.0), steps: Some(0.5), ..spec() });
        assert_eq!(wealth.after(0, 0, MONTH, Hold::default()), 0);
        assert_eq!(wealth.after(20 * MONTH, 0, -MONTH, Hold::default()), 20 * MONTH);
        assert_eq!(wealth.settled(0), Some(Settled::Ruined));
        assert_eq!(wealth.settled(20 * MONTH), Some(Settled::Escaped));
        assert_eq!(wealth.settled(MONTH), None);
    }

    /// Shocks come as often and are as large as declared.
    #[test]
    fn shocks_have_their_rate_and_mean() {
        let wealth = wealth(&WealthSpec { shock_rate: 0.7, shock_mean: 2.0, ..spec() });
        let keys = Keyring::new(3, 0);
        let (mut sum, mut none) = (0i64, 0);
        for unit in 0..50 {
            let place = Place::of(Stream::Wealth, unit);
            for slot in 0..BLOCK as u16 {
                let luck = wealth.luck(&keys, place, slot, keys.draw(place, u32::from(slot)));
                sum += i64::from(luck);
                none += u32::from(luck == 0);
            }
        }
        let n = 50.0 * BLOCK as f64;
        assert!((sum as f64 / n / f64::from(MONTH) + 1.4).abs() < 0.02, "{}", sum as f64 / n / 1024.0);
        assert!((f64::from(none) / n - math::exp(-0.7)).abs() < 0.004);
    }

    /// The start has the mean that was declared, whatever its shape.
    #[test]
    fn every_shape_has_its_mean() {
        let keys = Keyring::new(5, 0);
        for shape in [StartShape::Uniform, StartShape::Exponential, StartShape::Lognormal] {
            let wealth = wealth(&WealthSpec { shape, log_spread: 0.5, ..spec() });
            let n = 200_000;
            let sum: i64 = (0..n).map(|i| i64::from(wealth.first(0, keys.draw(Place::of(Stream::Wealth, 1), i)))).sum();
            let mean = sum as f64 / f64::from(n) / f64::from(MONTH);
            assert!((mean - 6.0).abs() < 0.05, "{shape:?} {mean}");
        }
        let dealt = wealth(&WealthSpec { shape: StartShape::Values, values: vec![1.0, 2.0], ..spec() });
        assert_eq!([0, 1, 2].map(|person| dealt.first(person, [0; 4])), [MONTH, 2 * MONTH, MONTH]);
    }
}
