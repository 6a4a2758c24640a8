//! Reads `[scorecard]`.

use crate::plan::{CardPoints, Characteristic, Cut, Equal, Moves, Named, Refit, Scaling, Scorecard};
use crate::read::limited;
use glasshouse_model::Ratio;
use glasshouse_text::{Label, Problem, Reader, Spanned, Table};

/// The most characteristics of a card.
const MOST: usize = 16;

/// Reads `[scorecard]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>) -> Option<Scorecard> {
    let table = reader.table(root, "scorecard")?;
    let label = reader.text(&table, "label").unwrap_or_default();
    let agency = reader.text(&table, "agency").unwrap_or_default();
    let every_months = reader.count(&table, "every_months").and_then(|n| {
        let found = u16::try_from(n.value).ok().filter(|m| (1..=120).contains(m));
        if found.is_none() {
            let wanted = Label { en: "a number from 1 to 120", zh: "1至120的数" };
            reader.report(Problem::OutOfBounds { value: n.value.to_string(), wanted }.at(n.span));
        }
        found
    });
    let truth = reader.name(&table, "truth").map(named);
    let adverse = reader.name(&table, "adverse").map(named);
    let by = reader.name(&table, "by").map(named);
    let scaling = scaling(reader, &table);
    let mut characteristics = Vec::new();
    for part in limited(reader, &table, "characteristic", MOST) {
        characteristics.push(characteristic(reader, &part));
    }
    if let Some(first) = characteristics.iter().position(|c| c.points == CardPoints::Evidence)
        && !table.has("base_odds")
        && let Some(card) = characteristics.get(first)
    {
        let doc = Label { en: "needed where points follow the evidence", zh: "按证据计分时必写" };
        let problem = Problem::MissingKey { key: "base_odds", table: "scorecard", doc };
        reader.report(problem.at(card.attribute.span.clone()));
    }
    let cut_table = reader.table(&table, "cut");
    let cut = cut_table.as_ref().and_then(|t| cut(reader, t));
    let moves = reader.table(&table, "moves").and_then(|t| moves(reader, &t));
    let refit = reader.table(&table, "refit").and_then(|t| refit(reader, &table, &t, every_months, scaling));
    if refit.is_some()
        && let Some(cut_table) = &cut_table
        && !matches!(cut, None | Some(Cut::At(..)))
    {
        let wanted = Label { en: "`at`, where the points are refitted", zh: "重新拟合时须为“at”" };
        let rule = reader.raw(&cut_table.value_span("rule")).trim_matches('"').to_owned();
        reader.report(Problem::OutOfBounds { value: rule, wanted }.at(cut_table.value_span("rule")));
    }
    Some(Scorecard {
        label,
        agency,
        every_months,
        truth: truth?,
        adverse: adverse?,
        by,
        scaling,
        characteristics,
        cut: cut?,
        moves,
        refit,
        span: table.span(),
    })
}

fn named(name: Spanned<String>) -> Named {
    Named { name: name.value, span: name.span }
}

/// A number above 0.
fn positive<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Option<Ratio> {
    let read = reader.ratio(table, key)?;
    if read.value > Ratio::ZERO {
        return Some(read.value);
    }
    let wanted = Label { en: "a number above 0", zh: "大于0的数" };
    reader.report(Problem::OutOfBounds { value: read.value.to_string(), wanted }.at(read.span));
    None
}

fn scaling<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Scaling {
    let base_score = reader.ratio(table, "base_score").map(|r| r.value);
    let base_odds = positive(reader, table, "base_odds");
    let doubling = reader.ratio(table, "doubling").map(|r| r.value);
    let usual = Scaling::default();
    Scaling {
        base_score: base_score.unwrap_or(usual.base_score),
        base_odds: base_odds.unwrap_or(usual.base_odds),
        doubling: doubling.unwrap_or(usual.doubling),
    }
}

/// The names of levels and their numbers.
fn by_level<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Vec<(Named, Ratio)> {
    reader.figures(table, key).into_iter().map(|(name, value)| (named(name), value.value)).collect()
}

fn characteristic<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Characteristic {
    let attribute = Named { name: table.id.value.clone(), span: table.id.span.clone() };
    let given = by_level(reader, table, "points");
    let per_unit = reader.ratio(table, "per_unit").map(|r| r.value);
    if table.has("points") && table.has("per_unit") {
        let wanted = Label { en: "`points` or `per_unit`, not both", zh: "“points”与“per_unit”只取其一" };
        reader.report(Problem::OutOfBounds { value: "per_unit".into(), wanted }.at(table.key_span("per_unit")));
    }
    let points = match per_unit {
        Some(points) => CardPoints::PerUnit(points),
        None if table.has("points") => CardPoints::Given(given),
        None => CardPoints::Evidence,
    };
    Characteristic { attribute, points }
}

