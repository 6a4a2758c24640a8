//! The tables of the optional parts of channels and of the review.

use super::*;

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

pub(super) static DESK: TableSpec = TableSpec {
    name: "desk",
    doc: doc(
        "Decisions take unequal time, with a mean of 1 / `per_officer_day`.",
        "每项决定用时不等，均值为1/`per_officer_day`。",
    ),
    keys: &[
        must(
            "takes",
            Kind::Choice(&[
                choice("fixed", "Always the mean.", "均为平均用时。"),
                choice("exponential", "Exponential: most short, a few long.", "指数分布：多数较短，少数较长。"),
                choice("lognormal", "Log-normal with the spread `cv`.", "对数正态分布，离散程度为`cv`。"),
            ]),
            "How the time of a decision is spread.",
            "决定用时的分布。",
        ),
        may("cv", RATE, "Standard deviation of a log-normal time over its mean.", "对数正态用时的标准差与均值之比。"),
        must(
            "open",
            Kind::Choice(&[
                choice("weekdays", "Monday to Friday.", "周一至周五。"),
                choice("every_day", "Every day.", "每天。"),
            ]),
            "When officers work, around the clock of an open day.",
            "办公日；办公日内全天办理。",
        ),
        may(
            "patience_days",
            RATE,
            "Mean open days, exponential, after which who still waits gives up; nobody does if absent.",
            "仍在等待者放弃前的平均办公日数（指数分布）；不写即无人放弃。",
        ),
        SOURCE,
        NOTE,
    ],
};
