//! From bytes to a tree, with the parser's complaints put into words for people who do not program.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::node::{Document, Entry, Node, Value};
use crate::problem::Problem;
use crate::source::SourceText;
use glasshouse_model::Date;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Syntax errors after which the rest is not worth reading.
const MOST_ERRORS: usize = 200;

/// Parses bytes into a document.
pub(crate) fn parse(name: &str, bytes: &[u8]) -> Document {
    if bytes.len() > crate::LARGEST {
        return hopeless(name, String::new(), Problem::TooLarge { bytes: bytes.len() as u64 }.nowhere());
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(e) => {
            let good = bytes.get(..e.valid_up_to()).unwrap_or_default();
            let text = String::from_utf8_lossy(good).into_owned();
            let end = text.len();
            return hopeless(name, text, Problem::NotText.at(end..end));
        }
    };
    if text.trim().is_empty() {
        return hopeless(name, text.to_owned(), Problem::EmptyFile.nowhere());
    }
    let source = SourceText::new(name, text.to_owned());
    let typographic = confusables(text);
    let (plain, mut complaints) = readable(&source, with_plain_marks(text, &typographic));
    let (table, errors) = DeTable::parse_recoverable(&plain);
    for error in errors.iter().take(MOST_ERRORS) {
        complaints.push(reworded(&source, error.span().unwrap_or(0..0), error.message()));
    }
    let broken: Vec<Range<usize>> = errors
        .iter()
        .map(|e| e.span().unwrap_or(0..0))
        .chain(complaints.iter().filter_map(|d| d.span.clone()))
        .collect();
    let mut headers = Vec::new();
    let root = Node { span: 0..0, value: table_value(table.get_ref(), text, &broken, &mut headers) };
    headers.sort_unstable();
    complaints.sort_by_key(|d| d.span.as_ref().map_or(0, |s| s.start));
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut lines: Vec<u32> = Vec::new();
    for (span, c) in typographic.into_iter().take(MOST_ERRORS) {
        lines.push(source.line(span.start));
        diagnostics.push(Problem::Typographic { found: c.0, plain: c.1 }.at(span));
    }
    let mut tables_twice: Vec<usize> = Vec::new();
    for complaint in complaints {
        let place = complaint.span.as_ref().map_or(0, |s| s.start);
        // One slip often breaks a line in several ways; the first complaint is the useful one.
        let line = source.line(place);
        if lines.contains(&line) {
            continue;
        }
        lines.push(line);
        if complaint.code == Code::KeyTwice {
            // A forgotten header makes every key below it a repeat; the first says it all.
            let table = last_header(text, source.line_span(place).end);
            if tables_twice.contains(&table) {
                continue;
            }
            tables_twice.push(table);
        }
        diagnostics.push(complaint);
    }
    let mut places: Vec<usize> = broken.into_iter().map(|s| s.start).collect();
    places.sort_unstable();
    Document { text: source, root, diagnostics, headers, broken: places, hopeless: false }
}

/// Where the last line that begins with `[` before a place begins.
fn last_header(text: &str, before: usize) -> usize {
    let above = text.get(..before).unwrap_or("");
    above.rfind("\n[").map_or(0, |i| i + 1)
}

/// Puts plain marks where typographic ones stand, keeping every other place where it is, so that the
/// rest of the line can be read and judged.
fn with_plain_marks(text: &str, found: &[(Range<usize>, (char, char))]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for (span, (odd, plain)) in found {
        out.push_str(text.get(last..span.start).unwrap_or(""));
        let padding = " ".repeat(span.len().saturating_sub(1));
        if *plain == '-' || matches!(odd, '“' | '‘' | '„' | '«' | '「') {
            out.push_str(&padding);
            out.push(*plain);
        } else {
            out.push(*plain);
            out.push_str(&padding);
        }
        last = span.end;
    }
    out.push_str(text.get(last..).unwrap_or(""));
    out
}

