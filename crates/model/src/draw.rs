//! Keyed draws: every random number of the program is a pure function of
//! (seed, replicate, stream, sub-stream, unit, tick, n).
//!
//! The generator is Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, *Parallel random numbers: as easy
//! as 1, 2, 3*, SC'11), counter-based and stateless. The 128-bit counter is
//! `[n, tick, unit, stream | sub << 16]`, the 64-bit key comes from seed and replicate. So no draw
//! depends on a regime, on the number of threads, on storage order, or on any other draw.

/// A decision point that draws. Closed; numbers are never reused or changed, or old runs could not be
/// repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Stream {
    /// Static attributes of persons (unit: block, n: slot as drawn; sub 1: first beliefs, eight to an n).
    Person = 1,
    /// Name classes of a person (unit: person).
    Name = 2,
    /// Forming households and neighbourhoods (unit: block).
    Household = 3,
    /// Ties inside a block (unit: block, n: layer).
    Tie = 4,
    /// Which earnings a person has (unit: person).
    Earning = 5,
    /// When a person was born (unit: person).
    Birth = 6,
    /// How many live in a district (unit: district).
    District = 7,
    /// Which cell of a table of attributes a person is in (sub: table key, tick: `u32::MAX`), and numbers of attributes
    /// without levels (sub 0, tick: attribute; unit: person).
    Attribute = 8,
    /// Dealing evenly spaced marks to all persons (sub: table key, unit: half of a number, tick: round).
    Evenly = 9,
    /// Opportunities to act: times and marks (sub: act kind, unit: block, tick: month).
    Opportunity = 10,
    /// The kind of noise that turns an intention around (reserved for behaviour; sub: act kind).
    Choice = 11,
    /// How long an act goes on (unit, tick and n of its story).
    Lasting = 12,
    /// Habits: when they come out, and in what (sub: habit key, unit: block, tick: month); what everyone is given to
    /// (tick: `u32::MAX`, n: slot by four).
    Habit = 13,
    /// Whether a habit follows what everyone does (sub: act kind; n, tick: the opportunity's).
    Following = 14,
    /// Whether a measure makes an act impossible (sub: measure key; n, tick: the act's).
    Prevention = 15,
    /// Whether and when a channel sees an act (sub: channel key, unit: block; n, tick: the opportunity's).
    Sensing = 20,
    /// False alarms of a channel: times and marks (sub: channel key, unit: block, tick: month).
    FalseAlarm = 21,
    /// Whom a wrongly identified record reaches (sub: channel key).
    Identity = 22,
    /// A look at everyone, or a match (sub: channel key, unit: block, tick: month, n: slot).
    Look = 23,
    /// Discretion of an agency for one person (sub: measure key, unit: person).
    Discretion = 30,
    /// Selection for a list (sub: list key).
    Listing = 31,
    /// What happens to an application (sub: act kind).
    Application = 32,
    /// Being spared and performing on a kept list (sub: list key).
    Roll = 33,
    /// Orders from outside the register: times and marks (sub: list key, unit: block, tick: month).
    Order = 34,
    /// Following somebody close onto a list (sub: list key, unit: block, tick: both slots).
    Follow = 35,
    /// Passing from stage to stage of a listing (sub: list key, unit: person, tick: story, n: lot).
    Stage = 36,
    /// Which of two cut-offs somebody faces where a share ends within a score, and how it is rounded where cut-offs are
    /// added up (unit: person, tick: month).
    Card = 37,
    /// Whose files a refit of a scorecard looks at (unit: place in the sample, tick: month).
    Refit = 38,
    /// Notice, objection and decision (unit: block, n: record).
    Review = 40,
    /// What a person answers, for life (sub 0), and whether they are asked (sub 1, tick: month; unit: person).
    Opinion = 50,
    /// Whose dossiers are altered or inspected (sub: alteration or inspection key, unit: day), and what is found
    /// (sub 1 apart: unit: person, tick: day).
    Security = 60,
    /// Whose copy of the data gets out, when, and who is in it (sub: breach key, unit: holder, tick: year or person).
    Breach = 61,
    /// Comparing a report with everyone in a register (sub: channel key, unit and tick: story, n: person).
    Linkage = 62,
    /// Whether a report may cross a border.
    Flow = 63,
    /// What a month does to wealth (tick: month, n: slot, and slot + 4,096·k for the size of shock k), and wealth at
    /// the start (sub 1); unit: block.
    Wealth = 70,
    /// Who hears of what spreads (sub: its key, unit: block, tick: month, n: four slots), and at the start.
    Spread = 71,
    /// Whether somebody begins or ends to evade (unit: block, tick: month, n: slot).
    Evasion = 72,
    /// Which ties are cut and formed (sub: layer, unit: block, tick: month, n: four lower slots), and at the start.
    Keeping = 73,
    /// The threshold of a person for signing a petition, for life (sub: its key, unit: person).
    Petition = 75,
    /// Whose posts readers see (unit: block, tick: month, n: four posts, reader after reader).
    Feed = 76,
    /// A decision of a market (sub: which; unit: trader or meeting; tick: round).
    Trade = 80,
    /// Deals that need trust: their times and marks (sub 0; tick: month), with whom and what is asked (sub 1, by story),
    /// whom people ask, at first and when they compare (sub 2), what a person drawn by chance is told (sub 3); unit: block.
    Deal = 81,
    /// Who lets a rater rate them (sub: its key, unit: block, n: slot).
    OptIn = 82,
    /// Bootstrap and resampling in metrics.
    Resample = 90,
    /// Picking persons to show.
    Pick = 91,
    /// Designs of studies: permutations, places in strata, trajectories (unit: input or trajectory, n: point).
    Design = 92,
}

