//! How a record finds its dossier. Record linkage by weights is after Fellegi & Sunter 1969, Journal of the American
//! Statistical Association 64.

use glasshouse_model::{Chance, math};

/// How a record finds its dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// By identity number; `error` is the chance of a slip that reaches a stranger.
    NationalId {
        /// Chance of a slip.
        error: Chance,
    },
    /// By name, birth date and district. `ambiguous` is the chance that fields are missing, so that
    /// only the name decides; then the record reaches any namesake with equal chance.
    Name {
        /// Chance that only the name decides.
        ambiguous: Chance,
    },
    /// By number; where that is missing, by what identifies people ([`super::Channel::details`]) within the district: the
    /// record reaches any of those who share all of it, each as likely.
    Details {
        /// Chance that the number is missing.
        missing: Chance,
    },
    /// By number; where that is missing, the report is compared with everyone whom the register holds in the
    /// district, and goes to the one of the highest weight ([`super::Channel::linkage`]).
    Linkage {
        /// Chance that the number is missing.
        missing: Chance,
    },
}

impl Identity {
    /// Whether the register is searched for the subject, so that a record that goes wrong goes to one person.
    pub fn is_searched(&self) -> bool {
        matches!(self, Identity::Details { .. } | Identity::Linkage { .. })
    }
}

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
