//! Several rulebooks in force together: reading a stack and making one plan of it.
//!
//! Each rulebook keeps its own namespace: ids of its rules begin with its name and a colon. The first scored one
//! keeps its score as the plan's score; the others become [`Scale`]s. Nothing is merged by name; what the rulebooks
//! say about one good combines as `[[combine]]` declares, and an undeclared contradiction is an error.

mod flows;
mod routing;

use crate::builtin::builtin;
use crate::fault::Fault;
use crate::keys::{STACK, STACK_FORMAT};
use crate::plan::{
    Alteration, Breach, Channel, ChannelKind, Combine, Condition, Dated, Evidence, Grading, Identity, Indicator,
    Inspection, List, ListLink, Measure, Number, Plan, Polarity, Rater, SCALES_MAX, Scale, Security, Varies,
};
use crate::read::{check_format, days, find, in_days, share};
use crate::{Checked, card, compile, plan, published};
use flows::Flows;
use glasshouse_model::draw::name_key;
use glasshouse_model::{ActKind, Chance, Day, Ratio};
use glasshouse_text::patch::in_book;
use glasshouse_text::{Document, Label, Origin, Patch, Problem, Reader, Severity, Spanned, Table, diagnostic};

const BOOK: Label = Label { en: "rulebook", zh: "规则书" };
const LIST: Label = Label { en: "list", zh: "名单" };

/// What a listing elsewhere is reported as.
const ELSEWHERE: &str = "listing.elsewhere";

/// Whether a document says that it is a stack.
pub(crate) fn is_stack(document: &Document) -> bool {
    use glasshouse_text::node::Value;
    let Value::Table(entries) = &document.root().value else { return false };
    let format = entries.iter().find(|e| e.key == "format").map(|e| &e.node.value);
    matches!(format, Some(Value::String(format)) if format.starts_with("stack/"))
}

/// The rulebooks that a stack names and does not carry: its `book` names, built-in ones aside.
pub fn books_beside(bytes: &[u8]) -> Vec<String> {
    let document = Document::parse("", bytes);
    if !is_stack(&document) {
        return Vec::new();
    }
    let mut reader = Reader::new(&document, &[]);
    let root = reader.root(&STACK);
    let carried: Vec<String> = reader.tables(&root, "text").into_iter().map(|t| t.id.value).collect();
    let mut named = Vec::new();
    for table in reader.tables(&root, "use") {
        let book = reader.words(&table, "book").map(|b| b.value);
        named.extend(
            book.filter(|b| builtin(b).is_none() && !carried.contains(&table.id.value)).map(|b| (table.id.value, b)),
        );
    }
    named.into_iter().map(|(_, book)| book).collect()
}

/// A stack with the texts of the rulebooks beside it carried along: `found` gives the text of a `book`.
pub fn with_texts(bytes: &[u8], found: &dyn Fn(&str) -> Option<String>) -> Vec<u8> {
    let document = Document::parse("", bytes);
    let mut reader = Reader::new(&document, &[]);
    let root = reader.root(&STACK);
    let carried: Vec<String> = reader.tables(&root, "text").into_iter().map(|t| t.id.value).collect();
    let mut out = bytes.to_vec();
    for table in reader.tables(&root, "use") {
        let Some(book) = reader.words(&table, "book").map(|b| b.value) else { continue };
        if builtin(&book).is_some() || carried.contains(&table.id.value) {
            continue;
        }
        // Three single quotes end a literal string; no rulebook needs them.
        if let Some(text) = found(&book).filter(|text| !text.contains("'''")) {
            out.extend_from_slice(
                format!("\n[[text]]\nid = \"{}\"\ntoml = '''\n{text}'''\n", table.id.value).as_bytes(),
            );
        }
    }
    out
}

/// A rulebook of the stack, compiled.
struct Book {
    name: Spanned<String>,
    plan: Plan,
}

