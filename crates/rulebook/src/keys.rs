//! The tables and keys of rulebook and reform files. Errors and the JSON Schema come from here.
//!
//! Field names follow the vocabulary of the standards catalogue (`indicator`, `grade`, `list`,
//! `measure`, `publication`, `lookback`, `criteria`, `decide_in`, …).

mod institutions;
mod parts;
mod rating;
mod review;
mod scorecard;
mod stack;

use crate::published::PUBLISHED;
use glasshouse_text::keys::{ALLOW, DEFAULT_SOURCE, ID, LABEL, NOTE, SOURCE, SOURCES};
use glasshouse_text::{Choice, Key, Kind, Label, Quantity, TableSpec};
use institutions::{EXIT, LINKAGE, ORDERS, RETURNS, SECURITY, STAGE};
pub(crate) use parts::DATA;
use parts::{AVERAGES, CONFIRM, EVIDENCE, SCREEN, VARIES};
use rating::RATING;
use review::REVIEW;
use scorecard::SCORECARD;
pub use stack::{STACK, STACK_FORMAT};

/// The format of rulebook files.
pub const RULEBOOK_FORMAT: &str = "rulebook/1";
/// The format of reform files.
pub const REFORM_FORMAT: &str = "reform/1";

const fn must(name: &'static str, kind: Kind, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required: true, doc: Label { en, zh } }
}

const fn may(name: &'static str, kind: Kind, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required: false, doc: Label { en, zh } }
}

const fn choice(name: &'static str, en: &'static str, zh: &'static str) -> Choice {
    Choice { name, doc: Label { en, zh } }
}

