//! Markets: those that come along are read without a word and give known answers; what is wrong is told where it
//! stands.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_text::{Code, Patch};
use glasshouse_trade::{Market, Outcome, builtin_text, builtins};

fn market(name: &str, set: &[&str]) -> Market {
    let patches: Vec<Patch> = set.iter().map(|s| Patch::parse(s).unwrap()).collect();
    let checked = Market::read(name, builtin_text(name).unwrap().as_bytes(), &patches);
    assert!(checked.diagnostics.is_empty(), "{name}: {:#?}", checked.diagnostics);
    checked.market.unwrap()
}

fn played(name: &str, set: &[&str]) -> Outcome {
    market(name, set).play(1, 0)
}

#[track_caller]
fn near(outcome: &Outcome, name: &str, expected: f64, slack: f64) {
    let got = outcome.value(name).unwrap_or_else(|| panic!("no {name}: {:#?}", outcome.values));
    assert!((got - expected).abs() <= slack, "{name}: {got}, not {expected}");
}

#[test]
fn every_market_is_read_and_played_the_same_twice() {
    for name in builtins() {
        let market = market(name, &[]);
        assert_eq!(market.id, name);
        let outcome = market.play(3, 1);
        assert!(!outcome.values.is_empty() && !market.figures.is_empty(), "{name}");
        assert_eq!(outcome, market.play(3, 1), "{name}");
        let names: Vec<String> = outcome.values.iter().map(|v| v.name()).collect();
        assert!(names.iter().all(|n| names.iter().filter(|m| *m == n).count() == 1), "{name}: {names:?}");
    }
}

/// Whoever helps the helpful, among those who help nobody: g = (1 − q) / (1 − q x), payoffs apart by g (b q x − c).
#[test]
fn image_scoring_pays_from_a_share_on() {
    let at = |q: &str, x: &str, y: &str| {
        let known = format!("reputation.known={q}");
        let (discriminate, defect) =
            (format!("strategy.discriminate.weight={x}"), format!("strategy.defect.weight={y}"));
        // What the document says already cannot be set.
        let set: Vec<&str> = [&known, &discriminate, &defect]
            .into_iter()
            .map(String::as_str)
            .filter(|s| !s.ends_with("=0.5"))
            .chain(["giving.traders=4000"])
            .collect();
        played("image-scoring", &set)
    };
    for (q, x, y) in [("0.5", "0.8", "0.2"), ("0.9", "0.3", "0.7"), ("0.2", "0.9", "0.1")] {
        let outcome = at(q, x, y);
        let (q, x): (f64, f64) = (q.parse().unwrap(), x.parse().unwrap());
        let good = (1.0 - q) / (1.0 - q * x);
        near(&outcome, "good_among.discriminate", good, 0.01);
        near(&outcome, "cooperation", x * good, 0.01);
        let gap = outcome.value("payoff.discriminate").unwrap() - outcome.value("payoff.defect").unwrap();
        assert!((gap - good * (q * x - 0.1)).abs() < 0.01, "{q} {x}: {gap}");
    }
}

/// The good share of stern judging solves h = (1 − μ)(1 − e h) + μ e h, by hand for this norm: an act comes out good
/// unless help that was due failed.
#[test]
fn a_leading_norm_keeps_cooperation_up_and_blind_judgement_does_not() {
    let outcome = played("leading-norm", &["giving.traders=2000"]);
    near(&outcome, "good_share", 0.98039, 0.004);
    near(&outcome, "cooperation", 0.97059, 0.004);
    let blind = played("leading-norm", &["reputation.assessment_error=0.5", "reputation.execution_error=0"]);
    near(&blind, "cooperation", 0.5, 0.01);
}

#[test]
fn the_search_finds_the_leading_eight_and_no_others() {
    let outcome = played("stable-norms", &[]);
    for name in ["stable_cooperative", "leading_eight"] {
        near(&outcome, name, 8.0, 0.0);
    }
    near(&outcome, "norm_cooperation.GBBGGBBG-HRHR", 0.970_588_235, 1e-6);
}

/// Where everybody sees everything and nothing goes wrong, all opinions are the public one.
#[test]
fn private_opinions_of_what_all_see_agree() {
    let clear = ["reputation.seen=1", "reputation.execution_error=0", "reputation.assessment_error=0"];
    near(&played("private-opinions", &clear), "agreement", 1.0, 0.0);
    let murky = played("private-opinions", &[]);
    assert!(murky.value("agreement").unwrap() < 0.9 && murky.value("cooperation").unwrap() < 0.9, "{murky:#?}");
}

