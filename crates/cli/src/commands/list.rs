//! `list`: what is available.

use crate::answer::{Answer, Status};
use crate::args::Listed;
use crate::session::Session;
use glasshouse_metrics::METRICS;
use glasshouse_model::text::Label;
use glasshouse_model::{ActKind, Lang};
use glasshouse_study::catalogue::Kind;
use glasshouse_study::failure::Failure;
use glasshouse_study::listing::{Listing, Row};
use glasshouse_study::person::text;
use glasshouse_study::run::status_name;
use glasshouse_study::{calibrate, catalogue, codes, compare, rates, source, studyfile, sweep, table, trade, way_out};
use glasshouse_text::Code;
use glasshouse_views::summary::pick;
use glasshouse_views::terminal::{pad_right, width};
use glasshouse_wire::answers::{ListRow, RunRow};
use glasshouse_wire::json;
use glasshouse_wire::run::{SocietyRef, Text};
use std::collections::BTreeMap;
use std::path::Path;

/// `list [WHAT]`
pub fn list(session: &Session, what: Listed) -> Result<Answer, Failure> {
    let rows = match what {
        Listed::Regimes => regimes(),
        Listed::Societies => societies(),
        Listed::Markets => markets(),
        Listed::Acts => {
            ActKind::all().map(|k| row(k.name(), k.class().name(), table::wire_text(k.spec().label))).collect()
        }
        Listed::Metrics => metrics(),
        Listed::Codes => Code::ALL
            .iter()
            .map(|c| row(&c.to_string(), c.severity().name(), table::wire_text(c.explanation().title)))
            .chain(codes::PAGES.iter().map(|(name, title, _)| row(name, "error", table::wire_text(*title))))
            .collect(),
        Listed::Runs => return runs(session),
    };
    let (name, kind, about) = headings(what);
    let mut cells: Vec<[String; 3]> = Vec::new();
    if session.terminal {
        cells.push([name, kind, about].map(|label| session.say(label).to_owned()));
    }
    cells.extend(rows.iter().map(|r| [r.name.clone(), r.kind.clone(), pick(&r.label, session.lang).to_owned()]));
    let next = match what {
        Listed::Regimes => vec!["glasshouse run suining-2010".to_owned()],
        Listed::Codes => vec!["glasshouse explain GH0420".to_owned()],
        Listed::Metrics => vec!["glasshouse show @last --metric penalised --rate --by income_fifth".to_owned()],
        Listed::Markets => vec!["glasshouse trade image-scoring".to_owned()],
        Listed::Societies | Listed::Acts | Listed::Runs => Vec::new(),
    };
    Ok(Answer::records(
        "list/1",
        rows.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?,
        columns(session, &cells),
    )
    .next(next))
}

/// What the columns of a list hold.
fn headings(what: Listed) -> (Label, Label, Label) {
    let kind = match what {
        Listed::Regimes => Label { en: "STATUS", zh: "性质" },
        Listed::Societies | Listed::Markets => Label { en: "KIND", zh: "类型" },
        Listed::Acts => Label { en: "CLASS", zh: "类别" },
        Listed::Metrics => Label { en: "UNIT", zh: "单位" },
        Listed::Codes => Label { en: "SEVERITY", zh: "级别" },
        Listed::Runs => Label { en: "REGIME", zh: "制度" },
    };
    (Label { en: "NAME", zh: "名称" }, kind, Label { en: "WHAT IT IS", zh: "说明" })
}

fn row(name: &str, kind: &str, label: Text) -> ListRow {
    ListRow { name: name.into(), kind: kind.into(), label }
}

/// What is counted, then the rates that have names of their own.
fn metrics() -> Vec<ListRow> {
    let mut rows: Vec<ListRow> = METRICS.iter().map(|m| row(m.name, m.unit, table::wire_text(m.label))).collect();
    let own = rates::catalogue().into_iter().filter(|(name, ..)| METRICS.iter().all(|m| m.name != *name));
    rows.extend(own.map(|(name, unit, metric)| row(name, unit, table::wire_text(metric.spec().label))));
    rows.push(row(way_out::NAME, "records", table::wire_text(way_out::LABEL)));
    rows
}

fn regimes() -> Vec<ListRow> {
    let plans = source::regime_names().filter_map(|name| source::built_in_plan(name).map(|plan| (name, plan)));
    let mut rows: Vec<ListRow> =
        plans.map(|(name, plan)| row(name, status_name(plan.status), text(&plan.title))).collect();
    rows.extend(source::reform_names().map(|name| {
        let base = source::reform_base(name).unwrap_or("");
        let label = match base {
            "*" => Text {
                en: format!("reform of any regime (--with {name})"),
                zh: format!("适用于任何制度的改革（--with {name}）"),
            },
            _ => Text {
                en: format!("reform of {base} (--with {name})"),
                zh: format!("{base} 的改革（--with {name}）"),
            },
        };
        row(name, "reform", label)
    }));
    rows
}

