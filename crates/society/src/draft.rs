//! Reads a society document without checks; stands in until documents are read with diagnostics.

use crate::spec::*;
use glasshouse_model::{ActKind, Attribute, Ratio, Text};
use toml::{Table, Value};

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(i) => Some(*i as f64),
        Value::Float(f) => Some(*f),
        Value::String(s) => Ratio::parse(s).map(Ratio::to_f64),
        Value::Table(t) => number(t.get("value")?),
        _ => None,
    }
}

fn levels(table: &Table, attribute: Attribute, absent: f64) -> Option<Vec<f64>> {
    attribute.levels().iter().map(|(name, _)| table.get(*name).map_or(Some(absent), number)).collect()
}

fn shares(table: &Table, attribute: Attribute) -> Option<Vec<f64>> {
    let v = levels(table.get(attribute.name())?.as_table()?, attribute, 0.0)?;
    let total: f64 = v.iter().sum();
    Some(v.iter().map(|x| x / total).collect())
}

fn factors(table: &Table) -> Option<Vec<Factor>> {
    Attribute::ALL
        .into_iter()
        .filter_map(|a| Some((a, table.get(a.name())?.as_table()?)))
        .map(|(attribute, t)| Some(Factor { attribute, levels: levels(t, attribute, 1.0)? }))
        .collect()
}

pub(crate) fn read(text: &str) -> Option<Spec> {
    let root: Table = text.parse().ok()?;
    let at = |path: &str| path.split('.').try_fold(&Value::Table(root.clone()), |v, k| v.get(k)).and_then(number);
    let table = |name: &str| root.get(name)?.as_table();
    let list = |name: &str| Some(root.get(name)?.as_array()?.iter().filter_map(Value::as_table));
    let text_of = |t: &Table, k: &str| Some(t.get(k)?.as_str()?.to_owned());
    let profile =
        |name: &str| list("profile")?.find(|p| p.get("id").and_then(Value::as_str) == Some(name)).and_then(factors);
    let title = table("title")?;
    let income: Vec<f64> = (1..=5).map(|i| at(&format!("income.fifth.{i}"))).collect::<Option<_>>()?;
    let acts = list("act")?.map(|a| {
        let kind = ActKind::parse(a.get("act")?.as_str()?)?;
        let taken = match a.get("cost").and_then(Value::as_str) {
            Some(cost) if kind.class().is_misconduct() => Taken::Offend { cost: at(&format!("cost.{cost}"))? },
            Some(cost) => Taken::Merit { cost: at(&format!("cost.{cost}"))? },
            None => a.get("accepted").and_then(number).map_or(Taken::Need, |share| Taken::Express { share }),
        };
        let resembles = a.get("resembles").and_then(Value::as_array).into_iter().flatten();
        Some(ActSpec {
            kind,
            rate: number(a.get("rate")?)? * a.get("times").map_or(Some(1.0), number)?,
            factors: a.get("profile").and_then(Value::as_str).map_or(Some(Vec::new()), profile)?,
            taken,
            resembles: resembles.filter_map(|r| ActKind::parse(r.as_str()?)).collect(),
        })
    });
    let surnames = table("names")?.get("surname")?.as_table()?;
    let mut surname: Vec<f64> =
        surnames.iter().filter(|(k, _)| *k != "source").filter_map(|(_, v)| number(v)).collect();
    surname.sort_by(|a, b| b.total_cmp(a));
    let commonest = number(surnames.get(root.get("names")?.get("commonest_surname")?.as_str()?)?)?;
    let b = |name: &str| at(&format!("behaviour.{name}"));
    Some(Spec {
        id: text_of(&root, "id")?,
        title: Text { en: text_of(title, "en")?, zh: text_of(title, "zh")? },
        people: at("population.people")? as u32,
        seed: root.get("seed")?.as_integer()? as u64,
        shares: Shares {
            sex: shares(&root, Attribute::Sex)?,
            age: shares(&root, Attribute::Age)?,
            urban: at("place.urban")?,
            education: shares(&root, Attribute::Education)?,
            occupation: shares(&root, Attribute::Occupation)?,
        },
        income: income.try_into().ok()?,
        income_ratio: at("income.urban_to_rural")?,
        associations: list("association")?
            .map(|t| {
                let of = |i: usize| Attribute::parse(t.get("between")?.get(i)?.as_str()?);
                Some((of(0)?, of(1)?, number(t.get("strength")?)?))
            })
            .collect::<Option<_>>()?,
        occupation_factors: list("leaning")?
            .flat_map(|t| {
                let name = t.get("occupation").and_then(Value::as_str).unwrap_or("");
                let number = Attribute::Occupation.levels().iter().position(|(n, _)| *n == name).unwrap_or(0);
                factors(t).unwrap_or_default().into_iter().map(move |f| (number, f))
            })
            .collect(),
        mean_years_past_65: at("old_age.mean_years_past_65")?,
        households: Households {
            mean_size: at("household.mean_size")?,
            child_share: at("household.child_share")?,
            shape: (1..=6).map(|i| at(&format!("household.members.{i}"))).collect::<Option<_>>()?,
        },
        names: NameSpec {
            commonest_surname: surname.iter().position(|s| *s == commonest)?,
            surnames: surname,
            top_hundred: at("names.top_hundred")?,
            n_surnames: at("names.surnames_in_use")? as u32,
            commonest_bearers: at("names.commonest_bearers")?,
            surname_bearers: at("names.surname_bearers")?,
            duplicate_names: at("names.duplicate_names")?,
            duplicate_bearers: at("names.duplicate_bearers")?,
            exponent: at("names.exponent")?,
        },
        acts: acts.collect::<Option<_>>()?,
        behaviour: BehaviourSpec {
            noise: b("noise")?,
            expression_noise: b("expression_noise")?,
            moral_spread: b("moral_spread")?,
            trust_effect: b("trust_effect")?,
            trust_mean: b("trust_mean")?,
            trust_concentration: b("trust_concentration")?,
            eta: b("eta")?,
            psi_own: b("psi_own")?,
            zeta: b("zeta")?,
            announced_risk: b("announced_risk")?,
            risk_concentration: b("risk_concentration")?,
            phi: b("phi")?,
            conformity: b("conformity")?,
            patience: b("patience")?,
            cost_per_gravity: b("cost_per_gravity")?,
            score_width: b("score_width")?,
            exposure: list("exposure")?.map(|t| Some((text_of(t, "domain")?, factors(t)?))).collect::<Option<_>>()?,
        },
    })
}
