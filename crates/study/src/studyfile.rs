//! Studies as files: arms, replicates, parameters and outputs in one text that runs again.

pub mod keys;
mod perform;

pub use perform::{STUDY_FILE, Step, perform, read_result};

use crate::ablation::{self, Ablation};
use crate::compare::{self, CompareSpec};
use crate::failure::{Failure, Faults, Note};
use crate::source::{self, Document};
use crate::spec::{Coupling, RunSpec};
use crate::sweep::{Design, Subject, SweepSpec, analytic};
use glasshouse_model::Text;
use glasshouse_text::{Document as Parsed, Problem, Reader, Spanned, Table};
use std::path::Path;

/// Months of a study that says none.
const MONTHS: u32 = 60;
/// Persons of each run of a sweep where none are said.
const SWEEP_PEOPLE: u32 = 10_000;

/// A study, read.
#[derive(Debug)]
pub struct StudyFile {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What all parts share; its regime is not used.
    shared: RunSpec,
    compare: Option<ComparePart>,
    sweeps: Vec<SweepPart>,
    ablations: Vec<Ablation>,
}

#[derive(Clone, Debug)]
struct ComparePart {
    arms: Vec<String>,
    baseline: Option<String>,
    fail_if: Vec<String>,
    unpaired: bool,
    gap: bool,
}

#[derive(Clone, Debug)]
struct SweepPart {
    id: String,
    spec: SweepSpec,
}

/// Whether a document is a study: its `format` says so.
pub fn is_one(document: &Document) -> bool {
    let text = String::from_utf8_lossy(&document.bytes);
    let line = text.lines().map(str::trim).find(|line| line.starts_with("format"));
    line.is_some_and(|line| line.contains("\"study/"))
}

/// Reads a study and everything that it names.
///
/// # Errors
/// [`Failure::Document`] with everything wrong in it; as for the documents that it names.
pub fn read(document: &Document) -> Result<(StudyFile, Vec<Faults>), Failure> {
    let parsed = Parsed::parse(&document.name, &document.bytes);
    let mut reader = Reader::new(&parsed, &[]);
    let root = reader.root(&keys::STUDY);
    if let Some(format) = reader.words(&root, "format")
        && format.value != keys::FORMAT
    {
        reader.report(Problem::UnknownFormat { written: format.value, known: keys::FORMAT }.at(format.span));
    }
    let (id, title) = (reader.id(&root), reader.text(&root, "title"));
    let setting = reader.table(&root, "setting");
    let written = Written::of(&mut reader, setting.as_ref());
    let compare = reader.table(&root, "compare").map(|table| ComparePart::of(&mut reader, &table));
    let sweeps: Vec<WrittenSweep> =
        reader.tables(&root, "sweep").iter().filter_map(|table| WrittenSweep::of(&mut reader, table)).collect();
    let tables = reader.tables(&root, "ablation");
    let ablations: Vec<ablation::Written> =
        tables.iter().filter_map(|table| ablation::Written::of(&mut reader, table)).collect();
    // What ablations look at is checked against what their regimes count, which takes a text without mistakes.
    let shared = if reader.has_errors() { None } else { Some(written.spec(document)?) };
    let prepared = shared.iter().flat_map(|shared| ablations.iter().map(move |a| (a.clone(), shared)));
    let ablations = prepared
        .map(|(ablation, shared)| ablation.prepare(&mut reader, document, shared))
        .collect::<Result<Vec<Ablation>, Failure>>()?;
    let reading = reader.finish();
    let faults = Faults { text: parsed.text().clone(), base: None, diagnostics: reading.diagnostics };
    let (Some(id), Some(title), Some(shared), false) = (id, title, shared, faults.has_errors()) else {
        return Err(Failure::Document(vec![faults]));
    };
    let sweeps = sweeps.into_iter().map(|sweep| sweep.part(&shared)).collect::<Result<Vec<_>, _>>()?;
    if compare.is_none() && sweeps.is_empty() && ablations.is_empty() {
        return Err(Failure::Usage(Note::new("GH0900", "the study asks for nothing", "该研究没有要求任何内容").help(
            "give it a [compare] table, a [[sweep]] or an [[ablation]]",
            "请加入 [compare] 表、[[sweep]] 或 [[ablation]]",
        )));
    }
    let own = if faults.diagnostics.is_empty() { Vec::new() } else { vec![faults] };
    let warnings = own.into_iter().chain(ablations.iter().flat_map(|a| a.warnings.clone())).collect();
    Ok((StudyFile { id: id.value, title, shared, compare, sweeps, ablations }, warnings))
}

