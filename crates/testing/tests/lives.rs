//! What people carry from month to month beside the register: it follows its equations, the regime reaches it only
//! through lists and refused credit, and it is the same however the work is dealt.
#![expect(clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::act::ActClass;
use glasshouse_model::trace::{Link, Trace};
use glasshouse_model::{ActKind, PersonId};
use glasshouse_rulebook::{Plan, none};
use glasshouse_society::Society;
use glasshouse_testing::{Backwards, Threads, county_with, run, scenario, series, suining, total};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The county with wealth and a rumour.
const MORE: &str = r#"
[wealth]
mean = 4
log_spread = 1
income = 1
consumption = 0.95
growth = 0.01
line = 3
shock_rate = 0.1
shock_mean = 1
income_loss = 0.3
trapped_after = 6
need = 0.3
source = "here"

[[spread]]
id = "way-to-complain"
outside = 0.01
contact = 0.1
start = 0.02
opens_objection = true
source = "here"

[sources.here]
kind = "scholarship"
title = { en = "Set by the test", zh = "由测试设定" }
held = "text"
"#;

fn society(more: &str, changes: &[&str]) -> Society {
    county_with(more, changes, 9000)
}

fn of(series: &Series, metric: Metric, month: usize) -> i64 {
    series.value(month, series.layout.at(metric), 0)
}

fn gallery(name: &str) -> Plan {
    let text = glasshouse_rulebook::builtin(name).unwrap_or_default();
    glasshouse_rulebook::check(name, text.as_bytes(), &[]).plan.unwrap_or_else(|| panic!("{name} does not load"))
}

/// Everything but the new columns is as it was without the tables, where they act on nobody.
#[test]
fn what_nobody_acts_on_changes_nothing_else() {
    let plan = suining(&[]);
    let idle = ["wealth.need=0", "spread.way-to-complain.opens_objection=false"];
    let (with, without) = (series(&plan, &society(MORE, &idle), 8), series(&plan, &society("", &[]), 8));
    for (column, what) in without.layout.columns.iter().enumerate() {
        let same = with.layout.columns.iter().position(|c| c == what).unwrap();
        for month in 0..8 {
            assert_eq!(with.value(month, same, 0), without.value(month, column, 0), "{what:?}");
        }
    }
    assert!(of(&with, Metric::WealthSum, 7) > 0 && of(&with, Metric::Informed, 7) > of(&with, Metric::Informed, 0));
}

/// All months together, one block after the other, backwards and on threads: the same bits, and the same purses.
#[test]
fn purses_and_rumours_are_the_same_however_they_run() {
    let plan = suining(&[]);
    let society = society(MORE, &[]);
    let scenario = scenario(&society, &plan, 7);
    let all = run(&scenario, &Threads(3));
    let backwards = run(&scenario, &Backwards);
    let passes = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(())).unwrap();
    for other in [backwards, passes] {
        assert_eq!(all.series, other.series);
        assert_eq!(all.ends, other.ends);
    }
    assert_eq!((all.ends.wealth.len(), all.ends.penalised_months.len()), (9000, 9000));
    let sum: i64 = all.ends.wealth.iter().map(|w| i64::from(*w)).sum();
    assert_eq!(sum, of(&all.series, Metric::WealthSum, 6));
}

/// Without a regime both arms have the same; a regime that lists people takes from them, and the more income a listing
/// costs, the more it takes.
#[test]
fn only_a_regime_parts_the_arms() {
    let arms = |s: &Series| [of(s, Metric::WealthSum, 23), of(s, Metric::BaselineWealthSum, 23)];
    let poor = |s: &Series| [of(s, Metric::BelowLine, 23), of(s, Metric::BaselineBelowLine, 23)];
    let free = series(&none(), &society(MORE, &[]), 24);
    assert_eq!((arms(&free)[0], poor(&free)[0]), (arms(&free)[1], poor(&free)[1]));
    let listing = gallery("judgment-defaulters");
    let loss = |share: &str| series(&listing, &society(MORE, &[share]), 24);
    let [nothing, some, much] = ["0", "0.2", "0.9"].map(|share| loss(&format!("wealth.income_loss={share}")));
    assert_eq!(arms(&nothing)[1], arms(&free)[1], "the baseline knows no regime");
    assert!(arms(&much)[0] < arms(&some)[0] && arms(&some)[0] < arms(&nothing)[0]);
    assert!(poor(&much)[0] >= poor(&some)[0] && total(&much, Metric::Trapped) >= total(&much, Metric::BaselineTrapped));
}

