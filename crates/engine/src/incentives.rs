//! What people stand to lose or gain by a record: the loss D of equation E1, for graded and listing
//! regimes alike.
//!
//! A person knows the score and the floors, and expects the score at the next grading to be uncertain by
//! a logistic spread of width w. The monthly cost of a standing is the sum over the measures it calls
//! for of cost × exposure × enforcement × bite (rewards count negative). A record moves the expected cost for as
//! long as it counts, discounted by patience; entry to a list adds the cost of what the list calls for.

use crate::context::Context;
use glasshouse_model::{ActKind, Day, math};
use glasshouse_rulebook::plan::{Facts, Grading, List, Polarity};
use std::sync::Arc;

/// Scores further from a floor than this are certain (points).
const REACH: i32 = 2000;

/// A rule in force, as people see it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub indicator: u8,
    pub points: i32,
    /// The best grade that its records leave, where they hold their subject down to one.
    held_to: Option<u8>,
    /// Its number among the rules in force.
    number: u8,
}

/// The incentives of one month.
#[derive(Clone, Debug)]
pub struct Incentives {
    /// The admissible rule with points on each act kind at the start of the month.
    rules: Vec<Option<Rule>>,
    /// Chance that an act of each kind is recorded, in rural and in urban places: what someone who files a claim
    /// counts on.
    recorded: Vec<[f32; 2]>,
    n_cells: usize,
    n_grades: usize,
    n_lists: usize,
    /// Shared by the months in which the same measures may be called for.
    prices: Arc<Prices>,
    /// Λ(x / w) for x = −REACH ..= REACH. Shared by all months.
    spread: Arc<[f32]>,
    /// Floors in force at the start of the month, best grade first.
    floors: Vec<i32>,
    /// Months for which a record under an indicator counts, discounted.
    annuities: Vec<f32>,
    /// Discounted months on a list that a record brings, by indicator and list; 0 where it is no ground.
    list_terms: Vec<f32>,
    /// The score of everyone without records, and the loss from there by rule in force and cell: most of the questions
    /// that are asked. Shared by the months in which it is the same.
    start: i32,
    from_start: Arc<[f32]>,
    patience: f64,
    /// The rulebook that they come from, and its score if it has one.
    member: u8,
    scale: Option<u8>,
    /// Those of the other rulebooks of a stack.
    others: Vec<Incentives>,
}

/// What standings cost a month where some measures may be called for.
#[derive(Clone, Debug, Default)]
struct Prices {
    /// The measures.
    callable: u32,
    /// Expected-cost steps between neighbouring grades, by cell: how much dearer grade j + 1 is than j.
    grade_steps: Vec<f32>,
    /// Monthly cost of each list, by cell.
    list_costs: Vec<f32>,
    /// Largest possible monthly gain of any cell, for bounds.
    largest_step: f32,
}

impl Incentives {
    /// Prepares what does not change from month to month.
    fn new(cx: &Context<'_>) -> Incentives {
        let others = (1..cx.plan.n_members()).map(|member| Incentives::of(cx, member)).collect();
        Incentives { others, ..Incentives::of(cx, 0) }
    }

    /// Those of one rulebook.
    fn of(cx: &Context<'_>, member: u8) -> Incentives {
        let behaviour = &cx.society.behaviour;
        let scale = cx.plan.scale_of(member);
        let n_grades = grading_in(cx, scale).map_or(0, |g| g.grades.len());
        let scoring = scale.and_then(|s| s.checked_sub(1)).and_then(|i| cx.scales.get(usize::from(i)));
        let scoring = scoring.map_or(&cx.scoring, |scale| &scale.scoring);
        let n_lists = cx.plan.lists.len();
        let width = behaviour.score_width.max(1e-6);
        let mut this = Incentives {
            rules: Vec::new(),
            recorded: ActKind::all().map(|kind| recorded(cx, member, kind)).collect(),
            n_cells: cx.society.cells.len(),
            n_grades,
            n_lists,
            prices: Arc::default(),
            spread: (-REACH..=REACH).map(|x| math::logistic(f64::from(x) / width) as f32).collect(),
            floors: Vec::new(),
            annuities: Vec::new(),
            list_terms: Vec::new(),
            start: scoring.score(&vec![0; scoring.n_sums()]),
            from_start: Arc::default(),
            patience: behaviour.patience,
            member,
            scale,
            others: Vec::new(),
        };
        this.annuities = cx.plan.indicators.iter().map(|i| this.annuity(i.lapses.months())).collect();
        this.prices = Arc::new(this.price(cx, cx.callable_on(0)));
        this
    }

