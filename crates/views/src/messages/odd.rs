//! Texts of the model description. Headings are the elements of the ODD protocol.

use super::labels;

labels! {
    /// Title.
    TITLE = "Model description (ODD)", "模型说明（ODD）";
    /// What it follows.
    PROTOCOL = "This description follows the ODD protocol (Grimm et al. 2020, JASSS 23(2) 7, doi:10.18564/jasss.4259). It is generated from the run's documents.", "本说明遵循ODD规范（Grimm等2020，JASSS 23(2) 7，doi:10.18564/jasss.4259），由本次运行的文件生成。";
    /// Element 1.
    PURPOSE = "1. Purpose and patterns", "1. 目的与模式";
    /// Its text.
    PURPOSE_TEXT = "The model shows what a scoring regime does to the people under it: whom it reaches, how often it is wrong, who can get out, what it deters, which lawful conduct it chills, and who bears it. It keeps what happened beside what was recorded, so that error is measured and not assumed.", "模型展示一种评分制度对其下人们的影响：触及谁、多常出错、谁能退出、遏止了什么、压抑了哪些合法行为、由谁承担。模型将实际发生与系统记录并列，因此错误是测得的，而非假定的。";
    /// Its patterns.
    PATTERNS = "It is judged by patterns rather than by single numbers: shares of people in each grade, the rate of wrong entries by source, the change of misconduct and of lawful acts against the same lives without a regime, and the gradient of penalties over income.", "模型以模式而非单个数字来检验：各等级人口比例、各来源的错误率、与同样的人生在无制度下相比违法失信行为与合法行为的变化，以及惩戒随收入的梯度。";
    /// Element 2.
    ENTITIES = "2. Entities, state variables, and scales", "2. 实体、状态变量与尺度";
    /// Persons.
    PERSONS = "**Persons.** Fixed: sex, age, place, income fifth, education, occupation, household, moral base. Changing: perceived risk of being recorded; the dossier by the record and the true dossier; score and grade on both sides; lists; measures in force.", "**人。**固定属性：性别、年龄、城乡、收入五等分、教育、职业、家庭、道德基线。变化属性：对被记录的主观风险；按记录的档案与真实档案；两侧的得分与等级；名单；生效的措施。";
    /// Institutions.
    INSTITUTIONS = "**Institutions.** Sources that report acts, the register, the scoring and grading office, list keepers, agencies that apply measures with their own copies, and the office for objections where the rulebook has one. They know records and never acts.", "**机构。**报送行为的来源、登记机关、计分与评级机关、名单管理者、持有自身副本并执行措施的单位，以及规则文本所设的异议受理机关。它们只知道记录，不知道行为。";
    /// Scales.
    SCALES = "**Scales.** One day is the step of rules, records and measures; one month is the step of learning and of reported numbers. Space is the block: a neighbourhood inside which households form and people have ties.", "**尺度。**规则、记录与措施以日为步长；学习与报告的数字以月为步长。空间单位为街区：家庭与人际联系都在其中。";
    /// Element 3.
    PROCESS = "3. Process overview and scheduling", "3. 过程概述与调度";
    /// Its text.
    PROCESS_TEXT = "Each event passes the same chain in the same order:", "每个事件按同样的次序经过同一链条：";
    /// Steps.
    STEPS = "act → observation → record → review → points → grade → list → measure → outcome", "行为→观测→记录→复核→分值→等级→名单→措施→后果";
    /// Then.
    PROCESS_MORE = "A perfect register runs through the same rules beside the real one. At the end of a month people learn from their own experience and from news of their ties; what crosses from block to block is exchanged at the coupling step.", "一份无误登记与实际登记并行，适用同样的规则。月末，人们从自身经历与联系人的消息中学习；跨街区的内容在耦合步交换。";
    /// Element 4.
    CONCEPTS = "4. Design concepts", "4. 设计概念";
    /// Concept.
    PRINCIPLES = "**Basic principles.** Deterrence, chilling and gaming follow from one expected loss and one perceived risk, so that a harsher regime cannot do one without the others.", "**基本原理。**遏止、压抑与因计分而做均源于同一预期损失与同一主观风险，因此更严厉的制度无法只产生其一。";
    /// Concept.
    EMERGENCE = "**Emergence.** Shares of grades, error rates by group, chilling and unequal burden come out of the chain; none is put in.", "**涌现。**等级分布、各群体错误率、压抑与不均等负担均由链条产生，而非预先设定。";
    /// Concept.
    ADAPTATION = "**Adaptation and objectives.** At an opportunity a person acts if a random mark lies below a probability that falls with the expected loss and rises with the expected gain.", "**适应与目标。**遇到机会时，若随机标记低于行动概率则采取行动；该概率随预期损失下降，随预期收益上升。";
    /// Concept.
    LEARNING = "**Learning and prediction.** Perceived risk moves towards what people see happen to themselves and to their ties, and towards the risk that is announced.", "**学习与预测。**主观风险朝自己与联系人的所见以及公布的风险移动。";
    /// Concept.
    SENSING = "**Sensing.** People know their own record as far as they are told. Institutions sense through channels with coverage, hit rate, false alarms, delay and matching errors.", "**感知。**人们只在被告知的范围内了解自己的记录。机构通过有覆盖率、命中率、误报、延迟与匹配错误的渠道感知。";
    /// Concept.
    INTERACTION = "**Interaction.** People learn from their ties and conform with them in lawful expression; a record may reach the wrong person; objections queue at one office.", "**交互。**人们从联系人处学习，并在合法表达上从众；记录可能落到错误的人身上；异议在同一机关排队。";
    /// Concept.
    STOCHASTICITY = "**Stochasticity.** Every random number is a function of seed, replicate, decision and story. Arms share them, so that two regimes differ only where a rule makes a difference.", "**随机性。**每个随机数都是种子、重复、决策与事件的函数。各对照组共用这些随机数，因此两种制度只在规则起作用处不同。";
    /// Concept.
    COLLECTIVES = "**Collectives.** Households, ties and blocks.", "**集体。**家庭、人际联系与街区。";
    /// Concept.
    OBSERVATION = "**Observation.** Monthly numbers for everyone and for groups by sex, age, place, income, education and occupation, each by the record and by the perfect register. A number from one seed is an illustration; with an interval over seeds it is a finding.", "**观测。**按月输出全体与各群体（性别、年龄、城乡、收入、教育、职业）的数字，按记录与若登记无误两侧给出。单一种子的数字为示例，带种子间区间者为结论。";
    /// Element 5.
    INITIALISATION = "5. Initialization", "5. 初始化";
    /// Its text.
    INITIALISATION_TEXT = "People are drawn from published marginals with the society's seed and are the same in every replicate and arm. At the start there are no records; everyone has the score of a person without records.", "人口依公开的边际分布与社会种子抽样生成，在各重复与对照组中相同。起始时没有任何记录，每人的得分为无记录者的得分。";
    /// Element 6.
    INPUT = "6. Input data", "6. 输入数据";
    /// Its text.
    INPUT_TEXT = "There is no time series from outside. The rulebook's dated versions take effect on their days.", "模型没有外部时间序列输入。规则文本的各版本在其生效日起适用。";
    /// Element 7.
    SUBMODELS = "7. Submodels", "7. 子模型";
    /// Submodel.
    SUB_ACTS = "**Acts.** Opportunities for each kind of act form a Poisson process at a rate that dominates every person's rate; each is thinned by the person's probability. The baseline arm thins the same opportunities without a regime, so deterred, chilled and added acts are counted one by one.", "**行为。**各类行为的机会构成泊松过程，其速率不低于任何个人的速率，再按个人概率稀疏化。无制度对照对同样的机会稀疏化，因此被遏止、被压抑与新增的行为可逐一计数。";
    /// Submodel.
    SUB_SENSING = "**Channels and identity.** An act in view of a channel is reported with its hit rate after a delay. A report finds its dossier by number or by name; a slip reaches another person. False alarms report acts that nobody did.", "**渠道与身份。**处于渠道视野内的行为按命中率在延迟后报送。报送按号码或姓名匹配档案，出错时落到他人名下。误报报送无人做过的行为。";
    /// Submodel.
    SUB_SCORING = "**Scoring and grading.** Records give the points of their rule; caps, repeats, lapses and bounds apply as written. Grades are cut from the score on the days that the rulebook sets.", "**计分与评级。**记录按其规则得分；上限、重复、失效与界限按原文适用。等级在规则规定的日期按得分划定。";
    /// Submodel.
    SUB_MEASURES = "**Lists and measures.** Grades and lists trigger measures, which each agency applies from its own copy, with its delay and its chance to apply them; applications that meet a measure are refused or preferred.", "**名单与措施。**等级与名单触发措施，各单位依自身副本、延迟与执行概率适用；遇到措施的申请被拒或获优先。";
    /// Submodel.
    SUB_REVIEW = "**Review.** Where the rulebook has it: notice, objection within a window, a queue with officers and a statutory term, a decision that may err, and correction.", "**复核。**规则文本有此程序时：通知、期限内异议、有人员与法定时限的排队、可能出错的决定，以及更正。";
    /// Counts.
    COUNTS = "This run", "本次运行";
    /// Assumptions.
    ASSUMPTIONS = "Parameters", "参数";
}
