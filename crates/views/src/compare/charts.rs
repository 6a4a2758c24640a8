//! A comparison as the workbench shows it.

use super::{charts, mark, words as say};
use crate::chart::Chart;
use glasshouse_model::Lang;
use glasshouse_wire::compare::CompareDoc;
use glasshouse_wire::page::ComparePage;

/// The comparison with its charts. `runs` are the names of the arms' runs.
pub fn document(doc: CompareDoc, name: &str, runs: Vec<String>, lang: Lang) -> ComparePage {
    let found = mark(&doc);
    ComparePage {
        name: name.into(),
        mark: found.word().into(),
        mark_text: found.text(lang),
        runs,
        metrics: doc.rows.iter().map(|r| (r.metric.clone(), say::noun(lang, &r.metric))).collect(),
        charts: charts(&doc, lang).iter().map(Chart::doc).collect(),
        compare: doc,
    }
}
