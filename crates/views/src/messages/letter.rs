//! Texts of the letter.

use super::{labels, say};
use glasshouse_model::Lang;

labels! {
    /// Heading.
    TITLE = "The letter", "通知";
    /// Heading of the letter as it was.
    AS_SENT = "As sent", "实际发出";
    /// Heading of the letter as it would be elsewhere.
    AS_REQUIRED = "As other laws would require", "他法所要求的";
    /// What the letter is not.
    NO_ADVICE = "A reading aid, not legal advice.", "仅供阅读参考，不是法律意见。";
    /// Nothing was sent and there is no procedure.
    NEVER = "No letter. This rulebook names no notice: people learn of a record when something is refused.", "没有通知。此规则文本未规定告知：人们在被拒时才知道有记录。";
    /// Nothing was sent although there is a procedure.
    NOT_YET = "No letter reached this person.", "没有通知送达此人。";
    /// Nothing to tell.
    NO_RECORD = "There was nothing to write about: no record counted against this person.", "无事可告：没有对此人不利的记录。";
    /// Opening of the full letter.
    DEAR = "To the synthetic person named above.", "致上述合成人物：";
    /// Where there is no procedure.
    NO_OBJECTION = "You may object; an official will look at it and answer. (This regime has no such procedure.)", "您可以提出异议，由工作人员复核并答复。（此制度没有这一程序。）";
    /// Where there is a procedure.
    OBJECTION = "You may object to each record; an official decides.", "您可对每条记录提出异议，由工作人员裁定。";
    /// Right of access.
    ACCESS = "You may see everything that is held about you, free of charge, and have what is wrong corrected.", "您可免费查阅关于您的全部记录，并要求更正错误。";
    /// Element.
    DECISION = "what was decided, and by whom", "作出了什么决定、由谁作出";
    /// Element.
    REASONS = "the specific principal reasons", "具体的主要理由";
    /// Element.
    ORIGIN = "which data were used, and where they came from", "使用了哪些数据、来自何处";
    /// Element.
    LOGIC = "how the result is worked out", "结果如何得出";
    /// Element.
    TERM = "how long the records stay", "记录保存多久";
    /// Element.
    RECEIVERS = "who else is told", "还告知了谁";
    /// Element.
    HUMAN = "how to object and reach a human being", "如何提出异议、联系到工作人员";
    /// Element.
    RIGHTS = "the right to see the file and have it corrected", "查阅与更正的权利";
    /// How it is worked out where there are lists alone.
    HOW_LISTED = "A record under these rules leads to the list; no score is kept.", "依这些规则留有记录者列入名单，不另计分。";
    /// How it is computed.
    HOW = "Points of each record are added to the starting score; grades are given from the total.", "各记录的分值加到起始分上，按总分评定等级。";
}

/// One record in a letter as it was sent; `points` is empty where it took none.
pub fn record(lang: Lang, day: &str, label: &str, points: &str) -> String {
    match points {
        "" => {
            say!(lang, "{day}: a record was entered in your file: {label}.", "{day}：您的档案记入一条记录：{label}。")
        }
        _ => say!(
            lang,
            "{day}: a record was entered in your file: {label}, {points} points.",
            "{day}：您的档案记入一条记录：{label}，{points}分。"
        ),
    }
}

/// A principal reason.
pub fn reason(lang: Lang, day: &str, label: &str, points: &str, reporter: &str) -> String {
    let by = match reporter {
        "" => String::new(),
        _ => say!(lang, " on a report by {reporter}", "据{reporter}报送"),
    };
    match points {
        "" => say!(lang, "{label}, recorded {day}{by}.", "{label}，{day}{by}记录。"),
        _ => say!(lang, "{label}, recorded {day}{by}: {points} points.", "{label}，{day}{by}记录：{points}分。"),
    }
}

/// A list that the person was entered in.
pub fn listed(lang: Lang, day: &str, list: &str) -> String {
    say!(lang, "You have been entered in the list “{list}” on {day}.", "您于{day}被列入名单“{list}”。")
}

/// What was decided.
pub fn decided(lang: Lang, score: &str, grade: &str) -> String {
    match grade {
        "" => say!(lang, "Your score is {score}.", "您的得分为{score}。"),
        _ => say!(lang, "You have been graded {grade}; your score is {score}.", "您被评为{grade}级，得分{score}。"),
    }
}

/// Who applies what.
pub fn receivers(lang: Lang, names: &str) -> String {
    say!(
        lang,
        "Measures follow from it; these offices are told: {names}.",
        "由此产生相应措施，已告知以下部门：{names}。"
    )
}

/// How long a record stays.
pub fn stays(lang: Lang, label: &str, term: &str) -> String {
    say!(lang, "The record “{label}” counts for {term}.", "记录“{label}”的有效期：{term}。")
}
