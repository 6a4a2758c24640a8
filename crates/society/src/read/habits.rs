//! Habits: what people do without weighing it.

use super::{Open, SocietyReader, label};
use crate::habits::HABITS_MOST;
use crate::spec::{ActSpec, HabitSpec};
use glasshouse_model::ActKind;
use glasshouse_model::draw::name_key;
use glasshouse_text::Problem;

impl<'d> SocietyReader<'d> {
    /// All habits. A kind of act comes from one place only, so that its stories have one origin; names share no draw
    /// key, or two habits would come out on the same days.
    pub(super) fn habits(&mut self, root: &Open<'d>, acts: &[ActSpec]) -> Vec<HabitSpec> {
        let mut all = Vec::<HabitSpec>::new();
        for table in self.reader.tables(root, "habit") {
            let id = table.id.value.clone();
            if all.iter().any(|other| name_key(&other.id) == name_key(&id)) {
                self.reader.report(Problem::DuplicateId { kind: "habit", id: id.clone() }.at(table.span()));
            }
            if all.len() == HABITS_MOST {
                let wanted = label("no more than 8 habits", "不超过8种习惯");
                let value = (HABITS_MOST + 1).to_string();
                self.reader.report(Problem::OutOfBounds { value, wanted }.at(table.span()));
            }
            let wanted = label("a number above 0 and up to 180 a year", "每年大于0至180的数");
            let rate = self.within(&table, "rate", |x| x > 0.0 && x <= 180.0, wanted);
            let wanted = label("a number from 0.05 to 50", "0.05至50的数");
            let shape =
                table.has("shape").then(|| self.within(&table, "shape", |x| (0.05..=50.0).contains(&x), wanted));
            let follows = self.followed(&table);
            let taken = |kind: ActKind| {
                acts.iter().any(|act| act.kind == kind)
                    || all.iter().any(|h| h.kinds.iter().any(|(other, _)| *other == kind))
            };
            let kinds = self.habit_kinds(&table, &taken);
            if let (Some(rate), Some(kinds)) = (rate, kinds) {
                all.push(HabitSpec { id, rate, shape: shape.flatten(), follows, kinds });
            }
        }
        all
    }

    /// The mean score that stands for the whole chance, where the habit follows it.
    fn followed(&mut self, table: &Open<'d>) -> Option<f64> {
        let wanted = label("a number from 1 to 1,000,000", "1至1000000的数");
        let whole = table.has("whole_at").then(|| self.within(table, "whole_at", |x| (1.0..=1e6).contains(&x), wanted));
        let follows = self.reader.flag(table, "follows_mean_score").unwrap_or(false);
        if follows && whole.is_none() {
            let doc = label("the mean score that stands for the whole chance", "代表全部机会的平均分");
            self.reader.report(Problem::MissingKey { key: "whole_at", table: "habit", doc }.at(table.span()));
        }
        whole.flatten().filter(|_| follows)
    }

    fn habit_kinds(&mut self, table: &Open<'d>, taken: &dyn Fn(ActKind) -> bool) -> Option<Vec<(ActKind, f64)>> {
        let mut kinds = Vec::<(ActKind, f64)>::new();
        for row in self.reader.tables(table, "kind") {
            let share = self.number(&row, "share");
            let Some(name) = self.reader.name(&row, "act") else { continue };
            let Some(kind) = self.kind(&name) else { continue };
            if taken(kind) || kinds.iter().any(|(other, _)| *other == kind) {
                let id = kind.name().to_owned();
                self.reader.report(Problem::DuplicateId { kind: "act", id }.at(row.value_span("act")));
            }
            kinds.extend(share.map(|share| (kind, share)));
        }
        let total: f64 = kinds.iter().map(|(_, share)| share).sum();
        if total > 0.0 {
            return Some(kinds.into_iter().map(|(kind, share)| (kind, share / total)).collect());
        }
        let wanted = label("shares that are not all 0", "不全为0的比例");
        self.reader.report(Problem::OutOfBounds { value: "0".into(), wanted }.at(table.span()));
        None
    }
}
