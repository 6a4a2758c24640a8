//! Running: replicates one after the other, each on all threads, then the bundle.

use crate::bundle::{self, Draft, Stored};
use crate::checkpoint::{Checkpoint, Finished};
use crate::ends::{ENDS, EndsWriter};
use crate::executor::Pool;
use crate::failure::Failure;
use crate::forecast::{self, Way};
use crate::keep::{self, Keeping, Kept};
use crate::numbers::{self, Row};
use crate::person::text;
use crate::spec::{Prepared, SOCIETY_FILE, reform_file};
use crate::table::{Cell, TableWriter};
use crate::{ends, exchange, headlines, levels, papers, sourcing, tables};
use glasshouse_engine::scenario::Clock;
use glasshouse_engine::{Alone, Ends, Exchange, Executor, Ranks, Run, Stopped, layout, replay, run_handing_on};
use glasshouse_metrics::{Metric, Series};
use glasshouse_model::group::Group;
use glasshouse_model::trace::Trace;
use glasshouse_rulebook::plan::Status;
use glasshouse_wire::bundle::{FileRef, RunFile};
use glasshouse_wire::json;
use glasshouse_wire::run::{DocumentRef, Headlines, Levels, RunDoc, SocietyRef};
use std::cell;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// How many people a month that was just simulated ended with in what state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// Under an adverse measure.
    pub penalised: u32,
    /// Of these, those whom a perfect register would not have under it.
    pub wrongly: u32,
    /// Not under one that a perfect register would have led to.
    pub missed: u32,
}

impl Glance {
    /// The last month that a series has closed.
    fn of(series: &Series) -> Option<Glance> {
        let month = series.n_months().checked_sub(1)?;
        let people = |metric| series.value(month, series.layout.at(metric), Group::ALL.0).max(0) as u32;
        Some(Glance {
            penalised: people(Metric::Penalised),
            wrongly: people(Metric::WronglyPenalised),
            missed: people(Metric::Missed),
        })
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Months simulated in a replicate.
    Months {
        /// Replicate.
        replicate: u32,
        /// Months done.
        done: u32,
        /// How it stands after the last of them, where months are closed one by one.
        now: Option<Glance>,
    },
    /// A replicate was taken from an earlier, interrupted run.
    Taken {
        /// Replicate.
        replicate: u32,
    },
    /// Tables about persons are being written.
    Keeping {
        /// Blocks traced so far, over all replicates.
        done: u32,
        /// Blocks to trace.
        of: u32,
    },
}

/// What a finished run is.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The stored bundle.
    pub stored: Stored,
    /// Its headline numbers.
    pub headlines: Headlines,
}