/// Blanks the lines at which the parser would stop reading, and says what is wrong with each.
fn readable(source: &SourceText, mut text: String) -> (String, Vec<Diagnostic>) {
    let mut found = Vec::new();
    // Every round parses the whole text: rounds are few, and none for texts that no person writes.
    let rounds = if text.len() <= 256 * 1024 { 30 } else { 0 };
    for _ in 0..rounds {
        let (_, errors) = DeTable::parse_recoverable(&text);
        let Some((diagnostic, line)) = errors.iter().find_map(|e| stopper(source, &text, e)) else { break };
        let Some(blanked) = text.get(line.clone()).map(|l| " ".repeat(l.len())) else { break };
        if text.get(line.clone()).is_some_and(|l| l.trim().is_empty()) {
            break;
        }
        text.replace_range(line, &blanked);
        found.push(diagnostic);
    }
    (text, found)
}

/// Whether an error makes the parser lose what follows; if so, what to say and which line to blank.
fn stopper(source: &SourceText, text: &str, error: &toml::de::Error) -> Option<(Diagnostic, Range<usize>)> {
    let span = error.span()?;
    let words = error.message();
    let line = source.line_span(span.start);
    if words.starts_with("key with no value") {
        return Some((reworded(source, span, words), line));
    }
    let inside = ["missing comma", "unexpected `=`", "unclosed"].iter().any(|w| words.starts_with(w));
    if !inside || words.starts_with("unclosed table") || words.starts_with("unclosed array table") {
        return None;
    }
    // A bracket that an earlier line opens and forgets swallows the lines below it.
    let mut end = line.start;
    for _ in 0..50 {
        let above = source.line_span(end.checked_sub(1)?);
        if let Some(open) = unmatched(text.get(above.clone())?) {
            let at = above.start + open;
            return Some((Problem::Unclosed.at(at..at + 1), above));
        }
        end = above.start;
    }
    None
}

/// The last bracket of a line that the line does not close.
fn unmatched(line: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut quote: Option<char> = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '[' | '{') => open.push(at),
            (None, ']' | '}') => {
                open.pop();
            }
            (None, _) => {}
        }
    }
    if line.trim_start().starts_with('[') { None } else { open.pop() }
}

fn hopeless(name: &str, text: String, diagnostic: Diagnostic) -> Document {
    Document {
        text: SourceText::new(name, text),
        root: Node { span: 0..0, value: Value::Table(Vec::new()) },
        diagnostics: vec![diagnostic],
        headers: Vec::new(),
        broken: Vec::new(),
        hopeless: true,
    }
}

fn table_value(table: &DeTable<'_>, text: &str, broken: &[Range<usize>], headers: &mut Vec<usize>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().clone().into_owned(),
            key_span: key.span(),
            node: node(value, text, broken, headers),
        })
        .collect();
    entries.sort_by_key(|e| (e.key_span.start, e.key_span.end));
    Value::Table(entries)
}

