//! Levels of lawful expression in a comparison: each arm's by itself, and arms against the baseline from the same side.
//! Where the sides of an arm end apart, a mean over replicates would be one over levels; so neither it nor any
//! difference from it is given.

use super::PreparedCompare;
use crate::bundle::Stored;
use crate::estimate::reason;
use crate::failure::Failure;
use crate::levels::estimate;
use glasshouse_wire::Estimate;
use glasshouse_wire::compare::{ArmLevels, CompareRow};
use glasshouse_wire::run::{Level, Levels};

/// The metric that has no mean over levels.
const METRIC: &str = "expression";

/// The levels of every arm that may have several.
///
/// # Errors
/// [`Failure::Input`] where a run is damaged.
pub fn of(prepared: &PreparedCompare, stored: &[Stored]) -> Result<Vec<ArmLevels>, Failure> {
    let mut all = Vec::<ArmLevels>::new();
    let mut base: Option<Levels> = None;
    for (place, ((name, _), stored)) in prepared.arms.iter().zip(stored).enumerate() {
        let Some(levels) = stored.headlines()?.levels else { continue };
        let difference = |side: fn(&Levels) -> &Level| {
            let base = &side(base.as_ref()?).by_replicate;
            let pairs = side(&levels).by_replicate.iter().zip(base);
            Some(estimate(&pairs.map(|(here, base)| here - base).collect::<Vec<_>>()))
        };
        all.push(ArmLevels {
            arm: name.clone(),
            difference_from_nobody: difference(|l| &l.from_nobody),
            difference_from_everybody: difference(|l| &l.from_everybody),
            levels: levels.clone(),
        });
        if place == 0 {
            base = Some(levels);
        }
    }
    Ok(all)
}

/// Takes out what would be a mean over levels, or a difference across them.
pub fn withhold(rows: &mut [CompareRow], levels: &[ArmLevels]) {
    let is_apart = |arm: &str| levels.iter().any(|l| l.arm == arm && l.levels.apart > 0);
    for row in rows.iter_mut().filter(|row| row.metric == METRIC) {
        let base = row.cells.first().is_some_and(|cell| is_apart(&cell.arm));
        for cell in &mut row.cells {
            let here = is_apart(&cell.arm);
            let none = || Estimate::Undefined { reason: reason::SEVERAL_LEVELS.into() };
            if here {
                cell.value = none();
            }
            if here || base {
                cell.difference = cell.difference.as_ref().map(|_| none());
                cell.percent = cell.percent.as_ref().map(|_| none());
                cell.unpaired = cell.unpaired.as_ref().map(|_| none());
                (cell.distinguishable, cell.width_ratio) = (None, None);
            }
        }
    }
}
