//! Acts that people meant to do and could not.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[Spec {
    metric: Metric::Prevented,
    name: "prevented",
    kind: Kind::Flow,
    split: Split::Prevented,
    unit: "acts",
    label: Label { en: "acts prevented", zh: "被阻止的行为" },
    definition: Label {
        en: "Acts that a measure made impossible for those who meant to do them: incapacitation, which is not deterrence.",
        zh: "有意为之而被措施阻止的行为：属于剥夺能力，而非威慑。",
    },
}];
