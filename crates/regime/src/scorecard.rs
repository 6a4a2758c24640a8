//! Scorecards: what a card becomes when it meets a society, and what it decides.
//!
//! The builder of a card knows the society's table of cells, as a complete sample of former cases: weights of evidence
//! and cut-offs come from it. A decision knows the levels and numbers of the card's own attributes and nothing else.
//!
//! Scores are whole numbers of a billionth of a point, so that the same card decides alike everywhere. Weight of
//! evidence and its scaling follow Siddiqi 2006, *Credit Risk Scorecards*; choices of cut-offs under equal rates and
//! equal true positives Hardt, Price & Srebro 2016, *Equality of opportunity in supervised learning*.

mod choice;
pub mod refit;

use choice::Bin;
use glasshouse_model::{Chance, Ratio, Text, math};
use glasshouse_rulebook::plan::{CardPoints, Characteristic, Cut, Named, Scorecard};
use glasshouse_rulebook::{Diagnostic, Fault};
use std::collections::BTreeSet;

/// A point in the units of scores.
pub const POINT: i64 = 1_000_000_000;

/// Bands in which scores are counted: one for each score if there are no more, else of equal width.
pub const BANDS_MAX: usize = 256;

/// No score may be farther from 0, in points.
const FARTHEST: i64 = 5_000;

/// What a builder of cards knows of a society.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The attributes.
    pub traits: Vec<Trait>,
    /// The tables of cells.
    pub tables: Vec<SampleTable>,
}

/// An attribute.
#[derive(Clone, Debug)]
pub struct Trait {
    /// Name.
    pub id: String,
    /// Names of its levels.
    pub levels: Vec<String>,
    /// Its number at each level, in millionths; empty where its levels are names.
    pub values: Vec<i64>,
    /// Lowest and highest number of nearly everyone, in millionths, where it has no levels.
    pub range: Option<(i64, i64)>,
}

/// A table of cells.
#[derive(Clone, Debug)]
pub struct SampleTable {
    /// Its attributes, by place.
    pub of: Vec<usize>,
    /// Levels of each, and share of all people.
    pub cells: Vec<(Vec<u16>, f64)>,
}

/// A card that fits a society.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// The attribute that says what is true, by place.
    pub truth: usize,
    /// The level of it that counts against a person.
    pub adverse: u16,
    /// The attribute by which groups are told apart.
    pub by: Option<usize>,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// What gives points.
    pub parts: Vec<Part>,
    /// Score of someone without points.
    pub base: i64,
    /// Scores by which people are counted, ascending: their own, or the middles of bands.
    pub bands: Vec<i64>,
    /// Cut-offs by group.
    pub cuts: Vec<GroupCut>,
    /// What a decision does to the score.
    pub moves: Option<FittedMoves>,
    /// How its points are fitted anew; none where that leaves them as they are.
    pub refit: Option<refit::Terms>,
}

/// A characteristic that fits.
#[derive(Clone, Debug)]
pub struct Part {
    /// The attribute, by place.
    pub attribute: usize,
    /// Its points.
    pub points: PartPoints,
}

/// Points of a characteristic.
#[derive(Clone, Debug)]
pub enum PartPoints {
    /// By level.
    Levels(Vec<i64>),
    /// So many for each unit of its number.
    PerUnit(Ratio),
}

/// The cut-off of a group. Where a share ends within a score, the others face the next higher one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupCut {
    /// The lower cut-off.
    pub low: i64,
    /// Who faces it.
    pub share: Chance,
    /// The higher one.
    pub high: i64,
}

impl GroupCut {
    /// The same for everyone.
    pub fn at(score: i64) -> GroupCut {
        GroupCut { low: score, share: Chance::ALWAYS, high: score }
    }

    /// The cut-off that someone with a lot faces.
    pub fn faced(self, lot: u32) -> i64 {
        if self.share.hit(lot) { self.low } else { self.high }
    }
}