    /// What measures that may be called for make of grades and lists.
    fn price(&self, cx: &Context<'_>, callable: u32) -> Prices {
        let behaviour = &cx.society.behaviour;
        let (n_grades, n_lists) = (self.n_grades, self.n_lists);
        let mut prices = Prices { callable, ..Prices::default() };
        let wanted = |facts: Facts| cx.standing.wanted(cx.plan, &facts) & callable;
        let best = best_standing(cx);
        let by_grade: Vec<u32> = (0..n_grades).map(|grade| wanted(graded(best, self.scale, grade as u8))).collect();
        let unlisted = wanted(best);
        let listed = |list: usize| {
            let mut standing = best;
            standing.lists = 1 << list;
            wanted(standing)
        };
        let by_list: Vec<u32> = (0..n_lists).map(listed).collect();
        let exposures: Vec<Option<&[f32]>> =
            cx.plan.measures.iter().map(|measure| behaviour.exposures(&measure.domain)).collect();
        for cell in 0..cx.society.cells.len() {
            let cost = |measures: u32| -> f32 {
                let mut sum = 0.0f64;
                for (i, measure) in cx.plan.measures.iter().enumerate().filter(|(i, _)| measures >> i & 1 == 1) {
                    let weight = exposures[i].and_then(|e| e.get(cell)).copied().map_or(1.0, f64::from);
                    let sign = match measure.polarity {
                        Polarity::Sanction => 1.0,
                        Polarity::Reward => -1.0,
                    };
                    let monthly = behaviour.cost_per_gravity * f64::from(measure.gravity);
                    // A measure that decides applications costs as far as it bites; any other costs by itself.
                    let bite = if measure.on.is_empty() { 1.0 } else { measure.bite.to_f64() };
                    sum += sign * monthly * weight * measure.enforcement.to_f64() * bite;
                }
                sum as f32
            };
            let mut better = by_grade.first().map_or(0.0, |measures| cost(*measures));
            for measures in by_grade.iter().skip(1) {
                let worse = cost(*measures);
                prices.largest_step = prices.largest_step.max((worse - better).abs());
                prices.grade_steps.push(worse - better);
                better = worse;
            }
            let free = cost(unlisted);
            prices.list_costs.extend(by_list.iter().map(|measures| cost(*measures) - free));
        }
        prices
    }

    /// Discounted months that a record under a list's criteria brings, while the list takes names.
    fn list_term(&self, list: &List, day: Day) -> f32 {
        if !list.takes(day) {
            return 0.0;
        }
        let selected = list.selection.to_f64() as f32 * self.annuity(list.term.months());
        let Some(roll) = &list.roll else { return selected };
        // Of several grounds, each counts for its share.
        let entered = list.selection.to_f64() * (1.0 - roll.spared.to_f64()) / f64::from(roll.count.max(1));
        (entered * self.stay(list, list.term.months())) as f32
    }

    /// Discounted months of a stay on a list that ends by itself after so many: whoever may leave by performing stays a
    /// shorter time.
    pub fn stay(&self, list: &List, months: f64) -> f64 {
        let months = f64::from(self.annuity(months));
        let exit = list.roll.as_ref().and_then(|roll| roll.exit);
        match exit.map(|e| e.rate.to_f64() / 12.0).filter(|rate| *rate > 0.0) {
            Some(rate) => (1.0 - math::exp(-rate * months)) / rate,
            None => months,
        }
    }

    /// What is at stake in each month of a run.
    pub fn by_month(cx: &Context<'_>) -> Vec<Incentives> {
        let mut now = Incentives::new(cx);
        let openings = cx.clock.month_starts.iter().take(cx.clock.month_starts.len() - 1);
        openings
            .map(|first| {
                now.set_day(cx, cx.clock.day(*first));
                now.clone()
            })
            .collect()
    }

