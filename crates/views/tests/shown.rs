//! What is shown keeps its promises: the mark is always there, documents are well formed, nothing is
//! requested, both languages are complete, accounts add up.

mod sample;

use glasshouse_model::Lang;
use glasshouse_views::chart::{Cell, Drawing};
use glasshouse_views::statement::Account;
use glasshouse_views::summary::Style;
use glasshouse_views::{messages, odd, report, statement, summary, terminal};
use glasshouse_wire::Estimate;
use sample::{Sample, person, sample_documents};

const LANGUAGES: [Lang; 2] = [Lang::En, Lang::Zh];

/// Elements that HTML never closes.
const VOID: [&str; 6] = ["meta", "br", "wbr", "link", "img", "input"];

/// Every start tag with its attributes' text; panics where tags do not nest.
#[expect(clippy::expect_used, reason = "a helper of the tests below")]
fn tags(html: &str) -> Vec<(String, String)> {
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "near {}", &rest[..rest.len().min(60)]);
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        found.push((name.to_owned(), attributes.to_owned()));
        if name == "style" {
            rest = &rest[rest.find("</style>").expect("a style ends")..];
        }
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

fn value<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let at = attributes.find(&format!("{name}=\""))? + name.len() + 2;
    attributes[at..].split('"').next()
}

#[test]
fn the_report_is_well_formed_and_requests_nothing() {
    for seeds in [1, 30] {
        for lang in LANGUAGES {
            let sample = sample_documents(seeds);
            let html = report::html(&sample.input(lang));
            assert!(html.len() < 1_000_000, "{} bytes", html.len());
            let tags = tags(&html);
            assert_eq!(value(&tags[0].1, "lang"), Some(lang.tag()));
            for (name, attributes) in &tags {
                assert!(!["script", "link", "img", "iframe", "object", "embed"].contains(&name.as_str()), "{name}");
                assert!(value(attributes, "src").is_none(), "{name} {attributes}");
                if let Some(target) = value(attributes, "href") {
                    let is_local = target.starts_with('#') || target.starts_with("data:text/csv");
                    assert!(is_local || (name == "a" && attributes.contains("noreferrer")), "{name} {target}");
                }
            }
            assert!(!html.contains("url(http") && !html.contains("@import"));
        }
    }
}

#[test]
fn every_link_in_the_page_has_its_target_and_every_id_is_unique() {
    let sample = sample_documents(30);
    let tags = tags(&report::html(&sample.input(Lang::En)));
    let mut ids: Vec<&str> = tags
        .iter()
        .filter_map(|(_, a)| value(&format!(" {a}"), " id").map(|_| a))
        .filter_map(|a| value(a, "id"))
        .collect();
    for (_, attributes) in &tags {
        if let Some(target) = value(attributes, "href").and_then(|h| h.strip_prefix('#')) {
            assert!(ids.contains(&target), "no #{target}");
        }
        for target in value(attributes, "aria-labelledby").unwrap_or("").split(' ').filter(|t| !t.is_empty()) {
            assert!(ids.contains(&target), "no #{target}");
        }
    }
    let n = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n);
}

#[test]
fn tables_have_captions_and_headers_have_scopes() {
    let sample = sample_documents(1);
    let tags = tags(&report::html(&sample.input(Lang::Zh)));
    let count = |wanted: &str| tags.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!(count("table"), count("caption"));
    assert_eq!(count("main"), 1);
    assert_eq!(count("h1"), 1);
    assert_eq!(count("figure"), count("figcaption"));
    assert!(tags.iter().filter(|(name, _)| name == "th").all(|(_, a)| a.contains("scope=")));
}

#[test]
fn illustration_is_said_if_and_only_if_it_is_one() {
    for seeds in [1, 30] {
        let sample = sample_documents(seeds);
        let says =
            |text: &str, what: &str| assert_eq!(text.contains("ILLUSTRATION"), seeds == 1, "{what}: {text:.200}");
        for lang in LANGUAGES {
            for style in [Style::Terminal, Style::Coloured, Style::Records] {
                says(&summary::text(&sample.doc, &sample.headlines, lang, 90, style), "summary");
            }
            let input = sample.input(lang);
            // The glossary and the way to read the numbers name both words; figures and tables only their own.
            let html = report::html(&input);
            let before_method = html.split("id=\"h-method\"").next().unwrap();
            says(before_method, "report");
            says(&odd::markdown(&sample.doc, &input.figures, &input.rules, lang), "odd");
            for chart in report::charts(&input) {
                says(&chart.svg(), "svg");
                says(&chart.csv(), "csv");
                says(&chart.figure().into_string(), "figure");
                says(&chart.vega_lite().to_string(), "vega");
            }
        }
    }
}

