//! What a sweep over assumptions shows: on a terminal, as records, as figures, as a page.

mod page;
#[cfg(test)]
mod tests;
mod words;

use crate::chart::{About, Chart, DotBlock, Dots, Drawing, Ink};
use crate::estimate::Point;
use crate::messages::figure;
use crate::number::{self, Form};
use crate::summary::Style;
use crate::{Mark, terminal};
use glasshouse_model::Lang;
use glasshouse_wire::sweep::{BoxSide, ClaimDoc, InputResult, PointLevels, SweepDoc, SweepPlan, SweepRow};
use words as say;

/// Labels of this module, for the tests of all tables.
pub(crate) const LABELS: &[(&str, glasshouse_model::text::Label)] = words::ALL;

/// Inputs that a ranking shows.
const SHOWN: usize = 10;
/// Inputs that a figure shows.
const DRAWN: usize = 15;
/// Inputs whose responses the terminal shows level by level.
const CURVES: usize = 3;
/// Points with several levels that the terminal shows.
const LEVELS: usize = 12;
/// Columns of the longest bar.
const BAR: f64 = 24.0;

/// Finding or illustration.
pub fn mark(doc: &SweepDoc) -> Mark {
    if doc.illustration { Mark::Illustration } else { Mark::Finding { seeds: doc.replicates } }
}

/// A sweep as text; each line ends with a line feed. The mark of finding or illustration is always there.
pub fn text(doc: &SweepDoc, lang: Lang, width: usize, style: Style) -> String {
    match style {
        Style::Records => records(doc),
        Style::Terminal | Style::Coloured => {
            let bold = style == Style::Coloured;
            let mark = mark(doc).text(lang);
            let title = terminal::spread(&say::title(lang, doc), &mark, width.clamp(60, 120));
            let mut out = if bold { title.replace(&mark, &format!("\u{1b}[1m{mark}\u{1b}[0m")) } else { title };
            out.push('\n');
            for row in asked(doc) {
                out.push('\n');
                ranked(doc, row, lang, width, &mut out);
            }
            for claim in &doc.claims {
                out.push('\n');
                claimed(claim, lang, width, &mut out);
            }
            notes(doc, lang, &mut out);
            out
        }
    }
}

/// A metric by name, as a noun inside a sentence.
pub fn metric(lang: Lang, name: &str) -> String {
    say::metric(lang, name)
}

/// What `--plan` says.
pub fn plan(plan: &SweepPlan, lang: Lang) -> String {
    say::plan(lang, plan)
}

fn asked(doc: &SweepDoc) -> impl Iterator<Item = &SweepRow> {
    doc.rows.iter().take(doc.asked as usize)
}

/// The inputs of a row by importance: path, result.
fn by_importance<'d>(doc: &'d SweepDoc, row: &'d SweepRow) -> impl Iterator<Item = (&'d str, &'d InputResult)> {
    row.ranking.iter().filter_map(|place| {
        let place = *place as usize;
        Some((doc.inputs.get(place)?.path.as_str(), row.inputs.get(place)?))
    })
}

/// How many of the inputs, most important first, make up half of all importance.
fn half(row: &SweepRow) -> usize {
    let all: Vec<f64> = row.ranking.iter().filter_map(|p| row.inputs.get(*p as usize)?.importance).collect();
    let whole: f64 = all.iter().sum();
    let mut sum = 0.0;
    all.iter()
        .take_while(|i| {
            let before = sum < 0.5 * whole;
            sum += **i;
            before
        })
        .count()
}

/// The sentence that says what a row shows.
pub fn sentence(doc: &SweepDoc, row: &SweepRow, lang: Lang) -> String {
    let name = say::metric(lang, &row.metric);
    let first = by_importance(doc, row).next();
    let Some((path, result)) = first.filter(|(_, r)| r.importance.is_some_and(|i| i > 0.0)) else {
        return say::nothing_moves(lang, &name);
    };
    let plain = |v: f64| number::fixed(v, number::decimals(v, 0.0));
    let importance = result.importance.unwrap_or(0.0);
    let unit = figure::unit(lang, &row.unit);
    match row.importance.as_str() {
        "total" => {
            let alone = result.first.map_or(0.0, |f| f.value);
            say::variance(lang, path, &name, &plain(100.0 * importance), &plain(100.0 * alone.max(0.0)))
        }
        "rank_correlation" => say::correlated(lang, path, &name, result.correlation.unwrap_or(0.0)),
        "mu_star" => say::effect(lang, path, &name, &plain(importance), &unit, half(row), doc.inputs.len()),
        _ => {
            let ends = (result.low.map_or(String::new(), plain), result.high.map_or(String::new(), plain));
            say::span(lang, path, &name, &ends, &unit)
        }
    }
}

