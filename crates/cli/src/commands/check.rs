//! `check`: everything there is to say about rulebooks and reforms.

use crate::answer::{Answer, Status};
use crate::args::Check;
use crate::render;
use crate::session::Session;
use glasshouse_model::Lang;
use glasshouse_rulebook::FileKind;
use glasshouse_study::failure::{Failure, Faults};
use glasshouse_study::source::{self, Document};
use glasshouse_study::{cases, spec, trade};
use glasshouse_text::Severity;
use glasshouse_wire::answers::CheckReport;
use glasshouse_wire::json;

/// `check RULEBOOK…`
pub fn check(session: &Session, flags: &Check) -> Result<Answer, Failure> {
    let (mut reports, mut faults) = (Vec::new(), Vec::new());
    for file in &flags.files {
        let (report, found) = one(file, &flags.set)?;
        reports.push(report);
        faults.extend(found);
    }
    let human: String = reports.iter().map(|r| line(r, session.lang)).collect();
    let data = json::value(&reports).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("check-report/1", data, human);
    // As records, the answer is the diagnostics: one line each, whatever the file.
    let records = render::wire(&faults, session.lang);
    answer.rows = Some(records.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?);
    answer.faults = faults;
    answer.faults_are_answer = true;
    if reports.iter().any(|r| r.errors > 0) {
        answer.status = Status::Findings;
    } else if let Some(file) = flags.files.first() {
        let market = trade::names().any(|name| name == file)
            || source::find_file(file).is_ok_and(|document| trade::is_market(&document));
        let verb = if market { "trade" } else { "run" };
        answer.next = vec![format!("glasshouse {verb} {}", spec::quote(file))];
    }
    Ok(answer)
}

fn one(file: &str, set: &[String]) -> Result<(CheckReport, Vec<Faults>), Failure> {
    let found = if trade::names().any(|name| name == file) { trade::find(file) } else { source::find_rules(file) };
    let document = match found {
        Ok(document) => document,
        Err(Failure::Document(faults)) => return Ok((report(file, None, &faults, 0, 0), faults)),
        Err(other) => return Err(other),
    };
    if trade::is_market(&document) {
        let (faults, market) = trade::check(&document, set)?;
        let faults = vec![faults];
        return Ok((report(file, market.map(|m| m.id), &faults, 0, 0), faults));
    }
    let patches = spec::patches(set)?;
    let (base, reforms) = match glasshouse_rulebook::kind_of(&document.bytes) {
        Some(FileKind::Reform { base }) if base == "*" => (source::first_that_fits(&document), vec![document]),
        Some(FileKind::Reform { base }) => (source::find_regime(&base), vec![document]),
        Some(FileKind::Rulebook) | None => (Ok(document), Vec::new()),
    };
    let base: Document = match base {
        Ok(base) => base,
        Err(Failure::Document(faults)) => return Ok((report(file, None, &faults, 0, 0), faults)),
        Err(other) => return Err(other),
    };
    let (mut faults, plan) = source::regime(&base, &reforms, &patches)?;
    let (mut n_cases, mut passed) = (0, 0);
    if let Some(plan) = &plan {
        let outcome = cases::run(plan)?;
        (n_cases, passed) = (plan.cases.len() as u32, outcome.passed);
        faults.diagnostics.extend(outcome.diagnostics);
    }
    let faults = vec![faults];
    Ok((report(file, plan.map(|p| p.id), &faults, n_cases, passed), faults))
}

fn report(file: &str, id: Option<String>, faults: &[Faults], cases: u32, cases_passed: u32) -> CheckReport {
    let count = |severity| faults.iter().flat_map(|f| &f.diagnostics).filter(|d| d.severity == severity).count() as u32;
    CheckReport {
        file: file.into(),
        id,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        cases,
        cases_passed,
    }
}

fn line(report: &CheckReport, lang: Lang) -> String {
    let CheckReport { file, errors, warnings, cases, cases_passed, .. } = report;
    let many = |n: u32, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match lang {
        Lang::En => {
            let (errors, warnings) = (many(*errors, "error"), many(*warnings, "warning"));
            let cases = match cases {
                0 => "no cases".to_owned(),
                n => format!("{cases_passed} of {} pass", many(*n, "case")),
            };
            format!("{file}: {errors}, {warnings}, {cases}\n")
        }
        Lang::Zh => {
            let cases = match cases {
                0 => "无案例".to_owned(),
                n => format!("{n}个案例中{cases_passed}个通过"),
            };
            format!("{file}：{errors}个错误，{warnings}个警告，{cases}\n")
        }
    }
}
