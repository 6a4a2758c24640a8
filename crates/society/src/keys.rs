//! The tables of a society document: every key, its kind and what it means.

mod attributes;
mod deals;
mod distance;
mod habits;
mod lives;
mod objecting;
mod petitions;

use attributes::{ATTRIBUTE, CELLS, GAMING};
use deals::DEALS;
use distance::{EVASION, KEEPING};
use glasshouse_model::text::Label;
use glasshouse_text::keys::{DEFAULT_SOURCE, ID, NOTE, SOURCE, SOURCES};
use glasshouse_text::{Key, Kind, Quantity, TableSpec};
use habits::HABIT;
use lives::{FEED, LASTS, NEAR, SPREAD, WEALTH};
use objecting::OBJECTING;
use petitions::PETITION;

/// The format that this program reads.
pub const FORMAT: &str = "society/1";

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

/// A required figure.
const fn figure(name: &'static str, quantity: Quantity, en: &'static str, zh: &'static str) -> Key {
    key(name, Kind::Figure(quantity), true, en, zh)
}

/// A number for one level of an attribute.
const fn level(name: &'static str, en: &'static str, zh: &'static str) -> Key {
    key(name, Kind::Figure(Quantity::Rate), false, en, zh)
}

const fn table(
    name: &'static str,
    spec: &'static TableSpec,
    required: bool,
    en: &'static str,
    zh: &'static str,
) -> Key {
    key(name, Kind::Table(spec), required, en, zh)
}

/// The file.
pub static ROOT: TableSpec = TableSpec {
    name: "society",
    doc: Label { en: "A society document.", zh: "社会文件。" },
    keys: &[
        key("format", Kind::Words, true, "Format and version, `society/1`.", "格式与版本，“society/1”。"),
        ID,
        key("title", Kind::Text, true, "Title.", "标题。"),
        key("seed", Kind::Whole, true, "Seed of the persons.", "生成人口的种子。"),
        DEFAULT_SOURCE,
        NOTE,
        SOURCES,
        table("population", &POPULATION, true, "How many people.", "人数。"),
        table("sex", &SEX, true, "Shares by sex.", "性别构成。"),
        table("age", &AGE, true, "Shares by age band.", "年龄构成。"),
        table("place", &URBAN, true, "Urban share.", "城镇人口比例。"),
        table("education", &EDUCATION, true, "Shares by schooling.", "受教育程度构成。"),
        table("occupation", &OCCUPATION, true, "Shares by occupation.", "职业构成。"),
        table("income", &INCOME, true, "Incomes of fifths and of places.", "五等分收入与城乡收入。"),
        key("association", Kind::Tables(&ASSOCIATION), false, "Associations between attributes.", "属性之间的关联。"),
        key("start_table", Kind::Tables(&START_TABLE), false, "Tables that the fitting starts from.", "拟合的起始表。"),
        key("leaning", Kind::Tables(&LEANING), false, "Who has which occupation.", "各职业的人群倾向。"),
        table("old_age", &OLD_AGE, true, "Ages past 65.", "65岁以上的年龄分布。"),
        table("household", &HOUSEHOLD, true, "Households.", "家庭户。"),
        table("names", &NAMES, true, "Frequencies of names.", "姓名频率。"),
        key(
            "cost",
            Kind::Figures(Quantity::Rate),
            true,
            "Moral cost or effort by name, in units of utility.",
            "以名称为键的道德成本或付出，以效用为单位。",
        ),
        key("profile", Kind::Tables(&PROFILE), false, "Relative rates by attribute.", "按属性的相对发生率。"),
        key("act", Kind::Tables(&ACT), false, "Acts and how often they are done.", "行为及其发生率。"),
        key("habit", Kind::Tables(&HABIT), false, "What people do without weighing it.", "不假思索而为之事。"),
        table("behaviour", &BEHAVIOUR, true, "How people choose and learn.", "人们如何选择与学习。"),
        key(
            "attribute",
            Kind::Tables(&ATTRIBUTE),
            false,
            "Attributes of persons beyond the six.",
            "六项之外的个人属性。",
        ),
        key(
            "cells",
            Kind::Tables(&CELLS),
            false,
            "Which levels occur together, and how often.",
            "哪些级别同时出现及其频率。",
        ),
        table("gaming", &GAMING, false, "How people game a cut-off.", "人们如何迎合分数线。"),
        table("opinion", &OPINION, false, "What people say of the regime when asked.", "被问及时人们如何评价制度。"),
        table("wealth", &WEALTH, false, "What people have, and what a month does to it.", "人们的财富及其逐月变化。"),
        table("evasion", &EVASION, false, "How people keep out of sight.", "人们如何躲避。"),
        table("keeping", &KEEPING, false, "How ties are cut and formed.", "人际联系如何断开与建立。"),
        table("objecting", &OBJECTING, false, "Who objects to a record.", "谁对记录提出异议。"),
        key("spread", Kind::Tables(&SPREAD), false, "What spreads from person to person.", "在人与人之间传播之事。"),
        table("feed", &FEED, false, "What readers see.", "读者看到什么。"),
        key("petition", Kind::Tables(&PETITION), false, "Petitions that go round.", "传签的联名信。"),
        table("deals", &DEALS, false, "Deals that need trust.", "需要信任的交易。"),
        key("earning", Kind::Tables(&EARNING), false, "Who earns what while on benefits.", "领取福利者的收入。"),
        table("identity", &IDENTITY, false, "What identifies people besides a number.", "号码以外识别人的内容。"),
        key("exposure", Kind::Tables(&EXPOSURE), false, "Whom measures in a domain touch.", "某领域的措施触及哪些人。"),
    ],
};

