//! Diagnostics as data: what is wrong, where, why, and what to do, in both languages.

use crate::code::Code;
use crate::source::SourceText;
use glasshouse_model::{Lang, Text};
use std::ops::Range;

/// Whether a document with this diagnostic can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can; the author should look.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Which text the spans of a diagnostic are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Origin {
    /// The document that was checked.
    #[default]
    Document,
    /// The document that a reform changes.
    Base,
    /// A change given from outside, such as `--set`; there is no text to point at.
    Outside,
}

/// Text in both languages; a missing one does not compile.
pub fn both(en: impl Into<String>, zh: impl Into<String>) -> Text {
    Text { en: en.into(), zh: zh.into() }
}

/// The words of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Words {
    /// What is wrong.
    pub message: Text,
    /// Why, at the underlined place.
    pub label: Option<Text>,
    /// What to do.
    pub helps: Vec<Text>,
}

impl Words {
    /// Words with a message only.
    pub fn new(message: Text) -> Words {
        Words { message, label: None, helps: Vec::new() }
    }

    /// With the text at the underlined place.
    pub fn label(mut self, label: Text) -> Words {
        self.label = Some(label);
        self
    }

    /// With one more thing to do.
    pub fn help(mut self, help: Text) -> Words {
        self.helps.push(help);
        self
    }

    /// With one more thing to do, if there is one.
    pub fn help_if(mut self, help: Option<Text>) -> Words {
        self.helps.extend(help);
        self
    }
}

/// One diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// Which text the spans are in.
    pub origin: Origin,
    /// Byte range that is underlined; `None` where there is no text to point at.
    pub span: Option<Range<usize>>,
    /// Further places with a word each.
    pub labels: Vec<(Range<usize>, Text)>,
    /// What is said.
    pub words: Words,
    /// Lines of further places with the same words, folded into this one.
    pub more_lines: Vec<u32>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(code: Code, words: Words) -> Diagnostic {
        let severity = code.severity();
        let origin = Origin::Document;
        Diagnostic { code, severity, origin, span: None, labels: Vec::new(), words, more_lines: Vec::new() }
    }

    /// At a place.
    pub fn at(mut self, span: Range<usize>) -> Diagnostic {
        self.span = Some(span);
        self
    }

    /// In another text.
    pub fn within(mut self, origin: Origin) -> Diagnostic {
        self.origin = origin;
        self
    }

    /// With a word at another place.
    pub fn also(mut self, span: Range<usize>, label: Text) -> Diagnostic {
        self.labels.push((span, label));
        self
    }

    /// What is wrong.
    pub fn message(&self, lang: Lang) -> &str {
        self.words.message.get(lang)
    }

    /// Why, at the underlined place.
    pub fn label(&self, lang: Lang) -> Option<&str> {
        self.words.label.as_ref().map(|l| l.get(lang))
    }

    /// What to do, and where the same is wrong again.
    pub fn helps(&self, lang: Lang) -> Vec<String> {
        let mut helps: Vec<String> = self.words.helps.iter().map(|h| h.get(lang).to_owned()).collect();
        if !self.more_lines.is_empty() {
            let n = self.more_lines.len();
            let mut lines: Vec<String> = self.more_lines.iter().take(8).map(u32::to_string).collect();
            if n > lines.len() {
                lines.push("…".into());
            }
            helps.push(match lang {
                Lang::En => format!("and {n} more of the same, on lines {}", lines.join(", ")),
                Lang::Zh => format!("另有{n}处相同问题，见第{}行", lines.join("、")),
            });
        }
        helps
    }
}

/// Sorts by place and folds repeats of the same words into the first.
pub fn tidy(mut diagnostics: Vec<Diagnostic>, text: &SourceText) -> Vec<Diagnostic> {
    for d in diagnostics.iter_mut().filter(|d| d.origin == Origin::Document) {
        d.span = d.span.as_ref().map(|s| text.snap(s));
        for (span, _) in &mut d.labels {
            *span = text.snap(span);
        }
    }
    diagnostics.sort_by_key(|d| (d.origin, d.span.as_ref().map_or((0, 0), |s| (s.start, s.end)), d.code));
    diagnostics.dedup();
    let mut kept: Vec<Diagnostic> = Vec::new();
    let mut seen: std::collections::BTreeMap<(Code, Origin, String), usize> = Default::default();
    for d in diagnostics {
        let key = (d.code, d.origin, format!("{}\u{0}{:?}", d.words.message.en, d.words.label));
        match (seen.get(&key).and_then(|i| kept.get_mut(*i)), &d.span) {
            (Some(first), Some(span)) if d.origin == Origin::Document => first.more_lines.push(text.line(span.start)),
            _ => {
                seen.insert(key, kept.len());
                kept.push(d);
            }
        }
    }
    kept
}
