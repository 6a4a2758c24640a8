//! `show RUN --metric`: one metric of a run, as counts or as rates, by month and group.

use crate::answer::Answer;
use crate::args::{Months, Show};
use crate::commands::list::columns;
use crate::commands::papers::unknown;
use crate::commands::run::kind;
use crate::session::Session;
use glasshouse_metrics::{METRICS, Metric};
use glasshouse_model::text::Label;
use glasshouse_model::{Attribute, Lang};
use glasshouse_study::bundle::Stored;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::{rates, report, way_out};
use glasshouse_views::terminal::pad_left;
use glasshouse_wire::{Estimate, SeriesRow, json};
use serde_json::{Value, json as object};

/// What is shown: a metric as counted, or a rate of it.
struct Wanted {
    name: &'static str,
    unit: &'static str,
    label: Label,
    definition: Label,
    from: From,
}

/// Where the numbers come from.
#[derive(Clone, Copy)]
enum From {
    Counts,
    Rates,
    WayOut,
}

impl Wanted {
    fn of(name: &str, rate: bool) -> Result<Wanted, Failure> {
        if name == way_out::NAME {
            let (label, definition) = (way_out::LABEL, way_out::DEFINITION);
            return Ok(Wanted { name: way_out::NAME, unit: "records", label, definition, from: From::WayOut });
        }
        let rates = rates::catalogue();
        let known = Metric::parse(name);
        let found = rates.iter().find(|(n, ..)| *n == name);
        match (known, found) {
            (Some(metric), None) if !rate => Ok(count(metric)),
            (Some(metric), Some(_)) if !rate => Ok(count(metric)),
            // The rate of a metric may have a name of its own: `score_sum` is shown as `score_mean`.
            (Some(metric), _) => {
                let own = rates.iter().find(|(.., m)| *m == metric);
                Ok(own.map_or_else(|| count(metric), |(name, unit, metric)| rate_of(name, unit, *metric)))
            }
            (None, Some((name, unit, metric))) => Ok(rate_of(name, unit, *metric)),
            (None, None) => {
                let mut names: Vec<&str> = METRICS.iter().map(|m| m.name).collect();
                names.push(way_out::NAME);
                names.extend(rates.iter().map(|(n, ..)| *n).filter(|n| Metric::parse(n).is_none()));
                Err(unknown("metric", "指标", name, names.into_iter()))
            }
        }
    }
}

fn count(metric: Metric) -> Wanted {
    let spec = metric.spec();
    Wanted { name: spec.name, unit: spec.unit, label: spec.label, definition: spec.definition, from: From::Counts }
}

fn rate_of(name: &'static str, unit: &'static str, metric: Metric) -> Wanted {
    let spec = metric.spec();
    Wanted { name, unit, label: spec.label, definition: spec.definition, from: From::Rates }
}

/// `show RUN --metric NAME`
pub fn show(session: &Session, stored: &Stored, name: &str, flags: &Show) -> Result<Answer, Failure> {
    let wanted = Wanted::of(name, flags.rate)?;
    let attribute = match flags.by.as_deref() {
        None => None,
        Some(by) => Some(
            Attribute::parse(by)
                .ok_or_else(|| unknown("attribute", "属性", by, Attribute::ALL.iter().map(|a| a.name())))?,
        ),
    };
    let months = months(flags.months, stored.file.run.months)?;
    let all = match wanted.from {
        From::Counts => report::series(stored)?,
        From::Rates => rates::series(stored)?,
        From::WayOut => way_out::series(stored)?,
    };
    let by = attribute.map_or("all", Attribute::name);
    let mut series: Vec<SeriesRow> =
        all.into_iter().filter(|row| row.metric == wanted.name && row.attribute == by).collect();
    in_order(&mut series, attribute);
    let records = records(stored, &wanted, &series, &months)?;
    let human = if session.terminal {
        table(session, stored, &wanted, &series, &months, attribute)
    } else {
        lines(stored, &series, &months)
    };
    let data = object!({
        "metric": wanted.name, "label": {"en": wanted.label.en, "zh": wanted.label.zh}, "unit": wanted.unit,
        "definition": {"en": wanted.definition.en, "zh": wanted.definition.zh}, "is": kind(&stored.file.run),
        "months": months.iter().map(|m| m + 1).collect::<Vec<_>>(),
        "series": series.iter().map(json::value).collect::<Result<Vec<_>, _>>().map_err(Failure::unserialisable)?,
    });
    let mut answer = Answer::new("metric/1", data, human);
    answer.rows = Some(records);
    answer.digest = Some(stored.file.run.digest.clone());
    Ok(answer)
}

