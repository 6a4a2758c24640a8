//! One synthetic person's file as a bank statement: an exact account, truth beside record.

use crate::messages::statement as say;
use crate::number;
use crate::summary::pick;
use crate::terminal::{pad_left, pad_right, spread, width as columns, wrap};
use glasshouse_model::Lang;
use glasshouse_wire::person::{PersonEvent, PersonFile};

/// The statement of a person; each line ends with a line feed. `width` is that of the terminal in columns
/// and is held between 72 and 120.
///
/// The closing line is computed from the lines above it: it says that they sum to the score, or it says
/// loudly that they do not.
pub fn text(file: &PersonFile, lang: Lang, width: usize) -> String {
    let page = Page { file, lang, width: width.clamp(72, 120) };
    let mut out = page.header();
    out.push_str(&page.table());
    out.push_str(&page.closing());
    out.push_str(&page.beside());
    out.push_str(&page.measures());
    out.push_str(&page.rules());
    out
}

/// The sum of a statement, from its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Score without records.
    pub start: i64,
    /// Sum of the points of all lines on the record's side.
    pub change: i64,
    /// Score at the end, as the file says.
    pub score: i64,
    /// First line whose score is not the sum so far: its day, the sum, what it says.
    pub first_break: Option<(String, i64, i64)>,
}

impl Account {
    /// Adds up a file's lines on the record's side.
    pub fn of(file: &PersonFile) -> Account {
        let start = i64::from(file.start);
        let (mut sum, mut first_break) = (start, None);
        for event in file.events.iter().filter(|e| moves_score(e)) {
            sum += i64::from(event.points);
            if let Some(score) = event.score
                && i64::from(score) != sum
                && first_break.is_none()
            {
                first_break = Some((event.day.clone(), sum, i64::from(score)));
            }
        }
        Account { start, change: sum - start, score: i64::from(file.score), first_break }
    }

    /// Whether the lines sum to the score, at the end and at every line.
    pub fn sums(&self) -> bool {
        self.start + self.change == self.score && self.first_break.is_none()
    }
}

/// Whether a line is part of the account: points or a score on the record's side.
fn moves_score(event: &PersonEvent) -> bool {
    event.side != "truth" && (event.points != 0 || event.score.is_some())
}

/// A row of the table.
struct Row {
    day: String,
    month: u32,
    truth: String,
    record: String,
    wrong: bool,
    points: String,
    score: String,
    rule: String,
}

/// Widths of the columns: day, month, truth, record, wrong, points, score, rule.
struct Columns {
    day: usize,
    month: usize,
    truth: usize,
    record: usize,
    wrong: usize,
    points: usize,
    score: usize,
}

struct Page<'a> {
    file: &'a PersonFile,
    lang: Lang,
    width: usize,
}

