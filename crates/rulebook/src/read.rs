//! From a document to a plan: tables in the order of the chain, from score to review.

use crate::card;
use crate::condition::{self, Names};
use crate::fault::Fault;
use crate::grades;
use crate::identity;
use crate::keys::{RULEBOOK, RULEBOOK_FORMAT};
use crate::lists;
use crate::parts;
use crate::plan::*;
use crate::published;
use crate::review;
use crate::security;
use crate::{rating, scorecard};
use glasshouse_model::draw::name_key;
use glasshouse_model::{ActKind, Chance, Day, Ratio, Span};
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Code, Label, Problem, Reader, Spanned, Table, both};
use std::ops::Range;

/// Places of the parts of a plan, for the checks that look at the whole.
#[derive(Debug, Default)]
pub(crate) struct Places {
    pub(crate) indicators: Vec<Vec<Spanned<ActKind>>>,
    pub(crate) channels: Vec<Vec<Spanned<ActKind>>>,
    pub(crate) lists: Vec<Range<usize>>,
    pub(crate) measures: Vec<Range<usize>>,
    pub(crate) components: Vec<Range<usize>>,
    pub(crate) review_off: bool,
}

/// Reads the whole file.
pub(crate) fn rulebook(reader: &mut Reader<'_>) -> (Plan, Places) {
    let root = reader.root(&RULEBOOK);
    let mut plan = Plan::default();
    let mut places = Places::default();
    check_format(reader, &root, RULEBOOK_FORMAT);
    reader.read_sources(&root);
    plan.id = reader.id(&root).map_or(String::new(), |id| id.value);
    plan.title = reader.text(&root, "title").unwrap_or_default();
    plan.status = match reader.choice(&root, "status").map(|c| c.value) {
        Some("documented") => Status::Documented,
        Some("reconstructed") => Status::Reconstructed,
        _ => Status::Stylised,
    };
    plan.level = match reader.choice(&root, "level").map(|c| c.value) {
        Some("national") => Level::National,
        Some("platform") => Level::Platform,
        Some("employer") => Level::Employer,
        _ => Level::Local,
    };
    reader.flag(&root, "complete");
    plan.society = reader.name(&root, "society").map(|n| n.value);
    plan.card = card::read(reader, &root, &plan.id);
    reader.words(&root, "note");
    in_force(reader, &root, &mut plan);
    score(reader, &root, &mut plan, &mut places);
    indicators(reader, &root, &mut plan, &mut places);
    grades::read(reader, &root, &mut plan);
    let lists = list_names(reader, &root);
    let names = Names {
        grades: plan.grading.as_ref().map_or(Vec::new(), |g| g.grades.iter().map(|g| g.id.clone()).collect()),
        lists,
        scored: plan.score.is_some(),
        carded: root.has("scorecard"),
    };
    who(reader, &root, &mut plan, &names);
    channels(reader, &root, &mut plan, &mut places, &names);
    review::read(reader, &root, &mut plan, &mut places, &names);
    lists::read(reader, &root, &mut plan, &mut places, &names);
    measures(reader, &root, &mut plan, &mut places, &names);
    plan.scorecard = scorecard::read(reader, &root);
    plan.raters = rating::read(reader, &root, &plan);
    plan.security = security::read(reader, &root, &plan);
    cases(reader, &root, &mut plan);
    plan.published = published::read(reader, &root);
    (plan, places)
}

/// Checks the first key of a file.
pub(crate) fn check_format<'d>(reader: &mut Reader<'d>, root: &Table<'d>, known: &'static str) {
    if let Some(format) = reader.words(root, "format").filter(|f| f.value != known) {
        reader.report(Problem::UnknownFormat { written: format.value, known }.at(format.span));
    }
}

fn in_force<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan) {
    let Some(table) = reader.table(root, "in_force") else { return };
    plan.from = reader.day(&table, "from").map(|d| d.value);
    plan.to = reader.day(&table, "to").map(|d| d.value);
    reader.set_start(plan.from);
    if let (Some(from), Some(to)) = (plan.from, plan.to)
        && to < from
    {
        reader.report(Problem::DatesReversed { from: from.to_string(), to: to.to_string() }.at(table.value_span("to")));
    }
}

