//! `new rulebook`: a copy of another rulebook under a new name.

use crate::answer::Answer;
use crate::args::NewRulebook;
use crate::session::Session;
use glasshouse_model::Lang;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::source;
use glasshouse_wire::answers::Written;
use glasshouse_wire::json;
use std::io::Write;
use std::path::PathBuf;

/// `new rulebook NAME [--from REGIME]`
pub fn rulebook(session: &Session, flags: &NewRulebook) -> Result<Answer, Failure> {
    let stem = flags.name.strip_suffix(".toml").unwrap_or(&flags.name);
    let fits = !stem.is_empty() && stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fits {
        return Err(Failure::Usage(
            Note::new("GH0900", format!("`{stem}` cannot be a rulebook's name"), format!("“{stem}”不能作规则书名称"))
                .help("letters, digits, - and _ only", "只能用字母、数字、-和_"),
        ));
    }
    if source::regime_text(stem).is_some() {
        return Err(Failure::Usage(
            Note::new(
                "GH0900",
                format!("`{stem}` is the name of a built-in rulebook"),
                format!("“{stem}”是内置规则书的名称"),
            )
            .help("choose another name", "请换一个名称"),
        ));
    }
    let from = source::find_regime(&flags.from)?;
    // A copy of something that does not check would start with someone else's mistakes.
    source::plan_of(&from)?;
    let text = renamed(&String::from_utf8_lossy(&from.bytes), stem);
    let path = PathBuf::from(format!("{stem}.toml"));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(!flags.force).create(true).truncate(flags.force);
    let written = options.open(&path).and_then(|mut file| file.write_all(text.as_bytes()));
    if let Err(error) = written {
        let mut failure = Failure::writing(&path, &error);
        if let (Failure::Machine(note), std::io::ErrorKind::AlreadyExists) = (&mut failure, error.kind()) {
            *note = note.clone().help("replace it with --force", "用 --force 覆盖");
        }
        return Err(failure);
    }
    let shown = path.display().to_string();
    let written = Written { path: shown.clone(), bytes: text.len() as u64 };
    let human = match session.lang {
        Lang::En => format!("{shown}: a copy of {}; every figure keeps its source\n", flags.from),
        Lang::Zh => format!("{shown}：{} 的副本；每个数字保留其来源\n", flags.from),
    };
    let next = vec![format!("glasshouse check {shown}"), format!("glasshouse run {shown}")];
    Ok(Answer::new("written/1", json::value(&written).map_err(Failure::unserialisable)?, human).next(next))
}

/// The text under another id: the first `id = "…"` above the first table is the rulebook's own.
fn renamed(text: &str, id: &str) -> String {
    let mut done = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let key = line.split('=').next().unwrap_or("").trim();
        if line.trim_start().starts_with('[') {
            done = true;
        }
        if done || key != "id" {
            return line.to_owned();
        }
        done = true;
        format!("id = \"{id}\"\n")
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn only_the_rulebooks_own_id_changes() {
        let text = "format = \"rulebook/1\"\nid = \"a\"\n\n[[grade]]\nid = \"A\"\n";
        assert_eq!(renamed(text, "b"), "format = \"rulebook/1\"\nid = \"b\"\n\n[[grade]]\nid = \"A\"\n");
        assert_eq!(renamed("[[grade]]\nid = \"A\"\n", "b"), "[[grade]]\nid = \"A\"\n");
    }
}
