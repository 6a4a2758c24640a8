//! What people carry from month to month beside the register: what the neighbourhood does, what they have, and what
//! they have heard. Nothing of it is kept or drawn where the society declares none.

use crate::acts::Taken;
use crate::block::{Block, Book, EXPRESSIONS, size};
use crate::context::{Context, conformity_at};
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Place, Point, Stream};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{ListPolarity, Polarity};
use glasshouse_society::spec::Near;
use glasshouse_society::ties::LAYERS;
use glasshouse_society::wealth::{Hold, Settled};
use glasshouse_society::{Society, Spread, Wealth};

/// What all blocks read of it.
pub struct Lives {
    /// Adverse lists, and adverse measures that refuse credit, one bit each.
    adverse_lists: u32,
    refuses_credit: u32,
    /// What one must have heard of to object, one bit each.
    opens_objection: u8,
    /// For what spreads among ties: the chance to hear by how many ties there are and how many of them have heard.
    by_ties: Vec<Vec<Vec<u64>>>,
}

impl Lives {
    /// Prepares them for a regime over a society.
    pub fn new(plan: &Plan, society: &Society) -> Lives {
        let bit = |set: u32, (i, is_in): (usize, bool)| set | u32::from(is_in) << i;
        let adverse = plan.lists.iter().map(|l| l.polarity != ListPolarity::Red);
        let refusing = plan
            .measures
            .iter()
            .map(|m| m.polarity == Polarity::Sanction && (m.domain == "credit" || m.domain.starts_with("credit.")));
        let opening = society.spreads.iter().map(|s| s.opens_objection);
        Lives {
            adverse_lists: adverse.enumerate().fold(0, bit),
            refuses_credit: refusing.enumerate().fold(0, bit),
            opens_objection: opening.enumerate().fold(0, bit) as u8,
            by_ties: society.spreads.iter().map(by_ties).collect(),
        }
    }
}

fn by_ties(spread: &Spread) -> Vec<Vec<u64>> {
    let share = |heard: usize, ties: usize| if ties == 0 { 0.0 } else { heard as f64 / ties as f64 };
    (0..=LAYERS).map(|ties| (0..=ties).map(|heard| spread.chance(share(heard, ties))).collect()).collect()
}

/// What the whole block did of the sensitive lawful kinds: opportunities taken here, taken in the baseline, and all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// In the last month in which there was an occasion.
    last: [[u32; 3]; EXPRESSIONS],
    open: [[u32; 3]; EXPRESSIONS],
}

impl Around {
    /// J·(2·z̄ − 1) here and in the baseline; without any occasion so far, as at the start.
    pub fn conformity(&self, cx: &Context<'_>, number: usize) -> [i32; 2] {
        let [here, baseline, all] = self.last[number];
        if all == 0 {
            return [cx.conformity_at_start; 2];
        }
        [here, baseline].map(|taken| conformity_at(&cx.society.behaviour, taken as f32 / all as f32))
    }

    /// The month is over: people know of it.
    pub fn turn(&mut self) {
        for (last, open) in self.last.iter_mut().zip(&mut self.open) {
            if open[2] > 0 {
                *last = std::mem::take(open);
            }
        }
    }
}

/// What the people of a block have. Columns by slot, empty where the society follows no wealth.
#[derive(Clone, Debug, Default)]
pub struct Purses {
    /// Wealth here and in the baseline.
    pub has: Vec<[i32; 2]>,
    /// Months running below the line, here and in the baseline.
    poor_months: Vec<[u8; 2]>,
    /// Months on whose first morning the person was under an adverse measure.
    pub penalised_months: Vec<u16>,
    /// Fines since the last month began, less those given back.
    pub due: Vec<i32>,
}

impl Purses {
    /// On the first morning.
    pub fn new(cx: &Context<'_>, number: u32) -> Purses {
        let has: Vec<[i32; 2]> = cx.society.first_wealth(number).into_iter().map(|w| [w; 2]).collect();
        let n = has.len();
        Purses { poor_months: vec![[0; 2]; n], penalised_months: vec![0; n], due: vec![0; n], has }
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        size(&self.has) + size(&self.poor_months) + size(&self.penalised_months) + size(&self.due)
    }
}

