//! `verify`: run a bundle again and compare digests.

use crate::answer::{Answer, Status};
use crate::args::Verify;
use crate::interrupt::Interrupt;
use crate::open;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::phase;
use glasshouse_model::Lang;
use glasshouse_study::failure::Failure;
use glasshouse_study::{Pool, verify};
use glasshouse_wire::answers::Verification;
use glasshouse_wire::json;

/// `verify RUN`
pub fn verify(session: &Session, flags: &Verify) -> Result<Answer, Failure> {
    let stored = open::run(&flags.run)?;
    let pool = Pool::new(session.threads)?;
    let interrupt = Interrupt::listen();
    let (months, reps) = (u64::from(stored.file.run.months), stored.file.run.replicates.len() as u64);
    let mut bar =
        Progress::begin(session, "verify", phase::RUNNING, months * reps).of_people(stored.file.run.society.people);
    let done = verify::verify(&stored, &pool, &mut |replicate, month| {
        bar.at(u64::from(replicate) * months + u64::from(month), "");
        interrupt.flow()
    });
    bar.end();
    let done = done.map_err(|failure| match failure {
        Failure::Interrupted { done, of, .. } => Failure::Interrupted { done, of, resume: session.command.clone() },
        other => other,
    })?;
    let data = json::value(&done).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("verification/1", data, text(&done, session.lang));
    answer.digest = Some(done.digest_now.clone());
    if !done.identical {
        answer.status = Status::Findings;
    }
    Ok(answer)
}

fn text(done: &Verification, lang: Lang) -> String {
    let same = done.replicates as usize - done.differing.len();
    let (digest, now): (String, String) =
        (done.digest.chars().take(12).collect(), done.digest_now.chars().take(12).collect());
    let (of, by, with) = (done.replicates, &done.written_by, &done.checked_by);
    match (done.identical, lang) {
        (true, Lang::En) => {
            format!("identical: {same}/{of} replicates, digest {digest}… (written by {by}, checked with {with})\n")
        }
        (true, Lang::Zh) => format!("一致：{same}/{of}次重复，摘要 {digest}…（由 {by} 写成，用 {with} 核对）\n"),
        (false, Lang::En) => format!(
            "different: {same}/{of} replicates agree; digest {digest}… is now {now}… (written by {by}, checked with {with})\n"
        ),
        (false, Lang::Zh) => {
            format!("不一致：{of}次重复中{same}次相同；摘要 {digest}… 现为 {now}…（由 {by} 写成，用 {with} 核对）\n")
        }
    }
}
