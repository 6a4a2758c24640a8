//! Text → checked, compiled rulebook with diagnostics; and back into explanations.
//!
//! [`check`] reads a rulebook and gives a [`Plan`] if nothing is wrong with it, and every diagnostic in
//! any case. [`check_reform`] reads a file of changes and applies it to a rulebook. [`plan`] holds what
//! a checked rulebook compiles to: flat, resolved, typed. [`schema`] is the JSON Schema of the format,
//! from the same tables that drive the errors.
//!
//! ```
//! let text = glasshouse_rulebook::builtin("suining-2010").unwrap_or("");
//! let checked = glasshouse_rulebook::check("suining-2010.toml", text.as_bytes(), &[]);
//! assert!(checked.diagnostics.is_empty());
//! assert_eq!(checked.plan.map(|p| p.grading.map_or(0, |g| g.grades.len())), Some(4));
//! ```

mod builtin;
mod card;
pub mod condition;
pub mod diff;
pub mod fault;
mod grades;
mod identity;
pub mod keys;
mod lint;
mod lists;
mod parts;
pub mod plan;
mod published;
mod rating;
mod read;
mod reform;
mod review;
mod scorecard;
mod security;
mod stack;
mod stages;
pub mod systems;

pub use builtin::{builtin, builtin_reform, builtin_reforms, builtins};
pub use fault::{Fault, case_fails};
pub use glasshouse_text::{Diagnostic, Patch, SourceText};
pub use plan::Plan;
pub use stack::{books_beside, with_texts};

use glasshouse_text::patch::in_book;
use glasshouse_text::{Code, Document, Origin, Reader, Severity, TableSpec, diagnostic};

/// What checking gave.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The compiled rulebook; there is one exactly if no diagnostic is an error.
    pub plan: Option<Plan>,
    /// What was found, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that was checked; diagnostics of [`Origin::Document`] point into it.
    pub text: SourceText,
    /// The rulebook that a reform changes; diagnostics of [`Origin::Base`] point into it.
    pub base: Option<SourceText>,
}

impl Checked {
    /// Whether there are errors.
    pub fn has_errors(&self) -> bool {
        self.plan.is_none()
    }

    /// The text that a diagnostic points into, if it points into one.
    pub fn text_of(&self, diagnostic: &Diagnostic) -> Option<&SourceText> {
        match diagnostic.origin {
            Origin::Document => Some(&self.text),
            Origin::Base => self.base.as_ref(),
            Origin::Outside => None,
        }
    }
}

/// Checks a rulebook under changes from outside. Never fails and never panics, whatever the bytes.
pub fn check(file_name: &str, bytes: &[u8], patches: &[Patch]) -> Checked {
    check_parsed(&Document::parse(file_name, bytes), patches)
}

/// The same for a document that is parsed: for one that is checked again and again with other patches.
pub fn check_parsed(document: &Document, patches: &[Patch]) -> Checked {
    if stack::is_stack(document) {
        return stack::check(document, patches);
    }
    let (plan, diagnostics) = compile(document, patches);
    Checked { plan, diagnostics, text: document.text().clone(), base: None }
}

/// Checks a reform of a rulebook, and gives the rulebook as changed. `patches` come after the reform.
pub fn check_reform(base: (&str, &[u8]), file_name: &str, bytes: &[u8], patches: &[Patch]) -> Checked {
    let document = Document::parse(file_name, bytes);
    let base_document = Document::parse(base.0, base.1);
    let (unchanged, base_diagnostics) = compile_any(&base_document, &[]);
    let mut bases: Vec<&str> = unchanged.iter().map(|p| p.id.as_str()).collect();
    bases.extend(unchanged.iter().flat_map(|p| &p.members).map(|m| m.book.as_str()));
    let mut reform = reform::read(&document, &bases);
    let text = document.text().clone();
    let mut done = Checked { plan: None, diagnostics: Vec::new(), text, base: Some(base_document.text().clone()) };
    if unchanged.is_none() {
        let count = base_diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        let words = Fault::BaseHasErrors { count };
        done.diagnostics = vec![Diagnostic::new(words.code(), words.words())];
        done.diagnostics.extend(base_diagnostics.into_iter().map(|d| d.within(Origin::Base)));
        return done;
    }
    if reform.diagnostics.iter().any(|d| d.severity == Severity::Error) {
        done.diagnostics = reform.diagnostics;
        return done;
    }
    if reform.base == reform::ANY {
        pass_over(&base_document, &mut reform.patches);
    }
    // A reform of a rulebook is one of a stack that it is in: it goes to that rulebook alone.
    let members = unchanged.iter().flat_map(|p| &p.members).filter(|m| m.book == reform.base);
    let names: Vec<&str> = members.map(|m| m.name.as_str()).collect();
    if !names.is_empty() {
        let placed = |p: &Patch| names.iter().map(|name| Patch { path: in_book(name, &p.path), ..p.clone() }).collect();
        reform.patches = reform.patches.iter().flat_map(|p| -> Vec<Patch> { placed(p) }).collect();
    }
    reform.patches.extend(patches.iter().cloned());
    let (plan, found) = compile_any(&base_document, &reform.patches);
    // What the base itself draws is known from checking the base; only what the reform adds is said here.
    let added = found.into_iter().filter(|d| !base_diagnostics.contains(d)).map(|d| match d.origin {
        Origin::Outside if d.span.is_some() => d.within(Origin::Document),
        Origin::Document => d.within(Origin::Base),
        Origin::Outside | Origin::Base => d,
    });
    let all = reform.diagnostics.into_iter().chain(added).collect();
    done.diagnostics = diagnostic::tidy(all, &done.text);
    done.plan = plan.map(|plan| // The base's cases say what the base gives; under the reform they are no longer true.
        Plan { id: reform.id, title: reform.title, cases: Vec::new(), ..plan });
    done
}

