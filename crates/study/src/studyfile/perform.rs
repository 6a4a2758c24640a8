//! Performing a study: part after part, each an ordinary comparison or sweep inside one bundle.
//!
//! The parts lie in `TARGET.partial` until all are finished; going on takes those that are there.

use super::StudyFile;
use crate::ablation;
use crate::bundle;
use crate::catalogue::Kind;
use crate::compare::{self, Condition};
use crate::executor::Pool;
use crate::failure::{Failure, Note};
use crate::papers;
use crate::person::text;
use crate::source::Document;
use crate::spec::quote;
use crate::sweep::{self, Cache};
use glasshouse_wire::json;
use glasshouse_wire::study::{StudyDoc, StudyPart};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The file that makes a folder the bundle of a study.
pub const STUDY_FILE: &str = "study.json";
/// Version of its format.
const SCHEMA: &str = "study-run/1";
/// The study as written, in its bundle.
const TEXT_FILE: &str = "study.toml";

/// How far a study is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A comparison.
    Compare(compare::Step),
    /// A sweep, by its place in the file.
    Sweep(usize, sweep::Step),
    /// An ablation, by its place in the file.
    Ablation(usize, crate::validate::Step),
    /// A part was finished before.
    Taken,
}

/// Performs a study and stores it at `target`. `watch` may stop it.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it: finished parts are taken with `resume`. Otherwise as for its
/// parts.
pub fn perform(
    study: &StudyFile,
    document: &Document,
    pool: &Pool,
    cache: &Path,
    target: &Path,
    resume: bool,
    watch: &mut (dyn FnMut(Step) -> ControlFlow<()> + Send),
) -> Result<StudyDoc, Failure> {
    if target.exists() && Kind::of(target) != Some(Kind::Study) {
        let shown = target.display();
        let note = Note::new(
            "GH0904",
            format!("{shown} exists and is not a study"),
            format!("{shown} 已存在，且不是一项研究"),
        );
        return Err(Failure::Usage(
            note.help("choose another place with `-o DIR`, or another `--name`", "请用 `-o 目录` 或 `--name` 另选位置"),
        ));
    }
    let work = Work { study, document, pool, cache, folder: workshop(target) };
    work.open(resume)?;
    let mut parts = Vec::new();
    if let Some(part) = work.compare(watch)? {
        parts.push(part);
    }
    for place in 0..study.sweeps.len() {
        parts.push(work.sweep(place, watch)?);
    }
    for place in 0..study.ablations.len() {
        parts.push(work.ablation(place, watch)?);
    }
    let doc = work.document(parts);
    work.finish(target, &doc)?;
    Ok(doc)
}

fn workshop(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_os_string();
    name.push(".partial");
    target.with_file_name(name)
}

struct Work<'s> {
    study: &'s StudyFile,
    document: &'s Document,
    pool: &'s Pool,
    cache: &'s Path,
    folder: PathBuf,
}

