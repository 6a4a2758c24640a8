//! Who is treated differently by two arms, person by person.

use crate::estimate::{from_replicates, reason, within};
use glasshouse_engine::{Ends, ever};
use glasshouse_model::PersonId;
use glasshouse_rulebook::Plan;
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::{PersonDifference, PersonEnd, Swap, SwapCount};
use std::cmp::Reverse;

/// How many of the largest individual differences are listed.
const LISTED: usize = 10;

/// What happened at least once, by bit, with its name in documents.
const FLAGS: [(u8, &str); 8] = [
    (ever::PENALISED, "penalised"),
    (ever::WRONGLY_PENALISED, "wrongly_penalised"),
    (ever::FOR_UNDONE, "penalised_for_undone"),
    (ever::MISSED, "missed"),
    (ever::DEDUCTED, "deducted"),
    (ever::WRONG_DEDUCTION, "wrong_deduction"),
    (ever::CORRECTED, "corrected"),
    (ever::IN_WORST, "in_worst"),
];

/// A cell of the matrix of who is penalised under which of two arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Under both.
    Both,
    /// Under the first only.
    OnlyFirst,
    /// Under the second only.
    OnlySecond,
    /// Under neither.
    Neither,
}

impl Cell {
    /// The cell with a name, as in [`SwapCount`].
    pub fn parse(name: &str) -> Option<Cell> {
        Some(match name {
            "both" => Cell::Both,
            "only_first" => Cell::OnlyFirst,
            "only_second" => Cell::OnlySecond,
            "neither" => Cell::Neither,
            _ => return None,
        })
    }
}

/// The persons in a cell of the matrix.
pub fn members(first: &Ends, second: &Ends, cell: Cell) -> Vec<PersonId> {
    let of = |(a, b): (&u8, &u8)| match (a & ever::PENALISED != 0, b & ever::PENALISED != 0) {
        (true, true) => Cell::Both,
        (true, false) => Cell::OnlyFirst,
        (false, true) => Cell::OnlySecond,
        (false, false) => Cell::Neither,
    };
    let all = first.ever.iter().zip(&second.ever).map(of);
    (0u32..).map(PersonId).zip(all).filter(|(_, found)| *found == cell).map(|(person, _)| person).collect()
}

/// Two arms whose people are compared replicate after replicate.
pub struct Pair<'p> {
    first: &'p Plan,
    second: &'p Plan,
    counts: Vec<SwapCount>,
    people: u32,
    largest: Vec<PersonDifference>,
}

impl<'p> Pair<'p> {
    /// Begins with no replicate.
    pub fn new(first: &'p Plan, second: &'p Plan) -> Pair<'p> {
        Pair { first, second, counts: Vec::new(), people: 0, largest: Vec::new() }
    }

    fn scored(&self) -> bool {
        self.first.score.is_some() && self.second.score.is_some()
    }

    fn graded(&self) -> bool {
        self.first.grading.is_some() && self.second.grading.is_some()
    }

    /// Adds a replicate: how it ended for everyone in both arms.
    pub fn add(&mut self, replicate: u32, first: &Ends, second: &Ends) {
        let mut count = SwapCount { replicate, ..SwapCount::default() };
        let mut ranked: Vec<(Rank, usize)> = Vec::new();
        let n = first.ever.len().min(second.ever.len());
        for person in 0..n {
            let (Some(a), Some(b)) = (one(self.first, first, person), one(self.second, second, person)) else {
                continue;
            };
            match (a.is(ever::PENALISED), b.is(ever::PENALISED)) {
                (true, true) => count.both += 1,
                (true, false) => count.only_first += 1,
                (false, true) => count.only_second += 1,
                (false, false) => count.neither += 1,
            }
            let moved = if self.scored() { a.score.abs_diff(b.score) } else { 0 };
            let regraded = self.graded() && a.grade != b.grade;
            let flags = (a.ever ^ b.ever).count_ones();
            if flags > 0 || moved > 0 || regraded {
                count.end_differs += 1;
                let swapped = a.is(ever::PENALISED) != b.is(ever::PENALISED);
                ranked.push((Rank { swapped, flags, moved, first: Reverse(person) }, person));
                if ranked.len() >= 64 * LISTED {
                    keep_largest(&mut ranked);
                }
            }
        }
        if self.counts.is_empty() {
            keep_largest(&mut ranked);
            let both = |person| Some((one(self.first, first, person)?, one(self.second, second, person)?));
            let listed = ranked.iter().filter_map(|(_, person)| {
                let (a, b) = both(*person)?;
                let end = |one: One<'_>, plan: &Plan| one.end(plan.score.is_some());
                Some(PersonDifference {
                    person: PersonId(*person as u32).to_string(),
                    replicate,
                    first: end(a, self.first),
                    second: end(b, self.second),
                })
            });
            self.largest = listed.collect();
        }
        self.people = n as u32;
        self.counts.push(count);
    }

    /// The comparison of all replicates added.
    pub fn finish(self, names: (&str, &str), same_numbers: bool) -> Swap {
        let per_1000 = |of: fn(&SwapCount) -> u32| -> Estimate {
            let people = f64::from(self.people);
            let value = |c: &SwapCount| (people > 0.0).then(|| 1000.0 * f64::from(of(c)) / people);
            let values: Vec<Option<f64>> = self.counts.iter().map(value).collect();
            within(from_replicates(&values, reason::NO_CASES), 0.0, 1000.0)
        };
        let compared = [("ever", true), ("score", self.scored()), ("grade", self.graded())];
        Swap {
            first: names.0.into(),
            second: names.1.into(),
            both: per_1000(|c| c.both),
            only_first: per_1000(|c| c.only_first),
            only_second: per_1000(|c| c.only_second),
            neither: per_1000(|c| c.neither),
            end_differs: per_1000(|c| c.end_differs),
            compared: compared.into_iter().filter(|(_, is)| *is).map(|(name, _)| name.to_owned()).collect(),
            same_numbers,
            largest: self.largest,
            counts: self.counts,
        }
    }
}

