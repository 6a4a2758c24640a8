//! Who knows whom inside a block: symmetric, recomputed, never stored.
//!
//! Each layer is an involution of the slots (applied twice it leads back), so i knows j exactly when j
//! knows i. Eight local layers mirror a slot inside windows of about 5 to 200 slots; four layers mirror
//! it in the whole block. Members of a household know one another besides and are not repeated here
//! unless a layer happens to join them.

use crate::Society;
use glasshouse_model::BLOCK;
use glasshouse_model::draw::{Place, Stream, below};

/// Layers of ties, and so the largest number of ties of a person.
pub const LAYERS: usize = 12;

/// Widths of the windows of local layers, in slots. Pairwise coprime, so that windows never line up.
const WIDTHS: [u32; 8] = [5, 8, 13, 21, 37, 61, 107, 199];

/// The ties of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ties {
    layers: [Layer; LAYERS],
    n_slots: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
struct Layer {
    width: u32,
    /// ⌈2³² / width⌉: division by multiplication, exact because all dividends stay below 2¹⁴.
    reciprocal: u64,
    offset: u32,
    turn: u32,
    /// Step by which the mirror moves from window to window.
    step: u32,
}

impl Layer {
    #[inline]
    fn divide(self, dividend: u32) -> u32 {
        ((u64::from(dividend) * self.reciprocal) >> 32) as u32
    }

    #[inline]
    fn partner(self, slot: u32) -> u32 {
        let at = slot + self.offset;
        let window = self.divide(at);
        let local = at - window * self.width;
        let turned = self.turn + window * self.step;
        let mirror = turned - self.divide(turned) * self.width;
        let partner = if mirror >= local { mirror - local } else { mirror + self.width - local };
        // Below the first slot this wraps around and is dropped as out of range.
        (window * self.width + partner).wrapping_sub(self.offset)
    }
}

impl Layer {
    /// The partners of all slots. In a window neighbours have neighbouring partners, so that nothing is divided. What
    /// lies below the first slot wraps around, far beyond the last.
    fn partners(self, partners: &mut [u16]) {
        let mut first = 0;
        let mut window = 0;
        while first < BLOCK {
            let begin = (window * self.width).wrapping_sub(self.offset) as u16;
            let end = ((window + 1) * self.width - self.offset) as usize;
            let turned = self.turn + window * self.step;
            let mirror = (turned - self.divide(turned) * self.width) as u16;
            let last = end.min(BLOCK);
            let local = (first as u32 + self.offset - window * self.width) as u16;
            for (local, partner) in (local..).zip(&mut partners[first..last]) {
                let around = if local > mirror { self.width as u16 } else { 0 };
                *partner = begin.wrapping_add(mirror.wrapping_add(around).wrapping_sub(local));
            }
            (first, window) = (last, window + 1);
        }
    }
}

/// The ties of all slots of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieTable {
    /// Layer × slot: whom a slot is tied to in a layer; itself where that is nobody, or somebody of a layer before.
    partners: Vec<u16>,
    /// How many ties a slot has.
    counts: Vec<u8>,
    /// By slot, the layers in which its tie is kept, one bit each: here, and without the regime. Empty where ties stay
    /// as they are.
    held: Vec<[u16; 2]>,
}

impl TieTable {
    /// The slots that a slot is tied to, each once, without itself, in the order of layers.
    pub fn of(&self, slot: u16) -> impl Iterator<Item = u16> {
        self.among(slot, self.held.get(usize::from(slot)).map_or(u16::MAX, |held| held[0]))
    }

    /// The same without the regime.
    pub fn in_baseline(&self, slot: u16) -> impl Iterator<Item = u16> {
        self.among(slot, self.held.get(usize::from(slot)).map_or(u16::MAX, |held| held[1]))
    }

    fn among(&self, slot: u16, layers: u16) -> impl Iterator<Item = u16> {
        let numbered = self.partners.chunks_exact(BLOCK).enumerate();
        numbered.filter_map(move |(number, layer)| {
            layer.get(usize::from(slot)).copied().filter(|partner| *partner != slot && layers >> number & 1 == 1)
        })
    }

    /// The partners of all slots in a layer; a slot itself where it has none, or has it in a layer before.
    pub fn in_layer(&self, layer: usize) -> &[u16] {
        self.partners.get(layer * BLOCK..(layer + 1) * BLOCK).unwrap_or(&[])
    }

    /// The layers in which the ties of each slot are kept, here and without the regime; empty where ties stay as they are.
    pub fn held(&self) -> &[[u16; 2]] {
        &self.held
    }

    /// Keeps ties in these layers alone: both ends of a pair must agree.
    pub fn hold(&mut self, held: Vec<[u16; 2]>) {
        self.counts.iter_mut().zip(&held).for_each(|(count, [here, _])| *count = here.count_ones() as u8);
        self.held = held;
    }

