//! Study files: `run study.toml`, and `show` of what came of one.

use super::run::{place, resume};
use crate::answer::{Answer, Status};
use crate::args::Run;
use crate::interrupt::Interrupt;
use crate::progress::{Progress, tell};
use crate::session::Session;
use crate::words::phase;
use glasshouse_model::Lang;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::source::Document;
use glasshouse_study::spec::quote;
use glasshouse_study::studyfile::{self, Step};
use glasshouse_study::{Pool, ablation, catalogue, sweep};
use glasshouse_views::ablation as view;
use glasshouse_views::summary::pick;
use glasshouse_wire::ablation::AblationDoc;
use glasshouse_wire::json;
use glasshouse_wire::study::{StudyDoc, StudySummary};
use std::path::Path;

/// `run STUDY`
pub fn study(session: &Session, flags: &Run, document: &Document) -> Result<Answer, Failure> {
    refuse_flags(flags)?;
    let (study, warnings) = studyfile::read(document)?;
    let pool = Pool::new(session.threads)?;
    let target = place(&flags.setting, || study.name(document))?;
    let parts = study.n_parts() as u64;
    let text = match session.lang {
        Lang::En => format!("{}: {parts} parts", study.id),
        Lang::Zh => format!("{}：{parts}个部分", study.id),
    };
    tell(session, phase::SCENARIO, &text);
    let interrupt = Interrupt::listen();
    let mut bar = Progress::begin(session, "study", phase::RUNNING, parts);
    let mut done = 0;
    let mut watch = |step: Step| {
        let (place, note) = match step {
            Step::Compare(step) => (0, format!("compare {}", step.arm + 1)),
            Step::Sweep(place, step) => (place as u64, format!("sweep {}/{}", step.done, step.of)),
            Step::Ablation(place, step) => (place as u64, format!("ablation {}/{}", step.done, step.of)),
            Step::Taken => (done, String::new()),
        };
        done = place;
        bar.at(place, &note);
        interrupt.flow()
    };
    let cache = Path::new(catalogue::FOLDER).join(sweep::cache::FOLDER);
    let found = studyfile::perform(&study, document, &pool, &cache, &target, flags.resume, &mut watch);
    bar.end();
    let doc = found.map_err(|failure| match failure {
        Failure::Interrupted { done, of, .. } => Failure::Interrupted { done, of, resume: resume(session) },
        other => other,
    })?;
    tell(session, phase::WROTE, &target.display().to_string());
    let mut answer = answered(session, &target, doc)?;
    answer.faults = warnings;
    Ok(answer)
}

/// The file says who, how long and which luck: a flag that says so as well would go unheard.
fn refuse_flags(flags: &Run) -> Result<(), Failure> {
    let setting = &flags.setting;
    let given = setting.people.is_some()
        || setting.society.is_some()
        || setting.society_seed.is_some()
        || !(flags.set.is_empty() && flags.with.is_empty() && flags.keep.is_empty() && flags.claim.is_empty());
    if !given {
        return Ok(());
    }
    Err(Failure::Usage(Note::new("GH0900", "a study takes its setting from its file", "研究的设定写在文件中").help(
        "write it into [setting]; of the flags only -o, --name and --resume apply",
        "请写入 [setting]；选项中只有 -o、--name、--resume 有效",
    )))
}

/// A stored study.
pub fn show(session: &Session, path: &Path) -> Result<Answer, Failure> {
    let doc = studyfile::read_result(path)?;
    let mut answer = answered(session, path, doc)?;
    answer.status = Status::Ok;
    Ok(answer)
}

fn answered(session: &Session, target: &Path, doc: StudyDoc) -> Result<Answer, Failure> {
    let path = target.display().to_string();
    let at = |part: &str| format!("{path}/{part}");
    let mut human = if session.terminal { format!("{}\n", pick(&doc.title, session.lang)) } else { String::new() };
    for part in &doc.parts {
        let digest: String = part.digest.chars().take(12).collect();
        let findings = match (session.lang, part.kind.as_str(), part.findings) {
            _ if !session.terminal => part.findings.to_string(),
            (_, _, 0) => String::new(),
            (Lang::En, "compare", n) => format!("{n} conditions hold"),
            (Lang::En, _, n) => format!("{n} claims fail somewhere"),
            (Lang::Zh, "compare", n) => format!("{n}个条件成立"),
            (Lang::Zh, _, n) => format!("{n}个论断在某处不成立"),
        };
        let cells = [part.id.as_str(), &part.kind, &at(&part.path), &digest, &findings];
        let line = cells.join(if session.terminal { "  " } else { "\t" });
        human.push_str(&format!("{}{}\n", if session.terminal { "  " } else { "" }, line.trim_end_matches(' ')));
    }
    let tables = doc.parts.iter().filter(|part| part.kind == "ablation");
    let ablations: Vec<AblationDoc> =
        tables.map(|part| ablation::read(&target.join(&part.path))).collect::<Result<_, _>>()?;
    for table in &ablations {
        human.push_str(&match session.terminal {
            true => format!("\n{}", view::text(table, session.lang)),
            false => view::records(table),
        });
    }
    let pages = doc.parts.iter().filter(|part| part.kind != "ablation");
    let next = pages.map(|part| format!("glasshouse report {}", quote(&at(&part.path)))).collect();
    let status = if doc.parts.iter().any(|p| p.findings > 0) { Status::Findings } else { Status::Ok };
    let rows = doc.parts.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    let digest = doc.digest.clone();
    let name = target.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let data = json::value(&StudySummary { name, path, study: doc, ablations }).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("study-summary/1", data, human).next(next);
    answer.rows = Some(rows);
    answer.digest = Some(digest);
    answer.status = status;
    Ok(answer)
}
