//! A set of slots of a block: one bit each, so that it is small, and is gone through in order.

/// Some of the people of a block.
#[derive(Clone, Debug, Default)]
pub struct Slots(Vec<u64>);

impl Slots {
    /// None of so many.
    pub fn none(n: usize) -> Slots {
        Slots(vec![0; n.div_ceil(64)])
    }

    /// Puts somebody in.
    #[inline]
    pub fn insert(&mut self, slot: u16) {
        if let Some(word) = self.0.get_mut(usize::from(slot / 64)) {
            *word |= 1 << (slot % 64);
        }
    }

    /// Whoever is in, in order.
    pub fn iter(&self) -> impl Iterator<Item = u16> {
        (0u16..).step_by(64).zip(&self.0).flat_map(|(first, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let next = (left != 0).then(|| first + left.trailing_zeros() as u16);
                left &= left.wrapping_sub(1);
                next
            })
        })
    }

    /// How many bytes it holds beside itself.
    pub fn bytes(&self) -> usize {
        crate::block::size(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn who_is_in_comes_in_order_and_once() {
        let mut slots = Slots::none(130);
        [129, 3, 63, 64, 3].into_iter().for_each(|slot| slots.insert(slot));
        slots.insert(4000);
        assert_eq!(slots.iter().collect::<Vec<_>>(), [3, 63, 64, 129]);
        assert_eq!(Slots::none(0).iter().next(), None);
    }
}