/// Those below the line do more of what pays (b₁), in either arm.
#[test]
fn need_feeds_misconduct() {
    let acts = |need: &str| {
        let series = series(&none(), &society(MORE, &[need]), 12);
        let columns = series.layout.columns_of(Metric::Acts);
        let misconduct = columns.zip(ActKind::all()).filter(|(_, kind)| kind.class().is_misconduct());
        misconduct.map(|(column, _)| series.total(column, 0)).sum::<i64>()
    };
    let (idle, driven) = (acts("wealth.need=0"), acts("wealth.need=1"));
    assert!(driven as f64 > idle as f64 * 1.2, "{idle} {driven}");
}

/// Nobody objects who has not heard how; whom everybody has told objects as before.
#[test]
fn objecting_takes_knowing_how() {
    let plan = suining(&["review.enabled=true"]);
    let objections = |start: &str| {
        let still = ["wealth.need=0", "spread.way-to-complain.outside=0", "spread.way-to-complain.contact=0", start];
        total(&series(&plan, &society(MORE, &still), 12), Metric::Objections)
    };
    let (none, some) = (objections("spread.way-to-complain.start=0"), objections("spread.way-to-complain.start=0.5"));
    let all = total(&series(&plan, &society("", &[]), 12), Metric::Objections);
    assert!(all > 30, "{all}");
    assert_eq!((none, objections("spread.way-to-complain.start=1")), (0, all));
    assert!(some * 4 > all && some * 4 < all * 3, "{some} of {all}");
}

/// Whatever spreads among ties reaches only those who know somebody; with nobody at the start it reaches nobody.
#[test]
fn nothing_comes_of_nothing() {
    let at = |changes: &[&str]| {
        let series = series(&none(), &society(MORE, changes), 36);
        [0, 35].map(|month| of(&series, Metric::Informed, month))
    };
    let outside = "spread.way-to-complain.outside=0";
    assert_eq!(at(&[outside, "spread.way-to-complain.start=0"]), [0, 0]);
    let [first, last] = at(&[outside]);
    assert!((180..400).contains(&first) && last > 2 * first, "{first} {last}");
}

/// Acts of everyone by kind: here, and in the baseline.
fn acts_by_person(plan: &Plan, society: &Society, months: u32) -> BTreeMap<(PersonId, ActKind), [i64; 4]> {
    let scenario = scenario(society, plan, months);
    let exchange = run(&scenario, &Threads(2)).exchange;
    let mut found = BTreeMap::new();
    for block in 0..society.blocks() {
        let mut trace = Trace::everyone();
        glasshouse_engine::replay(&scenario, &exchange, block, &mut trace);
        for entry in trace.entries {
            if let Link::Act { kind, taken, taken_in_baseline } = entry.link {
                let row: &mut [i64; 4] = found.entry((entry.person, kind)).or_default();
                let counted = [taken, taken_in_baseline, taken_in_baseline && !taken, taken && !taken_in_baseline];
                row.iter_mut().zip(counted).for_each(|(sum, is)| *sum += i64::from(is));
            }
        }
    }
    found
}

/// Deterred, chilled and gamed acts, counted person by person, add up exactly to what the metrics say, kind by kind;
/// the baseline of a regime is the run without it; and between two regimes what one person does more or less in the
/// second adds up to the difference of their totals.
#[test]
fn persons_add_up_to_the_differences() {
    let society = society("", &[]);
    let (first, second) = (gallery("rongcheng-2021"), suining(&[]));
    let runs = [&first, &second, &none()].map(|plan| (series(plan, &society, 10), acts_by_person(plan, &society, 10)));
    let mut moved = [0; 3];
    for kind in ActKind::all() {
        let by_person = |run: usize, column: usize| -> i64 {
            runs[run].1.iter().filter(|((_, k), _)| *k == kind).map(|(_, row)| row[column]).sum()
        };
        let counted = |run: usize, metric: Metric| {
            let series = &runs[run].0;
            series.total(series.layout.of(metric, kind.0), 0)
        };
        for run in 0..2 {
            let metrics = [Metric::Acts, Metric::BaselineActs, Metric::Withheld, Metric::Added];
            for (column, metric) in metrics.into_iter().enumerate() {
                assert_eq!(by_person(run, column), counted(run, metric), "{} {metric:?}", kind.name());
            }
            assert_eq!(counted(run, Metric::BaselineActs), counted(2, Metric::Acts), "{}", kind.name());
        }
        let persons: std::collections::BTreeSet<PersonId> =
            runs[..2].iter().flat_map(|(_, acts)| acts.keys()).filter(|(_, k)| *k == kind).map(|(p, _)| *p).collect();
        let did = |run: usize, person: PersonId| runs[run].1.get(&(person, kind)).map_or(0, |row| row[0]);
        let difference: i64 = persons.iter().map(|p| did(1, *p) - did(0, *p)).sum();
        assert_eq!(difference, counted(1, Metric::Acts) - counted(0, Metric::Acts), "{}", kind.name());
        let place = match kind.class() {
            ActClass::Violation | ActClass::Obligation => 0,
            ActClass::Expression => 1,
            ActClass::Merit => 2,
            ActClass::Ordinary => continue,
        };
        let column = if place == 2 { 3 } else { 2 };
        moved[place] += by_person(0, column) + by_person(1, column);
    }
    assert!(moved.iter().all(|n| *n > 0), "somebody is deterred, chilled and games: {moved:?}");
}

