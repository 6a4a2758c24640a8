//! What a checked rulebook compiles to: flat tables, indices instead of names, dates resolved.
//!
//! Institutions (`glasshouse-regime`) and the independent recount (`glasshouse-audit`) both read a
//! [`Plan`] and nothing else of the text.

mod linkage;
mod office;
mod published;
mod rating;
mod roll;
mod scorecard;
mod security;
mod sight;
mod stack;

pub use glasshouse_text::figure::{Basis, Figure, Source};
pub use linkage::{Field, Identity, Linkage};
pub use office::{Closed, Deadline, Desk, Reports, Review, StatutoryClock, Takes};
pub use published::{Published, PublishedKind};
pub use rating::Rater;
pub use roll::{Exit, Follows, Orders, Reach, Returns, Roll, STAGES_MAX, Stage};
pub use scorecard::{CardPoints, Characteristic, Cut, Equal, Moves, Named, Refit, Scaling, Scorecard};
pub use security::{Alteration, Breach, Inspection, Security};
pub use sight::{Averages, Confirm, Evidence, Screen, Varies};
pub use stack::{Combine, Level, ListLink, Member, SCALES_MAX, Scale};

use glasshouse_model::{ActKind, Chance, Day, Detail, Ratio, Span, Text};

/// A compiled rulebook. Index types are positions in the vectors of this struct.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Short name, e.g. `suining-2010`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// How much of it is known from texts.
    pub status: Status,
    /// Built-in society that it is run on unless another is named.
    pub society: Option<String>,
    /// What a reader should know first.
    pub card: Option<Card>,
    /// First day in force; `None` for the empty plan.
    pub from: Option<Day>,
    /// Last day in force; `None` while it still runs.
    pub to: Option<Day>,
    /// The score, if people are scored.
    pub score: Option<ScoreRule>,
    /// Parts of the score. At least one if there is a score.
    pub components: Vec<Component>,
    /// The point schedule.
    pub indicators: Vec<Indicator>,
    /// Grades and when they are given.
    pub grading: Option<Grading>,
    /// How acts come to be reported.
    pub channels: Vec<Channel>,
    /// Lists, at most 8.
    pub lists: Vec<List>,
    /// Measures, at most 32.
    pub measures: Vec<Measure>,
    /// Objection and correction; `None` where the text has no procedure.
    pub review: Option<Review>,
    /// The rulebook of a stack whose records are open to it.
    pub review_member: u8,
    /// Whose regime it is.
    pub level: Level,
    /// The rulebooks of a stack; empty for a rulebook by itself.
    pub members: Vec<Member>,
    /// Further scores of a stack, each of one rulebook; at most [`SCALES_MAX`]. The first scored rulebook's score is
    /// [`Plan::score`].
    pub scales: Vec<Scale>,
    /// The rulebook of a stack that [`Plan::score`] belongs to.
    pub score_member: u8,
    /// Links of a stack: one rulebook's listing is reported to another.
    pub links: Vec<ListLink>,
    /// Points for attributes, and a cut-off.
    pub scorecard: Option<Scorecard>,
    /// Scores that people ask about one another before they deal.
    pub raters: Vec<Rater>,
    /// Who alters, inspects and breaches the register.
    pub security: Security,
    /// Cases written in the file.
    pub cases: Vec<Case>,
    /// What sources state that sets nothing.
    pub published: Vec<Published>,
    /// Cited sources.
    pub sources: Vec<Source>,
    /// Every figure of the text, in order of appearance.
    pub figures: Vec<Figure>,
}

/// A regime in a few sentences, for those who choose one.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Card {
    /// The question that running it answers.
    pub question: Text,
    /// What it was said to be for.
    pub designers: Text,
    /// What is documented.
    pub documented: Text,
    /// What is said against it.
    pub critics: Text,
    /// What is modelled.
    pub modelled: Text,
    /// What is known to be missing.
    pub gaps: Text,
    /// Systems that it covers, names in [`crate::systems::SYSTEMS`].
    pub systems: Vec<&'static str>,
    /// The command to begin with.
    pub command: String,
}

