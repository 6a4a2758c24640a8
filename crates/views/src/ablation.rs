//! What each mechanism carries, as one block per output.

use crate::mark::Mark;
use crate::messages::say;
use crate::number::{Form, estimate_or_reason, fixed, signed};
use crate::summary::pick;
use crate::{number, terminal};
use glasshouse_model::Lang;
use glasshouse_wire::Estimate;
use glasshouse_wire::ablation::{AblationCell, AblationDoc, AblationOutput, AblationRow};

/// The table as text; each line ends with a line feed.
pub fn text(doc: &AblationDoc, lang: Lang) -> String {
    let (id, arm, society) = (&doc.id, named(&doc.arm), named(&doc.society));
    let (people, months) = (number::count(u64::from(doc.people)), doc.months);
    let mark = if doc.replicates < 2 { Mark::Illustration } else { Mark::Finding { seeds: doc.replicates } };
    let mark = mark.text(lang);
    let mut out = say!(
        lang,
        "{id}: {arm} over {people} people ({society}), {months} months. {mark}\n\
         Change of each output where one mechanism is switched off, over the same people and the same luck:\n",
        "{id}：{arm}，{people}人（{society}），{months}个月。{mark}\n在相同的人与相同的运气下，逐一关闭机制时各项结果的变化：\n"
    );
    for (place, output) in doc.outputs.iter().enumerate() {
        out.push('\n');
        out.push_str(&block(doc, place, output, lang));
    }
    out
}

/// The name of a document that may be a file.
fn named(document: &str) -> &str {
    let file = document.rsplit('/').next().unwrap_or(document);
    file.strip_suffix(".toml").unwrap_or(document)
}

/// One line per cell: what is off (empty as declared), output, value or change, limits.
pub fn records(doc: &AblationDoc) -> String {
    let mut out = String::new();
    let mut line = |off: &str, output: &str, of: &Estimate| {
        let cells = match of {
            Estimate::Interval { mean, low, high, .. } => [*mean, *low, *high].map(number::machine).join("\t"),
            Estimate::Single { value } => format!("{}\t\t", number::machine(*value)),
            Estimate::Undefined { reason } => format!("undefined\t{reason}\t"),
        };
        out.push_str(&format!("{}\t{off}\t{output}\t{cells}\n", doc.id));
    };
    for (place, output) in doc.outputs.iter().enumerate() {
        line("", &output.id, &output.value);
        for row in &doc.rows {
            if let Some(cell) = row.cells.get(place) {
                line(&row.id, &output.id, &cell.change);
            }
        }
    }
    out
}

fn block(doc: &AblationDoc, place: usize, output: &AblationOutput, lang: Lang) -> String {
    let (label, value) = (pick(&output.label, lang), estimate_or_reason(lang, &output.value, Form::Plain));
    let mut out = say!(lang, "{label}: {value} as declared\n", "{label}：照声明为{value}\n");
    let head = [
        say!(lang, "off", "关闭"),
        say!(lang, "change", "变化"),
        say!(lang, "95 % interval", "95%区间"),
        String::new(),
    ];
    let mut rows = vec![head];
    let cell = |row: &AblationRow| row.cells.get(place).map(|cell| line(row, cell, lang));
    rows.extend(doc.rows.iter().filter_map(cell));
    let widths: [usize; 4] = std::array::from_fn(|i| rows.iter().map(|r| terminal::width(&r[i])).max().unwrap_or(0));
    for row in &rows {
        let cell = |i: usize| match i {
            0 | 3 => terminal::pad_right(&row[i], widths[i]),
            _ => terminal::pad_left(&row[i], widths[i]),
        };
        let line: Vec<String> = (0..row.len()).map(cell).collect();
        out.push_str(&format!("  {}\n", line.join("  ").trim_end()));
    }
    out
}

fn line(row: &AblationRow, cell: &AblationCell, lang: Lang) -> [String; 4] {
    let label = pick(&row.label, lang).to_owned();
    let (change, interval) = match &cell.change {
        Estimate::Interval { mean, low, high, .. } => {
            let d = number::decimals(*mean, high - low);
            (signed(*mean, d), format!("{} … {}", signed(*low, d), signed(*high, d)))
        }
        Estimate::Single { value } => (signed(*value, number::decimals(*value, 0.0)), "–".to_owned()),
        Estimate::Undefined { .. } => (estimate_or_reason(lang, &cell.change, Form::Plain), "–".to_owned()),
    };
    match (cell.same, cell.distinguishable) {
        // An output without a value is the same as none.
        (true, _) if cell.change.value().is_some() => {
            [label, fixed(0.0, 0), "–".to_owned(), say!(lang, "exactly the same", "完全相同")]
        }
        (_, Some(false)) => [label, change, interval, say!(lang, "not told from 0", "与0无法区分")],
        (_, Some(true) | None) => [label, change, interval, String::new()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_wire::run::Text;

    #[test]
    fn every_output_has_a_block_with_a_line_for_every_mechanism() {
        let words = |en: &str, zh: &str| Text { en: en.into(), zh: zh.into() };
        let interval = |mean: f64, half: f64| Estimate::Interval { mean, low: mean - half, high: mean + half, n: 5 };
        let cell = |change: Estimate, same: bool, distinguishable: Option<bool>| AblationCell {
            value: Estimate::Single { value: 1.0 },
            change,
            same,
            distinguishable,
        };
        let row = |id: &str, zh: &str, cell: AblationCell| AblationRow {
            id: id.into(),
            label: words(id, zh),
            set: Vec::new(),
            cells: vec![cell],
        };
        let doc = AblationDoc {
            schema: "ablation/1".into(),
            glasshouse: "0".into(),
            id: "mechanisms".into(),
            arm: "suining-2010".into(),
            society: "suining-county".into(),
            people: 5000,
            months: 36,
            seed: 1,
            replicates: 5,
            outputs: vec![AblationOutput {
                id: "offences".into(),
                label: words("offences", "违法"),
                quantity: "acts".into(),
                value: interval(24.0, 0.3),
            }],
            rows: vec![
                row("trust", "信任", cell(interval(3.0, 0.5), false, Some(true))),
                row("ties", "联系", cell(interval(0.1, 0.4), false, Some(false))),
                row("gaming", "迎合", cell(interval(0.0, 0.0), true, Some(false))),
            ],
            digest: String::new(),
        };
        assert_eq!(
            text(&doc, Lang::En),
            "mechanisms: suining-2010 over 5,000 people (suining-county), 36 months. FINDING (5 seeds, 95 % intervals)\n\
             Change of each output where one mechanism is switched off, over the same people and the same luck:\n\n\
             offences: 24.0 [23.7, 24.3] as declared\n\
             \x20 off     change  95 % interval\n\
             \x20 trust     +3.0    +2.5 … +3.5\n\
             \x20 ties     +0.10  −0.30 … +0.50  not told from 0\n\
             \x20 gaming       0              –  exactly the same\n"
        );
        assert!(text(&doc, Lang::Zh).contains("完全相同"));
        assert_eq!(records(&doc).lines().next(), Some("mechanisms\t\toffences\t24\t23.7\t24.3"));
    }
}
