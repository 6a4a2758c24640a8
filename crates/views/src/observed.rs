//! Patterns observed elsewhere as a table: pattern, target, got with interval, verdict.

use crate::messages::say;
use crate::summary::pick;
use crate::{number, terminal};
use glasshouse_model::Lang;
use glasshouse_wire::observed::{Given, ObservedDoc, ObservedVerdict, PatternDoc, PatternVerdict, PatternsDoc};

/// Text is broken after so many columns.
const WIDTH: usize = 100;

/// The report as text; each line ends with a line feed.
pub fn text(doc: &PatternsDoc, lang: Lang) -> String {
    let mut out = String::new();
    for pattern in &doc.patterns {
        out.push_str(&one(pattern, lang));
        out.push('\n');
    }
    let (met, partly, not_met) = (doc.met, doc.partly, doc.not_met);
    let (undecided, absent) = (doc.undecided, doc.not_in_model);
    out.push_str(&say!(
        lang,
        "Of the patterns {met} are met, {partly} as far as the model has them, {not_met} are not met, {undecided} are undecided, {absent} are not in the model.\n",
        "各规律中：{met}条符合，{partly}条在模型所及范围内符合，{not_met}条不符合，{undecided}条未定，{absent}条不在模型中。\n"
    ));
    out.push_str(&say!(
        lang,
        "* an end of the band is our assumption. A pattern that is not met is a finding about the defaults, not a failure.\n",
        "* 范围的一端为我们的假设。不符合是关于默认值的发现，并非失败。\n"
    ));
    if doc.reduced {
        out.push_str(&say!(
            lang,
            "Fewer replicates than the patterns ask for: a quick look.\n",
            "重复次数少于规律的要求：仅为速览。\n"
        ));
    }
    out
}

/// What there is, without running.
pub fn listed(docs: &[PatternDoc], lang: Lang) -> String {
    let longest = docs.iter().map(|d| terminal::width(&d.id)).max().unwrap_or(0);
    let line = |d: &PatternDoc| format!("{}  {}\n", terminal::pad_right(&d.id, longest), pick(&d.title, lang));
    docs.iter().map(line).collect()
}

fn one(pattern: &PatternDoc, lang: Lang) -> String {
    let (id, title) = (&pattern.id, pick(&pattern.title, lang));
    let verdict = match pattern.verdict {
        PatternVerdict::Met => say!(lang, "met", "符合"),
        PatternVerdict::Partly => say!(lang, "met as far as the model has it", "在模型所及范围内符合"),
        PatternVerdict::NotMet => say!(lang, "NOT MET", "不符合"),
        PatternVerdict::Undecided => say!(lang, "undecided", "未定"),
        PatternVerdict::NotInModel => say!(lang, "not in the model", "不在模型中"),
        PatternVerdict::NotRun => say!(lang, "not run", "未运行"),
    };
    let mut out = format!("{id}  {title}: {verdict}\n");
    wrapped(&mut out, pick(&pattern.seen, lang), 2);
    let head = [
        say!(lang, "number", "数值"),
        say!(lang, "target", "目标"),
        say!(lang, "got", "所得"),
        say!(lang, "95 % interval", "95%区间"),
        String::new(),
    ];
    let mut rows = vec![head];
    rows.extend(pattern.numbers.iter().map(|number| row(number, lang)));
    let widths: [usize; 5] = std::array::from_fn(|i| rows.iter().map(|r| terminal::width(&r[i])).max().unwrap_or(0));
    for (place, row) in rows.iter().enumerate() {
        let cell = |i: usize| match i {
            0 | 4 => terminal::pad_right(&row[i], widths[i]),
            _ => terminal::pad_left(&row[i], widths[i]),
        };
        let line: Vec<String> = (0..row.len()).map(cell).collect();
        out.push_str(&format!("  {}\n", line.join("  ").trim_end()));
        let missing = place.checked_sub(1).and_then(|i| pattern.numbers.get(i)).and_then(|n| n.missing.as_ref());
        if let Some(missing) = missing {
            wrapped(&mut out, pick(missing, lang), 6);
        }
    }
    out
}

fn wrapped(out: &mut String, text: &str, indent: usize) {
    for line in terminal::wrap(text, WIDTH) {
        out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
    }
}

