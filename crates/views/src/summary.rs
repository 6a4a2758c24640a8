//! The summary that a terminal shows after a run, and the same as greppable records.

use crate::mark::Mark;
use crate::messages::summary as say;
use crate::number::{self, Form};
use crate::terminal;
use glasshouse_model::Lang;
use glasshouse_model::text::Label;
use glasshouse_wire::run::{GradeShare, Text};
use glasshouse_wire::{Estimate, Headlines, RunDoc};

/// How the summary is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For people: a title and one line per theme.
    Terminal,
    /// The same with the mark in bold.
    Coloured,
    /// For programs: one record per line, fields parted by tabs, name first, numbers ungrouped.
    Records,
}

/// The summary of a run, at most 16 lines in the two terminal styles (more where there are several levels of lawful
/// expression); each line ends with a line feed.
///
/// Numbers are natural frequencies where they can be. A number without a value is replaced by the reason
/// in words. `width` is that of the terminal in columns; records ignore it.
pub fn text(doc: &RunDoc, headlines: &Headlines, lang: Lang, width: usize, style: Style) -> String {
    match style {
        Style::Records => records(doc, headlines),
        Style::Terminal | Style::Coloured => lines(doc, headlines, lang, width, style),
    }
}

/// A text of a document in one language.
pub fn pick(text: &Text, lang: Lang) -> &str {
    match lang {
        Lang::En => &text.en,
        Lang::Zh => &text.zh,
    }
}

fn lines(doc: &RunDoc, h: &Headlines, lang: Lang, width: usize, style: Style) -> String {
    let width = width.clamp(60, 100);
    let mark = Mark::of(doc).text(lang);
    let title = terminal::spread(&say::title(lang, pick(&doc.regime.title, lang), doc.months), &mark, width);
    let title = match style {
        Style::Coloured => title.replace(&mark, &format!("\u{1b}[1m{mark}\u{1b}[0m")),
        Style::Terminal | Style::Records => title,
    };
    let mut page = Page { lang, width, people: doc.society.people, out: format!("{title}\n") };
    page.grades(h);
    page.people(h);
    page.behaviour(h);
    page.burden(h);
    page.scorecard(h);
    page.deals(h);
    page.out
}

/// Groups of a scorecard that a summary shows; the document has all.
const CARD_GROUPS: usize = 4;

/// The lines under the title.
struct Page {
    lang: Lang,
    width: usize,
    people: u32,
    out: String,
}

impl Page {
    /// Columns of the names at the left.
    const LEFT: usize = 16;

    fn line(&mut self, name: Option<Label>, content: &str) {
        let name = name.map_or("", |n| n.get(self.lang));
        let mut head = terminal::pad_right(&format!("  {name}"), Page::LEFT + 2);
        for part in terminal::wrap(content, self.width.saturating_sub(Page::LEFT + 2)) {
            self.out.push_str(format!("{head}{part}").trim_end());
            self.out.push('\n');
            head = " ".repeat(Page::LEFT + 2);
        }
    }

    /// Like [`Page::line`], with parts that are never broken.
    fn items(&mut self, name: Label, parts: &[String]) {
        let room = self.width.saturating_sub(Page::LEFT + 2);
        let mut rows: Vec<String> = Vec::new();
        for part in parts {
            match rows.last_mut() {
                Some(row) if terminal::width(row) + 3 + terminal::width(part) <= room => {
                    *row = format!("{row}   {part}")
                }
                _ => rows.push(part.clone()),
            }
        }
        let mut head = terminal::pad_right(&format!("  {}", name.get(self.lang)), Page::LEFT + 2);
        for row in rows {
            self.out.push_str(&format!("{head}{row}\n"));
            head = " ".repeat(Page::LEFT + 2);
        }
    }

    fn grades(&mut self, h: &Headlines) {
        if h.grades.is_empty() {
            return self.line(Some(say::GRADES), say::NO_GRADES.get(self.lang));
        }
        let lang = self.lang;
        let by_record: Vec<String> = h
            .grades
            .iter()
            .map(|g| format!("{} {}", grade_name(g, lang), number::estimate_or_reason(lang, &g.percent, Form::Percent)))
            .collect();
        self.items(say::GRADES, &by_record);
        if h.grades.iter().any(|g| g.true_percent.value().is_some()) {
            let by_truth: Vec<String> = h
                .grades
                .iter()
                .map(|g| format!("{} {}", g.id, number::estimate_or_reason(lang, &g.true_percent, Form::Percent)))
                .collect();
            self.items(say::GRADES_TRUE, &by_truth);
        }
    }

