//! How stays on kept lists end.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::ListWarned,
        name: "list_warned",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "persons warned before entry", zh: "列入前受警告的人次" },
        definition: Label {
            en: "Warnings that entry to the list will follow.", zh: "列入前发出的警告次数。"
        },
    },
    Spec {
        metric: Metric::ListSpared,
        name: "list_spared",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "spared in time", zh: "照办而免于列入" },
        definition: Label {
            en: "People warned who did what was asked before the day of entry and were not entered.",
            zh: "受警告后在列入日前照办而未被列入的人次。",
        },
    },
    Spec {
        metric: Metric::ListExtended,
        name: "list_extended",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "stays extended", zh: "列入期限被延长" },
        definition: Label {
            en: "Running stays on a kept list made longer by a further ground or an adverse record.",
            zh: "因新事由或不利记录而延长的列入次数。",
        },
    },
    Spec {
        metric: Metric::ListServed,
        name: "list_served",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits at the end of the term", zh: "期满移出" },
        definition: Label { en: "Exits from a kept list at the end of its term.", zh: "期满移出的次数。" },
    },
    Spec {
        metric: Metric::ListPerformed,
        name: "list_performed",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits on performance", zh: "履行后移出" },
        definition: Label {
            en: "Exits from a kept list because the person did what was asked.",
            zh: "因履行而移出的次数。",
        },
    },
    Spec {
        metric: Metric::ListCorrected,
        name: "list_corrected",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits on correction", zh: "更正后移出" },
        definition: Label {
            en: "Exits from a kept list because a record behind the stay was removed after review.",
            zh: "因所依据的记录经复核移除而移出的次数。",
        },
    },
    Spec {
        metric: Metric::ListLapsed,
        name: "list_lapsed",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits because the ground ended", zh: "事由消失而移出" },
        definition: Label {
            en: "Exits from a kept list because the grade, or the other person's listing, was no longer there.",
            zh: "因等级或他人的列入已不存在而移出的次数。",
        },
    },
    Spec {
        metric: Metric::ListDays,
        name: "list_days",
        kind: Kind::Flow,
        split: Split::List,
        unit: "days",
        label: Label { en: "days of ended stays", zh: "已结束的列入天数" },
        definition: Label {
            en: "Days on a kept list, summed over the stays that ended.",
            zh: "已结束的列入所持续的天数之和。",
        },
    },
];
