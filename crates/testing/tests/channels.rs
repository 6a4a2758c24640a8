//! What channels can be besides a set of rates: confirmed, growing, uneven, slow, forgetful. Each changes its
//! number when it is taken away, and known answers come out.

use glasshouse_engine::Run;
use glasshouse_metrics::{Metric, Series};
use glasshouse_rulebook::Plan;
use glasshouse_testing::{Threads, county, plan, run, scenario};

const LISTS: &str = include_str!("rulebooks/lists.toml");
/// The line of the courts' channel after which further keys go.
const COURT: &str = "delay_days_mean = 20\n";

fn court(added: &str) -> (Run, Plan) {
    let with = format!("{COURT}{added}");
    let plan = plan(LISTS, &[(COURT, with.as_str())]);
    let society = county(20_000);
    (run(&scenario(&society, &plan, 48), &Threads(2)), plan)
}

/// A count of the courts' channel, which is the first.
fn of(series: &Series, metric: Metric) -> i64 {
    series.total(series.layout.of(metric, 0), 0)
}

#[test]
fn confirmation_follows_the_binomial() {
    let (single, _) = court("");
    let (two_of_three, plan) = court("confirm = { looks = 3, needs = 2, false_look = 0.1 }\n");
    // 3·0.8²·0.2 + 0.8³ of acts in view, 3·0.1²·0.9 + 0.1³ of candidate alarms.
    let (hit, _) = plan.channels[0].rates(Default::default);
    assert!((hit.to_f64() - 0.896).abs() < 1e-6);
    let alarms = [&single, &two_of_three].map(|r| of(&r.series, Metric::FalseAlarms) as f64);
    let share = alarms[1] / alarms[0];
    assert!((share - 0.028).abs() < 4.0 * (0.028 / alarms[0]).sqrt(), "{share} of {}", alarms[0]);
    let true_reports = |r: &Run| of(&r.series, Metric::Observations) - of(&r.series, Metric::FalseAlarms);
    let gain = true_reports(&two_of_three) as f64 / true_reports(&single) as f64;
    assert!((gain - 0.896 / 0.8).abs() < 0.02, "{gain}");
}

/// Bayes: with prevalence π, sensitivity s and false-alarm rate f per person, the share of reports that are true is
/// acts·s / (acts·s + people·f·years).
#[test]
fn the_predictive_value_is_that_of_the_rates() {
    let (run, _) = court("");
    let series = &run.series;
    let acts: i64 =
        ["debt.judgment_unpaid", "debt.loan_missed", "traffic.minor", "traffic.red_light", "traffic.drunk_driving"]
            .iter()
            .filter_map(|name| glasshouse_model::ActKind::parse(name))
            .map(|kind| series.total(series.layout.of(Metric::Acts, kind.0), 0))
            .sum();
    let (alarms, reports) = (of(series, Metric::FalseAlarms) as f64, of(series, Metric::Observations) as f64);
    let expected_true = acts as f64 * 0.9 * 0.8;
    let expected_alarms = 20_000.0 * 0.01 * 4.0;
    let (value, expected) = (1.0 - alarms / reports, expected_true / (expected_true + expected_alarms));
    let error = (expected * (1.0 - expected) / reports).sqrt();
    // Drivers under age and other implausible subjects drop a few alarms.
    assert!((value - expected).abs() < 4.0 * error + 0.01, "{value} {expected} ± {error}");
}

#[test]
fn coverage_grows_to_its_target() {
    let (whole, _) = court("");
    let (growing, _) = court("from = 2010-01-01\nfull_from = 2013-12-31\n");
    let share = of(&growing.series, Metric::Observations) as f64 / of(&whole.series, Metric::Observations) as f64;
    assert!((share - 0.5).abs() < 0.04, "half of four years' growth: {share}");
    let (short, _) = court("to = 2010-12-31\n");
    assert!(3 * of(&short.series, Metric::Observations) < of(&whole.series, Metric::Observations));
}

#[test]
fn error_rates_differ_by_group_and_attention_feeds_on_records() {
    let alarms_of = |run: &Run, group: u8| {
        let column = run.series.layout.of(Metric::FalseAlarms, 0);
        run.series.total(column, group) as f64
    };
    let women = glasshouse_model::group::Group::of(glasshouse_model::Attribute::Sex, 0).0;
    let uneven = "varies = [{ id = \"women\", who = \"sex == 'female'\", hit_rate = 0.8, false_alarms = 0.03 }]\n";
    let (even, (other, _)) = (court("").0, court(uneven));
    let men = |run: &Run| alarms_of(run, 0) - alarms_of(run, women);
    let ratio = (alarms_of(&other, women) / men(&other)) / (alarms_of(&even, women) / men(&even));
    assert!((ratio - 3.0).abs() < 0.5, "three times as many: {ratio}");
    let watched = "varies = [{ id = \"known\", who = \"listed('drivers')\", hit_rate = 1, false_alarms = 0.1 }]\n";
    let (fed, _) = court(watched);
    assert!(of(&fed.series, Metric::FalseAlarms) > of(&even.series, Metric::FalseAlarms));
    assert!(of(&fed.series, Metric::Observations) > of(&even.series, Metric::Observations));
}

#[test]
fn a_desk_with_too_little_capacity_leaves_reports_waiting_and_loses_them() {
    let (free, _) = court("");
    let records =
        |run: &Run| -> i64 { (0..2).map(|i| run.series.total(run.series.layout.of(Metric::Records, i), 0)).sum() };
    let (slow, _) = court("per_day = 0.2\n");
    let waiting = of(&slow.series, Metric::ReportsWaiting);
    assert!(waiting > 100 && of(&slow.series, Metric::ReportsLost) == 0, "{waiting}");
    // 20 people's worth per 100 days: 20 thousand people, 0.2 a day and thousand, 1,461 days.
    assert!(records(&slow) <= 20 * 1461 / 5 && records(&slow) < records(&free));
    let (forgetful, _) = court("per_day = 0.2\nlog_days = 60\n");
    let lost = of(&forgetful.series, Metric::ReportsLost);
    assert!(lost > 100 && of(&forgetful.series, Metric::ReportsWaiting) < waiting, "{lost}");
    let (enough, _) = court("per_day = 1000\n");
    assert!(of(&enough.series, Metric::ReportsWaiting) < 100);
    let (log, _) = court("log_days = 20\n");
    assert!(of(&log.series, Metric::Observations) < of(&free.series, Metric::Observations));
}
