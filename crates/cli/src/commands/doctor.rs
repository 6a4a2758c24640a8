//! `doctor`: does this installation do what it should?

use crate::answer::{Answer, Status};
use crate::commands::list::columns;
use crate::session::Session;
use glasshouse_model::Lang;
use glasshouse_study::failure::Failure;
use glasshouse_study::{Pool, VERSION, cases, catalogue, selftest, source};
use glasshouse_wire::answers::DoctorRow;
use glasshouse_wire::json;
use std::io::Write;
use std::path::Path;

/// `doctor`
pub fn doctor(session: &Session) -> Result<Answer, Failure> {
    let lang = session.lang;
    let rows = [machine(session, lang), writable(lang), rulebooks(lang), deterministic(lang), utf8(lang)];
    let cells: Vec<[String; 4]> = rows
        .iter()
        .map(|r| {
            let fix = r.fix.as_ref().map_or(String::new(), |f| match lang {
                Lang::En => format!("fix: {f}"),
                Lang::Zh => format!("解决：{f}"),
            });
            [r.status.clone(), r.check.clone(), r.found.clone(), fix]
        })
        .collect();
    let values = rows.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?;
    let mut answer = Answer::records("doctor/1", values, columns(session, &cells));
    if rows.iter().any(|r| r.status == "fail") {
        answer.status = Status::Findings;
    }
    Ok(answer)
}

fn row(check: &str, status: &str, found: String, fix: Option<String>) -> DoctorRow {
    DoctorRow { check: check.into(), status: status.into(), found, fix }
}

fn say(lang: Lang, en: impl Into<String>, zh: impl Into<String>) -> String {
    match lang {
        Lang::En => en.into(),
        Lang::Zh => zh.into(),
    }
}

fn machine(session: &Session, lang: Lang) -> DoctorRow {
    let (arch, os) = (std::env::consts::ARCH, std::env::consts::OS);
    match Pool::new(session.threads) {
        Ok(pool) => {
            let n = pool.threads();
            row(
                "engine",
                "ok",
                say(lang, format!("{VERSION}, {arch} {os}, {n} threads"), format!("{VERSION}，{arch} {os}，{n}个线程")),
                None,
            )
        }
        Err(_) => row(
            "engine",
            "fail",
            say(lang, "no threads to run on", "无法创建线程"),
            Some(say(lang, "raise the limit on processes, or use --threads 1", "提高进程数限制，或用 --threads 1")),
        ),
    }
}

/// Below this much free space a run with many replicates or kept tables may not fit.
const ROOM_MIB: u64 = 256;

/// Free space of the file system that holds a folder, as `df` says it (POSIX); `None` where there is no `df`.
fn free_mib(folder: &Path) -> Option<u64> {
    let output =
        std::process::Command::new("df").arg("-Pk").arg(folder).output().ok().filter(|o| o.status.success())?;
    available_kib(&String::from_utf8_lossy(&output.stdout)).map(|kib| kib / 1024)
}

/// The fourth field of the last line: available blocks of 1 KiB.
fn available_kib(df: &str) -> Option<u64> {
    df.lines().last()?.split_whitespace().nth(3)?.parse().ok()
}

fn size(mib: u64) -> String {
    if mib >= 10 * 1024 { format!("{} GiB", mib / 1024) } else { format!("{mib} MiB") }
}

/// Writes what a run of the default size writes, so that a quota or a full disk shows here.
fn writable(lang: Lang) -> DoctorRow {
    const BYTES: usize = 4 << 20;
    let runs = Path::new(catalogue::FOLDER);
    let folder = if runs.is_dir() { runs } else { Path::new(".") };
    let probe = folder.join(format!(".glasshouse-doctor-{}", std::process::id()));
    let tried = std::fs::File::create(&probe)
        .and_then(|mut file| file.write_all(&vec![0x5a; BYTES]).and_then(|()| file.sync_all()));
    let removed = std::fs::remove_file(&probe);
    match tried.and(removed) {
        Ok(()) => {
            let Some(free) = free_mib(folder) else {
                return row("disk", "ok", say(lang, "runs/ can be written to", "runs/ 可写"), None);
            };
            let (en, zh) =
                (format!("runs/ can be written to, {} free", size(free)), format!("runs/ 可写，剩余{}", size(free)));
            if free >= ROOM_MIB {
                row("disk", "ok", say(lang, en, zh), None)
            } else {
                let fix =
                    say(lang, "free some space, or write elsewhere with -o DIR", "腾出空间，或用 -o 目录 写到别处");
                row("disk", "warn", say(lang, en, zh), Some(fix))
            }
        }
        Err(e) => row(
            "disk",
            "warn",
            say(lang, format!("a run cannot be stored here: {e}"), format!("此处无法存放运行：{e}")),
            Some(say(lang, "free some space, or write elsewhere with -o DIR", "腾出空间，或用 -o 目录 写到别处")),
        ),
    }
}

fn rulebooks(lang: Lang) -> DoctorRow {
    let (mut n, mut n_cases, mut wrong) = (0, 0, Vec::new());
    for name in source::regime_names() {
        n += 1;
        let good = source::built_in_plan(name).is_some_and(|plan| {
            n_cases += plan.cases.len();
            cases::run(&plan).is_ok_and(|report| report.diagnostics.is_empty())
        });
        if !good {
            wrong.push(name);
        }
    }
    if wrong.is_empty() {
        let found = say(
            lang,
            format!("{n} regimes check, {n_cases} cases pass"),
            format!("{n}个制度检查无误，{n_cases}个案例通过"),
        );
        return row("rulebooks", "ok", found, None);
    }
    let names = wrong.join(", ");
    row("rulebooks", "fail", names.clone(), Some(format!("glasshouse check {names}")))
}

fn deterministic(lang: Lang) -> DoctorRow {
    match selftest::deterministic() {
        Ok(n) => {
            let found = say(
                lang,
                format!("{n} small runs: one thread and several give the same digests"),
                format!("{n}次小型运行：单线程与多线程摘要一致"),
            );
            row("digests", "ok", found, None)
        }
        Err(what) => row(
            "digests",
            "fail",
            what,
            Some(say(lang, "report this with your processor and system", "请连同处理器与系统型号报告")),
        ),
    }
}

fn utf8(lang: Lang) -> DoctorRow {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG")).unwrap_or_default();
    let lower = locale.to_lowercase();
    if cfg!(windows) || lower.contains("utf-8") || lower.contains("utf8") {
        row("terminal", "ok", say(lang, "UTF-8", "UTF-8"), None)
    } else {
        row(
            "terminal",
            "warn",
            say(
                lang,
                "the locale has no UTF-8: Chinese and bars may not show",
                "区域设置不是 UTF-8：中文与进度条可能无法显示",
            ),
            Some("export LC_ALL=C.UTF-8".into()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_read_from_the_portable_form() {
        let df = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 263174212 1000 75497472 22% /\n";
        assert_eq!(available_kib(df), Some(75_497_472));
        assert_eq!(available_kib("no such thing"), None);
        assert_eq!((size(300), size(20_480)), ("300 MiB".to_owned(), "20 GiB".to_owned()));
    }
}
