//! What a run costs: instructions per person by callgrind, and ratios of processor time in one session.
//!
//! Times depend on the machine and on its neighbours; instruction counts and ratios do not, or little. A workload is a
//! command line of the program, so that what is counted is what its users run.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

/// The declared workloads: name, and the words after `glasshouse run`.
const WORKLOADS: &[(&str, &[&str])] = &[
    ("suining-2010", &["suining-2010"]),
    ("no regime", &["none", "--society", "suining-county"]),
    // The kind with most opportunities comes up twice as often and is taken half as often: as many acts.
    ("its largest rate doubled", &["suining-2010", "--set", "society.act.association-religious.accepted=0.15"]),
    ("three layers stacked", &["three-layers"]),
];

/// Persons between whose runs the difference is taken, so that what every run costs falls out. Whole blocks.
const PEOPLE: [u32; 2] = [20_480, 61_440];
/// The same for months.
const MONTHS: [u32; 2] = [1, 13];

/// Builds the program and prints the table.
pub fn table(root: &Path) -> ExitCode {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("there is no valgrind; on Debian: apt-get install valgrind");
        return ExitCode::from(6);
    }
    match measured(root) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the program could not be measured: {error}");
            ExitCode::from(6)
        }
    }
}

fn measured(root: &Path) -> std::io::Result<bool> {
    let Some(program) = crate::program(root) else { return Ok(false) };
    let scratch = crate::target(root).join("bench");
    std::fs::create_dir_all(&scratch)?;
    println!("instructions per person, by callgrind on one thread");
    println!("{:<28} {:>22} {:>22}", "workload", "set-up, first month", "each further month");
    let mut further = Vec::new();
    for (name, words) in WORKLOADS {
        let mut counts = [[0i64; 2]; 2];
        for (by_months, people) in counts.iter_mut().zip(PEOPLE) {
            for (count, months) in by_months.iter_mut().zip(MONTHS) {
                *count = instructions(&program, &scratch, words, people, months)?;
            }
        }
        let [few, many] = counts;
        let people = f64::from(PEOPLE[1] - PEOPLE[0]);
        let first = (many[0] - few[0]) as f64 / people;
        let later = ((many[1] - few[1]) - (many[0] - few[0])) as f64 / people / f64::from(MONTHS[1] - MONTHS[0]);
        println!("{name:<28} {first:>22.0} {later:>22.0}");
        further.push(later);
    }
    if let [plain, _, doubled, ..] = further.as_slice() {
        println!("its largest rate doubled costs {:.2} times as much per month (limit 1.3)", doubled / plain);
    }
    println!("\nprocessor time, suining-2010 over 12 months");
    println!("{:<28} {:>12} {:>12} {:>12} {:>14}", "persons, threads", "CPU s", "wall s", "MB", "ns per month");
    let mut times = Vec::new();
    for (people, threads) in [(1_000_000u32, 1u32), (1_000_000, 2), (10_000_000, 2)] {
        let Cost { cpu, wall, peak } = cost(&program, &scratch, people, threads)?;
        let each = cpu * 1e9 / f64::from(people) / 12.0;
        let label = format!("{people}, {threads}");
        println!("{label:<28} {cpu:>12.2} {wall:>12.2} {:>12.0} {each:>14.0}", peak as f64 / 1e3);
        times.push((cpu, wall));
    }
    if let [one, two, many] = times.as_slice() {
        println!("ten times the people: {:.2} times the processor time (limit 10.5)", many.0 / two.0);
        println!("two threads: {:.2} times as fast as one", one.1 / two.1);
    }
    Ok(true)
}

/// A run of the program in the scratch folder, without those before it.
fn run(mut command: Command, scratch: &Path, words: &[&str], people: u32, months: u32, threads: u32) -> Command {
    // Where there are none yet, there is nothing to remove.
    let _ = std::fs::remove_dir_all(scratch.join("runs"));
    command.arg("run").args(words).args(["--name", "bench", "-q"]);
    command.args(["--people", &people.to_string(), "--months", &months.to_string(), "--threads", &threads.to_string()]);
    command.current_dir(scratch).stdout(Stdio::null());
    command
}

fn instructions(program: &Path, scratch: &Path, words: &[&str], people: u32, months: u32) -> std::io::Result<i64> {
    let out = scratch.join("callgrind.out");
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--tool=callgrind"]).arg(format!("--callgrind-out-file={}", out.display())).arg(program);
    let status = run(valgrind, scratch, words, people, months, 1).stderr(Stdio::null()).status()?;
    if !status.success() {
        return Err(std::io::Error::other(format!("`run {}` ended with {status}", words.join(" "))));
    }
    let text = std::fs::read_to_string(&out)?;
    let totals = text.lines().find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")));
    let count = totals.and_then(|line| line.split_whitespace().next()?.parse().ok());
    count.ok_or_else(|| std::io::Error::other("callgrind left no totals"))
}

/// What a run took.
pub struct Cost {
    /// Processor time, s.
    pub cpu: f64,
    /// Time on the clock, s.
    pub wall: f64,
    /// Most memory that was seen, in kB.
    pub peak: u64,
}

fn cost(program: &Path, scratch: &Path, people: u32, threads: u32) -> std::io::Result<Cost> {
    cost_of(&mut run(Command::new(program), scratch, &["suining-2010"], people, 12, threads))
}

/// Runs a program to its end; what it took.
///
/// # Errors
/// If it cannot be run, or fails.
pub fn cost_of(command: &mut Command) -> std::io::Result<Cost> {
    let before = children_time()?;
    let began = std::time::Instant::now();
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let done = loop {
        if let Some(done) = child.try_wait()? {
            break done;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(0).max(peak);
        std::thread::sleep(Duration::from_millis(20));
    };
    if !done.success() {
        return Err(std::io::Error::other(format!("the run ended with {done}")));
    }
    Ok(Cost { cpu: children_time()? - before, wall: began.elapsed().as_secs_f64(), peak })
}

/// Processor time of the children that have ended, in seconds.
fn children_time() -> std::io::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after = stat.rsplit(')').next().unwrap_or_default();
    // Fields 16 and 17 of proc(5), in hundredths of a second; the first after the name is field 3.
    let ticks = |field: usize| after.split_whitespace().nth(field - 3).and_then(|t| t.parse::<f64>().ok());
    Ok((ticks(16).unwrap_or(0.0) + ticks(17).unwrap_or(0.0)) / 100.0)
}