    /// Takes the rules and floors in force on a day.
    fn set_day(&mut self, cx: &Context<'_>, day: Day) {
        self.others.iter_mut().for_each(|other| other.set_day(cx, day));
        let rule = |kind: ActKind| {
            let indicator = cx.indicators_in[usize::from(self.member)][usize::from(kind.0)]?;
            let rule = cx.plan.indicators.get(usize::from(indicator)).filter(|r| r.admissible)?;
            let points = *rule.points.at(day).filter(|_| cx.plan.in_force(day))?;
            Some(Rule { indicator, points, held_to: held_to(cx, indicator), number: 0 })
        };
        self.rules = ActKind::all().map(rule).collect();
        for (number, rule) in self.rules.iter_mut().flatten().enumerate() {
            rule.number = number as u8;
        }
        let terms: Vec<f32> = cx.plan.lists.iter().map(|list| self.list_term(list, day)).collect();
        let by_list = |indicator: usize| {
            let is_ground = move |list: &List| list.criteria.contains(&(indicator as u8));
            cx.plan.lists.iter().zip(&terms).map(move |(list, term)| if is_ground(list) { *term } else { 0.0 })
        };
        self.list_terms = (0..cx.plan.indicators.len()).flat_map(by_list).collect();
        if let Some(number) = cx.clock.number(day).filter(|n| cx.callable_on(*n) != self.prices.callable) {
            self.prices = Arc::new(self.price(cx, cx.callable_on(number)));
        }
        let floors = grading_in(cx, self.scale).and_then(|g| g.floors.at(day)).filter(|_| cx.plan.in_force(day));
        self.floors = floors.map_or(Vec::new(), |f| f.iter().flatten().copied().collect());
        let rules = self.rules.iter().flatten();
        let each = rules.flat_map(|rule| (0..cx.society.cells.len()).map(move |cell| (cell, rule)));
        let from_start: Vec<f32> = each.map(|(cell, rule)| self.worked_out(cell, self.start, *rule)).collect();
        if *from_start != *self.from_start {
            self.from_start = from_start.into();
        }
    }

    /// The rule in force on a kind.
    #[inline]
    pub fn rule(&self, kind: ActKind) -> Option<Rule> {
        self.rules.get(usize::from(kind.0)).copied().flatten()
    }

    /// Chance that an act of a kind is recorded.
    #[inline]
    pub fn recorded(&self, kind: ActKind, urban: bool) -> f32 {
        self.recorded.get(usize::from(kind.0)).map_or(0.0, |r| r[usize::from(urban)])
    }

    /// Discounted months: (1 − δᴺ) / (1 − δ).
    fn annuity(&self, months: f64) -> f32 {
        if self.patience >= 1.0 {
            return months.min(1200.0) as f32;
        }
        let left = if months.is_finite() { math::pow(self.patience, months) } else { 0.0 };
        ((1.0 - left) / (1.0 - self.patience)) as f32
    }

    /// The expected loss (gain if negative) from one record under a rule in force, for a person of a cell at a
    /// score: D of equation E1, in units of utility.
    #[inline]
    pub fn loss(&self, cell: u16, score: i32, rule: Rule) -> f32 {
        if score == self.start {
            return self.from_start[usize::from(rule.number) * self.n_cells + usize::from(cell)];
        }
        self.worked_out(usize::from(cell), score, rule)
    }

    fn worked_out(&self, cell: usize, score: i32, rule: Rule) -> f32 {
        let indicator = usize::from(rule.indicator);
        let mut monthly = 0.0f32;
        let n_steps = self.n_grades.saturating_sub(1);
        let steps = &self.prices.grade_steps[cell * n_steps..(cell + 1) * n_steps];
        for (floor, step) in (0..self.floors.len()).zip(steps) {
            monthly += step * self.nearer(floor, score, &rule);
        }
        let mut loss = monthly * self.annuities.get(indicator).copied().unwrap_or(0.0);
        let costs = &self.prices.list_costs[cell * self.n_lists..(cell + 1) * self.n_lists];
        for (cost, term) in costs.iter().zip(&self.list_terms[indicator * self.n_lists..]) {
            loss += cost * term;
        }
        loss
    }

    /// The expected loss from another record under an indicator; nothing where its rule is not in force.
    pub fn loss_under(&self, cell: u16, score: i32, indicator: u8) -> f32 {
        let rule = self.rules.iter().flatten().find(|rule| rule.indicator == indicator);
        rule.map_or(0.0, |rule| self.loss(cell, score, *rule))
    }

