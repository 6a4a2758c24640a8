//! A folder of its own and the program in it, for tests that use the command as people do.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

/// A scratch folder that the program works in.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The program with some words, in English.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_glasshouse"));
        command.args(args).current_dir(self.folder()).env("GLASSHOUSE_LANG", "en").env_remove("LC_ALL");
        command.stdin(Stdio::null());
        command
    }

    /// Exit code, standard output, standard error.
    pub fn say(&self, args: &[&str]) -> (i32, String, String) {
        let output = self.command(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    /// Exit code and envelope.
    pub fn json(&self, args: &[&str]) -> (i32, Value) {
        let (code, out, _) = self.say(&[args, &["--json"]].concat());
        let envelope: Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{args:?}: {e}: {out}"));
        assert_eq!(envelope["exit_code"], code, "{args:?}");
        (code, envelope)
    }
}
