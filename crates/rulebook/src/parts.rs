//! Reads the optional parts of channels and indicators: each a mechanism of its own, absent in most rulebooks.

use crate::fault::Fault;
use crate::keys::DATA;
use crate::plan::{Averages, Confirm, Evidence, Screen};
use crate::read::{days, share};
use glasshouse_model::Day;
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Label, Problem, Reader, Table};

pub(crate) fn full_from<'d>(reader: &mut Reader<'d>, table: &Table<'d>, from: Option<Day>) -> Option<Day> {
    let full = reader.day(table, "full_from")?;
    if from.is_none_or(|from| full.value < from) {
        reader.report(Fault::GrowsFromNoDay.at(full.span));
        return None;
    }
    Some(full.value)
}

pub(crate) fn confirm<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Confirm> {
    let confirm = reader.table(table, "confirm")?;
    let false_look = share(reader, &confirm, "false_look");
    let (looks, needs) = (reader.count(&confirm, "looks")?, reader.count(&confirm, "needs")?);
    if !(1..=100).contains(&looks.value) || !(1..=looks.value).contains(&needs.value) {
        reader.report(Fault::LooksDisagree { looks: looks.value, needs: needs.value }.at(needs.span));
        return None;
    }
    Some(Confirm { looks: looks.value, needs: needs.value, false_look })
}

/// A look at everyone at once.
pub(crate) fn screen<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Screen> {
    let screen = reader.table(table, "screen")?;
    let (every, within) = (months(reader, &screen, "every_months"), days(reader, &screen, "within_days"));
    let false_look = share(reader, &screen, "false_look");
    Some(Screen { every: every?, within, false_look })
}

/// Income that is averaged over the periods of a year.
pub(crate) fn averages<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Averages> {
    let averages = reader.table(table, "averages")?;
    let every = months(reader, &averages, "every_months");
    let is_averaged = reader.flag(&averages, "averaged").unwrap_or(true);
    let mut money = |key: &str| reader.ratio(&averages, key).map(|r| r.value.to_f64());
    let (benefit, free, least) = (money("benefit"), money("free_area"), money("least"));
    let taper = share(reader, &averages, "taper").to_f64();
    Some(Averages { every: every?, is_averaged, benefit: benefit?, free: free?, taper, least: least? })
}

/// Every so many months, at least one.
fn months<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Option<u16> {
    let count = reader.count(table, key)?;
    let found = u16::try_from(count.value).ok().filter(|n| (1..=1200).contains(n));
    if found.is_none() {
        let wanted = Label { en: "from 1 to 1,200 months", zh: "1至1200个月" };
        reader.report(Problem::OutOfBounds { value: count.value.to_string(), wanted }.at(count.span));
    }
    found
}

/// What a report rests on, or the least that a record must rest on.
pub(crate) fn evidence<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Option<Evidence> {
    let written = reader.choice(table, "evidence")?;
    Evidence::ALL.into_iter().find(|e| e.name() == written.value)
}

/// The sorts of data that a rulebook prohibits.
pub(crate) fn prohibited<'d>(reader: &mut Reader<'d>, root: &Table<'d>) -> Vec<&'static str> {
    let mut prohibited = Vec::new();
    for name in reader.names(root, "prohibits") {
        match DATA.iter().find(|sort| sort.name == name.value) {
            Some(sort) => prohibited.push(sort.name),
            None => {
                let allowed: Vec<&'static str> = DATA.iter().map(|sort| sort.name).collect();
                let near = nearest(&name.value, allowed.iter().copied());
                reader.report(Problem::NotAChoice { written: name.value, near, allowed }.at(name.span));
            }
        }
    }
    prohibited
}
