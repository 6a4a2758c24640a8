//! `cargo xtask gallery`: every regime checks without a word and runs in time, one line each.
//!
//! Times are of the release build. On a machine that does other work as well only the time of the processor counts;
//! it is read where the system tells it (Linux), the time on the clock stands beside it.

use std::path::Path;
use std::process::{Command, ExitCode, Output, Stdio};
use std::time::Instant;

/// What a run may take, in seconds.
const MAY_TAKE: f64 = 5.0;
/// Ticks of the processor's clock in a second, as Linux counts them for programs.
const TICKS: f64 = 100.0;

/// Checks and runs every regime; fails if one is not clean, takes too long, or leaves no chain.
pub fn check(root: &Path) -> ExitCode {
    let Some(program) = crate::program(root) else {
        eprintln!("gallery: the release build failed");
        return ExitCode::from(3);
    };
    let folder = std::env::temp_dir().join(format!("glasshouse-gallery-{}", std::process::id()));
    if std::fs::create_dir_all(&folder).is_err() {
        eprintln!("gallery: no room in {}", folder.display());
        return ExitCode::from(3);
    }
    let regimes = names(&program, &folder);
    let mut bad = 0;
    println!("{:<26}{:>8}{:>8}{:>10}{:>10}  ", "regime", "cpu s", "wall s", "penalised", "records");
    for name in &regimes {
        bad += u32::from(!one(&program, &folder, name));
    }
    // What is left behind is in the system's own folder for such things.
    let _ = std::fs::remove_dir_all(&folder);
    println!("{} regimes, {bad} to mend", regimes.len());
    if bad == 0 && regimes.len() >= 40 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Option<Output> {
    Command::new(program).args(arguments).current_dir(folder).stdin(Stdio::null()).output().ok()
}

/// The regimes that are no reforms and not the empty one.
fn names(program: &Path, folder: &Path) -> Vec<String> {
    let Some(output) = run(program, folder, &["list", "regimes"]) else { return Vec::new() };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let cells = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    cells
        .filter(|c| c.get(1).is_some_and(|status| *status != "reform") && c.first() != Some(&"none"))
        .filter_map(|c| c.first().map(|name| (*name).to_owned()))
        .collect()
}

fn one(program: &Path, folder: &Path, name: &str) -> bool {
    let checked = run(program, folder, &["check", name]);
    let clean = checked.is_some_and(|o| o.status.success() && !String::from_utf8_lossy(&o.stderr).contains("[GH"));
    let (clock, processor) = (Instant::now(), children());
    let ran = run(program, folder, &["run", name, "--people", "20k", "--months", "24", "-o", name]);
    let wall = clock.elapsed().as_secs_f64();
    let cpu = children().zip(processor).map(|(now, then)| now - then);
    let count = |metric: &str| -> f64 {
        let shown = run(program, folder, &["show", name, "--metric", metric, "--months", "all", "--format", "csv"]);
        let text = shown.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
        let place = text.lines().next().and_then(|head| head.split(',').position(|c| c == "value"));
        let rows = text.lines().skip(1).filter_map(|line| line.split(',').nth(place?)?.parse::<f64>().ok());
        rows.sum()
    };
    let (penalised, records) = (count("under_measure"), count("records"));
    let ok = clean && ran.is_some_and(|o| o.status.success()) && penalised > 0.0 && cpu.unwrap_or(wall) < MAY_TAKE;
    let shown = cpu.map_or("–".to_owned(), |s| format!("{s:.2}"));
    let note = if ok { "" } else { "  to mend" };
    println!("{name:<26}{shown:>8}{wall:>8.2}{penalised:>10}{records:>10}{note}");
    ok
}

/// Seconds of the processor that finished children took, where the system says so.
fn children() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets and may hold anything; user and system time of children are the
    // fourteenth and fifteenth fields after it.
    let fields: Vec<&str> = text.rsplit(')').next()?.split_whitespace().collect();
    let at = |i: usize| fields.get(i)?.parse::<f64>().ok();
    Some((at(13)? + at(14)?) / TICKS)
}