/// How much of a rulebook is known from texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Status {
    /// Its rules are known from its own text.
    Documented,
    /// Put together from reports; gaps are assumptions.
    Reconstructed,
    /// Invented to study a mechanism.
    #[default]
    Stylised,
}

/// A value that changes on given days. Versions are ordered and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    /// First day, last day (inclusive; `None` is open), value.
    pub versions: Vec<(Option<Day>, Option<Day>, T)>,
}

impl<T> Dated<T> {
    /// A value in force always.
    pub fn always(value: T) -> Dated<T> {
        Dated { versions: vec![(None, None, value)] }
    }

    /// The value in force on a day.
    pub fn at(&self, day: Day) -> Option<&T> {
        self.versions
            .iter()
            .rev()
            .find(|(from, to, _)| from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t))
            .map(|(_, _, value)| value)
    }
}

impl<T> Default for Dated<T> {
    fn default() -> Dated<T> {
        Dated { versions: Vec::new() }
    }
}

/// The total: start value, and bounds on the total if the text has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRule {
    /// Label.
    pub label: Text,
    /// Score of a person without records: the sum of the components' bases.
    pub start: i32,
    /// Lowest possible total.
    pub min: Option<i32>,
    /// Highest possible total.
    pub max: Option<i32>,
}

/// A part of the score. Its value is `base` + the sum of its live awards, held within `min` and `max`;
/// the bound applies to the sum, so the order of awards never matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Name.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Value without records.
    pub base: i32,
    /// Lowest value.
    pub min: Option<i32>,
    /// Highest value.
    pub max: Option<i32>,
}

/// One line of the point schedule.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Name.
    pub id: String,
    /// Label.
    pub label: Text,
    /// The act kinds that a record must report for this rule to apply. A kind belongs to at most one
    /// indicator.
    pub on: Vec<ActKind>,
    /// Part of the score, index into [`Plan::components`] or those of its scale.
    pub component: u8,
    /// The score that it moves: 0 is [`Plan::score`], others are [`Plan::scales`] from 1.
    pub scale: u8,
    /// The rulebook of a stack that it belongs to; 0 by itself.
    pub member: u8,
    /// Signed points on the day of the record; days without a version give no points.
    pub points: Dated<i32>,
    /// Limit on the sum of points from this indicator.
    pub cap: Option<Cap>,
    /// What repetition does.
    pub repeat: Repeat,
    /// How long the record counts.
    pub lapses: Span,
    /// From when `lapses` runs.
    pub clock: Clock,
    /// Whom the rule concerns; `None` is everyone.
    pub who: Option<Condition>,
    /// Gravity of the conduct.
    pub gravity: Gravity,
    /// What each record takes from its subject, in months of what one person needs.
    pub fine: Ratio,
    /// While a record under this rule counts, nobody's grade is better than this one, at once and whatever the
    /// score.
    pub grade: Option<u8>,
    /// The rule is admissible under the text; records under an inadmissible rule are refused and counted.
    pub admissible: bool,
    /// It is inadmissible because it is about data that the rulebook prohibits.
    pub is_prohibited: bool,
    /// Records that rest on weaker evidence are refused and counted; `None` admits any.
    pub evidence: Option<Evidence>,
    /// Source id and locator, as cited; empty if assumed.
    pub source: String,
    /// Line in the file, from 1.
    pub line: u32,
}

/// Limit on the absolute sum of one indicator's points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Over what.
    pub per: CapPeriod,
    /// Largest absolute sum, > 0.
    pub max: i32,
}

/// Over what a [`Cap`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapPeriod {
    /// A calendar year, by the day of the record.
    Year,
    /// The whole run.
    Life,
}

/// What repeating the same conduct does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Every record counts.
    Each,
    /// Only the first record ever counts.
    Once,
    /// Only the first record of a calendar year counts.
    FirstInYear,
}

/// From when a retention period runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The day the record was entered (the finding).
    Record,
    /// The day of the act.
    Act,
    /// The day on which the act is over.
    End,
}

/// Gravity of conduct, with the weights 1, 3 and 5 of the standards catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Weight 1.
    Minor,
    /// Weight 3.
    Ordinary,
    /// Weight 5.
    Serious,
}

