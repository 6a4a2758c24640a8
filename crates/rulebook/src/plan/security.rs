//! The register under attack: who alters it silently, who inspects it, who lets it out.

use glasshouse_model::{Chance, Day, Detail, Ratio, Span, Text};

/// Everything about the security of the register.
#[derive(Clone, Debug, Default)]
pub struct Security {
    /// Silent alterations by those who have access.
    pub alterations: Vec<Alteration>,
    /// Inspections of a sample.
    pub inspections: Vec<Inspection>,
    /// Breaches.
    pub breaches: Vec<Breach>,
}

impl Security {
    /// Most alterations of all rulebooks in force: each names its stories by a number of its own.
    pub const ALTERATIONS_MAX: usize = 4;

    /// Whether nobody attacks and nobody inspects.
    pub fn is_empty(&self) -> bool {
        self.alterations.is_empty() && self.inspections.is_empty() && self.breaches.is_empty()
    }
}

/// Someone with access alters so many dossiers, whose they are by lot, and tells nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// Name.
    pub id: String,
    /// Its key for draws.
    pub key: u16,
    /// Label.
    pub label: Text,
    /// How many dossiers each time.
    pub dossiers: u32,
    /// The one day on which it happens; otherwise it happens every so often.
    pub on: Option<Day>,
    /// Time between two rounds.
    pub every: Span,
    /// First and last day; `None` is open.
    pub days: (Option<Day>, Option<Day>),
    /// The rule in whose name it is done.
    pub indicator: u8,
    /// By how much the points under it are shifted; `None` where a record under it is forged.
    pub points: Option<i32>,
    /// How long it stays, unless it is found.
    pub lasts: Span,
    /// Entries are chained by their hashes, so that any inspection shows every alteration.
    pub chained: bool,
    /// The rulebook of a stack that it belongs to; 0 by itself.
    pub member: u8,
}

/// So many dossiers, by lot and none twice, are compared with what they should hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Name.
    pub id: String,
    /// Its key for draws.
    pub key: u16,
    /// Label.
    pub label: Text,
    /// How many dossiers each time.
    pub dossiers: u32,
    /// Time between two.
    pub every: Span,
    /// First and last day; `None` is open.
    pub days: (Option<Day>, Option<Day>),
    /// Chance that an altered dossier is recognised as such.
    pub finds: Chance,
    /// The rulebook of a stack that it belongs to; 0 by itself.
    pub member: u8,
}

/// Places that hold the data may let them out.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// Name.
    pub id: String,
    /// Its key for draws.
    pub key: u16,
    /// Label.
    pub label: Text,
    /// Chance that one holder lets the data out within a year, with what is spent against it.
    pub yearly: Chance,
    /// How many hold the data.
    pub holders: u32,
    /// Share of the people in a holder's copy.
    pub held: Chance,
    /// What becomes known of each.
    pub reveals: Vec<Detail>,
    /// People who share what is revealed with fewer others than this less one count as exposed.
    pub k: u32,
    /// The rulebook of a stack that it belongs to; 0 by itself.
    pub member: u8,
}

impl Breach {
    /// The chance of a year where so much is spent and every `halves` of it halves the chance.
    pub fn after_spending(yearly: Chance, spending: Ratio, halves: Ratio) -> Chance {
        if halves.to_f64() <= 0.0 {
            return yearly;
        }
        let factor = glasshouse_model::math::exp(-core::f64::consts::LN_2 * spending.to_f64() / halves.to_f64());
        Chance::from_f64(yearly.to_f64() * factor)
    }
}
