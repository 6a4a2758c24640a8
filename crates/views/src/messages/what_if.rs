//! Texts of what would have been.

use super::{labels, say};
use glasshouse_model::Lang;

labels! {
    /// Heading.
    TITLE = "What would have changed it", "假如";
    /// How the worlds were made.
    HOW = "Each line is a world that differs in one thing, simulated again with the same luck.", "每行是只有一处不同的世界，以相同的运气重新模拟。";
    /// The block alone was simulated again.
    BLOCK = "Approximation: only this person's neighbourhood was simulated again.", "近似：只重新模拟了此人所在的街区。";
    /// Own act.
    ACT = "own act", "本人行为";
    /// Correct record.
    RECORD = "correct record", "记录无误";
    /// Rule.
    RULE = "rule", "规则";
    /// Appeal.
    APPEAL = "appeal", "申诉";
    /// Regime.
    REGIME = "regime", "制度";
    /// As it was.
    WAS = "as it was", "实际";
    /// The outcome is the same.
    SAME = "the same", "不变";
    /// The mark of a lawful act.
    LAWFUL = "this is a lawful act", "这是合法行为";
    /// Nobody is scored.
    NOT_SCORED = "not scored", "不计分";
    /// No grade.
    NO_GRADE = "no grade", "无等级";
}

/// How it came out, in one line.
pub fn outcome(lang: Lang, score: &str, grade: &str, penalised: u32, wrongly: u32) -> String {
    say!(
        lang,
        "{score}, {grade}, {penalised} days under sanctions ({wrongly} of them wrongly)",
        "{score}，{grade}，受惩戒{penalised}天（其中错误{wrongly}天）"
    )
}

/// A score.
pub fn score(lang: Lang, score: &str) -> String {
    say!(lang, "score {score}", "得分{score}")
}

/// A grade.
pub fn grade(lang: Lang, grade: &str) -> String {
    say!(lang, "grade {grade}", "等级{grade}")
}
