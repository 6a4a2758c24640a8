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
    /// The partners of all slots. In a window neighbours have neighbouring partners, so that nothing is divided.
    fn partners(self, partners: &mut [u32; BLOCK]) {
        let mut first = 0;
        let mut window = 0;
        while first < BLOCK {
            let begin = (window * self.width).wrapping_sub(self.offset);
            let end = ((window + 1) * self.width - self.offset) as usize;
            let turned = self.turn + window * self.step;
            let mirror = turned - self.divide(turned) * self.width;
            let last = end.min(BLOCK);
            let local = first as u32 + self.offset - window * self.width;
            for (local, partner) in (local..).zip(&mut partners[first..last]) {
                let around = if local > mirror { self.width } else { 0 };
                *partner = begin.wrapping_add(mirror.wrapping_add(around).wrapping_sub(local));
            }
            (first, window) = (last, window + 1);
        }
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
    /// The ties of all slots, as [`Ties::of`] gives them: slot × layer, and how many of them there are.
    pub fn all(&self) -> (Vec<u16>, Vec<u8>) {
        let n = self.n_slots as usize;
        let (mut ties, mut n_ties) = (vec![0; n * LAYERS], vec![0; n]);
        let mut partners = [[0u32; BLOCK]; LAYERS];
        for (layer, partners) in self.layers.iter().zip(&mut partners) {
            layer.partners(partners);
        }
        for (slot, own) in ties.as_chunks_mut::<LAYERS>().0.iter_mut().enumerate() {
            // Filled with the slot itself, so that one comparison finds whom it has and itself, without a branch.
            let mut found = [slot as u16; LAYERS];
            let mut n_found = 0;
            for partner in partners.each_ref().map(|layer| layer[slot]) {
                let has = found.iter().fold(false, |has, other| has | (u32::from(*other) == partner));
                let is_new = !has & (partner < self.n_slots);
                found[n_found % LAYERS] = if is_new { partner as u16 } else { slot as u16 };
                n_found += usize::from(is_new);
            }
            *own = found;
            n_ties[slot] = n_found as u8;
        }
        (ties, n_ties)
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
            let (ties, n_ties) = found.all();
            for slot in 0..n {
                let own = &ties[slot * LAYERS..][..usize::from(n_ties[slot])];
                assert_eq!(own, found.of(slot as u16).collect::<Vec<_>>());
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
