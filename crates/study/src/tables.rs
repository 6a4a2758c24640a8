//! The tables of a bundle, as data: columns with label, unit and definition.

use crate::table::{ColumnSpec, Holds, TableSpec};
use glasshouse_model::text::Label;

const REGIME: ColumnSpec = ColumnSpec {
    name: "regime",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "regime", zh: "制度" },
    definition: Label { en: "Short name of the regime.", zh: "制度的简称。" },
};
const SEED: ColumnSpec = ColumnSpec {
    name: "seed",
    holds: Holds::Word,
    unit: "",
    label: Label { en: "seed", zh: "种子" },
    definition: Label { en: "Seed of the run.", zh: "运行的种子。" },
};
pub(crate) const REPLICATE: ColumnSpec = ColumnSpec {
    name: "replicate",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "replicate", zh: "重复" },
    definition: Label { en: "Number of the replicate, from 0.", zh: "重复的编号，从0开始。" },
};
const MONTH: ColumnSpec = ColumnSpec {
    name: "month",
    holds: Holds::Int,
    unit: "month",
    label: Label { en: "month", zh: "月份" },
    definition: Label { en: "Month of the run, from 1.", zh: "运行的第几个月，从1开始。" },
};
const METRIC: ColumnSpec = ColumnSpec {
    name: "metric",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "metric", zh: "指标" },
    definition: Label {
        en: "Name of the metric; see `metrics` in the dictionary.",
        zh: "指标名称，见词典的 metrics。",
    },
};
const ITEM: ColumnSpec = ColumnSpec {
    name: "item",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "item", zh: "分项" },
    definition: Label {
        en: "What the metric is split by: a grade, list, measure, indicator, channel or act; empty if nothing.",
        zh: "指标的分项：等级、名单、措施、规则、渠道或行为；不分项则为空。",
    },
};
const ATTRIBUTE: ColumnSpec = ColumnSpec {
    name: "attribute",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "attribute", zh: "属性" },
    definition: Label { en: "Attribute of the group; `all` for everyone.", zh: "群体的属性；全体为 all。" },
};
const LEVEL: ColumnSpec = ColumnSpec {
    name: "level",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "level", zh: "层级" },
    definition: Label { en: "Level of the attribute; `all` for everyone.", zh: "属性的层级；全体为 all。" },
};
const VALUE: ColumnSpec = ColumnSpec {
    name: "value",
    holds: Holds::Int,
    unit: "as in `unit`",
    label: Label { en: "value", zh: "数值" },
    definition: Label {
        en: "Exact count or sum at the end of the month (stock, ever) or during it (flow). Series of zeros are left out.",
        zh: "精确计数或合计：月末（存量、累计人数）或当月（流量）。全为零的序列从略。",
    },
};
const UNIT: ColumnSpec = ColumnSpec {
    name: "unit",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "unit", zh: "单位" },
    definition: Label { en: "Unit of the value.", zh: "数值的单位。" },
};
pub(crate) const PERSON: ColumnSpec = ColumnSpec {
    name: "person",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "person", zh: "人" },
    definition: Label { en: "Synthetic person.", zh: "合成人物。" },
};
const LINE: ColumnSpec = ColumnSpec {
    name: "line",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "line", zh: "序号" },
    definition: Label {
        en: "Number of the entry among all that was traced about this person, from 1: the order of events within a day.",
        zh: "此人全部追踪条目中的序号，从1开始；同日各事按此排序。",
    },
};
const ACT_DATE: ColumnSpec = ColumnSpec {
    name: "act_day",
    holds: Holds::Day,
    unit: "day",
    label: Label { en: "act day", zh: "行为日" },
    definition: Label { en: "Day of the act that the record reports.", zh: "记录所报行为的日期。" },
};
const DAY: ColumnSpec = ColumnSpec {
    name: "day",
    holds: Holds::Day,
    unit: "day",
    label: Label { en: "day", zh: "日期" },
    definition: Label { en: "Calendar day of the run.", zh: "运行中的日期。" },
};
const STORY: ColumnSpec = ColumnSpec {
    name: "story",
    holds: Holds::Word,
    unit: "",
    label: Label { en: "story", zh: "缘由" },
    definition: Label {
        en: "Opportunity or false alarm that everything in the story goes back to; the same in every arm. 0 for the clock.",
        zh: "引起该事的机会或误报，各对照中相同；由日历引起的为0。",
    },
};
const SIDE: ColumnSpec = ColumnSpec {
    name: "side",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "side", zh: "账面" },
    definition: Label {
        en: "`record`: what institutions hold; `truth`: what a perfect register would hold.",
        zh: "record：机构所记；truth：完美登记应有。",
    },
};
const ACT: ColumnSpec = ColumnSpec {
    name: "act",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "act", zh: "行为" },
    definition: Label { en: "Kind of act.", zh: "行为种类。" },
};
const CLASS: ColumnSpec = ColumnSpec {
    name: "class",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "class", zh: "类别" },
    definition: Label { en: "Class of the act.", zh: "行为类别。" },
};
const TAKEN: ColumnSpec = ColumnSpec {
    name: "taken",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "done here", zh: "在此发生" },
    definition: Label { en: "Done in this arm.", zh: "在本制度下发生。" },
};
const BASE: ColumnSpec = ColumnSpec {
    name: "taken_in_baseline",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "done without a regime", zh: "无制度时发生" },
    definition: Label {
        en: "Done by the same person at the same opportunity without any regime.",
        zh: "同一人在同一机会下、没有任何制度时会发生。",
    },
};
const INDICATOR: ColumnSpec = ColumnSpec {
    name: "indicator",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "rule", zh: "规则" },
    definition: Label { en: "Rule of the point schedule.", zh: "计分规则。" },
};
const CHANNEL: ColumnSpec = ColumnSpec {
    name: "channel",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "channel", zh: "渠道" },
    definition: Label { en: "Channel that reported.", zh: "上报渠道。" },
};
const ORIGIN: ColumnSpec = ColumnSpec {
    name: "origin",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "origin", zh: "来由" },
    definition: Label {
        en: "`own`, `misattributed` or `false_alarm`.",
        zh: "own 本人所为；misattributed 误记他人之事；false_alarm 无其事。",
    },
};
const BY: ColumnSpec = ColumnSpec {
    name: "done_by",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "done by", zh: "实际行为人" },
    definition: Label { en: "Who did it, if the record is misattributed.", zh: "误记时的实际行为人。" },
};
const POINTS: ColumnSpec = ColumnSpec {
    name: "points",
    holds: Holds::Int,
    unit: "points",
    label: Label { en: "points", zh: "分数" },
    definition: Label { en: "Points of this line.", zh: "该行分数。" },
};
const UNTIL: ColumnSpec = ColumnSpec {
    name: "until",
    holds: Holds::Day,
    unit: "day",
    label: Label { en: "until", zh: "至" },
    definition: Label {
        en: "Day on which the points return; absent if never.", zh: "分数恢复之日；永不恢复则缺。"
    },
};
const ENTRY: ColumnSpec = ColumnSpec {
    name: "entry",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "entry", zh: "条目" },
    definition: Label {
        en: "`award`, `expiry`, `correction` or `grade`.",
        zh: "award 计分；expiry 到期；correction 更正；grade 评级。",
    },
};
pub(crate) const SCORE: ColumnSpec = ColumnSpec {
    name: "score",
    holds: Holds::Int,
    unit: "points",
    label: Label { en: "score", zh: "总分" },
    definition: Label { en: "Score after this line.", zh: "该行之后的总分。" },
};
pub(crate) const GRADE: ColumnSpec = ColumnSpec {
    name: "grade",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "grade", zh: "等级" },
    definition: Label {
        en: "Grade after a grading; absent on other lines and where no grade is given.",
        zh: "评级后的等级；其他行或无等级时缺。",
    },
};
const LIST: ColumnSpec = ColumnSpec {
    name: "list",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "list", zh: "名单" },
    definition: Label { en: "List of the rulebook.", zh: "规则书中的名单。" },
};
const ENTERED: ColumnSpec = ColumnSpec {
    name: "entered",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "entered", zh: "列入" },
    definition: Label { en: "Entered (true) or left (false).", zh: "列入（true）或移出（false）。" },
};
const MEASURE: ColumnSpec = ColumnSpec {
    name: "measure",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "measure", zh: "措施" },
    definition: Label { en: "Measure of the rulebook.", zh: "规则书中的措施。" },
};
const ACTIVE: ColumnSpec = ColumnSpec {
    name: "active",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "began", zh: "开始" },
    definition: Label { en: "Began (true) or ended (false).", zh: "开始（true）或结束（false）。" },
};
const REFUSED: ColumnSpec = ColumnSpec {
    name: "refused",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "refused", zh: "被拒" },
    definition: Label { en: "The application was refused.", zh: "申请被拒绝。" },
};
const PREFERRED: ColumnSpec = ColumnSpec {
    name: "preferred",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "preferred", zh: "优先" },
    definition: Label { en: "The application was preferred.", zh: "申请获得优先。" },
};
const WRONGLY: ColumnSpec = ColumnSpec {
    name: "wrongly",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "wrongly", zh: "错误" },
    definition: Label { en: "The true dossier would not have led to it.", zh: "真实档案不会导致此结果。" },
};
const STEP: ColumnSpec = ColumnSpec {
    name: "step",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "step", zh: "步骤" },
    definition: Label {
        en: "`notice`, `objection` or `decision`.",
        zh: "notice 告知；objection 异议；decision 决定。",
    },
};
const UPHELD: ColumnSpec = ColumnSpec {
    name: "upheld",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "upheld", zh: "成立" },
    definition: Label {
        en: "The objection succeeded; absent before the decision.", zh: "异议成立；决定之前缺。"
    },
};
const SEX: ColumnSpec = ColumnSpec {
    name: "sex",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "sex", zh: "性别" },
    definition: Label { en: "Level of sex.", zh: "性别。" },
};
const AGE: ColumnSpec = ColumnSpec {
    name: "age",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "age band", zh: "年龄段" },
    definition: Label { en: "Age band on the first day.", zh: "首日所属年龄段。" },
};
const PLACE: ColumnSpec = ColumnSpec {
    name: "place",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "place", zh: "城乡" },
    definition: Label { en: "Urban or rural.", zh: "城镇或农村。" },
};
const INCOME: ColumnSpec = ColumnSpec {
    name: "income_fifth",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "income fifth", zh: "收入五等分" },
    definition: Label { en: "Fifth of the income distribution, 1 the lowest.", zh: "收入五等分，1为最低。" },
};
const EDU: ColumnSpec = ColumnSpec {
    name: "education",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "education", zh: "教育" },
    definition: Label { en: "Highest schooling.", zh: "最高学历。" },
};
const OCC: ColumnSpec = ColumnSpec {
    name: "occupation",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "occupation", zh: "职业" },
    definition: Label { en: "Occupation.", zh: "职业。" },
};
const YEARS: ColumnSpec = ColumnSpec {
    name: "age_years",
    holds: Holds::Int,
    unit: "year",
    label: Label { en: "age", zh: "年龄" },
    definition: Label { en: "Age in years on the first day.", zh: "首日周岁。" },
};
const HOUSE: ColumnSpec = ColumnSpec {
    name: "household",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "household", zh: "户" },
    definition: Label { en: "Household: block and number.", zh: "户：街区与编号。" },
};

