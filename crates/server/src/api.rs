//! Which address gives what. Addresses are split into words and matched in one place; each arm is one call into the
//! study and views.

use crate::answer::{Answer, Form, diagnostics, fail, of_faults, refuse};
use crate::jobs::{Jobs, Work};
use crate::shelf::{Opened, arm_name, comparison, unknown};
use crate::{Bench, gallery, openapi};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use glasshouse_model::{Lang, PersonId};
use glasshouse_study::compare::{self, Cell};
use glasshouse_study::dossier::{Past, of_person, pick};
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::listing::{self, Listed, Sought};
use glasshouse_study::pick::Criterion;
use glasshouse_study::{catalogue, page, papers, what_if};
use glasshouse_views::chart::Chart;
use glasshouse_views::{compare as compare_views, report};
use glasshouse_wire::json;
use glasshouse_wire::page::{ChangedPerson, CompareRowDoc, PlanDoc, SessionDoc, Unreadable};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio_stream::wrappers::ReceiverStream;

type Words = BTreeMap<String, String>;

/// A request, taken apart.
struct Asked {
    bench: Arc<Bench>,
    query: Vec<(String, String)>,
    body: Bytes,
    lang: Lang,
    form: Form,
}

impl Asked {
    fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn number<T: std::str::FromStr + Copy>(&self, name: &str, otherwise: T) -> Result<T, Failure> {
        match self.query(name) {
            None | Some("") => Ok(otherwise),
            Some(text) => text.parse().map_err(|_| wrong(name, text)),
        }
    }

    fn body<T: json::Readable>(&self) -> Result<T, Failure> {
        json::read(&self.body).map_err(|e| {
            Failure::Usage(Note::new("GH0900", format!("the request does not fit: {e}"), format!("请求有误：{e}")))
        })
    }

    fn of_rows<T>(&self, make: impl FnOnce(&[Listed]) -> T) -> Result<T, Failure> {
        let options = &self.bench.options;
        self.bench.shelf.of_rows(&options.runs, !options.read_only, make)
    }

    fn run(&self, name: &str) -> Result<Arc<Opened>, Failure> {
        self.bench.shelf.run(&self.bench.options.runs, name)
    }
}

fn wrong(name: &str, text: &str) -> Failure {
    let shown: String = text.chars().take(80).collect();
    Failure::Usage(Note::new("GH0900", format!("`{name}={shown}` is not valid"), format!("“{name}={shown}”无效")))
}

/// Answers an address under `/api/`.
pub async fn answer(
    State(bench): State<Arc<Bench>>,
    Path(path): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
    method: Method,
    body: Bytes,
) -> Response {
    let mut words: Vec<String> = path.split('/').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let form = words.last_mut().map_or(Form::Json, ending);
    let lang = match query.iter().find(|(key, _)| key == "lang").map(|(_, value)| value.as_str()) {
        Some("zh") => Lang::Zh,
        _ => Lang::En,
    };
    if let ("GET", [jobs, id, events]) = (method.as_str(), words.as_slice())
        && jobs == "jobs"
        && events == "events"
    {
        return progress(&bench, id, lang);
    }
    let asked = Asked { bench, query, body, lang, form };
    let work = tokio::task::spawn_blocking(move || {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let found = match method {
            Method::GET | Method::HEAD => read(&asked, &words),
            Method::POST => post(&asked, &words),
            Method::DELETE => delete(&asked, &words),
            _ => return refuse(StatusCode::METHOD_NOT_ALLOWED, "GH0942", "no such method here", "不支持此方法"),
        };
        found.map_or_else(|failure| fail(&failure, lang), |answer| answer.respond(form))
    });
    work.await.unwrap_or_else(|_| {
        refuse(
            StatusCode::INTERNAL_SERVER_ERROR,
            "GH0990",
            "this request broke down; others go on",
            "此请求出错，其他不受影响",
        )
    })
}

/// Takes the form off the end of an address.
fn ending(last: &mut String) -> Form {
    for (end, form) in [(".json", Form::Json), (".csv", Form::Csv), (".svg", Form::Svg)] {
        if let Some(stem) = last.strip_suffix(end) {
            *last = stem.to_owned();
            return form;
        }
    }
    Form::Json
}

fn read(asked: &Asked, words: &[&str]) -> Result<Answer, Failure> {
    match words {
        ["session"] => session(asked),
        ["regimes"] => Answer::data("card-list/1", &page::gallery()),
        ["runs"] => runs(asked),
        ["unreadable"] => Answer::data("unreadable/1", &unreadable(asked)?),
        ["jobs"] => Answer::data("job-list/1", &asked.bench.jobs.list()),
        ["jobs", id] => Answer::data("job/1", &*asked.bench.jobs.find(id)?.state.borrow()),
        ["openapi"] => {
            let text = serde_json::to_string_pretty(&openapi::document()).unwrap_or_default();
            Ok(Answer::file("application/json", text, None))
        }
        ["runs", name, rest @ ..] => of_run(asked, &*asked.run(name)?, rest),
        ["comparisons"] => comparisons(asked),
        ["comparisons", name, rest @ ..] => of_comparison(asked, name, rest),
        _ => Err(unknown(&words.join("/"))),
    }
}

