//! Further scores, queues of reports, leftover copies, review desks, averaging, opinions.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::ScaleSum,
        name: "scale_sum",
        kind: Kind::Stock,
        split: Split::Score,
        unit: "points",
        label: Label { en: "sum of scores, further", zh: "其他分数之和" },
        definition: Label {
            en: "Sum of a further score of a stack by the record.",
            zh: "组合中其他分数按记录计算的总和。",
        },
    },
    Spec {
        metric: Metric::TrueScaleSum,
        name: "true_scale_sum",
        kind: Kind::Stock,
        split: Split::Score,
        unit: "points",
        label: Label { en: "sum of true scores, further", zh: "其他真实分数之和" },
        definition: Label {
            en: "Sum of a further score of a stack that a perfect register would give.",
            zh: "组合中其他分数在完美登记下的总和。",
        },
    },
    Spec {
        metric: Metric::ReportsWaiting,
        name: "reports_waiting",
        kind: Kind::Stock,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports waiting", zh: "待处理的报告" },
        definition: Label {
            en: "Reports of a channel that wait to be worked through.",
            zh: "渠道中等待处理的报告数。",
        },
    },
    Spec {
        metric: Metric::ReportsLost,
        name: "reports_lost",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports lost", zh: "失效的报告" },
        definition: Label {
            en: "Reports that waited longer than logs are kept.",
            zh: "等待时间超过日志保存期而失效的报告数。",
        },
    },
    Spec {
        metric: Metric::CopiesLeft,
        name: "copies_left",
        kind: Kind::Stock,
        split: Split::Channel,
        unit: "records",
        label: Label { en: "copies left over", zh: "遗留副本" },
        definition: Label {
            en: "Records in a linked rulebook whose listing was corrected and which remain.",
            zh: "列入已被更正而在所链接规则书中仍存的记录数。",
        },
    },
    Spec {
        metric: Metric::RemovedEverywhere,
        name: "removed_everywhere",
        kind: Kind::Flow,
        split: Split::List,
        unit: "listings",
        label: Label { en: "listings removed everywhere", zh: "处处移除的列入" },
        definition: Label {
            en: "Listings that were corrected and of which no copy remains in any linked rulebook.",
            zh: "已被更正且在任何所链接规则书中均无副本的列入数。",
        },
    },
    Spec {
        metric: Metric::ReviewBegun,
        name: "review_begun",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections taken up", zh: "已受理异议" },
        definition: Label {
            en: "Objections filed in the month that an officer took up then or later, where decisions take unequal time.",
            zh: "当月提出且当时或其后由办公人员受理的异议数（决定用时不等时）。",
        },
    },
    Spec {
        metric: Metric::ReviewWaited,
        name: "review_waited",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections that waited", zh: "曾等待的异议" },
        definition: Label {
            en: "Objections filed in the month that had to wait for an officer, where decisions take unequal time.",
            zh: "当月提出且须等待受理的异议数（决定用时不等时）。",
        },
    },
    Spec {
        metric: Metric::ReviewWait,
        name: "review_wait",
        kind: Kind::Flow,
        split: Split::None,
        unit: "1/1048576 days",
        label: Label { en: "waiting time", zh: "等待时间" },
        definition: Label {
            en: "Open time that objections filed in the month waited for an officer, or until they were given up or closed, in 1/1048576 of a day.",
            zh: "当月提出的异议等待受理、放弃或结案前的办公时间，以1/1048576天计。",
        },
    },
    Spec {
        metric: Metric::ReviewGivenUp,
        name: "review_given_up",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections given up", zh: "放弃的异议" },
        definition: Label {
            en: "Objections filed in the month that were given up while they waited.",
            zh: "当月提出而在等待中被放弃的异议数。",
        },
    },
    Spec {
        metric: Metric::Alleged,
        name: "alleged",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "money",
        label: Label { en: "debts alleged of people who owe nothing", zh: "对不欠款者所指欠款" },
        definition: Label {
            en: "Debts alleged by matching earnings against benefits of people who owe nothing, in whole units of money, the fraction by lot.",
            zh: "将收入与福利比对后对不欠款者所指的欠款额，以整货币单位计，零头随机进位。",
        },
    },
    Spec {
        metric: Metric::Asked,
        name: "asked",
        kind: Kind::Flow,
        split: Split::Survey,
        unit: "persons",
        label: Label { en: "asked for an opinion", zh: "被问及意见" },
        definition: Label {
            en: "Persons who were asked what they think of the regime.",
            zh: "被问及如何评价制度的人数。",
        },
    },
    Spec {
        metric: Metric::Approving,
        name: "approving",
        kind: Kind::Flow,
        split: Split::Survey,
        unit: "persons",
        label: Label { en: "approving", zh: "赞成" },
        definition: Label {
            en: "Persons asked who approved of the regime, before they were told anything.",
            zh: "被问者中在获知任何情况之前赞成制度的人数。",
        },
    },
    Spec {
        metric: Metric::ApprovingTold,
        name: "approving_told",
        kind: Kind::Flow,
        split: Split::Survey,
        unit: "persons",
        label: Label { en: "approving once told", zh: "获知后仍赞成" },
        definition: Label {
            en: "Persons asked who approved after they had been told what the regime can do and whom it has penalised nearby.",
            zh: "被问者中在获知制度能做什么及邻里受惩戒情况之后仍赞成的人数。",
        },
    },
];
