//! The stable codes of diagnostics, each with an explanation for `glasshouse explain CODE`.
//!
//! A number is never reused or renumbered. 01xx: text, structure, figures and changes; 02xx: what
//! rulebooks, cases, reforms and markets say; 03xx: societies; 04xx: warnings about a rulebook's meaning.

use crate::diagnostic::Severity;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use std::fmt;

/// What `glasshouse explain` says of a code.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// Number.
    pub number: u16,
    /// Error or warning.
    pub severity: Severity,
    /// One line.
    pub title: Label,
    /// Why it is wrong and what to do.
    pub why: Label,
    /// A text that has the mistake.
    pub bad: &'static str,
    /// The same text put right.
    pub good: &'static str,
}

macro_rules! codes {
    ($($name:ident = $number:literal $severity:ident,
        $title_en:literal | $title_zh:literal,
        $why_en:literal | $why_zh:literal,
        $bad:literal => $good:literal;)*) => {
        /// A diagnostic's code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $title_en] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// What the code means.
            pub fn explanation(self) -> Explanation {
                match self {
                    $(Code::$name => Explanation {
                        number: $number,
                        severity: Severity::$severity,
                        title: Label { en: $title_en, zh: $title_zh },
                        why: Label { en: $why_en, zh: $why_zh },
                        bad: $bad,
                        good: $good,
                    },)*
                }
            }
        }
    };
}

