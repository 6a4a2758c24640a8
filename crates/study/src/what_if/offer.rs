//! Which changes are offered for a person: of every kind at least one, or the reason why there is none.
//!
//! Nothing unlawful and nothing that a person cannot change is offered as the person's own act: the only act that is
//! offered is to leave something undone.

use super::{Change, Offer, rule_label};
use crate::source;
use crate::spec::Prepared;
use glasshouse_model::trace::StoryId;
use glasshouse_model::{ActClass, ActKind};
use glasshouse_rulebook::Plan;
use glasshouse_wire::person::{PersonEvent, PersonFile};
use glasshouse_wire::run::Text;

/// Rows of one kind beyond the first that names everything.
const MOST: usize = 2;
/// A first day after every run, and a last day before every run.
const NEVER_YET: &str = "2999-01-01";
const NO_LONGER: &str = "1900-01-01";

fn both(en: impl Into<String>, zh: impl Into<String>) -> Text {
    Text { en: en.into(), zh: zh.into() }
}

fn story(event: &PersonEvent) -> Option<StoryId> {
    u64::from_str_radix(&event.cause, 16).ok().filter(|n| *n > 0).map(StoryId)
}

/// The changes that are offered for a person.
pub fn offers(prepared: &Prepared, file: &PersonFile) -> Vec<Offer> {
    let plan = &prepared.plan;
    let deductions = file.counted();
    let mut offers = acts(plan, &deductions);
    offers.extend(records(plan, &deductions));
    offers.extend(rules(prepared, &deductions));
    offers.extend(appeals(prepared, &deductions));
    offers.extend(regimes(prepared));
    offers
}

fn offer(kind: &'static str, changes: Vec<Change>, label: Text) -> Offer {
    Offer { kind, changes, label, lawful: false }
}

/// Everything of one kind at once, then the largest alone.
fn together(
    kind: &'static str,
    plan: &Plan,
    found: &[(&PersonEvent, StoryId)],
    change: fn(StoryId) -> Change,
    all: impl Fn(usize) -> Text,
    one: impl Fn(&Text, &str) -> Text,
) -> Vec<Offer> {
    let mut offers = Vec::new();
    if found.len() > 1 {
        offers.push(offer(kind, found.iter().map(|(_, s)| change(*s)).collect(), all(found.len())));
    }
    for (event, story) in found.iter().take(MOST) {
        let label = one(&rule_label(plan, &event.what), &event.day);
        let mut single = offer(kind, vec![change(*story)], label);
        single.lawful = kind == "act" && is_lawful(*story);
        offers.push(single);
    }
    offers
}

/// Whether what began a story was a lawful act.
fn is_lawful(story: StoryId) -> bool {
    !story.is_false_alarm()
        && ActKind::all().any(|k| k.0 == story.sub() && matches!(k.class(), ActClass::Expression | ActClass::Merit))
}

fn acts(plan: &Plan, deductions: &[&PersonEvent]) -> Vec<Offer> {
    let own: Vec<_> = deductions.iter().filter(|e| !e.wrong).filter_map(|e| story(e).map(|s| (*e, s))).collect();
    if own.is_empty() {
        return vec![offer(
            "act",
            Vec::new(),
            both(
                "Nothing: this person did none of what counted against them.",
                "无可改变：记在此人名下的不利之事，此人一件也没有做过。",
            ),
        )];
    }
    together(
        "act",
        plan,
        &own,
        Change::Act,
        |n| both(format!("None of the {n} acts that were recorded was done"), format!("被记录的{n}件事都没有做")),
        |label, day| {
            both(format!("Not done: {} (recorded {day})", label.en), format!("没有做：{}（{day}记录）", label.zh))
        },
    )
}

fn records(plan: &Plan, deductions: &[&PersonEvent]) -> Vec<Offer> {
    let wrong: Vec<_> = deductions.iter().filter(|e| e.wrong).filter_map(|e| story(e).map(|s| (*e, s))).collect();
    if wrong.is_empty() {
        return vec![offer(
            "record",
            Vec::new(),
            both("Nothing: no record that counted is wrong.", "无可改变：起作用的记录都没有错误。"),
        )];
    }
    together(
        "record",
        plan,
        &wrong,
        Change::Record,
        |n| both(format!("None of the {n} wrong records was made"), format!("{n}条错误记录都没有产生")),
        |label, day| {
            both(format!("The register got it right: {} ({day})", label.en), format!("登记无误：{}（{day}）", label.zh))
        },
    )
}

fn rules(prepared: &Prepared, deductions: &[&PersonEvent]) -> Vec<Offer> {
    let mut seen: Vec<&PersonEvent> = Vec::new();
    for event in deductions {
        if seen.iter().all(|e| e.what != event.what) {
            seen.push(event);
        }
    }
    let offers: Vec<Offer> = seen.iter().take(MOST).filter_map(|event| without(prepared, event)).collect();
    if offers.is_empty() {
        let label = both("Nothing: no rule counted against this person.", "无可改变：没有规则对此人不利。");
        return vec![offer("rule", Vec::new(), label)];
    }
    offers
}