/// Converts one value. The parser bounds the depth (80), so recursion is safe.
fn node(value: &Spanned<DeValue<'_>>, text: &str, broken: &[Range<usize>], headers: &mut Vec<usize>) -> Node {
    let span = value.span();
    // The parser stands in a value of its own, without a place, for one that it could not find.
    let absent = span.is_empty();
    let hit = |b: &Range<usize>| b.start < span.end && span.start < b.end.max(b.start + 1) || b.start == span.end;
    let scalar = !matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
    if scalar && (absent || broken.iter().any(hit)) {
        return Node { span, value: Value::Broken };
    }
    let value = match value.get_ref() {
        DeValue::String(s) => Value::String(s.clone().into_owned()),
        DeValue::Integer(n) if n.radix() == 10 => Value::Number(n.as_str().to_owned()),
        DeValue::Integer(_) => Value::Odd,
        DeValue::Float(n) => Value::Number(n.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(when) => match (when.date, when.time) {
            (Some(d), None) => Date::new(i32::from(d.year), d.month, d.day).map_or(Value::Broken, Value::Date),
            (None, None) => Value::Broken,
            _ => Value::Odd,
        },
        DeValue::Array(list) => Value::List(list.iter().map(|v| node(v, text, broken, headers)).collect()),
        DeValue::Table(table) => {
            if text.get(span.clone()).is_some_and(|s| s.starts_with('[')) {
                headers.push(span.start);
            }
            table_value(table, text, broken, headers)
        }
    };
    Node { span, value }
}

/// Full-width and typographic marks outside strings and comments, each with the plain one.
fn confusables(text: &str) -> Vec<(Range<usize>, (char, char))> {
    let mut found = Vec::new();
    let mut state = State::Plain;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = text.get(at..).unwrap_or("");
        match state {
            State::Plain => match c {
                '#' => state = State::Comment,
                '"' | '\'' => {
                    let triple = if c == '"' { "\"\"\"" } else { "'''" };
                    if rest.starts_with(triple) {
                        chars.next();
                        chars.next();
                        state = State::Long(triple);
                    } else {
                        state = State::Short(c);
                    }
                }
                _ => {
                    if let Some(plain) = plain_mark(c) {
                        found.push((at..at + c.len_utf8(), (c, plain)));
                    }
                }
            },
            State::Comment => {
                if c == '\n' {
                    state = State::Plain;
                }
            }
            State::Short(quote) => match c {
                '\\' if quote == '"' && chars.peek().is_some_and(|(_, n)| *n != '\n') => {
                    chars.next();
                }
                // A lost quote ends with its line, as it does for the parser.
                '\n' => state = State::Plain,
                c if c == quote => state = State::Plain,
                _ => {}
            },
            State::Long(triple) => {
                if c == '\\' && triple.starts_with('"') {
                    chars.next();
                } else if rest.starts_with(triple) {
                    chars.next();
                    chars.next();
                    state = State::Plain;
                }
            }
        }
    }
    found
}

#[derive(Clone, Copy)]
enum State {
    Plain,
    Comment,
    Short(char),
    Long(&'static str),
}

/// The plain mark for a typographic one.
fn plain_mark(c: char) -> Option<char> {
    Some(match c {
        '＝' => '=',
        '，' | '、' => ',',
        '“' | '”' | '„' | '«' | '»' | '＂' | '「' | '」' => '"',
        '‘' | '’' | '＇' => '\'',
        '−' | '–' | '—' | '－' => '-',
        '：' => ':',
        '．' | '。' => '.',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '｛' => '{',
        '｝' => '}',
        '＃' => '#',
        '＿' => '_',
        '\u{3000}' | '\u{a0}' => ' ',
        '／' => '/',
        '％' => '%',
        '０'..='９' => char::from_digit(u32::from(c).wrapping_sub(u32::from('０')), 10)?,
        _ => return None,
    })
}

/// What the parser complains of, said for people. The parser's words are matched by their beginning;
/// a complaint that is not in this list gets the general sentence.
fn reworded(source: &SourceText, span: Range<usize>, words: &str) -> Diagnostic {
    let line_span = source.line_span(span.start);
    let line = source.slice(&line_span).to_owned();
    let at_line = span.start.max(line_span.start)..span.end.min(line_span.end).max(span.start);
    let begins = |start: &str| words.starts_with(start);
    if begins("duplicate key") || begins("cannot extend value") {
        return twice(source, span);
    }
    if begins("invalid date") || begins("invalid datetime") {
        return Problem::ImpossibleDate { written: source.slice(&span).to_owned() }.at(span);
    }
    if begins("unexpected leading zero") {
        let end = line_span.start + line.trim_end().len();
        return Problem::LeadingZero.at(span.start..span.end.min(end).max(span.start));
    }
    if begins("string values must be quoted") || begins("invalid boolean") || begins("missing value") {
        let written = source.slice(&span).trim().to_owned();
        return if written.is_empty() { Problem::NoValue.at(at_line) } else { Problem::Unquoted { written }.at(span) };
    }
    if begins("invalid basic string") || begins("invalid literal string") || begins("invalid multi-line") {
        return unclosed_quote(source, span);
    }
    if begins("key with no value") || begins("invalid unquoted key") || begins("missing assignment") {
        return no_equals(source, span, &line, line_span);
    }
    if begins("unclosed") || begins("missing table open") || begins("missing array opening") || begins("missing inline")
    {
        return Problem::Unclosed.at(at_line);
    }
    if begins("missing comma") || begins("extra comma") || begins("unexpected key or value") || begins("unexpected `=`")
    {
        return Problem::Comma.at(at_line);
    }
    if begins("cannot recurse") || begins("recursion limit") {
        return Problem::TooDeep.at(at_line);
    }
    if begins("missing escaped") || begins("too few unicode") || begins("invalid comment") || begins("carriage return")
    {
        return Problem::OddCharacter.at(at_line);
    }
    if begins("`_`") || begins("redundant") || begins("unexpected sign") || begins("integers with") || begins("radix") {
        return Problem::BadNumber { written: source.slice(&span).to_owned() }.at(span);
    }
    let written = source.slice(&span).trim().to_owned();
    let word = written.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ' '));
    if begins("invalid") && !written.is_empty() && word {
        return Problem::Unquoted { written }.at(span);
    }
    Problem::Unreadable.at(at_line)
}

