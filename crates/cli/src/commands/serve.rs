//! `serve`: the workbench in a browser, until it is interrupted.

use crate::answer::{Answer, err};
use crate::args::Serve;
use crate::session::{ProgressMode, Session};
use glasshouse_model::text::Label;
use glasshouse_server::Options;
use glasshouse_study::{Failure, catalogue};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// `serve`
pub fn serve(session: &Session, flags: &Serve) -> Result<Answer, Failure> {
    let options = Options {
        port: flags.port,
        read_only: flags.read_only,
        lang: session.asked_lang,
        runs: PathBuf::from(catalogue::FOLDER),
        threads: session.threads,
        log: if session.quiet || session.progress == ProgressMode::Json { |_| () } else { log },
    };
    let ready = |address: &str| {
        let lead = session.say(Label { en: "the workbench is at", zh: "工作台地址：" });
        let end = session
            .say(Label {
                en: "Ctrl-C ends it; runs stay on disk", zh: "按 Ctrl-C 结束；运行结果保留在磁盘上"
            });
        err(&format!("{lead} {address}\n{end}\n"));
        if flags.open && !open(address) {
            let text = Label {
                en: "no browser could be opened; open the address by hand",
                zh: "无法打开浏览器，请手动打开地址",
            };
            err(&format!("{}\n", session.say(text)));
        }
    };
    glasshouse_server::serve(options, ready)?;
    Ok(Answer::new("served/1", serde_json::Value::Null, String::new()))
}

fn log(line: &str) {
    err(&format!("{line}\n"));
}

/// Opens an address in the browser of the desktop.
fn open(address: &str) -> bool {
    let programs: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["explorer"]
    } else {
        &["xdg-open", "sensible-browser"]
    };
    let quiet = |program: &&str| {
        Command::new(program)
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .is_ok()
    };
    programs.iter().any(quiet)
}
