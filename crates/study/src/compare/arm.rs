//! Arms: what `REGIME@REFORM+path=value` means.

use crate::failure::{Failure, Note};
use crate::source::{self, Document, NONE};
use std::path::Path;

/// One arm as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    /// Its name in the comparison.
    pub name: String,
    /// The rulebook.
    pub regime: Document,
    /// The reform of it.
    pub reform: Option<Document>,
    /// Overrides `path=value`.
    pub set: Vec<String>,
}

impl Arm {
    /// Reads `REGIME`, then `@REFORM` and any number of `+path=value`. A text that names a regime or a file as it
    /// stands is taken whole.
    ///
    /// ```
    /// let arm = glasshouse_study::compare::Arm::parse("suining-2010@suining-appeal+review.officers=12").unwrap();
    /// assert_eq!((arm.regime.name.as_str(), arm.set.len()), ("suining-2010", 1));
    /// ```
    ///
    /// # Errors
    /// As [`source::find_regime`] and [`source::find_reform`]; [`Failure::Usage`] where the regime is missing.
    pub fn parse(text: &str) -> Result<Arm, Failure> {
        let (head, set) = overrides(text);
        let (regime, reform) = match head.rsplit_once('@') {
            Some((regime, reform)) if !is_named(head) => (regime, Some(reform)),
            _ => (head, None),
        };
        if regime.is_empty() {
            let note = Note::new("GH0900", format!("`{text}` names no regime"), format!("“{text}”没有指明制度"));
            return Err(Failure::Usage(note.help(
                "an arm is REGIME, REGIME@REFORM or REGIME+path=value",
                "写法为 制度、制度@改革 或 制度+路径=值",
            )));
        }
        let reform = reform.map(source::find_reform).transpose()?;
        Ok(Arm { name: text.to_owned(), regime: source::find_regime(regime)?, reform, set })
    }

    /// Whether it is the empty regime.
    pub fn is_none(&self) -> bool {
        self.regime.built_in && self.regime.name == NONE
    }
}

/// The part before the first override, and the overrides. A `+` belongs to a value where no `path=` follows it.
fn overrides(text: &str) -> (&str, Vec<String>) {
    if is_named(text) {
        return (text, Vec::new());
    }
    let mut parts = text.split('+');
    let head = parts.next().unwrap_or_default();
    let mut set: Vec<String> = Vec::new();
    for part in parts {
        match set.last_mut() {
            Some(last) if !part.contains('=') => {
                last.push('+');
                last.push_str(part);
            }
            _ => set.push(part.to_owned()),
        }
    }
    (head, set)
}

fn is_named(text: &str) -> bool {
    text == "-" || source::regime_text(text).is_some() || Path::new(text).is_file()
}

/// Most regimes that one comparison takes.
pub const MOST: usize = 5;

/// The arms of a comparison: baseline first, then the others in the order asked for. Without a baseline asked for
/// it is `none`. Equal names are numbered.
///
/// # Errors
/// As [`Arm::parse`]; [`Failure::Usage`] for fewer than two arms or more than [`MOST`] regimes.
pub fn arms(regimes: &[String], baseline: Option<&str>) -> Result<Vec<Arm>, Failure> {
    if regimes.len() > MOST {
        let n = regimes.len();
        let dropped: Vec<&str> = regimes.iter().skip(MOST).map(String::as_str).collect();
        return Err(Failure::Usage(
            Note::new(
                "GH0900",
                format!("{n} regimes are too many to compare at once"),
                format!("一次不能比较{n}种制度"),
            )
            .help(
                format!("five are the most; leave out {n} minus five of them, for example {}", dropped.join(", ")),
                format!("最多五种；请去掉多余者，例如 {}", dropped.join("、")),
            ),
        ));
    }
    let wanted = baseline.unwrap_or(NONE);
    let mut names: Vec<&str> = regimes.iter().map(String::as_str).collect();
    match names.iter().position(|name| *name == wanted) {
        Some(place) => names[..=place].rotate_right(1),
        None => names.insert(0, wanted),
    }
    if names.len() < 2 {
        return Err(Failure::Usage(
            Note::new("GH0900", "one regime cannot be compared with itself alone", "只有一种制度，无从比较").help(
                "name another: glasshouse compare none suining-2010",
                "请再指定一种：glasshouse compare none suining-2010",
            ),
        ));
    }
    let mut arms: Vec<Arm> = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let mut arm = Arm::parse(name)?;
        let before = names.iter().take(i).filter(|n| *n == name).count();
        if before > 0 {
            arm.name = format!("{name} ({})", before + 1);
        }
        arms.push(arm);
    }
    Ok(arms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_are_a_regime_a_reform_and_overrides() {
        let arm = Arm::parse("suining-2010@suining-appeal+indicator.cult.points=+5+review.officers=2").unwrap();
        assert_eq!(arm.reform.map(|r| r.name).as_deref(), Some("suining-appeal"));
        assert_eq!(arm.set, ["indicator.cult.points=+5", "review.officers=2"]);
        let plain = Arm::parse("none").unwrap();
        assert!(plain.is_none() && plain.reform.is_none() && plain.set.is_empty());
        for wrong in ["", "@suining-appeal", "+a=1"] {
            assert!(matches!(Arm::parse(wrong), Err(Failure::Usage(_))), "{wrong}");
        }
        for missing in ["suining-2011", "suining-2010@nothing"] {
            assert!(matches!(Arm::parse(missing), Err(Failure::Document(_))), "{missing}");
        }
    }

    #[test]
    fn the_baseline_is_first_and_there_once() {
        let names = |regimes: &[&str], baseline| {
            let regimes: Vec<String> = regimes.iter().map(|r| (*r).to_owned()).collect();
            arms(&regimes, baseline).map(|a| a.into_iter().map(|a| a.name).collect::<Vec<_>>())
        };
        let s = "suining-2010";
        assert_eq!(names(&[s], None).unwrap(), ["none", s]);
        assert_eq!(names(&[s, "none"], None).unwrap(), ["none", s]);
        assert_eq!(names(&[s, s], Some(s)).unwrap(), [s, "suining-2010 (2)"]);
        assert_eq!(names(&[s, s], None).unwrap(), ["none", s, "suining-2010 (2)"]);
        let reformed = "suining-2010@suining-appeal";
        assert_eq!(names(&["none", s, reformed], Some(reformed)).unwrap(), [reformed, "none", s]);
        assert!(matches!(names(&["none"], None), Err(Failure::Usage(_))));
        assert!(matches!(names(&[s, s, s, s, s, s], None), Err(Failure::Usage(_))));
    }
}
