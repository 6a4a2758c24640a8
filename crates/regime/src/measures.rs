//! Impose: which measures a standing (grade and lists) calls for, and which agency applies them to whom.

use glasshouse_model::draw::{Keyring, Place, Stream, below};
use glasshouse_model::{ActKind, Chance, PersonId};
use glasshouse_rulebook::plan::{Combine, Facts, Grading, Measure, Plan, Polarity};

/// A set of measures, one bit each.
pub type Measures = u32;

/// The measures of a plan, prepared for looking up.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Grades of each score, "no grade" included.
    n_grades: Vec<usize>,
    n_lists: usize,
    /// By grade in each score (the last is "no grade") and set of lists.
    table: Vec<Measures>,
    /// Measures whose condition asks more than grade and lists.
    by_facts: Measures,
    /// Adverse measures.
    pub adverse: Measures,
    /// Measures that not every agency applies to everyone.
    discretionary: Measures,
    gravity: Vec<i32>,
    decided_by: Vec<Measures>,
    /// Days until the agency of each measure follows, and the measures that follow in the same time.
    delays: Vec<(u16, Measures)>,
}

impl Standing {
    /// Prepares the measures of a plan.
    pub fn new(plan: &Plan) -> Standing {
        let graded = |g: Option<&Grading>| g.map_or(0, |g| g.grades.len()) + 1;
        let further = plan.scales.iter().map(|s| graded(s.grading.as_ref()));
        let n_grades: Vec<usize> = [graded(plan.grading.as_ref())].into_iter().chain(further).collect();
        let n_lists = plan.lists.len();
        let select = |wanted: &dyn Fn(&glasshouse_rulebook::plan::Measure) -> bool| -> Measures {
            plan.measures.iter().enumerate().filter(|(_, m)| wanted(m)).map(|(i, _)| 1u32 << i).sum()
        };
        let by_facts = select(&|m| !m.when.needs_only_standing());
        let delay = |days: u32| days.min(u32::from(u16::MAX)) as u16;
        let n_rows: usize = n_grades.iter().product();
        let mut table = Vec::with_capacity(n_rows << n_lists);
        for row in 0..n_rows {
            let standing = standing_of(row, &n_grades);
            for lists in 0..1u32 << n_lists {
                let facts = Facts { lists, ..standing };
                table.push(select(&|m| m.when.needs_only_standing() && m.when.holds(&facts) == Some(true)));
            }
        }
        Standing {
            n_grades,
            n_lists,
            table,
            by_facts,
            adverse: select(&|m| m.polarity == Polarity::Sanction),
            discretionary: select(&|m| m.enforcement != Chance::ALWAYS),
            gravity: plan.measures.iter().map(|m| i32::from(m.gravity)).collect(),
            decided_by: ActKind::all().map(|kind| select(&|m| m.on.contains(&kind))).collect(),
            delays: plan
                .measures
                .iter()
                .map(|m| (delay(m.delay_days), select(&|other| delay(other.delay_days) == delay(m.delay_days))))
                .collect(),
        }
    }

    /// Whether conditions ask for more than grade and lists, so that the full facts must be given.
    pub fn needs_facts(&self) -> bool {
        self.by_facts != 0
    }

    /// The measures that the rules call for. A condition that needs an unrecorded fact does not hold.
    #[inline]
    pub fn wanted(&self, plan: &Plan, facts: &Facts) -> Measures {
        let [first, further @ ..] = self.n_grades.as_slice() else { return 0 };
        let place = |grade: Option<u8>, n: usize| grade.map_or(n - 1, usize::from).min(n - 1);
        let mut row = place(facts.grade, *first);
        let mut width = *first;
        for (n, (_, grade)) in further.iter().zip(&facts.scales) {
            row += width * place(*grade, *n);
            width *= n;
        }
        let lists = facts.lists as usize & ((1 << self.n_lists) - 1);
        let mut wanted = self.table.get((row << self.n_lists) + lists).copied().unwrap_or(0);
        if self.by_facts != 0 {
            for (i, measure) in plan.measures.iter().enumerate() {
                if self.by_facts >> i & 1 == 1 && measure.when.holds(facts) == Some(true) {
                    wanted |= 1 << i;
                }
            }
        }
        wanted
    }

