//! The built-in rulebook: clean, its cases true, its schema and its reader of one mind.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use glasshouse_model::{ActKind, Day, Lang, Ratio};
use glasshouse_rulebook::plan::{CapPeriod, Case, Clock, Facts, Plan, Repeat};
use glasshouse_rulebook::{
    Checked, FileKind, Patch, builtin, builtin_reform, builtin_reforms, builtins, check, check_reform, kind_of,
};
use glasshouse_text::{Basis, Code, Origin};

fn suining(patches: &[&str]) -> Checked {
    let patches: Vec<Patch> = patches.iter().map(|p| Patch::parse(p).expect("path=value")).collect();
    check("suining-2010.toml", builtin("suining-2010").expect("built in").as_bytes(), &patches)
}

fn plan(patches: &[&str]) -> Plan {
    let checked = suining(patches);
    let said: Vec<&str> = checked.diagnostics.iter().map(|d| d.message(Lang::En)).collect();
    checked.plan.unwrap_or_else(|| panic!("{said:?}"))
}

/// A recount that knows nothing of the engine: every act is recorded on its day, and nothing else.
fn recount(plan: &Plan, case: &Case) -> Facts {
    let mut score: i32 = plan.components.iter().map(|c| c.base).sum();
    let mut lists = 0u32;
    for (i, indicator) in plan.indicators.iter().enumerate() {
        assert_eq!((indicator.repeat, indicator.cap), (Repeat::Each, None::<glasshouse_rulebook::plan::Cap>));
        assert_eq!(indicator.clock, Clock::Record);
        for (day, _) in case.acts.iter().filter(|(_, kind)| indicator.on.contains(kind)) {
            if *day <= case.as_of && indicator.lapses.end_from(*day).is_none_or(|end| case.as_of < end) {
                score += indicator.points.at(*day).copied().unwrap_or(0);
            }
            for (l, list) in plan.lists.iter().enumerate().filter(|(_, l)| l.criteria.contains(&(i as u8))) {
                // Selection aside, a record leads to entry after the notice, for the term.
                let entry = day.plus(list.notice_days as i32);
                if entry <= case.as_of && list.term.end_from(entry).is_none_or(|end| case.as_of < end) {
                    lists |= 1 << l;
                }
            }
        }
    }
    let grade = plan.grading.as_ref().and_then(|g| g.grade(score, case.as_of));
    Facts { score, grade, lists, ..case.facts }
}

#[test]
fn suining_has_no_errors_and_no_warnings() {
    assert!(builtins().any(|n| n == "suining-2010"));
    for name in builtins() {
        let checked = check(name, builtin(name).expect("listed").as_bytes(), &[]);
        let said: Vec<&str> = checked.diagnostics.iter().map(|d| d.message(Lang::En)).collect();
        assert!(said.is_empty(), "{name}: {said:?}");
        assert_eq!(checked.plan.map(|p| p.id).as_deref(), Some(name));
    }
}

#[test]
fn the_cases_of_suining_hold() {
    let plan = plan(&[]);
    assert!(plan.cases.len() >= 10);
    for case in &plan.cases {
        let facts = recount(&plan, case);
        assert_eq!(Some(facts.score), case.score, "{}", case.name);
        assert_eq!(Some(facts.grade), case.grade, "{}", case.name);
    }
    let reported = plan.cases.iter().find(|c| c.source.is_some()).expect("one case was reported");
    assert_eq!((reported.score, reported.grade), (Some(580), Some(Some(3))));
}

#[test]
fn measures_and_lists_follow() {
    let plan = plan(&[]);
    let mut asked = 0;
    for case in &plan.cases {
        let facts = recount(&plan, case);
        let active: Vec<u8> =
            (0u8..).zip(&plan.measures).filter(|(_, m)| m.when.holds(&facts) == Some(true)).map(|(i, _)| i).collect();
        let listed: Vec<u8> = (0u8..8).filter(|l| facts.lists >> l & 1 == 1).collect();
        for (expected, actual) in [(&case.measures, active), (&case.lists, listed)] {
            if let Some(expected) = expected {
                assert_eq!(*expected, actual, "{}", case.name);
                asked += 1;
            }
        }
    }
    assert!(asked >= 8, "{asked}");
}

