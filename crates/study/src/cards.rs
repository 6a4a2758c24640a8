//! The cards of the gallery: the question a regime answers, and three voices about it, each with a source that the
//! rulebook names. A regime without voices here has a card all the same, from its rulebook.

use glasshouse_model::text::Label;

/// What is said of a regime.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    /// Regime.
    pub name: &'static str,
    /// The question it answers.
    pub question: Label,
    /// What its designers said.
    pub designers: &'static [(Label, &'static str)],
    /// What is documented.
    pub documented: &'static [(Label, &'static str)],
    /// What critics said.
    pub critics: &'static [(Label, &'static str)],
}

const fn l(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

/// The question of a regime that has no card of its own.
pub const QUESTION: Label = l("Whom does it reach, and how often is it wrong?", "它触及谁？错得有多频繁？");
/// The question of the empty regime.
pub const NO_REGIME: Label = l("What do people do when nobody keeps score?", "没有人打分时，人们如何行事？");
/// The question of a reform.
pub const REFORM: Label = l("What would this change, and for whom?", "这会改变什么、改变谁的处境？");

/// The cards.
pub const CARDS: &[Card] = &[Card {
    name: "suining-2010",
    question: l("Points for daily life: does it catch the right people?", "给日常生活打分：抓对人了吗？"),
    designers: &[
        (
            l(
                "Whoever keeps their word should be better off: the best grade goes first in school entry, employment, minimum-income support and relief.",
                "守信者应当受益：最高等级在入学、录用、低保与救助中优先。",
            ),
            "xinhua",
        ),
        (
            l(
                "Officials are scored like everyone else and lose points too, for instance for charging meals.",
                "官员与普通居民一样计分，也会被扣分，例如违规报销餐费。",
            ),
            "china-news",
        ),
        (
            l("The office said that it disclosed records selectively.", "信用办表示对记录作选择性公开。"),
            "global-voices",
        ),
    ],
    documented: &[
        (
            l(
                "Everyone starts with 1,000 points; misdeeds take 10 to 50 each; 1.14 million residents are graded A to D once a year.",
                "人人从1000分起，每项失信扣10至50分；114万居民每年评一次A至D级。",
            ),
            "xinhua",
        ),
        (
            l(
                "More than 3,000 people were posted with name, sex, address and points for two months; two thirds of the entries were negative.",
                "三千多人的姓名、性别、住址与分数公示两个月，其中三分之二为负面记录。",
            ),
            "china-daily",
        ),
        (
            l(
                "With the lowest grade political review ends in a veto, and in principle qualifications, licences and aid are withheld.",
                "最低等级者政审一票否决，原则上不予资质、许可与扶持。",
            ),
            "xinhua",
        ),
    ],
    critics: &[
        (
            l(
                "It lacked a basis in statute and a proper procedure; petitioning counted against people.",
                "缺乏法律依据与正当程序；信访也成了扣分项。",
            ),
            "hou",
        ),
        (
            l(
                "A resident with 420 points off over unpaid loans was labelled untrustworthy in public.",
                "一名居民因贷款未还被扣420分，被公开标为不诚信。",
            ),
            "china-daily",
        ),
        (
            l(
                "What the texts do not say: how errors are found, how long points stay, how to object.",
                "文本没有说明：错误如何发现、分数保留多久、如何提出异议。",
            ),
            "hou",
        ),
    ],
}];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_voice_has_a_source_of_its_rulebook() {
        for card in CARDS {
            let plan = crate::source::built_in_plan(card.name).unwrap();
            for (_, source) in card.designers.iter().chain(card.documented).chain(card.critics) {
                assert!(plan.sources.iter().any(|s| s.id == *source), "{} {source}", card.name);
            }
        }
    }
}
