//! The institutions, from sensing to measures. They know records only: nothing after [`sensing`] can
//! reach an act.
//!
//! Each module is one phase of the chain and a pure function of a compiled rulebook
//! ([`glasshouse_rulebook::Plan`]), the columns it reads and keyed draws. The engine owns the columns
//! and the clock.

pub mod desk;
pub mod fast;
pub mod grading;
pub mod listing;
pub mod measures;
pub mod review;
pub mod scorecard;
pub mod scoring;
pub mod sensing;

pub use measures::Standing;
pub use scoring::{Counter, Scoring};
