//! A fixture: documents of a run that never took place, with numbers from simple formulas, so that every
//! figure of a report has something to draw. Nothing here is a result.

#![allow(dead_code, reason = "each test file uses its own part of the fixture")]

use glasshouse_model::group::Attribute;
use glasshouse_model::{ActClass, Lang};
use glasshouse_views::report::{Basis, FigureRow, ReportInput, RulePart, RuleRow, SourceRow};
use glasshouse_wire::person::{ActiveMeasure, PersonAttribute, PersonEvent, PersonFile, Weighed};
use glasshouse_wire::run::{
    DictionaryEntry, DocumentRef, FigureCount, GradeShare, RuleCount, SocietyRef, TableRef, Text,
};
use glasshouse_wire::{Estimate, Headlines, RunDoc, SeriesRow};

/// What a report needs, with the parts it borrows.
pub struct Sample {
    pub doc: RunDoc,
    pub headlines: Headlines,
    pub series: Vec<SeriesRow>,
    pub dictionary: Vec<DictionaryEntry>,
}

impl Sample {
    pub fn input(&self, lang: Lang) -> ReportInput<'_> {
        ReportInput {
            doc: &self.doc,
            headlines: &self.headlines,
            series: &self.series,
            dictionary: &self.dictionary,
            figures: figures(),
            rules: rules(),
            sources: sources(),
            lang,
        }
    }
}

pub fn text(en: &str, zh: &str) -> Text {
    Text { en: en.into(), zh: zh.into() }
}

/// Documents of a run of `seeds` replicates: 1 is an illustration.
pub fn sample_documents(seeds: u32) -> Sample {
    let maker = Maker { seeds };
    Sample { doc: doc(seeds), headlines: maker.headlines(), series: maker.series(), dictionary: dictionary() }
}

fn doc(seeds: u32) -> RunDoc {
    RunDoc {
        schema: "run/1".into(),
        glasshouse: "0.1.0".into(),
        regime: DocumentRef {
            id: "fixture-county".into(),
            title: text("Fixture County 2010", "样例县2010年办法"),
            status: "stylised".into(),
            file: "rulebooks/fixture-county.toml".into(),
            digest: "3f9c2a1b".repeat(8),
            counts: RuleCount { indicators: 6, grades: 4, lists: 1, measures: 4, channels: 5 },
        },
        society: SocietyRef {
            id: "fixture-society".into(),
            title: text("Fixture society", "样例社会"),
            file: "society.toml".into(),
            digest: "77aa01cd".repeat(8),
            seed: 1,
            people: 10_000,
            households: 3_441,
        },
        seed: 7,
        replicates: (0..seeds).collect(),
        months: 60,
        from: "2010-04-01".into(),
        coupling: "month".into(),
        set: Vec::new(),
        command: format!("glasshouse run fixture-county --people 10000 --months 60 --seed 7 --reps {seeds}"),
        digest: "8d21e4f0".repeat(8),
        illustration: seeds < 2,
        figures: FigureCount { cited: 3, assumed: 2, rival: 1, set: 0 },
        tables: vec![TableRef { file: "metrics.parquet".into(), rows: 1, digest: "00".repeat(32) }],
    }
}

struct Maker {
    seeds: u32,
}

impl Maker {
    fn estimate(&self, value: f64) -> Estimate {
        if self.seeds < 2 {
            return Estimate::Single { value };
        }
        let half = 0.04 * value.abs().min(100.0) + 0.05 * value.abs().min(2.0);
        Estimate::Interval { mean: value, low: value - half, high: value + half, n: self.seeds }
    }

    fn headlines(&self) -> Headlines {
        let grade = |id: &str, en: &str, zh: &str, a: f64, b: f64| GradeShare {
            id: id.into(),
            label: text(en, zh),
            percent: self.estimate(a),
            true_percent: self.estimate(b),
        };
        Headlines {
            grades_on: Some("2015-03-31".into()),
            grades: vec![
                grade("A", "exemplary", "诚信", 12.0, 13.1),
                grade("B", "sound", "较诚信", 61.0, 62.4),
                grade("C", "warned", "诚信警示", 22.0, 20.2),
                grade("D", "dishonest", "不诚信", 5.0, 4.3),
            ],
            penalised: self.estimate(112.0),
            wrongly_penalised: self.estimate(19.0),
            penalised_for_undone: self.estimate(11.0),
            missed: self.estimate(27.0),
            wrong_deduction: self.estimate(31.0),
            corrected_percent: self.estimate(37.0),
            correction_days: self.estimate(143.0),
            misconduct_change: self.estimate(-8.2),
            misconduct_change_percent: self.estimate(-6.1),
            expression_change_percent: self.estimate(-21.0),
            merit_change_percent: self.estimate(9.4),
            poorest_to_richest: self.estimate(2.3),
            poorest_minus_richest: self.estimate(87.0),
            exit_percent: self.estimate(38.0),
            refusals: self.estimate(46.0),
            wrong_refusals_percent: self.estimate(14.0),
            scorecard: Vec::new(),
            inequality: None,
            deals: None,
            levels: None,
        }
    }

