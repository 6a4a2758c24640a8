//! A plan as a list of rules, each a list of facts written as rulebooks write them.

use super::{Aspect, Part, Value, scorecard, security};
use crate::plan::{
    Arithmetic, Cadence, Cap, CapPeriod, Channel, ChannelKind, Clock, Comparison, Condition, Confirm, Dated, Deadline,
    Desk, Field, Gravity, Identity, Indicator, List, ListPolarity, Measure, Number, Plan, Polarity, Rater, Reach,
    Repeat, Review, Roll, Takes, Varies,
};
use glasshouse_model::{ActKind, Attribute, Chance, Day, Detail, Text};

/// A rule and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Part of the rulebook.
    pub part: Part,
    /// Id of the rule; empty where a rulebook has one of the kind.
    pub id: String,
    /// Label of the rule.
    pub label: Text,
    /// What it says, as rulebooks write it.
    pub facts: Vec<(Aspect, Value)>,
}

pub(super) type Facts = Vec<(Aspect, Value)>;

/// Every rule of a plan, part by part. Facts that a rule leaves open are absent.
pub(super) fn items(plan: &Plan) -> Vec<Item> {
    let item =
        |part: Part, id: &str, label: &Text, facts: Facts| Item { part, id: id.into(), label: label.clone(), facts };
    let single = |part: Part, facts: Facts| item(part, "", &part.label().into(), facts);
    let mut all = Vec::new();
    if plan.from.is_some() {
        let days = [(Aspect::From, plan.from), (Aspect::To, plan.to)];
        all.push(single(Part::InForce, days.into_iter().filter_map(|(a, d)| Some((a, code(d?)))).collect()));
    }
    if let Some(score) = &plan.score {
        all.push(single(Part::Score, bounded((Aspect::Start, score.start), score.min, score.max)));
    }
    for c in &plan.components {
        all.push(item(Part::Component, &c.id, &c.label, bounded((Aspect::Base, c.base), c.min, c.max)));
    }
    all.extend(plan.indicators.iter().map(|i| item(Part::Indicator, &i.id, &i.label, indicator(plan, i))));
    grading(plan, &mut all);
    all.extend(plan.channels.iter().map(|c| item(Part::Channel, &c.id, &c.label, channel(plan, c))));
    all.extend(plan.lists.iter().map(|l| item(Part::List, &l.id, &l.label, list(plan, l))));
    all.extend(plan.measures.iter().map(|m| item(Part::Measure, &m.id, &m.label, measure(plan, m))));
    all.extend(plan.review.iter().map(|r| single(Part::Review, review(plan, r))));
    all.extend(plan.raters.iter().map(|r| rating(plan, r)));
    scorecard::items(plan, &mut all);
    security::items(plan, &mut all);
    all
}

/// A rater of a stack bears its rulebook's name, one by itself needs none.
fn rating(plan: &Plan, rater: &Rater) -> Item {
    let id = if plan.members.is_empty() { String::new() } else { rater.name.clone() };
    let mut facts = vec![(Aspect::OptIn, share(rater.opt_in))];
    facts.extend(rater.days.1.filter(|_| !plan.members.is_empty()).map(|to| (Aspect::To, code(to))));
    Item { part: Part::Rating, id, label: Part::Rating.label().into(), facts }
}

/// What identifies people, as rulebooks write it.
pub(super) fn details(details: &[Detail]) -> Value {
    code(details.iter().map(|d| d.name()).collect::<Vec<_>>().join(", "))
}

pub(super) fn code(value: impl ToString) -> Value {
    Value::Code(value.to_string())
}

