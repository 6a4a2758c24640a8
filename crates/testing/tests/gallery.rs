//! The gallery: every regime is clean, carries its card, runs on its society with a chain that is not empty, and
//! keeps clear of the mistakes that accounts of these systems make.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_metrics::Metric;
use glasshouse_rulebook::plan::{Clock, List, Status};
use glasshouse_rulebook::systems::SYSTEMS;
use glasshouse_rulebook::{Plan, builtin, builtins, check};
use glasshouse_testing::{Threads, run, scenario, total};
use glasshouse_text::Basis;
use std::collections::BTreeSet;
use std::path::Path;

/// The society of rulebooks that name none.
const SOCIETY: &str = "suining-county";

fn plan(name: &str) -> Plan {
    check(name, builtin(name).unwrap().as_bytes(), &[]).plan.unwrap_or_else(|| panic!("{name} has errors"))
}

/// Every rulebook and stack.
fn plans() -> impl Iterator<Item = Plan> {
    builtins().map(plan)
}

fn list<'p>(plan: &'p Plan, id: &str) -> &'p List {
    plan.lists.iter().find(|l| l.id == id).unwrap_or_else(|| panic!("{} has no list {id}", plan.id))
}

#[test]
fn the_list_of_built_in_rulebooks_is_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebooks");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".toml").map(str::to_owned))
        .collect();
    let known: BTreeSet<String> = builtins().map(str::to_owned).collect();
    assert_eq!(files, known);
}

#[test]
fn every_regime_has_a_card_a_society_and_cases() {
    for plan in plans() {
        let card = plan.card.as_ref().unwrap_or_else(|| panic!("{} has no card", plan.id));
        for text in [&card.question, &card.designers, &card.documented, &card.critics, &card.modelled, &card.gaps] {
            assert!(text.en.len() > 15 && text.zh.chars().count() > 4, "{}: {text:?}", plan.id);
        }
        assert!(card.command.starts_with("glasshouse ") && card.command.contains(&plan.id), "{}", plan.id);
        let society = plan.society.as_deref().unwrap_or(SOCIETY);
        assert!(glasshouse_society::builtins().any(|s| s == society), "{}: {society}", plan.id);
        // A stack is judged by the cases of its rulebooks.
        assert!(!plan.members.is_empty() || !plan.cases.is_empty(), "{} has {} cases", plan.id, plan.cases.len());
    }
}

#[test]
fn every_regime_runs_with_a_chain_that_is_not_empty() {
    for mut plan in plans() {
        // What is rare is made frequent by size alone; nothing in the rules is touched.
        let mut society = glasshouse_society::builtin(plan.society.as_deref().unwrap_or(SOCIETY)).unwrap();
        society.people = 12_000;
        plan.cases.clear();
        let series = run(&scenario(&society, &plan, 24), &Threads(2)).series;
        assert!(total(&series, Metric::Acts) > 0, "{}", plan.id);
        // What is listed by order from outside needs no record.
        let ordered = plan.lists.iter().any(|l| l.roll.as_ref().is_some_and(|r| r.orders.is_some()));
        assert!(ordered || total(&series, Metric::Records) > 0, "{}: no records", plan.id);
        let judged = [Metric::PointsDeducted, Metric::PointsAwarded, Metric::ListEntries];
        assert!(judged.iter().any(|m| total(&series, *m) != 0), "{}: no points and no lists", plan.id);
        assert!(total(&series, Metric::UnderMeasure) > 0, "{}: no measures", plan.id);
    }
}

#[test]
fn no_figure_stands_without_a_basis_and_documented_regimes_cite() {
    for plan in plans() {
        let cited = plan.figures.iter().filter(|f| !matches!(f.basis, Basis::Assumed { .. })).count();
        match plan.status {
            Status::Documented => assert!(cited >= 3, "{} cites {cited} figures", plan.id),
            // Where only accounts are known, every number may be an assumption; the accounts are named.
            Status::Reconstructed => assert!(!plan.sources.is_empty(), "{} names no source", plan.id),
            Status::Stylised => {}
        }
        for figure in &plan.figures {
            if let Basis::Assumed { why, .. } = &figure.basis {
                assert!(why.len() > 10, "{}: {}", plan.id, figure.path);
            }
        }
    }
}

