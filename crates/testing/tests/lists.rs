//! Kept lists: each rule of entry, stay and exit changes its number when it is switched off; the recount agrees;
//! both implementations give the same for random cases.

#![expect(clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_audit::{derive, recount};
use glasshouse_engine::{Sequential, replay};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::trace::Trace;
use glasshouse_model::{ActKind, Day};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::Case;
use glasshouse_testing::{Threads, county, plan, run, scenario, total};
use std::sync::OnceLock;

/// Debtors, their families, drunk drivers and volunteers: every rule that lists can have.
const LISTS: &str = include_str!("rulebooks/lists.toml");

fn series(changes: &[(&str, &str)]) -> (Series, Plan) {
    static UNCHANGED: OnceLock<(Series, Plan)> = OnceLock::new();
    let made = || {
        let plan = plan(LISTS, changes);
        let society = county(16_000);
        (run(&scenario(&society, &plan, 60), &Threads(2)).series, plan)
    };
    if changes.is_empty() { UNCHANGED.get_or_init(made).clone() } else { made() }
}

fn of(series: &Series, plan: &Plan, metric: Metric, list: &str) -> i64 {
    let number = plan.lists.iter().position(|l| l.id == list).expect("a list of the rulebook") as u8;
    series.total(series.layout.of(metric, number), 0)
}

/// The number of a list under changes of the text, beside the number without them.
fn beside(metric: Metric, list: &str, changes: &[(&str, &str)]) -> (i64, i64) {
    let (with, plan) = series(&[]);
    let (without, other) = series(changes);
    (of(&with, &plan, metric, list), of(&without, &other, metric, list))
}

#[test]
fn a_regime_of_lists_alone_records_and_lists() {
    let (series, plan) = series(&[]);
    assert!(total(&series, Metric::Records) > 1000);
    for list in &plan.lists {
        assert!(of(&series, &plan, Metric::ListEntries, &list.id) > 10, "{}", list.id);
    }
    assert!(total(&series, Metric::EverPenalised) > 100);
    assert!(total(&series, Metric::EverWronglyPenalised) > 0);
    assert!(total(&series, Metric::Corrected) > 0, "records that only lead to a list are open to review");
}

#[test]
fn one_ground_lists_more_people_than_two() {
    let (two, one) = beside(Metric::ListEntries, "debtors", &[("count = 2\nwithin = \"2y\"\n", "")]);
    assert!(one > 2 * two, "{one} {two}");
    let (_, ever) = beside(Metric::ListEntries, "debtors", &[("within = \"2y\"", "within = \"indefinite\"")]);
    assert!(ever > two, "{ever} {two}");
}

#[test]
fn performance_shortens_stays_and_nobody_performs_without_an_exit() {
    let exit = "exit = { rate = 0.5, after = \"1m\", within = \"3wd\" }\n";
    let (with, without) = beside(Metric::ListPerformed, "debtors", &[(exit, "")]);
    assert!(with > 10 && without == 0, "{with} {without}");
    let (left, stayed) = beside(Metric::OnList, "debtors", &[(exit, "")]);
    assert!(stayed > left, "{stayed} {left}");
}

#[test]
fn warnings_spare_and_extensions_lengthen() {
    let (with, without) = beside(Metric::ListSpared, "debtors", &[("spared = 0.3\n", "")]);
    assert!(with > 10 && without == 0, "{with} {without}");
    // Without an extension of its own a further ground starts the term anew, up to the longest stay.
    let (bounded, free) = beside(Metric::OnList, "debtors", &[("extension = \"1y\"\nterm_max = \"3y\"\n", "")]);
    assert_ne!(bounded, free);
    assert!(beside(Metric::ListExtended, "debtors", &[]).0 > 0);
}

#[test]
fn a_clean_time_keeps_people_on() {
    let (with, without) = beside(Metric::OnList, "drivers", &[("clean = \"2y\"\n", "")]);
    assert!(with > without, "{with} {without}");
}