static POPULATION: TableSpec = TableSpec {
    name: "population",
    doc: Label { en: "How many people.", zh: "人数。" },
    keys: &[figure("people", Quantity::Count, "Persons aged 15 and over.", "15岁及以上的人数。")],
};

/// Numbers by sex.
pub static SEX: TableSpec = TableSpec {
    name: "by-sex",
    doc: Label { en: "A number for each sex.", zh: "各性别的数字。" },
    keys: &[SOURCE, level("female", "Women.", "女。"), level("male", "Men.", "男。")],
};

/// Numbers by age band.
pub static AGE: TableSpec = TableSpec {
    name: "by-age",
    doc: Label { en: "A number for each age band.", zh: "各年龄段的数字。" },
    keys: &[
        SOURCE,
        level("15-24", "15 to 24.", "15–24岁。"),
        level("25-34", "25 to 34.", "25–34岁。"),
        level("35-44", "35 to 44.", "35–44岁。"),
        level("45-59", "45 to 59.", "45–59岁。"),
        level("60-64", "60 to 64.", "60–64岁。"),
        level("65+", "65 and over.", "65岁及以上。"),
    ],
};

/// Numbers by place.
pub static PLACE: TableSpec = TableSpec {
    name: "by-place",
    doc: Label { en: "A number for each place.", zh: "城乡各自的数字。" },
    keys: &[SOURCE, level("rural", "Rural.", "农村。"), level("urban", "Urban.", "城镇。")],
};

static URBAN: TableSpec = TableSpec {
    name: "place",
    doc: Label { en: "Urban share.", zh: "城镇人口比例。" },
    keys: &[figure("urban", Quantity::Share, "Share of urban persons.", "城镇人口比例。")],
};

/// Numbers by income fifth.
pub static FIFTH: TableSpec = TableSpec {
    name: "by-income-fifth",
    doc: Label { en: "A number for each income fifth.", zh: "各收入五等分的数字。" },
    keys: &[
        SOURCE,
        level("1", "Lowest fifth.", "最低五分之一。"),
        level("2", "Second fifth.", "第二个五分之一。"),
        level("3", "Middle fifth.", "中间五分之一。"),
        level("4", "Fourth fifth.", "第四个五分之一。"),
        level("5", "Highest fifth.", "最高五分之一。"),
    ],
};

