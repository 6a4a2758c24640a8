//! What is to be run: documents and numbers as given, checked into something that can run.

use crate::failure::{Failure, Faults, Note};
use crate::keep::Kept;
use crate::source::{self, Document};
pub use glasshouse_engine::Coupling;
use glasshouse_engine::Scenario;
use glasshouse_rulebook::{Fault, Plan};
use glasshouse_society::Society;
use glasshouse_text::{Basis, Diagnostic, Figure, Patch};
use glasshouse_wire::run::FigureCount;
use std::fmt::Write;

/// A run as it is asked for.
#[derive(Clone, Debug)]
pub struct RunSpec {
    /// The rulebook.
    pub regime: Document,
    /// Reforms, applied in order.
    pub reforms: Vec<Document>,
    /// Overrides `path=value`, applied in order after the reforms.
    pub set: Vec<String>,
    /// The society.
    pub society: Document,
    /// Persons; `None` is the society's own number.
    pub people: Option<u32>,
    /// Seed of the persons; `None` is the society's own.
    pub society_seed: Option<u64>,
    /// Seed of the events.
    pub seed: u64,
    /// Months, 1 to [`Scenario::MONTHS_MAX`].
    pub months: u32,
    /// Replicates, at least 1.
    pub replicates: u32,
    /// How often blocks exchange.
    pub coupling: Coupling,
    /// Tables to keep besides the metrics, sorted.
    pub keep: Vec<Kept>,
}

/// A run that can start.
#[derive(Debug)]
pub struct Prepared {
    /// As asked for.
    pub spec: RunSpec,
    /// The rules.
    pub plan: Plan,
    /// Who lives there.
    pub society: Society,
    /// Warnings about the documents.
    pub warnings: Vec<Faults>,
    /// What is asked to be told of it while it runs. Changes nothing in what it gives.
    pub told: Told,
    /// The documents as parsed, for further values of their figures.
    pub(crate) parsed: Parsed,
}

/// What a run tells while it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// How much of it is done.
    Share,
    /// Also how people stand after each month, where memory allows that all go through the months together.
    Months,
}

/// The documents of a run, parsed.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The rulebook, before any reform.
    pub regime: glasshouse_text::Document,
    /// The society.
    pub society: glasshouse_text::Document,
}

impl Prepared {
    /// Whether what happens in one block may bear on another.
    pub fn crosses(&self) -> bool {
        self.plan.crosses() || self.society.follows_all()
    }
}

impl RunSpec {
    /// Checks the documents and compiles them.
    ///
    /// # Errors
    /// [`Failure::Document`] with everything wrong in them; [`Failure::Usage`] for numbers out of range.
    pub fn prepare(self) -> Result<Prepared, Failure> {
        self.check_numbers()?;
        let patches = patches(&self.set)?;
        let (of_society, of_regime): (Vec<Patch>, Vec<Patch>) =
            patches.into_iter().partition(|p| p.path.starts_with("society."));
        let (mut rules, plan) = source::regime(&self.regime, &self.reforms, &of_regime)?;
        let parsed = Parsed { regime: self.regime.parsed(), society: self.society.parsed() };
        let (people, society) = source::society_parsed(&parsed.society, &of_society, self.people, self.society_seed);
        let mut fits = true;
        if let (Some(plan), Some(society)) = (&plan, &society)
            && let Err(misfit) = glasshouse_engine::card_fits(plan, society)
        {
            rules.diagnostics.push(*misfit);
            fits = false;
        }
        if let (Some(plan), Some(society)) = (&plan, &society)
            && society.deals.is_none()
            && let Some(rater) = plan.raters.first()
        {
            let fault = Fault::NobodyDeals { society: society.id.clone() };
            // Under a reform the place is not in the text at hand.
            let said = Diagnostic::new(fault.code(), fault.words());
            rules.diagnostics.push(if self.reforms.is_empty() { said.at(rater.span.clone()) } else { said });
        }
        let faults = [rules, people].into_iter().filter(|f| !f.diagnostics.is_empty()).collect();
        match (plan, society) {
            (Some(plan), Some(society)) if fits => {
                Ok(Prepared { spec: self, plan, society, warnings: faults, told: Told::Share, parsed })
            }
            _ => Err(Failure::Document(faults)),
        }
    }

    fn check_numbers(&self) -> Result<(), Failure> {
        let ok = (1..=Scenario::MONTHS_MAX).contains(&self.months) && self.replicates > 0 && self.people != Some(0);
        if ok {
            return Ok(());
        }
        Err(Failure::Usage(Note::new(
            "GH0900",
            format!("a run needs 1 to {} months, and at least one person and replicate", Scenario::MONTHS_MAX),
            format!("运行须为1至{}个月，且至少一人、一次重复", Scenario::MONTHS_MAX),
        )))
    }
}

/// Reads overrides `path=value`.
///
/// # Errors
/// [`Failure::Usage`] for one that is not of that form.
pub fn patches(set: &[String]) -> Result<Vec<Patch>, Failure> {
    set.iter().map(|text| Patch::parse(text).ok_or_else(|| not_a_patch(text))).collect()
}

