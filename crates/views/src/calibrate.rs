//! What a calibration shows: waves, patterns beside the kept worlds, what is left of each range.

use crate::messages::say;
use crate::summary::pick;
use crate::{number, terminal};
use glasshouse_model::Lang;
use glasshouse_wire::calibrate::{CalibrateDoc, InputPosterior, PatternRow, Wave};

/// Inputs that are shown, the most narrowed first.
const SHOWN: usize = 12;

/// A calibration as text; each line ends with a line feed.
pub fn text(doc: &CalibrateDoc, lang: Lang) -> String {
    let mut out = String::new();
    for (number, wave) in doc.waves.iter().enumerate() {
        out.push_str(&format!("{}\n", waved(number + 1, wave, lang)));
    }
    out.push('\n');
    out.push_str(&format!("{}\n", kept(doc, lang)));
    for pattern in &doc.patterns {
        out.push_str(&format!("  {}\n", patterned(pattern, lang)));
    }
    out.push('\n');
    let mut inputs: Vec<&InputPosterior> = doc.inputs.iter().collect();
    inputs.sort_by(|a, b| b.narrowed_percent.total_cmp(&a.narrowed_percent));
    out.push_str(&format!(
        "{}\n",
        say!(lang, "What is left of each range, most narrowed first:", "各范围所余，收窄最多者在前：")
    ));
    let longest = inputs.iter().take(SHOWN).map(|i| terminal::width(&i.path)).max().unwrap_or(0);
    for input in inputs.iter().take(SHOWN) {
        let path = terminal::pad_right(&input.path, longest);
        let (low, middle, high) = (&input.kept_low, &input.kept_middle, &input.kept_high);
        let narrowed = number::fixed(input.narrowed_percent, 0);
        let of = format!("{} … {}", input.low, input.high);
        let line = say!(
            lang,
            "{low} … {high} (middle {middle}), of {of}: {narrowed} % narrower",
            "{low} … {high}（中位{middle}），原为{of}：收窄{narrowed}%"
        );
        out.push_str(&format!("  {path}  {line}\n"));
    }
    out
}

fn waved(number: usize, wave: &Wave, lang: Lang) -> String {
    let (worlds, plausible) = (wave.worlds, wave.plausible);
    let least = wave.least.map_or_else(|| "–".to_owned(), |l| number::fixed(l, 1));
    say!(
        lang,
        "Wave {number}: {plausible} of {worlds} worlds lie within 3 standard deviations of every pattern (nearest {least})",
        "第{number}轮：{worlds}个世界中有{plausible}个与每条规律相差不超过3个标准差（最近{least}）"
    )
}

fn kept(doc: &CalibrateDoc, lang: Lang) -> String {
    let n = doc.kept;
    let tolerance = doc.tolerance.map_or_else(|| "–".to_owned(), |t| number::fixed(t, 2));
    say!(
        lang,
        "The {n} nearest worlds (distance up to {tolerance}) beside what was observed:",
        "最近的{n}个世界（距离不超过{tolerance}）与观察对照："
    )
}

fn patterned(pattern: &PatternRow, lang: Lang) -> String {
    let one = |v: Option<f64>| v.map_or_else(|| "–".to_owned(), |v| number::fixed(v, 1));
    let (label, metric) = (pick(&pattern.label, lang), &pattern.metric);
    let observed = format!("{} … {}", one(Some(pattern.low)), one(Some(pattern.high)));
    let here = format!("{} [{}, {}]", one(pattern.kept_middle), one(pattern.kept_low), one(pattern.kept_high));
    let inside = one(pattern.inside_percent);
    let role = match (lang, pattern.validates) {
        (Lang::En, true) => "validation",
        (Lang::En, false) => "calibration",
        (Lang::Zh, true) => "检验",
        (Lang::Zh, false) => "校准",
    };
    say!(
        lang,
        "{role}: {label}. Observed {observed}, kept worlds {here} ({metric}), {inside} % inside",
        "{role}：{label}。观察{observed}，保留的世界{here}（{metric}），{inside}%在内"
    )
}

/// What, name, values: one line each.
pub fn records(doc: &CalibrateDoc) -> String {
    let machine = |v: Option<f64>| v.map_or(String::new(), number::machine);
    let mut out = String::new();
    for (number, wave) in doc.waves.iter().enumerate() {
        let least = machine(wave.least);
        out.push_str(&format!("wave\t{}\t{}\t{}\t{least}\n", number + 1, wave.worlds, wave.plausible));
    }
    for p in &doc.patterns {
        let role = if p.validates { "validation" } else { "calibration" };
        let (low, middle, high) = (machine(p.kept_low), machine(p.kept_middle), machine(p.kept_high));
        out.push_str(&format!("pattern\t{}\t{role}\t{}\t{}\t{low}\t{middle}\t{high}\n", p.id, p.low, p.high));
    }
    for i in &doc.inputs {
        let (low, middle, high) = (&i.kept_low, &i.kept_middle, &i.kept_high);
        out.push_str(&format!("input\t{}\t{}\t{}\t{low}\t{middle}\t{high}\n", i.path, i.low, i.high));
    }
    out
}
