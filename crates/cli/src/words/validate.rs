//! Texts of `validate`.

use super::w;
use glasshouse_model::text::Label;

pub const VALIDATE: Label = w("run known results that others derived or published", "运行他人推导或公布的已知结果");
pub const CASE: Label =
    w("a built-in case, or a case file; all built-in ones if absent", "内置案例或案例文件；默认为全部内置案例");
pub const LIST: Label = w("only say which cases there are, and what is missing", "只列出案例及其所缺");
pub const ABLATE: Label =
    w("also switch each tested mechanism off: its number must move", "另关闭所检验的机制：其数值必须改变");
pub const REPS: Label =
    w("fewer replicates than the cases ask for: a quick look (or more)", "采用少于案例要求的重复次数作速览（或更多）");
pub const RUNNING: Label = w("Validating", "检验中");
