//! What people carry from month to month beside the register: wealth, and what spreads among them.

use super::{Open, SocietyReader, label};
use crate::feed::SHOWN_MOST;
use crate::lasting::{DAYS_MOST, Drawn, Lasting};
use crate::spec::{FeedSpec, Near, SpreadSpec, StartShape, WealthSpec};
use crate::spread::SPREADS_MOST;
use glasshouse_model::Attribute;
use glasshouse_model::draw::name_key;
use glasshouse_text::{Code, Diagnostic, Problem, Words, both};
use std::ops::Range;

/// The warning that expression may settle at more than one level.
pub(super) fn several_levels(ratio: f64, at: Range<usize>) -> Diagnostic {
    let message = both(
        format!("conformity is {ratio:.1} times the noise: lawful expression may settle at several levels"),
        format!("从众为噪声的{ratio:.1}倍：合法表达可能停在多个水平"),
    );
    let help = both(
        "a run starts from both sides and reports each; do not average over them, and do not read a change across them as an effect",
        "运行会从两侧起步并分别报告；不要对其取平均，也不要把跨水平的差异当作效应",
    );
    Diagnostic::new(Code::SeveralLevels, Words::new(message).help(help)).at(at)
}

impl<'d> SocietyReader<'d> {
    /// Who is near; ties where nothing is said.
    pub(super) fn near(&mut self, table: &Open<'d>, key: &str) -> Near {
        match self.reader.choice(table, key).map(|c| c.value) {
            Some("neighbourhood") => Near::Neighbourhood,
            _ => Near::Ties,
        }
    }

    /// How long an act goes on.
    pub(super) fn lasts(&mut self, act: &Open<'d>) -> Option<Lasting> {
        let table = self.table(act, "lasts")?;
        let wanted = label("a number from 0 to 36500 days", "0至36500天的数");
        let days = self.up_to(&table, "days", DAYS_MOST, wanted);
        let drawn = self.reader.choice(&table, "drawn").map(|c| c.value);
        if drawn == Some("lognormal") && !table.has("cv") {
            let doc = label("how far the days are spread", "天数的离散程度");
            self.reader.report(Problem::MissingKey { key: "cv", table: "lasts", doc }.at(table.span()));
        }
        let cv = self.up_to(&table, "cv", 10.0, label("a number from 0 to 10", "0至10的数"));
        let drawn = match drawn {
            Some("exponential") => Drawn::Exponential,
            Some("lognormal") => Drawn::Lognormal { cv: cv? },
            _ => Drawn::Fixed,
        };
        Some(Lasting { days: days?, drawn })
    }

