//! A self-test of the installation: small runs whose digests must not depend on threads.

use crate::executor::Pool;
use crate::numbers::{self, Row};
use crate::source;
use glasshouse_engine::{Coupling, Executor, Scenario, Sequential};
use glasshouse_society::Society;
use std::ops::ControlFlow;

/// Runs three small societies on one thread and on three; returns how many agreed.
///
/// # Errors
/// What disagreed, in words.
pub fn deterministic() -> Result<u32, String> {
    let name = source::society_names().next().ok_or("no society")?;
    let text = source::society_text(name).ok_or("no society")?;
    let regime = source::regime_names().last().ok_or("no regime")?;
    let plan = source::built_in_plan(regime).ok_or("no regime")?;
    let pool = Pool::new(3).map_err(|_| "no threads")?;
    let mut agreed = 0;
    for seed in 1..=3 {
        let society =
            Society::compile(name, text.as_bytes(), &[], Some(9_000), Some(seed)).society.ok_or("no society")?;
        let scenario = Scenario {
            society: &society,
            plan: &plan,
            seed,
            replicate: 0,
            months: 6,
            coupling: Coupling::Month,
            changes: &[],
        };
        let (one, many) = (digest(&scenario, &Sequential), digest(&scenario, &pool));
        if one != many {
            return Err(format!("seed {seed}: {one} / {many}"));
        }
        agreed += 1;
    }
    Ok(agreed)
}

fn digest(scenario: &Scenario<'_>, executor: &impl Executor) -> String {
    match glasshouse_engine::run(scenario, executor, &mut |_| ControlFlow::Continue(())) {
        Ok(run) => {
            let rows: Vec<Row> = numbers::rows(&run.series).collect();
            numbers::digest(rows.iter()).to_hex().to_string()
        }
        Err(_) => "stopped".into(),
    }
}
