//! Project chores: `cargo xtask tidy` checks the rules of ARCHITECTURE.md that the compiler cannot.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command for people")]

mod tidy;

use std::process::ExitCode;

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    match task.as_str() {
        "tidy" => report(tidy::problems(&root())),
        "test" => run(&["test", "--workspace", "--release"]),
        _ => {
            eprintln!("cargo xtask tidy    check crate arrows, module docs, file sizes, dependency reasons");
            eprintln!("cargo xtask test    tidy, then every test of the workspace");
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

/// Tidy first, then cargo with the given arguments.
fn run(arguments: &[&str]) -> ExitCode {
    if report(tidy::problems(&root())) != ExitCode::SUCCESS {
        return ExitCode::FAILURE;
    }
    let status = std::process::Command::new("cargo").args(arguments).current_dir(root()).status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cargo could not be started: {error}");
            ExitCode::from(6)
        }
    }
}