/// Checks a stack. Changes whose path names a rulebook (`nat:score.start`, `list.nat:debtors.term`) go to it; others
/// go to every rulebook that has what they speak of, unless they speak of the stack's own tables.
pub(crate) fn check(document: &Document, patches: &[Patch]) -> Checked {
    let (own, of_books) = routing::split(patches);
    let mut reader = Reader::new(document, &own);
    let root = reader.root(&STACK);
    check_format(&mut reader, &root, STACK_FORMAT);
    reader.read_sources(&root);
    reader.words(&root, "note");
    let mut plan = Plan { id: reader.id(&root).map_or(String::new(), |id| id.value), ..Plan::default() };
    plan.title = reader.text(&root, "title").unwrap_or_default();
    plan.society = reader.name(&root, "society").map(|n| n.value);
    plan.card = card::read(&mut reader, &root, &plan.id);
    plan.published = published::read(&mut reader, &root);
    let mut texts = Vec::new();
    for table in reader.tables(&root, "text") {
        texts.extend(reader.words(&table, "toml").map(|t| (table.id.value, t.value)));
    }
    let mut base = None;
    let mut found = Vec::new();
    let mut books = Vec::new();
    let members = members(&mut reader, &root, &texts);
    let of_books = routing::to_books(of_books, &members, &mut found);
    astray(&mut reader, &of_books, &members, &root);
    for Member { name, book, text, days } in members {
        let mut changes: Vec<Patch> = days.into_iter().map(|p| Patch { by: plan.id.clone(), ..p }).collect();
        changes.extend(of_books.iter().filter(|p| p.book.as_ref() == Some(&name.value)).cloned());
        let (compiled, diagnostics) = compile(&text, &changes);
        if let Some(plan) = compiled {
            books.push(Book { name, plan });
            continue;
        }
        let (outside, inside): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(|d| d.origin == Origin::Outside);
        found.extend(outside);
        let errors = inside.iter().filter(|d| d.severity == Severity::Error).count();
        if errors > 0 {
            reader.report(Fault::BaseHasErrors { count: errors }.at(book.span));
        }
        if errors > 0 && base.is_none() {
            base = Some(text.text().clone());
            found.extend(inside.into_iter().map(|d| d.within(Origin::Base)));
        }
    }
    let whole = found.is_empty();
    if whole {
        merge(&mut reader, &mut plan, &books, &root);
        links(&mut reader, &mut plan, &root);
        combine(&mut reader, &mut plan, &root);
    }
    if whole && !reader.has_errors() {
        contradictions(&mut reader, &plan, &root);
    }
    let reading = reader.finish();
    let good = whole && !reading.has_errors();
    plan.figures.extend(reading.figures);
    plan.sources.extend(reading.sources);
    found.extend(reading.diagnostics);
    let text = document.text().clone();
    Checked { plan: good.then_some(plan), diagnostics: diagnostic::tidy(found, &text), text, base }
}

/// A rulebook that a stack uses, as text.
struct Member {
    name: Spanned<String>,
    book: Spanned<String>,
    text: Document,
    /// The changes of its first and last day, where the stack names others.
    days: Vec<Patch>,
}

/// Reads `[[use]]` and finds the texts.
fn members<'d>(reader: &mut Reader<'d>, root: &Table<'d>, texts: &[(String, String)]) -> Vec<Member> {
    let mut members = Vec::new();
    for table in reader.tables(root, "use") {
        reader.words(&table, "note");
        reader.name(&table, "held_in");
        let Some(book) = reader.words(&table, "book") else { continue };
        let name = table.id.clone();
        let carried = texts.iter().find(|(id, _)| *id == name.value).map(|(_, text)| text.clone());
        let Some(text) = carried.or_else(|| builtin(&book.value).map(str::to_owned)) else {
            reader.report(Fault::NoSuchBook { name: book.value.clone() }.at(book.span));
            continue;
        };
        let text = Document::parse(&book.value, text.as_bytes());
        let mut days = Vec::new();
        for key in ["from", "to"] {
            let day = reader.date(&table, key).map(|day| day.value.to_string());
            days.extend(
                day.map(|day| Patch { book: Some(name.value.clone()), ..Patch::set(&format!("in_force.{key}"), &day) }),
            );
        }
        // To name a day that the rulebook has anyway is no mistake.
        days.retain(|patch| routing::idle(&text, patch).is_none());
        members.push(Member { name, book, text, days });
    }
    members
}

