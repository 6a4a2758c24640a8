//! What a society document says, as plain numbers: the input of every table of this crate.

use crate::attributes::Attributes;
use crate::lasting::Lasting;
use glasshouse_model::{ActKind, Attribute, Text};

/// Relative sizes for the levels of one attribute. Levels that are not named count 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// The attribute.
    pub attribute: Attribute,
    /// One number per level, not negative.
    pub levels: Vec<f64>,
}

/// A society document, read and checked.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Persons.
    pub people: u32,
    /// Seed of the persons.
    pub seed: u64,
    /// Shares of levels: sex, age, place, education and occupation, each normalised to 1.
    pub shares: Shares,
    /// Relative household income of the five fifths.
    pub income: [f64; 5],
    /// Mean income of urban persons to that of rural persons.
    pub income_ratio: f64,
    /// Linear-by-linear association between two attributes: log odds per step of both.
    pub associations: Vec<(Attribute, Attribute, f64)>,
    /// Start tables of any form, which multiply what the associations make.
    pub start_tables: Vec<StartTable>,
    /// Relative frequency of an occupation (by level) in the levels of an attribute.
    pub occupation_factors: Vec<(usize, Factor)>,
    /// Mean years beyond 65 of those aged 65 and over.
    pub mean_years_past_65: f64,
    /// Households.
    pub households: Households,
    /// Names.
    pub names: NameSpec,
    /// Acts.
    pub acts: Vec<ActSpec>,
    /// What people do without weighing it.
    pub habits: Vec<HabitSpec>,
    /// Who earns what while on benefits; the shares add up to no more than 1.
    pub earnings: Vec<Earning>,
    /// What identifies people besides a number.
    pub identity: Option<IdentitySpec>,
    /// How people choose and learn.
    pub behaviour: BehaviourSpec,
    /// What people say of the regime when they are asked; `None` where nobody is.
    pub opinion: Option<OpinionSpec>,
    /// What people have; `None` where that is not followed.
    pub wealth: Option<WealthSpec>,
    /// How people evade; `None` where nobody does.
    pub evasion: Option<EvasionSpec>,
    /// How ties are cut and formed; `None` where they stay as they are.
    pub keeping: Option<KeepingSpec>,
    /// What spreads from person to person.
    pub spreads: Vec<SpreadSpec>,
    /// How people object; `None` where the rulebook says what share does.
    pub objecting: Option<ObjectingSpec>,
    /// Petitions that go round.
    pub petitions: Vec<PetitionSpec>,
    /// What readers see; `None` where there is no feed.
    pub feed: Option<FeedSpec>,
    /// Deals that need trust; `None` where nobody deals.
    pub deals: Option<DealsSpec>,
    /// Attributes beyond the six.
    pub attributes: Attributes,
}

/// A table of two or three attributes that the fitting starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct StartTable {
    /// The attributes.
    pub attributes: Vec<Attribute>,
    /// One number for every combination of their levels, the last attribute varying fastest.
    pub values: Vec<f64>,
}

impl StartTable {
    /// The place of a combination of levels, given in the order of `Attribute::ALL`.
    pub(crate) fn place(&self, levels: &[usize]) -> usize {
        let level = |a: &Attribute| levels.get(*a as usize).copied().unwrap_or(0);
        self.attributes.iter().fold(0, |place, a| place * a.levels().len() + level(a))
    }
}

/// Who is near to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// One's ties.
    Ties,
    /// Everyone of the block.
    Neighbourhood,
}

/// The shape of wealth at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartShape {
    /// The logarithm is normal.
    Lognormal,
    /// Exponential.
    Exponential,
    /// Uniform from nothing to twice the mean.
    Uniform,
    /// Given amounts, dealt in turn.
    Values,
}

