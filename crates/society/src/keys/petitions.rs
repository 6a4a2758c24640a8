//! The table of petitions.

use super::lives::NEAR;
use super::{figure, key};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{ID, NOTE, SOURCE};
use glasshouse_text::{Choice, Kind, Quantity, TableSpec};

const SHAPES: &[Choice] = &[
    Choice {
        name: "uniform",
        doc: Label {
            en: "Shares of those near by, even from nothing to twice the `mean`.",
            zh: "近旁者的比例，从零到“mean”两倍之间均匀分布。",
        },
    },
    Choice {
        name: "normal",
        doc: Label {
            en: "Shares of those near by, normal with `mean` and `spread`; below 0 they sign unasked.",
            zh: "近旁者的比例，服从以“mean”与“spread”为参数的正态分布；低于0者自发签名。",
        },
    },
    Choice {
        name: "values",
        doc: Label {
            en: "The `values`, in persons, dealt to the people of a block in turn.",
            zh: "将“values”（人数）依次分配给街区中各人。",
        },
    },
];

/// A petition.
pub(super) static PETITION: TableSpec = TableSpec {
    name: "petition",
    doc: Label {
        en: "A petition that goes round among people: everyone signs once as many of those near by have signed as the own threshold says, which is drawn once for life, until nobody else would. Signing leads to no record.",
        zh: "在人群中传签的联名信：近旁已签名者达到本人门槛（一生只抽取一次）时即签名，直至无人再签。签名不产生记录。",
    },
    keys: &[
        ID,
        key(
            "among",
            Kind::Choice(NEAR),
            false,
            "Whose signatures people see; ties if absent.",
            "看得到谁的签名；不写则为熟人。",
        ),
        figure(
            "every_months",
            Quantity::Count,
            "Months between two rounds; the first is in the first month.",
            "两轮之间的月数；首轮在首月。",
        ),
        key("shape", Kind::Choice(SHAPES), true, "How thresholds are spread.", "门槛的分布。"),
        key(
            "mean",
            Kind::Figure(Quantity::Share),
            false,
            "Mean threshold (uniform, normal).",
            "门槛均值（均匀、正态）。",
        ),
        key(
            "spread",
            Kind::Figure(Quantity::Share),
            false,
            "Standard deviation of thresholds (normal).",
            "门槛的标准差（正态）。",
        ),
        key(
            "values",
            Kind::Figures(Quantity::Rate),
            false,
            "Thresholds dealt (values), under names.",
            "依次分配的门槛（values），以名称为键。",
        ),
        key("act", Kind::Name, false, "The lawful expression that signing is.", "签名属于哪种合法表达。"),
        key(
            "fear",
            Kind::Figure(Quantity::Rate),
            false,
            "How much p̂·(1 − T)·D of that act raises a threshold: a share of those near by for each unit of utility. 0 if absent.",
            "该行为的p̂·(1 − T)·D使门槛提高多少：每单位效用对应的近旁者比例。不写则为0。",
        ),
        SOURCE,
        NOTE,
    ],
};
