//! Text → checked, compiled rulebook with diagnostics; and back into explanations.
//!
//! [`plan`] holds what a checked rulebook compiles to: flat, resolved, typed.

pub mod plan;

pub use plan::Plan;
