//! The tables of a market document: every key, its kind and what it means.

use glasshouse_model::text::Label;
use glasshouse_text::keys::{DEFAULT_SOURCE, ID, LABEL, NOTE, SOURCE, SOURCES};
use glasshouse_text::{Choice, Key, Kind, Quantity, TableSpec};

/// The format that this program reads.
pub const FORMAT: &str = "market/1";

const fn key(name: &'static str, kind: Kind, required: bool, en: &'static str, zh: &'static str) -> Key {
    Key { name, kind, required, doc: Label { en, zh } }
}

/// A required figure.
const fn figure(name: &'static str, quantity: Quantity, en: &'static str, zh: &'static str) -> Key {
    key(name, Kind::Figure(quantity), true, en, zh)
}

/// A figure that may be absent.
const fn optional(name: &'static str, quantity: Quantity, en: &'static str, zh: &'static str) -> Key {
    key(name, Kind::Figure(quantity), false, en, zh)
}

const fn table(name: &'static str, spec: &'static TableSpec, en: &'static str, zh: &'static str) -> Key {
    key(name, Kind::Table(spec), false, en, zh)
}

const fn choice(name: &'static str, en: &'static str, zh: &'static str) -> Choice {
    Choice { name, doc: Label { en, zh } }
}

use Quantity::{Count, Number, Rate, Share};

/// The file.
pub static ROOT: TableSpec = TableSpec {
    name: "market",
    doc: Label {
        en: "A market: who deals with whom, and what is known of them.",
        zh: "市场：谁与谁往来，对其所知为何。",
    },
    keys: &[
        key("format", Kind::Words, true, "Always \"market/1\".", "固定为\"market/1\"。"),
        ID,
        key("title", Kind::Text, true, "Title.", "标题。"),
        key("question", Kind::Text, true, "The question that it is for.", "它要回答的问题。"),
        key(
            "kind",
            Kind::Choice(KINDS),
            true,
            "What sort of market; the table of the same name is read.",
            "市场类型；读取同名的表。",
        ),
        DEFAULT_SOURCE,
        NOTE,
        SOURCES,
        table("giving", &GIVING, "Meetings in which one may help another.", "一方可帮助另一方的会面。"),
        table("reputation", &REPUTATION, "What is known of a trader.", "对交易者所知者。"),
        key("strategy", Kind::Tables(&STRATEGY), false, "Ways of acting.", "行动策略。"),
        table("register", &REGISTER, "Who is excluded for a refusal.", "因拒绝而被排除者。"),
        table("selection", &SELECTION, "How strategies that earn more spread.", "收益高的策略如何传播。"),
        table("norms", &NORMS, "A search for stable norms.", "稳定规范的搜索。"),
        table("trust", &TRUST, "Trust out of declared ratings.", "由所列评分得出的信任。"),
        key("trader", Kind::Tables(&TRADER), false, "Those who rate and are rated.", "评分者与被评者。"),
        table("sharing", &SHARING, "Downloads from strangers.", "从陌生人处下载。"),
        table("goods", &GOODS, "Goods of hidden quality.", "质量隐蔽的货品。"),
        table("partners", &PARTNERS, "Own experience beside an official grade.", "官方等级与自身经验。"),
        table("raters", &RATERS, "One public score, or many private raters.", "单一公共评分或多家私人评级方。"),
        table("display", &DISPLAY, "A score that its owner may show.", "本人可出示的评分。"),
    ],
};

const KINDS: &[Choice] = &[
    choice("giving", "Meetings in which one may help another.", "一方可帮助另一方的会面。"),
    choice("norms", "Which ways of judging and acting are stable.", "哪些评价与行动方式是稳定的。"),
    choice("trust", "Trust out of declared ratings.", "由所列评分得出的信任。"),
    choice("sharing", "Downloads from strangers under a trust that passes on.", "凭可传递的信任从陌生人处下载。"),
    choice("goods", "Goods of hidden quality.", "质量隐蔽的货品。"),
    choice("partners", "Own experience beside an official grade.", "官方等级与自身经验。"),
    choice("raters", "One public score, or many private raters.", "单一公共评分或多家私人评级方。"),
    choice("display", "A score that its owner may show.", "本人可出示的评分。"),
];

