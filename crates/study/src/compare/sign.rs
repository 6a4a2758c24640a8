//! Signs of comparison, and what is said of a name that is not known.

use crate::failure::{Failure, Note};
use glasshouse_text::suggest::nearest;

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Sign {
    /// All signs as they are written; a sign that holds another comes before it.
    pub const ALL: [(&str, Sign); 4] =
        [("<=", Sign::AtMost), (">=", Sign::AtLeast), ("<", Sign::Less), (">", Sign::More)];

    /// Whether it holds between two numbers.
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Sign::Less => left < right,
            Sign::AtMost => left <= right,
            Sign::More => left > right,
            Sign::AtLeast => left >= right,
        }
    }
}

/// A name that is none of the known ones; `en` and `zh` say what it would be the name of.
pub fn unknown(en: &str, zh: &str, name: &str, known: &[&str]) -> Failure {
    let mut note =
        Note::new("GH0900", format!("there is no {en} `{name}` here"), format!("这里没有名为“{name}”的{zh}"));
    if let Some(near) = nearest(name, known.iter().copied()) {
        note = note.help(format!("did you mean `{near}`?"), format!("是否想写“{near}”？"));
    }
    Failure::Usage(note.help(format!("one of: {}", known.join(", ")), format!("可选：{}", known.join("、"))))
}
