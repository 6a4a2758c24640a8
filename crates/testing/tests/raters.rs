//! Raters: one public score and many private ones over the same people and the same deals.
#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, Coupling, Scenario, Sequential, run_by_passes};
use glasshouse_metrics::deals::{Dealing, dealing};
use glasshouse_metrics::headline::Undefined;
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::Lang;
use glasshouse_model::group::Group;
use glasshouse_rulebook::{Patch, Plan, builtin, check};
use glasshouse_society::{Society, builtin_text};
use glasshouse_testing::{Backwards, Threads, run, scenario, total};
use glasshouse_text::Code;
use std::ops::ControlFlow;

fn patches(changes: &[&str]) -> Vec<Patch> {
    changes.iter().map(|c| Patch::parse(c).unwrap_or_else(|| panic!("{c}"))).collect()
}

fn compiled(name: &str, text: &str, changes: &[&str]) -> Plan {
    let checked = check(name, text.as_bytes(), &patches(changes));
    let said: Vec<String> = checked.diagnostics.iter().map(|d| d.message(Lang::En).to_owned()).collect();
    checked.plan.unwrap_or_else(|| panic!("{name} {changes:?}: {said:#?}"))
}

fn plan(name: &str, changes: &[&str]) -> Plan {
    compiled(name, builtin(name).unwrap_or_default(), changes)
}

fn society(changes: &[&str]) -> Society {
    let text = builtin_text("china-2020").unwrap_or_default();
    let society = Society::compile("china-2020", text.as_bytes(), &patches(changes), Some(9_000), None).society;
    society.unwrap_or_else(|| panic!("{changes:?}"))
}

fn series(plan: &Plan, society: &Society, months: u32) -> Series {
    run(&scenario(society, plan, months), &Threads(2)).series
}

fn dealt(series: &Series) -> Dealing {
    dealing(series).unwrap_or_else(|| panic!("nobody deals"))
}

/// Who asks a rater at the end of a month.
fn asking(series: &Series, rater: u8, month: usize) -> i64 {
    series.value(month, series.layout.of(Metric::Asking, rater), Group::ALL.0)
}

/// Deals are declared by the society and asked about by the regime; where either is missing there are none.
#[test]
fn without_a_rater_nobody_deals() {
    let with = society(&[]);
    let mut without = with.clone();
    without.deals = None;
    let unrated = plan("minimal-list", &[]);
    assert_eq!(series(&unrated, &with, 6), series(&unrated, &without, 6));
    let silent = series(&plan("single-score", &[]), &without, 6);
    assert!(dealing(&silent).is_none() && silent.layout.columns_of(Metric::DealsAsked).is_empty());
}

/// A stack of one rater that sees what the single score sees, of everybody, is the single score.
#[test]
fn one_rater_with_all_data_is_the_single_score() {
    let text = "format = \"stack/1\"\nid = \"alone\"\ntitle = { en = \"Alone\", zh = \"独家\" }\n\n[[use]]\nid = \"one\"\nbook = \"single-score\"\n";
    let society = society(&[]);
    let alone = series(&plan("single-score", &[]), &society, 9);
    let stacked = series(&compiled("alone", text, &[]), &society, 9);
    assert_eq!(alone.layout.columns.len(), stacked.layout.columns.len());
    assert!(total(&alone, Metric::DealsAsked) > 10_000 && total(&alone, Metric::DealsBroken) > 100);
    for column in 0..alone.layout.columns.len() {
        for month in 0..9 {
            let [one, other] = [&alone, &stacked].map(|s| s.value(month, column, Group::ALL.0));
            assert_eq!(one, other, "{:?}", alone.layout.columns[column]);
        }
    }
}

