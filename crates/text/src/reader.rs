//! Reads the tables of a document by their specifications, noting every problem on the way.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Origin, Severity, both, tidy};
use crate::figure::{Figure, Source};
use crate::keys::{KeySpec, Kind, TableSpec};
use crate::node::{Document, Entry, Node, Spanned, Value};
use crate::patch::{Change, Patch};
use crate::problem::Problem;
use crate::suggest::nearest;
use glasshouse_model::text::Label;
use glasshouse_model::{Day, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// Reads one document.
pub struct Reader<'d> {
    pub(crate) document: &'d Document,
    diagnostics: Vec<Diagnostic>,
    pub(crate) figures: Vec<(usize, Figure)>,
    pub(crate) sources: Vec<SourceEntry>,
    pub(crate) default_source: Option<String>,
    /// A default source is named but not listed; figures that would rest on it are not reported again.
    pub(crate) default_broken: bool,
    pub(crate) patches: Vec<PatchState>,
    /// Places of the patches with a plain path, by path.
    exact: BTreeMap<String, Vec<usize>>,
    /// Places of the patches whose path is a pattern.
    patterns: Vec<usize>,
    paths: Vec<String>,
    allows: Vec<Allow>,
    /// First day in force: changes dated later than this can only touch dated figures.
    pub(crate) start: Option<Day>,
    root_spec: Option<&'static TableSpec>,
    opened: Vec<(String, Vec<Table<'d>>)>,
    removed: Vec<String>,
}

pub(crate) struct SourceEntry {
    pub(crate) source: Source,
    pub(crate) span: Range<usize>,
    pub(crate) used: bool,
    pub(crate) unconfirmed: bool,
}

pub(crate) struct PatchState {
    pub(crate) patch: Patch,
    pub(crate) matched: bool,
    pub(crate) changed: bool,
    pub(crate) refused: bool,
    pub(crate) value: String,
}

struct Allow {
    code: Code,
    span: Range<usize>,
    region: Option<Range<usize>>,
    used: bool,
}

/// An open table.
#[derive(Clone, Debug)]
pub struct Table<'d> {
    node: &'d Node,
    entries: &'d [Entry],
    spec: &'static TableSpec,
    /// Dotted path of ids; empty for the file itself.
    pub path: String,
    /// Its id, with its place.
    pub id: Spanned<String>,
    pub(crate) source: Option<String>,
}

/// What reading gave.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// All diagnostics, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// All figures, in order of appearance.
    pub figures: Vec<Figure>,
    /// All sources, in order of appearance.
    pub sources: Vec<Source>,
}

impl Reading {
    /// Whether the document can be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

impl<'d> Table<'d> {
    /// The value of a key.
    pub fn node(&self, key: &str) -> Option<&'d Node> {
        self.entries.iter().find(|e| e.key == key).map(|e| &e.node)
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.node(key).is_some()
    }

    /// Place of the table: its header, or its braces.
    pub fn span(&self) -> Range<usize> {
        self.node.span.clone()
    }

    /// Place of a key, or of the table if the key is absent.
    pub fn key_span(&self, key: &str) -> Range<usize> {
        self.entries.iter().find(|e| e.key == key).map_or_else(|| self.span(), |e| e.key_span.clone())
    }

    /// Place of a value, or of the table if the key is absent.
    pub fn value_span(&self, key: &str) -> Range<usize> {
        self.node(key).map_or_else(|| self.span(), |n| n.span.clone())
    }

    /// The keys that are there, with their places.
    pub fn keys(&self) -> impl Iterator<Item = Spanned<&'d str>> + use<'d> {
        self.entries.iter().map(|e| Spanned { value: e.key.as_str(), span: e.key_span.clone() })
    }

