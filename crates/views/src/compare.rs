//! What a terminal shows of a comparison, and the same as greppable records.

mod charts;
mod page;
#[cfg(test)]
mod tests;
mod way;
mod words;

pub use charts::{all as all_charts, document};

use crate::messages::summary;
use crate::number::{self, Form};
use crate::summary::{Style, pick};
use crate::{Mark, terminal};
use glasshouse_model::Lang;
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::{
    ArmLevels, CompareCell, CompareDoc, CompareRow, GapDoc, GapPart, PersonDifference, PersonEnd, RulePair, Shown, Swap,
};
use glasshouse_wire::run::Level;
use words as say;

/// Labels of this module, for the tests of all tables.
pub(crate) const LABELS: &[(&str, glasshouse_model::text::Label)] = words::ALL;

/// How much is shown, and where the bundle lies.
#[derive(Clone, Copy, Debug)]
pub struct Extent<'r> {
    /// Also rows in which no arm differs.
    pub all: bool,
    /// The bundle, as a command takes it.
    pub root: &'r str,
    /// Columns of the terminal.
    pub width: usize,
}

/// Differences of rules that are shown of one pair.
const RULES: usize = 6;
/// Persons that are shown of one pair.
const PERSONS: usize = 3;

/// A comparison as text; each line ends with a line feed. The mark of finding or illustration is always there.
pub fn text(doc: &CompareDoc, lang: Lang, extent: Extent<'_>, style: Style) -> String {
    match style {
        Style::Records => records(doc, extent),
        Style::Terminal | Style::Coloured => page(doc, lang, extent, style),
    }
}

/// One offline page about a comparison.
pub fn html(doc: &CompareDoc, lang: Lang) -> String {
    page::document(doc, lang).into_string()
}

/// The figures of a comparison: one for each unit in which arms differ.
pub fn charts(doc: &CompareDoc, lang: Lang) -> Vec<crate::chart::Chart> {
    page::charts(doc, lang)
}

fn mark(doc: &CompareDoc) -> Mark {
    match u32::try_from(doc.replicates.len()) {
        Ok(seeds) if seeds > 1 => Mark::Finding { seeds },
        Ok(_) | Err(_) => Mark::Illustration,
    }
}

/// The arms beside the baseline: place and name.
fn others(doc: &CompareDoc) -> impl Iterator<Item = (usize, &str)> {
    doc.arms.iter().enumerate().skip(1).map(|(place, arm)| (place, arm.name.as_str()))
}

fn page(doc: &CompareDoc, lang: Lang, extent: Extent<'_>, style: Style) -> String {
    let mark = mark(doc).text(lang);
    let title = terminal::spread(&say::title(lang, &doc.baseline, doc.months), &mark, extent.width.clamp(60, 120));
    let mut out = match style {
        Style::Coloured => title.replace(&mark, &format!("\u{1b}[1m{mark}\u{1b}[0m")),
        Style::Terminal | Style::Records => title,
    };
    out.push('\n');
    let places: Vec<usize> = others(doc).map(|(place, _)| place).collect();
    // Arms side by side where they fit, otherwise one after the other.
    let wide = table(doc, lang, extent, &places);
    if wide.iter().all(|line| terminal::width(line) <= extent.width.max(60)) {
        wide.iter().for_each(|line| out.push_str(&format!("{line}\n")));
    } else {
        for place in places {
            table(doc, lang, extent, &[place]).iter().for_each(|line| out.push_str(&format!("{line}\n")));
        }
    }
    for (swap, rules) in doc.swaps.iter().zip(&doc.rules) {
        swapped(lang, swap, doc, extent, &mut out);
        ruled(lang, rules, &mut out);
    }
    levels(doc, lang, &mut out);
    way::text(doc, lang, extent, &mut out);
    gaps(doc, lang, &mut out);
    unpaired(doc, lang, extent, &mut out);
    for judged in &doc.conditions {
        // Limits are compared with the exact estimate, so it is shown with more digits than in the table.
        let value = match judged.estimate.value() {
            Some(value) => number::machine(value),
            None => number::estimate_or_reason(lang, &judged.estimate, Form::Plain),
        };
        out.push_str(&format!("  {}\n", say::judged(lang, &judged.condition, &judged.arm, &value, judged.holds)));
    }
    out
}

