//! The closed catalogue of metrics: what is counted, in which unit, and what it means.

use glasshouse_model::text::Label;

/// How a metric behaves over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Persons or amounts at the end of the month.
    Stock,
    /// Happened during the month.
    Flow,
    /// Persons to whom it has happened at least once by the end of the month.
    Ever,
}

/// What a metric is split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Nothing.
    None,
    /// Grades of the rulebook.
    Grade,
    /// Lists of the rulebook.
    List,
    /// Measures of the rulebook.
    Measure,
    /// Indicators of the rulebook.
    Indicator,
    /// Channels of the rulebook.
    Channel,
    /// Act kinds of the catalogue.
    Act,
    /// Further scores of a stack.
    Score,
    /// The survey of the society, if it has one.
    Survey,
    /// Stages of lists that have any, `list/stage`.
    Stage,
    /// Lists that have stages.
    Staged,
    /// Silent alterations of the register.
    Alteration,
    /// Inspections of the register.
    Inspection,
    /// Breaches of the register.
    Breach,
    /// Channels whose reports are linked by weight.
    Linkage,
}

/// A metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Metric {
    /// Persons in the society.
    People,
    /// Sum of the scores by the record.
    ScoreSum,
    /// Sum of the scores that a perfect register would give.
    TrueScoreSum,
    /// Persons in the grade by the record.
    InGrade,
    /// Persons whom a perfect register would put in the grade.
    InTrueGrade,
    /// Persons on the list.
    OnList,
    /// Persons to whom the agency applies the measure.
    UnderMeasure,
    /// Persons under at least one adverse measure.
    Penalised,
    /// Persons with at least one reward.
    Rewarded,
    /// Persons under an adverse measure that the true dossier with the same rules would not have led to.
    WronglyPenalised,
    /// Persons under an adverse measure that neither the true dossier nor the record without its wrong entries would have led to.
    PenalisedForUndone,
    /// Persons whom the true dossier would have put under an adverse measure that they are not under.
    Missed,
    /// Persons with a live deduction for something they did not do.
    WrongDeduction,
    /// Sum of the gravity of all adverse measures in force.
    GravityStock,
    /// The same for measures that the true dossier would not have led to.
    WrongGravityStock,
    /// Persons under an adverse measure at least once so far.
    EverPenalised,
    /// Persons wrongly penalised at least once so far.
    EverWronglyPenalised,
    /// Persons penalised at least once so far for what they did not do.
    EverPenalisedForUndone,
    /// Persons missed at least once so far.
    EverMissed,
    /// Persons with points deducted at least once so far.
    EverDeducted,
    /// Persons with points deducted at least once so far for something they did not do.
    EverWrongDeduction,
    /// Persons with at least one wrong deduction removed after review so far.
    EverCorrected,
    /// Persons in the worst grade at least once so far.
    EverInWorst,
    /// Opportunities taken in this arm.
    Acts,
    /// Opportunities taken without any regime.
    BaselineActs,
    /// Opportunities taken in the baseline and not in this arm: deterred for misconduct, chilled for lawful expression.
    Withheld,
    /// Opportunities taken in this arm and not in the baseline: gamed for merit acts.
    Added,
    /// Records that a perfect register would enter.
    TrueRecords,
    /// Records entered.
    Records,
    /// Records entered about a person who did not do it.
    WrongRecords,
    /// Reports made by the channel.
    Observations,
    /// Reports of a true act that reached another person's dossier.
    Misattributed,
    /// Reports of something that nobody did.
    FalseAlarms,
    /// Reports that the rulebook itself does not admit.
    RefusedRecords,
    /// Points deducted by records.
    PointsDeducted,
    /// Points awarded by records.
    PointsAwarded,
    /// Deducted points returned by expiry or correction.
    PointsReturned,
    /// Persons whose grade rose.
    Rises,
    /// Persons whose grade fell.
    Falls,
    /// Entries to the worst grade whose 24th month has been reached.
    WorstWatched,
    /// Of these, those that left it within 24 months.
    WorstLeft,
    /// Entries to the list.
    ListEntries,
    /// Applications made.
    Applications,
    /// Applications refused because of a measure.
    Refused,
    /// Applications refused because of a measure that the true dossier would not have led to.
    WronglyRefused,
    /// Applications preferred because of a measure.
    Preferred,
    /// Gravity times days over all adverse measures in force.
    Burden,
    /// The same for measures that the true dossier would not have led to.
    WrongBurden,
    /// Adverse records about a person who did not do it.
    WrongEntries,
    /// Wrong adverse records that the subject learnt of.
    Noticed,
    /// Objections filed.
    Objections,
    /// Objections filed against wrong records.
    WrongObjected,
    /// Objections decided or closed by the deadline.
    Decisions,
    /// Decisions on objections against wrong records.
    WrongDecided,
    /// Objections that succeeded.
    Upheld,
    /// Wrong adverse records removed after review.
    Corrected,
    /// Days from wrong record to removal, summed over corrections.
    CorrectionDays,
    /// Objections waiting for a decision.
    Queue,
    /// Sum over persons of perceived risk, in 1/65535; people whose belief only drifts towards the announced risk are counted when they next act.
    BeliefSum,
    /// Warnings that entry to the list will follow.
    ListWarned,
    /// People warned who did what was asked before the day of entry and were not entered.
    ListSpared,
    /// Running stays on a kept list made longer by a further ground or an adverse record.
    ListExtended,
    /// Exits from a kept list at the end of its term.
    ListServed,
    /// Exits from a kept list because the person did what was asked.
    ListPerformed,
    /// Exits from a kept list because a record behind the stay was removed after review.
    ListCorrected,
    /// Exits from a kept list because the grade, or the other person's listing, was no longer there.
    ListLapsed,
    /// Days on a kept list, summed over the stays that ended.
    ListDays,
    /// Sum of a further score of a stack by the record.
    ScaleSum,
    /// Sum of a further score of a stack that a perfect register would give.
    TrueScaleSum,
    /// Reports of a channel that wait to be worked through.
    ReportsWaiting,
    /// Reports that waited longer than logs are kept.
    ReportsLost,
    /// Records in a linked rulebook whose listing was corrected and which remain.
    CopiesLeft,
    /// Listings that were corrected and of which no copy remains in any linked rulebook.
    RemovedEverywhere,
    /// Objections that an officer took up, where decisions take unequal time.
    ReviewBegun,
    /// Objections that had to wait for an officer, where decisions take unequal time.
    ReviewWaited,
    /// Time that objections waited, in 1/1048576 of an open day.
    ReviewWait,
    /// Objections given up while they waited.
    ReviewGivenUp,
    /// Debts alleged by matching earnings against benefits, of people who owe nothing.
    Alleged,
    /// Persons who were asked what they think of the regime.
    Asked,
    /// Of those, persons who approved.
    Approving,
    /// Of those, persons who approved after they had been told what the regime does.
    ApprovingTold,
    /// Persons on the list who are in the stage.
    InStage,
    /// Entries to the stage, beginnings included.
    StageEntries,
    /// Lots drawn until a stage from which nobody passes on, summed over those who came to one.
    StageSteps,
    /// Squares of the lots drawn until a stage from which nobody passes on, summed: with `stage_steps` it gives the spread.
    StageStepsSquared,
    /// Dossiers silently altered.
    Altered,
    /// Alterations that are still in place.
    AlteredLive,
    /// Alterations found by an inspection and undone.
    AlterationsFound,
    /// Days from alteration to its finding, summed over those found.
    AlterationDays,
    /// Inspections held.
    Inspections,
    /// Inspections that found at least one alteration.
    InspectionsFinding,
    /// Dossiers compared with what they should hold.
    Inspected,
    /// Times that a holder's copy of the data got out.
    Breaches,
    /// Holders whose copy has got out at least once so far.
    HoldersBreached,
    /// Persons whose data have got out at least once so far.
    Released,
    /// Of these, persons with whom nobody in the district shares what was revealed.
    ReleasedUnique,
    /// Of these, persons who share what was revealed with so many in the district, themselves among them, as the breach asks.
    ReleasedHidden,
    /// For each of these the others in the district who share what was revealed, summed: every pair counts twice.
    ReleasedMatches,
    /// Districts in which the data of all have got out.
    DistrictsReleased,
    /// Of these, districts in which two people share what was revealed.
    DistrictsAlike,
    /// Persons whom the register holds to which reports of the channel are linked.
    Registered,
    /// Reports that came without a number and were compared with everyone in the register.
    ReportsCompared,
    /// Pairs of a report and its own subject whose weight reaches the threshold.
    LinkedTrue,
    /// Pairs of a report and somebody else whose weight reaches the threshold.
    LinkedFalse,
    /// Pairs of a report and its own subject in the register whose weight stays below the threshold.
    LinkMissed,
    /// Reports compared of which no pair reaches the threshold: they are lost.
    Unlinked,
}

