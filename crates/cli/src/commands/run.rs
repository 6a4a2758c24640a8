//! `run`: simulate one regime and store the bundle.

use crate::answer::{Answer, Status};
use crate::args::setting::Setting;
use crate::args::{Coupling, Keep, Run};
use crate::interrupt::Interrupt;
use crate::progress::{Progress, tell};
use crate::session::Session;
use crate::words::phase;
use glasshouse_model::Lang;
use glasshouse_mpi::Ranks;
use glasshouse_study::bundle::Stored;
use glasshouse_study::compare::values_of;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::forecast::{self, Way};
use glasshouse_study::keep::Kept;
use glasshouse_study::pick::Criterion;
use glasshouse_study::ranks::agreed;
use glasshouse_study::run::{Outcome, Progress as Step, run_with};
use glasshouse_study::source::Document;
use glasshouse_study::spec::{self, Prepared, RunSpec, quote};
use glasshouse_study::sweep::Claim;
use glasshouse_study::{Pool, catalogue, source, studyfile};
use glasshouse_views::number::machine;
use glasshouse_views::summary::{self, Style};
use glasshouse_wire::answers::{RunClaim, RunPlan, RunSummary};
use glasshouse_wire::json;
use glasshouse_wire::{Estimate, Headlines, RunDoc};
use std::path::{Path, PathBuf};

/// `run REGIME`
pub fn run(session: &Session, flags: &Run, ranks: &dyn Ranks) -> Result<Answer, Failure> {
    let is_first = ranks.rank() == 0;
    let regime = source::find_regime(&flags.regime);
    if let Ok(study) = regime.as_ref()
        && studyfile::is_one(study)
    {
        return if is_first { super::study::study(session, flags, study) } else { Ok(Answer::nothing()) };
    }
    let begin = || {
        let prepared = specify(flags, regime?)?.prepare()?;
        let claims = own_claims(flags)?;
        let target = if is_first { place(&flags.setting, || prepared.id())? } else { PathBuf::new() };
        Ok((prepared, claims, target, Pool::new(session.threads)?))
    };
    let (prepared, claims, target, pool) = agreed(ranks, begin())?;
    if flags.plan {
        return if is_first { plan(session, &prepared, &pool) } else { Ok(Answer::nothing()) };
    }
    if !is_first {
        glasshouse_study::run::assist(&prepared, &pool, ranks);
        return Ok(Answer::nothing());
    }
    introduce(session, &prepared);
    let interrupt = Interrupt::listen();
    let (months, reps) = (u64::from(flags.setting.months), u64::from(flags.setting.reps));
    let mut bar = Progress::begin(session, "run", phase::RUNNING, months * reps).of_people(prepared.society.people);
    let mut taken = 0;
    let mut watch = |step: Step| {
        match step {
            Step::Months { replicate, done, .. } => {
                bar.at(u64::from(replicate) * months + u64::from(done), &note(session, replicate, flags.setting.reps));
            }
            Step::Taken { replicate } => {
                taken += 1;
                bar.at(u64::from(replicate + 1) * months, &note(session, replicate, flags.setting.reps));
            }
            Step::Keeping { done, of } => {
                bar.note(&format!("{} {done}/{of}", session.say(phase::KEEPING)));
            }
        }
        interrupt.flow()
    };
    let outcome = run_with(&prepared, &pool, ranks, &target, flags.resume, &mut watch);
    bar.end();
    let outcome = outcome.map_err(|failure| match failure {
        Failure::Interrupted { done, of, .. } => Failure::Interrupted { done, of, resume: resume(session) },
        other => other,
    })?;
    if taken > 0 {
        tell(session, phase::RESUMED, &format!("{taken}/{}", flags.setting.reps));
    }
    tell(session, phase::WROTE, &wrote(session, &outcome));
    answer(session, flags, &prepared, outcome, &claims)
}