#[test]
fn families_and_orders_come_in_only_where_the_text_says_so() {
    let half = &[("reach = \"household\", chance = 1", "reach = \"household\", chance = 0.5")];
    let (all, some) = beside(Metric::ListEntries, "families", half);
    assert!(some < all && 10 * some > 3 * all, "{some} {all}");
    let (none, lapsed) = (beside(Metric::ListServed, "families", &[]).0, beside(Metric::ListLapsed, "families", &[]).0);
    assert!(none == 0 && lapsed > 0, "families leave when the debtor leaves: {none} {lapsed}");
    let (more, fewer) = beside(Metric::ListEntries, "wanted", &[("rate = 0.01, wrong", "rate = 0.005, wrong")]);
    assert!(more > fewer && fewer > 0, "{more} {fewer}");
    let (wrong, right) = beside(Metric::EverWronglyPenalised, "wanted", &[("wrong = 0.1", "wrong = 0")]);
    assert!(wrong >= right);
}

#[test]
fn who_and_when_bound_entry() {
    let (adults, all) = beside(Metric::ListEntries, "drivers", &[("who = \"occupation != 'worker'\"\n", "")]);
    assert!(adults < all, "{adults} {all}");
    let (late, early) = beside(Metric::ListEntries, "volunteers", &[("from = 2012-01-01\n", "")]);
    assert!(late < early, "{late} {early}");
    let under = |changes: &[(&str, &str)]| {
        let (series, plan) = series(changes);
        let number = plan.measures.iter().position(|m| m.id == "no-flights").expect("a measure") as u8;
        series.total(series.layout.of(Metric::UnderMeasure, number), 0)
    };
    assert!(under(&[]) == 0 && under(&[("to = 2013-06-30\n", "")]) > 0, "the measure ends on its last day");
}

/// Orders at a known rate, exits at a known rate, a fixed term: the share that performs is 1 − e^(−rate × term).
#[test]
fn exits_follow_the_competing_risks() {
    let plan = plan(
        LISTS,
        &[(
            "exit = { rate = 0.2, after = \"0d\", within = \"0d\" }",
            "exit = { rate = 1, after = \"0d\", within = \"0d\" }",
        )],
    );
    let society = county(20_000);
    let series = run(&scenario(&society, &plan, 120), &Threads(2)).series;
    let [performed, served] =
        [Metric::ListPerformed, Metric::ListServed].map(|m| of(&series, &plan, m, "wanted") as f64);
    // Only stays that began more than a term before the end are sure to have ended; an early exit is favoured by
    // the rest. A term of one year in ten leaves little room for that.
    let share = performed / (performed + served);
    let expected = 1.0 - glasshouse_model::math::exp(-1.0);
    let error = (expected * (1.0 - expected) / (performed + served)).sqrt();
    assert!((share - expected).abs() < 4.0 * error + 0.02, "{share} {expected} ± {error}");
}

#[test]
fn the_recount_agrees() {
    for changes in [&[][..], &[("enabled = true", "enabled = false")], &[("count = 2\nwithin = \"2y\"\n", "")]] {
        let plan = plan(LISTS, changes);
        let society = county(8_000);
        let scenario = scenario(&society, &plan, 60);
        let exchange = run(&scenario, &Sequential).exchange;
        for block in 0..society.blocks() {
            let mut trace = Trace::everyone();
            replay(&scenario, &exchange, block, &mut trace);
            for slot in (0..4096).step_by(3) {
                let person = glasshouse_model::PersonId::of(block, slot);
                let found = recount(&plan, &trace.entries, person, scenario.first_day(), 60).findings;
                let own = trace.entries.iter().filter(|e| e.person == person);
                let told: Vec<String> = own.map(|e| format!("{} {:?}", e.day, e.link)).collect();
                assert_eq!(found, vec![], "{person}:\n{}", told.join("\n"));
            }
        }
    }
}

