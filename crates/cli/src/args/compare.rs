//! Flags of `compare` and `diff`.

use super::{Coupling, people};
use crate::words::say;
use crate::words::{compare as words, help};
use clap::Args;
use std::path::PathBuf;

/// `compare`
#[derive(Args, Clone, Debug)]
pub struct Compare {
    #[arg(value_name = "REGIME", required = true, help = say(words::ARMS))]
    pub regimes: Vec<String>,
    #[arg(long, value_name = "REGIME", help = say(words::BASELINE))]
    pub baseline: Option<String>,
    #[arg(long, short = 'n', value_name = "N", value_parser = people, help = say(help::PEOPLE))]
    pub people: Option<u32>,
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1200), help = say(help::MONTHS))]
    pub months: u32,
    #[arg(long, short = 's', value_name = "SEED", default_value_t = 1, help = say(help::SEED))]
    pub seed: u64,
    #[arg(long, short = 'r', value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000), help = say(help::REPS))]
    pub reps: u32,
    #[arg(long, value_name = "NAME|FILE", help = say(help::SOCIETY))]
    pub society: Option<String>,
    #[arg(long, value_name = "SEED", help = say(help::SOCIETY_SEED))]
    pub society_seed: Option<u64>,
    #[arg(long, value_name = "PATH=VALUE", help = say(words::SET))]
    pub set: Vec<String>,
    #[arg(long, value_name = "CONDITION", help = say(words::FAIL_IF))]
    pub fail_if: Vec<String>,
    #[arg(long, help = say(words::ALL))]
    pub all: bool,
    #[arg(long, help = say(words::UNPAIRED))]
    pub unpaired: bool,
    #[arg(long, short = 'o', value_name = "DIR", value_hint = clap::ValueHint::DirPath, conflicts_with = "name", help = say(words::OUT))]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "NAME", help = say(help::NAME))]
    pub name: Option<String>,
    #[arg(long, value_name = "STEP", value_enum, default_value = "week", help = say(help::COUPLING))]
    pub coupling: Coupling,
    #[arg(long, help = say(help::RESUME))]
    pub resume: bool,
}

/// `diff`
#[derive(Args, Clone, Debug)]
pub struct Diff {
    #[arg(value_name = "FIRST", help = say(words::FIRST))]
    pub first: String,
    #[arg(value_name = "SECOND", help = say(words::SECOND))]
    pub second: String,
}
