//! `schema`, `completions`, `man`: texts generated from the types and the grammar.

use crate::answer::Answer;
use crate::args::{Completions, Man, Schema};
use crate::grammar;
use crate::session::Session;
use clap::builder::PossibleValuesParser;
use glasshouse_metrics::METRICS;
use glasshouse_model::Attribute;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::{rates, source, trade, way_out};
use glasshouse_text::suggest::nearest;
use serde_json::{Value, json};

/// Formats of text files, beside the documents of the wire.
const FORMATS: [&str; 6] = ["rulebook", "reform", "stack", "society", "study", "market"];
/// The name of the schema of societies.
const SOCIETY_URN: &str = "urn:glasshouse:society-v1.schema.json";
/// The name of the schema of study files.
const STUDY_URN: &str = "urn:glasshouse:study-v1.schema.json";

/// `schema [DOCUMENT]`
pub fn schema(_: &Session, flags: &Schema) -> Result<Answer, Failure> {
    let names = || glasshouse_wire::schema::NAMES.into_iter().chain(FORMATS);
    let Some(name) = &flags.document else {
        let rows = names().map(|n| json!({"name": n})).collect();
        return Ok(Answer::records("schema-list/1", rows, names().map(|n| format!("{n}\n")).collect()));
    };
    let found = match name.as_str() {
        "rulebook" => Some(read(&glasshouse_rulebook::schema())?),
        "reform" => Some(read(&glasshouse_rulebook::reform_schema())?),
        "stack" => Some(read(&glasshouse_rulebook::stack_schema())?),
        "society" => Some(read(&glasshouse_text::schema::json(&glasshouse_society::keys::ROOT, SOCIETY_URN))?),
        "study" => Some(read(&glasshouse_text::schema::json(&glasshouse_study::studyfile::keys::STUDY, STUDY_URN))?),
        "market" => Some(read(&trade::schema())?),
        name => glasshouse_wire::schema::of(name),
    };
    match found {
        Some(schema) => {
            let bytes = glasshouse_wire::json::pretty(&schema).map_err(Failure::unserialisable)?;
            Ok(Answer::new("json-schema/2020-12", schema, String::from_utf8_lossy(&bytes).into_owned()))
        }
        None => Err(unknown("document", "文档", name, names())),
    }
}

fn read(schema: &str) -> Result<Value, Failure> {
    serde_json::from_str(schema)
        .map_err(|e| Failure::broken(format!("a schema is not JSON: {e}"), format!("schema 不是 JSON：{e}")))
}

/// `completions SHELL`
pub fn completions(flags: &Completions) -> Result<Answer, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(flags.shell, &mut with_values(grammar::command()), "glasshouse", &mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Answer::new("completions/1", json!({"shell": flags.shell.to_string(), "text": text}), text))
}

/// The grammar with the names that come with the program as values, for completions only: where a name is asked
/// for, a path will do as well.
fn with_values(command: clap::Command) -> clap::Command {
    let regimes: Vec<&'static str> = source::regime_names().collect();
    let metrics: Vec<&'static str> =
        METRICS.iter().map(|m| m.name).chain(rates::catalogue().iter().map(|r| r.0)).chain([way_out::NAME]).collect();
    let values = |arg: clap::Arg, names: &[&'static str]| {
        let mut names = names.to_vec();
        names.sort_unstable();
        names.dedup();
        arg.value_parser(PossibleValuesParser::new(names))
    };
    let (societies, reforms): (Vec<_>, Vec<_>) = (source::society_names().collect(), source::reform_names().collect());
    let attributes: Vec<&'static str> = Attribute::ALL.iter().map(|a| a.name()).collect();
    let of_run = |c: clap::Command| {
        c.mut_arg("regime", |a| values(a, &regimes))
            .mut_arg("society", |a| values(a, &societies))
            .mut_arg("with", |a| values(a, &reforms))
    };
    command
        .mut_subcommand("run", of_run)
        .mut_subcommand("trade", |c| c.mut_arg("markets", |a| values(a, &trade::names().collect::<Vec<_>>())))
        .mut_subcommand("check", |c| c.mut_arg("files", |a| values(a, &regimes)))
        .mut_subcommand("cite", |c| c.mut_arg("regime", |a| values(a, &regimes)))
        .mut_subcommand("show", |c| {
            c.mut_arg("metric", |a| values(a, &metrics)).mut_arg("by", |a| values(a, &attributes))
        })
}

/// `man [COMMAND]`
pub fn man(flags: &Man) -> Result<Answer, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page(flags)?)
        .render(&mut bytes)
        .map_err(|e| Failure::broken(format!("the page cannot be made: {e}"), format!("无法生成手册页：{e}")))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Answer::new("man-page/1", json!({"text": text}), text))
}

/// `help [COMMAND]`: the same as `--help`.
pub fn help(flags: &Man) -> Result<Answer, Failure> {
    let text = page(flags)?.render_help().to_string();
    Ok(Answer::new("help/1", json!({"text": text.trim_end()}), text))
}

/// The grammar of a command, or of all.
fn page(flags: &Man) -> Result<clap::Command, Failure> {
    let mut command = grammar::command();
    command.build();
    let Some(name) = &flags.command else { return Ok(command) };
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let found = command.find_subcommand(name).cloned();
    found.ok_or_else(|| unknown("command", "命令", name, names.iter().map(String::as_str)))
}

/// A name that is none of the known ones.
pub fn unknown<'n>(en: &str, zh: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Failure {
    let known: Vec<&str> = known.collect();
    let mut note = Note::new("GH0900", format!("there is no {en} `{name}`"), format!("没有名为“{name}”的{zh}"));
    if let Some(near) = nearest(name, known.iter().copied()) {
        note = note.help(format!("did you mean `{near}`?"), format!("是否想写“{near}”？"));
    }
    if known.len() <= 20 {
        note = note.help(format!("one of: {}", known.join(", ")), format!("可选：{}", known.join("、")));
    } else {
        note = note.help(format!("glasshouse list {en}s names them all"), format!("glasshouse list {en}s 列出全部"));
    }
    Failure::Usage(note)
}
