//! Tables that the fitting of attributes starts from.

use super::{Open, SocietyReader, label};
use crate::spec::StartTable;
use glasshouse_model::Attribute;
use glasshouse_text::{Problem, Spanned};

impl<'d> SocietyReader<'d> {
    pub(super) fn start_tables(&mut self, root: &Open<'d>) -> Vec<StartTable> {
        let mut found = Vec::new();
        for table in self.reader.tables(root, "start_table") {
            let names = self.reader.names(&table, "of");
            let attributes: Vec<Attribute> = names.iter().filter_map(|n| self.attribute(n)).collect();
            let is_repeated = attributes.iter().enumerate().any(|(i, a)| attributes.iter().skip(i + 1).any(|b| a == b));
            if !(2..=3).contains(&names.len()) || is_repeated {
                let wanted = label("two or three different attributes", "两到三个不同的属性");
                let value = names.iter().map(|n| n.value.as_str()).collect::<Vec<_>>().join(", ");
                self.reader.report(Problem::OutOfBounds { value, wanted }.at(table.value_span("of")));
            }
            let n = attributes.iter().map(|a| a.levels().len()).product();
            let mut start = StartTable { values: vec![1.0; n], attributes };
            for (name, value) in self.reader.figures(&table, "cells") {
                if let Some(place) = self.place(&start, &name)
                    && let Some(cell) = start.values.get_mut(place)
                {
                    *cell = value.value.to_f64();
                }
            }
            found.push(start);
        }
        found
    }

    /// The place of a combination of levels, `level/level`.
    fn place(&mut self, start: &StartTable, name: &Spanned<String>) -> Option<usize> {
        let mut place = 0;
        let mut parts = name.value.split('/');
        for attribute in &start.attributes {
            let (levels, part) = (attribute.levels(), parts.next().unwrap_or(""));
            let Some(level) = levels.iter().position(|(known, _)| *known == part) else {
                let part = Spanned { value: part.to_owned(), span: name.span.clone() };
                self.unknown(attribute.label(), &part, levels.iter().map(|(known, _)| *known));
                return None;
            };
            place = place * levels.len() + level;
        }
        if parts.next().is_some() {
            let wanted = label("as many levels as attributes", "与属性同样多的级别");
            self.reader.report(Problem::OutOfBounds { value: name.value.clone(), wanted }.at(name.span.clone()));
            return None;
        }
        Some(place)
    }
}
