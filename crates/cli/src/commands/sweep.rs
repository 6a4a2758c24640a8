//! `sweep`: one regime under many values of its assumptions.

use super::run::{place, set_up};
use crate::answer::{Answer, Status};
use crate::args::sweep::{Design as Flag, Screen, Sweep};
use crate::args::{Command, Line};
use crate::grammar;
use crate::interrupt::Interrupt;
use crate::progress::{Progress, tell};
use crate::session::Session;
use crate::words::{phase, sweep as words};
use clap::FromArgMatches;
use glasshouse_model::Lang;
use glasshouse_mpi::Ranks;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::ranks::agreed;
use glasshouse_study::spec::{RunSpec, quote};
use glasshouse_study::sweep::{self, Cache, Design, PreparedSweep, Share, Step, Subject, SweepSpec, analytic};
use glasshouse_study::{Pool, catalogue, source};
use glasshouse_views::summary::Style;
use glasshouse_views::sweep as view;
use glasshouse_wire::json;
use glasshouse_wire::sweep::{SweepDoc, SweepSummary};
use serde_json::json as object;
use std::ops::ControlFlow;
use std::path::Path;

/// Persons of each run of a sweep where no number is given: many runs of few people say more than few of many.
pub(super) const PEOPLE: u32 = 10_000;

/// `sweep REGIME`
pub fn sweep(session: &Session, flags: &Sweep, ranks: &dyn Ranks) -> Result<Answer, Failure> {
    match &flags.subject {
        Some(_) => swept(session, flags, &std::env::args().skip(1).collect::<Vec<_>>(), ranks),
        None => match asked_before(flags.resume.as_deref().unwrap_or("@last")) {
            Ok((flags, words)) => swept(session, &flags, &words, ranks),
            Err(failure) => agreed(ranks, Err(failure)),
        },
    }
}

/// Sweeps; `words` are those of the command that begins it, for whoever goes on with it.
fn swept(session: &Session, flags: &Sweep, words: &[String], ranks: &dyn Ranks) -> Result<Answer, Failure> {
    let begin = || {
        let prepared = specify(flags)?.prepare()?;
        let cache = Cache::open(&Path::new(catalogue::FOLDER).join(sweep::cache::FOLDER))?;
        Ok((prepared, Pool::new(session.threads)?, cache))
    };
    let (prepared, pool, cache) = agreed(ranks, begin())?;
    if flags.plan {
        return if ranks.rank() > 0 { Ok(Answer::nothing()) } else { plan(session, &prepared, &pool, &cache) };
    }
    let work = Work { session, prepared: &prepared, pool: &pool, cache: &cache, interrupt: Interrupt::listen() };
    if let Some(share) = flags.shard {
        return if ranks.rank() > 0 { Ok(Answer::nothing()) } else { work.share(share) };
    }
    if ranks.rank() > 0 {
        agreed(ranks, Ok(()))?;
        return work.together(ranks).map(|()| Answer::nothing());
    }
    let claim = || {
        let target = place(&flags.setting, || prepared.id())?;
        introduce(session, &prepared);
        sweep::request::store(&target, words)?;
        Ok(target)
    };
    let target = agreed(ranks, claim())?;
    if ranks.size() > 1 {
        work.together(ranks).map_err(|failure| to_resume(failure, &target))?;
    }
    let doc = work.whole(&target).map_err(|failure| to_resume(failure, &target))?;
    sweep::request::clear(&target)?;
    let digest: String = doc.digest.chars().take(12).collect();
    tell(session, phase::WROTE, &format!("{} ({digest}…)", target.display()));
    answer(session, flags, &prepared, &target, doc)
}

/// The flags and words of a sweep that was interrupted: they lie beside its place.
fn asked_before(name: &str) -> Result<(Box<Sweep>, Vec<String>), Failure> {
    let words = sweep::request::find(Path::new(catalogue::FOLDER), name)?;
    let line = std::iter::once("glasshouse".to_owned()).chain(words.iter().cloned());
    let line = grammar::command().try_get_matches_from(line).and_then(|m| Line::from_arg_matches(&m));
    match line.map(|l| l.command) {
        Ok(Some(Command::Sweep(flags))) if flags.subject.is_some() => Ok((flags, words)),
        Ok(_) | Err(_) => Err(Failure::Usage(
            Note::new("GH0931", "the unfinished sweep cannot be read", "无法读取未完成的扫描").help(
                "give its whole command again; finished points are taken",
                "请重新给出完整命令；已完成的点会直接取用",
            ),
        )),
    }
}

