//! The `glasshouse` command: flags in, answers out. What it does is in `glasshouse-study`.
//!
//! Every command is a function from flags to an [`answer::Answer`] or a failure; [`answer`] alone writes to
//! the streams and decides the exit code.

mod answer;
mod args;
mod commands;
mod grammar;
mod interrupt;
mod open;
mod progress;
mod render;
mod session;
mod usage;
mod words;

use answer::Answer;
use args::{Command, Line, NewWhat};
use clap::FromArgMatches;
use glasshouse_mpi::Ranks;
use glasshouse_study::{Failure, Note};
use session::Session;
use std::process::ExitCode;

fn main() -> ExitCode {
    let parsed = grammar::command().try_get_matches().and_then(|m| Line::from_arg_matches(&m));
    // Of several processes on one piece of work, the first speaks.
    let ranks = glasshouse_mpi::begin();
    let line = match parsed {
        Ok(line) => line,
        Err(_) if ranks.rank() > 0 => return ExitCode::SUCCESS,
        Err(error) => return ExitCode::from(usage::report(&error)),
    };
    let mut session = Session::new(&line.global);
    if ranks.rank() > 0 {
        session.fall_silent();
    }
    if let Some(dir) = &line.global.dir
        && let Err(error) = std::env::set_current_dir(dir)
    {
        let (en, zh) = glasshouse_study::failure::reason(&error);
        let shown = dir.display();
        let note = Note::new("GH0900", format!("-C {shown}: {en}"), format!("-C {shown}：{zh}"));
        return ExitCode::from(answer::fail(&session, &Failure::Usage(note)));
    }
    let exit = match dispatch(&session, line, &*ranks) {
        _ if ranks.rank() > 0 => answer::code::OK,
        Ok(answer) => answer::give(&session, &answer),
        Err(failure) => answer::fail(&session, &failure),
    };
    ExitCode::from(exit)
}

fn dispatch(session: &Session, line: Line, ranks: &dyn Ranks) -> Result<Answer, Failure> {
    // What cannot be shared is done once.
    if ranks.rank() > 0 && !matches!(line.command, Some(Command::Sweep(_) | Command::Run(_))) {
        return Ok(Answer::nothing());
    }
    if let Some(asked) = &line.explain {
        return commands::explain::code(session, asked);
    }
    match line.command {
        None => Ok(Answer::new("overview/1", serde_json::json!({"text": grammar::overview()}), grammar::overview())),
        Some(Command::New(new)) => match new.what {
            NewWhat::Rulebook(flags) => commands::new::rulebook(session, &flags),
        },
        Some(Command::List(flags)) => commands::list::list(session, flags.what),
        Some(Command::Check(flags)) => commands::check::check(session, &flags),
        Some(Command::Run(flags)) => commands::run::run(session, &flags, ranks),
        Some(Command::Compare(flags)) => commands::compare::compare(session, &flags),
        Some(Command::Sweep(flags)) => commands::sweep::sweep(session, &flags, ranks),
        Some(Command::Calibrate(flags)) => commands::calibrate::calibrate(session, &flags),
        Some(Command::Diff(flags)) => commands::diff::diff(session, &flags),
        Some(Command::Explain(flags)) => commands::explain::explain(session, &flags),
        Some(Command::Report(flags)) => commands::report::report(session, &flags),
        Some(Command::Verify(flags)) => commands::verify::verify(session, &flags),
        Some(Command::Validate(flags)) => commands::validate::validate(session, &flags),
        Some(Command::Patterns(flags)) => commands::patterns::patterns(session, &flags),
        Some(Command::Trade(flags)) => commands::trade::trade(session, &flags),
        Some(Command::Cite(flags)) => commands::cite::cite(session, &flags),
        Some(Command::Outcomes(flags)) => commands::outcomes::outcomes(session, &flags),
        Some(Command::Render(flags)) => commands::render::render(session, &flags),
        Some(Command::Show(flags)) => commands::show::show(session, &flags),
        Some(Command::Sql(flags)) => commands::sql::sql(session, &flags),
        Some(Command::Serve(flags)) => commands::serve::serve(session, &flags),
        Some(Command::Schema(flags)) => commands::papers::schema(session, &flags),
        Some(Command::Doctor) => commands::doctor::doctor(session),
        Some(Command::Completions(flags)) => commands::papers::completions(&flags),
        Some(Command::Man(flags)) => commands::papers::man(&flags),
        Some(Command::Help(flags)) => commands::papers::help(&flags),
    }
}
