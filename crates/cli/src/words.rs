//! Every text of the command line, in both languages. A text without one of them does not compile.

pub mod compare;
pub mod patterns;
pub mod sweep;
pub mod trade;
pub mod validate;

use glasshouse_model::Lang;
use glasshouse_model::text::Label;

const fn w(en: &'static str, zh: &'static str) -> Label {
    Label { en, zh }
}

/// Texts of `--help`.
pub mod help {
    use super::{Label, w};

    pub const ABOUT: Label = w("a laboratory for social-scoring regimes", "社会评分制度实验室");
    pub const RUN: Label = w("simulate one regime", "模拟一种制度");
    pub const CHECK: Label = w("validate a rulebook", "检查规则书");
    pub const EXPLAIN: Label = w("one person's file, or what a code means", "某人的档案，或代码的含义");
    pub const REPORT: Label = w("one-file report (HTML)", "单文件报告（HTML）");
    pub const SHOW: Label = w("numbers of a run, or the rules of a regime", "运行的数字，或制度的规则");
    pub const LIST: Label = w("what is available", "列出可用内容");
    pub const NEW: Label = w("create a rulebook", "新建规则书");
    pub const NEW_RULEBOOK: Label = w("start a rulebook from another one", "以另一规则书为蓝本新建");
    pub const SERVE: Label = w("open the workbench in a browser", "在浏览器中打开工作台");
    pub const PORT: Label = w("port at 127.0.0.1; 0 for any that is free", "127.0.0.1 的端口；0 表示任意空闲端口");
    pub const OPEN: Label = w("open the page in the browser", "在浏览器中打开页面");
    pub const READ_ONLY: Label = w("nothing can be run or deleted", "不能运行或删除任何内容");
    pub const SCHEMA: Label = w("JSON Schema of a document", "文档的 JSON Schema");
    pub const VERIFY: Label = w("re-run a bundle and compare digests", "重新运行并比对摘要");
    pub const DOCTOR: Label = w("test this installation", "检查安装");
    pub const COMPLETIONS: Label = w("completions for a shell", "命令行补全脚本");
    pub const MAN: Label = w("manual page", "手册页");
    pub const CITE: Label = w("how to cite a regime, and what its figures rest on", "如何引用制度，及其数据的依据");
    pub const CITED: Label = w(
        "a regime, as for `run`; without one, how well each built-in regime is sourced",
        "制度，同 run；不写则列出各内置制度的来源情况",
    );
    pub const OUTCOMES: Label = w("what was published, and what the laboratory gives", "已公布的结果与实验室所得");
    pub const OUTCOME: Label = w("outcomes by name (default: all)", "结果名（默认全部）");
    pub const OUTCOME_POINTS: Label =
        w("points in the declared ranges; 0 for none (default: 16)", "在所声明范围中取的点数；0为不取（默认16）");
    pub const OUTCOME_PEOPLE: Label = w("persons at most (default: 20000)", "人数上限（默认20000）");
    pub const OUTCOME_REPLICATES: Label =
        w("replicates with every figure as declared (default: 1)", "按声明值的重复次数（默认1）");
    pub const OUTCOME_OUT: Label = w("also write a document: .html or .md", "另写成文档：.html 或 .md");
    pub const RENDER: Label = w("a regime as a document in both languages", "以双语文档呈现一种制度");
    pub const RENDER_OUT: Label = w(
        "file: .html, or .md for Markdown (default: REGIME.html)",
        "文件：.html，或以 .md 得到 Markdown（默认为 制度名.html）",
    );
    pub const HELP: Label = w("print help", "显示帮助");
    pub const HELP_COMMAND: Label = w("help on a command", "某命令的帮助");
    pub const VERSION: Label = w("print version", "显示版本");

