//! `outcomes`: what was published of a regime, what the laboratory gives, and how the two stand to each other.

use crate::answer::Answer;
use crate::args::Outcomes;
use crate::commands::list::columns;
use crate::commands::report::write;
use crate::session::Session;
use glasshouse_model::text::Label;
use glasshouse_model::{Lang, Text};
use glasshouse_study::VERSION;
use glasshouse_study::executor::Pool;
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::outcomes::{self, Given, Outcome, Room, Size, Verdict};
use glasshouse_views::paper::{Block, Cell, Paper, Section, markdown, page};
use serde_json::{Value, json};
use std::ops::ControlFlow;

/// Persons at most and points of a comparison.
const USUAL: Size = Size { people: 20_000, points: 16, seed: 1, replicates: 1 };

/// One line of the answer.
struct Row {
    outcome: Outcome,
    about: Text,
    published: String,
    source: String,
    given: Option<Given>,
    verdict: Verdict,
}

/// `outcomes [OUTCOME…]`
pub fn outcomes(session: &Session, flags: &Outcomes) -> Result<Answer, Failure> {
    let (all, _) = outcomes::read(&outcomes::built_in())?;
    if let Some(unknown) = flags.ids.iter().find(|id| all.iter().all(|o| o.id != **id)) {
        return Err(Failure::Usage(Note::new(
            "GH0900",
            format!("there is no outcome `{unknown}`"),
            format!("没有名为“{unknown}”的结果"),
        )));
    }
    let size = Size {
        people: flags.people.unwrap_or(USUAL.people).max(1),
        points: flags.points.unwrap_or(USUAL.points),
        seed: USUAL.seed,
        replicates: flags.replicates.unwrap_or(USUAL.replicates).max(1),
    };
    let pool = Pool::new(session.threads)?;
    let mut rows = Vec::new();
    for outcome in all.into_iter().filter(|o| flags.ids.is_empty() || flags.ids.contains(&o.id)) {
        rows.push(row(outcome, size, &pool)?);
    }
    if let Some(path) = &flags.out {
        let paper = paper(&rows, size);
        let plain = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md"));
        write(path, if plain { markdown(&paper) } else { page(&paper) }.as_bytes(), flags.force)?;
    }
    let mut cells = Vec::new();
    if session.terminal {
        cells.push(HEAD.map(|l| l.get(session.lang).to_owned()));
    }
    cells.extend(rows.iter().map(|r| line(r, session.lang)));
    let human = columns(session, &cells);
    Ok(Answer::records("outcomes/1", rows.iter().map(record).collect(), human))
}

const HEAD: [Label; 6] = [
    Label { en: "OUTCOME", zh: "结果" },
    Label { en: "PUBLISHED", zh: "公布值" },
    Label { en: "BAND", zh: "范围" },
    Label { en: "DECLARED", zh: "按声明值" },
    Label { en: "OVER RANGES", zh: "在各范围内" },
    Label { en: "VERDICT", zh: "结论" },
];

fn row(outcome: Outcome, size: Size, pool: &Pool) -> Result<Row, Failure> {
    let given = match outcome.room {
        Room::NotComparable(_) => None,
        Room::Band { .. } => Some(outcomes::perform(&outcome, size, pool, &mut || ControlFlow::Continue(()))?),
    };
    let verdict = given.as_ref().map_or(Verdict::NotComparable, |given| outcomes::judge(&outcome, given));
    let Some(statement) = outcomes::statement(&outcome) else {
        return Err(Failure::broken(
            format!("{} keeps no statement `{}`", outcome.regime, outcome.statement),
            format!("{} 没有陈述“{}”", outcome.regime, outcome.statement),
        ));
    };
    Ok(Row { outcome, about: statement.about, published: statement.value, source: statement.source, given, verdict })
}

