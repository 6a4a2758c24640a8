//! Persons of a block, as columns, recomputed from the society's seed whenever they are needed.

use crate::Society;
use crate::homes::{self, NEIGHBOURS, Residents};
use glasshouse_model::draw::{Place, Stream};
use glasshouse_model::{Attribute, BLOCK, PersonId};

/// A kind of person: one combination of attribute levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Level of each attribute, in the order of `Attribute::ALL`
    /// (sex, age band, place, income fifth, education, occupation).
    pub levels: [u8; 6],
}

impl Cell {
    /// The level of one attribute.
    pub fn level(&self, attribute: Attribute) -> u8 {
        self.levels[attribute as usize]
    }
}

/// The persons of one block, by slot. All columns have the same length, at most
/// [`glasshouse_model::BLOCK`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    fn clear(&mut self) {
        self.cell.clear();
        self.age.clear();
        self.household.clear();
        self.base.clear();
        self.trust.clear();
    }
}

/// Tables that turn marks into persons.
#[derive(Clone, Debug)]
pub(crate) struct PersonTables {
    /// Cell by 16-bit mark, rural then urban.
    pub cells: [Vec<u16>; 2],
    /// Age by band and 10-bit mark.
    pub ages: Vec<[u8; 1024]>,
    /// Household size by 8-bit mark.
    pub sizes: [u8; 256],
    /// σ·z in fixed point by 16-bit mark.
    pub moral: Vec<i16>,
    /// T by 16-bit mark.
    pub trust: Vec<u8>,
    /// κ_T·T in fixed point by T.
    pub trust_part: [i16; 256],
    /// Perceived risk at the start by 16-bit mark.
    pub risk: Vec<u16>,
    /// Share of urban neighbourhoods, 2³² for all.
    pub urban: u64,
}

impl Society {
    /// How many blocks there are; the last may be partly filled.
    pub fn blocks(&self) -> u32 {
        self.people.div_ceil(BLOCK as u32)
    }

    /// How many persons live in a block.
    pub fn people_in(&self, block: u32) -> usize {
        let before = u64::from(block) * BLOCK as u64;
        u64::from(self.people).saturating_sub(before).min(BLOCK as u64) as usize
    }

    /// The persons of a block.
    ///
    /// A slot's person depends on (seed, document, block, slot) only, never on how many persons the
    /// society counts: a further person changes nobody else's attributes or household number. (The
    /// household in the last slots may be incomplete until its other members are counted.)
    pub fn block(&self, block: u32) -> People {
        let mut people = People::default();
        self.block_into(block, &mut people);
        people
    }

    /// As [`Society::block`], into columns that are kept.
    pub fn block_into(&self, block: u32, people: &mut People) {
        people.clear();
        let n = self.people_in(block);
        let mut first_home = 0;
        for part in 0..n.div_ceil(NEIGHBOURS) {
            let count = (n - part * NEIGHBOURS).min(NEIGHBOURS);
            first_home += self.neighbourhood(block, part as u32, count, first_home, people);
        }
    }

    /// Whether a neighbourhood is urban: spread evenly, so that the urban share of any run of
    /// neighbourhoods is exact to one.
    fn is_urban(&self, block: u32, part: u32) -> bool {
        let number = u64::from(block) * (BLOCK / NEIGHBOURS) as u64 + u64::from(part);
        ((number + 1) * self.tables.urban) >> 32 > (number * self.tables.urban) >> 32
    }

    /// Appends the first `count` persons of a neighbourhood; returns how many households it has.
    fn neighbourhood(&self, block: u32, part: u32, count: usize, first_home: u16, people: &mut People) -> u16 {
        let tables = &self.tables;
        let mut words = [[0u32; 4]; NEIGHBOURS];
        self.keys.fill(Place::of(Stream::Person, block), part * NEIGHBOURS as u32, &mut words);
        let [mut age, mut sex, mut income] = [[0u8; NEIGHBOURS]; 3];
        let [mut mark, mut size_mark] = [[0u32; NEIGHBOURS]; 2];
        let mut cell = [0u16; NEIGHBOURS];
        let draw = &tables.cells[usize::from(self.is_urban(block, part))];
        for (i, word) in words.iter().enumerate() {
            cell[i] = draw.get((word[0] >> 16) as usize).copied().unwrap_or(0);
            let levels = self.cells.get(usize::from(cell[i])).map_or([0; 6], |c| c.levels);
            let band = tables.ages.get(usize::from(levels[Attribute::Age as usize]));
            age[i] = band.map_or(15, |b| b[(word[0] & 1023) as usize]);
            sex[i] = levels[Attribute::Sex as usize];
            income[i] = levels[Attribute::Income as usize];
            mark[i] = word[1];
            size_mark[i] = word[3];
        }
        let residents = Residents { age: &age, sex: &sex, income: &income, mark: &mark, size_mark: &size_mark };
        let homes = homes::form(&residents, &tables.sizes);
        for (person, home) in homes.order.iter().zip(&homes.household).take(count) {
            let i = usize::from(*person);
            let word = words[i][2];
            let trust = tables.trust.get((word & 0xffff) as usize).copied().unwrap_or(0);
            let moral = tables.moral.get((word >> 16) as usize).copied().unwrap_or(0);
            people.cell.push(cell[i]);
            people.age.push(age[i]);
            people.household.push(first_home + u16::from(*home));
            people.base.push(moral.saturating_add(tables.trust_part[usize::from(trust)]));
            people.trust.push(trust);
        }
        homes.count
    }

    /// Perceived risk of a person at the start: Beta around the announced risk.
    pub fn initial_belief(&self, person: PersonId) -> u16 {
        let word = self.keys.draw(BELIEF.at(person.block()), u32::from(person.slot() / 8));
        self.belief_of(&word, person.slot())
    }

    /// Perceived risk at the start of everyone in a block, as [`Society::initial_belief`] gives it.
    pub fn initial_beliefs(&self, block: u32) -> Vec<u16> {
        let n = self.people_in(block);
        let mut words = vec![[0; 4]; n.div_ceil(8)];
        self.keys.fill(BELIEF.at(block), 0, &mut words);
        (0..n as u16).map(|slot| words.get(usize::from(slot / 8)).map_or(0, |w| self.belief_of(w, slot))).collect()
    }

    fn belief_of(&self, word: &[u32; 4], slot: u16) -> u16 {
        let pair = word[usize::from(slot / 2 % 4)];
        let mark = if slot & 1 == 0 { pair & 0xffff } else { pair >> 16 };
        self.tables.risk.get(mark as usize).copied().unwrap_or(0)
    }
}

/// The sub-stream of persons' first beliefs.
struct Belief;
const BELIEF: Belief = Belief;

impl Belief {
    fn at(&self, block: u32) -> Place {
        Place { stream: Stream::Person, sub: 1, unit: block, tick: 0 }
    }
}
