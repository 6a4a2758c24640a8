//! What can go wrong between a command and its answer, as data with texts in both languages.

use glasshouse_model::{Lang, Text};
use glasshouse_text::{Diagnostic, Origin, Severity, SourceText};
use std::io;
use std::path::Path;

/// Why an operation of this crate gave no answer. The variants are the classes that the exit codes of
/// the command line tell apart.
#[derive(Clone, Debug)]
pub enum Failure {
    /// A document (rulebook, reform, society) has errors; the diagnostics say where.
    Document(Vec<Faults>),
    /// An input that is not a document: a bundle, a name, a person.
    Input(Note),
    /// The request does not fit together.
    Usage(Note),
    /// The machine refused: disk, permission, threads.
    Machine(Note),
    /// An invariant of the program broke.
    Broken(Note),
    /// The user stopped the run; finished replicates wait in a folder.
    Interrupted {
        /// Replicates finished.
        done: u32,
        /// Replicates asked for.
        of: u32,
        /// The command that goes on.
        resume: String,
    },
}

/// The diagnostics of one document, with the texts that their spans are in.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// The document.
    pub text: SourceText,
    /// The document that it changes, for a reform.
    pub base: Option<SourceText>,
    /// Everything there is to say.
    pub diagnostics: Vec<Diagnostic>,
}

impl Faults {
    /// The text that a diagnostic's span is in.
    pub fn text_of(&self, diagnostic: &Diagnostic) -> Option<&SourceText> {
        match diagnostic.origin {
            Origin::Document => Some(&self.text),
            Origin::Base => self.base.as_ref(),
            Origin::Outside => None,
        }
    }

    /// The diagnostics as documents, in a language.
    pub fn wire(&self, lang: Lang) -> Vec<glasshouse_wire::diagnostic::Diagnostic> {
        let one = |d: &Diagnostic| glasshouse_wire::diagnostic::Diagnostic {
            code: d.code.to_string(),
            severity: d.severity.name().into(),
            message: d.message(lang).into(),
            file: self.text_of(d).map(|t| t.name.clone()),
            span: self.text_of(d).zip(d.span.as_ref()).map(|(t, s)| t.extent(s)),
            reason: d.label(lang).map(str::to_owned),
            help: d.helps(lang),
        };
        self.diagnostics.iter().map(one).collect()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}

/// A code, what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Stable code.
    pub code: &'static str,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub help: Vec<Text>,
}

impl Note {
    /// A note without advice.
    pub fn new(code: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Note {
        Note { code, message: Text { en: en.into(), zh: zh.into() }, help: Vec::new() }
    }

    /// The note with a piece of advice.
    #[must_use]
    pub fn help(mut self, en: impl Into<String>, zh: impl Into<String>) -> Note {
        self.help.push(Text { en: en.into(), zh: zh.into() });
        self
    }
}

impl Failure {
    /// The system gave no threads.
    pub fn threads(reason: &str) -> Failure {
        Failure::Machine(
            Note::new("GH0903", format!("no threads to run on: {reason}"), format!("无法创建线程：{reason}"))
                .help("ask for fewer with `--threads 1`", "用 `--threads 1` 减少线程数"),
        )
    }

    /// Writing failed.
    pub fn writing(path: &Path, error: &io::Error) -> Failure {
        let shown = path.display();
        let (en, zh) = reason(error);
        let note = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Note::new("GH0902", format!("cannot write {shown}: {en}"), format!("无法写入 {shown}：{zh}"))
                    .help("free some space, or write elsewhere with `-o DIR`", "请腾出空间，或用 `-o 目录` 写到别处")
                    .help("tables asked for with `--keep` are the largest part", "`--keep` 保留的表占用最多空间")
            }
            _ => Note::new("GH0901", format!("cannot write {shown}: {en}"), format!("无法写入 {shown}：{zh}"))
                .help("choose a folder that you may write to with `-o DIR`", "用 `-o 目录` 选择一个可写的文件夹"),
        };
        Failure::Machine(note)
    }

    /// Reading failed for a reason that is not the content.
    pub fn reading(path: &Path, error: &io::Error) -> Failure {
        let shown = path.display();
        let (en, zh) = reason(error);
        let note = Note::new("GH0905", format!("cannot read {shown}: {en}"), format!("无法读取 {shown}：{zh}"));
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::InvalidData => Failure::Input(note),
            _ => Failure::Machine(note),
        }
    }

    /// A stored file does not say what it should.
    pub fn damaged(path: &Path, en: &str, zh: &str) -> Failure {
        let shown = path.display();
        Failure::Input(Note::new("GH0906", format!("{shown} is damaged: {en}"), format!("{shown} 已损坏：{zh}")).help(
            "take a fresh copy, or run the command in its run.json again",
            "请重新复制，或重新运行其 run.json 中的命令",
        ))
    }

    /// The program contradicted itself.
    pub fn broken(en: impl Into<String>, zh: impl Into<String>) -> Failure {
        Failure::Broken(Note::new("GH0990", en, zh).help(
            "this is a fault of glasshouse; please report it with the command and the rulebook",
            "这是 glasshouse 的错误；请附上命令与规则书报告",
        ))
    }
}

impl Failure {
    /// A document that JSON cannot hold.
    pub fn unserialisable(error: serde_json::Error) -> Failure {
        Failure::broken(format!("a document cannot be written: {error}"), format!("文档无法写出：{error}"))
    }
}

/// Why the system refused, in both languages.
pub fn reason(error: &io::Error) -> (String, String) {
    let (en, zh) = match error.kind() {
        io::ErrorKind::NotFound => ("no such file or folder", "没有这个文件或文件夹"),
        io::ErrorKind::PermissionDenied => ("permission denied", "没有权限"),
        io::ErrorKind::StorageFull => ("the disk is full", "磁盘已满"),
        io::ErrorKind::QuotaExceeded => ("the disk quota is used up", "磁盘配额已用完"),
        io::ErrorKind::ReadOnlyFilesystem => ("the file system is read-only", "文件系统为只读"),
        io::ErrorKind::IsADirectory => ("it is a folder", "它是文件夹"),
        io::ErrorKind::NotADirectory => ("a part of the path is not a folder", "路径中有一段不是文件夹"),
        io::ErrorKind::AlreadyExists => ("it exists already", "它已经存在"),
        io::ErrorKind::FileTooLarge => ("the file would be too large", "文件过大"),
        io::ErrorKind::InvalidData => ("its content is not as expected", "内容不符合预期"),
        _ => return (error.to_string(), error.to_string()),
    };
    (en.into(), zh.into())
}
