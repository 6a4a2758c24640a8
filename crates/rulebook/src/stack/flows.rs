//! What may go from one country to another: the countries in which rulebooks keep their data, and the flows between
//! them.

use crate::fault::Fault;
use crate::read::{find, share};
use glasshouse_model::Chance;
use glasshouse_text::{Label, Reader, Table};

const COUNTRY: Label = Label { en: "country", zh: "国家" };

/// Where the data of each rulebook are kept, and what may cross.
pub(super) struct Flows {
    /// Rulebook and country.
    held: Vec<(String, String)>,
    /// From, to, share that may go.
    allowed: Vec<(String, String, Chance)>,
}

impl Flows {
    /// Reads `held_in` of `[[use]]`, and `[[flow]]`.
    pub(super) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>) -> Flows {
        let mut held = Vec::new();
        for table in reader.tables(root, "use") {
            held.extend(reader.name(&table, "held_in").map(|country| (table.id.value.clone(), country.value)));
        }
        let countries: Vec<String> = held.iter().map(|(_, country)| country.clone()).collect();
        let mut allowed = Vec::new();
        for table in reader.tables(root, "flow") {
            let share = share(reader, &table, "allowed");
            let ends = ["from", "to"].map(|key| {
                let name = reader.name(&table, key)?;
                find(reader, &countries, &name, COUNTRY).map(|_| name.value)
            });
            if let [Some(from), Some(to)] = ends {
                allowed.push((from, to, share));
            }
        }
        Flows { held, allowed }
    }

    /// The share of a link's reports that may go, where it leads from one country to another. That nothing says so is
    /// reported.
    pub(super) fn between(&self, reader: &mut Reader<'_>, books: [&str; 2], link: &Table<'_>) -> Option<Chance> {
        let country = |book: &str| self.held.iter().find(|(name, _)| name == book).map(|(_, country)| country);
        let [from, to] = books.map(country);
        let (from, to) = from.zip(to).filter(|(from, to)| from != to)?;
        let flow = self.allowed.iter().find(|(f, t, _)| (f, t) == (from, to));
        if flow.is_none() {
            reader.report(Fault::FlowUndeclared { from: from.clone(), to: to.clone() }.at(link.id.span.clone()));
        }
        flow.map(|(.., share)| *share)
    }
}