/// How large a difference is: penalised or not first, then how much else ever happened to one and not to the
/// other, then points; among equals the first person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    swapped: bool,
    flags: u32,
    moved: u32,
    first: Reverse<usize>,
}

fn keep_largest(ranked: &mut Vec<(Rank, usize)>) {
    ranked.sort_unstable_by_key(|(rank, _)| Reverse(*rank));
    ranked.truncate(LISTED);
}

/// How it ended for one person.
struct One<'p> {
    ever: u8,
    score: i32,
    grade: Option<&'p str>,
}

fn one<'p>(plan: &'p Plan, ends: &Ends, person: usize) -> Option<One<'p>> {
    let grade = ends.grade.get(person)?;
    let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
    let grade = grades.get(usize::from(*grade)).map(|g| g.id.as_str());
    Some(One { ever: *ends.ever.get(person)?, score: *ends.score.get(person)?, grade })
}

impl One<'_> {
    fn is(&self, bit: u8) -> bool {
        self.ever & bit != 0
    }

    fn end(&self, scored: bool) -> PersonEnd {
        let ever = FLAGS.iter().filter(|(bit, _)| self.is(*bit)).map(|(_, name)| (*name).to_owned());
        PersonEnd { ever: ever.collect(), score: scored.then_some(self.score), grade: self.grade.map(str::to_owned) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_is_in_one_cell_and_the_largest_difference_is_first() {
        let plan = glasshouse_testing::suining(&[]);
        let first = Ends {
            ever: vec![0, 1, 1, 0, 8],
            score: vec![1000, 900, 700, 1000, 980],
            grade: vec![0, 1, 2, 0, 0],
            ..Ends::default()
        };
        let second = Ends {
            ever: vec![0, 1, 0, 3, 8],
            score: vec![1000, 900, 900, 580, 970],
            grade: vec![0, 1, 1, 3, 0],
            ..Ends::default()
        };
        let mut pair = Pair::new(&plan, &plan);
        pair.add(0, &first, &second);
        pair.add(1, &first, &first);
        let swap = pair.finish(("a", "b"), false);
        let count = |replicate, both, only_first, only_second, neither, end_differs| SwapCount {
            replicate,
            both,
            only_first,
            only_second,
            neither,
            end_differs,
        };
        // Of two such replicates the interval of the mean alone would reach below nobody.
        let Estimate::Interval { low, high, .. } = swap.only_first else { panic!("{:?}", swap.only_first) };
        assert!(low.abs() < 1e-12 && high > 100.0 && high <= 1000.0, "{low} {high}");
        assert_eq!(swap.counts, [count(0, 1, 1, 1, 2, 3), count(1, 2, 0, 0, 3, 0)]);
        assert_eq!(swap.only_second.value(), Some(100.0));
        assert_eq!(swap.compared, ["ever", "score", "grade"]);
        let order: Vec<&str> = swap.largest.iter().map(|p| p.person.as_str()).collect();
        assert_eq!(order, ["p-000000003", "p-000000002", "p-000000004"]);
        assert_eq!(swap.largest[0].second.grade.as_deref(), Some("D"));
        assert_eq!(swap.largest[0].second.ever, ["penalised", "wrongly_penalised"]);
    }

    #[test]
    fn without_a_score_on_both_sides_scores_are_not_compared() {
        let (plan, none) = (glasshouse_testing::suining(&[]), glasshouse_rulebook::none());
        let nobody = Ends { ever: vec![0, 0], score: vec![0, 0], grade: vec![255, 255], ..Ends::default() };
        let scored = Ends { ever: vec![0, 1], score: vec![1000, 800], grade: vec![0, 2], ..Ends::default() };
        let mut pair = Pair::new(&none, &plan);
        pair.add(0, &nobody, &scored);
        let swap = pair.finish(("none", "s"), false);
        assert_eq!((swap.counts[0].end_differs, swap.counts[0].only_second), (1, 1));
        assert_eq!(swap.compared, ["ever"]);
        assert_eq!((swap.largest[0].first.score, swap.largest[0].second.score), (None, Some(800)));
    }
}
