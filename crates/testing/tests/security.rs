//! Stages of a listing, and the register under attack: each mechanism changes its number when it is switched off, the
//! recount agrees with the run, and no order of work changes a bit.

#![expect(clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_audit::recount;
use glasshouse_engine::{Alone, Sequential, pilot, replay, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::PersonId;
use glasshouse_model::trace::{AlterationStep, Link, Trace};
use glasshouse_rulebook::Plan;
use glasshouse_testing::{Backwards, Threads, county, plan, run, scenario, total};
use std::ops::ControlFlow;

const LISTS: &str = include_str!("rulebooks/lists.toml");

const STAGES: &str = "orders = { rate = 0.1, wrong = 0.1 }

[[list.stage]]
id = \"warned\"
label = { en = \"Warned\", zh = \"警告\" }
every = \"1m\"
next = [{ id = \"cleared\", chance = 0.2 }, { id = \"serious\", chance = 0.3 }]

[[list.stage]]
id = \"serious\"
label = { en = \"Serious\", zh = \"严重\" }
every = \"2m\"
next = [{ id = \"cleared\", chance = 0.1 }]

[[list.stage]]
id = \"cleared\"
label = { en = \"Cleared\", zh = \"撤销\" }
leaves = true
";

/// Those named by order pass through stages.
fn staged(changes: &[(&str, &str)]) -> Plan {
    let mut all = vec![(
        "orders = { rate = 0.01, wrong = 0.1 }\nexit = { rate = 0.2, after = \"0d\", within = \"0d\" }\n",
        STAGES,
    )];
    all.extend_from_slice(changes);
    plan(LISTS, &all)
}

/// Suining with somebody who sells points, somebody who forges, and inspections.
fn attacked(changes: &[(&str, &str)]) -> Plan {
    let suining = glasshouse_rulebook::builtin("suining-2010").expect("the built-in rulebook");
    let assumed = "assumed = { range = [0, 1000], why = \"a test\" }";
    let text = format!(
        "{suining}
[security]
chained = false

[[security.alteration]]
id = \"seller\"
label = {{ en = \"Sold points\", zh = \"出售分数\" }}
dossiers = {{ value = 40, {assumed} }}
every = {{ value = \"1m\", assumed = {{ range = [\"1m\", \"1y\"], why = \"a test\" }} }}
indicator = \"drunk-driving\"
points = {{ value = -200, assumed = {{ range = [-1000, 1000], why = \"a test\" }} }}

[[security.alteration]]
id = \"forger\"
label = {{ en = \"Forged records\", zh = \"伪造记录\" }}
dossiers = {{ value = 30, {assumed} }}
on = {{ value = 2010-03-05, assumed = {{ range = [2010-01-01, 2011-01-01], why = \"a test\" }} }}
indicator = \"drunk-driving\"

[[security.inspection]]
id = \"sample\"
label = {{ en = \"Inspection\", zh = \"检查\" }}
dossiers = {{ value = 800, {assumed} }}
every = {{ value = \"3m\", assumed = {{ range = [\"1m\", \"1y\"], why = \"a test\" }} }}
from = {{ value = 2010-02-15, assumed = {{ range = [2010-01-01, 2011-01-01], why = \"a test\" }} }}

[[security.breach]]
id = \"leak\"
label = {{ en = \"Leak\", zh = \"泄露\" }}
yearly = {{ value = 0.9, assumed = {{ range = [0, 1], why = \"a test\" }} }}
holders = {{ value = 2, {assumed} }}
held = {{ value = 0.5, assumed = {{ range = [0, 1], why = \"a test\" }} }}
reveals = [\"sex\", \"birth_date\"]
k = {{ value = 3, {assumed} }}
"
    );
    plan(&text, changes)
}

fn agrees(plan: &Plan, people: u32, months: u32) -> usize {
    let society = county(people);
    let scenario = scenario(&society, plan, months);
    let exchange = run(&scenario, &Sequential).exchange;
    let mut steps = 0;
    for block in 0..society.blocks() {
        let mut trace = Trace::everyone();
        replay(&scenario, &exchange, block, &mut trace);
        let told = |link: &Link| matches!(link, Link::Alteration { .. } | Link::ListStep { .. });
        steps += trace.entries.iter().filter(|e| told(&e.link)).count();
        let altered = |slot: u16| {
            let person = PersonId::of(block, slot);
            trace.entries.iter().any(|e| e.person == person && told(&e.link))
        };
        let people = society.people_in(block) as u16;
        for slot in (0..people).filter(|slot| slot % 15 == 0 || slot % 5 == 0 && altered(*slot)) {
            let person = PersonId::of(block, slot);
            let own: Vec<_> = trace.entries.iter().filter(|e| e.person == person).copied().collect();
            let found = recount(plan, &own, person, scenario.first_day(), months).findings;
            let told: Vec<String> = own.iter().map(|e| format!("{} {:?}", e.day, e.link)).collect();
            assert_eq!(found, vec![], "{person}:\n{}", told.join("\n"));
        }
    }
    steps
}

fn same_in_any_order(plan: &Plan) {
    let society = county(9_000);
    let scenario = scenario(&society, plan, 14);
    let numbers = |series: &Series| series.numbers().collect::<Vec<_>>();
    let first = run(&scenario, &Sequential);
    for series in [run(&scenario, &Backwards).series, run(&scenario, &Threads(3)).series] {
        assert_eq!(numbers(&series), numbers(&first.series));
    }
    let passed = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(()));
    let passed = passed.expect("nobody stops it");
    assert_eq!(numbers(&passed.series), numbers(&first.series));
    assert!(pilot(&scenario) > 0);
}

#[test]
fn stages_keep_and_clear_people() {
    let society = county(16_000);
    let series = |plan: &Plan| run(&scenario(&society, plan, 48), &Threads(2)).series;
    let with = series(&staged(&[]));
    let still = series(&staged(&[("{ id = \"cleared\", chance = 0.2 }, { id = \"serious\", chance = 0.3 }", "")]));
    assert!(total(&with, Metric::StageSteps) > 100 && total(&still, Metric::StageSteps) == 0);
    let entries = |series: &Series| {
        series.layout.columns_of(Metric::StageEntries).map(|c| series.total(c, 0)).collect::<Vec<i64>>()
    };
    let (with_entries, still_entries) = (entries(&with), entries(&still));
    assert!(with_entries.iter().all(|n| *n > 50), "{with_entries:?}");
    assert_eq!(still_entries[1..], [0, 0]);
    // Whoever is on the list is in a stage, and nobody else is.
    let plan = staged(&[]);
    let wanted = plan.lists.iter().position(|l| l.id == "wanted").expect("a list") as u8;
    for month in 0..48 {
        let on = with.value(month, with.layout.of(Metric::OnList, wanted), 0);
        let staged: i64 = with.layout.columns_of(Metric::InStage).map(|c| with.value(month, c, 0)).sum();
        assert_eq!(on, staged, "month {month}");
    }
}

#[test]
fn the_recount_follows_stages_and_alterations() {
    assert!(agrees(&staged(&[]), 5_000, 36) > 100);
    assert!(agrees(&attacked(&[]), 5_000, 24) > 100);
    assert!(agrees(&attacked(&[("enabled = false", "enabled = true")]), 5_000, 24) > 100);
}

#[test]
fn no_order_of_work_changes_a_bit() {
    same_in_any_order(&staged(&[]));
    same_in_any_order(&attacked(&[]));
}

#[test]
fn a_chain_shows_every_alteration_at_the_next_inspection() {
    let society = county(8_000);
    let series = |changes: &[(&str, &str)]| run(&scenario(&society, &attacked(changes), 36), &Threads(2)).series;
    let (sampled, chained) = (series(&[]), series(&[("chained = false", "chained = true")]));
    let found = |series: &Series| total(series, Metric::AlterationsFound);
    let made = total(&sampled, Metric::Altered);
    assert!(made > 1_000 && total(&chained, Metric::Altered) == made, "the chain stops nobody");
    // A tenth of the dossiers is looked at a dozen times in three years.
    assert!(found(&sampled) > made / 10 && found(&sampled) < made * 9 / 10, "{} of {made}", found(&sampled));
    // What was made since the last inspection is still in place.
    assert_eq!(found(&chained) + total(&chained, Metric::AlteredLive), made);
    assert!(total(&chained, Metric::AlteredLive) <= 3 * 40);
    let worst = |series: &Series| total(series, Metric::WronglyPenalised);
    let never = series(&[("value = 800", "value = 0")]);
    assert_eq!(found(&never), 0);
    assert!(worst(&never) > worst(&sampled) && worst(&sampled) > worst(&chained), "forged points make people fall");
}

#[test]
fn breaches_tell_people_apart_by_what_they_reveal() {
    let society = county(8_000);
    let series = |changes: &[(&str, &str)]| run(&scenario(&society, &attacked(changes), 36), &Threads(2)).series;
    let with = series(&[]);
    let of = |metric| total(&with, metric);
    assert!(of(Metric::Breaches) >= of(Metric::HoldersBreached) && of(Metric::HoldersBreached) == 2);
    // Each copy holds half of the people: three quarters are in one of the two.
    assert!((of(Metric::Released) - 6_000).abs() < 200, "{}", of(Metric::Released));
    let by_name = series(&[("[\"sex\", \"birth_date\"]", "[\"name\", \"sex\", \"birth_date\"]")]);
    let by_sex = series(&[("[\"sex\", \"birth_date\"]", "[\"sex\"]")]);
    let unique = |series: &Series| total(series, Metric::ReleasedUnique);
    assert_eq!(unique(&by_sex), 0);
    assert!(unique(&by_name) > unique(&with) && unique(&with) > 3_000, "{} {}", unique(&by_name), unique(&with));
    let hidden = |series: &Series| total(series, Metric::ReleasedHidden);
    assert!(hidden(&by_sex) == total(&by_sex, Metric::Released) && hidden(&with) < 1_000);
    assert_eq!(total(&series(&[("yearly = { value = 0.9", "yearly = { value = 0")]), Metric::Released), 0);
}

#[test]
fn a_persons_file_tells_of_attacks() {
    let (society, plan) = (county(3_000), attacked(&[]));
    let scenario = scenario(&society, &plan, 24);
    let exchange = run(&scenario, &Sequential).exchange;
    let mut trace = Trace::everyone();
    replay(&scenario, &exchange, 0, &mut trace);
    for wanted in [AlterationStep::Made, AlterationStep::Found] {
        assert!(trace.entries.iter().any(|e| matches!(e.link, Link::Alteration { step, .. } if step == wanted)));
    }
    let shared = trace.entries.iter().filter_map(|e| match e.link {
        Link::Release { sharing, .. } => Some(sharing),
        _ => None,
    });
    assert_eq!(shared.clone().count() as i64, total(&run(&scenario, &Sequential).series, Metric::Released));
    assert!(shared.clone().any(|n| n == 0) && shared.clone().any(|n| n > 0));
}