/// The columns of wealth in one arm.
const COLUMNS: [[Metric; 3]; 2] = [
    [Metric::WealthSum, Metric::BelowLine, Metric::Trapped],
    [Metric::BaselineWealthSum, Metric::BaselineBelowLine, Metric::BaselineTrapped],
];

impl Block {
    /// Counts what people have and have heard on the first morning.
    pub(crate) fn begin_lives(&mut self, cx: &Context<'_>) {
        if let Some(wealth) = &cx.society.wealth {
            for slot in 0..self.wealth.has.len() as u16 {
                let has = self.wealth.has[usize::from(slot)];
                for (arm, columns) in COLUMNS.into_iter().enumerate() {
                    let amounts = [has[arm], i32::from(has[arm] < wealth.line), 0];
                    for (metric, amount) in columns.into_iter().zip(amounts) {
                        self.count(cx, slot, cx.layout.at(metric), amount);
                    }
                }
                self.count_settled(cx, wealth, slot, 0);
            }
        }
        for (number, spread) in (0u8..).zip(&cx.society.spreads) {
            self.informed.resize(self.people.len(), 0);
            for (slot, informed) in cx.society.first_informed(spread, self.number).enumerate() {
                if informed {
                    self.inform(cx, number, slot as u16);
                }
            }
        }
    }

    /// What a month brings, before anyone acts.
    pub(crate) fn live_on(&mut self, cx: &Context<'_>, month: u16) {
        if let Some(wealth) = &cx.society.wealth {
            self.earn_and_spend(cx, wealth, month);
        }
        let seen = self.show_posts(cx, month);
        for number in 0..cx.society.spreads.len() {
            self.pass_the_word(cx, number, month, &seen);
        }
    }

    /// E9 for everyone: luck is the same in both arms, what a listing takes is not.
    fn earn_and_spend(&mut self, cx: &Context<'_>, wealth: &Wealth, month: u16) {
        let n = self.wealth.has.len();
        let mut words = vec![[0; 4]; n];
        // The tick of month m is m + 1: 0 is the start.
        let place = Place { stream: Stream::Wealth, sub: 0, unit: self.number, tick: u32::from(month) + 1 };
        cx.keys.fill(place, 0, &mut words);
        for (slot, words) in (0u16..).zip(words) {
            let s = usize::from(slot);
            self.wealth.penalised_months[s] += u16::from(self.is_penalised(cx, slot));
            let old = self.wealth.has[s];
            if old.iter().all(|w| wealth.settled(*w).is_some()) {
                continue;
            }
            let luck = wealth.luck(&cx.keys, place, slot, words);
            let fines = std::mem::take(&mut self.wealth.due[s]);
            let holds = [Hold { fines, ..self.held_back(cx, slot) }, Hold::default()];
            for (arm, columns) in COLUMNS.into_iter().enumerate() {
                let new = wealth.after(old[arm], self.people.cell[s], luck, holds[arm]);
                let months = self.wealth.poor_months[s][arm];
                let longer = if new < wealth.line { months.saturating_add(1) } else { 0 };
                let changes = [
                    new - old[arm],
                    i32::from(new < wealth.line) - i32::from(old[arm] < wealth.line),
                    i32::from(longer >= wealth.trapped_after) - i32::from(months >= wealth.trapped_after),
                ];
                (self.wealth.has[s][arm], self.wealth.poor_months[s][arm]) = (new, longer);
                for (metric, change) in columns.into_iter().zip(changes).filter(|(_, change)| *change != 0) {
                    self.count(cx, slot, cx.layout.at(metric), change);
                }
            }
            if wealth.settled(old[0]).is_none() {
                self.count_settled(cx, wealth, slot, i32::from(month) + 1);
            }
        }
    }

    fn count_settled(&mut self, cx: &Context<'_>, wealth: &Wealth, slot: u16, months: i32) {
        let metric = match wealth.settled(self.wealth.has[usize::from(slot)][0]) {
            None => return,
            Some(Settled::Ruined) => Metric::Ruined,
            Some(Settled::Escaped) => Metric::Escaped,
        };
        self.count(cx, slot, cx.layout.at(metric), 1);
        self.count(cx, slot, cx.layout.at(Metric::SettledMonths), months);
    }

