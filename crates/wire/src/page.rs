//! What the workbench shows and takes: documents of the page, on top of those of the commands.

use crate::compare::CompareDoc;
use crate::diagnostic::Diagnostic;
use crate::person::PersonFile;
use crate::run::{RunDoc, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `session/1`: what the page is connected to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionDoc {
    /// Version of the program.
    pub glasshouse: String,
    /// Nothing can be run or deleted.
    pub read_only: bool,
    /// Language that was asked for with `--lang`.
    pub lang: Option<String>,
    /// Folder of the runs.
    pub runs: String,
    /// Threads that runs have.
    pub threads: u32,
}

/// A regime in the gallery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CardDoc {
    /// Name, as a command takes it.
    pub name: String,
    /// Title.
    pub title: Text,
    /// `documented`, `reconstructed` or `stylised`; of a reform: `reform`.
    pub status: String,
    /// The rulebook that it changes, if it is a reform.
    pub base: Option<String>,
    /// The question it answers.
    pub question: Text,
    /// Indicators, grades, lists, measures, channels.
    pub counts: crate::run::RuleCount,
    /// What it was said to be for; absent where there is nobody to say it, as for a reform.
    pub designers: Option<Text>,
    /// What is documented.
    pub documented: Option<Text>,
    /// What critics said.
    pub critics: Option<Text>,
    /// What is modelled.
    pub modelled: Option<Text>,
    /// What is known to be missing.
    pub gaps: Option<Text>,
    /// The society that it is written for.
    pub society: String,
    /// The command to begin with.
    pub command: String,
    /// How many figures rest on what.
    pub figures: crate::run::FigureCount,
    /// The rules, with the status of each.
    pub rules: Vec<RuleDoc>,
    /// Sources.
    pub sources: Vec<SourceDoc>,
}

/// A rule of a regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleDoc {
    /// Name.
    pub id: String,
    /// `indicator`, `grade`, `list` or `measure`.
    pub part: String,
    /// Label.
    pub label: Text,
    /// Points or condition in short.
    pub points: String,
    /// Source as cited; empty for an assumption.
    pub source: String,
    /// Line in the rulebook.
    pub line: Option<u32>,
    /// `documented`, `reconstructed` or `stylised`: cited to a regulation whose text is held, cited to anything else, not
    /// cited.
    pub status: String,
    /// The rule as the rulebook writes it; in a person's file.
    #[serde(default)]
    pub text: Option<String>,
    /// What a record under it needs, by channel; in a person's file.
    #[serde(default)]
    pub evidence: Vec<Text>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceDoc {
    /// Short name.
    pub id: String,
    /// `regulation`, `notice`, `press`, `scholarship`, `interview`, `statistics`.
    pub kind: String,
    /// Its text is held; otherwise it is known through another source.
    pub held: bool,
    /// Full reference.
    pub reference: String,
    /// Address.
    pub url: Option<String>,
}

/// A chart: the drawing, and everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChartDoc {
    /// Name, unique in a page.
    pub id: String,
    /// The question, which is the title.
    pub question: String,
    /// What it shows, computed from its data.
    pub sentence: String,
    /// `FINDING` or `ILLUSTRATION`.
    pub mark: String,
    /// The mark with what it means.
    pub mark_text: String,
    /// The drawing, for a page that brings the styles of charts.
    pub svg: String,
    /// Columns of its table.
    pub columns: Vec<String>,
    /// Rows of its table, as shown.
    pub rows: Vec<Vec<String>>,
    /// Rows are months.
    pub by_month: bool,
    /// Definitions of its metrics.
    pub about: Vec<AboutDoc>,
    /// The command that makes its numbers.
    pub command: String,
    /// Digest of the run.
    pub digest: String,
}

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AboutDoc {
    /// Label.
    pub label: String,
    /// Unit.
    pub unit: String,
    /// Definition.
    pub definition: String,
    /// Source.
    pub source: String,
}

/// `run-page/1`: a run as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunPage {
    /// Name, as addresses have it.
    pub name: String,
    /// How a command names it.
    pub argument: String,
    /// The run.
    pub run: RunDoc,
    /// What it found: four headings, each with its sentences.
    pub sentences: Vec<(String, String)>,
    /// `FINDING` or `ILLUSTRATION`.
    pub mark: String,
    /// The mark with what it means.
    pub mark_text: String,
    /// The charts.
    pub charts: Vec<ChartDoc>,
}

/// `crowd/1`: how it ended for a sample of people, in the order of score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CrowdDoc {
    /// Persons in the society.
    pub people: u32,
    /// Numbers of the persons shown.
    pub person: Vec<u32>,
    /// Their scores at the end.
    pub score: Vec<i32>,
    /// Their grades, as places in `grades`; 255 for none.
    pub grade: Vec<u8>,
    /// What ever happened to them: 1 penalised, 2 wrongly, 4 for something they did not do, 8 escaped what was due.
    pub ever: Vec<u8>,
    /// Names of the grades, best first.
    pub grades: Vec<String>,
}

