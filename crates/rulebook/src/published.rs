//! `[[published]]`: what sources state of a regime that sets nothing in it.

use crate::plan::{Published, PublishedKind};
use glasshouse_text::keys::{ID, NOTE};
use glasshouse_text::{Choice, Key, Kind, Label, Reader, Table, TableSpec};

const fn must(name: &'static str, kind: Kind, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required: true, doc: Label { en, zh } }
}

const KIND: &[Choice] = &[
    Choice {
        name: "rule",
        doc: Label {
            en: "What a text prescribes and the rules here do not use.",
            zh: "文本有规定而此处规则未用的内容。",
        },
    },
    Choice {
        name: "context", doc: Label { en: "Size, cost, dates, surroundings.", zh: "规模、费用、日期、背景。" }
    },
    Choice {
        name: "outcome",
        doc: Label {
            en: "What came of it: to check against, never to set a figure by.",
            zh: "实际结果：只作核对，绝不用来设定数字。",
        },
    },
];

/// A published statement.
pub(crate) static PUBLISHED: TableSpec = TableSpec {
    name: "published",
    doc: Label { en: "What a source states; it changes no run.", zh: "来源所述；不影响任何运行。" },
    keys: &[
        ID,
        must("about", Kind::Text, "What it is about.", "所述何事。"),
        must("value", Kind::Words, "The value, as stated.", "所述数值。"),
        must("kind", Kind::Choice(KIND), "What sort of statement.", "属于哪一类陈述。"),
        must("source", Kind::Words, "Source, `id` or `id#where`.", "来源，写作“id”或“id#位置”。"),
        Key {
            name: "quote",
            kind: Kind::Text,
            required: false,
            doc: Label {
                en: "The passage itself, kept short: word for word in its own language, translated in the other.",
                zh: "原文短句：原语言逐字引用，另一语言为译文。",
            },
        },
        NOTE,
    ],
};

/// Reads every `[[published]]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>) -> Vec<Published> {
    let tables = reader.tables(root, "published");
    let mut all = Vec::with_capacity(tables.len());
    for table in tables {
        reader.words(&table, "note");
        let about = reader.text(&table, "about").unwrap_or_default();
        let value = reader.words(&table, "value").map_or_else(String::new, |v| v.value);
        let kind = match reader.choice(&table, "kind").map(|c| c.value) {
            Some("rule") => PublishedKind::Rule,
            Some("outcome") => PublishedKind::Outcome,
            _ => PublishedKind::Context,
        };
        let source = table.source().unwrap_or_default().to_owned();
        let quote = reader.text(&table, "quote");
        all.push(Published { id: table.id.value, about, value, kind, source, quote });
    }
    all
}
