//! Where the opportunities of a block fall: on a line on which everyone has a plot.
//!
//! A plot is as long as its owner's relative rate, rounded up to a power of two; who could not take an
//! opportunity has none. So hardly any opportunity is drawn for somebody who could not take it, and a change of
//! rates that rounds to the same lengths moves nobody's opportunities.

use crate::ActModel;
use glasshouse_model::draw::{Ground, SLOT};

/// Lengths of plots: 1, 1/2, … 1/16. Who has a lower rate than the last has a plot of that length.
const LENGTHS: usize = 5;

/// No plot.
pub(crate) const NONE: u8 = LENGTHS as u8;

/// Plots that are written at a time: nearly always all those of a cell, so that no branch depends on how many it has.
const WIDE: usize = 8;

/// The plots of a block, the longest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Plots {
    /// The plots, and one after the last that nobody can take anything on. Behind those of each length lies room for
    /// what is written too much; nobody looks there.
    plots: Vec<Plot>,
    /// Where the plots of each length begin, on the line and among the plots.
    starts: [u32; LENGTHS],
    firsts: [u32; LENGTHS],
    length: u32,
}

/// A plot: the slot of its owner, and the owner's relative rate over its length, 65535 for 1. In one number, because
/// many are looked up and most lead to nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plot(u32);

impl Plot {
    fn new(slot: u16, rate: u16) -> Plot {
        Plot(u32::from(rate) << 16 | u32::from(slot))
    }

    /// The slot of the owner.
    #[inline]
    pub fn slot(self) -> u16 {
        self.0 as u16
    }

    /// The owner's relative rate over the length of the plot, 2¹⁶ for 1; 0 where there is no owner.
    #[inline]
    pub fn rate(self) -> u32 {
        let rate = self.0 >> 16;
        // 65535 stands for 1: stretched to 2¹⁶ so that a full rate leaves a chance untouched.
        rate + (rate >> 15)
    }
}

impl From<u32> for Plot {
    /// What [`Plots`] say lies at a position.
    fn from(found: u32) -> Plot {
        Plot(found)
    }
}

/// The length of the plot of someone with a relative rate, as halvings of 1.
pub(crate) fn halvings(weight: u16) -> u8 {
    if weight == 0 { NONE } else { (weight.leading_zeros() as u8).min(NONE - 1) }
}

/// The people of a block by cell, for making plots.
#[derive(Clone, Debug)]
pub struct ByCell {
    /// Slots, those of a cell together; some more behind the last, for reading [`WIDE`] at a time.
    slots: Vec<u16>,
    /// The cells that occur, and how many people are of each.
    cells: Vec<(u16, u16)>,
}

impl ByCell {
    /// Orders people, given by their cells, of which there are so many kinds.
    pub fn new(cells: &[u16], n_cells: usize) -> ByCell {
        let mut counts = vec![0u16; n_cells];
        for cell in cells {
            counts[usize::from(*cell)] += 1;
        }
        let occurring = (0..n_cells as u16).zip(&counts).filter(|(_, count)| **count > 0);
        let occurring = occurring.map(|(cell, count)| (cell, *count)).collect();
        let mut next = 0;
        for count in &mut counts {
            next += std::mem::replace(count, next);
        }
        let mut slots = vec![0; cells.len() + WIDE];
        for (slot, cell) in cells.iter().enumerate() {
            let place = &mut counts[usize::from(*cell)];
            slots[usize::from(*place)] = slot as u16;
            *place += 1;
        }
        ByCell { slots, cells: occurring }
    }
}

#[inline(always)]
fn chunk(slots: &[u16], at: usize) -> Option<&[u16; WIDE]> {
    slots.get(at..)?.first_chunk()
}

#[inline(always)]
fn chunk_mut(plots: &mut [Plot], at: usize) -> Option<&mut [Plot; WIDE]> {
    plots.get_mut(at..)?.first_chunk_mut()
}