/// A small generator for cases; what it gives need not be good, only varied.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn both_implementations_agree_on_random_cases() {
    let plan = plan(LISTS, &[]);
    let kinds: Vec<ActKind> = plan.indicators.iter().flat_map(|i| i.on.clone()).collect();
    let first = plan.from.expect("a first day");
    let mut state = 7;
    let mut on_lists = 0;
    for _ in 0..3000 {
        let mut acts: Vec<(Day, ActKind)> = (0..next(&mut state) % 9)
            .map(|_| {
                let day = first.plus((next(&mut state) % 1800) as i32);
                (day, kinds[next(&mut state) as usize % kinds.len()])
            })
            .collect();
        acts.sort_by_key(|(day, _)| *day);
        let case = Case { as_of: first.plus((next(&mut state) % 1900) as i32), acts, ..plan.cases[0].clone() };
        let (slow, fast) = (derive(&plan, &case), glasshouse_regime::fast::outcome(&plan, &case));
        let lists: u32 = slow.lists.iter().map(|l| 1u32 << l).sum();
        let measures: u32 = slow.measures.iter().map(|m| 1u32 << m).sum();
        assert_eq!((slow.grade, lists, measures), (fast.grade, fast.lists, fast.measures), "{case:#?}");
        on_lists += lists.count_ones();
    }
    assert!(on_lists > 500, "{on_lists}: the test would show little");
}

/// Suining with a rule that drops a drunk driver to C at once, and a red list for those graded A.
fn suining_with(changes: &[(&str, &str)]) -> Plan {
    let text = glasshouse_rulebook::builtin("suining-2010").expect("the built-in rulebook");
    let drop = ("id = \"drunk-driving\"\n", "id = \"drunk-driving\"\ngrade = \"C\"\n");
    let posted = "[[list]]\nid = \"posted-negative\"\n";
    let honoured = format!(
        "[[list]]\nid = \"graded-a\"\nlabel = {{ en = \"Graded A\", zh = \"A级\" }}\npolarity = \"red\"\nselection = 0\n\
         notice_days = 0\nterm = \"indefinite\"\ngrades = [\"A\"]\nsource = \"china-daily\"\n\n{posted}"
    );
    let mut all = vec![drop, (posted, honoured.as_str())];
    all.extend_from_slice(changes);
    plan(text, &all)
}

#[test]
fn straight_to_c() {
    let (society, dropped, plain) = (county(16_000), suining_with(&[]), suining_with(&[("grade = \"C\"\n", "")]));
    let falls = |plan: &Plan| total(&run(&scenario(&society, plan, 36), &Threads(2)).series, Metric::Falls);
    assert!(falls(&dropped) > falls(&plain), "{} {}", falls(&dropped), falls(&plain));
    let drunk = ActKind::parse("traffic.drunk_driving").expect("an act");
    let case = Case { acts: vec![(dropped.from.expect("a day"), drunk)], ..dropped.cases[0].clone() };
    let (slow, fast) = (derive(&dropped, &case), glasshouse_regime::fast::outcome(&dropped, &case));
    assert_eq!((slow.score, slow.grade), (950, Some(2)), "a C, although 950 points make a B");
    assert_eq!((fast.score, fast.grade), (950, Some(2)));
    assert_eq!(derive(&plain, &case).grade, Some(1));
}

#[test]
fn a_list_of_a_grade_is_the_grade() {
    let (society, plan) = (county(20_000), suining_with(&[]));
    let series = run(&scenario(&society, &plan, 36), &Threads(2)).series;
    let list = plan.lists.iter().position(|l| l.id == "graded-a").expect("a list") as u8;
    for month in 0..36 {
        let [graded, listed] = [(Metric::InGrade, 0), (Metric::OnList, list)]
            .map(|(metric, item)| series.value(month, series.layout.of(metric, item), 0));
        assert_eq!(graded, listed, "month {month}");
    }
    assert!(series.total(series.layout.of(Metric::ListLapsed, list), 0) > 0);
}

#[test]
fn the_recount_follows_drops_of_grade() {
    let (society, plan) = (county(8_000), suining_with(&[("enabled = false", "enabled = true")]));
    let scenario = scenario(&society, &plan, 36);
    let exchange = run(&scenario, &Sequential).exchange;
    let mut trace = Trace::everyone();
    replay(&scenario, &exchange, 0, &mut trace);
    for slot in (0..4096).step_by(5) {
        let person = glasshouse_model::PersonId::of(0, slot);
        let own: Vec<_> = trace.entries.iter().filter(|e| e.person == person).copied().collect();
        assert_eq!(recount(&plan, &own, person, scenario.first_day(), 36).findings, vec![], "{person}");
    }
}
