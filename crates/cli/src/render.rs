//! Diagnostics for people (underlined source) and for programs (wire).

use crate::words;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use glasshouse_study::failure::{Faults, Note};
use glasshouse_text::{Diagnostic, Severity, SourceText};
use std::ops::Range;

/// Every diagnostic with its source lines, ended by a blank line each.
pub fn faults(faults: &[Faults], lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for fault in faults {
        for diagnostic in &fault.diagnostics {
            text.push_str(&renderer.render(&[group(fault, diagnostic, lang)]));
            text.push_str("\n\n");
        }
    }
    text
}

fn group<'a>(fault: &'a Faults, diagnostic: &'a Diagnostic, lang: Lang) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(words::ERROR.get(lang)),
        Severity::Warning => Level::WARNING.with_name(words::WARNING.get(lang)),
    };
    let title = level.primary_title(diagnostic.message(lang).to_owned()).id(diagnostic.code.to_string());
    let mut group = match (fault.text_of(diagnostic), &diagnostic.span) {
        (Some(text), Some(span)) => title.element(snippet(text, span, diagnostic, lang)),
        (Some(text), None) if !text.name.is_empty() => title.element(Origin::path(text.name.as_str())),
        _ => Group::with_title(title),
    };
    for help in diagnostic.helps(lang) {
        group = group.element(Level::HELP.with_name(words::HELP.get(lang)).message(help));
    }
    group
}

/// The lines around every underlined place, and nothing else of a text that may be large.
fn snippet<'a>(
    text: &'a SourceText,
    span: &Range<usize>,
    diagnostic: &'a Diagnostic,
    lang: Lang,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let first = diagnostic.labels.iter().map(|(r, _)| r.start).chain([span.start]).min().unwrap_or(0);
    let last = diagnostic.labels.iter().map(|(r, _)| r.end).chain([span.end]).max().unwrap_or(0);
    let from = text.line_span(first).start;
    let to = text.line_span(last.min(text.text.len())).end.max(from);
    let shift = |range: &Range<usize>| {
        let start = boundary(&text.text, range.start.clamp(from, to));
        let end = boundary(&text.text, range.end.clamp(start, to));
        start - from..end - from
    };
    let shown = text.text.get(from..to).unwrap_or("");
    let mut primary = AnnotationKind::Primary.span(shift(span));
    if let Some(label) = diagnostic.label(lang) {
        primary = primary.label(label.to_owned());
    }
    let others = diagnostic
        .labels
        .iter()
        .map(|(r, label)| AnnotationKind::Context.span(shift(r)).label(label.get(lang).to_owned()));
    Snippet::source(shown)
        .path(text.name.as_str())
        .line_start(text.line(from) as usize)
        .annotation(primary)
        .annotations(others)
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A note without source lines, in the form of the diagnostics.
pub fn note(level: Label, note: &Note, lang: Lang, color: bool) -> String {
    let (bold, tint, plain) = match (color, level == words::WARNING) {
        (false, _) => ("", "", ""),
        (true, true) => ("\u{1b}[1m", "\u{1b}[1m\u{1b}[33m", "\u{1b}[0m"),
        (true, false) => ("\u{1b}[1m", "\u{1b}[1m\u{1b}[91m", "\u{1b}[0m"),
    };
    let message = note.message.get(lang);
    let mut text = format!("{tint}{}[{}]{plain}{bold}: {message}{plain}\n", level.get(lang), note.code);
    for help in &note.help {
        text.push_str(&format!("  = {bold}{}{plain}: {}\n", words::HELP.get(lang), help.get(lang)));
    }
    text
}

/// The diagnostics as wire documents in one language.
pub fn wire(faults: &[Faults], lang: Lang) -> Vec<glasshouse_wire::diagnostic::Diagnostic> {
    faults.iter().flat_map(|f| f.wire(lang)).collect()
}
