//! The table of who objects to a record.

use super::{figure, key};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{NOTE, SOURCE};
use glasshouse_text::{Kind, Quantity, TableSpec};

/// Objecting.
pub(super) static OBJECTING: TableSpec = TableSpec {
    name: "objecting",
    doc: Label {
        en: "Objecting to a record (E12). With `success`, whoever learns of an adverse record weighs it, and objects with chance Λ(U / noise), U = success × what the record still costs − cost × (1 + burden × [poor]) − fear × p̂·D·(1 − T) + peers × share of listed ties who have objected. Without `success` the rulebook’s chances hold, and the log odds of the poor are less by cost × burden / noise. Without this table the rulebook’s chances hold for all.",
        zh: "对记录提出异议（E12）。写有“success”时，得知不利记录者加以权衡，提出异议的机会为Λ(U / noise)，U = success × 记录尚将造成的损失 − cost × (1 + burden × [贫困]) − fear × p̂·D·(1 − T) + peers × 被列名熟人中已提异议的比例。不写“success”时以规则文本的概率为准，贫困者的对数几率减少cost × burden / noise。不写此表则所有人都以规则文本的概率为准。",
    },
    keys: &[
        key(
            "success",
            Kind::Figure(Quantity::Share),
            false,
            "π̂: believed chance that an objection succeeds, at the start. If absent nobody weighs objecting.",
            "π̂：开始时认为异议会成立的机会。不写则无人权衡。",
        ),
        figure(
            "cost",
            Quantity::Rate,
            "κ_a: the effort of objecting, in units of utility.",
            "κ_a：提出异议的付出，以效用为单位。",
        ),
        key(
            "burden",
            Kind::Figure(Quantity::Rate),
            false,
            "β_w: by how much of itself the effort is more for those below the line of `[wealth]`; as for others if absent.",
            "β_w：对“[wealth]”贫困线以下者，付出增加的倍数；不写则与他人相同。",
        ),
        key(
            "fear",
            Kind::Figure(Quantity::Rate),
            false,
            "φ_r: weight of the fear to draw attention. Needed with `success`.",
            "φ_r：担心引起注意的权重。写“success”时必需。",
        ),
        key(
            "peers",
            Kind::Figure(Quantity::Rate),
            false,
            "J_a: what it adds to U if all listed ties have objected. Needed with `success`.",
            "J_a：被列名的熟人全都提过异议时对U的增加。写“success”时必需。",
        ),
        key(
            "learns",
            Kind::Flag,
            false,
            "People learn the chance of success from their own and their ties’ decisions, at the pace of `[behaviour]`.",
            "人们从自己与熟人所获的决定中学习成立的机会，速度同“[behaviour]”。",
        ),
        figure("noise", Quantity::Rate, "τ of this choice; 0 is the strict threshold.", "此选择的τ；0为严格阈值。"),
        SOURCE,
        NOTE,
    ],
};
