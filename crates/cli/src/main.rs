//! The `glasshouse` command.
fn main() {}
