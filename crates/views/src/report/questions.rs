//! From metrics to figures: one question, one chart, one sentence computed from the data.

use super::{ReportInput, RulePart};
use crate::chart::{
    About, BarLayout, BarRow, Bars, Chart, DotBlock, Dots, Drawing, IconShape, Icons, Ink, Line, Lines, LinesPanel,
    Stacked, StackedPanel,
};
use crate::estimate::{Point, Series, last, mean, points, total};
use crate::mark::Mark;
use crate::messages::{figure, report as say};
use crate::number::{self, Form};
use crate::summary::{grade_name, pick};
use glasshouse_model::group::Attribute;
use glasshouse_model::text::Label;
use glasshouse_model::{ActClass, ActKind, Lang};
use glasshouse_wire::{Estimate, SeriesRow};

/// Every chart whose data are there.
pub fn all(input: &ReportInput<'_>) -> Vec<Chart> {
    let q = Questions { input, series: Series(input.series), lang: input.lang };
    let each = [
        q.grades(),
        q.penalised(),
        q.wrong(),
        q.burden(),
        q.behaviour(),
        q.swaps(),
        q.score(),
        q.records(),
        q.measures(),
        q.refusals(),
        q.correction(),
    ];
    each.into_iter().flatten().collect()
}

/// Bars of more items than this are drawn together.
const MOST_BARS: usize = 14;

struct Questions<'a> {
    input: &'a ReportInput<'a>,
    series: Series<'a>,
    lang: Lang,
}

