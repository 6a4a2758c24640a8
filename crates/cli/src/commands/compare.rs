//! `compare`: regimes over the same people and the same luck.

use super::run::{place, resume, set_up};
use crate::answer::{Answer, Status};
use crate::args::compare::Compare;
use crate::interrupt::Interrupt;
use crate::progress::{Progress, tell};
use crate::session::Session;
use crate::words::phase;
use glasshouse_model::Lang;
use glasshouse_study::compare::{self, CompareSpec, Condition, PreparedCompare, Step};
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::run::Progress as Within;
use glasshouse_study::spec::quote;
use glasshouse_study::{Pool, catalogue, source, sweep};
use glasshouse_views::compare::{Extent, text};
use glasshouse_views::summary::Style;
use glasshouse_wire::compare::{CompareDoc, CompareSummary};
use glasshouse_wire::json;
use std::path::Path;

/// `compare REGIME…`
pub fn compare(session: &Session, flags: &Compare) -> Result<Answer, Failure> {
    let prepared = specify(flags)?.prepare()?;
    let names: Vec<&str> = prepared.arms.iter().skip(1).map(|(name, _)| name.as_str()).collect();
    let conditions: Vec<Condition> =
        flags.fail_if.iter().map(|text| Condition::parse(text, &names)).collect::<Result<_, _>>()?;
    let target = place(&flags.setting, || prepared.id())?;
    let pool = Pool::new(session.threads)?;
    introduce(session, &prepared);
    let doc = simulate(session, flags, &prepared, &conditions, &pool, &target)?;
    let digest: String = doc.digest.chars().take(12).collect();
    tell(session, phase::WROTE, &format!("{} ({digest}…)", target.display()));
    answer(session, flags, &prepared, &target, doc)
}

fn specify(flags: &Compare) -> Result<CompareSpec, Failure> {
    if flags.unpaired && flags.setting.reps < 2 {
        return Err(Failure::Usage(
            Note::new(
                "GH0900",
                "--unpaired compares intervals, and one replicate has none",
                "--unpaired 比较区间，而一次重复没有区间",
            )
            .help("ask for replicates, e.g. -r 30", "请指定重复次数，例如 -r 30"),
        ));
    }
    let arms = compare::arms(&flags.regimes, flags.baseline.as_deref())?;
    let regimes: Vec<_> = arms.iter().map(|a| &a.regime).collect();
    let society = source::society_for(flags.setting.society.as_deref(), &regimes)?;
    let regime = match arms.first() {
        Some(arm) => arm.regime.clone(),
        None => source::find_regime(source::NONE)?,
    };
    let shared = set_up(&flags.setting, regime, society, &flags.set);
    let gaps = flags.gap.then(|| Path::new(catalogue::FOLDER).join(sweep::cache::FOLDER));
    Ok(CompareSpec { arms, shared, unpaired: flags.unpaired, gaps })
}

fn introduce(session: &Session, prepared: &PreparedCompare) {
    let Some((_, base)) = prepared.arms.first() else { return };
    let (arms, reps, people) = (prepared.arms.len(), base.spec.replicates, base.society.people);
    let text = match session.lang {
        Lang::En => format!("{arms} regimes × {reps} seeds, paired; {}: {people} synthetic people", base.society.id),
        Lang::Zh => format!("{arms}种制度×{reps}个种子，配对；{}：{people}名合成人物", base.society.id),
    };
    tell(session, phase::SCENARIO, &text);
}

fn simulate(
    session: &Session,
    flags: &Compare,
    prepared: &PreparedCompare,
    conditions: &[Condition],
    pool: &Pool,
    target: &Path,
) -> Result<CompareDoc, Failure> {
    let interrupt = Interrupt::listen();
    let of = prepared.months();
    let (months, each) =
        (u64::from(flags.setting.months), u64::from(flags.setting.months) * u64::from(flags.setting.reps));
    let mut bar = Progress::begin(session, "compare", phase::RUNNING, of);
    let mut watch = |step: Step| {
        let within = match step.progress {
            Within::Months { replicate, done, .. } => u64::from(replicate) * months + u64::from(done),
            Within::Taken { replicate } => u64::from(replicate + 1) * months,
            Within::Keeping { .. } => each,
        };
        // Independent replicates come after the arms, in the same order without the baseline.
        let arms = prepared.arms.len();
        let arm = if step.arm < arms { step.arm } else { step.arm - arms + 1 };
        let name = prepared.arms.get(arm).map_or("", |(name, _)| name.as_str());
        bar.at(step.arm as u64 * each + within, name);
        interrupt.flow()
    };
    let done =
        compare::compare(prepared, conditions, &command(flags, prepared), pool, target, flags.resume, &mut watch);
    bar.end();
    done.map_err(|failure| match failure {
        Failure::Interrupted { done, of, .. } => Failure::Interrupted { done, of, resume: resume(session) },
        other => other,
    })
}

/// The command that makes the comparison again, with what was left to defaults written out.
fn command(flags: &Compare, prepared: &PreparedCompare) -> String {
    let mut text = prepared.command(&flags.regimes, flags.baseline.as_deref());
    let mut add = |flag: &str, value: &str| text.push_str(&format!(" {flag} {}", quote(value)));
    flags.set.iter().for_each(|s| add("--set", s));
    flags.fail_if.iter().for_each(|c| add("--fail-if", c));
    for (flag, given) in [(" --unpaired", flags.unpaired), (" --gap", flags.gap)] {
        if given {
            text.push_str(flag);
        }
    }
    text
}

fn answer(
    session: &Session,
    flags: &Compare,
    prepared: &PreparedCompare,
    target: &Path,
    doc: CompareDoc,
) -> Result<Answer, Failure> {
    let style = match (session.terminal, session.color_out) {
        (true, true) => Style::Coloured,
        (true, false) => Style::Terminal,
        (false, _) => Style::Records,
    };
    let path = target.display().to_string();
    let extent = Extent { all: flags.all, root: &quote(&path), width: session.width };
    let human = text(&doc, session.lang, extent, style);
    let status = if doc.conditions.iter().any(|c| c.holds == Some(true)) {
        Status::Findings
    } else if doc.conditions.iter().any(|c| c.holds.is_none()) {
        Status::Partial
    } else {
        Status::Ok
    };
    let rows = compare::records(&doc);
    let digest = Some(doc.digest.clone());
    let next = if flags.setting.reps == 1 {
        let rest = command(flags, prepared).replacen(" -r 1 ", " -r 30 ", 1);
        let place = if flags.setting.out.is_some() || flags.setting.name.is_some() { " --name findings" } else { "" };
        vec![format!("{rest}{place}")]
    } else {
        Vec::new()
    };
    let id = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let data = json::value(&CompareSummary { id, path, compare: doc }).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("compare-summary/1", data, human).next(next);
    answer.rows = Some(rows);
    answer.faults = prepared.warnings();
    answer.status = status;
    answer.digest = digest;
    Ok(answer)
}
