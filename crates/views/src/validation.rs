//! Known results as a table: expected, got, interval, tolerance, verdict.

use crate::messages::say;
use crate::summary::pick;
use crate::{number, terminal};
use glasshouse_model::Lang;
use glasshouse_wire::validation::{CaseDoc, CaseVerdict, Interval, NumberDoc, NumberVerdict, ValidationDoc};

/// The results as text; each line ends with a line feed.
pub fn text(doc: &ValidationDoc, lang: Lang) -> String {
    let mut out = String::new();
    for case in &doc.cases {
        out.push_str(&cased(case, lang));
        out.push('\n');
    }
    let (passed, failed, missing) = (doc.passed, doc.failed, doc.missing);
    out.push_str(&say!(
        lang,
        "{passed} cases pass, {failed} fail, {missing} cannot be expressed yet",
        "{passed}个案例通过，{failed}个不通过，{missing}个尚无法表达"
    ));
    out.push('\n');
    if doc.reduced {
        out.push_str(
            say!(
                lang,
                "Fewer replicates than the cases ask for: a quick look, not a judgement.\n",
                "重复次数少于案例要求：仅为速览，不作判定。\n"
            )
            .as_str(),
        );
    }
    out
}

/// What there is, without running: id, title, and what is missing.
pub fn listed(doc: &[CaseDoc], lang: Lang) -> String {
    let longest = doc.iter().map(|c| terminal::width(&c.id)).max().unwrap_or(0);
    let mut out = String::new();
    for case in doc {
        let title = pick(&case.title, lang);
        out.push_str(&format!("{}  {title}\n", terminal::pad_right(&case.id, longest)));
        if let Some(missing) = &case.missing {
            let why = pick(missing, lang);
            let line = say!(lang, "not yet expressible: {why}", "尚无法表达：{why}");
            for part in terminal::wrap(&line, 100) {
                out.push_str(&format!("{}  {part}\n", " ".repeat(longest)));
            }
        }
    }
    out
}

