//! Documents: where they come from, and checking them.

use crate::failure::{Failure, Faults, Note};
use glasshouse_rulebook::Plan;
use glasshouse_society::Society;
use glasshouse_text::suggest::nearest;
use glasshouse_text::{LARGEST, Patch, Problem, SourceText};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The name of the empty regime.
pub const NONE: &str = "none";
/// What stands for it in a bundle.
const NONE_TEXT: &str = "# No regime: nobody is scored, listed or restricted.\n";

/// A document as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Name for messages: a built-in name, a path, or `<stdin>`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// It came with the program.
    pub built_in: bool,
}

impl Document {
    /// How a command inside a bundle names the document that lies there as `file`.
    pub fn argument(&self, file: &str) -> String {
        if self.built_in { self.name.clone() } else { file.to_string() }
    }

    /// Its values with their places.
    pub fn parsed(&self) -> glasshouse_text::Document {
        glasshouse_text::Document::parse(&self.name, &self.bytes)
    }

    /// A document out of a bundle.
    pub fn stored(path: PathBuf, bytes: Vec<u8>) -> Document {
        let built_in = known_as(&bytes);
        match built_in {
            Some(name) => Document { name: name.into(), bytes, built_in: true },
            None => Document { name: path.display().to_string(), bytes, built_in: false },
        }
    }
}

/// The name of the built-in document with these bytes.
fn known_as(bytes: &[u8]) -> Option<&'static str> {
    let is = |text: Option<&str>| text.is_some_and(|t| t.as_bytes() == bytes);
    let regime = regime_names().find(|n| is(regime_text(n)));
    let reform = || reform_names().find(|n| is(reform_text(n)));
    let society = || society_names().find(|n| is(society_text(n)));
    regime.or_else(reform).or_else(society)
}

/// Names of the regimes that come with the program; the empty one is first.
pub fn regime_names() -> impl Iterator<Item = &'static str> {
    [NONE].into_iter().chain(glasshouse_rulebook::builtins())
}

/// The text of a regime that comes with the program.
pub fn regime_text(name: &str) -> Option<&'static str> {
    if name == NONE { Some(NONE_TEXT) } else { glasshouse_rulebook::builtin(name) }
}

/// Names of the societies that come with the program.
pub fn society_names() -> impl Iterator<Item = &'static str> {
    glasshouse_society::builtins()
}

/// The text of a society that comes with the program.
pub fn society_text(name: &str) -> Option<&'static str> {
    glasshouse_society::builtin_text(name)
}

/// The rulebook that an argument names: built in, a path, or `-` for standard input.
///
/// # Errors
/// [`Failure::Document`] where there is no such file or it cannot be one, [`Failure::Machine`] where the
/// system refuses to read it.
pub fn find_regime(argument: &str) -> Result<Document, Failure> {
    match regime_text(argument) {
        Some(text) => Ok(built_in(argument, text)),
        None if argument == "-" => standard_input(),
        None => Ok(with_books(Path::new(argument), read(Path::new(argument), regime_names())?)),
    }
}

/// A stack with the rulebooks that lie beside it; any other document as it is. A rulebook that is not there is
/// told when the stack is checked.
fn with_books(path: &Path, document: Document) -> Document {
    if glasshouse_rulebook::books_beside(&document.bytes).is_empty() {
        return document;
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let text = |book: &str| {
        let beside = [folder.join(book), folder.join(format!("{book}.toml"))];
        let found = beside.iter().find_map(|path| read(path, regime_names()).ok())?;
        String::from_utf8(found.bytes).ok()
    };
    Document { bytes: glasshouse_rulebook::with_texts(&document.bytes, &text), ..document }
}

/// The rulebook or reform that an argument names: as [`find_regime`], and built-in reforms.
///
/// # Errors
/// As [`find_regime`].
pub fn find_rules(argument: &str) -> Result<Document, Failure> {
    match reform_text(argument) {
        Some(text) => Ok(built_in(argument, text)),
        None => find_regime(argument),
    }
}

/// The rulebook that a built-in reform changes.
pub fn reform_base(name: &str) -> Option<&'static str> {
    glasshouse_rulebook::builtin_reform(name).map(|(base, _)| base)
}