/// Grades, best first, and when they are given.
#[derive(Clone, Debug)]
pub struct Grading {
    /// Grades from best to worst, at most 16.
    pub grades: Vec<Grade>,
    /// Floors by date, one per grade in the same order; the last grade has none. Outside every version
    /// there are no grades.
    pub floors: Dated<Vec<Option<i32>>>,
    /// When people are graded.
    pub cadence: Cadence,
}

/// A grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Name, e.g. `A`.
    pub id: String,
    /// Label.
    pub label: Text,
}

/// When grades are given. Everyone is graded on the first day in force, and loses the grade on the day
/// after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// Once a year on this month and day.
    Yearly {
        /// 1 to 12.
        month: u8,
        /// 1 to 28.
        day: u8,
    },
    /// On the first day of every month.
    Monthly,
    /// Every evening, after the day's records.
    Daily,
}

impl Cadence {
    /// Whether people are graded on this day.
    pub fn falls_on(self, day: Day) -> bool {
        let date = day.date();
        match self {
            Cadence::Yearly { month, day } => date.month == month && date.day == day,
            Cadence::Monthly => date.day == 1,
            Cadence::Daily => true,
        }
    }
}

impl Grading {
    /// The grade of a score on a day: the first whose floor it reaches; `None` when no grades are in
    /// force.
    pub fn grade(&self, score: i32, day: Day) -> Option<u8> {
        let floors = self.floors.at(day)?;
        floors.iter().position(|floor| floor.is_none_or(|f| score >= f)).map(|i| i as u8)
    }
}

/// How acts of some kinds come to be reported: a set of rates, nothing more.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Name.
    pub id: String,
    /// Its key for draws (from the name).
    pub key: u16,
    /// Label.
    pub label: Text,
    /// Who reports.
    pub agency: Text,
    /// What sort.
    pub kind: ChannelKind,
    /// What it can report. Several channels may watch one kind; each act makes at most one record, from
    /// the first channel in file order that reports it.
    pub on: Vec<ActKind>,
    /// Share of acts that come into its view, in rural and in urban places.
    pub coverage: [Chance; 2],
    /// Chance that an act in view is reported (for claims: filed and accepted).
    pub hit_rate: Chance,
    /// Reports per person and year about people who did nothing, spread evenly over `on`, before confirmation.
    pub false_alarms: Ratio,
    /// Days between act and record: fixed part.
    pub delay_min: u32,
    /// Days between act and record: mean of the exponential part.
    pub delay_mean: u32,
    /// How the record finds its dossier.
    pub identity: Identity,
    /// What identifies people where the number is missing; empty unless [`Identity::Details`].
    pub details: Vec<Detail>,
    /// How reports are linked where the number is missing; none unless [`Identity::Linkage`].
    pub linkage: Option<Linkage>,
    /// First and last day on which it watches; `None` is open.
    pub days: (Option<Day>, Option<Day>),
    /// Day from which its coverage is complete, where it grows from `days` on.
    pub full_from: Option<Day>,
    /// Several looks of which some must agree. `hit_rate` and `false_alarms` are those of one look.
    pub confirm: Option<Confirm>,
    /// Other rates for some people; the first that fits counts.
    pub varies: Vec<Varies>,
    /// It looks at everyone at once, and not at acts as they happen.
    pub screen: Option<Screen>,
    /// It also matches income against benefits.
    pub averages: Option<Averages>,
    /// Reports that can be worked through per 1,000 people and day; the rest wait. `None` is no limit.
    pub per_day: Option<Ratio>,
    /// Days after the act for which what was seen is kept.
    pub log_days: Option<u32>,
    /// What its reports rest on; `None` where the text does not say, which is the weakest.
    pub evidence: Option<Evidence>,
    /// The rulebook of a stack that it reports to; 0 by itself.
    pub member: u8,
}

/// What sort of channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// An agency's own files (courts, banks, utilities).
    Register,
    /// Patrols, cameras, inspections.
    Patrol,
    /// Reports by others.
    Complaint,
    /// Claims filed by the subject with evidence.
    Claim,
}

