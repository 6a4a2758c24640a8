//! Attributes of persons beyond the six that every society has: a group, a credit history, an ability.
//!
//! A document declares them with their levels, and gives tables of cells: which levels occur together, and how often.
//! Nothing is stored for a person. The cell is found from the person's own mark, in a column of cumulative shares,
//! whenever it is asked for. Where a table is drawn `even`, the marks of all persons are evenly spaced and dealt out
//! by a keyed permutation, so that as many people stand in a cell as its share says; else each person's mark is a
//! draw of its own.
//!
//! Cells are counts or shares of a synthetic table. There is no way to give rows of persons.

use crate::Society;
use crate::quantiles;
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{Keyring, PersonId, Text};

/// Values of numeric attributes are whole numbers of this part of one.
pub const MILLION: f64 = 1_000_000.0;

/// No value is farther from 0 than this, in whole units.
pub const LARGEST: f64 = 1_000_000.0;

/// An attribute that a society declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// Name.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Names of its levels; empty where it is a number alone.
    pub levels: Vec<String>,
    /// Its number in millionths, if it has one.
    pub value: Value,
    /// What it costs a person to show one unit more than there is, in units of utility; nobody can if absent.
    pub lift_cost: Option<f64>,
}

/// The number that an attribute stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// None: its levels are names.
    None,
    /// One for each level, in millionths.
    ByLevel(Vec<i64>),
    /// Normal around a mean that may depend on the level of another attribute.
    Normal {
        /// The other attribute, by its place.
        by: Option<usize>,
        /// Means, one for each level of it.
        means: Vec<f64>,
        /// Standard deviation.
        spread: f64,
    },
}

/// A table of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// Its key for draws.
    pub key: u16,
    /// The attributes that it gives, by place.
    pub of: Vec<usize>,
    /// Marks are evenly spaced over all persons.
    pub even: bool,
    /// The cells that occur, in the order of the document.
    pub cells: Vec<Share>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Level of each attribute of the table.
    pub levels: Vec<u16>,
    /// Share of all people.
    pub share: f64,
    /// Share of all people in this cell and those before it.
    pub upto: f64,
}

impl Cells {
    /// A table of weights, of which not all are 0.
    pub fn new(key: u16, of: Vec<usize>, even: bool, weights: Vec<(Vec<u16>, f64)>) -> Cells {
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let mut sum = 0.0;
        let mut cells = Vec::with_capacity(weights.len());
        for (levels, weight) in weights.into_iter().filter(|(_, weight)| *weight > 0.0) {
            sum += weight;
            cells.push(Share { levels, share: weight / total, upto: sum / total });
        }
        Cells { key, of, even, cells }
    }

    /// The cell at a mark from 0 to 1.
    fn at(&self, mark: f64) -> Option<&Share> {
        let place = self.cells.partition_point(|cell| cell.upto <= mark);
        self.cells.get(place).or(self.cells.last())
    }
}

/// All attributes that a society declares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// The attributes, in the order of the document.
    pub declared: Vec<Declared>,
    /// The tables of cells; every attribute with levels is in exactly one.
    pub tables: Vec<Cells>,
    /// What being accepted is worth to a person, in units of utility; nobody games a cut-off at 0.
    pub worth: f64,
}

impl Attributes {
    /// The place of an attribute.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.declared.iter().position(|a| a.id == id)
    }

    /// The tables that are needed to know some attributes, by place.
    pub fn tables_for(&self, wanted: &[usize]) -> Vec<usize> {
        let means_of = |place: usize| match self.declared.get(place).map(|d| &d.value) {
            Some(Value::Normal { by: Some(by), .. }) => Some(*by),
            Some(_) | None => None,
        };
        let is_needed = |table: &Cells| {
            wanted
                .iter()
                .any(|place| table.of.contains(place) || means_of(*place).is_some_and(|by| table.of.contains(&by)))
        };
        (0..self.tables.len()).filter(|table| self.tables.get(*table).is_some_and(is_needed)).collect()
    }

    /// The table that gives an attribute.
    pub fn table_of(&self, place: usize) -> Option<&Cells> {
        self.tables.iter().find(|t| t.of.contains(&place))
    }
}

impl Society {
    /// The levels of a person in the attributes of some tables ([`Attributes::tables_for`]), by place of the attribute;
    /// 0 in all others.
    pub fn levels_of(&self, person: PersonId, tables: &[usize], levels: &mut Vec<u16>) {
        levels.clear();
        levels.resize(self.attributes.declared.len(), 0);
        for table in tables.iter().filter_map(|table| self.attributes.tables.get(*table)) {
            let Some(cell) = table.at(self.mark(table, person)) else { continue };
            for (attribute, level) in table.of.iter().zip(&cell.levels) {
                if let Some(slot) = levels.get_mut(*attribute) {
                    *slot = *level;
                }
            }
        }
    }