fn score<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, places: &mut Places) {
    let Some(table) = reader.table(root, "score") else {
        if !root.has("score") {
            for key in ["component", "grade", "grading"].into_iter().filter(|k| root.has(k)) {
                reader.report(Fault::NoScore.at(root.key_span(key)));
            }
        }
        return;
    };
    let label = reader.text(&table, "label").unwrap_or_default();
    let start = reader.points(&table, "start");
    let (min, max) = bounds(reader, &table, start.as_ref().map(|s| s.value));
    let Some(start) = start else { return };
    plan.score = Some(ScoreRule { label: label.clone(), start: start.value, min, max });
    for part in limited(reader, root, "component", 8) {
        let label = reader.text(&part, "label").unwrap_or_default();
        let base = reader.points(&part, "base").map(|b| b.value);
        let (min, max) = bounds(reader, &part, base);
        places.components.push(part.span());
        plan.components.push(Component { id: part.id.value.clone(), label, base: base.unwrap_or(0), min, max });
    }
    if plan.components.is_empty() {
        places.components.push(table.span());
        plan.components.push(Component { id: "score".into(), label, base: start.value, min: None, max: None });
    }
    let sum: i64 = plan.components.iter().map(|c| i64::from(c.base)).sum();
    if sum != i64::from(start.value) && !reader.has_errors() {
        reader.report(Fault::ComponentsDoNotSum { sum, start: start.value }.at(start.span));
    }
}

/// Reads `min` and `max` around a value.
fn bounds<'d>(reader: &mut Reader<'d>, table: &Table<'d>, value: Option<i32>) -> (Option<i32>, Option<i32>) {
    let min = reader.points(table, "min").map(|m| m.value);
    let max = reader.points(table, "max").map(|m| m.value);
    let wrong = match (min, value, max) {
        (Some(low), _, Some(high)) if low > high => Some(("min", low, high)),
        (Some(low), Some(v), _) if low > v => Some(("min", low, v)),
        (_, Some(v), Some(high)) if v > high => Some(("max", v, high)),
        _ => None,
    };
    if let Some((key, above, below)) = wrong {
        reader.report(Fault::BoundsReversed { above, below }.at(table.value_span(key)));
    }
    (min, max)
}

/// Opens the tables of a list, refusing more than there may be.
pub(crate) fn limited<'d>(reader: &mut Reader<'d>, root: &Table<'d>, key: &'static str, most: usize) -> Vec<Table<'d>> {
    let mut tables = reader.tables(root, key);
    if let Some(first) = tables.get(most) {
        reader.report(Fault::TooMany { what: key, most }.at(first.span()));
    }
    tables.truncate(most);
    tables
}

/// Reads names of acts.
fn acts<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Vec<Spanned<ActKind>> {
    let mut kinds: Vec<Spanned<ActKind>> = Vec::new();
    for name in reader.names(table, key) {
        match ActKind::parse(&name.value) {
            Some(kind) if kinds.iter().all(|k| k.value != kind) => kinds.push(Spanned { value: kind, span: name.span }),
            Some(_) => {}
            None => reader.report(Fault::UnknownAct { name: name.value }.at(name.span)),
        }
    }
    kinds
}

