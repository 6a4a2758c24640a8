//! Picking persons to show by what happened to them.

use glasshouse_model::draw::{Keyring, Place, Stream};
use glasshouse_model::trace::{Entry, Link, Side};
use glasshouse_model::{ActClass, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{ListPolarity, Polarity};

/// A criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// Under an adverse measure, at the end of some day, for something they did not do: neither the true dossier
    /// nor the record without its wrong entries would have led to it.
    WronglyPenalised,
    /// Under an adverse measure, at the end of some day, that the true dossier would not have led to then: a true
    /// record that came late counts.
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

    /// Whether it holds for a person with these entries, in order. Always true for the median, which
    /// [`rank`] finds.
    pub fn holds(self, plan: &Plan, entries: &[Entry]) -> bool {
        let act_left_out = |wanted: fn(ActClass) -> bool| {
            entries.iter().any(|e| match e.link {
                Link::Act { kind, taken, taken_in_baseline } => !taken && taken_in_baseline && wanted(kind.class()),
                _ => false,
            })
        };
        match self {
            Criterion::WronglyPenalised => judged(entries, |_, for_undone, _| for_undone),
            Criterion::Mistimed => judged(entries, |wrongly, for_undone, _| wrongly && !for_undone),
            Criterion::Missed => judged(entries, |_, _, missed| missed),
            Criterion::NeverCorrected => never_corrected(entries),
            Criterion::Penalised => entries.iter().any(|e| match e.link {
                Link::Measure { side: Side::Record, measure, active: true } => is_sanction(plan, measure),
                _ => false,
            }),
            Criterion::Chilled => act_left_out(|c| c == ActClass::Expression),
            Criterion::Deterred => act_left_out(ActClass::is_misconduct),
            Criterion::Listed => entries.iter().any(|e| match e.link {
                Link::Listing { side: Side::Record, list, entered: true } => {
                    plan.lists.get(usize::from(list)).is_some_and(|l| l.polarity != ListPolarity::Red)
                }
                _ => false,
            }),
            Criterion::Median => true,
        }
    }
}

fn is_sanction(plan: &Plan, measure: u8) -> bool {
    plan.measures.get(usize::from(measure)).is_some_and(|m| m.polarity == Polarity::Sanction)
}

/// Whether the day's end was ever judged so: wrongly penalised, for something not done, missed.
fn judged(entries: &[Entry], wanted: fn(bool, bool, bool) -> bool) -> bool {
    entries.iter().any(|e| match e.link {
        Link::Verdict { wrongly, for_undone, missed } => wanted(wrongly, for_undone, missed),
        _ => false,
    })
}

fn never_corrected(entries: &[Entry]) -> bool {
    let wrong = entries.iter().any(|e| match e.link {
        Link::Award { side: Side::Record, origin, points, .. } => origin.is_wrong() && points < 0,
        _ => false,
    });
    wrong && !entries.iter().any(|e| matches!(e.link, Link::Correction { .. }))
}

/// The order in which persons who fit are shown: by a draw of their own, so that the first is no special
/// person, and the same person comes first however many others fit.
pub fn rank(keys: &Keyring, person: PersonId) -> (u32, PersonId) {
    (keys.draw(Place::of(Stream::Pick, person.0), 0)[0], person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_model::trace::{Origin, StoryId};
    use glasshouse_model::{ActKind, Day};

    fn entry(day: i32, link: Link) -> Entry {
        Entry { day: Day(day), person: PersonId(1), cause: StoryId(0), link }
    }

    #[test]
    fn a_corrected_wrong_deduction_is_not_never_corrected() {
        let plan = Plan::default();
        let award = |origin, points| {
            let (side, indicator, channel, until, score) = (Side::Record, 0, None, None, 0);
            let act_day = Day(1);
            entry(1, Link::Award { side, indicator, channel, origin, act_day, points, until, score })
        };
        let correction = entry(2, Link::Correction { indicator: 0, points: 5, score: 0 });
        let holds = |entries: &[Entry]| Criterion::NeverCorrected.holds(&plan, entries);
        assert!(holds(&[award(Origin::FalseAlarm, -5)]));
        assert!(!holds(&[award(Origin::FalseAlarm, -5), correction]));
        assert!(!holds(&[award(Origin::Own, -5)]));
        assert!(!holds(&[award(Origin::FalseAlarm, 5)]));
    }

    #[test]
    fn only_expression_that_was_left_out_is_chilled() {
        let plan = Plan::default();
        let act = |name: &str, taken, taken_in_baseline| {
            let kind = ActKind::parse(name).unwrap();
            [entry(1, Link::Act { kind, taken, taken_in_baseline })]
        };
        assert!(Criterion::Chilled.holds(&plan, &act("petition.lawful", false, true)));
        assert!(!Criterion::Chilled.holds(&plan, &act("petition.lawful", true, true)));
        assert!(!Criterion::Chilled.holds(&plan, &act("traffic.minor", false, true)));
        assert!(Criterion::Deterred.holds(&plan, &act("traffic.minor", false, true)));
    }
}