const fn doc(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

const POINTS: Kind = Kind::Figure(Quantity::Points);
const SHARE: Kind = Kind::Figure(Quantity::Share);
const COUNT: Kind = Kind::Figure(Quantity::Count);
const RATE: Kind = Kind::Figure(Quantity::Rate);
const LENGTH: Kind = Kind::Figure(Quantity::Span);
const DATE: Kind = Kind::Figure(Quantity::Date);

/// A rulebook file.
pub static RULEBOOK: TableSpec = TableSpec {
    name: "rulebook",
    doc: doc("A scoring or listing regime as written rules.", "以成文规则表示的评分或名单制度。"),
    keys: &[
        must("format", Kind::Words, "`rulebook/1`.", "“rulebook/1”。"),
        ID,
        must("title", Kind::Text, "Title.", "标题。"),
        must("status", Kind::Choice(STATUS), "How much of it is known from texts.", "有多少内容见于文本。"),
        may("level", Kind::Choice(LEVEL), "Whose regime it is.", "属于哪一级。"),
        may(
            "complete",
            Kind::Flag,
            "False: what is absent here is unknown, not absent from the regime.",
            "false表示此处没有写的内容只是未知，并非制度中没有。",
        ),
        must("in_force", Kind::Table(&IN_FORCE), "Dates of force.", "有效日期。"),
        may(
            "society",
            Kind::Name,
            "Built-in society that it is run on unless another is named.",
            "未另行指定时所用的内置社会。",
        ),
        may("card", Kind::Table(&CARD), "What a reader should know first.", "读者首先应当知道的事。"),
        DEFAULT_SOURCE,
        NOTE,
        ALLOW,
        may("score", Kind::Table(&SCORE), "The score, if people are scored.", "分数（如果给人评分）。"),
        may("component", Kind::Tables(&COMPONENT), "Parts of the score.", "分数的组成部分。"),
        may("indicator", Kind::Tables(&INDICATOR), "The schedule of points.", "计分项目。"),
        may("grading", Kind::Table(&GRADING), "When grades are given.", "何时评定等级。"),
        may("grade", Kind::Tables(&GRADE), "Grades, best first.", "等级，由高到低。"),
        may("channel", Kind::Tables(&CHANNEL), "How acts come to be reported.", "行为如何被报告。"),
        may("list", Kind::Tables(&LIST), "Lists.", "名单。"),
        may("publication", Kind::Tables(&PUBLICATION), "Who may see which list.", "谁可以看到哪个名单。"),
        may("measure", Kind::Tables(&MEASURE), "What is granted or denied.", "给予或限制什么。"),
        may(
            "prohibits",
            Kind::Names,
            "Data that the text prohibits: religion, genes, fingerprints, blood_type, disease, income, assets, tax. Records of such indicators are refused and counted.",
            "文本禁止采集的数据：religion、genes、fingerprints、blood_type、disease、income、assets、tax。此类指标的记录予以拒收并计数。",
        ),
        may("review", Kind::Table(&REVIEW), "Objection and correction.", "异议与更正。"),
        may("scorecard", Kind::Table(&SCORECARD), "Points for attributes, and a cut-off.", "按属性计分及分数线。"),
        may("rating", Kind::Table(&RATING), "Who asks the score before a deal.", "交易之前谁来查询分数。"),
        may("security", Kind::Table(&SECURITY), "Who alters, inspects and breaches it.", "谁篡改、检查、泄露登记。"),
        may("case", Kind::Tables(&CASE), "Worked cases that the rules must reproduce.", "规则必须得出的案例。"),
        may(
            "published",
            Kind::Tables(&PUBLISHED),
            "What sources state that sets nothing here.",
            "来源所述而不设定此处任何数字的内容。",
        ),
        SOURCES,
    ],
};

const STATUS: &[Choice] = &[
    choice("documented", "Known from its own text.", "据其自身文本可知。"),
    choice("reconstructed", "Put together from reports; gaps are assumptions.", "据各种报道拼合，空缺以假设填补。"),
    choice("stylised", "Invented to study a mechanism.", "为研究某种机制而虚构。"),
];

const LEVEL: &[Choice] = &[
    choice("national", "A state.", "国家。"),
    choice("local", "A province, city or county.", "省、市、县。"),
    choice("platform", "A firm's platform.", "企业平台。"),
    choice("employer", "An employer or school.", "用人单位或学校。"),
];

static CARD: TableSpec = TableSpec {
    name: "card",
    doc: doc("A regime of the gallery in a few sentences.", "以几句话介绍展陈中的制度。"),
    keys: &[
        must("question", Kind::Text, "The question that running it answers.", "运行它能回答的问题。"),
        must("designers", Kind::Text, "What it was said to be for.", "所称的目的。"),
        must("documented", Kind::Text, "What is documented.", "有文献可据的内容。"),
        must("critics", Kind::Text, "What is said against it.", "对它的质疑。"),
        must("modelled", Kind::Text, "What is modelled.", "模型包含的内容。"),
        must("gaps", Kind::Text, "What is known to be missing.", "已知的缺漏。"),
        may("systems", Kind::Names, "Systems of the gallery that it covers.", "所涵盖的展陈系统。"),
        may(
            "command",
            Kind::Words,
            "The command to begin with; `glasshouse run` with its id if absent.",
            "入门命令；不写则为glasshouse run加id。",
        ),
    ],
};

static IN_FORCE: TableSpec = TableSpec {
    name: "in_force",
    doc: doc("Dates of force, both inclusive.", "有效日期，首尾均含当日。"),
    keys: &[
        must("from", DATE, "First day.", "首日。"),
        may("to", DATE, "Last day; absent while it still runs.", "末日；仍有效时不写。"),
        SOURCE,
    ],
};

static SCORE: TableSpec = TableSpec {
    name: "score",
    doc: doc("The score.", "分数。"),
    keys: &[
        LABEL,
        must("start", POINTS, "Score of a person without records.", "没有记录者的分数。"),
        may("min", POINTS, "Lowest possible score.", "最低可能分数。"),
        may("max", POINTS, "Highest possible score.", "最高可能分数。"),
        SOURCE,
        NOTE,
    ],
};

static COMPONENT: TableSpec = TableSpec {
    name: "component",
    doc: doc("A part of the score.", "分数的一个组成部分。"),
    keys: &[
        ID,
        LABEL,
        must("base", POINTS, "Value without records.", "没有记录时的分值。"),
        may("min", POINTS, "Lowest value.", "最低值。"),
        may("max", POINTS, "Highest value.", "最高值。"),
        SOURCE,
        NOTE,
        ALLOW,
    ],
};

static INDICATOR: TableSpec = TableSpec {
    name: "indicator",
    doc: doc("A line of the schedule of points.", "计分表的一项。"),
    keys: &[
        ID,
        LABEL,
        must("on", Kind::Names, "Act or acts that it is about.", "针对的行为。"),
        may("component", Kind::Name, "Part of the score that it moves.", "影响分数的哪一部分。"),
        may("points", Kind::Dated(Quantity::Points), "Signed points.", "带正负号的分值。"),
        may("cap", Kind::Table(&CAP), "Limit on the sum of its points.", "本项分值之和的上限。"),
        must("repeat", Kind::Choice(REPEAT), "What repeating the conduct does.", "重复行为如何计分。"),
        must("lookback", LENGTH, "How long a record counts.", "记录计分多久。"),
        must("clock", Kind::Choice(CLOCK), "From when `lookback` runs.", "“lookback”从何时起算。"),
        may("who", Kind::Condition, "Whom it concerns; everyone if absent.", "适用于谁；不写则适用于所有人。"),
        must("gravity", Kind::Choice(GRAVITY), "Gravity of the conduct.", "行为的严重程度。"),
        may(
            "fine",
            Kind::Figure(Quantity::Rate),
            "What each record takes from its subject, in months of what one person needs; given back if the record is removed after review. It counts where the society follows wealth.",
            "每条记录向当事人收取的罚款，以一人所需的月数计；记录经复核移除则退还。仅在社会追踪财富时起作用。",
        ),
        may(
            "grade",
            Kind::Name,
            "While such a record counts, nobody's grade is better than this one, at once.",
            "此类记录计分期间，等级立即不高于此级。",
        ),
        may("from", DATE, "First day of the rule.", "规则首日。"),
        may("to", DATE, "Last day of the rule.", "规则末日。"),
        may(
            "admissible",
            Kind::Flag,
            "False: the text itself forbids such records; they are refused and counted. True if absent.",
            "false表示文本本身禁止此类记录，予以拒收并计数。不写即true。",
        ),
        may(
            "data",
            Kind::Choice(DATA),
            "The sort of data that it is about, for `prohibits`.",
            "涉及的数据类别，供“prohibits”使用。",
        ),
        may(
            "evidence",
            Kind::Choice(EVIDENCE),
            "Least that a record must rest on; weaker ones are refused and counted. Any if absent.",
            "记录至少须依据的证据，较弱者予以拒收并计数；不写即不限。",
        ),
        SOURCE,
        NOTE,
        ALLOW,
    ],
};

static CAP: TableSpec = TableSpec {
    name: "cap",
    doc: doc("A limit on the absolute sum of points.", "分值绝对值之和的上限。"),
    keys: &[
        must(
            "per",
            Kind::Choice(&[choice("year", "A calendar year.", "一个公历年。"), choice("life", "Always.", "始终。")]),
            "Over what it counts.",
            "计算的时段。",
        ),
        must("max", POINTS, "Largest absolute sum, above 0.", "最大绝对值，大于0。"),
        SOURCE,
    ],
};

const REPEAT: &[Choice] = &[
    choice("each", "Every record counts.", "每条记录都计分。"),
    choice("once", "Only the first record counts.", "只有第一条记录计分。"),
    choice("first_in_year", "Only the first record of a calendar year counts.", "每个公历年只有第一条记录计分。"),
];

const CLOCK: &[Choice] = &[
    choice("determination", "The day the record was entered.", "记录登记之日。"),
    choice("event", "The day of the act.", "行为发生之日。"),
    choice("end", "The day on which the act is over.", "行为终止之日。"),
];

const GRAVITY: &[Choice] = &[
    choice("minor", "Weight 1.", "权重1。"),
    choice("ordinary", "Weight 3.", "权重3。"),
    choice("serious", "Weight 5.", "权重5。"),
];

static GRADING: TableSpec = TableSpec {
    name: "grading",
    doc: doc("When grades are given.", "何时评定等级。"),
    keys: &[
        must(
            "cadence",
            Kind::Choice(&[
                choice("yearly", "Once a year.", "每年一次。"),
                choice("monthly", "On the first of each month.", "每月一日。"),
                choice("daily", "Every evening.", "每日日终。"),
            ]),
            "How often.",
            "多久一次。",
        ),
        may("month", COUNT, "Month of a yearly grading, 1 to 12.", "年度评定的月份，1至12。"),
        may("day", COUNT, "Day of that month, 1 to 28.", "当月的日期，1至28。"),
        may("from", DATE, "First day of grades.", "等级制度首日。"),
        may("to", DATE, "Last day of grades.", "等级制度末日。"),
        SOURCE,
        NOTE,
    ],
};

static GRADE: TableSpec = TableSpec {
    name: "grade",
    doc: doc("A grade.", "一个等级。"),
    keys: &[
        ID,
        LABEL,
        may("min", Kind::Dated(Quantity::Points), "Lowest score; the last grade has none.", "最低分数；最后一级没有。"),
        may("max", POINTS, "Highest score, if the text gives it.", "最高分数（如果文本写明）。"),
        SOURCE,
        NOTE,
    ],
};

static CHANNEL: TableSpec = TableSpec {
    name: "channel",
    doc: doc("A channel: a set of rates, nothing more.", "一个渠道：只是一组率。"),
    keys: &[
        ID,
        LABEL,
        must("agency", Kind::Text, "Who reports.", "由谁报告。"),
        must(
            "kind",
            Kind::Choice(&[
                choice("register", "An agency's own files.", "机关自身的档案。"),
                choice("patrol", "Patrols, cameras, inspections.", "巡查、摄像头、检查。"),
                choice("complaint", "Reports by others.", "他人举报。"),
                choice("claim", "Claims filed by the subject with evidence.", "本人持证据申报。"),
            ]),
            "What sort.",
            "种类。",
        ),
        must("on", Kind::Names, "Acts that it can report.", "能够报告的行为。"),
        must("coverage_rural", SHARE, "Share of acts in its view in rural places.", "农村地区进入其视野的行为比例。"),
        must("coverage_urban", SHARE, "Share of acts in its view in urban places.", "城镇地区进入其视野的行为比例。"),
        must("hit_rate", SHARE, "Chance that an act in view is reported.", "进入视野的行为被报告的概率。"),
        must(
            "false_alarms",
            RATE,
            "Reports per person and year about people who did nothing.",
            "每人每年对什么也没做者的误报数。",
        ),
        must("delay_days_min", COUNT, "Days from act to record: fixed part.", "从行为到记录的天数：固定部分。"),
        must(
            "delay_days_mean",
            COUNT,
            "Days from act to record: mean of the random part.",
            "从行为到记录的天数：随机部分的均值。",
        ),
        must(
            "identity",
            Kind::Choice(&[
                choice("national_id", "By identity number.", "按身份证号。"),
                choice("name", "By name, birth date and district.", "按姓名、出生日期和地区。"),
                choice(
                    "details",
                    "By number, else by `details` within the district.",
                    "按号码，否则在本地区按“details”。",
                ),
                choice("linkage", "By number, else by weights of agreement.", "按号码，否则按一致权重。"),
            ]),
            "How a record finds its dossier.",
            "记录如何归入档案。",
        ),
        must(
            "identity_error",
            SHARE,
            "By number: chance of a slip that reaches a stranger. By name: chance that only the name decides. By details or linkage: chance that the number is missing.",
            "按号码：错归他人的概率。按姓名：仅凭姓名归档的概率。按details或linkage：缺少号码的概率。",
        ),
        may(
            "details",
            Kind::Names,
            "With `details`: name, sex, birth_date, birth_month, birth_year, birthday. Whoever shares all of them may get the record.",
            "用于details：name、sex、birth_date、birth_month、birth_year、birthday。全部相同者均可能被记录。",
        ),
        may(
            "linkage",
            Kind::Table(&LINKAGE),
            "With `linkage`: what is compared, and from which weight on it links.",
            "用于linkage：比对哪些字段、达到多大权重即链接。",
        ),
        may("from", DATE, "First day on which it watches.", "开始监看之日。"),
        may(
            "full_from",
            DATE,
            "Day from which its coverage is complete; it grows evenly until then.",
            "覆盖率达标之日，此前均匀增长。",
        ),
        may("to", DATE, "Last day on which it watches.", "监看的末日。"),
        may(
            "confirm",
            Kind::Table(&CONFIRM),
            "Several looks, of which some must agree.",
            "多次查看，其中若干次须一致。",
        ),
        may(
            "varies",
            Kind::Tables(&VARIES),
            "Other rates for some people; the first that fits counts.",
            "对部分人适用其他率，取首个符合者。",
        ),
        may(
            "screen",
            Kind::Table(&SCREEN),
            "It looks at everyone at once, and not at acts as they happen.",
            "同时查看所有人，而非在行为发生时查看。",
        ),
        may("averages", Kind::Table(&AVERAGES), "It also matches earnings against benefits.", "另将收入与福利比对。"),
        may(
            "per_day",
            RATE,
            "Reports that can be worked through per 1,000 people and day; the rest wait.",
            "每千人每日能处理的报告数，其余等待。",
        ),
        may(
            "log_days",
            COUNT,
            "Days after the act for which what was seen is kept; later reports are lost.",
            "行为后日志保存的天数，逾期报告失效。",
        ),
        may(
            "evidence",
            Kind::Choice(EVIDENCE),
            "What its reports rest on; an allegation if absent.",
            "其报告所依据的证据；不写即为指称。",
        ),
        SOURCE,
        NOTE,
        ALLOW,
    ],
};

static LIST: TableSpec = TableSpec {
    name: "list",
    doc: doc("A list.", "一个名单。"),
    keys: &[
        ID,
        LABEL,
        must(
            "polarity",
            Kind::Choice(&[
                choice("black", "Adverse.", "不利。"),
                choice("red", "Favourable.", "有利。"),
                choice("watch", "Under observation; adverse.", "观察，不利。"),
            ]),
            "What it says of those on it.",
            "对名单上的人意味着什么。",
        ),
        may("criteria", Kind::Names, "Indicators whose records are grounds for entry.", "其记录构成列入事由的指标。"),
        must("selection", SHARE, "Chance that such a record is taken up.", "此类记录被采用的概率。"),
        must("notice_days", COUNT, "Days from the last ground to entry.", "从最后一项事由到列入的天数。"),
        must("term", LENGTH, "How long a stay lasts.", "列入持续多久。"),
        may("keeper", Kind::Text, "Who keeps it.", "由谁管理。"),
        may("from", DATE, "First day on which grounds arise.", "事由可产生的首日。"),
        may("to", DATE, "Last day on which grounds arise.", "事由可产生的末日。"),
        may("who", Kind::Condition, "Who may be entered; everyone if absent.", "可列入何人；不写则为所有人。"),
        may(
            "count",
            COUNT,
            "How many grounds within `within` lead to entry; 1 if absent.",
            "“within”内多少项事由导致列入；不写即1。",
        ),
        may("within", LENGTH, "The window in which grounds are counted.", "累计事由的时间窗。"),
        may("grades", Kind::Names, "Grades that are a ground while they are held.", "在持有期间构成事由的等级。"),
        may("full_term", Kind::Flag, "A better grade ends no stay before its term.", "等级回升不使列入提前结束。"),
        may("orders", Kind::Table(&ORDERS), "Orders from outside, such as a court's.", "来自外部的命令，如法院决定。"),
        may("follows", Kind::Table(&FOLLOWS), "Being close to someone on another list.", "与另一名单上的人关系密切。"),
        may(
            "spared",
            SHARE,
            "Chance that someone warned does what is asked before the day of entry. 0 if absent.",
            "受警告者在列入日前照办的概率。不写即0。",
        ),
        may(
            "extension",
            LENGTH,
            "What a further ground adds to a stay; if absent, the term runs anew from it.",
            "新事由使列入延长多久；不写则期限自新事由起重新计算。",
        ),
        may("term_max", LENGTH, "Longest stay with extensions.", "含延长在内的最长期限。"),
        may("exit", Kind::Table(&EXIT), "Leaving by doing what is asked.", "履行后移出。"),
        may(
            "clean",
            LENGTH,
            "Nobody leaves at the end of the term before so long without an adverse record.",
            "期满时须已有这么久没有不利记录才能移出。",
        ),
        may("returns", Kind::Table(&RETURNS), "Coming back under another account.", "换账号重新注册。"),
        may("stage", Kind::Tables(&STAGE), "Stages that those listed pass through.", "在列者所经过的阶段。"),
        SOURCE,
        NOTE,
        ALLOW,
    ],
};

static FOLLOWS: TableSpec = TableSpec {
    name: "follows",
    doc: doc("Being listed for somebody else's listing.", "因他人被列入而列入。"),
    keys: &[
        must("list", Kind::Name, "The list that is followed.", "所跟随的名单。"),
        must(
            "reach",
            Kind::Choice(&[
                choice("household", "Members of the same household.", "同一家庭的成员。"),
                choice("ties", "Kin, neighbours, colleagues, friends.", "亲属、邻居、同事、朋友。"),
                choice(
                    "representative",
                    "Who answers for the household, or for the firm where households are firms: its first member.",
                    "户（或以户代表的企业）的负责人，即其首位成员。",
                ),
            ]),
            "Who follows a person on it.",
            "谁随之列入。",
        ),
        must("chance", SHARE, "Chance that one of them does.", "其中一人随之列入的概率。"),
        SOURCE,
    ],
};

static PUBLICATION: TableSpec = TableSpec {
    name: "publication",
    doc: doc("Who may see a list.", "谁可以看到名单。"),
    keys: &[
        must("target", Kind::Name, "List.", "名单。"),
        must(
            "audience",
            Kind::Choice(&[
                choice("none", "Nobody.", "无人。"),
                choice("subject", "The person.", "本人。"),
                choice("authorised_query", "Whoever the person authorises.", "经本人授权者。"),
                choice("agencies", "Agencies.", "各机关。"),
                choice("public_register", "Anyone who looks it up.", "任何查询者。"),
                choice("mass_media", "Press, boards, broadcasts.", "报刊、公告栏、广播。"),
            ]),
            "Who.",
            "何人。",
        ),
        may(
            "fields",
            Kind::Names,
            "What is shown: name, id_full, id_masked, photo, address, age, sex, facts, amount.",
            "公示内容：name、id_full、id_masked、photo、address、age、sex、facts、amount。",
        ),
        SOURCE,
        NOTE,
    ],
};

static MEASURE: TableSpec = TableSpec {
    name: "measure",
    doc: doc("What a grade or a list grants or denies.", "等级或名单给予或限制什么。"),
    keys: &[
        ID,
        LABEL,
        must("agency", Kind::Text, "Who applies it.", "由谁执行。"),
        must("domain", Kind::Words, "Domain of life, e.g. `employment.public`.", "生活领域，如“employment.public”。"),
        must(
            "polarity",
            Kind::Choice(&[choice("sanction", "Adverse.", "不利。"), choice("reward", "Favourable.", "有利。")]),
            "Sanction or reward.",
            "惩戒或奖励。",
        ),
        must("gravity", COUNT, "Weight from 1 to 5.", "权重，1至5。"),
        must("when", Kind::Condition, "Condition under which it applies.", "适用条件。"),
        may("on", Kind::Names, "Applications that it decides.", "决定哪些申请。"),
        must("delay_days", COUNT, "Days until the agency's copy follows a change.", "机关副本跟上变化所需天数。"),
        must("enforcement", SHARE, "Chance that the agency applies it to a person.", "机关对某人实际适用的概率。"),
        must("bite", SHARE, "Chance that it decides an application.", "它左右一次申请的概率。"),
        may("prevents", Kind::Names, "Acts that it makes impossible.", "使哪些行为无从发生。"),
        may("prevented", SHARE, "Share of such acts that it prevents; 1 if absent.", "被阻止的比例；不写即1。"),
        may("from", DATE, "First day on which it may be called for.", "可适用的首日。"),
        may("to", DATE, "Last day on which it may be called for.", "可适用的末日。"),
        SOURCE,
        NOTE,
        ALLOW,
    ],
};

static CASE: TableSpec = TableSpec {
    name: "case",
    doc: doc("Given these acts, the rules must give this.", "给定这些行为，规则必须得出这一结果。"),
    keys: &[
        must("name", Kind::Words, "What the case shows.", "案例说明什么。"),
        must("as_of", Kind::Date, "The day that is asked about.", "所问的日期。"),
        may("acts", Kind::Names, "Acts, all on the first day in force.", "行为，均在生效首日。"),
        may("act", Kind::Tables(&CASE_ACT), "Acts with a day or a number.", "带日期或次数的行为。"),
        may("facts", Kind::Table(&FACTS), "What is recorded of the person.", "对此人的记录。"),
        must("expect", Kind::Table(&EXPECT), "What must come out.", "应得的结果。"),
        SOURCE,
        NOTE,
    ],
};

static CASE_ACT: TableSpec = TableSpec {
    name: "case_act",
    doc: doc("An act of a case.", "案例中的行为。"),
    keys: &[
        must("kind", Kind::Words, "Act.", "行为。"),
        may("times", Kind::Whole, "How often, 1 if absent.", "次数，不写即1。"),
        may("on", Kind::Date, "Day; the first day in force if absent.", "日期；不写即生效首日。"),
    ],
};

static FACTS: TableSpec = TableSpec {
    name: "facts",
    doc: doc("What is recorded of a person.", "对一个人的记录。"),
    keys: &[
        may("age", Kind::Whole, "Age in years.", "年龄（岁）。"),
        may("sex", Kind::Words, "female or male.", "female或male。"),
        may("place", Kind::Words, "rural or urban.", "rural或urban。"),
        may("income_fifth", Kind::Whole, "1 to 5.", "1至5。"),
        may("education", Kind::Words, "Level of schooling.", "受教育程度。"),
        may("occupation", Kind::Words, "Occupation.", "职业。"),
    ],
};

static EXPECT: TableSpec = TableSpec {
    name: "expect",
    doc: doc("What must come out; what is absent is not asked.", "应得的结果；没有写的不问。"),
    keys: &[
        may("score", Kind::Whole, "Score.", "分数。"),
        may("grade", Kind::Words, "Grade, or \"none\".", "等级，或“none”。"),
        may("measures", Kind::Names, "All measures that apply.", "适用的全部措施。"),
        may("lists", Kind::Names, "All lists the person is on.", "所在的全部名单。"),
    ],
};

/// A reform file.
pub static REFORM: TableSpec = TableSpec {
    name: "reform",
    doc: doc("Changes to a rulebook, each with a reason.", "对规则书的改动，各附理由。"),
    keys: &[
        must("format", Kind::Words, "`reform/1`.", "“reform/1”。"),
        ID,
        must(
            "base",
            Kind::Words,
            "Id of the rulebook that is changed, or `*` for any.",
            "所改规则书的id；“*”表示任何规则书。",
        ),
        must("title", Kind::Text, "Title.", "标题。"),
        NOTE,
        must("change", Kind::Tables(&CHANGE), "The changes.", "改动。"),
    ],
};

static CHANGE: TableSpec = TableSpec {
    name: "change",
    doc: doc("One change.", "一项改动。"),
    keys: &[
        may(
            "at",
            Kind::Words,
            "Dotted path of ids, e.g. `indicator.cult.points`.",
            "以点分隔的id路径，如“indicator.cult.points”。",
        ),
        may("set", Kind::Any, "New value.", "新值。"),
        may("scale", Kind::Any, "Factor.", "倍数。"),
        may("remove", Kind::Words, "Path of a table that is taken out.", "要删除的表的路径。"),
        must("from", Kind::Date, "First day of the change.", "改动首日。"),
        may("to", Kind::Date, "Last day of the change.", "改动末日。"),
        must("why", Kind::Words, "Reason.", "理由。"),
    ],
};
