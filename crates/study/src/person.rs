//! One synthetic person's file, put together from a trace.

use crate::table::wire_text;
use glasshouse_model::text::Label;
use glasshouse_model::trace::{AlterationStep, Entry, Link, ListStep, Origin, Side};
use glasshouse_model::{Attribute, Day, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_rulebook::plan::{Condition, Facts, Indicator, Polarity};
use glasshouse_society::Society;
use glasshouse_wire::person::{ActiveMeasure, PersonAttribute, PersonEvent, PersonFile, Weighed};
use glasshouse_wire::run::Text;

/// What a file is about, besides the trace.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The rules.
    pub plan: &'a Plan,
    /// Who lives there.
    pub society: &'a Society,
    /// Seed of the run.
    pub seed: u64,
    /// Replicate.
    pub replicate: u32,
    /// First day of the run.
    pub origin: Day,
}

/// The file of a person from the entries about that person, in order.
pub fn file(about: &About<'_>, person: PersonId, entries: &[Entry]) -> PersonFile {
    let plan = about.plan;
    let start = plan.score.as_ref().map_or(0, |s| s.start);
    let end = End::of(plan, start, entries);
    PersonFile {
        schema: "person-file/1".into(),
        person: person.to_string(),
        synthetic: true,
        regime: plan.id.clone(),
        seed: about.seed,
        replicate: about.replicate,
        attributes: attributes(about.society, person),
        picked: None,
        frequency: None,
        people: about.society.people,
        start,
        events: entries.iter().filter_map(|e| event(about, e)).collect(),
        score: end.score[RECORD],
        true_score: end.score[TRUTH],
        grade: grade_name(plan, end.grade[RECORD]),
        true_grade: grade_name(plan, end.grade[TRUTH]),
        lists: names(plan.lists.iter().map(|l| &l.id), end.lists[RECORD]),
        measures: active(plan, &end),
    }
}

/// Index of what institutions hold.
pub const RECORD: usize = 0;
/// Index of what a perfect register would hold.
pub const TRUTH: usize = 1;

/// The index of a side.
pub fn side_index(side: Side) -> usize {
    match side {
        Side::Record => RECORD,
        Side::Truth => TRUTH,
    }
}

/// Where a person stands, by the record and by the truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Score.
    pub score: [i32; 2],
    /// Grade.
    pub grade: [Option<u8>; 2],
    /// Lists, one bit each.
    pub lists: [u32; 2],
    /// First day of every measure in force.
    pub measures: [Vec<Option<Day>>; 2],
    /// The indicators that move a further score of a stack.
    further: Vec<bool>,
}

impl End {
    /// A person without records.
    pub fn begin(plan: &Plan, start: i32) -> End {
        let none = vec![None; plan.measures.len()];
        let further = plan.indicators.iter().map(|i| i.scale > 0).collect();
        End { score: [start; 2], grade: [None; 2], lists: [0; 2], measures: [none.clone(), none], further }
    }

    fn is_first(&self, indicator: u8) -> bool {
        !self.further.get(usize::from(indicator)).copied().unwrap_or(false)
    }

    /// Where the entries lead.
    pub fn of(plan: &Plan, start: i32, entries: &[Entry]) -> End {
        let mut end = End::begin(plan, start);
        entries.iter().for_each(|e| end.take(e));
        end
    }

    /// Takes one entry.
    pub fn take(&mut self, entry: &Entry) {
        match entry.link {
            Link::Award { side, indicator, score, .. } | Link::Expiry { side, indicator, score, .. } => {
                if self.is_first(indicator) {
                    self.score[side_index(side)] = score;
                }
            }
            Link::Correction { indicator, score, .. } => {
                if self.is_first(indicator) {
                    self.score[RECORD] = score;
                }
            }
            Link::Alteration { indicator, score, .. } => {
                if self.is_first(indicator) {
                    self.score[RECORD] = score;
                }
            }
            Link::Grade { side, to, .. } => self.grade[side_index(side)] = to,
            Link::Listing { side, list, entered } => {
                let bit = 1u32.checked_shl(u32::from(list)).unwrap_or(0);
                let lists = &mut self.lists[side_index(side)];
                *lists = if entered { *lists | bit } else { *lists & !bit };
            }
            Link::Measure { side, measure, active } => {
                if let Some(since) = self.measures[side_index(side)].get_mut(usize::from(measure)) {
                    *since = active.then_some(entry.day);
                }
            }
            Link::Act { .. }
            | Link::ScaleGrade { .. }
            | Link::ListStep { .. }
            | Link::Verdict { .. }
            | Link::Release { .. }
            | Link::Observation { .. }
            | Link::Application { .. }
            | Link::Notice { .. }
            | Link::Weighing { .. }
            | Link::Objection { .. }
            | Link::Withdrawal { .. }
            | Link::Decision { .. } => {}
        }
    }
}