fn cut<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Cut> {
    let rule = reader.choice(table, "rule").map_or("at", |c| c.value);
    let needed: &[&'static str] = match rule {
        "at" => &["at"],
        "rate" => &["rate"],
        _ => &["gain", "loss"],
    };
    for key in needed.iter().filter(|key| !table.has(key)) {
        let doc = Label { en: "needed by this rule", zh: "此规则必写" };
        reader.missing(table, key, doc);
    }
    let at = reader.ratio(table, "at").map(|r| r.value);
    let groups = by_level(reader, table, "group");
    let rate = reader.ratio(table, "rate").map(|r| r.value);
    let (gain, loss) = (positive(reader, table, "gain"), positive(reader, table, "loss"));
    let equal = match rule {
        "at" => return Some(Cut::At(at?, groups)),
        "rate" => return Some(Cut::Rate(rate?)),
        "equal_rates" => Equal::Rates,
        "equal_true_positives" => Equal::TruePositives,
        _ => Equal::Nothing,
    };
    Some(Cut::Utility { equal, gain: gain?, loss: loss? })
}

fn moves<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Moves> {
    let [well, badly, least, most] = ["well", "badly", "least", "most"].map(|key| reader.ratio(table, key));
    let expected = reader.choice(table, "follows").is_some_and(|c| c.value == "expectation");
    let (least, most) = (least?, most?);
    if least.value > most.value {
        let wanted = Label { en: "no less than `least`", zh: "不小于“least”" };
        reader.report(Problem::OutOfBounds { value: most.value.to_string(), wanted }.at(most.span.clone()));
    }
    Some(Moves { well: well?.value, badly: badly?.value, least: least.value, most: most.value, expected })
}

/// The most files that a refit looks at.
const SAMPLE_MOST: u32 = 100_000;

/// A count within bounds.
fn bounded<'d>(reader: &mut Reader<'d>, table: &Table<'d>, (least, most): (u32, u32), wanted: Label) -> Option<u32> {
    let read = reader.count(table, if most == SAMPLE_MOST { "sample" } else { "every_months" })?;
    if (least..=most).contains(&read.value) {
        return Some(read.value);
    }
    reader.report(Problem::OutOfBounds { value: read.value.to_string(), wanted }.at(read.span));
    None
}

/// Reads `[scorecard.refit]`. A card whose points change decides more than once, by a cut-off that stays, and what
/// moves a score beside its points would be fitted as if it were one of them.
fn refit<'d>(
    reader: &mut Reader<'d>,
    card: &Table<'d>,
    table: &Table<'d>,
    every: Option<u16>,
    scaling: Scaling,
) -> Option<Refit> {
    if !card.has("every_months") {
        let doc = Label {
            en: "needed by `refit`: it decides again by other points",
            zh: "“refit”须写：以新分数再次决定",
        };
        reader.missing(card, "every_months", doc);
    }
    if scaling.doubling <= Ratio::ZERO {
        let wanted =
            Label { en: "above 0, for fitted odds to be worth points", zh: "大于0，拟合胜算方能计分" };
        let problem = Problem::OutOfBounds { value: scaling.doubling.to_string(), wanted };
        reader.report(problem.at(card.value_span("doubling")));
    }
    if card.has("moves") {
        let wanted = Label { en: "`refit` or `moves`, not both", zh: "“refit”与“moves”只取其一" };
        reader.report(Problem::OutOfBounds { value: "moves".into(), wanted }.at(card.key_span("moves")));
    }
    let wanted = Label {
        en: "a number from `every_months` of the card to 120", zh: "从评分卡“every_months”至120的数"
    };
    let every_months = bounded(reader, table, (u32::from(every.unwrap_or(1)), 120), wanted);
    let wanted = Label { en: "a number from 1 to 100000", zh: "1至100000的数" };
    let sample = bounded(reader, table, (1, SAMPLE_MOST), wanted);
    let damping = reader.ratio(table, "damping").map(|r| r.value);
    let odds = positive(reader, table, "odds");
    let step = if table.has("step") { positive(reader, table, "step") } else { Some(Ratio::ONE) };
    Some(Refit { every_months: every_months? as u16, damping: damping?, sample: sample?, odds: odds?, step: step? })
}