/// With a register that is never wrong the threshold is c / b for ever, and solves c = (b − c) δ (1 − δᴷ) / (1 − δ)
/// for K rounds; seen with chance ρ it is c / (c + ρ (b − c)).
#[test]
fn patience_that_keeps_faith_is_found() {
    for (set, expected) in [
        (&[][..], 1.0 / 3.0),
        (&["register.rounds=1"], 0.5),
        (&["register.rounds=3"], 0.342_508_031),
        (&["register.detection=0.1"], 0.833_333_333),
        // Help is taken for refusal now and then: 2 (1 − 0.85 δ) = 3 (1 − 0.998 δ).
        (&["register.detection=0.15", "register.false_detection=0.002"], 1.0 / 1.294),
    ] {
        near(&played("exclusion", set), "patience_min", expected, 1e-7);
    }
    let unseen = played("exclusion", &["register.detection=0"]);
    assert_eq!((unseen.value("patience_min"), unseen.value("cooperation")), (None, Some(0.0)));
    near(&played("exclusion", &[]), "cooperation", 1.0, 0.0);
}

/// What was played says the same as looking ahead does: exactly where nothing is left to luck, else about so. Where refusing
/// costs nothing, or nobody helps, no patience makes the two courses worth the same.
#[test]
fn patience_is_found_from_payoffs() {
    let rounds = "giving.rounds=60";
    for (set, expected) in
        [(&[rounds][..], 1.0 / 3.0), (&[rounds, "register.rounds=1"], 0.5), (&[rounds, "giving.benefit=2"], 0.5)]
    {
        near(&played("exclusion", set), "patience_even", expected, 1e-7);
    }
    let seen_now_and_then =
        ["giving.rounds=100", "giving.traders=4000", "register.detection=0.15", "register.false_detection=0.002"];
    near(&played("exclusion", &seen_now_and_then), "patience_even", 1.0 / 1.294, 0.015);
    for set in [&["register.detection=0"][..], &["strategy.patient.patience=0.2"], &["register.false_detection=1"]] {
        assert_eq!(played("exclusion", set).value("patience_even"), None, "{set:?}");
    }
}

#[test]
fn lemons_drive_out_the_good() {
    let outcome = played("lemons", &[]);
    for (round, price) in [8.25, 6.75, 5.25, 4.5, 3.75, 3.0].into_iter().enumerate() {
        near(&outcome, &format!("price.{}", round + 1), price, 1e-12);
    }
    near(&outcome, "sellers", 3.0, 0.0);
    near(&played("lemons", &["goods.grades=10"]), "traded", 1.0, 0.0);
}

/// Who decides by chance gets what chance gives: (M + 0.05 · 59) / (59 + M).
#[test]
fn trust_keeps_out_the_malicious_however_many() {
    let many = ["sharing.malicious=60"];
    let trusting = played("sharing", &many);
    near(&trusting, "inauthentic", 0.143, 0.03);
    near(&trusting, "trust_malicious", 0.0, 1e-12);
    let blind = played("sharing", &["sharing.malicious=60", "sharing.by_trust=false"]);
    near(&blind, "inauthentic", 62.95 / 119.0, 0.03);
    // A ring that nobody good rates gets no trust either.
    near(&played("sharing", &["sharing.malicious=60", "sharing.ring=true"]), "trust_malicious", 0.0, 1e-12);
}

/// Leaning on grades helps while they are right, and hurts once they are corrupted.
#[test]
fn grades_crowd_out_learning() {
    // Without a grade people start from what is usual.
    let ungraded = ["partners.believed_good=0.69", "partners.believed_bad=0.66"];
    let (own, leaning) =
        (played("graded-partners", &ungraded), played("graded-partners", &["partners.grade_weight=20"]));
    let of = |outcome: &Outcome, phase: &str| outcome.value(&format!("surplus.{phase}")).unwrap();
    assert!(of(&leaning, "before") - of(&leaning, "after") > of(&own, "before") - of(&own, "after") + 0.02);
    let sound = played("graded-partners", &["partners.corrupted=0", "partners.grade_weight=20"]);
    assert!(of(&sound, "after") > of(&leaning, "after") + 0.05, "{leaning:#?} {sound:#?}");
}

#[test]
fn capture_of_the_only_rater_hits_everybody() {
    let (one, many) = (played("one-rater", &[]), played("many-raters", &[]));
    let lost = |outcome: &Outcome| {
        let of = |phase: &str| outcome.value(&format!("surplus.{phase}")).unwrap();
        of("before") - of("after")
    };
    assert!(lost(&one) > 0.1 && lost(&many) < 0.5 * lost(&one), "{} {}", lost(&one), lost(&many));
    near(&one, "concentration.after", 1.0, 0.0);
    near(&one, "captured_share", 1.0, 0.0);
    let uncaptured = played("one-rater", &["raters.captured=0"]);
    assert!(lost(&uncaptured).abs() < 0.03, "{}", lost(&uncaptured));
    let off = played("one-rater", &["raters.off_after=0"]);
    near(&off, "surplus.after", 0.0, 0.0);
}

