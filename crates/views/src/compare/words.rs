//! Texts of comparisons, in both languages.

use crate::messages::{labels, say};
use glasshouse_model::Lang;

labels! {
    /// The interval of a difference covers 0.
    UNCLEAR = "not distinguishable from 0", "与0无法区分";
    /// The difference is 0 exactly.
    SAME = "0, the same in every replicate", "0，每次重复都相同";
    /// No arm differs in anything.
    NOTHING = "no metric differs from the baseline in any replicate", "没有任何指标在任何一次重复中与对照不同";
    /// The pair is the same for everyone.
    IDENTICAL = "exactly 0 differences: every person and every number is the same", "差异恰为0：每个人、每个数字都相同";
    /// What is left of a gap.
    REST = "left with all of these off", "以上全部关闭后所余";
    /// The whole gap.
    SUM = "gap, the exact sum", "差距，恰为以上之和";
    /// A mechanism that the regime does not have.
    ABSENT = "0, the regime has none", "0，该制度没有";
    /// Heading of levels.
    LEVELS = "Lawful expression may settle at several levels (GH0303): no mean over them, each by itself", "合法表达可能停在多个水平（GH0303）：不取平均，分别列出";
    /// Heading.
    OUTCOMES = "What differs", "有何不同";
    /// Heading.
    EVERY_METRIC = "Every metric", "全部指标";
    /// Heading.
    CONDITIONS = "Conditions", "条件";
    /// Link.
    SKIP = "Skip to the comparison", "跳到比较结果";
    /// What a difference is.
    PAIRED = "Difference between regimes over the same people and the same luck, replicate by replicate, with a 95 % Student t interval over replicates.", "相同人物、相同运气下各制度之差，逐次重复相减，附重复间95%学生t区间。";
    /// Cell of the matrix.
    BOTH = "penalised under both", "在两者下都受惩戒";
    /// Cell of the matrix.
    NEITHER = "penalised under neither", "在两者下都未受惩戒";
    /// Persons whose end differs.
    END_DIFFERS = "anything at all differs in the end", "最终有任何不同";
    /// The persons who differ most.
    LARGEST = "largest individual differences (first replicate):", "个人差异最大者（第一次重复）：";
    /// Score of a person.
    SCORE = "score", "分数";
    /// Grade of a person.
    GRADE = "grade", "等级";
    /// Heading of what pairing buys.
    UNPAIRED = "What pairing buys: without it the interval of the difference would be so many times as wide", "配对的好处：若不配对，差值的区间宽度为现在的多少倍";
    /// What happened under the first arm only.
    NO_LONGER = "no longer ", "不再：";
    /// Question of the trade-off.
    TRADE_OFF = "How much less misconduct, at how many wrongly penalised?", "少了多少违规，错罚了多少人？";
    /// One seed ranks nothing.
    NO_RANKING = "One seed: these marks illustrate and rank nothing.", "单一种子：这些标记只作示例，不排名次。";
    /// Axis of the effect.
    EFFECT_AXIS = "misconduct: difference from the baseline, per 1,000 person-months", "违规：与对照之差，每千人月";
    /// Axis of the error.
    ERROR_AXIS = "wrongly penalised at least once, per 1,000 people", "至少受过一次错误惩戒，每千人";
    /// Heading of the steps from a wrong entry to its removal everywhere.
    WAY_OUT = "The way out of a wrong entry, over the whole run (percent of the wrong entries)", "错误条目的纠正之路，整个运行期间（占错误条目的百分比）";
    /// What happened under the second arm only.
    NEWLY = "newly ", "新增：";
}

/// Marks a cell whose difference is not distinguishable from 0, where there is no room for the words.
pub const SIGN: char = '°';

/// Title of the table.
pub fn title(lang: Lang, baseline: &str, months: u32) -> String {
    say!(
        lang,
        "Per 1,000 people over {months} months, difference from {baseline}, paired",
        "{months}个月内每1,000人，与 {baseline} 之差（配对）"
    )
}

/// The difference from the baseline begun at the same side.
pub fn from_same_side(lang: Lang, baseline: &str, difference: &str) -> String {
    say!(lang, "; {difference} from {baseline} begun alike", "；与起点相同的 {baseline} 之差{difference}")
}

/// Rows that are not shown.
pub fn left_out(lang: Lang, n: usize) -> String {
    let metrics = if n == 1 { "metric is" } else { "metrics are" };
    match lang {
        Lang::En => format!("{n} more {metrics} the same in every arm and replicate (--all shows all)"),
        Lang::Zh => format!("另有{n}项指标在各方案、各次重复中相同（--all 可显示）"),
    }
}

