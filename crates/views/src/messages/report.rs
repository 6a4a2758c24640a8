//! Texts of the report.

use super::{labels, say};
use glasshouse_model::Lang;
use glasshouse_model::text::Label;

labels! {
    /// First line of the page.
    SYNTHETIC_ONLY = "Synthetic people only", "仅限合成人物";
    /// What that means.
    SYNTHETIC_NOTE = "Nobody in this report exists. People, households and events are drawn from published aggregates; no record of a real person went in, and nothing here can be applied to one.", "本报告中的人物均不存在。人物、家庭与事件由公开的汇总数据抽样生成；没有任何真实个人的记录进入模型，结果也不能用于任何真实个人。";
    /// Skip link.
    SKIP = "Skip to the report", "跳到正文";
    /// Contents.
    CONTENTS = "Contents", "目录";
    /// Society.
    SOCIETY = "Society", "社会";
    /// Rulebook.
    RULEBOOK = "Rulebook", "规则文本";
    /// Period.
    PERIOD = "Period", "时段";
    /// Seeds.
    SEEDS = "Seeds", "种子";
    /// Changes by the user.
    OVERRIDES = "Changed by hand", "手动更改";
    /// Version.
    VERSION = "Program", "程序";
    /// Headline section.
    HEADLINES = "In brief", "概要";
    /// First headline.
    REACH = "Who is reached?", "触及谁？";
    /// Second headline.
    ERROR = "How often is it wrong?", "多常出错？";
    /// Third headline.
    WAY_OUT = "Who can get out?", "谁能退出？";
    /// Fourth headline.
    EFFECT = "What does it buy, and at what price?", "换来什么，代价如何？";
    /// Figures section.
    FIGURES = "What happened", "发生了什么";
    /// Numbers section.
    NUMBERS = "All headline numbers", "全部主要数字";
    /// Column.
    METRIC = "metric", "指标";
    /// Column.
    VALUE = "value", "数值";
    /// Column.
    UNIT = "unit", "单位";
    /// Assumption register.
    ASSUMPTIONS = "What the numbers rest on", "数字的依据";
    /// Caption of the register.
    ASSUMPTIONS_CAPTION = "Register of figures: every number that entered the model", "数据登记表：进入模型的每一个数字";
    /// Column.
    PATH = "figure", "数据";
    /// Column.
    BASIS = "basis", "依据";
    /// Column.
    RANGE = "range", "范围";
    /// Column.
    WHY = "why", "理由";
    /// Column.
    SOURCE = "source", "来源";
    /// Basis.
    CITED = "cited", "引用";
    /// Basis.
    ASSUMED = "assumed", "假设";
    /// Basis.
    RIVAL = "sources disagree", "来源不一";
    /// Basis.
    SET = "set by the user", "用户设定";
    /// Rules section.
    RULES = "The rules", "规则";
    /// Caption of the rules.
    RULES_CAPTION = "Rules of the rulebook, with points and source", "规则文本中的规则、分值与来源";
    /// Column.
    RULE = "rule", "规则";
    /// Column.
    KIND = "part", "类别";
    /// Column.
    POINTS = "points or condition", "分值或条件";
    /// Part.
    INDICATOR = "indicator", "指标";
    /// Part.
    GRADE = "grade", "等级";
    /// Part.
    LIST = "list", "名单";
    /// Part.
    MEASURE = "measure", "措施";
    /// Sources section.
    SOURCES = "Sources", "来源";
    /// Without sources.
    NO_SOURCES = "The documents of this run cite no source: every figure is an assumption.", "本次运行的文件没有引用来源：所有数字均为假设。";
    /// Method section.
    METHOD = "How it was made", "方法说明";
    /// Modelled.
    MODELLED = "What is modelled", "模型包含";
    /// Not modelled.
    NOT_MODELLED = "What is not modelled", "模型不包含";
    /// How to read.
    READING = "How to read the numbers", "如何阅读数字";
    /// Glossary.
    GLOSSARY = "Words", "术语";
    /// Citation.
    CITE = "How to cite", "引用方式";
    /// Status of a rulebook.
    DOCUMENTED = "documented: its rules are known from its own text", "有文本可考：规则见于原文";
    /// Status of a rulebook.
    RECONSTRUCTED = "reconstructed: put together from reports, with gaps as assumptions", "据报道重建：缺口以假设补足";
    /// Status of a rulebook.
    STYLISED = "stylised: invented to study a mechanism", "风格化：为研究机制而设";
    /// Question.
    Q_GRADES = "Who is in which grade, and where would a perfect register have put them?", "谁在哪个等级？若登记无误又会在哪里？";
    /// Question.
    Q_PENALISED = "How many people are penalised, and how many of them wrongly?", "多少人受到惩戒？其中多少属错误？";
    /// Question.
    Q_WRONG = "Of 1,000 people, for how many is it right and for how many wrong?", "每1,000人中，多少人处理正确，多少人处理错误？";
    /// Question.
    Q_BURDEN = "Who bears it?", "由谁承担？";
    /// Question.
    Q_BEHAVIOUR = "Does behaviour change, and which?", "行为是否改变？哪些行为？";
    /// Question.
    Q_SWAPS = "Which acts were deterred, chilled or done because they count?", "哪些行为被遏止、被压抑，或因计分而做？";
    /// Question.
    Q_SCORE = "Does the score follow conduct?", "得分是否反映实际行为？";
    /// Question.
    Q_RECORDS = "Where do records come from, and how many are wrong?", "记录来自何处？其中多少有误？";
    /// Question.
    Q_MEASURES = "Which measures are people under?", "人们受哪些措施约束？";
    /// Question.
    Q_REFUSALS = "Which doors close?", "哪些门关上了？";
    /// Question.
    Q_CORRECTION = "Where does correction fail?", "更正在哪一步失败？";
    /// Series.
    PENALISED = "under an adverse measure", "处于惩戒措施之下";
    /// Series.
    WRONGLY = "of these wrongly", "其中错误";
    /// Series.
    MISSED = "escaped one", "逃过惩戒";
    /// Icons.
    ICON_RIGHT = "penalised, as a perfect register would have", "受惩戒，与登记无误时相同";
    /// Icons.
    ICON_WRONG = "penalised wrongly", "受错误惩戒";
    /// Icons.
    ICON_MISSED = "missed: would be penalised by a perfect register", "遗漏：若登记无误会受惩戒";
    /// Icons.
    ICON_REST = "neither", "以上皆非";
    /// Series.
    EVER_PENALISED = "penalised at least once", "至少受过一次惩戒";
    /// Series.
    EVER_WRONGLY = "penalised wrongly at least once", "至少受过一次错误惩戒";
    /// Series.
    ADDED = "done only under this regime", "只在本制度下发生";
    /// Series.
    WITHHELD = "withheld under this regime", "在本制度下没有发生";
    /// Series.
    SCORE_RECORD = "mean score by the record", "按记录的平均得分";
    /// Series.
    SCORE_TRUE = "by a perfect register", "若登记无误";
    /// Part.
    RIGHT_RECORDS = "right records", "正确记录";
    /// Part.
    WRONG_RECORDS = "wrong records", "错误记录";
    /// Part.
    RIGHTLY_REFUSED = "refused, as a perfect register would have", "被拒，与登记无误时相同";
    /// Part.
    WRONGLY_REFUSED = "refused wrongly", "错误拒批";
    /// Bars.
    ALL_OTHER = "all others", "其他合计";
    /// Bars.
    PER_1000_RUN = "per 1,000 people over the run", "整个运行期间每千人";
    /// Step.
    STEP_WRONG = "wrong records", "错误记录";
    /// Step.
    STEP_NOTICED = "the person learnt of", "本人获知";
    /// Step.
    STEP_WRONG_OBJECTED = "objected to", "提出异议的";
    /// Step.
    STEP_WRONG_DECIDED = "decided on", "作出决定的";
    /// Step.
    STEP_OBJECTIONS = "objections", "提出异议";
    /// Step.
    STEP_DECISIONS = "decisions", "作出决定";
    /// Step.
    STEP_UPHELD = "upheld", "异议成立";
    /// Step.
    STEP_CORRECTED = "corrected", "得到更正";
    /// Note on sums.
    CAUTION_SUMS = "Limits of sums and means over months are sums and means of the monthly limits: at least as wide as a 95 % interval.", "跨月合计与均值的上下限由各月上下限相加或平均而得，宽度不小于95%区间。";
    /// Footer.
    FOOTER = "This is evidence for discussion, not legal advice.", "本报告供讨论参考，不构成法律意见。";
}

