//! How people keep away: evasion, and ties cut and formed.

use super::{Open, SocietyReader, label};
use crate::spec::{EvasionSpec, KeepingSpec};
use glasshouse_model::ActClass;
use glasshouse_text::Problem;

impl<'d> SocietyReader<'d> {
    pub(super) fn evasion(&mut self, root: &Open<'d>) -> Option<EvasionSpec> {
        let table = self.table(root, "evasion")?;
        let open = self.table(&table, "hidden");
        let hidden = open.as_ref().map(|open| ["register", "patrol", "complaint"].map(|key| self.number(open, key)));
        if let (Some(open), Some([None, None, None])) = (&open, hidden) {
            let wanted = label("at least one sort of channel that is evaded", "至少一类被躲避的渠道");
            self.reader.report(Problem::OutOfBounds { value: "[]".into(), wanted }.at(open.span()));
        }
        let mut services = Vec::new();
        for name in self.reader.names(&table, "services") {
            match self.kind(&name) {
                Some(kind) if kind.class() == ActClass::Ordinary => services.push(kind),
                Some(_) => {
                    let wanted = label("an application or a purchase", "一项申请或购买");
                    self.reader.report(Problem::OutOfBounds { value: name.value, wanted }.at(name.span));
                }
                None => {}
            }
        }
        let wanted = label("a number from 0 to 10", "0至10的数");
        let [per_record, cost, service_value] =
            ["per_record", "cost", "service_value"].map(|key| self.up_to(&table, key, 10.0, wanted));
        let exit = self.number(&table, "exit");
        let noise = self.up_to(&table, "noise", 5.0, label("a number from 0 to 5", "0至5的数"));
        Some(EvasionSpec {
            hidden: hidden?,
            services,
            per_record: per_record?,
            cost: cost?,
            service_value: service_value?,
            exit: exit?,
            noise: noise?,
        })
    }

    pub(super) fn keeping(&mut self, root: &Open<'d>) -> Option<KeepingSpec> {
        let table = self.table(root, "keeping")?;
        let [cut, form, shun, unpunished, unlike] =
            ["cut", "form", "shun", "unpunished", "unlike"].map(|key| self.number(&table, key));
        let wanted = label("a number from 0 to 10", "0至10的数");
        let [stigma, kin] = ["stigma", "kin"].map(|key| self.up_to(&table, key, 10.0, wanted));
        Some(KeepingSpec {
            cut: cut?,
            stigma: stigma?,
            kin: kin?,
            form: form?,
            shun: shun?,
            unpunished: unpunished?,
            unlike: unlike?,
        })
    }
}
