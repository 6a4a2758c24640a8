//! The bundle of a sweep: `sweep.json`, the points with their inputs and outputs, the documents, the figure.
//!
//! Nothing in it tells when or how it was made, so a sweep that was stopped and went on ends in the same bytes.

use super::work::Outputs;
use super::{PreparedSweep, Subject};
use crate::bundle::{self, Draft};
use crate::failure::Failure;
use crate::levels;
use crate::papers;
use crate::person::text;
use crate::source::Document;
use crate::spec::SOCIETY_FILE;
use crate::table::{Cell, ColumnSpec, Holds, TableSpec, TableWriter};
use crate::tables::REPLICATE;
use glasshouse_model::text::Label;
use glasshouse_views::sweep as view;
use glasshouse_wire::json;
use glasshouse_wire::run::{SocietyRef, Text};
use glasshouse_wire::sweep::{
    ClaimDoc, FailedPoint, LeftOut, PointLevels, SweepArm, SweepDesign, SweepDoc, SweepInput, SweepRow,
};
use std::path::Path;

/// The file that makes a folder the bundle of a sweep.
pub const SWEEP_FILE: &str = "sweep.json";
/// Version of its format.
pub const SCHEMA: &str = "sweep/1";

const fn column(name: &'static str, holds: Holds, unit: &'static str, label: Label, definition: Label) -> ColumnSpec {
    ColumnSpec { name, holds, unit, label, definition }
}

const POINT: ColumnSpec = column(
    "point",
    Holds::Int,
    "",
    Label { en: "point", zh: "点" },
    Label { en: "Number of the point in the design, from 0.", zh: "设计中点的编号，从0起。" },
);

/// One input of one point.
pub const INPUTS: TableSpec = TableSpec {
    file: "inputs.parquet",
    row: Label {
        en: "An input of a point; inputs without a row have their declared value.",
        zh: "某点的一个输入；没有行的输入取声明值。",
    },
    columns: &[
        POINT,
        column(
            "input",
            Holds::Text,
            "",
            Label { en: "input", zh: "输入" },
            Label { en: "Path of the figure, as --set takes it.", zh: "数值的路径，同 --set。" },
        ),
        column(
            "value",
            Holds::Text,
            "",
            Label { en: "value", zh: "取值" },
            Label { en: "Value as written.", zh: "书写的取值。" },
        ),
        column(
            "number",
            Holds::Real,
            "",
            Label { en: "number", zh: "数字" },
            Label { en: "The value as a number in its own unit.", zh: "以其单位表示的数字。" },
        ),
    ],
};

/// One number of one run.
pub const OUTPUTS: TableSpec = TableSpec {
    file: "outputs.parquet",
    row: Label {
        en: "One metric of one arm at one point in one replicate.", zh: "某点、某方案、某次重复的一个指标。"
    },
    columns: &[
        POINT,
        column(
            "arm",
            Holds::Text,
            "",
            Label { en: "arm", zh: "方案" },
            Label { en: "Name of the regime.", zh: "制度名称。" },
        ),
        REPLICATE,
        column(
            "metric",
            Holds::Text,
            "",
            Label { en: "metric", zh: "指标" },
            Label { en: "Name of the metric, as in sweep.json.", zh: "指标名称，同 sweep.json。" },
        ),
        column(
            "value",
            Holds::Real,
            "as in `unit`",
            Label { en: "value", zh: "数值" },
            Label { en: "Value; absent where it has none.", zh: "数值；无值则缺。" },
        ),
        column(
            "unit",
            Holds::Text,
            "",
            Label { en: "unit", zh: "单位" },
            Label { en: "Unit of the value.", zh: "数值的单位。" },
        ),
    ],
};

/// Begins the bundle.
///
/// # Errors
/// As [`Draft::begin`].
pub fn begin(target: &Path) -> Result<Draft, Failure> {
    Draft::begin_as(target, SWEEP_FILE)
}

