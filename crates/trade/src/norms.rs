//! Ways of judging and of acting, and which of them are stable.
//!
//! Everybody is in good or in bad standing, known to all. Whoever gives acts by a table of four entries, and is then
//! judged by a table of eight. A pair of tables is *stable* where no other way of acting does as well against people
//! who follow it: Ohtsuki & Iwasa 2004, J. theor. Biol. 231:107–120, <https://doi.org/10.1016/j.jtbi.2004.06.005>.

use crate::outcome::{Metric, Outcome};
use std::collections::BTreeMap;
use std::fmt;

/// What is thought of a giver: by the standing of giver and receiver, and by what was done. Eight letters, `G` or
/// `B`; giver and receiver are good-good, good-bad, bad-good, bad-bad, in each first for helping, then for refusing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judging(u8);

/// What a giver does: four letters, `H` or `R`, for giver and receiver good-good, good-bad, bad-good, bad-bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Acting(u8);

/// Letters of two kinds as bits, the first letter in the highest; `None` for any other length or letter.
fn bits(text: &str, len: usize, one: char, zero: char) -> Option<u8> {
    if text.chars().count() != len {
        return None;
    }
    text.chars().try_fold(0u8, |bits, letter| match letter {
        l if l == one => Some(bits << 1 | 1),
        l if l == zero => Some(bits << 1),
        _ => None,
    })
}

impl Judging {
    /// Reads eight letters.
    pub fn parse(text: &str) -> Option<Judging> {
        bits(text, 8, 'G', 'B').map(Judging)
    }

    /// Whether the giver is thought well of.
    #[inline]
    pub fn good(self, giver: bool, receiver: bool, helped: bool) -> bool {
        let place = 4 * u8::from(!giver) + 2 * u8::from(!receiver) + u8::from(!helped);
        self.0 >> (7 - place) & 1 == 1
    }

    /// The same with good and bad exchanged.
    fn exchanged(self) -> Judging {
        Judging(!(self.0 << 6 & 0xC0 | self.0 << 2 & 0x30 | self.0 >> 2 & 0x0C | self.0 >> 6 & 0x03))
    }
}

impl Acting {
    /// Reads four letters.
    pub fn parse(text: &str) -> Option<Acting> {
        bits(text, 4, 'H', 'R').map(Acting)
    }

    /// Whether a giver helps.
    #[inline]
    pub fn helps(self, giver: bool, receiver: bool) -> bool {
        let place = 2 * u8::from(!giver) + u8::from(!receiver);
        self.0 >> (3 - place) & 1 == 1
    }

    fn exchanged(self) -> Acting {
        Acting(self.0 << 3 & 8 | self.0 << 1 & 4 | self.0 >> 1 & 2 | self.0 >> 3 & 1)
    }
}

impl fmt::Display for Judging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..8).rev().try_for_each(|i| f.write_str(if self.0 >> i & 1 == 1 { "G" } else { "B" }))
    }
}

impl fmt::Display for Acting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..4).rev().try_for_each(|i| f.write_str(if self.0 >> i & 1 == 1 { "H" } else { "R" }))
    }
}

/// A search through all 256 × 16 pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct Norms {
    /// What help is worth to the receiver.
    pub benefit: f64,
    /// What it costs the giver.
    pub cost: f64,
    /// Chance that meant help fails.
    pub execution_error: f64,
    /// Chance that a standing is noted the wrong way round.
    pub assessment_error: f64,
    /// Cooperation from which a norm is said to keep it up.
    pub least: f64,
}

/// A stable pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stable {
    /// How givers are judged.
    pub judging: Judging,
    /// How givers act.
    pub acting: Acting,
    /// Share in good standing where everybody follows it.
    pub good: f64,
    /// Share of acts that help.
    pub cooperation: f64,
}

/// Payoffs that differ by less are the same.
const SAME: f64 = 1e-12;

/// The two standings.
const STANDINGS: [bool; 2] = [true, false];

impl Norms {
    /// Searches, and counts what is found.
    pub fn search(&self) -> Outcome {
        let stable = self.stable();
        let cooperative: Vec<&Stable> = stable.iter().filter(|s| s.cooperation >= self.least).collect();
        let mut outcome = Outcome::default();
        outcome.put(Metric::StableNorms, stable.len() as f64);
        outcome.put(Metric::StableCooperative, cooperative.len() as f64);
        outcome
            .put(Metric::LeadingEight, cooperative.iter().filter(|s| is_leading(s.judging, s.acting)).count() as f64);
        for s in cooperative {
            outcome.put_item(Metric::NormCooperation, format!("{}-{}", s.judging, s.acting), s.cooperation);
        }
        outcome
    }

    /// Every stable pair, of those that differ only by the names of good and bad the one in which more are good.
    pub fn stable(&self) -> Vec<Stable> {
        let mut found: BTreeMap<(Judging, Acting), Stable> = BTreeMap::new();
        for judging in (0..=255).map(Judging) {
            for acting in (0..16).map(Acting) {
                let Some(stable) = self.judged(judging, acting) else { continue };
                let twin = (judging.exchanged(), acting.exchanged());
                let key = (judging, acting).min(twin);
                let slot = found.entry(key).or_insert(stable);
                if stable.good > slot.good {
                    *slot = stable;
                }
            }
        }
        found.into_values().collect()
    }