/// The setting as written.
struct Written {
    society: Option<String>,
    people: Option<u32>,
    society_seed: Option<u64>,
    months: u32,
    seed: u64,
    replicates: u32,
    coupling: Coupling,
    set: Vec<String>,
}

impl Written {
    fn of<'d>(reader: &mut Reader<'d>, table: Option<&Table<'d>>) -> Written {
        let mut written = Written {
            society: None,
            people: None,
            society_seed: None,
            months: MONTHS,
            seed: 1,
            replicates: 1,
            coupling: Coupling::Week,
            set: Vec::new(),
        };
        let Some(table) = table else { return written };
        written.society = reader.words(table, "society").map(|s| s.value);
        written.people = whole(reader, table, "people");
        written.society_seed = whole(reader, table, "society_seed").map(u64::from);
        written.months = whole(reader, table, "months").unwrap_or(MONTHS);
        written.seed = whole(reader, table, "seed").map_or(1, u64::from);
        written.replicates = whole(reader, table, "replicates").unwrap_or(1);
        let coupling = reader.choice(table, "coupling").and_then(|c| Coupling::parse(c.value));
        written.coupling = coupling.unwrap_or(Coupling::Week);
        written.set = values(reader.names(table, "set"));
        written
    }

    fn spec(self, document: &Document) -> Result<RunSpec, Failure> {
        Ok(RunSpec {
            regime: source::find_regime(source::NONE)?,
            reforms: Vec::new(),
            set: self.set,
            society: source::find_society(&beside(document, self.society.as_deref().unwrap_or(source::SOCIETY)))?,
            people: self.people,
            society_seed: self.society_seed,
            seed: self.seed,
            months: self.months,
            replicates: self.replicates,
            coupling: self.coupling,
            keep: Vec::new(),
        })
    }
}

impl ComparePart {
    fn of<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> ComparePart {
        ComparePart {
            arms: values(reader.names(table, "arms")),
            baseline: reader.words(table, "baseline").map(|b| b.value),
            fail_if: values(reader.names(table, "fail_if")),
            unpaired: reader.flag(table, "unpaired").unwrap_or(false),
            gap: reader.flag(table, "gap").unwrap_or(false),
        }
    }

    fn spec(&self, shared: &RunSpec, cache: &Path) -> Result<CompareSpec, Failure> {
        Ok(CompareSpec {
            arms: compare::arms(&self.arms, self.baseline.as_deref())?,
            shared: shared.clone(),
            unpaired: self.unpaired,
            gaps: self.gap.then(|| cache.to_path_buf()),
        })
    }
}

/// A sweep as written.
struct WrittenSweep {
    id: String,
    arm: String,
    vary: Vec<String>,
    all_assumptions: bool,
    design: Design,
    points: Option<u32>,
    second_order: bool,
    metrics: Vec<String>,
    claims: Vec<String>,
    replicates: Option<u32>,
    people: Option<u32>,
}

impl WrittenSweep {
    fn of<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<WrittenSweep> {
        let (id, arm) = (reader.id(table), reader.words(table, "arm"));
        let design = reader.choice(table, "design").and_then(|d| Design::parse(d.value));
        let rest = WrittenSweep {
            id: String::new(),
            arm: String::new(),
            vary: values(reader.names(table, "vary")),
            all_assumptions: reader.flag(table, "all_assumptions").unwrap_or(false),
            design: design.unwrap_or(Design::Oat),
            points: whole(reader, table, "points"),
            second_order: reader.flag(table, "second_order").unwrap_or(false),
            metrics: values(reader.names(table, "metrics")),
            claims: values(reader.names(table, "claims")),
            replicates: whole(reader, table, "replicates"),
            people: whole(reader, table, "people"),
        };
        Some(WrittenSweep { id: id?.value, arm: arm?.value, ..rest })
    }

    fn part(self, shared: &RunSpec) -> Result<SweepPart, Failure> {
        let people = self.people.or(shared.people).unwrap_or(SWEEP_PEOPLE);
        let replicates = self.replicates.unwrap_or(shared.replicates);
        let subject = match analytic::find(&self.arm) {
            Some(model) => Subject::Model(model, shared.seed),
            None => {
                let arm = compare::Arm::parse(&self.arm)?;
                Subject::Regime(Box::new(RunSpec {
                    regime: arm.regime,
                    reforms: arm.reform.into_iter().collect(),
                    set: shared.set.iter().chain(&arm.set).cloned().collect(),
                    people: Some(people),
                    replicates,
                    ..shared.clone()
                }))
            }
        };
        let spec = SweepSpec {
            subject,
            vary: self.vary,
            all_assumptions: self.all_assumptions,
            design: self.design,
            points: self.points,
            second_order: self.second_order,
            metrics: self.metrics,
            claims: self.claims,
        };
        Ok(SweepPart { id: self.id, spec })
    }
}