/// Who asks whom, and what would come of it without any rating, is the same under every regime.
#[test]
fn arms_are_paired_to_the_deal() {
    let society = society(&[]);
    let runs = ["single-score", "polycentric"].map(|name| series(&plan(name, &[]), &society, 9));
    for metric in [Metric::DealsAsked, Metric::BaselineDealsKept, Metric::BaselineDealsBroken] {
        assert_eq!(total(&runs[0], metric), total(&runs[1], metric), "{metric:?}");
    }
    for run in &runs {
        let ends = [Metric::DealsKept, Metric::DealsBroken, Metric::RefusedFaithful, Metric::RefusedFaithless];
        let n: i64 = ends.iter().map(|m| total(run, *m)).sum();
        assert_eq!(n, total(run, Metric::DealsAsked));
        // What they brought follows from how they ended: 1 for a deal that is kept, −2 for one that is broken.
        let brought = 1024 * (total(run, Metric::DealsKept) - 2 * total(run, Metric::DealsBroken));
        assert_eq!(total(run, Metric::DealPayoff), brought);
        let people: i64 = (0..4)
            .map(|r| if r < run.layout.columns_of(Metric::Asking).len() as u8 { asking(run, r, 8) } else { 0 })
            .sum();
        assert_eq!(people, 9_000);
    }
    assert_ne!(total(&runs[0], Metric::DealsKept), total(&runs[1], Metric::DealsKept));
}

/// Nobody who has not opted in has a record; where nobody has, deals are those of people who are told nothing.
#[test]
fn without_opting_in_ratings_change_nothing() {
    let series = series(&plan("polycentric", &["rating.opt_in=0"]), &society(&[]), 9);
    assert_eq!((total(&series, Metric::Rated), total(&series, Metric::Records)), (0, 0));
    assert_eq!(total(&series, Metric::TrueRecords), 0);
    for (here, baseline) in [
        (Metric::DealsKept, Metric::BaselineDealsKept),
        (Metric::DealsBroken, Metric::BaselineDealsBroken),
        (Metric::DealPayoff, Metric::BaselineDealPayoff),
    ] {
        assert_eq!(total(&series, here), total(&series, baseline), "{here:?}");
    }
    assert_eq!(dealt(&series).accuracy, Err(Undefined::NoCases));
}

/// Raters that see nothing know nothing: without a report all are alike, and reports about people who did nothing
/// say nothing of them. Raters that see everything know much, and deals bring more for it.
#[test]
fn ratings_are_as_good_as_what_raters_see() {
    let society = society(&["deals.rate=12"]);
    let blind = |alarms: &str| {
        let alarms = format!("channel.*.false_alarms={alarms}");
        dealt(&series(&plan("polycentric", &["channel.*.hit_rate=0", &alarms]), &society, 18))
    };
    let nothing = blind("0");
    assert!(nothing.raters.iter().all(|r| r.accuracy == Err(Undefined::NoCases)), "{nothing:?}");
    let mistaken = blind("0.5").accuracy.expect("some are reported");
    assert!(mistaken.abs() < 0.05, "{mistaken}");
    let seeing =
        ["channel.*.hit_rate=1", "channel.*.coverage_rural=1", "channel.*.coverage_urban=1", "rating.opt_in=1"];
    let [all, usual] = [&seeing[..], &[]].map(|changes| dealt(&series(&plan("polycentric", changes), &society, 18)));
    let accuracy = |d: &Dealing| d.accuracy.expect("some are reported");
    assert!(accuracy(&all) > 0.4 && accuracy(&all) > accuracy(&usual) + 0.1, "{all:#?} {usual:#?}");
    assert!(all.payoff.expect("deals") > all.baseline_payoff.expect("deals") + 50.0, "{all:#?}");
}

/// A rater that is switched off is asked by nobody, and what it alone had refused is open again.
#[test]
fn a_rater_that_is_switched_off_is_asked_by_nobody() {
    let society = society(&[]);
    let [kept, off] = [&[][..], &["captured:in_force.to=2020-06-30"]]
        .map(|changes| series(&plan("polycentric", changes), &society, 12));
    for month in 0..5 {
        assert_eq!(asking(&kept, 3, month), asking(&off, 3, month));
    }
    assert!(asking(&kept, 3, 11) > 500);
    assert_eq!((asking(&off, 3, 5), asking(&off, 3, 11)), (0, 0));
    assert_ne!(total(&kept, Metric::DealsKept), total(&off, Metric::DealsKept));
}

/// Users leave a rater whose advice no longer pays, and stay where people never compare.
#[test]
fn users_leave_a_captured_rater() {
    let society_of = |switching: &str| society(&["deals.rate=24", "deals.asks=1", switching]);
    let seeing = ["channel.*.hit_rate=1", "channel.*.coverage_rural=1", "channel.*.coverage_urban=1"];
    let plan = plan("polycentric", &seeing);
    let moving = series(&plan, &society_of("deals.switching=0.2"), 48);
    let (before, after) = (asking(&moving, 3, 23), asking(&moving, 3, 47));
    assert!(2 * after < before, "{before} {after}");
    let staying = series(&plan, &society_of("deals.switching=0"), 27);
    assert_eq!(asking(&staying, 3, 0), asking(&staying, 3, 26));
    let concentration = |s: &Series| dealt(s).concentration.expect("people ask");
    assert!(concentration(&moving) > concentration(&staying));
}

