//! Stacks: what they compile to, and what is told of their mistakes.

use glasshouse_model::Lang;
use glasshouse_rulebook::{Patch, check};

const STACK: &str = include_str!("../../../rulebooks/three-layers.toml");

/// Codes and messages of a stack with a passage replaced.
fn told(old: &str, new: &str) -> Vec<String> {
    assert!(STACK.contains(old), "the stack has no {old:?}");
    let checked = check("stack.toml", STACK.replacen(old, new, 1).as_bytes(), &[]);
    let line = |d: &glasshouse_rulebook::Diagnostic| format!("{} {}", d.code, d.message(Lang::En));
    checked.diagnostics.iter().map(line).collect()
}

#[test]
fn three_rulebooks_stand_side_by_side() {
    let checked = check("stack.toml", STACK.as_bytes(), &[]);
    assert_eq!(checked.diagnostics.len(), 0, "{:#?}", checked.diagnostics);
    let plan = checked.plan.expect("a plan");
    let names: Vec<&str> = plan.members.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["loc", "nat", "plat"]);
    assert_eq!(plan.score.as_ref().map(|s| s.start), Some(1000), "the first scored rulebook's");
    assert_eq!(plan.scales.len(), 1);
    assert_eq!(plan.scales[0].score.start, 620);
    assert!(plan.lists.iter().any(|l| l.id == "nat:defaulters" && l.roll.is_some()));
    assert!(plan.figures.iter().any(|f| f.path == "indicator.plat:loan-missed.points"));
    assert!(plan.figures.iter().any(|f| f.path == "link.courts-to-platform.lost"));
    assert_eq!(plan.links.len(), 1);
    assert_eq!(plan.from.map(|d| d.to_string()).as_deref(), Some("2010-01-01"), "the earliest of the three");
    // The list's rules hold from the day on that the stack gives it.
    let list = plan.lists.iter().find(|l| l.id == "nat:defaulters").expect("the list");
    assert_eq!(list.days.0.map(|d| d.to_string()).as_deref(), Some("2010-01-01"));
}

#[test]
fn an_undeclared_contradiction_names_both_lines() {
    let combine = "[[combine]]\ndomain = \"finance.credit\"\nrule = \"any_refusal_refuses\"\n";
    let checked = check("stack.toml", STACK.replacen(combine, "", 1).as_bytes(), &[]);
    assert!(checked.plan.is_none());
    let [only] = checked.diagnostics.as_slice() else { panic!("{:#?}", checked.diagnostics) };
    assert_eq!(only.code.to_string(), "GH0252");
    let helps = format!("{only:?}");
    let line = |text: &str, id: &str| text.lines().position(|l| l == format!("id = \"{id}\"")).expect("the measure");
    let court = line(include_str!("../../../rulebooks/judgment-defaulters.toml"), "no-credit");
    let perk = line(include_str!("../../../rulebooks/platform-score.toml"), "easy-credit");
    // A table begins with its header, the line above its id.
    assert!(helps.contains(&format!("`nat:no-credit` (judgment-defaulters:{court})")), "{helps}");
    assert!(helps.contains(&format!("`plat:easy-credit` (platform-score:{perk})")), "{helps}");
}

#[test]
fn mistakes_of_stacks_are_told() {
    assert_eq!(
        told("book = \"suining-2010\"", "book = \"suining-2011\"")[0],
        "GH0250 there is no rulebook `suining-2011`"
    );
    assert_eq!(
        told("list = \"nat:defaulters\"", "list = \"nat:defaulter\"")[0],
        "GH0129 no list is called `nat:defaulter`"
    );
    assert_eq!(told("to = \"plat\"", "to = \"loc\"")[0], "GH0251 `loc` has no indicator on `listing.elsewhere`");
    assert_eq!(
        told("domain = \"finance.credit\"", "domain = \"finance.credits\"")[0],
        "GH0129 no domain is called `finance.credits`"
    );
    assert_eq!(told("rule = \"any_refusal_refuses\"", "rule = \"louder\"")[0].split(' ').next(), Some("GH0123"));
    assert_eq!(told("lost = { value = 0.05", "lost = { value = 1.5")[0].split(' ').next(), Some("GH0138"));
}

#[test]
fn a_rulebook_with_a_mistake_is_told_with_its_own_place() {
    let broken = include_str!("../../../rulebooks/platform-score.toml").replacen(
        "points = { value = -30",
        "pionts = { value = -30",
        1,
    );
    let text = format!("{STACK}\n[[text]]\nid = \"plat\"\ntoml = '''\n{broken}'''\n");
    let checked = check("stack.toml", text.as_bytes(), &[]);
    assert!(checked.plan.is_none());
    let codes: Vec<String> = checked.diagnostics.iter().map(|d| d.code.to_string()).collect();
    assert!(codes.contains(&"GH0120".to_owned()) && codes.contains(&"GH0243".to_owned()), "{codes:?}");
    assert!(checked.base.is_some(), "the rulebook's own text is shown");
}

#[test]
fn changes_reach_the_rulebook_they_name() {
    let patch = |text: &str| check("stack.toml", STACK.as_bytes(), &[Patch::parse(text).expect("a change")]);
    let plan = patch("list.nat:defaulters.term=5y").plan.expect("a plan");
    assert_eq!(plan.lists.iter().find(|l| l.id == "nat:defaulters").map(|l| l.term.to_string()).as_deref(), Some("5y"));
    let plan = patch("link.courts-to-platform.lost=0.2").plan.expect("a plan");
    let channel = plan.channels.last().expect("the link's channel");
    assert!((channel.hit_rate.to_f64() - 0.8).abs() < 1e-6);
    assert!(patch("list.cty:defaulters.term=5y").plan.is_none(), "no rulebook is called cty");
}

#[test]
fn a_link_abroad_needs_a_flow() {
    let abroad = ("id = \"plat\"\n", "id = \"plat\"\nheld_in = \"us\"\n");
    let home = ("id = \"nat\"\n", "id = \"nat\"\nheld_in = \"cn\"\n");
    let flow = |to: &str| {
        format!(
            "[[flow]]\nfrom = \"cn\"\nto = \"{to}\"\nallowed = {{ value = 0.5, assumed = {{ range = [0, 1], why = \"a test\" }} }}\n\n[[combine]]"
        )
    };
    let told = |flow: &str| {
        let text = STACK.replacen(abroad.0, abroad.1, 1).replacen(home.0, home.1, 1).replacen("[[combine]]", flow, 1);
        let checked = check("stack.toml", text.as_bytes(), &[]);
        checked.diagnostics.iter().map(|d| format!("{} {}", d.code, d.message(Lang::En))).collect::<Vec<String>>()
    };
    assert_eq!(told(&flow("us")), [""; 0]);
    assert_eq!(
        told("[[combine]]"),
        ["GH0236 this link leads from `cn` to `us`, and nothing says whether data may go there"]
    );
    assert!(told(&flow("fr")).contains(&"GH0129 no country is called `fr`".to_owned()));
}