/// Reports changes that name no rulebook of the stack.
fn astray(reader: &mut Reader<'_>, patches: &[Patch], members: &[Member], root: &Table<'_>) {
    let names: Vec<String> = members.iter().map(|m| m.name.value.clone()).collect();
    for named in patches.iter().filter_map(|p| p.book.as_ref()) {
        if !names.contains(named) && !reader.has_errors() {
            find(reader, &names, &Spanned { value: named.clone(), span: root.key_span("use") }, BOOK);
        }
    }
}

/// Puts the rulebooks side by side.
fn merge(reader: &mut Reader<'_>, plan: &mut Plan, books: &[Book], root: &Table<'_>) {
    let mut most = |what: &'static str, have: usize, may: usize| {
        if have > may {
            reader.report(Fault::TooMany { what, most: may }.at(root.key_span("use")));
        }
    };
    let sum = |of: &dyn Fn(&Plan) -> usize| books.iter().map(|b| of(&b.plan)).sum::<usize>();
    most("indicator", sum(&|p| p.indicators.len()), 250);
    most("list", sum(&|p| p.lists.len()), 8);
    most("measure", sum(&|p| p.measures.len()), 32);
    most("channel", sum(&|p| p.channels.len()), 200);
    most("score", sum(&|p| usize::from(p.score.is_some())), SCALES_MAX + 1);
    most("alteration", sum(&|p| p.security.alterations.len()), Security::ALTERATIONS_MAX);
    most("review", sum(&|p| usize::from(p.review.is_some())), 1);
    most("scorecard", sum(&|p| usize::from(p.scorecard.is_some())), 1);
    if reader.has_errors() {
        return;
    }
    plan.status = books.iter().map(|b| b.plan.status).max_by_key(|s| *s as u8).unwrap_or_default();
    plan.from = books.iter().filter_map(|b| b.plan.from).min();
    plan.to =
        if books.iter().any(|b| b.plan.to.is_none()) { None } else { books.iter().filter_map(|b| b.plan.to).max() };
    for (member, book) in books.iter().enumerate() {
        let scale = place_score(plan, book, member as u8);
        let at = Placing {
            name: &book.name.value,
            span: book.name.span.clone(),
            member: member as u8,
            scale,
            days: (book.plan.from, book.plan.to),
            indicators: plan.indicators.len() as u8,
            lists: plan.lists.len() as u8,
        };
        plan.members.push(plan::Member {
            name: book.name.value.clone(),
            book: book.plan.id.clone(),
            title: book.plan.title.clone(),
            level: book.plan.level,
        });
        at.place(plan, &book.plan);
    }
}

/// Gives a rulebook's score its place; the number of its scale.
fn place_score(plan: &mut Plan, book: &Book, member: u8) -> u8 {
    let Some(score) = book.plan.score.clone() else { return 0 };
    let in_force = (book.plan.from, book.plan.to);
    let grading = book.plan.grading.clone().map(|g| Grading { floors: clip(g.floors, in_force), ..g });
    let components = book.plan.components.clone();
    if plan.score.is_none() {
        (plan.score, plan.components, plan.grading) = (Some(score), components, grading);
        plan.score_member = member;
        return 0;
    }
    plan.scales.push(Scale { member, score, components, grading });
    plan.scales.len() as u8
}