/// Writes everything and puts the bundle in its place.
///
/// # Errors
/// [`Failure::Machine`] where the disk refuses.
pub fn finish(
    prepared: &PreparedSweep,
    mut draft: Draft,
    outputs: &Outputs,
    rows: Vec<SweepRow>,
    claims: Vec<ClaimDoc>,
) -> Result<SweepDoc, Failure> {
    let dictionary = json::pretty(&papers::dictionary(&[INPUTS, OUTPUTS])).map_err(Failure::unserialisable)?;
    let notes = [
        ("glasshouse.schema", SCHEMA.to_owned()),
        ("glasshouse.dictionary", String::from_utf8_lossy(&dictionary).into_owned()),
    ];
    let inputs = write_inputs(prepared, &draft, &notes)?;
    draft.table(INPUTS.file, inputs)?;
    let (outputs_rows, digest) = write_outputs(prepared, outputs, &draft, &notes)?;
    draft.table(OUTPUTS.file, outputs_rows)?;
    draft.file("dictionary.json", &dictionary)?;
    draft.file("LICENSE", papers::LICENSE.as_bytes())?;
    let (arms, society) = documents(prepared, &mut draft)?;
    let mut doc = SweepDoc {
        schema: SCHEMA.into(),
        glasshouse: crate::VERSION.into(),
        subject: subject(prepared),
        title: title(prepared),
        arms,
        society,
        seed: prepared.seed(),
        replicates: prepared.replicates(),
        months: prepared.arms.first().map_or(0, |arm| arm.prepared.spec.months),
        set: prepared.arms.first().map_or(Vec::new(), |arm| arm.prepared.spec.set.clone()),
        design: SweepDesign {
            name: prepared.spec.design.name().into(),
            points: prepared.space.size,
            second_order: prepared.spec.second_order,
        },
        inputs: prepared.inputs.iter().map(input).collect(),
        left_out: left_out(prepared),
        points: prepared.space.points.len() as u64,
        runs: (outputs.n_different() * prepared.arms.len()) as u64 * u64::from(prepared.replicates()),
        failed: failed(prepared, outputs),
        levels: point_levels(prepared, outputs),
        rows,
        asked: prepared.n_asked() as u32,
        claims,
        illustration: prepared.replicates() == 1 && !prepared.arms.is_empty(),
        command: prepared.command(),
        digest,
        tables: Vec::new(),
        files: Vec::new(),
    };
    for (lang, suffix) in [(glasshouse_model::Lang::En, ""), (glasshouse_model::Lang::Zh, ".zh")] {
        for chart in view::charts(&doc, lang).iter().take(1) {
            draft.file(&format!("figure{suffix}.svg"), chart.svg().as_bytes())?;
        }
        draft.file(&format!("sweep{suffix}.html"), view::html(&doc, lang).as_bytes())?;
    }
    (doc.files, doc.tables) = draft.contents();
    doc.files.sort_by(|a, b| a.file.cmp(&b.file));
    draft.conclude(SWEEP_FILE, &json::pretty(&doc).map_err(Failure::unserialisable)?)?;
    Ok(doc)
}

fn subject(prepared: &PreparedSweep) -> String {
    match &prepared.spec.subject {
        Subject::Model(model, _) => model.name.to_owned(),
        Subject::Regime(_) => prepared.arms.first().map_or(String::new(), |arm| arm.name.clone()),
    }
}

fn title(prepared: &PreparedSweep) -> Text {
    match &prepared.spec.subject {
        Subject::Model(model, _) => Text { en: model.name.to_owned(), zh: model.name.to_owned() },
        Subject::Regime(_) => {
            let none = || Text { en: String::new(), zh: String::new() };
            prepared.arms.first().map_or_else(none, |arm| text(&arm.prepared.plan.title))
        }
    }
}

/// Puts the documents into the bundle; equal ones once.
fn documents(prepared: &PreparedSweep, draft: &mut Draft) -> Result<(Vec<SweepArm>, Option<SocietyRef>), Failure> {
    let mut written: Vec<(String, &Document)> = Vec::new();
    let mut arms = Vec::new();
    for (number, arm) in prepared.arms.iter().enumerate() {
        let mut own = None;
        for (name, document) in arm.documents() {
            let known = written.iter().find(|(_, other)| *other == document).map(|(name, _)| name.clone());
            let name = match known {
                Some(name) => name,
                None => {
                    let taken = written.iter().any(|(other, _)| *other == name);
                    let name = if taken {
                        name.replacen("rulebooks/", &format!("rulebooks/{}-", number + 1), 1)
                    } else {
                        name
                    };
                    draft.file(&name, &document.bytes)?;
                    written.push((name.clone(), document));
                    name
                }
            };
            own.get_or_insert(name);
        }
        arms.push(SweepArm {
            name: arm.name.clone(),
            regime: arm.prepared.plan.id.clone(),
            file: own.unwrap_or_default(),
            digest: blake3::hash(&arm.prepared.spec.regime.bytes).to_hex().to_string(),
        });
    }
    let Some(arm) = prepared.arms.first() else { return Ok((arms, None)) };
    let society = &arm.prepared.society;
    let file = draft.file(SOCIETY_FILE, &arm.prepared.spec.society.bytes)?;
    let society = SocietyRef {
        id: society.id.clone(),
        title: text(&society.title),
        file: file.file,
        digest: file.digest,
        seed: society.seed,
        people: society.people,
        households: 0,
    };
    Ok((arms, Some(society)))
}

fn input(input: &super::Input) -> SweepInput {
    SweepInput {
        path: input.path.clone(),
        value: input.declared.clone(),
        low: input.low.clone(),
        high: input.high.clone(),
        scale: input.scale.name().into(),
        asked: input.asked,
        why: input.why.clone(),
    }
}

fn left_out(prepared: &PreparedSweep) -> Vec<LeftOut> {
    prepared.left_out.iter().map(|(path, reason)| LeftOut { path: path.clone(), reason: text(reason) }).collect()
}

fn failed(prepared: &PreparedSweep, outputs: &Outputs) -> Vec<FailedPoint> {
    let reason = |point| Some(FailedPoint { point: point as u64, reason: text(outputs.failure(point)?) });
    (0..prepared.space.points.len()).filter_map(reason).collect()
}

