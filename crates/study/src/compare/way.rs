//! The way out of a wrong entry in all arms, side by side.

use crate::bundle::Stored;
use crate::estimate::{from_replicates, reason, within};
use crate::failure::Failure;
use crate::way_out::{STEPS, at_the_end};
use glasshouse_rulebook::Plan;
use glasshouse_wire::compare::{WayOutCell, WayOutStep};
use glasshouse_wire::run::Estimate;

/// The steps of arms: name, rulebook and run of each. Empty where no arm has a wrong entry.
///
/// # Errors
/// As [`at_the_end`].
pub fn steps(arms: &[(&str, &Plan, &Stored)]) -> Result<Vec<WayOutStep>, Failure> {
    let mut counts = Vec::new();
    for (name, plan, stored) in arms {
        counts.push((*name, at_the_end(stored, plan)?));
    }
    let is_any = counts.iter().any(|(_, [entries, ..])| entries.iter().flatten().any(|n| *n > 0));
    let is_had = |place: usize| counts.iter().any(|(_, own)| own.get(place).is_some_and(Option::is_some));
    let places = (0..STEPS.len()).filter(|place| is_any && is_had(*place));
    let cells = |place: usize| counts.iter().map(|(name, own)| cell(name, own, place)).collect();
    Ok(places.map(|place| WayOutStep { step: STEPS[place].spec().name.into(), cells: cells(place) }).collect())
}

fn cell(arm: &str, counts: &[Option<Vec<i64>>; STEPS.len()], place: usize) -> WayOutCell {
    let no_step = || Estimate::Undefined { reason: reason::NOT_IN_REGIME.into() };
    let Some((own, first)) = counts[place].as_ref().zip(counts[0].as_ref()) else {
        return WayOutCell { arm: arm.into(), count: no_step(), percent: no_step() };
    };
    let counted: Vec<Option<f64>> = own.iter().map(|n| Some(*n as f64)).collect();
    let shares: Vec<Option<f64>> =
        own.iter().zip(first).map(|(n, all)| (*all > 0).then(|| 100.0 * *n as f64 / *all as f64)).collect();
    WayOutCell {
        arm: arm.into(),
        count: within(from_replicates(&counted, reason::NO_CASES), 0.0, f64::INFINITY),
        percent: within(from_replicates(&shares, reason::NO_CASES), 0.0, 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_wrong_entries_of_the_arm() {
        let counts = [Some(vec![100, 0]), Some(vec![50, 0]), None, None, None, None];
        let noticed = cell("a", &counts, 1);
        assert_eq!(noticed.count.value(), Some(25.0));
        assert_eq!(noticed.percent.value(), None, "one replicate has no wrong entry");
        assert_eq!(
            cell("a", &[Some(vec![100]), Some(vec![50]), None, None, None, None], 1).percent.value(),
            Some(50.0)
        );
        assert_eq!(cell("a", &counts, 5).count.value(), None);
    }
}
