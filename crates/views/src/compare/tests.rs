//! What a terminal and a program see of a small comparison.

use super::{Extent, text};
use crate::summary::Style;
use glasshouse_model::Lang;
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::{
    ArmRef, CompareCell, CompareDoc, CompareRow, Judged, PersonDifference, PersonEnd, RuleDifference, RulePair, Shown,
    Swap, SwapCount, WayOutCell, WayOutStep,
};
use glasshouse_wire::run::{SocietyRef, Text};

fn both(en: &str, zh: &str) -> Text {
    Text { en: en.into(), zh: zh.into() }
}

fn interval(mean: f64, half: f64) -> Estimate {
    Estimate::Interval { mean, low: mean - half, high: mean + half, n: 30 }
}

fn cell(arm: &str, difference: Option<Estimate>, distinguishable: Option<bool>, same: bool) -> CompareCell {
    CompareCell {
        arm: arm.into(),
        value: interval(100.0, 4.0),
        percent: difference.clone(),
        difference,
        same,
        distinguishable,
        unpaired: None,
        width_ratio: (!same).then_some(4.5),
    }
}

fn row(metric: &str, shown: Shown, difference: Estimate, distinguishable: bool, same: bool) -> CompareRow {
    let cells = vec![cell("none", None, None, true), cell("a", Some(difference), Some(distinguishable), same)];
    CompareRow { metric: metric.into(), unit: "per 1,000 people".into(), shown, differs: !same, cells }
}

fn end(ever: &[&str], score: i32, grade: &str) -> PersonEnd {
    PersonEnd { ever: ever.iter().map(ToString::to_string).collect(), score: Some(score), grade: Some(grade.into()) }
}

/// Two steps, which the baseline does not have.
fn way_out() -> Vec<WayOutStep> {
    let undefined = || Estimate::Undefined { reason: "not_in_regime".into() };
    let cell = |arm: &str, count: Estimate, percent: Estimate| WayOutCell { arm: arm.into(), count, percent };
    let step = |step: &str, count: f64, percent: f64| WayOutStep {
        step: step.into(),
        cells: vec![
            cell("none", undefined(), undefined()),
            cell("a", interval(count, count / 10.0), interval(percent, 2.0)),
        ],
    };
    vec![step("wrong_entries", 400.0, 100.0), step("noticed", 300.0, 75.0)]
}

/// Thirty replicates, or one.
fn document(seeds: u32) -> CompareDoc {
    let arm = |name: &str, run: &str| ArmRef {
        name: name.into(),
        regime: name.into(),
        title: both(name, name),
        run: run.into(),
        digest: String::new(),
    };
    let person = PersonDifference {
        person: "p-000000042".into(),
        replicate: 0,
        first: end(&["penalised"], 580, "D"),
        second: end(&["corrected"], 700, "C"),
    };
    let difference = RuleDifference {
        path: "indicator.cult.points".into(),
        change: "changed".into(),
        before: Some("-50".into()),
        after: Some("0".into()),
        text: both("indicator cult points: −50 → 0", "指标 cult 分值：−50 → 0"),
    };
    let society = SocietyRef {
        id: "s".into(),
        title: both("S", "社"),
        file: String::new(),
        digest: String::new(),
        seed: 1,
        people: 1000,
        households: 300,
    };
    let swap = Swap {
        first: "none".into(),
        second: "a".into(),
        counts: vec![SwapCount { replicate: 0, both: 1, only_first: 2, only_second: 3, neither: 994, end_differs: 9 }],
        both: interval(1.0, 0.1),
        only_first: interval(2.0, 0.1),
        only_second: interval(3.0, 0.1),
        neither: interval(994.0, 1.0),
        end_differs: interval(9.0, 1.0),
        compared: vec!["ever".into()],
        same_numbers: false,
        largest: vec![person],
    };
    CompareDoc {
        schema: "compare/1".into(),
        glasshouse: "0".into(),
        baseline: "none".into(),
        arms: vec![arm("none", "arms/1-none"), arm("a", "arms/2-a")],
        society,
        seed: 1,
        replicates: (0..seeds).collect(),
        months: 60,
        from: "2010-01-01".into(),
        illustration: seeds == 1,
        command: String::new(),
        digest: String::new(),
        rows: vec![
            row("penalised", Shown::Difference, interval(112.0, 3.0), true, false),
            row("refusals", Shown::Difference, interval(0.1, 0.3), false, false),
            row("merit", Shown::Percent, interval(0.0, 0.0), false, true),
        ],
        swaps: vec![swap],
        rules: vec![RulePair { first: "none".into(), second: "a".into(), differences: vec![difference] }],
        levels: Vec::new(),
        way_out: way_out(),
        gaps: Vec::new(),
        conditions: vec![Judged {
            condition: "penalised > 5".into(),
            arm: "a".into(),
            estimate: interval(112.0, 3.0),
            holds: Some(true),
        }],
    }
}

