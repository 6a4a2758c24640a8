//! Documents as JSON text.

/// What can be written as JSON.
pub use serde::Serialize as Serialise;

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

/// What can be read from JSON.
pub trait Readable: serde::de::DeserializeOwned {}
impl<T: serde::de::DeserializeOwned> Readable for T {}

/// A document from JSON.
///
/// # Errors
/// Where the text is not JSON, or not that document.
pub fn read<T: Readable>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(bytes)
}

/// A document as one line of JSON.
///
/// # Errors
/// As [`pretty`].
pub fn text(document: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(document)
}

/// A document as a JSON value.
///
/// # Errors
/// As [`pretty`].
pub fn value(document: &(impl Serialize + ?Sized)) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::to_value(document)
}