fn specify(flags: &Run, regime: Document) -> Result<RunSpec, Failure> {
    let mut keep: Vec<Kept> = flags.keep.iter().map(|k| kept(*k)).collect();
    keep.sort_unstable();
    keep.dedup();
    let society = source::society_for(flags.setting.society.as_deref(), &[&regime])?;
    let reforms = flags.with.iter().map(|r| source::find_reform(r)).collect::<Result<_, _>>()?;
    Ok(RunSpec { reforms, keep, ..set_up(&flags.setting, regime, society, &flags.set) })
}

/// A run of a regime as its flags say, without reforms and tables about persons.
pub(super) fn set_up(setting: &Setting, regime: Document, society: Document, set: &[String]) -> RunSpec {
    RunSpec {
        regime,
        reforms: Vec::new(),
        set: set.to_vec(),
        society,
        people: setting.people,
        society_seed: setting.society_seed,
        seed: setting.seed,
        months: setting.months,
        replicates: setting.reps,
        coupling: coupling(setting.coupling),
        keep: Vec::new(),
    }
}

fn coupling(flag: Coupling) -> spec::Coupling {
    match flag {
        Coupling::Month => spec::Coupling::Month,
        Coupling::Week => spec::Coupling::Week,
        Coupling::Day => spec::Coupling::Day,
    }
}

fn kept(flag: Keep) -> Kept {
    match flag {
        Keep::People => Kept::People,
        Keep::Acts => Kept::Acts,
        Keep::Records => Kept::Records,
        Keep::Ledger => Kept::Ledger,
        Keep::Listings => Kept::Listings,
        Keep::Measures => Kept::Measures,
        Keep::Applications => Kept::Applications,
        Keep::Reviews => Kept::Reviews,
    }
}

/// Where a bundle goes: as asked, or under the name that `id` makes in the folder of runs.
pub(super) fn place(setting: &Setting, id: impl FnOnce() -> String) -> Result<PathBuf, Failure> {
    if let Some(out) = &setting.out {
        return Ok(out.clone());
    }
    let name = match &setting.name {
        None => id(),
        Some(name) if is_name(name) => name.clone(),
        Some(name) => return Err(not_a_name(name)),
    };
    Ok(Path::new(catalogue::FOLDER).join(name))
}

/// What to say of a name that cannot be one.
fn not_a_name(name: &str) -> Failure {
    Failure::Usage(
        Note::new("GH0900", format!("`{name}` cannot be the name of a run"), format!("“{name}”不能作运行的名称")).help(
            "a name is one word without / that begins with a letter or digit; for a path use -o",
            "名称为一个不含 / 的词，以字母或数字开头；路径请用 -o",
        ),
    )
}

fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
        && !name.ends_with(".partial")
}

fn introduce(session: &Session, prepared: &Prepared) {
    let (plan, society) = (&prepared.plan, &prepared.society);
    let grades = plan.grading.as_ref().map_or(0, |g| g.grades.len());
    let (rules, measures) = (plan.indicators.len(), plan.measures.len());
    let text = match session.lang {
        Lang::En => format!(
            "{}: {rules} rules, {grades} grades, {measures} measures; {}: {} synthetic people (seed {})",
            plan.id, society.id, society.people, society.seed
        ),
        Lang::Zh => format!(
            "{}：{rules}条规则，{grades}个等级，{measures}项措施；{}：{}名合成人物（种子{}）",
            plan.id, society.id, society.people, society.seed
        ),
    };
    tell(session, phase::SCENARIO, &text);
    if session.verbose > 0 {
        let f = prepared.figures();
        let text = match session.lang {
            Lang::En => format!("{} cited, {} assumed, {} rival, {} set", f.cited, f.assumed, f.rival, f.set),
            Lang::Zh => format!("引用{}，假设{}，矛盾来源{}，外部设定{}", f.cited, f.assumed, f.rival, f.set),
        };
        tell(session, phase::FIGURES, &text);
    }
}

fn note(session: &Session, replicate: u32, of: u32) -> String {
    match session.lang {
        _ if of == 1 => String::new(),
        Lang::En => format!("replicate {}/{of}", replicate + 1),
        Lang::Zh => format!("第{}/{of}次重复", replicate + 1),
    }
}

