//! How two rulebooks differ in meaning: rule by rule, matched by id, whatever the order or wording of the files.
//!
//! Titles, notes, sources and cases are no rules and are not compared; how well a figure is known is not either.
//! Values are written as rulebooks write them, so a [`Difference`] is a path that `--set` takes and the two values
//! that stand there. Figures that change on given days carry their days (`-50 [2010-01-01/2011-12-31]`).

mod facts;
mod scorecard;
mod security;
mod words;

use crate::plan::{Condition, Plan};
pub use facts::Item;
use glasshouse_model::{Lang, Text};

/// Every rule of a plan, part by part, with what it says.
pub fn rules(plan: &Plan) -> Vec<Item> {
    facts::items(plan)
}

/// A condition as rulebooks write it.
pub fn condition(plan: &Plan, of: &Condition) -> String {
    facts::condition(plan, of)
}

/// A part of a rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Dates of force.
    InForce,
    /// The score.
    Score,
    /// A part of the score.
    Component,
    /// A line of the schedule of points.
    Indicator,
    /// When grades are given.
    Grading,
    /// A grade.
    Grade,
    /// A channel.
    Channel,
    /// A list.
    List,
    /// A measure.
    Measure,
    /// Objection and correction.
    Review,
    /// Whether entries are chained.
    Security,
    /// A silent alteration of the register.
    Alteration,
    /// An inspection of the register.
    Inspection,
    /// A breach of the register.
    Breach,
    /// Points for attributes, and a cut-off.
    Scorecard,
    /// What gives points on a scorecard.
    Characteristic,
    /// A score that people ask about one another.
    Rating,
}