fn specify(flags: &Sweep) -> Result<SweepSpec, Failure> {
    let setting = &flags.setting;
    let name = flags.subject.as_deref().unwrap_or("");
    let subject = match analytic::find(name) {
        Some(model) => Subject::Model(model, setting.seed),
        None => {
            let regime = source::find_regime(name)?;
            let society = source::society_for(setting.society.as_deref(), &[&regime])?;
            let people = Some(setting.people.unwrap_or(PEOPLE));
            let reforms = flags.with.iter().map(|r| source::find_reform(r)).collect::<Result<_, _>>()?;
            Subject::Regime(Box::new(RunSpec { people, reforms, ..set_up(setting, regime, society, &flags.set) }))
        }
    };
    let design = match (flags.design, flags.screen) {
        (_, Some(Screen::Morris)) => Design::Morris,
        (Some(Flag::Oat), None) => Design::Oat,
        (Some(Flag::Lhs), None) => Design::Lhs,
        (Some(Flag::Grid), None) => Design::Grid,
        (Some(Flag::Sobol), None) => Design::Sobol,
        (None, None) if flags.claim.is_empty() => Design::Oat,
        (None, None) => Design::Lhs,
    };
    Ok(SweepSpec {
        subject,
        vary: flags.vary.clone(),
        all_assumptions: flags.all_assumptions,
        design,
        points: flags.points,
        second_order: flags.second_order,
        metrics: flags.metric.clone(),
        claims: flags.claim.clone(),
    })
}

fn introduce(session: &Session, prepared: &PreparedSweep) {
    let (inputs, points, reps) = (prepared.inputs.len(), prepared.space.points.len(), prepared.replicates());
    let people = prepared.arms.first().map_or(0, |arm| arm.prepared.society.people);
    let text = match (session.lang, people) {
        (Lang::En, 0) => format!("{inputs} inputs, {points} points"),
        (Lang::En, n) => format!("{inputs} inputs, {points} points × {reps} seeds; {n} synthetic people"),
        (Lang::Zh, 0) => format!("{inputs}个输入，{points}个点"),
        (Lang::Zh, n) => format!("{inputs}个输入，{points}个点×{reps}个种子；{n}名合成人物"),
    };
    tell(session, phase::SCENARIO, &text);
}

/// What running needs.
struct Work<'w> {
    session: &'w Session,
    prepared: &'w PreparedSweep,
    pool: &'w Pool,
    cache: &'w Cache,
    interrupt: Interrupt,
}

impl Work<'_> {
    /// Runs everything that was not run before, and stores the sweep.
    fn whole(&self, target: &Path) -> Result<SweepDoc, Failure> {
        self.watched(|watch| sweep::sweep(self.prepared, self.pool, self.cache, target, watch))
    }

    /// Runs what was not run before, over all processes.
    fn together(&self, ranks: &dyn Ranks) -> Result<(), Failure> {
        self.watched(|watch| sweep::share::run_together(self.prepared, self.pool, self.cache, ranks, watch))
    }

    /// Runs one share, and says how much that was.
    fn share(&self, share: Share) -> Result<Answer, Failure> {
        introduce(self.session, self.prepared);
        let done = self.watched(|watch| sweep::share::run_share(self.prepared, self.pool, self.cache, share, watch));
        let done = done.map_err(|failure| match failure {
            Failure::Interrupted { done, of, .. } => {
                Failure::Interrupted { done, of, resume: self.session.command.clone() }
            }
            other => other,
        })?;
        let (number, of, ran) = (share.number + 1, share.of, done.runs - done.taken);
        let human = match self.session.lang {
            Lang::En => format!("share {number}/{of}: {ran} runs, {} taken\n", done.taken),
            Lang::Zh => format!("第{number}/{of}份：{ran}次运行，{}次取用\n", done.taken),
        };
        let data = object!({ "share": number, "of": of, "runs": done.runs, "taken": done.taken });
        let next = self.session.say(words::TO_GATHER).to_owned();
        Ok(Answer::new("sweep-share/1", data, human).next(vec![next]))
    }

    /// Shows how far it is, and stops where the user asks.
    fn watched<T>(
        &self,
        work: impl FnOnce(&mut dyn FnMut(Step) -> ControlFlow<()>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let people = self.prepared.arms.first().map_or(0, |arm| arm.prepared.society.people);
        let mut bar: Option<Progress> = None;
        let mut taken = 0;
        let done = work(&mut |step: Step| {
            taken = taken.max(step.taken);
            let begin = || Progress::begin(self.session, "sweep", phase::RUNNING, step.of).of_people(people);
            let bar = bar.get_or_insert_with(begin);
            if step.shrinking {
                bar.note(self.session.say(words::SHRINKING));
            } else {
                bar.at(step.done, "");
            }
            self.interrupt.flow()
        });
        if let Some(bar) = bar {
            bar.end();
        }
        if taken > 0 {
            tell(self.session, phase::RESUMED, &taken.to_string());
        }
        done
    }
}

