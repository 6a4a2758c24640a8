//! Makes persons, households and ties; says how often who gets the opportunity for which act, and how
//! a person chooses.
//!
//! A [`Society`] is compiled from a society document and is immutable. Static attributes of persons are
//! a function of (society, person): [`Society::block`] recomputes them, nothing stores them for good.
//!
//! Start at [`Society::compile`], which reads a document, or at [`builtin`].
//!
//! ```
//! let society = glasshouse_society::builtin("suining-county").unwrap();
//! let people = society.block(0);
//! assert_eq!(people.len(), 4096);
//! assert_eq!(people, society.block(0));
//! let ties = society.ties(0, people.len());
//! assert!(ties.of(5).count() > 3);
//! ```

mod acts;
pub mod attributes;
pub mod behaviour;
pub mod deals;
pub mod evasion;
pub mod feed;
mod habits;
mod homes;
pub mod identity;
pub mod ipf;
pub mod joint;
pub mod keeping;
pub mod keys;
pub mod lasting;
pub mod names;
pub mod objecting;
pub mod opinion;
pub mod people;
pub mod petition;
mod plots;
mod quantiles;
mod read;
pub mod spec;
pub mod spread;
pub mod ties;
pub mod wealth;

pub use behaviour::Behaviour;
pub use deals::Deals;
pub use evasion::Evasion;
pub use feed::Feed;
pub use habits::{Habit, Stretches};
pub use keeping::Keeping;
pub use names::{Name, NameMarks, Names};
pub use objecting::Objecting;
pub use opinion::Opinion;
pub use people::{Cell, People};
pub use petition::Petition;
pub use plots::{ByCell, Plot, Plots};
pub use spread::Spread;
pub use ties::{TieTable, Ties};
pub use wealth::Wealth;

use acts::BaseDistribution;
use attributes::Attributes;
use behaviour::UNIT;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{ActKind, Keyring, PersonId, Text};
use glasshouse_text::figure::{Basis, Figure, Source};
use glasshouse_text::{Code, Diagnostic, Document, Patch, SourceText, Words, both};
use identity::Identities;
use joint::{FitReport, Joint};
use lasting::Lasting;
use people::PersonTables;
use spec::{Earning, Spec};

/// A compiled society.
#[derive(Clone, Debug)]
pub struct Society {
    /// Short name, e.g. `suining-county`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// How many persons live in it.
    pub people: u32,
    /// Seed of its persons: the same in every replicate and arm.
    pub seed: u64,
    /// The kinds of person: every combination of attribute levels that occurs.
    pub cells: Vec<Cell>,
    /// Expected share of each cell among the persons; adds up to 1.
    pub shares: Vec<f64>,
    /// The fitted table of the first five attributes, before it was rounded to persons; adds up to 1.
    pub fitted: ipf::Table,
    /// The acts that occur in it, with their opportunities.
    pub acts: Vec<ActModel>,
    /// What people do without weighing it.
    pub habits: Vec<Habit>,
    /// How people choose and learn.
    pub behaviour: Behaviour,
    /// What people say of the regime when they are asked; `None` where nobody is.
    pub opinion: Option<Opinion>,
    /// What people have; `None` where that is not followed.
    pub wealth: Option<Wealth>,
    /// How people evade; `None` where nobody does.
    pub evasion: Option<Evasion>,
    /// How ties are cut and formed; `None` where they stay as they are.
    pub keeping: Option<Keeping>,
    /// How people object; `None` where the rulebook says what share does.
    pub objecting: Option<Objecting>,
    /// What spreads from person to person.
    pub spreads: Vec<Spread>,
    /// Petitions that go round.
    pub petitions: Vec<Petition>,
    /// What readers see; `None` where there is no feed.
    pub feed: Option<Feed>,
    /// Deals that need trust; `None` where nobody deals.
    pub deals: Option<Deals>,
    /// Attributes beyond the six.
    pub attributes: Attributes,
    /// Frequencies of names.
    pub names: Names,
    /// Who earns what while on benefits.
    pub earnings: Vec<Earning>,
    /// What identifies people besides a number.
    pub identities: Identities,
    /// How the margins were fitted: the first five attributes, then occupations.
    pub fits: [FitReport; 2],
    /// Cited sources.
    pub sources: Vec<Source>,
    /// Every figure of the document.
    pub figures: Vec<Figure>,
    /// Key of its persons' draws.
    keys: Keyring,
    tables: PersonTables,
}

