//! Flags of `trade`.

use crate::words::{help, say, trade as words};
use clap::Args;
use std::path::PathBuf;

/// `trade`
#[derive(Args, Clone, Debug)]
pub struct Trade {
    #[arg(value_name = "MARKET", num_args = 1..=5, required = true, value_hint = clap::ValueHint::FilePath, help = say(words::MARKET))]
    pub markets: Vec<String>,
    #[arg(long, value_name = "PATH=VALUE", help = say(words::SET))]
    pub set: Vec<String>,
    #[arg(long, short = 's', value_name = "SEED", default_value_t = 1, help = say(help::SEED))]
    pub seed: u64,
    #[arg(long, short = 'r', value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000), help = say(help::REPS))]
    pub reps: u32,
    #[arg(long, short = 'o', value_name = "FILE", value_hint = clap::ValueHint::FilePath, help = say(words::OUT))]
    pub out: Option<PathBuf>,
    #[arg(long, help = say(help::FORCE))]
    pub force: bool,
}
