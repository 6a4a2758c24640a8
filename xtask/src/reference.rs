//! The reference workloads: their values, and whether a run of the program at a hundred million people has them.

use crate::bench::{Cost, cost_of};
use std::io::{Error, Result};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// Days of the workloads.
pub const DAYS: f64 = 365.0;

/// Most memory that R1 may take at a hundred million people.
const MEMORY_MOST: u64 = 256 << 10;

/// Options of `glasshouse run` by which a reference workload goes another way.
pub const R1G: &[&str] = &["--set", "society.habit.good-deed.follows_mean_score=true"];
/// R1 with every act drawn and three in ten recorded.
pub const EVERY_ACT: &[&str] = &[
    "--set",
    "society.habit.misconduct.rate=3.65",
    "--set",
    "society.habit.good-deed.rate=1.825",
    "--set",
    "channel.register.hit_rate=0.3",
];

/// What a program says at the end of a reference workload, per person.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub people: f64,
    values: [f64; N],
}

/// How many numbers are compared.
const N: usize = 8;
const NAMES: [&str; N] = ["A", "B", "C", "D", "days watched", "penalties", "good deeds", "mean score"];
/// The values at 1.4 billion people of a program written for this workload alone: R1, then R1g.
const VALUES: [[f64; N]; 2] = [
    [0.85405, 0.12828, 0.01748, 0.000_185, 0.22297, 1.0933, 0.54754, 991.158],
    [0.85396, 0.12836, 0.01750, 0.000_185, 0.22306, 1.0933, 0.54196, 991.074],
];
/// Half of the last digit that these values are given to.
const ROUNDING: [f64; N] = [5e-6, 5e-6, 5e-6, 5e-7, 5e-6, 5e-5, 5e-6, 5e-4];
/// Standard deviation of a person's value: of shares from themselves, of the others as found at four million people.
const SPREAD: [f64; N] = [0.3531, 0.3344, 0.1311, 0.0136, 6.2, 1.87, 0.74, 45.7];

impl Found {
    /// From totals: people in four grades, days watched, penalties, good deeds, sum of scores.
    pub fn new(totals: [f64; N]) -> Found {
        let people = totals.iter().take(4).sum::<f64>();
        Found { people, values: totals.map(|total| total / people) }
    }

    /// The number that lies farthest from its reference value, in standard errors, and how far that is.
    pub fn farthest(&self, coupled: bool) -> (&'static str, f64) {
        let wanted = VALUES[usize::from(coupled)];
        let far = |i: usize| {
            let error = SPREAD[i] / self.people.sqrt();
            let miss = (self.values[i] - wanted[i]).abs() - ROUNDING[i];
            (NAMES[i], miss.max(0.0) / error)
        };
        (0..N).map(far).fold((NAMES[0], 0.0), |most, next| if next.1 > most.1 { next } else { most })
    }
}

/// Builds the program and runs R1 at a hundred million people.
pub fn check(root: &Path) -> ExitCode {
    match checked(root) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the workload could not be run: {error}");
            ExitCode::from(6)
        }
    }
}

fn checked(root: &Path) -> Result<bool> {
    let program = crate::program(root).ok_or_else(unbuilt)?;
    let mut holds = true;
    for (name, people, options) in [("R1", 100_000_000, &[][..]), ("R1g", 10_000_000, R1G)] {
        let (found, cost) = run(root, &program, people, options)?;
        println!("{name}, {people} people, {:.1} CPU s, {:.0} MB", cost.cpu, cost.peak as f64 / 1e3);
        for (i, (name, value)) in NAMES.iter().zip(found.values).enumerate() {
            println!("  {name:<14} {value:>12.6}   reference {:>10}", VALUES[usize::from(!options.is_empty())][i]);
        }
        let (farthest, errors) = found.farthest(!options.is_empty());
        println!("  farthest: {farthest}, {errors:.1} standard errors (limit 4)");
        holds &= errors < 4.0;
        if options.is_empty() && cost.peak > MEMORY_MOST {
            println!("  more than 256 MiB of memory");
            holds = false;
        }
    }
    Ok(holds)
}

/// Why nothing runs where the program does not build.
pub fn unbuilt() -> Error {
    Error::other("the program does not build")
}

/// Runs a reference workload and reads what came out of it.
pub fn run(root: &Path, program: &Path, people: u32, options: &[&str]) -> Result<(Found, Cost)> {
    let scratch = crate::target(root).join("reference");
    std::fs::create_dir_all(&scratch)?;
    // Where there are none yet, there is nothing to remove.
    let _ = std::fs::remove_dir_all(scratch.join("runs"));
    let documents = root.join("benches/reference");
    let mut command = Command::new(program);
    command.arg("run").arg(documents.join("r1.toml")).arg("--society").arg(documents.join("people.toml"));
    command.args(["--people", &people.to_string(), "--months", "12", "--name", "r1", "-q"]).args(options);
    let cost = cost_of(command.current_dir(&scratch).stdout(Stdio::null()))?;
    let shown = |metric: &str| show(program, &scratch, metric);
    let [grades, burden, held] = [shown("in_grade")?, shown("burden")?, shown("penalised")?];
    let [records, scores] = [shown("records")?, shown("score_sum")?];
    let last = |rows: &[Row], item: &str| {
        let of = rows.iter().filter(|row| row.item == item);
        of.max_by_key(|row| row.month).map_or(0.0, |row| row.value)
    };
    let sum = |rows: &[Row], begins: &str| -> f64 {
        rows.iter().filter(|row| row.item.starts_with(begins)).map(|row| row.value).sum()
    };
    let [a, b, c, d] = ["A", "B", "C", "D"].map(|grade| last(&grades, grade));
    // Who enters on an evening is watched from the next morning on: of those still watched at the end one day is
    // counted too many.
    let watched = sum(&burden, "") - last(&held, "");
    let totals = [a, b, c, d, watched, sum(&records, "p"), sum(&records, "b"), last(&scores, "")];
    Ok((Found::new(totals), cost))
}

/// A number of a run.
struct Row {
    item: String,
    month: u32,
    value: f64,
}

fn show(program: &Path, scratch: &Path, metric: &str) -> Result<Vec<Row>> {
    let words = ["show", "runs/r1", "--metric", metric, "--months", "all", "--format", "csv", "-q"];
    let shown = Command::new(program).args(words).current_dir(scratch).output()?;
    let text = String::from_utf8_lossy(&shown.stdout);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let (item, month, value) = (cells.get(1)?, cells.get(4)?, cells.last()?);
        Some(Row { item: (*item).to_owned(), month: month.parse().ok()?, value: value.parse().ok()? })
    };
    let rows: Vec<Row> = text.lines().skip(1).filter_map(row).collect();
    if rows.is_empty() { Err(Error::other(format!("the run shows no `{metric}`"))) } else { Ok(rows) }
}
