//! What a calibration found (`calibrate.json`).

use crate::run::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `calibrate.json`: which worlds agree with observed patterns, wave by wave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrateDoc {
    /// `calibrate/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// The regime.
    pub subject: String,
    /// Replicates in every world.
    pub replicates: u32,
    /// The waves, in order.
    pub waves: Vec<Wave>,
    /// Worlds that were kept of the last wave.
    pub kept: u32,
    /// Distance of the farthest of them; absent where none was kept.
    pub tolerance: Option<f64>,
    /// Patterns beside the kept worlds.
    pub patterns: Vec<PatternRow>,
    /// What is left of each assumption's range.
    pub inputs: Vec<InputPosterior>,
    /// BLAKE3 of what was asked and of every mean of the last wave.
    pub digest: String,
}

/// One wave of history matching.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Wave {
    /// Worlds that were run.
    pub worlds: u32,
    /// Worlds within three standard deviations of every calibration pattern.
    pub plausible: u32,
    /// Share of the declared ranges that the wave covered.
    pub volume: f64,
    /// Least implausibility of any world; absent where none has a value.
    pub least: Option<f64>,
}

/// A pattern, and the kept worlds beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PatternRow {
    /// Name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// Metric.
    pub metric: String,
    /// It judged worlds and chose none.
    pub validates: bool,
    /// Lower end as observed.
    pub low: f64,
    /// Upper end as observed.
    pub high: f64,
    /// 2.5 % quantile over the kept worlds.
    pub kept_low: Option<f64>,
    /// Median.
    pub kept_middle: Option<f64>,
    /// 97.5 % quantile.
    pub kept_high: Option<f64>,
    /// Percent of the kept worlds inside the observed range.
    pub inside_percent: Option<f64>,
}

/// What is left of an assumption's range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InputPosterior {
    /// Path, as `--set` takes it.
    pub path: String,
    /// Declared value.
    pub declared: String,
    /// Lowest value looked at.
    pub low: String,
    /// Highest value looked at.
    pub high: String,
    /// 2.5 % quantile over the kept worlds, as written.
    pub kept_low: String,
    /// Median.
    pub kept_middle: String,
    /// 97.5 % quantile.
    pub kept_high: String,
    /// By how much the range became narrower, in percent of it.
    pub narrowed_percent: f64,
}
