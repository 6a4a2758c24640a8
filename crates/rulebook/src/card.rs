//! The card of a regime.

use crate::plan::Card;
use crate::systems::SYSTEMS;
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Label, Problem, Reader, Table};

/// Reads `[card]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>, id: &str) -> Option<Card> {
    let table = reader.table(root, "card")?;
    let mut text = |key| reader.text(&table, key).unwrap_or_default();
    let mut card = Card {
        question: text("question"),
        designers: text("designers"),
        documented: text("documented"),
        critics: text("critics"),
        modelled: text("modelled"),
        gaps: text("gaps"),
        systems: Vec::new(),
        command: format!("glasshouse run {id}"),
    };
    for name in reader.names(&table, "systems") {
        match SYSTEMS.iter().find(|s| s.id == name.value) {
            Some(system) if card.systems.contains(&system.id) => {}
            Some(system) => card.systems.push(system.id),
            None => {
                let kind = Label { en: "system of the gallery", zh: "展陈系统" };
                let near = nearest(&name.value, SYSTEMS.iter().map(|s| s.id)).map(str::to_owned);
                reader.report(Problem::UnknownName { kind, name: name.value, near }.at(name.span));
            }
        }
    }
    if let Some(command) = reader.words(&table, "command") {
        card.command = command.value;
    }
    Some(card)
}