fn wrote(session: &Session, outcome: &Outcome) -> String {
    let path = outcome.stored.path.display();
    let digest: String = outcome.stored.file.run.digest.chars().take(12).collect();
    match session.lang {
        Lang::En => format!("{path} (digest {digest}…)"),
        Lang::Zh => format!("{path}（摘要 {digest}…）"),
    }
}

/// The command that goes on: this one, with `--resume`.
pub(super) fn resume(session: &Session) -> String {
    if session.command.split(' ').any(|w| w == "--resume") {
        session.command.clone()
    } else {
        format!("{} --resume", session.command)
    }
}

/// What the run would need.
fn plan(session: &Session, prepared: &Prepared, pool: &Pool) -> Result<Answer, Failure> {
    let forecast = forecast::forecast(prepared, pool)?;
    let plan = RunPlan {
        people: prepared.society.people,
        months: prepared.spec.months,
        replicates: prepared.spec.replicates,
        way: if forecast.way == Way::Steps { "steps" } else { "passes" }.into(),
        keeps_ends: forecast.way != Way::Passes { keep_ends: false },
        opportunities: forecast.opportunities,
        threads: pool.threads() as u32,
        seconds: forecast.seconds,
        memory: forecast.memory,
        free_memory: forecast.free_memory,
        disk: forecast.disk,
    };
    let data = json::value(&plan).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("run-plan/1", data, glasshouse_views::plan::text(&plan, session.lang));
    answer.faults = prepared.warnings.clone();
    Ok(answer)
}

fn answer(
    session: &Session,
    flags: &Run,
    prepared: &Prepared,
    outcome: Outcome,
    claims: &[Claim],
) -> Result<Answer, Failure> {
    let Outcome { stored, headlines } = outcome;
    let run = stored.file.run.clone();
    let style = match (session.terminal, session.color_out) {
        (true, true) => Style::Coloured,
        (true, false) => Style::Terminal,
        (false, _) => Style::Records,
    };
    let mut human = summary::text(&run, &headlines, session.lang, session.width, style);
    let claims = judged(prepared, &stored, claims)?;
    claims.iter().for_each(|claim| human.push_str(&claim_line(session, claim)));
    let status = match &claims {
        all if all.iter().any(|c| c.holds == Some(false)) => Status::Findings,
        all if all.iter().any(|c| c.holds.is_none()) => Status::Partial,
        _ => Status::Ok,
    };
    let rows = headline_rows(&run, &headlines)?;
    let digest = Some(run.digest.clone());
    let summary = RunSummary { id: stored.name(), path: stored.path.display().to_string(), run, headlines, claims };
    let next = next(session, flags, &summary);
    let data = json::value(&summary).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("run-summary/1", data, human).next(next);
    answer.rows = Some(rows);
    answer.faults = prepared.warnings.clone();
    answer.digest = digest;
    answer.status = status;
    Ok(answer)
}

/// The claims of a run: they may speak of no other regime.
fn own_claims(flags: &Run) -> Result<Vec<Claim>, Failure> {
    let mut names = vec![flags.regime.clone()];
    let claims: Vec<Claim> = flags.claim.iter().map(|text| Claim::parse(text, &mut names)).collect::<Result<_, _>>()?;
    if names.len() == 1 {
        return Ok(claims);
    }
    Err(Failure::Usage(
        Note::new("GH0900", "a claim about a run speaks of that run alone", "运行的论断只能涉及该运行").help(
            "for claims about several regimes: glasshouse sweep … --claim",
            "涉及多种制度的论断：glasshouse sweep … --claim",
        ),
    ))
}

/// Each claim, by the means over replicates.
fn judged(prepared: &Prepared, stored: &Stored, claims: &[Claim]) -> Result<Vec<RunClaim>, Failure> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let values = values_of(prepared, stored)?;
    let mean = |metric: usize| {
        let known: Vec<f64> = values.iter().filter_map(|r| r.get(metric).copied().flatten()).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    let one = |claim: &Claim| {
        let found = claim.judge(|_, metric| mean(metric));
        let (left, right) = (found.map(|j| j.left), found.map(|j| j.right));
        RunClaim { claim: claim.text.clone(), holds: found.map(|j| j.holds), left, right }
    };
    Ok(claims.iter().map(one).collect())
}