    fn row(&self, metric: &str, item: &str, of: impl Fn(f64) -> f64) -> SeriesRow {
        self.group(metric, item, "all", "all", of)
    }

    fn group(&self, metric: &str, item: &str, attribute: &str, level: &str, of: impl Fn(f64) -> f64) -> SeriesRow {
        SeriesRow {
            metric: metric.into(),
            item: item.into(),
            attribute: attribute.into(),
            level: level.into(),
            months: (0..60).map(|m| self.estimate(of(f64::from(m)))).collect(),
        }
    }

    fn series(&self) -> Vec<SeriesRow> {
        let mut rows = Vec::new();
        let rise = |m: f64, to: f64| to * m / (m + 14.0);
        // A small deterministic ripple, so that lines are not straight.
        let ripple = |m: f64| ((m as i64 * 37 % 11) as f64 - 5.0) / 5.0;
        for (prefix, factor) in [("", 1.0), ("true_", 0.86)] {
            let share = format!("{prefix}grade_share");
            let (c, d) = (move |m: f64| factor * rise(m, 270.0), move |m: f64| factor * rise(m, 62.0));
            let a = |m: f64| rise(m, 150.0);
            rows.push(self.row(&share, "A", a));
            rows.push(self.row(&share, "B", move |m| 1000.0 - a(m) - c(m) - d(m)));
            rows.push(self.row(&share, "C", c));
            rows.push(self.row(&share, "D", d));
        }
        rows.push(self.row("score_mean", "", |m| 1000.0 - rise(m, 14.0) + ripple(m) * 0.2));
        rows.push(self.row("true_score_mean", "", |m| 1000.0 - rise(m, 11.0) + ripple(m) * 0.2));
        rows.push(self.row("penalised", "", |m| (rise(m, 78.0) + ripple(m)).max(0.0)));
        rows.push(self.row("wrongly_penalised", "", |m| rise(m, 14.0)));
        rows.push(self.row("missed", "", |m| rise(m, 9.0)));
        for attribute in Attribute::ALL {
            for (i, (level, _)) in attribute.levels().iter().enumerate() {
                let to = 150.0 - 22.0 * i as f64;
                rows.push(self.group("ever_penalised", "", attribute.name(), level, move |m| rise(m, to.max(20.0))));
                rows.push(self.group("ever_wrongly_penalised", "", attribute.name(), level, move |m| {
                    rise(m, (to * 0.2).max(4.0))
                }));
            }
        }
        for (class, base, withheld, added) in [
            (ActClass::Violation, 61.0, 4.1, 0.3),
            (ActClass::Obligation, 72.0, 5.2, 0.8),
            (ActClass::Expression, 24.0, 5.1, 0.1),
            (ActClass::Merit, 38.0, 0.4, 4.0),
        ] {
            rows.push(self.row("acts", class.name(), move |m| base - withheld + added + ripple(m) * 2.0));
            rows.push(self.row("baseline_acts", class.name(), move |m| base + ripple(m) * 2.0));
            rows.push(self.row("withheld", class.name(), move |_| withheld));
            rows.push(self.row("added", class.name(), move |_| added));
        }
        for (id, per_month, wrong) in [
            ("late-bill", 4.2, 0.3),
            ("red-light", 6.0, 0.9),
            ("loan", 2.1, 0.35),
            ("petition", 1.6, 0.1),
            ("volunteering", 5.0, 0.05),
        ] {
            rows.push(self.row("records", id, move |_| per_month));
            rows.push(self.row("wrong_records", id, move |_| wrong));
        }
        for (id, to) in [("hiring", 70.0), ("support", 66.0), ("loans", 51.0), ("honours", 12.0)] {
            rows.push(self.row("under_measure", id, move |m| rise(m, to)));
        }
        for (kind, of, refused, wrong) in
            [("apply.public_job", 1.1, 0.31, 0.05), ("apply.loan", 2.6, 0.44, 0.08), ("travel.flight", 9.0, 0.2, 0.01)]
        {
            rows.push(self.row("applications", kind, move |_| of));
            rows.push(self.row("refused", kind, move |_| refused));
            rows.push(self.row("wrongly_refused", kind, move |_| wrong));
        }
        for (step, value) in [
            ("wrong_entries", 1.65),
            ("noticed", 0.9),
            ("wrong_objected", 0.62),
            ("wrong_decided", 0.5),
            ("objections", 1.4),
            ("decisions", 1.1),
            ("upheld", 0.6),
            ("corrected", 0.55),
        ] {
            rows.push(self.row(step, "", move |_| value));
        }
        rows
    }
}