impl Plots {
    /// The plots of the people of a block for a kind of act.
    ///
    /// ```
    /// use glasshouse_model::draw::Ground;
    /// use glasshouse_society::{ByCell, Plots};
    /// # let society = glasshouse_society::builtin("suining-county").unwrap();
    /// let people = society.block(0);
    /// let by_cell = ByCell::new(&people.cell, society.cells.len());
    /// for act in &society.acts {
    ///     let plots = Plots::new(&by_cell, act);
    ///     assert!(plots.length() <= (people.len() as u32).length());
    /// }
    /// ```
    pub fn new(people: &ByCell, act: &ActModel) -> Plots {
        let mut counts = [0u32; LENGTHS + 1];
        for (cell, count) in &people.cells {
            counts[usize::from(act.halvings[usize::from(*cell)])] += u32::from(*count);
        }
        let (mut starts, mut firsts) = ([0; LENGTHS], [0; LENGTHS + 1]);
        let mut length = 0;
        for (number, count) in counts.iter().take(LENGTHS).enumerate() {
            starts[number] = length;
            length += *count * (SLOT >> number);
            firsts[number + 1] = firsts[number] + count + WIDE as u32;
        }
        let mut plots = vec![Plot(0); firsts[LENGTHS] as usize + WIDE];
        let mut next = firsts.map(|first| first as usize);
        let mut from = 0;
        for (cell, count) in &people.cells {
            let halvings = usize::from(act.halvings[usize::from(*cell)]);
            let rate = act.within_plot(*cell);
            // What nobody can take lies behind everything, one upon the other.
            let kept = if halvings == usize::from(NONE) { 0 } else { usize::from(*count) };
            let mut to = next[halvings];
            next[halvings] += kept;
            let end = to + kept;
            let mut at = from;
            from += usize::from(*count);
            while let (Some(own), Some(plots)) = (chunk(&people.slots, at), chunk_mut(&mut plots, to)) {
                // As a value of its own, which is then written at once.
                let owned: [Plot; WIDE] = std::array::from_fn(|i| Plot::new(own[i], rate));
                *plots = owned;
                (at, to) = (at + WIDE, to + WIDE);
                if to >= end {
                    break;
                }
            }
        }
        plots[next[LENGTHS - 1]] = Plot(0);
        let [firsts @ .., _] = firsts;
        Plots { plots, starts, firsts, length }
    }

    /// How many bytes they hold beside themselves.
    pub fn bytes(&self) -> usize {
        self.plots.capacity() * size_of::<Plot>()
    }
}

impl Ground for Plots {
    fn length(&self) -> u32 {
        self.length
    }

    /// The [`Plot`] at a position. Without a branch.
    #[inline]
    fn at(&self, position: u32) -> u32 {
        let position = position.min(self.length);
        let number = self.starts[1..].iter().map(|start| usize::from(position >= *start)).sum::<usize>();
        let within = (position - self.starts[number]) / (SLOT >> number);
        self.plots[(self.firsts[number] + within) as usize].0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plot_is_found_from_end_to_end() {
        let society = crate::builtin("suining-county").unwrap();
        let people = society.block(3);
        let by_cell = ByCell::new(&people.cell, society.cells.len());
        for act in &society.acts {
            let plots = Plots::new(&by_cell, act);
            let mut at = 0;
            let mut owners = Vec::new();
            while at < plots.length() {
                let plot = Plot::from(plots.at(at));
                let slot = usize::from(plot.slot());
                let weight = act.weight[usize::from(people.cell[slot])];
                let units = SLOT >> halvings(weight);
                let size = f64::from(units) / f64::from(SLOT);
                assert!(f64::from(weight) / 65536.0 <= size);
                assert!(halvings(weight) == NONE - 1 || f64::from(weight) / 65536.0 >= size / 2.0);
                assert_eq!(Plot::from(plots.at(at + units - 1)), plot);
                assert!((f64::from(plot.rate()) / 65536.0 * size - f64::from(weight) / 65535.0).abs() < 1e-4);
                owners.push(slot);
                at += units;
            }
            assert_eq!(Plot::from(plots.at(at)).rate(), 0, "nobody lives beyond the end");
            owners.sort_unstable();
            let eligible = |slot: &usize| act.weight[usize::from(people.cell[*slot])] > 0;
            assert_eq!(owners, (0..people.len()).filter(eligible).collect::<Vec<_>>());
        }
    }
}