    fn is_penalised(&self, cx: &Context<'_>, slot: u16) -> bool {
        self.books[Book::Record as usize].active[usize::from(slot)] & cx.standing.adverse != 0
    }

    /// What the register does to somebody's wealth.
    fn held_back(&self, cx: &Context<'_>, slot: u16) -> Hold {
        let lives = &cx.lives;
        Hold {
            listed: self.is_listed(cx, slot),
            no_credit: self.books[Book::Record as usize].active[usize::from(slot)] & lives.refuses_credit != 0,
            fines: 0,
        }
    }

    /// Whether a person is on an adverse list.
    pub(crate) fn is_listed(&self, cx: &Context<'_>, slot: u16) -> bool {
        let adverse = cx.lives.adverse_lists;
        adverse != 0 && self.lists(cx, Book::Record, slot) & adverse != 0
    }

    /// b₁ for those below the line, here and in the baseline, in units of utility.
    #[inline]
    pub(crate) fn need(&self, cx: &Context<'_>, slot: u16) -> [i32; 2] {
        let Some(wealth) = &cx.society.wealth else { return [0; 2] };
        self.wealth.has[usize::from(slot)].map(|has| if has < wealth.line { wealth.need } else { 0 })
    }

    /// Takes down how many occasions there were for a sensitive lawful kind, and how many were taken.
    pub(crate) fn note_occasions(&mut self, cx: &Context<'_>, number: usize, points: &[Point], taken: &[Taken]) {
        let count = |is_in: fn(&Taken) -> bool| taken.iter().filter(|t| is_in(t)).count() as u32;
        self.around.open[number] = [count(|t| t.here), count(|t| t.in_baseline), points.len() as u32];
        let column = cx.layout.of(Metric::Occasions, number as u8);
        for point in points {
            self.count(cx, glasshouse_society::Plot::from(point.at).slot(), column, 1);
        }
    }

    /// Something spreads for a month. All hear of what was known at its beginning.
    fn pass_the_word(&mut self, cx: &Context<'_>, number: usize, month: u16, seen: &[u16]) {
        let spread = &cx.society.spreads[number];
        let (n, bit) = (self.informed.len(), 1u8 << number);
        let known = self.informed.clone();
        let heard = known.iter().filter(|set| **set & bit != 0).count();
        if heard == n {
            return;
        }
        let of_all = spread.chance(heard as f64 / n.max(1) as f64);
        let mut words = vec![[0; 4]; n.div_ceil(4)];
        let place = Place { stream: Stream::Spread, sub: spread.key, unit: self.number, tick: u32::from(month) + 1 };
        cx.keys.fill(place, 0, &mut words);
        let marks = words.iter().flatten();
        for ((slot, mark), set) in (0u16..).zip(marks).zip(&known) {
            if set & bit != 0 {
                continue;
            }
            let knows = |other: &u16| known[usize::from(*other)] & bit != 0;
            let chance = match spread.among {
                _ if spread.by_feed => {
                    let posts = seen.chunks(seen.len() / n).nth(usize::from(slot)).unwrap_or_default();
                    spread.chance(posts.iter().copied().filter(knows).count() as f64 / posts.len().max(1) as f64)
                }
                Near::Neighbourhood => of_all,
                Near::Ties => cx.lives.by_ties[number][self.ties.count(slot)][self.ties.of(slot).filter(knows).count()],
            };
            if u64::from(*mark) < chance {
                self.inform(cx, number as u8, slot);
            }
        }
    }

    fn inform(&mut self, cx: &Context<'_>, number: u8, slot: u16) {
        self.informed[usize::from(slot)] |= 1 << number;
        self.count(cx, slot, cx.layout.of(Metric::Informed, number), 1);
    }

    /// Whether a person has heard of everything that one must know to object.
    pub(crate) fn knows_how_to_object(&self, cx: &Context<'_>, slot: u16) -> bool {
        let needed = cx.lives.opens_objection;
        needed == 0 || self.informed.get(usize::from(slot)).is_some_and(|set| set & needed == needed)
    }
}
