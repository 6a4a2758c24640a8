//! Reads figures: the value, what it rests on, its versions over time, and changes from outside.

use crate::dates::{Seam, Version, imprecise, seam, splice};
use crate::diagnostic::both;
use crate::figure::{Basis, Figure};
use crate::keys::{Key, Kind, Quantity, TableSpec};
use crate::node::{Node, Spanned, Value};
use crate::patch::Change;
use crate::problem::Problem;
use crate::reader::{Reader, Table};
use crate::suggest::nearest;
use glasshouse_model::text::Label;
use glasshouse_model::{Chance, Day, Ratio, Span, SpanUnit};
use std::ops::Range;

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    Number(Ratio),
    Span(Span),
    Date(Day),
}

impl Amount {
    fn shown(self) -> String {
        match self {
            Amount::Number(n) => n.to_string(),
            Amount::Span(span) => span.to_string(),
            Amount::Date(day) => day.to_string(),
        }
    }

    /// A number to compare by. Spans compare by their length in hours, a month being 30.4375 days.
    fn size(self) -> Ratio {
        match self {
            Amount::Number(n) => n,
            Amount::Date(day) => Ratio::whole(day.0),
            Amount::Span(Span::Indefinite) => Ratio::whole(i32::MAX),
            Amount::Span(Span::Of(n, unit)) => {
                // Hours × 10 in one unit, so that all are whole.
                let tenths = match unit {
                    SpanUnit::Hour => 10,
                    SpanUnit::Day => 240,
                    SpanUnit::WorkingDay => 336,
                    SpanUnit::Month => 7_305,
                    SpanUnit::Year => 87_660,
                };
                Ratio::new(i64::from(n) * tenths, 10).unwrap_or(Ratio::ZERO)
            }
        }
    }
}

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

const SOURCE_KEY: Key = key("source", Kind::Words, false, "Source, `id` or `id#where`.", "来源，写作“id”或“id#位置”。");
const QUOTE: Key = key("quote", Kind::Words, false, "The words of the source.", "来源原文。");
const ASSUMED_KEY: Key =
    key("assumed", Kind::Table(&ASSUMED), false, "Range and reason of an assumption.", "假设的范围和理由。");
const RIVAL_KEY: Key =
    key("rival", Kind::Tables(&RIVAL), false, "What sources that disagree say.", "互相矛盾的来源所说。");
const VALUE: Key = key("value", Kind::Any, true, "The value.", "数值。");

/// A figure written as a table.
pub(crate) static FIGURE: TableSpec = TableSpec {
    name: "figure",
    doc: Label { en: "A figure: a value and what it rests on.", zh: "一个数字：数值及其依据。" },
    keys: &[VALUE, SOURCE_KEY, QUOTE, ASSUMED_KEY, RIVAL_KEY, crate::keys::NOTE],
};

/// A version of a figure.
pub(crate) static VERSION: TableSpec = TableSpec {
    name: "version",
    doc: Label { en: "A value in force from a first to a last day.", zh: "自首日至末日有效的数值。" },
    keys: &[
        key("value", Kind::Any, false, "The value.", "数值。"),
        key("from", Kind::Date, false, "First day in force.", "有效首日。"),
        key("to", Kind::Date, false, "Last day in force.", "有效末日。"),
        key("absent", Kind::Flag, false, "True where nothing applied.", "没有规定时写true。"),
        SOURCE_KEY,
        QUOTE,
        ASSUMED_KEY,
        RIVAL_KEY,
        crate::keys::NOTE,
    ],
};

/// An assumption.
pub(crate) static ASSUMED: TableSpec = TableSpec {
    name: "assumed",
    doc: Label { en: "An assumption.", zh: "一项假设。" },
    keys: &[
        key("range", Kind::Any, true, "Lowest and highest plausible value.", "最低和最高的合理值。"),
        key("why", Kind::Words, true, "Reason.", "理由。"),
    ],
};

/// What another source says.
pub(crate) static RIVAL: TableSpec = TableSpec {
    name: "rival",
    doc: Label { en: "What another source says.", zh: "另一来源所说。" },
    keys: &[VALUE, key("source", Kind::Words, true, "Source.", "来源。")],
};

