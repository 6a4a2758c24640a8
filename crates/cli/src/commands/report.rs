//! `report`: one offline HTML file about a run.

use crate::answer::Answer;
use crate::args::Report;
use crate::open;
use crate::session::Session;
use glasshouse_study::bundle::Stored;
use glasshouse_study::catalogue::Kind;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::{catalogue, compare, report, sweep};
use glasshouse_views::report::{ReportInput, html};
use glasshouse_views::{compare as compare_view, sweep as sweep_view};
use glasshouse_wire::answers::Written;
use glasshouse_wire::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// `report [RUN]`
pub fn report(session: &Session, flags: &Report) -> Result<Answer, Failure> {
    let path = catalogue::find(Path::new(catalogue::FOLDER), &flags.run)?;
    match Kind::of(&path) {
        Some(Kind::Compare) => {
            let doc = compare::read(&path)?;
            return written(flags, &path, &compare_view::html(&doc, session.lang), doc.digest);
        }
        Some(Kind::Sweep) => {
            let doc = sweep::read(&path)?;
            return written(flags, &path, &sweep_view::html(&doc, session.lang), doc.digest);
        }
        // These have no page of their own: the next line says what they are.
        Some(Kind::Run | Kind::Study | Kind::Calibrate) | None => {}
    }
    let stored = Stored::open(&path)?;
    let prepared = open::prepare(&stored)?;
    let parts = report::parts(&stored, &prepared)?;
    let text = html(&ReportInput {
        doc: &stored.file.run,
        headlines: &parts.headlines,
        series: &parts.series,
        dictionary: &parts.dictionary,
        figures: parts.figures,
        rules: parts.rules,
        sources: parts.sources,
        lang: session.lang,
    });
    written(flags, &stored.path, &text, stored.file.run.digest)
}

/// Writes the page; by default under the name of the bundle.
fn written(flags: &Report, bundle: &Path, text: &str, digest: String) -> Result<Answer, Failure> {
    let full = bundle.canonicalize().unwrap_or_else(|_| bundle.to_path_buf());
    let name = full.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let path = flags.out.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.html")));
    write(&path, text.as_bytes(), flags.force || flags.out.is_none())?;
    let shown = path.display().to_string();
    let written = Written { path: shown.clone(), bytes: text.len() as u64 };
    let data = json::value(&written).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("written/1", data, format!("{shown}\n"));
    answer.digest = Some(digest);
    Ok(answer)
}

/// Writes beside the target and renames, so that a reader never sees half a file.
pub fn write(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
    if path.exists() && !replace {
        let shown = path.display();
        return Err(Failure::Usage(
            Note::new("GH0904", format!("{shown} exists"), format!("{shown} 已存在"))
                .help("replace it with --force", "用 --force 覆盖"),
        ));
    }
    let folder = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    let failed = |e: std::io::Error| Failure::writing(path, &e);
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    let written =
        std::fs::File::create(&beside).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    let renamed = written.and_then(|()| std::fs::rename(&beside, path));
    if renamed.is_err() {
        // What was begun is of no use to anyone; the reason below is what counts.
        let _ = std::fs::remove_file(&beside);
    }
    renamed.map_err(failed)?;
    Ok(())
}
