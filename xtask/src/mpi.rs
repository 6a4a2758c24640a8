//! A sweep on one process, on four ranks, and on four of which one is killed, ends in the same bytes; so do runs on one,
//! two and four ranks, whether anything crosses between blocks or not.

use crate::killed::bundle;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

/// Builds the program with MPI, sweeps three times, compares every byte.
pub fn check(root: &Path) -> ExitCode {
    if Command::new("mpirun").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("there is no mpirun; on Debian: apt-get install openmpi-bin libopenmpi-dev libclang-dev");
        return ExitCode::from(6);
    }
    match tried(root) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the sweeps could not be run: {error}");
            ExitCode::from(6)
        }
    }
}

fn tried(root: &Path) -> std::io::Result<bool> {
    let target = crate::target(root);
    let build = ["build", "--quiet", "-p", "glasshouse-cli", "--features", "mpi"];
    if !crate::succeeds(Command::new("cargo").args(build).current_dir(root)) {
        return Ok(false);
    }
    let scratch = target.join("mpi");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch)?;
    }
    let folders = ["one", "four", "killed"].map(|name| scratch.join(name));
    folders.iter().try_for_each(std::fs::create_dir_all)?;
    // A copy, because the next build without MPI takes the place.
    let program = scratch.join("glasshouse");
    std::fs::copy(target.join("debug/glasshouse"), &program)?;
    let [one, four, killed] = &folders;
    if !sweep(Command::new(&program), one).status()?.success() {
        return Ok(false);
    }
    println!("1 process: done");
    if !sweep(ranks(&program, 4), four).status()?.success() {
        return Ok(false);
    }
    println!("4 ranks: done");
    if !kill_one(&program, killed)? {
        return Ok(false);
    }
    let mut resume = ranks(&program, 3);
    if !resume.args(["-q", "sweep", "--resume"]).current_dir(killed).stdout(Stdio::null()).status()?.success() {
        return Ok(false);
    }
    println!("resumed on 3 ranks: done");
    let (first, second, third) = (bundle(one)?, bundle(four)?, bundle(killed)?);
    let same = first.len() > 5 && first == second && first == third;
    println!("{} files {}", first.len(), if same { "identical byte for byte" } else { "DIFFER" });
    Ok(same && runs_agree(&program, &scratch)?)
}

/// Runs whose decisions come from one office, and runs in which nothing crosses.
const RUNS: [&[&str]; 2] = [&["suining-2010", "--with", "suining-appeal"], &["suining-2010"]];

/// Whether runs end in one digest on one process with one and two threads, and on two and four ranks.
fn runs_agree(program: &Path, scratch: &Path) -> std::io::Result<bool> {
    let folder = scratch.join("runs-by-ranks");
    let mut agree = true;
    for words in RUNS {
        let mut digests = Vec::new();
        for (n_ranks, threads) in [(1, "1"), (1, "2"), (2, "1"), (4, "1")] {
            if folder.exists() {
                std::fs::remove_dir_all(&folder)?;
            }
            std::fs::create_dir_all(&folder)?;
            let mut command = if n_ranks == 1 { Command::new(program) } else { ranks(program, n_ranks) };
            command.current_dir(&folder).stdout(Stdio::null()).args(["-q", "run"]).args(words);
            command.args(["-n", "40k", "--months", "24", "--name", "run", "--threads", threads]);
            let began = std::time::Instant::now();
            if !command.status()?.success() {
                return Ok(false);
            }
            let took = began.elapsed().as_secs_f64();
            let text = std::fs::read_to_string(folder.join("runs/run/run.json"))?;
            // That of the run itself, not of its documents or replicates, which lie deeper.
            let own = text.split("\n  \"digest\": \"").nth(1);
            let digest = own.and_then(|rest| rest.split('"').next()).unwrap_or_default();
            println!("run {}: {n_ranks} ranks, {threads} threads: {digest:.16} in {took:.1} s", words.join(" "));
            digests.push(digest.to_owned());
        }
        agree &= digests.iter().all(|digest| !digest.is_empty() && *digest == digests[0]);
    }
    println!("{}", if agree { "one digest each" } else { "the digests DIFFER" });
    Ok(agree)
}

/// Begins a sweep on four ranks and kills one; whether the job ended without its bundle, as it should.
fn kill_one(program: &Path, folder: &Path) -> std::io::Result<bool> {
    let mut job = sweep(ranks(program, 4), folder).stderr(Stdio::piped()).spawn()?;
    let points = || std::fs::read_dir(folder.join("runs/.points")).map_or(0, Iterator::count);
    while points() < 3 && job.try_wait()?.is_none() {
        std::thread::sleep(Duration::from_millis(20));
    }
    // Ranks on this machine are children of mpirun.
    let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", job.id()))?;
    let Some(victim) = children.split_whitespace().last() else {
        println!("the sweep was over before a rank could be killed");
        return Ok(false);
    };
    crate::succeeds(Command::new("kill").args(["-9", victim]));
    let output = job.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    println!("rank {victim} killed; the job said:\n{}", said.trim());
    Ok(!output.status.success() && bundle(folder)?.keys().all(|name| !name.ends_with("sweep.json")))
}

/// `mpirun` with so many ranks, also as root and on fewer cores, as checks run.
fn ranks(program: &Path, n: u32) -> Command {
    let mut command = Command::new("mpirun");
    command.env("OMPI_ALLOW_RUN_AS_ROOT", "1").env("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");
    command.env("OMPI_MCA_mpi_yield_when_idle", "1");
    command.args(["--oversubscribe", "-n", &n.to_string()]).arg(program);
    command
}

fn sweep(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder).stdout(Stdio::null());
    command.args(["-q", "sweep", "suining-2010", "--design", "lhs", "--points", "60", "-n", "3000", "--months", "12"]);
    command.args(["--vary", "channel.*.hit_rate", "--vary", "society.behaviour.phi", "--threads", "1"]);
    command.args(["--claim", "expression > 90"]);
    command
}
