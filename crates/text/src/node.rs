//! A parsed document: values with their places, in the order of the text.

use crate::diagnostic::Diagnostic;
use crate::source::SourceText;
use glasshouse_model::Date;
use std::ops::Range;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Byte range in the text.
    pub span: Range<usize>,
}

/// A value of the document.
#[derive(Clone, Debug)]
pub struct Node {
    /// Byte range; for `[name]` tables that of the header.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    String(String),
    /// A decimal number as written, without underscores.
    Number(String),
    /// True or false.
    Flag(bool),
    /// A date.
    Date(Date),
    /// A list.
    List(Vec<Node>),
    /// A table; entries in order of the text.
    Table(Vec<Entry>),
    /// Something that rulebooks have no use for: a time, a hexadecimal number.
    Odd,
    /// Already reported as broken; readers keep silent about it.
    Broken,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// Value.
    pub node: Node,
}

/// A document after parsing: text, tree and what was wrong with its form.
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) text: SourceText,
    pub(crate) root: Node,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Starts of `[…]` headers, sorted.
    pub(crate) headers: Vec<usize>,
    /// Places of syntax errors, sorted.
    pub(crate) broken: Vec<usize>,
    /// Nothing in it can be trusted (not text, or empty): say that and no more.
    pub(crate) hopeless: bool,
}

impl Document {
    /// Parses bytes. Never fails: whatever is wrong is in the diagnostics of the reading.
    pub fn parse(name: &str, bytes: &[u8]) -> Document {
        crate::syntax::parse(name, bytes)
    }

    /// The text.
    pub fn text(&self) -> &SourceText {
        &self.text
    }

    /// The tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// What is wrong with its form.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The part of the text that belongs to a table: for `[name]` tables up to the next header.
    pub fn extent(&self, node: &Node) -> Range<usize> {
        if self.text.slice(&node.span).starts_with('{') {
            return node.span.clone();
        }
        let next = self.headers.partition_point(|h| *h <= node.span.start && !(node.span.is_empty() && *h == 0));
        node.span.start..self.headers.get(next).copied().unwrap_or(self.text.text.len())
    }

    /// Whether the form of a table is broken somewhere, so that absent keys mean nothing.
    pub(crate) fn is_broken(&self, node: &Node) -> bool {
        let extent = self.extent(node);
        self.broken.iter().any(|b| extent.contains(b) || *b == extent.end)
    }
}

impl Value {
    /// What the value is, in words for people.
    pub fn kind(&self) -> glasshouse_model::text::Label {
        let (en, zh) = match self {
            Value::String(_) => ("a string in quotes", "带引号的文字"),
            Value::Number(_) => ("a number", "数字"),
            Value::Flag(_) => ("true or false", "true或false"),
            Value::Date(_) => ("a date", "日期"),
            Value::List(_) => ("a list", "列表"),
            Value::Table(_) => ("a table", "表"),
            Value::Odd => ("a time or a number in another base", "时刻或其他进制的数字"),
            Value::Broken => ("a broken value", "有误的值"),
        };
        glasshouse_model::text::Label { en, zh }
    }
}
