//! The file of one synthetic person in a run, by simulating that person's block again.

use crate::bundle::Stored;
use crate::executor::Pool;
use crate::failure::{Failure, Note};
use crate::person::{About, file};
use crate::pick::{Criterion, Test, block_rank, rank};
use crate::spec::Prepared;
use crate::{ends, exchange, read, run};
use glasshouse_engine::{Ends, Exchange, Executor, replay};
use glasshouse_metrics::Metric;
use glasshouse_model::trace::{Entry, Trace};
use glasshouse_model::{Group, Keyring, PersonId};
use glasshouse_rulebook::Plan;
use glasshouse_wire::person::PersonFile;
use std::borrow::Cow;
use std::cell::OnceCell;

/// A replicate of a stored run, and what of it is at hand: read from the bundle, or simulated again where the
/// bundle lacks it.
#[derive(Debug)]
pub struct Past<'a> {
    pub(crate) stored: &'a Stored,
    pub(crate) prepared: &'a Prepared,
    pub(crate) replicate: u32,
    made: OnceCell<(Exchange, Ends)>,
}

impl<'a> Past<'a> {
    /// A replicate of a stored run.
    pub fn of(stored: &'a Stored, prepared: &'a Prepared, replicate: u32) -> Past<'a> {
        Past { stored, prepared, replicate, made: OnceCell::new() }
    }

    /// What crossed between blocks.
    pub(crate) fn exchange(&self, pool: &Pool) -> Result<Cow<'_, Exchange>, Failure> {
        if !self.prepared.crosses() {
            return Ok(Cow::Owned(Exchange::default()));
        }
        if exchange::stored_in(self.stored) {
            return exchange::read(self.stored, self.replicate, run::steps(self.prepared)).map(Cow::Owned);
        }
        self.again(pool).map(|made| Cow::Borrowed(&made.0))
    }

    /// How it ended for everyone.
    pub(crate) fn ends(&self, pool: &Pool) -> Result<Cow<'_, Ends>, Failure> {
        if ends::stored_in(self.stored) {
            return ends::read(self.stored, &self.prepared.plan, self.replicate).map(Cow::Owned);
        }
        let ends = &self.again(pool)?.1;
        if ends.ever.len() == self.prepared.society.people as usize {
            Ok(Cow::Borrowed(ends))
        } else {
            Err(nobody_kept())
        }
    }

    fn again(&self, pool: &Pool) -> Result<&(Exchange, Ends), Failure> {
        if let Some(made) = self.made.get() {
            return Ok(made);
        }
        let made = run::again(self.prepared, pool, self.replicate)?;
        Ok(self.made.get_or_init(|| made))
    }

    /// The total of a metric over the run, for everyone and some items.
    fn count(&self, metric: Metric, wanted: fn(&str) -> bool) -> Result<i64, Failure> {
        let replicates = read::metrics(self.stored)?;
        let place = self.stored.file.run.replicates.iter().position(|r| *r == self.replicate);
        let rows = place.and_then(|i| replicates.get(i)).map_or(&[][..], Vec::as_slice);
        let counted =
            rows.iter().filter(|r| r.group == Group::ALL && r.metric == metric.spec().name && wanted(&r.item));
        Ok(counted.flat_map(|r| &r.months).sum())
    }
}

fn nobody_kept() -> Failure {
    Failure::Machine(
        Note::new(
            "GH0913",
            "how the run ended for everyone was not kept, and does not fit into memory",
            "未保留每人的结局，内存也容纳不下",
        )
        .help(
            "name a person with `--person`: one person's file needs no other's",
            "用 `--person` 指定人物：一人的档案不需要他人的",
        ),
    )
}

/// The file of a person.
///
/// # Errors
/// [`Failure::Input`] where the society has no such person, or where a table of the bundle is damaged.
pub fn of_person(past: &Past<'_>, pool: &Pool, person: PersonId) -> Result<PersonFile, Failure> {
    let (prepared, replicate) = (past.prepared, past.replicate);
    let people = prepared.society.people;
    if person.0 >= people {
        let last = PersonId(people.saturating_sub(1));
        return Err(Failure::Input(
            Note::new("GH0910", format!("this society has no person {person}"), format!("这个社会没有 {person}")).help(
                format!("persons are {} to {last}", PersonId(0)),
                format!("人物编号从 {} 到 {last}", PersonId(0)),
            ),
        ));
    }
    let scenario = prepared.scenario(replicate);
    let mut trace = Trace::of(person);
    let exchange = past.exchange(pool)?;
    replay(&scenario, &exchange, person.block(), &mut trace);
    let about = About {
        plan: &prepared.plan,
        society: &prepared.society,
        seed: prepared.spec.seed,
        replicate,
        origin: scenario.first_day(),
    };
    Ok(file(&about, person, &trace.entries))
}