#[test]
fn every_figure_is_cited_or_assumed() {
    let plan = plan(&[]);
    let (mut cited, mut assumed) = (0, 0);
    for figure in &plan.figures {
        match &figure.basis {
            Basis::Cited { source } => {
                assert!(
                    plan.sources.iter().any(|s| source.split('#').next() == Some(s.id.as_str())),
                    "{}",
                    figure.path
                );
                cited += 1;
            }
            Basis::Assumed { why, .. } => {
                assert!(why.len() > 10, "{}", figure.path);
                assumed += 1;
            }
            Basis::Rival { .. } | Basis::Set { .. } => panic!("{} is neither cited nor assumed", figure.path),
        }
    }
    assert!(cited >= 20 && assumed > cited, "{cited} cited, {assumed} assumed");
    // No error rate was ever published, so none may look as if it had been.
    for figure in plan.figures.iter().filter(|f| f.path.starts_with("channel.")) {
        assert!(matches!(figure.basis, Basis::Assumed { .. }), "{}", figure.path);
    }
}

#[test]
fn grades_end_and_the_score_goes_on() {
    let plan = plan(&[]);
    let grading = plan.grading.as_ref().expect("graded");
    let day = |y, m, d| glasshouse_model::Date::new(y, m, d).expect("a day").to_day();
    assert_eq!(grading.grade(970, day(2014, 12, 31)), Some(0));
    assert_eq!(grading.grade(970, day(2015, 1, 1)), None);
    assert_eq!(plan.to, None);
    let floors: Vec<Option<u8>> =
        [1200, 970, 969, 850, 849, 600, 599, -50].map(|s| grading.grade(s, day(2012, 1, 1))).to_vec();
    assert_eq!(floors, [0, 0, 1, 1, 2, 2, 3, 3].map(Some));
}

#[test]
fn changes_from_outside_hit_or_are_refused() {
    let changed = plan(&[
        "indicator.cult.points=0",
        "channel.*.hit_rate=1",
        "review.enabled=true",
        "grade.A.min=980",
        "list.posted-negative.term=6m",
    ]);
    let cult = ActKind::parse("association.cult").expect("an act");
    let i = changed.indicator_of(cult).expect("a rule");
    assert_eq!(changed.indicators[usize::from(i)].points.at(Day(15_000)), Some(&0));
    assert!(changed.channels.iter().all(|c| c.hit_rate == glasshouse_model::Chance::ALWAYS));
    assert!(changed.review.is_some() && plan(&[]).review.is_none());
    assert_eq!(changed.review.map(|r| r.per_officer_day), Some(Ratio::whole(4)));
    assert_eq!(changed.lists[0].term.to_string(), "6m");
    assert!(changed.figures.iter().any(|f| f.path == "indicator.cult.points" && matches!(f.basis, Basis::Set { .. })));
    assert!(
        !changed.figures.iter().any(|f| f.path == "indicator.cult.points" && matches!(f.basis, Basis::Cited { .. }))
    );

    for (patch, code) in [
        ("indicator.clut.points=0", Code::PatchUnknownPath),
        ("indicator.cult.points=-50", Code::PatchChangesNothing),
        ("channel.*.hit_rate=often", Code::PatchBadValue),
        ("indicator.cult.points=1.5", Code::PatchBadValue),
        ("review.enabled=yes", Code::PatchBadValue),
        ("review.enabled=false", Code::PatchChangesNothing),
        ("nothing=1", Code::PatchUnknownPath),
    ] {
        let checked = suining(&[patch]);
        assert!(checked.plan.is_none(), "{patch}");
        assert!(
            checked.diagnostics.iter().any(|d| d.code == code && d.origin == Origin::Outside),
            "{patch}: {:?}",
            checked.diagnostics
        );
    }
    let helps = suining(&["indicator.clut.points=0"]).diagnostics[0].helps(Lang::En);
    assert_eq!(helps, ["did you mean `indicator.cult.points`?"]);
}

fn reformed(text: &str) -> Checked {
    let base = builtin("suining-2010").expect("built in");
    check_reform(("suining-2010.toml", base.as_bytes()), "reform.toml", text.as_bytes(), &[])
}

fn reform(change: &str) -> Checked {
    reformed(&format!(
        "format = \"reform/1\"\nid = \"r\"\nbase = \"suining-2010\"\ntitle = {{ en = \"R\", zh = \"改\" }}\n\n[[change]]\n{change}\nwhy = \"to see\"\n"
    ))
}

