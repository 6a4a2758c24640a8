//! Markets side by side: one row per number, one column per market; and their course over rounds.

use crate::chart::{About, Chart, Drawing, Ink, Line, Lines, LinesPanel};
use crate::estimate::Point;
use crate::mark::Mark;
use crate::messages::say;
use crate::number::{Form, estimate_or_reason, fixed};
use crate::summary::pick;
use crate::terminal;
use glasshouse_model::Lang;
use glasshouse_wire::Estimate;
use glasshouse_wire::trade::{TradeDoc, TradeValue};

/// What the numbers are.
fn mark(doc: &TradeDoc) -> Mark {
    if doc.illustration { Mark::Illustration } else { Mark::Finding { seeds: doc.replicates } }
}

/// The markets as text; each line ends with a line feed.
pub fn text(doc: &TradeDoc, lang: Lang) -> String {
    let mut out = String::new();
    for market in &doc.markets {
        let (id, title) = (&market.id, pick(&market.title, lang));
        out.push_str(&say!(lang, "{title} ({id})\n", "{title}（{id}）\n"));
        for line in terminal::wrap(pick(&market.question, lang), 100) {
            out.push_str(&format!("  {line}\n"));
        }
        let (figures, assumed) = (market.figures, market.assumptions);
        out.push_str(&say!(
            lang,
            "  {figures} figures, {assumed} of them assumed\n",
            "  {figures}个数值，其中{assumed}个为假设\n"
        ));
    }
    for change in &doc.set {
        out.push_str(&say!(lang, "  changed: {change}\n", "  改动：{change}\n"));
    }
    out.push_str(&format!("{}\n\n", mark(doc).text(lang)));
    out.push_str(&table(doc, lang));
    out
}

