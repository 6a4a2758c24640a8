//! What can be wrong with a rulebook's meaning.

use crate::plan::Case;
use glasshouse_model::Text;
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Code, Diagnostic, Words, both, problem::did_you_mean};
use std::ops::Range;

/// A problem of meaning. Those of form are [`glasshouse_text::Problem`]s.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An act that is not in the catalogue.
    UnknownAct {
        /// As written.
        name: String,
    },
    /// Two names with one draw key.
    DrawKeyCollision {
        /// The names.
        names: [String; 2],
    },
    /// More entries than a rulebook may have.
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there may be.
        most: usize,
    },
    /// An act under two indicators.
    ActInTwoIndicators {
        /// The act.
        act: &'static str,
        /// The indicator that has it already.
        first: String,
    },
    /// Components do not add up to the start.
    ComponentsDoNotSum {
        /// Their sum.
        sum: i64,
        /// The start.
        start: i32,
    },
    /// `min` above `max`, or a value that must lie between them does not.
    BoundsReversed {
        /// What should be the lower one.
        above: i32,
        /// What should be the higher one.
        below: i32,
    },
    /// Grades, components or points without a score.
    NoScore,
    /// A grade nobody can have.
    GradeUnreachable {
        /// The grade.
        grade: String,
        /// Its floor.
        floor: i32,
        /// The better grade.
        better: String,
        /// The better grade's floor.
        better_floor: i32,
    },
    /// Scores in two grades.
    GradeOverlap {
        /// Lowest such score.
        low: i32,
        /// Highest such score.
        high: i32,
    },
    /// Scores in no grade.
    GradeGap {
        /// Lowest such score, if there is one.
        low: Option<i32>,
        /// Highest such score, if there is one.
        high: Option<i32>,
    },
    /// Grades without `[grading]`, or the reverse.
    GradingIncomplete,
    /// A condition that cannot be read.
    ConditionUnreadable {
        /// What was expected there.
        wanted: Text,
    },
    /// A sign where a word belongs.
    ConditionWord {
        /// As written.
        written: String,
        /// What to write.
        write: &'static str,
    },
    /// An unknown name in a condition.
    ConditionName {
        /// As written.
        name: String,
        /// What names may stand there.
        known: Vec<String>,
    },
    /// Things that do not compare.
    ConditionType {
        /// What is wrong.
        message: Text,
    },
    /// A change with none or several of set, scale, remove.
    ReformOperation,
    /// A reform of another rulebook.
    ReformBase {
        /// The base named.
        named: String,
        /// The base given.
        given: String,
    },
    /// The base has errors.
    BaseHasErrors {
        /// How many.
        count: usize,
    },
    /// No channel reports the act.
    RuleNeverReported {
        /// The act.
        act: &'static str,
    },
    /// No rule is about the act.
    ReportsNothing {
        /// The act.
        act: &'static str,
    },
    /// A measure whose condition is false for everyone.
    MeasureNeverApplies,
    /// A list without a way in.
    ListNeverEntered,
    /// A component that no indicator moves.
    UnusedComponent {
        /// Its id.
        id: String,
    },
    /// A stack names a rulebook that is neither built in nor beside it.
    NoSuchBook {
        /// As written.
        name: String,
    },
    /// A link to a rulebook that has no rule on listings elsewhere.
    LinkToNothing {
        /// The rulebook's name in the stack.
        book: String,
    },
    /// One rulebook prefers what another refuses, and nothing says how that combines.
    Contradiction {
        /// The domain.
        domain: String,
        /// The measure that refuses and the one that prefers: id, rulebook, line.
        measures: Box<[(String, String, u32); 2]>,
    },
    /// A coverage that grows from no day on.
    GrowsFromNoDay,
    /// More looks must agree than there are.
    LooksDisagree {
        /// Looks.
        looks: u32,
        /// How many must agree.
        needs: u32,
    },
    /// A number of grounds without a window, or the reverse.
    CountWithoutWindow {
        /// As written, or 1.
        count: u32,
    },
    /// A list that follows itself.
    FollowsItself,
    /// People are spared in a notice of no days.
    SparedWithoutNotice,
    /// Something about the end of a stay that has none.
    EndlessTerm {
        /// The key.
        key: &'static str,
    },
    /// Chances of passing on from a stage that add up to more than 1.
    StageChances {
        /// The stage.
        stage: String,
    },
    /// Shares that begin in stages that do not add up to 1.
    StageStarts,
    /// A stage that ends the listing and goes on, or begins it.
    StageGoesOn {
        /// The stage.
        stage: String,
    },
    /// Something to compare by where nothing is compared.
    ComparesForNothing {
        /// The key.
        key: &'static str,
    },
    /// A scorecard that does not fit the society.
    CardMisfit {
        /// What is wrong.
        message: Text,
        /// A name as written, where it is one that is not known.
        name: String,
        /// The names that are known there.
        known: Vec<String>,
    },
    /// A score that others should ask without grades to tell them.
    RatingWithoutGrades,
    /// An alteration that is neither on a day nor at a pace, or both.
    AltersNever,
    /// A share of complex objections without their term, or the reverse.
    ComplexHalf {
        /// The key that is there.
        key: &'static str,
    },
    /// All that reports the act rests on weaker evidence than its rule asks.
    EvidenceTooWeak {
        /// The act.
        act: &'static str,
    },
    /// A link from one country to another, and nothing says whether data may go there.
    FlowUndeclared {
        /// The country of the list.
        from: String,
        /// The country of the rulebook that is told.
        to: String,
    },
    /// Raters in a society in which nobody deals.
    NobodyDeals {
        /// The society.
        society: String,
    },
    /// A list without a way out.
    NobodyCanLeave {
        /// A review is written but switched off.
        review_off: bool,
    },
}