fn grade_name(plan: &Plan, grade: Option<u8>) -> Option<String> {
    let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
    grade.and_then(|g| grades.get(usize::from(g))).map(|g| g.id.clone())
}

fn names<'p>(ids: impl Iterator<Item = &'p String>, bits: u32) -> Vec<String> {
    ids.enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, id)| id.clone()).collect()
}

/// Attributes of a person, then age and household.
pub fn attributes(society: &Society, person: PersonId) -> Vec<PersonAttribute> {
    let people = society.block(person.block());
    let slot = usize::from(person.slot());
    let Some(cell) = people.cell.get(slot).and_then(|c| society.cells.get(usize::from(*c))) else { return Vec::new() };
    let mut list: Vec<PersonAttribute> = Attribute::ALL
        .into_iter()
        .filter_map(|a| a.levels().get(usize::from(cell.level(a))).map(|(name, label)| (a, *name, *label)))
        .map(|(a, level, label)| PersonAttribute {
            name: a.name().into(),
            level: level.into(),
            label: wire_text(of_one(a, level, label)),
        })
        .collect();
    let age = people.age.get(slot).copied().unwrap_or(0).to_string();
    let label = Text { en: format!("aged {age}"), zh: format!("{age}岁") };
    list.push(PersonAttribute { name: "age_years".into(), level: age, label });
    let household = household(person, people.household.get(slot).copied().unwrap_or(0));
    let label = Text { en: format!("household {household}"), zh: format!("家庭{household}") };
    list.push(PersonAttribute { name: "household".into(), level: household, label });
    list
}

/// The label of a level where one person is meant rather than a group of them.
fn of_one(attribute: Attribute, level: &str, of_many: Label) -> Label {
    let en = match (attribute, level) {
        (Attribute::Sex, "female") => "woman",
        (Attribute::Sex, "male") => "man",
        (Attribute::Income, "1") => "lowest income fifth",
        (Attribute::Income, "2") => "second income fifth",
        (Attribute::Income, "3") => "middle income fifth",
        (Attribute::Income, "4") => "fourth income fifth",
        (Attribute::Income, "5") => "highest income fifth",
        (Attribute::Education, "primary") => "primary school",
        (Attribute::Education, "junior") => "junior secondary school",
        (Attribute::Education, "senior") => "senior secondary school",
        (Attribute::Occupation, "farmer") => "farmer",
        (Attribute::Occupation, "worker") => "worker",
        (Attribute::Occupation, "service") => "service worker",
        (Attribute::Occupation, "official") => "official",
        (Attribute::Occupation, "teacher") => "teacher",
        (Attribute::Occupation, "doctor") => "doctor or nurse",
        (Attribute::Occupation, "student") => "student",
        _ => of_many.en,
    };
    let zh = match (attribute, level) {
        (Attribute::Income, "1") => "收入最低的五分之一",
        (Attribute::Income, "2") => "收入第二低的五分之一",
        (Attribute::Income, "3") => "收入居中的五分之一",
        (Attribute::Income, "4") => "收入第二高的五分之一",
        (Attribute::Income, "5") => "收入最高的五分之一",
        _ => of_many.zh,
    };
    Label { en, zh }
}

/// The name of a household: its block and its number there.
pub fn household(person: PersonId, number: u16) -> String {
    format!("h-{}-{number}", person.block())
}

