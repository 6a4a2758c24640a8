//! Numbers and days as people of each language read them.

use crate::messages as say;
use glasshouse_model::Lang;
use glasshouse_wire::Estimate;

/// The minus sign; the hyphen is a different character.
pub const MINUS: char = '−';

/// A number with a fixed number of decimals, grouped by thousands, with a proper minus sign.
///
/// ```
/// assert_eq!(glasshouse_views::number::fixed(-1234.56, 1), "−1,234.6");
/// ```
pub fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let is_zero = text.chars().all(|c| c == '0' || c == '.');
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(w, f)| (w, f));
    let mut out = String::new();
    if value < 0.0 && !is_zero {
        out.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// [`fixed`] with a plus sign on positive numbers.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    let is_zero = !text.chars().any(|c| ('1'..='9').contains(&c));
    if value > 0.0 && !is_zero { format!("+{text}") } else { text }
}

/// A whole number.
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A time to wait, in words: whole seconds, minutes and hours.
pub fn duration(lang: Lang, seconds: f64) -> String {
    let whole = seconds.ceil().max(1.0) as u64;
    let (hours, minutes, rest) = (whole / 3600, whole % 3600 / 60, whole % 60);
    match (lang, hours, minutes) {
        (Lang::En, 0, 0) => format!("{rest} s"),
        (Lang::En, 0, m) => format!("{m} min {rest} s"),
        (Lang::En, h, m) => format!("{h} h {m} min"),
        (Lang::Zh, 0, 0) => format!("{rest}秒"),
        (Lang::Zh, 0, m) => format!("{m}分{rest}秒"),
        (Lang::Zh, h, m) => format!("{h}小时{m}分"),
    }
}

/// Decimals that suit a number: three significant digits at most, and enough to tell limits apart.
pub fn decimals(value: f64, spread: f64) -> usize {
    let size = value.abs();
    if size == 0.0 && spread == 0.0 {
        0
    } else if size >= 10.0 {
        usize::from(spread > 0.0 && spread < 2.0)
    } else if size >= 1.0 || spread >= 1.0 {
        1
    } else if size >= 0.1 || spread >= 0.1 || size == 0.0 {
        2
    } else if size >= 0.01 || spread >= 0.01 {
        3
    } else {
        // Anything smaller reads as nearly nothing, but not as nothing.
        4
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Plain,
    /// With its sign.
    Signed,
    /// As a percentage.
    Percent,
    /// As a percentage with its sign.
    SignedPercent,
}

/// A number in a form, with `decimals`.
pub fn write(lang: Lang, value: f64, decimals: usize, form: Form) -> String {
    match form {
        Form::Plain => fixed(value, decimals),
        Form::Signed => signed(value, decimals),
        Form::Percent => percent(lang, &fixed(value, decimals)),
        Form::SignedPercent => percent(lang, &signed(value, decimals)),
    }
}

/// Puts the percent sign behind a number: with a space in English, without one in Chinese.
pub fn percent(lang: Lang, number: &str) -> String {
    match lang {
        Lang::En => format!("{number} %"),
        Lang::Zh => format!("{number}%"),
    }
}

/// The value of an estimate, with `[low, high]` behind it if it is an interval; `None` if it has no value.
pub fn estimate(lang: Lang, estimate: &Estimate, form: Form) -> Option<String> {
    match estimate {
        Estimate::Single { value } => Some(write(lang, *value, decimals(*value, 0.0), form)),
        Estimate::Interval { mean, low, high, .. } => {
            let d = decimals(*mean, high - low);
            let limit = match form {
                Form::Signed | Form::SignedPercent => Form::Signed,
                Form::Plain | Form::Percent => Form::Plain,
            };
            let (low, high) = (write(lang, *low, d, limit), write(lang, *high, d, limit));
            Some(format!("{} [{low}, {high}]", write(lang, *mean, d, form)))
        }
        Estimate::Undefined { .. } => None,
    }
}

/// The estimate, or in words why there is none.
pub fn estimate_or_reason(lang: Lang, of: &Estimate, form: Form) -> String {
    match of {
        Estimate::Undefined { reason } => say::reason(lang, reason),
        Estimate::Single { .. } | Estimate::Interval { .. } => estimate(lang, of, form).unwrap_or_default(),
    }
}

/// A number for machines: no grouping, ASCII minus, at most six decimals, no trailing zeros.
pub fn machine(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// A day `YYYY-MM-DD` as people write it; anything else stays as it is.
pub fn day(lang: Lang, iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return iso.into() };
    let (Ok(m), Ok(d)) = (month.parse::<usize>(), day.parse::<u32>()) else { return iso.into() };
    let Some(name) = m.checked_sub(1).and_then(|m| say::MONTHS.get(m)) else { return iso.into() };
    match lang {
        Lang::En => format!("{d} {name} {year}"),
        Lang::Zh => format!("{year}年{m}月{d}日"),
    }
}

/// The year that lies `months` after the month of a day `YYYY-MM-DD`, and the month of that year.
pub fn year_month(from: &str, months: u32) -> Option<(i32, i32)> {
    let mut parts = from.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: i32 = parts.next()?.parse().ok()?;
    let all = year.checked_mul(12)?.checked_add(month)?.checked_sub(1)?.checked_add(i32::try_from(months).ok()?)?;
    Some((all.div_euclid(12), all.rem_euclid(12) + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        for (value, decimals, expect) in [
            (0.0, 0, "0"),
            (-0.004, 2, "0.00"),
            (1234567.0, 0, "1,234,567"),
            (-12.0, 0, "−12"),
            (999.95, 1, "1,000.0"),
            (112.0, 0, "112"),
        ] {
            assert_eq!(fixed(value, decimals), expect);
        }
        assert_eq!(signed(3.0, 0), "+3");
        assert_eq!(signed(0.001, 2), "0.00");
        assert_eq!(count(1_400_000_000), "1,400,000,000");
        assert_eq!(machine(-0.0000001), "0");
        assert_eq!(machine(12.5), "12.5");
    }

    #[test]
    fn intervals_show_their_limits_and_languages_their_percent_sign() {
        let e = Estimate::Interval { mean: -21.04, low: -22.3, high: -19.8, n: 30 };
        assert_eq!(estimate(Lang::En, &e, Form::SignedPercent).as_deref(), Some("−21 % [−22, −20]"));
        assert_eq!(estimate(Lang::Zh, &e, Form::SignedPercent).as_deref(), Some("−21% [−22, −20]"));
    }

    #[test]
    fn days_follow_the_language_and_odd_input_stays() {
        assert_eq!(day(Lang::En, "2014-04-01"), "1 Apr 2014");
        assert_eq!(day(Lang::Zh, "2014-04-01"), "2014年4月1日");
        assert_eq!(day(Lang::En, "soon"), "soon");
        assert_eq!(day(Lang::En, "2014-13-01"), "2014-13-01");
    }
}