/// What of a rule differs; named as the key of the rulebook that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// First day.
    From,
    /// Last day.
    To,
    /// Days in force, where grades have their own.
    Period,
    /// Score without records.
    Start,
    /// Lowest value.
    Min,
    /// Highest value.
    Max,
    /// Value without records.
    Base,
    /// Acts it is about.
    On,
    /// Part of the score.
    Component,
    /// Signed points.
    Points,
    /// Limit on the sum of points.
    Cap,
    /// What repetition does.
    Repeat,
    /// How long a record counts.
    Lookback,
    /// From when that runs.
    Clock,
    /// Whom it concerns.
    Who,
    /// Gravity.
    Gravity,
    /// Whether the text admits such records.
    Admissible,
    /// What a record takes.
    Fine,
    /// How often grades are given.
    Cadence,
    /// Who reports or applies.
    Agency,
    /// What sort.
    Kind,
    /// Share in view in rural places.
    CoverageRural,
    /// Share in view in urban places.
    CoverageUrban,
    /// Chance of a report.
    HitRate,
    /// Reports about people who did nothing.
    FalseAlarms,
    /// Fixed delay.
    DelayMin,
    /// Mean of the random delay.
    DelayMean,
    /// How a record finds its dossier.
    Identity,
    /// How often it does not.
    IdentityError,
    /// Black, red, watch; sanction, reward.
    Polarity,
    /// Indicators that lead to a list.
    Criteria,
    /// Chance that they do.
    Selection,
    /// Days to entry or to notice.
    NoticeDays,
    /// How long a stay lasts.
    Term,
    /// Whether the public sees it.
    Published,
    /// Domain of life.
    Domain,
    /// Condition.
    When,
    /// Days until the copy follows.
    DelayDays,
    /// Chance that it is applied.
    Enforcement,
    /// Chance that it decides an application.
    Bite,
    /// Acts made impossible.
    Prevents,
    /// Share of them.
    Prevented,
    /// Chance of notice.
    Notice,
    /// Chance of an objection to a wrong record.
    ObjectsIfWrong,
    /// Chance of an objection to a right record.
    ObjectsIfRight,
    /// Days to object in.
    WindowDays,
    /// Officers.
    Officers,
    /// Decisions per officer and day.
    PerOfficerDay,
    /// How long one decision takes.
    Desk,
    /// A look at everyone.
    Screen,
    /// Earnings matched against benefits.
    Averages,
    /// Term for a decision.
    DecideIn,
    /// What happens when it passes.
    AtDeadline,
    /// Chance of success against a wrong record.
    UpheldIfWrong,
    /// Chance of success against a right record.
    UpheldIfRight,
    /// Order of grades, channels or measures, where the first that fits counts.
    Order,
    /// Best grade while a record counts; grades that are grounds.
    Grade,
    /// Who keeps a list.
    Keeper,
    /// How many grounds lead to a list.
    Count,
    /// In what time.
    Within,
    /// Orders from outside.
    Orders,
    /// Whose listing is followed.
    Follows,
    /// Chance of being spared after a warning.
    Spared,
    /// What a further ground adds.
    Extension,
    /// Longest stay.
    TermMax,
    /// Leaving on performance.
    Exit,
    /// Time without adverse records before leaving.
    Clean,
    /// What those listed pass through.
    Stages,
    /// Day of full coverage.
    FullFrom,
    /// Looks that must agree.
    Confirm,
    /// Other rates for some people.
    Varies,
    /// Reports worked through.
    PerDay,
    /// How long what was seen is kept.
    LogDays,
    /// What is compared where the number is missing.
    Details,
    /// How reports without a number are linked.
    Linkage,
    /// What reports rest on, or records must rest on.
    Evidence,
    /// Whether it is about data that the text prohibits.
    Data,
    /// Coming back under another account.
    Returns,
    /// Whose objections come first.
    Urgent,
    /// The statutory clock.
    TheClock,
    /// Free reports of one's own record.
    Reports,
    /// What marking during objection does.
    Marked,
    /// Whether entries are chained.
    Chained,
    /// How many dossiers.
    Dossiers,
    /// Time between two.
    Every,
    /// The rule in whose name it is done.
    AboutIndicator,
    /// How long an alteration stays.
    Lasts,
    /// Chance that an alteration is recognised.
    Finds,
    /// Chance of a breach within a year.
    Yearly,
    /// How many hold the data.
    Holders,
    /// Share of the people in a copy.
    Held,
    /// What a breach reveals.
    Reveals,
    /// How many must be alike to be hidden.
    HiddenFrom,
    /// What is true of a person, and what counts against them.
    Truth,
    /// By what groups are told apart.
    By,
    /// From log odds to points.
    Scaling,
    /// From which score on people are accepted.
    Cut,
    /// What being accepted does to the score.
    Moves,
    /// How points are fitted anew.
    Refit,
    /// Share of the people who let a rater rate them.
    OptIn,
}

/// What stands in a rulebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number, a name or a condition, as rulebooks write it.
    Code(String),
    /// Words in both languages.
    Words(Text),
}

/// What became of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the second rulebook has it.
    Added,
    /// Only the first rulebook has it.
    Removed,
    /// Both have it and something differs; `None` is absent.
    Changed {
        /// What.
        aspect: Aspect,
        /// In the first rulebook.
        before: Option<Value>,
        /// In the second rulebook.
        after: Option<Value>,
    },
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Part of the rulebook.
    pub part: Part,
    /// Id of the rule; empty where a rulebook has one of the kind.
    pub id: String,
    /// Label of the rule, from the second rulebook if it has it.
    pub label: Text,
    /// What became of it.
    pub change: Change,
}

/// The differences from the first to the second rulebook, in the order of the parts, then of the first rulebook,
/// then of what only the second has. Equal rules give none.
pub fn differences(before: &Plan, after: &Plan) -> Vec<Difference> {
    let (old, new) = (facts::items(before), facts::items(after));
    let find = |items: &[Item], like: &Item| items.iter().position(|i| i.part == like.part && i.id == like.id);
    let mut found = Vec::new();
    for item in &old {
        match find(&new, item).and_then(|i| new.get(i)) {
            Some(other) => changed(item, other, &mut found),
            None => found.push(item.difference(Change::Removed)),
        }
    }
    let added = new.iter().filter(|item| find(&old, item).is_none());
    found.extend(added.map(|item| item.difference(Change::Added)));
    for part in [Part::Grade, Part::Channel, Part::Measure] {
        found.extend(reordered(part, &old, &new));
    }
    found.sort_by_key(|d| d.part);
    found
}

