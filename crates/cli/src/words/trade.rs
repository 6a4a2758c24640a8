//! Texts of `trade`.

use super::w;
use glasshouse_model::text::Label;

pub const TRADE: Label =
    w("markets: reputation, exclusion, ratings, hidden quality", "市场：声誉、排除、评级、隐蔽质量");
pub const MARKET: Label = w(
    "built-in markets (glasshouse list markets) or market files; up to five side by side",
    "内置市场（glasshouse list markets）或市场文件；最多五个并列",
);
pub const SET: Label =
    w("change one figure of every market named; may be repeated", "修改所列每个市场中的一个数值；可重复");
pub const OUT: Label = w("also draw the course over rounds: an .svg file", "另绘制各轮次的走势：.svg文件");
pub const RUNNING: Label = w("Playing", "模拟中");