fn clip<T>(dated: Dated<T>, (first, last): (Option<Day>, Option<Day>)) -> Dated<T> {
    let versions =
        dated.versions.into_iter().map(|(from, to, value)| (from.max(first), to.into_iter().chain(last).min(), value));
    Dated { versions: versions.filter(|(from, to, _)| from.zip(*to).is_none_or(|(f, t)| f <= t)).collect() }
}

/// Where the rules of a rulebook go.
struct Placing<'n> {
    name: &'n str,
    /// Where the stack names it.
    span: std::ops::Range<usize>,
    member: u8,
    scale: u8,
    days: (Option<Day>, Option<Day>),
    indicators: u8,
    lists: u8,
}

impl Placing<'_> {
    fn id(&self, id: &str) -> String {
        format!("{}:{id}", self.name)
    }

    fn place(&self, plan: &mut Plan, book: &Plan) {
        let Placing { member, scale, .. } = *self;
        let keys: Vec<u16> = plan.channels.iter().map(|c| c.key).collect();
        let list_keys: Vec<u16> = plan.lists.iter().map(|l| l.key).collect();
        let measure_keys: Vec<u16> = plan.measures.iter().map(|m| m.key).collect();
        // A rulebook draws as it does by itself, unless another one has the key already.
        let key = |taken: &[u16], key: u16, id: &str| if taken.contains(&key) { name_key(&self.id(id)) } else { key };
        plan.indicators.extend(book.indicators.iter().cloned().map(|i| Indicator {
            id: self.id(&i.id),
            points: in_days(i.points, self.days, true),
            who: i.who.map(|who| self.condition(who)),
            source: if i.source.is_empty() { String::new() } else { self.id(&i.source) },
            scale,
            member,
            ..i
        }));
        plan.channels.extend(book.channels.iter().cloned().map(|c| Channel {
            key: key(&keys, c.key, &c.id),
            id: self.id(&c.id),
            varies: c.varies.into_iter().map(|v| Varies { who: self.condition(v.who), ..v }).collect(),
            member,
            ..c
        }));
        plan.lists.extend(book.lists.iter().cloned().map(|l| List {
            key: key(&list_keys, l.key, &l.id),
            id: self.id(&l.id),
            criteria: l.criteria.iter().map(|i| i + self.indicators).collect(),
            days: self.within(l.days),
            member,
            who: l.who.map(|who| self.condition(who)),
            roll: l.roll.map(|mut roll| {
                roll.scale = scale;
                roll.follows.iter_mut().for_each(|f| f.list += self.lists);
                roll
            }),
            ..l
        }));
        plan.measures.extend(book.measures.iter().cloned().map(|m| Measure {
            key: key(&measure_keys, m.key, &m.id),
            id: self.id(&m.id),
            when: self.condition(m.when),
            days: self.within(m.days),
            member,
            ..m
        }));
        if let Some(mut review) = book.review.clone() {
            review.urgent = review.urgent.map(|urgent| self.condition(urgent));
            (plan.review, plan.review_member) = (Some(review), member);
        }
        let rater_keys: Vec<u16> = plan.raters.iter().map(|r| r.key).collect();
        plan.raters.extend(book.raters.iter().map(|r| Rater {
            key: key(&rater_keys, r.key, "rating"),
            name: self.name.to_owned(),
            member,
            scale,
            span: self.span.clone(),
            ..*r
        }));
        self.secure(plan, &book.security);
        if let Some(scorecard) = &book.scorecard {
            plan.scorecard = Some(scorecard.clone().placed(self.span.clone()));
        }
        plan.sources.extend(book.sources.iter().cloned().map(|s| crate::plan::Source { id: self.id(&s.id), ..s }));
        plan.figures.extend(
            book.figures.iter().cloned().map(|f| crate::plan::Figure { path: in_book(self.name, &f.path), ..f }),
        );
    }

    fn secure(&self, plan: &mut Plan, book: &Security) {
        let member = self.member;
        let security = &mut plan.security;
        security.alterations.extend(book.alterations.iter().cloned().map(|a| Alteration {
            id: self.id(&a.id),
            key: name_key(&self.id(&a.id)),
            indicator: a.indicator + self.indicators,
            days: self.within(a.days),
            member,
            ..a
        }));
        security.inspections.extend(book.inspections.iter().cloned().map(|i| Inspection {
            id: self.id(&i.id),
            key: name_key(&self.id(&i.id)),
            days: self.within(i.days),
            member,
            ..i
        }));
        security.breaches.extend(book.breaches.iter().cloned().map(|b| Breach {
            id: self.id(&b.id),
            key: name_key(&self.id(&b.id)),
            member,
            ..b
        }));
    }

    fn within(&self, (from, to): (Option<Day>, Option<Day>)) -> (Option<Day>, Option<Day>) {
        (from.max(self.days.0), to.into_iter().chain(self.days.1).min())
    }

    fn condition(&self, condition: Condition) -> Condition {
        let all = |parts: Vec<Condition>| parts.into_iter().map(|p| self.condition(p)).collect();
        match condition {
            Condition::Const(_) | Condition::Declined | Condition::LevelIn(..) | Condition::ScaleGradeIn(..) => {
                condition
            }
            Condition::All(parts) => Condition::All(all(parts)),
            Condition::Any(parts) => Condition::Any(all(parts)),
            Condition::Not(inner) => Condition::Not(Box::new(self.condition(*inner))),
            Condition::Listed(list) => Condition::Listed(list + self.lists),
            Condition::GradeIn(mask) => match self.scale.checked_sub(1) {
                None => Condition::GradeIn(mask),
                Some(scale) => Condition::ScaleGradeIn(scale, mask),
            },
            Condition::Compare(left, how, right) => Condition::Compare(self.number(left), how, self.number(right)),
        }
    }

    fn number(&self, number: Number) -> Number {
        match (number, self.scale.checked_sub(1)) {
            (Number::Score, Some(scale)) => Number::ScaleScore(scale),
            (Number::Op(left, op, right), _) => {
                Number::Op(Box::new(self.number(*left)), op, Box::new(self.number(*right)))
            }
            (other, _) => other,
        }
    }
}

