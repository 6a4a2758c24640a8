//! The reference workloads in other engines beside the program, one after the other on the same machine.
//!
//! What is installed and built for it lies in the target folder; nothing else of the project needs it.

use crate::bench::{Cost, cost_of};
use crate::reference::{DAYS, EVERY_ACT, Found, R1G, run, unbuilt};
use crate::{program, target};
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// A program that does the workloads in another engine.
struct Peer {
    name: &'static str,
    /// How it goes about it, in a few words.
    way: Way,
    of: Of,
    /// People for R1, and for R1g where it has that, so that each takes some seconds.
    people: [Option<u32>; 2],
    /// The words behind the number of people, for R1 and R1g.
    words: [&'static str; 2],
}

/// How a program goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As its users would write it, every act drawn.
    AsUsersWrite,
    /// By the algorithm that glasshouse uses: what is recorded only.
    SameAlgorithm,
}

/// Where a program comes from.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// A script, run by the Python of an environment.
    Python(&'static str, &'static str),
    /// A binary of the workspace of peers.
    Rust(&'static str),
}

/// Environment of most Python programs, and of one that asks for older packages; each with its list of packages.
const ENVIRONMENTS: [(&str, &str); 2] =
    [("python", "requirements.txt"), ("mesa-frames", "requirements-mesa-frames.txt")];

const fn python(name: &'static str, script: &'static str, people: [u32; 2]) -> Peer {
    let people = [Some(people[0]), Some(people[1])];
    Peer { name, way: Way::AsUsersWrite, of: Of::Python("python", script), people, words: ["r1", "r1g"] }
}

const PEERS: &[Peer] = &[
    python("NumPy, dense columns", "numpy_dense.py", [2_000_000, 1_000_000]),
    Peer {
        way: Way::SameAlgorithm,
        people: [Some(5_000_000), None],
        ..python("NumPy, events", "numpy_events.py", [0, 0])
    },
    python("LASER (laser-core)", "laser_people.py", [1_000_000, 500_000]),
    python("Starsim", "starsim_people.py", [500_000, 300_000]),
    Peer { of: Of::Python("mesa-frames", "mesa_frames_people.py"), ..python("mesa-frames", "", [200_000, 100_000]) },
    python("Mesa", "mesa_people.py", [20_000, 10_000]),
    Peer {
        of: Of::Rust("r1-ixa"),
        people: [Some(500_000), None],
        words: ["events", ""],
        ..python("ixa, plans by person", "", [0, 0])
    },
    Peer { of: Of::Rust("r1-ixa"), words: ["daily", "r1g"], ..python("ixa, a plan a day", "", [300_000, 200_000]) },
    Peer { of: Of::Rust("r1-krabmaga"), ..python("krABMaga", "", [100_000, 50_000]) },
];

/// People in the runs of the program itself.
const OWN: [u32; 3] = [10_000_000, 2_000_000, 2_000_000];

/// Installs, builds, runs and prints the table.
pub fn table(root: &Path) -> ExitCode {
    match measured(root) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the other engines could not be run: {error}");
            ExitCode::from(6)
        }
    }
}

fn measured(root: &Path) -> Result<bool> {
    let own = program(root).ok_or_else(unbuilt)?;
    for (environment, packages) in ENVIRONMENTS {
        install(root, environment, packages)?;
    }
    let rust = target(root).join("peers/rust");
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "--release"]).current_dir(root.join("benches/peers/rust"));
    if !crate::succeeds(build.env("CARGO_TARGET_DIR", &rust)) {
        return Err(Error::other("the programs of other engines do not build"));
    }
    let mut holds = true;
    let mut speeds = [0.0; 3];
    head();
    for (i, (name, options)) in
        [("glasshouse, R1", &[][..]), ("glasshouse, R1, every act", EVERY_ACT), ("glasshouse, R1g", R1G)]
            .into_iter()
            .enumerate()
    {
        let (found, cost) = run(root, &own, OWN[i], options)?;
        speeds[i] = speed(&found, &cost);
        holds &= row(name, &found, &cost, i == 2, "");
    }
    let [thinned, every, coupled] = speeds;
    for peer in PEERS {
        for (coupling, people) in peer.people.iter().enumerate() {
            let Some(people) = people else { continue };
            let (found, cost) = peer.run(root, &rust, *people, peer.words[coupling])?;
            let by = |own: f64| own / speed(&found, &cost);
            let ratios = match (peer.way, coupling) {
                (Way::SameAlgorithm, _) => format!("{:>10} {:>10} {:>10.1}", "", "", by(thinned)),
                (Way::AsUsersWrite, 0) => format!("{:>10.1} {:>10.1}", by(thinned), by(every)),
                (Way::AsUsersWrite, _) => format!("{:>10.1}", by(coupled)),
            };
            let name = format!("{}{}", peer.name, if coupling == 1 { ", R1g" } else { "" });
            holds &= row(&name, &found, &cost, coupling == 1, &ratios);
        }
    }
    println!(
        "person-days per second of processor time, whole process; ratios of glasshouse to the row: as users write it,"
    );
    println!(
        "like for like (every act drawn on both sides), same algorithm. Last: distance from the reference values."
    );
    Ok(holds)
}

