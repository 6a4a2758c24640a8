//! Award: which rule gives how many points; and the score, from the sums of live awards.

use glasshouse_model::Day;
use glasshouse_rulebook::plan::{CapPeriod, Component, Plan, Repeat};

/// What one person has had from one counted indicator (a rule with a cap, or that counts only once).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counter {
    /// Absolute points given in the period.
    pub sum: i32,
    /// The calendar year that `sum` is about; 0 before the first award.
    pub year: i32,
}

/// The scoring rules, prepared for columns of component sums.
#[derive(Clone, Debug)]
pub struct Scoring {
    base_total: i32,
    bounded: bool,
    /// Bounds of the only component, where there is one.
    only: Option<(i32, i32)>,
    components: Vec<Component>,
    bounds: (i32, i32),
    counter_of: Vec<Option<u8>>,
    n_counters: usize,
    n_sums: usize,
}

impl Scoring {
    /// Prepares the rules of a plan. A plan without a score scores everyone 0.
    pub fn new(plan: &Plan) -> Scoring {
        let bounds = plan.score.as_ref().map_or((None, None), |s| (s.min, s.max));
        let mut n_counters = 0usize;
        let counter_of = plan
            .indicators
            .iter()
            .map(|indicator| {
                let counted = indicator.cap.is_some() || indicator.repeat != Repeat::Each;
                counted.then(|| {
                    n_counters += 1;
                    (n_counters - 1) as u8
                })
            })
            .collect();
        let bounded = bounds != (None, None) || plan.components.iter().any(|c| c.min.is_some() || c.max.is_some());
        let bound = |c: &Component| {
            let low = c.min.unwrap_or(i32::MIN).max(bounds.0.unwrap_or(i32::MIN));
            (low, c.max.unwrap_or(i32::MAX).min(bounds.1.unwrap_or(i32::MAX)))
        };
        // Bounds that contradict one another are left to the long way, which says which goes first.
        let only = Some(plan.components.as_slice()).filter(|c| c.len() == 1).map(|c| bound(&c[0]));
        Scoring {
            only: only.filter(|(low, high)| low <= high),
            base_total: plan.components.iter().map(|c| c.base).sum(),
            bounded,
            components: plan.components.clone(),
            bounds: (bounds.0.unwrap_or(i32::MIN), bounds.1.unwrap_or(i32::MAX)),
            counter_of,
            n_counters,
            n_sums: if bounded { plan.components.len() } else { 1 },
        }
    }

    /// Prepares the rules of one score of a stack: 0 is the first, others are [`Plan::scales`] from 1.
    pub fn of_scale(plan: &Plan, number: u8) -> Option<Scoring> {
        let (score, components, _) = plan.scale(number)?;
        let alone = Plan { score: Some(score.clone()), components: components.to_vec(), ..Plan::default() };
        Some(Scoring::new(&alone))
    }

    /// How many sums of live awards a person has in a book: one per component where a bound may hold one of
    /// them, else one for all.
    #[inline]
    pub fn n_sums(&self) -> usize {
        self.n_sums
    }

    /// Which of the sums an award under an indicator is added to.
    #[inline]
    pub fn sum_of(&self, plan: &Plan, indicator: u8) -> usize {
        if !self.bounded {
            return 0;
        }
        plan.indicators.get(usize::from(indicator)).map_or(0, |i| usize::from(i.component))
    }

    /// How many counters a person has on each side.
    pub fn n_counters(&self) -> usize {
        self.n_counters
    }

    /// Whether bounds can hold the score away from the sum of awards.
    pub fn is_bounded(&self) -> bool {
        self.bounded
    }

    /// The score of a person whose live awards sum to `sums`, as many as [`Scoring::n_sums`].
    #[inline]
    pub fn score(&self, sums: &[i32]) -> i32 {
        match (self.only, sums) {
            (Some((low, high)), [sum]) => self.base_total.saturating_add(*sum).clamp(low, high),
            _ => self.score_of_several(sums),
        }
    }

    /// The same where a component holds its own sum.
    fn score_of_several(&self, sums: &[i32]) -> i32 {
        if !self.bounded {
            return self.base_total + sums.iter().sum::<i32>();
        }
        let hold = |(component, sum): (&Component, &i32)| {
            let value = component.base.saturating_add(*sum);
            value.clamp(
                component.min.unwrap_or(i32::MIN),
                component.max.unwrap_or(i32::MAX).max(component.min.unwrap_or(i32::MIN)),
            )
        };
        let total: i32 = self.components.iter().zip(sums).map(hold).sum();
        total.max(self.bounds.0).min(self.bounds.1)
    }

    /// The points of a record entered on a day, after repeats and caps; updates the person's counters.
    pub fn award(&self, plan: &Plan, indicator: u8, day: Day, counters: &mut [Counter]) -> i32 {
        let Some(rule) = plan.indicators.get(usize::from(indicator)) else { return 0 };
        let points = rule.points.at(day).copied().unwrap_or(0);
        let slot = self.counter_of.get(usize::from(indicator)).copied().flatten();
        let Some(counter) = slot.and_then(|s| counters.get_mut(usize::from(s))) else { return points };
        let year = day.date().year;
        let first_ever = counter.year == 0;
        let first_in_year = counter.year != year;
        match rule.repeat {
            Repeat::Once if !first_ever => return 0,
            Repeat::FirstInYear if !first_in_year => return 0,
            Repeat::Each | Repeat::Once | Repeat::FirstInYear => {}
        }
        let keeps = rule.cap.is_some_and(|c| c.per == CapPeriod::Life);
        if first_in_year && !keeps {
            counter.sum = 0;
        }
        counter.year = year;
        let room = rule.cap.map_or(i32::MAX, |c| (c.max - counter.sum).max(0));
        let given = points.clamp(-room, room);
        counter.sum = counter.sum.saturating_add(given.abs());
        given
    }
}