impl Fault {
    /// As a diagnostic at a place.
    pub fn at(self, span: Range<usize>) -> Diagnostic {
        Diagnostic::new(self.code(), self.words()).at(span)
    }

    /// Its code.
    pub fn code(&self) -> Code {
        match self {
            Fault::UnknownAct { .. } => Code::UnknownAct,
            Fault::DrawKeyCollision { .. } => Code::DrawKeyCollision,
            Fault::TooMany { .. } => Code::TooMany,
            Fault::ActInTwoIndicators { .. } => Code::ActInTwoIndicators,
            Fault::ComponentsDoNotSum { .. } => Code::ComponentsDoNotSum,
            Fault::BoundsReversed { .. } => Code::BoundsReversed,
            Fault::NoScore => Code::NoScore,
            Fault::GradeUnreachable { .. } | Fault::GradeOverlap { .. } => Code::GradeOverlap,
            Fault::GradeGap { .. } | Fault::GradingIncomplete => Code::GradeGap,
            Fault::ConditionUnreadable { .. } => Code::ConditionUnreadable,
            Fault::ConditionWord { .. } => Code::ConditionWords,
            Fault::ConditionName { .. } => Code::ConditionName,
            Fault::ConditionType { .. } => Code::ConditionType,
            Fault::ReformOperation => Code::ReformOperation,
            Fault::ReformBase { .. } => Code::ReformBase,
            Fault::BaseHasErrors { .. } => Code::BaseHasErrors,
            Fault::RuleNeverReported { .. } => Code::RuleNeverReported,
            Fault::ReportsNothing { .. } => Code::ReportsNothing,
            Fault::MeasureNeverApplies => Code::MeasureNeverApplies,
            Fault::ListNeverEntered => Code::ListNeverEntered,
            Fault::UnusedComponent { .. } => Code::UnusedComponent,
            Fault::GrowsFromNoDay | Fault::LooksDisagree { .. } | Fault::ComparesForNothing { .. } => {
                Code::ChannelContradicts
            }
            Fault::NoSuchBook { .. } => Code::StackBook,
            Fault::LinkToNothing { .. } => Code::StackLink,
            Fault::Contradiction { .. } => Code::StackContradiction,
            Fault::CountWithoutWindow { .. }
            | Fault::FollowsItself
            | Fault::SparedWithoutNotice
            | Fault::StageChances { .. }
            | Fault::StageStarts
            | Fault::StageGoesOn { .. }
            | Fault::EndlessTerm { .. } => Code::ListContradicts,
            Fault::AltersNever => Code::SecurityContradicts,
            Fault::ComplexHalf { .. } => Code::ReviewContradicts,
            Fault::EvidenceTooWeak { .. } => Code::EvidenceTooWeak,
            Fault::FlowUndeclared { .. } => Code::FlowUndeclared,
            Fault::CardMisfit { .. } => Code::CardMisfit,
            Fault::RatingWithoutGrades => Code::RatingWithoutGrades,
            Fault::NobodyDeals { .. } => Code::NobodyDeals,
            Fault::NobodyCanLeave { .. } => Code::NobodyCanLeave,
        }
    }