fn session(asked: &Asked) -> Result<Answer, Failure> {
    let options = &asked.bench.options;
    Answer::data(
        "session/1",
        &SessionDoc {
            glasshouse: glasshouse_study::VERSION.into(),
            read_only: options.read_only,
            lang: options.lang.map(|l| l.tag().to_owned()),
            runs: options.runs.display().to_string(),
            threads: asked.bench.pool.threads() as u32,
        },
    )
}

/// The list of runs, or the part of it that the query asks for.
fn runs(asked: &Asked) -> Result<Answer, Failure> {
    let illustration = match asked.query("kind") {
        None | Some("") => None,
        Some("illustration") => Some(true),
        Some("finding") => Some(false),
        Some(other) => return Err(wrong("kind", other)),
    };
    let words = asked.query("q").unwrap_or_default().to_owned();
    let sought =
        Sought { words, illustration, skip: asked.number("skip", 0)?, most: asked.number("most", usize::MAX)? };
    let found = asked.of_rows(|listed| listing::find(listed, &sought))?;
    let rows = match asked.form {
        Form::Csv => found.rows.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?,
        _ => Vec::new(),
    };
    Ok(Answer::data("found-runs/1", &found)?.rows(rows))
}

/// What lies in the folder of runs and cannot be opened.
fn unreadable(asked: &Asked) -> Result<Vec<Unreadable>, Failure> {
    let of = |l: &Listed| {
        let failure = l.row.as_ref().err()?;
        Some(Unreadable { name: l.name.clone(), diagnostics: diagnostics(failure, asked.lang) })
    };
    asked.of_rows(|listed| listed.iter().filter_map(of).collect())
}

fn of_run(asked: &Asked, run: &Opened, rest: &[&str]) -> Result<Answer, Failure> {
    let (stored, prepared, lang) = (&run.stored, &run.prepared, asked.lang);
    let replicate = asked.number("replicate", 0)?;
    if !stored.file.run.replicates.contains(&replicate) {
        return Err(wrong("replicate", &replicate.to_string()));
    }
    let past = Past::of(stored, prepared, replicate);
    let pool = &asked.bench.pool;
    let digest = &stored.file.run.digest;
    match rest {
        [] => Answer::data("run-page/1", &page::run(stored, run.parts()?, &run.name, &run.argument, lang)),
        ["headlines"] => Answer::data("headlines/1", &run.parts()?.headlines),
        ["series"] => series(asked, run),
        ["charts", id] => chart(report::charts(&page::input(stored, run.parts()?, lang)), id, asked.form),
        ["report"] => {
            let text = report::html(&page::input(stored, run.parts()?, lang));
            Ok(Answer::file("text/html; charset=utf-8", text, Some(format!("{}.html", run.name))))
        }
        ["methods"] => Ok(Answer::file(
            "text/html; charset=utf-8",
            report::methods(&page::input(stored, run.parts()?, lang)),
            None,
        )),
        ["odd"] => {
            Ok(Answer::file("text/markdown; charset=utf-8", papers::odd_in(prepared, &stored.file.run, lang), None))
        }
        ["crowd"] => Answer::data("crowd/1", &page::crowd(&past, pool)?),
        ["people"] => picked(asked, run, &past),
        ["people", who] => {
            let (who, changes) = (person(who)?, changes(asked)?);
            if changes.is_empty() {
                return person_page(asked, run, &past, of_person(&past, pool, who)?).map(|a| a.digest(digest));
            }
            let (file, outcome, adverse) = what_if::simulate_with(&past, pool, who, &changes)?;
            let command = what_if::command(&file, &run.argument, &changes);
            let changed = ChangedPerson { file, months: prepared.spec.months, outcome, adverse, command };
            Answer::data("changed-person/1", &changed)
        }
        ["people", who, "what-if"] => {
            let (who, changes) = (person(who)?, changes(asked)?);
            let doc = match changes.as_slice() {
                [] => what_if::table(&past, pool, who, &run.argument)?,
                some => what_if::asked(&past, pool, who, &run.argument, some)?,
            };
            let rows = doc.rows.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
            Ok(Answer::data("what-if/1", &doc)?.rows(rows))
        }
        ["people", who, "sheet"] => {
            let who = person(who)?;
            let shown = page::person(&past, of_person(&past, pool, who)?, &run.argument, lang);
            let worlds = what_if::table(&past, pool, who, &run.argument)?;
            let text = glasshouse_views::sheet::html(&stored.file.run, &shown, &worlds, lang);
            Ok(Answer::file("text/html; charset=utf-8", text, Some(format!("{who}.html"))))
        }
        ["people", who, "luck"] => {
            let doc = page::luck(stored, prepared, pool, person(who)?, lang)?;
            let rows = doc.seeds.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
            Ok(Answer::data("luck/1", &doc)?.rows(rows))
        }
        _ => Err(unknown(&rest.join("/"))),
    }
    .map(|answer| answer.digest(digest))
}

