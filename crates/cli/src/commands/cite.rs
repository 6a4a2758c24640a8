//! `cite`: a regime, and the sources its figures rest on.

use crate::answer::Answer;
use crate::args::Cite;
use crate::session::Session;
use glasshouse_model::Lang;
use glasshouse_study::failure::Failure;
use glasshouse_study::{VERSION, report, source};
use serde_json::json;

/// `cite REGIME`
pub fn cite(session: &Session, flags: &Cite) -> Result<Answer, Failure> {
    let document = source::find_regime(&flags.regime)?;
    let plan = source::plan_of(&document)?;
    let title = plan.title.get(session.lang);
    let itself = match session.lang {
        Lang::En => format!("{title}. Rulebook `{}`, glasshouse {VERSION}.", plan.id),
        Lang::Zh => format!("{title}。规则书 {}，glasshouse {VERSION}。", plan.id),
    };
    let mut human = format!("{itself}\n");
    let sources: Vec<serde_json::Value> = plan
        .sources
        .iter()
        .map(|s| {
            let reference = report::reference(s);
            human.push_str(&format!("  [{}] {reference}{}{}\n", s.id, if s.url.is_empty() { "" } else { ". " }, s.url));
            json!({"id": s.id, "kind": s.kind, "reference": reference, "date": s.date, "url": s.url, "held": s.held})
        })
        .collect();
    let mut answer =
        Answer::new("citation/1", json!({"regime": plan.id, "citation": itself, "sources": sources}), human);
    answer.rows = Some(sources);
    Ok(answer)
}