    /// What is said.
    pub fn words(&self) -> Words {
        match self {
            Fault::UnknownAct { name } => {
                let near = nearest(name, glasshouse_model::act::ACTS.iter().map(|a| a.name));
                Words::new(both(format!("no act is called `{name}`"), format!("没有叫“{name}”的行为")))
                    .label(both(
                        "nobody ever does this, so the rule would never apply",
                        "没有人会做这件事，规则永远不会适用",
                    ))
                    .help_if(did_you_mean(near))
                    .help(both("all acts: `glasshouse list acts`", "全部行为：“glasshouse list acts”"))
            }
            Fault::DrawKeyCollision { names: [a, b] } => Words::new(both(
                format!("`{a}` and `{b}` share a key for random draws"),
                format!("“{a}”和“{b}”的抽签键相同"),
            ))
            .help(both("rename one of them", "请改其中一个名称")),
            Fault::TooMany { what, most } => {
                Words::new(both(format!("more than {most} `{what}` entries"), format!("“{what}”超过{most}个")))
                    .help(both("join entries that do the same", "请合并作用相同的条目"))
            }
            Fault::ActInTwoIndicators { act, first } => Words::new(both(
                format!("`{act}` already falls under indicator `{first}`"),
                format!("“{act}”已归入指标“{first}”"),
            ))
            .help(both("an act counts once: take it out of one of the two", "一个行为只计一次：请从其中一项删去")),
            Fault::ComponentsDoNotSum { sum, start } => Words::new(both(
                format!("the components add up to {sum}, the score starts at {start}"),
                format!("各组成部分之和为{sum}，起始分为{start}"),
            ))
            .help(both("change `start`, or the `base` of a component", "请改start，或某组成部分的base")),
            Fault::BoundsReversed { above, below } => {
                Words::new(both(format!("{above} lies above {below}"), format!("{above}高于{below}")))
                    .help(both("min ≤ starting value ≤ max", "min ≤ 起始值 ≤ max"))
            }
            Fault::NoScore => Words::new(both("this needs a score", "这需要先有分数"))
                .help(both("add [score] with label and start", "请加[score]，写明label和start")),
            _ => self.words_of_grades(),
        }
    }