fn dictionary() -> Vec<DictionaryEntry> {
    let entry = |name: &str, en: &str, zh: &str| DictionaryEntry {
        name: name.into(),
        label: text(en, zh),
        unit: "per 1,000 people".into(),
        definition: text("Defined for this fixture only.", "仅为本样例而定义。"),
        source: "fixture".into(),
    };
    vec![
        entry("grade_share", "share of a grade", "等级占比"),
        entry("penalised", "penalised", "受惩戒"),
        entry("wrongly_penalised", "wrongly penalised", "受错误惩戒"),
        entry("missed", "missed", "遗漏"),
        entry("ever_penalised", "ever penalised", "曾受惩戒"),
    ]
}

fn figures() -> Vec<FigureRow> {
    let row = |path: &str, value: &str, basis: Basis, range: &str, why: Text, source: &str| FigureRow {
        path: path.into(),
        value: value.into(),
        basis,
        range: range.into(),
        why,
        source: source.into(),
    };
    let none = || text("", "");
    vec![
        row("score.start", "1,000 points", Basis::Cited, "", none(), "[rules] art. 4"),
        row("indicators.red-light.points", "−5", Basis::Cited, "", none(), "[rules] annex 2"),
        row(
            "channels.court.hit_rate",
            "0.9",
            Basis::Assumed,
            "0.7 to 0.99",
            text("Court files are nearly complete.", "法院档案基本完整。"),
            "",
        ),
        row(
            "channels.patrol.false_alarms",
            "0.01 per person and year",
            Basis::Assumed,
            "0.001 to 0.05",
            text("No published rate.", "无公开数字。"),
            "",
        ),
        row(
            "society.violation.rate",
            "61 per 1,000 person-months",
            Basis::Rival,
            "40 to 90",
            text("Two sources differ.", "两个来源不一致。"),
            "[a]; [b]",
        ),
    ]
}

fn rules() -> Vec<RuleRow> {
    let row = |id: &str, part: RulePart, en: &str, zh: &str, points: &str, source: &str, line: u32| RuleRow {
        id: id.into(),
        part,
        label: text(en, zh),
        points: points.into(),
        source: source.into(),
        line: Some(line),
    };
    vec![
        row(
            "late-bill",
            RulePart::Indicator,
            "unpaid water or electricity bill",
            "拖欠水电费",
            "−20",
            "[rules] annex 2",
            41,
        ),
        row("red-light", RulePart::Indicator, "running a red light", "闯红灯", "−5", "[rules] annex 2", 52),
        row("loan", RulePart::Indicator, "missed loan repayment", "未按期偿还贷款", "−50", "[rules] annex 2", 63),
        row("petition", RulePart::Indicator, "repeated petition", "重复信访", "−45", "[rules] annex 2", 74),
        row("volunteering", RulePart::Indicator, "a day of volunteering", "志愿服务一天", "+2", "", 85),
        row("D", RulePart::Grade, "dishonest", "不诚信", "below 600", "[rules] art. 9", 96),
        row(
            "hiring",
            RulePart::Measure,
            "no hiring by county offices",
            "机关不予录用",
            "grade C or D",
            "[rules] art. 12",
            107,
        ),
        row(
            "support",
            RulePart::Measure,
            "last in line for income support",
            "低保靠后",
            "grade C or D",
            "[rules] art. 13",
            118,
        ),
        row("loans", RulePart::Measure, "banks told to refuse", "建议银行拒贷", "grade D", "", 129),
        row("honours", RulePart::Measure, "no honours", "取消评优资格", "grade D", "", 140),
    ]
}

