//! Versions of a figure over time: order, overlap, gap, and changes to a part of the time.

use glasshouse_model::{Date, Day};

/// A value with its first and last day; `None` is open.
pub(crate) type Version<T> = (Option<Day>, Option<Day>, T);

/// Reads a date known only to the year or month: `2010`, `2010-06`. First and last day.
pub(crate) fn imprecise(text: &str) -> Option<(Day, Day)> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?;
    let year: i32 = year.parse().ok()?;
    let (first, last) = match (parts.next(), parts.next()) {
        (None, _) => (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?),
        (Some(month), None) if month.len() == 2 => {
            let month: u8 = month.parse().ok()?;
            let first = Date::new(year, month, 1)?;
            (first, first.add_months(1).to_day().plus(-1).date())
        }
        _ => return None,
    };
    Some((first.to_day(), last.to_day()))
}

/// What is wrong between two neighbouring versions.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seam {
    /// Both are in force on this day.
    Overlap(Day),
    /// None is in force from the first to the second day.
    Gap(Day, Day),
}

/// Compares a version's last day with the next one's first.
pub(crate) fn seam(last: Option<Day>, next: Option<Day>) -> Option<Seam> {
    match (last, next) {
        (Some(last), Some(next)) if next <= last => Some(Seam::Overlap(next)),
        (Some(last), Some(next)) if next > last.plus(1) => Some(Seam::Gap(last.plus(1), next.plus(-1))),
        (Some(_), Some(_)) => None,
        (Some(last), None) => Some(Seam::Overlap(last)),
        (None, Some(next)) => Some(Seam::Overlap(next)),
        (None, None) => Some(Seam::Overlap(Day(0))),
    }
}

/// Applies a change to the days from `from` to `to`, leaving all other days as they were. The function
/// gives the new value, or `None` where the value ceases.
pub(crate) fn splice<T: Clone + PartialEq>(
    versions: Vec<Version<T>>,
    days: Option<(Day, Option<Day>)>,
    change: impl Fn(&T) -> Option<T>,
) -> Vec<Version<T>> {
    let (first, last) = days.map_or((None, None), |(f, t)| (Some(f), t));
    let mut out: Vec<Version<T>> = Vec::new();
    for (from, to, value) in versions {
        let begins = later(from, first);
        let ends = earlier(to, last);
        let touched = match (begins, ends) {
            (Some(b), Some(e)) => b <= e,
            _ => true,
        };
        if !touched {
            out.push((from, to, value));
            continue;
        }
        if let Some(b) = begins.filter(|b| from.is_none_or(|f| f < *b)) {
            out.push((from, Some(b.plus(-1)), value.clone()));
        }
        if let Some(new) = change(&value) {
            out.push((begins, ends, new));
        }
        if let Some(e) = ends.filter(|e| to.is_none_or(|t| *e < t)) {
            out.push((Some(e.plus(1)), to, value));
        }
    }
    out
}

fn later(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}

fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_touches_its_days_only() {
        let always = vec![(None, None, 5)];
        let parts = splice(always, Some((Day(10), Some(Day(20)))), |_| Some(7));
        assert_eq!(parts, [(None, Some(Day(9)), 5), (Some(Day(10)), Some(Day(20)), 7), (Some(Day(21)), None, 5)]);
        let ended = splice(parts, Some((Day(15), None)), |_| None);
        assert_eq!(ended, [(None, Some(Day(9)), 5), (Some(Day(10)), Some(Day(14)), 7)]);
        let outside = splice(vec![(Some(Day(0)), Some(Day(5)), 1)], Some((Day(6), None)), |_| Some(2));
        assert_eq!(outside, [(Some(Day(0)), Some(Day(5)), 1)]);
    }

    #[test]
    fn seams_are_found() {
        assert_eq!(seam(Some(Day(1)), Some(Day(2))), None);
        assert_eq!(seam(Some(Day(2)), Some(Day(2))), Some(Seam::Overlap(Day(2))));
        assert_eq!(seam(Some(Day(1)), Some(Day(4))), Some(Seam::Gap(Day(2), Day(3))));
        assert_eq!(seam(None, Some(Day(4))), Some(Seam::Overlap(Day(4))));
    }

    #[test]
    fn imprecise_dates_span_their_unit() {
        let show = |t: &str| imprecise(t).map(|(a, b)| format!("{a} {b}"));
        assert_eq!(show("2010").as_deref(), Some("2010-01-01 2010-12-31"));
        assert_eq!(show("2012-02").as_deref(), Some("2012-02-01 2012-02-29"));
        for wrong in ["10", "2010-13", "2010-1", "2010-01-01", "", "soon"] {
            assert_eq!(show(wrong), None, "{wrong}");
        }
    }
}