/// What a decision does to the score.
#[derive(Clone, Debug)]
pub struct FittedMoves {
    /// Change where it goes well, and where it does not.
    pub changes: [i64; 2],
    /// Lowest and highest score.
    pub bounds: (i64, i64),
    /// Where the score follows the expectation: share of adverse cases by group and score.
    pub expected: Option<Vec<Vec<(i64, f64)>>>,
}

impl FittedMoves {
    /// The change of a score after acceptance.
    pub fn change(&self, score: i64, group: usize, is_adverse: bool) -> i64 {
        let [well, badly] = self.changes;
        let by_score = |rates: &Vec<(i64, f64)>| {
            let place = rates.partition_point(|(known, _)| *known < score).min(rates.len().saturating_sub(1));
            rates.get(place).map_or(0.0, |(_, adverse)| *adverse)
        };
        let change = match &self.expected {
            None if is_adverse => badly,
            None => well,
            Some(groups) => {
                let adverse = groups.get(group).map_or(0.0, by_score);
                (well as f64 * (1.0 - adverse) + badly as f64 * adverse).round() as i64
            }
        };
        // Someone who stood outside the bounds before is brought inside.
        (score + change).max(self.bounds.0).min(self.bounds.1) - score
    }
}

impl Fitted {
    /// The score of someone with these levels and numbers (in millionths, by attribute).
    pub fn score(&self, levels: &[u16], value: impl Fn(usize) -> i64) -> i64 {
        let of = |part: &Part| match &part.points {
            PartPoints::Levels(points) => {
                let level = levels.get(part.attribute).copied().unwrap_or(0);
                points.get(usize::from(level)).copied().unwrap_or(0)
            }
            PartPoints::PerUnit(points) => per_unit(*points, value(part.attribute)),
        };
        let most = FARTHEST * POINT;
        (self.base + self.parts.iter().map(of).sum::<i64>()).clamp(-most, most)
    }

    /// The group of someone with these levels.
    pub fn group(&self, levels: &[u16]) -> usize {
        self.by.and_then(|by| levels.get(by)).map_or(0, |level| usize::from(*level))
    }

    /// The band in which a score is counted.
    pub fn band(&self, score: i64) -> usize {
        let above = self.bands.partition_point(|band| *band < score).min(self.bands.len().saturating_sub(1));
        let below = above.saturating_sub(1);
        let far = |place: usize| self.bands.get(place).map_or(i64::MAX, |band| (band - score).abs());
        if far(below) < far(above) { below } else { above }
    }
}

/// Points for a number in millionths.
fn per_unit(points: Ratio, value: i64) -> i64 {
    let (num, den) = points.parts();
    let scaled = i128::from(value) * i128::from(num) * i128::from(POINT / 1_000_000) / i128::from(den.max(1));
    scaled.clamp(i128::from(-FARTHEST * POINT), i128::from(FARTHEST * POINT)) as i64
}

/// Points in the units of scores.
fn in_units(points: f64) -> i64 {
    let most = (FARTHEST * POINT) as f64;
    (points * POINT as f64).round().clamp(-most, most) as i64
}

type Misfit = Box<Diagnostic>;

fn misfit(name: &Named, en: String, zh: String) -> Misfit {
    unknown(name, Text { en, zh }, &[])
}

/// A name that is none of those known.
fn unknown(name: &Named, message: Text, known: &[String]) -> Misfit {
    let fault = Fault::CardMisfit { message, name: name.name.clone(), known: known.to_vec() };
    Box::new(fault.at(name.span.clone()))
}

