//! The documentation says what the program does: tables of keys, codes, metrics and defaults are those of
//! the code, examples check, commands, links and paths exist.
//!
//! Blocks between `<!-- … -->` and `<!-- end -->` are written from the code. After a change there,
//! `GLASSHOUSE_WRITE_DOCS=1 cargo test -p glasshouse-testing --test docs` writes them anew.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

use glasshouse_metrics::{METRICS, catalogue};
use glasshouse_model::act::{ACTS, ActClass};
use glasshouse_model::{BLOCK, Lang};
use glasshouse_rulebook::plan::Card;
use glasshouse_rulebook::systems::SYSTEMS;
use glasshouse_rulebook::{Checked, Plan, check, check_reform, keys as rules};
use glasshouse_society::keys as people;
use glasshouse_text::figure::{Basis, Figure};
use glasshouse_text::{Code, Key, Kind, Quantity, Severity, TableSpec};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every page: those at the top of the tree and all under `docs`.
fn pages() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root(), root().join("docs")];
    while let Some(folder) = open.pop() {
        let at_top = folder == root();
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !at_top {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                let name = path.strip_prefix(root()).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(found.len() > 8, "{found:?}");
    found
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn row(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|c| cell(c)).collect();
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn header(cells: &[&str]) -> String {
    let mut out = String::new();
    row(&mut out, cells);
    row(&mut out, &vec!["---"; cells.len()]);
    out
}

fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Points => "points",
        Quantity::Count => "count",
        Quantity::Share => "share",
        Quantity::Rate => "rate",
        Quantity::Number => "number",
        Quantity::Span => "span",
        Quantity::Date => "date",
    }
}

fn type_of(kind: Kind) -> String {
    match kind {
        Kind::Text => "text en + zh".into(),
        Kind::Words => "words".into(),
        Kind::Id => "id".into(),
        Kind::Names => "names".into(),
        Kind::Name => "name".into(),
        Kind::Flag => "true, false".into(),
        Kind::Choice(_) => "choice".into(),
        Kind::Date => "date".into(),
        Kind::Whole => "whole number".into(),
        Kind::Figure(q) => format!("figure: {}", quantity(q)),
        Kind::Dated(q) => format!("figure: {}, may have versions", quantity(q)),
        Kind::Figures(q) => format!("named figures: {}", quantity(q)),
        Kind::Condition => "condition".into(),
        Kind::Table(t) => format!("table {}", t.name),
        Kind::Tables(t) => format!("tables {}", t.name),
        Kind::Map(t) => format!("tables {} under ids", t.name),
        Kind::Any => "value".into(),
    }
}

/// The keys of a table; a star marks those that must be there.
fn key_table(table: &TableSpec) -> String {
    let mut out = header(&["key", "type", "meaning"]);
    for key in table.keys {
        let Key { name, kind, required, doc } = key;
        let mut meaning = doc.en.to_owned();
        if let Kind::Choice(choices) = kind {
            for choice in *choices {
                let _ = write!(meaning, " `{}`: {}", choice.name, choice.doc.en);
            }
        }
        row(&mut out, &[&format!("`{name}`{}", if *required { " *" } else { "" }), &type_of(*kind), &meaning]);
    }
    out
}

/// Every table that can be reached from a file's own, by name.
fn tables(from: &'static TableSpec, found: &mut BTreeMap<&'static str, &'static TableSpec>) {
    if found.insert(from.name, from).is_some() {
        return;
    }
    for key in from.keys {
        if let Kind::Table(t) | Kind::Tables(t) | Kind::Map(t) = key.kind {
            tables(t, found);
        }
    }
}

fn tables_of(page: &str) -> BTreeMap<&'static str, &'static TableSpec> {
    let mut found = BTreeMap::new();
    match page {
        "docs/rulebook.md" => {
            [&rules::RULEBOOK, &rules::REFORM, &rules::STACK].into_iter().for_each(|t| tables(t, &mut found))
        }
        "docs/society.md" => tables(&people::ROOT, &mut found),
        "docs/trade.md" => tables(&glasshouse_trade::keys::ROOT, &mut found),
        _ => {}
    }
    found
}

