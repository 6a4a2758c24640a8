//! Finished replicates of a run that is not finished yet.
//!
//! They lie in a folder beside the target, `TARGET.partial`, one file each, written whole or not at all. A
//! later run of the same specification takes them as they are.

use crate::failure::{Failure, Note};
use glasshouse_metrics::{Layout, Series};
use glasshouse_wire::bundle::PartialFile;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const STAMP: &str = "partial.json";
const HASH: usize = 32;

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

    fn file(&self, replicate: u32) -> PathBuf {
        self.folder.join(format!("replicate-{replicate:05}.bin"))
    }

    /// Stores a finished replicate.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn store(&self, replicate: u32, finished: &Finished) -> Result<(), Failure> {
        let path = self.file(replicate);
        let mut body = finished.households.to_le_bytes().to_vec();
        finished.series.numbers().for_each(|n| body.extend_from_slice(&n.to_le_bytes()));
        let failed = |e: std::io::Error| Failure::writing(&path, &e);
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).map_err(failed)?;
        file.write_all(blake3::hash(&body).as_bytes()).and_then(|()| file.write_all(&body)).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&path).map_err(|e| failed(e.error))?;
        Ok(())
    }

    /// A finished replicate, if it is there and whole.
    pub fn load(&self, replicate: u32, layout: &Layout, months: u32) -> Option<Finished> {
        let bytes = fs::read(self.file(replicate)).ok()?;
        let (hash, body) = bytes.split_at_checked(HASH)?;
        if blake3::hash(body).as_bytes() != hash {
            return None;
        }
        let (households, numbers) = body.split_at_checked(4)?;
        let households = u32::from_le_bytes(households.try_into().ok()?);
        let numbers: Vec<i64> =
            numbers.chunks_exact(8).filter_map(|c| c.try_into().ok().map(i64::from_le_bytes)).collect();
        let series = Series::from_numbers(layout.clone(), &numbers)?;
        (series.n_months() == months as usize).then_some(Finished { series, households })
    }

    /// Whether no replicate is stored.
    pub fn is_empty(&self) -> bool {
        fs::read_dir(&self.folder)
            .is_ok_and(|entries| entries.flatten().all(|e| e.path().extension().is_none_or(|x| x != "bin")))
    }

    /// Removes the folder: the run is stored as a bundle.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the disk refuses.
    pub fn clear(&self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.folder).map_err(|e| Failure::writing(&self.folder, &e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glasshouse_metrics::Items;

    #[test]
    fn whole_replicates_come_back_and_broken_ones_do_not() {
        let scratch = tempfile::tempdir().unwrap();
        let checkpoint = Checkpoint::beside(&scratch.path().join("run"));
        checkpoint.open("spec", false).unwrap();
        let layout = Layout::new(&Items::default());
        let mut series = Series::new(layout.clone());
        series.add_for_all(3, 42);
        series.close_month(31);
        let finished = Finished { series, households: 7 };
        checkpoint.store(2, &finished).unwrap();
        assert_eq!(checkpoint.load(2, &layout, 1), Some(finished));
        assert_eq!(checkpoint.load(2, &layout, 2), None);
        assert_eq!(checkpoint.load(1, &layout, 1), None);
        let path = checkpoint.file(2);
        let mut bytes = fs::read(&path).unwrap();
        bytes[100] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(checkpoint.load(2, &layout, 1), None);
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