/// Wealth, in months of what one person needs, per month.
#[derive(Clone, Debug, PartialEq)]
pub struct WealthSpec {
    /// Shape at the start.
    pub shape: StartShape,
    /// Mean at the start.
    pub mean: f64,
    /// Standard deviation of the logarithm at the start, where that is normal.
    pub log_spread: f64,
    /// Amounts dealt at the start, where they are given.
    pub values: Vec<f64>,
    /// y.
    pub income: f64,
    /// c.
    pub consumption: f64,
    /// r.
    pub growth: f64,
    /// w*.
    pub line: f64,
    /// λ_z.
    pub shock_rate: f64,
    /// 1/α_z.
    pub shock_mean: f64,
    /// Chance of a step up by one; otherwise one down. No steps where absent.
    pub steps: Option<f64>,
    /// ℓ.
    pub income_loss: f64,
    /// M.
    pub trapped_after: u8,
    /// Where nobody rises any more.
    pub floor: Option<f64>,
    /// Where nobody falls any more.
    pub ceiling: Option<f64>,
    /// b₁.
    pub need: f64,
    /// Relative income and consumption by attribute.
    pub factors: Vec<Factor>,
}

/// Evasion.
#[derive(Clone, Debug, PartialEq)]
pub struct EvasionSpec {
    /// ρ for registers, patrols and complaints; `None` where those are not evaded.
    pub hidden: [Option<f64>; 3],
    /// What is forgone.
    pub services: Vec<ActKind>,
    /// α.
    pub per_record: f64,
    /// F.
    pub cost: f64,
    /// A.
    pub service_value: f64,
    /// x.
    pub exit: f64,
    /// τ.
    pub noise: f64,
}

/// Objecting to a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ObjectingSpec {
    /// What people weigh; `None` where the rulebook says what share objects.
    pub weighed: Option<WeighedSpec>,
    /// κ_a.
    pub cost: f64,
    /// β_w.
    pub burden: f64,
    /// τ.
    pub noise: f64,
}

/// What people weigh before they object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeighedSpec {
    /// π̂ at the start.
    pub success: f64,
    /// φ_r.
    pub fear: f64,
    /// J_a.
    pub peers: f64,
    /// Whether people learn from decisions.
    pub learns: bool,
}

/// Ties cut and formed, per month.
#[derive(Clone, Debug, PartialEq)]
pub struct KeepingSpec {
    /// k.
    pub cut: f64,
    /// χ.
    pub stigma: f64,
    /// h.
    pub kin: f64,
    /// f.
    pub form: f64,
    /// ξ.
    pub shun: f64,
    /// ν₀.
    pub unpunished: f64,
    /// 1 − s of two people who differ in everything.
    pub unlike: f64,
}

/// Deals that need trust. Amounts are in utility, 1 for the mean gain of an offence.
#[derive(Clone, Debug, PartialEq)]
pub struct DealsSpec {
    /// Deals that a person asks for in a year.
    pub rate: f64,
    /// What keeping faith is reported as.
    pub kept: ActKind,
    /// What breaking a deal is reported as.
    pub broken: ActKind,
    /// What a deal that is kept brings to the one who trusted.
    pub gain: f64,
    /// What one that is broken takes.
    pub loss: f64,
    /// What not dealing brings.
    pub outside: f64,
    /// Mean moral cost of breaking a deal.
    pub cost: f64,
    /// How much more people differ in it than in misconduct in general.
    pub spread: f64,
    /// How many raters are asked.
    pub asks: u8,
    /// Chance to deal whatever raters say.
    pub explore: f64,
    /// Chance per month to compare one's rater with another.
    pub switching: f64,
    /// q: believed chance that a stranger keeps faith.
    pub prior: f64,
    /// κ: how many deals' worth that belief counts.
    pub weight: f64,
    /// λ: what experience still counts after a month.
    pub forgetting: f64,
}

