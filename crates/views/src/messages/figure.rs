//! Texts around every chart.

use super::{labels, say};
use glasshouse_model::Lang;

labels! {
    /// Opens the table.
    TABLE = "Table", "数据表";
    /// Opens the definitions.
    ABOUT = "About this chart", "关于此图";
    /// Saves the table.
    DOWNLOAD = "Download CSV", "下载CSV";
    /// The command of the run.
    COMMAND = "Command", "命令";
    /// Digest of the run.
    DIGEST = "Digest", "摘要值";
    /// Definition of a metric.
    DEFINITION = "Definition", "定义";
    /// Unit of a metric.
    UNIT = "unit", "单位";
    /// Source of a definition.
    SOURCE = "Source", "来源";
    /// Without a definition.
    NO_DEFINITION = "The bundle's dictionary does not define the metrics of this chart.", "本次运行的词典没有定义此图的指标。";
    /// Column of months.
    MONTH = "month", "月";
    /// Column of groups.
    GROUP = "group", "群体";
    /// Column of items.
    ITEM = "item", "项目";
    /// Column of notes.
    NOTE = "note", "说明";
    /// Column of people.
    PEOPLE_OF_1000 = "of 1,000 people", "每1,000人中";
    /// Column of the mark, in CSV.
    STATUS = "status", "性质";
    /// Column of lower limits, in CSV.
    LOW = "low", "下限";
    /// Column of upper limits, in CSV.
    HIGH = "high", "上限";
    /// Arm without regime.
    BASELINE = "no regime", "无制度";
    /// Arm of the run.
    REGIME = "this regime", "本制度";
    /// Share axis.
    SHARE = "percent of people", "人口百分比";
    /// Panel of the record.
    BY_RECORD = "by the record", "按记录";
    /// Panel of the truth.
    BY_TRUTH = "by a perfect register", "若登记无误";
    /// Unit.
    PER_1000 = "per 1,000 people", "每千人";
    /// Unit.
    PER_1000_MONTHS = "per 1,000 person-months", "每千人月";
    /// Unit.
    POINTS = "points", "分";
    /// Nothing to draw.
    EMPTY = "No values to draw.", "没有可绘制的数值。";
    /// Shading.
    BAND = "Shaded or barred: 95 % interval over seeds.", "阴影或横线：种子间95%区间。";
    /// Where the limits are.
    LIMITS_IN_TABLE = "95 % intervals are in the table.", "95%区间见数据表。";
}

/// Axis of months.
pub fn month_axis(lang: Lang, year: i32, month: i32) -> String {
    match lang {
        Lang::En => {
            let name = usize::try_from(month - 1).ok().and_then(|m| super::MONTHS.get(m)).copied().unwrap_or("");
            format!("month of the run, from {name} {year}")
        }
        Lang::Zh => format!("运行月份，自{year}年{month}月起"),
    }
}

/// Axis of months without a known first day.
pub fn month_axis_plain(lang: Lang) -> String {
    say!(lang, "month of the run", "运行月份")
}

/// Name of a column: a series in a panel.
pub fn column(lang: Lang, panel: &str, series: &str) -> String {
    if panel.is_empty() {
        return series.into();
    }
    say!(lang, "{series}, {panel}", "{series}（{panel}）")
}

/// A count with its noun, for legends of the icon array.
pub fn legend_count(lang: Lang, n: &str, what: &str) -> String {
    say!(lang, "{n} {what}", "{n}人{what}")
}

/// Caption of a chart's table.
pub fn table_caption(lang: Lang, question: &str, mark: &str) -> String {
    say!(lang, "{question} Data of the chart. {mark}.", "{question}图中数据。{mark}。")
}

/// A unit of documents, which is written in English there. One that is not known stays as it is.
pub fn unit(lang: Lang, unit: &str) -> String {
    let chinese = match unit {
        "percent" | "%" => return "%".into(),
        "per 1,000 people" | "per 1,000 persons" => "每千人",
        "per 1,000 person-months" => "每千人月",
        "points per person" => "人均分",
        "percent of graded people" => "占有等级者%",
        "mean belief, 0 to 1" => "平均信念（0至1）",
        "days" => "天",
        "ratio" => "比值",
        "persons" | "people" => "人",
        "points" => "分",
        "acts" => "次行为",
        "records" => "条记录",
        "reports" => "份报告",
        "applications" => "件申请",
        "objections" => "件异议",
        "entries" => "次列入",
        "exits" => "次移出",
        "times" => "次",
        "gravity" => "严重度",
        "gravity-days" => "严重度·天",
        "gravity × days per person" => "人均严重度×天数",
        _ => unit,
    };
    match lang {
        Lang::En => unit.into(),
        Lang::Zh => chinese.into(),
    }
}