fn number(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// Band, number as declared, and the lowest, middle and highest over the ranges, as text.
fn numbers(row: &Row) -> [String; 3] {
    let band = match &row.outcome.room {
        Room::Band { low, high, .. } => format!("{low} – {high}"),
        Room::NotComparable(_) => String::new(),
    };
    let Some(given) = &row.given else { return [band, String::new(), String::new()] };
    let ranged = match (given.ranged.first(), given.ranged.get(given.ranged.len() / 2), given.ranged.last()) {
        (Some(low), Some(middle), Some(high)) => {
            format!("{} · {} · {}", number(*low), number(*middle), number(*high))
        }
        _ => String::new(),
    };
    let declared = match (given.declared, given.half_width) {
        (None, _) => "–".to_owned(),
        (Some(value), None) => number(value),
        (Some(mean), Some(half)) => format!("{} ± {}", number(mean), number(half)),
    };
    [band, declared, ranged]
}

fn verdict(row: &Row, lang: Lang) -> String {
    match (&row.outcome.room, row.verdict, lang) {
        (Room::NotComparable(why), _, Lang::En) => format!("not comparable, because {}", why.en),
        (Room::NotComparable(why), _, Lang::Zh) => format!("不可比，因为{}", why.zh),
        (_, Verdict::Inside, Lang::En) => "inside".into(),
        (_, Verdict::Inside, Lang::Zh) => "在范围内".into(),
        (_, Verdict::InsideRanges, Lang::En) => "outside as declared, inside for some values of the ranges".into(),
        (_, Verdict::InsideRanges, Lang::Zh) => "按声明值在范围外，取某些值时在范围内".into(),
        (_, Verdict::Outside, Lang::En) => "outside".into(),
        (_, Verdict::Outside, Lang::Zh) => "在范围外".into(),
        (_, Verdict::NoValue | Verdict::NotComparable, Lang::En) => "nothing of the kind happened".into(),
        (_, Verdict::NoValue | Verdict::NotComparable, Lang::Zh) => "未发生此类情形".into(),
    }
}

fn line(row: &Row, lang: Lang) -> [String; 6] {
    let [band, declared, ranged] = numbers(row);
    [row.outcome.id.clone(), row.published.clone(), band, declared, ranged, verdict(row, lang)]
}

fn record(row: &Row) -> Value {
    let [band, ..] = numbers(row);
    json!({
        "outcome": row.outcome.id, "regime": row.outcome.regime, "statement": row.outcome.statement,
        "about": {"en": row.about.en, "zh": row.about.zh}, "published": row.published, "source": row.source,
        "unit": {"en": row.outcome.unit.en, "zh": row.outcome.unit.zh}, "band": band,
        "declared": row.given.as_ref().and_then(|g| g.declared),
        "half_width": row.given.as_ref().and_then(|g| g.half_width),
        "ranged": row.given.as_ref().map(|g| g.ranged.clone()),
        "verdict": row.verdict.name(), "because": {"en": verdict(row, Lang::En), "zh": verdict(row, Lang::Zh)},
        "command": row.given.as_ref().map(|g| g.command.clone()),
    })
}

/// The document.
fn paper(rows: &[Row], size: Size) -> Paper {
    let text = |en: String, zh: String| Text { en, zh };
    let of = |compared: bool| rows.iter().filter(move |r| r.given.is_some() == compared);
    let compared: Vec<Vec<Cell>> = of(true)
        .map(|r| {
            let [band, declared, ranged] = numbers(r);
            let why = match &r.outcome.room {
                Room::Band { why, .. } | Room::NotComparable(why) => why.clone(),
            };
            vec![
                Cell::Code(r.outcome.id.clone()),
                Cell::Words(r.about.clone()),
                Cell::Plain(format!("{} ({})", r.published, r.source)),
                Cell::Plain(format!("{band} {}", r.outcome.unit.en)),
                Cell::Words(why),
                Cell::Plain(declared),
                Cell::Plain(ranged),
                Cell::Words(text(verdict(r, Lang::En), verdict(r, Lang::Zh))),
            ]
        })
        .collect();
    let others: Vec<Vec<Cell>> = of(false)
        .map(|r| {
            vec![
                Cell::Code(r.outcome.id.clone()),
                Cell::Words(r.about.clone()),
                Cell::Plain(format!("{} ({})", r.published, r.source)),
                Cell::Words(text(verdict(r, Lang::En), verdict(r, Lang::Zh))),
            ]
        })
        .collect();
    let l = |en, zh| Label { en, zh };
    let head = vec![
        l("Outcome", "结果"),
        l("What was reported", "所报告的内容"),
        l("Published", "公布值"),
        l("Band", "范围"),
        l("Why so wide", "为何如此宽"),
        l("As declared", "按声明值"),
        l("Lowest · middle · highest", "最低 · 中间 · 最高"),
        l("Verdict", "结论"),
    ];
    let short = vec![
        l("Outcome", "结果"),
        l("What was reported", "所报告的内容"),
        l("Published", "公布值"),
        l("Verdict", "结论"),
    ];
    let Size { people, points, replicates, .. } = size;
    let drawn = match replicates {
        1 => text("One seed: an illustration, not a finding.".into(), "仅一个种子：示意，非结论。".into()),
        n => text(
            format!(
                "As declared: mean of {n} replicates and the 95 % interval. Points in the ranges: one replicate each."
            ),
            format!("按声明值：{n}次重复的均值与95%区间。各范围中的点：各一次。"),
        ),
    };
    Paper {
        title: text("Published outcomes".into(), "已公布的结果".into()),
        lede: text(
            format!(
                "At most {people} synthetic people each; every declared range over {points} points of a Latin hypercube. {}",
                drawn.en
            ),
            format!("每项至多{people}名合成人物；在全部所声明范围中取拉丁超立方{points}点。{}", drawn.zh),
        ),
        version: VERSION,
        sections: vec![
            Section { heading: l("Compared", "可比"), blocks: table(head, compared) },
            Section { heading: l("Not comparable", "不可比"), blocks: table(short, others) },
        ],
    }
}

fn table(head: Vec<Label>, rows: Vec<Vec<Cell>>) -> Vec<Block> {
    if rows.is_empty() { Vec::new() } else { vec![Block::Table { head, rows }] }
}
