//! Changes to a stack, and which of its rulebooks each goes to.

use super::Member;
use crate::compile;
use crate::keys::STACK;
use glasshouse_text::{Code, Diagnostic, Document, Origin, Patch};

/// The changes to the stack's own tables, and those to its rulebooks.
pub(super) fn split(patches: &[Patch]) -> (Vec<Patch>, Vec<Patch>) {
    let own = |patch: &Patch| {
        let table = patch.path.split('.').next().unwrap_or_default();
        !patch.path.contains(':') && (table == "*" || STACK.key(table).is_some())
    };
    patches.iter().cloned().partition(own)
}

/// The changes to rulebooks, each with its rulebook and as that one knows it. One that names no rulebook
/// (`channel.*.false_alarms`) goes to all that have such a thing; `found` takes in those that none has.
pub(super) fn to_books(patches: Vec<Patch>, members: &[Member], found: &mut Vec<Diagnostic>) -> Vec<Patch> {
    let mut routed = Vec::with_capacity(patches.len());
    for patch in patches {
        if let Some(name) = named(&patch.path) {
            let (path, book) = (patch.path.replace(&format!("{name}:"), ""), Some(name.to_owned()));
            routed.push(Patch { path, book, ..patch });
            continue;
        }
        let concerned = concerned(members, &patch);
        let complaints: Vec<Option<Diagnostic>> = concerned.iter().map(|m| idle(&m.text, &patch)).collect();
        let taking = concerned.iter().zip(&complaints).filter(|(_, complaint)| complaint.is_none());
        let before = routed.len();
        routed.extend(taking.map(|(m, _)| Patch { book: Some(m.name.value.clone()), ..patch.clone() }));
        if routed.len() == before {
            // That it changes nothing says more than that there is no such thing.
            let said = complaints.into_iter().flatten().min_by_key(|d| d.code != Code::PatchChangesNothing);
            found.extend(said.or_else(|| members.iter().find_map(|m| idle(&m.text, &patch))));
        }
    }
    routed
}

/// The rulebooks that a change without a name may be for. A stack has one office of review at most, so a change of
/// the review is for the rulebook that has it, or for the first that could.
fn concerned<'m>(members: &'m [Member], patch: &Patch) -> Vec<&'m Member> {
    if !patch.path.starts_with("review.") {
        return members.iter().collect();
    }
    let has_office = |m: &&Member| compile(&m.text, &[]).0.is_some_and(|plan| plan.review.is_some());
    let could = |m: &&Member| idle(&m.text, &Patch::set("review.enabled", "true")).is_none();
    members.iter().find(has_office).or_else(|| members.iter().find(could)).into_iter().collect()
}

/// The rulebook that a path names: `nat` in `list.nat:debtors.term`.
fn named(path: &str) -> Option<&str> {
    path.split('.').find_map(|segment| segment.split_once(':')).map(|(name, _)| name)
}

/// What is said of a change that a document has no place for, or that leaves it as it is.
pub(super) fn idle(document: &Document, patch: &Patch) -> Option<Diagnostic> {
    let (_, found) = compile(document, std::slice::from_ref(patch));
    let misses = |d: &Diagnostic| matches!(d.code, Code::PatchUnknownPath | Code::PatchChangesNothing);
    found.into_iter().find(|d| d.origin == Origin::Outside && misses(d))
}