/// Reads `[[link]]`: each becomes a channel of the rulebook that is told.
fn links<'d>(reader: &mut Reader<'d>, plan: &mut Plan, root: &Table<'d>) {
    let Some(elsewhere) = ActKind::parse(ELSEWHERE) else { return };
    let lists: Vec<String> = plan.lists.iter().map(|l| l.id.clone()).collect();
    let members: Vec<String> = plan.members.iter().map(|m| m.name.clone()).collect();
    let flows = Flows::read(reader, root);
    for table in reader.tables(root, "link") {
        let label = reader.text(&table, "label").unwrap_or_default();
        let list = reader.name(&table, "list");
        let to = reader.name(&table, "to");
        let (delay_min, delay_mean) = (days(reader, &table, "delay_days_min"), days(reader, &table, "delay_days_mean"));
        let propagates = reader.choice(&table, "removal").is_some_and(|c| c.value == "propagates");
        let (lost, misfiled) = (reader.chance(&table, "lost"), share(reader, &table, "misfiled"));
        // Without the rulebooks nothing that a link names can be found.
        if plan.members.is_empty() {
            continue;
        }
        let Some(list) = list.and_then(|name| find(reader, &lists, &name, LIST)) else { continue };
        let Some((member, to)) = to.and_then(|name| Some((find(reader, &members, &name, BOOK)?, name))) else {
            continue;
        };
        if plan.indicator_in(member, elsewhere).is_none() {
            reader.report(Fault::LinkToNothing { book: to.value }.at(to.span));
        }
        let source = plan.lists.get(usize::from(list));
        let keeper = source.map(|l| l.keeper.clone()).unwrap_or_default();
        let home = source.map_or(member, |l| l.member);
        let name = |member: u8| members.get(usize::from(member)).map_or("", String::as_str);
        let abroad = flows.between(reader, [name(home), name(member)], &table);
        plan.links.push(ListLink { list, channel: plan.channels.len() as u8, propagates, abroad });
        plan.channels.push(Channel {
            key: name_key(&table.id.value),
            id: table.id.value.clone(),
            agency: if keeper.en.is_empty() { label.clone() } else { keeper },
            label,
            kind: ChannelKind::Register,
            on: vec![elsewhere],
            coverage: [Chance::ALWAYS; 2],
            hit_rate: Chance::from_f64(1.0 - lost.unwrap_or(Chance::NEVER).to_f64()),
            false_alarms: Ratio::ZERO,
            delay_min,
            delay_mean,
            identity: Identity::NationalId { error: misfiled },
            details: Vec::new(),
            linkage: None,
            days: (None, None),
            full_from: None,
            confirm: None,
            screen: None,
            averages: None,
            varies: Vec::new(),
            per_day: None,
            log_days: None,
            // Another authority's listing is that authority's own file.
            evidence: Some(Evidence::AgencyRecord),
            member,
        });
    }
}