/// Numbers by schooling.
pub static EDUCATION: TableSpec = TableSpec {
    name: "by-education",
    doc: Label { en: "A number for each level of schooling.", zh: "各受教育程度的数字。" },
    keys: &[
        SOURCE,
        level("none", "No schooling.", "未上学。"),
        level("primary", "Primary.", "小学。"),
        level("junior", "Junior secondary.", "初中。"),
        level("senior", "Senior secondary.", "高中。"),
        level("college", "College.", "大专及以上。"),
    ],
};

/// Numbers by occupation.
pub static OCCUPATION: TableSpec = TableSpec {
    name: "by-occupation",
    doc: Label { en: "A number for each occupation.", zh: "各职业的数字。" },
    keys: &[
        SOURCE,
        level("farmer", "Farmers.", "农民。"),
        level("worker", "Workers.", "工人。"),
        level("service", "Service workers.", "服务业人员。"),
        level("self_employed", "Self-employed.", "个体经营者。"),
        level("official", "Officials.", "公职人员。"),
        level("teacher", "Teachers.", "教师。"),
        level("doctor", "Doctors and nurses.", "医护人员。"),
        level("student", "Students.", "学生。"),
        level("retired", "Retired.", "退休人员。"),
        level("none", "No occupation.", "无业。"),
    ],
};

static INCOME: TableSpec = TableSpec {
    name: "income",
    doc: Label { en: "Incomes.", zh: "收入。" },
    keys: &[
        figure("urban_to_rural", Quantity::Rate, "Mean urban to mean rural income.", "城乡平均收入之比。"),
        table("fifth", &FIFTH, true, "Mean income of each fifth.", "各五等分的平均收入。"),
    ],
};

static ASSOCIATION: TableSpec = TableSpec {
    name: "association",
    doc: Label { en: "An association between two attributes.", zh: "两个属性之间的关联。" },
    keys: &[
        ID,
        key("between", Kind::Names, true, "The two attributes.", "两个属性。"),
        figure("strength", Quantity::Number, "Log odds per step of both.", "两者各升一级的对数优势比。"),
    ],
};

static START_TABLE: TableSpec = TableSpec {
    name: "start_table",
    doc: Label {
        en: "A table of any form, of two or three attributes, that the fitting starts from: its cross-product ratios are kept as far as no margin speaks against them. It multiplies what associations make.",
        zh: "任意形式的两到三个属性的起始表：在边际不相抵触的范围内保持其交叉积比。与关联所成者相乘。",
    },
    keys: &[
        ID,
        key("of", Kind::Names, true, "Two or three attributes.", "两到三个属性。"),
        key(
            "cells",
            Kind::Figures(Quantity::Rate),
            true,
            "Numbers by levels, `level/level`, in the order of `of`; a combination that is not named counts 1, and 0 excludes it.",
            "以“级别/级别”为键的数字，次序同“of”；未写明的组合按1计，0表示排除。",
        ),
        SOURCE,
        NOTE,
    ],
};

const BY_SEX: Key = table("sex", &SEX, false, "By sex.", "按性别。");
const BY_AGE: Key = table("age", &AGE, false, "By age band.", "按年龄段。");
const BY_PLACE: Key = table("place", &PLACE, false, "By place.", "按城乡。");
const BY_FIFTH: Key = table("income_fifth", &FIFTH, false, "By income fifth.", "按收入五等分。");
const BY_EDUCATION: Key = table("education", &EDUCATION, false, "By schooling.", "按受教育程度。");
const BY_OCCUPATION: Key = table("occupation", &OCCUPATION, false, "By occupation.", "按职业。");