    fn words_of_grades(&self) -> Words {
        match self {
            Fault::GradeUnreachable { grade, floor, better, better_floor } => Words::new(both(
                format!("grade {grade} starts at or above grade {better}, so nobody can ever be {grade}"),
                format!("等级{grade}的下限不低于等级{better}，因此没有人会是{grade}"),
            ))
            .label(both(
                format!("{grade} starts at {floor}; {better} takes everyone from {better_floor} up"),
                format!("{grade}始于{floor}；{better}已包含{better_floor}以上所有人"),
            ))
            .help(both("write grades from best to worst", "等级由高到低排列")),
            Fault::GradeOverlap { low, high } => Words::new(both(
                format!("scores {low} to {high} belong to two grades"),
                format!("{low}至{high}分属于两个等级"),
            ))
            .help(both("let the lower grade end one point below the higher one", "让较低等级止于较高等级之下一分")),
            Fault::GradeGap { low, high } => {
                let (en, zh) = match (low, high) {
                    (Some(l), Some(h)) => (format!("scores {l} to {h} get no grade"), format!("{l}至{h}分没有等级")),
                    (None, Some(h)) => {
                        (format!("scores of {h} and below get no grade"), format!("{h}分及以下没有等级"))
                    }
                    (Some(l), None) => {
                        (format!("scores of {l} and above get no grade"), format!("{l}分及以上没有等级"))
                    }
                    (None, None) => ("a grade needs `min`".to_owned(), "等级须写“min”".to_owned()),
                };
                Words::new(both(en, zh)).help(both(
                    "each grade but the last has a `min`; `max`, where written, is one below the `min` above",
                    "除最后一级外都写“min”；“max”如写明，须比上一级的“min”少1",
                ))
            }
            Fault::GradingIncomplete => {
                Words::new(both("[grading] and [[grade]] belong together", "[grading]和[[grade]]须同时出现")).help(
                    both(
                        "[grading] says when grades are given, each [[grade]] from which score",
                        "[grading]写何时评定，[[grade]]写从多少分起",
                    ),
                )
            }
            _ => self.words_of_conditions(),
        }
    }

    fn words_of_conditions(&self) -> Words {
        match self {
            Fault::ConditionUnreadable { wanted } => {
                Words::new(both("the condition cannot be read here", "无法读懂条件的这一处"))
                    .label(wanted.clone())
                    .help(both(
                        "for example: grade == 'D' and age >= 18 and not listed('black')",
                        "例如：grade == 'D' and age >= 18 and not listed('black')",
                    ))
            }
            Fault::ConditionWord { written, write } => {
                Words::new(both(format!("`{written}` is not used in conditions"), format!("条件里不用“{written}”")))
                    .label(both(format!("write `{write}`"), format!("请写“{write}”")))
            }
            Fault::ConditionName { name, known } => {
                let near = nearest(name, known.iter().map(String::as_str));
                Words::new(both(format!("conditions know nothing called `{name}`"), format!("条件不认识“{name}”")))
                    .help_if(did_you_mean(near))
                    .help(both(format!("known here: {}", known.join(", ")), format!("此处可用：{}", known.join("、"))))
            }
            Fault::ConditionType { message } => Words::new(message.clone()),
            Fault::ReformOperation => Words::new(both(
                "a change needs exactly one of set, scale, remove",
                "每项改动只能有set、scale、remove之一",
            ))
            .help(both(
                "at = \"…\" with set or scale; or remove = \"…\" alone",
                "at = \"…\"配set或scale；或单独用remove = \"…\"",
            )),
            Fault::ReformBase { named, given } => Words::new(both(
                format!("this reform changes `{named}`, not `{given}`"),
                format!("本改革针对“{named}”，不是“{given}”"),
            ))
            .help(both(format!("apply it to `{named}`, or change its `base`"), format!("请用于“{named}”，或改其base"))),
            Fault::BaseHasErrors { count } => Words::new(both(
                format!("the rulebook that this changes has errors ({count})"),
                format!("所改的规则书有{count}处错误"),
            ))
            .help(both("check the base first", "请先检查基础规则书")),
            _ => self.words_of_warnings(),
        }
    }

