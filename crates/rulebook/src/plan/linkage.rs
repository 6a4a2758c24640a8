//! Record linkage by weights, after Fellegi & Sunter 1969, Journal of the American Statistical Association 64.

use glasshouse_model::{Chance, math};

/// How reports without a number are linked to the people of a register.
#[derive(Clone, Debug, PartialEq)]
pub struct Linkage {
    /// The fields that are compared.
    pub fields: Vec<Field>,
    /// Weight from which on a pair is linked.
    pub threshold: f64,
    /// Share of the people whom the register holds.
    pub registered: Chance,
}

/// A field that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Chance that it agrees in a report and the person it is about.
    pub same: Chance,
    /// Chance that it agrees in a report and somebody else.
    pub other: Chance,
}

impl Linkage {
    /// Most fields.
    pub const FIELDS_MAX: usize = 8;
}

impl Field {
    /// What the field adds to the weight of a pair where it agrees, and where it does not.
    pub fn weights(&self) -> [f64; 2] {
        let (m, u) = (self.same.to_f64(), self.other.to_f64());
        let log2 = |ratio: f64| math::ln(ratio) / core::f64::consts::LN_2;
        [log2(m / u), log2((1.0 - m) / (1.0 - u))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_in_bits() {
        let field = Field { same: Chance::from_f64(0.75), other: Chance::from_f64(0.375) };
        let [agrees, differs] = field.weights();
        assert!((agrees - 1.0).abs() < 1e-9 && (differs - math::ln(0.4) / core::f64::consts::LN_2).abs() < 1e-9);
    }
}
