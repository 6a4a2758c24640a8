//! Flags of `patterns`.

use crate::words::{patterns as words, say};
use clap::Args;

/// `patterns`
#[derive(Args, Clone, Debug)]
pub struct Patterns {
    #[arg(value_name = "PATTERN", value_hint = clap::ValueHint::FilePath, help = say(words::PATTERN))]
    pub patterns: Vec<String>,
    #[arg(long, help = say(words::LIST))]
    pub list: bool,
    #[arg(short = 'r', long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=10_000), help = say(words::REPS))]
    pub reps: Option<u32>,
}