/// Page title.
pub fn page_title(lang: Lang, regime: &str) -> String {
    say!(lang, "{regime}: report on a simulated regime", "{regime}：模拟制度报告")
}

/// Line under the title.
pub fn lede(lang: Lang, people: &str, months: u32) -> String {
    say!(
        lang,
        "What the regime did to a society of {people} synthetic people in {months} simulated months, with truth beside record.",
        "该制度在{months}个模拟月中对{people}个合成人物组成的社会造成的影响，并将事实与记录对照。"
    )
}

/// Society and its size.
pub fn society(lang: Lang, title: &str, people: &str, households: &str, seed: u64) -> String {
    say!(
        lang,
        "{title}: {people} people in {households} households (society seed {seed})",
        "{title}：{people}人，{households}户（社会种子{seed}）"
    )
}

/// Rulebook, its status and its parts.
pub fn rulebook(lang: Lang, id: &str, n: &glasshouse_wire::run::RuleCount) -> String {
    let (indicators, grades, lists, measures, channels) = (n.indicators, n.grades, n.lists, n.measures, n.channels);
    say!(
        lang,
        "{id} (indicators {indicators}, grades {grades}, lists {lists}, measures {measures}, channels {channels})",
        "{id}（指标{indicators}，等级{grades}，名单{lists}，措施{measures}，信息渠道{channels}）"
    )
}