fn metric_table() -> String {
    let mut out = header(&["metric", "kind", "split by", "unit", "definition"]);
    for spec in METRICS {
        let kind = match spec.kind {
            catalogue::Kind::Stock => "stock",
            catalogue::Kind::Flow => "flow",
            catalogue::Kind::Ever => "ever",
        };
        let split = format!("{:?}", spec.split).to_lowercase();
        let split = if spec.split == catalogue::Split::None { "" } else { &split };
        row(&mut out, &[&format!("`{}`", spec.name), kind, split, spec.unit, spec.definition.en]);
    }
    out
}

fn code_table() -> String {
    let mut out = header(&["code", "", "what is wrong"]);
    for code in Code::ALL {
        let severity = if code.severity() == Severity::Error { "error" } else { "warning" };
        row(&mut out, &[&code.to_string(), severity, code.title(Lang::En)]);
    }
    out
}

/// The built-in markets, with their question.
fn market_table() -> String {
    let mut out = header(&["market", "kind", "assumed of its figures", "question"]);
    for name in glasshouse_trade::builtins() {
        let text = glasshouse_trade::builtin_text(name).unwrap();
        let market = glasshouse_trade::Market::read(name, text.as_bytes(), &[]).market.unwrap();
        let kind = text.lines().find_map(|l| l.strip_prefix("kind = \"")?.strip_suffix('"')).unwrap();
        let assumed = market.figures.iter().filter(|f| matches!(f.basis, Basis::Assumed { .. })).count();
        let share = format!("{assumed} of {}", market.figures.len());
        row(&mut out, &[&format!("[`{name}`](../markets/{name}.toml)"), kind, &share, &market.question.en]);
    }
    out
}

fn market_metric_table() -> String {
    let mut out = header(&["metric", "unit", "definition"]);
    for spec in glasshouse_trade::Metric::ALL.iter().map(|m| m.spec()) {
        row(&mut out, &[&format!("`{}`", spec.name), spec.unit, spec.definition.en]);
    }
    out
}

fn act_table() -> String {
    let mut out = header(&["class", "acts"]);
    for class in ActClass::ALL {
        let names: Vec<String> = ACTS.iter().filter(|a| a.class == class).map(|a| format!("`{}`", a.name)).collect();
        row(&mut out, &[class.name(), &names.join(", ")]);
    }
    out
}

/// The built-in rulebooks, in the order of the gallery, with what they rest on.
fn gallery_table() -> String {
    let mut out = header(&["regime", "status", "society", "cited", "stated", "assumed", "question"]);
    for (name, plan) in gallery() {
        let card = plan.card.as_ref().unwrap_or_else(|| panic!("{name} has no card"));
        let assumed = plan.figures.iter().filter(|f| matches!(f.basis, Basis::Assumed { .. })).count();
        let cited = plan.figures.len() - assumed;
        let society = plan.society.as_deref().unwrap_or("suining-county");
        let stated = plan.published.len().to_string();
        let status = format!("{:?}", plan.status).to_lowercase();
        let file = format!("[`{name}`](../rulebooks/{name}.toml)");
        let cells = [&file, &status, society, &cited.to_string(), &stated, &assumed.to_string(), &card.question.en];
        row(&mut out, &cells);
    }
    out
}

/// The systems that the gallery sets out to cover: what runs, what is modelled, what is not.
fn coverage_table() -> String {
    let mut out = header(&["", "system", "runs as", "modelled", "not modelled"]);
    for system in SYSTEMS {
        let covering: Vec<(&str, Card)> = gallery()
            .filter_map(|(name, plan)| plan.card.map(|card| (name, card)))
            .filter(|(_, card)| card.systems.contains(&system.id))
            .collect();
        let names: Vec<String> = covering.iter().map(|(name, _)| format!("`{name}`")).collect();
        let (modelled, gaps) = match covering.first() {
            Some((_, card)) => (card.modelled.en.as_str(), card.gaps.en.as_str()),
            None => ("nothing yet", "everything"),
        };
        row(&mut out, &[&system.number.to_string(), system.label.en, &names.join(", "), modelled, gaps]);
    }
    out
}