static LEANING: TableSpec = TableSpec {
    name: "leaning",
    doc: Label {
        en: "Relative frequency of an occupation by the other attributes; levels that are not named count 1.",
        zh: "某职业按其他属性的相对频率；未写明的级别按1计。",
    },
    keys: &[
        ID,
        key("of", Kind::Name, true, "The occupation.", "职业。"),
        BY_SEX,
        BY_AGE,
        BY_PLACE,
        BY_FIFTH,
        BY_EDUCATION,
    ],
};

static OLD_AGE: TableSpec = TableSpec {
    name: "old_age",
    doc: Label { en: "Ages past 65.", zh: "65岁以上的年龄分布。" },
    keys: &[figure("mean_years_past_65", Quantity::Rate, "Mean years past 65.", "超过65岁的平均年数。")],
};

static HOUSEHOLD: TableSpec = TableSpec {
    name: "household",
    doc: Label { en: "Households.", zh: "家庭户。" },
    keys: &[
        figure("mean_size", Quantity::Rate, "Persons of all ages per household.", "平均每户人数（各年龄）。"),
        figure("child_share", Quantity::Share, "Share of persons under 15.", "15岁以下人口比例。"),
        key(
            "members",
            Kind::Figures(Quantity::Rate),
            true,
            "Relative frequency of 1, 2, … members aged 15 and over.",
            "15岁及以上成员为1、2……人的相对频率。",
        ),
    ],
};

static NAMES: TableSpec = TableSpec {
    name: "names",
    doc: Label { en: "Frequencies of names.", zh: "姓名频率。" },
    keys: &[
        SOURCE,
        figure("top_hundred", Quantity::Share, "Share of the hundred commonest surnames.", "前一百大姓的人口比例。"),
        figure("surnames_in_use", Quantity::Count, "Surnames in use.", "在用姓氏数。"),
        key("commonest_surname", Kind::Name, true, "Surname of the commonest full name.", "最常见姓名的姓。"),
        figure("commonest_bearers", Quantity::Count, "Bearers of the commonest full name.", "最常见姓名的人数。"),
        figure("surname_bearers", Quantity::Count, "Bearers of its surname.", "该姓的人数。"),
        figure(
            "duplicate_names",
            Quantity::Count,
            "Full names with more bearers than `duplicate_bearers`.",
            "人数超过“duplicate_bearers”的姓名个数。",
        ),
        figure("duplicate_bearers", Quantity::Count, "See `duplicate_names`.", "见“duplicate_names”。"),
        figure("exponent", Quantity::Share, "How slowly given names thin out.", "名字频率递减的指数。"),
        key(
            "surname",
            Kind::Figures(Quantity::Share),
            true,
            "Shares of the commonest surnames.",
            "最常见姓氏的人口比例。",
        ),
    ],
};

static PROFILE: TableSpec = TableSpec {
    name: "profile",
    doc: Label {
        en: "Who does something how often, relative to others; levels that are not named count 1, 0 excludes.",
        zh: "各类人做某事的相对频率；未写明的级别按1计，0表示排除。",
    },
    keys: &[ID, BY_SEX, BY_AGE, BY_PLACE, BY_FIFTH, BY_EDUCATION, BY_OCCUPATION],
};

