//! Four ways of sharing a list: the first steps of the way out are the same, the last differs as it must, and a
//! leftover copy can be followed in the file of the person.

#![expect(clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Run, Sequential, replay};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::trace::{Link, Side, Trace};
use glasshouse_rulebook::Plan;
use glasshouse_testing::{Threads, county, plan, run, scenario, total};

/// The scenario's rulebooks, and its four ways of sharing.
const KEEPER: &str = include_str!("../../../studies/sharing/keeper.toml");
const TAKER: &str = include_str!("../../../studies/sharing/taker.toml");
const MODES: [&str; 4] = [
    include_str!("../../../studies/sharing/none.toml"),
    include_str!("../../../studies/sharing/neighbour.toml"),
    include_str!("../../../studies/sharing/national.toml"),
    include_str!("../../../studies/sharing/propagated.toml"),
];

/// A stack of the scenario with the rulebooks beside it.
fn shared(stack: &str, changes: &[(&str, &str)]) -> Plan {
    let beside = |book: &str| match book {
        "keeper" => Some(KEEPER.to_owned()),
        "taker" => Some(TAKER.to_owned()),
        _ => None,
    };
    let text = glasshouse_rulebook::with_texts(stack.as_bytes(), &beside);
    plan(&String::from_utf8(text).expect("text"), changes)
}

/// Corrections reach the neighbour and nobody else.
const HALF: (&str, &str) = ("removal = \"leftover\"", "removal = \"propagates\"");

fn lived(plan: Plan) -> (Run, Plan) {
    let society = county(20_000);
    (run(&scenario(&society, &plan, 36), &Threads(2)), plan)
}

fn of_list(series: &Series, plan: &Plan, metric: Metric) -> i64 {
    let list = plan.lists.iter().position(|l| l.id == "keeper:wanted").expect("the list");
    series.total(series.layout.of(metric, list as u8), 0)
}

#[test]
fn the_last_step_differs_between_four_modes() {
    let lives = MODES.map(|mode| lived(shared(mode, &[])));
    let each = |metric| lives.each_ref().map(|(run, plan)| of_list(&run.series, plan, metric));
    let corrected = each(Metric::ListCorrected);
    assert!(corrected[0] > 50 && corrected.iter().all(|c| *c == corrected[0]), "{corrected:?}");
    // The way there is the same, and each step is a part of the one before; copies are wrong entries of their own.
    let steps = [Metric::WrongEntries, Metric::Noticed, Metric::WrongObjected, Metric::WrongDecided, Metric::Corrected];
    let ways = lives.each_ref().map(|(run, _)| steps.map(|step| total(&run.series, step)));
    assert!(ways.iter().all(|way| way[1..] == ways[0][1..] && way[0] >= ways[0][0]), "{ways:?}");
    assert!(ways[0].is_sorted_by(|more, fewer| more > fewer), "{ways:?}");
    let everywhere = each(Metric::RemovedEverywhere);
    assert!(everywhere.iter().all(|n| *n <= ways[0][4]), "{everywhere:?} {ways:?}");
    assert_eq!(everywhere[0], corrected[0], "without sharing a correction is the end of it");
    assert!(
        everywhere[1] < everywhere[0] && everywhere[2] < everywhere[1],
        "each copy is one more to be left: {everywhere:?}"
    );
    // What was corrected in the last days has not been passed on yet.
    assert!(everywhere[3] > everywhere[2] && everywhere[3] >= corrected[3] - 10, "{everywhere:?} {corrected:?}");
    let left = lives.each_ref().map(|(run, _)| total(&run.series, Metric::CopiesLeft));
    assert!(left[0] == 0 && left[3] == 0 && left[1] > 20 && left[2] > left[1], "{left:?}");
}

#[test]
fn a_leftover_copy_can_be_followed() {
    let (run, plan) = lived(shared(MODES[2], &[HALF]));
    let society = county(20_000);
    let scenario = scenario(&society, &plan, 36);
    let list = |id: &str| plan.lists.iter().position(|l| l.id == id).expect("a list") as u8;
    let (source, near, far) = (list("keeper:wanted"), list("near:copied"), list("far:copied"));
    let mut trace = Trace::everyone();
    replay(&scenario, &run.exchange, 0, &mut trace);
    let mut followed = 0;
    for slot in 0..4096 {
        let person = glasshouse_model::PersonId::of(0, slot);
        let own: Vec<_> = trace.entries.iter().filter(|e| e.person == person).copied().collect();
        let stays = |number: u8| -> Vec<bool> {
            let listing = |e: &glasshouse_model::trace::Entry| match e.link {
                Link::Listing { side: Side::Record, list, entered } if list == number => Some(entered),
                _ => None,
            };
            own.iter().filter_map(listing).collect()
        };
        let is_corrected = own.iter().any(|e| matches!(e.link, Link::Decision { upheld: true, .. }));
        if is_corrected && [source, far, near].map(stays) == [vec![true, false], vec![true], vec![true, false]] {
            followed += 1;
        }
        let found = glasshouse_audit::recount(&plan, &own, person, scenario.first_day(), 36).findings;
        assert_eq!(found, vec![], "{person}");
    }
    assert!(followed > 3, "{followed} people were cleared at the source and nearby, and not far away");
}

#[test]
fn the_same_by_passes_and_alone() {
    let plan = shared(MODES[2], &[HALF]);
    let society = county(10_000);
    let scenario = scenario(&society, &plan, 18);
    assert_eq!(run(&scenario, &Sequential).series, run(&scenario, &Threads(3)).series);
}
