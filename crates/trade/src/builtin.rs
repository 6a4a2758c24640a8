//! The markets that come with the program.

macro_rules! markets {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../markets/", $name, ".toml")))),*]
    };
}

/// Name and text.
const BUILTINS: &[(&str, &str)] = markets![
    "image-scoring",
    "image-generations",
    "leading-norm",
    "stable-norms",
    "private-opinions",
    "exclusion",
    "ratings",
    "sharing",
    "lemons",
    "graded-partners",
    "one-rater",
    "many-raters",
    "shown-scores",
];

/// Names of the markets that come with the program.
pub fn builtins() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().map(|(name, _)| *name)
}

/// The text of a market that comes with the program.
pub fn builtin_text(name: &str) -> Option<&'static str> {
    BUILTINS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}