    /// How many ties a slot has.
    #[inline]
    pub fn count(&self, slot: u16) -> usize {
        self.counts.get(usize::from(slot)).copied().map_or(0, usize::from)
    }

    /// How many it has without the regime.
    #[inline]
    pub fn count_in_baseline(&self, slot: u16) -> usize {
        match self.held.get(usize::from(slot)) {
            Some([_, baseline]) => baseline.count_ones() as usize,
            None => self.count(slot),
        }
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        let held = self.held.capacity() * size_of::<[u16; 2]>();
        self.partners.capacity() * size_of::<u16>() + self.counts.capacity() + held
    }
}

impl Society {
    /// The ties of a block of which `n_slots` slots are filled. A further person adds ties with that
    /// person and changes no other tie.
    pub fn ties(&self, block: u32, n_slots: usize) -> Ties {
        let mut layers = [Layer::default(); LAYERS];
        for (number, layer) in layers.iter_mut().enumerate() {
            let word = self.keys.draw(Place::of(Stream::Tie, block), number as u32);
            let width = WIDTHS.get(number).copied().unwrap_or(BLOCK as u32);
            // Block-wide layers have one window: an offset would cut it.
            let offset = if number < WIDTHS.len() { below(word[0], width) } else { 0 };
            let reciprocal = (1u64 << 32).div_ceil(u64::from(width));
            *layer = Layer { width, reciprocal, offset, turn: below(word[1], width), step: below(word[2], width) };
        }
        Ties { layers, n_slots: n_slots.min(BLOCK) as u32 }
    }
}

impl Ties {
    /// The ties of all slots, as [`Ties::of`] gives them. Without a branch, and many slots side by side.
    pub fn all(&self) -> TieTable {
        /// Slots side by side.
        const LANES: usize = 64;
        let mut partners = vec![0; LAYERS * BLOCK];
        for (layer, partners) in self.layers.iter().zip(partners.chunks_exact_mut(BLOCK)) {
            layer.partners(partners);
        }
        let mut counts = vec![0; BLOCK];
        for (number, counts) in counts.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let first = number * LANES;
            let own: [u16; LANES] = std::array::from_fn(|i| (first + i) as u16);
            let mut found = [[0; LANES]; LAYERS];
            for layer in 0..LAYERS {
                found[layer].copy_from_slice(&partners[layer * BLOCK + first..][..LANES]);
                let (before, rest) = found.split_at_mut(layer);
                let mut is_new = [true; LANES];
                for i in 0..LANES {
                    is_new[i] = (rest[0][i] != own[i]) & (u32::from(rest[0][i]) < self.n_slots);
                }
                for other in before {
                    for i in 0..LANES {
                        is_new[i] &= rest[0][i] != other[i];
                    }
                }
                for i in 0..LANES {
                    partners[layer * BLOCK + first + i] = if is_new[i] { rest[0][i] } else { own[i] };
                    counts[i] += u8::from(is_new[i]);
                }
            }
        }
        TieTable { partners, counts, held: Vec::new() }
    }

    /// The slots that a slot is tied to, each once, without itself, in the order of layers.
    ///
    /// ```
    /// # let society = glasshouse_society::builtin("suining-county").unwrap();
    /// let ties = society.ties(0, 4096);
    /// assert!(ties.of(17).all(|other| ties.of(other).any(|back| back == 17)));
    /// ```
    pub fn of(&self, slot: u16) -> impl Iterator<Item = u16> + use<> {
        let mut found = [0u16; LAYERS];
        let mut n = 0;
        if u32::from(slot) < self.n_slots {
            for layer in &self.layers {
                let partner = layer.partner(u32::from(slot));
                let is_new = partner < self.n_slots
                    && partner != u32::from(slot)
                    && !found.iter().take(n).any(|f| u32::from(*f) == partner);
                if is_new && let Some(entry) = found.get_mut(n) {
                    *entry = partner as u16;
                    n += 1;
                }
            }
        }
        found.into_iter().take(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ties_are_those_of_each() {
        let society = crate::builtin("suining-county").unwrap();
        for n in [BLOCK, 1000, 3] {
            let found = society.ties(5, n);
            let table = found.all();
            for slot in 0..n as u16 {
                let own: Vec<u16> = found.of(slot).collect();
                assert_eq!(table.of(slot).collect::<Vec<_>>(), own);
                assert_eq!(table.count(slot), own.len());
            }
        }
    }

    #[test]
    fn division_by_multiplication_is_exact() {
        for width in WIDTHS.into_iter().chain([BLOCK as u32]) {
            let reciprocal = (1u64 << 32).div_ceil(u64::from(width));
            let layer = Layer { width, reciprocal, ..Layer::default() };
            assert!((0..1 << 14).all(|n| layer.divide(n) == n / width), "{width}");
        }
    }
}
