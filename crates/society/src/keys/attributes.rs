//! The tables of attributes beyond the six: levels, numbers, cells, and gaming.

use super::{figure, key};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{ID, LABEL, NOTE, SOURCE};
use glasshouse_text::{Choice, Kind, Quantity, TableSpec};

/// An attribute.
pub(super) static ATTRIBUTE: TableSpec = TableSpec {
    name: "attribute",
    doc: Label {
        en: "An attribute of synthetic persons beyond the six. It has levels, which a table of cells gives, or it is a number, normal around a mean. No institution knows it unless a scorecard reads it.",
        zh: "合成人口在六项之外的一个属性。或有级别（由单元表给出），或为围绕均值的正态数值。除非评分卡读取，任何机构都不知道它。",
    },
    keys: &[
        ID,
        LABEL,
        key("levels", Kind::Names, false, "Its levels.", "各级别。"),
        key(
            "value",
            Kind::Figures(Quantity::Number),
            false,
            "The number that each level stands for, if any.",
            "各级别所代表的数值（如有）。",
        ),
        key("by", Kind::Name, false, "The attribute on whose level the mean depends.", "均值取决于哪个属性的级别。"),
        key(
            "mean",
            Kind::Figures(Quantity::Number),
            false,
            "Mean for each level of `by`; `all` where there is none. Only without levels.",
            "“by”各级别的均值；没有“by”时写“all”。仅用于没有级别者。",
        ),
        key("spread", Kind::Figure(Quantity::Rate), false, "Standard deviation around it.", "围绕均值的标准差。"),
        key(
            "lift_cost",
            Kind::Figure(Quantity::Rate),
            false,
            "What showing one unit more than there is costs a person, in units of utility. Nobody can if absent.",
            "比实际多显示一个单位所需的成本（效用单位）。不写则无人能做到。",
        ),
        SOURCE,
        NOTE,
    ],
};

const DRAWS: &[Choice] = &[
    Choice {
        name: "lot", doc: Label { en: "Everyone's cell is a lot of its own.", zh: "每人所属单元各自抽签。" }
    },
    Choice {
        name: "even",
        doc: Label {
            en: "As many people stand in a cell as its share says, dealt out in random order. Another number of people deals them out anew.",
            zh: "每个单元的人数恰如其比例，随机分派；人数改变时重新分派。",
        },
    },
];

/// A table of cells.
pub(super) static CELLS: TableSpec = TableSpec {
    name: "cells",
    doc: Label {
        en: "Which levels of some attributes occur together, and how often: counts or shares of a table, never rows of persons.",
        zh: "若干属性的哪些级别同时出现、频率如何：表中的计数或比例，绝不是个人的记录。",
    },
    keys: &[
        ID,
        key("of", Kind::Names, true, "The attributes.", "有关属性。"),
        key(
            "draw",
            Kind::Choice(DRAWS),
            false,
            "How people are dealt to the cells; `lot` if absent.",
            "如何把人分到各单元；默认“lot”。",
        ),
        key(
            "weight",
            Kind::Figures(Quantity::Rate),
            true,
            "Relative frequency of a cell, by its levels: \"one/two\". Cells that are not named do not occur.",
            "单元的相对频率，按级别写作\"一/二\"。未写明的单元不出现。",
        ),
        key(
            "sizes",
            Kind::Figures(Quantity::Rate),
            false,
            "Relative sizes of the levels of the first attribute; weights then count within them.",
            "第一个属性各级别的相对大小；此时权重只在其内部计算。",
        ),
        key(
            "then",
            Kind::Name,
            false,
            "A further attribute of two levels, split within each cell.",
            "在每个单元内再分的另一个两级属性。",
        ),
        key(
            "share",
            Kind::Figures(Quantity::Share),
            false,
            "Share of each cell that has the first level of `then`; 0 if not named.",
            "各单元中属于“then”第一级的比例；未写明为0。",
        ),
        SOURCE,
        NOTE,
    ],
};

/// Gaming.
pub(super) static GAMING: TableSpec = TableSpec {
    name: "gaming",
    doc: Label {
        en: "People who fall short of a scorecard's cut-off pay to show as much as it takes, where that costs no more than being accepted is worth. Only what is shown changes.",
        zh: "未达评分卡分数线者，若代价不超过被接受的价值，便付出代价显示出恰好够线的数值。改变的只是所显示的内容。",
    },
    keys: &[
        figure(
            "worth",
            Quantity::Rate,
            "What being accepted is worth to a person, in units of utility; at 0 nobody games.",
            "被接受对一个人的价值（效用单位）；为0则无人迎合。",
        ),
        SOURCE,
        NOTE,
    ],
};