/// A list.
#[derive(Clone, Debug)]
pub struct List {
    /// Name.
    pub id: String,
    /// Its key for draws.
    pub key: u16,
    /// Label.
    pub label: Text,
    /// Black, red or watch.
    pub polarity: ListPolarity,
    /// Records under these indicators (indices) may lead to entry.
    pub criteria: Vec<u8>,
    /// Chance that such a record does (1 is always; less is selection by the list keeper).
    pub selection: Chance,
    /// Days from record to entry.
    pub notice_days: u32,
    /// How long a stay lasts.
    pub term: Span,
    /// Who keeps it; empty where the text does not say.
    pub keeper: Text,
    /// First and last day on which grounds for entry may arise; `None` is open.
    pub days: (Option<Day>, Option<Day>),
    /// Who may be entered; `None` is everyone.
    pub who: Option<Condition>,
    /// How the keeper goes about entry and exit, where it is more than one record, one stay of one term.
    pub roll: Option<Roll>,
    /// The public sees who is on it.
    pub published: bool,
    /// The rulebook of a stack that it belongs to; 0 by itself.
    pub member: u8,
    /// Line in the file.
    pub line: u32,
}

/// What a list says of those on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListPolarity {
    /// Adverse.
    Black,
    /// Favourable.
    Red,
    /// Under observation; adverse.
    Watch,
}

/// What a grade or a list grants or denies.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Name.
    pub id: String,
    /// Its key for draws.
    pub key: u16,
    /// Label.
    pub label: Text,
    /// Who applies it.
    pub agency: Text,
    /// Domain of life, e.g. `employment.public`.
    pub domain: String,
    /// Sanction or reward.
    pub polarity: Polarity,
    /// Weight 1 to 5.
    pub gravity: u8,
    /// The condition under which it applies.
    pub when: Condition,
    /// Applications that it decides.
    pub on: Vec<ActKind>,
    /// Days until the agency's own copy follows a change, in both directions.
    pub delay_days: u32,
    /// Chance that the agency applies it to a person at all.
    pub enforcement: Chance,
    /// Chance that an application which meets it is refused (sanction) or preferred (reward).
    pub bite: Chance,
    /// Acts that it makes impossible for those whom it is applied to, which is not deterrence: they would have acted.
    pub prevents: Vec<ActKind>,
    /// Share of such acts that it prevents.
    pub prevented: Chance,
    /// First and last day on which it may be called for; `None` is open.
    pub days: (Option<Day>, Option<Day>),
    /// How it combines with measures of other rulebooks on the same good.
    pub combine: Combine,
    /// The rulebook of a stack that it belongs to; 0 by itself.
    pub member: u8,
    /// Line in the file.
    pub line: u32,
}

/// Sanction or reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// Adverse.
    Sanction,
    /// Favourable.
    Reward,
}

/// A case: given these acts, all recorded on their day, the rules must give this.
#[derive(Clone, Debug)]
pub struct Case {
    /// Name.
    pub name: String,
    /// Source id, if the case was reported.
    pub source: Option<String>,
    /// The day that is asked about.
    pub as_of: Day,
    /// Acts with their days, in order; an act without a day happened on the first day in force.
    pub acts: Vec<(Day, ActKind)>,
    /// Facts about the person.
    pub facts: Facts,
    /// Expected score.
    pub score: Option<i32>,
    /// Expected grade: outer `None` is not asked, inner `None` is "none".
    pub grade: Option<Option<u8>>,
    /// Expected measures active (indices, sorted), delays and discretion aside.
    pub measures: Option<Vec<u8>>,
    /// Expected lists (indices, sorted), selection aside.
    pub lists: Option<Vec<u8>>,
    /// Byte range of the expectation in the text, for the message when it fails.
    pub span: std::ops::Range<usize>,
    /// Byte range of the name.
    pub name_span: std::ops::Range<usize>,
}