fn changed(old: &Item, new: &Item, found: &mut Vec<Difference>) {
    let value = |item: &Item, aspect: Aspect| item.facts.iter().find(|(a, _)| *a == aspect).map(|(_, v)| v.clone());
    let mut aspects: Vec<Aspect> = old.facts.iter().chain(&new.facts).map(|(aspect, _)| *aspect).collect();
    aspects.sort_unstable();
    aspects.dedup();
    for aspect in aspects {
        let (before, after) = (value(old, aspect), value(new, aspect));
        if before != after {
            found.push(new.difference(Change::Changed { aspect, before, after }));
        }
    }
}

/// Where the first rule that fits counts, the order of those that both rulebooks have.
fn reordered(part: Part, old: &[Item], new: &[Item]) -> Option<Difference> {
    let has = |items: &[Item], id: &str| items.iter().any(|i| i.part == part && i.id == id);
    let order = |items: &[Item], others: &[Item]| -> Vec<String> {
        items.iter().filter(|i| i.part == part && has(others, &i.id)).map(|i| i.id.clone()).collect()
    };
    let (before, after) = (order(old, new), order(new, old));
    let code = |ids: Vec<String>| Some(Value::Code(ids.join(", ")));
    (before != after).then(|| Difference {
        part,
        id: String::new(),
        label: Text::default(),
        change: Change::Changed { aspect: Aspect::Order, before: code(before), after: code(after) },
    })
}

impl Item {
    fn difference(&self, change: Change) -> Difference {
        Difference { part: self.part, id: self.id.clone(), label: self.label.clone(), change }
    }
}

impl Difference {
    /// Where it is, e.g. `indicator.cult.points`; for a whole rule `indicator.cult`.
    pub fn path(&self) -> String {
        let mut path = self.part.key().to_owned();
        let mut add = |word: &str| {
            path.push('.');
            path.push_str(word);
        };
        if !self.id.is_empty() {
            add(&self.id);
        }
        if let Change::Changed { aspect, .. } = &self.change {
            add(aspect.key());
        }
        path
    }

    /// The difference as a sentence, e.g. `indicator cult, points: −50 → 0`.
    pub fn text(&self, lang: Lang) -> String {
        let name = [self.part.label().get(lang), &self.id].join(" ");
        let name = name.trim_end();
        let what = match (self.id.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::En) => format!(" ({})", self.label.en),
            (false, Lang::Zh) => format!("（{}）", self.label.zh),
        };
        match (&self.change, lang) {
            (Change::Added, Lang::En) => format!("{name}{what}: added"),
            (Change::Added, Lang::Zh) => format!("{name}{what}：新增"),
            (Change::Removed, Lang::En) => format!("{name}{what}: removed"),
            (Change::Removed, Lang::Zh) => format!("{name}{what}：删除"),
            (Change::Changed { aspect, before, after }, _) => {
                let shown =
                    |value: &Option<Value>| value.as_ref().map_or(words::ABSENT.get(lang).into(), |v| v.shown(lang));
                let (before, after) = (shown(before), shown(after));
                let aspect = aspect.label().get(lang);
                match lang {
                    Lang::En => format!("{name} {aspect}: {before} → {after}"),
                    Lang::Zh => format!("{name} {aspect}：{before} → {after}"),
                }
            }
        }
    }
}

impl Value {
    /// As a rulebook writes it; words in English.
    pub fn code(&self) -> &str {
        match self {
            Value::Code(code) => code,
            Value::Words(text) => &text.en,
        }
    }

    /// As people read it: the same with a real minus sign.
    pub fn shown(&self, lang: Lang) -> String {
        match self {
            Value::Code(code) => match code.strip_prefix('-') {
                Some(rest) => format!("−{rest}").replace("; -", "; −"),
                None => code.replace("; -", "; −"),
            },
            Value::Words(text) => text.get(lang).to_owned(),
        }
    }
}
