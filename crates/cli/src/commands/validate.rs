//! `validate`: known results, run and judged.

use crate::answer::{Answer, Status};
use crate::args::validate::Validate;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::validate::RUNNING;
use glasshouse_study::Pool;
use glasshouse_study::failure::Failure;
use glasshouse_study::validate::{self, Asked};
use glasshouse_views::validation as view;
use glasshouse_wire::json;

/// `validate CASE…`
pub fn validate(session: &Session, flags: &Validate) -> Result<Answer, Failure> {
    let documents = validate::find(&flags.cases)?;
    let mut cases = documents.iter().map(validate::read).collect::<Result<Vec<_>, _>>()?;
    let faults = cases.iter_mut().flat_map(|case| std::mem::take(&mut case.warnings)).collect();
    if flags.list {
        let docs = validate::listed(&cases);
        let rows = docs.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
        let answer = Answer::records("validation-case/1", rows, view::listed(&docs, session.lang));
        return Ok(Answer { faults, ..answer });
    }
    let pool = Pool::new(session.threads)?;
    let interrupt = Interrupt::listen();
    let mut bar: Option<Progress> = None;
    let asked = Asked { replicates: flags.reps, ablate: flags.ablate };
    let found = validate::validate(&cases, asked, &pool, &mut |step| {
        bar.get_or_insert_with(|| Progress::begin(session, "validate", RUNNING, step.of)).at(step.done, "");
        interrupt.flow()
    });
    if let Some(bar) = bar {
        bar.end();
    }
    let doc = found.map_err(|failure| match failure {
        Failure::Interrupted { done, of, .. } => Failure::Interrupted { done, of, resume: session.command.clone() },
        other => other,
    })?;
    let human = view::text(&doc, session.lang);
    let rows = doc.cases.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("validation/1", json::value(&doc).map_err(Failure::unserialisable)?, human);
    answer.rows = Some(rows);
    answer.faults = faults;
    answer.status = if doc.failed > 0 { Status::Findings } else { Status::Ok };
    Ok(answer)
}
