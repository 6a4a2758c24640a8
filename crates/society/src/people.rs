//! Persons of a block, as columns.

/// A kind of person: one combination of attribute levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Level of each attribute, in the order of `Attribute::ALL`
    /// (sex, age band, place, income fifth, education, occupation).
    pub levels: [u8; 6],
}

/// The persons of one block, by slot. All columns have the same length, at most
/// [`glasshouse_model::BLOCK`].
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Kind of person, index into `Society::cells`.
    pub cell: Vec<u16>,
    /// Age in years on the first day.
    pub age: Vec<u8>,
    /// Household within the block; members have neighbouring slots.
    pub household: Vec<u16>,
    /// Moral base: σ·z + κ_T·T in fixed point (added to the cost of misconduct).
    pub base: Vec<i16>,
    /// Trust in the authority T, 0 to 255 for 0 to 1.
    pub trust: Vec<u8>,
}

impl People {
    /// How many persons live in the block.
    pub fn len(&self) -> usize {
        self.cell.len()
    }

    /// Whether nobody does.
    pub fn is_empty(&self) -> bool {
        self.cell.is_empty()
    }
}
