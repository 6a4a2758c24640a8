//! Every text of this crate, in both languages.
//!
//! A text without a variable part is a [`Label`] of the table below; one with numbers or names in it is a
//! function in [`summary`], [`statement`], [`figure`], [`report`] or [`odd`]. Both are complete by construction: a
//! label cannot be written without both languages, and [`say`] needs both formats.

use glasshouse_model::Lang;
use glasshouse_model::text::Label;

pub mod figure;
pub mod letter;
pub mod odd;
pub mod register;
pub mod report;
pub mod statement;
pub mod summary;
pub mod what_if;

/// Formats a sentence in the language asked for. Both formats are needed and checked by the compiler.
macro_rules! say {
    ($lang:expr, $en:literal, $zh:literal $(,)?) => {
        match $lang {
            glasshouse_model::Lang::En => format!($en),
            glasshouse_model::Lang::Zh => format!($zh),
        }
    };
}
pub(crate) use say;

/// The closed table of labels: a constant each, and all of them in `ALL` for the tests.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $en:literal, $zh:literal;)*) => {
        $($(#[$doc])* pub const $name: glasshouse_model::text::Label = glasshouse_model::text::Label { en: $en, zh: $zh };)*
        /// Every label of this table with its name.
        pub const ALL: &[(&str, glasshouse_model::text::Label)] = &[$((stringify!($name), $name)),*];
    };
}
pub(crate) use labels;

/// Short names of the months, for English dates.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `ILLUSTRATION (1 seed)`.
pub fn mark_illustration(lang: Lang) -> String {
    say!(lang, "ILLUSTRATION (1 seed)", "示例 ILLUSTRATION（1个种子）")
}

/// `FINDING (30 seeds, 95 % intervals)`.
pub fn mark_finding(lang: Lang, seeds: u32) -> String {
    say!(lang, "FINDING ({seeds} seeds, 95 % intervals)", "结论 FINDING（{seeds}个种子，95%区间）")
}

/// Why an estimate has no value, from its code. A code that is not known is shown as it is.
pub fn reason(lang: Lang, code: &str) -> String {
    match code {
        "no_cases" => say!(lang, "nobody to count in this run", "本次运行中没有可计数的对象"),
        "no_baseline" => say!(lang, "no arm without a regime to compare with", "没有无制度的对照"),
        "not_in_regime" => say!(lang, "this rulebook has no such rule", "该规则文本中没有此项规则"),
        "too_few" => say!(lang, "fewer than 20 people: no rate is given", "少于20人，不给出比率"),
        "several_levels" => {
            say!(lang, "no mean: there are several levels, each given by itself", "不取平均：存在多个水平，分别列出")
        }
        _ => say!(lang, "no value ({code})", "无数值（{code}）"),
    }
}

/// The label of an estimate's absence in a cell.
pub const NO_VALUE: Label = Label { en: "no value", zh: "无数值" };

/// All tables of labels.
pub fn tables() -> Vec<(&'static str, &'static [(&'static str, Label)])> {
    vec![
        ("odd", odd::ALL),
        ("summary", summary::ALL),
        ("statement", statement::ALL),
        ("figure", figure::ALL),
        ("register", register::ALL),
        ("report", report::ALL),
        ("what-if", what_if::ALL),
        ("letter", letter::ALL),
        ("compare", crate::compare::LABELS),
        ("sweep", crate::sweep::LABELS),
    ]
}
