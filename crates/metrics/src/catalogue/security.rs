//! Alterations, inspections and breaches of the register.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::Altered,
        name: "altered",
        kind: Kind::Flow,
        split: Split::Alteration,
        unit: "dossiers",
        label: Label { en: "dossiers altered", zh: "被篡改的档案" },
        definition: Label { en: "Dossiers silently altered.", zh: "被暗中篡改的档案数。" },
    },
    Spec {
        metric: Metric::AlteredLive,
        name: "altered_live",
        kind: Kind::Stock,
        split: Split::Alteration,
        unit: "dossiers",
        label: Label { en: "alterations in place", zh: "尚存的篡改" },
        definition: Label { en: "Alterations that are still in place.", zh: "尚存的篡改数。" },
    },
    Spec {
        metric: Metric::AlterationsFound,
        name: "alterations_found",
        kind: Kind::Flow,
        split: Split::Alteration,
        unit: "dossiers",
        label: Label { en: "alterations found", zh: "被发现的篡改" },
        definition: Label {
            en: "Alterations found by an inspection and undone.", zh: "经检查发现并还原的篡改数。"
        },
    },
    Spec {
        metric: Metric::AlterationDays,
        name: "alteration_days",
        kind: Kind::Flow,
        split: Split::Alteration,
        unit: "days",
        label: Label { en: "days until alterations were found", zh: "篡改被发现前的天数" },
        definition: Label {
            en: "Days from alteration to its finding, summed over those found.",
            zh: "从篡改到被发现的天数之和。",
        },
    },
    Spec {
        metric: Metric::Inspections,
        name: "inspections",
        kind: Kind::Flow,
        split: Split::Inspection,
        unit: "inspections",
        label: Label { en: "inspections", zh: "检查次数" },
        definition: Label { en: "Inspections held.", zh: "举行的检查次数。" },
    },
    Spec {
        metric: Metric::InspectionsFinding,
        name: "inspections_finding",
        kind: Kind::Flow,
        split: Split::Inspection,
        unit: "inspections",
        label: Label { en: "inspections that found something", zh: "有所发现的检查" },
        definition: Label {
            en: "Inspections that found at least one alteration.", zh: "至少发现一处篡改的检查次数。"
        },
    },
    Spec {
        metric: Metric::Inspected,
        name: "inspected",
        kind: Kind::Flow,
        split: Split::Inspection,
        unit: "dossiers",
        label: Label { en: "dossiers inspected", zh: "受检档案" },
        definition: Label { en: "Dossiers compared with what they should hold.", zh: "被核对的档案数。" },
    },
    Spec {
        metric: Metric::Breaches,
        name: "breaches",
        kind: Kind::Flow,
        split: Split::Breach,
        unit: "breaches",
        label: Label { en: "breaches", zh: "泄露次数" },
        definition: Label {
            en: "Times that a holder's copy of the data got out.", zh: "某处所持数据副本泄露的次数。"
        },
    },
    Spec {
        metric: Metric::HoldersBreached,
        name: "holders_breached",
        kind: Kind::Stock,
        split: Split::Breach,
        unit: "holders",
        label: Label { en: "holders breached so far", zh: "至今曾泄露的持有处" },
        definition: Label {
            en: "Holders whose copy has got out at least once so far.",
            zh: "副本至今至少泄露过一次的持有处数。",
        },
    },
    Spec {
        metric: Metric::Released,
        name: "released",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "persons",
        label: Label { en: "persons whose data got out", zh: "数据已泄露的人" },
        definition: Label {
            en: "Persons whose data have got out at least once so far.",
            zh: "数据至今至少泄露过一次的人数。",
        },
    },
    Spec {
        metric: Metric::ReleasedUnique,
        name: "released_unique",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "persons",
        label: Label { en: "of these unique in their district", zh: "其中在本地区唯一者" },
        definition: Label {
            en: "Of these, persons with whom nobody in the district shares what was revealed.",
            zh: "其中本地区无人与之共有所泄内容的人数。",
        },
    },
    Spec {
        metric: Metric::ReleasedHidden,
        name: "released_hidden",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "persons",
        label: Label { en: "of these hidden among k", zh: "其中隐于k人之中者" },
        definition: Label {
            en: "Of these, persons who share what was revealed with so many in the district, themselves among them, as the breach asks.",
            zh: "其中本地区与之共有所泄内容者（含本人）达到k人的人数。",
        },
    },
    Spec {
        metric: Metric::ReleasedMatches,
        name: "released_matches",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "pairs",
        label: Label { en: "matches of released persons", zh: "泄露者的重合数" },
        definition: Label {
            en: "For each of these the others in the district who share what was revealed, summed: every pair counts twice.",
            zh: "其中每人在本地区共有所泄内容的他人数之和，每对计两次。",
        },
    },
    Spec {
        metric: Metric::DistrictsReleased,
        name: "districts_released",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "districts",
        label: Label { en: "districts whose data got out", zh: "数据已泄露的地区" },
        definition: Label {
            en: "Districts in which the data of all have got out.",
            zh: "所有人的数据均已泄露的地区数。",
        },
    },
    Spec {
        metric: Metric::DistrictsAlike,
        name: "districts_alike",
        kind: Kind::Ever,
        split: Split::Breach,
        unit: "districts",
        label: Label { en: "of these with a match", zh: "其中有重合的地区" },
        definition: Label {
            en: "Of these, districts in which two people share what was revealed.",
            zh: "其中至少两人共有所泄内容的地区数。",
        },
    },
];
