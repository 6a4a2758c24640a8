//! Reads a society document into a [`Spec`], with diagnostics.

mod attributes;
mod deals;
mod distance;
mod habits;
mod lives;
mod objecting;
mod petitions;
mod start;

use crate::keys::{AGE, EDUCATION, FIFTH, FORMAT, OCCUPATION, PLACE, ROOT, SEX};
use crate::spec::*;
use glasshouse_model::text::Label;
use glasshouse_model::{ActClass, ActKind, Attribute};
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Document, Patch, Problem, Reader, Reading, Spanned, Table, TableSpec};
use std::ops::Range;

const fn label(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

/// What a document holds, and what reading it gave.
pub(crate) struct ReadSociety {
    /// The document as numbers, if everything needed is there.
    pub spec: Option<Spec>,
    /// Places of acts, in the order of the document.
    pub act_spans: Vec<Range<usize>>,
    /// Diagnostics, figures, sources.
    pub reading: Reading,
}

/// Reads a document under changes from outside.
pub(crate) fn read(document: &Document, patches: &[Patch]) -> ReadSociety {
    let mut society = SocietyReader { reader: Reader::new(document, patches) };
    let root = society.reader.root(&ROOT);
    society.reader.read_sources(&root);
    let (spec, act_spans) = society.spec(&root);
    let clean = !society.reader.has_errors();
    let reading = society.reader.finish();
    let spec = spec.filter(|_| clean && !reading.has_errors());
    ReadSociety { spec, act_spans, reading }
}

/// The levels' table of an attribute.
fn levels_of(attribute: Attribute) -> &'static TableSpec {
    match attribute {
        Attribute::Sex => &SEX,
        Attribute::Age => &AGE,
        Attribute::Place => &PLACE,
        Attribute::Income => &FIFTH,
        Attribute::Education => &EDUCATION,
        Attribute::Occupation => &OCCUPATION,
    }
}

struct SocietyReader<'d> {
    reader: Reader<'d>,
}

type Open<'d> = Table<'d>;

impl<'d> SocietyReader<'d> {
    /// The whole document. Everything is read before anything is given up, so that all diagnostics come
    /// at once.
    fn spec(&mut self, root: &Open<'d>) -> (Option<Spec>, Vec<Range<usize>>) {
        self.format(root);
        let id = self.reader.id(root);
        let title = self.reader.text(root, "title");
        let seed = self.reader.whole(root, "seed");
        let people = self.table(root, "population").and_then(|t| self.reader.count(&t, "people"));
        let shares = self.shares(root);
        let income = self.income(root);
        let associations = self.associations(root);
        let start_tables = self.start_tables(root);
        let occupation_factors = self.leanings(root);
        let mean_years_past_65 = self.table(root, "old_age").and_then(|t| self.above(&t, "mean_years_past_65", 0.0));
        let households = self.households(root);
        let names = self.names(root);
        let (acts, act_spans) = self.acts(root);
        let habits = self.habits(root, &acts);
        let earnings = self.earnings(root);
        let identity = self.identity(root);
        let behaviour = self.behaviour(root);
        let opinion = self.opinion(root);
        let wealth = self.wealth(root);
        let evasion = self.evasion(root);
        let keeping = self.keeping(root);
        let objecting = self.objecting(root);
        let spreads = self.spreads(root);
        let petitions = self.petitions(root);
        let feed = self.feed(root);
        let deals = self.deals(root);
        let attributes = self.attributes(root);
        let build = || {
            let (income, income_ratio) = income?;
            Some(Spec {
                id: id?.value,
                title: title?,
                people: people?.value,
                seed: seed?.value as u64,
                shares: shares?,
                income,
                income_ratio,
                associations,
                start_tables,
                occupation_factors,
                mean_years_past_65: mean_years_past_65?,
                households: households?,
                names: names?,
                acts,
                habits,
                earnings,
                identity,
                behaviour: behaviour?,
                opinion,
                wealth,
                evasion,
                keeping,
                objecting,
                spreads,
                petitions,
                feed,
                deals,
                attributes,
            })
        };
        (build(), act_spans)
    }

