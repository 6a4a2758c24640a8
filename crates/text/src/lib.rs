//! Reads TOML documents whose numbers are figures: spans, diagnostics, sources, assumptions.
//!
//! Rulebooks and societies are both such documents.

pub mod figure;
