//! Texts of sweeps, in both languages.

use crate::messages::{labels, say};
use crate::number;
use glasshouse_model::Lang;
use glasshouse_wire::sweep::{BoxDoc, ClaimDoc, FailedPoint, InputResult, SweepDoc, SweepPlan, SweepRow};

labels! {
    /// Between the sides of a box.
    AND = " and ", " 且 ";
    /// A point at which nothing differs.
    AS_DECLARED = "as declared", "按声明";
    /// Axis of shares.
    SHARE = "share of the variance", "方差份额";
    /// Axis of correlations.
    CORRELATION = "rank correlation", "秩相关系数";
    /// Heading.
    FIGURES = "What matters", "什么重要";
    /// Heading.
    CLAIMS = "Claims", "论断";
    /// Heading.
    INPUTS = "What was varied", "改变了什么";
    /// Heading.
    METHOD = "How it was done", "方法";
    /// Heading.
    FAILED = "Points that could not be run", "无法运行的点";
    /// Heading.
    LEFT_OUT = "Assumptions that were not varied", "未改变的假设";
    /// Column.
    PATH = "assumption", "假设";
    /// Column.
    DECLARED = "declared value", "声明值";
    /// Column.
    RANGE = "range", "范围";
    /// Column.
    WHY = "why", "理由";
    /// Range without a source.
    GUESS = "asked on the command line", "命令行指定";
    /// Fact.
    DESIGN = "Design", "设计";
    /// Fact.
    RUNS = "Runs", "运行次数";
    /// Link.
    TO_TOP = "Skip to the sweep", "跳到扫描结果";
}

/// A metric by name, as a noun inside a sentence.
pub fn metric(lang: Lang, name: &str) -> String {
    match name {
        "penalised" => say!(lang, "people penalised", "受惩戒人数"),
        "wrongly_penalised" => say!(lang, "people wrongly penalised", "受错误惩戒人数"),
        "penalised_for_undone" => say!(lang, "people penalised for what they did not do", "因未做之事受惩戒人数"),
        "missed" => say!(lang, "people who escaped a penalty that was due", "逃过应有惩戒的人数"),
        "wrong_deduction" => say!(lang, "people who lost points wrongly", "被错误扣分的人数"),
        "never_corrected" => {
            say!(lang, "people who lost points wrongly and were never corrected", "被错误扣分且从未得到更正的人数")
        }
        "refusals" => say!(lang, "applications refused", "被拒的申请"),
        "wrong_refusals" => say!(lang, "applications wrongly refused", "被错误拒绝的申请"),
        "burden" => say!(lang, "the burden of measures", "措施造成的负担"),
        "misconduct" => say!(lang, "misconduct", "违法失信行为"),
        "expression" => say!(lang, "lawful petitions and criticism", "合法的信访与批评"),
        "merit" => say!(lang, "volunteering and donations", "志愿服务与捐献"),
        "poorest_to_richest" => say!(lang, "the penalty ratio of poorest to richest", "最贫与最富的受惩戒比"),
        "poorest_minus_richest" => say!(lang, "the penalty gap of poorest to richest", "最贫与最富的受惩戒差"),
        "exit_percent" => say!(lang, "exits from the worst grade", "离开最低等级的比例"),
        "misconduct_change_percent" => say!(lang, "the change of misconduct", "违法失信行为的变化"),
        "expression_change_percent" => {
            say!(lang, "the change of lawful petitions and criticism", "合法信访与批评的变化")
        }
        "deal_payoff" => say!(lang, "what deals bring", "交易所得"),
        "deals_made_percent" => say!(lang, "deals made", "成交比例"),
        "deals_broken_percent" => say!(lang, "deals broken", "违约比例"),
        "refused_faithful_percent" => say!(lang, "faithful partners refused", "守约者被拒的比例"),
        "rating_accuracy" => say!(lang, "the accuracy of ratings", "评级的准确度"),
        "rater_concentration" => say!(lang, "the concentration of raters", "评级方的集中度"),
        "largest_rater_percent" => say!(lang, "the share of the largest rater", "最大评级方的份额"),
        "merit_change_percent" => say!(lang, "the change of volunteering and donations", "志愿服务与捐献的变化"),
        "trapped" => say!(lang, "people trapped in poverty", "陷于贫困的人数"),
        "trapped_by_regime" => {
            say!(lang, "people trapped in poverty beyond those without the regime", "较无制度时多陷于贫困的人数")
        }
        other => other.to_owned(),
    }
}