/// The key of one (seed, replicate) pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyring {
    key: [u32; 2],
}

/// Which draws are meant: all that identifies a stretch of random numbers but its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Decision point.
    pub stream: Stream,
    /// Act kind, channel key, measure key … as the stream says.
    pub sub: u16,
    /// Person or block, as the stream says.
    pub unit: u32,
    /// Month or other clock, as the stream says.
    pub tick: u32,
}

impl Place {
    /// A place without sub-stream and clock.
    pub fn of(stream: Stream, unit: u32) -> Place {
        Place { stream, sub: 0, unit, tick: 0 }
    }
}

impl Keyring {
    /// The key for a seed and a replicate. Replicates of one seed, and equal replicates of different
    /// seeds, are unrelated.
    pub fn new(seed: u64, replicate: u32) -> Keyring {
        let counter = [replicate, 0, 0, 0x676c_6173];
        let word = philox(counter, [seed as u32, (seed >> 32) as u32]);
        Keyring { key: [word[0], word[1]] }
    }

    /// Four 32-bit words for index `n` at a place.
    ///
    /// ```
    /// use glasshouse_model::draw::{Keyring, Place, Stream};
    /// let keys = Keyring::new(7, 0);
    /// let place = Place::of(Stream::Person, 12);
    /// assert_eq!(keys.draw(place, 0), keys.draw(place, 0));
    /// assert_ne!(keys.draw(place, 0), keys.draw(place, 1));
    /// ```
    #[inline]
    pub fn draw(&self, place: Place, n: u32) -> [u32; 4] {
        philox([n, place.tick, place.unit, place.stream as u32 | u32::from(place.sub) << 16], self.key)
    }

    /// Fills `out` with the words of indices `first`, `first + 1`, …, four per index, in the order that
    /// [`Keyring::draw`] gives them.
    pub fn fill(&self, place: Place, first: u32, out: &mut [[u32; 4]]) {
        pulp::Arch::new().dispatch(Fill { key: self.key, place, first, out });
    }

    /// Fills `out` with the first word of index 0 at the units from a place's own on.
    pub fn fill_units(&self, place: Place, out: &mut [u32]) {
        pulp::Arch::new().dispatch(FillUnits { key: self.key, place, out });
    }

    /// Fills `out` with the four words of index 0 at the units from a place's own on.
    pub fn fill_by_unit(&self, place: Place, out: &mut [[u32; 4]]) {
        pulp::Arch::new().dispatch(FillByUnit { key: self.key, place, out });
    }

    /// Draws the words of a whole number of batches of indices, those that [`Keyring::draw`] gives, on whatever
    /// vector unit the processor has. The bits never depend on it.
    fn draw_all(&self, place: Place, drawn: &mut Drawn) {
        pulp::Arch::new().dispatch(DrawAll { key: self.key, place, drawn });
    }
}

