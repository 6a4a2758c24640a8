//! What to say when the command line itself is wrong, in both languages and as JSON where asked.

use crate::answer::{self, code};
use crate::session::Session;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use glasshouse_study::failure::{Failure, Note};

/// Prints help, version or what is wrong; returns the exit code.
pub fn report(error: &clap::Error) -> u8 {
    let session = Session::guess();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let text = error.render().to_string();
            let wanted = error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            let answer = answer::Answer::new("help/1", serde_json::json!({"text": text.trim_end()}), text);
            if wanted {
                return answer::give(&session, &answer);
            }
            answer::err(&answer.human);
            code::USAGE
        }
        _ => answer::fail(&session, &Failure::Usage(note(error))),
    }
}

fn words(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(s) => Some(s.clone()),
        ContextValue::Strings(many) => Some(many.join(", ")),
        ContextValue::StyledStr(s) => Some(s.to_string()),
        ContextValue::StyledStrs(many) => Some(many.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        other => Some(other.to_string()),
    }
}

fn note(error: &clap::Error) -> Note {
    let get = |kind| words(error, kind).unwrap_or_default();
    let (arg, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    let (en, zh) = match error.kind() {
        ErrorKind::UnknownArgument => {
            (format!("there is no flag or argument `{arg}`"), format!("没有“{arg}”这个选项或参数"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = get(ContextKind::InvalidSubcommand);
            (format!("there is no command `{name}`"), format!("没有“{name}”这个命令"))
        }
        ErrorKind::MissingRequiredArgument => (format!("{arg} is missing"), format!("缺少 {arg}")),
        ErrorKind::MissingSubcommand => ("a command is missing".into(), "缺少命令".into()),
        ErrorKind::InvalidValue if value.is_empty() => (format!("{arg} needs a value"), format!("{arg} 需要一个值")),
        ErrorKind::InvalidValue => {
            (format!("`{value}` is not a value of {arg}"), format!("“{value}”不是 {arg} 的可用值"))
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            (format!("`{value}` does not fit {arg}: {why}"), format!("“{value}”不适合 {arg}：{why}"))
        }
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg);
            (format!("{arg} and {other} cannot be used together"), format!("{arg} 与 {other} 不能同时使用"))
        }
        ErrorKind::TooManyValues => {
            (format!("`{value}` is one value too many for {arg}"), format!("{arg} 的值过多：“{value}”"))
        }
        ErrorKind::InvalidUtf8 => ("an argument is not UTF-8".into(), "有参数不是 UTF-8".into()),
        _ => {
            let text = error.render().to_string();
            let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            (first.clone(), first)
        }
    };
    let mut note = Note::new("GH0900", en, zh);
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = suggested.into_iter().find_map(|k| words(error, k)) {
        note = note.help(format!("did you mean `{near}`?"), format!("是否想写“{near}”？"));
    }
    if let Some(valid) = words(error, ContextKind::ValidValue).filter(|v| !v.is_empty()) {
        note = note.help(format!("one of: {valid}"), format!("可用：{valid}"));
    }
    note.help("glasshouse --help lists the commands", "glasshouse --help 列出所有命令")
}