/// How the opportunities for one act kind arise and how they are taken.
///
/// Opportunities come to everyone with a plot ([`Plots`]) at `rate` per month and unit of length. An opportunity
/// with a uniform mark u is taken iff u < weight ÷ length of the plot × P(cost of this person here and now), where
/// P is the kernel's response. So it is taken in the baseline arm iff the same holds with the baseline cost.
/// Exactly: [`takes`].
#[derive(Clone, Debug)]
pub struct ActModel {
    /// Kind.
    pub kind: ActKind,
    /// Opportunities per month of someone of the largest relative rate.
    pub rate: f64,
    /// Relative rate by cell, 65535 for the largest. 0 excludes a cell.
    pub weight: Vec<u16>,
    /// How often a plot of length 1 is halved, by cell.
    pub(crate) halvings: Vec<u8>,
    /// How an opportunity is taken.
    pub kernel: Kernel,
    /// For lawful acts: conduct it could be taken for. A rule on that conduct is what people fear.
    pub resembles: Vec<ActKind>,
    /// How long it goes on; it takes a day if absent.
    pub lasts: Option<Lasting>,
}

impl ActModel {
    /// The relative rate of a cell over the length of its plot, 65535 for 1.
    pub(crate) fn within_plot(&self, cell: u16) -> u16 {
        let weight = self.weight.get(usize::from(cell)).copied().unwrap_or(0);
        weight << plots::halvings(weight)
    }
}

/// Whether an opportunity with a mark is taken, where the owner of the plot takes one in so many (2³²).
#[inline]
pub fn takes(mark: u32, plot: Plot, response: u32) -> bool {
    u64::from(mark) < (u64::from(response) * u64::from(plot.rate())) >> 16
}

/// A person's moral base in a kind of misconduct: kinds that few people do again and again (falling behind
/// with a loan) spread it further.
#[inline]
pub fn spread_base(base: i16, spread: i32) -> i32 {
    (i32::from(base) * spread) >> 8
}

/// How an opportunity is taken. Costs are in fixed point, [`behaviour::UNIT`] to one unit of utility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Misconduct (E4): P(`cost` + [`spread_base`] + expected loss), P from [`Behaviour::response`].
    Offend {
        /// Mean moral cost of the kind.
        cost: i32,
        /// How much more people differ in this kind than in general, 256 for 1.
        spread: i32,
    },
    /// A merit act: P(`cost` − expected gain), P from [`Behaviour::response`].
    Merit {
        /// Mean effort of the kind.
        cost: i32,
    },
    /// A lawful but sensitive act (E5): logistic in `value` − fear + conformity. Conformity is
    /// J·(2z̄ − 1), so that nobody known doing it counts −J.
    Express {
        /// Value of the act to the person.
        value: i32,
    },
    /// An application or purchase: taken whenever it arises.
    Need,
}

/// What compiling a document gave.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The society, unless there are errors.
    pub society: Option<Society>,
    /// Everything that is wrong with the document or the changes to it.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that the diagnostics point into.
    pub text: SourceText,
}

impl Society {
    /// Reads and compiles a society document.
    ///
    /// `patches` are changes to its figures by dotted path, with or without a leading `society.`, e.g.
    /// `act.traffic-minor.rate` or `society.behaviour.phi`. `people` and `seed` stand in for those of
    /// the document. Never fails: what is wrong is in the diagnostics.
    ///
    /// ```
    /// use glasshouse_society::{Society, builtin_text};
    /// use glasshouse_text::Patch;
    /// let text = builtin_text("suining-county").unwrap().as_bytes();
    /// let patches = [Patch::set("society.place.urban", "0.3")];
    /// let checked = Society::compile("suining-county", text, &patches, Some(10_000), None);
    /// let society = checked.society.unwrap();
    /// assert_eq!(society.blocks(), 3);
    /// assert!(society.figures.iter().any(|f| f.path == "place.urban" && f.value == "0.3"));
    /// ```
    pub fn compile(name: &str, bytes: &[u8], patches: &[Patch], people: Option<u32>, seed: Option<u64>) -> Checked {
        Society::compile_parsed(&Document::parse(name, bytes), patches, people, seed)
    }

