//! One module per command: flags in, [`crate::answer::Answer`] or failure out.

pub mod calibrate;
pub mod check;
pub mod cite;
pub mod compare;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod list;
pub mod new;
pub mod outcomes;
pub mod papers;
pub mod patterns;
pub mod render;
pub mod report;
pub mod run;
pub mod serve;
pub mod show;
pub mod sql;
pub mod study;
pub mod sweep;
pub mod trade;
pub mod validate;
pub mod verify;
