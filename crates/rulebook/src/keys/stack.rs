//! The tables of a stack of rulebooks.

use super::*;

/// The format of stack files.
pub const STACK_FORMAT: &str = "stack/1";

/// A stack file.
pub static STACK: TableSpec = TableSpec {
    name: "stack",
    doc: doc("Several rulebooks in force together.", "同时生效的若干规则书。"),
    keys: &[
        must("format", Kind::Words, "`stack/1`.", "“stack/1”。"),
        ID,
        must("title", Kind::Text, "Title.", "标题。"),
        may(
            "society",
            Kind::Name,
            "Built-in society that it is run on unless another is named.",
            "未另行指定时所用的内置社会。",
        ),
        may("card", Kind::Table(&CARD), "What a reader should know first.", "读者首先应当知道的事。"),
        DEFAULT_SOURCE,
        NOTE,
        ALLOW,
        must("use", Kind::Tables(&USE), "The rulebooks.", "所用的规则书。"),
        may("link", Kind::Tables(&LINK), "Listings that are reported from one to another.", "向另一规则书通报的列入。"),
        may("flow", Kind::Tables(&FLOW), "What may go from one country to another.", "可从一国流向另一国的数据。"),
        may("combine", Kind::Tables(&COMBINE), "How measures on one good combine.", "针对同一事项的措施如何合并。"),
        may("text", Kind::Tables(&TEXT), "Texts of rulebooks that are carried along.", "随附的规则书文本。"),
        may(
            "published",
            Kind::Tables(&PUBLISHED),
            "What sources state that sets nothing here.",
            "来源所述而不设定此处任何数字的内容。",
        ),
        SOURCES,
    ],
};

static USE: TableSpec = TableSpec {
    name: "use",
    doc: doc("A rulebook of a stack.", "所用的一部规则书。"),
    keys: &[
        ID,
        must(
            "book",
            Kind::Words,
            "A built-in rulebook, or a file beside this one.",
            "内置规则书，或与本文件同处的文件。",
        ),
        may(
            "from",
            Kind::Date,
            "First day on which it is in force here, where that is not its own.",
            "在此生效的首日（若不同于其自身）。",
        ),
        may(
            "to",
            Kind::Date,
            "Last day on which it is in force here: the day on which a regulator switches it off.",
            "在此生效的末日，即监管者将其关停之日。",
        ),
        may("held_in", Kind::Name, "Country in which its data are kept.", "其数据所存国家。"),
        NOTE,
    ],
};

static LINK: TableSpec = TableSpec {
    name: "link",
    doc: doc(
        "Entry to a list of one rulebook becomes a record in another.",
        "列入一部规则书的名单，成为另一部中的记录。",
    ),
    keys: &[
        ID,
        LABEL,
        must("list", Kind::Name, "The list, such as `nat:debtors`.", "名单，如“nat:debtors”。"),
        must(
            "to",
            Kind::Name,
            "The rulebook that is told; it needs an indicator on `listing.elsewhere`.",
            "被告知的规则书，须有针对“listing.elsewhere”的指标。",
        ),
        must("delay_days_min", COUNT, "Days from entry to record, at least.", "从列入到记录的最短天数。"),
        must("delay_days_mean", COUNT, "Mean of the days on top.", "额外天数的平均值。"),
        must("lost", SHARE, "Share that never arrives.", "从未送达的比例。"),
        may(
            "removal",
            Kind::Choice(&[
                choice(
                    "leftover",
                    "Corrected at the source, the copy stays until it lapses.",
                    "源头更正后，副本保留至失效。",
                ),
                choice(
                    "propagates",
                    "Corrected at the source, the copy is removed as well.",
                    "源头更正后，副本一并移除。",
                ),
            ]),
            "What becomes of the copy when the listing is corrected; `leftover` if absent.",
            "列入被更正后副本如何处理；不写即leftover。",
        ),
        must("misfiled", SHARE, "Share that reaches a stranger's dossier.", "归入他人档案的比例。"),
        SOURCE,
        NOTE,
    ],
};

static FLOW: TableSpec = TableSpec {
    name: "flow",
    doc: doc(
        "Reports from rulebooks held in one country to rulebooks held in another.",
        "存于一国的规则书向存于另一国的规则书的通报。",
    ),
    keys: &[
        must("from", Kind::Name, "Country that the data leave, as in `held_in`.", "数据流出国，与“held_in”一致。"),
        must("to", Kind::Name, "Country that they go to.", "数据流入国。"),
        must(
            "allowed",
            SHARE,
            "Share that may go; the rest is refused and counted.",
            "允许流出的比例，其余被拒绝并计数。",
        ),
        SOURCE,
        NOTE,
    ],
};

static COMBINE: TableSpec = TableSpec {
    name: "combine",
    doc: doc("How measures of several rulebooks in one domain combine.", "若干规则书在同一领域的措施如何合并。"),
    keys: &[
        must("domain", Kind::Words, "The domain.", "领域。"),
        must(
            "rule",
            Kind::Choice(&[
                choice(
                    "any_refusal_refuses",
                    "Each decides for itself; one refusal is enough.",
                    "各自决定，一次拒绝即足。",
                ),
                choice("strictest", "Only the gravest sanction in force decides.", "仅由现行最重的惩戒决定。"),
                choice(
                    "highest_level_prevails",
                    "Only the highest level that has one in force decides.",
                    "仅由有措施的最高一级决定。",
                ),
                choice("independent", "Each application meets one of the rulebooks.", "每次申请只遇到其中一部规则书。"),
            ]),
            "The rule.",
            "规则。",
        ),
        NOTE,
    ],
};

static TEXT: TableSpec = TableSpec {
    name: "text",
    doc: doc(
        "The text of a rulebook, carried along so that a run can be repeated.",
        "随附的规则书文本，以便重复运行。",
    ),
    keys: &[ID, must("toml", Kind::Words, "The text.", "文本。")],
};
