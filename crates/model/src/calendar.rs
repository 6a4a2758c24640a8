//! Calendar time at a resolution of one day.

use std::fmt;

/// A date of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Date {
    /// A date, or `None` where the calendar has no such day.
    ///
    /// ```
    /// use glasshouse_model::Date;
    /// assert!(Date::new(2012, 2, 29).is_some());
    /// assert!(Date::new(2021, 6, 31).is_none());
    /// ```
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let fits = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        fits.then_some(Date { year, month, day })
    }

    /// The day number (Howard Hinnant, *chrono-compatible low-level date algorithms*).
    pub fn to_day(self) -> Day {
        let y = i64::from(self.year) - i64::from(self.month <= 2);
        let era = y.div_euclid(400);
        let yoe = y - era * 400;
        let mp = (i64::from(self.month) + 9) % 12;
        let doy = (153 * mp + 2) / 5 + i64::from(self.day) - 1;
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        Day((era * 146_097 + doe - 719_468) as i32)
    }

    /// The date some whole months later; a day past the month's end becomes its last day.
    pub fn add_months(self, months: i32) -> Date {
        let index = self.year * 12 + i32::from(self.month) - 1 + months;
        let (year, month) = (index.div_euclid(12), (index.rem_euclid(12) + 1) as u8);
        Date { year, month, day: self.day.min(days_in_month(year, month)) }
    }
}

impl Day {
    /// The calendar date of this day.
    pub fn date(self) -> Date {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z - era * 146_097;
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u8;
        let year = (yoe + era * 400 + i64::from(month <= 2)) as i32;
        Date { year, month, day }
    }

    /// The day some days later (earlier when negative).
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }
}

/// How many days a month has.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

/// The unit of a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpanUnit {
    /// Hours (`h`).
    Hour,
    /// Calendar days (`d`).
    Day,
    /// Working days (`wd`), counted Monday to Friday.
    WorkingDay,
    /// Months (`m`).
    Month,
    /// Years (`y`).
    Year,
}

impl SpanUnit {
    /// The letters that follow the number in a rulebook: `30d`, `15wd`, `2y`.
    pub fn suffix(self) -> &'static str {
        match self {
            SpanUnit::Hour => "h",
            SpanUnit::Day => "d",
            SpanUnit::WorkingDay => "wd",
            SpanUnit::Month => "m",
            SpanUnit::Year => "y",
        }
    }
}

/// A length of time as statutes write it: `"30d"`, `"15wd"`, `"2y"`, or `"indefinite"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// So many units.
    Of(u32, SpanUnit),
    /// Without end.
    Indefinite,
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span::Of(0, SpanUnit::Day);

    /// Reads `<n><unit>` or `indefinite`.
    pub fn parse(text: &str) -> Option<Span> {
        let text = text.trim();
        if text == "indefinite" {
            return Some(Span::Indefinite);
        }
        let split = text.find(|c: char| !c.is_ascii_digit())?;
        let n: u32 = text[..split].parse().ok()?;
        let unit = match &text[split..] {
            "h" => SpanUnit::Hour,
            "d" => SpanUnit::Day,
            "wd" => SpanUnit::WorkingDay,
            "m" => SpanUnit::Month,
            "y" => SpanUnit::Year,
            _ => return None,
        };
        (n <= 100_000).then_some(Span::Of(n, unit))
    }

    /// The day this span ends when it starts on `start`; `None` when it never ends.
    pub fn end_from(self, start: Day) -> Option<Day> {
        match self {
            Span::Indefinite => None,
            Span::Of(n, SpanUnit::Hour) => Some(start.plus(n.div_ceil(24) as i32)),
            Span::Of(n, SpanUnit::Day) => Some(start.plus(n as i32)),
            Span::Of(n, SpanUnit::WorkingDay) => Some(add_working_days(start, n)),
            Span::Of(n, SpanUnit::Month) => Some(start.date().add_months(n as i32).to_day()),
            Span::Of(n, SpanUnit::Year) => Some(start.date().add_months(12 * n as i32).to_day()),
        }
    }

    /// The length in months, for averages (a year is 12, a month 30.4375 days).
    pub fn months(self) -> f64 {
        match self {
            Span::Indefinite => f64::INFINITY,
            Span::Of(n, SpanUnit::Hour) => f64::from(n) / (24.0 * 30.4375),
            Span::Of(n, SpanUnit::Day) => f64::from(n) / 30.4375,
            Span::Of(n, SpanUnit::WorkingDay) => f64::from(n) * 1.4 / 30.4375,
            Span::Of(n, SpanUnit::Month) => f64::from(n),
            Span::Of(n, SpanUnit::Year) => 12.0 * f64::from(n),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::Indefinite => f.write_str("indefinite"),
            Span::Of(n, unit) => {
                write!(f, "{n}{}", unit.suffix())
            }
        }
    }
}

fn add_working_days(start: Day, n: u32) -> Day {
    let mut day = start;
    let mut left = n;
    while left > 0 {
        day = day.plus(1);
        // 1970-01-01 was a Thursday: 0 = Monday.
        if (day.0 + 3).rem_euclid(7) < 5 {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        for number in (-200_000..200_000).step_by(37) {
            let day = Day(number);
            assert_eq!(day.date().to_day(), day);
        }
        assert_eq!(Date { year: 1970, month: 1, day: 1 }.to_day(), Day(0));
        assert_eq!(Date { year: 2010, month: 3, day: 15 }.to_day(), Day(14_683));
    }

    #[test]
    fn spans_end_where_statutes_say() {
        let start = Date { year: 2012, month: 2, day: 29 }.to_day();
        assert_eq!(Span::parse("1y").and_then(|s| s.end_from(start)), Date::new(2013, 2, 28).map(Date::to_day));
        let friday = Date { year: 2026, month: 11, day: 20 }.to_day();
        assert_eq!(Span::parse("1wd").and_then(|s| s.end_from(friday)), Some(friday.plus(3)));
        assert_eq!(Span::parse("indefinite"), Some(Span::Indefinite));
        assert_eq!(Span::parse("2 years"), None);
        assert_eq!(Span::parse("y"), None);
    }
}