fn indicators<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, places: &mut Places) {
    let prohibited = parts::prohibited(reader, root);
    for table in limited(reader, root, "indicator", 64) {
        let label = reader.text(&table, "label").unwrap_or_default();
        let on = acts(reader, &table, "on");
        for kind in &on {
            if let Some(first) = plan.indicator_of(kind.value).and_then(|i| plan.indicators.get(usize::from(i))) {
                let fault = Fault::ActInTwoIndicators { act: kind.value.name(), first: first.id.clone() };
                reader.report(fault.at(kind.span.clone()));
            }
        }
        let component = component_of(reader, &table, plan);
        let days = first_and_last(reader, &table);
        let points = Dated { versions: reader.dated_points(&table, "points").unwrap_or_default() };
        let points = in_days(points, days, plan.score.is_some());
        if plan.score.is_some() && !table.has("points") {
            let doc = Label { en: "Signed points.", zh: "带正负号的分值。" };
            reader.missing(&table, "points", doc);
        }
        if !root.has("score") && table.has("points") {
            reader.report(Fault::NoScore.at(table.key_span("points")));
        }
        let cap = reader.table(&table, "cap").and_then(|cap| {
            let per = reader.choice(&cap, "per")?;
            let max = reader.points(&cap, "max")?;
            if max.value <= 0 {
                let wanted = Label { en: "above 0", zh: "大于0" };
                reader.report(Problem::OutOfBounds { value: max.value.to_string(), wanted }.at(max.span));
            }
            Some(Cap { per: if per.value == "year" { CapPeriod::Year } else { CapPeriod::Life }, max: max.value })
        });
        let repeat = match reader.choice(&table, "repeat").map(|c| c.value) {
            Some("once") => Repeat::Once,
            Some("first_in_year") => Repeat::FirstInYear,
            _ => Repeat::Each,
        };
        let clock = match reader.choice(&table, "clock").map(|c| c.value) {
            Some("event") => Clock::Act,
            Some("end") => Clock::End,
            _ => Clock::Record,
        };
        let gravity = match reader.choice(&table, "gravity").map(|c| c.value) {
            Some("minor") => Gravity::Minor,
            Some("serious") => Gravity::Serious,
            _ => Gravity::Ordinary,
        };
        let data = reader.choice(&table, "data");
        let is_prohibited = data.is_some_and(|data| prohibited.contains(&data.value));
        let lapses = reader.span(&table, "lookback").map_or(Span::ZERO, |s| s.value);
        let admissible = reader.flag(&table, "admissible").unwrap_or(true) && !is_prohibited;
        let source = if table.has("points") {
            reader.citation_at(&format!("{}.points", table.path))
        } else {
            table.source().unwrap_or_default().to_owned()
        };
        plan.indicators.push(Indicator {
            id: table.id.value.clone(),
            label,
            on: on.iter().map(|k| k.value).collect(),
            component,
            scale: 0,
            member: 0,
            points,
            cap,
            repeat,
            lapses,
            clock,
            who: None,
            gravity,
            fine: reader.ratio(&table, "fine").map_or(Ratio::ZERO, |fine| fine.value),
            grade: None,
            admissible,
            is_prohibited,
            evidence: parts::evidence(reader, &table),
            source,
            line: reader.line(&table.span()),
        });
        places.indicators.push(on);
    }
}

fn component_of<'d>(reader: &mut Reader<'d>, table: &Table<'d>, plan: &Plan) -> u8 {
    let Some(name) = reader.name(table, "component") else {
        if plan.components.len() > 1 {
            let doc = Label { en: "Part of the score that it moves.", zh: "影响分数的哪一部分。" };
            reader.missing(table, "component", doc);
        }
        return 0;
    };
    let ids: Vec<String> = plan.components.iter().map(|c| c.id.clone()).collect();
    find(reader, &ids, &name, COMPONENT).unwrap_or(0)
}

/// Reads `from` and `to` of a rule.
pub(crate) fn first_and_last<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> (Option<Day>, Option<Day>) {
    let from = reader.day(table, "from").map(|d| d.value);
    let to = reader.day(table, "to").map(|d| d.value);
    if let (Some(f), Some(t)) = (from, to)
        && t < f
    {
        let problem = Problem::DatesReversed { from: f.to_string(), to: t.to_string() };
        reader.report(problem.at(table.value_span("to")));
    }
    (from, to)
}

/// Points on the days of their rule. Where there is no score, records of the rule count without points.
pub(crate) fn in_days(points: Dated<i32>, (from, to): (Option<Day>, Option<Day>), scored: bool) -> Dated<i32> {
    if !scored {
        return Dated { versions: vec![(from, to, 0)] };
    }
    let later = |a: Option<Day>, b: Option<Day>| a.max(b);
    let earlier = |a: Option<Day>, b: Option<Day>| a.into_iter().chain(b).min();
    let clipped = points.versions.into_iter().map(|(f, t, v)| (later(f, from), earlier(t, to), v));
    let some_day = |(f, t, _): &(Option<Day>, Option<Day>, i32)| match (f, t) {
        (Some(f), Some(t)) => f <= t,
        _ => true,
    };
    Dated { versions: clipped.filter(some_day).collect() }
}

const COMPONENT: Label = Label { en: "component", zh: "组成部分" };
pub(crate) const INDICATOR: Label = Label { en: "indicator", zh: "指标" };
pub(crate) const LIST: Label = Label { en: "list", zh: "名单" };
const MEASURE: Label = Label { en: "measure", zh: "措施" };
pub(crate) const GRADE: Label = Label { en: "grade", zh: "等级" };

