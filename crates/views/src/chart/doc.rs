//! A chart as the workbench gets it: the same drawing and the same table as in a report.

use super::{Cell, Chart, Drawing};
use glasshouse_wire::page::{AboutDoc, ChartDoc};

impl Chart {
    /// The chart as a document.
    pub fn doc(&self) -> ChartDoc {
        let table = self.table();
        let about = self.about.iter().map(|a| AboutDoc {
            label: a.label.clone(),
            unit: a.unit.clone(),
            definition: a.definition.clone(),
            source: a.source.clone(),
        });
        ChartDoc {
            id: self.id.clone(),
            question: self.question.clone(),
            sentence: self.sentence.clone(),
            mark: self.mark.word().into(),
            mark_text: self.mark.text(self.lang),
            svg: self.inline_svg().into_string(),
            columns: table.columns,
            rows: table.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect(),
            by_month: matches!(self.drawing, Drawing::Stacked(_) | Drawing::Lines(_)),
            about: about.collect(),
            command: self.command.clone(),
            digest: self.digest.clone(),
        }
    }
}
