//! Petitions that go round.

use super::{Open, SocietyReader, label};
use crate::petition::PETITIONS_MOST;
use crate::spec::{PetitionSpec, ThresholdShape};
use glasshouse_model::draw::name_key;
use glasshouse_model::{ActClass, ActKind};
use glasshouse_text::Problem;

impl<'d> SocietyReader<'d> {
    /// Petitions. Names share no draw key, or thresholds of two would be the same.
    pub(super) fn petitions(&mut self, root: &Open<'d>) -> Vec<PetitionSpec> {
        let mut all = Vec::<PetitionSpec>::new();
        for table in self.reader.tables(root, "petition") {
            let id = table.id.value.clone();
            if all.iter().any(|other| name_key(&other.id) == name_key(&id)) {
                self.reader.report(Problem::DuplicateId { kind: "petition", id }.at(table.span()));
            }
            if all.len() == PETITIONS_MOST {
                let (value, wanted) =
                    ((PETITIONS_MOST + 1).to_string(), label("no more than 8 petitions", "不超过8份联名信"));
                self.reader.report(Problem::OutOfBounds { value, wanted }.at(table.span()));
            }
            all.extend(self.petition(&table));
        }
        all
    }

    fn petition(&mut self, table: &Open<'d>) -> Option<PetitionSpec> {
        let among = self.near(table, "among");
        let wanted = label("a number from 1 to 240 months", "1至240个月的数");
        let every_months = self.within(table, "every_months", |x| (1.0..=240.0).contains(&x), wanted);
        let shape = match self.reader.choice(table, "shape").map(|c| c.value) {
            Some("uniform") => Some(ThresholdShape::Uniform),
            Some("normal") => Some(ThresholdShape::Normal),
            Some("values") => Some(ThresholdShape::Values),
            _ => None,
        };
        let needed: &[(&str, _)] = match shape {
            Some(ThresholdShape::Uniform) => &[("mean", label("mean threshold", "门槛均值"))],
            Some(ThresholdShape::Normal) => &[
                ("mean", label("mean threshold", "门槛均值")),
                ("spread", label("how far they are spread", "离散程度")),
            ],
            Some(ThresholdShape::Values) => &[("values", label("thresholds to deal", "依次分配的门槛"))],
            None => &[],
        };
        for (key, doc) in needed {
            self.needs(table, key, *doc);
        }
        let [mean, spread] =
            ["mean", "spread"].map(|key| if table.has(key) { self.number(table, key) } else { Some(0.0) });
        let values = self.reader.figures(table, "values").into_iter().map(|(_, v)| v.value.to_f64()).collect();
        let act = self.expression(table);
        let wanted = label("a number from 0 to 10", "0至10的数");
        let fear = if table.has("fear") { self.up_to(table, "fear", 10.0, wanted) } else { Some(0.0) };
        if table.has("fear") {
            self.needs(table, "act", label("the lawful expression that is feared", "所畏惧的合法表达"));
        }
        Some(PetitionSpec {
            id: table.id.value.clone(),
            among,
            every_months: every_months? as u16,
            shape: shape?,
            mean: mean?,
            spread: spread?,
            values,
            act,
            fear: fear?,
        })
    }

    fn needs(&mut self, table: &Open<'d>, key: &'static str, doc: glasshouse_model::text::Label) {
        if !table.has(key) {
            self.reader.report(Problem::MissingKey { key, table: "petition", doc }.at(table.span()));
        }
    }

    /// The lawful expression that signing is.
    fn expression(&mut self, table: &Open<'d>) -> Option<ActKind> {
        let name = self.reader.name(table, "act")?;
        let kind = self.kind(&name)?;
        if kind.class() == ActClass::Expression {
            return Some(kind);
        }
        let wanted = label("a kind of lawful expression", "一种合法表达");
        self.reader.report(Problem::OutOfBounds { value: name.value, wanted }.at(name.span));
        None
    }
}
