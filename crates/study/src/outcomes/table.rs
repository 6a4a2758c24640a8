//! The table of published outcomes: format and reading.

use crate::failure::{Failure, Faults};
use crate::source::Document;
use glasshouse_metrics::Metric;
use glasshouse_model::Text;
use glasshouse_text::keys::{ID, NOTE};
use glasshouse_text::{Document as Parsed, Key, Kind, Label, Problem, Reader, Table, TableSpec};

/// What `format` says.
const FORMAT: &str = "outcomes/1";

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

/// The whole file.
pub static OUTCOMES: TableSpec = TableSpec {
    name: "outcomes",
    doc: Label { en: "Published outcomes.", zh: "已公布的结果。" },
    keys: &[
        key("format", Kind::Words, true, "Always \"outcomes/1\".", "固定为\"outcomes/1\"。"),
        NOTE,
        key("outcome", Kind::Tables(&OUTCOME), true, "An outcome.", "一项结果。"),
        key(
            "calibration",
            Kind::Tables(&CALIBRATION),
            false,
            "A published number that set a figure.",
            "用于设定数字的公布值。",
        ),
    ],
};

static OUTCOME: TableSpec = TableSpec {
    name: "outcome",
    doc: Label { en: "A published outcome.", zh: "一项已公布的结果。" },
    keys: &[
        ID,
        key("regime", Kind::Words, true, "Built-in regime.", "内置制度。"),
        key("statement", Kind::Words, true, "Its `[[published]]` of that id.", "其中该id的[[published]]。"),
        key("unit", Kind::Text, false, "Unit.", "单位。"),
        key("months", Kind::Whole, false, "Months to run.", "运行月数。"),
        key("part", Kind::Names, false, "Counts above the line.", "分子。"),
        key("of", Kind::Names, false, "Counts below it; `people`, `months`.", "分母；people、months。"),
        key("scale", Kind::Words, false, "Factor.", "乘数。"),
        key("low", Kind::Words, false, "Lower end of the band.", "范围下端。"),
        key("high", Kind::Words, false, "Upper end of the band.", "范围上端。"),
        key("band", Kind::Text, false, "Why the band is so wide.", "范围为何如此宽。"),
        key("not_comparable", Kind::Text, false, "Why it cannot be compared.", "为何不可比。"),
    ],
};

static CALIBRATION: TableSpec = TableSpec {
    name: "calibration",
    doc: Label { en: "A published number that set a figure.", zh: "用于设定数字的公布值。" },
    keys: &[
        key("regime", Kind::Words, true, "Built-in regime.", "内置制度。"),
        key("statement", Kind::Words, true, "Its `[[published]]` of that id.", "其中该id的[[published]]。"),
        key("figure", Kind::Words, true, "Path of the figure.", "所设数字的路径。"),
    ],
};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A metric, of one item or of all (`""`).
    Count {
        /// The metric.
        metric: Metric,
        /// List, measure, act …; empty is all.
        item: String,
    },
    /// The number of persons.
    People,
    /// The months of the run.
    Months,
}

impl Part {
    fn parse(text: &str) -> Option<Part> {
        let (name, item) = text.split_once(' ').unwrap_or((text, ""));
        match name {
            "people" => Some(Part::People),
            "months" => Some(Part::Months),
            name => Metric::parse(name).map(|metric| Part::Count { metric, item: item.trim().to_owned() }),
        }
    }
}

/// What room the published number leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Room {
    /// A band.
    Band {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
        /// Why it is so wide.
        why: Text,
    },
    /// It cannot be compared.
    NotComparable(Text),
}

/// A published outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Name.
    pub id: String,
    /// Built-in regime.
    pub regime: String,
    /// The statement of that regime.
    pub statement: String,
    /// Unit.
    pub unit: Text,
    /// Months to run.
    pub months: u32,
    /// Counts above the line.
    pub part: Vec<Part>,
    /// Counts below it: the sum of the metrics, times persons, times months.
    pub of: Vec<Part>,
    /// Factor.
    pub scale: f64,
    /// The band, or why there is none.
    pub room: Room,
}

/// A published number that set a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// Built-in regime.
    pub regime: String,
    /// The statement of that regime.
    pub statement: String,
    /// Path of the figure.
    pub figure: String,
}

/// Reads a table.
///
/// # Errors
/// [`Failure::Document`] with everything wrong in it.
pub fn read(document: &Document) -> Result<(Vec<Outcome>, Vec<Calibration>), Failure> {
    let parsed = Parsed::parse(&document.name, &document.bytes);
    let mut reader = Reader::new(&parsed, &[]);
    let root = reader.root(&OUTCOMES);
    reader.words(&root, "note");
    if let Some(format) = reader.words(&root, "format")
        && format.value != FORMAT
    {
        reader.report(Problem::UnknownFormat { written: format.value, known: FORMAT }.at(format.span));
    }
    let tables = reader.tables(&root, "outcome");
    let outcomes = tables.iter().filter_map(|table| outcome(&mut reader, table)).collect();
    let tables = reader.tables(&root, "calibration");
    let calibrations = tables.iter().filter_map(|table| calibration(&mut reader, table)).collect();
    let reading = reader.finish();
    let faults = Faults { text: parsed.text().clone(), base: None, diagnostics: reading.diagnostics };
    if faults.has_errors() {
        return Err(Failure::Document(vec![faults]));
    }
    Ok((outcomes, calibrations))
}

fn outcome<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Outcome> {
    let mut words = |key| reader.words(table, key).map(|w| w.value);
    let (regime, statement) = (words("regime")?, words("statement")?);
    let id = reader.id(table)?.value;
    let why = reader.text(table, "not_comparable");
    let (unit, band) = (reader.text(table, "unit"), reader.text(table, "band"));
    let months = reader.whole(table, "months").map_or(0, |m| m.value.clamp(0, 1_200) as u32);
    let (part, of) = (parts(reader, table, "part"), parts(reader, table, "of"));
    let mut numbers = [None; 3];
    for (slot, name) in numbers.iter_mut().zip(["scale", "low", "high"]) {
        *slot = reader.words(table, name).map(|w| w.value.parse::<f64>().unwrap_or(f64::NAN));
    }
    let [scale, low, high] = numbers;
    let room = match (why, low, high, band) {
        (Some(why), None, None, None) => Room::NotComparable(why),
        (None, Some(low), Some(high), Some(why)) if low <= high && !part.is_empty() && months > 0 => {
            Room::Band { low, high, why }
        }
        _ => {
            reader.report(Problem::BadRange.at(table.span()));
            return None;
        }
    };
    Some(Outcome {
        id,
        regime,
        statement,
        unit: unit.unwrap_or_default(),
        months,
        part,
        of,
        scale: scale.unwrap_or(1.0),
        room,
    })
}

fn parts<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &'static str) -> Vec<Part> {
    let mut found = Vec::new();
    for name in reader.names(table, key) {
        match Part::parse(&name.value) {
            Some(part) => found.push(part),
            None => {
                let kind = Label { en: "metric", zh: "指标" };
                reader.report(Problem::UnknownName { kind, name: name.value, near: None }.at(name.span));
            }
        }
    }
    found
}

fn calibration<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Calibration> {
    let mut words = |key| reader.words(table, key).map(|w| w.value);
    Some(Calibration { regime: words("regime")?, statement: words("statement")?, figure: words("figure")? })
}