static ACT: TableSpec = TableSpec {
    name: "act",
    doc: Label {
        en: "An act and how often it is done when nothing is scored.",
        zh: "一种行为及其在无评分时的发生率。",
    },
    keys: &[
        ID,
        key("act", Kind::Name, true, "Act kind of the catalogue.", "行为目录中的种类。"),
        figure("rate", Quantity::Rate, "Acts per eligible person and year.", "每名符合条件者每年的次数。"),
        key(
            "times",
            Kind::Figure(Quantity::Rate),
            false,
            "Multiplies the rate, where a count is of records or cases.",
            "当数字为记录或案件数时，乘以此数。",
        ),
        key("profile", Kind::Name, false, "Who does it.", "哪些人做。"),
        key("cost", Kind::Name, false, "Cost of misconduct or effort of a merit act.", "违规的成本或善行的付出。"),
        key(
            "spread",
            Kind::Figure(Quantity::Rate),
            false,
            "How much more people differ in this misconduct than in general (1 if absent).",
            "人们在此类违规上的差异为一般差异的多少倍（省略为1）。",
        ),
        key(
            "accepted",
            Kind::Figure(Quantity::Share),
            false,
            "For lawful expression: share of those with a reason who act when nobody they know does.",
            "合法表达：周围无人做时，有动机者中实际行动的比例。",
        ),
        key("lasts", Kind::Table(&LASTS), false, "How long it goes on; a day if absent.", "持续多久；不写则为一天。"),
        key("resembles", Kind::Names, false, "Conduct that it could be taken for.", "可能被误认为的行为。"),
    ],
};

static BEHAVIOUR: TableSpec = TableSpec {
    name: "behaviour",
    doc: Label { en: "How people choose and learn.", zh: "人们如何选择与学习。" },
    keys: &[
        figure("noise", Quantity::Rate, "Noise in choosing misconduct and merit acts.", "违规与善行选择中的噪声。"),
        figure("expression_noise", Quantity::Rate, "Noise in choosing lawful expression.", "合法表达选择中的噪声。"),
        figure("moral_spread", Quantity::Rate, "Spread of moral cost.", "道德成本的离散程度。"),
        figure("trust_effect", Quantity::Rate, "Effect of trust on compliance.", "信任对守法的影响。"),
        figure("trust_mean", Quantity::Share, "Mean trust at the start.", "初始信任的均值。"),
        figure("trust_concentration", Quantity::Rate, "Concentration of trust at the start.", "初始信任的集中度。"),
        figure("eta", Quantity::Share, "Speed of learning.", "学习速度。"),
        figure("psi_own", Quantity::Share, "Weight of own experience.", "自身经历的权重。"),
        figure("zeta", Quantity::Share, "Monthly pull of the announced risk.", "公布风险的每月牵引。"),
        figure("announced_risk", Quantity::Share, "Announced risk of being recorded.", "公布的被记录风险。"),
        figure("risk_concentration", Quantity::Rate, "Concentration of perceived risk.", "感知风险的集中度。"),
        figure(
            "phi",
            Quantity::Share,
            "Believed chance that a lawful act is recorded as an offence, relative to perceived risk.",
            "相对于感知风险，认为合法行为被记为违规的可能性。",
        ),
        figure("conformity", Quantity::Rate, "Conformity.", "从众。"),
        key(
            "conform_to",
            Kind::Choice(NEAR),
            false,
            "With whom lawful expression conforms; ties if absent.",
            "合法表达随谁从众；不写则为熟人。",
        ),
        key(
            "conform_from",
            Kind::Figure(Quantity::Share),
            false,
            "Share believed to do it in the first month, 0 if absent.",
            "首月被认为在做的比例，不写则为0。",
        ),
        figure("patience", Quantity::Share, "Monthly patience.", "每月耐心。"),
        figure(
            "cost_per_gravity",
            Quantity::Rate,
            "Cost of a sanction per month and unit of gravity.",
            "每月每单位严重度的惩戒成本。",
        ),
        figure(
            "score_width",
            Quantity::Rate,
            "Width of the uncertainty about one's score, in points.",
            "对自己分数的不确定范围（分）。",
        ),
    ],
};

