//! Texts of `sweep`, and of claims.

use super::w;
use glasshouse_model::text::Label;

pub const SWEEP: Label =
    w("vary assumptions: which matter, how much, where claims fail", "改变假设：哪些重要、多重要、论断何时不成立");
pub const SUBJECT: Label = w(
    "a regime, as for `run`; or a model with known answers: ishigami, linear",
    "制度，写法同 run；或已知答案的模型：ishigami、linear",
);
pub const VARY: Label = w(
    "vary a figure over its declared range, or PATH=LOW..HIGH[:LEVELS][log], or PATH=A,B,C; * is any one segment of a path; may be repeated",
    "在声明范围内改变某数值，或 路径=最低..最高[:级数][log]，或 路径=甲,乙,丙；* 代表路径中任一段；可重复",
);
pub const ALL_ASSUMPTIONS: Label =
    w("vary every assumption of rulebook and society that declares a range", "改变规则书与社会中所有声明了范围的假设");
pub const DESIGN: Label = w(
    "how points are chosen: one at a time, Latin hypercube, grid, Sobol' (default: oat; lhs where there is a claim)",
    "取点方式：逐一、拉丁超立方、网格、索博尔（默认 oat；有论断时为 lhs）",
);
pub const SCREEN: Label = w("find the inputs that matter at all, by elementary effects", "以基本效应筛选重要的输入");
pub const POINTS: Label = w(
    "levels of each input (oat: 5, grid: 3), points (lhs: 500), base points (sobol: 256), trajectories (morris: 10)",
    "每个输入的级数（oat 为5，grid 为3）、点数（lhs 为500）、基点数（sobol 为256）、轨迹数（morris 为10）",
);
pub const SECOND_ORDER: Label = w("also what pairs of inputs do only together (sobol)", "另求成对输入的交互（sobol）");
pub const METRIC: Label = w(
    "metrics to show, the most wanted first (default: wrongly_penalised, penalised, misconduct, expression)",
    "要显示的指标，最关心者在前（默认 wrongly_penalised、penalised、misconduct、expression）",
);
pub const CLAIM: Label = w(
    "judge a claim in every world, e.g. 'wrongly_penalised > 5' or 'penalised > penalised@none + 10'; may be repeated",
    "在每个世界中判断论断，例如 'wrongly_penalised > 5' 或 'penalised > penalised@none + 10'；可重复",
);
pub const RUN_CLAIM: Label = w(
    "judge a claim by this run, e.g. 'wrongly_penalised > 5'; exit with 1 where it fails",
    "以此次运行判断论断，例如 'wrongly_penalised > 5'；不成立时以 1 退出",
);
pub const PLAN: Label = w("only say how many runs, how long, how much disk", "只说明运行次数、时间与磁盘");
pub const SHARD: Label = w(
    "only run part I of N of the points and keep them; the same command without it puts them together",
    "只运行N份中的第I份并保留；不带此项的同一命令将其汇总",
);
pub const NO_SHARD: Label = w("a share is needed, such as 3/8, from 1/8 to 8/8", "需要一个份额，如 3/8，从 1/8 到 8/8");
pub const SET: Label = w(
    "change one figure of the rulebook or of the society (society.…) at every point; may be repeated",
    "在每个点修改规则书或社会（society.…）中的一个数值；可重复",
);
pub const RESUME: Label =
    w("go on with an interrupted sweep: its name, or the last one", "继续被中断的扫描：其名称，或最近一次");
pub const TO_SCREEN: Label = w("To see which of all assumptions matter:", "要看全部假设中哪些重要：");
pub const TO_SHARES: Label = w("How much, and together:", "多重要、如何交互：");
pub const TO_GATHER: Label =
    w("When all shares are done: the same command without --shard", "各份完成后：不带 --shard 的同一命令");
pub const SHRINKING: Label = w("making counter-examples smaller", "正在缩小反例");
pub const CALIBRATE: Label =
    w("which assumptions agree with observed patterns, in waves", "哪些假设与观察到的规律相符，逐轮筛选");
pub const PATTERNS: Label = w(
    "patterns to match: `literature`, or a file; those for validation only judge",
    "要符合的规律：literature 或文件；用于检验者只作判断",
);
pub const WAVES: Label = w("waves of history matching", "历史匹配的轮数");
pub const WORLDS: Label = w("worlds in each wave", "每轮的世界数");
pub const ACCEPT: Label = w("percent of the last wave that are kept as nearest", "最后一轮中保留的最近世界的百分比");
