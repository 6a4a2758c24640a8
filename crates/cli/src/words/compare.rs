//! Texts of `compare` and `diff`.

use super::w;
use glasshouse_model::text::Label;

pub const COMPARE: Label = w("two to five regimes, paired person by person", "比较两至五种制度，逐人配对");
pub const DIFF: Label = w("how two rulebooks differ", "两份规则书有何不同");
pub const ARMS: Label = w(
    "regimes: REGIME, REGIME@REFORM, REGIME+path=value (more values with further +)",
    "制度：制度、制度@改革、制度+路径=值（可续写 +路径=值）",
);
pub const BASELINE: Label =
    w("the regime that the others are compared with (default: none)", "其他制度与之比较的制度（默认 none）");
pub const SET: Label = w(
    "change one figure in every arm, or of the society (society.…); may be repeated",
    "修改每个方案或社会（society.…）中的一个数值；可重复",
);
pub const FAIL_IF: Label = w(
    "exit with 1 if the estimate shown for a metric fulfils this, e.g. 'wrongly_penalised > 5' or 'missed@ARM < 2'; may be repeated",
    "某指标所示估计满足此条件时以 1 退出，例如 'wrongly_penalised > 5' 或 'missed@方案 < 2'；可重复",
);
pub const ALL: Label = w("also metrics in which no arm differs", "也显示各方案相同的指标");
pub const UNPAIRED: Label =
    w("also run independent replicates, to show what pairing buys", "另外运行独立的重复，以显示配对的好处");
pub const GAP: Label = w(
    "also split the gap between poorest and richest into mechanisms: exposure, detection, identity error, rule, review",
    "另将最贫与最富之差分解为各机制：机会、发现、身份差错、规则、复核",
);
pub const FIRST: Label = w("first rulebook, as an arm of `compare`", "第一份规则书，写法同 compare 的方案");
pub const SECOND: Label = w("second rulebook", "第二份规则书");
pub const SAME: Label = w("the two rulebooks say the same", "两份规则书内容相同");
