//! What the counts of a scorecard say: errors by group, ratios and gaps between groups, and how well scores tell apart.
//!
//! "Positive" is a decision against a person, as in the literature on risk: a false positive is someone declined who
//! has nothing against them. A number that would divide by nothing does not exist.

use crate::catalogue::Metric;
use crate::tally::{Layout, Series};
use glasshouse_model::group::N_GROUPS;
use glasshouse_model::math;

/// People of a group by what is true of them and what was decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Nothing against them, accepted.
    pub tn: i64,
    /// Nothing against them, declined.
    pub fp: i64,
    /// Something against them, accepted.
    pub fn_: i64,
    /// Something against them, declined.
    pub tp: i64,
}

/// A share of whole counts; none of nobody.
fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Confusion {
    /// Everyone.
    pub fn people(&self) -> i64 {
        self.tn + self.fp + self.fn_ + self.tp
    }

    /// Those accepted.
    pub fn accepted(&self) -> i64 {
        self.tn + self.fn_
    }

    /// Those declined.
    pub fn declined(&self) -> i64 {
        self.fp + self.tp
    }

    /// Accepted, of all.
    pub fn acceptance(&self) -> Option<f64> {
        share(self.accepted(), self.people())
    }

    /// Declined, of those with nothing against them.
    pub fn fpr(&self) -> Option<f64> {
        share(self.fp, self.fp + self.tn)
    }

    /// Accepted, of those with something against them.
    pub fn fnr(&self) -> Option<f64> {
        share(self.fn_, self.fn_ + self.tp)
    }

    /// Declined, of those with something against them.
    pub fn tpr(&self) -> Option<f64> {
        share(self.tp, self.fn_ + self.tp)
    }

    /// Something against them, of those declined.
    pub fn ppv(&self) -> Option<f64> {
        share(self.tp, self.declined())
    }

    /// Nothing against them, of those accepted.
    pub fn npv(&self) -> Option<f64> {
        share(self.tn, self.accepted())
    }

    fn plus(self, other: Confusion) -> Confusion {
        let Confusion { tn, fp, fn_, tp } = other;
        Confusion { tn: self.tn + tn, fp: self.fp + fp, fn_: self.fn_ + fn_, tp: self.tp + tp }
    }
}

/// How far a rate of a group falls below the highest: the ratio, and whether it is less than four fifths (29 CFR
/// 1607.4 D), which is decided on the counts so that no rounding moves the boundary. None where the group is less than
/// a fiftieth of all, or nobody anywhere is accepted.
pub fn impact(groups: &[Confusion], of: usize) -> Option<(f64, bool)> {
    let all: i64 = groups.iter().map(Confusion::people).sum();
    let counts = |g: &Confusion| (i128::from(g.accepted()), i128::from(g.people()));
    let is_small = |g: &Confusion| g.people() * 50 < all || g.people() == 0;
    let own = groups.get(of).filter(|g| !is_small(g))?;
    let mut best = counts(own);
    for (accepted, people) in groups.iter().filter(|g| !is_small(g)).map(counts) {
        if accepted * best.1 > best.0 * people {
            best = (accepted, people);
        }
    }
    let (accepted, people) = counts(own);
    let (part, whole) = (accepted * best.1, best.0 * people);
    (whole > 0).then(|| (part as f64 / whole as f64, part * 5 < whole * 4))
}

/// Wilson's interval of a share at 95 %.
pub fn wilson(part: i64, whole: i64) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_963_984_540_054;
    let (p, n) = (share(part, whole)?, whole as f64);
    let centre = p + Z * Z / (2.0 * n);
    let half = Z * math::sqrt(p * (1.0 - p) / n + Z * Z / (4.0 * n * n));
    let scale = 1.0 + Z * Z / n;
    Some(((centre - half) / scale, (centre + half) / scale))
}

/// The pooled z of two shares.
pub fn two_shares_z((a, n): (i64, i64), (b, m): (i64, i64)) -> Option<f64> {
    let pooled = share(a + b, n + m)?;
    let spread = math::sqrt(pooled * (1.0 - pooled) * (1.0 / n as f64 + 1.0 / m as f64));
    (spread > 0.0).then_some((share(a, n)? - share(b, m)?) / spread)
}