/// One metric of one group in one month of one replicate.
pub const METRICS: TableSpec = TableSpec {
    file: "metrics.parquet",
    row: Label {
        en: "One metric of one group in one month of one replicate.", zh: "一次重复中某月某群体的一项指标。"
    },
    columns: &[REGIME, SEED, REPLICATE, MONTH, METRIC, ITEM, ATTRIBUTE, LEVEL, VALUE, UNIT],
};

/// One synthetic person; the same in every replicate.
pub const PEOPLE: TableSpec = TableSpec {
    file: "people.parquet",
    row: Label {
        en: "One synthetic person; the same in every replicate.", zh: "一名合成人物，各次重复相同。"
    },
    columns: &[PERSON, SEX, AGE, PLACE, INCOME, EDU, OCC, YEARS, HOUSE],
};

/// One opportunity to act and what the person made of it (truth).
pub const ACTS: TableSpec = TableSpec {
    file: "acts.parquet",
    row: Label {
        en: "One opportunity to act and what the person made of it (truth).",
        zh: "一次行为机会及其结果（真实）。",
    },
    columns: &[REPLICATE, PERSON, LINE, DAY, STORY, ACT, CLASS, TAKEN, BASE],
};

/// One record in a dossier.
pub const RECORDS: TableSpec = TableSpec {
    file: "records.parquet",
    row: Label { en: "One record in a dossier.", zh: "档案中的一条记录。" },
    columns: &[REPLICATE, PERSON, LINE, DAY, STORY, SIDE, INDICATOR, CHANNEL, ORIGIN, BY, ACT_DATE, POINTS, UNTIL],
};

