//! Deals that need trust, and those who rate the other side.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

const fn flow(
    metric: Metric,
    name: &'static str,
    split: Split,
    unit: &'static str,
    label: Label,
    definition: Label,
) -> Spec {
    Spec { metric, name, kind: Kind::Flow, split, unit, label, definition }
}

const fn both(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

/// The part of the catalogue.
pub(super) const SPECS: &[Spec] = &[
    Spec {
        kind: Kind::Stock,
        ..flow(
            Metric::Asking,
            "asking",
            Split::Rater,
            "persons",
            both("ask the rater", "询问该评级方"),
            both("Persons who ask the rater first before they deal.", "交易前首先询问该评级方的人数。"),
        )
    },
    Spec {
        kind: Kind::Stock,
        ..flow(
            Metric::Rated,
            "rated",
            Split::Rater,
            "persons",
            both("rated", "受其评级"),
            both("Persons who let the rater rate them.", "允许该评级方评级的人数。"),
        )
    },
    flow(
        Metric::AdviceGiven,
        "advice",
        Split::Rater,
        "deals",
        both("advice given", "提供的建议"),
        both(
            "Deals asked for in which the rater that is asked first rates the one who asks.",
            "首先被询问的评级方对请求者有评级的交易请求。",
        ),
    ),
    flow(
        Metric::AdviceRight,
        "advice_right",
        Split::Rater,
        "deals",
        both("advice that was right", "正确的建议"),
        both(
            "Of these, deals to which that grade alone would have led and that would have been kept, or from which it would have kept people and that would have been broken.",
            "其中仅凭该等级即会成交且会守约者，或仅凭该等级即会拒绝且会违约者。",
        ),
    ),
    flow(
        Metric::DealsAsked,
        "deals_asked",
        Split::Deal,
        "deals",
        both("deals asked for", "请求的交易"),
        both("Occasions on which somebody asked another person's trust for a deal.", "请求他人信任以成交的次数。"),
    ),
    flow(
        Metric::DealsKept,
        "deals_kept",
        Split::Deal,
        "deals",
        both("deals kept", "守约的交易"),
        both("Of these, deals that were made and kept.", "其中成交并守约者。"),
    ),
    flow(
        Metric::DealsBroken,
        "deals_broken",
        Split::Deal,
        "deals",
        both("deals broken", "违约的交易"),
        both("Of these, deals that were made and broken.", "其中成交而违约者。"),
    ),
    flow(
        Metric::RefusedFaithful,
        "refused_faithful",
        Split::Deal,
        "deals",
        both("refused though faithful", "守约者被拒"),
        both("Of these, deals refused that would have been kept.", "其中被拒绝而本会守约者。"),
    ),
    flow(
        Metric::RefusedFaithless,
        "refused_faithless",
        Split::Deal,
        "deals",
        both("refused and faithless", "违约者被拒"),
        both("Of these, deals refused that would have been broken.", "其中被拒绝而本会违约者。"),
    ),
    flow(
        Metric::BaselineDealsKept,
        "baseline_deals_kept",
        Split::Deal,
        "deals",
        both("deals kept without any rating", "无评级时守约的交易"),
        both(
            "Deals made and kept where nobody is rated and nobody fears a record.",
            "无人受评级、无人惧怕记录时成交并守约者。",
        ),
    ),
    flow(
        Metric::BaselineDealsBroken,
        "baseline_deals_broken",
        Split::Deal,
        "deals",
        both("deals broken without any rating", "无评级时违约的交易"),
        both("The same for deals made and broken.", "同上，指成交而违约者。"),
    ),
    flow(
        Metric::DealPayoff,
        "deal_payoff",
        Split::Deal,
        "1/1024 utility",
        both("what deals brought", "交易所得"),
        both(
            "What deals and refusals brought to those who were asked for trust, summed.",
            "交易与拒绝给被请求信任者带来的效用之和。",
        ),
    ),
    flow(
        Metric::BaselineDealPayoff,
        "baseline_deal_payoff",
        Split::Deal,
        "1/1024 utility",
        both("what deals brought without any rating", "无评级时交易所得"),
        both("The same where nobody is rated and nobody fears a record.", "同上，指无人受评级、无人惧怕记录时。"),
    ),
    flow(
        Metric::RankProduct,
        "rank_product",
        Split::Rating,
        "ranks squared per person",
        both("ranks by rating and trustworthiness", "评级与可信度的秩积"),
        both(
            "Every third month: ranks of people within their neighbourhood by score and by true trustworthiness, less their means, doubled, multiplied, divided by the number of people, summed. Without a name: by what a person drawn by chance is told of them. Over the root of the product of the next two it is Spearman's correlation.",
            "每三个月：各人在街区内按分数与真实可信度的秩（减均值、加倍）之积除以人数后求和。无名称者按随机一人所得知的评价。除以后两项之积的平方根即斯皮尔曼相关。",
        ),
    ),
    flow(
        Metric::RankOfRating,
        "rank_rating",
        Split::Rating,
        "ranks squared per person",
        both("squared ranks by rating", "评级的秩平方"),
        both("The same with the rank by score twice.", "同上，两次均取按分数的秩。"),
    ),
    flow(
        Metric::RankOfTrust,
        "rank_trust",
        Split::Rating,
        "ranks squared per person",
        both("squared ranks by trustworthiness", "可信度的秩平方"),
        both("The same with the rank by true trustworthiness twice.", "同上，两次均取按真实可信度的秩。"),
    ),
];