/// First day and length.
pub fn period(lang: Lang, from: &str, months: u32) -> String {
    say!(lang, "{months} months from {from}", "自{from}起{months}个月")
}

/// Seeds of a run.
pub fn seeds(lang: Lang, seed: u64, n: usize) -> String {
    match (lang, n) {
        (Lang::En, 1) => format!("seed {seed}, 1 replicate"),
        _ => say!(lang, "seed {seed}, {n} replicates", "种子{seed}，{n}次重复"),
    }
}

/// Opening of the first headline.
pub fn of_1000(lang: Lang, rest: &str) -> String {
    say!(lang, "Of 1,000 people, {rest}", "每1,000人中，{rest}")
}

/// Unequal burden, in the report.
pub fn inequality(lang: Lang, ratio: &str, difference: Option<&str>) -> String {
    let d = difference.map_or(String::new(), |d| say!(lang, " (difference {d} per 1,000)", "（每千人相差{d}人）"));
    say!(
        lang,
        "The lowest income fifth was penalised {ratio} as often as the highest{d}. ",
        "最低收入五分之一受惩戒的频率是最高五分之一的{ratio}{d}。"
    )
}

/// Correction, in the report.
pub fn corrected(lang: Lang, percent: &str, days: Option<&str>) -> String {
    let days = days.map_or(String::new(), |d| say!(lang, ", on average after {d} days", "，平均用时{d}天"));
    say!(
        lang,
        "Of those who lost points for something they did not do, {percent} were ever corrected{days}. ",
        "因没有做过的事被扣分的人中，{percent}后来得到更正{days}。"
    )
}

/// Misconduct, in the report.
pub fn misconduct(lang: Lang, change: &str, percent: Option<&str>) -> String {
    let p = percent.map_or(String::new(), |p| say!(lang, " ({p})", "（{p}）"));
    say!(
        lang,
        "Misconduct changed by {change} per 1,000 person-months against the same lives without a regime{p}. ",
        "与同样的人生在无制度下相比，违法失信行为每千人月变化{change}次{p}。"
    )
}

