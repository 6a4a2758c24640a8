//! Moves between grades, entries to lists, applications and burdens.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Rises,
        name: "rises",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label { en: "rises in grade", zh: "等级上升" },
        definition: Label { en: "Persons whose grade rose.", zh: "等级上升的人次。" },
    },
    Spec {
        metric: Metric::Falls,
        name: "falls",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label { en: "falls in grade", zh: "等级下降" },
        definition: Label { en: "Persons whose grade fell.", zh: "等级下降的人次。" },
    },
    Spec {
        metric: Metric::WorstWatched,
        name: "worst_watched",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label {
            en: "entries to the worst grade followed for 24 months", zh: "追踪满24个月的最低等级进入者"
        },
        definition: Label {
            en: "Entries to the worst grade whose 24th month has been reached.",
            zh: "进入最低等级且已满24个月者。",
        },
    },
    Spec {
        metric: Metric::WorstLeft,
        name: "worst_left",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label { en: "of these, left within 24 months", zh: "其中24个月内离开者" },
        definition: Label {
            en: "Of these, those that left it within 24 months.", zh: "其中在24个月内离开该等级者。"
        },
    },
    Spec {
        metric: Metric::ListEntries,
        name: "list_entries",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "entries to list", zh: "列入" },
        definition: Label { en: "Entries to the list.", zh: "列入名单的次数。" },
    },
    Spec {
        metric: Metric::Applications,
        name: "applications",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications", zh: "申请" },
        definition: Label { en: "Applications made.", zh: "提出的申请。" },
    },
    Spec {
        metric: Metric::Refused,
        name: "refused",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications refused", zh: "被拒的申请" },
        definition: Label { en: "Applications refused because of a measure.", zh: "因措施被拒的申请。" },
    },
    Spec {
        metric: Metric::WronglyRefused,
        name: "wrongly_refused",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications wrongly refused", zh: "被错误拒绝的申请" },
        definition: Label {
            en: "Applications refused because of a measure that the true dossier would not have led to.",
            zh: "因按真实档案不应有的措施而被拒的申请。",
        },
    },
    Spec {
        metric: Metric::Preferred,
        name: "preferred",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications preferred", zh: "被优先的申请" },
        definition: Label {
            en: "Applications preferred because of a measure.", zh: "因措施获得优先的申请。"
        },
    },
    Spec {
        metric: Metric::Burden,
        name: "burden",
        kind: Kind::Flow,
        split: Split::None,
        unit: "gravity-days",
        label: Label { en: "burden", zh: "负担" },
        definition: Label {
            en: "Gravity times days over all adverse measures in force.",
            zh: "全部生效惩戒措施的严重度乘以天数。",
        },
    },
    Spec {
        metric: Metric::WrongBurden,
        name: "wrong_burden",
        kind: Kind::Flow,
        split: Split::None,
        unit: "gravity-days",
        label: Label { en: "wrong burden", zh: "错误负担" },
        definition: Label {
            en: "The same for measures that the true dossier would not have led to.",
            zh: "同上，仅计按真实档案不应有的措施。",
        },
    },
    Spec {
        metric: Metric::WrongEntries,
        name: "wrong_entries",
        kind: Kind::Flow,
        split: Split::None,
        unit: "records",
        label: Label { en: "wrong adverse records", zh: "错误的不利记录" },
        definition: Label {
            en: "Adverse records about a person who did not do it.",
            zh: "与当事人所为不符的不利记录。",
        },
    },
];