/// Something that spreads.
#[derive(Clone, Debug, PartialEq)]
pub struct SpreadSpec {
    /// Name.
    pub id: String,
    /// Among whom.
    pub among: Near,
    /// Only those whom it has reached object.
    pub opens_objection: bool,
    /// It is heard from those whose posts one sees.
    pub by_feed: bool,
    /// Rate from outside, per month.
    pub outside: f64,
    /// Rate from those near by if all of them have heard, per month.
    pub contact: f64,
    /// Share that has heard at the start.
    pub start: f64,
}

/// The shape of thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdShape {
    /// Shares of those near by, even from nothing to twice the mean.
    Uniform,
    /// Shares of those near by, normal.
    Normal,
    /// Persons, dealt in turn.
    Values,
}

/// A petition that goes round.
#[derive(Clone, Debug, PartialEq)]
pub struct PetitionSpec {
    /// Name.
    pub id: String,
    /// Whose signatures people see.
    pub among: Near,
    /// Months between two rounds.
    pub every_months: u16,
    /// How thresholds are spread.
    pub shape: ThresholdShape,
    /// Mean threshold.
    pub mean: f64,
    /// Their standard deviation.
    pub spread: f64,
    /// Thresholds that are dealt.
    pub values: Vec<f64>,
    /// The lawful act that signing is.
    pub act: Option<ActKind>,
    /// How much fear of it raises a threshold.
    pub fear: f64,
}

/// What readers see.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FeedSpec {
    /// Posts that everybody sees in a month.
    pub shown: u16,
    /// What a point adds to the weight of an author, of the weight without points.
    pub pull: f64,
}

/// What people do without weighing it.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitSpec {
    /// Name.
    pub id: String,
    /// Acts per person and year.
    pub rate: f64,
    /// Shape of the gamma distribution of people's chances; all alike where absent.
    pub shape: Option<f64>,
    /// The mean score of all people that stands for the whole chance, where the habit follows it.
    pub follows: Option<f64>,
    /// The acts that it comes out in, with shares that add up to 1.
    pub kinds: Vec<(ActKind, f64)>,
}

/// What identifies people besides a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IdentitySpec {
    /// Mean number of people in a district.
    pub district_people: f64,
    /// Standard deviation of it over its mean.
    pub district_spread: f64,
    /// Years of birth, each as likely; by age where absent.
    pub birth_years: Option<u32>,
}

/// Shares of attribute levels.
#[derive(Clone, Debug)]
pub struct Shares {
    /// Women, men.
    pub sex: Vec<f64>,
    /// Six age bands.
    pub age: Vec<f64>,
    /// Share of urban persons.
    pub urban: f64,
    /// Five levels of schooling.
    pub education: Vec<f64>,
    /// Ten occupations.
    pub occupation: Vec<f64>,
}

/// Household sizes.
#[derive(Clone, Debug)]
pub struct Households {
    /// Mean size, children included.
    pub mean_size: f64,
    /// Share of persons under 15, who are not modelled.
    pub child_share: f64,
    /// Relative frequency of 1, 2, … members aged 15 and over, before it is tilted to the mean.
    pub shape: Vec<f64>,
}

/// Frequencies of names.
#[derive(Clone, Debug)]
pub struct NameSpec {
    /// Shares of the commonest surnames, largest first.
    pub surnames: Vec<f64>,
    /// Cumulative share of the hundred commonest surnames.
    pub top_hundred: f64,
    /// Surnames in use.
    pub n_surnames: u32,
    /// Index of the surname of the commonest full name.
    pub commonest_surname: usize,
    /// Bearers of the commonest full name.
    pub commonest_bearers: f64,
    /// Bearers of its surname.
    pub surname_bearers: f64,
    /// Full names that have more bearers than `duplicate_bearers`.
    pub duplicate_names: f64,
    /// See `duplicate_names`.
    pub duplicate_bearers: f64,
    /// Exponent of the given-name distribution, between 0 and 1.
    pub exponent: f64,
}

