//! Flags of `compare` and `diff`.

use super::setting::Setting;
use crate::words::say;
use crate::words::{compare as words, help};
use clap::Args;

/// `compare`
#[derive(Args, Clone, Debug)]
pub struct Compare {
    #[arg(value_name = "REGIME", required = true, help = say(words::ARMS))]
    pub regimes: Vec<String>,
    #[arg(long, value_name = "REGIME", help = say(words::BASELINE))]
    pub baseline: Option<String>,
    #[command(flatten)]
    pub setting: Setting,
    #[arg(long, value_name = "PATH=VALUE", help = say(words::SET))]
    pub set: Vec<String>,
    #[arg(long, value_name = "CONDITION", help = say(words::FAIL_IF))]
    pub fail_if: Vec<String>,
    #[arg(long, help = say(words::ALL))]
    pub all: bool,
    #[arg(long, help = say(words::UNPAIRED))]
    pub unpaired: bool,
    #[arg(long, help = say(words::GAP))]
    pub gap: bool,
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