fn sources() -> Vec<SourceRow> {
    vec![
        SourceRow {
            id: "rules".into(),
            reference: "Rules of the fixture county.".into(),
            url: Some("https://example.org/rules".into()),
        },
        SourceRow { id: "a".into(), reference: "A source <with> \"odd\" characters & no address.".into(), url: None },
    ]
}

/// A person's file whose lines sum to its score.
pub fn person() -> PersonFile {
    let event = |day: &str, month: u32, phase: &str, cause: &str, what: &str, en: &str, zh: &str| PersonEvent {
        day: day.into(),
        month,
        phase: phase.into(),
        side: String::new(),
        cause: cause.into(),
        what: what.into(),
        label: text(en, zh),
        detail: String::new(),
        points: 0,
        score: None,
        wrong: false,
        reporter: None,
        source: None,
        line: None,
        weighed: None,
    };
    let act = |day: &str, month, cause: &str, what: &str, en: &str, zh: &str| PersonEvent {
        side: "truth".into(),
        detail: "taken".into(),
        ..event(day, month, "act", cause, what, en, zh)
    };
    let award = |day: &str, month, cause: &str, what: &str, en: &str, zh: &str, points, score| PersonEvent {
        side: "record".into(),
        detail: "own".into(),
        points,
        score: Some(score),
        reporter: Some(text("county bank", "县银行")),
        source: Some("[rules] annex 2".into()),
        line: Some(63),
        ..event(day, month, "award", cause, what, en, zh)
    };
    PersonFile {
        schema: "person-file/1".into(),
        person: "p-000018233".into(),
        synthetic: true,
        regime: "fixture-county".into(),
        seed: 7,
        replicate: 0,
        attributes: vec![
            PersonAttribute { name: "sex".into(), level: "female".into(), label: text("woman", "女") },
            PersonAttribute { name: "age".into(), level: "34".into(), label: text("34", "34岁") },
            PersonAttribute {
                name: "income_fifth".into(),
                level: "1".into(),
                label: text("lowest fifth", "最低五分之一"),
            },
        ],
        people: 50_000,
        picked: Some("wrongly-penalised".into()),
        frequency: Some((190, 10_000)),
        start: 1000,
        events: vec![
            act("2010-12-03", 9, "a1", "bill.utility_unpaid", "unpaid water or electricity bill", "拖欠水电费"),
            PersonEvent {
                detail: "misattributed".into(),
                wrong: true,
                ..award("2012-01-14", 22, "b2", "loan", "missed loan repayment", "未按期偿还贷款", -50, 950)
            },
            act("2012-10-01", 31, "c3", "petition.repeated", "repeated petition on the same matter", "重复信访"),
            award("2012-10-20", 31, "c3", "petition", "repeated petition", "重复信访", -45, 905),
            event("2012-10-21", 31, "notice", "c3", "petition", "repeated petition", "重复信访"),
            PersonEvent {
                detail: "objects".into(),
                weighed: Some(Weighed { gain: 1234, effort: 1000, fear: 56, peers: 300, chance: 723 }),
                ..event("2012-10-21", 31, "weighing", "c3", "petition", "repeated petition", "重复信访")
            },
            event("2012-10-24", 31, "objection", "c3", "petition", "repeated petition", "重复信访"),
            event("2012-10-30", 31, "withdrawal", "c3", "petition", "repeated petition", "重复信访"),
            event("2012-11-01", 32, "grade", "", "C", "warned", "诚信警示"),
            PersonEvent {
                detail: "began".into(),
                ..event("2012-11-08", 32, "measure", "", "hiring", "no hiring by county offices", "机关不予录用")
            },
            PersonEvent {
                detail: "refused".into(),
                ..event(
                    "2013-02-11",
                    35,
                    "application",
                    "d4",
                    "apply.public_job",
                    "application for a public job",
                    "报考公职",
                )
            },
            PersonEvent {
                side: "record".into(),
                points: 45,
                score: Some(950),
                ..event("2014-10-20", 55, "expiry", "c3", "petition", "repeated petition", "重复信访")
            },
        ],
        score: 950,
        true_score: 1000,
        grade: Some("C".into()),
        true_grade: Some("B".into()),
        lists: Vec::new(),
        measures: vec![ActiveMeasure {
            id: "hiring".into(),
            label: text("no hiring by county offices", "机关不予录用"),
            agency: text("county offices", "县机关"),
            polarity: "sanction".into(),
            since: "2012-11-08".into(),
            also_in_truth: false,
            because: "grade C".into(),
        }],
    }
}