/// Runs and stores. `target` is the folder of the bundle; `watch` may stop the run between months.
///
/// # Errors
/// [`Failure::Interrupted`] where `watch` stopped it: finished replicates are kept beside the target and
/// are taken by a later run with `resume`. Otherwise what the disk or the documents say.
pub fn run(
    prepared: &Prepared,
    pool: &Pool,
    target: &Path,
    resume: bool,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Outcome, Failure> {
    run_with(prepared, pool, &Alone, target, resume, watch)
}

/// As [`run`], by the first of several processes. The others [`assist`].
///
/// # Errors
/// As [`run`].
pub fn run_with(
    prepared: &Prepared,
    pool: &Pool,
    ranks: &dyn Ranks,
    target: &Path,
    resume: bool,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Outcome, Failure> {
    let mut lead = Lead { ranks, left: prepared.spec.replicates };
    let checkpoint = Checkpoint::beside(target);
    // The place is tried before the work is done: a full or forbidden disk must not cost an hour.
    let draft = Draft::begin(target)?;
    checkpoint.open(&prepared.specification(), resume)?;
    let way = lead.way(forecast::way(prepared, pool)?);
    let mut ends = match way {
        Way::Passes { keep_ends: false } => None,
        _ => Some(EndsWriter::begin(draft.folder(), &prepared.plan, &layout(&prepared.plan, &prepared.society))?),
    };
    let done = replicates(prepared, (pool, &mut lead), way, &checkpoint, &mut ends, watch).inspect_err(|failure| {
        // A folder without a finished replicate is of use only to someone who was told how to resume.
        if !matches!(failure, Failure::Interrupted { .. }) && checkpoint.is_empty() {
            let _ = checkpoint.clear();
        }
    })?;
    // Before anything else can fail here: the other processes go on to the levels by themselves.
    let found = levels::of(prepared, (pool, ranks), way, &done.series, &mut |replicate, done| {
        watch(Progress::Months { replicate, done, now: None })
    })?;
    let outcome = store(prepared, pool, draft, (done, ends, found), watch)?;
    checkpoint.clear()?;
    Ok(outcome)
}

/// What all replicates gave, in their order, but how they ended for everyone: that goes into its table as it comes.
#[derive(Default)]
struct Done {
    series: Vec<Series>,
    households: u32,
    exchanges: Vec<Exchange>,
    unequal: Vec<headlines::Unequal>,
}

impl Done {
    fn take(&mut self, finished: Finished, unequal: Option<headlines::Unequal>) {
        self.households = finished.households;
        self.unequal.extend(unequal);
        self.series.push(finished.series);
        self.exchanges.push(finished.exchange);
    }

    fn crossed(&self) -> impl Iterator<Item = (u32, &Exchange)> {
        self.exchanges.iter().enumerate().map(|(i, exchange)| (i as u32, exchange))
    }
}

/// How a replicate ends for everyone, as it comes, some persons at a time.
struct Ending<'w> {
    replicate: u32,
    /// Where it is written: the table of all replicates, and that of this one by itself.
    tables: [Option<&'w EndsWriter>; 2],
    /// Whether a table cannot be written any more.
    refused: &'w cell::Cell<bool>,
    /// What inequality is worked out from.
    wealth: Vec<i32>,
    penalised_months: Vec<u16>,
}

impl<'w> Ending<'w> {
    fn new(replicate: u32, tables: [Option<&'w EndsWriter>; 2], refused: &'w cell::Cell<bool>) -> Ending<'w> {
        Ending { replicate, tables, refused, wealth: Vec::new(), penalised_months: Vec::new() }
    }

    fn take(&mut self, ends: Ends) {
        self.wealth.extend_from_slice(&ends.wealth);
        self.penalised_months.extend_from_slice(&ends.penalised_months);
        let ends = Arc::new(ends);
        let are_written = self.tables.iter().flatten().all(|table| table.push(self.replicate, &ends));
        self.refused.set(self.refused.get() || !are_written);
    }

    /// How unequally the replicate has ended.
    fn unequal(self) -> Option<headlines::Unequal> {
        headlines::unequal(&self.wealth, &self.penalised_months)
    }
}

fn replicates(
    prepared: &Prepared,
    (pool, lead): (&Pool, &mut Lead<'_>),
    way: Way,
    checkpoint: &Checkpoint,
    ends: &mut Option<EndsWriter>,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Done, Failure> {
    let of = prepared.spec.replicates;
    let layout = layout(&prepared.plan, &prepared.society);
    let size = [prepared.spec.months, steps(prepared) as u32];
    let mut done = Done::default();
    let refused = cell::Cell::new(false);
    let stopped = |done: u32| Failure::Interrupted { done, of, resume: String::new() };
    for replicate in 0..of {
        if let Some(found) = checkpoint.load(replicate, &layout, size, ends.is_some()) {
            lead.tell(Call::Skip);
            let mut ending = Ending::new(replicate, [ends.as_ref(), None], &refused);
            if ends.is_some() {
                for some in checkpoint.ends(&prepared.plan, &layout, replicate, prepared.society.people)? {
                    ending.take(some?);
                }
            }
            done.take(found, ending.unequal());
            if watch(Progress::Taken { replicate }).is_break() {
                return Err(stopped(replicate + 1));
            }
            continue;
        }
        // After the last replicate only the tracing of everyone takes long enough to be stopped.
        let is_stored = replicate + 1 < of || prepared.spec.keep.iter().any(|k| k.is_traced());
        let unfinished = is_stored.then(|| checkpoint.begin(&prepared.plan, &layout, ends.is_some())).transpose()?;
        let apart = unfinished.as_ref().and_then(|unfinished| unfinished.ends.as_ref());
        let mut ending = Ending::new(replicate, [ends.as_ref(), apart], &refused);
        let mut month = |done: u32, now: Option<Glance>| match refused.get() {
            true => ControlFlow::Break(()),
            false => watch(Progress::Months { replicate, done, now }),
        };
        lead.tell(Call::of(way));
        let run = simulate(prepared, (pool, lead.ranks), way, replicate, &mut |ends| ending.take(ends), &mut month);
        let Ok(Run { series, households, exchange, .. }) = run else {
            let tables = [ends.take(), unfinished.and_then(|unfinished| unfinished.ends)];
            let why = tables.into_iter().flatten().filter(|_| refused.get()).find_map(|table| table.finish().err());
            return Err(lead.released(why.unwrap_or_else(|| stopped(replicate))));
        };
        let finished = Finished { series, households, exchange };
        let unequal = ending.unequal();
        if let Some(unfinished) = unfinished {
            checkpoint.store(replicate, &finished, unfinished)?;
        }
        done.take(finished, unequal);
    }
    Ok(done)
}

/// What the first of several processes says of the next replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    /// It was simulated before.
    Skip,
    /// It is simulated by all.
    Simulate,
    /// The same, and how it ends for everyone is kept.
    Keep,
    /// There is no next one.
    End,
}

impl Call {
    const ALL: [Call; 4] = [Call::Skip, Call::Simulate, Call::Keep, Call::End];

    fn of(way: Way) -> Call {
        if way == (Way::Passes { keep_ends: false }) { Call::Simulate } else { Call::Keep }
    }
}

/// The first of several processes. However it ends, the others are told.
struct Lead<'r> {
    ranks: &'r dyn Ranks,
    /// Replicates that the others wait to hear about.
    left: u32,
}

impl Lead<'_> {
    /// The way that several processes can go.
    fn way(&self, alone: Way) -> Way {
        match alone {
            Way::Steps if self.ranks.size() > 1 => Way::Passes { keep_ends: true },
            way => way,
        }
    }

    fn tell(&mut self, call: Call) {
        self.left = self.left.saturating_sub(1);
        self.ranks.gather(&[call as u8]);
    }

    /// The others have stopped together with this one.
    fn released(&mut self, failure: Failure) -> Failure {
        self.left = 0;
        failure
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        if self.left > 0 {
            self.ranks.gather(&[Call::End as u8]);
        }
    }
}

/// Takes part in a run that the first of several processes leads with [`run_with`]: nothing is stored here.
pub fn assist(prepared: &Prepared, pool: &Pool, ranks: &dyn Ranks) {
    for replicate in 0..prepared.spec.replicates {
        let said = ranks.gather(&[]).first().and_then(|first| first.first().copied());
        let call = said.and_then(|n| Call::ALL.get(usize::from(n)).copied()).unwrap_or(Call::End);
        match call {
            Call::Skip => {}
            Call::End => return,
            Call::Simulate | Call::Keep => {
                let way = Way::Passes { keep_ends: call == Call::Keep };
                let on = &mut |_, _| ControlFlow::Continue(());
                // The first process keeps what there is to keep.
                if simulate(prepared, (pool, ranks), way, replicate, &mut drop, on).is_err() {
                    return;
                }
            }
        }
    }
    levels::assist(prepared, pool, ranks);
}

/// Takes one replicate through the months. How it ends for everyone is handed on where that is kept at all.
fn simulate(
    prepared: &Prepared,
    (pool, ranks): (&Pool, &dyn Ranks),
    way: Way,
    replicate: u32,
    hand_on: &mut dyn FnMut(Ends),
    month: &mut dyn FnMut(u32, Option<Glance>) -> ControlFlow<()>,
) -> Result<Run, Stopped> {
    let scenario = prepared.scenario(replicate);
    match way {
        Way::Steps => {
            let mut run =
                glasshouse_engine::run_watched(&scenario, pool, &mut |done, series| month(done, Glance::of(series)))?;
            hand_on(std::mem::take(&mut run.ends));
            Ok(run)
        }
        Way::Passes { keep_ends } => {
            let hand_on = keep_ends.then_some(hand_on);
            run_handing_on(&scenario, pool, ranks, hand_on, &mut |done| month(done, None))
        }
    }
}

/// Runs a replicate again, for its numbers, in the way that fits into memory.
///
/// # Errors
/// [`Failure::Machine`] where no way fits; [`Failure::Interrupted`] where `month` stopped it.
pub fn recount(
    prepared: &Prepared,
    pool: &Pool,
    replicate: u32,
    month: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<Series, Failure> {
    let way = match forecast::way(prepared, pool)? {
        Way::Passes { .. } => Way::Passes { keep_ends: false },
        way => way,
    };
    simulate(prepared, (pool, &Alone), way, replicate, &mut drop, &mut |done, _| month(done))
        .map(|run| run.series)
        .map_err(|_| Failure::Interrupted { done: replicate, of: prepared.spec.replicates, resume: String::new() })
}

/// Runs a replicate again, for what crossed between its blocks and how it ended for everyone.
///
/// # Errors
/// [`Failure::Machine`] where it does not fit into memory; [`Failure::Broken`] if the engine stops without being
/// asked to.
pub fn again(prepared: &Prepared, pool: &Pool, replicate: u32) -> Result<(Exchange, Ends), Failure> {
    let way = forecast::way(prepared, pool)?;
    let mut ends = Ends::default();
    let keep = &mut |own: Ends| ends.append(&own);
    simulate(prepared, (pool, &Alone), way, replicate, keep, &mut |_, _| ControlFlow::Continue(()))
        .map(|run| (run.exchange, ends))
        .map_err(|_| Failure::broken("a run stopped by itself", "运行自行停止"))
}

/// How many coupling steps the run has.
pub fn steps(prepared: &Prepared) -> usize {
    Clock::new(&prepared.scenario(0)).steps.len()
}

fn store(
    prepared: &Prepared,
    pool: &Pool,
    mut draft: Draft,
    (done, ends, levels): (Done, Option<EndsWriter>, Option<Levels>),
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Outcome, Failure> {
    let (spec, households, series) = (&prepared.spec, done.households, &done.series);
    let mut kept = vec![tables::METRICS];
    if prepared.crosses() {
        kept.push(tables::EXCHANGE);
    }
    if ends.is_some() {
        kept.insert(1, *ends::table(&layout(&prepared.plan, &prepared.society)));
    }
    kept.extend(spec.keep.iter().map(|k| k.table()));
    let dictionary = json::pretty(&papers::dictionary(&kept)).map_err(Failure::unserialisable)?;
    let metrics = write_metrics(prepared, draft.folder(), series, &dictionary);
    // Written while the run went on, and beside the metrics at last.
    if let Some(rows) = ends.map(EndsWriter::finish).transpose()? {
        draft.table(ENDS.file, rows)?;
    }
    let (rows, replicate_digests) = metrics?;
    draft.table(bundle::METRICS_FILE, rows)?;
    keep_tables(prepared, pool, &mut draft, &done, watch)?;

    let regime = draft.file(&prepared.regime_file(), &spec.regime.bytes)?;
    let society = draft.file(SOCIETY_FILE, &spec.society.bytes)?;
    let mut reforms = Vec::new();
    for (i, reform) in spec.reforms.iter().enumerate() {
        reforms.push(draft.file(&reform_file(i), &reform.bytes)?);
    }
    let mut headlines = headlines::of(&prepared.plan, prepared.scenario(0).first_day(), series);
    headlines::add_inequality(&mut headlines, &done.unequal);
    headlines::add_levels(&mut headlines, levels);
    draft.file(bundle::HEADLINES_FILE, &json::pretty(&headlines).map_err(Failure::unserialisable)?)?;
    draft.file("dictionary.json", &dictionary)?;
    draft.file("LICENSE", papers::LICENSE.as_bytes())?;

    let mut file = RunFile {
        run: document(prepared, &regime, &society, households, &replicate_digests),
        reforms,
        keep: spec.keep.iter().map(|k| k.name().to_string()).collect(),
        replicate_digests,
        files: Vec::new(),
    };
    (file.files, file.run.tables) = draft.contents();
    draft.file("ODD.md", papers::odd(prepared, &file.run).as_bytes())?;
    draft.file("CITATION.cff", papers::citation(&file).as_bytes())?;
    draft.file("README.md", papers::readme(&file).as_bytes())?;
    (file.files, file.run.tables) = draft.contents();
    file.files.sort_by(|a, b| a.file.cmp(&b.file));
    draft.unlisted("ro-crate-metadata.json", &papers::ro_crate(&file, &papers::today())?)?;
    let path = draft.finish(&file)?;
    Ok(Outcome { stored: Stored { path, file }, headlines })
}

/// Writes the metrics of all replicates; returns the number of rows and the digest of each replicate.
fn write_metrics(
    prepared: &Prepared,
    folder: &Path,
    series: &[Series],
    dictionary: &[u8],
) -> Result<(u64, Vec<String>), Failure> {
    let notes = [
        ("glasshouse.schema", bundle::SCHEMA.to_string()),
        ("glasshouse.dictionary", String::from_utf8_lossy(dictionary).into_owned()),
    ];
    let mut out = TableWriter::begin(folder, &tables::METRICS, &notes)?;
    let mut digests = Vec::new();
    for (replicate, series) in series.iter().enumerate() {
        let rows: Vec<Row> = numbers::rows(series).collect();
        digests.push(numbers::digest(rows.iter()).to_hex().to_string());
        for row in &rows {
            let unit = Metric::parse(&row.metric).map_or("", |m| m.spec().unit);
            let (attribute, level) = row.group.names();
            for (month, value) in row.months.iter().enumerate() {
                out.push(&[
                    Cell::Text(&prepared.plan.id),
                    Cell::Word(prepared.spec.seed),
                    Cell::Int(replicate as i64),
                    Cell::Int(month as i64 + 1),
                    Cell::Text(&row.metric),
                    Cell::Text(&row.item),
                    Cell::Text(attribute),
                    Cell::Text(level),
                    Cell::Int(*value),
                    Cell::Text(unit),
                ])?;
            }
        }
    }
    Ok((out.finish()?, digests))
}

fn keep_tables(
    prepared: &Prepared,
    pool: &Pool,
    draft: &mut Draft,
    finished: &Done,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let wanted = &prepared.spec.keep;
    if wanted.contains(&Kept::People) {
        let rows = keep::people(draft.folder(), &prepared.society)?;
        draft.table(tables::PEOPLE.file, rows)?;
    }
    if prepared.crosses() {
        let rows = exchange::write(draft.folder(), finished.crossed())?;
        draft.table(tables::EXCHANGE.file, rows)?;
    }
    let mut keeping = Keeping::begin(draft.folder(), &prepared.plan, wanted)?;
    if keeping.is_empty() {
        return Ok(());
    }
    let blocks = prepared.society.blocks();
    let (mut done, of) = (0, blocks * finished.exchanges.len() as u32);
    for (replicate, exchange) in finished.crossed() {
        let scenario = prepared.scenario(replicate);
        // As many blocks at a time as there are threads: their traces are all that is held.
        for first in (0..blocks).step_by(pool.threads()) {
            let numbers = first..blocks.min(first + pool.threads() as u32);
            let mut traces: Vec<(u32, Trace)> = numbers.map(|n| (n, Trace::everyone())).collect();
            pool.each(&mut traces, |_, (number, trace)| replay(&scenario, exchange, *number, trace));
            for (_, trace) in &mut traces {
                trace.entries.sort_by_key(|e| e.person);
                keeping.push(replicate, &trace.entries)?;
                done += 1;
            }
            if watch(Progress::Keeping { done, of }).is_break() {
                let n = prepared.spec.replicates;
                return Err(Failure::Interrupted { done: n, of: n, resume: String::new() });
            }
        }
    }
    for (file, rows) in keeping.finish()? {
        draft.table(file, rows)?;
    }
    Ok(())
}

fn document(
    prepared: &Prepared,
    regime: &FileRef,
    society: &FileRef,
    households: u32,
    replicate_digests: &[String],
) -> RunDoc {
    let (spec, plan) = (&prepared.spec, &prepared.plan);
    RunDoc {
        schema: bundle::SCHEMA.into(),
        glasshouse: crate::VERSION.into(),
        regime: DocumentRef {
            id: plan.id.clone(),
            title: text(&plan.title),
            status: status_name(plan.status).into(),
            file: regime.file.clone(),
            digest: regime.digest.clone(),
            counts: sourcing::rules(plan),
        },
        society: SocietyRef {
            id: prepared.society.id.clone(),
            title: text(&prepared.society.title),
            file: society.file.clone(),
            digest: society.digest.clone(),
            seed: prepared.society.seed,
            people: prepared.society.people,
            households,
        },
        seed: spec.seed,
        replicates: (0..spec.replicates).collect(),
        months: spec.months,
        from: prepared.scenario(0).first_day().to_string(),
        coupling: spec.coupling.name().into(),
        set: spec.set.clone(),
        command: prepared.command(),
        digest: numbers::run_digest(&prepared.specification(), replicate_digests),
        illustration: spec.replicates == 1,
        figures: prepared.figures(),
        tables: Vec::new(),
    }
}

/// The word for a status.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Documented => "documented",
        Status::Reconstructed => "reconstructed",
        Status::Stylised => "stylised",
    }
}