fn ranked(doc: &SweepDoc, row: &SweepRow, lang: Lang, width: usize, out: &mut String) {
    for line in terminal::wrap(&sentence(doc, row, lang), width.clamp(60, 120)) {
        out.push_str(&format!("{line}\n"));
    }
    let shown: Vec<(&str, &InputResult)> =
        by_importance(doc, row).filter(|(_, r)| r.importance.is_some_and(|i| i > 0.0)).take(SHOWN).collect();
    let longest = shown.iter().map(|(path, _)| terminal::width(path)).max().unwrap_or(0).min(48);
    let largest = shown.first().and_then(|(_, r)| r.importance).unwrap_or(0.0);
    for (path, result) in &shown {
        let importance = result.importance.unwrap_or(0.0);
        let columns = (BAR * importance / largest).round().max(1.0) as usize;
        let bar = terminal::pad_right(&"▇".repeat(columns), BAR as usize);
        let value = number::fixed(importance, number::decimals(largest, 0.0));
        let more = say::detail(lang, row, result);
        out.push_str(&format!("  {}  {bar}  {value}{more}\n", terminal::pad_right(path, longest)));
    }
    let left = row.ranking.len().saturating_sub(shown.len());
    if left > 0 && !shown.is_empty() {
        out.push_str(&format!("  {}\n", say::others(lang, left)));
    }
    for (path, result) in shown.iter().filter(|(_, r)| !r.curve.is_empty()).take(CURVES) {
        curve(path, result, lang, out);
    }
    if let Some(noise) = &row.noise {
        let share = number::fixed(100.0 * noise.share, 0);
        out.push_str(&format!("  {}\n", say::luck(lang, &share, doc.replicates, noise.replicates_needed)));
    }
}

/// The response of a metric at each level of an input.
fn curve(path: &str, result: &InputResult, lang: Lang, out: &mut String) {
    let values: Vec<f64> = result.curve.iter().filter_map(|p| p.estimate.value()).collect();
    let most = values.iter().map(|v| v.abs()).fold(0.0, f64::max);
    let longest = result.curve.iter().map(|p| terminal::width(&p.value)).max().unwrap_or(0);
    out.push_str(&format!("  {path}\n"));
    for point in &result.curve {
        let value = point.estimate.value().unwrap_or(0.0);
        let columns = if most > 0.0 { (BAR * value.abs() / most).round() as usize } else { 0 };
        let bar = terminal::pad_right(&"▇".repeat(columns), BAR as usize);
        let shown = number::estimate_or_reason(lang, &point.estimate, Form::Plain);
        out.push_str(&format!("    {}  {bar}  {shown}\n", terminal::pad_left(&point.value, longest)));
    }
}

/// The sides of a box in words.
pub(crate) fn sides(sides: &[BoxSide], lang: Lang) -> String {
    let side = |side: &BoxSide| match (&side.low, &side.high) {
        (Some(low), Some(high)) => format!("{} = {low} … {high}", side.path),
        (Some(low), None) => format!("{} ≥ {low}", side.path),
        (None, Some(high)) => format!("{} ≤ {high}", side.path),
        (None, None) => side.path.clone(),
    };
    sides.iter().map(side).collect::<Vec<_>>().join(say::AND.get(lang))
}

fn claimed(claim: &ClaimDoc, lang: Lang, width: usize, out: &mut String) {
    let wide = width.clamp(60, 120);
    let mut say_line = |text: &str, indent: &str| {
        for line in terminal::wrap(text, wide - indent.len()) {
            out.push_str(&format!("{indent}{line}\n"));
        }
    };
    say_line(&say::claim(lang, claim), "");
    if let Some(failures) = &claim.failures {
        say_line(&say::failures(lang, failures, &sides(&failures.sides, lang)), "  ");
    }
    if let Some(example) = &claim.counter_example {
        let (left, right) = (number::machine(example.left), number::machine(example.right));
        say_line(&say::counter_example(lang, example.set.len(), &left, &right), "  ");
        out.push_str(&format!("    {}\n", example.command));
    }
}

fn notes(doc: &SweepDoc, lang: Lang, out: &mut String) {
    if !doc.failed.is_empty() {
        out.push_str(&format!("\n{}\n", say::failed(lang, doc.failed.len())));
        for failed in doc.failed.iter().take(3) {
            out.push_str(&format!("  {}\n", say::failed_point(lang, failed)));
        }
    }
    if !doc.levels.is_empty() {
        out.push_str(&format!("\n{}\n", say::levels(lang, doc.levels.len())));
        for point in doc.levels.iter().take(LEVELS) {
            out.push_str(&format!("  {}\n", level(point, lang)));
        }
        if doc.levels.len() > LEVELS {
            out.push_str(&format!("  {}\n", say::more_levels(lang, doc.levels.len() - LEVELS)));
        }
    }
    if !doc.left_out.is_empty() {
        out.push_str(&format!("\n{}\n", say::left_out(lang, doc.left_out.len())));
        for left in doc.left_out.iter().take(3) {
            out.push_str(&format!("  {}: {}\n", left.path, crate::summary::pick(&left.reason, lang)));
        }
    }
}

