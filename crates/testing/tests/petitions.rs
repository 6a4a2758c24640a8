//! Petitions go round as the theory of thresholds says, fear of a regime keeps people from them, and they are the same
//! however the work is dealt.
#![expect(clippy::panic, clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Alone, run_by_passes};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::math;
use glasshouse_rulebook::{Plan, none};
use glasshouse_society::Society;
use glasshouse_testing::{Backwards, Threads, county_with, run, scenario, series};
use std::fmt::Write;
use std::ops::ControlFlow;

const SOURCE: &str = "[sources.here]\nkind = \"scholarship\"\ntitle = { en = \"Set by the test\", zh = \"由测试设定\" }\nheld = \"text\"\n";

/// Petitions of one block, its people dealt the thresholds 0, 1, 2, …, n − 1.
fn ladder(n: usize) -> String {
    let mut text = String::from(
        "[[petition]]\nid = \"riot\"\namong = \"neighbourhood\"\nevery_months = 6\nshape = \"values\"\nsource = \"here\"\n",
    );
    text.push_str("[petition.values]\n");
    (0..n).for_each(|i| writeln!(text, "t{i} = {i}").unwrap());
    text + SOURCE
}

const NORMAL: &str = r#"
[[petition]]
id = "road"
among = "neighbourhood"
every_months = 1
shape = "normal"
mean = 0.25
spread = 0.1
act = "petition.lawful"
fear = 1
source = "here"

[[petition]]
id = "friends"
every_months = 3
shape = "uniform"
mean = 0.6
act = "petition.lawful"
fear = 1
source = "here"
"#;

fn normal() -> String {
    format!("{NORMAL}\n{SOURCE}")
}

fn signed(series: &Series, metric: Metric, number: u8) -> i64 {
    series.total(series.layout.of(metric, number), 0)
}

fn gallery(name: &str) -> Plan {
    let text = glasshouse_rulebook::builtin(name).unwrap_or_default();
    glasshouse_rulebook::check(name, text.as_bytes(), &[]).plan.unwrap_or_else(|| panic!("{name} does not load"))
}

/// Granovetter 1978: with the thresholds 0, 1, 2, …, 99 all hundred join; where the one with 1 has 2, only one does.
#[test]
fn one_threshold_decides_whether_all_join_or_one() {
    let of = |changes: &[&str], months| series(&none(), &county_with(&ladder(100), changes, 100), months);
    for (changes, people) in [(&[][..], 100), (&["petition.riot.values.t1=2"], 1), (&["petition.riot.values.t0=1"], 0)]
    {
        let series = of(changes, 12);
        // Two rounds in a year.
        assert_eq!(signed(&series, Metric::Signed, 0), 2 * people, "{changes:?}");
        assert_eq!(signed(&series, Metric::BaselineSigned, 0), 2 * people, "{changes:?}");
    }
}

/// The share r who sign is the least with r = Φ((r − mean) / spread): few where thresholds are alike, all but everyone
/// where they are not (Granovetter 1978).
#[test]
fn normal_thresholds_meet_their_least_fixed_point() {
    for spread in [0.11, 0.2] {
        let mut root = 0.0;
        (0..500).for_each(|_| root = math::normal_cdf((root - 0.25) / spread));
        let change = format!("petition.road.spread={spread}");
        let series = series(&none(), &county_with(&normal(), &[&change], 30_000), 1);
        let share = signed(&series, Metric::Signed, 0) as f64 / 30_000.0;
        assert!((share - root).abs() < 0.003, "{spread}: {share} and {root}");
        assert!(if spread < 0.15 { root < 0.05 } else { root > 0.99 }, "{root}");
    }
}

/// Where petitions cost points fewer sign, without fear as many as without a regime.
#[test]
fn fear_keeps_people_from_signing() {
    let plan = gallery("single-score");
    let of = |plan: &Plan, changes: &[&str]| {
        let series = series(plan, &county_with(&normal(), changes, 9000), 6);
        [0, 1].map(|number| [Metric::Signed, Metric::BaselineSigned].map(|metric| signed(&series, metric, number)))
    };
    let (wide, afraid) = ("petition.road.spread=0.13", "petition.*.fear=5");
    let [all, ties] = of(&plan, &[wide, afraid]);
    assert!(all[0] < all[1] && ties[0] < ties[1], "{all:?} {ties:?}");
    for same in [of(&none(), &[wide]), of(&plan, &[wide, "petition.*.fear=0"])] {
        assert!(same.iter().all(|[here, baseline]| here == baseline && *here > 0), "{same:?}");
    }
}

/// All months together, one block after the other, backwards and on threads: the same bits. Everything but the new columns
/// is as without petitions.
#[test]
fn petitions_are_the_same_however_they_run_and_change_nothing_else() {
    let plan = gallery("single-score");
    let society = county_with(&normal(), &[], 9000);
    let scenario = scenario(&society, &plan, 4);
    let all = run(&scenario, &Threads(3));
    let passes = run_by_passes(&scenario, &Threads(2), &Alone, true, &mut |_| ControlFlow::Continue(())).unwrap();
    for other in [run(&scenario, &Backwards), passes] {
        assert_eq!(all.series, other.series);
    }
    let without = series(&plan, &county_with("", &[], 9000), 4);
    for (column, what) in without.layout.columns.iter().enumerate() {
        let same = all.series.layout.columns.iter().position(|c| c == what).unwrap();
        assert!((0..4).all(|month| all.series.value(month, same, 0) == without.value(month, column, 0)), "{what:?}");
    }
    assert!(signed(&all.series, Metric::Signed, 1) > 0);
}

#[test]
fn what_is_wrong_with_a_petition_is_told() {
    let first = |from: &str, to: &str| {
        let text = normal().replacen(from, to, 1);
        assert_ne!(text, normal(), "{from}");
        let base = glasshouse_society::builtin_text("suining-county").unwrap();
        let check = Society::compile("county", format!("{base}\n{text}").as_bytes(), &[], None, None);
        let error = check.diagnostics.into_iter().find(|d| d.severity == glasshouse_text::Severity::Error);
        error.map(|d| d.code.to_string())
    };
    assert_eq!(first("spread = 0.1\n", ""), Some("GH0121".into()));
    assert_eq!(first("shape = \"normal\"", "shape = \"wide\""), Some("GH0123".into()));
    assert_eq!(first("act = \"petition.lawful\"\n", ""), Some("GH0121".into()));
    assert_eq!(first("\"petition.lawful\"", "\"crime.theft\""), Some("GH0138".into()));
    assert_eq!(first("id = \"friends\"", "id = \"road\""), Some("GH0127".into()));
    assert_eq!(first("every_months = 1", "every_months = 0"), Some("GH0138".into()));
}