/// Lawful expression, in the report.
pub fn expression(lang: Lang, change: &str, note: Option<&str>) -> String {
    let note = note.map_or(String::new(), |n| say!(lang, " ({n})", "（{n}）"));
    say!(
        lang,
        "Lawful petitions, criticism, worship and association changed by {change}{note}. ",
        "合法的信访、批评、宗教活动与结社变化{change}{note}。"
    )
}

/// Merit acts, in the report.
pub fn merit(lang: Lang, change: &str, note: Option<&str>) -> String {
    let note = note.map_or(String::new(), |n| say!(lang, " ({n})", "（{n}）"));
    say!(
        lang,
        "Volunteering, donations and awards changed by {change}{note}. ",
        "志愿服务、捐献与受奖变化{change}{note}。"
    )
}

/// People who are penalised when a perfect register would not, in the report.
pub fn wrongly(lang: Lang, n: &str) -> String {
    say!(
        lang,
        "Of 1,000 people, {n} were penalised at a time when a perfect register would not have led to it",
        "每1,000人中，{n}人受惩戒之时，若登记无误则不会"
    )
}

/// People who are penalised for what they did not do, in the report.
pub fn undone(lang: Lang, n: &str) -> String {
    say!(lang, "{n} were penalised for something they did not do", "{n}人因自己没有做过的事受惩戒")
}

/// Refusals, in the report.
pub fn refused(lang: Lang, n: &str, wrong: Option<&str>) -> String {
    let wrong = wrong.map_or(String::new(), |w| say!(lang, ", {w}", "，{w}"));
    say!(
        lang,
        "Per 1,000 people, {n} applications were refused because of a measure{wrong}. ",
        "每千人有{n}件申请因措施被拒{wrong}。"
    )
}

/// Number of a figure.
pub fn figure_number(lang: Lang, n: usize) -> String {
    say!(lang, "Figure {n}", "图{n}")
}

/// Count of figures by basis.
pub fn basis_count(lang: Lang, n: &glasshouse_wire::run::FigureCount) -> String {
    let (cited, assumed, rival, set) = (n.cited, n.assumed, n.rival, n.set);
    say!(
        lang,
        "{cited} figures cite a source, {assumed} are assumptions with a range, for {rival} the sources disagree, {set} were set by the user.",
        "{cited}个数字引用来源，{assumed}个为带范围的假设，{rival}个来源不一，{set}个由用户设定。"
    )
}

/// Sentence of the grades' chart.
pub fn grades(lang: Lang, worst: &str, record: &str, truth: Option<&str>) -> String {
    match truth {
        Some(truth) => say!(
            lang,
            "At the end {record} of people stand in {worst} by the record; a perfect register would have put {truth} there.",
            "期末按记录有{record}的人处于{worst}；若登记无误则为{truth}。"
        ),
        None => say!(
            lang,
            "At the end {record} of people stand in {worst} by the record.",
            "期末按记录有{record}的人处于{worst}。"
        ),
    }
}

/// Sentence of the penalties' chart.
pub fn penalised(lang: Lang, all: &str, wrongly: Option<&str>, missed: Option<&str>) -> String {
    let mut out = say!(
        lang,
        "In the last month {all} of 1,000 people are under an adverse measure",
        "最后一个月每1,000人中有{all}人处于惩戒措施之下"
    );
    if let Some(w) = wrongly {
        out.push_str(&say!(
            lang,
            "; for {w} a perfect register would not have led to it",
            "；其中{w}人若登记无误则不会如此"
        ));
    }
    if let Some(m) = missed {
        out.push_str(&say!(lang, "; {m} escape one that it would have led to", "；另有{m}人逃过本应有的惩戒"));
    }
    out + if lang == Lang::En { "." } else { "。" }
}

/// Sentence of the icon array.
pub fn icons(lang: Lang, right: &str, wrong: &str, missed: &str) -> String {
    say!(
        lang,
        "In the last month, of 1,000 people {right} are penalised as a perfect register would have it, {wrong} wrongly, and {missed} are missed.",
        "最后一个月每1,000人中：{right}人的惩戒与登记无误时相同，{wrong}人受错误惩戒，{missed}人被遗漏。"
    )
}

