//! `cite`: a regime, the sources its figures rest on, and how well each regime is sourced.

use crate::answer::Answer;
use crate::args::Cite;
use crate::commands::list::columns;
use crate::session::Session;
use glasshouse_model::Lang;
use glasshouse_study::failure::Failure;
use glasshouse_study::sourcing::Sourcing;
use glasshouse_study::{VERSION, report, source};
use serde_json::{Value, json};

/// The counts in words.
fn words(of: &Sourcing, lang: Lang) -> String {
    let (figures, quoted, published) = (of.figures, of.quoted, of.published);
    let badge = of.badge().label().get(lang);
    match lang {
        Lang::En => format!(
            "Figures: {} cited ({quoted} of them from texts known only through others), {} on which sources differ, {} assumed with a range; {published} further statements carried with their source: {badge}.",
            figures.cited, figures.rival, figures.assumed
        ),
        Lang::Zh => format!(
            "数据：引用{}项（其中{quoted}项的原文仅由他处转述得知），来源不一{}项，附范围的假设{}项；另载有来源的陈述{published}条：{badge}。",
            figures.cited, figures.rival, figures.assumed
        ),
    }
}

fn counts(of: &Sourcing) -> Value {
    json!({
        "cited": of.figures.cited, "quoted_only": of.quoted, "rival": of.figures.rival, "assumed": of.figures.assumed,
        "published": of.published, "badge": of.badge().name(),
    })
}

/// `cite [REGIME]`
pub fn cite(session: &Session, flags: &Cite) -> Result<Answer, Failure> {
    let Some(regime) = &flags.regime else { return Ok(all(session)) };
    let document = source::find_regime(regime)?;
    let plan = source::plan_of(&document)?;
    let title = plan.title.get(session.lang);
    let itself = match session.lang {
        Lang::En => format!("{title}. Rulebook `{}`, glasshouse {VERSION}.", plan.id),
        Lang::Zh => format!("{title}。规则书 {}，glasshouse {VERSION}。", plan.id),
    };
    let sourcing = Sourcing::of(&plan);
    let mut human = format!("{itself}\n{}\n", words(&sourcing, session.lang));
    let sources: Vec<Value> = plan
        .sources
        .iter()
        .map(|s| {
            let reference = report::reference(s);
            human.push_str(&format!("  [{}] {reference}{}{}\n", s.id, if s.url.is_empty() { "" } else { ". " }, s.url));
            json!({"id": s.id, "kind": s.kind, "reference": reference, "date": s.date, "url": s.url, "held": s.held})
        })
        .collect();
    for p in &plan.published {
        let (about, colon) = (p.about.get(session.lang), if session.lang == Lang::Zh { "：" } else { ": " });
        human.push_str(&format!("  {about}{colon}{} [{}]\n", p.value, p.source));
    }
    let published: Vec<Value> = plan
        .published
        .iter()
        .map(|p| {
            json!({
                "id": p.id, "kind": p.kind.name(), "about": {"en": p.about.en, "zh": p.about.zh},
                "value": p.value, "source": p.source,
            })
        })
        .collect();
    let mut answer = Answer::new(
        "citation/1",
        json!({
            "regime": plan.id, "citation": itself, "figures": counts(&sourcing), "sources": sources,
            "published": published,
        }),
        human,
    );
    answer.rows = Some(sources);
    Ok(answer)
}

/// Every built-in regime with what it rests on.
fn all(session: &Session) -> Answer {
    let plans = source::regime_names().filter_map(|name| source::built_in_plan(name).map(|plan| (name, plan)));
    let (mut records, mut cells) = (Vec::new(), Vec::new());
    if session.terminal {
        cells.push(match session.lang {
            Lang::En => ["REGIME", "CITED", "QUOTED", "RIVAL", "ASSUMED", "STATED", "SOURCING"].map(str::to_owned),
            Lang::Zh => ["制度", "引用", "转引", "不一", "假设", "陈述", "来源情况"].map(str::to_owned),
        });
    }
    for (name, plan) in plans {
        let of = Sourcing::of(&plan);
        let n = |n: u32| n.to_string();
        cells.push([
            name.to_owned(),
            n(of.figures.cited),
            n(of.quoted),
            n(of.figures.rival),
            n(of.figures.assumed),
            n(of.published),
            of.badge().label().get(session.lang).to_owned(),
        ]);
        records.push(json!({"regime": name, "figures": counts(&of)}));
    }
    let human = columns(session, &cells);
    Answer::records("citations/1", records, human).next(vec!["glasshouse cite rongcheng-2021".to_owned()])
}
