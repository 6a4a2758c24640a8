//! A scorecard: points for attributes, a cut-off, and what a decision does to the score.

use glasshouse_model::{Ratio, Text};
use std::ops::Range;

/// A scorecard as its rulebook writes it. Attributes are names of the society's; [`glasshouse_model`] knows none of
/// them, so that whether they are there is found out when rulebook and society meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    /// Label.
    pub label: Text,
    /// Who decides by it.
    pub agency: Text,
    /// Months between two decisions about everyone; once, at the start, if absent.
    pub every_months: Option<u16>,
    /// The attribute that says what is true of a person. It is not read for a decision.
    pub truth: Named,
    /// The level of it that counts against a person.
    pub adverse: Named,
    /// The attribute by whose levels cut-offs and counts are told apart.
    pub by: Option<Named>,
    /// From log odds to points.
    pub scaling: Scaling,
    /// What gives points.
    pub characteristics: Vec<Characteristic>,
    /// From which score on a person is accepted.
    pub cut: Cut,
    /// What a decision does to the score, if anything.
    pub moves: Option<Moves>,
    /// How its points are fitted anew, if they are.
    pub refit: Option<Refit>,
    /// Place in the text.
    pub span: Range<usize>,
}

impl Scorecard {
    /// The same with every place in the text at one place: that of the rulebook's name in a stack.
    pub(crate) fn placed(mut self, span: Range<usize>) -> Scorecard {
        let mut names = vec![&mut self.truth, &mut self.adverse];
        names.extend(&mut self.by);
        for characteristic in &mut self.characteristics {
            names.push(&mut characteristic.attribute);
            if let CardPoints::Given(levels) = &mut characteristic.points {
                names.extend(levels.iter_mut().map(|(name, _)| name));
            }
        }
        if let Cut::At(_, groups) = &mut self.cut {
            names.extend(groups.iter_mut().map(|(name, _)| name));
        }
        names.into_iter().for_each(|name| name.span = span.clone());
        Scorecard { span, ..self }
    }
}

/// A name with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Its place.
    pub span: Range<usize>,
}

/// From log odds to points: `base_score` points at `base_odds` to 1 in favour, `doubling` more where they double.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaling {
    /// Points at the base odds.
    pub base_score: Ratio,
    /// Odds in favour, to 1.
    pub base_odds: Ratio,
    /// Points that double the odds.
    pub doubling: Ratio,
}

impl Default for Scaling {
    fn default() -> Scaling {
        Scaling { base_score: Ratio::ZERO, base_odds: Ratio::ONE, doubling: Ratio::ONE }
    }
}

/// What gives points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Characteristic {
    /// The attribute.
    pub attribute: Named,
    /// How.
    pub points: CardPoints,
}

/// How a characteristic gives points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardPoints {
    /// As written, for each level.
    Given(Vec<(Named, Ratio)>),
    /// So many for each unit of the attribute's number.
    PerUnit(Ratio),
    /// By weight of evidence, from the counts of the society's table.
    Evidence,
}

/// From which score on a person is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// From a score on, in some groups from another.
    At(Ratio, Vec<(Named, Ratio)>),
    /// The best of each group, so large a share.
    Rate(Ratio),
    /// Chosen for the largest utility of whoever decides: a gain from each person accepted rightly, a loss from each
    /// accepted wrongly.
    Utility {
        /// What is equal among groups.
        equal: Equal,
        /// Gain.
        gain: Ratio,
        /// Loss.
        loss: Ratio,
    },
}

/// What a choice of cut-offs keeps equal among groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equal {
    /// Nothing.
    Nothing,
    /// The share of each group that is accepted.
    Rates,
    /// The share of those with nothing against them who are accepted.
    TruePositives,
}

/// What being accepted does to the score that counts next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moves {
    /// Points where it goes well.
    pub well: Ratio,
    /// Points where it does not.
    pub badly: Ratio,
    /// Lowest score.
    pub least: Ratio,
    /// Highest score.
    pub most: Ratio,
    /// The score follows what is to be expected of all who score alike, and not what comes of the one person.
    pub expected: bool,
}

/// How the points of a card are fitted anew to what whoever decides has seen: what people showed, and what came of
/// those accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refit {
    /// Months between two refits; the first comes after so many.
    pub every_months: u16,
    /// Share of the way from the old points to the fitted ones: 0 leaves them, 1 takes the fitted.
    pub damping: Ratio,
    /// Files that a refit looks at.
    pub sample: u32,
    /// Odds in favour, to 1, at which a person has the score of the cut-off by fitted points.
    pub odds: Ratio,
    /// Points change by multiples of this.
    pub step: Ratio,
}