fn not_a_patch(text: &str) -> Failure {
    Failure::Usage(
        Note::new(
            "GH0900",
            format!("`--set {text}` is not of the form path=value"),
            format!("“--set {text}”不是 路径=值 的形式"),
        )
        .help("for example --set indicator.red-light.points=-10", "例如 --set indicator.red-light.points=-10"),
    )
}

impl Prepared {
    /// The scenario of one replicate.
    pub fn scenario(&self, replicate: u32) -> Scenario<'_> {
        Scenario {
            society: &self.society,
            plan: &self.plan,
            seed: self.spec.seed,
            replicate,
            months: self.spec.months,
            coupling: self.spec.coupling,
            changes: &[],
        }
    }

    /// Everything that the numbers are a function of, but the version and the number of replicates, one fact
    /// a line. What is only shown (names of files, tables to keep) is not in it.
    pub fn specification(&self) -> String {
        let hash = |document: &Document| blake3::hash(&document.bytes).to_hex();
        let spec = &self.spec;
        let mut text = format!("glasshouse run/1\nregime {}\n", hash(&spec.regime));
        for reform in &spec.reforms {
            let _ = writeln!(text, "reform {}", hash(reform));
        }
        for set in &spec.set {
            let _ = writeln!(text, "set {}", set.trim());
        }
        let _ = write!(
            text,
            "society {}\npeople {}\nsociety seed {}\nseed {}\nmonths {}\ncoupling {}",
            hash(&spec.society),
            self.society.people,
            self.society.seed,
            spec.seed,
            spec.months,
            spec.coupling.name()
        );
        text
    }

    /// How many figures of regime and society rest on what.
    pub fn figures(&self) -> FigureCount {
        count_figures(self.plan.figures.iter().chain(&self.society.figures))
    }

    /// The name a bundle gets without `-o` and `--name`: regime, seed, and six digits of the specification, so
    /// that the same run always has the same name.
    pub fn id(&self) -> String {
        let key = format!("{}\nreplicates {}", self.specification(), self.spec.replicates);
        let digits: String = blake3::hash(key.as_bytes()).to_hex().chars().take(6).collect();
        let safe: String =
            self.plan.id.chars().map(|c| if c.is_alphanumeric() || "-_".contains(c) { c } else { '-' }).collect();
        format!("{safe}-{}-{digits}", self.spec.seed)
    }

    /// The command that makes the run again. Built-in documents go by name, others by their file in the
    /// bundle, so the command works inside the bundle and depends on no machine.
    pub fn command(&self) -> String {
        let spec = &self.spec;
        let mut text = format!("glasshouse run {}", spec.regime.argument(&self.regime_file()));
        let _ = write!(
            text,
            " -n {} --months {} -s {} -r {}",
            self.society.people, spec.months, spec.seed, spec.replicates
        );
        let _ = write!(text, " --society {}", spec.society.argument(SOCIETY_FILE));
        let _ = write!(text, " --society-seed {}", self.society.seed);
        for (i, reform) in spec.reforms.iter().enumerate() {
            let _ = write!(text, " --with {}", reform.argument(&reform_file(i)));
        }
        for set in &spec.set {
            let _ = write!(text, " --set {}", quote(set));
        }
        let _ = write!(text, " --coupling {}", spec.coupling.name());
        if !spec.keep.is_empty() {
            let names: Vec<&str> = spec.keep.iter().map(|k| k.name()).collect();
            let _ = write!(text, " --keep {}", names.join(","));
        }
        text
    }

    /// The rulebook's file in the bundle.
    pub fn regime_file(&self) -> String {
        let id = if self.plan.id.is_empty() { "rulebook" } else { &self.plan.id };
        let safe: String =
            id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '-' }).collect();
        format!("rulebooks/{safe}.toml")
    }
}

/// The society's file in a bundle.
pub const SOCIETY_FILE: &str = "society.toml";

/// How many figures rest on what.
pub fn count_figures<'f>(figures: impl IntoIterator<Item = &'f Figure>) -> FigureCount {
    let mut count = FigureCount::default();
    for figure in figures {
        let slot = match figure.basis {
            Basis::Cited { .. } => &mut count.cited,
            Basis::Assumed { .. } => &mut count.assumed,
            Basis::Rival { .. } => &mut count.rival,
            Basis::Set { .. } => &mut count.set,
        };
        *slot += 1;
    }
    count
}

/// The file of a reform in a bundle, by its place from 0.
pub fn reform_file(number: usize) -> String {
    format!("rulebooks/reform-{}.toml", number + 1)
}

/// A word as a POSIX shell takes it.
pub fn quote(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./,:=@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_survive_a_shell() {
        for word in ["a b", "it's", "", "$HOME", "睢宁", "x=1", "*"] {
            let output =
                std::process::Command::new("sh").arg("-c").arg(format!("printf %s {}", quote(word))).output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), word);
        }
    }
}
