//! Flags that every command that simulates takes: who, how long, which luck, where to.

use super::{Coupling, people};
use crate::words::{help, say};
use clap::Args;
use std::path::PathBuf;

/// What a simulation needs besides its rules.
#[derive(Args, Clone, Debug)]
pub struct Setting {
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
    #[arg(long, value_name = "STEP", value_enum, default_value = "week", help = say(help::COUPLING))]
    pub coupling: Coupling,
    #[arg(long, short = 'o', value_name = "DIR", value_hint = clap::ValueHint::DirPath, conflicts_with = "name", help = say(help::OUT))]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "NAME", help = say(help::NAME))]
    pub name: Option<String>,
}