/// Name of a design.
pub fn design(lang: Lang, name: &str) -> String {
    match name {
        "oat" => say!(lang, "one at a time", "逐一改变"),
        "grid" => say!(lang, "grid", "网格"),
        "lhs" => say!(lang, "Latin hypercube", "拉丁超立方"),
        "morris" => say!(lang, "elementary effects (Morris)", "基本效应（莫里斯）"),
        "sobol" => say!(lang, "variance shares (Sobol')", "方差份额（索博尔）"),
        other => other.to_owned(),
    }
}

/// Title.
pub fn title(lang: Lang, doc: &SweepDoc) -> String {
    let (inputs, points) = (number::count(doc.inputs.len() as u64), number::count(doc.points));
    let (subject, how) = (&doc.subject, design(lang, &doc.design.name));
    match (lang, doc.months) {
        (Lang::En, 0) => format!("Sweep of {subject}: {inputs} inputs, {points} points, {how}"),
        (Lang::En, months) => {
            format!("Sweep of {subject} over {months} months: {inputs} inputs, {points} points, {how}")
        }
        (Lang::Zh, 0) => format!("{subject} 扫描：{inputs}个输入，{points}个点，{how}"),
        (Lang::Zh, months) => format!("{subject} 扫描，{months}个月：{inputs}个输入，{points}个点，{how}"),
    }
}

/// Title of a figure.
pub fn question(lang: Lang, metric: &str) -> String {
    say!(lang, "Which assumptions move {metric}?", "哪些假设影响{metric}？")
}

/// Nothing that was varied moves the metric.
pub fn nothing_moves(lang: Lang, metric: &str) -> String {
    say!(lang, "Nothing that was varied moves {metric}.", "所改变的内容均不影响{metric}。")
}

/// Sentence of variance shares.
pub fn variance(lang: Lang, path: &str, metric: &str, total: &str, alone: &str) -> String {
    say!(
        lang,
        "{path} explains {total} % of the variance of {metric}, {alone} % of it alone.",
        "{path} 解释了{metric}方差的{total}%，其中单独解释{alone}%。"
    )
}

/// Sentence of elementary effects.
pub fn effect(lang: Lang, path: &str, metric: &str, size: &str, unit: &str, half: usize, of: usize) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    say!(
        lang,
        "Across its range, {path} moves {metric} by {size}{unit} on average; {half} of {of} assumptions make up half of all effects.",
        "{path} 跨越其范围时，{metric}平均变动{size}{unit}；{of}项假设中的{half}项占全部效应的一半。"
    )
}

/// Sentence of rank correlations.
pub fn correlated(lang: Lang, path: &str, metric: &str, correlation: f64) -> String {
    let size = number::fixed(correlation, 2);
    if correlation < 0.0 {
        say!(
            lang,
            "{metric}: falls as {path} rises (rank correlation {size}).",
            "{metric}：随 {path} 上升而下降（秩相关 {size}）。"
        )
    } else {
        say!(
            lang,
            "{metric}: rises with {path} (rank correlation {size}).",
            "{metric}：随 {path} 上升（秩相关 {size}）。"
        )
    }
}

/// Sentence of spans.
pub fn span(lang: Lang, path: &str, metric: &str, ends: &(String, String), unit: &str) -> String {
    let (low, high) = ends;
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    say!(
        lang,
        "Across the range of {path}, {metric}: from {low} to {high}{unit}.",
        "在 {path} 的范围内，{metric}：{low}至{high}{unit}。"
    )
}

/// What stands behind a value in a ranking.
pub fn detail(lang: Lang, row: &SweepRow, result: &InputResult) -> String {
    let two = |v: f64| number::fixed(v, number::decimals(v, 0.0));
    match row.importance.as_str() {
        "total" => {
            let limits = result.total.map_or(String::new(), |t| format!(" [{}, {}]", two(t.low), two(t.high)));
            let first = result.first.map_or(String::new(), |f| two(f.value));
            let alone = say!(lang, "alone {first}", "单独{first}");
            format!("{limits}  {alone}")
        }
        "mu_star" => {
            let limits = match (result.low, result.high) {
                (Some(low), Some(high)) => format!(" [{}, {}]", two(low), two(high)),
                _ => String::new(),
            };
            let (mu, sigma) = (result.mu.unwrap_or(0.0), result.sigma.unwrap_or(0.0));
            let direction = match lang {
                Lang::En if mu < 0.0 => "falls",
                Lang::En => "rises",
                Lang::Zh if mu < 0.0 => "下降",
                Lang::Zh => "上升",
            };
            format!("{limits}  {direction}, σ {}", two(sigma))
        }
        "rank_correlation" => {
            let sign = if result.correlation.is_some_and(|c| c < 0.0) { "−" } else { "+" };
            format!("  {sign}")
        }
        _ => match (result.low, result.high) {
            (Some(low), Some(high)) => format!("  {} … {}", two(low), two(high)),
            _ => String::new(),
        },
    }
}