/// People with a score: the score, those with nothing against them, those with something.
pub type ByScore = Vec<(f64, i64, i64)>;

fn totals(scores: &ByScore) -> (f64, f64) {
    let (other, adverse) = scores.iter().fold((0, 0), |(o, a), (_, other, adverse)| (o + other, a + adverse));
    (other as f64, adverse as f64)
}

/// The chance that someone with something against them scores lower than someone without; ties count half.
pub fn auc(scores: &ByScore) -> Option<f64> {
    let (other, adverse) = totals(scores);
    let mut below = 0.0;
    let mut sum = 0.0;
    for (_, o, a) in scores {
        sum += *o as f64 * (below + 0.5 * *a as f64);
        below += *a as f64;
    }
    (other > 0.0 && adverse > 0.0).then(|| sum / (other * adverse))
}

/// Writes how well the scores of a month tell apart, for each group of a scorecard and of persons, into the month's
/// table (column × group of persons), where both kinds of people were decided about.
pub fn tell_apart(layout: &Layout, table: &mut [i64]) {
    let (groups, scored) = (layout.columns_of(Metric::CardAuc), layout.columns_of(Metric::Scored));
    if groups.is_empty() {
        return;
    }
    let n_columns = scored.len() / groups.len();
    for (place, column) in groups.enumerate() {
        let first = scored.start + place * n_columns;
        for person in 0..N_GROUPS {
            let at = |column: usize| table.get(column * N_GROUPS + person).copied().unwrap_or(0);
            // Columns of a score stand in pairs, others before adverse, and scores ascend.
            let pairs = (0..n_columns / 2).map(|band| [at(first + 2 * band), at(first + 2 * band + 1)]);
            if let Some(auc) = auc_in_millionths(pairs)
                && let Some(cell) = table.get_mut(column * N_GROUPS + person)
            {
                *cell = auc;
            }
        }
    }
}

/// [`auc`] of whole counts by ascending score, rounded to a millionth.
fn auc_in_millionths(pairs: impl Iterator<Item = [i64; 2]>) -> Option<i64> {
    let (mut others, mut below, mut twice) = (0i128, 0i128, 0i128);
    for [other, adverse] in pairs {
        let (other, adverse) = (i128::from(other), i128::from(adverse));
        twice += other * (2 * below + adverse);
        others += other;
        below += adverse;
    }
    let whole = 2 * others * below;
    (whole > 0).then(|| ((2_000_000 * twice + whole) / (2 * whole)) as i64)
}

/// The largest distance between the two distributions of scores (Kolmogorov–Smirnov).
pub fn ks(scores: &ByScore) -> Option<f64> {
    let (other, adverse) = totals(scores);
    let (mut sum, mut most) = ((0.0, 0.0), 0.0f64);
    for (_, o, a) in scores {
        sum = (sum.0 + *o as f64, sum.1 + *a as f64);
        most = most.max((sum.0 / other - sum.1 / adverse).abs());
    }
    (other > 0.0 && adverse > 0.0).then_some(most)
}

/// How far the score nearest to a cut-off stands out: the people who have it less the mean of its two neighbours, over
/// the sum of the two. 0 where nothing bunches, 1 where the neighbours are empty, negative in a gap.
pub fn bunching(scores: &ByScore, cut: f64) -> Option<f64> {
    let far = |place: usize| scores.get(place).map_or(f64::INFINITY, |(score, ..)| (score - cut).abs());
    let place = (0..scores.len()).min_by(|a, b| far(*a).total_cmp(&far(*b)))?;
    let people = |place: usize| scores.get(place).map(|(_, other, adverse)| (other + adverse) as f64);
    let own = people(place)?;
    let near = 0.5 * (people(place.checked_sub(1)?)? + people(place + 1)?);
    (own + near > 0.0).then(|| (own - near) / (own + near))
}

/// Weight of evidence of a score: ln of the share of all adverse cases that have it to the share of all others.
pub fn evidence(scores: &ByScore, place: usize) -> Option<f64> {
    let (other, adverse) = totals(scores);
    let (_, o, a) = scores.get(place)?;
    (*o > 0 && *a > 0).then(|| math::ln(*a as f64 / adverse) - math::ln(*o as f64 / other))
}

