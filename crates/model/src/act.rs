//! The closed catalogue of what people can do.

use crate::text::Label;
use std::fmt;

/// What sort of conduct an act is, whatever a rulebook says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActClass {
    /// Breaks a law or another person's right.
    Violation,
    /// A duty that was not met.
    Obligation,
    /// Lawful expression, petition, belief or association.
    Expression,
    /// Conduct that a regime may reward.
    Merit,
    /// Everyday conduct: applications, purchases.
    Ordinary,
}

impl ActClass {
    /// All classes.
    pub const ALL: [ActClass; 5] =
        [ActClass::Violation, ActClass::Obligation, ActClass::Expression, ActClass::Merit, ActClass::Ordinary];

    /// The name in files and tables.
    pub fn name(self) -> &'static str {
        match self {
            ActClass::Violation => "violation",
            ActClass::Obligation => "obligation",
            ActClass::Expression => "expression",
            ActClass::Merit => "merit",
            ActClass::Ordinary => "ordinary",
        }
    }

    /// The label for people.
    pub fn label(self) -> Label {
        match self {
            ActClass::Violation => Label { en: "violations", zh: "违法行为" },
            ActClass::Obligation => Label { en: "obligations missed", zh: "未履行义务" },
            ActClass::Expression => Label { en: "lawful expression", zh: "合法表达" },
            ActClass::Merit => Label { en: "merit acts", zh: "善行" },
            ActClass::Ordinary => Label { en: "everyday applications", zh: "日常申请" },
        }
    }

    /// Whether a scheme that lowers the number of these acts deters (true) or chills (false).
    pub fn is_misconduct(self) -> bool {
        matches!(self, ActClass::Violation | ActClass::Obligation)
    }
}

/// One kind of act: an index into [`ACTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActKind(pub u8);

/// What the catalogue says of a kind.
#[derive(Clone, Copy, Debug)]
pub struct ActSpec {
    /// Dotted name, stable.
    pub name: &'static str,
    /// Class.
    pub class: ActClass,
    /// Label for people.
    pub label: Label,
}

const fn spec(name: &'static str, class: ActClass, en: &'static str, zh: &'static str) -> ActSpec {
    ActSpec { name, class, label: Label { en, zh } }
}

