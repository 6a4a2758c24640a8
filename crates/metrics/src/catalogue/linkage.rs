//! Reports without a number, linked by weight.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Registered,
        name: "registered",
        kind: Kind::Stock,
        split: Split::Linkage,
        unit: "persons",
        label: Label { en: "persons in the register of a channel", zh: "渠道登记簿中的人数" },
        definition: Label {
            en: "Persons whom the register holds to which reports of the channel are linked.",
            zh: "该渠道报告所链接的登记簿中的人数。",
        },
    },
    Spec {
        metric: Metric::ReportsCompared,
        name: "reports_compared",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "reports",
        label: Label { en: "reports compared", zh: "经比对的报告" },
        definition: Label {
            en: "Reports that came without a number and were compared with everyone in the register.",
            zh: "没有号码而与登记簿所有人比对的报告数。",
        },
    },
    Spec {
        metric: Metric::LinkedTrue,
        name: "linked_true",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "pairs",
        label: Label { en: "true pairs above the threshold", zh: "达到阈值的真实配对" },
        definition: Label {
            en: "Pairs of a report and its own subject whose weight reaches the threshold.",
            zh: "权重达到阈值的报告与其本人的配对数。",
        },
    },
    Spec {
        metric: Metric::LinkedFalse,
        name: "linked_false",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "pairs",
        label: Label { en: "false pairs above the threshold", zh: "达到阈值的错误配对" },
        definition: Label {
            en: "Pairs of a report and somebody else whose weight reaches the threshold.",
            zh: "权重达到阈值的报告与他人的配对数。",
        },
    },
    Spec {
        metric: Metric::LinkMissed,
        name: "link_missed",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "pairs",
        label: Label { en: "true pairs below the threshold", zh: "未达阈值的真实配对" },
        definition: Label {
            en: "Pairs of a report and its own subject in the register whose weight stays below the threshold.",
            zh: "报告与登记簿中其本人的权重未达阈值的配对数。",
        },
    },
    Spec {
        metric: Metric::Unlinked,
        name: "unlinked",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "reports",
        label: Label { en: "reports linked to nobody", zh: "未链接到任何人的报告" },
        definition: Label {
            en: "Reports compared of which no pair reaches the threshold: they are lost.",
            zh: "经比对而无任何配对达到阈值的报告数，即告失效。",
        },
    },
];
