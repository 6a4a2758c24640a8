//! The keys of a study file.

use glasshouse_text::{Choice, Key, Kind, Label, TableSpec, keys};

/// What `format` says.
pub const FORMAT: &str = "study/1";

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

const fn choice(name: &'static str, en: &'static str, zh: &'static str) -> Choice {
    Choice { name, doc: Label { en, zh } }
}

/// The whole file.
pub static STUDY: TableSpec = TableSpec {
    name: "study",
    doc: Label {
        en: "A study: arms, replicates, parameters, outputs.", zh: "一项研究：方案、重复、参数、输出。"
    },
    keys: &[
        key("format", Kind::Words, true, "Always \"study/1\".", "固定为\"study/1\"。"),
        key("id", Kind::Id, true, "Short name.", "简称。"),
        key("title", Kind::Text, true, "Title in both languages.", "双语标题。"),
        key("setting", Kind::Table(&SETTING), false, "Who, how long, which luck.", "人物、时长、种子。"),
        key("compare", Kind::Table(&COMPARE), false, "Regimes to compare.", "要比较的制度。"),
        key("sweep", Kind::Tables(&SWEEP), false, "Sweeps over assumptions.", "对假设的扫描。"),
        key("ablation", Kind::Tables(&ABLATION), false, "What each mechanism carries.", "每一机制的作用。"),
    ],
};

/// What all parts share.
pub static SETTING: TableSpec = TableSpec {
    name: "setting",
    doc: Label { en: "What all parts of a study share.", zh: "研究各部分的共同设定。" },
    keys: &[
        key("society", Kind::Words, false, "Built-in society, or path of one.", "内置社会名，或社会文件的路径。"),
        key("people", Kind::Whole, false, "Persons.", "人数。"),
        key("society_seed", Kind::Whole, false, "Seed of the persons.", "人物的种子。"),
        key("months", Kind::Whole, false, "Months to simulate.", "模拟的月数。"),
        key("seed", Kind::Whole, false, "Seed of the events.", "事件的种子。"),
        key("replicates", Kind::Whole, false, "Replicates.", "重复次数。"),
        key("coupling", Kind::Choice(COUPLINGS), false, "How often blocks exchange.", "街区之间交换的间隔。"),
        key(
            "set",
            Kind::Names,
            false,
            "Overrides that hold in every part, `path=value`.",
            "各部分都适用的修改，写作“路径=值”。",
        ),
    ],
};

const COUPLINGS: &[Choice] = &[
    choice("month", "Every month.", "每月。"),
    choice("week", "Every week.", "每周。"),
    choice("day", "Every day.", "每日。"),
];

/// A comparison.
pub static COMPARE: TableSpec = TableSpec {
    name: "compare",
    doc: Label { en: "Regimes to compare.", zh: "要比较的制度。" },
    keys: &[
        key(
            "arms",
            Kind::Names,
            true,
            "Arms, as `glasshouse compare` takes them.",
            "方案，写法同 glasshouse compare。",
        ),
        key(
            "baseline",
            Kind::Words,
            false,
            "The arm that the others are compared with; `none` if absent.",
            "对照方案；缺省为 none。",
        ),
        key("fail_if", Kind::Names, false, "Conditions to judge.", "要判断的条件。"),
        key("unpaired", Kind::Flag, false, "Also run independent replicates.", "另外运行独立的重复。"),
        key("gap", Kind::Flag, false, "Also split the gap between poorest and richest.", "另将最贫与最富之差分解。"),
    ],
};

/// A sweep.
pub static SWEEP: TableSpec = TableSpec {
    name: "sweep",
    doc: Label { en: "A sweep over assumptions.", zh: "对假设的扫描。" },
    keys: &[
        key("id", Kind::Id, true, "Name, unique in the file.", "在文件中唯一的名称。"),
        key(
            "arm",
            Kind::Words,
            true,
            "The regime, REGIME or REGIME@REFORM, or a model with known answers.",
            "制度，写作 制度 或 制度@改革，或已知答案的模型。",
        ),
        key("vary", Kind::Names, false, "What to vary, as `--vary` takes it.", "要改变的内容，写法同 --vary。"),
        key(
            "all_assumptions",
            Kind::Flag,
            false,
            "Vary every assumption that declares a range.",
            "改变所有声明了范围的假设。",
        ),
        key("design", Kind::Choice(DESIGNS), true, "How points are chosen.", "取点方式。"),
        key(
            "points",
            Kind::Whole,
            false,
            "Levels, trajectories, points or base points.",
            "级数、轨迹数、点数或基点数。",
        ),
        key("second_order", Kind::Flag, false, "Also pairs of inputs.", "另求成对输入的交互。"),
        key("metrics", Kind::Names, false, "Metrics to show.", "要显示的指标。"),
        key("claims", Kind::Names, false, "Claims to judge in every world.", "在每个世界中判断的论断。"),
        key(
            "replicates",
            Kind::Whole,
            false,
            "Replicates at every point, if others than in the setting.",
            "每点的重复次数，与共同设定不同时填写。",
        ),
        key("people", Kind::Whole, false, "Persons, if others than in the setting.", "人数，与共同设定不同时填写。"),
    ],
};

const DESIGNS: &[Choice] = &[
    choice("oat", "One at a time.", "逐一改变。"),
    choice("morris", "Elementary effects.", "基本效应。"),
    choice("lhs", "A Latin hypercube.", "拉丁超立方。"),
    choice("grid", "Every combination of levels.", "各级的全部组合。"),
    choice("sobol", "Variance shares.", "方差份额。"),
];

/// What each mechanism carries.
pub static ABLATION: TableSpec = TableSpec {
    name: "ablation",
    doc: Label {
        en: "A regime as declared, and with one mechanism after the other switched off.",
        zh: "照声明运行一个制度，再逐一关闭其机制。",
    },
    keys: &[
        key("id", Kind::Id, true, "Name, unique in the file.", "在文件中唯一的名称。"),
        key(
            "arm",
            Kind::Words,
            true,
            "The regime, REGIME, REGIME@REFORM or REGIME+path=value.",
            "制度，写作 制度、制度@改革 或 制度+路径=值。",
        ),
        key("output", Kind::Tables(&OUTPUT), true, "What is looked at.", "所看的结果。"),
        key("off", Kind::Tables(&OFF), true, "What is switched off.", "所关闭的机制。"),
    ],
};

/// What an ablation looks at.
pub static OUTPUT: TableSpec = TableSpec {
    name: "output",
    doc: Label { en: "A quantity that is looked at.", zh: "所看的一个量。" },
    keys: &[
        keys::ID,
        keys::LABEL,
        key("value", Kind::Words, true, "The quantity, written as in a case.", "所求的量，写法同案例。"),
    ],
};

/// What an ablation switches off.
pub static OFF: TableSpec = TableSpec {
    name: "off",
    doc: Label { en: "A mechanism and what switches it off.", zh: "一个机制及其关闭方式。" },
    keys: &[keys::ID, keys::LABEL, key("set", Kind::Names, true, "Overrides, `path=value`.", "修改，写作“路径=值”。")],
};