/// The catalogue. Opportunities are drawn by the name, what follows from them by the number: rows are added at the
/// end, and a name is never changed.
pub const ACTS: &[ActSpec] = &[
    spec("traffic.minor", ActClass::Violation, "minor traffic violation", "轻微交通违法"),
    spec("traffic.red_light", ActClass::Violation, "running a red light", "闯红灯"),
    spec("traffic.drunk_driving", ActClass::Violation, "drunk driving", "醉酒驾驶"),
    spec("crime.bribery", ActClass::Violation, "paying a bribe", "行贿"),
    spec("crime.theft", ActClass::Violation, "theft", "盗窃"),
    spec("crime.fraud", ActClass::Violation, "fraud", "诈骗"),
    spec(
        "association.cult",
        ActClass::Violation,
        "taking part in a group the authority calls a cult",
        "参与被认定为邪教的活动",
    ),
    spec("protest.office_blocking", ActClass::Violation, "disturbance that blocks government offices", "围堵冲击机关"),
    spec("speech.false_accusation", ActClass::Violation, "false accusation of others online", "网络诬告他人"),
    spec("speech.defamation_message", ActClass::Violation, "defamation by post or text message", "以信件或短信诽谤"),
    spec("family.domestic_violence", ActClass::Violation, "domestic violence", "家庭暴力"),
    spec("dispute.civil", ActClass::Violation, "civil dispute lost in court", "民事纠纷败诉"),
    spec("trade.unlicensed_stall", ActClass::Violation, "running an unlicensed stall", "无证摆摊经营"),
    spec("trade.counterfeit", ActClass::Violation, "selling counterfeit or unsafe goods", "销售假冒伪劣商品"),
    spec(
        "official.misconduct",
        ActClass::Violation,
        "misconduct in office that draws a serious intra-Party warning",
        "受党内严重警告的违纪行为",
    ),
    spec("official.free_meals", ActClass::Violation, "charging private meals to public money", "公款吃喝"),
    spec("tax.evasion", ActClass::Violation, "tax evasion", "偷逃税款"),
    spec("environment.dumping", ActClass::Violation, "illegal dumping", "违法倾倒"),
    spec("debt.loan_missed", ActClass::Obligation, "missed loan repayment", "未按期偿还贷款"),
    spec("debt.judgment_unpaid", ActClass::Obligation, "court judgment not performed", "未履行生效判决"),
    spec("bill.utility_unpaid", ActClass::Obligation, "unpaid water or electricity bill", "拖欠水电费"),
    spec("family.elder_neglect", ActClass::Obligation, "not supporting elderly relatives", "不赡养老人"),
    spec("family.unauthorised_birth", ActClass::Obligation, "child outside the family-planning rules", "违反计划生育"),
    spec("petition.lawful", ActClass::Expression, "lawful petition or complaint to an authority", "依法信访"),
    spec("petition.repeated", ActClass::Expression, "repeated petition on the same matter", "重复信访"),
    spec("speech.critical", ActClass::Expression, "critical speech online", "网络批评言论"),
    spec("association.religious", ActClass::Expression, "lawful religious practice", "合法宗教活动"),
    spec("association.meeting_listed", ActClass::Expression, "keeping company with a listed person", "与失信者往来"),
    spec("honour.national", ActClass::Merit, "national honour or award", "国家级荣誉"),
    spec("merit.brave_act", ActClass::Merit, "brave act for a just cause", "见义勇为"),
    spec(
        "merit.public_service_nomination",
        ActClass::Merit,
        "nomination for a county public-service award",
        "县级公益奖项提名",
    ),
    spec("merit.investment", ActClass::Merit, "bringing investment to the county", "招商引资"),
    spec("merit.society_mother", ActClass::Merit, "acting as society mother to a child in need", "担任“社会妈妈”"),
    spec("volunteering.day", ActClass::Merit, "a day of volunteering", "志愿服务一天"),
    spec("donation.blood", ActClass::Merit, "blood donation", "无偿献血"),
    spec("donation.money", ActClass::Merit, "charitable donation", "慈善捐款"),
    spec("apply.public_job", ActClass::Ordinary, "application for a public job or service post", "报考公职"),
    spec("apply.licence", ActClass::Ordinary, "application for a licence or qualification", "申请执照或资质"),
    spec("apply.startup_support", ActClass::Ordinary, "application for start-up support", "申请创业扶持"),
    spec("apply.welfare", ActClass::Ordinary, "application for minimum income support or relief", "申请低保或救助"),
    spec("apply.school", ActClass::Ordinary, "application for a school place", "申请入学"),
    spec("apply.party", ActClass::Ordinary, "application for Party admission", "申请入党"),
    spec("apply.army", ActClass::Ordinary, "application for army enlistment", "报名参军"),
    spec("apply.promotion", ActClass::Ordinary, "candidacy for promotion", "晋升考察"),
    spec("apply.loan", ActClass::Ordinary, "application for a bank loan", "申请银行贷款"),
    spec("travel.flight", ActClass::Ordinary, "buying a flight", "购买机票"),
    spec("travel.train", ActClass::Ordinary, "buying a high-speed train ticket", "购买高铁票"),
    spec("listing.elsewhere", ActClass::Obligation, "being listed by another authority", "被其他机关列入名单"),
    spec(
        "travel.rail_offence",
        ActClass::Violation,
        "offence on the railway: smoking, touting, forged or borrowed tickets",
        "铁路失信行为（吸烟、倒票、冒用票证等）",
    ),
    spec("travel.air_offence", ActClass::Violation, "offence on a flight or at an airport", "民航失信行为"),
    spec("traffic.jaywalking", ActClass::Violation, "crossing on foot against the light", "行人闯红灯"),
    spec("media.forbidden_content", ActClass::Violation, "keeping content that is forbidden", "存有违禁内容"),
    spec("online.rumour", ActClass::Violation, "spreading a rumour online", "网络传谣"),
    spec("online.vulgar", ActClass::Violation, "vulgar posts or malicious marketing", "低俗内容或恶意营销"),
    spec("online.plagiarism", ActClass::Violation, "copying others' work or faking traffic", "抄袭或流量造假"),
    spec(
        "benefit.misreported",
        ActClass::Violation,
        "misreporting income or circumstances to a benefits office",
        "向福利机构谎报收入或情况",
    ),
    spec(
        "health.false_declaration",
        ActClass::Violation,
        "false declaration about health or travel",
        "健康或行程申报不实",
    ),
    spec(
        "official.poor_service",
        ActClass::Violation,
        "poor service at a counter, clinic or school",
        "窗口、诊室或课堂服务不良",
    ),
    spec("rubbish.unsorted", ActClass::Obligation, "rubbish not sorted", "未按规定分类垃圾"),
    spec("library.book_late", ActClass::Obligation, "library book not returned", "逾期未还图书"),
    spec("campus.thought", ActClass::Merit, "campus credit: talks and study", "第二课堂：思想成长"),
    spec("campus.practice", ActClass::Merit, "campus credit: internship and practice", "第二课堂：实习实践"),
    spec("campus.innovation", ActClass::Merit, "campus credit: innovation and enterprise", "第二课堂：创新创业"),
    spec("campus.arts_sport", ActClass::Merit, "campus credit: arts and sport", "第二课堂：文体活动"),
    spec("campus.social_work", ActClass::Merit, "campus credit: posts in clubs and classes", "第二课堂：社会工作"),
    spec("campus.skills", ActClass::Merit, "campus credit: certificates and skills", "第二课堂：技能特长"),
    spec("apply.graduation", ActClass::Ordinary, "application to graduate", "申请毕业"),
    spec(
        "apply.private_school",
        ActClass::Ordinary,
        "placing a child in a private school with high fees",
        "子女就读高收费私立学校",
    ),
    spec("apply.insurance", ActClass::Ordinary, "buying insurance or a wealth product", "购买保险或理财产品"),
    spec("buy.property", ActClass::Ordinary, "buying or building a home", "购建房产"),
    spec("stay.hotel", ActClass::Ordinary, "a night in a star hotel", "入住星级宾馆"),
    spec("rent.goods", ActClass::Ordinary, "renting a bike, a car or a room", "租用单车、汽车或房间"),
    spec("enter.public_place", ActClass::Ordinary, "entering a shop, station or office", "进入商场、车站或办公场所"),
    spec("post.public", ActClass::Ordinary, "posting on a public account", "通过公众账号发布内容"),
    spec("health.contact", ActClass::Ordinary, "being where an infected person was", "到过感染者所在场所"),
    spec(
        "market.false_disclosure",
        ActClass::Violation,
        "false or missing disclosure of a listed company",
        "上市公司信息披露违法",
    ),
    spec("market.manipulation", ActClass::Violation, "insider dealing or manipulation", "内幕交易或操纵市场"),
    spec("product.defect", ActClass::Violation, "putting goods on sale that fail the standard", "产品质量不合格"),
    spec("product.harm", ActClass::Violation, "food or medicine that harms people", "食品药品致害"),
    spec(
        "report.missed",
        ActClass::Obligation,
        "annual report missed, false or firm not reachable",
        "年报逾期、虚假或企业失联",
    ),
    spec(
        "data.misused",
        ActClass::Violation,
        "personal data used against law or one's own policy",
        "违规或违反自身政策使用个人信息",
    ),
    spec(
        "data.exported",
        ActClass::Violation,
        "personal data sent abroad without assessment",
        "未经评估向境外提供个人信息",
    ),
    spec(
        "service.unassessed",
        ActClass::Violation,
        "a service that mobilises opinion opened unassessed",
        "具有舆论属性的服务未经评估上线",
    ),
    spec("merit.compliance", ActClass::Merit, "a year's compliance or quality certificate", "合规或质量认证"),
    spec("merit.transaction_kept", ActClass::Merit, "a transaction carried out as agreed", "依约履行交易"),
    spec("post.careful", ActClass::Merit, "a post that is checked before it is sent", "核实后发布的帖子"),
    spec("visit.foreign_site", ActClass::Ordinary, "opening a foreign site", "访问境外网站"),
    spec("apply.bond", ActClass::Ordinary, "issuing bonds or shares", "发行债券或股票"),
    spec("apply.tender", ActClass::Ordinary, "bidding for public procurement or land", "参加政府采购或土地竞买"),
    spec("apply.subsidy", ActClass::Ordinary, "application for a subsidy", "申请财政补贴"),
    spec("apply.post", ActClass::Ordinary, "taking office as director or manager", "出任董事、高管或法定代表人"),
    spec("apply.honour", ActClass::Ordinary, "candidacy for an honour or a mark of quality", "申报荣誉或质量奖"),
    spec("trade.deal", ActClass::Ordinary, "a deal that needs the other side's trust", "需要对方信任的交易"),
    spec("apply.launch", ActClass::Ordinary, "opening a new service to the public", "上线新服务"),
];

