//! Reads the optional parts of channels and of the review: each a mechanism of its own, absent in most rulebooks.

use crate::fault::Fault;
use crate::plan::{Averages, Confirm, Desk, Screen, Takes};
use crate::read::{days, share};
use glasshouse_model::Day;
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

/// How long a decision takes. A spread is needed for a log-normal time and means nothing for another.
pub(crate) fn desk<'d>(reader: &mut Reader<'d>, review: &Table<'d>) -> Option<Desk> {
    let table = reader.table(review, "desk")?;
    let cv = reader.ratio(&table, "cv").map(|r| r.value.to_f64());
    let takes = match (reader.choice(&table, "takes")?.value, cv) {
        ("fixed", None) => Takes::Fixed,
        ("exponential", None) => Takes::Exponential,
        ("lognormal", Some(cv)) if cv > 0.0 => Takes::LogNormal(cv),
        ("lognormal", None) => {
            let doc = Label { en: "Standard deviation over the mean.", zh: "标准差与均值之比。" };
            reader.missing(&table, "cv", doc);
            return None;
        }
        (_, _) => {
            let wanted = Label {
                en: "above 0, with `takes = \"lognormal\"` only",
                zh: "大于0，且仅用于`takes = \"lognormal\"`",
            };
            let value = cv.unwrap_or(0.0).to_string();
            reader.report(Problem::OutOfBounds { value, wanted }.at(table.value_span("cv")));
            return None;
        }
    };
    let patience = reader.ratio(&table, "patience_days");
    if let Some(zero) = patience.as_ref().filter(|p| p.value.to_f64() <= 0.0) {
        let wanted = Label { en: "more than 0", zh: "大于0" };
        reader.report(Problem::OutOfBounds { value: "0".into(), wanted }.at(zero.span.clone()));
    }
    let every_day = reader.choice(&table, "open").is_some_and(|c| c.value == "every_day");
    Some(Desk { takes, every_day, patience_days: patience.map(|p| p.value.to_f64()) })
}