/// Title of a pair.
pub fn swap_title(lang: Lang, first: &str, second: &str) -> String {
    say!(lang, "Who swaps, per 1,000 people: {first} against {second}", "谁的处境改变，每1,000人：{first} 与 {second}")
}

/// Penalised under one arm only.
pub fn only(lang: Lang, arm: &str) -> String {
    say!(lang, "penalised only under {arm}", "只在 {arm} 下受惩戒")
}

/// Title of the differences of rules.
pub fn rules_title(lang: Lang, first: &str, second: &str, n: usize) -> String {
    match (lang, n) {
        (Lang::En, 0) => format!("Rules: {first} and {second} say the same"),
        (Lang::En, 1) => format!("Rules: {first} → {second} differ in 1 place"),
        (Lang::En, n) => format!("Rules: {first} → {second} differ in {n} places"),
        (Lang::Zh, 0) => format!("规则：{first} 与 {second} 内容相同"),
        (Lang::Zh, n) => format!("规则：{first} → {second} 有{n}处不同"),
    }
}

/// Where all differences are.
pub fn all_rules(lang: Lang, command: &str) -> String {
    say!(lang, "…   (all: {command})", "……（全部：{command}）")
}

/// A ratio.
pub fn times(lang: Lang, number: &str) -> String {
    say!(lang, "{number}×", "{number}倍")
}

/// What became of a condition.
pub fn judged(lang: Lang, condition: &str, arm: &str, value: &str, holds: Option<bool>) -> String {
    match holds {
        Some(true) => say!(lang, "{condition}: holds for {arm} ({value})", "{condition}：{arm} 满足（{value}）"),
        Some(false) => {
            say!(lang, "{condition}: does not hold for {arm} ({value})", "{condition}：{arm} 不满足（{value}）")
        }
        None => {
            say!(lang, "{condition}: cannot be judged for {arm} ({value})", "{condition}：{arm} 无法判断（{value}）")
        }
    }
}

/// A step of the way out.
pub fn step(lang: Lang, name: &str) -> String {
    match name {
        "wrong_entries" => say!(lang, "wrong entries, copies included", "错误条目（含副本）"),
        "noticed" => say!(lang, "noticed", "被察觉"),
        "wrong_objected" => say!(lang, "objected to", "被提出异议"),
        "wrong_decided" => say!(lang, "decided", "已决定"),
        "corrected" => say!(lang, "upheld and removed", "异议成立并移除"),
        "removed_everywhere" => say!(lang, "removed everywhere", "处处移除"),
        other => other.to_owned(),
    }
}

/// How many, and their share.
pub fn of_entries(lang: Lang, count: &str, percent: &str) -> String {
    say!(lang, "{count} ({percent} %)", "{count}（{percent}%）")
}

/// Title of a gap.
pub fn gap_title(lang: Lang, arm: &str) -> String {
    say!(
        lang,
        "{arm}: penalised per 1,000, poorest fifth minus richest, by mechanism (mean over all orders of switching on)",
        "{arm}：每千人受惩戒，最贫减最富五分之一，按机制（各种开启顺序的平均）"
    )
}

/// A mechanism.
pub fn mechanism(lang: Lang, name: &str) -> String {
    match name {
        "exposure" => say!(lang, "exposure: who can do what is scored", "机会：谁会做被计分之事"),
        "detection" => say!(lang, "detection: where sources look", "发现：来源看向何处"),
        "identity" => say!(lang, "identity: records on the wrong person", "身份：记错人的记录"),
        "rule" => say!(lang, "rule: points of each misdeed", "规则：各项失信的分值"),
        "review" => say!(lang, "review: notice, objection, decision", "复核：告知、异议、决定"),
        other => other.to_owned(),
    }
}

/// How far a part depends on the order.
pub fn by_order(lang: Lang, least: &str, most: &str) -> String {
    say!(lang, "{least} … {most} by order", "视顺序 {least} … {most}")
}

/// What ever happened to a person.
pub fn ever(lang: Lang, flag: &str) -> String {
    match flag {
        "penalised" => say!(lang, "penalised", "受惩戒"),
        "wrongly_penalised" => say!(lang, "wrongly penalised", "受错误惩戒"),
        "penalised_for_undone" => say!(lang, "penalised for what they did not do", "因未做之事受惩戒"),
        "missed" => say!(lang, "escaped a penalty", "逃过惩戒"),
        "deducted" => say!(lang, "lost points", "被扣分"),
        "wrong_deduction" => say!(lang, "lost points wrongly", "被错误扣分"),
        "corrected" => say!(lang, "corrected", "得到更正"),
        "in_worst" => say!(lang, "in the worst grade", "曾在最低等级"),
        other => other.to_owned(),
    }
}