/// In a game in which both act the temptation is the other's cost; a population of one strategy earns its own entry.
#[test]
fn both_may_act() {
    let text = builtin_text("image-scoring").unwrap();
    let both = "reward = 3\nsucker = 0\ntemptation = 5\npunishment = 1";
    let text = text.replace("benefit = 1\ncost = 0.1", both);
    let play = |discriminate: &str, defect: &str| {
        let set = [discriminate, defect].map(|s| Patch::parse(s).unwrap());
        let checked = Market::read("both", text.as_bytes(), &set);
        checked.market.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics)).play(1, 0)
    };
    let helping = play("strategy.discriminate.weight=1", "strategy.defect.weight=0");
    near(&helping, "cooperation", 1.0, 0.0);
    // As many meetings as traders, each with two who are paid.
    near(&helping, "payoff.discriminate", 6.0, 1e-9);
    let refusing = play("strategy.discriminate.weight=0", "strategy.defect.weight=1");
    near(&refusing, "payoff.defect", 2.0, 1e-9);
}

/// Selection carries strategies that earn more, by each of its rules, and keeps shares that add up.
#[test]
fn what_earns_more_spreads() {
    let text = builtin_text("image-scoring").unwrap();
    for (rule, rounds) in [("proportional", "150"), ("imitation", "150"), ("moran", "20000")] {
        let table = format!(
            "\n[selection]\nrule = \"{rule}\"\nevery = 10\nshift = 0\nstrength = 1\nmutation = 0\nfresh = false\n\n[[strategy]]"
        );
        let text = text.replacen("\n[[strategy]]", &table, 1);
        let set = ["giving.traders=200", &format!("giving.rounds={rounds}")]
            .map(|s| Patch::parse(s).unwrap())
            .into_iter()
            .filter(|p| rounds != "150" || p.path != "giving.rounds")
            .collect::<Vec<_>>();
        let checked = Market::read(rule, text.as_bytes(), &set);
        let market = checked.market.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics));
        // Half discriminate at the start, far above c / (b q): they win.
        let won = (0..4).map(|r| market.play(5, r).value("share.discriminate").unwrap()).sum::<f64>() / 4.0;
        assert!(won > 0.8, "{rule}: {won}");
    }
}

#[test]
fn what_is_wrong_with_a_market_is_told_where_it_stands() {
    let text = builtin_text("exclusion").unwrap();
    for (from, to, code, at) in [
        ("format = \"market/1\"", "format = \"market/2\"", Code::UnknownFormat, "\"market/2\""),
        ("kind = \"giving\"", "kind = \"givin\"", Code::NotAChoice, "\"givin\""),
        ("[register]", "[norms]\nbenefit = 2\n[register]", Code::MarketTable, "norms"),
        ("patience = {", "action = \"HRHX\"\n#", Code::MarketLetters, "\"HRHX\""),
        ("patience = {", "#", Code::MarketStrategy, "[[strategy]]"),
        ("patience = {", "at_least = 2\n#", Code::MarketContradicts, "2"),
        ("counted_from = 1", "counted_from = 99", Code::MarketContradicts, "99"),
        ("cost = 1\n", "", Code::MarketContradicts, "[giving]"),
        ("matching = \"each-once\"\n", "", Code::MissingKey, "[giving]"),
        ("held = \"public\"", "held = \"score\"", Code::MarketContradicts, "\"score\""),
        ("traders = { value = 50, assumed", "traders = { value = 1, assumed", Code::OutsideRange, "1"),
        ("default_source = \"kandori\"\n", "", Code::FigureWithoutSource, "1"),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        let checked = Market::read("broken", broken.as_bytes(), &[]);
        assert!(checked.market.is_none(), "{to} was read");
        let shown: Vec<(Code, String)> = checked
            .diagnostics
            .iter()
            .map(|d| (d.code, d.span.clone().map_or(String::new(), |s| broken[s].to_owned())))
            .collect();
        assert!(shown.iter().any(|(c, s)| *c == code && s == at), "{to}: {shown:?}");
    }
    for text in ["", "format = \"market/1\"", "kind = \"trust\"", "kind = \"raters\"\n[raters]", "[[strategy]]"] {
        assert!(Market::read("broken", text.as_bytes(), &[]).market.is_none(), "{text}");
    }
}
