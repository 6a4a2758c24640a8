//! Deals that need trust.

use super::{Open, SocietyReader, label};
use crate::spec::DealsSpec;
use glasshouse_model::ActKind;
use glasshouse_model::text::Label;
use glasshouse_text::Problem;

impl<'d> SocietyReader<'d> {
    /// The table, if there is one. To keep faith is no misconduct, and to break a deal is.
    pub(super) fn deals(&mut self, root: &Open<'d>) -> Option<DealsSpec> {
        let table = self.table(root, "deals")?;
        let rate = self.within(&table, "rate", |x| x <= 100.0, label("no more than 100 a year", "每年不超过100"));
        let kept = self.outcome(&table, "kept", false, label("an act that is no misconduct", "非违规的行为"));
        let broken = self.outcome(&table, "broken", true, label("an act of misconduct", "违规行为"));
        let wanted = label("a number from 0 to 20", "0至20的数");
        let [gain, loss] = ["gain", "loss"].map(|key| self.within(&table, key, |x| x <= 20.0, wanted));
        let wanted = label("a number from -20 to 20", "−20至20的数");
        let outside = self.within(&table, "outside", |x| x.abs() <= 20.0, wanted);
        let cost = self.within(&table, "cost", |x| x <= 20.0, label("a number from 0 to 20", "0至20的数"));
        let spread = self.within(&table, "spread", |x| x <= 8.0, label("a number from 0 to 8", "0至8的数"));
        let weight =
            self.within(&table, "weight", |x| x <= 1000.0, label("no more than 1,000 deals", "不超过1000次交易"));
        let wanted = label("a number of raters from 1 to 4", "1至4家评级方");
        let asks = self.within(&table, "asks", |x| (1.0..=4.0).contains(&x), wanted);
        let [prior, forgetting, explore, switching] =
            ["prior", "forgetting", "explore", "switching"].map(|key| self.number(&table, key));
        Some(DealsSpec {
            rate: rate?,
            kept: kept?,
            broken: broken?,
            gain: gain?,
            loss: loss?,
            outside: outside?,
            cost: cost?,
            spread: spread?,
            asks: asks? as u8,
            explore: explore?,
            switching: switching?,
            prior: prior?,
            weight: weight?,
            forgetting: forgetting?,
        })
    }

    fn outcome(&mut self, table: &Open<'d>, key: &str, is_misconduct: bool, wanted: Label) -> Option<ActKind> {
        let name = self.reader.name(table, key)?;
        let kind = self.kind(&name)?;
        if kind.class().is_misconduct() == is_misconduct {
            return Some(kind);
        }
        self.reader.report(Problem::OutOfBounds { value: name.value, wanted }.at(name.span));
        None
    }
}
