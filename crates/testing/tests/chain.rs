//! The chain on full runs of Suining: conservation, recount, perfect and blind channels, no measures.

use glasshouse_audit::recount;
use glasshouse_engine::{Scenario, Sequential, replay};
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Link, Side, Trace};
use glasshouse_model::{Chance, PersonId, Ratio};
use glasshouse_rulebook::Plan;
use glasshouse_testing::{Threads, county, perfect_suining, run, scenario, spread, suining, total};
use std::collections::BTreeMap;

/// The traces of some persons, by replaying their blocks.
fn traces(scenario: &Scenario<'_>, persons: &[PersonId]) -> BTreeMap<PersonId, Trace> {
    let exchange = run(scenario, &Threads(2)).exchange;
    let mut by_block: BTreeMap<u32, Vec<PersonId>> = BTreeMap::new();
    for person in persons {
        by_block.entry(person.block()).or_default().push(*person);
    }
    let mut found = BTreeMap::new();
    for (block, wanted) in by_block {
        let mut trace = Trace { persons: Some(wanted.clone()), entries: Vec::new() };
        replay(scenario, &exchange, block, &mut trace);
        for person in wanted {
            let entries = trace.entries.iter().filter(|e| e.person == person).copied().collect();
            found.insert(person, Trace { persons: None, entries });
        }
    }
    found
}

/// Start + ledger = score at every month's end, and the recount agrees, for 1,000 persons.
fn ledgers_sum(plan: &Plan) {
    let society = county(40_000);
    let scenario = scenario(&society, plan, 60);
    let first = scenario.first_day();
    let start = plan.score.as_ref().map_or(0, |s| s.start);
    let mut n_records = 0;
    for (person, trace) in traces(&scenario, &spread(&society, 1000)) {
        let recount = recount(plan, &trace.entries, person, first, 60);
        assert_eq!(recount.findings, vec![], "{person}: {:#?}", trace.entries);
        n_records += recount.n_records;
        for month in 0..60 {
            let end = first.date().add_months(month + 1).to_day();
            let (mut ledger, mut score) = (start, start);
            for entry in trace.entries.iter().filter(|e| e.day < end) {
                let (points, after) = match entry.link {
                    Link::Award { side: Side::Record, points, score, .. }
                    | Link::Expiry { side: Side::Record, points, score, .. }
                    | Link::Correction { points, score, .. } => (points, score),
                    _ => continue,
                };
                ledger += points;
                score = after;
                assert_eq!(ledger, score, "{person} on {}", entry.day);
            }
            assert_eq!(recount.scores[month as usize], score, "{person}, month {}", month + 1);
        }
    }
    assert!(n_records > 100, "only {n_records} records: the test would show little");
}

#[test]
fn ledgers_sum_and_the_recount_agrees() {
    ledgers_sum(&suining(&[]));
}

#[test]
fn ledgers_sum_and_the_recount_agrees_under_review() {
    ledgers_sum(&suining(&["review.enabled=true"]));
}

#[test]
fn with_perfect_channels_nobody_is_wrongly_penalised_and_nobody_missed() {
    let (society, plan) = (county(50_000), perfect_suining());
    let series = run(&scenario(&society, &plan, 60), &Threads(2)).series;
    assert!(total(&series, Metric::EverPenalised) > 100);
    for metric in [
        Metric::EverWronglyPenalised,
        Metric::EverPenalisedForUndone,
        Metric::EverMissed,
        Metric::EverWrongDeduction,
        Metric::WronglyRefused,
    ] {
        assert_eq!(total(&series, metric), 0, "{metric:?}");
    }
    let at = |metric| series.layout.at(metric);
    for month in 0..60 {
        for group in 0..glasshouse_model::group::N_GROUPS as u8 {
            let [record, truth] = [Metric::ScoreSum, Metric::TrueScoreSum].map(|m| series.value(month, at(m), group));
            assert_eq!(record, truth, "month {month}, group {group}");
        }
    }
}

#[test]
fn imperfect_channels_do_err() {
    let (society, plan) = (county(50_000), suining(&[]));
    let series = run(&scenario(&society, &plan, 60), &Threads(2)).series;
    let wrongly = total(&series, Metric::EverWronglyPenalised);
    let undone = total(&series, Metric::EverPenalisedForUndone);
    assert!(0 < undone && undone < wrongly, "{undone} {wrongly}");
    assert!(total(&series, Metric::EverMissed) > 0);
    assert!(total(&series, Metric::Misattributed) > 0);
    assert!(total(&series, Metric::FalseAlarms) > 0);
}

#[test]
fn blind_channels_leave_no_record() {
    let mut plan = suining(&[]);
    for channel in &mut plan.channels {
        channel.hit_rate = Chance::NEVER;
        channel.false_alarms = Ratio::ZERO;
    }
    let society = county(50_000);
    let series = run(&scenario(&society, &plan, 60), &Threads(2)).series;
    for metric in
        [Metric::Records, Metric::Observations, Metric::EverPenalised, Metric::PointsDeducted, Metric::ListEntries]
    {
        assert_eq!(total(&series, metric), 0, "{metric:?}");
    }
    assert!(total(&series, Metric::TrueRecords) > 1000);
}

#[test]
fn without_measures_the_regime_changes_nobodys_acts() {
    let mut plan = suining(&[]);
    plan.measures.clear();
    let society = county(50_000);
    let series = run(&scenario(&society, &plan, 60), &Threads(2)).series;
    assert_eq!(total(&series, Metric::Withheld), 0);
    assert_eq!(total(&series, Metric::Added), 0);
    assert_eq!(total(&series, Metric::Acts), total(&series, Metric::BaselineActs));
    assert!(total(&series, Metric::Records) > 1000);
}