/// An environment for Python, made once.
fn install(root: &Path, environment: &str, packages: &str) -> Result<()> {
    let folder = target(root).join("peers").join(environment);
    let list = root.join("benches/peers/python").join(packages);
    let done = folder.join("installed.txt");
    let wanted = std::fs::read_to_string(&list)?;
    if std::fs::read_to_string(&done).is_ok_and(|text| text == wanted) {
        return Ok(());
    }
    let made = crate::succeeds(Command::new("python3").args(["-m", "venv"]).arg(&folder))
        && crate::succeeds(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "-r"]).arg(&list));
    if !made {
        return Err(Error::other(format!("the packages of {packages} cannot be installed")));
    }
    std::fs::write(done, wanted)
}

impl Peer {
    fn run(&self, root: &Path, rust: &Path, people: u32, word: &str) -> Result<(Found, Cost)> {
        let mut command = match self.of {
            Of::Python(environment, script) => {
                let python: PathBuf = target(root).join("peers").join(environment).join("bin/python");
                let mut command = Command::new(python);
                command.arg(root.join("benches/peers/python").join(script));
                command
            }
            Of::Rust(binary) => Command::new(rust.join("release").join(binary)),
        };
        let said = target(root).join("peers/said.txt");
        command.args([&people.to_string(), word]).stderr(Stdio::null());
        let cost = cost_of(command.stdout(std::fs::File::create(&said)?))?;
        let text = std::fs::read_to_string(&said)?;
        let line = text.lines().find_map(|line| line.strip_prefix("R1 "));
        let value = |name: &str| {
            let words = line.unwrap_or_default().split_whitespace();
            words.filter_map(|word| word.split_once('=')).find(|(n, _)| *n == name)?.1.parse::<f64>().ok()
        };
        let names = ["a", "b", "c", "d", "watched", "penalties", "bonuses", "sum"];
        let totals: Option<Vec<f64>> = names.into_iter().map(value).collect();
        let totals = totals.and_then(|totals| <[f64; 8]>::try_from(totals).ok());
        totals
            .map(|totals| (Found::new(totals), cost))
            .ok_or_else(|| Error::other(format!("{} says nothing that can be read", self.name)))
    }
}

/// Person-days per second of processor time.
fn speed(found: &Found, cost: &Cost) -> f64 {
    found.people * DAYS / cost.cpu
}

fn head() {
    println!(
        "{:<28} {:>10} {:>8} {:>8} {:>10} {:>7} {:>10} {:>10} {:>10}  reference",
        "program", "people", "CPU s", "wall s", "per CPU s", "MB", "as written", "like", "same"
    );
}

/// A line of the table; whether the program hits the reference values.
fn row(name: &str, found: &Found, cost: &Cost, coupled: bool, ratios: &str) -> bool {
    let (farthest, errors) = found.farthest(coupled);
    let Cost { cpu, wall, peak } = cost;
    let (people, speed, memory) = (found.people, speed(found, cost), *peak as f64 / 1e3);
    println!(
        "{name:<28} {people:>10} {cpu:>8.2} {wall:>8.2} {speed:>10.2e} {memory:>7.0} {ratios:<32}  {errors:.1} ({farthest})"
    );
    errors < 4.5
}
