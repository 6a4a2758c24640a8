//! Text in fixed columns, where a Chinese character takes two of them.

/// Columns that a character takes on a terminal: 0, 1 or 2.
///
/// The ranges are the wide and fullwidth blocks of Unicode's East Asian Width (UAX 11) that occur in
/// Chinese text, and the combining marks.
pub fn char_width(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x20D0..=0x20FF | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0x33FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xA000..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// The text with spaces behind it up to `columns`.
pub fn pad_right(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with spaces before it up to `columns`.
pub fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Left text, right text, and the space between that makes the line `columns` long; two spaces at least.
pub fn spread(left: &str, right: &str, columns: usize) -> String {
    let gap = columns.saturating_sub(width(left) + width(right)).max(2);
    format!("{left}{}{right}", " ".repeat(gap))
}

/// Breaks a text into lines of at most `columns`: at spaces, and before or after Chinese characters.
/// A word that is longer than a line is cut. At least one line comes back.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let room = columns.saturating_sub(width(&line));
        if width(&piece) <= room || (width(piece.trim_end()) <= room) {
            line.push_str(&piece);
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = String::new();
        for c in piece.chars() {
            if width(&line) + char_width(c) > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Pieces that must not be broken: a word with the spaces behind it, or one wide character with the
/// punctuation behind it.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut previous = ' ';
    for c in text.chars() {
        let closes = matches!(c, '，' | '。' | '；' | '：' | '、' | '）' | '”' | '！' | '？' | '》');
        let opens_before = matches!(previous, '（' | '“' | '《');
        let new_piece = match (c, previous) {
            _ if closes || opens_before => false,
            (' ', _) => false,
            (_, ' ') => true,
            (c, p) => char_width(c) == 2 || char_width(p) == 2,
        };
        match out.last_mut() {
            Some(last) if !new_piece => last.push(c),
            _ => out.push(c.to_string()),
        }
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("诚信 A"), 6);
        assert_eq!(pad_right("诚信", 6), "诚信  ");
        assert_eq!(pad_left("−50", 5), "  −50");
    }

    #[test]
    fn wrapping_keeps_words_and_breaks_between_characters() {
        assert_eq!(wrap("joined a lawful complaint", 10), ["joined a", "lawful", "complaint"]);
        assert_eq!(wrap("未按期偿还贷款", 6), ["未按期", "偿还贷", "款"]);
        assert_eq!(wrap("extraordinarily", 6), ["extrao", "rdinar", "ily"]);
        assert_eq!(wrap("", 6), [""]);
        for line in wrap("他们说：“未按期偿还贷款”，已经结案。", 8) {
            assert!(width(&line) <= 8 || line.chars().count() <= 5, "{line}");
            assert!(!line.starts_with('，'), "{line}");
        }
    }
}