/// What a condition may ask about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts {
    /// Score now.
    pub score: i32,
    /// Grade now; `None` is none.
    pub grade: Option<u8>,
    /// Lists now, one bit each.
    pub lists: u32,
    /// Age in years, if recorded.
    pub age: Option<u8>,
    /// Levels of sex, place, income fifth, education, occupation (order of
    /// [`glasshouse_model::Attribute`] without age), if recorded.
    pub levels: [Option<u8>; 5],
    /// Whether a scorecard declined the person; unknown before it decides.
    pub declined: Option<bool>,
    /// The further scores of a stack, and the grades.
    pub scales: [(i32, Option<u8>); SCALES_MAX],
}

/// A typed condition, resolved to indices. Built by the condition language only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Always true or false.
    Const(bool),
    /// All must hold.
    All(Vec<Condition>),
    /// One must hold.
    Any(Vec<Condition>),
    /// Must not hold.
    Not(Box<Condition>),
    /// Declined by the scorecard.
    Declined,
    /// On a list.
    Listed(u8),
    /// Grade is one of these (bit per grade; bit 31 is "none").
    GradeIn(u32),
    /// Grade in a further score of a stack (index into [`Facts::scales`]) is one of these.
    ScaleGradeIn(u8, u32),
    /// Compares two numbers.
    Compare(Number, Comparison, Number),
    /// A level of an attribute is one of these (bit per level). The index is that of [`Facts::levels`].
    LevelIn(u8, u32),
}

/// A number in a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// A constant.
    Const(i32),
    /// The score.
    Score,
    /// A further score of a stack, index into [`Facts::scales`].
    ScaleScore(u8),
    /// The age in years.
    Age,
    /// The income fifth, 1 to 5.
    IncomeFifth,
    /// Arithmetic on two numbers.
    Op(Box<Number>, Arithmetic, Box<Number>),
}

/// + − × ÷.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// Sum.
    Add,
    /// Difference.
    Sub,
    /// Product.
    Mul,
    /// Quotient, rounded towards zero; by zero is "not recorded".
    Div,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// ==
    Eq,
    /// !=
    Ne,
    /// <
    Lt,
    /// <=
    Le,
    /// >
    Gt,
    /// >=
    Ge,
}

impl Indicator {
    /// Whether a record that rests on some evidence is strong enough. What does not say what it rests on is an
    /// allegation.
    pub fn admits(&self, evidence: Option<Evidence>) -> bool {
        self.evidence.is_none_or(|least| evidence.unwrap_or(Evidence::Allegation) >= least)
    }
}

impl List {
    /// Whether grounds for entry may arise on a day.
    pub fn takes(&self, day: Day) -> bool {
        within(self.days, day)
    }
}

impl Measure {
    /// Whether it may be called for on a day.
    pub fn in_force(&self, day: Day) -> bool {
        within(self.days, day)
    }
}

fn within((from, to): (Option<Day>, Option<Day>), day: Day) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

impl Condition {
    /// True, false, or `None` where the answer needs a fact that is not recorded (Kleene's logic).
    pub fn holds(&self, facts: &Facts) -> Option<bool> {
        match self {
            Condition::Const(value) => Some(*value),
            Condition::All(parts) => fold(parts, facts, false),
            Condition::Any(parts) => fold(parts, facts, true),
            Condition::Not(inner) => inner.holds(facts).map(|v| !v),
            Condition::Declined => facts.declined,
            Condition::Listed(list) => Some(facts.lists >> list & 1 == 1),
            Condition::GradeIn(mask) => Some(mask >> facts.grade.map_or(31, u32::from) & 1 == 1),
            Condition::ScaleGradeIn(scale, mask) => {
                let (_, grade) = facts.scales.get(usize::from(*scale))?;
                Some(mask >> grade.map_or(31, u32::from) & 1 == 1)
            }
            Condition::Compare(left, how, right) => {
                let (l, r) = (left.value(facts)?, right.value(facts)?);
                Some(match how {
                    Comparison::Eq => l == r,
                    Comparison::Ne => l != r,
                    Comparison::Lt => l < r,
                    Comparison::Le => l <= r,
                    Comparison::Gt => l > r,
                    Comparison::Ge => l >= r,
                })
            }
            Condition::LevelIn(attribute, mask) => facts.levels[usize::from(*attribute)].map(|l| mask >> l & 1 == 1),
        }
    }