/// Information value of scores; scores that only one kind of people has count for nothing.
pub fn information(scores: &ByScore) -> Option<f64> {
    let (other, adverse) = totals(scores);
    let of = |place: usize| {
        let (_, o, a) = scores.get(place).copied().unwrap_or((0.0, 0, 0));
        evidence(scores, place).map_or(0.0, |w| w * (a as f64 / adverse - o as f64 / other))
    };
    (other > 0.0 && adverse > 0.0).then(|| (0..scores.len()).map(of).sum())
}

/// The counts of a scorecard in a run, read from its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardCounts {
    /// Groups and their counts.
    pub groups: Vec<(String, Confusion)>,
    /// Scores of each group, ascending.
    pub scores: Vec<ByScore>,
    /// By group: people who gamed, cost of reaching the cut-off, change of scores, cut-offs faced.
    sums: Vec<[i64; 4]>,
}

/// The metrics that sum over a group.
const SUMS: [Metric; 4] = [Metric::Lifted, Metric::ReachCost, Metric::CardMoved, Metric::CutSum];

impl CardCounts {
    /// The counts of a run for a group of persons; none where there is no scorecard.
    pub fn of(series: &Series, group: u8) -> Option<CardCounts> {
        let layout = &series.layout;
        let mut counts = CardCounts::default();
        for column in layout.columns_of(Metric::CutSum) {
            counts.groups.push((layout.columns.get(column)?.item.clone(), Confusion::default()));
        }
        counts.scores.resize(counts.groups.len(), ByScore::new());
        counts.sums.resize(counts.groups.len(), [0; 4]);
        for (place, metric) in SUMS.into_iter().enumerate() {
            for (sums, column) in counts.sums.iter_mut().zip(layout.columns_of(metric)) {
                sums[place] = series.total(column, group);
            }
        }
        for column in layout.columns_of(Metric::Decided) {
            let item = &layout.columns.get(column)?.item;
            let (rest, decision) = item.rsplit_once('/')?;
            let (name, truth) = rest.rsplit_once('/')?;
            let n = series.total(column, group);
            let (_, own) = counts.groups.iter_mut().find(|(known, _)| known == name)?;
            match (truth, decision) {
                ("other", "accepted") => own.tn += n,
                ("other", _) => own.fp += n,
                (_, "accepted") => own.fn_ += n,
                _ => own.tp += n,
            }
        }
        for column in layout.columns_of(Metric::Scored) {
            let (rest, truth) = layout.columns.get(column)?.item.rsplit_once('/')?;
            let (name, score) = rest.rsplit_once('/')?;
            let place = counts.groups.iter().position(|(known, _)| known == name)?;
            let (score, n) = (score.parse().ok()?, series.total(column, group));
            let scores = counts.scores.get_mut(place)?;
            match scores.last_mut().filter(|(last, ..)| last.total_cmp(&score).is_eq()) {
                Some(last) if truth == "other" => last.1 += n,
                Some(last) => last.2 += n,
                None if truth == "other" => scores.push((score, n, 0)),
                None => scores.push((score, 0, n)),
            }
        }
        (!counts.groups.is_empty()).then_some(counts)
    }

    /// The counts of a group by name; of all groups together for `all`.
    pub fn confusion(&self, group: &str) -> Option<Confusion> {
        match self.groups.iter().find(|(name, _)| name == group) {
            Some((_, own)) => Some(*own),
            None if group == ALL => Some(self.groups.iter().fold(Confusion::default(), |sum, (_, c)| sum.plus(*c))),
            None => None,
        }
    }

    fn place(&self, group: &str) -> Option<usize> {
        self.groups.iter().position(|(name, _)| name == group)
    }

    fn sum(&self, group: &str, what: usize) -> Option<i64> {
        let of = |sums: &[i64; 4]| sums.get(what).copied().unwrap_or(0);
        match self.place(group) {
            Some(place) => self.sums.get(place).map(of),
            None => (group == ALL).then(|| self.sums.iter().map(of).sum()),
        }
    }

    fn by_score(&self, group: &str) -> Option<ByScore> {
        if let Some(place) = self.place(group) {
            return self.scores.get(place).cloned();
        }
        let first = self.scores.first().filter(|_| group == ALL)?;
        let at = |place: usize| {
            let sum = |(o, a): (i64, i64), scores: &ByScore| {
                scores.get(place).map_or((o, a), |(_, other, adverse)| (o + other, a + adverse))
            };
            self.scores.iter().fold((0, 0), sum)
        };
        let summed = first.iter().enumerate().map(|(place, (score, ..))| (*score, at(place).0, at(place).1));
        Some(summed.collect())
    }