/// The index of a name, or a report that there is none.
pub(crate) fn find(reader: &mut Reader<'_>, ids: &[String], name: &Spanned<String>, kind: Label) -> Option<u8> {
    // What a reform takes out is no longer referred to; that is no mistake of the author.
    if reader.was_removed(kind.en, &name.value) {
        return None;
    }
    let found = ids.iter().position(|id| *id == name.value).and_then(|i| u8::try_from(i).ok());
    if found.is_none() && !reader.is_incomplete() {
        let near = nearest(&name.value, ids.iter().map(String::as_str)).map(str::to_owned);
        reader.report(Problem::UnknownName { kind, name: name.value.clone(), near }.at(name.span.clone()));
    }
    found
}

/// Conditions on whom indicators concern; read when grades and lists are known.
fn who<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, names: &Names) {
    let tables = reader.reopened(root, "indicator");
    for (table, indicator) in tables.iter().zip(&mut plan.indicators) {
        indicator.who = condition_of(reader, table, "who", names);
        if let Some(name) = reader.name(table, "grade") {
            indicator.grade = find(reader, &names.grades, &name, GRADE);
        }
    }
}

pub(crate) fn condition_of<'d>(
    reader: &mut Reader<'d>,
    table: &Table<'d>,
    key: &str,
    names: &Names,
) -> Option<Condition> {
    let text = reader.words(table, key)?;
    let raw = reader.raw(&text.span).to_owned();
    let offset = raw.find(text.value.as_str()).filter(|_| !text.value.is_empty());
    let whole = text.span.clone();
    let at = move |inner: Range<usize>| match offset {
        // Where the string has escapes, places inside it do not line up: underline all of it.
        None => whole.clone(),
        Some(skip) => whole.start + skip + inner.start..(whole.start + skip + inner.end.max(inner.start)),
    };
    match condition::parse(&text.value, names, at) {
        Ok(condition) => Some(condition),
        Err(diagnostic) => {
            // A grade or list that is not there may stand in a part that could not be read.
            if !(diagnostic.code == Code::ConditionName && reader.is_incomplete()) {
                reader.report(*diagnostic);
            }
            None
        }
    }
}

fn channels<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, places: &mut Places, names: &Names) {
    let tables = limited(reader, root, "channel", 250);
    check_keys(reader, &tables);
    for table in tables {
        let label = reader.text(&table, "label").unwrap_or_default();
        let agency = reader.text(&table, "agency").unwrap_or_default();
        let kind = match reader.choice(&table, "kind").map(|c| c.value) {
            Some("patrol") => ChannelKind::Patrol,
            Some("complaint") => ChannelKind::Complaint,
            Some("claim") => ChannelKind::Claim,
            _ => ChannelKind::Register,
        };
        let on = acts(reader, &table, "on");
        let coverage = [share(reader, &table, "coverage_rural"), share(reader, &table, "coverage_urban")];
        let hit_rate = share(reader, &table, "hit_rate");
        let false_alarms = reader.ratio(&table, "false_alarms").map_or(Ratio::ZERO, |r| r.value);
        let delay_min = days(reader, &table, "delay_days_min");
        let delay_mean = days(reader, &table, "delay_days_mean");
        let (identity, details, linkage) = identity::read(reader, &table);
        let watches = first_and_last(reader, &table);
        plan.channels.push(Channel {
            key: name_key(&table.id.value),
            id: table.id.value.clone(),
            label,
            agency,
            kind,
            on: on.iter().map(|k| k.value).collect(),
            coverage,
            hit_rate,
            false_alarms,
            delay_min,
            delay_mean,
            identity,
            details,
            linkage,
            days: watches,
            full_from: parts::full_from(reader, &table, watches.0),
            confirm: parts::confirm(reader, &table),
            screen: parts::screen(reader, &table),
            averages: parts::averages(reader, &table),
            varies: varies(reader, &table, names),
            per_day: reader.ratio(&table, "per_day").map(|r| r.value),
            log_days: table.has("log_days").then(|| days(reader, &table, "log_days")),
            evidence: parts::evidence(reader, &table),
            member: 0,
        });
        places.channels.push(on);
    }
}

