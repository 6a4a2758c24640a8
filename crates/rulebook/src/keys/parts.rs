//! The tables of the optional parts of channels and indicators.

use super::*;

/// What a report rests on, weakest first.
pub(super) const EVIDENCE: &[Choice] = &[
    choice("allegation", "Somebody says so.", "仅有人指称。"),
    choice("agency_record", "An agency's own file.", "机关自身的档案。"),
    choice("final_decision", "A decision no longer open to appeal.", "已生效的决定。"),
    choice("court_judgment", "A court's judgment.", "法院判决。"),
];

/// Sorts of data that a text may prohibit.
pub(crate) const DATA: &[Choice] = &[
    choice("religion", "Religion.", "宗教信仰。"),
    choice("genes", "Genes.", "基因。"),
    choice("fingerprints", "Fingerprints.", "指纹。"),
    choice("blood_type", "Blood type.", "血型。"),
    choice("disease", "Disease and medical history.", "疾病和病史。"),
    choice("income", "Income and deposits.", "收入、存款。"),
    choice("assets", "Securities, insurance, real estate.", "有价证券、商业保险、不动产。"),
    choice("tax", "Amounts of tax.", "纳税数额。"),
];

pub(super) static SCREEN: TableSpec = TableSpec {
    name: "screen",
    doc: doc(
        "Everyone is looked at: whoever did one of the acts is reported with `hit_rate`, everyone else with `false_look`.",
        "查看所有人：做过所列行为者以`hit_rate`被报告，其余人以`false_look`被报告。",
    ),
    keys: &[
        must("every_months", COUNT, "Months between two looks.", "两次查看相隔的月数。"),
        must("within_days", COUNT, "Days before a look in which an act counts.", "查看前多少天内的行为算数。"),
        must("false_look", SHARE, "Chance that someone who did nothing is reported.", "什么也没做者被报告的概率。"),
        SOURCE,
        NOTE,
    ],
};

pub(super) static AVERAGES: TableSpec = TableSpec {
    name: "averages",
    doc: doc(
        "Earnings matched against benefits: who is alleged a debt is reported. People earn as the society's `earning` says.",
        "将收入与福利比对，被指欠款者受到报告。收入见社会文件的`earning`。",
    ),
    keys: &[
        must("every_months", COUNT, "Months between two matches.", "两次比对相隔的月数。"),
        may(
            "averaged",
            Kind::Flag,
            "A year's earnings are split evenly over its periods; true if absent.",
            "全年收入平均分摊到各期，不写即是。",
        ),
        must("benefit", RATE, "Benefit of a period without earnings.", "无收入一期的福利金。"),
        must("free_area", RATE, "Earnings of a period that leave the benefit whole.", "不影响福利金的每期收入。"),
        must("taper", SHARE, "Share of earnings beyond by which the benefit falls.", "超出部分按此比例扣减福利金。"),
        must("least", RATE, "Least alleged debt that is raised.", "提出的最低欠款额。"),
        SOURCE,
        NOTE,
    ],
};

pub(super) static CONFIRM: TableSpec = TableSpec {
    name: "confirm",
    doc: doc("Several independent looks, of which some must agree.", "多次独立查看，其中若干次须一致。"),
    keys: &[
        must("looks", COUNT, "How many looks.", "查看次数。"),
        must("needs", COUNT, "How many of them must agree.", "其中须一致的次数。"),
        must("false_look", SHARE, "Chance that a look at someone who did nothing agrees.", "查看无辜者而误认的概率。"),
        SOURCE,
    ],
};

pub(super) static VARIES: TableSpec = TableSpec {
    name: "varies",
    doc: doc("Other rates for some people.", "对部分人适用的其他率。"),
    keys: &[
        ID,
        must(
            "who",
            Kind::Condition,
            "Whom it concerns, by the register as the month begins.",
            "适用于谁，按月初的登记判断。",
        ),
        must("hit_rate", SHARE, "Chance that an act in view is reported.", "进入视野的行为被报告的概率。"),
        must(
            "false_alarms",
            RATE,
            "Reports per person and year about people who did nothing.",
            "每人每年对什么也没做者的误报数。",
        ),
        SOURCE,
        NOTE,
    ],
};
