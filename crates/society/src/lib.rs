//! Makes persons, households and ties; says how often who gets the opportunity for which act, and how
//! a person chooses.
//!
//! A [`Society`] is compiled from a society document and is immutable. Static attributes of persons are
//! a function of (society, person): [`Society::block`] recomputes them, nothing stores them for good.

pub mod behaviour;
pub mod people;

pub use behaviour::Behaviour;
pub use people::{Cell, People};

use glasshouse_model::{ActKind, Text};
use glasshouse_text::figure::{Figure, Source};

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
    /// The acts that occur in it, with their opportunities.
    pub acts: Vec<ActModel>,
    /// How people choose and learn.
    pub behaviour: Behaviour,
    /// Cited sources.
    pub sources: Vec<Source>,
    /// Every figure of the document.
    pub figures: Vec<Figure>,
}

/// How the opportunities for one act kind arise and how they are taken.
///
/// Opportunities come to every slot of a block at `rate` per month. An opportunity with a uniform mark
/// u is taken iff u < weight(cell) × P(cost of this person here and now), where P is the kernel's
/// response. So it is taken in the baseline arm iff the same holds with the baseline cost.
#[derive(Clone, Debug)]
pub struct ActModel {
    /// Kind.
    pub kind: ActKind,
    /// Opportunities per slot and month; dominates every person's rate.
    pub rate: f64,
    /// Relative rate by cell, 65535 for the largest. 0 excludes a cell.
    pub weight: Vec<u16>,
    /// How an opportunity is taken.
    pub kernel: Kernel,
    /// For lawful acts: conduct it could be taken for. A rule on that conduct is what people fear.
    pub resembles: Vec<ActKind>,
}

/// How an opportunity is taken. Costs are in fixed point, [`behaviour::UNIT`] to one unit of utility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Misconduct (E4): P(`cost` + the person's moral base + expected loss), P from
    /// [`Behaviour::response`].
    Offend {
        /// Mean moral cost of the kind.
        cost: i32,
    },
    /// A merit act: P(`cost` − expected gain), P from [`Behaviour::response`].
    Merit {
        /// Mean effort of the kind.
        cost: i32,
    },
    /// A lawful but sensitive act (E5): logistic in `value` − fear + conformity.
    Express {
        /// Value of the act to the person.
        value: i32,
    },
    /// An application or purchase: taken whenever it arises.
    Need,
}