    pub(super) fn wealth(&mut self, root: &Open<'d>) -> Option<WealthSpec> {
        let table = self.table(root, "wealth")?;
        let shape = match self.reader.choice(&table, "shape").map(|c| c.value) {
            Some("exponential") => StartShape::Exponential,
            Some("uniform") => StartShape::Uniform,
            Some("values") => StartShape::Values,
            _ => StartShape::Lognormal,
        };
        let wanted = label("a number from 0.01 to 400 months", "0.01至400个月的数");
        let mean = self.within(&table, "mean", |x| (0.01..=400.0).contains(&x), wanted);
        let log_spread = self.up_to(&table, "log_spread", 3.0, label("a number from 0 to 3", "0至3的数"));
        let values: Vec<f64> =
            self.reader.figures(&table, "values").into_iter().map(|(_, v)| v.value.to_f64()).collect();
        if shape == StartShape::Values && values.is_empty() {
            let doc = label("amounts to deal", "依次分配的数额");
            self.reader.report(Problem::MissingKey { key: "values", table: "wealth", doc }.at(table.span()));
        }
        let wanted = label("a number from 0 to 100 months", "0至100个月的数");
        let [income, consumption, line, shock_mean] =
            ["income", "consumption", "line", "shock_mean"].map(|key| self.up_to(&table, key, 100.0, wanted));
        let growth = self.up_to(&table, "growth", 1.0, label("a number from 0 to 1", "0至1的数"));
        let wanted = label("a number from 0 to 2 a month", "每月0至2的数");
        let shock_rate = self.up_to(&table, "shock_rate", 2.0, wanted);
        let steps = self.number(&table, "steps");
        let income_loss = self.number(&table, "income_loss");
        let wanted = label("a number from 1 to 240 months", "1至240个月的数");
        let trapped_after = self.within(&table, "trapped_after", |x| (1.0..=240.0).contains(&x), wanted);
        let need = self.up_to(&table, "need", 5.0, label("a number from 0 to 5", "0至5的数"));
        let (floor, ceiling) = (self.number(&table, "floor"), self.number(&table, "ceiling"));
        if let (Some(low), Some(high)) = (floor, ceiling)
            && low >= high
        {
            let wanted = label("a ceiling above the floor", "高于底线的上限");
            self.reader
                .report(Problem::OutOfBounds { value: high.to_string(), wanted }.at(table.value_span("ceiling")));
        }
        let factors = self.factors(&table, &Attribute::ALL);
        Some(WealthSpec {
            shape,
            mean: mean?,
            log_spread: log_spread?,
            values,
            income: income?,
            consumption: consumption?,
            growth: growth?,
            line: line?,
            shock_rate: shock_rate?,
            shock_mean: shock_mean?,
            steps,
            income_loss: income_loss?,
            trapped_after: trapped_after? as u8,
            floor,
            ceiling,
            need: need?,
            factors,
        })
    }

    pub(super) fn up_to(
        &mut self,
        table: &Open<'d>,
        key: &str,
        most: f64,
        wanted: glasshouse_model::text::Label,
    ) -> Option<f64> {
        self.within(table, key, |x| x <= most, wanted)
    }

    /// What spreads. Names share no draw key, or two things would spread alike.
    pub(super) fn spreads(&mut self, root: &Open<'d>) -> Vec<SpreadSpec> {
        let mut all = Vec::<SpreadSpec>::new();
        for table in self.reader.tables(root, "spread") {
            let id = table.id.value.clone();
            let wanted = label("a rate from 0 to 5 a month", "每月0至5的比率");
            let [outside, contact] = ["outside", "contact"].map(|key| self.up_to(&table, key, 5.0, wanted));
            let start = self.number(&table, "start");
            let among = self.near(&table, "among");
            let opens_objection = self.reader.flag(&table, "opens_objection").unwrap_or(false);
            let by_feed = self.reader.flag(&table, "by_feed").unwrap_or(false);
            if by_feed && !root.has("feed") {
                let doc = label("What readers see.", "读者看到什么。");
                self.reader
                    .report(Problem::MissingKey { key: "feed", table: "society", doc }.at(table.value_span("by_feed")));
            }
            if all.iter().any(|other| name_key(&other.id) == name_key(&id)) {
                self.reader.report(Problem::DuplicateId { kind: "spread", id: id.clone() }.at(table.span()));
            }
            if all.len() == SPREADS_MOST {
                let wanted = label("no more than 8 things that spread", "不超过8种传播之事");
                let value = (SPREADS_MOST + 1).to_string();
                self.reader.report(Problem::OutOfBounds { value, wanted }.at(table.span()));
            }
            if let (Some(outside), Some(contact), Some(start)) = (outside, contact, start) {
                all.push(SpreadSpec { id, among, opens_objection, by_feed, outside, contact, start });
            }
        }
        all
    }

    /// What readers see.
    pub(super) fn feed(&mut self, root: &Open<'d>) -> Option<FeedSpec> {
        let table = self.table(root, "feed")?;
        let wanted = label("a number from 1 to 50 posts", "1至50条帖子");
        let shown = self.within(&table, "shown", |x| (1.0..=SHOWN_MOST).contains(&x), wanted);
        let pull = self.up_to(&table, "pull", 1000.0, label("a number from 0 to 1,000", "0至1000的数"));
        Some(FeedSpec { shown: shown? as u16, pull: pull? })
    }
}
