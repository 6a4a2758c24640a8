//! Pattern files: what was observed elsewhere, each number with its source.

use crate::failure::{Failure, Faults};
use crate::source::Document;
use crate::sweep::claim;
use glasshouse_model::Text;
use glasshouse_sensitivity::matching;
use glasshouse_text::{
    Choice, Document as Parsed, Key, Kind, Label, Problem, Quantity, Reader, Table, TableSpec, keys,
};

/// What `format` says.
const FORMAT: &str = "patterns/1";
/// A range of a pattern is taken for its 95 % interval: so many standard deviations wide.
const WIDTH: f64 = 3.92;

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

/// The whole file.
pub static PATTERNS: TableSpec = TableSpec {
    name: "patterns",
    doc: Label { en: "Observed patterns.", zh: "观察到的规律。" },
    keys: &[
        key("format", Kind::Words, true, "Always \"patterns/1\".", "固定为\"patterns/1\"。"),
        keys::DEFAULT_SOURCE,
        keys::SOURCES,
        key("pattern", Kind::Tables(&PATTERN), true, "A pattern.", "一条规律。"),
    ],
};

static PATTERN: TableSpec = TableSpec {
    name: "pattern",
    doc: Label {
        en: "A pattern: a range in which a metric was observed.", zh: "一条规律：某指标的观察范围。"
    },
    keys: &[
        keys::ID,
        key("label", Kind::Text, true, "Words for people.", "名称。"),
        key("metric", Kind::Words, true, "Metric, as claims take it.", "指标，写法同论断。"),
        key("for", Kind::Choice(USES), true, "What it is used for.", "用途。"),
        key(
            "low",
            Kind::Figure(Quantity::Number),
            true,
            "Lower end, taken for the lower 95 % limit.",
            "下限，视作95%下限。",
        ),
        key(
            "high",
            Kind::Figure(Quantity::Number),
            true,
            "Upper end, taken for the upper 95 % limit.",
            "上限，视作95%上限。",
        ),
        key(
            "model_sd",
            Kind::Figure(Quantity::Rate),
            true,
            "Standard deviation for what the model leaves out.",
            "模型未涵盖部分的标准差。",
        ),
        keys::SOURCE,
    ],
};

const USES: &[Choice] = &[
    Choice { name: "calibration", doc: Label { en: "Chooses worlds.", zh: "用于选取世界。" } },
    Choice {
        name: "validation", doc: Label { en: "Judges the worlds that were chosen.", zh: "用于检验所选世界。" }
    },
];

/// A pattern, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// Metric by place.
    pub metric: usize,
    /// It only judges worlds that others chose.
    pub validates: bool,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Standard deviation for what the model leaves out.
    pub model_sd: f64,
}

impl Pattern {
    /// How implausible a mean is, whose luck has a variance.
    pub fn implausibility(&self, mean: f64, luck: f64) -> f64 {
        let sd = (self.high - self.low) / WIDTH;
        let target = matching::Pattern {
            value: 0.5 * (self.low + self.high),
            observed: sd * sd,
            model: self.model_sd * self.model_sd,
        };
        matching::implausibility(target, mean, luck)
    }
}

/// The patterns that come with the program.
pub const LITERATURE: &str = include_str!("../../../../patterns/literature.toml");

/// Reads a pattern file.
///
/// # Errors
/// [`Failure::Document`] with everything wrong in it.
pub fn read(document: &Document) -> Result<(Vec<Pattern>, Vec<Faults>), Failure> {
    let parsed = Parsed::parse(&document.name, &document.bytes);
    let mut reader = Reader::new(&parsed, &[]);
    let root = reader.root(&PATTERNS);
    reader.read_sources(&root);
    if let Some(format) = reader.words(&root, "format")
        && format.value != FORMAT
    {
        reader.report(Problem::UnknownFormat { written: format.value, known: FORMAT }.at(format.span));
    }
    let patterns: Vec<Pattern> =
        reader.tables(&root, "pattern").iter().filter_map(|table| pattern(&mut reader, table)).collect();
    let reading = reader.finish();
    let faults = Faults { text: parsed.text().clone(), base: None, diagnostics: reading.diagnostics };
    if faults.has_errors() {
        return Err(Failure::Document(vec![faults]));
    }
    Ok((patterns, if faults.diagnostics.is_empty() { Vec::new() } else { vec![faults] }))
}

fn pattern<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Pattern> {
    let (id, label) = (reader.id(table), reader.text(table, "label"));
    let metric = reader.words(table, "metric");
    let place = metric.as_ref().and_then(|m| claim::metric(&m.value).ok());
    if let (Some(metric), None) = (&metric, place) {
        let kind = Label { en: "metric", zh: "指标" };
        reader.report(Problem::UnknownName { kind, name: metric.value.clone(), near: None }.at(metric.span.clone()));
    }
    let validates = reader.choice(table, "for").map(|c| c.value == "validation");
    let (low, high) = (reader.ratio(table, "low"), reader.ratio(table, "high"));
    let model_sd = reader.ratio(table, "model_sd");
    if let (Some(low), Some(high)) = (&low, &high)
        && low.value > high.value
    {
        reader.report(Problem::BadRange.at(low.span.clone()));
    }
    Some(Pattern {
        id: id?.value,
        label: label?,
        metric: place?,
        validates: validates?,
        low: low?.value.to_f64(),
        high: high?.value.to_f64(),
        model_sd: model_sd?.value.to_f64(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        Document { name: "patterns.toml".into(), bytes: text.as_bytes().to_vec(), built_in: false }
    }

    #[test]
    fn the_patterns_that_come_along_are_read() {
        let (patterns, warnings) = read(&document(LITERATURE)).unwrap();
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(patterns.iter().map(|p| p.validates).collect::<Vec<_>>(), [false, true]);
        let first = &patterns[0];
        assert!(first.implausibility(-17.5, 0.0) < 1e-12);
        // Half a width is 2.5 and the model's own 5: a distance of 10.31 is twice √(1.2755² + 5²).
        assert!((first.implausibility(-17.5 - 10.3202, 0.0) - 2.0).abs() < 1e-3);
        assert!(first.implausibility(0.0, 100.0) < first.implausibility(0.0, 0.0));
    }

    #[test]
    fn patterns_without_source_or_with_unknown_metrics_are_refused() {
        for (from, to) in [
            ("metric = \"misconduct_change_percent\"", "metric = \"misconduct_chnge\""),
            ("source = \"castillo-manzano2012\" }\nhigh", "source = \"nobody\" }\nhigh"),
            ("value = -20", "value = 20"),
        ] {
            let text = LITERATURE.replacen(from, to, 1);
            assert_ne!(text, LITERATURE);
            assert!(matches!(read(&document(&text)), Err(Failure::Document(_))), "{to}");
        }
    }
}