/// The work of [`Keyring::draw_all`]: a type of its own, because only so is it compiled for each vector unit.
struct DrawAll<'a> {
    key: [u32; 2],
    place: Place,
    drawn: &'a mut Drawn,
}

impl pulp::NullaryFnOnce for DrawAll<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Drawn { indices, gaps, words } = self.drawn;
        // Never made shorter: what is left of earlier draws is written over.
        if gaps.len() < indices.len() {
            gaps.resize(indices.len(), 0.0);
            words.iter_mut().for_each(|word| word.resize(indices.len(), 0));
        }
        let units = [self.place.unit; LANES];
        let [a, b, c] = words;
        let out = gaps.as_chunks_mut::<LANES>().0.iter_mut().zip(a.as_chunks_mut::<LANES>().0);
        let out = out.zip(b.as_chunks_mut::<LANES>().0).zip(c.as_chunks_mut::<LANES>().0);
        for (batch, (((gaps, a), b), c)) in indices.as_chunks().0.iter().zip(out) {
            let [first, others @ ..] = philox_lanes(self.key, self.place, [*batch, units]);
            for (length, word) in gaps.iter_mut().zip(first) {
                *length = gap(word);
            }
            [*a, *b, *c] = others;
        }
    }
}

/// The work of [`Keyring::fill`].
struct Fill<'a> {
    key: [u32; 2],
    place: Place,
    first: u32,
    out: &'a mut [[u32; 4]],
}

impl pulp::NullaryFnOnce for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let mut indices: Lanes = std::array::from_fn(|lane| self.first.wrapping_add(lane as u32));
        let units = [self.place.unit; LANES];
        for chunk in self.out.chunks_mut(LANES) {
            let words = philox_lanes(self.key, self.place, [indices, units]);
            for (lane, slot) in chunk.iter_mut().enumerate() {
                *slot = words.each_ref().map(|word| word[lane]);
            }
            indices.iter_mut().for_each(|n| *n = n.wrapping_add(LANES as u32));
        }
    }
}

/// The work of [`Keyring::fill_units`].
struct FillUnits<'a> {
    key: [u32; 2],
    place: Place,
    out: &'a mut [u32],
}

impl pulp::NullaryFnOnce for FillUnits<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let mut units: Lanes = std::array::from_fn(|lane| self.place.unit.wrapping_add(lane as u32));
        for chunk in self.out.chunks_mut(LANES) {
            let [first, ..] = philox_lanes(self.key, self.place, [[0; LANES], units]);
            chunk.copy_from_slice(&first[..chunk.len()]);
            units.iter_mut().for_each(|unit| *unit = unit.wrapping_add(LANES as u32));
        }
    }
}

/// The work of [`Keyring::fill_by_unit`].
struct FillByUnit<'a> {
    key: [u32; 2],
    place: Place,
    out: &'a mut [[u32; 4]],
}

impl pulp::NullaryFnOnce for FillByUnit<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let mut units: Lanes = std::array::from_fn(|lane| self.place.unit.wrapping_add(lane as u32));
        for chunk in self.out.chunks_mut(LANES) {
            let words = philox_lanes(self.key, self.place, [[0; LANES], units]);
            for (lane, slot) in chunk.iter_mut().enumerate() {
                *slot = words.each_ref().map(|word| word[lane]);
            }
            units.iter_mut().for_each(|unit| *unit = unit.wrapping_add(LANES as u32));
        }
    }
}

/// Indices that are drawn together.
const LANES: usize = 32;

type Lanes = [u32; LANES];

/// Philox on all lanes side by side, each at an index and a unit of its own; every loop over lanes is one that
/// compilers vectorise.
#[inline(always)]
fn philox_lanes([mut k0, mut k1]: [u32; 2], place: Place, [mut c0, mut c2]: [Lanes; 2]) -> [Lanes; 4] {
    let mut c1 = [place.tick; LANES];
    let mut c3 = [place.stream as u32 | u32::from(place.sub) << 16; LANES];
    for _ in 0..10 {
        for lane in 0..LANES {
            let p0 = u64::from(c0[lane]) * u64::from(M0);
            let p1 = u64::from(c2[lane]) * u64::from(M1);
            let (a, b) = ((p1 >> 32) as u32 ^ c1[lane] ^ k0, (p0 >> 32) as u32 ^ c3[lane] ^ k1);
            c1[lane] = p1 as u32;
            c3[lane] = p0 as u32;
            c0[lane] = a;
            c2[lane] = b;
        }
        k0 = k0.wrapping_add(W0);
        k1 = k1.wrapping_add(W1);
    }
    [c0, c1, c2, c3]
}