    /// The pair, if its way of acting is the only best one where everybody follows it.
    fn judged(&self, judging: Judging, acting: Acting) -> Option<Stable> {
        let good = self.good_share(judging, acting);
        let (own, cooperation) = self.payoff(judging, acting, acting, good);
        let best = |other| other == acting || self.payoff(judging, acting, other, good).0 < own - SAME;
        (0..16).map(Acting).all(best).then_some(Stable { judging, acting, good, cooperation })
    }

    /// Chance that a giver comes out in good standing.
    fn comes_out_good(&self, judging: Judging, giver: bool, receiver: bool, helps: bool) -> f64 {
        let noted = |helped| {
            if judging.good(giver, receiver, helped) { 1.0 - self.assessment_error } else { self.assessment_error }
        };
        if helps {
            (1.0 - self.execution_error) * noted(true) + self.execution_error * noted(false)
        } else {
            noted(false)
        }
    }

    /// The share in good standing that a population which begins all good comes to.
    fn good_share(&self, judging: Judging, acting: Acting) -> f64 {
        let mut good = 1.0;
        for _ in 0..100_000 {
            let mut next = 0.0;
            for giver in STANDINGS {
                for receiver in STANDINGS {
                    let meets = of(good, giver) * of(good, receiver);
                    next += meets * self.comes_out_good(judging, giver, receiver, acting.helps(giver, receiver));
                }
            }
            // Half way, so that a share that swings to and fro comes to rest.
            let next = 0.5 * (good + next);
            if (next - good).abs() < 1e-14 {
                return next;
            }
            good = next;
        }
        good
    }

    /// Mean payoff of one person who acts in an own way among those who follow the norm, and the share of own acts
    /// that help.
    fn payoff(&self, judging: Judging, acting: Acting, own: Acting, good: f64) -> (f64, f64) {
        let stays = |giver: bool| -> f64 {
            STANDINGS.iter().map(|r| of(good, *r) * self.comes_out_good(judging, giver, *r, own.helps(giver, *r))).sum()
        };
        // Own standing is a chain of two states.
        let (from_good, from_bad) = (stays(true), stays(false));
        let leaving = 1.0 - from_good + from_bad;
        let own_good = if leaving > 0.0 { from_bad / leaving } else { 1.0 };
        let works = 1.0 - self.execution_error;
        let (mut gives, mut receives) = (0.0, 0.0);
        for me in STANDINGS {
            for other in STANDINGS {
                let meets = of(own_good, me) * of(good, other);
                gives += if own.helps(me, other) { meets * works } else { 0.0 };
                receives += if acting.helps(other, me) { meets * works } else { 0.0 };
            }
        }
        (self.benefit * receives - self.cost * gives, gives)
    }
}

/// The share of a standing.
fn of(good: f64, standing: bool) -> f64 {
    if standing { good } else { 1.0 - good }
}

/// Whether a pair is one of the leading eight: those who help the good are good, those who refuse them bad, a good one
/// may refuse a bad one; everyone helps the good, and the bad help the bad where only that makes them good.
pub fn is_leading(judging: Judging, acting: Acting) -> bool {
    let judged = STANDINGS.iter().all(|giver| judging.good(*giver, true, true) && !judging.good(*giver, true, false));
    let bad_to_bad = judging.good(false, false, true) && !judging.good(false, false, false);
    judged
        && judging.good(true, false, false)
        && STANDINGS.iter().all(|giver| acting.helps(*giver, true))
        && !acting.helps(true, false)
        && acting.helps(false, false) == bad_to_bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norms(benefit: f64, error: f64) -> Norms {
        Norms { benefit, cost: 1.0, execution_error: error, assessment_error: error, least: 0.9 }
    }

    #[test]
    fn letters_are_read_and_written() {
        let judging = Judging::parse("GBBGGBGB").unwrap();
        assert_eq!(judging.to_string(), "GBBGGBGB");
        assert!(judging.good(true, true, true) && !judging.good(true, true, false));
        assert!(!judging.good(true, false, true) && judging.good(true, false, false));
        assert_eq!(judging.exchanged().exchanged(), judging);
        // Exchanged, the first place is the last one turned over.
        assert_eq!(judging.exchanged().good(false, false, true), !judging.good(true, true, true));
        let acting = Acting::parse("HRHR").unwrap();
        assert!(acting.helps(false, true) && !acting.helps(true, false));
        assert_eq!((acting.to_string(), acting.exchanged().to_string()), ("HRHR".into(), "RHRH".into()));
        assert!(
            Judging::parse("GBGB").is_none() && Acting::parse("HHRX").is_none() && Acting::parse("诚信诚信").is_none()
        );
    }

    #[test]
    fn eight_pairs_lead() {
        let pairs = (0..=255).flat_map(|j| (0..16).map(move |a| (Judging(j), Acting(a))));
        assert_eq!(pairs.filter(|(j, a)| is_leading(*j, *a)).count(), 8);
    }

    /// Where standings are noted at random nobody has a reason to help.
    #[test]
    fn without_judgement_no_norm_keeps_cooperation_up() {
        let blind = Norms { assessment_error: 0.5, ..norms(2.0, 0.01) };
        assert!(blind.stable().iter().all(|s| s.cooperation < 0.01));
    }
}