fn active(plan: &Plan, end: &End) -> Vec<ActiveMeasure> {
    let facts =
        Facts { score: end.score[RECORD], grade: end.grade[RECORD], lists: end.lists[RECORD], ..Facts::default() };
    let in_force = plan.measures.iter().enumerate().filter_map(|(i, m)| end.measures[RECORD][i].map(|d| (i, m, d)));
    in_force
        .map(|(i, measure, since)| ActiveMeasure {
            id: measure.id.clone(),
            label: text(&measure.label),
            agency: text(&measure.agency),
            polarity: polarity(measure.polarity).into(),
            since: since.to_string(),
            also_in_truth: end.measures[TRUTH][i].is_some(),
            because: because(plan, &measure.when, &facts).join(", "),
        })
        .collect()
}

/// `sanction` or `reward`.
pub fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Sanction => "sanction",
        Polarity::Reward => "reward",
    }
}

/// The grade, lists and score that a condition rests on for this person.
fn because(plan: &Plan, condition: &Condition, facts: &Facts) -> Vec<String> {
    match condition {
        Condition::Const(_) | Condition::Not(_) | Condition::LevelIn(..) => Vec::new(),
        Condition::Declined => {
            let declined = facts.declined == Some(true);
            declined.then(|| "declined by the scorecard".to_owned()).into_iter().collect()
        }
        // The file tells the standing in further scores line by line; here their rulebook is named.
        Condition::ScaleGradeIn(scale, _) => {
            let member = plan.scales.get(usize::from(*scale)).and_then(|s| plan.members.get(usize::from(s.member)));
            member.map(|m| format!("grade in {}", m.name)).into_iter().collect()
        }
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(|p| because(plan, p, facts)).collect(),
        Condition::Listed(list) => {
            let name = plan.lists.get(usize::from(*list)).map(|l| format!("list {}", l.id));
            name.into_iter().filter(|_| condition.holds(facts) == Some(true)).collect()
        }
        Condition::GradeIn(_) => {
            let name = grade_name(plan, facts.grade).map(|g| format!("grade {g}"));
            name.into_iter().filter(|_| condition.holds(facts) == Some(true)).collect()
        }
        Condition::Compare(..) => vec![format!("score {}", facts.score)],
    }
}

/// Text as a wire text.
pub fn text(text: &glasshouse_model::Text) -> Text {
    Text { en: text.en.clone(), zh: text.zh.clone() }
}

/// How a record came to name its subject, as a stable word.
pub fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Own => "own",
        Origin::Misattributed { .. } => "misattributed",
        Origin::FalseAlarm => "false_alarm",
    }
}

/// The word for a side.
pub fn side_name(side: Side) -> &'static str {
    match side {
        Side::Record => "record",
        Side::Truth => "truth",
    }
}

