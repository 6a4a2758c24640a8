//! The box that explains: patient rule induction (PRIM; Friedman & Fisher 1999, as scenario discovery in Bryant &
//! Lempert 2010).
//!
//! Peeling takes away, again and again, the thin slice of one side of one input that leaves the largest share of
//! cases behind. Of all boxes on the way the one is taken whose coverage and density have the largest harmonic mean;
//! then sides that do not help are let go.

/// Share of a box's points that one peel takes at least, where values allow.
const PEEL: f64 = 0.05;
/// Fewest points of a box, as a share of all.
const SUPPORT: f64 = 0.02;
/// Fewest cases that a box can explain: with fewer, any of many inputs fits by chance.
const CASES_MIN: usize = 8;
/// A side stays only if letting it go costs more than this of the harmonic mean.
const WORTH: f64 = 0.02;

/// One side of a box: an input from a lowest to a highest value, `None` where that end is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// The input.
    pub input: usize,
    /// Lowest value inside.
    pub low: Option<f64>,
    /// Highest value inside.
    pub high: Option<f64>,
}

impl Side {
    fn holds(&self, point: &[f64]) -> bool {
        let x = point.get(self.input).copied().unwrap_or(0.0);
        self.low.is_none_or(|low| x >= low) && self.high.is_none_or(|high| x <= high)
    }
}

/// A box and how well it explains.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its sides, by input.
    pub sides: Vec<Side>,
    /// Cases inside.
    pub cases_inside: usize,
    /// Points inside.
    pub points_inside: usize,
    /// All cases.
    pub cases: usize,
}

impl Found {
    /// Share of all cases that are inside.
    pub fn coverage(&self) -> f64 {
        self.cases_inside as f64 / self.cases as f64
    }

    /// Share of the points inside that are cases.
    pub fn density(&self) -> f64 {
        self.cases_inside as f64 / self.points_inside as f64
    }

    /// The harmonic mean of both.
    fn worth(&self) -> f64 {
        2.0 * self.cases_inside as f64 / (self.cases + self.points_inside) as f64
    }
}

/// The box that explains the cases among `points`; `is_case` has one entry per point. `None` where all points are
/// cases, where there are too few cases to explain, or where no box explains more than all points do.
pub fn find(points: &[Vec<f64>], is_case: &[bool]) -> Option<Found> {
    let cases = is_case.iter().filter(|c| **c).count();
    if cases < CASES_MIN || cases == points.len() {
        return None;
    }
    let all: Vec<usize> = (0..points.len()).collect();
    let fewest = ((points.len() as f64 * SUPPORT).ceil() as usize).max(2);
    let mut sides: Vec<Side> = Vec::new();
    let mut inside = all;
    let mut best = judge(&sides, points, is_case, cases);
    let everything = best.worth();
    while let Some((side, left)) = best_peel(points, is_case, &inside, fewest) {
        narrow(&mut sides, side);
        inside = left;
        let here = judge(&sides, points, is_case, cases);
        if here.worth() > best.worth() {
            best = here;
        }
    }
    let best = loosened(best, points, is_case, cases);
    (best.worth() > everything && !best.sides.is_empty()).then_some(best)
}

fn judge(sides: &[Side], points: &[Vec<f64>], is_case: &[bool], cases: usize) -> Found {
    let inside = points.iter().zip(is_case).filter(|(p, _)| sides.iter().all(|s| s.holds(p)));
    let (mut points_inside, mut cases_inside) = (0, 0);
    for (_, case) in inside {
        points_inside += 1;
        cases_inside += usize::from(*case);
    }
    Found { sides: sides.to_vec(), cases_inside, points_inside, cases }
}

/// The peel that leaves the largest share of cases, with the points it leaves; `None` where every peel would leave
/// too few or no cases at all.
fn best_peel(points: &[Vec<f64>], is_case: &[bool], inside: &[usize], fewest: usize) -> Option<(Side, Vec<usize>)> {
    let inputs = points.first().map_or(0, Vec::len);
    let value = |i: usize, input: usize| points.get(i).and_then(|p| p.get(input)).copied().unwrap_or(0.0);
    let mut best: Option<(usize, usize, Side)> = None;
    for input in 0..inputs {
        let mut values: Vec<f64> = inside.iter().map(|i| value(*i, input)).collect();
        values.sort_unstable_by(f64::total_cmp);
        for side in peels(&values, input) {
            let (mut left, mut cases) = (0usize, 0usize);
            for i in inside {
                if points.get(*i).is_some_and(|p| side.holds(p)) {
                    left += 1;
                    cases += usize::from(is_case.get(*i).copied().unwrap_or(false));
                }
            }
            if left < fewest || left == inside.len() || cases == 0 {
                continue;
            }
            // Shares are compared as products, which are exact; of equal ones the larger box is kept.
            let better = |(c, n, _): (usize, usize, Side)| (cases * n, left) > (c * left, n);
            if best.is_none_or(better) {
                best = Some((cases, left, side));
            }
        }
    }
    let (_, _, side) = best?;
    let left = inside.iter().copied().filter(|i| points.get(*i).is_some_and(|p| side.holds(p))).collect();
    Some((side, left))
}

