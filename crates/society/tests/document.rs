//! The society document: what is read, what is refused, and what changes from outside reach.
#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

use glasshouse_society::{Society, builtin, builtin_text, builtins};
use glasshouse_text::{Basis, Code, Patch};

fn compile(text: &str, patches: &[Patch]) -> (Option<Society>, Vec<Code>) {
    let checked = Society::compile("x.toml", text.as_bytes(), patches, None, None);
    (checked.society, checked.diagnostics.iter().map(|d| d.code).collect())
}

fn county() -> &'static str {
    builtin_text("suining-county").unwrap()
}

#[test]
fn every_builtin_is_clean_and_every_figure_rests_on_something() {
    for name in builtins() {
        let checked = Society::compile(name, builtin_text(name).unwrap().as_bytes(), &[], None, None);
        assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
        let society = checked.society.unwrap();
        assert_eq!(society.id, name);
        assert!(society.figures.len() > 50);
        for figure in &society.figures {
            match &figure.basis {
                Basis::Cited { source } => assert!(!source.is_empty()),
                Basis::Assumed { why, low, high, .. } => assert!(why.len() > 10 && low != high, "{}", figure.path),
                Basis::Rival { .. } | Basis::Set { .. } => panic!("{}", figure.path),
            }
        }
        assert!(!society.title.zh.is_empty());
    }
    assert!(builtin("nowhere").is_none());
}

#[test]
fn changes_from_outside_reach_figures() {
    let patches = [
        Patch::set("society.act.traffic-minor.rate", "0.4"),
        Patch::set("behaviour.phi", "0.1"),
        Patch::set("profile.drivers.sex.female", "0"),
    ];
    let (society, codes) = compile(county(), &patches);
    assert!(codes.is_empty(), "{codes:?}");
    let (society, base) = (society.unwrap(), builtin("suining-county").unwrap());
    let rate = |s: &Society| s.acts.iter().find(|a| a.kind.name() == "traffic.minor").unwrap().rate;
    assert!(rate(&society) > rate(&base));
    assert!((society.behaviour.phi - 0.1).abs() < 1e-12);
    let minor = society.acts.iter().find(|a| a.kind.name() == "traffic.minor").unwrap();
    assert!(society.cells.iter().zip(&minor.weight).all(|(c, w)| (c.levels[0] == 0) == (*w == 0)));
    // People do not depend on acts or behaviour that only others ask for.
    assert_eq!(society.block(1).cell, base.block(1).cell);
    let small = Society::compile("x", county().as_bytes(), &[], Some(5000), Some(7)).society.unwrap();
    assert_eq!((small.people, small.seed, small.blocks()), (5000, 7, 2));
    assert_ne!(small.block(0).cell, base.block(0).cell);
    let people = small.figures.iter().find(|f| f.path == "population.people").unwrap();
    assert_eq!(people.basis, Basis::Set { by: "--people".into() });
}

#[test]
fn changes_that_miss_are_refused() {
    for (path, value, code) in [
        ("society.behaviour.fi", "0.1", Code::PatchUnknownPath),
        ("behaviour.phi", "0.5", Code::PatchChangesNothing),
        ("behaviour.phi", "many", Code::PatchBadValue),
        ("behaviour.patience", "1", Code::OutOfBounds),
        ("names.exponent", "1", Code::OutOfBounds),
    ] {
        let (society, codes) = compile(county(), &[Patch::set(path, value)]);
        assert!(society.is_none() && codes.contains(&code), "{path}: {codes:?}");
    }
}

