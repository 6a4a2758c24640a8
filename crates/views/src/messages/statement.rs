//! Texts of a person's statement.

use super::{labels, say};
use crate::number;
use glasshouse_model::Lang;
use glasshouse_wire::person::Weighed;

labels! {
    /// Mark of every person.
    SYNTHETIC = "SYNTHETIC PERSON", "合成人物";
    /// Column of the day.
    DAY = "day", "日期";
    /// Column of the truth.
    TRUTH = "what happened (truth)", "实际发生";
    /// Column of the record.
    RECORD = "what the system recorded", "系统记录";
    /// Column of the points.
    POINTS = "points", "分值";
    /// Column of the score.
    SCORE = "score", "得分";
    /// Heading of what the regime changed.
    WITHOUT_REGIME = "Against a world without this regime, with the same luck", "与没有此制度、运气相同的世界相比";
    /// Nothing.
    NOTHING_ELSE = "did exactly the same", "所作所为完全相同";
    /// Misconduct left out.
    DETERRED_ACTS = "refrained from misconduct: ", "放弃的违法失信行为次数：";
    /// Lawful expression left out.
    CHILLED_ACTS = "refrained from lawful expression: ", "放弃的合法表达次数：";
    /// Anything else left out.
    OTHER_ACTS = "refrained from other acts: ", "放弃的其他行为次数：";
    /// Acts that the regime brought about.
    ADDED_ACTS = "did because of it: ", "因此而做的行为次数：";
    /// Nothing happened.
    NOTHING = "nothing", "什么也没有";
    /// Somebody else did it.
    SOMEONE_ELSE = "nothing: someone else did it", "本人没有：他人所为";
    /// Nothing was recorded.
    NOT_RECORDED = "not recorded", "未记录";
    /// No rule scores it.
    START = "start", "起始";
    /// Line of points given back when a record lapses.
    LAPSED = "record lapsed, points given back", "记录到期，分值返还";
    /// Line of a correction.
    CORRECTED = "corrected, points given back", "已更正，分值返还";
    /// Notice.
    NOTICE = "notice sent to the person", "已通知本人";
    /// Objection.
    OBJECTION = "objection filed", "提出异议";
    /// Objection given up.
    WITHDRAWAL = "objection given up before it was decided", "决定之前放弃异议";
    /// Objection upheld.
    UPHELD = "objection upheld", "异议成立";
    /// Objection rejected.
    REJECTED = "objection rejected", "异议不成立";
    /// Application refused.
    REFUSED = "refused", "被拒";
    /// Application preferred.
    PREFERRED = "preferred", "优先";
    /// Application granted.
    GRANTED = "granted", "获准";
    /// No events at all.
    QUIET = "Nothing happened and nothing was recorded.", "没有发生任何事，也没有任何记录。";
    /// No measures.
    NO_MEASURES = "No measure is in force.", "没有生效的措施。";
    /// Heading of the measures.
    MEASURES = "Measures in force", "生效措施";
    /// Measure also in truth.
    ALSO_IN_TRUTH = "a perfect register would have led to it too", "若登记无误也会如此";
    /// Measure not in truth.
    NOT_IN_TRUTH = "WRONG: a perfect register would not have led to it", "错误：若登记无误则不会如此";
    /// Heading of truth beside record.
    BESIDE = "Truth beside record", "事实与记录对照";
    /// The record's side.
    BY_RECORD = "by the record", "按记录";
    /// The truth's side.
    BY_TRUTH = "by a perfect register", "若登记无误";
    /// They differ.
    DIFFERS = "they differ", "两者不同";
    /// They agree.
    AGREES = "they agree", "两者相同";
    /// Score.
    THE_SCORE = "score", "得分";
    /// Grade.
    THE_GRADE = "grade", "等级";
    /// No grade.
    NO_GRADE = "none", "无";
    /// Lists at the end.
    ON_NO_LIST = "On no list.", "不在任何名单上。";
    /// Heading of sources.
    RULES = "What the rules rest on", "规则依据";
    /// No source.
    NO_SOURCE = "no source cited: an assumption of the rulebook", "未注来源：规则文本的假设";
}

/// Regime and seed at the right of the header.
pub fn run(lang: Lang, regime: &str, seed: u64, replicate: u32) -> String {
    say!(lang, "{regime}, seed {seed}, replicate {replicate}", "{regime}，种子{seed}，重复{replicate}")
}

/// How common the criterion is, among everyone or among those looked at.
pub fn picked(lang: Lang, criterion: &str, n: &str, of: &str, all: bool) -> String {
    match all {
        true => say!(
            lang,
            "Picked as: {criterion}. It holds for {n} of {of} people in this replicate.",
            "选取标准：{criterion}。本次重复的{of}人中有{n}人符合。"
        ),
        false => say!(
            lang,
            "Picked as: {criterion}. It holds for {n} of the first {of} people looked at in this replicate.",
            "选取标准：{criterion}。在本次重复中先查看的{of}人里有{n}人符合。"
        ),
    }
}

