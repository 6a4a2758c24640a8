//! Reads `[[attribute]]`, `[[cells]]` and `[gaming]` of a society document.

use super::{Open, SocietyReader, label};
use crate::attributes::{Attributes, Cells, Declared, LARGEST, MILLION, Value};
use glasshouse_model::Ratio;
use glasshouse_model::draw::name_key;
use glasshouse_model::text::Label;
use glasshouse_text::{Problem, Spanned};

/// The most attributes, levels of one, and cells of a table.
const ATTRIBUTES_MAX: (usize, Label) = (64, label("at most 64 attributes", "至多64个属性"));
const LEVELS_MAX: (usize, Label) = (1000, label("at most 1,000 levels", "至多1000个级别"));
const CELLS_MAX: (usize, Label) = (20_000, label("at most 20,000 cells", "至多20000个单元"));

/// A number under a name, with both their places.
type Named = (Spanned<String>, Spanned<Ratio>);

impl<'d> SocietyReader<'d> {
    /// Everything that a document says of further attributes.
    pub(super) fn attributes(&mut self, root: &Open<'d>) -> Attributes {
        let mut all = Attributes::default();
        let tables = self.reader.tables(root, "attribute");
        for table in &tables {
            let one = self.attribute_levels(table);
            all.declared.push(one);
        }
        self.at_most(root, "attribute", all.declared.len(), ATTRIBUTES_MAX);
        for (place, table) in tables.iter().enumerate() {
            let value = self.value(table, &all, place);
            let lift_cost = if table.has("lift_cost") { self.above(table, "lift_cost", 0.0) } else { None };
            if let Some(declared) = all.declared.get_mut(place) {
                (declared.value, declared.lift_cost) = (value, lift_cost);
            }
        }
        for table in self.reader.tables(root, "cells") {
            let cells = self.cells(&table, &all);
            all.tables.extend(cells);
        }
        for (place, table) in tables.iter().enumerate() {
            let has_levels = all.declared.get(place).is_some_and(|d| !d.levels.is_empty());
            if has_levels && all.table_of(place).is_none() && !self.reader.has_errors() {
                let wanted = label("an attribute that a table of cells gives", "由某个单元表给出的属性");
                self.reader.report(Problem::OutOfBounds { value: table.id.value.clone(), wanted }.at(table.span()));
            }
        }
        if let Some(table) = self.table(root, "gaming") {
            all.worth = self.number(&table, "worth").unwrap_or(0.0);
        }
        all
    }

    fn at_most(&mut self, table: &Open<'d>, key: &str, n: usize, (most, wanted): (usize, Label)) {
        if n > most {
            self.reader.report(Problem::OutOfBounds { value: n.to_string(), wanted }.at(table.key_span(key)));
        }
    }

    fn attribute_levels(&mut self, table: &Open<'d>) -> Declared {
        let label = self.reader.text(table, "label").unwrap_or_default();
        let mut levels = Vec::<String>::new();
        for name in self.reader.names(table, "levels") {
            if levels.contains(&name.value) {
                let problem = Problem::DuplicateId { kind: "level", id: name.value };
                self.reader.report(problem.at(name.span));
            } else {
                levels.push(name.value);
            }
        }
        self.at_most(table, "levels", levels.len(), LEVELS_MAX);
        Declared { id: table.id.value.clone(), label, levels, value: Value::None, lift_cost: None }
    }

