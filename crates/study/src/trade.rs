//! Markets: found, checked, and played so and so often.

use crate::VERSION;
use crate::estimate::{from_replicates, reason, within};
use crate::executor::Pool;
use crate::failure::{Failure, Faults};
use crate::person::text;
use crate::source::{self, Document};
use crate::spec;
use crate::table::wire_text;
use glasshouse_text::Patch;
use glasshouse_text::figure::Basis;
use glasshouse_trade::{Market, Outcome, builtin_text, builtins};
use glasshouse_wire::Estimate;
use glasshouse_wire::trade::{MarketDoc, TradeCourse, TradeDoc, TradeValue};
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The market that an argument names: built in or a path.
///
/// # Errors
/// As [`source::find_regime`].
pub fn find(argument: &str) -> Result<Document, Failure> {
    match builtin_text(argument) {
        Some(text) => Ok(Document { name: argument.into(), bytes: text.as_bytes().to_vec(), built_in: true }),
        None => source::find_named(argument, builtins()),
    }
}

/// Names of the markets that come with the program.
pub fn names() -> impl Iterator<Item = &'static str> {
    builtins()
}

/// The JSON Schema of market files.
pub fn schema() -> String {
    glasshouse_text::schema::json(&glasshouse_trade::keys::ROOT, "urn:glasshouse:market-v1.schema.json")
}

/// Whether a document says that it is a market.
pub fn is_market(document: &Document) -> bool {
    builtin_text(&document.name).is_some() && document.built_in
        || String::from_utf8_lossy(&document.bytes).lines().any(|line| {
            line.split_once('=').is_some_and(|(key, value)| key.trim() == "format" && value.contains("\"market/"))
        })
}

/// Checks a market under changes from outside.
///
/// # Errors
/// [`Failure::Usage`] for a change that cannot be read.
pub fn check(document: &Document, set: &[String]) -> Result<(Faults, Option<Market>), Failure> {
    let patches: Vec<Patch> = spec::patches(set)?;
    let checked = Market::read(&document.name, &document.bytes, &patches);
    Ok((Faults { text: checked.text, base: None, diagnostics: checked.diagnostics }, checked.market))
}

/// The market of a document, with warnings.
///
/// # Errors
/// [`Failure::Document`] where it has errors.
pub fn market(document: &Document, set: &[String]) -> Result<(Market, Faults), Failure> {
    match check(document, set)? {
        (faults, Some(market)) => Ok((market, faults)),
        (faults, None) => Err(Failure::Document(vec![faults])),
    }
}

/// How often, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Seed; the same for every market, so that equal draws meet equal markets.
    pub seed: u64,
    /// Replicates.
    pub replicates: u32,
}

/// Plays markets, replicates side by side.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it.
pub fn play(
    markets: &[Market],
    set: &[String],
    asked: Asked,
    pool: &Pool,
    watch: &mut (dyn FnMut(u32) -> ControlFlow<()> + Send),
) -> Result<TradeDoc, Failure> {
    let each: Vec<(usize, u32)> =
        (0..markets.len()).flat_map(|market| (0..asked.replicates).map(move |replicate| (market, replicate))).collect();
    let found: Vec<Mutex<Outcome>> = each.iter().map(|_| Mutex::new(Outcome::default())).collect();
    let (watch, done, stopped) = (Mutex::new(watch), AtomicU32::new(0), AtomicBool::new(false));
    pool.spread(each.len(), |i| {
        let (Some((market, replicate)), false) = (each.get(i), stopped.load(Ordering::Relaxed)) else { return };
        if let (Some(market), Some(slot)) = (markets.get(*market), found.get(i))
            && let Ok(mut slot) = slot.lock()
        {
            *slot = market.play(asked.seed, *replicate);
        }
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Ok(mut watch) = watch.lock()
            && watch(done).is_break()
        {
            stopped.store(true, Ordering::Relaxed);
        }
    });
    if stopped.into_inner() {
        let (done, of) = (done.into_inner(), each.len() as u32);
        return Err(Failure::Interrupted { done, of, resume: String::new() });
    }
    let outcomes: Vec<Outcome> = found.into_iter().filter_map(|slot| slot.into_inner().ok()).collect();
    let per_market = outcomes.chunks(asked.replicates.max(1) as usize);
    let markets: Vec<MarketDoc> =
        markets.iter().zip(per_market).map(|(market, outcomes)| described(market, outcomes)).collect();
    let bytes = serde_json::to_vec(&(asked.seed, asked.replicates, set, &markets)).map_err(Failure::unserialisable)?;
    Ok(TradeDoc {
        schema: "trade/1".into(),
        glasshouse: VERSION.into(),
        seed: asked.seed,
        replicates: asked.replicates,
        illustration: asked.replicates < 2,
        set: set.to_vec(),
        digest: blake3::hash(&bytes).to_hex().to_string(),
        markets,
    })
}

/// An estimate whose interval does not go beyond what is possible.
fn bounded(estimate: Estimate, unit: &str) -> Estimate {
    let is_share = unit.starts_with("share") && !unit.contains("payoff") || unit.starts_with("yes");
    if is_share { within(estimate, 0.0, 1.0) } else { estimate }
}

/// What the replicates of a market gave together.
fn described(market: &Market, outcomes: &[Outcome]) -> MarketDoc {
    let mut values: Vec<TradeValue> = Vec::new();
    // A replicate may have items that another lacks: all are shown, in the order in which they first come.
    for value in outcomes.iter().flat_map(|o| &o.values) {
        let name = value.name();
        if values.iter().any(|v| v.name == name) {
            continue;
        }
        let each: Vec<Option<f64>> = outcomes.iter().map(|o| o.value(&name)).collect();
        let spec = value.metric.spec();
        values.push(TradeValue {
            name,
            metric: spec.name.into(),
            item: value.item.clone(),
            item_label: market.item_label(&value.item).map(text),
            label: wire_text(spec.label),
            definition: wire_text(spec.definition),
            unit: spec.unit.into(),
            estimate: bounded(from_replicates(&each, reason::NO_CASES), spec.unit),
        });
    }
    let courses = outcomes.first().map_or(&[][..], |o| &o.series).iter().enumerate().map(|(at, series)| {
        let point = |round: usize| {
            let of = |o: &Outcome| o.series.get(at).and_then(|s| s.points.get(round)).copied();
            from_replicates(&outcomes.iter().map(of).collect::<Vec<_>>(), reason::NO_CASES)
        };
        TradeCourse {
            metric: series.metric.spec().name.into(),
            label: wire_text(series.metric.spec().label),
            unit: series.metric.spec().unit.into(),
            rounds: (0..series.points.len()).map(point).collect(),
        }
    });
    MarketDoc {
        id: market.id.clone(),
        title: text(&market.title),
        question: text(&market.question),
        traders: market.traders(),
        courses: courses.collect(),
        values,
        sources: market.sources.iter().map(|s| text(&s.title)).collect(),
        assumptions: market.figures.iter().filter(|f| matches!(f.basis, Basis::Assumed { .. })).count() as u32,
        figures: market.figures.len() as u32,
    }
}
