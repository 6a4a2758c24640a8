//! The table of deals that need trust.

use super::{figure, key};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{NOTE, SOURCE};
use glasshouse_text::{Kind, Quantity, TableSpec};

/// Deals.
pub(super) static DEALS: TableSpec = TableSpec {
    name: "deals",
    doc: Label {
        en: "Deals that need the other side's trust (E10). They take place only under regimes with a `[rating]`; utility is in units of the mean gain of an offence.",
        zh: "需要对方信任的交易（E10）。仅在含“[rating]”的制度下发生；效用以违规的平均收益为单位。",
    },
    keys: &[
        figure("rate", Quantity::Rate, "Deals that a person asks for in a year.", "每人每年请求的交易次数。"),
        key("kept", Kind::Name, true, "What keeping faith is reported as.", "守约被报告为何种行为。"),
        key("broken", Kind::Name, true, "What breaking a deal is reported as.", "违约被报告为何种行为。"),
        figure(
            "gain",
            Quantity::Rate,
            "What a deal that is kept brings to the one who trusted.",
            "守约交易给信任方带来的效用。",
        ),
        figure("loss", Quantity::Rate, "What one that is broken takes.", "违约交易使信任方失去的效用。"),
        figure("outside", Quantity::Number, "What not dealing brings.", "不交易的效用。"),
        figure("cost", Quantity::Rate, "Mean moral cost of breaking a deal.", "违约的平均道德成本。"),
        figure(
            "spread",
            Quantity::Rate,
            "How much more people differ in this than in misconduct in general.",
            "人们在违约上的差异为一般违规差异的多少倍。",
        ),
        figure("prior", Quantity::Share, "Believed chance that a stranger keeps faith.", "认为陌生人守约的概率。"),
        figure("weight", Quantity::Rate, "How many deals' worth that belief counts.", "该看法相当于多少次交易的经验。"),
        figure(
            "forgetting",
            Quantity::Share,
            "What experience still counts after a month; 1 forgets nothing.",
            "经验一个月后仍计的比例；1为不忘。",
        ),
        figure(
            "explore",
            Quantity::Share,
            "Chance that somebody deals whatever raters say.",
            "不论评级如何仍然交易的概率。",
        ),
        figure("asks", Quantity::Count, "How many raters are asked about the other side.", "就对方询问几家评级方。"),
        figure(
            "switching",
            Quantity::Share,
            "Chance per month that a person compares the rater that it asks with another.",
            "每月将所询评级方与另一家比较的概率。",
        ),
        SOURCE,
        NOTE,
    ],
};