/// Meetings.
pub static GIVING: TableSpec = TableSpec {
    name: "giving",
    doc: Label { en: "Meetings in which one may help another.", zh: "一方可帮助另一方的会面。" },
    keys: &[
        SOURCE,
        figure("traders", Count, "How many deal.", "交易者人数。"),
        figure("rounds", Count, "Rounds.", "轮数。"),
        figure("counted_from", Count, "First round that counts.", "开始计数的轮次。"),
        optional(
            "meetings",
            Count,
            "Meetings in a round, where they are random; as many as traders if absent.",
            "随机会面时每轮的会面数；默认等于人数。",
        ),
        key(
            "matching",
            Kind::Choice(&[
                choice(
                    "each-once",
                    "In every round each gives once and receives once.",
                    "每轮每人各给予一次、接受一次。",
                ),
                choice("random", "Giver and receiver are drawn for every meeting.", "每次会面随机抽取双方。"),
            ]),
            true,
            "Who meets whom.",
            "谁与谁会面。",
        ),
        optional("benefit", Rate, "What help is worth to the receiver.", "帮助对接受者的价值。"),
        optional("cost", Rate, "What it costs the giver.", "给予者的成本。"),
        optional(
            "reward",
            Number,
            "In place of benefit and cost, where both act: to each if both help.",
            "双方皆行动时代替收益与成本：双方皆助时各得。",
        ),
        optional("sucker", Number, "To who helps alone.", "单独帮助者所得。"),
        optional("temptation", Number, "To who refuses alone.", "单独拒绝者所得。"),
        optional("punishment", Number, "To each if both refuse.", "双方皆拒时各得。"),
    ],
};

/// What is known.
pub static REPUTATION: TableSpec = TableSpec {
    name: "reputation",
    doc: Label { en: "What is known of a trader.", zh: "对交易者所知者。" },
    keys: &[
        SOURCE,
        key(
            "held",
            Kind::Choice(&[
                choice("public", "Everybody thinks the same: good or bad.", "人人看法相同：好或坏。"),
                choice("private", "Everybody has an own opinion of everybody.", "每人对每人各有看法。"),
                choice(
                    "score",
                    "A public number, up with each help and down with each refusal.",
                    "公开的数值，助则升、拒则降。",
                ),
            ]),
            true,
            "Who holds it.",
            "由谁持有。",
        ),
        key(
            "judging",
            Kind::Name,
            false,
            "How a giver is judged: eight letters G or B for giver and receiver good-good, good-bad, bad-good, bad-bad, each first for helping, then for refusing. GBGBGBGB if absent: good is who helped last.",
            "如何评价给予者：八个字母G或B，依次为给予者与接受者 好好、好坏、坏好、坏坏，每种先帮助、后拒绝。默认GBGBGBGB：最近一次帮助者为好。",
        ),
        figure(
            "known",
            Share,
            "Chance that a giver knows the standing of the receiver; who is not known is taken for good, or for a score of 0.",
            "给予者知悉接受者声誉的概率；未知者视为好，或得分为0。",
        ),
        figure("execution_error", Share, "Chance that meant help fails.", "有意帮助而未成的概率。"),
        figure("assessment_error", Share, "Chance that a standing is noted the wrong way round.", "声誉被记反的概率。"),
        optional(
            "seen",
            Share,
            "Private opinions: chance that somebody sees a meeting; 1 if absent.",
            "私人看法：某人看到一次会面的概率；默认1。",
        ),
        key("lowest", Kind::Whole, false, "Lowest score.", "最低分。"),
        key("highest", Kind::Whole, false, "Highest score.", "最高分。"),
    ],
};

