//! Flags and arguments. One definition per flag; the texts come from [`crate::words`].

pub mod compare;
pub mod patterns;
pub mod setting;
pub mod sweep;
pub mod trade;
pub mod validate;

use crate::words::{help, say};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "glasshouse", bin_name = "glasshouse", version, about = say(help::ABOUT),
    disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true,
    infer_long_args = false, max_term_width = 100
)]
pub struct Line {
    /// Flags that every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing prints the overview.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// A code to explain.
    #[arg(long, value_name = "CODE", help = say(help::EXPLAIN_CODE))]
    pub explain: Option<String>,
    /// Version.
    #[arg(long, short = 'V', action = clap::ArgAction::Version, help = say(help::VERSION))]
    pub version: Option<bool>,
}

/// Flags that every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = say(help::EVERYWHERE))]
pub struct Global {
    /// Form of the answer.
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value = "human", help = say(help::FORMAT))]
    pub format: Format,
    /// Short for `--format json`.
    #[arg(long, short = 'j', global = true, help = say(help::JSON))]
    pub json: bool,
    /// Quiet.
    #[arg(long, short = 'q', global = true, help = say(help::QUIET))]
    pub quiet: bool,
    /// Verbose.
    #[arg(long, short = 'v', global = true, action = clap::ArgAction::Count, help = say(help::VERBOSE))]
    pub verbose: u8,
    /// Colour.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto", help = say(help::COLOR))]
    pub color: Color,
    /// Progress.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto", help = say(help::PROGRESS))]
    pub progress: Progress,
    /// Language.
    #[arg(long, global = true, value_enum, value_name = "LANG", help = say(help::LANG))]
    pub lang: Option<Language>,
    /// Working folder.
    #[arg(short = 'C', global = true, value_name = "DIR", value_hint = clap::ValueHint::DirPath, help = say(help::DIR))]
    pub dir: Option<PathBuf>,
    /// Threads.
    #[arg(long, global = true, value_name = "N", default_value_t = 0, help = say(help::THREADS))]
    pub threads: usize,
    /// Findings do not fail.
    #[arg(long, global = true, help = say(help::EXIT_ZERO))]
    pub exit_zero: bool,
    /// Help.
    #[arg(long, short = 'h', global = true, action = clap::ArgAction::HelpShort, help = say(help::HELP))]
    pub help: Option<bool>,
}

/// Form of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One envelope.
    Json,
    /// One record per line.
    Ndjson,
    /// One record per line, with a header.
    Csv,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How to show progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    /// On a terminal.
    Auto,
    /// Always as a line.
    Always,
    /// Never.
    Never,
    /// As ndjson on standard error.
    Json,
}

/// Language of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English.
    En,
    /// 简体中文.
    #[value(alias = "zh-CN", alias = "zh-Hans")]
    Zh,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a rulebook.
    #[command(about = say(help::NEW))]
    New(New),
    /// What is available.
    #[command(about = say(help::LIST))]
    List(List),
    /// Validate rulebooks.
    #[command(about = say(help::CHECK))]
    Check(Check),
    /// Simulate.
    #[command(about = say(help::RUN))]
    Run(Box<Run>),
    /// Compare regimes.
    #[command(about = say(crate::words::compare::COMPARE))]
    Compare(Box<compare::Compare>),
    /// Sweep assumptions.
    #[command(about = say(crate::words::sweep::SWEEP))]
    Sweep(Box<sweep::Sweep>),
    /// Match patterns.
    #[command(about = say(crate::words::sweep::CALIBRATE))]
    Calibrate(Box<sweep::Calibrate>),
    /// Compare rulebooks.
    #[command(about = say(crate::words::compare::DIFF))]
    Diff(compare::Diff),
    /// Explain a code or a person.
    #[command(about = say(help::EXPLAIN))]
    Explain(Explain),
    /// Write a report.
    #[command(about = say(help::REPORT))]
    Report(Report),
    /// Run again and compare.
    #[command(about = say(help::VERIFY))]
    Verify(Verify),
    /// Known results.
    #[command(about = say(crate::words::validate::VALIDATE))]
    Validate(validate::Validate),
    /// What was observed elsewhere.
    #[command(about = say(crate::words::patterns::PATTERNS))]
    Patterns(patterns::Patterns),
    /// Markets.
    #[command(about = say(crate::words::trade::TRADE))]
    Trade(trade::Trade),
    /// How to cite.
    #[command(about = say(help::CITE))]
    Cite(Cite),
    /// Published outcomes.
    #[command(about = say(help::OUTCOMES))]
    Outcomes(Outcomes),
    /// A regime as a document.
    #[command(about = say(help::RENDER))]
    Render(Render),
    /// Show numbers or rules.
    #[command(about = say(help::SHOW))]
    Show(Show),
    /// Ask in SQL.
    #[command(about = say(help::SQL))]
    Sql(Sql),
    /// The workbench.
    #[command(about = say(help::SERVE))]
    Serve(Serve),
    /// JSON Schemas.
    #[command(about = say(help::SCHEMA))]
    Schema(Schema),
    /// Self-test.
    #[command(about = say(help::DOCTOR))]
    Doctor,
    /// Shell completions.
    #[command(about = say(help::COMPLETIONS))]
    Completions(Completions),
    /// Manual pages.
    #[command(about = say(help::MAN))]
    Man(Man),
    /// Help on a command.
    #[command(about = say(help::HELP_COMMAND), hide = true)]
    Help(Man),
}

