//! What a command answers, and how an answer or a failure reaches the two streams and the exit code.

use crate::args::Format;
use crate::render;
use crate::session::Session;
use crate::words;
use glasshouse_study::failure::{Failure, Faults, Note};
use glasshouse_wire::Envelope;
use glasshouse_wire::diagnostic::Diagnostic;
use serde_json::Value;
use std::io::{ErrorKind, Write};

/// Exit codes.
pub mod code {
    /// Done, nothing to report.
    pub const OK: u8 = 0;
    /// Done, and something was found.
    pub const FINDINGS: u8 = 1;
    /// The command line is wrong.
    pub const USAGE: u8 = 2;
    /// An input is invalid.
    pub const INPUT: u8 = 3;
    /// The run failed: an invariant broke.
    pub const BROKEN: u8 = 4;
    /// Valid results, some missing.
    pub const PARTIAL: u8 = 5;
    /// The machine refused.
    pub const MACHINE: u8 = 6;
    /// Stopped by the user; what was finished is kept.
    pub const INTERRUPTED: u8 = 130;
}

/// What came of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing to report.
    Ok,
    /// Something was found.
    Findings,
    /// Valid, but some points are missing.
    Partial,
}

/// The answer of a command.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Name and version of what `data` holds.
    pub schema: &'static str,
    /// The answer as data.
    pub data: Value,
    /// The answer as records, for ndjson and CSV; without any, `data` is the one record.
    pub rows: Option<Vec<Value>>,
    /// The answer for people.
    pub human: String,
    /// What to do next; shown to people only.
    pub next: Vec<String>,
    /// What went wrong beside the answer (a run that cannot be read in a list of runs).
    pub notes: Vec<Note>,
    /// Everything there is to say about the input.
    pub faults: Vec<Faults>,
    /// Diagnostics belong to the answer (`check`) rather than beside it.
    pub faults_are_answer: bool,
    /// What came of it.
    pub status: Status,
    /// Digest of the run it is about.
    pub digest: Option<String>,
}

impl Answer {
    /// A plain answer.
    pub fn new(schema: &'static str, data: Value, human: String) -> Answer {
        Answer {
            schema,
            data,
            rows: None,
            human,
            next: Vec::new(),
            notes: Vec::new(),
            faults: Vec::new(),
            faults_are_answer: false,
            status: Status::Ok,
            digest: None,
        }
    }

    /// Nothing to say: another process answers.
    pub fn nothing() -> Answer {
        Answer::new("nothing/1", Value::Null, String::new())
    }

    /// An answer that is a list of records.
    pub fn records(schema: &'static str, rows: Vec<Value>, human: String) -> Answer {
        Answer { rows: Some(rows.clone()), ..Answer::new(schema, Value::Array(rows), human) }
    }

    /// With what to do next.
    #[must_use]
    pub fn next(mut self, next: Vec<String>) -> Answer {
        self.next = next;
        self
    }
}

/// Writes an answer; returns the exit code.
pub fn give(session: &Session, answer: &Answer) -> u8 {
    let exit = match answer.status {
        Status::Ok => code::OK,
        Status::Findings if session.exit_zero => code::OK,
        Status::Findings => code::FINDINGS,
        Status::Partial => code::PARTIAL,
    };
    let rendered = || {
        render::faults(
            &answer.faults,
            session.lang,
            if answer.faults_are_answer { session.color_out } else { session.color_err },
        )
    };
    let text = match session.format {
        Format::Human => {
            let mut text = String::new();
            if answer.faults_are_answer {
                text.push_str(&rendered());
            } else if !session.quiet {
                err(&rendered());
            }
            let note = |n: &Note| render::note(words::WARNING, n, session.lang, session.color_err);
            err(&answer.notes.iter().map(note).collect::<String>());
            text.push_str(&answer.human);
            if session.terminal && !session.quiet && !answer.next.is_empty() {
                for line in &answer.next {
                    text.push_str(&format!("  {line}\n"));
                }
            }
            text
        }
        Format::Json => {
            let status = match answer.status {
                Status::Ok => "ok",
                Status::Findings => "findings",
                Status::Partial => "partial",
            };
            let mut diagnostics = render::wire(&answer.faults, session.lang);
            diagnostics.extend(answer.notes.iter().map(|n| wire_note(n, "warning", session)));
            envelope(session, answer.schema, status, exit, answer.data.clone(), diagnostics, answer.digest.clone())
        }
        Format::Ndjson => records(answer).iter().map(|row| format!("{row}\n")).collect(),
        Format::Csv => glasshouse_wire::csv::records(&records(answer)),
    };
    out(&text).unwrap_or(exit)
}