    fn people(&mut self, h: &Headlines) {
        let lang = self.lang;
        match number::estimate(lang, &h.penalised, Form::Plain) {
            Some(n) => self.line(Some(say::PEOPLE), &say::penalised(lang, &n)),
            None if is_reason(&h.penalised, "not_in_regime") => {
                self.line(Some(say::PEOPLE), say::NO_MEASURES.get(lang))
            }
            None => {
                let why = number::estimate_or_reason(lang, &h.penalised, Form::Plain);
                self.line(Some(say::PEOPLE), &say::penalised(lang, &format!("({why})")));
            }
        }
        type Sentence = fn(Lang, &str) -> String;
        let rest: [(&Estimate, Sentence); 4] = [
            (&h.wrongly_penalised, say::wrongly),
            (&h.penalised_for_undone, say::undone),
            (&h.missed, say::missed),
            (&h.wrong_deduction, say::deducted),
        ];
        for (estimate, sentence) in rest {
            if let Some(n) = number::estimate(lang, estimate, Form::Plain) {
                self.line(None, &sentence(lang, &n));
            }
        }
        let corrected = corrected_sentence(lang, h);
        self.line(None, &corrected);
    }

    /// One line for each of the first groups that a scorecard tells apart.
    fn scorecard(&mut self, h: &Headlines) {
        let lang = self.lang;
        let shown = |e: &Estimate| number::estimate_or_reason(lang, e, Form::Percent);
        for (i, group) in h.scorecard.iter().take(CARD_GROUPS).enumerate() {
            let said = say::card_group(
                lang,
                &group.group,
                &shown(&group.accepted),
                &shown(&group.false_positives),
                &shown(&group.false_negatives),
            );
            self.line((i == 0).then_some(say::SCORECARD), &said);
        }
    }

    /// What became of deals, and a line for each rater.
    fn deals(&mut self, h: &Headlines) {
        let (lang, Some(deals)) = (self.lang, &h.deals) else { return };
        let plain = |e: &Estimate| number::estimate_or_reason(lang, e, Form::Plain);
        let percent = |e: &Estimate| number::estimate_or_reason(lang, e, Form::Percent);
        self.line(Some(say::DEALS), &say::deals(lang, &plain(&deals.payoff), &plain(&deals.baseline_payoff)));
        let (made, broken) = (percent(&deals.made_percent), percent(&deals.broken_percent));
        self.line(None, &say::deals_made(lang, &made, &broken, &percent(&deals.refused_faithful_percent)));
        let index = |e: &Estimate| match e.value() {
            Some(value) => number::fixed(value, 2),
            None => number::estimate_or_reason(lang, e, Form::Plain),
        };
        let told = say::ratings(lang, &index(&deals.accuracy), &index(&deals.concentration));
        self.line(Some(say::RATINGS), &told);
        for r in deals.raters.iter().filter(|_| deals.raters.len() > 1) {
            let (asked, right) = (percent(&r.asked_percent), percent(&r.right_percent));
            self.line(None, &say::rater(lang, &r.id, &index(&r.accuracy), &asked, &right));
        }
    }

    fn behaviour(&mut self, h: &Headlines) {
        let lang = self.lang;
        let relative = number::estimate(lang, &h.misconduct_change_percent, Form::SignedPercent);
        let behaviour = match number::estimate(lang, &h.misconduct_change, Form::Signed) {
            Some(change) if !is_interval(&h.misconduct_change) => say::misconduct(lang, &change, relative.as_deref()),
            // With limits one of the two fills the line; a share is the one that needs no scale.
            Some(change) => relative.map_or_else(
                || say::misconduct(lang, &change, None),
                |relative| say::misconduct_relative(lang, &relative),
            ),
            None => number::estimate_or_reason(lang, &h.misconduct_change, Form::Signed),
        };
        self.line(Some(say::BEHAVIOUR), &behaviour);
        let lawful = match number::estimate(lang, &h.expression_change_percent, Form::SignedPercent) {
            Some(change) => {
                say::expression(lang, &change, direction(lang, &h.expression_change_percent, -1.0, say::CHILLING))
            }
            None => number::estimate_or_reason(lang, &h.expression_change_percent, Form::Signed),
        };
        self.line(Some(say::LAWFUL), &lawful);
        self.levels(h);
        let merit = match number::estimate(lang, &h.merit_change_percent, Form::SignedPercent) {
            Some(change) => say::merit(lang, &change, direction(lang, &h.merit_change_percent, 1.0, say::GAMED)),
            None => number::estimate_or_reason(lang, &h.merit_change_percent, Form::Signed),
        };
        self.line(Some(say::MERIT), &merit);
    }