/// A way of acting.
pub static STRATEGY: TableSpec = TableSpec {
    name: "strategy",
    doc: Label {
        en: "A way of acting; it says exactly one of action, at_least, patience.",
        zh: "一种行动策略；须且只须写明action、at_least、patience之一。",
    },
    keys: &[
        ID,
        LABEL,
        SOURCE,
        figure("weight", Rate, "Relative frequency at the start.", "起始时的相对频率。"),
        key(
            "action",
            Kind::Name,
            false,
            "Four letters H (help) or R (refuse), for own and other standing good-good, good-bad, bad-good, bad-bad.",
            "四个字母H（帮助）或R（拒绝），依次为己方与对方声誉 好好、好坏、坏好、坏坏。",
        ),
        key("at_least", Kind::Whole, false, "Helps those whose score is at least so much.", "帮助得分不低于此者。"),
        optional(
            "patience",
            Share,
            "Discount factor per round: helps if the register makes refusing dearer.",
            "每轮贴现因子：若登记使拒绝更不划算则帮助。",
        ),
    ],
};

/// A register.
pub static REGISTER: TableSpec = TableSpec {
    name: "register",
    doc: Label { en: "Who is excluded for a refusal.", zh: "因拒绝而被排除者。" },
    keys: &[
        SOURCE,
        figure("detection", Share, "Chance that a refusal is seen.", "拒绝被发现的概率。"),
        figure("false_detection", Share, "Chance that somebody who helped is excluded.", "提供帮助者被误排除的概率。"),
        optional("rounds", Count, "Rounds of exclusion; for ever if absent or 0.", "排除的轮数；不写或为0则永久。"),
    ],
};

/// Selection.
pub static SELECTION: TableSpec = TableSpec {
    name: "selection",
    doc: Label { en: "How strategies that earn more spread.", zh: "收益高的策略如何传播。" },
    keys: &[
        SOURCE,
        key(
            "rule",
            Kind::Choice(&[
                choice(
                    "proportional",
                    "All are replaced by children of traders drawn in proportion to payoff.",
                    "全体由按收益比例抽取者的后代取代。",
                ),
                choice(
                    "moran",
                    "One is replaced by the child of one drawn in proportion to payoff.",
                    "一人由按收益比例抽取者的后代取代。",
                ),
                choice(
                    "imitation",
                    "Each looks at another and may take over its strategy.",
                    "每人观察另一人并可能采用其策略。",
                ),
            ]),
            true,
            "How.",
            "方式。",
        ),
        figure("every", Count, "Rounds between.", "间隔轮数。"),
        figure(
            "shift",
            Number,
            "Added to both payoffs of a meeting before they count for selection.",
            "计入选择前加到会面双方收益上的数。",
        ),
        figure(
            "strength",
            Rate,
            "How strongly a difference of payoffs counts in imitation.",
            "模仿时收益差的作用强度。",
        ),
        figure("mutation", Share, "Chance of taking any strategy instead.", "改用任意策略的概率。"),
        key("fresh", Kind::Flag, true, "Reputations begin anew.", "声誉重新开始。"),
    ],
};

/// A search for norms.
pub static NORMS: TableSpec = TableSpec {
    name: "norms",
    doc: Label { en: "A search for stable norms.", zh: "稳定规范的搜索。" },
    keys: &[
        SOURCE,
        figure("benefit", Rate, "What help is worth to the receiver.", "帮助对接受者的价值。"),
        figure("cost", Rate, "What it costs the giver.", "给予者的成本。"),
        figure("execution_error", Share, "Chance that meant help fails.", "有意帮助而未成的概率。"),
        figure("assessment_error", Share, "Chance that a standing is noted the wrong way round.", "声誉被记反的概率。"),
        figure(
            "least",
            Share,
            "Cooperation from which a norm is said to keep it up.",
            "视为能维持合作的最低合作程度。",
        ),
    ],
};

/// Declared ratings.
pub static TRUST: TableSpec = TableSpec {
    name: "trust",
    doc: Label { en: "Trust out of declared ratings.", zh: "由所列评分得出的信任。" },
    keys: &[
        SOURCE,
        figure(
            "damping",
            Share,
            "Part of all trust that returns to those trusted from the start.",
            "每次回到起始受信者的信任比例。",
        ),
    ],
};