    fn format(&mut self, root: &Open<'d>) {
        if let Some(format) = self.reader.words(root, "format")
            && format.value != FORMAT
        {
            self.reader.report(Problem::UnknownFormat { written: format.value, known: FORMAT }.at(format.span));
        }
    }

    fn table(&mut self, parent: &Open<'d>, key: &str) -> Option<Open<'d>> {
        self.reader.table(parent, key)
    }

    fn number(&mut self, table: &Open<'d>, key: &str) -> Option<f64> {
        self.reader.ratio(table, key).map(|r| r.value.to_f64())
    }

    /// A figure that has to lie above a bound.
    fn above(&mut self, table: &Open<'d>, key: &str, bound: f64) -> Option<f64> {
        let wanted = label("a number above the least possible one", "大于最小可能值的数字");
        self.within(table, key, |x| x > bound, wanted)
    }

    /// A share that is neither 0 nor 1.
    fn inner(&mut self, table: &Open<'d>, key: &str) -> Option<f64> {
        let wanted = label("a share above 0 and below 1", "大于0且小于1的比例");
        self.within(table, key, |x| x > 0.0 && x < 1.0, wanted)
    }

    fn within(&mut self, table: &Open<'d>, key: &str, fits: impl Fn(f64) -> bool, wanted: Label) -> Option<f64> {
        let read = self.reader.ratio(table, key)?;
        let value = read.value.to_f64();
        if fits(value) {
            return Some(value);
        }
        self.reader.report(Problem::OutOfBounds { value: read.value.to_string(), wanted }.at(read.span));
        None
    }

    /// Numbers for the levels of an attribute; absent levels count `absent`, or are reported.
    fn levels(&mut self, table: &Open<'d>, attribute: Attribute, absent: Option<f64>) -> Option<Vec<f64>> {
        let mut levels = Vec::new();
        for (name, doc) in attribute.levels() {
            let read = self.number(table, name);
            // A level may be given from outside although the file does not name it, so absence is judged last.
            match (read, absent) {
                (Some(value), _) => levels.push(value),
                (None, Some(value)) => levels.push(value),
                (None, None) => {
                    if !table.has(name) {
                        let table_name = levels_of(attribute).name;
                        self.reader
                            .report(Problem::MissingKey { key: name, table: table_name, doc: *doc }.at(table.span()));
                    }
                }
            }
        }
        (levels.len() == attribute.levels().len()).then_some(levels)
    }

    /// Shares of all levels, scaled to add up to 1.
    fn scaled(&mut self, root: &Open<'d>, attribute: Attribute) -> Option<Vec<f64>> {
        let table = self.table(root, attribute.name())?;
        let levels = self.levels(&table, attribute, None)?;
        let total: f64 = levels.iter().sum();
        if total > 0.0 {
            return Some(levels.iter().map(|l| l / total).collect());
        }
        let wanted = label("shares that are not all 0", "不全为0的比例");
        self.reader.report(Problem::OutOfBounds { value: "0".into(), wanted }.at(table.span()));
        None
    }

    fn shares(&mut self, root: &Open<'d>) -> Option<Shares> {
        let [sex, age, education, occupation] =
            [Attribute::Sex, Attribute::Age, Attribute::Education, Attribute::Occupation].map(|a| self.scaled(root, a));
        let urban = self.table(root, "place").and_then(|t| self.number(&t, "urban"));
        Some(Shares { sex: sex?, age: age?, urban: urban?, education: education?, occupation: occupation? })
    }

    fn income(&mut self, root: &Open<'d>) -> Option<([f64; 5], f64)> {
        let table = self.table(root, "income")?;
        let ratio = self.above(&table, "urban_to_rural", 0.0);
        let fifths = self.table(&table, "fifth").and_then(|t| self.levels(&t, Attribute::Income, None));
        Some((fifths?.try_into().ok()?, ratio?))
    }

    fn associations(&mut self, root: &Open<'d>) -> Vec<(Attribute, Attribute, f64)> {
        let mut found = Vec::new();
        for table in self.reader.tables(root, "association") {
            let names = self.reader.names(&table, "between");
            let attributes: Vec<Attribute> = names.iter().filter_map(|n| self.attribute(n)).collect();
            let strength = self.number(&table, "strength");
            match attributes.as_slice() {
                [a, b] if a != b => found.extend(strength.map(|s| (*a, *b, s))),
                other if other.len() == names.len() => {
                    let wanted = label("two different attributes", "两个不同的属性");
                    let value = names.iter().map(|n| n.value.as_str()).collect::<Vec<_>>().join(", ");
                    self.reader.report(Problem::OutOfBounds { value, wanted }.at(table.value_span("between")));
                }
                _ => {}
            }
        }
        found
    }

    fn attribute(&mut self, name: &Spanned<String>) -> Option<Attribute> {
        let found = Attribute::parse(&name.value).filter(|a| *a != Attribute::Occupation);
        if found.is_none() {
            let all = Attribute::ALL.iter().filter(|a| **a != Attribute::Occupation).map(|a| a.name());
            self.unknown(label("attribute before occupation", "职业之外的属性"), name, all);
        }
        found
    }

    fn unknown<'n>(&mut self, kind: Label, name: &Spanned<String>, known: impl IntoIterator<Item = &'n str>) {
        let near = nearest(&name.value, known).map(str::to_owned);
        self.reader.report(Problem::UnknownName { kind, name: name.value.clone(), near }.at(name.span.clone()));
    }