#[test]
fn reforms_apply_to_the_timeline() {
    for name in builtin_reforms() {
        let (base, text) = builtin_reform(name).expect("listed");
        assert_eq!(kind_of(text.as_bytes()), Some(FileKind::Reform { base: base.to_owned() }));
        let on =
            |book: &str| check_reform((book, builtin(book).expect("listed").as_bytes()), name, text.as_bytes(), &[]);
        let fits = builtins().filter(|book| base == "*" || base == *book).map(on).filter(|c| c.plan.is_some());
        let plans: Vec<Plan> = fits.filter_map(|checked| checked.plan).collect();
        assert!(!plans.is_empty(), "{name} changes nothing anywhere");
        assert!(plans.iter().all(|plan| plan.id == name), "{name}");
        assert!(!name.ends_with("appeal") || plans.iter().all(|plan| plan.review.is_some()), "{name}");
    }
    let later =
        reform("at = \"indicator.cult.points\"\nset = 0\nfrom = 2011-01-01\nto = 2011-12-31").plan.expect("a plan");
    let rule = later.indicators.iter().find(|i| i.id == "cult").expect("the rule");
    let on = |y| rule.points.at(glasshouse_model::Date::new(y, 6, 1).expect("a day").to_day()).copied();
    assert_eq!((on(2010), on(2011), on(2012)), (Some(-50), Some(0), Some(-50)));
    let halved = reform("at = \"indicator.*.points\"\nscale = \"1/2\"\nfrom = 2010-01-01").plan.expect("a plan");
    assert_eq!(halved.indicators[0].points.at(Day(15_000)), Some(&-10));
    let gone = reform("remove = \"indicator.office-blocking\"\nfrom = 2010-01-01").plan.expect("a plan");
    assert!(gone.indicators.iter().all(|i| i.id != "office-blocking"));
    assert_eq!(gone.indicators.len() + 1, plan(&[]).indicators.len());
    let ended = reform("remove = \"indicator.office-blocking\"\nfrom = 2012-01-01").plan.expect("a plan");
    let rule = ended.indicators.iter().find(|i| i.id == "office-blocking").expect("still there");
    assert_eq!(rule.points.at(glasshouse_model::Date::new(2013, 1, 1).expect("a day").to_day()), None);
}

#[test]
fn a_reform_of_any_rulebook_passes_over_what_is_not_there() {
    let general = |changes: &str| {
        reformed(&format!(
            "format = \"reform/1\"\nid = \"r\"\nbase = \"*\"\ntitle = {{ en = \"R\", zh = \"改\" }}\n{changes}"
        ))
    };
    let hit = "[[change]]\nat = \"indicator.cult.points\"\nset = 0\nfrom = 1900-01-01\nwhy = \"to see\"\n";
    let miss = "[[change]]\nat = \"indicator.nowhere.points\"\nset = 0\nfrom = 1900-01-01\nwhy = \"to see\"\n";
    let both = general(&format!("{miss}{hit}"));
    assert!(both.diagnostics.is_empty(), "{:?}", both.diagnostics);
    assert!(both.plan.is_some());
    let none = general(miss);
    assert!(none.plan.is_none());
    assert_eq!(none.diagnostics[0].code, Code::PatchUnknownPath);
}

#[test]
fn reforms_that_miss_are_refused_in_their_own_text() {
    for (change, code, line, column) in [
        ("at = \"indicator.clut.points\"\nset = 0\nfrom = 2011-01-01", Code::PatchUnknownPath, 7, 6),
        ("at = \"indicator.cult.points\"\nset = -50\nfrom = 2011-01-01", Code::PatchChangesNothing, 7, 6),
        ("at = \"indicator.cult.points\"\nset = \"many\"\nfrom = 2011-01-01", Code::PatchBadValue, 7, 6),
        ("at = \"channel.utilities.hit_rate\"\nset = 1\nfrom = 2011-01-01", Code::ReformDate, 7, 6),
        ("remove = \"list.posted-negative\"\nfrom = 2012-01-01", Code::ReformDate, 7, 10),
        ("at = \"indicator.cult.points\"\nfrom = 2011-01-01", Code::ReformOperation, 6, 1),
        ("at = \"indicator.cult.points\"\nset = 0\nscale = 2\nfrom = 2011-01-01", Code::ReformOperation, 6, 1),
        ("at = \"indicator.cult.points\"\nset = 0", Code::MissingKey, 6, 1),
        ("at = \"indicator.cult.points\"\nset = 0\nfrom = 2011-02-30", Code::ImpossibleDate, 9, 8),
        ("at = \"indicator.cult.points\"\nset = 0\nfrom = 2011-02-01\nto = 2010-01-01", Code::DatesReversed, 10, 6),
    ] {
        let checked = reform(change);
        assert!(checked.plan.is_none(), "{change}");
        let found: Vec<_> = checked
            .diagnostics
            .iter()
            .map(|d| {
                (d.code, d.span.as_ref().map(|s| checked.text.position(s.start)).map(|p| (p.line, p.column)), d.origin)
            })
            .collect();
        assert!(found.contains(&(code, Some((line, column)), Origin::Document)), "{change}: {found:?}");
    }
    let other = reformed(
        "format = \"reform/1\"\nid = \"r\"\nbase = \"elsewhere\"\ntitle = { en = \"R\", zh = \"改\" }\n[[change]]\nat = \"indicator.cult.points\"\nset = 0\nfrom = 2010-01-01\nwhy = \"x\"\n",
    );
    assert_eq!(other.diagnostics[0].code, Code::ReformBase);
    let broken = check_reform(
        ("b.toml", b"format = 1"),
        "r.toml",
        builtin_reform("suining-appeal").expect("built in").1.as_bytes(),
        &[],
    );
    assert_eq!(broken.diagnostics[0].code, Code::BaseHasErrors);
    assert!(broken.diagnostics[1..].iter().all(|d| d.origin == Origin::Base && broken.text_of(d).is_some()));
}

