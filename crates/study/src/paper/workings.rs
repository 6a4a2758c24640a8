//! How a regime works beyond its schedule: how reports find their dossiers, how lists are kept, how objections are
//! decided, who attacks and inspects the register.

use super::{l, label, spelled};
use glasshouse_model::Text;
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::diff::{Aspect, Part, Value, rules};
use glasshouse_views::paper::{Block, Cell};

/// The parts that are shown in full.
const PARTS: [Part; 8] = [
    Part::Channel,
    Part::List,
    Part::Review,
    Part::Rating,
    Part::Security,
    Part::Alteration,
    Part::Inspection,
    Part::Breach,
];

/// What is told elsewhere on the page.
const TOLD: [Aspect; 4] = [Aspect::Agency, Aspect::Keeper, Aspect::From, Aspect::To];

/// Every rule of these parts with everything that it says.
pub(super) fn of(plan: &Plan) -> Vec<Block> {
    let items = rules(plan);
    let mut blocks = Vec::new();
    for part in PARTS {
        let rows: Vec<Vec<Cell>> = items
            .iter()
            .filter(|item| item.part == part)
            .flat_map(|item| item.facts.iter().map(|(aspect, value)| (&item.id, aspect, value)))
            .filter(|(_, aspect, _)| !TOLD.contains(aspect))
            .map(|(id, aspect, value)| {
                vec![Cell::Code(id.clone()), Cell::Words(label(aspect.label())), Cell::Words(words(value))]
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        let head = vec![l("Id", "代号"), l("What", "内容"), l("Value", "数值")];
        blocks.push(Block::Heading(label(part.label())));
        blocks.push(Block::Table { head, rows });
    }
    blocks
}

fn words(value: &Value) -> Text {
    match value {
        Value::Code(code) => spelled(code),
        Value::Words(text) => text.clone(),
    }
}