fn gallery() -> impl Iterator<Item = (&'static str, Plan)> {
    let text = |name| glasshouse_rulebook::builtin(name).unwrap();
    glasshouse_rulebook::builtins().map(move |name| (name, check(name, text(name).as_bytes(), &[]).plan.unwrap()))
}

/// The figures of a built-in document whose path begins so.
fn figure_table(document: &str, prefix: &str) -> String {
    let figures: Vec<Figure> = match document {
        "suining-county" => glasshouse_society::builtin(document).unwrap().figures,
        _ => glasshouse_testing::suining(&[]).figures,
    };
    let mut out = header(&["figure", "value", "range", "why, or source"]);
    for figure in figures.iter().filter(|f| f.path.starts_with(prefix)) {
        let (range, why) = match &figure.basis {
            Basis::Cited { source } => ("cited".into(), source.clone()),
            Basis::Assumed { low, high, why } => (format!("{low} to {high}"), why.clone()),
            Basis::Rival { values } => {
                ("rival".into(), values.iter().map(|v| v.1.as_str()).collect::<Vec<_>>().join(", "))
            }
            Basis::Set { by } => ("set".into(), by.clone()),
        };
        row(&mut out, &[&format!("`{}`", figure.path), &figure.value, &range, &why]);
    }
    assert!(out.lines().count() > 2, "no figure of {document} begins with {prefix}");
    out
}

/// A page with its written blocks as the code has them now.
fn refreshed(page: &str, text: &str) -> String {
    let (mut out, mut skipping) = (String::new(), false);
    let known = tables_of(page);
    for line in text.split_inclusive('\n') {
        let mark = line.trim().strip_prefix("<!-- ").and_then(|l| l.strip_suffix(" -->"));
        skipping &= mark != Some("end");
        if !skipping {
            out.push_str(line);
        }
        let words: Vec<&str> = mark.unwrap_or_default().split_whitespace().collect();
        let block = match words.as_slice() {
            ["keys:", name] => key_table(known.get(name).unwrap_or_else(|| panic!("{page}: no table {name}"))),
            ["metrics"] => metric_table(),
            ["codes"] => code_table(),
            ["acts"] => act_table(),
            ["markets"] => market_table(),
            ["market-metrics"] => market_metric_table(),
            ["gallery"] => gallery_table(),
            ["coverage"] => coverage_table(),
            ["figures:", document, prefix] => figure_table(document, prefix),
            _ => continue,
        };
        let _ = write!(out, "{block}");
        skipping = true;
    }
    assert!(!skipping, "{page}: a block without <!-- end -->");
    out
}

#[test]
fn written_blocks_are_those_of_the_code() {
    for (page, text) in pages() {
        let now = refreshed(&page, &text);
        if now == text {
            continue;
        }
        assert!(
            std::env::var_os("GLASSHOUSE_WRITE_DOCS").is_some(),
            "{page} is behind the code: GLASSHOUSE_WRITE_DOCS=1 cargo test -p glasshouse-testing --test docs"
        );
        fs::write(root().join(&page), now).unwrap();
    }
}

/// Every table of the formats has its block, so every key is documented; and the keys of figures, which are no
/// table of the format, stand in the published schema and on the page.
#[test]
fn every_key_is_documented() {
    for page in ["docs/rulebook.md", "docs/society.md", "docs/trade.md"] {
        let text = read(page);
        for name in tables_of(page).keys() {
            assert!(text.contains(&format!("<!-- keys: {name} -->")), "{page}: no block for {name}");
        }
    }
    let (schema, page) = (glasshouse_rulebook::schema(), read("docs/rulebook.md"));
    for key in ["value", "source", "quote", "assumed", "range", "why", "rival", "from", "to", "absent"] {
        assert!(schema.contains(&format!("\"{key}\"")) && page.contains(&format!("`{key}`")), "{key}");
    }
}

