//! Texts of the summary after a run.

use super::{labels, say};
use glasshouse_model::Lang;

labels! {
    /// Line of grade shares.
    GRADES = "Grades", "等级";
    /// Line of grade shares of a perfect register.
    GRADES_TRUE = "… in truth", "……若登记无误";
    /// Line of people reached.
    PEOPLE = "Of 1,000 people", "每1,000人中";
    /// Line of misconduct.
    BEHAVIOUR = "Behaviour", "行为";
    /// Line of lawful acts.
    LAWFUL = "Lawful acts", "合法行为";
    /// Line of merit acts.
    MERIT = "Merit acts", "善行";
    /// Line of unequal burden.
    INEQUALITY = "Inequality", "不平等";
    /// Line of leaving the worst grade.
    EXIT = "Exit", "退出";
    /// Line of refused applications.
    REFUSALS = "Refusals", "拒批";
    /// Lines of a scorecard's decisions.
    SCORECARD = "Scorecard", "评分卡";
    /// Without grades.
    NO_GRADES = "no grades in this rulebook", "该规则文本中没有等级";
    /// Without sanctions.
    NO_MEASURES = "penalties: this rulebook has none", "惩戒：该规则文本中没有惩戒措施";
    /// Without review.
    NO_CORRECTION = "no procedure for correction in this rulebook", "该规则文本中没有更正程序";
    /// Nobody had a wrong deduction.
    NOBODY_TO_CORRECT = "nobody lost points wrongly, so there was nothing to correct", "没有人被错误扣分，因此无可更正";
    /// No one entered the worst grade.
    NOBODY_FELL = "nobody entered the worst grade early enough to follow", "没有人足够早地进入最低等级，无法追踪";
    /// Too few entered the worst grade.
    FEW_FELL = "fewer than 20 entered the worst grade early enough to follow: no rate is given", "足够早进入最低等级而可追踪者不足20次，不给出比率";
    /// Too few lost points wrongly.
    FEW_TO_CORRECT = "fewer than 20 people lost points wrongly: no rate of correction is given", "被错误扣分者不足20人，不给出更正比率";
    /// No measure decides applications.
    NO_REFUSALS = "no measure of this rulebook decides applications", "该规则文本中没有决定申请的措施";
    /// Nobody of the richest fifth was penalised.
    NO_RATIO = "no ratio: nobody in the highest income fifth was penalised", "无比值：最高收入五分之一中无人受惩戒";
    /// Line of what deals brought.
    DEALS = "Deals", "交易";
    /// Lines of what raters know.
    RATINGS = "Ratings", "评级";
    /// Line of levels of lawful expression.
    LEVELS = "Levels", "水平";
    /// Line of how wealth is spread.
    WEALTH = "Wealth", "财富";
    /// The change cannot be told from zero.
    UNCLEAR = "not distinguishable from 0", "与0无法区分";
    /// Lawful conduct went down.
    CHILLING = "chilling", "寒蝉效应";
    /// Merit went up.
    GAMED = "done for points", "因计分而做";
}

/// Title of the summary.
pub fn title(lang: Lang, regime: &str, months: u32) -> String {
    say!(lang, "{regime} after {months} months", "{regime}，运行{months}个月后")
}

/// What a scorecard decided about a group.
pub fn card_group(lang: Lang, group: &str, accepted: &str, wrongly: &str, missed: &str) -> String {
    say!(
        lang,
        "{group}: accepted {accepted}; declined with nothing against them {wrongly}; accepted with something against them {missed}",
        "{group}：接受{accepted}；无不利情况而被拒{wrongly}；有不利情况而被接受{missed}"
    )
}

/// What deals brought.
pub fn deals(lang: Lang, payoff: &str, baseline: &str) -> String {
    say!(
        lang,
        "1,000 asked for bring {payoff} units of utility to those asked; without any rating {baseline}",
        "每1,000次请求给被请求者带来{payoff}单位效用；无评级时为{baseline}"
    )
}

/// Who deals with whom.
pub fn deals_made(lang: Lang, made: &str, broken: &str, refused: &str) -> String {
    say!(
        lang,
        "{made} made, {broken} of these broken; {refused} of those who would have kept them refused",
        "成交{made}，其中违约{broken}；本会守约者中{refused}被拒"
    )
}

/// What people are told, against the truth.
pub fn ratings(lang: Lang, accuracy: &str, concentration: &str) -> String {
    say!(
        lang,
        "rank correlation of what people are told with who can be trusted {accuracy}; concentration of raters {concentration}",
        "人们得知的评价与真实可信度的秩相关为{accuracy}；评级方集中度{concentration}"
    )
}

/// One rater.
pub fn rater(lang: Lang, name: &str, accuracy: &str, asked: &str, right: &str) -> String {
    say!(
        lang,
        "{name}: rank correlation {accuracy}, asked first by {asked}, right in {right}",
        "{name}：秩相关{accuracy}，{asked}首先询问它，建议{right}正确"
    )
}

/// People under an adverse measure.
pub fn penalised(lang: Lang, n: &str) -> String {
    say!(lang, "{n} were penalised at least once", "{n}人至少受过一次惩戒")
}