/// `person-page/1`: a person as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonPage {
    /// The file.
    pub file: PersonFile,
    /// Months of the run.
    pub months: u32,
    /// The statement sums: start plus all lines is the score.
    pub sums: bool,
    /// Start plus all lines, in words.
    pub sum: String,
    /// How it came out.
    pub outcome: crate::what_if::PersonOutcome,
    /// Sanctions and adverse lists of the regime.
    pub adverse: Vec<String>,
    /// Rules that moved the score, with what they rest on.
    pub rules: Vec<RuleDoc>,
    /// Sources of these rules.
    pub sources: Vec<SourceDoc>,
    /// The letter.
    pub letter: LetterDoc,
    /// The command that shows this file.
    pub command: String,
    /// The run is an illustration.
    pub illustration: bool,
}

/// `changed-person/1`: a person in a changed world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedPerson {
    /// The file there.
    pub file: PersonFile,
    /// Months of the run.
    pub months: u32,
    /// How it came out.
    pub outcome: crate::what_if::PersonOutcome,
    /// Sanctions and adverse lists of the regime there.
    pub adverse: Vec<String>,
    /// The command that gives the same outcome.
    pub command: String,
}

/// What the regime tells the person, and what other laws would want to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LetterDoc {
    /// Whether the person was sent anything.
    pub sent: bool,
    /// What was sent, paragraph by paragraph; or that nothing was.
    pub text: Vec<String>,
    /// The letter with everything that the laws below would want in it.
    pub full: Vec<String>,
    /// What the laws want to be told, and whether the letter does.
    pub elements: Vec<LetterElement>,
}

/// One thing that a law wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LetterElement {
    /// What.
    pub what: String,
    /// Which law, with the article.
    pub law: String,
    /// The letter says it.
    pub present: bool,
}

/// `luck/1`: the same person with other luck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LuckDoc {
    /// The person.
    pub person: String,
    /// One entry per replicate of the run.
    pub seeds: Vec<LuckRow>,
    /// In one sentence.
    pub sentence: String,
}

/// How one replicate ended for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LuckRow {
    /// Replicate.
    pub replicate: u32,
    /// Score at the end.
    pub score: i32,
    /// Grade at the end.
    pub grade: Option<String>,
    /// Penalised at least once.
    pub penalised: bool,
    /// Wrongly at least once.
    pub wrongly: bool,
}

/// `comparison-page/1`: a comparison as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparePage {
    /// Name, as addresses have it.
    pub name: String,
    /// The comparison.
    pub compare: CompareDoc,
    /// `FINDING` or `ILLUSTRATION`.
    pub mark: String,
    /// The mark with what it means.
    pub mark_text: String,
    /// Names of the arms' runs, as addresses have them.
    pub runs: Vec<String>,
    /// Name of every metric, what readers call it, and its unit in words.
    pub metrics: Vec<(String, String, String)>,
    /// The charts.
    pub charts: Vec<ChartDoc>,
}

/// A comparison in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CompareRowDoc {
    /// Name.
    pub name: String,
    /// Arms.
    pub arms: Vec<String>,
    /// Persons.
    pub people: u32,
    /// Months.
    pub months: u32,
    /// Replicates.
    pub replicates: u32,
    /// One replicate only.
    pub illustration: bool,
    /// Digest.
    pub digest: String,
}

/// Something in the folder of runs that cannot be opened, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unreadable {
    /// Its name.
    pub name: String,
    /// Why.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a run is asked for with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// `REGIME`, `REGIME@REFORM`, with `+path=value`, as `compare` takes arms; built-in names only.
    #[serde(default)]
    pub regime: String,
    /// The text of a rulebook, instead of `regime`.
    #[serde(default)]
    pub rulebook: Option<String>,
    /// Society; built-in names only.
    #[serde(default)]
    pub society: Option<String>,
    /// Persons.
    pub people: u32,
    /// Months.
    pub months: u32,
    /// Seed.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
}

/// What a comparison is asked for with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareRequest {
    /// Arms, as `compare` takes them; built-in names only.
    pub regimes: Vec<String>,
    /// The arm that the others are compared with; `none` where absent.
    #[serde(default)]
    pub baseline: Option<String>,
    /// Society; built-in names only.
    #[serde(default)]
    pub society: Option<String>,
    /// Persons.
    pub people: u32,
    /// Months.
    pub months: u32,
    /// Seed.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
}

/// `plan/1`: what a run or comparison would be, before it starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanDoc {
    /// Name of the bundle.
    pub name: String,
    /// The command.
    pub command: String,
    /// Months of replicates to simulate.
    pub months: u64,
    /// It is already there.
    pub stored: bool,
    /// Warnings about the documents.
    pub diagnostics: Vec<Diagnostic>,
}

/// `job/1`: something that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JobDoc {
    /// Number.
    pub id: u64,
    /// `run` or `compare`.
    pub kind: String,
    /// Name of the bundle it makes.
    pub name: String,
    /// `waiting`, `running`, `done`, `stopped` or `failed`.
    pub state: String,
    /// Months of replicates simulated.
    pub done: u64,
    /// Months of replicates to simulate.
    pub of: u64,
    /// What it is at.
    pub note: String,
    /// The replicate that is being simulated.
    pub replicate: u32,
    /// Persons in the society.
    pub people: u32,
    /// Months of a replicate.
    pub months: u32,
    /// The months of this replicate so far: people under a sanction, of these wrongly, and missed.
    pub so_far: Vec<(u32, u32, u32)>,
    /// The command.
    pub command: String,
    /// A bundle lies there.
    pub stored: bool,
    /// What went wrong, in both languages: English first.
    pub diagnostics: Vec<Diagnostic>,
    /// The same in 简体中文.
    pub diagnostics_zh: Vec<Diagnostic>,
}
