//! Names of parts and aspects: the keys of the rulebook, and what people of each language call them.

use super::{Aspect, Part};
use glasshouse_model::text::Label;

const fn w(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

/// What stands for a value that is not there.
pub(super) const ABSENT: Label = w("none", "无");

impl Part {
    /// The name of the table in a rulebook.
    pub fn key(self) -> &'static str {
        match self {
            Part::InForce => "in_force",
            Part::Score => "score",
            Part::Component => "component",
            Part::Indicator => "indicator",
            Part::Grading => "grading",
            Part::Grade => "grade",
            Part::Channel => "channel",
            Part::List => "list",
            Part::Measure => "measure",
            Part::Review => "review",
            Part::Security => "security",
            Part::Alteration => "security.alteration",
            Part::Inspection => "security.inspection",
            Part::Breach => "security.breach",
            Part::Scorecard => "scorecard",
            Part::Characteristic => "scorecard.characteristic",
            Part::Rating => "rating",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Part::InForce => w("in force", "有效期"),
            Part::Score => w("score", "分数"),
            Part::Component => w("component", "组成部分"),
            Part::Indicator => w("indicator", "指标"),
            Part::Grading => w("grading", "评级"),
            Part::Grade => w("grade", "等级"),
            Part::Channel => w("channel", "渠道"),
            Part::List => w("list", "名单"),
            Part::Measure => w("measure", "措施"),
            Part::Review => w("review", "异议复核"),
            Part::Security => w("security", "登记安全"),
            Part::Alteration => w("alteration", "篡改"),
            Part::Inspection => w("inspection", "检查"),
            Part::Breach => w("breach", "泄露"),
            Part::Scorecard => w("scorecard", "评分卡"),
            Part::Characteristic => w("characteristic", "评分项"),
            Part::Rating => w("rating before deals", "交易前的评级"),
        }
    }
}