/// Sentence of the burden's chart.
pub fn burden(lang: Lang, low: &str, high: &str, ratio: Option<&str>, difference: &str) -> String {
    match ratio {
        Some(ratio) => say!(
            lang,
            "In the lowest income fifth {low} of 1,000 people were penalised at least once, in the highest {high}: {ratio} times as many, a difference of {difference} per 1,000.",
            "最低收入五分之一每1,000人中{low}人至少受过一次惩戒，最高五分之一为{high}人：前者是后者的{ratio}倍，每千人相差{difference}人。"
        ),
        None => say!(
            lang,
            "In the lowest income fifth {low} of 1,000 people were penalised at least once, in the highest {high}: a difference of {difference} per 1,000.",
            "最低收入五分之一每1,000人中{low}人至少受过一次惩戒，最高五分之一为{high}人：每千人相差{difference}人。"
        ),
    }
}

/// Sentence of the burden's chart without income.
pub fn burden_range(lang: Lang, most: &str, high: &str, least: &str, low: &str) -> String {
    say!(
        lang,
        "Most often penalised at least once: {most}, {high} of 1,000; least often: {least}, {low} of 1,000.",
        "至少受过一次惩戒最多的群体：{most}，每1,000人{high}人；最少：{least}，每1,000人{low}人。"
    )
}

/// Sentence of the behaviour chart: mean rates with and without the regime.
pub fn behaviour(lang: Lang, class: &str, here: &str, baseline: &str) -> String {
    say!(lang, "{class} {here} (without a regime {baseline})", "{class}{here}（无制度时{baseline}）")
}

/// The behaviour sentence's frame.
pub fn behaviour_all(lang: Lang, parts: &[String]) -> String {
    let all = parts.join(if lang == Lang::En { ", " } else { "，" });
    say!(lang, "Mean acts per 1,000 person-months: {all}.", "每千人月平均次数：{all}。")
}

/// Sentence of the swaps' chart.
pub fn swaps(lang: Lang, deterred: &str, chilled: &str, gamed: &str) -> String {
    say!(
        lang,
        "Counted against the same lives without a regime, per 1,000 person-months: {deterred} misdeeds deterred, {chilled} lawful acts of expression chilled, {gamed} merit acts done that would not have been.",
        "与同样的人生在无制度下相比，每千人月：{deterred}次违法失信行为被遏止，{chilled}次合法表达被压抑，{gamed}次善行本不会发生。"
    )
}

/// Sentence of the score's chart.
pub fn score(lang: Lang, record: &str, truth: Option<&str>) -> String {
    match truth {
        Some(truth) => say!(
            lang,
            "In the last month the mean score is {record} by the record and would be {truth} by a perfect register.",
            "最后一个月按记录的平均得分为{record}，若登记无误则为{truth}。"
        ),
        None => say!(
            lang,
            "In the last month the mean score is {record} by the record.",
            "最后一个月按记录的平均得分为{record}。"
        ),
    }
}

/// Sentence of the records' chart.
pub fn records(lang: Lang, all: &str, wrong: &str, share: Option<&str>, most: &str) -> String {
    let share = share.map_or(String::new(), |s| say!(lang, " ({s})", "（{s}）"));
    say!(
        lang,
        "Over the run {all} records per 1,000 people were entered, {wrong} of them wrong{share}. Most records: {most}.",
        "整个运行期间每千人录入{all}条记录，其中{wrong}条有误{share}。记录最多的是：{most}。"
    )
}

/// Note on a bar of records or refusals.
pub fn of_which_wrong(lang: Lang, all: &str, wrong: &str) -> String {
    say!(lang, "{all}, {wrong} wrong", "{all}，错误{wrong}")
}

/// Note on a bar of refusals, with applications.
pub fn of_applications(lang: Lang, refused: &str, of: &str) -> String {
    say!(lang, "{refused} of {of} applications", "{of}件申请中{refused}件")
}

/// Sentence of the measures' chart.
pub fn measures(lang: Lang, most: &str, n: &str) -> String {
    say!(
        lang,
        "In the last month the widest measure is “{most}”: {n} of 1,000 people are under it.",
        "最后一个月覆盖最广的措施是“{most}”：每1,000人中有{n}人。"
    )
}