pub(super) fn share(chance: Chance) -> Value {
    // The threshold is the written share cut at 2⁻³²; nine decimals are what it holds for certain.
    let text = format!("{:.9}", chance.to_f64());
    Value::Code(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

fn acts(kinds: &[ActKind]) -> Value {
    // Which acts counts, not in which order they are written.
    let mut names: Vec<&str> = kinds.iter().map(|k| k.name()).collect();
    names.sort_unstable();
    Value::Code(names.join(", "))
}

fn bounded(value: (Aspect, i32), min: Option<i32>, max: Option<i32>) -> Facts {
    let bounds = [(Aspect::Min, min), (Aspect::Max, max)];
    let bounds = bounds.into_iter().filter_map(|(aspect, bound)| Some((aspect, code(bound?))));
    [(value.0, code(value.1))].into_iter().chain(bounds).collect()
}

fn indicator(plan: &Plan, rule: &Indicator) -> Facts {
    let mut facts = vec![
        (Aspect::On, acts(&rule.on)),
        (
            Aspect::Repeat,
            code(match rule.repeat {
                Repeat::Each => "each",
                Repeat::Once => "once",
                Repeat::FirstInYear => "first_in_year",
            }),
        ),
        (Aspect::Lookback, code(rule.lapses)),
        (
            Aspect::Clock,
            code(match rule.clock {
                Clock::Record => "determination",
                Clock::Act => "event",
                Clock::End => "end",
            }),
        ),
        (
            Aspect::Gravity,
            code(match rule.gravity {
                Gravity::Minor => "minor",
                Gravity::Ordinary => "ordinary",
                Gravity::Serious => "serious",
            }),
        ),
        (Aspect::Admissible, code(rule.admissible)),
        (Aspect::Fine, code(rule.fine)),
    ];
    if let Some(component) = plan.components.get(usize::from(rule.component)) {
        facts.push((Aspect::Component, code(&component.id)));
    }
    if let Some(points) = over_time(plan, &rule.points, |p| Some(*p)) {
        facts.push((Aspect::Points, points));
    }
    if let Some(Cap { per, max }) = rule.cap {
        let per = match per {
            CapPeriod::Year => "year",
            CapPeriod::Life => "life",
        };
        facts.push((Aspect::Cap, code(format!("{max} / {per}"))));
    }
    facts.extend(rule.evidence.map(|evidence| (Aspect::Evidence, code(evidence.name()))));
    if rule.is_prohibited {
        facts.push((Aspect::Data, code(true)));
    }
    if let Some(who) = &rule.who {
        facts.push((Aspect::Who, code(condition(plan, who))));
    }
    let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
    facts.extend(rule.grade.and_then(|g| grades.get(usize::from(g))).map(|g| (Aspect::Grade, code(&g.id))));
    facts
}

fn grading(plan: &Plan, all: &mut Vec<Item>) {
    let Some(grading) = &plan.grading else { return };
    let cadence = match grading.cadence {
        Cadence::Yearly { month, day } => format!("yearly {month:02}-{day:02}"),
        Cadence::Monthly => "monthly".into(),
        Cadence::Daily => "daily".into(),
    };
    let mut facts = vec![(Aspect::Cadence, code(cadence))];
    let in_force = stretches(plan, &grading.floors, |_| Some(()));
    let period: Vec<String> = in_force.iter().map(|(from, to, ())| days(*from, *to)).collect();
    facts.push((Aspect::Period, code(period.join("; "))));
    all.push(Item { part: Part::Grading, id: String::new(), label: Part::Grading.label().into(), facts });
    for (i, grade) in grading.grades.iter().enumerate() {
        let floor = over_time(plan, &grading.floors, |floors: &Vec<Option<i32>>| floors.get(i).copied().flatten());
        let facts = floor.map(|f| (Aspect::Min, f)).into_iter().collect();
        all.push(Item { part: Part::Grade, id: grade.id.clone(), label: grade.label.clone(), facts });
    }
}

fn channel(plan: &Plan, channel: &Channel) -> Facts {
    let kind = match channel.kind {
        ChannelKind::Register => "register",
        ChannelKind::Patrol => "patrol",
        ChannelKind::Complaint => "complaint",
        ChannelKind::Claim => "claim",
    };
    let (identity, error) = match channel.identity {
        Identity::NationalId { error } => ("national_id", error),
        Identity::Name { ambiguous } => ("name", ambiguous),
        Identity::Details { missing } => ("details", missing),
        Identity::Linkage { missing } => ("linkage", missing),
    };
    let [rural, urban] = channel.coverage;
    let mut facts = vec![
        (Aspect::Agency, Value::Words(channel.agency.clone())),
        (Aspect::Kind, code(kind)),
        (Aspect::On, acts(&channel.on)),
        (Aspect::CoverageRural, share(rural)),
        (Aspect::CoverageUrban, share(urban)),
        (Aspect::HitRate, share(channel.hit_rate)),
        (Aspect::FalseAlarms, code(channel.false_alarms)),
        (Aspect::DelayMin, code(channel.delay_min)),
        (Aspect::DelayMean, code(channel.delay_mean)),
        (Aspect::Identity, code(identity)),
        (Aspect::IdentityError, share(error)),
    ];
    facts.extend(first_and_last(channel.days));
    facts.extend(channel.full_from.map(|day| (Aspect::FullFrom, code(day))));
    let confirm = |c: Confirm| format!("{} / {} / {:.9}", c.needs, c.looks, c.false_look.to_f64());
    facts.extend(channel.confirm.map(|c| (Aspect::Confirm, code(confirm(c)))));
    let varies = |v: &Varies| format!("{}: {:.9} / {}", condition(plan, &v.who), v.hit_rate.to_f64(), v.false_alarms);
    facts.extend(
        channel
            .screen
            .map(|s| (Aspect::Screen, code(format!("{} / {} / {:.9}", s.every, s.within, s.false_look.to_f64())))),
    );
    let averages = channel.averages.map(|a| {
        let how = if a.is_averaged { "averaged" } else { "by period" };
        format!("{how} / {} / {} / {} / {} / {}", a.every, a.benefit, a.free, a.taper, a.least)
    });
    facts.extend(averages.map(|averages| (Aspect::Averages, code(averages))));
    if !channel.varies.is_empty() {
        facts.push((Aspect::Varies, code(channel.varies.iter().map(varies).collect::<Vec<_>>().join("; "))));
    }
    facts.extend(channel.per_day.map(|rate| (Aspect::PerDay, code(rate))));
    facts.extend(channel.log_days.map(|days| (Aspect::LogDays, code(days))));
    facts.extend(channel.evidence.map(|evidence| (Aspect::Evidence, code(evidence.name()))));
    if !channel.details.is_empty() {
        facts.push((Aspect::Details, details(&channel.details)));
    }
    facts.extend(channel.linkage.iter().map(|linkage| {
        let field = |f: &Field| format!("{:.9} / {:.9}", f.same.to_f64(), f.other.to_f64());
        let ends = format!("{} / {:.9}", linkage.threshold, linkage.registered.to_f64());
        let told = [ends].into_iter().chain(linkage.fields.iter().map(field));
        (Aspect::Linkage, code(told.collect::<Vec<_>>().join("; ")))
    }));
    facts
}

fn list(plan: &Plan, list: &List) -> Facts {
    let polarity = match list.polarity {
        ListPolarity::Black => "black",
        ListPolarity::Red => "red",
        ListPolarity::Watch => "watch",
    };
    let rule = |i: &u8| plan.indicators.get(usize::from(*i)).map(|r| r.id.as_str());
    let mut criteria: Vec<&str> = list.criteria.iter().filter_map(rule).collect();
    criteria.sort_unstable();
    let mut facts = vec![
        (Aspect::Polarity, code(polarity)),
        (Aspect::Criteria, code(criteria.join(", "))),
        (Aspect::Selection, share(list.selection)),
        (Aspect::NoticeDays, code(list.notice_days)),
        (Aspect::Term, code(list.term)),
        (Aspect::Published, code(list.published)),
    ];
    facts.extend(first_and_last(list.days));
    facts.extend(list.who.iter().map(|who| (Aspect::Who, code(condition(plan, who)))));
    if !list.keeper.en.is_empty() {
        facts.push((Aspect::Keeper, Value::Words(list.keeper.clone())));
    }
    if let Some(roll) = &list.roll {
        facts.extend(roll_facts(plan, roll));
    }
    facts
}

pub(super) fn first_and_last((from, to): (Option<Day>, Option<Day>)) -> impl Iterator<Item = (Aspect, Value)> {
    let days = [(Aspect::From, from), (Aspect::To, to)];
    days.into_iter().filter_map(|(aspect, day)| Some((aspect, code(day?))))
}

fn roll_facts(plan: &Plan, roll: &Roll) -> Facts {
    let mut facts = vec![(Aspect::Count, code(roll.count)), (Aspect::Spared, share(roll.spared))];
    if roll.count > 1 {
        facts.push((Aspect::Within, code(roll.within)));
    }
    if roll.grades != 0 {
        let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
        let named = grades.iter().enumerate().filter(|(i, _)| roll.grades >> i & 1 == 1).map(|(_, g)| g.id.as_str());
        facts.push((Aspect::Grade, code(named.collect::<Vec<_>>().join(", "))));
    }
    if let Some(orders) = roll.orders {
        facts.push((Aspect::Orders, code(format!("{} / {:.9}", orders.rate, orders.wrong.to_f64()))));
    }
    if let Some(follows) = roll.follows {
        let id = plan.lists.get(usize::from(follows.list)).map_or("", |l| l.id.as_str());
        let reach = match follows.reach {
            Reach::Household => "household",
            Reach::Ties => "ties",
            Reach::Representative => "representative",
        };
        facts.push((Aspect::Follows, code(format!("{id} / {reach} / {:.9}", follows.chance.to_f64()))));
    }
    facts.extend(roll.extension.map(|s| (Aspect::Extension, code(s))));
    facts.extend(roll.term_max.map(|s| (Aspect::TermMax, code(s))));
    facts.extend(roll.exit.map(|e| (Aspect::Exit, code(format!("{} / {} / {}", e.rate, e.after, e.within)))));
    facts.extend(roll.clean.map(|s| (Aspect::Clean, code(s))));
    let returns = roll.returns.map(|r| format!("{} / {:.9}", r.rate, r.recognised.to_f64()));
    facts.extend(returns.map(|returns| (Aspect::Returns, code(returns))));
    if !roll.stages.is_empty() {
        let name = |stage: u8| roll.stages.get(usize::from(stage)).map_or("", |s| s.id.as_str());
        let way = |(to, up_to): &(u8, Chance)| format!("{} ≤ {:.9}", name(*to), up_to.to_f64());
        let told = roll.stages.iter().map(|s| {
            let next: Vec<String> = s.next.iter().map(way).collect();
            let leaves = if s.leaves { " / leaves" } else { "" };
            format!("{} ≤ {:.9} / {} / {}{leaves}", s.id, s.start.to_f64(), s.every, next.join(", "))
        });
        facts.push((Aspect::Stages, code(told.collect::<Vec<_>>().join("; "))));
    }
    facts
}

fn measure(plan: &Plan, measure: &Measure) -> Facts {
    let polarity = match measure.polarity {
        Polarity::Sanction => "sanction",
        Polarity::Reward => "reward",
    };
    let mut facts = vec![
        (Aspect::Agency, Value::Words(measure.agency.clone())),
        (Aspect::Domain, code(&measure.domain)),
        (Aspect::Polarity, code(polarity)),
        (Aspect::Gravity, code(measure.gravity)),
        (Aspect::When, code(condition(plan, &measure.when))),
        (Aspect::On, acts(&measure.on)),
        (Aspect::DelayDays, code(measure.delay_days)),
        (Aspect::Enforcement, share(measure.enforcement)),
        (Aspect::Bite, share(measure.bite)),
    ];
    if !measure.prevents.is_empty() {
        facts.extend([(Aspect::Prevents, acts(&measure.prevents)), (Aspect::Prevented, share(measure.prevented))]);
    }
    facts.extend(first_and_last(measure.days));
    facts
}

fn review(plan: &Plan, review: &Review) -> Facts {
    let at_deadline = match review.at_deadline {
        Deadline::Waits => "waits",
        Deadline::Removed => "removed",
        Deadline::Stands => "stands",
    };
    let mut facts = vec![
        (Aspect::Notice, share(review.notice)),
        (Aspect::NoticeDays, code(review.notice_days)),
        (Aspect::ObjectsIfWrong, share(review.objects_if_wrong)),
        (Aspect::ObjectsIfRight, share(review.objects_if_right)),
        (Aspect::WindowDays, code(review.window_days)),
        (Aspect::Officers, code(review.officers)),
        (Aspect::PerOfficerDay, code(review.per_officer_day)),
        (Aspect::DecideIn, code(review.decide_within)),
        (Aspect::AtDeadline, code(at_deadline)),
        (Aspect::UpheldIfWrong, share(review.upheld_if_wrong)),
        (Aspect::UpheldIfRight, share(review.upheld_if_right)),
    ];
    facts.extend(review.desk.map(|of| (Aspect::Desk, code(desk(of)))));
    facts.extend(review.urgent.iter().map(|who| (Aspect::Urgent, code(condition(plan, who)))));
    facts.extend(review.clock.iter().map(|clock| {
        let complex = clock.complex.map(|(share, term)| format!("{:.9} / {term}", share.to_f64()));
        let closed = clock.closed.iter().map(|c| days(Some(c.from), Some(c.to)));
        (Aspect::TheClock, code(complex.into_iter().chain(closed).collect::<Vec<_>>().join("; ")))
    }));
    let reports = review.reports.map(|r| format!("{} / {:.9}", r.per_year, r.asks.to_f64()));
    facts.extend(reports.map(|reports| (Aspect::Reports, code(reports))));
    if review.marked != Chance::NEVER {
        facts.push((Aspect::Marked, share(review.marked)));
    }
    facts
}

fn desk(desk: Desk) -> String {
    let takes = match desk.takes {
        Takes::Fixed => "fixed".to_owned(),
        Takes::Exponential => "exponential".to_owned(),
        Takes::LogNormal(cv) => format!("lognormal {cv}"),
    };
    let open = if desk.every_day { "every_day" } else { "weekdays" };
    let patience = desk.patience_days.map_or(String::new(), |mean| format!(" / {mean}"));
    format!("{takes} / {open}{patience}")
}

/// A value over the days that the rulebook is in force, as days and values without overlaps: what `pick` takes
/// from the version that holds, neighbours that agree joined. Days without a value are left out.
fn stretches<T, V: PartialEq>(
    plan: &Plan,
    dated: &Dated<T>,
    pick: impl Fn(&T) -> Option<V>,
) -> Vec<(Option<Day>, Option<Day>, V)> {
    let (first, last) = (plan.from, plan.to);
    let bounds = dated.versions.iter().flat_map(|(from, to, _)| [*from, to.map(|t| t.plus(1))]);
    let inside = |day: &Day| first.is_none_or(|f| *day > f) && last.is_none_or(|l| *day <= l);
    let mut begins: Vec<Day> = bounds.flatten().filter(inside).collect();
    begins.sort_unstable();
    begins.dedup();
    // Without a first day in force, the day before the first bound stands for all days before it.
    let opening = first.unwrap_or_else(|| begins.first().map_or(Day(0), |d| d.plus(-1)));
    let mut found: Vec<(Option<Day>, Option<Day>, V)> = Vec::new();
    for (i, day) in [opening].iter().chain(&begins).enumerate() {
        let from = if i == 0 { first } else { Some(*day) };
        let to = begins.get(i).map(|next| next.plus(-1)).or(last);
        let Some(value) = dated.at(*day).and_then(&pick) else { continue };
        match found.last_mut() {
            Some((_, end, before)) if *before == value && end.map(|e| e.plus(1)) == Some(*day) => *end = to,
            _ => found.push((from, to, value)),
        }
    }
    found
}

/// The value of a figure, with its days where it changes; `None` where it never has one.
fn over_time<T, V: PartialEq + ToString>(
    plan: &Plan,
    dated: &Dated<T>,
    pick: impl Fn(&T) -> Option<V>,
) -> Option<Value> {
    let found = stretches(plan, dated, pick);
    let dated =
        |(from, to, value): &(Option<Day>, Option<Day>, V)| format!("{} [{}]", value.to_string(), days(*from, *to));
    match found.as_slice() {
        [] => None,
        [(from, to, value)] if (*from, *to) == (plan.from, plan.to) => Some(code(value.to_string())),
        some => Some(code(some.iter().map(dated).collect::<Vec<_>>().join("; "))),
    }
}

/// Days as an interval of ISO 8601; `..` is open.
fn days(from: Option<Day>, to: Option<Day>) -> String {
    let shown = |day: Option<Day>| day.map_or("..".to_owned(), |d| d.to_string());
    format!("{}/{}", shown(from), shown(to))
}

/// A condition as rulebooks write it.
pub(super) fn condition(plan: &Plan, of: &Condition) -> String {
    let joined = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(|p| bracketed(plan, p)).collect();
        parts.join(word)
    };
    match of {
        Condition::Const(value) => value.to_string(),
        Condition::All(parts) => joined(parts, " and "),
        Condition::Any(parts) => joined(parts, " or "),
        Condition::Not(inner) => format!("not {}", bracketed(plan, inner)),
        Condition::Listed(list) => {
            let id = plan.lists.get(usize::from(*list)).map_or("", |l| l.id.as_str());
            format!("listed('{id}')")
        }
        Condition::GradeIn(mask) => {
            let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
            let named = grades.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, g)| g.id.as_str());
            one_of("grade", named.chain((mask >> 31 & 1 == 1).then_some("none")).collect())
        }
        Condition::ScaleGradeIn(scale, mask) => {
            let scale = plan.scales.get(usize::from(*scale));
            let name = scale.and_then(|s| plan.members.get(usize::from(s.member))).map_or("", |m| m.name.as_str());
            let grades = scale.and_then(|s| s.grading.as_ref()).map_or(&[][..], |g| &g.grades);
            let named = grades.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, g)| g.id.as_str());
            one_of(&format!("{name}:grade"), named.chain((mask >> 31 & 1 == 1).then_some("none")).collect())
        }
        Condition::Declined => "declined".into(),
        Condition::Compare(left, how, right) => format!("{} {} {}", number(left), sign(*how), number(right)),
        Condition::LevelIn(attribute, mask) => {
            let known =
                [Attribute::Sex, Attribute::Place, Attribute::Income, Attribute::Education, Attribute::Occupation];
            let Some(attribute) = known.get(usize::from(*attribute)) else { return String::new() };
            let levels = attribute.levels().iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
            one_of(attribute.name(), levels.map(|(_, (name, _))| *name).collect())
        }
    }
}

