//! The table of a score that people ask about one another.

use super::*;

pub(super) static RATING: TableSpec = TableSpec {
    name: "rating",
    doc: doc(
        "Whoever is asked for a deal may ask this score about the other side, where the society has `[deals]`. Several rulebooks with it make a stack of raters.",
        "在含“[deals]”的社会中，被请求交易者可据此分数了解对方。多部含此表的规则书即成一组评级方。",
    ),
    keys: &[
        must(
            "opt_in",
            SHARE,
            "Share of the people who let it rate them; it holds no record of anybody else.",
            "允许其评级的人口比例；它不持有其他人的任何记录。",
        ),
        SOURCE,
        NOTE,
    ],
};