/// A person picked by a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Who.
    pub person: PersonId,
    /// For how many persons the criterion holds.
    pub fits: u64,
    /// Out of how many: everyone, or those looked at.
    pub of: u64,
}

/// Picks the `nth` person (from 1) for whom a criterion holds.
///
/// What [`Ends`] tell needs nobody simulated again. The rest needs everyone's entries: blocks are simulated again
/// in an order of their own until `nth` persons are found, and the frequency is that among the persons looked
/// at. For the median, persons are ordered by their score at the end, those with equal scores by lot, and `nth`
/// counts upwards from the middle.
///
/// # Errors
/// [`Failure::Input`] where it holds for fewer persons, or where a table of the bundle is damaged.
pub fn pick(past: &Past<'_>, pool: &Pool, criterion: Criterion, nth: u64) -> Result<Picked, Failure> {
    let keys = Keyring::new(past.prepared.spec.seed, past.replicate);
    let of = u64::from(past.prepared.society.people);
    let place = usize::try_from(nth.saturating_sub(1)).unwrap_or(usize::MAX);
    match criterion.test() {
        Test::Ends(holds) => {
            let ends = past.ends(pool)?;
            let mut fits: Vec<PersonId> =
                (0u32..).zip(&ends.ever).filter(|(_, bits)| holds(**bits)).map(|(i, _)| PersonId(i)).collect();
            fits.sort_unstable_by_key(|p| rank(&keys, *p));
            let n = fits.len() as u64;
            let found = fits.get(place).map(|person| Picked { person: *person, fits: n, of });
            found.ok_or_else(|| too_few(criterion, n, nth))
        }
        Test::Middle => {
            let ends = past.ends(pool)?;
            let mut scores: Vec<(i32, (u32, PersonId))> =
                (0u32..).zip(&ends.score).map(|(i, score)| (*score, rank(&keys, PersonId(i)))).collect();
            scores.sort_unstable();
            let found = place.checked_add(scores.len() / 2).and_then(|at| scores.get(at));
            found
                .map(|(_, (_, person))| Picked { person: *person, fits: of, of })
                .ok_or_else(|| too_few(criterion, of, nth))
        }
        Test::Trace { holds, metric, of } => {
            if past.count(metric, of)? == 0 {
                return Err(too_few(criterion, 0, nth));
            }
            look_through(past, pool, criterion, holds, nth)
        }
    }
}

struct Part {
    number: u32,
    fits: Vec<PersonId>,
}

/// Simulates blocks again, in an order of their own, until the `nth` person who fits is found.
fn look_through(
    past: &Past<'_>,
    pool: &Pool,
    criterion: Criterion,
    holds: fn(&Plan, &[Entry]) -> bool,
    nth: u64,
) -> Result<Picked, Failure> {
    let prepared = past.prepared;
    let (scenario, exchange) = (prepared.scenario(past.replicate), past.exchange(pool)?);
    let keys = Keyring::new(prepared.spec.seed, past.replicate);
    let mut order: Vec<u32> = (0..prepared.society.blocks()).collect();
    order.sort_unstable_by_key(|b| block_rank(&keys, *b));
    let (mut fits, mut of) = (0, 0);
    for numbers in order.chunks(pool.threads().max(1)) {
        let mut parts: Vec<Part> = numbers.iter().map(|number| Part { number: *number, fits: Vec::new() }).collect();
        pool.each(&mut parts, |_, part| {
            let mut trace = Trace::everyone();
            replay(&scenario, &exchange, part.number, &mut trace);
            trace.entries.sort_by_key(|e| e.person);
            let lives = trace.entries.chunk_by(|a, b| a.person == b.person);
            let fitting = lives.filter(|life| holds(&prepared.plan, life)).filter_map(|life| life.first());
            part.fits = fitting.map(|e| e.person).collect();
            part.fits.sort_unstable_by_key(|p| rank(&keys, *p));
        });
        // In order, so that the answer does not depend on how many blocks were looked at together.
        for part in parts {
            let before = fits;
            fits += part.fits.len() as u64;
            of += prepared.society.people_in(part.number) as u64;
            if let Some(person) = usize::try_from(nth - 1 - before).ok().and_then(|i| part.fits.get(i)) {
                return Ok(Picked { person: *person, fits, of });
            }
        }
    }
    Err(too_few(criterion, fits, nth))
}

fn too_few(criterion: Criterion, fits: u64, nth: u64) -> Failure {
    let name = criterion.name();
    let note = if fits == 0 {
        Note::new("GH0911", format!("nobody in this run is {name}"), format!("此次运行中没有人符合 {name}"))
    } else {
        Note::new(
            "GH0911",
            format!("only {fits} persons are {name}; there is no number {nth}"),
            format!("只有{fits}人符合 {name}，没有第{nth}个"),
        )
    };
    Failure::Input(
        note.help("try another criterion: glasshouse explain --help", "换一个标准：glasshouse explain --help"),
    )
}