fn person(text: &str) -> Result<PersonId, Failure> {
    PersonId::parse(text).ok_or_else(|| wrong("person", text))
}

fn changes(asked: &Asked) -> Result<Vec<what_if::Change>, Failure> {
    asked.query.iter().filter(|(key, _)| key == "change").map(|(_, text)| gallery::change(text)).collect()
}

fn person_page(
    asked: &Asked,
    run: &Opened,
    past: &Past<'_>,
    file: glasshouse_wire::person::PersonFile,
) -> Result<Answer, Failure> {
    let rows = file.events.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    Ok(Answer::data("person-page/1", &page::person(past, file, &run.argument, asked.lang))?.rows(rows))
}

fn picked(asked: &Asked, run: &Opened, past: &Past<'_>) -> Result<Answer, Failure> {
    let name = asked.query("pick").unwrap_or(Criterion::Median.name());
    let criterion = Criterion::parse(name).ok_or_else(|| wrong("pick", name))?;
    let nth: u64 = asked.number("nth", 1)?;
    let found = pick(past, &asked.bench.pool, criterion, nth.max(1))?;
    let mut file = of_person(past, &asked.bench.pool, found.person)?;
    file.picked = Some(criterion.name().into());
    file.frequency = (criterion != Criterion::Median).then_some((found.fits, found.of));
    person_page(asked, run, past, file)
}

/// Metrics by month, as documents; in CSV one line per month.
fn series(asked: &Asked, run: &Opened) -> Result<Answer, Failure> {
    let wanted = |row: &&glasshouse_wire::SeriesRow| {
        asked.query("metric").is_none_or(|m| m == row.metric)
            && asked.query("attribute").is_none_or(|a| a == row.attribute)
    };
    let parts = run.parts()?;
    let rows: Vec<&glasshouse_wire::SeriesRow> = parts.series.iter().filter(wanted).collect();
    let is = if run.stored.file.run.illustration { "illustration" } else { "finding" };
    let mut records = Vec::new();
    if asked.form == Form::Csv {
        for row in &rows {
            for (month, estimate) in row.months.iter().enumerate() {
                let mut record = serde_json::json!({
                    "metric": row.metric, "item": row.item, "attribute": row.attribute, "level": row.level,
                    "month": month + 1, "is": is,
                });
                let fields = json::value(estimate).map_err(Failure::unserialisable)?;
                if let (Some(record), Value::Object(fields)) = (record.as_object_mut(), fields) {
                    record.extend(fields);
                }
                records.push(record);
            }
        }
    }
    Ok(Answer::data("series/1", &rows)?.rows(records))
}

/// A chart as document, CSV or drawing.
fn chart(charts: Vec<Chart>, id: &str, form: Form) -> Result<Answer, Failure> {
    let chart = charts.into_iter().find(|c| c.id == id).ok_or_else(|| unknown(id))?;
    match form {
        Form::Json => Answer::data("chart/1", &chart.doc()),
        Form::Csv => Ok(Answer::file("text/csv; charset=utf-8", chart.csv(), Some(format!("{id}.csv")))),
        Form::Svg => Ok(Answer::file("image/svg+xml", chart.svg(), Some(format!("{id}.svg")))),
    }
}

fn comparisons(asked: &Asked) -> Result<Answer, Failure> {
    let entries = catalogue::of_kind(&asked.bench.options.runs, catalogue::Kind::Compare)?;
    let row = |entry: catalogue::Entry| {
        let doc = compare::read(&entry.path).ok()?;
        Some(CompareRowDoc {
            name: entry.name,
            arms: doc.arms.iter().map(|a| a.name.clone()).collect(),
            people: doc.society.people,
            months: doc.months,
            replicates: doc.replicates.len() as u32,
            illustration: doc.illustration,
            digest: doc.digest,
        })
    };
    Answer::data("comparison-list/1", &entries.into_iter().filter_map(row).collect::<Vec<_>>())
}