#[test]
fn mistakes_in_the_text_are_reported() {
    for (from, to, code) in [
        ("format = \"society/1\"", "format = \"society/9\"", Code::UnknownFormat),
        ("act = \"traffic.minor\"", "act = \"traffic.tiny\"", Code::UnknownName),
        ("profile = \"drivers\"", "profile = \"driver\"", Code::UnknownName),
        ("cost = \"petty\"", "cost = \"pety\"", Code::UnknownName),
        (
            "profile = \"drivers\"",
            "profile = \"drivers\"\nlasts = { source = \"census2010\", days = 40000 }",
            Code::OutOfBounds,
        ),
        ("profile = \"drivers\"", "profile = \"drivers\"\nlasts = { drawn = \"exponential\" }", Code::MissingKey),
        (
            "profile = \"drivers\"",
            "profile = \"drivers\"\nlasts = { source = \"census2010\", days = 9, drawn = \"lognormal\" }",
            Code::MissingKey,
        ),
        ("profile = \"drivers\"", "profile = \"drivers\"\nlasts = { days = 9, drawn = \"often\" }", Code::NotAChoice),
        ("act = \"traffic.red_light\"", "act = \"traffic.minor\"", Code::DuplicateId),
        ("between = [\"age\", \"education\"]", "between = [\"age\", \"age\"]", Code::OutOfBounds),
        ("between = [\"age\", \"education\"]", "between = [\"age\", \"wisdom\"]", Code::UnknownName),
        ("of = \"farmer\"", "of = \"farmers\"", Code::UnknownName),
        ("female = 0.4873", "femal = 0.4873", Code::UnknownKey),
        ("commonest_surname = \"zhang\"", "commonest_surname = \"smith\"", Code::UnknownName),
        ("[population]", "[populace]", Code::UnknownKey),
    ] {
        assert!(county().contains(from), "{from}");
        let (society, codes) = compile(&county().replacen(from, to, 1), &[]);
        assert!(society.is_none() && codes.contains(&code), "{to}: {codes:?}");
    }
}

#[test]
fn impossible_societies_are_refused_and_idle_acts_noted() {
    // Students are all under 35: they cannot be most of a county.
    let (society, codes) = compile(county(), &[Patch::set("occupation.student", "40")]);
    assert!(society.is_none());
    assert_eq!(codes, [Code::MarginsContradict]);
    let strong = Patch::set("association.age-education.strength", "10000");
    assert_eq!(compile(county(), &[strong]).1, [Code::MarginsContradict]);
    let (society, codes) = compile(county(), &[Patch::set("act.crime-bribery.rate", "0")]);
    assert_eq!(codes, [Code::NobodyEligible]);
    assert!(society.unwrap().acts.iter().all(|a| a.kind.name() != "crime.bribery"));
}

#[test]
fn edges_of_figures_make_no_panic() {
    for (path, value) in [
        ("place.urban", "0"),
        ("place.urban", "1"),
        ("population.people", "0"),
        ("household.child_share", "1"),
        ("household.mean_size", "40"),
        ("behaviour.announced_risk", "0"),
        ("behaviour.announced_risk", "1"),
        ("behaviour.trust_mean", "1"),
        ("behaviour.noise", "0.3"),
        ("income.urban_to_rural", "1000"),
        ("old_age.mean_years_past_65", "1000"),
        ("income.fifth.5", "0"),
        ("names.duplicate_names", "100000"),
        ("cost.serious", "1000000"),
    ] {
        let (society, codes) = compile(county(), &[Patch::set(path, value)]);
        let society = society.unwrap_or_else(|| panic!("{path} = {value}: {codes:?}"));
        if society.people > 0 {
            let people = society.block(0);
            assert_eq!(people.len(), 4096);
            assert!(people.cell.iter().all(|c| usize::from(*c) < society.cells.len()));
        }
        assert!(society.acts.iter().all(|a| a.rate.is_finite()), "{path}");
    }
}