    /// A reading by its name and the groups it is of; none where it does not exist. See [`READINGS`].
    pub fn reading(&self, name: &str, groups: &[&str]) -> Option<f64> {
        let group = groups.first().copied().unwrap_or(ALL);
        let own = self.confusion(group)?;
        let people = own.people();
        match name {
            "people" => Some(people as f64),
            "adverse" => share(own.tp + own.fn_, people),
            "accepted" => own.acceptance(),
            "declined" => share(own.declined(), people),
            "accuracy" => share(own.tp + own.tn, people),
            "fpr" => own.fpr(),
            "fnr" => own.fnr(),
            "tpr" => own.tpr(),
            "ppv" => own.ppv(),
            "npv" => own.npv(),
            "fpr_low" => wilson(own.fp, own.fp + own.tn).map(|(low, _)| low),
            "fpr_high" => wilson(own.fp, own.fp + own.tn).map(|(_, high)| high),
            "impact" | "adverse_impact" => {
                let all: Vec<Confusion> = self.groups.iter().map(|(_, c)| *c).collect();
                let (ratio, is_adverse) = impact(&all, self.place(group)?)?;
                Some(if name == "impact" { ratio } else { f64::from(u8::from(is_adverse)) })
            }
            "gamed" => share(self.sum(group, 0)?, people),
            "burden" => share(self.sum(group, 1)?, own.tn + own.fp).map(|s| s / 1000.0),
            "change" => share(self.sum(group, 2)?, people).map(|s| s / 100.0),
            "cut_off" => share(self.sum(group, 3)?, people).map(|s| s / 100.0),
            "auc" => auc(&self.by_score(group)?),
            "ks" => ks(&self.by_score(group)?),
            "information" => information(&self.by_score(group)?),
            "mean_score" => {
                let scores = self.by_score(group)?;
                let sum: f64 = scores.iter().map(|(score, o, a)| score * (o + a) as f64).sum();
                (people > 0).then(|| sum / people as f64)
            }
            "bunching" => bunching(&self.by_score(group)?, share(self.sum(group, 3)?, people)? / 100.0),
            "evidence" => self.evidence_of(group, &own),
            _ => self.between(name, &own, &self.confusion(groups.get(1)?)?),
        }
    }

    /// Weight of evidence of a group among all.
    fn evidence_of(&self, group: &str, own: &Confusion) -> Option<f64> {
        let all = self.confusion(ALL).filter(|_| group != ALL)?;
        let parts = |c: &Confusion| (c.tn + c.fp, c.tp + c.fn_);
        let ((o, a), (other, adverse)) = (parts(own), parts(&all));
        let (o, a) = (share(o, other)?, share(a, adverse)?);
        (o > 0.0 && a > 0.0).then(|| math::ln(a / o))
    }

    fn between(&self, name: &str, one: &Confusion, two: &Confusion) -> Option<f64> {
        let gap = |of: fn(&Confusion) -> Option<f64>| Some(of(one)? - of(two)?);
        let accepted = Confusion::acceptance;
        match name {
            "fpr_gap" => gap(Confusion::fpr),
            "tpr_gap" => gap(Confusion::tpr),
            "ppv_gap" => gap(Confusion::ppv),
            "fpr_ratio" => Some(one.fpr()? / two.fpr()?),
            "equalised_odds" => Some(gap(Confusion::fpr)?.abs().max(gap(Confusion::tpr)?.abs())),
            "parity" => Some((accepted(one)? - accepted(two)?).abs()),
            "favourable_ratio" => Some(accepted(one)? / accepted(two)?),
            "fpr_z" => two_shares_z((one.fp, one.fp + one.tn), (two.fp, two.fp + two.tn)),
            "accepted_z" => two_shares_z((one.accepted(), one.people()), (two.accepted(), two.people())),
            _ => None,
        }
        .filter(|value| value.is_finite())
    }
}

/// All groups together.
pub const ALL: &str = "all";

