//! A sweep that is killed at ten random moments and goes on each time ends in the bundle of one that was not.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Kills, and points of the sweep.
const KILLS: u32 = 10;
const POINTS: &str = "200";
/// Longest stretch between two kills, as a share of the time of the whole sweep.
const PART: f64 = 0.09;

/// Builds the program, sweeps once without and once with kills, compares every byte.
pub fn check(root: &Path) -> ExitCode {
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
    if !crate::succeeds(Command::new("cargo").args(["build", "--quiet", "-p", "glasshouse-cli"]).current_dir(root)) {
        return Ok(false);
    }
    let program = target.join("debug/glasshouse");
    let scratch = target.join("killed");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch)?;
    }
    let (whole, parts) = (scratch.join("whole"), scratch.join("parts"));
    std::fs::create_dir_all(&whole)?;
    std::fs::create_dir_all(&parts)?;
    let began = std::time::Instant::now();
    if !sweep(&program, &whole).status()?.success() {
        return Ok(false);
    }
    let took = began.elapsed();
    println!("{POINTS} points without a stop: {:.1} s", took.as_secs_f64());
    let mut word = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |d| d.as_nanos() as u64) | 1;
    let mut kills = 0;
    for kill in 1..=KILLS {
        let mut command = if kill == 1 { sweep(&program, &parts) } else { resume(&program, &parts) };
        let mut child = command.spawn()?;
        // Random moments of a part each, so small that all of them strike before the end.
        word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (word >> 33) as f64 / (1u64 << 31) as f64;
        std::thread::sleep(Duration::from_secs_f64(took.as_secs_f64() * PART * share));
        if child.try_wait()?.is_none() {
            // On Unix this is SIGKILL: the program has no chance to tidy up.
            child.kill()?;
            kills += 1;
        }
        child.wait()?;
        let points = files(&parts.join("runs/.points"))?.len();
        println!("kill {kill}: {:.0} ms in, {points} runs kept", 1000.0 * took.as_secs_f64() * PART * share);
        if files(&parts.join("runs"))?.keys().any(|name| name.ends_with("sweep.json")) {
            break;
        }
    }
    if !files(&parts.join("runs"))?.keys().any(|name| name.ends_with("sweep.json")) {
        let ended = resume(&program, &parts).status()?;
        if !ended.success() {
            return Ok(false);
        }
    }
    let (one, other) = (bundle(&whole)?, bundle(&parts)?);
    let same = one == other && one.len() > 5;
    println!("{kills} kills; {} files {}", one.len(), if same { "identical byte for byte" } else { "DIFFER" });
    Ok(same && kills > 0)
}

fn sweep(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdout(Stdio::null());
    command.args([
        "-q",
        "sweep",
        "suining-2010",
        "--design",
        "lhs",
        "--points",
        POINTS,
        "-n",
        "3000",
        "--months",
        "12",
    ]);
    command.args(["--vary", "channel.*.hit_rate", "--vary", "society.behaviour.phi"]);
    command.args(["--claim", "expression > 90"]);
    command
}

fn resume(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdout(Stdio::null()).args(["-q", "sweep", "--resume"]);
    command
}

/// The files of the finished bundle by name, with their content.
pub fn bundle(folder: &Path) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let all = files(&folder.join("runs"))?;
    Ok(all.into_iter().filter(|(name, _)| !name.starts_with(".points")).collect())
}

fn files(folder: &Path) -> std::io::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&at) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
                found.insert(name, std::fs::read(&path)?);
            }
        }
    }
    Ok(found)
}