impl Work<'_> {
    /// Makes the workshop ready: with `resume` it must be that of the same text.
    fn open(&self, resume: bool) -> Result<(), Failure> {
        let copy = self.folder.join(TEXT_FILE);
        let failed = |e: std::io::Error| Failure::writing(&self.folder, &e);
        let same = fs::read(&copy).is_ok_and(|bytes| bytes == self.document.bytes);
        if resume && !same {
            return Err(Failure::Usage(Note::new("GH0931", "there is nothing to resume", "没有可继续的运行").help(
                "no unfinished study of exactly this text lies here; leave out `--resume` to begin",
                "这里没有文本完全相同的未完成研究；去掉 `--resume` 即可重新开始",
            )));
        }
        if !resume && self.folder.exists() {
            fs::remove_dir_all(&self.folder).map_err(failed)?;
        }
        fs::create_dir_all(self.folder.join("sweeps")).map_err(failed)?;
        fs::write(&copy, &self.document.bytes).map_err(failed)
    }

    fn compare(&self, watch: &mut dyn FnMut(Step) -> ControlFlow<()>) -> Result<Option<StudyPart>, Failure> {
        let Some(part) = &self.study.compare else { return Ok(None) };
        let target = self.folder.join("compare");
        let doc = if Kind::of(&target) == Some(Kind::Compare) {
            let _ = watch(Step::Taken);
            compare::read(&target)?
        } else {
            let prepared = part.spec(&self.study.shared, self.cache)?.prepare()?;
            let names: Vec<&str> = prepared.arms.iter().skip(1).map(|(name, _)| name.as_str()).collect();
            let conditions: Vec<Condition> =
                part.fail_if.iter().map(|text| Condition::parse(text, &names)).collect::<Result<_, _>>()?;
            let begun = self.folder.join("compare.partial").is_dir();
            let mut watch = |step| watch(Step::Compare(step));
            let command = self.command(&part.arms);
            compare::compare(&prepared, &conditions, &command, self.pool, &target, begun, &mut watch)?
        };
        Ok(Some(StudyPart {
            id: "compare".into(),
            kind: "compare".into(),
            path: "compare".into(),
            command: doc.command.clone(),
            digest: doc.digest.clone(),
            findings: doc.conditions.iter().filter(|c| c.holds == Some(true)).count() as u32,
        }))
    }

    /// The command that makes the comparison of these arms again.
    fn command(&self, arms: &[String]) -> String {
        let shared = &self.study.shared;
        let mut text = String::from("glasshouse compare");
        arms.iter().for_each(|arm| text.push_str(&format!(" {}", quote(arm))));
        let mut add = |flag: &str, value: &str| text.push_str(&format!(" {flag} {}", quote(value)));
        if let Some(baseline) = self.study.compare.as_ref().and_then(|c| c.baseline.as_deref()) {
            add("--baseline", baseline);
        }
        shared.people.iter().for_each(|n| add("-n", &n.to_string()));
        shared.society_seed.iter().for_each(|n| add("--society-seed", &n.to_string()));
        add("--months", &shared.months.to_string());
        add("-s", &shared.seed.to_string());
        add("-r", &shared.replicates.to_string());
        add("--society", &shared.society.name);
        shared.set.iter().for_each(|s| add("--set", s));
        add("--coupling", shared.coupling.name());
        text
    }

    fn sweep(&self, place: usize, watch: &mut dyn FnMut(Step) -> ControlFlow<()>) -> Result<StudyPart, Failure> {
        let Some(part) = self.study.sweeps.get(place) else {
            return Err(Failure::broken("no such part", "没有此部分"));
        };
        let path = format!("sweeps/{}", part.id);
        let target = self.folder.join(&path);
        let doc = if Kind::of(&target) == Some(Kind::Sweep) {
            let _ = watch(Step::Taken);
            sweep::read(&target)?
        } else {
            let prepared = part.spec.clone().prepare()?;
            let mut watch = |step| watch(Step::Sweep(place, step));
            sweep::sweep(&prepared, self.pool, &Cache::open(self.cache)?, &target, &mut watch)?
        };
        Ok(StudyPart {
            id: part.id.clone(),
            kind: "sweep".into(),
            path,
            command: doc.command.clone(),
            digest: doc.digest.clone(),
            findings: doc.claims.iter().filter(|c| c.fails > 0).count() as u32,
        })
    }

    fn ablation(
        &self,
        place: usize,
        watch: &mut (dyn FnMut(Step) -> ControlFlow<()> + Send),
    ) -> Result<StudyPart, Failure> {
        let Some(part) = self.study.ablations.get(place) else {
            return Err(Failure::broken("no such part", "没有此部分"));
        };
        let path = format!("ablations/{}", part.id);
        let target = self.folder.join(&path);
        let doc = if target.join(ablation::ABLATION_FILE).is_file() {
            let _ = watch(Step::Taken);
            ablation::read(&target)?
        } else {
            part.perform(self.pool, &target, &mut |step| watch(Step::Ablation(place, step)))?
        };
        Ok(StudyPart {
            id: part.id.clone(),
            kind: "ablation".into(),
            path,
            command: format!("glasshouse run {TEXT_FILE}"),
            digest: doc.digest,
            findings: 0,
        })
    }

    fn document(&self, parts: Vec<StudyPart>) -> StudyDoc {
        let text_digest = blake3::hash(&self.document.bytes).to_hex().to_string();
        let mut hasher = blake3::Hasher::new();
        hasher.update(text_digest.as_bytes());
        for part in &parts {
            hasher.update(format!("\n{} {}", part.id, part.digest).as_bytes());
        }
        StudyDoc {
            schema: SCHEMA.into(),
            glasshouse: crate::VERSION.into(),
            id: self.study.id.clone(),
            title: text(&self.study.title),
            text: text_digest,
            society: self.study.shared.society.name.clone(),
            seed: self.study.shared.seed,
            months: self.study.shared.months,
            replicates: self.study.shared.replicates,
            command: format!("glasshouse run {TEXT_FILE}"),
            digest: hasher.finalize().to_hex().to_string(),
            parts,
        }
    }

    /// Writes the papers and puts the workshop in its place; an older study there is replaced.
    fn finish(&self, target: &Path, doc: &StudyDoc) -> Result<(), Failure> {
        let failed = |e: std::io::Error| Failure::writing(target, &e);
        let write = |name: &str, bytes: &[u8]| fs::write(self.folder.join(name), bytes).map_err(failed);
        write("LICENSE", papers::LICENSE.as_bytes())?;
        write("ro-crate-metadata.json", &provenance(doc)?)?;
        write(STUDY_FILE, &json::pretty(doc).map_err(Failure::unserialisable)?)?;
        bundle::replace(&self.folder, target)
    }
}

