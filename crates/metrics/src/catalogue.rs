//! The closed catalogue of metrics: what is counted, in which unit, and what it means. One table per subject.

mod conduct;
mod consequences;
mod deals;
mod distance;
mod habits;
mod linkage;
mod lists;
mod lives;
mod procedure;
mod review;
mod scorecard;
mod security;
mod stages;
mod standing;
mod workings;

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
    /// Kinds of lawful act for which people go by their neighbourhood.
    Occasion,
    /// The wealth of a society, if it has any.
    Wealth,
    /// What spreads in a society.
    Spread,
    /// Petitions of a society.
    Petition,
    /// The feed of a society, if it has one.
    Feed,
    /// Group, truth and decision of a scorecard: `group/adverse/declined`.
    Decision,
    /// Group, score and truth: `group/600/other`.
    Band,
    /// Groups that a scorecard tells apart.
    CardGroup,
    /// What gives points on a scorecard: `base`, an attribute, or `attribute/level`.
    CardPart,
    /// The evasion of a society, if it has any.
    Evasion,
    /// Numbers of live records, where people evade.
    LiveRecords,
    /// The cutting and forming of ties in a society, if they are.
    Keeping,
    /// Sorts of pairs, where ties are cut and formed.
    TiePair,
    /// Those whose scores people ask about before a deal.
    Rater,
    /// What people are told, without a name, and the scores of the raters.
    Rating,
    /// The deals of a society, where anybody is asked about the other side.
    Deal,
    /// Kinds of act that measures make impossible.
    Prevented,
    /// The poor and others, where people weigh objecting.
    Objectors,
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
    /// Objections filed that come before all others.
    UrgentFiled,
    /// Urgent objections decided or closed by the deadline.
    UrgentDecided,
    /// Days from filing to decision, summed over urgent objections.
    UrgentDays,
    /// Days from filing to decision, summed over objections that are not urgent, where some are or the statutory clock is kept.
    OtherDays,
    /// Objections that an officer decided after the statutory term, where the clock is kept.
    ReviewOverdue,
    /// Objections closed because the statutory term had passed, where the clock is kept.
    ReviewLapsed,
    /// Persons whose record is marked as under objection.
    Marked,
    /// Applications not refused because the record is marked as under objection.
    RefusalsWithheld,
    /// Reports that rest on weaker evidence than the rule asks.
    RefusedEvidence,
    /// Reports about data that the rulebook prohibits.
    RefusedProhibited,
    /// Times that a listing named the one who answers for the household or firm.
    RepresentativesNamed,
    /// Exits from a kept list because the person registered anew and was not recognised.
    ListReturned,
    /// Times that somebody listed registered anew and was recognised.
    ListRecognised,
    /// Reports of listings that went to another country.
    FlowsAbroad,
    /// Reports of listings that were not allowed to go to another country.
    FlowsRefused,
    /// Opportunities for the lawful act, taken or not, where people conform to their neighbourhood.
    Occasions,
    /// Sum over persons of wealth, in 1/1024 of what a person needs for a month.
    WealthSum,
    /// The same in the baseline.
    BaselineWealthSum,
    /// Persons whose wealth is below the line.
    BelowLine,
    /// Persons whose wealth is below the line in the baseline.
    BaselineBelowLine,
    /// Persons who have been below the line for so many months running as the society says.
    Trapped,
    /// The same in the baseline.
    BaselineTrapped,
    /// Persons whose wealth has come to the floor from which nobody rises.
    Ruined,
    /// Persons whose wealth has come to the ceiling from which nobody falls.
    Escaped,
    /// Months until floor or ceiling, summed over those who came to either in the month.
    SettledMonths,
    /// Persons whom what spreads has reached.
    Informed,
    /// Fines that records brought, less those given back, in 1/1024 of what a person needs for a month.
    Fines,
    /// Records to which their subject would have objected above the line, and does not below it.
    TooPoorToObject,
    /// Signatures under a petition.
    Signed,
    /// The same where nobody fears anything.
    BaselineSigned,
    /// Posts seen by readers, counted at their authors.
    Exposures,
    /// The same times the author's rank by it, doubled, less n + 1.
    ExposuresRanked,
    /// The same times the number n of people in the block.
    ExposuresCrowd,
    /// Adverse records of which their subject learned and weighed objecting, by whether below the line.
    ObjectingWeighed,
    /// Of these, records to which their subject chose to object.
    ObjectingChosen,
    /// Decisions by a scorecard.
    Decided,
    /// Scores at these decisions.
    Scored,
    /// People who paid to reach the cut-off.
    Lifted,
    /// What reaching the cut-off costs those below it who have nothing against them, in thousandths of utility.
    ReachCost,
    /// Hundredths of points by which decisions moved scores.
    CardMoved,
    /// Sum of the cut-offs that people faced, in hundredths of points.
    CutSum,
    /// Points that a scorecard gives, in thousandths.
    CardPoints,
    /// How well the scores of the last decisions tell apart, in millionths.
    CardAuc,
    /// Persons who keep out of sight of channels and forgo services.
    Evading,
    /// Applications and purchases not made because the person evades.
    Forgone,
    /// Persons who weighed whether to evade at the beginning of the month, by how many live adverse records they had.
    EvasionWeighed,
    /// Of these, persons who chose to evade.
    EvasionChosen,
    /// Ties, counted at both ends, where ties are cut and formed.
    Ties,
    /// The same in the baseline, in which nobody is listed.
    BaselineTies,
    /// Ties of the baseline that are missing here, pair by pair, counted at both ends.
    TiesLost,
    /// Ties cut in the month, counted at both ends.
    TiesCut,
    /// Ties formed in the month, counted at both ends.
    TiesFormed,
    /// Pairs of persons who may know one another, at the end of the month, counted at both ends: clear if neither is on an adverse list, else listed.
    TiePairs,
    /// Of these, pairs that are tied after the month’s cutting and forming.
    TiedPairs,
    /// Persons who ask the rater first before they deal.
    Asking,
    /// Persons who let the rater rate them.
    Rated,
    /// Deals asked for in which the rater that is asked first rates the one who asks.
    AdviceGiven,
    /// Of these, those in which the grade alone would have led to what was right.
    AdviceRight,
    /// Occasions on which somebody asked another person's trust for a deal.
    DealsAsked,
    /// Deals made and kept.
    DealsKept,
    /// Deals made and broken.
    DealsBroken,
    /// Deals refused that would have been kept.
    RefusedFaithful,
    /// Deals refused that would have been broken.
    RefusedFaithless,
    /// Deals made and kept in the baseline.
    BaselineDealsKept,
    /// Deals made and broken in the baseline.
    BaselineDealsBroken,
    /// What deals and refusals brought to those asked, in 1/1024 of utility.
    DealPayoff,
    /// The same in the baseline.
    BaselineDealPayoff,
    /// Products of ranks by rating and by trustworthiness, within neighbourhoods, over the number of people.
    RankProduct,
    /// Squares of ranks by rating.
    RankOfRating,
    /// Squares of ranks by trustworthiness.
    RankOfTrust,
    /// Acts that did not happen because a measure made them impossible.
    Prevented,
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

/// The catalogue by subject, in the order of the enum.
const SUBJECTS: [&[Spec]; 15] = [
    standing::SPECS,
    conduct::SPECS,
    consequences::SPECS,
    review::SPECS,
    lists::SPECS,
    workings::SPECS,
    stages::SPECS,
    security::SPECS,
    linkage::SPECS,
    procedure::SPECS,
    lives::SPECS,
    scorecard::SPECS,
    distance::SPECS,
    deals::SPECS,
    habits::SPECS,
];

/// The catalogue, in the order of the enum.
pub const METRICS: &[Spec] = &joined::<{ count() }>();

const fn count() -> usize {
    let (mut n, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        n += SUBJECTS[subject].len();
        subject += 1;
    }
    n
}

const fn joined<const N: usize>() -> [Spec; N] {
    let mut all = [SUBJECTS[0][0]; N];
    let (mut n, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        let mut row = 0;
        while row < SUBJECTS[subject].len() {
            all[n] = SUBJECTS[subject][row];
            n += 1;
            row += 1;
        }
        subject += 1;
    }
    all
}

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
