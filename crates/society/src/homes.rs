//! Forms the households of one neighbourhood of [`NEIGHBOURS`] persons.
//!
//! Sizes come from the declared distribution. Partners are a man and a woman of like age and income:
//! within bands of eight years both sexes are ordered by income and paired by rank. Further members are
//! young people (first with couples of an age to be their parents) and old people; whoever remains
//! lives alone or fills up. A neighbourhood is always formed whole, so nothing depends on how many of
//! its persons a society counts.

/// Persons of a neighbourhood.
pub const NEIGHBOURS: usize = 256;

/// Where the band of age stands in a sorting key; below it income, chance and the person.
const BAND: u32 = 26;

/// What the forming of households looks at.
pub struct Residents<'a> {
    /// Age in years.
    pub age: &'a [u8; NEIGHBOURS],
    /// 1 for men.
    pub sex: &'a [u8; NEIGHBOURS],
    /// Income fifth.
    pub income: &'a [u8; NEIGHBOURS],
    /// A uniform mark per person.
    pub mark: &'a [u32; NEIGHBOURS],
    /// Another one, for household sizes.
    pub size_mark: &'a [u32; NEIGHBOURS],
}

/// The households of a neighbourhood.
pub struct Homes {
    /// Person at each place: members of a household stand together.
    pub order: [u8; NEIGHBOURS],
    /// Household of each place, counted from 0.
    pub household: [u8; NEIGHBOURS],
    /// How many households there are.
    pub count: u16,
}

/// A list of at most [`NEIGHBOURS`] persons with sorting keys, on the stack.
struct Line {
    keys: [u32; NEIGHBOURS],
    len: usize,
}

impl Line {
    fn new() -> Line {
        Line { keys: [0; NEIGHBOURS], len: 0 }
    }

    fn push(&mut self, key: u32) {
        if let Some(slot) = self.keys.get_mut(self.len) {
            *slot = key;
            self.len += 1;
        }
    }

    fn pop(&mut self) -> Option<u8> {
        self.len = self.len.checked_sub(1)?;
        self.keys.get(self.len).map(|k| *k as u8)
    }

    fn sorted(&mut self) -> &[u32] {
        let keys = self.keys.get_mut(..self.len).unwrap_or(&mut []);
        keys.sort_unstable();
        keys
    }
}

/// Forms households; `sizes` gives a household's size by 8-bit mark.
pub fn form(people: &Residents<'_>, sizes: &[u8; 256]) -> Homes {
    let (plan, n_homes, n_shared) = plan(people, sizes);
    let [mut men, mut women, mut old_men, mut old_women] = [(); 4].map(|()| Line::new());
    let (mut young, mut old, mut other) = (Line::new(), Line::new(), Line::new());
    for i in 0..NEIGHBOURS {
        let (age, mark) = (people.age[i], people.mark[i]);
        let band = u32::from(age / 8) << BAND;
        let key = band | u32::from(people.income[i]) << 23 | (mark & 0x7fff) << 8 | i as u32;
        match (age, people.sex[i]) {
            (..25, _) => young.push(mark & !0xff | i as u32),
            (25..65, 1) => men.push(key),
            (25..65, _) => women.push(key),
            (_, 1) => old_men.push(key),
            _ => old_women.push(key),
        }
    }
    let mut couples = [(0u32, 0u8, 0u8); NEIGHBOURS];
    let mut n_couples = pair(people, &mut men, &mut women, &mut other, &mut couples, 0);
    n_couples = pair(people, &mut old_men, &mut old_women, &mut old, &mut couples, n_couples);
    let couples = couples.get_mut(..n_couples).unwrap_or(&mut []);
    couples.sort_unstable();
    // Couples beyond the number of shared homes stay single.
    for (mark, man, woman) in couples.iter().skip(n_shared) {
        for person in [*man, *woman] {
            let line = if people.age[usize::from(person)] < 65 { &mut other } else { &mut old };
            line.push(mark.rotate_left(u32::from(person)) & !0xff | u32::from(person));
        }
    }
    for line in [&mut young, &mut old, &mut other] {
        line.sorted();
    }
    let mut pairs = couples.iter().take(n_shared);
    let mut homes = Homes { order: [0; NEIGHBOURS], household: [0; NEIGHBOURS], count: n_homes };
    let mut place = 0;
    let mut settle = |person: u8, home: usize| {
        if let (Some(order), Some(household)) = (homes.order.get_mut(place), homes.household.get_mut(place)) {
            *order = person;
            *household = home as u8;
            place += 1;
        }
    };
    for (home, size) in plan.iter().take(usize::from(n_homes)).enumerate() {
        let mut left = *size;
        // Nobody of a certain age: a home without a couple prefers grown singles, then the old.
        let mut kin: [&mut Line; 3] = [&mut other, &mut old, &mut young];
        if left > 1
            && let Some((_, man, woman)) = pairs.next()
        {
            settle(*man, home);
            settle(*woman, home);
            left -= 2;
            let parental = (37..63).contains(&people.age[usize::from(*woman)]);
            kin = if parental { [&mut young, &mut old, &mut other] } else { [&mut old, &mut young, &mut other] };
        }
        for _ in 0..left {
            if let Some(person) = kin.iter_mut().find_map(|line| line.pop()) {
                settle(person, home);
            }
        }
    }
    homes
}