/// Attributes beyond the six: what cannot be is told where it stands.
#[test]
fn attributes_and_cells_are_checked() {
    let attributes = r#"
[[attribute]]
id = "group"
label = { en = "group", zh = "群体" }
levels = ["one", "two"]

[[attribute]]
id = "case"
label = { en = "what becomes of it", zh = "结果" }
levels = ["good", "bad"]

[[attribute]]
id = "ability"
source = "census2010"
label = { en = "ability", zh = "能力" }
by = "case"
mean = { good = 1, bad = 0 }
spread = 1

[[cells]]
id = "table"
source = "census2010"
of = ["group"]
then = "case"
weight = { one = 1, two = 3 }
share = { one = 0.5, two = 0.9 }
"#;
    let text = county().to_owned() + attributes;
    let (society, codes) = compile(&text, &[]);
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(society.unwrap().attributes.tables[0].cells.len(), 4);
    for (from, to, code) in [
        ("weight = { one = 1,", "weight = { on = 1,", Code::OutOfBounds),
        ("weight = { one = 1, two = 3 }", "weight = { one = 0, two = 0 }", Code::OutOfBounds),
        ("of = [\"group\"]", "of = [\"groups\"]", Code::UnknownName),
        ("of = [\"group\"]", "of = [\"group\", \"group\"]", Code::DuplicateId),
        ("then = \"case\"", "then = \"group\"", Code::OutOfBounds),
        ("then = \"case\"\n", "", Code::OutOfBounds),
        ("levels = [\"good\", \"bad\"]", "levels = [\"good\", \"good\"]", Code::DuplicateId),
        ("by = \"case\"", "by = \"ability\"", Code::UnknownName),
        ("mean = { good = 1, bad = 0 }", "mean = { good = 1 }", Code::OutOfBounds),
        ("mean = { good = 1, bad = 0 }\n", "", Code::MissingKey),
        ("levels = [\"one\", \"two\"]", "levels = [\"one\", \"two\"]\nspread = 1", Code::OutOfBounds),
        ("share = { one = 0.5,", "share = { one = 1.5,", Code::OutOfBounds),
    ] {
        assert!(attributes.contains(from), "{from}");
        let changed = county().to_owned() + &attributes.replacen(from, to, 1);
        let (society, codes) = compile(&changed, &[]);
        assert!(society.is_none() && codes.contains(&code), "{to}: {codes:?}");
    }
}

/// Who objects: what makes no sense together is told where it stands.
#[test]
fn objecting_is_checked() {
    let wealth = r#"
[wealth]
source = "census2010"
mean = 4
log_spread = 1
income = 1
consumption = 1
growth = 0
line = 3
shock_rate = 0
shock_mean = 1
income_loss = 0
trapped_after = 6
need = 0
"#;
    let objecting = r#"
[objecting]
source = "census2010"
success = 0.3
cost = 1
burden = 1
fear = 0.3
peers = 0.3
learns = true
noise = 0.5
"#;
    let weighs = |society: Option<Society>| society.unwrap().objecting.unwrap().weighs.map(|w| w.learns);
    let (society, codes) = compile(&(county().to_owned() + wealth + objecting), &[]);
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(weighs(society), Some(true));
    let declared = "\n[objecting]\nsource = \"census2010\"\ncost = 1\nburden = 1\nnoise = 1\n";
    let (society, codes) = compile(&(county().to_owned() + wealth + declared), &[]);
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(weighs(society), None);
    for (before, table, from, to, code) in [
        ("", objecting, "burden = 1\n", "burden = 1\n", Code::OutOfBounds),
        (wealth, objecting, "success = 0.3\n", "", Code::OutOfBounds),
        (wealth, objecting, "success = 0.3\n", "success = 1.3\n", Code::OutOfBounds),
        (wealth, objecting, "fear = 0.3\n", "", Code::MissingKey),
        (wealth, objecting, "noise = 0.5\n", "", Code::MissingKey),
        (wealth, objecting, "noise = 0.5\n", "noise = 9\n", Code::OutOfBounds),
        (wealth, objecting, "learns = true\n", "learns = 1\n", Code::WrongType),
        (wealth, declared, "burden = 1\n", "", Code::MissingKey),
        (wealth, declared, "noise = 1\n", "noise = 0\n", Code::OutOfBounds),
    ] {
        assert!(table.contains(from), "{from}");
        let (society, codes) = compile(&(county().to_owned() + before + &table.replacen(from, to, 1)), &[]);
        assert!(society.is_none() && codes.contains(&code), "{to}: {codes:?}");
        assert!(codes.len() < 5, "one slip gives one message: {codes:?}");
    }
}
