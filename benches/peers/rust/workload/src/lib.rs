//! The reference workloads R1 and R1g: their numbers, and what every program says at its end.

/// Days of the year.
pub const DAYS: u16 = 365;
/// Days after which points return.
pub const RETURN_AFTER: u16 = 120;
/// Days for which somebody is watched.
pub const WATCHED_FOR: u16 = 180;
/// Score at the start, and bounds.
pub const START: i16 = 1000;
/// Highest score.
pub const HIGHEST: i16 = 2000;
/// Below this score somebody is watched.
pub const WATCH_BELOW: i16 = 600;
/// Chance of a good deed a day.
pub const GOOD: f64 = 0.005;
/// Chance that an act is recorded.
pub const RECORDED: f64 = 0.3;
/// What is left of the chance of misconduct while watched.
pub const WHILE_WATCHED: f64 = 0.7;
/// Equally likely kinds of misconduct, by their points.
pub const PENALTIES: [i16; 20] = [10, 10, 10, 20, 20, 20, 30, 30, 30, 30, 50, 50, 50, 50, 80, 80, 80, 100, 100, 100];
/// The same for good deeds.
pub const BONUSES: [i16; 20] = [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 10, 30, 30, 30, 100];

/// A gamma variable of shape ½ and scale 0.02 from two uniforms above 0: 0.01 times a squared normal variable.
pub fn chance(u: f64, v: f64) -> f64 {
    -0.02 * u.ln() * (std::f64::consts::TAU * v).cos().powi(2)
}

/// How many people, and which way to go.
pub fn arguments() -> (usize, String) {
    let mut words = std::env::args().skip(1);
    let people = words.next().and_then(|word| word.parse::<f64>().ok()).expect("how many people?");
    (people as usize, words.next().unwrap_or_default())
}

/// What is counted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Person-days watched.
    pub watched: u64,
    /// Penalties recorded.
    pub penalties: u64,
    /// Good deeds recorded.
    pub bonuses: u64,
}

/// Prints the line that the table is made of.
pub fn tell(scores: impl Iterator<Item = i16>, counts: &Counts) {
    let (mut people, mut sum, mut grades) = (0u64, 0i64, [0u64; 4]);
    for score in scores {
        people += 1;
        sum += i64::from(score);
        let grade = [970, 850, WATCH_BELOW].iter().position(|floor| score >= *floor).unwrap_or(3);
        grades[grade] += 1;
    }
    let [a, b, c, d] = grades;
    let Counts { watched, penalties, bonuses } = counts;
    println!(
        "R1 people={people} a={a} b={b} c={c} d={d} watched={watched} penalties={penalties} bonuses={bonuses} sum={sum}"
    );
}