/// TOML blocks whose info string goes on: `complete` must check without a word, `reform` must change
/// Suining's rulebook without one, and a code after either must be what is said of it.
#[test]
fn examples_check() {
    let base = glasshouse_rulebook::builtin("suining-2010").unwrap().as_bytes();
    let mut n = 0;
    for (page, text) in pages() {
        for part in text.split("\n```toml ").skip(1) {
            let (info, rest) = part.split_once('\n').unwrap();
            // Cases of known results and patterns are run by the tests of the crate that reads them.
            if matches!(info, "case" | "observed") {
                continue;
            }
            let body = rest.split("\n```").next().unwrap();
            let mut words = info.split_whitespace();
            let Checked { plan, diagnostics, .. } = match words.next() {
                Some("complete") => check(&page, body.as_bytes(), &[]),
                Some("reform") => check_reform(("suining-2010", base), &page, body.as_bytes(), &[]),
                other => panic!("{page}: a block is complete or a reform, not {other:?}"),
            };
            let said: Vec<String> = diagnostics.iter().map(|d| d.code.to_string()).collect();
            let wanted: Vec<&str> = words.collect();
            let messages: Vec<&str> = diagnostics.iter().map(|d| d.message(Lang::En)).collect();
            assert_eq!(said, wanted, "{page}: {messages:#?}\n{body}");
            for case in plan.iter().flat_map(|p| p.cases.iter().map(move |c| (p, c))) {
                let (plan, case) = case;
                let given = glasshouse_regime::fast::outcome(plan, case);
                assert!(case.score.is_none_or(|s| s == given.score), "{page}: {}: {given:?}", case.name);
                assert!(case.grade.is_none_or(|g| g == given.grade), "{page}: {}: {given:?}", case.name);
                let mask = |of: &Vec<u8>| of.iter().map(|i| 1u32 << i).sum::<u32>();
                assert!(case.lists.as_ref().is_none_or(|l| mask(l) == given.lists), "{page}: {}: {given:?}", case.name);
                assert!(
                    case.measures.as_ref().is_none_or(|m| mask(m) == given.measures),
                    "{page}: {}: {given:?}",
                    case.name
                );
            }
            n += 1;
        }
    }
    assert!(n >= 4, "{n} examples");
}

