//! Changes to a document from outside: `--set path=value`, and the entries of a reform.

use glasshouse_model::{Day, Ratio};
use std::ops::Range;

/// A change to every figure or switch whose path matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Dotted path of ids; a segment `*` stands for any one segment.
    pub path: String,
    /// What to do.
    pub change: Change,
    /// First and last day of the change; `None` for always.
    pub days: Option<(Day, Option<Day>)>,
    /// Who makes the change: `--set`, or the id of a reform.
    pub by: String,
    /// Where it is written in the text of a reform.
    pub span: Option<Range<usize>>,
    /// The document of a stack that it is for; `path` is as that document knows it.
    pub book: Option<String>,
}

/// What a patch does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Gives a new value, written as in the file without quotes.
    Set(String),
    /// Multiplies a number; points are rounded towards zero.
    Scale(Ratio),
    /// Takes a table out.
    Remove,
}

impl Patch {
    /// Reads `path=value`; `None` without an `=` or a path.
    ///
    /// ```
    /// use glasshouse_text::{Change, Patch};
    /// let patch = Patch::parse("channel.*.hit_rate=1").unwrap();
    /// assert_eq!(patch.path, "channel.*.hit_rate");
    /// assert_eq!(patch.change, Change::Set("1".into()));
    /// assert_eq!(Patch::parse("channel"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Patch> {
        let (path, value) = text.split_once('=')?;
        let path = path.trim();
        (!path.is_empty()).then(|| Patch::set(path, value.trim()))
    }

    /// Sets a value, as `--set` does.
    pub fn set(path: &str, value: &str) -> Patch {
        let change = Change::Set(value.trim_matches(['"', '\'']).to_owned());
        Patch { path: path.to_owned(), change, days: None, by: "--set".into(), span: None, book: None }
    }

    /// Whether this patch speaks of a path. Ids have no dots, so segments are compared one by one.
    pub fn matches(&self, path: &str) -> bool {
        let (mut pattern, mut names) = (self.path.split('.'), path.split('.'));
        loop {
            match (pattern.next(), names.next()) {
                (None, None) => return true,
                (Some(p), Some(n)) if p == "*" || p == n => {}
                _ => return false,
            }
        }
    }

    /// The change as the user wrote it, for messages.
    pub fn shown(&self) -> String {
        match &self.change {
            Change::Set(value) => format!("{}={value}", self.place(&self.path)),
            Change::Scale(by) => format!("{} × {by}", self.place(&self.path)),
            Change::Remove => self.place(&self.path),
        }
    }

    /// A path of the document that the change is for, as its author writes it.
    pub fn place(&self, path: &str) -> String {
        self.book.as_ref().map_or_else(|| path.to_owned(), |book| in_book(book, path))
    }
}

/// The path of a figure in a stack: the name of its document stands before the id, or before the table that has none.
///
/// ```
/// use glasshouse_text::patch::in_book;
/// assert_eq!(in_book("nat", "list.defaulters.term"), "list.nat:defaulters.term");
/// assert_eq!(in_book("nat", "score.start"), "nat:score.start");
/// ```
pub fn in_book(book: &str, path: &str) -> String {
    const UNDER_IDS: [&str; 6] = ["component", "indicator", "grade", "list", "measure", "channel"];
    match path.split_once('.') {
        Some((table, rest)) if UNDER_IDS.contains(&table) => format!("{table}.{book}:{rest}"),
        _ => format!("{book}:{path}"),
    }
}