fn societies() -> Vec<ListRow> {
    let built_in = |name: &'static str| glasshouse_society::builtin(name).map(|s| (name, s));
    source::society_names()
        .filter_map(built_in)
        .map(|(name, s)| row(name, "society", Text { en: s.title.en.clone(), zh: s.title.zh.clone() }))
        .collect()
}

fn markets() -> Vec<ListRow> {
    let built_in = |name: &'static str| {
        let (market, _) = trade::market(&trade::find(name).ok()?, &[]).ok()?;
        Some(row(name, "market", text(&market.title)))
    };
    trade::names().filter_map(built_in).collect()
}

fn runs(session: &Session) -> Result<Answer, Failure> {
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    let folder = Path::new(catalogue::FOLDER);
    let mut listing = Listing::load(folder);
    let known = listing.rows(folder)?.iter().map(|l| (l.name.clone(), l.row.clone()));
    let mut runs: BTreeMap<String, Row> = known.collect();
    listing.save(folder);
    for entry in catalogue::list(folder)? {
        match runs.remove(&entry.name).unwrap_or_else(|| run_row(&entry)) {
            Ok(row) => rows.push(row),
            Err(Failure::Input(note)) => notes.push(note),
            Err(other) => return Err(other),
        }
    }
    let mut cells: Vec<[String; 6]> = Vec::new();
    if session.terminal && !rows.is_empty() {
        cells.push(match session.lang {
            Lang::En => ["NAME", "KIND", "REGIME", "PEOPLE × MONTHS", "WHAT IT IS", "DIGEST"].map(str::to_owned),
            Lang::Zh => ["名称", "类型", "制度", "人数×月数", "性质", "摘要"].map(str::to_owned),
        });
    }
    cells.extend(rows.iter().map(|r| {
        let size = format!("{} × {}", r.people, r.months);
        let kind = if r.illustration { "ILLUSTRATION".to_owned() } else { format!("{} reps", r.replicates) };
        [r.name.clone(), r.kind.clone(), r.regime.clone(), size, kind, r.digest.chars().take(12).collect()]
    }));
    let next = if rows.is_empty() {
        vec!["glasshouse run suining-2010".to_owned()]
    } else {
        vec!["glasshouse show @last".to_owned()]
    };
    let values = rows.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    let mut answer = Answer::records("run-list/1", values, columns(session, &cells)).next(next);
    if !notes.is_empty() {
        answer.status = Status::Partial;
        answer.notes = notes;
    }
    Ok(answer)
}

/// A bundle as a row: what was run, over whom, how often.
fn run_row(entry: &catalogue::Entry) -> Result<RunRow, Failure> {
    let row = |regime: String,
               society: Option<SocietyRef>,
               (months, seed, replicates): (u32, u64, u32),
               digest: String| RunRow {
        name: entry.name.clone(),
        path: entry.path.display().to_string(),
        kind: entry.kind.name().into(),
        regime,
        people: society.as_ref().map_or(0, |s| s.people),
        society: society.map_or(String::new(), |s| s.id),
        months,
        seed,
        replicates,
        illustration: replicates == 1,
        digest,
    };
    Ok(match entry.kind {
        Kind::Run => catalogue::row(entry)?,
        Kind::Compare => {
            let doc = compare::read(&entry.path)?;
            let arms: Vec<&str> = doc.arms.iter().map(|a| a.name.as_str()).collect();
            let size = (doc.months, doc.seed, doc.replicates.len() as u32);
            row(arms.join(" | "), Some(doc.society), size, doc.digest)
        }
        Kind::Calibrate => {
            let doc = calibrate::read_result(&entry.path)?;
            row(doc.subject, None, (0, 0, doc.replicates), doc.digest)
        }
        Kind::Study => {
            let doc = studyfile::read_result(&entry.path)?;
            let mut row = row(doc.id, None, (doc.months, doc.seed, doc.replicates), doc.digest);
            row.society = doc.society;
            row
        }
        Kind::Sweep => {
            let doc = sweep::read(&entry.path)?;
            row(doc.subject, doc.society, (doc.months, doc.seed, doc.replicates), doc.digest)
        }
    })
}

/// Rows in columns on a terminal, separated by tabs elsewhere.
pub fn columns(session: &Session, rows: &[impl AsRef<[String]>]) -> String {
    let mut widths = vec![0; rows.iter().map(|row| row.as_ref().len()).max().unwrap_or(0)];
    for row in rows {
        for (width_of, cell) in widths.iter_mut().zip(row.as_ref()) {
            *width_of = (*width_of).max(width(cell));
        }
    }
    let line = |row: &[String]| {
        if !session.terminal {
            return format!("{}\n", row.join("\t"));
        }
        let shown = row.iter().zip(&widths).filter(|(_, width)| **width > 0);
        let cells: Vec<String> = shown.map(|(cell, w)| pad_right(cell, *w)).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(|row| line(row.as_ref())).collect()
}