/// People fear only what is held of them: with much at stake, those who are rated break fewer deals.
#[test]
fn who_is_rated_breaks_fewer_deals() {
    let society = society(&["behaviour.cost_per_gravity=2"]);
    let breaking = |opt_in: &str| {
        let series = series(&plan("polycentric", &[opt_in]), &society, 9);
        total(&series, Metric::DealsBroken) + total(&series, Metric::RefusedFaithless)
    };
    let (none, all) = (breaking("rating.opt_in=0"), breaking("rating.opt_in=1"));
    assert!(20 * all < 19 * none, "{none} {all}");
}

#[test]
fn threads_order_and_passes_give_the_same_bits() {
    let society = society(&[]);
    for name in ["single-score", "polycentric"] {
        let rules = plan(name, &[]);
        let base = scenario(&society, &rules, 7);
        let one = run(&base, &Sequential);
        assert_eq!(one.series, run(&base, &Threads(3)).series);
        assert_eq!(one.series, run(&base, &Backwards).series);
        let daily = Scenario { coupling: Coupling::Day, ..base };
        assert_eq!(one.series, run(&daily, &Threads(2)).series);
        let passes = run_by_passes(&base, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(()));
        let passes = passes.map_err(|_| "nobody stopped it").expect("a run");
        assert_eq!((one.series, one.ends), (passes.series, passes.ends));
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    let text = builtin("rater-of-deals").unwrap_or_default();
    let from = text.find("[grading]").expect("grades");
    let to = text.find("[[channel]]").expect("channels");
    let ungraded = format!("{}{}", &text[..from], &text[to..]);
    let measures = ungraded.find("[[measure]]").expect("measures");
    let rating = ungraded.find("[rating]").expect("a rating");
    let review = ungraded.find("[review]").expect("a review");
    let bare = format!("{}{}", &ungraded[..measures], &ungraded[rating..review]);
    let found = check("bare.toml", bare.as_bytes(), &[]).diagnostics;
    let said = found.iter().find(|d| d.code == Code::RatingWithoutGrades).expect("it is said");
    let span = said.span.clone().expect("a place");
    assert!(bare[span].starts_with("[rating]"));

    let text = builtin_text("china-2020").unwrap_or_default();
    for (right, wrong) in [
        ("kept = \"merit.transaction_kept\"", "kept = \"trade.counterfeit\""),
        ("broken = \"trade.counterfeit\"", "broken = \"merit.transaction_kept\""),
        ("broken = \"trade.counterfeit\"", "broken = \"trade.counterfiet\""),
    ] {
        let checked = Society::compile("china-2020", text.replace(right, wrong).as_bytes(), &[], None, None);
        assert!(checked.society.is_none());
        assert!(checked.diagnostics.iter().any(|d| d.span.is_some()), "{wrong}");
    }
    let far = Society::compile("china-2020", text.as_bytes(), &patches(&["deals.asks=7"]), None, None);
    assert!(far.society.is_none());
}

/// The last day that a stack gives a rulebook is the day on which it is switched off.
#[test]
fn a_stack_says_until_when_a_rater_may_be_asked() {
    let stack = |to: &str| {
        let text = format!(
            "format = \"stack/1\"\nid = \"two\"\ntitle = {{ en = \"Two\", zh = \"两家\" }}\n\n[[use]]\nid = \"deals\"\nbook = \"rater-of-deals\"\n\n[[use]]\nid = \"debts\"\nbook = \"rater-of-debts\"\n{to}\n[[combine]]\ndomain = \"consumption.trade\"\nrule = \"independent\"\n"
        );
        compiled("two", &text, &[])
    };
    let society = society(&[]);
    let off = series(&stack("to = 2020-03-31\n"), &society, 6);
    assert_eq!((asking(&off, 1, 2), asking(&off, 1, 5)), (0, 0));
    assert!(asking(&off, 1, 1) > 3_000);
    assert!(asking(&series(&stack(""), &society, 6), 1, 5) > 3_000);
}
