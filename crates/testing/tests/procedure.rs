//! Procedure: classes and clocks of objections, one's own reports, marks, evidence, prohibited data, representatives,
//! accounts, and flows between countries. Each changes its number when it is switched off; the recount agrees with the
//! run, and no order of work changes a bit.

#![expect(clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_audit::recount;
use glasshouse_engine::{Alone, Sequential, replay, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::PersonId;
use glasshouse_model::trace::Trace;
use glasshouse_rulebook::Plan;
use glasshouse_testing::{Backwards, Threads, county, plan, run, scenario, total};
use std::ops::ControlFlow;

const LISTS: &str = include_str!("rulebooks/lists.toml");

/// One officer who cannot keep up, so that it matters who comes first.
const OVERLOAD: (&str, &str) = ("officers = 3\nper_officer_day = 4", "officers = 1\nper_officer_day = 1.5");

/// Debtors come first, and the statutory clock runs.
const CLASSES: (&str, &str) = (
    "at_deadline = \"waits\"\n",
    "at_deadline = \"waits\"\nurgent = \"listed('debtors') or listed('wanted')\"\n\
     clock = { complex = 0.3, complex_in = \"30wd\", closed = [{ id = \"spring\", from = 2010-02-13, to = 2010-02-19 }] }\n",
);

fn series_of(plan: &Plan) -> Series {
    run(&scenario(&county(16_000), plan, 36), &Threads(2)).series
}

fn series(changes: &[(&str, &str)]) -> Series {
    series_of(&plan(LISTS, changes))
}

fn of(series: &Series, plan: &Plan, metric: Metric, list: &str) -> i64 {
    let number = plan.lists.iter().position(|l| l.id == list).expect("a list of the rulebook") as u8;
    series.total(series.layout.of(metric, number), 0)
}

fn mean(sum: i64, n: i64) -> f64 {
    sum as f64 / n as f64
}

#[test]
fn urgent_objections_wait_less_than_others() {
    let with = series(&[OVERLOAD, CLASSES]);
    let n = |metric| total(&with, metric);
    let (urgent, others) = (n(Metric::UrgentDecided), n(Metric::Decisions) - n(Metric::UrgentDecided));
    assert!(urgent > 20 && others > 100, "{urgent} {others}");
    let (first, last) = (mean(n(Metric::UrgentDays), urgent), mean(n(Metric::OtherDays), others));
    assert!(3.0 * first < last, "{first} {last}");
    assert_eq!(total(&series(&[OVERLOAD]), Metric::UrgentFiled), 0);
    // By desks, where those who wait may withdraw, the same holds.
    let desk = ("urgent =", "desk = { takes = \"exponential\", open = \"weekdays\", patience_days = 60 }\nurgent =");
    let desks = series(&[OVERLOAD, CLASSES, desk]);
    let n = |metric| total(&desks, metric);
    // What was decided on the last days has not been served yet, and is in one of the numbers only.
    let (urgent, others) = (n(Metric::UrgentDecided), n(Metric::Decisions) - n(Metric::UrgentDecided));
    let (first, last) = (mean(n(Metric::UrgentDays), urgent), mean(n(Metric::OtherDays), others));
    assert!(2.0 * first < last, "{first} {last}");
    assert!(n(Metric::ReviewGivenUp) > 20, "{}", n(Metric::ReviewGivenUp));
    let patient = ("patience_days = 60", "patience_days = 100000");
    assert!(total(&series(&[OVERLOAD, CLASSES, desk, patient]), Metric::ReviewGivenUp) < 3);
}

#[test]
fn the_statutory_clock_counts_what_is_late_and_what_it_closes() {
    let waits = series(&[OVERLOAD, CLASSES]);
    assert!(total(&waits, Metric::ReviewOverdue) > 100 && total(&waits, Metric::ReviewLapsed) == 0);
    let without = series(&[OVERLOAD]);
    assert_eq!(total(&without, Metric::ReviewOverdue), 0, "nothing is counted where no clock is kept");
    for outcome in ["removed", "stands"] {
        let ends = ("at_deadline = \"waits\"", format!("at_deadline = \"{outcome}\""));
        let ended = series(&[OVERLOAD, CLASSES, (ends.0, &ends.1)]);
        assert!(total(&ended, Metric::ReviewLapsed) > 100 && total(&ended, Metric::ReviewOverdue) == 0, "{outcome}");
    }
    let removed = series(&[OVERLOAD, CLASSES, ("at_deadline = \"waits\"", "at_deadline = \"removed\"")]);
    assert!(total(&removed, Metric::Upheld) > total(&waits, Metric::Upheld), "silence is consent");
    // More of them complex: fewer are late.
    let complex =
        series(&[OVERLOAD, CLASSES, ("complex = 0.3, complex_in = \"30wd\"", "complex = 1, complex_in = \"1y\"")]);
    assert!(total(&complex, Metric::ReviewOverdue) < total(&waits, Metric::ReviewOverdue));
    // Fewer working days: less is decided.
    let closed = ("to = 2010-02-19", "to = 2011-02-19");
    let shut = series(&[OVERLOAD, CLASSES, closed]);
    assert!(total(&shut, Metric::Decisions) < total(&waits, Metric::Decisions) * 3 / 4);
}

#[test]
fn people_learn_from_reports_of_their_own_record() {
    let silent = ("notice = 0.8", "notice = 0");
    let asked = |reports: &str| {
        let with = ("upheld_if_wrong = 0.8", format!("{reports}upheld_if_wrong = 0.8"));
        total(&series(&[silent, (with.0, &with.1)]), Metric::Noticed)
    };
    let none = asked("");
    let (one, two) =
        (asked("reports = { per_year = 1, asks = 0.3 }\n"), asked("reports = { per_year = 2, asks = 0.3 }\n"));
    assert_eq!(none, 0);
    assert!(one > 50 && two > one + one / 5, "{one} {two}");
    // Over three years nearly everyone asks once, who asks in every half-year.
    let all = asked("reports = { per_year = 2, asks = 1 }\n");
    let told = total(&series(&[("notice = 0.8", "notice = 1")]), Metric::Noticed);
    assert!(all * 10 > told * 8 && all <= told, "{all} of {told}");
}

#[test]
fn a_mark_keeps_agencies_from_refusing() {
    let slow = ("per_officer_day = 4", "per_officer_day = 0.3");
    let more =
        ("on = \"apply.loan\"", "on = [\"apply.loan\", \"apply.licence\", \"apply.public_job\", \"travel.train\"]");
    let unmarked = series(&[slow, more]);
    let marked = series(&[slow, more, ("upheld_if_right = 0.1", "marked = 1\nupheld_if_right = 0.1")]);
    let refused = |series: &Series| total(series, Metric::Refused);
    let withheld = total(&marked, Metric::RefusalsWithheld);
    assert!(withheld > 0 && total(&unmarked, Metric::RefusalsWithheld) == 0 && total(&unmarked, Metric::Marked) == 0);
    // The first refusal that is withheld may already change what people do after it.
    assert!(refused(&marked) < refused(&unmarked), "{} {}", refused(&marked), refused(&unmarked));
    assert!(total(&marked, Metric::Marked) > 10, "somebody waits at the end");
}

/// Who gives an objection up is no longer marked: only those who wait, or whose decision is on its way, are.
#[test]
fn who_withdraws_is_no_longer_marked() {
    let desk = |patience: &str| {
        let desk = format!(
            "marked = 1\ndesk = {{ takes = \"exponential\", open = \"weekdays\"{patience} }}\nupheld_if_right = 0.1"
        );
        series(&[("per_officer_day = 4", "per_officer_day = 0.1"), ("upheld_if_right = 0.1", &desk)])
    };
    let [leaves, stays] = [desk(", patience_days = 60"), desk("")];
    let given_up = total(&leaves, Metric::ReviewGivenUp);
    let [marked, waiting] = [Metric::Marked, Metric::Queue].map(|metric| total(&leaves, metric));
    assert!(given_up > 100, "{given_up}");
    // Besides those who wait, some are in the hands of the three officers or have not heard yet.
    assert!(marked > 0 && marked <= waiting + 20, "{marked} {waiting} {given_up}");
    assert!(total(&stays, Metric::ReviewGivenUp) == 0 && total(&stays, Metric::Marked) > 2 * marked);
}

#[test]
fn weak_evidence_and_prohibited_data_are_refused_and_counted() {
    let asks = ("gravity = \"serious\"", "gravity = \"serious\"\nevidence = \"final_decision\"");
    let court = ("kind = \"register\"", "kind = \"register\"\nevidence = \"court_judgment\"");
    let agency = ("kind = \"register\"", "kind = \"register\"\nevidence = \"agency_record\"");
    let n = |series: &Series, metric| total(series, metric);
    let (free, strong) = (series(&[]), series(&[asks, court]));
    assert_eq!(n(&strong, Metric::RefusedEvidence), 0);
    assert_eq!(n(&strong, Metric::Records), n(&free, Metric::Records));
    let weak = series(&[asks, agency]);
    assert!(n(&weak, Metric::RefusedEvidence) > 100 && n(&weak, Metric::Records) < n(&free, Metric::Records));
    assert_eq!(n(&weak, Metric::TrueRecords) > 0, n(&free, Metric::TrueRecords) > 0, "the truth is not weaker for it");
    let sort = ("gravity = \"serious\"", "gravity = \"serious\"\ndata = \"tax\"");
    let prohibits = ("in_force = {", "prohibits = [\"religion\", \"tax\"]\nin_force = {");
    let refused = series(&[sort, prohibits]);
    assert!(n(&refused, Metric::RefusedProhibited) > 100);
    assert_eq!(n(&refused, Metric::RefusedProhibited), n(&refused, Metric::RefusedRecords));
    let plan = plan(LISTS, &[sort, prohibits]);
    assert_eq!(of(&refused, &plan, Metric::ListEntries, "debtors"), 0);
    for other in [&[sort][..], &[prohibits]] {
        assert_eq!(n(&series(other), Metric::RefusedProhibited), 0);
    }
}

#[test]
fn only_the_representative_is_named() {
    let changed = ("reach = \"household\", chance = 1", "reach = \"representative\", chance = 1");
    let text = plan(LISTS, &[changed]);
    let (one, all) = (series_of(&text), series(&[]));
    let entries = |series: &Series| of(series, &text, Metric::ListEntries, "families");
    let named = of(&one, &text, Metric::RepresentativesNamed, "families");
    assert!(entries(&one) > 20 && 2 * entries(&one) < entries(&all), "{} {}", entries(&one), entries(&all));
    // Who answers for two debtors is named twice and stays once.
    assert!(named >= entries(&one));
    assert_eq!(of(&all, &text, Metric::RepresentativesNamed, "families"), 0);
}

#[test]
fn a_new_account_leaves_the_listing_behind_unless_it_is_recognised() {
    let returns = |recognised: &str| {
        let with = format!("returns = {{ rate = 2, recognised = {recognised} }}\nterm = \"2y\"\nextension");
        let text = plan(LISTS, &[("term = \"2y\"\nextension", &with)]);
        let series = series_of(&text);
        let n = |metric| of(&series, &text, metric, "debtors");
        (n(Metric::ListReturned), n(Metric::ListRecognised), n(Metric::OnList), total(&series, Metric::EverMissed))
    };
    let (real, half, open) = (returns("1"), returns("0.5"), returns("0"));
    assert!(real.0 == 0 && real.1 > 20 && open.1 == 0 && open.0 > 20, "{real:?} {open:?}");
    assert!(half.0 > 0 && half.1 > 0 && half.0 < open.0, "{half:?}");
    assert!(open.2 < real.2 && open.3 > real.3, "who comes back is not listed, and should be: {open:?} {real:?}");
}

/// The keeper and a taker in another country.
fn abroad(held: &str, flow: &str) -> Plan {
    let taker = include_str!("../../../studies/sharing/taker.toml");
    let sources =
        "[sources.made-up]\nkind = \"regulation\"\ntitle = { en = \"Made up\", zh = \"虚构\" }\nheld = \"text\"\n";
    let text = format!(
        "format = \"stack/1\"\nid = \"abroad\"\ntitle = {{ en = \"Abroad\", zh = \"境外\" }}\ndefault_source = \"made-up\"\n\
         [[use]]\nid = \"home\"\nbook = \"home\"\nheld_in = \"cn\"\n[[use]]\nid = \"away\"\nbook = \"away\"\nheld_in = \"{held}\"\n\
         [[link]]\nid = \"tells\"\nlabel = {{ en = \"Tells\", zh = \"通报\" }}\nlist = \"home:wanted\"\nto = \"away\"\n\
         delay_days_min = 1\ndelay_days_mean = 5\nlost = 0\nmisfiled = 0\n{flow}\n\
         [[text]]\nid = \"home\"\ntoml = '''\n{LISTS}'''\n[[text]]\nid = \"away\"\ntoml = '''\n{taker}'''\n{sources}"
    );
    plan(&text, &[])
}

#[test]
fn data_cross_a_border_only_as_declared() {
    let allowed = |share: &str| {
        let flow = format!("[[flow]]\nfrom = \"cn\"\nto = \"us\"\nallowed = {share}");
        let series = series_of(&abroad("us", &flow));
        (total(&series, Metric::FlowsAbroad), total(&series, Metric::FlowsRefused))
    };
    let (open, some, closed) = (allowed("1"), allowed("0.25"), allowed("0"));
    assert!(open.0 > 100 && open.1 == 0 && closed == (0, open.0), "{open:?} {closed:?}");
    assert!(some.0 > 0 && some.0 + some.1 == open.0 && some.1 > 2 * some.0, "{some:?}");
    let home = series_of(&abroad("cn", ""));
    assert_eq!(total(&home, Metric::FlowsAbroad) + total(&home, Metric::FlowsRefused), 0);
}

/// Everything of this file at once.
fn everything() -> Plan {
    let returns = "returns = { rate = 1, recognised = 0.5 }\nterm = \"2y\"\nextension";
    plan(
        LISTS,
        &[
            OVERLOAD,
            CLASSES,
            ("term = \"2y\"\nextension", returns),
            ("reach = \"household\", chance = 1", "reach = \"representative\", chance = 0.8"),
            ("urgent =", "desk = { takes = \"exponential\", open = \"weekdays\", patience_days = 60 }\nurgent ="),
            ("upheld_if_wrong = 0.8", "marked = 0.5\nreports = { per_year = 2, asks = 0.4 }\nupheld_if_wrong = 0.8"),
        ],
    )
}

#[test]
fn the_recount_agrees_and_no_order_of_work_changes_a_bit() {
    let (plan, society) = (everything(), county(9_000));
    let scenario = scenario(&society, &plan, 30);
    let first = run(&scenario, &Sequential);
    for metric in [Metric::ListReturned, Metric::UrgentFiled, Metric::RepresentativesNamed] {
        assert!(total(&first.series, metric) > 0, "{metric:?}");
    }
    let numbers = |series: &Series| series.numbers().collect::<Vec<_>>();
    for series in [run(&scenario, &Backwards).series, run(&scenario, &Threads(3)).series] {
        assert_eq!(numbers(&series), numbers(&first.series));
    }
    let passed = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(()));
    assert_eq!(numbers(&passed.expect("nobody stops it").series), numbers(&first.series));
    for block in 0..society.blocks() {
        let mut trace = Trace::everyone();
        replay(&scenario, &first.exchange, block, &mut trace);
        for slot in (0..society.people_in(block) as u16).filter(|slot| slot % 5 == 0) {
            let person = PersonId::of(block, slot);
            let own: Vec<_> = trace.entries.iter().filter(|e| e.person == person).copied().collect();
            let found = recount(&plan, &own, person, scenario.first_day(), 30).findings;
            let told: Vec<String> = own.iter().map(|e| format!("{} {:?}", e.day, e.link)).collect();
            assert_eq!(found, vec![], "{person}:\n{}", told.join("\n"));
        }
    }
}