/// The rule behind a record as if it took no points; where it takes none, as if it were never in force.
fn without(prepared: &Prepared, record: &PersonEvent) -> Option<Offer> {
    let (id, label) = (&record.what, rule_label(&prepared.plan, &record.what));
    if record.points < 0 {
        let change = Change::Rule(format!("indicator.{id}.points=0"));
        let label = both(format!("The rule took no points: {}", label.en), format!("该规则不扣分：{}", label.zh));
        return Some(offer("rule", vec![change], label));
    }
    // A rule with a last day can only end early, one without can only begin late.
    let sets = [format!("indicator.{id}.from={NEVER_YET}"), format!("indicator.{id}.to={NO_LONGER}")];
    let set = sets.into_iter().find(|set| checks(prepared, set))?;
    let label = both(format!("The rule was not in force: {}", label.en), format!("该规则未施行：{}", label.zh));
    Some(offer("rule", vec![Change::Rule(set)], label))
}

/// Whether a rulebook still checks with a figure set.
fn checks(prepared: &Prepared, set: &str) -> bool {
    let mut spec = prepared.spec.clone();
    spec.set.push(set.to_owned());
    spec.prepare().is_ok()
}

/// The record that an appeal would help most with: a wrong one, otherwise the one that took most.
fn appeals(prepared: &Prepared, deductions: &[&PersonEvent]) -> Vec<Offer> {
    let none = |en: &str, zh: &str| vec![offer("appeal", Vec::new(), both(en, zh))];
    let best = deductions.iter().find(|e| e.wrong).or_else(|| deductions.first());
    let Some((event, story)) = best.and_then(|e| story(e).map(|s| (*e, s))) else {
        return none("Nothing: there is no record to appeal against.", "无可改变：没有可申诉的记录。");
    };
    let label = rule_label(&prepared.plan, &event.what);
    if prepared.plan.review.is_some() {
        let en = format!("Objected at once, and the office agreed: {} ({})", label.en, event.day);
        let zh = format!("立即提出异议且获支持：{}（{}）", label.zh, event.day);
        return vec![offer("appeal", vec![Change::Appeal(story)], both(en, zh))];
    }
    let enabled = Change::Rule("review.enabled=true".into());
    let mut changed = prepared.spec.clone();
    changed.set.push("review.enabled=true".into());
    if changed.prepare().is_ok_and(|p| p.plan.review.is_some()) {
        let en = format!("There had been a procedure, and the office agreed: {} ({})", label.en, event.day);
        let zh = format!("若有异议程序且获支持：{}（{}）", label.zh, event.day);
        return vec![offer("appeal", vec![enabled, Change::Appeal(story)], both(en, zh))];
    }
    none("Nothing: this regime has no procedure to object.", "无可改变：此制度没有异议程序。")
}

/// No regime, the reforms of this one, and the other regimes that come with the program.
fn regimes(prepared: &Prepared) -> Vec<Offer> {
    let here = &prepared.spec.regime.name;
    let reformed = |name: &&'static str| source::reform_base(name) == Some(here.as_str());
    let has = |name: &str| prepared.spec.reforms.iter().any(|r| r.name == name);
    let reforms =
        source::reform_names().filter(reformed).filter(|name| !has(name)).map(|name| format!("{here}@{name}"));
    let others = source::regime_names().filter(|name| name != here).map(str::to_owned);
    let title = |arm: &str| {
        if arm == source::NONE {
            return both("No regime at all", "没有任何制度");
        }
        let name = arm.split_once('@').map_or(arm, |(_, reform)| reform);
        let plan = source::built_in_plan(arm);
        plan.map_or_else(
            || both(format!("The reform {name}"), format!("改革 {name}")),
            |p| crate::person::text(&p.title),
        )
    };
    let offer_of = |arm: String| offer("regime", vec![Change::Regime(arm.clone())], title(&arm));
    others.take(1).chain(reforms).map(offer_of).collect()
}

/// Changes that were asked for, in words.
pub fn in_words(prepared: &Prepared, file: &PersonFile, changes: &[Change]) -> Text {
    let offers = offers(prepared, file);
    if let Some(whole) = offers.iter().find(|o| o.changes == changes) {
        return whole.label.clone();
    }
    let mut parts: Vec<Text> = Vec::new();
    for change in changes {
        let known = offers.iter().find(|o| o.changes.as_slice() == std::slice::from_ref(change));
        parts.push(known.map_or_else(|| both(change.to_string(), change.to_string()), |o| o.label.clone()));
    }
    let join =
        |pick: fn(&Text) -> &String, by: &str| parts.iter().map(|t| pick(t).as_str()).collect::<Vec<_>>().join(by);
    both(join(|t| &t.en, "; "), join(|t| &t.zh, "；"))
}