/// The levels of one point.
fn level(point: &PointLevels, lang: Lang) -> String {
    let amount = |e: &glasshouse_wire::Estimate| number::estimate_or_reason(lang, e, Form::Plain);
    let (nobody, everybody) = (amount(&point.from_nobody), amount(&point.from_everybody));
    let set = if point.set.is_empty() { say::AS_DECLARED.get(lang).to_owned() } else { point.set.join(" ") };
    say::level(lang, &point.arm, &set, &nobody, &everybody)
}

/// Metric, input, importance, low, high, what it is, mark: one line each, most important first; then the claims.
fn records(doc: &SweepDoc) -> String {
    let mark = mark(doc).word();
    let mut out = String::new();
    let machine = |v: Option<f64>| v.map_or(String::new(), number::machine);
    for row in asked(doc) {
        for (path, result) in by_importance(doc, row) {
            let (value, low, high) = (machine(result.importance), machine(result.low), machine(result.high));
            out.push_str(&format!("{}\t{path}\t{value}\t{low}\t{high}\t{}\t{mark}\n", row.metric, row.importance));
        }
    }
    for point in &doc.levels {
        let set = point.set.join(" ");
        for (name, side) in [("level_from_nobody", &point.from_nobody), ("level_from_everybody", &point.from_everybody)]
        {
            let value = machine(side.value());
            out.push_str(&format!("{name}\t{set}\t{value}\t\t\tper 1,000 person-months\t{mark}\n"));
        }
    }
    for claim in &doc.claims {
        let percent = claim.percent.as_ref();
        let cell = |of: fn(&glasshouse_wire::sweep::Limited) -> f64| machine(percent.map(of));
        let (value, low, high) = (cell(|p| p.value), cell(|p| p.low), cell(|p| p.high));
        out.push_str(&format!("claim\t{}\t{value}\t{low}\t{high}\tpercent\t{mark}\n", claim.claim));
    }
    out
}

/// One figure per metric asked for: the inputs by importance.
pub fn charts(doc: &SweepDoc, lang: Lang) -> Vec<Chart> {
    asked(doc).enumerate().map(|(number, row)| chart(doc, row, number, lang)).collect()
}

fn chart(doc: &SweepDoc, row: &SweepRow, number: usize, lang: Lang) -> Chart {
    let point = |value: Option<f64>, low: Option<f64>, high: Option<f64>| {
        let value = value?;
        Some(Point { value, low: low.unwrap_or(value), high: high.unwrap_or(value) })
    };
    let base = row.base.as_ref().and_then(glasshouse_wire::Estimate::value);
    let values = |r: &InputResult| -> Vec<Option<Point>> {
        match row.importance.as_str() {
            "total" => {
                let of = |l: Option<glasshouse_wire::sweep::Limited>| {
                    l.and_then(|l| point(Some(l.value), Some(l.low), Some(l.high)))
                };
                vec![of(r.total), of(r.first)]
            }
            "mu_star" => vec![point(r.importance, r.low, r.high), point(r.sigma, None, None)],
            "rank_correlation" => vec![point(r.correlation, r.low, r.high)],
            // A tornado: from the lowest to the highest response, with a mark at the declared value.
            _ => vec![point(base.or(r.low), r.low, r.high)],
        }
    };
    let rows = by_importance(doc, row).take(DRAWN).map(|(path, r)| (path.to_owned(), values(r))).collect();
    let series: Vec<(String, Ink)> =
        say::series(lang, &row.importance).into_iter().enumerate().map(|(i, name)| (name, Ink::Series(i))).collect();
    let unit = match row.importance.as_str() {
        "total" => say::SHARE.get(lang).to_owned(),
        "rank_correlation" => say::CORRELATION.get(lang).to_owned(),
        _ => figure::unit(lang, &row.unit),
    };
    let name = say::metric(lang, &row.metric);
    Chart {
        id: format!("sweep-{}-{}", number + 1, row.metric.replace('_', "-")),
        question: say::question(lang, &name),
        sentence: sentence(doc, row, lang),
        mark: mark(doc),
        lang,
        drawing: Drawing::Dots(Dots { unit, series, blocks: vec![DotBlock { title: name.clone(), rows }] }),
        about: vec![About {
            label: name,
            unit: figure::unit(lang, &row.unit),
            definition: say::importance(lang, &row.importance),
            source: "glasshouse".into(),
        }],
        command: doc.command.clone(),
        digest: doc.digest.clone(),
    }
}

/// One offline page about a sweep.
pub fn html(doc: &SweepDoc, lang: Lang) -> String {
    page::document(doc, lang, &charts(doc, lang)).into_string()
}