    /// What a record still costs a person of a cell for so many months by its points, in units of utility: against the
    /// score that there would be without it.
    pub fn points_cost(&self, cx: &Context<'_>, cell: u16, score: i32, given: (u8, i32), months: f64) -> f32 {
        let (indicator, points) = given;
        let rule = Rule { indicator, points, held_to: held_to(cx, indicator), number: 0 };
        let n_steps = self.n_grades.saturating_sub(1);
        let steps = &self.prices.grade_steps[usize::from(cell) * n_steps..][..n_steps];
        let without = score.saturating_sub(points);
        let monthly: f32 =
            (0..self.floors.len()).zip(steps).map(|(floor, step)| step * self.nearer(floor, without, &rule)).sum();
        monthly * self.annuity(months)
    }

    /// What a month on a list costs a person of a cell.
    pub fn list_cost(&self, cell: u16, list: usize) -> f32 {
        self.prices.list_costs.get(usize::from(cell) * self.n_lists + list).copied().unwrap_or(0.0)
    }

    /// Those of a rulebook of a stack.
    pub fn of_member(&self, member: u8) -> &Incentives {
        self.others.iter().find(|other| other.member == member).unwrap_or(self)
    }

    /// How much likelier a record makes it to be below a floor (by number) at the next grading. Whoever is held
    /// down to a grade surely loses the better ones.
    #[inline]
    fn nearer(&self, floor: usize, score: i32, rule: &Rule) -> f32 {
        let now = self.below(self.floors[floor], score);
        match rule.held_to {
            None => self.below(self.floors[floor], score.saturating_add(rule.points)) - now,
            Some(grade) if floor < usize::from(grade) => 1.0 - now,
            Some(_) => 0.0,
        }
    }

    /// Whether no record could change anyone's expected cost this month.
    pub fn is_idle(&self) -> bool {
        let no_grades = self.floors.is_empty() || self.prices.largest_step == 0.0;
        no_grades && self.prices.list_costs.iter().all(|c| *c == 0.0) && self.others.iter().all(Incentives::is_idle)
    }

    /// The rulebook that they come from.
    pub fn member(&self) -> u8 {
        self.member
    }

    /// The score that they are about: 0 is the first.
    pub fn scale_number(&self) -> u8 {
        self.scale.unwrap_or(0)
    }

    /// The rules of the other rulebooks of a stack on a kind, each with the incentives and the score that it is
    /// about.
    pub fn elsewhere(&self, kind: ActKind) -> impl Iterator<Item = (&Incentives, u8, Rule)> {
        self.others.iter().filter_map(move |other| Some((other, other.scale.unwrap_or(0), other.rule(kind)?)))
    }

    /// Chance that the score at the next grading is below a floor.
    #[inline]
    fn below(&self, floor: i32, score: i32) -> f32 {
        let x = floor.saturating_sub(score).clamp(-REACH, REACH);
        self.spread[(x + REACH) as usize]
    }
}

/// The best grade that records under an indicator leave, where they hold their subject down to one.
fn held_to(cx: &Context<'_>, indicator: u8) -> Option<u8> {
    cx.holds.iter().find(|(rule, _)| *rule == indicator).map(|(_, grade)| *grade)
}

/// The grades of a rulebook's score, if it has any.
fn grading_in<'p>(cx: &Context<'p>, scale: Option<u8>) -> Option<&'p Grading> {
    cx.plan.scale(scale?).and_then(|(.., grading)| grading)
}

/// The best grade in every score.
fn best_standing(cx: &Context<'_>) -> Facts {
    let mut best = Facts { grade: cx.plan.grading.as_ref().map(|_| 0), ..Facts::default() };
    for (scale, fact) in cx.plan.scales.iter().zip(&mut best.scales) {
        fact.1 = scale.grading.as_ref().map(|_| 0);
    }
    best
}

/// A standing with another grade in one score.
fn graded(mut standing: Facts, scale: Option<u8>, grade: u8) -> Facts {
    match scale.and_then(|s| s.checked_sub(1)).and_then(|i| standing.scales.get_mut(usize::from(i))) {
        Some(fact) => fact.1 = Some(grade),
        None => standing.grade = Some(grade),
    }
    standing
}

/// The chance that some channel reports an act of a kind, by place.
fn recorded(cx: &Context<'_>, member: u8, kind: ActKind) -> [f32; 2] {
    let missed = |place: usize| -> f64 {
        let channels = cx.plan.channels.iter().filter(|c| c.member == member && c.on.contains(&kind));
        channels.map(|c| 1.0 - c.coverage[place].and(c.hit_rate).to_f64()).product()
    };
    [0, 1].map(|place| (1.0 - missed(place)) as f32)
}
