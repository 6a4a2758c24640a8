//! The bootstrap: limits of an estimate from samples of its own rows (Efron & Tibshirani 1993).

use crate::Limits;
use glasshouse_model::draw::{Keyring, Place, Stream, below};

/// How often rows are drawn again.
pub const TIMES: u32 = 1000;

/// Percentile limits of `statistics`, several at once: each is given the rows that were drawn, by number. `values`
/// are the estimates from all rows. An estimate without a value has no limits.
pub fn limits<const N: usize>(
    rows: usize,
    seed: u64,
    values: [Option<f64>; N],
    statistics: impl Fn(&[usize]) -> [Option<f64>; N],
) -> [Option<Limits>; N] {
    let keys = Keyring::new(seed, 0);
    let mut drawn: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    let mut sample = vec![0; rows];
    for time in 0..TIMES {
        fill(&keys, time, &mut sample);
        for (all, value) in drawn.iter_mut().zip(statistics(&sample)) {
            all.extend(value);
        }
    }
    let mut limits = [None; N];
    for ((limits, mut drawn), value) in limits.iter_mut().zip(drawn).zip(values) {
        drawn.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| drawn.get(((drawn.len() as f64 - 1.0) * share).round() as usize).copied();
        *limits = value.and_then(|value| Some(Limits { value, low: at(0.025)?, high: at(0.975)? }));
    }
    limits
}

fn fill(keys: &Keyring, time: u32, sample: &mut [usize]) {
    let place = Place::of(Stream::Resample, time);
    let rows = sample.len() as u32;
    for (n, four) in sample.chunks_mut(4).enumerate() {
        for (row, word) in four.iter_mut().zip(keys.draw(place, n as u32)) {
            *row = below(word, rows) as usize;
        }
    }
}