/// The two peels of an input: off the lowest values, off the highest. Equal values go together.
fn peels(sorted: &[f64], input: usize) -> impl Iterator<Item = Side> {
    let take = ((sorted.len() as f64 * PEEL).ceil() as usize).max(1);
    let cut = sorted.get(take.wrapping_sub(1)).copied();
    let low = cut.and_then(|c| sorted.iter().copied().find(|v| *v > c));
    let cut = sorted.len().checked_sub(take).and_then(|i| sorted.get(i)).copied();
    let high = cut.and_then(|c| sorted.iter().rev().copied().find(|v| *v < c));
    let from = low.map(|low| Side { input, low: Some(low), high: None });
    let to = high.map(|high| Side { input, low: None, high: Some(high) });
    from.into_iter().chain(to)
}

/// Puts a side into a box that may have one of that input.
fn narrow(sides: &mut Vec<Side>, side: Side) {
    match sides.binary_search_by_key(&side.input, |s| s.input) {
        Ok(place) => {
            if let Some(old) = sides.get_mut(place) {
                old.low = side.low.or(old.low);
                old.high = side.high.or(old.high);
            }
        }
        Err(place) => sides.insert(place, side),
    }
}

/// Lets go, one by one, of the ends whose loss costs least, while it costs next to nothing.
fn loosened(mut best: Found, points: &[Vec<f64>], is_case: &[bool], cases: usize) -> Found {
    loop {
        let mut candidate: Option<Found> = None;
        for place in 0..best.sides.len() {
            for end in [true, false] {
                let mut sides = best.sides.clone();
                let Some(side) = sides.get_mut(place) else { continue };
                let open = if end { side.low.take() } else { side.high.take() };
                if open.is_none() {
                    continue;
                }
                sides.retain(|s| s.low.is_some() || s.high.is_some());
                let here = judge(&sides, points, is_case, cases);
                if candidate.as_ref().is_none_or(|c| here.worth() > c.worth()) {
                    candidate = Some(here);
                }
            }
        }
        match candidate {
            Some(candidate) if candidate.worth() >= best.worth() - WORTH => best = candidate,
            Some(_) | None => return best,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::latin_hypercube;

    /// Cases are exactly those with x₀ < 0.3 and x₂ > 0.6; three other inputs mean nothing.
    #[test]
    fn a_corner_is_found_and_nothing_else() {
        let points = latin_hypercube(2000, 5, 4);
        let cases: Vec<bool> = points.iter().map(|p| p[0] < 0.3 && p[2] > 0.6).collect();
        let found = find(&points, &cases).unwrap();
        assert!(found.coverage() > 0.9 && found.density() > 0.9, "{found:?}");
        let inputs: Vec<usize> = found.sides.iter().map(|s| s.input).collect();
        assert_eq!(inputs, [0, 2], "{found:?}");
        let (first, second) = (found.sides[0], found.sides[1]);
        assert!(first.low.is_none() && (first.high.unwrap() - 0.3).abs() < 0.03, "{found:?}");
        assert!(second.high.is_none() && (second.low.unwrap() - 0.6).abs() < 0.03, "{found:?}");
    }

    #[test]
    fn values_in_steps_are_peeled_whole() {
        let points: Vec<Vec<f64>> = (0..400).map(|i| vec![f64::from(i % 4), f64::from(i % 7)]).collect();
        let cases: Vec<bool> = points.iter().map(|p| p[0] > 2.5).collect();
        let found = find(&points, &cases).unwrap();
        assert_eq!(found.sides, [Side { input: 0, low: Some(3.0), high: None }]);
        assert!((found.density() - 1.0).abs() < 1e-12 && (found.coverage() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn without_contrast_there_is_no_box() {
        let points = latin_hypercube(50, 2, 1);
        assert_eq!(find(&points, &[true; 50]), None);
        assert_eq!(find(&points, &[false; 50]), None);
        let few: Vec<bool> = points.iter().map(|p| p[0] < 0.1).collect();
        assert_eq!(find(&points, &few), None);
    }
}
