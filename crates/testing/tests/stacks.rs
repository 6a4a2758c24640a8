//! Stacks run: alone and together a rulebook does the same where the others do not reach; links, combinations and
//! further scores change what they should; the recount agrees.

#![expect(clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_audit::recount;
use glasshouse_engine::{Alone, Run, Sequential, replay};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::PersonId;
use glasshouse_model::trace::{Link, Trace};
use glasshouse_rulebook::Plan;
use glasshouse_testing::{Threads, county, plan, run, scenario, total};

/// The three layers of the gallery.
fn layers(changes: &[(&str, &str)]) -> Plan {
    plan(glasshouse_rulebook::builtin("three-layers").expect("a built-in stack"), changes)
}

fn layered(changes: &[(&str, &str)], people: u32) -> (Run, Plan) {
    let plan = layers(changes);
    let society = county(people);
    (run(&scenario(&society, &plan, 36), &Threads(2)), plan)
}

fn of(series: &Series, metric: Metric, number: usize) -> i64 {
    series.total(series.layout.of(metric, number as u8), 0)
}

#[test]
fn the_chain_runs_through_all_three() {
    let (run, plan) = layered(&[], 40_000);
    let series = &run.series;
    let indicator = plan.indicators.iter().position(|i| i.id == "plat:listed-elsewhere").expect("the indicator");
    let list = plan.lists.iter().position(|l| l.id == "nat:defaulters").expect("the list");
    let (entries, records) = (of(series, Metric::ListEntries, list), of(series, Metric::Records, indicator));
    assert!(entries > 100 && records > 80 && records < entries, "{entries} {records}");
    assert!(of(series, Metric::WrongRecords, indicator) > 0, "a wrong listing is passed on");
    let poor = series.layout.columns.iter().position(|c| c.metric == Metric::InGrade && c.item == "plat:poor");
    assert!(series.total(poor.expect("a column"), 0) > 50);
    let refused = plan.measures.iter().position(|m| m.id == "plat:credit-refused").expect("the measure");
    assert!(of(series, Metric::UnderMeasure, refused) > 10);
}

#[test]
fn without_a_link_the_platform_hears_of_no_listing() {
    let text = glasshouse_rulebook::builtin("three-layers").expect("the stack");
    let (from, to) = (text.find("[[link]]").expect("a link"), text.find("[[combine]]").expect("combine"));
    let (run, plan) = layered(&[(&text[from..to], "")], 20_000);
    let indicator = plan.indicators.iter().position(|i| i.id == "plat:listed-elsewhere").expect("the indicator");
    assert_eq!(of(&run.series, Metric::Records, indicator), 0);
}

#[test]
fn a_lossy_link_tells_less() {
    let records = |changes: &[(&str, &str)]| {
        let (run, plan) = layered(changes, 20_000);
        let indicator = plan.indicators.iter().position(|i| i.id == "plat:listed-elsewhere").expect("the indicator");
        of(&run.series, Metric::Records, indicator)
    };
    let (all, half) = (
        records(&[]),
        records(&[(
            "lost = { value = 0.05, assumed = { range = [0, 0.3]",
            "lost = { value = 0.5, assumed = { range = [0, 0.5]",
        )]),
    );
    assert!(half < all && 3 * half > all, "{half} {all}");
}

#[test]
fn combining_otherwise_changes_what_applications_meet() {
    let refused = |rule: &str| {
        let declared = format!("domain = \"finance.credit\"\nrule = \"{rule}\"");
        let mut plan = layers(&[("domain = \"finance.credit\"\nrule = \"any_refusal_refuses\"", declared.as_str())]);
        // With even chances two refusals are more than one.
        for measure in plan.measures.iter_mut().filter(|m| m.domain == "finance.credit") {
            measure.bite = glasshouse_model::Chance::from_f64(0.5);
        }
        let society = county(40_000);
        let run = run(&scenario(&society, &plan, 48), &Threads(2));
        let kind = glasshouse_model::ActKind::parse("apply.loan").expect("an act");
        of(&run.series, Metric::Refused, kind.0.into())
    };
    let (any, independent) = (refused("any_refusal_refuses"), refused("independent"));
    assert!(0 < independent && independent < any, "{any} {independent}");
    let (highest, strictest) = (refused("highest_level_prevails"), refused("strictest"));
    assert!(0 < highest && highest < any, "one of two refusals is left: {any} {highest}");
    assert!(0 < strictest && strictest < any, "{any} {strictest}");
}

/// What a county does by itself it does in the stack too, as long as nobody weighs what the others would do.
#[test]
fn a_rulebook_records_alike_alone_and_in_a_stack() {
    let society = county(20_000);
    let mut alone = glasshouse_testing::suining(&[]);
    let mut together = layers(&[]);
    (alone.measures, together.measures) = (Vec::new(), Vec::new());
    let one = run(&scenario(&society, &alone, 24), &Sequential).series;
    let two = run(&scenario(&society, &together, 24), &Sequential).series;
    for (i, rule) in alone.indicators.iter().enumerate() {
        assert_eq!(of(&one, Metric::Records, i), of(&two, Metric::Records, i), "{}", rule.id);
    }
    assert_eq!(total(&one, Metric::ScoreSum), total(&two, Metric::ScoreSum));
    assert!(total(&two, Metric::ScaleSum) < 620 * 20_000);
}

