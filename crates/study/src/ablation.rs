//! What each mechanism carries: a regime as declared, and with one mechanism after the other switched off.
//!
//! A row is a name and the figures that switch its mechanism off. All rows run over the same people and the same luck, so
//! what changes in an output is taken replicate by replicate and rests on the mechanism alone. Outputs are quantities over
//! the counts of a run, written as in a case.

use crate::compare::Arm;
use crate::estimate::{from_replicates, reason};
use crate::executor::Pool;
use crate::failure::{Failure, Faults};
use crate::person::text;
use crate::source::Document;
use crate::spec::RunSpec;
use crate::studyfile::beside;
use crate::validate::bench::{Bench, Key, Values, Work, people};
use crate::validate::{Part, Quantity, Step, Subject, scenario};
use glasshouse_model::Text;
use glasshouse_text::{Reader, Spanned, Table};
use glasshouse_wire::Estimate;
use glasshouse_wire::ablation::{AblationCell, AblationDoc, AblationOutput, AblationRow};
use glasshouse_wire::json;
use std::fs;
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;

/// The file of an ablation, in a folder of the bundle of its study.
pub const ABLATION_FILE: &str = "ablation.json";
/// Version of its format.
const SCHEMA: &str = "ablation/1";

/// An ablation as written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    id: String,
    arm: String,
    outputs: Vec<Output>,
    off: Vec<Off>,
}

/// A quantity that is looked at.
#[derive(Clone, Debug)]
struct Output {
    id: String,
    label: Text,
    written: String,
    quantity: Quantity,
    at: Range<usize>,
}

/// A mechanism and what switches it off.
#[derive(Clone, Debug)]
struct Off {
    id: String,
    label: Text,
    set: Vec<String>,
}

/// An ablation that can start.
#[derive(Debug)]
pub struct Ablation {
    /// Name inside the study.
    pub id: String,
    /// Warnings about the regime and the society as declared.
    pub warnings: Vec<Faults>,
    arm: String,
    outputs: Vec<Output>,
    off: Vec<Off>,
    /// As declared, then one for each row.
    parts: Vec<Part>,
    shared: RunSpec,
}

impl Written {
    pub(crate) fn of<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Written> {
        let arm = reader.words(table, "arm");
        let mut outputs = Vec::new();
        for table in reader.tables(table, "output") {
            let (label, quantity) = (reader.text(&table, "label"), scenario::quantity(reader, &table));
            let (Some(label), Some((written, quantity))) = (label, quantity) else { continue };
            let at = table.value_span("value");
            outputs.push(Output { id: table.id.value.clone(), label, written, quantity, at });
        }
        let mut off = Vec::new();
        for table in reader.tables(table, "off") {
            let (label, set) = (reader.text(&table, "label"), reader.names(&table, "set"));
            let set = set.into_iter().map(|s: Spanned<String>| s.value).collect();
            off.extend(label.map(|label| Off { id: table.id.value.clone(), label, set }));
        }
        Some(Written { id: table.id.value.clone(), arm: arm?.value, outputs, off })
    }

    /// Checks the regime as declared and with every row switched off. Outputs that speak of what the regime does not have
    /// are reported where they stand.
    pub(crate) fn prepare(
        self,
        reader: &mut Reader<'_>,
        study: &Document,
        shared: &RunSpec,
    ) -> Result<Ablation, Failure> {
        let arm = Arm::parse(&beside(study, &self.arm))?;
        let spec = RunSpec {
            regime: arm.regime,
            reforms: arm.reform.into_iter().collect(),
            set: shared.set.iter().chain(&arm.set).cloned().collect(),
            ..shared.clone()
        };
        let part = |id: &str, set: &[String]| -> Result<Part, Failure> {
            let set = spec.set.iter().chain(set).cloned().collect();
            let prepared = RunSpec { set, ..spec.clone() }.prepare()?;
            Ok(Part { id: id.to_owned(), subject: Subject::Regime(Box::new(prepared)), redraw: false })
        };
        let mut parts = vec![part("", &[])?];
        for off in &self.off {
            parts.push(part(&off.id, &off.set)?);
        }
        for output in &self.outputs {
            scenario::lacking(reader, parts.iter(), (&output.written, &output.quantity), &output.at);
        }
        let warnings = match parts.first().map(|p| &p.subject) {
            Some(Subject::Regime(prepared)) => prepared.warnings.clone(),
            Some(Subject::Model { .. } | Subject::Market(_)) | None => Vec::new(),
        };
        let Written { id, arm, outputs, off } = self;
        Ok(Ablation { id, warnings, arm, outputs, off, parts, shared: spec })
    }
}