/// The grammar of the command line, as written.
fn arguments() -> String {
    let mut source = read("crates/cli/src/args.rs");
    for entry in fs::read_dir(root().join("crates/cli/src/args")).into_iter().flatten() {
        source.push_str(&fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    source
}

/// Subcommands and long flags of the command line.
fn grammar() -> (Vec<String>, Vec<String>) {
    let source = arguments();
    let body = source.split("pub enum Command {").nth(1).unwrap().split("\n}").next().unwrap();
    let variants = body.lines().map(str::trim).filter(|l| !l.starts_with(['/', '#']) && l.ends_with(','));
    let commands = variants.map(|l| l.split(['(', ',']).next().unwrap().to_lowercase()).collect();
    let fields = source.lines().filter_map(|l| l.trim().strip_prefix("pub ")?.split_once(": "));
    (commands, fields.map(|(name, _)| name.replace('_', "-")).collect())
}

/// Every command that a page shows: lines of fenced blocks, and code inside sentences.
fn commands(text: &str) -> Vec<&str> {
    let (mut found, mut fenced) = (Vec::new(), false);
    for line in text.lines().map(str::trim) {
        fenced ^= line.starts_with("```");
        let shown =
            if fenced { vec![line.trim_start_matches("$ ")] } else { line.split('`').skip(1).step_by(2).collect() };
        found.extend(shown.into_iter().filter(|c| c.starts_with("glasshouse ")));
    }
    found.into_iter().map(|c| c.split(" #").next().unwrap_or(c).trim_end()).collect()
}

#[test]
fn commands_exist() {
    let (known, flags) = grammar();
    assert!(known.len() > 10 && flags.iter().any(|f| f == "society-seed"), "{known:?} {flags:?}");
    let mut n = 0;
    for (page, text) in pages() {
        for command in commands(&text) {
            n += 1;
            let words: Vec<&str> = command.split_whitespace().skip(1).collect();
            if let Some(first) = words.first().filter(|w| w.chars().all(|c| c.is_ascii_lowercase())) {
                assert!(known.iter().any(|k| k == first), "{page}: {command}");
            }
            for flag in words.iter().filter_map(|w| w.strip_prefix("--")) {
                let name = flag.split('=').next().unwrap();
                assert!(flags.iter().any(|f| f == name), "{page}: {command}: --{name}");
            }
        }
    }
    assert!(n > 20, "{n} commands");
}

#[test]
fn links_and_paths_lead_somewhere() {
    for (page, text) in pages() {
        let folder = root().join(&page).parent().unwrap().to_path_buf();
        for target in text.split("](").skip(1).filter_map(|t| t.split(')').next()) {
            let file = target.split('#').next().unwrap();
            if !file.is_empty() && !target.contains("://") {
                assert!(folder.join(file).exists(), "{page}: {target}");
            }
        }
        for token in text.split('`').filter(|t| t.contains('/') && !t.contains(['*', ' ', '\n', '<', '…'])) {
            let is_path = [".rs", ".toml", ".md"].iter().any(|e| token.ends_with(e));
            let places = [root().join(token), root().join("crates").join(token), folder.join(token)];
            if is_path && !token.starts_with("rulebooks/my") {
                assert!(places.iter().any(|p| p.exists()), "{page}: {token}");
            }
        }
    }
}

/// The defaults of flags, from the grammar of the command line: every one stands in the page with its value.
#[test]
fn defaults_are_those_of_the_program() {
    let page = read("docs/defaults.md");
    let source = arguments();
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let mut n = 0;
    for pair in lines.windows(2) {
        let ([attribute, field], Some((_, after))) = (pair, pair[0].split_once("default_value")) else { continue };
        let Some(name) = field.strip_prefix("pub ").and_then(|f| f.split(':').next()) else { continue };
        if !attribute.contains("long") {
            continue;
        }
        let value = after.trim_start_matches("_t").trim_start_matches(" = ").split([',', ')']).next().unwrap();
        let row = format!("| `--{}` | `{}` |", name.replace('_', "-"), value.trim_matches('"'));
        assert!(page.contains(&row), "docs/defaults.md lacks: {row}");
        n += 1;
    }
    assert!(n >= 8, "{n} defaults");
    let society = glasshouse_society::builtin("suining-county").unwrap();
    let review = glasshouse_testing::suining(&[]).review;
    assert!(review.is_none(), "the page says that review is switched off");
    for row in [
        format!("| slots of a block | {BLOCK} |"),
        format!("| longest run, months | {} |", glasshouse_engine::Scenario::MONTHS_MAX),
        format!("| ties of a person, at most | {} |", glasshouse_society::ties::LAYERS),
        format!("| longest wait from act to record, days | {} |", glasshouse_regime::sensing::DELAY_MAX),
        format!("| largest document, bytes | {} |", glasshouse_text::LARGEST),
        format!("| persons of `suining-county` | {} |", society.people),
        format!("| seed of the persons of `suining-county` | {} |", society.seed),
    ] {
        assert!(page.contains(&row), "docs/defaults.md lacks: {row}");
    }
}

/// Each headline number has its definition in the model description.
#[test]
fn headlines_are_defined() {
    let (page, source) = (read("docs/model.md"), read("crates/metrics/src/headline.rs"));
    let body = source.split("pub struct Headline {").nth(1).unwrap().split("\n}").next().unwrap();
    let names: Vec<&str> =
        body.lines().filter_map(|l| l.trim().strip_prefix("pub ")?.strip_suffix(": Value,")).collect();
    assert!(names.len() >= 16, "{names:?}");
    for name in names {
        assert!(page.contains(&format!("| `{name}` |")), "docs/model.md does not define {name}");
    }
}

/// What the glossary gives as a name in the code is one.
#[test]
fn words_of_the_glossary_are_in_the_code() {
    let mut code = String::new();
    let mut open = vec![root().join("crates")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                code.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let page = read("docs/glossary.md");
    let rows: Vec<&str> = page.lines().filter(|l| l.starts_with("| ") && l.contains('`')).collect();
    assert!(rows.len() > 40, "{} rows", rows.len());
    for row in rows {
        for name in row.split('`').skip(1).step_by(2) {
            let last = name.rsplit("::").next().unwrap();
            assert!(code.contains(last), "the code has no `{name}`");
        }
    }
}
