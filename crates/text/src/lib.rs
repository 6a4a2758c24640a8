//! Reads TOML documents whose numbers are figures: spans, diagnostics, sources, assumptions.
//!
//! Rulebooks and societies are both such documents. Reading never fails: it gives whatever could be
//! read together with every [`Diagnostic`]. A document is described by tables of data
//! ([`TableSpec`], [`KeySpec`]); the same tables drive the errors for unknown and missing keys, the
//! types of values, and the JSON Schema ([`schema::json`]).
//!
//! ```
//! use glasshouse_model::Lang;
//! use glasshouse_text::{Document, Key, Kind, Label, Quantity, Reader, TableSpec, keys};
//!
//! static THING: TableSpec = TableSpec {
//!     name: "thing",
//!     doc: Label { en: "A thing.", zh: "一件事物。" },
//!     keys: &[
//!         keys::ID,
//!         keys::SOURCE,
//!         Key { name: "rate", kind: Kind::Figure(Quantity::Share), required: true,
//!               doc: Label { en: "How often.", zh: "频率。" } },
//!     ],
//! };
//! static ROOT: TableSpec = TableSpec {
//!     name: "file",
//!     doc: Label { en: "A file.", zh: "文件。" },
//!     keys: &[
//!         keys::DEFAULT_SOURCE,
//!         keys::SOURCES,
//!         Key { name: "thing", kind: Kind::Tables(&THING), required: true,
//!               doc: Label { en: "Things.", zh: "事物。" } },
//!     ],
//! };
//!
//! let text = br#"
//! [[thing]]
//! id = "rain"
//! rate = { value = 0.25, assumed = { range = [0.1, 0.4], why = "a guess, for the example" } }
//! "#;
//! let document = Document::parse("things.toml", text);
//! let mut reader = Reader::new(&document, &[]);
//! let root = reader.root(&ROOT);
//! reader.read_sources(&root);
//! for thing in reader.tables(&root, "thing") {
//!     let rate = reader.ratio(&thing, "rate");
//!     assert_eq!(rate.map(|r| r.value.to_string()).as_deref(), Some("0.25"));
//! }
//! let reading = reader.finish();
//! assert!(reading.diagnostics.is_empty());
//! assert_eq!(reading.figures[0].path, "thing.rain.rate");
//! assert_eq!(document.text().position(12).line, 3);
//! # let _ = Lang::En;
//! ```
//!
//! Order of use: [`Document::parse`], [`Reader::new`], [`Reader::root`], [`Reader::read_sources`]
//! (before any figure), then one reader call per key, then [`Reader::finish`]. A reader call returns
//! `None` where the key is absent or broken; the diagnostic has been noted already, so callers go on.
//! Problems that only the caller can see are reported with [`Reader::report`]; crates keep an enum of
//! their own problems that turns into [`Diagnostic`]s, as [`Problem`] does here.

pub mod code;
mod dates;
pub mod diagnostic;
pub mod figure;
pub mod keys;
pub mod node;
pub mod patch;
pub mod problem;
pub mod reader;
mod reader_figures;
pub mod schema;
pub mod source;
pub mod suggest;
mod syntax;

pub use code::Code;
pub use diagnostic::{Diagnostic, Origin, Severity, Words, both};
pub use figure::{Basis, Figure, Source};
pub use glasshouse_model::text::Label;
pub use keys::{Choice, Key, KeySpec, Kind, Quantity, TableSpec};
pub use node::{Document, Spanned};
pub use patch::{Change, Patch};
pub use problem::Problem;
pub use reader::{Reader, Reading, Table};
pub use source::{Position, SourceText};

/// Largest document that is read, in bytes. Callers refuse more with [`Problem::TooLarge`].
pub const LARGEST: usize = 4 * 1024 * 1024;