/// How one act kind arises.
#[derive(Clone, Debug)]
pub struct ActSpec {
    /// Kind.
    pub kind: ActKind,
    /// Acts per eligible person and year when nothing is scored.
    pub rate: f64,
    /// Relative rate by attribute; a level at 0 is not eligible.
    pub factors: Vec<Factor>,
    /// How an opportunity is taken.
    pub taken: Taken,
    /// Conduct that the act could be taken for.
    pub resembles: Vec<ActKind>,
    /// How long it goes on; it takes a day if absent.
    pub lasts: Option<Lasting>,
}

/// How an opportunity is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Taken {
    /// Misconduct at a mean moral cost.
    Offend {
        /// Units of utility.
        cost: f64,
        /// How much more people differ in this act than in general.
        spread: f64,
    },
    /// A merit act at a mean effort.
    Merit {
        /// Units of utility.
        cost: f64,
    },
    /// A lawful act, taken by a share of those who have the opportunity if nobody they know does it.
    Express {
        /// That share.
        share: f64,
    },
    /// Taken whenever it arises.
    Need,
}

/// Parameters of behaviour.
#[derive(Clone, Debug)]
pub struct BehaviourSpec {
    /// τ of misconduct and merit acts; 0 is the strict threshold.
    pub noise: f64,
    /// τ_z of lawful acts.
    pub expression_noise: f64,
    /// σ_κ.
    pub moral_spread: f64,
    /// κ_T.
    pub trust_effect: f64,
    /// Mean of T.
    pub trust_mean: f64,
    /// Concentration of T.
    pub trust_concentration: f64,
    /// η.
    pub eta: f64,
    /// ψ_own.
    pub psi_own: f64,
    /// ζ.
    pub zeta: f64,
    /// Announced risk.
    pub announced_risk: f64,
    /// Concentration of perceived risk.
    pub risk_concentration: f64,
    /// φ.
    pub phi: f64,
    /// J.
    pub conformity: f64,
    /// With whom people conform.
    pub conform_to: Near,
    /// Share believed to do it in the first month.
    pub conform_from: f64,
    /// δ.
    pub patience: f64,
    /// Sanction cost per month and unit of gravity.
    pub cost_per_gravity: f64,
    /// Width of the uncertainty about the score, in points.
    pub score_width: f64,
    /// ω by domain.
    pub exposure: Vec<(String, Vec<Factor>)>,
}

/// The product of the factors that apply to a combination of levels.
pub(crate) fn product(factors: &[Factor], levels: &[u8; 6]) -> f64 {
    factors.iter().fold(1.0, |acc, f| {
        let level = levels.get(f.attribute as usize).copied().unwrap_or(0);
        acc * f.levels.get(usize::from(level)).copied().unwrap_or(1.0)
    })
}
/// A way in which some people earn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Earning {
    /// Share of all people.
    pub share: f64,
    /// Periods of a year.
    pub periods: u32,
    /// Periods with earnings and without benefit.
    pub worked: u32,
    /// Earnings of such a period.
    pub wage: f64,
}

/// What people say of the regime: odds of approval, and what multiplies them.
#[derive(Clone, Debug, PartialEq)]
pub struct OpinionSpec {
    /// Share of all people who are asked each time.
    pub asked: f64,
    /// Months between two surveys.
    pub every_months: u16,
    /// Odds of somebody of ordinary attributes, trust of one half, and no measure.
    pub odds: f64,
    /// Factor of full trust; its inverse is that of none.
    pub trust: f64,
    /// Factor of a reward in force.
    pub favoured: f64,
    /// Factor of an adverse measure in force.
    pub burdened: f64,
    /// Factor of being told what the regime can do.
    pub told: f64,
    /// Factor of being told that everyone nearby has been penalised; a share counts as that power of it.
    pub told_penalised: f64,
    /// The same for those penalised wrongly.
    pub told_wrongly: f64,
    /// Relative odds by attribute.
    pub factors: Vec<Factor>,
}
