//! The nouns, ids, days, exact quantities and keyed draws that every other crate speaks.
//!
//! *An act becomes an observation becomes a record becomes points becomes a grade becomes a
//! listing becomes a measure becomes an outcome.* The types of that chain's links are in
//! [`trace`]; the acts people can do are a closed catalogue in [`act`]; the groups by which
//! results are reported are in [`group`]; time is calendar time ([`calendar`]); chances, shares
//! and points are exact ([`exact`]); and every random number of the program comes from
//! [`draw`]. The crate knows no files, clocks, threads or printing.

pub mod act;
pub mod calendar;
pub mod draw;
pub mod exact;
pub mod group;
pub mod math;
pub mod person;
pub mod text;
pub mod trace;

pub use act::{ActClass, ActKind};
pub use calendar::{Date, Day, Span, SpanUnit};
pub use draw::{Keyring, Stream};
pub use exact::{Chance, Ratio};
pub use group::{Attribute, Group};
pub use person::{BLOCK, Detail, PersonId};
pub use text::{Lang, Text};
