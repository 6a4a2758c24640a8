//! The only serialised types: versioned documents and JSON.
//!
//! Everything here is plain data with public fields. A document names its schema and version in
//! `schema`; readers refuse versions they do not know.

pub mod ablation;
pub mod answers;
pub mod bundle;
pub mod calibrate;
pub mod compare;
pub mod csv;
pub mod diagnostic;
pub mod envelope;
pub mod json;
pub mod observed;
pub mod page;
pub mod person;
pub mod run;
pub mod schema;
pub mod study;
pub mod sweep;
pub mod trade;
pub mod validation;
pub mod what_if;

pub use bundle::RunFile;
pub use envelope::Envelope;
pub use run::{Estimate, Headlines, RunDoc, SeriesRow};
