//! Flags of `sweep`.

use super::setting::Setting;
use crate::words::{help, say, sweep as words};
use clap::{Args, ValueEnum};
use glasshouse_study::sweep::Share;

/// `sweep`
#[derive(Args, Clone, Debug)]
pub struct Sweep {
    #[arg(value_name = "REGIME|MODEL", required_unless_present = "resume", help = say(words::SUBJECT))]
    pub subject: Option<String>,
    #[arg(long, value_name = "PATH[=RANGE]", help = say(words::VARY))]
    pub vary: Vec<String>,
    #[arg(long, help = say(words::ALL_ASSUMPTIONS))]
    pub all_assumptions: bool,
    #[arg(long, value_name = "DESIGN", value_enum, conflicts_with = "screen", help = say(words::DESIGN))]
    pub design: Option<Design>,
    #[arg(long, value_name = "METHOD", value_enum, help = say(words::SCREEN))]
    pub screen: Option<Screen>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000), help = say(words::POINTS))]
    pub points: Option<u32>,
    #[arg(long, help = say(words::SECOND_ORDER))]
    pub second_order: bool,
    #[arg(long, value_name = "METRIC", value_delimiter = ',', help = say(words::METRIC))]
    pub metric: Vec<String>,
    #[arg(long, value_name = "CLAIM", help = say(words::CLAIM))]
    pub claim: Vec<String>,
    #[arg(long, value_name = "I/N", value_parser = shard, conflicts_with = "plan", help = say(words::SHARD))]
    pub shard: Option<Share>,
    #[arg(long, help = say(words::PLAN))]
    pub plan: bool,
    #[command(flatten)]
    pub setting: Setting,
    #[arg(long, value_name = "PATH=VALUE", help = say(words::SET))]
    pub set: Vec<String>,
    #[arg(long, value_name = "REFORM", value_hint = clap::ValueHint::FilePath, help = say(help::WITH))]
    pub with: Vec<String>,
    #[arg(long, value_name = "SWEEP", num_args = 0..=1, default_missing_value = "@last", help = say(words::RESUME))]
    pub resume: Option<String>,
}

fn shard(text: &str) -> Result<Share, String> {
    Share::parse(text).ok_or_else(|| say(words::NO_SHARD).to_owned())
}

/// How points are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Design {
    Oat,
    Lhs,
    Grid,
    Sobol,
}

/// How inputs that matter are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Screen {
    Morris,
}

/// `calibrate`
#[derive(Args, Clone, Debug)]
pub struct Calibrate {
    #[arg(value_name = "REGIME", help = say(help::REGIME))]
    pub regime: String,
    #[arg(long, value_name = "NAME|FILE", default_value = "literature", help = say(words::PATTERNS))]
    pub patterns: String,
    #[arg(long, value_name = "PATH[=RANGE]", help = say(words::VARY))]
    pub vary: Vec<String>,
    #[arg(long, help = say(words::ALL_ASSUMPTIONS))]
    pub all_assumptions: bool,
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=20), help = say(words::WAVES))]
    pub waves: u32,
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(10..=1_000_000), help = say(words::WORLDS))]
    pub worlds: u32,
    #[arg(long, value_name = "PERCENT", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100), help = say(words::ACCEPT))]
    pub accept: u32,
    #[command(flatten)]
    pub setting: Setting,
    #[arg(long, value_name = "PATH=VALUE", help = say(words::SET))]
    pub set: Vec<String>,
}
