//! Picking persons to show by what happened to them.

use glasshouse_engine::ever;
use glasshouse_metrics::Metric;
use glasshouse_model::draw::{Keyring, Place, Stream};
use glasshouse_model::trace::{Entry, Link, Side};
use glasshouse_model::{ActClass, ActKind, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::ListPolarity;

/// A criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// Under an adverse measure, at the end of some day, for something they did not do: neither the true dossier
    /// nor the record without its wrong entries would have led to it.
    WronglyPenalised,
    /// Under an adverse measure, at the end of some day, that the true dossier would not have led to then, but
    /// never for something they did not do: a true record came late.
    Mistimed,
    /// Had points deducted for something they did not do, and no wrong record was ever corrected.
    NeverCorrected,
    /// Under an adverse measure at least once.
    Penalised,
    /// Escaped, at the end of some day, an adverse measure that the true dossier would have led to.
    Missed,
    /// Left out a lawful act of expression that they would have done without a regime.
    Chilled,
    /// Left out misconduct that they would have done without a regime.
    Deterred,
    /// Was on an adverse list at least once.
    Listed,
    /// The person in the middle: half of all score lower at the end.
    Median,
}

impl Criterion {
    /// The name in flags and files.
    pub fn name(self) -> &'static str {
        match self {
            Criterion::WronglyPenalised => "wrongly-penalised",
            Criterion::Mistimed => "mistimed",
            Criterion::NeverCorrected => "never-corrected",
            Criterion::Penalised => "penalised",
            Criterion::Missed => "missed",
            Criterion::Chilled => "chilled",
            Criterion::Deterred => "deterred",
            Criterion::Listed => "listed",
            Criterion::Median => "median",
        }
    }

    /// The criterion with a name.
    pub fn parse(name: &str) -> Option<Criterion> {
        use Criterion::{
            Chilled, Deterred, Listed, Median, Missed, Mistimed, NeverCorrected, Penalised, WronglyPenalised,
        };
        let all = [WronglyPenalised, Mistimed, NeverCorrected, Penalised, Missed, Chilled, Deterred, Listed, Median];
        all.into_iter().find(|c| c.name() == name)
    }

    /// How it is told whether it holds.
    pub fn test(self) -> Test {
        match self {
            Criterion::WronglyPenalised => Test::Ends(|e| e & ever::FOR_UNDONE != 0),
            Criterion::Mistimed => Test::Ends(|e| e & ever::WRONGLY_PENALISED != 0 && e & ever::FOR_UNDONE == 0),
            Criterion::NeverCorrected => Test::Ends(|e| e & ever::WRONG_DEDUCTION != 0 && e & ever::CORRECTED == 0),
            Criterion::Penalised => Test::Ends(|e| e & ever::PENALISED != 0),
            Criterion::Missed => Test::Ends(|e| e & ever::MISSED != 0),
            Criterion::Chilled => Test::Trace {
                holds: chilled,
                metric: Metric::Withheld,
                of: |i| is_act(i, |c| c == ActClass::Expression),
            },
            Criterion::Deterred => {
                Test::Trace { holds: deterred, metric: Metric::Withheld, of: |i| is_act(i, ActClass::is_misconduct) }
            }
            Criterion::Listed => Test::Trace { holds: listed, metric: Metric::ListEntries, of: |_| true },
            Criterion::Median => Test::Middle,
        }
    }
}

/// How it is told whether a criterion holds.
#[derive(Clone, Copy)]
pub enum Test {
    /// By what ever happened to the person: the bits of [`ever`].
    Ends(fn(u8) -> bool),
    /// By the entries about the person, in order.
    Trace {
        /// Whether it holds.
        holds: fn(&Plan, &[Entry]) -> bool,
        /// What is counted when it begins to hold; where that is zero, it holds for nobody.
        metric: Metric,
        /// For which items of the metric.
        of: fn(&str) -> bool,
    },
    /// By the place among all scores.
    Middle,
}

fn is_act(item: &str, wanted: fn(ActClass) -> bool) -> bool {
    ActKind::parse(item).is_some_and(|kind| wanted(kind.class()))
}

fn left_out(entries: &[Entry], wanted: fn(ActClass) -> bool) -> bool {
    entries.iter().any(|e| match e.link {
        Link::Act { kind, taken, taken_in_baseline } => !taken && taken_in_baseline && wanted(kind.class()),
        _ => false,
    })
}

fn chilled(_: &Plan, entries: &[Entry]) -> bool {
    left_out(entries, |c| c == ActClass::Expression)
}

fn deterred(_: &Plan, entries: &[Entry]) -> bool {
    left_out(entries, ActClass::is_misconduct)
}

fn listed(plan: &Plan, entries: &[Entry]) -> bool {
    entries.iter().any(|e| match e.link {
        Link::Listing { side: Side::Record, list, entered: true } => {
            plan.lists.get(usize::from(list)).is_some_and(|l| l.polarity != ListPolarity::Red)
        }
        _ => false,
    })
}

/// The order in which persons who fit are shown: by a draw of their own, so that the first is no special
/// person, and the same person comes first however many others fit.
pub fn rank(keys: &Keyring, person: PersonId) -> (u32, PersonId) {
    (keys.draw(Place::of(Stream::Pick, person.0), 0)[0], person)
}

/// The order in which blocks are looked through, where a criterion needs everyone's entries.
pub fn block_rank(keys: &Keyring, block: u32) -> (u32, u32) {
    (keys.draw(Place::of(Stream::Pick, block), 1)[0], block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_model::trace::StoryId;
    use glasshouse_model::{ActKind, Day};

    #[test]
    fn what_ever_happened_tells_most_criteria() {
        let holds = |criterion: Criterion, bits: u8| match criterion.test() {
            Test::Ends(test) => test(bits),
            Test::Trace { .. } | Test::Middle => panic!("{} needs a trace", criterion.name()),
        };
        let wrongly = ever::PENALISED | ever::WRONGLY_PENALISED;
        assert!(holds(Criterion::WronglyPenalised, wrongly | ever::FOR_UNDONE));
        assert!(!holds(Criterion::WronglyPenalised, wrongly));
        assert!(holds(Criterion::Mistimed, wrongly));
        assert!(!holds(Criterion::Mistimed, wrongly | ever::FOR_UNDONE));
        assert!(holds(Criterion::Penalised, wrongly) && !holds(Criterion::Missed, wrongly));
        assert!(holds(Criterion::NeverCorrected, ever::WRONG_DEDUCTION));
        assert!(!holds(Criterion::NeverCorrected, ever::WRONG_DEDUCTION | ever::CORRECTED));
    }

    #[test]
    fn only_expression_that_was_left_out_is_chilled() {
        let plan = Plan::default();
        let act = |name: &str, taken, taken_in_baseline| {
            let kind = ActKind::parse(name).unwrap();
            [Entry {
                day: Day(1),
                person: PersonId(1),
                cause: StoryId(0),
                link: Link::Act { kind, taken, taken_in_baseline },
            }]
        };
        assert!(chilled(&plan, &act("petition.lawful", false, true)));
        assert!(!chilled(&plan, &act("petition.lawful", true, true)));
        assert!(!chilled(&plan, &act("traffic.minor", false, true)));
        assert!(deterred(&plan, &act("traffic.minor", false, true)));
    }
}