codes! {
    FileNotFound = 101 Error,
        "there is no such file" | "没有这个文件",
        "The name leads to nothing. Check the spelling and the folder you are in." | "按这个名称找不到文件。请核对拼写和当前文件夹。",
        "glasshouse check my-conty.toml" => "glasshouse check my-county.toml";
    IsDirectory = 102 Error,
        "this is a folder, not a file" | "这是文件夹，不是文件",
        "A rulebook or society is one file. Name the file inside the folder." | "规则书或社会是单个文件。请写出文件夹里的文件名。",
        "glasshouse check rulebooks/" => "glasshouse check rulebooks/my-county.toml";
    TooLarge = 103 Error,
        "the file is too large" | "文件过大",
        "Documents are read up to 4 MiB. A regulation is far smaller; this is probably another kind of file." | "最多读取4 MiB。法规文本远小于此，这多半是别的文件。",
        "glasshouse check people.parquet" => "glasshouse check my-county.toml";
    NotText = 104 Error,
        "the file is not UTF-8 text" | "文件不是UTF-8文本",
        "Save the file as plain text in UTF-8. Word-processor files, spreadsheets and text in GBK cannot be read." | "请以UTF-8纯文本保存。无法读取文字处理文件、电子表格或GBK编码文本。",
        "my-county.docx" => "my-county.toml";
    EmptyFile = 105 Error,
        "the file is empty" | "文件是空的",
        "There is nothing in it to check. Start from one of the built-in files." | "里面没有可供检查的内容。可从内置文件开始改写。",
        "" => "format = \"rulebook/1\"";
    Typographic = 106 Error,
        "full-width or typographic punctuation" | "使用了全角或排版用标点",
        "Outside quotes only plain ASCII marks have a meaning. Word processors and Chinese input methods put look-alikes in their place." | "引号之外只有半角ASCII标点有意义。文字处理软件和中文输入法会换成外形相似的字符。",
        "points ＝ −20" => "points = -20";
    UnknownAct = 107 Error,
        "no act has this name" | "没有这个名称的行为",
        "The catalogue of acts is closed. A rule about an act that is not in it would never apply." | "行为目录是封闭的。针对目录之外行为的规则永远不会适用。",
        "on = \"traffic.redlight\"" => "on = \"traffic.red_light\"";
    Unreadable = 108 Error,
        "this line cannot be read" | "无法读懂这一行",
        "Every line is a `[table]` header, a `key = value`, a comment that begins with `#`, or empty." | "每行须是“[表]”标题、“键 = 值”、以“#”开头的注释，或空行。",
        "} points" => "points = -20";
    Unquoted = 109 Error,
        "words need quotes around them" | "文字须加引号",
        "Only numbers, dates, true and false stand without quotes." | "只有数字、日期、true和false可以不加引号。",
        "on = traffic.minor" => "on = \"traffic.minor\"";
    UnclosedQuote = 110 Error,
        "a quote is opened and not closed" | "引号没有收尾",
        "A string in quotes ends on its line. For long text use three quotes on each side." | "带引号的文字须在同一行收尾。长文字请在两端各用三个引号。",
        "on = \"traffic.minor" => "on = \"traffic.minor\"";
    Unclosed = 111 Error,
        "a bracket is opened and not closed" | "括号没有收尾",
        "Every [, {, [[ needs its partner." | "每个[、{、[[都要有相配的另一半。",
        "on = [\"traffic.minor\"" => "on = [\"traffic.minor\"]";
    NoEquals = 112 Error,
        "a key needs `=` and a value" | "键后须有“=”和值",
        "Write `key = value`. A colon does not do." | "写作“键 = 值”。冒号不行。",
        "points: -20" => "points = -20";
    KeyTwice = 113 Error,
        "a key is written twice in one table" | "同一个表里某个键写了两次",
        "Which of the two counts would be a guess. Often a header such as `[[indicator]]` is missing between two entries." | "无法判断哪一个算数。常见原因是两个条目之间漏写了“[[indicator]]”这样的标题。",
        "id = \"a\"\nid = \"b\"" => "id = \"a\"\n\n[[indicator]]\nid = \"b\"";
    BadNumber = 114 Error,
        "this is not a number" | "这不是数字",
        "Numbers are written 12, -0.05 or, in quotes, \"2/37\" and \"5%\"; without leading zeros or thousands separators." | "数字写作12、-0.05；分数和百分数加引号：\"2/37\"、\"5%\"。不写前导零和千位分隔符。",
        "points = 020" => "points = 20";
    ImpossibleDate = 115 Error,
        "the calendar has no such day" | "日历上没有这一天",
        "Dates are written year-month-day, with two digits for month and day. A date known only to the month or year goes in quotes: \"2010-06\", \"2010\"." | "日期写作年-月-日，月和日各两位。只知道年或月的日期加引号：\"2010-06\"、\"2010\"。",
        "from = 2021-06-31" => "from = 2021-06-30";
    TooDeep = 116 Error,
        "tables lie too deep inside one another" | "表嵌套过深",
        "No document needs more than a few levels." | "任何文件都只需要几层。",
        "a = [[[[[[[[[[[[[[…" => "a = []";
    Comma = 117 Error,
        "a comma or a line break is missing or too many" | "缺少或多出逗号、换行",
        "Inside brackets values are separated by one comma; outside them each key has its own line." | "括号内各值以一个逗号分隔；括号外每个键独占一行。",
        "range = [1 5]" => "range = [1, 5]";
    OddCharacter = 118 Error,
        "a character that cannot stand here" | "此处不能出现这个字符",
        "Inside double quotes a backslash begins an escape; write two of them, or use single quotes. Invisible control characters are not text." | "双引号内反斜杠表示转义；请写两个反斜杠，或改用单引号。不可见的控制字符不是文本。",
        "url = \"C:\\laws\"" => "url = 'C:\\laws'";
    UnknownKey = 120 Error,
        "unknown key" | "未知的键",
        "A key that no table knows would change nothing. It is refused rather than ignored." | "没有表认识的键不会起任何作用。因此予以拒绝，而不是忽略。",
        "lable = { en = \"Minor\", zh = \"轻微\" }" => "label = { en = \"Minor\", zh = \"轻微\" }";
    MissingKey = 121 Error,
        "a key is missing" | "缺少必需的键",
        "The rule has no meaning without it, and nothing is filled in silently." | "没有它规则就没有意义，程序也不会悄悄补上。",
        "[[indicator]]\nid = \"minor\"" => "[[indicator]]\nid = \"minor\"\non = \"traffic.minor\"";
    WrongType = 122 Error,
        "another kind of value is needed" | "值的类型不对",
        "The key takes one kind of value. Values are never converted silently." | "这个键只接受一种类型的值。程序不会悄悄转换。",
        "points = \"minus 20\"" => "points = -20";
    NotAChoice = 123 Error,
        "not one of the words allowed here" | "不在可选的词之列",
        "The key takes one of a few words." | "这个键只接受几个固定的词。",
        "polarity = \"blak\"" => "polarity = \"black\"";
    BadId = 124 Error,
        "an id may hold letters, digits, - and _ only" | "id只能用字母、数字、-和_",
        "Ids stand in paths such as `indicator.red-light.points`, so dots and spaces would be ambiguous." | "id会出现在“indicator.red-light.points”这样的路径里，点和空格会引起歧义。",
        "id = \"red light\"" => "id = \"red-light\"";
    OneLanguage = 125 Error,
        "words are needed in both languages" | "文字须有两种语言",
        "Every text a person sees exists in English and in Chinese." | "凡给人看的文字都要有英文和中文。",
        "label = { en = \"Red light\" }" => "label = { en = \"Red light\", zh = \"闯红灯\" }";
    UnknownFormat = 126 Error,
        "this format is not known" | "不认识这种格式",
        "The first key says which format and version the file is written in." | "首个键说明文件的格式和版本。",
        "format = \"rulebook/9\"" => "format = \"rulebook/1\"";
    DuplicateId = 127 Error,
        "two entries have the same id" | "两个条目的id相同",
        "An id names one thing; a reference to it must be unambiguous." | "一个id只指一样东西，引用它时不能有歧义。",
        "[[grade]]\nid = \"A\"\n[[grade]]\nid = \"A\"" => "[[grade]]\nid = \"A\"\n[[grade]]\nid = \"B\"";
    NotYetSupported = 128 Error,
        "this is reserved and not yet supported" | "保留功能，尚不支持",
        "The format keeps the word for later. It is refused rather than ignored." | "格式为将来保留了这个词。予以拒绝，而不是忽略。",
        "known_from = 2010-01-01" => "from = 2010-01-01";
    UnknownName = 129 Error,
        "nothing of this kind has this name" | "没有叫这个名称的条目",
        "A reference must lead to something declared in the same file." | "引用必须指向本文件中声明过的条目。",
        "criteria = [\"red-lihgt\"]" => "criteria = [\"red-light\"]";
    FigureWithoutSource = 130 Error,
        "a figure needs a source or an assumption" | "数字须有来源或假设",
        "Every number is either cited or owned as an assumption with a range and a reason; a reader must be able to tell which." | "每个数字要么注明来源，要么作为假设写明范围和理由，让读者能够分辨。",
        "points = -50" => "points = { value = -50, assumed = { range = [-100, -20], why = \"…\" } }";
    SourceAndAssumption = 131 Error,
        "a figure is both cited and assumed" | "同一数字既引用又假设",
        "Cite it or assume it. If sources disagree, list them under `rival`." | "或引用，或假设。若来源互相矛盾，请列入“rival”。",
        "points = { value = -50, source = \"trial\", assumed = { range = [-60, -40], why = \"…\" } }" => "points = { value = -50, source = \"trial\" }";
    OutsideRange = 132 Error,
        "the value lies outside its own range" | "数值超出自己的范围",
        "An assumption's range must hold the value that is used." | "假设的范围必须包含所用的数值。",
        "{ value = 5, assumed = { range = [1, 3], why = \"…\" } }" => "{ value = 2, assumed = { range = [1, 3], why = \"…\" } }";
    BadAssumption = 133 Error,
        "an assumption needs a range, low to high, and a reason" | "假设须有由低到高的范围和理由",
        "The range is swept to see how far results depend on it; the reason lets others judge it." | "范围用于考察结果对它的依赖程度，理由供他人评判。",
        "assumed = { range = [9, 1], why = \"\" }" => "assumed = { range = [1, 9], why = \"no figure is published\" }";
    UnconfirmedSource = 134 Error,
        "an unconfirmed source cannot carry a figure" | "未经核实的来源不能支持数字",
        "What rests on memory or hearsay may enter only as an assumption with a range." | "出自记忆或传闻的内容只能作为带范围的假设写入。",
        "points = { value = -35, source = \"hearsay\" }" => "points = { value = -35, assumed = { range = [-50, -10], why = \"reported from memory\" } }";
    DatesOverlap = 136 Error,
        "two versions are in force on the same day" | "两个版本在同一天有效",
        "`from` and `to` are both inclusive. On every day exactly one version counts." | "“from”和“to”都含当日。每一天只能有一个版本算数。",
        "{ value = 1, to = 2011-01-01 }, { value = 2, from = 2011-01-01 }" => "{ value = 1, to = 2010-12-31 }, { value = 2, from = 2011-01-01 }";
    DatesGap = 137 Error,
        "no version is in force on some days" | "有些日子没有任何版本有效",
        "If nothing applied in between, say so with `absent = true`." | "若期间确实没有规定，请用“absent = true”写明。",
        "{ value = 1, to = 2010-12-31 }, { value = 2, from = 2012-01-01 }" => "{ value = 1, to = 2011-12-31 }, { value = 2, from = 2012-01-01 }";
    OutOfBounds = 138 Error,
        "the number is not possible here" | "此处不可能是这个数字",
        "Points and counts are whole numbers; shares lie between 0 and 1; rates are not negative." | "分数和计数是整数；比例在0与1之间；率不为负。",
        "hit_rate = 1.2" => "hit_rate = 0.2";
    DatesReversed = 139 Error,
        "it ends before it begins" | "结束早于开始",
        "`from` is the first day and `to` the last day in force." | "“from”是有效的第一天，“to”是最后一天。",
        "from = 2012-01-01\nto = 2010-12-31" => "from = 2010-01-01\nto = 2012-12-31";
    PatchUnknownPath = 150 Error,
        "there is no figure or switch at this path" | "这个路径上没有数字或开关",
        "A change that hits nothing would look like a result of no effect." | "没有命中任何东西的改动会被误认为“没有效果”。",
        "--set indicator.red-lihgt.points=-10" => "--set indicator.red-light.points=-10";
    PatchChangesNothing = 151 Error,
        "the change changes nothing" | "改动没有改变任何东西",
        "Every value it names already is what it sets. A comparison with itself is no finding." | "所指的每个值本来就是如此。与自身比较得不出结论。",
        "--set indicator.red-light.points=-50" => "--set indicator.red-light.points=-10";
    PatchBadValue = 152 Error,
        "the new value does not fit" | "新值不合适",
        "It must be of the same kind as the value it replaces." | "新值须与原值同类。",
        "--set channel.patrol.hit_rate=often" => "--set channel.patrol.hit_rate=0.3";
    UnusedSource = 160 Warning,
        "nothing rests on this source" | "没有内容依据这个来源",
        "A source that is listed and never cited suggests that a citation was lost." | "列出而未引用的来源说明可能漏写了引用。",
        "[sources.trial]" => "source = \"trial\"";
    AllowWithoutReason = 161 Error,
        "a warning is accepted only with a reason" | "接受警告必须说明理由",
        "Give the code of a warning and why it is accepted. Errors cannot be accepted." | "写出警告代码和接受的理由。错误不能被接受。",
        "allow = [{ code = \"GH0420\", reason = \"\" }]" => "allow = [{ code = \"GH0420\", reason = \"the text has no exit\" }]";
    AllowUnused = 162 Warning,
        "an accepted warning does not occur" | "所接受的警告并未出现",
        "The text has changed, or the code is wrong. Take the line out." | "文本已改动，或代码写错。请删去这一行。",
        "allow = [{ code = \"GH0420\", reason = \"…\" }]" => "allow = []";

    DrawKeyCollision = 201 Error,
        "two names share a key for random draws" | "两个名称的抽签键相同",
        "Draws are keyed by names, shortened to 16 bits. Two names of one kind with the same key would share their luck. Rename one." | "抽签以缩短为16位的名称为键。同类中两个名称键值相同会共用运气。请改其中一个名称。",
        "[[list]]\nid = \"one\"" => "[[list]]\nid = \"one-renamed\"";
    TooMany = 202 Error,
        "more entries than a rulebook may have" | "条目数超过上限",
        "At most 64 indicators, 16 grades, 8 lists, 32 measures, 8 components and 250 channels." | "最多64项指标、16个等级、8个名单、32项措施、8个组成部分、250个渠道。",
        "nine [[list]] entries" => "eight [[list]] entries";
    ActInTwoIndicators = 203 Error,
        "one act falls under two indicators" | "同一行为归入两项指标",
        "An act is counted once. Take it out of one of the two." | "一个行为只计一次。请从其中一项删去。",
        "on = \"traffic.minor\" in two indicators" => "on = \"traffic.minor\" in one of them";
    ComponentsDoNotSum = 204 Error,
        "the components do not add up to the start of the score" | "各组成部分之和不等于起始分",
        "The score of a person without records is the sum of the components' bases." | "没有记录者的分数等于各组成部分基础分之和。",
        "start = 1000, bases 500 and 400" => "start = 1000, bases 500 and 500";
    BoundsReversed = 205 Error,
        "the lowest value lies above the highest" | "最低值高于最高值",
        "`min` must not be greater than `max`, and the start lies between them." | "“min”不得大于“max”，起始值在两者之间。",
        "min = 10\nmax = 5" => "min = 5\nmax = 10";
    NoScore = 206 Error,
        "grades and points need a score" | "等级和分值须先有分数",
        "Say under [score] what people start with." | "请在[score]中写明起始分。",
        "[[grade]] without [score]" => "[score]\nstart = 1000";
    GradeOverlap = 211 Error,
        "some scores belong to two grades, or a grade to nobody" | "有的分数属于两个等级，或某等级无人可及",
        "Grades are written from best to worst; each begins below the one before." | "等级由高到低排列，后一级的下限须低于前一级。",
        "A min 970, B min 985" => "A min 970, B min 850";
    GradeGap = 212 Error,
        "some scores get no grade" | "有些分数没有等级",
        "Every score must fall in exactly one grade. The last grade takes everyone below." | "每个分数须恰好属于一个等级。最后一级接收其余所有人。",
        "B min 900, C max 849" => "B min 900, C max 899";
    ListContradicts = 213 Error,
        "a list contradicts itself" | "名单自相矛盾",
        "A number of grounds needs the window in which they count; nobody is spared without notice; what never ends is not extended; no list follows itself; chances of stages add up." | "事由数须有累计的时间窗；没有通知就无从免除；无期限者不能延长；名单不能跟随自身；各阶段的概率须相加得当。",
        "count = 3" => "count = 3\nwithin = \"1y\"";
    ChannelContradicts = 214 Error,
        "a channel contradicts itself" | "渠道自相矛盾",
        "Coverage that grows needs the day from which it grows; of several looks at most all can agree; what is compared must be asked for." | "增长的覆盖率须写明起始日；多次查看中一致的次数不能超过总数；比对的内容须与识别方式相符。",
        "confirm = { looks = 2, needs = 3, false_look = 0.1 }" => "confirm = { looks = 3, needs = 2, false_look = 0.1 }";
    SecurityContradicts = 215 Error,
        "the security of the register contradicts itself" | "登记的安全规定自相矛盾",
        "An alteration happens once, on a day, or again and again, at a pace." | "篡改或在某一天发生一次，或按一定间隔反复发生。",
        "dossiers = 10" => "dossiers = 10\nevery = \"1m\"";
    CardMisfit = 216 Error,
        "the scorecard and the society do not fit together" | "评分卡与社会不相符",
        "A scorecard reads attributes that the society declares, gives points for each of their levels, and learns from a table in which they stand together with what is true." | "评分卡读取社会所声明的属性，为其每个级别计分，并从一张把它们与真实情况列在一起的单元表中学习。",
        "[[scorecard.characteristic]]\nid = \"acount\"" => "[[scorecard.characteristic]]\nid = \"account\"";
    RatingWithoutGrades = 217 Error,
        "a score that others should ask has no grades" | "供人查询的分数没有等级",
        "Before a deal people are told the grade of the other side, and learn what each grade is worth." | "交易之前人们得知对方的等级，并从经验中了解各等级的价值。",
        "[rating]\nopt_in = 1" => "[score]\nstart = 100\n[grading]\ncadence = \"monthly\"\n[rating]\nopt_in = 1";
    ConditionUnreadable = 220 Error,
        "the condition cannot be read" | "无法读懂条件",
        "A condition is made of comparisons joined by and, or, not." | "条件由比较式以and、or、not相连而成。",
        "when = \"grade == \"" => "when = \"grade == 'D'\"";
    ConditionWords = 221 Error,
        "conditions use words where programs use signs" | "条件用词，不用程序符号",
        "Write and, or, not, ==." | "请写and、or、not、==。",
        "when = \"grade = 'D' && age > 18\"" => "when = \"grade == 'D' and age > 18\"";
    ConditionName = 222 Error,
        "a condition names something unknown" | "条件中有未知的名称",
        "A condition may ask about score, grade, declined, age, income_fifth, sex, place, education, occupation and listed('…')." | "条件可询问score、grade、declined、age、income_fifth、sex、place、education、occupation和listed('…')。",
        "when = \"grad == 'D'\"" => "when = \"grade == 'D'\"";
    ConditionType = 223 Error,
        "a condition compares things of different kinds" | "条件比较了不同类的东西",
        "Numbers compare with numbers, grades with grades and levels with levels of the same attribute." | "数字与数字比较，等级与等级比较，属性取值与同一属性的取值比较。",
        "when = \"grade > 600\"" => "when = \"score > 600\"";
    MarketTable = 230 Error,
        "a market has a table that its kind does not use" | "市场中有其类型用不到的表",
        "What a table says would have no effect, and its author would not know." | "该表所写不会起作用，而作者不得而知。",
        "kind = \"goods\"\n[register]" => "kind = \"giving\"\n[register]";
    CaseFails = 231 Error,
        "a case in the file fails" | "文件中的案例不成立",
        "The rules as written give another outcome than the case reports. One of the two is wrong." | "按所写规则得出的结果与案例不符。两者必有一误。",
        "expect = { score = 880 }" => "expect = { score = 900 }";
    MarketLetters = 232 Error,
        "a table of letters cannot be read" | "无法读懂字母表",
        "Judging takes eight letters G or B, acting four letters H or R: for giver and receiver good-good, good-bad, bad-good, bad-bad; in judging each first for helping, then for refusing." | "评价用八个字母G或B，行动用四个字母H或R：依次为给予者与接受者 好好、好坏、坏好、坏坏；评价时每种先帮助、后拒绝。",
        "action = \"CDCD\"" => "action = \"HRHR\"";
    MarketStrategy = 233 Error,
        "a strategy does not say how it acts" | "策略没有写明如何行动",
        "It says exactly one of `action`, `at_least` and `patience`." | "须且只须写明“action”“at_least”“patience”之一。",
        "[[strategy]]\nid = \"kind\"" => "[[strategy]]\nid = \"kind\"\naction = \"HHHH\"";
    MarketContradicts = 234 Error,
        "a market contradicts itself" | "市场自相矛盾",
        "Rounds that count must be played; payoffs are said in one way; a score needs its bounds; somebody must deal." | "计数的轮次须在总轮数之内；收益只用一种方式写明；分数须有上下限；须有人交易。",
        "rounds = 10\ncounted_from = 20" => "rounds = 100\ncounted_from = 20";
    ReviewContradicts = 235 Error,
        "the review contradicts itself" | "复核自相矛盾",
        "A share of complex objections needs a term of its own." | "复杂异议的比例须有其自身的期限。",
        "clock = { complex = 0.2 }" => "clock = { complex = 0.2, complex_in = \"20wd\" }";
    FlowUndeclared = 236 Error,
        "a link leads abroad, and nothing says whether data may go there" | "通报流向境外，但没有写明数据能否流出",
        "Rulebooks that keep their data in different countries tell each other only what a [[flow]] allows. Which share is refused changes results, so it is declared and not guessed." | "数据存于不同国家的规则书之间，只能按[[flow]]允许的范围通报。拒绝多少会影响结果，因此须写明，不作猜测。",
        "held_in = \"us\" and no [[flow]]" => "[[flow]]\nfrom = \"cn\"\nto = \"us\"\nallowed = 0.1";
    ReformBase = 240 Error,
        "the reform is for another rulebook" | "改革方案针对另一规则书",
        "`base` names the rulebook that the reform changes." | "“base”写明所改的规则书。",
        "base = \"rongcheng-2016\"" => "base = \"suining-2010\"";
    ReformOperation = 241 Error,
        "a change needs exactly one of set, scale, remove" | "每项改动只能有set、scale、remove之一",
        "`at` with `set` or `scale`, or `remove` alone." | "“at”配“set”或“scale”，或单独用“remove”。",
        "[[change]]\nat = \"indicator.cult.points\"" => "[[change]]\nat = \"indicator.cult.points\"\nset = 0";
    ReformDate = 242 Error,
        "this cannot change on that day" | "不能在这一天改变",
        "Points can change on any day while the rulebook is in force. Everything else is fixed for a run: give the first day in force." | "分值可在规则书有效期内任一天改变。其他内容在一次运行中固定，请写生效首日。",
        "at = \"channel.patrol.hit_rate\"\nfrom = 2012-01-01" => "at = \"channel.patrol.hit_rate\"\nfrom = 2010-01-01";
    BaseHasErrors = 243 Error,
        "the rulebook that the reform changes has errors" | "所改的规则书本身有错误",
        "Put the base right first." | "请先改正基础规则书。",
        "glasshouse check reform.toml" => "glasshouse check base.toml";
    StackBook = 250 Error,
        "a stack names a rulebook that is not there" | "所列规则书不存在",
        "Every `book` is a built-in rulebook or a file in the folder of the stack." | "每个“book”须是内置规则书，或与本文件同处的文件。",
        "[[use]]\nid = \"loc\"\nbook = \"suining-2100\"" => "[[use]]\nid = \"loc\"\nbook = \"suining-2010\"";
    StackLink = 251 Error,
        "a link leads to a rulebook that has no rule for it" | "链接所指的规则书没有相应规则",
        "A listing elsewhere is reported as the act `listing.elsewhere`; the rulebook that is told needs an indicator on it." | "他处的列入以“listing.elsewhere”通报；被告知的规则书须有针对它的指标。",
        "[[link]]\nto = \"plat\"" => "[[indicator]]\non = \"listing.elsewhere\"";
    StackContradiction = 252 Error,
        "two rulebooks contradict each other" | "两部规则书互相矛盾",
        "One refuses and another prefers in the same matter. Which counts changes results, so it is declared and not guessed." | "在同一事项上一部拒绝、另一部优先。以何为准会影响结果，因此须写明，不作猜测。",
        "[[use]]\nid = \"a\"\n[[use]]\nid = \"b\"" => "[[combine]]\ndomain = \"employment.public\"\nrule = \"strictest\"";
    MarginsContradict = 301 Error,
        "the shares of a society contradict one another" | "社会的各项比例互相矛盾",
        "No population has all of these shares at once: a level that some people have has no people left for it, or every share of an attribute is 0." | "没有任何人口能同时满足这些比例：有人所属的级别已无人可分配，或某一属性的比例全为0。",
        "occupation.none = 0 and every other occupation closed to the old" => "occupation.none = 0.15";
    NobodyEligible = 302 Warning,
        "nobody can do this act" | "没有人会做出这种行为",
        "Its rate is 0, or no kind of person of the society is eligible. It will not occur." | "其发生率为0，或社会中没有任何一类人符合条件。它不会发生。",
        "rate = 0" => "rate = 0.001";
    SeveralLevels = 303 Warning,
        "conformity is strong enough for several levels of lawful expression" | "从众强到使合法表达可有多个水平",
        "Where conformity is more than twice the noise of lawful expression (J/τ > 2), many may hold themselves up where many act, and few where few do. A run takes both sides and reports each by itself; a mean over them describes neither." | "当从众超过合法表达噪声的两倍（J/τ > 2）时，多数人行动处可自我维持多数，少数人行动处可自我维持少数。运行会从两侧各走一遍并分别报告；二者的平均什么也不代表。",
        "expression_noise = 0.5\nconformity = 1.5" => "expression_noise = 0.5\nconformity = 0.5";

    RuleNeverReported = 410 Warning,
        "no channel reports what this rule is about" | "没有渠道报告这条规则所指的行为",
        "The rule can never apply, because nobody tells the authority." | "没有人向主管机关报告，规则永远不会适用。",
        "on = \"family.elder_neglect\" and no channel for it" => "[[channel]]\non = [\"family.elder_neglect\"]";
    ReportsNothing = 411 Warning,
        "a channel reports acts that no rule is about" | "渠道报告了没有规则涉及的行为",
        "Its reports would be refused." | "这些报告会被拒收。",
        "[[channel]]\non = [\"donation.blood\"]" => "[[indicator]]\non = \"donation.blood\"";
    MeasureNeverApplies = 412 Warning,
        "this measure can never apply" | "这项措施永远不会适用",
        "Its condition is false for everyone." | "对任何人条件都不成立。",
        "when = \"grade == 'A' and grade == 'D'\"" => "when = \"grade in ['A', 'D']\"";
    ListNeverEntered = 413 Warning,
        "nobody can come onto this list" | "没有人会进入这个名单",
        "It has no criteria, or they are never met." | "没有列入标准，或标准永远不会满足。",
        "criteria = []" => "criteria = [\"false-accusation\"]";
    UnusedComponent = 414 Warning,
        "no indicator moves this part of the score" | "没有指标影响这一部分分数",
        "It stays at its base for everyone." | "对所有人都停留在基础分。",
        "[[component]] without indicators" => "component = \"commercial\"";
    EvidenceTooWeak = 415 Warning,
        "all reports of an act rest on weaker evidence than its rule asks" | "某行为的所有报告所依据的证据都弱于规则的要求",
        "Every record would be refused. A channel without `evidence` tells allegations." | "每条记录都会被拒收。未写“evidence”的渠道只是指称。",
        "evidence = \"final_decision\" and every channel tells allegations" => "[[channel]]\nevidence = \"final_decision\"";
    NobodyCanLeave = 420 Warning,
        "nobody can leave this list" | "没有人能离开这个名单",
        "It has no term, and there is no objection or review by which an entry could end. If the text says so, accept the warning with a reason." | "没有期限，也没有可使列入终止的异议或复核。若原文如此，请附理由接受此警告。",
        "term = \"indefinite\"" => "term = \"2y\"";
    NobodyDeals = 421 Warning,
        "nobody deals in this society, so nobody asks the score" | "这个社会中无人交易，因此无人查询分数",
        "How people deal with one another is said by a society's [deals]. Without it a [rating] changes nothing." | "人们如何交易由社会文件的[deals]写明。没有它，[rating]不起作用。",
        "--society campus" => "--society china-2020";
}