    /// The same for a document that is parsed: for one that is compiled again and again with other patches.
    pub fn compile_parsed(document: &Document, patches: &[Patch], people: Option<u32>, seed: Option<u64>) -> Checked {
        let patches: Vec<Patch> = patches.iter().cloned().map(without_prefix).collect();
        let read::ReadSociety { spec, act_spans, reading } = read::read(document, &patches);
        let mut checked = Checked { society: None, diagnostics: reading.diagnostics, text: document.text().clone() };
        let Some(mut spec) = spec else { return checked };
        let mut figures = reading.figures;
        if let Some(people) = people {
            spec.people = people;
            for figure in figures.iter_mut().filter(|f| f.path == "population.people") {
                figure.value = people.to_string();
                figure.basis = Basis::Set { by: "--people".into() };
            }
        }
        spec.seed = seed.unwrap_or(spec.seed);
        let society = match Society::from_spec(&spec, reading.sources, figures) {
            Ok(society) => society,
            Err(_) => {
                checked.diagnostics.push(contradiction());
                return checked;
            }
        };
        for (act, span) in spec.acts.iter().zip(act_spans) {
            if !society.acts.iter().any(|a| a.kind == act.kind) {
                let act = act.kind.name();
                let message = both(format!("nobody ever does `{act}`"), format!("没有人会做“{act}”"));
                checked.diagnostics.push(Diagnostic::new(Code::NobodyEligible, Words::new(message)).at(span));
            }
        }
        if society.fits.iter().all(|f| f.converged) {
            checked.society = Some(society);
        } else {
            checked.diagnostics.push(contradiction());
        }
        checked
    }

    /// Builds the tables of a society.
    ///
    /// # Errors
    /// [`ipf::FitError`] if the margins cannot be met at all.
    pub fn from_spec(spec: &Spec, sources: Vec<Source>, figures: Vec<Figure>) -> Result<Society, ipf::FitError> {
        let joint = Joint::of(spec)?;
        let shares = joint.shares(spec.shares.urban);
        let behaviour = Behaviour::of(&spec.behaviour, &joint.cells);
        let tables = person_tables(spec, joint.draw);
        let bases = BaseDistribution::of(&tables);
        let acts = acts::models(spec, &joint.cells, &shares, &behaviour, &bases);
        let opinion = spec.opinion.as_ref().map(|o| Opinion::of(o, &joint.cells));
        let wealth = spec.wealth.as_ref().map(|w| Wealth::of(w, &joint.cells));
        Ok(Society {
            id: spec.id.clone(),
            title: spec.title.clone(),
            people: spec.people,
            seed: spec.seed,
            cells: joint.cells,
            shares,
            fitted: joint.fitted,
            acts,
            habits: spec.habits.iter().map(Habit::of).collect(),
            behaviour,
            opinion,
            wealth,
            evasion: spec.evasion.as_ref().map(Evasion::of),
            keeping: spec.keeping.as_ref().map(Keeping::of),
            objecting: spec.objecting.as_ref().map(Objecting::of),
            spreads: spec.spreads.iter().map(Spread::of).collect(),
            petitions: spec.petitions.iter().map(Petition::of).collect(),
            feed: spec.feed.as_ref().map(Feed::of),
            deals: spec.deals.as_ref().map(Deals::of),
            attributes: spec.attributes.clone(),
            names: Names::of(&spec.names),
            earnings: spec.earnings.clone(),
            identities: Identities::of(spec),
            fits: joint.fits,
            sources,
            figures,
            keys: Keyring::new(spec.seed, 0),
            tables,
        })
    }

    /// How a person earns; `None` for those without earnings that matter.
    pub fn earning(&self, person: PersonId) -> Option<Earning> {
        if self.earnings.is_empty() {
            return None;
        }
        let mark = self.keys.draw(Place::of(Stream::Earning, person.0), 0)[0];
        let at = f64::from(mark) / 4_294_967_296.0;
        let mut below = 0.0;
        self.earnings.iter().copied().find(|earning| {
            below += earning.share;
            at < below
        })
    }

    /// The kinds of act by whose plots everyone's opportunities fall: for each of [`Society::acts`] the first whose
    /// plots are the same in every block.
    pub fn plot_owners(&self) -> Vec<usize> {
        let first = |act: &ActModel| self.acts.iter().position(|other| other.weight == act.weight).unwrap_or(0);
        self.acts.iter().map(first).collect()
    }