    fn words_of_warnings(&self) -> Words {
        match self {
            Fault::RuleNeverReported { act } => {
                Words::new(both(format!("no channel reports `{act}`"), format!("没有渠道报告“{act}”")))
                    .label(both("so the rule can never apply to it", "因此规则永远不会对它适用"))
                    .help(both(
                        "add the act to a channel's `on`, or a [[channel]] for it",
                        "请把它加入某渠道的“on”，或新增[[channel]]",
                    ))
            }
            Fault::ReportsNothing { act } => {
                Words::new(both(format!("no indicator is about `{act}`"), format!("没有指标针对“{act}”")))
                    .label(both("its reports would be refused", "这些报告会被拒收"))
                    .help(both("add an indicator on it, or take it from the channel", "请增设相应指标，或从渠道中删去"))
            }
            Fault::MeasureNeverApplies => Words::new(both("this measure can never apply", "这项措施永远不会适用"))
                .label(both("false whatever grade and lists a person has", "无论等级和名单如何都不成立"))
                .help(both(
                    "grades and lists are named by their ids; `or` widens a condition",
                    "等级和名单以id指称；or可放宽条件",
                )),
            Fault::ListNeverEntered => {
                Words::new(both("nobody can come onto this list", "没有人会进入这个名单")).help(both(
                    "it needs criteria with a selection above 0, or grades, orders, follows",
                    "须有criteria且selection大于0，或grades、orders、follows",
                ))
            }
            Fault::NobodyDeals { society } => Words::new(both(
                format!("nobody deals in `{society}`, so nobody asks this score"),
                format!("“{society}”中无人交易，因此无人查询此分数"),
            ))
            .help(both("run it over a society with [deals], such as china-2020", "请用含[deals]的社会，如china-2020")),
            Fault::UnusedComponent { id } => {
                Words::new(both(format!("no indicator moves component `{id}`"), format!("没有指标影响组成部分“{id}”")))
                    .help(both(
                        "give an indicator this `component`, or take it away",
                        "请让某指标的component指向它，或删去",
                    ))
            }
            Fault::NobodyCanLeave { review_off } => {
                let words = Words::new(both("nobody can leave this list", "没有人能离开这个名单"))
                    .label(both(
                        "no term, no removal on performance, no review",
                        "没有期限，不因履行而移出，也没有复核",
                    ))
                    .help(both("give it a `term`, such as \"2y\"", "请写“term”，如\"2y\""));
                let off = both("[review] is written but not enabled", "[review]已写明但未启用");
                words.help_if(review_off.then_some(off)).help(both(
                    "or accept it: allow = [{ code = \"GH0420\", reason = \"…\" }]",
                    "或接受它：allow = [{ code = \"GH0420\", reason = \"…\" }]",
                ))
            }
            Fault::CountWithoutWindow { .. } | Fault::FollowsItself | Fault::SparedWithoutNotice => {
                self.words_of_lists()
            }
            Fault::EndlessTerm { .. }
            | Fault::StageChances { .. }
            | Fault::StageStarts
            | Fault::StageGoesOn { .. }
            | Fault::ComparesForNothing { .. }
            | Fault::CardMisfit { .. }
            | Fault::RatingWithoutGrades
            | Fault::AltersNever
            | Fault::ComplexHalf { .. }
            | Fault::EvidenceTooWeak { .. }
            | Fault::FlowUndeclared { .. } => self.words_of_lists(),
            Fault::NoSuchBook { .. }
            | Fault::LinkToNothing { .. }
            | Fault::GrowsFromNoDay
            | Fault::LooksDisagree { .. }
            | Fault::Contradiction { .. } => self.words_of_stacks(),
            // All other faults have their words above.
            other => Words::new(other.code().explanation().title.into()),
        }
    }
}