static OPINION: TableSpec = TableSpec {
    name: "opinion",
    doc: Label {
        en: "What people say of the regime when they are asked, before and after they are told what it does. Tables by attribute hold relative odds. Nobody acts otherwise for it.",
        zh: "人们被问及时对制度的评价，告知其作用之前与之后。按属性的表为相对优势比。不影响任何行为。",
    },
    keys: &[
        figure("asked", Quantity::Share, "Share of all people who are asked each time.", "每次被问者占全体的比例。"),
        figure("every_months", Quantity::Count, "Months between two surveys.", "两次调查相隔的月数。"),
        figure(
            "odds",
            Quantity::Rate,
            "Odds of approval at trust of one half and without a measure.",
            "信任为一半且无措施时赞成的优势。",
        ),
        figure(
            "trust",
            Quantity::Rate,
            "Factor of full trust; its inverse is that of none.",
            "完全信任的倍数，其倒数为毫无信任的倍数。",
        ),
        figure("favoured", Quantity::Rate, "Factor of a reward in force.", "奖励生效时的倍数。"),
        figure("burdened", Quantity::Rate, "Factor of an adverse measure in force.", "惩戒措施生效时的倍数。"),
        figure("told", Quantity::Rate, "Factor of being told what the regime can do.", "获知制度能做什么之后的倍数。"),
        figure(
            "told_penalised",
            Quantity::Rate,
            "Factor of being told that all neighbours have been penalised; a share counts as that power.",
            "获知邻里全都受过惩戒时的倍数；某一比例按该次幂计。",
        ),
        figure("told_wrongly", Quantity::Rate, "The same for those penalised wrongly.", "同上，指被错误惩戒者。"),
        BY_SEX,
        BY_AGE,
        BY_PLACE,
        BY_FIFTH,
        BY_EDUCATION,
        BY_OCCUPATION,
        SOURCE,
        NOTE,
    ],
};

static EARNING: TableSpec = TableSpec {
    name: "earning",
    doc: Label {
        en: "A way in which some people earn: so many periods of a year with one wage and no benefit, the others without earnings and on benefit.",
        zh: "部分人的收入方式：一年中若干期有同一工资而不领福利，其余各期无收入而领福利。",
    },
    keys: &[
        ID,
        key(
            "share",
            Kind::Figure(Quantity::Share),
            true,
            "Share of all people who earn so.",
            "如此取得收入者占全体的比例。",
        ),
        key("periods", Kind::Figure(Quantity::Count), true, "Periods of a year.", "一年的期数。"),
        key("worked", Kind::Figure(Quantity::Count), true, "Periods with earnings.", "有收入的期数。"),
        key("wage", Kind::Figure(Quantity::Rate), true, "Earnings of such a period.", "每期收入。"),
        SOURCE,
    ],
};

static IDENTITY: TableSpec = TableSpec {
    name: "identity",
    doc: Label {
        en: "What identifies people besides a number; without it, all live in one district.",
        zh: "号码以外识别人的内容；不写则全体居于一个地区。",
    },
    keys: &[
        figure("district_people", Quantity::Rate, "Mean number of people in a district.", "一个地区的平均人数。"),
        key(
            "district_spread",
            Kind::Figure(Quantity::Rate),
            false,
            "Standard deviation of that number over its mean, log-normal; all alike if absent.",
            "该人数的标准差与均值之比（对数正态）；不写则各地区相同。",
        ),
        key(
            "birth_years",
            Kind::Figure(Quantity::Count),
            false,
            "Years of birth, each as likely; by age if absent.",
            "出生年份数，各年等可能；不写则按年龄。",
        ),
        SOURCE,
        NOTE,
    ],
};

static EXPOSURE: TableSpec = TableSpec {
    name: "exposure",
    doc: Label {
        en: "How much measures in a domain matter to whom, relative to 1.",
        zh: "某领域的措施对各类人的影响程度，以1为基准。",
    },
    keys: &[
        ID,
        key("domain", Kind::Name, true, "Domain, or the first part of one.", "领域或其前缀。"),
        BY_SEX,
        BY_AGE,
        BY_PLACE,
        BY_FIFTH,
        BY_EDUCATION,
        BY_OCCUPATION,
    ],
};