    /// The factors of a profile, leaning or exposure.
    fn factors(&mut self, table: &Open<'d>, attributes: &[Attribute]) -> Vec<Factor> {
        let mut factors = Vec::new();
        for attribute in attributes {
            if let Some(open) = self.table(table, attribute.name())
                && let Some(levels) = self.levels(&open, *attribute, Some(1.0))
            {
                factors.push(Factor { attribute: *attribute, levels });
            }
        }
        factors
    }

    fn leanings(&mut self, root: &Open<'d>) -> Vec<(usize, Factor)> {
        let mut found = Vec::new();
        let levels = Attribute::Occupation.levels();
        for table in self.reader.tables(root, "leaning") {
            let Some(name) = self.reader.name(&table, "of") else { continue };
            let factors = self.factors(&table, &Attribute::ALL[..5]);
            match levels.iter().position(|(n, _)| *n == name.value) {
                Some(occupation) => found.extend(factors.into_iter().map(|f| (occupation, f))),
                None => self.unknown(label("occupation", "职业"), &name, levels.iter().map(|(n, _)| *n)),
            }
        }
        found
    }

    fn households(&mut self, root: &Open<'d>) -> Option<Households> {
        let table = self.table(root, "household")?;
        let mean_size = self.above(&table, "mean_size", 0.0);
        let child_share = self.number(&table, "child_share");
        let mut shape = vec![0.0; 16];
        let mut largest = 0;
        for (size, share) in self.reader.figures(&table, "members") {
            match size.value.parse::<usize>().ok().filter(|s| (1..=16).contains(s)) {
                Some(size) => {
                    largest = largest.max(size);
                    if let Some(slot) = shape.get_mut(size - 1) {
                        *slot = share.value.to_f64();
                    }
                }
                None => {
                    let wanted = label("a number of members from 1 to 16", "1至16的成员数");
                    self.reader.report(Problem::OutOfBounds { value: size.value, wanted }.at(size.span));
                }
            }
        }
        shape.truncate(largest);
        if !shape.iter().any(|s| *s > 0.0) {
            let wanted = label("shares that are not all 0", "不全为0的比例");
            self.reader.report(Problem::OutOfBounds { value: "0".into(), wanted }.at(table.value_span("members")));
        }
        Some(Households { mean_size: mean_size?, child_share: child_share?, shape })
    }

