//! Four ways of sharing a list: the first steps of the way out are the same, the last differs as it must, and a
//! leftover copy can be followed in the file of the person.

#![expect(clippy::expect_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Run, Sequential, replay};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::trace::{Link, Side, Trace};
use glasshouse_rulebook::Plan;
use glasshouse_testing::{Threads, county, plan, run, scenario, total};

/// A list whose orders are often wrong and often corrected.
fn keeper() -> String {
    include_str!("rulebooks/lists.toml")
        .replacen("orders = { rate = 0.01, wrong = 0.1 }", "orders = { rate = 0.02, wrong = 0.5 }", 1)
        .replacen("exit = { rate = 0.2, after = \"0d\", within = \"0d\" }\n", "", 1)
        .replacen("term = \"1y\"\norders", "term = \"5y\"\norders", 1)
        .replacen("officers = 3", "officers = 30", 1)
}

/// An authority that takes over what others list.
const TAKER: &str = include_str!("rulebooks/taker.toml");

/// The keeper and two takers under links to some of them.
fn shared(links: &[(&str, &str)]) -> Plan {
    let mut text = String::from(
        "format = \"stack/1\"\nid = \"shared\"\ntitle = { en = \"Shared\", zh = \"共享\" }\ndefault_source = \"made-up\"\n",
    );
    for id in ["keeper", "near", "far"] {
        text.push_str(&format!("[[use]]\nid = \"{id}\"\nbook = \"{id}\"\n"));
    }
    for (to, removal) in links {
        text.push_str(&format!(
            "[[link]]\nid = \"to-{to}\"\nlabel = {{ en = \"To {to}\", zh = \"通报\" }}\nlist = \"keeper:wanted\"\nto = \"{to}\"\n\
             delay_days_min = 3\ndelay_days_mean = 10\nlost = 0.1\nmisfiled = 0\nremoval = \"{removal}\"\n"
        ));
    }
    for (id, book) in [("keeper", keeper()), ("near", TAKER.to_owned()), ("far", TAKER.to_owned())] {
        text.push_str(&format!("[[text]]\nid = \"{id}\"\ntoml = '''\n{book}'''\n"));
    }
    text.push_str(
        "[sources.made-up]\nkind = \"regulation\"\ntitle = { en = \"Made up\", zh = \"虚构\" }\nheld = \"text\"\n",
    );
    plan(&text, &[])
}

fn lived(links: &[(&str, &str)]) -> (Run, Plan) {
    let plan = shared(links);
    let society = county(20_000);
    (run(&scenario(&society, &plan, 36), &Threads(2)), plan)
}

fn of_list(series: &Series, plan: &Plan, metric: Metric) -> i64 {
    let list = plan.lists.iter().position(|l| l.id == "keeper:wanted").expect("the list");
    series.total(series.layout.of(metric, list as u8), 0)
}

#[test]
fn the_last_step_differs_between_four_modes() {
    let modes: [&[(&str, &str)]; 4] = [
        &[],
        &[("near", "leftover")],
        &[("near", "leftover"), ("far", "leftover")],
        &[("near", "propagates"), ("far", "propagates")],
    ];
    let lives = modes.map(lived);
    let each = |metric| lives.each_ref().map(|(run, plan)| of_list(&run.series, plan, metric));
    let corrected = each(Metric::ListCorrected);
    assert!(corrected[0] > 50 && corrected.iter().all(|c| *c == corrected[0]), "{corrected:?}");
    let everywhere = each(Metric::RemovedEverywhere);
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
    let links = [("near", "leftover"), ("far", "propagates")];
    let (run, plan) = lived(&links);
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
        if is_corrected && [source, near, far].map(stays) == [vec![true, false], vec![true], vec![true, false]] {
            followed += 1;
        }
        let found = glasshouse_audit::recount(&plan, &own, person, scenario.first_day(), 36).findings;
        assert_eq!(found, vec![], "{person}");
    }
    assert!(followed > 3, "{followed} people were cleared at the source and far away, and not nearby");
}

#[test]
fn the_same_by_passes_and_alone() {
    let plan = shared(&[("near", "leftover"), ("far", "propagates")]);
    let society = county(10_000);
    let scenario = scenario(&society, &plan, 18);
    assert_eq!(run(&scenario, &Sequential).series, run(&scenario, &Threads(3)).series);
}