/// Those of them whom a perfect register would have spared.
pub fn wrongly(lang: Lang, n: &str) -> String {
    say!(lang, "{n} of them at a time when a perfect register would not", "其中{n}人受惩戒之时，若登记无误则不会")
}

/// Those of them who are penalised for what somebody else did, or nobody.
pub fn undone(lang: Lang, n: &str) -> String {
    say!(lang, "{n} of them for something they did not do", "其中{n}人因自己没有做过的事受惩戒")
}

/// Those who escaped.
pub fn missed(lang: Lang, n: &str) -> String {
    say!(lang, "{n} escaped a penalty that was due under the rules", "{n}人逃过了按规则应有的惩戒")
}

/// Those who lost points for nothing.
pub fn deducted(lang: Lang, n: &str) -> String {
    say!(lang, "{n} lost points for something they did not do", "{n}人因自己没有做过的事被扣分")
}

/// The share of those that was corrected.
pub fn corrected(lang: Lang, percent: &str, days: Option<&str>) -> String {
    match days {
        Some(days) => {
            say!(
                lang,
                "{percent} of those corrected (mean {days} days)",
                "{percent}的此类人后来得到更正（平均{days}天）"
            )
        }
        None => say!(lang, "{percent} of those corrected", "{percent}的此类人后来得到更正"),
    }
}

/// Misconduct against no regime, absolute and relative.
pub fn misconduct(lang: Lang, change: &str, relative: Option<&str>) -> String {
    match relative {
        Some(r) => say!(
            lang,
            "misconduct {r} vs no regime ({change} per 1,000 person-months)",
            "违法失信行为{r}（与无制度相比，每千人月{change}次）"
        ),
        None => say!(
            lang,
            "misconduct {change} per 1,000 person-months against no regime",
            "违法失信行为每千人月{change}次（与无制度相比）"
        ),
    }
}

/// Misconduct against no regime, relative.
pub fn misconduct_relative(lang: Lang, change: &str) -> String {
    say!(lang, "misconduct {change} vs no regime", "违法失信行为{change}（与无制度相比）")
}

/// Lawful expression against no regime.
pub fn expression(lang: Lang, change: &str, note: Option<&str>) -> String {
    match note {
        Some(note) => {
            say!(lang, "petitions, criticism {change}  ({note})", "信访、批评等{change}（{note}）")
        }
        None => say!(lang, "petitions, criticism {change}", "信访、批评等{change}"),
    }
}

/// Lawful expression from one side, with its change against the baseline from the same side.
pub fn level(lang: Lang, upper: bool, n: &str, change: &str) -> String {
    if upper {
        say!(
            lang,
            "from everybody: {n} lawful acts per 1,000 person-months ({change})",
            "自人人皆做起：每千人月{n}次合法行为（{change}）"
        )
    } else {
        say!(
            lang,
            "from nobody: {n} lawful acts per 1,000 person-months ({change})",
            "自无人做起：每千人月{n}次合法行为（{change}）"
        )
    }
}

/// In how many replicates the sides end apart, and where the declared start ends.
pub fn levels(lang: Lang, ratio: &str, apart: u32, of: u32, upper: u32) -> String {
    let lower = apart.saturating_sub(upper);
    if apart == 0 {
        return say!(
            lang,
            "conformity is {ratio} times the noise; both sides end alike",
            "从众为噪声的{ratio}倍；两侧结局相同"
        );
    }
    say!(
        lang,
        "several levels hold themselves up (J/τ = {ratio}): the sides end apart in {apart} of {of}; from its own start {upper} end at the upper and {lower} at the lower",
        "存在多个自我维持的水平（J/τ = {ratio}）：{of}次中有{apart}次两侧结局不同；按其自身起点，{upper}次停在高水平，{lower}次停在低水平"
    )
}

/// How unequally wealth and months under penalty are spread.
pub fn wealth(lang: Lang, gini: &str, theil: &str, months: &str) -> String {
    say!(
        lang,
        "Gini {gini}, Theil {theil}; of months under penalty Gini {months}",
        "基尼{gini}，泰尔{theil}；受惩戒月数基尼{months}"
    )
}

/// Merit acts against no regime.
pub fn merit(lang: Lang, change: &str, note: Option<&str>) -> String {
    match note {
        Some(note) => {
            say!(lang, "volunteering, donations {change}  ({note})", "志愿服务、捐献等{change}（{note}）")
        }
        None => say!(lang, "volunteering, donations {change}", "志愿服务、捐献等{change}"),
    }
}

/// Unequal burden as ratio and difference.
pub fn inequality(lang: Lang, ratio: &str, difference: Option<&str>) -> String {
    match difference {
        Some(d) => say!(
            lang,
            "poorest fifth penalised {ratio} as often as richest ({d} per 1,000)",
            "最低收入五分之一受惩戒的频率是最高五分之一的{ratio}（每千人{d}人）"
        ),
        None => say!(
            lang,
            "poorest fifth penalised {ratio} as often as richest",
            "最低收入五分之一受惩戒的频率是最高五分之一的{ratio}"
        ),
    }
}

