//! People who deal with one another under a reputation, a register, ratings or a grade.
//!
//! A [`Market`] is read from a text document (`market/1`) and is immutable. [`Market::play`] lets its traders meet,
//! one after another, and gives an [`Outcome`]: named numbers and their course over rounds. Everything is a function
//! of (market, seed, replicate): draws are keyed, sums are made in the order of the traders.
//!
//! ```
//! use glasshouse_trade::{Market, builtin_text};
//! let text = builtin_text("image-scoring").unwrap();
//! let market = Market::read("image-scoring", text.as_bytes(), &[]).market.unwrap();
//! let outcome = market.play(7, 0);
//! assert!(outcome.value("cooperation").is_some_and(|share| share > 0.1 && share < 0.9));
//! assert_eq!(outcome, market.play(7, 0));
//! ```
//!
//! One module per kind of market: [`giving`] (meetings in which one helps another, with reputations, a register and
//! selection), [`norms`] (which ways of judging are stable), [`trust`] and [`sharing`] (trust that passes on),
//! [`goods`] (hidden quality), [`partners`] (own experience beside an official grade), [`raters`] (one public score
//! or many private raters), [`display`] (a score that its owner may show).

mod builtin;
pub mod display;
mod fault;
pub mod giving;
pub mod goods;
pub mod keys;
pub mod norms;
pub mod outcome;
pub mod partners;
pub mod raters;
mod read;
pub mod sharing;
pub mod trust;

pub use builtin::{builtin_text, builtins};
pub use outcome::{Metric, Outcome, Series, Value};

use glasshouse_model::{Keyring, Text};
use glasshouse_text::figure::{Figure, Source};
use glasshouse_text::{Diagnostic, Document, Patch, SourceText};

/// A market, read and checked.
#[derive(Clone, Debug)]
pub struct Market {
    /// Short name, e.g. `image-scoring`.
    pub id: String,
    /// Title.
    pub title: Text,
    /// The question that it is for.
    pub question: Text,
    /// Who deals, and how.
    pub world: World,
    /// Cited sources.
    pub sources: Vec<Source>,
    /// Every figure of the document.
    pub figures: Vec<Figure>,
}

/// The kinds of market.
#[derive(Clone, Debug)]
pub enum World {
    /// Meetings in which one helps another.
    Giving(giving::Giving),
    /// Which ways of judging are stable.
    Norms(norms::Norms),
    /// Declared ratings, and the trust that they add up to.
    Trust(trust::Ratings),
    /// Downloads from strangers under a trust that passes on.
    Sharing(sharing::Sharing),
    /// Goods of hidden quality.
    Goods(goods::Goods),
    /// Own experience beside an official grade.
    Partners(partners::Partners),
    /// One public score, or many private raters.
    Raters(raters::Raters),
    /// A score that its owner may show.
    Display(display::Display),
}

/// What reading a document gave.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The text that spans are in.
    pub text: SourceText,
    /// Everything there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// The market, exactly if nothing is an error.
    pub market: Option<Market>,
}

impl Market {
    /// Reads a document under changes from outside.
    pub fn read(name: &str, bytes: &[u8], patches: &[Patch]) -> Checked {
        read::read(&Document::parse(name, bytes), patches)
    }

    /// Lets the traders meet.
    pub fn play(&self, seed: u64, replicate: u32) -> Outcome {
        let keys = Keyring::new(seed, replicate);
        match &self.world {
            World::Giving(world) => world.play(&keys),
            World::Norms(world) => world.search(),
            World::Trust(world) => world.settle(),
            World::Sharing(world) => world.play(&keys),
            World::Goods(world) => world.play(&keys),
            World::Partners(world) => world.play(&keys),
            World::Raters(world) => world.play(&keys),
            World::Display(world) => world.play(),
        }
    }

    /// How many deal in it; 0 where nobody does.
    pub fn traders(&self) -> u32 {
        match &self.world {
            World::Giving(world) => world.traders,
            World::Norms(_) => 0,
            World::Trust(world) => world.traders.len() as u32,
            World::Sharing(world) => world.good + world.malicious,
            World::Goods(world) => world.sellers,
            World::Partners(world) => world.traders,
            World::Raters(world) => world.subjects,
            World::Display(world) => world.subjects,
        }
    }

    /// Words for people for the item of a number, where it has some: the label of a strategy.
    pub fn item_label(&self, item: &str) -> Option<&Text> {
        match &self.world {
            World::Giving(world) => world.strategies.iter().find(|s| s.id == item).map(|s| &s.label),
            World::Norms(_)
            | World::Trust(_)
            | World::Sharing(_)
            | World::Goods(_)
            | World::Partners(_)
            | World::Raters(_)
            | World::Display(_) => None,
        }
    }

    /// The same with so many times the traders, where their number is free.
    pub fn larger(&self, factor: u32) -> Market {
        let mut market = self.clone();
        match &mut market.world {
            World::Giving(world) => {
                world.traders = world.traders.saturating_mul(factor);
                world.meetings = world.meetings.map(|m| m.saturating_mul(factor));
            }
            World::Goods(world) => world.sellers = world.sellers.saturating_mul(factor),
            World::Partners(world) => world.traders = world.traders.saturating_mul(factor),
            World::Raters(world) => world.subjects = world.subjects.saturating_mul(factor),
            World::Display(world) => world.subjects = world.subjects.saturating_mul(factor),
            World::Norms(_) | World::Trust(_) | World::Sharing(_) => {}
        }
        market
    }
}
