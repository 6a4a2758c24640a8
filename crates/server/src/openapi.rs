//! The description of the interface (OpenAPI 3.1), from the same table that answers are found by.

use serde_json::{Map, Value, json};

/// An address: method, path, what it gives, schema of the answer, parameters of the query.
pub type Endpoint = (&'static str, &'static str, &'static str, Option<&'static str>, &'static [&'static str]);

/// Every address of the interface. Each that gives data also answers with `.json` and `.csv` at its end.
pub const ENDPOINTS: &[Endpoint] = &[
    ("get", "/api/session", "what the page is connected to", Some("session"), &[]),
    ("get", "/api/regimes", "the gallery", Some("card"), &[]),
    ("get", "/api/runs", "stored runs, newest first", Some("found-runs"), &["q", "kind", "skip", "most", "lang"]),
    ("get", "/api/unreadable", "folders of runs that cannot be opened, and why", None, &["lang"]),
    ("post", "/api/plan", "what a run would be", Some("run-request"), &["lang"]),
    ("post", "/api/runs", "start a run", Some("run-request"), &["lang"]),
    ("delete", "/api/runs/{run}", "delete a run", None, &[]),
    ("get", "/api/runs/{run}", "a run, its sentences and charts", Some("run-page"), &["lang"]),
    ("get", "/api/runs/{run}/headlines", "its headline numbers", Some("headlines"), &[]),
    ("get", "/api/runs/{run}/series", "its metrics by month", Some("series-row"), &["metric", "attribute"]),
    ("get", "/api/runs/{run}/charts/{chart}", "a chart; also `.svg`", None, &["lang"]),
    ("get", "/api/runs/{run}/report", "the offline report, as a file", None, &["lang"]),
    ("get", "/api/runs/{run}/methods", "method, assumptions, rules, sources, as HTML", None, &["lang"]),
    ("get", "/api/runs/{run}/odd", "the model description, as Markdown", None, &["lang"]),
    ("get", "/api/runs/{run}/crowd", "how it ended for a sample of people", Some("crowd"), &["replicate"]),
    (
        "get",
        "/api/runs/{run}/people",
        "a person by a criterion",
        Some("person-page"),
        &["pick", "nth", "replicate", "lang"],
    ),
    (
        "get",
        "/api/runs/{run}/people/{person}",
        "a person's file",
        Some("person-page"),
        &["replicate", "change", "lang"],
    ),
    (
        "get",
        "/api/runs/{run}/people/{person}/what-if",
        "what would have been",
        Some("what-if"),
        &["replicate", "change"],
    ),
    ("get", "/api/runs/{run}/people/{person}/sheet", "a person as one offline file", None, &["replicate", "lang"]),
    ("get", "/api/runs/{run}/people/{person}/luck", "the same person with other luck", Some("luck"), &["lang"]),
    ("get", "/api/comparisons", "stored comparisons, newest first", None, &[]),
    ("post", "/api/plan-comparison", "what a comparison would be", Some("compare-request"), &["lang"]),
    ("post", "/api/comparisons", "start a comparison", Some("compare-request"), &["lang"]),
    ("get", "/api/comparisons/{comparison}", "a comparison and its charts", Some("comparison-page"), &["lang"]),
    ("get", "/api/comparisons/{comparison}/charts/{chart}", "a chart; also `.svg`", None, &["lang"]),
    ("get", "/api/comparisons/{comparison}/people", "who swaps", None, &["first", "second", "cell", "replicate"]),
    ("get", "/api/jobs", "what runs", Some("job"), &[]),
    ("get", "/api/jobs/{job}", "how it stands", Some("job"), &[]),
    ("get", "/api/jobs/{job}/events", "its progress, as server-sent events", Some("job"), &[]),
    ("post", "/api/jobs/{job}/stop", "stop and keep what is finished", Some("job"), &[]),
    ("get", "/api/openapi", "this description", None, &[]),
];

/// The description.
pub fn document() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for (method, path, what, schema, query) in ENDPOINTS {
        let in_path = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let parameter = |name: &str, place: &str| json!({"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}});
        let parameters: Vec<Value> =
            in_path.map(|n| parameter(n, "path")).chain(query.iter().map(|n| parameter(n, "query"))).collect();
        let mut operation = json!({
            "summary": what,
            "parameters": parameters,
            "responses": {
                "200": {"description": what},
                "default": {"description": "an envelope with diagnostics"},
            },
        });
        if let Some(schema) = schema {
            let content = json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{schema}")}}});
            let place = if schema.ends_with("-request") { "/requestBody" } else { "/responses/200" };
            if place == "/requestBody" {
                operation["requestBody"] = json!({"content": content});
            } else {
                operation["responses"]["200"]["content"] = content;
            }
        }
        let entry = paths.entry((*path).to_owned()).or_insert_with(|| json!({}));
        entry[*method] = operation;
    }
    let named = ENDPOINTS.iter().filter_map(|(.., schema, _)| *schema);
    let schemas: Map<String, Value> =
        named.filter_map(|n| glasshouse_wire::schema::of(n).map(|s| (n.to_owned(), s))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "glasshouse workbench",
            "version": glasshouse_study::VERSION,
            "description": "Data of synthetic people only. Answers are envelopes; `data` has the schema named here. \
                            Addresses that give data also answer with `.json` and `.csv` at their end.",
        },
        "paths": paths,
        "components": {"schemas": schemas},
    })
}
