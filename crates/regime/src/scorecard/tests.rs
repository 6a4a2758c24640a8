//! Cards on small tables, worked out by hand.

use super::*;
use glasshouse_rulebook::plan::{Equal, Moves, Scaling};

fn named(name: &str) -> Named {
    Named { name: name.into(), span: 0..1 }
}

fn trait_of(id: &str, levels: &[&str], values: &[i64]) -> Trait {
    let levels = levels.iter().map(|l| (*l).to_owned()).collect();
    Trait { id: id.into(), levels, values: values.iter().map(|v| v * 1_000_000).collect(), range: None }
}

/// Two groups, three scores, and who repays: of the first group fewer do at each score.
fn sample() -> Sample {
    let traits = vec![
        trait_of("group", &["one", "two"], &[]),
        trait_of("score", &["low", "middle", "high"], &[300, 500, 700]),
        trait_of("case", &["good", "bad"], &[]),
    ];
    let weights = [[(10, 30), (20, 20), (15, 5)], [(30, 30), (80, 20), (135, 5)]];
    let mut cells = Vec::new();
    for (group, scores) in (0u16..).zip(weights) {
        for (score, (good, bad)) in (0u16..).zip(scores) {
            cells.push((vec![group, score, 0], f64::from(good) / 400.0));
            cells.push((vec![group, score, 1], f64::from(bad) / 400.0));
        }
    }
    Sample { traits, tables: vec![SampleTable { of: vec![0, 1, 2], cells }] }
}

fn scorecard(points: CardPoints, cut: Cut) -> Scorecard {
    let text = Text { en: "card".into(), zh: "卡".into() };
    Scorecard {
        label: text.clone(),
        agency: text,
        every_months: None,
        truth: named("case"),
        adverse: named("bad"),
        by: Some(named("group")),
        scaling: Scaling::default(),
        characteristics: vec![Characteristic { attribute: named("score"), points }],
        cut,
        moves: None,
        refit: None,
        span: 0..1,
    }
}

fn cuts(cut: Cut) -> Vec<(i64, i64, f64)> {
    let fitted = fit(&scorecard(CardPoints::PerUnit(Ratio::ONE), cut), &sample()).unwrap();
    fitted.cuts.iter().map(|c| (c.low / POINT, c.high / POINT, c.share.to_f64())).collect()
}

fn utility(equal: Equal, loss: i32) -> Cut {
    Cut::Utility { equal, gain: Ratio::ONE, loss: Ratio::whole(loss) }
}

/// At a loss of 2, a third of bad cases is where acceptance stops paying: 5 of 20 and 20 of 40 in the first group, 5 of
/// 140, 20 of 100 and 30 of 60 in the second.
#[test]
fn utility_stops_where_it_no_longer_pays() {
    assert_eq!(cuts(utility(Equal::Nothing, 2)), [(700, 700, 1.0), (500, 500, 1.0)]);
    assert_eq!(cuts(utility(Equal::Nothing, 100)), [(701, 701, 1.0), (701, 701, 1.0)]);
}

/// Shares at which a group passes from score to score: 0.2, 0.6 in the first, 140/300, 240/300 in the second. Added up,
/// utility is largest at 0.8, where half of the lowest of the first group are let in.
#[test]
fn equal_rates_share_one_share() {
    let found = cuts(utility(Equal::Rates, 1));
    assert_eq!(found[1], (500, 500, 1.0));
    assert_eq!((found[0].0, found[0].1), (300, 500));
    assert!((found[0].2 - 0.5).abs() < 1e-9, "{found:?}");
}

/// Of those who repay, the second group has 135/245 above 700 and 215/245 above 500; the first 15/45 and 35/45.
#[test]
fn equal_true_positives_share_one_share() {
    let found = cuts(utility(Equal::TruePositives, 1));
    assert_eq!(found[1], (500, 500, 1.0));
    assert_eq!((found[0].0, found[0].1), (300, 500));
    let wanted = (215.0 / 245.0 * 45.0 - 35.0) / 10.0;
    assert!((found[0].2 - wanted).abs() < 1e-6, "{found:?}");
}

