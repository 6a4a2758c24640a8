//! The keys of pattern files.

use crate::validate::keys::SCENARIO;
use glasshouse_text::{Key, Kind, Label, Quantity, TableSpec, keys};

/// What `format` says.
pub const FORMAT: &str = "observed/1";

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

/// The whole file.
pub static OBSERVED: TableSpec = TableSpec {
    name: "observed",
    doc: Label { en: "A pattern that was observed elsewhere.", zh: "在别处观察到的一条规律。" },
    keys: &[
        key("format", Kind::Words, true, "Always \"observed/1\".", "固定为\"observed/1\"。"),
        keys::ID,
        key("title", Kind::Text, true, "Title.", "标题。"),
        key("seen", Kind::Text, true, "What was seen, and where.", "观察到什么，在何处观察到。"),
        key("replicates", Kind::Whole, false, "Replicates, 10 if absent, at least 2.", "重复次数，默认10，至少2。"),
        key("seed", Kind::Whole, false, "Seed of the replicates, 1 if absent.", "重复的种子，默认1。"),
        keys::DEFAULT_SOURCE,
        keys::SOURCES,
        key("note", Kind::Words, false, "A remark.", "备注。"),
        key("scenario", Kind::Tables(&SCENARIO), false, "What is run, as in a case.", "运行的情景，写法同案例。"),
        key("number", Kind::Tables(&NUMBER), true, "What was observed.", "所观察的数值。"),
    ],
};

/// What was observed.
pub static NUMBER: TableSpec = TableSpec {
    name: "number",
    doc: Label { en: "A number and the band in which it was observed.", zh: "一个数值及其观察到的范围。" },
    keys: &[
        keys::ID,
        keys::LABEL,
        key("of", Kind::Name, false, "The scenario.", "情景。"),
        key(
            "over",
            Kind::Name,
            false,
            "Another scenario: the quantity is divided by the same there, replicate by replicate.",
            "另一情景：将该量除以彼处的同一量，逐次重复相除。",
        ),
        key("value", Kind::Words, false, "The quantity, written as in a case.", "所求的量，写法同案例。"),
        key(
            "low",
            Kind::Figure(Quantity::Number),
            false,
            "Lower end of the band; none if absent.",
            "范围下限；不写则无。",
        ),
        key(
            "high",
            Kind::Figure(Quantity::Number),
            false,
            "Upper end of the band; none if absent.",
            "范围上限；不写则无。",
        ),
        key(
            "seen_in",
            Kind::Words,
            true,
            "Where it was seen, `id` of a source or `id#where`.",
            "观察出处：来源的`id`或`id#位置`。",
        ),
        key(
            "missing",
            Kind::Text,
            false,
            "Why the model has no such number; in place of `of` and `value`.",
            "模型没有此数值的原因；写此则不写`of`与`value`。",
        ),
        keys::SOURCE,
    ],
};