/// One line of the file; `None` for opportunities that nobody would have taken.
fn event(about: &About<'_>, entry: &Entry) -> Option<PersonEvent> {
    let plan = about.plan;
    let mut line = blank(about, entry);
    match entry.link {
        Link::Act { kind, taken, taken_in_baseline } => {
            line.detail = match (taken, taken_in_baseline) {
                (true, true) => "taken",
                (true, false) => "added",
                (false, true) => "withheld",
                (false, false) => return None,
            }
            .into();
            line.name("act", kind.name(), wire_text(kind.spec().label));
            line.side = "truth".into();
        }
        Link::Observation { channel, kind, origin } => {
            line.name("observation", kind.name(), wire_text(kind.spec().label));
            line.detail = origin_name(origin).into();
            line.wrong = origin.is_wrong();
            line.reporter = plan.channels.get(usize::from(channel)).map(|c| text(&c.label));
        }
        Link::Award { side, indicator, channel, origin, points, score, .. } => {
            line.rule("award", plan.indicators.get(usize::from(indicator)));
            line.side = side_name(side).into();
            line.detail = origin_name(origin).into();
            line.wrong = side == Side::Record && origin.is_wrong();
            (line.points, line.score) = (points, Some(score));
            line.reporter = channel.and_then(|c| plan.channels.get(usize::from(c))).map(|c| text(&c.label));
        }
        Link::Expiry { side, indicator, points, score } => {
            line.rule("expiry", plan.indicators.get(usize::from(indicator)));
            line.side = side_name(side).into();
            (line.points, line.score) = (points, Some(score));
        }
        Link::Correction { indicator, points, score } => {
            line.rule("correction", plan.indicators.get(usize::from(indicator)));
            line.side = side_name(Side::Record).into();
            (line.points, line.score) = (points, Some(score));
        }
        Link::Alteration { alteration, points, score, step, .. } => {
            let of = plan.security.alterations.get(usize::from(alteration))?;
            line.name("alteration", &of.id, text(&of.label));
            line.side = side_name(Side::Record).into();
            line.detail = alteration_step(step).into();
            line.wrong = step == AlterationStep::Made;
            (line.points, line.score) = (points, Some(score));
        }
        Link::Release { breach, sharing } => {
            let of = plan.security.breaches.get(usize::from(breach))?;
            line.name("release", &of.id, text(&of.label));
            line.detail = sharing.to_string();
        }
        Link::Grade { .. }
        | Link::ScaleGrade { .. }
        | Link::Listing { .. }
        | Link::ListStep { .. }
        | Link::Measure { .. } => {
            standing(plan, entry.link, &mut line)?;
        }
        Link::Verdict { wrongly, for_undone, missed } => {
            (line.phase, line.side) = ("verdict".into(), "truth".into());
            line.detail = match (for_undone, wrongly, missed) {
                (true, ..) => "for_undone",
                (_, true, _) => "wrongly",
                (.., true) => "missed",
                (..) => "as_due",
            }
            .into();
        }
        Link::Application { kind, measure, refused, wrongly } => {
            line.name("application", kind.name(), wire_text(kind.spec().label));
            line.detail = application(measure, refused).into();
            line.wrong = wrongly;
            let measure = measure.and_then(|m| plan.measures.get(usize::from(m)));
            line.reporter = measure.map(|m| text(&m.agency));
            line.line = measure.map(|m| m.line);
        }
        Link::Notice { indicator } => line.rule("notice", plan.indicators.get(usize::from(indicator))),
        Link::Objection { indicator } => line.rule("objection", plan.indicators.get(usize::from(indicator))),
        Link::Weighing { indicator, objects, parts: [gain, effort, fear, peers], chance } => {
            line.rule("weighing", plan.indicators.get(usize::from(indicator)));
            line.detail = if objects { "objects" } else { "declines" }.into();
            line.weighed = Some(Weighed { gain, effort, fear, peers, chance });
        }
        Link::Withdrawal { indicator } => line.rule("withdrawal", plan.indicators.get(usize::from(indicator))),
        Link::Decision { indicator, upheld } => {
            line.rule("decision", plan.indicators.get(usize::from(indicator)));
            line.detail = if upheld { "upheld" } else { "rejected" }.into();
        }
    }
    Some(line)
}

