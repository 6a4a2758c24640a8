//! Recounts scores, grades and lists independently of the institutions, and explains cases.
//!
//! Nothing here shares code with the engine or with `glasshouse-regime`: both read the same compiled
//! rulebook, and a mistake in one shows as a finding of the other. The recount is written for clarity:
//! it looks at all records again for every day it is asked about.

pub mod derivation;
pub mod recount;
mod rolls;

pub use derivation::{Derivation, derive};
pub use recount::{Finding, Recount, recount};
