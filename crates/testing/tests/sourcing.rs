//! The figures that the gallery sets out to carry, one by one: each is a figure of a rulebook, or a statement that
//! it keeps, with the value and the source of the list. What came of a regime sets no figure of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_rulebook::plan::PublishedKind;
use glasshouse_rulebook::{Plan, builtin, builtins, check};
use glasshouse_text::Basis;
use std::collections::{BTreeMap, BTreeSet};

const LIST: &str = include_str!("../data/figures.tsv");

/// A line: section of the fact sheet, regime, where it is carried (`-` where it is not), value, source.
struct Row {
    regime: &'static str,
    carried: &'static str,
    value: &'static str,
    source: &'static str,
}

fn rows() -> Vec<Row> {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [_, regime, carried, value, source] = cells.as_slice() else { panic!("{line}") };
        Row { regime, carried, value, source }
    };
    LIST.lines().skip(1).map(row).collect()
}

fn plans() -> BTreeMap<&'static str, Plan> {
    let plan = |name| check(name, builtin(name).unwrap().as_bytes(), &[]).plan.unwrap_or_else(|| panic!("{name}"));
    builtins().map(|name| (name, plan(name))).collect()
}

fn id(source: &str) -> &str {
    source.split('#').next().unwrap_or(source)
}

#[test]
fn what_is_listed_as_carried_is_there_with_its_value_and_source() {
    let plans = plans();
    for row in rows().iter().filter(|r| r.carried != "-") {
        let plan = plans.get(row.regime).unwrap_or_else(|| panic!("no regime {}", row.regime));
        let at = format!("{}: {}", row.regime, row.carried);
        if let Some(name) = row.carried.strip_prefix("published.") {
            let statement = plan.published.iter().find(|p| p.id == name).unwrap_or_else(|| panic!("{at}"));
            assert_eq!((statement.value.as_str(), id(&statement.source)), (row.value, row.source), "{at}");
            continue;
        }
        let figure = plan.figures.iter().find(|f| f.path == row.carried).unwrap_or_else(|| panic!("{at}"));
        assert_eq!(figure.value, row.value, "{at}");
        match &figure.basis {
            Basis::Cited { source } => assert_eq!(id(source), row.source, "{at}"),
            Basis::Rival { values } => assert!(values.iter().any(|(_, s)| id(s) == row.source), "{at}"),
            other => panic!("{at} is not cited: {other:?}"),
        }
    }
}

#[test]
fn nineteen_of_twenty_are_carried_and_nothing_twice() {
    let rows = rows();
    let carried = rows.iter().filter(|r| r.carried != "-").count();
    assert!(rows.len() > 400 && carried * 20 >= rows.len() * 19, "{carried} of {}", rows.len());
    let places: BTreeSet<(&str, &str)> =
        rows.iter().filter(|r| r.carried != "-").map(|r| (r.regime, r.carried)).collect();
    assert_eq!(places.len(), carried, "a figure is listed twice");
}

#[test]
fn every_statement_is_in_the_list() {
    let listed: BTreeSet<(&str, &str)> = rows().iter().map(|r| (r.regime, r.carried)).collect();
    for (name, plan) in plans() {
        for statement in &plan.published {
            let carried = format!("published.{}", statement.id);
            assert!(listed.contains(&(name, carried.as_str())), "{name}: {carried}");
        }
    }
}

/// A statement of what came of a regime is kept to check runs against; were a figure set by it, the check would
/// test nothing. No figure rests on a source that is cited for outcomes alone.
#[test]
fn outcomes_set_no_figure() {
    for (name, plan) in plans() {
        let of = |wanted: bool| {
            plan.published
                .iter()
                .filter(move |p| (p.kind == PublishedKind::Outcome) == wanted)
                .map(|p| id(&p.source))
                .collect::<BTreeSet<_>>()
        };
        for source in of(true).difference(&of(false)) {
            for figure in &plan.figures {
                let Basis::Cited { source: cited } = &figure.basis else { continue };
                assert!(id(cited) != *source, "{name}: {} rests on {cited}", figure.path);
            }
        }
    }
}