fn records(answer: &Answer) -> Vec<Value> {
    answer.rows.clone().unwrap_or_else(|| vec![answer.data.clone()])
}

/// Writes a failure; returns the exit code.
pub fn fail(session: &Session, failure: &Failure) -> u8 {
    let (exit, note) = match failure {
        Failure::Document(_) => (code::INPUT, None),
        Failure::Input(note) => (code::INPUT, Some(note.clone())),
        Failure::Usage(note) => (code::USAGE, Some(note.clone())),
        Failure::Machine(note) => (code::MACHINE, Some(note.clone())),
        Failure::Broken(note) => (code::BROKEN, Some(note.clone())),
        Failure::Interrupted { done, of, resume } => (code::INTERRUPTED, Some(interrupted(*done, *of, resume))),
    };
    let faults: &[Faults] = match failure {
        Failure::Document(faults) => faults,
        _ => &[],
    };
    if session.format == Format::Human {
        let mut text = render::faults(faults, session.lang, session.color_err);
        if let Some(note) = &note {
            text.push_str(&render::note(words::ERROR, note, session.lang, session.color_err));
        }
        err(&text);
        return exit;
    }
    let mut diagnostics = render::wire(faults, session.lang);
    diagnostics.extend(note.map(|n| wire_note(&n, "error", session)));
    let text = envelope(session, "failure/1", "error", exit, Value::Null, diagnostics, None);
    match session.format {
        // A stream of CSV has no place for a failure; it goes beside it.
        Format::Csv => err(&text),
        Format::Human | Format::Json | Format::Ndjson => {
            if let Some(code) = out(&text) {
                return code;
            }
        }
    }
    exit
}

fn interrupted(done: u32, of: u32, resume: &str) -> Note {
    let note = Note::new(
        "GH0930",
        format!("stopped; {done} of {of} runs are finished and kept"),
        format!("已停止；{of}次运行中已完成并保留{done}次"),
    );
    note.help(format!("go on with: {resume}"), format!("继续：{resume}"))
}

fn wire_note(note: &Note, severity: &str, session: &Session) -> Diagnostic {
    Diagnostic {
        code: note.code.into(),
        severity: severity.into(),
        message: note.message.get(session.lang).into(),
        file: None,
        span: None,
        reason: None,
        help: note.help.iter().map(|h| h.get(session.lang).to_owned()).collect(),
    }
}

fn envelope(
    session: &Session,
    schema: &str,
    status: &str,
    exit: u8,
    data: Value,
    diagnostics: Vec<Diagnostic>,
    digest: Option<String>,
) -> String {
    let envelope = Envelope {
        glasshouse: env!("CARGO_PKG_VERSION").into(),
        schema: schema.into(),
        status: status.into(),
        exit_code: i32::from(exit),
        data,
        diagnostics,
        command: session.command.clone(),
        digest,
    };
    // Plain data with string keys always serialises.
    let mut text = serde_json::to_string(&envelope)
        .unwrap_or_else(|e| format!("{{\"status\":\"error\",\"exit_code\":4,\"data\":\"{e}\"}}"));
    text.push('\n');
    text
}

/// Writes to standard output. A reader that went away is no error; a full disk is.
fn out(text: &str) -> Option<u8> {
    let mut stream = std::io::stdout().lock();
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Ok(()) => None,
        Err(e) if e.kind() == ErrorKind::BrokenPipe => None,
        Err(e) => {
            err(&format!("glasshouse: {e}\n"));
            Some(code::MACHINE)
        }
    }
}

/// Writes to standard error; if nobody listens there is nobody to tell.
pub fn err(text: &str) {
    let mut stream = std::io::stderr().lock();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
