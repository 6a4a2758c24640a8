//! Rules that run: crate arrows, core purity, module docs, file sizes, reasons for dependencies.

use std::io;
use std::path::{Path, PathBuf};

/// The arrows: each crate and the crates of ours that it may depend on. The one place where they are written.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("rulebook", &["model", "text"]),
    ("society", &["model", "text"]),
    ("regime", &["model", "rulebook"]),
    ("metrics", &["model"]),
    ("engine", &["model", "society", "rulebook", "regime", "metrics"]),
    ("audit", &["model", "rulebook"]),
    ("sensitivity", &["model"]),
    ("trade", &["model", "text"]),
    ("wire", &[]),
    (
        "study",
        &[
            "model",
            "text",
            "rulebook",
            "society",
            "regime",
            "engine",
            "metrics",
            "audit",
            "sensitivity",
            "trade",
            "wire",
            "views",
        ],
    ),
    ("views", &["model", "wire"]),
    ("mpi", &["engine"]),
    ("server", &["model", "study", "views", "wire"]),
    ("cli", &["model", "text", "rulebook", "society", "mpi", "server", "study", "wire", "views", "metrics"]),
    ("testing", &["model", "text", "rulebook", "society", "regime", "engine", "metrics", "audit", "trade"]),
];

/// Crates that know no files, clocks, threads, environment or printing.
const CORE: &[&str] =
    &["model", "text", "rulebook", "society", "regime", "engine", "metrics", "audit", "sensitivity", "trade"];

/// What core crates may not mention.
const IMPURE: &[&str] = &["std::fs", "std::time", "std::thread", "std::env", "std::net", "std::process", "println!"];

/// Longest source file, in lines. Tables of data (catalogues) are exempt.
const LINES_MAX: usize = 800;
const TABLES: &[&str] = &["code.rs", "messages.rs", "schema.rs"];

/// Everything to mend, one line each.
pub fn problems(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let crates = folders(&root.join("crates"))?;
    for folder in &crates {
        let name = name_of(folder);
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml"))?;
        check_arrows(&name, &manifest, &mut found);
        if name != "wire" && dependencies(&manifest).iter().any(|d| d == "serde") {
            found.push(format!("crates/{name}: only wire may depend on serde"));
        }
        for file in sources(&folder.join("src"))? {
            let text = std::fs::read_to_string(&file)?;
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            check_source(&name, &shown, &text, &mut found);
        }
    }
    check_reasons(&std::fs::read_to_string(root.join("Cargo.toml"))?, &mut found);
    check_architecture(&std::fs::read_to_string(root.join("ARCHITECTURE.md"))?, &crates, &mut found);
    found.extend(crate::web::problems(root)?);
    Ok(found)
}

fn check_arrows(name: &str, manifest: &str, found: &mut Vec<String>) {
    let Some((_, allowed)) = ARROWS.iter().find(|(n, _)| *n == name) else {
        found.push(format!("crates/{name}: not in the table of arrows (xtask/src/tidy.rs)"));
        return;
    };
    for dependency in dependencies(manifest) {
        if let Some(ours) = dependency.strip_prefix("glasshouse-")
            && !allowed.contains(&ours)
        {
            found.push(format!("crates/{name}: may not depend on {ours}"));
        }
    }
}

/// The names under `[dependencies]`.
fn dependencies(manifest: &str) -> Vec<String> {
    let after = manifest.split("\n[dependencies]").nth(1).unwrap_or_default();
    let section = after.split("\n[").next().unwrap_or_default();
    let names = section.lines().filter_map(|line| line.split(['.', '=', ' ']).next());
    names.filter(|n| !n.is_empty() && !n.starts_with('#')).map(str::to_string).collect()
}

fn check_source(name: &str, shown: &str, text: &str, found: &mut Vec<String>) {
    if !text.trim_start().starts_with("//!") {
        found.push(format!("{shown}: a module opens with //!"));
    }
    let lines = text.lines().count();
    if lines > LINES_MAX && !TABLES.iter().any(|t| shown.ends_with(t)) {
        found.push(format!("{shown}: {lines} lines, more than {LINES_MAX}"));
    }
    if CORE.contains(&name) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            for word in IMPURE.iter().filter(|w| line.contains(**w)) {
                found.push(format!("{shown}:{}: core crates may not use {word}", number + 1));
            }
        }
    }
}

/// Every third-party dependency of the workspace says why on its line or the lines above it.
fn check_reasons(manifest: &str, found: &mut Vec<String>) {
    let after = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let section = after.split("\n[").next().unwrap_or_default();
    for line in section.lines().filter(|l| l.contains('=') && !l.trim_start().starts_with('#')) {
        if !line.starts_with("glasshouse-") && !line.contains("# ") {
            found.push(format!("Cargo.toml: say why: {line}"));
        }
    }
}

fn check_architecture(text: &str, crates: &[PathBuf], found: &mut Vec<String>) {
    if text.lines().count() > 250 {
        found.push("ARCHITECTURE.md: more than 250 lines".to_string());
    }
    for folder in crates {
        let name = name_of(folder);
        if !text.contains(&format!("`glasshouse-{name}`")) {
            found.push(format!("ARCHITECTURE.md: does not name glasshouse-{name}"));
        }
    }
}

fn name_of(folder: &Path) -> String {
    folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    all.retain(|p| p.join("Cargo.toml").is_file());
    all.sort();
    Ok(all)
}

fn sources(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