    /// Whether the answer depends on grade and lists alone.
    pub fn needs_only_standing(&self) -> bool {
        match self {
            Condition::Const(_) | Condition::Listed(_) | Condition::GradeIn(_) | Condition::ScaleGradeIn(..) => true,
            Condition::All(parts) | Condition::Any(parts) => parts.iter().all(Condition::needs_only_standing),
            Condition::Not(inner) => inner.needs_only_standing(),
            Condition::Declined | Condition::Compare(..) | Condition::LevelIn(..) => false,
        }
    }
}

/// Kleene "or" (`decisive` = true) or "and" (`decisive` = false).
fn fold(parts: &[Condition], facts: &Facts, decisive: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.holds(facts) {
            Some(v) if v == decisive => return Some(decisive),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(!decisive) }
}

impl Number {
    fn value(&self, facts: &Facts) -> Option<i64> {
        Some(match self {
            Number::Const(n) => i64::from(*n),
            Number::Score => i64::from(facts.score),
            Number::ScaleScore(scale) => i64::from(facts.scales.get(usize::from(*scale))?.0),
            Number::Age => i64::from(facts.age?),
            Number::IncomeFifth => i64::from(facts.levels[2]?) + 1,
            Number::Op(left, op, right) => {
                let (l, r) = (left.value(facts)?, right.value(facts)?);
                match op {
                    Arithmetic::Add => l.checked_add(r)?,
                    Arithmetic::Sub => l.checked_sub(r)?,
                    Arithmetic::Mul => l.checked_mul(r)?,
                    Arithmetic::Div => l.checked_div(r)?,
                }
            }
        })
    }
}

impl Plan {
    /// Whether what happens in one neighbourhood may bear on another within a run: an office decides for all, or a
    /// register is searched for the subjects of reports.
    pub fn crosses(&self) -> bool {
        self.review.is_some() || self.channels.iter().any(|channel| channel.identity.is_searched())
    }

    /// Whether the rulebook is in force on a day. Before its first day and after its last nobody is given points
    /// or graded; stays on lists run out by their terms.
    pub fn in_force(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether records under an indicator are held against their subject: they cost points, or lead to a list that
    /// is not red, or to a grade.
    pub fn is_adverse(&self, indicator: u8) -> bool {
        let black = |l: &List| l.polarity != ListPolarity::Red && l.criteria.contains(&indicator);
        self.indicators
            .get(usize::from(indicator))
            .is_some_and(|rule| rule.grade.is_some() || rule.points.versions.iter().any(|(.., points)| *points < 0))
            || self.lists.iter().any(black)
    }

    /// The first indicator that a report of this kind falls under.
    pub fn indicator_of(&self, kind: ActKind) -> Option<u8> {
        self.indicators.iter().position(|i| i.on.contains(&kind)).map(|i| i as u8)
    }

    /// The indicator of one rulebook of a stack that a report of this kind falls under.
    pub fn indicator_in(&self, member: u8, kind: ActKind) -> Option<u8> {
        self.indicators.iter().position(|i| i.member == member && i.on.contains(&kind)).map(|i| i as u8)
    }

    /// How many rulebooks it is made of.
    pub fn n_members(&self) -> u8 {
        self.members.len().max(1) as u8
    }

    /// The score of a rulebook: 0 is [`Plan::score`]; `None` where it has none.
    pub fn scale_of(&self, member: u8) -> Option<u8> {
        let further = self.scales.iter().position(|s| s.member == member).map(|i| i as u8 + 1);
        further.or((self.score.is_some() && self.score_member == member).then_some(0))
    }

    /// The components and grades of a score: 0 is the first, others are those of [`Plan::scales`] from 1.
    pub fn scale(&self, number: u8) -> Option<(&ScoreRule, &[Component], Option<&Grading>)> {
        match number.checked_sub(1) {
            None => self.score.as_ref().map(|score| (score, self.components.as_slice(), self.grading.as_ref())),
            Some(i) => {
                let scale = self.scales.get(usize::from(i))?;
                Some((&scale.score, scale.components.as_slice(), scale.grading.as_ref()))
            }
        }
    }
}