impl Page<'_> {
    fn header(&self) -> String {
        let (file, lang) = (self.file, self.lang);
        let about: Vec<&str> = file.attributes.iter().map(|a| pick(&a.label, lang)).collect();
        let comma = if lang == Lang::En { ", " } else { "，" };
        let left = format!("{} {} · {}", say::SYNTHETIC.get(lang), file.person, about.join(comma));
        let right = say::run(lang, &file.regime, file.seed, file.replicate);
        let mut out = String::new();
        if columns(&left) + columns(&right) + 2 <= self.width {
            out.push_str(&spread(&left, &right, self.width));
            out.push('\n');
        } else {
            for line in wrap(&left, self.width).into_iter().chain([right]) {
                out.push_str(&format!("{line}\n"));
            }
        }
        if let Some(criterion) = &file.picked {
            let sentence = match file.frequency {
                Some((n, of)) => say::picked(lang, criterion, &number::count(n), &number::count(of)),
                None => say::picked_only(lang, criterion),
            };
            out.push_str(&format!("{sentence}\n"));
        }
        let score = |v: i32| number::fixed(f64::from(v), 0);
        let mut parts = vec![say::score(lang, &score(file.start), &score(file.score))];
        parts.extend(file.grade.as_ref().map(|g| say::grade(lang, g)));
        parts.push(match file.lists.as_slice() {
            [] => say::ON_NO_LIST.get(lang).into(),
            lists => say::lists(lang, &lists.join(if lang == Lang::En { ", " } else { "、" })),
        });
        parts.push(say::measures(lang, file.measures.len()));
        out.push_str(&format!("\n{}\n", parts.join(if lang == Lang::En { " " } else { "" })));
        out
    }

    fn rows(&self) -> Vec<Row> {
        self.file.events.iter().filter_map(|e| self.row(e)).collect()
    }

    /// The row of an event, or `None` if another row already tells it.
    fn row(&self, event: &PersonEvent) -> Option<Row> {
        let lang = self.lang;
        let label = pick(&event.label, lang);
        let mut row = Row {
            day: event.day.clone(),
            month: event.month,
            truth: String::new(),
            record: String::new(),
            wrong: event.wrong,
            points: if event.points == 0 { "·".into() } else { number::signed(f64::from(event.points), 0) },
            score: event.score.map_or(String::new(), |s| number::fixed(f64::from(s), 0)),
            rule: String::new(),
        };
        match event.phase.as_str() {
            "act" if self.record_of(event).is_some() => return None,
            "act" => {
                row.truth = match event.detail.as_str() {
                    "withheld" => say::withheld(lang, label),
                    "added" => say::added(lang, label),
                    _ => label.into(),
                };
                row.record = if event.detail == "withheld" {
                    "·".into()
                } else {
                    match self.truth_of(event) {
                        Some(award) => say::true_points(lang, &number::signed(f64::from(award.points), 0)),
                        None => say::NOT_RECORDED.get(lang).into(),
                    }
                };
                row.points = "·".into();
            }
            "award" if event.side == "truth" => return None,
            "award" => {
                row.truth = self.truth_behind(event);
                row.record = match &event.reporter {
                    Some(who) => say::reported(lang, label, pick(who, lang)),
                    None => label.into(),
                };
                row.rule = event.what.clone();
            }
            _ if event.side == "truth" => return None,
            _ => row.record = self.step(event, label),
        }
        Some(row)
    }

    /// What a line of the clock or the office says.
    fn step(&self, event: &PersonEvent, label: &str) -> String {
        let lang = self.lang;
        let colon = if lang == Lang::En { ": " } else { "：" };
        let with = |text: &str| if label.is_empty() { text.to_owned() } else { format!("{text}{colon}{label}") };
        match event.phase.as_str() {
            "expiry" => with(say::LAPSED.get(lang)),
            "correction" => with(say::CORRECTED.get(lang)),
            "grade" if label.is_empty() || label == event.what => say::to_grade(lang, &event.what),
            "grade" => say::to_grade(lang, &format!("{} {label}", event.what)),
            "listing" => say::listing(lang, label, event.detail == "left"),
            "measure" => say::measure(lang, label, event.detail == "ended"),
            "notice" => with(say::NOTICE.get(lang)),
            "objection" => with(say::OBJECTION.get(lang)),
            "decision" => with(if event.detail == "upheld" { say::UPHELD } else { say::REJECTED }.get(lang)),
            "application" => match event.detail.as_str() {
                "refused" => format!("{label}{colon}{}", say::REFUSED.get(lang)),
                "preferred" => format!("{label}{colon}{}", say::PREFERRED.get(lang)),
                "granted" => format!("{label}{colon}{}", say::GRANTED.get(lang)),
                _ => label.into(),
            },
            _ => label.into(),
        }
    }

    fn record_of(&self, act: &PersonEvent) -> Option<&PersonEvent> {
        self.award(act, |side| side != "truth")
    }

    fn truth_of(&self, act: &PersonEvent) -> Option<&PersonEvent> {
        self.award(act, |side| side == "truth")
    }

    fn award(&self, act: &PersonEvent, side: fn(&str) -> bool) -> Option<&PersonEvent> {
        let same = |e: &&PersonEvent| !act.cause.is_empty() && e.cause == act.cause;
        self.file.events.iter().find(|e| e.phase == "award" && side(&e.side) && same(e))
    }

    /// What really happened behind an award on the record.
    fn truth_behind(&self, award: &PersonEvent) -> String {
        let lang = self.lang;
        let same = |e: &&PersonEvent| e.phase == "act" && !award.cause.is_empty() && e.cause == award.cause;
        match (award.detail.as_str(), self.file.events.iter().find(same)) {
            ("misattributed", _) => say::SOMEONE_ELSE.get(lang).into(),
            ("false_alarm", _) => say::NOTHING.get(lang).into(),
            (_, Some(act)) if act.month != award.month => say::in_month(lang, pick(&act.label, lang), act.month),
            (_, Some(act)) => pick(&act.label, lang).into(),
            (_, None) if award.wrong => say::NOTHING.get(lang).into(),
            (_, None) => "·".into(),
        }
    }

    fn table(&self) -> String {
        let rows = self.rows();
        if rows.is_empty() {
            return format!("\n{}\n", say::QUIET.get(self.lang));
        }
        let lang = self.lang;
        let rule = rows.iter().map(|r| columns(&r.rule)).max().unwrap_or(0).max(columns(say::RULE.get(lang)));
        // A narrow page leaves out the day; the month stays.
        let day = if self.width < 90 { 0 } else { 10 };
        let mut c = Columns { day, month: 5, truth: 0, record: 0, wrong: 5, points: 6, score: 6 };
        let fixed = c.day + c.month + c.wrong + c.points + c.score + rule.min(18) + 7 * 2;
        let room = self.width.saturating_sub(fixed).max(24);
        c.truth = room * 9 / 20;
        c.record = room - c.truth;
        let head = Row {
            day: say::DAY.get(lang).into(),
            month: 0,
            truth: say::TRUTH.get(lang).into(),
            record: say::RECORD.get(lang).into(),
            wrong: false,
            points: say::POINTS.get(lang).into(),
            score: say::SCORE.get(lang).into(),
            rule: say::RULE.get(lang).into(),
        };
        let mut out = format!("\n{}", self.cells(&head, say::MONTH.get(lang), &c));
        let start = Row {
            day: String::new(),
            month: 0,
            truth: String::new(),
            record: say::START.get(lang).into(),
            wrong: false,
            points: String::new(),
            score: number::fixed(f64::from(self.file.start), 0),
            rule: String::new(),
        };
        out.push_str(&self.cells(&start, "", &c));
        for row in rows {
            out.push_str(&self.cells(&row, &format!("{:02}", row.month), &c));
        }
        out
    }

    /// One row, on as many lines as its longest cell needs.
    fn cells(&self, row: &Row, month: &str, c: &Columns) -> String {
        let (truth, record) = (wrap(&row.truth, c.truth), wrap(&row.record, c.record));
        let wrong = if row.wrong { say::WRONG.get(self.lang) } else { "" };
        let mut out = String::new();
        for i in 0..truth.len().max(record.len()) {
            let first = |text: &str| if i == 0 { text.to_owned() } else { String::new() };
            let part = |lines: &[String]| lines.get(i).cloned().unwrap_or_default();
            let line = [
                pad_left(&first(month), c.month),
                pad_right(&part(&truth), c.truth),
                pad_right(&part(&record), c.record),
                pad_right(&first(wrong), c.wrong),
                pad_left(&first(&row.points), c.points),
                pad_left(&first(&row.score), c.score),
                first(&row.rule),
            ];
            let day = if c.day == 0 { String::new() } else { format!("{}  ", pad_right(&first(&row.day), c.day)) };
            out.push_str(format!("{day}{}", line.join("  ")).trim_end());
            out.push('\n');
        }
        out
    }

    fn closing(&self) -> String {
        let (lang, account) = (self.lang, Account::of(self.file));
        let n = |v: i64| number::fixed(v as f64, 0);
        let sign = if account.change < 0 { number::MINUS } else { '+' };
        let sum =
            format!("{} {sign} {} = {}", n(account.start), n(account.change.abs()), n(account.start + account.change));
        let line = if let (false, Some((day, expected, found))) = (account.sums(), &account.first_break) {
            say::breaks_at(lang, day, &n(*expected), &n(*found))
        } else if account.sums() {
            say::sums(lang, &sum)
        } else {
            say::does_not_sum(lang, &sum, &n(account.score))
        };
        format!("{}\n", pad_left(&line, self.width))
    }

    fn beside(&self) -> String {
        let (file, lang) = (self.file, self.lang);
        let none = say::NO_GRADE.get(lang);
        let grade = |g: &Option<String>| g.clone().unwrap_or_else(|| none.into());
        let score = |v: i32| number::fixed(f64::from(v), 0);
        let mut out = format!("\n{}\n", say::BESIDE.get(lang));
        let rows = [
            (say::THE_SCORE, score(file.score), score(file.true_score)),
            (say::THE_GRADE, grade(&file.grade), grade(&file.true_grade)),
        ];
        for (what, record, truth) in rows {
            let verdict = if record == truth { say::AGREES } else { say::DIFFERS }.get(lang);
            let line = [
                pad_right(what.get(lang), 6),
                format!("{} {}", say::BY_RECORD.get(lang), pad_right(&record, 5)),
                format!("{} {}", say::BY_TRUTH.get(lang), pad_right(&truth, 5)),
                verdict.to_owned(),
            ];
            out.push_str(&format!("  {}\n", line.join("  ")));
        }
        out
    }

    fn measures(&self) -> String {
        let lang = self.lang;
        if self.file.measures.is_empty() {
            return format!("\n{}\n", say::NO_MEASURES.get(lang));
        }
        let mut out = format!("\n{}\n", say::MEASURES.get(lang));
        for m in &self.file.measures {
            let since = number::day(lang, &m.since);
            let line =
                say::active(lang, pick(&m.label, lang), pick(&m.agency, lang), &since, &say::because(lang, &m.because));
            for part in wrap(&line, self.width - 2) {
                out.push_str(&format!("  {part}\n"));
            }
            let truth = if m.also_in_truth { say::ALSO_IN_TRUTH } else { say::NOT_IN_TRUTH }.get(lang);
            out.push_str(&format!("    {truth}\n"));
        }
        out
    }

    /// Each rule that moved the score, once, with its line and source.
    fn rules(&self) -> String {
        let lang = self.lang;
        let mut seen: Vec<&str> = Vec::new();
        let mut out = String::new();
        for e in self.file.events.iter().filter(|e| e.phase == "award" && e.side != "truth") {
            if seen.contains(&e.what.as_str()) {
                continue;
            }
            seen.push(&e.what);
            let name = e.line.map_or_else(|| e.what.clone(), |line| say::rule_line(lang, &e.what, line));
            let source = e.source.as_deref().filter(|s| !s.is_empty()).unwrap_or(say::NO_SOURCE.get(lang));
            let mark = if lang == Lang::En { ": " } else { "：" };
            for part in wrap(&format!("{name}{mark}{source}"), self.width - 2) {
                out.push_str(&format!("  {part}\n"));
            }
        }
        if out.is_empty() { out } else { format!("\n{}\n{out}", say::RULES.get(lang)) }
    }
}
