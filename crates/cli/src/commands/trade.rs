//! `trade`: markets, played side by side.

use crate::answer::Answer;
use crate::args::trade::Trade;
use crate::commands::report::write;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::session::Session;
use crate::words::trade::RUNNING;
use glasshouse_study::Pool;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::trade::{self, Asked};
use glasshouse_views::trade as view;
use glasshouse_wire::json;

/// `trade MARKET…`
pub fn trade(session: &Session, flags: &Trade) -> Result<Answer, Failure> {
    let (mut markets, mut faults) = (Vec::new(), Vec::new());
    for name in &flags.markets {
        let (market, found) = trade::market(&trade::find(name)?, &flags.set)?;
        markets.push(market);
        faults.push(found);
    }
    let pool = Pool::new(session.threads)?;
    let interrupt = Interrupt::listen();
    let mut bar: Option<Progress> = None;
    let of = markets.len() as u64 * u64::from(flags.reps);
    let asked = Asked { seed: flags.seed, replicates: flags.reps };
    let doc = trade::play(&markets, &flags.set, asked, &pool, &mut |done| {
        bar.get_or_insert_with(|| Progress::begin(session, "trade", RUNNING, of)).at(u64::from(done), "");
        interrupt.flow()
    });
    if let Some(bar) = bar {
        bar.end();
    }
    let doc = doc.map_err(|failure| match failure {
        Failure::Interrupted { done, of, .. } => Failure::Interrupted { done, of, resume: session.command.clone() },
        other => other,
    })?;
    if let Some(path) = &flags.out {
        let chart = view::chart(&doc, &session.command, session.lang).ok_or_else(no_course)?;
        write(path, chart.svg().as_bytes(), flags.force)?;
    }
    let human = view::text(&doc, session.lang);
    let rows = doc.markets.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("trade/1", json::value(&doc).map_err(Failure::unserialisable)?, human);
    answer.rows = Some(rows);
    answer.faults = faults;
    if flags.reps == 1 {
        answer = answer.next(vec![format!("glasshouse trade {} --reps 20", flags.markets.join(" "))]);
    }
    Ok(answer)
}

/// Nothing happens in rounds in these markets.
fn no_course() -> Failure {
    Failure::Usage(
        Note::new("GH0900", "these markets have no rounds to draw", "这些市场没有可绘制的轮次")
            .help("leave out -o", "请去掉 -o"),
    )
}