/// One line that moves a score or gives a grade.
pub const LEDGER: TableSpec = TableSpec {
    file: "ledger.parquet",
    row: Label { en: "One line that moves a score or gives a grade.", zh: "一行计分或评级。" },
    columns: &[REPLICATE, PERSON, LINE, DAY, STORY, SIDE, ENTRY, INDICATOR, POINTS, SCORE, GRADE],
};

/// One entry to or exit from a list.
pub const LISTINGS: TableSpec = TableSpec {
    file: "listings.parquet",
    row: Label { en: "One entry to or exit from a list.", zh: "一次列入或移出名单。" },
    columns: &[REPLICATE, PERSON, LINE, DAY, STORY, SIDE, LIST, ENTERED],
};

/// One beginning or end of a measure.
pub const MEASURES: TableSpec = TableSpec {
    file: "measures.parquet",
    row: Label { en: "One beginning or end of a measure.", zh: "一项措施的开始或结束。" },
    columns: &[REPLICATE, PERSON, LINE, DAY, STORY, SIDE, MEASURE, ACTIVE],
};

/// One application that met the measures in force.
pub const APPLICATIONS: TableSpec = TableSpec {
    file: "applications.parquet",
    row: Label { en: "One application that met the measures in force.", zh: "一次申请及其结果。" },
    columns: &[REPLICATE, PERSON, LINE, DAY, STORY, ACT, MEASURE, REFUSED, PREFERRED, WRONGLY],
};