/// What a quantity is, for people.
pub(crate) fn wanted(quantity: Quantity) -> Label {
    match quantity {
        Quantity::Points => Label { en: "a whole number of points", zh: "整数分值" },
        Quantity::Count => Label { en: "a whole number, 0 or more", zh: "不小于0的整数" },
        Quantity::Share => {
            Label { en: "a share from 0 to 1, such as 0.05 or \"5%\"", zh: "0到1的比例，如0.05或\"5%\"" }
        }
        Quantity::Rate => Label {
            en: "a number, 0 or more, such as 0.05 or \"2/37\"",
            zh: "不小于0的数字，如0.05或\"2/37\"",
        },
        Quantity::Number => Label { en: "a number", zh: "数字" },
        Quantity::Span => Label {
            en: "a length of time such as \"30d\", \"15wd\", \"2m\", \"2y\" or \"indefinite\"",
            zh: "时间长度，如\"30d\"、\"15wd\"、\"2m\"、\"2y\"或\"indefinite\"",
        },
        Quantity::Date => Label { en: "a date such as 2010-06-30", zh: "日期，如2010-06-30" },
    }
}

fn fits(quantity: Quantity, n: Ratio) -> bool {
    match quantity {
        Quantity::Points => n.to_i32().is_some_and(|v| v.abs() <= 1_000_000),
        Quantity::Count => n.to_i32().is_some_and(|v| v >= 0),
        Quantity::Share => n >= Ratio::ZERO && n <= Ratio::ONE,
        Quantity::Rate => n >= Ratio::ZERO,
        Quantity::Number => true,
        Quantity::Span | Quantity::Date => false,
    }
}

/// Reads a value given from outside, written without quotes.
fn parse_amount(text: &str, quantity: Quantity) -> Option<Amount> {
    match quantity {
        Quantity::Span => Span::parse(text).map(Amount::Span),
        Quantity::Date => {
            let mut parts = text.split('-').map(str::parse::<i32>);
            let (Some(Ok(y)), Some(Ok(m)), Some(Ok(d)), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                return None;
            };
            let date = glasshouse_model::Date::new(y, u8::try_from(m).ok()?, u8::try_from(d).ok()?)?;
            Some(Amount::Date(date.to_day()))
        }
        _ => Ratio::parse(text).filter(|n| fits(quantity, *n)).map(Amount::Number),
    }
}

struct Read {
    amount: Amount,
    basis: Basis,
}

