//! One synthetic person's file as a bank statement: an exact account, truth beside record.

use crate::mark::Mark;
use crate::messages::statement as say;
use crate::number;
use crate::summary::pick;
use crate::terminal::{pad_left, pad_right, spread, width as columns, wrap};
use glasshouse_model::{ActClass, ActKind, Lang};
use glasshouse_wire::person::{ActiveMeasure, PersonEvent, PersonFile};

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
    out.push_str(&page.without_regime());
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
#[derive(Default)]
struct Row {
    day: String,
    truth: String,
    record: String,
    points: String,
    score: String,
}

/// Widths of the columns that depend on the page; day, points and score have fixed ones.
struct Columns {
    truth: usize,
    record: usize,
}

/// Width of the day.
const DAY: usize = 10;
/// Width of points and of score.
const NUMBER: usize = 6;

/// One row, on as many lines as its longest cell needs.
fn cells(row: &Row, c: &Columns) -> String {
    let (truth, record) = (wrap(&row.truth, c.truth), wrap(&row.record, c.record));
    let mut out = String::new();
    for i in 0..truth.len().max(record.len()) {
        let first = |text: &str| if i == 0 { text.to_owned() } else { String::new() };
        let part = |lines: &[String]| lines.get(i).cloned().unwrap_or_default();
        let line = [
            pad_right(&first(&row.day), DAY),
            pad_right(&part(&truth), c.truth),
            pad_right(&part(&record), c.record),
            pad_left(&first(&row.points), NUMBER),
            pad_left(&first(&row.score), NUMBER),
        ];
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    out
}

struct Page<'a> {
    file: &'a PersonFile,
    lang: Lang,
    width: usize,
}