const M0: u32 = 0xD251_1F53;
const M1: u32 = 0xCD9E_8D57;
const W0: u32 = 0x9E37_79B9;
const W1: u32 = 0xBB67_AE85;

/// Philox4x32-10.
#[inline]
pub fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut c0, mut c1, mut c2, mut c3] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..10 {
        let p0 = u64::from(c0) * u64::from(M0);
        let p1 = u64::from(c2) * u64::from(M1);
        (c0, c1, c2, c3) = ((p1 >> 32) as u32 ^ c1 ^ k0, p1 as u32, (p0 >> 32) as u32 ^ c3 ^ k1, p0 as u32);
        k0 = k0.wrapping_add(W0);
        k1 = k1.wrapping_add(W1);
    }
    [c0, c1, c2, c3]
}

/// A uniform index below `n` from a 32-bit mark (multiply and shift; bias below n / 2³²).
#[inline]
pub fn below(mark: u32, n: u32) -> u32 {
    ((u64::from(mark) * u64::from(n)) >> 32) as u32
}

/// A 16-bit key for a name (FNV-1a, folded): channels, measures and lists draw by their own name, so
/// adding or moving one changes no draw of another.
pub fn name_key(name: &str) -> u16 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in name.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 16)) as u16
}

/// What the points of a process fall on: a stretch, and what lies where. Positions count in units of which
/// [`SLOT`] make a length of 1.
pub trait Ground {
    /// How long it is.
    fn length(&self) -> u32;

    /// What lies at a position. Anything may be answered beyond the end.
    fn at(&self, position: u32) -> u32;
}

/// Units of position in a length of 1.
pub const SLOT: u32 = 1 << 16;

/// So many slots side by side, each of length 1: fewer than 2¹⁶.
impl Ground for u32 {
    fn length(&self) -> u32 {
        self * SLOT
    }

    #[inline]
    fn at(&self, position: u32) -> u32 {
        position / SLOT
    }
}

/// A Poisson process of some rate per unit length, prepared to be drawn at many places.
///
/// Its points at a lower rate are a subset of the points at a higher one, so a swept rate or a reform keeps
/// every story that it does not touch: the process is the union of independent processes of rates 2ᵏ, of which
/// the last is thinned. Points come level by level, ordered within a level.
#[derive(Clone, Debug)]
pub struct Poisson {
    levels: Vec<Level>,
}

/// One of the processes that are united.
#[derive(Clone, Copy, Debug)]
struct Level {
    /// Index of its first point: an index names level and place in the level, so that it never moves when the
    /// rate changes.
    base: u32,
    rate: f64,
    /// Mean distance of two points, in units of position.
    mean_gap: f32,
    keep: crate::Chance,
}

impl Level {
    /// How many points to draw ahead: as many as it mostly needs. A point too few is drawn singly, which costs some
    /// six times as much: one deviation ahead is best.
    fn ahead(&self, length: u32) -> usize {
        let mean = self.rate * f64::from(length) / f64::from(SLOT);
        (mean + mean.sqrt()) as usize + 1
    }

    /// The distance that a standard exponential gap stands for, in units of position.
    #[inline(always)]
    fn distance(&self, gap: f32) -> u64 {
        u64::from((gap * self.mean_gap + 0.5) as u32)
    }
}

/// A point of a Poisson process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Its index, stable whatever the rate.
    pub n: u32,
    /// What it falls on.
    pub at: u32,
    /// Two uniform marks.
    pub marks: [u32; 2],
}

/// Memory to draw into, for reuse.
#[derive(Clone, Debug, Default)]
pub struct Points {
    /// Points drawn ahead at each level.
    ahead: Vec<usize>,
    drawn: Drawn,
    points: Vec<Point>,
}

