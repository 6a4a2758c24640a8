//! The tables of how people keep away: from the register, and from one another.

use super::{figure, key, table};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{NOTE, SOURCE};
use glasshouse_text::{Kind, Quantity, TableSpec};

/// Evasion.
pub(super) static EVASION: TableSpec = TableSpec {
    name: "evasion",
    doc: Label {
        en: "Keeping out of sight (E7): in a month somebody begins to with chance Λ(U / noise), U = p̂·D + per_record × live adverse records − cost − service_value, D being the most that one record of an evaded channel would cost. Without this table, and under regimes without such a channel, nobody does.",
        zh: "躲避（E7）：当月开始躲避的机会为Λ(U / noise)，U = p̂·D + per_record × 有效不利记录数 − cost − service_value，D为被躲避渠道的一条记录可造成的最大损失。不写此表，或制度没有此类渠道时，无人躲避。",
    },
    keys: &[
        table("hidden", &HIDDEN, true, "What evading takes from hit rates.", "躲避对命中率的削减。"),
        key(
            "services",
            Kind::Names,
            false,
            "Applications and purchases that are not made while evading.",
            "躲避期间不再进行的申请与购买。",
        ),
        figure("per_record", Quantity::Rate, "α: what each live record adds to U.", "α：每条有效记录对U的增加。"),
        figure("cost", Quantity::Rate, "F: the cost of evading, in units of utility.", "F：躲避的代价，以效用为单位。"),
        figure("service_value", Quantity::Rate, "A: what the services are worth.", "A：所放弃服务的价值。"),
        figure("exit", Quantity::Share, "Chance in a month to think again.", "当月重新考虑的机会。"),
        figure("noise", Quantity::Rate, "τ of this choice; 0 is the strict threshold.", "此选择的τ；0为严格阈值。"),
        SOURCE,
        NOTE,
    ],
};

/// What is hidden by evading.
static HIDDEN: TableSpec = TableSpec {
    name: "hidden",
    doc: Label {
        en: "Share of the hit rate that evading takes (ρ), by sort of channel; channels of a sort that is not named are not evaded. Claims are filed by people themselves.",
        zh: "躲避使命中率减少的比例（ρ），按渠道类别；未列出的类别不被躲避。申报由本人提出，不在其列。",
    },
    keys: &[
        key("register", Kind::Figure(Quantity::Share), false, "Agencies’ own files.", "机构自有记录。"),
        key("patrol", Kind::Figure(Quantity::Share), false, "Patrols, cameras, inspections.", "巡查、摄像头、检查。"),
        key("complaint", Kind::Figure(Quantity::Share), false, "Reports by others.", "他人举报。"),
        SOURCE,
        NOTE,
    ],
};

/// Ties cut and formed.
pub(super) static KEEPING: TableSpec = TableSpec {
    name: "keeping",
    doc: Label {
        en: "Ties cut and formed (E8) among those who may know one another. In a month a tie is cut with chance cut × e^(stigma × ν − kin × [one household]), and a missing one forms with chance form × (1 − shun) × likeness; ν and shun count where one of the two is on an adverse list. Without this table ties stay as they are.",
        zh: "可能相识者之间联系的断开与建立（E8）。当月断开的机会为cut × e^(stigma × ν − kin × [同户])，缺失的联系建立的机会为form × (1 − shun) × 相似度；仅当一方在不利名单上时计入ν与shun。不写此表则联系不变。",
    },
    keys: &[
        figure("cut", Quantity::Share, "k: chance in a month that a tie is cut.", "k：当月联系断开的机会。"),
        figure(
            "stigma",
            Quantity::Rate,
            "χ: how much more often ties with listed people are cut.",
            "χ：与被列名者的联系更易断开的程度。",
        ),
        figure(
            "kin",
            Quantity::Rate,
            "h: how much less often ties within a household are.",
            "h：同户联系更不易断开的程度。",
        ),
        figure(
            "form",
            Quantity::Share,
            "f: chance in a month that a missing tie forms.",
            "f：当月缺失的联系建立的机会。",
        ),
        figure(
            "shun",
            Quantity::Share,
            "ξ: share of ties with listed people that do not form.",
            "ξ：与被列名者的联系中不再建立的比例。",
        ),
        figure(
            "unpunished",
            Quantity::Share,
            "ν₀: weight of the stigma where the regime does not punish association; where it does, 1.",
            "ν₀：制度不惩罚交往时污名的权重；惩罚时为1。",
        ),
        figure(
            "unlike",
            Quantity::Share,
            "How much less often a tie forms between people who have none of the six attributes in common.",
            "六项属性全不相同者之间联系建立机会的减少比例。",
        ),
        SOURCE,
        NOTE,
    ],
};