/// Somebody who rates.
pub static TRADER: TableSpec = TableSpec {
    name: "trader",
    doc: Label { en: "Somebody who rates and is rated.", zh: "评分者兼被评者。" },
    keys: &[
        ID,
        SOURCE,
        figure("start", Rate, "Relative trust from the start.", "起始的相对信任。"),
        key(
            "rates",
            Kind::Figures(Number),
            false,
            "Good experiences less bad ones with others, by their names.",
            "与他人的好经历减坏经历，以名称为键。",
        ),
    ],
};

/// Downloads.
pub static SHARING: TableSpec = TableSpec {
    name: "sharing",
    doc: Label { en: "Downloads from strangers.", zh: "从陌生人处下载。" },
    keys: &[
        SOURCE,
        figure("good", Count, "Peers who mean well.", "善意者。"),
        figure("pretrusted", Count, "Of them, trusted from the start.", "其中起始即受信者。"),
        figure("malicious", Count, "Peers who never give what they promise.", "从不守诺者。"),
        key("ring", Kind::Flag, true, "The malicious rate one another highly.", "恶意者互评高分。"),
        figure("honest_error", Share, "Chance that a good peer's file is wrong.", "善意者文件有误的概率。"),
        figure("offers", Count, "Peers who offer a file.", "应答者数。"),
        figure(
            "explore",
            Share,
            "Chance that somebody without trust is taken, where there is one.",
            "选取无信任者（若有）的概率。",
        ),
        key("by_trust", Kind::Flag, true, "Trust decides; else chance.", "按信任选择；否则随机。"),
        figure(
            "damping",
            Share,
            "Part of all trust that returns to those trusted from the start.",
            "每次回到起始受信者的信任比例。",
        ),
        figure(
            "cycles",
            Count,
            "Cycles; in each every good peer downloads once.",
            "周期数；每周期每个善意者下载一次。",
        ),
        figure("counted_from", Count, "First cycle that counts.", "开始计数的周期。"),
    ],
};

/// Goods.
pub static GOODS: TableSpec = TableSpec {
    name: "goods",
    doc: Label { en: "Goods of hidden quality.", zh: "质量隐蔽的货品。" },
    keys: &[
        SOURCE,
        figure("sellers", Count, "Sellers, each with one good.", "卖方数，每人一件货品。"),
        figure("lowest", Rate, "Lowest quality: what the good is worth to its seller.", "最低质量，即对卖方的价值。"),
        figure("highest", Rate, "Highest quality.", "最高质量。"),
        key("drawn", Kind::Flag, true, "Qualities are drawn; else evenly spaced.", "质量随机抽取；否则等距。"),
        figure("value", Rate, "Worth to a buyer over worth to the seller.", "对买方与对卖方价值之比。"),
        figure("grades", Count, "Grades that goods are sorted into; 1 for none.", "货品的等级数；1为不分级。"),
        figure(
            "graded",
            Share,
            "Chance that a good is in the grade of its quality; else in any.",
            "货品等级与质量相符的概率；否则为任一等级。",
        ),
        figure("rounds", Count, "Rounds.", "轮数。"),
    ],
};