/// The first built-in rulebook that a reform of any rulebook changes; the first of all if it fits none.
///
/// # Errors
/// As [`find_regime`].
pub fn first_that_fits(reform: &Document) -> Result<Document, Failure> {
    let reforms = std::slice::from_ref(reform);
    let fits = |d: &Document| regime(d, reforms, &[]).is_ok_and(|(_, plan)| plan.is_some());
    let documents = || regime_names().skip(1).filter_map(|name| regime_text(name).map(|text| built_in(name, text)));
    match documents().find(fits).or_else(|| documents().next()) {
        Some(document) => Ok(document),
        None => find_regime(NONE),
    }
}

/// The compiled form of a built-in regime.
pub fn built_in_plan(name: &str) -> Option<Plan> {
    let text = regime_text(name)?;
    regime(&built_in(name, text), &[], &[]).ok()?.1
}

/// The compiled form of a rulebook.
///
/// # Errors
/// [`Failure::Document`] where it has errors.
pub fn plan_of(document: &Document) -> Result<Plan, Failure> {
    match regime(document, &[], &[])? {
        (_, Some(plan)) => Ok(plan),
        (faults, None) => Err(Failure::Document(vec![faults])),
    }
}

/// The society that a run uses if neither the command nor a rulebook names one.
pub const SOCIETY: &str = "suining-county";

/// The society to run regimes on: the one named, else the one that the first of them is written for.
pub fn society_of(named: Option<&str>, regimes: &[&Document]) -> String {
    let own = || regimes.iter().find_map(|r| glasshouse_rulebook::society_of(&r.bytes));
    named.map(str::to_owned).or_else(own).unwrap_or_else(|| SOCIETY.to_owned())
}

/// The same as a document.
///
/// # Errors
/// As [`find_society`].
pub fn society_for(named: Option<&str>, regimes: &[&Document]) -> Result<Document, Failure> {
    find_society(&society_of(named, regimes))
}

/// The society that an argument names: built in or a path.
///
/// # Errors
/// As [`find_regime`].
pub fn find_society(argument: &str) -> Result<Document, Failure> {
    match society_text(argument) {
        Some(text) => Ok(built_in(argument, text)),
        None => read(Path::new(argument), society_names()),
    }
}

/// The document in a file.
///
/// # Errors
/// As [`find_regime`].
pub fn find_file(argument: &str) -> Result<Document, Failure> {
    read(Path::new(argument), std::iter::empty())
}

/// The document in a file, with the names for which it may have been mistaken.
///
/// # Errors
/// As [`find_regime`].
pub fn find_named<'n>(argument: &str, known: impl Iterator<Item = &'n str>) -> Result<Document, Failure> {
    read(Path::new(argument), known)
}

/// The reform that an argument names: built in or a path.
///
/// # Errors
/// As [`find_regime`].
pub fn find_reform(argument: &str) -> Result<Document, Failure> {
    match reform_text(argument) {
        Some(text) => Ok(built_in(argument, text)),
        None => read(Path::new(argument), reform_names()),
    }
}

/// Names of the reforms that come with the program.
pub fn reform_names() -> impl Iterator<Item = &'static str> {
    glasshouse_rulebook::builtin_reforms()
}

/// The text of a reform that comes with the program.
pub fn reform_text(name: &str) -> Option<&'static str> {
    glasshouse_rulebook::builtin_reform(name).map(|(_, text)| text)
}

fn built_in(name: &str, text: &str) -> Document {
    Document { name: name.into(), bytes: text.as_bytes().to_vec(), built_in: true }
}

fn standard_input() -> Result<Document, Failure> {
    let name = "<stdin>";
    let bytes = bounded(&mut io::stdin().lock()).map_err(|e| Failure::reading(Path::new(name), &e))?;
    sized(name, bytes.len() as u64)?;
    Ok(Document { name: name.into(), bytes, built_in: false })
}