impl Questions<'_> {
    fn chart(&self, id: &str, question: Label, sentence: String, drawing: Drawing, metrics: &[&str]) -> Chart {
        let doc = self.input.doc;
        let entries = metrics.iter().filter_map(|m| self.input.dictionary.iter().find(|d| d.name == *m));
        let about = entries.map(|d| About {
            label: pick(&d.label, self.lang).into(),
            unit: figure::unit(self.lang, &d.unit),
            definition: pick(&d.definition, self.lang).into(),
            source: d.source.clone(),
        });
        Chart {
            id: id.into(),
            question: question.get(self.lang).into(),
            sentence,
            mark: Mark::of(doc),
            lang: self.lang,
            drawing,
            about: about.collect(),
            command: doc.command.clone(),
            digest: doc.digest.clone(),
        }
    }

    fn seeds(&self) -> u32 {
        match Mark::of(self.input.doc) {
            Mark::Illustration => 1,
            Mark::Finding { seeds } => seeds.max(2),
        }
    }

    /// A point in words, with its limits in a finding.
    fn number(&self, p: Point) -> String {
        let estimate = if p.spread() > 0.0 { p.estimate(self.seeds()) } else { Estimate::Single { value: p.value } };
        number::estimate(self.lang, &estimate, Form::Plain).unwrap_or_default()
    }

    fn percent(&self, p: Point) -> String {
        number::estimate(self.lang, &p.estimate(self.seeds()), Form::Percent).unwrap_or_default()
    }

    fn month_axis(&self) -> String {
        match number::year_month(&self.input.doc.from, 0) {
            Some((year, month)) => figure::month_axis(self.lang, year, month),
            None => figure::month_axis_plain(self.lang),
        }
    }

    fn label(&self, label: Label) -> String {
        label.get(self.lang).into()
    }

    /// The label of a rule, or its id.
    fn rule_label(&self, id: &str, part: RulePart) -> String {
        let found = self.input.rules.iter().find(|r| r.id == id && r.part == part).map(|r| pick(&r.label, self.lang));
        found.filter(|l| !l.is_empty()).unwrap_or(id).to_owned()
    }

    /// The label of an act kind, or its name.
    fn kind_label(&self, name: &str) -> String {
        ActKind::parse(name).map_or_else(|| name.to_owned(), |k| k.spec().label.get(self.lang).into())
    }

    fn grades(&self) -> Option<Chart> {
        let grades = &self.input.headlines.grades;
        let rows = |metric: &str| -> Option<Vec<&SeriesRow>> {
            grades.iter().map(|g| self.series.all(metric, &g.id)).collect()
        };
        let record = rows("grade_share").filter(|r| r.iter().any(|r| last(r).is_some()))?;
        let truth = rows("true_grade_share");
        // Shares may come per 100 or per 1,000; what adds up in a month decides.
        let scale = percent_scale(&record);
        let panel = |title: Label, rows: &[&SeriesRow]| StackedPanel {
            title: self.label(title),
            shares: rows.iter().map(|r| points(r).into_iter().map(|p| p.map(|p| p.times(scale))).collect()).collect(),
        };
        let mut panels = vec![panel(figure::BY_RECORD, &record)];
        panels.extend(truth.as_ref().map(|t| panel(figure::BY_TRUTH, t)));
        let worst = grades.last()?;
        let of_worst = |rows: &[&SeriesRow]| rows.last().and_then(|r| last(r)).map(|p| self.percent(p.times(scale)));
        let truth = truth.as_ref().and_then(|t| of_worst(t));
        let sentence = say::grades(self.lang, &grade_name(worst, self.lang), &of_worst(&record)?, truth.as_deref());
        let layers = grades.iter().map(|g| grade_name(g, self.lang)).collect();
        let drawing = Drawing::Stacked(Stacked { layers, panels, month_axis: self.month_axis() });
        Some(self.chart("grades", say::Q_GRADES, sentence, drawing, &["grade_share", "true_grade_share"]))
    }

    fn line(&self, name: Label, ink: Ink, row: Option<&SeriesRow>) -> Option<Line> {
        row.map(|row| Line { name: self.label(name), ink, points: points(row) })
    }

    fn penalised(&self) -> Option<Chart> {
        let row = |metric| self.series.all(metric, "");
        let all = row("penalised").filter(|r| last(r).is_some())?;
        let lines = [
            self.line(say::PENALISED, Ink::Series(0), Some(all)),
            self.line(say::WRONGLY, Ink::Series(1), row("wrongly_penalised")),
            self.line(say::MISSED, Ink::Series(2), row("missed")),
        ];
        let end = |metric| row(metric).and_then(last).map(|p| self.number(p));
        let sentence = say::penalised(
            self.lang,
            &self.number(last(all)?),
            end("wrongly_penalised").as_deref(),
            end("missed").as_deref(),
        );
        let drawing = Drawing::Lines(Lines {
            unit: self.label(figure::PER_1000),
            panels: vec![LinesPanel { title: String::new(), lines: lines.into_iter().flatten().collect() }],
            month_axis: self.month_axis(),
            from_zero: true,
        });
        let metrics = ["penalised", "wrongly_penalised", "missed"];
        Some(self.chart("penalised", say::Q_PENALISED, sentence, drawing, &metrics))
    }

    fn wrong(&self) -> Option<Chart> {
        let end = |metric| self.series.all(metric, "").and_then(last);
        let (all, wrong, missed) = (end("penalised")?, end("wrongly_penalised")?, end("missed")?);
        let right = all.minus(wrong);
        let right = Point { value: right.value.max(0.0), low: right.low.max(0.0), high: right.high };
        let sentence = say::icons(self.lang, &self.number(right), &self.number(wrong), &self.number(missed));
        let kinds = vec![
            (self.label(say::ICON_RIGHT), IconShape::Disc, right),
            (self.label(say::ICON_WRONG), IconShape::Diamond, wrong),
            (self.label(say::ICON_MISSED), IconShape::Ring, missed),
        ];
        let drawing = Drawing::Icons(Icons { kinds, rest: self.label(say::ICON_REST) });
        Some(self.chart(
            "right-and-wrong",
            say::Q_WRONG,
            sentence,
            drawing,
            &["penalised", "wrongly_penalised", "missed"],
        ))
    }

    fn burden(&self) -> Option<Chart> {
        let metrics = ["ever_penalised", "ever_wrongly_penalised"];
        let inks = [(say::EVER_PENALISED, Ink::Series(0)), (say::EVER_WRONGLY, Ink::Series(1))];
        let mut blocks = Vec::new();
        for attribute in [Attribute::Income, Attribute::Place, Attribute::Education, Attribute::Occupation] {
            let mut rows = Vec::new();
            for (level, label) in attribute.levels() {
                let found = metrics.map(|m| self.series.group(m, "", attribute.name(), level));
                if found.iter().all(Option::is_none) {
                    continue;
                }
                let is_small = found
                    .iter()
                    .flatten()
                    .any(|r| matches!(r.months.last(), Some(Estimate::Undefined { reason }) if reason == "too_few"));
                let name = label.get(self.lang);
                let name = if is_small { say::too_few(self.lang, name) } else { name.to_owned() };
                rows.push((name, found.map(|r| r.and_then(last)).to_vec()));
            }
            if rows.iter().any(|(_, values)| values.iter().any(Option::is_some)) {
                blocks.push(DotBlock { title: attribute.label().get(self.lang).into(), rows });
            }
        }
        let sentence = self.burden_sentence(&blocks)?;
        let series = inks.map(|(label, ink)| (self.label(label), ink)).to_vec();
        let drawing = Drawing::Dots(Dots { unit: self.label(figure::PER_1000), series, blocks });
        Some(self.chart("burden", say::Q_BURDEN, sentence, drawing, &metrics))
    }

    fn burden_sentence(&self, blocks: &[DotBlock]) -> Option<String> {
        let fifth = |level| self.series.group("ever_penalised", "", Attribute::Income.name(), level).and_then(last);
        if let (Some(low), Some(high)) = (fifth("1"), fifth("5")) {
            let h = self.input.headlines;
            let ratio = number::estimate(self.lang, &h.poorest_to_richest, Form::Plain);
            let difference = number::estimate(self.lang, &h.poorest_minus_richest, Form::Signed);
            let difference = difference.unwrap_or_else(|| number::signed(low.value - high.value, 1));
            return Some(say::burden(self.lang, &self.number(low), &self.number(high), ratio.as_deref(), &difference));
        }
        let rows =
            blocks.iter().flat_map(|b| &b.rows).filter_map(|(n, v)| v.first().copied().flatten().map(|p| (n, p)));
        let rows: Vec<_> = rows.collect();
        let most = rows.iter().max_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
        let least = rows.iter().min_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
        Some(say::burden_range(self.lang, most.0, &self.number(most.1), least.0, &self.number(least.1)))
    }

    fn class_name(&self, class: ActClass) -> String {
        class.label().get(self.lang).into()
    }

    fn behaviour(&self) -> Option<Chart> {
        let mut panels = Vec::new();
        let mut parts = Vec::new();
        for class in [ActClass::Violation, ActClass::Obligation, ActClass::Expression, ActClass::Merit] {
            let row = |metric| self.series.all(metric, class.name());
            let (Some(here), Some(baseline)) = (row("acts"), row("baseline_acts")) else { continue };
            let lines = [
                self.line(figure::BASELINE, Ink::Baseline, Some(baseline)),
                self.line(figure::REGIME, Ink::Series(0), Some(here)),
            ];
            panels.push(LinesPanel { title: self.class_name(class), lines: lines.into_iter().flatten().collect() });
            if let (Some(a), Some(b)) = (mean(here), mean(baseline)) {
                let short = |p: Point| number::fixed(p.value, number::decimals(p.value, 0.0));
                parts.push(say::behaviour(self.lang, &self.class_name(class), &short(a), &short(b)));
            }
        }
        if parts.is_empty() {
            return None;
        }
        let sentence = say::behaviour_all(self.lang, &parts);
        let unit = self.label(figure::PER_1000_MONTHS);
        let drawing = Drawing::Lines(Lines { unit, panels, month_axis: self.month_axis(), from_zero: true });
        Some(self.chart("behaviour", say::Q_BEHAVIOUR, sentence, drawing, &["acts", "baseline_acts"]))
    }

    fn swaps(&self) -> Option<Chart> {
        let value = |metric, class: ActClass| self.series.all(metric, class.name()).and_then(mean);
        let mut rows = Vec::new();
        for class in [ActClass::Violation, ActClass::Obligation, ActClass::Expression, ActClass::Merit] {
            if let (Some(added), Some(withheld)) = (value("added", class), value("withheld", class)) {
                rows.push(BarRow { name: self.class_name(class), parts: vec![added, withheld], note: String::new() });
            }
        }
        if rows.is_empty() {
            return None;
        }
        let zero = Point::exact(0.0);
        let of = |metric, class| value(metric, class).unwrap_or(zero);
        let deterred = of("withheld", ActClass::Violation).plus(of("withheld", ActClass::Obligation));
        let (chilled, gamed) = (of("withheld", ActClass::Expression), of("added", ActClass::Merit));
        let sentence = say::swaps(self.lang, &self.number(deterred), &self.number(chilled), &self.number(gamed));
        let drawing = Drawing::Bars(Bars {
            unit: self.label(figure::PER_1000_MONTHS),
            parts: vec![self.label(say::ADDED), self.label(say::WITHHELD)],
            layout: BarLayout::Opposed,
            rows,
        });
        Some(self.chart("swaps", say::Q_SWAPS, sentence, drawing, &["added", "withheld"]))
    }

    fn score(&self) -> Option<Chart> {
        let row = |metric| self.series.all(metric, "");
        let record = row("score_mean").filter(|r| last(r).is_some())?;
        let lines = [
            self.line(say::SCORE_RECORD, Ink::Series(0), Some(record)),
            self.line(say::SCORE_TRUE, Ink::Series(1), row("true_score_mean")),
        ];
        // A score lies on a scale of its own with no natural zero; neighbours differ in the decimals.
        let precise = |p: Point| number::fixed(p.value, 1);
        let truth = row("true_score_mean").and_then(last).map(precise);
        let sentence = say::score(self.lang, &precise(last(record)?), truth.as_deref());
        let panels = vec![LinesPanel { title: String::new(), lines: lines.into_iter().flatten().collect() }];
        let unit = self.label(figure::POINTS);
        let drawing = Drawing::Lines(Lines { unit, panels, month_axis: self.month_axis(), from_zero: false });
        Some(self.chart("score", say::Q_SCORE, sentence, drawing, &["score_mean", "true_score_mean"]))
    }

    /// Totals over the run of a metric and of the wrong part of it, by item, largest first; a long tail is
    /// put together.
    fn totals(&self, metric: &str, wrong: &str, label: &dyn Fn(&str) -> String) -> Vec<(String, String, Point, Point)> {
        let each = self.series.items(metric).into_iter().filter_map(|row| {
            let all = total(row).filter(|p| p.value > 0.0)?;
            let wrong = self.series.all(wrong, &row.item).and_then(total).unwrap_or(Point::exact(0.0));
            Some((row.item.clone(), label(&row.item), all, wrong))
        });
        let mut rows: Vec<_> = each.collect();
        rows.sort_by(|a, b| b.2.value.total_cmp(&a.2.value).then_with(|| a.0.cmp(&b.0)));
        if rows.len() > MOST_BARS {
            let tail = rows.split_off(MOST_BARS - 1);
            let sum = |of: fn(&(String, String, Point, Point)) -> Point| tail.iter().map(of).reduce(Point::plus);
            if let (Some(all), Some(wrong)) = (sum(|r| r.2), sum(|r| r.3)) {
                rows.push((String::new(), self.label(say::ALL_OTHER), all, wrong));
            }
        }
        rows
    }

    fn short(&self, p: Point) -> String {
        number::fixed(p.value, number::decimals(p.value, 0.0))
    }

    fn records(&self) -> Option<Chart> {
        let label = |id: &str| self.rule_label(id, RulePart::Indicator);
        let rows = self.totals("records", "wrong_records", &label);
        let most = rows.first()?.1.clone();
        let all = rows.iter().map(|r| r.2).reduce(Point::plus)?;
        let wrong = rows.iter().map(|r| r.3).reduce(Point::plus)?;
        let share =
            (all.value > 0.0).then(|| number::percent(self.lang, &number::fixed(100.0 * wrong.value / all.value, 1)));
        let sentence = say::records(self.lang, &self.number(all), &self.number(wrong), share.as_deref(), &most);
        let bars = rows.into_iter().map(|(_, name, all, wrong)| {
            let note = say::of_which_wrong(self.lang, &self.short(all), &self.short(wrong));
            BarRow { name, parts: vec![rest(all, wrong), wrong], note }
        });
        let drawing = Drawing::Bars(Bars {
            unit: self.label(say::PER_1000_RUN),
            parts: vec![self.label(say::RIGHT_RECORDS), self.label(say::WRONG_RECORDS)],
            layout: BarLayout::Stacked,
            rows: bars.collect(),
        });
        Some(self.chart("records", say::Q_RECORDS, sentence, drawing, &["records", "wrong_records"]))
    }

    fn measures(&self) -> Option<Chart> {
        let each = self.series.items("under_measure").into_iter().filter_map(|row| {
            let point = last(row)?;
            let name = self.rule_label(&row.item, RulePart::Measure);
            Some(BarRow { name, note: self.short(point), parts: vec![point] })
        });
        let mut rows: Vec<BarRow> = each.collect();
        let amount = |r: &BarRow| r.parts.first().map_or(0.0, |p| p.value);
        rows.sort_by(|a, b| amount(b).total_cmp(&amount(a)).then_with(|| a.name.cmp(&b.name)));
        let first = rows.first()?;
        let sentence = say::measures(self.lang, &first.name, &self.number(*first.parts.first()?));
        let unit = self.label(figure::PER_1000);
        let parts = vec![self.label(figure::PER_1000)];
        let drawing = Drawing::Bars(Bars { unit, parts, layout: BarLayout::Stacked, rows });
        Some(self.chart("measures", say::Q_MEASURES, sentence, drawing, &["under_measure"]))
    }

    fn refusals(&self) -> Option<Chart> {
        let label = |name: &str| self.kind_label(name);
        let rows = self.totals("refused", "wrongly_refused", &label);
        let most = rows.first()?.1.clone();
        let all = rows.iter().map(|r| r.2).reduce(Point::plus)?;
        let wrong = rows.iter().map(|r| r.3).reduce(Point::plus)?;
        let sentence = say::refusals(self.lang, &self.number(all), &self.number(wrong), &most);
        let bars = rows.into_iter().map(|(item, name, all, wrong)| {
            let applications = self.series.all("applications", &item).and_then(total);
            let note = match applications {
                Some(of) => say::of_applications(self.lang, &self.short(all), &self.short(of)),
                None => self.short(all),
            };
            BarRow { name, parts: vec![rest(all, wrong), wrong], note }
        });
        let drawing = Drawing::Bars(Bars {
            unit: self.label(say::PER_1000_RUN),
            parts: vec![self.label(say::RIGHTLY_REFUSED), self.label(say::WRONGLY_REFUSED)],
            layout: BarLayout::Stacked,
            rows: bars.collect(),
        });
        let metrics = ["refused", "wrongly_refused", "applications"];
        Some(self.chart("refusals", say::Q_REFUSALS, sentence, drawing, &metrics))
    }

    /// The way of wrong records to correction where each step counts wrong records only; else all objections,
    /// right or wrong, and what became of them.
    fn correction(&self) -> Option<Chart> {
        let run = |metric| self.series.all(metric, "").and_then(total);
        let wrong = run("wrong_entries")
            .or_else(|| self.series.items("wrong_records").into_iter().filter_map(total).reduce(Point::plus));
        let corrected = run("corrected");
        let (steps, objections, metrics) = match run("wrong_objected") {
            Some(objected) => (
                vec![
                    (say::STEP_WRONG, wrong),
                    (say::STEP_NOTICED, run("noticed")),
                    (say::STEP_WRONG_OBJECTED, Some(objected)),
                    (say::STEP_WRONG_DECIDED, run("wrong_decided")),
                    (say::STEP_CORRECTED, corrected),
                ],
                objected,
                ["wrong_entries", "noticed", "wrong_objected", "wrong_decided", "corrected"],
            ),
            None => (
                vec![
                    (say::STEP_OBJECTIONS, run("objections")),
                    (say::STEP_DECISIONS, run("decisions")),
                    (say::STEP_UPHELD, run("upheld")),
                    (say::STEP_CORRECTED, corrected),
                ],
                run("objections")?,
                ["noticed", "objections", "decisions", "upheld", "corrected"],
            ),
        };
        if steps.iter().skip(1).all(|(_, p)| p.is_none_or(|p| p.value <= 0.0)) {
            return None;
        }
        let counts_wrong = run("wrong_objected").is_some();
        let rows = steps.into_iter().filter_map(|(label, point)| {
            let point = point?;
            Some(BarRow { name: self.label(label), note: self.short(point), parts: vec![point] })
        });
        let wrong = wrong.filter(|_| counts_wrong).map(|p| self.number(p));
        let corrected = self.number(corrected.unwrap_or(Point::exact(0.0)));
        let sentence = say::correction(self.lang, wrong.as_deref(), &self.number(objections), &corrected);
        let unit = self.label(say::PER_1000_RUN);
        let parts = vec![unit.clone()];
        let drawing = Drawing::Bars(Bars { unit, parts, layout: BarLayout::Stacked, rows: rows.collect() });
        Some(self.chart("correction", say::Q_CORRECTION, sentence, drawing, &metrics))
    }
}

/// What is left of an amount without its wrong part.
fn rest(all: Point, wrong: Point) -> Point {
    let p = all.minus(wrong);
    Point { value: p.value.max(0.0), low: p.low.max(0.0), high: p.high.max(0.0) }
}

/// The factor that makes shares percent: they may come as percent, per 1,000 or as fractions.
fn percent_scale(rows: &[&SeriesRow]) -> f64 {
    let sum: f64 = rows.iter().filter_map(|r| last(r)).map(|p| p.value).sum();
    if sum > 500.0 {
        0.1
    } else if sum > 5.0 {
        1.0
    } else {
        100.0
    }
}