/// `run`
#[derive(Args, Clone, Debug)]
pub struct Run {
    #[arg(value_name = "REGIME", help = say(help::REGIME))]
    pub regime: String,
    #[command(flatten)]
    pub setting: setting::Setting,
    #[arg(long, value_name = "PATH=VALUE", help = say(help::SET))]
    pub set: Vec<String>,
    #[arg(long, value_name = "REFORM", value_hint = clap::ValueHint::FilePath, help = say(help::WITH))]
    pub with: Vec<String>,
    #[arg(long, value_name = "TABLES", value_delimiter = ',', value_enum, help = say(help::KEEP))]
    pub keep: Vec<Keep>,
    #[arg(long, value_name = "CLAIM", help = say(crate::words::sweep::RUN_CLAIM))]
    pub claim: Vec<String>,
    #[arg(long, help = say(help::RESUME))]
    pub resume: bool,
    #[arg(long, help = say(help::PLAN))]
    pub plan: bool,
}

/// Tables about persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Keep {
    People,
    Acts,
    Records,
    Ledger,
    Listings,
    Measures,
    Applications,
    Reviews,
}

/// Coupling step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Coupling {
    Month,
    Week,
    Day,
}

/// `check`
#[derive(Args, Clone, Debug)]
pub struct Check {
    #[arg(value_name = "RULEBOOK", required = true, help = say(help::FILES))]
    pub files: Vec<String>,
    #[arg(long, value_name = "PATH=VALUE", help = say(help::SET))]
    pub set: Vec<String>,
}

/// `explain`
#[derive(Args, Clone, Debug)]
pub struct Explain {
    #[arg(value_name = "CODE|RUN", help = say(help::SUBJECT))]
    pub subject: String,
    #[arg(long, value_name = "ID", conflicts_with = "pick", help = say(help::PERSON))]
    pub person: Option<String>,
    #[arg(long, value_name = "CRITERION", value_enum, help = say(help::PICK))]
    pub pick: Option<Pick>,
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..), help = say(help::NTH))]
    pub nth: u64,
    #[arg(long, value_name = "R", default_value_t = 0, help = say(help::REPLICATE))]
    pub replicate: u32,
    #[arg(long, value_name = "CHANGE", help = say(help::WHAT_IF))]
    pub what_if: Vec<String>,
}

/// Criteria to pick a person by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pick {
    WronglyPenalised,
    Mistimed,
    NeverCorrected,
    Penalised,
    Missed,
    Chilled,
    Deterred,
    Listed,
    Median,
}

/// `report`
#[derive(Args, Clone, Debug)]
pub struct Report {
    #[arg(value_name = "RUN", default_value = "@last", help = say(help::RUN_ID))]
    pub run: String,
    #[arg(long, short = 'o', value_name = "FILE", value_hint = clap::ValueHint::FilePath, help = say(help::REPORT_OUT))]
    pub out: Option<PathBuf>,
    #[arg(long, help = say(help::FORCE))]
    pub force: bool,
}

/// `verify`
#[derive(Args, Clone, Debug)]
pub struct Verify {
    #[arg(value_name = "RUN", default_value = "@last", help = say(help::RUN_ID))]
    pub run: String,
}

/// `cite`
#[derive(Args, Clone, Debug)]
pub struct Cite {
    #[arg(value_name = "REGIME", help = say(help::CITED))]
    pub regime: Option<String>,
}

/// `outcomes`
#[derive(Args, Clone, Debug)]
pub struct Outcomes {
    #[arg(value_name = "OUTCOME", help = say(help::OUTCOME))]
    pub ids: Vec<String>,
    #[arg(long, value_name = "N", help = say(help::OUTCOME_POINTS))]
    pub points: Option<u32>,
    #[arg(long, short = 'n', value_name = "N", help = say(help::OUTCOME_PEOPLE))]
    pub people: Option<u32>,
    #[arg(long, short = 'r', value_name = "N", help = say(help::OUTCOME_REPLICATES))]
    pub replicates: Option<u32>,
    #[arg(long, short = 'o', value_name = "FILE", value_hint = clap::ValueHint::FilePath, help = say(help::OUTCOME_OUT))]
    pub out: Option<PathBuf>,
    #[arg(long, help = say(help::FORCE))]
    pub force: bool,
}

/// `render`
#[derive(Args, Clone, Debug)]
pub struct Render {
    #[arg(value_name = "REGIME", help = say(help::REGIME))]
    pub regime: String,
    #[arg(long, short = 'o', value_name = "FILE", value_hint = clap::ValueHint::FilePath, help = say(help::RENDER_OUT))]
    pub out: Option<PathBuf>,
    #[arg(long, help = say(help::FORCE))]
    pub force: bool,
}

