//! Notice, objection, decision, correction; and what people believe.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Noticed,
        name: "noticed",
        kind: Kind::Flow,
        split: Split::None,
        unit: "records",
        label: Label { en: "wrong records noticed", zh: "已获知的错误记录" },
        definition: Label {
            en: "Wrong adverse records that the subject learnt of.", zh: "当事人获知的错误不利记录。"
        },
    },
    Spec {
        metric: Metric::Objections,
        name: "objections",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections", zh: "异议" },
        definition: Label { en: "Objections filed.", zh: "提出的异议。" },
    },
    Spec {
        metric: Metric::WrongObjected,
        name: "wrong_objected",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections against wrong records", zh: "针对错误记录的异议" },
        definition: Label { en: "Objections filed against wrong records.", zh: "针对错误记录提出的异议。" },
    },
    Spec {
        metric: Metric::Decisions,
        name: "decisions",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections decided", zh: "已决定的异议" },
        definition: Label {
            en: "Objections decided or closed by the deadline.",
            zh: "已决定或因期限届满而结案的异议。",
        },
    },
    Spec {
        metric: Metric::WrongDecided,
        name: "wrong_decided",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections against wrong records decided", zh: "已决定的针对错误记录的异议" },
        definition: Label {
            en: "Decisions on objections against wrong records.", zh: "对针对错误记录的异议的决定。"
        },
    },
    Spec {
        metric: Metric::Upheld,
        name: "upheld",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections upheld", zh: "成立的异议" },
        definition: Label { en: "Objections that succeeded.", zh: "成立的异议。" },
    },
    Spec {
        metric: Metric::Corrected,
        name: "corrected",
        kind: Kind::Flow,
        split: Split::None,
        unit: "records",
        label: Label { en: "wrong records corrected", zh: "更正的错误记录" },
        definition: Label {
            en: "Wrong adverse records removed after review.", zh: "经复核删除的错误不利记录。"
        },
    },
    Spec {
        metric: Metric::CorrectionDays,
        name: "correction_days",
        kind: Kind::Flow,
        split: Split::None,
        unit: "days",
        label: Label { en: "days to correction", zh: "更正所需天数" },
        definition: Label {
            en: "Days from wrong record to removal, summed over corrections.",
            zh: "从错误记录到删除的天数之和。",
        },
    },
    Spec {
        metric: Metric::Queue,
        name: "queue",
        kind: Kind::Stock,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections waiting", zh: "等待中的异议" },
        definition: Label { en: "Objections waiting for a decision.", zh: "等待决定的异议。" },
    },
    Spec {
        metric: Metric::BeliefSum,
        name: "belief_sum",
        kind: Kind::Stock,
        split: Split::None,
        unit: "1/65535",
        label: Label { en: "sum of perceived risk", zh: "感知风险总和" },
        definition: Label {
            en: "Sum over persons of perceived risk, in 1/65535; people whose belief only drifts towards the announced risk are counted when they next act.",
            zh: "各人感知风险之和（以1/65535计）。",
        },
    },
];