    fn value(&mut self, table: &Open<'d>, all: &Attributes, place: usize) -> Value {
        let levels = all.declared.get(place).map_or(&[][..], |d| &d.levels);
        if !levels.is_empty() {
            for key in ["mean", "spread", "by"].into_iter().filter(|k| table.has(k)) {
                let wanted = label("levels, or a mean and a spread, not both", "级别，或均值与离散，二者只取其一");
                self.reader.report(Problem::OutOfBounds { value: key.into(), wanted }.at(table.key_span(key)));
            }
            if !table.has("value") {
                return Value::None;
            }
            let values = self.by_names(table, "value", levels);
            return Value::ByLevel(values.iter().map(|v| (v * MILLION).round() as i64).collect());
        }
        let by = self.reader.name(table, "by").and_then(|name| {
            let found = all.place(&name.value).filter(|p| all.declared.get(*p).is_some_and(|d| !d.levels.is_empty()));
            if found.is_none() {
                let known = all.declared.iter().filter(|d| !d.levels.is_empty()).map(|d| d.id.as_str());
                self.unknown(label("attribute with levels", "有级别的属性"), &name, known);
            }
            found
        });
        let everybody = ["all".to_owned()];
        let names = by.and_then(|p| all.declared.get(p)).map_or(&everybody[..], |d| &d.levels);
        let means = self.by_names(table, "mean", names);
        let spread = self.number(table, "spread");
        for key in ["mean", "spread"].into_iter().filter(|k| !table.has(k)) {
            let doc = label("needed where an attribute has no levels", "属性没有级别时必写");
            self.reader.report(Problem::MissingKey { key, table: "attribute", doc }.at(table.span()));
        }
        Value::Normal { by, means, spread: spread.unwrap_or(0.0).min(LARGEST) }
    }

    /// A number for each of some names; names that are not there, or missing, are reported.
    fn by_names(&mut self, table: &Open<'d>, key: &'static str, names: &[String]) -> Vec<f64> {
        let mut values = vec![None; names.len()];
        for (name, value) in self.reader.figures(table, key) {
            match names.iter().position(|n| *n == name.value).and_then(|i| values.get_mut(i)) {
                Some(slot) => *slot = Some(value.value.to_f64().clamp(-LARGEST, LARGEST)),
                None => self.unknown(label("level", "级别"), &name, names.iter().map(String::as_str)),
            }
        }
        let absent = values.iter().position(Option::is_none).and_then(|i| names.get(i));
        if let Some(absent) = absent.filter(|_| table.has(key)) {
            let wanted = label("a number for every level, this one too", "每个级别都须有数字，包括此级别");
            let problem = Problem::OutOfBounds { value: absent.clone(), wanted };
            self.reader.report(problem.at(table.value_span(key)));
        }
        values.into_iter().map(|v| v.unwrap_or(0.0)).collect()
    }

    fn cells(&mut self, table: &Open<'d>, all: &Attributes) -> Option<Cells> {
        let mut of = self.attributes_of(table, "of", all);
        let even = self.reader.choice(table, "draw").is_some_and(|c| c.value == "even");
        let weights = self.reader.figures(table, "weight");
        let sizes = self.reader.figures(table, "sizes");
        let then = self.reader.name(table, "then");
        let shares = self.reader.figures(table, "share");
        let mut cells = Vec::new();
        for (name, weight) in &weights {
            cells.extend(self.cell(name, &of, all).map(|levels| (levels, weight.value.to_f64())));
        }
        if !sizes.is_empty() {
            self.scale(&sizes, &of, all, &mut cells);
        }
        if let Some(then) = then {
            let place = self.place_of(&then, all).filter(|p| !of.contains(p));
            let both = place.and_then(|p| all.declared.get(p)).is_some_and(|d| d.levels.len() == 2);
            if !both {
                let wanted = label("an attribute of two levels that is not in `of`", "不在“of”中且有两个级别的属性");
                self.reader.report(Problem::OutOfBounds { value: then.value, wanted }.at(then.span));
                return None;
            }
            cells = self.split(&shares, &of, all, cells);
            of.extend(place);
        }
        self.at_most(table, "weight", cells.len(), CELLS_MAX);
        if !cells.iter().any(|(_, weight)| *weight > 0.0) {
            let wanted = label("weights that are not all 0", "不全为0的权重");
            self.reader.report(Problem::OutOfBounds { value: "0".into(), wanted }.at(table.value_span("weight")));
            return None;
        }
        Some(Cells::new(name_key(&table.id.value), of, even, cells))
    }