/// A failure with the command that goes on.
fn to_resume(failure: Failure, target: &Path) -> Failure {
    match failure {
        Failure::Interrupted { done, of, .. } => {
            let inside = target.parent() == Some(Path::new(catalogue::FOLDER));
            let name = target.file_name().filter(|_| inside).map(Path::new).unwrap_or(target);
            let resume = format!("glasshouse sweep --resume {}", quote(&name.display().to_string()));
            Failure::Interrupted { done, of, resume }
        }
        other => other,
    }
}

/// What a sweep would cost, by the pace of one block that is simulated alone.
fn plan(session: &Session, prepared: &PreparedSweep, pool: &Pool, cache: &Cache) -> Result<Answer, Failure> {
    let work = sweep::workload(prepared, cache);
    let plan = sweep::estimate(prepared, work, pool);
    let human = view::plan(&plan, session.lang);
    let data = json::value(&plan).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("sweep-plan/1", data, human);
    answer.faults = prepared.warnings();
    Ok(answer)
}

fn answer(
    session: &Session,
    flags: &Sweep,
    prepared: &PreparedSweep,
    target: &Path,
    doc: SweepDoc,
) -> Result<Answer, Failure> {
    let style = match (session.terminal, session.color_out) {
        (true, true) => Style::Coloured,
        (true, false) => Style::Terminal,
        (false, _) => Style::Records,
    };
    let human = view::text(&doc, session.lang, session.width, style);
    // A claim that fails somewhere is what was asked for, not a fault; points without numbers are.
    let status = if doc.failed.is_empty() { Status::Ok } else { Status::Partial };
    let (rows, digest) = (sweep::records(&doc), Some(doc.digest.clone()));
    let mut next = Vec::new();
    if let (Some(subject), false) = (&flags.subject, prepared.arms.is_empty()) {
        let subject = quote(subject);
        if prepared.spec.design == Design::Oat {
            next.push(format!(
                "{}  glasshouse sweep {subject} --screen morris --all-assumptions",
                session.say(words::TO_SCREEN)
            ));
        } else if prepared.spec.design == Design::Morris {
            let top = doc.rows.first().map_or(&[][..], |row| row.ranking.as_slice());
            let vary = top.iter().take(5).filter_map(|p| doc.inputs.get(*p as usize));
            let vary: String = vary.map(|i| format!(" --vary {}", quote(&i.path))).collect();
            next.push(format!("{}  glasshouse sweep {subject} --design sobol{vary}", session.say(words::TO_SHARES)));
        }
    }
    let path = target.display().to_string();
    next.push(format!("glasshouse report {}", quote(&path)));
    let id = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let data = json::value(&SweepSummary { id, path, sweep: doc }).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("sweep-summary/1", data, human).next(next);
    answer.rows = Some(rows);
    answer.faults = prepared.warnings();
    answer.status = status;
    answer.digest = digest;
    Ok(answer)
}