/// Sentence of the refusals' chart.
pub fn refusals(lang: Lang, all: &str, wrong: &str, most: &str) -> String {
    say!(
        lang,
        "Over the run {all} applications per 1,000 people were refused because of a measure, {wrong} of them wrongly. Most refusals: {most}.",
        "整个运行期间每千人有{all}件申请因措施被拒，其中{wrong}件属错误。被拒最多的是：{most}。"
    )
}

/// Sentence of the correction funnel.
pub fn correction(lang: Lang, wrong: Option<&str>, objections: &str, corrected: &str) -> String {
    match wrong {
        Some(wrong) => say!(
            lang,
            "Over the run, per 1,000 people: {wrong} wrong records, objections to {objections} of them, {corrected} corrected.",
            "整个运行期间每千人：{wrong}条错误记录，对其中{objections}条提出异议，{corrected}条得到更正。"
        ),
        None => say!(
            lang,
            "Over the run, per 1,000 people: {objections} objections, {corrected} corrections.",
            "整个运行期间每千人：{objections}次异议，{corrected}次更正。"
        ),
    }
}

/// A group too small for a rate.
pub fn too_few(lang: Lang, name: &str) -> String {
    say!(lang, "{name} (fewer than 20)", "{name}（少于20人）")
}

/// What is modelled.
pub fn modelled(lang: Lang) -> [String; 6] {
    [
        say!(
            lang,
            "The chain from act to observation, record, points, grade, list, measure and outcome, day by day; institutions know records only, never acts.",
            "从行为到观测、记录、分值、等级、名单、措施与后果的完整链条，逐日推进；机构只知道记录，不知道行为。"
        ),
        say!(
            lang,
            "Sources that miss, delay, invent or misattribute: coverage by place, hit rate, false alarms, delay, and matching by number or by name.",
            "会遗漏、延迟、误报或错认的信息来源：按地区的覆盖率、命中率、误报、延迟，以及按号码或姓名的匹配。"
        ),
        say!(
            lang,
            "A perfect register beside the real one: every recordable act, right person, right amount, right time. Error is the difference between the two.",
            "与实际登记并行的无误登记：每一项应记行为都记在正确的人、数额与时间上。错误即两者之差。"
        ),
        say!(
            lang,
            "People who weigh what an act brings against the loss they expect, learn from what they see, and may also refrain from lawful acts or do acts because they count.",
            "人们权衡行为的收益与预期损失，从所见中学习，也可能因此回避合法行为，或为计分而行善。"
        ),
        say!(
            lang,
            "Objection and correction where the rulebook has them: notice, window, one office with officers and terms, decisions with error rates.",
            "规则文本规定的异议与更正：通知、期限、有人员与时限的办公室、有差错率的决定。"
        ),
        say!(
            lang,
            "A paired arm without a regime: the same people with the same luck, so that a difference is an effect and not noise.",
            "配对的无制度对照：同样的人、同样的运气，因此差异是效应而非噪声。"
        ),
    ]
}

/// What is not modelled.
pub fn not_modelled(lang: Lang) -> [String; 5] {
    [
        say!(
            lang,
            "Change of work or trust during the run, trade, firms, and theft of records; a household does not share a member's measures.",
            "运行期间工作与信任的变化，交易、企业与记录泄露；家庭成员不分担他人的措施。"
        ),
        say!(
            lang,
            "Real people, places or offices: names of regimes point to their rules, not to their history.",
            "真实的人、地点或机关：制度名称指其规则，而非其历史。"
        ),
        say!(
            lang,
            "Content: what is said, searched or filmed. A channel is a set of rates and nothing more.",
            "内容：说了什么、搜了什么、拍到什么。信息渠道只是一组比率。"
        ),
        say!(
            lang,
            "Politics, prices and migration: the society around the regime does not react as a whole.",
            "政治、价格与迁徙：制度之外的社会整体不作反应。"
        ),
        say!(
            lang,
            "Whether a regime is lawful or right. Numbers inform that judgement; they do not make it.",
            "制度是否合法或正当。数字可供判断参考，但不作判断。"
        ),
    ]
}