/// The readings: name, and of how many groups it is.
pub const READINGS: &[(&str, u8)] = &[
    ("people", 1),
    ("adverse", 1),
    ("accepted", 1),
    ("declined", 1),
    ("accuracy", 1),
    ("fpr", 1),
    ("fnr", 1),
    ("tpr", 1),
    ("ppv", 1),
    ("npv", 1),
    ("fpr_low", 1),
    ("fpr_high", 1),
    ("impact", 1),
    ("adverse_impact", 1),
    ("gamed", 1),
    ("burden", 1),
    ("change", 1),
    ("cut_off", 1),
    ("auc", 1),
    ("ks", 1),
    ("information", 1),
    ("mean_score", 1),
    ("bunching", 1),
    ("evidence", 1),
    ("fpr_gap", 2),
    ("tpr_gap", 2),
    ("ppv_gap", 2),
    ("fpr_ratio", 2),
    ("equalised_odds", 2),
    ("parity", 2),
    ("favourable_ratio", 2),
    ("fpr_z", 2),
    ("accepted_z", 2),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(accepted: i64, people: i64) -> Confusion {
        Confusion { tn: accepted, fp: people - accepted, ..Confusion::default() }
    }

    /// The examples of the Uniform Guidelines: four fifths exactly is not below four fifths.
    #[test]
    fn four_fifths_is_a_strict_boundary() {
        let groups = [rates(60, 100), rates(45, 100), rates(48, 100), rates(51, 100), rates(0, 5)];
        let of = |group: usize| impact(&groups, group);
        assert_eq!(of(1), Some((0.75, true)));
        assert_eq!(of(2), Some((0.8, false)));
        assert_eq!(of(3), Some((0.85, false)));
        assert_eq!(of(4), None);
        assert_eq!(impact(&[rates(0, 10), rates(0, 10)], 0), None);
    }

    #[test]
    fn intervals_and_z_are_those_of_textbooks() {
        let (low, high) = wilson(805, 1795).unwrap();
        assert!((low - 0.42559).abs() < 5e-6 && (high - 0.47156).abs() < 5e-6, "{low} {high}");
        let z = two_shares_z((48, 80), (12, 40)).unwrap();
        assert!((z - 3.098_387).abs() < 1e-6, "{z}");
        assert_eq!(two_shares_z((0, 5), (0, 5)), None);
    }

    #[test]
    fn scores_that_tell_nothing_apart_have_an_area_of_one_half() {
        assert_eq!(auc(&vec![(1.0, 3, 3), (2.0, 5, 5)]), Some(0.5));
        assert_eq!(auc(&vec![(1.0, 0, 3), (2.0, 5, 0)]), Some(1.0));
        assert_eq!(ks(&vec![(1.0, 0, 3), (2.0, 5, 0)]), Some(1.0));
        assert_eq!(information(&vec![(1.0, 3, 3), (2.0, 5, 5)]), Some(0.0));
        assert_eq!(auc(&vec![(1.0, 3, 0)]), None);
        let whole = |pairs: &[[i64; 2]]| auc_in_millionths(pairs.iter().copied());
        assert_eq!(whole(&[[3, 3], [5, 5]]), Some(500_000));
        assert_eq!(whole(&[[0, 3], [5, 0]]), Some(1_000_000));
        assert_eq!(whole(&[[1, 2], [2, 1]]), Some(666_667));
        assert_eq!(whole(&[[3, 0]]), None);
    }

    /// 100 people a score, and 40 of the 100 below the cut-off moved onto it: (140 − 80) / (140 + 80).
    #[test]
    fn people_who_move_to_the_cut_off_stand_out_there() {
        let of = |people: [i64; 5]| -> ByScore {
            people.iter().enumerate().map(|(score, n)| (score as f64, *n - 10, 10)).collect()
        };
        assert_eq!(bunching(&of([100; 5]), 2.0), Some(0.0));
        assert!((bunching(&of([100, 60, 140, 100, 100]), 2.2).unwrap() - 60.0 / 220.0).abs() < 1e-12);
        assert!(bunching(&of([100, 100, 20, 100, 100]), 2.0).unwrap() < 0.0);
        // At the end of the scores there is no neighbour.
        assert_eq!(bunching(&of([100; 5]), 9.0), None);
        assert_eq!(bunching(&Vec::new(), 2.0), None);
    }
}
