//! Records as CSV.

use serde_json::Value;

/// Records as CSV (RFC 4180, line feeds); nested values as JSON.
pub fn records(rows: &[Value]) -> String {
    let mut header: Vec<&str> = Vec::new();
    for key in rows.iter().filter_map(Value::as_object).flat_map(|o| o.keys()) {
        if !header.contains(&key.as_str()) {
            header.push(key);
        }
    }
    let mut text = header.iter().map(|k| cell(k)).collect::<Vec<_>>().join(",");
    text.push('\n');
    for row in rows {
        let cells = header.iter().map(|key| match row.get(*key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(s)) => cell(s),
            Some(other) => cell(&other.to_string()),
        });
        text.push_str(&cells.collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}

fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_needs_it() {
        let rows = [serde_json::json!({"a": "x,y", "b": 1}), serde_json::json!({"a": "say \"hi\"", "c": {"en": "q"}})];
        assert_eq!(records(&rows), "a,b,c\n\"x,y\",1,\n\"say \"\"hi\"\"\",,\"{\"\"en\"\":\"\"q\"\"}\"\n");
    }
}