fn varies<'d>(reader: &mut Reader<'d>, table: &Table<'d>, names: &Names) -> Vec<Varies> {
    let mut all = Vec::new();
    for part in reader.tables(table, "varies") {
        let hit_rate = share(reader, &part, "hit_rate");
        let false_alarms = reader.ratio(&part, "false_alarms").map_or(0.0, |r| r.value.to_f64());
        all.extend(condition_of(reader, &part, "who", names).map(|who| Varies { who, hit_rate, false_alarms }));
    }
    all
}

pub(crate) fn share<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> Chance {
    reader.chance(table, key).unwrap_or(Chance::NEVER)
}

pub(crate) fn days<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str) -> u32 {
    match reader.count(table, key) {
        None => 0,
        Some(n) if n.value <= 36_525 => n.value,
        Some(n) => {
            let wanted = Label { en: "a number of days up to 36525", zh: "不超过36525的天数" };
            reader.report(Problem::OutOfBounds { value: n.value.to_string(), wanted }.at(n.span));
            0
        }
    }
}

/// Reports names whose keys for draws collide.
pub(crate) fn check_keys(reader: &mut Reader<'_>, tables: &[Table<'_>]) {
    for (i, later) in tables.iter().enumerate() {
        let key = name_key(&later.id.value);
        let clash = tables.iter().take(i).find(|t| t.id.value != later.id.value && name_key(&t.id.value) == key);
        if let Some(first) = clash {
            let names = [first.id.value.clone(), later.id.value.clone()];
            reader.report(
                Fault::DrawKeyCollision { names }
                    .at(later.id.span.clone())
                    .also(first.id.span.clone(), both("first one", "第一个")),
            );
        }
    }
}

fn list_names<'d>(reader: &mut Reader<'d>, root: &Table<'d>) -> Vec<String> {
    limited(reader, root, "list", 8).into_iter().map(|t| t.id.value).collect()
}

fn measures<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan, places: &mut Places, names: &Names) {
    let tables = limited(reader, root, "measure", 32);
    check_keys(reader, &tables);
    for table in tables {
        let label = reader.text(&table, "label").unwrap_or_default();
        let agency = reader.text(&table, "agency").unwrap_or_default();
        let domain = reader.words(&table, "domain").map_or(String::new(), |d| d.value);
        let polarity = match reader.choice(&table, "polarity").map(|c| c.value) {
            Some("reward") => Polarity::Reward,
            _ => Polarity::Sanction,
        };
        let gravity = reader.count(&table, "gravity");
        if let Some(g) = gravity.as_ref().filter(|g| !(1..=5).contains(&g.value)) {
            let wanted = Label { en: "a weight from 1 to 5", zh: "1至5的权重" };
            reader.report(Problem::OutOfBounds { value: g.value.to_string(), wanted }.at(g.span.clone()));
        }
        let when = condition_of(reader, &table, "when", names).unwrap_or(Condition::Const(false));
        let on = acts(reader, &table, "on");
        let delay_days = days(reader, &table, "delay_days");
        let enforcement = share(reader, &table, "enforcement");
        let bite = share(reader, &table, "bite");
        let prevents = acts(reader, &table, "prevents").iter().map(|k| k.value).collect();
        let prevented = reader.chance(&table, "prevented").unwrap_or(Chance::ALWAYS);
        let days_in_force = first_and_last(reader, &table);
        places.measures.push(table.value_span("when"));
        plan.measures.push(Measure {
            key: name_key(&table.id.value),
            id: table.id.value.clone(),
            label,
            agency,
            domain,
            polarity,
            gravity: gravity.map_or(1, |g| g.value.clamp(1, 5) as u8),
            when,
            on: on.iter().map(|k| k.value).collect(),
            delay_days,
            enforcement,
            bite,
            prevents,
            prevented,
            days: days_in_force,
            combine: Combine::default(),
            member: 0,
            line: reader.line(&table.span()),
        });
    }
}

