//! Stored runs, opened and compiled again.

use glasshouse_study::bundle::Stored;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::spec::Prepared;
use glasshouse_study::{catalogue, verify};
use std::path::Path;

/// The run that an argument means.
pub fn run(argument: &str) -> Result<Stored, Failure> {
    Stored::open(&catalogue::find(Path::new(catalogue::FOLDER), argument)?)
}

/// The documents of a run, checked and compiled.
pub fn prepare(stored: &Stored) -> Result<Prepared, Failure> {
    verify::respecify(stored)?.prepare()
}

/// Refuses a replicate that the run does not have.
pub fn replicate(stored: &Stored, replicate: u32) -> Result<(), Failure> {
    let n = stored.file.run.replicates.len();
    if stored.file.run.replicates.contains(&replicate) {
        return Ok(());
    }
    Err(Failure::Usage(
        Note::new(
            "GH0900",
            format!("this run has no replicate {replicate}"),
            format!("此次运行没有第{replicate}号重复"),
        )
        .help(format!("it has {n}, numbered from 0"), format!("共{n}次，从0编号")),
    ))
}
