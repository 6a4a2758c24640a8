//! The tables of what people carry from month to month beside the register.

use super::{BY_AGE, BY_EDUCATION, BY_FIFTH, BY_OCCUPATION, BY_PLACE, BY_SEX, figure, key};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{ID, NOTE, SOURCE};
use glasshouse_text::{Choice, Kind, Quantity, TableSpec};

const fn choice(name: &'static str, en: &'static str, zh: &'static str) -> Choice {
    Choice { name, doc: Label { en, zh } }
}

/// Who is near.
pub(super) const NEAR: &[Choice] = &[
    choice("ties", "Those whom a person knows.", "熟人。"),
    choice("neighbourhood", "Everyone of the block.", "整个街区的人。"),
];

const SHAPES: &[Choice] = &[
    choice("lognormal", "The logarithm is normal.", "对数服从正态分布。"),
    choice("exponential", "Exponential.", "指数分布。"),
    choice("uniform", "Even from nothing to twice the mean.", "从零到均值两倍之间均匀分布。"),
    choice("values", "The `values`, dealt to persons in turn.", "将“values”依次分配给各人。"),
];

/// Wealth.
pub(super) static WEALTH: TableSpec = TableSpec {
    name: "wealth",
    doc: Label {
        en: "What people have, in months of what one person needs, and what a month does to it (E9). Tables by attribute hold relative income and consumption. Without this table nobody's wealth is followed.",
        zh: "人们的财富（以一人一月所需计）及其逐月变化（E9）。按属性的表为相对收入与消费。不写则不追踪财富。",
    },
    keys: &[
        key(
            "shape",
            Kind::Choice(SHAPES),
            false,
            "Shape at the start; lognormal if absent.",
            "初始分布的形状；不写则为对数正态。",
        ),
        figure("mean", Quantity::Rate, "Mean at the start.", "初始均值。"),
        figure(
            "log_spread",
            Quantity::Rate,
            "Standard deviation of the logarithm at the start (lognormal).",
            "初始对数标准差（对数正态）。",
        ),
        key(
            "values",
            Kind::Figures(Quantity::Rate),
            false,
            "Amounts dealt at the start (values), under names.",
            "初始依次分配的数额（values），以名称为键。",
        ),
        figure("income", Quantity::Rate, "Income of a month.", "每月收入。"),
        figure("consumption", Quantity::Rate, "Consumption of a month.", "每月消费。"),
        figure(
            "growth",
            Quantity::Rate,
            "Monthly growth of what is above the line, where credit is not refused.",
            "超出贫困线部分的月增长率，信贷被拒时无增长。",
        ),
        figure("line", Quantity::Rate, "The line below which people are poor.", "贫困线。"),
        figure("shock_rate", Quantity::Rate, "Shocks per month.", "每月冲击次数。"),
        figure(
            "shock_mean",
            Quantity::Rate,
            "Mean loss by a shock; sizes are exponential.",
            "每次冲击的平均损失，呈指数分布。",
        ),
        key(
            "steps",
            Kind::Figure(Quantity::Share),
            false,
            "Chance that a month brings 1 more; otherwise it takes 1. No such luck if absent.",
            "当月多得1的机会，否则少1；不写则无此运气。",
        ),
        figure(
            "income_loss",
            Quantity::Share,
            "Share of income lost while on an adverse list.",
            "在不利名单上时损失的收入比例。",
        ),
        figure(
            "trapped_after",
            Quantity::Count,
            "Months running below the line after which a person counts as trapped.",
            "连续低于贫困线多少个月后视为陷于贫困。",
        ),
        key(
            "floor",
            Kind::Figure(Quantity::Rate),
            false,
            "Where nobody rises any more; none if absent.",
            "到此不再回升的底线；不写则无。",
        ),
        key(
            "ceiling",
            Kind::Figure(Quantity::Rate),
            false,
            "Where nobody falls any more; none if absent.",
            "到此不再跌落的上限；不写则无。",
        ),
        figure(
            "need",
            Quantity::Rate,
            "How much more misconduct brings to those below the line, in units of utility (E4); 0 switches it off.",
            "违规对贫困线以下者多带来的效用（E4）；0为关闭。",
        ),
        BY_SEX,
        BY_AGE,
        BY_PLACE,
        BY_FIFTH,
        BY_EDUCATION,
        BY_OCCUPATION,
        SOURCE,
        NOTE,
    ],
};

