//! Which assumptions agree with what was observed: history matching in waves, then ABC rejection.
//!
//! A wave is a Latin hypercube; worlds that lie more than three standard deviations from a calibration pattern are
//! implausible (observation, model, and luck of the mean count). The next wave covers the box around those left. The
//! nearest worlds of the last wave are a sample of what the patterns say of each assumption. Patterns for validation
//! choose nothing; they judge the worlds that were chosen.

mod patterns;

pub use patterns::{LITERATURE, PATTERNS, Pattern, read};

use crate::bundle::{self, Draft};
use crate::compare::EVERY;
use crate::executor::Pool;
use crate::failure::{Failure, Note};
use crate::papers;
use crate::person::text;
use crate::source::Document;
use crate::sweep::input::Coordinate;
use crate::sweep::{Cache, PreparedSweep, Step, run_points};
use glasshouse_sensitivity::{design, matching};
use glasshouse_wire::calibrate::{CalibrateDoc, InputPosterior, PatternRow, Wave};
use glasshouse_wire::json;
use std::ops::ControlFlow;
use std::path::Path;

/// The file that makes a folder the bundle of a calibration.
pub const CALIBRATE_FILE: &str = "calibrate.json";
/// Version of its format.
const SCHEMA: &str = "calibrate/1";
/// The box of the next wave is wider than that of the worlds left by this share of its sides.
const MARGIN: f64 = 0.05;

/// How to look.
#[derive(Clone, Copy, Debug)]
pub struct Waves {
    /// Waves, at least 1.
    pub waves: u32,
    /// Share of the last wave that ABC keeps, above 0 to 1.
    pub keep: f64,
}

/// Looks for the worlds that agree with the patterns and stores what was found at `target`. The design of `prepared`
/// must be a Latin hypercube; its points are replaced wave by wave.
///
/// # Errors
/// As [`crate::sweep::sweep`]; [`Failure::Usage`] where no pattern calibrates.
pub fn calibrate(
    mut prepared: PreparedSweep,
    (document, patterns): (&Document, &[Pattern]),
    waves: Waves,
    pool: &Pool,
    cache: &Cache,
    target: &Path,
    watch: &mut dyn FnMut(u32, Step) -> ControlFlow<()>,
) -> Result<CalibrateDoc, Failure> {
    if patterns.iter().all(|p| p.validates) {
        return Err(Failure::Usage(
            Note::new("GH0900", "no pattern is for calibration", "没有用于校准的规律")
                .help("write for = \"calibration\" in one of them", "请在其中一条写 for = \"calibration\""),
        ));
    }
    let mut draft = Draft::begin_as(target, CALIBRATE_FILE)?;
    let (n, inputs) = (prepared.space.size, prepared.inputs.len());
    let mut area = vec![(0.0, 1.0); inputs];
    let mut done = Vec::new();
    let mut last = Found::default();
    for wave in 0..waves.waves {
        let unit = within(&design::latin_hypercube(n, inputs, prepared.seed().wrapping_add(u64::from(wave))), &area);
        prepared.space.points = unit.iter().map(|row| row.iter().map(|u| Coordinate::Unit(*u)).collect()).collect();
        last = judged(&prepared, patterns, pool, cache, &mut |step| watch(wave, step))?;
        let left: Vec<&[f64]> = last
            .worst
            .iter()
            .zip(&unit)
            .filter(|(worst, _)| plausible(**worst))
            .map(|(_, row)| row.as_slice())
            .collect();
        done.push(Wave {
            worlds: n,
            plausible: left.len() as u32,
            volume: area.iter().map(|(low, high)| high - low).product(),
            least: last.worst.iter().flatten().copied().fold(None, |a: Option<f64>, b| Some(a.map_or(b, |a| a.min(b)))),
        });
        if left.is_empty() {
            break;
        }
        area = matching::enclosing(&left, inputs, MARGIN);
    }
    let keep = ((f64::from(n) * waves.keep).ceil() as usize).max(1);
    let kept = matching::nearest(&last.distance, keep);
    let doc = CalibrateDoc {
        schema: SCHEMA.into(),
        glasshouse: crate::VERSION.into(),
        subject: prepared.arms.first().map_or(String::new(), |arm| arm.name.clone()),
        replicates: prepared.replicates(),
        patterns: patterns.iter().enumerate().map(|(i, pattern)| row(pattern, i, &last, &kept)).collect(),
        kept: kept.len() as u32,
        tolerance: kept.last().and_then(|i| last.distance.get(*i).copied().flatten()),
        inputs: posteriors(&prepared, &kept),
        waves: done,
        digest: digest(&prepared, document, &last, waves),
    };
    draft.file("patterns.toml", &document.bytes)?;
    draft.file("LICENSE", papers::LICENSE.as_bytes())?;
    draft.conclude(CALIBRATE_FILE, &json::pretty(&doc).map_err(Failure::unserialisable)?)?;
    Ok(doc)
}

fn plausible(worst: Option<f64>) -> bool {
    worst.is_some_and(|worst| worst <= matching::CUT)
}

