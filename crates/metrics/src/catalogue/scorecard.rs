//! What a scorecard decided, against what is true.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Decided,
        name: "decided",
        kind: Kind::Flow,
        split: Split::Decision,
        unit: "decisions",
        label: Label { en: "decisions by scorecard", zh: "评分卡决定" },
        definition: Label {
            en: "People decided about by the scorecard, by group, what is true of them (adverse or other) and decision (accepted or declined).",
            zh: "由评分卡作出决定的人次，按组、真实情况（不利或其余）与决定（接受或拒绝）分列。",
        },
    },
    Spec {
        metric: Metric::Scored,
        name: "scored",
        kind: Kind::Flow,
        split: Split::Band,
        unit: "decisions",
        label: Label { en: "scores at decision", zh: "决定时的分数" },
        definition: Label {
            en: "People decided about, by group, score as shown, and what is true of them. Above 256 different scores they are bands.",
            zh: "被决定的人次，按组、所显示的分数与真实情况分列；不同分数超过256个时合为分数段。",
        },
    },
    Spec {
        metric: Metric::Lifted,
        name: "lifted",
        kind: Kind::Flow,
        split: Split::CardGroup,
        unit: "people",
        label: Label { en: "gamed the cut-off", zh: "迎合分数线" },
        definition: Label {
            en: "People who paid to show as much as the cut-off takes.",
            zh: "付出代价以显示出恰够分数线的人次。",
        },
    },
    Spec {
        metric: Metric::ReachCost,
        name: "reach_cost",
        kind: Kind::Flow,
        split: Split::CardGroup,
        unit: "thousandths of utility",
        label: Label { en: "cost of reaching the cut-off", zh: "达到分数线的代价" },
        definition: Label {
            en: "What it would cost those with nothing against them who are below the cut-off to reach it, whether they do or not.",
            zh: "无不利情况而在分数线以下者达到分数线所需的代价，无论是否付出。",
        },
    },
    Spec {
        metric: Metric::CardMoved,
        name: "card_moved",
        kind: Kind::Flow,
        split: Split::CardGroup,
        unit: "hundredths of points",
        label: Label { en: "change of scores by decisions", zh: "决定引起的分数变动" },
        definition: Label {
            en: "Sum of the changes of the score after decisions by the scorecard.",
            zh: "评分卡决定之后分数变动之和。",
        },
    },
    Spec {
        metric: Metric::CutSum,
        name: "cut_sum",
        kind: Kind::Flow,
        split: Split::CardGroup,
        unit: "hundredths of points",
        label: Label { en: "cut-offs faced", zh: "所适用的分数线" },
        definition: Label {
            en: "Sum over people of the cut-off that was applied to them.",
            zh: "各人所适用分数线之和。",
        },
    },
    Spec {
        metric: Metric::CardPoints,
        name: "card_points",
        kind: Kind::Stock,
        split: Split::CardPart,
        unit: "thousandths of points",
        label: Label { en: "points on the scorecard", zh: "评分卡所给分数" },
        definition: Label {
            en: "Points that the scorecard gives in the month: to everyone (`base`), for a unit of an attribute, or for a level of it. They change where the card is refitted.",
            zh: "评分卡当月所给的分数：人人所得（“base”）、属性每一单位或每一级别所得；重新拟合时变动。",
        },
    },
    Spec {
        metric: Metric::CardAuc,
        name: "card_auc",
        kind: Kind::Stock,
        split: Split::CardGroup,
        unit: "millionths",
        label: Label { en: "how well scores tell apart", zh: "分数的区分能力" },
        definition: Label {
            en: "The chance that someone with something against them showed a lower score than someone without (ties count half), at the last decisions about both; 0 before the first.",
            zh: "最近一次决定中，有不利情况者所显示分数低于无不利情况者的概率（同分计半）；首次之前为0。",
        },
    },
];