impl Code {
    /// `GH` and four digits.
    ///
    /// ```
    /// use glasshouse_text::Code;
    /// assert_eq!(Code::GradeGap.to_string(), "GH0212");
    /// assert_eq!(Code::parse("gh0212"), Some(Code::GradeGap));
    /// ```
    pub fn parse(text: &str) -> Option<Code> {
        let digits = text.trim().to_ascii_uppercase();
        let number: u16 = digits.strip_prefix("GH").unwrap_or(&digits).parse().ok()?;
        Code::ALL.iter().copied().find(|c| c.explanation().number == number)
    }

    /// Error or warning.
    pub fn severity(self) -> Severity {
        self.explanation().severity
    }

    /// One line on what the code means.
    pub fn title(self, lang: Lang) -> &'static str {
        self.explanation().title.get(lang)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GH{:04}", self.explanation().number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_explained() {
        let mut numbers: Vec<u16> = Code::ALL.iter().map(|c| c.explanation().number).collect();
        assert!(numbers.is_sorted(), "keep the table in order of numbers");
        numbers.dedup();
        assert_eq!(numbers.len(), Code::ALL.len());
        for code in Code::ALL {
            let e = code.explanation();
            for label in [e.title, e.why] {
                assert!(!label.en.is_empty() && !label.zh.is_empty(), "{code}");
                assert!(label.zh.chars().any(|c| c > '\u{2e80}'), "{code} is not in Chinese: {}", label.zh);
            }
            assert!(e.bad != e.good && !e.good.is_empty(), "{code}");
            assert_eq!(Code::parse(&code.to_string()), Some(*code));
        }
    }
}