impl Aspect {
    /// The key in a rulebook.
    pub fn key(self) -> &'static str {
        self.names().0
    }

    /// The name for people.
    pub fn label(self) -> Label {
        self.names().1
    }

    fn names(self) -> (&'static str, Label) {
        match self {
            Aspect::From => ("from", w("first day", "首日")),
            Aspect::To => ("to", w("last day", "末日")),
            Aspect::Period => ("period", w("days in force", "有效期间")),
            Aspect::Start => ("start", w("start", "起始分")),
            Aspect::Min => ("min", w("lowest value", "最低值")),
            Aspect::Max => ("max", w("highest value", "最高值")),
            Aspect::Base => ("base", w("value without records", "无记录时的分值")),
            Aspect::On => ("on", w("acts", "行为")),
            Aspect::Component => ("component", w("part of the score", "所属部分")),
            Aspect::Points => ("points", w("points", "分值")),
            Aspect::Cap => ("cap", w("cap", "上限")),
            Aspect::Repeat => ("repeat", w("repetition", "重复")),
            Aspect::Lookback => ("lookback", w("time a record counts", "计分期限")),
            Aspect::Clock => ("clock", w("runs from", "起算日")),
            Aspect::Who => ("who", w("whom it concerns", "适用对象")),
            Aspect::Gravity => ("gravity", w("gravity", "严重程度")),
            Aspect::Fine => ("fine", w("fine", "罚款")),
            Aspect::Admissible => ("admissible", w("admissible", "可否记录")),
            Aspect::Cadence => ("cadence", w("how often", "频率")),
            Aspect::Agency => ("agency", w("agency", "机关")),
            Aspect::Kind => ("kind", w("sort", "种类")),
            Aspect::CoverageRural => ("coverage_rural", w("rural coverage", "农村覆盖率")),
            Aspect::CoverageUrban => ("coverage_urban", w("urban coverage", "城镇覆盖率")),
            Aspect::HitRate => ("hit_rate", w("hit rate", "命中率")),
            Aspect::FalseAlarms => ("false_alarms", w("false alarms", "误报率")),
            Aspect::DelayMin => ("delay_days_min", w("shortest delay in days", "最短延迟天数")),
            Aspect::DelayMean => ("delay_days_mean", w("mean further delay in days", "平均额外延迟天数")),
            Aspect::Identity => ("identity", w("identity", "身份识别")),
            Aspect::IdentityError => ("identity_error", w("identity error", "身份错误率")),
            Aspect::Polarity => ("polarity", w("polarity", "性质")),
            Aspect::Criteria => ("criteria", w("criteria", "列入标准")),
            Aspect::Selection => ("selection", w("chance of entry", "列入概率")),
            Aspect::NoticeDays => ("notice_days", w("days of notice", "告知天数")),
            Aspect::Term => ("term", w("term", "期限")),
            Aspect::Published => ("published", w("public", "是否公开")),
            Aspect::Domain => ("domain", w("domain", "领域")),
            Aspect::When => ("when", w("condition", "条件")),
            Aspect::DelayDays => ("delay_days", w("delay in days", "延迟天数")),
            Aspect::Enforcement => ("enforcement", w("chance of enforcement", "执行概率")),
            Aspect::Bite => ("bite", w("chance to decide an application", "左右申请的概率")),
            Aspect::Prevents => ("prevents", w("acts that it prevents", "阻止的行为")),
            Aspect::Prevented => ("prevented", w("share of them prevented", "被阻止的比例")),
            Aspect::Notice => ("notice", w("chance of notice", "告知概率")),
            Aspect::ObjectsIfWrong => {
                ("objects_if_wrong", w("chance of objection to a wrong record", "对错误记录提出异议的概率"))
            }
            Aspect::ObjectsIfRight => {
                ("objects_if_right", w("chance of objection to a right record", "对正确记录提出异议的概率"))
            }
            Aspect::WindowDays => ("window_days", w("days to object", "异议期天数")),
            Aspect::Officers => ("officers", w("officers", "办公人员")),
            Aspect::Desk => ("desk", w("time of a decision", "决定用时")),
            Aspect::Screen => ("screen", w("look at everyone", "全员查看")),
            Aspect::Averages => ("averages", w("matching of earnings", "收入比对")),
            Aspect::PerOfficerDay => ("per_officer_day", w("decisions per officer and day", "每人每日决定数")),
            Aspect::DecideIn => ("decide_in", w("term for a decision", "决定期限")),
            Aspect::AtDeadline => ("at_deadline", w("at the deadline", "期满时")),
            Aspect::UpheldIfWrong => {
                ("upheld_if_wrong", w("success against a wrong record", "对错误记录异议成立的概率"))
            }
            Aspect::UpheldIfRight => {
                ("upheld_if_right", w("success against a right record", "对正确记录异议成立的概率"))
            }
            Aspect::Order => ("order", w("order", "先后次序")),
            Aspect::Grade => ("grade", w("grade", "等级")),
            Aspect::Keeper => ("keeper", w("keeper", "管理者")),
            Aspect::Count => ("count", w("grounds for entry", "列入所需事由数")),
            Aspect::Within => ("within", w("counted within", "累计时间窗")),
            Aspect::Orders => ("orders", w("orders from outside", "外部命令")),
            Aspect::Follows => ("follows", w("follows", "跟随")),
            Aspect::Spared => ("spared", w("spared after a warning", "受警告后免于列入")),
            Aspect::Extension => ("extension", w("extension", "延长")),
            Aspect::TermMax => ("term_max", w("longest stay", "最长期限")),
            Aspect::Exit => ("exit", w("exit on performance", "履行后移出")),
            Aspect::FullFrom => ("full_from", w("full coverage from", "全面覆盖之日")),
            Aspect::Confirm => ("confirm", w("confirmation", "多次确认")),
            Aspect::Varies => ("varies", w("other rates for some", "对部分人适用其他率")),
            Aspect::PerDay => ("per_day", w("reports worked through per 1,000 people and day", "每千人每日处理数")),
            Aspect::LogDays => ("log_days", w("days for which logs are kept", "日志保存天数")),
            Aspect::Details => ("details", w("what is compared without a number", "缺少号码时比对的内容")),
            Aspect::Linkage => ("linkage", w("linkage by weight", "加权链接")),
            Aspect::Evidence => ("evidence", w("evidence", "证据")),
            Aspect::Data => ("data", w("prohibited data", "禁止的数据")),
            Aspect::Returns => ("returns", w("coming back under another account", "换号返回")),
            Aspect::Urgent => ("urgent", w("urgent objections", "优先异议")),
            Aspect::TheClock => ("clock", w("statutory clock", "法定期限的计算")),
            Aspect::Reports => ("reports", w("free reports", "免费查询")),
            Aspect::Marked => ("marked", w("marked during objection", "异议期间标注")),
            Aspect::Chained => ("chained", w("chained entries", "条目链接")),
            Aspect::Dossiers => ("dossiers", w("dossiers each time", "每次档案数")),
            Aspect::Every => ("every", w("time between two", "相隔时间")),
            Aspect::AboutIndicator => ("indicator", w("indicator", "指标")),
            Aspect::Lasts => ("lasts", w("how long it stays", "保留时间")),
            Aspect::Finds => ("finds", w("chance of recognition", "识破概率")),
            Aspect::Truth => ("truth", w("what is true", "真实情况")),
            Aspect::By => ("by", w("groups", "分组")),
            Aspect::Scaling => ("doubling", w("scaling", "换算")),
            Aspect::Cut => ("cut", w("cut-off", "分数线")),
            Aspect::Moves => ("moves", w("change of the score", "分数变动")),
            Aspect::Refit => ("refit", w("fitted anew", "重新拟合")),
            Aspect::Yearly => ("yearly", w("chance within a year", "一年内的概率")),
            Aspect::Holders => ("holders", w("holders", "持有处")),
            Aspect::Held => ("held", w("share held", "持有比例")),
            Aspect::Reveals => ("reveals", w("what it reveals", "泄露的内容")),
            Aspect::HiddenFrom => ("k", w("people alike who are hidden", "视为难以识别的人数")),
            Aspect::Stages => ("stages", w("stages", "阶段")),
            Aspect::OptIn => ("opt_in", w("share who let it rate them", "允许其评级的比例")),
            Aspect::Clean => ("clean", w("clean time before leaving", "移出前无不良记录的时间")),
        }
    }
}