/// The points at which lawful expression has several levels, arm by arm.
fn point_levels(prepared: &PreparedSweep, outputs: &Outputs) -> Vec<PointLevels> {
    let mut all = Vec::new();
    for point in 0..prepared.space.points.len() {
        for (number, arm) in prepared.arms.iter().enumerate() {
            let Some(ends) = outputs.levels(point, number) else { continue };
            let side = |side: usize| levels::estimate(&ends.iter().map(|ends| ends[side]).collect::<Vec<_>>());
            let given = prepared.overrides(point).into_iter();
            all.push(PointLevels {
                point: point as u64,
                arm: arm.name.clone(),
                set: given.filter_map(|(i, v)| Some(format!("{}={v}", prepared.inputs.get(i)?.path))).collect(),
                apart: ends.iter().filter(|ends| levels::are_apart(**ends)).count() as u32,
                from_nobody: side(0),
                from_everybody: side(1),
            });
        }
    }
    all
}

fn write_inputs(prepared: &PreparedSweep, draft: &Draft, notes: &[(&str, String)]) -> Result<u64, Failure> {
    let mut out = TableWriter::begin(draft.folder(), &INPUTS, notes)?;
    for point in 0..prepared.space.points.len() {
        for (place, value) in prepared.overrides(point) {
            let Some(input) = prepared.inputs.get(place) else { continue };
            let number = Cell::Real(input.number(&value));
            out.push(&[Cell::Int(point as i64), Cell::Text(&input.path), Cell::Text(&value), number])?;
        }
    }
    out.finish()
}

/// Writes the outputs; also their digest, with the specification.
fn write_outputs(
    prepared: &PreparedSweep,
    outputs: &Outputs,
    draft: &Draft,
    notes: &[(&str, String)],
) -> Result<(u64, String), Failure> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(prepared.specification().as_bytes());
    let mut out = TableWriter::begin(draft.folder(), &OUTPUTS, notes)?;
    let mut metrics = prepared.metrics();
    metrics.sort_unstable_by_key(|(place, ..)| *place);
    let model = [prepared.spec.subject_name()];
    let names: Vec<&str> = match prepared.arms.as_slice() {
        [] => model.to_vec(),
        arms => arms.iter().map(|arm| arm.name.as_str()).collect(),
    };
    for point in 0..prepared.space.points.len() {
        for (arm, name) in names.iter().enumerate() {
            for (place, metric, unit) in &metrics {
                for (replicate, value) in outputs.replicates(point, arm, *place).into_iter().enumerate() {
                    hasher.update(&value.map_or(u64::MAX, f64::to_bits).to_le_bytes());
                    out.push(&[
                        Cell::Int(point as i64),
                        Cell::Text(name),
                        Cell::Int(replicate as i64),
                        Cell::Text(metric),
                        value.map_or(Cell::Absent, Cell::Real),
                        Cell::Text(unit),
                    ])?;
                }
            }
        }
    }
    Ok((out.finish()?, hasher.finalize().to_hex().to_string()))
}

impl super::SweepSpec {
    fn subject_name(&self) -> &str {
        match &self.subject {
            Subject::Model(model, _) => model.name,
            Subject::Regime(spec) => &spec.regime.name,
        }
    }
}

/// A stored sweep.
///
/// # Errors
/// [`Failure::Input`] where there is none, or it is damaged.
pub fn read(path: &Path) -> Result<SweepDoc, Failure> {
    bundle::document(&path.join(SWEEP_FILE), SCHEMA)
}

/// The records of a sweep: one per metric asked for and input, most important first; then one per claim.
pub fn records(doc: &SweepDoc) -> Vec<serde_json::Value> {
    let is = if doc.illustration { "illustration" } else { "finding" };
    let mut records = Vec::new();
    for row in doc.rows.iter().take(doc.asked as usize) {
        for (rank, place) in row.ranking.iter().enumerate() {
            let place = *place as usize;
            let (Some(input), Some(result)) = (doc.inputs.get(place), row.inputs.get(place)) else { continue };
            records.push(serde_json::json!({
                "metric": row.metric, "unit": row.unit, "rank": rank + 1, "input": input.path,
                "value": input.value, "low": input.low, "high": input.high, "importance": result.importance,
                "what": row.importance, "importance_low": result.low, "importance_high": result.high,
                "mu": result.mu, "sigma": result.sigma, "first": result.first.map(|f| f.value),
                "total": result.total.map(|t| t.value), "correlation": result.correlation, "is": is,
            }));
        }
    }
    for claim in &doc.claims {
        records.push(serde_json::json!({
            "claim": claim.claim, "holds": claim.holds, "fails": claim.fails, "undecided": claim.undecided,
            "percent": claim.percent.map(|p| p.value), "percent_low": claim.percent.map(|p| p.low),
            "percent_high": claim.percent.map(|p| p.high), "is": is,
        }));
    }
    records
}
