//! Tables of data that say which keys a table of a document has.

use glasshouse_model::text::Label;

/// What a table of the document may hold.
#[derive(Debug)]
pub struct TableSpec {
    /// Name in messages and in the schema, e.g. `indicator`.
    pub name: &'static str,
    /// What it is.
    pub doc: Label,
    /// Its keys, in the order in which they are best written.
    pub keys: &'static [Key],
}

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct KeySpec {
    /// Name.
    pub name: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// It must be there.
    pub required: bool,
    /// What it means.
    pub doc: Label,
}

/// Short for [`KeySpec`].
pub type Key = KeySpec;

/// One of a closed set of words.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// As written in the file.
    pub name: &'static str,
    /// What it means.
    pub doc: Label,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A label in both languages: `{ en = "…", zh = "…" }`.
    Text,
    /// Free words, not translated.
    Words,
    /// An id: ASCII letters, digits, `-` and `_`.
    Id,
    /// A name or a list of names declared elsewhere.
    Names,
    /// One name declared elsewhere.
    Name,
    /// True or false.
    Flag,
    /// One of some words.
    Choice(&'static [Choice]),
    /// A calendar date that is not a figure.
    Date,
    /// A whole number that is not a figure.
    Whole,
    /// A figure.
    Figure(Quantity),
    /// A figure that may be a list of versions with `from` and `to`.
    Dated(Quantity),
    /// A table of figures, each under a name.
    Figures(Quantity),
    /// A condition of the condition language.
    Condition,
    /// A table.
    Table(&'static TableSpec),
    /// A list of tables, `[[name]]`.
    Tables(&'static TableSpec),
    /// Tables under ids, `[name.id]`.
    Map(&'static TableSpec),
    /// Anything; the reader of the document looks at it itself.
    Any,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Points: a whole number of either sign.
    Points,
    /// A whole number, 0 or more.
    Count,
    /// A share or chance from 0 to 1.
    Share,
    /// A number, 0 or more.
    Rate,
    /// Any number.
    Number,
    /// A length of time such as `"2y"`.
    Span,
    /// A date.
    Date,
}

impl TableSpec {
    /// The key with a name.
    pub fn key(&self, name: &str) -> Option<&'static KeySpec> {
        self.keys.iter().find(|k| k.name == name)
    }
}

const fn label(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

/// `id`: the name of a table, unique among its kind.
pub const ID: Key = Key {
    name: "id",
    kind: Kind::Id,
    required: true,
    doc: label("Name, unique among its kind.", "名称，在同类中唯一。"),
};

/// `label`: words for people in both languages.
pub const LABEL: Key =
    Key { name: "label", kind: Kind::Text, required: true, doc: label("Words for people.", "给人看的名称。") };

/// `source`: what the bare figures of this table rest on.
pub const SOURCE: Key = Key {
    name: "source",
    kind: Kind::Words,
    required: false,
    doc: label(
        "Source of the bare figures in this table, `id` or `id#where`.",
        "本表中裸数字的来源，写作“id”或“id#位置”。",
    ),
};

/// `note`: a remark by the author.
pub const NOTE: Key = Key { name: "note", kind: Kind::Words, required: false, doc: label("A remark.", "备注。") };

/// `default_source`: what bare figures rest on unless their table says otherwise.
pub const DEFAULT_SOURCE: Key = Key {
    name: "default_source",
    kind: Kind::Name,
    required: false,
    doc: label("Source of every bare figure whose table names none.", "凡所在表未注明来源的裸数字，其来源。"),
};

/// `sources`: the cited sources.
pub const SOURCES: Key = Key {
    name: "sources",
    kind: Kind::Map(&SOURCE_TABLE),
    required: false,
    doc: label("Cited sources.", "引用的来源。"),
};

/// `allow`: warnings the author accepts, with reasons.
pub const ALLOW: Key = Key {
    name: "allow",
    kind: Kind::Tables(&ALLOW_TABLE),
    required: false,
    doc: label("Warnings that are accepted, each with a reason.", "予以接受的警告，各附理由。"),
};

/// One accepted warning.
pub static ALLOW_TABLE: TableSpec = TableSpec {
    name: "allow",
    doc: label("A warning that is accepted.", "予以接受的警告。"),
    keys: &[
        Key {
            name: "code",
            kind: Kind::Words,
            required: true,
            doc: label("Code of the warning, e.g. `GH0420`.", "警告代码，如GH0420。"),
        },
        Key {
            name: "reason", kind: Kind::Words, required: true, doc: label("Why it is accepted.", "接受的理由。")
        },
    ],
};

/// One source.
pub static SOURCE_TABLE: TableSpec = TableSpec {
    name: "source",
    doc: label("A cited source.", "一个来源。"),
    keys: &[
        Key {
            name: "kind",
            kind: Kind::Choice(&[
                Choice { name: "regulation", doc: label("A legal text.", "法规文本。") },
                Choice { name: "notice", doc: label("A notice by an authority.", "机关通知。") },
                Choice { name: "press", doc: label("A press report.", "新闻报道。") },
                Choice { name: "scholarship", doc: label("Scholarly work.", "学术著作。") },
                Choice { name: "interview", doc: label("An interview.", "访谈。") },
                Choice { name: "statistics", doc: label("Published statistics.", "公布的统计数据。") },
            ]),
            required: true,
            doc: label("What sort of source.", "来源的种类。"),
        },
        Key { name: "title", kind: Kind::Text, required: true, doc: label("Title.", "标题。") },
        Key {
            name: "date",
            kind: Kind::Any,
            required: false,
            doc: label("Date, as precise as it is known.", "日期，知道多少写多少。"),
        },
        Key { name: "url", kind: Kind::Words, required: false, doc: label("Address.", "网址。") },
        Key {
            name: "held",
            kind: Kind::Choice(&[
                Choice { name: "text", doc: label("The text itself was read.", "读过原文。") },
                Choice {
                    name: "quoted", doc: label("Known only through another source.", "仅经他处转述得知。")
                },
            ]),
            required: true,
            doc: label("Was the text read, or something about it?", "读过原文，还是经他处得知？"),
        },
        Key {
            name: "confidence",
            kind: Kind::Choice(&[
                Choice { name: "confirmed", doc: label("Checked against the text.", "已与原文核对。") },
                Choice {
                    name: "unconfirmed",
                    doc: label(
                        "From memory or hearsay; it supports assumptions only.",
                        "出自记忆或传闻，只能支持假设。",
                    ),
                },
            ]),
            required: false,
            doc: label("How sure we are; `confirmed` if absent.", "把握程度；不写即“confirmed”。"),
        },
        NOTE,
    ],
};