/// `show`
#[derive(Args, Clone, Debug)]
pub struct Show {
    #[arg(value_name = "RUN|REGIME", default_value = "@last", help = say(help::SHOWN))]
    pub subject: String,
    #[arg(long, value_name = "METRIC", help = say(help::METRIC))]
    pub metric: Option<String>,
    #[arg(long, value_name = "ATTRIBUTE", requires = "metric", help = say(help::BY))]
    pub by: Option<String>,
    #[arg(long, requires = "metric", help = say(help::RATE))]
    pub rate: bool,
    #[arg(long, value_name = "MONTHS", default_value = "last", value_parser = months, help = say(help::MONTHS_SHOWN))]
    pub months: Months,
}

/// Months of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Months {
    /// All of them.
    All,
    /// The last.
    Last,
    /// One, from 1.
    One(u32),
}

fn months(text: &str) -> Result<Months, String> {
    match text {
        "all" => Ok(Months::All),
        "last" => Ok(Months::Last),
        number => number.parse().ok().filter(|n| *n > 0).map(Months::One).ok_or_else(|| {
            say(glasshouse_model::text::Label {
                en: "`last`, `all`, or a month from 1 is needed",
                zh: "需要 last、all 或从1起的月份",
            })
            .to_owned()
        }),
    }
}

/// `sql`
#[derive(Args, Clone, Debug)]
pub struct Sql {
    #[arg(value_name = "QUERY", help = say(help::QUERY))]
    pub query: String,
    #[arg(value_name = "RUN", default_value = "@last", help = say(help::QUERIED))]
    pub bundles: Vec<String>,
}

/// `list`
#[derive(Args, Clone, Debug)]
pub struct List {
    #[arg(value_name = "WHAT", value_enum, default_value = "regimes", help = say(help::WHAT))]
    pub what: Listed,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    Regimes,
    Societies,
    Markets,
    Acts,
    Metrics,
    Codes,
    Runs,
}

/// `new`
#[derive(Args, Clone, Debug)]
pub struct New {
    #[command(subcommand)]
    pub what: NewWhat,
}

/// What can be created.
#[derive(Clone, Debug, Subcommand)]
pub enum NewWhat {
    #[command(about = say(help::NEW_RULEBOOK))]
    Rulebook(NewRulebook),
}

/// `new rulebook`
#[derive(Args, Clone, Debug)]
pub struct NewRulebook {
    #[arg(value_name = "NAME", help = say(help::NEW_NAME))]
    pub name: String,
    #[arg(long, value_name = "REGIME", default_value = "suining-2010", help = say(help::FROM))]
    pub from: String,
    #[arg(long, help = say(help::FORCE))]
    pub force: bool,
}

/// `serve`
#[derive(Args, Clone, Debug)]
pub struct Serve {
    #[arg(long, value_name = "PORT", default_value_t = 8437, help = say(help::PORT))]
    pub port: u16,
    #[arg(long, help = say(help::OPEN))]
    pub open: bool,
    #[arg(long, help = say(help::READ_ONLY))]
    pub read_only: bool,
}

/// `schema`
#[derive(Args, Clone, Debug)]
pub struct Schema {
    #[arg(value_name = "DOCUMENT", help = say(help::DOCUMENT))]
    pub document: Option<String>,
}

/// `completions`
#[derive(Args, Clone, Debug)]
pub struct Completions {
    #[arg(value_name = "SHELL", value_enum, help = say(help::SHELL))]
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Args, Clone, Debug)]
pub struct Man {
    #[arg(value_name = "COMMAND", help = say(help::PAGE))]
    pub command: Option<String>,
}

/// Reads `50000`, `50k`, `1.14M`, `1e6`, `50_000`.
pub(crate) fn people(text: &str) -> Result<u32, String> {
    let (number, factor) = match text.trim().char_indices().last() {
        Some((at, 'k' | 'K')) => (&text.trim()[..at], 1_000),
        Some((at, 'm' | 'M')) => (&text.trim()[..at], 1_000_000),
        Some((at, 'g' | 'G' | 'b' | 'B')) => (&text.trim()[..at], 1_000_000_000),
        _ => (text.trim(), 1),
    };
    let wrong = || {
        say(glasshouse_model::text::Label {
            en: "a whole number of persons is needed, e.g. 50000, 50k, 1.14M, 1e6",
            zh: "需要整数人数，例如 50000、50k、1.14M、1e6",
        })
    };
    let (num, den) = glasshouse_model::Ratio::parse(number).ok_or_else(wrong)?.parts();
    let whole = num.checked_mul(factor).filter(|n| n % den == 0).map(|n| n / den);
    whole.and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0).ok_or_else(|| wrong().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_as_people_write_them() {
        for (text, n) in
            [("50000", 50_000), ("50k", 50_000), ("1.14M", 1_140_000), ("1e6", 1_000_000), ("50_000", 50_000)]
        {
            assert_eq!(people(text), Ok(n), "{text}");
        }
        for text in ["", "k", "0", "-5", "1.5", "12.3456k", "5G", "many", "1e99"] {
            assert!(people(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_grammar_holds_together() {
        use clap::CommandFactory;
        Line::command().debug_assert();
    }
}