fn cased(case: &CaseDoc, lang: Lang) -> String {
    let (id, title) = (&case.id, pick(&case.title, lang));
    let verdict = match case.verdict {
        CaseVerdict::Passed => say!(lang, "pass", "通过"),
        CaseVerdict::Failed => say!(lang, "FAIL", "不通过"),
        CaseVerdict::Missing => say!(lang, "not yet expressible", "尚无法表达"),
        CaseVerdict::NotRun => say!(lang, "not run", "未运行"),
    };
    let mut out = format!("{id}  {title}: {verdict}\n");
    if let Some(missing) = &case.missing {
        for part in terminal::wrap(pick(missing, lang), 100) {
            out.push_str(&format!("  {part}\n"));
        }
        return out;
    }
    let head = [
        say!(lang, "number", "数值"),
        say!(lang, "expected", "应得"),
        say!(lang, "got", "所得"),
        say!(lang, "99.9 % interval", "99.9%区间"),
        "±".to_owned(),
        say!(lang, "tolerance", "容差"),
        say!(lang, "switched off", "关闭机制后"),
        String::new(),
    ];
    let mut rows = vec![head];
    for number in &case.numbers {
        rows.push(row(number, lang));
        if let Some(larger) = &number.larger {
            let label = say!(lang, "  four times the people", "  四倍人数");
            let [got, interval, half] = cells(larger.got.as_ref(), number.tolerance);
            rows.push([label, String::new(), got, interval, half, String::new(), String::new(), String::new()]);
        }
    }
    let shown: [bool; 8] = std::array::from_fn(|i| i == 0 || rows.iter().skip(1).any(|r| !r[i].is_empty()));
    let widths: [usize; 8] = std::array::from_fn(|i| rows.iter().map(|r| terminal::width(&r[i])).max().unwrap_or(0));
    for row in &rows {
        let mut line = String::from("  ");
        for (i, cell) in row.iter().enumerate().filter(|(i, _)| shown[*i]) {
            let padded = match i {
                0 | 7 => terminal::pad_right(cell, widths[i]),
                _ => terminal::pad_left(cell, widths[i]),
            };
            line.push_str(&padded);
            line.push_str("  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn row(number: &NumberDoc, lang: Lang) -> [String; 8] {
    let [got, interval, half] = cells(number.got.as_ref(), number.tolerance);
    let off = number.ablation.as_ref().map_or_else(String::new, |a| match &a.got {
        Some(got) => digits(got.mean, number.tolerance),
        None => say!(lang, "none", "无"),
    });
    let mut verdict = verdict(number.verdict, lang);
    if number.second_look {
        verdict = say!(lang, "{verdict} (second look)", "{verdict}（复查）");
    }
    let tolerance = digits(number.tolerance, number.tolerance);
    let mut expected = digits(number.expected, number.tolerance);
    if number.known_to > 0.0 {
        expected = format!("{expected} ± {}", digits(number.known_to, number.tolerance));
    }
    [pick(&number.label, lang).to_owned(), expected, got, interval, half, tolerance, off, verdict]
}

fn verdict(verdict: NumberVerdict, lang: Lang) -> String {
    match verdict {
        NumberVerdict::Passed => say!(lang, "pass", "通过"),
        NumberVerdict::Outside => say!(lang, "OUTSIDE the interval", "在区间之外"),
        NumberVerdict::Wide => say!(lang, "interval TOO WIDE", "区间过宽"),
        NumberVerdict::Grows => say!(lang, "gap GROWS with the people", "差距随人数增大"),
        NumberVerdict::Vacuous => say!(lang, "switching off CHANGES NOTHING", "关闭机制后无变化"),
        NumberVerdict::Undefined => say!(lang, "NO VALUE", "无值"),
    }
}

fn cells(of: Option<&Interval>, tolerance: f64) -> [String; 3] {
    match of {
        None => ["–".to_owned(), "–".to_owned(), "–".to_owned()],
        Some(i) => {
            let shown = |x| digits(x, tolerance);
            [shown(i.mean), format!("{} … {}", shown(i.low), shown(i.high)), shown(i.half_width)]
        }
    }
}

/// A number with as many decimals as its tolerance asks for, and two more.
fn digits(value: f64, tolerance: f64) -> String {
    let mut decimals = 2;
    let mut unit = 1.0;
    while unit > tolerance && decimals < 10 {
        unit /= 10.0;
        decimals += 1;
    }
    number::fixed(value, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_wire::run::Text;
    use glasshouse_wire::validation::Ablation;

    fn doc() -> ValidationDoc {
        let words = |en: &str| Text { en: en.into(), zh: "名".into() };
        let at = |mean: f64| Interval { mean, low: mean - 0.01, high: mean + 0.01, half_width: 0.01, replicates: 20 };
        let number = NumberDoc {
            id: "live".into(),
            label: words("live records"),
            scenario: "base".into(),
            quantity: "score_sum / people".into(),
            people: 1000,
            expected: 1.5,
            tolerance: 0.02,
            known_to: 0.0,
            got: Some(at(1.503)),
            larger: None,
            ablation: Some(Ablation { scenario: "off".into(), got: Some(at(3.0)), moved: true }),
            second_look: false,
            verdict: NumberVerdict::Passed,
        };
        let case = |id: &str, missing: Option<Text>, numbers| CaseDoc {
            id: id.into(),
            title: words("Expiry"),
            mechanism: words("records"),
            verdict: if missing.is_some() { CaseVerdict::Missing } else { CaseVerdict::Passed },
            missing,
            sources: Vec::new(),
            numbers,
        };
        let cases = vec![case("A1", None, vec![number]), case("A2", Some(words("no wealth")), Vec::new())];
        ValidationDoc {
            schema: "validation/1".into(),
            glasshouse: "0".into(),
            reduced: false,
            ablated: true,
            passed: 1,
            failed: 0,
            missing: 1,
            cases,
        }
    }

    #[test]
    fn the_table_shows_expected_got_interval_tolerance_and_verdict() {
        let en = text(&doc(), Lang::En);
        let line = en.lines().find(|l| l.contains("live records")).unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(
            words,
            ["live", "records", "1.5000", "1.5030", "1.4930", "…", "1.5130", "0.0100", "0.0200", "3.0000", "pass"]
        );
        assert!(en.contains("A2  Expiry: not yet expressible\n  no wealth\n"), "{en}");
        assert!(en.ends_with("1 cases pass, 0 fail, 1 cannot be expressed yet\n"));
        assert!(text(&doc(), Lang::Zh).contains("尚无法表达"));
        assert_eq!(listed(&doc().cases, Lang::En), "A1  Expiry\nA2  Expiry\n    not yet expressible: no wealth\n");
    }
}
