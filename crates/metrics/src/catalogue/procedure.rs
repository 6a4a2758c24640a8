//! What procedure does: classes and clocks of objections, marks, refused reports, accounts, flows.

use super::{Kind, Metric, Spec, Split};
use glasshouse_model::text::Label;

pub(super) const SPECS: &[Spec] = &[
    Spec {
        metric: Metric::UrgentFiled,
        name: "urgent_filed",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "urgent objections filed", zh: "提出的优先异议" },
        definition: Label {
            en: "Objections filed that come before all others.", zh: "优先于其他异议办理的异议数。"
        },
    },
    Spec {
        metric: Metric::UrgentDecided,
        name: "urgent_decided",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "urgent objections decided", zh: "已决定的优先异议" },
        definition: Label {
            en: "Urgent objections decided or closed by the deadline.",
            zh: "已决定或因期限届满而结案的优先异议。",
        },
    },
    Spec {
        metric: Metric::UrgentDays,
        name: "urgent_days",
        kind: Kind::Flow,
        split: Split::None,
        unit: "days",
        label: Label { en: "days of urgent objections", zh: "优先异议用时" },
        definition: Label {
            en: "Days from filing to decision, summed over urgent objections.",
            zh: "优先异议从提出到决定的天数之和。",
        },
    },
    Spec {
        metric: Metric::OtherDays,
        name: "other_days",
        kind: Kind::Flow,
        split: Split::None,
        unit: "days",
        label: Label { en: "days of other objections", zh: "其他异议用时" },
        definition: Label {
            en: "Days from filing to decision, summed over objections that are not urgent, where some are or the statutory clock is kept.",
            zh: "非优先异议从提出到决定的天数之和（仅在区分优先或计法定期限时计数）。",
        },
    },
    Spec {
        metric: Metric::ReviewOverdue,
        name: "review_overdue",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "decisions after the term", zh: "逾期决定" },
        definition: Label {
            en: "Objections that an officer decided after the statutory term, where the clock is kept.",
            zh: "办公人员在法定期限之后作出决定的异议（计法定期限时）。",
        },
    },
    Spec {
        metric: Metric::ReviewLapsed,
        name: "review_lapsed",
        kind: Kind::Flow,
        split: Split::None,
        unit: "objections",
        label: Label { en: "objections closed by the term", zh: "期满结案" },
        definition: Label {
            en: "Objections closed because the statutory term had passed, where the clock is kept.",
            zh: "因法定期限届满而结案的异议（计法定期限时）。",
        },
    },
    Spec {
        metric: Metric::Marked,
        name: "marked",
        kind: Kind::Stock,
        split: Split::None,
        unit: "persons",
        label: Label { en: "persons marked", zh: "被标注者" },
        definition: Label {
            en: "Persons whose record is marked as under objection.",
            zh: "记录被标注为异议处理中的人数。",
        },
    },
    Spec {
        metric: Metric::RefusalsWithheld,
        name: "refusals_withheld",
        kind: Kind::Flow,
        split: Split::None,
        unit: "applications",
        label: Label { en: "refusals withheld", zh: "未予拒绝" },
        definition: Label {
            en: "Applications not refused because the record is marked as under objection.",
            zh: "因记录标注为异议处理中而未被拒绝的申请。",
        },
    },
    Spec {
        metric: Metric::RefusedEvidence,
        name: "refused_evidence",
        kind: Kind::Flow,
        split: Split::None,
        unit: "reports",
        label: Label { en: "reports refused for weak evidence", zh: "因证据不足拒收" },
        definition: Label {
            en: "Reports that rest on weaker evidence than the rule asks.",
            zh: "所依据证据弱于规则要求的报告。",
        },
    },
    Spec {
        metric: Metric::RefusedProhibited,
        name: "refused_prohibited",
        kind: Kind::Flow,
        split: Split::None,
        unit: "reports",
        label: Label { en: "reports of prohibited data refused", zh: "拒收的禁止数据" },
        definition: Label {
            en: "Reports about data that the rulebook prohibits.", zh: "涉及规则书所禁止数据的报告。"
        },
    },
    Spec {
        metric: Metric::RepresentativesNamed,
        name: "representatives_named",
        kind: Kind::Flow,
        split: Split::List,
        unit: "times",
        label: Label { en: "representatives named", zh: "负责人被列名" },
        definition: Label {
            en: "Times that a listing named the one who answers for the household or firm.",
            zh: "列入时连带列名户或企业负责人的次数。",
        },
    },
    Spec {
        metric: Metric::ListReturned,
        name: "list_returned",
        kind: Kind::Flow,
        split: Split::List,
        unit: "exits",
        label: Label { en: "came back under another account", zh: "换号返回" },
        definition: Label {
            en: "Exits from a kept list because the person registered anew and was not recognised.",
            zh: "在列者重新注册且未被识别，从而脱离名单。",
        },
    },
    Spec {
        metric: Metric::ListRecognised,
        name: "list_recognised",
        kind: Kind::Flow,
        split: Split::List,
        unit: "times",
        label: Label { en: "recognised under another account", zh: "换号被识别" },
        definition: Label {
            en: "Times that somebody listed registered anew and was recognised.",
            zh: "在列者重新注册而被识别的次数。",
        },
    },
    Spec {
        metric: Metric::FlowsAbroad,
        name: "flows_abroad",
        kind: Kind::Flow,
        split: Split::None,
        unit: "reports",
        label: Label { en: "reports sent abroad", zh: "流出境外的通报" },
        definition: Label {
            en: "Reports of listings that went to another country.", zh: "流向另一国家的列入通报。"
        },
    },
    Spec {
        metric: Metric::FlowsRefused,
        name: "flows_refused",
        kind: Kind::Flow,
        split: Split::None,
        unit: "reports",
        label: Label { en: "reports kept from going abroad", zh: "被拒绝流出的通报" },
        definition: Label {
            en: "Reports of listings that were not allowed to go to another country.",
            zh: "未获准流向另一国家的列入通报。",
        },
    },
];