/// What is drawn ahead, in columns: indices, the gaps that their first words stand for, and the other words.
#[derive(Clone, Debug, Default)]
struct Drawn {
    indices: Vec<u32>,
    gaps: Vec<f32>,
    words: [Vec<u32>; 3],
}

impl Poisson {
    /// Prepares a process of `rate` points per unit length. Rates reach up to 2⁴.
    pub fn new(rate: f64) -> Poisson {
        /// The lowest level has rate 2⁻⁸ (twice its own power, so that the levels below it are not missed): on a
        /// block as many points as one batch draws anyway.
        const LOWEST: i32 = -9;
        const HIGHEST: i32 = 3;
        let mut below_level = 0.0f64;
        let mut levels = Vec::new();
        for (number, exponent) in (LOWEST..=HIGHEST).enumerate().take_while(|_| rate > 0.0) {
            if below_level >= rate {
                break;
            }
            let level_rate = if exponent == LOWEST { pow2(LOWEST) * 2.0 } else { pow2(exponent) };
            let keep = crate::Chance::from_f64(((rate - below_level) / level_rate).min(1.0));
            below_level += level_rate;
            let base = (number as u32) << LEVEL_BITS;
            levels.push(Level { base, rate: level_rate, mean_gap: (f64::from(SLOT) / level_rate) as f32, keep });
        }
        Poisson { levels }
    }

    /// Of the points at a place that fall on some ground, those that `wants` is true of. It is asked without a
    /// branch, so that it may say no to most of them cheaply.
    pub fn draw<'p>(
        &self,
        keys: &Keyring,
        place: Place,
        ground: &impl Ground,
        into: &'p mut Points,
        wants: impl Fn(&Point) -> bool,
    ) -> &'p [Point] {
        let length = ground.length();
        if length == 0 {
            return &[];
        }
        let Points { ahead, drawn, points } = into;
        self.look_ahead(length, ahead, &mut drawn.indices);
        keys.draw_all(place, drawn);
        // Never made shorter: what is left of earlier points is written over.
        points.resize(points.len().max(drawn.indices.len() + 1), Point::default());
        let (mut n_points, mut first) = (0, 0);
        for (level, ahead) in self.levels.iter().zip(ahead) {
            let of_level = first..first + *ahead;
            first = of_level.end;
            let (indices, gaps) = (&drawn.indices[of_level.clone()], &drawn.gaps[of_level.clone()]);
            let [a, b, c] = drawn.words.each_ref().map(|word| &word[of_level.clone()]);
            let (mut at, mut kept) = (0, n_points);
            for ((((n, gap), a), b), keep) in indices.iter().zip(gaps).zip(a).zip(b).zip(c) {
                at += level.distance(*gap);
                // Those drawn ahead in vain end the level.
                if at >= u64::from(length) {
                    break;
                }
                // Written without a branch, and kept by moving on.
                points[kept] = Point { n: *n, at: at as u32, marks: [*a, *b] };
                kept += usize::from(level.keep.hit(*keep));
            }
            let mut n = level.base | *ahead as u32;
            while at < u64::from(length) {
                let word = keys.draw(place, n);
                at += level.distance(gap(word[0]));
                points.push(Point::default());
                points[kept] = Point { n, at: at as u32, marks: [word[1], word[2]] };
                kept += usize::from((at < u64::from(length)) & level.keep.hit(word[3]));
                n += 1;
            }
            // What lies where is looked up for those alone that are kept.
            let mut wanted = n_points;
            for i in n_points..kept {
                let point = Point { at: ground.at(points[i].at), ..points[i] };
                points[wanted] = point;
                wanted += usize::from(wants(&point));
            }
            n_points = wanted;
        }
        &points[..n_points]
    }

    /// The indices to draw ahead, one level after the other; what would be left over of the last batch goes to the
    /// last level.
    fn look_ahead(&self, length: u32, ahead: &mut Vec<usize>, indices: &mut Vec<u32>) {
        ahead.clear();
        ahead.extend(self.levels.iter().map(|level| level.ahead(length)));
        let total: usize = ahead.iter().sum();
        if let Some(last) = ahead.last_mut() {
            *last += total.next_multiple_of(LANES) - total;
        }
        indices.clear();
        for (level, ahead) in self.levels.iter().zip(ahead) {
            indices.extend((0..*ahead as u32).map(|n| level.base | n));
        }
    }
}

