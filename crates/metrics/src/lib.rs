//! Metrics: what is counted while a run goes, and what the counts say afterwards.
//!
//! [`catalogue`] names every metric with unit and definition. [`tally`] counts in integers: blocks fill a
//! [`Tally`], a [`Series`] adds them up by month and group. [`headline`] turns a series into the
//! few numbers a reader sees first; a number that has no value is [`headline::Undefined`] with a reason,
//! never zero and never NaN. [`inequality`] says how unequally an amount is spread over persons.
//! [`fairness`] reads errors by group off the counts of a scorecard.

pub mod catalogue;
pub mod deals;
pub mod fairness;
pub mod headline;
pub mod inequality;
pub mod tally;

pub use catalogue::{Kind, METRICS, Metric, Split};
pub use tally::{Census, Changes, Column, Groups, Items, Layout, Series, Tally};
