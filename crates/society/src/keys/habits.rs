//! The tables of habits.

use super::{figure, key};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{ID, NOTE, SOURCE};
use glasshouse_text::{Kind, Quantity, TableSpec};

/// What people do without weighing it.
pub(super) static HABIT: TableSpec = TableSpec {
    name: "habit",
    doc: Label {
        en: "What people do without weighing it: on every day everyone does it once or not at all, with a chance of their own.",
        zh: "不假思索而为之事：每人每日至多一次，机会因人而异。",
    },
    keys: &[
        ID,
        figure(
            "rate",
            Quantity::Rate,
            "Acts per person and year on average; the chance of a day is a 365th of it.",
            "人均每年次数；每日的机会为其1/365。",
        ),
        key(
            "shape",
            Kind::Figure(Quantity::Rate),
            false,
            "Shape of the gamma distribution of people's chances around the mean, 0.05 to 50; all alike if absent.",
            "各人机会围绕均值的伽马分布之形状，0.05至50；不写则人人相同。",
        ),
        key(
            "follows_mean_score",
            Kind::Flag,
            false,
            "Everyone's chance follows the mean score of all people on the evening before.",
            "各人的机会随前一日终全体平均分变动。",
        ),
        key(
            "whole_at",
            Kind::Figure(Quantity::Rate),
            false,
            "With `follows_mean_score`: the mean score that stands for the whole chance; more changes nothing.",
            "与follows_mean_score连用：平均分达到此数时为全部机会，更高亦不再增加。",
        ),
        key("kind", Kind::Tables(&KIND), true, "What it comes out in.", "表现为何种行为。"),
        SOURCE,
        NOTE,
    ],
};

static KIND: TableSpec = TableSpec {
    name: "habit_kind",
    doc: Label { en: "An act that a habit comes out in.", zh: "习惯所表现的一种行为。" },
    keys: &[
        ID,
        key("act", Kind::Name, true, "Act kind of the catalogue.", "行为目录中的种类。"),
        figure(
            "share",
            Quantity::Share,
            "Share of the acts; all shares are scaled to add up to 1.",
            "所占比例；各比例按合计为1折算。",
        ),
        SOURCE,
    ],
};
