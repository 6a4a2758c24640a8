//! Choosing cut-offs: from how scores are spread in each group, the best for whoever decides under what must be equal.
//!
//! Utility is linear between scores, so the best of a common share is where one of the groups passes from score to
//! score; only those shares are tried.

use super::{GroupCut, POINT};
use glasshouse_model::Chance;
use glasshouse_rulebook::plan::Equal;

/// Everyone of a group who has a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bin {
    pub score: i64,
    /// Share of all people.
    pub share: f64,
    /// Of these, those with something against them.
    pub adverse: f64,
}

/// What rounding may leave of a share.
const TINY: f64 = 1e-12;

/// Puts bins in order, best first, one for each score.
pub(super) fn gather(bins: &mut Vec<Bin>) {
    bins.sort_by_key(|bin| std::cmp::Reverse(bin.score));
    bins.dedup_by(|next, first| {
        let same = next.score == first.score;
        if same {
            first.share += next.share;
            first.adverse += next.adverse;
        }
        same
    });
}

/// The cut-offs that accept the best of each group, the same share of each.
pub(super) fn at_rate(groups: &[Vec<Bin>], rate: f64) -> Vec<GroupCut> {
    groups.iter().map(|bins| cut(bins, rate * total(bins, |b| b.share), |b| b.share)).collect()
}

/// The cut-offs of the largest utility.
pub(super) fn of_largest_utility(groups: &[Vec<Bin>], equal: Equal, (gain, loss): (f64, f64)) -> Vec<GroupCut> {
    let utility = |b: &Bin| gain * (b.share - b.adverse) - loss * b.adverse;
    let counted: fn(&Bin) -> f64 = match equal {
        Equal::Nothing => return groups.iter().map(|bins| best_of_one(bins, utility)).collect(),
        Equal::Rates => |b| b.share,
        Equal::TruePositives => |b| b.share - b.adverse,
    };
    let mut shares = vec![0.0];
    for bins in groups {
        let (all, mut sum) = (total(bins, counted), 0.0);
        for bin in bins {
            sum += counted(bin);
            shares.push((sum / all.max(TINY)).min(1.0));
        }
    }
    shares.sort_by(f64::total_cmp);
    let of = |share: f64| -> f64 { groups.iter().map(|bins| reached(bins, share, counted, utility)).sum() };
    let mut best = (0.0, of(0.0));
    for share in shares {
        let utility = of(share);
        if utility > best.1 + TINY {
            best = (share, utility);
        }
    }
    groups.iter().map(|bins| cut(bins, best.0 * total(bins, counted), counted)).collect()
}

fn total(bins: &[Bin], of: impl Fn(&Bin) -> f64) -> f64 {
    bins.iter().map(of).sum()
}

/// What accepting the best of a group gives, until so large a share of what is counted is reached.
fn reached(bins: &[Bin], share: f64, counted: fn(&Bin) -> f64, utility: impl Fn(&Bin) -> f64) -> f64 {
    let mut left = share * total(bins, counted);
    let mut sum = 0.0;
    for bin in bins {
        let own = counted(bin);
        let taken = if own > 0.0 { (left / own).clamp(0.0, 1.0) } else { f64::from(u8::from(left > TINY)) };
        sum += taken * utility(bin);
        left -= own;
        if left <= TINY {
            break;
        }
    }
    sum
}

/// The cut-off at which so much of what is counted is accepted.
fn cut(bins: &[Bin], wanted: f64, counted: fn(&Bin) -> f64) -> GroupCut {
    let mut left = wanted;
    let mut above = bins.first().map_or(0, |b| b.score) + POINT;
    for bin in bins {
        let own = counted(bin);
        if own > 0.0 && left <= own + TINY {
            let share = left / own;
            if share > 1.0 - 1e-9 {
                return GroupCut::at(bin.score);
            }
            return GroupCut { low: bin.score, share: Chance::from_f64(share), high: above };
        }
        left -= own;
        above = bin.score;
    }
    GroupCut::at(above)
}

/// The cut-off from which on utility adds up to most.
fn best_of_one(bins: &[Bin], utility: impl Fn(&Bin) -> f64) -> GroupCut {
    let mut best = (0.0, bins.first().map_or(0, |b| b.score) + POINT);
    let mut sum = 0.0;
    for bin in bins {
        sum += utility(bin);
        if sum > best.0 + TINY {
            best = (sum, bin.score);
        }
    }
    GroupCut::at(best.1)
}