/// What spreads.
pub(super) static SPREAD: TableSpec = TableSpec {
    name: "spread",
    doc: Label {
        en: "Something that spreads from person to person: a month reaches somebody whom it has not reached with chance 1 − e^−(outside + contact × share of those near by whom it has reached by the middle of the month).",
        zh: "在人与人之间传播之事：尚未知晓者当月以1 − e^−（outside + contact × 至月中近旁已知晓者比例）的机会知晓。",
    },
    keys: &[
        ID,
        figure("outside", Quantity::Rate, "Rate from outside, per month.", "来自外部的每月比率。"),
        figure(
            "contact",
            Quantity::Rate,
            "Rate from those near by if it has reached all of them, per month.",
            "近旁者全部知晓时的每月比率。",
        ),
        key("among", Kind::Choice(NEAR), false, "Who is near; ties if absent.", "谁在近旁；不写则为熟人。"),
        figure("start", Quantity::Share, "Share whom it has reached at the start.", "开始时已知晓的比例。"),
        key(
            "opens_objection",
            Kind::Flag,
            false,
            "Only those whom it has reached object to a record.",
            "只有知晓者才会对记录提出异议。",
        ),
        key(
            "by_feed",
            Kind::Flag,
            false,
            "It is heard from those whose posts one sees in the month; needs `[feed]`, and `among` plays no part.",
            "自当月所见帖子的作者处知晓；须有“[feed]”，此时“among”不起作用。",
        ),
        SOURCE,
        NOTE,
    ],
};

/// What readers see.
pub(super) static FEED: TableSpec = TableSpec {
    name: "feed",
    doc: Label {
        en: "A feed that chooses what readers see: in a month everybody sees `shown` posts, each by an author of the block who is drawn with weight 1 + pull × points above the start of the score. Without this table nobody sees anything of others.",
        zh: "决定读者所见的信息流：每人每月看到“shown”条帖子，其作者从街区中按权重1 + pull × 高出起始分的分数抽取。不写此表则不计阅读。",
    },
    keys: &[
        figure("shown", Quantity::Count, "Posts that everybody sees in a month.", "每人每月看到的帖子数。"),
        figure(
            "pull",
            Quantity::Rate,
            "What a point adds to an author’s weight; at 0 all are alike. Nobody weighs more than 1,024.",
            "每分使作者权重增加多少；为0则人人相同。权重不超过1024。",
        ),
        SOURCE,
        NOTE,
    ],
};

const DRAWN: &[Choice] = &[
    choice("fixed", "All alike.", "一律相同。"),
    choice("exponential", "Exponential.", "指数分布。"),
    choice("lognormal", "The logarithm is normal; needs `cv`.", "对数服从正态分布；须写“cv”。"),
];

/// How long an act goes on.
pub(super) static LASTS: TableSpec = TableSpec {
    name: "lasts",
    doc: Label {
        en: "An act that goes on: a debt not paid, a duty not met. A record of it does not lapse before it is over.",
        zh: "持续的行为：欠债不还、义务不履行。其结束之前，有关记录不失效。",
    },
    keys: &[
        figure("days", Quantity::Rate, "Mean days from the act to its end.", "从行为到其结束的平均天数。"),
        key(
            "drawn",
            Kind::Choice(DRAWN),
            false,
            "How they are spread, by opportunity; fixed if absent.",
            "各次的天数如何分布；不写则固定。",
        ),
        key(
            "cv",
            Kind::Figure(Quantity::Rate),
            false,
            "Standard deviation over mean (lognormal).",
            "标准差与均值之比（对数正态）。",
        ),
        SOURCE,
        NOTE,
    ],
};
