//! Several processes on one piece of work: whether all of them go on.

use crate::failure::{Failure, Note};
use glasshouse_engine::Ranks;
use glasshouse_model::Lang;

/// What this process has, once no process failed: all of them go on, or none.
///
/// # Errors
/// The own failure; [`Failure::Machine`] where another process failed.
pub fn agreed<T>(ranks: &dyn Ranks, own: Result<T, Failure>) -> Result<T, Failure> {
    if ranks.size() == 1 {
        return own;
    }
    let said = ranks.gather(&own.as_ref().err().map_or(Vec::new(), |failure| brief(failure).into_bytes()));
    let value = own?;
    let Some((rank, reason)) = said.iter().enumerate().find(|(_, bytes)| !bytes.is_empty()) else { return Ok(value) };
    let reason = String::from_utf8_lossy(reason);
    let (en, zh) = reason.split_once('\0').unwrap_or((&reason, &reason));
    Err(Failure::Machine(
        Note::new("GH0916", format!("process {rank} failed: {en}"), format!("进程{rank}失败：{zh}")).help(
            "what was finished is kept; the same command, or --resume, does the rest",
            "已完成的部分已保留；重新给出同一命令或用 --resume 即可完成其余部分",
        ),
    ))
}

/// A failure in both languages, with a zero byte between.
fn brief(failure: &Failure) -> String {
    let note = match failure {
        Failure::Input(note) | Failure::Usage(note) | Failure::Machine(note) | Failure::Broken(note) => note,
        Failure::Interrupted { .. } => return "it was stopped\0它已被停止".to_owned(),
        Failure::Document(faults) => {
            let lang = |lang| {
                let all = faults.iter().flat_map(|f| &f.diagnostics);
                all.map(|d| d.message(lang).to_owned()).next().unwrap_or_default()
            };
            return format!("{}\0{}", lang(Lang::En), lang(Lang::Zh));
        }
    };
    format!("{}\0{}", note.message.en, note.message.zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What two processes say, without a second process.
    #[derive(Debug)]
    struct Two(Vec<u8>);

    impl Ranks for Two {
        fn rank(&self) -> usize {
            0
        }
        fn size(&self) -> usize {
            2
        }
        fn sum(&self, _: &mut [i64]) {}
        fn gather(&self, own: &[u8]) -> Vec<Vec<u8>> {
            vec![own.to_vec(), self.0.clone()]
        }
    }

    #[test]
    fn all_go_on_or_none() {
        assert_eq!(agreed(&Two(Vec::new()), Ok(5)).unwrap(), 5);
        let Err(Failure::Machine(note)) = agreed(&Two(b"no room\0full".to_vec()), Ok(5)) else { panic!() };
        assert_eq!(
            (note.message.en.as_str(), note.message.zh.as_str()),
            ("process 1 failed: no room", "进程1失败：full")
        );
        let own = Failure::Usage(Note::new("GH0900", "wrong", "错"));
        assert!(matches!(agreed::<()>(&Two(b"no room\0".to_vec()), Err(own)), Err(Failure::Usage(_))));
    }
}
