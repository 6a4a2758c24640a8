//! From documents and numbers to a checked run, its replicates, and the bundle it is stored in.
//!
//! | ask | get |
//! | --- | --- |
//! | [`spec::RunSpec::prepare`] | checked and compiled documents, or every diagnostic |
//! | [`run::run`] | replicates on a [`Pool`], stored as a bundle |
//! | [`compare::compare`], [`sweep::sweep`], [`studyfile::perform`], [`calibrate::calibrate`] | many runs, compared |
//! | [`bundle::Stored::open`], [`catalogue::find`] | a stored run |
//! | [`trade::play`] | a market, played so and so often |
//! | [`sql::ask`] | rows out of the tables of many bundles |
//! | [`dossier::of_person`], [`dossier::pick`] | the file of one synthetic person |
//! | [`what_if::table`] | what would have been for that person |
//! | [`verify::verify`] | the same run again, compared |
//!
//! This crate touches files, threads and (for one date) the clock; it prints nothing. What goes wrong is a
//! [`Failure`] with texts in both languages.

pub mod ablation;
pub mod bundle;
pub mod calibrate;
pub mod cases;
pub mod catalogue;
mod checkpoint;
pub mod codes;
pub mod compare;
pub mod dossier;
mod drafts;
pub mod ends;
pub mod estimate;
pub mod exchange;
pub mod executor;
pub mod failure;
pub mod forecast;
pub mod headlines;
pub mod keep;
pub mod levels;
pub mod listing;
pub mod numbers;
pub mod observed;
pub mod outcomes;
pub mod page;
pub mod paper;
pub mod papers;
pub mod person;
pub mod pick;
pub mod ranks;
pub mod rates;
pub mod read;
pub mod report;
pub mod run;
pub mod selftest;
pub mod source;
pub mod sourcing;
pub mod spec;
pub mod sql;
pub mod studyfile;
pub mod sweep;
pub mod table;
pub mod tables;
pub mod trade;
pub mod validate;
pub mod verify;
pub mod way_out;
pub mod what_if;

pub use executor::Pool;
pub use failure::{Failure, Faults, Note};

/// Version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