fn form(shown: Shown) -> Form {
    match shown {
        Shown::Difference => Form::Signed,
        Shown::Percent => Form::SignedPercent,
        Shown::Value => Form::Plain,
    }
}

/// The rows that are shown: those in which one of the arms differs, or all.
fn wanted<'d>(doc: &'d CompareDoc, extent: Extent<'_>, places: &[usize]) -> Vec<&'d CompareRow> {
    let differs = |row: &CompareRow| places.iter().any(|p| row.cells.get(*p).is_some_and(|c| !c.same));
    doc.rows.iter().filter(|row| extent.all || differs(row)).collect()
}

/// Head and rows of the table, with the legend.
fn table(doc: &CompareDoc, lang: Lang, extent: Extent<'_>, places: &[usize]) -> Vec<String> {
    let rows = wanted(doc, extent, places);
    let mut lines: Vec<Vec<String>> = Vec::new();
    let names = places.iter().filter_map(|p| doc.arms.get(*p)).map(|a| a.name.clone());
    lines.push([String::new()].into_iter().chain(names).collect());
    let one = places.len() == 1;
    let mut unclear = false;
    for row in &rows {
        let mut line = vec![format!("  {}", say::metric(lang, &row.metric))];
        for cell in places.iter().filter_map(|p| row.cells.get(*p)) {
            let hazy = row.shown != Shown::Value && cell.distinguishable == Some(false) && !cell.same;
            unclear |= hazy;
            line.push(match (hazy, one) {
                (true, true) => format!("{}  {}", shown(lang, row.shown, cell), say::UNCLEAR.get(lang)),
                (true, false) => format!("{} {}", shown(lang, row.shown, cell), say::SIGN),
                (false, _) => shown(lang, row.shown, cell),
            });
        }
        lines.push(line);
    }
    let mut widths = vec![0; places.len() + 1];
    for line in &lines {
        widths.iter_mut().zip(line).for_each(|(w, cell)| *w = (*w).max(terminal::width(cell)));
    }
    let pad = |line: &Vec<String>| {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(c, w)| terminal::pad_right(c, *w)).collect();
        cells.join("   ").trim_end().to_owned()
    };
    let mut text: Vec<String> = lines.iter().map(pad).collect();
    if rows.is_empty() {
        text.push(format!("  {}", say::NOTHING.get(lang)));
    }
    if unclear && !one {
        text.push(format!("  {} {}", say::SIGN, say::UNCLEAR.get(lang)));
    }
    let left_out = doc.rows.len() - rows.len();
    if left_out > 0 && !rows.is_empty() {
        text.push(format!("  {}", say::left_out(lang, left_out)));
    }
    text
}

fn shown(lang: Lang, what: Shown, cell: &CompareCell) -> String {
    let estimate = match what {
        Shown::Difference => cell.difference.as_ref(),
        Shown::Percent => cell.percent.as_ref(),
        Shown::Value => Some(&cell.value),
    };
    match estimate {
        Some(Estimate::Interval { .. } | Estimate::Single { .. }) if cell.same && what != Shown::Value => {
            say::SAME.get(lang).into()
        }
        Some(estimate) => number::estimate_or_reason(lang, estimate, form(what)),
        None => String::new(),
    }
}

