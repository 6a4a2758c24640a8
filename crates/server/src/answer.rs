//! Answers: the envelope of the command line as JSON, records as CSV, files as they are.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use glasshouse_model::Lang;
use glasshouse_study::{Failure, Faults, Note};
use glasshouse_wire::Envelope;
use glasshouse_wire::diagnostic::Diagnostic;
use glasshouse_wire::json::{self, Serialise};
use serde_json::Value;

/// Form of an answer, from the ending of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One envelope.
    Json,
    /// Records.
    Csv,
    /// The drawing of a chart.
    Svg,
}

/// What an address gives.
pub enum Answer {
    /// A document, and its records for CSV.
    Data {
        /// Name and version of the document.
        schema: &'static str,
        /// The document.
        data: Value,
        /// The same as records; the document itself where there are none.
        rows: Option<Vec<Value>>,
        /// Digest of the run it is about.
        digest: Option<String>,
    },
    /// A text with its type; the name is that of the file it is saved as.
    File {
        /// Content type.
        kind: &'static str,
        /// The text.
        text: String,
        /// Name of the file, if it is to be saved.
        save_as: Option<String>,
    },
}

impl Answer {
    /// A document.
    ///
    /// # Errors
    /// [`Failure::Broken`] for a document that JSON cannot hold.
    pub fn data(schema: &'static str, document: &impl Serialise) -> Result<Answer, Failure> {
        let data = json::value(document).map_err(Failure::unserialisable)?;
        Ok(Answer::Data { schema, data, rows: None, digest: None })
    }

    /// The document with the records that it is in CSV.
    #[must_use]
    pub fn rows(self, records: Vec<Value>) -> Answer {
        match self {
            Answer::Data { schema, data, digest, .. } => Answer::Data { schema, data, rows: Some(records), digest },
            file @ Answer::File { .. } => file,
        }
    }

    /// The document with the digest of the run that it is about.
    #[must_use]
    pub fn digest(self, of: &str) -> Answer {
        match self {
            Answer::Data { schema, data, rows, .. } => Answer::Data { schema, data, rows, digest: Some(of.to_owned()) },
            file @ Answer::File { .. } => file,
        }
    }

    /// A text.
    pub fn file(kind: &'static str, text: String, save_as: Option<String>) -> Answer {
        Answer::File { kind, text, save_as }
    }

    /// The response.
    pub fn respond(self, form: Form) -> Response {
        match self {
            Answer::Data { data, rows, .. } if form == Form::Csv => {
                let rows = rows.unwrap_or_else(|| match data {
                    Value::Array(rows) => rows,
                    one => vec![one],
                });
                ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], glasshouse_wire::csv::records(&rows))
                    .into_response()
            }
            Answer::Data { schema, data, digest, .. } => {
                envelope(StatusCode::OK, "ok", 0, schema, data, Vec::new(), digest)
            }
            Answer::File { kind, text, save_as } => {
                let mut response = ([(header::CONTENT_TYPE, kind)], text).into_response();
                let name = save_as.map(|name| format!("attachment; filename=\"{name}\""));
                if let Some(value) = name.and_then(|n| n.parse().ok()) {
                    response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
                }
                response
            }
        }
    }
}

fn envelope(
    status: StatusCode,
    word: &str,
    exit_code: i32,
    schema: &str,
    data: Value,
    diagnostics: Vec<Diagnostic>,
    digest: Option<String>,
) -> Response {
    let envelope = Envelope {
        glasshouse: glasshouse_study::VERSION.into(),
        schema: schema.into(),
        status: word.into(),
        exit_code,
        data,
        diagnostics,
        command: String::new(),
        digest,
    };
    let text = serde_json::to_vec(&envelope).unwrap_or_default();
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (status, kind, Body::from(text)).into_response()
}

/// A refusal, in both languages.
pub fn refuse(status: StatusCode, code: &'static str, en: &str, zh: &str) -> Response {
    let one = |message: &str| Diagnostic {
        code: code.into(),
        severity: "error".into(),
        message: message.into(),
        file: None,
        span: None,
        reason: None,
        help: Vec::new(),
    };
    envelope(status, "error", 2, "", Value::Null, vec![one(en), one(zh)], None)
}

/// A failure as the terminal would tell it.
pub fn fail(failure: &Failure, lang: Lang) -> Response {
    let (status, exit) = match failure {
        Failure::Document(_) => (StatusCode::UNPROCESSABLE_ENTITY, 3),
        Failure::Input(note) if note.code == "GH0907" => (StatusCode::NOT_FOUND, 3),
        Failure::Input(_) => (StatusCode::UNPROCESSABLE_ENTITY, 3),
        Failure::Usage(_) => (StatusCode::BAD_REQUEST, 2),
        Failure::Interrupted { .. } => (StatusCode::CONFLICT, 130),
        Failure::Machine(_) => (StatusCode::INSUFFICIENT_STORAGE, 6),
        Failure::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, 4),
    };
    envelope(status, "error", exit, "", Value::Null, diagnostics(failure, lang), None)
}

/// Everything there is to say about a failure.
pub fn diagnostics(failure: &Failure, lang: Lang) -> Vec<Diagnostic> {
    match failure {
        Failure::Document(faults) => of_faults(faults, lang),
        Failure::Input(note) | Failure::Usage(note) | Failure::Machine(note) | Failure::Broken(note) => {
            vec![of_note(note, lang)]
        }
        Failure::Interrupted { .. } => Vec::new(),
    }
}

fn of_note(note: &Note, lang: Lang) -> Diagnostic {
    Diagnostic {
        code: note.code.into(),
        severity: "error".into(),
        message: note.message.get(lang).into(),
        file: None,
        span: None,
        reason: None,
        help: note.help.iter().map(|h| h.get(lang).to_owned()).collect(),
    }
}

/// The diagnostics of documents, in the words of the terminal.
pub fn of_faults(faults: &[Faults], lang: Lang) -> Vec<Diagnostic> {
    faults.iter().flat_map(|f| f.wire(lang)).collect()
}