/// One row per number, in the order of the markets.
fn table(doc: &TradeDoc, lang: Lang) -> String {
    let mut names: Vec<&TradeValue> = Vec::new();
    for value in doc.markets.iter().flat_map(|m| &m.values) {
        if !names.iter().any(|n| n.name == value.name) {
            names.push(value);
        }
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    if doc.markets.len() > 1 {
        rows.push(std::iter::once(String::new()).chain(doc.markets.iter().map(|m| m.id.clone())).collect());
    }
    for name in names {
        let label = pick(&name.label, lang);
        let label = match name.item.as_str() {
            "" => label.to_owned(),
            "before" => say!(lang, "{label}, before", "{label}，之前"),
            "after" => say!(lang, "{label}, after", "{label}，之后"),
            item => {
                let item = name.item_label.as_ref().map_or(item, |words| pick(words, lang));
                say!(lang, "{label}: {item}", "{label}：{item}")
            }
        };
        let of = |values: &[TradeValue]| {
            let found = values.iter().find(|v| v.name == name.name);
            found.map_or_else(|| "–".to_owned(), |v| shown(&v.estimate, lang))
        };
        rows.push(std::iter::once(label).chain(doc.markets.iter().map(|m| of(&m.values))).collect());
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|c| rows.iter().filter_map(|r| r.get(c)).map(|cell| terminal::width(cell)).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, w)| terminal::pad_right(cell, *w)).collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// An estimate with its limits, in as many decimals as numbers of markets need: shares and payoffs are compared to the
/// third, counts are whole.
fn shown(estimate: &Estimate, lang: Lang) -> String {
    let Some(point) = Point::of(estimate) else { return estimate_or_reason(lang, estimate, Form::Plain) };
    let all = [point.value, point.low, point.high];
    let decimals = match all {
        _ if all.iter().all(|v| (v - v.round()).abs() < 1e-9) => 0,
        _ if point.value.abs() < 10.0 => 4,
        _ => 2,
    };
    let [value, low, high] = all.map(|v| fixed(v, decimals));
    if point.spread() > 0.0 { format!("{value} [{low}, {high}]") } else { value }
}

/// How the first number that has a course went, round by round; `None` where none has.
pub fn chart(doc: &TradeDoc, command: &str, lang: Lang) -> Option<Chart> {
    let (first, course) = doc.markets.iter().find_map(|m| m.courses.first().map(|c| (m, c)))?;
    let lines: Vec<Line> = doc
        .markets
        .iter()
        .enumerate()
        .filter_map(|(i, market)| {
            let own = market.courses.iter().find(|c| c.metric == course.metric)?;
            let points = own.rounds.iter().map(Point::of).collect();
            Some(Line { name: pick(&market.title, lang).to_owned(), ink: Ink::Series(i), points })
        })
        .collect();
    let label = pick(&course.label, lang);
    let ends = |line: &Line| {
        let last = line.points.iter().rev().find_map(|p| *p)?;
        let (name, value) = (&line.name, fixed(last.value, 3));
        Some(say!(lang, "{name}: {value} in the last round.", "{name}：最后一轮为{value}。"))
    };
    let definition = first.values.iter().find(|v| v.metric == course.metric);
    Some(Chart {
        id: "course".into(),
        question: pick(&first.question, lang).to_owned(),
        sentence: lines.iter().filter_map(ends).collect::<Vec<_>>().join(" "),
        mark: mark(doc),
        lang,
        drawing: Drawing::Lines(Lines {
            unit: label.to_owned(),
            panels: vec![LinesPanel { title: String::new(), lines }],
            month_axis: say!(lang, "round", "轮次"),
            from_zero: true,
        }),
        about: definition
            .map(|v| About {
                label: label.to_owned(),
                unit: v.unit.clone(),
                definition: pick(&v.definition, lang).to_owned(),
                source: "glasshouse".into(),
            })
            .into_iter()
            .collect(),
        command: command.to_owned(),
        digest: doc.digest.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_wire::run::Text;
    use glasshouse_wire::trade::{MarketDoc, TradeCourse};

    fn doc() -> TradeDoc {
        let words = |en: &str| Text { en: en.into(), zh: "词".into() };
        let value = |name: &str, item: &str, estimate| TradeValue {
            name: if item.is_empty() { name.into() } else { format!("{name}.{item}") },
            metric: name.into(),
            item: item.into(),
            item_label: (item == "defect").then(|| words("helps nobody")),
            label: words(name),
            definition: words("what it is"),
            unit: "share".into(),
            estimate,
        };
        let market = |id: &str, values| MarketDoc {
            id: id.into(),
            title: words(id),
            question: words("Who helps?"),
            traders: 10,
            values,
            courses: vec![TradeCourse {
                metric: "cooperation".into(),
                label: words("help"),
                unit: "share".into(),
                rounds: vec![Estimate::Single { value: 1.0 }, Estimate::Single { value: 0.5 }],
            }],
            sources: Vec::new(),
            assumptions: 2,
            figures: 3,
        };
        let single = |value| Estimate::Single { value };
        let none = Estimate::Undefined { reason: "no_cases".into() };
        TradeDoc {
            schema: "trade/1".into(),
            glasshouse: "0".into(),
            seed: 1,
            replicates: 1,
            illustration: true,
            set: vec!["giving.cost=2".into()],
            digest: "0123456789".into(),
            markets: vec![
                market("one", vec![value("cooperation", "", single(0.5)), value("payoff", "defect", none)]),
                market("two", vec![value("cooperation", "", single(0.25)), value("surplus", "before", single(1.0))]),
            ],
        }
    }

    #[test]
    fn numbers_stand_side_by_side_and_say_what_they_are() {
        let en = text(&doc(), Lang::En);
        let row = |label: &str| en.lines().find(|l| l.starts_with(label)).unwrap_or("").split_whitespace().count();
        assert!(
            en.contains("ILLUSTRATION") && en.contains("Who helps?") && en.contains("changed: giving.cost=2"),
            "{en}"
        );
        assert_eq!(row("cooperation"), 3, "{en}");
        assert!(en.lines().any(|l| l.starts_with("surplus, before ") && l.contains('–')), "{en}");
        assert!(en.contains("payoff: helps nobody") && text(&doc(), Lang::Zh).contains("之前"));
    }

    #[test]
    fn the_chart_has_a_line_for_each_market() {
        let chart = chart(&doc(), "glasshouse trade one two", Lang::En).unwrap();
        let svg = chart.svg();
        assert!(svg.contains("one") && svg.contains("two") && svg.contains("round") && svg.contains("Who helps?"));
        assert_eq!(chart.sentence, "one: 0.500 in the last round. two: 0.500 in the last round.");
    }
}
