//! `show`: numbers of a run, or the rules of a regime.

use crate::answer::Answer;
use crate::args::Show;
use crate::commands::list::columns;
use crate::commands::papers::unknown;
use crate::commands::run::{headline_rows, kind};
use crate::session::Session;
use glasshouse_metrics::{METRICS, Metric};
use glasshouse_model::Attribute;
use glasshouse_rulebook::Plan;
use glasshouse_study::bundle::Stored;
use glasshouse_study::failure::Failure;
use glasshouse_study::run::status_name;
use glasshouse_study::{catalogue, report, source};
use glasshouse_views::report::RulePart;
use glasshouse_views::summary::{self, Style, pick};
use glasshouse_wire::{Estimate, SeriesRow, json};
use serde_json::{Value, json as object};
use std::path::Path;

/// `show [RUN|REGIME]`
pub fn show(session: &Session, flags: &Show) -> Result<Answer, Failure> {
    let found = catalogue::find(Path::new(catalogue::FOLDER), &flags.subject);
    match (found, &flags.metric) {
        (Ok(path), None) => headlines(session, &Stored::open(&path)?),
        (Ok(path), Some(name)) => metric(session, &Stored::open(&path)?, name, flags.by.as_deref()),
        (Err(failure), Some(_)) => Err(failure),
        (Err(failure), None) if flags.subject.starts_with('@') => Err(failure),
        (Err(failure), None) => match source::find_regime(&flags.subject) {
            Ok(document) => Ok(regime(session, &source::plan_of(&document)?)),
            // Neither a run nor a rulebook: what was meant is more likely a run if there are any.
            Err(no_file) => {
                Err(if catalogue::list(Path::new(catalogue::FOLDER))?.is_empty() { no_file } else { failure })
            }
        },
    }
}

fn headlines(session: &Session, stored: &Stored) -> Result<Answer, Failure> {
    let headlines = stored.headlines()?;
    let run = &stored.file.run;
    let style = match (session.terminal, session.color_out) {
        (true, true) => Style::Coloured,
        (true, false) => Style::Terminal,
        (false, _) => Style::Records,
    };
    let human = summary::text(run, &headlines, session.lang, session.width, style);
    let data = object!({
        "run": json::value(&stored.file).map_err(Failure::unserialisable)?,
        "headlines": json::value(&headlines).map_err(Failure::unserialisable)?,
    });
    let mut answer = Answer::new("stored-run/1", data, human);
    answer.rows = Some(headline_rows(run, &headlines)?);
    answer.digest = Some(run.digest.clone());
    answer.next = vec!["glasshouse list metrics".into(), "glasshouse report".into()];
    Ok(answer)
}

fn metric(session: &Session, stored: &Stored, name: &str, by: Option<&str>) -> Result<Answer, Failure> {
    let Some(known) = Metric::parse(name) else {
        return Err(unknown("metric", "指标", name, METRICS.iter().map(|m| m.name)));
    };
    let attribute = match by {
        None => None,
        Some(by) => Some(
            Attribute::parse(by)
                .ok_or_else(|| unknown("attribute", "属性", by, Attribute::ALL.iter().map(|a| a.name())))?,
        ),
    };
    let wanted = |row: &&SeriesRow| row.metric == name && row.attribute == attribute.map_or("all", Attribute::name);
    let series: Vec<SeriesRow> = report::series(stored)?.iter().filter(wanted).cloned().collect();
    let mark = kind(&stored.file.run);
    let mut rows = Vec::new();
    for row in &series {
        for (month, estimate) in row.months.iter().enumerate() {
            let mut record = object!({
                "metric": row.metric, "item": row.item, "attribute": row.attribute, "level": row.level,
                "month": month + 1, "unit": known.spec().unit, "is": mark,
            });
            if let (Some(record), Value::Object(fields)) =
                (record.as_object_mut(), json::value(estimate).map_err(Failure::unserialisable)?)
            {
                record.extend(fields);
            }
            rows.push(record);
        }
    }
    let human = metric_text(session, stored, known, &series);
    let data = object!({
        "metric": name, "label": {"en": known.spec().label.en, "zh": known.spec().label.zh}, "unit": known.spec().unit,
        "definition": {"en": known.spec().definition.en, "zh": known.spec().definition.zh}, "is": mark,
        "series": series.iter().map(json::value).collect::<Result<Vec<_>, _>>().map_err(Failure::unserialisable)?,
    });
    let mut answer = Answer::new("metric/1", data, human);
    answer.rows = Some(rows);
    answer.digest = Some(stored.file.run.digest.clone());
    Ok(answer)
}

/// One line per month: metric, month, item, level, value, its interval, and what it is.
fn metric_text(session: &Session, stored: &Stored, metric: Metric, series: &[SeriesRow]) -> String {
    let spec = metric.spec();
    let mark = glasshouse_views::Mark::of(&stored.file.run).text(session.lang);
    let mut text = if session.terminal {
        format!("{} ({}) · {mark}\n{}\n\n", spec.label.get(session.lang), spec.unit, spec.definition.get(session.lang))
    } else {
        String::new()
    };
    let mut lines: Vec<[String; 8]> = Vec::new();
    for row in series {
        for (month, estimate) in row.months.iter().enumerate() {
            let [value, low, high] = shown(estimate);
            let (month, mark) = ((month + 1).to_string(), kind(&stored.file.run).to_owned());
            lines.push([row.metric.clone(), month, row.item.clone(), row.level.clone(), value, low, high, mark]);
        }
    }
    if series.is_empty() {
        text.push_str(match session.lang {
            glasshouse_model::Lang::En => "zero for everyone in every month\n",
            glasshouse_model::Lang::Zh => "各月各群体均为零\n",
        });
    }
    text.push_str(&columns(session, &lines));
    text
}

fn shown(estimate: &Estimate) -> [String; 3] {
    match estimate {
        Estimate::Single { value } => [plain(*value), String::new(), String::new()],
        Estimate::Interval { mean, low, high, .. } => [plain(*mean), plain(*low), plain(*high)],
        Estimate::Undefined { reason } => [reason.clone(), String::new(), String::new()],
    }
}

fn plain(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value}") } else { format!("{value:.2}") }
}

fn regime(session: &Session, plan: &Plan) -> Answer {
    let rules = report::rules(plan);
    let part = |p: RulePart| match p {
        RulePart::Indicator => "indicator",
        RulePart::Grade => "grade",
        RulePart::List => "list",
        RulePart::Measure => "measure",
    };
    let rows: Vec<Value> = rules
        .iter()
        .map(|r| {
            object!({
                "part": part(r.part), "id": r.id, "points": r.points, "label": {"en": r.label.en, "zh": r.label.zh},
                "source": r.source, "line": r.line,
            })
        })
        .collect();
    let cells: Vec<[String; 4]> = rules
        .iter()
        .map(|r| [part(r.part).to_owned(), r.id.clone(), r.points.clone(), pick(&r.label, session.lang).to_owned()])
        .collect();
    let head = if session.terminal {
        format!("{} ({}, {})\n\n", plan.title.get(session.lang), plan.id, status_name(plan.status))
    } else {
        String::new()
    };
    let data = object!({
        "regime": plan.id, "title": {"en": plan.title.en, "zh": plan.title.zh}, "status": status_name(plan.status),
        "rules": rows,
    });
    let mut answer = Answer::new("regime/1", data, format!("{head}{}", columns(session, &cells)));
    answer.rows = Some(rows);
    answer.next = vec![format!("glasshouse run {}", plan.id)];
    answer
}
