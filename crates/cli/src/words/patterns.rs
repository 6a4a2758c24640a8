//! Texts of `patterns`.

use super::w;
use glasshouse_model::text::Label;

pub const PATTERNS: Label =
    w("set what was observed elsewhere beside what the defaults give", "将别处的观察与默认值所得并列");
pub const PATTERN: Label =
    w("a built-in pattern, or a pattern file; all built-in ones if absent", "内置规律或规律文件；默认为全部内置规律");
pub const LIST: Label = w("only say which patterns there are", "只列出规律");
pub const REPS: Label = w("other numbers of replicates than the patterns ask for", "采用不同于规律要求的重复次数");
pub const RUNNING: Label = w("Looking for patterns", "比对规律中");
