//! What can be wrong with a market's meaning.

use glasshouse_text::{Code, Diagnostic, Words, both};
use std::ops::Range;

/// A problem of meaning. Those of form are [`glasshouse_text::Problem`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A table that this kind of market does not use.
    StrangeTable { key: &'static str, kind: &'static str },
    /// A table of letters that cannot be read.
    Letters { written: String, wanted: &'static str, len: usize },
    /// A strategy that says nothing of how it acts, or two things.
    Strategy,
    /// Something that does not go together.
    Contradiction { en: &'static str, zh: &'static str },
}

impl Fault {
    pub(crate) fn at(self, span: Range<usize>) -> Diagnostic {
        let (code, words) = match self {
            Fault::StrangeTable { key, kind } => (
                Code::MarketTable,
                Words::new(both(
                    format!("a market of kind `{kind}` has no use for `{key}`"),
                    format!("“{kind}”类市场用不到“{key}”"),
                ))
                .help(both("take it away, or change `kind`", "请删去它，或改写“kind”")),
            ),
            Fault::Letters { written, wanted, len } => (
                Code::MarketLetters,
                Words::new(both(
                    format!("`{written}` is not {len} letters {wanted}"),
                    format!("“{written}”不是{len}个字母{wanted}"),
                ))
                .help(both(
                    "for giver and receiver good-good, good-bad, bad-good, bad-bad; in judging each for helping, then \
                     refusing: \"GBGBGBGB\" is good whoever helps",
                    "依次为给予者与接受者 好好、好坏、坏好、坏坏；评价时每种先写帮助、后写拒绝：“GBGBGBGB”表示帮助者皆好",
                )),
            ),
            Fault::Strategy => (
                Code::MarketStrategy,
                Words::new(both(
                    "a strategy says exactly one of `action`, `at_least`, `patience`",
                    "每种策略须且只须写明“action”“at_least”“patience”之一",
                ))
                .help(both(
                    "for example action = \"HRHR\": help those in good standing",
                    "例如 action = \"HRHR\"：帮助声誉良好者",
                )),
            ),
            Fault::Contradiction { en, zh } => (Code::MarketContradicts, Words::new(both(en, zh))),
        };
        Diagnostic::new(code, words).at(span)
    }
}