/// Drops the changes that a rulebook gives no place to, unless it gives none to any.
fn pass_over(base: &Document, patches: &mut Vec<Patch>) {
    let (_, found) = compile_any(base, patches);
    let idle = |patch: &Patch| {
        let misses = |d: &Diagnostic| matches!(d.code, Code::PatchUnknownPath | Code::PatchChangesNothing);
        found.iter().any(|d| misses(d) && d.origin == Origin::Outside && d.span == patch.span)
    };
    if !patches.iter().all(idle) {
        patches.retain(|p| !idle(p));
    }
}

/// Compiles a rulebook, or a stack of several.
fn compile_any(document: &Document, patches: &[Patch]) -> (Option<Plan>, Vec<Diagnostic>) {
    if !stack::is_stack(document) {
        return compile(document, patches);
    }
    let checked = stack::check(document, patches);
    // What is wrong in a rulebook of the stack has its place in that rulebook's text, which is not at hand here.
    let placeless = |d: Diagnostic| if d.origin == Origin::Base { Diagnostic { span: None, ..d } } else { d };
    (checked.plan, checked.diagnostics.into_iter().map(placeless).collect())
}

fn compile(document: &Document, patches: &[Patch]) -> (Option<Plan>, Vec<Diagnostic>) {
    let mut reader = Reader::new(document, patches);
    let (mut plan, places) = read::rulebook(&mut reader);
    // Meaning is judged only where the form is right; otherwise one slip would be told many times.
    if !reader.has_errors() {
        lint::check(&mut reader, &plan, &places);
    }
    let reading = reader.finish();
    let good = !reading.has_errors();
    plan.figures = reading.figures;
    plan.sources = reading.sources;
    (good.then_some(plan), reading.diagnostics)
}

/// The empty regime: no score, no lists, no measures, nobody watches.
pub fn none() -> Plan {
    let title = glasshouse_model::Text { en: "No regime".into(), zh: "没有制度".into() };
    Plan { id: "none".into(), title, ..Plan::default() }
}

/// What a file is, by its `format`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A rulebook, or a stack of several.
    Rulebook,
    /// A reform of the rulebook with this id.
    Reform {
        /// Id of the base.
        base: String,
    },
}

/// What a file says it is; `None` where it does not say. Files are checked by [`check`] all the same.
pub fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    let document = Document::parse("", bytes);
    let format = string_at(&document, "format")?;
    if format.starts_with("reform/") {
        return Some(FileKind::Reform { base: string_at(&document, "base").unwrap_or("").to_owned() });
    }
    (format.starts_with("rulebook/") || format.starts_with("stack/")).then_some(FileKind::Rulebook)
}

/// The built-in society that a rulebook is written for, if it names one.
pub fn society_of(bytes: &[u8]) -> Option<String> {
    string_at(&Document::parse("", bytes), "society").map(str::to_owned)
}

/// The words that stand under a key of the whole file.
fn string_at<'d>(document: &'d Document, key: &str) -> Option<&'d str> {
    use glasshouse_text::node::Value;
    let Value::Table(entries) = &document.root().value else { return None };
    entries.iter().find(|e| e.key == key).and_then(|e| match &e.node.value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    })
}

/// The JSON Schema of rulebook files, as JSON text.
pub fn schema() -> String {
    json(&keys::RULEBOOK, "rulebook-v1")
}

/// The JSON Schema of stack files, as JSON text.
pub fn stack_schema() -> String {
    json(&keys::STACK, "stack-v1")
}

/// The JSON Schema of reform files, as JSON text.
pub fn reform_schema() -> String {
    json(&keys::REFORM, "reform-v1")
}

fn json(table: &'static TableSpec, name: &str) -> String {
    glasshouse_text::schema::json(table, &format!("urn:glasshouse:{name}.schema.json"))
}