/// The months asked for, from 0.
fn months(asked: Months, of: u32) -> Result<Vec<usize>, Failure> {
    match asked {
        Months::All => Ok((0..of as usize).collect()),
        Months::Last => Ok(vec![of.saturating_sub(1) as usize]),
        Months::One(month) if (1..=of).contains(&month) => Ok(vec![month as usize - 1]),
        Months::One(month) => Err(Failure::Usage(Note::new(
            "GH0900",
            format!("the run has no month {month}: it has {of}"),
            format!("运行没有第{month}个月：共{of}个月"),
        ))),
    }
}

/// Groups in the order of their attribute, items as they come.
fn in_order(series: &mut [SeriesRow], attribute: Option<Attribute>) {
    let place = |level: &str| attribute.and_then(|a| a.levels().iter().position(|(name, _)| *name == level));
    series.sort_by_key(|row| place(&row.level));
}

fn records(stored: &Stored, wanted: &Wanted, series: &[SeriesRow], months: &[usize]) -> Result<Vec<Value>, Failure> {
    let mut records = Vec::new();
    for (row, month, estimate) in cells(series, months) {
        let mut record = object!({
            "metric": row.metric, "item": row.item, "attribute": row.attribute, "level": row.level,
            "month": month + 1, "unit": wanted.unit, "is": kind(&stored.file.run),
        });
        let fields = json::value(estimate).map_err(Failure::unserialisable)?;
        if let (Some(record), Value::Object(fields)) = (record.as_object_mut(), fields) {
            record.extend(fields);
        }
        records.push(record);
    }
    Ok(records)
}

fn cells<'s>(
    series: &'s [SeriesRow],
    months: &'s [usize],
) -> impl Iterator<Item = (&'s SeriesRow, usize, &'s Estimate)> {
    series.iter().flat_map(move |row| months.iter().filter_map(move |m| row.months.get(*m).map(|e| (row, *m, e))))
}

/// One line per month and group: metric, month, item, level, value, its interval, and what it is.
fn lines(stored: &Stored, series: &[SeriesRow], months: &[usize]) -> String {
    let line = |(row, month, estimate): (&SeriesRow, usize, &Estimate)| {
        let [value, low, high] = shown(estimate);
        let (month, mark) = ((month + 1).to_string(), kind(&stored.file.run));
        let cells = [row.metric.as_str(), &month, &row.item, &row.level, &value, &low, &high, mark];
        format!("{}\n", cells.join("\t"))
    };
    cells(series, months).map(line).collect()
}

/// The same for people: a title, a heading over every column, numbers to the right, no column without content.
fn table(
    session: &Session,
    stored: &Stored,
    wanted: &Wanted,
    series: &[SeriesRow],
    months: &[usize],
    attribute: Option<Attribute>,
) -> String {
    let lang = session.lang;
    let mark = glasshouse_views::Mark::of(&stored.file.run).text(lang);
    let unit = glasshouse_views::messages::figure::unit(lang, wanted.unit);
    let title = format!("{} ({unit}) · {mark}", wanted.label.get(lang));
    let when = match (months, lang) {
        ([month], Lang::En) => format!("month {} of {}", month + 1, stored.file.run.months),
        ([month], Lang::Zh) => format!("第{}个月，共{}个月", month + 1, stored.file.run.months),
        (_, Lang::En) => "every month".into(),
        (_, Lang::Zh) => "各月".into(),
    };
    let mut text = format!("{title}\n{}\n{when}\n\n", wanted.definition.get(lang));
    if series.is_empty() {
        text.push_str(match lang {
            Lang::En => "zero for everyone in every month\n",
            Lang::Zh => "各月各群体均为零\n",
        });
        return text;
    }
    let heads = match lang {
        Lang::En => ["month", "item", "group", "value", "95 % from", "to"],
        Lang::Zh => ["月", "分项", "群体", "数值", "95%下限", "上限"],
    };
    let level = |name: &str| {
        let label = attribute.and_then(|a| a.levels().iter().find(|(level, _)| *level == name));
        label.map_or(String::new(), |(_, label)| label.get(lang).to_owned())
    };
    let mut rows = vec![heads.map(str::to_owned)];
    for (row, month, estimate) in cells(series, months) {
        let [value, low, high] = shown(estimate);
        let month = if months.len() > 1 { (month + 1).to_string() } else { String::new() };
        rows.push([month, row.item.clone(), level(&row.level), value, low, high]);
    }
    for column in 0..heads.len() {
        let empty = rows.iter().skip(1).all(|r| r[column].is_empty());
        let width = rows.iter().map(|r| glasshouse_views::terminal::width(&r[column])).max().unwrap_or(0);
        for row in &mut rows {
            if empty {
                row[column].clear();
            } else if column == 0 || column > 2 {
                row[column] = pad_left(&row[column], width);
            }
        }
    }
    text.push_str(&columns(session, &rows));
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
