//! Runs the chain over a society, block by block and month by month.
//!
//! [`run`] simulates a [`Scenario`] on an [`Executor`] it is handed and returns the metrics and what
//! crossed between blocks; [`replay`] simulates one block again against that, with tracing on, which is
//! how the file of any person is obtained. A run is a function of (scenario, seed, version): threads,
//! order of blocks and machine are not inputs.
//!
//! [`run`] takes all blocks through the months together and keeps them all in memory. [`run_by_passes`]
//! takes one block after the other through the whole horizon and forgets it; where anything crosses between
//! blocks, it repeats those to which something else came than they were simulated with, until nothing does.
//! Both give the same bits.
//!
//! Within a month a block goes through fixed phases: opportunities are drawn and decided ([`acts`]), the
//! days pass in order ([`days`]), and at the end people learn ([`learning`]). Mail and office
//! decisions are exchanged after every coupling step ([`exchange`]).

mod acts;
mod block;
mod calendar;
mod cards;
pub mod change;
mod context;
mod copies;
mod days;
mod deals;
mod desks;
mod evasion;
pub mod exchange;
mod feed;
mod fines;
mod habits;
mod imposing;
mod incentives;
mod keeping;
mod learning;
mod linking;
mod lives;
mod looks;
mod objecting;
mod opinions;
mod parcel;
mod passes;
mod petitions;
mod ranks;
mod records;
mod refits;
mod rolls;
mod run;
mod scales;
pub mod scenario;
mod security;
mod slots;
mod stages;
mod together;

pub use cards::card_fits;
pub use change::{Change, Otherwise};
pub use exchange::Exchange;
pub use passes::{run_by_passes, run_handing_on};
pub use ranks::{Alone, Ranks};
pub use run::{Ends, Executor, Run, Sequential, Stopped, ever, layout, pilot, replay, run, run_watched};
pub use scenario::{Coupling, Scenario};
