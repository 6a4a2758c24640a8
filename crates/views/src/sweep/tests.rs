//! Texts and figures of sweeps.

use super::*;
use glasshouse_wire::run::Text;
use glasshouse_wire::sweep::{BoxDoc, CounterExample, Limited, SweepDesign, SweepInput};

fn doc() -> SweepDoc {
    let input = |path: &str| SweepInput {
        path: path.into(),
        value: "0.5".into(),
        low: "0.2".into(),
        high: "0.8".into(),
        scale: "linear".into(),
        asked: false,
        why: "a guess".into(),
    };
    let effect = |mu: f64, sigma: f64| InputResult {
        importance: Some(mu.abs()),
        low: Some(mu.abs() - 1.0),
        high: Some(mu.abs() + 1.0),
        mu: Some(mu),
        sigma: Some(sigma),
        ..InputResult::default()
    };
    SweepDoc {
        schema: "sweep/1".into(),
        glasshouse: "0.1.0".into(),
        subject: "suining-2010".into(),
        title: Text { en: "Suining".into(), zh: "睢宁".into() },
        arms: Vec::new(),
        society: None,
        seed: 1,
        replicates: 1,
        months: 24,
        set: Vec::new(),
        design: SweepDesign { name: "morris".into(), points: 10, second_order: false },
        inputs: vec![input("channel.court.hit_rate"), input("society.behaviour.phi")],
        left_out: Vec::new(),
        levels: Vec::new(),
        points: 30,
        runs: 30,
        failed: Vec::new(),
        rows: vec![SweepRow {
            metric: "wrongly_penalised".into(),
            unit: "per 1,000 people".into(),
            mean: Some(12.0),
            variance: Some(3.0),
            points: 30,
            base: None,
            noise: None,
            importance: "mu_star".into(),
            inputs: vec![effect(4.0, 0.5), effect(-8.0, 2.0)],
            ranking: vec![1, 0],
            pairs: Vec::new(),
        }],
        asked: 1,
        claims: vec![ClaimDoc {
            claim: "wrongly_penalised > 5".into(),
            holds: 27,
            fails: 3,
            undecided: 0,
            percent: Some(Limited { value: 90.0, low: 74.4, high: 96.5 }),
            declared: Some(true),
            failures: Some(BoxDoc {
                sides: vec![BoxSide { path: "channel.court.hit_rate".into(), low: None, high: Some("0.3".into()) }],
                coverage: 1.0,
                density: 0.75,
                worlds: 4,
            }),
            counter_example: Some(CounterExample {
                point: 7,
                set: vec!["channel.court.hit_rate=0.2".into()],
                left: 4.5,
                right: 5.0,
                command: "glasshouse run suining-2010 --set channel.court.hit_rate=0.2".into(),
            }),
        }],
        illustration: true,
        command: "glasshouse sweep suining-2010".into(),
        digest: "00ff".into(),
        tables: Vec::new(),
        files: Vec::new(),
    }
}

#[test]
fn a_terminal_shows_sentence_bars_and_claims() {
    let text = text(&doc(), Lang::En, 100, Style::Terminal);
    for part in [
        "ILLUSTRATION (1 seed)",
        "Across its range, society.behaviour.phi moves people wrongly penalised by 8.0 per 1,000 people on average; 1 of 2",
        "society.behaviour.phi   ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇",
        "holds in 90.0 % [74.4, 96.5] of 30 plausible worlds",
        "It fails mostly where channel.court.hit_rate ≤ 0.3 (covers 100 % of the failures, 75 % pure)",
        "    glasshouse run suining-2010 --set channel.court.hit_rate=0.2\n",
    ] {
        assert!(text.contains(part) || text.replace('\n', " ").contains(part), "{part}\n{text}");
    }
    assert!(text.find("society.behaviour.phi  ").unwrap() < text.find("channel.court.hit_rate  ").unwrap());
    let chinese = super::text(&doc(), Lang::Zh, 100, Style::Terminal);
    assert!(chinese.contains("在30个合理世界中的90.0%"), "{chinese}");
}

#[test]
fn records_have_one_line_each_with_the_mark() {
    let text = text(&doc(), Lang::En, 100, Style::Records);
    assert_eq!(
        text,
        "wrongly_penalised\tsociety.behaviour.phi\t8\t7\t9\tmu_star\tILLUSTRATION\n\
         wrongly_penalised\tchannel.court.hit_rate\t4\t3\t5\tmu_star\tILLUSTRATION\n\
         claim\twrongly_penalised > 5\t90\t74.4\t96.5\tpercent\tILLUSTRATION\n"
    );
}

#[test]
fn the_figure_and_the_page_carry_the_mark_and_the_command() {
    for lang in [Lang::En, Lang::Zh] {
        let doc = doc();
        let charts = charts(&doc, lang);
        let svg = charts[0].svg();
        assert!(roxmltree::Document::parse(&svg).is_ok() && svg.contains("ILLUSTRATION"), "{svg}");
        let page = html(&doc, lang);
        for part in ["ILLUSTRATION", "glasshouse sweep suining-2010", "society.behaviour.phi", "0.2 – 0.8"] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("<script") && !page.contains("http://") || page.contains("www.w3.org"));
    }
}

#[test]
fn nothing_that_moves_is_said_to_move_nothing() {
    let mut doc = doc();
    doc.rows[0].inputs.iter_mut().for_each(|r| r.importance = Some(0.0));
    assert!(text(&doc, Lang::En, 100, Style::Terminal).contains("Nothing that was varied moves"));
}