/// Reads a document; one that is too large is not read at all.
fn read<'n>(path: &Path, known: impl Iterator<Item = &'n str>) -> Result<Document, Failure> {
    let name = path.display().to_string();
    let reading = |e: io::Error| match e.kind() {
        io::ErrorKind::IsADirectory => problem(&name, Problem::IsDirectory { name: name.clone() }),
        _ => Failure::reading(path, &e),
    };
    let meta = match std::fs::metadata(path) {
        Ok(meta) => meta,
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename
            ) =>
        {
            let near = nearest(&name, known).map(str::to_string);
            return Err(problem(&name, Problem::FileNotFound { name: name.clone(), near }));
        }
        Err(e) => return Err(reading(e)),
    };
    if meta.is_dir() {
        return Err(problem(&name, Problem::IsDirectory { name: name.clone() }));
    }
    sized(&name, meta.len())?;
    let bytes = File::open(path).and_then(|mut file| bounded(&mut file)).map_err(reading)?;
    sized(&name, bytes.len() as u64)?;
    Ok(Document { name, bytes, built_in: false })
}

/// Everything up to one byte more than a document may have.
fn bounded(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn sized(name: &str, bytes: u64) -> Result<(), Failure> {
    if bytes > LARGEST as u64 { Err(problem(name, Problem::TooLarge { bytes })) } else { Ok(()) }
}

/// A problem of a whole file, as the failure of its document.
fn problem(name: &str, problem: Problem) -> Failure {
    let text = SourceText::new(name, String::new());
    Failure::Document(vec![Faults { text, base: None, diagnostics: vec![problem.nowhere()] }])
}

/// Checks a rulebook, its reform and the overrides. There is a plan exactly if nothing is an error.
///
/// # Errors
/// [`Failure::Usage`] for more than one reform.
pub fn regime(document: &Document, reforms: &[Document], patches: &[Patch]) -> Result<(Faults, Option<Plan>), Failure> {
    if document.built_in && document.name == NONE && reforms.is_empty() && patches.is_empty() {
        return Ok((Faults::default(), Some(glasshouse_rulebook::none())));
    }
    if document.built_in && document.name == NONE {
        return Err(Failure::Usage(
            Note::new("GH0900", "`none` has no rules that could be changed", "none 没有可以改动的规则")
                .help("name a rulebook: glasshouse list regimes", "请指定规则书：glasshouse list regimes"),
        ));
    }
    let checked = match reforms {
        [] => return Ok(rulebook_parsed(&document.parsed(), patches)),
        [reform] => {
            let base = (document.name.as_str(), document.bytes.as_slice());
            glasshouse_rulebook::check_reform(base, &reform.name, &reform.bytes, patches)
        }
        [..] => {
            return Err(Failure::Usage(
                Note::new("GH0900", "one reform at a time can be applied", "一次只能套用一项改革")
                    .help("put both sets of changes into one file", "请把两组改动写进同一个文件"),
            ));
        }
    };
    Ok((Faults { text: checked.text, base: checked.base, diagnostics: checked.diagnostics }, checked.plan))
}

/// Checks a parsed rulebook and the overrides.
pub fn rulebook_parsed(document: &glasshouse_text::Document, patches: &[Patch]) -> (Faults, Option<Plan>) {
    let checked = glasshouse_rulebook::check_parsed(document, patches);
    (Faults { text: checked.text, base: checked.base, diagnostics: checked.diagnostics }, checked.plan)
}

/// Checks a parsed society. There is one exactly if nothing is an error.
pub fn society_parsed(
    document: &glasshouse_text::Document,
    patches: &[Patch],
    people: Option<u32>,
    seed: Option<u64>,
) -> (Faults, Option<Society>) {
    let checked = Society::compile_parsed(document, patches, people, seed);
    (Faults { text: checked.text, base: None, diagnostics: checked.diagnostics }, checked.society)
}
