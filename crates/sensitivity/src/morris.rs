//! Screening by elementary effects (Morris 1991; Campolongo, Cariboni & Saltelli 2007).
//!
//! A trajectory begins at a random point of a grid of p levels and moves each input once, in random order, by
//! Δ = p / (2(p − 1)). An elementary effect is the change of the output over the change of the input, so it is in
//! units of the output when the input crosses its whole range.

use crate::design::permutation;
use crate::{Limits, Points, resample};
use glasshouse_model::draw::{Keyring, Place, Stream, below};
use glasshouse_model::math;

/// Levels of the grid.
pub const LEVELS: u32 = 4;

/// The step, 2/3 for four levels.
const STEP: f64 = LEVELS as f64 / (2.0 * (LEVELS as f64 - 1.0));

/// How many points a design has.
pub fn size(trajectories: u32, inputs: usize) -> u64 {
    u64::from(trajectories) * (inputs as u64 + 1)
}

/// Trajectories one after the other, each of one point more than there are inputs.
pub fn design(trajectories: u32, inputs: usize, seed: u64) -> Points {
    let mut points = Points::new();
    for trajectory in 0..trajectories {
        let (start, moves) = trajectory_of(trajectory, inputs, seed);
        let mut point: Vec<f64> = start;
        points.push(point.clone());
        for (input, step) in moves {
            if let Some(x) = point.get_mut(input) {
                // Levels are thirds: rounding to the grid keeps equal points equal.
                let level = ((*x + step) * f64::from(LEVELS - 1)).round();
                *x = level / f64::from(LEVELS - 1);
            }
            points.push(point.clone());
        }
    }
    points
}

/// Where a trajectory begins, and which input moves by how much, in order.
fn trajectory_of(trajectory: u32, inputs: usize, seed: u64) -> (Vec<f64>, Vec<(usize, f64)>) {
    let keys = Keyring::new(seed, 1);
    let place = Place { sub: 3, ..Place::of(Stream::Design, trajectory) };
    // A base level leaves room for one step upwards; a random sign turns the step around.
    let bases = LEVELS / 2;
    let drawn: Vec<(f64, f64)> = (0..inputs as u32)
        .map(|input| {
            let [level, sign, ..] = keys.draw(place, input);
            let base = f64::from(below(level, bases)) / f64::from(LEVELS - 1);
            if below(sign, 2) == 0 { (base, STEP) } else { (base + STEP, -STEP) }
        })
        .collect();
    let order = permutation(&keys, trajectory, inputs as u32);
    let moves = order.iter().filter_map(|i| Some((*i as usize, drawn.get(*i as usize)?.1))).collect();
    let grid = |x: f64| (x * f64::from(LEVELS - 1)).round() / f64::from(LEVELS - 1);
    (drawn.iter().map(|(start, _)| grid(*start)).collect(), moves)
}

/// What moving one input does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean elementary effect.
    pub mu: f64,
    /// Mean absolute elementary effect: how much the input matters, with limits from the trajectories (of one
    /// trajectory they are the effect itself and say nothing).
    pub mu_star: Limits,
    /// Standard deviation of the effects: how much it depends on the other inputs, or bends.
    pub sigma: f64,
    /// Trajectories with a value before and after the move.
    pub trajectories: usize,
}

/// What the outputs at the points of [`design`] say of each input; `None` where no trajectory has a value.
pub fn effects(points: &Points, outputs: &[Option<f64>], inputs: usize, seed: u64) -> Vec<Option<Effect>> {
    let mut found: Vec<Vec<f64>> = vec![Vec::new(); inputs];
    let walks = points.chunks_exact(inputs + 1).zip(outputs.chunks_exact(inputs + 1));
    for (walk, values) in walks {
        for (points, values) in walk.windows(2).zip(values.windows(2)) {
            let ([from, to], [before, after]) = (points, values) else { continue };
            let moved = from.iter().zip(to).enumerate().find(|(_, (a, b))| a.to_bits() != b.to_bits());
            let (Some((input, (a, b))), Some((before, after))) = (moved, before.zip(*after)) else { continue };
            if let Some(list) = found.get_mut(input) {
                list.push((after - before) / (b - a));
            }
        }
    }
    let effect = |(input, list): (usize, Vec<f64>)| {
        let n = list.len() as f64;
        let mean = |of: &dyn Fn(f64) -> f64| list.iter().map(|e| of(*e)).sum::<f64>() / n;
        let mu = mean(&|e| e);
        let sigma = if list.len() > 1 {
            math::sqrt(list.iter().map(|e| (e - mu) * (e - mu)).sum::<f64>() / (n - 1.0))
        } else {
            0.0
        };
        let star = |sample: &[usize]| {
            let sum: f64 = sample.iter().filter_map(|i| list.get(*i)).map(|e| e.abs()).sum();
            [(!sample.is_empty()).then(|| sum / sample.len() as f64)]
        };
        let everything: Vec<usize> = (0..list.len()).collect();
        let seed = seed.wrapping_add(input as u64);
        let [mu_star] = resample::limits(list.len(), seed, star(&everything), star);
        Some(Effect { mu, mu_star: mu_star?, sigma, trajectories: list.len() })
    };
    found.into_iter().enumerate().map(effect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analytic;

    #[test]
    fn trajectories_move_one_input_at_a_time_by_one_step() {
        let points = design(20, 5, 3);
        assert_eq!(points.len() as u64, size(20, 5));
        for walk in points.chunks_exact(6) {
            let mut moved = Vec::new();
            for pair in walk.windows(2) {
                let changes: Vec<usize> = (0..5).filter(|i| pair[0][*i].to_bits() != pair[1][*i].to_bits()).collect();
                assert_eq!(changes.len(), 1);
                assert!(((pair[0][changes[0]] - pair[1][changes[0]]).abs() - STEP).abs() < 1e-12);
                moved.push(changes[0]);
            }
            moved.sort_unstable();
            assert_eq!(moved, [0, 1, 2, 3, 4]);
            assert!(walk.iter().flatten().all(|x| (0.0..=1.0).contains(x)));
        }
    }

    /// The effects of a linear model are its coefficients, whatever the trajectories.
    #[test]
    fn effects_of_a_linear_model_are_its_coefficients() {
        let model = analytic::find("linear").unwrap();
        let points = design(10, 4, 5);
        let outputs: Vec<Option<f64>> = points.iter().map(|p| model.at(p)).collect();
        for (effect, coefficient) in effects(&points, &outputs, 4, 1).iter().zip([3.0, -2.0, 0.5, 0.0f64]) {
            let effect = effect.unwrap();
            assert!((effect.mu - coefficient).abs() < 1e-9, "{effect:?}");
            assert!((effect.mu_star.value - coefficient.abs()).abs() < 1e-9 && effect.sigma < 1e-9, "{effect:?}");
            assert_eq!(effect.trajectories, 10);
        }
    }

    #[test]
    fn a_missing_output_takes_out_only_the_moves_beside_it() {
        let model = analytic::find("linear").unwrap();
        let points = design(2, 4, 5);
        let mut outputs: Vec<Option<f64>> = points.iter().map(|p| model.at(p)).collect();
        outputs[0] = None;
        let counts: Vec<usize> = effects(&points, &outputs, 4, 1).iter().map(|e| e.unwrap().trajectories).collect();
        assert_eq!(counts.iter().sum::<usize>(), 7);
        assert!(effects(&points, &[None; 10], 4, 1).iter().all(Option::is_none));
    }
}