impl Fault {
    fn words_of_lists(&self) -> Words {
        match self {
            Fault::CountWithoutWindow { count: 0 } => Words::new(both(
                "with a `count` of 0 everyone would be on the list",
                "“count”为0意味着所有人都在名单上",
            ))
            .help(both("write 1 or more", "请写1或更大的数")),
            Fault::CountWithoutWindow { count: 1 } => {
                Words::new(both("`within` needs a `count` of 2 or more", "“within”须配2以上的“count”"))
                    .help(both("a single ground needs no window", "单一事由不需要时间窗"))
            }
            Fault::CountWithoutWindow { count } => {
                Words::new(both(format!("{count} grounds within what time?"), format!("{count}项事由在多长时间内？")))
                    .help(both(
                        "add `within`, such as \"1y\" or \"indefinite\"",
                        "请写“within”，如\"1y\"或\"indefinite\"",
                    ))
            }
            Fault::FollowsItself => Words::new(both("a list cannot follow itself", "名单不能跟随自身"))
                .help(both("name the list whose people are followed", "请写被跟随的名单")),
            Fault::SparedWithoutNotice => {
                Words::new(both("nobody can be spared where entry follows at once", "立即列入时无人能免于列入"))
                    .help(both("give people time: `notice_days` above 0", "请给出时间：“notice_days”大于0"))
            }
            Fault::EndlessTerm { key } => Words::new(both(
                format!("`{key}` means nothing where the term never ends"),
                format!("期限无尽时“{key}”没有意义"),
            ))
            .help(both("take it out, or give the list a `term`", "请删去，或为名单写明“term”")),
            Fault::StageChances { stage } => Words::new(both(
                format!("the chances of passing on from `{stage}` add up to more than 1"),
                format!("由“{stage}”转出的概率之和大于1"),
            ))
            .help(both("what is missing to 1 stays in the stage", "不足1的部分留在本阶段")),
            Fault::StageStarts => {
                Words::new(both("the shares that begin in each stage do not add up to 1", "各阶段的起始比例之和不为1"))
                    .help(both(
                        "leave `start` out everywhere: all begin in the first stage",
                        "都不写“start”：均从第一阶段开始",
                    ))
            }
            Fault::StageGoesOn { stage } => Words::new(both(
                format!("whoever comes to `{stage}` is off the list, so nothing follows and nobody begins there"),
                format!("进入“{stage}”即移出名单，其后没有阶段，也无人由此开始"),
            ))
            .help(both("take out `leaves`, or `next` and `start`", "请删去“leaves”，或“next”与“start”")),
            Fault::ComparesForNothing { key } => Words::new(both(
                format!("`{key}` is compared only with `identity = \"{key}\"`"),
                format!("只有“identity = \"{key}\"”时才比对“{key}”"),
            ))
            .help(both("take it out, or change `identity`", "请删去，或改“identity”")),
            Fault::CardMisfit { message, name, known } => {
                Words::new(message.clone()).help_if(did_you_mean(nearest(name, known.iter().map(String::as_str))))
            }
            Fault::RatingWithoutGrades => Words::new(both(
                "whoever asks is told a grade, and there is none",
                "查询者得知的是等级，而此处没有等级",
            ))
            .help(both("write [score], [grading] and [[grade]]", "请写[score]、[grading]与[[grade]]")),
            Fault::AltersNever => {
                Words::new(both("an alteration happens on a day or at a pace", "篡改发生在某一天，或按一定间隔"))
                    .help(both("write one of `on` and `every`", "请写“on”或“every”之一"))
            }
            Fault::ComplexHalf { .. } => {
                Words::new(both("complex objections need their share and their term", "复杂异议须同时写明比例和期限"))
                    .help(both("write both `complex` and `complex_in`", "请同时写“complex”和“complex_in”"))
            }
            Fault::EvidenceTooWeak { act } => Words::new(both(
                format!("all reports of `{act}` rest on weaker evidence than this rule asks"),
                format!("“{act}”的所有报告所依据的证据都弱于本规则的要求"),
            ))
            .help(both(
                "give a channel on it a stronger `evidence`, or ask for less",
                "请为报告它的渠道写明更强的“evidence”，或降低要求",
            )),
            Fault::FlowUndeclared { from, to } => Words::new(both(
                format!("this link leads from `{from}` to `{to}`, and nothing says whether data may go there"),
                format!("该通报由“{from}”流向“{to}”，但没有写明数据能否流出"),
            ))
            .help(both(
                format!("declare it: [[flow]] from = \"{from}\", to = \"{to}\", allowed = 0"),
                format!("请写明：[[flow]] from = \"{from}\", to = \"{to}\", allowed = 0"),
            )),
            other => Words::new(other.code().explanation().title.into()),
        }
    }
}