fn swapped(lang: Lang, swap: &Swap, doc: &CompareDoc, extent: Extent<'_>, out: &mut String) {
    let plain = |e: &Estimate| number::estimate_or_reason(lang, e, Form::Plain);
    out.push_str(&format!("\n{}\n", say::swap_title(lang, &swap.first, &swap.second)));
    if swap.same_numbers && swap.counts.iter().all(|c| c.end_differs == 0) {
        out.push_str(&format!("  {}\n", say::IDENTICAL.get(lang)));
        return;
    }
    let cells = [
        (say::BOTH.get(lang).to_owned(), &swap.both),
        (say::only(lang, &swap.first), &swap.only_first),
        (say::only(lang, &swap.second), &swap.only_second),
        (say::NEITHER.get(lang).to_owned(), &swap.neither),
        (say::END_DIFFERS.get(lang).to_owned(), &swap.end_differs),
    ];
    let column = cells.iter().map(|(name, _)| terminal::width(name)).max().unwrap_or(0);
    for (name, estimate) in cells {
        out.push_str(&format!("  {}   {}\n", terminal::pad_right(&name, column), plain(estimate)));
    }
    if swap.largest.is_empty() {
        return;
    }
    out.push_str(&format!("  {}\n", say::LARGEST.get(lang)));
    let run = |name: &str| doc.arms.iter().find(|a| a.name == name).map_or("", |a| a.run.as_str());
    for person in swap.largest.iter().take(PERSONS) {
        out.push_str(&format!("    {}  {}\n", person.person, ends(lang, person)));
        // Under `none` there is little to explain; the other arm is the one that did something.
        let at = if run(&swap.second).is_empty() { run(&swap.first) } else { run(&swap.second) };
        let replicate =
            if person.replicate == 0 { String::new() } else { format!(" --replicate {}", person.replicate) };
        out.push_str(&format!("      glasshouse explain {}/{at} --person {}{replicate}\n", extent.root, person.person));
    }
}

/// What differs for a person, first arm → second arm.
fn ends(lang: Lang, person: &PersonDifference) -> String {
    let (a, b) = (&person.first, &person.second);
    let flags = |here: &PersonEnd, there: &PersonEnd| -> Vec<String> {
        here.ever.iter().filter(|flag| !there.ever.contains(flag)).map(|flag| say::ever(lang, flag)).collect()
    };
    let mut parts = Vec::new();
    for (flags, label) in [(flags(a, b), say::NO_LONGER), (flags(b, a), say::NEWLY)] {
        if !flags.is_empty() {
            parts.push(format!("{}{}", label.get(lang), flags.join(if lang == Lang::En { ", " } else { "、" })));
        }
    }
    let arrow = |x: String, y: String| format!("{x} → {y}");
    let score = |end: &PersonEnd| end.score.map_or("–".to_owned(), |s| number::fixed(f64::from(s), 0));
    if a.score != b.score {
        parts.push(format!("{} {}", say::SCORE.get(lang), arrow(score(a), score(b))));
    }
    let grade = |end: &PersonEnd| end.grade.clone().unwrap_or_else(|| "–".into());
    if a.grade != b.grade {
        parts.push(format!("{} {}", say::GRADE.get(lang), arrow(grade(a), grade(b))));
    }
    parts.join(match lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    })
}

fn ruled(lang: Lang, pair: &RulePair, out: &mut String) {
    out.push_str(&format!("\n{}\n", say::rules_title(lang, &pair.first, &pair.second, pair.differences.len())));
    for difference in pair.differences.iter().take(RULES) {
        out.push_str(&format!("  {}\n", pick(&difference.text, lang)));
    }
    if pair.differences.len() > RULES {
        let command = format!("glasshouse diff {} {}", quoted(&pair.first), quoted(&pair.second));
        out.push_str(&format!("  {}\n", say::all_rules(lang, &command)));
    }
}

/// A word as a POSIX shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./,:=@%+".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Where lawful expression may have several levels: each arm's, each by itself.
fn levels(doc: &CompareDoc, lang: Lang, out: &mut String) {
    if doc.levels.is_empty() {
        return;
    }
    out.push_str(&format!("\n{}\n", say::LEVELS.get(lang)));
    for [arm, said, nobody, everybody] in level_rows(doc, lang) {
        out.push_str(&format!("  {arm}: {said}\n    {nobody}\n    {everybody}\n"));
    }
}