impl<'d> Reader<'d> {
    /// Reads a figure as an exact number.
    pub fn ratio(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<Ratio>> {
        match self.figure(table, key)? {
            Spanned { value: Amount::Number(value), span } => Some(Spanned { value, span }),
            _ => None,
        }
    }

    /// Reads a figure that is a share, as a chance.
    pub fn chance(&mut self, table: &Table<'d>, key: &str) -> Option<Chance> {
        self.ratio(table, key).map(|r| Chance::from_ratio(r.value))
    }

    /// Reads a figure that is a whole number.
    pub fn points(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<i32>> {
        let read = self.ratio(table, key)?;
        Some(Spanned { value: read.value.to_i32()?, span: read.span })
    }

    /// Reads a figure that is a whole number, 0 or more.
    pub fn count(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<u32>> {
        let read = self.points(table, key)?;
        Some(Spanned { value: u32::try_from(read.value).ok()?, span: read.span })
    }

    /// Reads a figure that is a length of time.
    pub fn span(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<Span>> {
        match self.figure(table, key)? {
            Spanned { value: Amount::Span(value), span } => Some(Spanned { value, span }),
            _ => None,
        }
    }

    /// Reads a figure that is a date.
    pub fn day(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<Day>> {
        match self.figure(table, key)? {
            Spanned { value: Amount::Date(value), span } => Some(Spanned { value, span }),
            _ => None,
        }
    }

    /// Reads a date that is not a figure; one that is not precise becomes its first day.
    pub fn date(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<Day>> {
        table.kind_of(key)?;
        let node = table.node(key)?;
        let (first, _) = self.loose_date(node)?;
        Some(Spanned { value: first, span: node.span.clone() })
    }

    /// Reads a table of figures, each under a name. The paths end in the names.
    pub fn figures(&mut self, table: &Table<'d>, key: &str) -> Vec<(Spanned<String>, Spanned<Ratio>)> {
        let Some(Kind::Figures(quantity)) = table.kind_of(key) else { return Vec::new() };
        let Some(node) = table.node(key) else { return Vec::new() };
        let Value::Table(entries) = &node.value else {
            self.wrong(node, Label { en: "a table of figures under names", zh: "以名称为键的数字表" }, None);
            return Vec::new();
        };
        let mut read = Vec::new();
        for entry in entries {
            let path = format!("{}.{}", table.path_of(key), entry.key);
            let found = self.read_figure(&entry.node, quantity, table.source.as_deref(), &entry.key);
            if let Some(Spanned { value: Amount::Number(n), span }) =
                self.settle(found, Some(&entry.node), quantity, path, table.span())
            {
                let name = Spanned { value: entry.key.clone(), span: entry.key_span.clone() };
                read.push((name, Spanned { value: n, span }));
            }
        }
        read
    }

    /// Reads whole numbers over time: one value for always, or versions with first and last days.
    pub fn dated_points(&mut self, table: &Table<'d>, key: &str) -> Option<Vec<Version<i32>>> {
        let Kind::Dated(quantity) = table.kind_of(key)? else { return None };
        let path = table.path_of(key);
        let node = table.node(key)?;
        let mut versions: Vec<(Range<usize>, Version<Option<Read>>)> = match &node.value {
            Value::List(list) => {
                list.iter().filter_map(|n| self.read_version(n, quantity, table.source.as_deref(), key)).collect()
            }
            _ => {
                let read = self.read_figure(node, quantity, table.source.as_deref(), key)?;
                vec![(node.span.clone(), (None, None, Some(read)))]
            }
        };
        versions.sort_by_key(|(_, (from, ..))| *from);
        self.check_seams(&versions);
        let many = versions.len() > 1;
        let mut values: Vec<Version<Amount>> = Vec::new();
        for (span, (from, to, read)) in versions {
            let Some(read) = read else { continue };
            let path = if many {
                format!("{path}@{}", from.map_or("start".to_owned(), |d| d.to_string()))
            } else {
                path.clone()
            };
            self.push_figure(path, read.amount, quantity, read.basis, &span);
            values.push((from, to, read.amount));
        }
        let values = self.change_versions(values, quantity, &path, &table.path, &node.span);
        Some(values.into_iter().filter_map(|(f, t, v)| Some((f, t, whole(v)?))).collect())
    }

    fn change_versions(
        &mut self,
        mut values: Vec<Version<Amount>>,
        quantity: Quantity,
        path: &str,
        table_path: &str,
        span: &Range<usize>,
    ) -> Vec<Version<Amount>> {
        let mut changes = self.changes(path);
        // Taking out the table takes out its points from that day on.
        for (i, state) in self.patches.iter_mut().enumerate() {
            if state.patch.change == Change::Remove && (state.patch.matches(table_path) || state.patch.matches(path)) {
                state.matched = true;
                changes.push(i);
            }
        }
        changes.sort_unstable();
        for i in changes {
            let patch = self.patches[i].patch.clone();
            let new = match &patch.change {
                Change::Set(text) => {
                    let Some(amount) = parse_amount(text, quantity) else {
                        self.bad_change(i, wanted(quantity));
                        continue;
                    };
                    splice(values.clone(), patch.days, |_| Some(amount))
                }
                Change::Scale(by) => splice(values.clone(), patch.days, |old| scaled(*old, *by, quantity)),
                Change::Remove => splice(values.clone(), patch.days, |_| None),
            };
            let shown: Vec<String> = values.iter().map(|(_, _, v)| v.shown()).collect();
            let differs = !same_over_time(&values, &new);
            if let Some(state) = self.patches.get_mut(i) {
                state.changed |= differs;
                state.value = shown.join(", ");
            }
            if differs {
                values = new;
                let (from, by) = (patch.days.map_or(String::new(), |(d, _)| format!("@{d}")), patch.by.clone());
                let line = self.document.text.line(span.start);
                let value = patch.shown().rsplit_once('=').map_or_else(|| patch.shown(), |(_, v)| v.to_owned());
                self.figures.push((
                    span.start,
                    Figure { path: format!("{path}{from}"), value, quantity, basis: Basis::Set { by }, line },
                ));
                if patch.days.is_none() {
                    self.figures.retain(|(_, f)| {
                        !(f.path == path || f.path.starts_with(&format!("{path}@")))
                            || matches!(f.basis, Basis::Set { .. })
                    });
                }
            }
        }
        values
    }

    fn read_version(
        &mut self,
        node: &'d Node,
        quantity: Quantity,
        source: Option<&str>,
        key: &str,
    ) -> Option<(Range<usize>, Version<Option<Read>>)> {
        let id = Spanned { value: String::new(), span: node.span.clone() };
        let table = self.open(node, &VERSION, String::new(), id)?;
        let from = table.node("from").and_then(|n| self.loose_date(n)).map(|(first, _)| first);
        let to = table.node("to").and_then(|n| self.loose_date(n)).map(|(_, last)| last);
        if let (Some(f), Some(t)) = (from, to)
            && t < f
        {
            self.report(Problem::DatesReversed { from: f.to_string(), to: t.to_string() }.at(table.value_span("to")));
            return None;
        }
        if self.flag(&table, "absent") == Some(true) {
            return Some((node.span.clone(), (from, to, None)));
        }
        let read = self.read_table_figure(&table, quantity, source, key)?;
        Some((node.span.clone(), (from, to, Some(read))))
    }

    fn check_seams<T>(&mut self, versions: &[(Range<usize>, Version<T>)]) {
        for pair in versions.windows(2) {
            let [(first, (_, last, _)), (span, (next, ..))] = pair else { continue };
            let problem = match seam(*last, *next) {
                None => continue,
                Some(Seam::Overlap(day)) => Problem::DatesOverlap { day: day.to_string() },
                Some(Seam::Gap(from, to)) => Problem::DatesGap { from: from.to_string(), to: to.to_string() },
            };
            self.report(problem.at(span.clone()).also(first.clone(), both("after this version", "在这个版本之后")));
        }
    }

    /// Reads a figure of the kind that its key's specification says, under the changes from outside.
    pub(crate) fn figure(&mut self, table: &Table<'d>, key: &str) -> Option<Spanned<Amount>> {
        let (Kind::Figure(quantity) | Kind::Dated(quantity)) = table.kind_of(key)? else { return None };
        let node = table.node(key);
        let read = node.and_then(|n| self.read_figure(n, quantity, table.source.as_deref(), key));
        self.settle(read, node, quantity, table.path_of(key), table.span())
    }

    fn settle(
        &mut self,
        read: Option<Read>,
        node: Option<&'d Node>,
        quantity: Quantity,
        path: String,
        table_span: Range<usize>,
    ) -> Option<Spanned<Amount>> {
        let broken = node.is_some() && read.is_none();
        let span = node.map_or(table_span, |n| n.span.clone());
        let mut now = read.map(|r| (r.amount, r.basis));
        for i in self.changes(&path) {
            let patch = self.patches[i].patch.clone();
            let old = now.as_ref().map(|(a, _)| *a);
            let new = match &patch.change {
                Change::Set(text) => parse_amount(text, quantity),
                Change::Scale(by) => old.and_then(|a| scaled(a, *by, quantity)),
                Change::Remove => None,
            };
            let Some(new) = new else {
                self.bad_change(i, wanted(quantity));
                continue;
            };
            self.note_change(i, old != Some(new) && !broken, &path, old.map_or(String::new(), Amount::shown));
            // The value as written stays in the error about the base; the change counts all the same.
            if old != Some(new) {
                now = Some((new, Basis::Set { by: patch.by }));
            }
        }
        let (amount, basis) = now?;
        self.push_figure(path, amount, quantity, basis, &span);
        Some(Spanned { value: amount, span })
    }

    fn push_figure(&mut self, path: String, amount: Amount, quantity: Quantity, basis: Basis, span: &Range<usize>) {
        let line = self.document.text.line(span.start);
        self.figures.push((span.start, Figure { path, value: amount.shown(), quantity, basis, line }));
    }

    /// Reads a bare figure or one written as a table.
    fn read_figure(&mut self, node: &'d Node, quantity: Quantity, source: Option<&str>, key: &str) -> Option<Read> {
        match &node.value {
            Value::Table(_) => {
                let id = Spanned { value: String::new(), span: node.span.clone() };
                let table = self.open(node, &FIGURE, String::new(), id)?;
                self.read_table_figure(&table, quantity, source, key)
            }
            Value::List(_) => {
                let hint = both("only points can have versions over time", "只有分值可以随时间分版本");
                self.wrong(node, wanted(quantity), Some(hint));
                None
            }
            _ => {
                let (amount, loose) = self.amount(node, quantity, key == "to")?;
                let basis = self.cited(node, source.map(str::to_owned), key, amount);
                let basis = match (basis?, loose) {
                    (Basis::Cited { source }, Some((first, last))) => Basis::Assumed {
                        low: first.to_string(),
                        high: last.to_string(),
                        why: format!("`{source}` gives no more precise date"),
                    },
                    (basis, _) => basis,
                };
                Some(Read { amount, basis })
            }
        }
    }

    fn read_table_figure(
        &mut self,
        table: &Table<'d>,
        quantity: Quantity,
        source: Option<&str>,
        key: &str,
    ) -> Option<Read> {
        let Some(node) = table.node("value") else {
            // The figure's own table reports the missing key; a version's does not require it.
            let doc = VALUE.doc;
            if table.has("from") || table.has("to") || table.has("absent") {
                self.report(Problem::MissingKey { key: "value", table: "version", doc }.at(table.span()));
            }
            return None;
        };
        let assumed = self.table(table, "assumed");
        let (amount, _) = self.amount(node, quantity, key == "to")?;
        if let Some(assumed) = assumed {
            if table.has("source") || table.has("rival") {
                self.report(Problem::SourceAndAssumption.at(assumed.span()));
                return None;
            }
            let basis = self.assumption(&assumed, quantity, amount, node)?;
            return Some(Read { amount, basis });
        }
        if table.has("assumed") {
            return None;
        }
        let own = table.source.clone().or_else(|| source.filter(|_| !table.has("source")).map(str::to_owned));
        if table.has("source") && own.is_none() {
            return None;
        }
        let basis = self.cited(node, own, key, amount)?;
        let rivals = self.tables(table, "rival");
        if rivals.is_empty() {
            return Some(Read { amount, basis });
        }
        let Basis::Cited { source } = basis else { return None };
        let mut values = vec![(amount.shown(), source)];
        for rival in rivals {
            let other = rival.node("value").and_then(|n| self.amount(n, quantity, key == "to"));
            if let (Some((other, _)), Some(source)) = (other, rival.source.clone()) {
                values.push((other.shown(), source));
            }
        }
        Some(Read { amount, basis: Basis::Rival { values } })
    }

    fn assumption(&mut self, assumed: &Table<'d>, quantity: Quantity, amount: Amount, value: &Node) -> Option<Basis> {
        let range = assumed.node("range");
        let why = self.words(assumed, "why");
        if let Some(why) = why.as_ref().filter(|w| w.value.trim().is_empty()) {
            self.report(Problem::NoReason.at(why.span.clone()));
        }
        let range = range?;
        let ends: Vec<Amount> = match &range.value {
            Value::List(list) if list.len() == 2 => {
                list.iter().filter_map(|n| self.amount(n, quantity, false)).map(|(a, _)| a).collect()
            }
            Value::Broken => return None,
            _ => {
                self.report(Problem::BadRange.at(range.span.clone()));
                return None;
            }
        };
        let [low, high] = ends.as_slice() else { return None };
        if low.size() > high.size() {
            self.report(Problem::BadRange.at(range.span.clone()));
            return None;
        }
        if amount.size() < low.size() || amount.size() > high.size() {
            let problem = Problem::OutsideRange { value: amount.shown(), low: low.shown(), high: high.shown() };
            self.report(problem.at(value.span.clone()).also(range.span.clone(), both("its range", "它的范围")));
            return None;
        }
        Some(Basis::Assumed { low: low.shown(), high: high.shown(), why: why?.value })
    }

    /// What a figure without an assumption rests on.
    fn cited(&mut self, node: &Node, own: Option<String>, key: &str, amount: Amount) -> Option<Basis> {
        let Some(source) = own.or_else(|| self.default_source.clone()) else {
            if self.default_broken || self.is_incomplete() && self.sources.is_empty() {
                return None;
            }
            let source = self.sources.first().map(|s| s.source.id.clone());
            let problem = Problem::FigureWithoutSource { key: key.to_owned(), value: written(amount), source };
            self.report(problem.at(node.span.clone()));
            return None;
        };
        let id = source.split('#').next().unwrap_or("");
        let entry = self.sources.iter_mut().find(|s| s.source.id == id)?;
        entry.used = true;
        if entry.unconfirmed {
            self.report(Problem::UnconfirmedSource { id: id.to_owned() }.at(node.span.clone()));
            return None;
        }
        Some(Basis::Cited { source })
    }

    /// Reads a citation, `id` or `id#where`, and checks that the source is listed.
    pub fn citation(&mut self, table: &Table<'d>, key: &str) -> Option<String> {
        let words = self.words(table, key)?;
        self.find_source(&words.value, &words.span).then(|| {
            let id = words.value.split('#').next().unwrap_or("").to_owned();
            if let Some(entry) = self.sources.iter_mut().find(|s| s.source.id == id) {
                entry.used = true;
            }
            words.value
        })
    }

    /// Whether a source is listed; says so if not.
    pub(crate) fn find_source(&mut self, citation: &str, span: &Range<usize>) -> bool {
        let id = citation.split('#').next().unwrap_or("").trim();
        if self.sources.iter().any(|s| s.source.id == id) {
            return true;
        }
        if self.is_incomplete() {
            return false;
        }
        let near = nearest(id, self.sources.iter().map(|s| s.source.id.as_str())).map(str::to_owned);
        let kind = Label { en: "source under [sources]", zh: "[sources]中的来源" };
        self.report(Problem::UnknownName { kind, name: id.to_owned(), near }.at(span.clone()));
        false
    }

    /// Reads a date; one in quotes may be known to the month or year only. First and last day.
    pub(crate) fn loose_date(&mut self, node: &Node) -> Option<(Day, Day)> {
        match &node.value {
            Value::Date(date) => Some((date.to_day(), date.to_day())),
            Value::String(text) => {
                let found = imprecise(text);
                if found.is_none() {
                    self.report(Problem::ImpossibleDate { written: text.clone() }.at(node.span.clone()));
                }
                found
            }
            _ => {
                self.wrong(node, wanted(Quantity::Date), None);
                None
            }
        }
    }

    /// Reads a scalar of a quantity; for a date that is not precise also its first and last day.
    fn amount(&mut self, node: &Node, quantity: Quantity, last: bool) -> Option<(Amount, Option<(Day, Day)>)> {
        match quantity {
            Quantity::Date => {
                let (first, end) = self.loose_date(node)?;
                let loose = (first != end).then_some((first, end));
                Some((Amount::Date(if last { end } else { first }), loose))
            }
            Quantity::Span => {
                let span = match &node.value {
                    Value::String(text) => Span::parse(text),
                    _ => None,
                };
                if span.is_none() {
                    self.wrong(node, wanted(quantity), None);
                }
                span.map(|s| (Amount::Span(s), None))
            }
            _ => {
                let raw = match &node.value {
                    Value::Number(raw) => raw,
                    // Fractions and percentages have no spelling of their own in TOML.
                    Value::String(text) if text.contains(['/', '%']) => text,
                    Value::String(text) if Ratio::parse(text).is_some() => {
                        let hint = both(format!("write it without quotes: {text}"), format!("不加引号：{text}"));
                        self.wrong(node, wanted(quantity), Some(hint));
                        return None;
                    }
                    _ => {
                        self.wrong(node, wanted(quantity), None);
                        return None;
                    }
                };
                match Ratio::parse(raw) {
                    Some(n) if fits(quantity, n) => Some((Amount::Number(n), None)),
                    _ => {
                        self.report(
                            Problem::OutOfBounds { value: raw.clone(), wanted: wanted(quantity) }.at(node.span.clone()),
                        );
                        None
                    }
                }
            }
        }
    }
}

fn written(amount: Amount) -> String {
    match amount {
        Amount::Span(span) => format!("\"{span}\""),
        other => other.shown(),
    }
}

fn whole(amount: Amount) -> Option<i32> {
    match amount {
        Amount::Number(n) => n.to_i32(),
        Amount::Span(_) | Amount::Date(_) => None,
    }
}

/// Multiplies a number; whole quantities are rounded towards zero.
fn scaled(amount: Amount, by: Ratio, quantity: Quantity) -> Option<Amount> {
    let Amount::Number(n) = amount else { return None };
    let ((a, b), (c, d)) = (n.parts(), by.parts());
    let (num, den) = (a.checked_mul(c)?, b.checked_mul(d)?);
    let product = match quantity {
        Quantity::Points | Quantity::Count => Ratio::new(num / den, 1)?,
        _ => Ratio::new(num, den)?,
    };
    fits(quantity, product).then_some(Amount::Number(product))
}

/// Whether two timelines say the same on every day.
fn same_over_time(a: &[Version<Amount>], b: &[Version<Amount>]) -> bool {
    let mut days: Vec<Day> = vec![Day(i32::MIN / 2)];
    for (from, to, _) in a.iter().chain(b) {
        days.extend(from.iter().copied());
        days.extend(to.iter().map(|t| t.plus(1)));
    }
    let at = |versions: &[Version<Amount>], day: Day| {
        versions.iter().find(|(f, t, _)| f.is_none_or(|f| f <= day) && t.is_none_or(|t| day <= t)).map(|(_, _, v)| *v)
    };
    days.into_iter().all(|day| at(a, day) == at(b, day))
}
