//! One call of the program: language, form of the answer, streams.

use crate::args::{Color, Format, Global, Language, Progress};
use crate::words;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use glasshouse_study::spec::quote;
use std::io::IsTerminal;

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressMode {
    /// Not at all.
    Hidden,
    /// One line that is redrawn.
    Line,
    /// One JSON object per line on standard error.
    Json,
}

/// What every command knows about the call.
#[derive(Clone, Debug)]
pub struct Session {
    /// Language of texts.
    pub lang: Lang,
    /// Language that was asked for with a flag.
    pub asked_lang: Option<Lang>,
    /// Form of the answer.
    pub format: Format,
    /// Only the answer.
    pub quiet: bool,
    /// Level of further notes.
    pub verbose: u8,
    /// Colour on standard output and standard error.
    pub color_out: bool,
    /// Colour on standard error.
    pub color_err: bool,
    /// Standard output is a terminal.
    pub terminal: bool,
    /// Columns of the terminal; 100 where there is none.
    pub width: usize,
    /// How progress is shown.
    pub progress: ProgressMode,
    /// Threads; 0 is one per processor.
    pub threads: usize,
    /// Findings exit with 0.
    pub exit_zero: bool,
    /// The command line, as it can be pasted.
    pub command: String,
}

impl Session {
    /// From the flags, the environment and the streams.
    pub fn new(global: &Global) -> Session {
        let (out, err) = (std::io::stdout().is_terminal(), std::io::stderr().is_terminal());
        let variable = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let plain = variable("NO_COLOR") || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let color = |terminal: bool| match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !plain,
        };
        let progress = match global.progress {
            Progress::Json => ProgressMode::Json,
            Progress::Always => ProgressMode::Line,
            Progress::Auto if err && !global.quiet => ProgressMode::Line,
            Progress::Auto | Progress::Never => ProgressMode::Hidden,
        };
        let lang = match global.lang {
            Some(Language::En) => Lang::En,
            Some(Language::Zh) => Lang::Zh,
            None => words::early_lang(std::env::args()),
        };
        Session {
            lang,
            asked_lang: global.lang.map(|_| lang),
            format: if global.json { Format::Json } else { global.format },
            quiet: global.quiet,
            verbose: global.verbose,
            color_out: color(out),
            color_err: color(err),
            terminal: out,
            width: terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)),
            progress,
            threads: global.threads,
            exit_zero: global.exit_zero,
            command: command_line(),
        }
    }

    /// For a call whose flags could not be read: what can be guessed from the words themselves.
    pub fn guess() -> Session {
        let args: Vec<String> = std::env::args().skip(1).take_while(|a| a != "--").collect();
        let has = |flag: &str| args.iter().any(|a| a == flag);
        let value = |flag: &str| {
            let long = format!("{flag}=");
            let joined = args.iter().find_map(|a| a.strip_prefix(&long).map(str::to_owned));
            joined.or_else(|| args.iter().position(|a| a == flag).and_then(|i| args.get(i + 1).cloned()))
        };
        let short = args.iter().any(|a| {
            a.starts_with('-') && !a.starts_with("--") && a[1..].chars().all(|c| "jqv".contains(c)) && a.contains('j')
        });
        let format = match value("--format").as_deref() {
            _ if has("--json") || short => Format::Json,
            Some("json") => Format::Json,
            Some("ndjson") => Format::Ndjson,
            Some("csv") => Format::Csv,
            _ => Format::Human,
        };
        let color = match value("--color").as_deref() {
            Some("always") => Color::Always,
            Some("never") => Color::Never,
            _ => Color::Auto,
        };
        Session::new(&Global {
            format,
            json: false,
            quiet: has("-q") || has("--quiet"),
            verbose: 0,
            color,
            progress: Progress::Never,
            lang: None,
            dir: None,
            threads: 0,
            exit_zero: false,
            help: None,
        })
    }

    /// Says nothing from here on.
    pub fn fall_silent(&mut self) {
        (self.quiet, self.progress) = (true, ProgressMode::Hidden);
    }

    /// A text in the language of the call.
    pub fn say(&self, label: Label) -> &'static str {
        label.get(self.lang)
    }

    /// Whether notes on standard error are wanted.
    pub fn notes(&self) -> bool {
        !self.quiet && self.format == Format::Human
    }
}

/// The command line with the quotes a shell needs.
fn command_line() -> String {
    let words = std::env::args_os().skip(1).map(|a| quote(&a.to_string_lossy()));
    std::iter::once("glasshouse".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}
