//! Running a stored run again and comparing digests.

use crate::bundle::Stored;
use crate::executor::Pool;
use crate::failure::Failure;
use crate::keep::Kept;
use crate::numbers;
use crate::source::Document;
use crate::spec::{Prepared, RunSpec};
use crate::{read, run};
use glasshouse_engine::Coupling;
use glasshouse_wire::answers::Verification;
use std::ops::ControlFlow;

/// The specification of a stored run, from the documents in its bundle.
///
/// # Errors
/// [`Failure::Input`] where a file is missing or damaged.
pub fn respecify(stored: &Stored) -> Result<RunSpec, Failure> {
    let run = &stored.file.run;
    let document = |file: &str| Ok(Document::stored(stored.path.join(file), stored.checked(file)?));
    let damaged = |what: &str| Failure::damaged(&stored.path.join(crate::bundle::RUN_FILE), what, what);
    let keep = stored.file.keep.iter().map(|k| Kept::parse(k).ok_or_else(|| damaged("keep")));
    Ok(RunSpec {
        regime: document(&run.regime.file)?,
        reforms: stored.file.reforms.iter().map(|r| document(&r.file)).collect::<Result<_, Failure>>()?,
        set: run.set.clone(),
        society: document(&run.society.file)?,
        people: Some(run.society.people),
        society_seed: Some(run.society.seed),
        seed: run.seed,
        months: run.months,
        replicates: run.replicates.len() as u32,
        coupling: Coupling::parse(&run.coupling).ok_or_else(|| damaged("coupling"))?,
        keep: keep.collect::<Result<_, Failure>>()?,
    })
}

/// Checks the files of a bundle, runs it again and compares. `watch` gets replicates done.
///
/// # Errors
/// [`Failure::Input`] where the bundle is damaged or its documents no longer check;
/// [`Failure::Interrupted`] where `watch` stopped it.
pub fn verify(
    stored: &Stored,
    pool: &Pool,
    watch: &mut dyn FnMut(u32, u32) -> ControlFlow<()>,
) -> Result<Verification, Failure> {
    stored.check_files()?;
    check_numbers(stored)?;
    let prepared: Prepared = respecify(stored)?.prepare()?;
    let of = prepared.spec.replicates;
    let mut digests = Vec::new();
    for replicate in 0..of {
        let mut month = |done: u32| watch(replicate, done);
        let series = run::recount(&prepared, pool, replicate, &mut month)?;
        let rows: Vec<numbers::Row> = numbers::rows(&series).collect();
        digests.push(numbers::digest(rows.iter()).to_hex().to_string());
    }
    let digest_now = numbers::run_digest(&prepared.specification(), &digests);
    let known = &stored.file.replicate_digests;
    let differing: Vec<u32> = (0..of).filter(|r| known.get(*r as usize) != digests.get(*r as usize)).collect();
    Ok(Verification {
        id: stored.name(),
        identical: differing.is_empty() && digest_now == stored.file.run.digest,
        written_by: stored.file.run.glasshouse.clone(),
        checked_by: crate::VERSION.into(),
        digest: stored.file.run.digest.clone(),
        digest_now,
        differing,
        replicates: of,
    })
}

/// Compares the stored numbers with the digests of the replicates.
fn check_numbers(stored: &Stored) -> Result<(), Failure> {
    let found: Vec<String> =
        read::metrics(stored)?.iter().map(|rows| numbers::digest(rows.iter()).to_hex().to_string()).collect();
    if found == stored.file.replicate_digests {
        return Ok(());
    }
    let path = stored.path.join(crate::bundle::METRICS_FILE);
    Err(Failure::damaged(&path, "its numbers are not those of run.json", "其中数字与 run.json 不符"))
}
