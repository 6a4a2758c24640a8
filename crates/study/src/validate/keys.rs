//! The keys of case files.

use glasshouse_text::{Choice, Key, Kind, Label, Quantity, TableSpec, keys};

/// What `format` says.
pub const FORMAT: &str = "case/1";

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

/// The whole file.
pub static CASE: TableSpec = TableSpec {
    name: "case",
    doc: Label { en: "A known result and how it is tested.", zh: "一个已知结果及其检验方式。" },
    keys: &[
        key("format", Kind::Words, true, "Always \"case/1\".", "固定为\"case/1\"。"),
        keys::ID,
        key("title", Kind::Text, true, "Title.", "标题。"),
        key("mechanism", Kind::Text, true, "The mechanism that is tested.", "所检验的机制。"),
        key(
            "missing",
            Kind::Text,
            false,
            "Why it cannot be expressed yet; such a case has no scenarios and never passes.",
            "尚无法表达的原因；此类案例没有情景，也从不算通过。",
        ),
        key("replicates", Kind::Whole, false, "Replicates, 20 if absent and at least.", "重复次数，默认且至少20。"),
        key("seed", Kind::Whole, false, "Seed of the first replicates, 1 if absent.", "首批重复的种子，默认1。"),
        keys::DEFAULT_SOURCE,
        keys::SOURCES,
        key("note", Kind::Words, false, "A remark.", "备注。"),
        key("scenario", Kind::Tables(&SCENARIO), false, "What is run.", "运行的情景。"),
        key("number", Kind::Tables(&NUMBER), false, "What must come out.", "应得的数值。"),
    ],
};

/// What is run.
pub static SCENARIO: TableSpec = TableSpec {
    name: "scenario",
    doc: Label {
        en: "A scenario. With `like` it takes over what it does not say itself.",
        zh: "一个情景。写有`like`时，未写明者沿用所指情景。",
    },
    keys: &[
        keys::ID,
        key("like", Kind::Name, false, "Another scenario, declared before.", "前面已声明的另一情景。"),
        key("regime", Kind::Words, false, "A built-in regime or a file beside the case.", "内置制度或案例旁的文件。"),
        key("society", Kind::Words, false, "A built-in society or a file beside the case.", "内置社会或案例旁的文件。"),
        key(
            "model",
            Kind::Words,
            false,
            "A model with known answers instead of a regime.",
            "以已知答案的模型代替制度。",
        ),
        key(
            "market",
            Kind::Words,
            false,
            "A built-in market or a file beside the case, instead of a regime; values are its `output[…]`.",
            "以内置市场或案例旁的市场文件代替制度；所求的量为其`output[…]`。",
        ),
        key("design", Kind::Words, false, "How a model is sampled.", "模型的取点方式。"),
        key("points", Kind::Whole, false, "Points of the design.", "取点数。"),
        key("people", Kind::Whole, false, "Persons; the society's own number if absent.", "人数；默认为社会自身人数。"),
        key("months", Kind::Whole, false, "Months, 12 if absent.", "月数，默认12。"),
        key(
            "coupling",
            Kind::Choice(COUPLINGS),
            false,
            "Days between exchanges; `week` if absent.",
            "交换间隔；默认`week`。",
        ),
        key(
            "redraw",
            Kind::Flag,
            false,
            "People are drawn anew for every replicate: for what is fixed with the people.",
            "每次重复重新生成人口：用于随人口而定的量。",
        ),
        key(
            "set",
            Kind::Names,
            false,
            "Figures changed, `path=value`, after those of `like`.",
            "改动的数值，写作`路径=值`，在`like`之后。",
        ),
    ],
};

const COUPLINGS: &[Choice] = &[
    Choice { name: "month", doc: Label { en: "Calendar months.", zh: "按月。" } },
    Choice { name: "week", doc: Label { en: "Seven days.", zh: "七天。" } },
    Choice { name: "day", doc: Label { en: "Every day.", zh: "每天。" } },
];

/// What must come out.
pub static NUMBER: TableSpec = TableSpec {
    name: "number",
    doc: Label { en: "A number that must come out.", zh: "应得的一个数值。" },
    keys: &[
        keys::ID,
        keys::LABEL,
        key("of", Kind::Name, true, "The scenario.", "情景。"),
        key(
            "over",
            Kind::Name,
            false,
            "Another scenario: the quantity is divided by the same there, replicate by replicate.",
            "另一情景：将该量除以彼处的同一量，逐次重复相除。",
        ),
        key("value", Kind::Words, true, "The quantity, one value per replicate.", "所求的量，每次重复一个值。"),
        key("expect", Kind::Figure(Quantity::Number), true, "What it must be.", "应得的值。"),
        key(
            "tolerance",
            Kind::Figure(Quantity::Rate),
            true,
            "Half the width that the 99.9 % interval may have.",
            "99.9%区间的最大半宽。",
        ),
        key(
            "known_to",
            Kind::Figure(Quantity::Rate),
            false,
            "How exactly the expected number is known: half the width of its own 99.9 % interval where it was simulated itself, half a unit of its last digit where it is published rounded. The two intervals must then meet.",
            "应得的值的精确程度：出自模拟者为其99.9%区间的半宽，公布时已舍入者为末位的半个单位；此时两区间须相交。",
        ),
        key(
            "ablation",
            Kind::Name,
            true,
            "The scenario with the mechanism switched off; the number must move.",
            "关闭该机制的情景；数值必须改变。",
        ),
        key(
            "scales",
            Kind::Flag,
            false,
            "The result holds for infinitely many people: it is run with four times as many, too.",
            "结果针对无限人口：另以四倍人数运行。",
        ),
        keys::SOURCE,
    ],
};