/// Inputs that are not shown.
pub fn others(lang: Lang, left: usize) -> String {
    say!(lang, "… and {left} more in the bundle", "……其余{left}项见结果文件夹")
}

/// Luck and replicates.
pub fn luck(lang: Lang, share: &str, replicates: u32, needed: Option<u32>) -> String {
    let noise = say!(lang, "Luck is {share} % of the variance.", "运气占方差的{share}%。");
    match needed {
        Some(n) if n > replicates => {
            let more = say!(
                lang,
                " {n} replicates would bring a point's interval to a tenth of the spread between points.",
                "{n}次重复可使每点区间缩至各点差异的十分之一。"
            );
            format!("{noise}{more}")
        }
        Some(_) | None => noise,
    }
}

/// What became of a claim.
pub fn claim(lang: Lang, claim: &ClaimDoc) -> String {
    let (text, worlds) = (&claim.claim, number::count(claim.holds + claim.fails));
    let Some(percent) = claim.percent else {
        return say!(lang, "The claim {text} cannot be judged in any world.", "论断 {text} 在任何世界中都无法判断。");
    };
    let one = |v: f64| number::fixed(v, 1);
    let (value, low, high) = (one(percent.value), one(percent.low), one(percent.high));
    let mut line = say!(
        lang,
        "The claim {text} holds in {value} % [{low}, {high}] of {worlds} plausible worlds.",
        "论断 {text} 在{worlds}个合理世界中的{value}%［{low}，{high}］成立。"
    );
    if claim.undecided > 0 {
        let n = claim.undecided;
        line.push_str(&say!(lang, " In {n} more a metric has no value.", "另有{n}个世界中指标无数值。"));
    }
    line.push_str(&match claim.declared {
        Some(true) => say!(lang, " It holds with the declared values.", "按声明值成立。"),
        Some(false) => say!(lang, " It fails with the declared values.", "按声明值不成立。"),
        None => String::new(),
    });
    line
}

/// The box that explains failures.
pub fn failures(lang: Lang, found: &BoxDoc, sides: &str) -> String {
    let (coverage, density) = (number::fixed(100.0 * found.coverage, 0), number::fixed(100.0 * found.density, 0));
    say!(
        lang,
        "It fails mostly where {sides} (covers {coverage} % of the failures, {density} % pure).",
        "失败多在 {sides} 时（覆盖{coverage}%的失败，纯度{density}%）。"
    )
}

/// A counter-example.
pub fn counter_example(lang: Lang, changes: usize, left: &str, right: &str) -> String {
    match (lang, changes) {
        (Lang::En, 0) => format!("It fails as declared: {left} against {right}. Run it:"),
        (Lang::En, 1) => format!("One change is enough to make it fail: {left} against {right}. Run it:"),
        (Lang::En, n) => format!("{n} changes are enough to make it fail: {left} against {right}. Run it:"),
        (Lang::Zh, 0) => format!("按声明值即不成立：{left} 对 {right}。运行："),
        (Lang::Zh, n) => format!("{n}处改动即可使其不成立：{left} 对 {right}。运行："),
    }
}

/// Points that could not be run.
pub fn failed(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::En, 1) => "1 point could not be run:".into(),
        (Lang::En, n) => format!("{n} points could not be run:"),
        (Lang::Zh, n) => format!("{n}个点无法运行："),
    }
}

/// One of them.
pub fn failed_point(lang: Lang, point: &FailedPoint) -> String {
    let (n, reason) = (point.point, crate::summary::pick(&point.reason, lang));
    say!(lang, "point {n}: {reason}", "第{n}点：{reason}")
}

/// Points with several levels.
pub fn levels(lang: Lang, n: usize) -> String {
    let places = if n == 1 { "1 point".to_owned() } else { format!("{n} points") };
    say!(
        lang,
        "lawful expression holds itself up at several levels at {places} (GH0303): no mean there, each level by itself, per 1,000 person-months:",
        "合法表达在{n}个点停在多个水平（GH0303）：此处不取平均，分别列出（每千人月）："
    )
}

/// The levels of one point.
pub fn level(lang: Lang, arm: &str, set: &str, nobody: &str, everybody: &str) -> String {
    say!(
        lang,
        "{arm}, {set}: from nobody {nobody}; from everybody {everybody}",
        "{arm}，{set}：自无人做起{nobody}；自人人做起{everybody}"
    )
}

