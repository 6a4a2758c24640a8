//! Rulebooks compared by meaning.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_model::Lang;
use glasshouse_rulebook::diff::{Aspect, Change, Difference, differences};
use glasshouse_rulebook::{Patch, Plan, builtin, builtin_reform, check, check_reform, none};

fn suining(changes: &[&str]) -> Plan {
    let patches: Vec<Patch> = changes.iter().map(|c| Patch::parse(c).unwrap()).collect();
    let checked = check("suining-2010.toml", builtin("suining-2010").unwrap().as_bytes(), &patches);
    checked.plan.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

fn texts(found: &[Difference], lang: Lang) -> Vec<String> {
    found.iter().map(|d| d.text(lang)).collect()
}

#[test]
fn a_rulebook_does_not_differ_from_itself() {
    assert_eq!(differences(&suining(&[]), &suining(&[])), []);
    assert_eq!(differences(&none(), &none()), []);
    // A comment, a note or a title is no rule.
    let text = builtin("suining-2010").unwrap();
    let other = text.replacen("mass credit trial, 2010", "renamed", 1).replace("\nnote = ", "\n# note = ");
    assert_eq!(differences(&suining(&[]), &check("x", other.as_bytes(), &[]).plan.unwrap()), []);
}

#[test]
fn exactly_the_changed_figures_are_told() {
    let changed = suining(&[
        "indicator.cult.points=0",
        "grade.B.min=800",
        "channel.traffic-police.hit_rate=0.45",
        "measure.name-posted.delay_days=3",
    ]);
    let found = differences(&suining(&[]), &changed);
    assert_eq!(
        texts(&found, Lang::En),
        [
            "indicator cult points: −50 → 0",
            "grade B lowest value: 850 [2010-01-01/2014-12-31] → 800 [2010-01-01/2014-12-31]",
            "channel traffic-police hit rate: 0.3 → 0.45",
            "measure name-posted delay in days: 0 → 3",
        ]
    );
    assert_eq!(texts(&found, Lang::Zh)[0], "指标 cult 分值：−50 → 0");
    let paths: Vec<String> = found.iter().map(Difference::path).collect();
    assert_eq!(
        paths,
        ["indicator.cult.points", "grade.B.min", "channel.traffic-police.hit_rate", "measure.name-posted.delay_days"]
    );
    // Back again the values change places.
    let back = differences(&changed, &suining(&[]));
    assert_eq!(texts(&back, Lang::En)[0], "indicator cult points: 0 → −50");
}

#[test]
fn a_path_and_its_value_make_the_other_rulebook() {
    let base = suining(&[]);
    let changed = suining(&["indicator.red-light.points=-10", "review.enabled=true"]);
    for difference in differences(&base, &changed) {
        let set = match &difference.change {
            Change::Changed { after: Some(after), .. } => format!("{}={}", difference.path(), after.code()),
            Change::Added => "review.enabled=true".to_owned(),
            other => panic!("{other:?}"),
        };
        let one = suining(&[set.as_str()]);
        assert_eq!(differences(&base, &one), [difference]);
    }
}

#[test]
fn a_reform_is_told_as_what_it_adds() {
    let base = builtin("suining-2010").unwrap();
    let (_, reform) = builtin_reform("suining-appeal").unwrap();
    let reformed = check_reform(("suining-2010.toml", base.as_bytes()), "r.toml", reform.as_bytes(), &[]).plan.unwrap();
    let found = differences(&suining(&[]), &reformed);
    assert_eq!(texts(&found, Lang::En), ["review: added"]);
    assert!(matches!(found[0].change, Change::Added));
    assert!(matches!(differences(&reformed, &suining(&[]))[0].change, Change::Removed));
}

#[test]
fn a_figure_that_changes_on_a_day_shows_its_days() {
    let reform = "format = \"reform/1\"\nid = \"r\"\nbase = \"suining-2010\"\ntitle = { en = \"R\", zh = \"R\" }\n\
        [[change]]\nat = \"indicator.cult.points\"\nset = -10\nfrom = 2012-01-01\nwhy = \"test\"\n";
    let base = builtin("suining-2010").unwrap();
    let checked = check_reform(("suining-2010.toml", base.as_bytes()), "r.toml", reform.as_bytes(), &[]);
    let reformed = checked.plan.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    assert_eq!(
        texts(&differences(&suining(&[]), &reformed), Lang::En),
        ["indicator cult points: −50 → −50 [2010-01-01/2011-12-31]; −10 [2012-01-01/..]"]
    );
}

#[test]
fn rules_that_only_one_has_and_their_order() {
    let found = differences(&none(), &suining(&[]));
    assert!(found.iter().all(|d| d.change == Change::Added));
    let plan = suining(&[]);
    let parts = plan.components.len() + plan.indicators.len() + plan.channels.len() + plan.lists.len();
    // In force, score and grading are one each; four grades; no review.
    assert_eq!(found.len(), parts + plan.measures.len() + 3 + 4);
    let mut turned = suining(&[]);
    turned.channels.reverse();
    turned.indicators.reverse();
    for list in &mut turned.lists {
        let last = turned.indicators.len() as u8 - 1;
        list.criteria.iter_mut().for_each(|c| *c = last - *c);
    }
    let found = differences(&plan, &turned);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(matches!(&found[0].change, Change::Changed { aspect: Aspect::Order, .. }));
    assert_eq!(found[0].path(), "channel.order");
}

/// What is said of security, linkage, details and procedure is compared like any rule.
#[test]
fn security_linkage_and_procedure_are_told() {
    let text = include_str!("mistakes/base.toml");
    let read = |changes: &[(&str, &str)]| {
        let changed = changes.iter().fold(text.to_owned(), |text, (old, new)| text.replacen(old, new, 1));
        check("x", changed.as_bytes(), &[]).plan.unwrap()
    };
    let security = |points: &str| {
        format!(
            "[[security.alteration]]\nid = \"insider\"\nlabel = {{ en = \"Insider\", zh = \"内部人\" }}\ndossiers = 3\nevery = \"1m\"\nindicator = \"minor\"\npoints = {points}\n[[security.inspection]]\nid = \"sample\"\nlabel = {{ en = \"Sample\", zh = \"抽查\" }}\ndossiers = 9\nevery = \"1y\"\n[[list]]"
        )
    };
    let (low, high) = (security("5"), security("7"));
    let (low, high) = (read(&[("[[list]]", &low)]), read(&[("[[list]]", &high)]));
    assert_eq!(texts(&differences(&low, &high), Lang::En), ["alteration insider points: 5 → 7"]);
    assert_eq!(differences(&low, &high)[0].path(), "security.alteration.insider.points");
    let added = texts(&differences(&read(&[]), &low), Lang::En);
    assert_eq!(added, ["security: added", "alteration insider (Insider): added", "inspection sample (Sample): added"]);
    let by_details = |what: &str| {
        let written = format!("identity = \"details\"\ndetails = [{what}]");
        read(&[("identity = \"national_id\"", &written)])
    };
    assert_eq!(
        texts(&differences(&by_details("\"sex\""), &by_details("\"sex\", \"birth_date\"")), Lang::En),
        ["channel police what is compared without a number: sex → sex, birth_date"]
    );
    let review = ("[review]\nenabled = false", "[review]\nenabled = true");
    let told = |line: &str| {
        let with = format!("[review]\nenabled = true\n{line}");
        texts(&differences(&read(&[review]), &read(&[(review.0, &with)])), Lang::En)
    };
    assert_eq!(told("urgent = \"age >= 65\""), ["review urgent objections: none → age >= 65"]);
    assert_eq!(told("reports = { per_year = 2, asks = 0.5 }"), ["review free reports: none → 2 / 0.500000000"]);
    assert_eq!(
        told("clock = { complex = 0.5, complex_in = \"20wd\" }"),
        ["review statutory clock: none → 0.500000000 / 20wd"]
    );
}