impl Page<'_> {
    fn header(&self) -> String {
        let (file, lang) = (self.file, self.lang);
        let about: Vec<&str> = file
            .attributes
            .iter()
            // The band says less than the years.
            .filter(|a| a.name != "age" || file.attributes.iter().all(|b| b.name != "age_years"))
            .map(|a| pick(&a.label, lang))
            .collect();
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
                // What one replicate shows is an illustration, however many replicates the run has.
                Some((n, of)) => {
                    let (n, among) = (number::count(n), number::count(of));
                    let all = file.people == 0 || of >= u64::from(file.people);
                    let sentence = say::picked(lang, criterion, &n, &among, all);
                    format!("{sentence} {}", Mark::Illustration.text(lang))
                }
                None => say::picked_only(lang, criterion),
            };
            for line in wrap(&sentence, self.width) {
                out.push_str(&format!("{line}\n"));
            }
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

    /// The rows in the order of days; measures that begin or end together share a row.
    fn rows(&self) -> Vec<Row> {
        let mut events: Vec<&PersonEvent> = self.file.events.iter().collect();
        events.sort_by(|a, b| a.day.cmp(&b.day));
        let together = |a: &&PersonEvent, b: &&PersonEvent| {
            let measure = |e: &PersonEvent| e.phase == "measure" && e.side != "truth";
            measure(a) && measure(b) && a.day == b.day && a.detail == b.detail
        };
        let row = |group: &[&PersonEvent]| match group {
            [] => None,
            [one] => self.row(one),
            [first, ..] => {
                let labels: Vec<&str> = group.iter().map(|e| pick(&e.label, self.lang)).collect();
                let labels = labels.join(if self.lang == Lang::En { "; " } else { "；" });
                let record = say::measures_together(self.lang, group.len(), &labels, first.detail == "ended");
                Some(Row { day: first.day.clone(), record, ..Row::default() })
            }
        };
        events.chunk_by(together).filter_map(row).collect()
    }

    /// The row of an event, or `None` if another row already tells it.
    fn row(&self, event: &PersonEvent) -> Option<Row> {
        let lang = self.lang;
        let label = pick(&event.label, lang);
        let mut row = Row {
            day: event.day.clone(),
            points: if event.points == 0 { String::new() } else { number::signed(f64::from(event.points), 0) },
            score: event.score.map_or(String::new(), |s| number::fixed(f64::from(s), 0)),
            ..Row::default()
        };
        match event.phase.as_str() {
            "act" if self.told_elsewhere(event) => return None,
            "observation" if self.record_of(event).is_some() => return None,
            "observation" => {
                let who = event.reporter.as_ref().map_or("", |w| pick(w, lang));
                row.record = say::report(lang, label, who);
            }
            "verdict" => row.truth = say::verdict(lang, &event.detail).unwrap_or_default(),
            "act" => {
                row.truth = match event.detail.as_str() {
                    "withheld" => say::withheld(lang, label),
                    "added" => say::added(lang, label),
                    _ => label.into(),
                };
                row.record = if event.detail == "withheld" {
                    String::new()
                } else {
                    match self.truth_of(event) {
                        Some(award) => say::true_points(lang, &number::signed(f64::from(award.points), 0)),
                        None => say::NOT_RECORDED.get(lang).into(),
                    }
                };
            }
            "award" if event.side == "truth" => return None,
            "award" => {
                row.truth = self.truth_behind(event);
                row.record = match &event.reporter {
                    Some(who) => say::reported(lang, label, pick(who, lang), &event.what),
                    None => say::unreported(lang, label, &event.what),
                };
            }
            _ if event.side == "truth" => return None,
            _ => row.record = self.step(event, label),
        }
        if event.wrong {
            row.record = say::wrong(lang, &row.record);
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
            "list_step" => say::list_step(lang, label, &event.detail),
            "measure" => say::measure(lang, label, event.detail == "ended"),
            "alteration" => say::alteration(lang, label, &event.detail),
            "release" => say::release(lang, label, &event.detail),
            "notice" => with(say::NOTICE.get(lang)),
            "weighing" => with(&say::weighing(lang, event.detail == "objects", event.weighed.as_ref())),
            "objection" => with(say::OBJECTION.get(lang)),
            "withdrawal" => with(say::WITHDRAWAL.get(lang)),
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

    /// Whether the line of an act's record, or of the application that it is, tells of it.
    fn told_elsewhere(&self, act: &PersonEvent) -> bool {
        let applied = |e: &PersonEvent| e.phase == "application" && e.day == act.day && e.what == act.what;
        self.record_of(act).is_some() || self.file.events.iter().any(applied)
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
            (_, None) => String::new(),
        }
    }

    fn table(&self) -> String {
        let rows = self.rows();
        if rows.is_empty() {
            return format!("\n{}\n", say::QUIET.get(self.lang));
        }
        let lang = self.lang;
        let room = self.width - DAY - 2 * NUMBER - 4 * 2;
        let truth = room * 2 / 5;
        let c = Columns { truth, record: room - truth };
        let head = Row {
            day: say::DAY.get(lang).into(),
            truth: say::TRUTH.get(lang).into(),
            record: say::RECORD.get(lang).into(),
            points: say::POINTS.get(lang).into(),
            score: say::SCORE.get(lang).into(),
        };
        let start = Row {
            record: say::START.get(lang).into(),
            score: number::fixed(f64::from(self.file.start), 0),
            ..Row::default()
        };
        let lines: String = [head, start].iter().chain(&rows).map(|row| cells(row, &c)).collect();
        format!("\n{lines}")
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

    /// What the person did differently because of the regime: every opportunity was also decided without it, with
    /// the same luck.
    fn without_regime(&self) -> String {
        let lang = self.lang;
        let count = |detail: &str, wanted: fn(ActClass) -> bool| {
            let acts = self.file.events.iter().filter(|e| e.phase == "act" && e.detail == detail);
            acts.filter(|e| ActKind::parse(&e.what).is_some_and(|k| wanted(k.class()))).count()
        };
        let lines = [
            (count("withheld", ActClass::is_misconduct), say::DETERRED_ACTS),
            (count("withheld", |c| c == ActClass::Expression), say::CHILLED_ACTS),
            (count("withheld", |c| !c.is_misconduct() && c != ActClass::Expression), say::OTHER_ACTS),
            (count("added", |_| true), say::ADDED_ACTS),
        ];
        let mut out = format!("\n{}\n", say::WITHOUT_REGIME.get(lang));
        let told: Vec<_> = lines.into_iter().filter(|(n, _)| *n > 0).collect();
        if told.is_empty() {
            out.push_str(&format!("  {}\n", say::NOTHING_ELSE.get(lang)));
        }
        for (n, what) in told {
            out.push_str(&format!("  {}{n}\n", what.get(lang)));
        }
        out
    }

    /// The measures in force. Those with one ground, one beginning and one verdict share a heading.
    fn measures(&self) -> String {
        let lang = self.lang;
        if self.file.measures.is_empty() {
            return format!("\n{}\n", say::NO_MEASURES.get(lang));
        }
        let mut out = format!("\n{}\n", say::MEASURES.get(lang));
        let mut told: Vec<bool> = vec![false; self.file.measures.len()];
        for (i, first) in self.file.measures.iter().enumerate() {
            if told[i] {
                continue;
            }
            let alike = |m: &ActiveMeasure| {
                (&m.because, &m.since, m.also_in_truth, &m.polarity)
                    == (&first.because, &first.since, first.also_in_truth, &first.polarity)
            };
            let truth = if first.also_in_truth { say::ALSO_IN_TRUTH } else { say::NOT_IN_TRUTH }.get(lang);
            let since = number::day(lang, &first.since);
            let because = say::because(lang, &first.because);
            for part in wrap(&say::ground(lang, &since, &because, truth), self.width - 2) {
                out.push_str(&format!("  {part}\n"));
            }
            for (j, m) in self.file.measures.iter().enumerate().filter(|(_, m)| alike(m)) {
                told[j] = true;
                let name = say::active(lang, pick(&m.label, lang), pick(&m.agency, lang));
                for part in wrap(&name, self.width - 6) {
                    out.push_str(&format!("    · {part}\n"));
                }
            }
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