fn shown(doc: &CompareDoc, lang: Lang, style: Style, all: bool) -> String {
    text(doc, lang, Extent { all, root: "runs/x", width: 100 }, style)
}

#[test]
fn only_differences_are_shown_with_intervals_and_what_cannot_be_told_from_0() {
    let page = shown(&document(30), Lang::En, Style::Terminal, false);
    for part in [
        "difference from none, paired",
        "FINDING (30 seeds",
        "penalised at least once   +112 [+109, +115]\n",
        "not distinguishable from 0",
        "1 more metric is the same",
        "penalised only under a",
        "p-000000042  no longer penalised; newly corrected; score 580 → 700; grade D → C",
        "glasshouse explain runs/x/arms/2-a --person p-000000042",
        "differ in 1 place\n  indicator cult points: −50 → 0",
        "4.5×",
        "penalised > 5: holds for a (112)",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("volunteering"), "{page}");
    let all = shown(&document(30), Lang::En, Style::Terminal, true);
    assert!(all.contains("volunteering, donations   0, the same in every replicate"), "{all}");
}

#[test]
fn one_replicate_says_illustration_in_every_style_and_language() {
    for lang in [Lang::En, Lang::Zh] {
        for style in [Style::Terminal, Style::Coloured, Style::Records] {
            assert!(shown(&document(1), lang, style, false).contains("ILLUSTRATION"));
            assert!(!shown(&document(30), lang, style, false).contains("ILLUSTRATION"));
        }
    }
    let records = shown(&document(30), Lang::En, Style::Records, false);
    assert!(records.starts_with("penalised\ta\t112\t109\t115\tper 1,000 people\tdifference\tFINDING\n"), "{records}");
    assert!(records.lines().all(|line| line.split('\t').count() == 8), "{records}");
}

#[test]
fn a_chinese_page_holds_no_english_but_names_and_codes() {
    let page = shown(&document(30), Lang::Zh, Style::Terminal, true);
    let plain = |c: char| !c.is_ascii_alphabetic();
    let words = page.split(plain).filter(|w| w.len() > 1);
    let known = ["none", "glasshouse", "explain", "runs", "arms", "person", "cult", "FINDING", "penalised", "all"];
    let strangers: Vec<&str> = words.filter(|w| !known.contains(w)).collect();
    assert_eq!(strangers, Vec::<&str>::new(), "{page}");
}

#[test]
fn equal_arms_are_said_to_be_exactly_equal() {
    let mut doc = document(30);
    doc.rows.retain(|row| !row.differs);
    for swap in &mut doc.swaps {
        swap.same_numbers = true;
        swap.counts = vec![SwapCount { neither: 1000, ..SwapCount::default() }];
    }
    let page = shown(&doc, Lang::En, Style::Terminal, false);
    assert!(page.contains("no metric differs") && page.contains("exactly 0 differences"), "{page}");
}

/// The way out stands side by side in the terminal, in the records and on the page, in both languages.
#[test]
fn the_way_out_is_shown_for_every_arm() {
    let doc = document(30);
    for (lang, parts) in [
        (Lang::En, ["The way out of a wrong entry", "wrong entries", "noticed", "(75 %"]),
        (Lang::Zh, ["错误条目的纠正之路", "错误条目", "被察觉", "（75"]),
    ] {
        let (page, html) = (shown(&doc, lang, Style::Terminal, false), super::html(&doc, lang));
        for part in parts {
            assert!(page.contains(part), "{part:?} is not in\n{page}");
            assert!(html.contains(part), "{part:?} is not on the page");
        }
    }
    let records = shown(&doc, Lang::En, Style::Records, false);
    assert!(records.contains("noticed\ta\t300\t270\t330\tentries\tway_out"), "{records}");
    let nothing = CompareDoc { way_out: Vec::new(), ..doc };
    assert!(!shown(&nothing, Lang::En, Style::Terminal, false).contains("The way out"));
}
