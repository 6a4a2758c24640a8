//! What identifies people besides a number: name, sex, date of birth, and the district they live in. All of it is
//! worked out from the person's key when somebody asks, and nothing is stored.
//!
//! A district is a stretch of neighbouring people, so districts may begin and end inside a block. Their sizes are
//! log-normal around a mean.

use crate::Society;
use crate::people::People;
use crate::spec::Spec;
use glasshouse_model::draw::{Keyring, Place, Stream, below};
use glasshouse_model::{Attribute, BLOCK, Detail, PersonId, math};
use std::ops::Range;

/// Districts, and how birthdays are spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Identities {
    /// The first person of every district but the first.
    starts: Vec<u32>,
    /// Years of birth, each as likely; by age where absent.
    birth_years: Option<u32>,
}

/// Days of a year on which people are born: 29 February is left out.
const BIRTHDAYS: u32 = 365;

/// The days before each month begins.
const MONTH_STARTS: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

impl Identities {
    pub(crate) fn of(spec: &Spec) -> Identities {
        let Some(identity) = spec.identity else { return Identities { starts: Vec::new(), birth_years: None } };
        let keys = Keyring::new(spec.seed, 0);
        let variance = math::ln(1.0 + identity.district_spread * identity.district_spread);
        let mut starts = Vec::new();
        let (mut number, mut first) = (0u32, 0u64);
        while first < u64::from(spec.people) {
            let word = keys.draw(Place::of(Stream::District, number), 0)[0];
            let z = math::normal_quantile((f64::from(word) + 0.5) / 4_294_967_296.0);
            let size = identity.district_people * math::exp(math::sqrt(variance) * z - 0.5 * variance);
            first += (size + 0.5).clamp(1.0, 4e9) as u64;
            starts.extend(u32::try_from(first).ok());
            number += 1;
        }
        Identities { starts, birth_years: identity.birth_years }
    }
}

impl Society {
    /// The people of the district in which a person lives.
    pub fn district(&self, person: PersonId) -> Range<u32> {
        let starts = &self.identities.starts;
        let before = starts.partition_point(|start| *start <= person.0);
        let first = before.checked_sub(1).and_then(|i| starts.get(i)).copied().unwrap_or(0);
        first..starts.get(before).copied().unwrap_or(u32::MAX).min(self.people)
    }

    /// What is known of everyone in a stretch of people by some details: equal numbers are people who share all.
    pub fn identities(&self, people: Range<u32>, details: &[Detail]) -> Vec<u64> {
        let mut known = Vec::with_capacity(people.len());
        let mut block = None;
        let mut residents = People::default();
        let needs_residents = details.contains(&Detail::Sex)
            || self.identities.birth_years.is_none()
                && details.iter().any(|d| matches!(d, Detail::BirthDate | Detail::BirthMonth | Detail::BirthYear));
        for number in people {
            let person = PersonId(number);
            if needs_residents && block != Some(person.block()) {
                self.block_into(person.block(), &mut residents);
                block = Some(person.block());
            }
            known.push(self.identity(person, &residents, details));
        }
        known
    }

    /// How many others in their district share all of some details with each person of a block, by slot.
    pub fn sharing(&self, block: u32, details: &[Detail]) -> Vec<u32> {
        let first = block * BLOCK as u32;
        let own = first..first + self.people_in(block) as u32;
        let mut sharing = Vec::with_capacity(own.len());
        let mut next = own.start;
        while next < own.end {
            let district = self.district(PersonId(next));
            let known = self.identities(district.clone(), details);
            let mut sorted = known.clone();
            sorted.sort_unstable();
            let end = district.end.min(own.end).max(next + 1);
            for number in next..end {
                let identity = known.get((number - district.start) as usize).copied().unwrap_or(0);
                let from = sorted.partition_point(|k| *k < identity);
                let to = sorted.partition_point(|k| *k <= identity);
                sharing.push((to - from) as u32 - 1);
            }
            next = end;
        }
        sharing
    }