fn cases<'d>(reader: &mut Reader<'d>, root: &Table<'d>, plan: &mut Plan) {
    for table in reader.tables(root, "case") {
        let name = reader.words(&table, "name");
        let as_of = reader.date(&table, "as_of");
        let start = plan.from.unwrap_or(Day(0));
        let mut done: Vec<(Day, ActKind)> = acts_in_order(reader, &table).into_iter().map(|k| (start, k)).collect();
        for act in reader.tables(&table, "act") {
            let times = reader.whole(&act, "times").map_or(1, |t| t.value.clamp(0, 1_000));
            let day = reader.date(&act, "on").map_or(start, |d| d.value);
            let Some(kind) = reader.words(&act, "kind") else { continue };
            match ActKind::parse(&kind.value) {
                Some(k) => done.extend((0..times).map(|_| (day, k))),
                None => reader.report(Fault::UnknownAct { name: kind.value }.at(kind.span)),
            }
        }
        done.sort_by_key(|(day, _)| *day);
        let facts = reader.table(&table, "facts").map_or(Facts::default(), |t| facts(reader, &t));
        let Some(expect) = reader.table(&table, "expect") else { continue };
        let score = reader.whole(&expect, "score").map(|s| s.value);
        let grade = reader.words(&expect, "grade").and_then(|name| expected_grade(reader, &name, plan));
        let ids = |plan: &Plan| plan.measures.iter().map(|m| m.id.clone()).collect::<Vec<_>>();
        let measures = indices(reader, &expect, "measures", &ids(plan), MEASURE);
        let lists =
            indices(reader, &expect, "lists", &plan.lists.iter().map(|l| l.id.clone()).collect::<Vec<_>>(), LIST);
        let (Some(name), Some(as_of)) = (name, as_of) else { continue };
        let source = table.source().map(str::to_owned);
        let span = if expect.has("score") { expect.value_span("score") } else { expect.span() };
        plan.cases.push(Case {
            name: name.value,
            source,
            as_of: as_of.value,
            acts: done,
            facts,
            score,
            grade,
            measures,
            lists,
            span,
            name_span: name.span,
        });
    }
}

/// Acts of a case, repeats included.
fn acts_in_order<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Vec<ActKind> {
    let mut kinds = Vec::new();
    for name in reader.names(table, "acts") {
        match ActKind::parse(&name.value) {
            Some(kind) => kinds.push(kind),
            None => reader.report(Fault::UnknownAct { name: name.value }.at(name.span)),
        }
    }
    kinds
}

fn expected_grade(reader: &mut Reader<'_>, name: &Spanned<String>, plan: &Plan) -> Option<Option<u8>> {
    if name.value == "none" {
        return Some(None);
    }
    let ids: Vec<String> =
        plan.grading.as_ref().map_or(Vec::new(), |g| g.grades.iter().map(|g| g.id.clone()).collect());
    find(reader, &ids, name, GRADE).map(Some)
}

fn indices<'d>(reader: &mut Reader<'d>, table: &Table<'d>, key: &str, ids: &[String], kind: Label) -> Option<Vec<u8>> {
    if !table.has(key) {
        return None;
    }
    let mut found: Vec<u8> = Vec::new();
    for name in reader.names(table, key) {
        found.extend(find(reader, ids, &name, kind));
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

fn facts<'d>(reader: &mut Reader<'d>, table: &Table<'d>) -> Facts {
    use glasshouse_model::Attribute;
    let age = reader.whole(table, "age").and_then(|a| u8::try_from(a.value).ok());
    let mut facts = Facts { age, ..Facts::default() };
    let named = [(0, Attribute::Sex), (1, Attribute::Place), (3, Attribute::Education), (4, Attribute::Occupation)];
    for (slot, attribute) in named {
        let Some(word) = reader.words(table, attribute.name()) else { continue };
        let allowed: Vec<&'static str> = attribute.levels().iter().map(|(n, _)| *n).collect();
        match allowed.iter().position(|n| *n == word.value) {
            Some(level) => facts.levels[slot] = Some(level as u8),
            None => {
                let near = nearest(&word.value, allowed.iter().copied());
                reader.report(Problem::NotAChoice { written: word.value, near, allowed }.at(word.span));
            }
        }
    }
    if let Some(fifth) = reader.whole(table, "income_fifth") {
        match fifth.value {
            1..=5 => facts.levels[2] = Some(fifth.value as u8 - 1),
            other => {
                let wanted = Label { en: "1 to 5", zh: "1至5" };
                reader.report(Problem::OutOfBounds { value: other.to_string(), wanted }.at(fifth.span));
            }
        }
    }
    facts
}
