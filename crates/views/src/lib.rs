//! Everything glasshouse shows about a run, as pure functions from documents to text or HTML.
//!
//! The inputs are the plain documents of `glasshouse_wire`; the outputs are strings. Nothing here reads
//! files, prints, or looks at a clock, so the same input gives the same text everywhere.
//!
//! | ask | get |
//! | --- | --- |
//! | [`summary::text`] | what a terminal shows after a run |
//! | [`statement::text`] | one synthetic person's file, like a bank statement |
//! | [`what_if::text`] | what would have been for that person |
//! | [`sheet::html`] | that person as one offline file |
//! | [`report::html`] | one offline HTML file with figures, tables and sources |
//! | [`report::charts`] | the figures alone, as [`chart::Chart`]: SVG, table, CSV, Vega-Lite |
//! | [`sweep::text`], [`sweep::html`] | what a sweep over assumptions found |
//! | [`trade::text`], [`trade::chart`] | markets side by side |
//! | [`paper::page`], [`paper::markdown`] | a document in both languages |
//! | [`odd::markdown`] | the model description in the seven elements of the ODD protocol |
//!
//! A number of one seed is an *illustration*. Every function that shows a number shows [`Mark`] with it,
//! and none takes an option to leave it out.

pub mod ablation;
pub mod calibrate;
pub mod chart;
pub mod compare;
pub mod estimate;
pub mod letter;
pub mod mark;
pub mod messages;
pub mod number;
pub mod observed;
pub mod odd;
mod offline;
pub mod paper;
pub mod plan;
pub mod report;
pub mod sheet;
pub mod statement;
pub mod summary;
pub mod sweep;
pub mod terminal;
pub mod trade;
pub mod validation;
pub mod what_if;

pub use mark::Mark;