    /// Where lawful expression comes to from either side, where there may be several levels.
    fn levels(&mut self, h: &Headlines) {
        let (lang, Some(levels)) = (self.lang, &h.levels) else { return };
        let ratio = number::fixed(levels.conformity_to_noise, 1);
        self.line(Some(say::LEVELS), &say::levels(lang, &ratio, levels.apart, levels.replicates, levels.own_at_upper));
        for (upper, level) in [(false, &levels.from_nobody), (true, &levels.from_everybody)] {
            let n = number::estimate_or_reason(lang, &level.per_1000, Form::Plain);
            let change = number::estimate_or_reason(lang, &level.change_percent, Form::SignedPercent);
            self.line(None, &say::level(lang, upper, &n, &change));
        }
    }

    fn burden(&mut self, h: &Headlines) {
        let lang = self.lang;
        self.line(Some(say::INEQUALITY), &inequality_sentence(lang, h));
        if let Some(spread) = &h.inequality {
            let [gini, theil, months] = [&spread.wealth_gini, &spread.wealth_theil, &spread.penalised_months_gini]
                .map(|e| e.value().map_or_else(|| "–".to_owned(), |value| number::fixed(value, 3)));
            self.line(Some(say::WEALTH), &say::wealth(lang, &gini, &theil, &months));
        }
        self.line(Some(say::EXIT), &exit_sentence(lang, h));
        let wrong = wrong_refusals(lang, h, self.people);
        let refusals = match number::estimate(lang, &h.refusals, Form::Plain) {
            Some(n) => say::refusals(lang, &n, wrong.as_deref()),
            None if is_reason(&h.refusals, "not_in_regime") => say::NO_REFUSALS.get(lang).into(),
            None => number::estimate_or_reason(lang, &h.refusals, Form::Plain),
        };
        self.line(Some(say::REFUSALS), &refusals);
    }
}

/// How many refusals were wrong: counts where one seed gave them, otherwise a share, with the number of cases
/// where they are few: a share of a handful says little.
pub(crate) fn wrong_refusals(lang: Lang, h: &Headlines, people: u32) -> Option<String> {
    let cases = h.refusals.value()? * f64::from(people) / 1000.0;
    match h.wrong_refusals_percent {
        Estimate::Single { value } => {
            let (n, wrong) = (cases.round(), (cases * value / 100.0).round());
            Some(say::wrong_of(lang, &number::fixed(wrong, 0), &number::fixed(n, 0)))
        }
        Estimate::Interval { .. } if cases < 20.0 => Some(say::too_few_cases(lang)),
        Estimate::Interval { .. } => {
            let share = number::estimate(lang, &h.wrong_refusals_percent, Form::Percent)?;
            let few = (cases < 100.0).then(|| number::fixed(cases.round(), 0));
            Some(say::wrong_share(lang, &share, few.as_deref()))
        }
        Estimate::Undefined { .. } => None,
    }
}

/// A grade's id and label, once if they are the same.
pub(crate) fn grade_name(grade: &GradeShare, lang: Lang) -> String {
    let label = pick(&grade.label, lang);
    let bare = [&grade.id, &format!("grade {}", grade.id), &format!("{}级", grade.id)];
    if label.is_empty() || bare.iter().any(|b| b.eq_ignore_ascii_case(label)) {
        grade.id.clone()
    } else {
        format!("{} {label}", grade.id)
    }
}

fn is_interval(estimate: &Estimate) -> bool {
    matches!(estimate, Estimate::Interval { .. })
}

/// Whether an estimate is undefined for this reason.
pub(crate) fn is_reason(estimate: &Estimate, code: &str) -> bool {
    matches!(estimate, Estimate::Undefined { reason } if reason == code)
}

