//! `calibrate`: which assumptions agree with observed patterns.

use super::run::{place, set_up};
use super::sweep::PEOPLE;
use crate::answer::{Answer, Status};
use crate::args::sweep::Calibrate;
use crate::interrupt::Interrupt;
use crate::progress::{Progress, tell};
use crate::session::Session;
use crate::words::phase;
use glasshouse_study::calibrate::{self, LITERATURE, Waves};
use glasshouse_study::failure::Failure;
use glasshouse_study::source::Document;
use glasshouse_study::spec::RunSpec;
use glasshouse_study::sweep::{self, Cache, Design, Subject, SweepSpec};
use glasshouse_study::{Pool, catalogue, source};
use glasshouse_views::calibrate as view;
use glasshouse_wire::calibrate::CalibrateDoc;
use glasshouse_wire::json;
use std::path::Path;

/// The name of the patterns that come with the program.
const BUILT_IN: &str = "literature";

/// `calibrate REGIME`
pub fn calibrate(session: &Session, flags: &Calibrate) -> Result<Answer, Failure> {
    let document = if flags.patterns == BUILT_IN {
        Document { name: BUILT_IN.into(), bytes: LITERATURE.as_bytes().to_vec(), built_in: true }
    } else {
        source::find_regime(&flags.patterns)?
    };
    let (patterns, warnings) = calibrate::read(&document)?;
    let prepared = specify(flags)?.prepare()?;
    let pool = Pool::new(session.threads)?;
    let cache = Cache::open(&Path::new(catalogue::FOLDER).join(sweep::cache::FOLDER))?;
    let target = place(&flags.setting, || prepared.id().replacen("sweep", "calibrate", 1))?;
    let mut faults = prepared.warnings();
    faults.extend(warnings);
    let interrupt = Interrupt::listen();
    let mut bar: Option<Progress> = None;
    let mut watch = |wave: u32, step: sweep::Step| {
        let all = step.of * u64::from(flags.waves);
        let bar = bar.get_or_insert_with(|| Progress::begin(session, "calibrate", phase::RUNNING, all));
        bar.at(u64::from(wave) * step.of + step.done, &format!("{}/{}", wave + 1, flags.waves));
        interrupt.flow()
    };
    let waves = Waves { waves: flags.waves, keep: f64::from(flags.accept) / 100.0 };
    let found = calibrate::calibrate(prepared, (&document, &patterns), waves, &pool, &cache, &target, &mut watch);
    if let Some(bar) = bar {
        bar.end();
    }
    // What was run lies in the cache, so the same command goes on.
    let doc = found.map_err(|failure| match failure {
        Failure::Interrupted { done, of, .. } => Failure::Interrupted { done, of, resume: session.command.clone() },
        other => other,
    })?;
    tell(session, phase::WROTE, &target.display().to_string());
    let mut answer = answered(session, doc)?;
    answer.faults = faults;
    Ok(answer)
}

fn specify(flags: &Calibrate) -> Result<SweepSpec, Failure> {
    let setting = &flags.setting;
    let regime = source::find_regime(&flags.regime)?;
    let society = source::society_for(setting.society.as_deref(), &[&regime])?;
    let people = Some(setting.people.unwrap_or(PEOPLE));
    let run = RunSpec { people, ..set_up(setting, regime, society, &flags.set) };
    Ok(SweepSpec {
        subject: Subject::Regime(Box::new(run)),
        vary: flags.vary.clone(),
        all_assumptions: flags.all_assumptions,
        design: Design::Lhs,
        points: Some(flags.worlds),
        second_order: false,
        metrics: Vec::new(),
        claims: Vec::new(),
    })
}

/// A stored calibration.
pub fn show(session: &Session, path: &Path) -> Result<Answer, Failure> {
    answered(session, calibrate::read_result(path)?)
}

fn answered(session: &Session, doc: CalibrateDoc) -> Result<Answer, Failure> {
    let human = if session.terminal { view::text(&doc, session.lang) } else { view::records(&doc) };
    let rows = doc.inputs.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    // No world agrees with what was observed: that is a finding about the model.
    let refuted = doc.waves.last().is_none_or(|wave| wave.plausible == 0);
    let digest = doc.digest.clone();
    let data = json::value(&doc).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("calibrate/1", data, human);
    answer.rows = Some(rows);
    answer.digest = Some(digest);
    answer.status = if refuted { Status::Findings } else { Status::Ok };
    Ok(answer)
}