fn row(number: &ObservedDoc, lang: Lang) -> [String; 5] {
    let decimals = decimals(number);
    let shown = |x: f64| number::fixed(x, decimals);
    let band = match (number.low, number.high) {
        (Some(low), Some(high)) => format!("{} … {}", shown(low), shown(high)),
        (Some(low), None) => format!("≥ {}", shown(low)),
        (None, Some(high)) => format!("≤ {}", shown(high)),
        (None, None) => "–".to_owned(),
    };
    let mark = if number.assumed { "*" } else { "" };
    let (got, interval) = match &number.got {
        Some(Given { mean, low, high, .. }) => (shown(*mean), format!("{} … {}", shown(*low), shown(*high))),
        None => ("–".to_owned(), "–".to_owned()),
    };
    let verdict = match number.verdict {
        ObservedVerdict::Met => say!(lang, "met", "符合"),
        ObservedVerdict::NotMet => say!(lang, "NOT MET", "不符合"),
        ObservedVerdict::Undecided => say!(lang, "undecided", "未定"),
        ObservedVerdict::Undefined => say!(lang, "no value", "无值"),
        ObservedVerdict::NotInModel => say!(lang, "not in the model", "不在模型中"),
        ObservedVerdict::NotRun => say!(lang, "not run", "未运行"),
    };
    [pick(&number.label, lang).to_owned(), format!("{band}{mark}"), got, interval, verdict]
}

/// As many decimals as the band is written with, and one more: three digits of a share, tenths of a percentage.
fn decimals(number: &ObservedDoc) -> usize {
    let largest = [number.low, number.high].into_iter().flatten().fold(0.0f64, |a, b| a.max(b.abs()));
    if largest >= 3.0 { 1 } else { 3 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_wire::run::Text;

    fn words(en: &str) -> Text {
        Text { en: en.into(), zh: "名".into() }
    }

    fn number(got: Option<Given>, missing: Option<Text>, verdict: ObservedVerdict) -> ObservedDoc {
        ObservedDoc {
            id: "share".into(),
            label: words("unique people"),
            low: Some(0.63),
            high: Some(0.87),
            assumed: missing.is_some(),
            seen_in: "golle".into(),
            scenario: "base".into(),
            over: None,
            quantity: "released_unique / released".into(),
            people: 1000,
            got,
            missing,
            verdict,
        }
    }

    #[test]
    fn the_table_shows_target_got_interval_and_verdict() {
        let got = Given { mean: 0.849, low: 0.845, high: 0.853, replicates: 10 };
        let pattern = PatternDoc {
            id: "uniqueness".into(),
            title: words("Uniqueness"),
            seen: words("Seen in two censuses."),
            verdict: PatternVerdict::Partly,
            sources: Vec::new(),
            numbers: vec![
                number(Some(got), None, ObservedVerdict::Met),
                number(None, Some(words("no names")), ObservedVerdict::NotInModel),
            ],
        };
        let doc = PatternsDoc {
            schema: "patterns/1".into(),
            glasshouse: "0".into(),
            reduced: true,
            met: 0,
            partly: 1,
            not_met: 0,
            undecided: 0,
            not_in_model: 0,
            patterns: vec![pattern],
        };
        let en = text(&doc, Lang::En);
        assert_eq!(
            en,
            "uniqueness  Uniqueness: met as far as the model has it\n  Seen in two censuses.\n\
             \x20 number                 target    got  95 % interval\n\
             \x20 unique people   0.630 … 0.870  0.849  0.845 … 0.853  met\n\
             \x20 unique people  0.630 … 0.870*      –              –  not in the model\n      no names\n\n\
             Of the patterns 0 are met, 1 as far as the model has them, 0 are not met, 0 are undecided, 0 are not in the model.\n\
             * an end of the band is our assumption. A pattern that is not met is a finding about the defaults, not a failure.\n\
             Fewer replicates than the patterns ask for: a quick look.\n"
        );
        let zh = text(&doc, Lang::Zh);
        assert!(zh.contains("在模型所及范围内符合") && zh.contains("不在模型中"), "{zh}");
        assert_eq!(listed(&doc.patterns, Lang::En), "uniqueness  Uniqueness\n");
    }
}