/// What a change means: the note if it goes in the direction `sign`; "not distinguishable" if its interval
/// holds 0.
pub(crate) fn direction(lang: Lang, change: &Estimate, sign: f64, note: Label) -> Option<&'static str> {
    match change {
        Estimate::Interval { low, high, .. } if *low <= 0.0 && *high >= 0.0 => Some(say::UNCLEAR.get(lang)),
        Estimate::Interval { mean: value, .. } if value * sign > 0.0 => Some(note.get(lang)),
        // Without an interval, a change that rounds to nothing is not given a meaning.
        Estimate::Single { value } if value * sign >= 0.5 => Some(note.get(lang)),
        Estimate::Interval { .. } | Estimate::Single { .. } | Estimate::Undefined { .. } => None,
    }
}

/// How many wrong deductions were corrected, or why nobody can say.
pub(crate) fn corrected_sentence(lang: Lang, h: &Headlines) -> String {
    let days = number::estimate(lang, &h.correction_days, Form::Plain);
    match number::estimate(lang, &h.corrected_percent, Form::Percent) {
        Some(percent) => say::corrected(lang, &percent, days.as_deref()),
        None if is_reason(&h.corrected_percent, "not_in_regime") => say::NO_CORRECTION.get(lang).into(),
        None if is_reason(&h.corrected_percent, "no_cases") => say::NOBODY_TO_CORRECT.get(lang).into(),
        None if is_reason(&h.corrected_percent, "too_few") => say::FEW_TO_CORRECT.get(lang).into(),
        None => number::estimate_or_reason(lang, &h.corrected_percent, Form::Percent),
    }
}

/// A ratio with the sign for "times" behind its value and before its limits.
pub(crate) fn ratio_text(lang: Lang, ratio: &str) -> String {
    let (value, limits) = ratio.split_once(' ').map_or((ratio, ""), |(v, l)| (v, l));
    format!("{} {limits}", say::times(lang, value)).trim_end().to_owned()
}

/// Ratio and difference of burden between the income fifths.
pub(crate) fn inequality_sentence(lang: Lang, h: &Headlines) -> String {
    let difference = number::estimate(lang, &h.poorest_minus_richest, Form::Signed);
    match number::estimate(lang, &h.poorest_to_richest, Form::Plain) {
        Some(ratio) => {
            let central = h.poorest_minus_richest.value().map(|v| number::signed(v, number::decimals(v, 0.0)));
            say::inequality(lang, &ratio_text(lang, &ratio), central.as_deref())
        }
        None if is_reason(&h.poorest_to_richest, "no_cases") => match difference {
            Some(d) => format!(
                "{}{}{}",
                say::inequality_difference(lang, &d),
                if lang == Lang::En { "; " } else { "；" },
                say::NO_RATIO.get(lang)
            ),
            None => say::NO_RATIO.get(lang).into(),
        },
        None => number::estimate_or_reason(lang, &h.poorest_to_richest, Form::Plain),
    }
}

/// How many leave the worst grade.
pub(crate) fn exit_sentence(lang: Lang, h: &Headlines) -> String {
    let worst = h.grades.last().map_or("", |g| g.id.as_str());
    match number::estimate(lang, &h.exit_percent, Form::Percent) {
        Some(percent) => say::exit(lang, &percent, worst),
        None if is_reason(&h.exit_percent, "no_cases") => say::NOBODY_FELL.get(lang).into(),
        None if is_reason(&h.exit_percent, "too_few") => say::FEW_FELL.get(lang).into(),
        None if is_reason(&h.exit_percent, "not_in_regime") => say::NO_GRADES.get(lang).into(),
        None => number::estimate_or_reason(lang, &h.exit_percent, Form::Percent),
    }
}

