//! The command line as clap sees it, with headings and overview in the reader's language.

use crate::args::Line;
use crate::words::{help, say};
use clap::CommandFactory;
use glasshouse_model::text::Label;

/// The whole grammar, localised.
pub fn command() -> clap::Command {
    localise(Line::command(), "glasshouse").override_help(overview())
}

fn localise(command: clap::Command, path: &str) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let command =
        names.iter().fold(command, |c, name| c.mut_subcommand(name, |s| localise(s, &format!("{path} {name}"))));
    let usage = command.clone().bin_name(path).render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", say(help::OPTIONS_SLOT));
    let usage = usage.replace("[COMMAND]", say(help::COMMAND_SLOT)).replace("<COMMAND>", say(help::COMMAND_SLOT));
    let template = format!("{{about}}\n\n{}  {{usage}}\n\n{{all-args}}\n", say(help::USAGE));
    command
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .override_usage(usage)
        .help_template(template)
        .subcommand_help_heading(say(help::COMMANDS))
        .mut_args(localise_arg)
}

/// An argument with its heading, default and values in the reader's language.
fn localise_arg(arg: clap::Arg) -> clap::Arg {
    let mut text = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let flag = !arg.get_action().takes_values();
    let values: Vec<String> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    let defaults: Vec<String> = arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
    if !flag && !values.is_empty() {
        text.push_str(&format!(" [{} {}]", say(help::VALUES), values.join(", ")));
    }
    if !flag && !defaults.is_empty() {
        text.push_str(&format!(" [{} {}]", say(help::DEFAULT), defaults.join(", ")));
    }
    let heading = if arg.is_positional() {
        Some(say(help::ARGUMENTS))
    } else if arg.get_help_heading().is_none() {
        Some(say(help::OPTIONS))
    } else {
        None
    };
    let arg = arg.help(text);
    let arg = if flag { arg } else { arg.hide_default_value(true).hide_possible_values(true) };
    match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

/// What `glasshouse` without a command prints.
pub fn overview() -> String {
    let groups: [(Label, &[(&str, Label)]); 4] = [
        (help::START, &[("new", help::NEW), ("list", help::LIST), ("check", help::CHECK), ("run", help::RUN)]),
        (
            help::UNDERSTAND,
            &[
                ("compare", crate::words::compare::COMPARE),
                ("sweep", crate::words::sweep::SWEEP),
                ("calibrate", crate::words::sweep::CALIBRATE),
                ("trade", crate::words::trade::TRADE),
                ("outcomes", help::OUTCOMES),
                ("patterns", crate::words::patterns::PATTERNS),
                ("explain", help::EXPLAIN),
                ("show", help::SHOW),
                ("sql", help::SQL),
            ],
        ),
        (
            help::SHARE,
            &[
                ("report", help::REPORT),
                ("render", help::RENDER),
                ("serve", help::SERVE),
                ("verify", help::VERIFY),
                ("validate", crate::words::validate::VALIDATE),
                ("cite", help::CITE),
            ],
        ),
        (
            help::HOUSEKEEPING,
            &[
                ("diff", crate::words::compare::DIFF),
                ("schema", help::SCHEMA),
                ("doctor", help::DOCTOR),
                ("completions", help::COMPLETIONS),
                ("man", help::MAN),
            ],
        ),
    ];
    let mut text = format!("glasshouse — {}\n", say(help::ABOUT));
    for (heading, commands) in groups {
        text.push_str(&format!("\n{}\n", say(heading)));
        for (name, about) in commands {
            text.push_str(&format!("  {name:<12}{}\n", say(*about)));
        }
    }
    text.push_str(&format!(
        "\n{}\n  glasshouse run suining-2010\n  glasshouse list regimes\n\n{} glasshouse run --help\n",
        say(help::TRY),
        say(help::MORE)
    ));
    text
}

#[cfg(test)]
mod tests {
    /// The overview is written by hand, so it is compared with the grammar.
    #[test]
    fn the_overview_names_every_command() {
        let text = super::overview();
        for command in super::command().get_subcommands().filter(|c| !c.is_hide_set()) {
            assert!(text.contains(&format!("\n  {} ", command.get_name())), "{}", command.get_name());
        }
    }
}
