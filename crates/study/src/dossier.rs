//! The file of one synthetic person in a run, by simulating that person's block again.

use crate::executor::Pool;
use crate::failure::{Failure, Note};
use crate::person::{About, End, RECORD, file};
use crate::pick::{Criterion, rank};
use crate::spec::Prepared;
use glasshouse_engine::{Exchange, Executor, replay};
use glasshouse_model::trace::{Entry, Trace};
use glasshouse_model::{Keyring, PersonId};
use glasshouse_wire::person::PersonFile;

/// The file of a person.
///
/// # Errors
/// [`Failure::Input`] where the society has no such person.
pub fn of_person(
    prepared: &Prepared,
    exchange: &Exchange,
    replicate: u32,
    person: PersonId,
) -> Result<PersonFile, Failure> {
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
    replay(&scenario, exchange, person.block(), &mut trace);
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
    /// Out of how many.
    pub of: u64,
}

struct Part {
    number: u32,
    fits: Vec<PersonId>,
    scores: Vec<(i32, PersonId)>,
}

/// Picks the `nth` person (from 1) for whom a criterion holds, by simulating every block again. For the
/// median, persons are ordered by their score at the end, and `nth` counts upwards from the middle.
///
/// # Errors
/// [`Failure::Input`] where it holds for fewer persons.
pub fn pick(
    prepared: &Prepared,
    pool: &Pool,
    exchange: &Exchange,
    replicate: u32,
    criterion: Criterion,
    nth: u64,
) -> Result<Picked, Failure> {
    let scenario = prepared.scenario(replicate);
    let (plan, of) = (&prepared.plan, u64::from(prepared.society.people));
    let start = plan.score.as_ref().map_or(0, |s| s.start);
    let mut parts: Vec<Part> =
        (0..prepared.society.blocks()).map(|number| Part { number, fits: Vec::new(), scores: Vec::new() }).collect();
    pool.each(&mut parts, |_, part| {
        let mut trace = Trace::everyone();
        replay(&scenario, exchange, part.number, &mut trace);
        trace.entries.sort_by_key(|e| e.person);
        let mut lives = trace.entries.chunk_by(|a, b| a.person == b.person).peekable();
        for slot in 0..prepared.society.people_in(part.number) {
            let person = PersonId::of(part.number, slot as u16);
            let entries: &[Entry] = lives.next_if(|l| l.first().is_some_and(|e| e.person == person)).unwrap_or(&[]);
            if criterion == Criterion::Median {
                part.scores.push((End::of(plan, start, entries).score[RECORD], person));
            } else if criterion.holds(plan, entries) {
                part.fits.push(person);
            }
        }
    });
    if criterion == Criterion::Median {
        let mut scores: Vec<(i32, PersonId)> = parts.into_iter().flat_map(|p| p.scores).collect();
        scores.sort_unstable();
        let found = scores.get(scores.len() / 2 + nth as usize - 1);
        return found
            .map(|(_, person)| Picked { person: *person, fits: of, of })
            .ok_or_else(|| too_few(criterion, of, nth));
    }
    let keys = Keyring::new(prepared.spec.seed, replicate);
    let mut fits: Vec<PersonId> = parts.into_iter().flat_map(|p| p.fits).collect();
    fits.sort_unstable_by_key(|p| rank(&keys, *p));
    let n = fits.len() as u64;
    let found = fits.get(usize::try_from(nth.saturating_sub(1)).unwrap_or(usize::MAX));
    found.map(|person| Picked { person: *person, fits: n, of }).ok_or_else(|| too_few(criterion, n, nth))
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