    /// Of some measures, those that the agencies apply to this person at all. The chance belongs to
    /// person and measure, so it is the same on the record and on the truth side.
    pub fn enforced(&self, plan: &Plan, keys: &Keyring, person: PersonId, measures: Measures) -> Measures {
        let mut applied = measures;
        let mut open = measures & self.discretionary;
        while open != 0 {
            let i = open.trailing_zeros();
            open &= open - 1;
            if let Some(measure) = plan.measures.get(i as usize) {
                let place = Place { stream: Stream::Discretion, sub: measure.key, unit: person.0, tick: 0 };
                if !measure.enforcement.hit(keys.draw(place, 0)[0]) {
                    applied &= !(1 << i);
                }
            }
        }
        applied
    }

    /// Of some measures, those that agencies would apply to each of so many persons from a first one on:
    /// [`Standing::enforced`] for each.
    pub fn discretion(&self, plan: &Plan, keys: &Keyring, first: PersonId, n: usize, of: Measures) -> Vec<Measures> {
        let mut applied = vec![of; n];
        let mut marks = vec![0; n];
        for (i, measure) in plan.measures.iter().enumerate().filter(|(i, _)| (self.discretionary & of) >> i & 1 == 1) {
            let place = Place { stream: Stream::Discretion, sub: measure.key, unit: first.0, tick: 0 };
            keys.fill_units(place, &mut marks);
            for (applied, mark) in applied.iter_mut().zip(&marks) {
                *applied &= !(u32::from(!measure.enforcement.hit(*mark)) << i);
            }
        }
        applied
    }

    /// In how many days the agency of a measure follows a change of standing, and all measures that follow in
    /// the same time.
    #[inline]
    pub fn delay(&self, measure: u32) -> (u16, Measures) {
        self.delays.get(measure as usize).copied().unwrap_or((0, 1 << measure.min(31)))
    }

    /// The measures that decide applications of a kind.
    #[inline]
    pub fn deciding(&self, kind: ActKind) -> Measures {
        self.decided_by.get(usize::from(kind.0)).copied().unwrap_or(0)
    }

    /// The gravity of the adverse measures in a set.
    pub fn gravity(&self, measures: Measures) -> i32 {
        let adverse = measures & self.adverse;
        self.gravity.iter().enumerate().filter(|(i, _)| adverse >> i & 1 == 1).map(|(_, g)| g).sum()
    }
}

/// The grades of a row of the table.
fn standing_of(row: usize, n_grades: &[usize]) -> Facts {
    let mut facts = Facts::default();
    let mut rest = row;
    for (score, n) in n_grades.iter().enumerate() {
        let grade = (rest % n < n - 1).then_some((rest % n) as u8);
        rest /= n;
        match score.checked_sub(1).and_then(|i| facts.scales.get_mut(i)) {
            None => facts.grade = grade,
            Some(scale) => scale.1 = grade,
        }
    }
    facts
}

/// Of the measures that decide an application, those that do so where several rulebooks speak about it. `mark`
/// belongs to the application.
pub fn combined(plan: &Plan, deciding: Measures, in_force: Measures, mark: u32) -> Measures {
    let of = |set: Measures| plan.measures.iter().enumerate().filter(move |(i, _)| set >> i & 1 == 1);
    let held = deciding & in_force;
    let rule = of(deciding).map(|(_, m)| m.combine).find(|c| *c != Combine::AnyRefusal).unwrap_or_default();
    let kept = |wanted: &dyn Fn(&Measure) -> bool| of(held).filter(|(_, m)| wanted(m)).map(|(i, _)| 1 << i).sum();
    match rule {
        Combine::AnyRefusal => held,
        Combine::Strictest => {
            let sanctions = of(held).filter(|(_, m)| m.polarity == Polarity::Sanction);
            // The first of equals, so that the order of the rulebooks decides and nothing else.
            let gravest = sanctions.min_by_key(|(i, m)| (std::cmp::Reverse(m.gravity), *i));
            gravest.map_or(held, |(i, _)| 1 << i)
        }
        Combine::HighestLevel => {
            let level = |m: &Measure| plan.members.get(usize::from(m.member)).map(|b| b.level);
            let highest = of(held).map(|(_, m)| level(m)).min().flatten();
            kept(&|m| level(m) == highest)
        }
        Combine::Independent => {
            let mut books: Vec<u8> = of(deciding).map(|(_, m)| m.member).collect();
            books.sort_unstable();
            books.dedup();
            let met = books.get(below(mark, books.len().max(1) as u32) as usize).copied();
            kept(&|m| Some(m.member) == met)
        }
    }
}
