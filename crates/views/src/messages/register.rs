//! Texts of the register of figures.

use super::labels;
use glasshouse_model::Lang;

labels! {
    /// Part.
    INDICATORS = "What counts how many points", "何事计多少分";
    /// Part.
    CHANNELS = "Who reports, how often and how wrongly", "由谁报送、多常报送、错误多少";
    /// Part.
    MEASURES = "What is granted or denied, and how far", "给予或拒绝什么，力度如何";
    /// Part.
    LISTS = "Who is listed, and for how long", "谁被列入名单、为期多久";
    /// Part.
    GRADES = "Scores and grades", "得分与等级";
    /// Part.
    REVIEW = "Objections and corrections", "异议与更正";
    /// Part.
    PROFILES = "Who has how much occasion for an act", "谁有多少机会做某事";
    /// Part.
    LEANINGS = "Who has which occupation", "谁从事何种职业";
    /// Part.
    EXPOSURES = "Who has something at stake in which matter", "谁在何事上有得失";
    /// Part.
    NAMES = "How common names are", "姓名的常见程度";
    /// Part.
    ACTS = "How often acts have occasion and are done", "行为的机会与发生频率";
    /// Part.
    BEHAVIOUR = "How people choose and learn", "人如何选择与学习";
    /// Part.
    POPULATION = "Who lives there", "人口构成";
}

/// A part with how many figures it has, and what they rest on.
pub fn part(lang: Lang, name: &str, n: usize, counts: &[(usize, &str)]) -> String {
    let list = |comma: &str, space: &str| {
        counts.iter().map(|(n, basis)| format!("{n}{space}{basis}")).collect::<Vec<_>>().join(comma)
    };
    match lang {
        Lang::En => format!("{name} — {n} {}: {}", if n == 1 { "figure" } else { "figures" }, list(", ", " ")),
        Lang::Zh => format!("{name}——{n}项数据：{}", list("，", "项")),
    }
}