/// Where everyone goes by everyone and conformity is strong, a start on either side stays on its side.
#[test]
fn strong_conformity_has_two_ends() {
    let at = |changes: &[&str]| {
        let fixed =
            ["behaviour.conform_to=neighbourhood", "act.petition-lawful.rate=2", "act.petition-lawful.accepted=0.02"];
        let all: Vec<&str> = fixed.iter().chain(changes).copied().collect();
        let society = society("", &all);
        let series = series(&none(), &society, 12);
        let petition = ActKind::parse("petition.lawful").unwrap();
        let number = series.layout.columns_of(Metric::Occasions);
        let occasions = number.clone().find(|c| series.layout.columns[*c].item == "petition.lawful").unwrap();
        let acts = series.layout.of(Metric::Acts, petition.0);
        (society.behaviour.may_tip(), series.value(11, acts, 0) as f64 / series.value(11, occasions, 0) as f64)
    };
    let strong = "behaviour.conformity=2";
    let (tips, low) = at(&[strong]);
    let (_, high) = at(&[strong, "behaviour.conform_from=1"]);
    assert!(tips && low < 0.1 && high > 0.8, "{low} {high}");
    let weak = "behaviour.conformity=0.3";
    let (tips, low) = at(&[weak]);
    let (_, high) = at(&[weak, "behaviour.conform_from=1"]);
    assert!(!tips && (low - high).abs() < 0.03, "{low} {high}");
}
/// Fines come out of wealth, record by record, and of nothing else; where the society follows no wealth they do nothing.
#[test]
fn fines_come_out_of_wealth() {
    let fined = |fine: &str| {
        let text = glasshouse_rulebook::builtin("suining-2010").unwrap_or_default();
        let first = text.find("\nrepeat = ").unwrap_or_default();
        let text = format!("{}\nfine = {{ value = {fine}, source = \"xinhua\" }}{}", &text[..first], &text[first..]);
        let checked = glasshouse_rulebook::check("fined", text.as_bytes(), &[]);
        checked.plan.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
    };
    let still = ["wealth.need=0", "spread.way-to-complain.opens_objection=false"];
    let at = |fine: &str, more: &str| {
        let changes: &[&str] = if more.is_empty() { &[] } else { &still };
        series(&fined(fine), &society(more, changes), 12)
    };
    let [none, some, double] = ["0", "0.25", "0.5"].map(|fine| at(fine, MORE));
    assert_eq!(total(&none, Metric::Fines), 0);
    assert_eq!(total(&double, Metric::Fines), 2 * total(&some, Metric::Fines));
    let fined_for = some.layout.columns_of(Metric::Records).next().unwrap();
    assert_eq!(total(&some, Metric::Fines), 256 * some.total(fined_for, 0));
    assert!(total(&some, Metric::Fines) > 0);
    let wealth = |series: &Series| of(series, Metric::WealthSum, 11);
    assert!(wealth(&double) < wealth(&some) && wealth(&some) < wealth(&none));
    assert_eq!(of(&some, Metric::BaselineWealthSum, 11), of(&none, Metric::BaselineWealthSum, 11));
    assert_eq!(total(&at("0.5", ""), Metric::Records), total(&at("0", ""), Metric::Records));
}
