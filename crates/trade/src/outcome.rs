//! What a market gives: named numbers, and their course over rounds.

use glasshouse_model::text::Label;

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Name, as in `cooperation`.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Words for people.
    pub label: Label,
    /// Exactly what it is.
    pub definition: Label,
}

macro_rules! metrics {
    ($($name:ident = $text:literal $unit:literal, $en:literal | $zh:literal, $def_en:literal | $def_zh:literal;)*) => {
        /// A number of a market. Where it has several items (strategies, rounds, phases), each has its name after a dot.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Metric {
            $(#[doc = $def_en] $name,)*
        }

        impl Metric {
            /// Every metric.
            pub const ALL: &'static [Metric] = &[$(Metric::$name),*];

            /// What it is.
            pub fn spec(self) -> Spec {
                match self {
                    $(Metric::$name => Spec {
                        name: $text,
                        unit: $unit,
                        label: Label { en: $en, zh: $zh },
                        definition: Label { en: $def_en, zh: $def_zh },
                    },)*
                }
            }
        }
    };
}

metrics! {
    Cooperation = "cooperation" "share",
        "help in meetings" | "会面中的帮助",
        "Of all acts in counted rounds, those that helped." | "计数轮次的全部行为中提供帮助的比例。";
    Cooperative = "cooperative" "yes (1) or no (0)",
        "ends cooperative" | "以合作告终",
        "At least half of the acts of the last round helped." | "最后一轮至少一半的行为提供了帮助。";
    GoodShare = "good_share" "share",
        "traders in good standing" | "声誉良好者",
        "Share in good standing, mean over counted rounds; of private opinions, of all opinions." | "声誉良好者的比例，计数轮次的平均；私人看法则为全部看法中的比例。";
    GoodAmong = "good_among" "share",
        "in good standing, by strategy" | "声誉良好者（按策略）",
        "The same among those of one strategy." | "某一策略者中声誉良好的比例。";
    Agreement = "agreement" "share",
        "two opinions of the same trader agree" | "对同一人的两种看法一致",
        "Chance that two traders think the same of a third, mean over counted rounds." | "两人对第三人看法相同的概率，计数轮次的平均。";
    Payoff = "payoff" "payoff per trader and round",
        "payoff, by strategy" | "收益（按策略）",
        "Mean payoff of a trader of the strategy in a counted round." | "该策略者每人每计数轮的平均收益。";
    Share = "share" "share",
        "share of the traders, by strategy" | "各策略所占比例",
        "Share of the traders who have the strategy at the end." | "结束时采用该策略者的比例。";
    Excluded = "excluded" "share",
        "traders who are excluded" | "被排除者",
        "Share of traders whom the register excludes, mean over counted rounds." | "被登记排除者的比例，计数轮次的平均。";
    PatienceMin = "patience_min" "discount factor per round",
        "least patience that keeps faith" | "守信所需的最低耐心",
        "The least discount factor at which patient traders help in the played market, by bisection; none where they never do." | "在所模拟市场中有耐心者提供帮助的最低贴现因子（二分法求得）；从不帮助则无值。";
    PatienceEven = "patience_even" "discount factor per round",
        "patience at which refusing pays no more" | "拒绝不再更划算时的耐心",
        "The discount factor at which what patient traders got in the played market is worth as much as what refusing until excluded would have brought each of them alone, in the same meetings; none where the two never are." | "所模拟市场中，有耐心者实际所得与其各自单独拒绝直至被排除在相同会面中所得等值时的贴现因子；两者从不等值则无值。";
    StableNorms = "stable_norms" "norms",
        "stable norms" | "稳定的规范",
        "Pairs of judging and acting, alike ones with good and bad exchanged counted once, whose way of acting is the strict best reply to itself." | "评价与行动的组合（好坏互换者只计一次）中，其行动方式为自身严格最优反应者的数目。";
    StableCooperative = "stable_cooperative" "norms",
        "stable norms that keep cooperation up" | "能维持合作的稳定规范",
        "Those of them whose cooperation is at least the one asked for." | "其中合作程度不低于所要求者的数目。";
    LeadingEight = "leading_eight" "norms",
        "of the leading eight among them" | "其中属于八大规范者",
        "How many of the eight norms of Ohtsuki and Iwasa are among them." | "其中属于大槻与岩佐八大规范的数目。";
    NormCooperation = "norm_cooperation" "share",
        "cooperation under a stable norm" | "稳定规范下的合作",
        "Share of acts that help where everybody follows the norm; judging and acting as letters." | "人人遵循该规范时提供帮助的比例；评价与行动以字母表示。";
    TrustIn = "trust" "share of all trust",
        "trust" | "信任",
        "What a trader holds of all trust, once it has passed from everybody to those whom they rate." | "信任由每人传至其所评者之后，该人所占的比例。";
    Inauthentic = "inauthentic" "share",
        "downloads that are not authentic" | "不真实的下载",
        "Of all downloads in counted cycles, those that were not what they said." | "计数周期的全部下载中名不副实者的比例。";
    TrustMalicious = "trust_malicious" "share of all trust",
        "trust in the malicious" | "对恶意者的信任",
        "Share of all trust that the malicious hold, mean over counted cycles." | "恶意者所占信任的比例，计数周期的平均。";
    Price = "price" "price",
        "price, by round" | "价格（按轮次）",
        "What buyers offered in the round, mean over the goods offered for sale." | "该轮买方出价，按待售货品平均。";
    PriceLast = "price_last" "price",
        "price in the end" | "最终价格",
        "What buyers offered in the last round, mean over the goods still for sale; 0 where none are." | "最后一轮买方对仍在售货品的平均出价；无货则为0。";
    Sellers = "sellers" "sellers",
        "sellers in the end" | "最终卖方数",
        "Sellers who still sell in the last round." | "最后一轮仍出售的卖方数。";
    Traded = "traded" "share",
        "meetings that become deals" | "成交的会面",
        "Of all meetings (for goods: of all sellers) those that end in a deal." | "全部会面（货品市场为全部卖方）中成交的比例。";
    Kept = "kept" "share",
        "deals that are kept" | "守信的交易",
        "Of all deals, those in which the partner kept faith." | "全部交易中对方守信的比例。";
    Surplus = "surplus" "share of the best possible, or payoff",
        "surplus" | "剩余",
        "For goods: what trade gained, of what it could gain. Else: payoff per meeting of whoever decides to deal." | "货品市场：交易所得占可能所得的比例。其他：决定是否交易者每次会面的收益。";
    Accuracy = "accuracy" "rank correlation",
        "ratings and true trustworthiness" | "评分与真实可信度",
        "Spearman's correlation of the rating that consumers meet with true trustworthiness." | "消费者所见评分与真实可信度的斯皮尔曼相关。";
    Conformity = "conformity" "rank correlation",
        "ratings and conformity" | "评分与顺从",
        "Spearman's correlation of the rating that consumers meet with conformity, which tells nothing of trustworthiness." | "消费者所见评分与顺从（与可信度无关）的斯皮尔曼相关。";
    Concentration = "concentration" "Herfindahl index",
        "concentration of raters" | "评级方集中度",
        "Sum of the squared shares of consumers by rater; 1 for a single one." | "各评级方消费者份额的平方和；只有一家时为1。";
    CapturedShare = "captured_share" "share",
        "consumers of captured raters" | "被俘获评级方的消费者",
        "Share of consumers who ask a captured rater, at the end." | "结束时询问被俘获评级方的消费者比例。";
    Displayed = "displayed" "share",
        "those who show their score" | "出示评分者",
        "Share who show their score in the last round." | "最后一轮出示评分者的比例。";
    LowestShown = "lowest_shown" "score",
        "lowest score shown" | "出示的最低评分",
        "The lowest score that its owner shows in the last round." | "最后一轮中仍被出示的最低评分。";
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What it is.
    pub metric: Metric,
    /// Strategy, round, phase …; empty where there is only one.
    pub item: String,
    /// The number; `None` where it does not exist.
    pub value: Option<f64>,
}