fn of_comparison(asked: &Asked, name: &str, rest: &[&str]) -> Result<Answer, Failure> {
    let (_, doc) = comparison(&asked.bench.options.runs, name)?;
    let digest = doc.digest.clone();
    match rest {
        [] => {
            let rows = compare::records(&doc);
            let runs = doc.arms.iter().map(|a| format!("{name}~{}", arm_name(a))).collect();
            let page = compare_views::document(doc, name, runs, asked.lang);
            Ok(Answer::data("comparison-page/1", &page)?.rows(rows))
        }
        ["charts", id] => chart(compare_views::all_charts(&doc, asked.lang), id, asked.form),
        ["people"] => {
            let run = |key: &str| {
                let wanted = asked.query(key).unwrap_or_default();
                let arm = doc.arms.iter().find(|a| a.name == wanted).ok_or_else(|| wrong(key, wanted))?;
                asked.run(&format!("{name}~{}", arm_name(arm)))
            };
            let (first, second) = (run("first")?, run("second")?);
            let cell = asked.query("cell").unwrap_or_default();
            let cell = Cell::parse(cell).ok_or_else(|| wrong("cell", cell))?;
            let pair = ((&first.stored, &first.prepared), (&second.stored, &second.prepared));
            let people = page::swapped(pair.0, pair.1, asked.number("replicate", 0)?, cell)?;
            let shown: Vec<String> = people.iter().take(asked.number("most", 200)?).map(ToString::to_string).collect();
            let records = shown.iter().map(|p| serde_json::json!({"person": p})).collect();
            Ok(Answer::data("people/1", &(people.len(), shown))?.rows(records))
        }
        _ => Err(unknown(&rest.join("/"))),
    }
    .map(|answer| answer.digest(&digest))
}

fn post(asked: &Asked, words: &[&str]) -> Result<Answer, Failure> {
    let plan = |work: &Work, faults: &[glasshouse_study::Faults]| PlanDoc {
        name: work.name(),
        command: work.command(),
        months: work.months(),
        stored: work.is_stored(&asked.bench.options.runs),
        diagnostics: of_faults(faults, asked.lang),
    };
    let a_run = || gallery::run(&asked.body()?);
    let a_comparison = || gallery::compare(&asked.body()?);
    match words {
        ["plan"] => {
            let prepared = a_run()?;
            let faults = prepared.warnings.clone();
            Answer::data("plan/1", &plan(&Work::Run(Box::new(prepared)), &faults))
        }
        ["plan-comparison"] => {
            let (prepared, command) = a_comparison()?;
            let faults = prepared.warnings();
            Answer::data("plan/1", &plan(&Work::Compare(Box::new(prepared), command), &faults))
        }
        ["runs"] => start(asked, Work::Run(Box::new(a_run()?))),
        ["comparisons"] => {
            let (prepared, command) = a_comparison()?;
            start(asked, Work::Compare(Box::new(prepared), command))
        }
        ["jobs", id, "stop"] => Answer::data("job/1", &asked.bench.jobs.stop(id)?),
        _ => Err(unknown(&words.join("/"))),
    }
}

fn start(asked: &Asked, work: Work) -> Result<Answer, Failure> {
    Answer::data("job/1", &Jobs::start(&asked.bench, work)?)
}

/// Deletes a run or a comparison: a folder that the catalogue lists.
fn delete(asked: &Asked, words: &[&str]) -> Result<Answer, Failure> {
    let runs = &asked.bench.options.runs;
    let (kind, name) = match words {
        ["runs", name] => (catalogue::Kind::Run, *name),
        ["comparisons", name] => (catalogue::Kind::Compare, *name),
        _ => return Err(unknown(&words.join("/"))),
    };
    let entry = catalogue::named(runs, name).filter(|e| e.kind == kind).ok_or_else(|| unknown(name))?;
    let freed = catalogue::delete(&entry)?;
    Answer::data("deleted/1", &Words::from([("name".to_owned(), entry.name), ("bytes".to_owned(), freed.to_string())]))
}

/// The progress of a job, as events, until it ends.
fn progress(bench: &Arc<Bench>, id: &str, lang: Lang) -> Response {
    let job = match bench.jobs.find(id) {
        Ok(job) => job,
        Err(failure) => return fail(&failure, lang),
    };
    let (tell, told) = tokio::sync::mpsc::channel(8);
    tokio::spawn(async move {
        let mut state = job.state.subscribe();
        loop {
            let doc = state.borrow_and_update().clone();
            let goes_on = matches!(doc.state.as_str(), "waiting" | "running");
            let event = Event::default().event("job").data(json::text(&doc).unwrap_or_default());
            if tell.send(Ok::<Event, std::convert::Infallible>(event)).await.is_err() || !goes_on {
                break;
            }
            // Some ten times a second is enough for a bar.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            if state.changed().await.is_err() {
                break;
            }
        }
    });
    let events = ReceiverStream::new(told);
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}