/// Picked without a frequency.
pub fn picked_only(lang: Lang, criterion: &str) -> String {
    say!(lang, "Picked as: {criterion}.", "选取标准：{criterion}。")
}

/// Score from start to end.
pub fn score(lang: Lang, start: &str, end: &str) -> String {
    say!(lang, "Score {start} → {end}.", "得分{start}→{end}。")
}

/// Grade at the end.
pub fn grade(lang: Lang, grade: &str) -> String {
    say!(lang, "Grade {grade}.", "等级{grade}。")
}

/// Lists at the end.
pub fn lists(lang: Lang, names: &str) -> String {
    say!(lang, "On the list {names}.", "在名单上：{names}。")
}

/// Number of measures.
pub fn measures(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::En, 1) => "1 measure in force.".into(),
        _ => say!(lang, "{n} measures in force.", "{n}项措施生效。"),
    }
}

/// The closing line of a statement that adds up.
pub fn sums(lang: Lang, sum: &str) -> String {
    say!(lang, "ledger sums exactly: {sum}", "账目相符：{sum}")
}

/// The closing line of a statement that does not.
pub fn does_not_sum(lang: Lang, sum: &str, score: &str) -> String {
    say!(
        lang,
        "ERROR: the ledger does not sum: {sum}, but the score is {score}. Please report this file.",
        "错误：账目不符：{sum}，而得分为{score}。请报告此文件。"
    )
}

/// The running score breaks at a line.
pub fn breaks_at(lang: Lang, day: &str, expected: &str, found: &str) -> String {
    say!(
        lang,
        "ERROR: on {day} the lines add up to {expected}, but the statement says {found}.",
        "错误：{day}各行合计为{expected}，而账单为{found}。"
    )
}

/// An act that happened earlier than its record.
pub fn in_month(lang: Lang, what: &str, month: u32) -> String {
    say!(lang, "{what} (month {month})", "{what}（第{month}月）")
}

/// A record: what, who reported, which rule.
pub fn reported(lang: Lang, what: &str, reporter: &str, rule: &str) -> String {
    say!(lang, "{what}, reported by {reporter} [{rule}]", "{what}，{reporter}报送 [{rule}]")
}

/// A record that nobody reported.
pub fn unreported(lang: Lang, what: &str, rule: &str) -> String {
    say!(lang, "{what} [{rule}]", "{what} [{rule}]")
}

/// A report that no record came of.
pub fn report(lang: Lang, what: &str, reporter: &str) -> String {
    match reporter {
        "" => say!(lang, "report: {what}; no record yet", "报告：{what}；尚未成为记录"),
        _ => say!(lang, "report by {reporter}: {what}; no record yet", "{reporter}报告：{what}；尚未成为记录"),
    }
}

/// An entry that is wrong about this person.
pub fn wrong(lang: Lang, entry: &str) -> String {
    say!(lang, "WRONG: {entry}", "错误：{entry}")
}

/// How the measures in force compare with the truth from a day on; `None` for an unknown verdict.
pub fn verdict(lang: Lang, verdict: &str) -> Option<String> {
    Some(match verdict {
        "for_undone" => say!(lang, "from here: penalised for something they did not do", "自此：因没有做过的事受惩戒"),
        "wrongly" => say!(
            lang,
            "from here: under a penalty that a perfect register would not impose now",
            "自此：所受惩戒若登记无误此时不应有"
        ),
        "missed" => say!(lang, "from here: spared a penalty that is due under the rules", "自此：逃过按规则应有的惩戒"),
        "as_due" => say!(lang, "from here: as a perfect register would have it", "自此：与登记无误时一致"),
        _ => return None,
    })
}

/// A grade is given.
pub fn to_grade(lang: Lang, name: &str) -> String {
    say!(lang, "→ grade {name}", "→等级{name}")
}

/// Objects or not, and why.
pub fn weighing(lang: Lang, objects: bool, weighed: Option<&Weighed>) -> String {
    let choice = match objects {
        true => say!(lang, "decides to object", "决定提异议"),
        false => say!(lang, "decides not to object", "决定不提异议"),
    };
    let Some(Weighed { gain, effort, fear, peers, chance }) = weighed else { return choice };
    let [gain, effort, fear, peers] =
        [gain, effort, fear, peers].map(|part| number::fixed(f64::from(*part) / 1000.0, 2));
    let chance = number::fixed(f64::from(*chance) / 10.0, 0);
    say!(
        lang,
        "{choice} (hope {gain} − effort {effort} − fear {fear} + peers {peers}: chance {chance} %)",
        "{choice}（期望{gain} − 付出{effort} − 顾虑{fear} + 同伴{peers}：机会{chance}%）"
    )
}

