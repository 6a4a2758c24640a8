//! Held: what the outcomes of the gallery say of themselves.

use super::*;
use crate::source::built_in_plan;
use glasshouse_rulebook::plan::PublishedKind;
use std::collections::BTreeSet;

fn given(declared: Option<f64>, ranged: &[f64]) -> Given {
    Given { declared, half_width: None, ranged: ranged.to_vec(), command: String::new() }
}

#[test]
fn verdicts_follow_the_band() {
    let (outcomes, _) = read(&built_in()).unwrap();
    let mut outcome = outcomes.into_iter().find(|o| matches!(o.room, Room::Band { .. })).unwrap();
    outcome.room = Room::Band { low: 10.0, high: 20.0, why: Default::default() };
    assert_eq!(judge(&outcome, &given(Some(10.0), &[])), Verdict::Inside);
    assert_eq!(judge(&outcome, &given(Some(9.0), &[5.0, 12.0])), Verdict::InsideRanges);
    assert_eq!(judge(&outcome, &given(Some(9.0), &[5.0, 25.0])), Verdict::Outside);
    assert_eq!(judge(&outcome, &given(None, &[])), Verdict::NoValue);
    outcome.room = Room::NotComparable(Default::default());
    assert_eq!(judge(&outcome, &given(Some(15.0), &[])), Verdict::NotComparable);
}

#[test]
fn every_outcome_is_a_statement_of_its_regime_and_none_sets_a_figure() {
    let (outcomes, calibrations) = read(&built_in()).unwrap();
    assert!(outcomes.len() >= 25 && !calibrations.is_empty());
    let checked: BTreeSet<(&str, &str)> = outcomes.iter().map(|o| (o.regime.as_str(), o.statement.as_str())).collect();
    assert_eq!(checked.len(), outcomes.len(), "an outcome is checked twice");
    for outcome in &outcomes {
        let statement = statement(outcome).unwrap_or_else(|| panic!("{}: {}", outcome.regime, outcome.statement));
        assert_eq!(statement.kind, PublishedKind::Outcome, "{}", outcome.id);
    }
    for used in &calibrations {
        let at = format!("{}: {}", used.regime, used.statement);
        let plan = built_in_plan(&used.regime).unwrap();
        let society = plan.society.as_deref().and_then(glasshouse_society::builtin);
        let of_society = used.figure.strip_prefix("society.");
        let of_people = society.iter().flat_map(|s| &s.figures).any(|f| Some(f.path.as_str()) == of_society);
        let of_rules = plan.figures.iter().any(|f| f.path == used.figure);
        assert!(of_rules || of_people, "{at}: no figure {}", used.figure);
        let statement = plan.published.iter().find(|p| p.id == used.statement).unwrap_or_else(|| panic!("{at}"));
        assert_ne!(statement.kind, PublishedKind::Outcome, "{at} is an outcome and set {}", used.figure);
        assert!(!checked.contains(&(used.regime.as_str(), used.statement.as_str())), "{at} is checked as well");
    }
}

#[test]
fn the_counts_of_an_outcome_are_those_of_its_regime() {
    let (outcomes, _) = read(&built_in()).unwrap();
    for outcome in &outcomes {
        let plan = built_in_plan(&outcome.regime).unwrap();
        for part in outcome.part.iter().chain(&outcome.of) {
            let Part::Count { item, .. } = part else { continue };
            let known = plan.lists.iter().map(|l| &l.id).chain(plan.measures.iter().map(|m| &m.id));
            let an_act = glasshouse_model::ActKind::parse(item).is_some();
            assert!(item.is_empty() || an_act || known.into_iter().any(|id| id == item), "{}: {item}", outcome.id);
        }
    }
}

#[test]
fn a_small_comparison_gives_a_share() {
    let (outcomes, _) = read(&built_in()).unwrap();
    let midas = outcomes.iter().find(|o| o.id == "midas-false").unwrap();
    let pool = Pool::new(2).unwrap();
    let size = Size { people: 3_000, points: 2, seed: 1, replicates: 3 };
    let mut runs = 0;
    let mut watch = || {
        runs += 1;
        ControlFlow::Continue(())
    };
    let given = perform(midas, size, &pool, &mut watch).unwrap();
    assert!(given.declared.is_some_and(|v| (0.0..=100.0).contains(&v)), "{given:?}");
    assert!(given.ranged.windows(2).all(|w| w[0] <= w[1]) && runs == 5, "{given:?} {runs}");
    assert!(given.half_width.is_some_and(|half| half > 0.0), "{given:?}");
    let stopped = perform(midas, size, &pool, &mut || ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Failure::Interrupted { .. })));
}

#[test]
fn tables_that_say_too_little_are_refused() {
    for (from, to) in [
        ("low = \"22\"", "low = \"99\""),
        ("part = [\"list_performed", "part = [\"list_perfromed"),
        ("outcomes/1", "outcomes/9"),
    ] {
        let text = PUBLISHED.replacen(from, to, 1);
        assert_ne!(text, PUBLISHED);
        let document = Document { name: "o.toml".into(), bytes: text.into_bytes(), built_in: false };
        assert!(matches!(read(&document), Err(Failure::Document(_))), "{to}");
    }
}
