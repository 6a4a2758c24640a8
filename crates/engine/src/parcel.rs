//! What crosses between processes, as bytes: fixed places, little-endian.

use crate::exchange::Mail;
use crate::run::Ends;
use glasshouse_model::trace::StoryId;
use glasshouse_model::{Day, PersonId};
use glasshouse_regime::review::Objection;

/// Bytes to be read from the front.
pub struct Reader<'a>(pub &'a [u8]);

impl Reader<'_> {
    /// The next bytes; zeros beyond the end.
    fn next<const N: usize>(&mut self) -> [u8; N] {
        let Some((bytes, rest)) = self.0.split_first_chunk::<N>() else {
            self.0 = &[];
            return [0; N];
        };
        self.0 = rest;
        *bytes
    }

    fn number(&mut self) -> u32 {
        u32::from_le_bytes(self.next())
    }
}

/// Something that is sent.
pub trait Parcel: Sized {
    /// Adds it to what is sent.
    fn put(&self, into: &mut Vec<u8>);

    /// Reads it back.
    fn take(from: &mut Reader<'_>) -> Self;
}

impl Parcel for Mail {
    fn put(&self, into: &mut Vec<u8>) {
        let Mail { to, day, story, by, act_day, kind, channel } = *self;
        into.extend(to.0.to_le_bytes());
        into.extend(day.to_le_bytes());
        into.extend(story.0.to_le_bytes());
        into.extend(by.0.to_le_bytes());
        into.extend(act_day.to_le_bytes());
        into.extend([kind, channel]);
    }

    fn take(from: &mut Reader<'_>) -> Mail {
        let (to, day) = (PersonId(from.number()), u16::from_le_bytes(from.next()));
        let (story, by) = (StoryId(u64::from_le_bytes(from.next())), PersonId(from.number()));
        let act_day = u16::from_le_bytes(from.next());
        let [kind, channel] = from.next();
        Mail { to, day, story, by, act_day, kind, channel }
    }
}

impl Parcel for Objection {
    fn put(&self, into: &mut Vec<u8>) {
        let Objection { filed, person, record, story, alarm_key, wrong, urgent } = *self;
        into.extend(filed.0.to_le_bytes());
        into.extend(person.0.to_le_bytes());
        into.extend(record.to_le_bytes());
        into.extend(story.0.to_le_bytes());
        into.extend(alarm_key.to_le_bytes());
        into.extend([u8::from(wrong), u8::from(urgent)]);
    }

    fn take(from: &mut Reader<'_>) -> Objection {
        let filed = Day(i32::from_le_bytes(from.next()));
        let (person, record) = (PersonId(from.number()), from.number());
        let (story, alarm_key) = (StoryId(u64::from_le_bytes(from.next())), u16::from_le_bytes(from.next()));
        let [wrong, urgent] = from.next();
        Objection { filed, person, record, story, alarm_key, wrong: wrong == 1, urgent: urgent == 1 }
    }
}

/// A parcel of a step.
impl<P: Parcel> Parcel for (usize, P) {
    fn put(&self, into: &mut Vec<u8>) {
        into.extend((self.0 as u32).to_le_bytes());
        self.1.put(into);
    }

    fn take(from: &mut Reader<'_>) -> (usize, P) {
        (from.number() as usize, P::take(from))
    }
}

/// How a block ended.
impl Parcel for (u32, Ends) {
    fn put(&self, into: &mut Vec<u8>) {
        let (block, Ends { ever, score, grade, wealth, penalised_months }) = self;
        into.extend(block.to_le_bytes());
        into.extend((ever.len() as u32).to_le_bytes());
        into.extend((wealth.len() as u32).to_le_bytes());
        into.extend(ever);
        score.iter().for_each(|s| into.extend(s.to_le_bytes()));
        into.extend(grade);
        wealth.iter().for_each(|w| into.extend(w.to_le_bytes()));
        penalised_months.iter().for_each(|m| into.extend(m.to_le_bytes()));
    }

    fn take(from: &mut Reader<'_>) -> (u32, Ends) {
        let (block, n, n_followed) = (from.number(), from.number(), from.number());
        let ever = (0..n).map(|_| from.next::<1>()[0]).collect();
        let score = (0..n).map(|_| i32::from_le_bytes(from.next())).collect();
        let grade = (0..n).map(|_| from.next::<1>()[0]).collect();
        let wealth = (0..n_followed).map(|_| i32::from_le_bytes(from.next())).collect();
        let penalised_months = (0..n_followed).map(|_| u16::from_le_bytes(from.next())).collect();
        (block, Ends { ever, score, grade, wealth, penalised_months })
    }
}

/// Everything that some bytes hold.
pub fn unpack<P: Parcel>(bytes: &[u8]) -> Vec<P> {
    let mut reader = Reader(bytes);
    let mut found = Vec::new();
    while !reader.0.is_empty() {
        found.push(P::take(&mut reader));
    }
    found
}

/// Several parcels as bytes.
pub fn pack<P: Parcel>(parcels: impl IntoIterator<Item = P>) -> Vec<u8> {
    let mut bytes = Vec::new();
    parcels.into_iter().for_each(|parcel| parcel.put(&mut bytes));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parcels_arrive_as_they_were_sent() {
        let mail = |kind| Mail {
            to: PersonId(7 << 20),
            day: 300,
            story: StoryId(u64::MAX - 5),
            by: PersonId(u32::MAX - 9),
            act_day: 299,
            kind,
            channel: 250,
        };
        let sent = vec![(4, mail(0)), (70_000, mail(3)), (5, mail(255))];
        assert_eq!(unpack::<(usize, Mail)>(&pack(sent.clone())), sent);
        let objection = |wrong| Objection {
            filed: Day(-3),
            person: PersonId(1),
            record: 2,
            story: StoryId(1 << 63),
            alarm_key: 65_000,
            wrong,
            urgent: !wrong,
        };
        let sent = vec![(0, objection(true)), (1, objection(false))];
        assert_eq!(unpack::<(usize, Objection)>(&pack(sent.clone())), sent);
        let ends = |n: usize, followed: usize| Ends {
            ever: vec![1; n],
            score: vec![-7; n],
            grade: vec![255; n],
            wealth: vec![-9; followed],
            penalised_months: vec![300; followed],
        };
        let sent = vec![(9, ends(3, 3)), (10, ends(0, 0)), (11, ends(1, 0)), (12, ends(2, 2))];
        assert_eq!(unpack::<(u32, Ends)>(&pack(sent.clone())), sent);
    }
}