/// Names, estimates and units of the headlines, in the order they are shown.
pub fn fields(h: &Headlines) -> Vec<(String, &Estimate, &'static str)> {
    let per_1000 = "per 1,000 people";
    let mut all = Vec::new();
    for g in &h.grades {
        all.push((format!("grade_share[{}]", g.id), &g.percent, "percent"));
    }
    for g in &h.grades {
        all.push((format!("true_grade_share[{}]", g.id), &g.true_percent, "percent"));
    }
    let rest: [(&str, &Estimate, &'static str); 16] = [
        ("penalised", &h.penalised, per_1000),
        ("wrongly_penalised", &h.wrongly_penalised, per_1000),
        ("penalised_for_undone", &h.penalised_for_undone, per_1000),
        ("missed", &h.missed, per_1000),
        ("wrong_deduction", &h.wrong_deduction, per_1000),
        ("corrected_percent", &h.corrected_percent, "percent"),
        ("correction_days", &h.correction_days, "days"),
        ("misconduct_change", &h.misconduct_change, "per 1,000 person-months"),
        ("misconduct_change_percent", &h.misconduct_change_percent, "percent"),
        ("expression_change_percent", &h.expression_change_percent, "percent"),
        ("merit_change_percent", &h.merit_change_percent, "percent"),
        ("poorest_to_richest", &h.poorest_to_richest, "ratio"),
        ("poorest_minus_richest", &h.poorest_minus_richest, per_1000),
        ("exit_percent", &h.exit_percent, "percent"),
        ("refusals", &h.refusals, per_1000),
        ("wrong_refusals_percent", &h.wrong_refusals_percent, "percent"),
    ];
    all.extend(rest.into_iter().map(|(name, e, unit)| (name.to_owned(), e, unit)));
    for g in &h.scorecard {
        let of = [("accepted", &g.accepted), ("fpr", &g.false_positives), ("fnr", &g.false_negatives)];
        all.extend(of.into_iter().map(|(name, e)| (format!("card_{name}[{}]", g.group), e, "percent")));
    }
    if let Some(spread) = &h.inequality {
        all.push(("wealth_gini".into(), &spread.wealth_gini, "index"));
        all.push(("wealth_theil".into(), &spread.wealth_theil, "index"));
        all.push(("wealth_hoover".into(), &spread.wealth_hoover, "share"));
        all.push(("penalised_months_gini".into(), &spread.penalised_months_gini, "index"));
    }
    if let Some(deals) = &h.deals {
        let of_all = [
            ("deal_payoff", &deals.payoff, "utility per 1,000 deals asked for"),
            ("baseline_deal_payoff", &deals.baseline_payoff, "utility per 1,000 deals asked for"),
            ("deals_made_percent", &deals.made_percent, "percent"),
            ("deals_broken_percent", &deals.broken_percent, "percent"),
            ("refused_faithful_percent", &deals.refused_faithful_percent, "percent"),
            ("rating_accuracy", &deals.accuracy, "rank correlation"),
            ("rater_concentration", &deals.concentration, "Herfindahl index"),
            ("largest_rater_percent", &deals.largest_percent, "percent"),
        ];
        all.extend(of_all.into_iter().map(|(name, e, unit)| (name.to_owned(), e, unit)));
        for r in &deals.raters {
            all.push((format!("rater_accuracy[{}]", r.id), &r.accuracy, "rank correlation"));
            all.push((format!("rater_asked[{}]", r.id), &r.asked_percent, "percent"));
            all.push((format!("rater_right[{}]", r.id), &r.right_percent, "percent"));
        }
    }
    if let Some(levels) = &h.levels {
        let per_1000_months = "per 1,000 person-months";
        all.push(("level_from_nobody".into(), &levels.from_nobody.per_1000, per_1000_months));
        all.push(("level_from_everybody".into(), &levels.from_everybody.per_1000, per_1000_months));
        all.push(("expression_change_from_nobody".into(), &levels.from_nobody.change_percent, "percent"));
        all.push(("expression_change_from_everybody".into(), &levels.from_everybody.change_percent, "percent"));
    }
    all
}

/// Name, value, low, high, unit, mark: one line each. An estimate without a value has `undefined` and the
/// reason's code in place of value and limits.
fn records(doc: &RunDoc, h: &Headlines) -> String {
    let mark = Mark::of(doc);
    let mut out = String::new();
    for (name, value) in [("regime", doc.regime.id.as_str()), ("society", &doc.society.id), ("digest", &doc.digest)] {
        out.push_str(&format!("{name}\t{}\t\t\t\t{}\n", one_line(value), mark.word()));
    }
    for (name, estimate, unit) in fields(h) {
        let value = match estimate {
            Estimate::Single { value } => format!("{}\t\t", number::machine(*value)),
            Estimate::Interval { mean, low, high, .. } => {
                format!("{}\t{}\t{}", number::machine(*mean), number::machine(*low), number::machine(*high))
            }
            Estimate::Undefined { reason } => format!("undefined\t{}\t", one_line(reason)),
        };
        out.push_str(&format!("{}\t{value}\t{unit}\t{}\n", one_line(&name), mark.word()));
    }
    out
}

/// A text that cannot break a record.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
