//! Real Parquet readers on real bundles: a virtual environment in `target/`, and `tests/readers.py`.

use crate::{succeeds, target};
use std::path::Path;
use std::process::{Command, ExitCode};

/// Runs the program on a small society with every table kept, compares and sweeps, opens the bundles with each reader
/// and asks them in SQL.
pub fn check(root: &Path) -> ExitCode {
    let folder = root.join("target").join("readers");
    let python = folder.join("venv/bin/python");
    let bundles = ["bundle", "compared", "swept"].map(|name| folder.join(name));
    for bundle in bundles.iter().filter(|bundle| bundle.exists()) {
        if std::fs::remove_dir_all(bundle).is_err() {
            eprintln!("{} cannot be cleared", bundle.display());
            return ExitCode::from(6);
        }
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
    let program = target(root).join("debug/glasshouse");
    let kept = "people,acts,records,ledger,listings,measures,applications,reviews";
    let commands: [&[&str]; 3] = [
        &["run", "suining-2010", "--people", "5k", "--reps", "2", "--keep", kept],
        &["compare", "none", "suining-2010", "--people", "2k", "--reps", "2", "--months", "12"],
        &["sweep", "suining-2010", "--vary", "channel.*.hit_rate", "--people", "2k", "--months", "6", "--points", "2"],
    ];
    let ran = built
        && commands.iter().zip(&bundles).all(|(words, bundle)| {
            succeeds(Command::new(&program).current_dir(&folder).args(*words).arg("--out").arg(bundle))
        });
    // The Python with the readers comes first, so that the program finds its DuckDB.
    let mut path = std::ffi::OsString::from(folder.join("venv/bin"));
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let read = ran
        && succeeds(
            Command::new(&python).arg(root.join("tests/readers.py")).arg(&program).args(&bundles).env("PATH", path),
        );
    if read { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
