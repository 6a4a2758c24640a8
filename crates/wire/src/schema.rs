//! The JSON Schema of every published document.

use crate::{
    ablation, answers, bundle, calibrate, compare, diagnostic, envelope, observed, page, person, run, study, sweep,
    trade, validation, what_if,
};
use schemars::schema_for;

/// Names that [`of`] knows, with what the document is.
pub const NAMES: [&str; 40] = [
    "envelope",
    "diagnostic",
    "run",
    "headlines",
    "series-row",
    "run-plan",
    "run-summary",
    "check-report",
    "list-row",
    "run-row",
    "found-runs",
    "doctor-row",
    "verification",
    "code-page",
    "person-file",
    "what-if",
    "dictionary",
    "compare",
    "diff",
    "sweep",
    "sweep-plan",
    "study-run",
    "session",
    "card",
    "run-page",
    "person-page",
    "changed-person",
    "crowd",
    "luck",
    "comparison-page",
    "run-request",
    "compare-request",
    "job",
    "calibrate",
    "validation",
    "validation-case",
    "trade",
    "patterns",
    "pattern",
    "ablation",
];

/// The JSON Schema of a document, or `None` for a name that is not in [`NAMES`].
pub fn of(name: &str) -> Option<serde_json::Value> {
    let schema = match name {
        "envelope" => schema_for!(envelope::Envelope),
        "diagnostic" => schema_for!(diagnostic::Diagnostic),
        "run" => schema_for!(bundle::RunFile),
        "headlines" => schema_for!(run::Headlines),
        "series-row" => schema_for!(run::SeriesRow),
        "run-plan" => schema_for!(answers::RunPlan),
        "run-summary" => schema_for!(answers::RunSummary),
        "check-report" => schema_for!(answers::CheckReport),
        "list-row" => schema_for!(answers::ListRow),
        "run-row" => schema_for!(answers::RunRow),
        "found-runs" => schema_for!(answers::FoundRuns),
        "doctor-row" => schema_for!(answers::DoctorRow),
        "verification" => schema_for!(answers::Verification),
        "code-page" => schema_for!(answers::CodePage),
        "person-file" => schema_for!(person::PersonFile),
        "what-if" => schema_for!(what_if::WhatIfDoc),
        "dictionary" => schema_for!(bundle::Dictionary),
        "compare" => schema_for!(compare::CompareDoc),
        "diff" => schema_for!(compare::DiffDoc),
        "sweep" => schema_for!(sweep::SweepDoc),
        "calibrate" => schema_for!(calibrate::CalibrateDoc),
        "validation" => schema_for!(validation::ValidationDoc),
        "validation-case" => schema_for!(validation::CaseDoc),
        "trade" => schema_for!(trade::TradeDoc),
        "patterns" => schema_for!(observed::PatternsDoc),
        "pattern" => schema_for!(observed::PatternDoc),
        "ablation" => schema_for!(ablation::AblationDoc),
        "study-run" => schema_for!(study::StudyDoc),
        "sweep-plan" => schema_for!(sweep::SweepPlan),
        "session" => schema_for!(page::SessionDoc),
        "card" => schema_for!(page::CardDoc),
        "run-page" => schema_for!(page::RunPage),
        "person-page" => schema_for!(page::PersonPage),
        "changed-person" => schema_for!(page::ChangedPerson),
        "crowd" => schema_for!(page::CrowdDoc),
        "luck" => schema_for!(page::LuckDoc),
        "comparison-page" => schema_for!(page::ComparePage),
        "run-request" => schema_for!(page::RunRequest),
        "compare-request" => schema_for!(page::CompareRequest),
        "job" => schema_for!(page::JobDoc),
        _ => return None,
    };
    Some(schema.to_value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_schema() {
        for name in NAMES {
            assert!(of(name).is_some_and(|s| s.get("properties").is_some()), "{name}");
        }
        assert!(of("no-such-document").is_none());
    }
}