/// Fits a card to a society.
///
/// # Errors
/// The first thing that does not fit, at its place in the rulebook.
pub fn fit(card: &Scorecard, sample: &Sample) -> Result<Fitted, Misfit> {
    let truth = find_levels(&card.truth, sample)?;
    let adverse = level_of(truth, &card.adverse, sample)?;
    let by = card.by.as_ref().map(|by| find_levels(by, sample)).transpose()?;
    let groups = by.and_then(|by| sample.traits.get(by)).map_or(vec!["all".to_owned()], |t| t.levels.clone());
    let table = sample.tables.iter().find(|table| table.of.contains(&truth));
    let Some(table) = table else {
        let name = &card.truth.name;
        let (en, zh) = (format!("no table of cells gives `{name}`"), format!("没有单元表给出“{name}”"));
        return Err(misfit(&card.truth, en, zh));
    };
    let builder = Builder { card, sample, table, truth, adverse, by, n_groups: groups.len() };
    let (base, parts) = builder.parts()?;
    let mut fitted = Fitted {
        truth,
        adverse,
        by,
        groups,
        parts,
        base,
        bands: Vec::new(),
        cuts: Vec::new(),
        moves: None,
        refit: None,
    };
    fitted.refit = refit::terms(card);
    fitted.bands = bands(&fitted, sample);
    fitted.cuts = builder.cuts(&fitted)?;
    fitted.moves = builder.moves(&fitted)?;
    Ok(fitted)
}

fn find(name: &Named, sample: &Sample) -> Result<usize, Misfit> {
    sample.traits.iter().position(|t| t.id == name.name).ok_or_else(|| {
        let known: Vec<String> = sample.traits.iter().map(|t| t.id.clone()).collect();
        let en = format!("the society declares no attribute `{}`", name.name);
        let zh = format!("社会没有声明属性“{}”", name.name);
        unknown(name, Text { en, zh }, &known)
    })
}

fn find_levels(name: &Named, sample: &Sample) -> Result<usize, Misfit> {
    let place = find(name, sample)?;
    if sample.traits.get(place).is_some_and(|t| !t.levels.is_empty()) {
        return Ok(place);
    }
    let (en, zh) = (format!("`{}` is a number without levels", name.name), format!("“{}”是没有级别的数值", name.name));
    Err(misfit(name, en, zh))
}

fn level_of(attribute: usize, name: &Named, sample: &Sample) -> Result<u16, Misfit> {
    let Some(of) = sample.traits.get(attribute) else { return Ok(0) };
    of.levels.iter().position(|l| *l == name.name).map(|l| l as u16).ok_or_else(|| {
        let en = format!("`{}` has no level `{}`", of.id, name.name);
        let zh = format!("“{}”没有级别“{}”", of.id, name.name);
        unknown(name, Text { en, zh }, &of.levels)
    })
}

/// The scores by which people are counted.
fn bands(fitted: &Fitted, sample: &Sample) -> Vec<i64> {
    let mut sums = BTreeSet::from([fitted.base]);
    let (mut least, mut most, mut is_exact) = (fitted.base, fitted.base, true);
    for part in &fitted.parts {
        let of = sample.traits.get(part.attribute);
        let points: Vec<i64> = match &part.points {
            PartPoints::Levels(points) => points.clone(),
            PartPoints::PerUnit(points) => {
                let range = of.and_then(|t| t.range).map(|(low, high)| vec![low, high]);
                is_exact &= range.is_none();
                let values = range.or_else(|| of.map(|t| t.values.clone())).unwrap_or_default();
                values.into_iter().map(|value| per_unit(*points, value)).collect()
            }
        };
        least += points.iter().min().copied().unwrap_or(0);
        most += points.iter().max().copied().unwrap_or(0);
        if is_exact {
            sums = sums.iter().flat_map(|sum| points.iter().map(move |p| sum + p)).take(1 << 20).collect();
            is_exact = sums.len() <= BANDS_MAX;
        }
    }
    if let Some(terms) = &fitted.refit {
        // Points will change, so bands lie about the score that stays; those few who go farther are in the last ones.
        let far = (most - terms.cut).max(terms.cut - least);
        (least, most, is_exact) = (terms.cut - far, terms.cut + far, false);
    }
    if is_exact {
        return sums.into_iter().collect();
    }
    let width = ((most - least) / BANDS_MAX as i64).max(1);
    (0..BANDS_MAX as i64).map(|i| least + width * i + width / 2).collect()
}

/// What is needed to build a card.
struct Builder<'s> {
    card: &'s Scorecard,
    sample: &'s Sample,
    table: &'s SampleTable,
    truth: usize,
    adverse: u16,
    by: Option<usize>,
    n_groups: usize,
}

