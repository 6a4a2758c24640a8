//! Real Parquet readers on a real bundle: a virtual environment in `target/`, and `tests/readers.py`.

use crate::succeeds;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Runs the program on a small society with every table kept, and opens the bundle with each reader.
pub fn check(root: &Path) -> ExitCode {
    let folder = root.join("target").join("readers");
    let python = folder.join("venv/bin/python");
    let bundle = folder.join("bundle");
    if bundle.exists() && std::fs::remove_dir_all(&bundle).is_err() {
        eprintln!("{} cannot be cleared", bundle.display());
        return ExitCode::from(6);
    }
    let made = python.exists() || succeeds(Command::new("python3").args(["-m", "venv"]).arg(folder.join("venv")));
    let installed = made
        && succeeds(
            Command::new(&python)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
                .arg(root.join("tests/readers.txt")),
        );
    // The same build as the tests, so that nothing is compiled twice.
    let built =
        installed && succeeds(Command::new("cargo").args(["build", "--quiet", "--workspace"]).current_dir(root));
    let ran = built
        && succeeds(
            Command::new(root.join("target/debug/glasshouse"))
                .args(["run", "suining-2010", "--people", "5k", "--reps", "2", "--keep"])
                .arg("people,acts,records,ledger,listings,measures,applications,reviews")
                .arg("--out")
                .arg(&bundle),
        );
    let read = ran && succeeds(Command::new(&python).arg(root.join("tests/readers.py")).arg(&bundle));
    if read { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