/// Provenance after RO-Crate 1.1: the text, what was made of it, with which program.
fn provenance(doc: &StudyDoc) -> Result<Vec<u8>, Failure> {
    let parts: Vec<serde_json::Value> = doc
        .parts
        .iter()
        .map(|part| {
            serde_json::json!({
                "@id": format!("{}/", part.path), "@type": "Dataset", "name": part.id, "description": part.command,
                "identifier": format!("blake3:{}", part.digest),
            })
        })
        .collect();
    let ids = |with: &[&str]| -> Vec<serde_json::Value> {
        let paths = doc.parts.iter().map(|p| serde_json::json!({"@id": format!("{}/", p.path)}));
        with.iter().map(|id| serde_json::json!({"@id": id})).chain(paths).collect()
    };
    let mut graph = vec![
        serde_json::json!({
            "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        }),
        serde_json::json!({
            "@id": "./", "@type": "Dataset", "name": doc.title.en, "datePublished": papers::today(),
            "description": "A study over purely synthetic people.",
            "license": {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"},
            "identifier": format!("blake3:{}", doc.digest), "hasPart": ids(&[TEXT_FILE, STUDY_FILE]),
            "mentions": {"@id": "#study"},
        }),
        serde_json::json!({"@id": TEXT_FILE, "@type": "File", "name": "the study as written", "encodingFormat": "application/toml"}),
        serde_json::json!({"@id": STUDY_FILE, "@type": "File", "name": "what was done", "encodingFormat": "application/json"}),
        serde_json::json!({
            "@id": "#study", "@type": "CreateAction", "name": doc.command,
            "instrument": {"@id": "#glasshouse"}, "object": {"@id": TEXT_FILE}, "result": ids(&[]),
        }),
        serde_json::json!({
            "@id": "#glasshouse", "@type": "SoftwareApplication", "name": "glasshouse", "softwareVersion": doc.glasshouse,
        }),
    ];
    graph.extend(parts);
    let crate_file = serde_json::json!({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph});
    json::pretty(&crate_file).map_err(Failure::unserialisable)
}

/// A stored study.
///
/// # Errors
/// [`Failure::Input`] where there is none, or it is damaged.
pub fn read_result(path: &Path) -> Result<StudyDoc, Failure> {
    bundle::document(&path.join(STUDY_FILE), SCHEMA)
}