    /// Opportunities per person and year over all act kinds: what a run costs.
    pub fn opportunities(&self) -> f64 {
        let plot = |act: &ActModel| -> f64 {
            let of = |(share, halvings): (&f64, &u8)| match *halvings {
                plots::NONE => 0.0,
                halvings => share / f64::from(1u32 << halvings),
            };
            self.shares.iter().zip(&act.halvings).map(of).sum()
        };
        let habits: f64 = self.habits.iter().map(|habit| habit.rate).sum();
        habits + self.acts.iter().map(|act| act.rate * 12.0 * plot(act)).sum::<f64>()
    }
}

fn without_prefix(patch: Patch) -> Patch {
    let path = patch.path.strip_prefix("society.").map(str::to_owned);
    Patch { path: path.unwrap_or(patch.path), ..patch }
}

fn contradiction() -> Diagnostic {
    let message =
        both("no population has all of these shares and associations at once", "没有任何人口能同时满足这些比例和关联");
    let help = both(
        "look at shares of 0 and at levels that every occupation excludes",
        "请检查为0的比例，以及被所有职业排除的级别",
    );
    Diagnostic::new(Code::MarginsContradict, Words::new(message).help(help))
}

fn person_tables(spec: &Spec, cells: [Vec<u16>; 2]) -> PersonTables {
    let b = &spec.behaviour;
    let rounded = |x: f64| (x * f64::from(UNIT)).round().clamp(-32768.0, 32767.0) as i16;
    let mut trust_part = [0; 256];
    for (t, part) in trust_part.iter_mut().enumerate() {
        *part = rounded(b.trust_effect * t as f64 / 255.0);
    }
    PersonTables {
        cells,
        ages: quantiles::ages(spec.mean_years_past_65),
        sizes: sizes(&spec.households),
        moral: quantiles::normal().iter().map(|z| rounded(b.moral_spread * z)).collect(),
        trust: quantiles::beta(b.trust_mean, b.trust_concentration)
            .iter()
            .map(|q| ((u32::from(*q) * 255 + 32767) / 65535) as u8)
            .collect(),
        trust_part,
        risk: quantiles::beta(b.announced_risk, b.risk_concentration),
        urban: (spec.shares.urban * 4_294_967_296.0) as u64,
    }
}

/// Household sizes by 8-bit mark: the declared shape, tilted exponentially until the mean of those aged
/// 15 and over is the published mean size less the children.
fn sizes(spec: &spec::Households) -> [u8; 256] {
    use glasshouse_model::math;
    let wanted = spec.mean_size * (1.0 - spec.child_share);
    let tilted =
        |t: f64| -> Vec<f64> { spec.shape.iter().enumerate().map(|(i, s)| s * math::exp(t * i as f64)).collect() };
    let mean = |v: &[f64]| v.iter().enumerate().map(|(i, s)| s * (i as f64 + 1.0)).sum::<f64>() / v.iter().sum::<f64>();
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if mean(&tilted(middle)) < wanted { low = middle } else { high = middle }
    }
    let mut table = [1; 256];
    let mut mark = 0;
    for (i, count) in joint::apportion(&tilted(low), 256).into_iter().enumerate() {
        for _ in 0..count {
            if let Some(size) = table.get_mut(mark) {
                *size = i as u8 + 1;
                mark += 1;
            }
        }
    }
    table
}

/// The documents that come with the program: name and text.
const BUILTINS: &[(&str, &str)] = &[
    ("suining-county", include_str!("../../../societies/suining-county.toml")),
    ("china-2020", include_str!("../../../societies/china-2020.toml")),
    ("campus", include_str!("../../../societies/campus.toml")),
    ("benefit-claimants", include_str!("../../../societies/benefit-claimants.toml")),
    ("us-borrowers", include_str!("../../../societies/us-borrowers.toml")),
    ("market-firms", include_str!("../../../societies/market-firms.toml")),
    ("online-users", include_str!("../../../societies/online-users.toml")),
    ("weihai-city", include_str!("../../../societies/weihai-city.toml")),
    ("zhejiang-province", include_str!("../../../societies/zhejiang-province.toml")),
    ("au-recipients", include_str!("../../../societies/au-recipients.toml")),
];

/// Names of the societies that come with the program.
pub fn builtins() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().map(|(name, _)| *name)
}

/// The text of a society that comes with the program.
pub fn builtin_text(name: &str) -> Option<&'static str> {
    BUILTINS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// A society that comes with the program, as its document says.
pub fn builtin(name: &str) -> Option<Society> {
    Society::compile(name, builtin_text(name)?.as_bytes(), &[], None, None).society
}