    /// The number of a person in an attribute, in millionths, from the person's levels; 0 where it has none.
    pub fn value_of(&self, attribute: usize, levels: &[u16], person: PersonId) -> i64 {
        let level = |place: usize| usize::from(levels.get(place).copied().unwrap_or(0));
        match self.attributes.declared.get(attribute).map(|a| &a.value) {
            None | Some(Value::None) => 0,
            Some(Value::ByLevel(values)) => values.get(level(attribute)).copied().unwrap_or(0),
            Some(Value::Normal { by, means, spread }) => {
                let mean = means.get(by.map_or(0, level)).copied().unwrap_or(0.0);
                let place = Place { stream: Stream::Attribute, sub: 0, unit: person.0, tick: attribute as u32 };
                let value = (mean + spread * normal_at(self.keys.draw(place, 0)[0])).clamp(-LARGEST, LARGEST);
                (value * MILLION).round() as i64
            }
        }
    }

    fn mark(&self, table: &Cells, person: PersonId) -> f64 {
        if table.even {
            let at = permuted(&self.keys, table.key, self.people.max(1), person.0);
            return (f64::from(at) + 0.5) / f64::from(self.people.max(1));
        }
        let place = Place { stream: Stream::Attribute, sub: table.key, unit: person.0, tick: u32::MAX };
        f64::from(self.keys.draw(place, 0)[0]) / 4_294_967_296.0
    }
}

/// The standard normal quantile at a mark: linear between those of 16-bit marks.
fn normal_at(mark: u32) -> f64 {
    let table = quantiles::normal();
    let place = (f64::from(mark) + 0.5) / 65_536.0 - 0.5;
    let below = place.max(0.0) as usize;
    let at = |place: usize| table.get(place.min(table.len() - 1)).copied().unwrap_or(0.0);
    at(below) + (at(below + 1) - at(below)) * (place - below as f64).clamp(0.0, 1.0)
}

/// Rounds of the permutation.
const ROUNDS: u32 = 6;

/// Where a number below `n` goes in a keyed permutation of the numbers below `n`: a Feistel network over the next
/// even power of two, walked until it lands below `n` (Black & Rogaway 2002, *Ciphers with arbitrary finite domains*).
fn permuted(keys: &Keyring, key: u16, n: u32, number: u32) -> u32 {
    if number >= n {
        return number;
    }
    let bits = 32 - (n - 1).max(1).leading_zeros();
    let half = bits.div_ceil(2);
    let mask = (1u32 << half) - 1;
    let mut at = number;
    loop {
        let (mut left, mut right) = (at >> half & mask, at & mask);
        for round in 0..ROUNDS {
            let place = Place { stream: Stream::Evenly, sub: key, unit: right, tick: round };
            let mixed = left ^ (keys.draw(place, 0)[0] & mask);
            (left, right) = (right, mixed);
        }
        at = left << half | right;
        if at < n {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number goes to one place and every place is taken.
    #[test]
    fn a_permutation_takes_every_place_once() {
        let keys = Keyring::new(3, 0);
        for n in [1, 2, 3, 5, 64, 65, 1000] {
            let mut places: Vec<u32> = (0..n).map(|i| permuted(&keys, 9, n, i)).collect();
            let moved = places.iter().enumerate().filter(|(i, p)| *i as u32 != **p).count();
            places.sort_unstable();
            assert!(places.iter().copied().eq(0..n), "{n}");
            assert!(n < 64 || moved > n as usize / 2, "{n}: {moved}");
        }
    }

    #[test]
    fn marks_give_normal_numbers() {
        let close = |mark: u32, z: f64| assert!((normal_at(mark) - z).abs() < 1e-5, "{mark}: {}", normal_at(mark));
        close(1 << 31, 0.0);
        close((0.975 * 4_294_967_296.0) as u32, 1.959_964);
        close((0.1 * 4_294_967_296.0) as u32, -1.281_552);
        assert!(normal_at(0) < -4.0 && normal_at(u32::MAX) > 4.0);
    }

    #[test]
    fn marks_find_their_cells() {
        let table = Cells::new(1, vec![0], true, vec![(vec![0], 1.0), (vec![1], 0.0), (vec![2], 3.0)]);
        let at = |mark: f64| table.at(mark).map(|c| c.levels[0]);
        assert_eq!([0.0, 0.249, 0.25, 0.999, 1.0].map(at), [Some(0), Some(0), Some(2), Some(2), Some(2)]);
    }
}
