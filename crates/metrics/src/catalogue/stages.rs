//! Stages of lists.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::InStage,
        name: "in_stage",
        kind: Kind::Stock,
        split: Split::Stage,
        unit: "persons",
        label: Label { en: "persons in stage", zh: "处于该阶段的人数" },
        definition: Label { en: "Persons on the list who are in the stage.", zh: "处于名单该阶段的人数。" },
    },
    Spec {
        metric: Metric::StageEntries,
        name: "stage_entries",
        kind: Kind::Flow,
        split: Split::Stage,
        unit: "entries",
        label: Label { en: "entries to stage", zh: "进入阶段次数" },
        definition: Label {
            en: "Entries to the stage, beginnings included.", zh: "进入该阶段的次数，含起始。"
        },
    },
    Spec {
        metric: Metric::StageSteps,
        name: "stage_steps",
        kind: Kind::Flow,
        split: Split::Staged,
        unit: "lots",
        label: Label { en: "lots until the last stage", zh: "到达最后阶段前的抽签数" },
        definition: Label {
            en: "Lots drawn until a stage from which nobody passes on, summed over those who came to one.",
            zh: "到达不再转出的阶段为止的抽签次数之和。",
        },
    },
    Spec {
        metric: Metric::StageStepsSquared,
        name: "stage_steps_squared",
        kind: Kind::Flow,
        split: Split::Staged,
        unit: "squared lots",
        label: Label { en: "squared lots until the last stage", zh: "抽签数的平方" },
        definition: Label {
            en: "Squares of the lots drawn until a stage from which nobody passes on, summed: with `stage_steps` it gives the spread.",
            zh: "到达不再转出的阶段为止的抽签次数平方之和，与stage_steps合用可得离散程度。",
        },
    },
];