/// Sizes of homes until everyone is housed (the last is cut to fit); how many homes, how many shared.
fn plan(people: &Residents<'_>, sizes: &[u8; 256]) -> ([u8; NEIGHBOURS], u16, usize) {
    let (mut plan, mut n_homes, mut n_shared, mut left) = ([0; NEIGHBOURS], 0, 0, NEIGHBOURS);
    for (size, mark) in plan.iter_mut().zip(people.size_mark) {
        if left == 0 {
            break;
        }
        let wanted = sizes[(mark >> 24) as usize].max(1).min(left.min(255) as u8);
        *size = wanted;
        left -= usize::from(wanted);
        n_homes += 1;
        n_shared += usize::from(wanted > 1);
    }
    (plan, n_homes, n_shared)
}

/// Pairs men and women: first by rank of income inside each band of age, then those who are left by rank
/// of age. Whom one side has too many of joins `single`. Returns how many couples there are.
fn pair(
    people: &Residents<'_>,
    men: &mut Line,
    women: &mut Line,
    single: &mut Line,
    couples: &mut [(u32, u8, u8); NEIGHBOURS],
    first: usize,
) -> usize {
    let (mut left_men, mut left_women) = (Line::new(), Line::new());
    let mut women = women.sorted();
    let mut n = first;
    for men in men.sorted().chunk_by(|a, b| a >> BAND == b >> BAND) {
        let band = men.first().map_or(0, |key| key >> BAND);
        let (younger, rest) = women.split_at(women.partition_point(|key| key >> BAND < band));
        let (same, rest) = rest.split_at(rest.partition_point(|key| key >> BAND == band));
        younger.iter().for_each(|key| left_women.push(*key));
        n = match_ranks(people, [men, same], [&mut left_men, &mut left_women], couples, n);
        women = rest;
    }
    women.iter().for_each(|key| left_women.push(*key));
    let mut lonely = [Line::new(), Line::new()];
    let [lonely_men, lonely_women] = &mut lonely;
    n = match_ranks(people, [left_men.sorted(), left_women.sorted()], [lonely_men, lonely_women], couples, n);
    for line in &lonely {
        for key in line.keys.iter().take(line.len) {
            single.push(people.mark[(key & 0xff) as usize] & !0xff | key & 0xff);
        }
    }
    n
}

/// Pairs the k-th of one side with the k-th of the other; of the longer side evenly spread ones are left.
fn match_ranks(
    people: &Residents<'_>,
    sides: [&[u32]; 2],
    left: [&mut Line; 2],
    couples: &mut [(u32, u8, u8); NEIGHBOURS],
    first: usize,
) -> usize {
    let n = sides[0].len().min(sides[1].len());
    let mut partners = [[0u8; NEIGHBOURS]; 2];
    for ((side, left), partners) in sides.into_iter().zip(left).zip(&mut partners) {
        let mut k = 0;
        for (rank, key) in side.iter().enumerate() {
            if k < n && rank == k * side.len() / n {
                partners[k] = *key as u8;
                k += 1;
            } else {
                left.push(*key);
            }
        }
    }
    let free = couples.iter_mut().skip(first);
    for ((couple, man), woman) in free.zip(partners[0]).zip(partners[1]).take(n) {
        let mark = people.mark[usize::from(man)] ^ people.mark[usize::from(woman)].rotate_left(16);
        *couple = (mark, man, woman);
    }
    first + n
}