fn claim_line(session: &Session, claim: &RunClaim) -> String {
    let number = |v: Option<f64>| v.map_or(String::new(), machine);
    let (text, left, right) = (&claim.claim, number(claim.left), number(claim.right));
    if !session.terminal {
        let word = claim.holds.map_or("undecided", |h| if h { "holds" } else { "fails" });
        return format!("claim\t{text}\t{left}\t{right}\t{word}\n");
    }
    let text = match (session.lang, claim.holds) {
        (Lang::En, Some(true)) => format!("The claim {text} holds: {left} against {right}"),
        (Lang::En, Some(false)) => format!("The claim {text} fails: {left} against {right}"),
        (Lang::En, None) => format!("The claim {text} cannot be judged: a metric has no value"),
        (Lang::Zh, Some(true)) => format!("论断 {text} 成立：{left} 对 {right}"),
        (Lang::Zh, Some(false)) => format!("论断 {text} 不成立：{left} 对 {right}"),
        (Lang::Zh, None) => format!("论断 {text} 无法判断：指标无数值"),
    };
    format!("  {text}\n")
}

/// What the numbers of a run are. No output of numbers goes without it.
pub fn kind(run: &RunDoc) -> &'static str {
    if run.illustration { "illustration" } else { "finding" }
}

/// The headline numbers as records.
pub fn headline_rows(run: &RunDoc, headlines: &Headlines) -> Result<Vec<serde_json::Value>, Failure> {
    let row = |(name, estimate, unit): (String, &Estimate, &str)| {
        let mut row = serde_json::json!({"metric": name, "unit": unit, "is": kind(run)});
        if let (Some(object), serde_json::Value::Object(fields)) = (row.as_object_mut(), json::value(estimate)?) {
            object.extend(fields);
        }
        Ok(row)
    };
    summary::fields(headlines).into_iter().map(row).collect::<Result<_, _>>().map_err(Failure::unserialisable)
}

/// What to do next: what for, and a command that works when pasted.
fn next(session: &Session, flags: &Run, summary: &RunSummary) -> Vec<String> {
    let at = quote(if flags.setting.out.is_some() { &summary.path } else { &summary.id });
    let mut lines = Vec::new();
    if flags.setting.reps == 1 && flags.regime != "-" {
        let name = if flags.setting.out.is_some() || flags.setting.name.is_some() { " --name findings" } else { "" };
        let what_for = session.say(phase::TO_FINDING);
        lines.push(format!(
            "{what_for}  glasshouse run {}{} --months {} -s {} -r 30{}{name}",
            quote(&flags.regime),
            flags.setting.people.map_or(String::new(), |n| format!(" -n {n}")),
            flags.setting.months,
            flags.setting.seed,
            extras(flags)
        ));
    }
    if summary.headlines.penalised_for_undone.value().is_some_and(|v| v > 0.0) {
        let what_for = session.say(phase::TO_WRONG);
        lines.push(format!("{what_for}  glasshouse explain {at} --pick {}", Criterion::WronglyPenalised.name()));
    } else {
        lines.push(format!("{}  glasshouse explain {at}", session.say(phase::TO_PERSON)));
    }
    lines
}

fn extras(flags: &Run) -> String {
    let mut text = String::new();
    let mut add = |flag: &str, value: &str| text.push_str(&format!(" {flag} {}", quote(value)));
    flags.setting.society.iter().for_each(|s| add("--society", s));
    flags.setting.society_seed.iter().for_each(|s| add("--society-seed", &s.to_string()));
    flags.with.iter().for_each(|w| add("--with", w));
    flags.set.iter().for_each(|s| add("--set", s));
    if flags.setting.coupling != Coupling::Week {
        add("--coupling", coupling(flags.setting.coupling).name());
    }
    text
}