/// How to read the numbers.
pub fn reading(lang: Lang, is_finding: bool) -> [String; 2] {
    let first = match is_finding {
        true => say!(
            lang,
            "This report is a finding: each number is the mean over seeds, with a 95 % Student t interval in brackets. The interval covers chance in the model, not doubt about its assumptions.",
            "本报告为结论（FINDING）：每个数字是各种子的均值，方括号内为95%的t区间。区间只反映模型中的随机性，不反映对假设的疑问。"
        ),
        false => say!(
            lang,
            "This report is an illustration: its numbers come from one seed. They show what can happen, not what usually happens. Run more seeds to get intervals.",
            "本报告为示例（ILLUSTRATION）：数字来自单一种子，说明可能发生什么，而非通常发生什么。运行更多种子即可得到区间。"
        ),
    };
    let second = say!(
        lang,
        "The same command gives the same digest on any machine, with any number of threads.",
        "同一命令在任何机器、任何线程数下都得到同一摘要值。"
    );
    [first, second]
}

/// Words and what they mean.
pub const WORDS: [(Label, Label); 10] = [
    (
        Label { en: "regime", zh: "制度" },
        Label {
            en: "One or more rulebooks in force with the institutions that apply them.",
            zh: "一份或多份生效的规则文本及执行它的机构。",
        },
    ),
    (
        Label { en: "record", zh: "记录" },
        Label {
            en: "What a source reported and the register admitted. It may be wrong.",
            zh: "来源报送并被登记采纳的内容，可能有误。",
        },
    ),
    (
        Label { en: "perfect register", zh: "无误登记" },
        Label {
            en: "The records there would be if every recordable act reached the right person with the right amount at the right time.",
            zh: "若每一项应记行为都以正确的人、数额与时间记录，登记中会有的内容。",
        },
    ),
    (
        Label { en: "penalised", zh: "受惩戒" },
        Label { en: "Under at least one adverse measure.", zh: "处于至少一项不利措施之下。" },
    ),
    (
        Label { en: "wrongly penalised", zh: "受错误惩戒" },
        Label {
            en: "Under an adverse measure that the same rules would not impose given a perfect register.",
            zh: "处于一项不利措施之下，而同样的规则在登记无误时不会施加。",
        },
    ),
    (
        Label { en: "missed", zh: "遗漏" },
        Label {
            en: "Not under an adverse measure that the same rules would impose given a perfect register.",
            zh: "同样的规则在登记无误时会施加不利措施，而实际没有。",
        },
    ),
    (
        Label { en: "deterred", zh: "被遏止" },
        Label {
            en: "A misdeed that the same person commits without the regime and not with it.",
            zh: "同一人在无制度时会做、有制度时没有做的违法失信行为。",
        },
    ),
    (
        Label { en: "chilled", zh: "被压抑" },
        Label {
            en: "A lawful act of expression that the same person does without the regime and not with it.",
            zh: "同一人在无制度时会做、有制度时没有做的合法表达。",
        },
    ),
    (
        Label { en: "done because it counts", zh: "因计分而做" },
        Label {
            en: "A merit act that the same person does with the regime and not without it.",
            zh: "同一人在有制度时做、无制度时不会做的善行。",
        },
    ),
    (
        Label { en: "finding, illustration", zh: "结论、示例" },
        Label {
            en: "A number with an interval over seeds; a number from one seed.",
            zh: "带种子间区间的数字；来自单一种子的数字。",
        },
    ),
];

/// How to cite.
pub fn cite(lang: Lang, version: &str, regime: &str, society: &str, mark: &str, digest: &str) -> String {
    say!(
        lang,
        "glasshouse {version}. Simulated regime “{regime}” in the synthetic society “{society}”. {mark}. Run digest {digest}.",
        "glasshouse {version}。在合成社会“{society}”中模拟的制度“{regime}”。{mark}。运行摘要值{digest}。"
    )
}

/// Where a rule stands.
pub fn at_line(lang: Lang, line: u32) -> String {
    say!(lang, "line {line}", "第{line}行")
}