/// Title of the page.
pub fn page_title(lang: Lang, names: &[&str]) -> String {
    names.join(match lang {
        Lang::En => " and ",
        Lang::Zh => " 与 ",
    })
}

/// Title of a figure.
pub fn question(lang: Lang, baseline: &str, unit: &str) -> String {
    say!(lang, "What differs from {baseline}, {unit}?", "与 {baseline} 有何不同（{unit}）？")
}

/// What zero is.
pub fn against(lang: Lang, baseline: &str) -> String {
    say!(lang, "difference from {baseline}", "与 {baseline} 之差")
}

/// Heading of a column.
pub fn less(lang: Lang, arm: &str, baseline: &str) -> String {
    say!(lang, "{arm} less {baseline}", "{arm} 减 {baseline}")
}

/// The largest difference, in a sentence.
pub fn largest(lang: Lang, arm: &str, baseline: &str, metric: &str, value: &str) -> String {
    say!(
        lang,
        "Largest: {metric} under {arm} against {baseline}: {value}.",
        "最大者：{arm} 相对 {baseline} 的{metric}：{value}。"
    )
}

/// A metric as a noun, outside the order of the table.
pub fn noun(lang: Lang, name: &str) -> String {
    crate::sweep::metric(lang, name)
}

/// A metric as a row of the table, with its unit where that is not per 1,000 people.
pub fn metric(lang: Lang, name: &str) -> String {
    match name {
        "penalised" => say!(lang, "penalised at least once", "至少受过一次惩戒"),
        "wrongly_penalised" => say!(lang, "… at a time when a perfect register would not", "……其时若登记无误则不会"),
        "penalised_for_undone" => say!(lang, "… for something they did not do", "……因未做之事"),
        "missed" => say!(lang, "escaped a penalty that was due", "逃过应有的惩戒"),
        "wrong_deduction" => say!(lang, "lost points for what they did not do", "因未做之事被扣分"),
        "never_corrected" => say!(lang, "… and never corrected", "……且从未得到更正"),
        "refusals" => say!(lang, "applications refused", "被拒的申请"),
        "wrong_refusals" => say!(lang, "… wrongly", "……其中错误"),
        "burden" => say!(lang, "burden (gravity × days per person)", "负担（严重程度×天数，每人）"),
        "misconduct" => say!(lang, "misconduct (per 1,000 person-months)", "违法失信行为（每千人月）"),
        "expression" => say!(lang, "petitions, criticism", "信访、批评等"),
        "merit" => say!(lang, "volunteering, donations", "志愿服务、捐献等"),
        "poorest_to_richest" => say!(lang, "penalty ratio, poorest/richest fifth", "受惩戒比，最贫/最富五分之一"),
        "poorest_minus_richest" => say!(lang, "penalised, poorest minus richest fifth", "受惩戒，最贫减最富五分之一"),
        "deal_payoff" => say!(lang, "what 1,000 deals asked for bring (utility)", "每千次交易请求所得（效用）"),
        "deals_made_percent" => say!(lang, "deals made (% of those asked for)", "成交（占请求的%）"),
        "deals_broken_percent" => say!(lang, "… of these broken (%)", "……其中违约（%）"),
        "refused_faithful_percent" => say!(lang, "refused though faithful (%)", "守约者被拒（%）"),
        "rating_accuracy" => say!(lang, "ratings against truth (rank correlation)", "评级与真实（秩相关）"),
        "rater_concentration" => say!(lang, "concentration of raters (Herfindahl)", "评级方集中度（赫芬达尔）"),
        "largest_rater_percent" => say!(lang, "ask the largest rater (%)", "询问最大评级方（%）"),
        "trapped" => say!(lang, "trapped in poverty at the end", "期末陷于贫困"),
        "trapped_by_regime" => say!(lang, "… of these beyond those without the regime", "……其中较无制度时多出者"),
        "exit_percent" => say!(lang, "left the worst grade within 24 months (%)", "24个月内离开最低等级（%）"),
        other => other.to_owned(),
    }
}

/// Which regimes are outdone by another in effect and error.
pub fn outdone(lang: Lang, names: &[&str]) -> String {
    match (lang, names) {
        (Lang::En, []) => "No regime clearly outdoes another in both effect and error.".into(),
        (Lang::Zh, []) => "没有一种制度在效果与错误两方面都明显胜过另一种。".into(),
        (Lang::En, names) => format!("Outdone by another regime in effect and error: {}.", names.join(", ")),
        (Lang::Zh, names) => format!("在效果与错误两方面都不及另一种制度：{}。", names.join("、")),
    }
}
