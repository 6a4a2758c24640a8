//! `show`: numbers of a run, or the rules of a regime.

mod metric;
mod regime;

use crate::answer::Answer;
use crate::args::Show;
use crate::commands::run::headline_rows;
use crate::session::Session;
use glasshouse_study::bundle::Stored;
use glasshouse_study::catalogue::Kind;
use glasshouse_study::failure::Failure;
use glasshouse_study::spec::quote;
use glasshouse_study::{catalogue, compare, source, sweep};
use glasshouse_views::summary::{self, Style};
use glasshouse_views::{compare as compare_view, sweep as sweep_view};
use glasshouse_wire::json;
use serde_json::json as object;
use std::path::Path;

/// `show [RUN|REGIME]`
pub fn show(session: &Session, flags: &Show) -> Result<Answer, Failure> {
    let runs = Path::new(catalogue::FOLDER);
    // The name of a regime is also how the names of its runs begin; who writes just the name means the regime.
    let is_regime = source::regime_names().any(|n| n == flags.subject) && !runs.join(&flags.subject).exists();
    if is_regime && flags.metric.is_none() {
        return Ok(regime::show(session, &source::plan_of(&source::find_regime(&flags.subject)?)?));
    }
    let found = catalogue::find(runs, &flags.subject);
    match (found, &flags.metric) {
        (Ok(path), None) => match Kind::of(&path) {
            Some(Kind::Compare) => comparison(session, &path),
            Some(Kind::Sweep) => swept(session, &path),
            Some(Kind::Calibrate) => super::calibrate::show(session, &path),
            Some(Kind::Study) => super::study::show(session, &path),
            Some(Kind::Run) | None => headlines(session, &Stored::open(&path)?),
        },
        (Ok(path), Some(name)) => metric::show(session, &Stored::open(&path)?, name, flags),
        (Err(failure), Some(_)) => Err(failure),
        (Err(failure), None) if flags.subject.starts_with('@') => Err(failure),
        (Err(failure), None) => match source::find_regime(&flags.subject) {
            Ok(document) => Ok(regime::show(session, &source::plan_of(&document)?)),
            // Neither a run nor a rulebook: what was meant is more likely a run if there are any.
            Err(no_file) => Err(if catalogue::list(runs)?.is_empty() { no_file } else { failure }),
        },
    }
}

/// A stored comparison, with every metric.
fn comparison(session: &Session, path: &Path) -> Result<Answer, Failure> {
    let doc = compare::read(path)?;
    let root = quote(&path.display().to_string());
    let extent = compare_view::Extent { all: true, root: &root, width: session.width };
    let human = compare_view::text(&doc, session.lang, extent, style(session));
    let data = json::value(&doc).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("compare/1", data, human).next(vec![format!("glasshouse report {root}")]);
    answer.rows = Some(compare::records(&doc));
    answer.digest = Some(doc.digest);
    Ok(answer)
}

/// A stored sweep.
fn swept(session: &Session, path: &Path) -> Result<Answer, Failure> {
    let doc = sweep::read(path)?;
    let human = sweep_view::text(&doc, session.lang, session.width, style(session));
    let data = json::value(&doc).map_err(Failure::unserialisable)?;
    let next = format!("glasshouse report {}", quote(&path.display().to_string()));
    let mut answer = Answer::new("sweep/1", data, human).next(vec![next]);
    answer.rows = Some(sweep::records(&doc));
    answer.digest = Some(doc.digest);
    Ok(answer)
}

fn style(session: &Session) -> Style {
    match (session.terminal, session.color_out) {
        (true, true) => Style::Coloured,
        (true, false) => Style::Terminal,
        (false, _) => Style::Records,
    }
}

fn headlines(session: &Session, stored: &Stored) -> Result<Answer, Failure> {
    let headlines = stored.headlines()?;
    let run = &stored.file.run;
    let human = summary::text(run, &headlines, session.lang, session.width, style(session));
    let data = object!({
        "run": json::value(&stored.file).map_err(Failure::unserialisable)?,
        "headlines": json::value(&headlines).map_err(Failure::unserialisable)?,
    });
    let mut answer = Answer::new("stored-run/1", data, human);
    answer.rows = Some(headline_rows(run, &headlines)?);
    answer.digest = Some(run.digest.clone());
    let run = quote(&stored.name());
    answer.next = vec![
        format!("glasshouse show {run} --metric penalised --rate --by income_fifth"),
        format!("glasshouse report {run}"),
    ];
    Ok(answer)
}