    /// What the figures of this table rest on if it says so itself.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Path of a key.
    pub(crate) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn spec_of(&self, key: &str) -> Option<&'static KeySpec> {
        self.spec.key(key)
    }

    pub(crate) fn kind_of(&self, key: &str) -> Option<Kind> {
        let spec = self.spec_of(key);
        debug_assert!(spec.is_some(), "`{}` is not in the key table of `{}`", key, self.spec.name);
        spec.map(|s| s.kind)
    }
}

impl<'d> Reader<'d> {
    /// Begins to read a document under changes from outside.
    pub fn new(document: &'d Document, patches: &[Patch]) -> Reader<'d> {
        let state = |p: &Patch| PatchState {
            patch: p.clone(),
            matched: false,
            changed: false,
            refused: false,
            value: String::new(),
        };
        let mut exact: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut patterns = Vec::new();
        for (i, patch) in patches.iter().enumerate() {
            if patch.path.split('.').any(|segment| segment == "*") {
                patterns.push(i);
            } else {
                exact.entry(patch.path.clone()).or_default().push(i);
            }
        }
        Reader {
            document,
            diagnostics: document.diagnostics.clone(),
            figures: Vec::new(),
            sources: Vec::new(),
            default_source: None,
            default_broken: false,
            patches: patches.iter().map(state).collect(),
            exact,
            patterns,
            paths: Vec::new(),
            allows: Vec::new(),
            start: None,
            root_spec: None,
            opened: Vec::new(),
            removed: Vec::new(),
        }
    }

    /// Notes a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether an error has been noted so far.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether parts of the text could not be read, so that what is absent means nothing.
    pub fn is_incomplete(&self) -> bool {
        !self.document.broken.is_empty()
    }

    /// The line, from 1, of a place.
    pub fn line(&self, span: &Range<usize>) -> u32 {
        self.document.text.line(span.start)
    }

    /// Says when the document comes into force; dated changes are judged by it.
    pub fn set_start(&mut self, start: Option<Day>) {
        self.start = start;
    }

    /// Opens the file itself.
    pub fn root(&mut self, spec: &'static TableSpec) -> Table<'d> {
        self.root_spec = Some(spec);
        let node = &self.document.root;
        let entries: &'d [Entry] = match &node.value {
            Value::Table(entries) => entries,
            _ => &[],
        };
        let id = Spanned { value: String::new(), span: 0..0 };
        let table = Table { node, entries, spec, path: String::new(), id, source: None };
        if !self.document.hopeless {
            self.check_keys(&table);
            self.read_allow(&table);
        }
        table
    }

    /// Reads `sources` and `default_source`. Call it before any figure is read.
    pub fn read_sources(&mut self, root: &Table<'d>) {
        for table in self.map(root, "sources") {
            let kind = self.choice(&table, "kind").map_or(String::new(), |k| k.value.to_owned());
            let title = self.text(&table, "title").unwrap_or_default();
            let url = self.words(&table, "url").map_or(String::new(), |u| u.value);
            let held = self.choice(&table, "held").is_some_and(|h| h.value == "text");
            let unconfirmed = self.choice(&table, "confidence").is_some_and(|c| c.value == "unconfirmed");
            let date = match table.node("date") {
                None => String::new(),
                Some(node) => self.loose_date(node).map_or(String::new(), |_| {
                    self.document.text.slice(&node.span).trim_matches(['"', '\'']).to_owned()
                }),
            };
            let source = Source { id: table.id.value.clone(), kind, title, date, url, held };
            self.sources.push(SourceEntry { source, span: table.id.span.clone(), used: false, unconfirmed });
        }
        if let Some(name) = self.name(root, "default_source") {
            // Listing it as the default is not yet citing it; that happens with the first bare figure.
            self.default_source = self.find_source(&name.value, &name.span).then_some(name.value);
            self.default_broken = self.default_source.is_none();
        }
    }

    /// Opens the table under a key.
    pub fn table(&mut self, table: &Table<'d>, key: &str) -> Option<Table<'d>> {
        let Kind::Table(spec) = table.kind_of(key)? else { return None };
        let node = table.node(key)?;
        let id = Spanned { value: key.to_owned(), span: table.key_span(key) };
        self.open(node, spec, table.path_of(key), id)
    }

    /// Opens the tables of a list such as `[[indicator]]`. Tables that have an id in their
    /// specification get it into their path; ids must be unique. A table that a change removes is left
    /// out.
    pub fn tables(&mut self, table: &Table<'d>, key: &'static str) -> Vec<Table<'d>> {
        let Some(Kind::Tables(spec)) = table.kind_of(key) else { return Vec::new() };
        let Some(node) = table.node(key) else { return Vec::new() };
        let list = match &node.value {
            Value::List(list) => list,
            Value::Table(_) => {
                let hint = both(
                    format!("entries of a list have double brackets: `[[{key}]]`"),
                    format!("列表的条目用双括号：“[[{key}]]”"),
                );
                self.wrong(node, Label { en: "a list of tables", zh: "表的列表" }, Some(hint));
                return Vec::new();
            }
            _ => {
                self.wrong(node, Label { en: "a list of tables", zh: "表的列表" }, None);
                return Vec::new();
            }
        };
        let with_id = spec.key("id").is_some();
        let mut seen: Vec<Spanned<String>> = Vec::new();
        let mut tables = Vec::new();
        for node in list {
            let id = if with_id { self.read_id(node) } else { None };
            let path =
                id.as_ref().map_or_else(|| table.path_of(key), |id| format!("{}.{}", table.path_of(key), id.value));
            if let Some(id) = &id {
                match seen.iter().find(|s| s.value == id.value) {
                    Some(first) => self.report(
                        Problem::DuplicateId { kind: key, id: id.value.clone() }
                            .at(id.span.clone())
                            .also(first.span.clone(), both("first one", "第一个")),
                    ),
                    None => seen.push(id.clone()),
                }
            }
            let dated = spec.keys.iter().any(|k| matches!(k.kind, Kind::Dated(_)));
            let removed = id.is_some() && self.is_removed(&path, dated);
            let id = id.unwrap_or(Spanned { value: String::new(), span: node.span.clone() });
            tables.extend(self.open(node, spec, path, id).filter(|_| !removed));
        }
        self.opened.push((table.path_of(key), tables.clone()));
        tables
    }

    /// Tables that [`Reader::tables`] has opened before, without judging them again.
    pub fn reopened(&self, table: &Table<'d>, key: &str) -> Vec<Table<'d>> {
        let path = table.path_of(key);
        self.opened.iter().find(|(p, _)| *p == path).map_or(Vec::new(), |(_, tables)| tables.clone())
    }

    /// Whether a change took out the table with this id.
    pub fn was_removed(&self, key: &str, id: &str) -> bool {
        let path = format!("{key}.{id}");
        self.removed.contains(&path)
    }

    /// The text of a place, as written.
    pub fn raw(&self, span: &Range<usize>) -> &'d str {
        self.document.text.slice(span)
    }

    /// The citation that the figure at a path rests on; empty if it rests on anything else.
    pub fn citation_at(&self, path: &str) -> String {
        let version = format!("{path}@");
        let fits = |f: &Figure| f.path == path || f.path.starts_with(&version);
        match self.figures.iter().rev().find(|(_, f)| fits(f)).map(|(_, f)| &f.basis) {
            Some(crate::figure::Basis::Cited { source }) => source.clone(),
            _ => String::new(),
        }
    }

    /// Opens the tables under ids, such as `[sources.gv]`.
    pub fn map(&mut self, table: &Table<'d>, key: &str) -> Vec<Table<'d>> {
        let Some(Kind::Map(spec)) = table.kind_of(key) else { return Vec::new() };
        let Some(node) = table.node(key) else { return Vec::new() };
        let Value::Table(entries) = &node.value else {
            self.wrong(node, Label { en: "a table", zh: "表" }, None);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in entries {
            self.check_id(&entry.key, &entry.key_span);
            let id = Spanned { value: entry.key.clone(), span: entry.key_span.clone() };
            let path = format!("{}.{}", table.path_of(key), entry.key);
            tables.extend(self.open(&entry.node, spec, path, id));
        }
        tables
    }

    pub(crate) fn open(
        &mut self,
        node: &'d Node,
        spec: &'static TableSpec,
        path: String,
        id: Spanned<String>,
    ) -> Option<Table<'d>> {
        let Value::Table(entries) = &node.value else {
            let hint = both(format!("`{}`: {}", spec.name, spec.doc.en), format!("“{}”：{}", spec.name, spec.doc.zh));
            self.wrong(node, Label { en: "a table", zh: "表" }, Some(hint));
            return None;
        };
        let mut table = Table { node, entries, spec, path, id, source: None };
        self.check_keys(&table);
        if spec.key("source").is_some_and(|k| matches!(k.kind, Kind::Words)) && table.has("source") {
            table.source = self.citation(&table, "source");
        }
        self.read_allow(&table);
        Some(table)
    }

    /// Reports keys that the table does not have and required keys that are absent.
    fn check_keys(&mut self, table: &Table<'d>) {
        let mut meant: Vec<String> = Vec::new();
        for entry in table.entries {
            if table.spec.key(&entry.key).is_some() {
                continue;
            }
            if entry.key == "known_from" {
                self.report(Problem::NotYetSupported { what: entry.key.clone() }.at(entry.key_span.clone()));
                continue;
            }
            let names: Vec<&'static str> = table.spec.keys.iter().map(|k| k.name).collect();
            let near = nearest(&entry.key, names.iter().copied()).map(str::to_owned);
            meant.extend(near.clone());
            let scalar = !matches!(entry.node.value, Value::Table(_) | Value::List(_));
            let at_top = scalar
                && near.is_none()
                && !table.path.is_empty()
                && self.root_spec.is_some_and(|r| r.key(&entry.key).is_some());
            let problem = Problem::UnknownKey { key: entry.key.clone(), near, allowed: names, at_top };
            self.report(problem.at(entry.key_span.clone()));
        }
        if self.document.is_broken(table.node) {
            return;
        }
        for key in table.spec.keys.iter().filter(|k| k.required && !table.has(k.name)) {
            // A misspelt key has been answered with the right one already.
            if meant.iter().any(|m| m == key.name) {
                continue;
            }
            let problem = Problem::MissingKey { key: key.name, table: table.spec.name, doc: key.doc };
            self.report(problem.at(table.span()));
        }
    }

    /// Reports that a key is absent which this table needs, unless part of the table could not be read.
    pub fn missing(&mut self, table: &Table<'d>, key: &'static str, doc: Label) {
        if !self.document.is_broken(table.node) {
            self.report(Problem::MissingKey { key, table: table.spec.name, doc }.at(table.span()));
        }
    }

    fn read_id(&mut self, node: &'d Node) -> Option<Spanned<String>> {
        let Value::Table(entries) = &node.value else { return None };
        let entry = entries.iter().find(|e| e.key == "id")?;
        match &entry.node.value {
            Value::String(id) => {
                self.check_id(id, &entry.node.span);
                Some(Spanned { value: id.clone(), span: entry.node.span.clone() })
            }
            _ => {
                self.wrong(&entry.node, Label { en: "a name in quotes", zh: "带引号的名称" }, None);
                None
            }
        }
    }

    fn check_id(&mut self, id: &str, span: &Range<usize>) {
        let fits =
            !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !fits {
            self.report(Problem::BadId { written: id.to_owned() }.at(span.clone()));
        }
    }

    fn read_allow(&mut self, table: &Table<'d>) {
        if table.spec.key("allow").is_none() || !table.has("allow") {
            return;
        }
        let region = (!table.path.is_empty()).then(|| self.document.extent(table.node));
        for entry in self.tables(table, "allow") {
            let (Some(code), Some(reason)) = (self.words(&entry, "code"), self.words(&entry, "reason")) else {
                continue;
            };
            match Code::parse(&code.value) {
                Some(known) if known.severity() == Severity::Warning && !reason.value.trim().is_empty() => {
                    self.allows.push(Allow { code: known, span: code.span, region: region.clone(), used: false });
                }
                _ => self.report(Problem::AllowWithoutReason { code: code.value }.at(code.span)),
            }
        }
    }

    /// Reads an id that is not part of a list, such as that of the file.
    pub fn id(&mut self, table: &Table<'d>) -> Option<Spanned<String>> {
        self.read_id(table.node)
    }

    /// Reads a label in both languages.
    pub fn text(&mut self, table: &Table<'d>, key: &str) -> Option<Text> {
        table.kind_of(key)?;
        let node = table.node(key)?;
        let Value::Table(entries) = &node.value else {
            let hint = both("write { en = \"…\", zh = \"…\" }", "写作{ en = \"…\", zh = \"…\" }");
            self.wrong(node, Label { en: "words in both languages", zh: "两种语言的文字" }, Some(hint));
            return None;
        };
        let mut text = Text::default();
        for entry in entries {
            let slot = match entry.key.as_str() {
                "en" => &mut text.en,
                "zh" => &mut text.zh,
                other => {
                    let near = nearest(other, ["en", "zh"]).map(str::to_owned);
                    let problem =
                        Problem::UnknownKey { key: other.to_owned(), near, allowed: vec!["en", "zh"], at_top: false };
                    self.report(problem.at(entry.key_span.clone()));
                    continue;
                }
            };
            match &entry.node.value {
                Value::String(s) => slot.clone_from(s),
                _ => self.wrong(&entry.node, Label { en: "words in quotes", zh: "带引号的文字" }, None),
            }
        }
        let strange =
            entries.iter().any(|e| e.key != "en" && e.key != "zh" || !matches!(e.node.value, Value::String(_)));
        for (missing, value) in [("en", &text.en), ("zh", &text.zh)] {
            if value.trim().is_empty() && !strange {
                self.report(Problem::OneLanguage { missing }.at(node.span.clone()));
            }
        }
        Some(text)
    }

    /// Reads words in quotes.
    pub fn words(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<String>> {
        table.kind_of(key)?;
        let node = table.node(key)?;
        let Value::String(words) = &node.value else {
            self.wrong(node, Label { en: "words in quotes", zh: "带引号的文字" }, None);
            return None;
        };
        Some(Spanned { value: words.clone(), span: node.span.clone() })
    }

    /// Reads one name; what it refers to is the caller's to check.
    pub fn name(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<String>> {
        let path = table.path_of(key);
        let mut name = self.words(table, key);
        if let Some(value) = self.plain_change(&path, name.as_ref().map(|n| n.value.as_str())) {
            let span = name.map_or_else(|| table.span(), |n| n.span);
            name = Some(Spanned { value, span });
        }
        name
    }

    /// Reads a name or a list of names.
    pub fn names(&mut self, table: &Table<'d>, key: &str) -> Vec<Spanned<String>> {
        if table.kind_of(key).is_none() {
            return Vec::new();
        }
        let Some(node) = table.node(key) else { return Vec::new() };
        let wanted =
            Label { en: "a name in quotes, or a list of names", zh: "带引号的名称，或名称的列表" };
        let nodes: &[Node] = match &node.value {
            Value::List(list) => list,
            _ => std::slice::from_ref(node),
        };
        let mut names = Vec::new();
        for node in nodes {
            match &node.value {
                Value::String(name) => names.push(Spanned { value: name.clone(), span: node.span.clone() }),
                _ => self.wrong(node, wanted, None),
            }
        }
        names
    }

    /// Reads true or false.
    pub fn flag(&mut self, table: &Table<'d>, key: &str) -> Option<bool> {
        let wanted = Label { en: "true or false", zh: "true或false" };
        table.kind_of(key)?;
        let mut flag = match table.node(key) {
            None => None,
            Some(node) => match &node.value {
                Value::Flag(flag) => Some(*flag),
                _ => {
                    self.wrong(node, wanted, None);
                    None
                }
            },
        };
        let path = table.path_of(key);
        for i in self.changes(&path) {
            let Change::Set(value) = &self.patches[i].patch.change else { continue };
            match value.as_str() {
                "true" | "false" => {
                    let new = value == "true";
                    self.note_change(i, flag != Some(new), &path, flag.map_or(String::new(), |f| f.to_string()));
                    flag = Some(new);
                }
                _ => self.bad_change(i, wanted),
            }
        }
        flag
    }

    /// Reads one of the words of the key's specification.
    pub fn choice(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<&'static str>> {
        let Kind::Choice(choices) = table.kind_of(key)? else { return None };
        let names = || choices.iter().map(|c| c.name);
        let written = self.words(table, key);
        let path = table.path_of(key);
        let change = self.plain_change(&path, written.as_ref().map(|w| w.value.as_str()));
        let span = written.as_ref().map_or_else(|| table.span(), |w| w.span.clone());
        let word = change.or(written.map(|w| w.value))?;
        if let Some(value) = names().find(|n| *n == word) {
            return Some(Spanned { value, span });
        }
        let near = nearest(&word, names());
        self.report(Problem::NotAChoice { written: word, near, allowed: names().collect() }.at(span));
        None
    }

    /// Reads a whole number that is not a figure.
    pub fn whole(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<i32>> {
        table.kind_of(key)?;
        let node = table.node(key)?;
        let wanted = Label { en: "a whole number", zh: "整数" };
        let Value::Number(raw) = &node.value else {
            self.wrong(node, wanted, None);
            return None;
        };
        match glasshouse_model::Ratio::parse(raw).and_then(|r| r.to_i32()) {
            Some(value) => Some(Spanned { value, span: node.span.clone() }),
            None => {
                self.report(Problem::OutOfBounds { value: raw.clone(), wanted }.at(node.span.clone()));
                None
            }
        }
    }

    /// Reports a value of the wrong kind; keeps silent about what has been reported already.
    pub fn wrong(&mut self, node: &Node, wanted: Label, hint: Option<Text>) {
        if !matches!(node.value, Value::Broken) {
            let problem = Problem::WrongType { wanted, found: node.value.kind(), hint };
            self.report(problem.at(node.span.clone()));
        }
    }

    /// The changes that speak of a path, in order; the path becomes known as one that can be changed.
    pub(crate) fn changes(&mut self, path: &str) -> Vec<usize> {
        self.paths.push(path.to_owned());
        let mut found = Vec::new();
        // A study may change every figure of a document at once, so plain paths are looked up.
        let exact = self.exact.get(path).into_iter().flatten();
        for i in exact.chain(&self.patterns).copied() {
            let Some(state) = self.patches.get_mut(i) else { continue };
            if state.patch.change != Change::Remove && state.patch.matches(path) {
                state.matched = true;
                found.push(i);
            }
        }
        found.sort_unstable();
        found
    }

    /// Notes what a change did; a dated change to something that has no dates is refused.
    pub(crate) fn note_change(&mut self, i: usize, changed: bool, path: &str, value: String) {
        let start = self.start;
        let Some(state) = self.patches.get_mut(i) else { return };
        let late = matches!((state.patch.days, start), (Some((from, _)), Some(start)) if from > start);
        let ends = matches!(state.patch.days, Some((_, Some(_))));
        state.changed |= changed;
        state.value = value;
        if late || ends {
            state.refused = true;
            let start = start.map_or("…".to_owned(), |d| d.to_string());
            self.outside(i, Problem::PatchDate { path: path.to_owned(), start });
        }
    }

    pub(crate) fn bad_change(&mut self, i: usize, wanted: Label) {
        let Some(state) = self.patches.get_mut(i) else { return };
        state.refused = true;
        let shown = state.patch.shown();
        self.outside(i, Problem::PatchBadValue { shown, wanted });
    }

    fn outside(&mut self, i: usize, problem: Problem) {
        let mut diagnostic = problem.nowhere().within(Origin::Outside);
        diagnostic.span = self.patches.get(i).and_then(|s| s.patch.span.clone());
        self.report(diagnostic);
    }

    fn plain_change(&mut self, path: &str, now: Option<&str>) -> Option<String> {
        let mut value = None;
        for i in self.changes(path) {
            let Change::Set(new) = &self.patches[i].patch.change else { continue };
            let new = new.clone();
            self.note_change(i, now != Some(new.as_str()), path, now.unwrap_or("").to_owned());
            value = Some(new);
        }
        value
    }

    /// Whether a change from the first day on takes this table out. One with dated figures may also go
    /// later, by losing them; any other cannot.
    fn is_removed(&mut self, path: &str, dated: bool) -> bool {
        self.paths.push(path.to_owned());
        let mut removed = false;
        for i in 0..self.patches.len() {
            let start = self.start;
            let Some(state) = self.patches.get_mut(i) else { continue };
            if state.patch.change != Change::Remove || !state.patch.matches(path) {
                continue;
            }
            state.matched = true;
            let early = match state.patch.days {
                None => true,
                Some((from, to)) => to.is_none() && start.is_none_or(|s| from <= s),
            };
            state.changed |= early;
            removed |= early;
            if !early && !dated {
                state.refused = true;
                let start = start.map_or("…".to_owned(), |d| d.to_string());
                self.outside(i, Problem::PatchDate { path: path.to_owned(), start });
            }
        }
        if removed {
            self.removed.push(path.to_owned());
        }
        removed
    }

    /// Ends the reading: judges changes, sources and accepted warnings, and sorts what was found.
    pub fn finish(mut self) -> Reading {
        if self.document.hopeless {
            let diagnostics = self.document.diagnostics.clone();
            return Reading { diagnostics, ..Reading::default() };
        }
        for i in 0..self.patches.len() {
            let state = &self.patches[i];
            if state.refused || state.changed {
                continue;
            }
            let problem = if state.matched {
                Problem::PatchChangesNothing { shown: state.patch.shown(), value: state.value.clone() }
            } else {
                let near = nearest(&state.patch.path, self.paths.iter().map(String::as_str));
                let near = near.map(|path| state.patch.place(path));
                Problem::PatchUnknownPath { path: state.patch.place(&state.patch.path), near }
            };
            self.outside(i, problem);
        }
        let clean = !self.has_errors();
        if clean {
            let unused: Vec<Diagnostic> = self
                .sources
                .iter()
                .filter(|s| !s.used)
                .map(|s| Problem::UnusedSource { id: s.source.id.clone() }.at(s.span.clone()))
                .collect();
            self.diagnostics.extend(unused);
        }
        let mut allows = std::mem::take(&mut self.allows);
        self.diagnostics.retain(|d| {
            let place = d.span.as_ref().map_or(0, |s| s.start);
            let fits = |a: &Allow| a.code == d.code && a.region.as_ref().is_none_or(|r| r.contains(&place));
            let mut accepted = false;
            for allow in allows.iter_mut().filter(|a| fits(a)) {
                allow.used = true;
                accepted = true;
            }
            !accepted
        });
        if clean {
            for allow in allows.iter().filter(|a| !a.used) {
                self.diagnostics.push(Problem::AllowUnused { code: allow.code }.at(allow.span.clone()));
            }
        }
        self.figures.sort_by_key(|(at, _)| *at);
        Reading {
            diagnostics: tidy(self.diagnostics, &self.document.text),
            figures: self.figures.into_iter().map(|(_, f)| f).collect(),
            sources: self.sources.into_iter().map(|s| s.source).collect(),
        }
    }
}
