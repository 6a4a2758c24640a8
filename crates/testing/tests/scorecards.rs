//! Scorecards decide about everybody, count what they decide, and leave everything else alone.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_engine::{Run, card_fits};
use glasshouse_metrics::fairness::CardCounts;
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::Lang;
use glasshouse_model::group::Group;
use glasshouse_rulebook::{Plan, builtin, check};
use glasshouse_society::Society;
use glasshouse_testing::{Threads, county, county_with, run, scenario, total};

const PEOPLE: u32 = 9_000;

/// Borrowers of two groups with three scores; half of each score's loans go as the table says.
const ATTRIBUTES: &str = r#"
[[attribute]]
id = "group"
label = { en = "group", zh = "群体" }
levels = ["one", "two"]

[[attribute]]
id = "score"
label = { en = "score", zh = "分数" }
levels = ["low", "middle", "high"]
value = { low = 400, middle = 600, high = 800 }

[[attribute]]
id = "case"
label = { en = "what becomes of it", zh = "结果" }
levels = ["good", "bad"]

[[attribute]]
id = "ability"
label = { en = "ability", zh = "能力" }
by = "case"
mean = { good = 1, bad = 0 }
spread = 1
lift_cost = 2

[[cells]]
id = "borrowers"
of = ["group", "score"]
draw = "even"
then = "case"
weight = { "one/low" = 2, "one/middle" = 2, "one/high" = 1, "two/low" = 1, "two/middle" = 3, "two/high" = 6 }
share = { "one/low" = 0.25, "one/middle" = 0.5, "one/high" = 0.75, "two/low" = 0.5, "two/middle" = 0.8, "two/high" = 0.95 }
"#;

const CARD: &str = r#"
[scorecard]
label = { en = "Score", zh = "评分" }
agency = { en = "Lender", zh = "贷款人" }
every_months = 6
truth = "case"
adverse = "bad"
by = "group"

[[scorecard.characteristic]]
id = "score"
per_unit = 1

[scorecard.cut]
rule = "at"
at = 600

[scorecard.moves]
well = 50
badly = -100
least = 300
most = 850
follows = "outcome"
"#;

/// A county whose people have the attributes, its own or with some more text.
fn society(more: &str) -> Society {
    // New figures stand under the county's own default of citing; here they are set.
    let cited = ATTRIBUTES.replace("[[attribute]]\n", "[[attribute]]\nsource = \"census2010\"\n");
    let cited = cited.replace("[[cells]]\n", "[[cells]]\nsource = \"census2010\"\n");
    county_with(&(cited + more), &[], PEOPLE)
}

fn plan(card: &str) -> Plan {
    let cited = card.replace("agency =", "source = \"wapo-2016\"\nagency =");
    let cited =
        cited.replace("[[scorecard.characteristic]]\n", "[[scorecard.characteristic]]\nsource = \"wapo-2016\"\n");
    let cited = cited.replace("[scorecard.cut]\n", "[scorecard.cut]\nsource = \"wapo-2016\"\n");
    let cited = cited.replace("[scorecard.moves]\n", "[scorecard.moves]\nsource = \"wapo-2016\"\n");
    let text = builtin("suining-2010").unwrap().to_owned() + &cited;
    let checked = check("suining-2010", text.as_bytes(), &[]);
    checked.plan.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics))
}

fn simulated(card: &str, society: &Society) -> Run {
    let plan = plan(card);
    card_fits(&plan, society).unwrap_or_else(|d| panic!("{}", d.message(Lang::En)));
    run(&scenario(society, &plan, 12), &Threads(2))
}

fn counts(series: &Series) -> CardCounts {
    CardCounts::of(series, Group::ALL.0).unwrap()
}

/// Attributes and a card add columns of their own; every other count stays as it was.
#[test]
fn a_card_leaves_everything_else_alone() {
    let with = simulated(CARD, &society("")).series;
    let without = simulated("", &county(PEOPLE)).series;
    assert!(CardCounts::of(&without, Group::ALL.0).is_none());
    for (column, what) in without.layout.columns.iter().enumerate() {
        let other = with.layout.columns.iter().position(|c| c == what).unwrap();
        for month in 0..12 {
            assert_eq!(without.value(month, column, 0), with.value(month, other, 0), "{what:?}");
        }
    }
}

/// With even marks as many people stand in each cell as its share says: two decisions about each of them.
#[test]
fn everyone_is_decided_about_and_counted_once() {
    let series =
        simulated(&CARD.replace("well = 50", "well = 0").replace("badly = -100", "badly = 0"), &society("")).series;
    assert_eq!(total(&series, Metric::Decided), 2 * i64::from(PEOPLE));
    assert_eq!(total(&series, Metric::Scored), 2 * i64::from(PEOPLE));
    let counts = counts(&series);
    let one = counts.confusion("one").unwrap();
    // A third of all are in the first group; of these 2 in 5 are low, and a quarter of the low would repay.
    let near = |got: i64, share: f64| {
        let wanted = share * 2.0 * f64::from(PEOPLE);
        assert!((got as f64 - wanted).abs() <= 4.0, "{got} {wanted}");
    };
    near(one.people(), 5.0 / 15.0);
    near(one.fp, 2.0 / 15.0 * 0.25);
    near(one.tp, 2.0 / 15.0 * 0.75);
    near(counts.confusion("two").unwrap().tn, 3.0 / 15.0 * 0.8 + 6.0 / 15.0 * 0.95);
    let same = run(&scenario(&society(""), &plan(CARD), 12), &Threads(1)).series;
    let again = run(&scenario(&society(""), &plan(CARD), 12), &Threads(3)).series;
    assert!(same.numbers().eq(again.numbers()));
}

