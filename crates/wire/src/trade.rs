//! What markets gave (`glasshouse trade`).

use crate::run::{Estimate, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Markets, played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TradeDoc {
    /// `trade/1`.
    pub schema: String,
    /// Version of the program.
    pub glasshouse: String,
    /// Seed, the same for all.
    pub seed: u64,
    /// Replicates of each.
    pub replicates: u32,
    /// One replicate only: numbers have no intervals.
    pub illustration: bool,
    /// Figures that were changed.
    pub set: Vec<String>,
    /// BLAKE3 of what was set and of the markets as they stand here.
    pub digest: String,
    /// The markets.
    pub markets: Vec<MarketDoc>,
}

/// One market.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarketDoc {
    /// Short name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// The question that it is for.
    pub question: Text,
    /// How many deal in it; 0 where nobody does.
    pub traders: u32,
    /// Its numbers.
    pub values: Vec<TradeValue>,
    /// Numbers over rounds.
    pub courses: Vec<TradeCourse>,
    /// Titles of its sources.
    pub sources: Vec<Text>,
    /// Figures of the document that are assumed.
    pub assumptions: u32,
    /// All figures of the document.
    pub figures: u32,
}

/// A number of a market.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TradeValue {
    /// Metric, and after a dot the item.
    pub name: String,
    /// Metric.
    pub metric: String,
    /// Strategy, round, phase …; may be empty.
    pub item: String,
    /// Words for people for the item, where it has some.
    pub item_label: Option<Text>,
    /// Words for people.
    pub label: Text,
    /// Exactly what it is.
    pub definition: Text,
    /// Unit.
    pub unit: String,
    /// The number.
    pub estimate: Estimate,
}

/// A number over rounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TradeCourse {
    /// Metric.
    pub metric: String,
    /// Words for people.
    pub label: Text,
    /// Unit.
    pub unit: String,
    /// One number per round, the first first.
    pub rounds: Vec<Estimate>,
}