/// A number over rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is.
    pub metric: Metric,
    /// As for [`Value::item`].
    pub item: String,
    /// One number per round, the first first.
    pub points: Vec<f64>,
}

/// What a market gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Numbers.
    pub values: Vec<Value>,
    /// Numbers over rounds.
    pub series: Vec<Series>,
}

impl Outcome {
    /// Notes a number of which there is one.
    pub fn put(&mut self, metric: Metric, value: impl Into<Option<f64>>) {
        self.put_item(metric, String::new(), value);
    }

    /// Notes a number of an item.
    pub fn put_item(&mut self, metric: Metric, item: impl Into<String>, value: impl Into<Option<f64>>) {
        let value = value.into().filter(|v| v.is_finite());
        self.values.push(Value { metric, item: item.into(), value });
    }

    /// The number with a name: `cooperation`, `payoff.defect`.
    pub fn value(&self, name: &str) -> Option<f64> {
        self.values.iter().find(|v| v.name() == name).and_then(|v| v.value)
    }
}

impl Value {
    /// Its name with the item after a dot.
    pub fn name(&self) -> String {
        let name = self.metric.spec().name;
        if self.item.is_empty() { name.to_owned() } else { format!("{name}.{}", self.item) }
    }
}

/// A share; none of nothing.
pub(crate) fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_words_in_both_languages_and_a_name_of_its_own() {
        for metric in Metric::ALL {
            let spec = metric.spec();
            for label in [spec.label, spec.definition] {
                assert!(!label.en.is_empty() && label.zh.chars().any(|c| c > '\u{2e80}'), "{}", spec.name);
            }
            assert_eq!(Metric::ALL.iter().filter(|m| m.spec().name == spec.name).count(), 1);
        }
    }
}