/// Arm, how the sides end, what they come to from nobody and from everybody.
fn level_rows(doc: &CompareDoc, lang: Lang) -> Vec<[String; 4]> {
    let side = |upper: bool, level: &Level, difference: Option<&Estimate>| {
        let n = number::estimate_or_reason(lang, &level.per_1000, Form::Plain);
        let change = number::estimate_or_reason(lang, &level.change_percent, Form::SignedPercent);
        let own = summary::level(lang, upper, &n, &change);
        let against =
            |d: &Estimate| say::from_same_side(lang, &doc.baseline, &number::estimate_or_reason(lang, d, Form::Signed));
        difference.map_or(own.clone(), |d| format!("{own}{}", against(d)))
    };
    let row = |arm: &ArmLevels| {
        let l = &arm.levels;
        let ratio = number::fixed(l.conformity_to_noise, 1);
        [
            arm.arm.clone(),
            summary::levels(lang, &ratio, l.apart, l.replicates, l.own_at_upper),
            side(false, &l.from_nobody, arm.difference_from_nobody.as_ref()),
            side(true, &l.from_everybody, arm.difference_from_everybody.as_ref()),
        ]
    };
    doc.levels.iter().map(row).collect()
}

/// The gaps of the arms, split into mechanisms.
fn gaps(doc: &CompareDoc, lang: Lang, out: &mut String) {
    for gap in &doc.gaps {
        out.push_str(&format!("\n{}\n", say::gap_title(lang, &gap.arm)));
        for [name, part, order] in gap_rows(gap, lang) {
            let (name, part) = (terminal::pad_right(&name, 38), terminal::pad_right(&part, 20));
            out.push_str(format!("  {name}  {part}  {order}").trim_end());
            out.push('\n');
        }
    }
}

/// Parts of a gap: name, amount, how far it depends on the order; the rest and the sum come last.
fn gap_rows(gap: &GapDoc, lang: Lang) -> Vec<[String; 3]> {
    let amount = |e: &Estimate| number::estimate_or_reason(lang, e, Form::Signed);
    let part = |part: &GapPart| {
        let name = say::mechanism(lang, &part.mechanism);
        if part.changes == 0 {
            return [name, say::ABSENT.get(lang).to_owned(), String::new()];
        }
        let digits = number::decimals(part.least.abs().max(part.most.abs()), 0.0);
        let (least, most) = (number::signed(part.least, digits), number::signed(part.most, digits));
        [name, amount(&part.part), say::by_order(lang, &least, &most)]
    };
    let mut rows: Vec<[String; 3]> = gap.parts.iter().map(part).collect();
    rows.push([say::REST.get(lang).to_owned(), amount(&gap.rest), String::new()]);
    rows.push([say::SUM.get(lang).to_owned(), amount(&gap.gap), String::new()]);
    rows
}

/// What pairing buys: how many times as wide the intervals of independent replicates are.
fn unpaired(doc: &CompareDoc, lang: Lang, extent: Extent<'_>, out: &mut String) {
    let places: Vec<usize> = others(doc).map(|(place, _)| place).collect();
    let rows = wanted(doc, extent, &places);
    let ratios = |row: &CompareRow| -> Vec<Option<f64>> {
        places.iter().map(|p| row.cells.get(*p).and_then(|c| c.width_ratio)).collect()
    };
    let known: Vec<_> = rows.iter().map(|r| (*r, ratios(r))).filter(|(_, r)| r.iter().any(Option::is_some)).collect();
    if known.is_empty() {
        return;
    }
    out.push_str(&format!("\n{}\n", say::UNPAIRED.get(lang)));
    let names = known.iter().map(|(row, _)| terminal::width(&say::metric(lang, &row.metric)));
    let column = names.max().unwrap_or(0);
    let times = |ratio: &Option<f64>| ratio.map_or("–".to_owned(), |r| say::times(lang, &number::fixed(r, 1)));
    for (row, ratios) in known {
        let cells: Vec<String> = ratios.iter().map(|r| terminal::pad_left(&times(r), 8)).collect();
        let name = terminal::pad_right(&say::metric(lang, &row.metric), column);
        out.push_str(&format!("  {name} {}\n", cells.join(" ")));
    }
}