/// A document as JSON, the way an editor's schema checker sees it.
fn json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(s) => s.as_str().into(),
        toml::Value::Integer(n) => (*n).into(),
        toml::Value::Float(n) => (*n).into(),
        toml::Value::Boolean(b) => (*b).into(),
        toml::Value::Datetime(d) => d.to_string().into(),
        toml::Value::Array(list) => list.iter().map(json).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => {
            serde_json::Value::Object(table.iter().map(|(k, v)| (k.clone(), json(v))).collect())
        }
    }
}

#[test]
fn schema_and_reader_agree() {
    let schema: serde_json::Value = serde_json::from_str(&glasshouse_rulebook::schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let text = builtin("suining-2010").expect("built in");
    let good = json(&toml::from_str(text).expect("TOML"));
    let errors: Vec<String> = validator.iter_errors(&good).map(|e| format!("{e} at {}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
    for (right, wrong) in [
        ("complete = false", "complet = false"),
        ("lookback = ", "lokback = "),
        ("clock = \"determination\"", "clock = \"determinatoin\""),
        ("audience = ", "audiance = "),
        ("points = -20", "points = -20.5"),
        ("points = -20", "points = { valeu = -20 }"),
        ("hit_rate = { value = 0.3", "hit_rate = { value = 1.3"),
        ("why = \"unconfirmed", "reason = \"lost"),
        ("expect = { score", "expect = { scores"),
        ("held = \"quoted\"", "held = \"heard\""),
        ("[sources.trial]\n", "[sources.trial]\npublisher = \"x\"\n"),
        ("cadence = \"yearly\"", "cadance = \"yearly\""),
        ("zh = \"闯红灯\"", "cn = \"闯红灯\""),
    ] {
        assert!(text.contains(right), "{right}");
        let bad = text.replacen(right, wrong, 1);
        assert!(check("x", bad.as_bytes(), &[]).has_errors(), "the reader accepts {wrong}");
        assert!(!validator.is_valid(&json(&toml::from_str(&bad).expect("TOML"))), "the schema accepts {wrong}");
    }
    let reform: serde_json::Value = serde_json::from_str(&glasshouse_rulebook::reform_schema()).expect("JSON");
    let validator = jsonschema::validator_for(&reform).expect("a schema");
    let text = builtin_reform("suining-appeal").expect("built in").1;
    assert!(validator.is_valid(&json(&toml::from_str(text).expect("TOML"))));
}

#[test]
fn caps_and_versions_compile() {
    let base = include_str!("mistakes/base.toml");
    let plan = check("base.toml", base.as_bytes(), &[]).plan.expect("a plan");
    let debt = &plan.indicators[1];
    assert_eq!(debt.cap.map(|c| (c.per, c.max)), Some((CapPeriod::Year, 100)));
    assert_eq!((debt.repeat, debt.clock), (Repeat::FirstInYear, Clock::Act));
    let day = |y, m, d| glasshouse_model::Date::new(y, m, d).expect("a day").to_day();
    assert_eq!(debt.points.at(day(2010, 12, 31)), Some(&-30));
    assert_eq!(debt.points.at(day(2011, 1, 1)), Some(&-50));
    assert!(plan.lists[0].published);
    assert_eq!(debt.source, "law");
    assert_eq!(glasshouse_rulebook::none().id, "none");
}

/// The schemas that editors load lie beside the rulebooks. `UPDATE_EXPECT=1` rewrites them.
#[test]
fn schema_files_are_current() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rulebooks/");
    for (name, text) in [
        ("rulebook-v1.schema.json", glasshouse_rulebook::schema()),
        ("reform-v1.schema.json", glasshouse_rulebook::reform_schema()),
        ("stack-v1.schema.json", glasshouse_rulebook::stack_schema()),
    ] {
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let pretty = format!("{}\n", serde_json::to_string_pretty(&value).expect("JSON"));
        let path = format!("{folder}{name}");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &pretty).expect("written");
        }
        assert!(std::fs::read_to_string(&path).is_ok_and(|t| t == pretty), "{name} is out of date");
    }
}