/// What the catalogue says of a metric.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The metric.
    pub metric: Metric,
    /// Name in files and tables.
    pub name: &'static str,
    /// Behaviour over time.
    pub kind: Kind,
    /// What it is split by.
    pub split: Split,
    /// Unit.
    pub unit: &'static str,
    /// Label.
    pub label: Label,
    /// Definition.
    pub definition: Label,
}

/// The catalogue, in the order of the enum.
pub const METRICS: &[Spec] = &[
    Spec {
        metric: Metric::People,
        name: "people",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "people", zh: "人数" },
        definition: Label { en: "Persons in the society.", zh: "社会中的人数。" },
    },
    Spec {
        metric: Metric::ScoreSum,
        name: "score_sum",
        kind: Kind::Stock,
        split: Split::None,
        unit: "points",
        label: Label { en: "sum of scores", zh: "分数总和" },
        definition: Label { en: "Sum of the scores by the record.", zh: "按记录计算的分数总和。" },
    },
    Spec {
        metric: Metric::TrueScoreSum,
        name: "true_score_sum",
        kind: Kind::Stock,
        split: Split::None,
        unit: "points",
        label: Label { en: "sum of true scores", zh: "真实分数总和" },
        definition: Label {
            en: "Sum of the scores that a perfect register would give.", zh: "完美登记下的分数总和。"
        },
    },
    Spec {
        metric: Metric::InGrade,
        name: "in_grade",
        kind: Kind::Stock,
        split: Split::Grade,
        unit: "persons",
        label: Label { en: "persons in grade", zh: "各等级人数" },
        definition: Label { en: "Persons in the grade by the record.", zh: "按记录处于该等级的人数。" },
    },
    Spec {
        metric: Metric::InTrueGrade,
        name: "in_true_grade",
        kind: Kind::Stock,
        split: Split::Grade,
        unit: "persons",
        label: Label { en: "persons in grade by truth", zh: "按真实情况的各等级人数" },
        definition: Label {
            en: "Persons whom a perfect register would put in the grade.",
            zh: "完美登记下处于该等级的人数。",
        },
    },
    Spec {
        metric: Metric::OnList,
        name: "on_list",
        kind: Kind::Stock,
        split: Split::List,
        unit: "persons",
        label: Label { en: "persons on list", zh: "名单上的人数" },
        definition: Label { en: "Persons on the list.", zh: "名单上的人数。" },
    },
    Spec {
        metric: Metric::UnderMeasure,
        name: "under_measure",
        kind: Kind::Stock,
        split: Split::Measure,
        unit: "persons",
        label: Label { en: "persons under measure", zh: "受措施约束的人数" },
        definition: Label {
            en: "Persons to whom the agency applies the measure.",
            zh: "机构正在对其适用该措施的人数。",
        },
    },
    Spec {
        metric: Metric::Penalised,
        name: "penalised",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "penalised", zh: "受惩戒" },
        definition: Label {
            en: "Persons under at least one adverse measure.", zh: "至少受一项惩戒措施的人数。"
        },
    },
    Spec {
        metric: Metric::Rewarded,
        name: "rewarded",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "rewarded", zh: "受奖励" },
        definition: Label { en: "Persons with at least one reward.", zh: "至少享有一项奖励的人数。" },
    },
    Spec {
        metric: Metric::WronglyPenalised,
        name: "wrongly_penalised",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "wrongly penalised", zh: "被错误惩戒" },
        definition: Label {
            en: "Persons under an adverse measure that the true dossier with the same rules would not have led to.",
            zh: "受到按真实档案和同样规则本不会受到的惩戒措施的人数。",
        },
    },
    Spec {
        metric: Metric::PenalisedForUndone,
        name: "penalised_for_undone",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "penalised for what they did not do", zh: "因未做之事受惩戒" },
        definition: Label {
            en: "Persons under an adverse measure that neither the true dossier nor the record without its wrong entries would have led to.",
            zh: "受到按真实档案及剔除错误记录后的记录均不应有的惩戒措施的人数。",
        },
    },
    Spec {
        metric: Metric::Missed,
        name: "missed",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "missed", zh: "漏网" },
        definition: Label {
            en: "Persons whom the true dossier would have put under an adverse measure that they are not under.",
            zh: "按真实档案应受惩戒措施而未受的人数。",
        },
    },
    Spec {
        metric: Metric::WrongDeduction,
        name: "wrong_deduction",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "with a wrong deduction", zh: "存在错误扣分" },
        definition: Label {
            en: "Persons with a live deduction for something they did not do.",
            zh: "因未做之事而存在有效扣分的人数。",
        },
    },
    Spec {
        metric: Metric::GravityStock,
        name: "gravity_stock",
        kind: Kind::Stock,
        split: Split::None,
        unit: "gravity",
        label: Label { en: "gravity of measures in force", zh: "生效措施的严重度" },
        definition: Label {
            en: "Sum of the gravity of all adverse measures in force.",
            zh: "全部生效惩戒措施的严重度之和。",
        },
    },
    Spec {
        metric: Metric::WrongGravityStock,
        name: "wrong_gravity_stock",
        kind: Kind::Stock,
        split: Split::None,
        unit: "gravity",
        label: Label { en: "gravity of wrong measures in force", zh: "错误措施的严重度" },
        definition: Label {
            en: "The same for measures that the true dossier would not have led to.",
            zh: "同上，仅计按真实档案不应有的措施。",
        },
    },
    Spec {
        metric: Metric::EverPenalised,
        name: "ever_penalised",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label { en: "penalised at least once", zh: "至少受过一次惩戒" },
        definition: Label {
            en: "Persons under an adverse measure at least once so far.",
            zh: "迄今至少受过一次惩戒措施的人数。",
        },
    },
    Spec {
        metric: Metric::EverWronglyPenalised,
        name: "ever_wrongly_penalised",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label { en: "wrongly penalised at least once", zh: "至少被错误惩戒一次" },
        definition: Label {
            en: "Persons wrongly penalised at least once so far.",
            zh: "迄今至少被错误惩戒一次的人数。",
        },
    },
    Spec {
        metric: Metric::EverPenalisedForUndone,
        name: "ever_penalised_for_undone",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label {
            en: "penalised at least once for what they did not do", zh: "至少一次因未做之事受惩戒"
        },
        definition: Label {
            en: "Persons penalised at least once so far for what they did not do.",
            zh: "迄今至少一次因未做之事受惩戒的人数。",
        },
    },
    Spec {
        metric: Metric::EverMissed,
        name: "ever_missed",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label { en: "missed at least once", zh: "至少漏网一次" },
        definition: Label { en: "Persons missed at least once so far.", zh: "迄今至少漏网一次的人数。" },
    },
    Spec {
        metric: Metric::EverDeducted,
        name: "ever_deducted",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label { en: "with a deduction at least once", zh: "至少被扣分一次" },
        definition: Label {
            en: "Persons with points deducted at least once so far.",
            zh: "迄今至少被扣分一次的人数。",
        },
    },
    Spec {
        metric: Metric::EverWrongDeduction,
        name: "ever_wrong_deduction",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label { en: "wrongly deducted at least once", zh: "至少被错误扣分一次" },
        definition: Label {
            en: "Persons with points deducted at least once so far for something they did not do.",
            zh: "迄今因未做之事至少被扣分一次的人数。",
        },
    },
    Spec {
        metric: Metric::EverCorrected,
        name: "ever_corrected",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label { en: "corrected at least once", zh: "至少获更正一次" },
        definition: Label {
            en: "Persons with at least one wrong deduction removed after review so far.",
            zh: "迄今经复核至少撤销一次错误扣分的人数。",
        },
    },
    Spec {
        metric: Metric::EverInWorst,
        name: "ever_in_worst",
        kind: Kind::Ever,
        split: Split::None,
        unit: "persons",
        label: Label { en: "in the worst grade at least once", zh: "至少一次处于最低等级" },
        definition: Label {
            en: "Persons in the worst grade at least once so far.",
            zh: "迄今至少一次处于最低等级的人数。",
        },
    },
    Spec {
        metric: Metric::Acts,
        name: "acts",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts", zh: "行为" },
        definition: Label { en: "Opportunities taken in this arm.", zh: "本方案中被采取的机会。" },
    },
    Spec {
        metric: Metric::BaselineActs,
        name: "baseline_acts",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts in the baseline", zh: "基线中的行为" },
        definition: Label {
            en: "Opportunities taken without any regime.", zh: "无任何制度时被采取的机会。"
        },
    },
    Spec {
        metric: Metric::Withheld,
        name: "withheld",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts withheld", zh: "被放弃的行为" },
        definition: Label {
            en: "Opportunities taken in the baseline and not in this arm: deterred for misconduct, chilled for lawful expression.",
            zh: "基线中采取而本方案中未采取的机会：对不当行为为威慑，对合法表达为寒蝉效应。",
        },
    },
    Spec {
        metric: Metric::Added,
        name: "added",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "acts",
        label: Label { en: "acts added", zh: "增加的行为" },
        definition: Label {
            en: "Opportunities taken in this arm and not in the baseline: gamed for merit acts.",
            zh: "本方案中采取而基线中未采取的机会：对善行为迎合。",
        },
    },
    Spec {
        metric: Metric::TrueRecords,
        name: "true_records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "records of a perfect register", zh: "完美登记的记录" },
        definition: Label {
            en: "Records that a perfect register would enter.", zh: "完美登记会录入的记录。"
        },
    },
    Spec {
        metric: Metric::Records,
        name: "records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "records", zh: "记录" },
        definition: Label { en: "Records entered.", zh: "录入的记录。" },
    },
    Spec {
        metric: Metric::WrongRecords,
        name: "wrong_records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "wrong records", zh: "错误记录" },
        definition: Label {
            en: "Records entered about a person who did not do it.",
            zh: "录入的、与当事人所为不符的记录。",
        },
    },
    Spec {
        metric: Metric::Observations,
        name: "observations",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports", zh: "报告" },
        definition: Label { en: "Reports made by the channel.", zh: "该渠道作出的报告。" },
    },
    Spec {
        metric: Metric::Misattributed,
        name: "misattributed",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports that reached the wrong dossier", zh: "进入他人档案的报告" },
        definition: Label {
            en: "Reports of a true act that reached another person's dossier.",
            zh: "真实行为的报告进入他人档案的数量。",
        },
    },
    Spec {
        metric: Metric::FalseAlarms,
        name: "false_alarms",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "false alarms", zh: "误报" },
        definition: Label {
            en: "Reports of something that nobody did.", zh: "报告了无人所为之事的数量。"
        },
    },
    Spec {
        metric: Metric::RefusedRecords,
        name: "refused_records",
        kind: Kind::Flow,
        split: Split::Indicator,
        unit: "records",
        label: Label { en: "inadmissible records refused", zh: "被拒收的不可采记录" },
        definition: Label {
            en: "Reports that the rulebook itself does not admit.", zh: "规则本身不允许采纳的报告。"
        },
    },
    Spec {
        metric: Metric::PointsDeducted,
        name: "points_deducted",
        kind: Kind::Flow,
        split: Split::None,
        unit: "points",
        label: Label { en: "points deducted", zh: "扣分" },
        definition: Label { en: "Points deducted by records.", zh: "由记录扣除的分数。" },
    },
    Spec {
        metric: Metric::PointsAwarded,
        name: "points_awarded",
        kind: Kind::Flow,
        split: Split::None,
        unit: "points",
        label: Label { en: "points awarded", zh: "加分" },
        definition: Label { en: "Points awarded by records.", zh: "由记录增加的分数。" },
    },
    Spec {
        metric: Metric::PointsReturned,
        name: "points_returned",
        kind: Kind::Flow,
        split: Split::None,
        unit: "points",
        label: Label { en: "points returned", zh: "恢复的分数" },
        definition: Label {
            en: "Deducted points returned by expiry or correction.", zh: "因到期或更正而恢复的扣分。"
        },
    },
    Spec {
        metric: Metric::Rises,
        name: "rises",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label { en: "rises in grade", zh: "等级上升" },
        definition: Label { en: "Persons whose grade rose.", zh: "等级上升的人次。" },
    },
    Spec {
        metric: Metric::Falls,
        name: "falls",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label { en: "falls in grade", zh: "等级下降" },
        definition: Label { en: "Persons whose grade fell.", zh: "等级下降的人次。" },
    },
    Spec {
        metric: Metric::WorstWatched,
        name: "worst_watched",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label {
            en: "entries to the worst grade followed for 24 months", zh: "追踪满24个月的最低等级进入者"
        },
        definition: Label {
            en: "Entries to the worst grade whose 24th month has been reached.",
            zh: "进入最低等级且已满24个月者。",
        },
    },
    Spec {
        metric: Metric::WorstLeft,
        name: "worst_left",
        kind: Kind::Flow,
        split: Split::None,
        unit: "persons",
        label: Label { en: "of these, left within 24 months", zh: "其中24个月内离开者" },
        definition: Label {
            en: "Of these, those that left it within 24 months.", zh: "其中在24个月内离开该等级者。"
        },
    },
    Spec {
        metric: Metric::ListEntries,
        name: "list_entries",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "entries to list", zh: "列入" },
        definition: Label { en: "Entries to the list.", zh: "列入名单的次数。" },
    },
    Spec {
        metric: Metric::Applications,
        name: "applications",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications", zh: "申请" },
        definition: Label { en: "Applications made.", zh: "提出的申请。" },
    },
    Spec {
        metric: Metric::Refused,
        name: "refused",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications refused", zh: "被拒的申请" },
        definition: Label { en: "Applications refused because of a measure.", zh: "因措施被拒的申请。" },
    },
    Spec {
        metric: Metric::WronglyRefused,
        name: "wrongly_refused",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications wrongly refused", zh: "被错误拒绝的申请" },
        definition: Label {
            en: "Applications refused because of a measure that the true dossier would not have led to.",
            zh: "因按真实档案不应有的措施而被拒的申请。",
        },
    },
    Spec {
        metric: Metric::Preferred,
        name: "preferred",
        kind: Kind::Flow,
        split: Split::Act,
        unit: "applications",
        label: Label { en: "applications preferred", zh: "被优先的申请" },
        definition: Label {
            en: "Applications preferred because of a measure.", zh: "因措施获得优先的申请。"
        },
    },
    Spec {
        metric: Metric::Burden,
        name: "burden",
        kind: Kind::Flow,
        split: Split::None,
        unit: "gravity-days",
        label: Label { en: "burden", zh: "负担" },
        definition: Label {
            en: "Gravity times days over all adverse measures in force.",
            zh: "全部生效惩戒措施的严重度乘以天数。",
        },
    },
    Spec {
        metric: Metric::WrongBurden,
        name: "wrong_burden",
        kind: Kind::Flow,
        split: Split::None,
        unit: "gravity-days",
        label: Label { en: "wrong burden", zh: "错误负担" },
        definition: Label {
            en: "The same for measures that the true dossier would not have led to.",
            zh: "同上，仅计按真实档案不应有的措施。",
        },
    },
    Spec {
        metric: Metric::WrongEntries,
        name: "wrong_entries",
        kind: Kind::Flow,
        split: Split::None,
        unit: "records",
        label: Label { en: "wrong adverse records", zh: "错误的不利记录" },
        definition: Label {
            en: "Adverse records about a person who did not do it.",
            zh: "与当事人所为不符的不利记录。",
        },
    },
    Spec {
        metric: Metric::Noticed,
        name: "noticed",
        kind: Kind::Flow,
        split: Split::None,
        unit: "records",
        label: Label { en: "wrong records noticed", zh: "已获知的错误记录" },
        definition: Label {
            en: "Wrong adverse records that the subject learnt of.", zh: "当事人获知的错误不利记录。"
        },
    },
    Spec {
        metric: Metric::Objections,
        name: "objections",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections", zh: "异议" },
        definition: Label { en: "Objections filed.", zh: "提出的异议。" },
    },
    Spec {
        metric: Metric::WrongObjected,
        name: "wrong_objected",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections against wrong records", zh: "针对错误记录的异议" },
        definition: Label { en: "Objections filed against wrong records.", zh: "针对错误记录提出的异议。" },
    },
    Spec {
        metric: Metric::Decisions,
        name: "decisions",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections decided", zh: "已决定的异议" },
        definition: Label {
            en: "Objections decided or closed by the deadline.",
            zh: "已决定或因期限届满而结案的异议。",
        },
    },
    Spec {
        metric: Metric::WrongDecided,
        name: "wrong_decided",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections against wrong records decided", zh: "已决定的针对错误记录的异议" },
        definition: Label {
            en: "Decisions on objections against wrong records.", zh: "对针对错误记录的异议的决定。"
        },
    },
    Spec {
        metric: Metric::Upheld,
        name: "upheld",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections upheld", zh: "成立的异议" },
        definition: Label { en: "Objections that succeeded.", zh: "成立的异议。" },
    },
    Spec {
        metric: Metric::Corrected,
        name: "corrected",
        kind: Kind::Flow,
        split: Split::None,
        unit: "records",
        label: Label { en: "wrong records corrected", zh: "更正的错误记录" },
        definition: Label {
            en: "Wrong adverse records removed after review.", zh: "经复核删除的错误不利记录。"
        },
    },
    Spec {
        metric: Metric::CorrectionDays,
        name: "correction_days",
        kind: Kind::Flow,
        split: Split::None,
        unit: "days",
        label: Label { en: "days to correction", zh: "更正所需天数" },
        definition: Label {
            en: "Days from wrong record to removal, summed over corrections.",
            zh: "从错误记录到删除的天数之和。",
        },
    },
    Spec {
        metric: Metric::Queue,
        name: "queue",
        kind: Kind::Stock,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections waiting", zh: "等待中的异议" },
        definition: Label { en: "Objections waiting for a decision.", zh: "等待决定的异议。" },
    },
    Spec {
        metric: Metric::BeliefSum,
        name: "belief_sum",
        kind: Kind::Stock,
        split: Split::None,
        unit: "1/65535",
        label: Label { en: "sum of perceived risk", zh: "感知风险总和" },
        definition: Label {
            en: "Sum over persons of perceived risk, in 1/65535; people whose belief only drifts towards the announced risk are counted when they next act.",
            zh: "各人感知风险之和（以1/65535计）。",
        },
    },
    Spec {
        metric: Metric::ListWarned,
        name: "list_warned",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "persons warned before entry", zh: "列入前受警告的人次" },
        definition: Label {
            en: "Warnings that entry to the list will follow.", zh: "列入前发出的警告次数。"
        },
    },
    Spec {
        metric: Metric::ListSpared,
        name: "list_spared",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "spared in time", zh: "照办而免于列入" },
        definition: Label {
            en: "People warned who did what was asked before the day of entry and were not entered.",
            zh: "受警告后在列入日前照办而未被列入的人次。",
        },
    },
    Spec {
        metric: Metric::ListExtended,
        name: "list_extended",
        kind: Kind::Flow,
        split: Split::List,
        unit: "entries",
        label: Label { en: "stays extended", zh: "列入期限被延长" },
        definition: Label {
            en: "Running stays on a kept list made longer by a further ground or an adverse record.",
            zh: "因新事由或不利记录而延长的列入次数。",
        },
    },
    Spec {
        metric: Metric::ListServed,
        name: "list_served",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits at the end of the term", zh: "期满移出" },
        definition: Label { en: "Exits from a kept list at the end of its term.", zh: "期满移出的次数。" },
    },
    Spec {
        metric: Metric::ListPerformed,
        name: "list_performed",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits on performance", zh: "履行后移出" },
        definition: Label {
            en: "Exits from a kept list because the person did what was asked.",
            zh: "因履行而移出的次数。",
        },
    },
    Spec {
        metric: Metric::ListCorrected,
        name: "list_corrected",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits on correction", zh: "更正后移出" },
        definition: Label {
            en: "Exits from a kept list because a record behind the stay was removed after review.",
            zh: "因所依据的记录经复核移除而移出的次数。",
        },
    },
    Spec {
        metric: Metric::ListLapsed,
        name: "list_lapsed",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "exits because the ground ended", zh: "事由消失而移出" },
        definition: Label {
            en: "Exits from a kept list because the grade, or the other person's listing, was no longer there.",
            zh: "因等级或他人的列入已不存在而移出的次数。",
        },
    },
    Spec {
        metric: Metric::ListDays,
        name: "list_days",
        kind: Kind::Flow,
        split: Split::List,
        unit: "days",
        label: Label { en: "days of ended stays", zh: "已结束的列入天数" },
        definition: Label {
            en: "Days on a kept list, summed over the stays that ended.",
            zh: "已结束的列入所持续的天数之和。",
        },
    },
    Spec {
        metric: Metric::ScaleSum,
        name: "scale_sum",
        kind: Kind::Stock,
        split: Split::Score,
        unit: "points",
        label: Label { en: "sum of scores, further", zh: "其他分数之和" },
        definition: Label {
            en: "Sum of a further score of a stack by the record.",
            zh: "组合中其他分数按记录计算的总和。",
        },
    },
    Spec {
        metric: Metric::TrueScaleSum,
        name: "true_scale_sum",
        kind: Kind::Stock,
        split: Split::Score,
        unit: "points",
        label: Label { en: "sum of true scores, further", zh: "其他真实分数之和" },
        definition: Label {
            en: "Sum of a further score of a stack that a perfect register would give.",
            zh: "组合中其他分数在完美登记下的总和。",
        },
    },
    Spec {
        metric: Metric::ReportsWaiting,
        name: "reports_waiting",
        kind: Kind::Stock,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports waiting", zh: "待处理的报告" },
        definition: Label {
            en: "Reports of a channel that wait to be worked through.",
            zh: "渠道中等待处理的报告数。",
        },
    },
    Spec {
        metric: Metric::ReportsLost,
        name: "reports_lost",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "reports",
        label: Label { en: "reports lost", zh: "失效的报告" },
        definition: Label {
            en: "Reports that waited longer than logs are kept.",
            zh: "等待时间超过日志保存期而失效的报告数。",
        },
    },
    Spec {
        metric: Metric::CopiesLeft,
        name: "copies_left",
        kind: Kind::Stock,
        split: Split::Channel,
        unit: "records",
        label: Label { en: "copies left over", zh: "遗留副本" },
        definition: Label {
            en: "Records in a linked rulebook whose listing was corrected and which remain.",
            zh: "列入已被更正而在所链接规则书中仍存的记录数。",
        },
    },
    Spec {
        metric: Metric::RemovedEverywhere,
        name: "removed_everywhere",
        kind: Kind::Flow,
        split: Split::List,
        unit: "listings",
        label: Label { en: "listings removed everywhere", zh: "处处移除的列入" },
        definition: Label {
            en: "Listings that were corrected and of which no copy remains in any linked rulebook.",
            zh: "已被更正且在任何所链接规则书中均无副本的列入数。",
        },
    },
    Spec {
        metric: Metric::ReviewBegun,
        name: "review_begun",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections taken up", zh: "已受理异议" },
        definition: Label {
            en: "Objections filed in the month that an officer took up then or later, where decisions take unequal time.",
            zh: "当月提出且当时或其后由办公人员受理的异议数（决定用时不等时）。",
        },
    },
    Spec {
        metric: Metric::ReviewWaited,
        name: "review_waited",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections that waited", zh: "曾等待的异议" },
        definition: Label {
            en: "Objections filed in the month that had to wait for an officer, where decisions take unequal time.",
            zh: "当月提出且须等待受理的异议数（决定用时不等时）。",
        },
    },
    Spec {
        metric: Metric::ReviewWait,
        name: "review_wait",
        kind: Kind::Flow,
        split: Split::None,
        unit: "1/1048576 days",
        label: Label { en: "waiting time", zh: "等待时间" },
        definition: Label {
            en: "Open time that objections filed in the month waited for an officer, or until they were given up or closed, in 1/1048576 of a day.",
            zh: "当月提出的异议等待受理、放弃或结案前的办公时间，以1/1048576天计。",
        },
    },
    Spec {
        metric: Metric::ReviewGivenUp,
        name: "review_given_up",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections given up", zh: "放弃的异议" },
        definition: Label {
            en: "Objections filed in the month that were given up while they waited.",
            zh: "当月提出而在等待中被放弃的异议数。",
        },
    },
    Spec {
        metric: Metric::Alleged,
        name: "alleged",
        kind: Kind::Flow,
        split: Split::Channel,
        unit: "money",
        label: Label { en: "debts alleged of people who owe nothing", zh: "对不欠款者所指欠款" },
        definition: Label {
            en: "Debts alleged by matching earnings against benefits of people who owe nothing, in whole units of money, the fraction by lot.",
            zh: "将收入与福利比对后对不欠款者所指的欠款额，以整货币单位计，零头随机进位。",
        },
    },
    Spec {
        metric: Metric::Asked,
        name: "asked",
        kind: Kind::Flow,
        split: Split::Survey,
        unit: "persons",
        label: Label { en: "asked for an opinion", zh: "被问及意见" },
        definition: Label {
            en: "Persons who were asked what they think of the regime.",
            zh: "被问及如何评价制度的人数。",
        },
    },
    Spec {
        metric: Metric::Approving,
        name: "approving",
        kind: Kind::Flow,
        split: Split::Survey,
        unit: "persons",
        label: Label { en: "approving", zh: "赞成" },
        definition: Label {
            en: "Persons asked who approved of the regime, before they were told anything.",
            zh: "被问者中在获知任何情况之前赞成制度的人数。",
        },
    },
    Spec {
        metric: Metric::ApprovingTold,
        name: "approving_told",
        kind: Kind::Flow,
        split: Split::Survey,
        unit: "persons",
        label: Label { en: "approving once told", zh: "获知后仍赞成" },
        definition: Label {
            en: "Persons asked who approved after they had been told what the regime can do and whom it has penalised nearby.",
            zh: "被问者中在获知制度能做什么及邻里受惩戒情况之后仍赞成的人数。",
        },
    },
    Spec {
        metric: Metric::InStage,
        name: "in_stage",
        kind: Kind::Stock,
        split: Split::Stage,
        unit: "persons",
        label: Label { en: "persons in stage", zh: "处于该阶段的人数" },
        definition: Label { en: "Persons on the list who are in the stage.", zh: "处于名单该阶段的人数。" },
    },
    Spec {
        metric: Metric::StageEntries,
        name: "stage_entries",
        kind: Kind::Flow,
        split: Split::Stage,
        unit: "entries",
        label: Label { en: "entries to stage", zh: "进入阶段次数" },
        definition: Label {
            en: "Entries to the stage, beginnings included.", zh: "进入该阶段的次数，含起始。"
        },
    },
    Spec {
        metric: Metric::StageSteps,
        name: "stage_steps",
        kind: Kind::Flow,
        split: Split::Staged,
        unit: "lots",
        label: Label { en: "lots until the last stage", zh: "到达最后阶段前的抽签数" },
        definition: Label {
            en: "Lots drawn until a stage from which nobody passes on, summed over those who came to one.",
            zh: "到达不再转出的阶段为止的抽签次数之和。",
        },
    },
    Spec {
        metric: Metric::StageStepsSquared,
        name: "stage_steps_squared",
        kind: Kind::Flow,
        split: Split::Staged,
        unit: "squared lots",
        label: Label { en: "squared lots until the last stage", zh: "抽签数的平方" },
        definition: Label {
            en: "Squares of the lots drawn until a stage from which nobody passes on, summed: with `stage_steps` it gives the spread.",
            zh: "到达不再转出的阶段为止的抽签次数平方之和，与stage_steps合用可得离散程度。",
        },
    },
    Spec {
        metric: Metric::Altered,
        name: "altered",
        kind: Kind::Flow,
        split: Split::Alteration,
        unit: "dossiers",
        label: Label { en: "dossiers altered", zh: "被篡改的档案" },
        definition: Label { en: "Dossiers silently altered.", zh: "被暗中篡改的档案数。" },
    },
    Spec {
        metric: Metric::AlteredLive,
        name: "altered_live",
        kind: Kind::Stock,
        split: Split::Alteration,
        unit: "dossiers",
        label: Label { en: "alterations in place", zh: "尚存的篡改" },
        definition: Label { en: "Alterations that are still in place.", zh: "尚存的篡改数。" },
    },
    Spec {
        metric: Metric::AlterationsFound,
        name: "alterations_found",
        kind: Kind::Flow,
        split: Split::Alteration,
        unit: "dossiers",
        label: Label { en: "alterations found", zh: "被发现的篡改" },
        definition: Label {
            en: "Alterations found by an inspection and undone.", zh: "经检查发现并还原的篡改数。"
        },
    },
    Spec {
        metric: Metric::AlterationDays,
        name: "alteration_days",
        kind: Kind::Flow,
        split: Split::Alteration,
        unit: "days",
        label: Label { en: "days until alterations were found", zh: "篡改被发现前的天数" },
        definition: Label {
            en: "Days from alteration to its finding, summed over those found.",
            zh: "从篡改到被发现的天数之和。",
        },
    },
    Spec {
        metric: Metric::Inspections,
        name: "inspections",
        kind: Kind::Flow,
        split: Split::Inspection,
        unit: "inspections",
        label: Label { en: "inspections", zh: "检查次数" },
        definition: Label { en: "Inspections held.", zh: "举行的检查次数。" },
    },
    Spec {
        metric: Metric::InspectionsFinding,
        name: "inspections_finding",
        kind: Kind::Flow,
        split: Split::Inspection,
        unit: "inspections",
        label: Label { en: "inspections that found something", zh: "有所发现的检查" },
        definition: Label {
            en: "Inspections that found at least one alteration.", zh: "至少发现一处篡改的检查次数。"
        },
    },
    Spec {
        metric: Metric::Inspected,
        name: "inspected",
        kind: Kind::Flow,
        split: Split::Inspection,
        unit: "dossiers",
        label: Label { en: "dossiers inspected", zh: "受检档案" },
        definition: Label { en: "Dossiers compared with what they should hold.", zh: "被核对的档案数。" },
    },
    Spec {
        metric: Metric::Breaches,
        name: "breaches",
        kind: Kind::Flow,
        split: Split::Breach,
        unit: "breaches",
        label: Label { en: "breaches", zh: "泄露次数" },
        definition: Label {
            en: "Times that a holder's copy of the data got out.", zh: "某处所持数据副本泄露的次数。"
        },
    },
    Spec {
        metric: Metric::HoldersBreached,
        name: "holders_breached",
        kind: Kind::Stock,
        split: Split::Breach,
        unit: "holders",
        label: Label { en: "holders breached so far", zh: "至今曾泄露的持有处" },
        definition: Label {
            en: "Holders whose copy has got out at least once so far.",
            zh: "副本至今至少泄露过一次的持有处数。",
        },
    },
    Spec {
        metric: Metric::Released,
        name: "released",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "persons",
        label: Label { en: "persons whose data got out", zh: "数据已泄露的人" },
        definition: Label {
            en: "Persons whose data have got out at least once so far.",
            zh: "数据至今至少泄露过一次的人数。",
        },
    },
    Spec {
        metric: Metric::ReleasedUnique,
        name: "released_unique",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "persons",
        label: Label { en: "of these unique in their district", zh: "其中在本地区唯一者" },
        definition: Label {
            en: "Of these, persons with whom nobody in the district shares what was revealed.",
            zh: "其中本地区无人与之共有所泄内容的人数。",
        },
    },
    Spec {
        metric: Metric::ReleasedHidden,
        name: "released_hidden",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "persons",
        label: Label { en: "of these hidden among k", zh: "其中隐于k人之中者" },
        definition: Label {
            en: "Of these, persons who share what was revealed with so many in the district, themselves among them, as the breach asks.",
            zh: "其中本地区与之共有所泄内容者（含本人）达到k人的人数。",
        },
    },
    Spec {
        metric: Metric::ReleasedMatches,
        name: "released_matches",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "pairs",
        label: Label { en: "matches of released persons", zh: "泄露者的重合数" },
        definition: Label {
            en: "For each of these the others in the district who share what was revealed, summed: every pair counts twice.",
            zh: "其中每人在本地区共有所泄内容的他人数之和，每对计两次。",
        },
    },
    Spec {
        metric: Metric::DistrictsReleased,
        name: "districts_released",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "districts",
        label: Label { en: "districts whose data got out", zh: "数据已泄露的地区" },
        definition: Label {
            en: "Districts in which the data of all have got out.",
            zh: "所有人的数据均已泄露的地区数。",
        },
    },
    Spec {
        metric: Metric::DistrictsAlike,
        name: "districts_alike",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "districts",
        label: Label { en: "of these with a match", zh: "其中有重合的地区" },
        definition: Label {
            en: "Of these, districts in which two people share what was revealed.",
            zh: "其中至少两人共有所泄内容的地区数。",
        },
    },
    Spec {
        metric: Metric::Registered,
        name: "registered",
        kind: Kind::Stock,
        split: Split::Linkage,
        unit: "persons",
        label: Label { en: "persons in the register of a channel", zh: "渠道登记簿中的人数" },
        definition: Label {
            en: "Persons whom the register holds to which reports of the channel are linked.",
            zh: "该渠道报告所链接的登记簿中的人数。",
        },
    },
    Spec {
        metric: Metric::ReportsCompared,
        name: "reports_compared",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "reports",
        label: Label { en: "reports compared", zh: "经比对的报告" },
        definition: Label {
            en: "Reports that came without a number and were compared with everyone in the register.",
            zh: "没有号码而与登记簿所有人比对的报告数。",
        },
    },
    Spec {
        metric: Metric::LinkedTrue,
        name: "linked_true",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "pairs",
        label: Label { en: "true pairs above the threshold", zh: "达到阈值的真实配对" },
        definition: Label {
            en: "Pairs of a report and its own subject whose weight reaches the threshold.",
            zh: "权重达到阈值的报告与其本人的配对数。",
        },
    },
    Spec {
        metric: Metric::LinkedFalse,
        name: "linked_false",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "pairs",
        label: Label { en: "false pairs above the threshold", zh: "达到阈值的错误配对" },
        definition: Label {
            en: "Pairs of a report and somebody else whose weight reaches the threshold.",
            zh: "权重达到阈值的报告与他人的配对数。",
        },
    },
    Spec {
        metric: Metric::LinkMissed,
        name: "link_missed",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "pairs",
        label: Label { en: "true pairs below the threshold", zh: "未达阈值的真实配对" },
        definition: Label {
            en: "Pairs of a report and its own subject in the register whose weight stays below the threshold.",
            zh: "报告与登记簿中其本人的权重未达阈值的配对数。",
        },
    },
    Spec {
        metric: Metric::Unlinked,
        name: "unlinked",
        kind: Kind::Flow,
        split: Split::Linkage,
        unit: "reports",
        label: Label { en: "reports linked to nobody", zh: "未链接到任何人的报告" },
        definition: Label {
            en: "Reports compared of which no pair reaches the threshold: they are lost.",
            zh: "经比对而无任何配对达到阈值的报告数，即告失效。",
        },
    },
];

impl Metric {
    /// What the catalogue says.
    pub fn spec(self) -> &'static Spec {
        &METRICS[self as usize]
    }

    /// The metric with a name.
    pub fn parse(name: &str) -> Option<Metric> {
        METRICS.iter().find(|s| s.name == name).map(|s| s.metric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_follows_the_enum() {
        for (i, spec) in METRICS.iter().enumerate() {
            assert_eq!(spec.metric as usize, i, "{}", spec.name);
            assert_eq!(Metric::parse(spec.name), Some(spec.metric));
        }
    }
}
