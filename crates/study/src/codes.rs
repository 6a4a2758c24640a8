//! The codes of failures that are no fault of a document: command line, files, runs, the machine.

use glasshouse_model::text::Label;

const fn page(
    code: &'static str,
    en: &'static str,
    zh: &'static str,
    why_en: &'static str,
    why_zh: &'static str,
) -> (&'static str, Label, Label) {
    (code, Label { en, zh }, Label { en: why_en, zh: why_zh })
}

/// Code, title, and what to do. A code is never reused.
pub const PAGES: &[(&str, Label, Label)] = &[
    page(
        "GH0900",
        "the command line does not fit together",
        "命令行有误",
        "A flag, a value or a name is not one that the command knows. The message says which, and what is near. Exit code 2.",
        "某个选项、值或名称不为该命令所知。消息会指出是哪一个以及相近者。退出码2。",
    ),
    page(
        "GH0901",
        "a file cannot be written",
        "无法写入文件",
        "The system refused: no permission, a read-only disk, a folder that does not exist. Nothing half-written is left. Exit code 6.",
        "系统拒绝写入：没有权限、磁盘只读或文件夹不存在。不会留下写了一半的文件。退出码6。",
    ),
    page(
        "GH0902",
        "the disk is full",
        "磁盘已满",
        "Free some space, write elsewhere with -o, or keep fewer tables. Nothing half-written is left; finished replicates are kept for --resume. Exit code 6.",
        "请腾出空间、用 -o 写到别处，或少保留几张表。不会留下写了一半的文件；已完成的重复会保留，可用 --resume 继续。退出码6。",
    ),
    page(
        "GH0903",
        "there are no threads to run on",
        "无法创建线程",
        "The system allows no further threads. Use --threads 1 or raise the limit. Exit code 6.",
        "系统不允许再创建线程。请用 --threads 1 或提高限制。退出码6。",
    ),
    page(
        "GH0904",
        "something else is in the way",
        "目标位置已被占用",
        "The place is taken by something that is not a run. It is not overwritten. Exit code 2.",
        "该位置已有不是运行结果的内容，不会被覆盖。退出码2。",
    ),
    page(
        "GH0905",
        "a file cannot be read",
        "无法读取文件",
        "It does not exist (exit code 3) or the system refused (exit code 6).",
        "文件不存在（退出码3）或系统拒绝读取（退出码6）。",
    ),
    page(
        "GH0906",
        "a stored run is damaged",
        "存储的运行已损坏",
        "A file of the bundle is missing or is not what run.json says. The message names it. Run the command in run.json again, or take a fresh copy. Exit code 3.",
        "某个文件缺失或与 run.json 不符，消息会指明。请重新运行 run.json 中的命令，或重新复制。退出码3。",
    ),
    page(
        "GH0907",
        "no run has this name",
        "没有这个运行",
        "A run is named by its path, its folder's name, the beginning of that name, @last, or @-2 for the one before. Exit code 3.",
        "运行可用路径、文件夹名、名称开头、@last 或 @-2（上一个）指明。退出码3。",
    ),
    page(
        "GH0908",
        "several runs begin like this",
        "有多个运行以此开头",
        "Write more of the name. Exit code 3.",
        "请写出更多字符。退出码3。",
    ),
    page(
        "GH0909",
        "a newer version wrote this run",
        "此运行由更新的版本写成",
        "The format of the bundle is one that this version does not know. Install the version that is named. Exit code 3.",
        "当前版本不认识该格式。请安装消息所示版本。退出码3。",
    ),
    page(
        "GH0910",
        "the society has no such person",
        "社会中没有这个人",
        "Persons are numbered from 0 to one less than the number of people. Exit code 3.",
        "人物从0编号到人数减一。退出码3。",
    ),
    page(
        "GH0911",
        "nobody fits, or not so many",
        "没有人符合，或人数不足",
        "The criterion holds for fewer persons than asked for. Try another, or a larger society. Exit code 3.",
        "符合标准的人数少于所求。请换一个标准或扩大社会。退出码3。",
    ),
    page(
        "GH0912",
        "this is a comparison, a sweep or a study, not a run",
        "这是比较、扫描或研究，而不是运行",
        "The command needs a single run. A comparison holds one in each folder of arms/; a sweep holds none, but its counter-examples are commands that make one. Exit code 3.",
        "该命令需要单次运行。比较的 arms/ 中每个文件夹是一次运行；扫描不含运行，但其反例是可生成运行的命令。退出码3。",
    ),
    page(
        "GH0913",
        "too large for the memory of this machine",
        "超出本机内存",
        "Even one block after the other, the run does not fit into the memory that is free; or what everyone's run ended with does not. See `run --plan`. Exit code 6.",
        "即使逐街区模拟，运行也超出可用内存；或容纳不下每人的结局。见 `run --plan`。退出码6。",
    ),
    page(
        "GH0914",
        "there is no DuckDB",
        "没有DuckDB",
        "`glasshouse sql` asks a DuckDB that is installed: the program `duckdb`, or a Python with the package `duckdb`. Everything else works without it. Exit code 6.",
        "`glasshouse sql` 借助已安装的DuckDB：duckdb 程序，或装有 duckdb 包的Python。其他功能都不需要它。退出码6。",
    ),
    page(
        "GH0915",
        "a question in SQL is refused",
        "SQL查询被拒绝",
        "It is not one statement that reads, or names a table or column that is not there. The message is DuckDB's; the help lists the tables. Exit code 2.",
        "它不是一条只读语句，或用了不存在的表或列。消息来自DuckDB，提示中列出了表。退出码2。",
    ),
    page(
        "GH0916",
        "another process of the study failed",
        "研究的另一个进程失败",
        "Of several processes on one sweep (mpirun), the one named could not go on, for the reason that the message gives. What was finished is kept: the same command does the rest. Exit code 6.",
        "多个进程共同完成一次扫描（mpirun）时，所示进程因消息中的原因无法继续。已完成的部分已保留，重新给出同一命令即可完成其余部分。退出码6。",
    ),
    page(
        "GH0930",
        "a run was stopped",
        "运行已停止",
        "Finished replicates are kept. The command in the message goes on with the others and gives the same numbers as an uninterrupted run. Exit code 130.",
        "已完成的重复已保留。消息中的命令会继续其余部分，所得数字与未中断时相同。退出码130。",
    ),
    page(
        "GH0931",
        "there is no such unfinished run",
        "没有可继续的运行",
        "--resume goes on with a run of exactly the same settings and version that was stopped before. Exit code 2.",
        "--resume 只继续设置与版本完全相同、先前被停止的运行。退出码2。",
    ),
    page(
        "GH0940",
        "the workbench cannot listen",
        "工作台无法监听",
        "Another program has the port, or the system forbids it. Choose another with `--port`, or 0 for any. Exit code 6.",
        "端口已被占用，或系统不允许。请用 `--port` 另选，0 表示任意。退出码6。",
    ),
    page(
        "GH0941",
        "no token for the workbench",
        "无法生成工作台令牌",
        "The system gives no random numbers, so the workbench could not tell its own page from another. Exit code 6.",
        "系统未能提供随机数，工作台无法区分自己的页面与他人的页面。退出码6。",
    ),
    page(
        "GH0942",
        "the workbench refused a request",
        "工作台拒绝了请求",
        "Only its own page, at a loopback address and with the token that the terminal printed, may ask. Open the address that `glasshouse serve` printed.",
        "只有它自己的页面、经回环地址、带终端打印的令牌才可请求。请打开 `glasshouse serve` 打印的地址。",
    ),
    page(
        "GH0943",
        "the workbench gave no answer in time",
        "工作台应答超时",
        "The answer took longer than two minutes. Runs go on in the background; ask again, or use the command that the page shows.",
        "应答超过两分钟。运行仍在后台进行；请重试，或使用页面所示的命令。",
    ),
    page(
        "GH0944",
        "the workbench has too much to do",
        "工作台任务过多",
        "More runs wait than it takes. Stop some, or wait until they are done.",
        "等待中的运行过多。请停止一些，或等其完成。",
    ),
    page(
        "GH0990",
        "glasshouse contradicted itself",
        "glasshouse 自相矛盾",
        "This is a fault of the program, not of your input. Please report it with the command and the rulebook. Exit code 4.",
        "这是程序的错误，与输入无关。请附上命令与规则书报告。退出码4。",
    ),
];

#[cfg(test)]
mod tests {
    use super::PAGES;
    use std::path::Path;

    /// Every code that the sources of this crate and of the command line mention has a page, and the other
    /// way round.
    #[test]
    fn the_pages_are_those_of_the_sources() {
        let mut mentioned = Vec::new();
        for folder in ["src", "src/sweep", "../cli/src", "../cli/src/commands", "../server/src"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for file in std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()) {
                if file.extension().is_none_or(|e| e != "rs") || file.file_name().is_some_and(|n| n == "codes.rs") {
                    continue;
                }
                let text = std::fs::read_to_string(&file).unwrap();
                let starts = text.match_indices("\"GH09").map(|(i, _)| i + 1);
                mentioned.extend(starts.filter_map(|i| text.get(i..i + 6)).map(str::to_owned));
            }
        }
        mentioned.sort();
        mentioned.dedup();
        let pages: Vec<&str> = PAGES.iter().map(|(code, ..)| *code).collect();
        assert_eq!(mentioned, pages);
    }
}