impl Builder<'_> {
    fn level(&self, levels: &[u16], attribute: usize) -> Option<u16> {
        self.table.of.iter().position(|a| *a == attribute).and_then(|i| levels.get(i)).copied()
    }

    fn is_adverse(&self, levels: &[u16]) -> bool {
        self.level(levels, self.truth) == Some(self.adverse)
    }

    fn needs(&self, attribute: usize, name: &Named) -> Result<(), Misfit> {
        if self.table.of.contains(&attribute) {
            return Ok(());
        }
        let truth = &self.card.truth.name;
        let (en, zh) = (
            format!("`{}` and `{truth}` stand in no table of cells together", name.name),
            format!("“{}”与“{truth}”不在同一张单元表中", name.name),
        );
        Err(misfit(name, en, zh))
    }

    /// Base score and points.
    fn parts(&self) -> Result<(i64, Vec<Part>), Misfit> {
        let scaling = self.card.scaling;
        let per_log_odds = scaling.doubling.to_f64() / math::ln(2.0);
        let mut base = scaling.base_score.to_f64();
        if self.card.characteristics.iter().any(|c| c.points == CardPoints::Evidence) {
            let [good, bad] = self.counts(|_| true);
            base += per_log_odds * (math::ln(good / bad) - math::ln(scaling.base_odds.to_f64()));
        }
        let mut parts = Vec::new();
        for characteristic in &self.card.characteristics {
            let attribute = find(&characteristic.attribute, self.sample)?;
            let points = match &characteristic.points {
                CardPoints::PerUnit(points) => self.per_unit(characteristic, attribute, *points)?,
                CardPoints::Given(given) => self.given(characteristic, attribute, given)?,
                CardPoints::Evidence => self.evidence(characteristic, attribute, per_log_odds)?,
            };
            parts.push(Part { attribute, points });
        }
        Ok((in_units(base), parts))
    }

    /// Shares of people for and against whom the truth speaks, among the cells that fit.
    fn counts(&self, fits: impl Fn(&[u16]) -> bool) -> [f64; 2] {
        let mut counts = [0.0; 2];
        for (levels, share) in self.table.cells.iter().filter(|(levels, _)| fits(levels)) {
            counts[usize::from(self.is_adverse(levels))] += share;
        }
        // A half of a person per million keeps odds finite where a level has none of one kind.
        counts.map(|c| c.max(5e-7))
    }

    fn per_unit(&self, of: &Characteristic, attribute: usize, points: Ratio) -> Result<PartPoints, Misfit> {
        let found = self.sample.traits.get(attribute);
        if found.is_some_and(|t| t.range.is_some() || !t.values.is_empty()) {
            return Ok(PartPoints::PerUnit(points));
        }
        let name = &of.attribute.name;
        let (en, zh) = (format!("`{name}` is not a number"), format!("“{name}”不是数值"));
        Err(misfit(&of.attribute, en, zh))
    }

    fn given(&self, of: &Characteristic, attribute: usize, given: &[(Named, Ratio)]) -> Result<PartPoints, Misfit> {
        find_levels(&of.attribute, self.sample)?;
        let levels = self.sample.traits.get(attribute).map_or(&[][..], |t| &t.levels);
        let mut points = vec![None; levels.len()];
        for (name, value) in given {
            let level = level_of(attribute, name, self.sample)?;
            if let Some(slot) = points.get_mut(usize::from(level)) {
                *slot = Some(in_units(value.to_f64()));
            }
        }
        if let Some((name, _)) = levels.iter().zip(&points).find(|(_, p)| p.is_none()) {
            let (en, zh) = (
                format!("no points for level `{name}` of `{}`", of.attribute.name),
                format!("“{}”的级别“{name}”没有分数", of.attribute.name),
            );
            return Err(misfit(&of.attribute, en, zh));
        }
        Ok(PartPoints::Levels(points.into_iter().flatten().collect()))
    }

    fn evidence(&self, of: &Characteristic, attribute: usize, per_log_odds: f64) -> Result<PartPoints, Misfit> {
        find_levels(&of.attribute, self.sample)?;
        self.needs(attribute, &of.attribute)?;
        let n_levels = self.sample.traits.get(attribute).map_or(0, |t| t.levels.len());
        let [good, bad] = self.counts(|_| true);
        let points = |level: usize| {
            let own = self.counts(|levels| self.level(levels, attribute) == Some(level as u16));
            let evidence = math::ln(own[1] / bad) - math::ln(own[0] / good);
            in_units(-per_log_odds * evidence)
        };
        Ok(PartPoints::Levels((0..n_levels).map(points).collect()))
    }

    fn cuts(&self, fitted: &Fitted) -> Result<Vec<GroupCut>, Misfit> {
        match &self.card.cut {
            Cut::At(score, others) => {
                let mut cuts = vec![GroupCut::at(in_units(score.to_f64())); self.n_groups];
                for (name, score) in others {
                    let Some(by) = self.by else {
                        let (en, zh) = ("cut-offs by group need `by`", "分组的分数线须写“by”");
                        return Err(misfit(name, en.into(), zh.into()));
                    };
                    let level = level_of(by, name, self.sample)?;
                    if let Some(cut) = cuts.get_mut(usize::from(level)) {
                        *cut = GroupCut::at(in_units(score.to_f64()));
                    }
                }
                Ok(cuts)
            }
            Cut::Rate(rate) => Ok(choice::at_rate(&self.bins(fitted)?, rate.to_f64())),
            Cut::Utility { equal, gain, loss } => {
                let utility = (gain.to_f64(), loss.to_f64());
                Ok(choice::of_largest_utility(&self.bins(fitted)?, *equal, utility))
            }
        }
    }

    fn moves(&self, fitted: &Fitted) -> Result<Option<FittedMoves>, Misfit> {
        let Some(moves) = &self.card.moves else { return Ok(None) };
        let units = |ratio: Ratio| in_units(ratio.to_f64());
        let rates = |bins: &Vec<Bin>| {
            let mut rates: Vec<(i64, f64)> = bins.iter().map(|b| (b.score, b.adverse / b.share)).collect();
            rates.reverse();
            rates
        };
        let expected = if moves.expected { Some(self.bins(fitted)?.iter().map(rates).collect()) } else { None };
        let (least, most) = (units(moves.least), units(moves.most));
        let changes = [units(moves.well), units(moves.badly)];
        Ok(Some(FittedMoves { changes, bounds: (least, most.max(least)), expected }))
    }

    /// How scores are spread in each group, best first: all the builder needs to choose cut-offs.
    fn bins(&self, fitted: &Fitted) -> Result<Vec<Vec<Bin>>, Misfit> {
        for (characteristic, part) in self.card.characteristics.iter().zip(&fitted.parts) {
            self.needs(part.attribute, &characteristic.attribute)?;
        }
        if let (Some(by), Some(name)) = (self.by, &self.card.by) {
            self.needs(by, name)?;
        }
        let mut groups = vec![Vec::<Bin>::new(); self.n_groups];
        for (cell, share) in &self.table.cells {
            let mut levels = vec![0; self.sample.traits.len()];
            for (attribute, level) in self.table.of.iter().zip(cell) {
                if let Some(slot) = levels.get_mut(*attribute) {
                    *slot = *level;
                }
            }
            let value = |attribute: usize| {
                let level = usize::from(levels.get(attribute).copied().unwrap_or(0));
                self.sample.traits.get(attribute).and_then(|t| t.values.get(level)).copied().unwrap_or(0)
            };
            let score = fitted.score(&levels, value);
            let adverse = if self.is_adverse(cell) { *share } else { 0.0 };
            if let Some(bins) = groups.get_mut(fitted.group(&levels)) {
                bins.push(Bin { score, share: *share, adverse });
            }
        }
        groups.iter_mut().for_each(choice::gather);
        Ok(groups)
    }
}

#[cfg(test)]
mod tests;