/// Entering or leaving a list.
pub fn listing(lang: Lang, name: &str, left: bool) -> String {
    match left {
        true => say!(lang, "left the list {name}", "移出名单：{name}"),
        false => say!(lang, "entered the list {name}", "列入名单：{name}"),
    }
}

/// Something around a list besides entry and exit.
pub fn list_step(lang: Lang, name: &str, step: &str) -> String {
    match step {
        "warned" => say!(lang, "warned: entry to the list {name} will follow", "受警告：将列入名单{name}"),
        "spared" => say!(lang, "did in time what was asked, not entered: {name}", "限期内照办，未列入：{name}"),
        "extended" => say!(lang, "stay made longer: {name}", "列入期限延长：{name}"),
        "performed" => say!(lang, "did what was asked, to be removed: {name}", "已履行，移出名单：{name}"),
        "stage" => say!(lang, "stage reached: {name}", "进入阶段：{name}"),
        "ordered" => say!(lang, "order for entry: {name}", "决定列入：{name}"),
        "followed" => say!(lang, "somebody close is listed, a ground for {name}", "因亲近者被列入而构成事由：{name}"),
        _ => name.to_owned(),
    }
}

/// Somebody with access alters the dossier, or that is undone.
pub fn alteration(lang: Lang, name: &str, step: &str) -> String {
    match step {
        "found" => say!(lang, "alteration found at an inspection and undone: {name}", "检查发现篡改并予还原：{name}"),
        "withdrawn" => say!(lang, "alteration taken back, unnoticed: {name}", "篡改被悄然撤回：{name}"),
        _ => say!(lang, "silently altered: {name}", "被暗中篡改：{name}"),
    }
}

/// The person's data get out. `sharing` is the number of others in the district who share all of it.
pub fn release(lang: Lang, name: &str, sharing: &str) -> String {
    match sharing {
        "0" => say!(
            lang,
            "data got out: {name}; nobody else in the district shares them",
            "数据泄露：{name}；本地区无人与之相同"
        ),
        _ => say!(
            lang,
            "data got out: {name}; shared with {sharing} others in the district",
            "数据泄露：{name}；本地区另有{sharing}人与之相同"
        ),
    }
}

/// A measure begins or ends.
pub fn measure(lang: Lang, name: &str, ended: bool) -> String {
    match ended {
        true => say!(lang, "measure ends: {name}", "措施结束：{name}"),
        false => say!(lang, "measure begins: {name}", "措施开始：{name}"),
    }
}

/// A perfect register would have given these points.
pub fn true_points(lang: Lang, points: &str) -> String {
    say!(lang, "not recorded; a perfect register: {points}", "未记录；若登记无误：{points}")
}

/// Did not do what they would have done without the regime.
pub fn withheld(lang: Lang, what: &str) -> String {
    say!(lang, "refrained from: {what} (would have, without this regime)", "没有做：{what}（若无此制度则会做）")
}

/// Did what they would not have done without the regime.
pub fn added(lang: Lang, what: &str) -> String {
    say!(lang, "{what} (would not have, without this regime)", "{what}（若无此制度则不会做）")
}

/// Several measures begin or end on one day.
pub fn measures_together(lang: Lang, n: usize, names: &str, ended: bool) -> String {
    match ended {
        true => say!(lang, "{n} measures end: {names}", "{n}项措施结束：{names}"),
        false => say!(lang, "{n} measures begin: {names}", "{n}项措施开始：{names}"),
    }
}

/// Since when and why measures are in force, and whether they would be in truth.
pub fn ground(lang: Lang, since: &str, because: &str, truth: &str) -> String {
    match because {
        "" => say!(lang, "since {since}; {truth}", "自{since}起；{truth}"),
        _ => say!(lang, "because of {because}, since {since}; {truth}", "因{because}，自{since}起；{truth}"),
    }
}

/// A measure in force and who applies it.
pub fn active(lang: Lang, label: &str, agency: &str) -> String {
    say!(lang, "{label} ({agency})", "{label}（{agency}）")
}

/// What triggered a measure: `grade C` or `list x`; anything else stays as it is.
pub fn because(lang: Lang, trigger: &str) -> String {
    match trigger.split_once(' ') {
        Some(("grade", name)) => say!(lang, "grade {name}", "等级{name}"),
        Some(("list", name)) => say!(lang, "list {name}", "名单{name}"),
        _ => trigger.into(),
    }
}

/// A rule and where it stands.
pub fn rule_line(lang: Lang, rule: &str, line: u32) -> String {
    say!(lang, "{rule}, line {line}", "{rule}，第{line}行")
}
