//! What a run will need, in words.

use crate::messages::say;
use crate::number::{count, duration, fixed};
use glasshouse_model::Lang;
use glasshouse_wire::answers::RunPlan;

/// What `run --plan` says.
pub fn text(plan: &RunPlan, lang: Lang) -> String {
    let (people, months, replicates) = (count(u64::from(plan.people)), plan.months, plan.replicates);
    let (opportunities, threads) = (number(lang, plan.opportunities), plan.threads);
    let (time, memory, disk) = (duration(lang, plan.seconds), mebibytes(plan.memory), mebibytes(plan.disk));
    let mut text = say!(
        lang,
        "{people} people × {months} months × {replicates} replicate(s): about {opportunities} opportunities to act\n\
         about {time} on {threads} thread(s), {memory} MiB of memory, {disk} MiB on disk\n",
        "{people}人×{months}个月×{replicates}次重复：约{opportunities}次行为机会\n\
         {threads}个线程约需{time}，内存{memory} MiB，磁盘{disk} MiB\n"
    );
    if let Some(free) = plan.free_memory.map(mebibytes) {
        text.push_str(&say!(lang, "{free} MiB of memory are free\n", "可用内存{free} MiB\n"));
    }
    if plan.way == "passes" {
        text.push_str(&say!(
            lang,
            "Blocks go one after the other through all months. The numbers are those of going together.\n",
            "各街区依次走完全部月份，数字与同步模拟相同。\n"
        ));
    }
    if !plan.keeps_ends {
        text.push_str(&say!(
            lang,
            "How it ended for each person is not kept; explain --person simulates a person's block again.\n",
            "不保留每人的结局；explain --person 会重新模拟该人所在街区。\n"
        ));
    }
    text.push_str(&say!(lang, "Nothing has run. Remove --plan to start.\n", "尚未运行。去掉 --plan 即可开始。\n"));
    text
}

fn mebibytes(bytes: u64) -> String {
    count(bytes.div_ceil(1 << 20))
}

fn number(lang: Lang, value: f64) -> String {
    match lang {
        _ if value < 1e6 => count(value as u64),
        Lang::En if value < 1e9 => format!("{} million", fixed(value / 1e6, 1)),
        Lang::En => format!("{} billion", fixed(value / 1e9, 1)),
        Lang::Zh if value < 1e8 => format!("{}万", fixed(value / 1e4, 0)),
        Lang::Zh => format!("{}亿", fixed(value / 1e8, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_says_what_it_needs_and_that_nothing_has_run() {
        let plan = RunPlan {
            people: 1_400_000_000,
            months: 12,
            replicates: 1,
            way: "passes".into(),
            keeps_ends: false,
            opportunities: 3.9e10,
            threads: 2,
            seconds: 3700.0,
            memory: 700 << 20,
            free_memory: Some(23 << 30),
            disk: 3 << 20,
        };
        assert_eq!(
            text(&plan, Lang::En),
            "1,400,000,000 people × 12 months × 1 replicate(s): about 39.0 billion opportunities to act\n\
             about 1 h 1 min on 2 thread(s), 700 MiB of memory, 3 MiB on disk\n\
             23,552 MiB of memory are free\n\
             Blocks go one after the other through all months. The numbers are those of going together.\n\
             How it ended for each person is not kept; explain --person simulates a person's block again.\n\
             Nothing has run. Remove --plan to start.\n"
        );
        let small = RunPlan { way: "steps".into(), keeps_ends: true, free_memory: None, ..plan };
        assert_eq!(text(&small, Lang::Zh).lines().count(), 3);
    }
}