#[test]
fn with_measures_it_deters_and_chills() {
    let (society, plan) = (county(50_000), suining(&[]));
    let series = run(&scenario(&society, &plan, 60), &Threads(2)).series;
    let withheld = |name| {
        let kind = glasshouse_model::ActKind::parse(name).map_or(0, |k| k.0);
        series.total(series.layout.of(Metric::Withheld, kind), 0)
    };
    assert!(withheld("traffic.minor") > 0);
    assert!(withheld("speech.critical") > 0, "a lawful act that resembles a scored one is chilled");
}

/// The flags of everyone at the end add up to what was counted on the way.
#[test]
fn ends_agree_with_the_counts() {
    use glasshouse_engine::ever;
    let (society, plan) = (county(20_000), suining(&[]));
    let run = run(&scenario(&society, &plan, 60), &Threads(2));
    for (bit, metric) in [
        (ever::PENALISED, Metric::EverPenalised),
        (ever::FOR_UNDONE, Metric::EverPenalisedForUndone),
        (ever::MISSED, Metric::EverMissed),
        (ever::WRONG_DEDUCTION, Metric::EverWrongDeduction),
    ] {
        let flagged = run.ends.ever.iter().filter(|e| **e & bit != 0).count() as i64;
        assert_eq!(flagged, total(&run.series, metric), "{metric:?}");
    }
    let scores: i64 = run.ends.score.iter().map(|s| i64::from(*s)).sum();
    assert_eq!(scores, total(&run.series, Metric::ScoreSum));
}

#[test]
fn counts_of_people_and_grades_are_conserved() {
    let (society, plan) = (county(30_001), suining(&[]));
    let series = run(&scenario(&society, &plan, 60), &Sequential).series;
    for month in 0..60 {
        for metric in [Metric::InGrade, Metric::InTrueGrade] {
            let graded: i64 = series.layout.columns_of(metric).map(|c| series.value(month, c, 0)).sum();
            assert_eq!(graded, 30_001, "month {month}");
        }
    }
    let at = |metric| series.layout.at(metric);
    for attribute in glasshouse_model::Attribute::ALL {
        let first = attribute.first_group();
        let levels = attribute.levels().len() as u8;
        for metric in [Metric::People, Metric::EverPenalised, Metric::PointsDeducted] {
            let parts: i64 = (first..first + levels).map(|g| series.total(at(metric), g)).sum();
            assert_eq!(parts, series.total(at(metric), 0), "{metric:?} by {}", attribute.name());
        }
    }
    let (sent, wrong) = (total(&series, Metric::Misattributed), total(&series, Metric::WrongRecords));
    assert!(wrong <= sent + total(&series, Metric::FalseAlarms));
}

#[test]
fn the_review_office_corrects_and_its_capacity_binds() {
    let society = county(50_000);
    let corrected = |officers: &str| {
        let plan = suining(&["review.enabled=true", officers]);
        let series = run(&scenario(&society, &plan, 60), &Threads(2)).series;
        (total(&series, Metric::Corrected), total(&series, Metric::Queue), total(&series, Metric::Objections))
    };
    let (many, queue_many, filed) = corrected("review.officers=50");
    let (none, queue_none, filed_none) = corrected("review.officers=0");
    assert!(filed > 0 && filed_none > 0);
    assert!(many > 0);
    assert_eq!(none, 0, "nobody decides, nothing is corrected");
    assert!(queue_none > queue_many);
}

/// A corrected record takes its subject off the lists that it led to, before their term.
#[test]
fn correction_ends_the_stays_that_rest_on_the_record() {
    let mut plan = suining(&["review.enabled=true", "review.officers=50"]);
    for list in &mut plan.lists {
        list.selection = Chance::ALWAYS;
        list.term = glasshouse_model::Span::Indefinite;
    }
    let society = county(20_000);
    let scenario = scenario(&society, &plan, 36);
    let exchange = run(&scenario, &Threads(2)).exchange;
    let mut trace = Trace::everyone();
    (0..society.blocks()).for_each(|block| replay(&scenario, &exchange, block, &mut trace));
    let mut left = 0;
    for entry in &trace.entries {
        if matches!(entry.link, Link::Listing { side: Side::Record, entered: false, .. }) {
            let corrected = trace
                .entries
                .iter()
                .any(|e| e.person == entry.person && e.day == entry.day && matches!(e.link, Link::Correction { .. }));
            assert!(corrected, "the term is indefinite, so only a correction ends a stay: {entry:?}");
            left += 1;
        }
    }
    assert!(left > 10, "{left}");
}

/// After its last day a rulebook gives no points and no grades, and the recount agrees.
#[test]
fn a_rulebook_ends_on_its_last_day() {
    let mut plan = suining(&[]);
    plan.to = Some(glasshouse_model::Date { year: 2011, month: 6, day: 30 }.to_day());
    ledgers_sum(&plan);
    let society = county(20_000);
    let series = run(&scenario(&society, &plan, 36), &Threads(2)).series;
    let sum = |metric, month| -> i64 { series.layout.columns_of(metric).map(|c| series.value(month, c, 0)).sum() };
    assert!(sum(Metric::Records, 17) > 0);
    assert_eq!(sum(Metric::InGrade, 17), 20_000);
    assert_eq!((18..36).map(|month| sum(Metric::Records, month)).sum::<i64>(), 0);
    assert_eq!(sum(Metric::InGrade, 18), 0);
    assert_eq!(sum(Metric::Penalised, 35), 0, "stays have run out and agencies have followed");
}
