//! Lists: grounds for entry, how a stay begins and ends, who may see it.

use crate::condition::Names;
use crate::fault::Fault;
use crate::plan::{Exit, Follows, List, ListPolarity, Orders, Plan, Reach, Returns, Roll};
use crate::read::{GRADE, INDICATOR, LIST, Places, check_keys, condition_of, days, find, first_and_last, share};
use crate::stages;
use glasshouse_model::draw::name_key;
use glasshouse_model::{Chance, Ratio, Span};
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Problem, Reader, Table};

/// The keys that make a list more than one record, one stay of one term.
const KEPT: [&str; 12] = [
    "count",
    "within",
    "grades",
    "orders",
    "follows",
    "spared",
    "extension",
    "term_max",
    "exit",
    "clean",
    "returns",
    "stage",
];

/// Reads `[[list]]` and `[[publication]]`.
pub(crate) fn read<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, places: &mut Places, names: &Names) {
    let tables = reader.reopened(root, "list");
    check_keys(reader, &tables);
    let indicators: Vec<String> = plan.indicators.iter().map(|i| i.id.clone()).collect();
    for table in tables.into_iter().take(names.lists.len()) {
        let label = reader.text(&table, "label").unwrap_or_default();
        let polarity = match reader.choice(&table, "polarity").map(|c| c.value) {
            Some("red") => ListPolarity::Red,
            Some("watch") => ListPolarity::Watch,
            _ => ListPolarity::Black,
        };
        let mut criteria: Vec<u8> = Vec::new();
        for name in reader.names(&table, "criteria") {
            criteria.extend(find(reader, &indicators, &name, INDICATOR));
        }
        criteria.sort_unstable();
        criteria.dedup();
        let selection = share(reader, &table, "selection");
        let notice_days = days(reader, &table, "notice_days");
        let term = reader.span(&table, "term").map_or(Span::ZERO, |t| t.value);
        let keeper = reader.text(&table, "keeper").unwrap_or_default();
        let in_days = first_and_last(reader, &table);
        let who = condition_of(reader, &table, "who", names);
        let roll = KEPT.iter().any(|key| table.has(key)).then(|| roll(reader, &table, names, (term, notice_days)));
        places.lists.push(table.span());
        plan.lists.push(List {
            key: name_key(&table.id.value),
            id: table.id.value.clone(),
            label,
            polarity,
            criteria,
            selection,
            notice_days,
            term,
            keeper,
            days: in_days,
            who,
            roll,
            published: false,
            member: 0,
            line: reader.line(&table.span()),
        });
    }
    publication(reader, root, plan, names);
}

fn roll<'d>(reader: &mut Reader<'d>, table: &Table<'d>, names: &Names, (term, notice): (Span, u32)) -> Roll {
    let count = reader.count(table, "count").map_or(1, |c| c.value);
    let within = reader.span(table, "within").map_or(Span::Indefinite, |w| w.value);
    if count == 0 || (count > 1) != table.has("within") {
        let key = if table.has("count") { "count" } else { "within" };
        reader.report(Fault::CountWithoutWindow { count }.at(table.value_span(key)));
    }
    let mut grades = 0u32;
    for name in reader.names(table, "grades") {
        grades |= find(reader, &names.grades, &name, GRADE).map_or(0, |g| 1 << g);
    }
    let full_term = reader.flag(table, "full_term").unwrap_or(false);
    let orders = reader.table(table, "orders").map(|orders| Orders {
        rate: reader.ratio(&orders, "rate").map_or(Ratio::ZERO, |r| r.value),
        wrong: share(reader, &orders, "wrong"),
    });
    let follows = reader.table(table, "follows").and_then(|follows| {
        let chance = share(reader, &follows, "chance");
        let reach = match reader.choice(&follows, "reach").map(|c| c.value) {
            Some("ties") => Reach::Ties,
            Some("representative") => Reach::Representative,
            _ => Reach::Household,
        };
        let name = reader.name(&follows, "list")?;
        if name.value == table.id.value {
            reader.report(Fault::FollowsItself.at(name.span.clone()));
        }
        Some(Follows { list: find(reader, &names.lists, &name, LIST)?, reach, chance })
    });
    let spared = reader.chance(table, "spared").unwrap_or(Chance::NEVER);
    if spared != Chance::NEVER && notice == 0 {
        reader.report(Fault::SparedWithoutNotice.at(table.value_span("spared")));
    }
    let extension = reader.span(table, "extension").map(|s| s.value);
    let term_max = reader.span(table, "term_max").map(|s| s.value);
    if term == Span::Indefinite {
        for key in ["extension", "term_max", "clean"].into_iter().filter(|k| table.has(k)) {
            reader.report(Fault::EndlessTerm { key }.at(table.value_span(key)));
        }
    }
    let exit = reader.table(table, "exit").map(|exit| Exit {
        rate: reader.ratio(&exit, "rate").map_or(Ratio::ZERO, |r| r.value),
        after: reader.span(&exit, "after").map_or(Span::ZERO, |s| s.value),
        within: reader.span(&exit, "within").map_or(Span::ZERO, |s| s.value),
    });
    let clean = reader.span(table, "clean").map(|s| s.value);
    let returns = reader.table(table, "returns").map(|returns| Returns {
        rate: reader.ratio(&returns, "rate").map_or(Ratio::ZERO, |r| r.value),
        recognised: share(reader, &returns, "recognised"),
    });
    let stages = stages::read(reader, table);
    let count = count.max(1);
    Roll {
        count,
        within,
        grades,
        full_term,
        scale: 0,
        orders,
        follows,
        spared,
        extension,
        term_max,
        exit,
        clean,
        returns,
        stages,
    }
}

fn publication<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, names: &Names) {
    for table in reader.tables(root, "publication") {
        let audience = reader.choice(&table, "audience").map(|c| c.value);
        check_fields(reader, &table);
        let Some(target) = reader.name(&table, "target") else { continue };
        let Some(i) = find(reader, &names.lists, &target, LIST) else { continue };
        if let Some(list) = plan.lists.get_mut(usize::from(i)) {
            list.published |= matches!(audience, Some("public_register" | "mass_media"));
        }
    }
}

fn check_fields<'d>(reader: &mut Reader<'d>, table: &Table<'d>) {
    const FIELDS: [&str; 9] = ["name", "id_full", "id_masked", "photo", "address", "age", "sex", "facts", "amount"];
    for field in reader.names(table, "fields") {
        if !FIELDS.contains(&field.value.as_str()) {
            let near = nearest(&field.value, FIELDS);
            reader.report(Problem::NotAChoice { written: field.value, near, allowed: FIELDS.to_vec() }.at(field.span));
        }
    }
}