#[test]
fn the_recount_agrees_on_every_score() {
    let (run, plan) = layered(&[], 8_000);
    let society = county(8_000);
    let scenario = scenario(&society, &plan, 36);
    let mut further = 0;
    for block in 0..society.blocks() {
        let mut trace = Trace::everyone();
        replay(&scenario, &run.exchange, block, &mut trace);
        further += trace.entries.iter().filter(|e| matches!(e.link, Link::ScaleGrade { from: Some(_), .. })).count();
        for person in (0..4096).step_by(5).map(|slot| PersonId::of(block, slot)).filter(|p| p.0 < society.people) {
            let own: Vec<_> = trace.entries.iter().filter(|e| e.person == person).copied().collect();
            let told: Vec<String> = own.iter().map(|e| format!("{} {:?}", e.day, e.link)).collect();
            let found = recount(&plan, &own, person, scenario.first_day(), 36).findings;
            assert_eq!(found, vec![], "{person}:\n{}", told.join("\n"));
        }
    }
    assert!(further > 50, "{further} changes of grade: the test would show little");
}

#[test]
fn threads_and_passes_do_not_matter() {
    let society = county(20_000);
    let plan = layers(&[]);
    let scenario = scenario(&society, &plan, 18);
    let one = run(&scenario, &Sequential);
    assert_eq!(one.series, run(&scenario, &Threads(5)).series);
    let passes = glasshouse_engine::run_by_passes(&scenario, &Sequential, &Alone, false, &mut |_| {
        std::ops::ControlFlow::Continue(())
    });
    assert_eq!(one.series, passes.expect("nobody stopped it").series);
}

fn reformed(reform: &str, patches: &[&str]) -> glasshouse_rulebook::Checked {
    let base = glasshouse_rulebook::builtin("three-layers").expect("the stack");
    let patches: Vec<_> = patches.iter().filter_map(|p| glasshouse_rulebook::Patch::parse(p)).collect();
    glasshouse_rulebook::check_reform(("three-layers", base.as_bytes()), "reform", reform.as_bytes(), &patches)
}

fn pack(name: &str) -> &'static str {
    glasshouse_rulebook::builtin_reform(name).expect("a reform").1
}

/// A reform of any rulebook changes every rulebook of a stack that has what it speaks of.
#[test]
fn reforms_of_any_rulebook_reform_a_stack() {
    let alarms = |plan: &Plan| plan.channels.iter().map(|c| c.false_alarms.to_f64()).sum::<f64>();
    let (before, after) = (layers(&[]), reformed(pack("better-data"), &[]).plan.expect("a plan"));
    assert!((alarms(&after) * 10.0 - alarms(&before)).abs() < 1e-9 && alarms(&before) > 0.0);
    assert_eq!(after.members.len(), 3);
    let after = reformed(pack("expiry"), &["nat:in_force.from=2011-01-01"]).plan.expect("a plan");
    let year = glasshouse_model::Span::parse("1y");
    assert!(
        after.lists.iter().all(|l| Some(l.term) == year) && after.indicators.iter().all(|i| Some(i.lapses) == year)
    );
    let review = reformed(pack("real-appeal"), &[]).plan.and_then(|plan| plan.review).expect("an office");
    assert_eq!(review.notice, glasshouse_model::Chance::ALWAYS);
}

/// A reform of one rulebook reforms it in the stack, and leaves the others alone.
#[test]
fn a_reform_of_one_rulebook_reforms_it_in_the_stack() {
    let reform = pack("suining-appeal").replace("review.enabled", "score.start").replace("set = true", "set = 1100");
    let reform = reform.replace("[[change]]", "[[change]]\nat = \"component.commercial.base\"\nset = 250\nfrom = 2010-01-01\nwhy = \"as much more\"\n\n[[change]]");
    let after = reformed(&reform, &[]).plan.expect("a plan");
    assert_eq!(after.score.map(|s| s.start), Some(1100));
    let start = |plan: &Plan| plan.scales.first().map(|s| s.score.start);
    assert_eq!(start(&layers(&[])), reformed(&reform, &[]).plan.and_then(|p| start(&p)));
    // A stack has one office of review, and the national list has it.
    let second = reformed(pack("suining-appeal"), &[]);
    let said: Vec<String> =
        second.diagnostics.iter().map(|d| d.message(glasshouse_model::Lang::En).to_owned()).collect();
    assert!(second.plan.is_none() && said.iter().any(|m| m.contains("review")), "{said:?}");
}

/// What a change does not do is said of the path as it was written.
#[test]
fn changes_that_do_nothing_are_named_as_written() {
    let text = glasshouse_rulebook::builtin("three-layers").expect("the stack");
    for (change, code, named) in [
        ("loc:score.start=1000", "GH0151", "`loc:score.start=1000`"),
        ("list.nat:defaulters.term=2y", "GH0151", "`list.nat:defaulters.term=2y`"),
        ("list.nat:defaulter.term=2y", "GH0150", "`list.nat:defaulter.term`"),
        ("channel.*.false_alarm=0", "GH0150", "`channel.*.false_alarm`"),
    ] {
        let patch = glasshouse_rulebook::Patch::parse(change).expect("a change");
        let checked = glasshouse_rulebook::check("three-layers", text.as_bytes(), &[patch]);
        let said: Vec<String> = checked
            .diagnostics
            .iter()
            .map(|d| format!("{} {}", d.code, d.message(glasshouse_model::Lang::En)))
            .collect();
        assert!(matches!(said.as_slice(), [m] if m.starts_with(code) && m.contains(named)), "{change}: {said:?}");
    }
}

/// A stack may name the day that a rulebook has anyway.
#[test]
fn naming_a_rulebooks_own_first_day_is_no_mistake() {
    let plan = layers(&[("book = \"suining-2010\"", "book = \"suining-2010\"\nfrom = 2010-01-01")]);
    assert_eq!(plan.members.len(), 3);
}