#[test]
fn every_system_is_covered() {
    assert!(builtins().count() >= 40, "{} regimes", builtins().count());
    let covered: BTreeSet<&str> = plans().filter_map(|p| p.card).flat_map(|c| c.systems).collect();
    let missing: Vec<&str> = SYSTEMS.iter().map(|s| s.id).filter(|id| !covered.contains(id)).collect();
    assert_eq!(missing, [""; 0], "a system has no file");
    assert!(SYSTEMS.iter().zip(1u8..).all(|(s, n)| s.number == n));
}

#[test]
fn who_scores_everyone_is_a_plan_a_county_or_an_invention() {
    for plan in plans().filter(|p| p.score.is_some()) {
        let text = builtin(&plan.id).unwrap();
        let national = text.lines().any(|l| l == "level = \"national\"");
        assert!(!national || plan.status == Status::Stylised, "{} is a national score and not marked so", plan.id);
    }
}

#[test]
fn clocks_of_retention_are_those_of_the_texts() {
    for (name, clock) in [
        ("zhejiang-2017", Clock::Record),
        ("shanghai-2017", Clock::End),
        ("shandong-2020", Clock::End),
        ("rongcheng-2021", Clock::End),
    ] {
        assert!(plan(name).indicators.iter().all(|i| i.clock == clock), "{name}");
    }
}

#[test]
fn persons_are_not_published_where_the_text_says_so() {
    for name in ["zhejiang-2017", "shandong-2020"] {
        assert!(plan(name).lists.iter().all(|l| !l.published), "{name}");
    }
    for (name, public) in [
        ("judgment-defaulter-list", "defaulters-2017"),
        ("judgment-defaulter-list", "rail-180"),
        ("suining-2010", "posted-negative"),
        ("beijing-2018", "bad-records"),
    ] {
        assert!(list(&plan(name), public).published, "{name}: {public}");
    }
}

#[test]
fn the_defaulter_list_has_its_layers_and_its_disputed_start() {
    let plan = plan("judgment-defaulter-list");
    for id in ["defaulters-2013", "defaulters-2017", "defaulters-2020", "defaulters-2025"] {
        list(&plan, id);
    }
    let start = plan.figures.iter().find(|f| f.path == "in_force.from").unwrap();
    assert!(matches!(&start.basis, Basis::Rival { values } if values.len() == 2), "{start:?}");
}

#[test]
fn summary_penalties_are_refused_where_the_text_excludes_them() {
    for name in ["zhejiang-2017", "shanghai-2017", "shandong-2020", "rongcheng-2021", "basic-catalogue-2021"] {
        let plan = plan(name);
        let minor = glasshouse_model::ActKind::parse("traffic.minor").unwrap();
        let rule = plan.indicators.iter().find(|i| i.on.contains(&minor)).unwrap();
        assert!(!rule.admissible, "{name}");
    }
}

/// Where sources disagree, every version stands beside the others with its own source.
#[test]
fn versions_that_disagree_stand_side_by_side() {
    for (name, versions) in [
        ("judgment-defaulter-list", ["blocked-2018", "blocked-2018-as-people"]),
        ("judgment-defaulter-list", ["blocked-2016", "blocked-2016-rival"]),
        ("camera-growth-2018", ["cameras", "cameras-scmp"]),
        ("dutch-fsv", ["size", "size-2021"]),
        ("dutch-fsv", ["size", "size-lowest"]),
        ("sesame-2015", ["weights", "weights-other"]),
        ("judgment-defaulter-list", ["month-2019-07", "march-2019"]),
        ("robodebt-2015", ["wrong-debts", "unlawful"]),
    ] {
        let plan = plan(name);
        let find = |id: &str| plan.published.iter().find(|p| p.id == id).unwrap_or_else(|| panic!("{name}: {id}"));
        let [one, other] = versions.map(find);
        assert!(one.value != other.value && one.source != other.source, "{name}: {versions:?}");
    }
    let ages = |name: &str| plan(name).published.iter().filter(|p| p.value.contains("18 or older")).count();
    assert_eq!((ages("rongcheng-2016"), ages("rongcheng-2021")), (2, 1), "who is scored differs by generation");
}