    /// All others in the district who share all of some details with a person.
    pub fn alike(&self, person: PersonId, details: &[Detail]) -> Vec<PersonId> {
        let district = self.district(person);
        let known = self.identities(district.clone(), details);
        let own = known.get((person.0 - district.start) as usize).copied();
        let others = district.zip(known).filter(|(number, k)| Some(*k) == own && *number != person.0);
        others.map(|(number, _)| PersonId(number)).collect()
    }

    /// One number for what some details tell of a person.
    fn identity(&self, person: PersonId, residents: &People, details: &[Detail]) -> u64 {
        let slot = usize::from(person.slot());
        let mut known = 0u64;
        let born = details.iter().any(|d| !matches!(d, Detail::Name | Detail::Sex));
        let (day, year) = if born { self.birth(person, residents) } else { (0, 0) };
        let month = MONTH_STARTS.partition_point(|start| *start <= day) as u32;
        for detail in details {
            // Each detail has digits of its own, as many as it has values.
            let (values, value) = match detail {
                Detail::Name => (1 << 32, self.name(person).0),
                Detail::Sex => {
                    let cell = residents.cell.get(slot).map_or(0, |c| usize::from(*c));
                    (2, self.cells.get(cell).map_or(0, |c| u32::from(c.level(Attribute::Sex))))
                }
                Detail::BirthDate => (1 << 17, year * BIRTHDAYS + day),
                Detail::BirthMonth => (1 << 12, year * 12 + month),
                Detail::BirthYear => (1 << 8, year),
                Detail::Birthday => (1 << 9, day),
            };
            known = known.wrapping_mul(values).wrapping_add(u64::from(value));
        }
        known
    }

    /// Day of the year, from 0, and year of birth, counted back from the first day.
    fn birth(&self, person: PersonId, residents: &People) -> (u32, u32) {
        let word = self.keys.draw(Place::of(Stream::Birth, person.0), 0);
        let year = match self.identities.birth_years {
            Some(years) => below(word[1], years),
            None => residents.age.get(usize::from(person.slot())).map_or(0, |age| u32::from(*age)),
        };
        (below(word[0], BIRTHDAYS), year)
    }
}

#[cfg(test)]
mod tests {
    use crate::Society;
    use glasshouse_model::{Detail, PersonId};
    use glasshouse_text::Patch;

    fn society(people: u32) -> Society {
        let text = crate::builtin_text("suining-county").unwrap().replace(
            "[old_age]",
            "[identity]\ndistrict_people = { value = 700, assumed = { range = [1, 1000], why = \"test\" } }\ndistrict_spread = { value = 0.5, assumed = { range = [0, 1], why = \"test\" } }\n\n[old_age]",
        );
        let checked = Society::compile("test", text.as_bytes(), &[] as &[Patch], Some(people), None);
        checked.society.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
    }

    #[test]
    fn districts_cover_everyone_once_and_differ_in_size() {
        let society = society(9000);
        let mut next = 0;
        let mut sizes = Vec::new();
        while next < society.people {
            let district = society.district(PersonId(next));
            assert_eq!(district.start, next);
            assert!(district.clone().all(|p| society.district(PersonId(p)) == district));
            sizes.push(district.len());
            next = district.end;
        }
        sizes.sort_unstable();
        assert!(sizes.len() > 5 && sizes[0] * 2 < sizes[sizes.len() - 1], "{sizes:?}");
    }

    #[test]
    fn sharing_is_what_a_count_over_the_district_gives() {
        let society = society(9000);
        for details in [vec![Detail::Birthday], vec![Detail::Sex, Detail::BirthYear], vec![Detail::Name, Detail::Sex]] {
            for block in 0..society.blocks() {
                let sharing = society.sharing(block, &details);
                assert_eq!(sharing.len(), society.people_in(block));
                for slot in (0..sharing.len()).step_by(97) {
                    let others = society.alike(PersonId::of(block, slot as u16), &details);
                    assert_eq!(others.len() as u32, sharing[slot]);
                }
            }
        }
    }
}