    fn names(&mut self, root: &Open<'d>) -> Option<NameSpec> {
        let table = self.table(root, "names")?;
        let mut listed = self.reader.figures(&table, "surname");
        listed.sort_by_key(|(_, share)| std::cmp::Reverse(share.value));
        let surnames: Vec<f64> = listed.iter().map(|(_, s)| s.value.to_f64()).collect();
        let published: f64 = surnames.iter().sum();
        let commonest = self.reader.name(&table, "commonest_surname")?;
        let commonest_surname = listed.iter().position(|(n, s)| n.value == commonest.value && s.value.to_f64() > 0.0);
        if commonest_surname.is_none() {
            let known = listed.iter().map(|(n, _)| n.value.as_str());
            self.unknown(label("surname with a share", "有人口比例的姓氏"), &commonest, known);
        }
        let wanted =
            label("no less than the listed surnames together, and no more than 1", "不小于所列姓氏合计且不大于1");
        let top_hundred = self.within(&table, "top_hundred", |x| x >= published && x <= 1.0, wanted);
        let wanted = label("a number from 100 to 8,192", "100至8192的数");
        let n_surnames = self.within(&table, "surnames_in_use", |x| (100.0..=8192.0).contains(&x), wanted);
        let wanted = label("a number from 0.1 to 0.9", "0.1至0.9的数");
        let exponent = self.within(&table, "exponent", |x| (0.1..=0.9).contains(&x), wanted);
        Some(NameSpec {
            surnames,
            top_hundred: top_hundred?,
            n_surnames: n_surnames? as u32,
            commonest_surname: commonest_surname?,
            commonest_bearers: self.above(&table, "commonest_bearers", 0.0)?,
            surname_bearers: self.above(&table, "surname_bearers", 0.0)?,
            duplicate_names: self.number(&table, "duplicate_names")?,
            duplicate_bearers: self.above(&table, "duplicate_bearers", 0.0)?,
            exponent: exponent?,
        })
    }

    fn acts(&mut self, root: &Open<'d>) -> (Vec<ActSpec>, Vec<Range<usize>>) {
        let costs: Vec<(String, f64)> =
            self.reader.figures(root, "cost").into_iter().map(|(n, c)| (n.value, c.value.to_f64())).collect();
        let profiles: Vec<(String, Vec<Factor>)> = self
            .reader
            .tables(root, "profile")
            .iter()
            .map(|t| (t.id.value.clone(), self.factors(t, &Attribute::ALL)))
            .collect();
        let (mut acts, mut spans) = (Vec::<ActSpec>::new(), Vec::new());
        for table in self.reader.tables(root, "act") {
            let Some(act) = self.act(&table, &costs, &profiles) else { continue };
            if acts.iter().any(|a| a.kind == act.kind) {
                let id = act.kind.name().to_owned();
                self.reader.report(Problem::DuplicateId { kind: "act", id }.at(table.value_span("act")));
                continue;
            }
            spans.push(table.span());
            acts.push(act);
        }
        (acts, spans)
    }

    fn act(
        &mut self,
        table: &Open<'d>,
        costs: &[(String, f64)],
        profiles: &[(String, Vec<Factor>)],
    ) -> Option<ActSpec> {
        let rate = self.number(table, "rate");
        let times = self.number(table, "times").unwrap_or(1.0);
        let factors = match self.reader.name(table, "profile") {
            None => Vec::new(),
            Some(name) => match profiles.iter().find(|(id, _)| *id == name.value) {
                Some((_, factors)) => factors.clone(),
                None => {
                    self.unknown(label("profile", "profile"), &name, profiles.iter().map(|(n, _)| n.as_str()));
                    return None;
                }
            },
        };
        let resembles = self.reader.names(table, "resembles");
        let resembles = resembles.iter().filter_map(|n| self.kind(n)).collect();
        let lasts = self.lasts(table);
        let name = self.reader.name(table, "act")?;
        let kind = self.kind(&name)?;
        let taken = self.taken(table, kind, costs)?;
        Some(ActSpec { kind, rate: rate? * times, factors, taken, resembles, lasts })
    }

