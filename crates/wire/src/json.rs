//! Documents as JSON text.

use serde::Serialize;

/// A document as indented JSON with a final newline.
///
/// # Errors
/// Where the document has a map with keys that are not text; no document of this crate has.
pub fn pretty(document: &(impl Serialize + ?Sized)) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A document as a JSON value.
///
/// # Errors
/// As [`pretty`].
pub fn value(document: &(impl Serialize + ?Sized)) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::to_value(document)
}
