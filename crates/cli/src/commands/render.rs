//! `render`: a regime as one offline document in both languages.

use crate::answer::Answer;
use crate::args::Render;
use crate::commands::report::write;
use crate::session::Session;
use glasshouse_study::failure::Failure;
use glasshouse_study::{paper, source};
use glasshouse_views::paper::{markdown, page};
use glasshouse_wire::answers::Written;
use glasshouse_wire::json;
use std::path::PathBuf;

/// `render REGIME`
pub fn render(_session: &Session, flags: &Render) -> Result<Answer, Failure> {
    let document = source::find_regime(&flags.regime)?;
    let plan = source::plan_of(&document)?;
    let path = flags.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.html", plan.id)));
    let paper = paper::of(&plan);
    let plain = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md"));
    let text = if plain { markdown(&paper) } else { page(&paper) };
    write(&path, text.as_bytes(), flags.force || flags.out.is_none())?;
    let shown = path.display().to_string();
    let written = Written { path: shown.clone(), bytes: text.len() as u64 };
    let data = json::value(&written).map_err(Failure::unserialisable)?;
    Ok(Answer::new("written/1", data, format!("{shown}\n")))
}
