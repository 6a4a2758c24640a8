//! The text of a document and places in it.

use std::ops::Range;

/// A document's text under the name the user gave.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SourceText {
    /// File name as given.
    pub name: String,
    /// The text, without a byte order mark.
    pub text: String,
    starts: Vec<usize>,
}

/// A place in a text: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl SourceText {
    /// A text under a name.
    pub fn new(name: &str, text: String) -> SourceText {
        let starts =
            std::iter::once(0).chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        let starts = starts.collect();
        SourceText { name: name.to_owned(), text, starts }
    }

    /// Line and column of a byte offset; offsets past the end or inside a character are moved back.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.starts.partition_point(|s| *s <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |s| s.chars().count());
        Position { line: line as u32, column: column as u32 + 1 }
    }

    /// First line, first column, last line, column after the last, all from 1, in characters.
    pub fn extent(&self, span: &Range<usize>) -> [u32; 4] {
        let (from, to) = (self.position(span.start), self.position(span.end.max(span.start)));
        [from.line, from.column, to.line, to.column]
    }

    /// The line, from 1, of a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        self.position(offset).line
    }

    /// Byte range of the line that holds an offset, without its end.
    pub fn line_span(&self, offset: usize) -> Range<usize> {
        let offset = self.floor(offset);
        let line = self.starts.partition_point(|s| *s <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let end = self.text.get(start..).and_then(|s| s.find('\n')).map_or(self.text.len(), |i| start + i);
        let end = if self.text.get(start..end).is_some_and(|s| s.ends_with('\r')) { end - 1 } else { end };
        start..end
    }

    /// The text of a range, or nothing where the range does not fit.
    pub fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// The range widened so that it cuts no character, and kept within the text.
    pub fn snap(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.floor(span.start);
        let mut end = span.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let text = SourceText::new("x", "a = '睢宁'\r\nb = 1\n".into());
        assert_eq!(text.position(8), Position { line: 1, column: 7 });
        assert_eq!(text.position(14), Position { line: 2, column: 1 });
        assert_eq!(text.position(999), Position { line: 3, column: 1 });
        assert_eq!(text.line_span(2), 0..12);
        assert_eq!(SourceText::new("x", String::new()).position(5), Position { line: 1, column: 1 });
    }
}