/// Points that are not shown.
pub fn more_levels(lang: Lang, n: usize) -> String {
    say!(lang, "{n} more in sweep.json", "另有{n}个见 sweep.json")
}

/// Assumptions that were not varied.
pub fn left_out(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::En, 1) => "1 assumption was not varied:".into(),
        (Lang::En, n) => format!("{n} assumptions were not varied:"),
        (Lang::Zh, n) => format!("{n}项假设未改变："),
    }
}

/// Names of the series of a figure.
pub fn series(lang: Lang, importance: &str) -> Vec<String> {
    match importance {
        "total" => vec![say!(lang, "with all others", "含交互"), say!(lang, "alone", "单独")],
        "mu_star" => vec![
            say!(lang, "mean effect (μ*)", "平均效应（μ*）"),
            say!(lang, "how far it depends on the others (σ)", "受其他输入影响的程度（σ）"),
        ],
        "rank_correlation" => vec![say!(lang, "rank correlation", "秩相关系数")],
        _ => vec![say!(
            lang,
            "from lowest to highest response; the mark is the declared value",
            "由最低到最高响应；标记为声明值"
        )],
    }
}

/// What importance is.
pub fn importance(lang: Lang, name: &str) -> String {
    match name {
        "total" => say!(
            lang,
            "Share of the variance over all points: with all others by Jansen 1999, alone by Saltelli et al. 2010. Limits from 1,000 resamples.",
            "在全部点上的方差份额：含交互按 Jansen 1999，单独按 Saltelli 等 2010。区间来自1,000次重抽样。"
        ),
        "mu_star" => say!(
            lang,
            "Mean absolute change of the metric as the assumption crosses its range (Morris 1991; Campolongo et al. 2007). Limits from 1,000 resamples of trajectories.",
            "假设跨越其范围时指标的平均绝对变动（Morris 1991；Campolongo 等 2007）。区间来自1,000次轨迹重抽样。"
        ),
        "rank_correlation" => say!(
            lang,
            "Spearman's rank correlation over all points, with 95 % limits.",
            "全部点上的斯皮尔曼秩相关系数，附95%区间。"
        ),
        _ => say!(
            lang,
            "Lowest and highest response across the levels of the assumption.",
            "该假设各级取值下的最低与最高响应。"
        ),
    }
}

/// What `--plan` says.
pub fn plan(lang: Lang, plan: &SweepPlan) -> String {
    let count = number::count;
    let (inputs, points, runs, taken) = (plan.inputs, count(plan.points), count(plan.runs), count(plan.taken));
    let (people, months, threads) = (count(u64::from(plan.people)), plan.months, plan.threads);
    let time = number::duration(lang, plan.seconds);
    let megabytes = number::fixed((plan.bytes as f64 / 1e6).max(0.1), 1);
    let mut text = if plan.people == 0 {
        say!(lang, "{points} points of {inputs} inputs\n", "{inputs}个输入，{points}个点\n")
    } else {
        say!(
            lang,
            "{points} points of {inputs} inputs: {runs} runs of {people} people × {months} months\n",
            "{inputs}个输入，{points}个点：{runs}次运行，每次{people}人×{months}个月\n"
        )
    };
    if plan.taken > 0 {
        text.push_str(&say!(
            lang,
            "{taken} of them were run before and are taken\n",
            "其中{taken}次此前已运行，直接取用\n"
        ));
    }
    text.push_str(&match lang {
        Lang::En => {
            format!("about {time} on {threads} thread{}, {megabytes} MB\n", if threads == 1 { "" } else { "s" })
        }
        Lang::Zh => format!("{threads}个线程约需{time}，{megabytes} MB\n"),
    });
    text.push_str(&say!(lang, "Nothing has run. Remove --plan to start.\n", "尚未运行。去掉 --plan 即可开始。\n"));
    text
}

/// Method, in a paragraph.
pub fn method(lang: Lang, doc: &SweepDoc) -> String {
    let (points, runs, reps) = (number::count(doc.points), number::count(doc.runs), doc.replicates);
    let how = design(lang, &doc.design.name);
    match lang {
        Lang::En => format!(
            "Design: {how}, {points} points, {runs} runs, {reps} replicate(s) at every point, seed {}. Every point uses \
             the same people and the same luck, so differences between points are effects of the values. A range \
             without a source is a guess with a reason, given in the table below.",
            doc.seed
        ),
        Lang::Zh => format!(
            "设计：{how}，{points}个点，{runs}次运行，每点{reps}次重复，种子{}。各点使用相同的人物与相同的运气，因此差异源于取值。没有来源的范围是附有理由的估计，见下表。",
            doc.seed
        ),
    }
}