/// Partners.
pub static PARTNERS: TableSpec = TableSpec {
    name: "partners",
    doc: Label { en: "Own experience beside an official grade.", zh: "官方等级与自身经验。" },
    keys: &[
        SOURCE,
        figure("traders", Count, "How many deal.", "交易者人数。"),
        figure("neighbours", Count, "Neighbours of each.", "每人的邻居数。"),
        figure("rounds", Count, "Rounds; in each everybody meets one neighbour.", "轮数；每轮每人会见一位邻居。"),
        figure("faithful", Share, "Share of the faithful.", "守信者比例。"),
        figure("faith_high", Share, "Chance that a faithful partner keeps faith.", "守信者守信的概率。"),
        figure("faith_low", Share, "Chance that another does.", "其他人守信的概率。"),
        figure("gain", Rate, "Gain from a deal that is kept.", "守信交易的收益。"),
        figure("loss", Rate, "Loss from one that is not.", "失信交易的损失。"),
        figure("outside", Number, "What not dealing is worth.", "不交易的价值。"),
        figure("grade_right", Share, "Chance that a grade is right.", "等级正确的概率。"),
        figure("grade_weight", Rate, "How many deals' worth the grade counts.", "等级相当于多少次交易的经验。"),
        figure(
            "believed_good",
            Share,
            "Chance of keeping faith that a good grade is believed to promise.",
            "人们相信好等级所对应的守信概率。",
        ),
        figure("believed_bad", Share, "That a bad grade is believed to promise.", "人们相信坏等级所对应的守信概率。"),
        figure(
            "forgetting",
            Share,
            "What an experience still counts after each deal with that partner.",
            "与该伙伴每交易一次后旧经验仍计的比例。",
        ),
        figure("corrupted_from", Count, "First round after the register is corrupted.", "登记被破坏后的首轮。"),
        figure("corrupted", Share, "Share of grades that are then exchanged.", "届时被颠倒的等级比例。"),
    ],
};

/// Raters.
pub static RATERS: TableSpec = TableSpec {
    name: "raters",
    doc: Label { en: "One public score, or many private raters.", zh: "单一公共评分或多家私人评级方。" },
    keys: &[
        SOURCE,
        figure("subjects", Count, "Those who are rated.", "被评者人数。"),
        figure("consumers", Count, "Those who deal with them.", "消费者人数。"),
        figure("raters", Count, "Raters.", "评级方数。"),
        figure("looks", Rate, "Looks at each subject, all raters together.", "全部评级方对每位被评者的观察次数合计。"),
        figure(
            "noise",
            Rate,
            "Standard deviation of a look, where trustworthiness has 1.",
            "单次观察的标准差（可信度的标准差为1）。",
        ),
        figure(
            "own_error",
            Rate,
            "Standard deviation of a rater's own error about a subject, which no look mends.",
            "评级方对被评者自身误差的标准差，观察再多也不减。",
        ),
        figure("spread", Share, "How far raters differ in that error.", "各评级方该误差的差异幅度。"),
        figure("conformity", Number, "What a rater adds for conformity.", "评级方为顺从所加的分。"),
        figure("asks", Count, "How many raters a consumer asks.", "消费者询问几家评级方。"),
        figure(
            "switching",
            Share,
            "Chance per round that a consumer compares its rater with another.",
            "消费者每轮将其评级方与另一家比较的概率。",
        ),
        figure(
            "opted",
            Share,
            "Share of raters, the best for them, whom subjects allow to rate them.",
            "被评者允许对其评分的评级方比例（取对其最有利者）。",
        ),
        figure(
            "rounds",
            Count,
            "Rounds; in each every consumer meets one subject.",
            "轮数；每轮每位消费者会见一位被评者。",
        ),
        figure("captured_from", Count, "First round of capture.", "俘获开始的轮次。"),
        figure("captured", Count, "Raters captured, those with most consumers.", "被俘获的评级方数（消费者最多者）。"),
        figure(
            "captured_conformity",
            Number,
            "What a captured rater adds for conformity.",
            "被俘获的评级方为顺从所加的分。",
        ),
        optional(
            "off_after",
            Count,
            "Rounds after which the regulator switches a captured rater off; never if absent.",
            "监管者关停被俘获评级方前的轮数；不写则从不关停。",
        ),
    ],
};

/// Display.
pub static DISPLAY: TableSpec = TableSpec {
    name: "display",
    doc: Label { en: "A score that its owner may show.", zh: "本人可出示的评分。" },
    keys: &[
        SOURCE,
        figure("subjects", Count, "Owners of scores.", "评分持有人数。"),
        figure("cost", Rate, "What showing costs, in units of score from 0 to 1.", "出示的成本，以0至1的评分为单位。"),
        figure(
            "learning",
            Share,
            "How fast viewers learn what hidden scores are: 1 at once.",
            "观者了解隐藏评分的速度：1为立即。",
        ),
        figure("rounds", Count, "Rounds.", "轮数。"),
    ],
};
