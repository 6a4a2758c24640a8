//! What people did, what channels reported of it, and what was entered.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Acts,
        name: "acts",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts", zh: "行为" },
        definition: Label { en: "Opportunities taken in this arm.", zh: "本方案中被采取的机会。" },
    },
    Spec {
        metric: Metric::BaselineActs,
        name: "baseline_acts",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts in the baseline", zh: "基线中的行为" },
        definition: Label {
            en: "Opportunities taken without any regime.", zh: "无任何制度时被采取的机会。"
        },
    },
    Spec {
        metric: Metric::Withheld,
        name: "withheld",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts withheld", zh: "被放弃的行为" },
        definition: Label {
            en: "Opportunities taken in the baseline and not in this arm: deterred for misconduct, chilled for lawful expression.",
            zh: "基线中采取而本方案中未采取的机会：对不当行为为威慑，对合法表达为寒蝉效应。",
        },
    },
    Spec {
        metric: Metric::Added,
        name: "added",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts added", zh: "增加的行为" },
        definition: Label {
            en: "Opportunities taken in this arm and not in the baseline: gamed for merit acts.",
            zh: "本方案中采取而基线中未采取的机会：对善行为迎合。",
        },
    },
    Spec {
        metric: Metric::TrueRecords,
        name: "true_records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "records of a perfect register", zh: "完美登记的记录" },
        definition: Label {
            en: "Records that a perfect register would enter.", zh: "完美登记会录入的记录。"
        },
    },
    Spec {
        metric: Metric::Records,
        name: "records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "records", zh: "记录" },
        definition: Label { en: "Records entered.", zh: "录入的记录。" },
    },
    Spec {
        metric: Metric::WrongRecords,
        name: "wrong_records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "wrong records", zh: "错误记录" },
        definition: Label {
            en: "Records entered about a person who did not do it.",
            zh: "录入的、与当事人所为不符的记录。",
        },
    },
    Spec {
        metric: Metric::Observations,
        name: "observations",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports", zh: "报告" },
        definition: Label { en: "Reports made by the channel.", zh: "该渠道作出的报告。" },
    },
    Spec {
        metric: Metric::Misattributed,
        name: "misattributed",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports that reached the wrong dossier", zh: "进入他人档案的报告" },
        definition: Label {
            en: "Reports of a true act that reached another person's dossier.",
            zh: "真实行为的报告进入他人档案的数量。",
        },
    },
    Spec {
        metric: Metric::FalseAlarms,
        name: "false_alarms",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "false alarms", zh: "误报" },
        definition: Label {
            en: "Reports of something that nobody did.", zh: "报告了无人所为之事的数量。"
        },
    },
    Spec {
        metric: Metric::RefusedRecords,
        name: "refused_records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "inadmissible records refused", zh: "被拒收的不可采记录" },
        definition: Label {
            en: "Reports that the rulebook itself does not admit.", zh: "规则本身不允许采纳的报告。"
        },
    },
    Spec {
        metric: Metric::PointsDeducted,
        name: "points_deducted",
        kind: Kind::Flow,
        split: Split::None,
        unit: "points",
        label: Label { en: "points deducted", zh: "扣分" },
        definition: Label { en: "Points deducted by records.", zh: "由记录扣除的分数。" },
    },
    Spec {
        metric: Metric::PointsAwarded,
        name: "points_awarded",
        kind: Kind::Flow,
        split: Split::None,
        unit: "points",
        label: Label { en: "points awarded", zh: "加分" },
        definition: Label { en: "Points awarded by records.", zh: "由记录增加的分数。" },
    },
    Spec {
        metric: Metric::PointsReturned,
        name: "points_returned",
        kind: Kind::Flow,
        split: Split::None,
        unit: "points",
        label: Label { en: "points returned", zh: "恢复的分数" },
        definition: Label {
            en: "Deducted points returned by expiry or correction.", zh: "因到期或更正而恢复的扣分。"
        },
    },
];
