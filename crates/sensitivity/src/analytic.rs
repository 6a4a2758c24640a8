//! Models with known answers: what the indices are tested by, in tests and through the command line.

use glasshouse_model::math;

/// A model that is a formula.
#[derive(Clone, Copy, Debug)]
pub struct Analytic {
    /// Name.
    pub name: &'static str,
    /// Inputs and the ends of their ranges.
    pub inputs: &'static [(&'static str, f64, f64)],
    value: fn(&[f64]) -> f64,
}

const PI: f64 = std::f64::consts::PI;

/// Ishigami & Homma 1990: y = sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on (−π, π)³.
const ISHIGAMI: Analytic = Analytic {
    name: "ishigami",
    inputs: &[("x1", -PI, PI), ("x2", -PI, PI), ("x3", -PI, PI)],
    value: |x| {
        let [x1, x2, x3] = [0, 1, 2].map(|i| x.get(i).copied().unwrap_or(0.0));
        let (s1, s2) = (math::sin(x1), math::sin(x2));
        s1 + 7.0 * s2 * s2 + 0.1 * x3 * x3 * x3 * x3 * s1
    },
};

/// y = 3 x₁ − 2 x₂ + 0.5 x₃ + 0 · x₄ on the unit cube: every elementary effect is a coefficient.
const LINEAR: Analytic = Analytic {
    name: "linear",
    inputs: &[("x1", 0.0, 1.0), ("x2", 0.0, 1.0), ("x3", 0.0, 1.0), ("x4", 0.0, 1.0)],
    value: |x| x.iter().zip([3.0, -2.0, 0.5, 0.0]).map(|(x, c)| c * x).sum(),
};

/// Every model.
pub const ALL: &[Analytic] = &[ISHIGAMI, LINEAR];

/// The model with a name.
pub fn find(name: &str) -> Option<Analytic> {
    ALL.iter().copied().find(|m| m.name == name)
}

impl Analytic {
    /// The output at a point of the unit cube.
    pub fn at(&self, point: &[f64]) -> Option<f64> {
        let x: Vec<f64> = self.inputs.iter().zip(point).map(|((_, low, high), u)| low + u * (high - low)).collect();
        self.of(&x)
    }

    /// The output for values of the inputs; `None` where one is missing.
    pub fn of(&self, values: &[f64]) -> Option<f64> {
        (values.len() == self.inputs.len()).then(|| (self.value)(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean 7/2 and variance 49/8 + π⁴/50 + π⁸/1800 + 1/2, here over a fine grid.
    #[test]
    fn ishigami_has_its_mean_and_variance() {
        let model = find("ishigami").unwrap();
        let (n, mut sum, mut squares) = (60, 0.0, 0.0);
        let at = |i: u32| (f64::from(i) + 0.5) / f64::from(n);
        for i in 0..n {
            for j in 0..n {
                for k in 0..n {
                    let y = model.at(&[at(i), at(j), at(k)]).unwrap();
                    sum += y;
                    squares += y * y;
                }
            }
        }
        let count = f64::from(n).powi(3);
        let (mean, variance) = (sum / count, squares / count - (sum / count) * (sum / count));
        let known = 49.0 / 8.0 + PI.powi(4) / 50.0 + PI.powi(8) / 1800.0 + 0.5;
        assert!((mean - 3.5).abs() < 1e-9 && (known - 13.84458794).abs() < 1e-8, "{mean} {known}");
        assert!((variance - known).abs() < 0.02, "{variance}");
    }

    #[test]
    fn a_point_without_all_inputs_has_no_output() {
        assert_eq!(find("linear").unwrap().at(&[0.0, 1.0]), None);
        assert_eq!(find("linear").unwrap().at(&[1.0, 1.0, 1.0, 1.0]), Some(1.5));
        assert!(find("no such model").is_none());
    }
}