/// Metric, arm, value, low, high, unit, what is shown, mark: one line each. Then the pairs' cells by their names.
fn records(doc: &CompareDoc, extent: Extent<'_>) -> String {
    let mark = mark(doc).word();
    let mut out = String::new();
    let line = |name: &str, arm: &str, estimate: &Estimate, unit: &str, what: &str| {
        let value = match estimate {
            Estimate::Single { value } => format!("{}\t\t", number::machine(*value)),
            Estimate::Interval { mean, low, high, .. } => {
                format!("{}\t{}\t{}", number::machine(*mean), number::machine(*low), number::machine(*high))
            }
            Estimate::Undefined { reason } => format!("undefined\t{reason}\t"),
        };
        format!("{name}\t{arm}\t{value}\t{unit}\t{what}\t{mark}\n")
    };
    let places: Vec<usize> = others(doc).map(|(place, _)| place).collect();
    for row in wanted(doc, extent, &places) {
        for (place, arm) in others(doc) {
            let Some(cell) = row.cells.get(place) else { continue };
            let (estimate, what, unit) = match row.shown {
                Shown::Difference => (cell.difference.as_ref(), "difference", row.unit.as_str()),
                Shown::Percent => (cell.percent.as_ref(), "difference", "percent"),
                Shown::Value => (Some(&cell.value), "value", row.unit.as_str()),
            };
            out.push_str(&line(&row.metric, arm, estimate.unwrap_or(&cell.value), unit, what));
        }
    }
    for swap in &doc.swaps {
        let pair = format!("{} | {}", swap.first, swap.second);
        let cells = [
            ("penalised_both", &swap.both),
            ("penalised_only_first", &swap.only_first),
            ("penalised_only_second", &swap.only_second),
            ("penalised_neither", &swap.neither),
            ("end_differs", &swap.end_differs),
        ];
        for (name, estimate) in cells {
            out.push_str(&line(name, &pair, estimate, "per 1,000 people", "pair"));
        }
    }
    for (place, arm) in others(doc) {
        let cells = doc.rows.iter().filter_map(|row| Some((row, row.cells.get(place)?)));
        for (row, ratio) in cells.filter_map(|(row, cell)| Some((row, cell.width_ratio?))) {
            out.push_str(&line(&row.metric, arm, &Estimate::Single { value: ratio }, "ratio", "width_ratio"));
        }
    }
    for arm in &doc.levels {
        let (nobody, everybody) = (&arm.levels.from_nobody, &arm.levels.from_everybody);
        out.push_str(&line("level_from_nobody", &arm.arm, &nobody.per_1000, "per 1,000 person-months", "level"));
        out.push_str(&line("level_from_everybody", &arm.arm, &everybody.per_1000, "per 1,000 person-months", "level"));
    }
    for step in &doc.way_out {
        for cell in &step.cells {
            out.push_str(&line(&step.step, &cell.arm, &cell.count, "entries", "way_out"));
            out.push_str(&line(&step.step, &cell.arm, &cell.percent, "percent", "way_out"));
        }
    }
    for gap in &doc.gaps {
        for part in &gap.parts {
            out.push_str(&line(&format!("gap_{}", part.mechanism), &gap.arm, &part.part, "per 1,000 people", "part"));
        }
        out.push_str(&line("gap_rest", &gap.arm, &gap.rest, "per 1,000 people", "part"));
        out.push_str(&line("gap", &gap.arm, &gap.gap, "per 1,000 people", "sum"));
    }
    for judged in &doc.conditions {
        let holds = judged.holds.map_or("undecided", |h| if h { "holds" } else { "does_not_hold" });
        out.push_str(&line(&judged.condition, &judged.arm, &judged.estimate, "", holds));
    }
    out
}