/// One step of a review.
pub const REVIEWS: TableSpec = TableSpec {
    file: "reviews.parquet",
    row: Label { en: "One step of a review.", zh: "一次复核步骤。" },
    columns: &[REPLICATE, PERSON, LINE, DAY, STORY, STEP, INDICATOR, UPHELD],
};
const STEP_NUMBER: ColumnSpec = ColumnSpec {
    name: "step_number",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "step", zh: "步" },
    definition: Label {
        en: "Coupling step in which it was sent, from 0.", zh: "发出时的交换步，从0开始。"
    },
};
const SENT: ColumnSpec = ColumnSpec {
    name: "sent",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "what", zh: "种类" },
    definition: Label {
        en: "`mail`: a record on its way to another dossier; `decision`: of the office; `total`: everyone's scores together at the end of the step.",
        zh: "mail：寄往他人档案的记录；decision：机构决定；total：该步末全体分数之和。",
    },
};
const ADDRESSEE: ColumnSpec = ColumnSpec {
    name: "person_number",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "person", zh: "人" },
    definition: Label {
        en: "Number of the synthetic person it goes to; for `total` the sum.",
        zh: "收件合成人物的编号；total时为总和。",
    },
};
const DOER: ColumnSpec = ColumnSpec {
    name: "by_number",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "done by", zh: "行为人" },
    definition: Label { en: "Number of the person who did it (mail).", zh: "行为人编号（mail）。" },
};
const ACT_DAY: ColumnSpec = ColumnSpec {
    name: "act_day",
    holds: Holds::Int,
    unit: "day",
    label: Label { en: "act day", zh: "行为日" },
    definition: Label {
        en: "Day of the act, from the first day of the run (mail).",
        zh: "行为日，从运行首日起算（mail）。",
    },
};
const SENT_DAY: ColumnSpec = ColumnSpec {
    name: "run_day",
    holds: Holds::Int,
    unit: "day",
    label: Label { en: "day", zh: "日" },
    definition: Label {
        en: "Day of the record, from the first day of the run (mail).",
        zh: "记录日，从运行首日起算（mail）。",
    },
};
const KIND_NAME: ColumnSpec = ColumnSpec {
    name: "act",
    holds: Holds::Text,
    unit: "",
    label: Label { en: "act", zh: "行为" },
    definition: Label { en: "Kind of act that is reported (mail).", zh: "所报行为（mail）。" },
};
const CHANNEL_NUMBER: ColumnSpec = ColumnSpec {
    name: "channel_number",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "channel", zh: "渠道" },
    definition: Label {
        en: "Position of the channel in the rulebook (mail).", zh: "渠道在规则书中的序号（mail）。"
    },
};
const DECIDED: ColumnSpec = ColumnSpec {
    name: "decided",
    holds: Holds::Day,
    unit: "day",
    label: Label { en: "decided", zh: "决定日" },
    definition: Label { en: "Day of the decision.", zh: "决定日期。" },
};
const FILED: ColumnSpec = ColumnSpec {
    name: "filed",
    holds: Holds::Day,
    unit: "day",
    label: Label { en: "filed", zh: "提出日" },
    definition: Label { en: "Day of the objection (decision).", zh: "提出异议之日（decision）。" },
};
const RECORD_NUMBER: ColumnSpec = ColumnSpec {
    name: "record_number",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "record", zh: "记录" },
    definition: Label {
        en: "The record, as its block numbers it (decision).", zh: "街区内的记录编号（decision）。"
    },
};
const ALARM_KEY: ColumnSpec = ColumnSpec {
    name: "alarm_key",
    holds: Holds::Int,
    unit: "",
    label: Label { en: "key", zh: "键" },
    definition: Label {
        en: "Draw key of the channel of a false alarm (decision).",
        zh: "误报渠道的抽签键（decision）。",
    },
};
const WRONG: ColumnSpec = ColumnSpec {
    name: "wrong",
    holds: Holds::Flag,
    unit: "",
    label: Label { en: "wrong", zh: "错误" },
    definition: Label { en: "Whether the record is wrong (decision).", zh: "记录是否有误（decision）。" },
};

/// One message between blocks.
pub const EXCHANGE: TableSpec = TableSpec {
    file: "exchange.parquet",
    row: Label { en: "One message between blocks.", zh: "街区之间的一条往来。" },
    columns: &[
        REPLICATE,
        STEP_NUMBER,
        SENT,
        ADDRESSEE,
        STORY,
        DOER,
        ACT_DAY,
        SENT_DAY,
        KIND_NAME,
        CHANNEL_NUMBER,
        DECIDED,
        FILED,
        RECORD_NUMBER,
        ALARM_KEY,
        WRONG,
        UPHELD,
    ],
};