/// Reads `[[combine]]`.
fn combine<'d>(reader: &mut Reader<'d>, plan: &mut Plan, root: &Table<'d>) {
    for table in reader.tables(root, "combine") {
        let rule = match reader.choice(&table, "rule").map(|c| c.value) {
            Some("strictest") => Combine::Strictest,
            Some("highest_level_prevails") => Combine::HighestLevel,
            Some("independent") => Combine::Independent,
            _ => Combine::AnyRefusal,
        };
        let Some(domain) = reader.words(&table, "domain") else { continue };
        let known: Vec<String> = plan.measures.iter().map(|m| m.domain.clone()).collect();
        if !known.contains(&domain.value) {
            if !plan.members.is_empty() {
                let near = glasshouse_text::suggest::nearest(&domain.value, known.iter().map(String::as_str));
                let kind = Label { en: "domain", zh: "领域" };
                let problem = Problem::UnknownName { kind, name: domain.value.clone(), near: near.map(str::to_owned) };
                reader.report(problem.at(domain.span));
            }
            continue;
        }
        for measure in plan.measures.iter_mut().filter(|m| m.domain == domain.value) {
            measure.combine = rule;
        }
    }
}

/// Reports each domain in which one rulebook prefers and another refuses, and nothing says how that combines.
fn contradictions<'d>(reader: &mut Reader<'d>, plan: &Plan, root: &Table<'d>) {
    let mut declared = Vec::new();
    for table in reader.tables(root, "combine") {
        declared.extend(reader.words(&table, "domain").map(|d| d.value));
    }
    let mut told: Vec<&str> = Vec::new();
    for (i, first) in plan.measures.iter().enumerate() {
        for second in &plan.measures[i + 1..] {
            let same_good = first.domain == second.domain || first.on.iter().any(|kind| second.on.contains(kind));
            let contradict = first.member != second.member && first.polarity != second.polarity;
            let is_declared = declared.contains(&first.domain) || declared.contains(&second.domain);
            if !same_good || !contradict || is_declared || told.contains(&first.domain.as_str()) {
                continue;
            }
            told.push(&first.domain);
            let place = |m: &Measure| {
                let book = plan.members.get(usize::from(m.member)).map_or("", |b| b.book.as_str());
                (m.id.clone(), book.to_owned(), m.line)
            };
            let (refuses, prefers) =
                if first.polarity == Polarity::Sanction { (first, second) } else { (second, first) };
            let fault = Fault::Contradiction {
                domain: first.domain.clone(),
                measures: Box::new([place(refuses), place(prefers)]),
            };
            reader.report(fault.at(root.key_span("use")));
        }
    }
}
