//! Flags of `validate`.

use crate::words::{say, validate as words};
use clap::Args;

/// `validate`
#[derive(Args, Clone, Debug)]
pub struct Validate {
    #[arg(value_name = "CASE", value_hint = clap::ValueHint::FilePath, help = say(words::CASE))]
    pub cases: Vec<String>,
    #[arg(long, help = say(words::LIST))]
    pub list: bool,
    #[arg(long, help = say(words::ABLATE))]
    pub ablate: bool,
    #[arg(short = 'r', long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=10_000), help = say(words::REPS))]
    pub reps: Option<u32>,
}
