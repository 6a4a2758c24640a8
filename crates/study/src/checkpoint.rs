//! Finished replicates of a run that is not finished yet.
//!
//! They lie in a folder beside the target, `TARGET.partial`, one folder each, written whole or not at all. A
//! later run of the same specification takes them as they are.

use crate::ends::{self, ENDS, EndsWriter};
use crate::failure::{Failure, Note};
use crate::{exchange, tables};
use glasshouse_engine::{Ends, Exchange};
use glasshouse_metrics::{Layout, Series};
use glasshouse_rulebook::Plan;
use glasshouse_wire::bundle::PartialFile;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const STAMP: &str = "partial.json";
const HASH: usize = 32;
const NUMBERS: &str = "numbers.bin";

/// The folder of finished replicates of one run.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    folder: PathBuf,
}

/// A finished replicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Its metrics.
    pub series: Series,
    /// Households of the society.
    pub households: u32,
    /// What crossed between blocks.
    pub exchange: Exchange,
}

/// A replicate that is being stored.
#[derive(Debug)]
pub struct Unfinished {
    draft: TempDir,
    /// How it ends for everyone, where that is kept.
    pub ends: Option<EndsWriter>,
}

impl Checkpoint {
    /// The folder for a run that will be at `target`.
    pub fn beside(target: &Path) -> Checkpoint {
        let mut name = target.file_name().unwrap_or_default().to_os_string();
        name.push(".partial");
        Checkpoint { folder: target.with_file_name(name) }
    }

    /// Makes the folder ready. With `resume` what lies there is kept if it belongs to the same
    /// specification; otherwise it is emptied.
    ///
    /// # Errors
    /// [`Failure::Usage`] where there is nothing to resume or it belongs to another run,
    /// [`Failure::Machine`] where the disk refuses.
    pub fn open(&self, specification: &str, resume: bool) -> Result<(), Failure> {
        let stamp = PartialFile {
            schema: "partial/1".into(),
            glasshouse: crate::VERSION.into(),
            specification: blake3::hash(specification.as_bytes()).to_hex().to_string(),
        };
        let path = self.folder.join(STAMP);
        if resume {
            let found = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<PartialFile>(&bytes).ok());
            return match found {
                Some(found) if found == stamp => Ok(()),
                Some(_) => Err(self.other()),
                None => Err(self.nothing()),
            };
        }
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder).map_err(|e| Failure::writing(&self.folder, &e))?;
        }
        fs::create_dir_all(&self.folder).map_err(|e| Failure::writing(&self.folder, &e))?;
        let bytes = glasshouse_wire::json::pretty(&stamp).map_err(Failure::unserialisable)?;
        fs::write(&path, bytes).map_err(|e| Failure::writing(&path, &e))
    }

    fn nothing(&self) -> Failure {
        let shown = self.folder.display();
        Failure::Usage(Note::new("GH0931", "there is nothing to resume", "没有可继续的运行").help(
            format!("no unfinished run lies in {shown}; leave out `--resume` to begin"),
            format!("{shown} 中没有未完成的运行；去掉 `--resume` 即可重新开始"),
        ))
    }

    fn other(&self) -> Failure {
        let shown = self.folder.display();
        Failure::Usage(Note::new("GH0931", "the unfinished run is another one", "未完成的运行与此不同").help(
            format!("{shown} was begun with other settings or another version; leave out `--resume` to begin anew"),
            format!("{shown} 以别的设置或版本开始；去掉 `--resume` 即可重新开始"),
        ))
    }

    fn place(&self, replicate: u32) -> PathBuf {
        self.folder.join(format!("replicate-{replicate:05}"))
    }

    /// Begins to store a replicate, and how it ends for everyone where `keep_ends` says so.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn begin(&self, plan: &Plan, layout: &Layout, keep_ends: bool) -> Result<Unfinished, Failure> {
        let draft = tempfile::Builder::new()
            .prefix(".replicate-")
            .tempdir_in(&self.folder)
            .map_err(|e| Failure::writing(&self.folder, &e))?;
        let ends = keep_ends.then(|| EndsWriter::begin(draft.path(), plan, layout)).transpose()?;
        Ok(Unfinished { draft, ends })
    }

    /// Stores a finished replicate.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn store(&self, replicate: u32, finished: &Finished, unfinished: Unfinished) -> Result<(), Failure> {
        let place = self.place(replicate);
        let failed = |e: std::io::Error| Failure::writing(&place, &e);
        let Unfinished { draft, ends } = unfinished;
        ends.map(EndsWriter::finish).transpose()?;
        exchange::write(draft.path(), std::iter::once((0, &finished.exchange)))?;
        let mut body = Vec::new();
        for file in [tables::EXCHANGE.file, ENDS.file] {
            body.extend_from_slice(&file_hash(&draft.path().join(file)).map_err(failed)?);
        }
        body.extend_from_slice(&finished.households.to_le_bytes());
        finished.series.numbers().for_each(|n| body.extend_from_slice(&n.to_le_bytes()));
        let mut file = fs::File::create(draft.path().join(NUMBERS)).map_err(failed)?;
        let written = file.write_all(blake3::hash(&body).as_bytes()).and_then(|()| file.write_all(&body));
        written.and_then(|()| file.sync_all()).map_err(failed)?;
        if place.exists() {
            fs::remove_dir_all(&place).map_err(failed)?;
        }
        fs::rename(draft.path(), &place).map_err(failed)?;
        let _ = draft.keep();
        Ok(())
    }

    /// A finished replicate of a run with this many months and coupling steps, if it is there and whole, with how it
    /// ended for everyone where `keep_ends` says so.
    pub fn load(
        &self,
        replicate: u32,
        layout: &Layout,
        [months, steps]: [u32; 2],
        keep_ends: bool,
    ) -> Option<Finished> {
        let place = self.place(replicate);
        let bytes = fs::read(place.join(NUMBERS)).ok()?;
        let (hash, body) = bytes.split_at_checked(HASH)?;
        if blake3::hash(body).as_bytes() != hash {
            return None;
        }
        let mut rest = body;
        for file in [tables::EXCHANGE.file, ENDS.file] {
            let (hash, after) = rest.split_at_checked(HASH)?;
            if file_hash(&place.join(file)).ok()? != hash {
                return None;
            }
            rest = after;
        }
        let (households, numbers) = rest.split_at_checked(4)?;
        let households = u32::from_le_bytes(households.try_into().ok()?);
        let numbers: Vec<i64> =
            numbers.chunks_exact(8).filter_map(|c| c.try_into().ok().map(i64::from_le_bytes)).collect();
        let series = Series::from_numbers(layout.clone(), &numbers)?;
        let exchange = exchange::read_from(&place.join(tables::EXCHANGE.file), 0, steps as usize).ok()?;
        let is_whole = series.n_months() == months as usize && (!keep_ends || place.join(ENDS.file).exists());
        is_whole.then_some(Finished { series, households, exchange })
    }

    /// How a replicate that was loaded ended for so many people, some at a time in their order.
    ///
    /// # Errors
    /// [`Failure::Input`] where it is not there; each stretch where it is damaged.
    pub fn ends(
        &self,
        plan: &Plan,
        layout: &Layout,
        replicate: u32,
        people: u32,
    ) -> Result<impl Iterator<Item = Result<Ends, Failure>> + use<>, Failure> {
        ends::stretches(&self.place(replicate).join(ENDS.file), plan, ends::table(layout), (0, people))
    }

    /// Whether no replicate is stored.
    pub fn is_empty(&self) -> bool {
        fs::read_dir(&self.folder).is_ok_and(|entries| entries.flatten().all(|e| !e.path().join(NUMBERS).is_file()))
    }

    /// Removes the folder: the run is stored as a bundle.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn clear(&self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.folder).map_err(|e| Failure::writing(&self.folder, &e))
    }
}

