//! What societies may carry from month to month beside the register: occasions to speak where people go by their
//! neighbourhood, wealth, and what spreads from person to person.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

/// The part of the catalogue.
pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Occasions,
        name: "occasions",
        kind: Kind::Flow,
        split: Split::Occasion,
        unit: "opportunities",
        label: Label { en: "occasions for a lawful act", zh: "合法行为的机会" },
        definition: Label {
            en: "Opportunities for the lawful act, taken or not, where people conform to their neighbourhood.",
            zh: "人们随邻里从众时，该合法行为的机会数，无论是否采取。",
        },
    },
    Spec {
        metric: Metric::WealthSum,
        name: "wealth_sum",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "1/1024 month",
        label: Label { en: "sum of wealth", zh: "财富总和" },
        definition: Label {
            en: "Sum over persons of wealth, in 1/1024 of what a person needs for a month.",
            zh: "各人财富之和，以一人一月所需的1/1024计。",
        },
    },
    Spec {
        metric: Metric::BaselineWealthSum,
        name: "baseline_wealth_sum",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "1/1024 month",
        label: Label { en: "sum of wealth without the regime", zh: "无制度时的财富总和" },
        definition: Label {
            en: "The same in the baseline, in which nobody is listed or refused credit.",
            zh: "同上，指无人被列名或被拒绝信贷的基线。",
        },
    },
    Spec {
        metric: Metric::BelowLine,
        name: "below_line",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "persons",
        label: Label { en: "below the line", zh: "贫困线以下" },
        definition: Label { en: "Persons whose wealth is below the line.", zh: "财富低于贫困线的人数。" },
    },
    Spec {
        metric: Metric::BaselineBelowLine,
        name: "baseline_below_line",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "persons",
        label: Label { en: "below the line without the regime", zh: "无制度时贫困线以下" },
        definition: Label {
            en: "Persons whose wealth is below the line in the baseline.",
            zh: "基线中财富低于贫困线的人数。",
        },
    },
    Spec {
        metric: Metric::Trapped,
        name: "trapped",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "persons",
        label: Label { en: "trapped", zh: "陷于贫困" },
        definition: Label {
            en: "Persons who have been below the line for so many months running as the society says.",
            zh: "连续低于贫困线达到社会文件所定月数的人数。",
        },
    },
    Spec {
        metric: Metric::BaselineTrapped,
        name: "baseline_trapped",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "persons",
        label: Label { en: "trapped without the regime", zh: "无制度时陷于贫困" },
        definition: Label { en: "The same in the baseline.", zh: "同上，指基线。" },
    },
    Spec {
        metric: Metric::Ruined,
        name: "ruined",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "persons",
        label: Label { en: "ruined for good", zh: "永久破产" },
        definition: Label {
            en: "Persons whose wealth has come to the floor from which nobody rises.",
            zh: "财富跌至不再回升之底线的人数。",
        },
    },
    Spec {
        metric: Metric::Escaped,
        name: "escaped",
        kind: Kind::Stock,
        split: Split::Wealth,
        unit: "persons",
        label: Label { en: "escaped for good", zh: "永久脱困" },
        definition: Label {
            en: "Persons whose wealth has come to the ceiling from which nobody falls.",
            zh: "财富升至不再跌落之上限的人数。",
        },
    },
    Spec {
        metric: Metric::SettledMonths,
        name: "settled_months",
        kind: Kind::Flow,
        split: Split::Wealth,
        unit: "months",
        label: Label { en: "months until ruin or escape", zh: "至破产或脱困的月数" },
        definition: Label {
            en: "Months until floor or ceiling, summed over those who came to either in the month.",
            zh: "当月到达底线或上限者此前所历月数之和。",
        },
    },
    Spec {
        metric: Metric::Informed,
        name: "informed",
        kind: Kind::Stock,
        split: Split::Spread,
        unit: "persons",
        label: Label { en: "informed", zh: "已知晓" },
        definition: Label { en: "Persons whom what spreads has reached.", zh: "所传播之事已传到的人数。" },
    },
    Spec {
        metric: Metric::Fines,
        name: "fines",
        kind: Kind::Flow,
        split: Split::Wealth,
        unit: "1/1024 month",
        label: Label { en: "fines", zh: "罚款" },
        definition: Label {
            en: "Fines that records brought, less those given back, in 1/1024 of what a person needs for a month.",
            zh: "记录带来的罚款减去退还者，以一人一月所需的1/1024计。",
        },
    },
    Spec {
        metric: Metric::TooPoorToObject,
        name: "too_poor_to_object",
        kind: Kind::Flow,
        split: Split::Wealth,
        unit: "records",
        label: Label { en: "too poor to object", zh: "因贫困未提异议" },
        definition: Label {
            en: "Records to which their subject would have objected above the line, and does not below it.",
            zh: "当事人若在贫困线以上会提异议、因在线下而未提的记录数。",
        },
    },
    Spec {
        metric: Metric::Signed,
        name: "signed",
        kind: Kind::Flow,
        split: Split::Petition,
        unit: "signatures",
        label: Label { en: "signatures", zh: "签名" },
        definition: Label {
            en: "People who signed in a round of the petition.", zh: "在一轮传签中签名的人数。"
        },
    },
    Spec {
        metric: Metric::BaselineSigned,
        name: "baseline_signed",
        kind: Kind::Flow,
        split: Split::Petition,
        unit: "signatures",
        label: Label { en: "signatures without fear", zh: "无畏惧时的签名" },
        definition: Label {
            en: "The same where nobody fears anything and no tie is cut for a listing.",
            zh: "同上，但无人畏惧，也无人因列名而断绝往来。",
        },
    },
    Spec {
        metric: Metric::Exposures,
        name: "exposures",
        kind: Kind::Flow,
        split: Split::Feed,
        unit: "posts seen",
        label: Label { en: "posts seen", zh: "被看到的帖子" },
        definition: Label {
            en: "Posts that readers saw, counted at their authors.",
            zh: "读者看到的帖子，按作者计数。",
        },
    },
    Spec {
        metric: Metric::ExposuresRanked,
        name: "exposures_ranked",
        kind: Kind::Flow,
        split: Split::Feed,
        unit: "posts seen × rank",
        label: Label { en: "posts seen by rank", zh: "按名次加权的被看次数" },
        definition: Label {
            en: "Posts seen of each author times 2k − n − 1, the author being the k-th of the n people of the block by posts seen. Over `exposures_crowd` it is the index of Gini of being seen.",
            zh: "每位作者的被看次数乘以2k − n − 1（按被看次数升序，作者为街区n人中的第k位）。除以`exposures_crowd`即为被看次数的基尼系数。",
        },
    },
    Spec {
        metric: Metric::ExposuresCrowd,
        name: "exposures_crowd",
        kind: Kind::Flow,
        split: Split::Feed,
        unit: "posts seen × persons",
        label: Label { en: "posts seen by people", zh: "按人数加权的被看次数" },
        definition: Label { en: "Posts seen times the people of the block.", zh: "被看次数乘以街区人数。" },
    },
];
