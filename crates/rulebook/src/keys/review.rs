//! The tables of objection and correction.

use super::*;

pub(super) static REVIEW: TableSpec = TableSpec {
    name: "review",
    doc: doc("Objection, decision, correction.", "异议、决定、更正。"),
    keys: &[
        must("enabled", Kind::Flag, "False where the text has no procedure.", "文本没有规定程序时写false。"),
        must("notice", SHARE, "Chance that the subject learns of an adverse record.", "当事人得知不利记录的概率。"),
        must("notice_days", COUNT, "Days from record to notice.", "从记录到告知的天数。"),
        must("objects_if_wrong", SHARE, "Chance of an objection to a wrong record.", "对错误记录提出异议的概率。"),
        must("objects_if_right", SHARE, "Chance of an objection to a right record.", "对正确记录提出异议的概率。"),
        must("window_days", COUNT, "Days from notice within which one may object.", "得知后可提出异议的天数。"),
        must("officers", COUNT, "Officers of the office.", "办公人员数。"),
        must("per_officer_day", RATE, "Decisions per officer and working day.", "每人每工作日作出的决定数。"),
        must("decide_in", LENGTH, "Statutory term for a decision.", "作出决定的法定期限。"),
        must(
            "at_deadline",
            Kind::Choice(&[
                choice("waits", "The objection waits on.", "异议继续等待。"),
                choice("removed", "The record is removed.", "记录被移除。"),
                choice("stands", "The record stands.", "记录维持。"),
            ]),
            "What happens when the term passes.",
            "期限届满时如何处理。",
        ),
        may(
            "desk",
            Kind::Table(&DESK),
            "How long one decision takes; an even pace if absent.",
            "一项决定所需时间；不写即匀速办理。",
        ),
        must(
            "upheld_if_wrong",
            SHARE,
            "Chance that an objection to a wrong record succeeds.",
            "对错误记录的异议成立的概率。",
        ),
        must(
            "upheld_if_right",
            SHARE,
            "Chance that an objection to a right record succeeds.",
            "对正确记录的异议成立的概率。",
        ),
        may(
            "urgent",
            Kind::Condition,
            "Whose objections come before all others, by the register on the day of filing.",
            "谁的异议优先办理，按提出之日的登记判断。",
        ),
        may(
            "clock",
            Kind::Table(&CLOCK),
            "The statutory clock, kept to the day and counted.",
            "按日计算并计数的法定期限。",
        ),
        may("reports", Kind::Table(&REPORTS), "Free reports of one's own record.", "本人记录的免费查询。"),
        may(
            "marked",
            SHARE,
            "Chance that a record under objection, which is marked as such, is not held against an applicant. 0 if absent.",
            "处于异议中并已标注的记录不被用于拒绝申请的概率。不写即0。",
        ),
        SOURCE,
        NOTE,
    ],
};

static DESK: TableSpec = TableSpec {
    name: "desk",
    doc: doc(
        "Decisions take unequal time, with a mean of 1 / `per_officer_day`.",
        "每项决定用时不等，均值为1/`per_officer_day`。",
    ),
    keys: &[
        must(
            "takes",
            Kind::Choice(&[
                choice("fixed", "Always the mean.", "均为平均用时。"),
                choice("exponential", "Exponential: most short, a few long.", "指数分布：多数较短，少数较长。"),
                choice("lognormal", "Log-normal with the spread `cv`.", "对数正态分布，离散程度为`cv`。"),
            ]),
            "How the time of a decision is spread.",
            "决定用时的分布。",
        ),
        may("cv", RATE, "Standard deviation of a log-normal time over its mean.", "对数正态用时的标准差与均值之比。"),
        must(
            "open",
            Kind::Choice(&[
                choice("weekdays", "Monday to Friday.", "周一至周五。"),
                choice("every_day", "Every day.", "每天。"),
            ]),
            "When officers work, around the clock of an open day.",
            "办公日；办公日内全天办理。",
        ),
        may(
            "patience_days",
            RATE,
            "Mean open days, exponential, after which who still waits gives up; nobody does if absent.",
            "仍在等待者放弃前的平均办公日数（指数分布）；不写即无人放弃。",
        ),
        SOURCE,
        NOTE,
    ],
};

static CLOCK: TableSpec = TableSpec {
    name: "clock",
    doc: doc(
        "Decisions after their term, and those that the term takes from the office, are counted.",
        "逾期的决定以及因期满而结案者均予计数。",
    ),
    keys: &[
        may("complex", SHARE, "Share of objections that are complex.", "复杂异议的比例。"),
        may("complex_in", LENGTH, "Statutory term for these.", "复杂异议的法定期限。"),
        may("closed", Kind::Tables(&CLOSED), "Days that are no working days besides weekends.", "周末之外的非工作日。"),
        SOURCE,
        NOTE,
    ],
};

static CLOSED: TableSpec = TableSpec {
    name: "closed",
    doc: doc("Days on which the office is closed.", "办公停歇的日期。"),
    keys: &[ID, must("from", DATE, "First day.", "首日。"), must("to", DATE, "Last day.", "末日。"), SOURCE, NOTE],
};

static REPORTS: TableSpec = TableSpec {
    name: "reports",
    doc: doc(
        "People may see their own record without a fee, and so learn of what nobody told them.",
        "人们可免费查询本人记录，从而得知未获告知的内容。",
    ),
    keys: &[
        must("per_year", COUNT, "How many a year, 1 to 12.", "每年次数，1至12。"),
        must("asks", SHARE, "Chance that a person asks for one of them.", "本人申请其中一次的概率。"),
        SOURCE,
        NOTE,
    ],
};
