//! The papers that travel with the numbers: dictionary, readme, licence, citation, provenance.

use crate::failure::Failure;
use crate::report;
use crate::spec::Prepared;
use crate::table::{TableSpec, wire_text};
use glasshouse_metrics::METRICS;
use glasshouse_model::Lang;
use glasshouse_wire::bundle::Dictionary;
use glasshouse_wire::run::DictionaryEntry;
use glasshouse_wire::{RunDoc, RunFile, json as wire_json};
use serde_json::{Value, json};
use std::fmt::Write;

/// What every table, column and metric means.
pub fn dictionary(tables: &[TableSpec]) -> Dictionary {
    let metrics = METRICS.iter().map(|spec| DictionaryEntry {
        name: spec.name.into(),
        label: wire_text(spec.label),
        unit: spec.unit.into(),
        definition: wire_text(spec.definition),
        source: "glasshouse".into(),
    });
    Dictionary {
        schema: "dictionary/1".into(),
        tables: tables.iter().map(TableSpec::entry).collect(),
        metrics: metrics.collect(),
    }
}

/// The licence of the data.
pub const LICENSE: &str = "\
CC0 1.0 Universal

To the extent possible under law, the person who made this run has waived all copyright and related or
neighbouring rights to the data in this folder. The full text of the waiver is at
https://creativecommons.org/publicdomain/zero/1.0/legalcode

The rulebooks quote public regulations; the rights in those quotations are not affected.
";

/// How the run is cited (Citation File Format 1.2.0).
pub fn citation(run: &RunFile) -> String {
    let title = title(run);
    let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "cff-version: 1.2.0\ntype: dataset\nmessage: \"Please cite this run by its digest.\"\n\
         title: \"{quoted}\"\nauthors:\n  - name: \"The glasshouse authors\"\nversion: \"{}\"\n\
         identifiers:\n  - type: other\n    value: \"blake3:{}\"\n    description: \"Digest of the run\"\n\
         license: CC0-1.0\n",
        run.run.glasshouse, run.run.digest
    )
}

fn title(run: &RunFile) -> String {
    let r = &run.run;
    format!("{}: {} synthetic people over {} months (glasshouse run)", r.regime.title.en, r.society.people, r.months)
}

/// The model description of a run.
pub fn odd(prepared: &Prepared, run: &RunDoc) -> String {
    odd_in(prepared, run, Lang::En)
}

/// The model description of a run in a language.
pub fn odd_in(prepared: &Prepared, run: &RunDoc, lang: Lang) -> String {
    let figures = report::figures(&prepared.plan.figures, &prepared.society.figures);
    glasshouse_views::odd::markdown(run, &figures, &report::rules(&prepared.plan), lang)
}

/// The first thing to read in a bundle.
pub fn readme(run: &RunFile) -> String {
    let r = &run.run;
    let n = r.replicates.len();
    let kind = if r.illustration {
        "ILLUSTRATION: one seed. No number here is a finding."
    } else {
        "Intervals are 95 % Student t intervals over replicates."
    };
    let mut text = format!(
        "# {}\n\n{kind}\n\nEverybody in this folder is synthetic. \
         {} persons of `{}`, {} months from {}, seed {}, {n} replicate(s).\n\n\
         Made by glasshouse {} with\n\n    {}\n\nDigest `{}`. `glasshouse verify .` runs it again and compares.\n\n\
         | file | what it is |\n| --- | --- |\n",
        r.regime.title.en, r.society.people, r.society.id, r.months, r.from, r.seed, r.glasshouse, r.command, r.digest
    );
    let known = [
        ("run.json", "what was run: specification, versions, digests"),
        ("headlines.json", "the few numbers a reader sees first"),
        ("metrics.parquet", "every metric by month and group"),
        ("dictionary.json", "what every table, column and metric means"),
        ("society.toml", "the society"),
        ("ODD.md", "the model description"),
        ("ro-crate-metadata.json", "provenance (RO-Crate 1.1)"),
        ("CITATION.cff", "how to cite"),
        ("LICENSE", "CC0-1.0 for the data"),
    ];
    for (file, what) in known {
        let _ = writeln!(text, "| `{file}` | {what} |");
    }
    let _ = writeln!(text, "| `{}` | the rulebook |", r.regime.file);
    for table in r.tables.iter().filter(|t| t.file != crate::bundle::METRICS_FILE) {
        let _ = writeln!(text, "| `{}` | {} rows; see the dictionary |", table.file, table.rows);
    }
    text.push_str("\n```sql\n-- DuckDB\nselect month, value from 'metrics.parquet' where metric = 'penalised' and attribute = 'all';\n```\n");
    text
}

/// Provenance as RO-Crate 1.1. `published`: the day the bundle was written, `YYYY-MM-DD`, which the
/// format demands; therefore `run.json` holds no digest of this file.
///
/// # Errors
/// [`Failure::Broken`] where it cannot be serialised.
pub fn ro_crate(run: &RunFile, published: &str) -> Result<Vec<u8>, Failure> {
    let files = run.files.iter().map(|f| &f.file).chain(run.run.tables.iter().map(|t| &t.file));
    let mut parts: Vec<&String> = files.collect();
    parts.sort();
    let has_part: Vec<Value> = parts.iter().map(|f| json!({"@id": f})).chain([json!({"@id": "run.json"})]).collect();
    let inputs: Vec<Value> = [&run.run.regime.file, &run.run.society.file]
        .into_iter()
        .chain(run.reforms.iter().map(|r| &r.file))
        .map(|f| json!({"@id": f}))
        .collect();
    let program = format!("#glasshouse-{}", run.run.glasshouse);
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json", "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}, "about": {"@id": "./"}
        }),
        json!({
            "@id": "./", "@type": "Dataset", "name": title(run),
            "description": "A simulation over purely synthetic people.", "datePublished": published,
            "license": {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"},
            "identifier": format!("blake3:{}", run.run.digest), "hasPart": has_part,
            "mentions": {"@id": "#run"}
        }),
        json!({
            "@id": "https://creativecommons.org/publicdomain/zero/1.0/", "@type": "CreativeWork",
            "name": "CC0 1.0 Universal"
        }),
        json!({
            "@id": "#run", "@type": "CreateAction", "name": run.run.command,
            "instrument": {"@id": program}, "object": inputs, "result": {"@id": "./"}
        }),
        json!({
            "@id": program, "@type": "SoftwareApplication", "name": "glasshouse",
            "softwareVersion": run.run.glasshouse
        }),
    ];
    graph.extend(
        parts
            .into_iter()
            .chain([&"run.json".to_string()])
            .map(|file| json!({"@id": file, "@type": "File", "name": file, "encodingFormat": media_type(file)})),
    );
    wire_json::pretty(&json!({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}))
        .map_err(Failure::unserialisable)
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, e)| e) {
        Some("json") => "application/json",
        Some("parquet") => "application/vnd.apache.parquet",
        Some("toml") => "application/toml",
        Some("md") => "text/markdown",
        Some("cff") => "application/yaml",
        _ => "text/plain",
    }
}

/// Today's date in UTC, `YYYY-MM-DD`: the only thing this crate asks the clock.
pub fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    glasshouse_model::Day((since.as_secs() / 86_400) as i32).to_string()
}
