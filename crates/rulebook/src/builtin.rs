//! The rulebooks that come with the program.

/// Rulebooks and stacks by name, with their texts.
const RULEBOOKS: &[(&str, &str)] = &[
    ("suining-2010", include_str!("../../../rulebooks/suining-2010.toml")),
    ("judgment-defaulters", include_str!("../../../rulebooks/judgment-defaulters.toml")),
    ("platform-score", include_str!("../../../rulebooks/platform-score.toml")),
    ("three-layers", include_str!("../../../rulebooks/three-layers.toml")),
];

/// Reforms by name, with the rulebook they change and their texts.
const REFORMS: &[(&str, &str, &str)] =
    &[("suining-appeal", "suining-2010", include_str!("../../../rulebooks/reforms/suining-appeal.toml"))];

/// The text of a built-in rulebook.
///
/// ```
/// assert!(glasshouse_rulebook::builtin("suining-2010").is_some());
/// assert!(glasshouse_rulebook::builtin("nowhere-1900").is_none());
/// ```
pub fn builtin(name: &str) -> Option<&'static str> {
    RULEBOOKS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// The names of the built-in rulebooks.
pub fn builtins() -> impl Iterator<Item = &'static str> {
    RULEBOOKS.iter().map(|(name, _)| *name)
}

/// The name of the rulebook that a built-in reform changes, and the reform's text.
pub fn builtin_reform(name: &str) -> Option<(&'static str, &'static str)> {
    REFORMS.iter().find(|(n, ..)| *n == name).map(|(_, base, text)| (*base, *text))
}

/// The names of the built-in reforms.
pub fn builtin_reforms() -> impl Iterator<Item = &'static str> {
    REFORMS.iter().map(|(name, ..)| *name)
}