fn unclosed_quote(source: &SourceText, span: Range<usize>) -> Diagnostic {
    let inside = source.slice(&span);
    if !inside.is_empty() && inside != "\n" {
        return Problem::OddCharacter.at(span);
    }
    let line = source.line_span(span.start);
    let opened = source.slice(&line).rfind(['"', '\'']).map_or(line.start, |i| line.start + i);
    Problem::UnclosedQuote.at(opened..span.start.max(opened))
}

fn no_equals(source: &SourceText, span: Range<usize>, line: &str, line_span: Range<usize>) -> Diagnostic {
    let key = line.trim_start();
    let indent = line.len() - key.len();
    let key = key.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).next().unwrap_or("");
    let after = line.get(indent + key.len()..).unwrap_or("");
    if !key.is_empty() && after.trim_start().starts_with(':') {
        let at = line_span.start + indent + key.len() + (after.len() - after.trim_start().len());
        return Problem::ColonForEquals { key: key.to_owned() }.at(at..at + 1);
    }
    if key.is_empty() || line.contains('=') {
        return Problem::BadKey { written: source.slice(&span).to_owned() }.at(span);
    }
    let start = line_span.start + indent;
    Problem::NoEquals { key: key.to_owned() }.at(start..start + key.len())
}

/// A key or a header that is written twice.
fn twice(source: &SourceText, span: Range<usize>) -> Diagnostic {
    let line = source.line_span(span.start);
    let shown = source.slice(&line).trim_start();
    let key = source.slice(&span).to_owned();
    if shown.starts_with('[') {
        return Problem::HeaderTwice { name: key }.at(span);
    }
    let mut diagnostic = Problem::KeyTwice { key: key.clone() }.at(span);
    // The first one stands above, in the same table.
    let mut above = line.start;
    for _ in 0..200 {
        let Some(end) = above.checked_sub(1) else { break };
        let earlier = source.line_span(end);
        above = earlier.start;
        let text = source.slice(&earlier);
        let trimmed = text.trim_start();
        if trimmed.starts_with('[') {
            break;
        }
        let rest = trimmed.strip_prefix(key.as_str()).map(str::trim_start);
        if rest.is_some_and(|r| r.starts_with('=')) {
            let start = earlier.start + (text.len() - trimmed.len());
            let first = crate::diagnostic::both("first written here", "第一次写在这里");
            diagnostic = diagnostic.also(start..start + key.len(), first);
            break;
        }
    }
    diagnostic
}