#[test]
fn a_rate_takes_the_best() {
    assert_eq!(cuts(Cut::Rate(Ratio::ZERO)), [(700, 701, 0.0), (700, 701, 0.0)]);
    assert_eq!(cuts(Cut::Rate(Ratio::ONE)), [(300, 300, 1.0), (300, 300, 1.0)]);
    let half = cuts(Cut::Rate(Ratio::new(1, 5).unwrap()));
    assert_eq!(half[0], (700, 700, 1.0));
}

/// Points double the odds: 20 at even odds and 10 more for each doubling, whatever the level.
#[test]
fn evidence_gives_points_by_odds() {
    let mut card = scorecard(CardPoints::Evidence, Cut::At(Ratio::ZERO, Vec::new()));
    let odds = Ratio::ONE;
    card.scaling = Scaling { base_score: Ratio::whole(20), base_odds: odds, doubling: Ratio::whole(10) };
    let fitted = fit(&card, &sample()).unwrap();
    for (level, good, bad) in [(0, 40.0, 60.0), (1, 100.0, 40.0), (2, 150.0, 10.0)] {
        let score = fitted.score(&[0, level, 0], |_| 0) as f64 / POINT as f64;
        let wanted = 20.0 + 10.0 * math::ln(good / bad) / math::ln(2.0);
        assert!((score - wanted).abs() < 1e-8, "{score} {wanted}");
    }
    assert_eq!(fitted.bands.len(), 3);
}

#[test]
fn what_does_not_fit_is_said() {
    let said = |change: &dyn Fn(&mut Scorecard)| {
        let mut card = scorecard(CardPoints::Evidence, Cut::At(Ratio::ZERO, Vec::new()));
        change(&mut card);
        fit(&card, &sample()).unwrap_err().message(glasshouse_model::Lang::En).to_owned()
    };
    assert_eq!(said(&|c| c.truth = named("cases")), "the society declares no attribute `cases`");
    assert_eq!(said(&|c| c.adverse = named("worse")), "`case` has no level `worse`");
    assert_eq!(
        said(&|c| c.characteristics[0].points = CardPoints::Given(vec![(named("low"), Ratio::ONE)])),
        "no points for level `middle` of `score`"
    );
    assert_eq!(
        said(&|c| c.characteristics[0] =
            Characteristic { attribute: named("group"), points: CardPoints::PerUnit(Ratio::ONE) }),
        "`group` is not a number"
    );
    let other = |c: &mut Scorecard| {
        c.by = None;
        c.cut = Cut::At(Ratio::ZERO, vec![(named("one"), Ratio::ONE)]);
    };
    assert_eq!(said(&other), "cut-offs by group need `by`");
}

/// A score is moved by what is to be expected, within its bounds, or by what happens to the one person.
#[test]
fn moves_follow_outcome_or_expectation() {
    let change = |expected: bool, score: i64, is_adverse: bool| {
        let mut card = scorecard(CardPoints::PerUnit(Ratio::ONE), Cut::At(Ratio::ZERO, Vec::new()));
        let [well, badly, least, most] = [100, -200, 300, 720].map(Ratio::whole);
        card.moves = Some(Moves { well, badly, least, most, expected });
        let fitted = fit(&card, &sample()).unwrap();
        fitted.moves.unwrap().change(score * POINT, 0, is_adverse) / POINT
    };
    assert_eq!([change(false, 500, false), change(false, 500, true)], [100, -200]);
    assert_eq!([change(false, 700, false), change(false, 300, true)], [20, 0]);
    // Half of the first group's middle scores are bad cases, a quarter of the high ones.
    assert_eq!([change(true, 500, false), change(true, 500, true), change(true, 700, true)], [-50, -50, 20]);
}