impl Ablation {
    /// Runs every row and stores the table in a folder. `watch` may stop it between replicates.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] where `watch` stopped it; otherwise what the disk says.
    pub(crate) fn perform(
        &self,
        pool: &Pool,
        folder: &Path,
        watch: &mut (dyn FnMut(Step) -> ControlFlow<()> + Send),
    ) -> Result<AblationDoc, Failure> {
        let (seed, replicates) = (self.shared.seed, self.shared.replicates);
        let keys: Vec<Key> = (0..self.parts.len()).map(|place| (place, 1, seed)).collect();
        let of = keys.len() as u64 * u64::from(replicates);
        let mut bench = Bench { pool, watch: Mutex::new(watch), done: AtomicU64::new(0), of };
        let work = Work { parts: &self.parts, quantities: self.outputs.iter().map(|o| &o.quantity).collect() };
        let doc = self.document(&bench.run(&work, &keys, replicates)?)?;
        let path = folder.join(ABLATION_FILE);
        let failed = |e: std::io::Error| Failure::writing(&path, &e);
        fs::create_dir_all(folder).map_err(failed)?;
        fs::write(&path, json::pretty(&doc).map_err(Failure::unserialisable)?).map_err(failed)?;
        Ok(doc)
    }

    fn document(&self, values: &Values) -> Result<AblationDoc, Failure> {
        let column = |part: usize, output: usize| -> Vec<Option<f64>> {
            let rows = values.get(&(part, 1, self.shared.seed)).map_or(&[][..], Vec::as_slice);
            rows.iter().map(|row| row.get(output).copied().flatten()).collect()
        };
        let output = |(place, output): (usize, &Output)| AblationOutput {
            id: output.id.clone(),
            label: text(&output.label),
            quantity: output.written.clone(),
            value: from_replicates(&column(0, place), reason::NO_CASES),
        };
        let row = |(place, off): (usize, &Off)| AblationRow {
            id: off.id.clone(),
            label: text(&off.label),
            set: off.set.clone(),
            cells: (0..self.outputs.len()).map(|o| changed(&column(0, o), &column(place + 1, o))).collect(),
        };
        let mut doc = AblationDoc {
            schema: SCHEMA.into(),
            glasshouse: crate::VERSION.into(),
            id: self.id.clone(),
            arm: self.arm.clone(),
            society: self.shared.society.name.clone(),
            people: people(&self.parts, 0, 1),
            months: self.shared.months,
            seed: self.shared.seed,
            replicates: self.shared.replicates,
            outputs: self.outputs.iter().enumerate().map(output).collect(),
            rows: self.off.iter().enumerate().map(row).collect(),
            digest: String::new(),
        };
        let bytes = json::pretty(&doc).map_err(Failure::unserialisable)?;
        doc.digest = blake3::hash(&bytes).to_hex().to_string();
        Ok(doc)
    }
}

/// What becomes of an output without a mechanism, of its values by replicate with and without it.
fn changed(with: &[Option<f64>], without: &[Option<f64>]) -> AblationCell {
    let pairs = || with.iter().zip(without);
    let differences: Vec<Option<f64>> = pairs().map(|(a, b)| a.zip(*b).map(|(a, b)| b - a)).collect();
    let change = from_replicates(&differences, reason::NO_CASES);
    AblationCell {
        value: from_replicates(without, reason::NO_CASES),
        // Equal inputs give equal bits, so a change that is there at all is not 0.
        same: pairs().all(|(a, b)| a.map(f64::to_bits) == b.map(f64::to_bits)),
        distinguishable: match &change {
            Estimate::Interval { low, high, .. } => Some(*low > 0.0 || *high < 0.0),
            Estimate::Single { .. } | Estimate::Undefined { .. } => None,
        },
        change,
    }
}

/// The table in a folder.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses; [`Failure::Document`] where it is damaged.
pub fn read(folder: &Path) -> Result<AblationDoc, Failure> {
    let path = folder.join(ABLATION_FILE);
    let bytes = fs::read(&path).map_err(|e| Failure::reading(&path, &e))?;
    serde_json::from_slice(&bytes)
        .map_err(|_| Failure::damaged(&path, "it is not a table of an ablation", "它不是消融结果表"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: changes −1, −2, −3 have mean −2 and standard error 1/√3, t(2) is 4.303.
    #[test]
    fn changes_are_taken_replicate_by_replicate() {
        let cell = changed(&[Some(10.0), Some(20.0), Some(30.0)], &[Some(9.0), Some(18.0), Some(27.0)]);
        let Estimate::Interval { mean, low, high, n: 3 } = cell.change else { panic!("{cell:?}") };
        assert!((mean + 2.0).abs() < 1e-12 && (high - low - 2.0 * 4.3027 / 3f64.sqrt()).abs() < 1e-3);
        assert_eq!((cell.same, cell.distinguishable), (false, Some(false)));
        let same = changed(&[Some(1.5), Some(2.5)], &[Some(1.5), Some(2.5)]);
        assert_eq!((same.same, same.distinguishable), (true, Some(false)));
        let none = changed(&[Some(1.0), None], &[None, None]);
        assert_eq!(none.change, Estimate::Undefined { reason: reason::NO_CASES.into() });
    }
}
