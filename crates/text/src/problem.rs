//! What can be wrong with a document's text, structure, figures and changes from outside.

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Words, both};
use glasshouse_model::Text;
use glasshouse_model::text::Label;
use std::ops::Range;

/// A problem that any document can have. Others are declared by the crates that find them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file does not exist.
    FileNotFound {
        /// Its name.
        name: String,
        /// A near name, if one is known.
        near: Option<String>,
    },
    /// The file is a folder.
    IsDirectory {
        /// Its name.
        name: String,
    },
    /// The file is larger than [`crate::LARGEST`].
    TooLarge {
        /// Its size.
        bytes: u64,
    },
    /// The file is not UTF-8.
    NotText,
    /// The file holds nothing.
    EmptyFile,
    /// A full-width or typographic mark.
    Typographic {
        /// What stands there.
        found: char,
        /// What should.
        plain: char,
    },
    /// A line that is not TOML.
    Unreadable,
    /// Words without quotes.
    Unquoted {
        /// The words.
        written: String,
    },
    /// A key without a value.
    NoValue,
    /// A quote without a partner.
    UnclosedQuote,
    /// A bracket without a partner.
    Unclosed,
    /// A key without `=`.
    NoEquals {
        /// The key.
        key: String,
    },
    /// A key that is not a plain word.
    BadKey {
        /// As written.
        written: String,
    },
    /// A colon where `=` belongs.
    ColonForEquals {
        /// The key.
        key: String,
    },
    /// A key twice in one table.
    KeyTwice {
        /// The key.
        key: String,
    },
    /// `[name]` twice.
    HeaderTwice {
        /// The name.
        name: String,
    },
    /// A number with a leading zero.
    LeadingZero,
    /// A number that is none.
    BadNumber {
        /// As written.
        written: String,
    },
    /// A date that is none.
    ImpossibleDate {
        /// As written.
        written: String,
    },
    /// Too many levels.
    TooDeep,
    /// A comma missing or too many.
    Comma,
    /// A character that cannot stand there.
    OddCharacter,
    /// A key that the table does not have.
    UnknownKey {
        /// The key.
        key: String,
        /// The nearest known key.
        near: Option<String>,
        /// The keys of the table.
        allowed: Vec<&'static str>,
        /// The key belongs at the top of the file.
        at_top: bool,
    },
    /// A required key is absent.
    MissingKey {
        /// The key.
        key: &'static str,
        /// The table.
        table: &'static str,
        /// What the key means.
        doc: Label,
    },
    /// A value of another kind than the key takes.
    WrongType {
        /// What the key takes.
        wanted: Label,
        /// What is there.
        found: Label,
        /// What to write.
        hint: Option<Text>,
    },
    /// A word that is not among the allowed ones.
    NotAChoice {
        /// The word.
        written: String,
        /// The nearest allowed word.
        near: Option<&'static str>,
        /// The allowed words.
        allowed: Vec<&'static str>,
    },
    /// An id with other characters.
    BadId {
        /// As written.
        written: String,
    },
    /// A label in one language.
    OneLanguage {
        /// The language that is missing.
        missing: &'static str,
    },
    /// A format that this program does not know.
    UnknownFormat {
        /// As written.
        written: String,
        /// The format that is read here.
        known: &'static str,
    },
    /// Two entries with one id.
    DuplicateId {
        /// What they are.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// A reserved word.
    NotYetSupported {
        /// What.
        what: String,
    },
    /// A reference to nothing.
    UnknownName {
        /// What is referred to.
        kind: Label,
        /// The name.
        name: String,
        /// The nearest name.
        near: Option<String>,
    },
    /// A figure with neither source nor assumption.
    FigureWithoutSource {
        /// The key.
        key: String,
        /// The value as written.
        value: String,
        /// A source that could be cited.
        source: Option<String>,
    },
    /// A figure with both.
    SourceAndAssumption,
    /// A value outside its own range.
    OutsideRange {
        /// The value.
        value: String,
        /// Lowest.
        low: String,
        /// Highest.
        high: String,
    },
    /// An assumption without a proper range.
    BadRange,
    /// An assumption without a reason.
    NoReason,
    /// A figure that cites an unconfirmed source.
    UnconfirmedSource {
        /// The source.
        id: String,
    },
    /// Versions overlap.
    DatesOverlap {
        /// A day on which both are in force.
        day: String,
    },
    /// Versions leave a gap.
    DatesGap {
        /// First day without a version.
        from: String,
        /// Last day without a version.
        to: String,
    },
    /// A number that is not possible.
    OutOfBounds {
        /// As written.
        value: String,
        /// What is possible.
        wanted: Label,
    },
    /// `to` lies before `from`.
    DatesReversed {
        /// First day.
        from: String,
        /// Last day.
        to: String,
    },
    /// A change from outside that hits nothing.
    PatchUnknownPath {
        /// The path.
        path: String,
        /// The nearest path.
        near: Option<String>,
    },
    /// A change from outside that changes nothing.
    PatchChangesNothing {
        /// The change.
        shown: String,
        /// The value in force.
        value: String,
    },
    /// A change from outside whose value does not fit.
    PatchBadValue {
        /// The change.
        shown: String,
        /// What is wanted.
        wanted: Label,
    },
    /// A dated change to something that is fixed for a run.
    PatchDate {
        /// The path.
        path: String,
        /// First day in force.
        start: String,
    },
    /// A source that is never cited.
    UnusedSource {
        /// The source.
        id: String,
    },
    /// An acceptance without a reason, or of something that is no warning.
    AllowWithoutReason {
        /// The code as written.
        code: String,
    },
    /// An acceptance that nothing needs.
    AllowUnused {
        /// The code.
        code: Code,
    },
}