    fn kind(&mut self, name: &Spanned<String>) -> Option<ActKind> {
        let kind = ActKind::parse(&name.value);
        if kind.is_none() {
            self.unknown(label("act of the catalogue", "行为目录中的行为"), name, ActKind::all().map(ActKind::name));
        }
        kind
    }

    /// How opportunities for an act are taken: by its class.
    fn taken(&mut self, table: &Open<'d>, kind: ActKind, costs: &[(String, f64)]) -> Option<Taken> {
        let needed = match kind.class() {
            ActClass::Violation | ActClass::Obligation | ActClass::Merit => "cost",
            ActClass::Expression => "accepted",
            ActClass::Ordinary => return Some(Taken::Need),
        };
        if needed == "accepted" {
            let share = self.inner(table, "accepted");
            if share.is_none() && !table.has("accepted") {
                let doc = label("the share that acts", "实际行动的比例");
                self.reader.report(Problem::MissingKey { key: "accepted", table: "act", doc }.at(table.span()));
            }
            return share.map(|share| Taken::Express { share });
        }
        let Some(name) = self.reader.name(table, "cost") else {
            let doc = label("a name under [cost]", "[cost]下的名称");
            self.reader.report(Problem::MissingKey { key: "cost", table: "act", doc }.at(table.span()));
            return None;
        };
        let Some((_, cost)) = costs.iter().find(|(n, _)| *n == name.value) else {
            self.unknown(label("name under [cost]", "[cost]下的名称"), &name, costs.iter().map(|(n, _)| n.as_str()));
            return None;
        };
        // Beyond the response tables nobody ever acts.
        let cost = cost.min(20.0);
        if kind.class() == ActClass::Merit {
            return Some(Taken::Merit { cost });
        }
        let wanted = label("a number from 0 to 8", "0至8的数");
        let spread = if table.has("spread") { self.within(table, "spread", |x| x <= 8.0, wanted)? } else { 1.0 };
        Some(Taken::Offend { cost, spread })
    }

    /// Who earns what. All shares together are no more than 1, and nobody works more periods than there are.
    fn earnings(&mut self, root: &Open<'d>) -> Vec<Earning> {
        let mut all = Vec::<Earning>::new();
        for table in self.reader.tables(root, "earning") {
            let (share, wage) = (self.number(&table, "share"), self.number(&table, "wage"));
            let wanted = label("a number from 1 to 366", "1至366的数");
            let periods = self.within(&table, "periods", |x| (1.0..=366.0).contains(&x), wanted);
            let wanted = label("no more than `periods`", "不超过`periods`");
            let worked = self.within(&table, "worked", |x| periods.is_none_or(|periods| x <= periods), wanted);
            let (Some(share), Some(periods), Some(worked), Some(wage)) = (share, periods, worked, wage) else {
                continue;
            };
            if all.iter().map(|e| e.share).sum::<f64>() + share > 1.0 + 1e-9 {
                let wanted = label("shares that are no more than 1 together", "合计不超过1的比例");
                let value = share.to_string();
                self.reader.report(Problem::OutOfBounds { value, wanted }.at(table.value_span("share")));
            }
            all.push(Earning { share, periods: periods as u32, worked: worked as u32, wage });
        }
        all
    }

    /// What people say when they are asked. The factors are numbers above 0, so that no answer is certain.
    fn opinion(&mut self, root: &Open<'d>) -> Option<OpinionSpec> {
        let table = self.table(root, "opinion")?;
        let factors = self.factors(&table, &Attribute::ALL);
        let asked = self.number(&table, "asked");
        let wanted = label("a number from 1 to 120", "1至120的数");
        let every = self.within(&table, "every_months", |x| (1.0..=120.0).contains(&x), wanted);
        let [odds, trust, favoured, burdened, told, told_penalised, told_wrongly] =
            ["odds", "trust", "favoured", "burdened", "told", "told_penalised", "told_wrongly"].map(|key| {
                let wanted = label("a number from 0.001 to 1,000", "0.001至1000的数");
                self.within(&table, key, |x| (0.001..=1000.0).contains(&x), wanted)
            });
        Some(OpinionSpec {
            asked: asked?,
            every_months: every? as u16,
            odds: odds?,
            trust: trust?,
            favoured: favoured?,
            burdened: burdened?,
            told: told?,
            told_penalised: told_penalised?,
            told_wrongly: told_wrongly?,
            factors,
        })
    }