impl ActKind {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = ActKind> {
        (0..ACTS.len() as u8).map(ActKind)
    }

    /// The kind with a dotted name.
    ///
    /// ```
    /// use glasshouse_model::ActKind;
    /// assert!(ActKind::parse("traffic.red_light").is_some());
    /// assert!(ActKind::parse("traffic.redlight").is_none());
    /// ```
    pub fn parse(name: &str) -> Option<ActKind> {
        ACTS.iter().position(|a| a.name == name).map(|i| ActKind(i as u8))
    }

    /// What the catalogue says.
    pub fn spec(self) -> &'static ActSpec {
        &ACTS[usize::from(self.0)]
    }

    /// The dotted name.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The class.
    pub fn class(self) -> ActClass {
        self.spec().class
    }

    /// The key that its draws use.
    pub fn key(self) -> u16 {
        crate::draw::name_key(self.name())
    }
}

impl fmt::Display for ActKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_keys_are_unique() {
        let mut names: Vec<_> = ActKind::all().map(ActKind::name).collect();
        let mut keys: Vec<_> = ActKind::all().map(ActKind::key).collect();
        names.sort_unstable();
        names.dedup();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(names.len(), ACTS.len());
        assert_eq!(keys.len(), ACTS.len(), "two act kinds share a draw key: rename one before it is released");
    }
}