/// A whole number that is 1 or more.
fn whole<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Option<u32> {
    let read = reader.whole(table, key)?;
    let value = u32::try_from(read.value).ok().filter(|n| *n > 0);
    if value.is_none() {
        let wanted = glasshouse_text::Label { en: "a whole number, 1 or more", zh: "不小于1的整数" };
        reader.report(Problem::OutOfBounds { value: read.value.to_string(), wanted }.at(read.span));
    }
    value
}

/// A document that a study names: as it stands where that is a built-in name or a file, otherwise beside the study.
pub(crate) fn beside(study: &Document, name: &str) -> String {
    let known = source::society_text(name).is_some() || source::regime_text(name).is_some();
    let place = Path::new(&study.name).parent().map(|folder| folder.join(name));
    match place.filter(|place| !known && !Path::new(name).exists() && place.is_file()) {
        Some(place) => place.display().to_string(),
        None => name.to_owned(),
    }
}

fn values(names: Vec<Spanned<String>>) -> Vec<String> {
    names.into_iter().map(|name| name.value).collect()
}

impl StudyFile {
    /// The name of its bundle: `study`, its id, the seed, and six digits of the file and of what it names.
    pub fn name(&self, document: &Document) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&document.bytes);
        hasher.update(&self.shared.society.bytes);
        let digits: String = hasher.finalize().to_hex().chars().take(6).collect();
        format!("study-{}-{}-{digits}", self.id, self.shared.seed)
    }

    /// How many parts it has.
    pub fn n_parts(&self) -> usize {
        usize::from(self.compare.is_some()) + self.sweeps.len() + self.ablations.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document { name: "study.toml".into(), bytes: text.as_bytes().to_vec(), built_in: false }
    }

    const HEAD: &str = "format = \"study/1\"\nid = \"appeals\"\ntitle = { en = \"Appeals\", zh = \"复核\" }\n";

    #[test]
    fn a_study_is_read_whole() {
        let text = format!(
            "{HEAD}[setting]\npeople = 3000\nmonths = 12\nreplicates = 2\nset = [\"indicator.cult.points=0\"]\n\
             [compare]\narms = [\"none\", \"suining-2010\"]\ngap = true\n\
             [[sweep]]\nid = \"fear\"\narm = \"suining-2010\"\nvary = [\"society.behaviour.phi\"]\ndesign = \"oat\"\n\
             claims = [\"expression > 0\"]\nreplicates = 1\n"
        );
        let document = document(&text);
        assert!(is_one(&document));
        let (study, warnings) = read(&document).unwrap();
        assert!(warnings.is_empty());
        assert_eq!((study.id.as_str(), study.n_parts(), study.shared.months), ("appeals", 2, 12));
        let sweep = &study.sweeps[0];
        let Subject::Regime(run) = &sweep.spec.subject else { panic!("{:?}", sweep.spec.subject) };
        assert_eq!((run.people, run.replicates, run.set.len(), sweep.spec.claims.len()), (Some(3000), 1, 1, 1));
        assert!(study.compare.as_ref().unwrap().gap);
        assert!(study.name(&document).starts_with("study-appeals-1-"));
    }

    #[test]
    fn mistakes_are_located() {
        let codes = |text: &str| match read(&document(text)) {
            Err(Failure::Document(faults)) => {
                faults.iter().flat_map(|f| &f.diagnostics).map(|d| (d.code.to_string(), d.span.is_some())).collect()
            }
            other => panic!("{other:?}"),
        };
        let found: Vec<(String, bool)> = codes(&format!(
            "{HEAD}[setting]\nmonths = 0\npeopel = 5\n[[sweep]]\nid = \"a\"\narm = \"suining-2010\"\ndesign = \"best\"\n"
        ));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|(_, located)| *located), "{found:?}");
        assert!(matches!(read(&document(HEAD)), Err(Failure::Usage(_))));
        let here = source::find_regime(concat!(env!("CARGO_MANIFEST_DIR"), "/../../studies/appeals.toml")).unwrap();
        assert_eq!(read(&here).unwrap().0.n_parts(), 3);
        assert!(!is_one(&document("format = \"rulebook/1\"\n")));
    }
}
