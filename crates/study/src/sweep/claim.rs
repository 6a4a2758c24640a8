//! Claims such as `wrongly_penalised > 5` or `wrongly_penalised > wrongly_penalised@none + 10`: reading and judging.

use crate::compare::EVERY;
use crate::compare::sign::{Sign, unknown};
use crate::failure::{Failure, Note};

/// A claim about one world: two sums and how they compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// As written.
    pub text: String,
    left: Vec<Term>,
    right: Vec<Term>,
    how: Sign,
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    factor: f64,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Number,
    /// A metric by its place, in an arm by its place.
    Metric {
        metric: usize,
        arm: usize,
    },
}

/// What became of a claim in one world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// It holds.
    pub holds: bool,
    /// The left side.
    pub left: f64,
    /// The right side.
    pub right: f64,
}

impl Claim {
    /// Reads `SUM < <= > >= SUM`, where a sum is made of metrics, `METRIC@ARM` and numbers with ` + ` and ` - ` between
    /// them. Arms that are not in `arms` yet are added to it.
    ///
    /// # Errors
    /// [`Failure::Usage`] where it is not of that form or a metric is not known.
    pub fn parse(text: &str, arms: &mut Vec<String>) -> Result<Claim, Failure> {
        let found = Sign::ALL.iter().filter_map(|(sign, how)| text.find(sign).map(|at| (at, sign.len(), *how)));
        // Of signs at one place the longer one is meant.
        let first = found.min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)));
        let (at, length, how) = first.ok_or_else(|| unreadable(text))?;
        let (left, right) = (text.get(..at).unwrap_or(""), text.get(at + length..).unwrap_or(""));
        let claim =
            Claim { text: text.trim().to_owned(), left: sum(left, text, arms)?, right: sum(right, text, arms)?, how };
        if claim.left.iter().chain(&claim.right).all(|t| t.what == What::Number) {
            return Err(unreadable(text));
        }
        Ok(claim)
    }

    /// What became of it in a world; `value(arm, metric)` gives the numbers there. `None` where one has no value.
    pub fn judge(&self, value: impl Fn(usize, usize) -> Option<f64>) -> Option<Judgement> {
        let side = |terms: &[Term]| {
            terms.iter().try_fold(0.0, |sum, term| {
                let amount = match term.what {
                    What::Number => 1.0,
                    What::Metric { metric, arm } => value(arm, metric)?,
                };
                Some(sum + term.factor * amount)
            })
        };
        let (left, right) = (side(&self.left)?, side(&self.right)?);
        Some(Judgement { holds: self.how.holds(left, right), left, right })
    }

    /// Whether it speaks of the swept regime alone.
    pub fn is_of_one_arm(&self) -> bool {
        let mut terms = self.left.iter().chain(&self.right);
        terms.all(|t| matches!(t.what, What::Number | What::Metric { arm: 0, .. }))
    }
}

fn sum(side: &str, whole: &str, arms: &mut Vec<String>) -> Result<Vec<Term>, Failure> {
    let mut terms = Vec::new();
    let mut sign = Some(1.0);
    for word in side.split_whitespace() {
        match (word, sign) {
            ("+", None) => sign = Some(1.0),
            ("-" | "−", None) => sign = Some(-1.0),
            (word, Some(factor)) => {
                terms.push(term(word, factor, whole, arms)?);
                sign = None;
            }
            (_, None) => return Err(unreadable(whole)),
        }
    }
    if sign.is_some() { Err(unreadable(whole)) } else { Ok(terms) }
}

fn term(word: &str, factor: f64, whole: &str, arms: &mut Vec<String>) -> Result<Term, Failure> {
    if let Some(number) = word.parse::<f64>().ok().filter(|n| n.is_finite()) {
        return Ok(Term { factor: factor * number, what: What::Number });
    }
    let (name, arm) = match word.split_once('@') {
        Some((name, arm)) => (name, Some(arm)),
        None => (word, None),
    };
    let Some(metric) = EVERY.iter().position(|m| m.name == name) else {
        return Err(if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            no_metric(name)
        } else {
            unreadable(whole)
        });
    };
    let arm = match arm {
        None => 0,
        Some(arm) => arms.iter().position(|a| a == arm).unwrap_or_else(|| {
            arms.push(arm.to_owned());
            arms.len() - 1
        }),
    };
    Ok(Term { factor, what: What::Metric { metric, arm } })
}

fn unreadable(text: &str) -> Failure {
    Failure::Usage(Note::new("GH0900", format!("`{text}` is no claim"), format!("“{text}”不是论断")).help(
        "write for example 'wrongly_penalised > 5' or 'penalised > penalised@none + 10', with spaces around + and -",
        "例如写作 'wrongly_penalised > 5' 或 'penalised > penalised@none + 10'，+ 与 - 两侧留空格",
    ))
}

fn no_metric(name: &str) -> Failure {
    unknown("metric", "指标", name, &EVERY.iter().map(|m| m.name).collect::<Vec<_>>())
}

/// The place of a metric by its name.
///
/// # Errors
/// [`Failure::Usage`] where there is none.
pub fn metric(name: &str) -> Result<usize, Failure> {
    EVERY.iter().position(|m| m.name == name).ok_or_else(|| no_metric(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_read_and_judge() {
        let mut arms = vec!["suining-2010".to_owned()];
        let claim = Claim::parse("wrongly_penalised >= wrongly_penalised@none + 10", &mut arms).unwrap();
        assert_eq!(arms, ["suining-2010", "none"]);
        assert!(!claim.is_of_one_arm());
        let judged = |own: f64, none: Option<f64>| claim.judge(|arm, _| if arm == 0 { Some(own) } else { none });
        assert_eq!(judged(15.0, Some(5.0)).map(|j| (j.holds, j.right)), Some((true, 15.0)));
        assert_eq!(judged(14.9, Some(5.0)).map(|j| j.holds), Some(false));
        assert_eq!(judged(14.9, None), None);
        let plain = Claim::parse("missed<5", &mut arms).unwrap();
        assert!(plain.is_of_one_arm() && plain.judge(|_, _| Some(4.0)).is_some_and(|j| j.holds));
        let own = Claim::parse("5 - missed@suining-2010 > -1", &mut arms).unwrap();
        assert!(own.is_of_one_arm() && own.judge(|_, _| Some(4.0)).is_some_and(|j| j.holds && j.left < 1.5));
        assert_eq!(arms.len(), 2);
        for wrong in ["", "missed", "missed >", "missed > many", "mised > 3", "missed 3 > 2", "1 > 0", "missed + > 3"] {
            assert!(matches!(Claim::parse(wrong, &mut arms), Err(Failure::Usage(_))), "{wrong}");
        }
    }
}