    fn identity(&mut self, root: &Open<'d>) -> Option<IdentitySpec> {
        let table = self.table(root, "identity")?;
        let wanted = label("1 or more", "1或更大的数");
        let district_people = self.within(&table, "district_people", |x| x >= 1.0, wanted);
        let district_spread = if table.has("district_spread") {
            self.within(&table, "district_spread", |x| x <= 5.0, label("a number from 0 to 5", "0至5的数"))?
        } else {
            0.0
        };
        let birth_years = if table.has("birth_years") {
            let wanted = label("1 to 200 years", "1至200年");
            Some(self.within(&table, "birth_years", |x| (1.0..=200.0).contains(&x), wanted)? as u32)
        } else {
            None
        };
        Some(IdentitySpec { district_people: district_people?, district_spread, birth_years })
    }

    fn behaviour(&mut self, root: &Open<'d>) -> Option<BehaviourSpec> {
        let table = self.table(root, "behaviour")?;
        let mut exposure = Vec::new();
        for open in self.reader.tables(root, "exposure") {
            let factors = self.factors(&open, &Attribute::ALL);
            exposure.extend(self.reader.name(&open, "domain").map(|domain| (domain.value, factors)));
        }
        let [noise, moral_spread, trust_effect] = ["noise", "moral_spread", "trust_effect"].map(|k| {
            let wanted = label("a number from 0 to 5", "0至5的数");
            self.within(&table, k, |x| x <= 5.0, wanted)
        });
        let [trust_mean, eta, psi_own, zeta, announced_risk, phi] =
            ["trust_mean", "eta", "psi_own", "zeta", "announced_risk", "phi"].map(|k| self.number(&table, k));
        let [cost_per_gravity, score_width] = ["cost_per_gravity", "score_width"].map(|k| self.number(&table, k));
        let wanted = label("a number from 0.01 to 5", "0.01至5的数");
        let expression_noise = self.within(&table, "expression_noise", |x| (0.01..=5.0).contains(&x), wanted);
        let wanted = label("a number from 0 to 5", "0至5的数");
        let conformity = self.within(&table, "conformity", |x| x <= 5.0, wanted);
        if let (Some(strength), Some(noise)) = (conformity, expression_noise)
            && strength > 2.0 * noise
        {
            self.reader.report(lives::several_levels(strength / noise, table.value_span("conformity")));
        }
        let (conform_to, conform_from) = (self.near(&table, "conform_to"), self.number(&table, "conform_from"));
        let [trust_concentration, risk_concentration] = ["trust_concentration", "risk_concentration"].map(|k| {
            let wanted = label("a number from 1 to 1,000", "1至1000的数");
            self.within(&table, k, |x| (1.0..=1000.0).contains(&x), wanted)
        });
        let wanted = label("a share below 1", "小于1的比例");
        let patience = self.within(&table, "patience", |x| x < 1.0, wanted);
        Some(BehaviourSpec {
            noise: noise?,
            expression_noise: expression_noise?,
            moral_spread: moral_spread?,
            trust_effect: trust_effect?,
            trust_mean: trust_mean?,
            trust_concentration: trust_concentration?,
            eta: eta?,
            psi_own: psi_own?,
            zeta: zeta?,
            announced_risk: announced_risk?,
            risk_concentration: risk_concentration?,
            phi: phi?,
            conformity: conformity?,
            conform_to,
            conform_from: conform_from.unwrap_or(0.0),
            patience: patience?,
            cost_per_gravity: cost_per_gravity?,
            score_width: score_width?,
            exposure,
        })
    }
}