impl Fault {
    fn words_of_stacks(&self) -> Words {
        match self {
            Fault::NoSuchBook { name } => {
                Words::new(both(format!("there is no rulebook `{name}`"), format!("没有规则书“{name}”")))
                    .help_if(did_you_mean(nearest(name, crate::builtins())))
                    .help(both(
                        "name a built-in rulebook, or a file in the folder of the stack",
                        "请写内置规则书的名称，或与本文件同处的文件",
                    ))
            }
            Fault::GrowsFromNoDay => Words::new(both(
                "coverage grows from a day on, and there is none before this",
                "覆盖率须从某日起增长，而此前没有这样的日期",
            ))
            .help(both("write `from`, earlier than `full_from`", "请写“from”，且早于“full_from”")),
            Fault::LooksDisagree { looks, needs } => Words::new(both(
                format!("{needs} of {looks} looks cannot agree"),
                format!("{looks}次查看中不可能有{needs}次一致"),
            ))
            .help(both("1 ≤ needs ≤ looks ≤ 100", "1 ≤ needs ≤ looks ≤ 100")),
            Fault::LinkToNothing { book } => Words::new(both(
                format!("`{book}` has no indicator on `listing.elsewhere`"),
                format!("“{book}”没有针对“listing.elsewhere”的指标"),
            ))
            .label(both("so it would not know what to make of the report", "因此不知如何处理这种通报"))
            .help(both("add such an indicator to the rulebook", "请在规则书中加入这样的指标")),
            Fault::Contradiction { domain, measures } => {
                let [refuses, prefers] = measures.as_ref();
                let place = |(id, book, line): &(String, String, u32)| format!("`{id}` ({book}:{line})");
                Words::new(both(
                    format!("one rulebook refuses and another prefers in `{domain}`, and nothing says which counts"),
                    format!("在“{domain}”上一部规则书拒绝、另一部优先，而没有说明以何为准"),
                ))
                .help(both(
                    format!("{} refuses, {} prefers", place(refuses), place(prefers)),
                    format!("{}拒绝，{}优先", place(refuses), place(prefers)),
                ))
                .help(both(
                    format!("say it: [[combine]] domain = \"{domain}\", rule = \"strictest\""),
                    format!("请写明：[[combine]] domain = \"{domain}\"，rule = \"strictest\""),
                ))
            }
            other => Words::new(other.code().explanation().title.into()),
        }
    }
}

/// The diagnostic for a case that the rules contradict. `expected` and `given` are short, such as `880`
/// and `900`, or `grade B` and `grade C`; `derivation` says line by line how the rules got there.
pub fn case_fails(case: &Case, expected: &Text, given: &Text, derivation: &[Text]) -> Diagnostic {
    let mut how = both("how the rules got there:", "推导过程：");
    for line in derivation {
        how.en.push_str("\n  ");
        how.en.push_str(&line.en);
        how.zh.push_str("\n  ");
        how.zh.push_str(&line.zh);
    }
    let words = Words::new(both(
        format!("case fails: expected {}, the rules give {}", expected.en, given.en),
        format!("案例不成立：应为{}，按规则得出{}", expected.zh, given.zh),
    ))
    .label(both(format!("computed: {}", given.en), format!("算得：{}", given.zh)))
    .help_if((!derivation.is_empty()).then_some(how));
    Diagnostic::new(Code::CaseFails, words)
        .at(case.span.clone())
        .also(case.name_span.clone(), both("in this case", "在这个案例中"))
}
