//! What a report is made of besides the run: figures, rules, sources, series.

use crate::bundle::Stored;
use crate::estimate::from_replicates;
use crate::failure::Failure;
use crate::numbers::Row;
use crate::person::text;
use crate::spec::Prepared;
use crate::{papers, read, tables};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::Polarity;
use glasshouse_text::{Basis, Figure, Source};
use glasshouse_views::report::{self, FigureRow, RulePart, RuleRow, SourceRow};
use glasshouse_wire::run::{DictionaryEntry, Text};
use glasshouse_wire::{Headlines, SeriesRow};

/// Everything a report needs, owned.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Headline numbers.
    pub headlines: Headlines,
    /// Rates by month, as estimates.
    pub series: Vec<SeriesRow>,
    /// Definitions of the metrics.
    pub dictionary: Vec<DictionaryEntry>,
    /// Every figure of rulebook and society.
    pub figures: Vec<FigureRow>,
    /// The rules.
    pub rules: Vec<RuleRow>,
    /// The sources.
    pub sources: Vec<SourceRow>,
}

/// The parts of a report about a stored run.
///
/// # Errors
/// [`Failure::Input`] where the bundle is damaged, [`Failure::Document`] where its documents no longer check.
pub fn parts(stored: &Stored, prepared: &Prepared) -> Result<Parts, Failure> {
    Ok(Parts {
        headlines: stored.headlines()?,
        series: crate::rates::series(stored)?,
        dictionary: papers::dictionary(&[tables::METRICS]).metrics,
        figures: figures(&prepared.plan.figures, &prepared.society.figures),
        rules: rules(&prepared.plan),
        sources: sources(&prepared.plan.sources, &prepared.society.sources),
    })
}

/// The stored numbers as estimates over replicates. A series that one replicate lacks was zero there.
///
/// # Errors
/// [`Failure::Input`] where the table is missing or damaged.
pub fn series(stored: &Stored) -> Result<Vec<SeriesRow>, Failure> {
    let replicates = read::metrics(stored)?;
    let months = stored.file.run.months as usize;
    let mut keys: Vec<Key<'_>> = Vec::new();
    for row in replicates.iter().flatten() {
        keys.push(key(row));
    }
    keys.sort_unstable();
    keys.dedup();
    let indexed: Vec<Vec<(&Row, Key<'_>)>> = replicates
        .iter()
        .map(|rows| {
            let mut all: Vec<_> = rows.iter().map(|r| (r, key(r))).collect();
            all.sort_by_key(|(_, key)| *key);
            all
        })
        .collect();
    let find = |rows: &[(&Row, Key<'_>)], wanted: Key<'_>, month: usize| -> Option<f64> {
        let place = rows.binary_search_by_key(&wanted, |(_, key)| *key).ok();
        let row = place.and_then(|i| rows.get(i));
        Some(row.and_then(|(r, _)| r.months.get(month)).copied().unwrap_or(0) as f64)
    };
    let row = |wanted: Key<'_>| {
        let (attribute, level) = glasshouse_model::Group(wanted.2).names();
        let at = |month: usize| {
            let values: Vec<Option<f64>> = indexed.iter().map(|rows| find(rows, wanted, month)).collect();
            from_replicates(&values, "no_cases")
        };
        SeriesRow {
            metric: wanted.0.into(),
            item: wanted.1.into(),
            attribute: attribute.into(),
            level: level.into(),
            months: (0..months).map(at).collect(),
        }
    };
    Ok(keys.into_iter().map(row).collect())
}

/// Metric, item and group of a series.
type Key<'r> = (&'r str, &'r str, u8);

fn key(row: &Row) -> Key<'_> {
    (&row.metric, &row.item, row.group.0)
}

/// The register of assumptions: every figure of rulebook and society.
pub fn figures(regime: &[Figure], society: &[Figure]) -> Vec<FigureRow> {
    regime.iter().chain(society).map(figure).collect()
}

fn figure(figure: &Figure) -> FigureRow {
    let mut row = FigureRow {
        path: figure.path.clone(),
        value: figure.value.clone(),
        basis: report::Basis::Cited,
        range: String::new(),
        why: Text { en: String::new(), zh: String::new() },
        source: String::new(),
    };
    match &figure.basis {
        Basis::Cited { source } => row.source = source.clone(),
        Basis::Assumed { low, high, why } => {
            row.basis = report::Basis::Assumed;
            row.range = format!("{low} – {high}");
            row.why = Text { en: why.clone(), zh: why.clone() };
        }
        Basis::Rival { values } => {
            row.basis = report::Basis::Rival;
            row.source =
                values.iter().map(|(value, source)| format!("{value} ({source})")).collect::<Vec<_>>().join("; ");
        }
        Basis::Set { by } => {
            row.basis = report::Basis::Set;
            row.source = by.clone();
        }
    }
    row
}

/// The rules of a plan, part by part.
pub fn rules(plan: &Plan) -> Vec<RuleRow> {
    let row = |id: &str, part, label: &glasshouse_model::Text, points: String, source: &str, line: Option<u32>| {
        RuleRow { id: id.into(), part, label: text(label), points, source: source.into(), line }
    };
    let mut rows: Vec<RuleRow> = plan
        .indicators
        .iter()
        .map(|r| {
            row(
                &r.id,
                RulePart::Indicator,
                &r.label,
                points(r.points.versions.iter().map(|v| v.2)),
                &r.source,
                Some(r.line),
            )
        })
        .collect();
    if let Some(grading) = &plan.grading {
        for (i, grade) in grading.grades.iter().enumerate() {
            let floors = grading.floors.versions.iter().filter_map(|v| v.2.get(i).copied().flatten());
            let floors: Vec<String> = floors.map(|f| format!("≥ {f}")).collect();
            rows.push(row(&grade.id, RulePart::Grade, &grade.label, floors.join("; "), "", None));
        }
    }
    let terms = |l: &glasshouse_rulebook::plan::List| l.term.to_string();
    rows.extend(plan.lists.iter().map(|l| row(&l.id, RulePart::List, &l.label, terms(l), "", Some(l.line))));
    rows.extend(plan.measures.iter().map(|m| {
        let sign = match m.polarity {
            Polarity::Sanction => "−",
            Polarity::Reward => "+",
        };
        row(&m.id, RulePart::Measure, &m.label, format!("{sign}{} {}", m.gravity, m.domain), "", Some(m.line))
    }));
    rows
}

fn points(versions: impl Iterator<Item = i32>) -> String {
    let mut shown: Vec<String> =
        versions.map(|p| if p < 0 { format!("−{}", p.unsigned_abs()) } else { format!("+{p}") }).collect();
    shown.dedup();
    if shown == ["+0"] {
        return String::new();
    }
    shown.join("; ")
}

/// The sources of rulebook and society, each once.
pub fn sources(regime: &[Source], society: &[Source]) -> Vec<SourceRow> {
    let mut rows: Vec<SourceRow> = Vec::new();
    for source in regime.iter().chain(society) {
        if rows.iter().all(|r| r.id != source.id) {
            rows.push(SourceRow {
                id: source.id.clone(),
                reference: reference(source),
                url: Some(source.url.clone()).filter(|u| !u.is_empty()),
            });
        }
    }
    rows
}

/// A source as one line: title in both languages, kind, date.
pub fn reference(source: &Source) -> String {
    let title = if source.title.en == source.title.zh || source.title.zh.is_empty() {
        source.title.en.clone()
    } else {
        format!("{} ({})", source.title.en, source.title.zh)
    };
    let parts = [title, source.kind.clone(), source.date.clone()];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}