/// The hash of a file; of one that is not kept, zeros.
fn file_hash(path: &Path) -> std::io::Result<[u8; HASH]> {
    if !path.exists() {
        return Ok([0; HASH]);
    }
    let mut hasher = blake3::Hasher::new();
    std::io::copy(&mut fs::File::open(path)?, &mut hasher)?;
    Ok(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_metrics::Items;
    use std::sync::Arc;

    #[test]
    fn whole_replicates_come_back_and_broken_ones_do_not() {
        let scratch = tempfile::tempdir().unwrap();
        let checkpoint = Checkpoint::beside(&scratch.path().join("run"));
        checkpoint.open("spec", false).unwrap();
        let (plan, layout) = (glasshouse_testing::suining(&[]), Layout::new(&Items::default()));
        let mut series = Series::new(layout.clone());
        series.add_for_all(3, 42);
        series.close_month(31);
        let exchange = Exchange::nothing(4);
        let ends =
            Ends { ever: vec![1, 0, 255], score: vec![980, 1000, -7], grade: vec![0, 3, 255], ..Ends::default() };
        let finished = Finished { series, households: 7, exchange };
        for (replicate, keep_ends) in [(2, true), (3, false)] {
            let unfinished = checkpoint.begin(&plan, &layout, keep_ends).unwrap();
            assert_eq!(unfinished.ends.as_ref().is_some_and(|to| to.push(0, &Arc::new(ends.clone()))), keep_ends);
            checkpoint.store(replicate, &finished, unfinished).unwrap();
        }
        let load = |replicate, numbers| checkpoint.load(replicate, &layout, numbers, true);
        assert_eq!(load(2, [1, 4]), Some(finished.clone()));
        assert_eq!(checkpoint.load(3, &layout, [1, 4], false), Some(finished));
        let kept: Vec<Ends> = checkpoint.ends(&plan, &layout, 2, 3).unwrap().map(Result::unwrap).collect();
        assert_eq!(kept, [ends]);
        for (replicate, numbers) in [(2, [2, 4]), (1, [1, 4]), (3, [1, 4])] {
            assert_eq!(load(replicate, numbers), None, "{replicate}");
        }
        for file in [NUMBERS, ENDS.file] {
            let path = checkpoint.place(2).join(file);
            let whole = fs::read(&path).unwrap();
            let mut bytes = whole.clone();
            bytes[100] ^= 1;
            fs::write(&path, bytes).unwrap();
            assert_eq!(load(2, [1, 4]), None, "{file}");
            fs::write(&path, whole).unwrap();
        }
    }

    #[test]
    fn only_the_same_run_is_resumed() {
        let scratch = tempfile::tempdir().unwrap();
        let checkpoint = Checkpoint::beside(&scratch.path().join("run"));
        assert!(matches!(checkpoint.open("spec", true), Err(Failure::Usage(_))));
        checkpoint.open("spec", false).unwrap();
        checkpoint.open("spec", true).unwrap();
        assert!(matches!(checkpoint.open("other", true), Err(Failure::Usage(_))));
    }
}
