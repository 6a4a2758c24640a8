//! Who objects to a record.

use super::{Open, SocietyReader, label};
use crate::spec::{ObjectingSpec, WeighedSpec};
use glasshouse_text::Problem;

impl<'d> SocietyReader<'d> {
    /// How people object.
    pub(super) fn objecting(&mut self, root: &Open<'d>) -> Option<ObjectingSpec> {
        let table = self.table(root, "objecting")?;
        let wanted = label("a number from 0 to 10", "0至10的数");
        let [cost, burden, fear, peers] =
            ["cost", "burden", "fear", "peers"].map(|key| self.up_to(&table, key, 10.0, wanted));
        let noise = self.up_to(&table, "noise", 5.0, label("a number from 0 to 5", "0至5的数"));
        let success = self.number(&table, "success");
        let learns = self.reader.flag(&table, "learns");
        if burden.is_some() && !root.has("wealth") {
            let wanted = label("`[wealth]` beside it, which says who is poor", "同时写有“[wealth]”，以说明谁是贫困者");
            self.misplaced(&table, "burden", wanted);
        }
        let weighed = match success {
            Some(success) => {
                self.needed(&table, "fear", fear.is_some());
                self.needed(&table, "peers", peers.is_some());
                Some(WeighedSpec { success, fear: fear?, peers: peers?, learns: learns.unwrap_or(false) })
            }
            None => {
                self.only_declared(&table, [fear.is_some(), peers.is_some(), learns.is_some()], burden, noise);
                None
            }
        };
        Some(ObjectingSpec { weighed, cost: cost?, burden: burden.unwrap_or(0.0), noise: noise? })
    }

    /// Where nobody weighs anything, there is only the burden of the poor, on a scale that is not nothing.
    fn only_declared(&mut self, table: &Open<'d>, given: [bool; 3], burden: Option<f64>, noise: Option<f64>) {
        if table.has("success") {
            // It is there and was refused already.
            return;
        }
        for (key, _) in ["fear", "peers", "learns"].into_iter().zip(given).filter(|(_, given)| *given) {
            let wanted = label("`success` beside it: without it nobody weighs", "同时写有“success”：没有它则无人权衡");
            self.misplaced(table, key, wanted);
        }
        self.needed(table, "burden", burden.is_some());
        if noise == Some(0.0) {
            let wanted = label("a number above 0, where nobody weighs", "无人权衡时大于0的数");
            self.reader.report(Problem::OutOfBounds { value: "0".into(), wanted }.at(table.value_span("noise")));
        }
    }

    fn needed(&mut self, table: &Open<'d>, key: &'static str, given: bool) {
        if !given && !table.has(key) {
            let doc = label("a part of what objecting is weighed by", "权衡异议的一部分");
            self.reader.report(Problem::MissingKey { key, table: "objecting", doc }.at(table.span()));
        }
    }

    fn misplaced(&mut self, table: &Open<'d>, key: &str, wanted: glasshouse_model::text::Label) {
        let span = if table.has(key) { table.value_span(key) } else { table.span() };
        self.reader.report(Problem::OutOfBounds { value: format!("`{key}`"), wanted }.at(span));
    }
}