    pub const REGIME: Label = w(
        "name of a built-in regime, path of a rulebook, `none`, or `-` for standard input",
        "内置制度名、规则书路径、none（无制度），或 -（标准输入）",
    );
    pub const RUN_ID: Label =
        w("path, name, beginning of a name, `@last`, or `@-2`", "路径、名称、名称开头、@last 或 @-2");
    pub const PEOPLE: Label = w(
        "persons: 50000, 50k, 1.14M, 1e6 (default: as many as the society has)",
        "人数：50000、50k、1.14M、1e6（默认为该社会的全部人口）",
    );
    pub const MONTHS: Label = w("months to simulate", "模拟的月数");
    pub const SEED: Label = w("seed of the run", "运行的种子");
    pub const REPS: Label = w("replicates; two or more make findings", "重复次数；至少两次才有区间");
    pub const SOCIETY: Label = w("built-in society, or path of one", "内置社会名，或社会文件的路径");
    pub const SOCIETY_SEED: Label =
        w("seed of the persons (default: the society's own)", "人物的种子（默认用社会自带的）");
    pub const SET: Label = w("change one figure of the rulebook; may be repeated", "修改规则书中的一个数值；可重复");
    pub const WITH: Label =
        w("apply a reform: a built-in name or a file; may be repeated", "套用改革：内置名称或文件；可重复");
    pub const OUT: Label =
        w("folder for the bundle (default: a name of its own in runs/)", "结果文件夹（默认在 runs/ 中自行命名）");
    pub const NAME: Label = w("name of the bundle inside runs/", "结果在 runs/ 中的名称");
    pub const KEEP: Label = w("tables about persons to keep as well", "另外保留的逐人数据表");
    pub const COUPLING: Label = w("how often blocks exchange mail and queues", "街区之间交换的间隔");
    pub const PLAN: Label =
        w("only say how long, how much memory and disk; run nothing", "只说明时间、内存与磁盘；不运行");
    pub const RESUME: Label = w("go on with an interrupted run", "继续被中断的运行");
    pub const FILES: Label = w("rulebooks: names, paths, or `-`", "规则书：名称、路径或 -");
    pub const SUBJECT: Label = w("a code such as GH0420, or a run", "代码（如 GH0420）或一次运行");
    pub const PERSON: Label = w("the synthetic person to show", "要显示的合成人物");
    pub const PICK: Label = w(
        "choose a person: wrongly-penalised (for something they did not do), mistimed (a true record came late), \
         missed (escaped what was due), … (default: median, the middle score)",
        "按标准挑选：wrongly-penalised（因未做之事受惩戒）、mistimed（真实记录迟到）、missed（逃过应有惩戒）等\
         （默认 median，得分居中者）",
    );
    pub const WHAT_IF: Label = w(
        "what would have been: `all`, or act:STORY, record:STORY, appeal:STORY, rule:PATH=VALUE, regime:NAME; may be \
         repeated to change several things at once",
        "假如：all，或 act:事件、record:事件、appeal:事件、rule:路径=值、regime:名称；可重复，以同时改变多项",
    );
    pub const NTH: Label = w("take the n-th person that fits", "取第 n 个符合者");
    pub const REPLICATE: Label = w("replicate, from 0", "重复编号，从0开始");
    pub const REPORT_OUT: Label =
        w("file to write (default: report.html in the bundle's name)", "输出文件（默认以运行名命名）");
    pub const FORCE: Label = w("replace a file that exists", "覆盖已有文件");
    pub const SQL: Label = w("ask in SQL about the tables of runs", "用SQL查询各次运行的表");
    pub const QUERY: Label = w(
        "one statement that reads, e.g. 'select run, count(*) from metrics group by run'; 'show tables' lists what there is",
        "一条只读语句，例如 'select run, count(*) from metrics group by run'；'show tables' 列出各表",
    );
    pub const QUERIED: Label = w(
        "runs, comparisons, sweeps, studies: paths, names, beginnings of names, @last, @-2; may be several",
        "运行、比较、扫描、研究：路径、名称、名称开头、@last、@-2；可多个",
    );
    pub const SHOWN: Label = w("a run or a regime", "一次运行或一种制度");
    pub const METRIC: Label = w(
        "metric or rate to show, e.g. penalised, grade_share, score_mean",
        "要显示的指标或比率，如 penalised、grade_share、score_mean",
    );
    pub const RATE: Label = w("as a rate per 1,000 people rather than a count", "按每千人的比率而非计数显示");
    pub const MONTHS_SHOWN: Label =
        w("`last`, `all`, or a month from 1", "last（最后一月）、all（所有月份）或某月（从1起）");
    pub const BY: Label = w("split by an attribute", "按属性分组");
    pub const WHAT: Label = w("what to list", "列出什么");
    pub const NEW_NAME: Label = w("name of the new rulebook", "新规则书的名称");
    pub const FROM: Label = w("rulebook to start from", "蓝本");
    pub const DOCUMENT: Label = w("document", "文档");
    pub const SHELL: Label = w("shell", "命令行环境");
    pub const PAGE: Label = w("command (default: all)", "命令（默认：总览）");

