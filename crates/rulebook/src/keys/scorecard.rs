//! The tables of a scorecard.

use super::*;

const NUMBER: Kind = Kind::Figure(Quantity::Number);

pub(super) static SCORECARD: TableSpec = TableSpec {
    name: "scorecard",
    doc: doc(
        "A scorecard: everyone is given points for attributes that the society declares, and accepted or declined by a cut-off. What is decided is counted against what is true.",
        "评分卡：按社会所声明的属性给每个人计分，并以分数线决定接受或拒绝。决定与真实情况对照计数。",
    ),
    keys: &[
        LABEL,
        must("agency", Kind::Text, "Who decides by it.", "由谁据以决定。"),
        may(
            "every_months",
            COUNT,
            "Months between two decisions about everyone; once, at the start, if absent.",
            "对所有人两次决定相隔的月数；不写则仅在开始时一次。",
        ),
        must(
            "truth",
            Kind::Name,
            "Attribute of two levels that says what is true of a person; decisions do not read it.",
            "表明真实情况的两级属性；决定时不读取。",
        ),
        must("adverse", Kind::Name, "The level of it that counts against a person.", "其中对本人不利的级别。"),
        may(
            "by",
            Kind::Name,
            "Attribute by whose levels counts, and cut-offs where the rule says so, are told apart.",
            "按哪个属性的级别分别计数（规则要求时亦分别设线）。",
        ),
        may("base_score", NUMBER, "Points at `base_odds`, 0 if absent.", "胜算为“base_odds”时的分数，不写为0。"),
        may(
            "base_odds",
            RATE,
            "Odds in favour, to 1, at which a person has `base_score` points; needed for points by evidence.",
            "得“base_score”分时的有利胜算（比1）；按证据计分时必写。",
        ),
        may(
            "doubling",
            RATE,
            "Points that double the odds, 1 if absent; at 0 evidence gives no points.",
            "使胜算加倍的分数，不写为1；为0则证据不计分。",
        ),
        must("characteristic", Kind::Tables(&CHARACTERISTIC), "What gives points.", "哪些内容计分。"),
        must("cut", Kind::Table(&CUT), "From which score on people are accepted.", "从多少分起接受。"),
        may("moves", Kind::Table(&MOVES), "What being accepted does to the score.", "被接受后分数如何变动。"),
        may("refit", Kind::Table(&REFIT), "How its points are fitted anew.", "分数如何重新拟合。"),
        SOURCE,
        NOTE,
    ],
};

static CHARACTERISTIC: TableSpec = TableSpec {
    name: "characteristic",
    doc: doc(
        "An attribute that gives points; `id` is its name in the society. With neither `points` nor `per_unit` the points of a level are its weight of evidence in the society's table, scaled.",
        "计分的属性；“id”为其在社会中的名称。既无“points”也无“per_unit”时，各级别的分数为其在社会单元表中的证据权重换算所得。",
    ),
    keys: &[
        ID,
        may("points", Kind::Figures(Quantity::Number), "Points of every level.", "每个级别的分数。"),
        may("per_unit", NUMBER, "Points for each unit of the attribute's number.", "属性数值每一单位的分数。"),
        SOURCE,
        NOTE,
    ],
};

const RULES: &[Choice] = &[
    choice("at", "From a score on.", "从某一分数起。"),
    choice("rate", "The best of each group, the same share everywhere.", "各组中最好的一部分，比例处处相同。"),
    choice("utility", "Whoever is worth accepting, group by group.", "逐组接受值得接受者。"),
    choice(
        "equal_rates",
        "The share accepted is the same in all groups, and the one of largest utility.",
        "各组接受比例相同，取总效用最大者。",
    ),
    choice(
        "equal_true_positives",
        "The share accepted among those with nothing against them is the same in all groups, and the one of largest utility.",
        "各组中无不利情况者的接受比例相同，取总效用最大者。",
    ),
];

static CUT: TableSpec = TableSpec {
    name: "cut",
    doc: doc(
        "From which score on people are accepted. Rules that choose look at the society's table, as at a complete sample of former cases; where a share ends within a score, some of those who have it face the next higher cut-off, by lot.",
        "从多少分起接受。由规则选定时，以社会的单元表为完整的历史样本；若所定比例止于某一分数之内，则该分数者中一部分经抽签适用更高一档的分数线。",
    ),
    keys: &[
        must("rule", Kind::Choice(RULES), "How it is chosen.", "如何选定。"),
        may("at", NUMBER, "The score.", "分数。"),
        may(
            "group",
            Kind::Figures(Quantity::Number),
            "Other scores for some levels of `by`.",
            "“by”某些级别的另定分数。",
        ),
        may("rate", SHARE, "The share accepted.", "接受的比例。"),
        may("gain", RATE, "Utility of accepting someone with nothing against them.", "接受无不利情况者的效用。"),
        may("loss", RATE, "Loss from accepting one of the others.", "接受其余者的损失。"),
        SOURCE,
        NOTE,
    ],
};

const FOLLOWS: &[Choice] = &[
    choice("outcome", "What comes of the person.", "本人的实际结果。"),
    choice("expectation", "What is to be expected of all in the group who score alike.", "该组中同分者的预期结果。"),
];

static MOVES: TableSpec = TableSpec {
    name: "moves",
    doc: doc(
        "What being accepted does to the score that counts the next time. Those declined keep theirs.",
        "被接受后，下次计算所用分数的变动。被拒绝者不变。",
    ),
    keys: &[
        must("well", NUMBER, "Points where it goes well.", "顺利时的分数变动。"),
        must("badly", NUMBER, "Points where it does not.", "不顺利时的分数变动。"),
        must("least", NUMBER, "Lowest score.", "最低分数。"),
        must("most", NUMBER, "Highest score.", "最高分数。"),
        must("follows", Kind::Choice(FOLLOWS), "What the score follows.", "分数依据什么变动。"),
        SOURCE,
        NOTE,
    ],
};

static REFIT: TableSpec = TableSpec {
    name: "refit",
    doc: doc(
        "The points are fitted anew to what whoever decides has seen: what people showed, and what came of those accepted. Until the first refit the points are those written.",
        "按决定者所见重新拟合分数：人们所显示的属性，以及被接受者的结果。首次拟合之前使用所写分数。",
    ),
    keys: &[
        must("every_months", COUNT, "Months between two refits.", "两次拟合相隔的月数。"),
        must(
            "damping",
            SHARE,
            "Share of the way from the old points to the fitted ones: 0 leaves them, 1 takes the fitted.",
            "从旧分数走向拟合分数的比例：0为不变，1为全用拟合值。",
        ),
        must(
            "sample",
            COUNT,
            "Files, of people by lot, that a refit looks at; with fewer people, all of them.",
            "每次拟合抽取的档案数；人数不足则取全部。",
        ),
        must(
            "odds",
            RATE,
            "Odds in favour, to 1, at which fitted points give the score of the cut-off.",
            "拟合分数恰为分数线时的有利胜算（比1）。",
        ),
        may("step", RATE, "Points change by multiples of this, 1 if absent.", "分数按此数的倍数变动，不写为1。"),
        SOURCE,
        NOTE,
    ],
};