/// What is blocked is a purchase: the same person is refused again and again.
#[test]
fn refusals_are_purchases_and_not_persons() {
    let mut plan = plan("judgment-defaulter-list");
    let mut society = glasshouse_society::builtin(plan.society.as_deref().unwrap()).unwrap();
    society.people = 100_000;
    plan.cases.clear();
    let series = run(&scenario(&society, &plan, 36), &Threads(2)).series;
    let (refused, entered) = (total(&series, Metric::Refused), total(&series, Metric::ListEntries));
    assert!(refused > entered && entered > 50, "{refused} refusals of {entered} listed");
}

/// Officers of a firm follow onto a list with it: a household of the market is a firm.
#[test]
fn officers_follow_their_firm() {
    let mut plan = plan("listed-companies-2015");
    let mut society = glasshouse_society::builtin("market-firms").unwrap();
    society.people = 12_000;
    plan.cases.clear();
    let entries = |plan: &Plan| total(&run(&scenario(&society, plan, 24), &Threads(2)).series, Metric::ListEntries);
    let with = entries(&plan);
    let follows = plan.lists.iter_mut().find(|l| l.id == "responsible").and_then(|l| l.roll.as_mut()).unwrap();
    follows.follows = None;
    let without = entries(&plan);
    assert!(with > without && without > 0, "{with} entries with officers, {without} without");
}

/// The what-if packs reform every regime and stack that has what they change, and say so of the others.
#[test]
fn packs_apply_to_any_regime() {
    let packs = ["better-data", "real-appeal", "expiry", "no-association", "no-lawful-acts"];
    let mut counts = Vec::new();
    for pack in packs {
        let (_, reform) = glasshouse_rulebook::builtin_reform(pack).unwrap();
        let mut reformed = 0;
        for name in builtins() {
            let base = (name, builtin(name).unwrap().as_bytes());
            let checked = glasshouse_rulebook::check_reform(base, pack, reform.as_bytes(), &[]);
            let said: Vec<String> = checked.diagnostics.iter().map(|d| d.code.to_string()).collect();
            let has_nothing = said.iter().all(|code| ["GH0150", "GH0151"].contains(&code.as_str()));
            assert!(checked.plan.is_some() || has_nothing, "{pack} of {name}: {said:?}");
            reformed += usize::from(checked.plan.is_some());
        }
        counts.push(reformed);
    }
    let least = [65, 70, 60, 4, 12];
    assert!(counts.iter().zip(least).all(|(count, least)| *count >= least), "{counts:?}");
}

/// Every regime has its first day, and the generations of one regime follow each other.
#[test]
fn every_regime_has_its_days() {
    for plan in plans() {
        assert!(plan.from.is_some() && plan.to.is_none_or(|to| Some(to) >= plan.from), "{}", plan.id);
    }
    let first = |name: &str| plan(name).from;
    assert!(first("rongcheng-2016") < first("rongcheng-2021") && first("suining-2010") < first("rongcheng-2016"));
    let defaulters = plan("judgment-defaulter-list");
    let layers = ["2013", "2017", "2020", "2025"].map(|year| list(&defaulters, &format!("defaulters-{year}")).days);
    assert!(layers.windows(2).all(|pair| pair[0].1.is_some_and(|last| Some(last.plus(1)) == pair[1].0)), "{layers:?}");
}

/// Counts of items, organisations and persons are kept apart where the sources give them apart.
#[test]
fn counts_keep_their_units() {
    let plan = plan("judgment-defaulter-list");
    let value = |id: &str| plan.published.iter().find(|p| p.id == id).map(|p| p.value.as_str());
    assert_eq!(value("march-2019"), Some("254,803; 53,128; 171,823"));
    for purchases in ["blocked-2018", "month-2019-07-blocked"] {
        let statement = plan.published.iter().find(|p| p.id == purchases).unwrap();
        assert!(!statement.about.en.contains("people") && !statement.about.en.contains("persons"), "{statement:?}");
    }
}

