//! Meetings in which one may help another, and everybody hears of it, or some do, or a register does.
//!
//! A round is a number of meetings, one after the other. In each the giver acts by its strategy and by what it knows
//! of the receiver; then the giver is judged, by all alike or by everybody apart. A register may exclude those whose
//! refusal it sees. Now and then strategies that earn more spread.

mod patience;
mod selection;
mod table;
mod trial;

pub(crate) use patience::PATIENCE_MAX;
pub use patience::Register;
pub use selection::{Rule, Selection};

use crate::norms::{Acting, Judging};
use crate::outcome::Outcome;
use glasshouse_model::{Chance, Keyring, Text};
use table::Table;

/// A market of meetings.
#[derive(Clone, Debug, PartialEq)]
pub struct Giving {
    /// How many deal.
    pub traders: u32,
    /// Rounds.
    pub rounds: u32,
    /// The first round that counts.
    pub counted_from: u32,
    /// Meetings in a round; as many as traders where not said.
    pub meetings: Option<u32>,
    /// Who meets whom.
    pub matching: Matching,
    /// What acts are worth.
    pub payoffs: Payoffs,
    /// What is known of a trader.
    pub reputation: Reputation,
    /// How traders act.
    pub strategies: Vec<Strategy>,
    /// Who is excluded for a refusal.
    pub register: Option<Register>,
    /// How strategies spread.
    pub selection: Option<Selection>,
}

/// Who meets whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// In every round each gives once and receives once.
    EachOnce,
    /// Giver and receiver are drawn anew for every meeting.
    Random,
}

/// What acts are worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Payoffs {
    /// Only the giver acts.
    Donation {
        /// To the receiver, if helped.
        benefit: f64,
        /// To the giver who helps.
        cost: f64,
    },
    /// Both act.
    Both {
        /// To each where both help.
        reward: f64,
        /// To who helps alone.
        sucker: f64,
        /// To who refuses alone.
        temptation: f64,
        /// To each where both refuse.
        punishment: f64,
    },
}

impl Payoffs {
    /// What one gets who acts, and meets an act where both act; and what the other gets.
    fn of(self, helps: bool, other_helps: bool) -> [f64; 2] {
        match self {
            Payoffs::Donation { benefit, cost } => {
                if helps {
                    [-cost, benefit]
                } else {
                    [0.0, 0.0]
                }
            }
            Payoffs::Both { reward, sucker, temptation, punishment } => match (helps, other_helps) {
                (true, true) => [reward, reward],
                (true, false) => [sucker, temptation],
                (false, true) => [temptation, sucker],
                (false, false) => [punishment, punishment],
            },
        }
    }

    /// Whether both act.
    fn both(self) -> bool {
        matches!(self, Payoffs::Both { .. })
    }
}

/// What is known of a trader.
#[derive(Clone, Debug, PartialEq)]
pub struct Reputation {
    /// Who holds it.
    pub kind: Held,
    /// How givers are judged.
    pub judging: Judging,
    /// Chance that a giver knows the receiver's standing. Who is not known is taken
    /// for one in good standing, or with a score of 0.
    pub known: Chance,
    /// Chance that meant help fails.
    pub execution_error: Chance,
    /// Chance that a standing is noted the wrong way round.
    pub assessment_error: Chance,
    /// Chance that somebody sees a meeting, where opinions are private.
    pub seen: Chance,
}

/// Who holds a reputation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Everybody thinks the same: good or bad.
    Public,
    /// Everybody has an own opinion of everybody.
    Private,
    /// A public number that goes up by one with each help and down with each refusal.
    Score {
        /// Lowest.
        lowest: i16,
        /// Highest.
        highest: i16,
    },
}

/// How a trader acts.
#[derive(Clone, Debug, PartialEq)]
pub struct Strategy {
    /// Name.
    pub id: String,
    /// Words for people.
    pub label: Text,
    /// Relative frequency at the start.
    pub weight: f64,
    /// Its rule.
    pub acts: Acts,
}

/// The rule of a strategy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Acts {
    /// By a table of own and other standing.
    Table(Acting),
    /// Helps whose score is at least so much.
    AtLeast(i16),
    /// Helps if, with this discount factor per round, the register makes refusing dearer than helping.
    Patient(f64),
}

impl Giving {
    /// Lets the traders meet. Where some are patient, the least patience that keeps faith is found as well, by
    /// playing with one patience after another.
    pub fn play(&self, keys: &Keyring) -> Outcome {
        let mut outcome = Table::new(self, keys).tried().play();
        if self.strategies.iter().any(|s| matches!(s.acts, Acts::Patient(_))) {
            patience::find(self, keys, &mut outcome);
        }
        outcome
    }
}
