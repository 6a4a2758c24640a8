//! The security of the register as rules.

use super::facts::{Facts, Item, code, details, first_and_last, share};
use super::{Aspect, Part};
use crate::plan::{Alteration, Breach, Inspection, Plan};
use glasshouse_model::{Span, Text};

/// Adds what a plan says about its security.
pub(super) fn items(plan: &Plan, all: &mut Vec<Item>) {
    let mut add = |part: Part, id: &str, label: &Text, facts: Facts| {
        all.push(Item { part, id: id.into(), label: label.clone(), facts });
    };
    let security = &plan.security;
    if let Some(first) = security.alterations.first() {
        add(Part::Security, "", &Part::Security.label().into(), vec![(Aspect::Chained, code(first.chained))]);
    }
    for a in &security.alterations {
        add(Part::Alteration, &a.id, &a.label, alteration(plan, a));
    }
    for i in &security.inspections {
        add(Part::Inspection, &i.id, &i.label, inspection(i));
    }
    for b in &security.breaches {
        add(Part::Breach, &b.id, &b.label, breach(b));
    }
}

fn alteration(plan: &Plan, alteration: &Alteration) -> Facts {
    let mut facts = vec![(Aspect::Dossiers, code(alteration.dossiers)), (Aspect::Lasts, code(alteration.lasts))];
    facts.extend(alteration.on.map(|day| (Aspect::On, code(day))));
    if alteration.every != Span::Indefinite {
        facts.push((Aspect::Every, code(alteration.every)));
    }
    facts.extend(first_and_last(alteration.days));
    let rule = plan.indicators.get(usize::from(alteration.indicator));
    facts.extend(rule.map(|rule| (Aspect::AboutIndicator, code(&rule.id))));
    facts.extend(alteration.points.map(|points| (Aspect::Points, code(points))));
    facts
}

fn inspection(inspection: &Inspection) -> Facts {
    let mut facts = vec![
        (Aspect::Dossiers, code(inspection.dossiers)),
        (Aspect::Every, code(inspection.every)),
        (Aspect::Finds, share(inspection.finds)),
    ];
    facts.extend(first_and_last(inspection.days));
    facts
}

fn breach(breach: &Breach) -> Facts {
    vec![
        (Aspect::Yearly, share(breach.yearly)),
        (Aspect::Holders, code(breach.holders)),
        (Aspect::Held, share(breach.held)),
        (Aspect::Reveals, details(&breach.reveals)),
        (Aspect::HiddenFrom, code(breach.k)),
    ]
}