/// The difference alone.
pub fn inequality_difference(lang: Lang, difference: &str) -> String {
    say!(
        lang,
        "lowest income fifth against the highest: {difference} penalised per 1,000",
        "最低与最高收入五分之一相比：每千人受惩戒{difference}人"
    )
}

/// A ratio, e.g. `2.3×`.
pub fn times(lang: Lang, number: &str) -> String {
    say!(lang, "{number}×", "{number}倍")
}

/// Leaving the worst grade.
pub fn exit(lang: Lang, percent: &str, grade: &str) -> String {
    say!(
        lang,
        "{percent} of those in {grade} leave {grade} within 24 months",
        "进入{grade}级的人中{percent}在24个月内离开{grade}级"
    )
}

/// Applications refused.
pub fn refusals(lang: Lang, n: &str, wrong: Option<&str>) -> String {
    match wrong {
        Some(w) => say!(lang, "{n} per 1,000 people, {w}", "每千人有{n}件申请被拒，{w}"),
        None => say!(lang, "{n} per 1,000 people", "每千人有{n}件申请被拒"),
    }
}

/// Wrong ones among all, counted.
pub fn wrong_of(lang: Lang, wrong: &str, all: &str) -> String {
    say!(lang, "{wrong} of {all} wrongly", "{all}件中{wrong}件属错误")
}

/// No share of a handful.
pub fn too_few_cases(lang: Lang) -> String {
    say!(lang, "too few for a share of wrong ones", "数量太少，不给出错误比例")
}

/// Wrong ones as a share over replicates, and of how many where these are few.
pub fn wrong_share(lang: Lang, share: &str, few: Option<&str>) -> String {
    match few {
        Some(all) => say!(lang, "{share} of about {all} wrongly", "约{all}件中{share}属错误"),
        None => say!(lang, "{share} wrongly", "其中{share}属错误"),
    }
}

/// What a headline number is, by its name.
pub fn field(lang: Lang, name: &str) -> String {
    let (stem, item) = name.split_once('[').map_or((name, ""), |(s, i)| (s, i.trim_end_matches(']')));
    match stem {
        "grade_share" => say!(lang, "share in grade {item}, by the record", "{item}级占比，按记录"),
        "true_grade_share" => say!(lang, "share in grade {item}, by a perfect register", "{item}级占比，若登记无误"),
        "penalised" => say!(lang, "penalised at least once", "至少受过一次惩戒"),
        "penalised_for_undone" => {
            say!(lang, "penalised at least once for something they did not do", "至少一次因未做之事受惩戒")
        }
        "wrongly_penalised" => say!(lang, "penalised wrongly at least once", "至少受过一次错误惩戒"),
        "missed" => say!(lang, "escaped a penalty at least once", "至少逃过一次惩戒"),
        "wrong_deduction" => say!(lang, "lost points for something they did not do", "因没有做过的事被扣分"),
        "corrected_percent" => say!(lang, "of those, corrected at least once", "其中至少得到一次更正"),
        "correction_days" => say!(lang, "time from wrong record to correction", "从错误记录到更正的时间"),
        "misconduct_change" => say!(lang, "misconduct, change against no regime", "违法失信行为，与无制度相比的变化"),
        "misconduct_change_percent" => say!(lang, "the same, relative", "同上，相对变化"),
        "expression_change_percent" => {
            say!(lang, "lawful expression, change against no regime", "合法表达，与无制度相比的变化")
        }
        "wealth_gini" => say!(lang, "Gini index of wealth at the end", "期末财富的基尼指数"),
        "wealth_theil" => say!(lang, "Theil index of wealth at the end", "期末财富的泰尔指数"),
        "wealth_hoover" => say!(lang, "share of wealth that equality would move", "均等须转移的财富比例"),
        "penalised_months_gini" => say!(lang, "Gini index of months under penalty", "受惩戒月数的基尼指数"),
        "level_from_nobody" => say!(lang, "lawful acts in the end, from nobody", "期末合法行为，自无人做起"),
        "level_from_everybody" => say!(lang, "lawful acts in the end, from everybody", "期末合法行为，自人人皆做起"),
        "expression_change_from_nobody" => say!(lang, "their change, from nobody", "其变化，自无人做起"),
        "expression_change_from_everybody" => say!(lang, "their change, from everybody", "其变化，自人人皆做起"),
        "merit_change_percent" => say!(lang, "merit acts, change against no regime", "善行，与无制度相比的变化"),
        "poorest_to_richest" => {
            say!(lang, "penalised, lowest income fifth to highest", "受惩戒者，最低与最高收入五分之一之比")
        }
        "poorest_minus_richest" => say!(lang, "the same, difference", "同上，差值"),
        "exit_percent" => say!(lang, "left the worst grade within 24 months", "24个月内离开最低等级"),
        "refusals" => say!(lang, "applications refused because of a measure", "因措施被拒的申请"),
        "wrong_refusals_percent" => say!(lang, "of those, wrongly", "其中错误拒批"),
        _ => name.into(),
    }
}