/// Bits of an index below those that name the level.
const LEVEL_BITS: u32 = 24;

/// A standard exponential gap from 24 bits of a word, never infinite.
#[inline(always)]
fn gap(word: u32) -> f32 {
    let unit = ((word >> 8) as i32 as f32 + 1.0) * (1.0 / 16_777_216.0);
    crate::math::neg_ln_f32(unit)
}

fn pow2(exponent: i32) -> f64 {
    f64::from_bits(((1023 + i64::from(exponent)) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers of Random123 1.14 (`kat_vectors`, philox4x32 10 rounds).
    #[test]
    fn philox_known_answers() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        assert_eq!(
            philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn batches_equal_single_draws() {
        let keys = Keyring::new(99, 3);
        let place = Place { stream: Stream::Opportunity, sub: 5, unit: 77, tick: 12 };
        let mut out = [[0; 4]; LANES + 7];
        keys.fill(place, 1000, &mut out);
        let indices = (1000..1000 + 2 * LANES as u32).collect();
        let mut drawn = Drawn { indices, ..Drawn::default() };
        keys.draw_all(place, &mut drawn);
        for (i, words) in out.iter().enumerate() {
            assert_eq!(*words, keys.draw(place, 1000 + i as u32));
            assert_eq!(words[1..], drawn.words.each_ref().map(|word| word[i]));
            assert_eq!(drawn.gaps[i].to_bits(), gap(words[0]).to_bits(), "the vector unit changes no bit");
        }
    }

    #[test]
    fn units_side_by_side_equal_single_draws() {
        let keys = Keyring::new(3, 1);
        let place = Place { stream: Stream::Discretion, sub: 9, unit: 4090, tick: 0 };
        let mut out = [0; LANES + 5];
        keys.fill_units(place, &mut out);
        let mut all = vec![[0; 4]; out.len()];
        keys.fill_by_unit(place, &mut all);
        for ((unit, word), words) in (4090..).zip(out).zip(all) {
            assert_eq!(words, keys.draw(Place { unit, ..place }, 0));
            assert_eq!(word, words[0]);
        }
    }

    #[test]
    fn poisson_points_are_nested_and_have_the_right_mean_and_variance() {
        let keys = Keyring::new(1, 0);
        let collect = |rate: f64, unit: u32| {
            let place = Place { stream: Stream::Opportunity, sub: 1, unit, tick: 0 };
            Poisson::new(rate).draw(&keys, place, &4096, &mut Points::default(), |_| true).to_vec()
        };
        for rate in [0.0007, 0.01, 0.3] {
            let counts: Vec<f64> = (0..4000).map(|unit| collect(rate, unit).len() as f64).collect();
            let mean = counts.iter().sum::<f64>() / counts.len() as f64;
            let variance = counts.iter().map(|c| (c - mean) * (c - mean)).sum::<f64>() / counts.len() as f64;
            let expected = rate * 4096.0;
            let error = (expected / counts.len() as f64).sqrt();
            assert!((mean - expected).abs() < 4.0 * error, "{rate}: mean {mean}, expected {expected}");
            assert!((variance / expected - 1.0).abs() < 0.1, "{rate}: variance {variance}, expected {expected}");
        }
        let (few, many) = (collect(0.004, 9), collect(0.011, 9));
        assert!(few.iter().all(|p| many.contains(p)));
        assert!(few.len() < many.len());
    }

    #[test]
    fn positions_are_uniform() {
        let keys = Keyring::new(5, 0);
        let mut bins = [0f64; 16];
        let process = Poisson::new(0.02);
        for unit in 0..2000 {
            let place = Place { stream: Stream::Opportunity, sub: 2, unit, tick: 0 };
            let mut points = Points::default();
            for point in process.draw(&keys, place, &4096, &mut points, |_| true) {
                bins[point.at as usize / 256] += 1.0;
            }
        }
        let expected = bins.iter().sum::<f64>() / 16.0;
        let chi2: f64 = bins.iter().map(|b| (b - expected) * (b - expected) / expected).sum();
        assert!(chi2 < 37.7, "chi-squared with 15 degrees of freedom: {chi2}"); // 99.9 %
    }
}