/// The score of those accepted moves by what came of it, and is the score of the next decision.
#[test]
fn moved_scores_count_the_next_time() {
    let mean = |series: &Series, month: usize| {
        let layout = &series.layout;
        let mut sum = 0.0;
        for column in layout.columns_of(Metric::Scored) {
            let score: f64 = layout.columns[column].item.split('/').nth(1).unwrap().parse().unwrap();
            sum += score * series.value(month, column, 0) as f64;
        }
        sum / f64::from(PEOPLE)
    };
    let still =
        simulated(&CARD.replace("well = 50", "well = 0").replace("badly = -100", "badly = 0"), &society("")).series;
    assert_eq!(mean(&still, 0).to_bits(), mean(&still, 6).to_bits());
    let moved =
        simulated(&CARD.replace("well = 50", "well = 200").replace("badly = -100", "badly = -200"), &society(""))
            .series;
    let declined = |series: &Series, month: usize| -> i64 {
        let of = |column: &usize| series.layout.columns[*column].item.ends_with("declined");
        series.layout.columns_of(Metric::Decided).filter(of).map(|c| series.value(month, c, 0)).sum()
    };
    // Bad cases at 600 fall to 400, below the cut-off; those at 800 fall to 600, which is enough.
    assert_eq!(declined(&moved, 0), declined(&still, 0));
    let bad_at_600 = (2.0 * 0.5 + 3.0 * 0.2) / 15.0 * f64::from(PEOPLE);
    let more = declined(&moved, 6) - declined(&moved, 0);
    assert!((more as f64 - bad_at_600).abs() <= 3.0, "{more} {bad_at_600}");
    // Those accepted at 600 rise to 800 or fall to 400; those at 800 rise to 850 only, or fall to 600.
    let change = total(&moved, Metric::CardMoved);
    let first: i64 = moved.layout.columns_of(Metric::CardMoved).map(|c| moved.value(0, c, 0)).sum();
    let people = f64::from(PEOPLE) / 15.0;
    let wanted =
        100.0 * people * (200.0 * (2.4 + 1.0) - 200.0 * (0.6 + 1.0) + 50.0 * (5.7 + 0.75) - 200.0 * (0.3 + 0.25));
    assert!((first as f64 / wanted - 1.0).abs() < 0.01, "{first} {wanted}");
    assert_ne!(change, first);
}

/// Within reach everyone shows exactly as much as it takes; at a worth of 0 nobody does.
#[test]
fn only_what_is_shown_is_gamed() {
    let card = CARD.replace("id = \"score\"\nper_unit", "id = \"ability\"\nper_unit").replace("at = 600", "at = 1");
    let card = card.split("[scorecard.moves]").next().unwrap().to_owned();
    let at = |worth: &str| {
        simulated(&card, &society(&format!("\n[gaming]\nsource = \"census2010\"\nworth = {worth}\n"))).series
    };
    let (honest, gaming) = (at("0"), at("1"));
    assert_eq!(total(&honest, Metric::Lifted), 0);
    let lifted = total(&gaming, Metric::Lifted);
    let accepted = |series: &Series| counts(series).confusion("all").unwrap().accepted();
    assert_eq!(accepted(&gaming) - accepted(&honest), lifted);
    assert!(lifted > 0);
    let adverse = |series: &Series| counts(series).reading("adverse", &[]).unwrap();
    assert_eq!(adverse(&gaming).to_bits(), adverse(&honest).to_bits());
    assert_eq!(total(&honest, Metric::ReachCost), total(&gaming, Metric::ReachCost));
}

/// A measure may follow from a decision: whoever is declined is under it until the next one says otherwise.
#[test]
fn measures_follow_from_decisions() {
    let measure = r#"
[[measure]]
id = "no-loan"
label = { en = "No loan", zh = "不予贷款" }
agency = { en = "Lender", zh = "贷款人" }
domain = "credit.loan"
polarity = "sanction"
gravity = 3
when = "declined"
delay_days = 0
enforcement = 1
bite = 0
"#;
    let series = simulated(&(CARD.to_owned() + measure), &society("")).series;
    let declined = |month: usize| -> i64 {
        let of = |column: &usize| series.layout.columns[*column].item.ends_with("declined");
        series.layout.columns_of(Metric::Decided).filter(of).map(|c| series.value(month, c, 0)).sum()
    };
    let column = series.layout.columns_of(Metric::UnderMeasure).find(|c| series.layout.columns[*c].item == "no-loan");
    let under = |month: usize| series.value(month, column.unwrap(), 0);
    assert_eq!([under(0), under(5), under(6), under(11)], [declined(0), declined(0), declined(6), declined(6)]);
    assert_ne!(declined(0), declined(6));
    let wrongly = total(&series, Metric::WronglyPenalised)
        - total(&simulated(CARD, &society("")).series, Metric::WronglyPenalised);
    assert_eq!(wrongly, 0, "the card reads no record, so no record is wrong");
}

/// A card that reads what the society does not declare is refused where it says so.
#[test]
fn a_card_that_does_not_fit_is_refused() {
    let plan = plan(&CARD.replace("truth = \"case\"", "truth = \"cases\""));
    let wrong = card_fits(&plan, &society("")).unwrap_err();
    assert_eq!(wrong.code.to_string(), "GH0216");
    assert_eq!(wrong.message(Lang::En), "the society declares no attribute `cases`");
    assert!(wrong.span.is_some());
}
