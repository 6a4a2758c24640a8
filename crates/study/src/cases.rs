//! Running the cases of a rulebook: through the explaining path for the answer, and through the engine's
//! path to see that both agree.

use crate::failure::Failure;
use glasshouse_audit::derivation::{Derivation, Ground, Line, derive};
use glasshouse_model::Text;
use glasshouse_regime::fast;
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::fault::case_fails;
use glasshouse_rulebook::plan::Case;
use glasshouse_text::{Diagnostic, both};

/// What came of the cases of a rulebook.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Cases that came out as written.
    pub passed: u32,
    /// One diagnostic per expectation that did not.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs every case.
///
/// # Errors
/// [`Failure::Broken`] where the two paths disagree.
pub fn run(plan: &Plan) -> Result<Report, Failure> {
    let mut report = Report::default();
    for case in &plan.cases {
        let derivation = derive(plan, case);
        agree(plan, case, &derivation)?;
        let failed = differences(plan, case, &derivation);
        if failed.is_empty() {
            report.passed += 1;
        } else {
            let lines: Vec<Text> = derivation.lines.iter().map(|l| line(plan, l)).collect();
            report.diagnostics.extend(failed.iter().map(|(expected, given)| case_fails(case, expected, given, &lines)));
        }
    }
    Ok(report)
}

/// What the rules give for a case and how they get there: the lines of the derivation, then what comes of them.
pub fn told(plan: &Plan, case: &Case) -> Vec<Text> {
    let derivation = derive(plan, case);
    let mut lines: Vec<Text> = derivation.lines.iter().map(|l| line(plan, l)).collect();
    let names = |of: &[u8], all: &[String]| -> Vec<String> {
        of.iter().filter_map(|i| all.get(usize::from(*i)).cloned()).collect()
    };
    let shown = |of: Vec<String>| if of.is_empty() { "–".to_owned() } else { of.join(", ") };
    let lists = shown(names(&derivation.lists, &plan.lists.iter().map(|l| l.id.clone()).collect::<Vec<_>>()));
    let measures = shown(names(&derivation.measures, &plan.measures.iter().map(|m| m.id.clone()).collect::<Vec<_>>()));
    if plan.score.is_some() {
        let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
        let grade = derivation.grade.and_then(|g| grades.get(usize::from(g))).map_or("–", |g| g.id.as_str());
        let (start, score) = (derivation.start, derivation.score);
        lines.push(both(format!("{start} → {score}, grade {grade}"), format!("{start} → {score}，等级{grade}")));
    }
    lines.push(both(format!("lists: {lists}; measures: {measures}"), format!("名单：{lists}；措施：{measures}")));
    lines
}

fn agree(plan: &Plan, case: &Case, slow: &Derivation) -> Result<(), Failure> {
    let fast = fast::outcome(plan, case);
    let bits = |list: &[u8]| list.iter().fold(0u32, |mask, i| mask | 1u32.checked_shl(u32::from(*i)).unwrap_or(0));
    let same = fast.score == slow.score
        && fast.grade == slow.grade
        && fast.lists == bits(&slow.lists)
        && fast.measures == bits(&slow.measures);
    if same {
        return Ok(());
    }
    Err(Failure::broken(
        format!("two ways of computing the case `{}` disagree: {fast:?} and {slow:?}", case.name),
        format!("案例“{}”的两种算法结果不一致：{fast:?} 与 {slow:?}", case.name),
    ))
}

/// What was expected and what the rules give, where the two differ.
fn differences(plan: &Plan, case: &Case, given: &Derivation) -> Vec<(Text, Text)> {
    let mut found = Vec::new();
    if let Some(score) = case.score.filter(|s| *s != given.score) {
        let say = |s: i32| both(format!("score {s}"), format!("{s}分"));
        found.push((say(score), say(given.score)));
    }
    if let Some(grade) = case.grade.filter(|g| *g != given.grade) {
        let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
        let say = |g: Option<u8>| match g.and_then(|g| grades.get(usize::from(g))) {
            Some(g) => both(format!("grade {}", g.id), format!("等级{}", g.id)),
            None => both("no grade", "无等级"),
        };
        found.push((say(grade), say(given.grade)));
    }
    let lists = case.lists.as_ref().filter(|l| **l != given.lists);
    if let Some(lists) = lists {
        let names =
            |of: &[u8]| of.iter().filter_map(|i| plan.lists.get(usize::from(*i))).map(|l| l.id.as_str()).collect();
        found.push((set("lists", "名单", names(lists)), set("lists", "名单", names(&given.lists))));
    }
    let measures = case.measures.as_ref().filter(|m| **m != given.measures);
    if let Some(measures) = measures {
        let names =
            |of: &[u8]| of.iter().filter_map(|i| plan.measures.get(usize::from(*i))).map(|m| m.id.as_str()).collect();
        found.push((set("measures", "措施", names(measures)), set("measures", "措施", names(&given.measures))));
    }
    found
}

fn set(en: &str, zh: &str, names: Vec<&str>) -> Text {
    let shown = if names.is_empty() { "[]".to_string() } else { names.join(", ") };
    both(format!("{en} {shown}"), format!("{zh}{shown}"))
}

fn line(plan: &Plan, line: &Line) -> Text {
    let rule = line.indicator.and_then(|i| plan.indicators.get(usize::from(i))).map_or("–", |r| r.id.as_str());
    let act = line.kind.map_or("–", |k| k.name());
    let ground = ground(line.ground);
    let (day, points) = (line.day, line.points);
    both(
        format!("{day}  {act}  {rule}  {points:+}  {}", ground.en),
        format!("{day}  {act}  {rule}  {points:+}  {}", ground.zh),
    )
}

fn ground(ground: Ground) -> Text {
    match ground {
        Ground::Applies => both("the rule applies", "规则适用"),
        Ground::Capped => both("limited by a cap", "受上限限制"),
        Ground::Repeated => both("counts once and had counted", "只计一次且已计过"),
        Ground::Lapsed => both("lapsed by then", "届时已过期"),
        Ground::Removed => both("removed after review", "复核后已移除"),
        Ground::NotInForce => both("no points on that day", "当日无分值"),
        Ground::NoRule => both("no rule is about this act", "没有规则涉及该行为"),
        Ground::NotConcerned => {
            both("the rule does not concern this person, or a fact is not recorded", "规则不涉及此人，或缺少事实")
        }
        Ground::Inadmissible => both("the rulebook does not admit such records", "规则书不采纳此类记录"),
    }
}