/// `did you mean …?`
pub fn did_you_mean(near: Option<&str>) -> Option<Text> {
    near.map(|n| both(format!("did you mean `{n}`?"), format!("是不是“{n}”？")))
}

fn list(names: &[&'static str]) -> (String, String) {
    (names.join(", "), names.join("、"))
}

impl Problem {
    /// As a diagnostic at a place.
    pub fn at(self, span: Range<usize>) -> Diagnostic {
        self.nowhere().at(span)
    }

    /// As a diagnostic without a place.
    pub fn nowhere(self) -> Diagnostic {
        Diagnostic::new(self.code(), self.words())
    }

    /// Its code.
    pub fn code(&self) -> Code {
        use Problem as P;
        match self {
            P::FileNotFound { .. } => Code::FileNotFound,
            P::IsDirectory { .. } => Code::IsDirectory,
            P::TooLarge { .. } => Code::TooLarge,
            P::NotText => Code::NotText,
            P::EmptyFile => Code::EmptyFile,
            P::Typographic { .. } => Code::Typographic,
            P::Unreadable | P::BadKey { .. } => Code::Unreadable,
            P::Unquoted { .. } => Code::Unquoted,
            P::UnclosedQuote => Code::UnclosedQuote,
            P::Unclosed => Code::Unclosed,
            P::NoValue | P::NoEquals { .. } | P::ColonForEquals { .. } => Code::NoEquals,
            P::KeyTwice { .. } | P::HeaderTwice { .. } => Code::KeyTwice,
            P::LeadingZero | P::BadNumber { .. } => Code::BadNumber,
            P::ImpossibleDate { .. } => Code::ImpossibleDate,
            P::TooDeep => Code::TooDeep,
            P::Comma => Code::Comma,
            P::OddCharacter => Code::OddCharacter,
            P::UnknownKey { .. } => Code::UnknownKey,
            P::MissingKey { .. } => Code::MissingKey,
            P::WrongType { .. } => Code::WrongType,
            P::NotAChoice { .. } => Code::NotAChoice,
            P::BadId { .. } => Code::BadId,
            P::OneLanguage { .. } => Code::OneLanguage,
            P::UnknownFormat { .. } => Code::UnknownFormat,
            P::DuplicateId { .. } => Code::DuplicateId,
            P::NotYetSupported { .. } => Code::NotYetSupported,
            P::UnknownName { .. } => Code::UnknownName,
            P::FigureWithoutSource { .. } => Code::FigureWithoutSource,
            P::SourceAndAssumption => Code::SourceAndAssumption,
            P::OutsideRange { .. } => Code::OutsideRange,
            P::BadRange | P::NoReason => Code::BadAssumption,
            P::UnconfirmedSource { .. } => Code::UnconfirmedSource,
            P::DatesOverlap { .. } => Code::DatesOverlap,
            P::DatesGap { .. } => Code::DatesGap,
            P::OutOfBounds { .. } => Code::OutOfBounds,
            P::DatesReversed { .. } => Code::DatesReversed,
            P::PatchUnknownPath { .. } => Code::PatchUnknownPath,
            P::PatchChangesNothing { .. } => Code::PatchChangesNothing,
            P::PatchBadValue { .. } => Code::PatchBadValue,
            P::PatchDate { .. } => Code::ReformDate,
            P::UnusedSource { .. } => Code::UnusedSource,
            P::AllowWithoutReason { .. } => Code::AllowWithoutReason,
            P::AllowUnused { .. } => Code::AllowUnused,
        }
    }

    /// What is said.
    pub fn words(&self) -> Words {
        self.words_of_files()
            .or_else(|| self.words_of_syntax())
            .or_else(|| self.words_of_structure())
            .unwrap_or_else(|| self.words_of_figures())
    }

    fn words_of_files(&self) -> Option<Words> {
        use Problem as P;
        Some(match self {
            P::FileNotFound { name, near } => {
                Words::new(both(format!("there is no file `{name}`"), format!("没有文件“{name}”")))
                    .help_if(did_you_mean(near.as_deref()))
            }
            P::IsDirectory { name } => {
                Words::new(both(format!("`{name}` is a folder, not a file"), format!("“{name}”是文件夹，不是文件")))
                    .help(both("name one file inside it", "请写出其中一个文件"))
            }
            P::TooLarge { bytes } => {
                let mib = bytes / (1024 * 1024);
                Words::new(both(
                    format!("the file has {mib} MiB; at most 4 MiB are read"),
                    format!("文件有{mib} MiB，最多读取4 MiB"),
                ))
                .help(both("is this the right file?", "是不是选错了文件？"))
            }
            P::NotText => Words::new(both("the file is not UTF-8 text", "文件不是UTF-8文本"))
                .label(both("from here on the bytes are not UTF-8", "从这里起不是UTF-8编码"))
                .help(both("save it as plain text in UTF-8", "请以UTF-8纯文本保存")),
            P::EmptyFile => Words::new(both("the file is empty", "文件是空的")).help(both(
                "`glasshouse new rulebook NAME` starts one from a built-in rulebook",
                "可用“glasshouse new rulebook 名称”从内置规则书开始",
            )),
            _ => return None,
        })
    }

    fn words_of_syntax(&self) -> Option<Words> {
        use Problem as P;
        Some(match self {
            P::Typographic { found, plain } => {
                let shown = if *plain == ' ' { "space".to_owned() } else { plain.to_string() };
                let shown_zh = if *plain == ' ' { "空格".to_owned() } else { plain.to_string() };
                Words::new(both(format!("`{found}` is full-width or typographic punctuation"), format!("“{found}”是全角或排版用标点")))
                    .label(both(format!("write `{shown}`"), format!("请写“{shown_zh}”")))
                    .help(both(
                        "outside quotes only plain marks count; switch the input method to half-width, or turn off smart quotes",
                        "引号之外只认半角标点；请切换输入法到半角，或关闭“智能引号”",
                    ))
            }
            P::Unreadable => Words::new(both("this cannot be read", "这里无法读懂"))
                .help(both("a line is `key = value`, `[table]`, `[[entry]]` or a comment after `#`", "每行应为“键 = 值”、“[表]”、“[[条目]]”或“#”注释")),
            P::BadKey { written } => Words::new(both("this is not a key", "这不是键名"))
                .label(both(format!("`{}` cannot stand in a key", written.trim()), format!("键名里不能有“{}”", written.trim())))
                .help(both("keys are plain ASCII words such as `points`", "键名是“points”这样的ASCII单词")),
            P::Unquoted { written } => unquoted(written),
            P::NoValue => Words::new(both("a value is missing after `=`", "“=”后缺少值"))
                .help(both("write the value, or take the line away", "请写上值，或删去此行")),
            P::UnclosedQuote => Words::new(both("a quote is opened here and not closed on this line", "引号在此打开，本行内没有收尾"))
                .help(both("put the same quote at the end of the text", "请在文字末尾补上同样的引号")),
            P::Unclosed => Words::new(both("a bracket is opened and not closed", "括号没有收尾"))
                .help(both("close it with `]`, `]]` or `}`", "请用“]”“]]”或“}”收尾")),
            P::NoEquals { key } => Words::new(both(format!("`{key}` needs `=` and a value"), format!("“{key}”后须有“=”和值")))
                .help(both(format!("`{key} = …`"), format!("“{key} = …”"))),
            P::ColonForEquals { key } => Words::new(both("a colon does not give a value", "冒号不能赋值"))
                .label(both("write `=`", "请写“=”"))
                .help(both(format!("`{key} = …`"), format!("“{key} = …”"))),
            P::KeyTwice { key } => Words::new(both(format!("`{key}` is written twice in one table"), format!("同一个表里“{key}”写了两次")))
                .label(both("second time", "第二次"))
                .help(both(
                    "if a new entry begins here, put its header, such as `[[indicator]]`, on the line above",
                    "如果这里开始新的条目，请在上一行写标题，如“[[indicator]]”",
                )),
            P::HeaderTwice { name } => Words::new(both(format!("`[{name}]` is opened twice"), format!("“[{name}]”写了两次")))
                .help(both(format!("entries of a list have double brackets: `[[{name}]]`"), format!("列表的条目用双括号：“[[{name}]]”"))),
            P::LeadingZero => Words::new(both("a number does not begin with 0", "数字不以0开头"))
                .label(both("take this 0 away", "去掉这个0")),
            P::BadNumber { written } => Words::new(both(format!("`{written}` is not a number"), format!("“{written}”不是数字")))
                .help(both("write 12, -0.05, \"2/37\" or \"5%\"", "写作12、-0.05、\"2/37\"或\"5%\"")),
            P::ImpossibleDate { written } => {
                Words::new(both(format!("the calendar has no day {written}"), format!("日历上没有{written}这一天"))).help(both(
                    "write year-month-day, e.g. 2010-06-30; if only the year or month is known: \"2010\", \"2010-06\"",
                    "写作年-月-日，如2010-06-30；只知道年或月时写\"2010\"、\"2010-06\"",
                ))
            }
            P::TooDeep => Words::new(both("brackets lie too deep inside one another", "括号嵌套过深")),
            P::Comma => Words::new(both("a comma or line break is missing or too many here", "此处缺少或多出逗号、换行"))
                .help(both(
                    "inside brackets separate values by one comma; outside, one key per line; numbers have no thousands separator",
                    "括号内各值以一个逗号分隔；括号外一行一个键；数字不用千位分隔符",
                )),
            P::OddCharacter => Words::new(both("this character cannot stand here", "此处不能出现这个字符"))
                .help(both("for a backslash use single quotes around the text", "含反斜杠的文字请用单引号")),
            _ => return None,
        })
    }

    fn words_of_structure(&self) -> Option<Words> {
        use Problem as P;
        Some(match self {
            P::UnknownKey { key, near, allowed, at_top } => unknown_key(key, near.as_deref(), allowed, *at_top),
            P::MissingKey { key, table, doc } => {
                Words::new(both(format!("`{key}` is missing in `{table}`"), format!("“{table}”缺少“{key}”")))
                    .help(both(format!("`{key}`: {}", doc.en), format!("“{key}”：{}", doc.zh)))
            }
            P::WrongType { wanted, found, hint } => {
                Words::new(both(format!("this must be {}", wanted.en), format!("此处须是{}", wanted.zh)))
                    .label(both(format!("this is {}", found.en), format!("这是{}", found.zh)))
                    .help_if(hint.clone())
            }
            P::NotAChoice { written, near, allowed } => {
                let (en, zh) = list(allowed);
                Words::new(both(
                    format!("`{written}` is not one of the words allowed here"),
                    format!("“{written}”不在可选之列"),
                ))
                .help_if(did_you_mean(*near))
                .help(both(format!("allowed here: {en}"), format!("可选：{zh}")))
            }
            P::BadId { written } => {
                let fixed: String = written
                    .chars()
                    .map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' })
                    .collect();
                Words::new(both(format!("`{written}` cannot be an id"), format!("“{written}”不能作id")))
                    .label(both("letters, digits, - and _ only", "只能用字母、数字、-和_"))
                    .help_if(
                        (fixed.len() == written.len())
                            .then(|| both(format!("write `{fixed}`"), format!("可写“{fixed}”"))),
                    )
            }
            P::OneLanguage { missing } => {
                Words::new(both(format!("the words are missing in `{missing}`"), format!("缺少“{missing}”语言的文字")))
                    .help(both("write { en = \"…\", zh = \"…\" }", "写作{ en = \"…\", zh = \"…\" }"))
            }
            P::UnknownFormat { written, known } => {
                Words::new(both(format!("format `{written}` is not known here"), format!("此处不认识格式“{written}”")))
                    .help(both(format!("write format = \"{known}\""), format!("请写format = \"{known}\"")))
            }
            P::DuplicateId { kind, id } => Words::new(both(
                format!("there are two `{kind}` with the id `{id}`"),
                format!("有两个“{kind}”的id都是“{id}”"),
            ))
            .label(both("second one", "第二个"))
            .help(both("give one of them another id", "请给其中一个换一个id")),
            P::NotYetSupported { what } => {
                Words::new(both(format!("`{what}` is not yet supported"), format!("尚不支持“{what}”")))
            }
            P::UnknownName { kind, name, near } => {
                Words::new(both(format!("no {} is called `{name}`", kind.en), format!("没有叫“{name}”的{}", kind.zh)))
                    .help_if(did_you_mean(near.as_deref()))
            }
            _ => return None,
        })
    }

    fn words_of_figures(&self) -> Words {
        use Problem as P;
        match self {
            P::FigureWithoutSource { key, value, source } => without_source(key, value, source.as_deref()),
            P::SourceAndAssumption => Words::new(both("this figure is both cited and assumed", "这个数字既引用又假设"))
                .help(both(
                    "keep one; if sources disagree, list them: rival = [{ value = …, source = \"…\" }]",
                    "只留其一；来源互相矛盾时列为rival = [{ value = …, source = \"…\" }]",
                )),
            P::OutsideRange { value, low, high } => {
                Words::new(both(format!("{value} lies outside its own range"), format!("{value}超出自己的范围")))
                    .label(both(format!("the range is {low} to {high}"), format!("范围是{low}至{high}")))
                    .help(both(
                        "choose a value inside, or widen the range and say why",
                        "请取范围之内的值，或扩大范围并说明理由",
                    ))
            }
            P::BadRange => Words::new(both("a range has two values, low then high", "范围是两个值，先低后高"))
                .help(both("range = [lowest, highest]", "range = [最低, 最高]")),
            P::NoReason => Words::new(both("an assumption needs a reason", "假设须有理由"))
                .help(both("why = \"…\"", "why = \"…\"")),
            P::UnconfirmedSource { id } => Words::new(both(
                format!("source `{id}` is unconfirmed and cannot carry a figure"),
                format!("来源“{id}”未经核实，不能支持数字"),
            ))
            .help(both(
                "make it an assumption with a range, and name the source in `why`",
                "请改为带范围的假设，并在“why”里提及该来源",
            )),
            P::DatesOverlap { day } => {
                Words::new(both(format!("two versions are in force on {day}"), format!("{day}有两个版本有效"))).help(
                    both(
                        "`to` is the last day of the earlier version, the day before the next `from`",
                        "“to”是前一版本的最后一天，即下一个“from”的前一天",
                    ),
                )
            }
            P::DatesGap { from, to } => Words::new(both(
                format!("no version is in force from {from} to {to}"),
                format!("{from}至{to}没有版本有效"),
            ))
            .help(both(
                "if nothing applied then, say so: { absent = true, from = …, to = … }",
                "若当时确无规定，请写明：{ absent = true, from = …, to = … }",
            )),
            P::OutOfBounds { value, wanted } => {
                Words::new(both(format!("{value} is not possible here"), format!("此处不可能是{value}")))
                    .label(both(format!("this is {}", wanted.en), format!("应为{}", wanted.zh)))
            }
            P::DatesReversed { from, to } => Words::new(both(
                format!("it ends on {to}, before it begins on {from}"),
                format!("结束于{to}，早于开始的{from}"),
            ))
            .help(both("the first day comes first; both days count", "先写首日，后写末日；两日均计入")),
            P::UnusedSource { id } => {
                Words::new(both(format!("nothing rests on source `{id}`"), format!("没有内容依据来源“{id}”"))).help(
                    both("name it where a figure rests on it, or take it away", "请在相应数值处写明，或删去该来源"),
                )
            }
            P::AllowWithoutReason { code } => Words::new(both(
                format!("`{code}` is accepted without a reason, or is not a warning"),
                format!("接受“{code}”没有说明理由，或它不是警告"),
            ))
            .help(both(
                "allow = [{ code = \"GH0420\", reason = \"…\" }]",
                "allow = [{ code = \"GH0420\", reason = \"…\" }]",
            )),
            P::AllowUnused { code } => {
                Words::new(both(format!("{code} does not occur here"), format!("此处没有出现{code}")))
                    .help(both("take the line out", "请删去这一行"))
            }
            other => other.words_of_changes(),
        }
    }

    fn words_of_changes(&self) -> Words {
        use Problem as P;
        match self {
            P::PatchUnknownPath { path, near } => Words::new(both(
                format!("there is no figure or switch at `{path}`"),
                format!("路径“{path}”上没有数字或开关"),
            ))
            .help_if(did_you_mean(near.as_deref())),
            P::PatchChangesNothing { shown, value } => {
                Words::new(both(format!("`{shown}` changes nothing"), format!("“{shown}”没有改变任何东西")))
                    .label(both(format!("it already is {value}"), format!("原本就是{value}")))
                    .help(both(
                        "a reform that does nothing would be taken for one without effect: set another value, or take the entry away",
                        "不起作用的改革会被误认为没有效果：请改为其他值，或删去此项",
                    ))
            }
            P::PatchBadValue { shown, wanted } => {
                Words::new(both(format!("`{shown}` does not fit"), format!("“{shown}”不合适")))
                    .label(both(format!("this must be {}", wanted.en), format!("须是{}", wanted.zh)))
                    .help(both("write the value as in the rulebook itself", "请按规则书中的写法写值"))
            }
            P::PatchDate { path, start } => {
                Words::new(both(format!("`{path}` cannot change on that day"), format!("“{path}”不能在那一天改变")))
                    .help(both(
                        format!("it is fixed for a run: write from = {start}"),
                        format!("它在一次运行中固定：请写from = {start}"),
                    ))
            }
            // Every other problem has its words above; its title is a true sentence in any case.
            other => {
                let title = other.code().explanation().title;
                Words::new(title.into())
            }
        }
    }
}

fn unquoted(written: &str) -> Words {
    let lower = written.to_lowercase();
    let words = Words::new(both("words need quotes around them", "文字须加引号"));
    if matches!(lower.as_str(), "yes" | "no" | "on" | "off") {
        return words.help(both("for a switch write true or false", "开关请写true或false"));
    }
    if lower.starts_with("true") || lower.starts_with("false") {
        return words.help(both(
            "true and false stand alone; put other words in quotes",
            "true和false单独使用；其他文字加引号",
        ));
    }
    words.help(both(format!("write \"{written}\""), format!("写作\"{written}\"")))
}

fn unknown_key(key: &str, near: Option<&str>, allowed: &[&'static str], at_top: bool) -> Words {
    let (en, zh) = list(allowed);
    let words = Words::new(both(format!("unknown key `{key}`"), format!("未知的键“{key}”")))
        .label(both("not a key of this table", "这个表没有这个键"));
    if at_top {
        return words.help(both(
            format!("`{key}` belongs to the whole file: put it at the top, above the first [table]"),
            format!("“{key}”属于整个文件：请写在最上方、第一个[表]之前"),
        ));
    }
    words.help_if(did_you_mean(near)).help(both(format!("keys allowed here: {en}"), format!("此处可用的键：{zh}")))
}

fn without_source(key: &str, value: &str, source: Option<&str>) -> Words {
    let id = source.unwrap_or("…");
    Words::new(both("a figure needs a source or an assumption", "数字须有来源或假设"))
        .label(both("where does this number come from?", "这个数字从何而来？"))
        .help(both(
            format!("cite it:   {key} = {{ value = {value}, source = \"{id}\" }}"),
            format!("注明来源：{key} = {{ value = {value}, source = \"{id}\" }}"),
        ))
        .help(both(
            format!("or own it: {key} = {{ value = {value}, assumed = {{ range = [low, high], why = \"…\" }} }}"),
            format!("或写明假设：{key} = {{ value = {value}, assumed = {{ range = [低, 高], why = \"…\" }} }}"),
        ))
}