    fn attributes_of(&mut self, table: &Open<'d>, key: &str, all: &Attributes) -> Vec<usize> {
        let mut of = Vec::new();
        for name in self.reader.names(table, key) {
            let Some(place) = self.place_of(&name, all) else { continue };
            if of.contains(&place) || all.table_of(place).is_some() {
                let problem = Problem::DuplicateId { kind: "attribute in a table of cells", id: name.value };
                self.reader.report(problem.at(name.span));
            } else {
                of.push(place);
            }
        }
        of
    }

    fn place_of(&mut self, name: &Spanned<String>, all: &Attributes) -> Option<usize> {
        let place = all.place(&name.value).filter(|p| all.declared.get(*p).is_some_and(|d| !d.levels.is_empty()));
        if place.is_none() {
            let known = all.declared.iter().filter(|d| !d.levels.is_empty()).map(|d| d.id.as_str());
            self.unknown(label("attribute with levels", "有级别的属性"), name, known);
        }
        place
    }

    /// The levels that `one/two` names, one for each attribute.
    fn cell(&mut self, name: &Spanned<String>, of: &[usize], all: &Attributes) -> Option<Vec<u16>> {
        let parts: Vec<&str> = name.value.split('/').collect();
        let level = |(place, part): (&usize, &&str)| {
            let levels = &all.declared.get(*place)?.levels;
            levels.iter().position(|l| l == part).map(|i| i as u16)
        };
        let levels: Option<Vec<u16>> = of.iter().zip(&parts).map(level).collect();
        let levels = levels.filter(|_| parts.len() == of.len());
        if levels.is_none() && !of.is_empty() {
            let wanted =
                label("one level of each attribute in `of`, with / in between", "“of”中各属性的一个级别，以/分隔");
            self.reader.report(Problem::OutOfBounds { value: name.value.clone(), wanted }.at(name.span.clone()));
        }
        levels
    }

    /// Weights become shares within the levels of the first attribute, which have sizes of their own.
    fn scale(&mut self, sizes: &[Named], of: &[usize], all: &Attributes, cells: &mut [(Vec<u16>, f64)]) {
        let first = |levels: &[u16]| levels.first().copied();
        let mut factors = Vec::new();
        for (name, size) in sizes {
            let Some(levels) = self.cell(name, of.get(..1).unwrap_or(&[]), all) else { continue };
            let sum: f64 = cells.iter().filter(|(l, _)| first(l) == first(&levels)).map(|(_, w)| w).sum();
            factors.push((first(&levels), if sum > 0.0 { size.value.to_f64() / sum } else { 0.0 }));
        }
        for (levels, weight) in cells {
            *weight *= factors.iter().find(|(level, _)| *level == first(levels)).map_or(0.0, |(_, factor)| *factor);
        }
    }

    /// Splits every cell into the two levels of a further attribute; the share is that of the first.
    fn split(
        &mut self,
        shares: &[Named],
        of: &[usize],
        all: &Attributes,
        cells: Vec<(Vec<u16>, f64)>,
    ) -> Vec<(Vec<u16>, f64)> {
        let mut known = std::collections::BTreeMap::new();
        for (name, share) in shares {
            if let Some(levels) = self.cell(name, of, all) {
                known.insert(levels, share.value.to_f64());
            }
        }
        let mut halves = Vec::with_capacity(cells.len() * 2);
        for (levels, weight) in cells {
            let share = known.get(&levels).copied().unwrap_or(0.0);
            for (level, part) in [(0, share), (1, 1.0 - share)] {
                halves.push(([&levels[..], &[level]].concat(), weight * part));
            }
        }
        // Evenly spaced marks round at the seams of cells: with those of one kind side by side, few seams matter.
        halves.sort_by_key(|(levels, _)| (levels.first().copied(), levels.last().copied()));
        halves
    }
}