/// What no text gives is an assumption with a range, and never a cited figure.
#[test]
fn holes_are_declared_as_assumptions() {
    for (name, paths) in [
        ("suining-2010", &["grade.A.min", "grade.B.min", "grade.C.min", "indicator.utility-unpaid.points"][..]),
        ("rongcheng-2016", &["grade.AAA.min", "grade.AA.min", "grade.A.min", "grade.B.min", "grade.C.min"]),
        ("listed-companies-2015", &["list.punished.term", "list.responsible.term"]),
        ("beijing-2018", &["score.start", "indicator.judgment.points", "indicator.arrears.points"]),
        ("device-inspection-2018", &["channel.sweep.hit_rate", "channel.sweep.false_alarms"]),
        ("voice-alarm", &["channel.lines.hit_rate", "channel.lines.false_alarms"]),
        ("gait-recognition-2018", &["channel.gait.false_alarms"]),
        ("face-jaywalking-2018", &["channel.cameras.hit_rate", "channel.cameras.false_alarms"]),
        ("register-breach", &["security.alteration.forger.dossiers", "security.breach.copies.yearly"]),
        ("citizens-rate-officials", &["list.worst-rated.notice_days"]),
    ] {
        let plan = plan(name);
        for path in paths {
            let figure = plan.figures.iter().find(|f| f.path == *path).unwrap_or_else(|| panic!("{name}: {path}"));
            let Basis::Assumed { low, high, .. } = &figure.basis else { panic!("{name}: {path} {:?}", figure.basis) };
            assert!(low != high, "{name}: {path} has no room");
        }
    }
}

/// The page that lists what accounts of these systems get wrong names a test for each, and each is there.
#[test]
fn every_trap_names_a_test_that_exists() {
    const PAGE: &str = include_str!("../../../docs/gallery.md");
    const TESTS: [(&str, &str); 2] =
        [("gallery", include_str!("gallery.rs")), ("sourcing", include_str!("sourcing.rs"))];
    let named: Vec<&str> = PAGE.split('`').filter(|code| code.contains("::")).collect();
    assert!(named.len() >= 12, "{named:?}");
    for name in named {
        let (file, test) = name.split_once("::").unwrap();
        let text = TESTS.iter().find(|(known, _)| *known == file).unwrap_or_else(|| panic!("{name}")).1;
        assert!(text.contains(&format!("fn {test}()")), "{name}");
    }
}

/// The page of institutions names for each mechanism a rulebook or none, and a test; both are there.
#[test]
fn every_mechanism_names_a_test_and_a_rulebook_that_exist() {
    const PAGE: &str = include_str!("../../../docs/institutions.md");
    const TESTS: [(&str, &str); 13] = [
        ("chain", include_str!("chain.rs")),
        ("channels", include_str!("channels.rs")),
        ("identity", include_str!("identity.rs")),
        ("lasting", include_str!("lasting.rs")),
        ("lists", include_str!("lists.rs")),
        ("looks", include_str!("looks.rs")),
        ("opinions", include_str!("opinions.rs")),
        ("procedure", include_str!("procedure.rs")),
        ("refits", include_str!("refits.rs")),
        ("raters", include_str!("raters.rs")),
        ("security", include_str!("security.rs")),
        ("sharing", include_str!("sharing.rs")),
        ("stacks", include_str!("stacks.rs")),
    ];
    let table = PAGE.split_once("| mechanism |").unwrap().1;
    let rows: Vec<Vec<&str>> =
        table.lines().skip(2).take_while(|l| l.starts_with('|')).map(|l| l.split(" | ").collect()).collect();
    assert!(rows.len() >= 30, "{}", rows.len());
    for row in rows {
        let [mechanism, _, rulebook, test] = row[..] else { panic!("{row:?}") };
        let name = test.trim_matches([' ', '|', '`']);
        let (file, test) = name.split_once("::").unwrap();
        let text = TESTS.iter().find(|(known, _)| *known == file).unwrap_or_else(|| panic!("{name}")).1;
        assert!(text.contains(&format!("#[test]\nfn {test}()")), "{mechanism} {name}");
        let book = rulebook.trim_matches('`');
        let known = builtin(book).is_some() || glasshouse_rulebook::builtin_reform(book).is_some();
        let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let is_study = book.starts_with("studies/") && root.join(book).exists();
        assert!(book == "test" || known || is_study, "{mechanism} {rulebook}");
    }
}