#[test]
fn the_mark_stands_at_every_figure_and_table_of_numbers() {
    let sample = sample_documents(1);
    let html = report::html(&sample.input(Lang::En));
    for figure in html.split("class=\"block\"").skip(1) {
        let figure = figure.split("class=\"number-of\"").next().unwrap();
        assert!(figure.matches("ILLUSTRATION").count() >= 3, "badge, description and caption");
    }
    assert!(html.contains("@page{@bottom-left{content:\"Synthetic people only · ILLUSTRATION (1 seed)"));
}

#[test]
fn all_questions_are_drawn_and_missing_metrics_leave_their_figure_out() {
    let mut sample = sample_documents(30);
    let ids = |s: &Sample| report::charts(&s.input(Lang::En)).into_iter().map(|c| c.id).collect::<Vec<_>>();
    let all = ids(&sample);
    assert_eq!(
        all,
        [
            "grades",
            "penalised",
            "right-and-wrong",
            "burden",
            "behaviour",
            "swaps",
            "score",
            "records",
            "measures",
            "refusals",
            "correction"
        ]
    );
    for metric in ["grade_share", "refused", "acts", "under_measure"] {
        sample.series.retain(|r| r.metric != metric);
    }
    let fewer = ids(&sample);
    assert_eq!(fewer.len(), all.len() - 4);
    let before = fewer.len();
    sample.series.retain(|r| r.metric != "wrong_objected");
    assert_eq!(ids(&sample).len(), before, "the funnel falls back to all objections");
    sample.series.clear();
    assert!(ids(&sample).is_empty());
    tags(&report::html(&sample.input(Lang::En)));
}

#[test]
fn drawings_are_well_formed_and_described() {
    for seeds in [1, 30] {
        for lang in LANGUAGES {
            let sample = sample_documents(seeds);
            for chart in report::charts(&sample.input(lang)) {
                let svg = chart.svg();
                let document = roxmltree::Document::parse(&svg).unwrap_or_else(|e| panic!("{}: {e}", chart.id));
                let root = document.root_element();
                assert_eq!(root.attribute("role"), Some("img"));
                let text = |name: &str| {
                    root.children()
                        .find(|n| n.has_tag_name(("http://www.w3.org/2000/svg", name)))
                        .and_then(|n| n.text())
                };
                assert_eq!(text("title"), Some(chart.question.as_str()));
                assert!(text("desc").unwrap().starts_with(&chart.sentence));
                assert!(
                    document
                        .descendants()
                        .all(|n| !["image", "script", "foreignObject"].contains(&n.tag_name().name()))
                );
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", chart.id);
            }
        }
    }
}