    pub const FORMAT: Label = w("form of the answer", "输出格式");
    pub const JSON: Label = w("the same as --format json", "等同于 --format json");
    pub const QUIET: Label = w("no notes besides the answer", "只输出结果");
    pub const VERBOSE: Label = w("more notes", "更多说明");
    pub const COLOR: Label = w("when to use colour", "何时使用颜色");
    pub const PROGRESS: Label = w("how to show progress", "如何显示进度");
    pub const LANG: Label = w("language of texts", "文字语言");
    pub const DIR: Label = w("work in this folder", "在此文件夹中工作");
    pub const THREADS: Label = w("threads (0: one per processor)", "线程数（0：每个处理器一个）");
    pub const EXPLAIN_CODE: Label = w("the same as `explain CODE`", "等同于 explain 代码");
    pub const EXIT_ZERO: Label = w("exit with 0 where the code would be 1", "应以 1 退出时改为 0");

    pub const USAGE: Label = w("Usage", "用法");
    pub const ARGUMENTS: Label = w("Arguments", "参数");
    pub const OPTIONS: Label = w("Options", "选项");
    pub const EVERYWHERE: Label = w("Everywhere", "通用选项");
    pub const OPTIONS_SLOT: Label = w("[OPTIONS]", "[选项]");
    pub const COMMAND_SLOT: Label = w("[COMMAND]", "[命令]");
    pub const VALUES: Label = w("one of:", "可选：");
    pub const DEFAULT: Label = w("default:", "默认：");
    pub const COMMANDS: Label = w("Commands", "命令");
    pub const START: Label = w("Start here", "从这里开始");
    pub const UNDERSTAND: Label = w("Understand", "理解");
    pub const SHARE: Label = w("Share", "分享");
    pub const HOUSEKEEPING: Label = w("Housekeeping", "日常");
    pub const TRY: Label = w("Try:", "试试：");
    pub const MORE: Label = w("Options of a command:", "某命令的选项：");
}

/// Picks a text for `--help`, whose language must be known before the flags are read: `--lang` on the
/// command line, else the environment.
pub fn say(label: Label) -> &'static str {
    label.get(early_lang(std::env::args()))
}

/// The language before the flags are parsed.
pub fn early_lang(args: impl Iterator<Item = String>) -> Lang {
    let args: Vec<String> = args.take_while(|a| a != "--").collect();
    let mut asked = None;
    for (i, arg) in args.iter().enumerate() {
        if let Some(value) = arg.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        } else if arg == "--lang" {
            asked = args.get(i + 1).cloned();
        }
    }
    asked.as_deref().and_then(parse_lang).unwrap_or_else(|| {
        let variables = ["GLASSHOUSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
        variables
            .iter()
            .filter_map(|v| std::env::var(v).ok())
            .find(|v| !v.is_empty())
            .map_or(Lang::En, |v| if v.starts_with("zh") { Lang::Zh } else { Lang::En })
    })
}

/// `en` or `zh`, with any region.
pub fn parse_lang(text: &str) -> Option<Lang> {
    match text {
        "en" => Some(Lang::En),
        "zh" | "zh-CN" | "zh-Hans" | "zh_CN" => Some(Lang::Zh),
        _ => None,
    }
}

/// Words of diagnostics and notes.
pub const ERROR: Label = w("error", "错误");
/// Level name.
pub const WARNING: Label = w("warning", "警告");
/// Level name.
pub const HELP: Label = w("help", "建议");

/// Phases on standard error, padded to one width by the caller.
pub mod phase {
    use super::{Label, w};

    pub const SCENARIO: Label = w("Scenario", "方案");
    pub const RUNNING: Label = w("Running", "运行");
    pub const WROTE: Label = w("Wrote", "已写入");
    pub const RESUMED: Label = w("Resumed", "已恢复");
    pub const FIGURES: Label = w("Figures", "数据依据");
    pub const KEEPING: Label = w("Keeping", "保留数据");
    pub const TO_FINDING: Label = w("To turn this into a finding:", "要得到带区间的结论：");
    pub const TO_WRONG: Label = w("See one person penalised for nothing:", "看一名无故受惩戒者：");
    pub const TO_PERSON: Label = w("See the person in the middle:", "看得分居中的一人：");
}