/// Fills a line about grade, list or measure; `None` where the rulebook has no such thing.
fn standing(plan: &Plan, link: Link, line: &mut PersonEvent) -> Option<()> {
    match link {
        Link::Grade { side, to, score, .. } => {
            let grades = plan.grading.as_ref().map_or(&[][..], |g| &g.grades);
            let none = Text { en: "no grade".into(), zh: "无等级".into() };
            let grade = to.and_then(|g| grades.get(usize::from(g)));
            line.name("grade", grade.map_or("", |g| g.id.as_str()), grade.map_or(none, |g| text(&g.label)));
            line.side = side_name(side).into();
            line.score = Some(score);
        }
        Link::ScaleGrade { side, scale, to, score, .. } => {
            let of = plan.scales.get(usize::from(scale).checked_sub(1)?)?;
            let name = plan.members.get(usize::from(of.member)).map_or("", |m| m.name.as_str());
            let grade = to.and_then(|g| of.grading.as_ref()?.grades.get(usize::from(g)));
            let none = Text { en: "no grade".into(), zh: "无等级".into() };
            let id = grade.map_or(String::new(), |g| format!("{name}:{}", g.id));
            line.name("grade", &id, grade.map_or(none, |g| text(&g.label)));
            line.side = side_name(side).into();
            line.score = Some(score);
        }
        Link::Listing { side, list, entered } => {
            let list = plan.lists.get(usize::from(list))?;
            line.name("listing", &list.id, text(&list.label));
            line.side = side_name(side).into();
            line.detail = if entered { "entered" } else { "left" }.into();
            line.line = Some(list.line);
        }
        Link::ListStep { side, list, step } => {
            let list = plan.lists.get(usize::from(list))?;
            line.name("list_step", &list.id, text(&list.label));
            line.side = side_name(side).into();
            line.detail = list_step(step).into();
            if let (ListStep::Stage { stage }, Some(roll)) = (step, &list.roll) {
                let stage = roll.stages.get(usize::from(stage))?;
                let (en, zh) = (
                    format!("{}: {}", list.label.en, stage.label.en),
                    format!("{}：{}", list.label.zh, stage.label.zh),
                );
                line.label = Text { en, zh };
            }
            line.wrong = step == ListStep::Ordered { wrong: true };
            line.reporter = Some(text(&list.keeper)).filter(|keeper| !keeper.en.is_empty());
            line.line = Some(list.line);
        }
        Link::Measure { side, measure, active } => {
            let measure = plan.measures.get(usize::from(measure))?;
            line.name("measure", &measure.id, text(&measure.label));
            line.side = side_name(side).into();
            line.detail = if active { "began" } else { "ended" }.into();
            line.reporter = Some(text(&measure.agency));
            line.line = Some(measure.line);
        }
        _ => return None,
    }
    Some(())
}

/// What happened around a list, as a stable word.
pub fn list_step(step: ListStep) -> &'static str {
    match step {
        ListStep::Warned => "warned",
        ListStep::Spared => "spared",
        ListStep::Extended => "extended",
        ListStep::Performed => "performed",
        ListStep::Returned => "returned",
        ListStep::Recognised => "recognised",
        ListStep::Ordered { .. } => "ordered",
        ListStep::Followed { .. } => "followed",
        ListStep::Stage { .. } => "stage",
    }
}

/// What happened around an alteration, as a stable word.
pub fn alteration_step(step: AlterationStep) -> &'static str {
    match step {
        AlterationStep::Made => "made",
        AlterationStep::Withdrawn => "withdrawn",
        AlterationStep::Found => "found",
    }
}

/// What came of an application.
pub fn application(measure: Option<u8>, refused: bool) -> &'static str {
    match (measure, refused) {
        (None, _) => "granted",
        (Some(_), true) => "refused",
        (Some(_), false) => "preferred",
    }
}

fn blank(about: &About<'_>, entry: &Entry) -> PersonEvent {
    let (from, date) = (about.origin.date(), entry.day.date());
    let months = (date.year - from.year) * 12 + i32::from(date.month) - i32::from(from.month);
    PersonEvent {
        day: date.to_string(),
        month: months.max(0) as u32 + 1,
        phase: String::new(),
        side: String::new(),
        cause: if entry.cause.0 == 0 { String::new() } else { format!("{:016x}", entry.cause.0) },
        what: String::new(),
        label: Text { en: String::new(), zh: String::new() },
        detail: String::new(),
        points: 0,
        score: None,
        wrong: false,
        reporter: None,
        source: None,
        line: None,
        weighed: None,
    }
}

/// Naming what a line is about.
trait Naming {
    fn name(&mut self, phase: &str, what: &str, label: Text);
    fn rule(&mut self, phase: &str, rule: Option<&Indicator>);
}

impl Naming for PersonEvent {
    fn name(&mut self, phase: &str, what: &str, label: Text) {
        (self.phase, self.what, self.label) = (phase.into(), what.into(), label);
    }

    fn rule(&mut self, phase: &str, rule: Option<&Indicator>) {
        let order = Text { en: "an order from outside the register".into(), zh: "来自登记之外的决定".into() };
        self.name(phase, "order", order);
        if let Some(rule) = rule {
            self.name(phase, &rule.id, text(&rule.label));
            self.source = Some(rule.source.clone()).filter(|s| !s.is_empty());
            self.line = Some(rule.line);
        }
    }
}