fn bracketed(plan: &Plan, of: &Condition) -> String {
    let text = condition(plan, of);
    match of {
        Condition::All(_) | Condition::Any(_) => format!("({text})"),
        Condition::Const(_)
        | Condition::Declined
        | Condition::Not(_)
        | Condition::Listed(_)
        | Condition::GradeIn(_)
        | Condition::ScaleGradeIn(..)
        | Condition::Compare(..)
        | Condition::LevelIn(..) => text,
    }
}

fn one_of(name: &str, values: Vec<&str>) -> String {
    match values.as_slice() {
        [one] => format!("{name} == '{one}'"),
        many => format!("{name} in ['{}']", many.join("', '")),
    }
}

fn number(of: &Number) -> String {
    match of {
        Number::Const(n) => n.to_string(),
        Number::Score => "score".into(),
        Number::ScaleScore(scale) => format!("score of scale {}", scale + 2),
        Number::Age => "age".into(),
        Number::IncomeFifth => "income_fifth".into(),
        Number::Op(left, op, right) => {
            let op = match op {
                Arithmetic::Add => "+",
                Arithmetic::Sub => "-",
                Arithmetic::Mul => "*",
                Arithmetic::Div => "/",
            };
            format!("({} {op} {})", number(left), number(right))
        }
    }
}

fn sign(how: Comparison) -> &'static str {
    match how {
        Comparison::Eq => "==",
        Comparison::Ne => "!=",
        Comparison::Lt => "<",
        Comparison::Le => "<=",
        Comparison::Gt => ">",
        Comparison::Ge => ">=",
    }
}
