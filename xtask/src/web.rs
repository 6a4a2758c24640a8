//! The page of the workbench: building it, and proving that the build that is committed is that of its sources.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Where the proof lies: a number of the sources, and one of what was built from them.
const PROOF: &str = "crates/server/assets.digest";
/// What the build reads.
const SOURCES: [&str; 8] = [
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
];
const BUILT: &str = "crates/server/assets";
/// The packages of the lock file. `npm ci` would refuse a lock that was written where a registry has the optional
/// packages of some platforms only.
const PACKAGES: [&str; 4] = ["install", "--no-save", "--no-audit", "--no-fund"];

/// What is out of date, one line each. Needs no Node.
pub fn problems(root: &Path) -> io::Result<Vec<String>> {
    let recorded = std::fs::read_to_string(root.join(PROOF)).unwrap_or_default();
    if recorded == proof(root)? {
        return Ok(Vec::new());
    }
    Ok(vec![format!("{PROOF}: the page is not the one that its sources make; run `cargo xtask web` and commit")])
}

/// Builds the page anew, with Node.
pub fn build(root: &Path) -> ExitCode {
    let web = root.join("web");
    let program = crate::target(root).join("debug").join("glasshouse");
    let steps: [(&str, &[&str], &Path); 5] = [
        ("cargo", &["build", "--quiet", "-p", "glasshouse-cli"], root),
        ("npm", &PACKAGES, &web),
        ("node", &["scripts/types.mjs", &program.to_string_lossy()], &web),
        ("npx", &["svelte-check", "--tsconfig", "./tsconfig.json"], &web),
        ("npx", &["vite", "build"], &web),
    ];
    for (command, arguments, folder) in steps {
        if !crate::succeeds(Command::new(command).args(arguments).current_dir(folder)) {
            return ExitCode::FAILURE;
        }
    }
    match proof(root).and_then(|text| std::fs::write(root.join(PROOF), text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{PROOF}: {error}");
            ExitCode::from(3)
        }
    }
}

/// Tries the page in a real browser.
pub fn page_tests(root: &Path) -> ExitCode {
    with_node(root, "debug", &["--test", "tests/page.test.mjs"])
}

/// Measures the page in a real browser against its budgets, with a release build.
pub fn page_budgets(root: &Path) -> ExitCode {
    with_node(root, "release", &["tests/budgets.mjs"])
}

/// Builds the program and has Node try it.
fn with_node(root: &Path, profile: &str, arguments: &[&str]) -> ExitCode {
    let web = root.join("web");
    let mut build = Command::new("cargo");
    build.args(["build", "--quiet", "-p", "glasshouse-cli"]).current_dir(root);
    if profile == "release" {
        build.arg("--release");
    }
    let is_ready = crate::succeeds(&mut build)
        && (web.join("node_modules").is_dir() || crate::succeeds(Command::new("npm").args(PACKAGES).current_dir(&web)));
    let program = crate::target(root).join(profile).join("glasshouse");
    let mut node = Command::new("node");
    node.args(arguments).env("GLASSHOUSE", program).current_dir(&web);
    if is_ready && crate::succeeds(&mut node) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The numbers of sources and build, as they are recorded.
fn proof(root: &Path) -> io::Result<String> {
    let web = root.join("web");
    let sources = SOURCES.map(|name| web.join(name));
    Ok(format!("sources {:016x}\nbuilt {:016x}\n", digest(root, &sources)?, digest(root, &[root.join(BUILT)])?))
}

/// FNV-1a over names and contents, in the order of names.
fn digest(root: &Path, places: &[PathBuf]) -> io::Result<u64> {
    let mut files = Vec::new();
    for place in places {
        collect(place, &mut files)?;
    }
    files.sort();
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    let mut take = |bytes: &[u8]| {
        for byte in bytes {
            state = (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let content = std::fs::read(&file)?;
        take(name.as_bytes());
        take(&(content.len() as u64).to_le_bytes());
        take(&content);
    }
    Ok(state)
}

fn collect(place: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if place.is_dir() {
        for item in std::fs::read_dir(place)? {
            collect(&item?.path(), files)?;
        }
    } else {
        files.push(place.to_path_buf());
    }
    Ok(())
}