/// Points of the unit cube inside a box of it.
fn within(unit: &[Vec<f64>], area: &[(f64, f64)]) -> Vec<Vec<f64>> {
    let row = |row: &Vec<f64>| row.iter().zip(area).map(|(u, (low, high))| low + u * (high - low)).collect();
    unit.iter().map(row).collect()
}

/// What the patterns say of the points of a wave.
#[derive(Default)]
struct Found {
    /// The largest implausibility over calibration patterns, where all have a value.
    worst: Vec<Option<f64>>,
    /// The distance that ABC goes by: the root of the summed squares over calibration patterns.
    distance: Vec<Option<f64>>,
    /// Means by pattern and point.
    means: Vec<Vec<Option<f64>>>,
}

fn judged(
    prepared: &PreparedSweep,
    patterns: &[Pattern],
    pool: &Pool,
    cache: &Cache,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<Found, Failure> {
    let outputs = run_points(prepared, pool, cache, watch)?;
    let points = prepared.space.points.len();
    let mut found = Found { worst: vec![Some(0.0); points], distance: vec![Some(0.0); points], means: Vec::new() };
    for pattern in patterns {
        let mut means = Vec::new();
        for point in 0..points {
            let values: Vec<f64> = outputs.replicates(point, 0, pattern.metric).into_iter().flatten().collect();
            let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
            means.push(mean);
            if pattern.validates {
                continue;
            }
            let far = mean.map(|mean| pattern.implausibility(mean, luck(&values, mean)));
            let slots = found.worst.get_mut(point).zip(found.distance.get_mut(point));
            if let Some((worst, distance)) = slots {
                *worst = worst.zip(far).map(|(a, b)| a.max(b));
                *distance = distance.zip(far).map(|(a, b)| a + b * b);
            }
        }
        found.means.push(means);
    }
    found.distance.iter_mut().flatten().for_each(|d| *d = glasshouse_model::math::sqrt(*d));
    Ok(found)
}

/// The variance of a mean, from its replicates; 0 for one.
fn luck(values: &[f64], mean: f64) -> f64 {
    let n = values.len() as f64;
    if n < 2.0 { 0.0 } else { values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0) / n }
}

fn row(pattern: &Pattern, place: usize, found: &Found, kept: &[usize]) -> PatternRow {
    let of = |i: &usize| found.means.get(place).and_then(|m| m.get(*i)).copied().flatten();
    let mut values: Vec<f64> = kept.iter().filter_map(of).collect();
    values.sort_unstable_by(f64::total_cmp);
    let inside = values.iter().filter(|v| (pattern.low..=pattern.high).contains(*v)).count();
    PatternRow {
        id: pattern.id.clone(),
        label: text(&pattern.label),
        metric: EVERY.get(pattern.metric).map_or("", |m| m.name).into(),
        validates: pattern.validates,
        low: pattern.low,
        high: pattern.high,
        kept_low: quantile(&values, 0.025),
        kept_middle: quantile(&values, 0.5),
        kept_high: quantile(&values, 0.975),
        inside_percent: (!values.is_empty()).then(|| 100.0 * inside as f64 / values.len() as f64),
    }
}

fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    sorted.get(((sorted.len() as f64 - 1.0) * share).round().max(0.0) as usize).copied()
}

/// What is left of each assumption's range.
fn posteriors(prepared: &PreparedSweep, kept: &[usize]) -> Vec<InputPosterior> {
    let rows: Vec<Vec<(usize, String)>> = kept.iter().map(|point| prepared.overrides(*point)).collect();
    let input = |(place, input): (usize, &crate::sweep::Input)| {
        let mut values: Vec<(f64, String)> = rows
            .iter()
            .map(|row| {
                let own = row.iter().find(|(p, _)| *p == place).map_or(&input.declared, |(_, text)| text);
                (input.number(own), own.clone())
            })
            .collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let at = |share: f64| {
            let i = ((values.len() as f64 - 1.0) * share).round().max(0.0) as usize;
            values.get(i).map_or(String::new(), |(_, text)| text.clone())
        };
        let (low, middle, high) = (at(0.025), at(0.5), at(0.975));
        let narrowed = 1.0 - (input.place(&high) - input.place(&low)).clamp(0.0, 1.0);
        InputPosterior {
            path: input.path.clone(),
            declared: input.declared.clone(),
            low: input.low.clone(),
            high: input.high.clone(),
            kept_low: low,
            kept_middle: middle,
            kept_high: high,
            narrowed_percent: 100.0 * narrowed,
        }
    };
    prepared.inputs.iter().enumerate().map(input).collect()
}

fn digest(prepared: &PreparedSweep, document: &Document, found: &Found, waves: Waves) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(prepared.command().as_bytes());
    hasher.update(&document.bytes);
    hasher.update(format!("\n{} {}", waves.waves, waves.keep).as_bytes());
    for value in found.means.iter().flatten() {
        hasher.update(&value.map_or(u64::MAX, f64::to_bits).to_le_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// A stored calibration.
///
/// # Errors
/// [`Failure::Input`] where there is none, or it is damaged.
pub fn read_result(path: &Path) -> Result<CalibrateDoc, Failure> {
    bundle::document(&path.join(CALIBRATE_FILE), SCHEMA)
}
