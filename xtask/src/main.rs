//! Project chores: `cargo xtask tidy` checks the rules of ARCHITECTURE.md that the compiler cannot.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command for people")]

mod bench;
mod gallery;
mod killed;
mod mpi;
mod peers;
mod readers;
mod reference;
mod tidy;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    match task.as_str() {
        "tidy" => report(tidy::problems(&root())),
        "test" => test(),
        "web" => web::build(&root()),
        "page-tests" => web::page_tests(&root()),
        "page-budgets" => web::page_budgets(&root()),
        "readers" => readers::check(&root()),
        "gallery" => gallery::check(&root()),
        "bench" => bench::table(&root()),
        "reference" => reference::check(&root()),
        "peers" => peers::table(&root()),
        "killed" => killed::check(&root()),
        "mpi" => mpi::check(&root()),
        "validate" => validate(),
        _ => {
            eprintln!("cargo xtask tidy     check crate arrows, module docs, file sizes, dependency reasons");
            eprintln!("cargo xtask web      build the page of the workbench (needs Node)");
            eprintln!("cargo xtask page-tests  try the page in Chromium (needs Node and Chromium)");
            eprintln!("cargo xtask page-budgets  measure the page in Chromium against its budgets");
            eprintln!("cargo xtask test     tidy, formatting, lints, then every test of the workspace");
            eprintln!(
                "cargo xtask readers  open bundles with DuckDB, Polars, pandas and pyarrow, ask in SQL (needs Python and a network)"
            );
            eprintln!("cargo xtask validate  run every known result in full, also without its mechanism");
            eprintln!("cargo xtask gallery  every regime checks, runs in time and leaves a chain");
            eprintln!(
                "cargo xtask bench    what a run costs: instructions per person, ratios of time (needs valgrind)"
            );
            eprintln!("cargo xtask reference  R1 at a hundred million people against its reference values");
            eprintln!(
                "cargo xtask peers    the reference workloads in other engines beside ours (needs Python and a network)"
            );
            eprintln!("cargo xtask killed   kill a sweep at ten random moments, resume it, compare every byte");
            eprintln!(
                "cargo xtask mpi      the same sweep on one process, four ranks, and after a killed rank (needs Open MPI)"
            );
            ExitCode::from(2)
        }
    }
}

/// The workspace folder.
fn root() -> std::path::PathBuf {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

fn report(problems: Result<Vec<String>, std::io::Error>) -> ExitCode {
    match problems {
        Ok(problems) if problems.is_empty() => {
            println!("tidy: nothing to report");
            ExitCode::SUCCESS
        }
        Ok(problems) => {
            for problem in &problems {
                println!("{problem}");
            }
            println!("tidy: {} to mend", problems.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("tidy could not read the tree: {error}");
            ExitCode::from(3)
        }
    }
}

/// Tidy, formatting, lints, then the tests.
fn test() -> ExitCode {
    if report(tidy::problems(&root())) != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    let steps: [&[&str]; 3] = [
        &["fmt", "--all", "--check"],
        &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
        &["test", "--workspace"],
    ];
    for arguments in steps {
        if !succeeds(std::process::Command::new("cargo").args(arguments).current_dir(root())) {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Every known result in full, with optimised code.
fn validate() -> ExitCode {
    let arguments = ["run", "--release", "-p", "glasshouse-cli", "--", "validate", "--ablate"];
    let passed = succeeds(std::process::Command::new("cargo").args(arguments).current_dir(root()));
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where cargo builds.
fn target(root: &std::path::Path) -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), std::path::PathBuf::from)
}

/// Builds the program as it is released; where it is, if it builds.
fn program(root: &std::path::Path) -> Option<std::path::PathBuf> {
    let build = ["build", "--quiet", "--release", "-p", "glasshouse-cli"];
    let built = succeeds(std::process::Command::new("cargo").args(build).current_dir(root));
    built.then(|| target(root).join("release/glasshouse"))
}

/// Runs a command with its output shown.
fn succeeds(command: &mut std::process::Command) -> bool {
    match command.status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("{command:?} could not be started: {error}");
            false
        }
    }
}