#[test]
fn the_csv_holds_the_numbers_of_the_table() {
    for seeds in [1, 30] {
        let sample = sample_documents(seeds);
        for chart in report::charts(&sample.input(Lang::En)) {
            let (table, csv) = (chart.table(), chart.csv());
            let lines: Vec<&str> = csv.lines().collect();
            assert_eq!(lines.len(), table.rows.len() + 1, "{}", chart.id);
            for (row, line) in table.rows.iter().zip(&lines[1..]) {
                for cell in row {
                    if let Cell::Number(Some(p)) = cell {
                        assert!(line.contains(&glasshouse_views::number::machine(p.value)), "{line}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_thousand_people_are_a_thousand_icons() {
    let sample = sample_documents(1);
    let chart = report::charts(&sample.input(Lang::En)).into_iter().find(|c| c.id == "right-and-wrong").unwrap();
    let Drawing::Icons(_) = &chart.drawing else { panic!("icons") };
    let svg = chart.svg();
    // Each icon starts with a move; the legend repeats each kind once, and there are four kinds.
    let moves: usize = svg.split(" d=\"").skip(1).map(|d| d.split('"').next().unwrap().matches('M').count()).sum();
    assert_eq!(moves, 1000 + 4);
    let rest: f64 = chart
        .table()
        .rows
        .iter()
        .filter_map(|r| match r[1] {
            Cell::Number(Some(p)) => Some(p.value.round()),
            _ => None,
        })
        .sum();
    assert_eq!(rest as i64, 1000);
}

#[test]
fn vega_lite_has_data_and_title() {
    let sample = sample_documents(30);
    for chart in report::charts(&sample.input(Lang::En)) {
        let spec = chart.vega_lite();
        assert_eq!(spec["title"]["text"], chart.question.as_str());
        assert!(!spec["data"]["values"].as_array().unwrap().is_empty(), "{}", chart.id);
        assert!(spec.get("mark").is_some() || spec.get("spec").is_some());
    }
}

#[test]
fn both_languages_are_complete_and_differ() {
    for (table, labels) in messages::tables() {
        for (name, label) in labels {
            assert!(!label.en.is_empty() && !label.zh.is_empty(), "{table} {name}");
            assert_ne!(label.en, label.zh, "{table} {name}");
            assert!(label.zh.chars().any(|c| terminal::char_width(c) == 2), "{table} {name}");
            assert!(label.en.chars().all(|c| terminal::char_width(c) < 2), "{table} {name}");
            assert!(!label.zh.contains("  "), "{table} {name}");
        }
    }
    let sample = sample_documents(30);
    let english = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 1);
        words.map(str::to_owned).collect()
    };
    let chinese = summary::text(&sample.doc, &sample.headlines, Lang::Zh, 90, Style::Terminal);
    assert_eq!(english(&chinese), ["FINDING"], "no English is left but the mark");
    for chart in report::charts(&sample.input(Lang::Zh)) {
        let drawn: String =
            chart.svg().split("<g ").nth(1).unwrap_or_default().split("<text class=\"foot\"").next().unwrap().into();
        let texts: String = drawn.split("</text>").filter_map(|t| t.rsplit('>').next()).collect();
        assert_eq!(english(&texts), Vec::<String>::new(), "{}", chart.id);
        assert_eq!(english(&format!("{}{}", chart.question, chart.sentence)), Vec::<String>::new(), "{}", chart.id);
        assert!(chart.about.iter().all(|a| english(&a.unit).is_empty()), "{}", chart.id);
    }
}

#[test]
fn a_summary_fits_a_screen() {
    for seeds in [1, 30] {
        for lang in LANGUAGES {
            let sample = sample_documents(seeds);
            for width in [80, 90, 120] {
                let text = summary::text(&sample.doc, &sample.headlines, lang, width, Style::Terminal);
                let most = if seeds == 1 { 17 } else { 20 };
                assert!(text.lines().count() <= most, "{} lines at {width}:\n{text}", text.lines().count());
                assert!(text.lines().all(|l| terminal::width(l) <= width), "{text}");
            }
        }
    }
}

#[test]
fn records_are_one_per_line_with_the_name_first() {
    for seeds in [1, 30] {
        let mut sample = sample_documents(seeds);
        sample.headlines.exit_percent = Estimate::Undefined { reason: "no_cases".into() };
        sample.headlines.grades[0].id = "A\tB\nC".into();
        let text = summary::text(&sample.doc, &sample.headlines, Lang::Zh, 90, Style::Records);
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 6, "{line}");
            assert!(!fields[0].is_empty() && !line.contains('\u{1b}') && !line.contains('−'));
        }
        let penalised = text.lines().find(|l| l.starts_with("penalised\t")).unwrap();
        assert!(
            penalised.starts_with(if seeds == 1 { "penalised\t112\t\t\t" } else { "penalised\t112\t107.9\t116.1\t" }),
            "{penalised}"
        );
        assert!(text.contains("exit_percent\tundefined\tno_cases\t"));
    }
}

#[test]
fn a_missing_value_says_why_in_words() {
    let mut sample = sample_documents(1);
    let undefined = |reason: &str| Estimate::Undefined { reason: reason.into() };
    sample.headlines.corrected_percent = undefined("not_in_regime");
    sample.headlines.exit_percent = undefined("no_cases");
    sample.headlines.poorest_to_richest = undefined("no_cases");
    let text = |lang| summary::text(&sample.doc, &sample.headlines, lang, 120, Style::Terminal);
    assert!(text(Lang::En).contains("no procedure for correction in this rulebook"), "{}", text(Lang::En));
    assert!(text(Lang::En).contains("nobody entered the worst grade early enough to follow"));
    assert!(text(Lang::Zh).contains("该规则文本中没有更正程序"));
    assert!(report::html(&sample.input(Lang::En)).contains("No procedure for correction in this rulebook"));
}

#[test]
fn an_effect_that_may_be_none_is_not_called_chilling() {
    let mut sample = sample_documents(30);
    sample.headlines.expression_change_percent = Estimate::Interval { mean: -1.0, low: -2.5, high: 0.5, n: 30 };
    let text = summary::text(&sample.doc, &sample.headlines, Lang::En, 100, Style::Terminal)
        .replace("\n                  ", " ");
    assert!(text.contains("not distinguishable from 0") && !text.contains("chilling"), "{text}");
}

#[test]
fn the_statement_sums_or_says_loudly_that_it_does_not() {
    let file = person();
    assert!(Account::of(&file).sums());
    let text = statement::text(&file, Lang::En, 100);
    assert!(text.contains("ledger sums exactly: 1,000 − 50 = 950"), "{text}");
    assert!(text.contains("SYNTHETIC PERSON p-000018233"));
    assert_eq!(text.matches("WRONG").count(), 2, "the false entry and the measure that rests on it");

    let mut short = file.clone();
    short.score = 940;
    let text = statement::text(&short, Lang::En, 100);
    assert!(text.contains("ERROR: the ledger does not sum") && !text.contains("sums exactly"), "{text}");

    let mut broken = file.clone();
    broken.events[3].score = Some(900);
    let text = statement::text(&broken, Lang::Zh, 100);
    assert!(text.contains("错误：2012-10-20"), "{text}");

    let mut quiet = file;
    quiet.events.clear();
    quiet.score = quiet.start;
    assert!(statement::text(&quiet, Lang::En, 100).contains("ledger sums exactly: 1,000 + 0 = 1,000"));
}

#[test]
fn a_choice_to_object_is_told_with_its_reasons() {
    let told = |lang| statement::text(&person(), lang, 100).split_whitespace().collect::<Vec<_>>().join(" ");
    let english = told(Lang::En);
    let why = "decides to object (hope 1.23 − effort 1.00 − fear 0.06 + peers 0.30: chance 72 %)";
    assert!(english.contains(why) && english.contains("objection given up before it was decided"), "{english}");
    let chinese = told(Lang::Zh);
    assert!(chinese.contains("决定提异议（期望1.23") && chinese.contains("决定之前放弃异议"), "{chinese}");
}

#[test]
fn points_of_a_perfect_register_are_not_part_of_the_account() {
    let mut file = person();
    let mut truth = file.events[3].clone();
    truth.side = "truth".into();
    truth.cause = "a1".into();
    truth.points = -20;
    truth.score = None;
    file.events.insert(1, truth);
    assert!(Account::of(&file).sums());
    let text = statement::text(&file, Lang::En, 120);
    assert!(text.contains("a perfect register: −20"), "{text}");
}

#[test]
fn statements_keep_their_columns_in_both_languages() {
    for lang in LANGUAGES {
        for width in [72, 100, 120] {
            let text = statement::text(&person(), lang, width);
            for line in text.lines() {
                assert!(terminal::width(line) <= width, "{} > {width}: {line}", terminal::width(line));
            }
        }
    }
}

#[test]
fn the_model_description_has_the_seven_elements_in_order() {
    let sample = sample_documents(30);
    for (lang, elements) in [
        (
            Lang::En,
            [
                "Purpose and patterns",
                "Entities, state variables, and scales",
                "Process overview and scheduling",
                "Design concepts",
                "Initialization",
                "Input data",
                "Submodels",
            ],
        ),
        (
            Lang::Zh,
            ["目的与模式", "实体、状态变量与尺度", "过程概述与调度", "设计概念", "初始化", "输入数据", "子模型"],
        ),
    ] {
        let input = sample.input(lang);
        let text = odd::markdown(&sample.doc, &input.figures, &input.rules, lang);
        let mut at = 0;
        for (i, element) in elements.iter().enumerate() {
            let heading = format!("\n## {}. {element}\n", i + 1);
            at += text[at..].find(&heading).unwrap_or_else(|| panic!("no {heading}"));
        }
        assert!(text.contains("channels.court.hit_rate") && text.contains(&sample.doc.digest));
        let columns = |line: &str| line.replace("\\|", "").matches('|').count();
        let rows: Vec<usize> = text.lines().filter(|l| l.starts_with("| `")).map(columns).collect();
        assert!(rows.len() == 5 && rows.iter().all(|n| *n == 7), "{rows:?}");
    }
}

#[test]
fn text_from_documents_is_escaped() {
    let mut sample = sample_documents(1);
    sample.doc.regime.title.en = "<script>alert(1)</script>".into();
    sample.doc.digest = "\"}</style><b>".into();
    let html = report::html(&sample.input(Lang::En));
    assert!(!html.contains("<script>") && !html.contains("<b>"));
    tags(&html);
}
