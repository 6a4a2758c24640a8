//! How people keep away: from the register, and from one another.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

/// The part of the catalogue.
pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Evading,
        name: "evading",
        kind: Kind::Stock,
        split: Split::Evasion,
        unit: "persons",
        label: Label { en: "evading the register", zh: "躲避登记" },
        definition: Label {
            en: "Persons who keep out of sight of channels and forgo services.",
            zh: "为避开渠道而放弃服务的人数。",
        },
    },
    Spec {
        metric: Metric::Forgone,
        name: "forgone",
        kind: Kind::Flow,
        split: Split::Evasion,
        unit: "applications",
        label: Label { en: "services forgone", zh: "放弃的服务" },
        definition: Label {
            en: "Applications and purchases not made because the person evades.",
            zh: "因躲避而未进行的申请与购买。",
        },
    },
    Spec {
        metric: Metric::EvasionWeighed,
        name: "evasion_weighed",
        kind: Kind::Flow,
        split: Split::LiveRecords,
        unit: "persons",
        label: Label { en: "weighed evading", zh: "权衡是否躲避" },
        definition: Label {
            en: "Persons who weighed whether to evade at the beginning of the month, by how many live adverse records they had.",
            zh: "月初权衡是否躲避的人数，按其有效不利记录数。",
        },
    },
    Spec {
        metric: Metric::EvasionChosen,
        name: "evasion_chosen",
        kind: Kind::Flow,
        split: Split::LiveRecords,
        unit: "persons",
        label: Label { en: "chose to evade", zh: "选择躲避" },
        definition: Label { en: "Of these, persons who chose to evade.", zh: "其中选择躲避的人数。" },
    },
    Spec {
        metric: Metric::Ties,
        name: "ties",
        kind: Kind::Stock,
        split: Split::Keeping,
        unit: "ties",
        label: Label { en: "ties", zh: "人际联系" },
        definition: Label {
            en: "Ties, counted at both ends, where ties are cut and formed.",
            zh: "联系数，两端各计一次；仅当联系会断开与建立时计。",
        },
    },
    Spec {
        metric: Metric::BaselineTies,
        name: "baseline_ties",
        kind: Kind::Stock,
        split: Split::Keeping,
        unit: "ties",
        label: Label { en: "ties without the regime", zh: "无制度时的人际联系" },
        definition: Label {
            en: "The same in the baseline, in which nobody is listed.",
            zh: "同上，指无人被列名的基线。",
        },
    },
    Spec {
        metric: Metric::TiesLost,
        name: "ties_lost",
        kind: Kind::Stock,
        split: Split::Keeping,
        unit: "ties",
        label: Label { en: "ties lost to the regime", zh: "因制度失去的联系" },
        definition: Label {
            en: "Ties of the baseline that are missing here, pair by pair, counted at both ends.",
            zh: "基线中有而此处无的联系，逐对比较，两端各计一次。",
        },
    },
    Spec {
        metric: Metric::TiesCut,
        name: "ties_cut",
        kind: Kind::Flow,
        split: Split::Keeping,
        unit: "ties",
        label: Label { en: "ties cut", zh: "断开的联系" },
        definition: Label {
            en: "Ties cut in the month, counted at both ends.", zh: "当月断开的联系，两端各计一次。"
        },
    },
    Spec {
        metric: Metric::TiesFormed,
        name: "ties_formed",
        kind: Kind::Flow,
        split: Split::Keeping,
        unit: "ties",
        label: Label { en: "ties formed", zh: "建立的联系" },
        definition: Label {
            en: "Ties formed in the month, counted at both ends.",
            zh: "当月建立的联系，两端各计一次。",
        },
    },
    Spec {
        metric: Metric::TiePairs,
        name: "tie_pairs",
        kind: Kind::Flow,
        split: Split::TiePair,
        unit: "pairs",
        label: Label { en: "pairs that may be tied", zh: "可能联系的人对" },
        definition: Label {
            en: "Pairs of persons who may know one another, at the end of the month, counted at both ends: clear if neither is on an adverse list, else listed.",
            zh: "月末可能相识的人对，两端各计一次：双方均不在不利名单上为clear，否则为listed。",
        },
    },
    Spec {
        metric: Metric::TiedPairs,
        name: "tied_pairs",
        kind: Kind::Flow,
        split: Split::TiePair,
        unit: "pairs",
        label: Label { en: "pairs that are tied", zh: "有联系的人对" },
        definition: Label {
            en: "Of these, pairs that are tied after the month’s cutting and forming.",
            zh: "其中经当月断开与建立后有联系的人对。",
        },
    },
];
