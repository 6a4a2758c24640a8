//! `patterns`: what was observed elsewhere, beside what the defaults give.

use crate::answer::Answer;
use crate::args::patterns::Patterns;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::patterns::RUNNING;
use glasshouse_study::Pool;
use glasshouse_study::failure::Failure;
use glasshouse_study::observed;
use glasshouse_views::observed as view;
use glasshouse_wire::json;

/// `patterns PATTERN…`
pub fn patterns(session: &Session, flags: &Patterns) -> Result<Answer, Failure> {
    let documents = observed::find(&flags.patterns)?;
    let mut patterns = documents.iter().map(observed::read).collect::<Result<Vec<_>, _>>()?;
    let faults = patterns.iter_mut().flat_map(|pattern| std::mem::take(&mut pattern.warnings)).collect();
    if flags.list {
        let docs = observed::listed(&patterns);
        let rows = docs.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
        let answer = Answer::records("pattern/1", rows, view::listed(&docs, session.lang));
        return Ok(Answer { faults, ..answer });
    }
    let pool = Pool::new(session.threads)?;
    let interrupt = Interrupt::listen();
    let mut bar: Option<Progress> = None;
    let found = observed::judge(&patterns, flags.reps, &pool, &mut |step| {
        bar.get_or_insert_with(|| Progress::begin(session, "patterns", RUNNING, step.of)).at(step.done, "");
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
    let rows = doc.patterns.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    // A pattern that is not met is what the report is for, so the exit code stays 0.
    let mut answer = Answer::new("patterns/1", json::value(&doc).map_err(Failure::unserialisable)?, human);
    answer.rows = Some(rows);
    answer.faults = faults;
    Ok(answer)
}
